//! What the sentences of a document say of others, taken together: one says until when, another one names the document, a third
//! one leaves something out.

use super::acting::Act;
use super::clauses;
use super::limit;
use super::passage::{Passage, Section};
use super::quoted;
use super::reservation::{self, Reservation};
use super::scope::{self, Scope};
use super::until::Until;
use super::verb::{Manner, Verb, declared, wording};
use crate::law::text::cited::{self, Cited};

/// Gives each sentence what the others say; `vacated` where a final rule declares a vacatur.
pub(super) fn agree(acts: &mut Vec<Act>, vacated: bool, left_out: &[(String, Vec<Cited>)]) {
    adopt_until(acts);
    adopt_whole(acts);
    forget_vague(acts);
    identify(acts);
    if vacated {
        adopt_declared(acts);
    }
    for (text, of) in left_out {
        leave_out(acts, text, of);
    }
}

/// The most such sentences that are kept.
const MOST_KEPT: usize = 60;

/// Takes from the acts of a document what its other sentences leave open, and gives those that say that something is changed, and
/// those that say a day.
pub(super) fn reserved(acts: &mut [Act], heads: [&str; 2], passages: &[Passage]) -> (Vec<String>, Vec<String>) {
    if !acts.iter().any(is_move) {
        return (Vec::new(), Vec::new());
    }
    for line in heads.into_iter().filter(|line| declares_a_part(line)) {
        reserve(acts, line, Reservation::OfParts);
    }
    for (text, what) in passages.iter().flat_map(reservation::of) {
        reserve(acts, text, what);
    }
    let other = |text: &&str| !acts.iter().any(|act| act.quote == *text && !act.on.is_empty());
    let kept = |of: fn(&Passage) -> Vec<&str>| -> Vec<String> {
        passages.iter().flat_map(of).filter(other).take(MOST_KEPT).map(str::to_owned).collect()
    };
    (kept(reservation::changes), kept(reservation::dated))
}

/// Whether an act moves the day of effect of a document, or takes it away.
pub(super) fn is_move(act: &Act) -> bool {
    act.manner == Manner::Done && matches!(act.verb, Verb::Delay | Verb::Suspend | Verb::Withdraw)
}

/// Whether a document speaks of several on which it acts.
pub(super) fn speaks_of_several(heads: [&str; 2], acts: &[Act]) -> bool {
    const SEVERAL: [&str; 16] = [
        "actions", "also", "another", "both", "documents", "each", "following", "former", "latter", "regulations",
        "respectively", "rules", "second", "these", "those", "two",
    ];
    let says = |text: &str| {
        let lower = quoted::unquoted(text).to_lowercase().replace("export administration regulations", "");
        wording::words(&lower).iter().any(|(_, word)| SEVERAL.contains(word))
    };
    let named = |act: &Act| act.on.len() > 1 || says(&act.quote);
    heads.into_iter().any(says) || acts.iter().filter(|act| act.manner == Manner::Done).any(named)
}

/// Where a sentence leaves open how much of a document is meant, or whether it is, that has to be read, unless the sentence is of
/// other documents.
fn reserve(acts: &mut [Act], text: &str, what: Reservation) {
    let of: Vec<Cited> = cited::spans(text).into_iter().map(|(_, cited)| cited).collect();
    let of_others = |act: &Act| {
        let another = |cited: &Cited| !act.on.is_empty() && act.on.iter().all(|on| on.is_another(cited));
        !of.is_empty() && of.iter().all(another)
    };
    let of_itself = what == Reservation::OfParts || !of.is_empty();
    if of_itself && acts.iter().any(|act| act.quote == text && act.manner == Manner::Done && !act.on.is_empty()) {
        return;
    }
    // "BIS ends the postponement. It was announced on June 2, 2031."
    let resumes = |act: &Act| act.manner == Manner::Done && act.verb == Verb::Resume && !act.on.is_empty();
    let of_resumed = |act: &Act| {
        let other = |cited: &Cited| act.on.iter().any(|on| on.is_another(cited));
        acts.iter().filter(|act| resumes(act)).any(|resumed| !resumed.on.iter().any(other))
    };
    if what == Reservation::OfAct && acts.iter().any(resumes) && acts.iter().filter(|act| is_move(act)).all(of_resumed)
    {
        return;
    }
    // "The delay does not extend to instruction 2."
    let left = scope::instructions(text).is_some() && text.contains(" not ");
    // "Instruction 3 is delayed. The other amendments are not affected."
    let exact = |act: &Act| {
        (left || what == Reservation::OfParts) && matches!(act.scope, Scope::Instructions(_) | Scope::AllBut(_))
    };
    // "The stay ends, and the amendment takes effect, on June 2, 2031."
    for act in acts.iter_mut().filter(|act| is_move(act) && !exact(act) && !act.agrees_in_days(text) && !of_others(act))
    {
        act.scope = Scope::Unclear;
        act.quote = format!("{} … {text}", act.quote);
    }
}

