//! A Federal Register document as data, published or announced.
//!
//! In: full-text XML, or the web page while there is none, and, where at hand, the API's record. Out: a [`Document`]
//! with its page map, dates, preamble claims and amendatory units; nothing of it is interpreted yet. A text on public
//! inspection gives the same (`announced`).

pub mod act;
pub(crate) mod asides;
pub mod dates;
pub(crate) mod element;
mod error;
pub(crate) mod in_force;
pub(crate) mod misplaced;
pub(crate) mod objection;
pub(crate) mod overlooked;
pub mod page;
mod pages;
pub(crate) mod passages;
pub mod preamble;
pub mod record;
pub(crate) mod schedule;
pub mod table;
mod texts;
mod units;
pub mod xml;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::finding::{Finding, Place};
use crate::law::citation::DocumentNumber;
use act::{Acts, Prose};
use dates::Dates;
use preamble::Preamble;
use table::PrintedTable;

/// How far a document has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// An issue of the Federal Register printed it.
    Published,
    /// It is on public inspection: what it orders is no law yet, and no row of its tables can be read.
    Announced {
        /// Whether the stamp that closes a filed document was missing from its text.
        may_be_cut: bool,
    },
}

/// One document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The number, for instance `2025-05427`.
    pub number: DocumentNumber,
    /// The subject line.
    pub title: String,
    /// The action line, for instance `Final rule.`
    pub action: String,
    /// Whether it is published.
    pub status: Status,
    /// Publication date (an Eastern legal date). Of an announced document the day that it is scheduled for, and no day
    /// that ever comes where it is scheduled for none.
    pub published: NaiveDate,
    /// Federal Register volume; 0 of an announced document.
    pub volume: u16,
    /// First page.
    pub start_page: Option<u32>,
    /// Last page.
    pub end_page: Option<u32>,
    /// The official page for readers, where the record names one.
    pub url: Option<String>,
    /// Dates as printed and as understood.
    pub dates: Dates,
    /// What the preamble claims.
    pub preamble: Preamble,
    /// The document that it corrects by page and column, where its number or record names one.
    pub corrects: Option<DocumentNumber>,
    /// The words in which it may act on other documents.
    pub prose: Prose,
    /// What it does to other documents.
    pub acts: Acts,
    /// Amendatory units in printed order.
    pub units: Vec<Unit>,
    /// What was met while reading.
    pub findings: Vec<Finding>,
}

impl Document {
    /// `90 FR 14046`, where the first page is known.
    pub fn citation(&self) -> Option<String> {
        self.start_page.map(|page| format!("{} FR {page}", self.volume))
    }

    /// All amendatory paragraphs in printed order.
    pub fn paragraphs(&self) -> impl Iterator<Item = &AmendatoryParagraph> {
        self.units.iter().flat_map(|unit| &unit.paragraphs)
    }
}

/// A `REGTEXT`, or amendatory paragraphs that the typesetter left outside of one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unit {
    /// The orders.
    pub paragraphs: Vec<AmendatoryParagraph>,
    /// What is printed below them, in order.
    pub blocks: Vec<Block>,
}

impl Unit {
    /// Whether anything in it can concern Part 744: an order of 15 CFR 744, or one that names it; where no part is
    /// known, one of a document that speaks of a list (`about_a_list`) and that begins as orders about one do.
    pub(crate) fn touches_part_744(&self, about_a_list: impl Fn() -> bool) -> bool {
        self.paragraphs.iter().any(|paragraph| {
            let of_title = paragraph.title.is_none_or(|title| title == 15);
            let can_be = |part| match part {
                Some(part) => part == 744,
                None => misplaced::is_order(&paragraph.text) && about_a_list(),
            };
            (of_title && can_be(paragraph.part)) || paragraph.text.to_lowercase().contains("part 744")
        })
    }
}

/// One `AMDPAR` with its markup flattened and white space collapsed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmendatoryParagraph {
    /// CFR title of the enclosing `REGTEXT`, where it says one.
    pub title: Option<u16>,
    /// CFR part of the enclosing `REGTEXT`, where it says one.
    pub part: Option<u16>,
    /// The text, for instance `a. Under CANADA, by adding in alphabetical order, entries for “CPUNTO Inc.”;`.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// Matter printed below amendatory paragraphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading, for instance `Supplement No. 4 to Part 744—Entity List`.
    Heading(Text),
    /// A paragraph of new text: introductory text, a footnote.
    Paragraph(Text),
    /// A table of entries.
    Table(PrintedTable),
}

/// Text and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// The text, flattened.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// What is known of a document besides its XML.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Given {
    /// The API's record.
    pub record: Option<record::DocumentRecord>,
    /// Publication date, where a user states it.
    pub published: Option<NaiveDate>,
    /// Volume, where a user states it.
    pub volume: Option<u16>,
}
