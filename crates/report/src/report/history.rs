//! The life of an entry: who set each of its values, by which rule, since when.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use chrono::NaiveDate;
use serde::Serialize;

use super::found::{Candidate, Held, candidates, held_back};
use super::record::{EntryRecord, until};
use crate::visible::visible;
use earwatch_law::diff::fields::Values;
use earwatch_law::diff::{Class, Origin};
use earwatch_law::entry::lookup::FoundBy;
use earwatch_law::entry::public_id::PublicId;
use earwatch_law::entry::{Entry, EntryId};
use earwatch_law::law::ListId;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::law::designation;

/// Who changed something, and from when.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Setter {
    /// The version.
    pub version: Option<i64>,
    /// `baseline`, `legal`, `source-correction` or `parser-upgrade`.
    pub cause: String,
    /// The document; `None` for a baseline.
    pub document: Option<DocumentNumber>,
    /// First page of the document, as a citation.
    pub citation: Option<String>,
    /// Day of publication; for a baseline, its as-of date.
    pub published: NaiveDate,
    /// The day from which it is in force; for a baseline, its as-of date.
    pub effective: NaiveDate,
    /// Where the order is in the document.
    pub place: Option<String>,
    /// The words of the order.
    pub quote: Option<String>,
}

/// What happened to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Happened {
    /// It is in the baseline.
    Baseline,
    /// It was added.
    Added,
    /// It was changed.
    Changed,
    /// It was removed.
    Removed,
    /// It is held back, or held back until another day.
    Stayed,
    /// It is in force again.
    Lifted,
}

/// One event in the life of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Event {
    /// What happened.
    pub happened: Happened,
    /// By whom.
    #[serde(flatten)]
    pub by: Setter,
    /// The last day of the stay that was set or lifted, `null` if it is indefinite; absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stayed_until: Option<Option<NaiveDate>>,
    /// Classes of the change, most serious first.
    pub classes: Vec<Class>,
    /// Field → `[old, new]`.
    pub changes: BTreeMap<&'static str, Values>,
}

/// The value of a field, as exports print it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A text.
    Text(String),
    /// A set of texts.
    Set(Vec<String>),
    /// Footnote marks.
    Marks(Vec<u8>),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Set(texts) => f.write_str(&texts.join("; ")),
            Self::Marks(marks) => {
                let words: Vec<_> = marks.iter().map(|mark| designation::in_words(*mark)).collect();
                f.write_str(&words.join("; "))
            }
        }
    }
}

/// The fields of an entry and their values, in the order in which they are shown.
pub fn fields(entry: &Entry) -> [(&'static str, Value); 10] {
    let EntryRecord {
        country,
        name,
        aliases,
        addresses,
        license_requirement,
        license_review_policy,
        designations,
        citation_text,
        subordinates,
        cross_references,
        ..
    } = EntryRecord::new(entry, Origin::default());
    [
        ("country", Value::Text(country)),
        ("name", Value::Text(name)),
        ("aliases", Value::Set(aliases)),
        ("addresses", Value::Set(addresses)),
        ("subordinates", Value::Set(subordinates.into_iter().map(|one| one.text).collect())),
        ("cross_references", Value::Set(cross_references)),
        ("designations", Value::Marks(designations)),
        ("license_requirement", Value::Text(license_requirement)),
        ("license_review_policy", Value::Text(license_review_policy)),
        ("citation_text", Value::Text(citation_text)),
    ]
}

impl Event {
    /// `license requirement: before → after`, field by field.
    pub(crate) fn changes_in_words(&self) -> impl Iterator<Item = String> {
        self.changes.iter().map(|(field, values)| {
            let (old, new) = match values.clone() {
                Values::Text(old, new) => (Value::Text(old), Value::Text(new)),
                Values::Set(old, new) => (Value::Set(old), Value::Set(new)),
                Values::Marks(old, new) => (Value::Marks(old), Value::Marks(new)),
            };
            format!("{}: {} → {}", field.replace('_', " "), shown(&old), shown(&new))
        })
    }
}

impl EntryHistory {
    /// Its values, without the fields that never had one.
    pub(crate) fn values_set(&self) -> impl Iterator<Item = &FieldValue> {
        let never_set = |value: &&FieldValue| {
            let same = self.values.iter().filter(|other| other.field == value.field);
            value.value.is_empty() && same.count() == 1
        };
        self.values.iter().filter(move |value| !never_set(value))
    }
}

impl Value {
    /// Its texts; none of footnote marks.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        let texts = match self {
            Self::Text(text) => std::slice::from_ref(text),
            Self::Set(texts) => texts.as_slice(),
            Self::Marks(_) => &[],
        };
        texts.iter().map(String::as_str)
    }

    fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Set(texts) => texts.is_empty(),
            Self::Marks(marks) => marks.is_empty(),
        }
    }
}

/// A value that a field has or had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldValue {
    /// The field, as exports name it.
    pub field: &'static str,
    /// The value.
    pub value: Value,
    /// Who set it.
    pub set_by: Setter,
    /// The day from which it is in force no more.
    pub until: Option<NaiveDate>,
}

/// The life of an entry.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EntryHistory {
    /// Identity.
    pub id: EntryId,
    /// Public id, the last one.
    pub public_id: PublicId,
    /// Public ids that it bore before, oldest first.
    pub former_public_ids: Vec<PublicId>,
    /// List.
    pub list: ListId,
    /// Country heading, the last one.
    pub country: String,
    /// Name, the last one.
    pub name: String,
    /// By what it was found.
    pub found_by: FoundBy,
    /// Whether it is listed after the last event.
    pub listed: bool,
    /// What happened, in the order of application.
    pub events: Vec<Event>,
    /// Each value of each field, in the order of the fields, then of time.
    pub values: Vec<FieldValue>,
}

