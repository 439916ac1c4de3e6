//! Designations: the footnote marks of a license requirement, and what each means.
//!
//! `(See §§ 734.9(e)(2) and 744.11 of the EAR)^4^` bears footnote 4. Marks stand in the license
//! requirement only; superscripts elsewhere are ordinals and fractions.

use serde::{Deserialize, Serialize};

/// What a footnote does to the reach of an entry's license requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// Extends it to foreign-made items (a foreign-direct-product rule).
    Reach,
    /// Takes transactions out of it.
    Exclusion,
}

/// A footnote of Supplement No. 4 as data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Designation {
    /// The footnote's number.
    pub number: u8,
    /// What it does.
    pub effect: Effect,
    /// The EAR section it rests on, for instance `734.9(e)(2)`.
    pub section: String,
    /// What it means, in a few words.
    pub meaning: String,
}

impl Designation {
    /// `footnote 4: reaches foreign-made items, § 734.9(e)(2)`.
    pub fn in_words(&self) -> String {
        format!("footnote {}: {}, § {}", self.number, self.meaning, self.section)
    }
}

/// Footnotes 1 to 5 of Supplement No. 4 to Part 744 as the eCFR printed them on 2026-07-23.
const KNOWN: [(u8, Effect, &str, &str); 5] = [
    (1, Effect::Reach, "734.9(e)(1)", "reaches foreign-made items"),
    (2, Effect::Exclusion, "744.11", "excludes cybersecurity research and vulnerability disclosure"),
    (3, Effect::Reach, "734.9(g)", "reaches foreign-made items (Russia/Belarus military end users)"),
    (4, Effect::Reach, "734.9(e)(2)", "reaches foreign-made items"),
    (5, Effect::Reach, "734.9(e)(3)", "reaches foreign-made items"),
];

/// The designation behind a footnote number, if it is one of the known ones.
pub fn designation(number: u8) -> Option<Designation> {
    KNOWN.iter().find(|known| known.0 == number).map(|&(number, effect, section, meaning)| Designation {
        number,
        effect,
        section: section.to_owned(),
        meaning: meaning.to_owned(),
    })
}

/// A footnote number in words; an unknown one says so.
pub fn in_words(number: u8) -> String {
    designation(number)
        .map_or_else(|| format!("footnote {number}: meaning not known to this program"), |known| known.in_words())
}

/// Footnote marks of a license requirement, ascending, each once.
pub fn marks(license_requirement: &str) -> Vec<u8> {
    let mut marks: Vec<u8> =
        license_requirement.split('^').skip(1).step_by(2).filter_map(|mark| mark.parse().ok()).collect();
    marks.sort_unstable();
    marks.dedup();
    marks
}

/// Where marks and cited sections contradict each other, what is wrong.
///
/// § 734.9(g) goes with footnote 3, (e)(1) with 1, (e)(2) with 4, (e)(3) with 5; rows printed before (e) was
/// subdivided cite a bare § 734.9(e) for 1 and 4, and those before § 734.9 was written § 736.2(b)(3). Footnote 2 takes
/// transactions out of footnote 1. No row of the official lists of 2023 and 2026 says otherwise.
pub fn contradiction(license_requirement: &str) -> Option<String> {
    if !license_requirement.contains("734.9") && !license_requirement.contains('^') {
        return None;
    }
    let cited = paragraphs_of_734_9(license_requirement);
    let marks = marks(license_requirement);
    if marks.contains(&2) && !marks.contains(&1) {
        return Some("footnote 2 is marked, but not footnote 1, out of which it takes transactions".to_owned());
    }
    let older = cited.is_empty() && license_requirement.contains("736.2(b)(3)");
    for mark in marks.iter().filter(|_| !older) {
        let allowed: &[&str] = match mark {
            1 => &["(e)", "(e)(1)"],
            3 => &["(g)"],
            4 => &["(e)", "(e)(2)"],
            5 => &["(e)(3)"],
            _ => continue,
        };
        if !cited.iter().any(|paragraph| allowed.contains(&paragraph.as_str())) {
            let sections = if cited.is_empty() {
                "no paragraph of § 734.9 is cited".to_owned()
            } else {
                format!("§ 734.9{} is cited", cited.join(", § 734.9"))
            };
            return Some(format!("footnote {mark} is marked, but {sections}"));
        }
    }
    if marks.is_empty() && !cited.is_empty() {
        return Some(format!("§ 734.9{} is cited, but no footnote is marked", cited.join(", § 734.9")));
    }
    cited.iter().find_map(|paragraph| {
        let expected: &[u8] = match paragraph.as_str() {
            "(g)" => &[3],
            "(e)(1)" => &[1],
            "(e)(2)" => &[4],
            "(e)(3)" => &[5],
            "(e)" => &[1, 4],
            _ => return None,
        };
        (!expected.iter().any(|mark| marks.contains(mark)))
            .then(|| format!("§ 734.9{paragraph} is cited, but footnote {marks:?} is marked"))
    })
}

