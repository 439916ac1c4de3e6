//! What a sentence does to a document, and whether it does it itself, recounts it, or leaves it open.

pub(super) mod wording;

use serde::{Deserialize, Serialize};

use super::claimed::is_claimed;
use super::head;
use super::passage::Section;
use super::quoted::unquoted;
use super::until::{self, INSTEAD, NEW_DATE};
pub use wording::Verb;
use wording::{
    CHANGED, COURT_OBJECTS, DOCUMENTS, MOVED, MOVES, OTHER_MATTERS, OTHER_OBJECTS, PHRASES, UNDONE, WEAK, stem, words,
};

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

/// Words by which what follows is only proposed, asked for, or on a condition.
const CONDITIONS: [&str; 6] = ["propos", "whether", "considering", "comment on", "comments on", "petition"];

/// Words by which all that follows in a sentence is on a condition.
const IFS: [&str; 2] = ["if ", "unless "];

/// Words by which somebody else wants what follows of the bureau.
const ASKED: [&str; 15] = [
    "asked bis", "asked the bureau", "asked that", "urged bis", "urged the bureau", "urged that", "requested that",
    "asks bis", "asks that", "recommended that", "suggested that", "argued that", "encouraged bis", "called on bis",
    "petitioned bis",
];

/// Words with which a sentence goes on to say something of its own.
const CLAUSES: [&str; 16] = [
    ", and bis ", ", and the bureau ", ", and the department ", ", and the effective ", ", and the rule ", ", bis ",
    ", but bis ", ", the bureau ", ", the department ", ", the effective ", ", the final rule ",
    ", the interim final rule ", ", the rule ", ", this ", ", we ", "; ",
];

/// Words shortly before a verb by which it is only possible, intended or denied.
const OPEN: [&str; 18] = [
    "may", "might", "could", "would", "can", "should", "not", "never", "neither", "nor", "nothing", "intends",
    "requested", "requests", "considered", "authority", "asked", "without",
];

/// How many words before a verb can take its force.
const NEAR: usize = 6;

/// Words that say of a document that it acts, before a noun: "announces the withdrawal of".
const ANNOUNCES: [&str; 11] = [
    "announc", "notice of", "gives notice", "issu", "publish", "order", "grant", "impos", "document is", "is a ",
    "effect",
];

/// Whether a title declares something of another matter than a document: "Notice of Cancelled Meeting".
pub(super) fn declares_other(title: &str) -> bool {
    let lower = title.to_lowercase();
    let words = words(&lower);
    let has = |any: &[&str]| words.iter().any(|(_, word)| any.contains(word));
    let of_thing = words.iter().any(|(_, word)| head::names_thing(word)) && !lower.contains("entity list");
    (has(&OTHER_MATTERS) || of_thing) && !has(&DOCUMENTS) && words.iter().any(|(_, word)| stem(word).is_some())
}

/// What a title or an ACTION line declares to be done to another document.
pub(crate) fn declared(line: &str) -> Option<Verb> {
    let lower = line.to_lowercase();
    if ["proposed delay", "compliance date", "comment period", "withdrawal of proposed", "proposed withdrawal"]
        .iter()
        .any(|words| lower.contains(words))
    {
        return None;
    }
    let verb = lower.split([';', ':', '—']).find_map(|part| {
        let words = words(part);
        let has = |any: &[&str]| words.iter().any(|(_, word)| any.contains(word));
        if part.contains("propos") {
            return None;
        }
        // "Postponement of Meeting", "Suspension of Export Privileges".
        let of_things = words.iter().any(|(_, word)| head::names_thing(word));
        if (has(&OTHER_OBJECTS) || has(&OTHER_MATTERS) || of_things) && !has(&DOCUMENTS) && !part.contains("effective")
        {
            return None;
        }
        // "Remand Without Vacatur"
        let denied = ["against", "denial", "denying", "no", "not", "without"];
        words.iter().take_while(|(_, word)| !denied.contains(word)).find_map(|(_, word)| stem(word))
    });
    let verb = verb.filter(|verb| *verb != Verb::Other);
    verb.or_else(|| {
        let moves = |part: &str| {
            part.contains("effective date")
                && ["extension", "change", "revis", "new "].iter().any(|word| part.contains(word))
        };
        lower.split([';', ':']).any(moves).then_some(Verb::Delay)
    })
}

