//! What the summary counts against what is ordered: in all, and under each country.

use std::collections::{BTreeMap, BTreeSet};

use super::ordered::{Name, OrderedEntries};
use super::{done, tell};
use crate::amendment::edit::Feature;
use crate::document::preamble::{Change, Preamble, Section, Unit};
use crate::finding::{Code, Finding};
use crate::law::ListId;
use crate::law::canonical::canonical;
use crate::law::country::key as country_key;
use crate::law::quantity::quantity;

/// What a summary counts of one list and one kind of change.
pub(super) struct Counts<'a> {
    preamble: &'a Preamble,
    list: ListId,
    section: Section,
    changes: Vec<&'a Change>,
    /// Entries that are removed and added again under their name: they may be told as modified.
    replaced: usize,
    /// Orders that modify entries, whether or not the changes counted here do.
    modified: &'a OrderedEntries<'a>,
}

/// At least, at most.
type Bounds = (usize, Option<usize>);

impl<'a> Counts<'a> {
    /// `ordered` are additions, removals, and modifications of the list.
    pub(super) fn new(
        preamble: &'a Preamble,
        list: ListId,
        section: Section,
        ordered: &'a [OrderedEntries<'a>; 3],
    ) -> Self {
        let of = |change: &&Change| change.list == list && change.section == section;
        let [added, removed, modified] = ordered;
        let names = |of: &OrderedEntries<'_>| -> BTreeSet<String> {
            of.named.values().flatten().map(|name| canonical(name.instructed)).collect()
        };
        let replaced = names(added).intersection(&names(removed)).count();
        Self { preamble, list, section, changes: preamble.changes.iter().filter(of).collect(), replaced, modified }
    }

    /// Tells every number that the orders do not bear out.
    pub(super) fn check(&self, ordered: &OrderedEntries<'_>, findings: &mut Vec<Finding>) {
        if self.changes.is_empty() {
            return;
        }
        let total = if ordered.unknown.is_empty() { self.total(ordered) } else { None };
        let nothing = ordered.is_empty() && self.replaced == 0;
        if !nothing {
            self.countries(ordered, total.is_some(), findings);
        }
        findings.extend(total);
        if ordered.unknown.is_empty() {
            self.features(findings);
        }
    }

    /// A country without a number of its own is told only where the total fits.
    fn countries(&self, ordered: &OrderedEntries<'_>, total_told: bool, findings: &mut Vec<Finding>) {
        let mut told: BTreeMap<String, &str> = BTreeMap::new();
        for destination in self.changes.iter().flat_map(|change| &change.destinations) {
            told.entry(country_key(&destination.country)).or_insert(&destination.country);
        }
        for names in ordered.named.values() {
            for Name { country, .. } in names {
                told.entry(country_key(country)).or_insert(country);
            }
        }
        for (key, country) in told {
            let is_numbered = || {
                let places = self.changes.iter().flat_map(|change| &change.destinations);
                places.into_iter().any(|place| place.entries.is_some() && country_key(&place.country) == key)
            };
            if !ordered.is_open(&key) && (!total_told || is_numbered()) {
                findings.extend(self.country(&key, country, ordered));
            }
        }
    }

    fn country(&self, key: &str, country: &str, ordered: &OrderedEntries<'_>) -> Option<Finding> {
        let (least, most) = self.bounds(key);
        let names = ordered.named.get(key).map_or(0, Vec::len);
        let values = readings(ordered, |of| of.get(key).map_or(0, Vec::len), |of| of.get(key).map_or(0, Vec::len));
        let fits = |value: usize| least <= value && most.is_none_or(|most| value <= most);
        let claimed = if names < least { least } else { most.unwrap_or(least) };
        let borne_out =
            values.iter().any(|value| fits(*value) || self.replaced > 0 && fits_but(*value, self.replaced, fits));
        let (found, message) = if borne_out {
            let listed = self.preamble.bullets.iter().filter(|bullet| {
                self.list == ListId::EntityList && bullet.section == self.section && country_key(&bullet.country) == key
            });
            match listed.count() {
                n if n > 0 && Some(n) != most && most == Some(least) => (None, format!("the preamble lists {n}")),
                _ => return None,
            }
        } else {
            (Some(names), format!("the instructions name {names}"))
        };
        let how = match most {
            Some(most) if most == least => "",
            Some(_) if names > claimed => "at most ",
            Some(_) | None => "at least ",
        };
        let message = format!(
            "the summary counts {how}{} {} under {country}, {message}",
            quantity(claimed, "entry"),
            done(self.section)
        );
        Some(self.told(message, country, found.map(|found| (found, claimed))))
    }

    /// How many entries the summary can mean under a country.
    fn bounds(&self, key: &str) -> Bounds {
        let (mut least, mut most) = (0, Some(0_usize));
        for change in &self.changes {
            let (low, high) = bounds(change, key);
            least += low;
            most = most.zip(high).map(|(most, high)| most + high);
        }
        (least, most)
    }

    fn total(&self, ordered: &OrderedEntries<'_>) -> Option<Finding> {
        let items = || self.changes.iter().flat_map(|change| &change.items);
        let sum = |of: Unit| -> usize {
            items().filter(|item| item.of == of).map(|item| item.number.unwrap_or(1) as usize).sum()
        };
        let (entries, entities, addresses) = (sum(Unit::Entries), sum(Unit::Entities), sum(Unit::Addresses));
        let known = items().all(|item| item.number.is_some());
        let claimed = entries + entities + addresses;
        let names: usize = ordered.named.values().map(Vec::len).sum();
        let every = readings(ordered, entries_of, left_of);
        let distinct = readings(ordered, distinct_of, left_of);
        let numbered: Option<usize> = self
            .changes
            .iter()
            .flat_map(|change| &change.destinations)
            .map(|destination| destination.entries.map(|entries| entries as usize))
            .sum();
        let fits = |claimed: usize| {
            every.iter().zip(&distinct).any(|(every, distinct)| {
                let is = |every: usize, distinct: usize| match (known, entities) {
                    (false, _) => distinct >= claimed,
                    (true, 0) => every == claimed,
                    // Who counts entries under each country and calls them entities means entries.
                    (true, _) if numbered == Some(claimed) || addresses > 0 => every == claimed || distinct == claimed,
                    (true, _) if entries == 0 => distinct == claimed,
                    (true, _) => (distinct..=every).contains(&claimed),
                };
                is(*every, *distinct)
                    || self.replaced > 0
                        && match self.section {
                            Section::Modifications => is(every + self.replaced, distinct + self.replaced),
                            Section::Additions | Section::Removals => {
                                is(every.saturating_sub(self.replaced), distinct.saturating_sub(self.replaced))
                            }
                        }
            })
        };
        let of_entries = || {
            let quoted = self.modified.features.get(&(self.section, Feature::Addresses)).copied().unwrap_or_default();
            let changed = self.modified.rewritten || quoted == addresses;
            addresses > 0 && changed && !self.modified.is_empty() && fits(entries + entities)
        };
        if fits(claimed) || of_entries() {
            return None;
        }
        let distinct = distinct.first().copied().unwrap_or_default();
        let read = if entities > 0 && entries == 0 && distinct != names && numbered != Some(claimed) {
            format!("{distinct} under {}", quantity(names, "entry"))
        } else {
            names.to_string()
        };
        let what = match (entries, entities, addresses) {
            (0, 0, _) => quantity(claimed, "address"),
            (0, _, 0) if self.list != ListId::EntityList || distinct != names => quantity(claimed, "entity"),
            _ => quantity(claimed, "entry"),
        };
        let least = if known { "" } else { "at least " };
        let message = format!("the summary counts {least}{what} {}, the instructions name {read}", done(self.section));
        Some(self.told(message, "", Some((names, claimed))))
    }

    /// Aliases and addresses of entries, where the orders quote all that come or go.
    fn features(&self, findings: &mut Vec<Finding>) {
        if self.section != Section::Modifications || self.modified.rewritten || self.modified.is_empty() {
            return;
        }
        for section in [Section::Additions, Section::Removals] {
            for (of, unit, noun) in
                [(Feature::Aliases, Unit::Aliases, "alias"), (Feature::Addresses, Unit::Addresses, "address")]
            {
                let counted = self.changes.iter().flat_map(|change| &change.features);
                let counted = counted.filter(|feature| feature.section == section && feature.of == unit);
                let claimed: Option<u32> = counted.map(|feature| feature.number).sum();
                let named = self.modified.features.get(&(section, of)).copied().unwrap_or_default();
                if let Some(claimed) = claimed.filter(|claimed| *claimed > 0 && *claimed as usize != named) {
                    let message = format!(
                        "the summary counts {} {}, the instructions name {named}",
                        quantity(claimed, noun),
                        done(section)
                    );
                    findings.push(self.told(message, "", None));
                }
            }
        }
    }

    fn told(&self, message: String, country: &str, numbers: Option<(usize, usize)>) -> Finding {
        let finding = tell(Code::CountMismatch, message, (country, ""), &self.preamble.summary).with_list(self.list);
        match numbers {
            Some((found, claimed)) => finding.with_surplus(found, claimed),
            None => finding,
        }
    }
}

