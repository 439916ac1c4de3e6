//! Names of entries one after another: `“A”; “B”; and “C”`, `Alder JSC and Birch Co.`, with or without marks.

use super::country_list::countries;
use super::in_passing::last_verb;
use super::lexer::{Cursor, Kind, Token};
use super::lexicon::{Meaning, Verb};
use super::object::{LISTED, count, entry_for};
use super::quotation;
use super::verb::active;
use crate::law::country;
use Meaning::{
    A, Address, All, And, AsFollows, At, Auxiliary, Both, By, ColumnNoun, Each, Entity, Entry, Except, For, From,
    Heading, In, Including, KnownAs, Limiting, Listed, Listing, Located, Of, Pronoun, Reason, Reserved, Section,
    Silent, Supplement, The, Thereunder, Titled, ToRead, Under, With,
};

/// `“A”; “B”; and “C”`.
pub(super) fn names(cursor: Cursor<'_>) -> Option<(Vec<String>, Cursor<'_>)> {
    let (first, mut at) = located(cursor)?;
    let mut names = vec![first];
    loop {
        let next = separated(at);
        let next = entry_for(next).unwrap_or_else(|| if next == at { next } else { next.maybe(&[For]) });
        let Some((name, end)) = located(next) else {
            return Some((names, at));
        };
        // “A”, “Entity” column: the last quotation names a column.
        if end.is(&[ColumnNoun]) {
            return Some((names, at));
        }
        names.push(name);
        at = end;
    }
}

/// `“X”, located at “5 Road”`: the entry of that address.
pub(super) fn located(cursor: Cursor<'_>) -> Option<(String, Cursor<'_>)> {
    let (name, end) = cursor.quoted()?;
    if let Some((place, end)) = in_a_place(end) {
        // The row of what comes says where it is.
        let comes = last_verb(cursor) == Some(Verb::Add);
        return Some((if comes { name.to_owned() } else { format!("{}, {place}", quotation::name(name)) }, end));
    }
    Some(match at_an_address(end) {
        Some((address, end)) => (format!("{}, {address}", quotation::name(name)), end),
        None => (name.to_owned(), end),
    })
}

/// `, located at “5 Road”`, `with the address 5 Road, Tehran, Iran`, `whose address is 5 Road`, `(located at 5 Road)`.
fn at_an_address(cursor: Cursor<'_>) -> Option<(&str, Cursor<'_>)> {
    let bracket = cursor.mark('(');
    let start = bracket.unwrap_or_else(|| cursor.maybe_mark(','));
    let word = |at: Cursor<'_>, words: &[&str]| {
        at.peek().is_some_and(|token| words.iter().any(|word| token.text.eq_ignore_ascii_case(word)))
    };
    let next = start.maybe(&[Pronoun]).maybe(&[Auxiliary]);
    let at_place =
        || next.maybe(&[Listed]).maybe(&[Located]).one_of(&[At]).map(|at| at.maybe(&[The]).maybe(&[Address]));
    let has = start.one_of(&[With]).or_else(|| word(start, &["having", "bearing", "whose"]).then(|| start.next()));
    let of_address = || {
        let noun = has?.any_of(&[The, A, Listed]).one_of(&[Address])?;
        Some(noun.any_of(&[Of, At, Auxiliary]).maybe_mark(':'))
    };
    let address = at_place().or_else(of_address)?.maybe(&[Of]);
    let (text, end) = address.quoted().or_else(|| {
        let end = address_end(address, bracket.is_some())?;
        Some((address.words_to(end).trim_end_matches([',', ' ']), end))
    })?;
    Some((text, if bracket.is_some() { end.mark(')')? } else { end }))
}

