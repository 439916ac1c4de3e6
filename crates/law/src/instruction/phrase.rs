//! Tokens → phrases: every reader is asked in turn, and what none of them takes is `Unknown`.
//!
//! `Under RUSSIA, by removing the entry for “A”` is a country, a verb, a noun and a name.

use super::bracket::{bracketed, extra};
use super::connecting;
use super::country_list::{self, countries};
use super::doubtful;
use super::in_passing;
use super::lexer::{Cursor, Kind, Reading, Token};
use super::lexicon::{Meaning, Role, Verb};
use super::names;
use super::object::{self, Object, entry_for};
use super::occurrence;
use super::place::{self, Way, Where};
use super::reason;
use super::scope::{self, Home, Scope};
use super::selection;
use super::spoken::{Glue, Phrase, Spoken, What};
use super::spot;
use super::verb;
use crate::law::{ListId, country};
use Meaning::{
    A, Address, Adverb, Alias, And, As, AsFollows, Auxiliary, Below, By, Change, ColumnNoun, Designated, Each, EndOf,
    Entities, Entity, Entries, Entry, Everywhere, Footnote, For, Heading, In, InPlace, Including, Introduction, It,
    ListNoun, Listed, Listing, Listings, New, Nos, Number, Of, Own, Participle, Pronoun, Reads, Respectively, Silent,
    Supplement, Table, The, Them, Thereunder, To, ToRead, Under, UnderIt, UnderSame, With, Wording,
};

/// Reads all tokens from `at` on; every token is in exactly one phrase or is silent.
///
/// `before` are the countries of the item before: "under the same heading" may mean theirs.
pub(super) fn read<'t>(start: Cursor<'t>, home: Home, before: &[String]) -> Vec<Spoken<'t>> {
    let mut at = start;
    let mut spoken: Vec<Spoken<'t>> = Vec::new();
    while at.peek().is_some() {
        let clause_start = match spoken.as_slice() {
            [.., scope, comma] if comma.phrase == Phrase::Glue(Glue::Comma) => {
                matches!(scope.phrase, Phrase::Where(Where::Scope(_)))
            }
            [.., last] => matches!(last.phrase, Phrase::Glue(Glue::Stop(_))),
            [] => true,
        };
        let sentence_start = spoken.last().is_none_or(|last| last.phrase == Phrase::Glue(Glue::Stop('.')));
        if let Some((phrase, next)) = same_place(at, &spoken, before) {
            let start = at.peek().map_or(0, |token| token.start);
            let words = at.words_to(next);
            spoken.push(Spoken { phrase, words, start, end: start + words.len() });
            at = next;
            continue;
        }
        let (phrase, next) = match one(at, home, (clause_start, sentence_start)) {
            Reading::Understood(phrase, next) => (phrase, next),
            Reading::Malformed(why, next) => (Some(Phrase::Unknown(why)), next),
            Reading::NotMine => (Some(Phrase::Unknown("words that no rule reads")), at.next()),
        };
        // A reader that moves nowhere would never end.
        let next = if next.at > at.at { next } else { at.next() };
        if let Some(phrase) = phrase {
            // What is not understood is quoted in one piece.
            let last =
                spoken.pop_if(|last| matches!((&last.phrase, &phrase), (Phrase::Unknown(_), Phrase::Unknown(_))));
            let start = at.peek().map_or(0, |token| token.start);
            let end = start + at.words_to(next).len();
            let (phrase, start) = last.map_or((phrase, start), |last| (last.phrase, last.start));
            let words = at.text.get(start..end).unwrap_or("");
            let country = phrase.is_of_entries().then(|| place::of_adjective(at, next)).flatten();
            spoken.extend(country.map(|place| Spoken { phrase: place.into(), words: "", start, end: start }));
            spoken.push(Spoken { phrase, words, start, end });
        }
        at = next;
    }
    spot::without_spots(spoken, start.text, start.tokens)
}

