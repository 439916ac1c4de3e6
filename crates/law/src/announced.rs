//! The text of a document on public inspection → a [`Document`] that is announced, and what it is about to order.
//!
//! The text came out of a PDF: names may be broken by hyphens, tables are no tables any more, and no row can be read.
//! What is understood is what the instructions say, by the grammar of the published rules; the rule as published
//! replaces it.

mod acting;
mod amendatory;
mod changes;
mod lines;
pub mod record;

use crate::amendment::{self, Orders};
use crate::document::dates::Dates;
use crate::document::objection::objection;
use crate::document::overlooked::ORDERS;
use crate::document::preamble::{Preamble, Section};
use crate::document::{AmendatoryParagraph, Document, Status, Unit};
use crate::finding::{Code, Finding, Place};
use crate::law::ListId;
use crate::law::citation::DocumentNumber;
use crate::law::quantity::quantity;
pub use acting::acting;
pub use changes::{Key, Named, ProvisionalChange, changes};
use lines::{ELEMENT, Line, Preface};
use record::InspectionRecord;

/// An announced document, and its orders in words. None of it is law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// The document.
    pub document: Document,
    /// Changes of lists, in the order of the instructions.
    pub changes: Vec<ProvisionalChange>,
}

impl Announcement {
    /// What does not add up: additions that the summary counts against those that the instructions name or count, and a
    /// text that may be cut off.
    pub fn doubts(&self) -> Vec<String> {
        let additions = self.changes.iter().filter(|change| change.list == ListId::EntityList && change.verb == "add");
        let read: u64 =
            additions.map(|change| u64::from(change.count.unwrap_or_default()).max(change.names.len() as u64)).sum();
        let claims = self.document.preamble.counts.iter().filter(|claim| claim.section == Section::Additions);
        let counted: u64 = claims.map(|claim| u64::from(claim.entries)).sum();
        let mut doubts = Vec::new();
        if counted != 0 && counted != read {
            doubts.push(format!(
                "Its summary counts {} to be added, its instructions were read to add {read}: compare with the document.",
                quantity(counted, "entry")
            ));
        }
        if self.document.status == (Status::Announced { may_be_cut: true }) {
            doubts.push(
                "Its text ends without the stamp that closes a filed document and may be cut off: compare with the PDF. It is asked for again at every poll."
                    .to_owned(),
            );
        }
        doubts
    }
}

/// Whether a text has the stamp that closes a filed document, `[FR Doc. 2023-03929 Filed: 2/24/2023 8:45 am; …]`; one
/// without may have been cut off.
pub fn is_closed(text: &str) -> bool {
    text.lines().any(|line| line.contains("FR Doc.") && line.contains("Filed"))
}

/// Reads the text of a document; `None` where it neither amends Part 744 nor corrects a document that is on record
/// (`tracked`).
///
/// Classified by content: a text whose amendatory part names Part 744 or one of its lists, or that corrects a tracked
/// document. One that speaks of a list and amends it, and of which nothing could be read, has a finding with its words.
pub fn read(record: &InspectionRecord, text: &str, tracked: &dyn Fn(&DocumentNumber) -> bool) -> Option<Announcement> {
    let lines = lines::clean(text);
    let preface = Preface::read(&lines);
    let paragraphs = amendatory::paragraphs(&lines, preface.end);
    let corrects: Vec<_> = corrected(&lines, &record.number).filter(|number| tracked(number)).collect();
    let touches = |one: &AmendatoryParagraph| one.part == Some(744) || names_744(&one.text) || list_named(&one.text);
    if !paragraphs.iter().any(touches)
        && !issuance(&lines).is_some_and(|words| names_744(&words))
        && corrects.is_empty()
    {
        return None;
    }
    let place = Place { element: ELEMENT.to_owned(), ..Place::default() };
    let objection = objection("", record.kind.as_deref(), &preface.action, &place);
    let mut preamble = Preamble::of_summary(&preface.summary);
    lines::bullets(&lines, preface.end, &mut preamble);
    let mut document = Document {
        action: preface.action,
        status: Status::Announced { may_be_cut: !is_closed(text) },
        dates: Dates::read(&preface.dates),
        preamble,
        corrects: corrects.first().cloned(),
        units: match objection {
            None => vec![Unit { paragraphs, blocks: Vec::new() }],
            Some(_) => Vec::new(),
        },
        findings: objection.into_iter().collect(),
        ..record.document()
    };
    let Orders { instructions, mut findings, .. } = amendment::read(&document);
    let changes = changes(&instructions);
    let paragraphs: Vec<_> = document.paragraphs().collect();
    findings.retain(|finding| concerns_lists(finding, &paragraphs));
    if changes.is_empty() && findings.is_empty() {
        let found = match corrects.as_slice() {
            [] => unread(&lines, preface.end, &paragraphs, &place),
            corrects => Some(correction(&lines, corrects, &place)),
        };
        findings.extend(found.map(|found| Finding { document: Some(record.number.clone()), ..found }));
    }
    let odd = record.odd.iter().map(|note| Finding::new(Code::RecordOdd, note));
    findings.extend(odd.map(|odd| Finding { document: Some(record.number.clone()), ..odd }));
    document.findings = findings;
    Some(Announcement { document, changes })
}

