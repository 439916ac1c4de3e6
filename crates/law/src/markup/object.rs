//! Elements that print no text of their own place: images and formulas, and notes that the editors put in.

use roxmltree::Node;

/// Stands in a text for an image, a formula, a table in a cell, or what is struck out: what they show cannot be read.
pub const OBJECT: &str = "\u{fffc}";

/// Images and formulas, and the numbers of their files (`ER09SE26.001`), those of web pages behind them; and text that is
/// struck out, which the printed page shows and does not mean.
const OBJECTS: [&str; 17] = [
    "GPH", "GID", "MATH", "MID", "BMP", "GRAPHIC", "FIGURE", "IMAGE", "IMG", "SVG", "OBJECT", "PICTURE", "CANVAS",
    "VIDEO", "DEL", "S", "STRIKE",
];

/// Notes of the editors and of the typesetter, and the furniture of a page: what the Register's own site leaves out.
const ASIDES: [&str; 13] = [
    "EDNOTE", "EFFDNOT", "FTNT", "BILCOD", "FRDOC", "FRDOCBP", "PRTPAGE", "FTREF", "HRULE", "OLPAGES", "NOLPAGES",
    "CNTNTS", "UNITNAME",
];

fn is_one_of(node: Node<'_, '_>, names: &[&str]) -> bool {
    let own = node.tag_name().name();
    !own.is_empty() && names.iter().any(|name| own.eq_ignore_ascii_case(name))
}

/// Whether an element shows something that is no text.
pub fn is_object(node: Node<'_, '_>) -> bool {
    is_one_of(node, &OBJECTS)
}

/// Whether the text of an element is none of the text around it.
pub fn is_aside(node: Node<'_, '_>) -> bool {
    is_one_of(node, &ASIDES)
}

/// Elements that are known to dress or to part text.
const DRESS: [&str; 33] = [
    "E", "SU", "AC", "FR", "LI", "P", "FP", "BR", "SUP", "SUB", "I", "B", "U", "A", "EM", "STRONG", "SPAN", "SMALL",
    "FONT", "DIV", "ABBR", "INS", "MARK", "ENT", "AMDPAR", "HD", "STARS", "ROW", "BOXHD", "CHED", "TTITLE", "TNOTE",
    "TDESC",
];

/// Whether it is not known what an element is for.
pub fn is_unknown(node: Node<'_, '_>) -> bool {
    node.is_element() && !is_one_of(node, &DRESS) && !is_object(node) && !is_aside(node) && !is_table(node)
}

/// A table in a paragraph is read as a table; one in a cell is read nowhere.
pub(super) fn is_table(node: Node<'_, '_>) -> bool {
    is_one_of(node, &["GPOTABLE", "TABLE"])
}

/// Whether an element is a cell of a table.
pub(super) fn is_cell(node: Node<'_, '_>) -> bool {
    is_one_of(node, &["ENT", "TD", "TH", "CHED"])
}
