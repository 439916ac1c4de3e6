//! What differs between earlier states and a later one, as steps that a system which keeps a copy can apply.
//!
//! Each step concerns one key, and no key has two, so that they can be applied in any order and more than once.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

use super::record::EntryRecord;
use earwatch_law::digest::sha256_hex;
use earwatch_law::entry::EntryId;
use earwatch_law::entry::public_id::PublicId;
use earwatch_law::law::ListId;
use earwatch_law::law::citation::DocumentNumber;

/// What became of a thing that is known by a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a, T> {
    /// It is there and reads so; before, it read otherwise or was not there.
    Put {
        /// As it read in the first of the earlier states that differ, where it was there.
        before: Option<&'a T>,
        /// As it reads.
        now: &'a T,
    },
    /// It is not there any more.
    Gone(&'a T),
}

/// What differs between a state and any of several earlier ones: whoever has one of these, has the state after the steps.
/// What is there comes in its order, and then what is gone, by key.
pub fn steps<'a, T: PartialEq>(earlier: &'a [Vec<T>], now: &'a [T], key: impl Fn(&T) -> &str) -> Vec<Step<'a, T>> {
    let index = |state: &'a [T]| -> HashMap<&'a str, &'a T> { state.iter().map(|one| (key(one), one)).collect() };
    let (present, before): (_, Vec<_>) = (index(now), earlier.iter().map(|state| index(state)).collect());
    let mut steps = Vec::new();
    for one in now {
        let mut known = before.iter().map(|state| state.get(key(one)).copied());
        if let Some(before) = known.find(|then| *then != Some(one)) {
            steps.push(Step::Put { before, now: one });
        }
    }
    let mut gone: BTreeMap<&str, &T> = BTreeMap::new();
    for (key, one) in before.iter().flatten().filter(|(key, _)| !present.contains_key(*key)) {
        gone.entry(key).or_insert(one);
    }
    steps.extend(gone.into_values().map(Step::Gone));
    steps
}

/// An entry with its line in a full export.
#[derive(Debug, Clone)]
pub struct Line {
    /// The entry.
    pub record: EntryRecord,
    /// As a full export prints it, without the end of the line.
    pub json: String,
}

impl PartialEq for Line {
    fn eq(&self, other: &Self) -> bool {
        self.json == other.json
    }
}

impl Line {
    /// The lines of entries.
    pub fn all(records: Vec<EntryRecord>) -> Result<Vec<Self>, serde_json::Error> {
        records.into_iter().map(|record| Ok(Self { json: serde_json::to_string(&record)?, record })).collect()
    }
}

/// What a step does to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// An entry that was not there.
    Added,
    /// An entry that reads otherwise, or bears another id.
    Changed,
    /// An entry that is not there any more.
    Removed,
    /// An id that an entry bore; the entry bears another one.
    IdReplaced,
}

/// A step of an entry. Keys and their order are a contract.
#[derive(Debug, Serialize)]
pub struct Delta<'a> {
    /// What became of the entry.
    pub change: What,
    /// The id to be written or deleted.
    pub public_id: &'a PublicId,
    /// The id that the entry bears instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<&'a PublicId>,
    /// The list.
    pub list: ListId,
    /// The document that did it last; `None` where no document did.
    pub document: Option<DocumentNumber>,
    /// The day from which that is in force.
    pub effective: Option<NaiveDate>,
    /// The keys of the record that differ.
    pub fields: Vec<String>,
    /// The entry as it was.
    pub previous: Option<&'a EntryRecord>,
    /// The entry as it is: to be written; `None`: to be deleted.
    pub record: Option<&'a EntryRecord>,
}

/// The last line of a delta: what a full export of the same moment has. Keys and their order are a contract.
#[derive(Debug, Serialize)]
pub struct End {
    /// Always so.
    pub end: bool,
    /// The day from which it leads.
    pub since: NaiveDate,
    /// The day to which it leads.
    pub as_of: NaiveDate,
    /// By what had been published, where that was asked.
    pub known_by: Option<NaiveDate>,
    /// Steps above.
    pub changes: usize,
    /// Entries after them.
    pub entries: usize,
    /// SHA-256 over their records as lines of the full export, by public id.
    pub sha256: String,
}

/// By whom and since when each entry was touched last.
pub type Acts = BTreeMap<EntryId, (Option<DocumentNumber>, NaiveDate)>;

/// Keys that no document sets.
const OF_NO_DOCUMENT: [&str; 3] = ["id", "in_doubt", "former_public_ids"];

