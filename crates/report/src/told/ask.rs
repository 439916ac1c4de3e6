//! "What this asks of you": a line for each topic, and one for the sources.

use serde::Serialize;

use super::label::LABELS;
use crate::report::asks::{Ask, Topic};
use crate::visible::{one_line, shorten_by_words};

/// What is said, topic by topic, and where it stands.
#[derive(Debug, Serialize)]
pub struct Asked {
    /// By topic.
    pub groups: Vec<AskGroup>,
    /// `License requirement column, Supplementary Information of 2024-29136 (89 FR 99702)`.
    pub sources: String,
}

/// What is said on one topic.
#[derive(Debug, Serialize)]
pub struct AskGroup {
    /// `License requirement since 2024-12-10`.
    pub title: String,
    pub items: Vec<AskView>,
}

/// One thing that is said.
#[derive(Debug, Serialize)]
pub struct AskView {
    pub words: String,
    /// Words of the law or document, in a line, shortened where they are printed below.
    pub quote: Option<String>,
}

/// Things that are said on a topic; of more, how many there are.
const ITEMS: usize = 4;
/// Characters of a quotation.
const QUOTE: usize = 110;
/// Characters of a quotation that stands nowhere else.
const WHOLE: usize = 400;

impl Asked {
    /// All that is said, in the order of the topics; `None` where nothing is.
    pub fn new(asks: &[Ask]) -> Option<Self> {
        let groups = asks.chunk_by(|a, b| a.topic == b.topic).filter_map(AskGroup::new).collect();
        (!asks.is_empty()).then(|| Self { groups, sources: sources(asks) })
    }
}

impl Asked {
    /// A line for each topic, and one for the sources.
    pub fn lines(&self) -> Vec<String> {
        let line = |group: &AskGroup| {
            let items: Vec<_> = group.items.iter().map(AskView::in_words).collect();
            format!("{}: {}.", group.title, items.join("; "))
        };
        let sources = format!("{}: {}.", LABELS.asks_meaning, self.sources);
        self.groups.iter().map(line).chain([sources]).collect()
    }

    /// What the lines stand under.
    pub fn title(&self) -> &'static str {
        LABELS.asks
    }
}

impl AskGroup {
    fn new(asks: &[Ask]) -> Option<Self> {
        let topic = asks.first()?.topic;
        let since = asks.first().map(|ask| ask.brief.since.as_str()).unwrap_or_default();
        let is_one_day = asks.iter().all(|ask| ask.brief.since == since);
        // The day of a review policy is that of its requirement.
        let is_said = matches!(topic, Topic::LicenseRequirement | Topic::Removed) && !since.is_empty();
        let title = if is_said && is_one_day { format!("{} {since}", topic.title()) } else { topic.title().to_owned() };
        let view = |ask: &Ask| {
            let most = if topic == Topic::Savings { WHOLE } else { QUOTE };
            let since = Some(&ask.brief.since).filter(|since| !is_one_day && !since.is_empty());
            let since = since.map_or_else(String::new, |since| format!(" {since}"));
            AskView {
                words: format!("{}{since}", ask.brief.words),
                quote: ask.brief.quote.as_deref().map(|quote| shorten_by_words(&one_line(quote), most)),
            }
        };
        let mut items: Vec<AskView> = Vec::new();
        for one in asks.iter().map(view) {
            if !items.iter().any(|other| (&other.words, &other.quote) == (&one.words, &one.quote)) {
                items.push(one);
            }
        }
        let more = items.len().saturating_sub(ITEMS);
        if more > 1 {
            items.truncate(ITEMS);
            items.push(AskView { words: format!("and {more} more, below"), quote: None });
        }
        Some(Self { title, items })
    }
}

impl AskView {
    /// `8 new entries, “For all items subject to the EAR”`.
    pub fn in_words(&self) -> String {
        match &self.quote {
            Some(quote) => format!("{}, “{quote}”", self.words),
            None => self.words.clone(),
        }
    }
}

/// Where what is said stands, document by document.
fn sources(asks: &[Ask]) -> String {
    let mut documents: Vec<(String, Vec<&str>)> = Vec::new();
    for brief in asks.iter().map(|ask| &ask.brief).filter(|brief| !brief.place.is_empty()) {
        let named = brief.documents.join(" and ");
        let at = documents.iter().position(|(other, _)| *other == named).unwrap_or(documents.len());
        if at == documents.len() {
            documents.push((named, Vec::new()));
        }
        if let Some((_, places)) = documents.get_mut(at)
            && !places.contains(&brief.place.as_str())
        {
            places.push(&brief.place);
        }
    }
    let of = |(document, places): &(String, Vec<&str>)| {
        let places = places.join(", ");
        if document.is_empty() { places } else { format!("{places} of {document}") }
    };
    documents.iter().map(of).collect::<Vec<_>>().join("; ")
}
