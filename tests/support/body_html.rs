//! A rendering of Federal Register XML as the stylesheets of federalregister.gov do it, for tests alone: what they add,
//! what they drop, and how they treat white space. See `earwatch_law::document::page` for where each of it was seen.

use std::fmt::Write as _;

use roxmltree::{Document, Node};

/// How amendatory paragraphs are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Orders {
    /// `p.amendment-part`, all of it.
    Whole,
    /// `p.amendment-part` with the first text node alone.
    FirstText,
    /// Bare text between two icons.
    BetweenIcons,
}

/// A generation of the stylesheets.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layout {
    pub(crate) orders: Orders,
    /// Whether `LI` is a line break; a blank otherwise.
    pub(crate) lines: bool,
    /// Whether agency, action, subject and end matter are shown, and unprinted elements are blocks instead of icons.
    pub(crate) full: bool,
}

/// As the pages are today, as far as can be known.
pub(crate) const TODAY: Layout = Layout { orders: Orders::Whole, lines: true, full: true };

/// With icons in place of blocks, and without agency, action and subject.
pub(crate) const ICONS: Layout = Layout { orders: Orders::BetweenIcons, lines: true, full: false };

/// The page of the first document of an XML text.
pub(crate) fn page(xml: &str, layout: Layout) -> String {
    let parsed = Document::parse(xml).unwrap();
    let mut page = Page { html: String::new(), layout, current: first_page(&parsed), count: 0 };
    let root = parsed.root_element();
    page.children(root);
    let notes: Vec<_> = root.descendants().filter(|node| node.has_tag_name("FTNT")).collect();
    if !notes.is_empty() {
        page.html.push_str("<h1 id=\"footnotes\">Footnotes</h1><div class=\"footnotes\">");
        for note in notes {
            page.html.push_str("<div class=\"footnote\" id=\"footnote-1-p1\">");
            page.children(note);
            page.html.push_str("<a class=\"back\" href=\"#citation-1-p1\"> Back to Citation </a></div>");
        }
        page.html.push_str("</div>");
    }
    page.html.push_str("<div class=\"end-matter\">");
    for node in root.descendants() {
        match node.tag_name().name() {
            "FRDOC" if layout.full => page.wrapped("<p class=\"frdoc\">", node, "</p>"),
            "BILCOD" => page.wrapped("<p class=\"billing-code\">", node, "</p>"),
            _ => {}
        }
    }
    page.html.push_str("</div>");
    // All white space is one blank.
    let words: Vec<_> = page.html.split([' ', '\n', '\t', '\r']).filter(|word| !word.is_empty()).collect();
    let mut collapsed = words.join(" ");
    if page.html.ends_with(' ') {
        collapsed.push(' ');
    }
    format!("<div id=\"fulltext_content_area\">{collapsed}</div>")
}

/// Before its first page break a document stands on the page before.
fn first_page(xml: &Document<'_>) -> u32 {
    let mut breaks = xml.descendants().filter(|node| node.has_tag_name("PRTPAGE"));
    let page = breaks.find_map(|node| node.attribute("P")?.parse::<u32>().ok());
    page.map_or(0, |page| page.saturating_sub(1))
}

struct Page {
    html: String,
    layout: Layout,
    current: u32,
    count: usize,
}

impl Page {
    fn children(&mut self, node: Node<'_, '_>) {
        for child in node.children() {
            if child.is_text() {
                self.text(child);
            } else if child.is_element() {
                self.element(child);
            }
        }
    }

    fn text(&mut self, node: Node<'_, '_>) {
        let text = node.text().unwrap();
        let text = escape(text);
        let before_superscript = node.next_sibling().is_some_and(|next| {
            next.has_tag_name("SU") || next.attribute("T").is_some_and(|kind| ["51", "52"].contains(&kind))
        });
        self.html.push_str(if before_superscript { text.trim_end() } else { &text });
    }

    fn wrapped(&mut self, open: &str, node: Node<'_, '_>, close: &str) {
        self.html.push_str(open);
        self.children(node);
        self.html.push_str(close);
    }

