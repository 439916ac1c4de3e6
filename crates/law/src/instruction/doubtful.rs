//! Nouns that do not say which entries are meant: `one of the entries for “A” and “B”`, `“A” and its subsidiaries`.

use super::in_passing::last_verb;
use super::lexer::{Cursor, Kind, Reading, Token};
use super::lexicon::{Meaning, Verb};
use super::names::names;
use super::object::{self, LISTED, Object, count};
use Meaning::{A, All, And, Existing, For, Of, Own, Subordinate, The, Titled};

/// A noun, unless nobody can tell what it means.
pub(super) fn object(cursor: Cursor<'_>) -> Reading<'_, Object> {
    let found = object::object(cursor);
    match found {
        Reading::Understood(_, end) if is_some_of_several(cursor) => {
            Reading::Malformed("some of several entries, and nothing says which", end)
        }
        Reading::Understood(Object::Entries { ordinal: Some(_), .. }, end) if counts_in_country(cursor, end) => {
            Reading::Malformed("the place of an entry among those of its country", end)
        }
        Reading::Understood(Object::Subordinates, end) if may_be_listed(cursor, end) => {
            Reading::Malformed("affiliates that may have entries of their own", end)
        }
        Reading::Understood(Object::Entries { .. }, end) if is_another(cursor, end) => {
            Reading::Malformed("another entry, and nothing says which", end)
        }
        other => other,
    }
}

/// `removing the third entry, “A”`: the third of the country, not the third of that name.
fn counts_in_country(cursor: Cursor<'_>, end: Cursor<'_>) -> bool {
    let beside = end.mark(',').is_some_and(|next| next.maybe(&[For]).quoted().is_some());
    beside && last_verb(cursor) != Some(Verb::Add)
}

/// `removing “A” and the other entities`, `“A” and an entity`: no name follows them.
fn is_another(cursor: Cursor<'_>, end: Cursor<'_>) -> bool {
    let says = |token: &Token<'_>| ["other", "others", "another"].contains(&token.text);
    let other = cursor.tokens.get(cursor.at..end.at).unwrap_or(&[]).iter().any(says);
    let mut behind = end.tokens.iter().skip(end.at).take_while(|token| !matches!(token.kind, Kind::Mark(';' | '.')));
    let named = behind.any(|token| matches!(token.kind, Kind::Quoted(_)));
    (other || cursor.is(&[A])) && !named && joins_name(cursor) && last_verb(cursor) == Some(Verb::Remove)
}

/// Whether a name and "and" stand before.
fn joins_name(cursor: Cursor<'_>) -> bool {
    let before = cursor.at.checked_sub(2).and_then(|at| cursor.tokens.get(at));
    let named = before.is_some_and(|token| matches!(token.kind, Kind::Quoted(_)));
    named && cursor.previous().is_some_and(|token| token.means(And))
}

/// `one of the entries for “A” and “B”`: more names than are meant.
fn is_some_of_several(cursor: Cursor<'_>) -> bool {
    let (Some(number), next) = count(cursor) else {
        return false;
    };
    let noun = next.one_of(&[Of]).and_then(|next| next.any_of(&[The, All, Existing]).one_of(&LISTED));
    let named = noun.and_then(|end| names(end.any_of(&[For, Titled])));
    named.is_some_and(|(names, _)| names.len() > number as usize)
}

/// `removing the entry for “A” and its subsidiaries`: how many they are, and whether they have entries, is not said.
fn may_be_listed(cursor: Cursor<'_>, end: Cursor<'_>) -> bool {
    let uncounted = cursor.one_of(&[Own]).is_some_and(|next| next.is(&[Subordinate]));
    joins_name(cursor) && uncounted && end.quoted().is_none() && last_verb(cursor) == Some(Verb::Remove)
}
