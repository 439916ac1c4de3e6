//! Exports as other programs take them: `followthemoney`, `DuckDB`, `csv`, `sqlite3`, and the scripts of the page on exports.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::Test;
use crate::needs::{self, corpus};
use crate::support::{Desk, NEW_LIST, fixture};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/sample");

fn sample() -> Desk {
    let desk = Desk::new();
    desk.done(&["poll", "--archive", SAMPLE]);
    desk
}

/// Lists of the fixtures, all three.
fn lists() -> Desk {
    Desk::with(&fixture(NEW_LIST), "2026-07-23")
}

/// The blocks of a kind of code in the page on exports.
fn blocks(kind: &str) -> Vec<String> {
    let page = fs::read_to_string(needs::root().join("docs/exports.md")).unwrap();
    let fence = format!("```{kind}\n");
    let blocks = page.split(&fence).skip(1);
    blocks.filter_map(|block| block.split("\n```").next().map(str::to_owned)).collect()
}

/// Runs Python, which must print nothing on standard error; what it prints.
fn python(module: &str, desk: &Desk, args: &[&str]) -> String {
    let output = needs::output(Command::new(needs::python(module)).args(args).current_dir(desk.path("")));
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{args:?}: {err}");
    String::from_utf8(output.stdout).unwrap()
}

fn export(desk: &Desk, form: &str, to: &str, args: &[&str]) {
    let file = desk.path(to);
    desk.done(&[&["export", "--to", form, "-o", file.to_str().unwrap()], args].concat());
}

fn script(name: &str) -> String {
    needs::root().join("tests/outside").join(name).to_str().unwrap().to_owned()
}

fn entities_are_valid(desk: &Desk) {
    export(desk, "ftm", "lists.ftm.json", &[]);
    export(desk, "ndjson", "lists.ndjson", &[]);
    python("followthemoney", desk, &[&script("entities.py"), "lists.ftm.json", "lists.ndjson"]);
}

fn followthemoney_takes_every_entity_as_it_is() {
    entities_are_valid(&sample());
    entities_are_valid(&lists());
}

fn followthemoney_takes_the_real_list_in_a_second() {
    needs::python("followthemoney");
    let desk = Desk::with(&corpus("ecfr/part-744_2026-07-23.xml"), "2026-07-23");
    entities_are_valid(&desk);
    let begun = Instant::now();
    export(&desk, "ftm", "again.json", &[]);
    let most = if cfg!(debug_assertions) { Duration::from_secs(30) } else { Duration::from_secs(1) };
    assert!(begun.elapsed() < most, "{:?}", begun.elapsed());
}

/// The line of the page, and what it makes, read by another.
fn parquet_is_made_by_the_line_of_the_page() {
    let duckdb = needs::python("duckdb");
    let desk = lists();
    let line = blocks("sh").into_iter().find(|block| block.contains("parquet")).unwrap();
    let (first, second) = line.split_once('\n').unwrap();
    let args: Vec<_> = first.split(' ').skip(1).collect();
    desk.done(&args);
    let second = second.replacen("python3", duckdb.to_str().unwrap(), 1);
    let ran = needs::output(Command::new("sh").args(["-c", &second]).current_dir(desk.path("")));
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let read = "import duckdb, json
rows = duckdb.sql(\"SELECT public_id, name, aliases, addresses, effective_from FROM 'lists.parquet'\").fetchall()
kept = [json.loads(line) for line in open('lists.ndjson', encoding='utf-8')]
assert [row[:4] for row in rows] == [(e['public_id'], e['name'], e['aliases'], e['addresses']) for e in kept]
print(len(rows))";
    let entries = fs::read_to_string(desk.path("lists.ndjson")).unwrap().lines().count();
    assert_eq!(python("duckdb", &desk, &["-c", read]).trim(), entries.to_string());
}

/// The scripts of the page lead every copy from every version to every later one, in all forms.
fn leads(desk: &Desk, days: &[String]) {
    let scripts = blocks("python");
    assert!(scripts.iter().all(|script| script.lines().count() <= 40));
    let python = needs::python("json");
    for (name, script) in ["apply.py", "apply_other.py"].iter().zip(&scripts) {
        desk.file(name, script);
    }
    for (form, file, script) in [
        ("ndjson", "copy.ndjson", "apply.py"),
        ("ftm", "copy.json", "apply_other.py"),
        ("csl", "copy.csv", "apply_other.py"),
    ] {
        for (at, since) in days.iter().enumerate() {
            for day in &days[at..] {
                export(desk, form, file, &["--as-of", since]);
                export(desk, form, "steps", &["--since", since, "--as-of", day]);
                export(desk, form, "full", &["--as-of", day]);
                let ran =
                    Command::new(&python).args([script, file, "steps"]).current_dir(desk.path("")).output().unwrap();
                assert!(ran.status.success(), "{form} {since} {day}: {}", String::from_utf8_lossy(&ran.stderr));
                assert_eq!(content(desk, form, file), content(desk, form, "full"), "{form} {since} {day}");
            }
        }
    }
}

/// What a copy holds, in whatever order.
fn content(desk: &Desk, form: &str, file: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(desk.path(file)).unwrap();
    if form == "csl" {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        return reader.records().map(|record| format!("{:?}", record.unwrap().iter().collect::<Vec<_>>())).collect();
    }
    text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap().to_string()).collect()
}

