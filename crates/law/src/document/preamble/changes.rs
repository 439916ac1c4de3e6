//! A summary → the changes of lists that it counts.

use super::claim::{Change, Feature, Item, Section, Unit};
use super::clause::{Clause, Mark, Marks};
use super::verbs::{self, Form, Verb};
use super::words::{Listing, Words};
use crate::law::ListId;

/// The changes that were read so far, and the clause that is being read.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) changes: Vec<Change>,
    pub(super) clause: Clause,
    /// Where the sentences of the changes begin.
    pub(super) sentence_from: usize,
    /// The list that the sentence, or an earlier one, spoke of.
    pub(super) said: Option<Listing>,
    /// The first list of ours that the sentence names.
    pub(super) first: Option<Listing>,
    pub(super) ours: Option<ListId>,
    pub(super) others: bool,
    /// What the sentence counts before it tells the kinds apart: `amends five entries: two are added, …`.
    pub(super) whole: Option<Change>,
    pub(super) marks: Marks,
}

impl Reader {
    /// Ends a clause and begins one with the same verb.
    pub(super) fn go_on(&mut self) {
        let (verb, void) = (self.clause.verb, self.clause.marks.has(Mark::Void));
        self.close();
        self.clause = Clause { verb, marks: Marks::of(&[Mark::Inherited]), ..Clause::default() };
        self.clause.marks.set(Mark::Void, void);
    }

    pub(super) fn close(&mut self) {
        let clause = std::mem::take(&mut self.clause);
        if clause.marks.has(Mark::Void)
            || clause.marks.has(Mark::Elsewhere)
            || clause.marks.has(Mark::NeedsList) && !matches!(clause.listing, Some(Listing::Ours(_)))
        {
            return;
        }
        let listing = clause.listing.or(self.said).or(self.first.filter(|_| clause.marks.has(Mark::Dangling)));
        let listing = match listing {
            Some(listing) => Some(listing),
            None => self.ours.map(Listing::Ours),
        };
        let list = match listing {
            Some(Listing::Ours(list)) => list,
            Some(Listing::Other) => return,
            None if self.others => return,
            None => ListId::EntityList,
        };
        let Some(verb) = clause.verb else {
            if !self.marks.has(Mark::Past) {
                self.located_later(list, listing.is_some(), &clause);
            }
            return;
        };
        let located: Option<u32> = clause.destinations.iter().map(|place| place.entries).sum();
        let part = clause.marks.has(Mark::Part) && located != clause.items.iter().map(|item| item.number).sum();
        if clause.items.is_empty() || part || self.marks.has(Mark::Explains) && verb.form == Form::Passive {
            return;
        }
        if let Some(before) =
            self.changes.last_mut().filter(|before| clause.marks.has(Mark::Again) && before.destinations.is_empty())
        {
            before.destinations.clone_from(&clause.destinations);
        }
        let (also, moves) = (clause.also.clone(), clause.marks.has(Mark::Moves));
        for (change, definite, additional) in changes(clause, verb.section, list, listing.is_some()) {
            for list in &also {
                let section = if moves { Section::Additions } else { change.section };
                self.take(Change { list: *list, section, ..change.clone() }, definite, additional);
            }
            if !moves || !also.is_empty() {
                self.take(change, definite, additional);
            }
        }
    }

    /// `These entities will be listed under the destinations of …`: says where, of what was counted before.
    fn located_later(&mut self, list: ListId, named: bool, clause: &Clause) {
        if clause.destinations.is_empty() {
            return;
        }
        let number = clause.items.first().and_then(|item| item.number);
        let fits = |change: &&mut Change| {
            let counted =
                number.is_none() || change.number() == number || change.items.iter().any(|item| item.number == number);
            (!named || change.list == list) && change.destinations.is_empty() && counted
        };
        if let Some(change) = self.changes.iter_mut().rev().find(fits) {
            change.destinations.clone_from(&clause.destinations);
        }
    }

    /// Takes a change, unless it was told before: again with its destinations, or as `these entities`.
    fn take(&mut self, change: Change, definite: bool, additional: bool) {
        let from = self.sentence_from;
        let known = self.changes.iter_mut().enumerate().find(|(at, known)| {
            let same = known.list == change.list && known.section == change.section;
            let same =
                same && (known.number() == change.number() || definite && known.items.first() == change.items.first());
            let located = known.destinations.is_empty()
                || known.destinations == change.destinations
                || change.destinations.is_empty();
            same && *at < from && (definite || !additional && located && known.destinations.is_empty())
        });
        match known {
            Some((_, known)) if known.destinations.is_empty() => known.destinations = change.destinations,
            Some(_) => {}
            None => self.changes.push(change),
        }
    }

