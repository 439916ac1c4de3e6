//! Where an order stands: the list, the countries, the entry and the column that were named before its verb.

use std::collections::HashSet;
use std::mem::Discriminant;

use chrono::NaiveDate;

use super::order::Selection;
use super::place::{Way, Where};
use super::scope::Scope;
use super::selection;
use super::spoken::Phrase;
use crate::law::Column;

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TableColumn {
    /// That of the headings.
    Country,
    Of(Column),
}

/// How many entries of its place an order is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Those that are named, if any.
    Named,
    /// Each of them.
    EveryEntry,
}

/// What is known about the place of an order before its verb is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Setting {
    pub(super) scope: Scope,
    pub(super) countries: Vec<String>,
    pub(super) inside: Option<(Vec<String>, Option<u32>)>,
    pub(super) column: Option<TableColumn>,
    /// Which entries are meant, where the list tells them.
    pub(super) selected: Option<Selection>,
    /// "in the License requirement column of all entries".
    pub(super) reach: Reach,
    pub(super) effective: Option<NaiveDate>,
    /// List or country was named in this item.
    pub(super) scope_stated: bool,
    pub(super) country_stated: bool,
    /// An item above was not understood, so what it said is not known here.
    pub(super) garbled: bool,
}

impl Setting {
    pub(super) fn root() -> Self {
        Self {
            scope: Scope::Unsaid,
            countries: Vec::new(),
            inside: None,
            column: None,
            selected: None,
            reach: Reach::Named,
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
        let mut places: Vec<&Where> = places(phrases).collect();
        places.sort_by_key(|place| (!matches!(place, Where::Scope(_)), !matches!(place, Where::Country(..))));
        for place in &places {
            self.enter(place);
        }
        kinds(phrases).len() == places.len()
    }

    /// Goes into the place that phrases behind a verb name; answers whether it is one place, and nothing comes
    /// from or goes to another.
    pub(super) fn goes_into(&mut self, phrases: &[Phrase]) -> bool {
        let is_place = |phrase: &&Phrase| matches!(phrase, Phrase::Where(_));
        phrases.iter().filter(is_place).all(Phrase::says_where) && self.enter_all(phrases)
    }

    /// Takes in a place; a wider one forgets the narrower ones.
    pub(super) fn enter(&mut self, place: &Where) {
        match place {
            Where::Scope(scope) => {
                self.scope = *scope;
                self.scope_stated = true;
                (self.countries, self.inside, self.column, self.selected) = (Vec::new(), None, None, None);
                self.reach = Reach::Named;
                self.garbled = false;
            }
            Where::Country(_, Way::Of) if !self.countries.is_empty() => {}
            Where::Country(names, _) => {
                self.countries.clone_from(names);
                self.country_stated = true;
                (self.inside, self.column, self.selected, self.reach) = (None, None, None, Reach::Named);
            }
            Where::Entry(names, ordinal) => (self.inside, self.selected) = (Some((names.clone(), *ordinal)), None),
            Where::Selected(of) => {
                self.selected = Some(of.clone());
                self.inside.get_or_insert_with(|| (vec![selection::UNNAMED.to_owned()], None));
            }
            Where::Column(column) => self.column = Some(TableColumn::Of(*column)),
            Where::Countries => self.column = Some(TableColumn::Country),
            Where::Effective(date) => self.effective = Some(*date),
        }
    }
}

fn places(phrases: &[Phrase]) -> impl Iterator<Item = &Where> {
    phrases.iter().filter_map(|phrase| if let Phrase::Where(place) = phrase { Some(place) } else { None })
}

/// The kinds of place among phrases; an order has one of each.
pub(super) fn kinds(phrases: &[Phrase]) -> HashSet<Discriminant<Where>> {
    places(phrases).map(std::mem::discriminant).collect()
}
