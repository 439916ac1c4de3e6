//! The page → its pieces in reading order: headings, paragraphs, orders, tables.

use scraper::{ElementRef, Html, Node};

use super::inline::{Inline, visible};
use super::marker::{self, Marker, has_class};
use super::piece::{Kind, Piece, Pieces, section_of};
use super::table;
use crate::law::text::reference::part_of_heading;

/// Takes a page apart.
pub(super) fn read(page: &Html) -> Pieces {
    let elements = || page.tree.nodes().filter_map(ElementRef::wrap);
    let root = elements()
        .find(|element| element.attr("id") == Some("fulltext_content_area"))
        .unwrap_or_else(|| page.root_element());
    let mut walk = Walk::default();
    walk.children(root);
    walk.flush();
    let bears_matter = |piece: &Piece| {
        let section = matches!(piece.kind, Kind::Heading(_)) && section_of(&piece.text).is_some();
        section
            || matches!(piece.kind, Kind::SubAgency | Kind::Part | Kind::Order { .. } | Kind::Number | Kind::Billing)
    };
    walk.found.is_document = elements().any(is_of_a_document) && walk.found.all.iter().any(bears_matter);
    walk.found
}

/// What a page shows that is none of a document: its title and its words.
pub(super) fn shown(page: &Html) -> String {
    let title = page.tree.nodes().filter_map(ElementRef::wrap);
    let title = title.filter(|element| element.value().name() == "title").map(visible).next();
    let (_, words) = Inline::of(page.root_element()).finish();
    let shown: Vec<_> = title.iter().chain([&words]).flat_map(|text| text.split_whitespace()).collect();
    shown.join(" ")
}

/// Identifiers and classes that the stylesheets give.
fn is_of_a_document(element: ElementRef<'_>) -> bool {
    let id = element.attr("id").unwrap_or_default();
    let numbered = ["p-amd-", "p-", "h-", "page-"].iter().any(|lead| {
        id.strip_prefix(lead).is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
    });
    numbered
        || ["amendment-part", "unprinted-element-wrapper", "printed-page", "end-matter", "document-headings"]
            .iter()
            .any(|class| has_class(element, class))
}

#[derive(Default)]
struct Walk {
    found: Pieces,
    /// Text outside of any paragraph.
    loose: Inline,
    /// What the markers say that we are in.
    within: Vec<String>,
    section: usize,
    part: usize,
    signature: usize,
    /// Whether the next paragraph is the subject.
    subject: bool,
}

impl Walk {
    fn children(&mut self, element: ElementRef<'_>) {
        for child in element.children() {
            if let Node::Text(text) = child.value() {
                self.loose.text(text);
            } else if let Some(child) = ElementRef::wrap(child) {
                self.element(child);
            }
        }
    }

    fn element(&mut self, element: ElementRef<'_>) {
        if let Some(marker) = marker::of(element) {
            return self.marker(marker);
        }
        let name = element.value().name();
        if marker::is_no_text(name) || has_class(element, "back") {
            return;
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(element, name),
            "p" => self.paragraph(element),
            "li" | "dd" | "dt" | "lh" => self.item(element),
            "table" => {
                self.flush();
                let table = table::read(element);
                self.found.lineless.extend(table.lineless);
                self.found.markless.extend(table.markless);
                self.push(Kind::Table, (table.xml, String::new()), None);
            }
            "ul" if has_class(element, "subject-list") => {
                self.flush();
                let topics: Vec<_> = children_named(element, "li").map(visible).collect();
                let mut inline = Inline::default();
                inline.text(&topics.join(", "));
                self.push(Kind::Topics, inline.finish(), None);
            }
            "br" | "hr" => self.flush(),
            name if is_inline(name) && !holds_blocks(element) => self.loose.element(element),
            _ => self.block(element),
        }
    }

    fn block(&mut self, element: ElementRef<'_>) {
        self.flush();
        let class = |class| has_class(element, class);
        if class("stars") {
            return self.push(Kind::Stars, (String::new(), String::new()), None);
        }
        if class("document-headings") {
            return self.document_headings(element);
        }
        // The frame around an editorial note; its own paragraphs are read.
        if class("fr-seal-block") {
            return;
        }
        let kind = match () {
            () if class("sectno") && self.section > 0 => Some(Kind::SectionNumber),
            () if class("section-subject") => Some(Kind::SectionSubject),
            () if class("footnote") => Some(Kind::Footnote),
            () if class("amendment-part") => Some(self.order(element)),
            () => None,
        };
        if let Some(kind) = kind {
            let inline = without_way_back(element);
            return self.push(kind, inline.finish(), data_page(element));
        }
        let count = match () {
            () if class("section") => Some(0),
            () if class("part") => Some(1),
            () if class("signature") => Some(2),
            () => None,
        };
        self.enter(count, 1);
        self.children(element);
        self.flush();
        self.enter(count, 0);
    }

    /// Enters (1) or leaves (0) an element that the layout shows as a block.
    fn enter(&mut self, count: Option<u8>, into: usize) {
        let count = match count {
            Some(0) => &mut self.section,
            Some(1) => &mut self.part,
            Some(2) => &mut self.signature,
            _ => return,
        };
        *count = if into == 1 { *count + 1 } else { count.saturating_sub(1) };
    }

    fn marker(&mut self, marker: Marker) {
        match marker {
            Marker::Page(page) if self.loose.is_blank() => {
                self.flush();
                self.push(Kind::Page(page), (String::new(), String::new()), None);
            }
            Marker::Page(page) => self.loose.page(page),
            Marker::Begin(what) => {
                self.flush();
                self.within.push(what);
            }
            Marker::End(what) => {
                self.flush();
                if let Some(at) = self.within.iter().rposition(|within| *within == what) {
                    self.within.truncate(at);
                }
            }
            Marker::Other => {}
        }
    }