/// What a sentence does, and how. Of several, what it does itself counts before what it recounts.
pub(super) fn read(text: &str, section: Section) -> Option<(Verb, Manner)> {
    let quoted = unquoted(text);
    let lower = quoted.to_lowercase();
    if is_of_another_matter(&lower) || is_claimed(&lower) {
        return None;
    }
    let mut found = by_phrase(&lower);
    let words = words(&lower);
    for (at, (place, word)) in words.iter().enumerate() {
        if let Some(verb) = stem(word) {
            let before: Vec<_> = words.iter().take(at).rev().map(|(_, word)| *word).collect();
            let after: Vec<_> = words.iter().skip(at + 1).map(|(_, word)| *word).collect();
            let participle = word.ends_with("ed") || word.ends_with("wn");
            let alone = if participle { without_others(words.get(..at).unwrap_or_default()) } else { at };
            let before = before.get(at - alone..).unwrap_or_default();
            let text_before = words.get(alone).and_then(|(start, _)| lower.get(..*start)).unwrap_or_default();
            let text_after = lower.get(place + word.len()..).unwrap_or_default();
            let weak = WEAK.iter().any(|stem| word.starts_with(stem));
            let of_another = |manner| {
                let passive = manner == Manner::Told || verb == Verb::Other && !word.ends_with("ing");
                // "The rule at 96 FR 900 delays the effect of": it acts itself.
                let in_past = *word == "withdrew" || word.ends_with("ed") && after.first() != Some(&"at");
                let mut subject = before.iter().skip_while(|word| ["also", "itself", "then"].contains(*word));
                let in_past = in_past && subject.next().is_some_and(|word| word.contains(|c: char| c.is_ascii_digit()));
                let acts_itself = (word.ends_with('s')
                    || in_past && text_before.ends_with(' ') && !text_before.ends_with(", "))
                    && refers(clause(text_before))
                    && !lower.get(*place..).is_some_and(refers)
                    && !after
                        .iter()
                        .take(3)
                        .any(|word| DOCUMENTS.contains(word) || ["effective", "it", "that"].contains(word));
                // "vacated the denial order; it cited the rule at".
                let rest = lower.get(*place..).and_then(|rest| rest.split(';').next()).unwrap_or_default();
                let by_court = after.iter().take(4).any(|word| COURT_OBJECTS.contains(word));
                let by_court = by_court && !rest.contains("rule") && !refers(rest);
                // "Because BIS received adverse comment, it is withdrawing the rule".
                let passive_form = !word.ends_with("ing") && is_passive(before);
                let on_document = !passive_form && head::is_document(text_after);
                let of_matter =
                    verb != Verb::Correct && !on_document && super::object::is_of_another_matter(clause(text_before));
                // "Unlike the rule of 2025, which was withdrawn, the rule at 96 FR 900".
                let auxiliary = |word: &&&str| ["was", "were", "been", "had", "has"].contains(*word) || is_adverb(word);
                let of_clause = before.iter().find(|word| !auxiliary(word)).is_some_and(|word| *word == "which");
                let next = after.iter().take_while(|word| **word != "fr").any(|word| ["rule", "rules"].contains(word));
                let aside = manner == Manner::Told && of_clause && next && !refers(text_before);
                passive && is_of_another(before)
                    || of_matter
                    || word.starts_with("stay") && is_intransitive(&after)
                    || *word == "abeyance" && holds_a_thing(before)
                    || !passive_form && word.starts_with("withdr") && after.first() == Some(&"from")
                    || super::object::is_of_exceptions(&lower, text_before)
                    || aside
                    || has_other_object(word, before, &after, weak)
                    || word.ends_with("ed") && !passive_form && head::is_own(text_after)
                    || verb != Verb::Correct && is_of_thing(word, passive_form, (text_before, text_after))
                    || acts_itself
                    || by_court
            };
            if let Some(manner) =
                manner(word, before, &after, section, (text_before, text_after)).filter(|manner| !of_another(*manner))
            {
                found.push((*place, verb, manner));
            }
        } else if lower.contains("effective date") && (MOVED.contains(word) || starts_with_any(word, &MOVES)) {
            let before: Vec<_> = words.iter().take(at).rev().map(|(_, word)| *word).collect();
            let object = words.iter().skip(at + 1).take(3).any(|(_, word)| *word == "effective");
            let active = object && (word.ends_with('s') || word.ends_with("ing") || before.first() == Some(&"to"));
            let moved = if active { Some(Manner::Done) } else { passive(&before).filter(|_| MOVED.contains(word)) };
            found.extend(moved.map(|manner| (*place, Verb::Delay, manner)));
        } else if CHANGED.contains(word) && is_document(lower.get(..*place).unwrap_or_default()) {
            found.push((*place, Verb::Other, Manner::Done));
        }
    }
    found.extend(prolongs(&lower, &words));
    if head::is_of_topic(&words) {
        found.retain(|(_, verb, _)| *verb != Verb::Correct);
    }
    // "The effective date of the rule at 96 FR 900, delayed at 96 FR 950, is confirmed."
    if ["is confirmed", "are confirmed"].iter().any(|confirms| lower.trim_end_matches('.').ends_with(confirms)) {
        for (_, _, manner) in &mut found {
            *manner = Manner::Told;
        }
    }
    for (at, verb, manner) in &mut found {
        let denies = *verb == Verb::Delay && lower.get(*at..).is_some_and(|rest| rest.starts_with("not "));
        let (before, rest) = lower.split_at_checked(*at).unwrap_or_default();
        let waives =
            ["553", "exempt", "waive", "not subject to", "requirement"].iter().any(|words| before.contains(words));
        if (is_open(before) || waives && is_of_waiting(rest)) && !denies {
            *manner = Manner::Open;
        }
    }
    let best = |manner| {
        let of = found.iter().filter(|(_, _, found)| *found == manner);
        let verbs: Vec<_> = of.map(|(_, verb, _)| *verb).collect();
        let first = *verbs.first()?;
        // A stay that is withdrawn is no withdrawal of the rule; two things at once are neither.
        let one = verbs.iter().all(|verb| family(*verb) == family(first));
        let printed_anew = verbs.iter().all(|verb| matches!(verb, Verb::Correct | Verb::Republish));
        if printed_anew && verbs.contains(&Verb::Republish) {
            return Some((Verb::Republish, manner));
        }
        Some((if one { first } else { Verb::Other }, manner))
    };
    let found = best(Manner::Done).or_else(|| best(Manner::Told)).or_else(|| best(Manner::Open));
    if undoes(&lower) {
        return Some((Verb::Other, found.map_or(Manner::Done, |(_, manner)| manner)));
    }
    let own = until::speaks_of_itself(&lower);
    // "The rule at 96 FR 900, delayed indefinitely at 96 FR 950, is effective January 4, 2032."
    let restates = matches!(found, Some((Verb::Delay | Verb::Suspend, Manner::Told))) && !own;
    if restates && until::stated(text, &lower).is_some() {
        return Some((Verb::State, Manner::Told));
    }
    found.filter(|(_, manner)| *manner != Manner::Open).or_else(|| {
        let is_open = found.is_some() || is_open(&lower);
        let states = !is_open && (until::stated(text, &lower).is_some() || until::on_publication(&lower));
        states.then_some((Verb::State, Manner::Told)).or(found)
    })
}

