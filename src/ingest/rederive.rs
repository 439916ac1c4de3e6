//! The proof that what is on record follows from what was received: everything is read and applied anew from the captured
//! bytes, by the code that does so when a new version of the program opens a database, and compared with what is on record.

use std::collections::BTreeMap;

use super::documents::{read_again, received};
use super::init::ListFile;
use super::transaction::Ingest;
use super::{acts, derive};
use crate::run::overlays::Overlays;
use crate::run::{Occasion, RunError, RunResult};
use crate::store::applications::Application;
use crate::store::runs::RunId;
use crate::store::versions::{NewVersion, Version};
use crate::store::{Reader, Store};
use earwatch_law::entry::EntryId;
use earwatch_law::list::state::State;

/// What was derived anew, and what differs.
#[derive(Debug, Default)]
pub struct Rederived {
    /// Documents that were read anew.
    pub documents: usize,
    /// Versions that stand, derived anew.
    pub versions: usize,
    /// Versions that were replaced, whose rows have the content hash that was recorded.
    pub replaced: usize,
    /// Whether another version of the program made the last run, so that differences may be its own.
    pub other_program: Option<String>,
    /// What differs, each in words.
    pub problems: Vec<String>,
}

/// Whether versions may follow that are not on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// What is on record is all that follows from the captures.
    Whole,
    /// It is cut off behind a version: later days of its documents are left out.
    Cut,
}

/// Derives everything anew within `scratch`, a copy that is thrown away, and compares.
///
/// # Errors
/// Where the copy cannot be read or written at all.
pub fn rederive(scratch: &mut Store, extent: Extent) -> Result<Rederived, RunError> {
    let last = scratch.reader().runs()?.pop();
    let Some(last) = last else {
        return Ok(Rederived::default());
    };
    let program = scratch.reader().last_program()?.flatten();
    let mut rederived = Rederived {
        other_program: program.filter(|program| program != env!("CARGO_PKG_VERSION")),
        ..Rederived::default()
    };
    let occasion = Occasion { command: "rederive".to_owned(), as_of: last.as_of, now: last.started, is_today: false };
    rederived.documents(scratch)?;
    let chain = scratch.reader().chain()?;
    let applications = scratch.reader().applications()?;
    let Some(baseline) = chain.first() else {
        return Ok(rederived);
    };
    let run = match derive_all(scratch, &occasion) {
        Ok(result) => result.run,
        Err(RunError::Store(error)) => return Err(error.into()),
        Err(error) => {
            rederived.problems.push(error.to_string());
            return Ok(rederived);
        }
    };
    rederived.chain(scratch.reader(), &chain, extent)?;
    rederived.outcomes(scratch.reader(), &applications, extent)?;
    rederived.baseline(scratch, baseline, run)?;
    rederived.replaced(scratch.reader(), &chain)?;
    Ok(rederived)
}

/// Applies all documents on record anew, as after a change of the program.
fn derive_all(scratch: &mut Store, occasion: &Occasion) -> Result<RunResult, RunError> {
    scratch.write(|writer| {
        let run = writer.start_run(&occasion.command, occasion.as_of, occasion.now)?;
        // Each document is read with the overlay that it was recorded with.
        let overlays = Overlays::of_all(writer.reader().overlays()?.into_values());
        let result = RunResult::new(run);
        let mut ingest = Ingest { run, result, upgraded: true, causes: BTreeMap::new(), overlays };
        let mut releases = Vec::new();
        acts::settle(writer, &mut ingest, &mut releases)?;
        derive::apply(writer, &mut ingest, releases)?;
        Ok(ingest.result)
    })
}

impl Rederived {
    fn documents(&mut self, scratch: &Store) -> Result<(), RunError> {
        let reader = scratch.reader();
        let overlays = reader.overlays()?;
        for document in reader.documents()? {
            self.documents += 1;
            let number = &document.number;
            match read_again(reader, &document, overlays.get(&document.id)) {
                Err(RunError::Store(error)) => return Err(error.into()),
                Err(error) => self.problems.push(format!("document {number}: {error}")),
                Ok(None) => self.problems.push(format!("no order is found in the text of document {number} any more")),
                Ok(Some(read)) => {
                    let found = &read.document;
                    if read.orders_hash != document.orders_hash || found.acts != document.acts {
                        self.problems.push(format!("document {number} reads otherwise than it was recorded"));
                    }
                    let same = (found.published, found.volume, &found.title, &found.action)
                        == (document.published, document.volume, &document.title, &document.action)
                        && (found.start_page, found.end_page) == (document.start_page, document.end_page)
                        && (&found.dates.printed, &found.dates.effective) == (&document.dates, &document.effective);
                    if !same {
                        self.problems
                            .push(format!("title, pages or dates of document {number} are not those of its text"));
                    }
                    if !reader.has_instructions(document.id, &read.orders.instructions)? {
                        self.problems.push(format!("the instructions of document {number} are not those of its text"));
                    }
                }
            }
        }
        Ok(())
    }

