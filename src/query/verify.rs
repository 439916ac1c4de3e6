//! The lists on record against what others print of them: the eCFR, the Consolidated Screening List, BIS's own CSV.

mod facts;

use std::path::Path;

use chrono::NaiveDate;

use crate::ingest::init::LARGEST_LOSS_PERCENT;
use crate::query::compare::{state_at, version_as_of};
use crate::run::answers::Answers;
use crate::run::{Occasion, RunError};
use crate::source::Capture;
use crate::store::Store;
use crate::store::documents::{Status, StoredDocument};
use crate::store::findings::Which;
use crate::store::versions::Version;
use earwatch_law::digest::sha256_hex;
use earwatch_law::drift::file::{self, Recognised, Table};
use earwatch_law::drift::{Comparison, Difference, Facts, NotCompared, Printing, ecfr, parties};
use earwatch_law::law::ListId;
use earwatch_law::list::ecfr as printed;
use earwatch_law::list::state::State;
use earwatch_report::report::verification::{ComparedWith, DayFrom, Fidelity, VerifiedList, VerifiedSource};

/// A file as large as this is no list; the whole Consolidated Screening List has 33 MB.
const LARGEST: u64 = 256;

/// A printing as it came.
#[derive(Debug)]
pub struct Given {
    /// The file or address, for readers.
    pub place: String,
    /// The bytes as received.
    pub bytes: Vec<u8>,
    /// The day that it shows, and how that is known.
    pub day: NaiveDate,
    /// How that is known.
    pub day_from: DayFrom,
}

impl Given {
    /// What the eCFR answered when asked for its text of a day.
    pub fn fetched(capture: &Capture, day: NaiveDate) -> Self {
        Self { place: capture.url.clone(), bytes: capture.bytes.clone(), day, day_from: DayFrom::Ecfr }
    }

    /// Reads a file. Its day is the one given, else that of its name, else that of the run.
    pub fn read(path: &Path, as_of: Option<NaiveDate>, occasion: &Occasion) -> Result<Self, RunError> {
        let failed = |source| RunError::Read { path: path.to_owned(), source };
        let size = std::fs::metadata(path).map_err(failed)?.len() / (1024 * 1024);
        if size >= LARGEST {
            return Err(RunError::TooLarge { path: path.to_owned(), found: size, most: LARGEST });
        }
        let bytes = std::fs::read(path).map_err(failed)?;
        let named = path.file_name().and_then(|name| day_in(&name.to_string_lossy()));
        let (day, day_from) = match (as_of, named) {
            (Some(day), _) => (day, DayFrom::Option),
            (None, Some(day)) => (day, DayFrom::FileName),
            (None, None) => (occasion.as_of, DayFrom::Today),
        };
        Ok(Self { place: path.display().to_string(), bytes, day, day_from })
    }
}

/// The day in the name of a file: `part-744_2026-07-23.xml`, `csl_20260731.csv`, `dpl_04142026.csv`.
pub fn day_in(name: &str) -> Option<NaiveDate> {
    let plausible = |day: &NaiveDate| {
        let first = NaiveDate::from_ymd_opt(1997, 1, 1);
        let last = NaiveDate::from_ymd_opt(2100, 1, 1);
        first.is_some_and(|first| *day >= first) && last.is_some_and(|last| *day < last)
    };
    let dated = |digits: &str, form: &str| NaiveDate::parse_from_str(digits, form).ok().filter(plausible);
    let runs: Vec<&str> = name.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).collect();
    let parted = runs.windows(3).find_map(|parts| match parts {
        [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            dated(&format!("{year}-{month}-{day}"), "%Y-%m-%d")
        }
        _ => None,
    });
    let whole = || {
        runs.iter().filter(|run| run.len() == 8).find_map(|run| dated(run, "%Y%m%d").or_else(|| dated(run, "%m%d%Y")))
    };
    parted.or_else(whole)
}

