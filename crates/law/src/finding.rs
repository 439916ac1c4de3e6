//! What a person has to look at: everything that was not understood, not applied, or does not add up.
//!
//! A finding has a stable kebab-case [`Code`]; severity and suggested next step follow from the code.

#![warn(clippy::wildcard_enum_match_arm)]

mod answer;
pub mod links;

use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};

use crate::law::ListId;
use crate::law::citation::DocumentNumber;

pub use answer::{Answer, Through};

/// How urgently a person is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Said so that nobody wonders; nothing to do.
    Info,
    /// Worth a look; the list is as published.
    Warn,
    /// A person must look: the list may differ from the law. A run that meets one exits with 3.
    Review,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Info => "info",
            Self::Warn => "warn",
            Self::Review => "review",
        })
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $severity:ident, $next:literal;)*) => {
        /// Everything the program can report, by a name that never changes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code {
            $($(#[$doc])* #[serde(rename = $name)] $variant,)*
        }

        impl Code {
            /// All codes, in the order of the README's table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable kebab-case name.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// How urgently a person is needed.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// What to do about it.
            pub fn next_step(self) -> &'static str {
                match self { $(Self::$variant => $next,)* }
            }
        }
    };
}

codes! {
    /// Text of an amendatory paragraph that the grammar did not consume.
    UnparsedInstruction = "unparsed-instruction", Review,
        "read the quoted paragraph in the official document; the list is unchanged there";
    /// An order that counts entries and no row or name says which.
    UnnamedObject = "unnamed-object", Review,
        "find the entries meant in the preamble of the document";
    /// A named entry that the list does not hold.
    EntryNotFound = "entry-not-found", Review,
        "compare the quoted name with the candidates; the list is unchanged there";
    /// A name that two entries of the country bear.
    AmbiguousEntry = "ambiguous-entry", Review,
        "decide from the document which of the entries is meant; the list is unchanged there";
    /// A country heading is to be removed, and entries remain below it.
    HeadingNotEmpty = "heading-not-empty", Review,
        "find out from the document what becomes of the named entries; the heading is kept";
    /// An addition of an entry that stands in the list already.
    EntryAlreadyListed = "entry-already-listed", Review,
        "check whether the rule was meant to revise the entry";
    /// An entry is named in an instruction and no row is printed for it.
    InstructionWithoutRow = "instruction-without-row", Review,
        "look for a correcting document; the list is unchanged there";
    /// A printed row that no instruction names or counts.
    RowWithoutInstruction = "row-without-instruction", Review,
        "look for a correcting document";
    /// A printed row with a cell too few, too many or blank, with texts in the wrong columns, with words lost or those of
    /// another row, or that cannot be read.
    RowDefective = "row-defective", Review,
        "read the row in the official document; an overlay can supply it; the list is unchanged there";
    /// The phrase of a word-level edit does not stand in the text.
    TextNotFound = "text-not-found", Review,
        "compare the quoted phrase with the entry; the text is unchanged";
    /// The phrase of a word-level edit stands more than once.
    TextAmbiguous = "text-ambiguous", Review,
        "decide from the document which place is meant; the text is unchanged";
    /// An instructed name differs from the name of its printed row.
    NameMismatch = "name-mismatch", Review,
        "compare the two names; the printed row was used";
    /// Names, rows, bullets and counts of one document disagree.
    CountMismatch = "count-mismatch", Review,
        "compare the instructions with the table and the preamble";
    /// An effective date that cannot be read.
    DateAmbiguous = "date-ambiguous", Review,
        "read the DATES section of the document, and compare with the date that the versions show";
    /// A citation placeholder without a page.
    PlaceholderUnresolved = "placeholder-unresolved", Review,
        "compare the citation with the official document; if its record is missing, put it (.json) beside the \
         document and import again";
    /// A document of an issue that can concern a list and could not be read.
    DocumentUnread = "document-unread", Review,
        "put its own XML into a directory, with its API record (.json) beside it, and import it";
    /// A document changed after it was read.
    DocumentChanged = "document-changed", Review,
        "compare the two captures";
    /// A document was withdrawn.
    DocumentWithdrawn = "document-withdrawn", Review,
        "look for it on the official site; its provisional changes no longer apply, its published ones are kept until \
         a person decides";
    /// A correction that addresses page and column instead of an entry.
    CorrectionByPage = "correction-by-page", Review,
        "read the correction against the printed page; the list is unchanged";
    /// A document that delays, withdraws, corrects or republishes one on record, and it is not certain what follows.
    ActHeld = "act-held", Review,
        "read both documents. What is decided goes into overlays: that of the document acted on changes its dates or \
         orders, that of the acting one accepts this finding. An acknowledgement leaves the entries in doubt";
    /// A source that could not be reached.
    SourceUnreachable = "source-unreachable", Review,
        "check the network and run again; nothing was concluded from the silence";
    /// A list that lost more entries than any rule has ever removed.
    SourceShrunk = "source-shrunk", Review,
        "check the file; --allow-shrink accepts it as it is";
    /// A source that answered with something else than data.
    SourceBlocked = "source-blocked", Review,
        "open the address in a browser; nothing was concluded from the answer";
    /// A source whose newest data is too old.
    SourceStale = "source-stale", Review,
        "check the source's own status";
    /// This machine's clock and that of a source disagree.
    ClockSkew = "clock-skew", Review,
        "set the clock of this machine; what is new, due or in force was judged by it";
    /// A document is published, but its full text cannot be had yet.
    TextNotYet = "text-not-yet", Review,
        "read the document on the official site; the next poll asks for its text again";
    /// The eCFR holds something else than the replayed list.
    DriftEcfr = "drift-ecfr", Review,
        "compare both texts with the document that set them";
    /// The eCFR has not come to the last rule for longer than it usually takes.
    EcfrBehind = "ecfr-behind", Warn,
        "compare the entries of the last rule with its document; the eCFR is asked again each day";
    /// The search for documents that cite the rules on record failed.
    SearchIncomplete = "search-incomplete", Warn,
        "nothing if the next poll takes it back; else look on the official site for documents that cite rules whose \
         effective date is to come";
    /// A proposed rule or a notice that words changes of a list.
    ProposedOnly = "proposed-only", Warn,
        "nothing: it is not law; a final rule may follow";
    /// The XML of a document is not there yet; its web page was read instead.
    TextFromHtml = "text-from-html", Warn,
        "nothing: the next poll asks for the XML and reports what differs";
    /// Columns that seem swapped, text of one that leaked into another, or a text that lost or gained words.
    ColumnSuspect = "column-suspect", Warn,
        "read the row in the official table; the text is kept as published";
    /// An element within the text of which it is not known what it is for.
    UnknownMarkup = "unknown-markup", Warn,
        "read the quoted words in the official document; they were taken as a part of the text around them";
    /// A footnote mark that contradicts the section cited beside it.
    DesignationContradiction = "designation-contradiction", Warn,
        "read the license requirement of the entry; the mark is kept as published";
    /// A footnote mark that the table of designations does not know.
    UnknownDesignation = "unknown-designation", Warn,
        "read the footnote below the official table; the mark is kept as published";
    /// An addition and a removal that may be one renaming.
    PossibleRename = "possible-rename", Warn,
        "compare the two entries; they are counted as an addition and a removal";
    /// A stated number of aliases that differs from the aliases printed.
    AliasCount = "alias-count", Warn,
        "read the entry; the printed aliases are kept";
    /// A country called otherwise than its heading.
    CountryAlias = "country-alias", Warn,
        "check that the heading meant is the right one";
    /// A country that is new to the list, and no order adds its heading.
    HeadingUnordered = "heading-unordered", Warn,
        "check that the country is new to the list; its heading was entered as printed";
    /// An overlay that no document needed.
    OverlayUnused = "overlay-unused", Warn,
        "remove it, or correct what it should match";
    /// A list prints a note about itself, for instance that an amendment could not be incorporated.
    EditorialNote = "editorial-note", Warn,
        "read the note in the official table";
    /// An acknowledgement that matches no finding any more.
    AcknowledgementUnused = "acknowledgement-unused", Warn,
        "withdraw it";
    /// The Consolidated Screening List differs from the replayed list.
    DriftCsl = "drift-csl", Warn,
        "compare with the Federal Register document";
    /// A source that had failed or was too old does well again.
    SourceRecovered = "source-recovered", Info,
        "nothing: what was missed meanwhile was asked for again";
    /// A difference from an official list that is gone.
    DriftMended = "drift-mended", Info,
        "nothing: the lists agree there again";
    /// Names that differ in case or punctuation only.
    NameVariant = "name-variant", Info,
        "nothing: letters and digits agree";
    /// Text that was escaped twice.
    EscapedTwice = "escaped-twice", Info,
        "nothing: the text was read as it was meant";
    /// A correction by page of a document that is not on record, and of another part than 744.
    CorrectionElsewhere = "correction-elsewhere", Info,
        "nothing: neither Part 744 nor a document on record is corrected";
    /// A rule of Part 744 by its record whose text is whole and orders nothing.
    OrdersNothing = "orders-nothing", Info,
        "nothing: the text recounts or announces, and changes no list";
    /// A document that was delayed, withdrawn or corrected by a later one.
    ActApplied = "act-applied", Info,
        "nothing: the versions show the new date or text";
    /// A citation placeholder that was filled in from the document.
    PlaceholderResolved = "placeholder-resolved", Info,
        "nothing: the eCFR will print the same page";
    /// Text around the entries that is printed again as the list has it.
    TextReprinted = "text-reprinted", Info,
        "nothing: letters and digits agree with the list";
    /// A reviewed reading of the document that was applied.
    OverlayApplied = "overlay-applied", Info,
        "nothing: a person decided so; the overlay names who and why";
    /// Volume or dates that were derived instead of read.
    MetadataDerived = "metadata-derived", Info,
        "put the document's API record (.json) beside it to have them as published";
    /// A field of the API's record of a document that has another kind of value than it should.
    RecordOdd = "record-odd", Info,
        "nothing: what the document itself prints was used";
    /// A rule for a list of which there is no baseline.
    ListNotTracked = "list-not-tracked", Info,
        "run init with a file that holds this supplement to track it";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Where something stands in a published document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Place {
    /// Element name, for instance `AMDPAR` or `ROW`.
    pub element: String,
    /// Line of the XML text, counted from 1; of its translation where the web page was read.
    pub line: u32,
    /// Printed page, where the document has a page map.
    pub page: Option<u32>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at line {}", self.element, self.line)?;
        self.page.map_or(Ok(()), |page| write!(f, ", page {page}"))
    }
}

