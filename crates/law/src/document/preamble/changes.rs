//! A summary → the changes of lists that it counts.

use std::ops::Range;

use super::verbs::{self, Form, Verb};
use super::words::{self, Listing, Noun, Quantity, Words};
use super::{Change, Destination, Feature, Item, Section, Unit};
use crate::law::ListId;

/// The changes that a summary counts, in its order; what it says twice is one.
pub(super) fn read(summary: &str) -> Vec<Change> {
    let mut reader = Reader::default();
    for sentence in words::sentences(summary) {
        reader.sentence(&sentence);
    }
    reader.whole_and_parts();
    reader.changes
}

/// What a sentence says so far of one verb and what it counts.
#[derive(Default)]
struct Clause {
    verb: Option<Verb>,
    /// Where the verb stands.
    at: usize,
    /// Where what was read of it last ends.
    end: usize,
    /// Lists that the same is done to: `both the Entity List and the MEU List`.
    also: Vec<ListId>,
    /// The list that things are moved to.
    moves: bool,
    /// The list is named later: `removing two entities from, and adding …`.
    dangling: bool,
    /// It counts only where it names one of our lists itself.
    needs_list: bool,
    /// It is about Country Group A, or something else that is no list of ours.
    elsewhere: bool,
    /// What the entries that were counted are of has begun: `eight entries, for five entities and three addresses`.
    explained: bool,
    /// The verb was taken over from the clause before.
    inherited: bool,
    items: Vec<Item>,
    /// How many entries aliases or addresses are added to or removed from.
    target: Option<u32>,
    destinations: Vec<Destination>,
    listing: Option<Listing>,
    /// What follows tells of what was counted already: `including`, `one each under`.
    breakdown: bool,
    /// What of it waits for its destination.
    pieces: u32,
    each: bool,
    /// What follows says by what means entries are modified.
    means: bool,
    definite: bool,
    additional: bool,
    /// What is told may be a part only: `Of these, five are …`.
    part: bool,
    /// `adding them`: counts what the clause before counted.
    again: bool,
    /// Of an earlier document, denied, or possible only.
    void: bool,
}

#[derive(Default)]
struct Reader {
    changes: Vec<Change>,
    clause: Clause,
    /// Where the sentences of the changes begin.
    sentence_from: usize,
    /// The list that the sentence, or an earlier one, spoke of.
    said: Option<Listing>,
    /// The first list of ours that the sentence names.
    first: Option<Listing>,
    ours: Option<ListId>,
    others: bool,
    past: bool,
    explains: bool,
    respectively: bool,
    /// The sentence tells how such changes are made, not that one is.
    general: bool,
}

impl Reader {
    fn sentence(&mut self, words: &Words<'_>) {
        self.sentence_from = self.changes.len();
        self.said = None;
        self.first = (0..words.len())
            .filter_map(|at| words.listing(at).map(|(listing, _)| listing))
            .find(|listing| matches!(listing, Listing::Ours(_)));
        self.past = words.is(0, &["if"]) || words.is(0, &["that"]);
        self.explains = (0..words.len()).any(|at| words.is(at, &["difference"]));
        self.respectively = (0..words.len()).any(|at| words.is(at, &["respectively"]));
        self.general = (0..words.len()).any(|at| words.is(at, &GENERAL));
        self.clause = Clause::default();
        if words.is(0, &["of", "among"]) && words.is(1, &["these", "those", "them"]) {
            self.of_these();
        }
        let mut at = 0;
        while at < words.len() {
            at += self.step(words, at);
        }
        self.close();
    }

    /// `Of these, five are under …`: tells of what was counted last.
    fn of_these(&mut self) {
        if let Some(last) = self.changes.last() {
            self.clause = Clause {
                verb: Some(Verb { section: last.section, form: Form::Passive }),
                items: last.items.clone(),
                listing: Some(Listing::Ours(last.list)),
                definite: true,
                breakdown: true,
                part: true,
                ..Clause::default()
            };
        }
    }

