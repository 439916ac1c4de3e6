//! The border between name and address where the two share one comma-separated string.
//!
//! In: `Abdul Satar Ghoura, 501, 5th Floor, Kabul, Afghanistan`. Out: the name and the rest. The published text marks
//! no border, so this is a judgement on evidence: legal forms and units of an organisation continue a name; a number,
//! a street, a city or a country begins an address.

use std::borrow::Cow;

use super::addresses::LABELS;
use super::punctuation::{around, is_bullet, last_word, outside_parentheses};
use super::words::{
    continues_name, is_legal_form, is_legal_part, is_numbered_place, is_place, is_street_word, opens_address,
};
use crate::law::canonical::is_dash;

/// Splits the text of an entity without alias lead-in into its name and the text of its addresses.
pub(super) fn split(text: &str) -> (Cow<'_, str>, &str) {
    let text = text.trim();
    let (line, more) = text.split_once('\n').unwrap_or((text, ""));
    if line.ends_with(':') && is_bullet(more) {
        // "… subordinate institution:" and its name on a bulleted line of its own.
        let (bullet, rest) = more.split_once('\n').unwrap_or((more, ""));
        return (Cow::Owned(format!("{line} {}", bullet.trim_start_matches(|c| is_dash(c) || c == ' '))), rest);
    }
    let sentence = outside_parentheses(line, b';').next().map_or(line, |at| around(line, at, ';').0);
    let labels = if sentence.contains(':') { LABELS } else { &[] };
    let sentence = labels
        .iter()
        .filter_map(|label| sentence.find(label))
        .min()
        .map_or(sentence, |at| sentence.get(..at).unwrap_or(sentence));
    match border(sentence, !more.is_empty() && line.ends_with([',', '.', ':'])) {
        Some(at) => (Cow::Borrowed(text.get(..at).unwrap_or(text)), text.get(at..).unwrap_or_default()),
        None if sentence.len() < line.len() => {
            (Cow::Borrowed(sentence), text.get(sentence.len()..).unwrap_or_default())
        }
        None => (Cow::Borrowed(line), more),
    }
}

/// Where the address begins, if the line has one. On a line of its own (`broken`) a name needs no border, so only
/// evidence of an address makes one there.
fn border(line: &str, broken: bool) -> Option<usize> {
    let mut starts = vec![0];
    starts.extend(outside_parentheses(line, b',').take(12).map(|at| at + 1));
    let part = |index: usize| {
        let start = *starts.get(index)?;
        let end = starts.get(index + 1).map_or(line.len(), |next| next - 1);
        line.get(start..end)
    };
    if let Some(at) = part(0).and_then(|first| border_in_part(first, line)) {
        return Some(at);
    }
    let mut index = 1;
    while let Some(text) = part(index) {
        let start = *starts.get(index)?;
        let next = part(index + 1).unwrap_or_default();
        if text.trim().is_empty() || is_legal_part(text) {
            index += 1;
        } else if is_legal_form(first_word(text)) {
            let rest = line.get(start..).unwrap_or_default();
            if let Some(at) = border_after_legal_form(text, rest) {
                return Some(start + at);
            }
            index += 1;
        } else if continues_name(text, line.get(..start).unwrap_or_default()) && !opens_address(text) {
            index += 1;
        } else if !opens_address(text) && is_legal_part(next) {
            index += 2;
        } else if let Some(last) = enumeration_end(index, part) {
            index = last + 1;
        } else {
            let evidence = || (index..starts.len()).filter_map(part).any(opens_address);
            return (!broken || evidence()).then_some(start - 1);
        }
    }
    None
}

/// The last part of an enumeration inside a name: "Institute of Optics, Fine Mechanics, and Physics".
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

/// A border that no comma marks: after a legal form or the period of a sentence, or before a numbered street.
pub(super) fn border_in_part(part: &str, line: &str) -> Option<usize> {
    for (at, _) in part.match_indices(". ") {
        let (before, rest) = around(line, at, '.');
        let word = last_word(before);
        let ends = is_legal_form(word) || (word.len() > 3 && !word.contains('.'));
        let goes_on = is_legal_form(first_word(rest)) || rest.trim_start().starts_with('(');
        if ends && !goes_on && opens_address(rest) {
            return Some(at + 1);
        }
    }
    let (mut number, mut place) = (None, None);
    let mut at = 0;
    for word in part.split(' ') {
        let numbered = word.contains(|c: char| c.is_ascii_digit());
        if let Some(place) = place.filter(|_| numbered) {
            return Some(place);
        }
        if at > 0 && numbered && word.starts_with(|c: char| c.is_ascii_digit()) {
            number = number.or(Some(at));
        } else if number.is_some() && is_street_word(word) {
            return number;
        }
        place = Some(at).filter(|&at| at > 0 && is_numbered_place(word));
        at += word.len() + 1;
    }
    None
}

