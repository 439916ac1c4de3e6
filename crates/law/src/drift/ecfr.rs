//! The list against the eCFR's printing of it: every field of every entry, and the text around the entries.

use std::sync::Arc;

use super::cause::{self, Cause, Field};
use super::{Class, Comparison, Difference, Facts};
use crate::diff::fields::{FieldChange, Values};
use crate::diff::frame::{self, Change, FrameChange, Part};
use crate::diff::{self, Changed, ListDiff, Matched};
use crate::entry::Entry;
use crate::law::ListId;
use crate::law::canonical::{equal, same};
use crate::law::citation::DocumentNumber;
use crate::law::country;
use crate::list::state::{Frame, ListState};

/// Why a difference of digits is one of layout.
pub const REGROUPED: &str = "letters and digits agree; the digits are grouped otherwise";

/// A list compared with the eCFR, before anybody asked whose the differences are.
pub struct Compared {
    diff: ListDiff,
    total: usize,
}

/// Compares; that needs nothing but the two printings.
pub fn compare(list: ListId, ours: &ListState, theirs: &ListState) -> Compared {
    let entries = |side: &ListState| side.entries.values().map(Arc::clone).collect();
    let matched: Matched = diff::pairs::by_content(entries(ours), entries(theirs));
    let mut texts = frame::compare(list, (ours, theirs), &matched, true);
    // A printing does not say which document ordered a stay.
    texts.retain(|text| match &text.change {
        Change::Stayed { before: Some(before), now } => before.until != now.until,
        Change::Stayed { before: None, .. }
        | Change::Added(_)
        | Change::Removed(_)
        | Change::Revised { .. }
        | Change::Editorial { .. }
        | Change::Lifted(_) => true,
    });
    Compared { diff: ListDiff { texts, ..diff::compare(list, matched) }, total: theirs.entries.len() }
}

impl Compared {
    /// Whether nothing differs beyond layout.
    pub fn agrees(&self) -> bool {
        let ListDiff { added, removed, changed, editorial, texts, .. } = &self.diff;
        let of_layout = |text: &FrameChange| matches!(text.change, Change::Editorial { .. });
        added.is_empty()
            && removed.is_empty()
            && changed.is_empty()
            && texts.iter().all(of_layout)
            && editorial.iter().all(|changed| changed.fields.iter().all(is_layout))
    }

    /// Says whose each difference is. `printed` tells whether a document prints a text.
    pub fn explained(
        self,
        facts: &Facts,
        (ours, theirs): (&ListState, &ListState),
        printed: &dyn Fn(&DocumentNumber, &str) -> bool,
    ) -> Comparison {
        let Self { diff, total } = self;
        let list = diff.list.unwrap_or(ListId::EntityList);
        let mut differences = Vec::new();
        // Entries that either side has.
        let total = total + diff.removed.len();
        let mut unequal = diff.added.len() + diff.removed.len();
        for changed in diff.changed.iter().chain(&diff.editorial) {
            unequal += usize::from(!changed.fields.iter().all(is_layout));
            differences.extend(changed.fields.iter().map(|field| of_field(facts, changed, field, printed)));
        }
        let renames = &diff.possible_renames;
        for entry in &diff.removed {
            let other = renames.iter().find(|one| one.removed.id == entry.id).map(|one| &*one.added);
            differences.push(alone(facts, (entry, true), other, theirs, printed));
        }
        for entry in &diff.added {
            let other = renames.iter().find(|one| one.added.id == entry.id).map(|one| &*one.removed);
            differences.push(alone(facts, (entry, false), other, ours, printed));
        }
        differences.extend(diff.texts.iter().map(|change| of_text(facts, change)));
        let equal = total.saturating_sub(unequal);
        Comparison { list, equal, total, names: None, differences }.sorted()
    }
}

fn is_layout(field: &FieldChange) -> bool {
    field.class == diff::Class::Editorial || is_regrouped(field)
}

/// A citation in which only marks between digits differ: `88 FR 121582/27/23` for `88 FR 12158, 2/27/23`. Elsewhere that
/// may be another address.
fn is_regrouped(field: &FieldChange) -> bool {
    let agree = |values: &Values| matches!(values, Values::Text(ours, theirs) if equal(ours, theirs));
    field.class == diff::Class::Citation && agree(&field.values)
}

fn of_field(
    facts: &Facts,
    changed: &Changed,
    field: &FieldChange,
    printed: &dyn Fn(&DocumentNumber, &str) -> bool,
) -> Difference {
    let cause = if is_regrouped(field) {
        Cause::new(Class::Editorial, REGROUPED)
    } else if is_layout(field) {
        Cause::new(Class::Editorial, "letters and digits agree")
    } else {
        let cell: Field = match field.field {
            "country" => |entry| entry.country.clone(),
            "license_requirement" | "designations" => |entry| entry.cells.license_requirement.clone(),
            "license_review_policy" => |entry| entry.cells.license_review_policy.clone(),
            "citation_text" => |entry| entry.cells.citation.clone(),
            _ => |entry| entry.cells.entity.clone(),
        };
        cause::of_entry(facts, (Some(&changed.old), Some(&changed.new)), cell, printed)
    };
    let (ours, theirs) = match &field.values {
        Values::Text(ours, theirs) => (ours.clone(), theirs.clone()),
        Values::Set(ours, theirs) => (without(ours, theirs), without(theirs, ours)),
        Values::Marks(ours, theirs) => (marks(ours), marks(theirs)),
    };
    difference(cause, &changed.old, field.field, Some(ours), Some(theirs))
}

