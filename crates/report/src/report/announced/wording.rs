//! Announcements in words, the same for every rendering; nothing is escaped yet.

use super::{ProvisionalRecord, Stage};
use crate::visible::{one_line, shorten};

/// Characters of a quote that are shown.
const QUOTED: usize = 600;

/// Announcements under one heading.
pub struct Group {
    /// The heading.
    pub title: &'static str,
    /// What a reader has to know of all of them.
    pub meaning: &'static str,
    /// The announcements.
    pub announcements: Vec<Announcement>,
}

/// One document in words.
pub struct Announcement {
    /// Number and title.
    pub title: String,
    /// Kind, action, when it was filed and when it is to be published.
    pub facts: String,
    /// The DATES section.
    pub dates: Option<String>,
    /// Page or PDF for readers.
    pub url: Option<String>,
    /// What is different from what was reported before.
    pub told: Vec<String>,
    /// What else is known of it.
    pub notes: Vec<String>,
    /// What it announces, with the words of the instruction.
    pub changes: Vec<(String, String)>,
}

/// What is on public inspection, then what was withdrawn from it. Documents that were published are in their own
/// sections.
pub fn groups(records: &[ProvisionalRecord]) -> Vec<Group> {
    let group = |title, meaning, shown: &[Stage]| Group {
        title,
        meaning,
        announcements: records.iter().filter(|record| shown.contains(&record.status)).map(Announcement::new).collect(),
    };
    let mut groups = vec![
        group(
            "On public inspection: provisional, not law yet",
            "Filed with the Office of the Federal Register and not published. What follows was read from the text of a \
             PDF, in which names can be broken or misread; it can still change or be withdrawn. The lists below and in \
             this database are unchanged by it. The published document decides.",
            &[Stage::Announced, Stage::Changed],
        ),
        group(
            "Withdrawn from public inspection",
            "What these documents announced no longer applies. No list had been changed by it.",
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
            .map(|change| {
                let quote = shorten(&one_line(&change.quote), QUOTED);
                (change.in_words(record.is_pending()), quote)
            })
            .collect();
        Self {
            title: format!("{} {}", record.document, one_line(&record.title)),
            facts: facts(record),
            dates: (!record.dates.is_empty()).then(|| shorten(&one_line(&record.dates), QUOTED)),
            url: record.url.clone(),
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
    let filed = record.filed.map_or_else(
        || "at a time that its record does not state".to_owned(),
        |at| format!("{} Eastern time", at.format("%Y-%m-%d %H:%M")),
    );
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
        (true, true) => notes.push("No change of a list was read out of it.".to_owned()),
        (true, false) => notes.push("Its text could not be had yet.".to_owned()),
    }
    notes
}
