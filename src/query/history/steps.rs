//! What each version did to the entries, on record or as it was known on a day.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::ingest::derive::releases_known_by;
use crate::run::RunError;
use crate::store::Store;
use crate::store::applications::TextAmendment;
use crate::store::versions::Version;
use earwatch_law::amendment::Edit;
use earwatch_law::diff;
use earwatch_law::entry::{Entry, EntryId};
use earwatch_law::instruction::Stayed;
use earwatch_law::law::ListId;
use earwatch_law::law::canonical::canonical;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::list::state::{Frame, Outcome, Release, State};
use earwatch_report::report::history::Setter;

/// What one version did, or one release in memory.
pub(super) struct Step {
    pub(super) by: Setter,
    pub(super) closed: BTreeMap<EntryId, Arc<Entry>>,
    pub(super) opened: BTreeMap<EntryId, Arc<Entry>>,
    /// Words and place of the order that touched an entry.
    pub(super) orders: BTreeMap<EntryId, (String, String)>,
    /// What stands around the entries from then on.
    pub(super) frames: BTreeMap<ListId, Arc<Frame>>,
    /// Orders that concern no single entry, those of stays among them.
    texts: Vec<TextAmendment>,
}

impl Step {
    /// The words that stay an entry or lift its stay; none where a stay ended by itself.
    pub(super) fn stay_order(&self, entry: &Entry) -> Option<&str> {
        let orders: Vec<_> = self
            .texts
            .iter()
            .filter(|text| text.list == entry.list)
            .filter_map(|text| Some((stayed(&text.edit)?, text.quote.as_str())))
            .collect();
        let names_it = |what: &Stayed| match what {
            Stayed::Entries(named) => named.names.iter().any(|name| canonical(name) == entry.key),
            Stayed::Supplement => true,
            Stayed::Intro | Stayed::Footnote(_) => false,
        };
        match orders.as_slice() {
            [(_, quote)] => Some(quote),
            orders => orders.iter().rfind(|(what, _)| names_it(what)).map(|(_, quote)| *quote),
        }
    }
}

/// What an order holds back or lifts, where entries can be meant.
fn stayed(edit: &Edit) -> Option<&Stayed> {
    let (Edit::Stay { what, .. } | Edit::LiftStay { what, .. }) = edit else {
        return None;
    };
    matches!(what, Stayed::Entries(_) | Stayed::Supplement).then_some(what)
}

fn by_id(entries: Vec<Arc<Entry>>) -> BTreeMap<EntryId, Arc<Entry>> {
    entries.into_iter().map(|entry| (entry.id, entry)).collect()
}

/// First pages of documents on record, as citations, and the days on which they were published.
type Published = BTreeMap<DocumentNumber, (Option<String>, NaiveDate)>;

fn published(store: &Store) -> Result<Published, RunError> {
    let documents = store.reader().documents()?.into_iter();
    let published = documents.map(|document| {
        let page = document.start_page;
        let citation = page.map(|page| format!("{} FR {page}", document.volume));
        (document.number, (citation, document.published))
    });
    Ok(published.collect())
}

pub(super) fn steps_of_chain(store: &Store, chain: &[Version]) -> Result<Vec<Step>, RunError> {
    let documents = published(store)?;
    let mut steps = Vec::new();
    for version in chain {
        let (closed, opened) = store.reader().changes(version.number)?;
        let document = version.document.clone();
        let citation = document.as_ref().and_then(|number| documents.get(number));
        let by = Setter {
            version: Some(version.number.0),
            cause: version.cause.clone(),
            citation: citation.and_then(|(citation, _)| citation.clone()),
            document,
            published: version.published,
            effective: version.effective,
            place: None,
            quote: None,
        };
        let (closed, opened) = (by_id(closed), by_id(opened));
        let touched: BTreeSet<_> = closed.keys().chain(opened.keys()).copied().collect();
        let frames = store.reader().frames(version.number)?.into_iter();
        steps.push(Step {
            by,
            closed,
            opened,
            orders: store.reader().orders(version.number, &touched)?,
            frames: frames.map(|(list, frame)| (list, Arc::new(frame))).collect(),
            texts: store.reader().text_amendments(version.number)?,
        });
    }
    Ok(steps)
}

