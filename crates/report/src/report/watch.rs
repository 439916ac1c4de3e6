//! Watch lists: the names, countries, citations and documents that somebody wants to hear of, and nothing else.
//!
//! In: the bytes of a file. Out: a [`WatchList`], or all mistakes with their lines; with it, [`Report::watched`] leaves
//! only the changes that match. One term is on a line:
//!
//! ```text
//! # a comment
//! Inspur
//! name: Suma-USI Electronics
//! country: Russian Federation
//! citation: 90 FR 14048
//! document: 2025-05427
//! ```
//!
//! A filter hides, so it errs on the side of showing: what it cannot judge, such as findings and other texts of the
//! lists, stays, and a report says what it was filtered by.
//!
//! [`Report::watched`]: super::Report::watched

mod filter;
mod known;
mod names;
mod record;

use serde::Serialize;

use crate::visible::{is_hidden, shorten, visible};
use earwatch_law::law::citation::{DocumentNumber, FrCitation};
use earwatch_law::law::country;
use earwatch_law::law::quantity::quantity;
use known::Known;
pub use record::{Matching, WatchRecord, WatchedTerm};

/// Terms of a watch list, in the order of its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchList {
    /// The name of the file.
    pub name: String,
    terms: Vec<Term>,
}

/// One term.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Term {
    /// Line, counted from 1.
    line: usize,
    /// As written, without what stands before the colon.
    written: String,
    sought: Sought,
}

/// What a term seeks.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Sought {
    /// Words of a name, in the form in which names are compared.
    Name(String),
    /// A country, in the form in which headings are compared.
    Country(String),
    /// A page of the Federal Register.
    Citation(FrCitation),
    /// A document.
    Document(DocumentNumber),
}

/// What a term is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Words of a name.
    Name,
    /// A country heading, or another name of one.
    Country,
    /// A page of the Federal Register.
    Citation,
    /// A document.
    Document,
}

impl Kind {
    const ALL: [(&str, Self); 4] =
        [("name", Self::Name), ("country", Self::Country), ("citation", Self::Citation), ("document", Self::Document)];
}

impl Sought {
    fn kind(&self) -> Kind {
        match self {
            Self::Name(_) => Kind::Name,
            Self::Country(_) => Kind::Country,
            Self::Citation(_) => Kind::Citation,
            Self::Document(_) => Kind::Document,
        }
    }
}

/// Characters of a term.
const LONGEST: usize = 500;
/// Mistakes that are named one by one.
const NAMED: usize = 20;

impl WatchList {
    /// Reads a watch list. `name` is what reports call it by.
    ///
    /// # Errors
    /// All mistakes, each with its line: `watch.txt:3: expected …`.
    pub fn parse(name: &str, bytes: &[u8]) -> Result<Self, Vec<String>> {
        let name = visible(name);
        let at = |line: usize, message: &str| format!("{name}:{line}: {message}");
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = before.split(|byte| *byte == b'\n').count();
            vec![at(line, "expected text in UTF-8, but found other bytes; save the watch list as UTF-8")]
        })?;
        let (mut terms, mut mistakes) = (Vec::new(), Vec::new());
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        // A line may end as on any system, or as a word processor ends it.
        let text = text.replace("\r\n", "\n");
        for (number, line) in (1..).zip(text.split(['\n', '\r', '\u{2028}', '\u{2029}'])) {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            match Term::read(number, line) {
                Ok(term) => terms.push(term),
                Err(message) => mistakes.push(at(number, &message)),
            }
        }
        if mistakes.is_empty() && terms.is_empty() {
            mistakes.push(at(1, "expected at least one term, such as a name, but found none"));
        }
        let more = mistakes.len().saturating_sub(NAMED);
        mistakes.truncate(NAMED);
        if more > 0 {
            mistakes.push(format!("{name}: and {} that cannot be read", quantity(more, "more line")));
        }
        if mistakes.is_empty() { Ok(Self { name, terms }) } else { Err(mistakes) }
    }
}

impl Term {
    fn read(line: usize, text: &str) -> Result<Self, String> {
        let (kind, written) = match text.split_once(':') {
            None => (Kind::Name, text),
            Some((kind, written)) => (kind_of(kind)?, written.trim()),
        };
        if written.chars().count() > LONGEST {
            return Err(format!("expected a term of at most {LONGEST} characters, but found “{}”", shown(written)));
        }
        if let Some(hidden) = written.chars().find(|c| is_hidden(*c)) {
            return Err(format!(
                "expected a term without hidden characters, but found U+{:04X} in “{}”",
                u32::from(hidden),
                shown(written)
            ));
        }
        if written.contains(" #") {
            return Err(format!("expected a comment on a line of its own, but found “{}”", shown(written)));
        }
        let expected = |what: &str| format!("expected {what}, but found “{}”", shown(written));
        let sought = match kind {
            Kind::Name => Sought::Name(names::key(written)),
            Kind::Country => Sought::Country(country::key(written)),
            Kind::Citation => {
                let citation = written.parse().ok();
                Sought::Citation(citation.ok_or_else(|| expected("a citation such as 90 FR 14048"))?)
            }
            Kind::Document => {
                let number = written.parse().ok();
                Sought::Document(number.ok_or_else(|| expected("a document number such as 2025-05427"))?)
            }
        };
        match &sought {
            Sought::Name(key) if key.is_empty() => Err(expected("a name with letters or digits")),
            Sought::Country(key) if key.is_empty() => Err(expected("a country such as RUSSIA")),
            _ => Ok(Self { line, written: written.to_owned(), sought }),
        }
    }

    /// Whether it is a country that no heading is known to be called by.
    fn is_unknown_country(&self) -> bool {
        matches!(self.sought, Sought::Country(_)) && !country::is_known(&self.written)
    }
}

fn kind_of(written: &str) -> Result<Kind, String> {
    let written = written.trim();
    let found = Kind::ALL.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(written));
    found.map(|(_, kind)| kind).ok_or_else(|| {
        format!(
            "expected name, country, citation or document before the colon, but found “{}”; write a name that \
             contains a colon as “name: …”",
            shown(written)
        )
    })
}

fn shown(text: &str) -> String {
    visible(&shorten(text, 80))
}

#[cfg(test)]
mod tests;
