//! The phrases of one clause, sorted by what they are to its verb.
//!
//! `by removing “A” under RUSSIA and “B” under IRAN` is two orders: a name and a country each.

use super::clause::Clause;
use super::counted::{all_of, heading_named, repeat};
use super::groups::{
    by_column, by_entry, by_heading, by_noun, by_number, by_part, by_way, counted_behind, going_on, has_noun,
    headings_first, names_another_nation, summed, without_nationalities,
};
use super::lexicon::{Role, Verb};
use super::object::Object;
use super::order::{Entries, Occurrence, Selection};
use super::place::{End, Way, Where};
use super::quotation;
use super::scope::Scope;
use super::selection;
use super::setting::{Reach, Setting, TableColumn};
use super::spoken::{Glue, Phrase, What};
use crate::document::table::is_reserved;
use crate::law::country::{self, key as country_key};
use crate::law::{Column, ListId};

/// Why a clause is not an order.
pub(super) type Why = &'static str;

/// What the phrases of a clause are to its verb.
#[derive(Debug, Clone)]
pub(super) struct Complement {
    pub(super) setting: Setting,
    pub(super) objects: Vec<Object>,
    /// Quoted objects, verbatim.
    pub(super) names: Vec<String>,

    /// Quoted aliases and addresses, each under its noun.
    pub(super) featured: Vec<(Object, Vec<String>)>,
    pub(super) after: Vec<String>,
    pub(super) before: Vec<String>,
    pub(super) instead: Vec<String>,
    pub(super) to: Vec<String>,
    pub(super) of: Vec<String>,
    pub(super) countries: Vec<String>,
    pub(super) country_stated: bool,

    pub(super) from_country: Option<String>,
    pub(super) to_country: Option<String>,
    pub(super) inside: Option<(Vec<String>, Option<u32>)>,
    pub(super) column: Option<Column>,
    /// In the Country column.
    pub(super) of_countries: bool,
    /// Which place of the words that are edited.
    pub(super) occurrence: Option<Occurrence>,
    pub(super) until: Option<End>,
    pub(super) remarks: Vec<Remark>,
    /// Whether names of the order are held.
    pub(super) held: bool,
    /// All of a country's entries, by their number.
    pub(super) all: Option<u32>,
    /// Entries that stay where all others go.
    pub(super) except: Vec<String>,
    /// From which list to which.
    pub(super) transfer: Option<(ListId, ListId)>,
    /// Footnotes that the rows of its entries bear.
    pub(super) designated: Vec<u8>,
}

/// What a clause says beside its objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Remark {
    /// "in its place".
    InPlace,
    /// "wherever it appears".
    Everywhere,
    /// "respectively".
    Respectively,
    /// "at the end of the table".
    OfTable,
    /// The list is named again behind the verb.
    ScopeNamed,
    /// "for the country of Chad".
    ForCountry,
    /// A country behind the verb.
    Placed,
    /// "and to read as follows".
    Reads,
    /// "one entry thereunder".
    Below,
    /// "two aliases", not named.
    Several,
}

impl Complement {
    fn new(setting: &Setting) -> Self {
        Self {
            setting: setting.clone(),
            objects: Vec::new(),
            names: Vec::new(),
            featured: Vec::new(),
            after: Vec::new(),
            before: Vec::new(),
            instead: Vec::new(),
            to: Vec::new(),
            of: Vec::new(),
            countries: setting.countries.clone(),
            country_stated: setting.country_stated,
            from_country: None,
            to_country: None,
            inside: setting.inside.clone(),
            column: setting
                .column
                .and_then(|column| if let TableColumn::Of(column) = column { Some(column) } else { None }),
            of_countries: setting.column == Some(TableColumn::Country),
            occurrence: None,
            until: None,
            remarks: Vec::new(),
            held: false,
            all: None,
            except: Vec::new(),
            transfer: None,
            designated: Vec::new(),
        }
    }

    pub(super) fn says(&self, remark: Remark) -> bool {
        self.remarks.contains(&remark)
    }

    pub(super) fn has(&self, wanted: &Object) -> bool {
        self.objects.contains(wanted)
    }

    /// The countries of all headings that are named; `None` where no heading is spoken of.
    pub(super) fn headings(&self) -> Option<Vec<String>> {
        let named = self.objects.iter().filter_map(|object| match object {
            Object::Heading(names) => Some(names.clone()),
            _ => None,
        });
        named.reduce(|all, names| [all, names].concat())
    }

