//! Which document each act means.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use super::parts::Party;
use crate::document::act::known::Fit;
use crate::document::act::{Act, Manner, Meant, Scope, Until, Verb, Whose};

/// An act and a document that it means or may mean.
#[derive(Debug, Clone)]
pub(super) struct Link {
    pub(super) acting: usize,
    pub(super) target: usize,
    pub(super) act: Act,
    /// Whether no other document can be meant, and nothing said of it contradicts.
    pub(super) sure: bool,
    /// Whether what is said is unknown.
    pub(super) unknown: bool,
    /// A document that acted on the target, which the sentence names with it.
    pub(super) by: Option<usize>,
    /// Whether what that document did is taken back.
    pub(super) takes_back: bool,
}

/// For so long after its publication a document can be said something of that is not known.
const RECENT: TimeDelta = TimeDelta::days(730);

/// For so long it can be meant by a document that acts on a rule of its list and does not say on which.
const UNNAMED: TimeDelta = TimeDelta::days(90);

/// All links, in the order of publication of the documents that act.
pub(super) fn all(parties: &[Party<'_>]) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for acting in 0..parties.len() {
        let found = of(parties, acting, &links);
        let of_acting: Vec<_> = found.iter().flat_map(|link| through(parties, link.clone(), &links)).collect();
        let of_acting = without_corrected(parties, (acting, &found), of_acting);
        let of_acting = without_repeated(parties, of_acting, &links);
        let mut of_acting = taken_back(parties, of_acting, &links);
        // "FR Doc. 2031-00077 is withdrawn." "The rule of June 2, 2031, is withdrawn.": both cannot be the one rule.
        let moves = |link: &&Link| {
            let act = &link.act;
            let orders = parties.get(link.target).is_some_and(|party| party.orders);
            link.sure
                && orders
                && !link.unknown
                && act.manner == Manner::Done
                && matches!(act.verb, Verb::Delay | Verb::Suspend | Verb::Withdraw)
        };
        let targets: BTreeSet<_> = of_acting.iter().filter(moves).map(|link| link.target).collect();
        if targets.len() > 1 && parties.get(acting).is_some_and(|party| party.acts.meant == Meant::One) {
            for link in &mut of_acting {
                link.sure = false;
            }
        }
        links.extend(of_acting);
    }
    links
}