/// `under the same heading`: the country that was named last.
fn same_place<'t>(at: Cursor<'t>, spoken: &[Spoken<'_>], before: &[String]) -> Option<(Phrase, Cursor<'t>)> {
    let next = at.one_of(&[UnderSame])?;
    let country = spoken.iter().rev().find_map(|said| match &said.phrase {
        Phrase::Where(Where::Country(names, _)) => Some(names.clone()),
        _ => None,
    });
    let country = country.unwrap_or_else(|| before.to_vec());
    (country.len() == 1).then(|| (Where::Country(country, Way::Under).into(), next))
}

/// One phrase; `None` where the words are silent. Longer readings are asked first.
fn one(at: Cursor<'_>, home: Home, (clause_start, sentence_start): (bool, bool)) -> Reading<'_, Option<Phrase>> {
    let glue = |glue: Glue| Reading::Understood(Some(glue.into()), at.next());
    if let Some(next) = sentence_start.then(|| connecting::sentence(at, home, false)).flatten() {
        return Reading::Understood(Some(Glue::AsFollows.into()), next);
    }
    match at.peek().map(|token| &token.kind) {
        Some(Kind::Broken) => return Reading::Malformed("a quotation mark without a partner", at.next()),
        Some(Kind::Mark(mark @ (';' | '.' | ':' | '—'))) => return glue(Glue::Stop(*mark)),
        Some(Kind::Mark(',')) => return glue(Glue::Comma),
        Some(Kind::Mark(_) | Kind::Quoted(_) | Kind::Word) | None => {}
    }
    // "by removing the entries under:" leaves the countries to the items below.
    if let Some(next) = at.one_of(&[Under]).filter(|next| next.mark(':').is_some_and(|end| end.peek().is_none())) {
        return Reading::Understood(None, next);
    }
    if let Some(next) = reason::reason(at) {
        return Reading::Understood(None, next);
    }
    if let Some(next) = of_table(at) {
        return Reading::Understood(Some(What::OfTable.into()), next);
    }
    if let Some(next) = in_passing::read(at).or_else(|| in_the_footnotes(at)).or_else(|| scope::is_said_anyway(at)) {
        return Reading::Understood(None, next);
    }
    if let Some(bracketed) = bracketed(at, |inside| one(inside, home, (false, false))) {
        return bracketed;
    }
    if let Some((phrase, next)) = selection::read(at) {
        return Reading::Understood(Some(phrase), next);
    }
    let phrase: Reading<'_, Phrase> = as_follows(at)
        .map(Phrase::from)
        .or(|| Reading::from(transfer(at, home)).map(|(from, to)| What::Transfer(from, to)))
        .or(|| scope::scope(at, home).map(Where::Scope))
        .or(|| place::until(at).map(What::Until))
        .or(|| place::effective(at))
        .or(|| verb::verb(at))
        .or(|| set_phrase(at))
        .or(|| place::column(at))
        .or(|| Reading::from(object::as_feature(at)).map(What::AsFeature))
        .or(|| Reading::from(place::entry(at).or_else(|| place::owner(at))))
        .or(|| Reading::from(again(at).or_else(|| listed_heading(at))).map(What::Object))
        .or(|| Reading::from(designated(at)).map(What::Designated))
        .or(|| Reading::from(except(at)).map(What::Except))
        .or(|| Reading::from(number_of_country(at)).map(What::Times))
        .or(|| place::country(at))
        .or(|| doubtful::object(at).map(What::Object))
        .or(|| at.quoted().map_or(Reading::NotMine, |_| numbered_country(at)))
        .or(|| Reading::from(names::names(at)).map(What::Names))
        .or(|| bare_country(at, clause_start).or(|| numbered_country(at)))
        .or(|| Reading::from(names::unquoted(at)).map(What::Names))
        .or(|| Reading::from(role(at)).map(What::Role));
    let below = || at.one_of(&[Thereunder]).filter(|_| at.previous().is_some_and(|token| token.means(Entry)));
    let phrase = phrase.or(|| Reading::from(below().map(|next| (What::Below, next))));
    let extra = || extra(at).unwrap_or(Reading::NotMine);
    phrase.map(Some).or(|| Reading::from(silent(at).map(|next| (None, next)))).or(extra)
}

/// `from Supplement No. 6 to Supplement No. 4`, `to the Entity List from the Unverified List`.
fn transfer<'t>(at: Cursor<'t>, home: Home) -> Option<((ListId, ListId), Cursor<'t>)> {
    let list = |at: Cursor<'t>, lead: Meaning| {
        at.one_of(&[lead])?;
        match scope::scope(at, home) {
            Reading::Understood(Scope::List(list), next) => Some((list, next)),
            _ => None,
        }
    };
    let pair = |first: Meaning, second: Meaning| {
        let (one, next) = list(at, first)?;
        let (other, next) = list(next.maybe_mark(','), second)?;
        (one != other).then_some(((one, other), next))
    };
    let outward = pair(Meaning::From, To);
    outward.or_else(|| pair(To, Meaning::From).map(|((to, from), next)| ((from, to), next)))
}

