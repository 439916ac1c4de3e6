//! Where the phrases of one verb fall apart: each heading with its own entries, headings before names with countries,
//! countries each with their number, and what goes on under another country.

use super::clause::Clause;
use super::lexicon::{Role, Verb};
use super::object::Object;
use super::place::{Way, Where};
use super::quotation;
use super::spoken::{Glue, Phrase, Spoken, What};
use super::verb::Voice;
use crate::law::country;

/// Whether a noun stands before the names of a group.
pub(super) fn has_noun(group: &[Phrase]) -> bool {
    let named = |phrase: &Phrase| matches!(phrase, Phrase::What(What::Names(_)));
    group.iter().take_while(|phrase| !named(phrase)).any(Phrase::is_entries)
}

/// "a heading for BOLIVIA and one entity, and a heading for CHILE and one entity": a heading with its own each.
pub(super) fn by_heading(phrases: &[Phrase]) -> Option<Vec<Vec<Phrase>>> {
    let named =
        |phrase: &Phrase| matches!(phrase, Phrase::What(What::Object(Object::Heading(names))) if !names.is_empty());
    let starts: Vec<usize> = (0..phrases.len()).filter(|at| phrases.get(*at).is_some_and(named)).collect();
    let ends = starts.iter().skip(1).copied().chain([phrases.len()]);
    let from = [0].into_iter().chain(starts.iter().skip(1).copied());
    let groups: Vec<_> = from.zip(ends).filter_map(|(from, end)| phrases.get(from..end)).collect();
    let peopled = groups.len() > 1 && groups.iter().all(|group| group.iter().any(Phrase::is_entries));
    peopled.then(|| groups.into_iter().map(<[Phrase]>::to_vec).collect())
}

/// "one entry for Germany, “A”, and one entry for France, “B”": a noun with its country and its names each.
pub(super) fn by_noun(phrases: &[Phrase]) -> Option<Vec<Vec<Phrase>>> {
    let country = |phrase: &Phrase| matches!(phrase, Phrase::Where(Where::Country(..)));
    let named = |phrase: &Phrase| matches!(phrase, Phrase::What(What::Names(_)));
    let begins =
        |at: &usize| phrases.get(*at).is_some_and(Phrase::is_entries) && phrases.get(*at + 1).is_some_and(country);
    let starts: Vec<usize> = (0..phrases.len()).filter(begins).collect();
    let ends = starts.iter().skip(1).copied().chain([phrases.len()]);
    let groups: Vec<_> = starts.iter().zip(ends).filter_map(|(from, end)| phrases.get(*from..end)).collect();
    let whole = |group: &&[Phrase]| {
        group.iter().filter(|phrase| country(phrase)).count() == 1
            && group.iter().skip(2).find(|phrase| **phrase != Phrase::Glue(Glue::Comma)).is_some_and(named)
    };
    (groups.len() > 1 && starts.first() == Some(&0) && groups.iter().all(whole))
        .then(|| groups.into_iter().map(<[Phrase]>::to_vec).collect())
}

/// "headings for BOLIVIA and CHILE, and “A” under BOLIVIA and “B” under CHILE": the headings apart.
pub(super) fn headings_first(phrases: &[Phrase]) -> (Option<Vec<Phrase>>, &[Phrase]) {
    match phrases {
        [heading @ Phrase::What(What::Object(Object::Heading(names))), rest @ ..] if !names.is_empty() => {
            let joins = |phrase: &&Phrase| matches!(phrase, Phrase::Glue(Glue::And | Glue::Comma | Glue::Stop(';')));
            let joined = rest.iter().take_while(joins).count();
            (Some(vec![heading.clone()]), rest.get(joined..).unwrap_or(&[]))
        }
        _ => (None, phrases),
    }
}

