//! Accents, which `AC` prints after their letter.

use roxmltree::Node;

/// Stands for an accent of which it is not known what it looks like.
pub(super) const UNKNOWN_ACCENT: &str = "\u{25cc}";

/// The accent that an `AC` prints. The user guide and the renderings of the eCFR and of federalregister.gov agree on
/// these; `8` is a tilde in the one and a bar in the others.
pub(super) fn accent(node: Node<'_, '_>) -> Option<&'static str> {
    match node.attribute("T")? {
        "1" => Some("\u{301}"),
        "2" => Some("\u{300}"),
        "3" => Some("\u{302}"),
        "4" => Some("\u{308}"),
        "7" => Some("\u{30a}"),
        "9" => Some("\u{327}"),
        "b" => Some("\u{307}"),
        _ => None,
    }
}

/// Whether an element is an accent that cannot be read; in the text, `◌` stands for it.
pub fn is_unknown_accent(node: Node<'_, '_>) -> bool {
    node.has_tag_name("AC") && accent(node).is_none()
}