    /// The number of entries under each of the headings.
    pub(super) fn each_under(&self) -> Option<u32> {
        self.objects.iter().find_map(|object| match object {
            Object::EachUnder(number) => Some(*number),
            _ => None,
        })
    }

    /// Whether nothing but a supplement is named: it is what the verb acts on.
    pub(super) fn is_scope_alone(&self) -> bool {
        self.says(Remark::ScopeNamed)
            && self.objects.is_empty()
            && [&self.names, &self.after, &self.instead, &self.to, &self.of, &self.countries]
                .into_iter()
                .all(Vec::is_empty)
            && self.inside.is_none()
            && self.column.is_none()
    }

    pub(super) fn footnotes(&self) -> Vec<u8> {
        let numbers = self.objects.iter().filter_map(|object| match object {
            Object::Footnotes(numbers) => Some(numbers),
            _ => None,
        });
        numbers.flatten().copied().collect()
    }

    /// Whether aliases or addresses are meant, and no entry is named.
    pub(super) fn lacks_entry(&self) -> bool {
        let inner = !self.featured.is_empty() || !self.places().is_empty();
        inner && self.inside.is_none() && self.of.is_empty() && self.to.is_empty() && !self.listed()
    }

    /// "the first alias and the second address": aliases and addresses by their places, those of a kind together.
    pub(super) fn places(&self) -> Vec<(bool, Vec<i8>)> {
        let mut found: Vec<(bool, Vec<i8>)> = Vec::new();
        for object in &self.objects {
            let Object::Placed { aliases, places } = object else {
                continue;
            };
            match found.iter_mut().find(|(of, _)| of == aliases) {
                Some((_, known)) => known.extend(places),
                None => found.push((*aliases, places.clone())),
            }
        }
        found
    }

    /// Whether a noun says that the quotations name entries.
    pub(super) fn listed(&self) -> bool {
        self.objects.iter().any(|object| matches!(object, Object::Entries { .. } | Object::AllEntries))
    }

    /// The entries meant, by name and by count.
    pub(super) fn entries(&self) -> Entries {
        let (mut counts, mut ordinal) = (Vec::new(), None);
        for object in &self.objects {
            if let Object::Entries { count: n, ordinal: o } = object {
                counts.extend(*n);
                ordinal = ordinal.or(*o);
            }
        }
        // "one Canadian entity and one Russian entity", "one entry for “A” and one entry for “B”"
        let sum: u32 = counts.iter().sum();
        let adds_up = self.names.is_empty() || sum as usize == self.names.len();
        let count = counts.first().map(|first| if adds_up { sum } else { *first });
        let names = self.names.iter().map(|text| quotation::entry_name(text).to_owned()).collect();
        Entries { names, count: count.filter(|_| !self.held), ordinal }
    }

    /// The entry names that an order inside entries is about.
    pub(super) fn entries_inside(&self) -> Result<Vec<String>, Why> {
        match &self.inside {
            Some((names, None)) => Ok(names.clone()),
            Some((_, Some(_))) => Err("an order inside one of several entries of a name"),
            None => Ok(clean(&self.of)),
        }
    }

    /// Whether the quotations are wording inside cells, not names of entries.
    pub(super) fn is_wording(&self) -> bool {
        !self.listed()
            && (self.inside.is_some()
                || self.column.is_some()
                || self.says(Remark::Everywhere)
                || self.has(&Object::Wording))
    }
}

/// Names without the separators that their quotations swallowed.
pub(super) fn clean(quoted: &[String]) -> Vec<String> {
    quoted.iter().map(|text| quotation::name(text).to_owned()).collect()
}

/// Sorts a clause; "under X, “A”; and under Y, “B”" comes back as two.
pub(super) fn sort(clause: &Clause) -> Result<Vec<Complement>, Why> {
    let mut sorted = Vec::new();
    if names_another_nation(clause) {
        return Err("all entries of another nation than that of their place");
    }
    for clause in going_on(&without_nationalities(clause)) {
        let mut setting = clause.setting.clone();
        // "Remove from supplement no. 4 …: “A” (under RUSSIA) and “B” (under IRAN)": the list is that of all.
        if let (Scope::Unsaid, Some(scope)) = (setting.scope, sole_scope(&clause.phrases)) {
            (setting.scope, setting.scope_stated) = (scope, true);
        }
        for group in groups(&clause)? {
            sorted.extend(each(of_each_entry(one(clause.verb, &setting, &group)?))?);
        }
    }
    Ok(sorted)
}

