//! The costs of a replay (reading a list, applying a rule, comparing two lists) and of the report's renderings beside a
//! bare parse of the same bytes. `cargo bench` prints the ratios first, then the figures of each.
//!
//! What is measured are the libraries, with the system's allocator; the program has one that makes the bare parse a quarter
//! and the reading a tenth faster.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints, and fails where it cannot run")]

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use divan::Bencher;
use earwatch_law::diff::{self, Origin, pairs};
use earwatch_law::document::record::DocumentRecord;
use earwatch_law::document::{Given, xml};
use earwatch_law::entry::public_id::Ids;
use earwatch_law::entry::{Entry, EntryId};
use earwatch_law::law::Cells;
use earwatch_law::law::ListId;
use earwatch_law::list::ecfr;
use earwatch_law::list::state::{Applied, Release, State};
use earwatch_report::render::Rendering;
use earwatch_report::report::record::EntryRecord;
use earwatch_report::report::{Report, Section};

/// Entries of the lists that are made from the sample: as many as the published lists have.
const ROWS: [usize; 2] = [2_668, 3_411];

struct Input {
    what: &'static str,
    old: String,
    new: String,
    rule: String,
    given: Given,
}

static INPUT: LazyLock<Input> = LazyLock::new(|| {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("shared/corpus");
    if corpus.is_dir() {
        published(&corpus)
    } else {
        enlarged(&Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots/sample"))
    }
});

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn published(corpus: &Path) -> Input {
    Input {
        what: "the published lists of 2023-12-06 and 2026-07-23, the rule 2023-03929",
        old: text(&corpus.join("ecfr/supplement-4_2023-12-06.xml")),
        new: text(&corpus.join("ecfr/part-744_2026-07-23.xml")),
        rule: text(&corpus.join("rules/2023-03929.xml")),
        given: Given { published: NaiveDate::from_ymd_opt(2023, 2, 27), volume: Some(88), ..Given::default() },
    }
}

fn enlarged(sample: &Path) -> Input {
    let list = text(&sample.join("baseline.xml"));
    let record = DocumentRecord::from_json(&fs::read(sample.join("2025-05427.json")).unwrap());
    Input {
        what: "the sample's list enlarged to the size of the published ones, its rule 2025-05427",
        old: repeated(&list, ROWS[0], "1"),
        new: repeated(&list, ROWS[1], "2"),
        rule: text(&sample.join("2025-05427.xml")),
        given: Given { record: Some(record.unwrap()), ..Given::default() },
    }
}

/// The table's rows over and over, each name numbered. Every seventh name bears the list's `mark`, so that two such
/// lists differ in it.
fn repeated(list: &str, rows: usize, mark: &str) -> String {
    let (head, rest) = list.split_once("<TBODY>").unwrap();
    let (body, tail) = rest.split_once("</TBODY>").unwrap();
    let mut out = format!("{head}<TBODY>");
    for (at, row) in body.split_inclusive("</TR>").cycle().take(rows).enumerate() {
        let own = if at % 7 == 0 { mark } else { "" };
        let mut cells = row.splitn(3, "<TD class=\"left border-right-single\">");
        let (open, country, rest) = (cells.next(), cells.next(), cells.next());
        match (open, country, rest) {
            (Some(open), Some(country), Some(rest)) => write!(
                out,
                "{open}<TD class=\"left border-right-single\">{country}<TD class=\"left border-right-single\">Plant \
                 {at}{own} {rest}"
            )
            .unwrap(),
            _ => out.push_str(row),
        }
    }
    format!("{out}</TBODY>{tail}")
}

fn parse() -> roxmltree::Document<'static> {
    roxmltree::Document::parse(&INPUT.new).unwrap()
}

fn read() -> Vec<ecfr::PublishedList> {
    ecfr::read(&INPUT.new).unwrap().0
}

fn entries(list: &str) -> Vec<Arc<Entry>> {
    let lists = ecfr::read(list).unwrap().0;
    let mut lists = lists.into_iter();
    let found = lists.find(|list| list.list == ListId::EntityList).unwrap();
    found.entries.into_iter().map(Arc::new).collect()
}

static OLD: LazyLock<Vec<Arc<Entry>>> = LazyLock::new(|| entries(&INPUT.old));
static NEW: LazyLock<Vec<Arc<Entry>>> = LazyLock::new(|| entries(&INPUT.new));
static STATE: LazyLock<State> = LazyLock::new(|| State::of_published(ecfr::read(&INPUT.old).unwrap().0));

/// From the bytes of a rule to the state after it.
fn apply() -> Applied {
    let reading = xml::read(&INPUT.rule, &|_| INPUT.given.clone()).unwrap();
    let document = reading.documents.into_iter().next().unwrap();
    let amendments = earwatch_law::amendment::read(&document).amendments;
    let release = Release {
        effective: amendments.first().unwrap().effective,
        published: document.published,
        position: (document.volume, document.start_page.unwrap_or_default()),
        document: document.number,
        amendments,
        identities: std::collections::BTreeMap::new(),
    };
    STATE.apply(&release)
}

fn compare() -> Section {
    difference(&OLD, &NEW)
}

