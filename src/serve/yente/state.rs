//! A state of the lists as entities of `FollowTheMoney`.

use std::sync::Arc;

use chrono::NaiveDate;
use earwatch_law::law::{ListId, country};
use earwatch_report::render::exchange::Listing;
use earwatch_report::render::exchange::ftm::graph::Graph;
use earwatch_report::render::exchange::ftm::{self, Entity};
use earwatch_report::report::record::EntryRecord;
use earwatch_screen::letters::plain;

use super::entity::untold;
use super::kept::{About, All, Kept, Words};
use crate::query::export;
use crate::serve::desk::Desk;
use crate::serve::problem::Problem;
use crate::serve::ready::Ready;

/// A state of the lists.
pub(super) struct State {
    pub(super) ready: Arc<Ready>,
    kept: Arc<Kept>,
}

impl State {
    /// The state on a day, as known by a day.
    pub(super) async fn at(
        desk: &Arc<Desk>,
        as_of: Option<NaiveDate>,
        known_by: Option<NaiveDate>,
    ) -> Result<Self, Problem> {
        let ready = desk.at(as_of, known_by).await?;
        let at = ready.at;
        let kept = async || -> Result<Arc<Kept>, Problem> {
            let past = desk.ask(move |store| Ok(export::past(store, at.as_of, at.known_by)?)).await?;
            Ok(Arc::new(Kept::new(past.listed, ready.against.told.len())))
        };
        let kept = Arc::clone(ready.exchanged.get_or_try_init(kept).await?);
        Ok(Self { ready, kept })
    }

    /// The day of the state.
    pub(super) fn day(&self) -> NaiveDate {
        self.ready.at.as_of
    }

    fn listing(&self) -> Listing<'_> {
        Listing { records: &self.ready.entries, listed: &self.kept.since, day: self.day() }
    }

    /// The entity of one of those that parties are held against.
    pub(super) fn entity(&self, place: usize) -> Result<(&Entity, &About), Problem> {
        let made = self.kept.entities.get(place).and_then(|kept| kept.get_or_init(|| self.made(place)).as_ref());
        made.map(|(entity, about)| (entity, about)).ok_or_else(|| untold(place))
    }

    fn made(&self, place: usize) -> Option<(Entity, About)> {
        if let Some(record) = self.ready.entries.get(place) {
            return Some((ftm::of_entry(&self.listing(), record)?, self.about(record)));
        }
        let against = &self.ready.against;
        let (listed, told) = (against.listed.get(place)?, against.told.get(place)?);
        let about = About {
            lists: told.list.into_iter().collect(),
            former: against.former.get(place).cloned().unwrap_or_default(),
            since: None,
            changed: told.removed.as_ref().map(|removal| removal.on),
        };
        Some((ftm::unlisted(listed, told), about))
    }

    fn about(&self, record: &EntryRecord) -> About {
        About {
            lists: vec![record.list],
            former: record.former_public_ids.iter().map(ToString::to_string).collect(),
            since: self.kept.since.get(&record.id).copied().or(record.first_cited),
            changed: record.effective_from.or(record.last_cited),
        }
    }

    /// All entities.
    ///
    /// # Errors
    /// Where one of them cannot be told.
    pub(super) fn all(&self) -> Result<&All, Problem> {
        match self.kept.all.get() {
            Some(all) => Ok(all),
            None => self.make_all().map(|all| self.kept.all.get_or_init(|| all)),
        }
    }

    fn make_all(&self) -> Result<All, Problem> {
        let (mut entities, mut about) = (Vec::new(), Vec::new());
        for (record, of_record) in self.ready.entries.iter().zip(ftm::by_record(&self.listing())) {
            let of_this = self.about(record);
            for entity in of_record {
                let former = if entity.id() == record.public_id.as_str() { of_this.former.clone() } else { Vec::new() };
                about.push(About { former, ..of_this.clone() });
                entities.push(entity);
            }
        }
        for place in self.ready.entries.len()..self.ready.against.told.len() {
            let (entity, of_this) = self.entity(place)?;
            about.push(of_this.clone());
            entities.push(entity.clone());
        }
        let graph = Graph::new(entities);
        if graph.entities().len() != about.len() {
            return Err(untold(graph.entities().len().min(about.len())));
        }
        // An address is on the lists of all who have it.
        for place in 0..about.len() {
            let things = graph.adjacent(place).into_iter().find(|(property, _)| *property == "things");
            let lists = |there: &usize| about.get(*there).map(|about| about.lists.clone()).unwrap_or_default();
            let mut lists: Vec<ListId> = things.iter().flat_map(|(_, places)| places).flat_map(lists).collect();
            if let Some(about) = about.get_mut(place).filter(|_| !lists.is_empty()) {
                lists.sort_unstable();
                lists.dedup();
                about.lists = lists;
            }
        }
        let current = graph.entities().iter().zip(&about);
        let current =
            current.flat_map(|(entity, about)| about.former.iter().map(|id| (id.clone(), entity.id().to_owned())));
        let codes = self.ready.entries.iter().filter_map(|record| {
            Some((country::iso(&record.country)?.to_lowercase(), country::spoken(&record.country)))
        });
        Ok(All {
            words: graph.entities().iter().map(Words::of).collect(),
            current: current.collect(),
            countries: codes.collect(),
            graph,
            about,
        })
    }
}

impl Words {
    fn of(entity: &Entity) -> Self {
        const NAMES: [&str; 3] = ["name", "alias", "previousName"];
        let names = NAMES.iter().flat_map(|property| entity.values(property)).map(|name| spaced(name)).collect();
        let values = entity.properties().iter().filter(|(property, _)| !Graph::is_reference(property));
        let text: Vec<_> = values.flat_map(|(_, values)| values).map(|value| spaced(value)).collect();
        Self { names, text: text.concat() }
    }
}

/// The words of a text in plain letters, with a blank before and behind each: ` huaxin technology `.
pub(super) fn spaced(text: &str) -> String {
    let mut out = String::from(" ");
    for word in plain(text) {
        out.push_str(&word.text);
        out.push(' ');
    }
    out
}