/// The list that phrases name, where it is one.
fn sole_scope(phrases: &[Phrase]) -> Option<Scope> {
    let mut scopes = phrases.iter().filter_map(|phrase| match phrase {
        Phrase::Where(Where::Scope(scope)) => Some(*scope),
        _ => None,
    });
    let first = scopes.next()?;
    scopes.all(|scope| scope == first).then_some(first)
}

/// "removing “A” and “B” under CHINA and IRAN, respectively": one order for each country.
fn each(parts: Complement) -> Result<Vec<Complement>, Why> {
    let countries = parts.countries.clone();
    if countries.len() < 2 || !parts.says(Remark::Respectively) {
        return Ok(vec![parts]);
    }
    let plain = parts.inside.is_none() && parts.of.is_empty() && parts.to.is_empty();
    if !plain || !parts.featured.is_empty() || parts.names.len() != countries.len() {
        return Err("names and countries that do not pair");
    }
    let pairs = parts.names.clone().into_iter().zip(countries);
    let alone = |(name, country)| Complement { names: vec![name], countries: vec![country], ..parts.clone() };
    Ok(pairs.map(alone).collect())
}

/// One verb over several countries, each with its own names before or after it.
fn groups(clause: &Clause) -> Result<Vec<Vec<Phrase>>, Why> {
    let commas = clause.phrases.iter().take_while(|phrase| **phrase == Phrase::Glue(Glue::Comma)).count();
    let phrases = summed(&unless_several(clause.phrases.get(commas..).unwrap_or(&[])));
    let phrases = phrases.as_slice();
    let is_named = |phrase: &Phrase| matches!(phrase, Phrase::What(What::Names(_) | What::Object(_)));
    let moves = matches!(clause.verb, Verb::Move | Verb::Redesignate | Verb::Rename);
    if let Some(groups) = by_heading(phrases).filter(|_| matches!(clause.verb, Verb::Add | Verb::Remove)) {
        return Ok(groups);
    }
    if let Some(groups) = by_number(phrases)? {
        return Ok(groups);
    }
    let revises = matches!(clause.verb, Verb::Revise | Verb::Amend | Verb::Replace);
    if let Some(groups) = by_column(phrases).filter(|_| revises) {
        return Ok(groups);
    }
    if let Some(groups) = by_part(phrases).filter(|_| revises) {
        return Ok(groups);
    }
    if let Some(groups) = by_entry(phrases).filter(|_| matches!(clause.verb, Verb::Revise | Verb::Amend)) {
        return Ok(groups);
    }
    if clause.verb == Verb::Move
        && let Some(groups) = by_way(phrases)?
    {
        return Ok(groups);
    }
    let key = |names: &[String]| names.iter().map(|name| country_key(name)).collect::<Vec<_>>();
    let mut keys = phrases.iter().filter_map(|phrase| match phrase {
        Phrase::Where(Where::Country(names, Way::Under)) => Some(key(names)),
        Phrase::Where(Where::Country(..)) => Some(Vec::new()),
        _ => None,
    });
    // "under HONG KONG, two entities located in Hong Kong"
    let first = keys.next();
    let one_country = first.is_some_and(|first| first.len() == 1 && keys.all(|other| other == first));
    let renames = |phrase: &Phrase| matches!(phrase, Phrase::Where(Where::Country(_, Way::To)));
    let heads = |phrase: &Phrase| matches!(phrase, Phrase::What(What::Object(Object::Heading(_))));
    if moves
        || one_country && !phrases.iter().any(|phrase| matches!(phrase, Phrase::What(What::Names(_))))
        || phrases.iter().any(renames) && phrases.iter().any(heads)
        || phrases.iter().filter(|phrase| is_country(phrase)).count() < 2
    {
        return Ok(vec![phrases.to_vec()]);
    }
    if let Some(groups) = by_noun(phrases) {
        return Ok(groups);
    }
    let (headings, phrases) = headings_first(phrases);
    let (lead, mut rest) = lead(phrases);
    let country_first = rest.iter().find(|phrase| is_country(phrase) || is_named(phrase)).is_some_and(is_country);
    let mut groups: Vec<Vec<Phrase>> = headings.into_iter().collect();
    let before = groups.len();
    while !rest.is_empty() {
        let from = usize::from(country_first);
        let next = rest.iter().skip(from).position(is_country);
        let cut = next.map_or(rest.len(), |at| at + 1);
        let (group, tail) = rest.split_at_checked(cut).unwrap_or((rest, &[]));
        let said = |test: &dyn Fn(&Phrase) -> bool| group.iter().any(test);
        match (said(&is_country), said(&is_named)) {
            (true, true) if has_noun(group) => groups.push(group.to_vec()),
            (true, true) => groups.push([lead, group].concat()),
            (false, false) => {}
            (true, false) if country_first && groups.len() == before => {
                return Err("a country without an object");
            }
            (true, false) | (false, true) => return Err("names and countries that do not pair"),
        }
        rest = tail;
    }
    Ok(groups)
}

