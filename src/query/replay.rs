//! The proof: all documents of a directory applied to one official list, compared with a later one.
//!
//! Nothing is stored. Every entry must agree in all five columns, and every finding of severity `review` must be
//! explained, for instance by an editorial note of the second list.

mod acts;
pub mod operations;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use crate::ingest::captures::text_not_yet;
use crate::ingest::documents::{Read, read};
use crate::query::replay::operations::{Operation, operations_of, touched};
use crate::run::RunError;
use crate::run::overlays::Overlays;
use crate::source::{FullText, Publication};
use crate::store::documents::Stated;
use earwatch_law::diff;
use earwatch_law::document::Document;
use earwatch_law::drift::note::Note;
use earwatch_law::entry::Entry;
use earwatch_law::finding::{Code, Finding, links};
use earwatch_law::law::ListId;
use earwatch_law::law::canonical;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::list::ecfr::PublishedList;
use earwatch_law::list::state::{Outcome, Release, State};
use earwatch_report::report::verification::Fidelity;

/// What a replay came to. Keys and their order are a contract.
#[derive(Debug, Serialize)]
pub struct Proof {
    /// `earwatch/replay/1`.
    pub schema: &'static str,
    /// Documents that concern a list, in the order of application.
    pub documents: Vec<Replayed>,
    /// Documents that concern none.
    pub unrelated: usize,
    /// What was met in texts of which no document could be read.
    pub unread: Vec<Finding>,
    /// Instructions read.
    pub instructions: usize,
    /// Amendments by outcome.
    pub amendments: BTreeMap<&'static str, usize>,
    /// Findings by code.
    pub findings: BTreeMap<&'static str, usize>,
    /// Entries that agree.
    pub entries: Agreement,
    /// Entries that do not.
    pub residual: Vec<Residual>,
    /// Entries that agree in letters and digits, but group digits otherwise (`12158, 2/27` and `121582/27`).
    pub regrouped: Vec<Residual>,
    /// Findings of severity `review` that nothing explains.
    pub unexplained: usize,
}

impl Proof {
    /// 0 if nothing is residual and everything explained, else 3.
    pub fn exit_code(&self) -> u8 {
        let open = self.residual.iter().any(|residual| residual.explained_by.is_none());
        if open || self.unexplained > 0 { 3 } else { 0 }
    }

    /// How faithful the replay is to the second list, which is of `day`.
    pub fn fidelity(&self, day: Option<NaiveDate>) -> Fidelity {
        let official = Some((day, self.entries.equal, self.entries.total));
        Fidelity::new(ListId::EntityList, self.documents.len(), official, self.unexplained)
    }
}

/// Entries equal in all columns, of all entries of the second list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Agreement {
    /// Equal in canonical form, marks and numbers.
    pub equal: usize,
    /// Entries of the second list.
    pub total: usize,
}

/// A document as it was applied.
#[derive(Debug, Serialize)]
pub struct Replayed {
    /// Its number.
    pub number: DocumentNumber,
    /// What it did to the lists.
    pub operations: Vec<Operation>,
    /// What was met in it.
    pub findings: Vec<Finding>,
}

/// An entry that does not agree with the second list, in one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Residual {
    /// Country heading.
    pub country: String,
    /// Name.
    pub name: String,
    /// The field; `entry` where one side has no such entry.
    pub field: &'static str,
    /// The replayed text.
    pub ours: Option<String>,
    /// The official text.
    pub theirs: Option<String>,
    /// The document that set the replayed text, where one did.
    pub document: Option<DocumentNumber>,
    /// What explains it.
    pub explained_by: Option<String>,
}

/// Documents that were delivered, read.
#[derive(Default)]
struct Documents {
    reads: Vec<Read>,
    /// Those that order nothing themselves and act on others.
    acting: Vec<Read>,
    unrelated: usize,
    /// What was met in texts of which no document could be read.
    unread: Vec<Finding>,
}

impl Documents {
    fn read(deliveries: Vec<Publication>, overlays: &Overlays) -> Result<Self, RunError> {
        let mut material = Self::default();
        for delivery in deliveries {
            let FullText::Received(capture) = &delivery.full_text else {
                material.unread.push(text_not_yet(&delivery));
                continue;
            };
            let reading = read(capture, delivery.record.as_ref(), Stated::default())?;
            material.unrelated += reading.unrelated.len();
            material.unread.extend(reading.findings);
            for document in reading.acting {
                let overlay = overlays.of(&document.number);
                let read = Read::new(document, overlay);
                if !material.acting.iter().any(|other| other.document.number == read.document.number) {
                    material.acting.push(read);
                }
            }
            for document in reading.documents {
                let overlay = overlays.of(&document.number);
                let read = Read::new(document, overlay);
                // It may lie there by itself and in a whole-day issue.
                let again = |other: &Read| {
                    other.document.number == read.document.number && other.orders_hash == read.orders_hash
                };
                if !material.reads.iter().any(again) {
                    material.reads.push(read);
                }
            }
        }
        Ok(material)
    }
}