fn starts_with_any(word: &str, stems: &[&str]) -> bool {
    stems.iter().any(|stem| word.starts_with(stem))
}

/// Whether words end with a document and "is": "the rule published at 96 FR 900 is hereby".
fn is_document(before: &str) -> bool {
    let words: Vec<_> = words(before).into_iter().rev().map(|(_, word)| word).collect();
    let mut skipped = words.iter().filter(|word| !ADVERBS.contains(word));
    let is = skipped.next().is_some_and(|word| ["is", "are"].contains(word));
    let cited = skipped.next().is_some_and(|word| word.contains(|c: char| c.is_ascii_digit()));
    let of_document = ["rule", "document", "fr doc"].iter().any(|word| before.contains(word));
    is && cited && of_document && !["supplement", "part 7", "section", "§"].iter().any(|word| before.contains(word))
}

/// Whether words refer to a document.
fn refers(words: &str) -> bool {
    [" fr ", "fr doc", "fed. reg"].iter().any(|word| words.contains(word))
}

/// Whether a verb acts on something else than a document: "suspended the use of", "terminates the licenses".
fn has_other_object(word: &str, before: &[&str], after: &[&str], weak: bool) -> bool {
    let object: Vec<_> = after.iter().take(4).take_while(|word| !["of", "in", "by", "from"].contains(word)).collect();
    if is_passive(before) && (word.ends_with("ed") || word.ends_with("wn") || word.ends_with("en")) {
        return weak && is_of_another(before);
    }
    if after.first() == Some(&"nothing") {
        return true;
    }
    // "licenses revoked by the rule".
    let by = after.first().is_some_and(|word| ["by", "under", "pursuant"].contains(word));
    if by && !word.ends_with("ing") && before.first().is_some_and(|word| !is_subject(word)) {
        return true;
    }
    let of_document = object.iter().any(|word| DOCUMENTS.contains(word) || **word == "one");
    // "corrects a cross-reference to the rule at".
    let refers_to = after.windows(2).take(6).any(|pair| match pair {
        [word, to] => (word.contains("reference") || word.contains("citation")) && *to == "to",
        _ => false,
    });
    if refers_to {
        return true;
    }
    let other = object.iter().take(3).any(|word| OTHER_OBJECTS.contains(word));
    !of_document && (weak || other)
}

