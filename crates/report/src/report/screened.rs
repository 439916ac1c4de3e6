//! Parties held against the lists, as a value: what it was screened against, and one result for each party.
//!
//! The results of a large file are told one by one, so they stand apart from what heads them. Keys and their order are a
//! contract (`earwatch schema screen`).

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::found::Held;
use super::ownership_used::OwnershipUsed;
use super::record::{EntryRecord, stayed};
use earwatch_law::entry::public_id::PublicId;
use earwatch_law::entry::{Entry, EntryId};
use earwatch_law::law::ListId;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_screen::party::Party;
use earwatch_screen::screening::hit::{Band, Bands, Held as Percent, Hit, Kind, Matched, Step, Strictest};

/// What heads the results of a screening.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Screened {
    /// `earwatch/screen/1`.
    pub schema: &'static str,
    /// The day on which the lists are in force.
    pub as_of: NaiveDate,
    /// The day by which they are known; `None`: as known when it ran.
    pub known_by: Option<NaiveDate>,
    /// Only what changed after this day is told of parties that were screened before; `None`: everything is.
    pub since: Option<NaiveDate>,
    /// The lists, with the state of each.
    pub lists: Vec<ListUsed>,
    /// Names that score so much are potential matches.
    pub threshold: f64,
    /// Addresses that score so much are of one building.
    pub address_threshold: f64,
    /// From which scores on a match is called what.
    pub bands: BandsUsed,
    /// The version of the tables that decide scores.
    pub table_version: String,
    /// The version of the program.
    pub program: String,
    /// The file of parties.
    pub input: InputUsed,
    /// The files of owners, and the provisions that count for them; `None` where there are none.
    pub ownership: Option<OwnershipUsed>,
    /// Figures.
    pub counts: Counts,
    /// What is to be known of the run as a whole, in words.
    pub notes: Vec<String>,
}

/// From which scores on a match is called what.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct BandsUsed {
    /// Strong from here on.
    pub strong: f64,
    /// Likely from here on, possible below.
    pub likely: f64,
}

impl From<Bands> for BandsUsed {
    fn from(bands: Bands) -> Self {
        Self { strong: rounded(bands.strong), likely: rounded(bands.likely) }
    }
}

/// A list that parties were held against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListUsed {
    /// Which.
    pub list: ListId,
    /// Its entries.
    pub entries: usize,
    /// The version of the database; `None` of a state as it was known, which no version is.
    pub version: Option<i64>,
    /// The day from which that version is in force.
    pub effective: Option<NaiveDate>,
    /// The document that made it; `None` of a baseline.
    pub document: Option<DocumentNumber>,
    /// SHA-256 over its verbatim content.
    pub content_hash: Option<String>,
}

/// The file of parties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct InputUsed {
    /// Its name, without the folder.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// `csv`, `ndjson`, `workbook`.
    pub kind: String,
    /// The encoding of a text.
    pub encoding: Option<String>,
    /// Which column stands for what, in words: `name: “Company”`.
    pub columns: Vec<String>,
    /// Columns that nothing was read from.
    pub unread: Vec<String>,
}

/// Figures. `rows` is `screened` and `skipped`; `screened` is `with_hits` and `without_hits`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Rows of the file.
    pub rows: u64,
    /// Parties that were screened.
    pub screened: u64,
    /// Rows that could not be screened; each says why.
    pub skipped: u64,
    /// Parties with potential matches.
    pub with_hits: u64,
    /// Parties without.
    pub without_hits: u64,
    /// Potential matches.
    pub hits: u64,
    /// Those by name,
    pub by_name: u64,
    /// by address,
    pub by_address: u64,
    /// by ownership,
    pub by_ownership: u64,
    /// with parties that a finding holds back,
    pub by_held: u64,
    /// and with entries that were removed from their list.
    pub by_successor: u64,
    /// Potential matches that a reviewer dismissed, and nothing has changed since,
    pub dismissed: u64,
    /// that one confirmed,
    pub confirmed: u64,
    /// and that are open again, since what the decision rests on has changed.
    pub reopened: u64,
    /// Parties whose id an earlier row has too; they were screened.
    pub duplicate_ids: u64,
}

impl Counts {
    /// Counts a result.
    pub fn add(&mut self, result: &ScreenResult) {
        self.rows += 1;
        if result.skipped.is_some() {
            self.skipped += 1;
            return;
        }
        self.screened += 1;
        *(if result.hits.is_empty() { &mut self.without_hits } else { &mut self.with_hits }) += 1;
        for hit in &result.hits {
            self.hits += 1;
            *match hit.kind {
                Kind::Name => &mut self.by_name,
                Kind::Address => &mut self.by_address,
                Kind::Ownership => &mut self.by_ownership,
                Kind::Held => &mut self.by_held,
                Kind::Successor => &mut self.by_successor,
            } += 1;
            if let Some(decision) = &hit.decision {
                *match (decision.holds, decision.verdict) {
                    (false, _) => &mut self.reopened,
                    (true, Verdict::Dismissed) => &mut self.dismissed,
                    (true, Verdict::Confirmed) => &mut self.confirmed,
                } += 1;
            }
        }
    }
}

