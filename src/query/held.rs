//! Parties that a document orders and the list does not hold: findings say why.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::nearest::{Label, Labels};
use crate::run::RunError;
use crate::run::answers::Answers;
use crate::store::Store;
use crate::store::findings::Which;
use earwatch_law::entry::lookup::FoundBy;
use earwatch_law::finding::{Finding, Severity};
use earwatch_law::law::canonical::canonical;
use earwatch_law::law::country;
use earwatch_law::list::state::State;
use earwatch_report::report::found::{Held, Matched};

/// The parties held back by findings that stand, answered or not.
#[derive(Debug, Default)]
pub(super) struct HeldBack(Vec<Held>);

impl HeldBack {
    /// Reads them. `is_listed` says whether a list has an entry of a name in canonical form; `known_by` leaves out
    /// documents that were published later.
    pub(super) fn read(
        store: &Store,
        known_by: Option<NaiveDate>,
        is_listed: impl Fn(&str) -> bool,
    ) -> Result<Self, RunError> {
        let reader = store.reader();
        let findings = reader.numbered_findings(&Which::Current)?;
        let orders = |finding: &Finding| {
            finding.severity() == Severity::Review && finding.document.is_some() && finding.explained_by.is_none()
        };
        let mut findings: Vec<_> = findings.into_iter().filter(|(_, finding)| orders(finding)).collect();
        if findings.is_empty() {
            return Ok(Self::default());
        }
        if let Some(day) = known_by {
            let later = reader.documents()?.into_iter().filter(|document| document.published > day);
            let later: BTreeSet<_> = later.map(|document| document.number).collect();
            findings.retain(|(_, finding)| finding.document.as_ref().is_none_or(|number| !later.contains(number)));
        }
        let answers = Answers::read(reader)?;
        let mut held = Vec::new();
        for (id, finding) in findings {
            let answer = answers.of(&finding);
            for name in names(&finding, &is_listed) {
                held.push(Held {
                    found_by: "finding",
                    listed: is_listed(&canonical(&name)),
                    held: name,
                    matched: None,
                    number: id.0,
                    finding: finding.clone(),
                    answer: answer.clone(),
                });
            }
        }
        Ok(Self(held))
    }

    /// All of them.
    pub(super) fn all(self) -> Vec<Held> {
        self.0
    }

    /// Those that are called exactly so.
    pub(super) fn called(&self, asked: &str) -> Vec<Held> {
        let key = canonical(asked);
        let mut called: Vec<_> = self.0.iter().filter(|held| canonical(&held.held) == key).cloned().collect();
        called.dedup_by_key(|held| held.number);
        called
    }

    /// Those that are called nearly so, likeliest first.
    pub(super) fn near(&self, asked: &str) -> Vec<Held> {
        let labels = self.0.iter().enumerate();
        let labels = labels.map(|(of, held)| Label { of, by: FoundBy::Name, text: held.held.clone() }).collect();
        let near = Labels::new(labels).nearest(asked).into_iter().filter_map(|(of, _, matched)| {
            let held = self.0.get(of)?;
            Some(Held { matched: Some(matched), ..held.clone() })
        });
        let is_likely = |held: &Held| held.matched.as_ref().is_some_and(is_likely);
        near.filter(is_likely).collect()
    }
}

/// All parties held back, as known by a day.
pub fn all(store: &Store, known_by: Option<NaiveDate>, state: &State) -> Result<Vec<Held>, RunError> {
    let entries = state.lists.values().flat_map(|list| list.entries.values());
    let keys: BTreeSet<&str> = entries.map(|entry| entry.key.as_str()).collect();
    Ok(HeldBack::read(store, known_by, |key| keys.contains(key))?.all())
}

/// Whether it is near enough to be told beside entries.
fn is_likely(matched: &Matched) -> bool {
    matched.score >= f64::from(earwatch_screen::score::THRESHOLD)
}

/// The names that a finding is about: the one that it names, else those in its quotation that no list has.
fn names(finding: &Finding, is_listed: impl Fn(&str) -> bool) -> Vec<String> {
    if let Some(name) = &finding.name {
        return vec![name.clone()];
    }
    let quoted = finding.quote.iter().flat_map(|quote| quote.split('“').skip(1));
    let quoted = quoted.filter_map(|rest| rest.split_once('”')).map(|(name, _)| name.trim());
    let is_name = |name: &&str| {
        (3..=LONGEST).contains(&name.chars().count())
            && name.chars().any(char::is_uppercase)
            && !name.contains('§')
            && !country::is_known(name)
            && !is_listed(&canonical(name))
    };
    let mut names: Vec<_> = quoted.filter(is_name).map(|name| name.trim_end_matches([';', ',']).to_owned()).collect();
    names.dedup();
    names
}

/// Characters of a name; what is longer is a phrase of the law.
const LONGEST: usize = 160;
