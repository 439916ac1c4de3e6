//! Text of a list besides its rows: introductory paragraphs and footnotes, and which of it an order sets.

use chrono::NaiveDate;

use super::edit::Edit;
use super::rows::list_before;
use crate::document::table::is_stars;
use crate::document::{Block, Document, Text};
use crate::finding::{Code, Finding};
use crate::instruction::{Instruction, Order, is_connecting};
use crate::law::{ListId, heads_a_supplement};

/// What is said of a text that no order sets and that is not what the list says.
pub(crate) const UNSET: &str = "text of the list is printed, but no instruction revises it; it was not entered";

/// A paragraph or table note.
struct Printed<'a> {
    /// The supplement whose heading stands above it.
    list: Option<ListId>,
    /// Whether it stands between that heading and the table.
    in_front: bool,
    text: &'a Text,
}

impl<'a> Printed<'a> {
    /// The number and text of a footnote.
    fn footnote(&self) -> Option<(u8, &'a str)> {
        let (number, text) = self.text.text.strip_prefix('^')?.split_once('^')?;
        Some((number.parse().ok()?, text.trim()))
    }

    fn is_intro_of(&self, list: ListId) -> bool {
        self.in_front && self.list == Some(list) && self.footnote().is_none()
    }
}

fn printed(document: &Document) -> Vec<Printed<'_>> {
    let mut out = Vec::new();
    let (mut list, mut in_front) = (None, false);
    // Supplement No. 7 was a temporary general license until 2020: its text is that of no list.
    let mut of_license = false;
    for unit in &document.units {
        // What is printed below other orders than the table is not the table's.
        list = list.filter(|_| in_front);
        for block in &unit.blocks {
            match block {
                Block::Heading(text) if heads_a_supplement(&text.text) => {
                    of_license = text.text.to_lowercase().contains("general license");
                    (list, in_front) = (ListId::of_heading(&text.text), true);
                }
                Block::Heading(_) => {}
                Block::Paragraph(_) if of_license => {}
                Block::Paragraph(text) => out.push(Printed { list, in_front, text }),
                Block::Table(table) => {
                    in_front = false;
                    out.extend(table.notes.iter().map(|text| Printed { list, in_front, text }));
                }
            }
        }
    }
    // What connects orders with what is printed below them is no text of a list.
    let says_nothing = |text: &str| text.is_empty() || is_stars(text) || is_connecting(text);
    out.retain(|printed| !says_nothing(&printed.text.text));
    out
}

/// New text of a footnote: the last paragraph or table note that begins with its mark.
pub(super) fn footnote(document: &Document, list: ListId, number: u8) -> Option<String> {
    printed(document)
        .iter()
        .filter(|printed| printed.list.is_none_or(|of| of == list))
        .filter_map(Printed::footnote)
        .rfind(|(found, _)| *found == number)
        .map(|(_, text)| text.to_owned())
}

/// New introductory text: the paragraphs between the supplement's heading and its table.
pub(super) fn intro(document: &Document, list: ListId) -> Option<String> {
    let paragraphs: Vec<_> = printed(document)
        .iter()
        .filter(|printed| printed.is_intro_of(list))
        .map(|printed| printed.text.text.as_str())
        .collect();
    (!paragraphs.is_empty()).then(|| paragraphs.join("\n"))
}

/// The texts of a list that no order sets, to be compared with the list, by the instruction of that list beside which they
/// are printed; each with its place. Those of a list that no instruction changes on a day that is known are told.
pub(super) fn unset(
    document: &Document,
    instructions: &[Instruction],
    days: &[Option<NaiveDate>],
    findings: &mut Vec<Finding>,
) -> Vec<(Edit, usize, Text)> {
    let mut reprinted = Vec::new();
    for printed in printed(document) {
        let Text { text, place } = printed.text;
        let list = printed.list.or_else(|| list_before(instructions, Some(place.line)));
        let Some(list) = list else {
            continue;
        };
        let orders = instructions.iter().filter(|instruction| {
            let target = instruction.target.as_ref();
            target.is_some_and(|target| target.list == list)
        });
        let is_set = orders.map(|instruction| &instruction.order).any(|order| match (order, printed.footnote()) {
            (Order::AddFootnote(number) | Order::ReviseFootnote(number), Some((of, set))) => {
                of == *number && footnote(document, list, of).as_deref() == Some(set)
            }
            (Order::ReviseIntro, _) => printed.is_intro_of(list),
            _ => false,
        });
        let is_told = findings.iter().any(|finding| finding.place.as_ref() == Some(place));
        if is_set || is_told {
            continue;
        }
        let of_list = |(one, day): (&Instruction, &Option<NaiveDate>)| {
            day.is_some() && one.target.as_ref().is_some_and(|target| target.list == list)
        };
        let footnote = printed.footnote();
        match instructions
            .iter()
            .zip(days)
            .position(of_list)
            .filter(|_| footnote.is_some() || printed.is_intro_of(list))
        {
            Some(at) => {
                let (footnote, text) = footnote.map_or((None, text.as_str()), |(number, text)| (Some(number), text));
                reprinted.push((Edit::Reprint { footnote, text: text.to_owned() }, at, printed.text.clone()));
            }
            None => findings
                .push(Finding::new(Code::RowWithoutInstruction, UNSET).with_list(list).with_quote(text.clone(), place)),
        }
    }
    reprinted
}
