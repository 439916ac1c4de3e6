//! Entries that are no change of a list: what is on public inspection, and findings of no document that is told.

use super::content::Block;
use super::item::{Item, Leads, Tag, link};
use super::{identity, midnight, washington};
use crate::report::DISCLAIMER;
use crate::report::Report;
use crate::report::announced::wording::{Announcement, groups};
use crate::report::announced::{ProvisionalRecord, Stage};
use crate::visible::visible;
use earwatch_law::finding::Finding;

/// What stands on public inspection, or was withdrawn from it.
pub(super) fn announcements(report: &Report) -> Vec<Item> {
    let mut items = Vec::new();
    for record in &report.provisional {
        for group in groups(std::slice::from_ref(record)) {
            for announcement in &group.announcements {
                items.push(item(record, group.title, group.meaning, announcement, report));
            }
        }
    }
    items
}

fn item(record: &ProvisionalRecord, title: &str, meaning: &str, announcement: &Announcement, report: &Report) -> Item {
    let filed = record.filed.map(washington);
    let told_anew = match record.status {
        Stage::Changed | Stage::Withdrawn => true,
        Stage::Announced | Stage::Published => false,
    };
    let links: Vec<_> = link(Leads::Page, "Public inspection", announcement.url.clone()).into_iter().collect();
    let changes = announcement.changes.iter().map(|(words, _)| words);
    let words = announcement.told.iter().chain(&announcement.notes);
    let mut body = vec![Block::Paragraph(format!("{title}. {meaning}")), Block::Paragraph(announcement.facts.clone())];
    if let Some(dates) = &announcement.dates {
        let dates = format!("Dates as printed, read from the PDF: {dates}");
        body.push(Block::Paragraph(dates));
    }
    let words: Vec<_> = words.chain(changes).cloned().collect();
    if !words.is_empty() {
        body.push(Block::List(words));
    }
    if !links.is_empty() {
        let links = links.iter().map(|link| (link.words.clone(), link.url.clone()));
        body.push(Block::Links(links.collect()));
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
        title: visible(&format!("{title}: {}", announcement.title)),
        published: filed,
        updated: filed.filter(|_| !told_anew).unwrap_or_else(|| midnight(report.as_of)),
        summary: visible(&announcement.facts),
        body,
        links,
        tags,
    }
}

/// What a person has to look at and no entry of a document says.
pub(super) fn findings(report: &Report) -> Option<Item> {
    let told = |finding: &Finding| {
        let number = finding.document.as_ref();
        report.sections.iter().any(|section| section.is_about(number))
    };
    let open: Vec<_> =
        report.findings.iter().filter(|finding| finding.needs_review() && !told(finding)).map(in_words).collect();
    if open.is_empty() {
        return None;
    }
    let count = match open.len() {
        1 => "1 finding".to_owned(),
        n => format!("{n} findings"),
    };
    Some(Item {
        id: identity::findings(&open),
        title: format!("{count}: a person has to look"),
        published: None,
        updated: midnight(report.as_of),
        summary: visible(&open.join(" ")),
        body: vec![Block::List(open), Block::Paragraph(DISCLAIMER.to_owned())],
        links: Vec::new(),
        tags: vec![Tag::new("class", "finding")],
    })
}

/// `entry-not-found · document 2025-05427 · GERMANY · Alpha Ltd.: …. Next: ….`
pub(super) fn in_words(finding: &Finding) -> String {
    let document = finding.document.as_ref();
    let document = document.map(|number| format!("document {number}"));
    let entry = [&finding.country, &finding.name].into_iter().flatten();
    let about: Vec<_> = std::iter::once(finding.code.to_string())
        .chain(document)
        .chain(entry.cloned())
        .filter(|part| !part.is_empty())
        .collect();
    format!("{}: {}. Next: {}.", about.join(" · "), finding.message, finding.next_step())
}
