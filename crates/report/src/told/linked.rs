//! What is said of parties that sit together, and in which words.

use crate::report::found::Matched;
use crate::report::linked::{Address, Agreement, Edge, Linked, LinkedParty};
use earwatch_law::law::quantity::quantity;
use earwatch_screen::address::compare::{Field, How};

/// `Who sits with “Aerolume Institute”, on 2026-11-30`.
pub fn title(linked: &Linked) -> String {
    let known = linked.known_by.map_or_else(String::new, |day| format!(", as known by {day}"));
    format!("Who sits with “{}”, on {}{known}", linked.asked, linked.as_of)
}

/// What was found, in a sentence.
pub fn summary(linked: &Linked) -> String {
    let others = linked.parties.iter().filter(|party| party.steps > 0).count();
    let removed = linked.parties.iter().filter(|party| party.steps > 0 && !party.listed).count();
    let within = if linked.depth == 1 { String::new() } else { format!(" within {} steps", linked.depth) };
    let of_lists = "of all lists and of all times on record";
    let possible = match linked.possible_not_told {
        0 => String::new(),
        n => format!("; {} more may be of the same building: see --possible", quantity(n, "address")),
    };
    match others {
        0 => format!("No other party {of_lists} sits there or bears a name of it{within}{possible}."),
        n => {
            let gone = if removed == 0 { String::new() } else { format!(", {removed} of them not listed any more") };
            let parties = if n == 1 { "1 other party".to_owned() } else { format!("{n} other parties") };
            let verb = if n == 1 { "sits there or bears a name of it" } else { "sit there or bear a name of it" };
            format!("{parties} {of_lists} {verb}{within}{gone}{possible}.")
        }
    }
}

/// That nothing is called exactly so.
pub fn nearest(asked: &str, matched: &Matched) -> String {
    format!("Nothing is called exactly “{asked}”; nearest: “{}”.", matched.name)
}

/// `Aerolume Institute · CHINA (entity-list, entry 7)`.
pub fn party(party: &LinkedParty) -> String {
    let state = state(party);
    format!("{} · {} ({}, entry {}{state})", party.name, party.country, party.list, party.id)
}

/// `, removed since 2024-02-01 by 2024-01111`; nothing of a party that is listed by its name.
pub fn state(party: &LinkedParty) -> String {
    let state = match (party.listed, party.removed_on) {
        (true, _) => String::new(),
        (false, Some(day)) => {
            let by = party.removed_by.as_ref().map_or_else(String::new, |document| format!(" by {document}"));
            format!(", removed since {day}{by}")
        }
        (false, None) => ", no longer listed".to_owned(),
    };
    let address = if party.is_address_only { ", an address: it reaches whoever operates there" } else { "" };
    state + address
}

/// `“No. 9 Xueyuan Road, Beijing”, until 2024-02-01`.
pub fn address(address: &Address) -> String {
    let until = address.until.map_or_else(String::new, |day| format!(", until {day}"));
    format!("“{}”{until}", address.text)
}

/// What links two parties: `same building (score 0.96)`.
pub fn bond(edge: &Edge) -> String {
    match &edge.name {
        Some(name) => format!("{}: “{name}”", edge.bond.in_words()),
        None => format!("{} (score {:.2})", edge.bond.in_words(), edge.score),
    }
}

/// What agrees and what does not: `street, house number agree; room differs (4 and 5): folded`.
pub fn agreement(edge: &Edge) -> String {
    let of = |how: &[How]| -> Vec<&Agreement> { edge.agreement.iter().filter(|it| how.contains(&it.how)).collect() };
    let names = |all: &[&Agreement]| all.iter().map(|it| field(it.field)).collect::<Vec<_>>().join(", ");
    let both = |all: &[&Agreement]| {
        let one = |it: &&Agreement| {
            let value = |text: &str| if text.is_empty() { "none".to_owned() } else { format!("“{text}”") };
            format!("{} ({} and {})", field(it.field), value(&it.one), value(&it.other))
        };
        all.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    let is_folded = |it: &&Agreement| matches!(it.field, Field::Unit | Field::Floor);
    let same = of(&[How::Same]);
    let spelled = of(&[How::Spelling, How::Partly]);
    let (folded, other): (Vec<_>, Vec<_>) = of(&[How::Differs, How::Missing]).into_iter().partition(is_folded);
    let mut parts = Vec::new();
    for (all, words) in [(&same, " agree")] {
        if !all.is_empty() {
            parts.push(format!("{}{}", names(all), if all.len() == 1 { " agrees" } else { words }));
        }
    }
    if !spelled.is_empty() {
        parts.push(format!("spelled otherwise: {}", both(&spelled)));
    }
    if !other.is_empty() {
        parts.push(format!("not the same: {}", both(&other)));
    }
    if !folded.is_empty() {
        parts.push(format!("folded: {}", both(&folded)));
    }
    parts.join("; ")
}

fn field(field: Field) -> &'static str {
    match field {
        Field::Street => "street",
        Field::House => "house number",
        Field::Building => "building",
        Field::Block => "block",
        Field::Place => "city",
        Field::PostCode => "post code",
        Field::Country => "country",
        Field::Unit => "unit",
        Field::Floor => "floor",
        Field::Box => "post office box",
        Field::Words => "words",
    }
}
