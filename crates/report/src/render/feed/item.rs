//! The entries of a feed: what each document changed, whom it concerns, and where it can be read.

mod body;

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::content::Block;
use super::{Site, identity, midnight, notices};
use crate::report::effect::Occasion;
use crate::report::figures::{self, CountryFigures};
use crate::report::links::{self, is_web};
use crate::report::{DocumentFacts, Report, Section};
use crate::visible::visible;

/// An entry, whatever the format. Its texts are neutral, its links lead to the web.
pub(super) struct Item {
    pub(super) id: String,
    pub(super) title: String,
    /// When its document was published or filed; none where no document stands behind it.
    pub(super) published: Option<DateTime<FixedOffset>>,
    pub(super) updated: DateTime<FixedOffset>,
    pub(super) summary: String,
    pub(super) body: Vec<Block>,
    pub(super) links: Vec<Link>,
    pub(super) tags: Vec<Tag>,
}

/// Where an entry leads to.
pub(super) struct Link {
    pub(super) leads: Leads,
    pub(super) words: String,
    pub(super) url: String,
}

/// What is to be found at the end of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leads {
    /// The page that tells what the entry tells.
    Page,
    /// The document, where the page is another one.
    Document,
    /// The document in its official edition.
    Pdf,
    /// Something beside it.
    Beside,
}

/// A word to sort entries by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag {
    /// `country`, `designation`, `class` or `list`.
    pub(super) kind: &'static str,
    pub(super) term: String,
}

impl Tag {
    pub(super) fn new(kind: &'static str, term: impl Into<String>) -> Self {
        let term = visible(&term.into());
        Self { kind, term }
    }
}

/// All entries of a report, newest first.
pub(super) fn items(report: &Report, site: &Site<'_>) -> Vec<Item> {
    let mut items: Vec<_> = report.sections.iter().map(|section| of_section(section, report, site)).collect();
    items.extend(notices::announcements(report));
    items.extend(notices::findings(report));
    let mut given = BTreeSet::new();
    for item in &mut items {
        if let Some(watch) = &report.watch {
            item.id = identity::watched(&item.id, &watch.list);
        }
        item.id = identity::once(&item.id, &mut given);
    }
    // By publication; of the entries of one day, the later document comes first.
    items.reverse();
    items.sort_by_key(|item| std::cmp::Reverse((item.published.unwrap_or(item.updated), item.updated)));
    items
}

fn of_section(section: &Section, report: &Report, site: &Site<'_>) -> Item {
    let name = name(section);
    let facts = facts(section, report.as_of);
    let links = links_of(section, site);
    Item {
        id: match &section.document {
            Some(document) => match (section.occasion, section.version) {
                // A correction is news of its own to who has read what it corrects.
                (Some(Occasion::Corrected), version) => identity::correction(&document.number, version, report.as_of),
                _ => identity::document(&document.number, section.effective),
            },
            None => identity::other(&name, section.effective),
        },
        title: visible(&match section.headline(report.as_of) {
            Some(headline) => format!("{headline}: {name}"),
            None => name,
        }),
        published: section.document.as_ref().map(|document| midnight(document.published)),
        updated: midnight(updated(section, report.as_of)),
        summary: visible(&summary(section, facts.as_deref())),
        body: body::body(section, report, facts, &links),
        links,
        tags: tags(section),
    }
}

/// The title of a section without the number of its version, which another database counts otherwise.
fn name(section: &Section) -> String {
    match section.version {
        Some(version) => section.title.replacen(&format!("Version {version}: "), "", 1),
        None => section.title.clone(),
    }
}

/// The day of publication, or that on which what was published before came into force.
fn updated(section: &Section, as_of: NaiveDate) -> NaiveDate {
    if section.occasion == Some(Occasion::Corrected) {
        return as_of;
    }
    let came = section.effective.filter(|day| *day <= as_of);
    match (&section.document, came) {
        (Some(document), Some(day)) => day.max(document.published),
        (Some(document), None) => document.published,
        (None, came) => came.unwrap_or(as_of),
    }
}

/// `2025-05427 (90 FR 14046) Final rule. Published 2025-03-28; effective 2025-03-25 (in force).`
fn facts(section: &Section, as_of: NaiveDate) -> Option<String> {
    let effective = section.effect_in_words(as_of);
    let Some(document) = &section.document else {
        let effective = effective.filter(|_| section.cause.is_some());
        return effective.map(|effective| format!("{effective}."));
    };
    let DocumentFacts { number, action, published, .. } = document;
    let citation = document.citation.as_deref().unwrap_or("page not known");
    let effective = effective.unwrap_or_else(|| "no effective date".to_owned());
    Some(format!("{number} ({citation}) {action} Published {published}; {effective}."))
}

/// The facts, the figures of each country, and what is said in words.
fn summary(section: &Section, facts: Option<&str>) -> String {
    let countries: Vec<_> = figures::by_country(std::slice::from_ref(section)).iter().map(country).collect();
    let mut parts: Vec<_> = facts.map(str::to_owned).into_iter().collect();
    if !countries.is_empty() {
        parts.push(format!("{}.", countries.join("; ")));
    }
    parts.extend(section.other.iter().cloned());
    parts.join(" ")
}

/// `RUSSIA: 2 added, 1 changed`.
fn country(figures: &CountryFigures) -> String {
    let CountryFigures { country, added, removed, changed, designation_changed: _ } = figures;
    let figures: Vec<_> = [(added, "added"), (removed, "removed"), (changed, "changed")]
        .into_iter()
        .filter(|(n, _)| **n > 0)
        .map(|(n, what)| format!("{n} {what}"))
        .collect();
    format!("{country}: {}", figures.join(", "))
}

/// The page of the site, the document, its PDF, and the lists in the eCFR.
fn links_of(section: &Section, site: &Site<'_>) -> Vec<Link> {
    let mut found = Vec::new();
    if let Some(document) = &section.document {
        let page = site.page.and_then(|page| page(&document.number));
        let leads = if page.is_some() { Leads::Document } else { Leads::Page };
        let pages = [
            (Leads::Page, "This report", page),
            (leads, "Federal Register", document.url.clone()),
            (Leads::Pdf, "PDF of the official edition", document.pdf.clone()),
        ];
        for (leads, words, url) in pages {
            found.extend(link(leads, words, url));
        }
    }
    for list in &section.lists {
        let words = format!("eCFR, Supplement No. {} as it reads now", list.supplement());
        found.extend(link(Leads::Beside, &words, Some(links::ecfr(*list))));
    }
    found
}

/// A link to the web; an address that could be anything else leads nowhere.
pub(super) fn link(leads: Leads, words: &str, url: Option<String>) -> Option<Link> {
    Some(Link { leads, words: words.to_owned(), url: url.filter(|url| is_web(url))? })
}

/// Countries, designations, classes and lists.
fn tags(section: &Section) -> Vec<Tag> {
    let one = std::slice::from_ref(section);
    let countries = figures::by_country(one);
    let mut tags: Vec<_> = section.lists.iter().map(|list| Tag::new("list", list.name())).collect();
    tags.extend(figures::by_class(one).keys().map(|class| Tag::new("class", class.title())));
    tags.extend(figures::by_designation(one).keys().map(|mark| Tag::new("designation", format!("footnote {mark}"))));
    tags.extend(countries.into_iter().map(|of| Tag::new("country", of.country)));
    tags
}
