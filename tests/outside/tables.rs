//! A report and a list as CSV and as a workbook, as Python's `csv` and openpyxl read them.

mod as_python_reads_them;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::Test;
use crate::needs;
use crate::support::{Desk, NEW_LIST, OLD_LIST, fixture, text_of};
use as_python_reads_them::{Row, Sheet, csv_rows, sizes, workbook};
use earwatch_law::diff::Origin;
use earwatch_law::entry::{Entry, EntryId};
use earwatch_law::finding::{Code, Finding, Place};
use earwatch_law::law::Cells;
use earwatch_law::law::ListId;
use earwatch_report::render::Rendering;
use earwatch_report::report::record::EntryRecord;
use earwatch_report::report::{Report, Section};
use serde_json::Value;

const UNTIL: &str = "2025-10-15";

/// A desk that polled the sample, and the path of the report that the poll wrote in a format.
fn sample(format: &str) -> (Desk, String) {
    let desk = Desk::new();
    let archive = format!("{}/snapshots/sample", env!("CARGO_MANIFEST_DIR"));
    let file = desk.path(&format!("report.{format}"));
    let file = file.to_str().unwrap().to_owned();
    let args = ["poll", "--archive", &archive, "--until", UNTIL, "--format", format, "-o", &file];
    desk.done(&args);
    (desk, file)
}

/// A file of the desk that a command writes in a format.
fn written(desk: &Desk, args: &[&str], format: &str) -> String {
    let file = desk.path(&format!("out.{format}")).to_str().unwrap().to_owned();
    desk.done(&[args, &["--format", format, "-o", &file]].concat());
    file
}

fn column(rows: &[Row], record: &str, column: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for row in rows.iter().filter(|row| row["record"] == record) {
        for value in row[column].split("; ").filter(|value| !value.is_empty()) {
            *counts.entry(value.to_owned()).or_default() += 1;
        }
    }
    counts
}

/// Rows of changes by their kind, as the figures of a report or comparison count them.
fn assert_rows_are_counted(rows: &[Row], json: &Value) {
    let kinds = column(rows, "change", "change");
    for kind in ["added", "removed", "renamed", "moved", "changed", "editorial"] {
        let counted = json["counts"][kind].as_u64().unwrap();
        let found = kinds.get(kind).copied().unwrap_or_default();
        assert_eq!(found as u64, counted, "{kind}");
    }
    let whole = [json.clone()];
    let sections = json["sections"].as_array().map_or(&whole[..], Vec::as_slice);
    let items =
        |key: &str| -> Vec<&Value> { sections.iter().flat_map(|section| section[key].as_array().unwrap()).collect() };
    let mut fields: usize = items("editorial").iter().map(|of| of["fields"].as_array().unwrap().len()).sum();
    for change in items("changed") {
        let changes = change["changes"].as_object().unwrap();
        fields += changes.len();
        let redlined = change["redlines"].get("entity_text").is_some();
        fields += usize::from(redlined && !changes.contains_key("entity_text"));
    }
    let of = |record: &str| rows.iter().filter(|row| row["record"] == record).count();
    assert_eq!(of("field"), fields);
    assert_eq!(of("text"), items("texts").len());
    if sections.len() > 1 {
        assert_eq!(of("note"), items("other").len());
    }
}

/// Everything that the CSV of the sample says.
fn the_csv_of_the_sample_reads_to_the_letter() {
    let (_desk, file) = sample("csv");
    let csv = std::fs::read_to_string(file).unwrap();
    golden!("the_csv_of_the_sample_reads_to_the_letter", csv.strip_prefix('\u{FEFF}').unwrap().replace("\r\n", "\n"));
}

/// Whoever filters the CSV gets the figures of the report.
fn the_csv_of_the_sample_has_a_row_for_all_that_is_counted() {
    let (desk, _) = sample("csv");
    let rows = csv_rows(&written(&desk, &["report"], "csv"));
    let json = desk.json(&["report"]);
    assert_rows_are_counted(&rows, &json);
    for (key, of) in [("gained", "designations_gained"), ("removed_with", "designations_lost")] {
        let marks = column(&rows, "change", of);
        for (mark, figures) in json["designations"].as_object().unwrap() {
            let counted = match key {
                "gained" => figures["gained"].as_u64().unwrap() + figures["added_with"].as_u64().unwrap(),
                _ => figures["lost"].as_u64().unwrap() + figures["removed_with"].as_u64().unwrap(),
            };
            assert_eq!(marks.get(mark).copied().unwrap_or_default() as u64, counted, "{of} {mark}");
        }
    }
    // Published and effective days are those of the document.
    let row = rows.iter().find(|row| row["document"] == "2023-07840").unwrap();
    assert_eq!((row["published"].as_str(), row["effective"].as_str()), ("2023-04-17", "2023-04-12"));
}

