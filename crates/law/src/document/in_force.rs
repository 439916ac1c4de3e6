//! Words of a DATES section by which a rule is not, not yet, or no longer in force.

use chrono::NaiveDate;

use super::dates::{
    TAKEN_BACK, is_delayed_instruction, is_not_before, names_another_matter, of_another_document, of_another_matter,
    sentences,
};
use super::schedule::Schedule;
use crate::law::text::date;

/// Matters of a DATES section that have dates of their own.
const OTHER_MATTERS: [&str; 3] = ["comment", "complian", "en route"];

/// The first words by which a DATES section qualifies what it says to be effective. `stays` tells that the document
/// orders a stay itself, which then is no qualification, and `applies` whether a sentence concerns its orders.
pub(crate) fn qualification(printed: &str, stays: bool, applies: &dyn Fn(&str) -> bool) -> Option<String> {
    let ours = |sentence: &&str| !of_another_matter(sentence) && !of_another_document(sentence) && applies(sentence);
    sentences(printed).into_iter().filter(ours).find_map(|sentence| {
        let lower = sentence.to_ascii_lowercase();
        let of_another = |at: usize| {
            let exception = lower.get(..at).and_then(|before| before.rfind("except"));
            let clause = exception.and_then(|from| lower.get(from..));
            clause.is_some_and(|clause| names_another_matter(clause) || !applies(clause))
        };
        // "except instruction 3, which is delayed": what is said of it is said of nothing else.
        let excepts = |at: usize| {
            let exception = lower.get(..at).and_then(|before| before.rfind("except"));
            let clause = exception.and_then(|from| sentence.get(from..));
            clause.is_some_and(|clause| of_another_document(clause) || Schedule::read(clause).puts_off())
        };
        let back = || taken_back(&lower, stays).filter(|(at, _)| !excepts(*at));
        let ends = || bounded(&lower).filter(|(at, _)| !of_another(*at) && !excepts(*at));
        let (at, count) = back().or_else(|| negated(&lower)).or_else(ends)?;
        let words: Vec<_> = sentence.get(at..)?.split_whitespace().take(count).collect();
        Some(words.join(" ").trim_end_matches(['.', ',', ';', ':']).to_owned())
    })
}

/// The first day, none of those of effect, from which a DATES section says that its rule applies: `Applicability date: October 9,
/// 2026`. What it says so of an instruction is the day of that.
pub(crate) fn applicable_from(printed: &str, effective: &[NaiveDate]) -> Option<NaiveDate> {
    let ours = |sentence: &&str| !of_another_matter(sentence) && !of_another_document(sentence);
    sentences(printed).into_iter().filter(ours).find_map(|sentence| {
        let mut rest = sentence;
        while let Some((before, day, after)) = date::find(rest) {
            if leads_to_application(before) && !effective.contains(&day) && Schedule::read(sentence).named.is_empty() {
                return Some(day);
            }
            rest = after;
        }
        None
    })
}

/// Whether the words before a day make it that of application: `applies on and after`.
fn leads_to_application(before: &str) -> bool {
    const BETWEEN: [&str; 12] =
        ["after", "and", "as", "beginning", "date", "from", "is", "of", "on", "only", "or", "starting"];
    let lower = before.to_ascii_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).rev();
    let last = words.find(|word| !BETWEEN.contains(word));
    last.is_some_and(|word| {
        ["applicability", "applicable", "application", "applied", "applies", "apply"].contains(&word)
    })
}

/// Where the words stand that take a date back, and how many they are.
fn taken_back(sentence: &str, stays: bool) -> Option<(usize, usize)> {
    TAKEN_BACK
        .iter()
        .filter(|stem| !(stays && **stem == "stay"))
        .flat_map(|stem| sentence.match_indices(stem))
        .filter(|(at, _)| begins_word(sentence, *at) && !expires_otherwise(sentence, *at))
        .filter(|(at, _)| !heads_a_day(sentence, *at) && !of_an_instruction(sentence, *at))
        .map(|(at, stem)| (at, stem.split(' ').count()))
        .min()
}

/// `Delayed effective date: Amendatory instruction 3 is effective …`: the head of a day that is told behind it.
fn heads_a_day(sentence: &str, at: usize) -> bool {
    let rest = sentence.get(at..).and_then(|rest| rest.strip_prefix("delayed effective date")).unwrap_or_default();
    rest.trim_start_matches('s').starts_with(':') && sentence.get(..at).is_some_and(|before| before.trim().is_empty())
}

/// `instruction 3 is delayed until September 16, 2023`: an order of the document itself, with its day.
fn of_an_instruction(sentence: &str, at: usize) -> bool {
    let (before, rest) = sentence.split_at_checked(at).unwrap_or((sentence, ""));
    let delayed = ["delayed until ", "deferred until ", "postponed until "].iter().any(|words| rest.starts_with(words));
    delayed
        && before.contains("instruction")
        && is_delayed_instruction(before, rest.split_whitespace().next().unwrap_or(""))
}

/// `will not be effective`, `does not take effect`.
fn negated(sentence: &str) -> Option<(usize, usize)> {
    let not = ["not ", "never ", "cannot "];
    not.iter().flat_map(|not| sentence.match_indices(not)).filter(|(at, _)| begins_word(sentence, *at)).find_map(
        |(at, _)| {
            let rest = sentence.get(at..)?;
            let mut words = rest.split_whitespace().take(4);
            let in_force = words.position(|word| word.starts_with("effect") || word == "force")?;
            (!begins_on_a_day(sentence, at)).then_some((at, in_force + 1))
        },
    )
}

