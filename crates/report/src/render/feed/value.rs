//! A feed, whatever its format.

use chrono::{DateTime, FixedOffset};

use super::content::Block;
use crate::report::links::is_web;
use crate::visible::visible;
use earwatch_law::entry::public_id::PublicId;
use earwatch_law::law::citation::DocumentNumber;

/// Where a feed is published; one that is filed or mailed has no place on the web.
#[derive(Clone, Copy, Default)]
pub struct Site<'a> {
    /// The page that shows what the feed reports.
    pub home: Option<&'a str>,
    /// The address of the feed itself.
    pub feed: Option<&'a str>,
    /// The page of a document.
    pub page: Option<PageOfDocument<'a>>,
}

/// Says at which address the page of a document is.
pub type PageOfDocument<'a> = &'a dyn Fn(&DocumentNumber) -> Option<String>;

/// What a reader of feeds is given.
pub struct Feed<'a> {
    pub id: String,
    pub title: String,
    pub subtitle: String,
    pub updated: DateTime<FixedOffset>,
    pub site: Site<'a>,
    pub items: Vec<Item>,
}

/// An entry.
pub struct Item {
    pub id: String,
    pub title: String,
    /// When its document was published or filed; none where no document is behind it.
    pub published: Option<DateTime<FixedOffset>>,
    pub updated: DateTime<FixedOffset>,
    pub summary: String,
    pub body: Vec<Block>,
    pub links: Vec<ItemLink>,
    pub tags: Vec<Tag>,
    /// Public ids of the entries that it is about, by what became of them.
    pub ids: Vec<(&'static str, Vec<PublicId>)>,
}

/// Where an entry leads to: a page of the web.
pub struct ItemLink {
    pub leads: Leads,
    pub words: String,
    pub url: String,
}

/// What is at the end of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leads {
    /// The page that reports what the entry reports.
    Page,
    /// The document, where the page is another one.
    Document,
    /// The document in its official edition.
    Pdf,
    /// Something beside it.
    Beside,
}

/// A word to sort entries by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// `country`, `designation`, `class` or `list`.
    pub kind: &'static str,
    pub term: String,
}

impl Tag {
    /// A tag of a kind.
    pub fn new(kind: &'static str, term: impl Into<String>) -> Self {
        Self { kind, term: term.into() }
    }
}

impl ItemLink {
    /// A link to the web; an address that could be anything else leads nowhere.
    pub fn new(leads: Leads, words: impl Into<String>, url: Option<String>) -> Option<Self> {
        Some(Self { leads, words: words.into(), url: url.filter(|url| is_web(url))? })
    }
}

impl Feed<'_> {
    /// The same feed with texts that no document can bring anything hidden into. Web addresses hold nothing hidden.
    pub fn neutral(mut self) -> Self {
        let mut neutral = |text: &mut String| *text = visible(text);
        neutral(&mut self.title);
        neutral(&mut self.subtitle);
        for item in &mut self.items {
            neutral(&mut item.title);
            neutral(&mut item.summary);
            item.body.iter_mut().for_each(|block| block.for_each_text(&mut neutral));
            item.tags.iter_mut().for_each(|tag| neutral(&mut tag.term));
        }
        self
    }
}
