//! The orders of an announced document in words: what is recorded of it, printed, and compared with what is published.

use serde::{Deserialize, Serialize};

use crate::instruction::{Instruction, Order, Stayed};
use crate::law::ListId;
use crate::law::canonical::canonical;
use crate::law::quantity::quantity;

/// One order about a list, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProvisionalChange {
    /// The list.
    pub list: ListId,
    /// The country as written; `None` where none is named.
    pub country: Option<String>,
    /// What is to be done, for instance `add` or `revise-text`.
    pub verb: String,
    /// The entries, as read.
    pub names: Vec<Named>,
    /// How many entries, where the instruction counts them.
    pub count: Option<u32>,
    /// What else the instruction says: the new name, the aliases, the words.
    pub detail: Option<String>,
    /// The words of the instruction.
    pub quote: String,
}

/// A name as read from the text of a PDF, which may have broken it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// As read.
    pub name: String,
    /// Whether an entry of exactly these letters and digits was listed when it was read; `None` where nobody looked.
    pub listed: Option<bool>,
}

/// What makes two orders the same: list, verb, and a name (or the country) by letters and digits.
pub type Key = (ListId, String, String);

/// What instructions order of the lists; whatever changes none is left out.
pub fn changes(instructions: &[Instruction]) -> Vec<ProvisionalChange> {
    instructions.iter().filter_map(ProvisionalChange::of).collect()
}

impl ProvisionalChange {
    /// `None` for an order without effect on a list.
    fn of(instruction: &Instruction) -> Option<Self> {
        let one = |name: &String| vec![name.clone()];
        let (verb, names, detail) = match &instruction.order {
            Order::NoListEffect(_) => return None,
            Order::Each { order, .. } => {
                let one = Self::of(&Instruction { order: (**order).clone(), ..instruction.clone() })?;
                let named = one.names.into_iter().filter(|named| !named.name.is_empty()).collect();
                return Some(Self { names: named, ..one });
            }
            Order::AddEntries(entries) => ("add", entries.names.clone(), None),
            Order::ReviseEntries(entries) => ("revise", entries.names.clone(), None),
            Order::RemoveEntries(entries) => ("remove", entries.names.clone(), None),
            Order::RenameEntry { from, to } => ("rename", one(from), Some(format!("to “{to}”"))),
            Order::MoveEntries { entries, to_country } => {
                ("move", entries.names.clone(), Some(format!("to {to_country}")))
            }
            Order::MoveCountry { to_country, .. } => ("move-country", vec![], Some(format!("to {to_country}"))),
            Order::RenameCountry { to } => ("rename-country", vec![], Some(format!("to {to}"))),
            Order::ReserveCountry => ("reserve-country", vec![], None),
            Order::WholeSupplement => ("set-supplement", vec![], None),
            Order::AddCountry => ("add-country", vec![], None),
            Order::RemoveCountry { with_entries, except, .. } => {
                let but = if except.is_empty() { String::new() } else { format!(" except {}", quoted(except)) };
                ("remove-country", vec![], with_entries.then(|| format!("with all its entries{but}")))
            }
            Order::ReviseText { entry, edit, .. } => {
                let words = [("removing", &edit.remove), ("adding", &edit.add), ("after", &edit.after)];
                let said = words.iter().filter_map(|(verb, words)| Some(format!("{verb} “{}”", words.as_ref()?)));
                ("revise-text", entry.iter().cloned().collect(), Some(said.collect::<Vec<_>>().join(", ")))
            }
            Order::RemoveAliases { entry, aliases } => ("remove-aliases", one(entry), Some(quoted(aliases))),
            Order::ReviseFeaturesAt { entry, aliases, places, to } => {
                let kind = match (aliases, to) {
                    (true, None) => "remove-aliases",
                    (false, None) => "remove-addresses",
                    (true, Some(_)) => "revise-aliases",
                    (false, Some(_)) => "revise-addresses",
                };
                let places = places.iter().map(i8::to_string).collect::<Vec<_>>().join(", ");
                (kind, one(entry), Some(to.clone().unwrap_or_else(|| format!("by place: {places}"))))
            }
            Order::ReviseDesignation { entry, number, mark } => {
                let kind = if mark.comes() { "add-designation" } else { "remove-designation" };
                (kind, one(entry), Some(format!("footnote {number}")))
            }
            Order::AddAliases { entry, aliases, .. } => ("add-aliases", one(entry), Some(quoted(aliases))),
            Order::RemoveAddresses { entry, addresses } => ("remove-addresses", one(entry), Some(quoted(addresses))),
            Order::AddAddresses { entry, addresses } => ("add-addresses", one(entry), Some(quoted(addresses))),
            Order::AddFootnote(number) => ("add-footnote", vec![], Some(number.to_string())),
            Order::ReviseFootnote(number) | Order::SetText { footnote: Some(number), .. } => {
                ("revise-footnote", vec![], Some(number.to_string()))
            }
            Order::RemoveFootnote(number) => ("remove-footnote", vec![], Some(number.to_string())),
            Order::ReviseIntro | Order::SetText { footnote: None, .. } => ("revise-intro", vec![], None),
            Order::Stay { what, until } => {
                let (names, what) = stayed(what);
                let until = until.map_or_else(|| "indefinitely".to_owned(), |day| format!("until {day}"));
                ("stay", names, Some(format!("{what}, {until}")))
            }
            Order::LiftStay { what } => {
                let (names, what) = stayed(what);
                ("lift-stay", names, Some(what))
            }
        };
        let count = match &instruction.order {
            Order::AddEntries(entries)
            | Order::ReviseEntries(entries)
            | Order::RemoveEntries(entries)
            | Order::MoveEntries { entries, .. } => entries.count,
            _ => None,
        };
        let target = instruction.target.as_ref()?;
        Some(Self {
            list: target.list,
            country: target.country.clone(),
            verb: verb.to_owned(),
            names: names.into_iter().map(|name| Named { name, listed: None }).collect(),
            count,
            detail,
            quote: instruction.quote.clone(),
        })
    }

