//! Designations: the footnote marks of a license requirement, and what each means.
//!
//! What a footnote does and on which section it rests is read from its text, as it is in force on a day; the table of known
//! ones is asked only where no text is at hand, and for the words that readers are used to.
//!
//! `(See §§ 734.9(e)(2) and 744.11 of the EAR)^4^` bears footnote 4. Marks stand in the license
//! requirement only; superscripts elsewhere are ordinals and fractions.

use std::collections::BTreeMap;

use memchr::memchr;
use serde::{Deserialize, Serialize};

/// What a footnote does to the reach of an entry's license requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// Extends it to foreign-made items (a foreign-direct-product rule).
    Reach,
    /// Takes transactions out of it.
    Exclusion,
    /// Something else, or what is not understood.
    Other,
}

/// A footnote of Supplement No. 4 as data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Designation {
    /// The footnote's number.
    pub number: u8,
    /// What it does.
    pub effect: Effect,
    /// The EAR section it rests on, for instance `734.9(e)(2)`; empty where its text names none.
    pub section: String,
    /// What it means, in a few words.
    pub meaning: String,
    /// Its text, where it was read from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl Designation {
    /// `footnote 4: reaches foreign-made items, § 734.9(e)(2)`.
    pub fn in_words(&self) -> String {
        let section = if self.section.is_empty() { String::new() } else { format!(", § {}", self.section) };
        format!("footnote {}: {}{section}", self.number, self.meaning)
    }

    /// What the text of a footnote makes of its number.
    pub fn of_text(number: u8, text: &str) -> Self {
        let lower = text.to_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        let foreign = says(&FOREIGN_MADE);
        let excluded = says(&["excluded from", "not subject to", "does not apply", "do not apply", "exempt"]);
        let reaches = foreign
            && says(&[
                "subject to the ear", "734.9", "736.2", "scope of the ear", "reach of the ear", "subject to the export",
            ]);
        let sections = sections(text);
        let effect = match (reaches, excluded) {
            (true, false) => Effect::Reach,
            (false, true) => Effect::Exclusion,
            (true, true) | (false, false) => Effect::Other,
        };
        let known = KNOWN.iter().find(|known| known.0 == number && known.1 == effect);
        let section = match effect {
            Effect::Reach => {
                let reach =
                    sections.iter().find(|section| section.starts_with("734.9") || section.starts_with("736.2"));
                reach.or_else(|| sections.first()).cloned().unwrap_or_default()
            }
            Effect::Exclusion | Effect::Other => {
                sections.first().cloned().or_else(|| known.map(|known| known.2.to_owned())).unwrap_or_default()
            }
        };
        let by_section = KNOWN.iter().find(|known| known.1 == effect && known.2 == section);
        let meaning = match (effect, by_section) {
            (_, Some(known)) => known.3.to_owned(),
            (Effect::Reach, None) => "reaches foreign-made items".to_owned(),
            (Effect::Exclusion, None) => {
                format!("excludes {}", heading(text).map_or("some transactions".to_owned(), within))
            }
            (Effect::Other, None) => format!("see its text: {}", shortened(text)),
        };
        Self { number, effect, section, meaning, text: Some(text.to_owned()) }
    }
}

/// Designations by number, as the footnotes of a list mean them on a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Designations(BTreeMap<u8, Designation>);

impl Designations {
    /// What the footnotes of a list, in force or held back, mean.
    pub fn of_footnotes<'t>(footnotes: impl IntoIterator<Item = (u8, &'t str)>) -> Self {
        Self(footnotes.into_iter().map(|(number, text)| (number, Designation::of_text(number, text))).collect())
    }

    /// What a number means: by the text of its footnote, else as it is known to.
    pub fn get(&self, number: u8) -> Option<Designation> {
        self.0.get(&number).cloned().or_else(|| designation(number))
    }

    /// A footnote number in words; one without a text says so.
    pub fn in_words(&self, number: u8) -> String {
        self.get(number).map_or_else(|| in_words(number), |known| known.in_words())
    }

    /// With those of another day, which count where both have a number.
    pub fn extend(&mut self, other: &Self) {
        self.0.extend(other.0.iter().map(|(number, one)| (*number, one.clone())));
    }
}

/// The sections that a text cites, in order: `734.9(e)(2)`, `744.11`.
pub fn sections(text: &str) -> Vec<String> {
    let dotted = |word: &str| {
        let (part, rest) = word.split_once('.')?;
        let is_part = part.len() == 3 && part.bytes().all(|digit| digit.is_ascii_digit());
        let section: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let paragraphs = paragraph(rest.get(section.len()..).unwrap_or_default());
        (is_part && !section.is_empty()).then(|| format!("{part}.{section}{paragraphs}"))
    };
    let starts = text.char_indices().filter(|(at, c)| {
        c.is_ascii_digit()
            && !text.get(..*at).is_some_and(|before| before.ends_with(|c: char| c.is_alphanumeric() || c == '.'))
    });
    starts.filter_map(|(at, _)| dotted(text.get(at..)?)).collect()
}

/// What a footnote calls itself: its first words up to a full stop, where they are a heading.
fn heading(text: &str) -> Option<&str> {
    let (heading, rest) = text.split_once('.')?;
    (!rest.is_empty() && heading.len() < 90 && !heading.contains(',')).then_some(heading.trim())
}

/// A heading within a sentence: its first letter is small, unless the next is a capital as well.
fn within(heading: &str) -> String {
    let mut letters = heading.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => heading.to_owned(),
    }
}

