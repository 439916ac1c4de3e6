//! The words of a sentence, one by one: verbs, lists, places, and numbers without a noun.

use super::changes::Reader;
use super::claim::{Destination, Item, Section, Unit};
use super::clause::{Clause, Mark, Marks};
use super::joints::{is_dangling, is_relative, is_subject, joint};
use super::verbs::{self, Form, Verb};
use super::words::{Listing, Noun, Words};

/// Words of a sentence about how lists are changed.
const GENERAL: [&str; 9] =
    ["any", "criteria", "decision", "decisions", "may", "procedures", "process", "vote", "whether"];

impl Reader {
    pub(super) fn sentence(&mut self, words: &Words<'_>) {
        self.sentence_from = self.changes.len();
        self.said = None;
        self.first = (0..words.len())
            .filter_map(|at| words.listing(at).map(|(listing, _)| listing))
            .find(|listing| matches!(listing, Listing::Ours(_)));
        self.marks = Marks::default();
        self.marks.set(Mark::Past, words.is(0, &["if"]) || words.is(0, &["that"]));
        self.marks.set(Mark::Explains, (0..words.len()).any(|at| words.is(at, &["difference"])));
        self.marks.set(Mark::Respectively, (0..words.len()).any(|at| words.is(at, &["respectively"])));
        self.marks.set(Mark::General, (0..words.len()).any(|at| words.is(at, &GENERAL)));
        self.clause = Clause::default();
        if words.is(0, &["of", "among"]) && words.is(1, &["these", "those", "them"]) {
            self.of_these();
        }
        let mut at = 0;
        while at < words.len() {
            at += self.step(words, at);
        }
        self.close();
        self.end_whole();
    }

    /// `Of these, five are under …`: tells of what was counted last.
    fn of_these(&mut self) {
        if let Some(last) = self.changes.last() {
            self.clause = Clause {
                verb: Some(Verb { section: last.section, form: Form::Passive }),
                items: last.items.clone(),
                listing: Some(Listing::Ours(last.list)),
                marks: Marks::of(&[Mark::Definite, Mark::Breakdown, Mark::Part]),
                ..Clause::default()
            };
        }
    }

    /// Reads what begins at a word; how many words it is.
    fn step(&mut self, words: &Words<'_>, at: usize) -> usize {
        if words.is(at.wrapping_sub(1), &[":", "—"]) {
            self.is_whole(words, at);
        }
        if let Some((listing, length)) = words.listing(at) {
            self.listing(words, at, listing);
            self.clause.end = at + length;
            return length;
        }
        if verbs::tells_of_the_past(words, at) {
            self.close();
            self.marks.set(Mark::Past, true);
            return 1;
        }
        if let Some(verb) = verbs::verb(words, at) {
            // `amends three entries by adding two and removing one`
            if words.is(at.wrapping_sub(1), &["by"]) && verbs::counts_a_kind(words, at) {
                self.is_whole(words, at);
            }
            self.verb(words, at, verb);
            return 1;
        }
        if let Some((quantity, length)) = words.quantity(at) {
            let length = length.max(1);
            self.quantity(words, at, at + length, quantity);
            self.clause.end = at + length;
            return length;
        }
        if let Some((number, length)) = words.number(at)
            && let Some(number) = number
            && (self.done_to(words, at + length, number) || self.number(words, at + length, number))
        {
            return length;
        }
        if words.is(at, &["other", "others", "rest", "remainder"])
            && words.is(at.wrapping_sub(1), &["the"])
            && let Some(number) = self.rest().filter(|_| self.clause.marks.has(Mark::Breakdown))
            && self.number(words, at + 1, number)
        {
            return 1;
        }
        if let Some(lead) = words.place_lead(at) {
            let (places, length) = words.places(at + lead);
            let strong =
                words.is(at, &["under"]) || (at..at + lead).any(|at| words.lower(at).starts_with("destination"));
            let near = || {
                at > 0
                    && (self.clause.pieces > 0
                        || words.is(at - 1, &["list", ")", "uvl", ","])
                        || words.noun(at - 1).is_some_and(|(_, end)| end == at))
            };
            if !places.is_empty() && (strong || near() && self.clause.verb.is_some() && !self.clause.items.is_empty()) {
                self.places(words, at, places);
                self.clause.end = at + lead + length;
                return lead + length;
            }
            return lead;
        }
        if words.is(
            at,
            &[
                "including", "consisting", "comprising", "comprised", "composed", "namely", ":", "—", "specifically",
                "of",
            ],
        ) && (!words.is(at, &["of"]) || words.is(at + 1, &["which"]) && words.is(at.wrapping_sub(1), &[","]))
        {
            self.is_whole(words, at + 1);
            self.clause.marks.set(Mark::Breakdown, !self.clause.items.is_empty());
        }
        words.bracket(at).unwrap_or(1)
    }

