//! Rows that break off, that lost a line, or that were run together with another one, and words that are none of theirs.
//!
//! What is refused here stands in no row of the official lists of 2023 and 2026, but for the few that [`damage`] names.

use memchr::{memchr, memchr2_iter};

use super::cell::{self, AliasCount, EntityView};
use super::{places, wording};
use crate::law::Cells;
use crate::law::Column;
use crate::law::canonical::is_dash;
use crate::law::country;
use crate::law::quantity::quantity;

/// Words that no text of a list ends with.
const NEVER_LAST: [&str; 16] = [
    "a", "an", "and", "at", "by", "following", "for", "in", "of", "or", "see", "the", "through", "to", "under", "with",
];

/// What a number or a name stands behind in an address.
const BEFORE_NUMBER: [&str; 16] = [
    "apartment", "apt", "bldg", "blk", "block", "box", "flat", "no", "nos", "office", "p.o", "rm", "room", "rooms",
    "suite", "unit",
];

/// Words of an order.
const ORDERS: [&str; 6] =
    ["by adding", "by amending", "by removing", "by revising", "the entry for", "the entries for"];

/// How a note of the editors begins, in small letters.
const NOTES: [&str; 3] = ["editorial note", "editor's note", "editor’s note"];

/// Words of a legal form that another one follows: `Co., Ltd.`, `Sdn. Bhd.`
const FIRST_OF_FORM: [&str; 7] = ["co", "pte", "pty", "pvt", "sdn", "sp", "spol"];

/// What is damaged in the cells of a row that a rule prints below a country. A text with stars is printed in part. Three
/// official rows would be refused if they were printed again: two state one alias more than they print, and one lacks
/// the second word of a legal form.
pub(crate) fn damage(cells: &Cells, view: &EntityView, heading: Option<&str>) -> Option<String> {
    let entity = cells.entity.trim_end();
    if entity.contains(['[', ']']) {
        return Some(format!("square brackets stand in the entity, as around a query of the editors: “{entity}”"));
    }
    if notes_of_editors(entity) {
        return Some(format!("a note of the editors stands in the entity: “{entity}”"));
    }
    if ORDERS.iter().any(|words| entity.contains(words)) {
        return Some(format!("words of an order stand in the entity: “{entity}”"));
    }
    let unstarred = !entity.contains('*');
    let lacks = |count: &AliasCount| count.stated > count.found && count.stated > at_most_listed(entity);
    let lost_alias = view.alias_count.filter(|count| unstarred && lacks(count));
    if let Some(AliasCount { stated, found }) = lost_alias.filter(|_| view.subordinates.is_empty()) {
        let announced = quantity(stated, "alias");
        return Some(format!("{announced} are announced and {found} printed; a line may be lost: “{entity}”"));
    }
    let half = entity.lines().zip(entity.lines().skip(1)).find(|(line, next)| {
        let words = line.trim_end_matches([',', '.', ' ']);
        line.starts_with(is_dash)
            && line.trim_end().ends_with(',')
            && !next.starts_with(is_dash)
            && ends_with_any(words, &FIRST_OF_FORM)
    });
    if let Some((line, _)) = half {
        return Some(format!("a line of the entity lacks the second word of a legal form: “{line}”"));
    }
    if let Some((column, why)) = suspicion(cells, view, |_| true) {
        return Some(format!("the text of the {} {why}: “{}”", column.words(), cells.get(column).trim_end()));
    }
    heading
        .filter(|heading| unstarred && ends_before_country(entity, heading))
        .map(|_| format!("the entity ends without a stop and without a country: “{entity}”"))
}

/// Whether a note of the editors stands in a text, in any case.
fn notes_of_editors(text: &str) -> bool {
    // Every note has this in it, and hardly any name.
    let of_editors =
        |at: usize| text.as_bytes().get(at + 1..at + 5).is_some_and(|next| next.eq_ignore_ascii_case(b"itor"));
    let may_note = memchr2_iter(b'd', b'D', text.as_bytes()).any(of_editors);
    may_note && {
        let lower = text.to_lowercase();
        NOTES.iter().any(|words| lower.contains(words))
    }
}

