//! What a sentence does to a document, and whether it does it itself, recounts it, or leaves it open.

use serde::{Deserialize, Serialize};

use super::Section;
use super::until::NEW_DATE;

/// What is done to a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verb {
    /// Its effective date is moved.
    Delay,
    /// It is stayed or suspended.
    Suspend,
    /// It is withdrawn, rescinded, vacated, set aside.
    Withdraw,
    /// Its text is corrected.
    Correct,
    /// It is printed anew.
    Republish,
    /// Something else: a stay is lifted, a delay withdrawn, or no sentence says what.
    Other,
}

impl Verb {
    /// The word for what was done.
    pub fn participle(self) -> &'static str {
        match self {
            Self::Delay => "delayed",
            Self::Suspend => "suspended",
            Self::Withdraw => "withdrawn",
            Self::Correct => "corrected",
            Self::Republish => "republished",
            Self::Other => "acted on",
        }
    }
}

/// Whether a sentence does something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Manner {
    /// It does it: "is hereby delayed".
    Done,
    /// It recounts it: "was delayed".
    Told,
    /// It is only possible, proposed, asked for or denied.
    Open,
}

/// Beginnings of words that act, and what they mean.
const STEMS: [(&str, Verb); 33] = [
    ("delay", Verb::Delay),
    ("postpon", Verb::Delay),
    ("defer", Verb::Delay),
    ("stay", Verb::Suspend),
    ("suspen", Verb::Suspend),
    ("abeyance", Verb::Suspend),
    ("paus", Verb::Suspend),
    ("toll", Verb::Suspend),
    ("enjoin", Verb::Suspend),
    ("enjoyn", Verb::Suspend),
    ("withdraw", Verb::Withdraw),
    ("withdrew", Verb::Withdraw),
    ("rescind", Verb::Withdraw),
    ("resciss", Verb::Withdraw),
    ("revok", Verb::Withdraw),
    ("revoc", Verb::Withdraw),
    ("vacat", Verb::Withdraw),
    ("annul", Verb::Withdraw),
    ("nullif", Verb::Withdraw),
    ("invalidat", Verb::Withdraw),
    ("repeal", Verb::Withdraw),
    ("disapprov", Verb::Withdraw),
    ("cancel", Verb::Withdraw),
    ("abrogat", Verb::Withdraw),
    ("retract", Verb::Withdraw),
    ("correct", Verb::Correct),
    ("errat", Verb::Correct),
    ("corrigend", Verb::Correct),
    ("republi", Verb::Republish),
    ("reprint", Verb::Republish),
    ("reissu", Verb::Republish),
    ("lift", Verb::Other),
    ("reinstat", Verb::Other),
];

/// Phrases that act, and what they mean.
const PHRASES: [(&str, Verb); 21] = [
    ("not take effect", Verb::Delay),
    ("not become effective", Verb::Delay),
    ("not be effective", Verb::Delay),
    ("not go into effect", Verb::Delay),
    ("not enter into force", Verb::Delay),
    ("not come into force", Verb::Delay),
    ("extends the effective date", Verb::Delay),
    ("extending the effective date", Verb::Delay),
    ("changes the effective date", Verb::Delay),
    ("changing the effective date", Verb::Delay),
    ("revises the effective date", Verb::Delay),
    ("moves the effective date", Verb::Delay),
    ("pushes back the effective date", Verb::Delay),
    ("puts off the effective date", Verb::Delay),
    ("sets aside", Verb::Withdraw),
    ("set aside", Verb::Withdraw),
    ("no force or effect", Verb::Withdraw),
    ("no legal effect", Verb::Withdraw),
    ("without effect", Verb::Withdraw),
    ("null and void", Verb::Withdraw),
    ("should read", Verb::Correct),
];

/// Participles that move a date where the effective date is spoken of: "the effective date … is extended until".
const MOVED: [&str; 7] = ["extended", "changed", "revised", "moved", "reset", "pushed", "put"];