    fn listing(&mut self, words: &Words<'_>, at: usize, listing: Listing) {
        self.said = match (self.said, listing) {
            (Some(Listing::Ours(list)), Listing::Other) => Some(Listing::Ours(list)),
            (_, listing) => Some(listing),
        };
        match listing {
            Listing::Ours(list) => self.ours = Some(list),
            Listing::Other => self.others = true,
        }
        self.clause.marks.end(Mark::Explained);
        match (self.clause.listing, listing) {
            (Some(Listing::Ours(known)), Listing::Ours(list)) if known != list => {
                let joined = joint(words, at);
                if self.clause.marks.has(Mark::Moves) && joined == "to" || joined == "and" {
                    self.clause.also.push(list);
                }
            }
            (Some(Listing::Ours(_)), _) => {}
            _ => self.clause.listing = Some(listing),
        }
    }

    fn verb(&mut self, words: &Words<'_>, at: usize, verb: Verb) {
        let clause = &mut self.clause;
        let same = clause.verb.is_some_and(|known| known.section == verb.section);
        match verb.form {
            Form::Passive if !is_subject(words, clause.end, at) => return,
            Form::Passive if clause.verb.is_none() || clause.marks.has(Mark::Inherited) && !clause.items.is_empty() => {
                clause.verb = Some(verb);
                clause.marks.set(Mark::Dangling, is_dangling(words, at + 1));
                clause.marks.set(Mark::Void, self.marks.has(Mark::Past) || verbs::is_denied(words, at));
                clause.marks.end(Mark::Inherited);
                return;
            }
            Form::Passive => return,
            Form::Nominal if clause.marks.has(Mark::Breakdown) && same => return,
            Form::Finite | Form::Gerund | Form::Nominal => {}
        }
        let modifies = clause.verb.is_some_and(|known| known.section == Section::Modifications);
        let next = words.quantity(at + 1).map(|(quantity, _)| quantity);
        let of_entries =
            next.is_some_and(|next| matches!(next.of, Noun::Unit(Unit::Entries | Unit::Entities)) && !next.article);
        let before = words.before(at, 1);
        // "revising one entry and by removing two entries" counts both.
        let beside = of_entries && matches!(words.before(at, 2).as_str(), "and" | "," | ";" | "as");
        let by = matches!(before.as_str(), "by" | "to" | "including") && !beside;
        if (modifies || same && before == "to")
            && !clause.items.is_empty()
            && !words.lower(at).ends_with('s')
            && (by || clause.marks.has(Mark::Means) && !of_entries)
        {
            clause.marks.set(Mark::Means, true);
            return;
        }
        let again = words.is(at + 1, &["them"]) || words.is(at + 1, &["these", "those"]) && next.is_none();
        let items = if again { clause.items.clone() } else { Vec::new() };
        self.close();
        let acts = verb.form == Form::Finite || before == "by" || before == "is";
        let void = self.marks.has(Mark::Past)
            || verbs::is_denied(words, at)
            || verb.form == Form::Gerund && is_relative(words, at);
        let again = !items.is_empty();
        let moves = verbs::moves(words, at);
        self.clause = Clause { verb: Some(verb), at, items, ..Clause::default() };
        self.clause.marks.set(Mark::Void, void);
        self.clause.marks.set(Mark::Again, again);
        self.clause.marks.set(Mark::Moves, moves);
        if again {
            return;
        }
        if words.get(at + 1) == "“" && acts {
            self.clause.items.push(Item { of: Unit::Entities, number: None });
            self.clause.marks.set(Mark::NeedsList, true);
            return;
        }
        let the = usize::from(words.is(at + 1, &["the"]));
        let bare = words.noun(at + 1 + the).filter(|(_, end)| *end <= at + 4 + the);
        if let (Some((Noun::Unit(of @ (Unit::Entries | Unit::Entities)), _)), None, true) =
            (bare, next, acts && !self.marks.has(Mark::General))
            && words.number(at + 1 + the).is_none()
        {
            self.clause.items.push(Item { of, number: None });
        }
    }

