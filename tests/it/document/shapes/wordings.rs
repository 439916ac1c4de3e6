//! Wordings by kind: many short orders over one small list, each with the rows that go and come, and the words that
//! are held for a person.
//!
//! `cargo test --test it wordings -- --nocapture` prints the table kind × right × held × wrong.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use earwatch_law::finding::Severity;
use serde::Deserialize;

use super::came::sorted;
use super::fixture::{Shape, row};
use super::{brief, run};

/// Above paragraphs that do not name the supplement themselves.
const HEAD: &str = "2. Supplement No. 4 to part 744 is amended:";

/// One kind of wording.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
    /// Why the law is as the cases say.
    about: String,
    list: Vec<String>,
    #[serde(default)]
    frame: Vec<String>,
    case: Vec<Case>,
}

/// One wording.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// Its amendatory paragraphs; several wordings of the same are several lists.
    orders: Vec<Vec<String>>,
    #[serde(default)]
    rows: Vec<String>,
    /// Rows of the list that go.
    #[serde(default)]
    minus: Vec<String>,
    /// Rows that come.
    #[serde(default)]
    plus: Vec<String>,
    /// Words of the findings for a person, one each.
    #[serde(default)]
    held: Vec<String>,
}

fn line(row_of: &str) -> String {
    row(row_of).1.join(" | ").replace("<sup>", "^").replace("</sup>", "^")
}

impl Kind {
    /// What does not hold of a wording.
    fn complaint(&self, case: &Case, orders: &[String]) -> Option<String> {
        let named = orders.iter().any(|order| order.to_lowercase().contains("supplement no. 4"));
        let head = (!named).then(|| HEAD.to_owned());
        let orders: Vec<String> = head.into_iter().chain(orders.iter().cloned()).collect();
        let shape = Shape::of_wording(&self.list, &self.frame, &orders, &case.rows);
        let (outcome, findings) = run(&shape, &orders);
        let lines = |rows: &[String]| rows.iter().map(|row| line(row)).collect::<Vec<_>>();
        let (minus, plus) = (lines(&case.minus), lines(&case.plus));
        let mut wanted = lines(&self.list);
        for gone in &minus {
            let at = wanted.iter().position(|row| row == gone).unwrap_or_else(|| panic!("not listed: {gone}"));
            wanted.remove(at);
        }
        wanted.extend(plus);
        let wanted = sorted(wanted.into_iter());
        let review: Vec<_> = findings.iter().filter(|finding| finding.code.severity() == Severity::Review).collect();
        let mut left: Vec<_> = review.iter().map(|finding| brief(finding)).collect();
        let told = case.held.iter().all(|words| {
            let at = left.iter().position(|told| told.contains(words.as_str()));
            at.map(|at| left.remove(at)).is_some()
        }) && left.is_empty();
        let same = outcome.rows == wanted;
        (!told || !same).then(|| {
            let only = |a: &[String], b: &[String]| -> Vec<String> {
                a.iter().filter(|row| !b.contains(row)).cloned().collect()
            };
            let told: Vec<_> = review.iter().map(|finding| brief(finding)).collect();
            let (more, less) = (only(&outcome.rows, &wanted), only(&wanted, &outcome.rows));
            let orders = orders.get(1..).unwrap_or(&[]);
            format!("{orders:#?}\n  too many {more:#?}\n  lacking {less:#?}\n  tells {told:#?}\n  not {:?}", case.held)
        })
    }
}

fn kinds() -> BTreeMap<String, Kind> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/wordings");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let read = |path: &Path| match toml::from_str(&std::fs::read_to_string(path).unwrap()) {
        Ok(kind) => kind,
        Err(error) => panic!("{}: {error}", path.display()),
    };
    files.map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), read(&path))).collect()
}

#[test]
fn wordings_of_every_kind_change_what_they_say_or_are_held() {
    let mut failures = String::new();
    for (name, kind) in kinds() {
        let (mut right, mut held, mut wrong) = (0, 0, 0);
        for case in &kind.case {
            for orders in &case.orders {
                match kind.complaint(case, orders) {
                    Some(complaint) => {
                        wrong += 1;
                        let _ = writeln!(failures, "\n== {name}: {complaint}");
                    }
                    None if case.held.is_empty() => right += 1,
                    None => held += 1,
                }
            }
        }
        println!("| {name} | {right} | {held} | {wrong} | {} |", kind.about);
    }
    assert!(failures.is_empty(), "{failures}");
}
