//! Rules about parties that listed ones own: `any foreign entity that is owned, directly or indirectly, individually or
//! in aggregate, 50 percent or more by one or more listed entities`.

use std::fmt;

use serde::Serialize;

use super::kind::{Kind, denies, says};
use crate::law::text::number;

/// A share as a text states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "bound", content = "percent", rename_all = "kebab-case")]
pub enum Share {
    /// So many percent or more.
    AtLeast(String),
    /// More than so many percent.
    MoreThan(String),
    /// So many percent, without a word on more or less.
    Stated(String),
    /// A majority.
    Majority,
    /// All of it.
    Whole,
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtLeast(percent) => write!(f, "{percent} percent or more"),
            Self::MoreThan(percent) => write!(f, "more than {percent} percent"),
            Self::Stated(percent) => write!(f, "{percent} percent"),
            Self::Majority => f.write_str("in majority"),
            Self::Whole => f.write_str("wholly"),
        }
    }
}

/// Whose owners count, and how much of it they must own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ownership {
    /// The share, where one is stated; several where the text states several.
    pub shares: Vec<Share>,
    /// Whether it is about foreign entities only.
    pub foreign: bool,
    /// Whether the shares of several owners are added up.
    pub aggregate: bool,
    /// Whether shares through others count.
    pub indirect: bool,
    /// What binds them to their owners.
    pub by: Relation,
    /// Whose they are.
    pub owners: Owners,
    /// Whether the text makes it depend on more.
    pub terms: Terms,
}

/// Whether a rule counts as it is told, or on terms that its text states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Terms {
    /// As it is told.
    Plain,
    /// With exceptions or conditions.
    Qualified,
}

/// What binds an entity to those whose restrictions reach it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// They own it.
    Owned,
    /// They control it.
    Controlled,
    /// Either.
    OwnedOrControlled,
}

/// Whose restrictions reach further.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Owners {
    /// Those of parties on a list.
    Listed,
    /// Those of persons that the Treasury blocks.
    Blocked,
}

impl Ownership {
    /// `foreign entities owned 50 percent or more by one or more listed entities, in aggregate`.
    pub fn in_words(&self) -> String {
        let who = if self.foreign { "foreign entities" } else { "entities" };
        let how = match self.by {
            Relation::Owned => "owned",
            Relation::Controlled => "controlled",
            Relation::OwnedOrControlled => "owned or controlled",
        };
        let shares: Vec<_> = self.shares.iter().map(ToString::to_string).collect();
        let shares = if shares.is_empty() { String::new() } else { format!(" {}", shares.join(" or ")) };
        let aggregate = if self.aggregate { ", in aggregate" } else { "" };
        let owners = match self.owners {
            Owners::Listed => "listed entities",
            Owners::Blocked => "blocked persons",
        };
        let terms = match self.terms {
            Terms::Plain => "",
            Terms::Qualified => ", with the exceptions and conditions of its text",
        };
        format!("{who} {how}{shares} by one or more {owners}{aggregate}{terms}")
    }
}

