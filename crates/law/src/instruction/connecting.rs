//! The sentence between orders and what is printed below them: "The additions and revisions read as follows:".
//!
//! It has a subject and "read as follows", and no verb of its own: it orders nothing.

use super::country_list::countries;
use super::lexer::{self, Cursor, Kind, Reading};
use super::lexicon::{Meaning, Verb};
use super::scope::{self, Home};
use Meaning::{
    A, Alias, Aliases, All, And, As, AsFollows, At, Auxiliary, Below, Both, Change, Countries, Country, Destination,
    Each, Entities, Entity, Entries, Entry, Existing, Footnote, For, Foregoing, Heading, In, Introduction, Listing,
    Listings, Name, New, Of, On, Other, Own, Participle, Party, Phrase, Reads, Silent, Supplement, Table, The,
    Thereunder, To, ToRead, Under, Wording,
};

/// What such a sentence may speak of, and what connects it.
const SUBJECT: [Meaning; 43] = [
    Foregoing,
    A,
    Alias,
    Aliases,
    All,
    And,
    As,
    At,
    Both,
    Change,
    Countries,
    Country,
    Destination,
    Each,
    Entities,
    Entity,
    Entries,
    Entry,
    Existing,
    Footnote,
    For,
    Heading,
    In,
    Introduction,
    Listing,
    Listings,
    Name,
    New,
    Of,
    On,
    Other,
    Own,
    Party,
    Phrase,
    Silent,
    Supplement,
    Table,
    The,
    Thereunder,
    To,
    Under,
    Wording,
    Meaning::ColumnNoun,
];

/// The part of the CFR whose lists are meant where a paragraph does not say which.
const HOME: Home = Home { title: Some(15), part: Some(744) };

/// Whether a paragraph is nothing but such a sentence, with or without the stars behind it.
pub fn is_connecting(text: &str) -> bool {
    let tokens = lexer::split(text);
    let is_stars = |end: Cursor<'_>| end.tokens.iter().skip(end.at).all(|token| token.is_mark('*'));
    let start = Cursor::new(text, &tokens);
    sentence(start, HOME, true).or_else(|| told_again(start)).or_else(|| made(start)).is_some_and(is_stars)
}

