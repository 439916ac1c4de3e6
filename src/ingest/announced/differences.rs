//! What differs between two announcements, or between an announcement and what was published, in words.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::ingest::announced::texts::ReadText;
use crate::store::provisional::StoredProvisional;
use earwatch_law::announced::record::InspectionRecord;
use earwatch_law::announced::{Announcement, Key, ProvisionalChange};

/// What is different from what had been recorded; empty where nothing is that a reader should know. A document of other
/// law may change as it likes, and a text that arrives is new.
pub(super) fn changed(before: &StoredProvisional, read: &ReadText, record: &InspectionRecord) -> Vec<String> {
    let (Some(old), Some(new)) = (before.content.announcement(), read.content.announcement()) else {
        return Vec::new();
    };
    let was = &before.record;
    let mut told = Vec::new();
    if was.scheduled != record.scheduled {
        told.push(format!("Moved: scheduled for {}, no longer for {}.", day(record.scheduled), day(was.scheduled)));
    }
    if was.title != record.title && !record.title.is_empty() {
        told.push(format!("The title was “{}”.", was.title));
    }
    if was.note != record.note && !record.is_withdrawn() {
        let now = record.note.as_deref().unwrap_or("none any more");
        told.push(format!("The note on public inspection has changed: {now}"));
    }
    let (was, is) = (&old.document.dates, &new.document.dates);
    if before.text_sha256 != read.sha256 {
        let differences = differences((&old.changes, &new.changes), ("announced no longer", "announced now"));
        told.push("The document was replaced on public inspection.".to_owned());
        if was.effective != is.effective {
            let (was, is) = (days(&was.effective), days(&is.effective));
            told.push(format!("Effective dates as read: {is}; before: {was}."));
        }
        if differences.is_empty() {
            told.push("What could be read of it is the same as before.".to_owned());
        }
        told.extend(differences);
    } else if old.changes != new.changes || was != is {
        told.push("This version of the program reads the text differently.".to_owned());
        told.extend(differences((&old.changes, &new.changes), ("no longer read", "read now")));
    }
    told
}

/// What a published document orders, against what it had announced.
pub(super) fn published(
    since: NaiveDate,
    announced: &Announcement,
    ordered: &[ProvisionalChange],
    effective: &[NaiveDate],
) -> Vec<String> {
    if announced.changes.is_empty() && !ordered.is_empty() {
        return vec![format!(
            "It had been on public inspection since {since}; no change of a list had been read out of its text there."
        )];
    }
    let mut told =
        differences((&announced.changes, ordered), ("announced and not ordered", "ordered and not announced"));
    let before = &announced.document.dates.effective;
    if !before.is_empty() && before.as_slice() != effective {
        told.push(format!("Effective dates as published: {}; as announced: {}.", days(effective), days(before)));
    }
    if told.is_empty() {
        return vec![format!("It had been on public inspection since {since} and orders what it announced there.")];
    }
    told.insert(0, format!("It had been on public inspection since {since} and differs from what it announced there."));
    told
}

/// What only the first or only the second of two announces.
fn differences((old, new): (&[ProvisionalChange], &[ProvisionalChange]), (gone, come): (&str, &str)) -> Vec<String> {
    let named = |changes: &[ProvisionalChange]| -> BTreeMap<Key, String> {
        changes.iter().flat_map(ProvisionalChange::named).collect()
    };
    let (old, new) = (named(old), named(new));
    let only = |these: &BTreeMap<Key, String>, those: &BTreeMap<Key, String>, what: &str| {
        let alone = these.iter().filter(|(key, _)| !those.contains_key(*key));
        let alone: Vec<_> = alone.map(|(_, shown)| shown.as_str()).collect();
        (!alone.is_empty()).then(|| format!("{} {what}: {}.", alone.len(), alone.join("; ")))
    };
    only(&old, &new, gone).into_iter().chain(only(&new, &old, come)).collect()
}

fn day(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| "no day stated".to_owned(), |day| day.to_string())
}

fn days(days: &[NaiveDate]) -> String {
    if days.is_empty() {
        return "none".to_owned();
    }
    let days: Vec<_> = days.iter().map(ToString::to_string).collect();
    days.join(", ")
}