/// Applies documents to `from` and compares with `to`: the lists that both have.
///
/// # Errors
/// Where a document cannot be read at all.
pub fn replay(
    from: Vec<PublishedList>,
    deliveries: Vec<Publication>,
    to: Vec<PublishedList>,
    overlays: &Overlays,
) -> Result<Proof, RunError> {
    let notes = Note::of(to.iter().flat_map(|list| &list.notes));
    let (mut state, target) = (State::of_published(from), State::of_published(to));
    state.lists.retain(|list, _| target.lists.contains_key(list));
    let tracked: BTreeSet<ListId> = state.lists.keys().copied().collect();
    let Documents { reads, acting, unrelated, mut unread } = Documents::read(deliveries, overlays)?;
    let acts = acts::settle(reads, acting, &tracked)?;
    let (reads, unrelated) = (acts.reads, unrelated + acts.unrelated);
    let mut run =
        ReplayState { state, set_by: BTreeMap::new(), documents: BTreeMap::new(), amendments: BTreeMap::new() };
    let mut order = Vec::new();
    let mut instructions = 0;
    for read in &reads {
        instructions += read.orders.instructions.len();
        let number = read.document.number.clone();
        order.push((read.document.published, read.document.volume, read.document.start_page, number.clone()));
        let on_record = |number: &_| Ok(reads.iter().any(|other| other.document.number == *number));
        let findings = read.findings(&tracked, on_record)?;
        run.documents.insert(number, (Vec::new(), findings));
    }
    for finding in acts.findings {
        if let Some((_, findings)) = finding.document.as_ref().and_then(|number| run.documents.get_mut(number)) {
            findings.push(finding);
        }
    }
    let dated = reads.iter().zip(&acts.standing).flat_map(|(read, standing)| read.releases(&tracked, standing));
    let mut releases: Vec<Release> = dated.collect();
    releases.sort_by(|a, b| a.order().cmp(&b.order()));
    let applied: Vec<_> = releases.iter().map(|release| release.document.clone()).collect();
    for release in &releases {
        run.apply(release);
    }
    let (entries, mut residual, regrouped) = run.compare(&target);
    for open in &mut residual {
        let of_document = |read: &&Read| Some(&read.document.number) == open.document.as_ref();
        let read = reads.iter().find(of_document);
        let about = |note: &Note| read.is_some_and(|read| explains(note, &read.document, &open.name));
        open.explained_by = notes.iter().any(about).then(|| NOTE.to_owned());
    }
    // Documents in the order in which they first took effect, then those that changed nothing.
    order.sort();
    let rest = order.into_iter().map(|(_, _, _, number)| number);
    let mut documents: Vec<Replayed> = Vec::new();
    for number in applied.into_iter().chain(rest) {
        if let Some((operations, findings)) = run.documents.remove(&number) {
            let mut findings = findings;
            links::link(&mut findings);
            for finding in &mut findings {
                let read = reads.iter().find(|read| read.document.number == number);
                explain(finding, read, &notes, overlays);
            }
            documents.push(Replayed { number, operations, findings });
        }
    }
    for finding in &mut unread {
        explain(finding, None, &notes, overlays);
    }
    let mut codes = BTreeMap::new();
    let met = || {
        let in_documents = documents.iter().flat_map(|document| &document.findings);
        unread.iter().chain(in_documents)
    };
    for found in met() {
        *codes.entry(found.code.name()).or_insert(0) += 1;
    }
    Ok(Proof {
        schema: "earwatch/replay/1",
        unexplained: met().filter(|finding| finding.needs_review()).count(),
        documents,
        unrelated,
        unread,
        instructions,
        amendments: run.amendments,
        findings: codes,
        entries,
        residual,
        regrouped,
    })
}

fn explains(note: &Note, document: &Document, name: &str) -> bool {
    note.explains(document.volume, (document.start_page, document.end_page), name)
}

const NOTE: &str = "an editorial note of the second list";

