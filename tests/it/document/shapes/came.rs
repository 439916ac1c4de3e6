//! What orders came to, in lines that compare with those of a fixture.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use earwatch_law::amendment::{Amendment, Edit};
use earwatch_law::instruction::Stayed;
use earwatch_law::law::ListId;
use earwatch_law::list::state::{Outcome, Provision, State, Stay};

/// The day on which a rule of the fixtures takes effect unless its orders say otherwise.
const EFFECTIVE: &str = "2023-05-02";

/// What orders came to.
#[derive(Debug, PartialEq)]
pub(crate) struct Came {
    pub(crate) operations: Vec<String>,
    pub(crate) rows: Vec<String>,
    pub(crate) frame: Vec<String>,
}

pub(crate) fn sorted(lines: impl Iterator<Item = String>) -> Vec<String> {
    let mut lines: Vec<_> = lines.collect();
    lines.sort();
    lines
}

pub(crate) fn supplement(list: ListId) -> String {
    match list {
        ListId::EntityList => String::new(),
        ListId::UnverifiedList | ListId::MeuList => format!("[{}] ", list.supplement()),
    }
}

pub(crate) fn operation(amendment: &Amendment, outcome: &Outcome) -> String {
    let edit = &amendment.edit;
    let country = edit.country().unwrap_or("-").to_uppercase();
    let stayed = |what: &Stayed| match what {
        Stayed::Intro => "intro".to_owned(),
        Stayed::Footnote(number) => format!("footnote {number}"),
        Stayed::Entries(entries) => entries.names.join("; "),
        Stayed::Supplement => "supplement".to_owned(),
    };
    let name = match edit {
        Edit::ReviseFootnote { number, .. } => format!("footnote {number}"),
        Edit::Stay { what, .. } | Edit::LiftStay { what, .. } => stayed(what),
        Edit::Rename { from, to, .. } => format!("{from} -> {to}"),
        Edit::Move { name, to_country, .. } => format!("{name} -> {to_country}"),
        Edit::MoveCountry { to_country: to, .. } | Edit::RenameCountry { to, .. } => to.clone(),
        Edit::ReviseIntro { .. } => "intro".to_owned(),
        Edit::Reprint { footnote, .. } => footnote.map_or("intro".to_owned(), |number| format!("footnote {number}")),
        Edit::Add { .. }
        | Edit::Revise { .. }
        | Edit::Remove { .. }
        | Edit::ReserveCountry { .. }
        | Edit::AddCountry { .. }
        | Edit::RemoveCountry { .. }
        | Edit::ReviseFeatures { .. }
        | Edit::ReviseFeaturesAt { .. }
        | Edit::ReviseDesignation { .. }
        | Edit::ReprintRow { .. }
        | Edit::Each { .. }
        | Edit::ReviseText { .. } => edit.name().unwrap_or("-").to_owned(),
    };
    let list = supplement(amendment.list);
    let mut line = format!("{list}{} | {country} | {name} | {}", edit.kind(), outcome.name());
    if amendment.effective.to_string() != EFFECTIVE {
        let _ = write!(line, " | from {}", amendment.effective);
    }
    line
}

pub(crate) fn rows_of(state: &State) -> Vec<String> {
    let entries = state.lists.iter().flat_map(|(list, state)| {
        state.entries.values().map(move |entry| {
            let cells = &entry.cells;
            let line = [
                &entry.country, &cells.entity, &cells.license_requirement, &cells.license_review_policy,
                &cells.citation,
            ];
            let line = line.map(|cell| cell.replace('\n', " ")).into_iter().filter(|cell| !cell.is_empty());
            format!("{}{}", supplement(*list), line.collect::<Vec<_>>().join(" | "))
        })
    });
    sorted(entries)
}

/// Introductory text, footnotes, stays, and headings without entries.
pub(crate) fn frame_of(state: &State) -> Vec<String> {
    let mut lines = Vec::new();
    let mut stayed = |what: &str, stay: &Stay| {
        let until = stay.until.map_or("ever".to_owned(), |date| date.to_string());
        lines.push(format!("stayed | {what} | until {until}"));
    };
    let Some(list) = state.lists.get(&ListId::EntityList) else {
        return lines;
    };
    let frame = &list.frame;
    for (id, stay) in &frame.stayed {
        stayed(list.entries[id].name(), stay);
    }
    frame.stay.iter().for_each(|stay| stayed("supplement", stay));
    let mut texts: Vec<(String, &Provision)> = Vec::new();
    texts.extend(frame.footnotes.iter().map(|(number, note)| (format!("footnote {number}"), note)));
    texts.push(("intro".to_owned(), &frame.intro));
    for (what, provision) in &texts {
        provision.stay.iter().for_each(|stay| stayed(what, stay));
    }
    let texts = texts.iter().filter(|(_, provision)| !provision.text.is_empty());
    lines.extend(texts.map(|(what, provision)| format!("{what} | {}", provision.text)));
    let peopled: BTreeSet<_> = list.entries.values().map(|entry| &entry.country).collect();
    let empty = frame.headings.iter().filter(|heading| !peopled.contains(heading));
    lines.extend(empty.map(|heading| format!("heading | {heading}")));
    sorted(lines.into_iter())
}
