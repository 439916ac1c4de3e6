//! The command line around the work: databases, places, configuration, baselines, usage.

use std::fs;

use crate::support::{Desk, NEW_LIST, OLD_LIST, fixture, text, without};

/// Databases of a newer program, of another program, and none at all.
#[test]
fn a_database_that_is_not_ours_is_refused() {
    let desk = Desk::with_list();
    let newer = desk.path("newer.db");
    fs::copy(desk.path("earwatch.db"), &newer).unwrap();
    sql(&newer, "PRAGMA user_version = 99");
    let foreign = desk.path("foreign.db");
    sql(&foreign, "CREATE TABLE recipes (name TEXT) STRICT");
    let noise = desk.file("noise.db", "no database at all, but long enough to have a header of one".repeat(40));
    for (path, word) in [
        (newer.to_str().unwrap(), "99"),
        (foreign.to_str().unwrap(), "not a database of this program"),
        (&noise, "database"),
    ] {
        let before = fs::read(path).unwrap();
        for args in [
            &["versions"][..],
            &["import", &fixture("rules/2023-90101.xml")],
            &["init", "--list", &fixture(OLD_LIST), "--as-of", "2023-06-30"],
        ] {
            let args = [&["--db", path], args].concat();
            desk.refuses(&args, &[path, word]);
        }
        assert_eq!(fs::read(path).unwrap(), before, "{path}");
    }
    let missing = desk.path("missing.db");
    desk.refuses(&["versions", "--db", missing.to_str().unwrap()], &["missing.db", "earwatch init"]);
    assert!(!missing.exists());
}

fn sql(path: &std::path::Path, statement: &str) {
    let connection = rusqlite::Connection::open(path).unwrap();
    connection.execute_batch(statement).unwrap();
}

/// Neither the database nor the output can stand below a file.
#[test]
fn an_unwritable_place_is_refused() {
    let desk = Desk::with_list();
    desk.file("file", "in the way");
    let list = fixture(OLD_LIST);
    desk.refuses(
        &["--db", "file/earwatch.db", "init", "--list", &list, "--as-of", "2023-06-30"],
        &["file/earwatch.db"],
    );
    desk.refuses(&["versions", "-o", "file/versions.txt"], &["file/versions.txt"]);
    desk.refuses(&["versions", "-o", "nowhere/versions.txt"], &["nowhere/versions.txt"]);
}

/// Every mistake of a configuration is one line with the key.
#[test]
fn a_bad_configuration_is_wrong_usage() {
    let desk = Desk::with_list();
    for (name, text, word) in [
        ("unknown.toml", "[database]\nplace = \"x.db\"\n", "place"),
        ("broken.toml", "[database\n", "broken.toml"),
        ("kind.toml", "[sources]\nmax_attempts = \"many\"\n", "max_attempts"),
    ] {
        let path = desk.file(name, text);
        let args = ["versions", "--config", &path];
        desk.refuses(&args, &[name, word]);
        assert_eq!(desk.run(&args).code, 2, "{name}");
    }
    desk.refuses(&["versions", "--config", "nowhere.toml"], &["nowhere.toml"]);
}

/// Where a country begins in the markup of 2023.
fn first_row_of(country: &str) -> String {
    format!("<TR><TD align=\"left\" class=\"gpotbl_cell\" scope=\"row\">{country}")
}

/// A list that lost more than one entry in twenty is refused, and taken when told so.
#[test]
fn a_list_that_shrinks_is_refused() {
    let desk = Desk::with_list();
    let list = text(OLD_LIST);
    let path = desk.file("shrunk.xml", without(&list, &first_row_of("RUSSIA"), &first_row_of("SPAIN")));
    let args = ["init", "--replace", "--list", &path, "--as-of", "2023-07-31"];
    desk.refuses(&args, &["source-shrunk", "shrunk.xml", "18", "21", "--allow-shrink"]);
    desk.done(&[&args[..], &["--allow-shrink"]].concat());
    let versions = desk.ndjson(&["versions"]);
    assert_eq!(versions.last().unwrap()["entries"]["entity-list"], 18);
}