/// Values that the other side does not have.
fn without(values: &[String], others: &[String]) -> String {
    let own: Vec<_> = values.iter().filter(|value| !others.iter().any(|other| same(value, other))).cloned().collect();
    own.join("; ")
}

fn marks(marks: &[u8]) -> String {
    marks.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn difference(cause: Cause, entry: &Entry, field: &str, ours: Option<String>, theirs: Option<String>) -> Difference {
    cause.difference(Some(entry.country.clone()), (entry.name().to_owned(), field), (ours, theirs))
}

/// An entry that only one side has; `other` may be the same entry on the other side, `opposite` is all of it.
fn alone(
    facts: &Facts,
    (entry, is_ours): (&Entry, bool),
    other: Option<&Entry>,
    opposite: &ListState,
    printed: &dyn Fn(&DocumentNumber, &str) -> bool,
) -> Difference {
    let cell: Field = |entry| entry.cells.entity.clone();
    let sides = |entry, other| if is_ours { (Some(entry), other) } else { (other, Some(entry)) };
    let mut cause = cause::of_entry(facts, sides(entry, None), cell, printed);
    if !cause.explained && cause.class != Class::Source {
        let key = country::key(&entry.country);
        let mut there = opposite.entries.values().filter(|other| country::key(&other.country) == key);
        if let Some(above) = there.find(|other| cause::holds(other, entry.name())) {
            let message = format!("the other side prints the name within the entry “{}”", above.name());
            cause = Cause::new(Class::Subordinate, message);
        } else if let Some(other) = other {
            let renamed = cause::of_entry(facts, sides(entry, Some(other)), cell, printed);
            if renamed.class == Class::Name {
                let reason = format!("{}: “{}”", renamed.reason, other.name());
                cause = Cause { reason, ..renamed };
            }
        }
    }
    let (ours, theirs) = sides(entry, None);
    let text = |side: Option<&Entry>| side.map(cell);
    difference(cause, entry, "entry", text(ours), text(theirs))
}

fn of_text(facts: &Facts, change: &FrameChange) -> Difference {
    let (ours, theirs) = match &change.change {
        Change::Added(text) => (None, Some(text.clone())),
        Change::Removed(text) => (Some(text.clone()), None),
        Change::Revised { old, new } | Change::Editorial { old, new } => (Some(old.clone()), Some(new.clone())),
        Change::Stayed { before, now } => (before.as_ref().map(stay), Some(stay(now))),
        Change::Lifted(before) => (Some(stay(before)), None),
    };
    let cause = match &change.change {
        Change::Editorial { .. } => Cause::new(Class::Editorial, "letters and digits agree"),
        // The source prints the text either way; it is the note below the table that differs.
        Change::Lifted(_) => {
            Cause::new(Class::Stayed, "stayed on record; the source prints the text without a note of it")
        }
        Change::Stayed { now, .. } if now.until.is_some_and(|last| last < facts.day) => {
            Cause::new(Class::Stayed, "the note of the source is about a stay that has ended")
        }
        Change::Stayed { .. } => Cause::new(Class::Ours, "the source notes a stay that is not on record so"),
        Change::Revised { .. } if matches!(change.part, Part::Heading(_)) => {
            Cause::new(Class::Name, "the heading is another name of the same country")
        }
        Change::Added(_) | Change::Removed(_) | Change::Revised { .. } => around(facts, change, theirs.as_deref()),
    };
    let name = match (&change.part, &change.entry) {
        (Part::List, _) => "the whole list".to_owned(),
        (Part::Intro, _) => "introductory text".to_owned(),
        (Part::Heading(_), _) => "country heading".to_owned(),
        (Part::Footnote(number), _) => format!("footnote {number}"),
        (Part::Entry(_), entry) => entry.as_ref().map(|entry| entry.name().to_owned()).unwrap_or_default(),
    };
    let field = match &change.change {
        Change::Stayed { .. } | Change::Lifted(_) => "stay",
        Change::Added(_) | Change::Removed(_) | Change::Revised { .. } | Change::Editorial { .. } => "text",
    };
    let country = change.entry.as_ref().map(|entry| entry.country.clone());
    cause.difference(country, (name, field), (ours, theirs))
}

fn stay(stay: &crate::list::state::Stay) -> String {
    stay.until.map_or_else(|| "stayed indefinitely".to_owned(), |day| format!("stayed until {day}"))
}

/// A text around the entries that reads as it did before a rule.
fn around(facts: &Facts, change: &FrameChange, theirs: Option<&str>) -> Cause {
    let text = |frame: &Arc<Frame>| frame::parts(frame).remove(&change.part).map(|part| part.text);
    let reads = |text: Option<String>| match (text, theirs) {
        (Some(text), Some(theirs)) => same(&text, theirs),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    match facts.frames.iter().find(|(frame, _)| reads(text(frame))) {
        Some((_, number)) => cause::behind(facts, number),
        None if facts.day > facts.through => {
            let message =
                format!("nothing on record explains it; the record ends with {}, the source is later", facts.through);
            Cause::new(Class::Ours, message)
        }
        None => Cause::new(Class::Ours, "nothing on record explains it"),
    }
}