/// What openpyxl sees of a sheet: how it is set up, its headers, and for each column how many cells of which type, number
/// format and link; of short sheets every cell.
fn outline(name: &str, sheet: &Sheet, whole: bool) -> String {
    let mut out = format!("== {name} {}\n", sheet.setup);
    let rows = if whole { sheet.rows.len() } else { 3 };
    for row in sheet.rows.iter().take(rows) {
        for cell in row {
            // What differs from run to run.
            let value = match cell.value.as_str() {
                _ if cell.format.contains("hh:mm") => "[instant]",
                value if value.starts_with("file://") => "[file]",
                value => value,
            };
            let _ = write!(out, "{} {} {value:?}", cell.at, cell.kind);
            if cell.format != "General" {
                let _ = write!(out, " [{}]", cell.format);
            }
            if let Some(link) = &cell.link {
                let _ = write!(out, " -> {link}");
            }
            out.push('\n');
        }
    }
    if !whole {
        let mut columns: BTreeMap<(usize, String), BTreeMap<String, usize>> = BTreeMap::new();
        for cell in sheet.rows.iter().skip(1).flatten() {
            let name = cell.at.trim_end_matches(|c: char| c.is_ascii_digit());
            let link = if cell.link.is_some() { " link" } else { "" };
            let kind = format!("{} {}{link}", cell.kind, cell.format);
            *columns.entry((name.len(), name.to_owned())).or_default().entry(kind).or_default() += 1;
        }
        for ((_, name), kinds) in columns {
            let _ = writeln!(out, "{name}: {kinds:?}");
        }
    }
    out
}

/// Sheets, cells, types, links, filters and number formats of the workbook of the sample.
fn the_workbook_of_the_sample_is_as_openpyxl_reads_it() {
    let (_desk, file) = sample("xlsx");
    let book = workbook(&file);
    let mut out = format!("{:?}, created {}\n", book.title, book.created);
    for name in &book.order {
        let whole = ["Summary", "Findings", "Public inspection"].contains(&name.as_str());
        out.push_str(&outline(name, &book.sheets[name], whole));
    }
    golden!("the_workbook_of_the_sample_is_as_openpyxl_reads_it", out);
}

/// The header of each column of a sheet, and its rows by header.
fn by_header(sheet: &Sheet) -> Vec<BTreeMap<String, String>> {
    let column = |at: &str| at.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    let headers: BTreeMap<_, _> = sheet.rows[0].iter().map(|cell| (column(&cell.at), cell.value.clone())).collect();
    let rows = sheet.rows.iter().skip(1);
    rows.map(|row| row.iter().map(|cell| (headers[&column(&cell.at)].clone(), cell.shown())).collect()).collect()
}

/// A column of the CSV and the same of the workbook.
const SAME: [(&str, &str); 14] = [
    ("list", "List"),
    ("change", "Change"),
    ("classes", "What changed"),
    ("country", "Country"),
    ("name", "Name"),
    ("effective", "Effective"),
    ("published", "Published"),
    ("in_force", "In force"),
    ("document", "Document"),
    ("document_url", "Federal Register"),
    ("pdf_url", "Official PDF"),
    ("place", "Place of the instruction"),
    ("entry_id", "Entry"),
    ("version", "Version"),
];

/// Both are made from the same rows.
fn the_workbook_says_what_the_csv_says() {
    let (desk, _) = sample("csv");
    let rows = csv_rows(&written(&desk, &["report"], "csv"));
    let book = workbook(&written(&desk, &["report"], "xlsx"));
    for (sheet, is_shown, more) in [
        ("Changes", "change", [("addresses", "Addresses"), ("license_requirement", "License requirement")]),
        ("Fields", "field", [("old", "Before"), ("new", "After")]),
    ] {
        // What a report asks stands on Summary.
        let told = rows.iter().filter(|row| row["record"] != "ask");
        let told: Vec<_> = told.filter(|row| (row["record"] == "change") == (is_shown == "change")).collect();
        let shown = by_header(&book.sheets[sheet]);
        assert_eq!(told.len(), shown.len(), "{sheet}");
        for (csv, cells) in told.iter().zip(&shown) {
            for (name, title) in SAME.iter().chain(&more) {
                let cell = cells.get(*title).map(String::as_str).unwrap_or_default();
                assert_eq!(csv[*name], cell, "{sheet} {title}");
            }
        }
    }
    let json = desk.json(&["report"]);
    let findings = json["findings"].as_array().unwrap();
    assert_eq!(book.sheets["Findings"].rows.len(), findings.len() + 1);
    let listed = desk.json(&["list"])["entries"].as_array().unwrap().len();
    assert_eq!(book.sheets["List"].rows.len(), listed + 1);
}

