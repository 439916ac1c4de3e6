//! Parties that are on no list, and can be meant all the same: one that a finding holds back, an entry that was removed.

use super::{Entity, program, schema, small, topic};
use crate::report::links;
use crate::report::screened::{EntryTold, HeldBy, Removal};
use crate::visible::capitalized;
use earwatch_law::law::ListId;
use earwatch_law::law::country;
use earwatch_screen::listed::Listed;

/// The entity of a party that is on no list; its notes say why it is told. Only one that is held back has topics: a document
/// orders it.
pub fn unlisted(listed: &Listed, told: &EntryTold) -> Entity {
    let mut entity = Entity::new(listed.key.clone(), schema(&told.name));
    entity.caption.clone_from(&told.name);
    entity.put("name", [&told.name]);
    let others = listed.names.iter().filter(|label| label.text != told.name);
    entity.put("alias", others.map(|label| &label.text));
    entity.put("address", &listed.addresses);
    entity.put("country", told.country.as_deref().and_then(country::iso).map(|code| small(&code)));
    if let Some(finding) = &told.finding {
        entity.put("topics", told.list.map(topic));
        entity.put("program", told.list.map(program));
        entity.put("notes", [held(finding)]);
    }
    if let Some(removal) = &told.removed {
        entity.put("notes", [removed(removal, told.list)]);
    }
    let by = told.removed.as_ref().and_then(|removal| removal.by.as_ref());
    entity.put("sourceUrl", told.document.as_ref().into_iter().chain(by).map(links::document));
    entity
}

fn held(HeldBy { number, message, next_step, .. }: &HeldBy) -> String {
    format!("Held back by finding {number}, and not as a document orders it on the list: {message}. Next: {next_step}.")
}

/// `Removed from the Entity List on 2024-03-21 by 2024-90404: …`.
fn removed(Removal { on, by }: &Removal, list: Option<ListId>) -> String {
    let list = list.map_or("its list".to_owned(), |list| format!("the {}", list.title()));
    let by = by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
    capitalized(&format!("removed from {list} on {on}{by}: a party that is like it may be it, or its successor."))
}
