//! Entries of a section: what is new and gone, what changed in what, and the words that order it.

use chrono::NaiveDate;

use super::line::{Line, Tone};
use super::{Level, Style};
use crate::report::fields::{self, CITATION, only};
use crate::report::record::{EntryRecord, Stayed, stayed};
use crate::report::{ChangeRecord, OrderRecord, Section, links};
use crate::visible::{excerpt, one_line};
use earwatch_law::diff;
use earwatch_law::diff::fields::Values;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::law::designation;

/// A term of an entry with its value.
type Term = (&'static str, String);

/// New or former entries by country. What all of them have in common is said once.
pub(super) fn entries(
    title: &'static str,
    entries: &[EntryRecord],
    section: &Section,
    as_of: NaiveDate,
    out: &mut impl Style,
) {
    let [first, others @ ..] = entries else {
        return;
    };
    out.heading(Level::Kind, &format!("{title} ({})", entries.len()));
    let mut common = terms(first);
    common.retain(|term| !others.is_empty() && others.iter().all(|entry| terms(entry).contains(term)));
    if !common.is_empty() {
        out.paragraph(&Line::plain(format!("The same for all {}:", entries.len())));
        for (term, value) in &common {
            out.term(0, term, &Line::plain(value));
        }
    }
    for entries in entries.chunk_by(|a, b| a.country == b.country) {
        let Some(first) = entries.first() else {
            continue;
        };
        out.heading(Level::Name, &first.country);
        let shared = shared_order(entries, section);
        if let Some(order) = shared {
            let lead = Line::soft(format!("Ordered for all {}:", entries.len())).then(" ");
            out.paragraph(&lead.followed_by(&place(order, section)));
            out.quote(0, &one_line(&order.quote));
        }
        for entry in entries {
            let mut own = terms(entry);
            own.retain(|term| !common.contains(term));
            render(entry, own, section, as_of, out);
            if shared.is_none() {
                ordered(section.orders.get(&entry.id), &entry.name, section, out);
            }
        }
    }
}

fn render(entry: &EntryRecord, terms: Vec<Term>, section: &Section, as_of: NaiveDate, out: &mut impl Style) {
    out.item(0, &Line::toned(Tone::Strong, one_line(&entry.name)));
    stay(stayed(entry.stayed_until, as_of), out);
    set_by(entry.document.as_ref(), entry.effective_from, section, out);
    let (marks, rest): (Vec<_>, Vec<_>) = terms.into_iter().partition(|(title, _)| *title == DESIGNATION);
    for (title, words) in &marks {
        out.term(1, title, &Line::plain(words));
    }
    list("Also known as", &entry.aliases, out);
    list("Addresses", &entry.addresses, out);
    list("Subordinate entities", &entry.subordinate_texts(), out);
    list("Cross-references", &entry.cross_references, out);
    for (title, words) in &rest {
        out.term(1, title, &Line::plain(words));
    }
}

/// What a reader sees first of an entry.
const DESIGNATION: &str = "Designation";

/// On what terms an entry stands on the list, and what it cites; a rule gives many entries the same.
fn terms(entry: &EntryRecord) -> Vec<Term> {
    let mut terms = Vec::new();
    let mut term = |title, text: &str| {
        if !text.is_empty() {
            terms.push((title, one_line(text)));
        }
    };
    for mark in &entry.designations {
        term(DESIGNATION, &designation::in_words(*mark));
    }
    term("License requirement", &entry.license_requirement);
    term("License review policy", &entry.license_review_policy);
    term("Federal Register", &entry.citation_text);
    terms
}

/// The document that set a text, where the section is not about this document.
fn set_by(document: Option<&DocumentNumber>, effective: Option<NaiveDate>, section: &Section, out: &mut impl Style) {
    let of_section = section.document.as_ref().map(|document| &document.number);
    if let Some(document) = document.filter(|document| Some(*document) != of_section) {
        let since = effective.map_or_else(String::new, |day| format!(", effective {day}"));
        out.term(1, "Set by", &Line::plain(format!("document {document}{since}")));
    }
}

/// The stay of an entry.
fn stay(stay: Option<Stayed>, out: &mut impl Style) {
    if let Some(stay) = stay {
        out.item(1, &Line::toned(Tone::Strong, stay.capitalized()));
    }
}

fn list(title: &str, values: &[String], out: &mut impl Style) {
    let title = format!("{title} ({})", values.len());
    let all = one_line(&values.join("; "));
    match values.len() {
        0 => {}
        // What is short is read faster in a row.
        2.. if all.chars().count() > IN_A_ROW => {
            out.term(1, &title, &Line::default());
            for value in values {
                out.item(2, &Line::plain(one_line(value)));
            }
        }
        _ => out.term(1, &title, &Line::plain(all)),
    }
}

/// Characters of values that stand in a row.
const IN_A_ROW: usize = 120;

/// The order behind all entries of a country, where it is one and short enough to be read as a whole.
fn shared_order<'a>(entries: &[EntryRecord], section: &'a Section) -> Option<&'a OrderRecord> {
    let [first, others @ ..] = entries else {
        return None;
    };
    let of = |entry: &EntryRecord| section.orders.get(&entry.id);
    let order = of(first)?;
    let short = order.quote.chars().count() <= QUOTED;
    let all = !others.is_empty() && others.iter().all(|entry| of(entry) == Some(order));
    (short && all).then_some(order)
}