/// What a sentence elsewhere leaves out of an act, the act does not do: which orders are meant has to be read, unless the
/// sentence is `of` other documents.
fn leave_out(acts: &mut [Act], left_out: &str, of: &[Cited]) {
    // "Instruction 2 is withdrawn. The remainder of the rule takes effect as scheduled."
    let lower = left_out.to_lowercase();
    let of_rest =
        ["all other", "remainder", "remaining", "rest of", "the other"].iter().any(|words| lower.contains(words));
    let left = scope::instructions(left_out).filter(|_| !limit::confines(&lower));
    let exact = |act: &Act| match (&act.scope, &left) {
        (Scope::Instructions(named), Some(left)) => !left.iter().any(|left| named.iter().any(|one| one.meets(left))),
        (Scope::AllBut(but), Some(left)) => but == left,
        (Scope::Instructions(_), None) => of_rest,
        _ => false,
    };
    let of_others = |act: &Act| {
        let another = |cited: &Cited| !act.on.is_empty() && act.on.iter().all(|on| on.is_another(cited));
        !of.is_empty() && of.iter().all(another)
    };
    let moves = |act: &&mut Act| !exact(act) && matches!(act.verb, Verb::Delay | Verb::Suspend | Verb::Withdraw);
    let done = |act: &&mut Act| act.manner == Manner::Done && act.quote != left_out && act.scope != Scope::Unclear;
    for act in acts.iter_mut().filter(moves).filter(done).filter(|act| !of_others(act)) {
        act.scope = match (&act.scope, &left) {
            (Scope::Whole, Some(left)) => Scope::AllBut(left.clone()),
            _ => Scope::Unclear,
        };
        act.quote = format!("{} … {left_out}", act.quote);
    }
}

/// A final rule that declares a vacatur does what it recounts of the court, where it says nothing else than that, and that the
/// rule does not take effect.
fn adopt_declared(acts: &mut Vec<Act>) {
    let told = |act: &Act| act.verb == Verb::Withdraw && act.manner == Manner::Told && act.scope == Scope::Whole;
    let off = |act: &Act| act.verb == Verb::Delay && act.manner == Manner::Done && act.until == Until::Unsaid;
    // "has been vacated by the court and will not take effect", "is of no effect"
    let vacated = |act: &Act| off(act) && act.quote.contains("vacated") && act.scope == Scope::Whole;
    let void = |act: &Act| {
        let says = ["no effect", "no force"].iter().any(|no| act.quote.contains(no));
        act.verb == Verb::Other && act.scope == Scope::Whole && says
    };
    if acts.iter().any(vacated) {
        acts.iter_mut()
            .filter(|act| vacated(act))
            .for_each(|act| (act.verb, act.manner) = (Verb::Withdraw, Manner::Told));
        acts.retain(|act| !void(act));
    }
    // "The rule had an effective date of June 2, 2031."
    let had = |act: &Act| act.verb == Verb::State && act.was.is_some() && act.until.day() == act.was;
    let named: Vec<_> = acts.iter().filter(|act| !act.on.is_empty() && !had(act)).collect();
    if named.iter().any(|act| told(act)) && named.iter().all(|act| told(act) || off(act)) {
        acts.retain(|act| !off(act));
        acts.iter_mut().filter(|act| told(act)).for_each(|act| act.manner = Manner::Done);
    }
}

/// What a SUMMARY does to a rule that it names by its day alone is done to the one of that day on which another sentence does
/// the same, where that is one: "BIS withdraws a final rule published on May 6, 2031", "The final rule published May 6, 2031, at
/// 96 FR 900 is withdrawn".
fn identify(acts: &mut [Act]) {
    let several = |act: &Act| {
        let quote = act.quote.to_lowercase();
        wording::words(&quote).iter().any(|(_, word)| ["also", "another", "both", "two", "rules"].contains(word))
    };
    let of_day = |act: &Act| match act.on.as_slice() {
        [on] if *on == (Cited { published: on.published, ..Cited::default() }) => on.published,
        _ => None,
    };
    let named: Vec<_> = acts.iter().filter(|act| act.manner == Manner::Done && act.on.len() == 1).cloned().collect();
    for act in acts.iter_mut().filter(|act| act.section != Section::Body && !several(act)) {
        let Some(day) = of_day(act) else { continue };
        let same = |other: &&Act| {
            let on = other.on.first().filter(|on| on.published == Some(day));
            other.verb == act.verb && on.is_some_and(|on| on.number.is_some() || on.page.is_some()) && !several(other)
        };
        let mut others: Vec<_> = named.iter().filter(same).map(|other| &other.on).collect();
        others.dedup();
        if let [one] = others.as_slice() {
            act.on.clone_from(one);
        }
    }
}

