//! Pieces of the page → a document in the Federal Register layout.
//!
//! The rendering shows neither `REGTEXT` nor, in some layouts, the sections of the preamble. What they say is taken
//! from what remains: the headings `DATES:`, `SUMMARY:` … begin the sections; after the heading of a part, or with
//! the first amendatory paragraph, everything is amendatory matter of that part until the signature. A new `REGTEXT`
//! begins after the authority citation; where the source begins one elsewhere, printed matter stands in between, and
//! that divides the units as well.

use std::fmt::Write as _;

use super::Translation;
use super::content::{Piece, PieceKind, Pieces};
use super::error::PageError;
use super::writer::{Writer, escaped, lines};
use crate::document::record::DocumentRecord;
use crate::document::xml::number_of;
use crate::finding::{Code, Finding, Place};
use crate::law::citation::DocumentNumber;
use crate::law::quantity::quantity;

/// The number that the page prints.
pub(super) fn number(pieces: &Pieces) -> Option<DocumentNumber> {
    let mut printed = pieces.all.iter().filter(|piece| piece.kind == PieceKind::Number);
    printed.find_map(|piece| number_of(&piece.text))
}

/// Writes the document.
pub(super) fn compose(mut found: Pieces, record: Option<&DocumentRecord>) -> Result<Translation, PageError> {
    pages_behind_tables(&mut found.all);
    let has = |wanted: fn(&PieceKind) -> bool| found.all.iter().any(|piece| wanted(&piece.kind));
    let ends = has(|kind| matches!(kind, PieceKind::Signature | PieceKind::Number | PieceKind::Billing));
    if has(|kind| matches!(kind, PieceKind::Order { .. })) && !ends {
        return Err(PageError::Cut);
    }
    let number = number(&found);
    let root = root(record, number.as_ref());
    let mut writer = Writer::new(is_all_of_title_15(&found.all, record).then_some(15), &found.all);
    let _ = writeln!(writer.xml, "<{root}>\n<PREAMB>");
    writer.lead(&found.all, record);
    for piece in &found.all {
        if !matches!(
            piece.kind,
            PieceKind::Agency | PieceKind::SubAgency | PieceKind::Reference | PieceKind::Subject | PieceKind::Footnote
        ) {
            writer.piece(piece);
        }
    }
    writer.close_regtext();
    writer.close_preamble();
    writer.xml.push_str("</SUPLINF>\n");
    for piece in &found.all {
        if piece.kind == PieceKind::Number {
            writer.line("FRDOC", &piece.xml);
        }
    }
    let _ = writeln!(writer.xml, "</{root}>");
    for (cells, what) in [
        (&found.lineless, "line breaks: where aliases end and addresses begin is not known"),
        (&found.markless, "superscripts: a footnote mark may appear as a number"),
    ] {
        if let Some(first) = cells.first() {
            let message = format!("in {} the web page does not show {what}", quantity(cells.len(), "cell"));
            let place = Place { element: "ENT".to_owned(), line: line_of(&writer.xml, first), page: None };
            let finding = Finding::new(Code::ColumnSuspect, message);
            writer.findings.push(finding.with_quote(first.clone(), &place));
        }
    }
    Ok(Translation { xml: writer.xml, number, findings: writer.findings })
}

/// The element of a document: by its record, and `CORRECT` by its number; `UNKNOWN` is read as a rule is.
fn root(record: Option<&DocumentRecord>, number: Option<&DocumentNumber>) -> &'static str {
    let number = record.map(|record| &record.document_number).or(number);
    let corrects = number.is_some_and(|number| {
        let mut signs = number.as_str().chars();
        signs.next() == Some('C') && signs.next().is_some_and(|c| c.is_ascii_digit())
    });
    match record.and_then(|record| record.document_type.as_deref()) {
        _ if corrects => "CORRECT",
        Some("Rule") => "RULE",
        Some("Proposed Rule") => "PRORULE",
        Some("Notice") => "NOTICE",
        Some("Presidential Document") => "PRESDOCU",
        Some("Correction") => "CORRECT",
        _ => "UNKNOWN",
    }
}

/// Whether every title of the CFR that the document names is 15.
fn is_all_of_title_15(pieces: &[Piece], record: Option<&DocumentRecord>) -> bool {
    let printed = pieces.iter().filter(|piece| piece.kind == PieceKind::Reference);
    let mut titles: Vec<_> =
        printed.filter_map(|piece| piece.text.split_once(" CFR ")?.0.trim().parse().ok()).collect();
    if titles.is_empty() {
        titles.extend(record.into_iter().flat_map(|record| &record.cfr_references).filter_map(|part| part.title));
    }
    !titles.is_empty() && titles.iter().all(|title: &u32| *title == 15)
}

/// Page breaks inside a table are not rendered. The first evidence behind it, if no other table stands before that,
/// says what page it ended on.
fn pages_behind_tables(pieces: &mut Vec<Piece>) {
    let mut current = 0;
    let mut at = 0;
    while let Some(kind) = pieces.get(at).map(|piece| piece.kind.clone()) {
        at += 1;
        if let PieceKind::Page(page) = kind {
            current = page;
            continue;
        }
        if kind != PieceKind::Table || current == 0 {
            continue;
        }
        let behind = pieces.iter().skip(at).take_while(|piece| piece.kind != PieceKind::Table);
        let evidence = behind.into_iter().find_map(|piece| {
            let before = |page: u32| page.saturating_sub(1);
            piece.begins_page().map(before).or(piece.page)
        });
        if let Some(page) = evidence.filter(|page| *page > current) {
            pieces.insert(at, Piece::page_break(page));
        }
    }
}

/// The line of the layout on which the first words of a cell stand.
fn line_of(xml: &str, text: &str) -> u32 {
    let words: String = escaped(text).chars().take(20).collect();
    xml.split_once(words.as_str()).map_or(1, |(before, _)| lines(before) + 1)
}