    fn icon(&mut self, class: &str, words: &str) {
        let _ = write!(
            self.html,
            "<span class=\"{class}-wrapper unprinted-element-wrapper\"><span class=\"unprinted-element-border\"></span>\
             <span class=\"{class} unprinted-element icon-fr2 icon-fr2-doc-generic cj-tooltip\" \
             data-text=\"{words}\"> <span class=\"text\">{words}</span> </span>\
             <span class=\"unprinted-element-border\"></span></span>"
        );
    }

    /// A block of today's layout, a pair of icons before.
    fn unprinted(&mut self, class: &str, what: &str, node: Node<'_, '_>) {
        if self.layout.full {
            self.wrapped(&format!("<div class=\"{class}\">"), node, "</div>");
        } else {
            self.icon(class, &format!("Start {what}"));
            self.children(node);
            self.icon(class, &format!("End {what}"));
        }
    }

    fn paragraph(&mut self, node: Node<'_, '_>) {
        self.count += 1;
        let ids = format!("id=\"p-{}\" data-page=\"{}\"", self.count, self.current);
        let bullet = node.text().is_some_and(|text| text.starts_with('•'));
        if bullet && self.layout.full {
            let text = node.text().unwrap().trim_start_matches(['•', ' ']);
            let _ = write!(self.html, "<ul class=\"bullets\" ><li {ids}>{}", escape(text));
            for child in node.children().skip(1) {
                if child.is_text() {
                    self.text(child);
                } else {
                    self.element(child);
                }
            }
            self.html.push_str("</li></ul>");
        } else {
            self.wrapped(&format!("<p {ids}>"), node, "</p>");
        }
    }

    fn element(&mut self, node: Node<'_, '_>) {
        let tag = node.tag_name().name();
        let within = |tag| node.ancestors().skip(1).any(|above| above.has_tag_name(tag));
        match (tag, node.attribute("T")) {
            ("E", Some("51")) => self.wrapped("<sup>", node, "</sup>"),
            ("E", Some("52")) => self.wrapped("<sub>", node, "</sub>"),
            ("E", kind) => self.emphasis(node, kind.unwrap_or("03")),
            ("SU", _) if within("FTNT") => {
                self.children(node);
                self.html.push_str(". ");
            }
            ("SU", _) if node.next_sibling_element().is_some_and(|next| next.has_tag_name("FTREF")) => {
                let number = node.text().unwrap_or_default();
                let _ = write!(
                    self.html,
                    "<sup>[<a class=\"footnote-reference\" href=\"#footnote-{number}-p1\">{number}</a>] </sup>"
                );
            }
            ("SU", _) => self.wrapped("<sup>", node, "</sup>"),
            ("FR", _) => self.wrapped("<fr>", node, "</fr>"),
            ("AC", Some("8")) => self.html.push('\u{304}'),
            ("LI", _) if self.layout.lines => self.wrapped("<br>", node, ""),
            ("LI", _) => self.wrapped(" ", node, " "),
            ("AGENCY" | "SUBAGY" | "CFR", _) => self.document_heading(node, tag),
            ("AGY" | "ACT", _) if !self.layout.full => {}
            ("SUBJECT", _) if within("SECTION") => self.wrapped("<div class=\"section-subject\">", node, "</div>"),
            ("SUBJECT", _) if within("CONTENTS") => self.wrapped("<dd class=\"sectno-subject\">", node, "</dd>"),
            ("SUBJECT", _) if self.layout.full => {
                self.html.push_str("<h1 id=\"h-1\" class=\"document-subject\">SUBJECT</h1>");
                self.paragraph(node);
            }
            ("AC" | "FTREF" | "FTNT" | "FRDOC" | "BILCOD" | "UNITNAME" | "GPH" | "RIN" | "DEPDOC" | "SUBJECT", _) => {}
            ("PRTPAGE", _) => self.printed_page(node),
            ("HD", _) if within("AUTH") => self.wrapped("<span class=\"auth-header\">", node, "</span>"),
            ("HD", _) => self.heading(node),
            ("P", _) if within("AUTH") => self.wrapped("<span class=\"auth-content\">", node, "</span>"),
            ("P", _) if within("LSTSUB") => {
                let topics = node.text().unwrap_or_default().replace('.', "");
                self.html.push_str("<ul class=\"subject-list\">");
                for topic in topics.split(',') {
                    let _ = write!(self.html, "<li>{}</li>", escape(topic.trim()));
                }
                self.html.push_str("</ul>");
            }
            ("P" | "FP", _) => self.paragraph(node),
            ("AMDPAR", _) => self.order(node),
            ("AUTH", _) => self.wrapped("<p class=\"authority\" id=\"p-a\">", node, "</p>"),
            ("STARS", _) => self.html.push_str(
                "<div class=\"stars\"><span class=\"icon-fr2 icon-fr2-star\">* </span><span>* </span><span>*</span></div>",
            ),
            ("GPOTABLE", _) => self.table(node),
            ("SECTION", _) => self.wrapped("<div class=\"section\">", node, "</div>"),
            ("SECTNO", _) => {
                self.wrapped("<div class=\"sectno sectno-reference\"><a href=\"#s\">", node, "</a></div>");
            }
            ("SIG", _) => {
                self.icon("signature", "Start Signature");
                self.wrapped("<div class=\"signature\">", node, "</div>");
                self.icon("signature", "End Signature");
            }
            ("NAME" | "TITLE", _) => self.wrapped("<p class=\"signature-name\">", node, "</p>"),
            ("PREAMB", _) => self.unprinted("preamble", "Preamble", node),
            ("SUPLINF", _) => self.unprinted("supplemental-info", "Supplemental Information", node),
            ("FURINF", _) => self.unprinted("further-info", "Further Info", node),
            ("PART", _) => self.unprinted("part", "Part", node),
            _ => self.children(node),
        }
    }