/// A delay that is put off itself, or whose day is corrected, is another delay of what it delays: "the effective date
/// announced at 96 FR 950 is further delayed until". Anything else that is done to an act is as it is said.
fn through(parties: &[Party<'_>], link: Link, before: &[Link]) -> Vec<Link> {
    let is_act = parties.get(link.target).is_some_and(|party| !party.orders);
    let Act { verb: Verb::Delay, manner: Manner::Done, until: Until::Day(day), was, .. } = &link.act else {
        return vec![link];
    };
    let of_act: Vec<_> = before.iter().filter(|other| other.acting == link.target).collect();
    let put_off = |other: &&Link| {
        let until = match other.act.until {
            Until::Day(until) => until < *day && was.is_none_or(|was| was == until),
            _ => false,
        };
        until && other.sure && other.act.verb == Verb::Delay && other.act.manner == Manner::Done
    };
    if !is_act || !link.sure || link.unknown || of_act.is_empty() || !of_act.iter().all(put_off) {
        return vec![link];
    }
    of_act
        .into_iter()
        .map(|other| Link {
            target: other.target,
            act: Act { scope: other.act.scope.clone(), ..link.act.clone() },
            ..link
        })
        .collect()
}

/// "BIS has decided to delay the rule further", behind the document that delayed it, is said of the rule that it delays.
fn without_repeated(parties: &[Party<'_>], links: Vec<Link>, before: &[Link]) -> Vec<Link> {
    let delays = |target: usize| {
        links.iter().any(|link| {
            link.target == target && link.sure && link.act.verb == Verb::Delay && link.act.manner == Manner::Done
        })
    };
    let repeats = |link: &Link| {
        let unsaid = link.act.verb == Verb::Delay && link.act.until == Until::Unsaid;
        let is_act = parties.get(link.target).is_some_and(|party| !party.orders);
        let done = |other: &&Link| other.sure && other.act.verb == Verb::Delay && other.act.manner == Manner::Done;
        let of_act = || before.iter().filter(done).any(|other| other.acting == link.target && delays(other.target));
        is_act && unsaid && of_act()
    };
    let kept: Vec<bool> = links.iter().map(|link| !repeats(link)).collect();
    links.into_iter().zip(kept).filter_map(|(link, kept)| kept.then_some(link)).collect()
}

/// What is said of the correction of a day is that: "This document corrects the DATES section of the document that delayed the rule",
/// where the day of that document is corrected, and nothing else.
fn without_corrected(parties: &[Party<'_>], (acting, found): (usize, &[Link]), links: Vec<Link>) -> Vec<Link> {
    let more = parties.get(acting).is_none_or(|party| party.acts.corrects_more || !party.acts.replacements.is_empty());
    let redirected = |target: usize| {
        let delays = |link: &&Link| link.target == target && link.act.verb == Verb::Delay && link.act.was.is_some();
        found
            .iter()
            .filter(delays)
            .any(|link| !links.iter().any(|other| other.target == target && other.act == link.act))
    };
    let of_date = |link: &Link| {
        let tells = !link.sure && !link.unknown && matches!(link.act.verb, Verb::Delay | Verb::State);
        link.act.verb == Verb::Correct || tells
    };
    let of_corrected = |link: &Link| !more && of_date(link) && redirected(link.target);
    let kept: Vec<bool> = links.iter().map(|link| !of_corrected(link)).collect();
    links.into_iter().zip(kept).filter_map(|(link, kept)| kept.then_some(link)).collect()
}

/// A document that takes back what another one did, "the delay of September 22, 2031, is withdrawn", speaks of what that one
/// acted on: so does all that it says of it.
fn taken_back(parties: &[Party<'_>], links: Vec<Link>, before: &[Link]) -> Vec<Link> {
    let moved_by = |acting: usize| -> Option<usize> {
        let is_act = parties.get(acting).is_some_and(|party| !party.orders);
        let done = |link: &&Link| link.acting == acting && !link.unknown && link.act.manner == Manner::Done;
        let first = before.iter().find(done).filter(|_| is_act)?.target;
        let moves = |link: &Link| {
            link.sure && link.target == first && matches!(link.act.verb, Verb::Delay | Verb::Suspend | Verb::Withdraw)
        };
        before.iter().filter(done).all(moves).then_some(first)
    };
    let undone = |link: &Link| {
        let done = link.sure && !link.unknown && link.act.manner == Manner::Done && link.act.scope == Scope::Whole;
        let ends = matches!(link.act.verb, Verb::Withdraw | Verb::Resume) && link.act.until.day().is_none();
        moved_by(link.target).filter(|_| done && ends)
    };
    let Some((act, target)) = links.iter().find_map(|link| Some((link.target, undone(link)?))) else {
        return links;
    };
    let redirected = |link: Link| {
        if link.target != act {
            return link;
        }
        match undone(&link) {
            Some(_) => {
                Link { target, by: Some(act), takes_back: true, act: Act { verb: Verb::Resume, ..link.act }, ..link }
            }
            None => Link { target, ..link },
        }
    };
    // "The document withdrawing the rule at 96 FR 900 was published in error" says what that one did, and nothing else.
    let did = |verb| before.iter().any(|link| link.acting == act && link.act.verb == verb);
    let speaks_of_both =
        |link: &Link| link.by == Some(act) && !link.sure && did(link.act.verb) && link.act.effect().is_none();
    links.into_iter().filter(|link| !speaks_of_both(link)).map(redirected).collect()
}

/// The links of one document. Where no sentence that acts means a document on record, those that it mentions count.
fn of(parties: &[Party<'_>], acting: usize, before: &[Link]) -> Vec<Link> {
    let Some(acts) = parties.get(acting).map(|party| party.acts).filter(|acts| !acts.is_empty()) else {
        return Vec::new();
    };
    let links =
        |from: &[Act]| -> Vec<Link> { from.iter().flat_map(|act| meant(parties, acting, act, before)).collect() };
    let found = links(&acts.acts);
    let day = |at: usize| parties.get(at).map(|party| party.known.published);
    let recent = |at: usize| {
        day(acting).zip(day(at)).is_some_and(|(later, earlier)| later.signed_duration_since(earlier) <= RECENT)
    };
    let unknown = links(&acts.unknown).into_iter().filter(|link| recent(link.target));
    let unknown: Vec<_> = unknown.map(|link| Link { sure: false, unknown: true, ..link }).collect();
    let performs = found.iter().any(|link| link.act.manner == Manner::Done);
    if performs {
        return found.into_iter().chain(unknown).collect();
    }
    let verb = acts.declared.unwrap_or(Verb::Other);
    let mentioned = links(&acts.mentions).into_iter();
    found
        .into_iter()
        .chain(mentioned.map(|link| Link { act: Act { verb, ..link.act }, sure: false, ..link }))
        .chain(unknown)
        .collect()
}

/// The documents that an act means.
fn meant(parties: &[Party<'_>], acting: usize, act: &Act, before: &[Link]) -> Vec<Link> {
    let Some(this) = parties.get(acting) else {
        return Vec::new();
    };
    let others = || {
        parties.iter().enumerate().filter(|(at, other)| {
            *at != acting
                && !other.known.number.is_same(this.known.number)
                && other.known.published <= this.known.published
        })
    };
    let choose = |fits: Vec<(usize, Fit)>| -> Vec<(usize, bool)> {
        let sure: Vec<_> = fits.iter().filter(|(_, fit)| *fit == Fit::Sure).map(|(at, _)| *at).collect();
        match sure.as_slice() {
            [one] => vec![(*one, true)],
            [] => fits.into_iter().map(|(at, _)| (at, false)).collect(),
            several => several.iter().map(|at| (*at, false)).collect(),
        }
    };
    // Rules that amend one list are few: the one of a month is known by it.
    let of_list = act.quote.contains("Entity List") || this.acts.title.contains("entitylist") || act.is_of_pending();
    let recent = |other: &Party<'_>, most| other.orders && this.known.published - other.known.published <= most;
    let mut found: Vec<(usize, bool)> = if act.on.is_empty() {
        let titled = others().filter_map(|(at, other)| Some((at, other.known.fit_by_title(this.acts)?)));
        let titled = choose(titled.collect());
        let any = titled.is_empty() && of_list && this.acts.whose == Whose::Ours && !this.acts.proposes;
        // "BIS is withdrawing a final rule that would have amended the Entity List": that one of them is.
        let of_few = others().filter(|(_, other)| any && recent(other, UNNAMED)).map(|(at, _)| (at, false));
        titled.into_iter().chain(of_few).collect()
    } else {
        let of_each = act.on.iter().enumerate().flat_map(|(place, cited)| {
            let vague = cited.is_vague();
            let fits = others().filter(|(_, other)| !vague || recent(other, RECENT)).filter_map(|(at, other)| {
                let fit = other.known.fit(cited, this.acts)?;
                Some((at, if vague && of_list { Fit::Sure } else { fit }))
            });
            choose(fits.collect()).into_iter().map(move |(at, sure)| (at, sure && !act.beside.contains(&place)))
        });
        of_each.collect()
    };
    // "BIS lifts the stay published on June 2, 2031": of all documents of that day, the one that stayed something.
    if act.verb == Verb::Resume && this.acts.whose == Whose::Ours && found.iter().all(|(_, sure)| !sure) {
        let puts_off = |link: &Link| link.sure && matches!(link.act.verb, Verb::Delay | Verb::Suspend | Verb::Withdraw);
        let acted = |at: usize| before.iter().any(|link| link.acting == at && puts_off(link));
        let acting: BTreeSet<_> = found.iter().map(|(at, _)| *at).filter(|at| acted(*at)).collect();
        if let (1, Some(one)) = (acting.len(), acting.first()) {
            found = vec![(*one, true)];
        }
    }
    found.sort_unstable_by_key(|(at, sure)| (*at, !sure));
    found.dedup_by_key(|(at, _)| *at);
    // "which was delayed by the rule published at …": the document by which it was is not acted on.
    let named: BTreeSet<_> = found.iter().map(|(at, _)| *at).collect();
    let by = |at: usize| before.iter().any(|link| link.acting == at && named.contains(&link.target));
    let acted: Vec<_> = found.iter().map(|(at, _)| *at).filter(|at| by(*at)).collect();
    found.retain(|(at, _)| !by(*at));
    // "BIS rescinds the withdrawal published on May 6, 2031, and reinstates the rule at 96 FR 900": the act and its rule.
    let takes_back = act.verb == Verb::Resume && acted.len() == 1 && found.len() == 1 && act.on.len() == 2;
    if takes_back {
        found = found.into_iter().map(|(at, _)| (at, true)).collect();
    }
    // "BIS withdraws it", behind a rule and what delayed it.
    let is_the_other = found.len() == 1 && named.len() == act.on.len();
    if act.one_of && !is_the_other {
        for (_, sure) in &mut found {
            *sure = false;
        }
    }
    let by = acted.first().copied();
    let link = |(target, sure)| Link { acting, target, act: act.clone(), sure, unknown: false, by, takes_back };
    found.into_iter().map(link).collect()
}
