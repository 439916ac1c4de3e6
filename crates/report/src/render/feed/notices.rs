//! Entries that are no change of a list: what is on public inspection, and findings of no document that has an entry.

use super::content::Block;
use super::identity;
use super::section::first_blocks;
use super::value::{Item, ItemLink, Leads, Tag};
use super::washington::midnight;
use crate::report::announced::{ProvisionalRecord, Stage};
use crate::report::{DISCLAIMER, Report};
use crate::told::announcement::{Announcement, groups};
use crate::told::finding::in_a_line;
use crate::told::first::{Elsewhere, FirstScreen, SCREEN};
use crate::told::label::LABELS;
use earwatch_law::finding::Finding;
use earwatch_law::law::quantity::quantity;
use earwatch_law::law::washington::shown;

/// What is on public inspection, or was withdrawn from it.
pub fn announcements(report: &Report) -> Vec<Item> {
    let mut items = Vec::new();
    for record in &report.provisional {
        for group in groups(std::slice::from_ref(record)) {
            for announcement in group.announcements {
                items.push(item(record, group.title, group.meaning, announcement, report));
            }
        }
    }
    items
}

fn item(record: &ProvisionalRecord, title: &str, meaning: &str, of: Announcement, report: &Report) -> Item {
    let filed = record.filed.map(shown);
    let is_anew = matches!(record.status, Stage::Changed | Stage::Withdrawn);
    let link = of.place.and_then(|place| ItemLink::new(Leads::Page, place.words, place.link));
    let alone = Report::new(String::new(), report.as_of, String::new(), Vec::new(), Vec::new());
    let first = FirstScreen::new(&alone.with_provisional(vec![record.clone()]), &[], SCREEN, Elsewhere::Below);
    let mut body = first_blocks(&first);
    body.extend([Block::Paragraph(format!("{title}. {meaning}")), Block::Paragraph(of.facts.clone())]);
    if let Some(dates) = &of.dates {
        body.push(Block::Paragraph(format!("{}: {dates}", LABELS.dates_announced)));
    }
    let words = of.told.into_iter().chain(of.notes).chain(of.changes.into_iter().map(|change| change.words));
    let words: Vec<_> = words.collect();
    if !words.is_empty() {
        body.push(Block::List(words));
    }
    if let Some(link) = &link {
        body.push(Block::Links(vec![(link.words.clone(), link.url.clone())]));
    }
    body.push(Block::Paragraph(DISCLAIMER.to_owned()));
    let mut tags = vec![Tag::new("class", "public inspection")];
    let countries = record.changes.iter().filter_map(|change| change.country.as_ref());
    for tag in countries.map(|country| Tag::new("country", country)) {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    Item {
        id: identity::announcement(&record.document),
        title: format!("{title}: {}", of.title),
        published: filed,
        updated: filed.filter(|_| !is_anew).unwrap_or_else(|| midnight(report.as_of)),
        summary: of.facts,
        body,
        links: link.into_iter().collect(),
        tags,
        ids: Vec::new(),
    }
}

/// What a person must look at and no entry of a document says.
pub fn findings(report: &Report) -> Option<Item> {
    let has_entry = |finding: &Finding| {
        let number = finding.document.as_ref();
        report.sections.iter().any(|section| section.is_about(number))
    };
    let open: Vec<_> =
        report.findings.iter().filter(|finding| finding.needs_review() && !has_entry(finding)).map(in_a_line).collect();
    (!open.is_empty()).then(|| Item {
        id: identity::findings(&open),
        title: format!("{}: a person must look", quantity(open.len(), "finding")),
        published: None,
        updated: midnight(report.as_of),
        summary: open.join(" "),
        body: vec![Block::List(open), Block::Paragraph(DISCLAIMER.to_owned())],
        links: Vec::new(),
        tags: vec![Tag::new("class", "finding")],
        ids: Vec::new(),
    })
}