/// How many aliases the dashes of a cell can stand for: two may share a line (`—Alder; Aster.`), and where a page shows no
/// line breaks all of them stand in one.
fn at_most_listed(entity: &str) -> u32 {
    let dashes = entity.matches('—').count();
    let listed = entity.lines().filter(|line| line.starts_with(is_dash));
    // "and" at the end of a line joins it with the next one.
    let second = |line: &str| line.trim_end().trim_end_matches("and").trim_end().matches("; ").count();
    let names: usize = listed.map(|line| 1 + second(line)).sum();
    u32::try_from(dashes.max(names)).unwrap_or(u32::MAX)
}

/// A column with damage that is seen in the cells alone, and which damage: of printed rows and of published lists. Only the
/// columns that `may_be` damaged are looked at.
pub(super) fn suspicion(
    cells: &Cells,
    view: &EntityView,
    may_be: impl Fn(Column) -> bool,
) -> Option<(Column, &'static str)> {
    let texts = [Column::LicenseRequirement, Column::LicenseReviewPolicy, Column::Entity];
    let found = texts.into_iter().filter(|column| may_be(*column)).find_map(|column| suspicion_of(cells, column));
    found.or_else(|| Some((Column::Entity, of_entity(cells.entity.trim_end(), view)?)))
}

/// Damage that the text of any column can have; none has what is a usual wording.
pub(super) fn suspicion_of(cells: &Cells, column: Column) -> Option<(Column, &'static str)> {
    let is_usual = wording::is_usual(cells.get(column).trim_end(), column);
    if is_usual { None } else { Some((column, of_text(cells, column)?)) }
}

/// Damage that the text of any column can have. A text with stars is printed in part.
pub(super) fn of_text(cells: &Cells, column: Column) -> Option<&'static str> {
    let text = cells.get(column).trim_end();
    if has(text, b'*') {
        return None;
    }
    let broken = || breaks_off(text).then_some("breaks off");
    let twice = || wording::is_doubled(text).then_some("is printed twice");
    broken().or_else(twice).or_else(|| wording::fault(cells, column)).or_else(|| mixes_scripts(text))
}

/// Whether a sign of ASCII stands in a text.
fn has(text: &str, sign: u8) -> bool {
    memchr(sign, text.as_bytes()).is_some()
}

/// Damage of an entity that its other columns do not have.
fn of_entity(entity: &str, view: &EntityView) -> Option<&'static str> {
    if entity.is_empty() || has(entity, b'*') {
        return None;
    }
    // The name and the words that announce its aliases, as the first line prints them.
    let head_again = || {
        let head = entity.lines().next().filter(|head| head.len() >= 16 && head.ends_with(':'));
        let rest = head.and_then(|head| entity.get(head.len()..));
        let repeats = |(head, rest): (&str, &str)| has(rest, b':') && rest.contains(head);
        head.zip(rest).is_some_and(repeats)
    };
    let lines = if has(entity, b'\n') { LineDamage::of(entity) } else { LineDamage::default() };
    if head_again() {
        Some("is printed twice, in part")
    } else if lines.announces_nothing {
        Some("announces other names and prints none")
    } else if lines.breaks_off {
        Some("has a line that breaks off")
    } else if lines.lacks_alias {
        Some("has a list of aliases that breaks off behind “and”")
    } else if cell::lacks_name(entity) {
        Some("begins without a name")
    } else if view.subordinates.is_empty() && cell::holds_two(entity) {
        Some("seems to hold the texts of two rows")
    } else {
        None
    }
}

/// What is wrong with lines of an entity that another one follows.
#[derive(Debug, Default)]
struct LineDamage {
    announces_nothing: bool,
    breaks_off: bool,
    lacks_alias: bool,
}

impl LineDamage {
    fn of(entity: &str) -> Self {
        let mut found = Self::default();
        let mut lines = entity.lines();
        let mut line = lines.next().unwrap_or_default();
        for next in lines {
            let last = last_word(line);
            let is = |words: &[&str]| words.iter().any(|word| last.eq_ignore_ascii_case(word));
            let joins = is(&["and"]);
            // "and" ends lines of lists, and a comma a line above an address.
            found.breaks_off |= is(&NEVER_LAST) && !joins && !is(&["or"]) || line.trim_end().ends_with("k.a.,");
            let is_listed = |line: &str| line.starts_with(is_dash);
            found.lacks_alias |= joins && is_listed(line) && !is_listed(next);
            let announces = line.ends_with(':') && line.contains("alia");
            found.announces_nothing |= announces && !is_listed(next) && cell::begins_with_address(next);
            line = next;
        }
        found
    }
}

