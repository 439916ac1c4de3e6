//! What the acts on one document come to, in the order of their publication.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};

use super::case::{Case, in_scope};
use super::correction::{self, Correction};
use super::days::{Days, Past};
use super::link::Link;
use super::parts::{Moves, Outcome, Party, Target, Verdict};
use super::performed::{Told, of_delay, own_day, performed, redates, undo};
use crate::amendment::Amendment;
use crate::document::act::{Act, Manner, Scope, Until, Verb};
use crate::law::citation::DocumentNumber;

/// What the acts on a document come to.
#[derive(Default)]
pub(super) struct Moved {
    pub(super) moves: Moves,
    pub(super) by: Option<(DocumentNumber, Verb)>,
    /// What follows from corrections, by the document that corrects.
    pub(super) corrections: Vec<(usize, Vec<Amendment>)>,
    /// Documents that print the target once more, and their orders, which are no orders of their own.
    pub(super) repeated: Vec<(usize, Moves)>,
    pub(super) verdicts: Vec<Verdict>,
}

/// The document that is acted on.
pub(super) struct Subject<'a> {
    pub(super) target: usize,
    pub(super) read: &'a Target,
    /// The documents that it acts on itself, where it orders nothing.
    pub(super) further: Option<&'a [&'a DocumentNumber]>,
    /// The day up to which the list contains what was published.
    pub(super) contained: Option<NaiveDate>,
}

