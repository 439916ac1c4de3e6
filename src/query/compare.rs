//! Versions and files as people name them, and the comparison of any two.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};

use crate::ingest::derive::is_moved_since;
use crate::ingest::init::read_list;
use crate::query::ids;
use crate::query::named::no_document;
use crate::run::RunError;
use crate::store::Store;
use crate::store::entries::VersionState;
use crate::store::versions::{Version, VersionNumber};
use earwatch_law::diff::{self, Cause, ListDiff, Origin};
use earwatch_law::entry::EntryId;
use earwatch_law::entry::public_id::Ids;
use earwatch_law::finding::Finding;
use earwatch_law::law::ListId;
use earwatch_law::law::citation::DocumentName;
use earwatch_law::list::state::State;
use earwatch_report::report::SourceDate;
use earwatch_report::report::export::StateInfo;
use earwatch_report::report::identity::IdChange;
use earwatch_report::report::links;
use earwatch_report::report::screened::ListUsed;

/// One side of a comparison.
#[derive(Debug)]
pub struct Side {
    /// As the user named it.
    pub named: String,
    /// The version, where it is one.
    pub version: Option<Version>,
    /// The lists.
    pub state: State,
    /// Who set the text of each entry.
    pub origins: BTreeMap<EntryId, Origin>,
    /// The public ids of the entries.
    pub ids: Ids,
    /// Where it comes from.
    pub source: SourceDate,
    /// What looks wrong in a file; of a version, its findings are on record.
    pub findings: Vec<Finding>,
    /// Whether it is a file.
    pub is_file: bool,
    /// The first version of its chain; sides with the same one share identities.
    pub root: Option<VersionNumber>,
}

/// The version in force on a day: the last one of the chain that is effective by then.
pub fn version_as_of(chain: &[Version], day: NaiveDate) -> Result<&Version, RunError> {
    let first = chain.iter().map(|version| version.effective).min().ok_or(RunError::NoBaseline)?;
    chain.iter().rev().find(|version| version.effective <= day).ok_or(RunError::BeforeBaseline { asked: day, first })
}

/// The state at a version, and who set the text of each entry.
pub fn state_at(store: &Store, version: VersionNumber) -> Result<(State, BTreeMap<EntryId, Origin>), RunError> {
    let VersionState { state, set_by } = store.reader().state(version)?;
    let mut known: BTreeMap<VersionNumber, Origin> = BTreeMap::new();
    let mut origins = BTreeMap::new();
    for (entry, number) in set_by {
        let origin = match known.get(&number) {
            Some(origin) => origin.clone(),
            None => origin(store, number)?,
        };
        known.insert(number, origin.clone());
        origins.insert(entry, origin);
    }
    Ok((state, origins))
}

/// The document behind a version; a baseline has none.
fn origin(store: &Store, number: VersionNumber) -> Result<Origin, RunError> {
    let legal = store.reader().version(number)?.filter(|version| version.document.is_some());
    Ok(legal.map_or_else(Origin::default, |version| Origin {
        document: version.document,
        effective: Some(version.effective),
        cause: Cause::from_name(&version.cause),
    }))
}

/// The lists at a state.
#[derive(Debug)]
pub struct Lists {
    /// Where they come from.
    pub info: StateInfo,
    /// The lists.
    pub state: State,
    /// Who set the text of each entry.
    pub origins: BTreeMap<EntryId, Origin>,
    /// Their public ids.
    pub ids: Ids,
}

impl Lists {
    /// Each list, with its state.
    pub fn used(&self) -> Vec<ListUsed> {
        let Self { info, state, .. } = self;
        let used = state.lists.iter().map(|(list, of)| ListUsed {
            list: *list,
            entries: of.entries.len(),
            version: info.version,
            effective: info.effective,
            document: info.document.clone(),
            content_hash: info.content_hash.clone(),
        });
        used.collect()
    }
}

/// The lists in force on a day; as known from what had been published by `known`, where that is given.
pub fn lists(store: &Store, as_of: NaiveDate, known: Option<NaiveDate>) -> Result<Lists, RunError> {
    if let Some(known) = known {
        let (info, state, origins) = known_by(store, as_of, known)?;
        let ids = ids::as_known(store, &state, as_of, known)?;
        return Ok(Lists { info, state, origins, ids });
    }
    let chain = store.reader().chain()?;
    at_version(store, &as_of.to_string(), version_as_of(&chain, as_of)?)
}

/// The lists at a version; `named` is what the user calls it.
pub fn at_version(store: &Store, named: &str, version: &Version) -> Result<Lists, RunError> {
    let (state, origins) = state_at(store, version.number)?;
    let ids = store.reader().ids(version.number, None)?;
    Ok(Lists { info: info(named, Some(version), None), state, origins, ids })
}

