//! Orders inside entries: words, aliases, addresses and names.
//!
//! `removing “A” in the “Entity” column of the entry for “X” and adding in its place “B”`.

use super::complement::{Complement, Remark, Why, clean};
use super::lexicon::Verb;
use super::mark::{redesignated, remarked, sole_footnote};
use super::object::Object;
use super::order::{Entries, Occurrence, Order, TextEdit};
use super::quotation;
use crate::law::canonical::is_dash;
use crate::law::{Column, country};

/// A removal and an addition that are one edit; `None` where they are two orders.
pub(super) fn exchange(removal: &Complement, addition: &Complement) -> Result<Option<Vec<Order>>, Why> {
    let bare = addition.objects.is_empty() && addition.inside == removal.inside || addition.says(Remark::InPlace);
    let pair = addition.says(Remark::InPlace) || removal.is_wording() && bare;
    if !pair {
        return Ok(None);
    }
    if removal.held || addition.held {
        return Err("an exchange of a name that cannot be delimited");
    }
    // "removing the text in the License requirement column and adding in its place “B”"
    if let ([], [], [text], Some(_)) =
        (removal.objects.as_slice(), removal.names.as_slice(), addition.names.as_slice(), removal.column)
        && removal.inside.is_some()
        && addition.objects.is_empty()
    {
        return texts(removal, None, Some(text), None).map(Some);
    }
    let both = Complement {
        inside: removal.inside.clone().or_else(|| addition.inside.clone()),
        column: removal.column.or(addition.column),
        occurrence: removal.occurrence.or(addition.occurrence),
        remarks: [removal.remarks.as_slice(), addition.remarks.as_slice()].concat(),
        ..removal.clone()
    };
    for noun in [Object::Aliases, Object::Addresses] {
        if removal.has(&noun) {
            let added = Complement {
                names: addition.names.clone(),
                featured: vec![(noun, clean(&addition.names))],
                ..both.clone()
            };
            let mut orders = features(Verb::Remove, &both)?;
            orders.extend(features(Verb::Add, &added)?);
            return Ok(Some(orders));
        }
    }
    // "removing the name “A” and adding in its place the name “B”"
    let of_name = |parts: &Complement| parts.objects.iter().all(|object| *object == Object::Name);
    if removal.has(&Object::Name) && of_name(removal) && of_name(addition) {
        return renaming(&Complement { to: addition.names.clone(), ..both }).map(Some);
    }
    if removal.listed() || addition.listed() {
        if !(removal.listed() && addition.listed()) || removal.inside.is_some() {
            return Err("an exchange of an entry for text");
        }
        return Ok(Some(vec![Order::RemoveEntries(removal.entries()), Order::AddEntries(addition.entries())]));
    }
    if !addition.after.is_empty() || !addition.to.is_empty() || !removal.to.is_empty() {
        return Err("an exchange with further names");
    }
    if let Some(found) = remarked(sole_footnote(removal), sole_footnote(addition), &both) {
        return found.map(Some);
    }
    let plain = |parts: &Complement| parts.objects.iter().all(|object| *object == Object::Wording);
    if !plain(removal) || !plain(addition) {
        return Err("an exchange among other objects");
    }
    pairs(
        &both,
        &removal.names,
        &addition.names,
        addition.says(Remark::Respectively) || removal.says(Remark::Respectively),
    )
    .map(Some)
}

/// "replacing “A” with “B”", "changing the name of “X” to “Y”", "substituting “B” for “A”".
pub(super) fn replace(verb: Verb, parts: &Complement) -> Result<Vec<Order>, Why> {
    if verb == Verb::Substitute {
        return pairs(parts, &parts.of, &parts.names, parts.says(Remark::Respectively));
    }
    if parts.has(&Object::Name) {
        return renaming(parts);
    }
    if let Some(set) = column_set(parts) {
        return set;
    }
    if let Some(found) = redesignated(parts) {
        return found;
    }
    // "replacing the alias “A” with “B”"
    if let ([to], false) = (clean(&parts.to).as_slice(), parts.featured.is_empty()) {
        return retold(parts, to);
    }
    // "replacing the entry for “X” with the following entry"
    if parts.listed() && parts.to.is_empty() && parts.of.is_empty() && parts.inside.is_none() {
        let entries = parts.entries();
        let plain = parts.objects.iter().all(|object| matches!(object, Object::Entries { .. }));
        if plain && !entries.names.is_empty() && parts.column.is_none() {
            return Ok(vec![Order::ReviseEntries(entries)]);
        }
    }
    // "to change the license requirement": seen only in the row.
    if parts.names.is_empty() && parts.to.is_empty() && parts.of.is_empty() && parts.inside.is_some() {
        return revised(parts);
    }
    if parts.listed() || !parts.objects.iter().all(|object| *object == Object::Wording) {
        return Err("a replacement of something else than words");
    }
    let old = if parts.names.is_empty() { &parts.of } else { &parts.names };
    pairs(parts, old, &parts.to, parts.says(Remark::Respectively))
}