/// Where only one noun is counted, its number is that of the names behind it.
fn unless_several(phrases: &[Phrase]) -> Vec<Phrase> {
    if several_counts(phrases) { phrases.to_vec() } else { counted_behind(phrases) }
}

/// The noun that countries with names of their own follow: "the following entities: under CANADA, “A”; under RUSSIA,
/// “B”", "entries under CANADA for “A” and under RUSSIA for “B”".
fn lead(phrases: &[Phrase]) -> (&[Phrase], &[Phrase]) {
    let (count, ordinal) = (None, None);
    let entries = Phrase::What(What::Object(Object::Entries { count, ordinal }));
    let named = |phrase: &Phrase| matches!(phrase, Phrase::What(What::Names(_)));
    match phrases {
        // "the following entries are removed from supplement no. 4 to part 744: under RUSSIA, “A”"
        [first, Phrase::Where(Where::Scope(_)), Phrase::Glue(Glue::Stop(':')), ..]
            if *first == entries && phrases.iter().any(named) =>
        {
            phrases.split_at_checked(2).unwrap_or((&[], phrases))
        }
        [
            first,
            Phrase::Where(Where::Country(..)) | Phrase::What(What::Names(_)) | Phrase::Glue(Glue::Stop(':')),
            ..,
        ] if *first == entries && phrases.iter().any(named) => phrases.split_at_checked(1).unwrap_or((&[], phrases)),
        _ => (&[], phrases),
    }
}