/// The lists as they were known on one day to be in force on another: only documents published by `known_by` are
/// applied.
pub fn known_by(
    store: &Store,
    as_of: NaiveDate,
    known_by: NaiveDate,
) -> Result<(StateInfo, State, BTreeMap<EntryId, Origin>), RunError> {
    let chain = store.reader().chain()?;
    let baseline = chain.first().ok_or(RunError::NoBaseline)?;
    if known_by < baseline.published {
        return Err(RunError::BeforeBaseline { asked: known_by, first: baseline.published });
    }
    let known: Vec<_> = chain.iter().filter(|version| version.published <= known_by).cloned().collect();
    let named = format!("{as_of}, known by {known_by}");
    if chain.starts_with(&known) && !is_moved_since(store, known_by)? {
        let version = version_as_of(&known, as_of)?;
        let (before, origins) = state_at(store, version.number)?;
        // A stay that was extended later ends as it was known to.
        let state = before.clone().lapsed(as_of);
        let version = (state == before).then_some(version);
        return Ok((info(&named, version, None), state, origins));
    }
    // Documents that were published later stand in between: the chain as it was known is derived in memory.
    let first = known.iter().map(|version| version.effective).min().unwrap_or(baseline.effective);
    if as_of < first {
        return Err(RunError::BeforeBaseline { asked: as_of, first });
    }
    let mut state = store.reader().state(baseline.number)?.state;
    let mut origins = BTreeMap::new();
    for release in crate::ingest::derive::releases_known_by(store, known_by)? {
        if release.effective > as_of {
            break;
        }
        state = state.lapsed(release.effective);
        let applied = state.apply(&release);
        for (list, after) in &applied.state.lists {
            let nothing = BTreeMap::new();
            let before = state.lists.get(list).map_or(&nothing, |before| &before.entries);
            let matched = diff::by_identity(before, &after.entries);
            let origin = Origin {
                document: Some(release.document.clone()),
                effective: Some(release.effective),
                cause: Some(Cause::Legal),
            };
            for entry in matched.new.iter().chain(matched.both.iter().map(|(_, new)| new)) {
                origins.insert(entry.id, origin.clone());
            }
        }
        state = applied.state;
    }
    Ok((info(&named, None, None), state.lapsed(as_of), origins))
}

/// A side for exports.
pub fn info(named: &str, version: Option<&Version>, url: Option<String>) -> StateInfo {
    StateInfo {
        named: named.to_owned(),
        version: version.map(|version| version.number.0),
        document: version.and_then(|version| version.document.clone()),
        effective: version.map(|version| version.effective),
        published: version.map(|version| version.published),
        content_hash: version.map(|version| version.content_hash.clone()),
        url,
    }
}

impl Side {
    /// Whether anything on it is held back.
    fn has_stays(&self) -> bool {
        self.state.lists.values().any(|list| {
            let frame = &list.frame;
            let mut texts = std::iter::once(&frame.intro).chain(frame.footnotes.values());
            frame.stay.is_some() || !frame.stayed.is_empty() || texts.any(|text| text.stay.is_some())
        })
    }

    /// Whether the other side's stays have nothing to be compared with: a file need not print the notes that state them.
    pub(super) fn hides_stays(&self, other: &Self) -> bool {
        self.is_file && !self.has_stays() && !other.is_file && other.has_stays()
    }

    /// As a heading names it: of a path, the file.
    pub(super) fn label(&self) -> &str {
        if self.is_file { &self.source.source } else { &self.named }
    }

    /// The side for exports.
    pub fn info(&self) -> StateInfo {
        let file = self.is_file.then(|| self.source.source.clone());
        info(&self.named, self.version.as_ref(), file)
    }
}

/// A file as a side.
fn of_file(named: &str, now: DateTime<Utc>) -> Result<Side, RunError> {
    let file = read_list(Path::new(named), now)?;
    let source = SourceDate { source: links::shown(&file.capture.url), as_of: None, retrieved: None, url: None };
    let state = State::of_published(file.lists);
    Ok(Side {
        named: named.to_owned(),
        version: None,
        ids: ids::computed(&state),
        state,
        origins: BTreeMap::new(),
        source,
        findings: file.findings,
        is_file: true,
        root: None,
    })
}

/// Reads what a user names: a version number, a date, a document number, or the path of an eCFR XML file. A date is
/// read as known from what had been published by `known`, where that is given.
pub fn side(
    store: Option<&Store>,
    named: &str,
    known: Option<NaiveDate>,
    now: DateTime<Utc>,
) -> Result<Side, RunError> {
    let endpoint = |why: &str| RunError::Endpoint { found: named.to_owned(), why: why.to_owned() };
    let path = Path::new(named);
    if path.is_file() {
        return of_file(named, now);
    }
    if named.trim().is_empty() {
        return Err(endpoint("nothing is named"));
    }
    if path.is_dir() {
        return Err(endpoint("that is a folder"));
    }
    if let Some(day) = day_meant(named) {
        return Err(endpoint(&format!("a date is written YYYY-MM-DD; did you mean {day}?")));
    }
    if named.contains(['/', '\\']) || Path::new(named).extension().is_some_and(|extension| extension == "xml") {
        return Err(endpoint("there is no such file"));
    }
    on_record(store.ok_or_else(|| endpoint("there is no database"))?, named, known)
}

