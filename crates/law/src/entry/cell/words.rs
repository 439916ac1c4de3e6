//! What a word or a comma part says about the text around it: legal form, unit, address, country, number.
//!
//! In: a word or a comma part such as `Ltd. (Hong Kong)`. Out: what kind of thing it is.

use std::sync::LazyLock;

use super::punctuation::last_word;
use super::vocabulary::{Listed, NAME_OPENERS, WORDS};

/// The words of the vocabulary, each with all that it is listed as (one bit a list), where [`slot`] looks for them.
static TABLE: LazyLock<Vec<Vec<(&str, u32)>>> = LazyLock::new(|| {
    let mut table = vec![Vec::new(); SLOTS];
    for &(list, words) in WORDS {
        for &word in words {
            let Some(slot) = table.get_mut(slot(word)) else { continue };
            let known = slot.iter_mut().find(|(known, _): &&mut (&str, u32)| known.eq_ignore_ascii_case(word));
            match known {
                Some((_, lists)) => *lists |= 1 << list as u32,
                None => slot.push((word, 1 << list as u32)),
            }
        }
    }
    table
});

const SLOTS: usize = 1024;

/// By length and first and last letter, without regard to case.
fn slot(word: &str) -> usize {
    let bytes = word.as_bytes();
    let letter = |byte: Option<&u8>| usize::from(byte.map_or(0, u8::to_ascii_lowercase));
    (letter(bytes.first()) * 31 + letter(bytes.last()) * 7 + bytes.len()) % SLOTS
}

/// All that a word is listed as.
fn lists(word: &str) -> u32 {
    let known = TABLE.get(slot(word)).and_then(|slot| slot.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)));
    known.map_or(0, |(_, lists)| *lists)
}