/// Adds, removes or revises words inside cells.
pub(super) fn edit(verb: Verb, parts: &Complement) -> Result<Vec<Order>, Why> {
    if parts.objects.iter().any(|object| *object != Object::Wording) || !parts.of.is_empty() {
        return Err("words among other objects");
    }
    if let (Verb::Revise | Verb::Amend, Some(set)) = (verb, column_set(parts)) {
        return set;
    }
    match verb {
        Verb::Add if !parts.instead.is_empty() => {
            pairs(parts, &parts.instead, &parts.names, parts.says(Remark::Respectively))
        }
        Verb::Add => match (parts.names.as_slice(), parts.after.as_slice(), parts.before.as_slice()) {
            ([add], [after], []) => texts(parts, None, Some(add), Some(after)),
            // “Unit 5,” before “12 Road” brings its own separator; aliases stand in lines of their own.
            ([add], [], [before]) if add.ends_with([',', ';', ':']) && !add.starts_with(is_dash) => {
                texts(parts, Some(before), Some(&format!("{add} {before}")), None)
            }
            // “Unit 5,” between “12 Road,” and “Moscow”
            ([add], [after], [before]) => {
                texts(parts, Some(&format!("{after} {before}")), Some(&format!("{after} {add} {before}")), None)
            }
            (_, _, [_, ..]) => Err("text to be put before other text"),
            ([add], [], []) if parts.occurrence.is_some() => appended(parts, add),
            ([_, ..], [], []) => Err("added text without a place"),
            _ => Err("added text that does not pair with its place"),
        },
        Verb::Remove => {
            if !parts.after.is_empty() || !parts.instead.is_empty() || parts.names.is_empty() {
                return Err("removed text that is not quoted alone");
            }
            let edits = parts.names.iter().map(|name| texts(parts, Some(name), None, None));
            edits.collect::<Result<Vec<_>, _>>().map(|edits| edits.concat())
        }
        Verb::Revise | Verb::Amend if !parts.to.is_empty() => {
            pairs(parts, &parts.names, &parts.to, parts.says(Remark::Respectively))
        }
        // "revising the “License requirement” column of the entry for “X”": the row is printed again.
        Verb::Revise | Verb::Amend if parts.names.is_empty() && parts.inside.is_some() => revised(parts),
        _ => Err("words without an order"),
    }
}

/// "revising the License requirement column of the entry for “X” to read “…”".
fn column_set(parts: &Complement) -> Option<Result<Vec<Order>, Why>> {
    let ([text], [], Some(column)) = (parts.to.as_slice(), parts.names.as_slice(), parts.column) else {
        return None;
    };
    // "the License review policy of all entries under TURKEY": names and citations are never those of several.
    let of_all = parts.says(Remark::Everywhere);
    let of_country = parts.inside.is_none()
        && of_all
        && !parts.countries.is_empty()
        && matches!(column, Column::LicenseRequirement | Column::LicenseReviewPolicy);
    if parts.inside.is_none() && !of_country {
        return None;
    }
    Some(if of_all && !of_country || parts.held {
        Err("a column that is set everywhere")
    } else if of_country {
        let everywhere = Complement { remarks: vec![Remark::Everywhere], ..parts.clone() };
        texts(&everywhere, None, Some(&text.trim_end_matches([',', ';']).to_owned()), None)
    } else {
        texts(parts, None, Some(&text.trim_end_matches([',', ';']).to_owned()), None)
    })
}

