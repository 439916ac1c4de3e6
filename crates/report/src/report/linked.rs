//! Who else sits at the addresses of an entry, or bears a name of it, with the evidence.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::Serialize;

use super::found::{Candidate, Matched};
use earwatch_law::entry::EntryId;
use earwatch_law::entry::lookup::FoundBy;
use earwatch_law::entry::public_id::PublicId;
use earwatch_law::law::ListId;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_screen::address::compare::{Field, How};

/// The parties around an entry. Keys and their order are a contract.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Linked {
    /// `earwatch/links/1`.
    pub schema: &'static str,
    /// As asked.
    pub asked: String,
    /// The day on which parties are listed or not.
    pub as_of: NaiveDate,
    /// Only what had been published by this day counts.
    pub known_by: Option<NaiveDate>,
    /// Over how many steps.
    pub depth: usize,
    /// Where nothing is called exactly so and one alone nearly so: how it matches.
    pub nearest: Option<Matched>,
    /// Where nothing is called exactly so and several nearly so, likeliest first; nothing is linked then.
    pub candidates: Vec<Candidate>,
    /// Those that are meant, and all that are linked to them, the nearest first.
    pub parties: Vec<LinkedParty>,
    /// What links them.
    pub edges: Vec<Edge>,
    /// Addresses that may be of one building and are not told.
    pub possible_not_told: usize,
}

/// An entry that is or was listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkedParty {
    /// Identity within the database.
    pub id: EntryId,
    /// The id that any two databases of the same list agree on.
    pub public_id: PublicId,
    /// List.
    pub list: ListId,
    /// Country heading, the last one.
    pub country: String,
    /// Name, the last one.
    pub name: String,
    /// Whether the entry is an address, which reaches whoever operates there.
    pub is_address_only: bool,
    /// Whether it is listed on the day.
    pub listed: bool,
    /// The day from which it is not listed any more.
    pub removed_on: Option<NaiveDate>,
    /// The document that removed it.
    pub removed_by: Option<DocumentNumber>,
    /// How many steps it is away from the one that was asked for.
    pub steps: usize,
    /// By what it was found, where it was asked for.
    pub found_by: Option<FoundBy>,
}

/// What links two parties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bond {
    /// They sit in one building.
    SameBuilding,
    /// They have one post office box.
    SameBox,
    /// Their addresses say the same, and name no building.
    SamePlace,
    /// Nothing denies that it is one building, and something is left open.
    PossiblySameBuilding,
    /// One bears a former name of the other.
    FormerName,
    /// They bear the same name.
    SameName,
}

impl Bond {
    /// `same building`.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::SameBuilding => "same building",
            Self::SameBox => "same post office box",
            Self::SamePlace => "same place; neither address names a building",
            Self::PossiblySameBuilding => "possibly the same building",
            Self::FormerName => "a former name of the other",
            Self::SameName => "same name",
        }
    }
}

/// A link between two parties, with its evidence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Edge {
    /// The party that is nearer to the one that was asked for.
    pub one: EntryId,
    /// The other one.
    pub other: EntryId,
    /// What links them.
    #[serde(rename = "kind")]
    pub bond: Bond,
    /// The address of the first, as printed.
    pub one_address: Option<Address>,
    /// The address of the other, as printed.
    pub other_address: Option<Address>,
    /// The name that both bear or bore.
    pub name: Option<String>,
    /// How sure it is, from 0 to 1.
    pub score: f64,
    /// What agrees, differs, or is missing, part by part.
    pub agreement: Vec<Agreement>,
    /// Why one of them may be the successor of the other.
    pub suspicion: Option<String>,
}

/// An address as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Address {
    /// Its text.
    pub text: String,
    /// The day from which the entry has it no more; `None` of one that it has, or had last.
    pub until: Option<NaiveDate>,
}

/// How a part of two addresses compares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Agreement {
    /// Which part.
    pub field: Field,
    /// How it compares.
    pub how: How,
    /// The part in the first address, in plain words.
    pub one: String,
    /// The part in the other one.
    pub other: String,
}

impl Linked {
    /// A party by its identity.
    pub fn party(&self, id: EntryId) -> Option<&LinkedParty> {
        self.parties.iter().find(|party| party.id == id)
    }

    /// What a party is called; of one that is not told, its number says which it is.
    pub fn name(&self, id: EntryId) -> Cow<'_, str> {
        let untold = || Cow::Owned(format!("entry {}, which is not told here", id.0));
        self.party(id).map_or_else(untold, |party| Cow::Borrowed(party.name.as_str()))
    }

    /// The links of a party with one that is nearer to the one asked for; of those as near, with one told before.
    pub fn edges_to(&self, id: EntryId) -> impl Iterator<Item = &Edge> {
        self.edges.iter().filter(move |edge| edge.other == id)
    }
}