fn listed(list: Listed, word: &str) -> bool {
    lists(word) & (1 << list as u32) != 0
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
    listed(Listed::LegalForm, word.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Whether a whole part consists of legal forms (`Ltd.`, `Pte Ltd`, `LLC (Hong Kong)`).
pub(super) fn is_legal_part(part: &str) -> bool {
    let mut forms = 0;
    for word in words(without_parenthesis(part)) {
        if is_legal_form(word) {
            forms += 1;
        } else if !listed(Listed::LegalParticle, word) {
            return false;
        }
    }
    forms > 0
}

/// Whether a part without address in it goes on with the name before it: a unit of the organisation, or a company of
/// its own.
pub(super) fn continues_name(part: &str, before: &str) -> bool {
    let part = without_parenthesis(part);
    // "Angstrem, Angstrem-M"
    let last = last_word(before.trim_end_matches([',', ' ']));
    let repeats = last.len() > 3 && first_word(part).strip_prefix(last).is_some_and(|more| more.starts_with('-'));
    if repeats || NAME_OPENERS.iter().any(|opener| part.starts_with(opener)) {
        return true;
    }
    let mut ending = words(part.split(['“', '"']).next().unwrap_or(part)).rev();
    match (ending.next(), ending.next()) {
        (Some("Center" | "Centre"), Some(kind)) => listed(Listed::CenterQualifier, kind) && is_organisation(before),
        (Some("Headquarters"), None) => is_organisation(before),
        (Some(last), Some(_)) => is_legal_form(last) || (listed(Listed::UnitNoun, last) && is_organisation(before)),
        _ => false,
    }
}

/// Whether a name is that of an organisation, as far as its words tell.
pub(super) fn is_organisation(name: &str) -> bool {
    words(name)
        .any(|word| is_legal_form(word) || listed(Listed::UnitNoun, word) || listed(Listed::OrganisationWord, word))
}

/// What a name tells of whom it is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// A company: the name has a legal form.
    Company,
    /// A university, a ministry, an institute.
    Institution,
    /// Nothing: a person, or an organisation of whatever kind.
    Untold,
}

/// Nouns of bodies that are no persons, whatever their legal form.
const INSTITUTIONS: [&str; 12] = [
    "Academy", "Agency", "Army", "Bureau", "College", "Committee", "Department", "Institute", "Institution",
    "Laboratory", "Ministry", "University",
];

/// Forms that stand before a name, of which no initials are made.
const FORMS_BEFORE: [&str; 10] = ["AO", "CJSC", "JSC", "LLC", "OAO", "OJSC", "OOO", "PAO", "PJSC", "ZAO"];

/// Forms of several words, by their last one ("Limited Şirketi").
const FORMS_BEHIND: [&str; 2] = ["Sirketi", "Şirketi"];

/// What a name tells of whom it is of. A form in the middle of a name tells nothing.
pub fn nature(name: &str) -> Nature {
    let closed = name.trim_end().strip_suffix(')').and_then(|open| open.rsplit_once('('));
    let name = closed.map_or(name, |(before, _)| before);
    let mut all = words(name);
    let first = all.next().unwrap_or_default();
    let last = all.next_back();
    let joint = ["Joint Stock", "Joint-Stock", "Limited Liability"].iter().any(|form| name.contains(form));
    if last.is_some_and(|last| is_legal_form(last) || FORMS_BEHIND.contains(&last) || FORMS_BEFORE.contains(&first))
        || joint
    {
        return Nature::Company;
    }
    let names_institution = words(name).any(|word| INSTITUTIONS.iter().any(|noun| noun.eq_ignore_ascii_case(word)));
    if names_institution { Nature::Institution } else { Nature::Untold }
}

/// Whether a number after this word makes an address ("Office 12").
pub(super) fn is_numbered_place(word: &str) -> bool {
    listed(Listed::NumberedPlace, word)
}

/// Whether a word keeps its period at the end of a value (`Ltd.`, `S.A.`, but not `Russia.`).
pub(super) fn is_abbreviation(word: &str) -> bool {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    word.contains('.')
        || (word.chars().count() == 1 && !word.starts_with(|c: char| c.is_ascii_digit()))
        || listed(Listed::Abbreviation, word)
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
        && first.split('.').next().is_some_and(|word| word.len() == 1 || listed(Listed::AddressOpener, word));
    let numbered = first.chars().any(|c| c.is_ascii_digit()) && first.contains(['-', '–', '/']);
    abbreviated
        || numbered
        || (listed(Listed::AddressOpener, first) && !ends_in_unit(part))
        || has_address_word(part)
        || is_place(part)
}

/// Whether a part is a house in a street, or a numbered room: `17 rue Haute`, `Room 401`. `5th Shipyard` is neither.
pub(super) fn is_numbered_address(part: &str) -> bool {
    let mut words = words(part);
    let (Some(first), Some(second)) = (words.next(), words.next()) else {
        return false;
    };
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let house =
        || is_number(first) && has_address_word(part) || is_number(first) && listed(Listed::AddressOpener, second);
    let room = || listed(Listed::AddressOpener, first) && first != "Address" && is_number(second);
    !is_organisation(part) && (room() || house())
}

/// Whether a part is the name of a city or country, or ends in a country.
pub(super) fn is_place(part: &str) -> bool {
    let part = part.trim_matches(|c: char| c == '.' || c.is_whitespace());
    listed(Listed::City, part) || ends_with_country(part)
}

/// Whether a part ends in the noun for a unit of an organisation.
pub(super) fn ends_in_unit(part: &str) -> bool {
    words(without_parenthesis(part)).next_back().is_some_and(|last| listed(Listed::UnitNoun, last))
}

/// Whether a word that betrays an address stands in a part.
fn has_address_word(part: &str) -> bool {
    words(part).any(|word| {
        listed(Listed::AddressWord, word) || word.len() > 7 && (word.ends_with("strasse") || word.ends_with("straat"))
    })
}

/// Whether a word closes a numbered street.
pub(super) fn is_street_word(word: &str) -> bool {
    listed(Listed::StreetWord, word.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Whether a word is that for a street behind its name, which a house number follows.
pub(super) fn is_street_behind_name(word: &str) -> bool {
    listed(Listed::Street, word.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Whether a part names a building.
pub(super) fn names_building(part: &str) -> bool {
    words(part).any(|word| listed(Listed::Building, word))
}

/// The first word of a text.
pub(super) fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}

/// Whether a text ends with the name of a country, a postal code after it allowed.
pub(super) fn ends_with_country(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | ',' | ';' | '-' | '\n'));
    let text = text.trim_end_matches([')', '.']);
    // None has more than three words ("British Virgin Islands", "U.A.E").
    let words = text.rmatch_indices(|c: char| !c.is_alphanumeric()).take(3).map(|(at, mark)| at + mark.len());
    words.chain([0]).any(|start| text.get(start..).is_some_and(|name| listed(Listed::Country, name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_what_it_is_of_by_its_legal_form_and_its_nouns_alone() {
        for (name, expected) in [
            ("Aerolume Photonics Co., Ltd.", Nature::Company),
            ("OOO Gamma Trading", Nature::Company),
            ("Gamma Trading, OOO", Nature::Company),
            ("Joint Stock Company Vega", Nature::Company),
            ("Delta GmbH (Germany)", Nature::Company),
            ("Delta Device (Shenzhen) Co., Ltd.", Nature::Company),
            ("Research Institute of Optics, Ltd.", Nature::Company),
            ("University of the North", Nature::Institution),
            ("13th Institute", Nature::Institution),
            ("Ministry of Works", Nature::Institution),
            ("Alder Trading", Nature::Untold),
            ("A Person Name", Nature::Untold),
            ("Ao Li", Nature::Untold),
            ("Ltd", Nature::Untold),
            ("", Nature::Untold),
        ] {
            assert_eq!(nature(name), expected, "{name}");
        }
    }
}