/// It corrects documents on record, and no order could be read.
fn correction(lines: &[Line<'_>], corrects: &[DocumentNumber], place: &Place) -> Finding {
    let numbers: Vec<_> = corrects.iter().map(DocumentNumber::as_str).collect();
    let message = format!(
        "it corrects {}, which is on record, in words that are not an instruction about an entry",
        numbers.join(", ")
    );
    let said = lines.iter().skip_while(|line| !line.text.contains("orrect")).take(6);
    Finding::new(Code::CorrectionByPage, message).with_quote(lines::join(said.map(|line| line.text)), place)
}

/// Nothing was read of a text whose amendatory part speaks of a list. Where sections of Part 744 are amended, their new
/// text speaks of the lists anyway; there, only what orders counts.
fn unread(lines: &[Line<'_>], from: usize, paragraphs: &[&AmendatoryParagraph], place: &Place) -> Option<Finding> {
    let amendatory = lines.get(from..).unwrap_or_default();
    let of_sections = paragraphs.iter().any(|paragraph| {
        let lower = paragraph.text.to_lowercase();
        paragraph.part == Some(744) && !lower.contains("authority citation")
    });
    let was_read = |line: &str| paragraphs.iter().any(|paragraph| paragraph.text.contains(line));
    let speaking = amendatory.iter().position(|line| {
        let lower = line.text.to_lowercase();
        let orders = || ORDERS.iter().any(|order| lower.contains(order)) && !was_read(line.text);
        list_named(line.text) && (!of_sections || orders())
    })?;
    let around = amendatory.iter().skip(speaking.saturating_sub(2)).take(5);
    let quoted = lines::join(around.map(|line| line.text));
    let message = "the text speaks of a list of Part 744 where it amends, but no change of the list could be read";
    let place = Place { line: amendatory.get(speaking).map_or(0, |line| line.number), ..place.clone() };
    Some(Finding::new(Code::UnparsedInstruction, message).with_quote(quoted, &place))
}

/// Whether what was not understood is about a list: orders of other law are none of ours.
fn concerns_lists(finding: &Finding, paragraphs: &[&AmendatoryParagraph]) -> bool {
    let of_paragraph = paragraphs.iter().find(|paragraph| finding.place.as_ref() == Some(&paragraph.place));
    of_paragraph.is_none_or(|paragraph| matches!(paragraph.part, None | Some(744)) || list_named(&paragraph.text))
}

/// `For the reasons stated in the preamble, part 744 … is amended as follows:`.
fn issuance(lines: &[Line<'_>]) -> Option<String> {
    let lower = |line: &Line<'_>| line.text.to_lowercase();
    let begins = |line: &String| line.starts_with("for the reasons") || line.starts_with("accordingly, ");
    let words: Vec<_> = lines.iter().map(lower).skip_while(|line| !begins(line)).take(6).collect();
    let words = words.join(" ");
    let (said, _) = words.split_once("as follows").unwrap_or((&words, ""));
    words.contains("amended").then(|| said.to_owned())
}

/// Whether words name 15 CFR Part 744.
fn names_744(words: &str) -> bool {
    let lower = words.to_lowercase();
    ["part 744", "parts 744", "§ 744", "section 744"].iter().any(|name| lower.contains(name))
        || lower.contains("parts ") && lower.contains(" 744")
}

/// Whether words name one of the lists, by its supplement or by what it is called.
fn list_named(words: &str) -> bool {
    let lower = words.to_lowercase();
    let of_744 = |after: &str| {
        let after = after.trim_start();
        let longer = after.starts_with(|c: char| c.is_ascii_digit());
        let part = after.strip_prefix("to part ");
        !longer && part.is_none_or(|part| part.starts_with("744"))
    };
    let numbered = |list: ListId| {
        let number = list.supplement();
        ["supplement no. ", "supplement number ", "supplement "]
            .iter()
            .any(|name| lower.split(&format!("{name}{number}")).skip(1).any(of_744))
    };
    let names = ["entity list", "unverified list", "military end-user", "meu list"];
    ListId::ALL.into_iter().any(numbered) || names.iter().any(|name| lower.contains(name))
}

/// Documents that the text says it corrects: those named near the word, but for its own number.
fn corrected<'a>(lines: &'a [Line<'_>], own: &'a DocumentNumber) -> impl Iterator<Item = DocumentNumber> + 'a {
    let near = move |at: usize| {
        let from = at.saturating_sub(2);
        let said: Vec<_> = lines.iter().skip(from).take(6).map(|line| line.text).collect();
        said.join(" ").to_lowercase().contains("correct")
    };
    lines.iter().enumerate().filter(move |(at, _)| near(*at)).flat_map(move |(_, line)| {
        line.text
            .split(|c: char| !(c.is_ascii_alphanumeric() || ['-', '\u{2013}', '\u{2012}'].contains(&c)))
            .filter(|word| word.len() >= 8 && word.starts_with("20"))
            .filter_map(|word| word.parse::<DocumentNumber>().ok())
            .filter(move |number| number.as_str().contains('-') && number != own)
    })
}
