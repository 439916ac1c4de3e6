//! What one document did, or what differs between two versions.

use chrono::NaiveDate;

use super::line::{Line, Link};
use super::{Level, Style, entries, figures, texts};
use crate::report::effect::Occasion;
use crate::report::{DocumentFacts, Section, links};

/// A section; `several` tells whether others change something too.
pub(super) fn section(section: &Section, as_of: NaiveDate, several: bool, out: &mut impl Style) {
    out.heading(Level::Part, &section.title);
    let effective = section.effect_in_words(as_of);
    if let Some(document) = &section.document {
        facts(document, effective.as_deref(), out);
    } else if let (Some(effective), Some(_)) = (effective, section.cause) {
        out.paragraph(&Line::plain(format!("{effective}.")));
    }
    reading(section, out);
    if let Some(words) = section.occasion.and_then(Occasion::in_words) {
        out.paragraph(&Line::plain(words));
    }
    if let Some(cause) = section.cause {
        out.paragraph(&Line::plain(format!("Cause: {} ({}).", cause.name(), cause.in_words())));
    } else if !section.is_without_changes() {
        out.paragraph(&Line::plain("Cause: not known; what is compared does not say by which document it changed."));
    }
    if several {
        let of_section = crate::report::figures::by_country(std::slice::from_ref(section));
        if !of_section.is_empty() {
            figures::countries(&of_section, out);
        }
    }
    texts::texts(section, as_of, out);
    for note in &section.other {
        out.item(0, &Line::plain(note));
    }
    entries::entries("Added", &section.added, section, as_of, out);
    entries::entries("Removed", &section.removed, section, as_of, out);
    for (title, renamed) in [("Renamed or moved", true), ("Changed", false)] {
        let changes: Vec<_> = section.changed.iter().filter(|change| change.is_renamed() == renamed).collect();
        if !changes.is_empty() {
            out.heading(Level::Kind, &format!("{title} ({})", changes.len()));
        }
        for change in changes {
            entries::change(change, section, as_of, out);
        }
    }
    editorial(section, out);
}

/// What is known of the document.
fn facts(document: &DocumentFacts, effective: Option<&str>, out: &mut impl Style) {
    let citation = document.citation.as_deref().unwrap_or("page not known");
    out.paragraph(&Line::plain(format!(
        "{} ({citation}) {} Published {}; {}.",
        document.number,
        document.action,
        document.published,
        effective.unwrap_or("no effective date"),
    )));
    if !document.dates.is_empty() {
        out.paragraph(&Line::plain("Dates as printed: ").then(&document.dates));
    }
}

/// Where the document and the lists can be read.
fn reading(section: &Section, out: &mut impl Style) {
    let mut read = Vec::new();
    if let Some(document) = &section.document {
        let named = [("Document", &document.url), ("PDF", &document.pdf)];
        for (words, url) in named {
            read.extend(url.as_ref().map(|url| Link::new(words, url)));
        }
    }
    let mut lists = section.lists.clone();
    lists.dedup();
    read.extend(lists.into_iter().map(|list| {
        let words = format!("Supplement No. {} in the eCFR", list.supplement());
        Link::new(words, links::ecfr(list))
    }));
    if !read.is_empty() {
        out.links(&read);
    }
}

/// Editorial changes named one by one.
const EDITORIAL_SHOWN: usize = 25;

fn editorial(section: &Section, out: &mut impl Style) {
    let n = section.editorial.len();
    if n == 0 {
        return;
    }
    out.heading(Level::Kind, &format!("Editorial and citation only ({n})"));
    for record in section.editorial.iter().take(EDITORIAL_SHOWN) {
        let fields = record.fields.join(", ").replace('_', " ");
        let line = Line::plain(format!("{}: {} ({fields})", record.country, record.name));
        out.item(0, &line);
    }
    if let Some(more) = n.checked_sub(EDITORIAL_SHOWN).filter(|more| *more > 0) {
        let line = Line::plain(format!("… and {more} more, named by ")).and(super::line::Tone::Code, section.in_full());
        out.item(0, &line);
    }
}
