//! What a document does to another one, of all that it says of it.

use std::collections::BTreeSet;

use chrono::{Days as Count, NaiveDate};

use super::case::in_scope;
use super::days::{Days, Past};
use super::link::Link;
use super::parts::{Outcome, Party, Target};
use crate::document::act::{Act, Manner, Meant, Scope, Section, Until, Verb};

pub(super) fn of_delay(verb: Verb) -> bool {
    matches!(verb, Verb::Delay | Verb::Suspend | Verb::Resume)
}

/// What follows where a document takes back what the last one did before it: the orders stand as they did, if none of their days
/// has come and nothing else is said of them.
pub(super) fn undo(
    (links, unknown): (&[&Link], &[&Link]),
    past: &[Past],
    days: &mut Days,
    this: &Party<'_>,
) -> Option<(Act, Outcome)> {
    let takes_back = |link: &&&Link| {
        let Act { verb, manner, until, scope, .. } = &link.act;
        let open = matches!(until, Until::Unsaid | Until::Unclear);
        link.sure && *verb == Verb::Resume && *manner == Manner::Done && *scope == Scope::Whole && open
    };
    let back = links.iter().find(takes_back)?;
    // "The delay is rescinded" takes back no withdrawal.
    let last =
        past.last().filter(|last| if back.takes_back { back.by == Some(last.acting) } else { !days.withdrawn })?;
    let standing: BTreeSet<_> = last.current.values().flatten().copied().collect();
    let agrees = |link: &&Link| {
        let Act { verb, manner, until, .. } = &link.act;
        let moves = matches!(verb, Verb::Delay | Verb::Resume | Verb::Suspend | Verb::Other | Verb::State);
        let day = link.act.effect().is_none_or(|day| standing.contains(&day)) && !matches!(until, Until::After(_));
        // A day that is recounted is one that was before.
        let states = *verb == Verb::State && link.act.effect().is_some_and(|day| day > this.known.published);
        if states { day } else { link.unknown || *manner != Manner::Done || moves && day }
    };
    let pending = standing.iter().all(|day| *day > this.known.published && *day >= own_day(&back.act, this));
    let counts = this.acts.power.covers(&back.act) && !this.acts.proposes;
    if standing.is_empty() || !pending || !counts || !links.iter().chain(unknown).all(agrees) {
        return None;
    }
    days.current.clone_from(&last.current);
    days.withdrawn = last.withdrawn;
    Some((back.act.clone(), Outcome::Restored { days: standing }))
}

/// What is known of a document that speaks of the target.
pub(super) struct Told<'a> {
    /// Whether it corrects words that may stand in an order of the target.
    pub(super) of_text: bool,
    /// Whether the target is recent, and the document orders nothing that concerns the same entries.
    pub(super) new: bool,
    /// What the target orders.
    pub(super) read: &'a Target,
}

