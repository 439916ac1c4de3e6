//! Entries of a section: what is new and gone, what changed in what, and the words that order it.

use super::line::{Line, Tone};
use super::style::{Level, Style};
use crate::told::change::ChangeView;
use crate::told::cutoff::LINE;
use crate::told::designation::DesignationView;
use crate::told::entry::{EntryGroup, EntryView, ListOf, TitledText};
use crate::told::label::LABELS;
use crate::told::order::OrderView;

/// New or former entries by country. What all of them have in common is said once.
pub fn group(of: &EntryGroup, out: &mut impl Style) {
    out.heading(Level::Kind, &format!("{} ({})", of.title, of.n));
    let first = of.countries.iter().flat_map(|country| &country.entries).next();
    let (same_designations, same_citations) = of.same;
    if same_designations || same_citations || !of.common.is_empty() {
        out.paragraph(&Line::plain(format!("{} {}:", LABELS.common, of.n)));
    }
    let first_if = |same: bool| first.filter(|_| same);
    if let Some(first) = first_if(same_designations) {
        designations(0, &first.designations, out);
    }
    terms(0, &of.common, out);
    if let Some(first) = first_if(same_citations) {
        out.term(0, LABELS.citation, &Line::plain(&first.cited));
    }
    for country in &of.countries {
        out.heading(Level::Name, &country.country);
        for entry in &country.entries {
            self::entry(entry, of.same, out);
        }
    }
}

fn entry(of: &EntryView, (same_designations, same_citations): (bool, bool), out: &mut impl Style) {
    out.item(0, &Line::toned(Tone::Strong, &of.name));
    stay_and_setter(of.stay.as_deref(), of.set_by.as_deref(), out);
    if !same_designations {
        designations(1, &of.designations, out);
    }
    for list in &of.lists {
        self::list(list, out);
    }
    terms(1, &of.terms, out);
    if !same_citations && !of.cited.is_empty() {
        out.term(1, LABELS.citation, &Line::plain(&of.cited));
    }
}

fn stay_and_setter(stay: Option<&str>, set_by: Option<&str>, out: &mut impl Style) {
    if let Some(stay) = stay {
        out.item(1, &Line::toned(Tone::Strong, stay));
    }
    if let Some(set_by) = set_by {
        out.item(1, &Line::plain(set_by));
    }
}

fn designations(depth: usize, of: &[DesignationView], out: &mut impl Style) {
    for designation in of {
        out.term(depth, LABELS.designation, &Line::plain(designation.in_words()));
    }
}

fn terms(depth: usize, terms: &[TitledText], out: &mut impl Style) {
    for term in terms {
        out.term(depth, term.title, &Line::plain(&term.text));
    }
}

fn list(of: &ListOf, out: &mut impl Style) {
    let title = format!("{} ({})", of.title, of.items.len());
    let all = of.items.join("; ");
    // What is short is read faster in a row.
    if of.items.len() > 1 && all.chars().count() > LINE {
        out.term(1, &title, &Line::default());
        for item in &of.items {
            out.item(2, &Line::plain(item));
        }
    } else {
        out.term(1, &title, &Line::plain(all));
    }
}

/// The instructions of a section, each once.
pub fn instructions(orders: &[OrderView], out: &mut impl Style) {
    if !orders.is_empty() {
        out.heading(Level::Kind, &format!("{} ({})", LABELS.instructions, orders.len()));
    }
    for order in orders {
        out.item(0, &Line::default().link(&order.place));
        out.quote(1, &order.quote);
    }
}

/// A changed entry under a country heading.
pub fn change(of: &ChangeView, country: &str, out: &mut impl Style) {
    out.item(0, &Line::toned(Tone::Strong, &of.name).then(format!(" · {country} · {}", of.classes)));
    stay_and_setter(of.stay.as_deref(), of.set_by.as_deref(), out);
    if let Some(cause) = &of.cause {
        out.term(1, LABELS.cause, &Line::plain(cause));
    }
    for (label, designations) in [(LABELS.gained, &of.gained), (LABELS.lost, &of.lost)] {
        for designation in designations {
            out.term(1, label, &Line::toned(Tone::Strong, designation.in_words()));
        }
    }
    for field in &of.fields {
        if !field.text.is_empty() {
            out.term(1, &field.title, &Line::redline(&field.text));
        }
        for (what, tone, items) in [("gained", Tone::Inserted, &field.gained), ("lost", Tone::Deleted, &field.lost)] {
            if !items.is_empty() {
                out.term(1, &format!("{} {what}", field.title), &marked(tone, items));
            }
        }
    }
    if let Some(fields) = &of.layout_only {
        out.term(1, LABELS.layout_only, &Line::soft(fields));
    }
    if !of.citation.is_empty() {
        out.term(1, LABELS.citation, &Line::redline(&of.citation));
    } else if let Some(citation) = of.citations.last() {
        out.term(1, LABELS.citation, &Line::plain(&citation.words));
    }
}

/// Values that came or went.
fn marked(tone: Tone, values: &[String]) -> Line {
    let mut line = Line::default();
    for (at, value) in values.iter().enumerate() {
        if at > 0 {
            line = line.then("; ");
        }
        line = line.and(tone, value.trim());
    }
    line
}
