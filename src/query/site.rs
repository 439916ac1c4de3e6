//! The archive site: what it is made of, from the database, and its files in a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::compare::{state_at, version_as_of};
use super::held::HeldBack;
use super::history;
use super::provisions::all_provisions;
use super::report::{self, Doubts, Scope, Told};
use super::verify::fidelity_on_record;
use crate::ingest::section_rules::SectionReader;
use crate::lock::{Lock, LockError};
use crate::run::answers::Answers;
use crate::run::{Occasion, RunError};
use crate::store::Store;
use crate::store::findings::Which;
use crate::store::versions::Version;
use earwatch_law::diff::Origin;
use earwatch_law::digest::sha256_hex;
use earwatch_law::entry::Entry;
use earwatch_law::finding::Finding;
use earwatch_law::law::ListId;
use earwatch_law::list::state::ListState;
use earwatch_law::provision::Kind;
use earwatch_report::render::RenderError;
use earwatch_report::render::site::{self, Archive, Files, Life, Site};
use earwatch_report::report::announced::ProvisionalRecord;
use earwatch_report::report::figures::Release;
use earwatch_report::report::history::EntryHistory;
use earwatch_report::report::provisions::ProvisionRecord;
use earwatch_report::report::record::EntryRecord;
use earwatch_report::report::verification::Fidelity;

/// What is on record of a site in its folder.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Manifest {
    schema: String,
    /// What the pages were made from: the same key gives the same pages.
    key: String,
    /// SHA-256 of each file.
    files: BTreeMap<String, String>,
}

/// The file that holds the [`Manifest`].
const MANIFEST: &str = "site.json";
const SCHEMA: &str = "earwatch/site/1";
/// The file that one run at a time holds.
const LOCK: &str = "site.json.lock";

/// What writing a site came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Written {
    /// Files of the site.
    pub files: usize,
    /// Files that are new or differ.
    pub written: usize,
    /// Files of pages that are no more.
    pub removed: usize,
}

/// Why a site was not written.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// The database.
    #[error(transparent)]
    Pipeline(#[from] RunError),
    /// A template.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// Another run writes into the folder.
    #[error("{0}")]
    Lock(#[from] LockError),
    /// A folder that is somebody else's.
    #[error(
        "{path} contains files, but no site of earwatch ({MANIFEST}); name a folder that is empty or not there yet"
    )]
    Foreign {
        /// The folder.
        path: PathBuf,
    },
    /// A file.
    #[error("cannot {what} {path}: {source}")]
    File {
        /// What was to be done.
        what: &'static str,
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
}

/// Writes the site of a database into a folder that is published at `base`, if it is: only what differs from what stands there, and the manifest last, so that
/// a run that dies is completed by the next.
pub fn write(store: &Store, dir: &Path, base: Option<&str>, occasion: &Occasion) -> Result<Written, SiteError> {
    make(dir)?;
    let _lock = Lock::take(&dir.join(MANIFEST), &occasion.command, occasion.now)?;
    let before = manifest(dir)?;
    let (key, archive) = store.at_one_moment(|store| {
        let key = key(store, base, occasion.as_of)?;
        let is_made = before.key == key && before.files.iter().all(|(name, hash)| stands(dir, name, hash));
        let archive = if is_made { None } else { Some(OnRecord::read(store)?.on(store, base, occasion.as_of)?) };
        Ok::<_, RunError>((key, archive))
    })?;
    let Some(archive) = archive else {
        return Ok(Written { files: before.files.len(), written: 0, removed: 0 });
    };
    let files = Site::new(archive)?.files()?;
    let hashes: BTreeMap<_, _> = files.iter().map(|(name, text)| (name.clone(), sha256_hex(text))).collect();
    let written = put(dir, &files, &hashes, &before)?;
    let gone = before.files.keys().filter(|name| !files.contains_key(*name));
    let mut removed = 0;
    for name in gone {
        match fs::remove_file(dir.join(name)) {
            Ok(()) => removed += 1,
            Err(source) if source.kind() == std::io::ErrorKind::NotFound => {}
            Err(source) => return Err(failed("remove", dir.join(name), source)),
        }
    }
    let manifest = Manifest { schema: SCHEMA.to_owned(), key, files: hashes };
    manifest.put(dir)?;
    Ok(Written { files: files.len(), written, removed })
}

fn failed(what: &'static str, path: PathBuf, source: std::io::Error) -> SiteError {
    SiteError::File { what, path, source }
}