fn the_same_report_is_the_same_to_the_byte() {
    let (desk, _) = sample("xlsx");
    let read = || std::fs::read(written(&desk, &["report"], "xlsx")).unwrap();
    assert!(read() == read());
}

/// Texts that a program could take for something else.
const HOSTILE: [&str; 16] = [
    "=HYPERLINK(\"https://evil.example\",\"x\")",
    "+1",
    "-1",
    "@x",
    "\t=1",
    "\r=1",
    " =1",
    "\u{200B}=1",
    "＝1",
    "<script>alert(\"1\")</script>",
    "<r><t>&bad</r>",
    "_x003D_1",
    "a\nb\r\n\"c\", 'd'",
    "safe;=cmd|' /C calc'!A0",
    "\u{202E}evil\u{0}\u{FFFF}",
    "https://evil.example/",
];

/// A report in which each of the texts stands wherever a document can put one.
fn hostile(texts: &[&str]) -> Report {
    let record = |(at, text): (u32, &&str)| {
        let cells = Cells {
            entity: (*text).to_owned(),
            license_requirement: (*text).to_owned(),
            license_review_policy: (*text).to_owned(),
            citation: (*text).to_owned(),
        };
        let entry = Entry::new(EntryId(at), ListId::EntityList, *text, cells);
        EntryRecord {
            name: (*text).to_owned(),
            aliases: vec![(*text).to_owned(), (*text).to_owned()],
            ..EntryRecord::new(&entry, Origin::default())
        }
    };
    let records: Vec<_> = (1..).zip(texts).map(record).collect();
    let first = texts[0];
    let section = Section {
        added: records.clone(),
        other: texts.iter().map(ToString::to_string).collect(),
        ..Section::new(first)
    };
    let finding = |text: &&str| {
        Finding::new(Code::EntryNotFound, *text).with_entry(*text, *text).with_quote(*text, &Place::default())
    };
    let day = chrono::NaiveDate::from_ymd_opt(2025, 3, 28).unwrap();
    let findings = texts.iter().map(finding).collect();
    let mut report = Report::new(first.to_owned(), day, first.to_owned(), vec![section], findings);
    report.listing = records;
    report
}

fn rendered(desk: &Desk, report: &Report, rendering: Rendering) -> String {
    let name = format!("hostile.{}", rendering.extension());
    desk.file(&name, rendering.render(report).unwrap())
}

/// No cell is a formula or a link that we did not write, and no cell is more than a cell.
fn nothing_in_a_document_becomes_a_formula() {
    let desk = Desk::new();
    let report = hostile(&HOSTILE);
    let rows = csv_rows(&rendered(&desk, &report, Rendering::Csv));
    // Besides, that findings need a person.
    let of_document = rows.iter().filter(|row| row["record"] != "ask").count();
    assert_eq!(of_document, 2 * HOSTILE.len() + 1, "{rows:?}");
    let shown = |text: &str| !text.contains(|c: char| c.is_control() || matches!(c, '\u{202E}' | '\u{200B}'));
    for value in rows.iter().flat_map(BTreeMap::values) {
        let mut firsts = value.split(';').filter_map(|part| part.trim_start().chars().next());
        assert!(!firsts.any(|c| "=+-@＝＋－＠".contains(c)), "{value:?}");
        assert!(shown(value), "{value:?}");
    }
    let book = workbook(&rendered(&desk, &report, Rendering::Xlsx));
    for (name, sheet) in &book.sheets {
        for cell in sheet.rows.iter().flatten() {
            assert!(["s", "n", "d"].contains(&cell.kind.as_str()), "{name}: {cell:?}");
            let ours = |link: &String| link.starts_with("https://www.ecfr.gov/");
            assert!(cell.link.as_ref().is_none_or(ours), "{name}: {cell:?}");
            assert!(shown(&cell.value), "{name}: {cell:?}");
        }
    }
    for name in ["Changes", "Fields", "Findings", "List"] {
        assert_eq!(book.sheets[name].rows.len(), HOSTILE.len() + 1, "{name}");
    }
}

