//! What reviewers decided of potential matches, with everything that was decided before.
//!
//! A decision rests on fields of both sides, as they were: names where the match was by name, addresses where it was by
//! address. It holds while these read the same; else the match is open again, and says what changed.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use earwatch_report::report::screened::{DecisionTold, EntryTold, Verdict};
use earwatch_screen::listed::Listed;
use earwatch_screen::party::Party;
use earwatch_screen::screening::hit::Kind;
use rusqlite::{OptionalExtension as _, params};
use serde::{Deserialize, Serialize};

use super::{Memory, key};
use crate::screen::against::Against;
use crate::screen::error::ScreenError;

/// Fields by their names.
type Fields = BTreeMap<String, Vec<String>>;

/// What somebody decides.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Wanted {
    /// The user's id of the party.
    pub party: String,
    /// The public id of the entry, or `finding-` and the number of the finding that holds a party back.
    pub entry: String,
    /// What is decided.
    pub verdict: Verdict,
    /// Why.
    pub reason: String,
    /// Who decides.
    #[serde(default)]
    pub by: String,
}

/// A decision on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// Its number.
    pub number: i64,
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// The user's id of the party.
    pub party: String,
    /// The public id of the entry, or `finding-` and the number of the finding that holds a party back.
    pub entry: String,
    /// What was decided.
    pub verdict: Verdict,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// By what they matched.
    pub kinds: Vec<Kind>,
    /// What the decision rests on, of the party,
    pub party_fields: Fields,
    /// and of the entry.
    pub entry_fields: Fields,
}

/// The decisions that count: the last one of each party and entry.
#[derive(Debug, Default)]
pub struct Decisions(HashMap<String, Vec<Decision>>);

fn of_party(party: &Party, kinds: &[Kind]) -> Fields {
    let mut fields = Fields::new();
    for kind in kinds {
        if matches!(kind, Kind::Name | Kind::Held | Kind::Ownership) {
            fields.insert("name".to_owned(), vec![party.name.clone()]);
            fields.insert("other names".to_owned(), party.other_names.clone());
        }
        if matches!(kind, Kind::Address | Kind::Ownership) {
            fields.insert("addresses".to_owned(), party.addresses.clone());
        }
        fields.insert("country".to_owned(), party.country.iter().cloned().collect());
    }
    fields
}

fn of_entry(entry: &Listed, kinds: &[Kind]) -> Fields {
    let mut fields = Fields::new();
    for kind in kinds {
        if matches!(kind, Kind::Name | Kind::Held | Kind::Ownership) {
            let names = entry.names.iter().map(|label| label.text.clone());
            fields.insert("names".to_owned(), names.collect());
        }
        if matches!(kind, Kind::Address | Kind::Ownership) {
            fields.insert("addresses".to_owned(), entry.addresses.clone());
        }
        fields.insert("country".to_owned(), vec![entry.country.clone()]);
    }
    fields
}

/// `the names changed`: what differs between two states of fields.
fn differences(before: &Fields, now: &Fields) -> Vec<String> {
    let changed = before.iter().filter(|(name, values)| now.get(*name) != Some(*values));
    changed.map(|(name, _)| name.clone()).collect()
}