    fn document_heading(&mut self, node: Node<'_, '_>, tag: &str) {
        if !self.layout.full {
            return;
        }
        self.html.push_str(
            "<div class=\"document-headings\"><div class=\"fr-box\"><div class=\"fr-seal-block\">\
             <span class=\"h6\">Document Headings</span><p>Headings vary.</p><ol class=\"bullets\"><li>the agency</li></ol>\
             </div><div class=\"content-block\">",
        );
        match tag {
            "AGENCY" => self.wrapped("<h6 class=\"agency\">", node, "</h6>"),
            "SUBAGY" => self.wrapped("<h6 class=\"sub-agency\">", node, "</h6>"),
            _ => self.wrapped("<ol><li>", node, "</li></ol>"),
        }
        self.html.push_str("</div></div></div>");
    }

    fn printed_page(&mut self, node: Node<'_, '_>) {
        let Some(page) = node.attribute("P") else {
            return;
        };
        self.current = page.parse().unwrap_or(self.current);
        let _ = write!(
            self.html,
            "<span class=\"printed-page-inline printed-page unprinted-element\" data-page=\"{page}\"></span>\
             <span class=\"printed-page-wrapper unprinted-element-wrapper\"><span class=\"unprinted-element-border\"></span>\
             <span class=\"printed-page unprinted-element\" id=\"page-{page}\" data-page=\"{page}\" \
             data-text=\"Start Printed Page {page}\"> <span class=\"text\">Start Printed Page {page}</span></span></span>"
        );
    }

    fn heading(&mut self, node: Node<'_, '_>) {
        self.count += 1;
        let level = match node.attribute("SOURCE") {
            Some("HED") | None => 1,
            Some(source) => source.trim_start_matches("HD").parse().unwrap_or(0) + 1,
        };
        self.wrapped(&format!("<h{level} id=\"h-{}\">", self.count), node, &format!("</h{level}>"));
    }

