//! Countries one after another: `CANADA, CHINA, PEOPLE'S REPUBLIC OF, and UNITED ARAB EMIRATES` is three.

use super::lexer::{Cursor, Kind};
use super::lexicon::Meaning;
use super::quotation;
use super::verb::active;
use crate::law::country;
use Meaning::{
    And, By, Called, ColumnNoun, Entities, Entity, Entries, Entry, In, KnownAs, License, Listing, Listings, Of,
    Section, The, Under,
};

/// A list of countries. `strict` takes only names that are known or in capitals.
pub(super) fn countries(cursor: Cursor<'_>, strict: bool) -> Option<(Vec<String>, Cursor<'_>)> {
    let (first, mut at) = element(cursor, strict, true)?;
    let mut names = vec![first];
    loop {
        let next = at.maybe_mark(',').maybe(&[And]);
        let found = (next != at).then(|| element(next.maybe(&[Under]), true, false)).flatten();
        let Some((name, end)) = found else {
            return Some((names, at));
        };
        names.push(name);
        at = end;
    }
}

/// One country whose name is known or in capitals.
pub(super) fn country(cursor: Cursor<'_>) -> Option<(String, Cursor<'_>)> {
    element(cursor, true, false)
}

/// `Hong Kong`, `Pakistani` before a noun.
pub(super) fn nation(cursor: Cursor<'_>) -> Option<(String, Cursor<'_>)> {
    listed_country(cursor).or_else(|| adjective(cursor))
}

/// `Pakistani`, `South Korean`: the heading of the parties that are called so.
fn adjective(cursor: Cursor<'_>) -> Option<(String, Cursor<'_>)> {
    cursor.peek().filter(|token| token.is_capitalised())?;
    [2, 1].into_iter().find_map(|words| {
        let end = cursor.skip(words);
        country::of_adjective(cursor.words_to(end)).map(|heading| (heading.to_owned(), end))
    })
}

/// A country of the tables, without quotation marks.
pub(super) fn listed_country(cursor: Cursor<'_>) -> Option<(String, Cursor<'_>)> {
    cursor.peek().filter(|token| token.is_capitalised())?;
    let (name, end) = country(cursor).filter(|(name, _)| country::is_known(name))?;
    // "the China, People's Republic of, entries"
    let inverted = end.mark(',').filter(|next| next.is(&[Entry, Entries, Entity, Entities, Listing, Listings]));
    Some((name, inverted.filter(|_| end.previous().is_some_and(|token| token.means(Of))).unwrap_or(end)))
}

fn element(cursor: Cursor<'_>, strict: bool, first: bool) -> Option<(String, Cursor<'_>)> {
    if let Some((name, next)) = cursor.quoted() {
        let known = country::is_known(name) || country::is_in_capitals(name);
        return (known || first && !strict && !next.is(&[ColumnNoun]))
            .then(|| (quotation::name(name).to_owned(), called_so(name, next)));
    }
    let end = known(cursor).or_else(|| unknown(cursor, strict))?;
    let name = cursor.words_to(end);
    Some((name.to_owned(), called_so(name, end)))
}

/// Steps over another name of the same country in brackets: `the People's Republic of China (China)`.
fn called_so<'t>(name: &str, end: Cursor<'t>) -> Cursor<'t> {
    let bracketed = || {
        let inside = end.mark('(')?.any_of(&[Called, KnownAs, The]);
        let close = (1..8).map(|words| inside.skip(words)).find(|at| at.mark(')').is_some())?;
        let other = inside.quoted().filter(|(_, next)| *next == close).map(|(other, _)| other);
        let other = other.unwrap_or(inside.words_to(close));
        (country::key(other) == country::key(name)).then(|| close.next())
    };
    bracketed().unwrap_or(end)
}

/// The longest run of words that is a country's name, in whatever case.
fn known(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    cursor.peek()?;
    let begins = |length: &usize| country::can_begin_with(cursor.words_to(cursor.skip(*length)));
    (1..=11).take_while(begins).collect::<Vec<_>>().into_iter().rev().find_map(|length| {
        let end = cursor.skip(length);
        let tokens = cursor.tokens.get(cursor.at..end.at)?;
        let plain = tokens.iter().all(|token| match token.kind {
            Kind::Word => true,
            Kind::Mark(mark) => matches!(mark, ',' | '(' | ')' | '.'),
            Kind::Quoted(_) | Kind::Broken => false,
        });
        let (head, last) = (tokens.first()?, tokens.last()?);
        let abbreviated = last.is_mark('.') && tokens.iter().rev().nth(1).is_some_and(|token| token.text.contains('.'));
        let closes = last.is_mark(')') && tokens.iter().any(|token| token.is_mark('('));
        let whole = head.kind == Kind::Word && (last.kind == Kind::Word || closes || abbreviated);
        (plain && whole && country::is_known(cursor.words_to(end))).then_some(end)
    })
}

/// A name in capitals that no table holds: `DEMOCRATIC REPUBLIC OF THE CONGO`, `CONGO, REPUBLIC OF THE`.
fn unknown(cursor: Cursor<'_>, strict: bool) -> Option<Cursor<'_>> {
    let start = cursor.maybe(&[The]);
    let first = start.peek()?;
    let capitals = first.is_upper() && first.text.chars().count() > 1;
    let proper = |at: Cursor<'_>| {
        let begins_order =
            || at.find(active).is_some() || at.is(&[The, By, Entity, In, KnownAs, License, Section, Under]);
        at.peek().is_some_and(|t| if capitals { t.is_upper() } else { t.is_capitalised() }) && !begins_order()
    };
    if !capitals && strict || !proper(start) {
        return None;
    }
    let mut end = start.next();
    loop {
        let linked = end.any_of(&[Of, The]);
        let dotted = end
            .mark('.')
            .filter(|next| proper(*next) && end.previous().is_some_and(|t| t.text.eq_ignore_ascii_case("ST")));
        let bracketed = || end.mark('(').filter(|next| proper(*next)).and_then(|next| next.next().mark(')'));
        let inverted = || end.mark(',').and_then(|next| inversion(next, &proper));
        end = if proper(linked) {
            linked.next()
        } else if let Some(next) = dotted.map(Cursor::next).or_else(bracketed).or_else(inverted) {
            next
        } else {
            // "OOO Alder" is a name, however its first word is written.
            let goes_on = end.peek().is_some_and(|token| token.is_capitalised() && !token.is_upper())
                && end.find(active).is_none()
                && !end.is(&[The, By, Entity, In, KnownAs, License, Section, Under]);
            return (!(capitals && goes_on && end.at == start.at + 1)).then_some(end);
        };
    }
}

/// `, REPUBLIC OF THE`: what follows the comma belongs to the name if it ends in "of".
fn inversion<'t>(start: Cursor<'t>, proper: &impl Fn(Cursor<'t>) -> bool) -> Option<Cursor<'t>> {
    let mut at = start;
    while proper(at) || at.is(&[Of, The]) {
        at = at.next();
    }
    let last = Cursor { at: at.at.checked_sub(1)?, ..at };
    let before_article = || last.is(&[The]) && last.previous().is_some_and(|token| token.means(Of));
    (at != start && (last.is(&[Of]) || before_article())).then_some(at)
}
