//! Pieces of the page → a document in the Federal Register layout.
//!
//! The rendering shows neither `REGTEXT` nor, in some layouts, the sections of the preamble. What they say is taken
//! from what remains: the headings `DATES:`, `SUMMARY:` … begin the sections; after the heading of a part, or with
//! the first amendatory paragraph, everything is amendatory matter of that part until the signature. A new `REGTEXT`
//! begins after the authority citation; where the source begins one elsewhere, printed matter stands in between, and
//! that divides the units as well.

use std::fmt::Write as _;

use super::pieces::{Kind, Piece, Pieces, part_number};
use super::{PageError, Translation};
use crate::citation::DocumentNumber;
use crate::document::record::DocumentRecord;
use crate::document::xml::number_of;
use crate::finding::{Code, Finding, Place};

/// Sections of the preamble by what their heading says.
const SECTIONS: [(&str, &str); 12] = [
    ("AGENCY", "AGY"),
    ("AGENCIES", "AGY"),
    ("ACTION", "ACT"),
    ("SUMMARY", "SUM"),
    ("DATES", "DATES"),
    ("DATE", "DATES"),
    ("EFFECTIVE DATE", "DATES"),
    ("EFFECTIVE DATES", "DATES"),
    ("ADDRESSES", "ADD"),
    ("ADDRESS", "ADD"),
    ("FOR FURTHER INFORMATION CONTACT", "FURINF"),
    ("SUPPLEMENTARY INFORMATION", "SUPLINF"),
];

/// The number that the page prints.
pub(super) fn number(pieces: &Pieces) -> Option<DocumentNumber> {
    let mut printed = pieces
        .pieces
        .iter()
        .filter(|piece| piece.kind == Kind::Number);
    printed.find_map(|piece| number_of(&piece.text))
}

/// Writes the document.
pub(super) fn compose(
    mut found: Pieces,
    record: Option<&DocumentRecord>,
) -> Result<Translation, PageError> {
    pages_behind_tables(&mut found.pieces);
    let has = |wanted: fn(&Kind) -> bool| found.pieces.iter().any(|piece| wanted(&piece.kind));
    let ends = has(|kind| matches!(kind, Kind::Signature | Kind::Number | Kind::Billing));
    if has(|kind| matches!(kind, Kind::Order { .. })) && !ends {
        return Err(PageError::Cut);
    }
    let number = number(&found);
    let root = root(record, number.as_ref());
    let mut writer = Writer {
        title: is_all_of_title_15(&found.pieces, record).then_some(15),
        ..Writer::default()
    };
    let _ = writeln!(writer.xml, "<{root}>\n<PREAMB>");
    writer.lead(&found.pieces, record);
    let footnotes: Vec<_> = found
        .pieces
        .iter()
        .filter(|piece| piece.kind == Kind::Footnote)
        .collect();
    for piece in &found.pieces {
        if !matches!(
            piece.kind,
            Kind::Agency | Kind::SubAgency | Kind::Reference | Kind::Subject | Kind::Footnote
        ) {
            writer.piece(piece, &footnotes);
        }
    }
    writer.close_regtext();
    writer.close_preamble(&footnotes);
    writer.xml.push_str("</SUPLINF>\n");
    for piece in &found.pieces {
        match piece.kind {
            Kind::Number => writer.line("FRDOC", &piece.xml),
            Kind::Billing => writer.line("BILCOD", &piece.xml),
            _ => {}
        }
    }
    let _ = writeln!(writer.xml, "</{root}>");
    if found.lineless > 0 {
        writer.findings.push(Finding::new(
            Code::ColumnSuspect,
            format!(
                "the web page does not show the line breaks of {} cells: where aliases end and addresses begin is not known",
                found.lineless
            ),
        ));
    }
    Ok(Translation {
        xml: writer.xml,
        number,
        findings: writer.findings,
    })
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
    let printed = pieces.iter().filter(|piece| piece.kind == Kind::Reference);
    let mut titles: Vec<_> = printed
        .filter_map(|piece| piece.text.split_once(" CFR ")?.0.trim().parse().ok())
        .collect();
    if titles.is_empty() {
        titles.extend(
            record
                .into_iter()
                .flat_map(|record| &record.cfr_references)
                .filter_map(|part| part.title),
        );
    }
    !titles.is_empty() && titles.iter().all(|title: &u32| *title == 15)
}

