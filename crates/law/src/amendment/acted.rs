//! What documents do to the orders of other documents: a delay or a withdrawal before the day of effect moves it; what
//! cannot be told with certainty is held, and said.
//!
//! In: what is known of each document, its acts, and the orders of those that are acted on. Out: [`Settled`]. The
//! documents may have come in any order; they act in the order of publication.

mod case;
mod correction;
mod days;
mod link;
mod moves;
mod parts;
mod performed;

use std::collections::{BTreeMap, BTreeSet};

use super::{Amendment, Edit};
use crate::document::act::{Act, Scope, Verb};

use crate::entry::cell;
use crate::finding::{Code, Finding};
use crate::law::canonical::canonical;

use chrono::NaiveDate;
use link::Link;
pub use parts::{Moves, Ordered, Outcome, Party, Settled, Standing, Target, Verdict};

/// What documents do to each other. They come in the order of publication; `orders` reads those of one that is acted on.
/// What had been published by the day of `contained` is in the list already, whenever it takes effect.
///
/// # Errors
/// Where the orders cannot be read.
pub fn settle<E>(
    parties: &[Party<'_>],
    contained: Option<NaiveDate>,
    orders: &mut dyn FnMut(usize) -> Result<Target, E>,
) -> Result<Settled, E> {
    let mut settled = Settled::default();
    let links = link::all(parties);
    let targets: BTreeSet<_> = links.iter().map(|link| link.target).collect();
    for target in targets {
        let of_target: Vec<&Link> = links.iter().filter(|link| link.target == target).collect();
        let read = orders(target)?;
        let acts_on = |acting: usize| {
            let of_acting = links.iter().filter(|link| link.acting == acting);
            of_acting.map(|link| link.target).collect::<BTreeSet<_>>().len()
        };
        let own: BTreeMap<usize, Target> = of_target
            .iter()
            .map(|link| link.acting)
            .filter(|acting| parties.get(*acting).is_some_and(|party| party.orders))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .map(|acting| Ok((acting, orders(acting)?)))
            .collect::<Result<_, E>>()?;
        let is_act = read.orders.is_empty() && !parties.get(target).is_none_or(|party| party.acts.is_empty());
        let further: BTreeSet<_> = links.iter().filter(|link| link.acting == target).map(|link| link.target).collect();
        let further: Vec<_> =
            further.iter().filter_map(|at| parties.get(*at)).map(|party| party.known.number).collect();
        let subject = moves::Subject { target, read: &read, further: is_act.then_some(further.as_slice()), contained };
        let moved = moves::of(parties, &subject, &of_target, &own, &acts_on);
        settled.verdicts.extend(moved.verdicts);
        if !moved.moves.is_empty() {
            let standing = settled.standing.entry(target).or_default();
            (standing.moves, standing.by) = (moved.moves, moved.by);
        }
        for (acting, moves) in moved.repeated {
            let standing = settled.standing.entry(acting).or_default();
            standing.by = parties.get(acting).map(|party| (party.known.number.clone(), Verb::Republish));
            standing.moves.extend(moves);
        }
        for (acting, amendments) in moved.corrections {
            settled.standing.entry(acting).or_default().corrections.extend(amendments);
        }
    }
    settled.verdicts.sort_by_key(|verdict| (verdict.acting, verdict.target));
    Ok(settled)
}

/// Documents that act, each with one that it means or may mean.
pub fn pairs(parties: &[Party<'_>]) -> Vec<(usize, usize)> {
    link::all(parties).into_iter().map(|link| (link.acting, link.target)).collect()
}

/// What documents do to others: the place of the one that acts, that of the other one, and the words.
pub fn meant(parties: &[Party<'_>]) -> Vec<(usize, usize, Act)> {
    link::all(parties).into_iter().map(|link| (link.acting, link.target, link.act)).collect()
}

impl Verdict {
    /// Whether it says what the finding of a correction by page says already.
    pub fn repeats(&self, told: &Finding) -> bool {
        let by_page = matches!(told.code, Code::CorrectionByPage | Code::CorrectionElsewhere);
        by_page && self.act.verb == Verb::Correct && matches!(self.outcome, Outcome::Held(_))
    }

    /// The verdict as a finding of the document that acts.
    pub fn finding(&self, parties: &[Party<'_>]) -> Finding {
        let name = |at: usize| {
            parties.get(at).map_or_else(String::new, |party| {
                let page = party.known.pages.map(|(first, _)| format!(", {} FR {first}", party.known.volume));
                format!("{}{}", party.known.number, page.unwrap_or_default())
            })
        };
        let (acting, target) = (name(self.acting), name(self.target));
        let part = if self.act.scope == Scope::Whole { "" } else { " in the part that is quoted" };
        let (code, message) = match &self.outcome {
            Outcome::Moved { from, to } => {
                let days = all_days(from);
                let message = match (to, self.act.verb) {
                    (Some(day), _) => format!("{target} takes effect{part} on {day} instead of {days}, by {acting}"),
                    (None, Verb::Withdraw) => {
                        format!(
                            "{target} was withdrawn{part} by {acting} before it took effect: nothing of that happens on {days}"
                        )
                    }
                    (None, _) => format!(
                        "{target} was {}{part} by {acting} and no day is set: nothing of that happens on {days}",
                        self.act.verb.participle()
                    ),
                };
                (Code::ActApplied, message)
            }
            Outcome::Restored { days } => {
                let days = all_days(days);
                let message = format!("{acting} takes back what was done to {target}, which takes effect on {days}");
                (Code::ActApplied, message)
            }
            Outcome::Stayed { from, until } => {
                let until = until.map_or_else(|| "until further notice".to_owned(), |day| format!("through {day}"));
                (Code::ActApplied, format!("{acting} stays what {target} added{part}, from {from} {until}"))
            }
            Outcome::Removed { from } => (
                Code::ActApplied,
                format!(
                    "{acting} withdraws {target}{part}, which had taken effect: what that one added is removed on {from}"
                ),
            ),
            Outcome::Repeated => (
                Code::ActApplied,
                format!("{acting} prints {target} once more, as it was: nothing of that is ordered twice"),
            ),
            Outcome::Corrected => (Code::ActApplied, format!("words of {target} are corrected by {acting}")),
            Outcome::Held(why) => {
                let stands = match self.left_by {
                    Some(by) => format!("{target} stays as {} left it", name(by)),
                    None => format!("{target} is applied as it was printed"),
                };
                let message = format!(
                    "{acting} speaks of {target}, which is on record, as {}; {why}. {stands}, and the entries that it \
                     touches are in doubt",
                    self.act.verb.participle()
                );
                (Code::ActHeld, message)
            }
        };
        let mut finding = Finding::new(code, message).with_quote(self.act.quote.clone(), &self.act.place);
        finding.document = parties.get(self.acting).map(|party| party.known.number.clone());
        finding
    }
}

fn all_days(days: &BTreeSet<NaiveDate>) -> String {
    days.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and ")
}

/// What an amendment orders, so that two printings of one rule can be compared.
fn says(amendment: &Amendment) -> String {
    let mut edit = amendment.edit.clone();
    if let Edit::Add { row, .. } | Edit::Revise { row, .. } = &mut edit {
        row.citation.clear();
    }
    canonical(&format!("{} {:?}", amendment.list, edit))
}

impl super::Orders {
    /// The orders as others act on them.
    pub fn ordered(&self) -> Vec<Ordered> {
        let number = |amendment: &Amendment| self.instructions.get(amendment.instruction).map(|one| one.number.clone());
        let ordered = |amendment: &Amendment| Ordered {
            ordinal: amendment.ordinal,
            list: amendment.list,
            effective: amendment.effective,
            instruction: number(amendment).unwrap_or_default(),
            name: amendment.edit.name().map(canonical),
            called: amendment.edit.name().map(cell::without_form),
            says: says(amendment),
            quote: amendment.quote.clone(),
            adds: matches!(amendment.edit, Edit::Add { .. }),
            row: match &amendment.edit {
                Edit::Add { country, row, .. } | Edit::Revise { country, row, .. } => {
                    Some((country.clone(), cell::parse(&row.entity).name, row.clone()))
                }
                _ => None,
            },
        };
        self.amendments.iter().map(ordered).collect()
    }
}
