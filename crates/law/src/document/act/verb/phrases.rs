//! Acts that several words say together: "shall not take effect", "extends that delay", "the stay is lifted".

use super::super::head;
use super::super::limit::MONTHS;
use super::super::until::{self, INSTEAD, NEW_DATE};
use super::manner::{is_subject, passive};
use super::open::clause;
use super::wording::{DOCUMENTS, Manner, UNDONE, Verb, places_of_phrases, starts_with_any, words};

pub(super) fn by_phrase(lower: &str) -> Vec<(usize, Verb, Manner)> {
    let mut found = Vec::new();
    for (at, phrase, verb) in places_of_phrases(lower) {
        let before = lower.get(..at).unwrap_or_default().trim_end();
        let passive = (phrase == "set aside").then(|| passive(&reversed(before))).flatten();
        let set_aside = phrase == "set aside" && passive.is_none();
        let rest = lower.get(at + phrase.len()..).unwrap_or_default();
        if set_aside
            && !["the rule", "the final rule", "the interim final rule", "that rule", "fr doc", "the regulation"]
                .iter()
                .any(|object| rest.trim_start().starts_with(object))
        {
            continue;
        }
        // "has no effect on the rule".
        if phrase.ends_with("no effect") && lower.get(at + phrase.len()..).is_some_and(|rest| rest.starts_with(" on "))
        {
            continue;
        }
        let of_subject = [
            "is void", "are void", "expires on", "cease to", "ceased to", "no longer in effect", "no longer effective",
            "no longer in force", "has lapsed", "lapsed on", "on hold",
        ]
        .contains(&phrase);
        let mut subject = reversed(before)
            .into_iter()
            .filter(|word| !["shall", "will", "and", "is", "are", "has", "have"].contains(word));
        let subject = subject.next().is_some_and(is_subject);
        if of_subject && (!subject || lower.contains("collection") || head::is_said_of_thing(clause(before), phrase)) {
            continue;
        }
        // "shall have no legal effect until December 1, 2031"
        let for_a_time = ["until", "till", "before", "prior to"].iter().any(|word| rest.trim_start().starts_with(word));
        let verb = if verb == Verb::Withdraw && !set_aside && for_a_time { Verb::Delay } else { verb };
        let told = ["was", "were", "had been", "did", "court"].iter().any(|word| before.ends_with(word));
        found.push((
            at,
            verb,
            if passive == Some(Manner::Open) {
                Manner::Open
            } else if set_aside || told && !matches!(verb, Verb::Other | Verb::Correct) {
                Manner::Told
            } else {
                Manner::Done
            },
        ));
    }
    let new = INSTEAD.iter().filter(|_| until::new_date(lower, lower).is_some());
    let leads = NEW_DATE.iter().chain(new);
    // "The remainder of the rule will take effect as scheduled", "misstated the date on which it will become effective".
    let as_is = |at: usize, lead: &str| {
        let (before, rest) = (lower.get(..at).unwrap_or_default(), lower.get(at + lead.len()..).unwrap_or_default());
        let of_date = before.rsplit([',', ';']).next().is_some_and(|clause| clause.contains("date on which"));
        of_date || stand_as_printed(rest)
    };
    let places = leads.filter_map(|lead| Some((lower.find(*lead)?, *lead))).filter(|(at, lead)| !as_is(*at, lead));
    found.extend(places.map(|(at, _)| (at, Verb::Delay, Manner::Done)));
    found
}

/// "will become effective on May 2 and May 9, 2031, as published": whether what stands behind the words for it says that
/// documents take effect as they say themselves. Whether their days are these is seen where they are read.
fn stand_as_printed(rest: &str) -> bool {
    const AS: [&str; 5] = ["as originally", "as planned", "as published", "as scheduled", "as the rule"];
    let rest = rest.trim_start();
    let day = |word: &str| {
        ["and", "on", "respectively"].contains(&word)
            || word.chars().all(|c| c.is_ascii_digit())
            || MONTHS.contains(&word)
    };
    let behind = words(rest).into_iter().find(|(_, word)| !day(word)).and_then(|(at, _)| rest.split_at_checked(at));
    behind.is_some_and(|(days, rest)| {
        (days.is_empty() || days.contains(" and ")) && AS.iter().any(|words| rest.starts_with(words))
    })
}

/// The words of a text, the last one first.
fn reversed(text: &str) -> Vec<&str> {
    words(text).into_iter().rev().map(|(_, word)| word).collect()
}

