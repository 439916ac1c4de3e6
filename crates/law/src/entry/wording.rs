//! The wordings that nearly all license requirements and review policies are printed in. A text that is a piece of one,
//! or more than one, was cut or run together with that of another row.
//!
//! In: `Presumption of den`. Out: it is a piece. The lists of 2023 and 2026 print no such text.

use std::sync::LazyLock;

use crate::law::Cells;
use crate::law::Column;
use crate::law::canonical::canonical;

const REQUIREMENTS: [&str; 13] = [
    "All items",
    "For all items",
    "For all items subject to the EAR",
    "All items subject to the EAR",
    "For all items subject to the EAR. (See § 744.11)",
    "For all items subject to the EAR. (See § 744.11 of the EAR)",
    "For all items subject to the EAR. (See §§ 734.9(g),^3^ 746.8(a)(3), and 744.21(b) of the EAR)",
    "For all items subject to the EAR. (See §§ 734.9(g),^3^ 744.21(b), and 746.8(a)(3) of the EAR)",
    "For all items subject to the EAR. (See §§ 734.9(e)(2) and 744.11 of the EAR)^4^",
    "For all items subject to the EAR. (See §§ 734.4(a)(9), 734.9(e)(3), and 744.11 of the EAR)^5^",
    "For all items subject to the EAR, see §§ 734.9(e)^1^ and 744.11 of the EAR^2^",
    "For all items subject to the EAR when used in projects specified in § 746.8(a)(4) of the EAR",
    "For items on the CCL and EAR99 items listed in supplement no. 7 to part 746 of the EAR",
];

const POLICIES: [&str; 13] = [
    "Denial",
    "Presumption of denial",
    "Policy of denial",
    "Policy of denial for all items subject to the EAR",
    "Policy of denial for all items subject to the EAR. See § 746.8(b)",
    "Policy of denial for all items subject to the EAR apart from food and medicine designated as EAR99, which will be \
     reviewed on a case-by-case basis",
    "Policy of denial for all items subject to the EAR apart from food and medicine designated as EAR99, which will be \
     reviewed on a case-by-case basis. See §§ 746.8(b) and 744.21(e)",
    "Case-by-case",
    "Case-by-case review",
    "Case-by-case basis",
    "Case-by-case for all items listed on the CCL. Presumption of approval for EAR99 items",
    "Case-by-case review for items necessary to detect, identify and treat infectious disease; Presumption of denial for \
     all other items subject to the EAR",
    "Case-by-case review for ECCNs 1A004.c, 1A004.d, 1A995, 1A999.a, 1D003, 2A983, 2D983, and 2E983, and for EAR99 items \
     described in the Note to ECCN 1A995; case-by-case review for items necessary to detect, identify and treat \
     infectious disease; and presumption of denial for all other items subject to the EAR",
];

/// What a wording says once.
const ONCE: [(Column, &[&str]); 2] = [
    (Column::LicenseRequirement, &["all items subject to the ear", "items on the ccl"]),
    (Column::LicenseReviewPolicy, &["presumption of denial", "policy of denial"]),
];

fn wordings(column: Column) -> &'static [String] {
    static REQUIRED: LazyLock<Vec<String>> = LazyLock::new(|| REQUIREMENTS.map(canonical).to_vec());
    static REVIEWED: LazyLock<Vec<String>> = LazyLock::new(|| POLICIES.map(canonical).to_vec());
    match column {
        Column::LicenseRequirement => &REQUIRED,
        Column::LicenseReviewPolicy => &REVIEWED,
        Column::Entity | Column::Citation => &[],
    }
}

/// Whether a text is a usual wording as it is printed: most are, and nothing is wrong with them.
pub(super) fn is_usual(text: &str, column: Column) -> bool {
    let text = text.strip_suffix('.').unwrap_or(text);
    match column {
        Column::LicenseRequirement => REQUIREMENTS.contains(&text),
        Column::LicenseReviewPolicy => POLICIES.contains(&text),
        Column::Entity | Column::Citation => false,
    }
}

/// What is wrong with the wording of a column. A text with stars is printed in part.
pub(super) fn fault(cells: &Cells, column: Column) -> Option<&'static str> {
    let (text, wordings) = (cells.get(column), wordings(column));
    if wordings.is_empty() || text.contains('*') {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let said = |phrases: &[&str]| phrases.iter().map(|phrase| lower.matches(phrase).count()).sum::<usize>();
    if ONCE.iter().any(|(of, phrases)| *of == column && said(phrases) > 1) {
        return Some("seems to hold the texts of two rows");
    }
    let key = canonical(text);
    // What begins with a capital letter may be a wording that nobody has used yet: "Presumption of approval for …".
    let has_begin = text.starts_with(char::is_uppercase);
    let is_piece = |wording: &String| wording.starts_with(&key) || !has_begin && wording.ends_with(&key);
    let is_cut = !key.is_empty() && wordings.iter().any(is_piece) && !wordings.contains(&key);
    is_cut.then_some("is only a piece of a usual wording")
}

/// Whether a text says everything twice: `AlderAlder`.
pub(super) fn is_doubled(text: &str) -> bool {
    // Shorter ones are names such as "Dada".
    const SHORTEST: usize = 16;
    if !may_be_doubled(text) {
        return false;
    }
    let key = canonical(text);
    let half = key.len() / 2;
    key.len() >= SHORTEST
        && key.len().is_multiple_of(2)
        && key.get(..half).is_some_and(|first| key.get(half..) == Some(first))
}

