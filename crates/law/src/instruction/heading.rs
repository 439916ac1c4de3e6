//! Orders about country headings, and about all entries below one.

use super::complement::{Complement, Remark, Why, clean};
use super::effect::Ordered;
use super::lexicon::Verb;
use super::object::Object;
use super::order::{Entries, Order};
use crate::law::country;

fn at(parts: &Complement, countries: Vec<String>, stated: bool, order: Order) -> Ordered {
    Ordered { setting: parts.setting.clone(), countries, country_stated: stated, order }
}

/// Headings added or struck, with the entries named beside them, and all entries of a country.
pub(super) fn headings(verb: Verb, parts: &Complement) -> Result<Option<Vec<Ordered>>, Why> {
    if verb == Verb::Remove && parts.has(&Object::AllEntries) {
        return all_entries(parts).map(Some);
    }
    // "under BURMA by adding “[Reserved]”"
    if verb == Verb::Add && parts.objects == [Object::Reserved] && parts.names.is_empty() && parts.inside.is_none() {
        return reserved(&Complement { objects: Vec::new(), ..parts.clone() }).map(Some);
    }
    let entries = parts.entries();
    let each = parts.each_under();
    let counted = entries.count.is_some() || !entries.names.is_empty();
    let lone = parts.objects.iter().filter(|object| matches!(object, Object::Entries { count: None, .. })).count();
    // "an entry for the country of Chad" is the heading; "an entry for “X” for the country of Chad" is not.
    // … and "an entry for the country of Chad and one Chadian entity, “X”" is heading and entry.
    let named_beside = parts.listed() && entries.count.is_some_and(|count| count as usize == entries.names.len());
    let by_country = parts.says(Remark::ForCountry) && (entries.names.is_empty() || named_beside) && lone == 1;
    let named = match parts.headings() {
        Some(named) => named,
        None if by_country => Vec::new(),
        None if verb == Verb::Remove
            && parts.has(&Object::Thereunder)
            && matches!(parts.names.as_slice(), [name] if country::is_known(name)) =>
        {
            let order = Order::RemoveCountry { with_entries: true, number: parts.all, except: Vec::new() };
            return Ok(Some(vec![at(parts, clean(&parts.names), true, order)]));
        }
        // "Under OMAN, by removing the two entities listed thereunder"
        None if verb == Verb::Remove && parts.objects == [Object::Thereunder] && !parts.countries.is_empty() => {
            return all_entries(parts).map(Some);
        }
        None if parts.has(&Object::Thereunder) => {
            return Err("entries under a heading that is not named");
        }
        None => return Ok(None),
    };
    if parts.held {
        return Err("a name that cannot be delimited");
    }
    // "removing “X” and the heading", but not "removing the heading “Y” and “X”"
    let unclear = !entries.names.is_empty() && !parts.listed() && !named.is_empty();
    if !parts.of.is_empty() || !parts.to.is_empty() {
        return Err("a heading among other names");
    }
    if unclear || !parts.footnotes().is_empty() || parts.has(&Object::Intro) || parts.inside.is_some() {
        return Err("a heading among other objects");
    }
    let stated = parts.country_stated || !named.is_empty();
    let countries = if named.is_empty() { parts.countries.clone() } else { named };
    if countries.is_empty() {
        return Err("a heading without a country");
    }
    // "two entries, one under each heading"
    let summed = each.is_some_and(|each| {
        entries.names.is_empty() && entries.count.is_some_and(|count| count as usize == each as usize * countries.len())
    });
    let counted = counted && !summed;
    let paired = parts.says(Remark::Respectively) && verb == Verb::Add && entries.names.len() == countries.len();
    if countries.len() > 1 && counted && !paired || each.is_some() && (counted || verb != Verb::Add) {
        return Err("entries of several headings");
    }
    let make = |order| at(parts, countries.clone(), stated, order);
    let heading = if verb == Verb::Add {
        Order::AddCountry
    } else {
        let whole = by_country && !counted;
        let with_entries = parts.has(&Object::Thereunder) || whole;
        // "the entry for SYRIA" is one.
        Order::RemoveCountry { with_entries, number: parts.all.or(whole.then_some(1)), except: Vec::new() }
    };
    let mut found = vec![make(heading)];
    if let Some(number) = each {
        let one = Order::AddEntries(Entries { count: Some(number), ..Entries::default() });
        found.extend(countries.iter().map(|country| at(parts, vec![country.clone()], stated, one.clone())));
    }
    if paired {
        let one = |name: &String| Order::AddEntries(Entries { names: vec![name.clone()], ..Entries::default() });
        let own = countries.iter().zip(&entries.names);
        found.extend(own.map(|(country, name)| at(parts, vec![country.clone()], stated, one(name))));
    } else if counted {
        let order = if verb == Verb::Add { Order::AddEntries(entries) } else { Order::RemoveEntries(entries) };
        found.push(make(order));
    }
    // A heading goes after its entries, and comes before them.
    if verb == Verb::Remove {
        found.reverse();
    }
    Ok(Some(found))
}

