//! Published markup → flattened Unicode.
//!
//! In: an element of Federal Register or eCFR XML. Out: its text with white space collapsed, a line
//! break for `<br/>` and `<LI>`, a footnote mark as `^4^` in place, also one printed as `⁴`, fractions as `¹⁄₂`, ordinals
//! attached (`9<SU>th</SU> Floor` → `9th Floor`), and [`OBJECT`] where an image stands.

mod accent;
mod lines;
mod meant;
mod object;
mod parsing;
mod raised;
mod unreadable;

use std::borrow::Cow;

use roxmltree::{Node, NodeType};

pub use accent::is_unknown_accent;
use accent::{UNKNOWN_ACCENT, accent};
pub use lines::LineIndex;
pub use meant::{is_escaped_twice, places_escaped_twice};
pub use object::{OBJECT, is_aside, is_object, is_unknown};
pub use parsing::{MarkupError, parse};
pub use unreadable::unreadable;

/// The flattened text of an element.
pub fn flatten(node: Node<'_, '_>) -> String {
    if is_object(node) {
        return OBJECT.to_owned();
    }
    let mut out = Flattened { room: node.range().len(), in_cell: object::is_cell(node), ..Flattened::default() };
    out.children(node);
    out.finish()
}

/// The flattened text of a whole document.
pub fn plain(xml: &str) -> Result<String, MarkupError> {
    Ok(flatten(parse(xml)?.root_element()))
}

/// The flattened text of an element, on one line.
pub fn flatten_line(node: Node<'_, '_>) -> String {
    let mut text = flatten(node);
    if text.contains('\n') {
        text = text.replace('\n', " ");
    }
    text
}

#[derive(Default)]
struct Flattened {
    text: String,
    /// What the text needs at most; it is taken with the first word, since many cells are blank.
    room: usize,
    gap: Gap,
    in_cell: bool,
}

/// White space that is written only when something follows it.
#[derive(Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
}

impl Flattened {
    fn finish(self) -> String {
        self.text
    }

    fn gap(&mut self, gap: Gap) {
        if !self.text.is_empty() {
            self.gap = self.gap.max(gap);
        }
    }

    /// What comes next stands right behind what stands there.
    fn clings(&mut self) {
        if self.gap == Gap::Space {
            self.gap = Gap::None;
        }
    }

    fn push(&mut self, text: &str) {
        match self.gap {
            Gap::None => {}
            Gap::Space => self.text.push(' '),
            Gap::Line => self.text.push('\n'),
        }
        self.gap = Gap::None;
        if self.text.is_empty() {
            self.text.reserve(self.room);
        }
        self.text.push_str(text);
    }

    fn children(&mut self, node: Node<'_, '_>) {
        for child in node.children() {
            match child.node_type() {
                NodeType::Text => self.text_node(child),
                NodeType::Element => self.element(child),
                NodeType::Root | NodeType::PI | NodeType::Comment => {}
            }
        }
    }

    fn element(&mut self, node: Node<'_, '_>) {
        match (node.tag_name().name(), node.attribute("T")) {
            ("br" | "BR", _) => self.gap(Gap::Line),
            (tag, _) if is_line(tag) => {
                self.gap(Gap::Line);
                self.children(node);
                self.gap(Gap::Line);
            }
            ("sup" | "SU", _) | ("E", Some("51")) => self.superscript(node),
            ("sub", _) | ("E", Some("52")) => {
                let text = flatten_line(node);
                let fraction = self.gap == Gap::None && self.text.ends_with('⁄');
                self.push(&if fraction { text.chars().map(subscript_digit).collect() } else { text });
                self.closing_blank(node);
            }
            ("fr" | "FR", _) => self.fraction(&flatten_line(node)),
            ("AC", _) => self.diacritic(node),
            ("E", _) => self.children(node),
            _ if is_object(node) => self.push(OBJECT),
            _ if object::is_table(node) => {
                if self.in_cell {
                    self.push(OBJECT);
                }
            }
            _ if is_aside(node) => {}
            _ => self.children(node),
        }
    }

