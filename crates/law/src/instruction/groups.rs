//! One verb over several countries: `by removing “A” under RUSSIA and “B” under IRAN` is two orders.

use super::clause::Clause;
use super::object::Object;
use super::parts::{Parts, Remark, Why, one};
use super::phrase::Phrase;
use super::verb::Verb;

/// Sorts a clause; "under X, “A”; and under Y, “B”" comes back as two.
pub(super) fn sort(clause: &Clause) -> Result<Vec<Parts>, Why> {
    let mut sorted = Vec::new();
    for group in groups(clause)? {
        sorted.extend(each(one(clause.verb, &clause.context, &group)?)?);
    }
    Ok(sorted)
}

/// "removing “A” and “B” under CHINA and IRAN, respectively": one order for each country.
fn each(parts: Parts) -> Result<Vec<Parts>, Why> {
    let countries = parts.countries.clone();
    if countries.len() < 2 || !parts.says(Remark::Respectively) {
        return Ok(vec![parts]);
    }
    let plain = parts.inside.is_none() && parts.of.is_empty() && parts.to.is_empty();
    if !plain || !parts.featured.is_empty() || parts.names.len() != countries.len() {
        return Err("names and countries that do not pair");
    }
    let pairs = parts.names.clone().into_iter().zip(countries);
    let alone = |(name, country)| Parts { names: vec![name], countries: vec![country], ..parts.clone() };
    Ok(pairs.map(alone).collect())
}

/// One verb over several countries, each with its own names before or after it.
fn groups(clause: &Clause) -> Result<Vec<Vec<Phrase>>, Why> {
    let phrases = clause.phrases.as_slice();
    let is_country = |phrase: &Phrase| matches!(phrase, Phrase::Country(..));
    let is_named = |phrase: &Phrase| matches!(phrase, Phrase::Names(_) | Phrase::Object(_));
    let moves = matches!(clause.verb, Verb::Move | Verb::Redesignate | Verb::Rename);
    if moves || phrases.iter().filter(|phrase| is_country(phrase)).count() < 2 {
        return Ok(vec![phrases.to_vec()]);
    }
    let (lead, mut rest) = lead(phrases);
    let country_first = rest.iter().find(|phrase| is_country(phrase) || is_named(phrase)).is_some_and(is_country);
    let mut groups = Vec::new();
    while !rest.is_empty() {
        let from = usize::from(country_first);
        let next = rest.iter().skip(from).position(is_country);
        let cut = next.map_or(rest.len(), |at| at + 1);
        let (group, tail) = rest.split_at_checked(cut).unwrap_or((rest, &[]));
        let said = |test: &dyn Fn(&Phrase) -> bool| group.iter().any(test);
        match (said(&is_country), said(&is_named)) {
            (true, true) => groups.push([lead, group].concat()),
            (false, false) => {}
            (true, false) if country_first && groups.is_empty() => {
                return Err("a country without an object");
            }
            (true, false) | (false, true) => return Err("names and countries that do not pair"),
        }
        rest = tail;
    }
    Ok(groups)
}

/// The noun that countries with names of their own follow: "the following entities: under CANADA, “A”; under RUSSIA,
/// “B”", "entries under CANADA for “A” and under RUSSIA for “B”".
fn lead(phrases: &[Phrase]) -> (&[Phrase], &[Phrase]) {
    let (count, ordinal) = (None, None);
    let entries = Phrase::Object(Object::Entries { count, ordinal });
    let named = |phrase: &Phrase| matches!(phrase, Phrase::Names(_));
    match phrases {
        [first, Phrase::Country(..) | Phrase::Stop(':'), ..] if *first == entries && phrases.iter().any(named) => {
            phrases.split_at_checked(1).unwrap_or((&[], phrases))
        }
        _ => (&[], phrases),
    }
}
