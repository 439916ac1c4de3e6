//! Identifiers of published law: document numbers and Federal Register citations.
//!
//! `"90 FR 14048, 3/28/25".parse::<FrCitation>()` and back through `Display`; [`citations`] reads a whole citation cell.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

mod cell;

pub use cell::{Citations, Placeholder, citations};

/// A text that is no identifier of the kind expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CitationError {
    /// Not a document number.
    #[error("“{0}” is not a Federal Register document number such as 2025-05427")]
    DocumentNumber(String),
    /// Not one citation.
    #[error("“{0}” is not a Federal Register citation such as 90 FR 14048, 3/28/25")]
    Citation(String),
}

/// A Federal Register document number such as `2025-05427`, `C1-2024-13148` or `E8-23178`, kept as
/// printed (dashes folded to `-`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DocumentNumber(String);

impl DocumentNumber {
    /// Takes a number as printed; white space is trimmed and typographic dashes become `-`.
    pub fn new(printed: &str) -> Self {
        Self(printed.trim().replace(['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}'], "-"))
    }

    /// The number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether two numbers name one document: public inspection and the printed issue pad zeros differently
    /// (`2012-7333`, `2012-07333`).
    pub fn is_same(&self, other: &Self) -> bool {
        let parts = |number: &Self| {
            let (head, serial) = number.0.rsplit_once('-').unwrap_or(("", &number.0));
            (head.to_ascii_uppercase(), serial.trim_start_matches('0').to_owned())
        };
        parts(self) == parts(other)
    }

    /// The number with its last part padded to four, five and six digits, as sources write it.
    pub fn padded(&self) -> [String; 3] {
        [4, 5, 6].map(|width| match self.0.rsplit_once('-') {
            Some((head, serial)) => {
                format!("{head}-{:0>width$}", serial.trim_start_matches('0'))
            }
            None => self.0.clone(),
        })
    }

    /// Whether the number was given to one document only, which is certain of those of 2016 and later.
    pub fn is_unique(&self) -> bool {
        let year = self.0.rsplit_once('-').map(|(head, _)| head);
        let year = year.and_then(|head| head.rsplit('-').next()?.parse::<u16>().ok());
        year.is_some_and(|year| (2016..3000).contains(&year))
    }

    /// The document that this one corrects: `C1-2024-13148` corrects `2024-13148`.
    pub fn corrects(&self) -> Option<Self> {
        let (prefix, number) = self.0.split_once('-')?;
        let counted = prefix.strip_prefix(['C', 'R'])?;
        let is_correction = !counted.is_empty() && counted.chars().all(|c| c.is_ascii_digit());
        // R2-2024-1 has two dashes; E8-23178 and R8-123 are numbers of their own.
        (is_correction && number.contains('-')).then(|| Self::new(number))
    }
}

impl FromStr for DocumentNumber {
    type Err = CitationError;

    /// Takes letters, digits and dashes, with a digit at the end.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = Self::new(text);
        let sound = number.0.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && number.0.starts_with(|c: char| c.is_ascii_alphanumeric())
            && number.0.ends_with(|c: char| c.is_ascii_digit());
        if sound { Ok(number) } else { Err(CitationError::DocumentNumber(text.to_owned())) }
    }
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A document as a person names it: `2025-05427`, or `E8-23178@2008-10-03` where a number was given twice, as numbers
/// were before 2016.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DocumentName {
    /// The number.
    pub number: DocumentNumber,
    /// The day of publication, where it is said.
    pub published: Option<NaiveDate>,
}

impl DocumentName {
    /// Whether a document published on a day can be the one that is named.
    pub fn is_of(&self, published: NaiveDate) -> bool {
        self.published.is_none_or(|day| day == published)
    }
}

impl From<DocumentNumber> for DocumentName {
    fn from(number: DocumentNumber) -> Self {
        Self { number, published: None }
    }
}

impl FromStr for DocumentName {
    type Err = CitationError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let Some((number, day)) = text.split_once('@') else {
            return Ok(Self { number: text.parse()?, published: None });
        };
        let published = day.trim().parse().ok();
        if published.is_none() {
            return Err(CitationError::DocumentNumber(text.to_owned()));
        }
        Ok(Self { number: number.parse()?, published })
    }
}

impl fmt::Display for DocumentName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.number.fmt(f)?;
        self.published.map_or(Ok(()), |day| write!(f, "@{day}"))
    }
}

/// A place in the Federal Register, as the lists cite the rule that set an entry: `90 FR 14048, 3/28/25`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FrCitation {
    /// Volume, one a year.
    pub volume: u16,
    /// Page on which the amendment begins, which is not the first page of the document.
    pub page: u32,
    /// Date of publication.
    pub date: Option<NaiveDate>,
}

impl fmt::Display for FrCitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} FR {}", self.volume, self.page)?;
        self.date
            .map_or(Ok(()), |date| write!(f, ", {}/{}/{:02}", date.month(), date.day(), date.year().rem_euclid(100)))
    }
}

impl FromStr for FrCitation {
    type Err = CitationError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let read = citations(text);
        match (read.found.as_slice(), read.placeholders.is_empty() && read.residue.is_empty()) {
            ([citation], true) => Ok(*citation),
            _ => Err(CitationError::Citation(text.to_owned())),
        }
    }
}

impl Serialize for FrCitation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for FrCitation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_are_padded_otherwise_are_the_same() {
        let same = |a: &str, b: &str| DocumentNumber::new(a).is_same(&DocumentNumber::new(b));
        assert!(same("2012-07333", "2012-7333") && same("2012\u{2013}7333", "2012-07333"));
        assert!(same("c1-2012-07333", "C1-2012-7333"));
        assert!(!same("2012-07333", "2013-07333") && !same("2012-73330", "2012-7333"));
        assert!(!same("C1-2012-07333", "2012-07333"));
    }

    #[test]
    fn a_citation_reads_back_as_it_is_written() {
        let citation: FrCitation = "62 FR 35334, 6/30/1997".parse().unwrap();
        assert_eq!(citation.date, NaiveDate::from_ymd_opt(1997, 6, 30));
        assert_eq!(citation.to_string().parse(), Ok(citation));
        let json = serde_json::to_string(&citation).unwrap();
        assert_eq!(json, r#""62 FR 35334, 6/30/97""#);
        assert_eq!(serde_json::from_str::<FrCitation>(&json).unwrap(), citation);
        assert!("83 FR 37423; 87 FR 77505".parse::<FrCitation>().is_err());
    }

    #[test]
    fn a_document_number_has_no_blanks_and_no_odd_signs() {
        for sound in ["2025-05427", "C1-2024-13148", "E8-23178", "2022\u{2013}07643", " 99-13351 "] {
            assert!(sound.parse::<DocumentNumber>().is_ok(), "{sound}");
        }
        for odd in ["", " ", "2025 05427", "2025-05427.xml", "../2025-1", "2025-", "FR Doc."] {
            assert!(odd.parse::<DocumentNumber>().is_err(), "{odd}");
        }
    }
}
