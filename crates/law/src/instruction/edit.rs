//! Orders inside entries: words, aliases, addresses and names.
//!
//! `removing “A” in the “Entity” column of the entry for “X” and adding in its place “B”`.

use super::complement::{Complement, Remark, Why, clean};
use super::lexicon::Verb;
use super::object::Object;
use super::order::{Entries, Order, TextEdit};

/// A removal and an addition that are one edit; `None` where they are two orders.
pub(super) fn exchange(removal: &Complement, addition: &Complement) -> Result<Option<Vec<Order>>, Why> {
    let bare = addition.objects.is_empty() && addition.inside == removal.inside || addition.says(Remark::InPlace);
    let pair = addition.says(Remark::InPlace) || removal.is_wording() && bare;
    if !pair {
        return Ok(None);
    }
    let both = Complement {
        inside: removal.inside.clone().or_else(|| addition.inside.clone()),
        column: removal.column.or(addition.column),
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
    if removal.listed() || addition.listed() {
        if !(removal.listed() && addition.listed()) || removal.inside.is_some() {
            return Err("an exchange of an entry for text");
        }
        return Ok(Some(vec![Order::RemoveEntries(removal.entries()), Order::AddEntries(addition.entries())]));
    }
    if !addition.after.is_empty() || !addition.to.is_empty() || !removal.to.is_empty() {
        return Err("an exchange with further names");
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
    match verb {
        Verb::Add if !parts.instead.is_empty() => {
            pairs(parts, &parts.instead, &parts.names, parts.says(Remark::Respectively))
        }
        Verb::Add => match (parts.names.as_slice(), parts.after.as_slice()) {
            ([add], [after]) => texts(parts, None, Some(add), Some(after)),
            ([_, ..], []) => Err("added text without a place"),
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

/// The entry that an order is inside of is printed again.
pub(super) fn revised(parts: &Complement) -> Result<Vec<Order>, Why> {
    let (names, ordinal) = parts.inside.clone().unwrap_or_default();
    if names.is_empty() {
        return Err("a revision without an entry");
    }
    Ok(vec![Order::ReviseEntries(Entries { names, count: None, ordinal })])
}

/// Aliases, addresses and names of an entry.
pub(super) fn features(verb: Verb, parts: &Complement) -> Result<Vec<Order>, Why> {
    if parts.has(&Object::Name) {
        return renaming(parts);
    }
    let mut entries = parts.entries_inside()?;
    entries.extend(clean(&parts.to));
    let quoted = parts.featured.iter().filter(|(_, quoted)| !quoted.is_empty());
    let quoted: Vec<_> = quoted.cloned().collect();
    if !quoted.is_empty() && quoted.len() < parts.featured.len() {
        return Err("aliases or addresses that are not all quoted");
    }
    // Without quotations, what goes is seen only in the row that is printed again.
    if quoted.is_empty() && parts.names.is_empty() && parts.inside.is_some() {
        return revised(parts);
    }
    let [entry] = entries.as_slice() else {
        return Err("aliases or addresses without an entry");
    };
    // A name before its noun ("“A” as an alias") is not told apart from an entry.
    let featured: usize = quoted.iter().map(|(_, names)| names.len()).sum();
    if featured == 0 || featured != parts.names.len() {
        return Err("aliases or addresses that are not quoted");
    }
    let order = |(noun, quoted): (Object, Vec<String>)| {
        let entry = entry.clone();
        match (verb, noun == Object::Aliases) {
            (Verb::Add, true) => Ok(Order::AddAliases { entry, aliases: quoted }),
            (Verb::Remove, true) => Ok(Order::RemoveAliases { entry, aliases: quoted }),
            (Verb::Add, false) => Ok(Order::AddAddresses { entry, addresses: quoted }),
            (Verb::Remove, false) => Ok(Order::RemoveAddresses { entry, addresses: quoted }),
            _ => Err("aliases or addresses that are neither added nor removed"),
        }
    };
    quoted.into_iter().map(order).collect()
}

/// "renaming “X” as “Y”", "revising the name of the entry “X” to read “Y”".
pub(super) fn renaming(parts: &Complement) -> Result<Vec<Order>, Why> {
    let inside = parts.inside.as_ref().map(|(names, _)| names.clone()).unwrap_or_default();
    let sides = [clean(&parts.names), clean(&parts.of), inside];
    let old: Vec<&Vec<String>> = sides.iter().filter(|names| !names.is_empty()).collect();
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
        },
    };
    Ok(entries.into_iter().map(order).collect())
}
