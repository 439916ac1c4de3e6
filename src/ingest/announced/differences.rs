//! What differs between two announcements, or between an announcement and what was published, in words.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::ingest::announced::texts::Read;
use crate::store::provisional::{Kind, StoredProvisional};
use earwatch_law::announced::record::InspectionRecord;
use earwatch_law::announced::{ProvisionalChange, ProvisionalDocument};
use earwatch_law::law::ListId;

/// What is announced, by what makes it the same elsewhere.
type Announced = BTreeMap<(ListId, String, String), String>;

/// What is different from what had been recorded; empty where nothing is that a reader should know.
pub(super) fn changed(before: &StoredProvisional, read: &Read, record: &InspectionRecord) -> Vec<String> {
    // A document of other law may change as it likes; a text that arrives is told as new.
    if before.kind != read.kind || read.kind != Kind::Announces {
        return Vec::new();
    }
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
        told.push(format!("The note on public inspection is another one: {now}"));
    }
    let documents = (before.document.as_ref(), read.document.as_ref());
    if let (true, (Some(old), Some(new))) = (before.text_sha256 != read.text_sha256, documents) {
        let differences = differences((&old.changes, &new.changes), ("announced no longer", "announced now"));
        told.push("The document was replaced on public inspection.".to_owned());
        if old.dates.effective != new.dates.effective {
            told.push(format!(
                "Effective dates as read: {}; before: {}.",
                days(&new.dates.effective),
                days(&old.dates.effective)
            ));
        }
        if differences.is_empty() {
            told.push("What could be read of it is the same as before.".to_owned());
        }
        told.extend(differences);
    } else if let (Some(old), Some(new)) = documents
        && (old.changes != new.changes || old.dates != new.dates)
    {
        let differences = differences((&old.changes, &new.changes), ("not read any more", "read now"));
        told.push("This version of the program reads the text otherwise.".to_owned());
        told.extend(differences);
    }
    told
}

/// What a published document orders, against what it had announced.
pub(super) fn published(
    since: NaiveDate,
    announced: &ProvisionalDocument,
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
    let before = &announced.dates.effective;
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
    let (old, new) = (announced(old), announced(new));
    let only = |these: &Announced, those: &Announced| -> Vec<String> {
        let alone = these.iter().filter(|(key, _)| !those.contains_key(*key));
        alone.map(|(_, shown)| shown.clone()).collect()
    };
    [(only(&old, &new), gone), (only(&new, &old), come)]
        .into_iter()
        .filter(|(changes, _)| !changes.is_empty())
        .map(|(changes, what)| format!("{} {what}: {}.", changes.len(), changes.join("; ")))
        .collect()
}

fn announced(changes: &[ProvisionalChange]) -> Announced {
    let mut announced = Announced::new();
    for change in changes {
        let country = change.country.as_deref().unwrap_or("no country named");
        let names: Vec<&str> = change.names.iter().map(|named| named.name.as_str()).collect();
        let shown: Vec<String> = if names.is_empty() {
            vec![format!("{} ({}, {country})", change.verb, change.list)]
        } else {
            let one = |name: &&str| format!("{} “{name}” ({}, {country})", change.verb, change.list);
            names.iter().map(one).collect()
        };
        announced.extend(change.keys().into_iter().zip(shown));
    }
    announced
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
