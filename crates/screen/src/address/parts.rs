//! The parts of an address.

use std::fmt;

use serde::Serialize;

/// An address as its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Address {
    /// Streets; the first is the one that the house number belongs to.
    pub streets: Vec<Part>,
    /// House numbers: `37`, `17/2`, `12A`, `208-212`.
    pub houses: Vec<Number>,
    /// Named buildings.
    pub buildings: Vec<Part>,
    /// Which of several buildings: `Building 7`, `Tower B`, `korpus 2`.
    pub blocks: Vec<Number>,
    /// Places with many buildings: parks, estates, free zones.
    pub sites: Vec<Part>,
    /// Districts, towns, villages.
    pub districts: Vec<Part>,
    /// Provinces and the like.
    pub regions: Vec<Part>,
    /// Names of places that nothing says the kind of; the city is the last of them, or the one that is called so.
    pub places: Vec<Part>,
    /// Post codes.
    pub post: Vec<String>,
    /// The country's code.
    pub country: Option<&'static str>,
    /// Rooms, flats, offices: they do not decide.
    pub units: Vec<Number>,
    /// Floors: they do not decide.
    pub floors: Vec<Number>,
    /// Post office boxes.
    pub boxes: Vec<Number>,
    /// What is near.
    pub near: Vec<Part>,
}

/// A named part of an address, in plain words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Part {
    /// As it is written, in plain letters.
    pub written: String,
    /// Its words, as they sound and without endings.
    pub words: Vec<String>,
    /// `street`, `avenue`, … as the lexicon calls it; empty where none is said.
    pub kind: &'static str,
    /// Its numbers: the 4 of `Jingsheng 4th Street`.
    pub ordinals: Vec<String>,
    /// `north`, `middle`, …
    pub directions: Vec<&'static str>,
}

/// A number with what belongs to it: `17/2`, `12A`, `131-132`.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Number {
    /// Digits, or letters and digits: `17`, `bc2`.
    pub first: String,
    /// What follows: `2`, `a`.
    pub rest: Vec<String>,
    /// Whether it counts up: `131-132`.
    pub is_range: bool,
}

impl Address {
    /// What the address can identify at most.
    pub fn precision(&self) -> Precision {
        let is_named = self.places.len() > 1 || !self.sites.is_empty() || !self.districts.is_empty();
        let has_name = is_named || !self.streets.is_empty();
        if !self.buildings.is_empty() || has_name && !(self.houses.is_empty() && self.blocks.is_empty()) {
            Precision::Building
        } else if !self.boxes.is_empty() {
            Precision::Box
        } else if !self.streets.is_empty() || !self.sites.is_empty() || !self.houses.is_empty() {
            Precision::Street
        } else if !self.places.is_empty() || !self.districts.is_empty() || !self.regions.is_empty() {
            Precision::City
        } else {
            Precision::Country
        }
    }

    /// The city, as far as it can be told.
    pub fn city(&self) -> Option<&Part> {
        self.places.iter().rev().find(|place| place.kind == "city").or_else(|| self.places.last())
    }
}

/// What an address identifies at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// Only a country, or nothing.
    Country,
    /// A city, district or village.
    City,
    /// A street, park or zone.
    Street,
    /// A post office box.
    Box,
    /// A building.
    Building,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = (!self.written.is_empty()).then_some(self.written.as_str());
        // Of a part without words.
        let rest = if words.is_none() { self.ordinals.as_slice() } else { &[] };
        // Kinds that stand for many words would be the wrong one.
        let kind = (!matches!(self.kind, "" | "crescent")).then_some(self.kind);
        f.write_str(&words.into_iter().chain(rest.iter().map(String::as_str)).chain(kind).collect::<Vec<_>>().join(" "))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.first)?;
        self.rest.iter().try_for_each(|part| {
            let sign = if part.chars().all(char::is_alphabetic) { "" } else { "-" };
            write!(f, "{sign}{part}")
        })
    }
}
