//! The most restrictive of what binds several owners: it binds whom they own.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// What binds a listed party, as its entry prints it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Terms {
    /// The license requirement; empty where the list prints none with its entries.
    pub requirement: String,
    /// The license review policy; empty likewise.
    pub policy: String,
    /// What its footnotes mean, in words.
    pub designations: Vec<String>,
}

/// The most restrictive of several terms.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Strictest {
    /// The strictest requirement; several where it cannot be told which of them is, and all bind then.
    pub requirements: Vec<String>,
    /// The strictest review policy; several likewise.
    pub policies: Vec<String>,
    /// The designations of all.
    pub designations: Vec<String>,
}

impl Strictest {
    /// The strictest of terms.
    pub fn of<'t>(terms: impl IntoIterator<Item = &'t Terms>) -> Self {
        let terms: Vec<&Terms> = terms.into_iter().collect();
        Self {
            requirements: top(terms.iter().map(|it| it.requirement.as_str()), of_requirement),
            policies: top(terms.iter().map(|it| it.policy.as_str()), of_policy),
            designations: terms
                .iter()
                .flat_map(|it| it.designations.iter().cloned())
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect(),
        }
    }
}

/// How strict a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rank {
    /// So strict, apart from exceptions where it has some.
    Known { level: u8, has_exceptions: bool },
    /// Its words do not say.
    Open,
}

/// Nothing is stricter.
const STRICTEST: u8 = 9;
/// What exceptions come down to.
const LEAST: u8 = 3;

impl Rank {
    /// Whether it binds at least as much as another one, in all cases.
    fn covers(self, other: Self) -> bool {
        let Self::Known { level, has_exceptions } = self else {
            return false;
        };
        match other {
            Self::Open => level == STRICTEST && !has_exceptions,
            Self::Known { level: of_other, has_exceptions: but } => {
                level > of_other && (!has_exceptions || of_other == LEAST)
                    || level == of_other && !has_exceptions && but
            }
        }
    }
}

/// The texts that none other covers; each once, apart from their references.
fn top<'t>(texts: impl Iterator<Item = &'t str>, rank: fn(&str) -> Rank) -> Vec<String> {
    let mut all: Vec<(&str, String, Rank)> = Vec::new();
    for text in texts.filter(|text| !text.trim().is_empty()) {
        let said = said(text);
        if !all.iter().any(|(_, known, _)| *known == said) {
            let rank = rank(&said);
            all.push((text, said, rank));
        }
    }
    let stands = |rank: Rank| !all.iter().any(|(.., other)| other.covers(rank));
    all.iter().filter(|(.., rank)| stands(*rank)).map(|(text, ..)| (*text).to_owned()).collect()
}

/// What a text says apart from references in brackets, footnote marks and punctuation at its end.
fn said(text: &str) -> String {
    let (mut said, mut depth, mut mark) = (String::new(), 0_usize, false);
    for c in text.to_lowercase().chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '^' => mark = !mark,
            c if depth == 0 && !mark => said.push(c),
            _ => {}
        }
    }
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = said.split_once(" see §").map_or(said.as_str(), |(said, _)| said);
    said.trim_end_matches([' ', '.', ',', ';']).trim_start_matches("for ").to_owned()
}

fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

const BUT: [&str; 8] =
    ["except", "apart from", "other than", "excluding", "overcome by", "when used in", "that are", "but not"];

fn of_requirement(said: &str) -> Rank {
    let is_all = said.starts_with("all items subject to the ear") || said.starts_with("any item subject to the ear");
    match is_all {
        true => Rank::Known { level: STRICTEST, has_exceptions: has(said, &BUT) },
        false if said.starts_with("items ") => Rank::Known { level: 4, has_exceptions: has(said, &BUT) },
        false => Rank::Open,
    }
}

fn of_policy(said: &str) -> Rank {
    let by_case = has(said, &["case-by-case", "case by case"]);
    let has_exceptions = by_case || has(said, &BUT);
    if said.contains("policy of denial") {
        Rank::Known { level: STRICTEST, has_exceptions }
    } else if said.contains("presumption of denial") {
        Rank::Known { level: 6, has_exceptions }
    } else if by_case || said.contains("presumption of approval") {
        Rank::Known { level: LEAST, has_exceptions: false }
    } else {
        Rank::Open
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strictest(requirements: &[&str], policies: &[&str]) -> (Vec<String>, Vec<String>) {
        let of = |requirement: &str, policy: &str| Terms {
            requirement: requirement.to_owned(),
            policy: policy.to_owned(),
            designations: vec!["footnote 4".to_owned()],
        };
        let terms: Vec<_> =
            requirements.iter().map(|it| of(it, "")).chain(policies.iter().map(|it| of("", it))).collect();
        let strictest = Strictest::of(&terms);
        assert_eq!(strictest.designations, ["footnote 4"]);
        (strictest.requirements, strictest.policies)
    }

    #[test]
    fn the_strictest_requirement() {
        const ALL: &str = "For all items subject to the EAR. (See § 744.11 of the EAR)";
        const SOME: &str = "For items on the CCL and EAR99 items listed in supplement no. 7 to part 746 of the EAR";
        const BUT_GOV: &str = "For all items subject to the EAR. (See § 744.11 of the EAR). This license requirement may be \
                               overcome by License Exception GOV under § 740.11(b)(2) and (e)";
        for (texts, expected, why) in [
            (&[SOME, ALL][..], &[ALL][..], "all items"),
            (&[BUT_GOV, ALL], &[ALL], "no exception"),
            (&[SOME, BUT_GOV], &[SOME, BUT_GOV], "each binds where the other does not"),
            (
                &[ALL, "All items subject to the EAR (See §§ 734.9(e)(2) and 744.11 of the EAR)^4^"],
                &[ALL],
                "other references",
            ),
            (&["See § 744.21 of the EAR", SOME], &["See § 744.21 of the EAR", SOME], "not to be told"),
            (&["See § 744.21 of the EAR", ALL], &[ALL], "nothing is more"),
            (&["", ALL], &[ALL], "none printed"),
        ] {
            assert_eq!(strictest(texts, &[]).0, expected, "{why}");
        }
    }

    #[test]
    fn the_strictest_policy() {
        const DENIAL: &str = "Policy of denial. See § 746.8(b)";
        const BUT_FOOD: &str = "Policy of denial for all items subject to the EAR apart from food and medicine designated as \
                                EAR99, which will be reviewed on a case-by-case basis. See §§ 746.8(b) and 744.21(e)";
        const PRESUMED: &str = "Presumption of denial";
        const BY_CASE: &str = "Case-by-case for all items listed on the CCL. Presumption of approval for EAR99 items.";
        const ELSEWHERE: &str = "See § 744.2(d) of the EAR";
        for (texts, expected, why) in [
            (&[PRESUMED, DENIAL][..], &[DENIAL][..], "denial"),
            (&[PRESUMED, BUT_FOOD], &[PRESUMED, BUT_FOOD], "denial with an exception"),
            (&[BY_CASE, BUT_FOOD], &[BUT_FOOD], "an exception is by case as well"),
            (&[BY_CASE, PRESUMED, "Presumption of denial."], &[PRESUMED], "presumed"),
            (&[BY_CASE, ELSEWHERE], &[BY_CASE, ELSEWHERE], "stands elsewhere"),
            (&[ELSEWHERE, DENIAL], &[DENIAL], "nothing is more"),
        ] {
            assert_eq!(strictest(&[], texts).1, expected, "{why}");
        }
    }
}
