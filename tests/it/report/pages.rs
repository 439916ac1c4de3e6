//! The sample as a page for browsers, as one for mail programs, and as JSON.

use crate::support::{Desk, redacted};

/// The report of a rule that adds, as of a day on which it is in force.
fn report(format: &str) -> String {
    let desk = Desk::new();
    let archive = format!("{}/snapshots/sample", env!("CARGO_MANIFEST_DIR"));
    desk.done(&["poll", "--archive", &archive, "--until", "2025-10-15"]);
    let report = desk.done(&["report", "--document", "2023-07840", "--as-of", "2025-10-15", "--format", format]);
    redacted(&report)
}

/// The styles are looked at in a browser.
fn without_styles(page: &str) -> String {
    let (before, rest) = page.split_once("<style>").unwrap();
    let (_, after) = rest.split_once("</style>").unwrap();
    format!("{before}<style></style>{after}")
}

#[test]
fn the_sample_as_a_page() {
    golden!("page", without_styles(&report("html")));
}

#[test]
fn the_sample_as_a_page_for_mail_programs() {
    golden!("mail", report("mail"));
}

#[test]
fn the_sample_as_json() {
    let report = report("json");
    let lines = report.lines().map(|line| match line.split_once("\"retrieved\": \"") {
        Some((before, _)) => format!("{before}\"retrieved\": \"[instant]\","),
        None => line.to_owned(),
    });
    let report = lines.collect::<Vec<_>>().join("\n");
    golden!("json", report);
}
