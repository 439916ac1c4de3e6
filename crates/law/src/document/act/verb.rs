//! What a sentence does to a document, and whether it does it itself, recounts it, or leaves it open.

mod manner;
mod open;
mod phrases;
pub(super) mod wording;

use super::claimed::{is_bill, is_claimed, of_bill};
use super::head;
use super::passage::Section;
use super::quoted::{unquoted, without_coming, without_past};
use super::until;
use manner::{ADVERBS, is_adverb, is_of_another, is_subject, manner, passive};
use open::{Condition, clause, condition, has_ordered, is_open, is_supposed, ordered};
use phrases::{by_phrase, prolongs, undoes};
use wording::{
    CHANGED, COURT_OBJECTS, DOCUMENTS, MOVED, MOVES, OTHER_MATTERS, OTHER_OBJECTS, WEAK, refers, starts_with_any, stem,
    words,
};
pub use wording::{Manner, Verb};

/// Whether a title declares something of another matter than a document: "Notice of Cancelled Meeting".
pub(super) fn declares_other(title: &str) -> bool {
    let lower = title.to_lowercase();
    let words = words(&lower);
    let has = |any: &[&str]| words.iter().any(|(_, word)| any.contains(word));
    let of_thing = words.iter().any(|(_, word)| head::names_thing(word)) && !lower.contains("entity list");
    let of_trade = ["administrative review", "antidumping", "countervailing"].iter().any(|words| lower.contains(words));
    // "Publication of a General License and Its Revocation"
    let document = words.iter().any(|(_, word)| DOCUMENTS.contains(word) && *word != "publication");
    (has(&OTHER_MATTERS) || of_thing || of_trade) && !document && words.iter().any(|(_, word)| stem(word).is_some())
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
    let lower = without_past(&quoted).to_lowercase();
    let lower = without_coming(&lower).to_owned();
    if is_of_another_matter(&lower) || is_claimed(&lower) {
        return None;
    }
    if is_bill(&lower) {
        return Some((Verb::Withdraw, Manner::Open));
    }
    let mut found = by_phrase(&lower);
    let words = words(&lower);
    for (at, (place, word)) in words.iter().enumerate() {
        let adjective =
            *word == "correct" && at > 0 && matches!(words.get(at - 1), Some((_, "are" | "is" | "was" | "were")));
        if let Some(verb) = stem(word).filter(|_| !adjective) {
            let before: Vec<_> = words.iter().take(at).rev().map(|(_, word)| *word).collect();
            let after: Vec<_> = words.iter().skip(at + 1).map(|(_, word)| *word).collect();
            let participle = word.ends_with("ed") || word.ends_with("wn");
            let alone = if participle { without_others(words.get(..at).unwrap_or_default()) } else { at };
            let before = before.get(at - alone..).unwrap_or_default();
            let text_before = words.get(alone).and_then(|(start, _)| lower.get(..*start)).unwrap_or_default();
            let text_after = lower.get(place + word.len()..).unwrap_or_default();
            let of = Of { lower: &lower, word, verb, place: *place, before, after: &after, text_before, text_after };
            if let Some(manner) = manner(word, before, &after, section, (text_before, text_after))
                .filter(|manner| !of.acts_on_another(*manner))
            {
                found.push((*place, verb, manner));
            }
        } else if lower.contains("effective date") && (MOVED.contains(word) || starts_with_any(word, &MOVES)) {
            let before: Vec<_> = words.iter().take(at).rev().map(|(_, word)| *word).collect();
            let object = words.iter().skip(at + 1).take(3).any(|(_, word)| *word == "effective");
            let active = object && (word.ends_with('s') || word.ends_with("ing") || before.first() == Some(&"to"));
            let moved = if active { Some(Manner::Done) } else { passive(&before).filter(|_| MOVED.contains(word)) };
            found.extend(moved.map(|manner| (*place, Verb::Delay, manner)));
        } else if CHANGED.contains(word) && takes_out_instruction(word, lower.get(..*place).unwrap_or_default(), &lower)
        {
            found.push((*place, Verb::Withdraw, Manner::Done));
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
    weigh(&lower, &mut found);
    // Whether Congress has done it is not said.
    if of_bill(&lower) == Some(false) {
        for (_, verb, _) in &mut found {
            *verb = Verb::Other;
        }
    }
    let best = |manner| {
        let of = found.iter().filter(|(_, _, found)| *found == manner);
        let verbs: Vec<_> = of.map(|(_, verb, _)| *verb).collect();
        let first = *verbs.first()?;
        // "is withdrawn and will not take effect"
        let denied = |at: usize| lower.get(at..).is_some_and(|rest| rest.starts_with("not "));
        let of = found.iter().filter(|(.., found)| *found == manner);
        let off = of.fold(true, |off, (at, verb, _)| off && (*verb == Verb::Withdraw || denied(*at)));
        if verbs.contains(&Verb::Withdraw) && off && until::read(text, false) == until::Until::Unsaid {
            return Some((Verb::Withdraw, manner));
        }
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
        let manner = found.map_or(Manner::Done, |(_, manner)| manner);
        return Some((Verb::Resume, manner));
    }
    let own = until::speaks_of_itself(&lower);
    // "The rule at 96 FR 900, delayed indefinitely at 96 FR 950, is effective January 4, 2032."
    let restates = matches!(found, Some((Verb::Delay | Verb::Suspend, Manner::Told))) && !own;
    if restates && until::stated(text, &lower).is_some() {
        return Some((Verb::State, Manner::Told));
    }
    found.filter(|(_, manner)| *manner != Manner::Open).or_else(|| {
        let is_open = found.is_some() || is_open(&lower) || condition(&lower, "") != Condition::None;
        let states = !is_open && (until::stated(text, &lower).is_some() || until::on_publication(&lower));
        states.then_some((Verb::State, Manner::Told)).or(found)
    })
}

/// "The rule at 96 FR 900 may not take effect until", "cannot become effective before": a bar in law, of which it is not said
/// what comes of it. What is said of major rules in general is none (5 U.S.C. 801(a)(3)).
fn is_barred(before: &str, rest: &str) -> bool {
    let barred = before.strip_suffix("can").or_else(|| before.trim_end().strip_suffix(" may"));
    let effect = ["not take effect", "not become effective", "not be effective", "not go into effect"];
    barred.is_some_and(|before| !before.contains("major rule")) && effect.iter().any(|words| rest.starts_with(words))
}

/// Takes from what was found its force, where that is only asked for, supposed or denied.
fn weigh(lower: &str, found: &mut [(usize, Verb, Manner)]) {
    for (at, verb, manner) in found {
        let denies = *verb == Verb::Delay && lower.get(*at..).is_some_and(|rest| rest.starts_with("not "));
        let (before, rest) = lower.split_at_checked(*at).unwrap_or_default();
        let waives =
            ["553", "exempt", "waive", "not subject to", "requirement"].iter().any(|words| before.contains(words));
        // "BIS proposes to withdraw the rule, and delays its effective date until"
        let first = words(rest).first().map_or("", |(_, word)| *word);
        let finite = first.ends_with('s') && [", and", ", but"].iter().any(|joint| before.trim_end().ends_with(joint));
        if finite && *manner == Manner::Done && !["if ", "unless ", "whether "].iter().any(|word| before.contains(word))
        {
            continue;
        }
        let mut condition = condition(before, rest);
        // "If the resolution were enacted, the rule would be treated as though it had never taken effect."
        if condition == Condition::Follows && is_supposed(before) {
            condition = Condition::Is;
        }
        // "BIS has asked the Office of the Federal Register to withdraw the rule": that may have been done.
        if has_ordered(before) {
            *manner = Manner::Told;
        } else if is_barred(before, rest) {
            (*verb, *manner) = (Verb::Delay, Manner::Done);
        } else if (is_open(before) || condition == Condition::Is || waives && is_of_waiting(rest)) && !denies {
            *manner = Manner::Open;
        } else if denies && rest.contains("unless and until") {
            // "will not take effect unless and until BIS announces a new effective date"
        } else if before.contains("not take effect unless and until") {
            *manner = Manner::Open;
        } else if condition == Condition::Follows && *manner == Manner::Done {
            // "Unless it is delayed, the rule at 96 FR 900 will become effective on": that is the day it has.
            let states = until::NEW_DATE.iter().any(|words| rest.starts_with(words));
            (*verb, *manner) = if states { (Verb::State, Manner::Told) } else { (Verb::Other, Manner::Done) };
        }
    }
}

/// Whether a sentence delays, suspends or withdraws something else than a document: "BIS has rescinded certain letters".
pub(super) fn acts_on_thing(text: &str) -> bool {
    let lower = unquoted(text).to_lowercase();
    let moves = |word| matches!(stem(word), Some(Verb::Delay | Verb::Suspend | Verb::Withdraw));
    words(&lower)
        .iter()
        .filter(|(_, word)| moves(word))
        .any(|(at, word)| lower.get(at + word.len()..).is_some_and(head::is_thing))
}

/// What a listing is called where somebody acts on it.
const LISTED: [&str; 7] = ["addition", "amendments", "decision", "determination", "entry", "listing", "removal"];

/// A word that may act, in its sentence.
struct Of<'t> {
    lower: &'t str,
    word: &'t str,
    verb: Verb,
    /// Where it stands.
    place: usize,
    /// The words before it, the nearest first.
    before: &'t [&'t str],
    after: &'t [&'t str],
    text_before: &'t str,
    text_after: &'t str,
}

