//! Which list and which countries an order is about.

use super::complement::Why;
use super::effect::Ordered;
use super::order::{Certainty, Order, Stayed, Target};
use super::scope::Scope;
use crate::law::ListId;

/// One target for each country; refuses an order whose list or country is not known.
/// Where no words name the country, the rows may tell it, or the names of entries alone.
pub(super) fn targets(
    ordered: &Ordered,
    only: Option<&[String]>,
    (rows_tell, names_tell): (bool, bool),
) -> Result<Vec<Target>, Why> {
    let setting = &ordered.setting;
    let Scope::List(list) = setting.scope else {
        return Err("an order for a list that is not named");
    };
    let mut countries = ordered.countries.clone();
    let needed = list == ListId::EntityList && needs_country(&ordered.order);
    if countries.is_empty() && needed {
        countries = match only {
            Some(only) => only.to_vec(),
            None if rows_tell || names_tell && names_alone(&ordered.order) => Vec::new(),
            None => return Err("an order without a country"),
        };
    }
    if setting.garbled && !ordered.country_stated {
        return Err("an order below one that was not understood");
    }
    // Of entries that come, the rows tell how many are under each.
    let by_rows = matches!(ordered.order, Order::AddEntries(_) | Order::ReviseEntries(_));
    if countries.len() > 1 && counted(&ordered.order) && !by_rows {
        return Err("a number of entries of several countries");
    }
    let stated = setting.scope_stated && (ordered.country_stated || countries.is_empty());
    let among = if countries.len() > 1 { countries.clone() } else { Vec::new() };
    let target = |country: Option<String>| Target {
        list,
        country,
        among: among.clone(),
        certainty: if stated { Certainty::Stated } else { Certainty::Inherited },
    };
    if countries.is_empty() {
        return Ok(vec![target(None)]);
    }
    Ok(countries.into_iter().map(|country| target(Some(country))).collect())
}

/// "removing “A” and adding “B” under RUSSIA": the one country that joined orders name is that of all.
pub(super) fn only_country(found: &[Ordered]) -> Option<Vec<String>> {
    let mut named = found.iter().filter(|one| !one.countries.is_empty());
    let first = named.next()?.countries.clone();
    let counted = found.iter().any(|one| counted(&one.order));
    (named.all(|one| one.countries == first) && !counted).then_some(first)
}

/// Whether joined orders leave their countries to the table: each row of it stands below its own.
pub(super) fn rows_tell(found: &[Ordered]) -> bool {
    found.iter().all(|one| matches!(one.order, Order::AddEntries(_) | Order::ReviseEntries(_)))
}

/// Text, footnotes and the introduction may belong to the whole list; entries stand under a country.
fn needs_country(order: &Order) -> bool {
    match order {
        Order::AddEntries(_)
        | Order::ReviseEntries(_)
        | Order::RemoveEntries(_)
        | Order::RenameEntry { .. }
        | Order::MoveEntries { .. }
        | Order::MoveCountry { .. }
        | Order::RenameCountry { .. }
        | Order::ReserveCountry
        | Order::AddCountry
        | Order::RemoveCountry { .. }
        | Order::RemoveAliases { .. }
        | Order::AddAliases { .. }
        | Order::RemoveAddresses { .. }
        | Order::AddAddresses { .. }
        | Order::ReviseFeaturesAt { .. }
        | Order::ReviseDesignation { .. } => true,
        Order::ReviseText { entry, .. } => entry.is_some(),
        Order::Stay { what, .. } | Order::LiftStay { what } => {
            matches!(what, Stayed::Entries(_))
        }
        Order::NoListEffect(_)
        | Order::WholeSupplement
        | Order::Each { .. }
        | Order::AddFootnote(_)
        | Order::ReviseFootnote(_)
        | Order::RemoveFootnote(_)
        | Order::ReviseIntro
        | Order::SetText { .. } => false,
    }
}

/// Whether the order names entries of the list, so that each of them is known where one alone has its name.
fn names_alone(order: &Order) -> bool {
    match order {
        Order::RemoveEntries(entries) | Order::MoveEntries { entries, .. } | Order::ReviseEntries(entries) => {
            !entries.names.is_empty() && entries.ordinal.is_none()
        }
        other => other.inside().is_some(),
    }
}

/// Whether the order counts entries: "two Afghan entities" tells a country of its own, unread.
fn counted(order: &Order) -> bool {
    matches!(
        order,
        Order::AddEntries(entries) | Order::ReviseEntries(entries) | Order::RemoveEntries(entries) if entries.count.is_some()
    )
}