/// How many of the words before a participle are left without others beside it: "are suspended or revoked".
fn without_others(before: &[(usize, &str)]) -> usize {
    let other = |word: &str| stem(word).is_some() && (word.ends_with("ed") || word.ends_with("wn"));
    match before {
        [rest @ .., (_, one), (_, "or" | "and")] if other(one) => without_others(rest),
        [rest @ .., (_, one)] if other(one) => without_others(rest),
        _ => before.len(),
    }
}

/// Whether the words before a participle make it a passive one: "is withdrawn", and not "has withdrawn".
fn is_passive(before: &[&str]) -> bool {
    let perfect = before.iter().find(|word| !is_adverb(word)).is_some_and(|word| ["has", "have", "had"].contains(word));
    !perfect && passive(before).is_some()
}

/// Whether a verb or noun has something else than a document for its object, or, in the passive, for its subject.
fn is_of_thing(word: &str, passive: bool, (text_before, text_after): (&str, &str)) -> bool {
    if passive { head::is_said_of_thing(clause(text_before), word) } else { head::is_thing(text_after) }
}

/// `delay in effective date`, `delayed effectiveness`: the thirty days of 5 U.S.C. 553(d).
fn is_of_waiting(rest: &str) -> bool {
    ["delay in", "delayed effect", "delay of", "delay requirement"].iter().any(|words| rest.starts_with(words))
}

/// "stays as it is", "stays in force": that is no stay.
fn is_intransitive(after: &[&str]) -> bool {
    match after {
        ["as" | "listed" | "on" | "put" | "unchanged", ..] => true,
        ["in", next, ..] => ["effect", "force", "operation", "place"].contains(next),
        _ => false,
    }
}

/// "held the case in abeyance"
fn holds_a_thing(before: &[&str]) -> bool {
    matches!(before, ["in", thing, ..] if head::names_thing(thing))
}

/// The words of a sentence that belong to what stands behind them.
fn clause(before: &str) -> &str {
    let begins = CLAUSES.iter().filter_map(|words| before.rfind(words)).max();
    begins.and_then(|at| before.get(at..)).unwrap_or(before)
}