/// Sorts the phrases of one verb and one place.
fn one(verb: Verb, setting: &Setting, phrases: &[Phrase]) -> Result<Complement, Why> {
    let mut parts = Complement::new(setting);
    let mut role = None;
    let again = phrases.contains(&What::Object(Object::Again).into());
    let (mut aimed, mut stopped, mut unquoted) = (again, false, false);
    let mut counts = Vec::new();
    let quotes = phrases.iter().any(|phrase| matches!(phrase, Phrase::What(What::Names(_))));
    if let Some(why) = refusal(verb, phrases, quotes) {
        return Err(why);
    }
    for phrase in phrases {
        match phrase {
            Phrase::What(What::Names(names)) if names.iter().all(|name| is_reserved(name)) => {
                // "adding, in place of “[Reserved]”, entries for “A”"
                if role.take() != Some(Role::Instead) {
                    parts.objects.push(Object::Reserved);
                }
            }
            Phrase::What(What::Names(_)) if unquoted => return Err("a name that is no alias or address"),
            Phrase::What(What::Names(names)) => {
                numbered(&mut parts, verb, role.take(), names, phrases)?;
            }
            // "add entries, in alphabetical order, for “A”"
            Phrase::What(What::Role(Role::For))
                if parts.names.is_empty() && matches!(parts.objects.last(), Some(Object::Entries { .. })) => {}
            // "RUSSIA for “X”", below "by removing the entries under:"
            Phrase::What(What::Role(Role::For)) if parts.names.is_empty() && placed_names(phrases) => {}
            Phrase::What(What::Role(next)) => {
                aimed |= *next == Role::To;
                role = Some(*next);
            }
            // After a stop, another noun begins what no verb orders.
            Phrase::What(What::Object(Object::Entries { .. } | Object::Footnotes(_)))
                if stopped
                    && !parts.names.is_empty()
                    && parts.countries.len() < 2
                    && !phrases.iter().any(is_country) =>
            {
                return Err("an object after the end of the order");
            }

            Phrase::What(What::AsFeature(object)) if parts.featured.is_empty() => {
                parts.featured.push((object.clone(), clean(&parts.names)));
                parts.objects.push(object.clone());
            }
            Phrase::What(What::AsFeature(_)) => return Err("aliases or addresses said twice"),
            Phrase::What(What::Object(object)) => {
                unquoted = false;
                counts.extend(noun(&mut parts, verb, object));
            }
            Phrase::Where(Where::Country(names, way)) => {
                // "removing “X” from under IRAN", "adding “X” to IRAN"
                let way = match (verb, way) {
                    (Verb::Remove, Way::From) | (Verb::Add, Way::To) => Way::Under,
                    (_, way) => *way,
                };
                let moves = matches!(verb, Verb::Move | Verb::Redesignate);
                // "replacing “A” with “B” in the entry for “X” under RUSSIA"
                // … or "revising the alias “A” to read “B”" there.
                let inside = parts.inside.is_some() && !moves;
                // … or "revising the name of “X” to read “Y” under RUSSIA".
                let aimed = aimed && !inside && !is_retold(verb, &parts);
                country(&mut parts, names, way, (aimed, moves))?;
            }
            // "adding an entry, in alphabetical order, for the entity “X”"
            Phrase::Where(Where::Entry(names, None))
                if matches!((verb, parts.objects.as_slice()), (Verb::Add, [Object::Entries { .. }]))
                    && parts.names.is_empty()
                    && parts.inside.is_none() =>
            {
                parts.names.clone_from(names);
            }
            Phrase::Where(Where::Entry(names, ordinal)) => parts.inside = Some((names.clone(), *ordinal)),
            // "all entries except “X” under RUSSIA" may be all of the list.
            Phrase::What(What::Except(_)) if parts.countries.is_empty() => {
                return Err("an exception before the country of all entries");
            }
            Phrase::What(What::Times(times)) => repeat(&mut parts, verb, *times)?,
            Phrase::Where(Where::Scope(scope)) => {
                if parts.setting.scope_stated && parts.setting.scope != *scope {
                    return Err("two lists in one order");
                }
                parts.setting.scope = *scope;
                parts.setting.scope_stated = true;
                parts.remarks.push(Remark::ScopeNamed);
            }
            Phrase::Glue(Glue::Stop(_)) => stopped = true,
            // "to add an alias, and “X”, to revise its address": X is no alias.
            Phrase::Glue(Glue::And) => {
                unquoted = parts.featured.last().is_some_and(|(_, quoted)| quoted.is_empty());
            }
            // "revising the License requirement column to read as follows: “…”"
            Phrase::Glue(Glue::AsFollows)
                if parts.column.is_some() && parts.names.is_empty() && parts.to.is_empty() && set_behind(phrases) =>
            {
                role = Some(Role::To);
            }
            Phrase::Glue(Glue::Amended | Glue::Comma | Glue::AsFollows) => {}
            Phrase::Where(_) | Phrase::What(_) => remark(&mut parts, phrase),
            Phrase::Verb(..) => return Err("a verb inside another order"),
            Phrase::Unknown(why) => return Err(why),
        }
    }
    all_of(&mut parts, verb);
    heading_named(&mut parts, verb);
    if role.is_some() && parts.to_country.is_none() {
        return Err("a preposition without its name");
    }
    said_besides(&mut parts, verb, phrases, &counts)?;
    // "the License Requirement column for “X”"
    if parts.column.is_some() && parts.inside.is_none() && !parts.of.is_empty() && verb != Verb::Substitute {
        parts.inside = Some((clean(&parts.of), None));
        parts.of.clear();
    }
    Ok(parts)
}

/// "revising the address of one Emirati entity, “X”": the name is that of the entity.
fn of_counted(parts: &mut Complement) {
    let ([Object::Aliases | Object::Addresses | Object::Name, Object::Entries { count, ordinal: None }], [_]) =
        (parts.objects.as_slice(), parts.names.as_slice())
    else {
        return;
    };
    if count.is_none_or(|count| count == 1) && parts.inside.is_none() && parts.of.is_empty() {
        parts.inside = Some((clean(&std::mem::take(&mut parts.names)), None));
        parts.objects.truncate(1);
        parts.featured.iter_mut().for_each(|(_, quoted)| quoted.clear());
    }
}

/// "removing “A” from the License requirement column of each entry": words, wherever they stand.
fn of_each_entry(mut parts: Complement) -> Complement {
    let words = parts.column.is_some() && parts.inside.is_none() && !(parts.names.is_empty() && parts.to.is_empty());
    let said = parts.has(&Object::AllEntries) || parts.setting.reach == Reach::EveryEntry;
    if words && said {
        parts.objects.retain(|object| *object != Object::AllEntries);
        parts.remarks.push(Remark::Everywhere);
    }
    parts
}