/// What a reader sees of hostile names: the name, and what guards it.
fn a_guarded_text_is_shown_as_it_is_printed() {
    let cases = [
        ("=1+1", "'=1+1", "=1+1"),
        ("-1; +1", "'-1;' +1", "-1; +1"),
        ("\t=1", "⟨U+0009⟩=1", "⟨U+0009⟩=1"),
        ("<r>x</r>", "<r>x</r>", " <r>x</r>"),
        ("a\n\"b\"", "a \"b\"", "a \"b\""),
    ];
    let desk = Desk::new();
    let report = hostile(&cases.map(|(text, ..)| text));
    let rows = csv_rows(&rendered(&desk, &report, Rendering::Csv));
    let book = workbook(&rendered(&desk, &report, Rendering::Xlsx));
    let shown = book.sheets["Changes"].rows.iter().skip(1);
    for (((text, csv, cell), row), cells) in cases.iter().zip(&rows).zip(shown) {
        assert_eq!(row["country"], *csv);
        let country = cells.iter().find(|cell| cell.at.starts_with('B')).unwrap();
        let is_formula = text.starts_with(['=', '-']);
        assert_eq!((country.value.as_str(), country.quoted), (*cell, is_formula));
    }
}

/// A text that no cell holds is cut, and says so; an address that Excel would not follow is text.
fn what_excel_cannot_hold_is_not_put_in() {
    let desk = Desk::new();
    let long = "wörter ".repeat(8000);
    let mut report = hostile(&[&long]);
    report.sources.push(earwatch_report::report::SourceDate {
        source: "a file".to_owned(),
        as_of: chrono::NaiveDate::from_ymd_opt(1023, 1, 1),
        retrieved: None,
        url: Some(format!("https://a.example/{}", "x".repeat(2100))),
    });
    let rows = csv_rows(&rendered(&desk, &report, Rendering::Csv));
    let requirement = &rows[0]["license_requirement"];
    assert!(requirement.ends_with("the report or the list for all of it]"), "{requirement}");
    assert_eq!(requirement.encode_utf16().count(), 32_767);
    let book = workbook(&rendered(&desk, &report, Rendering::Xlsx));
    let cells = || book.sheets["Summary"].rows.iter().flatten();
    assert!(cells().any(|cell| cell.value.starts_with("https://a.example/xx") && cell.link.is_none()));
    assert!(cells().any(|cell| cell.value == "1023-01-01"));
}

