//! Clauses → orders: what a verb does to what it names.
//!
//! A clause that does not add up to an order is refused with a reason; nothing is made of half of it.

use super::clause::Clause;
use super::complement::{Complement, Remark, Why, clean, sort};
use super::edit;
use super::heading;
use super::lexicon::Verb;
use super::mark;
use super::object::Object;
use super::order::{Entries, Occurrence, Order, Selection, Stayed};
use super::place::End;
use super::scope::Scope;
use super::selection;
use super::setting::Setting;
use super::spoken::What;
use crate::law::{ListId, country};

/// An order with the countries it is about; none means the whole list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ordered {
    /// The place of its clause.
    pub(super) setting: Setting,
    pub(super) countries: Vec<String>,
    pub(super) country_stated: bool,
    pub(super) order: Order,
}

/// Reads a chain of joined clauses. All of it is an order or none.
pub(super) fn orders(chain: &[Clause]) -> Result<Vec<Ordered>, Why> {
    let mut ordered = Vec::new();
    // "adding the alias “A” to the entry for “X” and removing the alias “B”"
    let mut inside = None;
    let mut heading = Vec::new();
    let mut emptied = Vec::new();
    let of_table = chain.iter().any(|clause| clause.phrases.contains(&What::OfTable.into()));
    let mut rest = chain;
    while let [clause, tail @ ..] = rest {
        let mut groups = sort(clause)?;
        let excepts = |parts: &Complement| !parts.except.is_empty();
        if groups.iter().any(|parts| excepts(parts) && !(clause.verb == Verb::Remove && parts.has(&Object::AllEntries)))
        {
            return Err("an exception of something else than all entries of a country");
        }
        let plain = !groups.iter().any(excepts);
        for parts in &mut groups {
            if parts.lacks_entry() {
                parts.inside.clone_from(&inside);
            }
            inside.clone_from(&parts.inside);
        }
        if let ([removal], Verb::Remove, [next, ..]) = (groups.as_slice(), clause.verb, tail)
            && plain
            && matches!(next.verb, Verb::Add | Verb::Move | Verb::Redesignate)
            && let [addition] = sort(next)?.as_slice()
            && let Some(found) = heading::exchange(next.verb, removal, addition)?
        {
            ordered.extend(found);
            rest = tail.get(1..).unwrap_or(&[]);
            continue;
        }
        if let ([removal], Verb::Remove, [next, ..]) = (groups.as_slice(), clause.verb, tail)
            && plain
            && next.verb == Verb::Add
            && let [addition] = sort(next)?.as_slice()
            && let Some(found) = edit::exchange(removal, addition)?
        {
            // "by removing “A” and adding in its place “B” in the entry for “X”": either half may say where.
            let place = if removal.country_stated || !addition.country_stated { removal } else { addition };
            ordered.extend(found.into_iter().map(|order| at(place, place.countries.clone(), order)));
            rest = tail.get(1..).unwrap_or(&[]);
            continue;
        }
        for parts in &groups {
            let mut parts = parts.clone();
            // "removing the heading HONG KONG and moving all entries under it"
            let reserves = clause.verb == Verb::Reserve && parts.headings().is_none_or(|named| named.is_empty());
            let below = parts.has(&Object::Thereunder) && parts.headings().is_none() || parts.says(Remark::Below);
            if below && parts.countries.is_empty() {
                parts.countries.clone_from(&heading);
            }
            // "removing the entries under RUSSIA and reserving the heading"
            if reserves && parts.countries.is_empty() {
                parts.countries.clone_from(&emptied);
            }
            // "removing all entries under RUSSIA and removing that heading"
            let strikes = clause.verb == Verb::Remove && parts.headings().is_some_and(|named| named.is_empty());
            if strikes && parts.countries.is_empty() {
                parts.countries.clone_from(&emptied);
            }
            // "adding footnote 6 to the end of the table" is no order about the country before it.
            if of_table && !parts.footnotes().is_empty() && !parts.says(Remark::Placed) {
                parts.countries.clear();
            }
            heading = parts.headings().unwrap_or(heading);
            emptied.clone_from(&parts.countries);
            ordered.extend(one(clause.verb, &parts)?);
        }
        rest = tail;
    }
    renamed_last(ordered).into_iter().map(of_each).collect()
}

