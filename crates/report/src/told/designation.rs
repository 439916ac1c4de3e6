//! Designations: what a footnote means, and who has, gained or lost it.

use serde::Serialize;

use super::link::Link;
use crate::report::figures::DesignationFigures;
use crate::report::links;
use earwatch_law::law::designation::Designations;

/// A designation in plain words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DesignationView {
    /// `footnote 4: reaches foreign-made items`.
    pub words: String,
    /// The section of the EAR that it rests on, in the eCFR; unknown of an unknown footnote.
    pub section: Option<Link>,
}

/// Who has, gained or lost a designation.
#[derive(Debug, Serialize)]
pub struct DesignationFiguresView {
    /// `12 new entries have it, 3 listed entries gained it`.
    pub who: String,
    /// The designation.
    #[serde(flatten)]
    pub designation: DesignationView,
}

impl DesignationView {
    /// The designation behind a footnote number, by the texts of the footnotes.
    pub fn new(mark: u8, meanings: &Designations) -> Self {
        match meanings.get(mark) {
            Some(known) if known.section.is_empty() => Self { words: known.in_words(), section: None },
            Some(known) => Self {
                words: format!("footnote {mark}: {}", known.meaning),
                section: Some(Link::new(&format!("§ {}", known.section), &links::section(&known.section))),
            },
            None => Self { words: meanings.in_words(mark), section: None },
        }
    }

    /// The designations behind footnote numbers.
    pub fn all(marks: &[u8], meanings: &Designations) -> Vec<Self> {
        marks.iter().map(|mark| Self::new(*mark, meanings)).collect()
    }

    /// `footnote 4: reaches foreign-made items, § 734.9(e)(2)`.
    pub fn in_words(&self) -> String {
        self.section.as_ref().map_or_else(|| self.words.clone(), |link| format!("{}, {}", self.words, link.words))
    }
}

impl DesignationFiguresView {
    /// The figures of a footnote number.
    pub fn new(mark: u8, figures: &DesignationFigures, meanings: &Designations) -> Self {
        Self { who: figures.in_words(), designation: DesignationView::new(mark, meanings) }
    }

    /// `footnote 4: reaches foreign-made items, § 734.9(e)(2): 12 new entries have it`.
    pub fn in_words(&self) -> String {
        format!("{}: {}", self.designation.in_words(), self.who)
    }
}

/// `footnote 3`, `footnotes 1, 4`; `None` without any.
pub fn marks_in_words(marks: &[u8]) -> Option<String> {
    let numbers: Vec<_> = marks.iter().map(u8::to_string).collect();
    match numbers.as_slice() {
        [] => None,
        [mark] => Some(format!("footnote {mark}")),
        marks => Some(format!("footnotes {}", marks.join(", "))),
    }
}
