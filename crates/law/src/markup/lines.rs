//! Where in a text something stands.

use memchr::memchr_iter;
use roxmltree::Node;

/// Lines of a text by byte offset, so that a place can be named without scanning from the start.
#[derive(Debug)]
pub struct LineIndex(Vec<usize>);

impl LineIndex {
    /// Indexes the line starts of `text`.
    pub fn new(text: &str) -> Self {
        Self(memchr_iter(b'\n', text.as_bytes()).collect())
    }

    /// The line of a byte offset, counted from 1.
    pub fn line(&self, offset: usize) -> u32 {
        u32::try_from(self.0.partition_point(|at| *at < offset) + 1).unwrap_or(u32::MAX)
    }

    /// The line on which an element starts.
    pub fn line_of(&self, node: Node<'_, '_>) -> u32 {
        self.line(node.range().start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lines_from_one() {
        let index = LineIndex::new("a\nb\nc");
        assert_eq!([index.line(0), index.line(2), index.line(4)], [1, 2, 3]);
    }
}
