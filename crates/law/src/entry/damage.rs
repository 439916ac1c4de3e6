//! Texts of a printed row that break off, and words in its entity that are none of an entity.
//!
//! What is refused here stands in no row of the official lists of 2023 and 2026, but for a few old addresses
//! that end with a city.

use crate::law::Cells;
use crate::law::Column;
use crate::law::canonical::is_dash;
use crate::law::country;

/// Words that no text of a list ends with.
const NEVER_LAST: [&str; 13] = ["a", "an", "and", "at", "by", "for", "in", "of", "or", "see", "the", "to", "with"];

/// Words of an order.
const ORDERS: [&str; 6] =
    ["by adding", "by amending", "by removing", "by revising", "the entry for", "the entries for"];

/// What is damaged in the cells of a row that is printed below a country. A text with stars is printed in part.
pub(crate) fn damage(cells: &Cells, heading: Option<&str>) -> Option<String> {
    let entity = cells.entity.trim_end();
    if entity.contains(['[', ']']) {
        return Some(format!("square brackets stand in the entity, as around a query of the editors: “{entity}”"));
    }
    if ORDERS.iter().any(|words| entity.contains(words)) {
        return Some(format!("words of an order stand in the entity: “{entity}”"));
    }
    for column in [Column::Entity, Column::LicenseRequirement, Column::LicenseReviewPolicy] {
        let text = cells.get(column).trim_end();
        if !text.contains('*') && breaks_off(text) {
            return Some(format!("the text of the {} breaks off: “{text}”", column.words()));
        }
    }
    // "and" ends lines of lists, and a comma a line above an address.
    let ends_early = |line: &&str| ends_with_any(line, &NEVER_LAST) && !ends_with_any(line, &["and", "or"]);
    let mut above_last = entity.lines().rev().skip(1);
    if let Some(line) = above_last.find(|line| ends_early(line) || line.trim_end().ends_with("k.a.,")) {
        return Some(format!("a line of the entity breaks off: “{line}”"));
    }
    heading
        .filter(|heading| !entity.contains('*') && ends_before_country(entity, heading))
        .map(|_| format!("the entity ends without a stop and without a country: “{entity}”"))
}

/// Whether a text ends in the middle of a sentence or of brackets.
fn breaks_off(text: &str) -> bool {
    let is_open = || {
        let opened = text.matches('(').count() > text.matches(')').count();
        opened && !text.ends_with([')', '.']) && !text.ends_with("EAR")
    };
    text.ends_with([',', '§', '(']) || ends_with_any(text, &NEVER_LAST) || is_open()
}

/// Whether the last word of a text is one of these.
fn ends_with_any(text: &str, words: &[&str]) -> bool {
    let last = text.trim_end().rsplit(|c: char| !c.is_alphanumeric() && c != '.').next().unwrap_or_default();
    words.iter().any(|word| last.eq_ignore_ascii_case(word))
}

/// `15 Nevsky Ave., St. Pe` below RUSSIA. A name alone, and an end that is a number or a place known as a country, stand.
fn ends_before_country(entity: &str, heading: &str) -> bool {
    let last_line = entity.rsplit(['\n', ';']).next().unwrap_or_default();
    let last = last_line.rsplit(',').next().unwrap_or_default();
    if last_line == entity && last == last_line || last_line.starts_with(is_dash) {
        return false;
    }
    let ends_with_letter = entity.ends_with(|c: char| c.is_alphabetic());
    let line = last_line.to_lowercase();
    let names_heading = heading
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 2)
        .any(|word| line.contains(&word.to_lowercase()));
    let is_short = last.trim().chars().all(char::is_uppercase);
    let other_name = country::other_names(heading).any(|name| line.contains(&name.to_lowercase()));
    ends_with_letter && !names_heading && !other_name && !is_short && !country::is_known(last.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: &str = "For all items subject to the EAR. (See § 744.11 of the EAR)";

    fn damaged(entity: &str, requirement: &str, policy: &str, heading: &str) -> bool {
        let cells = Cells {
            entity: entity.to_owned(),
            license_requirement: requirement.to_owned(),
            license_review_policy: policy.to_owned(),
            citation: String::new(),
        };
        damage(&cells, Some(heading)).is_some()
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