    /// `two are added`, `two removed` of what the sentence told in whole.
    fn done_to(&mut self, words: &Words<'_>, end: usize, number: u32) -> bool {
        const BETWEEN: [&str; 12] =
            ["is", "are", "being", "to", "be", "will", "have", "hereby", "also", "newly", "of", "them"];
        let Some(of) = self.whole.as_ref().and_then(|whole| whole.items.first()).map(|item| item.of) else {
            return false;
        };
        let at = (end..end + 5).find(|at| !words.is(*at, &BETWEEN)).unwrap_or(end);
        let new = verbs::is_new(words, end).then_some(Section::Additions);
        let Some(section) = verbs::participle(&words.lower(at)).or(new) else {
            return false;
        };
        self.close();
        let verb = Some(Verb { section, form: Form::Passive });
        let items = vec![Item { of, number: Some(number) }];
        self.clause = Clause { verb, at, end: at + 1, items, ..Clause::default() };
        true
    }

    /// How many of what was counted no place was said of yet.
    fn rest(&self) -> Option<u32> {
        let counted: Option<u32> = self.clause.items.iter().map(|item| item.number).sum();
        let placed: Option<u32> = self.clause.destinations.iter().map(|place| place.entries).sum();
        counted?.checked_sub(placed?).filter(|rest| *rest > 0)
    }

    /// A number without a noun: `one each under`, `five are under`, `one to the MEU List`.
    fn number(&mut self, words: &Words<'_>, end: usize, number: u32) -> bool {
        const BETWEEN: [&str; 16] = [
            "is", "are", "each", "both", "being", "be", "will", "listed", "added", "removed", "located", "of", "them",
            "which", "modified", "revised",
        ];
        let clause = &mut self.clause;
        let Some(of) = clause.items.last().map(|item| item.of) else {
            // `amends two entries, adds one, and removes three`.
            let before = self.changes.get(self.sentence_from..).and_then(|changes| changes.last()?.items.first());
            // `adds two, removes three, and revises one entry`
            let behind = || {
                let quantity = (end..words.len()).find_map(|at| words.quantity(at))?.0;
                let listed = words.is(end, &[",", ";", "and"]);
                if let Noun::Unit(of) = quantity.of { Some(of).filter(|_| listed) } else { None }
            };
            let of = before
                .map(|item| item.of)
                .or_else(behind)
                .filter(|_| clause.verb.is_some() && clause.at + 2 == end && words.get(end) != "of");
            clause.items.extend(of.map(|of| Item { of, number: Some(number) }));
            return of.is_some();
        };
        let to_list = words.is(end, &["to", "from", "on"]) && (end + 1..end + 3).any(|at| words.listing(at).is_some());
        if to_list && !clause.marks.has(Mark::Breakdown) {
            self.go_on();
            self.clause.items.push(Item { of, number: Some(number) });
            return true;
        }
        let to = (end..end + 6).find(|at| !words.is(*at, &BETWEEN)).unwrap_or(end);
        let Some(from) = (end..=to).find(|at| words.place_lead(*at).is_some()) else {
            return false;
        };
        let each = (end..from + 2).any(|at| words.is(at, &["each"]));
        if !clause.marks.has(Mark::Breakdown) && !clause.destinations.is_empty() {
            let numbered = clause.destinations.iter().any(|destination| destination.entries.is_some());
            if !numbered {
                self.go_on();
                self.clause.items.push(Item { of, number: Some(number) });
                return true;
            }
        }
        let clause = &mut self.clause;
        clause.marks.set(Mark::Breakdown, true);
        clause.pieces += number;
        clause.marks.set(Mark::Each, each);
        true
    }

    fn places(&mut self, words: &Words<'_>, at: usize, mut places: Vec<Destination>) {
        let clause = &mut self.clause;
        let unnumbered = places.iter().all(|place| place.entries.is_none());
        let count = u32::try_from(places.len()).unwrap_or(u32::MAX);
        // Of something else: `are added under China and the revised entry is under Oman`, `under China and Oman, respectively`.
        let apart = (clause.end..at).any(|at| !words.is(at, &[",", ";", "and", "or", "also", "both"]));
        let known = clause.destinations.iter().any(|place| place.entries.is_none());
        if unnumbered && clause.pieces == 0 && (known && apart || count > 1 && self.marks.has(Mark::Respectively)) {
            return;
        }
        if clause.pieces > 0 && unnumbered {
            let one =
                if clause.marks.has(Mark::Each) { Some(clause.pieces) } else { (clause.pieces == count).then_some(1) };
            let one = if count == 1 { Some(clause.pieces) } else { one };
            for place in &mut places {
                place.entries = one;
            }
        } else if clause.marks.has(Mark::Each)
            && unnumbered
            && !clause.marks.has(Mark::Breakdown)
            && let Some(item) = clause.items.last_mut()
        {
            for place in &mut places {
                place.entries = item.number;
            }
            item.number = item.number.map(|number| number.saturating_mul(count));
        }
        clause.pieces = 0;
        clause.marks.end(Mark::Each);
        clause.marks.end(Mark::Explained);
        clause.destinations.append(&mut places);
    }
}