/// `not become effective until September 16, 2023`: the words that begin there tell the day of effect.
fn begins_on_a_day(sentence: &str, at: usize) -> bool {
    let rest = sentence.get(at..).unwrap_or_default();
    ["until ", "before "].iter().filter_map(|word| Some(rest.find(word)? + word.len())).any(|end| {
        let (said, day) = rest.split_at(end);
        let mut chars = day.chars();
        let month = chars.next().map(|first| first.to_ascii_uppercase().to_string() + chars.as_str());
        is_not_before(said) && month.is_some_and(|day| date::in_full(&day).is_some())
    })
}

/// `effective from May 2, 2023 through May 2, 2024`, `effective until further notice`.
fn bounded(sentence: &str) -> Option<(usize, usize)> {
    let ends = |word| sentence.match_indices(word);
    ends("until").chain(ends("through")).find_map(|(at, word)| {
        let (before, rest) = sentence.split_at(at);
        let next = rest.split_whitespace().take(6);
        let dated = word == "until" || next.take_while(|word| *word != "effective").any(is_year);
        let effective = before.get(before.rfind("effect")?..)?;
        let begins = begins_on_a_day(sentence, before.rfind("not ").unwrap_or(at));
        (begins_word(sentence, at) && dated && !begins && !turns_away(effective)).then_some((at, 4))
    })
}

/// Whether a word tells a year; the number of an instruction does not.
fn is_year(word: &str) -> bool {
    let word = word.trim_end_matches([',', '.', ';']);
    word.contains('/') || word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the words after "effective" have gone on to another matter, or to a stay.
fn turns_away(words: &str) -> bool {
    OTHER_MATTERS.iter().any(|matter| words.contains(matter)) || words.contains("stay")
}

/// Whether it is the comment period, or the like, that expires.
fn expires_otherwise(sentence: &str, at: usize) -> bool {
    let before = sentence.get(..at).unwrap_or_default();
    let matter = OTHER_MATTERS.iter().filter_map(|matter| before.rfind(matter)).max();
    matter
        .and_then(|from| before.get(from..))
        .is_some_and(|between| between.len() < 60 && !between.contains([',', ';']))
}

fn begins_word(text: &str, at: usize) -> bool {
    !text.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::{applicable_from, qualification};
    use chrono::NaiveDate;

    #[test]
    fn what_is_not_or_no_longer_in_force_is_seen() {
        for (text, expected) in [
            ("This rule will not be effective May 2, 2023.", "not be effective"),
            ("This rule does not take effect on May 2, 2023.", "not take effect"),
            ("The effective date of May 2, 2023 is postponed.", "postponed"),
            ("Effective May 2, 2023, this rule is deferred.", "deferred"),
            ("This rule, effective May 2, 2023, is suspended.", "suspended"),
            ("This rule is effective May 2, 2023, but is stayed until May 2, 2024.", "stayed"),
            ("This rule is effective May 2, 2023. It expires May 2, 2024.", "expires"),
            ("This rule, on which comments are requested, expires May 2, 2024.", "expires"),
            ("This rule is effective from May 2, 2023 through May 2, 2024.", "through May 2, 2024"),
            ("The effective date of amendatory instruction 3 is delayed until May 2, 2024.", "delayed"),
            ("This rule will not become effective until further notice.", "not become effective"),
            ("Effective May 2, 2023, until further notice.", "until further notice"),
        ] {
            assert_eq!(qualification(text, false, &|_| true).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_day_of_application_beside_that_of_effect_is_seen() {
        let effective = NaiveDate::from_ymd_opt(2023, 5, 2).unwrap();
        let later = NaiveDate::from_ymd_opt(2023, 6, 1);
        for (text, expected) in [
            ("Effective date: May 2, 2023. Applicability date: June 1, 2023.", later),
            ("This rule is effective May 2, 2023, and applicable beginning on June 1, 2023.", later),
            ("This rule is effective May 2, 2023. It applies on and after June 1, 2023.", later),
            ("This rule is effective May 2, 2023. The date of its application is June 1, 2023.", later),
            ("This rule is effective May 2, 2023, and applies from May 2, 2023, but only until June 1, 2023.", None),
            ("Effective and applicable May 2, 2023. Comments are due June 1, 2023.", None),
            ("This rule is effective May 2, 2023. The savings clause applies until June 1, 2023.", None),
            ("Effective May 2, 2023. The removal in instruction 3 applies beginning on June 1, 2023.", None),
            ("This rule is effective May 2, 2023. The rule published at 88 FR 100 applies from June 1, 2023.", None),
        ] {
            assert_eq!(applicable_from(text, &[effective]), expected, "{text}");
        }
    }

    #[test]
    fn a_date_of_another_matter_is_none_of_the_rules() {
        for text in [
            "This rule is effective May 2, 2023.",
            "This rule is effective May 2, 2023. Comments must be received through June 1, 2023.",
            "This rule is effective May 2, 2023; the comment period expires June 1, 2023.",
            "This rule is effective May 2, 2023, with comments accepted until June 1, 2023.",
            "Submit comments through www.regulations.gov. This rule is effective May 2, 2023.",
            "Amendments made through this rule are effective May 2, 2023.",
            "The amendments shall not become effective until May 2, 2023.",
            "Delayed effective date: Amendatory instruction 3 is effective May 2, 2023.",
            "The removal in amendatory instruction 3 is delayed until May 2, 2023.",
            "The 30-day delay does not apply; this rule is effective May 2, 2023.",
        ] {
            assert_eq!(qualification(text, false, &|_| true), None, "{text}");
        }
        let stay = "Effective November 10, 2025, the amendments are stayed until November 9, 2026.";
        assert_eq!(qualification(stay, true, &|_| true), None);
        assert_eq!(qualification(stay, false, &|_| true).as_deref(), Some("stayed"));
    }
}
