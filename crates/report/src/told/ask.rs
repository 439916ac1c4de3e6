//! "What this asks of you", by topic.

use serde::Serialize;

use super::cutoff::WHOLE;
use crate::report::asks::{Ask, Topic};
use crate::visible::{one_line, shorten};

/// What is said on one topic.
#[derive(Debug, Serialize)]
pub struct AskGroup {
    pub title: &'static str,
    pub items: Vec<AskView>,
}

/// One thing that is said.
#[derive(Debug, Serialize)]
pub struct AskView {
    pub words: String,
    /// The words of the law or document, in a line.
    pub quote: Option<String>,
    pub source: String,
}

impl AskGroup {
    /// All that is said, in the order of the topics.
    pub fn all(asks: &[Ask]) -> Vec<Self> {
        let mut groups: Vec<(Topic, Self)> = Vec::new();
        for ask in asks {
            let view = AskView {
                words: ask.words.clone(),
                quote: ask.quote.as_deref().map(|quote| shorten(&one_line(quote), WHOLE)),
                source: ask.source.clone(),
            };
            match groups.last_mut() {
                Some((topic, group)) if *topic == ask.topic => group.items.push(view),
                Some(_) | None => {
                    groups.push((ask.topic, Self { title: ask.topic.title(), items: vec![view] }));
                }
            }
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }
}
