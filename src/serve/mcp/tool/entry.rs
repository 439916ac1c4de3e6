//! An entry in full, on a day.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::Value;

use super::search;
use crate::query::affiliates;
use crate::query::history::lives_of;
use crate::screen::ownership;
use crate::serve::mcp::answer::Found;
use crate::serve::mcp::answer::Window;
use crate::serve::mcp::described::Tool;
use crate::serve::mcp::described::line;
use crate::serve::mcp::described::value;
use crate::serve::mcp::parameter::Kind;
use crate::serve::mcp::parameter::Parameter;
use crate::serve::mcp::question::Question;
use crate::serve::problem::Problem;
use earwatch_law::entry::lookup::FoundBy;
use earwatch_law::law::ListId;
use earwatch_report::report::found::{self, Found as OfEntry, Party};
use earwatch_report::report::record::EntryRecord;
use earwatch_report::visible::visible;

pub(super) const TOOL: Tool = Tool {
    name: "get_entry",
    title: "Read an entry",
    about: "One entry in full on any day: names, addresses, license requirement, review policy, designations (footnotes), \
            Federal Register citations, and the document that set its text. Take the public id from search or screen_party; a \
            name works where exactly one entry bears it.",
    parameters: &[
        Parameter::must(
            "id",
            Kind::Words,
            "Public id such as el-5f0c1d2e3a4b5c6d, now or earlier, number, or exact name",
        ),
        Parameter::AS_OF,
        Parameter::KNOWN_BY,
    ],
    schema: "entry",
    is_optional: true,
    find,
};

fn find(question: &Question<'_>) -> Result<Found, Problem> {
    let Question { store, ready, given, .. } = question;
    let (id, asked) = (given.words("id"), question.asked("id"));
    let as_of = ready.at.as_of;
    let entry = match ready.entry(id.trim()) {
        Some(entry) => Some(entry.clone()),
        None => named(question, id)?,
    };
    let searched = format!("Searched {}.", question.searched());
    let Some(entry) = entry else {
        let lives = lives_of(store, id, ready.at.known_by)?;
        let mut notes = search::elsewhere(&lives, question);
        let other_time = if notes.is_empty() { "" } else { "; one did at another time, see the note" };
        if notes.is_empty() {
            notes
                .push("search finds names that are nearly so, entry_history also entries that were removed".to_owned());
        }
        return Ok(Found {
            outcome: format!(
                "No entry bears exactly the public id, number or name “{asked}” on {as_of}{other_time}. That is no clearance."
            ),
            searched,
            window: Window::whole("entry", 0),
            notes,
            doubts: [].into(),
            documents: [].into(),
            result: Value::Null,
            text: String::new(),
        });
    };
    let standing = match entry.qualified(as_of) {
        Some(qualified) => format!("stands on the {}, qualified: {qualified}", entry.list.title()),
        None => format!("is listed on the {} on {as_of}", entry.list.title()),
    };
    let of = OfEntry { found_by: FoundBy::Id, matched: None, entry };
    let mut notes = for_all(question, of.entry.list)?;
    let mut doubts: BTreeSet<_> = of.entry.in_doubt.iter().copied().collect();
    for party in ready.called(store, &of.entry.name)? {
        if let Party::Held(held) = party
            && held.matched.is_none()
            && doubts.insert(held.number)
        {
            let number = held.number;
            notes.push(format!("a document orders something else about it, which is held back by finding {number}"));
        }
    }
    if !of.entry.designations.is_empty() {
        notes.push("explain_designation quotes what a footnote says and means".to_owned());
    }
    let text = std::iter::once(line(&of.entry, as_of)).chain(parts(&of, as_of, true)).collect::<Vec<_>>().join("\n");
    Ok(Found {
        outcome: format!("The entry {} {standing}.", of.entry.public_id),
        searched,
        window: Window::whole("entry", 1),
        notes,
        doubts,
        documents: of.entry.document.iter().cloned().collect(),
        result: value(&of.entry)?,
        text,
    })
}

/// The one entry of a number or exact name.
fn named(question: &Question<'_>, id: &str) -> Result<Option<EntryRecord>, Problem> {
    let parties = question.ready.called(question.store, id)?;
    let mut exact: Vec<_> = parties
        .into_iter()
        .filter_map(|party| match party {
            Party::Entry(found) if found.matched.is_none() => Some(found.entry),
            Party::Entry(_) | Party::Held(_) => None,
        })
        .collect();
    if exact.len() > 1 {
        let ids: Vec<_> = exact.iter().map(|entry| entry.public_id.to_string()).collect();
        return Err(Problem::invalid(format!(
            "id: {} entries bear this name; ask with one of the public ids {}",
            ids.len(),
            ids.join(", ")
        )));
    }
    Ok(exact.pop())
}

/// What rules about all entries of a list mean for those that its parties own.
pub(super) fn for_all(question: &Question<'_>, list: ListId) -> Result<Vec<String>, Problem> {
    let at = question.ready.at;
    let on_record = affiliates::on_record(question.store, at.as_of, at.known_by)?;
    let of_list = on_record.provisions.get(list.name());
    let told = of_list.map(|provision| {
        let words = ownership::in_words(list.name(), provision).words;
        format!("of parties that a listed one owns: {words}; provisions has the words of the rules about all entries")
    });
    Ok(told.into_iter().collect())
}

/// What an entry says, a line for each part; of one that may be meant, what a reader needs to tell whether it is.
pub(super) fn parts(of: &OfEntry, as_of: NaiveDate, full: bool) -> Vec<String> {
    const FEW: usize = 3;
    // The text as published has all of it once more, and the line before it its id.
    let told =
        found::described(of, as_of).into_iter().filter(|(title, _)| !["public id", "as published"].contains(title));
    let mut lines = Vec::new();
    for (title, values) in told {
        let shown = if full { values.len() } else { FEW };
        for value in values.iter().take(shown) {
            lines.push(format!("  {title:<16}{}", visible(value)));
        }
        if let Some(more) = values.len().checked_sub(shown).filter(|more| *more > 0) {
            lines.push(format!("  {title:<16}and {more} more: get_entry has all"));
        }
    }
    lines
}
