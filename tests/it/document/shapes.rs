//! Every shape of amendatory language: a fixture with a small list, the orders in one or more wordings, the rows
//! printed below them, and the operations, findings and rows that the law calls for, written by hand.
//!
//! `cargo test --test it shapes -- --nocapture` prints the table shape × fixture × result.

mod came;
mod damaged_names;
mod fixture;
mod wordings;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use came::{Came, frame_of, operation, rows_of, sorted, supplement};
use earwatch_law::amendment::{self, Amendment};
use earwatch_law::document::{Given, xml};
use earwatch_law::finding::{Code, Finding, Severity};
use earwatch_law::law::ListId;
use earwatch_law::list::state::{Outcome, Release};
use fixture::{Shape, row};

/// The shapes of the reference: those seen in print are 1 to 18, those remembered 19 to 35.
const SHAPES: std::ops::RangeInclusive<u8> = 1..=35;
fn run(shape: &Shape, orders: &[String]) -> (Came, Vec<Finding>) {
    let given = Given { published: "2023-05-03".parse().ok(), volume: Some(88), ..Given::default() };
    let reading = xml::read(&shape.document(orders), &|_| given.clone()).unwrap();
    let mut state = shape.state();
    let (mut operations, mut findings) = (Vec::new(), Vec::new());
    for document in &reading.documents {
        let orders = amendment::read(document);
        let tracked: BTreeSet<_> = state.lists.keys().copied().collect();
        findings.extend(orders.findings_for(document, &tracked));
        let mut dated: BTreeMap<_, Vec<Amendment>> = BTreeMap::new();
        for amendment in orders.amendments {
            dated.entry(amendment.effective).or_default().push(amendment);
        }
        for (effective, amendments) in dated {
            let release = Release {
                document: document.number.clone(),
                effective,
                published: document.published,
                position: (88, 1),
                amendments,
                identities: BTreeMap::new(),
            };
            let applied = state.apply(&release);
            state = applied.state;
            findings.extend(applied.notes);
            for (amendment, outcome) in release.amendments.iter().zip(applied.outcomes) {
                operations.push(operation(amendment, &outcome));
                if let Outcome::Held(finding) = outcome {
                    findings.push(*finding);
                }
            }
        }
    }
    let came = Came { operations: sorted(operations.into_iter()), rows: rows_of(&state), frame: frame_of(&state) };
    (came, findings)
}

fn expected(shape: &Shape) -> Came {
    let rows = shape.after.iter().map(|line| {
        let (number, cells) = row(line);
        let list = ListId::from_supplement(number).unwrap();
        format!("{}{}", supplement(list), cells.join(" | "))
    });
    let frame = shape.frame_after.as_ref().unwrap_or(&shape.frame);
    Came {
        operations: sorted(shape.operations.iter().flatten().cloned()),
        rows: sorted(rows),
        frame: sorted(frame.iter().cloned()),
    }
}

fn brief(finding: &Finding) -> String {
    let Finding { code, message, country, name, quote, .. } = finding;
    let said = [country, name, quote].map(|said| said.clone().unwrap_or_default());
    format!("{} | {message} | {}", code.name(), said.join(" | "))
}

/// Whether each expected finding is told, and no other.
fn tells(expected: &[String], findings: &[Finding]) -> bool {
    let mut left: Vec<_> = findings.iter().map(brief).collect();
    expected.iter().all(|line| {
        let mut words = line.split(" | ");
        let code = words.next().unwrap();
        let words: Vec<_> = words.collect();
        let fits =
            |told: &String| told.starts_with(&format!("{code} |")) && words.iter().all(|word| told.contains(word));
        left.iter().position(fits).map(|at| left.remove(at)).is_some()
    }) && left.is_empty()
}

/// What does not hold, in words.
fn complaints(shape: &Shape) -> String {
    let mut out = String::new();
    let wanted = expected(shape);
    for orders in &shape.orders {
        let (mut came, mut findings) = run(shape, orders);
        findings.retain(|finding| !shape.besides.iter().any(|code| code == finding.code.name()));
        if shape.operations.is_none() {
            came.operations.clear();
        }
        if came != wanted {
            let _ = writeln!(out, "{orders:#?}\ngives {came:#?}\nnot {wanted:#?}");
        }
        if came != wanted || !tells(&shape.findings, &findings) {
            let told: Vec<_> = findings.iter().map(brief).collect();
            let _ = writeln!(out, "{orders:#?}\ntells {told:#?}\nnot {:#?}", shape.findings);
        }
    }
    for orders in &shape.refused {
        let (came, findings) = run(shape, orders);
        let before = shape.state();
        let same = came.rows == rows_of(&before) && came.frame == frame_of(&before);
        let told = findings.iter().any(|finding| {
            let all: String = orders.concat().replace("&amp;", "&");
            let words = finding.quote.as_deref().is_some_and(|quote| quote.len() > 3 && all.contains(quote));
            finding.code.severity() == Severity::Review && (words || finding.code != Code::UnparsedInstruction)
        });
        if !same || !told {
            let told: Vec<_> = findings.iter().map(brief).collect();
            let _ = writeln!(out, "{orders:#?}\nis not refused: {came:#?}\n{told:#?}");
        }
    }
    out
}

fn fixtures() -> BTreeMap<String, Shape> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/shapes");
    let files = std::fs::read_dir(folder).unwrap();
    let read = |path: &Path| match toml::from_str(&std::fs::read_to_string(path).unwrap()) {
        Ok(shape) => shape,
        Err(error) => panic!("{}: {error}", path.display()),
    };
    let named = files.map(|file| file.unwrap().path());
    named.map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), read(&path))).collect()
}

#[test]
fn every_shape_gives_what_the_law_calls_for() {
    let mut failures = String::new();
    for (name, shape) in fixtures() {
        let found = complaints(&shape);
        let result = match (&shape.expect_failing, found.is_empty()) {
            (None, true) => "holds",
            (Some(reason), false) => reason.as_str(),
            (None, false) => {
                let _ = writeln!(failures, "\n== {name}\n{found}");
                "FAILS"
            }
            (Some(reason), true) => {
                let _ = writeln!(failures, "\n== {name} holds now, although “{reason}”");
                "FAILS"
            }
        };
        let numbers: Vec<_> = shape.covers.iter().map(u8::to_string).collect();
        let (wordings, refused) = (shape.orders.len(), shape.refused.len());
        println!("| {} | {} | {name} | {wordings} + {refused} | {result} |", numbers.join(", "), shape.about);
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn every_shape_of_the_reference_has_a_fixture() {
    let covered: BTreeSet<u8> = fixtures().values().flat_map(|shape| shape.covers.clone()).collect();
    assert_eq!(covered, SHAPES.collect());
}