/// Whether the words of a revision or replacement are named already: a country behind them is where it is made.
fn is_retold(verb: Verb, parts: &Complement) -> bool {
    match verb {
        Verb::Revise | Verb::Amend => !parts.to.is_empty(),
        Verb::Replace => !parts.names.is_empty(),
        _ => false,
    }
}

/// What makes all phrases together no order.
fn refusal(verb: Verb, phrases: &[Phrase], quotes: bool) -> Option<Why> {
    let unnamed = || verb == Verb::Remove && counts_unnamed(phrases);
    if says_twice(verb, phrases, quotes) {
        Some("a place or a date said twice")
    } else {
        unnamed().then_some("entries behind those that are named, and nothing says which")
    }
}

/// "removing “A” and one other entity": a number behind all names, joined by "and", is of entries that nobody names.
fn counts_unnamed(phrases: &[Phrase]) -> bool {
    let names = |phrase: &Phrase| matches!(phrase, Phrase::What(What::Names(_)));
    let counted = |phrase: &Phrase| {
        matches!(phrase, Phrase::What(What::Object(Object::Entries { count: Some(_), ordinal: None })))
    };
    let last = phrases.iter().rposition(names).and_then(|at| phrases.get(at + 1..));
    last.is_some_and(|behind| {
        behind.windows(2).any(|pair| matches!(pair, [Phrase::Glue(Glue::And), of] if counted(of)))
    })
}

/// Whether nothing but a country and the names behind it is said.
fn placed_names(phrases: &[Phrase]) -> bool {
    let said = |phrase: &Phrase| {
        let names = matches!(phrase, Phrase::What(What::Names(_) | What::Role(Role::For)));
        names || is_country(phrase) || matches!(phrase, Phrase::Glue(_))
    };
    phrases.first().is_some_and(is_country) && phrases.iter().all(said)
}

/// Entries that the list tells, or which of those of a name.
fn select(parts: &mut Complement, of: &Selection, is_object: bool) {
    parts.setting.selected = Some(of.clone());
    let unnamed = vec![selection::UNNAMED.to_owned()];
    if is_object {
        parts.objects.push(Object::Entries { count: None, ordinal: None });
        parts.names.extend(unnamed);
    } else if parts.inside.is_none() && !parts.listed() {
        parts.inside = Some((unnamed, None));
    }
}

/// "(two entries, one under each destination)" against the countries; "is corrected to appear under CHINA, and to read as
/// follows:".
fn said_besides(parts: &mut Complement, verb: Verb, phrases: &[Phrase], counts: &[(usize, u32)]) -> Result<(), Why> {
    of_counted(parts);
    tallied(parts, counts)?;
    let countries = parts.countries.len();
    let spread =
        |phrase: &Phrase| matches!(phrase, Phrase::What(What::Spread(number)) if *number as usize != countries);
    if phrases.iter().any(spread) {
        return Err("a number of entries that is not that of their countries");
    }
    let selects =
        |phrase: &&Phrase| matches!(phrase, Phrase::Where(Where::Selected(_)) | Phrase::What(What::Selected(_)));
    if phrases.iter().filter(selects).count() > 1 {
        return Err("entries told twice by what they bear");
    }
    let goes_on = |pair: &[Phrase]| matches!(pair, [Phrase::Glue(Glue::And), Phrase::Glue(Glue::AsFollows)]);
    if verb == Verb::Move && phrases.windows(2).any(goes_on) {
        parts.remarks.push(Remark::Reads);
    }
    Ok(())
}

/// "to read as follows: “…”"
fn set_behind(phrases: &[Phrase]) -> bool {
    let mut behind = phrases.iter().skip_while(|phrase| **phrase != Phrase::Glue(Glue::AsFollows));
    behind.any(|phrase| matches!(phrase, Phrase::What(What::Names(_))))
}

/// Names, as often as the number of their own noun says.
fn numbered(
    parts: &mut Complement,
    verb: Verb,
    role: Option<Role>,
    names: &[String],
    phrases: &[Phrase],
) -> Result<(), Why> {
    let times = parts.objects.last().and_then(|object| match object {
        Object::Entries { count, ordinal: None } => *count,
        _ => None,
    });
    name(parts, verb, role, names);
    match (names, times) {
        ([_], Some(times @ 2..)) if several_counts(phrases) => repeat(parts, verb, times),
        _ => Ok(()),
    }
}

