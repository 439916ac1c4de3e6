//! Running text of the page → running text of the Federal Register layout.
//!
//! What a reader sees is kept; of the markup only what the flattening of [`crate::markup`] distinguishes:
//! superscripts, subscripts, fractions, line breaks, page breaks. Emphasis carries no text and is dropped.
//!
//! The stylesheets put blanks around emphasis where letters would touch, and all white space of the source, the
//! indentation of pretty-printing included, is one blank by the time the page is written. So a blank *at the border of
//! an element* says little: it goes where English sets none, after an opening and before a closing sign.

use scraper::{ElementRef, Node};

use super::marker::{self, Marker};
use crate::markup;

/// Text in the making.
#[derive(Default)]
pub(super) struct Inline {
    /// In the Federal Register layout.
    xml: String,
    /// Without markup.
    text: String,
    /// White space that is written only when something follows it.
    blank: bool,
    /// Whether an element began or ended since the last sign.
    border: bool,
    last: Option<char>,
    /// Line breaks within.
    pub(super) breaks: usize,
}

impl Inline {
    /// The text inside an element.
    pub(super) fn of(element: ElementRef<'_>) -> Self {
        let mut inline = Self::default();
        inline.children(element);
        inline
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// As markup, and without it.
    pub(super) fn finish(self) -> (String, String) {
        (self.xml, self.text)
    }

    pub(super) fn text(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_ascii_whitespace() {
                self.blank = true;
            } else {
                self.sign(c);
            }
        }
    }

    pub(super) fn children(&mut self, element: ElementRef<'_>) {
        for child in element.children() {
            if let Node::Text(text) = child.value() {
                self.text(text);
            } else if let Some(child) = ElementRef::wrap(child) {
                self.element(child);
            }
        }
    }

    /// An element within the text.
    pub(super) fn element(&mut self, element: ElementRef<'_>) {
        self.border = true;
        match marker::of(element) {
            Some(Marker::Page(page)) => return self.page(page),
            Some(Marker::Begin(_) | Marker::End(_) | Marker::Other) => return,
            None => {}
        }
        let name = element.value().name();
        match name {
            "br" => self.line(),
            "sup" => self.superscript(element),
            "sub" => self.wrapped("<E T=\"52\">", &visible(element), "</E>"),
            "fr" => self.wrapped("<FR>", &visible(element), "</FR>"),
            "p" | "div" | "li" | "table" => {
                self.line();
                self.children(element);
                self.line();
            }
            name if marker::is_image(name) => self.image(),
            name if marker::is_no_text(name) => {}
            _ => self.children(element),
        }
        self.border = true;
    }

    /// An image is in the text, and what it shows is not.
    fn image(&mut self) {
        self.space('x');
        self.text.push_str(markup::OBJECT);
        self.xml.push_str("<GPH/>");
        self.last = Some('x');
    }

    fn sign(&mut self, c: char) {
        self.space(c);
        self.text.push(c);
        match c {
            '&' => self.xml.push_str("&amp;"),
            '<' => self.xml.push_str("&lt;"),
            '>' => self.xml.push_str("&gt;"),
            // The site prints this bar for the accent whose look is in doubt; it stays in doubt.
            '\u{304}' => self.xml.push_str("<AC T=\"8\"/>"),
            c if is_of_xml(c) => self.xml.push(c),
            _ => self.xml.push('\u{fffd}'),
        }
    }

    /// Writes the blank before `next`, where there is one.
    fn space(&mut self, next: char) {
        if let Some(last) = self.last.filter(|_| self.blank) {
            let hugs = "([“‘—".contains(last) || ")],;:.”’—".contains(next);
            if !(hugs && self.border) {
                self.xml.push(' ');
                self.text.push(' ');
            }
        }
        self.blank = false;
        self.border = false;
        self.last = Some(next);
    }

