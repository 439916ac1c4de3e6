//! What the README states about the program is what the program does.

use assert_cmd::Command;
use earwatch_law::finding::Code;

const README: &str = include_str!("../../../README.md");

fn between(start: &str, end: &str) -> &'static str {
    let (_, rest) = README.split_once(start).unwrap();
    rest.split_once(end).unwrap().0.trim()
}

/// Lines without the blanks that end them.
fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim_end).collect()
}

#[test]
fn the_help_is_the_programs_own() {
    let output = Command::cargo_bin("earwatch").unwrap().arg("-h").env("COLUMNS", "100").output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    let shown = between("<!-- help -->\n```text\n", "```\n<!-- /help -->");
    assert_eq!(lines(shown), lines(help.trim_end()), "put the output of `earwatch -h` into the README");
}

#[test]
fn the_table_of_findings_is_complete() {
    let rows: Vec<_> = lines(between("<!-- findings -->", "<!-- /findings -->")).into_iter().skip(2).collect();
    let mut codes: Vec<_> = Code::ALL.to_vec();
    codes.sort_by_key(|code| std::cmp::Reverse(code.severity()));
    let expected: Vec<_> = codes.iter().map(|code| format!("| {} | `{code}` |", code.severity())).collect();
    assert_eq!(rows.len(), expected.len());
    for (row, expected) in rows.iter().zip(&expected) {
        assert!(row.starts_with(expected), "expected {expected} …, but found {row}");
    }
}