/// A list is a row for each entry, in both, with the state that it was taken from.
fn a_list_is_a_row_for_each_entry() {
    let desk = Desk::with_list();
    desk.import(0, "rules/2023-90101.xml");
    let args = ["list", "--as-of", "2023-07-20"];
    let entries = desk.json(&args)["entries"].as_array().unwrap().clone();
    let rows = csv_rows(&written(&desk, &args, "csv"));
    let book = workbook(&written(&desk, &args, "xlsx"));
    assert_eq!(book.order, ["Summary", "List"]);
    let shown = by_header(&book.sheets["List"]);
    assert_eq!((rows.len(), shown.len()), (entries.len(), entries.len()));
    for ((row, cells), entry) in rows.iter().zip(&shown).zip(&entries) {
        assert_eq!(row["name"], text_of(entry, "name"));
        assert_eq!(cells["Name"], text_of(entry, "name"));
        let aliases: Vec<_> = entry["aliases"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        assert_eq!(row["aliases"], aliases.join("; "));
        assert_eq!(row["effective_from"], text_of(entry, "effective_from"));
        assert_eq!((row["as_of"].as_str(), row["in_force"].as_str()), ("2023-07-20", "yes"));
        assert!(!row["content_hash"].is_empty());
    }
}

/// The List sheet holds what is listed on the day of the report, of a comparison what its later side lists; a report
/// without lists says so.
fn the_lists_stand_in_the_workbook() {
    let desk = Desk::new();
    let diff = written(&desk, &["diff", &fixture(OLD_LIST), &fixture(NEW_LIST)], "xlsx");
    let book = workbook(&diff);
    assert_eq!(book.sheets["List"].rows.len(), 21 + 1);
    let mut report = hostile(&["x"]);
    report.listing.clear();
    let book = workbook(&rendered(&desk, &report, Rendering::Xlsx));
    let list = &book.sheets["List"];
    assert_eq!((list.rows.len(), list.rows[0].len()), (1, 1));
    assert!(list.rows[0][0].value.contains("earwatch list"));
}

/// A comparison over several documents tells of each change who set it and from when, and of none the day of another.
fn a_day_is_told_of_its_own_changes_alone() {
    let (desk, _) = sample("csv");
    let days = |from: &str, to: &str| -> BTreeMap<String, String> {
        let rows = csv_rows(&written(&desk, &["diff", from, to], "csv"));
        let rows = rows.into_iter().filter(|row| row["record"] == "change");
        let day = |mut row: Row| Some((row.remove("name")?, row.remove("effective")?));
        rows.filter_map(day).collect()
    };
    let (step, all) = (days("2", "3"), days("1", "7"));
    assert_eq!(step["Jazirah Aviation Club"], "2024-02-27");
    assert_eq!(all["Jazirah Aviation Club"], "");
    assert_eq!(all["AOOK Technology Limited"], "2023-04-12");
}

/// Delivery files what it is told to, with the lists in the workbook.
fn tables_are_delivered() {
    let desk = Desk::new();
    let archive = format!("{}/snapshots/sample", env!("CARGO_MANIFEST_DIR"));
    desk.file(
        "config.toml",
        "[delivery.archive]\nkind = \"files\"\ndir = \"reports\"\nformats = [\"csv\", \"xlsx\"]\n",
    );
    desk.done(&["poll", "--archive", &archive, "--until", UNTIL]);
    let file = |name: &str| desk.path("reports").join(name).to_str().unwrap().to_owned();
    let rows = csv_rows(&file("latest.csv"));
    assert!(rows.len() > 50);
    let book = workbook(&file(&format!("{UNTIL}.xlsx")));
    assert!(book.sheets["List"].rows.len() > 100);
}

fn other_commands_print_no_tables() {
    let desk = Desk::with_list();
    for args in [&["findings"][..], &["versions"], &["documents"]] {
        for format in ["csv", "xlsx"] {
            desk.refuses(&[args, &["--format", format]].concat(), &["`list`", format]);
        }
    }
}

/// Text goes to a terminal, a workbook does not.
fn a_terminal_is_given_no_workbook() {
    let python = needs::python("pty");
    let desk = Desk::with_list();
    let program = desk.program();
    let through = "import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)";
    let mut call = std::process::Command::new(python);
    call.args(["-c", through]).arg(program.get_program()).args(["list", "--format", "xlsx"]);
    call.env("EARWATCH_DB", desk.path("earwatch.db")).current_dir(desk.path(""));
    let ended = call.output().unwrap();
    let said = String::from_utf8_lossy(&ended.stdout);
    assert_eq!(ended.status.code(), Some(2), "{said}");
    assert!(said.contains("-o FILE"), "{said}");
}

/// The large case of the corpus.
fn the_large_case_is_counted() {
    let [old, new] =
        ["supplement-4_2023-12-06.xml", "part-744_2026-07-23.xml"].map(|name| needs::corpus(&format!("ecfr/{name}")));
    let desk = Desk::new();
    let args = ["diff", old.as_str(), &new];
    let json = desk.json(&args);
    let rows = csv_rows(&written(&desk, &args, "csv"));
    assert_rows_are_counted(&rows, &json);
    let sizes = sizes(&written(&desk, &args, "xlsx"));
    let [changes, asks] = ["change", "ask"].map(|record| rows.iter().filter(|row| row["record"] == record).count());
    assert_eq!(sizes["Changes"], changes + 1);
    assert_eq!(sizes["Fields"], rows.len() - changes - asks + 1);
    assert!(sizes["List"] > 3000);
}

pub(crate) const TESTS: &[Test] = tests![
    the_csv_of_the_sample_reads_to_the_letter,
    the_csv_of_the_sample_has_a_row_for_all_that_is_counted,
    the_workbook_of_the_sample_is_as_openpyxl_reads_it,
    the_workbook_says_what_the_csv_says,
    the_same_report_is_the_same_to_the_byte,
    nothing_in_a_document_becomes_a_formula,
    a_guarded_text_is_shown_as_it_is_printed,
    what_excel_cannot_hold_is_not_put_in,
    a_list_is_a_row_for_each_entry,
    the_lists_stand_in_the_workbook,
    a_day_is_told_of_its_own_changes_alone,
    tables_are_delivered,
    other_commands_print_no_tables,
    a_terminal_is_given_no_workbook,
    the_large_case_is_counted,
];
