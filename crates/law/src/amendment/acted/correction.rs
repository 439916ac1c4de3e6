//! Corrections of words in the rows of another document, where it can be told exactly which place is meant.

use chrono::NaiveDate;

use super::parts::{Ordered, Target};
use crate::amendment::{Amendment, Edit};
use crate::document::act::{Act, Acts, Replacement};
use crate::finding::Place;
use crate::instruction::{Entries, Stayed, TextEdit};
use crate::law::Column;
use crate::law::canonical::canonical;

/// An order that a correction follows from, with the number of the order that it corrects.
pub(super) struct Correction {
    pub(super) of: u32,
    pub(super) amendment: Amendment,
}

/// The orders that corrections make; `None` where one of them does not mean exactly one place.
pub(super) fn orders(acts: &Acts, read: &Target, from: NaiveDate) -> Option<Vec<Correction>> {
    if acts.corrects_more || acts.replacements.is_empty() {
        return None;
    }
    let touching = acts.replacements.iter().filter(|replacement| may_touch(replacement, read));
    touching.zip(1..).map(|(replacement, ordinal)| order(replacement, ordinal, &read.orders, from)).collect()
}

/// The orders by which entries that a document added are stayed from one day to another.
pub(super) fn stays(act: &Act, added: &[&Ordered], from: NaiveDate, until: Option<NaiveDate>) -> Vec<Correction> {
    let stay = |(order, ordinal): (&&Ordered, u32)| {
        let (country, name, _) = order.row.clone()?;
        let what = Stayed::Entries(Entries { names: vec![name], ..Entries::default() });
        let edit = Edit::Stay { country: Some(country), what, until };
        Some(follows(order, (ordinal, edit), from, (&act.quote, &act.place)))
    };
    added.iter().zip(1..).filter_map(stay).collect()
}

/// The orders by which entries that a document added are removed from a day on.
pub(super) fn removals(act: &Act, added: &[&Ordered], from: NaiveDate) -> Vec<Correction> {
    let remove = |(order, ordinal): (&&Ordered, u32)| {
        let (country, name, _) = order.row.clone()?;
        let edit = Edit::Remove { country: Some(country), name, ordinal: None, number: None };
        Some(follows(order, (ordinal, edit), from, (&act.quote, &act.place)))
    };
    added.iter().zip(1..).filter_map(remove).collect()
}

/// Whether a correction may concern an order of a document. One of a paragraph does not whose words stand in no order: rows of a
/// table and instructions are no paragraphs.
pub(super) fn may_touch(replacement: &Replacement, read: &Target) -> bool {
    let (printed, quote) = (canonical(&replacement.printed), replacement.quote.to_lowercase());
    let preamble = [" paragraph", "for further information contact", "in the heading ", "u.s.c.", "executive order"];
    let of_paragraph = preamble.iter().any(|words| quote.contains(words))
        && !["entr", "instruction", "row", "supplement", "table"].iter().any(|word| quote.contains(word));
    let ordered = || {
        let texts = read.orders.iter().flat_map(|order| [canonical(&order.quote), order.says.clone()]);
        texts.chain(read.unread.iter().cloned()).any(|text| text.contains(&printed))
    };
    printed.is_empty() || !of_paragraph || ordered()
}

fn order(replacement: &Replacement, ordinal: u32, orders: &[Ordered], from: NaiveDate) -> Option<Correction> {
    let mut places = Vec::new();
    for order in orders {
        let Some((country, name, row)) = &order.row else {
            continue;
        };
        for column in Column::ALL {
            let count = occurrences(row.get(column), &replacement.printed);
            places.extend(std::iter::repeat_n((order, country, name, column), count));
        }
    }
    // Of several places, that of the entry that the sentence names.
    let said = canonical(&without(&replacement.quote, replacement));
    let names = |name: &str| !canonical(name).is_empty() && said.contains(&canonical(name));
    if places.len() > 1 {
        places.retain(|(_, _, name, _)| names(name));
    }
    let [(order, country, name, column)] = places.as_slice() else {
        return None;
    };
    // One that names another entry does not mean this one.
    let others = orders.iter().filter_map(|order| order.row.as_ref()).filter(|(_, other, _)| other != *name);
    if !names(name) && others.into_iter().any(|(_, other, _)| names(other)) {
        return None;
    }
    let edit = TextEdit {
        remove: Some(replacement.printed.clone()),
        add: Some(replacement.read.clone()),
        after: None,
        everywhere: false,
        occurrence: None,
    };
    let (country, name) = (Some((*country).clone()), Some((*name).clone()));
    let edit = Edit::ReviseText { country, name, column: Some(*column), edit };
    Some(follows(order, (ordinal, edit), from, (&replacement.quote, &replacement.place)))
}

/// What a sentence elsewhere makes of an order, from a day on.
fn follows(of: &Ordered, (ordinal, edit): (u32, Edit), from: NaiveDate, (quote, place): (&str, &Place)) -> Correction {
    let (quote, place) = (quote.to_owned(), place.clone());
    let amendment = Amendment { ordinal, instruction: 0, list: of.list, edit, effective: from, quote, place };
    Correction { of: of.ordinal, amendment }
}

/// A sentence without the words that it replaces.
fn without(quote: &str, replacement: &Replacement) -> String {
    quote.replace(&format!("“{}”", replacement.printed), " ").replace(&format!("“{}”", replacement.read), " ")
}

/// How often words stand in a text, not inside longer ones.
fn occurrences(text: &str, words: &str) -> usize {
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (text, words) = (flat(text), flat(words));
    let inside = |at: usize| {
        let joins = |a: Option<char>, b: Option<char>| {
            a.is_some_and(char::is_alphanumeric) && b.is_some_and(char::is_alphanumeric)
        };
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(at + words.len()..).and_then(|text| text.chars().next());
        joins(before, words.chars().next()) || joins(words.chars().next_back(), after)
    };
    if words.is_empty() { 0 } else { text.match_indices(&words).filter(|(at, _)| !inside(*at)).count() }
}
