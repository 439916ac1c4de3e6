//! What a reader sees first: headline, alarms, names, days and documents.

use super::line::{Line, Tone};
use super::style::{Level, Style};
use crate::report::DISCLAIMER_IN_SHORT;
use crate::told::ReportView;
use crate::told::first::{DocumentLine, NamedEntry, NamedGroup};
use crate::told::touched::TouchedView;
use crate::visible::capitalized;
use earwatch_law::law::quantity::quantity;

/// Writes down the first screen of a report; of one without news it is all there is. Where `rest` says where more is to be
/// read, no more follows.
pub fn first(view: &ReportView, rest: Option<&Line>, out: &mut impl Style) {
    if view.quiet {
        let lines =
            [Line::toned(Tone::Strong, &view.headline), Line::plain(&view.checked), Line::soft(DISCLAIMER_IN_SHORT)];
        return out.lines(&lines);
    }
    out.heading(Level::Title, &view.headline);
    let first = &view.first;
    if let Some(of) = &view.touched {
        touched(of, out);
    }
    if let Some(urgent) = &first.urgent {
        out.item(0, &Line::toned(Tone::Alarm, "URGENT").then(format!(": {urgent}")));
    }
    if let Some(review) = &first.review {
        out.item(0, &Line::toned(Tone::Alarm, "REVIEW").then(format!(": {review}")));
    }
    // What follows says them.
    for rule in first.rules.iter().filter(|_| rest.is_some() || view.asks.is_none()) {
        out.item(0, &Line::toned(Tone::Strong, rule));
    }
    let (lead, others) = first.groups.split_at(first.groups.len().min(1));
    for of in lead {
        group(of, out);
    }
    if !view.brief {
        out.apart();
    }
    for effect in &first.effects {
        let when = Line::toned(Tone::Strong, &effect.when);
        let documents = effect.documents.iter().enumerate();
        out.item(
            0,
            &documents.fold(when, |line, (at, of)| document(line.then(if at == 0 { ", by " } else { "; " }), of)),
        );
    }
    for of in others {
        out.item(0, &in_a_row(of));
    }
    if rest.is_some() {
        let meanings: Vec<_> = view.designations.iter().map(|of| of.designation.in_words()).collect();
        if !meanings.is_empty() {
            out.item(0, &Line::plain(capitalized(&meanings.join("; "))));
        }
    } else if view.asks.is_none() {
        view.designations.iter().for_each(|of| out.item(0, &Line::plain(capitalized(&of.in_words()))));
    }
    for of in &first.others {
        let line = document(Line::plain("Document "), of);
        out.item(0, &of.note.iter().fold(line, |line, note| line.then(": ").then(note)));
    }
    if first.more_documents > 0 {
        out.item(0, &Line::plain(format!("and {}, {}", quantity(first.more_documents, "more document"), first.rest)));
    }
    match rest {
        Some(rest) => out.item(0, rest),
        None if view.brief => brief(view, out),
        None => out.item(0, &Line::soft(view.about())),
    }
}

/// The user's own parties, before all else.
fn touched(of: &TouchedView, out: &mut impl Style) {
    out.heading(Level::Kind, &of.title);
    for alarm in &of.alarms {
        out.item(0, &Line::toned(Tone::Alarm, alarm));
    }
    for hit in &of.hits {
        let line = Line::toned(Tone::Strong, &hit.party).then(": ").then(&hit.entry);
        out.item(0, &line.then(format!(": {}", hit.strength)));
        for term in &hit.terms {
            out.term(1, term.title, &Line::plain(&term.text));
        }
    }
    if let Some(more) = &of.more {
        out.item(0, &Line::toned(Tone::Strong, more));
    }
    for note in &of.notes {
        out.item(0, &Line::soft(note));
    }
    out.apart();
}

/// What else is said of documents that changed nothing: notes by their codes, what was checked.
fn brief(view: &ReportView, out: &mut impl Style) {
    let notes: Vec<_> = view.notes.iter().flat_map(|group| &group.items).map(|finding| finding.code).collect();
    let notes = match notes.len() {
        0 => String::new(),
        n => format!("{}, nothing to do: {}", quantity(n, "note"), notes.join(", ")),
    };
    let about = [view.about(), notes, view.checked.clone()];
    let about: Vec<_> = about.iter().filter(|words| !words.is_empty()).map(String::as_str).collect();
    out.item(0, &Line::soft(about.join(". ")));
    out.item(0, &Line::soft(DISCLAIMER_IN_SHORT));
}

/// Names under a heading.
fn group(of: &NamedGroup, out: &mut impl Style) {
    out.heading(Level::Kind, &of.heading());
    for entry in &of.entries {
        out.item(0, &named(Line::default(), entry));
    }
    if of.more > 0 {
        out.item(0, &Line::soft(of.rest()));
    }
}

/// Names behind their heading.
fn in_a_row(of: &NamedGroup) -> Line {
    let mut line = Line::toned(Tone::Strong, of.heading()).then(": ");
    for (at, entry) in of.entries.iter().enumerate() {
        line = named(if at == 0 { line } else { line.then("; ") }, entry);
    }
    match of.more {
        0 => line,
        _ if of.entries.is_empty() => line.then("not named, see below"),
        _ => line.then("; ").then(of.rest()),
    }
}

/// A name with its country and what else is to be known of it.
fn named(before: Line, of: &NamedEntry) -> Line {
    let country = Some(&of.country).filter(|country| !country.is_empty());
    let parts = country.into_iter().chain(&of.about);
    parts.fold(before.and(Tone::Strong, &of.name), |line, part| line.then(" · ").then(part))
}

fn document(before: Line, of: &DocumentLine) -> Line {
    let line = before.link(&of.place);
    if of.words.is_empty() { line } else { line.then(format!(" {}", of.words)) }
}
