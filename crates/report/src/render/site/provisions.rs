//! Provisions as a server shows them: the texts around the entries of a list, and the rules about all entries, on a day.

use serde::Serialize;

use super::index::ProvisionView;
use crate::report::export::{FootnoteState, TextExport, TextState};
use crate::report::provisions::{ProvisionRecord, Standing};
use crate::told::link::Link;
use crate::visible::capitalized;
use earwatch_law::law::ListId;
use earwatch_law::provision::Kind;

/// The page.
#[derive(Debug, Serialize)]
pub struct ProvisionsPage {
    heading: &'static str,
    list: &'static str,
    /// The name of the list in an address.
    list_name: &'static str,
    as_of: String,
    known_by: Option<String>,
    lists: Vec<Choice>,
    introduction: Option<TextOf>,
    footnotes: Vec<TextOf>,
    /// Rules around the entries, then those of sections.
    groups: Vec<Group>,
    ecfr: Link,
}

/// A list that can be chosen.
#[derive(Debug, Serialize)]
struct Choice {
    name: &'static str,
    title: &'static str,
    chosen: bool,
}

/// A text with who set it.
#[derive(Debug, Serialize)]
struct TextOf {
    title: String,
    words: String,
    text: String,
    tone: &'static str,
}

#[derive(Debug, Serialize)]
struct Group {
    title: &'static str,
    items: Vec<ProvisionView>,
}

impl ProvisionsPage {
    /// The provisions of a list on a day, among the lists on record; `known_by` where they are told as they were known then.
    pub fn new(texts: &TextExport, lists: &[ListId], known_by: Option<String>) -> Self {
        let choice = |list: &ListId| Choice { name: list.name(), title: list.title(), chosen: *list == texts.list };
        // What orders nothing in the texts of the list stands in them, below.
        let is_rule = |one: &ProvisionRecord| one.is_of_section() || one.kind != Kind::Other || !one.stays.is_empty();
        let of = |is_section: bool| {
            let of = texts.provisions.iter().filter(|one| one.is_of_section() == is_section && is_rule(one));
            of.map(ProvisionView::new).collect::<Vec<_>>()
        };
        let groups = [("Rules in the texts of the list", of(false)), ("Rules of Part 744", of(true))];
        Self {
            heading: "Provisions",
            list: texts.list.title(),
            list_name: texts.list.name(),
            as_of: texts.as_of.to_string(),
            known_by,
            lists: lists.iter().map(choice).collect(),
            introduction: texts.introductory_text.as_ref().map(|text| text_of("Introductory text".to_owned(), text)),
            footnotes: texts.footnotes.iter().map(footnote).collect(),
            groups: groups
                .into_iter()
                .filter(|(_, items)| !items.is_empty())
                .map(|(title, items)| Group { title, items })
                .collect(),
            ecfr: Link::list(texts.list),
        }
    }
}

fn footnote(of: &FootnoteState) -> TextOf {
    text_of(capitalized(&of.meaning.in_words()), &of.state)
}

fn text_of(title: String, text: &TextState) -> TextOf {
    TextOf {
        title,
        words: capitalized(&text.words),
        text: text.text.clone(),
        tone: if text.standing == Standing::InForce { "changes" } else { "warn" },
    }
}
