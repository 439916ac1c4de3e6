//! What an amendment does to a list.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::instruction::{Mark, Selection, Stayed, TextEdit};
use crate::law::{Cells, Column};

/// What an amendment does. Countries are as written in the instruction or the table; which heading is meant is
/// decided against the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Edit {
    /// Enter a row.
    Add {
        /// Country.
        country: String,
        /// Name as instructed.
        name: String,
        /// The row.
        row: Cells,
    },
    /// Replace an entry by a row; a row that bears another name renames it.
    Revise {
        /// Country.
        country: String,
        /// Name as instructed.
        name: String,
        /// Which of several entries of that name, from 1.
        ordinal: Option<u32>,
        /// The row.
        row: Cells,
    },
    /// Strike an entry.
    Remove {
        /// Country, where one is given.
        country: Option<String>,
        /// Name as instructed.
        name: String,
        /// Which of several entries of that name, from 1.
        ordinal: Option<u32>,
        /// How many entries of that name there are, where all of them go.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        number: Option<u32>,
    },
    /// Give an entry another name.
    Rename {
        /// Country, where one is given.
        country: Option<String>,
        /// The name it bears.
        from: String,
        /// The name it gets.
        to: String,
    },
    /// Put an entry under another country.
    Move {
        /// Country it stands under.
        country: Option<String>,
        /// Name as instructed.
        name: String,
        /// Where it goes.
        to_country: String,
    },
    /// Put all entries of a country under another one; its heading goes.
    MoveCountry {
        /// Country they stand under.
        country: String,
        /// Where they go.
        to_country: String,
        /// How many they are, where the order says so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        number: Option<u32>,
    },
    /// Give a country heading another name; its entries stay.
    RenameCountry {
        /// The name it bears.
        country: String,
        /// The name it gets.
        to: String,
    },
    /// Strike all entries of a country; its heading stays, with `[Reserved]` beside it.
    ReserveCountry {
        /// Country.
        country: String,
    },
    /// Create a country heading.
    AddCountry {
        /// Country.
        country: String,
    },
    /// Strike a country heading.
    RemoveCountry {
        /// Country.
        country: String,
        /// Whether its entries go with it.
        with_entries: bool,
        /// How many entries it has, where the order says so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        number: Option<u32>,
        /// Names of entries that stay.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        except: Vec<String>,
    },
    /// Change words inside cells.
    ReviseText {
        /// Country, where one is given.
        country: Option<String>,
        /// The entry; `None` means all of the country, or of the list.
        name: Option<String>,
        /// The column, where one is given.
        column: Option<Column>,
        /// The edit.
        edit: TextEdit,
    },
    /// Strike and enter aliases or addresses of an entry.
    ReviseFeatures {
        /// Country, where one is given.
        country: Option<String>,
        /// Name as instructed.
        name: String,
        /// Which of the two.
        of: Feature,
        /// Those that go, as quoted.
        remove: Vec<String>,
        /// Those that come, as quoted; in place of those that go where they are equally many.
        add: Vec<String>,
        /// The one behind which they come, where it is not the last.
        #[serde(default)]
        after: Option<String>,
    },
    /// Strike aliases or addresses of an entry by their places, 0 for each of them, or give the one at a place another text.
    ReviseFeaturesAt {
        /// Country, where one is given.
        country: Option<String>,
        /// Name as instructed.
        name: String,
        /// Which of the two.
        of: Feature,
        /// Places from 1; from the end -1, -2, …; none is the only one.
        places: Vec<i8>,
        /// The new text; `None` strikes.
        to: Option<String>,
    },
    /// Put the mark of a footnote on an entry's license requirement, or take it off.
    ReviseDesignation {
        /// Country, where one is given.
        country: Option<String>,
        /// Name as instructed.
        name: String,
        /// The footnote.
        number: u8,
        /// What becomes of its mark.
        mark: Mark,
    },
    /// The same for each of several entries; its entry has no name where the list alone tells them.
    Each {
        /// Country, where one is given.
        country: Option<String>,
        /// Which of its entries.
        of: Selection,
        /// What is done with each.
        edit: Box<Edit>,
    },
    /// Set a footnote's text; `None` strikes it.
    ReviseFootnote {
        /// Number.
        number: u8,
        /// New text.
        text: Option<String>,
    },
    /// Set the introductory text.
    ReviseIntro {
        /// New text.
        text: String,
    },
    /// Text around the entries that is printed and that no order sets: it changes nothing, and must be what the list
    /// says.
    Reprint {
        /// The footnote; `None` is a paragraph of the introductory text.
        footnote: Option<u8>,
        /// The text.
        text: String,
    },
    /// A row that is printed and that no order names or counts: it changes nothing, and must be what the list says.
    ReprintRow {
        /// Country.
        country: String,
        /// Name as printed.
        name: String,
        /// The row.
        row: Cells,
    },
    /// Hold text back.
    Stay {
        /// Country, where one is given.
        #[serde(default)]
        country: Option<String>,
        /// What.
        what: Stayed,
        /// Last day, where one is stated.
        until: Option<NaiveDate>,
    },
    /// End a stay.
    LiftStay {
        /// Country, where one is given.
        #[serde(default)]
        country: Option<String>,
        /// What.
        what: Stayed,
    },
}

