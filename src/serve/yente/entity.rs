//! Entities as they are answered.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use earwatch_law::law::ListId;
use earwatch_report::render::exchange::ftm::Entity;
use serde::Serialize;

use super::dataset;
use super::kept::{About, All};

/// An entity, with what is told of it besides.
#[derive(Debug, Serialize)]
pub(super) struct Told<'a> {
    id: &'a str,
    caption: &'a str,
    schema: &'static str,
    properties: BTreeMap<&'static str, Vec<Value<'a>>>,
    datasets: Vec<&'static str>,
    referents: &'a [String],
    target: bool,
    first_seen: Option<String>,
    last_seen: String,
    last_change: Option<String>,
}

/// A value of a property: a text, or the entity that it is the id of.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Value<'a> {
    Text(&'a str),
    Entity(Box<Told<'a>>),
}

/// How many there are.
#[derive(Debug, Serialize)]
pub(super) struct Total {
    value: usize,
    relation: &'static str,
}

impl Total {
    pub(super) const fn of(value: usize) -> Self {
        Self { value, relation: "eq" }
    }
}

/// A day as a moment without a zone, as clients read it.
pub(super) fn moment(day: NaiveDate) -> String {
    format!("{day}T00:00:00")
}

/// Topics of whom to look out for.
pub(super) fn is_target(entity: &Entity) -> bool {
    !entity.values("topics").is_empty()
}

impl<'a> Told<'a> {
    /// An entity of the lists of a day.
    pub(super) fn new(entity: &'a Entity, about: &'a About, day: NaiveDate) -> Self {
        let texts = |values: &'a Vec<String>| values.iter().map(|value| Value::Text(value)).collect();
        Self {
            id: entity.id(),
            caption: if entity.caption().is_empty() { label(entity) } else { entity.caption() },
            schema: entity.schema(),
            properties: entity.properties().iter().map(|(property, values)| (*property, texts(values))).collect(),
            datasets: about.lists.iter().map(|list: &ListId| dataset::name(*list)).collect(),
            referents: &about.former,
            target: is_target(entity),
            first_seen: about.since.map(moment),
            last_seen: moment(day),
            last_change: about.changed.map(moment),
        }
    }

    /// The same with the entities beside it in its properties.
    pub(super) fn nested(all: &'a All, place: usize, day: NaiveDate) -> Option<Self> {
        all.told(place, day, &mut Vec::new())
    }
}

/// What an entity without a name is called.
fn label(entity: &Entity) -> &str {
    entity.values("program").iter().chain(entity.values("role")).next().map_or(entity.schema(), String::as_str)
}

impl All {
    /// The entity at a place, with those beside it but for those that it is told beside. What binds two entities is told
    /// with the other one; of anything else no more than ids.
    fn told<'a>(&'a self, place: usize, day: NaiveDate, path: &mut Vec<usize>) -> Option<Told<'a>> {
        let entity = self.graph.entity(place)?;
        let mut told = Told::new(entity, self.about.get(place)?, day);
        let is_first = path.is_empty();
        if !is_first && entity.schema() != "UnknownLink" {
            return Some(told);
        }
        path.push(place);
        for (property, places) in self.graph.adjacent(place) {
            if !is_first && entity.values(property).is_empty() {
                continue;
            }
            let others = places.into_iter().filter(|other| !path.contains(other)).collect::<Vec<_>>();
            let others = others.into_iter().filter_map(|other| self.told(other, day, path));
            let others: Vec<_> = others.map(|other| Value::Entity(Box::new(other))).collect();
            if others.is_empty() {
                told.properties.remove(property);
            } else {
                told.properties.insert(property, others);
            }
        }
        path.pop();
        Some(told)
    }
}