/// "moving “A” from RUSSIA to BELARUS and “B” from IRAN to SYRIA": names and their way each.
pub(super) fn by_way(phrases: &[Phrase]) -> Result<Option<Vec<Vec<Phrase>>>, &'static str> {
    let goes = |phrase: &Phrase, wanted: Way| matches!(phrase, Phrase::Where(Where::Country(_, way)) if *way == wanted);
    let times = |way: Way| phrases.iter().filter(|phrase| goes(phrase, way)).count();
    if times(Way::From) < 2 && times(Way::To) < 2 {
        return Ok(None);
    }
    let mut groups: Vec<Vec<Phrase>> = Vec::new();
    let mut group: Vec<Phrase> = Vec::new();
    for phrase in phrases {
        if group.is_empty() && matches!(phrase, Phrase::Glue(_)) {
            continue;
        }
        group.push(phrase.clone());
        if [Way::From, Way::To].iter().all(|way| group.iter().any(|phrase| goes(phrase, *way))) {
            groups.push(std::mem::take(&mut group));
        }
    }
    let named = |phrase: &Phrase| matches!(phrase, Phrase::What(What::Names(_)));
    let country = |phrase: &Phrase| matches!(phrase, Phrase::Where(Where::Country(..)));
    let whole = |group: &Vec<Phrase>| {
        let countries = group.iter().filter(|phrase| country(phrase)).count();
        group.iter().filter(|phrase| named(phrase)).count() == 1
            && group.iter().position(named) < group.iter().position(country)
            && countries == 2
    };
    if groups.iter().all(whole) && group.is_empty() {
        Ok(Some(groups))
    } else {
        Err("names and countries that do not pair")
    }
}

/// "revising the License requirement to read “A” and the License review policy to read “B”": a column and its text each,
/// also "columns … to read “A” and “B”, respectively".
pub(super) fn by_column(phrases: &[Phrase]) -> Option<Vec<Vec<Phrase>>> {
    let column = |phrase: &Phrase| matches!(phrase, Phrase::Where(Where::Column(_)));
    let glue = |phrase: &Phrase| matches!(phrase, Phrase::Glue(Glue::And | Glue::Comma | Glue::Stop(_)));
    // "the columns of the entry for “X” to read": where they stand may be said between them and their texts.
    let place = |phrase: &Phrase| !column(phrase) && phrase.says_where() && !glue(phrase);
    let first = phrases.iter().position(column)?;
    let (lead, rest) = phrases.split_at_checked(first)?;
    let places: Vec<Phrase> = rest.iter().filter(|phrase| place(phrase)).cloned().collect();
    if !lead.iter().all(Phrase::says_where) {
        return None;
    }
    let lead = [lead, places.as_slice()].concat();
    let said: Vec<&Phrase> = rest.iter().filter(|phrase| !glue(phrase) && !place(phrase)).collect();
    let (to, below) = (Phrase::What(What::Role(Role::To)), Phrase::Glue(Glue::AsFollows));
    let number = said.iter().filter(|phrase| column(phrase)).count();
    let texts: Vec<&String> = said
        .iter()
        .filter_map(|phrase| if let Phrase::What(What::Names(texts)) = phrase { Some(texts) } else { None })
        .flatten()
        .collect();
    if number < 2 || texts.len() != number {
        return None;
    }
    let apart = said.chunks(3).all(|one| {
        matches!(one, [first, second, Phrase::What(What::Names(texts))]
        if column(first) && **second == to && texts.len() == 1)
    });
    let (columns, behind) = said.split_at_checked(number)?;
    let respectively = Phrase::What(What::Respectively);
    let reads = |phrase: &Phrase| *phrase == to || *phrase == below;
    let together = columns.iter().all(|phrase| column(phrase))
        && match behind {
            [first, Phrase::What(What::Names(_)), last] => **first == to && **last == respectively,
            // "to read, respectively, “A” and “B”"
            [first, second, Phrase::What(What::Names(_))] => {
                reads(first) && **second == respectively || **first == respectively && reads(second)
            }
            _ => false,
        };
    let columns = said.iter().filter(|phrase| column(phrase));
    let set = |(column, text): (&&Phrase, &String)| {
        let own = [(*column).clone(), to.clone(), What::Names(vec![text.clone()]).into()];
        lead.iter().cloned().chain(own).collect::<Vec<_>>()
    };
    (apart && places.is_empty() || together).then(|| columns.zip(texts).map(set).collect())
}

