//! Entities by their ids, and which of them refer to which.

use std::collections::HashMap;

use super::Entity;

/// Properties whose values are ids of entities, and what `FollowTheMoney` calls them from the other end.
const REFERENCES: [(&str, &str); 4] =
    [("addressEntity", "things"), ("entity", "sanctions"), ("object", "unknownLinkFrom"), ("subject", "unknownLinkTo")];

/// Entities, each known by its place.
#[derive(Debug, Default)]
pub struct Graph {
    entities: Vec<Entity>,
    places: HashMap<String, usize>,
    /// For each, the property by which it is called from here, and who refers to it.
    referring: Vec<Vec<(&'static str, usize)>>,
}

impl Graph {
    /// Entities with ids of their own.
    pub fn new(entities: Vec<Entity>) -> Self {
        let places: HashMap<_, _> =
            entities.iter().enumerate().map(|(place, entity)| (entity.id.clone(), place)).collect();
        let mut referring = vec![Vec::new(); entities.len()];
        for (place, entity) in entities.iter().enumerate() {
            for (property, from_there) in REFERENCES {
                let referred = entity.values(property).iter().filter_map(|id| places.get(id));
                for there in referred {
                    referring.get_mut(*there).into_iter().for_each(|all| all.push((from_there, place)));
                }
            }
        }
        Self { entities, places, referring }
    }

    /// The entities, in order.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// The place of the entity of an id.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// The entity at a place.
    pub fn entity(&self, place: usize) -> Option<&Entity> {
        self.entities.get(place)
    }

    /// Entities that the one at a place refers to, and those that refer to it, by the property in which it has them.
    pub fn adjacent(&self, place: usize) -> Vec<(&'static str, Vec<usize>)> {
        let mut all: Vec<(&'static str, Vec<usize>)> = Vec::new();
        let mut add = |property: &'static str, place: usize| match all.iter_mut().find(|(of, _)| *of == property) {
            Some((_, places)) => places.push(place),
            None => all.push((property, vec![place])),
        };
        if let Some(entity) = self.entities.get(place) {
            for (property, _) in REFERENCES {
                let referred = entity.values(property).iter().filter_map(|id| self.place(id));
                referred.for_each(|place| add(property, place));
            }
        }
        for (property, place) in self.referring.get(place).into_iter().flatten() {
            add(property, *place);
        }
        all
    }

    /// Whether a property holds ids of entities, on this side or the other.
    pub fn is_reference(property: &str) -> bool {
        REFERENCES.iter().any(|(here, there)| *here == property || *there == property)
    }
}
