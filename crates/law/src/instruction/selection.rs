//! Entries that the list itself tells: `each entry bearing a footnote 4 designation`, `all entries with the Federal
//! Register citation “…”`.

use super::lexer::{Cursor, Kind};
use super::lexicon::Meaning;
use super::order::Selection;
use super::place::Where;
use super::spoken::{Phrase, What};
use crate::law::Column;
use crate::law::text::date;
use Meaning::{
    A, All, And, Designation, Each, Entities, Entity, Entries as Plural, Entry, Existing, Footnote, For, From, In,
    Listing, Listings, Of, On, Reference, The, To,
};

/// What stands for the name of an entry that the list tells.
pub(super) const UNNAMED: &str = "";

/// `[in|of|from] each entry bearing a footnote 4 designation`; behind a name, `that was added on March 9, 2022 (87 FR 13141)`.
pub(super) fn read(at: Cursor<'_>) -> Option<(Phrase, Cursor<'_>)> {
    if let Some((of, end)) = added_on(at) {
        return Some((Where::Selected(of).into(), end));
    }
    let lead = at.one_of(&[In, Of, From, To, For, On]);
    let start = lead.unwrap_or(at).maybe(&[The]);
    let noun = start.one_of(&[Each, All])?.any_of(&[Of, The, Existing]);
    let end = noun.one_of(&[Entry, Plural, Entity, Entities, Listing, Listings])?;
    let (of, end) = bearing(end)?;
    let phrase = if lead.is_some() { Where::Selected(of).into() } else { What::Selected(of).into() };
    Some((phrase, end))
}

fn says(at: Cursor<'_>, words: &[&str]) -> bool {
    at.peek().is_some_and(|token| words.iter().any(|word| token.text.eq_ignore_ascii_case(word)))
}

/// `bearing a footnote 4 designation`, `to which it is attached`, `with the Federal Register citation “…”`.
fn bearing(at: Cursor<'_>) -> Option<(Selection, Cursor<'_>)> {
    let attached = at.one_of(&[To]).filter(|next| says(*next, &["which"])).map(Cursor::next);
    if let Some(next) = attached {
        let (number, next) = again(next)?;
        let next = if says(next, &["is"]) { next.next() } else { return None };
        return says(next, &["attached", "assigned", "affixed", "applied"])
            .then(|| (Selection::Footnote(number), next.next()));
    }
    let next = if says(at, &["that", "which"]) { at.next() } else { at };
    if !says(next, &["bearing", "bears", "bear", "with", "having", "has", "have", "carrying", "carries", "carry"]) {
        return None;
    }
    let what = next.next();
    if let Some(end) = again(what) {
        return Some((Selection::Footnote(end.0), end.1));
    }
    let noun = what.any_of(&[A, The]);
    let citation = noun.find(|meaning| (meaning == Meaning::Column(Column::Citation)).then_some(()));
    if let Some(((), end)) = citation {
        let (text, end) = end.quoted()?;
        return Some((Selection::Citation(text.trim().to_owned()), end));
    }
    let (number, end) = noun.one_of(&[Footnote])?.number()?;
    let end = end.maybe(&[Designation, Reference]);
    let end = if says(end, &["mark", "marking"]) { end.next() } else { end };
    // "with a footnote 3 and a footnote 4 designation" may be both or either.
    let more = end.maybe_mark(',').any_of(&[And, Meaning::Or, A]).is(&[Footnote]) || end.is(&[Meaning::Or]);
    Some((Selection::Footnote(u8::try_from(number).ok()?), end)).filter(|_| !more)
}

/// `it`, `that designation`: the one footnote that was named before.
fn again(at: Cursor<'_>) -> Option<(u8, Cursor<'_>)> {
    let end = at.one_of(&[Meaning::It]).or_else(|| {
        let noun = says(at, &["that", "such", "this"]).then(|| at.next())?;
        noun.maybe(&[Footnote]).one_of(&[Designation])
    })?;
    let here = |back: usize| Cursor { at: back, ..at };
    let mut numbers = (0..at.at).filter_map(|back| here(back).one_of(&[Footnote])?.number()).map(|(number, _)| number);
    let number = numbers.next().filter(|_| numbers.next().is_none())?;
    Some((u8::try_from(number).ok()?, end))
}

/// `that was added on March 9, 2022 (87 FR 13141)`: the citation of the entry.
fn added_on(at: Cursor<'_>) -> Option<(Selection, Cursor<'_>)> {
    let parted = at.previous().filter(|token| token.is_mark(',')).and_then(|_| at.tokens.get(at.at.checked_sub(2)?));
    let name = parted.or(at.previous()).filter(|token| matches!(token.kind, Kind::Quoted(_)));
    let next = says(at, &["that", "which"]).then(|| at.next()).filter(|_| name.is_some())?;
    let next = next.one_of(&[Meaning::Auxiliary])?;
    let next = next.one_of(&[Meaning::Participle(super::lexicon::Verb::Add)])?.one_of(&[On])?;
    let words = next.rest();
    let (day, rest) = date::in_full(words)?;
    let next = next.past(next.peek()?.start + words.len() - rest.len());
    let next = next.maybe_mark(',');
    let inside = next.mark('(').or_else(|| says(next, &["at"]).then(|| next.next()))?;
    let (volume, next) = inside.number()?;
    let (page, end) = says(next, &["FR"]).then(|| next.next().number()).flatten()?;
    let citation = format!("{volume} FR {page}, {}", day.format("%-m/%-d/%y"));
    Some((Selection::Citation(citation), end.mark(')').unwrap_or(end)))
}
