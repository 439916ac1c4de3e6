//! A report in words: one view of it. What is said of an entry, a change, a text, a finding, a section or an announcement
//! is decided here and nowhere else; a rendering only dresses it.
//!
//! In: a [`Report`]. Out: a [`ReportView`], which templates are given and prose walks; feeds and tables take its parts.
//! Texts come from documents and are given as they are: a rendering makes them safe, once.

pub mod anchor;
pub mod announcement;
pub mod by_country;
pub mod change;
pub mod cutoff;
pub mod designation;
pub mod entry;
pub mod figures;
pub mod finding;
pub mod label;
pub mod link;
pub mod order;
pub mod redline;
pub mod section;
pub mod source;
pub mod text;

use serde::Serialize;

use crate::report::Report;
use crate::report::attention::Attention;
use crate::report::figures::CountryFigures;
use anchor::{PageOf, Places};
use announcement::AnnouncementGroup;
use designation::DesignationFiguresView;
use figures::{EffectView, Figure};
use finding::FindingGroup;
use section::SectionView;
use source::SourceView;

/// A report in words. Nothing is escaped.
#[derive(Debug, Serialize)]
pub struct ReportView {
    /// What the report is about.
    pub title: String,
    /// What it comes to.
    pub headline: String,
    /// The same with the word before it.
    pub at_a_glance: String,
    /// How much it matters.
    pub urgency: &'static str,
    /// The word before the headline of a report that somebody must look at now.
    pub marker: Option<&'static str>,
    /// The day that "in force" refers to.
    pub as_of: String,
    /// What was checked.
    pub checked: String,
    /// What changed, in figures; what is zero is left out.
    pub figures: Vec<Figure>,
    /// What of the changed listings changed.
    pub classes: Vec<Figure>,
    /// Who has, gained or lost which designation.
    pub designations: Vec<DesignationFiguresView>,
    /// The days on which changes take effect, in order.
    pub dates: Vec<EffectView>,
    /// That findings need a person.
    pub review: Option<String>,
    /// Figures by country heading.
    pub countries: Vec<CountryFigures>,
    /// The countries with most changes, in a line.
    pub by_country: Option<String>,
    /// What is on public inspection.
    pub announcements: Vec<AnnouncementGroup>,
    /// Findings, most urgent first.
    pub findings_first: Vec<FindingGroup>,
    /// What changed.
    pub sections: Vec<SectionView>,
    /// Findings that ask for nothing.
    pub notes: Vec<FindingGroup>,
    /// The sources with their as-of dates.
    pub sources: Vec<SourceView>,
}

impl ReportView {
    /// A report in words; `page_of` says where entries have pages of their own.
    pub fn new(report: &Report, page_of: PageOf<'_>) -> Self {
        let mut places = Places::new(page_of);
        let sections: Vec<_> =
            report.sections.iter().map(|section| SectionView::new(section, report.as_of, &mut places)).collect();
        let (notes, findings): (Vec<_>, Vec<_>) =
            Attention::ALL.into_iter().partition(|attention| *attention == Attention::Nothing);
        let groups = |of: Vec<Attention>| of.into_iter().filter_map(|it| FindingGroup::new(report, it)).collect();
        Self {
            title: report.subject.clone(),
            headline: report.headline(),
            at_a_glance: report.at_a_glance(),
            urgency: report.urgency().name(),
            marker: report.marker(),
            as_of: report.as_of.to_string(),
            checked: report.checked_in_words(),
            figures: figures::changes(report).into_iter().filter(|figure| figure.n > 0).collect(),
            classes: figures::classes(report),
            designations: report.designations.iter().map(|(mark, of)| DesignationFiguresView::new(*mark, of)).collect(),
            dates: figures::effects(report, &sections),
            review: figures::review(report.needing_a_person()),
            countries: report.countries.clone(),
            by_country: figures::by_country(&report.countries),
            announcements: announcement::groups(&report.provisional),
            findings_first: groups(findings),
            sections,
            notes: groups(notes),
            sources: report.sources.iter().map(SourceView::new).collect(),
        }
    }
}