    fn is_within(&self, what: &str) -> bool {
        self.within.iter().any(|within| within == what)
    }

    /// Ends the text outside of paragraphs.
    fn flush(&mut self) {
        let loose = std::mem::take(&mut self.loose);
        let kind = match () {
            () if self.is_within("Amendment Part") => Kind::Order { whole: true },
            () if self.is_within("Authority") => Kind::Authority,
            () if self.signature > 0 => Kind::Signature,
            () => Kind::Paragraph,
        };
        self.push(kind, loose.finish(), None);
    }

    /// Seen in two generations of the function that renders amendatory paragraphs: the one that wraps the words of
    /// numbered ones in a span, and stands between icons, takes the first text node alone; the other keeps what
    /// follows it.
    fn order(&self, element: ElementRef<'_>) -> Kind {
        let mut inside = element.descendants().filter_map(ElementRef::wrap);
        let spanned = inside.any(|inside| has_class(inside, "amendment-part-text"));
        Kind::Order { whole: !spanned && !self.is_within("Amendment Part") }
    }

    fn heading(&mut self, element: ElementRef<'_>, name: &str) {
        self.flush();
        let inline = Inline::of(element);
        // The site heads its own sections so; what is printed below "SUBJECT" is the subject line.
        if element.attr("id") == Some("footnotes") || has_class(element, "document-action") {
            return;
        }
        if has_class(element, "document-subject") {
            self.subject = true;
            return;
        }
        let (xml, text) = inline.finish();
        if text.is_empty() {
            return;
        }
        let level = name.trim_start_matches('h').parse().unwrap_or(1);
        let is_part = self.part > 0 || self.is_within("Part") || level == 1;
        let kind = if is_part && part_of_heading(&text).is_some() { Kind::Part } else { Kind::Heading(level) };
        self.push(kind, (xml, text), None);
    }

    fn paragraph(&mut self, element: ElementRef<'_>) {
        self.flush();
        let class = |class| has_class(element, class);
        let kind = match () {
            () if class("amendment-part") => self.order(element),
            () if class("authority") => Kind::Authority,
            () if class("frdoc") => Kind::Number,
            () if class("billing-code") => Kind::Billing,
            () if self.subject => Kind::Subject,
            () if self.signature > 0 => Kind::Signature,
            () => Kind::Paragraph,
        };
        self.subject = false;
        // A list may be put into a paragraph by mistake of the source; a paragraph of HTML ends there by itself.
        let inline = without_way_back(element);
        self.push(kind, inline.finish(), data_page(element));
    }

    /// The items of `ul.bullets` lost the bullet that the source prints.
    fn item(&mut self, element: ElementRef<'_>) {
        self.flush();
        let (xml, text) = without_way_back(element).finish();
        let bullet = element.value().name() == "li" && !text.starts_with('•');
        let text = if bullet { (format!("• {xml}"), format!("• {text}")) } else { (xml, text) };
        self.push(Kind::Paragraph, text, data_page(element));
    }

    /// Agency, sub-agency, CFR, docket and RIN; the explanation beside them is the site's.
    fn document_headings(&mut self, element: ElementRef<'_>) {
        let inside = element.descendants().filter_map(ElementRef::wrap);
        for line in inside {
            let name = line.value().name();
            let of_site = line.ancestors().filter_map(ElementRef::wrap).any(|above| has_class(above, "fr-seal-block"));
            let kind = match name {
                _ if of_site => continue,
                "h6" if has_class(line, "agency") => Kind::Agency,
                "h6" if has_class(line, "sub-agency") => Kind::SubAgency,
                "li" => Kind::Reference,
                _ => continue,
            };
            self.push(kind, Inline::of(line).finish(), None);
        }
    }

    fn push(&mut self, kind: Kind, (xml, text): (String, String), page: Option<u32>) {
        let bears_text = !matches!(kind, Kind::Stars | Kind::Table | Kind::Page(_));
        if bears_text && text.trim().is_empty() {
            return;
        }
        self.found.all.push(Piece { kind, xml, text, page, in_section: self.section > 0 });
    }
}

fn without_way_back(element: ElementRef<'_>) -> Inline {
    let mut inline = Inline::default();
    for child in element.children() {
        if let Node::Text(text) = child.value() {
            inline.text(text);
        } else if let Some(child) = ElementRef::wrap(child).filter(|child| !has_class(*child, "back")) {
            inline.element(child);
        }
    }
    inline
}

fn data_page(element: ElementRef<'_>) -> Option<u32> {
    element.attr("data-page")?.trim().parse().ok()
}

fn children_named<'a>(element: ElementRef<'a>, name: &'static str) -> impl Iterator<Item = ElementRef<'a>> {
    let children = element.children().filter_map(ElementRef::wrap);
    children.filter(move |child| child.value().name() == name)
}

fn is_inline(name: &str) -> bool {
    [
        "a", "abbr", "b", "cite", "code", "e", "em", "font", "fr", "i", "ins", "mark", "q", "small", "span", "strong",
        "sub", "sup", "u",
    ]
    .contains(&name)
}

fn holds_blocks(element: ElementRef<'_>) -> bool {
    let mut inside = element.descendants().skip(1).filter_map(ElementRef::wrap);
    inside.any(|inside| ["p", "div", "table", "ul", "ol", "h1", "h2", "h3", "h4"].contains(&inside.value().name()))
}
