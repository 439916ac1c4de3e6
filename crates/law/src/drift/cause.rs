//! Whose a difference from the eCFR is, by what is on record.

use super::{Class, Difference, Facts, Known, Other};
use crate::entry::Entry;
use crate::entry::cell;
use crate::law::canonical::{canonical, same};
use crate::law::citation::{DocumentNumber, FrCitation};
use crate::law::country;
use crate::law::likeness::likeness;

/// Days that the eCFR may take to work a rule in.
const LATEST: i64 = 7;

/// A class with its reason.
pub(super) struct Cause {
    pub(super) class: Class,
    pub(super) explained: bool,
    pub(super) reason: String,
    pub(super) document: Option<DocumentNumber>,
    pub(super) days: Option<i64>,
}

impl Cause {
    pub(super) fn new(class: Class, reason: impl Into<String>) -> Self {
        Self { class, explained: class.is_settled(), reason: reason.into(), document: None, days: None }
    }

    /// Names the document that decides it.
    pub(super) fn of(mut self, document: &DocumentNumber) -> Self {
        self.document = Some(document.clone());
        self
    }

    /// The difference that it explains: below which heading, of whom, and in which field ours reads otherwise than theirs.
    pub(super) fn difference(
        self,
        country: Option<String>,
        (name, field): (String, &str),
        (ours, theirs): (Option<String>, Option<String>),
    ) -> Difference {
        let Self { class, explained, reason, document, days } = self;
        let field = field.to_owned();
        Difference { class, explained, country, name, field, ours, theirs, reason, document, days, line: None }
    }
}

/// The field of an entry of which a difference is.
pub(super) type Field = fn(&Entry) -> String;

/// Why an entry reads otherwise in one field, or is on one side only.
pub(super) fn of_entry(
    facts: &Facts,
    (ours, theirs): (Option<&Entry>, Option<&Entry>),
    field: Field,
    printed: &dyn Fn(&DocumentNumber, &str) -> bool,
) -> Cause {
    let Some(entry) = ours.or(theirs) else {
        return Cause::new(Class::Ours, "nothing on record explains it");
    };
    let set_by = ours.and_then(|ours| facts.set_by.get(&ours.id));
    if let Some(cause) = noted(facts, set_by, ours, theirs) {
        return cause;
    }
    let is_it = |other: &&Other| match ours {
        Some(ours) => other.entry.id == ours.id,
        None => country::key(&other.entry.country) == country::key(&entry.country) && other.entry.key == entry.key,
    };
    // What the source prints is what a rule found.
    let reads = |other: &&Other| theirs.is_some_and(|theirs| same(&field(&other.entry), &field(theirs)));
    if let Some(before) = facts.earlier.iter().find(|other| is_it(other) && reads(other)) {
        return behind(facts, &before.by);
    }
    // The source does not have what a rule added.
    let is_new = |number: &&DocumentNumber| {
        let was_there = facts.earlier.iter().any(|other| is_it(&other) && other.by == **number);
        theirs.is_none() && !was_there
    };
    if let Some(number) = set_by.filter(is_new) {
        return behind(facts, number);
    }
    if let Some(after) = facts.later.iter().find(|other| is_it(other) && reads(other)) {
        let message =
            format!("the source has document {} already, which takes effect after the day compared", after.by);
        return Cause::new(Class::Lag, message).of(&after.by);
    }
    let unknown = |citation: &&FrCitation| {
        let later = citation.date.is_some_and(|date| date > facts.through);
        later && !facts.documents.iter().any(|known| known.holds(citation.volume, citation.page))
    };
    if let Some(citation) = theirs.and_then(|theirs| theirs.citations.iter().find(unknown)) {
        let message = format!(
            "the source cites {citation}, and no document of that page is on record, nor any after {}; poll or import it",
            facts.through
        );
        return Cause::new(Class::Ours, message);
    }
    if let (Some(ours), Some(theirs)) = (ours, theirs)
        && let Some(cause) = spelling(ours, theirs)
    {
        return cause;
    }
    if let Some(cause) = older(facts, ours, theirs) {
        return cause;
    }
    match (ours, set_by) {
        (Some(ours), Some(number)) => {
            let theirs_printed = theirs.is_some_and(|theirs| printed(number, &field(theirs)));
            if printed(number, &field(ours)) && !theirs_printed {
                Cause::new(Class::Source, format!("document {number} prints our text, not that of the source"))
                    .of(number)
            } else {
                Cause::new(Class::Ours, format!("document {number} set our text")).of(number)
            }
        }
        (_, None) if facts.before_baseline => {
            let reason = "the list compared is the baseline, of a later day; what happened in between is not on record";
            Cause::new(Class::Ours, reason)
        }
        (Some(_), None) => Cause::new(Class::Ours, "no document on record touched the entry since the baseline"),
        (None, _) => Cause::new(Class::Ours, "no document on record added, removed or renamed such an entry"),
    }
}