/// "revising the name “A” to read “B” and the address “C” to read “D”": a part of an entry, its text and its new one each.
/// The name changes last: by the old one the entry is found.
pub(super) fn by_part(phrases: &[Phrase]) -> Option<Vec<Vec<Phrase>>> {
    let glue = |phrase: &&Phrase| matches!(phrase, Phrase::Glue(Glue::And | Glue::Comma | Glue::Stop(_)));
    let part = |phrase: &Phrase| {
        matches!(phrase, Phrase::What(What::Object(Object::Name | Object::Aliases | Object::Addresses)))
    };
    let one = |phrase: &Phrase| matches!(phrase, Phrase::What(What::Names(names)) if names.len() == 1);
    let to = Phrase::What(What::Role(Role::To));
    let from = |phrase: &Phrase| matches!(phrase, Phrase::What(What::Role(Role::From)));
    let said: Vec<Phrase> = phrases.iter().filter(|phrase| !glue(phrase)).cloned().collect();
    let starts: Vec<usize> = (0..said.len()).filter(|at| said.get(*at).is_some_and(part)).collect();
    let ends = starts.iter().skip(1).copied().chain([said.len()]);
    let mut groups: Vec<Vec<Phrase>> =
        starts.iter().zip(ends).filter_map(|(from, end)| Some(said.get(*from..end)?.to_vec())).collect();
    let whole = |group: &Vec<Phrase>| match group.as_slice() {
        [_, way, old, next, new] => from(way) && one(old) && *next == to && one(new),
        [_, old, next, new] => one(old) && *next == to && one(new),
        [_, next, new] => *next == to && one(new),
        _ => false,
    };
    groups.sort_by_key(|group| group.first() == Some(&Phrase::What(What::Object(Object::Name))));
    (groups.len() > 1 && starts.first() == Some(&0) && groups.iter().all(whole)).then_some(groups)
}

/// "revising the license requirement in the entries for “A” under RUSSIA and “B” under TURKEY": an entry and its country
/// each.
pub(super) fn by_entry(phrases: &[Phrase]) -> Option<Vec<Vec<Phrase>>> {
    let phrases = entries_behind(phrases);
    let phrases = phrases.as_slice();
    let entry = |phrase: &Phrase| matches!(phrase, Phrase::Where(Where::Entry(_, None)));
    let country = |phrase: &Phrase| matches!(phrase, Phrase::Where(Where::Country(..)));
    let quotes = |phrase: &Phrase| matches!(phrase, Phrase::What(What::Names(_) | What::Role(_)));
    let (lead, mut rest) = phrases.split_at_checked(phrases.iter().position(entry)?)?;
    let mut pairs = Vec::new();
    loop {
        let (entry, place, tail) = match rest {
            [entry @ Phrase::Where(Where::Entry(_, None)), place, tail @ ..] if pairs.is_empty() => {
                (entry.clone(), place, tail)
            }
            [Phrase::What(What::Names(named)), place, tail @ ..] if !pairs.is_empty() => {
                let named = named.iter().map(|name| quotation::name(name).to_owned()).collect();
                (Where::Entry(named, None).into(), place, tail)
            }
            _ => break,
        };
        if !country(place) {
            return None;
        }
        pairs.push([entry, place.clone()]);
        let joint = |phrase: &&Phrase| matches!(phrase, Phrase::Glue(Glue::And | Glue::Comma | Glue::Stop(';')));
        rest = tail.get(tail.iter().take_while(joint).count()..).unwrap_or(&[]);
    }
    let set = |lead: &[Phrase]| matches!(lead, [Phrase::Where(Where::Column(_)), Phrase::What(What::Role(Role::To)), Phrase::What(What::Names(text))] if text.len() == 1);
    let plain = |phrases: &[Phrase]| {
        set(phrases) || !phrases.iter().any(|phrase| quotes(phrase) || country(phrase) || entry(phrase))
    };
    let group = |pair: &[Phrase; 2]| [lead, pair.as_slice(), rest].concat();
    (pairs.len() > 1 && plain(lead) && plain(rest)).then(|| pairs.iter().map(group).collect())
}

