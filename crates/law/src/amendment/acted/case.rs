//! What follows from an act that is certain to mean a document.

use std::collections::BTreeSet;

use chrono::{Days as Count, NaiveDate};

use super::days::Days;
use super::parts::{Ordered, Outcome, Party, Target};
use super::performed::{of_delay, own_day};
use crate::document::act::{Act, Scope, Until, Verb};

/// An act that is certain to mean a document.
pub(super) struct Case<'a> {
    pub(super) act: &'a Act,
    pub(super) this: &'a Party<'a>,
    pub(super) read: &'a Target,
    /// Orders of the document that acts.
    pub(super) own: &'a Target,
    pub(super) in_baseline: bool,
}

impl Case<'_> {
    /// What follows from it; `None` where nothing does.
    pub(super) fn decide(&self, days: &mut Days) -> Option<Outcome> {
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
        if let Some(stayed) = self.stays(&orders, &bases, from).filter(|_| late) {
            return Some(stayed);
        }
        if late && !days.withdrawn && !read.unclear && self.removes(&orders, &bases, from) {
            days.withdrawn = true;
            return Some(Outcome::Removed { from });
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
        let ahead =
            || act.verb == Verb::Resume || act.advances(&chosen.iter().map(|(_, day)| *day).collect::<Vec<_>>());
        if let Some(day) = to
            && (day <= published || chosen.iter().any(|(_, before)| day < *before))
            && !(day >= from && ahead())
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

    /// A stay of entries that a rule in force has added: they are not in force from the day of the stay, and no entry reads as it
    /// did before. What a rule removed or revised would have to be found as it was.
    fn stays(&self, orders: &[&Ordered], bases: &BTreeSet<NaiveDate>, from: NaiveDate) -> Option<Outcome> {
        let Self { act, this, .. } = *self;
        let until = match act.until {
            Until::Indefinite => None,
            Until::Day(day) if day > from => Some(day.pred_opt()?),
            _ => return None,
        };
        let counts = act.verb == Verb::Suspend && this.acts.power.covers(act) && !bases.is_empty();
        let added = orders.iter().all(|order| order.adds) && bases.iter().all(|day| *day <= from);
        (counts && added && act.was.is_none()).then_some(Outcome::Stayed { from, until })
    }

    /// A withdrawal of a rule in force, from a day that it says, removes what that one added. What it removed or revised would have to
    /// be found as it was.
    fn removes(&self, orders: &[&Ordered], bases: &BTreeSet<NaiveDate>, from: NaiveDate) -> bool {
        let Self { act, this, .. } = *self;
        let dated = act.from.or(this.acts.effective).is_some() && act.was.is_none();
        let added = orders.iter().all(|order| order.adds) && bases.iter().all(|day| *day <= from);
        let counts = act.verb == Verb::Withdraw && this.acts.power.covers(act) && !bases.is_empty();
        counts && added && dated && !self.in_baseline && !this.orders
    }

    /// Whether the document does by orders of its own what its prose says: it stays something by an order, or its orders
    /// concern every entry that those of the other one do.
    pub(super) fn is_done_by_orders(&self) -> bool {
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

/// The orders that an act concerns; `None` where it cannot be told.
pub(super) fn in_scope<'t>(act: &Act, read: &'t Target) -> Option<Vec<&'t Ordered>> {
    let chosen: Vec<_> = match &act.scope {
        Scope::Whole => read.orders.iter().collect(),
        Scope::Lists(lists) => read.orders.iter().filter(|order| lists.contains(&order.list)).collect(),
        Scope::Instructions(named) | Scope::AllBut(named) => {
            let orders = || read.orders.iter();
            if !named.iter().all(|numbers| orders().any(|order| numbers.covers(&order.instruction))) {
                return None;
            }
            let others = matches!(act.scope, Scope::AllBut(_));
            let is_named = |order: &Ordered| named.iter().any(|numbers| numbers.covers(&order.instruction));
            orders().filter(|order| is_named(order) != others).collect()
        }
        Scope::Unread | Scope::Unclear => return None,
    };
    (!chosen.is_empty()).then_some(chosen)
}
