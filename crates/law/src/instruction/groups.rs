//! Where the phrases of one verb fall apart: each heading with its own entries, headings before names with countries.

use super::object::Object;
use super::place::Where;
use super::spoken::{Glue, Phrase, What};

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

/// "three entities: “A” under CANADA, “B” under CHINA, and “C” under RUSSIA": a number that the names make up is no number
/// of any one country.
pub(super) fn summed(phrases: &[Phrase]) -> Vec<Phrase> {
    let names = phrases.iter().filter_map(|phrase| match phrase {
        Phrase::What(What::Names(names)) => Some(names.len()),
        _ => None,
    });
    let countries = phrases.iter().filter(|phrase| matches!(phrase, Phrase::Where(Where::Country(..)))).count();
    match phrases {
        [Phrase::What(What::Object(Object::Entries { count: Some(count), ordinal: None })), rest @ ..]
            if countries > 1 && names.sum::<usize>() == *count as usize =>
        {
            let noun = Phrase::What(What::Object(Object::Entries { count: None, ordinal: None }));
            std::iter::once(noun).chain(rest.iter().cloned()).collect()
        }
        _ => phrases.to_vec(),
    }
}