/// All entries go and the heading stays; where the order counts them, they are that many.
fn emptied(removal: &Complement) -> Result<Vec<Ordered>, Why> {
    let countries = below(removal)?;
    let make = |order| at(removal, countries.clone(), true, order);
    Ok(match removal.all {
        None => vec![make(Order::ReserveCountry)],
        Some(_) if countries.len() > 1 => return Err("a number of entries of several countries"),
        number => {
            vec![make(Order::RemoveCountry { with_entries: true, number, except: Vec::new() }), make(Order::AddCountry)]
        }
    })
}

/// "reserving RUSSIA": the heading stays.
pub(super) fn reserved(parts: &Complement) -> Result<Vec<Ordered>, Why> {
    let named = parts.headings().unwrap_or_default();
    let countries = if named.is_empty() { parts.countries.clone() } else { named };
    let plain = parts
        .objects
        .iter()
        .all(|object| matches!(object, Object::Heading(_) | Object::Entries { count: None, ordinal: None }));
    if countries.is_empty() || !plain || !parts.names.is_empty() || parts.inside.is_some() || parts.column.is_some() {
        return Err("something reserved that is no heading");
    }
    Ok(vec![at(parts, countries, true, Order::AddCountry)])
}

/// "removing all entries under RUSSIA", "removing the heading RUSSIA and all entries under RUSSIA".
fn all_entries(parts: &Complement) -> Result<Vec<Ordered>, Why> {
    let countries = below(parts)?;
    if parts.all.is_some() && countries.len() > 1 {
        return Err("a number of entries of several countries");
    }
    let except = clean(&parts.except);
    if !except.is_empty() && (parts.all.is_some() || countries.len() > 1 || parts.headings().is_some()) {
        return Err("an exception of something else than all entries of a country");
    }
    Ok(vec![at(parts, countries, true, Order::RemoveCountry { with_entries: true, number: parts.all, except })])
}

/// The countries of which all entries are meant.
fn below(parts: &Complement) -> Result<Vec<String>, Why> {
    let named = parts.headings().unwrap_or_default();
    let alone = parts.objects.iter().all(|object| {
        matches!(
            object,
            Object::AllEntries
                | Object::Thereunder
                | Object::Heading(_)
                | Object::Entries { count: None, ordinal: None }
        )
    });
    let bare = parts.names.is_empty() && parts.of.is_empty() && parts.inside.is_none() && parts.column.is_none();
    if !alone || !bare || parts.until.is_some() || parts.says(Remark::Everywhere) {
        return Err("all entries among other objects");
    }
    match (named.is_empty(), parts.countries.is_empty()) {
        (true, true) => Err("all entries of a country that is not named"),
        (true, false) => Ok(parts.countries.clone()),
        (false, true) => Ok(named),
        (false, false) => {
            let key = |names: &[String]| names.iter().map(|name| country::key(name)).collect::<Vec<_>>();
            if key(&named) == key(&parts.countries) { Ok(named) } else { Err("two countries in one order") }
        }
    }
}

/// All entries of a country go to another one.
pub(super) fn relocate(parts: &Complement, to_country: &str) -> Result<Vec<Ordered>, Why> {
    let source = match &parts.from_country {
        Some(from) => vec![from.clone()],
        None => below(parts)?,
    };
    if source.len() != 1 || !parts.names.is_empty() || !parts.to.is_empty() {
        return Err("a move of all entries that does not say from where");
    }
    let order = Order::MoveCountry { to_country: to_country.to_owned(), number: parts.all };
    Ok(vec![at(parts, source, true, order)])
}

