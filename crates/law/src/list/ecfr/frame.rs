//! The frame of a list: what is printed down to its rows, and what stands there without belonging there.

use roxmltree::Node;

/// Every node down to the rows, in printed order; rows are not entered, since they hold nearly all of a file.
pub(super) fn nodes<'a, 'input>(node: Node<'a, 'input>) -> Vec<Node<'a, 'input>> {
    let mut nodes = Vec::new();
    enter(node, &mut nodes);
    nodes
}

/// The texts of the nodes of a frame that may have been escaped twice: of the rows, those in which one of the `places`
/// is. `place` tells where in the file what stands at a place of the document is.
pub(super) fn texts<'a, 'input: 'a>(
    nodes: &'a [Node<'a, 'input>],
    places: &'a [usize],
    place: impl Fn(usize) -> usize + 'a,
) -> impl Iterator<Item = Node<'a, 'input>> + 'a {
    let holds = move |node: &Node<'_, '_>| {
        let range = node.range();
        let (start, end) = (place(range.start), place(range.end));
        places.get(places.partition_point(|at| *at < start)).is_some_and(|at| *at < end)
    };
    let texts = nodes.iter().filter(move |node| node.is_text() || node.has_tag_name("TR") && holds(node));
    texts.flat_map(Node::descendants).filter(Node::is_text)
}

fn enter<'a, 'input>(node: Node<'a, 'input>, nodes: &mut Vec<Node<'a, 'input>>) {
    nodes.push(node);
    if !node.has_tag_name("TR") {
        for child in node.children() {
            enter(child, nodes);
        }
    }
}

/// A cell outside of any row, or text of a table outside of any cell: of a node that is no row.
pub(super) fn stray<'a, 'input>(node: Node<'a, 'input>) -> Option<Node<'a, 'input>> {
    const AROUND: [&str; 4] = ["TABLE", "THEAD", "TBODY", "TFOOT"];
    const TEXTS: [&str; 4] = ["P", "FP", "DIV", "NOTE"];
    let around = |node: Node<'_, '_>| AROUND.contains(&node.tag_name().name());
    let text = node.is_text() || TEXTS.contains(&node.tag_name().name()) && node.attribute("class").is_none();
    let among_rows = || text && node.parent().is_some_and(around);
    (is_cell(node) || is_small_cell(node) || (among_rows() && has_text(node))).then_some(node)
}

/// A cell in letters of another case, which is read nowhere, or text outside of any cell: of what stands in a row.
pub(super) fn is_stray_in_row(node: Node<'_, '_>) -> bool {
    is_small_cell(node) || !is_cell(node) && has_text(node)
}

fn is_cell(node: Node<'_, '_>) -> bool {
    ["TD", "TH"].contains(&node.tag_name().name())
}

fn is_small_cell(node: Node<'_, '_>) -> bool {
    ["td", "th"].contains(&node.tag_name().name())
}

fn has_text(node: Node<'_, '_>) -> bool {
    node.descendants().any(|node| node.is_text() && node.text().is_some_and(|text| !text.trim().is_empty()))
}
