//! The border between name and address: the one place where it is decided.
//!
//! In: `Abdul Satar Ghoura, 501, 5th Floor, Kabul, Afghanistan`. Out: where the address begins. The published text marks
//! no border, so this is a judgement on evidence: legal forms and units of an organisation continue a name; a number,
//! a street, a city or a country begins an address.

use super::punctuation::{last_word, outside_parentheses};
use super::words::{
    continues_name, ends_in_unit, first_word, is_abbreviation, is_legal_form, is_legal_part, is_numbered_place,
    is_place, is_street_behind_name, is_street_word, names_building, opens_address,
};

/// What is enough for a border where the text behind it does not look like an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Enough {
    /// Nothing: the address may be in another line.
    Nothing,
    /// A comma: no other line has the address.
    Comma,
    /// A comma or the end of a sentence.
    Sentence,
}

/// Where the address begins, if the line has one.
pub(super) fn border(line: &str, enough: Enough) -> Option<usize> {
    // A name of more parts is none; without an end, "a, b, c, …" would be read again from each of its parts.
    let mut starts = vec![0];
    starts.extend(outside_parentheses(line, b',').take(12).map(|at| at + 1));
    let part = |index: usize| {
        let start = *starts.get(index)?;
        line.get(start..starts.get(index + 1).map_or(line.len(), |next| next - 1))
    };
    let mut index = 0;
    loop {
        let start = *starts.get(index)?;
        let text = part(index)?;
        if let Some(at) = within(text, line.get(start..)?, index > 0, part(index + 1).unwrap_or_default(), enough) {
            return Some(start + at);
        }
        index += 1;
        let text = part(index)?;
        if text.trim().is_empty() || is_legal_part(text) || is_legal_form(first_word(text)) {
            continue;
        }
        let opens = opens_address(text);
        if !opens && continues_name(text, line.get(..*starts.get(index)?)?) {
            continue;
        }
        if !opens && part(index + 1).is_some_and(is_legal_part) {
            index += 1;
        } else if let Some(last) = enumeration_end(index, part) {
            index = last;
        } else {
            let evidence = || (index..starts.len()).filter_map(part).any(opens_address);
            return (enough > Enough::Nothing || evidence()).then(|| starts.get(index).map(|start| start - 1))?;
        }
    }
}

/// An enumeration inside a name: "Institute of Optics, Fine Mechanics, and Physics".
fn enumeration_end<'a>(from: usize, part: impl Fn(usize) -> Option<&'a str>) -> Option<usize> {
    for index in from..from + 3 {
        let text = part(index)?;
        if opens_address(text) {
            return None;
        }
        if text.trim_start().starts_with("and ") {
            return Some(index);
        }
    }
    None
}

/// A border at the end of a sentence: "Mosi Oveici. Mehrabad Airport". `after` goes on beyond the part.
fn sentence(after: &str, length: usize, later: bool, enough: Enough) -> Option<usize> {
    after.get(..length)?.match_indices('.').find_map(|(at, _)| {
        let (before, rest) = (after.get(..at)?, after.get(at + 1..)?);
        let word = last_word(before);
        let quoted = word.ends_with(['\'', '’', '”']);
        let apart = quoted || rest.starts_with(|c: char| c == ' ' || c.is_ascii_digit());
        let goes_on = is_legal_form(first_word(rest)) || rest.trim_start().starts_with('(');
        if !apart || goes_on || rest.trim().is_empty() {
            return None;
        }
        let legal = is_legal_form(word);
        let whole = word.len() > 3 || word.bytes().all(|c| c.is_ascii_uppercase());
        let ends = legal || quoted || (whole && !is_abbreviation(word));
        let capital = rest.trim_start().starts_with(char::is_uppercase);
        // A legal form that a name begins with ends none: "PT. Kuantum Tekno Kreatif".
        let opening = legal && !later && before.trim() == word;
        let taken =
            enough == Enough::Sentence && capital && !opening && !(legal && ends_in_unit(rest.split(',').next()?));
        (ends && (opens_address(rest) || taken)).then_some(at + 1)
    })
}

/// The border in "Ltd. No. 9 Fengde East Road": where the legal forms at the start of a part end.
fn behind_legal_forms(part: &str, after: &str) -> Option<usize> {
    let begin = part.len() - part.trim_start().len();
    let mut at = begin;
    for word in part.trim_start().split(' ') {
        if !is_legal_form(word) {
            let opens = || opens_address(after.get(at..).unwrap_or_default()) || part.get(at..).is_some_and(is_place);
            let numbered = word.starts_with(|c: char| c.is_ascii_digit());
            return (at > begin && !word.starts_with('(') && (numbered || opens())).then_some(at);
        }
        at += word.len() + 1;
    }
    None
}

