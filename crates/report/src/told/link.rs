//! Where something can be read, in the words that every rendering shows for it.

use serde::Serialize;

use crate::report::{Section, links};
use earwatch_law::law::ListId;
use earwatch_law::law::citation::FrCitation;

/// Words, and where they lead to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    pub words: String,
    /// A web address; what could be anything else leads nowhere.
    pub link: Option<String>,
}

impl Link {
    /// Words for an address. One that is no page of the web is shown beside them.
    pub fn new(words: &str, address: &str) -> Self {
        if links::is_web(address) {
            Self { words: words.to_owned(), link: Some(address.to_owned()) }
        } else if words == address {
            Self { words: address.to_owned(), link: None }
        } else {
            Self { words: format!("{words}: {address}"), link: None }
        }
    }

    /// An address, shown as it is.
    pub fn bare(address: &str) -> Self {
        Self::new(address, address)
    }

    /// The page of a document.
    pub fn document(address: &str) -> Self {
        Self::new(if links::is_official(address) { "Federal Register" } else { "Document" }, address)
    }

    /// The PDF of a document.
    pub fn pdf(address: &str) -> Self {
        Self::new(if links::is_official(address) { "PDF of the official edition" } else { "PDF" }, address)
    }

    /// A list in the eCFR.
    pub fn list(list: ListId) -> Self {
        let words =
            format!("{} (Supplement No. {} to Part 744) in the eCFR, as it reads now", list.title(), list.supplement());
        Self::new(&words, &links::ecfr(list))
    }

    /// A citation that was understood.
    pub fn citation(words: &str) -> Option<Self> {
        let citation: FrCitation = words.parse().ok()?;
        Some(Self { words: words.to_owned(), link: Some(links::citation(&citation)) })
    }
}

/// The lists that a section is about.
pub fn lists(section: &Section) -> Vec<Link> {
    let mut lists = section.lists.clone();
    lists.sort_unstable();
    lists.dedup();
    lists.into_iter().map(Link::list).collect()
}