/// "revising the column to read “B” for each of the following entries: “X” (IRAN)": what stands behind the text is a place.
fn entries_behind(phrases: &[Phrase]) -> Vec<Phrase> {
    match phrases {
        [
            column @ Phrase::Where(Where::Column(_)),
            to @ Phrase::What(What::Role(Role::To)),
            text @ Phrase::What(What::Names(_)),
            noun,
            rest @ ..,
        ] if *noun == entries(None) => {
            let behind = rest.iter().skip_while(|phrase| **phrase == Phrase::Glue(Glue::Stop(':')));
            let mut behind: Vec<Phrase> = behind.cloned().collect();
            if let Some(Phrase::What(What::Names(names))) = behind.first() {
                let names = names.iter().map(|name| quotation::name(name).to_owned()).collect();
                behind.splice(..1, [Where::Entry(names, None).into()]);
            }
            [column, to, text].into_iter().cloned().chain(behind).collect()
        }
        _ => phrases.to_vec(),
    }
}

/// "in the entries for “A” under RUSSIA and “B” under TURKEY, by …": what is said once of both, for each with its own
/// entry and country.
pub(super) fn places_apart<'t>(spoken: &[Spoken<'t>]) -> Option<Vec<Vec<Spoken<'t>>>> {
    let is = |at: usize, test: &dyn Fn(&Phrase) -> bool| spoken.get(at).is_some_and(|said| test(&said.phrase));
    let country = |phrase: &Phrase| matches!(phrase, Phrase::Where(Where::Country(_, Way::Under)));
    let joint = |phrase: &Phrase| matches!(phrase, Phrase::Glue(Glue::And | Glue::Comma | Glue::Stop(';')));
    let start = spoken.iter().position(|said| matches!(said.phrase, Phrase::Where(Where::Entry(_, None))))?;
    let lead = spoken.get(..start)?;
    let mut pairs = Vec::new();
    let mut at = start;
    let end = loop {
        let one = spoken.get(at)?;
        let entry = match &one.phrase {
            Phrase::Where(Where::Entry(..)) if pairs.is_empty() => one.clone(),
            Phrase::What(What::Names(names)) => {
                let names = names.iter().map(|name| quotation::name(name).to_owned()).collect();
                Spoken { phrase: Where::Entry(names, None).into(), ..one.clone() }
            }
            _ => return None,
        };
        if !is(at + 1, &country) {
            return None;
        }
        pairs.push([entry, spoken.get(at + 1)?.clone()]);
        let next = (at + 2..spoken.len()).find(|next| !is(*next, &joint))?;
        if !is(next, &|phrase| matches!(phrase, Phrase::What(What::Names(_)))) || !is(next + 1, &country) {
            break next;
        }
        at = next;
    };
    let rest = spoken.get(end..)?;
    let orders = matches!(rest.first()?.phrase, Phrase::Verb(_, Voice::Means));
    let plain = lead.iter().all(|said| said.phrase.says_where() || matches!(said.phrase, Phrase::Glue(_)));
    let whole = |pair: &[Spoken<'t>; 2]| [lead, pair.as_slice(), rest].concat();
    (pairs.len() > 1 && orders && plain).then(|| pairs.iter().map(whole).collect())
}

fn entries(count: Option<u32>) -> Phrase {
    Phrase::What(What::Object(Object::Entries { count, ordinal: None }))
}

/// "five entities under China (3) and Iran (2)": as many rows under each.
pub(super) fn by_number(phrases: &[Phrase]) -> Result<Option<Vec<Vec<Phrase>>>, &'static str> {
    let place = |phrase: &Phrase| matches!(phrase, Phrase::Where(Where::Country(..)));
    let numbered: Vec<_> = phrases
        .windows(2)
        .filter_map(|pair| match pair {
            [
                place @ Phrase::Where(Where::Country(names, Way::Under | Way::For)),
                Phrase::What(What::Times(number)),
            ] if names.len() == 1 => Some((place, *number)),
            _ => None,
        })
        .collect();
    if numbered.is_empty() {
        return Ok(None);
    }
    let named = phrases.iter().any(|phrase| matches!(phrase, Phrase::What(What::Names(_))));
    let totals: Vec<u32> = phrases
        .iter()
        .filter_map(|phrase| match phrase {
            Phrase::What(What::Object(Object::Entries { count, ordinal: None })) => *count,
            _ => None,
        })
        .collect();
    let sum: u32 = numbered.iter().map(|(_, number)| number).sum();
    let headed = phrases.iter().any(|phrase| matches!(phrase, Phrase::What(What::Object(Object::Heading(_)))));
    if named || headed || phrases.iter().filter(|phrase| place(phrase)).count() != numbered.len() {
        return Err("names and countries that do not pair");
    }
    if totals.iter().any(|total| *total != sum) {
        return Err("numbers of entries that do not add up");
    }
    Ok(Some(numbered.into_iter().map(|(place, number)| vec![entries(Some(number)), place.clone()]).collect()))
}