/// "adding “(See …)” at the end of the License requirement column": text of an entry without a column is of its first
/// one, where it begins or where nothing but that one holds such text.
fn appended(parts: &Complement, add: &String) -> Result<Vec<Order>, Why> {
    let of_entity = || add.starts_with("(See ") || add.starts_with("(see ") || add.starts_with("a.k.a.");
    let column = match (parts.column, parts.occurrence) {
        (Some(column), Some(Occurrence::Beginning | Occurrence::End)) => Some(column),
        (None, Some(Occurrence::End)) if of_entity() => Some(Column::Entity),
        _ => None,
    };
    let (Some(_), Some(_)) = (&parts.inside, column) else {
        return Err("added text without a place");
    };
    texts(&Complement { column, ..parts.clone() }, None, Some(add), None)
}

/// "removing the last two aliases and the first address": each kind is an order; no other object may be lost beside them.
pub(super) fn all_placed(verb: Verb, parts: &Complement, places: &[(bool, Vec<i8>)]) -> Result<Vec<Order>, Why> {
    let named = !parts.names.is_empty() || !parts.to.is_empty();
    let alone = |object: &Object| matches!(object, Object::Placed { .. } | Object::Entries { .. });
    if places.len() > 1 && named || verb == Verb::Remove && !parts.objects.iter().all(alone) {
        return Err("aliases or addresses by place among other objects");
    }
    let mut orders = Vec::new();
    for (aliases, places) in places {
        orders.extend(placed(verb, parts, *aliases, places)?);
    }
    orders.dedup();
    Ok(orders)
}

/// "removing the last two aliases", "revising the second address to read “…”".
fn placed(verb: Verb, parts: &Complement, aliases: bool, places: &[i8]) -> Result<Vec<Order>, Why> {
    let entries = parts.entries_inside()?;
    let [entry] = entries.as_slice() else {
        return Err("aliases or addresses without an entry");
    };
    let (entry, places) = (entry.clone(), places.to_vec());
    match (verb, parts.names.as_slice(), parts.to.as_slice()) {
        (Verb::Remove, [], []) => Ok(vec![Order::ReviseFeaturesAt { entry, aliases, places, to: None }]),
        (Verb::Remove, names, []) if names.len() == places.len() => {
            let names = clean(names);
            Ok(vec![if aliases {
                Order::RemoveAliases { entry, aliases: names }
            } else {
                Order::RemoveAddresses { entry, addresses: names }
            }])
        }
        (Verb::Revise | Verb::Amend | Verb::Replace, [], [to]) if places.len() == 1 => {
            Ok(vec![Order::ReviseFeaturesAt { entry, aliases, places, to: Some(quotation::name(to).to_owned()) }])
        }
        // "adding a second address": it comes last.
        (Verb::Revise | Verb::Amend | Verb::Add, [], []) => revised(parts),
        (Verb::Add, names, []) if names.len() == places.len() => {
            let names = clean(names);
            Ok(vec![if aliases {
                Order::AddAliases { entry, aliases: names, after: None }
            } else {
                Order::AddAddresses { entry, addresses: names }
            }])
        }
        _ => Err("aliases or addresses by place that are neither removed nor revised"),
    }
}

/// "adding an entry for “X” and its two subordinate institutions": the row of X tells them, or they go with X.
pub(super) fn with_its_parts(verb: Verb, parts: &Complement) -> Option<Order> {
    let quoted: Vec<&String> = parts.featured.iter().flat_map(|(_, quoted)| quoted).collect();
    let names: Vec<String> = clean(&parts.names).into_iter().filter(|name| !quoted.contains(&name)).collect();
    let apart = !parts.featured.is_empty() && parts.inside.is_none() && parts.of.is_empty() && parts.to.is_empty();
    let subordinates = parts.has(&Object::Subordinates);
    let plain = parts.objects.iter().all(|object| {
        matches!(object, Object::Entries { .. } | Object::Subordinates | Object::Aliases | Object::Addresses)
    });
    if !apart || names.is_empty() || !plain || !(subordinates || parts.listed()) {
        return None;
    }
    let entries = Entries { names, ..parts.entries() };
    match verb {
        // "revising the entry for “X”, including its address and license requirement"
        Verb::Revise | Verb::Amend if quoted.is_empty() => Some(Order::ReviseEntries(entries)),
        _ if parts.column.is_some() => None,
        Verb::Add if subordinates || quoted.is_empty() => Some(Order::AddEntries(entries)),
        // Of institutions that are named, others may stay.
        Verb::Remove if subordinates && quoted.is_empty() => Some(Order::RemoveEntries(entries)),
        _ => None,
    }
}

