//! What the templates of a page are given.

use serde::Serialize;

use super::announcements::GroupView;
use super::contents::{Contents, contents};
use super::findings::{self, Group};
use super::sections::SectionView;
use crate::render::chart::Charts;
use crate::report::announced::wording::groups;
use crate::report::effect::{TakesEffect, Tally};
use crate::report::figures::CountryFigures;
use crate::report::{Report, SourceDate, links};
use crate::visible::visible;
use earwatch_law::entry::EntryId;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::law::designation;

/// What a template of a page is given. Texts are on one line, with nothing hidden in them; nothing is escaped.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Page {
    title: String,
    headline: String,
    urgency: &'static str,
    marker: Option<&'static str>,
    as_of: String,
    checked: String,
    figures: Vec<Figure>,
    classes: Vec<Figure>,
    designations: Vec<Gained>,
    dates: Vec<Effective>,
    review: usize,
    countries: Vec<CountryFigures>,
    by_country: Option<String>,
    charts: Charts,
    contents: Option<Contents>,
    announcements: Vec<GroupView>,
    findings_first: Vec<Group>,
    sections: Vec<SectionView>,
    notes: Vec<Group>,
    sources: Vec<SourceView>,
}

/// Where the page of an entry is, if it has one.
pub(in crate::render) type Pages<'a> = &'a dyn Fn(EntryId) -> Option<String>;

/// A figure and what it counts.
#[derive(Debug, Serialize)]
struct Figure {
    n: usize,
    what: &'static str,
    tone: &'static str,
}

/// Who bears, gained or lost a designation.
#[derive(Debug, Serialize)]
struct Gained {
    who: String,
    #[serde(flatten)]
    designation: DesignationView,
}

/// A designation in plain words.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct DesignationView {
    words: String,
    /// The section of the EAR that it rests on, in the eCFR; unknown of an unknown footnote.
    section: Option<Place>,
}

/// Changes that take effect on one day.
#[derive(Debug, Serialize)]
struct Effective {
    when: String,
    to_come: bool,
    what: String,
    documents: Vec<Linked>,
}

/// Words that lead to another place of the page.
#[derive(Debug, Serialize)]
struct Linked {
    words: String,
    link: String,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct SourceView {
    name: String,
    as_of: String,
    retrieved: Option<String>,
    place: Option<Place>,
}

/// Where something can be read.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct Place {
    words: String,
    link: Option<String>,
}

impl Place {
    /// An address, shown as it is; a link if it leads into the web.
    pub(in crate::render) fn new(url: &str) -> Self {
        Self::named(url, url)
    }

    /// An address behind words.
    pub(in crate::render) fn named(words: &str, url: &str) -> Self {
        let link = links::is_web(url).then(|| url.to_owned());
        Self { words: visible(if link.is_some() { words } else { url }), link }
    }
}

impl DesignationView {
    pub(in crate::render) fn new(mark: u8) -> Self {
        match designation::designation(mark) {
            Some(known) => Self {
                words: format!("footnote {mark}: {}", known.meaning),
                section: Some(Place::named(&format!("§ {}", known.section), &links::section(&known.section))),
            },
            None => Self { words: designation::in_words(mark), section: None },
        }
    }
}

impl Page {
    /// The page of a report; `pages` tells where entries have pages of their own.
    pub(in crate::render) fn new(report: &Report, pages: Pages<'_>) -> Self {
        let (findings, notes) = findings::groups(report);
        let sections = SectionView::all(report, pages);
        Self {
            title: visible(&report.subject),
            headline: visible(&report.headline()),
            urgency: report.urgency().name(),
            marker: report.marker(),
            as_of: report.as_of.to_string(),
            checked: visible(&report.checked_in_words()),
            figures: figures(report),
            classes: classes(report),
            designations: report
                .designations
                .iter()
                .map(|(mark, figures)| Gained { who: figures.in_words(), designation: DesignationView::new(*mark) })
                .collect(),
            dates: effective(report, &sections),
            review: report.needing_a_person(),
            countries: report
                .countries
                .iter()
                .map(|of| CountryFigures { country: visible(&of.country), ..of.clone() })
                .collect(),
            by_country: by_country(&report.countries),
            charts: Charts::new(report),
            contents: contents(&sections),
            announcements: groups(&report.provisional).iter().map(GroupView::new).collect(),
            findings_first: findings,
            sections,
            notes,
            sources: report.sources.iter().map(SourceView::new).collect(),
        }
    }
}

impl SourceView {
    pub(in crate::render) fn new(source: &SourceDate) -> Self {
        Self {
            name: visible(&source.source),
            as_of: source.as_of.map_or_else(|| "a day that the file does not state".to_owned(), |day| day.to_string()),
            retrieved: source.retrieved.map(|instant| instant.format("%Y-%m-%d %H:%M UTC").to_string()),
            place: source.url.as_deref().map(Place::new),
        }
    }
}

/// What changed, in figures; what is zero is left out.
fn figures(report: &Report) -> Vec<Figure> {
    let counts = report.counts;
    let texts = Tally::of(&report.sections).texts;
    [
        (counts.added, "added", "added"),
        (counts.removed, "removed", "removed"),
        (counts.renamed, "renamed", "changed"),
        (counts.moved, "moved", "changed"),
        (counts.changed, "changed", "changed"),
        (counts.editorial, "editorial only", "soft"),
        (texts, "texts around the entries", "changed"),
    ]
    .into_iter()
    .filter(|(n, ..)| *n > 0)
    .map(|(n, what, tone)| Figure { n, what, tone })
    .collect()
}

/// `CHINA 11, TAIWAN 1`; what comes after the first ones is counted.
fn by_country(countries: &[CountryFigures]) -> Option<String> {
    let (named, more) = countries.split_at(countries.len().min(COUNTRIES_NAMED));
    let of = |of: &CountryFigures| {
        let n = of.added + of.removed + of.changed;
        format!("{} {n}", visible(&of.country))
    };
    let mut parts: Vec<_> = named.iter().map(of).collect();
    if !more.is_empty() {
        parts.push(format!("and {} more", more.len()));
    }
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// Countries named at the top; all are in the figures.
const COUNTRIES_NAMED: usize = 8;

/// What of the changed listings changed.
fn classes(report: &Report) -> Vec<Figure> {
    let shown = report.changed_in();
    shown.map(|(class, n)| Figure { n, what: class.title(), tone: "changed" }).collect()
}

/// The days on which changes take effect, in order.
fn effective(report: &Report, views: &[SectionView]) -> Vec<Effective> {
    let place = |number: &DocumentNumber| {
        let mut shown = report.sections.iter().zip(views);
        let (_, view) = shown.find(|(section, _)| section.is_about(Some(number)))?;
        Some(Linked { words: number.to_string(), link: format!("#{}", view.anchor()) })
    };
    let date = |effect: TakesEffect| Effective {
        when: effect.when(report.as_of),
        to_come: effect.day > report.as_of,
        what: effect.what(report.as_of),
        documents: effect.documents.iter().filter_map(place).collect(),
    };
    report.takes_effect().into_iter().map(date).collect()
}