/// An entry is found by its old name: what else is ordered of it under that name comes before its new one.
fn renamed_last(mut ordered: Vec<Ordered>) -> Vec<Ordered> {
    for at in (0..ordered.len()).rev() {
        let Some(Order::RenameEntry { from, .. }) = ordered.get(at).map(|one| &one.order) else {
            continue;
        };
        let of_it = |one: &Ordered| one.order.inside() == Some(from.as_str());
        let last = ordered.iter().rposition(of_it).filter(|last| *last > at);
        if let Some(moved) = last.and_then(|last| ordered.get_mut(at..=last)) {
            moved.rotate_left(1);
        }
    }
    ordered
}

fn at(parts: &Complement, countries: Vec<String>, order: Order) -> Ordered {
    Ordered { setting: parts.setting.clone(), countries, country_stated: parts.country_stated, order }
}

fn one(verb: Verb, parts: &Complement) -> Result<Vec<Ordered>, Why> {
    if parts.says(Remark::InPlace) {
        return Err("a replacement without what it replaces");
    }
    // A renaming, a move, an edit is all of it or nothing.
    let plain = |order: &Order| {
        matches!(order, Order::AddEntries(_) | Order::RemoveEntries(_) | Order::ReviseEntries(_) | Order::Each { .. })
    };
    let all = |orders: Vec<Order>| {
        let placed = |order: &Order| {
            let of_row = parts.occurrence.is_some_and(|which| matches!(which, Occurrence::Beginning | Occurrence::End));
            matches!(order, Order::ReviseText { .. } | Order::ReviseDesignation { .. })
                || of_row && matches!(order, Order::AddEntries(_) | Order::ReviseEntries(_))
        };
        if parts.occurrence.is_some() && !orders.iter().all(placed) {
            return Err("one of several places of something else than words");
        }
        if parts.held && !orders.iter().all(plain) { Err("a name that cannot be delimited") } else { Ok(orders) }
    };
    let here = |orders: Vec<Order>| orders.into_iter().map(|order| at(parts, parts.countries.clone(), order)).collect();
    if parts.has(&Object::TheStay) || matches!(verb, Verb::Stay | Verb::Lift) {
        return stay(verb, parts).map(here);
    }
    if parts.until.is_some() {
        return Err("an end date of something else than a stay");
    }
    if let Some(found) = heading::renaming(verb, parts)? {
        return Ok(found);
    }
    if parts.transfer.is_some() && verb != Verb::Move {
        return Err("two lists in one order");
    }
    // "adding the destination of “BELIZE” under the Country column and one entity" is about a heading.
    // … and "the entry for “X” under the heading “RUSSIA” in the Country column" is not.
    let of_entry = parts.says(Remark::Placed) && parts.listed() && !parts.names.is_empty() && parts.to.is_empty();
    if parts.of_countries && parts.headings().is_none() && !of_entry {
        return Err("an order inside the Country column");
    }
    let moves = matches!(verb, Verb::Move | Verb::Redesignate | Verb::Rename);
    if parts.held && moves {
        return Err("a name that cannot be delimited");
    }
    if !moves && (parts.from_country.is_some() || parts.to_country.is_some()) {
        return Err("a country that something comes from or goes to, without a move");
    }
    match verb {
        Verb::Add | Verb::Remove => {
            if let Some(found) = wherever(verb, parts) {
                return Ok(here(found));
            }
            if let Some(found) = heading::headings(verb, parts)? {
                return Ok(found);
            }
            change(verb, parts).and_then(all).map(here)
        }
        Verb::Revise | Verb::Amend => change(verb, parts).and_then(all).map(here),
        Verb::Designate => mark::marked(parts).and_then(all).map(here),
        Verb::Reserve => heading::reserved(parts),
        Verb::Replace | Verb::Substitute => edit::replace(verb, parts).and_then(all).map(here),
        Verb::Rename | Verb::Redesignate | Verb::Move => relocate(verb, parts),
        Verb::Stay | Verb::Lift => Err("a stay that does not say of what"),
    }
}

