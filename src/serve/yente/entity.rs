//! Entities as they are answered.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use earwatch_law::law::ListId;
use earwatch_report::render::exchange::ftm::Entity;
use serde::Serialize;

use super::dataset;
use super::kept::{About, All};
use crate::serve::problem::Problem;

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

    /// The entity at a place.
    pub(super) fn at(all: &'a All, place: usize, day: NaiveDate) -> Result<Self, Problem> {
        let found = all.graph.entity(place).zip(all.about.get(place));
        let (entity, about) = found.ok_or_else(|| untold(place))?;
        Ok(Self::new(entity, about, day))
    }

    /// The same with the entities beside it in its properties.
    pub(super) fn nested(all: &'a All, place: usize, day: NaiveDate) -> Result<Self, Problem> {
        all.told(place, day, &mut Vec::new())
    }
}

/// Nothing is passed over: where there is an entity, it is told.
pub(super) fn untold(place: usize) -> Problem {
    Problem::failed(&format!("the entity at place {place} of a state of the lists cannot be told"))
}

/// What an entity without a name is called.
fn label(entity: &Entity) -> &str {
    entity.values("program").iter().chain(entity.values("role")).next().map_or(entity.schema(), String::as_str)
}

impl All {
    /// The entity at a place, with those beside it but for those that it is told beside. What binds two entities is told
    /// with the other one; of anything else no more than ids.
    fn told<'a>(&'a self, place: usize, day: NaiveDate, path: &mut Vec<usize>) -> Result<Told<'a>, Problem> {
        let mut told = Told::at(self, place, day)?;
        let entity = self.graph.entity(place).ok_or_else(|| untold(place))?;
        let is_first = path.is_empty();
        if !is_first && entity.schema() != "UnknownLink" {
            return Ok(told);
        }
        path.push(place);
        for (property, places) in self.graph.adjacent(place) {
            if !is_first && entity.values(property).is_empty() {
                continue;
            }
            let others = places.into_iter().filter(|other| !path.contains(other)).collect::<Vec<_>>();
            let beside = |other| Ok(Value::Entity(Box::new(self.told(other, day, path)?)));
            let others = others.into_iter().map(beside).collect::<Result<Vec<_>, Problem>>()?;
            if others.is_empty() {
                told.properties.remove(property);
            } else {
                told.properties.insert(property, others);
            }
        }
        path.pop();
        Ok(told)
    }
}
