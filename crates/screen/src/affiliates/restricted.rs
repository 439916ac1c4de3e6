//! A party on a list, as an owner of others.

use unicode_normalization::UnicodeNormalization as _;

use super::strictest::Terms;
use crate::listed::Listed;

/// How answers call OFAC's list.
pub const SDN: &str = "sdn";

/// A party on a list, as an owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restricted {
    /// Who it is.
    pub listed: Listed,
    /// What binds it, and whom it owns.
    pub terms: Terms,
}

/// Letters and digits alone, in small letters: the form in which names are the same.
pub fn canonical(text: &str) -> String {
    if text.is_ascii() {
        let letters = text.bytes().filter(u8::is_ascii_alphanumeric);
        return letters.map(|letter| char::from(letter.to_ascii_lowercase())).collect();
    }
    text.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// How a list is called: `entity-list` is the Entity List.
pub fn title(list: &str) -> String {
    let word = |word: &str| match word.split_at_checked(1) {
        _ if matches!(word, "meu" | "sdn") => word.to_uppercase(),
        Some((first, rest)) => first.to_uppercase() + rest,
        None => word.to_owned(),
    };
    let title = list.split('-').map(word).collect::<Vec<_>>().join(" ");
    if list == SDN { title + " List" } else { title }
}