/// Whether the words before a verb take its force.
fn is_open(before: &str) -> bool {
    let condition = |within: &str, word: &str| {
        within.match_indices(word).any(|(at, _)| {
            let begins = !within.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric));
            begins && !within.get(at..).is_some_and(|rest| rest.starts_with("unless otherwise"))
        })
    };
    let near = clause(before).replace("having considered", "having");
    let near = near.as_str();
    let words = words(near);
    // `May 2, 2031` is a day.
    let mut following: Option<&str> = None;
    let open = words.iter().rev().take(NEAR).any(|(_, word)| {
        let is_day = *word == "may" && following.is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
        let until_then = following.replace(word);
        // "remains in effect until modified, superseded or revoked".
        let is_end = *word == "until" && until_then.is_some_and(|next| next.ends_with("ed") || next.ends_with("wn"));
        OPEN.contains(word) && !is_day || is_end
    });
    // "No entity added by the rule at 96 FR 900 is modified".
    let begin = before.trim_start();
    let denied =
        begin.starts_with("no ") && !["no later", "no earlier", "no sooner"].iter().any(|it| begin.starts_with(it));
    // "One commenter asked BIS to withdraw the rule or to delay it."
    let own = [", and bis ", " and bis ", ", and accordingly", ", and therefore"]
        .iter()
        .filter_map(|it| before.rfind(it))
        .max();
    let asked = ASKED.iter().filter_map(|words| before.rfind(words)).max();
    let asked = asked.is_some_and(|asked| own.is_none_or(|own| own < asked));
    open || denied
        || asked
        || CONDITIONS.iter().any(|word| condition(near, word))
        || IFS.iter().any(|word| condition(before, word))
}

/// A delay and a stay are told apart only once the document is in force.
fn family(verb: Verb) -> Verb {
    if verb == Verb::Suspend { Verb::Delay } else { verb }
}

/// `extends that delay until`, `the stay of the rule is continued`: what was put off is put off again.
fn prolongs(lower: &str, words: &[(usize, &str)]) -> Vec<(usize, Verb, Manner)> {
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
fn undoes(lower: &str) -> bool {
    let verbs = ["withdraw", "lift", "terminat", "rescind", "ends ", "ending ", "vacat", "revok", "dissolv"];
    // "extends the delay" ends nothing.
    let begins = |at: usize| !lower.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric));
    let said = |words: &[&'static str]| -> Vec<_> {
        let said = |word: &&str| lower.match_indices(*word).any(|(at, _)| begins(at));
        words.iter().copied().filter(said).collect()
    };
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
pub(super) fn is_of_another_matter(lower: &str) -> bool {
    let other = ["compliance date", "comment period", "applicability date", "delivery", "withdrawal from the list"];
    let named = |clause: &str| other.iter().any(|words| clause.contains(words));
    let clauses = || [" and ", "; ", ", to ", ", so that ", ", because "].iter().flat_map(|at| lower.split(at));
    let acts = |clause: &str| {
        let of_rule = ["rule", " fr ", " it ", " its effective"].iter().any(|word| clause.contains(word));
        of_rule && !named(clause) && words(clause).iter().any(|(_, word)| stem(word).is_some())
    };
    named(lower)
        && !["effective date", "effective and ", "withdrawn"].iter().any(|words| lower.contains(words))
        && !clauses().any(acts)
}

/// The words of a text, the last one first.
fn reversed(text: &str) -> Vec<&str> {
    words(text).into_iter().rev().map(|(_, word)| word).collect()
}