fn the_scripts_of_the_page_lead_a_copy_to_any_later_day() {
    let desk = sample();
    let days = desk
        .ndjson(&["versions"])
        .iter()
        .map(|version| version["effective"].as_str().unwrap().to_owned())
        .collect::<BTreeSet<_>>();
    leads(&desk, &days.into_iter().collect::<Vec<_>>());
}

fn steps_lead_through_the_chain_of_real_rules() {
    let desk = Desk::with(&corpus("ecfr/supplement-4_2023-12-06.xml"), "2023-12-06");
    desk.run(&["import", &corpus("reconstructed/plain/rules")]);
    python("json", &desk, &[&script("steps.py"), env!("CARGO_BIN_EXE_earwatch"), "earwatch.db"]);
}

/// Read as a spreadsheet's user does, and as the Consolidated Screening List's own columns.
fn the_table_has_the_columns_of_the_screening_list() {
    let original = corpus("csl/consolidated_2025-06-25_sample.csv");
    let desk = Desk::with(&corpus("ecfr/part-744_2026-07-23.xml"), "2026-07-23");
    export(&desk, "csl", "csl_2026-07-23.csv", &["--as-of", "2026-07-23"]);
    export(&desk, "ndjson", "lists.ndjson", &["--as-of", "2026-07-23"]);
    let read = "import csv, json, sys
rows = list(csv.DictReader(open('csl_2026-07-23.csv', encoding='utf-8', newline='')))
head = next(csv.reader(open(sys.argv[1], encoding='utf-8')))
assert list(rows[0]) == head, list(rows[0])
kept = {e['public_id']: e for e in map(json.loads, open('lists.ndjson', encoding='utf-8'))}
assert [r['_id'] for r in rows] == list(kept)
for row in rows:
    entry = kept[row['_id']]
    assert row['name'] == entry['name'] and row['source'] and row['addresses'], row
    assert len(row['addresses'].split('; ')) == max(1, len(entry['addresses'])), row
    names = len(entry['aliases']) + sum(1 + len(s['aliases']) for s in entry['subordinates'])
    assert len([n for n in row['alt_names'].split('; ') if n]) == names, row
    assert entry['list'] != 'entity-list' or (row['start_date'] and row['federal_register_notice']), row";
    python("csv", &desk, &["-c", read, &original]);
    let out = desk.done(&["verify", desk.path("csl_2026-07-23.csv").to_str().unwrap(), "--dry-run"]);
    let lines: Vec<_> = out.lines().take(3).collect();
    assert!(lines.iter().all(|line| line.starts_with("agrees: ")), "{out}");
}

pub(crate) const TESTS: &[Test] = tests![
    followthemoney_takes_every_entity_as_it_is,
    followthemoney_takes_the_real_list_in_a_second,
    parquet_is_made_by_the_line_of_the_page,
    the_scripts_of_the_page_lead_a_copy_to_any_later_day,
    steps_lead_through_the_chain_of_real_rules,
    the_table_has_the_columns_of_the_screening_list,
];
