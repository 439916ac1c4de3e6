//! Amendatory units: the orders of a `REGTEXT` and what is printed below them.

use roxmltree::Node;

use super::asides::EDITORIAL;
use super::element::{has_own_text, is_item, part, part_heading, regtext, within};
use super::misplaced::is_order;
use super::pages::Pages;
use super::texts::Texts;
use super::{Block, Text, Unit, table};
use crate::document::AmendatoryParagraph;
use crate::law::country;
use crate::markup;

/// Reads the units of a document by position: an amendatory paragraph after printed matter begins a new one.
pub(super) fn read(document: Node<'_, '_>, pages: &Pages<'_>, texts: &Texts) -> Vec<Unit> {
    Units { pages, texts }.of(document)
}

struct Units<'a> {
    pages: &'a Pages<'a>,
    texts: &'a Texts,
}

impl Units<'_> {
    fn of(&self, document: Node<'_, '_>) -> Vec<Unit> {
        let mut units: Vec<Unit> = Vec::new();
        let mut enclosing = None;
        for node in document.descendants().filter(Node::is_element) {
            let regtext = regtext(node);
            if node.has_tag_name("AMDPAR") || regtext.is_some() && is_item(node) {
                let begins = enclosing != Some(regtext) || units.last().is_none_or(|unit| !unit.blocks.is_empty());
                if begins {
                    units.push(Unit::default());
                    enclosing = Some(regtext);
                }
                let paragraph = self.paragraph(node, regtext);
                if let Some(unit) = units.last_mut() {
                    unit.paragraphs.push(paragraph);
                }
            } else if let Some(mut block) = self.block(node, regtext, units.last()) {
                if let (Block::Table(table), Some(unit)) = (&mut block, units.last_mut()) {
                    let above = unit.blocks.iter_mut().rev().find_map(|block| match block {
                        Block::Table(table) => Some(table),
                        Block::Heading(_) | Block::Paragraph(_) => None,
                    });
                    if let Some(above) = above {
                        above.take_overhang(table);
                    }
                }
                match units.last_mut() {
                    Some(unit) => unit.blocks.push(block),
                    None => units.push(Unit { blocks: vec![block], ..Unit::default() }),
                }
            }
        }
        units
    }

    fn paragraph(&self, node: Node<'_, '_>, regtext: Option<Node<'_, '_>>) -> AmendatoryParagraph {
        let title = regtext.and_then(|regtext| regtext.attribute("TITLE")?.trim().parse().ok());
        AmendatoryParagraph {
            title,
            part: regtext.and_then(part),
            text: with_italics(node, self.texts),
            place: self.pages.place(node),
        }
    }

    /// Matter below amendatory paragraphs. Authority citations, sections and part headings are no matter of a list.
    fn block(&self, node: Node<'_, '_>, regtext: Option<Node<'_, '_>>, unit: Option<&Unit>) -> Option<Block> {
        let tag = node.tag_name().name();
        let text = || Text { text: self.texts.line(node).to_owned(), place: self.pages.place(node) };
        // Text and tables of a section are no matter of a list, unless a list was put there by mistake.
        let of_section = || node.has_tag_name("SECTION") || within(node, &["SECTION"]);
        let of_editors = EDITORIAL.contains(&tag) || within(node, &EDITORIAL);
        if node.has_tag_name("AUTH") || within(node, &["AUTH", "SIG", "GPOTABLE"]) || of_editors {
            None
        } else if tag == "GPOTABLE" {
            // Outside a REGTEXT, only a table below orders of ours is amendatory matter.
            if regtext.is_none() && unit.is_none() {
                return None;
            }
            let before = unit.and_then(|unit| {
                unit.blocks.iter().rev().find_map(|block| match block {
                    Block::Table(table) => Some(table),
                    Block::Heading(_) | Block::Paragraph(_) => None,
                })
            });
            let table = table::read(node, self.pages, before);
            (table.is_list || !of_section()).then_some(Block::Table(table))
        } else if regtext.is_none_or(|regtext| regtext == node)
            || of_section()
            || within(node, &["AMDPAR", "HD", "P", "FP", "NOTE"])
            || part_heading(node).is_some()
        {
            None
        } else if tag == "HD" {
            Some(Block::Heading(text()))
        } else {
            // Whatever else bears text is a paragraph, by whichever name.
            let is_paragraph = markup::is_object(node) && !node.ancestors().skip(1).any(markup::is_object)
                || ["P", "FP", "NOTE"].contains(&tag)
                || has_own_text(node) && !is_order(self.texts.line(node));
            is_paragraph.then(|| Block::Paragraph(text()))
        }
    }
}

/// Whether words that are set apart belong to the sentence, "2. *Supplement* No. 4 to part 744 is amended:". A name stands
/// behind an order or a country; one that opens an item has no sentence behind it.
fn is_of_the_sentence(before: &str, after: &str) -> bool {
    let words = |text: &str, long: usize| {
        let words = text.split(|c: char| !c.is_alphabetic()).map(|word| word.chars().count());
        words.filter(|number| *number >= long).count()
    };
    if words(before, 3) == 0 {
        return words(after, 2) > 2;
    }
    let before = before.to_lowercase();
    !["nder ", "by ", "entr", "entit", "name", "ing ", "remove ", "add ", "revise "]
        .iter()
        .any(|said| before.contains(said))
}

/// The text of an order; where names are set in italics instead of quotation marks, with marks around them.
fn with_italics(node: Node<'_, '_>, texts: &Texts) -> String {
    let text = texts.line(node);
    if text.contains(['“', '”', '"']) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    for italic in node.descendants().filter(|node| node.has_tag_name("E") && node.attribute("T") == Some("03")) {
        let words = markup::flatten_line(italic);
        let name = words.trim().trim_end_matches([';', ',', '.']);
        let names = name.starts_with(char::is_uppercase) && !country::is_known(name) && name != "Federal Register";
        let Some((before, after)) = rest.split_once(name).filter(|_| names) else {
            continue;
        };
        if is_of_the_sentence(&format!("{out}{before}"), after) {
            continue;
        }
        out.push_str(before);
        out.push('“');
        out.push_str(name);
        out.push('”');
        rest = after;
    }
    out + rest
}