/// "removing the entry for “X” wherever it appears": under whatever country.
fn wherever(verb: Verb, parts: &Complement) -> Option<Vec<Order>> {
    let entries = parts.entries();
    let listed = parts.objects.iter().all(|object| matches!(object, Object::Entries { .. }));
    let alone = parts.inside.is_none() && parts.column.is_none() && parts.of.is_empty() && parts.to.is_empty();
    let plain = listed && alone && !parts.held && parts.setting.selected.is_none() && parts.after.is_empty();
    let whole_list = parts.says(Remark::Everywhere) && parts.countries.is_empty() && parts.listed();
    let named = !entries.names.is_empty() && entries.count.is_none() && entries.ordinal.is_none();
    let each = |name: &String| {
        let order = Order::RemoveEntries(Entries { names: vec![name.clone()], count: None, ordinal: None });
        Order::Each { of: Selection::Everywhere, order: Box::new(order) }
    };
    (verb == Verb::Remove && plain && whole_list && named).then(|| entries.names.iter().map(each).collect())
}

/// Adds, removes or revises whatever is named.
fn change(verb: Verb, parts: &Complement) -> Result<Vec<Order>, Why> {
    if !parts.designated.is_empty() {
        return mark::designated(verb, parts);
    }
    if parts.inside.is_some() && !parts.footnotes().is_empty() && parts.names.is_empty() {
        return mark::designations(verb, parts);
    }
    // "adding the following affiliated entities under RUSSIA: “A” and “B”"
    let alone = parts.objects == [Object::Subordinates] && parts.inside.is_none() && parts.column.is_none();
    if verb == Verb::Add && alone && !parts.names.is_empty() && parts.of.is_empty() && parts.to.is_empty() {
        return Ok(vec![Order::AddEntries(parts.entries())]);
    }
    if let Some(order) = edit::with_its_parts(verb, parts) {
        return Ok(vec![order]);
    }
    if parts.has(&Object::Subordinates) || parts.has(&Object::Detail) && parts.names.is_empty() {
        return edit::revised(parts);
    }
    if let Some(order) = set_text(verb, parts) {
        return Ok(vec![order]);
    }
    let mut orders = texts_of_table(verb, parts)?;
    let places = parts.places();
    if !places.is_empty() {
        return edit::all_placed(verb, parts, &places);
    }
    if parts.has(&Object::Aliases) || parts.has(&Object::Addresses) || parts.has(&Object::Name) {
        orders.extend(edit::features(verb, parts)?);
        return Ok(orders);
    }
    // "adding “X” after “Y”": where rows stand is no part of the list's meaning.
    let beside = verb == Verb::Add && !parts.is_wording() && parts.instead.is_empty() && !parts.names.is_empty();
    let put_before = beside || verb == Verb::Add && parts.is_wording();
    if !parts.before.is_empty() && !put_before {
        return Err("text to be put before other text");
    }
    if !beside && !parts.after.is_empty() || !parts.instead.is_empty() || parts.is_wording() {
        orders.extend(edit::edit(verb, parts)?);
        return Ok(orders);
    }
    let entries = parts.entries();
    let meant = parts.listed() || !entries.names.is_empty();
    // "correcting errors in the entry for “X”"
    let bare = !meant && parts.objects.is_empty() && parts.to.is_empty() && parts.of.is_empty();
    if bare && parts.inside.is_some() && matches!(verb, Verb::Revise | Verb::Amend) {
        return edit::revised(parts);
    }
    if parts.inside.is_some() {
        return Err("an entry inside another entry");
    }
    if !orders.is_empty() {
        return if meant { Err("entries among other objects") } else { Ok(orders) };
    }
    // "revising the entry for “X” in the Entity column to read “X, 5 Road …”"
    if let (Some(_), [_], [_], true) = (parts.column, parts.names.as_slice(), parts.to.as_slice(), parts.of.is_empty())
    {
        let (inside, column) = (Some((clean(&parts.names), None)), parts.column);
        let set = Complement { inside, column, names: Vec::new(), objects: Vec::new(), ..parts.clone() };
        return edit::edit(verb, &set);
    }
    if !parts.to.is_empty() && parts.column.is_some() {
        return Err("a new name inside a column");
    }
    if !parts.to.is_empty() {
        return edit::renaming(parts);
    }
    if parts.is_scope_alone() {
        return Ok(vec![Order::WholeSupplement]);
    }
    // "is amended by adding in alphabetical order:" leaves all to the rows.
    let nothing = parts.objects.is_empty() && parts.of.is_empty() && parts.countries.is_empty();
    if verb == Verb::Add && !meant && nothing {
        return Ok(vec![Order::AddEntries(entries)]);
    }
    if !meant || !parts.of.is_empty() {
        return Err("a verb without an object");
    }
    // "removing the entries for “X” wherever they appear (under IRAN and under SYRIA)"
    let everywhere = parts.says(Remark::Everywhere) && (verb == Verb::Add || parts.countries.len() < 2);
    if matches!(verb, Verb::Add | Verb::Remove) && (parts.column.is_some() || everywhere) {
        return Err("entries inside a column, or everywhere");
    }
    if entries.names.is_empty() && entries.count.is_none() && verb == Verb::Remove {
        return Err("a removal that does not say of what");
    }
    Ok(vec![if verb == Verb::Add {
        Order::AddEntries(entries)
    } else if verb == Verb::Remove {
        Order::RemoveEntries(entries)
    } else {
        Order::ReviseEntries(entries)
    }])
}