impl Decisions {
    /// What was decided of a match, and whether it still holds. `former` are ids that the entry bore before.
    pub fn of(
        &self,
        party: &Party,
        kind: Kind,
        (entry, told, former): (&Listed, &EntryTold, &[String]),
    ) -> Option<DecisionTold> {
        let is_it = |decision: &&Decision| {
            (decision.entry == entry.key || former.contains(&decision.entry)) && decision.kinds.contains(&kind)
        };
        let decision = self.0.get(&party.id)?.iter().rfind(is_it)?;
        let mut reopened = Vec::new();
        for field in differences(&decision.party_fields, &of_party(party, &decision.kinds)) {
            reopened.push(format!("the party's {field} changed"));
        }
        for field in differences(&decision.entry_fields, &of_entry(entry, &decision.kinds)) {
            let by = match (&told.document, told.effective_from) {
                (Some(document), Some(day)) => format!(" by document {document}, in force from {day}"),
                (Some(document), None) => format!(" by document {document}"),
                (None, _) => String::new(),
            };
            reopened.push(format!("the entry's {field} changed{by}"));
        }
        Some(DecisionTold {
            number: decision.number,
            verdict: decision.verdict,
            by: decision.by.clone(),
            reason: decision.reason.clone(),
            on: decision.at.date_naive(),
            holds: reopened.is_empty(),
            reopened,
        })
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Memory {
    /// All decisions, the oldest first.
    pub fn decisions(&self) -> Result<Vec<Decision>, ScreenError> {
        self.read_decisions().map_err(|error| self.failed(&error))
    }

    fn read_decisions(&self) -> rusqlite::Result<Vec<Decision>> {
        let mut all = self.connection.prepare(
            "SELECT id, at, party, entry, verdict, reason, by, kinds, party_fields, entry_fields FROM decisions ORDER BY id",
        )?;
        let decisions = all.query_map([], |row| {
            Ok(Decision {
                number: row.get(0)?,
                at: row.get(1)?,
                party: row.get(2)?,
                entry: row.get(3)?,
                verdict: json(row, 4)?,
                reason: row.get(5)?,
                by: row.get(6)?,
                kinds: json(row, 7)?,
                party_fields: json(row, 8)?,
                entry_fields: json(row, 9)?,
            })
        })?;
        decisions.collect()
    }

    /// The decisions that count.
    pub fn standing_decisions(&self) -> Result<Decisions, ScreenError> {
        let mut by_party: HashMap<String, Vec<Decision>> = HashMap::new();
        for decision in self.decisions()? {
            by_party.entry(decision.party.clone()).or_default().push(decision);
        }
        Ok(Decisions(by_party))
    }

    /// Remembers who has potential matches, so that they can be decided.
    pub(super) fn put_subject(&self, party: &Party, now: DateTime<Utc>) -> rusqlite::Result<()> {
        let mut put = self.connection.prepare_cached(
            "INSERT INTO subjects (party, hash, fields, seen) VALUES (?1, ?2, ?3, ?4) \
             ON CONFLICT (party, hash) DO UPDATE SET fields = excluded.fields, seen = excluded.seen",
        )?;
        let fields = serde_json::to_string(party).unwrap_or_default();
        put.execute(params![party.id, key(party.hash()), fields, now]).map(drop)
    }

    /// Records decisions: all, or none where one of them is about no potential match. `against` are the lists of today.
    pub fn decide(&mut self, wanted: &[Wanted], against: &Against, now: DateTime<Utc>) -> Result<(), ScreenError> {
        let refused = |problem: String| ScreenError::Decision { problem };
        self.connection.execute_batch("BEGIN IMMEDIATE").map_err(|error| self.failed(&error))?;
        for (at, one) in (1..).zip(wanted) {
            let place = if wanted.len() > 1 { format!("decision {at}: ") } else { String::new() };
            let refused = |problem: String| refused(format!("{place}{problem}"));
            if one.reason.trim().is_empty() {
                return Err(refused("a reason is missing".to_owned()));
            }
            let entry = against.listed.iter().find(|entry| entry.key == one.entry);
            let entry = entry.ok_or_else(|| {
                refused(format!(
                    "no entry of today's lists has the id “{}”; the results of `screen` print it",
                    one.entry
                ))
            })?;
            let subject = self.subject(&one.party).map_err(|error| self.failed(&error))?;
            let (party, hash) = subject.ok_or_else(|| {
                refused(format!(
                    "no party “{}” with potential matches is remembered; run `earwatch screen` with this store first",
                    one.party
                ))
            })?;
            let kinds = self.kinds(&hash, &one.entry).map_err(|error| self.failed(&error))?;
            if kinds.is_empty() {
                return Err(refused(format!(
                    "party “{}” has no potential match with {} on record; run `earwatch screen` first",
                    one.party, one.entry
                )));
            }
            self.put_decision(one, &kinds, (&party, entry), now).map_err(|error| self.failed(&error))?;
        }
        self.connection.execute_batch("COMMIT").map_err(|error| self.failed(&error))
    }

    fn put_decision(
        &self,
        one: &Wanted,
        kinds: &[Kind],
        (party, entry): (&Party, &Listed),
        now: DateTime<Utc>,
    ) -> rusqlite::Result<()> {
        fn text<T: Serialize>(value: &T) -> String {
            serde_json::to_string(value).unwrap_or_default()
        }
        let values = params![
            now,
            one.party,
            one.entry,
            text(&one.verdict),
            one.reason.trim(),
            one.by.trim(),
            text(&kinds),
            text(&of_party(party, kinds)),
            text(&of_entry(entry, kinds)),
        ];
        let put = "INSERT INTO decisions (at, party, entry, verdict, reason, by, kinds, party_fields, entry_fields) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        self.connection.execute(put, values).map(drop)
    }

    /// A party as it was last screened, with its hash.
    fn subject(&self, id: &str) -> rusqlite::Result<Option<(Party, Vec<u8>)>> {
        let mut get = self
            .connection
            .prepare("SELECT fields, hash FROM subjects WHERE party = ?1 ORDER BY seen DESC, rowid DESC")?;
        get.query_row([id], |row| Ok((json(row, 0)?, row.get(1)?))).optional()
    }

    /// By what a party matches an entry.
    fn kinds(&self, hash: &[u8], entry: &str) -> rusqlite::Result<Vec<Kind>> {
        let mut get = self.connection.prepare(
            "SELECT hit FROM hits JOIN entries ON entries.id = hits.entry WHERE hits.party = ?1 AND entries.entry = ?2",
        )?;
        let hits = get.query_map(params![hash, entry], |row| json::<earwatch_screen::screening::hit::Hit>(row, 0))?;
        let mut kinds = hits.map(|hit| Ok(hit?.kind)).collect::<rusqlite::Result<Vec<_>>>()?;
        kinds.sort_unstable();
        kinds.dedup();
        Ok(kinds)
    }
}

fn json<T: serde::de::DeserializeOwned>(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<T> {
    let text: String = row.get(at)?;
    serde_json::from_str(&text)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(at, rusqlite::types::Type::Text, Box::new(error)))
}