/// A border that no comma marks. `after` is the part and all that follows it, `later` whether it is not the first part.
pub(super) fn within(part: &str, after: &str, later: bool, next: &str, enough: Enough) -> Option<usize> {
    let found = if later { behind_legal_forms(part, after) } else { None };
    let found = found.or_else(|| sentence(after, part.len(), later, enough));
    if found.is_some() || !part.bytes().any(|c| c.is_ascii_digit()) {
        return found;
    }
    let first = if later { None } else { behind_company(part, after, enough) };
    first.or_else(|| street(part)).or_else(|| if enough == Enough::Nothing { None } else { house_number(part, next) })
}

/// The border in an alias's line "Biota Company Al Thuraya Tower 1": behind a legal form within the first part.
/// Those that names begin with are spelled out: "Joint Stock Company 20 Aviation Works".
fn behind_company(part: &str, after: &str, enough: Enough) -> Option<usize> {
    let end = part.match_indices(' ').map(|(at, _)| at).rfind(|at| {
        let before = part.get(..*at).unwrap_or_default();
        let spelled =
            before.rsplit(' ').nth(1).is_none_or(|word| matches!(word, "Stock" | "Joint-Stock" | "Liability"));
        is_legal_form(last_word(before)) && !spelled
    })?;
    let address = part.get(end..)?;
    let numbered = address.contains(|c: char| c.is_ascii_digit());
    let opens = enough == Enough::Sentence && numbered && opens_address(after.get(end..)?);
    (opens && !is_legal_form(last_word(address)) && !ends_in_unit(address)).then_some(end)
}

/// A border inside a comma part: a house number and its street, a room, a post box.
fn street(part: &str) -> Option<usize> {
    let (mut number, mut place) = (None, None);
    let mut at = 0;
    for word in part.split(' ') {
        let numbered = word.contains(|c: char| c.is_ascii_digit());
        if let Some(place) = place.filter(|_| numbered) {
            return Some(place);
        }
        let rest = part.get(at..)?;
        if at > 0 && (rest.starts_with("P.O") || rest.starts_with("PO Box")) {
            return Some(at);
        }
        if at > 0 && numbered && word.starts_with(|c: char| c.is_ascii_digit()) {
            number = number.or(Some(at));
        } else if number.is_some() && is_street_word(word) {
            return number;
        }
        // "117997 Moscow": a post code before its city.
        let house = part.get(at + word.len()..)?.trim();
        if at > 0 && (5..7).contains(&word.len()) && word.bytes().all(|c| c.is_ascii_digit()) && is_place(house) {
            return Some(at);
        }
        if at > 0 && is_street_behind_name(word) && is_house_number(house) {
            // "Akadeemia Tee 21E": the name of the street stands before the word for it.
            let name = part.get(..at)?.trim_end();
            return name.rfind(' ').filter(|at| *at > 0).map(|at| at + 1);
        }
        place = Some(at).filter(|&at| at > 0 && is_numbered_place(word));
        at += word.len() + 1;
    }
    None
}

/// A house or flat number at the end of the first part of an address: "IKCO Finance 6 Lothbury, London", "Vast Solution
/// 2706, Amcorp Bldg."
fn house_number(part: &str, next: &str) -> Option<usize> {
    let (at, number) = part
        .match_indices(' ')
        .map(|(at, _)| (at + 1, part.get(at + 1..).unwrap_or_default()))
        .find(|(_, rest)| is_house_number(first_word(rest)))?;
    let street = number.trim_start_matches(|c| c != ' ').trim();
    let own = part.get(..at)?;
    let named = is_place(next) && (1..3).contains(&street.split(' ').count()) && !street.is_empty();
    let unit = ends_in_unit(own) || is_legal_form(last_word(street)) || ends_in_unit(street);
    let flat = street.is_empty() && number.len() > 2 && names_building(next) && !opens_with_number(next);
    (!unit && own.trim().contains(' ') && (named || flat)).then_some(at)
}

/// "21E"
fn is_house_number(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    !digits.is_empty()
        && digits.len() + 1 >= word.len()
        && digits.len() < 5
        && digits.bytes().all(|c| c.is_ascii_digit())
}

fn opens_with_number(part: &str) -> bool {
    part.trim_start().starts_with(|c: char| c.is_ascii_digit()) || first_word(part).starts_with("No")
}