/// Whether a value fits, with or without what is removed and added again.
fn fits_but(value: usize, replaced: usize, fits: impl Fn(usize) -> bool) -> bool {
    (1..=replaced).any(|of| fits(value + of) || value.checked_sub(of).is_some_and(&fits))
}

/// How many entries one change can mean under a country.
fn bounds(change: &Change, key: &str) -> Bounds {
    let number = change.number().map(|number| number as usize);
    let addresses: u32 =
        change.items.iter().filter(|item| item.of == Unit::Addresses).filter_map(|item| item.number).sum();
    let places = change.destinations.len();
    let mut here = change.destinations.iter().filter(|place| country_key(&place.country) == key).peekable();
    if places == 0 {
        return (0, number.or(None));
    }
    if here.peek().is_none() {
        return (0, Some(0));
    }
    let counted: Option<u32> = here.map(|place| place.entries).sum();
    match counted {
        Some(counted) => (counted as usize, Some(counted as usize)),
        None if places == 1 => {
            let least = number.map_or(1, |number| number.saturating_sub(addresses as usize));
            (least, number)
        }
        None => {
            let of_entries = change.items.iter().all(|item| item.of == Unit::Entries);
            let others = if of_entries { places - 1 } else { 0 };
            (usize::from(addresses == 0), number.map(|number| number.saturating_sub(others).max(1)))
        }
    }
}

