//! A baseline: the list as the eCFR printed it on a day.

use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};

use super::derive::derive_again;
use crate::ingest::transaction::in_run;
use crate::run::overlays::Overlays;
use crate::run::{Occasion, RunError, RunResult, text};
use crate::source::Capture;
use crate::source::ecfr::Ecfr;
use crate::store::Store;
use crate::store::versions::NewVersion;
use earwatch_law::digest::sha256_hex;
use earwatch_law::finding::{Code, Finding};
use earwatch_law::law::ListId;
use earwatch_law::list::ecfr::{self, PublishedList};
use earwatch_law::list::state::State;

/// The whole of Title 15 is about 12 MB; Part 744 is 2.5 MB.
pub const LARGEST_LIST: u64 = 64;

/// A list file, read.
#[derive(Debug)]
pub struct ListFile {
    /// The bytes and their proof.
    pub capture: Capture,
    /// The lists in it.
    pub lists: Vec<PublishedList>,
    /// What looks wrong in it.
    pub findings: Vec<Finding>,
    /// For a list that shows what was in force on its day: the day of publication up to which documents had been
    /// worked into it.
    pub complete_through: Option<NaiveDate>,
}

/// Reads a list file.
pub fn read_list(path: &Path, now: DateTime<Utc>) -> Result<ListFile, RunError> {
    let failed = |source| RunError::Read { path: path.to_owned(), source };
    let size = std::fs::metadata(path).map_err(failed)?.len() / (1024 * 1024);
    if size >= LARGEST_LIST {
        return Err(RunError::TooLarge { path: path.to_owned(), found: size, most: LARGEST_LIST });
    }
    let bytes = std::fs::read(path).map_err(failed)?;
    let place = path.display().to_string();
    let absolute = std::path::absolute(path).map_err(failed)?;
    let url = url::Url::from_file_path(&absolute).map_or_else(|()| place.clone(), String::from);
    let capture = Capture {
        url,
        retrieved: now,
        media_type: "application/xml".to_owned(),
        etag: None,
        last_modified: None,
        sha256: sha256_hex(&bytes),
        bytes,
    };
    ListFile::read(capture, &place, None)
}

impl ListFile {
    pub(super) fn read(capture: Capture, place: &str, complete_through: Option<NaiveDate>) -> Result<Self, RunError> {
        let text = text(&capture.bytes, place)?;
        let (lists, findings) =
            ecfr::read(text).map_err(|source| RunError::List { place: place.to_owned(), source })?;
        Ok(Self { capture, lists, findings, complete_through })
    }
}

/// Fetches the lists from the eCFR: as in force on a day, or on the last day to which it is up to date. Returns the
/// day, too.
///
/// # Errors
/// Where the eCFR cannot be had, does not reach the day, is being worked at, or holds no Entity List.
pub async fn fetch_list(ecfr: &mut Ecfr, day: Option<NaiveDate>) -> Result<(ListFile, NaiveDate), RunError> {
    let title = ecfr.title_15().await?;
    if title.processing_in_progress {
        return Err(RunError::ImportInProgress);
    }
    let day = day.unwrap_or(title.up_to_date_as_of);
    if day > title.up_to_date_as_of {
        return Err(RunError::BaselineToCome { as_of: day, today: title.up_to_date_as_of });
    }
    let capture = ecfr.part_744(day).await?;
    let place = capture.url.clone();
    let file = ListFile::read(capture, &place, Some(title.up_to_date_as_of))?;
    let is_whole = |found: &PublishedList| found.list == ListId::EntityList && !found.entries.is_empty();
    if !file.lists.iter().any(is_whole) {
        return Err(RunError::NoEntityList { place });
    }
    Ok((file, day))
}

/// What to do about what is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Permissions {
    /// Start over from the new baseline.
    pub replace: bool,
    /// Take a list that shrank.
    pub allow_shrink: bool,
}

/// A list may lose this share of its entries before it is refused.
pub(crate) const LARGEST_LOSS_PERCENT: usize = 5;

/// Makes a list file the baseline. `as_of` is a publication date: the file contains every document published up
/// to it and none later. On an existing database the documents on record are applied again to the new baseline.
///
/// # Errors
/// Where there is a baseline already and `replace` is not permitted, or the list shrank and that is not.
pub fn init(
    store: &mut Store,
    file: ListFile,
    as_of: NaiveDate,
    permissions: Permissions,
    overlays: &Overlays,
    occasion: &Occasion,
) -> Result<RunResult, RunError> {
    let place = file.capture.url.clone();
    not_to_come(as_of, occasion)?;
    let chain = store.reader().chain()?;
    if let (Some(baseline), false) = (chain.first(), permissions.replace) {
        return Err(RunError::BaselineExists { as_of: baseline.published });
    }
    for (list, current) in chain.last().map(|version| version.entries.clone()).unwrap_or_default() {
        let found = file.lists.iter().find(|found| found.list == list).map_or(0, |found| found.entries.len());
        let least = current - current * LARGEST_LOSS_PERCENT / 100;
        if found < least && !permissions.allow_shrink {
            return Err(RunError::Shrunk { place, list, found, current });
        }
    }
    let capture = store.write(|writer| writer.put_capture(&file.capture))?;
    let notes: Vec<_> = file.lists.iter().flat_map(editorial_notes).collect();
    let state = renumbered(State::of_published(file.lists), store)?;
    let mut findings = file.findings;
    findings.splice(0..0, notes);
    in_run(store, occasion, overlays, |writer, ingest| {
        let run = ingest.run;
        // Another program may have taken a baseline since it was looked for.
        if let (Some(baseline), false) = (writer.reader().chain()?.first(), permissions.replace) {
            return Err(RunError::BaselineExists { as_of: baseline.published });
        }
        let documents = writer.reader().documents()?;
        let applications: Vec<_> = writer.reader().applications()?.iter().map(|application| application.id).collect();
        writer.supersede_applications(&applications, run)?;
        writer.supersede_after(None, run)?;
        let version = NewVersion {
            parent: None,
            document: None,
            cause: "baseline",
            effective: as_of,
            published: as_of,
            baseline: Some(capture),
            complete_through: file.complete_through,
            state: &state,
        };
        let number = writer.put_version(run, &version)?;
        ingest.result.versions.push(number);
        ingest.tell(writer, None, findings)?;
        derive_again(writer, ingest, documents)
    })
}

/// Refuses a baseline of a day to come, which would hide every rule until then.
pub fn not_to_come(as_of: NaiveDate, occasion: &Occasion) -> Result<(), RunError> {
    if as_of > occasion.as_of {
        let today = occasion.as_of;
        return Err(RunError::BaselineToCome { as_of, today });
    }
    Ok(())
}

/// What the official list says of itself: stays, and amendments that could not be incorporated.
fn editorial_notes(list: &PublishedList) -> impl Iterator<Item = Finding> {
    list.notes.iter().map(|note| {
        let message = format!("the {} prints a note below its table", list.list);
        let mut finding = Finding::new(Code::EditorialNote, message).with_list(list.list);
        finding.quote = Some(note.clone());
        finding
    })
}

/// Identities are never used twice within a database.
fn renumbered(state: State, store: &Store) -> Result<State, RunError> {
    let first = store.reader().next_entry_id()?;
    Ok(state.renumbered(first))
}