/// "removing the heading HONG KONG and adding all entries thereunder under CHINA".
fn gathered(removal: &Complement, addition: &Complement) -> Option<Vec<Ordered>> {
    let plain = |parts: &Complement| {
        parts.names.is_empty() && parts.inside.is_none() && parts.column.is_none() && parts.all.is_none() && !parts.held
    };
    let [from] = removal.headings()?.try_into().ok()?;
    let of_heading = removal.objects.iter().all(|object| matches!(object, Object::Heading(_)));
    let all = |object: &Object| matches!(object, Object::Thereunder | Object::AllEntries);
    // "as entries, in alphabetical order, under CHINA"
    let entries = |object: &Object| matches!(object, Object::Entries { count: None, ordinal: None });
    let [to] = addition.to_country.clone().map_or_else(|| addition.countries.clone(), |to| vec![to]).try_into().ok()?;
    let moved =
        addition.objects.iter().any(all) && addition.objects.iter().all(|object| all(object) || entries(object));
    let apart = country::key(&from) != country::key(&to);
    (of_heading && moved && apart && plain(removal) && plain(addition))
        .then(|| vec![at(removal, vec![from], true, Order::MoveCountry { to_country: to, number: None })])
}

/// "removing “A” and “B” under HONG KONG and adding them under CHINA".
fn carried(removal: &Complement, addition: &Complement) -> Option<Vec<Ordered>> {
    let entries = removal.entries();
    let named = removal.objects.iter().all(|object| matches!(object, Object::Entries { .. }))
        && !entries.names.is_empty()
        && removal.inside.is_none()
        && removal.column.is_none()
        && !removal.held;
    let again = addition.objects == [Object::Again] && addition.names.is_empty() && addition.column.is_none();
    let from = removal.from_country.clone().map_or_else(|| removal.countries.clone(), |from| vec![from]);
    let all = removal.objects == [Object::AllEntries] && removal.names.is_empty() && removal.all.is_none();
    let to_country = addition.to_country.clone().filter(|_| (named || all) && again && from.len() == 1)?;
    let order =
        if all { Order::MoveCountry { to_country, number: None } } else { Order::MoveEntries { entries, to_country } };
    Some(vec![at(removal, from, true, order)])
}

/// "removing “\[Reserved\]” and adding in its place entries for “A”".
fn peopled(removal: &Complement, addition: &Complement) -> Option<Vec<Ordered>> {
    let reserved = removal.objects == [Object::Reserved] && removal.names.is_empty() && removal.inside.is_none();
    let entries = addition.entries();
    let comes = addition.objects.iter().all(|object| matches!(object, Object::Entries { .. }))
        && addition.inside.is_none()
        && addition.column.is_none()
        && addition.to_country.is_none()
        && !(entries.names.is_empty() && entries.count.is_none());
    let place = if removal.country_stated || !addition.country_stated { removal } else { addition };
    (reserved && comes && !addition.held)
        .then(|| vec![at(place, place.countries.clone(), place.country_stated, Order::AddEntries(entries))])
}

