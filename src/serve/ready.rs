//! A state of the lists, ready to be asked.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tokio::sync::OnceCell;

use super::desk::{At, processors};
use super::problem::Problem;
use super::yente::kept::Kept;
use crate::query::report::{Doubts, all_entries, doubts};
use crate::query::{compare, find};
use crate::run::RunError;
use crate::screen::against::{Against, entry_of};
use crate::screen::{ScreenError, Settings};
use crate::store::Store;
use earwatch_law::digest::sha256_hex;
use earwatch_report::report::export::StateInfo;
use earwatch_report::report::found::Party as Found;
use earwatch_report::report::record::EntryRecord;
use earwatch_report::report::screened::{Counts, HitRecord, InputUsed, ListUsed, Screened, rounded};
use earwatch_screen::party::Party;
use earwatch_screen::screening::hit::Hit;
use earwatch_screen::screening::{Screener, Screening, Thresholds};

/// A state of the lists.
#[derive(Debug)]
pub(super) struct Ready {
    pub(super) at: At,
    /// All entries, by list, country and name.
    pub(super) entries: Vec<EntryRecord>,
    /// The lists, as a screening names them.
    pub(super) lists: Vec<ListUsed>,
    found: compare::Lists,
    doubts: Doubts,
    settings: Settings,
    /// The place of an entry by each public id that it bears or bore.
    places: HashMap<String, usize>,
    pub(super) against: Against,
    screening: OnceLock<Arc<Screening>>,
    /// Those who screen, and wait for a party.
    screeners: Mutex<Vec<Screener<Arc<Screening>>>>,
    indexes: find::Indexes,
    /// What clients of `yente` ask for.
    pub(super) exchanged: OnceCell<Arc<Kept>>,
}

impl Ready {
    pub(super) fn read(store: &Store, at: At, settings: Settings) -> Result<Self, RunError> {
        store.at_one_moment(|store| {
            let found = compare::lists(store, at.as_of, at.known_by)?;
            let doubts = doubts(store)?;
            let entries = all_entries(&found.state, &found.origins, &found.ids, &doubts);
            let mut against = Against::of(store, (at.as_of, at.known_by), &found, &entries)?;
            let mut places = HashMap::new();
            // What an entry bore once leads to it unless another one bears it now.
            for (place, entry) in entries.iter().enumerate() {
                places.insert(entry.public_id.to_string(), place);
            }
            for (place, entry) in entries.iter().enumerate() {
                for former in &entry.former_public_ids {
                    places.entry(former.to_string()).or_insert(place);
                }
            }
            let used = std::mem::take(&mut against.lists);
            Ok(Self {
                at,
                entries,
                lists: used,
                found,
                doubts,
                settings,
                places,
                against,
                screening: OnceLock::new(),
                screeners: Mutex::default(),
                indexes: find::Indexes::default(),
                exchanged: OnceCell::new(),
            })
        })
    }

    /// What the state was taken from.
    pub(super) fn info(&self) -> &StateInfo {
        &self.found.info
    }

    /// Who is called so, or nearly so, or sits there: as `earwatch show` finds them.
    pub(super) fn called(&self, store: &Store, asked: &str) -> Result<Vec<Found>, RunError> {
        let Self { found: compare::Lists { state, origins, ids, .. }, doubts, indexes, .. } = self;
        let lists = find::Lists { state, origins, ids, doubts, indexes };
        let nobody = |error: RunError| match error {
            RunError::NoSuchEntry { .. }
            | RunError::NoEntryOfId { .. }
            | RunError::NoEntryOfNumber { .. }
            | RunError::NoSuchAddress { .. } => Ok(Vec::new()),
            other => Err(other),
        };
        let found = find::by_name(store, &lists, asked, self.at.known_by).or_else(nobody)?;
        if found.is_empty() { find::by_address(&lists, asked).or_else(nobody) } else { Ok(found) }
    }

    /// The entry of a public id, now or earlier.
    pub(super) fn entry(&self, public_id: &str) -> Option<&EntryRecord> {
        self.entries.get(*self.places.get(public_id)?)
    }

    /// What tells this state from another one: as `ETag` has it.
    pub(super) fn tag(&self) -> Option<String> {
        let hash = self.found.info.content_hash.as_ref()?;
        Some(format!("{hash}-{}", self.at.as_of))
    }

    /// What is said of a screening before its results, of what was `asked` in a form that has this name.
    pub(super) fn screened(&self, name: &str, asked: &[u8]) -> Screened {
        let settings = self.settings;
        Screened {
            schema: "earwatch/screen/1",
            as_of: self.at.as_of,
            known_by: self.at.known_by,
            since: None,
            lists: self.lists.clone(),
            threshold: rounded(settings.thresholds.name),
            address_threshold: rounded(settings.thresholds.address),
            bands: settings.bands.into(),
            table_version: earwatch_screen::VERSION.to_owned(),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            input: InputUsed {
                name: name.to_owned(),
                sha256: sha256_hex(asked),
                kind: "json".to_owned(),
                ..InputUsed::default()
            },
            ownership: None,
            counts: Counts::default(),
            notes: Vec::new(),
        }
    }

    /// The potential matches of a party, the likeliest first.
    pub(super) fn hits(&self, party: &Party) -> Result<Vec<HitRecord>, Problem> {
        let hits = self.hits_from(party, self.settings.thresholds).into_iter();
        let told = |hit: Hit| {
            Ok({
                let entry = entry_of(&self.against.told, &hit)?;
                HitRecord::new(hit, entry, self.settings.bands)
            })
        };
        hits.map(told).collect::<Result<_, ScreenError>>().map_err(|error| Problem::failed(&error))
    }

    /// The same by other thresholds; each with the place of what was matched among all that parties are held against.
    pub(super) fn hits_from(&self, party: &Party, thresholds: Thresholds) -> Vec<Hit> {
        let mut screener = self.screener();
        let hits = screener.hits_from(party, thresholds);
        self.waits(screener);
        hits
    }

    /// The entries as parties are held against them.
    pub(super) fn screening(&self) -> &Arc<Screening> {
        self.screening.get_or_init(|| Arc::new(Screening::new(self.against.listed.clone(), self.settings.thresholds)))
    }

    /// One who screens: who waits for a party, or else somebody new.
    fn screener(&self) -> Screener<Arc<Screening>> {
        let waiting = self.screeners.lock().unwrap_or_else(PoisonError::into_inner).pop();
        waiting.unwrap_or_else(|| Screener::new(Arc::clone(self.screening())))
    }

    fn waits(&self, screener: Screener<Arc<Screening>>) {
        let mut waiting = self.screeners.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() < 2 * processors() {
            waiting.push(screener);
        }
    }

    /// How parties are screened.
    pub(super) fn settings(&self) -> Settings {
        self.settings
    }
}
