//! What a poll does with the parties of the configuration: all of them against the lists of the day, of which only what is
//! new is told.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::against::Against;
use super::error::ScreenError;
use super::input::{Input, Said};
use super::memory::decisions::Decisions;
use super::ownership::{Files, Ownership};
use super::screening::{Request, Settings, screen};
use super::telling::{PRINTED, Telling};
use crate::run::Occasion;
use crate::store::Store;

/// The files that each poll screens, as the configuration names them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Polled {
    /// The parties.
    pub parties: PathBuf,
    /// How their file is to be read.
    pub said: Said,
    /// Whom they belong to.
    pub owners: Files,
}

/// Screens the parties, and works out what is news for the channels that get matches.
///
/// # Errors
/// Where it could not come to its end. Nothing is told then, and the next poll tells what this one would have.
pub fn screen_polled<'c>(
    lists: &Store,
    polled: &Polled,
    (settings, store): (Settings, &Path),
    channels: impl IntoIterator<Item = &'c str>,
    occasion: &Occasion,
) -> Result<(), ScreenError> {
    let telling = Telling::open(store)?;
    telling.enrol(std::iter::once(PRINTED).chain(channels), occasion.now)?;
    let against = Against::read(lists, occasion.as_of, None)?;
    let former = against.listed.iter().zip(&against.former).filter(|(_, former)| !former.is_empty());
    let former: HashMap<_, _> = former.map(|(listed, former)| (listed.key.clone(), former.clone())).collect();
    let owners = &polled.owners;
    let ownership = (!owners.owners.is_empty()).then(|| Ownership::read(lists, owners, &against)).transpose()?;
    let input = Input::open(&polled.parties, polled.said.clone())?;
    let mut comparison = telling.compare()?;
    let decided = Decisions::default();
    let request = Request { input: &input, against, ownership, since: None, settings, store: Some(store), decided };
    let screened = screen(request, occasion, |result, _| {
        comparison.add(result, |key| former.get(key).cloned().unwrap_or_default())
    })?;
    if screened.counts.rows == 0 {
        return Err(ScreenError::File {
            path: polled.parties.clone(),
            problem: "it holds no parties; look whether it was written to its end".to_owned(),
        });
    }
    comparison.settle(&screened, occasion.as_of, occasion.now)
}