/// The border in "Ltd. No. 9 Fengde East Road": where the legal forms at the start of a part end.
fn border_after_legal_form(part: &str, rest: &str) -> Option<usize> {
    let mut at = part.len() - part.trim_start().len();
    for word in part.trim_start().split(' ') {
        if !is_legal_form(word) {
            let address = rest.get(at..)?;
            if word.starts_with('(') {
                return None;
            }
            let numbered = word.starts_with(|c: char| c.is_ascii_digit());
            return (numbered || opens_address(address) || is_place(part.get(at..)?)).then_some(at);
        }
        at += word.len() + 1;
    }
    None
}

/// The first word of a text.
pub(super) fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}

/// Whether a text goes on with a capital letter, a digit or a sign, as a sentence does.
pub(super) fn initial_capital(text: &str) -> bool {
    !text.trim_start().starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::split;

    /// Where a vertical bar stands, the address begins.
    #[test]
    fn a_name_ends_where_evidence_of_an_address_begins() {
        let cases = [
            "Abdul Satar Ghoura|, 501, 5th Floor, Kabul, Afghanistan.",
            "Beijing Ti-Tech Science and Technology Development Co.|, No. 2 Road, Beijing, China.",
            "Electrosignal, JSC|\nElectrosignalnaya Street, Voronezh, Russia.",
            "Forward Electronics, LLC|, 86 N Prospect Obukhovskoy Oborony, Russia.",
            "Avin Electronics Technology Co., Ltd. (AETC)|, Room 401, Shenzhen, China.",
            "AccoTest Technology Co., Ltd. (Hong Kong)|, Rm. 211 2/F, Hong Kong.",
            "Academy of Military Medical Sciences, Institute of Basic Medicine|, 27 Taiping Road, Beijing, China.",
            "Tactical Missile Corporation, 711 Aircraft Repair Plant (711 ARZ)|, 18 Chkalova Pereulok, Russia.",
            "Tactical Missile Corporation, NPO Electromechanics|, 31 Mendeleev Street, Russia.",
            "Automated Procurement System for State Defense Orders, LLC|, 78/1 Profsoyuznaya St., Moscow, Russia.",
            "Abbas Goldoozan, Kimya IC VE Dis Ticaret Ltd.|, 2nd Floor, No. 2, Istanbul, Turkey.",
            "Huawei Technologies Service Co., Ltd.|, Langfang, Hebei, China.",
            "Concord Catering|, Nab. Lieutenant Schmidt D. 7, St. Petersburg 119034, Russia.",
            "A. Leib Ltd.|; HA'Assif 19, Haifa, Israel.",
            "Yuzhno-Kirinskoye Field|, in the Sea of Okhotsk.",
            "Safinat Group.|\nSouth Sudan.",
            "Sayyed Javad Ahmadi|, Nuclear Science and Technology Research Institute, P.O. Box 1439951113, Tehran, Iran.",
            "Rosneft |Address: 26/1, Sofiyskaya Embankment, Moscow, Russia",
            "Basha Asmath Shaikh |Office M-2, Al Andalus Bldg, Dubai, U.A.E.",
            "Modern Agropharmaceuticals & Trade Establishment|, Corniche El-Mazraa, Rihani Center\nArab Bank Bldg, Lebanon.",
            "Enerquip Ltd. (UAE)|, Office 214, Block B1, Ajman Free Zone, United Arab Emirates.",
            "Kelvo Inc|\n6600 21st Avenue, Laval, Canada; and 7169 19th Avenue, Laval, Canada",
            "Tianhaida Technology Co., Ltd. |No. 9 Fengde East Road, Beijing, China.",
            "Joint Stock Company Remdizel |40 Menzelinsky Tract, Russia.",
            "MAK Logistics|, Unit B2, 3/F, 18-24 Kwai Cheong Road, New Territories,\nHong Kong.",
            "Address 05|, Flat/RM 2309, 23/F, Mong Kok, Kowloon, Hong Kong.",
            "Institute of Optics, Fine Mechanics, and Physics|, 3888 Dong Nanhu Road, Changchun, China.",
        ];
        for case in cases {
            let text = case.replace('|', "");
            let (name, rest) = split(&text);
            let (expected_name, expected_rest) = case.split_once('|').unwrap();
            assert_eq!((name.as_ref(), rest), (expected_name, expected_rest.trim_start_matches('\n')), "{case}");
        }
    }

    #[test]
    fn a_subordinate_on_a_bulleted_line_of_its_own_is_part_of_the_name() {
        let (name, rest) =
            split("13th Institute (CETC 13) subordinate institution:\n—Hebei Brightway,\n21 Street, China.");
        assert_eq!(name, "13th Institute (CETC 13) subordinate institution: Hebei Brightway,");
        assert_eq!(rest, "21 Street, China.");
    }
}