impl Of<'_> {
    /// Whether it acts on something else than a document.
    fn acts_on_another(&self, manner: Manner) -> bool {
        let Self { lower, word, verb, place, before, after, text_before, text_after } = *self;
        let text_before = ordered(text_before);
        let weak = WEAK.iter().any(|stem| word.starts_with(stem));
        let passive = manner == Manner::Told || verb == Verb::Other && !word.ends_with("ing");
        // "The rule at 96 FR 900 delays the effect of": it acts itself.
        let in_past = word == "withdrew" || word.ends_with("ed") && after.first() != Some(&"at");
        let mut subject = before.iter().skip_while(|word| ["also", "itself", "then"].contains(*word));
        let in_past = in_past && subject.next().is_some_and(|word| word.contains(|c: char| c.is_ascii_digit()));
        let acts_itself = (word.ends_with('s')
            || in_past && text_before.ends_with(' ') && !text_before.ends_with(", "))
            && refers(clause(text_before))
            && !lower.get(place..).is_some_and(refers)
            && !after.iter().take(3).any(|word| DOCUMENTS.contains(word) || ["effective", "it", "that"].contains(word));
        // "vacated the denial order; it cited the rule at".
        let rest = lower.get(place..).and_then(|rest| rest.split(';').next()).unwrap_or_default();
        // "The rule at 96 FR 900 is stayed pending further order of the court."
        let object = after.iter().take(4).take_while(|word| !["by", "pending", "under", "until"].contains(*word));
        let by_court = object.into_iter().any(|word| COURT_OBJECTS.contains(word));
        let by_court = by_court && !rest.contains("rule") && !refers(rest);
        // "Hazel SA, listed by the rule at 96 FR 900, postponed its public offering."
        let of_subject =
            word.ends_with("ed") && after.first().is_some_and(|word| ["her", "his", "its", "their"].contains(word));
        let of_subject = of_subject
            && !lower.get(place..).is_some_and(refers)
            && !after.iter().take(4).any(|word| DOCUMENTS.contains(word) || LISTED.contains(word));
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
            || (manner == Manner::Told || !passive_form) && is_of_antecedent(text_before, text_after)
            || !passive_form && head::is_of_party(clause(text_before)) && refers(text_before)
            || word.starts_with("stay") && is_intransitive(after)
            || word == "abeyance" && holds_a_thing(before)
            || !passive_form && word.starts_with("withdr") && after.first() == Some(&"from")
            || super::object::is_of_exceptions(lower, text_before)
            || aside
            || has_other_object(word, before, after, weak)
            || word.ends_with("ed") && !passive_form && head::is_own(text_after)
            || verb != Verb::Correct && is_of_thing(word, passive_form, (text_before, text_after))
            || acts_itself
            || of_subject && !passive_form
            || by_court
    }
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