/// "Under CANADA, by adding entries for “A” and “B”; and under IRAN, an entry for “C”": what the verb goes on with under
/// another country.
pub(super) fn going_on(clause: &Clause) -> Vec<Clause> {
    let plain = matches!(clause.verb, Verb::Add | Verb::Remove | Verb::Revise) && clause.setting.inside.is_none();
    let says = |phrase: &Phrase| matches!(phrase, Phrase::What(What::Names(_) | What::Object(_)));
    let joint = |phrase: &Phrase| matches!(phrase, Phrase::Glue(Glue::And | Glue::Comma | Glue::Stop(';')));
    let is_country = |phrase: &Phrase| matches!(phrase, Phrase::Where(Where::Country(_, Way::Under)));
    let phrases = clause.phrases.as_slice();
    let begins = |at: &usize| {
        let before = phrases.get(..*at).unwrap_or(&[]);
        let joints = before.iter().rev().take_while(|phrase| joint(phrase));
        let parted = joints.clone().any(|phrase| *phrase != Phrase::Glue(Glue::Comma));
        let said = before.get(before.len() - joints.count()..).is_some() && before.iter().any(says);
        let behind = phrases.get(at + 1..).unwrap_or(&[]);
        let goes_on = behind.iter().find(|phrase| **phrase != Phrase::Glue(Glue::Comma)).is_some_and(says);
        phrases.get(*at).is_some_and(is_country) && parted && said && goes_on
    };
    let starts: Vec<usize> = (0..phrases.len()).filter(begins).collect();
    let countries = phrases.iter().filter(|phrase| is_country(phrase)).count();
    let placed = !clause.setting.countries.is_empty();
    let [first, ..] = starts.as_slice() else {
        return vec![clause.clone()];
    };
    if !plain || !placed || starts.len() != countries {
        return vec![clause.clone()];
    }
    let trimmed = |phrases: &[Phrase]| {
        let joints = phrases.iter().rev().take_while(|phrase| joint(phrase)).count();
        phrases.get(..phrases.len() - joints).unwrap_or(&[]).to_vec()
    };
    let mut found = vec![Clause { phrases: trimmed(phrases.get(..*first).unwrap_or(&[])), ..clause.clone() }];
    let ends = starts.iter().skip(1).copied().chain([phrases.len()]);
    for (from, end) in starts.iter().zip(ends) {
        let mut setting = clause.setting.clone();
        if let Some(Phrase::Where(place)) = phrases.get(*from) {
            setting.enter(place);
        }
        found.push(Clause { setting, phrases: trimmed(phrases.get(from + 1..end).unwrap_or(&[])), ..clause.clone() });
    }
    found
}

/// What nationality alone says of the place, "one Pakistani entity", counts where nothing else does.
pub(super) fn without_nationalities(clause: &Clause) -> Clause {
    let of_nation = |phrase: &Phrase| matches!(phrase, Phrase::Where(Where::Country(_, Way::Of)));
    let placed = |phrase: &Phrase| matches!(phrase, Phrase::Where(Where::Country(..))) && !of_nation(phrase);
    let keys = |names: &[String]| names.iter().map(|name| country::key(name)).collect::<Vec<_>>();
    let mut nations = clause.phrases.iter().filter_map(|phrase| match phrase {
        Phrase::Where(Where::Country(names, Way::Of)) => Some(keys(names)),
        _ => None,
    });
    let first = nations.next();
    let one = first.is_some_and(|first| nations.all(|other| other == first));
    let mut phrases = clause.phrases.clone();
    if !clause.setting.countries.is_empty() || phrases.iter().any(placed) {
        phrases.retain(|phrase| !of_nation(phrase));
    } else if one {
        let at = phrases.iter().position(of_nation);
        let place = at.map(|at| phrases.remove(at));
        phrases.retain(|phrase| !of_nation(phrase));
        phrases.extend(place);
    }
    Clause { phrases, ..clause.clone() }
}

