//! Contents of a long page: every entry that it tells of, by country, with its place in the page.

use std::collections::BTreeMap;

use serde::Serialize;

use super::sections::SectionView;

/// Entries by country.
#[derive(Debug, Serialize)]
pub(super) struct Contents {
    n: usize,
    countries: Vec<Country>,
}

#[derive(Debug, Serialize)]
struct Country {
    country: String,
    entries: Vec<Item>,
}

/// An entry and its place.
#[derive(Debug, Serialize)]
pub(super) struct Item {
    pub(super) name: String,
    pub(super) what: &'static str,
    pub(super) anchor: String,
}

/// Cards that fit on a page without contents.
const FEW: usize = 6;

/// The contents of a page; none where it is short.
pub(super) fn contents(sections: &[SectionView]) -> Option<Contents> {
    let mut countries: BTreeMap<String, Vec<Item>> = BTreeMap::new();
    let mut n = 0;
    for (country, item) in sections.iter().flat_map(SectionView::items) {
        countries.entry(country).or_default().push(item);
        n += 1;
    }
    for entries in countries.values_mut() {
        entries.sort_by_cached_key(|entry| entry.name.to_lowercase());
    }
    (n > FEW).then(|| Contents {
        n,
        countries: countries.into_iter().map(|(country, entries)| Country { country, entries }).collect(),
    })
}
