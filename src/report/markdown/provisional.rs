//! What is on public inspection, in Markdown.

use std::fmt::Write as _;

use super::super::provisional::ProvisionalRecord;
use super::super::provisional::wording::{Announcement, groups};
use super::inline::{escape, link};

/// Announcements, and what became of earlier ones.
pub(super) fn provisional(out: &mut String, records: &[ProvisionalRecord]) {
    for group in groups(records) {
        let _ = writeln!(out, "## {}\n\n{}\n", group.title, group.meaning);
        for announcement in &group.announcements {
            render(out, announcement);
        }
    }
}

fn render(out: &mut String, announcement: &Announcement) {
    let _ = writeln!(
        out,
        "### {}\n\n{}",
        escape(&announcement.title),
        escape(&announcement.facts)
    );
    if let Some(dates) = &announcement.dates {
        let _ = writeln!(
            out,
            "Dates as printed, read from the PDF: {}",
            escape(dates)
        );
    }
    if let Some(url) = &announcement.url {
        let _ = writeln!(out, "{}", link(url));
    }
    out.push('\n');
    for told in &announcement.told {
        let _ = writeln!(out, "- **{}**", escape(told));
    }
    for note in &announcement.notes {
        let _ = writeln!(out, "- {}", escape(note));
    }
    for (change, quote) in &announcement.changes {
        let _ = writeln!(out, "- {}\n\n  > {}\n", escape(change), escape(quote));
    }
    out.push('\n');
}
