//! The flattened texts of elements, each made once: every reader of a document looks at nearly all of its paragraphs.

use std::cell::OnceCell;

use roxmltree::{Document, Node};

use crate::markup;

/// The texts of one file's elements, by their place in it.
pub(crate) struct Texts(Vec<OnceCell<Box<str>>>);

impl Texts {
    pub(crate) fn new(document: &Document<'_>) -> Self {
        // The last one has the largest number.
        let number = document.descendants().next_back().map_or(0, |last| last.id().get_usize() + 1);
        Self(std::iter::repeat_with(OnceCell::new).take(number).collect())
    }

    /// The text of an element of the file, on one line.
    pub(crate) fn line(&self, node: Node<'_, '_>) -> &str {
        let made = self.0.get(node.id().get_usize());
        made.map_or("", |made| made.get_or_init(|| markup::flatten_line(node).into_boxed_str()))
    }
}