/// The steps of entries from earlier states to a later one.
pub fn deltas<'a>(earlier: &'a [Vec<Line>], now: &'a [Line], acts: &Acts) -> Result<Vec<Delta<'a>>, serde_json::Error> {
    let of_entry: HashMap<EntryId, &Line> = now.iter().map(|line| (line.record.id, line)).collect();
    // Of entries that bore another id, as they read with it.
    let mut was: HashMap<EntryId, &Line> = HashMap::new();
    for line in earlier.iter().rev().flatten() {
        let now = of_entry.get(&line.record.id);
        if now.is_some_and(|now| now.record.public_id != line.record.public_id) {
            was.insert(line.record.id, line);
        }
    }
    let steps = steps(earlier, now, |line| line.record.public_id.as_str());
    let deltas = steps.into_iter().map(|step| {
        let (then, is) = match step {
            Step::Put { before, now } => {
                let same = before.filter(|before| before.record.id == now.record.id);
                (same.or(was.get(&now.record.id).copied()).or(before), Some(now))
            }
            Step::Gone(then) => (Some(then), None),
        };
        delta(then, is, &of_entry, acts)
    });
    deltas.filter_map(Result::transpose).collect()
}

fn delta<'a>(
    then: Option<&'a Line>,
    is: Option<&'a Line>,
    of_entry: &HashMap<EntryId, &'a Line>,
    acts: &Acts,
) -> Result<Option<Delta<'a>>, serde_json::Error> {
    let Some(subject) = is.or(then) else { return Ok(None) };
    let heir = then.filter(|_| is.is_none()).and_then(|then| of_entry.get(&then.record.id));
    let fields = match (then, is) {
        (Some(then), Some(is)) => differing(then, is)?,
        (Some(_), None) | (None, _) => Vec::new(),
    };
    let by_document = is.is_none() || then.is_none() || fields.iter().any(|key| !OF_NO_DOCUMENT.contains(&&**key));
    let act = acts.get(&subject.record.id).filter(|_| by_document).cloned();
    let (document, effective) = act.map_or((None, None), |(document, day)| (document, Some(day)));
    let change = match (then, is) {
        (None, _) => What::Added,
        (Some(_), Some(_)) => What::Changed,
        (Some(_), None) if heir.is_some() => What::IdReplaced,
        (Some(_), None) => What::Removed,
    };
    Ok(Some(Delta {
        change,
        public_id: &subject.record.public_id,
        replaced_by: heir.map(|heir| &heir.record.public_id),
        list: subject.record.list,
        document,
        effective,
        fields,
        previous: then.map(|then| &then.record),
        record: is.map(|is| &is.record),
    }))
}

/// The keys in which two records differ.
fn differing(then: &Line, is: &Line) -> Result<Vec<String>, serde_json::Error> {
    let read = |line: &Line| serde_json::from_str::<serde_json::Map<String, Value>>(&line.json);
    let (then, is) = (read(then)?, read(is)?);
    let mut keys: Vec<_> = then.keys().chain(is.keys()).filter(|key| then.get(*key) != is.get(*key)).cloned().collect();
    keys.sort();
    keys.dedup();
    Ok(keys)
}

/// What a system has that keeps the records by public id, as one figure.
pub fn fingerprint(lines: &[Line]) -> String {
    let mut sorted: Vec<_> = lines.iter().map(|line| (line.record.public_id.as_str(), line.json.as_str())).collect();
    sorted.sort_unstable();
    let text: String = sorted.into_iter().flat_map(|(_, json)| [json, "\n"]).collect();
    sha256_hex(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A state: a value under each key of a few.
    fn state() -> impl Strategy<Value = Vec<(String, u8)>> {
        prop::collection::btree_map("[a-f]", 0_u8..3, 0..6).prop_map(|state| state.into_iter().collect())
    }

    proptest! {
        /// Whichever of the earlier states a system has, the steps lead it to the later one, in any order, once and again.
        #[test]
        fn whoever_has_an_earlier_state_has_the_later_one_after_the_steps(
            earlier in prop::collection::vec(state(), 1..4),
            now in state(),
        ) {
            let steps = steps(&earlier, &now, |(key, _)| key);
            for before in &earlier {
                let mut kept: BTreeMap<_, _> = before.iter().cloned().collect();
                for step in steps.iter().rev().chain(&steps) {
                    match step {
                        Step::Put { now: (key, value), .. } => drop(kept.insert(key.clone(), *value)),
                        Step::Gone((key, _)) => drop(kept.remove(key)),
                    }
                }
                prop_assert_eq!(kept, now.iter().cloned().collect());
            }
        }
    }

    #[test]
    fn where_nothing_differs_there_is_no_step() {
        let same = vec![("a".to_owned(), 1), ("b".to_owned(), 2)];
        assert_eq!(steps(&[same.clone(), same.clone()], &same, |(key, _)| key), []);
    }
}
