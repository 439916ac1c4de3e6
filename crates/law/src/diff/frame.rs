//! What differs around the entries: introductory text, footnotes, country headings, stays.
//!
//! A footnote's text is the law of every entry that bears its mark: a change of it is told with their number.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Matched;
use crate::entry::{Entry, EntryId};
use crate::law::ListId;
use crate::law::canonical::same;
use crate::law::country;
use crate::list::state::{Frame, ListState, Provision, Stay};

/// A part of a list that is no entry, or the stay of one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Whether the whole list is held back.
    List,
    /// Introductory text.
    Intro,
    /// A country heading, whichever name of its country it bears.
    Heading(String),
    /// A footnote.
    Footnote(u8),
    /// Whether an entry is held back.
    Entry(EntryId),
}

/// What became of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// New text.
    Added(String),
    /// Text that is gone.
    Removed(String),
    /// Another text.
    Revised {
        /// Before.
        old: String,
        /// After.
        new: String,
    },
    /// The same text in another layout, as for cells.
    Editorial {
        /// Before.
        old: String,
        /// After.
        new: String,
    },
    /// Held back, or held back until another day.
    Stayed {
        /// The stay before, where there was one.
        before: Option<Stay>,
        /// The stay now.
        now: Stay,
    },
    /// In force again.
    Lifted(Stay),
}

/// A change of what stands around the entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameChange {
    /// The list.
    pub list: ListId,
    /// The part.
    pub part: Part,
    /// What became of it.
    pub change: Change,
    /// The text that is held back or in force again, of an introductory text or a footnote.
    pub stayed_text: Option<String>,
    /// The entry that is held back or in force again.
    pub entry: Option<Arc<Entry>>,
    /// Entries that bear the footnote, or stand under the heading; where the part is gone, those that did.
    pub entries: Option<usize>,
}

/// The parts of a frame.
pub type Parts = BTreeMap<Part, Provision>;

/// Takes a frame to parts.
pub fn parts(frame: &Frame) -> Parts {
    let mut parts = Parts::from([(Part::Intro, frame.intro.clone())]);
    let held = |stay: &Stay| Provision { text: String::new(), stay: Some(stay.clone()) };
    parts.extend(frame.stay.as_ref().map(|stay| (Part::List, held(stay))));
    for printed in &frame.headings {
        let heading = parts.entry(Part::Heading(country::key(printed))).or_default();
        // Headings that differ in nothing but layout are one country.
        if !heading.text.is_empty() {
            heading.text.push_str(" / ");
        }
        heading.text.push_str(printed);
    }
    for (number, footnote) in &frame.footnotes {
        parts.insert(Part::Footnote(*number), footnote.clone());
    }
    for (id, stay) in &frame.stayed {
        parts.insert(Part::Entry(*id), held(stay));
    }
    parts
}

/// Compares the frames of a list at two versions. Stays are compared where both sides state them: an official file
/// prints stayed text like any other, and says in a note below that it is stayed.
pub fn compare(list: ListId, (old, new): (&ListState, &ListState), matched: &Matched, stays: bool) -> Vec<FrameChange> {
    if old.frame == new.frame {
        return Vec::new();
    }
    let (mut before, mut after) = (parts(&old.frame), parts(&new.frame));
    if stays {
        before = renamed(before, matched);
    } else {
        for parts in [&mut before, &mut after] {
            parts.retain(|part, _| !matches!(part, Part::Entry(_) | Part::List));
            for part in parts.values_mut() {
                part.stay = None;
            }
        }
    }
    let entries = (&old.entries, &new.entries);
    compare_parts(list, (&before, &after), entries)
}

/// Stays of the old side by the identities that their entries have on the new one.
fn renamed(parts: Parts, matched: &Matched) -> Parts {
    let new_id: BTreeMap<_, _> = matched.both.iter().map(|(old, new)| (old.id, new.id)).collect();
    let part = |part| match part {
        Part::Entry(id) => Part::Entry(new_id.get(&id).copied().unwrap_or(id)),
        Part::List | Part::Intro | Part::Heading(_) | Part::Footnote(_) => part,
    };
    parts.into_iter().map(|(of, is)| (part(of), is)).collect()
}

type ListEntries = BTreeMap<EntryId, Arc<Entry>>;

/// Compares parts; the entries of both sides tell whom a change concerns.
pub fn compare_parts(
    list: ListId,
    (old, new): (&Parts, &Parts),
    (before, after): (&ListEntries, &ListEntries),
) -> Vec<FrameChange> {
    let mut found = Vec::new();
    let all: std::collections::BTreeSet<_> = old.keys().chain(new.keys()).collect();
    for part in all {
        let (was, is) = (old.get(part), new.get(part));
        let mut tell = |change| {
            let entry = match part {
                Part::Entry(id) => after.get(id).cloned(),
                Part::List | Part::Intro | Part::Heading(_) | Part::Footnote(_) => None,
            };
            // An entry that is gone is told as removed.
            if matches!(part, Part::Entry(_)) && entry.is_none() {
                return;
            }
            let concerned = if matches!(change, Change::Removed(_)) { before } else { after };
            let is_stay = matches!(change, Change::Stayed { .. } | Change::Lifted(_));
            let stayed = is.filter(|provision| is_stay && !provision.text.is_empty());
            found.push(FrameChange {
                list,
                stayed_text: stayed.map(|provision| provision.text.clone()),
                entries: concerned_by(part, concerned),
                part: part.clone(),
                change,
                entry,
            });
        };
        if !matches!(part, Part::Entry(_)) {
            text_change(was, is).into_iter().for_each(&mut tell);
        }
        let stay = |side: Option<&Provision>| side.and_then(|provision| provision.stay.clone());
        match (stay(was), stay(is)) {
            (before, Some(now)) if before.as_ref() != Some(&now) => {
                tell(Change::Stayed { before, now });
            }
            // Text that is gone is not in force again.
            (Some(before), None) if is.is_some() || matches!(part, Part::Entry(_)) => {
                tell(Change::Lifted(before));
            }
            (Some(_) | None, Some(_) | None) => {}
        }
    }
    found
}

fn text_change(was: Option<&Provision>, is: Option<&Provision>) -> Option<Change> {
    // An introductory text always stands there, if only with no words.
    let text = |side: Option<&Provision>| side.map(|side| side.text.clone());
    match (text(was), text(is)) {
        (Some(old), Some(new)) if old == new => None,
        (Some(old), Some(new)) if !old.is_empty() && !new.is_empty() => {
            Some(if same(&old, &new) { Change::Editorial { old, new } } else { Change::Revised { old, new } })
        }
        (Some(old), Some(new)) if new.is_empty() => Some(Change::Removed(old)),
        (Some(old), None) => Some(Change::Removed(old)),
        (_, Some(new)) => Some(Change::Added(new)),
        (None, None) => None,
    }
}

fn concerned_by(part: &Part, entries: &ListEntries) -> Option<usize> {
    let count = |concerned: &dyn Fn(&Entry) -> bool| Some(entries.values().filter(|entry| concerned(entry)).count());
    match part {
        Part::Footnote(number) => count(&|entry| entry.designations.contains(number)),
        Part::Heading(key) => count(&|entry| country::key(&entry.country) == *key),
        Part::List | Part::Intro | Part::Entry(_) => None,
    }
}