    fn chain(&mut self, reader: Reader<'_>, before: &[Version], extent: Extent) -> Result<(), RunError> {
        let now = reader.chain()?;
        self.versions = before.len();
        for (recorded, derived) in before.iter().zip(&now) {
            self.version(reader, recorded, derived)?;
        }
        let what = |version: &Version| match &version.document {
            Some(number) => format!("of document {number}, in force from {}", version.effective),
            None => format!("in force from {}", version.effective),
        };
        for lost in before.iter().skip(now.len()) {
            self.problems.push(format!("version {}, {}, does not follow from the captures", lost.number.0, what(lost)));
        }
        if extent == Extent::Whole {
            let unknown = now.iter().skip(before.len());
            self.problems.extend(unknown.map(|new| format!("a version {} is not on record", what(new))));
        }
        Ok(())
    }

    fn version(&mut self, reader: Reader<'_>, recorded: &Version, derived: &Version) -> Result<(), RunError> {
        let number = recorded.number.0;
        // The baseline, and the ends of stays that it notes, are not derived from documents.
        if recorded.number == derived.number {
            return self.content(reader, recorded);
        }
        let facts = |version: &Version| (version.document.clone(), version.effective, version.published);
        if facts(recorded) != facts(derived) {
            self.problems.push(format!("document or days of version {number} do not follow from the captures"));
        }
        if recorded.content_hash != derived.content_hash {
            let (was, is) = (&recorded.content_hash, &derived.content_hash);
            self.problems
                .push(format!("version {number} is recorded with the content hash {was}, and the captures give {is}"));
        }
        for difference in reader.version_differences(recorded.number, derived.number)? {
            self.problems.push(format!("version {number}: {difference} does not follow from the captures"));
        }
        Ok(())
    }

    fn outcomes(&mut self, reader: Reader<'_>, before: &[Application], extent: Extent) -> Result<(), RunError> {
        let now = reader.applications()?;
        let same = |one: &Application, other: &Application| {
            (&one.number, one.effective, one.published) == (&other.number, other.effective, other.published)
        };
        for recorded in before {
            let (number, day) = (&recorded.number, recorded.effective);
            match now.iter().find(|derived| same(derived, recorded)) {
                None => {
                    self.problems
                        .push(format!("what document {number} did on {day} does not follow from the captures"));
                }
                Some(derived) if reader.outcomes_differ(recorded.id, derived.id)? => {
                    self.problems
                        .push(format!("the outcomes of document {number} for {day} do not follow from the captures"));
                }
                Some(_) => {}
            }
        }
        if extent == Extent::Whole {
            for new in now.iter().filter(|derived| !before.iter().any(|recorded| same(recorded, derived))) {
                self.problems.push(format!("what document {} does on {} is not on record", new.number, new.effective));
            }
        }
        Ok(())
    }

    /// The starting list, read anew from its file.
    fn baseline(&mut self, scratch: &mut Store, recorded: &Version, run: RunId) -> Result<(), RunError> {
        let Some(capture) = recorded.baseline else {
            self.problems.push(format!("version {} is a starting list without a file", recorded.number.0));
            return Ok(());
        };
        let place = scratch.reader().capture_origin(capture)?.0;
        let capture = received(scratch.reader(), capture)?;
        let file = match ListFile::read(capture, &place, recorded.complete_through) {
            Ok(file) => file,
            Err(error) => {
                self.problems.push(error.to_string());
                return Ok(());
            }
        };
        let first = scratch.reader().first_entry(recorded.number)?.unwrap_or(1);
        let state = State::of_published(file.lists).renumbered(EntryId(first));
        let derived = scratch.write(|writer| {
            let version = NewVersion {
                parent: None,
                document: None,
                cause: "baseline",
                effective: recorded.effective,
                published: recorded.published,
                baseline: recorded.baseline,
                complete_through: recorded.complete_through,
                state: &state,
            };
            writer.put_version(run, &version)
        })?;
        let derived = scratch.reader().version(derived)?;
        match derived {
            Some(derived) => self.version(scratch.reader(), recorded, &derived),
            None => Ok(()),
        }
    }

    /// Versions that were replaced read back as they were written; what they were derived from may be replaced, too.
    fn replaced(&mut self, reader: Reader<'_>, standing: &[Version]) -> Result<(), RunError> {
        let stood = |version: &Version| standing.iter().any(|stands| stands.number == version.number);
        let last = standing.iter().map(|version| version.run).max();
        let replaced = |version: &Version| !stood(version) && Some(version.run) <= last;
        for version in reader.all_versions()?.into_iter().filter(replaced) {
            self.replaced += 1;
            self.content(reader, &version)?;
        }
        Ok(())
    }

    fn content(&mut self, reader: Reader<'_>, version: &Version) -> Result<(), RunError> {
        let found = reader.state(version.number)?.state.content_hash();
        if found != version.content_hash {
            let (number, recorded) = (version.number.0, &version.content_hash);
            self.problems.push(format!(
                "the entries of version {number} have the content hash {found}, and {recorded} was recorded"
            ));
        }
        Ok(())
    }
}