/// Words by which what follows is only proposed, asked for, or on a condition.
const CONDITIONS: [&str; 9] =
    ["propos", "whether", "if ", "unless ", "considering", "comment on", "comments on", "petition", "553"];

/// Words shortly before a verb by which it is only possible, intended or denied.
const OPEN: [&str; 17] = [
    "may", "might", "could", "would", "can", "should", "not", "never", "neither", "nor", "intends", "requested",
    "requests", "considered", "authority", "asked", "without",
];

/// How many words before a verb can take its force.
const NEAR: usize = 6;

/// Words that say of a document that it acts, before a noun: "announces the withdrawal of".
const ANNOUNCES: [&str; 11] = [
    "announc", "notice of", "gives notice", "issu", "publish", "order", "grant", "impos", "document is", "is a ",
    "effect",
];

/// What a title or an ACTION line declares to be done to another document.
pub(super) fn declared(line: &str) -> Option<Verb> {
    let lower = line.to_lowercase();
    if ["proposed delay", "compliance date", "comment period", "withdrawal of proposed", "proposed withdrawal"]
        .iter()
        .any(|words| lower.contains(words))
    {
        return None;
    }
    let words = words(&lower);
    let verb = words.iter().find_map(|(_, word)| stem(word)).filter(|verb| *verb != Verb::Other);
    verb.or_else(|| {
        let date = lower.contains("effective date");
        (date && ["extension", "change", "revis", "new "].iter().any(|word| lower.contains(word)))
            .then_some(Verb::Delay)
    })
}

/// What a sentence does, and how. Of several, what it does itself counts before what it recounts.
pub(super) fn read(text: &str, section: Section) -> Option<(Verb, Manner)> {
    let quoted = unquoted(text);
    let lower = quoted.to_lowercase();
    if is_of_another_matter(&lower) {
        return None;
    }
    let mut found = by_phrase(&lower);
    let words = words(&lower);
    for (at, (place, word)) in words.iter().enumerate() {
        if let Some(verb) = stem(word) {
            let before: Vec<_> = words.iter().take(at).rev().map(|(_, word)| *word).collect();
            let after: Vec<_> = words.iter().skip(at + 1).map(|(_, word)| *word).collect();
            let text_before = lower.get(..*place).unwrap_or_default();
            let of_another = |manner| (manner == Manner::Told || verb == Verb::Other) && is_of_another(&before);
            if let Some(manner) =
                manner(word, &before, &after, section, text_before).filter(|manner| !of_another(*manner))
            {
                found.push((*place, verb, manner));
            }
        } else if MOVED.contains(word) && lower.contains("effective date") {
            let before: Vec<_> = words.iter().take(at).rev().map(|(_, word)| *word).collect();
            if let Some(manner) = passive(&before) {
                found.push((*place, Verb::Delay, manner));
            }
        }
    }
    for (at, verb, manner) in &mut found {
        let denies = *verb == Verb::Delay && lower.get(*at..).is_some_and(|rest| rest.starts_with("not "));
        if is_open(lower.get(..*at).unwrap_or_default()) && !denies {
            *manner = Manner::Open;
        }
    }
    let best = |manner| {
        let of = found.iter().filter(|(_, _, found)| *found == manner);
        let verbs: Vec<_> = of.map(|(_, verb, _)| *verb).collect();
        let first = *verbs.first()?;
        // A stay that is withdrawn is no withdrawal of the rule; two things at once are neither.
        let one = verbs.iter().all(|verb| family(*verb) == family(first));
        Some((if one { first } else { Verb::Other }, manner))
    };
    let found = best(Manner::Done).or_else(|| best(Manner::Told)).or_else(|| best(Manner::Open))?;
    Some(if undoes(&lower) { (Verb::Other, found.1) } else { found })
}

