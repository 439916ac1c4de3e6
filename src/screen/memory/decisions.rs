//! What reviewers decided of potential matches, with everything that was decided before.
//!
//! A decision rests on fields of both sides, as they were: names where the match was by name, addresses where it was by
//! address, what its owners make of the party where it was by ownership. It holds while these read the same; else the match
//! is open again, and says what changed, and by which rule.

mod log;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use chrono::{DateTime, Utc};
use earwatch_report::report::screened::{DecisionTold, Screened, Verdict};
use earwatch_screen::listed::Listed;
use earwatch_screen::party::Party;
use earwatch_screen::screening::hit::{Hit, Kind, Owned};
use rusqlite::{OptionalExtension as _, params};
use serde::Serialize;

pub use self::log::{COLUMNS, Logged, Rests, Wanted};
use super::{Memory, json, key};
use crate::query::history::past::{Rule, SetBy};
use crate::screen::against::Against;
use crate::screen::error::ScreenError;

/// Fields by their names.
type Fields = BTreeMap<String, Vec<String>>;

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
        if *kind != Kind::Address {
            fields.insert("name".to_owned(), vec![party.name.clone()]);
            fields.insert("other names".to_owned(), party.other_names.clone());
        }
        if matches!(kind, Kind::Address | Kind::Ownership | Kind::Successor) {
            fields.insert("addresses".to_owned(), party.addresses.clone());
        }
        fields.insert("country".to_owned(), party.country.iter().cloned().collect());
    }
    fields
}

fn of_entry(entry: &Listed, kinds: &[Kind], owned: Option<&Owned>) -> Fields {
    let mut fields = Fields::new();
    for kind in kinds {
        if *kind != Kind::Address {
            let names = entry.names.iter().map(|label| label.text.clone());
            fields.insert("names".to_owned(), names.collect());
        }
        if matches!(kind, Kind::Address | Kind::Ownership | Kind::Successor) {
            fields.insert("addresses".to_owned(), entry.addresses.clone());
        }
        fields.insert("country".to_owned(), vec![entry.country.clone()]);
    }
    if let Some(owned) = owned.filter(|_| kinds.contains(&Kind::Ownership)) {
        let step = |step: &earwatch_screen::screening::hit::Step| {
            format!("{} {} {} of {}", step.owner, step.kind, step.percent, step.owned)
        };
        fields.insert("owners".to_owned(), owned.chain.iter().map(step).collect());
        fields.insert("coverage".to_owned(), vec![coverage(owned.covered).to_owned()]);
    }
    fields
}

/// Whether a party is covered by its owners, in words.
pub(in crate::screen) fn coverage(covered: Option<bool>) -> &'static str {
    match covered {
        Some(true) => "covered",
        Some(false) => "not covered",
        None => "cannot be determined",
    }
}

/// The names of fields that differ between two states, of those that `now` has.
fn differences(before: &Fields, now: &Fields) -> Vec<String> {
    let changed = now.iter().filter(|(name, values)| before.get(*name).is_some_and(|before| before != *values));
    changed.map(|(name, _)| name.clone()).collect()
}

/// The entry of a match, and what is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The entry.
    pub listed: &'a Listed,
    /// Ids that it bore before.
    pub former: &'a [String],
    /// Who set what a match rests on.
    pub set_by: Option<&'a SetBy>,
}

impl Side<'_> {
    /// `the entry's names changed by document 2025-05426, in force from 2025-03-28`.
    fn changed(&self, field: &str) -> String {
        let rule = self.set_by.and_then(|set| match field {
            "names" => set.names.as_ref(),
            "addresses" => set.addresses.as_ref(),
            "country" => set.country.as_ref(),
            _ => None,
        });
        let by = rule.map_or_else(String::new, |Rule { document, effective }| {
            format!(" by document {document}, in force from {effective}")
        });
        match field {
            "owners" => "what the files say of its owners changed".to_owned(),
            "coverage" => "whether its owners make it covered is answered otherwise".to_owned(),
            _ => format!("the entry's {field} changed{by}"),
        }
    }
}

