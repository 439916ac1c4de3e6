//! What is on public inspection, as the template prints it.

use serde::Serialize;

use super::page::Place;
use crate::report::announced::wording;
use crate::visible::visible;

/// Announcements under one heading.
#[derive(Debug, Serialize)]
pub(in crate::render) struct GroupView {
    title: &'static str,
    meaning: &'static str,
    announcements: Vec<AnnouncementView>,
}

#[derive(Debug, Serialize)]
struct AnnouncementView {
    title: String,
    facts: String,
    dates: Option<String>,
    place: Option<Place>,
    told: Vec<String>,
    notes: Vec<String>,
    changes: Vec<ChangeView>,
}

#[derive(Debug, Serialize)]
struct ChangeView {
    words: String,
    quote: String,
}

impl GroupView {
    pub(in crate::render) fn new(group: &wording::Group) -> Self {
        let shown = |texts: &[String]| texts.iter().map(|text| visible(text)).collect();
        let view = |of: &wording::Announcement| AnnouncementView {
            title: visible(&of.title),
            facts: visible(&of.facts),
            dates: of.dates.as_deref().map(visible),
            place: of.url.as_deref().map(Place::new),
            told: shown(&of.told),
            notes: shown(&of.notes),
            changes: of
                .changes
                .iter()
                .map(|(words, quote)| ChangeView { words: visible(words), quote: visible(quote) })
                .collect(),
        };
        Self {
            title: group.title,
            meaning: group.meaning,
            announcements: group.announcements.iter().map(view).collect(),
        }
    }
}
