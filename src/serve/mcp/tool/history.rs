//! The life of an entry, also after its removal.

use crate::query::history;
use crate::run::RunError;
use crate::serve::mcp::answer::Found;
use crate::serve::mcp::answer::Window;
use crate::serve::mcp::described::Tool;
use crate::serve::mcp::described::value;
use crate::serve::mcp::parameter::Kind;
use crate::serve::mcp::parameter::Parameter;
use crate::serve::mcp::question::Question;
use crate::serve::problem::Problem;
use earwatch_law::law::quantity::quantity;
use earwatch_report::report::found::{self, Candidate, Party};
use earwatch_report::report::history::{Event, Happened, History, render};
use earwatch_report::visible::visible;

pub(super) const TOOL: Tool = Tool {
    name: "entry_history",
    title: "The history of an entry",
    about: "Whether somebody is or ever was listed since the database begins, and the life of each such entry: when it was \
            added, changed, stayed or removed, by which document, with the words that order it. Also finds entries by names \
            that they no longer bear, and entries that were removed.",
    parameters: &[
        Parameter::must("name", Kind::Words, "Name, alias, former name, number or public id, now or earlier"),
        Parameter::KNOWN_BY,
        Parameter::limit(5, "So many entries at most"),
        Parameter::OFFSET,
    ],
    schema: "history",
    is_optional: false,
    find,
};

fn find(question: &Question<'_>) -> Result<Found, Problem> {
    let Question { store, ready, given, .. } = question;
    let known_by = ready.at.known_by;
    let (name, asked) = (given.words("name"), question.asked("name"));
    let mut of = match history::history(store, name, known_by) {
        Ok(of) => of,
        Err(RunError::NoSuchEntry { .. } | RunError::NoEntryOfId { .. } | RunError::NoEntryOfNumber { .. }) => {
            History {
                schema: "earwatch/history/1",
                asked: name.to_owned(),
                known_by,
                entries: Vec::new(),
                candidates: Vec::new(),
                held: Vec::new(),
            }
        }
        Err(other) => return Err(other.into()),
    };
    let begins = store.reader().chain()?.first().map(|baseline| baseline.published);
    let begins = begins.map_or_else(String::new, |day| {
        format!(", from {day} on, where the database begins: what was removed before that day is not on record")
    });
    let searched = format!("Searched all entries that were on the lists at any time{begins}.");
    let outcome = outcome(&of, &asked);
    let (offset, limit) = (given.count("offset"), given.count("limit"));
    let window = if of.entries.is_empty() {
        Window::cut("candidate", &mut of.candidates, offset, limit)
    } else {
        Window::cut("entry", &mut of.entries, offset, limit)
    };
    let documents = events_of(&of).filter_map(|event| event.by.document.clone()).collect();
    let mut notes = Vec::new();
    if events_of(&of).any(|event| event.happened == Happened::Baseline) {
        notes.push(
            "what is in the baseline was listed before its day: the citations of the entry say by which documents, and since \
             when"
                .to_owned(),
        );
    }
    if !of.held.is_empty() {
        notes.push(format!("{} of this name held back by findings", quantity(of.held.len(), "order")));
    }
    Ok(Found {
        outcome,
        searched,
        window,
        notes,
        doubts: of.held.iter().map(|held| held.number).collect(),
        documents,
        result: value(&of)?,
        text: text(&of, question),
    })
}

fn events_of(of: &History) -> impl Iterator<Item = &Event> {
    of.entries.iter().flat_map(|entry| &entry.events)
}

fn outcome(of: &History, asked: &str) -> String {
    if !of.entries.is_empty() {
        let listed = of.entries.iter().filter(|entry| entry.listed).count();
        let gone = of.entries.len() - listed;
        let now = match (listed, gone) {
            (n, 0) => format!(
                "{} called so {} listed after the last event",
                quantity(n, "entry"),
                if n == 1 { "is" } else { "are" }
            ),
            (0, n) => format!("{} called so {} removed", quantity(n, "entry"), if n == 1 { "was" } else { "were" }),
            (n, gone) => format!("{} called so listed after the last event, {gone} removed", quantity(n, "entry")),
        };
        return format!("“{asked}”: {now}.");
    }
    match of.candidates.len() {
        0 if of.held.is_empty() => {
            format!("Nothing found for “{asked}”: no entry is or was called so, nor nearly so. That is no clearance.")
        }
        0 => format!("No entry is or was called “{asked}”; an order about it is held back by a finding."),
        n => format!(
            "No entry is or was called exactly “{asked}”; {} may be meant: potential match, review. Ask again with the \
             number of one for its life.",
            quantity(n, "entry")
        ),
    }
}

fn text(of: &History, question: &Question<'_>) -> String {
    if !of.entries.is_empty() {
        return render(of, question.occasion.as_of);
    }
    let candidate = |one: &Candidate| {
        let state = if one.listed { "" } else { ", no longer listed" };
        let by = found::kind(one.found_by);
        visible(&format!(
            "{} · {} ({}, number {}{state}); found by {by} “{}”: {}",
            one.name,
            one.country,
            one.list,
            one.id,
            one.matched.name,
            found::in_words(&one.matched)
        ))
    };
    let mut lines: Vec<_> = of.candidates.iter().map(candidate).collect();
    let held: Vec<_> = of.held.iter().map(|held| Party::Held(Box::new(held.clone()))).collect();
    lines.push(found::render("", &held, question.ready.at.as_of));
    lines.join("\n")
}
