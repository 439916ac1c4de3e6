//! The matches that stand now against those that stood before: what differs is news.

use chrono::{DateTime, NaiveDate, Utc};
use earwatch_law::digest::sha256_hex;
use earwatch_report::report::screened::{EntryTold, HitRecord, ScreenResult, Screened, Verdict};
use earwatch_report::report::touched::{LastScreening, News, TouchedHit, skipped};
use earwatch_screen::party::Hash;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{FAILED, LAST, OF_ROWS, Telling, UNREAD};
use crate::screen::against::said;
use crate::screen::error::ScreenError;
use crate::screen::memory::json;

/// Reasons of rows that could not be screened that are told one by one.
const REASONS: usize = 10;
/// Notes of a screening that are told with it.
const NOTES: usize = 5;

const FOUND: &str = "
CREATE TEMP TABLE IF NOT EXISTS found (
    party TEXT NOT NULL, entry TEXT NOT NULL, kind INTEGER NOT NULL, state TEXT NOT NULL, covered TEXT NOT NULL,
    listing BLOB NOT NULL, weight INTEGER NOT NULL, PRIMARY KEY (party, entry, kind)
) STRICT, WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS fresh (
    id INTEGER PRIMARY KEY, party TEXT NOT NULL, entry TEXT NOT NULL, kind INTEGER NOT NULL, said TEXT NOT NULL,
    UNIQUE (party, entry, kind)
) STRICT;
CREATE TEMP TABLE IF NOT EXISTS read (hash BLOB PRIMARY KEY, told TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS unread (party TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
DELETE FROM temp.found; DELETE FROM temp.fresh; DELETE FROM temp.read; DELETE FROM temp.unread;
";

/// One screening on its way: what it finds, in temporary tables, so that no number of matches fills the memory.
#[derive(Debug)]
pub struct Comparison<'t> {
    of: &'t Telling,
    /// Rows that could not be screened: why, of the first of them.
    reasons: Vec<String>,
    /// A sum over all of them that does not depend on their places in the file.
    unread: u128,
}

/// How a match stood after the screening before.
struct Stood {
    state: String,
    covered: String,
    listing: Vec<u8>,
}

impl Telling {
    /// Begins to compare.
    pub fn compare(&self) -> Result<Comparison<'_>, ScreenError> {
        self.or_failed(self.connection.execute_batch(FOUND))?;
        self.or_failed(self.connection.execute_batch("BEGIN"))?;
        Ok(Comparison { of: self, reasons: Vec::new(), unread: 0 })
    }
}

impl Drop for Comparison<'_> {
    fn drop(&mut self) {
        if !self.of.connection.is_autocommit() {
            // Nothing but temporary tables is lost.
            drop(self.of.connection.execute_batch("ROLLBACK"));
        }
    }
}

