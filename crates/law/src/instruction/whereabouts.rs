//! Where an order stands: the list, the countries, the entry and the column that were named before its verb.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::phrase::Phrase;
use super::place::Way;
use super::scope::Scope;
use crate::law::Column;

/// What is known about the place of an order before its verb is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Context {
    pub(super) scope: Scope,
    pub(super) countries: Vec<String>,
    pub(super) inside: Option<(Vec<String>, Option<u32>)>,
    pub(super) column: Option<Column>,
    pub(super) effective: Option<NaiveDate>,
    /// List or country was named in this item.
    pub(super) scope_stated: bool,
    pub(super) country_stated: bool,
    /// An item above was not understood, so what it said is not known here.
    pub(super) garbled: bool,
}

impl Context {
    pub(super) fn root() -> Self {
        Self {
            scope: Scope::Unsaid,
            countries: Vec::new(),
            inside: None,
            column: None,
            effective: None,
            scope_stated: false,
            country_stated: false,
            garbled: false,
        }
    }

    /// What an item inside this one starts from.
    pub(super) fn inherited(&self) -> Self {
        Self { scope_stated: false, country_stated: false, ..self.clone() }
    }

    /// Takes in phrases that say where, the widest first, in whatever order they stand. Answers whether
    /// each says something of its own: of two countries one would be lost.
    pub(super) fn enter_all(&mut self, phrases: &[Phrase]) -> bool {
        let mut sorted: Vec<&Phrase> = phrases.iter().collect();
        sorted.sort_by_key(|phrase| (!matches!(phrase, Phrase::Scope(_)), !matches!(phrase, Phrase::Country(..))));
        for phrase in sorted {
            self.enter(phrase);
        }
        let kinds = || phrases.iter().filter_map(kind_of_place);
        kinds().collect::<BTreeSet<_>>().len() == kinds().count()
    }

    /// Goes into the place that phrases behind a verb name; answers whether it is one place, and nothing comes
    /// from or goes to another.
    pub(super) fn goes_into(&mut self, phrases: &[Phrase]) -> bool {
        let place: Vec<Phrase> = phrases.iter().filter(|phrase| kind_of_place(phrase).is_some()).cloned().collect();
        place.iter().all(says_where) && self.enter_all(&place)
    }

    /// Takes in a phrase that says where; a wider place forgets the narrower ones.
    pub(super) fn enter(&mut self, phrase: &Phrase) {
        match phrase {
            Phrase::Scope(scope) => {
                self.scope = *scope;
                self.scope_stated = true;
                (self.countries, self.inside, self.column) = (Vec::new(), None, None);
                self.garbled = false;
            }
            Phrase::Country(names, _) => {
                self.countries.clone_from(names);
                self.country_stated = true;
                (self.inside, self.column) = (None, None);
            }
            Phrase::Inside(names, ordinal) => self.inside = Some((names.clone(), *ordinal)),
            Phrase::Column(column) => self.column = Some(*column),
            Phrase::Effective(date) => self.effective = Some(*date),
            Phrase::Amended
            | Phrase::Until(_)
            | Phrase::Verb(..)
            | Phrase::Names(_)
            | Phrase::Object(_)
            | Phrase::Role(_)
            | Phrase::InPlace
            | Phrase::Everywhere
            | Phrase::Respectively
            | Phrase::And
            | Phrase::Comma
            | Phrase::Stop(_)
            | Phrase::AsFollows
            | Phrase::Unknown(_) => {}
        }
    }
}

/// Scope, country, entry or column: an order has one of each.
pub(super) fn kind_of_place(phrase: &Phrase) -> Option<u8> {
    match phrase {
        Phrase::Scope(_) => Some(0),
        Phrase::Country(..) => Some(1),
        Phrase::Inside(..) => Some(2),
        Phrase::Column(_) => Some(3),
        Phrase::Effective(_) => Some(4),
        Phrase::Amended
        | Phrase::Until(_)
        | Phrase::Verb(..)
        | Phrase::Names(_)
        | Phrase::Object(_)
        | Phrase::Role(_)
        | Phrase::InPlace
        | Phrase::Everywhere
        | Phrase::Respectively
        | Phrase::And
        | Phrase::Comma
        | Phrase::Stop(_)
        | Phrase::AsFollows
        | Phrase::Unknown(_) => None,
    }
}

pub(super) fn says_where(phrase: &Phrase) -> bool {
    matches!(
        phrase,
        Phrase::Scope(_)
            | Phrase::Country(_, Way::Under | Way::For)
            | Phrase::Inside(..)
            | Phrase::Column(_)
            | Phrase::Effective(_)
            | Phrase::Amended
            | Phrase::Comma
    )
}