/// What a document does to the target, of all that it says, and whether that is certain. `None` where it does nothing,
/// or its own orders do it.
pub(super) fn performed(links: &[&Link], days: &Days, this: &Party<'_>, told: &Told<'_>) -> Option<(Act, bool)> {
    let Told { of_text, new, read } = *told;
    // Where something else is done as well, both cannot be.
    let (same, other): (Vec<&Link>, Vec<&Link>) = links.iter().partition(|link| leaves_the_day(&link.act, days));
    let does =
        other.iter().any(|link| link.sure && link.act.manner == Manner::Done && link.act.scope != Scope::Unclear);
    let whole = same.into_iter().filter(|link| link.act.scope == Scope::Whole);
    let links = if does { other.into_iter().chain(whole).collect() } else { other };
    let mut done: Vec<&&Link> = links.iter().filter(|link| link.act.manner == Manner::Done).collect();
    // "Make the following correction", and what follows corrects a date: then nothing else is corrected.
    if !of_text && done.iter().any(|link| of_delay(link.act.verb)) {
        done.retain(|link| link.act.verb != Verb::Correct);
    }
    // What is printed anew is not corrected besides.
    if done.iter().any(|link| link.act.verb == Verb::Republish) {
        done.retain(|link| link.act.verb != Verb::Correct);
    }
    if done.is_empty() {
        let states = |link: &&&Link| link.act.verb == Verb::State && contradicts(&link.act, days, this);
        if let Some(stated) = links.iter().find(states) {
            // "The rule at 96 FR 900 is effective June 2, 2031": one that was put off without a day takes effect on it.
            let open = in_scope(&stated.act, read).is_some_and(|orders| days.are_open(&orders));
            let announced = stated.sure && open && stated.act.section == Section::Dates;
            let verb = if announced { Verb::Resume } else { Verb::State };
            return Some((Act { verb, manner: Manner::Done, ..stated.act.clone() }, announced));
        }
        // It recounts: what is known already, and what corrected a text, needs nobody.
        let agrees = |act: &Act| act.verb == Verb::State || is_as_it_stands(act, days);
        let told = links.iter().find(|link| !agrees(&link.act))?;
        let known =
            days.met.contains(&told.act.verb) || of_delay(told.act.verb) && days.met.iter().any(|verb| of_delay(*verb));
        let of_text = matches!(told.act.verb, Verb::Correct | Verb::Republish | Verb::Resume | Verb::Other);
        let by_orders = this.orders && told.act.verb == Verb::Suspend;
        return (!known && !of_text && !by_orders).then(|| (told.act.clone(), false));
    }
    // "It will not take effect. BIS withdraws it."
    if done.iter().any(|link| link.sure && link.act.verb == Verb::Withdraw) {
        done.retain(|link| !of_delay(link.act.verb) || link.act.until != Until::Unsaid);
    }
    let withdraws = |link: &&Link| link.sure && link.act.verb == Verb::Withdraw;
    let of_instruction = |link: &&Link| withdraws(link) && matches!(link.act.scope, Scope::Instructions(_));
    // "Instruction 3 is removed", where nothing else is corrected.
    if !of_text && done.iter().any(|link| of_instruction(link)) {
        done.retain(|link| link.act.verb != Verb::Correct);
    }
    // "The document was published in error. It is withdrawn, having never taken effect."
    if done.iter().any(|link| withdraws(link)) {
        let why = [
            "in error", "prematurely", "erroneously", "inadvertently", "never taken effect", "not taken effect",
            "not to proceed", "is void", "are void", "no effect",
        ];
        done.retain(|link| link.act.verb != Verb::Other || !why.iter().any(|words| link.act.quote.contains(words)));
    }
    let first = done.first()?;
    let pending = days.current.values().flatten().any(|day| *day > this.known.published);
    // What its orders correct is done by them; what its prose alone quotes is not.
    let by_orders = first.act.verb == Verb::Correct && !(new && of_text && first.act.quote.contains('”'));
    if this.orders && (by_orders || matches!(first.act.verb, Verb::Other | Verb::Resume) && !pending && !new) {
        return None;
    }
    let mut act = first.act.clone();
    let mut sure = first.sure;
    for link in done.iter().skip(1) {
        let other = &link.act;
        // What is not certain to mean it says nothing against what is.
        if !link.sure {
            continue;
        }
        if other.verb != act.verb && !(of_delay(other.verb) && of_delay(act.verb)) {
            return Some((Act { verb: Verb::Other, ..act }, false));
        }
        sure = true;
        // "until the tenth day after the check is completed", "pending completion of the check"
        let open = |act: &Act| ["indefinitely", "further notice"].iter().any(|words| act.quote.contains(words));
        match (&act.until, &other.until) {
            (Until::Unclear, Until::Indefinite) if !open(other) => {}
            (Until::Indefinite, Until::Unclear) if !open(&act) => act.until = Until::Unclear,
            // "pending judicial review", and a day
            (Until::Day(_), Until::Indefinite)
                if !open(other) && other.quote.contains("pending") && act.section == Section::Dates => {}
            (Until::Indefinite, Until::Day(_))
                if !open(&act) && act.quote.contains("pending") && other.section == Section::Dates =>
            {
                act.section = other.section;
                act.until = other.until.clone();
            }
            (Until::Unsaid | Until::Unclear | Until::After(_), Until::Day(_) | Until::Indefinite)
            | (Until::Unsaid, Until::After(_)) => {
                act.until = other.until.clone();
                act.quote.clone_from(&other.quote);
                act.place.clone_from(&other.place);
            }
            (Until::Day(_) | Until::Indefinite, Until::Day(_) | Until::Indefinite) if act.until != other.until => {
                act.until = Until::Unclear;
            }
            _ => {}
        }
        act.length = act.length.or(other.length);
        act.from = act.from.or(other.from);
        act.was = act.was.or(other.was);
        act.scope = narrowed(&act.scope, &other.scope);
    }
    let mut act = insisted(act, &links, this);
    if contradicted(&act, &links, this) {
        return Some((act, false));
    }
    if let (Some(until), Some(was)) = (act.until.day(), act.was)
        && until == was
    {
        act.was = None;
    }
    Some((act, sure))
}

/// Whether the document declares another act than that which it does, or its DATES section does one of which it is not certain that
/// it means the target: "ACTION: Withdrawal. DATES: The rule at 96 FR 900 is delayed".
fn contradicted(act: &Act, links: &[&Link], this: &Party<'_>) -> bool {
    let does = |verb: Verb| matches!(verb, Verb::Delay | Verb::Suspend | Verb::Withdraw);
    let done = || links.iter().filter(|link| link.act.manner == Manner::Done && does(link.act.verb));
    let withdraws = this.acts.declared == Some(Verb::Withdraw) && this.acts.meant == Meant::One && !this.orders;
    let ends = |link: &&Link| matches!(link.act.verb, Verb::Resume | Verb::Withdraw);
    let another = withdraws && matches!(act.verb, Verb::Delay | Verb::Suspend) && !links.iter().any(ends);
    let of_dates = |sure: bool| done().any(|link| link.act.section == Section::Dates && link.sure == sure);
    another || of_dates(false) && !of_dates(true)
}