/// What was found of a party.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScreenResult {
    /// The party.
    pub party: Party,
    /// Its potential matches, the likeliest first.
    pub hits: Vec<HitRecord>,
    /// Why the row was not screened; absent where it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skipped: Option<String>,
    /// What is odd about the row, in words; absent where nothing is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

impl ScreenResult {
    /// Whether the file gives the party an id; else it is called by its row.
    pub fn has_own_id(&self) -> bool {
        !self.party.id.is_empty() && self.party.id != format!("row {}", self.party.row)
    }
}

/// A potential match, and what the entry requires.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HitRecord {
    /// By what.
    pub kind: Kind,
    /// The entry.
    #[serde(serialize_with = "shared", deserialize_with = "owned")]
    pub entry: Arc<EntryTold>,
    /// From 0 to 1.
    pub score: f64,
    /// How strong it is called.
    pub band: Band,
    /// The texts that match; `None` where a party is reached by its owners.
    pub matched: Option<Matched>,
    /// Whether the provision for affiliates covers the party, `null` where that cannot be determined; of ownership only.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "told")]
    pub covered: Option<Option<bool>>,
    /// From the party up to the listed owners; of ownership only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chain: Option<Vec<Step>>,
    /// What would have to be known to tell; of ownership only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<Vec<String>>,
    /// The first day on which a stay does not hold it back from being covered any more; of ownership only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub covered_from: Option<NaiveDate>,
    /// The sum of what listed owners, and those that they cover, hold; of ownership only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listed_ownership: Option<Percent>,
    /// The most restrictive of what binds the owners; of ownership only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strictest: Option<Strictest>,
    /// Why it is a potential match.
    pub reasons: Vec<String>,
    /// Why the score is not higher.
    pub why_not_higher: Vec<String>,
    /// What a reviewer decided of it; absent where nobody did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionTold>,
}

/// What a reviewer decides of a potential match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It is another party.
    #[default]
    Dismissed,
    /// It is this party.
    Confirmed,
}

impl Verdict {
    /// `dismissed`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dismissed => "dismissed",
            Self::Confirmed => "confirmed",
        }
    }
}

/// A decision on record, and whether it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionTold {
    /// Its number.
    pub number: i64,
    /// What was decided.
    pub verdict: Verdict,
    /// Who decided; empty where nobody said.
    pub by: String,
    /// Why.
    pub reason: String,
    /// When.
    pub on: NaiveDate,
    /// Whether all that it rests on still reads the same.
    pub holds: bool,
    /// What changed, and by which rule; empty where nothing did.
    pub reopened: Vec<String>,
}

impl HitRecord {
    /// Whether a reviewer dismissed it, and nothing has changed since.
    pub fn is_dismissed(&self) -> bool {
        self.decision.as_ref().is_some_and(|it| it.holds && it.verdict == Verdict::Dismissed)
    }

    /// A hit with its entry.
    pub fn new(hit: Hit, entry: Arc<EntryTold>, bands: Bands) -> Self {
        let owned = hit.ownership;
        Self {
            kind: hit.kind,
            entry,
            score: rounded(hit.score),
            // A party that is like one that was removed is not like one that is listed.
            band: if hit.kind == Kind::Successor { Band::Possible } else { bands.of(hit.score) },
            matched: hit.matched,
            covered: owned.as_ref().map(|owned| owned.covered),
            chain: owned.as_ref().map(|owned| owned.chain.clone()),
            covered_from: owned.as_ref().and_then(|owned| owned.covered_from),
            listed_ownership: owned.as_ref().map(|owned| owned.listed_ownership),
            strictest: owned.as_ref().map(|owned| owned.terms.clone()),
            missing: owned.map(|owned| owned.missing),
            reasons: hit.reasons,
            why_not_higher: hit.why_not_higher,
            decision: None,
        }
    }
}

fn shared<S: Serializer>(entry: &Arc<EntryTold>, serializer: S) -> Result<S::Ok, S::Error> {
    entry.as_ref().serialize(serializer)
}

fn owned<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<EntryTold>, D::Error> {
    EntryTold::deserialize(deserializer).map(Arc::new)
}