/// "On page 902, amendatory instruction 3 and the text that follows it are removed": what is ordered there is not.
fn takes_out_instruction(word: &str, before: &str, lower: &str) -> bool {
    let subject = before.rsplit(", ").next().unwrap_or_default();
    let whole = subject.starts_with("amendatory instruction");
    let is = ["is", "are", "is hereby", "are hereby"].iter().any(|is| subject.trim_end().ends_with(&format!(" {is}")));
    let anew = ["replac", "redesignat", "in its place", "in their place"].iter().any(|words| lower.contains(words));
    !["amended", "modified"].contains(&word) && whole && is && !anew
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

/// Whether a verb stands in a relative clause whose noun is another one than a document that is referred to: "has an
/// office in the building that Juniper SA vacated".
fn is_of_antecedent(text_before: &str, text_after: &str) -> bool {
    let clause = text_before.rsplit([',', ';']).next().unwrap_or_default();
    let Some(at) = [" that ", " which "].iter().filter_map(|pronoun| clause.rfind(pronoun)).max() else {
        return false;
    };
    let (antecedent, relative) = clause.split_at(at);
    // "is similar to the rule that was withdrawn in 2019"
    let compares = [" identical to ", " like ", " resembles ", " same as ", " similar to ", " than "];
    if compares.iter().any(|words| antecedent.contains(words))
        && !refers(&format!(" {} ", antecedent.rsplit(" to ").next().unwrap_or_default()))
    {
        return true;
    }
    let found = words(antecedent);
    let (before, noun) = match found.as_slice() {
        [.., (_, before), (_, noun)] => (*before, *noun),
        [(_, noun)] => ("", *noun),
        [] => return false,
    };
    // "the building that", but "BIS announces that"
    let is_verb = ["s", "ed", "ing"].iter().any(|ending| noun.ends_with(ending));
    let is_noun = !is_verb || noun == "rules" || ["a", "an", "another", "any", "the"].contains(&before);
    let document = DOCUMENTS.contains(&noun) && noun != "rules";
    let own = words(relative).iter().any(|(_, word)| ["it", "this"].contains(word));
    let rest = text_after.split([',', ';']).next().unwrap_or_default();
    let refers = |text: &str| refers(&format!(" {text} "));
    is_noun && !document && !own && words(relative).len() < 8 && !refers(clause) && !refers(rest)
}

/// "stays as it is", "stays in force": that is no stay.
fn is_intransitive(after: &[&str]) -> bool {
    match after {
        // "is stayed as of June 2, 2031"
        ["as", "of", ..] => false,
        ["as" | "listed" | "on" | "put" | "unchanged", ..] => true,
        ["in", next, ..] => ["effect", "force", "operation", "place"].contains(next),
        _ => false,
    }
}

/// "held the case in abeyance"
fn holds_a_thing(before: &[&str]) -> bool {
    let held = before.iter().position(|word| word.starts_with("held") || word.starts_with("hold"));
    held.and_then(|at| before.get(at.checked_sub(2)?)).is_some_and(|thing| head::names_thing(thing))
}

/// A delay and a stay are told apart only once the document is in force.
fn family(verb: Verb) -> Verb {
    if verb == Verb::Suspend { Verb::Delay } else { verb }
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