/// An act beside which its document says, as of now, a day of effect: that on which what was held back takes effect, "BIS ends the
/// postponement of the rule at 96 FR 900. That rule is effective June 2, 2031", or another one, "It is delayed until December 1. It
/// takes effect on October 9, as published".
fn insisted(act: Act, links: &[&Link], this: &Party<'_>) -> Act {
    let insists = |link: &&&Link| {
        let coming = link.act.until.day().is_some_and(|day| day > this.known.published);
        coming && link.act.insists()
    };
    let quote = |link: &Link| format!("{} … {}", act.quote, link.act.quote);
    if act.verb == Verb::Resume && act.until.day().is_none() {
        let said = links.iter().filter(insists).find(|link| link.sure && link.act.section == Section::Dates);
        return match said {
            Some(link) => Act { until: link.act.until.clone(), quote: quote(link), ..act },
            None => act,
        };
    }
    let moves = (of_delay(act.verb) || act.verb == Verb::Withdraw) && act.scope == Scope::Whole;
    let otherwise = |link: &&&Link| moves && insists(link) && link.act.until.day() != act.until.day();
    match links.iter().find(otherwise) {
        Some(link) => Act { scope: Scope::Unclear, quote: quote(link), ..act },
        None => act,
    }
}

/// Whether it says of the day on which all orders take effect as it is that this is their day: "The petition is denied, and the
/// rule will take effect on May 2, 2031".
fn leaves_the_day(act: &Act, days: &Days) -> bool {
    let stands = |day: NaiveDate| !days.current.is_empty() && days.current.values().all(|stands| *stands == Some(day));
    act.verb == Verb::Delay && act.manner == Manner::Done && act.until.day().is_some_and(stands)
}

/// Whether a delay that is recounted is the one that stands: "in that rule BIS delayed the effective date until", "by 30 days",
/// counted from its publication (5 U.S.C. 553(d)).
fn is_as_it_stands(act: &Act, days: &Days) -> bool {
    let stands = |day: NaiveDate| days.current.values().any(|stands| *stands == Some(day));
    act.verb == Verb::Delay
        && match act.until {
            Until::Day(day) => stands(day),
            Until::After(count) => days.published.checked_add_days(Count::new(u64::from(count))).is_some_and(stands),
            Until::Publication | Until::Indefinite | Until::Unsaid | Until::Unclear => false,
        }
}

/// Whether a sentence says another coming day of effect than any that stands.
fn contradicts(act: &Act, days: &Days, this: &Party<'_>) -> bool {
    let coming = |day: NaiveDate| day > this.known.published;
    match &act.until {
        Until::Day(day) => coming(*day) && !days.current.values().any(|stands| *stands == Some(*day)),
        // "The rule is effective upon publication of this notice."
        Until::Publication => days.current.values().flatten().any(|day| coming(*day)),
        Until::After(_) | Until::Indefinite | Until::Unsaid | Until::Unclear => false,
    }
}

/// Whether a day that a sentence says in other words is none that belongs to either document.
pub(super) fn redates(act: &Act, days: &Days, read: &Target, this: &Party<'_>) -> bool {
    let own = act
        .until
        .day()
        .is_some_and(|day| this.acts.effective == Some(day) || read.orders.iter().any(|order| order.effective == day));
    !own && contradicts(act, days, this)
}

/// What two sentences of one document concern: the one that says more exactly which orders.
fn narrowed(a: &Scope, b: &Scope) -> Scope {
    match (a, b) {
        (_, Scope::Whole) => a.clone(),
        (Scope::Whole, _) => b.clone(),
        (Scope::Unclear | Scope::Unread, exact) | (exact, Scope::Unclear | Scope::Unread) => exact.clone(),
        (Scope::Instructions(named), Scope::AllBut(left)) | (Scope::AllBut(left), Scope::Instructions(named))
            if !left.iter().any(|left| named.iter().any(|one| one.meets(left))) =>
        {
            Scope::Instructions(named.clone())
        }
        _ if a == b => a.clone(),
        _ => Scope::Unclear,
    }
}

/// The day from which an act has force.
pub(super) fn own_day(act: &Act, this: &Party<'_>) -> NaiveDate {
    let own = this.acts.effective.filter(|day| Some(*day) != act.until.day() && Some(*day) != act.was);
    act.from.or(own).unwrap_or(this.known.published).max(this.known.published)
}