/// The entry that an order is inside of is printed again.
pub(super) fn revised(parts: &Complement) -> Result<Vec<Order>, Why> {
    let sides = || [clean(&parts.of), clean(&parts.to)].concat();
    let (names, ordinal) = parts.inside.clone().unwrap_or_else(|| (sides(), None));
    if names.is_empty() {
        return Err("a revision without an entry");
    }
    Ok(vec![Order::ReviseEntries(Entries { names, count: None, ordinal })])
}

/// Aliases, addresses and names of an entry.
pub(super) fn features(verb: Verb, parts: &Complement) -> Result<Vec<Order>, Why> {
    if parts.has(&Object::Name) {
        // "to correct the spelling of its name": seen only in the row.
        let unsaid = parts.names.is_empty() && parts.of.is_empty() && parts.to.is_empty();
        return if unsaid && parts.inside.is_some() { revised(parts) } else { renaming(parts) };
    }
    if let (Verb::Revise | Verb::Amend | Verb::Replace, [to]) = (verb, clean(&parts.to).as_slice()) {
        return retold(parts, to);
    }
    let mut entries = parts.entries_inside()?;
    entries.extend(clean(&parts.to));
    let quoted = parts.featured.iter().filter(|(_, quoted)| !quoted.is_empty());
    let quoted: Vec<_> = quoted.cloned().collect();
    // "adding the alias “A” and one address": the row tells the address.
    if !quoted.is_empty() && quoted.len() < parts.featured.len() {
        let aliases = |(noun, _): &(Object, Vec<String>)| matches!(noun, Object::Aliases | Object::Addresses);
        let named: usize = quoted.iter().map(|(_, names)| names.len()).sum();
        if parts.inside.is_none() || !parts.featured.iter().all(aliases) || named != parts.names.len() {
            return Err("aliases or addresses that are not all quoted");
        }
        let own = Complement { featured: quoted, ..parts.clone() };
        return Ok([revised(parts)?, features(verb, &own)?].concat());
    }
    // "removing the alias": the only one.
    if let (Verb::Remove, [(noun, only)], [entry], Some((_, None)), false) =
        (verb, parts.featured.as_slice(), entries.as_slice(), &parts.inside, parts.says(Remark::Several))
        && only.is_empty()
        && parts.names.is_empty()
        && matches!(noun, Object::Aliases | Object::Addresses)
    {
        let (entry, aliases) = (entry.clone(), *noun == Object::Aliases);
        return Ok(vec![Order::ReviseFeaturesAt { entry, aliases, places: Vec::new(), to: None }]);
    }
    // Without quotations, what goes is seen only in the row that is printed again.
    if quoted.is_empty() && parts.names.is_empty() && parts.inside.is_some() {
        return revised(parts);
    }
    // "revising the address of “X”"
    if quoted.is_empty() && parts.names.is_empty() && !parts.of.is_empty() && parts.to.is_empty() {
        return Ok(vec![Order::ReviseEntries(Entries { names: clean(&parts.of), count: None, ordinal: None })]);
    }
    let [entry] = entries.as_slice() else {
        return Err("aliases or addresses without an entry");
    };
    // A name before its noun ("“A” as an alias") is not told apart from an entry.
    let featured: usize = quoted.iter().map(|(_, names)| names.len()).sum();
    if featured == 0 || featured != parts.names.len() {
        return Err("aliases or addresses that are not quoted");
    }
    if !parts.before.is_empty() {
        return Err("an alias or address to be put before another one");
    }
    let after = clean(&parts.after);
    if after.len() > 1 || !after.is_empty() && (verb != Verb::Add || parts.has(&Object::Addresses)) {
        return Err("a place among addresses, or several places");
    }
    let order = |(noun, quoted): (Object, Vec<String>)| {
        let entry = entry.clone();
        match (verb, noun == Object::Aliases) {
            (Verb::Add, true) => Ok(Order::AddAliases { entry, aliases: quoted, after: after.first().cloned() }),
            (Verb::Remove, true) => Ok(Order::RemoveAliases { entry, aliases: quoted }),
            (Verb::Add, false) => Ok(Order::AddAddresses { entry, addresses: quoted }),
            (Verb::Remove, false) => Ok(Order::RemoveAddresses { entry, addresses: quoted }),
            _ => Err("aliases or addresses that are neither added nor removed"),
        }
    };
    quoted.into_iter().map(order).collect()
}