/// The same of what is on record only: a version number, a date, or a document number.
pub fn on_record(store: &Store, named: &str, known: Option<NaiveDate>) -> Result<Side, RunError> {
    let endpoint = |why: &str| RunError::Endpoint { found: named.to_owned(), why: why.to_owned() };
    let chain = store.reader().chain()?;
    if let (Ok(day), Some(known)) = (named.parse::<NaiveDate>(), known) {
        let (info, state, origins) = known_by(store, day, known)?;
        let source = SourceDate { source: info.named.clone(), as_of: Some(day), retrieved: None, url: None };
        return Ok(Side {
            named: info.named,
            version: None,
            ids: ids::as_known(store, &state, day, known)?,
            state,
            origins,
            source,
            findings: Vec::new(),
            is_file: false,
            root: chain.first().map(|baseline| baseline.number),
        });
    }
    let version = if let Ok(number) = named.parse::<i64>() {
        store.reader().version(VersionNumber(number))?.ok_or_else(|| endpoint("there is no version of that number"))?
    } else if let Ok(day) = named.parse::<NaiveDate>() {
        version_as_of(&chain, day)?.clone()
    } else {
        of_document(store, &chain, named)?
    };
    let (state, origins) = state_at(store, version.number)?;
    let root = chain.first().filter(|_| version.superseded_by.is_none()).map(|baseline| baseline.number);
    let source = SourceDate {
        source: format!("version {}", version.number.0),
        as_of: Some(version.effective),
        retrieved: None,
        url: None,
    };
    Ok(Side {
        named: named.to_owned(),
        ids: store.reader().ids(version.number, None)?,
        version: Some(version),
        state,
        origins,
        source,
        findings: Vec::new(),
        is_file: false,
        root,
    })
}

/// A day in a form that is not ours.
fn day_meant(named: &str) -> Option<NaiveDate> {
    let forms = ["%m/%d/%Y", "%Y/%m/%d", "%B %d, %Y", "%b %d, %Y"];
    forms.into_iter().find_map(|form| NaiveDate::parse_from_str(named.trim(), form).ok())
}

/// The last version that a document made.
fn of_document(store: &Store, chain: &[Version], named: &str) -> Result<Version, RunError> {
    let endpoint = |why: &str| RunError::Endpoint { found: named.to_owned(), why: why.to_owned() };
    let name: DocumentName = named.parse().ok().ok_or_else(|| endpoint("it is none of them"))?;
    let is_dated = named.len() == 10 && named.chars().enumerate().all(|(at, c)| (c == '-') == [4, 7].contains(&at));
    if is_dated && named.chars().all(|c| c.is_ascii_digit() || c == '-') {
        return Err(endpoint("it is no day of the calendar"));
    }
    let documents = store.reader().documents_named(&name)?;
    let is_made = |version: &&Version| version.document.as_ref() == Some(&name.number) && name.is_of(version.published);
    let made = chain.iter().rev().find(is_made);
    match (made, documents.as_slice()) {
        (_, [_, _, ..]) => {
            let both: Vec<_> =
                documents.iter().map(|document| format!("{}@{}", document.number, document.published)).collect();
            Err(endpoint(&format!("several documents have this number; say which: {}", both.join(" or "))))
        }
        (Some(version), _) => Ok(version.clone()),
        (None, [_]) => Err(endpoint("the document is on record, but changed no list")),
        (None, []) => match no_document(store, &name)? {
            RunError::NotOnRecord { next, .. } if next.contains("did you mean") => {
                Err(endpoint(&format!("no such document is on record; {next}")))
            }
            _ => Err(endpoint("no such document is on record, and there is no such file")),
        },
    }
}

/// Compares the lists that both sides have; beside each what differs in public ids.
pub fn compare(from: &Side, to: &Side) -> Vec<(ListDiff, Vec<IdChange>)> {
    let both: Vec<ListId> = from.state.lists.keys().filter(|list| to.state.lists.contains_key(list)).copied().collect();
    both.into_iter()
        .filter_map(|list| {
            let (old, new) = (from.state.lists.get(&list)?, to.state.lists.get(&list)?);
            let stays = !from.hides_stays(to) && !to.hides_stays(from);
            let matched = if from.root.is_some() && from.root == to.root {
                diff::by_identity(&old.entries, &new.entries)
            } else {
                let entries = |side: &earwatch_law::list::state::ListState| side.entries.values().cloned().collect();
                diff::pairs::by_content(entries(old), entries(new))
            };
            let texts = diff::frame::compare(list, (old, new), &matched, stays);
            let ids = ids::changes(matched.both.iter().map(|(old, new)| (old, new)), (&from.ids, &to.ids));
            Some((ListDiff { texts, ..diff::compare(list, matched) }, ids))
        })
        .collect()
}