/// The lives of the entries that somebody asked for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct History {
    /// `earwatch/history/1`.
    pub schema: &'static str,
    /// As asked.
    pub asked: String,
    /// Only what had been published by this day is reported.
    pub known_by: Option<NaiveDate>,
    /// The entries that are or were called so.
    pub entries: Vec<EntryHistory>,
    /// Where there are none, those that are or were called nearly so, likeliest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Candidate>,
    /// Parties of this name that a document orders and the list does not hold so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<Held>,
}

/// `88 FR 12170, document 2023-03929, published 2023-02-27, effective 2023-02-24`.
pub(crate) fn by(setter: &Setter) -> String {
    let days = format!("published {}, effective {}", setter.published, setter.effective);
    match &setter.document {
        None if setter.cause == "baseline" => format!("baseline as of {}", setter.published),
        None => days,
        Some(number) => {
            let citation = setter.citation.as_deref().unwrap_or("page not known");
            format!("{number} ({citation}), {days}")
        }
    }
}

/// By what an entry was found, where that is not its name: the entry is called otherwise than what was asked for.
pub(crate) fn found(by: FoundBy) -> &'static str {
    match by {
        FoundBy::Id | FoundBy::Name => "",
        FoundBy::Alias => ", found by alias",
        FoundBy::FormerName => ", found by former name",
        FoundBy::Subordinate => ", found by subordinate entity",
        FoundBy::Address => ", found by address",
    }
}

pub(crate) fn told(event: &Event) -> String {
    let by = by(&event.by);
    let last = event.stayed_until.flatten();
    let until = until(last);
    match event.happened {
        Happened::Baseline => format!("in the {by}"),
        Happened::Added => format!("added by {by}"),
        Happened::Changed => format!("changed by {by}"),
        Happened::Removed => format!("removed by {by}"),
        Happened::Stayed if event.by.document.is_none() => format!("stayed {until} in the {by}"),
        Happened::Stayed => format!("stayed {until} by {by}"),
        Happened::Lifted if last.is_some_and(|last| last < event.by.effective) => {
            let set_by = event.by.document.as_ref();
            let set_by = set_by.map_or_else(|| "the baseline".to_owned(), ToString::to_string);
            format!("in force again: the stay {until} by {set_by} has ended")
        }
        Happened::Lifted => format!("in force again: the stay {until} is lifted by {by}"),
    }
}

pub(crate) fn shown(value: &Value) -> String {
    if value.is_empty() { "(none)".to_owned() } else { visible(&value.to_string()) }
}

/// `el-5f0c1d2e3a4b5c6d, before el-0123456789abcdef`; nothing where no id is known.
pub(crate) fn ids(now: &PublicId, former: &[PublicId]) -> Option<String> {
    let former: Vec<_> = former.iter().map(PublicId::as_str).collect();
    let before = if former.is_empty() { String::new() } else { format!(", before {}", former.join(", ")) };
    (!now.as_str().is_empty()).then(|| format!("{now}{before}"))
}

/// `Acme · FRANCE (entity-list, entry 7, no longer listed)`.
pub(crate) fn heading(name: &str, country: &str, list: ListId, id: EntryId, more: &[&str]) -> String {
    format!("{} · {} ({list}, entry {id}{})", visible(name), visible(country), more.concat())
}

impl History {
    /// What is printed where no entry is meant for certain: parties held back, and those that are called nearly so.
    pub(crate) fn without_entries(&self) -> String {
        held_back(&self.held) + &candidates(&self.asked, &self.candidates, "history")
    }

    /// Parties held back that are called so beside entries.
    pub(crate) fn held_beside(&self) -> String {
        held_back(&self.held)
    }
}

/// Renders histories as plain text. What takes effect after `as_of` is said to be to come.
pub fn render(history: &History, as_of: NaiveDate) -> String {
    let mut out = String::new();
    if history.entries.is_empty() {
        out.push_str(&history.without_entries());
    }
    for entry in &history.entries {
        let state = if entry.listed { "" } else { ", no longer listed" };
        let found = found(entry.found_by);
        let _ = writeln!(out, "{}", heading(&entry.name, &entry.country, entry.list, entry.id, &[found, state]));
        if let Some(ids) = ids(&entry.public_id, &entry.former_public_ids) {
            let _ = writeln!(out, "  public id {ids}");
        }
        out.push_str("\nWhat happened\n");
        for event in &entry.events {
            let day = event.by.effective;
            let to_come = if day > as_of { "to come: " } else { "" };
            let _ = writeln!(out, "  {day}  {to_come}{}", told(event));
            if let Some(quote) = &event.by.quote {
                let place = event.by.place.as_ref();
                let place = place.map_or_else(String::new, |place| format!(" ({place})"));
                let _ = writeln!(out, "              “{}”{}", visible(quote), visible(&place));
            }
            for change in event.changes_in_words() {
                let _ = writeln!(out, "              {change}");
            }
        }
        out.push_str("\nValues\n");
        let mut field = "";
        for value in entry.values_set() {
            if value.field != field {
                field = value.field;
                let _ = writeln!(out, "  {}", field.replace('_', " "));
            }
            let until = value.until.map(|until| format!(", until {until}")).unwrap_or_default();
            let _ = writeln!(out, "    {}\n      set by {}{until}", shown(&value.value), by(&value.set_by));
        }
        out.push('\n');
    }
    if !history.entries.is_empty() {
        out.push_str(&history.held_beside());
    }
    out
}