impl Comparison<'_> {
    fn connection(&self) -> &Connection {
        &self.of.connection
    }

    /// Takes a result; `former` says which public ids an entry bore before.
    pub fn add(&mut self, result: &ScreenResult, former: impl Fn(&str) -> Vec<String>) -> Result<(), ScreenError> {
        if let Some(why) = &result.skipped {
            return self.skip(result, why);
        }
        let party = party_key(result);
        for hit in &result.hits {
            let added = self.add_hit(&party, result, hit, &former);
            self.of.or_failed(added)?;
        }
        Ok(())
    }

    fn skip(&mut self, result: &ScreenResult, why: &str) -> Result<(), ScreenError> {
        if self.reasons.len() < REASONS {
            self.reasons.push(why.to_owned());
        }
        // `line 6: the name …`: the line moves with the rows before it.
        let what = why.split_once(": ").map_or(why, |(_, what)| what);
        let id = if result.has_own_id() { result.party.id.as_str() } else { "" };
        let hash = Hash::of([[id, what].as_slice()]);
        let head = hash.0.first_chunk().map_or(0, |head| u128::from_le_bytes(*head));
        self.unread = self.unread.wrapping_add(head | 1);
        let put = || -> rusqlite::Result<()> {
            let mut put = self.connection().prepare_cached("INSERT OR IGNORE INTO temp.unread VALUES (?1)")?;
            put.execute([party_key(result)]).map(drop)
        };
        self.of.or_failed(put())
    }

    fn add_hit(
        &self,
        party: &str,
        result: &ScreenResult,
        hit: &HitRecord,
        former: &impl Fn(&str) -> Vec<String>,
    ) -> rusqlite::Result<()> {
        let entry = entry_key(&hit.entry);
        let kind = i64::from(hit.kind as u8);
        let told = said(&hit.entry).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
        let listing = Hash::of([[told.as_str()].as_slice()]).0.to_vec();
        let covered = hit.covered.map_or("", crate::screen::memory::decisions::coverage);
        let (state, weight) = state(hit);
        let mut stood = None;
        for id in std::iter::once(entry.clone()).chain(former(&entry)) {
            stood = self.stood(party, &id, kind)?;
            if stood.is_some() {
                break;
            }
        }
        if let Some((news, changed)) = self.news(hit, &state, covered, (&listing, stood.as_ref()))? {
            let told = TouchedHit { news, changed, party: result.party.clone(), hit: hit.clone() };
            let said = json::written(&told)?;
            let mut put = self.connection().prepare_cached(
                "INSERT OR IGNORE INTO temp.fresh (party, entry, kind, said) VALUES (?1, ?2, ?3, ?4)",
            )?;
            put.execute(params![party, entry, kind, said])?;
        }
        let mut put = self.connection().prepare_cached(
            "INSERT INTO temp.found VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO UPDATE SET \
             state = excluded.state, covered = excluded.covered, weight = excluded.weight \
             WHERE excluded.weight > weight",
        )?;
        put.execute(params![party, entry, kind, state, covered, listing, weight])?;
        let mut put = self.connection().prepare_cached("INSERT OR IGNORE INTO temp.read VALUES (?1, ?2)")?;
        put.execute(params![listing, told]).map(drop)
    }

    fn stood(&self, party: &str, entry: &str, kind: i64) -> rusqlite::Result<Option<Stood>> {
        let mut get = self.connection().prepare_cached(
            "SELECT state, covered, listing FROM main.standing WHERE party = ?1 AND entry = ?2 AND kind = ?3",
        )?;
        let stood = get.query_row(params![party, entry, kind], |row| {
            Ok(Stood { state: row.get(0)?, covered: row.get(1)?, listing: row.get(2)? })
        });
        stood.optional()
    }

    /// Why a match is told now, and what changed; `None` where a reader knows it, or a reviewer has decided it.
    fn news(
        &self,
        hit: &HitRecord,
        state: &str,
        covered: &str,
        (listing, stood): (&[u8], Option<&Stood>),
    ) -> rusqlite::Result<Option<(News, Vec<String>)>> {
        let Some(stood) = stood else {
            return Ok(match &hit.decision {
                None => Some((News::New, Vec::new())),
                Some(decision) if decision.holds => None,
                Some(decision) => Some((News::OpenAgain, decision.reopened.clone())),
            });
        };
        let is_dismissed = hit.is_dismissed();
        if let Some(decision) = hit.decision.as_ref().filter(|it| !it.holds && stood.state != state) {
            return Ok(Some((News::OpenAgain, decision.reopened.clone())));
        }
        if is_dismissed {
            return Ok(None);
        }
        if covered != stood.covered {
            let was = if stood.covered.is_empty() { "not told" } else { &stood.covered };
            return Ok(Some((News::CoverageChanged, vec![format!("by its owners: was {was}, is {covered}")])));
        }
        if listing != stood.listing {
            return Ok(Some((News::EntryChanged, self.changes(hit, &stood.listing)?)));
        }
        Ok(None)
    }

    /// What an entry says otherwise than before, and by which document.
    fn changes(&self, hit: &HitRecord, before: &[u8]) -> rusqlite::Result<Vec<String>> {
        let mut get = self.connection().prepare_cached("SELECT told FROM main.listings WHERE hash = ?1")?;
        let before: Option<String> = get.query_row([before], |row| row.get(0)).optional()?;
        let now = hit.entry.as_ref();
        let mut fields = Vec::new();
        if let Some(before) = before {
            let before: EntryTold = json::read(&before)?;
            let mut field = |name: &str, differs: bool| {
                if differs {
                    fields.push(name.to_owned());
                }
            };
            field("name", before.name != now.name);
            field("country", before.country != now.country);
            field("designations", before.designations != now.designations);
            field("license requirement", before.license_requirement != now.license_requirement);
            field("license review policy", before.license_review_policy != now.license_review_policy);
            field("listing", before.qualified != now.qualified);
            field("finding", before.finding != now.finding);
            if before.document == now.document {
                // No document of the list is behind it: a day came, or a finding was answered.
                return Ok(vec![format!("the entry's {} changed", named(&fields))]);
            }
        }
        let by = match (&now.document, now.effective_from) {
            (Some(document), Some(day)) => format!(" by document {document}, in force from {day}"),
            (Some(document), None) => format!(" by document {document}"),
            (None, _) => String::new(),
        };
        Ok(vec![format!("the entry's {} changed{by}", named(&fields))])
    }

    /// Ends a screening: what is news is due to every channel, and what stands is what the next one is compared with.
    pub fn settle(mut self, screened: &Screened, as_of: NaiveDate, now: DateTime<Utc>) -> Result<(), ScreenError> {
        let of = self.of;
        let reasons = std::mem::take(&mut self.reasons);
        let unread = self.unread;
        of.or_failed(of.connection.execute_batch("COMMIT"))?;
        let settled = of.settled(screened, (&reasons, unread), as_of, now);
        of.rolled_back(settled)
    }
}