    /// `amends five entries`, of which the rest of the sentence tells how many come, go or change: the clause counts nothing
    /// itself.
    pub(super) fn is_whole(&mut self, words: &Words<'_>, at: usize) {
        let Clause { verb: Some(Verb { section: Section::Modifications, form }), items, .. } = &self.clause else {
            return;
        };
        let tells = || (at..words.len()).any(|at| verbs::counts_a_kind(words, at));
        // `makes six changes to the Entity List: three entities are added, …`
        if *form == Form::Nominal && self.clause.marks.has(Mark::Void) && !self.marks.has(Mark::Past) && tells() {
            self.clause = Clause { end: at, ..Clause::default() };
            return;
        }
        let ([item], true, None) = (items.as_slice(), verbs::is_of_any_kind(words, self.clause.at), self.clause.target)
        else {
            return;
        };
        let list = match self.clause.listing.or(self.said) {
            Some(Listing::Ours(list)) => Some(list),
            Some(Listing::Other) => return,
            None => None,
        };
        if item.number.is_none() || !tells() {
            return;
        }
        self.whole = Some(Change {
            list: list.or(self.ours).unwrap_or(ListId::EntityList),
            named: list.is_some(),
            section: Section::Modifications,
            items: vec![*item],
            features: Vec::new(),
            destinations: Vec::new(),
        });
        self.clause = Clause { end: at, ..Clause::default() };
    }

    /// Ends a sentence that told a number in whole before its kinds: what is neither added nor removed is modified.
    pub(super) fn end_whole(&mut self) {
        let Some(whole) = self.whole.take() else {
            return;
        };
        let parts = self.changes.get(self.sentence_from..).unwrap_or_default();
        let modifies = |part: &&Change| part.section == Section::Modifications;
        let others: Option<u32> = parts.iter().filter(|part| !modifies(part)).map(Change::number).sum();
        let told: Option<u32> = parts.iter().map(Change::number).sum();
        let (Some(others), Some(number)) = (others, whole.number()) else {
            return;
        };
        if told == Some(number) {
            return;
        }
        let from = self.sentence_from;
        let rest = Some(number.saturating_sub(others));
        match self.changes.iter_mut().skip(from).find(|part| part.section == Section::Modifications) {
            Some(part) => part.items = vec![Item { of: Unit::Entries, number: rest }],
            None => self.changes.push(Change { items: vec![Item { of: Unit::Entries, number: rest }], ..whole }),
        }
    }

    /// A number that the ones after it add up to is told in whole and in parts.
    pub(super) fn whole_and_parts(&mut self) {
        for list in ListId::ALL {
            for section in Section::ALL {
                let of = |change: &Change| change.list == list && change.section == section;
                let at: Vec<_> = (0..self.changes.len()).filter(|at| self.changes.get(*at).is_some_and(of)).collect();
                let numbers: Option<Vec<u32>> =
                    at.iter().map(|at| self.changes.get(*at).and_then(Change::number)).collect();
                let (Some([whole, parts @ ..]), [first, _, _, ..]) = (numbers.as_deref(), at.as_slice()) else {
                    continue;
                };
                let unlocated = self.changes.get(*first).is_some_and(|change| change.destinations.is_empty());
                if unlocated && parts.iter().sum::<u32>() == *whole {
                    self.changes.remove(*first);
                }
            }
        }
    }
}

/// What a clause says: the change of entries, and that of aliases and addresses of entries; each with whether it was told
/// before, or is one more.
fn changes(clause: Clause, section: Section, list: ListId, named: bool) -> Vec<(Change, bool, bool)> {
    let Clause { items, target, destinations, marks, .. } = clause;
    let (definite, additional) = (marks.has(Mark::Definite), marks.has(Mark::Additional));
    let of_entry = |item: &Item| {
        item.of == Unit::Aliases
            || item.of == Unit::Addresses && (target.is_some() || section == Section::Modifications)
    };
    let (features, items): (Vec<_>, Vec<_>) = items.into_iter().partition(of_entry);
    let mut found = Vec::new();
    if !items.is_empty() {
        let change = Change { list, named, section, items, features: Vec::new(), destinations: destinations.clone() };
        found.push((change, definite, additional));
    }
    if !features.is_empty() {
        let features = features.into_iter().map(|item| Feature { section, of: item.of, number: item.number }).collect();
        let items = vec![Item { of: Unit::Entities, number: target }];
        let section = Section::Modifications;
        found.push((Change { list, named, section, items, features, destinations }, definite, true));
    }
    found
}