/// What is there, `null` too.
#[expect(clippy::option_option, reason = "as the field that it reads: absent, null, or an answer")]
fn told<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<bool>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// A score to three decimals.
pub fn rounded(score: f32) -> f64 {
    (f64::from(score) * 1000.0).round() / 1000.0
}

/// An entry, as far as a potential match tells it: who it is, what it requires, and who says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryTold {
    /// Identity within the database; `None` of a party held back.
    pub id: Option<EntryId>,
    /// The id that any two databases of the same list agree on; `None` of a party held back.
    pub public_id: Option<PublicId>,
    /// The list; `None` where the finding names none.
    pub list: Option<ListId>,
    /// Country heading as printed.
    pub country: Option<String>,
    /// Name.
    pub name: String,
    /// What its designations mean, in words.
    pub designations: Vec<String>,
    /// Verbatim license requirement; `None` of a party held back.
    pub license_requirement: Option<String>,
    /// Verbatim review policy; `None` of a party held back.
    pub license_review_policy: Option<String>,
    /// The day from which this text is in force; `None` if the baseline has it, and of a party held back.
    pub effective_from: Option<NaiveDate>,
    /// The document that set this text; `None` if the baseline has it.
    pub document: Option<DocumentNumber>,
    /// Citations as the entry prints them.
    pub citations: Vec<String>,
    /// What qualifies the listing on the day: a stay, a finding that leaves it in doubt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub qualified: Option<String>,
    /// The finding that holds the party back; absent of an entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finding: Option<HeldBy>,
    /// The day and the document of its removal; absent of an entry that stands on its list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub removed: Option<Removal>,
    /// Whether a stay holds the entry back on the day.
    #[serde(skip)]
    pub is_stayed: bool,
}

/// The removal of an entry from its list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removal {
    /// The day from which it was not listed any more.
    pub on: NaiveDate,
    /// The document that removed it; `None` where a stay or a correction did.
    pub by: Option<DocumentNumber>,
}

/// The finding that holds a party back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldBy {
    /// Its number, for `earwatch acknowledge`.
    pub number: i64,
    /// What it says.
    pub message: String,
    /// The words of the document.
    pub quote: Option<String>,
    /// What to do next.
    pub next_step: String,
    /// Whether somebody has answered it.
    pub answered: bool,
}

impl EntryTold {
    /// An entry; whether a stay holds is judged on a day.
    pub fn of_entry(entry: &EntryRecord, as_of: NaiveDate) -> Self {
        Self {
            id: Some(entry.id),
            public_id: Some(entry.public_id.clone()),
            list: Some(entry.list),
            country: Some(entry.country.clone()),
            name: entry.name.clone(),
            designations: entry.designations.iter().map(|mark| entry.meanings.in_words(*mark)).collect(),
            license_requirement: Some(entry.license_requirement.clone()),
            license_review_policy: Some(entry.license_review_policy.clone()),
            effective_from: entry.effective_from,
            document: entry.document.clone(),
            citations: entry.citations.clone(),
            qualified: entry.qualified(as_of),
            finding: None,
            removed: None,
            is_stayed: stayed(entry.stayed_until, as_of).is_some_and(|stay| stay.holds),
        }
    }

    /// A party held back.
    pub fn of_held(held: &Held) -> Self {
        Self {
            id: None,
            public_id: None,
            list: held.finding.list,
            country: held.finding.country.clone(),
            name: held.held.clone(),
            designations: Vec::new(),
            license_requirement: None,
            license_review_policy: None,
            effective_from: None,
            document: held.finding.document.clone(),
            citations: Vec::new(),
            qualified: None,
            finding: Some(HeldBy {
                number: held.number,
                message: held.finding.message.clone(),
                quote: held.finding.quote.clone(),
                next_step: held.finding.next_step(),
                answered: held.answer.is_some(),
            }),
            removed: None,
            is_stayed: false,
        }
    }

    /// An entry that was removed: who it was, and who says so; it requires nothing any more.
    pub fn of_delisted(entry: &Entry, public_id: PublicId, removal: Removal) -> Self {
        let by = removal.by.as_ref().map_or_else(String::new, |document| format!(" by document {document}"));
        Self {
            id: Some(entry.id),
            public_id: Some(public_id),
            list: Some(entry.list),
            country: Some(entry.country.clone()),
            name: entry.name().to_owned(),
            designations: Vec::new(),
            license_requirement: None,
            license_review_policy: None,
            effective_from: None,
            document: removal.by.clone(),
            citations: Vec::new(),
            qualified: Some(format!("Removed from the {} on {}{by}", entry.list.title(), removal.on)),
            finding: None,
            removed: Some(removal),
            is_stayed: false,
        }
    }
}
