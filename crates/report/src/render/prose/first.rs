//! What a reader sees first: headline, alarms, names, days and documents.

use super::line::{Line, Tone};
use super::style::{Level, Style};
use crate::report::DISCLAIMER_IN_SHORT;
use crate::told::ReportView;
use crate::told::first::{DocumentLine, NamedEntry, NamedGroup};
use crate::visible::capitalized;

/// Writes down the first screen of a report; of one without news it is all there is.
pub fn first(view: &ReportView, out: &mut impl Style) {
    if view.quiet {
        let lines = [
            Line::toned(Tone::Strong, &view.headline),
            Line::plain(&view.checked),
            Line::soft(DISCLAIMER_IN_SHORT),
        ];
        return out.lines(&lines);
    }
    out.heading(Level::Title, &view.headline);
    let first = &view.first;
    if let Some(urgent) = &first.urgent {
        out.item(0, &Line::toned(Tone::Alarm, "URGENT").then(format!(": {urgent}")));
    }
    if let Some(review) = &first.review {
        out.item(0, &Line::toned(Tone::Alarm, "REVIEW").then(format!(": {review}")));
    }
    for of in &first.groups {
        group(of, out);
    }
    let mut notes = Vec::new();
    for of in &view.designations {
        notes.push(Line::plain(capitalized(&of.in_words())));
    }
    for effect in &first.effects {
        let when = Line::toned(Tone::Strong, &effect.when);
        match effect.documents.as_slice() {
            [] => notes.push(when),
            documents => notes.extend(documents.iter().map(|of| document(when.clone().then(", by "), of))),
        }
    }
    for of in &first.others {
        let line = document(Line::plain("Document "), of);
        notes.push(of.note.iter().fold(line, |line, note| line.then(": ").then(note)));
    }
    if first.more_documents > 0 {
        notes.push(Line::plain(format!("and {} more documents, below", first.more_documents)));
    }
    notes.push(Line::soft(view.about()));
    out.apart();
    for note in &notes {
        out.item(0, note);
    }
}

fn group(of: &NamedGroup, out: &mut impl Style) {
    out.heading(Level::Kind, &format!("{} ({})", of.title, of.n));
    for entry in &of.entries {
        out.item(0, &named(entry));
    }
    match of.more {
        0 => {}
        more => out.item(0, &Line::soft(format!("and {more} more, below"))),
    }
}

/// A name with its country and what else is to be known of it.
fn named(of: &NamedEntry) -> Line {
    let country = Some(&of.country).filter(|country| !country.is_empty());
    let parts = country.into_iter().chain(&of.about);
    parts.fold(Line::toned(Tone::Strong, &of.name), |line, part| line.then(" · ").then(part))
}

fn document(before: Line, of: &DocumentLine) -> Line {
    before.then(of.in_words()).then(", ").link(&of.place)
}
