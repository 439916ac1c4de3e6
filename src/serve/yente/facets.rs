//! Fields of entities that results are counted and chosen by.

use std::collections::BTreeMap;

use earwatch_report::render::exchange::ftm::Entity;
use serde::{Deserialize, Serialize};

use super::dataset;
use super::kept::{About, All};
use earwatch_law::law::ListId;

/// Counts that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Facet {
    /// Lists.
    Datasets,
    /// What entities are.
    Schema,
    /// Countries.
    Countries,
    /// Identifiers; entities of the lists have none.
    Identifiers,
    /// What to look out for.
    Topics,
    /// Genders; entities of the lists have none.
    Genders,
}

/// A field with values to choose by.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Field {
    Datasets,
    Schema,
    Countries,
    Topics,
    Property(String),
}

/// How often each value stands in the results.
#[derive(Debug, Serialize)]
pub(super) struct Counts {
    label: &'static str,
    values: Vec<Counted>,
}

#[derive(Debug, Serialize)]
struct Counted {
    name: String,
    label: String,
    count: usize,
}

impl Field {
    /// `properties.program:Entity List`, `schema:Company`: the field and the value.
    pub(super) fn filter(text: &str) -> Option<(Self, &str)> {
        let (field, value) = text.split_once(':')?;
        let field = match (field, field.strip_prefix("properties.")) {
            ("datasets", _) => Self::Datasets,
            ("schema", _) => Self::Schema,
            ("countries", _) => Self::Countries,
            ("topics", _) => Self::Topics,
            (_, Some(property)) if !property.is_empty() => Self::Property(property.to_owned()),
            _ => return None,
        };
        Some((field, value))
    }

    pub(super) fn values<'a>(&self, entity: &'a Entity, about: &About) -> Vec<&'a str> {
        let texts = |property: &str| entity.values(property).iter().map(String::as_str).collect();
        match self {
            Self::Datasets => about.lists.iter().map(|list: &ListId| dataset::name(*list)).collect(),
            Self::Schema => vec![entity.schema()],
            Self::Countries => texts("country"),
            Self::Topics => texts("topics"),
            Self::Property(property) => texts(property),
        }
    }
}

impl Facet {
    const USUAL: [Self; 3] = [Self::Countries, Self::Topics, Self::Datasets];

    /// Its name, its name for people, and the field; `None` of what the lists do not say.
    const fn told(self) -> (&'static str, &'static str, Option<Field>) {
        match self {
            Self::Datasets => ("datasets", "Data sources", Some(Field::Datasets)),
            Self::Schema => ("schema", "Entity types", Some(Field::Schema)),
            Self::Countries => ("countries", "Countries", Some(Field::Countries)),
            Self::Identifiers => ("identifiers", "Identifiers", None),
            Self::Topics => ("topics", "Topics", Some(Field::Topics)),
            Self::Genders => ("genders", "Genders", None),
        }
    }

    /// A value for people.
    fn label(self, value: &str, all: &All) -> String {
        let list = |list: &ListId| dataset::name(*list) == value;
        let label = match self {
            Self::Datasets => ListId::ALL.into_iter().find(list).map(|list| list.title().to_owned()),
            Self::Countries => all.countries.get(value).cloned(),
            Self::Topics if value == "export.control" => Some("Export controlled".to_owned()),
            Self::Topics if value == "export.risk" => Some("Trade risk".to_owned()),
            Self::Schema | Self::Identifiers | Self::Topics | Self::Genders => None,
        };
        label.unwrap_or_else(|| value.to_owned())
    }
}

/// The counts of results that are asked for; where none are, those by country, topic and list.
pub(super) fn facets(all: &All, found: &[usize], asked: &[Facet]) -> BTreeMap<&'static str, Counts> {
    let asked = if asked.is_empty() { &Facet::USUAL } else { asked };
    let counts = |facet: &Facet| {
        let (name, label, field) = facet.told();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        if let Some(field) = field {
            let entities = found.iter().filter_map(|place| all.graph.entity(*place).zip(all.about.get(*place)));
            for value in entities.flat_map(|(entity, about)| field.values(entity, about)) {
                *counts.entry(value).or_default() += 1;
            }
        }
        let count =
            |(value, count): (&str, usize)| Counted { name: value.to_owned(), label: facet.label(value, all), count };
        let mut values: Vec<_> = counts.into_iter().map(count).collect();
        values.sort_by_key(|count| std::cmp::Reverse(count.count));
        (name, Counts { label, values })
    };
    asked.iter().map(counts).collect()
}