/// What is on record of the folder; nothing of one that is empty or not there.
fn manifest(dir: &Path) -> Result<Manifest, SiteError> {
    let foreign = || SiteError::Foreign { path: dir.to_owned() };
    let path = dir.join(MANIFEST);
    match fs::read_to_string(&path) {
        Ok(text) => serde_json::from_str(&text).ok().filter(Manifest::is_ours).ok_or_else(foreign),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => match fs::read_dir(dir) {
            // The lock of this run stands there already.
            Ok(mut others) => {
                let foreign_one =
                    |entry: std::io::Result<fs::DirEntry>| entry.is_ok_and(|entry| entry.file_name() != LOCK);
                if others.any(foreign_one) {
                    return Err(foreign());
                }
                Ok(Manifest::default())
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Manifest::default()),
            Err(source) => Err(failed("read the folder", dir.to_owned(), source)),
        },
        Err(source) => Err(failed("read", path, source)),
    }
}

impl Manifest {
    /// Whether this program wrote it: names that lead elsewhere are none of its own.
    fn is_ours(&self) -> bool {
        let plain = |name: &String| {
            let parts: Vec<_> = name.split('/').collect();
            let own = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
            parts.len() <= 2
                && parts.last().is_some_and(|last| last.contains('.'))
                && parts.iter().all(|part| !part.is_empty() && !part.starts_with('.') && part.chars().all(own))
        };
        self.schema == SCHEMA && self.files.keys().all(plain)
    }

    /// Puts it on record in the folder.
    fn put(&self, dir: &Path) -> Result<(), SiteError> {
        let text = serde_json::to_string_pretty(self).map_err(RenderError::from)?;
        put_file(&dir.join(MANIFEST), text.as_bytes())
    }
}

/// Everything that the pages depend on, as one hash.
fn key(store: &Store, base: Option<&str>, as_of: NaiveDate) -> Result<String, RunError> {
    let content = store.reader().fingerprint()?;
    let program = site::fingerprint();
    Ok(sha256_hex(format!("{SCHEMA} {program} {as_of} {base:?} {content}").as_bytes()))
}

/// Writes files that differ from those on record.
fn put(dir: &Path, files: &Files, hashes: &BTreeMap<String, String>, before: &Manifest) -> Result<usize, SiteError> {
    let unchanged = |name: &String| {
        let hash = hashes.get(name).filter(|hash| before.files.get(name) == Some(*hash));
        hash.is_some_and(|hash| stands(dir, name, hash))
    };
    // A run that dies leaves a folder that is known to be ours, and no word on what stands in the files that it was
    // about to write.
    let names = before.files.keys().chain(files.keys());
    let known = |name: &String| match before.files.get(name) {
        Some(hash) if unchanged(name) => hash.clone(),
        Some(_) | None => String::new(),
    };
    let unfinished = Manifest {
        schema: SCHEMA.to_owned(),
        key: String::new(),
        files: names.map(|name| (name.clone(), known(name))).collect(),
    };
    unfinished.put(dir)?;
    let mut written = 0;
    for (name, text) in files {
        let path = dir.join(name);
        if unchanged(name) {
            continue;
        }
        if let Some((folder, _)) = name.split_once('/') {
            let folder = dir.join(folder);
            make(&folder)?;
            if folder.is_symlink() {
                return Err(SiteError::Foreign { path: folder });
            }
        }
        put_file(&path, text)?;
        written += 1;
    }
    Ok(written)
}

/// A file as a whole: a reader finds the old page or the new one.
fn put_file(path: &Path, bytes: &[u8]) -> Result<(), SiteError> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let written = || -> std::io::Result<()> {
        // What a run that died left behind, or a link that leads elsewhere, is not written into.
        match fs::remove_file(&part) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
        fs::File::create_new(&part)?.write_all(bytes)?;
        fs::rename(&part, path)
    };
    written().map_err(|source| failed("write", path.to_owned(), source))
}

/// Makes a folder with those above it.
fn make(path: &Path) -> Result<(), SiteError> {
    fs::create_dir_all(path).map_err(|source| failed("make the folder", path.to_owned(), source))
}

/// Whether a file stands in the folder as it was written.
fn stands(dir: &Path, name: &str, hash: &str) -> bool {
    fs::read(dir.join(name)).is_ok_and(|bytes| sha256_hex(&bytes) == hash)
}