/// `in its place`, `respectively`, `and`; `each place the phrase appears` with its subject and its verb.
fn set_phrase(at: Cursor<'_>) -> Reading<'_, Phrase> {
    if let Some(next) = at.one_of(&[Everywhere]) {
        return Reading::Understood(What::Everywhere.into(), occurrence::subject(next));
    }
    if let Some((which, next)) = occurrence::occurrence(at) {
        return Reading::Understood(What::Occurrence(which).into(), next);
    }
    let found = at.find(|meaning| match meaning {
        InPlace => Some(What::InPlace.into()),
        Respectively => Some(What::Respectively.into()),
        And => Some(Glue::And.into()),
        _ => None,
    });
    // "an entry for “X”, including two subordinate institutions"
    let of_entry = |next: &Cursor<'_>| {
        let parts = |object: &Object| {
            let counted = matches!(object, Object::AllOf { .. } | Object::Entries { count: Some(_), ordinal: None });
            counted
                || matches!(object, Object::Subordinates | Object::Aliases | Object::Addresses | Object::Some { .. })
        };
        matches!(object::object(*next), Reading::Understood(object, _) if parts(&object))
    };
    // … "an entry for “X,” with two aliases and one address"
    let named = |token: &Token<'_>| matches!(token.kind, Kind::Quoted(_));
    let adds = at.previous().is_some_and(named) && in_passing::last_verb(at) == Some(Verb::Add);
    // "the heading of ARMENIA, including the entry for “X”", "the heading “GHANA”, with one entry, “X”"
    let headed = || {
        let quoted = |token: &Token<'_>| matches!(token.kind, Kind::Quoted(_));
        let country = |pair: &[Token<'_>]| matches!(pair, [noun, name] if noun.means(Meaning::Country) && quoted(name));
        let before = at.tokens.get(..at.at).unwrap_or(&[]);
        before.iter().any(|token| token.means(Heading)) || before.windows(2).any(country)
    };
    let adds = adds || in_passing::last_verb(at) == Some(Verb::Add) && headed();
    let with = at.one_of(&[With]).filter(|_| adds);
    if let Some(next) = at.one_of(&[Including]).or(with).filter(of_entry) {
        return Reading::Understood(Glue::And.into(), next);
    }
    let sole = |next: &Cursor<'_>| {
        let noun = next.any_of(&[Own, The, Meaning::Existing]).one_of(&[Entry, Entity])?;
        noun.maybe(&[For]).maybe_mark(',').quoted().map(|_| ())
    };
    let several = |next: &Cursor<'_>| {
        let noun = next.any_of(&[The, New]).one_of(&[Entries, Entities])?;
        noun.maybe(&[For]).quoted().map(|_| ())
    };
    let named = |next: &Cursor<'_>| {
        let one = entry_for(*next).is_some_and(|name| name.quoted().is_some()) || sole(next).is_some();
        one || several(next).is_some()
    };
    // "removing the entry for “X”, together with the heading “SINGAPORE”"
    let heading = |next: &Cursor<'_>| matches!(object::object(*next), Reading::Understood(Object::Heading(_), _));
    let removes = || at.tokens.iter().take(at.at).any(|token| token.means(Meaning::Verb(Verb::Remove)));
    if let Some(next) = at.one_of(&[Including]).filter(|next| heading(next) && removes()) {
        return Reading::Understood(Glue::And.into(), next);
    }
    let found = found.or_else(|| {
        let next = at.one_of(&[Including]).or(with).filter(named)?;
        headed().then(|| (Glue::And.into(), next))
    });
    found.into()
}