/// The chain as it was known on a day, derived in memory.
pub(super) fn steps_known_by(store: &Store, chain: &[Version], day: NaiveDate) -> Result<Vec<Step>, RunError> {
    let baseline = chain.first().ok_or(RunError::NoBaseline)?;
    if day < baseline.published {
        return Err(RunError::BeforeBaseline { asked: day, first: baseline.published });
    }
    let mut known = Known {
        steps: steps_of_chain(store, std::slice::from_ref(baseline))?,
        state: store.reader().state(baseline.number)?.state,
        documents: published(store)?,
        baseline: baseline.published,
    };
    for release in releases_known_by(store, day)? {
        known.stays_end(Some(release.effective));
        known.apply(&release);
    }
    known.stays_end(None);
    Ok(known.steps)
}

/// What is derived in memory.
struct Known {
    steps: Vec<Step>,
    state: State,
    documents: Published,
    baseline: NaiveDate,
}

impl Known {
    /// The ends of stays up to a day.
    fn stays_end(&mut self, by: Option<NaiveDate>) {
        while let Some((lapse, after)) = self.state.next_lapse(by) {
            let orders = BTreeMap::new();
            self.step(after, lapse.document, lapse.effective, orders, Vec::new());
        }
    }

    fn apply(&mut self, release: &Release) {
        let applied = self.state.apply(release);
        let (mut orders, mut texts) = (BTreeMap::new(), Vec::new());
        for (amendment, outcome) in release.amendments.iter().zip(&applied.outcomes) {
            match outcome {
                Outcome::Applied(Some(id)) => {
                    let order = (amendment.quote.clone(), amendment.place.to_string());
                    orders.insert(*id, order);
                }
                Outcome::Applied(None) => texts.push(TextAmendment {
                    list: amendment.list,
                    edit: amendment.edit.clone(),
                    quote: amendment.quote.clone(),
                }),
                Outcome::AlreadyTrue | Outcome::NotYetEffective | Outcome::Held(_) => {}
            }
        }
        let document = Some(release.document.clone());
        self.step(applied.state, document, release.effective, orders, texts);
    }

    fn step(
        &mut self,
        after: State,
        document: Option<DocumentNumber>,
        effective: NaiveDate,
        orders: BTreeMap<EntryId, (String, String)>,
        texts: Vec<TextAmendment>,
    ) {
        let (mut closed, mut opened) = (BTreeMap::new(), BTreeMap::new());
        for (list, after) in &after.lists {
            let before = self.state.lists.get(list).map(|list| &list.entries);
            let matched = diff::by_identity(before.unwrap_or(&BTreeMap::new()), &after.entries);
            for (old, new) in matched.both {
                closed.insert(old.id, old);
                opened.insert(new.id, new);
            }
            closed.extend(matched.old.into_iter().map(|entry| (entry.id, entry)));
            opened.extend(matched.new.into_iter().map(|entry| (entry.id, entry)));
        }
        let on_record = document.as_ref().and_then(|it| self.documents.get(it));
        let by = Setter {
            version: None,
            cause: "legal".to_owned(),
            citation: on_record.and_then(|(citation, _)| citation.clone()),
            published: on_record.map_or(self.baseline, |(_, published)| *published),
            document,
            effective,
            place: None,
            quote: None,
        };
        let frames = after.lists.iter();
        self.steps.push(Step {
            by,
            closed,
            opened,
            orders,
            frames: frames.map(|(list, state)| (*list, Arc::clone(&state.frame))).collect(),
            texts,
        });
        self.state = after;
    }
}