/// Page breaks inside a table are not rendered. The first evidence behind it, if no other table stands before that,
/// says what page it ended on.
fn pages_behind_tables(pieces: &mut Vec<Piece>) {
    let mut current = 0;
    let mut at = 0;
    while at < pieces.len() {
        match pieces.get(at).map(|piece| &piece.kind) {
            Some(Kind::Page(page)) => current = *page,
            Some(Kind::Table) => {
                let behind = pieces
                    .iter()
                    .skip(at + 1)
                    .take_while(|piece| piece.kind != Kind::Table);
                let evidence = behind.into_iter().find_map(|piece| match piece.kind {
                    Kind::Page(page) => Some(page.saturating_sub(1)),
                    _ => piece.page,
                });
                if let Some(page) = evidence.filter(|page| current > 0 && *page > current) {
                    current = page;
                    pieces.insert(
                        at + 1,
                        Piece {
                            kind: Kind::Page(page),
                            xml: String::new(),
                            text: String::new(),
                            page: None,
                            in_section: false,
                        },
                    );
                }
            }
            _ => {}
        }
        at += 1;
    }
}

#[derive(Default)]
struct Writer {
    xml: String,
    findings: Vec<Finding>,
    /// The section of the preamble that is open.
    section: Option<&'static str>,
    /// Whether the preamble was ended.
    body: bool,
    /// The part that the last heading names; `Some(None)` behind an order without one.
    part: Option<Option<u16>>,
    title: Option<u16>,
    regtext: bool,
    in_section: bool,
    /// Whether the authority citation was the last matter.
    authority: bool,
    ended: bool,
}

impl Writer {
    fn line(&mut self, tag: &str, text: &str) {
        let _ = writeln!(self.xml, "<{tag}>{text}</{tag}>");
    }

    /// Agencies, CFR, subject: as the page shows them, else as the record and the page's own sections say.
    fn lead(&mut self, pieces: &[Piece], record: Option<&DocumentRecord>) {
        let bureau = "Bureau of Industry and Security";
        let of = |kind: &Kind| {
            pieces
                .iter()
                .filter(|piece| piece.kind == *kind)
                .collect::<Vec<_>>()
        };
        for piece in of(&Kind::Agency) {
            self.line("AGENCY", &piece.xml);
        }
        let bureaus = of(&Kind::SubAgency);
        if bureaus.is_empty() && pieces.iter().any(|piece| piece.text.contains(bureau)) {
            self.line("SUBAGY", bureau);
        }
        for piece in bureaus {
            self.line("SUBAGY", &piece.xml);
        }
        let references = of(&Kind::Reference);
        let parts = record
            .map(|record| record.cfr_references.as_slice())
            .unwrap_or_default();
        for part in parts.iter().filter(|_| references.is_empty()) {
            if let (Some(title), Some(part)) = (part.title, part.part) {
                self.line("CFR", &format!("{title} CFR Part {part}"));
            }
        }
        for piece in references {
            self.line(
                if piece.text.contains("CFR") {
                    "CFR"
                } else {
                    "DEPDOC"
                },
                &piece.xml,
            );
        }
        let subject = of(&Kind::Subject).first().map(|piece| piece.xml.clone());
        let titled = || {
            record
                .and_then(|record| record.title.as_deref())
                .map(escaped)
        };
        self.line("SUBJECT", &subject.or_else(titled).unwrap_or_default());
    }

    fn piece(&mut self, piece: &Piece, footnotes: &[&Piece]) {
        self.section_of_cfr(piece);
        match &piece.kind {
            Kind::Heading(level) => self.heading(*level, piece, footnotes),
            Kind::Part => {
                self.close_preamble(footnotes);
                self.close_regtext();
                self.part = Some(part_number(&piece.text));
                let _ = writeln!(
                    self.xml,
                    "<PART><HD SOURCE=\"HED\">{}</HD></PART>",
                    piece.xml
                );
            }
            Kind::Order { whole } => self.order(piece, *whole, footnotes),
            Kind::Authority => {
                self.matter(footnotes);
                let _ = writeln!(self.xml, "<AUTH><P>{}</P></AUTH>", piece.xml);
                self.authority = true;
            }
            Kind::Stars => {
                self.matter(footnotes);
                self.xml.push_str("<STARS/>\n");
            }
            Kind::Table => {
                self.matter(footnotes);
                self.xml.push_str(&piece.xml);
                self.xml.push('\n');
            }
            Kind::SectionNumber => self.line("SECTNO", &piece.xml),
            Kind::SectionSubject => self.line("SUBJECT", &piece.xml),
            Kind::Topics => {
                let _ = writeln!(self.xml, "<LSTSUB><P>{}.</P></LSTSUB>", piece.xml);
            }
            Kind::Signature => {
                self.close_preamble(footnotes);
                self.close_regtext();
                self.ended = true;
                let _ = writeln!(self.xml, "<SIG><NAME>{}</NAME></SIG>", piece.xml);
            }
            Kind::Page(page) => {
                let _ = writeln!(self.xml, "<PRTPAGE P=\"{page}\"/>");
            }
            Kind::Paragraph => {
                self.matter(footnotes);
                self.line("P", &piece.xml);
            }
            Kind::Agency
            | Kind::SubAgency
            | Kind::Reference
            | Kind::Subject
            | Kind::Footnote
            | Kind::Number
            | Kind::Billing => {}
        }
    }