/// Whether the words before a verb take its force.
fn is_open(before: &str) -> bool {
    let condition = |word: &&str| {
        before.match_indices(*word).any(|(at, _)| {
            let begins = !before.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric));
            begins && !before.get(at..).is_some_and(|rest| rest.starts_with("unless otherwise"))
        })
    };
    let words = words(before);
    // `May 2, 2031` is a day.
    let mut following: Option<&str> = None;
    let open = words.iter().rev().take(NEAR).any(|(_, word)| {
        let is_day = *word == "may" && following.is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
        following = Some(word);
        OPEN.contains(word) && !is_day
    });
    open || CONDITIONS.iter().any(condition)
}

/// A delay and a stay are told apart only once the document is in force.
fn family(verb: Verb) -> Verb {
    if verb == Verb::Suspend { Verb::Delay } else { verb }
}

/// `withdraws the delay`, `the stay is lifted`, `terminates the suspension`: what is undone is an act, not a rule.
fn undoes(lower: &str) -> bool {
    let verbs = ["withdraw", "lift", "terminat", "rescind", "ends ", "ending ", "vacat", "revok", "dissolv"];
    let acts = ["delay", "stay", "suspension", "postponement", "withdrawal", "deferral", "abeyance"];
    acts.iter().any(|act| {
        verbs.iter().any(|verb| {
            let active = ["the", "its", "that", "a"].iter().any(|article| {
                lower.match_indices(verb).any(|(at, _)| {
                    let rest = lower.get(at..).and_then(|rest| rest.split_once(' ')).map_or("", |(_, rest)| rest);
                    rest.starts_with(&format!("{article} {act}"))
                })
            });
            let passive = lower.match_indices(&format!("the {act}")).any(|(at, _)| {
                let rest = lower.get(at..).unwrap_or_default();
                let of_rule = ["rule", "effective", " fr "].iter().any(|word| rest.contains(word));
                of_rule
                    && ["is", "are"].iter().any(|aux| {
                        rest.contains(&format!(" {aux} {verb}")) || rest.contains(&format!(" {aux} hereby {verb}"))
                    })
            });
            active || passive
        })
    })
}

/// Dates of other matters, which move no effective date.
fn is_of_another_matter(lower: &str) -> bool {
    let other = ["compliance date", "comment period", "applicability date", "delivery", "withdrawal from the list"];
    other.iter().any(|words| lower.contains(words)) && !lower.contains("effective date") && !lower.contains("withdrawn")
}

fn by_phrase(lower: &str) -> Vec<(usize, Verb, Manner)> {
    let mut found = Vec::new();
    for (phrase, verb) in PHRASES {
        for (at, _) in lower.match_indices(phrase) {
            let before = lower.get(..at).unwrap_or_default().trim_end();
            let told = ["was", "were", "had been", "did", "court"].iter().any(|word| before.ends_with(word));
            found.push((at, verb, if told { Manner::Told } else { Manner::Done }));
        }
    }
    found.extend(NEW_DATE.iter().filter_map(|lead| lower.find(lead)).map(|at| (at, Verb::Delay, Manner::Done)));
    found
}

/// The manner of a verb by its form and the words around it, the nearest first. `None` where the word is no verb here.
fn manner(word: &str, before: &[&str], after: &[&str], section: Section, text_before: &str) -> Option<Manner> {
    let head = section != Section::Body;
    let next = after.first().copied().unwrap_or_default();
    let noun = ["of", "to", "in", "for", "from"].contains(&next) || after.is_empty();
    let participle = word.ends_with("ed") || word.ends_with("wn") || word == "set";
    if word.ends_with("ing") {
        let aux = before.iter().take(2).any(|word| ["is", "are"].contains(word));
        return (aux || head).then_some(Manner::Done);
    }
    if participle || word == "abeyance" {
        return passive(before).or_else(|| {
            let takes_object = ["the", "a", "an", "that", "its", "this", "certain"].contains(&next);
            Some(if head && !takes_object { Manner::Done } else { Manner::Told })
        });
    }
    if word == "withdrew" {
        return Some(Manner::Told);
    }
    let skipped: Vec<_> = before.iter().copied().filter(|word| !ADVERBS.contains(word)).take(2).collect();
    let previous = skipped.first().copied().unwrap_or_default();
    if previous == "to" {
        let acts = ["action", "rule", "notice", "document", "decided", "determined", "order", "issu", "publish"];
        return acts.iter().any(|word| text_before.contains(word)).then_some(Manner::Done);
    }
    let is_verb =
        word.ends_with('s') && !["a", "an", "the", "of", "no"].contains(&previous) && !word.ends_with("ss") && !noun
            || ["we", "hereby", "shall", "will"].contains(&previous);
    if is_verb {
        return Some(Manner::Done);
    }
    // A noun: "delay of effective date", "the withdrawal of the final rule".
    let acts = head
        || ANNOUNCES.iter().any(|word| text_before.contains(word))
        || next.is_empty()
        || text_before.contains("following");
    let ours = ["30-day", "day", "without", "undue", "no", "any", "further"].contains(&previous);
    (acts && !ours && (noun || head)).then_some(Manner::Done)
}