    fn line(&mut self) {
        if !self.xml.is_empty() && !self.xml.ends_with("<br/>") {
            self.xml.push_str("<br/>");
            self.text.push('\n');
            self.breaks += 1;
        }
        self.blank = false;
        self.last = None;
    }

    /// A printed page begins within the text.
    pub(super) fn page(&mut self, page: u32) {
        let at = format!("<PRTPAGE P=\"{page}\"/>");
        if !self.xml.ends_with(&at) {
            self.xml.push_str(&at);
        }
    }

    /// A reference to a footnote is printed as a number in brackets.
    fn superscript(&mut self, element: ElementRef<'_>) {
        let printed = visible(element);
        let reference = element.descendants().filter_map(ElementRef::wrap);
        let mut reference = reference.filter(|inside| marker::has_class(*inside, "footnote-reference"));
        if reference.next().is_none() {
            return self.wrapped("<SU>", &printed, "</SU>");
        }
        self.wrapped("<SU>", printed.trim_matches(['[', ']', ' ']), "</SU><FTREF/>");
    }

    fn wrapped(&mut self, open: &str, text: &str, close: &str) {
        let Some(first) = text.chars().next() else {
            return;
        };
        self.space(first);
        self.xml.push_str(open);
        for c in text.chars() {
            self.last = None;
            self.sign(c);
        }
        self.xml.push_str(close);
        self.border = true;
    }
}

/// The text of an element on one line, trimmed.
pub(super) fn visible(element: ElementRef<'_>) -> String {
    let mut words: Vec<&str> = Vec::new();
    for text in element.text() {
        words.extend(text.split_ascii_whitespace());
    }
    words.join(" ")
}

/// `Char` of XML 1.0.
fn is_of_xml(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use scraper::Html;

    use super::*;
    use crate::markup;

    /// A cell as the layout of the XML has it, flattened.
    fn flat(html: &str) -> String {
        let page = Html::parse_fragment(&format!("<p>{html}</p>"));
        let (xml, _) = Inline::of(page.root_element()).finish();
        let xml = format!("<P>{}</P>", xml.trim_start_matches("<br/>"));
        markup::flatten(roxmltree::Document::parse(&xml).unwrap().root_element())
    }

    #[test]
    fn text_is_flattened_as_that_of_the_xml_is() {
        for (html, text) in [
            ("LLC”; <em>and “</em> Prom JSC”.", "LLC”; and “Prom JSC”."),
            ("3501 <em>et seq.</em> ) and", "3501 et seq.) and"),
            ("“A Ltd.” <em>and</em> “B Ltd.”;", "“A Ltd.” and “B Ltd.”;"),
            ("734.9(g),<sup>3</sup> 746.8", "734.9(g),^3^ 746.8"),
            ("west 3<sup>rd</sup> ring", "west 3rd ring"),
            ("No. 21 <fr>1/2</fr> Street", "No. 21¹⁄₂ Street"),
            ("21<sup>1</sup>⁄<sub>2</sub> Street", "21¹⁄₂ Street"),
            ("a,<br>—b; <strong>and</strong><br /> —c.", "a,\n—b; and\n—c."),
            ("Co., <span class=\"printed-page\" data-page=\"7\">Start Printed Page 7</span> Ltd.", "Co., Ltd."),
            ("a &amp; b &lt;c&gt;", "a & b <c>"),
            ("EAR.<sup>[<a class=\"footnote-reference\">4</a>] </sup> See", "EAR.^4^ See"),
            ("Mun\u{304}oz", "Mun◌oz"),
            ("Hazel, <img src=\"a.png\"> Nantes", "Hazel, \u{fffc} Nantes"),
            ("Hazel <svg><title>x</title></svg>, Nantes", "Hazel \u{fffc}, Nantes"),
            ("Hazel &amp;amp; Sons", "Hazel & Sons"),
        ] {
            assert_eq!(flat(html), text, "{html}");
        }
    }
}
