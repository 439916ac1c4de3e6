//! Tokens → phrases: every parser is asked in turn, and what none of them takes is `Unknown`.
//!
//! `Under RUSSIA, by removing the entry for “A”` is a country, a verb, a noun and a name.

use chrono::NaiveDate;

use super::idiom;
use super::object::{self, Object};
use super::place::{self, Way};
use super::scope::{self, Home, Scope};
use super::token::{Cursor, Kind, Reading, Token};
use super::verb::{self, Verb, Voice};
use super::when::{self, End};
use crate::law::Column;

/// What a run of tokens means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Phrase {
    Scope(Scope),
    Amended,
    Effective(NaiveDate),
    Until(End),
    Country(Vec<String>, Way),
    /// "in the entry for “X”".
    Inside(Vec<String>, Option<u32>),
    Column(Column),
    Verb(Verb, Voice),
    Names(Vec<String>),
    Object(Object),
    Role(Role),
    /// "in its place".
    InPlace,
    /// "wherever it appears".
    Everywhere,
    Respectively,
    And,
    Comma,
    /// `;`, `.` or `:`
    Stop(char),
    /// "The revisions read as follows:" or "to read as follows".
    AsFollows,
    Unknown(&'static str),
}

/// What the next name is to the verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// "after “Y”".
    After,
    /// "before “Y”".
    Before,
    /// "in place of “A”".
    Instead,
    /// "as “Y”", "to read “Y”", "with “B”".
    To,
    /// "for “A”", "of “A”".
    For,
    /// "from “A”".
    From,
}

/// A phrase and the words it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spoken<'t> {
    pub(super) phrase: Phrase,
    pub(super) words: &'t str,
    /// Byte offsets of the words in their paragraph.
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Reads all of `tokens`; every token is in exactly one phrase or is silent.
pub(super) fn read<'t>(tokens: &'t [Token<'t>], text: &'t str, home: Home) -> Vec<Spoken<'t>> {
    let mut at = Cursor::new(tokens);
    let mut spoken: Vec<Spoken<'t>> = Vec::new();
    while at.peek().is_some() {
        let clause_start = match spoken.as_slice() {
            [.., scope, comma] if comma.phrase == Phrase::Comma => {
                matches!(scope.phrase, Phrase::Scope(_))
            }
            [.., last] => matches!(last.phrase, Phrase::Stop(_)),
            [] => true,
        };
        let (phrase, next) = match one(at, text, home, clause_start) {
            Reading::Understood(phrase, next) => (phrase, next),
            Reading::Malformed(why, next) => (Some(Phrase::Unknown(why)), next),
            Reading::NotMine => (Some(Phrase::Unknown("words that no rule reads")), at.next()),
        };
        // A parser that moves nowhere would never end.
        let next = if next.at > at.at { next } else { at.next() };
        if let Some(phrase) = phrase {
            // What is not understood is quoted in one piece.
            let last =
                spoken.pop_if(|last| matches!((&last.phrase, &phrase), (Phrase::Unknown(_), Phrase::Unknown(_))));
            let start = at.peek().map_or(0, |token| token.start);
            let end = start + at.words_to(next, text).len();
            let (phrase, start) = last.map_or((phrase, start), |last| (last.phrase, last.start));
            let words = text.get(start..end).unwrap_or("");
            spoken.push(Spoken { phrase, words, start, end });
        }
        at = next;
    }
    spoken
}

/// One phrase; `None` where the words are silent. Longer readings are asked first.
fn one<'t>(at: Cursor<'t>, text: &'t str, home: Home, clause_start: bool) -> Reading<'t, Option<Phrase>> {
    let token = |kind: Phrase| Reading::Understood(Some(kind), at.next());
    match at.peek().map(|token| &token.kind) {
        Some(Kind::Broken) => {
            return Reading::Malformed("a quotation mark without a partner", at.next());
        }
        Some(Kind::Mark(mark @ (';' | '.' | ':' | '—'))) => return token(Phrase::Stop(*mark)),
        Some(Kind::Mark(',')) => return token(Phrase::Comma),
        Some(Kind::Mark(_) | Kind::Quoted(_) | Kind::Word) | None => {}
    }
    if let Some(next) = idiom::position(at).or_else(|| at.phrase("15 CFR part 744")) {
        return Reading::Understood(None, next);
    }
    if let Some(bracketed) = bracketed(at, text, home) {
        return bracketed;
    }
    let tries: [&dyn Fn() -> Reading<'t, Phrase>; 14] = [
        &|| idiom::as_follows(at),
        &|| scope::scope(at, home).map(Phrase::Scope),
        &|| verb::amended(at).map(|next| (Phrase::Amended, next)).into(),
        &|| when::until(at).map(Phrase::Until),
        &|| when::effective(at).map(Phrase::Effective),
        &|| verb::verb(at).map(|(verb, voice)| Phrase::Verb(verb, voice)),
        &|| phrases(at, idiom::IN_PLACE, Phrase::InPlace),
        &|| idiom::everywhere(at),
        &|| place::column(at).map(Phrase::Column),
        &|| object::inside(at).map(|(names, ordinal, next)| (Phrase::Inside(names, ordinal), next)).into(),
        &|| place::country(at, text).map(|(names, way)| Phrase::Country(names, way)),
        &|| object::object(at, text).map(Phrase::Object),
        &|| names(at),
        &|| idiom::bare_country(at, text, clause_start),
    ];
    for attempt in tries {
        match attempt() {
            Reading::NotMine => {}
            Reading::Understood(phrase, next) => return Reading::Understood(Some(phrase), next),
            Reading::Malformed(why, next) => return Reading::Malformed(why, next),
        }
    }
    if let Some(next) = at.phrases(&["and", "as well as"]) {
        return Reading::Understood(Some(Phrase::And), next);
    }
    if let Some(next) = at.one_of(&["respectively"]) {
        return Reading::Understood(Some(Phrase::Respectively), next);
    }
    match idiom::role(at) {
        Some((role, next)) => Reading::Understood(Some(Phrase::Role(role)), next),
        None => at.phrases(idiom::SILENT).map(|next| (None, next)).into(),
    }
}

/// `(in alphabetical order)`, `(under IRAN)`: brackets around words that may stand without them.
fn bracketed<'t>(at: Cursor<'t>, text: &'t str, home: Home) -> Option<Reading<'t, Option<Phrase>>> {
    let inside = at.mark('(').filter(|inside| inside.mark('(').is_none())?;
    let Reading::Understood(phrase, end) = one(inside, text, home, false) else {
        return None;
    };
    let quiet = matches!(phrase, None | Some(Phrase::Country(_, Way::Under) | Phrase::Everywhere));
    let end = end.mark(')').filter(|_| quiet)?;
    Some(Reading::Understood(phrase, end))
}

fn phrases<'t>(at: Cursor<'t>, forms: &[&str], phrase: Phrase) -> Reading<'t, Phrase> {
    at.phrases(forms).map(|next| (phrase, next)).into()
}

fn names(at: Cursor<'_>) -> Reading<'_, Phrase> {
    object::names(at).map(|(names, next)| (Phrase::Names(names), next)).into()
}
