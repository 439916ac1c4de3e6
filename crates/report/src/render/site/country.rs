//! Countries: which entries each has and had, and what every rule did to it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::archive::{Archive, Life, PageNames, country_page, document};
use crate::render::chart::{Bars, Charts, Series};
use crate::told::designation::marks_in_words;
use crate::told::figures::Figure;

/// A country, or all of them.
#[derive(Debug, Clone, Serialize)]
pub struct CountryPage {
    heading: String,
    as_of: String,
    figures: Vec<Figure>,
    charts: Charts,
    groups: Vec<EntryLinks>,
}

#[derive(Debug, Clone, Serialize)]
struct EntryLinks {
    title: &'static str,
    items: Vec<EntryLink>,
}

#[derive(Debug, Clone, Serialize)]
struct EntryLink {
    page: String,
    name: String,
    note: Option<String>,
}

/// A figure of the site, which has no colour.
pub fn figure(n: usize, what: &'static str) -> Figure {
    Figure { n, what, tone: "soft" }
}

impl CountryPage {
    /// The page of each country, by its name.
    pub fn all(archive: &Archive, names: &PageNames) -> BTreeMap<String, Self> {
        let mut of_country: BTreeMap<String, (&str, Vec<&Life>)> = BTreeMap::new();
        for life in &archive.lives {
            let country = life.entry.country.as_str();
            let page = of_country.entry(country_page(country)).or_insert_with(|| (country, Vec::new()));
            page.1.push(life);
        }
        of_country
            .into_iter()
            .map(|(page, (country, lives))| (page, Self::new(archive, names, country, lives)))
            .collect()
    }

    fn new(archive: &Archive, names: &PageNames, country: &str, mut lives: Vec<&Life>) -> Self {
        lives.sort_by_key(|life| life.entry.name.to_lowercase());
        let (listed, gone): (Vec<_>, Vec<_>) = lives.into_iter().partition(|life| life.listed);
        let item = |life: &&Life| {
            let page = names.entries.get(&life.history.id)?;
            Some(EntryLink { page: format!("../{page}"), name: life.entry.name.clone(), note: note(life) })
        };
        let group = |title, lives: &[&Life]| {
            let items: Vec<_> = lives.iter().filter_map(item).collect();
            (!items.is_empty()).then_some(EntryLinks { title, items })
        };
        let groups = [group("Listed", &listed), group("Not listed on this day", &gone)];
        Self {
            heading: country.to_owned(),
            as_of: archive.as_of.to_string(),
            figures: vec![figure(listed.len(), "entries listed")],
            charts: Charts { bars: by_rule(archive, country).into_iter().collect(), growth: Vec::new() },
            groups: groups.into_iter().flatten().collect(),
        }
    }

    /// All countries on one page.
    pub fn overview(archive: &Archive, countries: &BTreeMap<String, Self>) -> Self {
        let mut items: Vec<_> = countries
            .iter()
            .map(|(page, country)| EntryLink {
                page: page.clone(),
                name: country.heading.clone(),
                note: country.figures.first().map(|figure| figure.n.to_string()),
            })
            .collect();
        items.sort_by(|a, b| a.name.cmp(&b.name));
        Self {
            heading: "Countries".to_owned(),
            as_of: archive.as_of.to_string(),
            figures: vec![figure(countries.len(), "country headings")],
            charts: Charts::default(),
            groups: vec![EntryLinks { title: "With the number of their entries", items }],
        }
    }
}

/// What is worth knowing of an entry in a list of names.
pub fn note(life: &Life) -> Option<String> {
    marks_in_words(&life.entry.designations)
}

/// What each rule did to a country, the newest first.
fn by_rule(archive: &Archive, country: &str) -> Option<Bars> {
    let rows = archive.documents.iter().filter_map(|report| {
        let figures = report.countries.iter().find(|of| of.country == country)?;
        let facts = report.sections.iter().find_map(|section| section.document.as_ref())?;
        let label = format!("{}, published {}", document(report)?, facts.published);
        Some((label, vec![figures.added, figures.removed, figures.changed]))
    });
    let rows: Vec<_> = rows.collect();
    Bars::new("by-rule", "Changes by rule", "Rule", &[Series::Added, Series::Removed, Series::Changed], &rows)
}