/// A number with and without the names that no row is printed for, and the rows that no instruction names: both are told
/// already.
fn readings(
    ordered: &OrderedEntries<'_>,
    named: impl Fn(&BTreeMap<String, Vec<Name<'_>>>) -> usize,
    left: impl Fn(&BTreeMap<String, Vec<&str>>) -> usize,
) -> [usize; 4] {
    let all = named(&ordered.named);
    let (without, extra) = (left(&ordered.unprinted), left(&ordered.uninstructed));
    let printed = all.saturating_sub(without);
    [all, printed, all + extra, printed + extra]
}

fn entries_of(named: &BTreeMap<String, Vec<Name<'_>>>) -> usize {
    named.values().map(Vec::len).sum()
}

fn left_of(left: &BTreeMap<String, Vec<&str>>) -> usize {
    left.values().map(Vec::len).sum()
}

/// Entities: one name under several countries is one; twice under one country it is two.
fn distinct_of(named: &BTreeMap<String, Vec<Name<'_>>>) -> usize {
    let mut most: BTreeMap<String, usize> = BTreeMap::new();
    for names in named.values() {
        let mut here: BTreeMap<String, usize> = BTreeMap::new();
        for name in names {
            *here.entry(canonical(name.instructed)).or_default() += 1;
        }
        for (name, times) in here {
            let known = most.entry(name).or_default();
            *known = times.max(*known);
        }
    }
    most.values().sum()
}
