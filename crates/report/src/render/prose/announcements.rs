//! What is on public inspection.

use super::line::{Line, Link, Tone};
use super::{Level, Style};
use crate::report::announced::ProvisionalRecord;
use crate::report::announced::wording::{Announcement, groups};

/// Announcements, and what became of earlier ones.
pub(super) fn announcements(records: &[ProvisionalRecord], out: &mut impl Style) {
    for group in groups(records) {
        out.heading(Level::Part, group.title);
        out.paragraph(&Line::plain(group.meaning));
        for announcement in &group.announcements {
            render(announcement, out);
        }
    }
}

fn render(announcement: &Announcement, out: &mut impl Style) {
    out.heading(Level::Name, &announcement.title);
    out.paragraph(&Line::plain(&announcement.facts));
    if let Some(dates) = &announcement.dates {
        out.paragraph(&Line::plain("Dates as printed, read from the PDF: ").then(dates));
    }
    if let Some(url) = &announcement.url {
        out.links(&[Link::new("Document", url)]);
    }
    for told in &announcement.told {
        out.item(0, &Line::toned(Tone::Strong, told));
    }
    for note in &announcement.notes {
        out.item(0, &Line::plain(note));
    }
    for (change, quote) in &announcement.changes {
        out.item(0, &Line::plain(change));
        out.quote(1, quote);
    }
}