    /// Reads what begins at a word; how many words it is.
    fn step(&mut self, words: &Words<'_>, at: usize) -> usize {
        if let Some((listing, length)) = words.listing(at) {
            self.listing(words, at, listing);
            self.clause.end = at + length;
            return length;
        }
        if verbs::tells_of_the_past(words, at) {
            self.close();
            self.past = true;
            return 1;
        }
        if let Some(verb) = verbs::verb(words, at) {
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
            && self.number(words, at + length, number)
        {
            return length;
        }
        if let Some(lead) = words.place_lead(at) {
            let (places, length) = words.places(at + lead);
            let strong =
                words.is(at, &["under"]) || (at..at + lead).any(|at| words.lower(at).starts_with("destination"));
            let near = || {
                at > 0
                    && (words.is(at - 1, &["list", ")", "uvl", ","])
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
            &["including", "consisting", "comprising", "comprised", "composed", "namely", ":", "—", "specifically"],
        ) {
            self.clause.breakdown = !self.clause.items.is_empty();
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
        self.clause.explained = false;
        match (self.clause.listing, listing) {
            (Some(Listing::Ours(known)), Listing::Ours(list)) if known != list => {
                let joined = joint(words, at);
                if self.clause.moves && joined == "to" || joined == "and" {
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
            Form::Passive if clause.verb.is_none() || clause.inherited && !clause.items.is_empty() => {
                clause.verb = Some(verb);
                clause.dangling |= is_dangling(words, at + 1);
                clause.void |= self.past || verbs::is_denied(words, at);
                clause.inherited = false;
                return;
            }
            Form::Passive => return,
            Form::Nominal if clause.breakdown && same => return,
            Form::Finite | Form::Gerund | Form::Nominal => {}
        }
        let modifies = clause.verb.is_some_and(|known| known.section == Section::Modifications);
        let next = words.quantity(at + 1).map(|(quantity, _)| quantity);
        let of_entries =
            next.is_some_and(|next| matches!(next.of, Noun::Unit(Unit::Entries | Unit::Entities)) && !next.article);
        let before = words.before(at, 1);
        let by = matches!(before.as_str(), "by" | "to" | "including");
        if (modifies || same && before == "to")
            && !clause.items.is_empty()
            && !words.lower(at).ends_with('s')
            && (by || clause.means && !of_entries)
        {
            clause.means = true;
            return;
        }
        let again = words.is(at + 1, &["them"]) || words.is(at + 1, &["these", "those"]) && next.is_none();
        let items = if again { clause.items.clone() } else { Vec::new() };
        self.close();
        let acts = verb.form == Form::Finite || before == "by" || before == "is";
        let void = self.past || verbs::is_denied(words, at) || verb.form == Form::Gerund && is_relative(words, at);
        let again = !items.is_empty();
        let moves = verbs::moves(words, at);
        self.clause = Clause { verb: Some(verb), at, void, again, moves, items, ..Clause::default() };
        if again {
            return;
        }
        if words.get(at + 1) == "“" && acts {
            self.clause.items.push(Item { of: Unit::Entities, number: None });
            self.clause.needs_list = true;
            return;
        }
        let the = usize::from(words.is(at + 1, &["the"]));
        let some = words.noun(at + 1 + the).filter(|(_, end)| *end <= at + 4 + the);
        if let (Some((Noun::Unit(of @ (Unit::Entries | Unit::Entities)), _)), None, true) =
            (some, next, acts && !self.general)
            && words.number(at + 1 + the).is_none()
        {
            self.clause.items.push(Item { of, number: None });
        }
    }

    fn quantity(&mut self, words: &Words<'_>, at: usize, end: usize, quantity: Quantity) {
        let Quantity { number, of, article, .. } = quantity;
        let each = words.is(end, &["each"]);
        let of = match of {
            Noun::Unit(of) => of,
            Noun::Change(section) => return self.changes_counted(words, at, number, section, article),
        };
        if self.clause.means {
            return;
        }
        let joint = joint(words, at);
        let joined = |any: &[&str]| any.contains(&joint.as_str());
        if self.clause.breakdown {
            // `one removal of an entity` is one.
            if !(article && joined(&["of", "for"])) {
                self.clause.pieces += number.unwrap_or_default();
                self.clause.each |= each;
            }
            return;
        }
        let counted = self.clause.items.last().map(|item| item.of);
        let in_all = of == Unit::Entries && words.is(at.wrapping_sub(2), &["total"]) && joined(&["for", "under", "in"]);
        if in_all && counted.is_some() {
            self.clause.items = vec![Item { of, number }];
            return;
        }
        if self.target(words, at..end, Item { of, number }, &joint, article) {
            return;
        }
        let bound = at > 0 && verbs::verb(words, at - 1).is_some();
        // `certain persons` are counted as what is added, nowhere else.
        if (article || NOT_COUNTED.contains(&words.lower(at).as_str())) && (!bound || self.general) {
            return;
        }
        match (counted, of) {
            (Some(Unit::Entities), Unit::Entries)
                if joined(&["under", "in", "through", "as", "across", "with", "for", "by", "comprising"]) =>
            {
                self.clause.items.pop();
                self.clause.items.push(Item { of, number });
                return;
            }
            (Some(Unit::Addresses), Unit::Entries) if joined(&["under", "in"]) => {
                self.clause.items.pop();
                self.clause.items.push(Item { of, number });
                return;
            }
            // `eight entries, for five entities and three addresses,`.
            (Some(Unit::Entries), Unit::Entities | Unit::Addresses)
                if self.clause.items.last().is_some_and(|item| item.number.is_some())
                    && (self.clause.explained
                        || joined(&["for", "of", "on", "covering", "representing", "belonging", "comprising"])) =>
            {
                self.clause.explained = true;
                return;
            }
            // `the entries for the two entities`.
            (Some(Unit::Entries), Unit::Entities)
                if joined(&["of", "for"]) && self.clause.items.last().is_some_and(|item| item.number.is_none()) =>
            {
                self.clause.items.pop();
                self.clause.items.push(Item { of, number });
                return;
            }
            // `the names of two entities, the addresses of three entities`.
            (Some(_), _)
                if joined(&["of", "for"])
                    && self.clause.verb.is_some_and(|verb| verb.section == Section::Modifications)
                    && (self.clause.end..at).any(|at| words.is(at, &[",", "and"])) =>
            {
                self.next_item();
            }
            (Some(_), _) if !joined(&[",", ";", ":", "and", "or", "plus", "as", "(", "—"]) => return,
            (Some(_), _) => self.next_item(),
            (None, _) if self.clause.verb.is_some() && !self.is_object(words, at, &joint, quantity) => return,
            (None, _) => {}
        }
        let dangles = is_dangling(words, end);
        let clause = &mut self.clause;
        clause.dangling |= dangles;
        clause.elsewhere |= is_of_another_list(words, end);
        clause.definite |= quantity.definite && clause.items.is_empty();
        clause.additional |= quantity.additional || (1..=6).any(|back| words.before(at, back) == "also");
        clause.each |= each;
        clause.items.push(Item { of, number });
    }

    /// Whether a quantity counts the entries that aliases or addresses are of: `two addresses from one entity`.
    fn target(&mut self, words: &Words<'_>, at: Range<usize>, item: Item, joint: &str, article: bool) -> bool {
        let features = matches!(self.clause.items.last().map(|item| item.of), Some(Unit::Aliases | Unit::Addresses));
        let of_entries = matches!(item.of, Unit::Entries | Unit::Entities);
        let joined = ["to", "from", "of", "for", "in", "on", "with", "under", "at"].contains(&joint);
        let listed_by_itself = item.of == Unit::Entries && ["under", "in"].contains(&joint);
        if !features || !of_entries || !(joined || article) || listed_by_itself {
            return false;
        }
        if !at.into_iter().any(|at| words.is(at, &["non-listed", "unlisted"])) {
            self.clause.target = item.number;
        }
        true
    }

    /// Whether the first quantity after a verb is what is added, removed or modified. What is added to entries, or removed
    /// from them, modifies them: `adds a footnote 4 designation to 16 existing entries`.
    fn is_object(&mut self, words: &Words<'_>, at: usize, joint: &str, quantity: Quantity) -> bool {
        const FILLERS: [&str; 25] = [
            "following", "new", "at", "least", "more", "than", "approximately", "nearly", "to", "on", "from", "the",
            "both", "a", "an", "total", "of", "and", "also", ",", "these", "those", "existing", "additional", ":",
        ];
        let Some(verb) = self.clause.verb.filter(|_| !self.clause.inherited) else {
            return true;
        };
        let mut from = self.clause.at + 1;
        let mut gap = Vec::new();
        while from < at {
            if let Some(length) = words.listing(from).map(|(_, length)| length).or_else(|| words.bracket(from)) {
                from += length;
                continue;
            }
            let lead = words.place_lead(from);
            let places = lead.map_or(0, |lead| words.places(from + lead).1 + lead);
            if places == 0 && !words.is(from, &FILLERS) {
                gap.push(from);
            }
            from += places.max(1);
        }
        if gap.is_empty() || verb.form == Form::Passive {
            return true;
        }
        let of_entries = gap.iter().all(|at| {
            words.get(*at).starts_with(|c: char| c.is_ascii_digit()) || PARTS.contains(&words.lower(*at).as_str())
        });
        if verb.section != Section::Modifications && [",", ":", "and"].contains(&joint) {
            return true;
        }
        if !of_entries || !["of", "for", "to", "in", "from", "under", "on", ","].contains(&joint) {
            return false;
        }
        if verb.section != Section::Modifications {
            if quantity.definite {
                return false;
            }
            self.clause.verb = Some(Verb { section: Section::Modifications, ..verb });
            self.clause.needs_list = true;
        }
        true
    }

    /// Makes room for one more item, of a clause of its own where the one before has its list or its destinations.
    fn next_item(&mut self) {
        let clause = &self.clause;
        if clause.verb.is_some_and(|verb| verb.form == Form::Passive) {
            self.close();
        } else if !clause.destinations.is_empty() || clause.listing.is_some() {
            self.go_on();
        }
    }

    /// `two removals`, `nine additions to`: noun and verb in one.
    fn changes_counted(&mut self, words: &Words<'_>, at: usize, number: Option<u32>, section: Section, article: bool) {
        let clause = &mut self.clause;
        if clause.breakdown {
            clause.pieces += number.unwrap_or_default();
            return;
        }
        let Some(number) = number.filter(|_| !article) else {
            return;
        };
        self.close();
        let void = self.past || verbs::is_denied(words, at);
        let of_entries = (at + 2..at + 8).any(|at| words.listing(at).is_some() || words.lower(at).starts_with("entr"));
        self.clause = Clause {
            verb: Some(Verb { section, form: Form::Nominal }),
            // `two corrections` may be of one entry.
            items: vec![Item { of: Unit::Entries, number: Some(number).filter(|_| section != Section::Modifications) }],
            void: void || section == Section::Modifications && !of_entries,
            ..Clause::default()
        };
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
            let of = before
                .map(|item| item.of)
                .filter(|_| clause.verb.is_some() && clause.at + 2 == end && words.get(end) != "of");
            clause.items.extend(of.map(|of| Item { of, number: Some(number) }));
            return of.is_some();
        };
        let to_list = words.is(end, &["to", "from", "on"]) && (end + 1..end + 3).any(|at| words.listing(at).is_some());
        if to_list && !clause.breakdown {
            self.go_on();
            self.clause.items.push(Item { of, number: Some(number) });
            return true;
        }
        let to = (end..end + 6).find(|at| !words.is(*at, &BETWEEN)).unwrap_or(end);
        let Some(from) = (end..=to).find(|at| words.place_lead(*at).is_some()) else {
            return false;
        };
        let each = (end..from + 2).any(|at| words.is(at, &["each"]));
        if !clause.breakdown && !clause.destinations.is_empty() {
            let numbered = clause.destinations.iter().any(|destination| destination.entries.is_some());
            if !numbered {
                self.go_on();
                self.clause.items.push(Item { of, number: Some(number) });
                return true;
            }
        }
        let clause = &mut self.clause;
        clause.breakdown = true;
        clause.pieces += number;
        clause.each |= each;
        true
    }

    fn places(&mut self, words: &Words<'_>, at: usize, mut places: Vec<Destination>) {
        let clause = &mut self.clause;
        let unnumbered = places.iter().all(|place| place.entries.is_none());
        let count = u32::try_from(places.len()).unwrap_or(u32::MAX);
        // Of something else: `are added under China and the revised entry is under Oman`, `under China and Oman, respectively`.
        let apart = (clause.end..at).any(|at| !words.is(at, &[",", ";", "and", "or", "also", "both"]));
        let known = clause.destinations.iter().any(|place| place.entries.is_none());
        if unnumbered && clause.pieces == 0 && (known && apart || count > 1 && self.respectively) {
            return;
        }
        if clause.pieces > 0 && unnumbered {
            let one = if clause.each { Some(clause.pieces) } else { (clause.pieces == count).then_some(1) };
            let one = if count == 1 { Some(clause.pieces) } else { one };
            places.iter_mut().for_each(|place| place.entries = one);
        } else if clause.each && unnumbered && !clause.breakdown {
            if let Some(item) = clause.items.last_mut() {
                let number = item.number;
                places.iter_mut().for_each(|place| place.entries = number);
                item.number = number.map(|number| number.saturating_mul(count));
            }
        }
        (clause.pieces, clause.each, clause.explained) = (0, false, false);
        clause.destinations.append(&mut places);
    }

    /// Ends a clause and begins one with the same verb.
    fn go_on(&mut self) {
        let (verb, void) = (self.clause.verb, self.clause.void);
        self.close();
        self.clause = Clause { verb, void, inherited: true, ..Clause::default() };
    }

    fn close(&mut self) {
        let clause = std::mem::take(&mut self.clause);
        if clause.void || clause.elsewhere || clause.needs_list && !matches!(clause.listing, Some(Listing::Ours(_))) {
            return;
        }
        let listing = clause.listing.or(self.said).or(self.first.filter(|_| clause.dangling));
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
            if !self.past {
                self.located_later(list, listing.is_some(), &clause);
            }
            return;
        };
        let located: Option<u32> = clause.destinations.iter().map(|place| place.entries).sum();
        let part = clause.part && located != clause.items.iter().map(|item| item.number).sum();
        if clause.items.is_empty() || part || self.explains && verb.form == Form::Passive {
            return;
        }
        if let Some(before) = self.changes.last_mut().filter(|before| clause.again && before.destinations.is_empty()) {
            before.destinations.clone_from(&clause.destinations);
        }
        let (also, moves) = (clause.also.clone(), clause.moves);
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

    /// A number that the ones after it add up to is told in whole and in parts.
    fn whole_and_parts(&mut self) {
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

/// The word that joins a quantity to what stands before it.
fn joint(words: &Words<'_>, at: usize) -> String {
    const FILLERS: [&str; 16] = [
        "following", "the", "an", "a", "another", "additional", "also", "existing", "new", "all", "both", "total",
        "each", "these", "those", "then",
    ];
    let mut back = 1;
    loop {
        let word = words.before(at, back);
        let counts_of = word == "of" && ["total", "each", "all", "both"].contains(&words.before(at, back + 1).as_str());
        let entries_of = ["of", "for"].contains(&word.as_str())
            && ["entries", "entry"].contains(&words.before(at, back + 1).as_str());
        if entries_of {
            // `to the entries of 12 entities`, or `the entries for the two entities`.
            let outer = joint(words, at - back - 1);
            return if ["to", "from", "in", "on"].contains(&outer.as_str()) { outer } else { word };
        }
        if !counts_of && !FILLERS.contains(&word.as_str()) {
            return word;
        }
        back += 1;
    }
}

/// Whether what was read last can be the subject of a passive verb: no other noun begins between them.
fn is_subject(words: &Words<'_>, from: usize, verb: usize) -> bool {
    let aside = (from..verb).find(|at| [",", ";"].contains(&words.get(*at)));
    aside.is_none_or(|at| words.is(at + 1, &["is", "are", "also", "will", "to", "being"]))
}

/// `from, and`: the list follows later.
fn is_dangling(words: &Words<'_>, at: usize) -> bool {
    words.is(at, &["to", "from", "on"]) && words.is(at + 1, &[",", "and"])
}

/// `from Country Group A`: of no list.
fn is_of_another_list(words: &Words<'_>, at: usize) -> bool {
    let name = at + 1 + usize::from(words.is(at + 1, &["the"]));
    words.is(at, &["to", "from", "on", "in"])
        && words.get(name).starts_with(char::is_uppercase)
        && words.place_lead(at).is_none()
        && !(name..name + 6).any(|at| words.listing(at).is_some())
}

/// What is corrected of an entry, and words around it.
const PARTS: [&str; 38] = [
    "address", "addresses", "alias", "aliases", "by", "certain", "citation", "citations", "column", "columns",
    "designation", "designations", "entries", "entry", "errors", "error", "footnote", "for", "in", "information",
    "license", "listing", "listings", "name", "names", "policies", "policy", "reference", "references", "requirement",
    "requirements", "review", "spelling", "spellings", "text", "typographical", "under", "§",
];

/// Words of a sentence about how lists are changed.
const GENERAL: [&str; 9] =
    ["any", "criteria", "decision", "decisions", "may", "procedures", "process", "vote", "whether"];

/// Words that stand where a number could.
const NOT_COUNTED: [&str; 7] = ["several", "multiple", "numerous", "various", "certain", "many", "dozens"];

/// `the rule adding`: of another document, as opposed to `this rule, adding`.
fn is_relative(words: &Words<'_>, at: usize) -> bool {
    let of_rule = words.is(at.wrapping_sub(1), &["rule", "rules", "document", "action"]);
    of_rule && !(2..=4).any(|back| words.before(at, back) == "this")
}

/// What a clause says: the change of entries, and that of aliases and addresses of entries; each with whether it was told
/// before, or is one more.
fn changes(clause: Clause, section: Section, list: ListId, named: bool) -> Vec<(Change, bool, bool)> {
    let Clause { items, target, destinations, definite, additional, .. } = clause;
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
