//! What an amendatory paragraph can order, and of what: [`Instruction`] and its parts.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::finding::Place;
use crate::law::{Column, ListId};

/// Whether a target was named in the sentence or carried over from an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// Named in the sentence itself.
    Stated,
    /// Carried over from a paragraph or item above.
    Inherited,
}

/// What an instruction is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The list, if the supplement is one of ours.
    pub list: ListId,
    /// The country as written in the instruction (`RUSSIA`, `the PRC`); `None` where the whole list is meant.
    pub country: Option<String>,
    /// Whether list and country were both named in the sentence itself.
    pub certainty: Certainty,
    /// Countries that share the names and the number of one order, this one among them.
    #[serde(skip)]
    pub among: Vec<String>,
}

/// The entries an order is about: by name, by count, or both.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Entries {
    /// Names as quoted, verbatim but for the quotation marks and the separator that they enclose.
    pub names: Vec<String>,
    /// A stated number ("two Afghan entities", "the 15 entries").
    pub count: Option<u32>,
    /// "the second entry for “X”" is `Some(2)`.
    pub ordinal: Option<u32>,
}

/// A word-level edit: what goes, what comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextEdit {
    /// The phrase that is removed; `None` where text is only added.
    pub remove: Option<String>,
    /// The phrase that stands in its place; `None` where text is only removed. Alone, it is the whole new text of the
    /// column.
    pub add: Option<String>,
    /// The phrase after which text is added, where nothing is removed.
    pub after: Option<String>,
    /// "wherever it appears", "each place it appears".
    pub everywhere: bool,
    /// "the second time it appears": which of its places, where it has several; of added text, its place in the column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurrence: Option<Occurrence>,
}

/// Which place of words is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Occurrence {
    /// "the second time it appears", from 1.
    Nth(u32),
    /// "the last time it appears".
    Last,
    /// "in both places": each of so many.
    All(u32),
    /// "at the beginning of the column".
    Beginning,
    /// "at the end of the column".
    End,
}

/// What becomes of a footnote's mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// It comes behind the text of the license requirement.
    Put,
    /// It comes behind these words.
    PutAfter(String),
    /// It comes where the mark of another footnote stands.
    PutInsteadOf(u8),
    /// It goes.
    Off,
}

impl Mark {
    /// Whether it comes.
    pub fn comes(&self) -> bool {
        *self != Self::Off
    }
}

/// Which entries of its place an order is about, where the list tells them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Selection {
    /// Those that bear the mark of this footnote.
    Footnote(u8),
    /// Those with this Federal Register citation.
    Citation(String),
    /// All of the name, whatever the country.
    Everywhere,
}

/// What a stay holds back, or lifts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stayed {
    /// The introductory text of the supplement.
    Intro,
    /// A footnote of the table.
    Footnote(u8),
    /// The named entries.
    Entries(Entries),
    /// The whole supplement.
    Supplement,
}

/// An order that changes none of our lists, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoListEffect {
    /// "The authority citation for 15 CFR part 744 continues to read as follows" or is revised.
    AuthorityCitation,
    /// "Supplement No. 4 to part 744 is amended:": says what the items below are about.
    Head,
    /// "The additions and revisions read as follows:".
    ReadsAsFollows,
    /// Text of a section, or of a supplement that is no party list.
    OtherText,
    /// Another part of the CFR.
    OtherPart,
}

