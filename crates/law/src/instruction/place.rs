//! Where an order applies: the list, countries, an entry, a column, a day.

use chrono::NaiveDate;

use super::country_list::{countries, listed_country, nation};
use super::in_passing;
use super::lexer::{Cursor, Kind, Reading};
use super::lexicon::{self, Meaning, Verb};
use super::names::{located, name_end, names};
use super::object::entry_for;
use super::order::Selection;
use super::quotation;
use super::scope::Scope;
use super::verb::active;
use crate::law::Column;
use crate::law::country;
use crate::law::text::date;
use Meaning::{
    A, About, Address, Addresses, Alias, Aliases, All, And, As, AsFollows, At, Auxiliary, Both, ColumnNoun, Countries,
    Country, Destination, Each, Effective, Entities, Entity, Entries, Entry, Everywhere, Existing, For, From, Headed,
    Heading, Hour, In, Indicated, License, Listed, Listing, Listings, Located, Never, New, Of, On, Participle, Party,
    Section, Silent, The, Thereunder, Titled, To, ToRead, Under, UnderIt, Until, With, Zone,
};

/// Where an order applies, the widest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Where {
    Scope(Scope),
    Country(Vec<String>, Way),
    /// "in the second entry for “X”": the names, and which of several.
    Entry(Vec<String>, Option<u32>),
    Column(Column),
    /// "in each entry bearing a footnote 4 designation"; behind a name, which of several entries.
    Selected(Selection),
    /// "in the Country column".
    Countries,
    /// "Effective December 2, 2024".
    Effective(NaiveDate),
}

/// How a country is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// "under RUSSIA", "in RUSSIA".
    Under,
    /// "for the country of Chad": where the entries stand, or the heading itself.
    For,
    /// "from HONG KONG".
    From,
    /// "to CHINA".
    To,
    /// "one Pakistani entity": where nothing else says under which heading.
    Of,
}

