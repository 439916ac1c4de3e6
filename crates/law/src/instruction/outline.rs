//! The items of a document in order, each with its words and its parent.

use super::idiom;
use super::item::{self, Outline};
use super::scope::{self, Home, Mention};
use super::token::{Cursor, Token};
use crate::document::AmendatoryParagraph;

/// One item with the words it consists of.
pub(super) struct Node<'t> {
    pub(super) paragraph: &'t AmendatoryParagraph,
    pub(super) home: Home,
    pub(super) quote: &'t str,
    /// The tokens behind the marker.
    pub(super) body: &'t [Token<'t>],
    pub(super) parent: Option<usize>,
    pub(super) has_children: bool,
}

/// Cuts the paragraphs into items and nests them.
pub(super) fn outline<'t>(paragraphs: &'t [AmendatoryParagraph], tokens: &'t [Vec<Token<'t>>]) -> Vec<Node<'t>> {
    let mut outline = Outline::default();
    let mut nodes: Vec<Node<'t>> = Vec::new();
    let mut part = None;
    for (paragraph, tokens) in paragraphs.iter().zip(tokens) {
        // A REGTEXT without part does not end what stands above it; another part does.
        if paragraph.part.is_some() && paragraph.part != part {
            if part.is_some() {
                outline.close();
            }
            part = paragraph.part;
        }
        let home = Home { title: paragraph.title, part: paragraph.part };
        for item in item::cut(tokens) {
            let body = tokens.get(item.body..item.end).unwrap_or(&[]);
            let opens_scope = !matches!(scope::mention(Cursor::new(body), home), Mention::Nothing);

            let parent = if idiom::is_sentence(Cursor::new(body)) {
                None
            } else {
                outline.place(&item, nodes.len(), announces(body), opens_scope)
            };
            if let Some(parent) = parent.and_then(|parent| nodes.get_mut(parent)) {
                parent.has_children = true;
            }
            let start = Cursor { tokens, at: item.start };
            nodes.push(Node {
                paragraph,
                home,
                quote: start.words_to(Cursor { tokens, at: item.end }, &paragraph.text),
                body,
                parent,
                has_children: false,
            });
        }
    }
    nodes
}

/// Whether an item ends as those do that others follow: with a colon, but not "to read as follows:".
pub(super) fn announces(body: &[Token<'_>]) -> bool {
    let [before @ .., last] = body else {
        return false;
    };
    let reads = before.iter().rev().take(4).any(|token| token.is_word("read") || token.is_word("reads"));
    (last.is_mark(':') || last.is_mark('—')) && !reads
}