/// What the pages of any day are made of: all that is on record, read once.
#[derive(Debug)]
pub struct OnRecord {
    /// Of which state of the database it is.
    head: String,
    chain: Vec<Version>,
    releases: Vec<Release>,
    /// What is told of each document, the newest first.
    documents: Vec<Told>,
    /// Each entry that is or was listed, as it read last.
    lives: Vec<(Arc<Entry>, Arc<EntryHistory>)>,
    provisional: Vec<ProvisionalRecord>,
    findings: Vec<Finding>,
    doubts: Doubts,
    fidelity: Fidelity,
}

impl OnRecord {
    /// Reads it.
    pub fn read(store: &Store) -> Result<Self, RunError> {
        let reader = store.reader();
        let chain = reader.chain()?;
        let mut documents = reader.documents()?;
        documents.sort_by(|a, b| (b.published, &b.number).cmp(&(a.published, &a.number)));
        // Two of one number share a page.
        let mut seen = BTreeSet::new();
        let rules = SectionReader::new(reader);
        let documents: Vec<_> = documents
            .into_iter()
            .filter(|document| seen.insert(document.number.clone()))
            .map(|document| {
                let published = document.published;
                report::told(store, &chain, &Scope::Document(document.number.into()), published, &rules)
            })
            .collect::<Result<_, _>>()?;
        let answers = Answers::read(reader)?;
        let mut findings = reader.findings(&Which::Current)?;
        for finding in &mut findings {
            if let Some(answer) = answers.of(finding) {
                finding.explained_by.get_or_insert(answer.to_string());
            }
        }
        let lives = history::lives(store)?.into_iter().map(|(last, history)| (last, Arc::new(history)));
        Ok(Self {
            head: reader.fingerprint()?,
            releases: report::releases(store, &chain)?,
            documents,
            lives: lives.collect(),
            provisional: report::announced::current(store)?,
            findings,
            doubts: report::doubts(store)?,
            fidelity: fidelity_on_record(store)?,
            chain,
        })
    }

    /// Whether it is what stands in the database now.
    pub fn is_of(&self, store: &Store) -> Result<bool, RunError> {
        Ok(self.head == store.reader().fingerprint()?)
    }

    /// The archive of a day, published at `base`, if it is. The database has to be in the state that this was read of.
    pub fn on(&self, store: &Store, base: Option<&str>, as_of: NaiveDate) -> Result<Archive, RunError> {
        let Self { chain, doubts, .. } = self;
        let version = version_as_of(chain, as_of)?;
        let (state, origins) = state_at(store, version.number)?;
        let ids = store.reader().ids(version.number, None)?;
        let of_list = |(list, state): (&ListId, &ListState)| (*list, Arc::new(state.frame.designations()));
        let meanings: BTreeMap<_, _> = state.lists.iter().map(of_list).collect();
        let lives = self.lives.iter().map(|(last, history)| {
            let listed = state.lists.values().find_map(|list| {
                let entry = list.entries.get(&history.id)?;
                let origin = origins.get(&history.id).cloned().unwrap_or_default();
                let entry = EntryRecord::new(entry, origin).with_stay(list.frame.stay_of(history.id)).identified(&ids);
                let mut entry = match meanings.get(&entry.list) {
                    Some(meanings) => entry.explained(meanings),
                    None => entry,
                };
                entry.mark(doubts);
                Some(entry)
            });
            Life {
                listed: listed.is_some(),
                entry: listed.unwrap_or_else(|| EntryRecord::new(last, Origin::default())),
                history: Arc::clone(history),
            }
        });
        let lives = lives.collect();
        let listed = state.lists.values().flat_map(|list| list.entries.values());
        let keys: BTreeSet<&str> = listed.map(|entry| entry.key.as_str()).collect();
        let sources = report::sources(store, chain, as_of)?;
        let documents = self.documents.iter();
        let documents =
            documents.map(|told| told.clone().on(as_of, doubts, sources.clone(), self.releases.clone())).collect();
        Ok(Archive {
            as_of,
            sources,
            releases: self.releases.clone(),
            documents,
            lives,
            provisional: self.provisional.clone(),
            provisions: provisions(store, as_of)?,
            findings: self.findings.clone(),
            fidelity: self.fidelity.clone(),
            held: HeldBack::read(store, None, |key| keys.contains(key))?.all(),
            base: base.map(|base| format!("{}/", base.trim_end_matches('/'))),
        })
    }
}

/// The rules on a day that are understood or held back; other text stands in the documents.
fn provisions(store: &Store, as_of: NaiveDate) -> Result<Vec<ProvisionRecord>, RunError> {
    let mut provisions = all_provisions(store, as_of)?;
    provisions.retain(|one| one.ended.is_none() && (one.kind != Kind::Other || !one.stays.is_empty()));
    Ok(provisions)
}