/// `The additions and revisions read as follows:`, `to read as follows`.
fn as_follows(at: Cursor<'_>) -> Reading<'_, Glue> {
    const CHANGES: [Meaning; 5] =
        [Change, New, Participle(Verb::Add), Participle(Verb::Revise), Participle(Verb::Amend)];
    if let Some(next) = at.one_of(&[AsFollows, ToRead]) {
        // "to read “Y”" gives a name instead.
        let named = at.is(&[ToRead])
            && countries(next, true).is_some_and(|(names, _)| country::is_known(names.concat().as_str()));
        // … or the number of another footnote.
        let marked = next.any_of(&[A, The]).one_of(&[Footnote]).is_some_and(|end| end.number().is_some());
        return (next.quoted().is_none() && !named && !marked).then_some((Glue::AsFollows, next)).into();
    }
    // "reads as follows, with the additions in place"
    let by_means =
        |next: &Cursor<'_>| next.maybe_mark(',').find(|of| matches!(of, Meaning::Means(_)).then_some(())).is_some();
    if let Some(next) = at.one_of(&[Reads]).filter(by_means) {
        return Reading::Understood(Glue::AsFollows, next);
    }
    let Some(next) = at.any_of(&[And, The]).one_of(&CHANGES) else {
        return Reading::NotMine;
    };
    let mut next = next;
    while let Some(more) = next.mark(',').or_else(|| next.one_of(&[And])).or_else(|| next.one_of(&CHANGES)) {
        next = more;
    }
    let next = next.any_of(&[Entry, Entries, Wording, Introduction, Footnote, To, The, Table]);
    next.one_of(&[AsFollows, Reads]).map(|next| (Glue::AsFollows, next)).into()
}

/// Whether an item is nothing but "The additions and revisions read as follows:".
pub(super) fn is_sentence(body: Cursor<'_>, home: Home) -> bool {
    let sentence = as_follows(body.maybe(&[The]));
    matches!(sentence, Reading::Understood(_, next) if next.at + 1 >= body.tokens.len())
        || connecting::sentence(body, home, false).is_some_and(|next| next.peek().is_none())
}

/// `at the end of the table`, `after footnote 5`: where a footnote stands is no part of its meaning.
fn of_table(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let after = at.one_of(&[Meaning::Role(Role::After), Meaning::Role(Role::Before), New]);
    let neighbour = || after?.maybe(&[The]).one_of(&[Footnote])?.number().map(|(_, next)| next);
    let end = at.one_of(&[EndOf]).or(after);
    let supplement = || at.one_of(&[To, Of, In]).filter(|next| next.maybe(&[The]).is(&[Supplement]));
    let end = end.and_then(whole_table).or_else(neighbour).or_else(|| whole_table(supplement()?))?;
    // "after the Entity List entry for “X”" names an entry.
    let noun = [Entry, Entries, Entity, Entities, Listing, Listings, Heading, ColumnNoun];
    (!end.is(&noun)).then_some(end)
}

/// `the table`, `the supplement` where no number follows, `the Entity List`.
fn whole_table(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let at = at.maybe(&[The]);
    let supplement = || {
        at.one_of(&[Supplement]).filter(|next| {
            let next = next.maybe_mark('.');
            !next.is(&[Nos, Number]) && next.number().is_none()
        })
    };
    at.one_of(&[Table, ListNoun]).or_else(supplement).or_else(|| at.find(list).map(|((), next)| next))
}

/// `in the footnotes after the table, by revising footnote 3`
fn in_the_footnotes(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let next = at.one_of(&[In, Of])?.maybe(&[The]).one_of(&[Footnote])?;
    let next = of_table(next).or_else(|| next.one_of(&[Silent])).unwrap_or(next);
    let order = next.maybe_mark(',').maybe_mark(':').any_of(&[By, To]).find(verb::active).map(|(_, next)| next)?;
    order.any_of(&[The, A, New]).is(&[Footnote]).then_some(next)
}

fn list(meaning: Meaning) -> Option<()> {
    matches!(meaning, Meaning::List(_)).then_some(())
}

/// `adding GEORGIA and OMAN, in alphabetical order, to the list of countries`
fn listed_countries(at: Cursor<'_>) -> Option<(Object, Cursor<'_>)> {
    let verb = at.previous().is_some_and(|token| token.means(Meaning::Verb(Verb::Add)));
    let (names, end) =
        countries(at, true).filter(|(names, _)| verb && names.iter().all(|name| country::is_known(name)))?;
    let place = end.maybe_mark(',').maybe(&[Silent]).maybe_mark(',').one_of(&[To])?.maybe(&[The]);
    let end = place.one_of(&[ListNoun])?.one_of(&[Of])?.one_of(&[Meaning::Countries, Heading])?;
    (!end.maybe_mark(',').is(&[And, Including, With])).then_some((Object::Heading(names), end))
}

/// `adding Turkey and one Turkish entity`: a country beside entries of its own is its heading.
fn listed_heading(at: Cursor<'_>) -> Option<(Object, Cursor<'_>)> {
    if let Some(found) = listed_countries(at) {
        return Some(found);
    }
    let placed = at.previous().is_some_and(|token| token.means(Under) || token.means(In) || token.means(For));
    let (name, end) = country_list::country(at).filter(|(name, _)| !placed && country::is_known(name))?;
    let end = end.one_of(&[Silent]).unwrap_or(end);
    // "adding Kazakhstan to the Country column, and one entity"
    let end = match place::column(end) {
        // "adding KENYA to the Country column", and nothing beside it
        Reading::Understood(Where::Countries, behind)
            if at.previous().is_some_and(|token| token.means(Meaning::Verb(Verb::Add)))
                && at.quoted().is_none()
                && end.is(&[To])
                && !behind.maybe_mark(',').is(&[And, Including]) =>
        {
            return Some((Object::Heading(vec![name]), behind));
        }
        Reading::Understood(Where::Countries, behind) => behind,
        _ => end,
    };
    let next = end.maybe_mark(',').one_of(&[And, Including])?;
    let below = || {
        let noun = next.maybe(&[The]).one_of(&[Entity, Entities, Entry, Entries]);
        // "removing SYRIA and the entity listed under SYRIA, “X”"
        let under_it = |noun: Cursor<'_>| {
            let same = |(other, _): (String, _)| country::key(&other) == country::key(&name);
            noun.maybe(&[Listed]).one_of(&[Under]).and_then(country_list::country).is_some_and(same)
        };
        next.is(&[Own]) || noun.is_some_and(|noun| noun.is(&[Thereunder, UnderIt]) || under_it(noun))
    };
    let own = match object::object(next) {
        Reading::Understood(
            Object::Entries { count: Some(_), ordinal: None } | Object::Thereunder | Object::AllOf { .. },
            _,
        ) => true,
        Reading::Understood(Object::Entries { .. }, _) => below(),
        _ => false,
    };
    own.then(|| (Object::Heading(vec![name]), end))
}

