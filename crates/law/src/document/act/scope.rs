//! Which of the orders of a document a sentence concerns.

use serde::{Deserialize, Serialize};

use super::super::dates::of_another_document;
use super::super::schedule::{self, Numbers};
use super::limit;
use crate::law::ListId;

/// Which of the orders of a document are meant.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// All of them.
    #[default]
    Whole,
    /// Those about some lists.
    Lists(Vec<ListId>),
    /// Those of some amendatory instructions and what stands below these.
    Instructions(Vec<Numbers>),
    /// All but those of some amendatory instructions.
    AllBut(Vec<Numbers>),
    /// Words that are not known stand where a part can be named.
    Unread,
    /// Some; the words do not say exactly which.
    Unclear,
}

/// Words for the document that speaks.
const OWN: [&str; 5] = ["this rule", "this final rule", "this interim final rule", "this action", "this document"];

/// Words by which a sentence concerns a part of a document only.
const PARTLY: [&str; 47] = [
    " as far as", " as to ", "any of the ", "any part", "part of it", "half of the ", "many of the ", "most of the ",
    "one of the amend", "one of the change", "several of the ", "some of the ", "two of the amend",
    "two of the change", "certain amendment", "certain entit", "certain entr", "certain provision", "except",
    "for entit", "for exports", "for items", "for person", "for shipments", "for transactions", "in part",
    "in relation to", "in respect of", "in so far", "insofar", "only the", "other than", "part of the interim",
    "partial", "portion", "so much of", "solely", "that part of", "the addition of", "the additions of",
    "the amendment to §", "the amendments to §", "the entries for", "the entry for", "the part of", "the removal of",
    "with respect to",
];

/// Words by which a sentence concerns a part even of the instructions that it names.
const PARTLY_OF_THESE: [&str; 22] = [
    " but ", " save ", "all but", "apart from", "aside from", "excluding", "exclusion", "other than", " as far as",
    "as applied", "as it relates", "as they relate", "as relates to", "except", "for items", "in part", "in so far",
    "insofar", "portion", "so much of", "to the extent", "with respect to",
];

/// The instructions that a sentence names, where it concerns them and nothing of them alone.
pub(super) fn instructions(text: &str) -> Option<Vec<Numbers>> {
    let lower = text.to_lowercase();
    // "instruction 2.a is delayed until …; instruction 2.b is effective …"
    let once = lower.matches("instruction").count() == 1;
    let named = schedule::instructions_of(text);
    (once && !named.is_empty() && !PARTLY_OF_THESE.iter().any(|words| lower.contains(words))).then_some(named)
}

/// Which orders of a document a sentence concerns.
pub(super) fn of(text: &str) -> Scope {
    // "This rule is effective …, except that the effective date of the rule at 96 FR 900 is delayed" delays all of that.
    let excepted = text.split_once("except").filter(|(before, rest)| {
        OWN.iter().any(|own| before.to_lowercase().contains(own)) && of_another_document(rest)
    });
    let text = excepted.map_or(text, |(_, rest)| rest);
    let lower = text.to_lowercase();
    if lower.contains("instruction") {
        return instructions(text).map_or(Scope::Unclear, Scope::Instructions);
    }
    if PARTLY.iter().any(|words| lower.contains(words)) || limit::names_orders(text) {
        return Scope::Unclear;
    }
    let amends = ["amendments to", "amendment to", "revisions to", "revision to", "changes to"];
    let of_lists: Vec<_> = amends.iter().flat_map(|words| lower.match_indices(words)).collect();
    let outside = |at: usize| {
        let before = text.get(..at).unwrap_or_default();
        before.matches('“').count() == before.matches('”').count()
    };
    let mut lists = Vec::new();
    for (at, words) in of_lists.into_iter().filter(|(at, _)| outside(*at)) {
        let named = text.get(at + words.len()..).unwrap_or_default().trim_start();
        let named = named.strip_prefix("the ").unwrap_or(named);
        match crate::law::text::reference::Reference::leading(named).map(|(reference, _)| reference.list()) {
            Some(Some(list)) => lists.push(list),
            Some(None) => return Scope::Unclear,
            None => {}
        }
    }
    if lists.is_empty() { Scope::Whole } else { Scope::Lists(lists) }
}