    /// Ordinals and footnote marks cling to the word before them, whatever white space the source prints.
    fn superscript(&mut self, node: Node<'_, '_>) {
        let text = flatten_line(node);
        self.clings();
        if text.contains(char::is_alphabetic) || !text.contains(|c: char| c.is_ascii_digit()) {
            self.push(&text);
        } else if starts_fraction(node) {
            self.push(&text.chars().map(superscript_digit).collect::<String>());
        } else {
            self.push(&marked(&text));
        }
        self.closing_blank(node);
    }

    /// The blank inside the end of an element whose text was flattened by itself: `9<SU>th </SU>Floor`.
    fn closing_blank(&mut self, node: Node<'_, '_>) {
        let last = node.last_child().filter(Node::is_text);
        let blank = |last: &Node<'_, '_>| {
            let raw = last.text().unwrap_or_default();
            raw.ends_with(char::is_whitespace) && space_before_element(raw, *last)
        };
        if last.as_ref().is_some_and(blank) {
            self.gap(Gap::Space);
        }
    }

    fn fraction(&mut self, text: &str) {
        let Some((numerator, denominator)) = text.split_once(['/', '⁄', '-']) else {
            return self.push(text);
        };
        self.clings();
        let numerator: String = numerator.chars().map(superscript_digit).collect();
        let denominator: String = denominator.chars().map(subscript_digit).collect();
        self.push(&format!("{numerator}⁄{denominator}"));
    }

    /// `AC` prints an accent *after* its letter (Federal Register XML user guide), white space between them or not.
    fn diacritic(&mut self, node: Node<'_, '_>) {
        self.gap = Gap::None;
        self.text.push_str(accent(node).unwrap_or(UNKNOWN_ACCENT));
    }

    /// A text of white space alone.
    fn blank(&mut self, raw: &str, node: Node<'_, '_>) {
        if space_before_element(raw, node) && space_after_element(raw, node) {
            self.gap(Gap::Space);
        }
    }

    fn text_node(&mut self, node: Node<'_, '_>) {
        let raw = node.text().unwrap_or_default();
        // Between elements, where most texts are, nothing has to be read.
        if raw.trim_ascii().is_empty() {
            return self.blank(raw, node);
        }
        let plain = meant::is_plain(raw);
        let raw = if plain { Cow::Borrowed(raw) } else { meant::meant(raw) };
        let raw = raw.as_ref();
        let core = raw.trim();
        if core.is_empty() {
            return self.blank(raw, node);
        }
        let core = raised::marked(&self.text, core);
        if matches!(core, Cow::Owned(_)) && core.starts_with('^') {
            self.clings();
        } else if raw.starts_with(char::is_whitespace) && space_after_element(raw, node) {
            self.gap(Gap::Space);
        }
        if plain || is_collapsed(&core) {
            self.push(&core);
        } else {
            for (i, word) in core.split_whitespace().enumerate() {
                if i > 0 {
                    self.gap(Gap::Space);
                }
                self.push(word);
            }
        }
        if raw.ends_with(char::is_whitespace) && space_before_element(raw, node) {
            self.gap(Gap::Space);
        }
    }
}

/// Whether an element is a line or paragraph of its own; `FP` has numbered kinds.
fn is_line(tag: &str) -> bool {
    matches!(tag, "LI" | "P") || tag.starts_with("FP")
}

/// Whether all white space within a text is single spaces, as it nearly always is.
fn is_collapsed(text: &str) -> bool {
    let mut before = 0;
    let stays = |byte| {
        let last = std::mem::replace(&mut before, byte);
        byte > b' ' || (byte == b' ' && last != b' ')
    };
    text.bytes().all(stays) && (text.is_ascii() || !text.contains(|c: char| !c.is_ascii() && c.is_whitespace()))
}

/// Whether a superscript is the numerator of a fraction: a fraction bar or a subscript follows.
fn starts_fraction(node: Node<'_, '_>) -> bool {
    node.next_sibling().is_some_and(|next| {
        next.tag_name().name() == "sub" || next.text().is_some_and(|text| text.starts_with(['⁄', '/']))
    })
}

/// The indentation of a line that pretty-printing broke: blanks after the last line feed of `white`.
fn indentation(white: &str) -> Option<usize> {
    if white.len() < 5 {
        return None;
    }
    white.rsplit_once('\n').map(|(_, blanks)| blanks.len()).filter(|blanks| *blanks >= 4)
}

