//! The text of a document on public inspection → what it is about to order, provisionally.
//!
//! The text came out of a PDF: names may be broken by hyphens, tables are no tables any more, and no row can be read.
//! What is understood is what the instructions say, by the grammar of the published rules; the rule as published
//! replaces it.

mod amendatory;
mod changes;
mod lines;
pub mod record;

use serde::{Deserialize, Serialize};

use crate::document::AmendatoryParagraph;
use crate::document::dates::Dates;
use crate::document::overlooked::ORDERS;
use crate::document::preamble::{Preamble, Section};
use crate::document::standing::Standing;
use crate::finding::{Code, Finding, Place};
use crate::instruction;
use crate::law::ListId;
use crate::law::citation::DocumentNumber;
pub use changes::{Named, ProvisionalChange, changes};
use lines::Sections;
use record::InspectionRecord;

/// What a document on public inspection announces. None of it is law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProvisionalDocument {
    /// The record.
    pub record: InspectionRecord,
    /// The action line, for instance `Final rule.`
    pub action: String,
    /// Dates as printed and as understood.
    pub dates: Dates,
    /// What the summary and the bullets of the preamble claim.
    pub preamble: Preamble,
    /// Changes of lists, in the order of the instructions.
    pub changes: Vec<ProvisionalChange>,
    /// The documents that it says it corrects.
    pub corrects: Vec<DocumentNumber>,
    /// Whether the stamp that closes a filed document was missing.
    #[serde(default)]
    pub may_be_cut: bool,
    /// What could not be read, quoted.
    #[serde(skip)]
    pub findings: Vec<Finding>,
}

