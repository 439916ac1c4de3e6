//! What is found when somebody asks for a name: entries, and parties that a document orders and the list does not hold.

use std::fmt::Write as _;

use chrono::NaiveDate;
use serde::Serialize;

use super::history::{found, heading, ids};
use super::record::{EntryRecord, stayed};
use crate::visible::{excerpt, visible};
use earwatch_law::entry::EntryId;
use earwatch_law::entry::lookup::FoundBy;
use earwatch_law::finding::{Answer, Finding};
use earwatch_law::law::ListId;

/// A name or address that is nearly what was asked for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Matched {
    /// As the list prints it.
    pub name: String,
    /// How alike the two are, up to 1.
    pub score: f64,
    /// Why, in words.
    pub why: Vec<String>,
}

/// An entry that somebody asked for, at a version.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Found {
    /// By what it was found.
    pub found_by: FoundBy,
    /// What is nearly what was asked for; absent where something is exactly that.
    #[serde(rename = "match", skip_serializing_if = "Option::is_none")]
    pub matched: Option<Matched>,
    /// The entry.
    #[serde(flatten)]
    pub entry: EntryRecord,
}

/// An entry that is or was called nearly as somebody asked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Candidate {
    /// Identity.
    pub id: EntryId,
    /// List.
    pub list: ListId,
    /// Country heading, the last one.
    pub country: String,
    /// Name, the last one.
    pub name: String,
    /// By what it was found.
    pub found_by: FoundBy,
    /// What is nearly what was asked for.
    #[serde(rename = "match")]
    pub matched: Matched,
    /// Whether it is listed now.
    pub listed: bool,
}

/// A party that a document orders and the list does not hold so: a finding says why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Held {
    /// `finding`.
    pub found_by: &'static str,
    /// The name as the document prints it.
    pub held: String,
    /// Whether a list has an entry of this name: what the finding is about is another order about it then.
    pub listed: bool,
    /// What is nearly what was asked for; absent where the name is exactly that.
    #[serde(rename = "match", skip_serializing_if = "Option::is_none")]
    pub matched: Option<Matched>,
    /// Number of the finding, for `earwatch acknowledge`.
    #[serde(rename = "finding")]
    pub number: i64,
    /// The finding.
    #[serde(flatten)]
    pub finding: Finding,
    /// Who answered it.
    pub answer: Option<Answer>,
}

/// An answer to who is called so.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Party {
    /// An entry.
    Entry(Box<Found>),
    /// A party held back.
    Held(Box<Held>),
}

/// Candidates that a text names; the JSON has all.
const MOST: usize = 20;

/// Renders what was found as plain text: exact matches in full; else the candidates, likeliest first, and one that is alone
/// in full. Whether a stay is over is judged as of a day.
pub fn render(asked: &str, parties: &[Party], as_of: NaiveDate) -> String {
    let (mut held, mut entries) = (Vec::new(), Vec::new());
    for party in parties {
        match party {
            Party::Entry(found) => entries.push(found.as_ref()),
            Party::Held(party) => held.push(party.as_ref().clone()),
        }
    }
    let mut out = held_back(&held);
    match entries.as_slice() {
        [] => {}
        [Found { matched: None, .. }, ..] => out = in_full(&entries, as_of) + &out,
        [only] if held.is_empty() => {
            let _ = writeln!(out, "Nothing is called exactly “{}”; nearest:\n", visible(asked));
            out.push_str(&in_full(&entries, as_of));
            let _ = writeln!(out, "  {:<16}{}", "found", only.matched.as_ref().map(in_words).unwrap_or_default());
        }
        _ => {
            let listed = entries.iter().map(|found| Line {
                id: found.entry.id,
                list: found.entry.list,
                country: &found.entry.country,
                name: &found.entry.name,
                found_by: found.found_by,
                matched: found.matched.as_ref(),
                listed: true,
            });
            out.push_str(&lines(asked, &listed.collect::<Vec<_>>(), "show"));
        }
    }
    out
}

struct Line<'a> {
    id: EntryId,
    list: ListId,
    country: &'a str,
    name: &'a str,
    found_by: FoundBy,
    matched: Option<&'a Matched>,
    listed: bool,
}

/// The candidates as lines, likeliest first. `command` prints one of them in full.
pub(super) fn candidates(asked: &str, candidates: &[Candidate], command: &str) -> String {
    if candidates.is_empty() {
        return String::new();
    }
    let listed = candidates.iter().map(|candidate| Line {
        id: candidate.id,
        list: candidate.list,
        country: &candidate.country,
        name: &candidate.name,
        found_by: candidate.found_by,
        matched: Some(&candidate.matched),
        listed: candidate.listed,
    });
    lines(asked, &listed.collect::<Vec<_>>(), command)
}