/// Footnotes and the introductory text; what they say is printed below.
fn texts_of_table(verb: Verb, parts: &Complement) -> Result<Vec<Order>, Why> {
    let mut orders = Vec::new();
    for number in parts.footnotes() {
        if !parts.countries.is_empty() || !parts.of.is_empty() {
            return Err("a footnote of an entry, not of the table");
        }
        orders.push(if verb == Verb::Add {
            Order::AddFootnote(number)
        } else if verb == Verb::Remove {
            Order::RemoveFootnote(number)
        } else {
            Order::ReviseFootnote(number)
        });
    }
    if parts.has(&Object::Intro) {
        if !parts.countries.is_empty() || !matches!(verb, Verb::Revise | Verb::Amend) {
            return Err("introductory text that is not revised as a whole");
        }
        orders.push(Order::ReviseIntro);
    }
    Ok(orders)
}

/// "adding footnote 6 at the end of the table to read: “6 You may not …”": the text stands in the order itself.
fn set_text(verb: Verb, parts: &Complement) -> Option<Order> {
    let footnote = match (parts.objects.as_slice(), parts.footnotes().as_slice()) {
        ([Object::Footnotes(_)], [number]) => Some(*number),
        ([Object::Intro], []) if verb != Verb::Add => None,
        _ => return None,
    };
    let said = match (parts.names.as_slice(), parts.to.as_slice()) {
        ([text], []) | ([], [text]) => text.trim(),
        _ => return None,
    };
    let numbered = |number: u8| {
        let behind = said.strip_prefix(&format!("^{number}^")).or_else(|| {
            let behind = said.strip_prefix(&number.to_string())?;
            behind.strip_prefix(['.', ' ']).filter(|text| text.trim_start().starts_with(char::is_uppercase))
        })?;
        Some(behind.trim_start())
    };
    let own = footnote.and_then(numbered);
    let sentence = own.unwrap_or(said);
    // No name of an entry is as long, and ends as a sentence does.
    let is_text = sentence.ends_with(['.', '”']) && sentence.split_whitespace().count() > 7;
    let other = own.is_none() && said.starts_with(|c: char| c.is_ascii_digit() || c == '^');
    let alone = parts.countries.is_empty() && parts.inside.is_none() && parts.column.is_none() && parts.of.is_empty();
    let sets = matches!(verb, Verb::Add | Verb::Revise | Verb::Amend) && parts.setting.selected.is_none();
    (is_text && !other && alone && sets).then(|| Order::SetText { footnote, text: sentence.to_owned() })
}

/// Renames entries, or puts them under another country.
fn relocate(verb: Verb, parts: &Complement) -> Result<Vec<Ordered>, Why> {
    if let Some((from, to)) = parts.transfer {
        return transfer(parts, from, to);
    }
    let source = parts.from_country.clone().map_or_else(|| parts.countries.clone(), |country| vec![country]);
    // "Under CHINA, by moving the entry for “X” from HONG KONG"
    let inward = parts.from_country.is_some().then(|| parts.countries.first().cloned()).flatten();
    let Some(to_country) = parts.to_country.clone().or(inward) else {
        if verb == Verb::Move {
            return Err("a move that does not say whereto");
        }
        let countries = parts.countries.clone();
        return Ok(edit::renaming(parts)?.into_iter().map(|order| at(parts, countries.clone(), order)).collect());
    };
    let entries = parts.entries();
    if parts.has(&Object::AllEntries) || parts.has(&Object::Thereunder) {
        return heading::relocate(parts, &to_country);
    }
    if let Some([heading]) = parts.headings().as_deref()
        && country::is_part_of(heading, &to_country)
        && entries.names.is_empty()
    {
        return heading::relocate(parts, &to_country);
    }
    if entries.names.is_empty() && (source.is_empty() || entries.count.is_none()) {
        return Err("a move that does not say of what, or from where");
    }
    let mut found = vec![Ordered {
        setting: parts.setting.clone(),
        countries: source,
        country_stated: parts.country_stated || parts.from_country.is_some(),
        order: Order::MoveEntries { entries, to_country: to_country.clone() },
    }];
    let there = |order| Ordered {
        setting: parts.setting.clone(),
        countries: vec![to_country.clone()],
        country_stated: true,
        order,
    };
    if !parts.to.is_empty() {
        found.extend(edit::renaming(parts)?.into_iter().map(there));
    }
    if parts.says(Remark::Reads) {
        found.push(there(Order::ReviseEntries(parts.entries())));
    }
    Ok(found)
}

