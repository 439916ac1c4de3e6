//! What a word or a comma part says about the text around it: legal form, unit, address, country, number.
//!
//! In: a word or a comma part such as `Ltd. (Hong Kong)`. Out: what kind of thing it is.

use super::vocabulary::{
    ABBREVIATIONS, ADDRESS_OPENERS, ADDRESS_WORDS, CENTER_QUALIFIERS, CITIES, COUNTRIES, LEGAL_FORMS, LEGAL_PARTICLES,
    NAME_OPENERS, NUMBERED_PLACES, ORGANISATION_WORDS, STREET_WORDS, TENS, UNIT_NOUNS, UNITS,
};

fn listed(list: &[&str], word: &str) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// The words of a comma part, without the punctuation around them.
fn words(part: &str) -> impl DoubleEndedIterator<Item = &str> {
    part.split([' ', '\n', '—'])
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '&' && c != '#'))
        .filter(|word| !word.is_empty())
}

/// A part without what stands in parentheses at its end: `Ltd. (AETC)` is `Ltd.`.
fn without_parenthesis(part: &str) -> &str {
    let part = part.trim();
    match part.split_once('(') {
        Some((before, inside)) if inside.ends_with([')', '.']) || !inside.contains(')') => before.trim_end(),
        _ => part,
    }
}

/// Whether the word is a legal form such as `Ltd.` or `OOO`.
pub(super) fn is_legal_form(word: &str) -> bool {
    listed(LEGAL_FORMS, word.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Whether a whole part consists of legal forms (`Ltd.`, `Pte Ltd`, `LLC (Hong Kong)`).
pub(super) fn is_legal_part(part: &str) -> bool {
    let mut forms = 0;
    for word in words(without_parenthesis(part)) {
        if is_legal_form(word) {
            forms += 1;
        } else if !listed(LEGAL_PARTICLES, word) {
            return false;
        }
    }
    forms > 0
}

/// Whether a part without address in it goes on with the name before it: a unit of the organisation, or a company of
/// its own.
pub(super) fn continues_name(part: &str, before: &str) -> bool {
    let part = without_parenthesis(part);
    if NAME_OPENERS.iter().any(|opener| part.starts_with(opener)) {
        return true;
    }
    let mut ending = words(part.split(['“', '"']).next().unwrap_or(part)).rev();
    match (ending.next(), ending.next()) {
        (Some("Center" | "Centre"), Some(kind)) => listed(CENTER_QUALIFIERS, kind) && is_organisation(before),
        (Some(last), Some(_)) => is_legal_form(last) || (listed(UNIT_NOUNS, last) && is_organisation(before)),
        _ => false,
    }
}

/// Whether a name is that of an organisation, as far as its words tell.
pub(super) fn is_organisation(name: &str) -> bool {
    words(name).any(|word| is_legal_form(word) || listed(UNIT_NOUNS, word) || listed(ORGANISATION_WORDS, word))
}

/// Whether a number after this word makes an address ("Office 12").
pub(super) fn is_numbered_place(word: &str) -> bool {
    listed(NUMBERED_PLACES, word)
}

/// Whether a word keeps its period at the end of a value (`Ltd.`, `S.A.`, but not `Russia.`).
pub(super) fn is_abbreviation(word: &str) -> bool {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    word.contains('.') || word.chars().count() == 1 || listed(ABBREVIATIONS, word)
}

/// Whether a text begins like an address: a number, `Room`, `P.O. Box`, a street, a city or a country.
pub(super) fn opens_address(rest: &str) -> bool {
    let rest = rest.trim_start();
    if rest.starts_with('#') {
        return true;
    }
    let part = rest.split([',', ';', '\n']).next().unwrap_or(rest).trim();
    if part.starts_with(|c: char| c.is_ascii_digit()) {
        return !ends_in_unit(part) || has_address_word(part);
    }
    let Some(first) = words(part).next() else {
        return false;
    };
    // "d. 54", "ul.Nametkina"
    let abbreviated = part.starts_with(char::is_lowercase)
        && first.split('.').next().is_some_and(|word| word.len() == 1 || listed(ADDRESS_OPENERS, word));
    let numbered = first.chars().any(|c| c.is_ascii_digit()) && first.contains(['-', '–', '/']);
    abbreviated
        || numbered
        || (listed(ADDRESS_OPENERS, first) && !ends_in_unit(part))
        || has_address_word(part)
        || is_place(part)
}

/// Whether a part is the name of a city or country, or ends in a country.
pub(super) fn is_place(part: &str) -> bool {
    let part = part.trim_matches(|c: char| c == '.' || c.is_whitespace());
    listed(CITIES, part) || ends_with_country(part)
}

fn ends_in_unit(part: &str) -> bool {
    words(without_parenthesis(part)).next_back().is_some_and(|last| listed(UNIT_NOUNS, last))
}

fn has_address_word(part: &str) -> bool {
    words(part).any(|word| listed(ADDRESS_WORDS, word))
        || words(part).any(|word| word.len() > 7 && (word.ends_with("strasse") || word.ends_with("straat")))
}

/// Whether a word closes a numbered street.
pub(super) fn is_street_word(word: &str) -> bool {
    listed(STREET_WORDS, word.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Whether a text ends with the name of a country, a postal code after it allowed.
pub(super) fn ends_with_country(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | ',' | ';' | '-' | '\n'));
    let text = text.trim_end_matches([')', '.']);
    let last = text.as_bytes().last();
    COUNTRIES.iter().filter(|country| country.as_bytes().last() == last).any(|country| {
        text.strip_suffix(country).is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric()))
    })
}

/// The number that a word or numeral stands for: `thirteen`, `twenty-six`, `22`.
pub(crate) fn number(word: &str) -> Option<u32> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return word.parse().ok().filter(|&n| n < 1000);
    }
    let unit = |word: &str| position(UNITS, word);
    let ten = |word: &str| Some(10 * (position(TENS, word)? + 2));
    unit(word).or_else(|| ten(word)).or_else(|| {
        let (tens, units) = word.split_once('-')?;
        Some(ten(tens)? + unit(units).filter(|units| (1..10).contains(units))?)
    })
}

fn position(list: &[&str], word: &str) -> Option<u32> {
    list.iter().position(|known| known.eq_ignore_ascii_case(word)).and_then(|at| u32::try_from(at).ok())
}