fn by_phrase(lower: &str) -> Vec<(usize, Verb, Manner)> {
    let mut found = Vec::new();
    for (phrase, verb) in PHRASES {
        for (at, _) in lower.match_indices(phrase) {
            let before = lower.get(..at).unwrap_or_default().trim_end();
            let set_aside = phrase == "set aside" && passive(&reversed(before)).is_none();
            let rest = lower.get(at + phrase.len()..).unwrap_or_default();
            if set_aside
                && !["the rule", "the final rule", "the interim final rule", "that rule", "fr doc", "the regulation"]
                    .iter()
                    .any(|object| rest.trim_start().starts_with(object))
            {
                continue;
            }
            // "has no effect on the rule".
            if phrase.ends_with("no effect")
                && lower.get(at + phrase.len()..).is_some_and(|rest| rest.starts_with(" on "))
            {
                continue;
            }
            let of_subject = [
                "is void", "are void", "expires on", "cease to", "ceased to", "no longer in effect",
                "no longer effective", "no longer in force", "has lapsed", "lapsed on", "on hold",
            ]
            .contains(&phrase);
            let mut subject = reversed(before)
                .into_iter()
                .filter(|word| !["shall", "will", "and", "is", "are", "has", "have"].contains(word));
            let subject = subject.next().is_some_and(is_subject);
            if of_subject
                && (!subject || lower.contains("collection") || head::is_said_of_thing(clause(before), phrase))
            {
                continue;
            }
            // "shall have no legal effect until December 1, 2031"
            let for_a_time =
                ["until", "till", "before", "prior to"].iter().any(|word| rest.trim_start().starts_with(word));
            let verb = if verb == Verb::Withdraw && !set_aside && for_a_time { Verb::Delay } else { verb };
            let told = ["was", "were", "had been", "did", "court"].iter().any(|word| before.ends_with(word));
            found.push((
                at,
                verb,
                if set_aside || told && !matches!(verb, Verb::Other | Verb::Correct) {
                    Manner::Told
                } else {
                    Manner::Done
                },
            ));
        }
    }
    let new = INSTEAD.iter().filter(|_| until::new_date(lower, lower).is_some());
    let leads = NEW_DATE.iter().chain(new);
    found.extend(leads.filter_map(|lead| lower.find(*lead)).map(|at| (at, Verb::Delay, Manner::Done)));
    found
}

/// Words before a verb in "-ing" that tells of no act; without one, it does: "issued a judgment vacating the final rule
/// published at".
const LEADS: [&str; 16] = [
    "about", "after", "against", "before", "consider", "considering", "for", "from", "if", "in", "of", "on", "than",
    "when", "while", "without",
];

/// Of these, those that say that it was done: "after delaying the rule".
const FACTS: [&str; 5] = ["after", "by", "in", "upon", "when"];