/// The paragraphs cited of § 734.9, for instance `(e)(2)`.
fn paragraphs_of_734_9(text: &str) -> Vec<String> {
    text.split("734.9")
        .skip(1)
        .map(|rest| {
            let mut paragraph = String::new();
            let mut depth = 0_u8;
            for c in rest.chars().filter(|c| !c.is_whitespace()) {
                match c {
                    '(' if depth == 0 => depth = 1,
                    ')' if depth == 1 => depth = 0,
                    c if depth == 1 && c.is_alphanumeric() => {}
                    _ => break,
                }
                paragraph.push(c);
            }
            paragraph
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_wherever_they_stand() {
        for (text, expected) in [
            ("(See §§ 734.9(g),^3^ 746.8(a)(3), and 744.21(b) of the EAR)", vec![3]),
            ("see §§ 734.9(e)^1^ and 744.11 of the EAR^2^", vec![1, 2]),
            ("For all items subject to the EAR. (See § 744.11 of the EAR)", vec![]),
        ] {
            assert_eq!(marks(text), expected, "{text}");
        }
    }

    #[test]
    fn a_mark_that_contradicts_its_section_is_told() {
        for (text, contradicts) in [
            ("(See §§ 734.9(g),^3^ 746.8(a)(3) of the EAR)", false),
            ("(See §§ 734.9(e)(2) and 744.11 of the EAR)^4^", false),
            ("(Se §§ 734.9(e)(2) and 744.11 of the EAR)^4^", false),
            ("see §§ 734.9(e)^1^ and 744.11 of the EAR^2^", false),
            ("(See §§ 734.4(a)(9), 734.9(e)(3), and 744.11 of the EAR)^5^", false),
            ("(See §§ 734.9(e)(2) and 744.11 of the EAR)^3^", true),
            ("(See §§ 734.9(e)(2) and 744.11 of the EAR)", true),
            ("(See § 744.11 of the EAR)^4^", true),
            ("(See § 744.11 of the EAR)^5^", true),
            ("(See §§ 736.2(b)(3)(vi)^1^ and 744.11 of the EAR^2^)", false),
            ("(See §§ 734.9(e)(1) and 744.11 of the EAR)^4^", true),
            ("(See §§ 734.9 and 744.11 of the EAR)", true),
            ("(See §§ 734.9(f) and 744.11 of the EAR)", true),
            ("(See §§ 734.9(9),^3^ 746.8(a)(3) of the EAR)", true),
            ("see § 744.11 of the EAR^2^", true),
        ] {
            assert_eq!(contradiction(text).is_some(), contradicts, "{text}: {:?}", contradiction(text));
        }
    }

    #[test]
    fn designations_are_put_in_words() {
        assert_eq!(in_words(4), "footnote 4: reaches foreign-made items, § 734.9(e)(2)");
        assert!(in_words(6).contains("not known"));
    }
}
