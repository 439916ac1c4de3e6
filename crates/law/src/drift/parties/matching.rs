//! Which entries a party of a table stands for.

use std::collections::{BTreeMap, HashMap};

use super::Party;
use crate::drift::cause::{CLOSE, SHORTEST};
use crate::drift::{Class, Facts};
use crate::entry::cell;
use crate::entry::{Entry, EntryId};
use crate::law::canonical::canonical;
use crate::law::likeness as letters;
use crate::list::state::ListState;

/// Pages that a rule may have behind the first one, where it is not on record.
const LONGEST_RULE: u32 = 60;

/// Pages by which a table cites a page of the rule behind the one that the entry cites.
const LATER_PAGE: u32 = 10;

/// Where a party was found.
pub(super) enum Found<'a> {
    /// Entries of this very name.
    Exactly(Vec<&'a Entry>),
    /// An entry in another way, and in which.
    As(Class, &'a Entry, &'static str),
    /// Nowhere.
    Nowhere,
}

/// All parties with what they stand for.
pub(super) struct Matching<'a> {
    /// For each party.
    pub(super) found: Vec<Found<'a>>,
    /// The entries that some party stands for, and whether one bears the very name.
    pub(super) covers: BTreeMap<EntryId, bool>,
}

/// An entry as it is looked for.
struct Sought<'a> {
    entry: &'a Entry,
    cell: String,
    aliases: Vec<String>,
    subordinates: Vec<String>,
}

impl<'a> Matching<'a> {
    pub(super) fn new(list: &'a ListState, facts: &Facts, parties: &[&Party]) -> Self {
        let mut by_key: HashMap<&str, Vec<&Entry>> = HashMap::new();
        for entry in list.entries.values() {
            by_key.entry(&entry.key).or_default().push(entry);
        }
        let mut covers = BTreeMap::new();
        let exact: Vec<_> = parties.iter().map(|party| by_key.get(party.key.as_str()).cloned()).collect();
        for entry in exact.iter().flatten().flatten() {
            covers.insert(entry.id, true);
        }
        // What is left is little; only then is anything looked for in the texts.
        let mut sought: Option<Vec<Sought<'a>>> = None;
        let mut found = Vec::new();
        for (party, exactly) in parties.iter().zip(exact) {
            let Some(entries) = exactly else {
                let all = || list.entries.values().map(|entry| Sought::new(entry)).collect();
                let other = otherwise(party, sought.get_or_insert_with(all), &covers, facts);
                if let Found::As(Class::Name, entry, _) = &other {
                    // One party stands for entries of one name in several countries.
                    let named = by_key.get(entry.key.as_str()).into_iter().flatten();
                    for one in named.filter(|one| one.id == entry.id || party.is_in(one)) {
                        covers.entry(one.id).or_insert(false);
                    }
                }
                found.push(other);
                continue;
            };
            found.push(Found::Exactly(entries));
        }
        // An entry that is the head of bodies which are printed as parties stands there through them.
        for other in &found {
            if let Found::As(Class::Subordinate, entry, _) = other {
                covers.entry(entry.id).or_insert(false);
            }
        }
        Self { found, covers }
    }
}

impl<'a> Sought<'a> {
    fn new(entry: &'a Entry) -> Self {
        Self {
            entry,
            cell: canonical(&entry.cells.entity),
            aliases: entry.view.aliases.iter().map(|alias| canonical(&alias.name)).collect(),
            subordinates: entry.view.subordinates.iter().map(|one| canonical(&one.text)).collect(),
        }
    }

    /// How certain it is that a party is meant, before names are looked at: country, rule.
    fn fits(&self, party: &Party, facts: &Facts) -> (bool, bool) {
        (party.is_in(self.entry) || super::mentions(self.entry, party), shares_rule(party, self.entry, facts))
    }
}

/// Whether a party cites a rule that an entry cites: the rule's first page, or one of its own.
pub(super) fn shares_rule(party: &Party, entry: &Entry, facts: &Facts) -> bool {
    entry.citations.iter().any(|citation| {
        party.pages.iter().any(|(volume, page)| {
            let known = facts.documents.iter().find(|known| known.holds(citation.volume, citation.page));
            if let Some(known) = known {
                return known.holds(*volume, *page);
            }
            let pages = page.saturating_sub(LATER_PAGE)..=page.saturating_add(LONGEST_RULE);
            *volume == citation.volume && pages.contains(&citation.page)
        })
    })
}