/// Whether a text ends in the middle of a sentence or of brackets.
fn breaks_off(text: &str) -> bool {
    let is_open = || {
        let depth = |open: isize, byte: u8| open + isize::from(byte == b'(') - isize::from(byte == b')');
        let opened = has(text, b'(') && text.bytes().fold(0, depth) > 0;
        opened && !text.ends_with([')', '.']) && !text.ends_with("EAR")
    };
    let words = text.trim_end_matches(['.', ' ']);
    text.ends_with([',', '§', '('])
        || ends_with_any(text, &NEVER_LAST)
        || ends_with_any(words, &BEFORE_NUMBER)
        || is_open()
}

/// Whether the last word of a text is one of these.
fn ends_with_any(text: &str, words: &[&str]) -> bool {
    let last = last_word(text);
    words.iter().any(|word| last.eq_ignore_ascii_case(word))
}

/// The last word of a text, with the stops in it.
fn last_word(text: &str) -> &str {
    text.trim_end().rsplit(|c: char| !c.is_alphanumeric() && c != '.').next().unwrap_or_default()
}

/// `Аlder` with a Cyrillic А. The official list prints two words wholly in Cyrillic letters.
fn mixes_scripts(text: &str) -> Option<&'static str> {
    let latin = |c: char| c.is_ascii_alphabetic();
    let other = |c: char| matches!(c, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}' | '\u{530}'..='\u{58f}');
    let mixed = |word: &str| word.contains(latin) && word.contains(other);
    // All of the other letters begin with one of these bytes. Without a way out, it looks at many at a time.
    let may_mix = text.bytes().fold(false, |found, byte| found | matches!(byte, 0xcd..=0xd6));
    (may_mix && text.split(|c: char| !c.is_alphanumeric()).any(mixed)).then_some("has a word in letters of two scripts")
}

/// `15 Nevsky Ave., St. Pe` below RUSSIA. A name alone stands, and so does an end that is a number, a country, a town or
/// a building.
fn ends_before_country(entity: &str, heading: &str) -> bool {
    let last_line = entity.rsplit(['\n', ';']).next().unwrap_or_default();
    let last = last_line.rsplit(',').next().unwrap_or_default();
    if last_line == entity && last == last_line || last_line.starts_with(is_dash) {
        return false;
    }
    let ends_with_letter = entity.ends_with(|c: char| c.is_alphabetic());
    let names_country = |line: &str| {
        let line = line.to_lowercase();
        let mut words = heading.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2);
        words.any(|word| line.contains(&word.to_lowercase()))
            || country::other_names(heading).any(|name| line.contains(&name.to_lowercase()))
    };
    let is_short = last.trim().chars().all(char::is_uppercase);
    // Where the address before it names its country, a town alone may be the beginning of a street.
    let may_be_town = || !entity.rsplit(['\n', ';']).nth(1).is_some_and(names_country);
    ends_with_letter && !names_country(last_line) && !is_short && !ends_in_place(entity, last.trim(), may_be_town)
}

/// Digits of the number of a house; a post code has more.
const HOUSE: usize = 3;

