//! Elements of a document by what encloses them: which part of the CFR they are of, and what they stand within.

use roxmltree::Node;

use crate::law::ListId;
use crate::law::text::marker::{self, Style};
use crate::law::text::reference::{PART, Reference, part_of_heading};
use crate::markup;

/// The `REGTEXT` around an element; orders may also stand in a `PART` without one.
pub(crate) fn regtext<'a, 'input>(node: Node<'a, 'input>) -> Option<Node<'a, 'input>> {
    ["REGTEXT", "PART"].iter().find_map(|tag| node.ancestors().find(|above| above.has_tag_name(*tag)))
}

/// The part that a `REGTEXT` is of, by its attribute, else by the heading of the part, else by that of a list. Where
/// the attribute names another part than the heading of a list does, none is known: the words decide, or a person.
pub(crate) fn part(regtext: Node<'_, '_>) -> Option<u16> {
    let printed: String = regtext.attribute("PART").unwrap_or_default().split_whitespace().collect();
    let stated = printed
        .trim_matches(|c: char| !c.is_ascii_digit())
        .parse()
        .ok()
        .or_else(|| regtext.children().find_map(part_heading));
    let of_list = || regtext.has_tag_name("REGTEXT") && regtext.descendants().any(heads_a_list);
    match stated {
        Some(744) => Some(744),
        Some(_) if of_list() => None,
        // Several parts, or a range of them, say none.
        None if printed.is_empty() && of_list() => Some(744),
        stated => stated,
    }
}

/// `Supplement No. 4 to Part 744—Entity List`.
fn heads_a_list(node: Node<'_, '_>) -> bool {
    node.has_tag_name("HD") && ListId::of_heading(&markup::flatten_line(node)).is_some()
}

/// `PART 744—CONTROL POLICY: …` → 744.
pub(crate) fn part_heading(node: Node<'_, '_>) -> Option<u16> {
    let of_part = node.has_tag_name("HD") && node.parent()?.has_tag_name("PART");
    part_of_heading(&of_part.then(|| markup::flatten_line(node))?)
}

/// How the items of an order begin.
const ITEMS: [&str; 14] = [
    "under ", "by ", "in the ", "the entr", "entr", "add", "remov", "revis", "amend", "correct", "for ", "“", "\"",
    "insert",
];

/// Whether a plain paragraph is an item of the order above it, which ends with a colon: `<P>a. Under IRAN, …</P>`.
pub(crate) fn is_item<'a, 'input: 'a>(node: Node<'a, 'input>) -> bool {
    let is = |node: &Node<'_, '_>, tags: &[&str]| tags.contains(&node.tag_name().name());
    let begins = || {
        let text = markup::flatten_line(node).to_lowercase();
        let words = marker::leading(&text).map(|(_, words)| words.trim_start().to_owned());
        words.is_some_and(|words| ITEMS.iter().any(|begin| words.starts_with(begin)))
    };
    if is(&node, &["P", "FP"]) && is_below_a_head(node) {
        return true;
    }
    if !is(&node, &["P", "FP"]) || !begins() {
        return false;
    }
    let before = |node: Node<'a, 'input>| {
        node.prev_siblings().skip(1).filter(Node::is_element).find(|above| !is(above, &["P", "FP", "PRTPAGE"]))
    };
    let extract = || node.parent().filter(|above| above.has_tag_name("EXTRACT"));
    let above = before(node).or_else(|| extract().and_then(before));
    above.filter(|above| above.has_tag_name("AMDPAR")).is_some_and(|above| {
        let text = markup::flatten_line(above);
        let text = text.trim_end();
        // Text that is set, not ordered, may begin so as well.
        let sets = ["read as follows", "reads as follows", "to read", "introductory text", "footnote"];
        let words = text.strip_suffix([':', '—']);
        words.is_some_and(|words| !sets.iter().any(|sets| words.contains(sets)))
    })
}

/// Whether a plain paragraph is an order all of whose `REGTEXT` is set so: `<P>2. Supplement No. 4 to part 744 is
/// amended:</P>` and the items directly below it.
fn is_below_a_head(node: Node<'_, '_>) -> bool {
    let marked = |node: &Node<'_, '_>| marker::leading(&markup::flatten_line(*node)).is_some();
    let Some(regtext) = node.parent().filter(|above| above.has_tag_name("REGTEXT") && part(*above) == Some(744)) else {
        return false;
    };
    let of_citation = |order: Node<'_, '_>| markup::flatten_line(order).to_lowercase().contains("authority");
    let mut orders = regtext.descendants().filter(|order| order.has_tag_name("AMDPAR"));
    if !marked(&node) || orders.any(|order| !of_citation(order)) {
        return false;
    }
    let before = std::iter::once(node).chain(node.prev_siblings().skip(1).filter(Node::is_element));
    let plain = |node: &Node<'_, '_>| ["P", "FP", "PRTPAGE"].contains(&node.tag_name().name());
    before.take_while(plain).any(heads_orders)
}

/// `2. Supplement No. 4 to part 744 is amended …`, `3. In supplement no. 6 to part 744, …`.
fn heads_orders(node: Node<'_, '_>) -> bool {
    let text = markup::flatten_line(node);
    let Some((labels, words)) = marker::leading(&text) else {
        return false;
    };
    let words = words.to_lowercase();
    let words = ["in ", "amend "].iter().find_map(|begin| words.strip_prefix(begin)).unwrap_or(&words);
    let orders =
        ["amended", "adding", "removing", "revising", "add ", "remove ", "revise ", "added", "removed", "revised"];
    let numbered = orders.iter().any(|word| words.contains(word))
        && labels.iter().any(|label| label.style == Style::Number && !label.bracketed);
    numbered && Reference::leading(words).is_some_and(|(named, _)| named.list().is_some() && named.part() == Some(PART))
}

/// Whether an element holds words beside those of its children.
pub(crate) fn has_own_text(node: Node<'_, '_>) -> bool {
    let printed = |text: &str| !text.trim_ascii().is_empty() && !text.trim().is_empty();
    node.children().any(|child| child.is_text() && child.text().is_some_and(printed))
}

/// Whether an element stands inside one of those.
pub(crate) fn within(node: Node<'_, '_>, tags: &[&str]) -> bool {
    node.ancestors().skip(1).any(|above| tags.contains(&above.tag_name().name()))
}

/// Whether the enclosing `REGTEXT` is of 15 CFR 744, or does not say of which part it is; `None` outside of any.
pub(crate) fn within_part_744(node: Node<'_, '_>) -> Option<bool> {
    let regtext = node.ancestors().find(|above| above.has_tag_name("REGTEXT"))?;
    let title = regtext.attribute("TITLE");
    let other_title = title.is_some_and(|title| title.trim() != "15");
    Some(!other_title && part(regtext).is_none_or(|part| part == 744))
}