/// A party whose name is nobody's.
fn otherwise<'a>(party: &Party, sought: &[Sought<'a>], covers: &BTreeMap<EntryId, bool>, facts: &Facts) -> Found<'a> {
    let (head, tail) =
        below(&party.name).map_or_else(Default::default, |(head, tail)| (canonical(head), canonical(tail)));
    let mut best: Option<(u32, Class, &'a Entry, &'static str)> = None;
    for one in sought {
        let Some((class, strength, why)) = one.as_is(party, (&head, &tail)) else { continue };
        let (here, rule) = one.fits(party, facts);
        if !here && !rule {
            continue;
        }
        let open = !covers.contains_key(&one.entry.id);
        let score = 1000 * strength + 200 * u32::from(rule) + 100 * u32::from(here) + 10 * u32::from(open);
        if best.as_ref().is_none_or(|(known, ..)| score > *known) {
            best = Some((score, class, one.entry, why));
        }
    }
    if let Some((_, class, entry, why)) = best {
        return Found::As(class, entry, why);
    }
    let spelled = sought.iter().filter_map(|one| {
        let (here, rule) = one.fits(party, facts);
        // An entry that another party has stands for two only if they are one name.
        let taken = covers.contains_key(&one.entry.id);
        let least = if here && rule && !taken { CLOSE - 0.1 } else { CLOSE + 0.12 };
        let close = if here || rule { likeness(party, one.entry) } else { 0.0 };
        ((here || rule) && close >= least).then_some((close, one.entry))
    });
    match spelled.max_by(|(a, _), (b, _)| a.total_cmp(b)) {
        Some((_, entry)) => Found::As(Class::Name, entry, "the entry is spelled otherwise"),
        None => Found::Nowhere,
    }
}

/// A body, and what a party's name says to be below it: `Second Academy. Subordinate Institution - 23rd Institute`.
fn below(name: &str) -> Option<(&str, &str)> {
    let lower = name.to_ascii_lowercase();
    let marks =
        ["subordinate institution", "subordinate entity", "affiliated entity", "affiliate", "entity:", "branch:"];
    let (at, mark) = marks.iter().find_map(|mark| Some((lower.rfind(mark)?, mark)))?;
    Some((name.get(..at)?, name.get(at + mark.len()..)?))
}

impl Sought<'_> {
    /// As what the entry holds a name, and how strongly; the name may put a `tail` below a `head`.
    fn as_is(&self, party: &Party, (head, tail): (&str, &str)) -> Option<(Class, u32, &'static str)> {
        let (key, name) = (party.key.as_str(), self.entry.key.as_str());
        let within = |text: &str, part: &str| part.len() >= SHORTEST && text.contains(part);
        if !tail.is_empty() && (key.starts_with(name) || within(&self.cell, tail) || within(name, head)) {
            let words = "a body that the list prints within an entry";
            // The body below may be spelled otherwise in the cell; the head is certain.
            let strength = if within(&self.cell, tail) { 9 } else { 5 };
            return Some((Class::Subordinate, strength, words));
        }
        if self.subordinates.iter().any(|one| one.starts_with(key)) {
            return Some((Class::Subordinate, 8, "a body that the list prints within an entry"));
        }
        if self.aliases.iter().any(|alias| alias == key) {
            return Some((Class::Name, 7, "an alias of an entry"));
        }
        if name.len() >= SHORTEST && key.starts_with(name) {
            return Some((Class::Name, 6, "the name of an entry with more words behind it"));
        }
        if within(name, key) && name.starts_with(key) {
            return Some((Class::Name, 6, "the name of an entry, cut short"));
        }
        if key.len() >= SHORTEST && self.cell.starts_with(key) {
            return Some((Class::Name, 5, "the name of an entry with words of its address or other names"));
        }
        if party.aliases.iter().any(|alias| alias == name) {
            return Some((Class::Name, 4, "an entry is called as the source calls the party besides"));
        }
        within(&self.cell, key).then_some((Class::Subordinate, 3, "a name within the text of an entry"))
    }
}

/// How alike two names are: by letters, and by words in whatever order.
fn likeness(party: &Party, entry: &Entry) -> f32 {
    if cell::differ_in_form_only(&party.name, entry.name()) {
        return 1.0;
    }
    let ordered = |name: &str| {
        let mut words: Vec<_> = name.split_whitespace().map(canonical).collect();
        words.sort_unstable();
        words.concat()
    };
    let (a, b) = (party.key.as_str(), entry.key.as_str());
    // Names of very different lengths have little in common; comparing letters costs.
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    if 2 * short < long {
        return 0.0;
    }
    letters::likeness(a, b).max(letters::likeness(&ordered(&party.name), &ordered(entry.name())))
}