/// Pretty-printed Federal Register XML breaks lines around inline elements. A blank that belongs to the text
/// stands *before* the line feed there: `(44 U.S.C. 3501 ⏎    <E>`, but `9⏎    <SU>th`. Before the end of an element,
/// a line break with its indentation is pretty-printing, and any other blank is of the text.
fn space_before_element(raw: &str, node: Node<'_, '_>) -> bool {
    let Some((_, white)) = raw.rsplit_once(|c: char| !c.is_whitespace()).or(Some(("", raw))) else {
        return true;
    };
    indentation(white).is_none() || (node.next_sibling().is_some() && !white.starts_with('\n'))
}

/// After an inline element, a blank that belongs to the text makes the indentation one wider than the element's own.
fn space_after_element(raw: &str, node: Node<'_, '_>) -> bool {
    let white = raw.split_once(|c: char| !c.is_whitespace()).map_or(raw, |(white, _)| white);
    let Some(element) = node.prev_sibling() else {
        return indentation(white).is_none();
    };
    let own = element
        .prev_sibling()
        .and_then(|before| before.text())
        .and_then(|text| indentation(text.split_at(text.trim_end().len()).1));
    match (indentation(white), own) {
        (Some(here), Some(own)) => here > own,
        (None, _) | (Some(_), None) => true,
    }
}

/// Each run of digits as a mark: `,3` → `,^3^`.
fn marked(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    let mut inside = false;
    for c in text.chars() {
        if c.is_ascii_digit() != inside {
            out.push('^');
            inside = !inside;
        }
        out.push(c);
    }
    if inside {
        out.push('^');
    }
    out
}

fn superscript_digit(c: char) -> char {
    match c {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0' | '4'..='9' => char::from_u32(0x2070 + u32::from(c) - u32::from('0')).unwrap_or(c),
        other => other,
    }
}

