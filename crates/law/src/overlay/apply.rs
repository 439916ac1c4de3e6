//! Applying readings to a document. What is applied is told, what fits nothing is told.

use std::ops::Range;

use super::{Instruct, MissingRow, Overlay};
use crate::document::AmendatoryParagraph;
use crate::document::dates::Dates;
use crate::document::table::{PrintedEntry, PrintedTable};
use crate::document::{Block, Document, Text, Unit};
use crate::finding::{Code, Finding, Place};
use crate::law::Cells;
use crate::law::Column;
use crate::law::quantity::quantity;
use crate::list::state::text::{occurrences, replace};

impl Overlay {
    /// Applies the readings; findings about them join those of the document.
    pub fn apply(&self, document: &mut Document) {
        // What is printed counts, not what another reading made of it.
        let counted: Vec<usize> =
            (self.readings.replace.iter()).map(|reading| places(document, &reading.get_ref().printed)).collect();
        let printed = document.dates.printed.clone();
        for (reading, counted) in self.readings.replace.iter().zip(counted) {
            let words = reading.get_ref();
            let finding = if counted == 1 && places(document, &words.printed) == 1 {
                each_text(document, &mut |text| {
                    if occurrences(text, &words.printed) == 1 {
                        *text = replace(text, &words.printed, &words.read);
                    }
                });
                for passage in &mut document.prose.passages {
                    if occurrences(&passage.text, &words.printed) == 1 {
                        passage.text = replace(&passage.text, &words.printed, &words.read);
                    }
                }
                let message = format!("“{}” was read as “{}”", words.printed, words.read);
                self.applied(&message, &words.reason, "replace", &reading.span())
            } else {
                let message = format!(
                    "“{}” is to be read as “{}”, but occurs {} in the document, or overlaps with another reading",
                    words.printed,
                    words.read,
                    quantity(counted, "time")
                );
                self.told(Code::OverlayUnused, message, "replace", &reading.span())
            };
            document.findings.push(finding);
        }
        if !self.readings.replace.is_empty() {
            document.acts = document.prose.acts();
        }
        if document.dates.printed != printed {
            document.dates = Dates { recorded: document.dates.recorded, ..Dates::read(&document.dates.printed) };
        }
        for reading in &self.readings.instruct {
            let Instruct { order, reason } = reading.get_ref();
            let place = self.place("instruct", &reading.span());
            document.units.push(ordering(order, place));
            document.findings.push(self.applied(
                &format!("“{order}” was read as ordered"),
                reason,
                "instruct",
                &reading.span(),
            ));
        }
        for reading in &self.readings.row {
            let row = reading.get_ref();
            let place = self.place("row", &reading.span());
            document.units.push(printing(row, place));
            let message = format!("a row was read as printed under {}: “{}”", row.country, row.entity);
            let finding = self.applied(&message, &row.reason, "row", &reading.span());
            document.findings.push(finding.with_list(row.list));
        }
    }

    fn place(&self, element: &str, span: &Range<usize>) -> Place {
        Place { element: format!("overlay {element}"), line: self.line(span), page: None }
    }

    fn applied(&self, what: &str, reason: &str, element: &str, span: &Range<usize>) -> Finding {
        let message = format!("{what} ({}: {reason})", self.readings.reviewer);
        self.told(Code::OverlayApplied, message, element, span)
    }

    pub(super) fn told(&self, code: Code, message: String, element: &str, span: &Range<usize>) -> Finding {
        let mut finding = Finding::new(code, message);
        finding.document = Some(self.number.clone());
        finding.place = Some(self.place(element, span));
        finding
    }
}

/// How often words stand in what a document orders; where they stand in none of that, in its prose.
fn places(document: &mut Document, words: &str) -> usize {
    match count(document, words) {
        0 => document.prose.passages.iter().map(|passage| occurrences(&passage.text, words)).sum(),
        ordered => ordered,
    }
}

/// How often words stand in the texts of a document.
fn count(document: &mut Document, words: &str) -> usize {
    let mut places = 0;
    each_text(document, &mut |text| places += occurrences(text, words));
    places
}

/// Every text that can be read otherwise.
fn each_text(document: &mut Document, visit: &mut dyn FnMut(&mut String)) {
    visit(&mut document.dates.printed);
    for unit in &mut document.units {
        unit.paragraphs.iter_mut().for_each(|paragraph| visit(&mut paragraph.text));
        for block in &mut unit.blocks {
            match block {
                Block::Heading(text) | Block::Paragraph(text) => visit(&mut text.text),
                Block::Table(table) => {
                    for entry in &mut table.entries {
                        entry.country.iter_mut().for_each(&mut *visit);
                        for column in Column::ALL {
                            visit(entry.cells.get_mut(column));
                        }
                    }
                    let notes = table.notes.iter_mut();
                    notes.for_each(|note| visit(&mut note.text));
                }
            }
        }
    }
}

fn ordering(order: &str, place: Place) -> Unit {
    let paragraph = AmendatoryParagraph {
        title: Some(15),
        part: Some(744),
        text: order.split_whitespace().collect::<Vec<_>>().join(" "),
        place,
    };
    Unit { paragraphs: vec![paragraph], blocks: Vec::new() }
}

/// A table of one row below the heading of its supplement.
fn printing(row: &MissingRow, place: Place) -> Unit {
    let heading = Text { text: format!("Supplement No. {} to Part 744", row.list.supplement()), place: place.clone() };
    let cells = Cells {
        entity: row.entity.trim().to_owned(),
        license_requirement: row.license_requirement.clone(),
        license_review_policy: row.license_review_policy.clone(),
        citation: row.citation.clone(),
    };
    let entry = PrintedEntry { country: Some(row.country.clone()), cells, defect: None, reviewed: true, place };
    Unit {
        paragraphs: Vec::new(),
        blocks: vec![Block::Heading(heading), Block::Table(PrintedTable::of(entry, row.list))],
    }
}
