//! What a person reads: reports as Markdown and as plain text, with colour and without, of a day with news and of one
//! without.

use crate::support::{self, Desk, OLD_LIST, fixture, redacted, text_of};
use serde_json::Value;

fn sample() -> Desk {
    let desk = Desk::new();
    let archive = format!("{}/snapshots/sample", env!("CARGO_MANIFEST_DIR"));
    desk.done(&["poll", "--archive", &archive, "--until", "2025-10-15"]);
    desk.done(&["poll", "--archive", &archive, "--until", "2025-10-16"]);
    desk
}

/// A report without what differs from day to day.
fn steady(report: &str) -> String {
    let judged = "n force as of: ";
    let plain = report.replace("␛[0m", "");
    let Some((_, after)) = plain.split_once(judged) else {
        return redacted(report);
    };
    let today = after.split_whitespace().next().unwrap();
    redacted(report).replace(today, "[today]")
}

/// Escape sequences made visible.
fn escapes(text: &str) -> String {
    text.replace('\u{1B}', "␛")
}

#[test]
fn the_sample_as_text() {
    let desk = sample();
    let report = desk.done(&["report", "--document", "2024-03674"]);
    golden!("text", steady(&report));
}

#[test]
fn the_sample_with_colour() {
    let desk = sample();
    let report = desk.done(&["report", "--document", "2023-07840", "--color", "always"]);
    golden!("color", steady(&escapes(&report)));
}

#[test]
fn the_sample_as_markdown() {
    let desk = sample();
    let report = desk.done(&["report", "--document", "2024-03674", "--format", "md"]);
    golden!("markdown", steady(&report));
}

/// A comparison of files: no document, no cause, and the files by their names.
#[test]
fn two_files_as_text() {
    let desk = Desk::new();
    let (old, new) = (fixture(OLD_LIST), fixture(support::NEW_LIST));
    let report = desk.done(&["diff", &old, &new]);
    golden!("files", steady(&report));
}

/// Who asks for a day without change is told that, and what was looked at.
#[test]
fn a_day_without_change_says_what_was_looked_at() {
    let desk = sample();
    let day = |format| desk.done(&["report", "--date", "2025-10-16", "--format", format]);
    golden!("nothing_as_text", steady(&day("text")));
    golden!("nothing_as_markdown", steady(&day("md")));
    let last = desk.done(&["report", "--format", "json"]);
    let last: Value = serde_json::from_str(&last).unwrap();
    let checked = text_of(&last, "checked");
    for words in ["newest document on record is 2025-19508", "1 later run had nothing to report"] {
        assert!(checked.contains(words), "{words}: {checked}");
    }
}

/// What others read names a file, not where it lies on this machine.
#[test]
fn no_path_of_this_machine_is_told_to_others() {
    let desk = sample();
    let (old, new) = (fixture(OLD_LIST), fixture(support::NEW_LIST));
    for format in ["text", "md", "html", "json"] {
        for what in [&["report", "--since", "2023-01-01"][..], &["diff", "1", "7"]] {
            let report = desk.done(&[what, &["--format", format]].concat());
            assert!(!report.contains("file:"), "{what:?} as {format}");
            assert!(!report.contains(env!("CARGO_MANIFEST_DIR")), "{what:?} as {format}");
        }
    }
    for format in ["text", "md", "html"] {
        let report = desk.done(&["diff", &old, &new, "--format", format]);
        assert!(!report.contains(env!("CARGO_MANIFEST_DIR")), "{format}");
        let named = report.replace('\\', "");
        assert!(named.contains("part-744_2026-markup.xml"), "{format}");
    }
}

/// Neither a file nor a pipe is coloured unless someone says so, and `NO_COLOR` is obeyed where nobody does.
#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let desk = sample();
    let report = |args: &[&str], set: &[(&str, &str)]| {
        let mut program = desk.program();
        program.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        program.envs(set.iter().copied());
        let args = [&["report", "--document", "2025-05427"], args].concat();
        let out = program.args(args).output().unwrap();
        assert!(out.status.success());
        String::from_utf8(out.stdout).unwrap().contains('\u{1B}')
    };
    let forced = [("CLICOLOR_FORCE", "1")];
    for (args, set, colored) in [
        (&[][..], &[][..], false),
        (&["--color", "always"], &[("NO_COLOR", "1")], true),
        (&["--color", "never"], &forced, false),
        (&[], &forced, true),
        (&[], &[("CLICOLOR_FORCE", "0")], false),
        (&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false),
        (&["--format", "md"], &forced, false),
        (&["--format", "json", "--color", "always"], &[], false),
    ] {
        assert_eq!(report(args, set), colored, "{args:?} {set:?}");
    }
    for (color, colored) in [("auto", false), ("always", true)] {
        report(&["-o", "report.txt", "--color", color], &forced);
        let written = std::fs::read_to_string(desk.path("report.txt")).unwrap();
        assert_eq!(written.contains('\u{1B}'), colored, "{color}");
    }
}

/// A list begins with what it is; programs are given entries alone.
#[test]
fn a_list_says_which_it_is() {
    let desk = sample();
    let list = desk.done(&["list", "--as-of", "2024-06-01", "--known-by", "2024-06-01"]);
    let head: Vec<_> = list.lines().take(5).collect();
    assert_eq!(
        head,
        [
            "entity-list (Supplement No. 4 to Part 744)",
            "as of 2024-06-01, known by 2024-06-01",
            "version 3, in force from 2024-02-27, by document 2024-03674",
            "88 entries",
            "",
        ]
    );
    let entries = desk.done(&["list", "--as-of", "2024-06-01", "--format", "ndjson"]);
    assert_eq!(entries.lines().count(), 88);
}

/// Who reads from the top reads first what needs a person.
#[test]
fn findings_begin_with_the_most_urgent() {
    let desk = Desk::with_list();
    desk.run(&["import", &fixture("rules")]);
    let findings = desk.done(&["findings", "--format", "ndjson"]);
    let ranks: Vec<_> = findings
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .filter(|finding| finding["explained_by"].is_null())
        .map(|finding| match text_of(&finding, "severity") {
            "review" => 0,
            "warn" => 1,
            "info" => 2,
            other => panic!("{other}"),
        })
        .collect();
    assert!(ranks.contains(&0) && ranks.contains(&2), "{findings}");
    assert!(ranks.is_sorted(), "{findings}");
}