/// Compares a printing with the list of its day.
///
/// # Errors
/// Where it is no printing of a list, or there is no baseline.
pub fn verify(store: &Store, given: &Given) -> Result<VerifiedSource, RunError> {
    let chain = store.reader().chain()?;
    let baseline = chain.first().ok_or(RunError::NoBaseline)?;
    let recognised =
        file::recognise(&given.bytes).map_err(|source| RunError::Printing { place: given.place.clone(), source })?;
    let (version, before_baseline) = match version_as_of(&chain, given.day) {
        Ok(version) => (version, false),
        Err(RunError::BeforeBaseline { .. }) => (baseline, true),
        Err(error) => return Err(error),
    };
    let (ours, _) = state_at(store, version.number)?;
    let compared_with = ComparedWith {
        version: version.number.0,
        document: version.document.clone(),
        effective: version.effective,
        before_baseline,
    };
    let desk = Desk { store, chain: &chain, version, before_baseline, ours: &ours, given };
    let (printing, comparisons, not_compared, notes) = match recognised {
        Recognised::Xml(text) => desk.ecfr(&text)?,
        Recognised::Table(table) => desk.table(table)?,
    };
    let lists = comparisons.into_iter().map(|one| VerifiedList::new(one, printing, given.day)).collect();
    Ok(VerifiedSource {
        printing,
        source: given.place.clone(),
        sha256: sha256_hex(&given.bytes),
        day: given.day,
        day_from: given.day_from,
        derived: given.day_from.is_derived(),
        compared_with,
        lists,
        not_compared,
        notes,
    })
}

type Outcome = (Printing, Vec<Comparison>, Vec<NotCompared>, Vec<String>);

/// What a printing is compared by.
struct Desk<'a> {
    store: &'a Store,
    chain: &'a [Version],
    version: &'a Version,
    before_baseline: bool,
    ours: &'a State,
    given: &'a Given,
}

impl Desk<'_> {
    fn ecfr(&self, text: &str) -> Result<Outcome, RunError> {
        let (lists, _) =
            printed::read(text).map_err(|source| RunError::List { place: self.given.place.clone(), source })?;
        let notes: Vec<String> = lists.iter().flat_map(|list| list.notes.clone()).collect();
        let theirs = State::of_published(lists);
        let mut comparisons = Vec::new();
        let mut facts = None;
        for (list, ours) in &self.ours.lists {
            let Some(theirs) = theirs.lists.get(list) else { continue };
            let compared = ecfr::compare(*list, ours, theirs);
            // What explains differences is asked for only where there are any.
            let facts = if compared.agrees() {
                &Facts::default()
            } else {
                match &mut facts {
                    Some(facts) => facts,
                    none => none.insert(facts::read(self, &notes)?),
                }
            };
            let texts = facts::Texts::new(self.store);
            let comparison = compared.explained(facts, (ours, theirs), &|number, text| texts.print(number, text));
            texts.all_read()?;
            comparisons.push(comparison);
        }
        let mut not_compared = self.missing(|list| theirs.lists.contains_key(&list), "the source does not hold it");
        for (list, found) in theirs.lists.iter().filter(|(list, _)| !self.ours.lists.contains_key(list)) {
            not_compared.push(untracked(*list, found.entries.len()));
        }
        if comparisons.is_empty() {
            return Err(RunError::NothingToCompare { place: self.given.place.clone() });
        }
        not_compared.extend(comparisons.iter().filter_map(extract));
        not_compared.extend(facts.as_ref().and_then(not_polled));
        Ok((Printing::Ecfr, comparisons, not_compared, notes))
    }

    fn table(&self, table: Table) -> Result<Outcome, RunError> {
        let Table { printing, parties, mut not_compared } = table;
        let facts = facts::read(self, &[])?;
        let is_there = |list: ListId| parties.iter().any(|party| party.list == list);
        let both = self.ours.lists.iter().filter(|(list, _)| is_there(**list));
        let comparisons: Vec<_> = both.map(|(list, ours)| parties::compare(*list, ours, &parties, &facts)).collect();
        if comparisons.is_empty() {
            return Err(RunError::NothingToCompare { place: self.given.place.clone() });
        }
        not_compared.insert(0, parties::never_compared(printing, &parties));
        not_compared.extend(comparisons.iter().filter_map(extract));
        not_compared.extend(not_polled(&facts));
        // BIS's file is of one list.
        if printing == Printing::Csl {
            not_compared.extend(self.missing(is_there, "the source holds no row of it"));
        }
        for list in ListId::ALL.into_iter().filter(|list| !self.ours.lists.contains_key(list)) {
            let count = parties.iter().filter(|party| party.list == list).count();
            if count > 0 {
                not_compared.push(untracked(list, count));
            }
        }
        Ok((printing, comparisons, not_compared, Vec::new()))
    }

    /// Lists on record that the source does not have.
    fn missing(&self, is_there: impl Fn(ListId) -> bool, why: &str) -> Vec<NotCompared> {
        let missing = self.ours.lists.iter().filter(|(list, _)| !is_there(**list));
        let told = missing.map(|(list, ours)| NotCompared {
            what: format!("entries of the {}", list.title()),
            count: ours.entries.len(),
            why: why.to_owned(),
        });
        told.collect()
    }
}