/// A list that lost one entry in twenty-one is taken: rules remove that many.
#[test]
fn a_list_that_shrinks_a_little_is_taken() {
    let desk = Desk::with_list();
    let list = text(OLD_LIST);
    let path = desk.file("smaller.xml", without(&list, &first_row_of("TURKEY"), &first_row_of("UNITED")));
    desk.done(&["init", "--replace", "--list", &path, "--as-of", "2023-07-31"]);
}

/// A whole list that a file does not hold any more is a loss as well.
#[test]
fn a_list_that_vanishes_is_refused() {
    let desk = Desk::with(&fixture(NEW_LIST), "2023-06-30");
    let args = ["init", "--replace", "--list", &fixture(OLD_LIST), "--as-of", "2023-07-31"];
    desk.refuses(&args, &["source-shrunk", "unverified-list"]);
}

/// A second baseline needs a word, and the first one stays.
#[test]
fn a_second_baseline_is_refused() {
    let desk = Desk::with_list();
    let list = fixture(OLD_LIST);
    desk.refuses(&["init", "--list", &list, "--as-of", "2023-07-31"], &["--replace", "2023-06-30"]);
}

/// A run that fails leaves no trace in the lists: one bad document of a folder stops all of it.
#[test]
fn one_bad_document_stops_the_whole_import() {
    let desk = Desk::with_list();
    desk.file("rules/2023-90101.xml", text("rules/2023-90101.xml"));
    desk.file("rules/2023-90999.xml", "<RULE>");
    desk.refuses(&["import", desk.path("rules").to_str().unwrap()], &["2023-90999.xml"]);
    assert_eq!(desk.findings(None), Desk::with_list().findings(None));
}

/// Nonsense on the command line is wrong usage.
#[test]
fn nonsense_is_wrong_usage() {
    let desk = Desk::with_list();
    for args in [
        &["lists"][..],
        &["list", "--list", "grey-list"],
        &["list", "--as-of", "soon"],
        &["diff", "1"],
        &["init", "--list"],
        &["list", "--version", "1", "--as-of", "2023-07-01"],
    ] {
        let ended = desk.run(args);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{args:?}");
        assert!(ended.err.starts_with("error: "), "{args:?}: {}", ended.err);
    }
    desk.refuses(&["list", "--version", "99"], &["no version 99"]);
    desk.refuses(&["list", "--version", "1", "--list", "meu-list"], &["no meu-list"]);
    desk.refuses(&["poll", "--offline"], &["--archive"]);
}

/// A mistake of a configuration is looked for in its file.
#[test]
fn a_bad_value_is_told_with_its_file() {
    let desk = Desk::with_list();
    let text = "[sources.federal_register]\nbase_url = \"nowhere\"\n";
    let path = desk.file("url.toml", text);
    desk.refuses(&["versions", "--config", &path], &["url.toml", "base_url"]);
}

#[test]
fn a_baseline_of_a_day_to_come_is_refused() {
    let desk = Desk::new();
    let list = fixture(OLD_LIST);
    desk.refuses(
        &["init", "--list", &list, "--as-of", "9999-01-01"],
        &["9999-01-01", "expected a publication date up to"],
    );
}

/// What a terminal shows can be searched for and pasted; Markdown shows the same where it is rendered.
#[test]
fn text_prints_names_as_they_are() {
    let desk = Desk::with_list();
    let rule = text("rules/2023-90101.xml").replace("Maple Relay Inc.", "Maple &amp; Relay_ Inc.");
    let path = desk.file("2023-90101.xml", rule);
    desk.file("2023-90101.json", text("rules/2023-90101.json"));
    let text = desk.run(&["import", &path]).out;
    assert!(text.contains("• Maple & Relay_ Inc.\n"), "{text}");
    let report = ["report", "--document", "2023-90101", "--format", "md"];
    let markdown = desk.done(&report);
    assert!(markdown.contains("**Maple & Relay\\_ Inc.**"), "{markdown}");
}
