//! The index: every document by the day of its publication.

use serde::Serialize;

use super::archive::{Archive, PageNames, document};
use super::country::figure;
use crate::render::chart::{self, Charts};
use crate::report::provisions::{ProvisionRecord, Standing};
use crate::told::announcement::{AnnouncementGroup, groups};
use crate::told::figures::{Figure, review};
use crate::told::source::SourceView;
use crate::visible::capitalized;

#[derive(Debug, Serialize)]
pub struct IndexPage {
    heading: &'static str,
    as_of: String,
    figures: Vec<Figure>,
    /// How faithful the list is, in a line.
    fidelity: String,
    review: Option<String>,
    announcements: Vec<AnnouncementGroup>,
    provisions: Vec<ProvisionView>,
    sources: Vec<SourceView>,
    years: Vec<Year>,
    charts: Charts,
}

/// A provision in words.
#[derive(Debug, Serialize)]
pub struct ProvisionView {
    place: String,
    kind: &'static str,
    /// Whose owners it counts.
    owned: Option<String>,
    /// Who set it, since when, and what holds it back.
    words: String,
    text: String,
    tone: &'static str,
}

impl ProvisionView {
    /// A provision on a day.
    pub fn new(of: &ProvisionRecord) -> Self {
        let list = of.list.filter(|_| !of.is_of_section()).map(|list| format!("{}, ", list.title()));
        Self {
            place: format!("{}{}", list.unwrap_or_default(), of.section),
            kind: of.kind.title(),
            owned: of.ownership.as_ref().map(|owned| capitalized(&owned.in_words())),
            words: capitalized(&of.in_words()),
            text: of.text.clone(),
            tone: if of.standing == Standing::InForce { "changes" } else { "warn" },
        }
    }
}

#[derive(Debug, Serialize)]
struct Year {
    year: String,
    documents: Vec<DocumentLink>,
}

#[derive(Debug, Serialize)]
struct DocumentLink {
    published: String,
    number: String,
    title: String,
    page: String,
    effective: Vec<String>,
    headline: String,
}

impl IndexPage {
    pub fn new(archive: &Archive, names: &PageNames) -> Self {
        let mut years: Vec<Year> = Vec::new();
        for report in &archive.documents {
            let facts = report.sections.iter().find_map(|section| section.document.as_ref());
            let page = document(report).and_then(|number| names.documents.get(number));
            let (Some(facts), Some(page)) = (facts, page) else {
                continue;
            };
            let mut effective: Vec<_> =
                report.sections.iter().filter_map(|section| section.effect_in_words(archive.as_of)).collect();
            effective.dedup();
            let year = facts.published.format("%Y").to_string();
            if years.last().is_none_or(|last| last.year != year) {
                years.push(Year { year, documents: Vec::new() });
            }
            if let Some(last) = years.last_mut() {
                last.documents.push(DocumentLink {
                    published: facts.published.to_string(),
                    number: facts.number.to_string(),
                    title: facts.title.clone(),
                    page: page.clone(),
                    effective,
                    headline: report.headline(),
                });
            }
        }
        let listed = archive.lives.iter().filter(|life| life.listed);
        Self {
            heading: "The Entity List, rule by rule",
            as_of: archive.as_of.to_string(),
            figures: vec![
                figure(listed.count(), "entries listed"),
                figure(archive.documents.len(), "documents on record"),
            ],
            fidelity: capitalized(&archive.fidelity.line),
            review: review(archive.findings.iter().filter(|finding| finding.needs_review()).count()),
            announcements: groups(&archive.provisional),
            provisions: archive.provisions.iter().map(ProvisionView::new).collect(),
            sources: archive.sources.iter().map(SourceView::new).collect(),
            years,
            charts: Charts {
                bars: chart::by_rule(&archive.releases).into_iter().collect(),
                growth: Charts::growth(&archive.releases, archive.as_of),
            },
        }
    }
}
