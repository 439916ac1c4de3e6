//! A report in words: one view of it. What is said of an entry, a change, a text, a finding, a section or an announcement
//! is decided here and nowhere else; a rendering only dresses it.
//!
//! In: a [`Report`]. Out: a `ReportView`, which templates are given and prose walks; feeds and tables take its parts.
//! Texts come from documents and are given as they are: a rendering makes them safe, once.

#![warn(clippy::wildcard_enum_match_arm)]

pub(crate) mod anchor;
pub(crate) mod announcement;
pub(crate) mod ask;
pub(crate) mod by_country;
pub(crate) mod change;
pub(crate) mod cutoff;
pub(crate) mod designation;
pub(crate) mod entry;
pub(crate) mod figures;
pub(crate) mod finding;
pub mod first;
pub(crate) mod label;
pub(crate) mod link;
pub mod linked;
pub(crate) mod order;
pub(crate) mod redline;
pub mod screened;
pub(crate) mod section;
pub(crate) mod source;
pub(crate) mod text;
pub mod touched;

use serde::Serialize;

use crate::report::Report;
use crate::report::attention::Attention;
use crate::report::figures::CountryFigures;
use anchor::{PageOf, Places};
use announcement::AnnouncementGroup;
pub use announcement::groups;
pub use ask::Asked;
pub use designation::DesignationFiguresView;
use figures::{EffectView, Figure};
use finding::FindingGroup;
use first::{Elsewhere, FirstScreen, SCREEN};
use section::SectionView;
use source::SourceView;
use touched::TouchedView;

/// A report in words. Nothing is escaped.
#[derive(Debug, Serialize)]
pub(crate) struct ReportView {
    /// What the report is about.
    pub title: String,
    pub headline: String,
    /// What is told of the user's own parties.
    pub touched: Option<TouchedView>,
    /// What a reader sees first.
    pub first: FirstScreen,
    /// Whether there is nothing to tell but that nothing changed.
    pub quiet: bool,
    /// Whether all that is told of its documents is that they changed no list, in a line for each.
    pub brief: bool,
    pub at_a_glance: String,
    pub urgency: &'static str,
    pub marker: Option<&'static str>,
    pub as_of: String,
    pub checked: String,
    /// What changed, in figures; what is zero is left out.
    pub figures: Vec<Figure>,
    pub classes: Vec<Figure>,
    pub designations: Vec<DesignationFiguresView>,
    pub dates: Vec<EffectView>,
    pub review: Option<String>,
    pub countries: Vec<CountryFigures>,
    pub by_country: Option<String>,
    pub announcements: Vec<AnnouncementGroup>,
    pub findings_first: Vec<FindingGroup>,
    pub sections: Vec<SectionView>,
    /// What the law and the documents say to a reader.
    pub asks: Option<Asked>,
    pub notes: Vec<FindingGroup>,
    pub sources: Vec<SourceView>,
}

impl ReportView {
    /// What the report is about, and the day on which it judges.
    pub fn about(&self) -> String {
        let Self { title, as_of, .. } = self;
        if title.contains(as_of) { title.clone() } else { format!("{title}, as of {as_of}") }
    }

    /// A report in words; `page_of` says where entries have pages of their own. What is no page has no such places.
    pub fn new(report: &Report, page_of: Option<PageOf<'_>>) -> Self {
        Self::telling(report, page_of, Elsewhere::Below)
    }

    /// What is read first of a report, where the rest is to be had elsewhere.
    pub fn glance(report: &Report) -> Self {
        Self::telling(report, None, Elsewhere::InReport)
    }

    fn telling(report: &Report, page_of: Option<PageOf<'_>>, elsewhere: Elsewhere) -> Self {
        let mut places = Places::new(page_of);
        let sections: Vec<_> =
            report.sections.iter().map(|section| SectionView::new(section, report.as_of, &mut places)).collect();
        let meanings = report.meanings();
        let (notes, findings): (Vec<_>, Vec<_>) =
            Attention::ALL.into_iter().partition(|attention| *attention == Attention::Nothing);
        let all = |of: Vec<Attention>| of.into_iter().filter_map(|it| FindingGroup::new(report, it)).collect();
        Self {
            title: report.subject.clone(),
            headline: report.headline(),
            touched: TouchedView::new(report),
            first: FirstScreen::new(report, &sections, SCREEN, elsewhere),
            quiet: report.is_quiet(),
            brief: report.is_brief(),
            at_a_glance: report.at_a_glance(),
            urgency: report.urgency().name(),
            marker: report.marker(),
            as_of: report.as_of.to_string(),
            checked: report.checked_in_words(),
            figures: figures::changes(report).into_iter().filter(|figure| figure.n > 0).collect(),
            classes: figures::classes(report),
            designations: report
                .designations
                .iter()
                .map(|(mark, of)| DesignationFiguresView::new(*mark, of, &meanings))
                .collect(),
            dates: figures::effects(report, &sections),
            review: figures::review(report.needing_a_person()),
            countries: report.countries.clone(),
            by_country: figures::by_country(&report.countries),
            announcements: groups(&report.provisional),
            findings_first: all(findings),
            sections,
            asks: Asked::new(&report.asks),
            notes: all(notes),
            sources: report.sources.iter().map(SourceView::new).collect(),
        }
    }
}
