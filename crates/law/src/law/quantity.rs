//! Numbers with their nouns, in the singular and the plural.

use std::fmt::Display;

/// A number with its noun, given in the singular: `1 entry`, `2 entries`, `0 aliases`.
///
/// ```
/// use earwatch_law::law::quantity::quantity;
/// assert_eq!(quantity(1, "document"), "1 document");
/// assert_eq!(quantity(0, "document"), "0 documents");
/// assert_eq!(quantity(2, "entry"), "2 entries");
/// assert_eq!(quantity(2, "alias"), "2 aliases");
/// assert_eq!(quantity(2, "overlay"), "2 overlays");
/// ```
pub fn quantity<N: Copy + Display + From<u8> + PartialEq>(number: N, noun: &str) -> String {
    if number == N::from(1) {
        return format!("{number} {noun}");
    }
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{number} {stem}ies"),
        Some(_) | None if noun.ends_with('s') => format!("{number} {noun}es"),
        Some(_) | None => format!("{number} {noun}s"),
    }
}
