//! A world that grows by chance, and what is true of it.
//!
//! Rules add, revise and remove parties of their own making; some are in force before they are published, some only later;
//! some have no text for a while. Each of them is one event, to be reported exactly once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

use crate::support::random::Random;
use crate::support::standin::{Document, World, day};
use crate::support::written::{Written, notice};

impl Written {
    /// Orders an entry to be revised, and prints its row anew.
    fn revise(self, country: &str, name: &str, address: &str, policy: &str) -> Self {
        let order = format!("Under {country}, by revising the entry for “{name}”");
        self.order(order).row(country, name, address, policy)
    }

    /// Orders an entry to be removed.
    fn remove(self, country: &str, name: &str) -> Self {
        self.order(format!("Under {country}, by removing the entry for “{name}”"))
    }
}

/// Headings that the list of the fixtures has.
const COUNTRIES: [&str; 3] = ["GERMANY", "CHINA, PEOPLE'S REPUBLIC OF", "PAKISTAN"];

/// One change of the list: document, what, country and name.
pub(crate) type Event = (String, &'static str, String, String);

/// A party that stands on the list.
#[derive(Debug, Clone)]
struct Party {
    country: &'static str,
    name: String,
    /// When the last rule about it comes into force.
    since: NaiveDate,
    /// That rule.
    rule: String,
}

/// The generator.
#[derive(Debug)]
pub(crate) struct Growing {
    random: Random,
    pub(crate) today: NaiveDate,
    parties: Vec<Party>,
    serial: u32,
    /// What has to be reported by the time that everything has arrived.
    pub(crate) truth: BTreeSet<Event>,
    /// Texts that are not there yet.
    late: BTreeMap<String, String>,
    /// How often a document on record was changed.
    pub(crate) changed: BTreeMap<String, usize>,
}

impl Growing {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            random: Random::new(seed),
            today: day("2023-07-03"),
            parties: Vec::new(),
            serial: 10_000,
            truth: BTreeSet::new(),
            late: BTreeMap::new(),
            changed: BTreeMap::new(),
        }
    }

    /// Time passes, and things are published.
    pub(crate) fn grow(&mut self, world: &mut World) {
        self.today = self.today + Days::new(self.random.below(3) as u64);
        let weekend = matches!(self.today.weekday(), Weekday::Sat | Weekday::Sun);
        if !weekend && !world.holidays.contains(&self.today) {
            for _ in 0..self.random.below(3) {
                self.publish(world);
            }
        }
        if self.random.one_in(3) {
            self.arrive(world);
        }
    }

    fn publish(&mut self, world: &mut World) {
        self.serial += 1;
        let number = format!("{}-{:05}", self.today.year(), self.serial);
        let page = self.serial * 10 % 90_000;
        if self.random.one_in(4) {
            let mut document = Document::rule(&number, self.today, page, &notice(&number));
            document.set("type", "Notice".into());
            world.documents.push(document);
            return;
        }
        let effective = match self.random.below(4) {
            0 => self.today - Days::new(3),
            1 => self.today + Days::new(self.random.below(8) as u64),
            _ => self.today,
        };
        let rule = self.rule(&number, effective, page);
        let mut document = Document::rule(&number, self.today, page, &rule.xml());
        if self.random.one_in(5) {
            self.late.extend(document.xml.take().map(|xml| (number, xml)));
        }
        world.documents.push(document);
    }

    /// A rule of one to three orders.
    fn rule(&mut self, number: &str, effective: NaiveDate, page: u32) -> Written {
        let mut rule = Written::new(number, effective, self.today, page);
        let mut touched = BTreeSet::new();
        for at in 0..=self.random.below(3) {
            let open: Vec<_> = (0..self.parties.len())
                .filter(|party| self.parties[*party].since < effective && !touched.contains(&self.parties[*party].name))
                .collect();
            let (what, country, name) = match self.random.below(3) {
                1 if !open.is_empty() => {
                    let party = &mut self.parties[*self.random.choose(&open)];
                    party.since = effective;
                    number.clone_into(&mut party.rule);
                    let address = format!("Revised Road {}, Block {at}", self.serial);
                    rule = rule.revise(party.country, &party.name, &address, "Policy of denial");
                    ("changed", party.country, party.name.clone())
                }
                2 if !open.is_empty() => {
                    let party = self.parties.remove(*self.random.choose(&open));
                    rule = rule.remove(party.country, &party.name);
                    ("removed", party.country, party.name)
                }
                _ => {
                    let country = *self.random.choose(&COUNTRIES);
                    let name = format!("Soak {}{at} Trading", self.serial);
                    rule = rule.add(country, &name, &format!("First Road {}", self.serial));
                    let party = Party { country, name: name.clone(), since: effective, rule: number.to_owned() };
                    self.parties.push(party);
                    ("added", country, name)
                }
            };
            touched.insert(name.clone());
            self.truth.insert((number.to_owned(), what, country.to_owned(), name));
        }
        rule
    }

    /// Everything that was published has its text.
    pub(crate) fn arrive(&mut self, world: &mut World) {
        for (number, xml) in std::mem::take(&mut self.late) {
            world.document(&number).xml = Some(xml);
        }
    }

    /// The text of a recent rule, applied already, changes; no later rule is about what it changed.
    pub(crate) fn change(&mut self, world: &mut World) {
        let recent = self.today - Days::new(10);
        let last: Vec<_> = self.parties.iter().map(|party| party.rule.clone()).collect();
        let mut candidates: Vec<_> = world
            .documents
            .iter_mut()
            .filter(|document| document.published >= recent && last.contains(&document.number))
            .collect();
        if candidates.is_empty() {
            return;
        }
        let at = self.random.below(candidates.len());
        let document = candidates.swap_remove(at);
        let times = self.changed.entry(document.number.clone()).or_default();
        *times += 1;
        let xml = document.xml.take().unwrap();
        document.xml = Some(xml.replace(" Road ", &format!(" Road East {times}, ")));
    }
}
