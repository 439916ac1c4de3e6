//! What the acts on one document come to, in the order of their publication.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days as Count, NaiveDate, TimeDelta};

use super::correction::{self, Correction};
use super::link::Link;
use super::parts::{Moves, Ordered, Outcome, Party, Target, Verdict};
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

/// The days of effect of the orders of a document, as they stand.
struct Days {
    /// The day of publication of the document.
    published: NaiveDate,
    current: BTreeMap<u32, Option<NaiveDate>>,
    withdrawn: bool,
    /// Kinds of acts that were met, understood or not.
    met: BTreeSet<Verb>,
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
        let recent = days.last().unwrap_or(party.known.published) > this.known.published - RECENT;
        let touches = recent && (this.acts.stays || shares_an_entry(read, own));
        let spoken = || {
            let mut said =
                unknown.iter().filter(|link| link.act.verb != Verb::State || redates(&link.act, &days, read, this));
            said.next().filter(|_| recent && !touches).map(|link| (link.act.clone(), false))
        };
        let Some((act, sure)) = performed(&known, &days, this, recent && !touches).or_else(spoken) else {
            continue;
        };
        if act.verb == Verb::Republish && sure && this.orders && !own.orders.is_empty() {
            moved.repeated.push((acting, own.orders.iter().map(|order| (order.ordinal, None)).collect()));
        }
        let others = further.map(|further| {
            let names: Vec<_> = further.iter().map(ToString::to_string).collect();
            if names.is_empty() { "another document".to_owned() } else { names.join(", ") }
        });
        let outcome = if let (false, others) = (sure, &others) {
            let others = others.as_ref().map(|names| format!("; that acts itself on {names}")).unwrap_or_default();
            Some(Outcome::Held(format!("it is not certain that this document is meant, or what is done to it{others}")))
        } else if let Some(names) = others {
            Some(Outcome::Held(format!("but that acts itself on {names}, and what stands of it now could not be told")))
        } else if act.verb == Verb::Correct
            && in_baseline.is_none()
            && !days.withdrawn
            && acts_on(acting) == 1
            && this.acts.power.covers(&act)
            && let Some(orders) = correction::orders(this.acts, &read.orders, own_day(&act, this))
        {
            corrections.push((acting, orders));
            Some(Outcome::Corrected)
        } else {
            let case = Case { act: &act, this, read, own, in_baseline: in_baseline.is_some() };
            case.decide(&mut days)
        };
        days.met.insert(act.verb);
        if let Some(Outcome::Moved { .. }) = &outcome {
            moved.by = Some((this.known.number.clone(), act.verb));
        }
        moved.verdicts.extend(outcome.map(|outcome| Verdict { acting, target, act, outcome }));
    }
    // What is corrected before it takes effect takes effect corrected, whenever that is.
    for (acting, orders) in corrections {
        let dated = orders.into_iter().filter_map(|Correction { of, amendment }| {
            let effective = days.current.get(&of).copied().flatten()?.max(amendment.effective);
            Some(Amendment { effective, ..amendment })
        });
        moved.corrections.push((acting, dated.collect()));
    }
    for order in &read.orders {
        let now = days.current.get(&order.ordinal).copied().flatten();
        if now != Some(order.effective) {
            moved.moves.insert(order.ordinal, now);
        }
    }
    moved
}

impl Days {
    /// The last day of effect.
    fn last(&self) -> Option<NaiveDate> {
        self.current.values().flatten().max().copied()
    }
}

/// For so long after it took effect a document is one of which something unknown can be said.
const RECENT: TimeDelta = TimeDelta::days(365);

/// Whether two documents order something of one entry.
fn shares_an_entry(a: &Target, b: &Target) -> bool {
    let names: BTreeSet<_> = a.orders.iter().filter_map(|order| order.name.as_ref()).collect();
    b.orders.iter().filter_map(|order| order.name.as_ref()).any(|name| names.contains(name))
}

fn of_delay(verb: Verb) -> bool {
    matches!(verb, Verb::Delay | Verb::Suspend | Verb::Resume)
}

