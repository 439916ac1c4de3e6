//! The texts around the entries on a day, as prose.

use super::prose::line::{Line, Tone};
use super::prose::style::{Level, Style};
use crate::report::export::{TextExport, TextState};
use crate::visible::capitalized;

/// Writes the texts of a list down.
pub fn walk(of: &TextExport, out: &mut impl Style) {
    out.heading(
        Level::Title,
        &format!("{} (Supplement No. {} to Part 744): texts on {}", of.list.title(), of.list.supplement(), of.as_of),
    );
    if let Some(version) = of.version.version {
        let by = of.version.document.as_ref().map_or_else(String::new, |number| format!(", by document {number}"));
        let day = of.version.effective.map_or_else(String::new, |day| format!(", in force from {day}"));
        out.paragraph(&Line::plain(format!("Version {version}{day}{by}.")));
    } else {
        out.paragraph(&Line::plain(format!("{}.", capitalized(&of.version.named))));
    }
    out.heading(Level::Part, "Introductory text");
    match &of.introductory_text {
        Some(text) => state(text, out),
        None => out.paragraph(&Line::plain("The list has none on record.")),
    }
    out.heading(Level::Part, "Footnotes");
    if of.footnotes.is_empty() {
        out.paragraph(&Line::plain("The list has none on record."));
    }
    for footnote in &of.footnotes {
        let meaning = &footnote.meaning;
        out.item(0, &Line::toned(Tone::Strong, capitalized(&meaning.in_words())));
        out.item(1, &Line::soft(capitalized(&footnote.state.words)));
        out.quote(1, &footnote.state.text);
    }
    out.heading(Level::Part, "Rules about all entries, and what sections of Part 744 order of listed parties");
    if of.provisions.is_empty() {
        out.paragraph(&Line::plain("None is on record."));
    }
    for one in &of.provisions {
        let about = Line::toned(Tone::Strong, capitalized(&one.section)).then(format!(": {}", one.kind.title()));
        out.item(0, &about);
        if let Some(owned) = &one.ownership {
            out.item(1, &Line::plain(capitalized(&owned.in_words())));
        }
        out.item(1, &Line::soft(capitalized(&one.in_words())));
        out.quote(1, &one.text);
    }
    if !of.has_sections() {
        out.paragraph(&Line::plain(
            "No section of Part 744 is on record: the baseline is the list alone, and no document on record prints one.",
        ));
    }
}

fn state(of: &TextState, out: &mut impl Style) {
    out.paragraph(&Line::soft(capitalized(&of.words)));
    for paragraph in of.text.lines() {
        out.paragraph(&Line::plain(paragraph));
    }
}