    fn order(&mut self, node: Node<'_, '_>) {
        self.count += 1;
        let first = node.first_child().filter(Node::is_text).and_then(|text| text.text()).unwrap_or_default();
        let numbered = first.trim().split_once(". ").filter(|(number, _)| {
            number.chars().all(|c| c.is_ascii_digit())
                || number.len() == 1 && number.chars().all(|c| c.is_ascii_lowercase())
        });
        match self.layout.orders {
            Orders::BetweenIcons => {
                self.icon("amend-part", "Start Amendment Part");
                self.children(node);
                self.icon("amend-part", "End Amendment Part");
            }
            Orders::Whole => {
                let _ = write!(self.html, "<p class=\"amendment-part\" id=\"p-amd-{}\">", self.count);
                let mut rest = node.children();
                if let Some((number, words)) = numbered {
                    rest.next();
                    let _ =
                        write!(self.html, "<span class=\"amendment-part-number\">{number}. </span>{} ", escape(words));
                }
                for child in rest {
                    if child.is_text() {
                        self.text(child);
                    } else {
                        self.element(child);
                    }
                }
                self.html.push_str("</p>");
            }
            Orders::FirstText => {
                self.icon("amend-part", "Start Amendment Part");
                let _ = write!(self.html, "<p class=\"amendment-part\" id=\"p-amd-{}\">", self.count);
                let _ = match numbered.filter(|(number, _)| number.chars().all(|c| c.is_ascii_digit())) {
                    Some((number, words)) => write!(
                        self.html,
                        "<span class=\"amendment-part-number\">{number}.</span>\
                         <span class=\"amendment-part-text\"> {}</span></p>",
                        escape(words)
                    ),
                    None => write!(self.html, "{}</p>", escape(first)),
                };
                self.icon("amend-part", "End Amendment Part");
            }
        }
    }

    /// Blanks are put where letters would touch.
    fn emphasis(&mut self, node: Node<'_, '_>, kind: &str) {
        let text =
            |node: Option<Node<'_, '_>>| node.and_then(|node| node.text().map(str::to_owned)).unwrap_or_default();
        let before = text(node.prev_sibling());
        if before.chars().last().is_none_or(|c| ");:,.".contains(c) || c.is_ascii_alphanumeric()) {
            self.html.push(' ');
        }
        let name = if ["02", "04"].contains(&kind) { "strong" } else { "em" };
        self.wrapped(&format!("<{name}>"), node, &format!("</{name}>"));
        let behind = text(node.next_sibling());
        if behind.chars().next().is_none_or(|c| c == '(' || c == '§' || c.is_ascii_alphanumeric()) {
            self.html.push(' ');
        }
    }

    fn table(&mut self, node: Node<'_, '_>) {
        let columns: usize = node.attribute("COLS").and_then(|cols| cols.parse().ok()).unwrap_or(5);
        self.html.push_str("<div class=\"table-wrapper\"><table class=\"wide\" data-point-width=\"300\">");
        let heads: Vec<_> = node.descendants().filter(|node| node.has_tag_name("CHED")).collect();
        self.html.push_str("<thead><tr>");
        for head in heads {
            self.wrapped("<th class=\"center border-top-single border-bottom-single\">", head, "</th>");
        }
        self.html.push_str("</tr></thead><tbody>");
        let mut stub = 0;
        for row in node.children().filter(|node| node.has_tag_name("ROW")) {
            if let Some(expand) = row.attribute("EXPSTB") {
                stub = expand.parse().unwrap_or(0);
            }
            self.html.push_str("<tr>");
            let mut used = 0;
            for (at, cell) in row.children().filter(|node| node.has_tag_name("ENT")).enumerate() {
                let span = match (cell.attribute("I"), cell.attribute("A")) {
                    _ if at == 0 && stub > 0 => stub + 1,
                    (Some("28"), _) => columns,
                    (_, Some(more)) => more.trim_start_matches(char::is_alphabetic).parse().unwrap_or(0) + 1,
                    _ => 1,
                };
                used += span;
                let span = if span > 1 { format!(" colspan=\"{span}\"") } else { String::new() };
                self.wrapped(&format!("<td{span} class=\"left border-right-single\">"), cell, "</td>");
            }
            for _ in used..columns {
                self.html.push_str("<td class=\"left\"></td>");
            }
            self.html.push_str("</tr>");
        }
        self.html.push_str("</tbody>");
        let notes: Vec<_> = node.children().filter(|node| node.has_tag_name("TNOTE")).collect();
        if !notes.is_empty() {
            self.html.push_str("<tfoot>");
            for note in notes {
                self.wrapped(&format!("<tr><td colspan=\"{columns}\">"), note, "</td></tr>");
            }
            self.html.push_str("</tfoot>");
        }
        self.html.push_str("</table></div>");
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