/// What a sentence in plain form says of parties that listed ones own; `None` where it is not about these.
pub(super) fn of(words: &str) -> Option<(Kind, Option<Ownership>)> {
    let shares = shares(words);
    let owns = says(
        words,
        &[
            " own ", " owns ", " owned ", "-owned ", " ownership ", " owner", " equity ", " stake", " shares ",
            " held ", " holds ", " hold ", " interest ",
        ],
    );
    let closely = says(
        words,
        &[
            " owned by ", " controlled by ", " subsidiaries of ", " subsidiary of ", " affiliates of ",
            " affiliate of ", " owned directly ", " owned or controlled ",
        ],
    );
    if !owns && !closely {
        return None;
    }
    let unknown =
        [" cannot ", " can not ", " unable to ", " not able to ", " does not know ", " do not know ", " not known "];
    if says(words, &unknown)
        && says(words, &[" determine ", " know ", " known ", " establish ", " ascertain ", " verify ", " identify "])
    {
        return Some((Kind::UnknownOwners, None));
    }
    // What owners may ask for, and advice, orders nothing of whom they own.
    let asks = [
        " may request ", " may submit ", " may petition ", " may appeal ", " may apply ", " should ", " are advised ",
        " is advised ", " encouraged ", " due diligence ", " less than ", " fewer than ", " minority ",
    ];
    let floors = words.replace(" not less than ", " ").replace(" no less than ", " ");
    if says(&floors, &asks) && !denies(words) {
        return Some((Kind::Other, None));
    }
    let listed = says(
        words,
        &[
            " listed ", " entity list ", " meu list ", " unverified list ", " this supplement ", " these entities ",
            " such entities ", " such an entity ", " this list ", " specially designated ", " sdn", " blocked ",
            " military end-user", " designated ", " identified ", " named ", " footnote ", " an entry ",
        ],
    );
    if !listed {
        return None;
    }
    if says(words, &[" most restrictive "]) {
        return Some((Kind::SeveralOwners, None));
    }
    if shares.is_empty() && !closely {
        return None;
    }
    let said = words
        .replace(" that are subject to ", " ")
        .replace(" that is subject to ", " ")
        .replace(" who are subject to ", " ")
        .replace(" which are subject to ", " ")
        .replace(" which is subject to ", " ");
    let extends = says(
        &said,
        &[
            " apply ", " applies ", " extend", " is subject to ", " are subject to ", " be subject to ",
            " becomes subject ", " become subject ", " is considered ", " are considered ", " be considered ",
            " is treated ", " are treated ", " be treated ", " is deemed ", " are deemed ", " be deemed ",
            " is required ", " are required ", " include", " covers ", " cover ", " reach", " is itself ",
            " are themselves ", " is also listed ", " are listed for ", " is listed for ", " subjects ",
            " without a license ", " is bound ", " are bound ", " binds ", " govern",
        ],
    );
    let ownership = Ownership {
        foreign: says(words, &[" foreign ", " non-u.s. ", " outside the united states "]),
        aggregate: says(
            words,
            &[" aggregate", " collectively ", " combined ", " together ", " cumulative", " added up "],
        ),
        indirect: says(words, &[" indirect"]),
        by: match (owns, says(words, &[" controlled by ", " or controlled ", " or controls ", " and controlled "])) {
            (true, true) => Relation::OwnedOrControlled,
            (false, true) => Relation::Controlled,
            (_, false) => Relation::Owned,
        },
        owners: owners(words),
        terms: terms(words),
        shares,
    };
    if denies(words) {
        // Without a share it is about dealings with parties that are listed themselves.
        return (!ownership.shares.is_empty()).then_some((Kind::AffiliatesExcepted, Some(ownership)));
    }
    Some(if extends { (Kind::Affiliates, Some(ownership)) } else { (Kind::Other, None) })
}

/// Whether a sentence in plain form states exceptions or conditions.
fn terms(words: &str) -> Terms {
    let qualified = says(
        words,
        &[
            " except ", " excepting ", " excluding ", " other than ", " unless ", " provided that ", " only if ",
            " only when ", " if they ", " if it ", " if the ", " but not ", " but only ",
        ],
    );
    if qualified { Terms::Qualified } else { Terms::Plain }
}

/// Whom a sentence in plain form names first as owners.
fn owners(words: &str) -> Owners {
    let owners =
        words.rfind(" percent ").or_else(|| words.find(" owned ")).and_then(|at| words.get(at..)).unwrap_or(words);
    let first = |names: &[&str]| names.iter().filter_map(|name| owners.find(name)).min();
    let blocked = first(&[" blocked ", " specially designated ", " sdn"]);
    let listed = first(&[" listed ", " list ", " lists ", " supplement "]);
    let is_blocked = blocked.is_some() && listed.is_none_or(|listed| blocked < Some(listed));
    if is_blocked { Owners::Blocked } else { Owners::Listed }
}