/// The words that order a change, around the name that it is about.
fn ordered(order: Option<&OrderRecord>, name: &str, section: &Section, out: &mut impl Style) {
    let Some(order) = order else {
        return;
    };
    out.term(1, "Ordered", &place(order, section));
    out.quote(1, &excerpt(&one_line(&order.quote), name, AROUND));
}

/// Where an order stands, with the page of the PDF.
fn place(order: &OrderRecord, section: &Section) -> Line {
    match section.document.as_ref().and_then(|document| {
        let pdf = document.pdf.as_ref()?;
        Some(links::pdf_page(pdf, document.pages.0, order.page))
    }) {
        Some(url) => Line::default().link(order.shown_place(), url),
        None => Line::plain(order.shown_place()),
    }
}

/// Characters of an order that is shown as a whole.
const QUOTED: usize = 800;
/// Characters that are shown around a name.
const AROUND: usize = 240;

/// A changed entry.
pub(super) fn change(change: &ChangeRecord, section: &Section, as_of: NaiveDate, out: &mut impl Style) {
    let classes: Vec<_> = change.classes.iter().map(|class| class.title()).collect();
    let line = Line::toned(Tone::Strong, one_line(&change.name));
    let about = format!(" · {} · {}", change.country, classes.join(", "));
    out.item(0, &line.then(about));
    stay(stayed(change.stayed_until, as_of), out);
    set_by(change.document.as_ref(), change.effective, section, out);
    for words in &change.designations {
        out.term(1, DESIGNATION, &Line::toned(Tone::Strong, words));
    }
    let mut editorial = Vec::new();
    for (field, values) in fields::in_order(&change.changes) {
        let title = field.replace('_', " ");
        match values {
            Values::Marks(..) => {}
            Values::Set(old, new) => {
                for (what, tone, values) in
                    [("gained", Tone::Inserted, only(new, old)), ("lost", Tone::Deleted, only(old, new))]
                {
                    if !values.is_empty() {
                        out.term(1, &format!("{title} {what}"), &marked(tone, &values));
                    }
                }
            }
            Values::Text(old, new) if field == "list" => {
                out.term(1, "list", &Line::plain(format!("from the {old} to the {new}")));
            }
            Values::Text(old, new) if diff::same(old, new) => editorial.push(title),
            Values::Text(..) => {
                if let Some(runs) = change.redlines.get(field) {
                    out.term(1, &title, &Line::redline(runs));
                }
            }
        }
    }
    if let Some(runs) = change.redlines.get("entity_text").filter(|_| !change.changes.contains_key("entity_text")) {
        out.term(1, "entity text", &Line::redline(runs));
    }
    if !editorial.is_empty() {
        let editorial = Line::soft(editorial.join(", "));
        out.term(1, "in another layout only", &editorial);
    }
    if let Some(runs) = change.redlines.get(CITATION) {
        out.term(1, "Federal Register", &Line::redline(runs));
    } else if let Some(citation) = change.citations.last() {
        out.term(1, "Federal Register", &Line::plain(citation));
    }
    ordered(section.orders.get(&change.id), &change.name, section, out);
}

/// Values that came or went.
fn marked(tone: Tone, values: &[&str]) -> Line {
    let mut line = Line::default();
    for (at, value) in values.iter().enumerate() {
        if at > 0 {
            line = line.then("; ");
        }
        line = line.and(tone, one_line(value).trim());
    }
    line
}
