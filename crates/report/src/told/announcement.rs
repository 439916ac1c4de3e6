//! What is on public inspection, in words.

use serde::Serialize;

use super::cutoff::QUOTE;
use super::link::Link;
use crate::report::announced::{ProvisionalRecord, Standing};
use crate::visible::{counted, one_line, shorten};
use earwatch_law::announced::ProvisionalChange;

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
    let group = |title, meaning, shown: &[Standing]| AnnouncementGroup {
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
            &[Standing::Announced, Standing::Changed],
        ),
        group(
            "Withdrawn from public inspection",
            "What these documents announced no longer applies. It had not changed any list.",
            &[Standing::Withdrawn],
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
                words: in_words(change, record.stands()),
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
    let was = if record.stands() { "scheduled" } else { "had been scheduled" };
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

/// What would become of whom, or would have become.
fn in_words(change: &ProvisionalChange, stands: bool) -> String {
    let country = change.country.as_deref().unwrap_or("no country named");
    let names: Vec<_> = change
        .names
        .iter()
        .map(|named| {
            let listed = match (named.listed, change.verb.as_str()) {
                (Some(true), "add") => " (an entry of this name is listed now)",
                (Some(false), verb) if verb != "add" => " (no entry of this name is listed now)",
                _ => "",
            };
            format!("“{}”{listed}", named.name)
        })
        .collect();
    let whom = match (names.is_empty(), change.count) {
        (false, _) => format!(": {}", names.join("; ")),
        (true, Some(count)) => {
            let count = usize::try_from(count).unwrap_or(usize::MAX);
            format!(": {} that the instruction does not name", counted(count, "entry", "entries"))
        }
        (true, None) => String::new(),
    };
    let detail = match change.detail.as_deref() {
        None | Some("") => String::new(),
        Some(detail) => format!(" ({detail})"),
    };
    let order = order(&change.verb, stands);
    format!("{order} · {} · {country}{whom}{detail}", change.list)
}

/// What would be done, or would have been.
fn order(verb: &str, stands: bool) -> String {
    let done = match verb {
        "add" => "added",
        "revise" => "revised",
        "remove" => "removed",
        "rename" => "renamed",
        "move" => "moved to another country",
        "add-country" => "a new country heading",
        "remove-country" => "the country heading removed",
        "revise-text" => "words changed",
        "remove-aliases" => "aliases removed",
        "add-aliases" => "aliases added",
        "remove-addresses" => "addresses removed",
        "add-addresses" => "addresses added",
        "add-footnote" => "a footnote added",
        "revise-footnote" => "a footnote revised",
        "remove-footnote" => "a footnote removed",
        "revise-intro" => "the introductory text revised",
        "stay" => "stayed",
        "lift-stay" => "a stay lifted",
        other => other,
    };
    let when = if stands { "to be" } else { "was to be" };
    match verb {
        "add" | "revise" | "remove" | "rename" | "move" | "stay" => format!("{when} {done}"),
        _ => format!("{when} ordered: {done}"),
    }
}
