//! The log of decisions: who decided what when and why, on which lists, by which tables; out of the store and into it.

use chrono::{DateTime, Utc};
use earwatch_report::report::screened::{Screened, Verdict};
use earwatch_screen::screening::hit::Kind;
use rusqlite::{OptionalExtension as _, params};
use serde::{Deserialize, Serialize};

use super::{Decision, Fields};
use crate::screen::error::ScreenError;
use crate::screen::memory::{Memory, json};

/// What somebody decides. A row that was exported says besides when, and on what it rests.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
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
    /// When it was decided; now, where that is not said.
    #[serde(default)]
    pub at: Option<DateTime<Utc>>,
    /// By what they match, of a row that was exported, as the columns of the export have it.
    #[serde(default)]
    pub kinds: String,
    /// The fields of the party.
    #[serde(default)]
    pub party_fields: String,
    /// The fields of the entry.
    #[serde(default)]
    pub entry_fields: String,
    /// The lists.
    #[serde(default)]
    pub lists: String,
    /// The threshold.
    #[serde(default)]
    pub threshold: String,
    /// The version of the tables.
    #[serde(default)]
    pub table_version: String,
    /// The file of parties.
    #[serde(default)]
    pub input_hash: String,
    /// The version of the program.
    #[serde(default)]
    pub program: String,
}

/// What a decision rests on, and by what it was measured.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rests {
    pub(super) kinds: Vec<Kind>,
    pub(super) party_fields: Fields,
    pub(super) entry_fields: Fields,
    lists: String,
    threshold: Option<f64>,
    table_version: String,
    input_hash: String,
    program: String,
}

impl Rests {
    /// By what a screening measured.
    pub(super) fn of(screened: &Screened) -> rusqlite::Result<Self> {
        Ok(Self {
            lists: in_words(&json::written(&screened.lists)?)?,
            threshold: Some(screened.threshold),
            table_version: screened.table_version.clone(),
            input_hash: screened.input.sha256.clone(),
            program: screened.program.clone(),
            ..Self::default()
        })
    }
}

/// A decision on record, with the screening that it is about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Logged {
    /// The decision.
    #[serde(flatten)]
    pub decision: Decision,
    /// The lists that the parties were held against, each with its version; empty where that is not on record.
    pub lists: String,
    /// Names that score so much are potential matches.
    pub threshold: Option<f64>,
    /// The version of the tables that decide scores.
    pub table_version: String,
    /// SHA-256 of the file of parties.
    pub input_hash: String,
    /// The version of the program.
    pub program: String,
}

/// The columns of an export.
pub const COLUMNS: [&str; 15] = [
    "party", "entry", "verdict", "reason", "by", "at", "number", "kinds", "party_fields", "entry_fields", "lists",
    "threshold", "table_version", "input_hash", "program",
];

impl Logged {
    /// The cells of an export, in the order of [`COLUMNS`].
    pub fn cells(&self) -> [String; 15] {
        fn text<T: Serialize>(value: &T) -> String {
            serde_json::to_string(value).unwrap_or_default()
        }
        let it = &self.decision;
        [
            it.party.clone(),
            it.entry.clone(),
            it.verdict.name().to_owned(),
            it.reason.clone(),
            it.by.clone(),
            it.at.to_rfc3339(),
            it.number.to_string(),
            text(&it.kinds),
            text(&it.party_fields),
            text(&it.entry_fields),
            self.lists.clone(),
            self.threshold.map(|it| it.to_string()).unwrap_or_default(),
            self.table_version.clone(),
            self.input_hash.clone(),
            self.program.clone(),
        ]
    }
}

impl Wanted {
    /// What an exported decision rests on; `None` of one that somebody makes now.
    pub(super) fn rests(&self) -> Result<Option<Rests>, String> {
        if [&self.kinds, &self.party_fields, &self.entry_fields].iter().all(|cell| cell.is_empty()) {
            return Ok(None);
        }
        Ok(Some(Rests {
            kinds: read("kinds", &self.kinds)?,
            party_fields: read("party_fields", &self.party_fields)?,
            entry_fields: read("entry_fields", &self.entry_fields)?,
            lists: self.lists.clone(),
            threshold: threshold(&self.threshold)?,
            table_version: self.table_version.clone(),
            input_hash: self.input_hash.clone(),
            program: self.program.clone(),
        }))
    }
}

/// A threshold; none where nothing is said of it.
fn threshold(cell: &str) -> Result<Option<f64>, String> {
    let expected = |_| format!("expected in threshold a score such as 0.76, but found “{cell}”");
    if cell.trim().is_empty() { Ok(None) } else { cell.trim().parse().map(Some).map_err(expected) }
}