/// `removing “X” under HONG KONG and adding it under CHINA`
fn again(at: Cursor<'_>) -> Option<(Object, Cursor<'_>)> {
    let verb = at.previous()?.meanings().any(|meaning| matches!(meaning, Meaning::Verb(Verb::Add | Verb::Move)));
    at.one_of(&[It, Them]).filter(|_| verb).map(|next| (Object::Again, next))
}

/// `designated as footnote 4`, `to designate it as a footnote 4 entity`.
fn designated(at: Cursor<'_>) -> Option<(Vec<u8>, Cursor<'_>)> {
    // "by designating the entries for “X” as footnote 3 entities"
    let verb = || at.tokens.iter().take(at.at).any(|token| token.means(Meaning::Verb(Verb::Designate)));
    // … "adding “X” as a footnote 3 designated entity"
    let marked =
        || at.one_of(&[As])?.any_of(&[A, The]).one_of(&[Footnote])?.number()?.1.one_of(&[Designated, Entity, Entities]);
    let behind = at.is(&[As]) && (verb() || marked().is_some());
    // "an entry for “X” with a footnote 4 designation"
    // "changing the footnote 4 designation to a footnote 5 designation"
    let verb_at = (0..at.at).rev().find(|before| Cursor { at: *before, ..at }.find(verb::active).is_some());
    let of_mark = || at.tokens.get(verb_at?..at.at)?.iter().find(|token| token.means(Footnote));
    let becomes = || at.one_of(&[To, ToRead]).filter(|_| of_mark().is_some());
    let with = at.one_of(&[With]).or_else(becomes);
    if let Some(next) = with.and_then(|at| at.any_of(&[A, The]).one_of(&[Footnote])) {
        return match object::footnotes(next) {
            Reading::Understood(Object::Footnotes(numbers), end) => Some((numbers, end)),
            _ => None,
        };
    }
    let next = if behind { at } else { at.maybe(&[Each]).one_of(&[Designated])? };
    let next = next.any_of(&[It, Pronoun, The, Entry, Entries, Entity, Entities]);
    let next = next.one_of(&[As, With])?.any_of(&[A, The]).one_of(&[Footnote])?;
    match object::footnotes(next) {
        Reading::Understood(Object::Footnotes(numbers), end) => {
            Some((numbers, end.maybe(&[Designated]).any_of(&[Entity, Entities])))
        }
        _ => None,
    }
}