impl Decisions {
    /// What was decided of a match, and whether it still holds.
    pub fn of(&self, party: &Party, hit: &Hit, side: Side<'_>) -> Option<DecisionTold> {
        let Side { listed, former, .. } = side;
        let is_it = |decision: &&Decision| {
            (decision.entry == listed.key || former.contains(&decision.entry)) && decision.kinds.contains(&hit.kind)
        };
        let decision = self.0.get(&party.id)?.iter().rfind(is_it)?;
        let kinds = [hit.kind];
        let mut reopened = Vec::new();
        for field in differences(&decision.party_fields, &of_party(party, &kinds)) {
            reopened.push(format!("the party's {field} changed"));
        }
        for field in differences(&decision.entry_fields, &of_entry(listed, &kinds, hit.ownership.as_ref())) {
            reopened.push(side.changed(&field));
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

    /// What was decided, of a store that is only read; nothing where there is none.
    pub fn read(store: &Path) -> Result<Self, ScreenError> {
        if !store.exists() {
            return Ok(Self::default());
        }
        Memory { path: store.to_owned(), connection: super::schema::open_to_read(store)? }.standing_decisions()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Matches of a party with an entry, of a screening that remembers nothing.
#[derive(Debug)]
pub struct Unremembered<'a> {
    /// The party, as it was screened.
    pub party: &'a Party,
    /// By what they match.
    pub kinds: Vec<Kind>,
    /// What heads the screening.
    pub screened: &'a Screened,
}

/// A match on record: by what, and what its owners make of the party.
type Matches = Vec<(Kind, Option<Owned>)>;

impl Memory {
    /// The decisions that count.
    pub fn standing_decisions(&self) -> Result<Decisions, ScreenError> {
        let mut by_party: HashMap<String, Vec<Decision>> = HashMap::new();
        for Logged { decision, .. } in self.decisions()? {
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
        let fields = json::written(party)?;
        put.execute(params![party.id, key(party.hash()), fields, now]).map(drop)
    }

    /// Remembers a match by ownership, which is found anew in each run, so that it can be decided. `entry` is the id of the
    /// owner's entry.
    pub fn learn_owned(&self, party: &Party, entry: &str, hit: &Hit, now: DateTime<Utc>) -> Result<(), ScreenError> {
        let put = || -> rusqlite::Result<()> {
            self.put_subject(party, now)?;
            let mut put = self
                .connection
                .prepare_cached("INSERT OR REPLACE INTO owned (party, entry, hit) VALUES (?1, ?2, ?3)")?;
            put.execute(params![key(party.hash()), entry, json::written(hit)?]).map(drop)
        };
        put().map_err(|error| self.failed(&error))
    }

    /// Records decisions: all, or none where one of them is about no potential match. `against` are the lists of today. What
    /// was exported and is on record already is passed over; how many were recorded.
    pub fn decide(&mut self, wanted: &[Wanted], against: &Against, now: DateTime<Utc>) -> Result<usize, ScreenError> {
        let failed = |error: &rusqlite::Error| super::schema::failed(&self.path, error);
        self.connection.execute_batch("BEGIN IMMEDIATE").map_err(|error| failed(&error))?;
        let mut recorded = 0;
        for (at, one) in (1..).zip(wanted) {
            let place = if wanted.len() > 1 { format!("decision {at}: ") } else { String::new() };
            let refused = |problem: String| ScreenError::Decision { problem: format!("{place}{problem}") };
            if one.reason.trim().is_empty() {
                return Err(refused("a reason is missing".to_owned()));
            }
            if self.is_on_record(one).map_err(|error| failed(&error))? {
                continue;
            }
            let rests = match one.rests().map_err(refused)? {
                Some(rests) => rests,
                None => self.rests(one, against).map_err(|error| failed(&error))?.map_err(refused)?,
            };
            self.put_decision(one, &rests, now).map_err(|error| failed(&error))?;
            recorded += 1;
        }
        self.connection.execute_batch("COMMIT").map_err(|error| failed(&error))?;
        Ok(recorded)
    }

    /// Records a decision on matches of a screening that remembered nothing, and with it the party. `against` are the lists
    /// of today; the number of the decision.
    pub fn decide_found(
        &mut self,
        wanted: &Wanted,
        found: &Unremembered<'_>,
        against: &Against,
        now: DateTime<Utc>,
    ) -> Result<i64, ScreenError> {
        let refused = |problem: String| ScreenError::Decision { problem };
        if wanted.reason.trim().is_empty() {
            return Err(refused("a reason is missing".to_owned()));
        }
        let Some(entry) = against.listed.iter().find(|entry| entry.key == wanted.entry) else {
            return Err(refused(format!("no entry of today's lists has the id “{}”", wanted.entry)));
        };
        let Unremembered { party, kinds, screened } = found;
        let failed = |error: &rusqlite::Error| super::schema::failed(&self.path, error);
        let put = || -> rusqlite::Result<i64> {
            let mut rests = Rests::of(screened)?;
            rests.kinds.clone_from(kinds);
            (rests.party_fields, rests.entry_fields) = (of_party(party, kinds), of_entry(entry, kinds, None));
            let transaction = self.connection.unchecked_transaction()?;
            self.put_subject(party, now)?;
            self.put_decision(wanted, &rests, now)?;
            let number = self.connection.last_insert_rowid();
            transaction.commit()?;
            Ok(number)
        };
        put().map_err(|error| failed(&error))
    }

    /// What a decision of today rests on; why there is nothing to decide, where there is not.
    fn rests(&self, one: &Wanted, against: &Against) -> rusqlite::Result<Result<Rests, String>> {
        let Some((party, hash)) = self.subject(&one.party)? else {
            return Ok(Err(format!(
                "no party “{}” with potential matches is remembered; run `earwatch screen` with this store first",
                one.party
            )));
        };
        let matches = self.matches(&hash, &one.entry)?;
        let of_today = against.listed.iter().find(|entry| entry.key == one.entry);
        let of_sdn = Listed { key: one.entry.clone(), ..Listed::default() };
        let Some(entry) = of_today.or(one.entry.starts_with("sdn-").then_some(&of_sdn)) else {
            return Ok(Err(format!(
                "no entry of today's lists has the id “{}”; the results of `screen` print it",
                one.entry
            )));
        };
        if matches.is_empty() {
            return Ok(Err(format!(
                "party “{}” has no potential match with {} on record; run `earwatch screen` first",
                one.party, one.entry
            )));
        }
        let kinds: Vec<_> = matches.iter().map(|(kind, _)| *kind).collect();
        let owned = matches.iter().find_map(|(_, owned)| owned.as_ref());
        let mut entry_fields = of_entry(entry, &kinds, owned);
        if of_today.is_none() {
            // Of OFAC's list nothing but the owners is remembered.
            entry_fields.retain(|name, _| ["owners", "coverage"].contains(&name.as_str()));
        }
        let mut rests = self.measured()?;
        (rests.party_fields, rests.entry_fields, rests.kinds) = (of_party(&party, &kinds), entry_fields, kinds);
        Ok(Ok(rests))
    }

    /// A party as it was last screened, with its hash.
    fn subject(&self, id: &str) -> rusqlite::Result<Option<(Party, Vec<u8>)>> {
        let mut get = self
            .connection
            .prepare("SELECT fields, hash FROM subjects WHERE party = ?1 ORDER BY seen DESC, rowid DESC")?;
        get.query_row([id], |row| Ok((json::at(row, 0)?, row.get(1)?))).optional()
    }

    /// By what a party matches an entry.
    fn matches(&self, hash: &[u8], entry: &str) -> rusqlite::Result<Matches> {
        let mut get = self.connection.prepare(
            "SELECT hit FROM hits JOIN entries ON entries.id = hits.entry WHERE hits.party = ?1 AND entries.entry = ?2 \
             UNION ALL SELECT hit FROM owned WHERE party = ?1 AND entry = ?2",
        )?;
        let hits = get.query_map(params![hash, entry], |row| json::at::<Hit>(row, 0))?;
        let mut matches =
            hits.map(|hit| hit.map(|hit| (hit.kind, hit.ownership))).collect::<rusqlite::Result<Vec<_>>>()?;
        matches.sort_by_key(|(kind, _)| *kind);
        matches.dedup_by_key(|(kind, _)| *kind);
        Ok(matches)
    }
}