/// What an Entity cell lists besides the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Feature {
    /// Other names.
    Aliases,
    /// Addresses.
    Addresses,
}

impl fmt::Display for Feature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Aliases => "aliases",
            Self::Addresses => "addresses",
        })
    }
}

impl Edit {
    /// The stable name of the kind of edit.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Each { edit, .. } => edit.kind(),
            Self::Add { .. } => "add",
            Self::Revise { .. } => "revise",
            Self::Remove { .. } => "remove",
            Self::Rename { .. } => "rename",
            Self::Move { .. } => "move",
            Self::MoveCountry { .. } => "move-country",
            Self::RenameCountry { .. } => "rename-country",
            Self::ReserveCountry { .. } => "reserve-country",
            Self::AddCountry { .. } => "add-country",
            Self::RemoveCountry { .. } => "remove-country",
            Self::ReviseText { .. } => "revise-text",
            Self::ReviseFeatures { of: Feature::Aliases, .. } | Self::ReviseFeaturesAt { of: Feature::Aliases, .. } => {
                "revise-aliases"
            }
            Self::ReviseFeatures { of: Feature::Addresses, .. }
            | Self::ReviseFeaturesAt { of: Feature::Addresses, .. } => "revise-addresses",
            Self::ReviseDesignation { .. } => "revise-designation",
            Self::ReviseFootnote { .. } => "revise-footnote",
            Self::ReviseIntro { .. } => "revise-intro",
            Self::Reprint { .. } | Self::ReprintRow { .. } => "reprint",
            Self::Stay { .. } => "stay",
            Self::LiftStay { .. } => "lift-stay",
        }
    }

    /// The country as written, where there is one.
    pub fn country(&self) -> Option<&str> {
        match self {
            Self::Add { country, .. }
            | Self::Revise { country, .. }
            | Self::ReprintRow { country, .. }
            | Self::MoveCountry { country, .. }
            | Self::RenameCountry { country, .. }
            | Self::ReserveCountry { country }
            | Self::AddCountry { country }
            | Self::RemoveCountry { country, .. } => Some(country),
            Self::Remove { country, .. }
            | Self::Rename { country, .. }
            | Self::Move { country, .. }
            | Self::ReviseFeatures { country, .. }
            | Self::ReviseFeaturesAt { country, .. }
            | Self::ReviseDesignation { country, .. }
            | Self::ReviseText { country, .. }
            | Self::Each { country, .. }
            | Self::Stay { country, .. }
            | Self::LiftStay { country, .. } => country.as_deref(),
            Self::ReviseFootnote { .. } | Self::ReviseIntro { .. } | Self::Reprint { .. } => None,
        }
    }

    /// The entry as named, where there is one.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Add { name, .. }
            | Self::Revise { name, .. }
            | Self::ReprintRow { name, .. }
            | Self::Remove { name, .. }
            | Self::Rename { from: name, .. }
            | Self::ReviseFeatures { name, .. }
            | Self::ReviseFeaturesAt { name, .. }
            | Self::ReviseDesignation { name, .. }
            | Self::Move { name, .. } => Some(name),
            Self::ReviseText { name, .. } => name.as_deref(),
            Self::Each { edit, .. } => edit.name().filter(|name| !name.is_empty()),
            Self::MoveCountry { .. }
            | Self::RenameCountry { .. }
            | Self::ReserveCountry { .. }
            | Self::AddCountry { .. }
            | Self::RemoveCountry { .. }
            | Self::ReviseFootnote { .. }
            | Self::ReviseIntro { .. }
            | Self::Reprint { .. }
            | Self::Stay { .. }
            | Self::LiftStay { .. } => None,
        }
    }
}