impl ProvisionalDocument {
    /// What does not add up: additions that the summary counts against those that the instructions name or count.
    pub fn doubts(&self) -> Vec<String> {
        let of_list = |change: &&ProvisionalChange| change.list == ListId::EntityList && change.verb == "add";
        let read: usize = self
            .changes
            .iter()
            .filter(of_list)
            .map(|change| {
                let counted = change.count.and_then(|count| usize::try_from(count).ok());
                counted.unwrap_or_default().max(change.names.len())
            })
            .sum();
        let claims = self.preamble.counts.iter();
        let claims = claims.filter(|claim| claim.section == Section::Additions);
        let counted =
            claims.fold(0_usize, |sum, claim| sum.saturating_add(usize::try_from(claim.entries).unwrap_or(usize::MAX)));
        let mut doubts = Vec::new();
        if counted != 0 && counted != read {
            doubts.push(format!(
                "Its summary counts {counted} entries to be added, its instructions were read to add {read}: compare with the document."
            ));
        }
        if self.may_be_cut {
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

/// What a text turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// It amends Part 744, or corrects a document.
    Announces(Box<ProvisionalDocument>),
    /// It does neither.
    Unrelated,
}

/// Where a quote of a text from a PDF stands.
const ELEMENT: &str = "text from the PDF";

/// Reads the text of a document. `tracked` says whether a document that it corrects is on record.
///
/// Classified by content: a text whose amendatory part names Part 744 or one of its lists, or that corrects a tracked
/// document. One that speaks of a list and amends it, and of which nothing could be read, is told with its words.
pub fn read(record: InspectionRecord, text: &str, tracked: &dyn Fn(&DocumentNumber) -> bool) -> Reading {
    let lines = lines::clean(text);
    let sections = Sections::read(&lines);
    let paragraphs = amendatory::paragraphs(&lines, sections.end);
    let corrects: Vec<_> = corrected(&lines, &record.number).filter(|number| tracked(number)).collect();
    let issued = issuance(&lines).filter(|words| names_744(words));
    let touches = paragraphs
        .iter()
        .any(|paragraph| paragraph.part == Some(744) || names_744(&paragraph.text) || list_named(&paragraph.text));
    if !touches && issued.is_none() && corrects.is_empty() {
        return Reading::Unrelated;
    }
    let (instructions, mut findings) = instruction::read(&paragraphs);
    findings.retain(|finding| concerns_lists(finding, &paragraphs));
    let mut changes = changes(&instructions);
    let place = Place { element: ELEMENT.to_owned(), ..Place::default() };
    let standing = Standing { element: "", kind: record.kind.as_deref(), action: &sections.action };
    if let Some(objection) = standing.objection(&place) {
        changes.clear();
        findings = vec![objection];
    } else if changes.is_empty() && findings.is_empty() && !corrects.is_empty() {
        let numbers: Vec<_> = corrects.iter().map(DocumentNumber::as_str).collect();
        let message = format!(
            "it corrects {}, which is on record, in words that are no order about an entry",
            numbers.join(", ")
        );
        let quote =
            lines::join(lines.iter().skip_while(|line| !line.text.contains("orrect")).take(6).map(|line| line.text));
        findings.push(Finding::new(Code::CorrectionByPage, message).with_quote(quote, &place));
    } else if changes.is_empty() && findings.is_empty() {
        findings.extend(unread(&lines, &sections, &paragraphs, &place));
    }
    for finding in &mut findings {
        finding.document = Some(record.number.clone());
    }
    Reading::Announces(Box::new(ProvisionalDocument {
        dates: Dates::read(&sections.dates),
        preamble: preamble(&lines, &sections),
        action: sections.action,
        may_be_cut: !is_closed(text),
        changes,
        corrects,
        findings,
        record,
    }))
}

/// Nothing was read of a text whose amendatory part speaks of a list. Where sections of Part 744 are amended, their new
/// text speaks of the lists anyway; there, only what orders counts.
fn unread(
    lines: &[lines::Line<'_>],
    sections: &Sections,
    paragraphs: &[AmendatoryParagraph],
    place: &Place,
) -> Option<Finding> {
    let amendatory = lines.get(sections.end..).unwrap_or_default();
    let of_sections = paragraphs.iter().any(|paragraph| {
        let lower = paragraph.text.to_lowercase();
        paragraph.part == Some(744) && !lower.contains("authority citation")
    });
    let around = |at: usize| {
        let from = at.saturating_sub(2);
        amendatory.iter().skip(from).take(5).map(|line| line.text)
    };
    let was_read = |line: &str| paragraphs.iter().any(|paragraph| paragraph.text.contains(line));
    let speaking = amendatory.iter().position(|line| {
        let lower = line.text.to_lowercase();
        let orders = || ORDERS.iter().any(|order| lower.contains(order)) && !was_read(line.text);
        list_named(line.text) && (!of_sections || orders())
    })?;
    let quoted = lines::join(around(speaking));
    let message = "the text speaks of a list of Part 744 where it amends, but no change of the list could be read";
    let place = Place { line: amendatory.get(speaking).map_or(0, |line| line.number), ..place.clone() };
    Some(Finding::new(Code::UnparsedInstruction, message).with_quote(quoted, &place))
}

/// Whether what was not understood is about a list: orders of other law are none of ours.
fn concerns_lists(finding: &Finding, paragraphs: &[AmendatoryParagraph]) -> bool {
    let of_paragraph = paragraphs.iter().find(|paragraph| finding.place.as_ref() == Some(&paragraph.place));
    of_paragraph.is_none_or(|paragraph| matches!(paragraph.part, None | Some(744)) || list_named(&paragraph.text))
}

/// `For the reasons stated in the preamble, part 744 … is amended as follows:`.
fn issuance(lines: &[lines::Line<'_>]) -> Option<String> {
    let words: Vec<&str> = lines.iter().map(|line| line.text).collect();
    let at = words.iter().position(|line| {
        let line = line.to_lowercase();
        line.starts_with("for the reasons") || line.starts_with("accordingly, ")
    })?;
    let said = words.get(at..(at + 6).min(words.len()))?.join(" ");
    let lower = said.to_lowercase();
    let end = lower.find("as follows").unwrap_or(lower.len());
    let said = said.get(..end).unwrap_or(&said).to_owned();
    (lower.contains("amended")).then_some(said)
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
fn corrected<'a>(lines: &'a [lines::Line<'_>], own: &'a DocumentNumber) -> impl Iterator<Item = DocumentNumber> + 'a {
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

/// The summary's counts and the names under bullets.
fn preamble(lines: &[lines::Line<'_>], sections: &Sections) -> Preamble {
    let mut preamble = Preamble::of_summary(&sections.summary);
    lines::bullets(lines, sections.end, &mut preamble);
    preamble
}