/// `except the entries for “X” and “Y”`.
fn except(at: Cursor<'_>) -> Option<(Vec<String>, Cursor<'_>)> {
    let next = at.one_of(&[Meaning::Except])?;
    let those = next.peek().filter(|token| token.text.eq_ignore_ascii_case("those")).map(|_| next.next());
    let next = those.unwrap_or(next);
    let noun = match object::object(next) {
        Reading::Understood(Object::Entries { ordinal: None, .. }, end) => end,
        _ => next,
    };
    names::names(noun.any_of(&[For, The]).maybe_mark(','))
}

/// `(3)`, `(three entries)`: how many rows stand under the country before it.
fn number_of_country(at: Cursor<'_>) -> Option<(u32, Cursor<'_>)> {
    let (number, next) = object::count(at.mark('(')?);
    let end = next.any_of(&[Entity, Entities, Entry, Entries]).mark(')')?;
    // No heading that is known is longer.
    let of_country = (1..=11).filter_map(|back| at.at.checked_sub(back)).any(|from| {
        let start = Cursor { at: from, ..at };
        countries(start, true).is_some_and(|(names, end)| end == at && names.iter().all(|name| country::is_known(name)))
    });
    number.filter(|_| of_country).map(|number| (number, end))
}

/// `Iran (2)`, `and Iran (“X”)` in a list of countries, each with its number or its names.
fn numbered_country(at: Cursor<'_>) -> Reading<'_, Where> {
    let found = country_list::country(at.maybe(&[The])).filter(|(name, _)| country::is_known(name));
    let goes_on = at.previous().is_some_and(|token| token.means(And) || token.is_mark(',') || token.is_mark(';'));
    let holds_names = |end: Cursor<'_>| {
        let named = end.mark('(').filter(|_| goes_on).and_then(names::names);
        named.is_some_and(|(_, end)| end.mark(')').is_some())
    };
    let numbered = found.filter(|(_, end)| number_of_country(*end).is_some() || holds_names(*end));
    numbered.map(|(name, end)| (Where::Country(vec![name], Way::Under), end)).into()
}