fn lines(asked: &str, lines: &[Line<'_>], command: &str) -> String {
    let mut out = match lines.len() {
        1 => format!("No entry is called exactly “{}”; one may be meant:\n\n", visible(asked)),
        n => format!("No entry is called exactly “{}”; {n} may be meant, the likeliest first:\n\n", visible(asked)),
    };
    let more = lines.len().saturating_sub(MOST);
    for line in lines.iter().take(MOST) {
        let state = if line.listed { "" } else { ", no longer listed" };
        let _ = writeln!(out, "{}", heading(line.name, line.country, line.list, line.id, &[state]));
        if let Some(matched) = line.matched {
            let by = match line.found_by {
                FoundBy::Id | FoundBy::Name => String::new(),
                by => format!("{} “{}”; ", kind(by), visible(&matched.name)),
            };
            let _ = writeln!(out, "    {by}{}", in_words(matched));
        }
    }
    if more > 0 {
        let _ = writeln!(out, "and {more} more, all with `--format json`");
    }
    let _ =
        writeln!(out, "\n`earwatch {command} NUMBER` prints one in full. These are potential matches, to be reviewed.");
    out
}

/// What kind of name it was found by, in words.
pub fn kind(by: FoundBy) -> &'static str {
    match by {
        FoundBy::Id => "number",
        FoundBy::Name => "name",
        FoundBy::FormerName => "former name",
        FoundBy::Alias => "alias",
        FoundBy::Subordinate => "subordinate entity",
        FoundBy::Address => "address",
    }
}

/// `the same words (score 0.97)`.
pub fn in_words(matched: &Matched) -> String {
    let why: Vec<_> = matched.why.iter().map(|why| visible(why)).collect();
    format!("{} (score {:.2})", why.join("; "), matched.score)
}

/// Parties held back, each as what it is.
pub(super) fn held_back(held: &[Held]) -> String {
    const LONGEST: usize = 400;
    let mut out = String::new();
    for Held { held, listed, matched, number, finding, answer, .. } in held {
        let country = finding.country.as_ref().map(|country| format!(" · {}", visible(country))).unwrap_or_default();
        let list = finding.list.map(|list| format!("{list}, ")).unwrap_or_default();
        let state = if answer.is_some() { "answered" } else { "open" };
        let what =
            if *listed { "an order about it is held back" } else { "ordered by a document, no entry: held back" };
        let _ = writeln!(out, "{}{country} ({list}{what} by finding {number}, {state})", visible(held));
        if let Some(matched) = matched {
            let _ = writeln!(out, "  {:<16}{}", "found", in_words(matched));
        }
        let document = finding.document.as_ref().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(out, "  {:<16}{document}", "document");
        let _ = writeln!(out, "  {:<16}{}: {}", "finding", finding.code, visible(&finding.message));
        if let Some(quote) = &finding.quote {
            let place = finding.place.as_ref().map(|place| format!(" ({place})")).unwrap_or_default();
            let _ = writeln!(out, "  {:<16}“{}”{}", "words", visible(&excerpt(quote, held, LONGEST)), visible(&place));
        }
        match answer {
            Some(answer) => {
                let (reviewer, reason) = (visible(&answer.reviewer), visible(&answer.reason));
                let _ = writeln!(out, "  {:<16}{reviewer}: {reason}", "answer");
            }
            None => drop(writeln!(out, "  {:<16}{}", "next", visible(&finding.next_step()))),
        }
        out.push('\n');
    }
    out
}

/// What an entry that was asked for is headed by.
pub fn named(Found { entry, found_by, .. }: &Found) -> String {
    heading(&entry.name, &entry.country, entry.list, entry.id, &[found(*found_by)])
}

/// What an entry says, each part with its title. Whether a stay is over is judged as of a day.
pub fn described(Found { entry, .. }: &Found, as_of: NaiveDate) -> Vec<(&'static str, Vec<String>)> {
    let stay = stayed(entry.stayed_until, as_of).map(|stay| format!("{}, {}", stay.until, stay.force()));
    let marks = entry.designations.iter();
    let text = |text: &str| vec![text.to_owned()];
    let set_by = match (&entry.document, entry.effective_from) {
        (Some(document), Some(day)) => format!("{document}, in force from {day}"),
        _ => "the baseline".to_owned(),
    };
    vec![
        ("public id", ids(&entry.public_id, &entry.former_public_ids).into_iter().collect()),
        ("stayed", stay.into_iter().collect()),
        ("in doubt", entry.doubt().into_iter().collect()),
        ("designation", marks.map(|mark| entry.meanings.in_words(*mark)).collect()),
        ("also known as", entry.aliases.clone()),
        ("address", entry.addresses.clone()),
        ("subordinate", entry.subordinate_texts()),
        ("cross-reference", entry.cross_references.clone()),
        ("citation", entry.citations.clone()),
        ("requirement", text(&entry.license_requirement)),
        ("review policy", text(&entry.license_review_policy)),
        ("as published", text(&entry.entity_text)),
        ("set by", vec![set_by]),
    ]
}

/// Entries in full. Whether a stay is over is judged as of a day.
fn in_full(found_entries: &[&Found], as_of: NaiveDate) -> String {
    let mut out = String::new();
    for found in found_entries {
        let _ = writeln!(out, "{}", named(found));
        for (title, values) in described(found, as_of) {
            for value in values {
                let _ = writeln!(out, "  {title:<16}{}", visible(&value));
            }
        }
        out.push('\n');
    }
    out
}