/// Entries of a small list that a rule may remove.
const MOST_REMOVED: usize = 50;

/// Entries that a source does not have, where they are more than a rule removes.
fn extract(of: &Comparison) -> Option<NotCompared> {
    let is_lacking = |one: &&Difference| one.field == "entry" && one.theirs.is_none() && one.line.is_none();
    let count = of.differences.iter().filter(is_lacking).count();
    let is_most = 2 * count > of.total;
    (is_most || (count > MOST_REMOVED && 100 * count > LARGEST_LOSS_PERCENT * of.total)).then(|| NotCompared {
        what: format!("entries of the {} that the source does not have", of.list.title()),
        count,
        why: "more than a rule removes: the source is an extract, or cut off; get it again".to_owned(),
    })
}

/// Days of the source of which no document can be on record.
fn not_polled(facts: &Facts) -> Option<NotCompared> {
    let days = usize::try_from((facts.day - facts.through).num_days()).ok().filter(|days| *days > LATEST)?;
    Some(NotCompared {
        what: format!("days from {} to {}", facts.through, facts.day),
        count: days,
        why: "no poll has asked for the rules of these days; rules that are not on record show as differences"
            .to_owned(),
    })
}

/// Days without a document that are nothing to wonder about.
const LATEST: usize = 7;

fn untracked(list: ListId, count: usize) -> NotCompared {
    NotCompared {
        what: format!("entries of the {}", list.title()),
        count,
        why: "the baseline does not hold the list, so it is not tracked".to_owned(),
    }
}

/// How faithful the Entity List on record is, by the comparison with the official list if there was one.
pub fn fidelity(store: &Store, official: Option<(Option<NaiveDate>, usize, usize)>) -> Result<Fidelity, RunError> {
    let reader = store.reader();
    let replayed = |document: &&StoredDocument| document.status != Status::InBaseline;
    let rules = reader.documents()?.iter().filter(replayed).count();
    let answers = Answers::read(reader)?;
    let findings = reader.findings(&Which::Current)?;
    let open = findings.iter().filter(|finding| finding.needs_review() && answers.of(finding).is_none()).count();
    Ok(Fidelity::new(ListId::EntityList, rules, official, open))
}

/// How faithful the Entity List is by what is on record of its last comparison with the eCFR.
pub fn fidelity_on_record(store: &Store) -> Result<Fidelity, RunError> {
    let last = store.reader().last_verification(Printing::Ecfr, ListId::EntityList)?;
    fidelity(store, last.map(|last| (Some(last.day), last.equal, last.total)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_from_the_name_of_a_file() {
        for (name, day) in [
            ("part-744_2026-07-23.xml", Some("2026-07-23")),
            ("consolidated_2023-11-30_sample.csv", Some("2023-11-30")),
            ("csl_20260731.csv", Some("2026-07-31")),
            ("dpl_04142026.csv", Some("2026-04-14")),
            ("title-15 2026_7_3 part-744.xml", Some("2026-07-03")),
            ("consolidated.csv", None),
            ("part-744.xml", None),
            ("2026-13-01.xml", None),
            ("12345678.xml", None),
        ] {
            assert_eq!(day_in(name).map(|day| day.to_string()).as_deref(), day, "{name}");
        }
    }
}
