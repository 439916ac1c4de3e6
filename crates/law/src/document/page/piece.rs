//! What a page is made of.

/// What a piece of the page is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// A heading of the level of its `h` element.
    Heading(u8),
    Agency,
    SubAgency,
    /// A line of the document headings: CFR, docket, RIN.
    Reference,
    Subject,
    /// `PART 744—CONTROL POLICY: …`.
    Part,
    Paragraph,
    /// An amendatory paragraph; `false` where the layout keeps only the words before its first inline element.
    Order {
        whole: bool,
    },
    Authority,
    Stars,
    Table,
    SectionNumber,
    SectionSubject,
    Topics,
    Signature,
    Footnote,
    /// `[FR Doc. …]`.
    Number,
    Billing,
    /// A printed page begins.
    Page(u32),
}

/// A piece of the page.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) kind: Kind,
    /// Its text in the Federal Register layout.
    pub(super) xml: String,
    /// Its text without markup.
    pub(super) text: String,
    /// The page on which it begins, where the page of the site says so.
    pub(super) page: Option<u32>,
    /// Whether it stands in a section.
    pub(super) in_section: bool,
}

impl Piece {
    /// A printed page begins.
    pub(super) fn page_break(page: u32) -> Self {
        Self { kind: Kind::Page(page), xml: String::new(), text: String::new(), page: None, in_section: false }
    }

    pub(super) fn begins_page(&self) -> Option<u32> {
        if let Kind::Page(page) = self.kind { Some(page) } else { None }
    }
}

/// What was found.
#[derive(Default)]
pub(super) struct Pieces {
    pub(super) all: Vec<Piece>,
    /// Cells whose line breaks the page does not show.
    pub(super) lineless: Vec<String>,
    /// Cells in which a footnote mark seems to stand as a plain number.
    pub(super) markless: Vec<String>,
    /// Whether anything was met that only the site's rendering of a document has.
    pub(super) is_document: bool,
}

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

/// The section that a heading of the preamble begins.
pub(super) fn section_of(heading: &str) -> Option<&'static str> {
    let name = heading.trim_end_matches([':', '.', ' ']).to_uppercase();
    let mut sections = SECTIONS.iter();
    sections.find(|(heading, _)| *heading == name).map(|(_, tag)| *tag)
}