impl Telling {
    fn settled(
        &self,
        screened: &Screened,
        (reasons, unread): (&[String], u128),
        as_of: NaiveDate,
        now: DateTime<Utc>,
    ) -> rusqlite::Result<()> {
        let connection = &self.connection;
        connection.execute_batch("BEGIN IMMEDIATE")?;
        let last: i64 = connection.query_row("SELECT coalesce(max(id), 0) FROM news", [], |row| row.get(0))?;
        connection.execute_batch(
            "INSERT OR IGNORE INTO main.listings SELECT * FROM temp.read; \
             INSERT OR IGNORE INTO temp.found SELECT *, 0 FROM main.standing WHERE party IN (SELECT party FROM temp.unread); \
             DELETE FROM main.standing; \
             INSERT INTO main.standing SELECT party, entry, kind, state, covered, listing FROM temp.found; \
             DELETE FROM main.listings WHERE hash NOT IN (SELECT listing FROM main.standing);",
        )?;
        connection.execute(
            "INSERT INTO main.news (at, as_of, party, entry, kind, said) \
             SELECT ?1, ?2, party, entry, kind, said FROM temp.fresh ORDER BY id",
            params![now, as_of],
        )?;
        let lines = self.lines(screened, (reasons, unread))?;
        if !lines.is_empty() {
            connection.execute(
                "INSERT INTO news (at, as_of, party, entry, kind, said) VALUES (?1, ?2, '', '', ?3, ?4)",
                params![now, as_of, OF_ROWS, json::written(&lines)?],
            )?;
        }
        connection.execute(
            "INSERT INTO due (channel, news) SELECT channels.name, news.id FROM channels, news WHERE news.id > ?1",
            [last],
        )?;
        let mut notes = screened.notes.clone();
        notes.extend(screened.ownership.iter().flat_map(|it| it.notes.iter().cloned()));
        let left = notes.len().saturating_sub(NOTES);
        notes.truncate(NOTES);
        if left > 0 {
            notes.push(format!("and {left} more notes, which `earwatch screen --format json` has"));
        }
        let screening = LastScreening {
            as_of,
            input: screened.input.name.clone(),
            input_sha256: screened.input.sha256.clone(),
            threshold: screened.threshold,
            table_version: screened.table_version.clone(),
            counts: screened.counts,
            notes,
        };
        self.put(LAST, &json::written(&screening)?)?;
        self.put(UNREAD, &sum(unread))?;
        connection.execute("DELETE FROM facts WHERE name = ?1", [FAILED])?;
        connection.execute_batch("COMMIT")
    }

    /// What is to be said of the file, where the poll before did not say it: rows that could not be screened, and that it
    /// holds far fewer parties than before.
    fn lines(&self, screened: &Screened, (reasons, unread): (&[String], u128)) -> rusqlite::Result<Vec<String>> {
        let mut lines = Vec::new();
        let before: Option<LastScreening> = self.fact(LAST)?.map(|json| json::read(&json)).transpose()?;
        if let Some(before) = before.filter(|before| screened.counts.rows < before.counts.rows / 2) {
            lines.push(format!(
                "{} has {} rows, and had {} at the screening before: look whether it is whole",
                screened.input.name, screened.counts.rows, before.counts.rows
            ));
        }
        if unread != 0 && self.fact(UNREAD)?.as_deref() != Some(&sum(unread)) {
            lines.extend(skipped(screened.counts.skipped, reasons));
        }
        Ok(lines)
    }
}

fn sum(unread: u128) -> String {
    if unread == 0 { String::new() } else { sha256_hex(&unread.to_le_bytes()) }
}

fn named(fields: &[String]) -> String {
    if fields.is_empty() { "text".to_owned() } else { fields.join(", ") }
}

/// What a party is known by: the user's id; its fields, where the file has no ids.
fn party_key(result: &ScreenResult) -> String {
    if result.has_own_id() {
        return result.party.id.clone();
    }
    let hash = result.party.hash().0;
    format!("\u{0}{}", sha256_hex(&hash))
}

/// What an entry is known by.
pub(super) fn entry_key(entry: &EntryTold) -> String {
    match (&entry.public_id, &entry.finding) {
        (Some(id), _) => id.to_string(),
        (None, Some(finding)) => format!("finding-{}\n{}", finding.number, entry.name),
        (None, None) => format!("sdn {}\n{}", entry.qualified.as_deref().unwrap_or_default(), entry.name),
    }
}

/// How a match stands, and how much it weighs against another row of the same id.
fn state(hit: &HitRecord) -> (String, i64) {
    match &hit.decision {
        None => ("open".to_owned(), 3),
        Some(it) if !it.holds => (format!("reopened {}", it.number), 4),
        Some(it) if it.verdict == Verdict::Confirmed => (format!("confirmed {}", it.number), 2),
        Some(it) => (format!("dismissed {}", it.number), 1),
    }
}
