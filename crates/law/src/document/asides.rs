//! What stands in a text and is none of it: notes of the editors in a cell or an order. And what was escaped twice.

use roxmltree::Node;

use super::element::within;
use super::pages::Pages;
use crate::finding::{Code, Finding, Place};
use crate::law::quantity::quantity;
use crate::markup;

/// Notes of the Office of the Federal Register, in paragraphs of their own.
pub(super) const EDITORIAL: [&str; 2] = ["EDNOTE", "EFFDNOT"];

/// Findings about the amendatory matter of a document.
pub(super) fn read(document: Node<'_, '_>, pages: &Pages<'_>) -> Vec<Finding> {
    let place = |node: Node<'_, '_>| pages.place(node);
    let mut findings: Vec<_> = escaped_twice(document.descendants(), place).into_iter().collect();
    let of_matter = |node: &Node<'_, '_>| {
        let editorial = EDITORIAL.contains(&node.tag_name().name());
        within(*node, &["ENT", "AMDPAR"]) || editorial && within(*node, &["REGTEXT"]) && !within(*node, &EDITORIAL)
    };
    let notes = document.descendants().filter(|node| markup::is_aside(*node)).filter(of_matter);
    let within_text = |node: &Node<'_, '_>| {
        within(*node, &["ENT", "AMDPAR"]) && !within(*node, &["GPOTABLE"]) || within(*node, &["ENT"])
    };
    let unknown = document.descendants().filter(|node| markup::is_unknown(*node)).filter(within_text);
    findings.extend(unknown.filter_map(|node| {
        let text = markup::flatten_line(node);
        let message = format!("it is not known what the element {} is for", node.tag_name().name());
        (!text.is_empty()).then(|| Finding::new(Code::UnknownMarkup, message).with_quote(text, &place(node)))
    }));
    findings.extend(notes.filter_map(|note| {
        let text = note.children().map(markup::flatten_line).collect::<Vec<_>>().join(" ");
        // The number of a page or of a footnote says nothing.
        let says = text.contains(char::is_alphabetic);
        says.then(|| {
            let message = "a note stands within the text; it was not read as a part of it";
            Finding::new(Code::EditorialNote, message).with_quote(text, &place(note))
        })
    }));
    findings
}

/// One finding for all nodes that are texts and were escaped twice.
pub(crate) fn escaped_twice<'a, 'input: 'a>(
    nodes: impl Iterator<Item = Node<'a, 'input>>,
    place: impl Fn(Node<'a, 'input>) -> Place,
) -> Option<Finding> {
    let mut texts = nodes.filter(|node| markup::is_escaped_twice(*node));
    let first = texts.next()?;
    let number = texts.count() + 1;
    let message = format!("{} escaped twice (`&amp;amp;` for `&`); read as meant", quantity(number, "text"));
    let quote = first.text().unwrap_or_default().trim().to_owned();
    Some(Finding::new(Code::EscapedTwice, message).with_quote(quote, &place(first.parent().unwrap_or(first))))
}
