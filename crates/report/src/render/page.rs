//! What the templates of a page are given: a report in words, its charts, and the contents of a long page.

use std::collections::BTreeMap;

use serde::Serialize;

use super::chart::Charts;
use crate::report::Report;
use crate::told::ReportView;
use crate::told::anchor::PageOf;
use crate::told::section::SectionView;

/// A report as the templates have it. Nothing is escaped; the templates make texts safe.
#[derive(Debug, Serialize)]
pub struct Page {
    #[serde(flatten)]
    pub(super) view: ReportView,
    /// What the report is about.
    about: String,
    pub(super) charts: Charts,
    pub(super) contents: Option<Contents>,
}

impl Page {
    /// The page of a report; `page_of` says where entries have pages of their own.
    pub fn new(report: &Report, page_of: PageOf<'_>) -> Self {
        let view = ReportView::new(report, Some(page_of));
        Self { about: view.about(), charts: Charts::new(report), contents: Contents::new(&view.sections), view }
    }
}

/// Every entry of a long page by country, with its place.
#[derive(Debug, Serialize)]
pub(super) struct Contents {
    n: usize,
    countries: Vec<ContentsOfCountry>,
}

#[derive(Debug, Serialize)]
struct ContentsOfCountry {
    country: String,
    entries: Vec<EntryPlace>,
}

#[derive(Debug, Serialize)]
struct EntryPlace {
    name: String,
    what: &'static str,
    anchor: String,
}

/// Cards that fit on a page without contents.
const FEW: usize = 8;

impl Contents {
    /// The contents of sections; none where they are short.
    fn new(sections: &[SectionView]) -> Option<Self> {
        let mut countries: BTreeMap<&str, Vec<EntryPlace>> = BTreeMap::new();
        let mut put = |country, name: &str, what, anchor: &str| {
            let place = EntryPlace { name: name.to_owned(), what, anchor: anchor.to_owned() };
            countries.entry(country).or_default().push(place);
        };
        for section in sections {
            for of in section.groups.iter().flat_map(|group| &group.countries) {
                of.entries.iter().for_each(|it| put(of.country.as_str(), &it.name, it.kind, &it.anchor));
            }
            for of in section.changes.iter().flat_map(|group| &group.countries) {
                of.entries.iter().for_each(|it| put(of.country.as_str(), &it.name, it.kind, &it.anchor));
            }
        }
        let n = countries.values().map(Vec::len).sum();
        let of_country = |(country, mut entries): (&str, Vec<EntryPlace>)| {
            entries.sort_by_cached_key(|entry| entry.name.to_lowercase());
            ContentsOfCountry { country: country.to_owned(), entries }
        };
        (n > FEW).then(|| Self { n, countries: countries.into_iter().map(of_country).collect() })
    }
}