    /// How it is known elsewhere, and how it is called there, name by name: `add “X” (entity-list, CANADA)`.
    pub fn named(&self) -> Vec<(Key, String)> {
        let country = self.country.as_deref();
        let place = format!("({}, {})", self.list, country.unwrap_or("no country named"));
        let key = |name: &str| (self.list, self.verb.clone(), canonical(name));
        if self.names.is_empty() {
            return vec![(key(country.unwrap_or_default()), format!("{} {place}", self.verb))];
        }
        let names = self.names.iter().map(|named| &named.name);
        names.map(|name| (key(name), format!("{} “{name}” {place}", self.verb))).collect()
    }

    /// What is ordered, as a sentence says it: `footnote 4 added`, `the introductory text revised`.
    pub fn ordered(&self) -> String {
        let words = match self.verb.as_str() {
            "add" => "added",
            "revise" => "revised",
            "remove" => "removed",
            "rename" => "renamed",
            "move" => "moved to another country",
            "stay" => "stayed",
            "add-designation" => "designation added",
            "remove-designation" => "designation removed",
            "revise-aliases" => "aliases revised",
            "revise-addresses" => "addresses revised",
            verb => ordered(verb),
        };
        match self.detail.as_deref().filter(|_| self.verb.ends_with("-footnote")) {
            Some(number) => format!("{words}: footnote {number}"),
            None => words.to_owned(),
        }
    }

    /// What would become of whom, or would have become where it is no longer announced (`is_pending`):
    /// `to be renamed · entity-list · CANADA: “X” (to “Y”)`.
    pub fn in_words(&self, is_pending: bool) -> String {
        let when = if is_pending { "to be" } else { "was to be" };
        let order = match self.verb.as_str() {
            "add" => format!("{when} added"),
            "revise" => format!("{when} revised"),
            "remove" => format!("{when} removed"),
            "rename" => format!("{when} renamed"),
            "move" => format!("{when} moved to another country"),
            "stay" => format!("{when} stayed"),
            verb => format!("{when} ordered: {}", ordered(verb)),
        };
        let country = self.country.as_deref().unwrap_or("no country named");
        let name = |named: &Named| {
            let listed = match (named.listed, self.verb.as_str()) {
                (Some(true), "add") => " (an entry of these letters and digits is listed now)",
                (Some(false), verb) if verb != "add" => " (no entry of these letters and digits is listed now)",
                _ => "",
            };
            format!("“{}”{listed}", named.name)
        };
        let whom = match (self.names.as_slice(), self.count) {
            ([], None) => String::new(),
            ([], Some(count)) => format!(": {} that the instruction does not name", quantity(count, "entry")),
            (names, _) => format!(": {}", names.iter().map(name).collect::<Vec<_>>().join("; ")),
        };
        let detail = match self.detail.as_deref() {
            None | Some("") => String::new(),
            Some(detail) => format!(" ({detail})"),
        };
        format!("{order} · {} · {country}{whom}{detail}", self.list)
    }
}

/// What is ordered, where it is not done to entries as a whole.
fn ordered(verb: &str) -> &str {
    match verb {
        "add-country" => "a new country heading",
        "remove-country" => "the country heading removed",
        "move-country" => "all its entries put under another country",
        "rename-country" => "the country heading renamed",
        "reserve-country" => "all its entries removed, the heading reserved",
        "set-supplement" => "the whole supplement set or removed",
        "revise-text" => "words changed",
        "remove-aliases" => "aliases removed",
        "add-aliases" => "aliases added",
        "remove-addresses" => "addresses removed",
        "add-addresses" => "addresses added",
        "add-footnote" => "a footnote added",
        "revise-footnote" => "a footnote revised",
        "remove-footnote" => "a footnote removed",
        "revise-intro" => "the introductory text revised",
        "lift-stay" => "a stay lifted",
        other => other,
    }
}

fn stayed(what: &Stayed) -> (Vec<String>, String) {
    match what {
        Stayed::Intro => (vec![], "the introductory text".to_owned()),
        Stayed::Footnote(number) => (vec![], format!("footnote {number}")),
        Stayed::Entries(entries) => (entries.names.clone(), "entries".to_owned()),
        Stayed::Supplement => (vec![], "the whole list".to_owned()),
    }
}

fn quoted(names: &[String]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("“{name}”")).collect();
    quoted.join(", ")
}
