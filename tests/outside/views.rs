//! The views of the database, as other programs read them: `sqlite3`, and Datasette.

use std::path::Path;
use std::process::{Command, Output};

use crate::Test;
use crate::needs;
use crate::support::Desk;
use serde_json::Value;

/// A desk that polled the sample.
fn sample() -> Desk {
    let desk = Desk::new();
    desk.done(&["poll", "--archive", concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/sample")]);
    desk
}

/// The queries of the page on the database.
fn queries() -> Vec<String> {
    let page = std::fs::read_to_string(needs::root().join("docs/database.md")).unwrap();
    let blocks = page.split("```sql\n").skip(1).filter_map(|block| block.split("```").next());
    let without_words = |query: &str| {
        let lines = query.lines().filter(|line| !line.starts_with("--"));
        lines.collect::<Vec<_>>().join("\n").trim().to_owned()
    };
    let queries = blocks.flat_map(|block| block.split(';')).map(without_words);
    queries.filter(|query| !query.is_empty()).collect()
}

fn rows(output: &Output, query: &str) -> Vec<Value> {
    assert!(output.status.success(), "{query}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{query}: {error}"))
}

fn of_sqlite(database: &Path, query: &str) -> Vec<Value> {
    let mut program = Command::new("sqlite3");
    rows(&needs::output(program.args(["-readonly", "-json"]).arg(database).arg(query)), query)
}

fn the_queries_of_the_page_run_in_sqlite_and_in_datasette() {
    let python = needs::python("datasette");
    let desk = sample();
    let database = desk.path("earwatch.db");
    let queries = queries();
    assert!(queries.len() >= 9);
    for query in &queries {
        let in_sqlite = of_sqlite(&database, query);
        assert!(!in_sqlite.is_empty(), "no row: {query}");
        let mut datasette = Command::new(&python);
        datasette.args(["-m", "datasette", "--setting", "max_returned_rows", "10000"]).arg(&database);
        let query_of: String = form_urlencoded(query);
        datasette.args(["--get", &format!("/earwatch.json?_shape=array&sql={query_of}")]);
        assert_eq!(rows(&needs::output(&mut datasette), query), in_sqlite, "{query}");
    }
}

/// A text as it stands in an address.
fn form_urlencoded(text: &str) -> String {
    let escaped =
        |byte: u8| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(escaped).collect()
}

/// Row by row what the export says.
fn the_views_say_what_the_list_says() {
    let desk = sample();
    let database = desk.path("earwatch.db");
    let entries = desk.ndjson(&["list"]);
    for (query, key) in [
        ("SELECT public_id, alias AS value FROM entry_aliases", "aliases"),
        ("SELECT public_id, address AS value FROM entry_addresses", "addresses"),
        ("SELECT public_id, footnote AS value FROM entry_designations", "designations"),
        ("SELECT public_id, text AS value FROM entry_subordinates", "subordinates"),
        ("SELECT public_id, former_public_id AS value FROM former_public_ids", "former_public_ids"),
    ] {
        let said = of_sqlite(&database, query);
        let pair = |row: &Value| (row["public_id"].to_string(), row["value"].to_string());
        let mut said: Vec<_> = said.iter().map(pair).collect();
        let values = entries.iter().flat_map(|entry| {
            let values = entry[key].as_array().unwrap().iter();
            values.map(|value| (entry["public_id"].to_string(), value.get("text").unwrap_or(value).to_string()))
        });
        let mut expected: Vec<_> = values.collect();
        said.sort();
        expected.sort();
        assert_eq!(said, expected, "{query}");
        assert!(!said.is_empty(), "{query}");
    }
}

pub(crate) const TESTS: &[Test] =
    tests![the_queries_of_the_page_run_in_sqlite_and_in_datasette, the_views_say_what_the_list_says];
