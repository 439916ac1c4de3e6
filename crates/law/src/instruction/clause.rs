//! Phrases → clauses: each verb with its objects and with the place that was named before it.
//!
//! `Under RUSSIA, by removing “A” and by revising “B”` is two clauses, both under RUSSIA.

use std::collections::BTreeSet;

use super::object::Object;
use super::phrase::{Phrase, Role, Spoken};
use super::place::Way;
use super::quotes;
use super::verb::{Verb, Voice};
use super::whereabouts::{Context, kind_of_place, says_where};

/// A verb and all that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) context: Context,
    pub(super) verb: Verb,
    pub(super) phrases: Vec<Phrase>,
    /// Another clause follows after "and" or a comma, not after a stop.
    pub(super) joined: bool,
}

/// An item taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parsed {
    pub(super) clauses: Vec<Clause>,
    /// The place at the end of the item: what its sub-items inherit.
    pub(super) context: Context,
    /// Objects that no verb claims.
    pub(super) orphaned: bool,
}

fn is_break(phrase: &Phrase) -> bool {
    matches!(phrase, Phrase::Stop(_) | Phrase::And)
}

/// Finds the clauses of an item. `verb` is the order that an item above announced ("By adding:").
pub(super) fn parse(spoken: &[Spoken<'_>], above: &Context, verb: Option<Verb>) -> Parsed {
    let mut parser =
        Parser { context: above.inherited(), clauses: Vec::new(), pending: Vec::new(), current: None, orphaned: false };
    let has_verb = spoken.iter().any(|s| matches!(s.phrase, Phrase::Verb(..)));
    if let (Some(verb), false) = (verb, has_verb) {
        parser.current = Some((verb, Voice::Active));
    }
    for said in spoken {
        parser.take(&said.phrase);
    }
    parser.finish(false);
    Parsed { clauses: parser.clauses, context: parser.context, orphaned: parser.orphaned }
}

struct Parser {
    context: Context,
    clauses: Vec<Clause>,
    /// Since the last verb, or since the last clause ended.
    pending: Vec<Phrase>,
    current: Option<(Verb, Voice)>,
    orphaned: bool,
}

impl Parser {
    fn take(&mut self, phrase: &Phrase) {
        match phrase {
            Phrase::Verb(verb, Voice::Passive) => self.passive(*verb),
            Phrase::Verb(verb, voice) => self.active(*verb, *voice),
            Phrase::Amended => self.amended(),
            Phrase::And | Phrase::Stop(_)
                if matches!(self.current, Some((_, Voice::Passive)))
                    && !(*phrase == Phrase::Stop(':') && self.awaits_names()) =>
            {
                self.finish(matches!(phrase, Phrase::And));
            }
            Phrase::Scope(_)
            | Phrase::Effective(_)
            | Phrase::Until(_)
            | Phrase::Country(..)
            | Phrase::Inside(..)
            | Phrase::Column(_)
            | Phrase::Names(_)
            | Phrase::Object(_)
            | Phrase::Role(_)
            | Phrase::InPlace
            | Phrase::Everywhere
            | Phrase::Respectively
            | Phrase::And
            | Phrase::Comma
            | Phrase::Stop(_)
            | Phrase::AsFollows
            | Phrase::Unknown(_) => self.pending.push(phrase.clone()),
        }
    }

    /// "Under X, by adding": the place stands between the last break and the verb.
    fn active(&mut self, verb: Verb, voice: Voice) {
        let run = self.pending.iter().rev().take_while(|phrase| says_where(phrase)).count();
        let cut = self.pending.len() - run;
        let free = match cut.checked_sub(1) {
            Some(last) => self.pending.get(last).is_some_and(is_break),
            None => self.current.is_none(),
        };
        let place: Vec<Phrase> = if free { self.pending.split_off(cut) } else { Vec::new() };
        // "Under X; under Y, by adding": X would be lost.
        let unused: BTreeSet<u8> = match self.current {
            None => self.pending.iter().filter_map(kind_of_place).collect(),
            Some(_) => BTreeSet::new(),
        };
        if voice == Voice::Means && place.is_empty() && self.revises_by_means() {
            self.pending.clear();
        } else if voice == Voice::Means && place.is_empty() && self.amends_here() {
            let here = std::mem::take(&mut self.pending);
            self.orphaned |= !self.context.enter_all(&here);
        } else {
            // "; and" begins something new; "and" or a comma alone may join two halves of one order.
            let rest = self.pending.iter().rev().skip_while(|p| matches!(p, Phrase::And | Phrase::Comma));
            let stopped = rest.into_iter().next().is_some_and(|p| matches!(p, Phrase::Stop(_)));
            self.finish(!stopped);
        }
        let distinct = self.context.enter_all(&place);
        self.orphaned |=
            !distinct || unused.iter().any(|kind| place.iter().filter_map(kind_of_place).any(|k| k == *kind));
        self.current = Some((verb, voice));
    }

    /// "the entry for “A” is removed": what stands before belongs to the verb.
    fn passive(&mut self, verb: Verb) {
        let objects = if let Some((_, voice)) = self.current {
            // "adding “A”; and the entry for “B” is removed", "“A” is removed, “B” is removed"
            let listed = |phrase: &Phrase| voice == Voice::Passive && *phrase == Phrase::Comma;
            let cut = self
                .pending
                .iter()
                .rposition(is_break)
                .or_else(|| self.pending.iter().position(listed))
                .map_or(self.pending.len(), |at| at + 1);
            let objects = self.pending.split_off(cut);
            self.finish(true);
            objects
        } else {
            std::mem::take(&mut self.pending)
        };
        let lead = objects.iter().take_while(|phrase| says_where(phrase) || is_break(phrase)).count();
        self.orphaned |= !self.context.enter_all(objects.get(..lead).unwrap_or(&[]));
        // "Supplement No. 4 to part 744 is stayed": the place itself is the object.
        let rest = if lead == objects.len() { 0 } else { lead };
        self.pending = objects.into_iter().skip(rest).collect();
        // "is renamed “Y”"
        if verb == Verb::Rename {
            self.pending.push(Phrase::Role(Role::To));
        }
        self.current = Some((verb, Voice::Passive));
    }

    /// "The entry for “X” is amended by …" and "revise the entry for “X” by removing …" name a place.
    fn amended(&mut self) {
        if self.current.is_none() && (self.entry_named() || self.entries_of_country()) {
            self.pending.clear();
            return;
        }
        if self.current.is_some() {
            let cut = self.pending.iter().rposition(is_break).map_or(self.pending.len(), |at| at + 1);
            let place = self.pending.split_off(cut);
            self.finish(false);
            self.pending = place;
            if self.entries_of_country() {
                self.pending.clear();
                return;
            }
        }
        self.pending.push(Phrase::Amended);
    }

    /// "the entries under RUSSIA", "the listing for SYRIA": a place, if nothing is named or counted.
    fn entries_of_country(&mut self) -> bool {
        let entries = |phrase: &Phrase| {
            let (count, ordinal) = (None, None);
            *phrase == Phrase::Object(Object::Entries { count, ordinal })
        };
        let country = |phrase: &Phrase| matches!(phrase, Phrase::Country(_, Way::Under | Way::For));
        let found = self.pending.iter().any(entries)
            && self.pending.iter().any(country)
            && self.pending.iter().all(|phrase| entries(phrase) || says_where(phrase));
        if found {
            let pending = std::mem::take(&mut self.pending);
            let place: Vec<Phrase> = pending.into_iter().filter(says_where).collect();
            self.orphaned |= !self.context.enter_all(&place);
        }
        found
    }

    fn revises_by_means(&mut self) -> bool {
        matches!(self.current, Some((Verb::Revise | Verb::Amend, _))) && self.entry_named()
    }

    /// "the following entries are removed: “A” and “B”".
    fn awaits_names(&self) -> bool {
        let entries = |phrase: &Phrase| matches!(phrase, Phrase::Object(Object::Entries { .. }));
        let names = |phrase: &Phrase| matches!(phrase, Phrase::Names(_));
        self.pending.iter().any(entries) && !self.pending.iter().any(names)
    }

    /// "amend the table under RUSSIA by adding": a place, not an order.
    fn amends_here(&self) -> bool {
        matches!(self.current, Some((Verb::Amend | Verb::Revise, _))) && self.pending.iter().all(says_where)
    }

    /// Whether the pending phrases are nothing but the names of entries; if so they become the place.
    fn entry_named(&mut self) -> bool {
        let mut names: Vec<String> = Vec::new();
        let mut ordinal = None;
        let mut country = None;
        for phrase in &self.pending {
            if let Phrase::Object(Object::Entries { ordinal: which, .. }) = phrase {
                ordinal = *which;
            } else if let Phrase::Names(quoted) = phrase {
                names.extend(quoted.iter().map(|text| quotes::name(text).to_owned()));
            } else if let Phrase::Country(..) = phrase {
                country = Some(phrase.clone());
            } else if *phrase == Phrase::Role(Role::For) && names.is_empty() && country.is_some() {
                // "the entry under IRAN for “X”"
            } else if *phrase == Phrase::Comma && country.is_some() {
                // "the entry for “X” under CHINA, to remove": the comma closes the country.
            } else if !(names.is_empty() && says_where(phrase)) {
                return false;
            }
        }
        if names.is_empty() {
            return false;
        }
        let lead: Vec<Phrase> =
            self.pending.iter().filter(|phrase| matches!(phrase, Phrase::Scope(_))).cloned().collect();
        for phrase in lead.iter().chain(&country) {
            self.context.enter(phrase);
        }
        self.context.inside = Some((names, ordinal));
        true
    }

    /// Ends the clause under way; phrases without a verb are a place, a head, or orphans.
    fn finish(&mut self, joined: bool) {
        let phrases = std::mem::take(&mut self.pending);
        let Some((verb, _)) = self.current.take() else {
            self.orphaned |= !self.context.enter_all(&phrases);
            self.orphaned |=
                phrases.iter().any(|phrase| !says_where(phrase) && !is_break(phrase) && *phrase != Phrase::AsFollows);
            return;
        };
        let only_place = phrases.iter().all(|phrase| says_where(phrase) || is_break(phrase));
        if verb == Verb::Amend && only_place && phrases.iter().any(|phrase| matches!(phrase, Phrase::Scope(_))) {
            self.orphaned |= !self.context.enter_all(&phrases);
            return;
        }
        self.clauses.push(Clause { context: self.context.clone(), verb, phrases, joined });
    }
}