/// What explains a finding of a document: its overlay, or a note about an instruction without text.
fn explain(finding: &mut Finding, read: Option<&Read>, notes: &[Note], overlays: &Overlays) {
    let number = finding.document.as_ref();
    let overlay = number.and_then(|number| overlays.of(number)?.answer(finding));
    let overlay = overlay.map(|answer| answer.to_string());
    let note = || {
        let (name, document) = (finding.name.as_deref()?, &read?.document);
        let without_text = finding.code == Code::InstructionWithoutRow;
        let about = notes.iter().any(|note| explains(note, document, name));
        (without_text && about).then(|| NOTE.to_owned())
    };
    if let Some(by) = overlay.or_else(note) {
        finding.explained_by.get_or_insert(by);
    }
}

/// The state of a replay.
struct ReplayState {
    state: State,
    /// The document that set the text of each entry.
    set_by: BTreeMap<(ListId, String, String), DocumentNumber>,
    documents: BTreeMap<DocumentNumber, (Vec<Operation>, Vec<Finding>)>,
    amendments: BTreeMap<&'static str, usize>,
}

impl ReplayState {
    fn apply(&mut self, release: &Release) {
        self.state = std::mem::take(&mut self.state).lapsed(release.effective);
        let applied = self.state.apply(release);
        let before = std::mem::replace(&mut self.state, applied.state);
        let mut operations: Vec<Operation> = Vec::new();
        let mut findings = applied.notes;
        for (amendment, outcome) in release.amendments.iter().zip(&applied.outcomes) {
            *self.amendments.entry(outcome.name()).or_insert(0) += 1;
            if let Outcome::Held(finding) = outcome {
                findings.push(Finding::clone(finding));
            }
            for operation in operations_of(amendment, outcome, &before, &self.state) {
                if !operations.contains(&operation) {
                    operations.push(operation);
                }
            }
            let entry = touched(amendment, outcome, &self.state).or_else(|| touched(amendment, outcome, &before));
            if let Some(entry) = entry {
                let key = (entry.list, entry.country.clone(), entry.key.clone());
                self.set_by.insert(key, release.document.clone());
            }
        }
        let document = self.documents.entry(release.document.clone()).or_default();
        document.0.extend(operations);
        document.1.extend(findings);
    }

    fn compare(&self, target: &State) -> (Agreement, Vec<Residual>, Vec<Residual>) {
        let mut agreement = Agreement { equal: 0, total: 0 };
        let (mut residual, mut regrouped) = (Vec::new(), Vec::new());
        for (list, theirs) in &target.lists {
            let Some(ours) = self.state.lists.get(list) else {
                continue;
            };
            let entries =
                |state: &earwatch_law::list::state::ListState| state.entries.values().map(Arc::clone).collect();
            let matched = diff::pairs::by_content(entries(ours), entries(theirs));
            agreement.total += theirs.entries.len();
            let of = |entry: &Entry, field, ours: Option<&str>, theirs: Option<&str>| {
                let key = (entry.list, entry.country.clone(), entry.key.clone());
                Residual {
                    country: entry.country.clone(),
                    name: entry.name().to_owned(),
                    field,
                    ours: ours.map(str::to_owned),
                    theirs: theirs.map(str::to_owned),
                    document: self.set_by.get(&key).cloned(),
                    explained_by: None,
                }
            };
            for (ours, theirs) in &matched.both {
                let mut equal = ours.designations == theirs.designations;
                for ((field, text), (_, official)) in columns(ours).into_iter().zip(columns(theirs)) {
                    if !canonical::equal(text, official) {
                        equal = false;
                        residual.push(of(ours, field, Some(text), Some(official)));
                    } else if !diff::same(text, official) {
                        regrouped.push(of(ours, field, Some(text), Some(official)));
                    }
                }
                agreement.equal += usize::from(equal);
            }
            residual.extend(matched.old.iter().map(|entry| of(entry, "entry", Some(&entry.cells.entity), None)));
            residual.extend(matched.new.iter().map(|entry| of(entry, "entry", None, Some(&entry.cells.entity))));
        }
        (agreement, residual, regrouped)
    }
}

fn columns(entry: &Entry) -> [(&'static str, &str); 5] {
    [
        ("country", &entry.country),
        ("entity_text", &entry.cells.entity),
        ("license_requirement", &entry.cells.license_requirement),
        ("license_review_policy", &entry.cells.license_review_policy),
        ("citation_text", &entry.cells.citation),
    ]
}