/// The end of an address without marks: a stop, another name, an order, the country under which the entry stands.
fn address_end(start: Cursor<'_>, bracketed: bool) -> Option<Cursor<'_>> {
    let first = start.peek().filter(|token| token.kind == Kind::Word)?;
    if !token_begins_address(first) {
        return None;
    }
    let ends = |at: Cursor<'_>| {
        let next = at.maybe_mark(',').maybe(&[And]);
        next.is(&[Under, Auxiliary, By, Thereunder, Reason, AsFollows, ToRead, From, Meaning::InPlace])
            || next.find(active).is_some()
            || next.quoted().is_some()
            || entry_for(next).is_some()
    };
    let mut at = start;
    loop {
        match at.peek().map(|token| &token.kind) {
            None | Some(Kind::Mark(';' | ':')) => return Some(at),
            Some(Kind::Mark(')')) if bracketed => return Some(at),
            Some(Kind::Mark('.')) if at.next().peek().is_none() => return Some(at),
            Some(Kind::Quoted(_) | Kind::Broken | Kind::Mark('(' | '[' | '—')) => return None,
            Some(_) if at.at > start.at && ends(at) => return Some(at),
            Some(_) => at = at.next(),
        }
    }
}

/// Whether an address can begin so: with a number or a name.
fn token_begins_address(token: &Token<'_>) -> bool {
    token.is_capitalised() || token.text.starts_with(|c: char| c.is_ascii_digit() || c == '#')
}

/// `, located in Izmir, Turkey`: the town of the entry that is meant.
fn in_a_place(cursor: Cursor<'_>) -> Option<(&str, Cursor<'_>)> {
    let next = cursor.maybe_mark(',').maybe(&[Pronoun]).maybe(&[Auxiliary]).one_of(&[Located])?.one_of(&[In])?;
    let proper = |at: &Cursor<'_>| at.peek().is_some_and(Token::is_capitalised);
    let town = std::iter::successors(Some(next).filter(proper), |at| Some(at.next()).filter(proper)).last()?.next();
    let known = |(names, end): (Vec<String>, _)| names.iter().all(|name| country::is_known(name)).then_some(end);
    let end = town.mark(',').and_then(|at| countries(at, true)).and_then(known).unwrap_or(town);
    let ends = end.peek().is_none_or(|token| matches!(token.kind, Kind::Mark(',' | ';' | '.')) || token.means(And));
    (ends && countries(next, true).is_none()).then(|| (next.words_to(town), end))
}

/// `entries for Alder JSC; Birch Co.; and Cedar`: names without marks, one after the noun or parted by semicolons.
pub(super) fn unquoted(cursor: Cursor<'_>) -> Option<(Vec<String>, Cursor<'_>)> {
    if let Some(found) = goes_on(cursor) {
        return Some(found);
    }
    let is_noun = |token: &&Token<'_>| LISTED.iter().any(|noun| token.means(*noun));
    // "one entity, Alder JSC"
    let apposed =
        cursor.previous().filter(|token| token.is_mark(',')).and_then(|_| cursor.tokens.get(cursor.at.checked_sub(2)?));
    // "the following persons from the UVL: Alder JSC and Birch Co."
    let announced = || {
        let verb = |token: &Token<'_>| token.meanings().any(|meaning| active(meaning).is_some());
        let before =
            cursor.previous().filter(|token| token.is_mark(':')).and_then(|_| cursor.tokens.get(..cursor.at))?;
        let own = before.get(before.iter().rposition(verb)?..)?;
        own.iter()
            .find(|token| is_noun(token))
            .filter(|_| own.iter().all(|token| !matches!(token.kind, Kind::Quoted(_))))
    };
    let noun = cursor.previous().filter(is_noun).or(apposed.filter(is_noun)).or_else(announced);
    if noun.is_none() && !behind_verb(cursor) {
        return None;
    }
    let mut at = cursor.one_of(&[For, Titled]).or_else(|| cursor.mark(':')).unwrap_or(cursor);
    let single = noun.is_some_and(|noun| noun.means(Entry) || noun.means(Entity) || noun.means(Listing));
    if let (false, Some(found)) = (single, joined(at)) {
        return Some(found);
    }
    let mut names = Vec::new();
    loop {
        let end = name_end(at)?;
        names.push(at.words_to(end).trim_end_matches(['.', ',', ' ']).to_owned());
        let next = end.mark(';').map(|next| next.maybe(&[And]));
        match next.filter(|next| !single && next.peek().is_some_and(Token::is_capitalised)) {
            Some(next) if name_end(next).is_some() => at = next,
            _ => return Some((names, end)),
        }
    }
}