/// The shares that a sentence in plain form states, each once; a ceiling is none.
fn shares(words: &str) -> Vec<Share> {
    let tokens: Vec<&str> = words.split_whitespace().collect();
    let mut shares: Vec<Share> = Vec::new();
    let mut put = |share: Share| {
        if !shares.contains(&share) {
            shares.push(share);
        }
    };
    for (at, token) in tokens.iter().enumerate() {
        let next = |n: usize| tokens.get(at + n).copied().unwrap_or_default();
        let (percent, from, to) = if ["percent", "percentage", "pct", "%"].contains(token)
            || *token == "percent-owned"
            || *token == "per" && ["cent", "centum"].contains(&next(1))
        {
            let Some((percent, from)) = percent_before(&tokens, at) else {
                continue;
            };
            (percent, from, at + 1 + usize::from(*token == "per"))
        } else if let Some(figure) = token.strip_suffix('%').filter(|figure| is_figure(figure)) {
            (figure.to_owned(), at, at + 1)
        } else if let Some(figure) = token.strip_suffix("%-owned").or_else(|| token.strip_suffix("-percent")) {
            let Some(percent) = percent_of(figure) else {
                continue;
            };
            (percent, at, at + 1)
        } else if *token == "half" || *token == "one-half" {
            ("50".to_owned(), at - usize::from(at > 0 && tokens.get(at - 1) == Some(&"one")), at + 1)
        } else {
            if token.starts_with("majority") {
                put(Share::Majority);
            } else if *token == "wholly-owned" || *token == "wholly" && next(1) == "owned" {
                put(Share::Whole);
            }
            continue;
        };
        let before = tokens.get(..from).unwrap_or_default();
        let after = tokens.get(to..).unwrap_or_default();
        match bound(before, after) {
            Bound::AtLeast => put(Share::AtLeast(percent)),
            Bound::MoreThan => put(Share::MoreThan(percent)),
            Bound::Stated => put(Share::Stated(percent)),
            Bound::Ceiling => {}
        }
    }
    // "50 percent" of a heading is the share that the sentence then states in full.
    let full = shares.iter().any(|share| !matches!(share, Share::Stated(_)));
    shares.retain(|share| !full || !matches!(share, Share::Stated(_)));
    shares
}

enum Bound {
    AtLeast,
    MoreThan,
    Stated,
    Ceiling,
}

/// What the words around a share make of it.
fn bound(before: &[&str], after: &[&str]) -> Bound {
    let ends = |ends: &[&str]| {
        let words: Vec<&str> = ends.iter().flat_map(|words| words.split(' ')).collect();
        before.ends_with(&words)
    };
    let ends_with_any = |all: &[&str]| all.iter().any(|words| ends(&[words]));
    let begins_with_any =
        |all: &[&str]| all.iter().any(|words| after.starts_with(&words.split(' ').collect::<Vec<_>>()));
    if ends_with_any(&[
        "no less than", "not less than", "at least", "minimum of", "equal to or greater than",
        "greater than or equal to", "equal to or more than", "equal or exceed", "equals or exceeds",
        "equal to or exceeding", "reaches", "meets or exceeds",
    ]) || begins_with_any(&[
        "or more", "or greater", "or above", "and above", "or higher", "or over", "and more", "and over",
        "or a greater", "or larger", "owned or more", "ownership or more", "interest or more", "or a majority",
    ]) {
        Bound::AtLeast
    } else if ends_with_any(&[
        "less than", "fewer than", "under", "below", "up to", "not more than", "no more than", "not exceeding",
    ]) || begins_with_any(&["or less", "or fewer", "or below"])
    {
        Bound::Ceiling
    } else if ends_with_any(&[
        "more than", "over", "exceeding", "in excess of", "greater than", "exceeds", "exceed", "above",
    ]) {
        Bound::MoreThan
    } else {
        Bound::Stated
    }
}