/// "Under IRAN, by removing all Russian entities": what nationality says counts where it is all that tells the entries.
pub(super) fn names_another_nation(clause: &Clause) -> bool {
    let key = |names: &[String]| names.iter().map(|name| country::key(name)).collect::<Vec<_>>();
    let all = Phrase::What(What::Object(Object::AllEntries));
    let countries = |of: bool| {
        clause.phrases.iter().filter_map(move |phrase| match phrase {
            Phrase::Where(Where::Country(names, way)) if (*way == Way::Of) == of => Some(key(names)),
            _ => None,
        })
    };
    let placed = countries(false).next().or_else(|| {
        let above = &clause.setting.countries;
        (!above.is_empty()).then(|| key(above))
    });
    clause.phrases.contains(&all) && placed.is_some_and(|placed| countries(true).any(|nation| nation != placed))
}

/// "removing “A” and one entity, “B”": the number is that of the names behind it alone.
pub(super) fn counted_behind(phrases: &[Phrase]) -> Vec<Phrase> {
    let names = |phrase: &Phrase| match phrase {
        Phrase::What(What::Names(names)) => u32::try_from(names.len()).ok(),
        _ => None,
    };
    let own = |(at, phrase): (usize, &Phrase)| {
        let Phrase::What(What::Object(Object::Entries { count: count @ Some(_), ordinal: None })) = phrase else {
            return phrase.clone();
        };
        let before = phrases.get(..at).unwrap_or(&[]).iter().any(|phrase| names(phrase).is_some());
        let mut behind = phrases.get(at + 1..).unwrap_or(&[]).iter();
        let next = behind.find(|phrase| !matches!(phrase, Phrase::Glue(Glue::Comma | Glue::Stop(':'))));
        if before && next.and_then(names) == *count { entries(None) } else { phrase.clone() }
    };
    phrases.iter().enumerate().map(own).collect()
}

/// "three entities: “A” under CANADA, “B” under CHINA, and “C” under RUSSIA": a number that the names make up is no number
/// of any one country.
pub(super) fn summed(phrases: &[Phrase]) -> Vec<Phrase> {
    let names = phrases.iter().filter_map(|phrase| match phrase {
        Phrase::What(What::Names(names)) => Some(names.len()),
        _ => None,
    });
    let countries = phrases.iter().filter(|phrase| matches!(phrase, Phrase::Where(Where::Country(..)))).count();
    // "seven entities: four under CHINA, two under IRAN, and one under RUSSIA", "two, one each under CHINA and IRAN"
    let parts: Vec<_> = phrases
        .windows(2)
        .filter_map(|pair| match pair {
            [
                Phrase::What(What::Object(Object::Entries { count: Some(number), ordinal: None })),
                Phrase::Where(Where::Country(names, _)),
            ] => Some((*number, u32::try_from(names.len()).ok()?)),
            _ => None,
        })
        .collect();
    match phrases {
        [Phrase::What(What::Object(Object::Entries { count: Some(total), ordinal: None })), rest @ ..]
            if !parts.is_empty()
                && !matches!(rest.first(), Some(Phrase::Where(Where::Country(..))))
                && [parts.iter().map(|(number, _)| number).sum::<u32>(), parts.iter().map(|(n, of)| n * of).sum()]
                    .contains(total) =>
        {
            let joint = |phrase: &&Phrase| matches!(phrase, Phrase::Glue(Glue::Comma | Glue::Stop(_)));
            rest.iter().skip_while(joint).cloned().collect()
        }
        [Phrase::What(What::Object(Object::Entries { count: Some(count), ordinal: None })), rest @ ..]
            if countries > 1 && names.sum::<usize>() == *count as usize =>
        {
            let noun = Phrase::What(What::Object(Object::Entries { count: None, ordinal: None }));
            std::iter::once(noun).chain(rest.iter().cloned()).collect()
        }
        _ => phrases.to_vec(),
    }
}