/// `by removing Alder JSC`, `adding, in alphabetical order, Alder JSC`: whether nothing stands between the verb and here.
fn behind_verb(cursor: Cursor<'_>) -> bool {
    let entries = |meaning| active(meaning).filter(|verb| matches!(verb, Verb::Add | Verb::Remove | Verb::Revise));
    // No verb with its order of the alphabet is longer.
    (1..=9).filter_map(|back| cursor.at.checked_sub(back)).any(|at| {
        let end = Cursor { at, ..cursor }.find(entries).map(|(_, next)| next.maybe_mark(',').maybe(&[Silent]));
        end.is_some_and(|end| end.maybe_mark(',').maybe_mark(':') == cursor)
    })
}

/// `… for Alder JSC under RUSSIA and Birch Co. under IRAN`: a name without marks behind another one and its country.
fn goes_on(cursor: Cursor<'_>) -> Option<(Vec<String>, Cursor<'_>)> {
    let previous = cursor.previous()?;
    if !(previous.means(And) || previous.is_mark(';') || previous.is_mark(',')) {
        return None;
    }
    let end = name_end(cursor)?;
    let place = |at: Cursor<'_>| at.one_of(&[Under]).and_then(|next| countries(next, true)).is_some();
    let before = cursor.tokens.get(..cursor.at)?;
    let is_verb = |token: &Token<'_>| token.meanings().any(|meaning| active(meaning).is_some());
    let from = before.iter().rposition(is_verb)?;
    let here = |at: usize| Cursor { at, ..cursor };
    let listed =
        (from..cursor.at).any(|at| LISTED.iter().any(|noun| here(at).peek().is_some_and(|token| token.means(*noun))));
    let placed = (from..cursor.at).any(|at| place(here(at)));
    let known = countries(cursor, true).is_some();
    (listed && placed && !known && place(end.maybe_mark(','))).then(|| {
        let name = cursor.words_to(end).trim_end_matches(['.', ',', ' ']).to_owned();
        (vec![name], end.maybe_mark(','))
    })
}

/// `Alder Co., Ltd. and Birch JSC`, `Alder, Birch, and Cedar`: names without marks that commas or one "and" part. A
/// second "and" may belong to a name.
fn joined(start: Cursor<'_>) -> Option<(Vec<String>, Cursor<'_>)> {
    const OF_A_NAME: [&str; 26] = [
        "ltd", "ltd.", "limited", "inc", "llc", "l.l.c", "co", "corp", "corporation", "jsc", "ojsc", "pjsc", "ooo",
        "gmbh", "ag", "plc", "pvt", "lp", "llp", "fze", "fzco", "fzc", "b.v", "s.a", "sa", "pte",
    ];
    let end = name_end(start)?;
    let capitalised = |at: Cursor<'_>| at.peek().is_some_and(Token::is_capitalised);
    let ands = (start.at..end.at).filter(|at| Cursor { at: *at, ..start }.is(&[And])).count();
    // After a semicolon, another name: it is what parts them.
    let goes_on = end.mark(';').map(|next| next.maybe(&[And])).is_some_and(capitalised);
    if ands != 1 || goes_on {
        return None;
    }
    let (mut names, mut from, mut at) = (Vec::new(), start, start);
    while at.at < end.at {
        let joint = at.mark(',').map(|next| next.maybe(&[And])).or_else(|| at.one_of(&[And]));
        // "Alder Co., Ltd.", not "Alder Ltd. and OOO Birch".
        let suffix = |next: Cursor<'_>| {
            next.peek().is_some_and(|token| OF_A_NAME.contains(&token.text.to_ascii_lowercase().as_str()))
                && !capitalised(next.next().maybe_mark('.'))
        };
        match joint.filter(|next| capitalised(*next) && !suffix(*next)) {
            Some(next) => {
                names.push(from.words_to(at).trim_end_matches([',', ' ']).to_owned());
                (from, at) = (next, next);
            }
            None => at = at.next(),
        }
    }
    names.push(from.words_to(end).trim_end_matches([',', ' ']).to_owned());
    (names.len() > 1).then_some((names, end))
}