/// From two lists to the section of a report, redlines included.
fn difference(old: &[Arc<Entry>], new: &[Arc<Entry>]) -> Section {
    let matched = pairs::by_content(old.to_vec(), new.to_vec());
    let mut section = Section::new("old → new");
    section.add(
        &diff::compare(ListId::EntityList, matched),
        &|_| Origin::default(),
        (&Ids::default(), &Ids::default()),
    );
    section
}

#[divan::bench]
fn parse_list(bencher: Bencher<'_, '_>) {
    bencher.bench(parse);
}

#[divan::bench]
fn read_list(bencher: Bencher<'_, '_>) {
    bencher.bench(read);
}

#[divan::bench]
fn apply_rule(bencher: Bencher<'_, '_>) {
    bencher.bench(apply);
}

#[divan::bench]
fn compare_lists(bencher: Bencher<'_, '_>) {
    bencher.bench(compare);
}

/// 3,000 parties of one country that are on no other list: every name and address is made up.
fn strangers(mut seed: u64) -> Vec<Arc<Entry>> {
    let mut word = move || -> String {
        let letter = |_| {
            // Knuth's multiplier; any sequence without a pattern will do.
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            char::from(b'a' + u8::try_from((seed >> 33) % 26).unwrap_or_default())
        };
        (0..8).map(letter).collect()
    };
    let mut entry = |id| {
        let cells = Cells {
            entity: format!("{} {} Technology Co., Ltd., {} Road, {}, China.", word(), word(), word(), word()),
            license_requirement: "For all items subject to the EAR.".to_owned(),
            license_review_policy: "Presumption of denial.".to_owned(),
            citation: "88 FR 13675, 3/6/23.".to_owned(),
        };
        Arc::new(Entry::new(EntryId(id), ListId::EntityList, "CHINA", cells))
    };
    (1..=3_000).map(&mut entry).collect()
}

/// Lists on which a comparison is hardest: rows that are nearly the same, and rows that have nothing in common.
fn hard_ratios() {
    let sample = enlarged(&Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots/sample"));
    let repetitive = (entries(&sample.old), entries(&sample.new));
    let apart = (strangers(1), strangers(2));
    for (what, (old, new)) in [("repetitive", repetitive), ("nothing in common", apart)] {
        let (mut bare, mut diff) = (Duration::MAX, Duration::MAX);
        for _ in 0..20 {
            bare = bare.min(timed(|| roxmltree::Document::parse(&sample.new).unwrap()));
            diff = diff.min(timed(|| difference(&old, &new)));
        }
        let ratio = diff.as_secs_f64() / bare.as_secs_f64();
        println!(
            "diff, {what} ({} and {} entries) {diff:>10.2?}  {ratio:.2} × the bare parse of the repetitive list",
            old.len(),
            new.len()
        );
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    let result = black_box(work());
    let taken = start.elapsed();
    drop(result);
    taken
}

/// The best of many rounds, in which the four take turns: what slows a round slows all of them.
fn ratios() {
    println!("input: {}", INPUT.what);
    LazyLock::force(&OLD);
    LazyLock::force(&NEW);
    LazyLock::force(&STATE);
    let mut best = [Duration::MAX; 4];
    for _ in 0..60 {
        let round = [timed(parse), timed(read), timed(apply), timed(compare)];
        for (best, taken) in best.iter_mut().zip(round) {
            *best = taken.min(*best);
        }
    }
    let names = ["bare parse", "reading", "rule", "diff"];
    for (name, taken) in names.into_iter().zip(best) {
        let ratio = taken.as_secs_f64() / best[0].as_secs_f64();
        println!("{name:<10} {taken:>10.2?}  {ratio:.2} × the bare parse");
    }
}

/// The comparison in every rendering; with the whole list where the rendering shows it, as commands render it.
fn renderings() {
    let day = NaiveDate::from_ymd_opt(2026, 7, 23).unwrap();
    let sections = vec![compare()];
    let mut report = Report::new("old → new".to_owned(), day, String::new(), sections, Vec::new());
    let listed: Vec<_> = NEW.iter().map(|entry| EntryRecord::new(entry, Origin::default())).collect();
    let (mut bare, mut all) = (Duration::MAX, Duration::ZERO);
    let mut lines = Vec::new();
    for rendering in Rendering::ALL {
        let (mut best, mut bytes) = (Duration::MAX, 0);
        report.listing = if rendering.shows_listing() { listed.clone() } else { Vec::new() };
        for _ in 0..10 {
            bare = bare.min(timed(parse));
            best = best.min(timed(|| bytes = rendering.render(&report).unwrap().len()));
        }
        all += best;
        lines.push((rendering.extension(), best, bytes));
    }
    for (name, taken, bytes) in lines {
        let ratio = taken.as_secs_f64() / bare.as_secs_f64();
        println!("{name:<10} {taken:>10.2?}  {ratio:.2} × the bare parse, {} kB", bytes / 1000);
    }
    println!("all        {all:>10.2?}  {:.2} × the bare parse", all.as_secs_f64() / bare.as_secs_f64());
}

fn main() {
    ratios();
    renderings();
    hard_ratios();
    divan::main();
}
