//! Phrases → clauses: each verb with its objects and with the place that was named before it.
//!
//! `Under RUSSIA, by removing “A” and by revising “B”` is two clauses, both under RUSSIA.

use std::collections::HashSet;

use super::groups;
use super::lexicon::{Role, Verb};
use super::object::Object;
use super::place::{Way, Where};
use super::quotation;
use super::setting::{Reach, Setting, kinds};
use super::spoken::{Glue, Phrase, Spoken, What};
use super::verb::Voice;

/// A verb and all that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) setting: Setting,
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
    pub(super) setting: Setting,
    /// Objects that no verb claims.
    pub(super) orphaned: bool,
}

fn is_break(phrase: &Phrase) -> bool {
    matches!(phrase, Phrase::Glue(Glue::Stop(_) | Glue::And))
}

/// Finds the clauses of an item. `verb` is the order that an item above announced ("By adding:").
pub(super) fn parse(spoken: &[Spoken<'_>], above: &Setting, verb: Option<Verb>) -> Parsed {
    let Some(apart) = groups::places_apart(spoken) else {
        return parse_one(spoken, above, verb);
    };
    let mut each: Vec<_> = apart.iter().map(|spoken| parse_one(spoken, above, verb)).collect();
    let orphaned = each.iter().any(|parsed| parsed.orphaned || parsed.clauses.is_empty());
    let clauses = each.iter_mut().flat_map(|parsed| std::mem::take(&mut parsed.clauses)).collect();
    let setting = each.pop().map_or_else(|| above.inherited(), |last| last.setting);
    Parsed { clauses, setting: Setting { inside: None, selected: None, ..setting }, orphaned }
}

fn parse_one(spoken: &[Spoken<'_>], above: &Setting, verb: Option<Verb>) -> Parsed {
    let mut parser = Parser {
        setting: above.inherited(),
        gerund: None,
        entered: false,
        leaves: false,
        phrasing: Phrasing::default(),
        clauses: Vec::new(),
        pending: Vec::new(),
        current: None,
        orphaned: false,
    };
    let has_verb = spoken.iter().any(|s| matches!(s.phrase, Phrase::Verb(..)));
    if let (Some(verb), false) = (verb, has_verb) {
        parser.current = Some((verb, Voice::Active));
    }
    for (at, said) in spoken.iter().enumerate() {
        parser.phrasing.of_entries = names_entries(spoken.get(at + 1..).unwrap_or(&[]));
        match said.phrase {
            Phrase::Verb(_, Voice::Active) => parser.begins(is_gerund(said.words)),
            Phrase::Verb(_, Voice::Means) => parser.phrasing.infinitive = said.words.to_lowercase().starts_with("to "),
            _ => {}
        }
        if parser.begins_unread(said) {
            parser.active(Verb::Amend, Voice::Active);
        }
        if parser.reads_on(&said.phrase, spoken.get(at + 1)) {
            parser.pending.push(said.phrase.clone());
            continue;
        }
        parser.take(&said.phrase);
    }
    parser.finish(false);
    Parsed { clauses: parser.clauses, setting: parser.setting, orphaned: parser.orphaned }
}

/// Whether what follows a verb names entries, and no part of one.
fn names_entries(spoken: &[Spoken<'_>]) -> bool {
    let own = || spoken.iter().map(|said| &said.phrase).take_while(|phrase| !matches!(phrase, Phrase::Verb(..)));
    let named = |phrase: &Phrase| matches!(phrase, Phrase::What(What::Names(_)));
    let entries = |phrase: &Phrase| matches!(phrase, Phrase::What(What::Object(Object::Entries { .. })));
    let other = |phrase: &Phrase| match phrase {
        Phrase::What(What::Object(object)) => !matches!(object, Object::Entries { .. }),
        Phrase::What(What::AsFeature(_) | What::Designated(_)) | Phrase::Where(Where::Entry(..) | Where::Column(_)) => {
            true
        }
        _ => false,
    };
    own().any(named) && own().any(entries) && !own().any(other)
}

/// "by removing" against "remove".
fn is_gerund(verb: &str) -> bool {
    verb.split_whitespace().any(|word| word.to_lowercase().ends_with("ing"))
}

/// How the orders at hand are put.
#[derive(Default)]
struct Phrasing {
    /// Whether the last verb of means was one of "to add …, remove …, and revise …".
    infinitive: bool,
    /// Whether what follows names entries of its own.
    of_entries: bool,
}

struct Parser {
    setting: Setting,
    /// Of the first verb, whether it is a gerund.
    gerund: Option<bool>,
    /// Whether the entry was named by an order: "revise the entry for “X” by …".
    entered: bool,
    /// Whether the verb at hand is no part of that order.
    leaves: bool,
    phrasing: Phrasing,
    clauses: Vec<Clause>,
    /// Since the last verb, or since the last clause ended.
    pending: Vec<Phrase>,
    current: Option<(Verb, Voice)>,
    orphaned: bool,
}

impl Parser {
    /// "Revise the entry for “X” by updating its address, and remove “Y”" leaves the entry with its second imperative.
    fn begins(&mut self, gerund: bool) {
        let first = *self.gerund.get_or_insert(gerund);
        let goes_on = self.phrasing.infinitive && !self.phrasing.of_entries;
        self.leaves = self.entered && !first && !gerund && !goes_on;
    }

    /// "; and under SYRIA, by blotting out “A”": an order of its own, whose verb is not known.
    fn begins_unread(&self, said: &Spoken<'_>) -> bool {
        let first = said.words.split_whitespace().next().unwrap_or("");
        let gerund = first.ends_with("ing") && first.starts_with(char::is_lowercase);
        let place: Vec<_> = self.pending.iter().rev().take_while(|phrase| phrase.says_where()).collect();
        let placed = place.iter().any(|phrase| matches!(phrase, Phrase::Where(Where::Country(..))));
        let mut joints = self.pending.iter().rev().skip(place.len()).take_while(|phrase| is_break(phrase));
        let stopped = joints.any(|phrase| matches!(phrase, Phrase::Glue(Glue::Stop(_))));
        matches!(said.phrase, Phrase::Unknown(_)) && self.current.is_some() && gerund && placed && stopped
    }

    /// "is corrected to appear under CHINA, and to read as follows": "and" ends no clause.
    fn reads_on(&self, phrase: &Phrase, next: Option<&Spoken<'_>>) -> bool {
        let moved = self.current == Some((Verb::Move, Voice::Passive));
        moved
            && *phrase == Phrase::Glue(Glue::And)
            && next.is_some_and(|next| next.phrase == Phrase::Glue(Glue::AsFollows))
    }

    fn take(&mut self, phrase: &Phrase) {
        match phrase {
            Phrase::Verb(verb, Voice::Passive) => self.passive(*verb),
            Phrase::Verb(verb, voice) => self.active(*verb, *voice),
            Phrase::Glue(Glue::Amended) => self.amended(),
            // "The following entries are removed: under RUSSIA, “A”; and under IRAN, “B”" goes on as an active order does.
            Phrase::Glue(Glue::Stop(':')) if self.is_passive() && self.awaits_names() => {
                if self.pending.last() != Some(&Phrase::Glue(Glue::AsFollows)) {
                    self.current = self.current.map(|(verb, _)| (verb, Voice::Active));
                }
                self.pending.push(phrase.clone());
            }
            Phrase::Glue(glue @ (Glue::And | Glue::Stop(_))) if self.is_passive() => {
                self.finish(*glue == Glue::And);
            }
            _ => self.pending.push(phrase.clone()),
        }
    }

    fn is_passive(&self) -> bool {
        matches!(self.current, Some((_, Voice::Passive)))
    }

    fn active(&mut self, verb: Verb, voice: Voice) {
        let in_place = self.in_place_first();
        self.enters(verb, voice);
        self.pending.extend(in_place);
    }

    /// "removing “A” and, in its place, adding “B”": the words belong to the verb behind them.
    fn in_place_first(&mut self) -> Option<Phrase> {
        let is_comma = |phrase: &Phrase| *phrase == Phrase::Glue(Glue::Comma);
        let at = self.pending.iter().rposition(|phrase| !is_comma(phrase))?;
        let joined = self.pending.get(..at)?.iter().rev().find(|phrase| !is_comma(phrase)).is_some_and(is_break);
        let says = self.pending.get(at) == Some(&What::InPlace.into());
        (says && joined).then(|| self.pending.remove(at))
    }

    /// "Under X, by adding": the place stands between the last break and the verb.
    fn enters(&mut self, verb: Verb, voice: Voice) {
        // "Under RUSSIA, for “X”, by removing the alias “A”"
        let inside = voice == Voice::Means && self.current.is_none();
        if inside && (self.entry_named() || self.entries_of_country()) {
            self.pending.clear();
        }
        let run = self.pending.iter().rev().take_while(|phrase| phrase.says_where()).count();
        let cut = self.pending.len() - run;
        let free = match cut.checked_sub(1) {
            Some(last) => self.pending.get(last).is_some_and(is_break),
            None => self.current.is_none(),
        };
        let place: Vec<Phrase> = if free { self.pending.split_off(cut) } else { Vec::new() };
        // "Under X; under Y, by adding": X would be lost.
        let unused = if self.current.is_none() { kinds(&self.pending) } else { HashSet::new() };
        if voice == Voice::Means && place.is_empty() && self.revises_by_means() {
            self.pending.clear();
            self.entered = true;
        } else if voice == Voice::Means && place.is_empty() && self.amends_here() {
            let here = std::mem::take(&mut self.pending);
            self.orphaned |= !self.setting.enter_all(&here);
        } else {
            // "; and" begins something new; "and" or a comma alone may join two halves of one order.
            let mut rest = self.pending.iter().rev();
            let last = rest.find(|phrase| !matches!(phrase, Phrase::Glue(Glue::And | Glue::Comma)));
            let stopped = matches!(last, Some(Phrase::Glue(Glue::Stop(_))));
            self.finish(!stopped);
        }
        if std::mem::take(&mut self.leaves) {
            (self.setting.inside, self.setting.selected) = (None, None);
        }
        let distinct = self.setting.enter_all(&place);
        self.orphaned |= !distinct || !unused.is_disjoint(&kinds(&place));
        self.current = Some((verb, voice));
    }

    /// "the entry for “A” is removed": what stands before belongs to the verb.
    fn passive(&mut self, verb: Verb) {
        let objects = if let Some((_, voice)) = self.current {
            // "adding “A”; and the entry for “B” is removed", "“A” is removed, “B” is removed"
            let listed = |phrase: &Phrase| voice == Voice::Passive && *phrase == Phrase::Glue(Glue::Comma);
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
        let lead = objects.iter().take_while(|phrase| phrase.says_where() || is_break(phrase)).count();
        self.orphaned |= !self.setting.enter_all(objects.get(..lead).unwrap_or(&[]));
        // "Supplement No. 4 to part 744 is stayed": the place itself is the object.
        let rest = if lead == objects.len() { 0 } else { lead };
        self.pending = objects.into_iter().skip(rest).collect();
        // "is renamed “Y”"
        if verb == Verb::Rename {
            self.pending.push(What::Role(Role::To).into());
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
            // "…, supplement no. 6 to part 744 is amended": the next list may follow a comma alone.
            let scope = self.pending.iter().rposition(|phrase| matches!(phrase, Phrase::Where(Where::Scope(_))));
            let after_comma =
                |at: &usize| at.checked_sub(1).and_then(|at| self.pending.get(at)) == Some(&Glue::Comma.into());
            let cut = scope.filter(after_comma).map_or(cut, |scope| scope.min(cut));
            let place = self.pending.split_off(cut);
            self.finish(false);
            self.pending = place;
            if self.entries_of_country() {
                self.pending.clear();
                return;
            }
        }
        self.pending.push(Glue::Amended.into());
    }

    /// "the entries under RUSSIA", "the listing for SYRIA": a place, if nothing is named or counted.
    fn entries_of_country(&mut self) -> bool {
        // "in the License requirement column for all entries under RUSSIA"
        let entries = |phrase: &Phrase| {
            let (count, ordinal) = (None, None);
            *phrase == Phrase::What(What::Object(Object::Entries { count, ordinal }))
                || *phrase == Phrase::What(What::Object(Object::AllEntries))
                || *phrase == Phrase::What(What::Everywhere)
        };
        let country =
            |phrase: &Phrase| matches!(phrase, Phrase::Where(Where::Country(_, Way::Under | Way::For | Way::Of)));
        let found = self.pending.iter().any(entries)
            && self.pending.iter().any(country)
            && self.pending.iter().all(|phrase| entries(phrase) || phrase.says_where());
        if found {
            let pending = std::mem::take(&mut self.pending);
            let every = [What::Object(Object::AllEntries), What::Everywhere].map(Phrase::What);
            let every = pending.iter().any(|phrase| every.contains(phrase));
            let place: Vec<Phrase> = pending.into_iter().filter(Phrase::says_where).collect();
            self.orphaned |= !self.setting.enter_all(&place);
            self.setting.reach = if every { Reach::EveryEntry } else { Reach::Named };
        }
        found
    }

    fn revises_by_means(&mut self) -> bool {
        // "by revising the entry for “X”, by removing the entry for “Y”" is two orders.
        !self.phrasing.of_entries && matches!(self.current, Some((Verb::Revise | Verb::Amend, _))) && self.entry_named()
    }

    /// "the following entries are removed: “A” and “B”".
    fn awaits_names(&self) -> bool {
        let names = |phrase: &Phrase| matches!(phrase, Phrase::What(What::Names(_)));
        // "is revised to read: “…”"
        let reads = self.pending.last() == Some(&Phrase::Glue(Glue::AsFollows));
        (reads || self.pending.iter().any(Phrase::is_entries)) && !self.pending.iter().any(names)
    }

    /// "amend the table under RUSSIA by adding": a place, not an order.
    fn amends_here(&self) -> bool {
        let (count, ordinal) = (None, None);
        let entries = Phrase::What(What::Object(Object::Entries { count, ordinal }));
        let placed = |phrase: &Phrase| matches!(phrase, Phrase::Where(Where::Country(..)));
        // "amend the entries under RUSSIA by adding"
        let is_place = |phrase: &Phrase| phrase.says_where() || *phrase == entries && self.pending.iter().any(placed);
        matches!(self.current, Some((Verb::Amend | Verb::Revise, _))) && self.pending.iter().all(is_place)
    }

    /// Whether the pending phrases are nothing but the names of entries; if so they become the place.
    fn entry_named(&mut self) -> bool {
        let mut names: Vec<String> = Vec::new();
        let mut ordinal = None;
        let mut country = None;
        // "amending the address of “X” by replacing “A” with “B”"
        let (mut part, mut of) = (false, false);
        for phrase in &self.pending {
            match phrase {
                Phrase::What(What::Object(Object::Addresses | Object::Aliases)) if names.is_empty() => part = true,
                Phrase::What(What::Names(_)) if part && !of => return false,
                Phrase::What(What::Object(Object::Entries { ordinal: which, .. })) => ordinal = *which,
                Phrase::What(What::Names(quoted)) => {
                    names.extend(quoted.iter().map(|text| quotation::name(text).to_owned()));
                }
                Phrase::Where(place @ Where::Country(..)) => country = Some(place.clone()),
                // "the entry under IRAN for “X”"
                // … "one entry, for “X”"
                Phrase::What(What::Role(Role::For)) if names.is_empty() => of = true,
                // "the entry for “X” under CHINA, to remove": the comma closes the country.
                Phrase::Glue(Glue::Comma) => {}
                _ if names.is_empty() && phrase.says_where() => {}
                _ => return false,
            }
        }
        if names.is_empty() {
            return false;
        }
        for phrase in &self.pending {
            if let Phrase::Where(scope @ Where::Scope(_)) = phrase {
                self.setting.enter(scope);
            }
        }
        if let Some(country) = &country {
            self.setting.enter(country);
        }
        (self.setting.inside, self.setting.selected) = (Some((names, ordinal)), None);
        true
    }

    /// Ends the clause under way; phrases without a verb are a place, a head, or orphans.
    fn finish(&mut self, joined: bool) {
        let phrases = std::mem::take(&mut self.pending);
        let Some((verb, _)) = self.current.take() else {
            self.orphaned |= !self.setting.enter_all(&phrases);
            self.orphaned |= phrases
                .iter()
                .any(|phrase| !phrase.says_where() && !is_break(phrase) && *phrase != Phrase::Glue(Glue::AsFollows));
            return;
        };
        let only_place = phrases.iter().all(|phrase| phrase.says_where() || is_break(phrase));
        if verb == Verb::Amend
            && only_place
            && phrases.iter().any(|phrase| matches!(phrase, Phrase::Where(Where::Scope(_))))
        {
            self.orphaned |= !self.setting.enter_all(&phrases);
            return;
        }
        self.clauses.push(Clause { setting: self.setting.clone(), verb, phrases, joined });
    }
}
