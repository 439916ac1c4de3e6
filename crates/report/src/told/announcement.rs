//! What is on public inspection, in words.

use serde::Serialize;

use super::cutoff::QUOTE;
use super::link::Link;
use crate::report::announced::{ProvisionalRecord, Stage};
use crate::visible::{one_line, shorten};

/// Announcements under one heading.
#[derive(Debug, Serialize)]
pub struct AnnouncementGroup {
    pub title: &'static str,
    pub meaning: &'static str,
    pub announcements: Vec<Announcement>,
}

/// One document in words.
#[derive(Debug, Serialize)]
pub struct Announcement {
    pub title: String,
    pub facts: String,
    pub dates: Option<String>,
    pub place: Option<Link>,
    pub told: Vec<String>,
    pub notes: Vec<String>,
    pub changes: Vec<Announced>,
}

/// An announced change.
#[derive(Debug, Serialize)]
pub struct Announced {
    pub words: String,
    pub quote: String,
}

/// What is on public inspection, then what was withdrawn from it. Documents that were published have sections of their
/// own.
pub fn groups(records: &[ProvisionalRecord]) -> Vec<AnnouncementGroup> {
    let group = |title, meaning, shown: &[Stage]| AnnouncementGroup {
        title,
        meaning,
        announcements: records.iter().filter(|record| shown.contains(&record.status)).map(Announcement::new).collect(),
    };
    let mut groups = vec![
        group(
            "On public inspection: provisional, not law yet",
            "Filed with the Office of the Federal Register and not published. What follows was read from the text of a \
             PDF, in which names can be broken or misread; it can still change or be withdrawn. It does not change the \
             lists below or in this database. Only the published document counts.",
            &[Stage::Announced, Stage::Changed],
        ),
        group(
            "Withdrawn from public inspection",
            "What these documents announced no longer applies. It had not changed any list.",
            &[Stage::Withdrawn],
        ),
    ];
    groups.retain(|group| !group.announcements.is_empty());
    groups
}

impl Announcement {
    fn new(record: &ProvisionalRecord) -> Self {
        let changes = record
            .changes
            .iter()
            .map(|change| Announced {
                words: change.in_words(record.is_pending()),
                quote: shorten(&one_line(&change.quote), QUOTE),
            })
            .collect();
        Self {
            title: format!("{} {}", record.document, one_line(&record.title)),
            facts: facts(record),
            dates: (!record.dates.is_empty()).then(|| shorten(&one_line(&record.dates), QUOTE)),
            place: record.url.as_deref().map(|url| Link::new("Public inspection", url)),
            told: record.told.clone(),
            notes: notes(record),
            changes,
        }
    }
}

fn facts(record: &ProvisionalRecord) -> String {
    let kind = record.kind.as_deref().unwrap_or("kind not stated");
    let action = match record.action.as_str() {
        "" => "no action line read",
        action => action,
    };
    let filing = record.filing.as_deref().unwrap_or("kind of filing not stated");
    let filed = record
        .filed
        .map_or_else(|| "time not stated".to_owned(), |at| format!("{} Eastern time", at.format("%Y-%m-%d %H:%M")));
    let scheduled = record
        .scheduled
        .map_or_else(|| "on a day that its record does not state".to_owned(), |day| format!("on {day}"));
    let was = if record.is_pending() { "scheduled" } else { "had been scheduled" };
    format!("{kind} ({action}); filed {filed} ({filing}); {was} to be published {scheduled}.")
}

fn notes(record: &ProvisionalRecord) -> Vec<String> {
    let mut notes = record.doubts.clone();
    if let Some(note) = &record.note {
        notes.push(format!("Note of the Office of the Federal Register: {}", one_line(note)));
    }
    if !record.counts.is_empty() {
        let counts: Vec<_> =
            record.counts.iter().map(|claim| format!("{} ({})", claim.country, claim.entries)).collect();
        notes.push(format!("Its summary counts entries: {}", counts.join(", ")));
    }
    match (record.changes.is_empty(), record.read) {
        (false, _) => {}
        (true, true) => notes.push("No change of a list could be read in it.".to_owned()),
        (true, false) => notes.push("Its text is not available yet.".to_owned()),
    }
    notes
}
