//! Numbers with their nouns: which of them count what is added, removed or modified.

use std::ops::Range;

use super::changes::Reader;
use super::claim::{Item, Section, Unit};
use super::clause::{Clause, Mark};
use super::joints::{is_dangling, is_of_another_list, joint};
use super::verbs::{self, Form, Verb};
use super::words::{Noun, Quantity, Words};

/// What is corrected of an entry, and words around it.
const PARTS: [&str; 38] = [
    "address", "addresses", "alias", "aliases", "by", "certain", "citation", "citations", "column", "columns",
    "designation", "designations", "entries", "entry", "errors", "error", "footnote", "for", "in", "information",
    "license", "listing", "listings", "name", "names", "policies", "policy", "reference", "references", "requirement",
    "requirements", "review", "spelling", "spellings", "text", "typographical", "under", "§",
];

/// Words that stand where a number could.
const NOT_COUNTED: [&str; 7] = ["several", "multiple", "numerous", "various", "certain", "many", "dozens"];

impl Reader {
    pub(super) fn quantity(&mut self, words: &Words<'_>, at: usize, end: usize, quantity: Quantity) {
        let Quantity { number, of, article, .. } = quantity;
        let each = words.is(end, &["each"]);
        let of = match of {
            Noun::Unit(of) => of,
            Noun::Change(section) => return self.changes_counted(words, at, number, section, article),
        };
        if self.clause.marks.has(Mark::Means) {
            return;
        }
        let joint = joint(words, at);
        let joined = |any: &[&str]| any.contains(&joint.as_str());
        if self.are_entries_of(words, at, end, of) {
            self.clause.items.pop();
            self.clause.items.push(Item { of, number });
            self.clause.marks.end(Mark::Breakdown);
            return;
        }
        if self.clause.marks.has(Mark::Breakdown) {
            // `one removal of an entity` is one.
            if !(article && joined(&["of", "for"])) {
                self.clause.pieces += number.unwrap_or_default();
                self.clause.marks.set(Mark::Each, each);
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
        // `two entities in Pakistan, an entity in Russia` are three.
        let listed = article && counted.is_some() && joined(&[",", "and"]) && words.place_lead(end).is_some();
        if (article && !listed || NOT_COUNTED.contains(&words.lower(at).as_str()))
            && (!bound || self.marks.has(Mark::General))
        {
            return;
        }
        let existing = (at..end).any(|at| words.is(at, &["existing"]));
        match (counted, of) {
            // `adding three entities and, for one existing entry, …` modifies another.
            (Some(Unit::Entities), Unit::Entries) if joined(&["for"]) && existing => {
                self.close();
                let verb = Some(Verb { section: Section::Modifications, form: Form::Nominal });
                self.clause = Clause { verb, at, items: vec![Item { of, number }], ..Clause::default() };
                return;
            }
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
                    && (self.clause.marks.has(Mark::Explained)
                        || joined(&["for", "of", "on", "covering", "representing", "belonging", "comprising"])) =>
            {
                self.clause.marks.set(Mark::Explained, true);
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
        clause.marks.set(Mark::Dangling, dangles);
        clause.marks.set(Mark::Elsewhere, is_of_another_list(words, end));
        clause.marks.set(Mark::Definite, quantity.definite && clause.items.is_empty());
        clause.marks.set(Mark::Additional, quantity.additional || (1..=6).any(|back| words.before(at, back) == "also"));
        clause.marks.set(Mark::Each, each);
        clause.items.push(Item { of, number });
    }

    /// `adding three entities, consisting of four entries, to the Entity List`: the entries are those of the entities.
    fn are_entries_of(&self, words: &Words<'_>, at: usize, end: usize, of: Unit) -> bool {
        let consists = words.is(at.wrapping_sub(1), &["of"])
            && words.is(at.wrapping_sub(2), &["consisting", "comprised", "composed"])
            || words.is(at.wrapping_sub(1), &["comprising"]);
        consists
            && of == Unit::Entries
            && self.clause.items.last().is_some_and(|item| item.of == Unit::Entities)
            && self.clause.pieces == 0
            && self.clause.destinations.is_empty()
            && words.place_lead(end).is_none()
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
        let Some(verb) = self.clause.verb.filter(|_| !self.clause.marks.has(Mark::Inherited)) else {
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
        // "amending the Entity List by four entries: three are added, …"
        if verb.section == Section::Modifications && joint == "by" && gap.iter().all(|at| words.is(*at, &["by"])) {
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
            self.clause.marks.set(Mark::NeedsList, true);
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
        if clause.marks.has(Mark::Breakdown) {
            clause.pieces += number.unwrap_or_default();
            return;
        }
        let Some(number) = number.filter(|_| !article) else {
            return;
        };
        self.close();
        let void = self.marks.has(Mark::Past) || verbs::is_denied(words, at);
        // `four changes to the Entity List` may be additions.
        let any_kind = (at..at + 3).any(|at| words.is(at, &["change", "changes", "amendment", "amendments"]));
        let of_entries =
            (at + 2..at + 8).any(|at| !any_kind && words.listing(at).is_some() || words.lower(at).starts_with("entr"));
        self.clause = Clause {
            verb: Some(Verb { section, form: Form::Nominal }),
            // `two corrections` may be of one entry.
            items: vec![Item {
                of: Unit::Entries,
                number: Some(number).filter(|_| section != Section::Modifications || self.whole.is_some()),
            }],
            ..Clause::default()
        };
        let of_parts = section == Section::Modifications && !of_entries && self.whole.is_none();
        self.clause.marks.set(Mark::Void, void || of_parts);
    }
}