/// The manner of a verb by its form and the words around it, the nearest first. `None` where the word is no verb here.
fn manner(
    word: &str,
    before: &[&str],
    after: &[&str],
    section: Section,
    (text_before, text_after): (&str, &str),
) -> Option<Manner> {
    let head = section != Section::Body;
    let next = after.first().copied().unwrap_or_default();
    let measured = next == "for" && after.get(1).is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    // "suspends in part", "delays for 90 days", but "the delays in 2031".
    let only_a_verb =
        word.ends_with('s') && (measured || !["delays", "stays", "pauses", "tolls", "lifts"].contains(&word));
    let noun = ["of", "to", "in", "for", "from"].contains(&next) && !only_a_verb || after.is_empty();
    let participle = word.ends_with("ed") || word.ends_with("wn") || ["set", "frozen"].contains(&word);
    if word.ends_with("ing") {
        let aux = before.iter().take(2).any(|word| ["is", "are"].contains(word));
        let led = before.first().is_none_or(|word| LEADS.contains(word) && !FACTS.contains(word));
        let of_document = after.iter().take(6).any(|word| DOCUMENTS.contains(word)) || head::is_document(text_after);
        let told = (!led && of_document).then_some(Manner::Told);
        return if aux || head { Some(Manner::Done) } else { told };
    }
    if participle || word == "abeyance" {
        return passive(before).or_else(|| {
            let takes_object = ["the", "a", "an", "that", "its", "this", "certain"].contains(&next);
            // "On May 2, 2031, BIS delayed until June 2, 2031, the effective date": who did it, and when.
            let by_agency = before.first().is_some_and(|word| ["bis", "bureau", "department", "agency"].contains(word));
            // "the rule at 96 FR 900, delayed at 96 FR 950".
            let rest: Vec<_> = after.iter().copied().skip_while(|word| is_adverb(word)).take(3).collect();
            let elsewhere = matches!(rest.as_slice(), ["at" | "by" | "in", _, "fr"]);
            let recounts = takes_object || by_agency || elsewhere;
            // "a delayed effective date", "shipments delayed in transit"
            let attributive = before.first().is_some_and(|word| ["a", "an", "any", "no", "such"].contains(word));
            let of_things = before.first().is_some_and(|word| head::are_things(word)) && !takes_object;
            (!attributive && !of_things).then_some(if head && !recounts { Manner::Done } else { Manner::Told })
        });
    }
    if word == "withdrew" {
        return Some(Manner::Told);
    }
    let skipped: Vec<_> = before.iter().copied().filter(|word| !ADVERBS.contains(word)).take(2).collect();
    let previous = skipped.first().copied().unwrap_or_default();
    if previous == "to" {
        let acts = [
            "action", "agree", "choose", "chose", "consent", "elect", "decided", "determined", "document", "issu",
            "notice", "order", "publish", "rule", "stipulat",
        ];
        return acts.iter().any(|word| text_before.contains(word)).then_some(Manner::Done);
    }
    let is_verb =
        word.ends_with('s') && !["a", "an", "the", "of", "no"].contains(&previous) && !word.ends_with("ss") && !noun
            || ["we", "i", "shall", "will"].contains(&previous)
            || before.first() == Some(&"hereby");
    if is_verb {
        return Some(Manner::Done);
    }
    // A noun: "delay of effective date", "the withdrawal of the final rule".
    let text_before = &text_before.replace("published at", "").replace("published in", "").replace("published on", "");
    let acts = head
        || ANNOUNCES.iter().any(|word| text_before.contains(word))
        || next.is_empty()
        || text_before.contains("following");
    let ours = ["30-day", "day", "without", "undue", "no", "any", "further"].contains(&previous);
    // "A delay until June 2, 2031, of the effective date".
    let dated = next == "until" && after.get(2).is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    if (acts && (noun || head) || dated) && !ours {
        return Some(Manner::Done);
    }
    // "Since the withdrawal of the rule at 96 FR 900": there is one.
    let refused = words(text_before).iter().any(|(_, word)| REFUSED.iter().any(|stem| word.starts_with(stem)));
    let of_document = next == "of" && !word.ends_with('s') && head::is_document(text_after) && refers(text_after);
    (of_document && !refused && !ours).then_some(Manner::Told)
}

/// Beginnings of words by which an act is none: "opposed a stay of the rule".
const REFUSED: [&str; 20] = [
    "absent", "appl", "argu", "ask", "challeng", "complain", "declin", "denied", "denies", "deny", "desir", "mere",
    "motion", "mov", "oppos", "refus", "reject", "request", "seek", "sought",
];

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
    !is_subject(subject)
}

/// Whether a word before a verb can be the end of what is said of a document.
fn is_subject(word: &str) -> bool {
    SUBJECTS.contains(&word) || word.contains(|c: char| c.is_ascii_digit())
}

/// Adverbs between an auxiliary and its verb.
const ADVERBS: [&str; 16] = [
    "hereby", "further", "temporarily", "again", "also", "being", "indefinitely", "therefore", "immediately", "thus",
    "now", "additionally", "administratively", "partially", "formally", "hereafter",
];

fn is_adverb(word: &str) -> bool {
    ADVERBS.contains(&word) || word.ends_with("ly") && !["only", "july"].contains(&word)
}

/// The manner of a participle by its auxiliary, the nearest word first.
fn passive(before: &[&str]) -> Option<Manner> {
    let mut words = before.iter().copied().filter(|word| !is_adverb(word));
    match words.next()? {
        "is" | "are" | "has" | "have" | "stands" | "stand" | "remains" | "remain" => Some(Manner::Done),
        "be" => match words.next() {
            Some("will" | "shall") => Some(Manner::Done),
            Some("to") if matches!(words.next(), Some("is" | "are")) => Some(Manner::Done),
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