/// What the last part of an address may be where neither number nor country follows.
fn ends_in_place(entity: &str, last: &str, may_be_town: impl FnOnce() -> bool) -> bool {
    const PLACES: [&str; 27] = [
        "academy", "airport", "building", "campus", "center", "centre", "city", "complex", "county", "district",
        "estate", "factory", "hotel", "house", "krai", "mall", "mansion", "oblast", "park", "plaza", "prefecture",
        "province", "region", "square", "tower", "university", "zone",
    ];
    let named = last.contains(' ') && ends_with_any(last, &PLACES);
    let again = entity.split([',', ';', '\n']).filter(|part| part.trim() == last).count() > 1;
    // "Nevsky Ave Moscow", "Al Qusais Dubai"
    let words = last.match_indices(' ').map(|(at, _)| at + 1);
    let ends = || words.clone().chain([0]).filter_map(|at| last.get(at..));
    // "297 Lima" is a house number and what may go on as a street; "125040 Moscow" is a post code and a town.
    let is_house = |number: &str| number.len() <= HOUSE && number.chars().all(|c| c.is_ascii_digit());
    let after_house = last.split_once(' ').is_some_and(|(number, rest)| is_house(number) && places::is_place(rest));
    named || again || ends().any(country::is_known) || ends().any(places::is_place) && !after_house && may_be_town()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A look at single bytes goes before each closer look, and misses nothing that it finds.
    #[test]
    fn a_look_at_bytes_misses_nothing() {
        let latin = |c: char| c.is_ascii_alphabetic();
        let other = |c: char| matches!(c, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}' | '\u{530}'..='\u{58f}');
        let mixed = |word: &str| word.contains(latin) && word.contains(other);
        for c in ('\u{80}'..'\u{3000}').chain('\u{f900}'..'\u{10010}') {
            for text in [format!("Al{c}der"), format!("Alder {c}"), format!("{c}{c}")] {
                let closer = text.split(|c: char| !c.is_alphanumeric()).any(mixed);
                assert_eq!(mixes_scripts(&text).is_some(), closer, "{c:?}");
            }
            for note in [format!("ED{c}TORIAL NOTE"), format!("{c}ditorial note"), format!("Editor{c}s Note{c}")] {
                let lower = note.to_lowercase();
                assert_eq!(notes_of_editors(&note), NOTES.iter().any(|words| lower.contains(words)), "{note}");
            }
        }
    }

    const ALL: &str = "For all items subject to the EAR. (See § 744.11 of the EAR)";

    fn damaged(entity: &str, requirement: &str, policy: &str, heading: &str) -> bool {
        let cells = Cells {
            entity: entity.to_owned(),
            license_requirement: requirement.to_owned(),
            license_review_policy: policy.to_owned(),
            citation: String::new(),
        };
        damage(&cells, &cell::parse(&cells.entity), Some(heading)).is_some()
    }

    #[test]
    fn what_breaks_off_is_told_from_what_is_printed_without_a_stop() {
        for (entity, heading, expected) in [
            ("Alder SA, 5 rue Haute, Nantes, France.", "FRANCE", false),
            ("Alder SA, 5 rue Haute, Nantes, France", "FRANCE", false),
            ("Alder Co., 9 Ring Street, Beijing 100074", "CHINA, PEOPLE'S REPUBLIC OF", false),
            ("Alder Co., 9 Ring Street, Wuhan, PRC", "CHINA, PEOPLE'S REPUBLIC OF", false),
            ("Alder FZE, Office 8, Ras Al Khaimah, UAE", "UNITED ARAB EMIRATES", false),
            ("Alder Trading Co", "PAKISTAN", false),
            ("Alder A.S., 9 Liman Cad., Izmir, Turkey (see alternate address under IRAN)", "TURKEY", false),
            ("Alder JSC, * * *", "RUSSIA", false),
            ("Alder JSC, a.k.a., the following one alias:\n—Alder Group", "RUSSIA", false),
            ("Alder JSC, a.k.a., the following two aliases:\n—AO; and\n—OAO.\nPerm, Russia.", "RUSSIA", false),
            ("Alder JSC,\n15 Nevsky Ave., Perm, Russia.", "RUSSIA", false),
            ("Alder JSC, a.k.a., the\n15 Nevsky Ave., Perm, Russia.", "RUSSIA", true),
            ("Alder JSC, a.k.a.,\n15 Nevsky Ave., Perm, Russia.", "RUSSIA", true),
            ("Alder JSC, 15 Nevsky Ave., St. Pe", "RUSSIA", true),
            ("Alder JSC, a.k.a., the following one alias:\n—Alder Group.\n15 Nevsk", "RUSSIA", true),
            ("Alder JSC, 15 Nevsky Ave., Perm, Russia; and", "RUSSIA", true),
            ("Alder JSC, 15 Nevsky Ave.,", "RUSSIA", true),
            ("Alder JSC, 15 Nevsky Ave. (Building", "RUSSIA", true),
            ("Alder JSC, 15 Nevsky Ave., Building No.", "RUSSIA", true),
            ("Alder JSC, 15 Nevsky Ave., Moscow, P.O. Box", "RUSSIA", true),
            ("Alder JSC, 15 Nevsky Ave., Moscow", "RUSSIA", false),
            ("Alder JSC, 15 Nevsky Ave, Sergiev Posad", "RUSSIA", false),
            ("Alder JSC, 15 Nevsky Ave., Baltic Business Center", "RUSSIA", false),
            ("Alder JSC, 3 Ring St., Kirzhach, Russia; and 15 Nevsky Ave., Kirzhach", "RUSSIA", false),
            ("Alder SA, 659 Harbour Road, France; and 699 Lima", "FRANCE", true),
            ("Alder GmbH, 297 Lima", "RUSSIA", true),
            ("Alder JSC, 15 Nevsky Ave., 125040 Moscow", "RUSSIA", false),
            ("Alder JSC, 15 Nevsky Ave., Building", "RUSSIA", true),
            ("Alder JSC, 15 Nevsky Street", "RUSSIA", true),
            ("Alder JSC, Perm, Russia. (See alternate address under", "RUSSIA", true),
            ("Alder JSC, a.k.a., the following two aliases:\n—AO Alder; and\nPerm, Russia.", "RUSSIA", true),
            ("Alder JSC, a.k.a., the following two aliases:\n—AO Alder.\nPerm, Russia.", "RUSSIA", true),
            ("Alder JSC, a.k.a., the following one alias:\n—AO Alder; and\n—Old.\nPerm, Russia.", "RUSSIA", false),
            ("Alder JSC, a.k.a., the following two aliases:\n—AO Alder; Aster.\nPerm, Russia.", "RUSSIA", false),
            ("Alder JSC, a.k.a., the following two aliases:—AO; and—OAO. Perm, Russia.", "RUSSIA", false),
            ("Alder Co., a.k.a., the following one alias:\n—Alder Co.,\n5 Ring Rd., Perm, Russia.", "RUSSIA", true),
            ("Alder Co., a.k.a., the following one alias:\n—Alder LLC,\n5 Ring Rd., Perm, Russia.", "RUSSIA", false),
            ("Alder JSC, a.k.a., the following one alias:\nRoom 4, 5 Ring Rd., Perm, Russia.", "RUSSIA", true),
            ("a.k.a., the following one alias:\n—AO Alder.\nPerm, Russia.", "RUSSIA", true),
            ("—AO Alder.\nPerm, Russia.", "RUSSIA", true),
            ("17 Nevsky Ave., Perm, Russia.", "RUSSIA", true),
            ("140 Repair Plant JSC, Perm, Russia.", "RUSSIA", false),
            ("Address 01, 17 Nevsky Ave., Perm, Russia.", "RUSSIA", false),
            ("Alder JSC, Perm, Russia.Birch JSC, Kazan, Russia.", "RUSSIA", true),
            ("Alder JSC, Perm, Russia.\nBirch LLC, Kazan, Russia.", "RUSSIA", true),
            ("Alder JSC, Perm, Russia.\nBirch Street 5, Kazan, Russia.", "RUSSIA", false),
            ("Alder JSC, Perm, Russia. Editorial Note: See the printed page.", "RUSSIA", true),
            ("Alder JSC, Perm, Russia.Alder JSC, Perm, Russia.", "RUSSIA", true),
            (
                "Alder JSC, a.k.a., the following one alias:\n—AO.Alder JSC, a.k.a., the following one alias:\n—AO.\nPerm.",
                "RUSSIA",
                true,
            ),
            ("\u{410}lder JSC, Perm, Russia.", "RUSSIA", true),
            ("Alder \u{410}\u{41e}, Perm, Russia.", "RUSSIA", false),
            ("Alder JSC, 15 [AU: confirm] Nevsky Ave., Perm, Russia.", "RUSSIA", true),
            ("Alder JSC, Perm, Russia. f. Under TURKEY, by removing the entry for “Liman”.", "RUSSIA", true),
        ] {
            assert_eq!(damaged(entity, ALL, "Policy of denial", heading), expected, "{entity}");
        }
        for (requirement, policy, expected) in [
            (ALL, "See § 744.3(d) of the EAR", false),
            ("For all items subject to the EAR. (See § 744.11 of the EAR", "Policy of denial", false),
            ("All items subject to the EAR. See §§ 734.9(g), 746.8(a)(3), and 744.21(b) of the EAR)", "* * *", false),
            ("For all items subject to the EAR. (See § 744.11", "Policy of denial", true),
            ("For all items subject to the", "Policy of denial", true),
            (ALL, "Policy of", true),
            (ALL, "Case-by-case review for items on the CCL, and", true),
        ] {
            assert_eq!(
                damaged("Alder SA, Lyon, France.", requirement, policy, "FRANCE"),
                expected,
                "{requirement} | {policy}"
            );
        }
    }
}