/// Numbers of aliases or addresses, each with the place of its noun, against those that are named.
fn tallied(parts: &mut Complement, counts: &[(usize, u32)]) -> Result<(), Why> {
    if counts.iter().any(|(_, count)| *count > 1) {
        parts.remarks.push(Remark::Several);
    }
    let told = |at: usize| parts.featured.get(at).map_or(0, |(_, quoted)| quoted.len());
    if counts.iter().any(|(at, count)| told(*at) > 0 && told(*at) != *count as usize) {
        return Err("a number of aliases or addresses that is not that of those named");
    }
    Ok(())
}

/// "one entry for “A” and two entries for “B”": each number is that of its own names.
fn several_counts(phrases: &[Phrase]) -> bool {
    let counted = |phrase: &&Phrase| {
        matches!(phrase, Phrase::What(What::Object(Object::Entries { count: Some(_), ordinal: None })))
    };
    phrases.iter().filter(counted).count() > 1
}

/// What is said once and beside the objects.
fn remark(parts: &mut Complement, phrase: &Phrase) {
    match phrase {
        Phrase::Where(Where::Column(column)) => parts.column = Some(*column),
        Phrase::Where(Where::Countries) => parts.of_countries = true,
        Phrase::Where(Where::Effective(date)) => parts.setting.effective = Some(*date),
        Phrase::Where(Where::Selected(of)) => select(parts, of, false),
        Phrase::What(What::Selected(of)) => select(parts, of, true),
        Phrase::What(What::Until(until)) => parts.until = Some(*until),
        Phrase::What(What::InPlace) => parts.remarks.push(Remark::InPlace),
        Phrase::What(What::Everywhere) => parts.remarks.push(Remark::Everywhere),
        Phrase::What(What::Occurrence(which)) => parts.occurrence = Some(*which),
        Phrase::What(What::Below) => parts.remarks.push(Remark::Below),
        Phrase::What(What::OfTable) => parts.remarks.push(Remark::OfTable),
        Phrase::What(What::Respectively) => parts.remarks.push(Remark::Respectively),
        Phrase::What(What::Held) => parts.held = true,
        Phrase::What(What::Designated(numbers)) => parts.designated.extend(numbers),
        Phrase::What(What::Except(names)) => parts.except.clone_from(names),
        Phrase::What(What::Transfer(from, to)) => parts.transfer = Some((*from, *to)),
        // The others are what the order acts on, and are read as such.
        Phrase::Where(_) | Phrase::What(_) | Phrase::Verb(..) | Phrase::Glue(_) | Phrase::Unknown(_) => {}
    }
}

/// Each of these can be said once; a second one would overwrite the first.
fn says_twice(verb: Verb, phrases: &[Phrase], quotes: bool) -> bool {
    let twice = |test: fn(&Phrase) -> bool| phrases.iter().filter(|phrase| test(phrase)).count() > 1;
    let column = |phrase: &Phrase| matches!(phrase, Phrase::Where(Where::Column(_)));
    let named = |phrase: &Phrase| matches!(phrase, Phrase::What(What::Names(_)));
    // "revising the entry for “X”, including its license requirement and license review policy": the row tells.
    let to = |phrase: &Phrase| matches!(phrase, Phrase::What(What::Role(Role::To)));
    let behind_column = phrases.iter().skip_while(|phrase| !column(phrase)).any(named) || phrases.iter().any(to);
    let quotes = quotes && (behind_column || !matches!(verb, Verb::Revise | Verb::Amend));
    twice(|phrase| matches!(phrase, Phrase::Where(Where::Entry(..))))
        || quotes && twice(|phrase| matches!(phrase, Phrase::Where(Where::Column(_))))
        || twice(|phrase| matches!(phrase, Phrase::What(What::Occurrence(_) | What::Everywhere)))
        || twice(|phrase| matches!(phrase, Phrase::What(What::Until(_))))
        || twice(|phrase| matches!(phrase, Phrase::Where(Where::Effective(_))))
        // "is stayed from November 10, 2025, until November 9, 2026"
        || verb != Verb::Stay
            && twice(|phrase| matches!(phrase, Phrase::What(What::Until(_)) | Phrase::Where(Where::Effective(_))))
}

/// A noun; answers how many aliases or addresses it counts, and where they stand among those of the order.
fn noun(parts: &mut Complement, verb: Verb, object: &Object) -> Option<(usize, u32)> {
    named_before_heading(parts, verb, object);
    let (object, count) = match object {
        Object::Some { aliases: true, count } => (Object::Aliases, Some(*count)),
        Object::Some { aliases: false, count } => (Object::Addresses, Some(*count)),
        other => (other.clone(), None),
    };
    let at = parts.featured.len();
    if matches!(object, Object::Aliases | Object::Addresses | Object::Subordinates) {
        parts.featured.push((object.clone(), Vec::new()));
    }
    parts.objects.push(object);
    count.map(|count| (at, count))
}