/// "revising the alias “A” to read “B”", "revising the address to read “B”".
fn retold(parts: &Complement, to: &str) -> Result<Vec<Order>, Why> {
    let entries = parts.entries_inside()?;
    let ([entry], [(noun, quoted)]) = (entries.as_slice(), parts.featured.as_slice()) else {
        return Err("aliases or addresses without an entry");
    };
    let (entry, aliases, to) = (entry.clone(), *noun == Object::Aliases, to.to_owned());
    match quoted.as_slice() {
        [] if parts.names.is_empty() => {
            Ok(vec![Order::ReviseFeaturesAt { entry, aliases, places: Vec::new(), to: Some(to) }])
        }
        [_] if parts.names.len() == 1 => Ok(if aliases {
            let gone = Order::RemoveAliases { entry: entry.clone(), aliases: quoted.clone() };
            vec![gone, Order::AddAliases { entry, aliases: vec![to], after: None }]
        } else {
            let gone = Order::RemoveAddresses { entry: entry.clone(), addresses: quoted.clone() };
            vec![gone, Order::AddAddresses { entry, addresses: vec![to] }]
        }),
        _ => Err("aliases or addresses that do not pair with their new text"),
    }
}

/// "renaming “X” as “Y”", "revising the name of the entry “X” to read “Y”".
pub(super) fn renaming(parts: &Complement) -> Result<Vec<Order>, Why> {
    let inside = parts.inside.as_ref().map(|(names, _)| names.clone()).unwrap_or_default();
    let sides = [clean(&parts.names), clean(&parts.of), inside];
    let mut old: Vec<&Vec<String>> = sides.iter().filter(|names| !names.is_empty()).collect();
    // "in the entry for “X”, by revising the name “X” to read “Y”"
    old.dedup();
    let ([old], new) = (old.as_slice(), clean(&parts.to)) else {
        return Err("a renaming without its former name");
    };
    if old.len() != new.len() || new.is_empty() || new.len() > 1 && !parts.says(Remark::Respectively) {
        return Err("a renaming that does not pair its names");
    }
    let pairs = old.iter().zip(new);
    Ok(pairs.map(|(from, to)| Order::RenameEntry { from: from.clone(), to }).collect())
}

fn pairs(parts: &Complement, old: &[String], new: &[String], respectively: bool) -> Result<Vec<Order>, Why> {
    if old.is_empty() || old.len() != new.len() || old.len() > 1 && !respectively {
        return Err("removed and added words that do not pair");
    }
    let edits = old.iter().zip(new).map(|(old, new)| texts(parts, Some(old), Some(new), None));
    edits.collect::<Result<Vec<_>, _>>().map(|edits| edits.concat())
}

/// One edit for each entry named, or one for all entries of the target.
fn texts(
    parts: &Complement,
    remove: Option<&String>,
    add: Option<&String>,
    after: Option<&String>,
) -> Result<Vec<Order>, Why> {
    // "removing the reference to “X”" may mean the entry of that name; "revising the introductory text by removing
    // “A”" means no entry at all.
    if parts.inside.is_none() && parts.column.is_none() && !parts.says(Remark::Everywhere) {
        return Err("words of no stated entry or column");
    }
    // "removing “Turkey” wherever it appears and adding “Türkiye”" may mean the heading, addresses, or both.
    let everywhere = parts.inside.is_none() && parts.column.is_none();
    let name = |words: &String| country::is_known(quotation::name(words));
    if everywhere && [remove, add].into_iter().flatten().any(name) {
        return Err("the name of a country, which is a heading too");
    }
    let entries = match parts.entries_inside()? {
        names if names.is_empty() || parts.inside.is_none() => vec![None],
        names => names.into_iter().map(Some).collect(),
    };
    let order = |entry| Order::ReviseText {
        entry,
        column: parts.column,
        edit: TextEdit {
            remove: remove.cloned(),
            add: add.cloned(),
            after: after.cloned(),
            everywhere: parts.says(Remark::Everywhere),
            occurrence: parts.occurrence,
        },
    };
    Ok(entries.into_iter().map(order).collect())
}