/// "moving “A” from the Unverified List to the Entity List": removed from the one, and added to the other by its row.
fn transfer(parts: &Complement, from: ListId, to: ListId) -> Result<Vec<Ordered>, Why> {
    let entries = parts.entries();
    let plain = parts.objects.iter().all(|object| matches!(object, Object::Entries { .. }))
        && parts.inside.is_none()
        && parts.column.is_none()
        && parts.to.is_empty()
        && parts.of.is_empty();
    if entries.names.is_empty() || !plain || parts.from_country.is_some() || parts.to_country.is_some() {
        return Err("a move between lists that does not say of what");
    }
    let on = |list, order| Ordered {
        setting: Setting { scope: Scope::List(list), scope_stated: true, ..parts.setting.clone() },
        countries: parts.countries.clone(),
        country_stated: parts.country_stated,
        order,
    };
    Ok(vec![on(from, Order::RemoveEntries(entries.clone())), on(to, Order::AddEntries(entries))])
}

/// Holds text back, or lets it go again.
fn stay(verb: Verb, parts: &Complement) -> Result<Vec<Order>, Why> {
    let mut what = Vec::new();
    if parts.has(&Object::Intro) {
        what.push(Stayed::Intro);
    }
    what.extend(parts.footnotes().into_iter().map(Stayed::Footnote));
    let entries = parts.entries();
    if !entries.names.is_empty() || entries.count.is_some() {
        what.push(Stayed::Entries(entries));
    }
    if what.is_empty() {
        if !parts.says(Remark::ScopeNamed)
            || !parts.countries.is_empty()
            || !parts.objects.iter().all(|object| *object == Object::TheStay)
        {
            return Err("a stay that does not say of what");
        }
        what.push(Stayed::Supplement);
    }
    let the_stay = parts.has(&Object::TheStay);
    if the_stay && matches!(verb, Verb::Lift | Verb::Remove) {
        return Ok(what.into_iter().map(|what| Order::LiftStay { what }).collect());
    }
    if verb == Verb::Stay && (!the_stay || parts.until.is_some()) {
        let until = parts.until.and_then(End::date);
        return Ok(what.into_iter().map(|what| Order::Stay { what, until }).collect());
    }
    Err("a stay that is neither set nor lifted")
}

/// An order about entries that the list tells; one that names others, or does something else with them, is none.
fn of_each(ordered: Ordered) -> Result<Ordered, Why> {
    const REFUSED: &str = "entries that the list tells, in an order about others";
    let unnamed = match &ordered.order {
        Order::AddEntries(of) | Order::ReviseEntries(of) | Order::RemoveEntries(of) => {
            of.names.iter().any(|name| name == selection::UNNAMED)
        }
        Order::MoveEntries { entries, .. } => entries.names.iter().any(|name| name == selection::UNNAMED),
        other => other.inside() == Some(selection::UNNAMED),
    };
    let Some(of) = ordered.setting.selected.clone() else {
        return if unnamed { Err(REFUSED) } else { Ok(ordered) };
    };
    let alone = match &ordered.order {
        Order::RemoveEntries(Entries { names, count: None, ordinal: None }) => names.len() == 1,
        Order::ReviseText { entry: Some(_), edit, .. } => edit.occurrence.is_none() && !edit.everywhere,
        Order::ReviseDesignation { .. } => true,
        _ => false,
    };
    if !alone {
        return Err(REFUSED);
    }
    let order = Order::Each { of, order: Box::new(ordered.order) };
    Ok(Ordered { order, ..ordered })
}