/// The number before the word "percent", and where it begins: `50`, `fifty`, `twenty five`, `fifty 50`.
fn percent_before(tokens: &[&str], at: usize) -> Option<(String, usize)> {
    let before = |n: usize| at.checked_sub(n).and_then(|at| tokens.get(at)).copied();
    let last = before(1)?;
    let percent = percent_of(last)?;
    // "fifty (50) percent", "twenty five percent"
    match before(2).and_then(percent_of) {
        Some(again) if again == percent => Some((percent, at - 2)),
        Some(tens) => match (tens.parse::<u32>(), percent.parse::<u32>()) {
            (Ok(tens), Ok(ones)) if tens % 10 == 0 && tens > 10 && (1..10).contains(&ones) && !is_figure(last) => {
                Some(((tens + ones).to_string(), at - 2))
            }
            _ => Some((percent, at - 1)),
        },
        None => Some((percent, at - 1)),
    }
}

fn percent_of(word: &str) -> Option<String> {
    if is_figure(word) {
        return Some(word.to_owned());
    }
    number::cardinal(word).map(|number| number.to_string())
}

fn is_figure(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && word.parse::<f64>().is_ok_and(|share| share <= 100.0)
}

#[cfg(test)]
mod tests {
    use super::super::kind;
    use super::*;

    fn read(sentence: &str) -> (Kind, Option<String>) {
        let (kind, ownership) = kind::of(sentence);
        (kind, ownership.map(|ownership| ownership.in_words()))
    }

    #[test]
    fn a_rule_about_owned_parties_is_understood_in_any_wording() {
        let by = "by one or more listed entities";
        let table = [
            // As 90 FR 47201 prints it in supplements 4 and 7 and in § 744.8.
            (
                "The Entity List license requirements and other Entity List restrictions also apply to any foreign entity that is owned, directly or indirectly, individually or in aggregate, 50 percent or more by one or more listed entities or entities that are subject to restrictions based upon their ownership.",
                format!("foreign entities owned 50 percent or more {by}, in aggregate"),
            ),
            (
                "These EAR controls also apply to any foreign affiliate of a listed entity that is owned, directly or indirectly, individually or in aggregate, 50 percent or more by one or more persons blocked pursuant to the programs listed in paragraph (a)(1) of this section.",
                "foreign entities owned 50 percent or more by one or more blocked persons, in aggregate".to_owned(),
            ),
            (
                "Ownership of 50 percent or more by one or more listed entities subjects the owned entity to the license requirements.",
                format!("entities owned 50 percent or more {by}"),
            ),
            (
                "If one or more listed entities own 50 percent or more of an entity, that entity is subject to the license requirements.",
                format!("entities owned 50 percent or more {by}"),
            ),
            (
                "The license requirements apply to any entity owned 50 percent or more by a listed entity, except entities in Country Group A:5.",
                format!("entities owned 50 percent or more {by}, with the exceptions and conditions of its text"),
            ),
            (
                "The license requirements apply to entities owned 49 percent by listed entities if they also control the board.",
                format!("entities owned 49 percent {by}, with the exceptions and conditions of its text"),
            ),
            // Other percents and other words for them.
            (
                "The requirements apply to entities owned fifty percent or more by listed entities.",
                format!("entities owned 50 percent or more {by}"),
            ),
            (
                "The requirements apply to entities owned fifty (50) percent or more, in the aggregate, by listed entities.",
                format!("entities owned 50 percent or more {by}, in aggregate"),
            ),
            (
                "Any foreign entity owned 50% or more by one or more entities on the Entity List is itself considered to be listed on the Entity List.",
                format!("foreign entities owned 50 percent or more {by}"),
            ),
            (
                "License requirements extend to any entity in which listed entities hold, collectively, at least 50 percent of the equity.",
                format!("entities owned 50 percent or more {by}, in aggregate"),
            ),
            (
                "License requirements extend to any entity in which a listed entity holds 25 percent or more of the voting shares.",
                format!("entities owned 25 percent or more {by}"),
            ),
            (
                "License requirements extend to any entity in which a listed entity holds an ownership interest of twenty-five per cent or greater.",
                format!("entities owned 25 percent or more {by}"),
            ),
            (
                "Majority-owned subsidiaries of these entities are subject to the license requirements of their owners.",
                format!("entities owned in majority {by}"),
            ),
            (
                "The restrictions cover any foreign company of which a majority is owned by entities listed in this supplement.",
                format!("foreign entities owned in majority {by}"),
            ),
            (
                "Entities owned more than 50 percent by listed entities are treated as listed.",
                format!("entities owned more than 50 percent {by}"),
            ),
            (
                "A license is required where a listed entity owns in excess of 33.3 percent of a party to the transaction.",
                format!("entities owned more than 33.3 percent {by}"),
            ),
            (
                "Wholly-owned subsidiaries of the entities on this list are subject to the same restrictions.",
                format!("entities owned wholly {by}"),
            ),
            (
                "The license requirements also apply to any entity owned or controlled by a listed entity.",
                format!("entities owned or controlled {by}"),
            ),
            (
                "The license requirements also apply to entities owned 50 percent or more, or controlled, by listed entities.",
                format!("entities owned or controlled 50 percent or more {by}"),
            ),
            (
                "Parties in which listed military end-users own not less than twenty five percent are bound by this supplement.",
                format!("entities owned 25 percent or more {by}"),
            ),
            (
                "The restrictions extend to an entity if one-half or more of it is owned by entities identified in this supplement.",
                format!("entities owned 50 percent or more {by}"),
            ),
        ];
        for (sentence, words) in table {
            assert_eq!(read(sentence), (Kind::Affiliates, Some(words)), "{sentence}");
        }
    }

