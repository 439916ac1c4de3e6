//! Who is called so, or nearly so, or sits there.

use std::collections::BTreeSet;

use crate::query::history::lives_of;
use crate::serve::mcp::answer::Found;
use crate::serve::mcp::answer::Window;
use crate::serve::mcp::described::Tool;
use crate::serve::mcp::described::line;
use crate::serve::mcp::described::value;
use crate::serve::mcp::parameter::Kind;
use crate::serve::mcp::parameter::Parameter;
use crate::serve::mcp::question::Question;
use crate::serve::problem::Problem;
use earwatch_law::law::quantity::quantity;
use earwatch_report::report::found::{self, Party};
use earwatch_report::report::history::EntryHistory;

pub(super) const TOOL: Tool = Tool {
    name: "search",
    title: "Search the lists",
    about: "Find entries of the BIS Entity List, Unverified List and Military End-User List by name, alias, former name, \
            number, public id or address. Spelling, accents, script and legal form may differ: what is nearly so is returned \
            with a score and reasons, as a potential match to be reviewed. Also finds parties that a published document \
            orders and that are held back by a finding. To hold a business partner with its addresses against the lists, use \
            screen_party.",
    parameters: &[
        Parameter::must(
            "query",
            Kind::Words,
            "A name, alias, former name, number or public id, or words of an address",
        ),
        Parameter::AS_OF,
        Parameter::KNOWN_BY,
        Parameter::limit(10, "So many entries or parties at most"),
        Parameter::OFFSET,
    ],
    schema: "show",
    is_optional: false,
    find,
};

fn find(question: &Question<'_>) -> Result<Found, Problem> {
    let Question { store, ready, given, .. } = question;
    let (query, asked) = (given.words("query"), question.asked("query"));
    let mut parties = ready.called(store, query)?;
    let is_exact = parties.iter().any(is_exact);
    let mut notes = Vec::new();
    if !is_exact {
        notes = elsewhere(&lives_of(store, query, ready.at.known_by)?, question);
    }
    let (is_known, as_of) = (!notes.is_empty(), ready.at.as_of);
    if parties.is_empty() && !is_known {
        notes.push("entry_history and screen_party also find entries that were removed".to_owned());
    }
    let held = parties.iter().filter(|party| matches!(party, Party::Held(_))).count();
    let outcome = if parties.is_empty() && is_known {
        format!(
            "No entry is called “{asked}” on {as_of}; an entry had this name at another time, see the note. That is no \
             clearance."
        )
    } else {
        outcome(&asked, parties.len(), held, is_exact)
    };
    if held > 0 {
        notes.push(format!(
            "{} held back: a document orders something about the party, and a finding says why the list does not show it",
            if held == 1 { "1 party is".to_owned() } else { format!("{held} parties are") }
        ));
    }
    let window = Window::cut("result", &mut parties, given.count("offset"), given.count("limit"));
    let (mut doubts, mut documents) = (BTreeSet::new(), BTreeSet::new());
    for party in &parties {
        match party {
            Party::Entry(found) => {
                doubts.extend(found.entry.in_doubt.iter().copied());
                documents.extend(found.entry.document.clone());
            }
            Party::Held(held) => {
                doubts.insert(held.number);
                documents.extend(held.finding.document.clone());
            }
        }
    }
    Ok(Found {
        outcome,
        searched: format!("Searched names, aliases, numbers, ids and addresses of {}", question.searched()) + ".",
        window,
        notes,
        doubts,
        documents,
        text: text(&parties, question),
        result: value(&parties)?,
    })
}

fn is_exact(party: &Party) -> bool {
    match party {
        Party::Entry(found) => found.matched.is_none(),
        Party::Held(held) => held.matched.is_none(),
    }
}

fn outcome(asked: &str, parties: usize, held: usize, is_exact: bool) -> String {
    match (parties, is_exact) {
        (0, _) => format!(
            "Nothing found for “{asked}”: no entry has this name, number, id or address, nor a name close to it. That is \
             no clearance."
        ),
        (n, true) if n > held => format!(
            "{} called exactly “{asked}” (by name, alias, number or id). Whether it is the party that is meant is for a \
             person to review.",
            if n - held == 1 { "1 entry is".to_owned() } else { format!("{} entries are", n - held) }
        ),
        (n, _) => format!(
            "No entry is called exactly “{asked}”; {} may be meant: potential match, review. The likeliest is first.",
            quantity(n, "result")
        ),
    }
}

/// Entries that had the name at another time.
pub(super) fn elsewhere(lives: &[EntryHistory], question: &Question<'_>) -> Vec<String> {
    let told = lives.iter().take(5).map(|life| {
        let last = life.events.last().map(|event| event.by.effective);
        let state = match (life.listed, last) {
            (false, Some(day)) => format!("removed with effect from {day}"),
            (true, Some(day)) if day > question.ready.at.as_of => {
                format!("of which the last change takes effect on {day}")
            }
            _ => "listed under another name now".to_owned(),
        };
        format!(
            "an entry had this name at another time ({}, public id {}, {state}): entry_history tells its life",
            life.list, life.public_id
        )
    });
    told.collect()
}

/// Who is meant for certain in full; who may be, in a few lines.
fn text(parties: &[Party], question: &Question<'_>) -> String {
    let as_of = question.ready.at.as_of;
    let mut out = Vec::new();
    for party in parties {
        match party {
            Party::Held(_) => out.push(found::render("", std::slice::from_ref(party), as_of)),
            Party::Entry(of) => {
                let (mut lines, full) = (vec![line(&of.entry, as_of)], of.matched.is_none() || parties.len() == 1);
                if let Some(matched) = &of.matched {
                    lines.push(format!(
                        "  {:<16}{}: {}",
                        "found by",
                        found::kind(of.found_by),
                        found::in_words(matched)
                    ));
                }
                lines.extend(super::entry::parts(of, as_of, full));
                out.push(lines.join("\n"));
            }
        }
    }
    out.join("\n\n")
}