/// What a document does to the target, of all that it says, and whether that is certain. `None` where it does nothing,
/// or its own orders do it.
///
/// `new` tells of a target that is recent, and of which the document orders nothing that concerns the same entries.
fn performed(links: &[&Link], days: &Days, this: &Party<'_>, new: bool) -> Option<(Act, bool)> {
    let links: Vec<&Link> = links.iter().copied().filter(|link| !leaves_the_day(&link.act, days)).collect();
    let mut done: Vec<&&Link> = links.iter().filter(|link| link.act.manner == Manner::Done).collect();
    // "Make the following correction", and what follows corrects a date: then nothing else is corrected.
    let of_text = !this.acts.replacements.is_empty() || this.acts.corrects_more;
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
            return Some((stated.act.clone(), false));
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
    // "The document was published in error. It is withdrawn."
    if done.iter().any(|link| withdraws(link)) {
        let why = ["in error", "prematurely", "erroneously", "inadvertently"];
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
        match (&act.until, &other.until) {
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
    if let (Some(until), Some(was)) = (act.until.day(), act.was)
        && until == was
    {
        act.was = None;
    }
    Some((act, sure))
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
fn redates(act: &Act, days: &Days, read: &Target, this: &Party<'_>) -> bool {
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
        (Scope::Unclear, exact) | (exact, Scope::Unclear) => exact.clone(),
        _ if a == b => a.clone(),
        _ => Scope::Unclear,
    }
}

/// An act that is certain to mean a document.
struct Case<'a> {
    act: &'a Act,
    this: &'a Party<'a>,
    read: &'a Target,
    /// Orders of the document that acts.
    own: &'a Target,
    in_baseline: bool,
}

impl Case<'_> {
    /// What follows from it; `None` where nothing does.
    fn decide(&self, days: &mut Days) -> Option<Outcome> {
        let Self { act, this, read, .. } = *self;
        let held = |why: &str| Some(Outcome::Held(why.to_owned()));
        let published = this.known.published;
        if act.verb == Verb::Republish && this.acts.power.covers(act) {
            return Some(self.repeats());
        }
        let from = own_day(act, this);
        let scope = in_scope(act, read);
        let orders: Vec<&Ordered> = scope.clone().unwrap_or_else(|| read.orders.iter().collect());
        let now = |order: &Ordered| days.current.get(&order.ordinal).copied().flatten();
        let standing: Vec<_> = orders.iter().filter_map(|order| Some((order.ordinal, now(order)?))).collect();
        let put_off: Vec<_> = orders.iter().filter(|order| now(order).is_none()).map(|order| order.ordinal).collect();
        let started = |day: NaiveDate| self.in_baseline || day <= published || day < from;
        let late = !standing.is_empty() && standing.iter().any(|(_, day)| started(*day));
        if late && this.orders && self.is_done_by_orders() {
            return None;
        }
        if scope.is_none() {
            return held("which of its orders are meant could not be told");
        }
        let bases: BTreeSet<_> = standing.iter().map(|(_, day)| *day).collect();
        let to = match (act.verb, &act.until) {
            (Verb::Delay | Verb::Suspend | Verb::Resume, Until::Day(day)) => Some(*day),
            (Verb::Delay | Verb::Suspend, Until::After(count)) => {
                let [base] = bases.iter().copied().collect::<Vec<_>>()[..] else {
                    return held("from when its days are counted could not be told");
                };
                // Of a rule that was put off before, from the first date or from the one that stands.
                let again = orders.iter().any(|order| order.effective != base);
                let further = ["additional", "another", "further", "more"].iter().any(|word| act.quote.contains(word));
                if act.was.is_some_and(|was| was != base) || again && act.was.is_none() && !further {
                    return held("from when its days are counted could not be told");
                }
                base.checked_add_days(Count::new(u64::from(*count)))
            }
            (Verb::Delay | Verb::Suspend, Until::Indefinite) | (Verb::Withdraw, _) => None,
            (Verb::Delay | Verb::Suspend, Until::Publication | Until::Unsaid | Until::Unclear) => {
                return held("until when could not be told");
            }
            (Verb::Correct, _) => return held("what it corrects has to be read against the printed page"),
            (Verb::Other | Verb::State | Verb::Republish | Verb::Resume, _) => {
                return held("what it does could not be told");
            }
        };
        if this.acts.proposes {
            return held("but it is a proposed rule, which changes no final rule");
        }
        if late {
            return held("but it had taken effect before that, and what it changed cannot be undone with certainty");
        }
        if let Some(was) = act.was
            && !bases.contains(&was)
            && !standing.is_empty()
            && !read.orders.iter().any(|order| order.effective == was)
        {
            return held(&format!("but it says {was} to be the effective date, which it is not"));
        }
        if days.withdrawn && to.is_some() {
            return held("but it had been withdrawn before");
        }
        let of_day = |day: NaiveDate| act.was.is_none_or(|was| was == day || !bases.contains(&was));
        let chosen: Vec<_> = standing.iter().filter(|(_, day)| of_day(*day)).copied().collect();
        // "for 60 days, until": counted from the day that is put off.
        let origins = || chosen.iter().map(|(_, day)| *day).chain(act.was);
        if let (Some(length), Until::Day(day)) = (act.length.filter(|_| act.verb != Verb::Resume), &act.until)
            && !origins().any(|origin| length.lies_between(origin, *day))
        {
            return held(&format!("but its length does not lead to {day}"));
        }
        if let Some(day) = to
            && (day <= published || chosen.iter().any(|(_, before)| day < *before))
            && !(day >= from && act.advances(&chosen.iter().map(|(_, day)| *day).collect::<Vec<_>>()))
        {
            return held(&format!("but {day} is not later than the effective date"));
        }
        let from: BTreeSet<_> = chosen.iter().map(|(_, day)| *day).collect();
        if put_off.is_empty() && from.iter().all(|day| Some(*day) == to) {
            return None;
        }
        if !this.acts.power.covers(act) {
            return held("but it is of an agency whose word does not change rules of the bureau");
        }
        let original = read.orders.iter().filter(|order| put_off.contains(&order.ordinal)).map(|order| order.effective);
        let before: BTreeSet<_> = from.into_iter().chain(original).collect();
        for ordinal in chosen.iter().map(|(ordinal, _)| *ordinal).chain(put_off) {
            days.current.insert(ordinal, to);
        }
        days.withdrawn |= act.verb == Verb::Withdraw;
        Some(Outcome::Moved { from: before, to })
    }

    /// Whether the document does by orders of its own what its prose says: it stays something by an order, or its orders
    /// concern every entry that those of the other one do.
    fn is_done_by_orders(&self) -> bool {
        let mut named = self.read.orders.iter().map(|order| order.name.as_ref());
        let ordered = |name: &String| self.own.orders.iter().any(|order| order.name.as_ref() == Some(name));
        self.this.acts.stays && of_delay(self.act.verb)
            || !self.read.orders.is_empty() && named.all(|name| name.is_some_and(ordered))
    }

    /// A document that is printed once more: its orders are compared with those of the first printing.
    fn repeats(&self) -> Outcome {
        let (first, second) = (&self.read.orders, &self.own.orders);
        if second.is_empty() {
            return Outcome::Held("whether it is printed as it was has to be compared".to_owned());
        }
        let lacks = |these: &[Ordered], those: &[Ordered]| -> Vec<String> {
            let same = |a: &Ordered, b: &Ordered| a.says == b.says && a.effective == b.effective;
            let missing = these.iter().filter(|order| !those.iter().any(|other| same(order, other)));
            missing.map(|order| format!("“{}” ({})", order.quote, order.effective)).collect()
        };
        let (only_first, only_second) = (lacks(first, second), lacks(second, first));
        if only_first.is_empty() && only_second.is_empty() && self.read.unread == self.own.unread {
            return Outcome::Repeated;
        }
        let side = |what: &str, orders: &[String]| {
            let shown: Vec<_> = orders.iter().take(MOST_SHOWN).cloned().collect();
            let more = orders.len().saturating_sub(MOST_SHOWN);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            (!orders.is_empty()).then(|| format!("only in the {what}: {}{more}", shown.join(", ")))
        };
        let sides: Vec<_> =
            [side("first printing", &only_first), side("second", &only_second)].into_iter().flatten().collect();
        let sides =
            if sides.is_empty() { "something in one of them was not understood".to_owned() } else { sides.join("; ") };
        Outcome::Held(format!("but the two printings are not known to be alike ({sides})"))
    }
}

/// The most orders that are quoted where two printings differ.
const MOST_SHOWN: usize = 5;

/// The day from which an act has force.
fn own_day(act: &Act, this: &Party<'_>) -> NaiveDate {
    let own = this.acts.effective.filter(|day| Some(*day) != act.until.day() && Some(*day) != act.was);
    act.from.or(own).unwrap_or(this.known.published).max(this.known.published)
}

/// The orders that an act concerns; `None` where it cannot be told.
fn in_scope<'t>(act: &Act, read: &'t Target) -> Option<Vec<&'t Ordered>> {
    let chosen: Vec<_> = match &act.scope {
        Scope::Whole => read.orders.iter().collect(),
        Scope::Lists(lists) => read.orders.iter().filter(|order| lists.contains(&order.list)).collect(),
        Scope::Instructions(named) => {
            let orders = || read.orders.iter();
            if !named.iter().all(|numbers| orders().any(|order| numbers.covers(&order.instruction))) {
                return None;
            }
            orders().filter(|order| named.iter().any(|numbers| numbers.covers(&order.instruction))).collect()
        }
        Scope::Unclear => return None,
    };
    (!chosen.is_empty()).then_some(chosen)
}