/// The entry cites a rule that was published after the day of the source, and the source does not.
fn older(facts: &Facts, ours: Option<&Entry>, theirs: Option<&Entry>) -> Option<Cause> {
    let cited = |citation: &&FrCitation| theirs.is_none_or(|theirs| !theirs.citations.contains(citation));
    let later = ours?.citations.iter().filter(cited).filter_map(|citation| citation.date);
    let published = later.filter(|published| *published > facts.day).max()?;
    let day = facts.day;
    let mut cause = Cause::new(
        Class::Lag,
        format!("the source, of {day}, is older than the rule of {published}, which the entry cites"),
    );
    cause.days = Some((published - day).num_days());
    Some(cause)
}

/// A note of the source that names the entry and the rule.
fn noted(
    facts: &Facts,
    set_by: Option<&DocumentNumber>,
    ours: Option<&Entry>,
    theirs: Option<&Entry>,
) -> Option<Cause> {
    let names = || ours.into_iter().chain(theirs).map(Entry::name);
    let about = |known: &Known| {
        let of = |note: &&super::note::Note| names().any(|name| note.explains(known.volume, known.pages, name));
        let note = facts.notes.iter().find(of)?;
        let mut cause = Cause::new(Class::Source, note.text.clone()).of(&known.number);
        cause.explained = true;
        Some(cause)
    };
    match set_by {
        Some(number) => facts.document(number).and_then(about),
        None => facts.documents.iter().find_map(about),
    }
}

/// The source does not show what a document ordered.
pub(super) fn behind(facts: &Facts, number: &DocumentNumber) -> Cause {
    let Some(known) = facts.document(number) else {
        return Cause::new(Class::Ours, format!("document {number} is not on record")).of(number);
    };
    let published = known.published;
    let days = (facts.day - published).num_days();
    let mut cause = if days < 0 {
        let message =
            format!("the source, of {}, is older than document {number}, published on {published}", facts.day);
        Cause::new(Class::Lag, message)
    } else if days <= LATEST {
        let message = format!("the source does not have document {number} yet, published on {published}");
        Cause::new(Class::Lag, message)
    } else {
        let message = format!("the source still prints the text before document {number}, published on {published}");
        Cause::new(Class::Source, message)
    };
    cause.days = Some(days.abs());
    cause.of(number)
}

/// Names of one entry that differ in spelling only.
fn spelling(ours: &Entry, theirs: &Entry) -> Option<Cause> {
    if ours.key == theirs.key {
        return None;
    }
    let (a, b) = (ours.key.as_str(), theirs.key.as_str());
    let words = if a.starts_with(b) || b.starts_with(a) {
        "one name is the other, cut short"
    } else if cell::differ_in_form_only(ours.name(), theirs.name()) || likeness(a, b) >= CLOSE {
        "the names differ in spelling"
    } else {
        return None;
    };
    Some(Cause::new(Class::Name, words))
}

/// From which share of common letters on two names of one place are spellings of one.
pub(super) const CLOSE: f32 = 0.8;

/// Whether an entry prints a name within its cell, as a body below it or otherwise.
pub(super) fn holds(entry: &Entry, name: &str) -> bool {
    let name = canonical(name);
    name.len() >= SHORTEST && entry.key != name && canonical(&entry.cells.entity).contains(&name)
}

/// Letters that a name needs to be looked for within a text.
pub(super) const SHORTEST: usize = 8;