/// One thing for a person to look at, with its evidence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Finding {
    /// What kind of thing.
    pub code: Code,
    /// The document it was met in.
    pub document: Option<DocumentNumber>,
    /// The list concerned.
    pub list: Option<ListId>,
    /// The country heading concerned, as printed.
    pub country: Option<String>,
    /// The entry concerned, as printed.
    pub name: Option<String>,
    /// The published text itself.
    pub quote: Option<String>,
    /// Where the quote stands.
    pub place: Option<Place>,
    /// One sentence for the reader.
    pub message: String,
    /// How many entries more the instructions name than are counted; fewer are negative.
    pub surplus: Option<i64>,
    /// What explains it in full: another finding that is told, or an official note. It needs nobody then.
    pub explained_by: Option<String>,
}

impl Finding {
    /// A finding with nothing but its code and sentence; evidence is added with the `with_` methods.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            document: None,
            list: None,
            country: None,
            name: None,
            quote: None,
            place: None,
            message: message.into(),
            surplus: None,
            explained_by: None,
        }
    }

    /// Names the list concerned.
    #[must_use]
    pub fn with_list(mut self, list: ListId) -> Self {
        self.list = Some(list);
        self
    }

    /// Names the entry concerned.
    #[must_use]
    pub fn with_entry(mut self, country: impl Into<String>, name: impl Into<String>) -> Self {
        self.country = Some(country.into());
        self.name = Some(name.into());
        self
    }

    /// Quotes the published text and says where it stands.
    #[must_use]
    pub fn with_quote(mut self, quote: impl Into<String>, place: &Place) -> Self {
        self.quote = Some(quote.into());
        self.place = Some(place.clone());
        self
    }

    /// Says how many entries more the instructions name than are counted.
    #[must_use]
    pub fn with_surplus(mut self, named: usize, counted: usize) -> Self {
        let number = |entries| i64::try_from(entries).unwrap_or(i64::MAX);
        self.surplus = Some(number(named) - number(counted));
        self
    }

    /// How urgently a person is needed for a finding of this kind.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// What to do about it.
    pub fn next_step(&self) -> String {
        match &self.explained_by {
            Some(by) => format!("nothing: explained by {by}"),
            None => self.code.next_step().to_owned(),
        }
    }

    /// Whether a person is needed: nothing else that is told explains it.
    pub fn needs_review(&self) -> bool {
        self.severity() == Severity::Review && self.explained_by.is_none()
    }
}

impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Finding", 11)?;
        out.serialize_field("code", &self.code)?;
        out.serialize_field("severity", &self.severity())?;
        out.serialize_field("document", &self.document)?;
        out.serialize_field("list", &self.list)?;
        out.serialize_field("country", &self.country)?;
        out.serialize_field("name", &self.name)?;
        out.serialize_field("quote", &self.quote)?;
        out.serialize_field("place", &self.place.as_ref().map(ToString::to_string))?;
        out.serialize_field("message", &self.message)?;
        out.serialize_field("next_step", &self.next_step())?;
        out.serialize_field("explained_by", &self.explained_by)?;
        out.end()
    }
}