/// Whether each letter and figure occurs an even number of times, as in what is said twice; also where that is not certain.
fn may_be_doubled(text: &str) -> bool {
    let odd = text.bytes().fold(0_u64, |odd, byte| odd ^ SIGNS.get(usize::from(byte)).copied().unwrap_or_default());
    odd == 0 || !text.is_ascii() && may_become_ascii(text)
}

/// A bit for each letter, whatever its case, and each figure; none for other bytes.
const SIGNS: [u64; 256] = {
    let mut signs = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_digit() {
            signs[byte as usize] = 1 << (32 + (byte - b'0'));
        } else if byte.is_ascii_alphabetic() {
            signs[byte as usize] = 1 << (byte.to_ascii_lowercase() - b'a');
        }
        byte += 1;
    }
    signs
};

/// Whether the canonical form of a text may have letters of ASCII that the text has not, or lack some that it has: `ﬁ` is
/// two, and an accent of its own takes one away. Section signs, dashes, quotation marks and letters of western Europe
/// leave them as they are; `ß` makes two of a kind.
fn may_become_ascii(text: &str) -> bool {
    let bytes = text.as_bytes();
    let begins = bytes.iter().enumerate().filter(|(_, byte)| **byte >= 0xc0);
    begins
        .into_iter()
        .any(|(at, _)| !matches!(bytes.get(at..), Some([0xc2, 0xa7, ..] | [0xc3, ..] | [0xe2, 0x80, 0x90..=0xa7, ..])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::damage;

    #[test]
    fn pieces_of_a_wording_and_two_of_them_are_told_from_wordings() {
        for (requirement, policy, expected) in [
            ("For all items subject to the EAR. (See § 744.11 of the EAR)", "Presumption of denial", None),
            ("All Items Subject to the EAR", "Policy of Denial.", None),
            ("For all items subject to the EAR (See § 744.11)", "Case-by-case basis", None),
            // No usual wording is like it: nothing can be told.
            ("For EAR99 items", "Applications are denied", None),
            ("All items", "Denial", None),
            ("For all", "Presumption of denial", Some(Column::LicenseRequirement)),
            ("For all items subject to the EAR. (See § 744.1", "* * *", Some(Column::LicenseRequirement)),
            ("of the EAR)", "Policy of denial", Some(Column::LicenseRequirement)),
            ("* * *", "Presumption of den", Some(Column::LicenseReviewPolicy)),
            ("* * *", "Presumption", Some(Column::LicenseReviewPolicy)),
            ("* * *", "of denial", Some(Column::LicenseReviewPolicy)),
            ("* * *", "Policy of denial for all items subject to the EAR apart", Some(Column::LicenseReviewPolicy)),
            ("* * *", "Presumption of denial Policy of denial", Some(Column::LicenseReviewPolicy)),
            ("For all items subject to the EAR For all items subject to the EAR", "", Some(Column::LicenseRequirement)),
        ] {
            let cells = Cells {
                license_requirement: requirement.to_owned(),
                license_review_policy: policy.to_owned(),
                ..Cells::default()
            };
            let found = Column::ALL.into_iter().find(|column| fault(&cells, *column).is_some());
            assert_eq!(found, expected, "{requirement} | {policy}");
        }
    }

    /// So that a usual wording needs no second look.
    #[test]
    fn nothing_is_wrong_with_a_usual_wording() {
        let rows = REQUIREMENTS.iter().flat_map(|requirement| POLICIES.map(|policy| (requirement, policy)));
        for (requirement, policy) in rows {
            for stop in ["", "."] {
                let cells = Cells {
                    license_requirement: format!("{requirement}{stop}"),
                    license_review_policy: format!("{policy}{stop}"),
                    ..Cells::default()
                };
                for column in [Column::LicenseRequirement, Column::LicenseReviewPolicy] {
                    let text = cells.get(column);
                    assert!(is_usual(text, column), "{text}");
                    assert_eq!(fault(&cells, column), None, "{text}");
                    assert_eq!(damage::of_text(&cells, column), None, "{text}");
                }
            }
        }
    }

    #[test]
    fn a_text_that_says_everything_twice_is_told() {
        assert!(is_doubled("Alder SA, Lyon, France.Alder SA, Lyon, France."));
        assert!(!is_doubled("Alder SA, Lyon, France.") && !is_doubled("Dada"));
    }

    /// A look at the bytes finds all that is said twice in canonical form, whatever signs it is written in.
    #[test]
    fn what_cannot_be_doubled_is_not() {
        let is_doubled_in_form = |text: &str| {
            let key = canonical(text);
            let half = key.len() / 2;
            key.len().is_multiple_of(2) && key.get(..half).is_some_and(|first| key.get(half..) == Some(first))
        };
        // Every sign beyond ASCII beside letters that it may join, fold into or take the place of.
        for c in ('\u{80}'..'\u{3400}').chain('\u{a640}'..'\u{ac00}').chain('\u{f900}'..'\u{10010}') {
            for (before, after) in [("Alder", "SS"), ("e", "e"), ("K i fi", "1/2 s"), ("", "")] {
                let once = format!("{before}{c}{after}");
                for other in [once.clone(), canonical(&once), once.to_uppercase()] {
                    let text = format!("{once} {other}");
                    assert!(may_be_doubled(&text) || !is_doubled_in_form(&text), "{c:?}: {text}");
                }
            }
        }
    }
}
