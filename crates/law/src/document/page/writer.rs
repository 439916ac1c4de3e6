//! Writes a document in the Federal Register layout, a block a line.

use std::fmt::Write as _;

use super::piece::{Kind, Piece, section_of};
use crate::document::misplaced::is_order;
use crate::document::record::DocumentRecord;
use crate::finding::{Code, Finding, Place};
use crate::law::text::reference::{Reference, part_of_heading};

/// How far a document is written.
#[derive(Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    #[default]
    Preamble,
    /// Supplementary information.
    Text,
    /// Behind the heading of a part, or an order: everything is amendatory matter.
    Amendments,
    /// Behind the signature.
    End,
}

/// The `REGTEXT` at hand.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Regtext {
    #[default]
    Closed,
    Open,
    /// Open, and its authority citation is written.
    Cited,
}

#[derive(Default)]
pub(super) struct Writer {
    pub(super) xml: String,
    pub(super) findings: Vec<Finding>,
    stage: Stage,
    /// Footnotes, until they are written.
    footnotes: Vec<String>,
    /// Whether the page keeps only the first words of orders.
    losing: bool,
    /// The section of the preamble that is open.
    section: Option<&'static str>,
    /// Whether a heading says where the preamble ends.
    has_body_heading: bool,
    /// The part that the last heading of one names.
    part: Option<u16>,
    title: Option<u16>,
    regtext: Regtext,
    in_section: bool,
}

impl Writer {
    /// A document of which every part is of a title of the CFR, if so.
    pub(super) fn new(title: Option<u16>, pieces: &[Piece]) -> Self {
        let notes = pieces.iter().filter(|piece| piece.kind == Kind::Footnote);
        let losing = pieces.iter().any(|piece| piece.kind == Kind::Order { whole: false });
        Self { title, footnotes: notes.map(|piece| piece.xml.clone()).collect(), losing, ..Self::default() }
    }

    pub(super) fn line(&mut self, tag: &str, text: &str) {
        let _ = writeln!(self.xml, "<{tag}>{text}</{tag}>");
    }

    /// Agencies, CFR, subject: as the page shows them, else as the record and the page's own sections say.
    pub(super) fn lead(&mut self, pieces: &[Piece], record: Option<&DocumentRecord>) {
        let bureau = "Bureau of Industry and Security";
        let of = |kind: &Kind| pieces.iter().filter(|piece| piece.kind == *kind).collect::<Vec<_>>();
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
        self.has_body_heading = pieces
            .iter()
            .any(|piece| matches!(piece.kind, Kind::Heading(_)) && section_of(&piece.text) == Some("SUPLINF"));
        let references = of(&Kind::Reference);
        let parts = record.map(|record| record.cfr_references.as_slice()).unwrap_or_default();
        for part in parts.iter().filter(|_| references.is_empty()) {
            if let (Some(title), Some(part)) = (part.title, part.part) {
                self.line("CFR", &format!("{title} CFR Part {part}"));
            }
        }
        for piece in references {
            self.line(if piece.text.contains("CFR") { "CFR" } else { "DEPDOC" }, &piece.xml);
        }
        let subject = of(&Kind::Subject).first().map(|piece| piece.xml.clone());
        let titled = || record.and_then(|record| record.title.as_deref()).map(escaped);
        self.line("SUBJECT", &subject.or_else(titled).unwrap_or_default());
    }