/// "removing “X” and the heading “SINGAPORE”": what is named before a heading, and is no country, has an entry.
fn named_before_heading(parts: &mut Complement, verb: Verb, object: &Object) {
    let heading = matches!(object, Object::Heading(named) if !named.is_empty());
    let plain = matches!(verb, Verb::Add | Verb::Remove) && parts.objects.is_empty() && !parts.names.is_empty();
    if heading && plain && !clean(&parts.names).iter().any(|name| country::is_known(name)) {
        parts.objects.push(Object::Entries { count: None, ordinal: None });
    }
}

fn is_country(phrase: &Phrase) -> bool {
    matches!(phrase, Phrase::Where(Where::Country(..)))
}

fn name(parts: &mut Complement, verb: Verb, role: Option<Role>, names: &[String]) {
    // "revising the policy from “A” to “B”"
    let revised = matches!(verb, Verb::Revise | Verb::Amend | Verb::Replace);
    let role = role.filter(|role| !(revised && *role == Role::From));
    let side = match role {
        None => {
            parts.names.extend_from_slice(names);
            if let Some((_, featured)) = parts.featured.last_mut() {
                featured.extend(clean(names));
            }
            return;
        }
        Some(Role::Between) => {
            let (places, rest) = names.split_at_checked(2).unwrap_or((&[], names));
            parts.after.extend(places.first().cloned());
            parts.before.extend(places.last().cloned());
            parts.names.extend_from_slice(rest);
            return;
        }
        Some(Role::After) => &mut parts.after,
        Some(Role::Before) => &mut parts.before,
        Some(Role::Instead) => &mut parts.instead,
        Some(Role::To) => &mut parts.to,
        Some(Role::For | Role::From) => &mut parts.of,
    };
    // "adding, after “Y”, “Z”": the first belongs to the preposition, the second to the verb.
    let one = matches!(role, Some(Role::After | Role::Before | Role::Instead)) && parts.names.is_empty();
    let (own, rest) = names.split_at_checked(if one { 1 } else { names.len() }).unwrap_or((names, &[]));
    side.extend_from_slice(own);
    parts.names.extend_from_slice(rest);
}

/// A country that something comes from or goes to: one.
fn once(known: Option<&String>, new: Option<String>) -> Result<Option<String>, Why> {
    let other = known.zip(new.as_ref()).is_some_and(|(known, new)| country_key(known) != country_key(new));
    if other { Err("two countries in one order") } else { Ok(new) }
}

fn country(parts: &mut Complement, names: &[String], way: Way, (aimed, moves): (bool, bool)) -> Result<(), Why> {
    let single = || match names {
        [name] => Ok(Some(name.clone())),
        _ => Err("several countries where one is meant"),
    };
    match way {
        Way::From => parts.from_country = once(parts.from_country.as_ref(), single()?)?,
        Way::To => parts.to_country = once(parts.to_country.as_ref(), single()?)?,
        // Nothing else says where.
        Way::Of => {
            if parts.countries.is_empty() {
                parts.countries = names.to_vec();
                parts.country_stated = true;
            }
        }
        Way::Under | Way::For if aimed => parts.to_country = single()?,
        // "the entries under HONG KONG are redesignated under CHINA"
        Way::Under if moves && parts.says(Remark::Placed) && parts.to_country.is_none() => {
            parts.to_country = single()?;
        }
        Way::Under | Way::For
            if parts.says(Remark::Placed)
                && !(parts.countries.len() == 1
                    && names
                        .iter()
                        .all(|name| parts.countries.iter().all(|own| country_key(own) == country_key(name)))) =>
        {
            return Err("two countries in one order");
        }
        Way::Under | Way::For => {
            let key = |names: &[String]| names.iter().map(|name| country_key(name)).collect::<Vec<_>>();
            if parts.country_stated && key(&parts.countries) != key(names) {
                return Err("two countries in one order");
            }
            parts.remarks.push(Remark::Placed);
            parts.countries = names.to_vec();
            parts.country_stated = true;
            if way == Way::For {
                parts.remarks.push(Remark::ForCountry);
            }
        }
    }
    Ok(())
}
