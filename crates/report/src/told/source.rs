//! Sources and the days whose state they show.

use serde::Serialize;

use super::link::Link;
use crate::report::SourceDate;

/// A source.
#[derive(Debug, Serialize)]
pub struct SourceView {
    pub name: String,
    pub as_of: String,
    pub retrieved: Option<String>,
    pub place: Option<Link>,
}

impl SourceView {
    /// A source in words.
    pub fn new(source: &SourceDate) -> Self {
        Self {
            name: source.source.clone(),
            as_of: source.as_of.map_or_else(|| "a day not stated in the file".to_owned(), |day| day.to_string()),
            retrieved: source.retrieved.map(|instant| instant.format("%Y-%m-%d %H:%M UTC").to_string()),
            place: source.url.as_deref().map(Link::bare),
        }
    }
}