    #[test]
    fn near_ones_are_told_apart() {
        let table = [
            (
                Kind::AffiliatesExcepted,
                "The license requirements do not apply to foreign affiliates owned 50 percent or more by entities that are operating at a listed address.",
            ),
            (
                Kind::AffiliatesExcepted,
                "Entities owned 50 percent or more by listed entities are no longer subject to the restrictions.",
            ),
            (
                Kind::AffiliatesExcepted,
                "The restrictions do not extend to entities owned 25 percent or more, but less than 50 percent, by listed entities.",
            ),
            (
                Kind::AffiliatesExcepted,
                "The license requirements shall cease to apply to entities owned 50 percent or more by listed entities.",
            ),
            (Kind::Other, "Ownership by listed entities is aggregated."),
            (
                Kind::SeveralOwners,
                "An entity owned 50 percent or more by multiple entities on the Entity List, MEU List, or SDN List is subject to the most restrictive license requirements.",
            ),
            (
                Kind::UnknownOwners,
                "If an exporter cannot determine the ownership percentage of an entity owned by listed entities, they must resolve the Red Flag or obtain a license from BIS.",
            ),
            (
                Kind::UnknownOwners,
                "An exporter who is unable to establish who owns a foreign entity must obtain a license.",
            ),
            (
                Kind::Other,
                "Any foreign entity owned 50 percent or more by listed entities may request that its owner's entry be modified.",
            ),
            (
                Kind::Other,
                "Exporters should act with caution where listed entities have a significant minority ownership interest.",
            ),
            (Kind::Other, "Listed entities with an ownership of less than 50 percent are a red flag."),
            (
                Kind::Exclusion,
                "The following exports to Alder Networks and its affiliates on the Entity List are excluded from the license requirements.",
            ),
            (
                Kind::LicenseRequirement,
                "License requirements for these entities include exports, reexports, and transfers (in-country).",
            ),
            (
                Kind::LicenseRequirement,
                "A license is required for items of which 25 percent or more of the value is controlled content.",
            ),
            (Kind::Other, "The owner of a listed address is informed."),
        ];
        for (kind, sentence) in table {
            assert_eq!(read(sentence).0, kind, "{sentence}");
        }
    }
}
