//! The lists as datasets.

use earwatch_law::law::ListId;

use crate::serve::problem::Problem;

/// All lists.
pub(super) const DEFAULT: &str = "default";

/// `entity_list`: names of datasets have no hyphens.
pub(super) const fn name(list: ListId) -> &'static str {
    match list {
        ListId::EntityList => "entity_list",
        ListId::UnverifiedList => "unverified_list",
        ListId::MeuList => "meu_list",
    }
}

/// The lists of a dataset.
pub(super) fn lists(dataset: &str) -> Result<Vec<ListId>, Problem> {
    if dataset == DEFAULT {
        return Ok(ListId::ALL.to_vec());
    }
    let list = ListId::ALL.into_iter().find(|list| dataset == name(*list) || dataset == list.name());
    list.map(|list| vec![list]).ok_or_else(|| {
        let names: Vec<_> = ListId::ALL.into_iter().map(name).collect();
        Problem::not_found(format!("No such dataset. Expected {DEFAULT}, {}, but found “{dataset}”", names.join(", ")))
    })
}

/// Which lists are asked about.
#[derive(Debug, Clone)]
pub(super) struct Scope {
    lists: Vec<ListId>,
    /// Whether all are, so that a party of which no list is known is meant too.
    is_all: bool,
}

impl Scope {
    /// The lists of a dataset, of which only some may be wanted.
    pub(super) fn new(dataset: &str, include: &[String], exclude: &[String]) -> Result<Self, Problem> {
        let mut of = lists(dataset)?;
        let named = |datasets: &[String]| -> Result<Vec<ListId>, Problem> {
            Ok(datasets.iter().map(|it| lists(it)).collect::<Result<Vec<_>, _>>()?.concat())
        };
        if !include.is_empty() {
            let included = named(include)?;
            of.retain(|list| included.contains(list));
        }
        let excluded = named(exclude)?;
        of.retain(|list| !excluded.contains(list));
        let is_all = of.len() == ListId::ALL.len();
        Ok(Self { lists: of, is_all })
    }

    pub(super) fn has(&self, lists: &[ListId]) -> bool {
        if lists.is_empty() { self.is_all } else { lists.iter().any(|list| self.lists.contains(list)) }
    }
}