    /// Opens and closes the section of the CFR that a piece stands in.
    fn section_of_cfr(&mut self, piece: &Piece) {
        if piece.in_section && !self.in_section {
            if self.body && self.part.is_some() && !self.ended {
                self.open_regtext();
            }
            self.xml.push_str("<SECTION>\n");
        } else if !piece.in_section && self.in_section {
            self.xml.push_str("</SECTION>\n");
        }
        self.in_section = piece.in_section;
    }

    fn heading(&mut self, level: u8, piece: &Piece, footnotes: &[&Piece]) {
        let name = piece.text.trim_end_matches([':', '.', ' ']).to_uppercase();
        let section = SECTIONS
            .iter()
            .find(|(heading, _)| *heading == name)
            .map(|(_, tag)| *tag);
        let heading = match level {
            1 => format!("<HD SOURCE=\"HED\">{}</HD>\n", piece.xml),
            _ => format!("<HD SOURCE=\"HD{}\">{}</HD>\n", level - 1, piece.xml),
        };
        if !self.body && level == 1 {
            match section {
                Some("SUPLINF") => self.close_preamble(footnotes),
                section => {
                    self.close_section();
                    self.section = section;
                    if let Some(section) = section {
                        let _ = writeln!(self.xml, "<{section}>");
                    }
                }
            }
        } else {
            self.matter(footnotes);
        }
        self.xml.push_str(&heading);
    }

    /// An order; one that lost words is told and not read.
    fn order(&mut self, piece: &Piece, whole: bool, footnotes: &[&Piece]) {
        self.close_preamble(footnotes);
        if self.authority {
            self.close_regtext();
        }
        self.part.get_or_insert(None);
        self.open_regtext();
        if !whole && may_have_lost_words(&piece.text) {
            let message = "the web page keeps only the words before the first change of type in an order; it was not read";
            let line = self.xml.bytes().filter(|byte| *byte == b'\n').count() + 1;
            let place = Place {
                element: "AMDPAR".to_owned(),
                line: u32::try_from(line).unwrap_or(u32::MAX),
                page: None,
            };
            self.findings.push(
                Finding::new(Code::UnparsedInstruction, message)
                    .with_quote(piece.text.clone(), &place),
            );
            return;
        }
        self.line("AMDPAR", &piece.xml);
    }

    /// Behind the heading of a part, or an order, everything is amendatory matter.
    fn matter(&mut self, footnotes: &[&Piece]) {
        if self.part.is_some() && !self.ended {
            self.close_preamble(footnotes);
            self.open_regtext();
        }
    }

    fn open_regtext(&mut self) {
        if self.regtext || self.ended {
            return;
        }
        self.regtext = true;
        self.xml.push_str("<REGTEXT");
        if let Some(title) = self.title {
            let _ = write!(self.xml, " TITLE=\"{title}\"");
        }
        if let Some(Some(part)) = self.part {
            let _ = write!(self.xml, " PART=\"{part}\"");
        }
        self.xml.push_str(">\n");
    }

    fn close_regtext(&mut self) {
        if self.in_section {
            self.in_section = false;
            self.xml.push_str("</SECTION>\n");
        }
        if self.regtext {
            self.xml.push_str("</REGTEXT>\n");
        }
        self.regtext = false;
        self.authority = false;
    }

    fn close_section(&mut self) {
        if let Some(section) = self.section.take() {
            let _ = writeln!(self.xml, "</{section}>");
        }
    }

    fn close_preamble(&mut self, footnotes: &[&Piece]) {
        if self.body {
            return;
        }
        self.body = true;
        self.close_section();
        self.xml.push_str("</PREAMB>\n<SUPLINF>\n");
        // Footnotes are printed on the pages of the preamble; the page gathers them at its end.
        for note in footnotes {
            let _ = writeln!(self.xml, "<FTNT><P>{}</P></FTNT>", note.xml);
        }
    }
}

/// Whether an order may go on behind its last word: it ends neither with a sentence nor with a colon, or a quotation
/// is left open.
fn may_have_lost_words(text: &str) -> bool {
    let count = |sign| text.matches(sign).count();
    !text.trim_end().trim_end_matches('”').ends_with(['.', ':']) || count('“') != count('”')
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