fn shortened(text: &str) -> String {
    const LONG: usize = 120;
    let text = text.trim();
    match text.char_indices().nth(LONG) {
        Some((at, _)) => {
            let cut = text.get(..at).unwrap_or(text);
            let cut = cut.rfind(' ').and_then(|at| cut.get(..at)).unwrap_or(cut);
            format!("{cut} …")
        }
        None => text.to_owned(),
    }
}

/// How a text says that something is made abroad, in small letters.
pub(crate) const FOREIGN_MADE: [&str; 14] = [
    "foreign-produced",
    "foreign produced",
    "foreign-made",
    "foreign made",
    "foreign-manufactured",
    "direct product",
    "produced outside the united states",
    "made outside the united states",
    "manufactured outside the united states",
    "produced abroad",
    "made abroad",
    "manufactured abroad",
    "produced in a foreign country",
    "made in a foreign country",
];

/// Footnotes 1 to 5 of Supplement No. 4 to Part 744 as the eCFR printed them on 2026-07-23: for texts that are not at hand,
/// and the words in which their sections are told.
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
        text: None,
    })
}

/// Whether a footnote number is one of the known ones.
pub(crate) fn is_known(number: u8) -> bool {
    KNOWN.iter().any(|known| known.0 == number)
}

/// A footnote number in words; an unknown one says so.
pub fn in_words(number: u8) -> String {
    designation(number)
        .map_or_else(|| format!("footnote {number}: see its text, `earwatch text`"), |known| known.in_words())
}

/// Footnote marks of a license requirement, ascending, each once.
pub fn marks(license_requirement: &str) -> Vec<u8> {
    if memchr(b'^', license_requirement.as_bytes()).is_none() {
        return Vec::new();
    }
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
    text.split("734.9").skip(1).map(paragraph).collect()
}

/// The paragraph that a text begins with, `(e)(2)`; blanks within it do not count.
fn paragraph(text: &str) -> String {
    let mut paragraph = String::new();
    let mut rest = text.trim_start();
    while let Some((mark, after)) = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        let mark: String = mark.chars().filter(|c| !c.is_whitespace()).collect();
        if mark.is_empty() || mark.len() > 5 || !mark.chars().all(char::is_alphanumeric) {
            break;
        }
        paragraph.extend(["(", mark.as_str(), ")"]);
        rest = after.trim_start();
    }
    paragraph
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
        assert!(in_words(6).contains("see its text"));
    }

    #[test]
    fn what_a_footnote_means_is_read_from_its_text() {
        let reach = |section: &str| {
            format!(
                "For this entity, “items subject to the EAR” includes foreign-produced items that are subject to the EAR under § {section} of the EAR. See § 744.11(a)(2)(i) for related license requirements."
            )
        };
        let table = [
            (1, reach("734.9(e)(1)"), Effect::Reach, "footnote 1: reaches foreign-made items, § 734.9(e)(1)"),
            (3, reach("734.9(g)"), Effect::Reach, "footnote 3: reaches foreign-made items (Russia/Belarus military end users), § 734.9(g)"),
            (2, "Cybersecurity research and vulnerability disclosure. The following exports to Alder are excluded from the Entity List license requirements: none.".to_owned(), Effect::Exclusion, "footnote 2: excludes cybersecurity research and vulnerability disclosure, § 744.11"),
            // Footnotes of tomorrow.
            (6, reach("734.9(e)(4)"), Effect::Reach, "footnote 6: reaches foreign-made items, § 734.9(e)(4)"),
            (6, reach("734.9 (j)(2)(i)"), Effect::Reach, "footnote 6: reaches foreign-made items, § 734.9(j)(2)(i)"),
            (7, "Foreign-made items are subject to the EAR as § 734.9(k) provides.".to_owned(), Effect::Reach, "footnote 7: reaches foreign-made items, § 734.9(k)"),
            (8, "“Items subject to the EAR” includes a direct product of U.S.-origin technology (see §§ 744.23 and 734.9(i)).".to_owned(), Effect::Reach, "footnote 8: reaches foreign-made items, § 734.9(i)"),
            (6, "Standards work. The license requirements do not apply to standards-related activities.".to_owned(), Effect::Exclusion, "footnote 6: excludes standards work"),
            (9, "The license requirement does not apply to food, see § 746.8(b) of the EAR.".to_owned(), Effect::Exclusion, "footnote 9: excludes some transactions, § 746.8(b)"),
            (6, "See § 744.23 of the EAR.".to_owned(), Effect::Other, "footnote 6: see its text: See § 744.23 of the EAR., § 744.23"),
            (6, "For this entity the reach of the EAR includes items made abroad as § 734.9(m) describes them.".to_owned(), Effect::Reach, "footnote 6: reaches foreign-made items, § 734.9(m)"),
            (6, "For this entity the reach of the EAR includes all items.".to_owned(), Effect::Other, "footnote 6: see its text: For this entity the reach of the EAR includes all items."),
            (6, "[Reserved]".to_owned(), Effect::Other, "footnote 6: see its text: [Reserved]"),
            // Another section under a number that was known otherwise.
            (4, reach("734.9(e)(5)"), Effect::Reach, "footnote 4: reaches foreign-made items, § 734.9(e)(5)"),
        ];
        for (number, text, effect, words) in table {
            let read = Designation::of_text(number, &text);
            assert_eq!((read.effect, read.in_words().as_str()), (effect, words), "{text}");
        }
        let six = reach("734.9(e)(4)");
        let known = Designations::of_footnotes([(6, six.as_str())]);
        assert_eq!(known.in_words(6), "footnote 6: reaches foreign-made items, § 734.9(e)(4)");
        assert_eq!(known.in_words(4), "footnote 4: reaches foreign-made items, § 734.9(e)(2)");
        assert!(known.in_words(7).contains("see its text"));
    }
}