/// A preposition counts where a quotation or a country follows; "as entries under CHINA".
fn role(at: Cursor<'_>) -> Option<(Role, Cursor<'_>)> {
    if let Some(next) = verb::should_read(at).map(|next| next.maybe_mark(':')).filter(|next| next.quoted().is_some()) {
        return Some((Role::To, next));
    }
    let (role, next) = at.find(|meaning| match meaning {
        Meaning::Role(role) => Some(role),
        Meaning::Between => Some(Role::Between),
        To | ToRead | With | As => Some(Role::To),
        For | Of => Some(Role::For),
        Meaning::From => Some(Role::From),
        _ => None,
    })?;
    // "as an entry for “Y”"
    let entry = next.maybe(&[The, A]).one_of(&[Entry, Entries]).filter(|_| at.is(&[As]));
    let next = entry.map_or(next, |next| next.maybe(&[For]));
    let end = next.any_of(&[The, It, Meaning::Phrase, Alias, Address, Entity]);
    // "after the second “Road”"
    let one_of_several = || occurrence::occurrence(next).filter(|(_, end)| end.quoted().is_some()).map(|_| next);
    let end = [next, end].into_iter().find(|at| at.is(&[Under])).or(end.quoted().map(|_| end)).or_else(one_of_several);
    end.map(|end| (role, end))
}

/// `RUSSIA: By adding …` without "under", where a clause begins.
fn bare_country(at: Cursor<'_>, clause_start: bool) -> Reading<'_, Where> {
    let stops = |next: Cursor<'_>| {
        [':', ',', '—', '.'].iter().any(|mark| next.mark(*mark).is_some())
            || next.all_of(&[Auxiliary, Participle(Verb::Amend)]).is_some()
            // "RUSSIA for “X”", below "the entries under:"
            || next.maybe(&[For]).quoted().is_some()
    };
    let found = (clause_start && at.quoted().is_none()).then(|| countries(at, true)).flatten();
    found
        .filter(|(names, next)| stops(*next) && names.iter().all(|name| country::is_known(name)))
        .map(|(names, next)| (Where::Country(names, Way::Under), next))
        .into()
}

/// Words that say nothing beyond what the phrases around them say.
fn silent(at: Cursor<'_>) -> Option<Cursor<'_>> {
    // "to the entries under IRAN", where no entry is named
    let below = at.one_of(&[To, Meaning::From, In]).and_then(|next| next.maybe(&[The]).one_of(&[Entries]));
    let unnamed = |next: &Cursor<'_>| {
        let place = next.one_of(&[Under]).and_then(|next| countries(next, true));
        place.is_some_and(|(_, end)| !end.maybe_mark(',').is(&[For]))
    };
    if let Some(next) = below.filter(unnamed) {
        return Some(next);
    }
    // "the alias “A” listed for “X”"
    if let Some(next) = at.one_of(&[Listed]).filter(|next| next.is(&[For]) || place::entry(*next).is_some()) {
        return Some(next);
    }
    // "an entry under it for “X”"
    let entry = |next: &Cursor<'_>| {
        let noun = next.maybe(&[A, The]).one_of(&[Entry, Entries]);
        noun.unwrap_or(*next).maybe(&[For]).quoted().is_some()
    };
    if let Some(next) = at.one_of(&[UnderIt]).map(|next| next.maybe_mark(',')).filter(entry) {
        return Some(next);
    }
    at.one_of(&[Silent, Below, Thereunder, By, Adverb, The, A, New, Each, For, As])
}
