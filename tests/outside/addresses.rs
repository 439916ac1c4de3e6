//! The addresses of the real list, written in other ways, and other buildings near by.

mod written;

use std::collections::BTreeMap;

use crate::Test;
use crate::needs::corpus;
use earwatch_law::list::ecfr;
use earwatch_law::list::state::State;
use earwatch_screen::address::{Address, Addresses, POSSIBLE, SAME_BUILDING, same_building};

/// The addresses of the list with their countries.
fn list() -> Vec<(String, String)> {
    let text = std::fs::read_to_string(corpus("ecfr/part-744_2026-07-23.xml")).unwrap();
    let state = State::of_published(ecfr::read(&text).unwrap().0);
    let entries = state.lists.values().flat_map(|list| list.in_order());
    let mut all: Vec<_> = entries
        .flat_map(|entry| {
            let of_subordinates = entry.view.subordinates.iter().flat_map(|it| it.addresses.clone());
            let all = entry.view.addresses.iter().cloned().chain(of_subordinates);
            let country = entry.country.clone();
            all.map(move |text| (country.clone(), text)).collect::<Vec<_>>()
        })
        .collect();
    all.sort();
    all.dedup();
    all
}

fn share(of: usize, all: usize) -> f64 {
    f64::from(u32::try_from(of).unwrap()) / f64::from(u32::try_from(all.max(1)).unwrap())
}

/// At least 95 % of the addresses are found in other words, and at least 95 % of what is found is the building.
fn buildings_are_found_and_told_apart() {
    let list = list();
    let mut by_class: BTreeMap<(&str, bool), (usize, usize)> = BTreeMap::new();
    for (at, (country, text)) in list.iter().enumerate().filter(|(_, (_, text))| written::names_a_building(text)) {
        let address = Address::new(text, Some(country));
        let is_found = |text: &str| same_building(&address, &Address::new(text, None)).score >= SAME_BUILDING;
        let city = |text: &str| text.rsplit(',').nth(1).map(str::to_owned);
        let near = list.iter().cycle().skip(at + 1).take(40).filter(|(_, other)| city(text) == city(other));
        let street =
            near.filter_map(|(_, other)| written::street(other)).find(|street| !text.contains(street.as_str()));
        let same = written::same(text, u64::try_from(at).unwrap()).into_iter().map(|it| (true, it));
        let other = written::other(text, street.as_deref()).into_iter().map(|it| (false, it));
        for (is_same, (class, text)) in same.chain(other) {
            let (found, all) = by_class.entry((class, is_same)).or_default();
            *all += 1;
            *found += usize::from(is_found(&text));
        }
    }
    let table: Vec<_> = by_class
        .iter()
        .map(|((class, is_same), (found, all))| {
            format!("{class} {is_same}: {found} of {all}, {:.3}", share(*found, *all))
        })
        .collect();
    let sum = |same: bool| {
        let of = by_class.iter().filter(|((_, is_same), _)| *is_same == same);
        of.fold((0, 0), |(found, all), (_, figures)| (found + figures.0, all + figures.1))
    };
    let ((right, all), (wrong, of_others)) = (sum(true), sum(false));
    assert!(share(right, all) >= 0.98, "recall {:.4}\n{}", share(right, all), table.join("\n"));
    // As many of each: there are more ways to write one address than buildings next to it.
    let (hits, false_hits) = (share(right, all), share(wrong, of_others));
    assert!(hits / (hits + false_hits) >= 0.97, "precision {:.4}\n{}", hits / (hits + false_hits), table.join("\n"));
}

/// The index finds what comparing every pair finds.
fn candidates_lose_nothing() {
    let list = list();
    let index = Addresses::new(list.iter().map(|(country, text)| Address::new(text, Some(country))));
    let mut finder = index.finder();
    let mut all = 0;
    for (at, (_, text)) in list.iter().enumerate().step_by(40) {
        let written = written::same(text, u64::try_from(at).unwrap());
        let Some((_, text)) = written.get(at % written.len().max(1)) else {
            continue;
        };
        let address = Address::new(text, None);
        let found: Vec<_> = finder.find(&address).into_iter().map(|(at, _)| at).collect();
        for (at, other) in index.addresses().iter().enumerate() {
            if same_building(&address, other).score >= POSSIBLE {
                all += 1;
                assert!(found.contains(&at), "{text} / {}", list[at].1);
            }
        }
    }
    assert!(all > 100, "{all}");
}

pub(crate) const TESTS: &[Test] = tests![buildings_are_found_and_told_apart, candidates_lose_nothing];