/// `extends that delay until`, `the stay of the rule is continued`: what was put off is put off again.
pub(super) fn prolongs(lower: &str, words: &[(usize, &str)]) -> Vec<(usize, Verb, Manner)> {
    const PROLONG: [&str; 5] = ["extend", "prolong", "continu", "lengthen", "renew"];
    const ACTS: [&str; 5] = ["delay", "stay", "suspension", "postponement", "deferral"];
    let of_act = |(at, (place, word)): (usize, &(usize, &str))| {
        if !starts_with_any(word, &PROLONG) {
            return None;
        }
        let before: Vec<_> = words.iter().take(at).rev().map(|(_, word)| *word).collect();
        let object = words.iter().skip(at + 1).take(4).any(|(_, word)| ACTS.contains(word));
        let active = object && (word.ends_with('s') || word.ends_with("ing") || before.first() == Some(&"to"));
        let clause = clause(lower.get(..*place)?);
        let subject = words_of_acts(clause, &ACTS);
        let manner =
            if active { Some(Manner::Done) } else { passive(&before).filter(|_| subject && word.ends_with("ed")) };
        Some((*place, Verb::Delay, manner?))
    };
    words.iter().enumerate().filter_map(of_act).collect()
}

/// Whether words are about an act: "the delay of the rule".
fn words_of_acts(clause: &str, acts: &[&str]) -> bool {
    acts.iter()
        .any(|act| ["the", "that", "this", "its"].iter().any(|article| clause.contains(&format!("{article} {act}"))))
}

/// `withdraws the delay`, `the stay is lifted`, `terminates the suspension`: what is undone is an act, not a rule.
pub(super) fn undoes(lower: &str) -> bool {
    let plain = ["administrative ", "temporary ", "indefinite ", "judicial ", "further "];
    let lower = plain.iter().fold(lower.to_owned(), |lower, word| lower.replace(word, ""));
    let lower = lower.as_str();
    let verbs = ["withdraw", "lift", "terminat", "rescind", "ends ", "ending ", "vacat", "revok", "dissolv"];
    // "extends the delay" ends nothing.
    let begins = |at: usize| !lower.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric));
    let said = |words: &[&'static str]| -> Vec<_> {
        let said = |word: &&str| lower.match_indices(*word).any(|(at, _)| begins(at));
        words.iter().copied().filter(said).collect()
    };
    // "withdraws the document by which it delayed the rule at 96 FR 900"
    let of_document = |at: usize, verb: &str| {
        let rest = lower.get(at + verb.len()..).unwrap_or_default();
        let relative = ["by which", "in which", "with which", "that", "which"]
            .iter()
            .filter_map(|words| rest.split_once(&format!(" {words} ")));
        relative.min_by_key(|(object, _)| object.len()).is_some_and(|(object, clause)| {
            // "the rule the effective date of which had been delayed"
            let passive = words(clause).first().is_some_and(|(_, word)| ["had", "has", "was", "were"].contains(word))
                && (clause.contains("been ")
                    || clause.trim_start().starts_with("was ")
                    || clause.trim_start().starts_with("were "));
            let put_off = !passive
                && words(clause).iter().take(4).any(|(_, word)| {
                    word.ends_with("ed")
                        && ["delay", "postpon", "stay", "suspend", "defer"].iter().any(|stem| word.starts_with(stem))
                });
            put_off
                && !object.contains(" fr ")
                && words(object).iter().any(|(_, word)| DOCUMENTS.contains(word) || *word == "notice")
        })
    };
    let withdraws = ["withdraws", "withdrawing", "rescinds", "rescinding", "revokes", "revoking"];
    if withdraws.iter().any(|verb| lower.find(verb).is_some_and(|at| of_document(at, verb))) {
        return true;
    }
    let (verbs, acts) = (said(&verbs), said(&UNDONE));
    acts.iter().any(|act| {
        verbs.iter().any(|verb| {
            let active = ["the", "its", "that", "a"].iter().any(|article| {
                lower.match_indices(verb).filter(|(at, _)| begins(*at)).any(|(at, _)| {
                    let rest = lower.get(at..).and_then(|rest| rest.split_once(' ')).map_or("", |(_, rest)| rest);
                    rest.starts_with(&format!("{article} {act}"))
                })
            });
            let passive = lower.match_indices(&format!("the {act}")).any(|(at, _)| {
                let rest = lower.get(at..).unwrap_or_default();
                let of_rule = ["rule", "effective", " fr ", "publish"].iter().any(|word| rest.contains(word));
                of_rule
                    && ["is", "are"].iter().any(|aux| {
                        rest.contains(&format!(" {aux} {verb}")) || rest.contains(&format!(" {aux} hereby {verb}"))
                    })
            });
            active || passive
        })
    })
}