/// `The following entries are added or revised to read as follows:` names nothing that the orders above do not.
fn told_again(start: Cursor<'_>) -> Option<Cursor<'_>> {
    let nouns = [Entries, Entry, Listings, Listing, Entities, Entity, Party];
    let noun = start.any_of(&[The, New, Existing]).one_of(&nouns)?;
    let ((), mut at) = noun.one_of(&[Auxiliary])?.find(participle)?;
    let verbs = at;
    loop {
        let next = at.maybe_mark(',').any_of(&[And, Meaning::Or]);
        let Some(((), end)) = next.find(participle).filter(|_| next != at) else {
            // What is removed is printed nowhere: such a sentence goes on.
            let said = noun.words_to(at).to_ascii_lowercase();
            let printed = verbs.at > noun.at && !["remove", "delete", "move"].iter().any(|gone| said.contains(gone));
            return predicate(at, true).or_else(|| title(at.maybe(&[Silent])).filter(|_| printed));
        };
        at = end;
    }
}

/// `The following additions and revisions are made:` below the orders that make them.
fn made(start: Cursor<'_>) -> Option<Cursor<'_>> {
    let mut at = start.any_of(&[The, New]).one_of(&[Change])?;
    while let Some(next) = at.maybe_mark(',').maybe(&[And]).one_of(&[Change]) {
        at = next;
    }
    let next = at.one_of(&[Auxiliary])?;
    title(next.peek().filter(|token| token.text.eq_ignore_ascii_case("made")).map(|_| next.next())?)
}

/// The sentence that begins here, up to its colon. `names` tells whether it may name entries and countries: in an
/// amendatory paragraph they may be what a verb above it acts on.
pub(super) fn sentence(start: Cursor<'_>, home: Home, names: bool) -> Option<Cursor<'_>> {
    let mut at = start;
    let mut changes = false;
    loop {
        let done = predicate(at, changes || at == start).or_else(|| title(at).filter(|_| names && changes));
        if let Some(end) = done {
            return (changes || names).then_some(end);
        }
        changes |= at.is(&[Change]) || at.find(participle).is_some();
        at = word(at, home, (names, names || changes))?;
    }
}

/// `read as follows:`, `are set forth below.` "To read as follows" is said of changes; of entries it is an order.
fn predicate<'t>(at: Cursor<'t>, of_changes: bool) -> Option<Cursor<'t>> {
    let to = at.is(&[To, ToRead]) || at.previous().is_some_and(|token| token.means(To));
    let infinitive = || at.one_of(&[ToRead]).filter(|_| of_changes);
    let below = || at.one_of(&[Auxiliary])?.one_of(&[Below]);
    let end = at.one_of(&[AsFollows]).filter(|_| of_changes || !to).or_else(|| at.one_of(&[Reads]));
    // "The revised entries are:", "The additions shall read:"
    let bare = || {
        let verb = at.maybe(&[Auxiliary]);
        let reads = verb.peek().is_some_and(|token| READS.iter().any(|reads| token.text.eq_ignore_ascii_case(reads)));
        let modal = || at.peek().filter(|token| MODALS.iter().any(|modal| token.text.eq_ignore_ascii_case(modal)));
        let reads_on = |next: Cursor<'t>| next.one_of(&[AsFollows]).or_else(|| read(next));
        if modal().is_some()
            && let Some(end) = reads_on(at.next())
        {
            return Some(end);
        }
        if let Some(end) = verb.one_of(&[ToRead, AsFollows]).filter(|_| verb != at) {
            return Some(end);
        }
        let end = if reads { verb.next() } else { verb };
        (end != at && end.mark(':').is_some()).then_some(end)
    };
    // "read as set forth below:"
    let set_forth = || {
        let next = read(at).or_else(|| at.one_of(&[ToRead]))?;
        next.one_of(&[Silent]).filter(|end| next.words_to(*end).to_ascii_lowercase().contains("below"))
    };
    // "read, in pertinent part, as follows:"
    let in_part = || {
        let from = read(at)?.maybe_mark(',');
        let ends =
            |end: &Cursor<'_>| ["in part", "in pertinent part", "in relevant part"].contains(&from.words_to(*end));
        let part = [2, 3].into_iter().map(|words| from.skip(words)).find(ends)?;
        part.maybe_mark(',').one_of(&[AsFollows])
    };
    let end = end
        .or_else(infinitive)
        .or_else(in_part)
        .or_else(below)
        .or_else(|| set_forth().filter(|_| of_changes))
        .or_else(|| bare().filter(|_| of_changes))?;
    let stop = end.peek().is_none_or(|token| matches!(token.kind, Kind::Mark(':' | '.' | '—' | '-' | '*')));
    let closed = [':', '.', '—', '-'].into_iter().find_map(|mark| end.mark(mark)).unwrap_or(end);
    stop.then_some(closed)
}

/// Forms of the verb before a colon, and what stands before its infinitive.
const READS: [&str; 4] = ["read", "reads", "include", "follow"];
const MODALS: [&str; 5] = ["shall", "should", "will", "now", "must"];

/// `read`, `reads`.
fn read(at: Cursor<'_>) -> Option<Cursor<'_>> {
    at.peek()
        .filter(|token| ["read", "reads"].iter().any(|read| token.text.eq_ignore_ascii_case(read)))
        .map(|_| at.next())
}

/// Whether an item is nothing but `Additions and revisions.`
pub(super) fn is_title(start: Cursor<'_>) -> bool {
    let mut at = start.maybe(&[The]);
    let mut changes = false;
    while let Some(next) = at.one_of(&[Change]) {
        (at, changes) = (next.maybe_mark(',').maybe(&[And]), true);
    }
    let end = ['.', ':', '—'].into_iter().find_map(|mark| at.mark(mark)).unwrap_or(at);
    changes && end.peek().is_none()
}

/// `Additions and revisions:`
fn title(at: Cursor<'_>) -> Option<Cursor<'_>> {
    at.mark(':').filter(|end| end.peek().is_none_or(|token| token.is_mark('*')))
}

/// The next word or name of the subject.
fn word(at: Cursor<'_>, home: Home, (names, places): (bool, bool)) -> Option<Cursor<'_>> {
    if let Reading::Understood(_, next) = scope::scope(at, home) {
        return Some(next);
    }
    // "the entries to be added"
    let to_be = || at.one_of(&[To])?.one_of(&[Auxiliary])?.find(participle).map(|((), next)| next);
    if let Some(next) = to_be() {
        return Some(next);
    }
    if let Some(next) = at.find(participle).map(|((), next)| next).or_else(|| at.one_of(&SUBJECT)) {
        let footnote = next.number().filter(|_| at.is(&[Footnote]));
        return Some(footnote.map_or(next, |(_, next)| next));
    }
    let bracketed = || at.mark('(')?.one_of(&[Silent])?.mark(')');
    if let Some(next) = bracketed() {
        return Some(next);
    }
    let place = || countries(at, true).map(|(_, next)| next);
    let name = || at.quoted().map(|(_, next)| next);
    at.mark(',')
        .or_else(|| at.number().map(|(_, next)| next))
        .or_else(|| places.then(place).flatten())
        .or_else(|| names.then(name).flatten())
}

/// "the revised entries": what was done to the subject, by an order before.
fn participle(meaning: Meaning) -> Option<()> {
    let done = [Verb::Add, Verb::Remove, Verb::Revise, Verb::Amend, Verb::Replace, Verb::Redesignate, Verb::Move];
    matches!(meaning, Participle(verb) if done.contains(&verb)).then_some(())
}

#[cfg(test)]
mod tests {
    use super::is_connecting;

    #[test]
    fn a_sentence_with_an_order_in_it_connects_nothing() {
        for (text, connects) in [
            ("The additions and revisions read as follows:", true),
            ("The revised entry for “Aster” under RUSSIA reads as follows: * * * * *", true),
            ("To read as follows:", true),
            ("The entry for “Aster” to read as follows:", false),
            ("The following entries are added or revised to read as follows:", true),
            ("The entries are revised, added, and republished to read as follows: * * * * *", true),
            ("The following entries are added:", true),
            ("The following entry is revised: * * * * *", true),
            ("The following entries are removed:", false),
            ("The following additions and revisions are made:", true),
            ("The following additions are made: “Aster”.", false),
            ("The added entry is set out to read as follows:", true),
            ("The following entries are removed: “Aster” and “Birch”.", false),
            ("The additions and the revision read as set forth below:", true),
            ("The revised entries to read as shown below:", true),
            ("The entry for “Aster” is revised to read as follows:", false),
            ("The additions read as follows, and “Aster” is removed:", false),
            ("The additions read as follows. Remove “Aster”.", false),
            ("The entry for “Aster” no longer reads as follows:", false),
            ("By revising the entry for “Aster” to read as follows:", false),
            ("This supplement lists certain entities.", false),
            ("", false),
        ] {
            assert_eq!(is_connecting(text), connects, "{text}");
        }
    }
}