/// Words that can stand before "was delayed" where a document, or its date, was.
const SUBJECTS: [&str; 22] = [
    "rule", "rules", "date", "dates", "document", "documents", "amendment", "amendments", "regulation", "regulations",
    "register", "effectiveness", "publication", "it", "which", "that", "this", "action", "delay", "stay", "suspension",
    "notice",
];

/// Whether something else than a document is said to be acted on: "deliveries were delayed".
fn is_of_another(before: &[&str]) -> bool {
    let mut words = before.iter().filter(|word| !ADVERBS.contains(word));
    let aux = ["is", "are", "was", "were", "be", "been", "has", "have", "had"];
    let Some(subject) =
        words.find(|word| !aux.contains(word)).filter(|_| before.first().is_some_and(|word| aux.contains(word)))
    else {
        return false;
    };
    !SUBJECTS.contains(subject) && !subject.contains(|c: char| c.is_ascii_digit())
}

/// Adverbs between an auxiliary and its verb.
const ADVERBS: [&str; 16] = [
    "hereby", "further", "temporarily", "again", "also", "being", "indefinitely", "therefore", "immediately", "thus",
    "now", "additionally", "administratively", "partially", "formally", "hereafter",
];

/// The manner of a participle by its auxiliary, the nearest word first.
fn passive(before: &[&str]) -> Option<Manner> {
    let mut words = before.iter().copied().filter(|word| !ADVERBS.contains(word));
    match words.next()? {
        "is" | "are" | "has" | "have" => Some(Manner::Done),
        "be" => match words.next() {
            Some("will" | "shall") => Some(Manner::Done),
            _ => Some(Manner::Open),
        },
        "been" => Some(match words.next() {
            Some("has" | "have") => Manner::Done,
            _ => Manner::Told,
        }),
        "was" | "were" | "had" | "not" => Some(Manner::Told),
        "held" => passive(&words.collect::<Vec<_>>()),
        "in" => {
            let rest: Vec<_> = words.collect();
            (rest.first() == Some(&"held")).then(|| passive(rest.get(1..).unwrap_or_default())).flatten()
        }
        _ => None,
    }
}

/// What a word means by its beginning.
fn stem(word: &str) -> Option<Verb> {
    let all = STEMS
        .iter()
        .find(|(stem, _)| word.starts_with(stem) && !["corrective", "correctly", "correctional"].contains(&word));
    all.map(|(_, verb)| *verb)
}

/// Words with the places where they begin.
fn words(lower: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    for word in lower.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '’' || c == '\'')) {
        if !word.is_empty() {
            found.push((at, word));
        }
        at += word.len() + lower.get(at + word.len()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    found
}

/// A text whose quotations are blank: a title that says "Delay" delays nothing. Lengths stay.
fn unquoted(text: &str) -> String {
    let mut inside = false;
    text.chars()
        .map(|c| {
            inside = if c == '“' { true } else { inside && c != '”' };
            if inside { " ".repeat(c.len_utf8()) } else { c.to_string() }
        })
        .collect()
}