/// "removing the heading “TURKEY” and adding “TÜRKIYE” in its place"; all entries of a country for `[Reserved]`.
pub(super) fn exchange(verb: Verb, removal: &Complement, addition: &Complement) -> Result<Option<Vec<Ordered>>, Why> {
    if let Some(found) = gathered(removal, addition).or_else(|| carried(removal, addition)) {
        return Ok(Some(found));
    }
    if verb != Verb::Add {
        return Ok(None);
    }
    if let Some(found) = peopled(removal, addition) {
        return Ok(Some(found));
    }
    let in_place = addition.says(Remark::InPlace) || removal.says(Remark::InPlace);
    if removal.has(&Object::AllEntries) || removal.has(&Object::Thereunder) {
        let entries = addition.entries();
        if in_place && removal.has(&Object::AllEntries) && addition.listed() && !addition.has(&Object::AllEntries) {
            let mut found = emptied(removal)?;
            found.push(at(removal, below(removal)?, true, Order::AddEntries(entries)));
            return Ok(Some(found));
        }
        let plain = addition.objects.iter().all(|object| matches!(object, Object::Reserved | Object::Heading(_)));
        return if in_place && addition.has(&Object::Reserved) && plain && addition.names.is_empty() {
            emptied(removal).map(Some)
        } else {
            Ok(None)
        };
    }
    // "removing “A” and “B” and adding “[Reserved]” in their place": the heading stays.
    if in_place && addition.has(&Object::Reserved) && removal.listed() && removal.headings().is_none() {
        let entries = removal.entries();
        let plain = removal.inside.is_none() && addition.names.is_empty() && addition.objects.len() == 1;
        if entries.names.is_empty() || !plain || removal.countries.len() != 1 {
            return Err("[Reserved] in place of something else than entries");
        }
        let make = |order| at(removal, removal.countries.clone(), removal.country_stated, order);
        return Ok(Some(vec![make(Order::RemoveEntries(entries)), make(Order::AddCountry)]));
    }
    let in_column = removal.of_countries || addition.of_countries;
    let old = match removal.headings() {
        Some(named) if named.is_empty() => removal.countries.clone(),
        Some(named) => named,
        None if in_column => clean(&removal.names),
        None => return Ok(None),
    };
    let new = addition.headings().unwrap_or_else(|| clean(&addition.names));
    let same = |old: &String, new: &String| country::key(old) == country::key(new);
    let one = matches!((old.as_slice(), new.as_slice()), ([old], [new]) if same(old, new));
    let nothing_else = [removal, addition].iter().all(|parts| {
        parts.objects.iter().all(|object| matches!(object, Object::Heading(_) | Object::Wording))
            && parts.inside.is_none()
            && parts.column.is_none()
    });
    match (old.as_slice(), new.as_slice()) {
        ([old], [new]) if one && nothing_else => {
            Ok(Some(vec![at(removal, vec![old.clone()], true, Order::RenameCountry { to: new.clone() })]))
        }
        _ if in_place || in_column => Err("a heading that is not exchanged for another name of its country"),
        _ => Ok(None),
    }
}

/// "revising the heading “TURKEY” to read “TÜRKIYE”", "substituting the heading “TÜRKIYE” for the heading “TURKEY”".
pub(super) fn renaming(verb: Verb, parts: &Complement) -> Result<Option<Vec<Ordered>>, Why> {
    let named = parts.headings();
    if named.is_none() && !parts.of_countries {
        return Ok(None);
    }
    let heading = named.unwrap_or_default();
    let words = || if parts.of_countries { clean(&parts.names) } else { Vec::new() };
    let target = || clean(&parts.to).into_iter().chain(parts.to_country.clone()).collect::<Vec<_>>();
    let (old, new) = match verb {
        Verb::Substitute => {
            let new = if heading.is_empty() { clean(&parts.names) } else { heading };
            (parts.countries.clone().into_iter().chain(clean(&parts.of)).collect(), new)
        }
        Verb::Revise | Verb::Amend | Verb::Replace | Verb::Rename | Verb::Redesignate => {
            let old = if heading.is_empty() { words() } else { heading };
            let old = parts.from_country.clone().map_or(old, |from| vec![from]);
            (if old.is_empty() { parts.countries.clone() } else { old }, target())
        }
        Verb::Add | Verb::Remove | Verb::Reserve | Verb::Designate | Verb::Move | Verb::Stay | Verb::Lift => {
            return Ok(None);
        }
    };
    let plain = parts.objects.iter().all(|object| {
        matches!(object, Object::Heading(_) | Object::Wording) || *object == Object::Name && parts.of_countries
    });
    // "renaming the heading “TURKEY” “TÜRKIYE”"
    let (old, new) = match (verb, old.as_slice(), new.as_slice()) {
        (Verb::Rename, [_], []) => (old, clean(&parts.names)),
        _ => (old, new),
    };
    let ([old], [new]) = (old.as_slice(), new.as_slice()) else {
        return if parts.has(&Object::AllEntries) || parts.has(&Object::Thereunder) {
            Ok(None)
        } else {
            Err("a heading that is to be another, and does not say which")
        };
    };
    if parts.has(&Object::AllEntries) || parts.has(&Object::Thereunder) {
        return Ok(None);
    }
    if !plain || parts.inside.is_some() || parts.column.is_some() {
        return Err("a heading among other objects");
    }
    let order = if country::key(old) == country::key(new) {
        Order::RenameCountry { to: new.clone() }
    } else if country::is_part_of(old, new) {
        Order::MoveCountry { to_country: new.clone(), number: None }
    } else {
        return Err("a heading that is to be that of another country");
    };
    Ok(Some(vec![at(parts, vec![old.clone()], true, order)]))
}