/// What is ordered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// Nothing that touches a list.
    NoListEffect(NoListEffect),
    /// Enter the rows printed below.
    AddEntries(Entries),
    /// Replace entries by the rows printed below ("revising", "correcting").
    ReviseEntries(Entries),
    /// Strike entries.
    RemoveEntries(Entries),
    /// Give an entry another name and leave the rest.
    RenameEntry {
        /// The name it bears.
        from: String,
        /// The name it gets.
        to: String,
    },
    /// Put entries under another country, or under the target's country from another one.
    MoveEntries {
        /// The entries.
        entries: Entries,
        /// Where they go, as written.
        to_country: String,
    },
    /// Put all entries under another country; its heading goes with them.
    MoveCountry {
        /// Where they go, as written.
        to_country: String,
        /// "the two entries": how many they are.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        number: Option<u32>,
    },
    /// Give the target's country heading another name; its entries stay.
    RenameCountry {
        /// The name it gets, as written.
        to: String,
    },
    /// Strike all entries of the target's country, and keep its heading: `[Reserved]`.
    ReserveCountry,
    /// Set, strike or reserve the supplement as a whole.
    WholeSupplement,
    /// Create the target's country heading.
    AddCountry,
    /// Strike the target's country heading.
    RemoveCountry {
        /// Whether "all entries thereunder" go with it.
        with_entries: bool,
        /// "both entries": how many it has.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        number: Option<u32>,
        /// "all entries except “X”": the names of those that stay.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        except: Vec<String>,
    },
    /// Change words inside cells; the row is not printed again.
    ReviseText {
        /// The entry; `None` means every entry of the target.
        entry: Option<String>,
        /// The column, where one is named.
        column: Option<Column>,
        /// The edit.
        edit: TextEdit,
    },
    /// Strike aliases from an entry.
    RemoveAliases {
        /// The entry.
        entry: String,
        /// The aliases as quoted.
        aliases: Vec<String>,
    },
    /// Add aliases to an entry.
    AddAliases {
        /// The entry.
        entry: String,
        /// The aliases as quoted.
        aliases: Vec<String>,
        /// The alias behind which they come; else they come last.
        #[serde(default)]
        after: Option<String>,
    },
    /// Strike addresses from an entry.
    RemoveAddresses {
        /// The entry.
        entry: String,
        /// The addresses as quoted.
        addresses: Vec<String>,
    },
    /// Add addresses to an entry.
    AddAddresses {
        /// The entry.
        entry: String,
        /// The addresses as quoted.
        addresses: Vec<String>,
    },
    /// Strike aliases or addresses of an entry by their places in it, or give the one at a place another text.
    ReviseFeaturesAt {
        /// The entry.
        entry: String,
        /// Aliases, else addresses.
        aliases: bool,
        /// Places from 1; from the end -1, -2, …; 0 is each of them, none the only one.
        places: Vec<i8>,
        /// The new text; `None` strikes.
        to: Option<String>,
    },
    /// Put the mark of a footnote on an entry's license requirement, or take it off.
    ReviseDesignation {
        /// The entry.
        entry: String,
        /// The footnote.
        number: u8,
        /// What becomes of its mark.
        mark: Mark,
    },
    /// The same for each of several entries; its entry has no name where the list alone tells them.
    Each {
        /// Which of them.
        of: Selection,
        /// What is done with each.
        order: Box<Order>,
    },
    /// Add a footnote of the table.
    AddFootnote(u8),
    /// Replace a footnote of the table.
    ReviseFootnote(u8),
    /// Strike a footnote of the table.
    RemoveFootnote(u8),
    /// Replace the introductory text.
    ReviseIntro,
    /// Set a footnote of the table, or the introductory text, to what the order itself quotes.
    SetText {
        /// The footnote.
        footnote: Option<u8>,
        /// Its text.
        text: String,
    },
    /// Hold text back.
    Stay {
        /// What.
        what: Stayed,
        /// The last day of the stay; `None` is "indefinitely".
        until: Option<NaiveDate>,
    },
    /// End a stay.
    LiftStay {
        /// What.
        what: Stayed,
    },
}

impl Order {
    /// The entry that the order is inside of.
    pub(crate) fn inside(&self) -> Option<&str> {
        match self {
            Self::ReviseText { entry: Some(entry), .. }
            | Self::RenameEntry { from: entry, .. }
            | Self::RemoveAliases { entry, .. }
            | Self::AddAliases { entry, .. }
            | Self::RemoveAddresses { entry, .. }
            | Self::AddAddresses { entry, .. }
            | Self::ReviseFeaturesAt { entry, .. }
            | Self::ReviseDesignation { entry, .. } => Some(entry),
            _ => None,
        }
    }
}

/// One order with the exact words and where they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instruction {
    /// What it is about; `None` where it has no effect on a list.
    pub target: Option<Target>,
    /// What is ordered.
    pub order: Order,
    /// Its number with those it stands below: `4.b` is `4`, `b`.
    #[serde(skip)]
    pub number: Vec<String>,
    /// An effective date stated inside the instruction ("Effective December 2, 2024, …").
    pub effective: Option<NaiveDate>,
    /// The exact words.
    pub quote: String,
    /// Where they stand.
    pub place: Place,
}
