//! Instructions → changes that are announced.

use serde::{Deserialize, Serialize};

use crate::instruction::{Entries, Instruction, Order, Stayed};
use crate::law::ListId;
use crate::law::canonical::canonical;

/// One change that is announced.
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

impl ProvisionalChange {
    /// What makes two readings announce the same: list, verb and names by letters and digits.
    pub fn keys(&self) -> Vec<(ListId, String, String)> {
        let key = |name: &str| (self.list, self.verb.clone(), canonical(name));
        if self.names.is_empty() {
            let country = self.country.as_deref().unwrap_or_default();
            return vec![key(country)];
        }
        self.names.iter().map(|named| key(&named.name)).collect()
    }
}

/// What instructions change of the lists; whatever changes none is left out.
pub fn changes(instructions: &[Instruction]) -> Vec<ProvisionalChange> {
    instructions.iter().filter_map(change).collect()
}

/// What an order comes to: the verb, the names, a count, and what else it says.
struct Ordered {
    verb: &'static str,
    names: Vec<String>,
    count: Option<u32>,
    detail: Option<String>,
}

impl Ordered {
    fn of(verb: &'static str) -> Self {
        Self { verb, names: Vec::new(), count: None, detail: None }
    }

    fn entries(verb: &'static str, entries: &Entries) -> Self {
        Self { names: entries.names.clone(), count: entries.count, ..Self::of(verb) }
    }

    fn one(verb: &'static str, name: &str, detail: String) -> Self {
        Self { names: vec![name.to_owned()], detail: Some(detail), ..Self::of(verb) }
    }

    fn with(self, detail: String) -> Self {
        Self { detail: Some(detail), ..self }
    }
}

fn change(instruction: &Instruction) -> Option<ProvisionalChange> {
    let target = instruction.target.as_ref()?;
    let ordered = ordered(&instruction.order)?;
    Some(ProvisionalChange {
        list: target.list,
        country: target.country.clone(),
        verb: ordered.verb.to_owned(),
        names: ordered.names.into_iter().map(|name| Named { name, listed: None }).collect(),
        count: ordered.count,
        detail: ordered.detail,
        quote: instruction.quote.clone(),
    })
}

fn ordered(order: &Order) -> Option<Ordered> {
    Some(match order {
        Order::NoListEffect(_) => return None,
        Order::AddEntries(entries) => Ordered::entries("add", entries),
        Order::ReviseEntries(entries) => Ordered::entries("revise", entries),
        Order::RemoveEntries(entries) => Ordered::entries("remove", entries),
        Order::RenameEntry { from, to } => Ordered::one("rename", from, format!("to “{to}”")),
        Order::MoveEntries { entries, to_country } => {
            Ordered::entries("move", entries).with(format!("to {to_country}"))
        }
        Order::AddCountry => Ordered::of("add-country"),
        Order::RemoveCountry { with_entries } => {
            let with = with_entries.then(|| "with all its entries".to_owned());
            Ordered { detail: with, ..Ordered::of("remove-country") }
        }
        Order::ReviseText { entry, edit, .. } => {
            let quoted = |verb: &str, words: &Option<String>| words.as_ref().map(|words| format!("{verb} “{words}”"));
            let parts = [quoted("removing", &edit.remove), quoted("adding", &edit.add), quoted("after", &edit.after)];
            let detail: Vec<_> = parts.into_iter().flatten().collect();
            Ordered { names: entry.iter().cloned().collect(), ..Ordered::of("revise-text") }.with(detail.join(", "))
        }
        Order::RemoveAliases { entry, aliases } => Ordered::one("remove-aliases", entry, list(aliases)),
        Order::AddAliases { entry, aliases } => Ordered::one("add-aliases", entry, list(aliases)),
        Order::RemoveAddresses { entry, addresses } => Ordered::one("remove-addresses", entry, list(addresses)),
        Order::AddAddresses { entry, addresses } => Ordered::one("add-addresses", entry, list(addresses)),
        Order::AddFootnote(number) => Ordered::of("add-footnote").with(number.to_string()),
        Order::ReviseFootnote(number) => Ordered::of("revise-footnote").with(number.to_string()),
        Order::RemoveFootnote(number) => Ordered::of("remove-footnote").with(number.to_string()),
        Order::ReviseIntro => Ordered::of("revise-intro"),
        Order::Stay { what, until } => {
            let until = until.map_or_else(|| "indefinitely".to_owned(), |day| format!("until {day}"));
            stayed("stay", what, Some(&until))
        }
        Order::LiftStay { what } => stayed("lift-stay", what, None),
    })
}

fn stayed(verb: &'static str, what: &Stayed, until: Option<&str>) -> Ordered {
    let (names, what) = match what {
        Stayed::Intro => (Vec::new(), "the introductory text".to_owned()),
        Stayed::Footnote(number) => (Vec::new(), format!("footnote {number}")),
        Stayed::Entries(entries) => (entries.names.clone(), "entries".to_owned()),
        Stayed::Supplement => (Vec::new(), "the whole list".to_owned()),
    };
    let detail = until.map_or_else(|| what.clone(), |until| format!("{what}, {until}"));
    Ordered { names, ..Ordered::of(verb) }.with(detail)
}

fn list(names: &[String]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("“{name}”")).collect();
    quoted.join(", ")
}