/// A sentence that says a delay, and not until when, takes the day that the others say, where they say one only.
fn adopt_until(acts: &mut [Act]) {
    let delays = |act: &Act| matches!(act.verb, Verb::Delay | Verb::Suspend) && act.manner == Manner::Done;
    let mut said: Vec<_> =
        acts.iter().filter(|act| delays(act) && act.until.is_said()).map(|act| act.until.clone()).collect();
    said.dedup();
    if let [one] = said.as_slice() {
        for act in acts.iter_mut().filter(|act| delays(act) && act.until == Until::Unsaid) {
            act.until = one.clone();
        }
    }
}

/// Where DATES says the whole of a document to be put off, another sentence that says the same of that document means no part
/// of it, though it uses words that are not known: "… while the Department sorts its files". DATES is what has effect.
fn adopt_whole(acts: &mut [Act]) {
    let done: Vec<_> = acts.iter().filter(|act| act.manner == Manner::Done).cloned().collect();
    let is_whole = |scope: &Scope| matches!(scope, Scope::Whole | Scope::Lists(_));
    let of_dates =
        |act: &&Act| act.section == Section::Dates && is_whole(&act.scope) && act.on.len() == act.beside.len() + 1;
    // "The rule has no force or effect": what follows from the act on the whole.
    let of_all = |act: &&Act| is_move(act) && act.scope == Scope::Whole && act.on.len() == 1;
    if let Some(whole) = done.iter().find(of_all) {
        let follows = |act: &Act| {
            let same = act.verb == Verb::Withdraw && whole.verb == Verb::Withdraw || act.verb == Verb::Delay;
            let void = ["become effective", "no effect", "no force", "no legal", "set aside", "take effect", "void"];
            let same = same && void.iter().any(|words| act.quote.contains(words));
            let another = act.on.iter().any(|on| {
                whole
                    .on
                    .iter()
                    .any(|of| of.is_another(on) || of.page != on.page && on.page.is_some() && of.page.is_some())
            });
            !another
                && act.scope == Scope::Unread
                && act.until == Until::Unsaid
                && same
                && !limit::speaks_of_parts(&quoted::unquoted(&act.quote).to_lowercase())
        };
        acts.iter_mut().filter(|act| is_move(act) && follows(act)).for_each(|act| act.scope = Scope::Whole);
    }
    let Some(whole) = done.iter().find(of_dates) else { return };
    let meant = |act: &Act| -> Vec<Cited> {
        let meant = act.on.iter().enumerate().filter(|(at, _)| !act.beside.contains(at));
        meant.map(|(_, on)| on.clone()).collect()
    };
    let another = |act: &Act| meant(act).iter().any(|on| meant(whole).iter().any(|of| of.is_another(on)));
    if done.iter().any(another) {
        return;
    }
    let of_delay = |verb| matches!(verb, Verb::Delay | Verb::Suspend);
    let same = |verb| verb == whole.verb || of_delay(verb) && of_delay(whole.verb);
    let unread = |act: &Act| act.scope == Scope::Unread && same(act.verb);
    for act in acts.iter_mut().filter(|act| unread(act)) {
        let narrows =
            [" as against", " as it pertains", " as to ", " bar ", " behalf of", " except", " favor of", " save "];
        let narrows = narrows.iter().any(|words| act.quote.contains(words));
        if act.on.len() == 1 && !narrows && !limit::names_a_part(&act.quote) {
            act.scope = whole.scope.clone();
        }
    }
}

/// A heading or SUMMARY that names several documents by their month, "Delay of Two Regulations Published in September 2031", says
/// no more than the sentences that name each.
fn forget_vague(acts: &mut Vec<Act>) {
    let exact = |act: &Act| act.manner == Manner::Done && !act.on.is_empty() && !act.on.iter().any(Cited::is_vague);
    let said: Vec<_> = acts.iter().filter(|act| exact(act)).map(|act| (act.verb, act.until.clone())).collect();
    let repeats = |act: &Act| {
        let head = matches!(act.section, Section::Title | Section::Action | Section::Summary);
        let vague = !act.on.is_empty() && act.on.iter().all(Cited::is_vague);
        let part = act.section == Section::Summary && act.scope != Scope::Unread;
        let head = head || act.section == Section::Dates && clauses::introduces(&act.quote);
        let several = act.verb == Verb::Other && act.section == Section::Summary && said.len() > 1;
        head && vague && (several || !part && said.contains(&(act.verb, act.until.clone())))
    };
    acts.retain(|act| !repeats(act));
}

/// Whether a title or an ACTION line declares that something is done to a part: "Delay of Effective Date of Certain Revisions".
fn declares_a_part(line: &str) -> bool {
    let parts = line.split([';', ':', '—', '–']).map(str::to_lowercase);
    parts.filter(|part| declared(part).is_some()).any(|part| {
        let has = |any: &[&str]| any.iter().any(|words| part.contains(words));
        let of_rules = ["entity list", "final rule", "regulations", "rules"];
        has(&["in part", "partial", "portion"])
            || !has(&of_rules) && (part.contains("certain") || limit::speaks_of_parts(&part.replace("amendments", "")))
    })
}
