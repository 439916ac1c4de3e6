//! Which of several places of words is meant: `the second time it appears`, `in both places`, `at the end of`.

use super::lexer::{Cursor, Kind, Reading};
use super::lexicon::Meaning;
use super::object::{LISTED, count};
use super::order::Occurrence;
use super::place::{self, Where};
use Meaning::{
    All, And, Appears, At, Beginning, Both, Column, Each, End, For, In, It, Last, Number, Of, On, Own, Phrase, Pronoun,
    Reference, The, Time, Times, Wording,
};

/// Such words, where they begin here.
pub(super) fn occurrence(at: Cursor<'_>) -> Option<(Occurrence, Cursor<'_>)> {
    of_column(at).or_else(|| counted(at)).or_else(|| numbered(at))
}

/// Steps over `it appears`, `the word “Road” appears`, if that stands here.
pub(super) fn subject(at: Cursor<'_>) -> Cursor<'_> {
    const SUBJECT: [Meaning; 9] =
        [It, Pronoun, The, Phrase, Wording, Number, Reference, In, Column(crate::law::Column::Citation)];
    let subject = at.any_of(&SUBJECT);
    let subject = subject.quoted().map_or(subject, |(_, end)| end);
    subject.one_of(&[Appears]).unwrap_or(at)
}

/// `the second time it appears`, `in the last place`, `the first occurrence of “Road”`, `the second “Road”`.
fn numbered(at: Cursor<'_>) -> Option<(Occurrence, Cursor<'_>)> {
    let only = at.peek().filter(|token| token.text.eq_ignore_ascii_case("only")).map(|_| at.next());
    let start = only.unwrap_or(at).any_of(&[In, At, On, For, The, Own]);
    let (which, noun) = match (start.ordinal(), start.one_of(&[Last])) {
        ((Some(number), next), _) => (Occurrence::Nth(number), next),
        ((None, _), Some(next)) => (Occurrence::Last, next),
        ((None, _), None) => return None,
    };
    let quoted = || {
        let (_, behind) = noun.quoted()?;
        (at.is(&[The]) && !behind.is(&LISTED)).then_some(noun)
    };
    noun.one_of(&[Time]).map(of_words).or_else(quoted).map(|end| (which, end))
}

/// `in both places it appears`, `all three times`, `each of the two instances of “Road”`.
fn counted(at: Cursor<'_>) -> Option<(Occurrence, Cursor<'_>)> {
    let start = at.any_of(&[In, At, On, The, Own]);
    let (number, noun) = match start.one_of(&[Both]) {
        Some(next) => (Some(2), next.any_of(&[Of, The])),
        None => count(start.any_of(&[All, Each, Of, The])),
    };
    let end = noun.one_of(&[Times])?;
    Some((Occurrence::All(number?), of_words(end)))
}

/// `of “Road”` or `it appears` behind the noun.
fn of_words(noun: Cursor<'_>) -> Cursor<'_> {
    let of = noun.one_of(&[Of]).filter(|at| at.any_of(&[The, Phrase, Wording, Number]).quoted().is_some());
    of.unwrap_or_else(|| subject(noun))
}

/// `at the end of the License requirement column`, `to the beginning of the entry for “X”`, `at the end`.
fn of_column(at: Cursor<'_>) -> Option<(Occurrence, Cursor<'_>)> {
    let (which, end) = at.find(|meaning| match meaning {
        Beginning => Some(Occurrence::Beginning),
        End => Some(Occurrence::End),
        _ => None,
    })?;
    let place = |next: &Cursor<'_>| {
        matches!(place::column(*next), Reading::Understood(Where::Column(_), _)) || place::entry(*next).is_some()
    };
    // "at the end of the text in the License requirement column"
    let text = || {
        let noun = end.one_of(&[Of])?.maybe(&[The]);
        noun.peek().filter(|token| ["text", "contents"].contains(&token.text)).map(|_| noun.next()).filter(place)
    };
    let closes = |next: &Cursor<'_>| {
        next.is(&[And])
            || next.peek().is_none_or(|token| matches!(token.kind, Kind::Mark(',' | ';' | '.') | Kind::Quoted(_)))
    };
    let end = text().or(Some(end).filter(|end| end.is(&[Of]) && place(end) || closes(end)))?;
    Some((which, end))
}
