//! What is on public inspection, as a report has it: announced, and not law.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;

use super::day::relative;
use super::tally::Countries;

use earwatch_law::announced::ProvisionalChange;
use earwatch_law::document::preamble::Claim;
use earwatch_law::law::ListId;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::law::quantity::quantity;

/// What became of an announcement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Withdrawn before it was published, and its changes with it.
    Withdrawn,
    /// On public inspection, and reported for the first time.
    Announced,
    /// On public inspection; it reads otherwise, or is scheduled for another day, than was reported.
    Changed,
    /// Published; what the published document orders counts.
    Published,
}

/// A document on public inspection.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProvisionalRecord {
    /// Always true: nothing of it is law.
    pub provisional: bool,
    /// What became of it.
    pub status: Stage,
    /// Its number.
    pub document: DocumentNumber,
    /// Its title.
    pub title: String,
    /// `Rule`, `Notice` and the like, as the record says.
    pub kind: Option<String>,
    /// The action line.
    pub action: String,
    /// When it was filed, in Washington's time.
    pub filed: Option<NaiveDateTime>,
    /// `special` or `regular`.
    pub filing: Option<String>,
    /// The day whose issue is to print it.
    pub scheduled: Option<NaiveDate>,
    /// Effective dates as understood from the text.
    pub effective: Vec<NaiveDate>,
    /// The DATES section as read.
    pub dates: String,
    /// Page or PDF for readers.
    pub url: Option<String>,
    /// Whether its text could be had.
    pub read: bool,
    /// The changes that it announces.
    pub changes: Vec<ProvisionalChange>,
    /// Entries per destination, as its summary counts them.
    pub counts: Vec<Claim>,
    /// The note of the Office of the Federal Register.
    pub note: Option<String>,
    /// What does not add up in it.
    pub doubts: Vec<String>,
    /// What is different from what was reported before, or from what was published.
    pub told: Vec<String>,
}

impl ProvisionalRecord {
    /// Whether it is on public inspection and not published yet.
    pub fn is_pending(&self) -> bool {
        matches!(self.status, Stage::Announced | Stage::Changed)
    }
}

/// What of a list is announced for one day.
#[derive(Debug, Clone, Default)]
struct Announced {
    added: Counted,
    removed: Counted,
    changed: Counted,
    texts: usize,
}

/// Entries, and in which countries they are.
#[derive(Debug, Clone, Default)]
struct Counted {
    entries: usize,
    countries: Countries,
}

impl Counted {
    fn count(&mut self, change: &ProvisionalChange) {
        let entries = entries_of(change);
        self.entries += entries;
        if let Some(country) = &change.country {
            self.countries.count(country, entries);
        }
    }

    /// `82 to be added (China 80, Iran 2)`.
    fn in_words(&self, verb: &str, with_countries: bool) -> Option<String> {
        let words = format!("{} to be {verb}", self.entries);
        let countries = self.countries.in_words().filter(|_| with_countries);
        let countries = countries.map_or_else(String::new, |countries| format!(" ({countries})"));
        (self.entries > 0).then_some(words + &countries)
    }
}

/// How many entries an announced change is about: as many as it names, or counts.
pub fn entries_of(change: &ProvisionalChange) -> usize {
    let counted = change.count.and_then(|count| usize::try_from(count).ok()).unwrap_or_default();
    change.names.len().max(counted)
}

impl Announced {
    fn count(&mut self, change: &ProvisionalChange) {
        match change.verb.as_str() {
            "add" => self.added.count(change),
            "remove" => self.removed.count(change),
            _ if entries_of(change) > 0 => self.changed.count(change),
            _ => self.texts += 1,
        }
    }

    fn in_words(&self, with_countries: bool) -> String {
        let texts = (self.texts > 0).then(|| format!("{} of headings or texts", quantity(self.texts, "change")));
        let parts = [(&self.added, "added"), (&self.removed, "removed"), (&self.changed, "changed")];
        let parts = parts.into_iter().map(|(counted, verb)| counted.in_words(verb, with_countries));
        parts.chain([texts]).flatten().collect::<Vec<_>>().join(", ")
    }
}

/// Days that are told one by one.
const DAYS: usize = 2;

/// When each of these documents is to be published, in words: `tomorrow`, `on 2025-03-31`; of many days, the later ones are
/// one.
pub fn days_in_words<'a>(
    records: impl IntoIterator<Item = &'a ProvisionalRecord>,
    as_of: NaiveDate,
) -> impl Fn(Option<NaiveDate>) -> String {
    let pending = records.into_iter().filter(|record| record.is_pending() && !record.changes.is_empty());
    let days: BTreeSet<_> = pending.map(|record| record.scheduled).collect();
    let last = days.into_iter().nth(DAYS.saturating_sub(1)).flatten();
    move |scheduled| match (scheduled, last) {
        (Some(day), Some(last)) if day > last => "later".to_owned(),
        _ => scheduled_in_words(scheduled, as_of),
    }
}

/// When what is announced is to be published: `tomorrow`, `on 2025-03-31`.
pub fn scheduled_in_words(scheduled: Option<NaiveDate>, as_of: NaiveDate) -> String {
    match scheduled {
        None => "on a day not stated".to_owned(),
        Some(day) => relative(day, as_of).map_or_else(|| format!("on {day}"), str::to_owned),
    }
}

/// What is on public inspection, by the day of its publication and by list, where it is of one:
/// `on public inspection, tomorrow: 82 to be added (China 80, Iran 2)`; and what was withdrawn from it. Where
/// other changes are told beside it, it is told without countries.
pub(super) fn headline(
    records: &[ProvisionalRecord],
    as_of: NaiveDate,
    with_countries: bool,
) -> Vec<(Option<ListId>, String)> {
    let day_in_words = days_in_words(records, as_of);
    // The first day of each wording keeps the order.
    let mut days: BTreeMap<(Option<NaiveDate>, ListId), Announced> = BTreeMap::new();
    let mut first: BTreeMap<String, Option<NaiveDate>> = BTreeMap::new();
    let (mut unread, mut without, mut withdrawn) = (0, 0, 0);
    for record in records {
        match record.status {
            Stage::Announced | Stage::Changed if record.changes.is_empty() && record.read => without += 1,
            Stage::Announced | Stage::Changed if record.changes.is_empty() => unread += 1,
            Stage::Announced | Stage::Changed => {
                let day = *first.entry(day_in_words(record.scheduled)).or_insert(record.scheduled);
                for change in &record.changes {
                    days.entry((day, change.list)).or_default().count(change);
                }
            }
            Stage::Withdrawn => withdrawn += 1,
            Stage::Published => {}
        }
    }
    let announced = days.iter().map(|((day, list), announced)| {
        let day = day_in_words(*day);
        (Some(*list), format!("on public inspection, {day}: {}", announced.in_words(with_countries)))
    });
    let others = [
        (unread, "on public inspection, not to be read yet"),
        (without, "on public inspection, without a change that could be read"),
        (withdrawn, "withdrawn from public inspection"),
    ];
    let others = others.into_iter().filter(|(n, _)| *n > 0);
    announced.chain(others.map(|(n, what)| (None, format!("{} {what}", quantity(n, "document"))))).collect()
}