    pub(super) fn piece(&mut self, piece: &Piece) {
        self.section_of_cfr(piece);
        match &piece.kind {
            Kind::Heading(level) => self.heading(*level, piece),
            Kind::Part => {
                self.close_preamble();
                self.close_regtext();
                self.stage = Stage::Amendments;
                self.part = part_of_heading(&piece.text);
                let _ = writeln!(self.xml, "<PART><HD SOURCE=\"HED\">{}</HD></PART>", piece.xml);
            }
            Kind::Order { .. } => self.order(piece),
            Kind::Authority => {
                self.matter();
                let _ = writeln!(self.xml, "<AUTH><P>{}</P></AUTH>", piece.xml);
                if self.regtext == Regtext::Open {
                    self.regtext = Regtext::Cited;
                }
            }
            Kind::Stars => {
                self.matter();
                self.xml.push_str("<STARS/>\n");
            }
            Kind::Table => {
                self.matter();
                self.xml.push_str(&piece.xml);
                self.xml.push('\n');
            }
            Kind::SectionNumber => self.line("SECTNO", &piece.xml),
            Kind::SectionSubject => self.line("SUBJECT", &piece.xml),
            Kind::Topics => {
                let _ = writeln!(self.xml, "<LSTSUB><P>{}.</P></LSTSUB>", piece.xml);
            }
            Kind::Signature => {
                self.close_preamble();
                self.close_regtext();
                self.stage = Stage::End;
                let _ = writeln!(self.xml, "<SIG><NAME>{}</NAME></SIG>", piece.xml);
            }
            Kind::Page(page) => {
                let _ = writeln!(self.xml, "<PRTPAGE P=\"{page}\"/>");
            }
            Kind::Paragraph => {
                // An order is none of the preamble, whatever heading is missing before it.
                if is_order(&piece.text) || self.section.is_none() && !self.has_body_heading {
                    self.close_preamble();
                }
                self.matter();
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
        if !piece.in_section {
            self.close_cfr_section();
        } else if !self.in_section {
            self.matter();
            self.in_section = true;
            self.xml.push_str("<SECTION>\n");
        }
    }

    fn heading(&mut self, level: u8, piece: &Piece) {
        let section = section_of(&piece.text);
        let heading = match level {
            1 => format!("<HD SOURCE=\"HED\">{}</HD>\n", piece.xml),
            _ => format!("<HD SOURCE=\"HD{}\">{}</HD>\n", level - 1, piece.xml),
        };
        if self.stage == Stage::Preamble && level == 1 {
            match section {
                Some("SUPLINF") => self.close_preamble(),
                None if !self.has_body_heading => self.close_preamble(),
                section => {
                    self.close_section();
                    self.section = section;
                    if let Some(section) = section {
                        let _ = writeln!(self.xml, "<{section}>");
                    }
                }
            }
        } else {
            if !self.has_body_heading {
                self.close_preamble();
            }
            self.matter();
        }
        self.xml.push_str(&heading);
    }

    /// An order; one that lost words is told and not read.
    fn order(&mut self, piece: &Piece) {
        self.close_preamble();
        let other = part_named(&piece.text).filter(|part| self.part != Some(*part));
        if self.regtext == Regtext::Cited || other.is_some() {
            self.close_regtext();
        }
        self.part = other.or(self.part);
        self.stage = Stage::Amendments;
        self.matter();
        if self.losing && may_have_lost_words(&piece.text) {
            let message =
                "the web page keeps only the words before the first change of type in an order; it was not read";
            let place = Place { element: "AMDPAR".to_owned(), line: lines(&self.xml) + 1, page: None };
            self.findings.push(Finding::new(Code::UnparsedInstruction, message).with_quote(piece.text.clone(), &place));
            return;
        }
        self.line("AMDPAR", &piece.xml);
    }

    /// Opens the `REGTEXT` that amendatory matter stands in.
    fn matter(&mut self) {
        if self.stage != Stage::Amendments || self.regtext != Regtext::Closed {
            return;
        }
        self.regtext = Regtext::Open;
        self.xml.push_str("<REGTEXT");
        for (name, number) in [("TITLE", self.title), ("PART", self.part)] {
            if let Some(number) = number {
                let _ = write!(self.xml, " {name}=\"{number}\"");
            }
        }
        self.xml.push_str(">\n");
    }

    pub(super) fn close_regtext(&mut self) {
        self.close_cfr_section();
        if self.regtext != Regtext::Closed {
            self.xml.push_str("</REGTEXT>\n");
        }
        self.regtext = Regtext::Closed;
    }

    fn close_cfr_section(&mut self) {
        if std::mem::take(&mut self.in_section) {
            self.xml.push_str("</SECTION>\n");
        }
    }

    fn close_section(&mut self) {
        self.close_cfr_section();
        if let Some(section) = self.section.take() {
            let _ = writeln!(self.xml, "</{section}>");
        }
    }

    pub(super) fn close_preamble(&mut self) {
        if self.stage != Stage::Preamble {
            return;
        }
        self.stage = Stage::Text;
        self.close_section();
        self.xml.push_str("</PREAMB>\n<SUPLINF>\n");
        // Footnotes are printed on the pages of the preamble; the page gathers them at its end.
        for note in std::mem::take(&mut self.footnotes) {
            let _ = writeln!(self.xml, "<FTNT><P>{note}</P></FTNT>");
        }
    }
}

/// The part that a numbered order is about, where it names one and no other: `1. In § 748.9, revise …` → 748.
fn part_named(order: &str) -> Option<u16> {
    let (number, words) = order.split_once(". ")?;
    if !number.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let words = words.split('“').next()?;
    let mut named = Reference::all(words).into_iter().filter_map(Reference::part);
    let first = named.next()?;
    named.all(|other| other == first).then_some(first)
}

/// Whether an order may go on behind its last word: it ends neither with a sentence nor with a colon, or a quotation
/// is left open.
fn may_have_lost_words(text: &str) -> bool {
    let count = |sign| text.matches(sign).count();
    !text.trim_end().ends_with(['.', ':']) || count('“') != count('”')
}

pub(super) fn lines(xml: &str) -> u32 {
    u32::try_from(xml.matches('\n').count()).unwrap_or(u32::MAX)
}

pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_part_of_an_order_is_the_one_it_names() {
        for (order, part) in [
            ("1. In § 748.9, revise paragraph (a):", Some(748)),
            ("2. Supplement No. 4 to part 744 is amended:", Some(744)),
            ("3. The authority citation for 15 CFR part 734 continues to read:", Some(734)),
            ("4. Section 744.11 is amended as § 744.16 is:", Some(744)),
            ("5. Section 744.11 and part 746 are amended:", None),
            ("6. Remove the entry for “A of part 746”.", None),
            ("a. In § 748.9, revise paragraph (b):", None),
        ] {
            assert_eq!(part_named(order), part, "{order}");
        }
    }
}