fn read<T: serde::de::DeserializeOwned>(column: &str, cell: &str) -> Result<T, String> {
    let expected = |_| format!("expected in {column} what `earwatch decide --format csv` writes, but found “{cell}”");
    serde_json::from_str(cell).map_err(expected)
}

impl Memory {
    /// All decisions, the oldest first.
    pub fn decisions(&self) -> Result<Vec<Logged>, ScreenError> {
        self.read_decisions().map_err(|error| self.failed(&error))
    }

    fn read_decisions(&self) -> rusqlite::Result<Vec<Logged>> {
        let mut all = self.connection.prepare(
            "SELECT id, at, party, entry, verdict, reason, by, kinds, party_fields, entry_fields, lists, threshold, \
             table_version, input_hash, program FROM decisions ORDER BY at, id",
        )?;
        let decisions = all.query_map([], |row| {
            Ok(Logged {
                decision: Decision {
                    number: row.get(0)?,
                    at: row.get(1)?,
                    party: row.get(2)?,
                    entry: row.get(3)?,
                    verdict: json::at(row, 4)?,
                    reason: row.get(5)?,
                    by: row.get(6)?,
                    kinds: json::at(row, 7)?,
                    party_fields: json::at(row, 8)?,
                    entry_fields: json::at(row, 9)?,
                },
                lists: row.get(10)?,
                threshold: row.get(11)?,
                table_version: row.get(12)?,
                input_hash: row.get(13)?,
                program: row.get(14)?,
            })
        })?;
        decisions.collect()
    }

    /// By what the last run screened.
    pub(super) fn measured(&self) -> rusqlite::Result<Rests> {
        let mut last = self
            .connection
            .prepare("SELECT lists, threshold, table_version, input_hash FROM runs ORDER BY id DESC LIMIT 1")?;
        let last = last.query_row([], |row| {
            Ok(Rests {
                lists: in_words(&row.get::<_, String>(0)?)?,
                threshold: row.get(1)?,
                table_version: row.get(2)?,
                input_hash: row.get(3)?,
                ..Rests::default()
            })
        });
        Ok(Rests { program: env!("CARGO_PKG_VERSION").to_owned(), ..last.optional()?.unwrap_or_default() })
    }

    /// Whether a decision that was exported is on record.
    pub(super) fn is_on_record(&self, one: &Wanted) -> rusqlite::Result<bool> {
        let Some(at) = one.at else { return Ok(false) };
        let mut find = self.connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM decisions WHERE at = ?1 AND party = ?2 AND entry = ?3 AND verdict = ?4 \
             AND reason = ?5 AND by = ?6)",
        )?;
        let verdict = json::written(&one.verdict)?;
        find.query_row(params![at, one.party, one.entry, verdict, one.reason.trim(), one.by.trim()], |row| row.get(0))
    }

    pub(super) fn put_decision(&self, one: &Wanted, rests: &Rests, now: DateTime<Utc>) -> rusqlite::Result<()> {
        let values = params![
            // Without what it rested on then, it rests on what is there now.
            one.at.filter(|_| !one.kinds.is_empty()).unwrap_or(now),
            one.party,
            one.entry,
            json::written(&one.verdict)?,
            one.reason.trim(),
            one.by.trim(),
            json::written(&rests.kinds)?,
            json::written(&rests.party_fields)?,
            json::written(&rests.entry_fields)?,
            rests.lists,
            rests.threshold,
            rests.table_version,
            rests.input_hash,
            rests.program,
        ];
        let put = "INSERT INTO decisions (at, party, entry, verdict, reason, by, kinds, party_fields, entry_fields, lists, \
                   threshold, table_version, input_hash, program) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
        self.connection.execute(put, values).map(drop)
    }
}

/// The lists of a run: `entity-list version 5 (2025-05427); meu-list version 5 (2025-05427)`.
fn in_words(lists: &str) -> rusqlite::Result<String> {
    #[derive(Deserialize)]
    struct Used {
        list: String,
        version: Option<i64>,
        document: Option<String>,
    }
    let used: Vec<Used> = json::read(lists)?;
    let words = used.into_iter().map(|Used { list, version, document }| {
        let version = version.map_or_else(|| "as it was known".to_owned(), |version| format!("version {version}"));
        let by = document.map_or_else(String::new, |document| format!(" ({document})"));
        format!("{list} {version}{by}")
    });
    Ok(words.collect::<Vec<_>>().join("; "))
}