/// The end of a name without marks: a separator, a place, or a verb. `None` if no name stands here.
pub(super) fn name_end(start: Cursor<'_>) -> Option<Cursor<'_>> {
    let first = start.peek().filter(|token| token.is_capitalised())?;
    let orders = |at: Cursor<'_>| {
        at.is(&[Under, Auxiliary, By, Thereunder, Reason, Silent, AsFollows, ToRead, From, Including])
            || at.find(active).is_some()
    };
    if country::is_known(first.text) || orders(start) || start.is(&[All, The, Section, Supplement]) {
        return None;
    }
    let mut at = start;
    loop {
        match at.peek().map(|token| &token.kind) {
            None | Some(Kind::Mark(';' | ':')) => return Some(at),
            Some(Kind::Mark('(')) => at = bracket_of_name(at)?,
            Some(Kind::Quoted(_) | Kind::Broken | Kind::Mark('[' | '—')) => return None,
            // The last period ends the sentence.
            Some(Kind::Mark('.')) if at.next().peek().is_none() => return Some(at),
            Some(Kind::Mark(',')) if orders(at.next()) => return Some(at),
            Some(Kind::Mark(',')) if at.next().one_of(&[And, Both, All, Each]).is_some_and(orders) => return Some(at),
            Some(Kind::Word) if orders(at) || at.one_of(&[And]).is_some_and(orders) => return Some(at),
            // "Alder JSC and the entry for Birch Co."
            Some(Kind::Word) if at.one_of(&[And]).and_then(entry_for).is_some() => return Some(at),
            // "Alder JSC and the heading"
            Some(Kind::Word) if at.one_of(&[And]).is_some_and(|next| next.maybe(&[The]).is(&[Heading])) => {
                return Some(at);
            }
            Some(Kind::Mark(_) | Kind::Word) => at = at.next(),
        }
    }
}

/// `(Pvt.)`, `(Wuhan)`: a bracket of one or two capitalised words belongs to a name.
fn bracket_of_name(open: Cursor<'_>) -> Option<Cursor<'_>> {
    let proper = |at: Cursor<'_>| {
        at.peek().is_some_and(Token::is_capitalised) && !at.is(&[KnownAs, Limiting, Except, Reserved, Under])
    };
    let first = Some(open.next()).filter(|at| proper(*at))?.next();
    let last = if proper(first) { first.next() } else { first };
    last.maybe_mark('.').mark(')')
}

/// Behind the separators of a list; a doubled one says no more than one.
fn separated(mut at: Cursor<'_>) -> Cursor<'_> {
    for _ in 0..3 {
        at = at.mark(';').unwrap_or_else(|| at.maybe_mark(',')).maybe(&[And]);
    }
    // "and (2) “B”"
    let marker = || {
        let next = at.mark('(')?;
        let short = next.peek().is_some_and(|token| token.text.len() < 4);
        next.next().mark(')').filter(|next| short && next.quoted().is_some())
    };
    // "and one for “B”"
    let one = || {
        let (number, next) = count(at);
        (number == Some(1) && next.is(&[For])).then_some(next)
    };
    marker().or_else(one).unwrap_or(at)
}