/// The acts on a document, one document after the other; `own` are the orders of those that have some.
pub(super) fn of(
    parties: &[Party<'_>],
    subject: &Subject<'_>,
    links: &[&Link],
    own: &BTreeMap<usize, Target>,
    acts_on: &dyn Fn(usize) -> usize,
) -> Moved {
    let Subject { target, read, further, contained } = *subject;
    let mut moved = Moved::default();
    let Some(party) = parties.get(target) else {
        return moved;
    };
    // What orders nothing, and of which nothing is unclear, can be withdrawn as one likes.
    if read.orders.is_empty() && !read.unclear && further.is_none() {
        return moved;
    }
    let in_baseline = contained.filter(|day| party.known.published <= *day);
    let mut days = Days {
        published: party.known.published,
        current: read.orders.iter().map(|order| (order.ordinal, Some(order.effective))).collect(),
        withdrawn: false,
        met: BTreeSet::new(),
    };
    let mut past: Vec<Past> = Vec::new();
    let mut corrections: Vec<(usize, Vec<Correction>)> = Vec::new();
    let mut acting: Vec<usize> = links.iter().map(|link| link.acting).collect();
    acting.dedup();
    for acting in acting {
        let of_document: Vec<&Link> = links.iter().filter(|link| link.acting == acting).copied().collect();
        let Some(this) = parties.get(acting) else {
            continue;
        };
        // The list file was made with both.
        if in_baseline.is_some_and(|day| this.known.published <= day) {
            continue;
        }
        let nothing = Target::default();
        let own = own.get(&acting).unwrap_or(&nothing);
        // What concerns all rules that are to take effect does not concern one that has.
        let pending = days.last().is_some_and(|day| day > this.known.published);
        let of_document = of_document.into_iter().filter(|link| pending || !link.act.is_of_pending());
        let (unknown, known): (Vec<&Link>, Vec<&Link>) = of_document.partition(|link| link.unknown);
        if let Some((act, outcome)) = undo((&known, &unknown), &past, &mut days, this) {
            past.pop();
            days.met.insert(act.verb);
            moved.verdicts.push(Verdict { acting, target, act, outcome, left_by: None });
            continue;
        }
        let recent = days.last().unwrap_or(party.known.published) > this.known.published - RECENT;
        let touches = recent && (this.acts.stays || shares_an_entry(read, own));
        let spoken = || {
            let mut said =
                unknown.iter().filter(|link| link.act.verb != Verb::State || redates(&link.act, &days, read, this));
            said.next().filter(|_| recent && !touches).map(|link| (link.act.clone(), false))
        };
        let of_text =
            this.acts.corrects_more || this.acts.replacements.iter().any(|one| correction::may_touch(one, read));
        let told = Told { of_text, new: recent && !touches, read };
        let Some((act, sure)) = performed(&known, &days, this, &told).or_else(spoken) else {
            continue;
        };
        let act = limited(act, this, read);
        if further.is_some() && recounts(&act, party) {
            continue;
        }
        if act.verb == Verb::Republish && sure && this.orders && !own.orders.is_empty() {
            moved.repeated.push((acting, own.orders.iter().map(|order| (order.ordinal, None)).collect()));
        }
        let others = further.map(names);
        let before = Past { acting, current: days.current.clone(), withdrawn: days.withdrawn };
        let case = Case { act: &act, this, read, own, in_baseline: in_baseline.is_some() };
        let outcome = if !sure && this.orders && !pending && case.is_done_by_orders() {
            None
        } else if !sure {
            let others = others.map(|names| format!("; that acts itself on {names}")).unwrap_or_default();
            Some(Outcome::Held(format!("it is not certain that this document is meant, or what is done to it{others}")))
        } else if let Some(names) = others {
            Some(Outcome::Held(format!("but that acts itself on {names}, and what stands of it now could not be told")))
        } else if act.verb == Verb::Correct
            && in_baseline.is_none()
            && !days.withdrawn
            && acts_on(acting) == 1
            && this.acts.power.covers(&act)
            && let Some(orders) = correction::orders(this.acts, read, own_day(&act, this))
        {
            corrections.push((acting, orders));
            Some(Outcome::Corrected)
        } else {
            case.decide(&mut days)
        };
        let outcome = of_one_day(parties, outcome, (&before, past.last()), &mut days);
        days.met.insert(act.verb);
        corrections.extend(outcome.as_ref().and_then(|outcome| follow(outcome, &act, read)).map(|made| (acting, made)));
        if let Some(Outcome::Moved { .. }) = &outcome {
            moved.by = Some((this.known.number.clone(), act.verb));
            past.push(before);
        }
        let left_by = past.last().map(|last| last.acting);
        moved.verdicts.extend(outcome.map(|outcome| Verdict { acting, target, act, outcome, left_by }));
    }
    moved.corrections = corrections.into_iter().map(|(acting, orders)| (acting, dated(orders, &days))).collect();
    for order in &read.orders {
        let now = days.current.get(&order.ordinal).copied().flatten();
        if now != Some(order.effective) {
            moved.moves.insert(order.ordinal, now);
        }
    }
    moved
}

/// The orders that follow where entries of a rule in force are stayed or removed.
fn follow(outcome: &Outcome, act: &Act, read: &Target) -> Option<Vec<Correction>> {
    let orders = in_scope(act, read)?;
    match outcome {
        Outcome::Stayed { from, until } => Some(correction::stays(act, &orders, *from, *until)),
        Outcome::Removed { from } => Some(correction::removals(act, &orders, *from)),
        _ => None,
    }
}

/// For so long after it took effect a document is one of which something unknown can be said.
const RECENT: TimeDelta = TimeDelta::days(365);

/// An act on a whole document, beside which its document says that an entry of that one is changed: not all of it is meant, or
/// it takes effect on another day.
fn limited(act: Act, this: &Party<'_>, read: &Target) -> Act {
    let moves = matches!(act.verb, Verb::Delay | Verb::Suspend | Verb::Withdraw) && act.scope == Scope::Whole;
    let named = |text: &&String| read.is_named_in(text) && !act.agrees_in_days(text);
    // "A license is required from February 4."
    let own = |day: NaiveDate| this.acts.effective == Some(day) || day <= this.known.published;
    let days: BTreeSet<_> = read.orders.iter().map(|order| order.effective).collect();
    let days: Vec<_> = days.into_iter().filter(|day| !own(*day) && act.until.day() != Some(*day)).collect();
    let of_both = |text: &str| act.until.day().is_some_and(|day| Act::says_day(text, day));
    let dated = |text: &&String| !of_both(text) && days.iter().any(|day| Act::says_day(text, *day));
    let beside = this.acts.changes.iter().find(named).or_else(|| this.acts.dated.iter().find(dated));
    match beside.filter(|_| moves) {
        Some(text) => Act { scope: Scope::Unclear, quote: format!("{} … {text}", act.quote), ..act },
        None => act,
    }
}

/// Whether two documents order something of one entry.
fn shares_an_entry(a: &Target, b: &Target) -> bool {
    let names: BTreeSet<_> = a.orders.iter().filter_map(|order| order.name.as_ref()).collect();
    b.orders.iter().filter_map(|order| order.name.as_ref()).any(|name| names.contains(name))
}

/// Whether what is told of a document is what that one did itself.
fn recounts(act: &Act, party: &Party<'_>) -> bool {
    let does = |own: &Act| {
        let same = own.verb == act.verb || of_delay(own.verb) && of_delay(act.verb);
        own.manner == Manner::Done && same && (own.until == act.until || act.until == Until::Unsaid)
    };
    act.manner == Manner::Told && party.acts.acts.iter().any(does)
}

/// The documents on which another one acts, for a person.
fn names(documents: &[&DocumentNumber]) -> String {
    let names: Vec<_> = documents.iter().map(ToString::to_string).collect();
    if names.is_empty() { "another document".to_owned() } else { names.join(", ") }
}

/// What is corrected before it takes effect takes effect corrected, whenever that is.
fn dated(corrections: Vec<Correction>, days: &Days) -> Vec<Amendment> {
    let dated = corrections.into_iter().filter_map(|Correction { of, amendment }| {
        let effective = days.current.get(&of).copied().flatten()?.max(amendment.effective);
        Some(Amendment { effective, ..amendment })
    });
    dated.collect()
}

/// What is moved by one document and otherwise by another one of the same day is left as the first of them says: nobody knows
/// which acts last.
fn of_one_day(
    parties: &[Party<'_>],
    outcome: Option<Outcome>,
    (before, last): (&Past, Option<&Past>),
    days: &mut Days,
) -> Option<Outcome> {
    let day = |acting: usize| parties.get(acting).map(|party| party.known.published);
    let same = last.is_some_and(|last| day(last.acting) == day(before.acting));
    if !same || !matches!(outcome, Some(Outcome::Moved { .. })) {
        return outcome;
    }
    (days.current, days.withdrawn) = (before.current.clone(), before.withdrawn);
    Some(Outcome::Held("but another document of the same day does something else to it".to_owned()))
}