/// `under [the destination of] CHINA, PEOPLE'S REPUBLIC OF`, `in RUSSIA`, `for the country of Chad`.
pub(super) fn country(cursor: Cursor<'_>) -> Reading<'_, Where> {
    let place = |(names, next), way| Reading::Understood(Where::Country(names, way), next);
    // “X” (IRAN)
    if let Some((names, end)) = cursor.mark('(').and_then(|at| countries(at, true))
        && let Some(end) = end.mark(')')
        && (cursor.previous().is_none_or(|token| !matches!(token.kind, Kind::Quoted(_)))
            || names.iter().all(|name| country::is_known(name)))
    {
        return place((names, end), Way::Under);
    }
    // "under the countries indicated" leaves them to what is printed below.
    if cursor.is(&[Silent, Thereunder]) {
        return Reading::NotMine;
    }
    // "and under the new heading an entry for “X”"
    let below = cursor.one_of(&[UnderIt]).map(|next| next.maybe_mark(',').maybe(&[A, The]));
    if below.is_some_and(|noun| noun.is(&[Entry, Entries, Entity, Entities])) {
        return Reading::NotMine;
    }
    // "consolidating the entries under HONG KONG with the entries listed under CHINA"
    let merged = || {
        let noun = cursor.one_of(&[With, To])?.any_of(&[The, Existing]).one_of(&[Entries, Entities, Listings])?;
        let at = noun.any_of(&[Listed, Located]).one_of(&[Under, For, Of])?;
        let moves = cursor.tokens.iter().take(cursor.at).any(|token| token.means(Meaning::Verb(Verb::Move)));
        countries(described(at).unwrap_or(at), true).filter(|_| moves)
    };
    if let Some(found) = merged() {
        return place(found, Way::To);
    }
    // "adding to the existing entries under CHINA new entries for “X”"
    let beside = || {
        let noun = cursor.one_of(&[To])?.any_of(&[The, Existing]).one_of(&[Entries, Entities, Listings])?;
        let at = noun.any_of(&[Listed, Located]).one_of(&[Under, For])?;
        countries(described(at).unwrap_or(at), true).filter(|_| in_passing::last_verb(cursor) == Some(Verb::Add))
    };
    if let Some(found) = beside() {
        return place(found, Way::Under);
    }
    // "located under IRAN", "“X” and “Y”, both under IRAN"
    let cursor = cursor.one_of(&[Listed, Located, Both, All]).filter(|next| next.is(&[Under, In])).unwrap_or(cursor);
    let Some((way, next)) = cursor.find(way) else {
        return Reading::NotMine;
    };
    let next = if matches!(way, Way::From | Way::To) { next.maybe(&[Under]) } else { next };
    // Of "as", "with" and "to read" only a known country makes a place.
    let loose = cursor.is(&[As, With, ToRead]);
    let under = cursor.is(&[Under]);
    let next = next.one_of(&[Each]).and_then(|next| next.one_of(&[Of])).unwrap_or_else(|| next.maybe(&[Both]));
    let next = renamed(next).unwrap_or(next);
    let described = described(next);
    let start = described.unwrap_or(next);
    // "under the entry for CHINA" is the country's place in the table; "under the entry for “X”" is not.
    let entry = entry_for(next).filter(|at| way != Way::For && !loose && at.quoted().is_none());
    let strict = !under && described.is_none() || entry.is_some();
    let entry = entry.filter(|at| {
        let known = |names: &[String]| names.iter().all(|name| country::is_known(name));
        way == Way::Under || countries(*at, true).is_some_and(|(names, _)| known(&names))
    });
    match countries(entry.unwrap_or(start), strict).map(|(names, end)| (names, end.maybe(&[Section, Heading]))) {
        Some((names, _)) if loose && !names.iter().all(|name| country::is_known(name)) => Reading::NotMine,
        Some(found) => place(found, way),
        // "under the destinations indicated:" leaves the countries to the items below.
        None if described.is_some() && under && !start.is(&[Indicated]) && start.mark(':').is_none() => {
            Reading::Malformed("a country that cannot be read", start)
        }
        None => Reading::NotMine,
    }
}

fn way(meaning: Meaning) -> Option<Way> {
    match meaning {
        About | Under | In => Some(Way::Under),
        For => Some(Way::For),
        From => Some(Way::From),
        To | As | With | ToRead => Some(Way::To),
        _ => None,
    }
}

/// `under newly redesignated TÜRKIYE`, `under the renamed heading TÜRKIYE`.
fn renamed(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    let done = [Verb::Redesignate, Verb::Rename, Verb::Revise, Verb::Add].map(Participle);
    let end = cursor.any_of(&[The, New]).one_of(&done)?;
    let noun = end.maybe(&[Country]).maybe(&[Heading, Destination]).maybe(&[Of, For]);
    countries(noun, true).map(|_| end)
}

/// `the destination of`, `the country heading for`.
fn described(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    let next = cursor.any_of(&[The, A, Existing, New]);
    // "in the section for RUSSIA"
    let section = || next.one_of(&[Section])?.one_of(&[Of, For]).filter(|at| countries(*at, true).is_some());
    if let Some(at) = section() {
        return Some(at);
    }
    let alone = next.one_of(&[Country]);
    let noun =
        alone.unwrap_or(next).one_of(&[Heading, Destination, Country, Countries, Listing, Listings]).or(alone)?;
    // "under a new heading, GEORGIA,"
    let parted = || noun.mark(',').filter(|at| countries(*at, true).is_some());
    Some(noun.one_of(&[Of, For]).or_else(parted).unwrap_or_else(|| noun.maybe_mark(':')))
}

/// `in [the second] entry for “X”`: an order inside an entry, or several.
pub(super) fn entry(cursor: Cursor<'_>) -> Option<(Where, Cursor<'_>)> {
    let next = cursor.one_of(&[In, Of, From, To, Under, For, At])?;
    // "in the License requirement column for “X”,"
    let of_column = cursor.previous().is_some_and(|token| token.means(ColumnNoun)) && cursor.is(&[For, Of]);
    if of_column && let Some((name, end)) = next.quoted() {
        return Some((Where::Entry(vec![quotation::name(name).to_owned()], None), end));
    }
    let next = next.all_of(&[Each, Of]).unwrap_or(next);
    let (which, next) = next.any_of(&[The, Existing, Listed, Both, Each]).ordinal();
    // "in the Russia entry for “X”"
    let article = cursor.next().is(&[The]);
    let next = listed_country(next).filter(|_| article).map_or(next, |(_, noun)| noun);
    let alone = next.is(&[Entry, Entity, Listing]);
    let next = next.one_of(&[Entry, Entries, Entity, Entities, Listing, Listings])?;
    let next = next.any_of(&[For, Titled, Of, The, Entity, Entities]);
    let next = next.mark(',').filter(|at| at.quoted().is_some()).unwrap_or(next);
    // "in the entry for “X”, “A” is removed": A is no entry.
    let first = located(next).filter(|(_, end)| alone && end.mark(',').is_some());
    let (quoted, end) = match first {
        Some((name, end)) => (vec![name], end),
        None => match names(next) {
            Some(found) => found,
            None => unquoted_entry(next).map(|(name, end)| (vec![name], end))?,
        },
    };
    let names = quoted.iter().map(|text| quotation::name(text).to_owned()).collect();
    Some((Where::Entry(names, which), end))
}

/// `in the entry for Alder JSC, by removing`: a name without marks, up to a comma and the order.
fn unquoted_entry(cursor: Cursor<'_>) -> Option<(String, Cursor<'_>)> {
    let single = cursor.previous().is_some_and(|token| token.means(For) || token.means(Titled));
    let end = name_end(cursor).filter(|end| single && end.mark(',').is_some())?;
    let name = cursor.words_to(end);
    (countries(cursor, true).is_none() && !country::is_known(name)).then(|| (name.to_owned(), end))
}

/// `Alder JSC's alias “A”`: whose aliases or addresses are meant.
pub(super) fn owner(cursor: Cursor<'_>) -> Option<(Where, Cursor<'_>)> {
    let owned = |at: Cursor<'_>| at.any_of(&[Existing, Listed]).is(&[Alias, Aliases, Address, Addresses]);
    let possessive = |text: &str| text.ends_with("'s") || text.ends_with("’s");
    if let Some((name, next)) = cursor.quoted() {
        let end = next.peek().filter(|token| matches!(token.text, "'s" | "’s")).map(|_| next.next())?;
        return owned(end).then(|| (Where::Entry(vec![quotation::name(name).to_owned()], None), end));
    }
    cursor.peek().filter(|token| token.is_capitalised())?;
    let mut at = cursor;
    for _ in 0..12 {
        let token = at.peek()?;
        match token.kind {
            Kind::Word if possessive(token.text) && owned(at.next()) => {
                let name = cursor.words_to(at.next()).trim_end_matches('s').trim_end_matches(['\'', '’']);
                return Some((Where::Entry(vec![name.to_owned()], None), at.next()));
            }
            Kind::Word | Kind::Mark(',' | '.' | '(' | ')') => at = at.next(),
            Kind::Mark(_) | Kind::Quoted(_) | Kind::Broken => return None,
        }
    }
    None
}

/// `the Hong Kong entry`: the country that stands before the noun of a phrase, if the item names none otherwise.
pub(super) fn of_adjective(start: Cursor<'_>, end: Cursor<'_>) -> Option<Where> {
    const NOUNS: [Meaning; 7] = [Entry, Entries, Entity, Entities, Listing, Listings, Party];
    let here = |at: usize| Cursor { at, ..start };
    let (name, noun) = (start.at..end.at).find_map(|at| nation(here(at)))?;
    noun.is(&NOUNS).then_some(())?;
    // Only what heads the paragraph, and its own clause: "adding under RUSSIA “X”, and removing “Y”, a Russian entity".
    let verb = |at: &usize| here(*at).find(active).is_some();
    let (before, after) = (0..start.at, noun.at..start.tokens.len());
    let head = (0..start.tokens.len()).find(verb).unwrap_or(0);
    let own = before.clone().rev().find(verb).unwrap_or(0)..after.clone().find(verb).unwrap_or(start.tokens.len());
    let named = before.chain(after).filter(|at| *at < head || own.contains(at)).any(|at| {
        let token = start.tokens.get(at);
        let word = token.is_some_and(|token| matches!(token.kind, Kind::Word));
        word && listed_country(here(at)).is_some_and(|(_, end)| !end.is(&NOUNS))
    });
    // Of "all Russian entities" the nationality says which, whatever else is said.
    let all = (start.at..noun.at).any(|at| here(at).is(&[All]));
    (all || !named).then(|| Where::Country(vec![name], Way::Of))
}

/// `in the “License Requirement” column [of]`, `the column titled Entity`.
pub(super) fn column(cursor: Cursor<'_>) -> Reading<'_, Where> {
    let next = cursor.any_of(&[In, Of, From, To, Under, The]);
    let quoted = || next.quoted().filter(|(name, _)| lexicon::meaning(name) == Some(Country)).map(|(_, next)| next);
    if let Some(next) = next.one_of(&[Country]).or_else(quoted).and_then(|next| next.one_of(&[ColumnNoun])) {
        return Reading::Understood(Where::Countries, next);
    }
    // The countries stand in the first one.
    if let (Some(1), at) = next.ordinal()
        && let Some(end) = at.one_of(&[ColumnNoun])
    {
        return Reading::Understood(Where::Countries, end);
    }
    if let Some(next) = next.one_of(&[ColumnNoun]) {
        let next = next.any_of(&[Titled, Headed, For, With, The, Heading]);
        let quoted = || next.quoted().filter(|(name, _)| lexicon::meaning(name) == Some(Country)).map(|(_, next)| next);
        if let Some(end) = next.one_of(&[Country]).or_else(quoted) {
            return Reading::Understood(Where::Countries, end);
        }
        return column_name(next).map(|(column, next)| (Where::Column(column), next)).into();
    }
    if let (Some(number), noun) = next.ordinal()
        && let Some(end) = noun.one_of(&[ColumnNoun]).or_else(|| further_columns(noun))
        // "in the third column" alone is one of the page.
        && cursor.tokens.iter().any(|token| token.means(Entry))
    {
        // Of the Entity List's five columns the first holds the country.
        let column = usize::try_from(number).ok().and_then(|number| Column::ALL.get(number.checked_sub(2)?));
        return column.map_or(Reading::Malformed("a column that the table does not have", end), |column| {
            Reading::Understood(Where::Column(*column), end)
        });
    }
    match column_name(next) {
        Some((column, next)) => {
            let end = next.one_of(&[ColumnNoun]).or_else(|| bare_column(cursor, next));
            end.map(|end| (Where::Column(column), end)).into()
        }
        None => match next.quoted().and_then(|(_, next)| next.one_of(&[ColumnNoun])) {
            Some(next) => Reading::Malformed("a column that the table does not have", next),
            None => Reading::NotMine,
        },
    }
}

/// `third` before `and fourth columns`, which are read next.
fn further_columns(end: Cursor<'_>) -> Option<Cursor<'_>> {
    let mut at = end;
    while let (Some(_), next) = at.maybe_mark(',').maybe(&[And]).any_of(&[The]).ordinal() {
        at = next;
    }
    at.one_of(&[ColumnNoun]).filter(|_| at != end).map(|_| end)
}

/// `the license review policy for “X”`: the noun alone, with its entry.
fn bare_column<'t>(start: Cursor<'t>, end: Cursor<'t>) -> Option<Cursor<'t>> {
    let start = start.any_of(&[In, Of, From, To, Under, The]);
    let citation = || column_name(start).is_some_and(|(column, _)| column == Column::Citation);
    let of_entry = end.one_of(&[For, Of, In]).is_some_and(|next| next.quoted().is_some() || entry(end).is_some());
    let of_all = || end.one_of(&[For, Of]).is_some_and(|next| next.is(&[All, Each]));
    let goes_on = end.is(&[To, ToRead, From, Auxiliary, AsFollows, And, Everywhere])
        || of_all()
        || end.peek().is_none_or(|token| token.is_mark('.') || token.is_mark(';') || token.is_mark(','));
    let quoted = || start.quoted().is_some() && column_name(start).is_some();
    ((start.is(&[License]) || citation() || quoted()) && (of_entry || goes_on)).then_some(end)
}

fn column_name(cursor: Cursor<'_>) -> Option<(Column, Cursor<'_>)> {
    let named = |meaning| match meaning {
        Meaning::Column(column) => Some(column),
        Entity => Some(Column::Entity),
        _ => None,
    };
    let quoted = || {
        let (quoted, next) = cursor.quoted()?;
        Some((named(lexicon::meaning(quotation::name(quoted))?)?, next))
    };
    cursor.find(named).or_else(quoted)
}

/// `Effective [on] December 2, 2024`.
pub(super) fn effective(cursor: Cursor<'_>) -> Reading<'_, Where> {
    // "is stayed from November 10, 2025, until November 9, 2026"
    let stays = |at: usize| {
        let stay = |meaning| matches!(meaning, Participle(Verb::Stay) | Meaning::Verb(Verb::Stay)).then_some(());
        Cursor { at, ..cursor }.find(stay).is_some()
    };
    let from = || cursor.one_of(&[From]).filter(|next| day(*next).is_some() && (0..cursor.at).any(stays));
    let Some(next) = cursor.one_of(&[Effective]).or_else(from) else {
        return Reading::NotMine;
    };
    let next = time(next.any_of(&[On, As, Of, From]));
    match day(next) {
        Some((date, next)) => Reading::Understood(Where::Effective(date), next),
        None if next.is(&[Until]) => Reading::NotMine,
        None => Reading::Malformed("an effective date that cannot be read", next),
    }
}

/// `at 4:15 p.m. [eastern time] on`: the hour is no part of the date.
fn time(cursor: Cursor<'_>) -> Cursor<'_> {
    let read = || {
        let (_, next) = cursor.maybe(&[At]).number()?;
        let (_, next) = next.mark(':')?.number()?;
        let next = next.one_of(&[Hour])?.maybe_mark('.').maybe(&[Zone]);
        Some(next.maybe_mark(',').any_of(&[On]))
    };
    read().unwrap_or(cursor)
}

/// When a stay ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// "indefinitely".
    Never,
    /// The last day.
    On(NaiveDate),
}

impl End {
    pub(super) fn date(self) -> Option<NaiveDate> {
        match self {
            Self::Never => None,
            Self::On(date) => Some(date),
        }
    }
}

/// `until November 9, 2026`, `indefinitely`.
pub(super) fn until(cursor: Cursor<'_>) -> Reading<'_, End> {
    if let Some(next) = cursor.one_of(&[Never]) {
        return Reading::Understood(End::Never, next);
    }
    let Some(next) = cursor.maybe(&[Effective]).one_of(&[Until]) else {
        return Reading::NotMine;
    };
    match day(next) {
        Some((date, next)) => Reading::Understood(End::On(date), next),
        None => Reading::Malformed("an end date that cannot be read", next),
    }
}

/// `November 9, 2026`, `Nov. 9, 2026`, `9 November 2026`.
fn day(cursor: Cursor<'_>) -> Option<(NaiveDate, Cursor<'_>)> {
    let words = cursor.rest();
    let (date, rest) = date::in_full(words)?;
    let start = cursor.peek()?.start;
    Some((date, cursor.past(start + words.len() - rest.len())))
}
