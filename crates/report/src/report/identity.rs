//! Public ids that changed: told as events, since whoever keeps ids must follow, and never as a change of the law.

use serde::Serialize;

use crate::visible::visible;
use earwatch_law::entry::public_id::PublicId;
use earwatch_law::entry::{Entry, EntryId};
use earwatch_law::law::ListId;
use earwatch_law::law::quantity::quantity;

/// An entry whose public id changed, since its name, country or first citation did, or since an entry that shares all of
/// them came or went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IdChange {
    /// Identity within the database.
    pub id: EntryId,
    /// The id from now on.
    pub public_id: PublicId,
    /// The id until now.
    pub former_public_id: PublicId,
    /// List.
    pub list: ListId,
    /// Country heading as printed.
    pub country: String,
    /// Name.
    pub name: String,
}

impl IdChange {
    /// The change of an entry's id; `None` where it is the same.
    pub fn new(entry: &Entry, was: &PublicId, is: &PublicId) -> Option<Self> {
        (was != is).then(|| Self {
            id: entry.id,
            public_id: is.clone(),
            former_public_id: was.clone(),
            list: entry.list,
            country: entry.country.clone(),
            name: entry.name().to_owned(),
        })
    }
}

/// Changes that are told one by one.
const TOLD: usize = 20;

/// What is said of changed ids, a line for each.
pub fn told(changes: &[IdChange]) -> Vec<String> {
    let line = |change: &IdChange| {
        let IdChange { public_id, former_public_id, country, name, .. } = change;
        format!(
            "The public id of “{}” ({}) is now {public_id}; it was {former_public_id}.",
            visible(name),
            visible(country)
        )
    };
    let mut told: Vec<_> = changes.iter().take(TOLD).map(line).collect();
    if let Some(more) = changes.len().checked_sub(TOLD).filter(|more| *more > 0) {
        told.push(format!(
            "{} changed too; the JSON of the report has all under public_ids.",
            quantity(more, "more public id")
        ));
    }
    told
}