fn subscript_digit(c: char) -> char {
    match c {
        '0'..='9' => char::from_u32(0x2080 + u32::from(c) - u32::from('0')).unwrap_or(c),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat(xml: &str) -> String {
        let document = roxmltree::Document::parse(xml).unwrap();
        flatten(document.root_element())
    }

    #[test]
    fn flattens_each_kind_of_inline_markup() {
        for (xml, text) in [
            ("<TD>a,<br/>—b; <E T=\"03\">and</E><br></br> <br/> c</TD>", "a,\n—b; and\nc"),
            ("<TD>9<sup>th</sup> Floor</TD>", "9th Floor"),
            ("<TD>(See §§ 734.9(g),<sup>3</sup> 746.8)</TD>", "(See §§ 734.9(g),^3^ 746.8)"),
            (
                "<TD>734.9(e)\n<sup>1</sup> and 744.11 of the EAR\n<sup>2</sup></TD>",
                "734.9(e)^1^ and 744.11 of the EAR^2^",
            ),
            ("<TD>734.9(g)<sup>,3</sup></TD>", "734.9(g),^3^"),
            (
                "<TD>(See §§ 734.9(g),³ 746.8(a)(3), and 744.21(b) of the EAR)</TD>",
                "(See §§ 734.9(g),^3^ 746.8(a)(3), and 744.21(b) of the EAR)",
            ),
            ("<TD>(See §§ 734.9(g), ³ 746.8)⁴ ⁵</TD>", "(See §§ 734.9(g),^3^ 746.8)^4^^5^"),
            (
                "<TD>(see § 734.9¹ and <E T=\"03\">744.11 of the EAR</E> ²).</TD>",
                "(see § 734.9^1^ and 744.11 of the EAR^2^).",
            ),
            ("<TD>subject to the EAR.¹²</TD>", "subject to the EAR.^12^"),
            ("<P>³ For this entity, “items”</P>", "^3^ For this entity, “items”"),
            (
                "<TD>100 m², No. 5² (West) 21¹⁄₂ Street, Cube³ LLC, 10³, B)⁴a</TD>",
                "100 m², No. 5² (West) 21¹⁄₂ Street, Cube³ LLC, 10³, B)⁴a",
            ),
            ("<TD>EAR <SU>1, 2</SU></TD>", "EAR^1^, ^2^"),
            ("<TD>No. 21<sup>1</sup>⁄<sub>2</sub> Street</TD>", "No. 21¹⁄₂ Street"),
            ("<TD>No. 21 <fr>1/2</fr> Street</TD>", "No. 21¹⁄₂ Street"),
            ("<TD> \u{a0} </TD>", ""),
            ("<TD>Cafe<AC T=\"1\"/> Gu\n<AC T=\"4\"/>n Bas<AC T=\"9\"/></TD>", "Cafe\u{301} Gu\u{308}n Bas\u{327}"),
            ("<TD>Mun<AC T=\"8\"/>oz a<AC/></TD>", "Mun◌oz a◌"),
            ("<ENT>a<LI>—b;</LI><LI>c.</LI></ENT>", "a\n—b;\nc."),
            ("<ENT>a<FP1>—b;</FP1><FP SOURCE=\"FP-2\">—c.</FP></ENT>", "a\n—b;\n—c."),
            ("<ENT>Hazel, <GPH SPAN=\"3\"><GID>ER09SE26.001</GID></GPH>, Nantes</ENT>", "Hazel, \u{fffc}, Nantes"),
            ("<TD>Hazel, <img src=\"/graphics/a.gif\"/> Nantes</TD>", "Hazel, \u{fffc} Nantes"),
            ("<ENT>Hazel<GPOTABLE><ROW/></GPOTABLE></ENT>", "Hazel\u{fffc}"),
            ("<P>Hazel <GPOTABLE><ROW/></GPOTABLE></P>", "Hazel"),
            (
                "<ENT>Ha<PRTPAGE P=\"5\">5</PRTPAGE>zel<!-- x --> SA<?y z?><FTREF>1</FTREF>.<EDNOTE>E</EDNOTE></ENT>",
                "Hazel SA.",
            ),
            ("<ENT>Hazel, <PGNO>12173</PGNO> <FOO>17 rue Haute</FOO></ENT>", "Hazel, 12173 17 rue Haute"),
            ("<ENT><![CDATA[Hazel & Sons]]> &amp;amp; Co</ENT>", "Hazel & Sons & Co"),
        ] {
            assert_eq!(flat(xml), text, "{xml}");
        }
    }

    #[test]
    fn blanks_at_the_border_of_an_element_count() {
        for (xml, text) in [
            ("<P>For<E T=\"03\"> all items</E></P>", "For all items"),
            ("<P><E T=\"03\">For </E>all items</P>", "For all items"),
            ("<P>For<E T=\"03\"> </E>all items</P>", "For all items"),
            ("<P>For<E T=\"03\"> all </E>items</P>", "For all items"),
            ("<P><X>For<E T=\"03\"> all</E> </X>items</P>", "For all items"),
            ("<P><E T=\"03\">Ha</E>zel</P>", "Hazel"),
            ("<P>Ha<E T=\"03\">ze</E>l</P>", "Hazel"),
            ("<P>9<SU>th </SU>Floor</P>", "9th Floor"),
            ("<P>734.9(g),<SU>3 </SU>746.8</P>", "734.9(g),^3^ 746.8"),
            ("<P>Ha<E T=\"03\">\n        zel\n    </E>SA</P>", "HazelSA"),
        ] {
            assert_eq!(flat(xml), text, "{xml}");
        }
    }

    #[test]
    fn undoes_pretty_printing_without_losing_or_inventing_blanks() {
        for (xml, text) in [
            ("<P>\n    west 3\n    <SU>rd</SU>\n     ring\n    </P>", "west 3rd ring"),
            ("<P>\n    LLC”; \n    <E T=\"03\">and “</E>\n    Prom JSC”.\n    </P>", "LLC”; and “Prom JSC”."),
            ("<P>\n    3501 \n    <E T=\"03\">et seq.</E>\n    )\n    </P>", "3501 et seq.)"),
            ("<P>\n    (g),\n    <SU>3</SU>\n     744.21\n    </P>", "(g),^3^ 744.21"),
            ("<P>Co., \n    <PRTPAGE P=\"1\"/>\n    Ltd.</P>", "Co., Ltd."),
        ] {
            assert_eq!(flat(xml), text, "{xml}");
        }
    }
}
