//! The page map of a text: `<PRTPAGE P="12171"/>` says that page 12171 begins there.

use roxmltree::Node;

use crate::finding::Place;
use crate::markup::LineIndex;

/// The printed pages of a text by position.
pub(crate) struct Pages<'a> {
    breaks: Vec<(usize, u32)>,
    lines: &'a LineIndex,
}

impl<'a> Pages<'a> {
    pub(crate) fn new(document: &roxmltree::Document<'_>, lines: &'a LineIndex) -> Self {
        let breaks = document
            .descendants()
            .filter(|node| node.has_tag_name("PRTPAGE"))
            .filter_map(|node| Some((node.range().start, node.attribute("P")?.trim().parse().ok()?)))
            .collect();
        Self { breaks, lines }
    }

    /// The page on which an element starts; before the first page break, the page before it.
    pub(crate) fn page(&self, node: Node<'_, '_>) -> Option<u32> {
        let start = node.range().start;
        match self.breaks.partition_point(|(at, _)| *at <= start).checked_sub(1) {
            Some(last) => self.breaks.get(last).map(|(_, page)| *page),
            None => self.breaks.first().map(|(_, page)| page.saturating_sub(1)),
        }
    }

    pub(crate) fn line(&self, node: Node<'_, '_>) -> u32 {
        self.lines.line_of(node)
    }

    pub(crate) fn place(&self, node: Node<'_, '_>) -> Place {
        Place { element: node.tag_name().name().to_owned(), line: self.line(node), page: self.page(node) }
    }
}
