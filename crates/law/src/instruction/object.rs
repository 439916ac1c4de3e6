//! What an order acts on: `entries for “A”; “B”; and “C”`, `two Afghan entities`, `footnotes 1 and 2`,
//! `the country heading “AUSTRIA”`, `the aliases “D”`.

use super::country_list::{countries, country};
use super::lexer::{Cursor, Kind, Reading, Token};
use super::lexicon::{Meaning, Verb};
use super::whole::{all_entries, all_of, each_under, thereunder};
use crate::law::Column;
use crate::law::country;
use crate::law::text::number;
use Meaning::{
    A, Address, Addresses, Alias, Aliases, All, And, As, Both, Countries, Country, Designation, Destination, Detail,
    Each, Entities, Entity, Entries, Entry, Existing, Footnote, For, From, Heading, Identified, Introduction, Last,
    ListNoun, Listed, Listing, Listings, Name, New, Number, Of, On, Other, Own, Participle, Party, Phrase, Pronoun,
    Reference, Reserved, Stay, Subordinate, The, Thereunder, Titled, To, Under, UnderIt, Wording,
};

/// A noun that orders act on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Object {
    /// "entries", "two Afghan entities", "the second entry".
    Entries { count: Option<u32>, ordinal: Option<u32> },
    /// "the country heading “AUSTRIA”"; the country may be told elsewhere.
    Heading(Vec<String>),
    /// "and all entries thereunder".
    Thereunder,
    /// "all entries [under RUSSIA]".
    AllEntries,
    /// "both entries", "all three persons listed thereunder": all of them, so many.
    AllOf { count: u32, thereunder: bool },
    /// "the cross-reference to Turkey", "a typographical error": seen only in the row.
    Detail,
    /// "one entry under each heading".
    EachUnder(u32),
    /// `[Reserved]`.
    Reserved,
    /// "footnotes 1 and 2".
    Footnotes(Vec<u8>),
    /// "the introductory text".
    Intro,
    /// "six aliases".
    Aliases,
    /// "six aliases": so many, if quoted.
    Some { aliases: bool, count: u32 },
    /// "the first alias", "the last two addresses", by their places.
    Placed { aliases: bool, places: Vec<i8> },
    /// "one subordinate institution".
    Subordinates,
    /// "two addresses".
    Addresses,
    /// "the name".
    Name,
    /// "the phrase", "the words": quoted text follows, not an entry.
    Wording,
    /// "the stay of".
    TheStay,
    /// "adding them under CHINA": what was removed just before.
    Again,
}

const DETERMINERS: [Meaning; 9] = [The, A, New, All, Existing, Both, Each, Of, Own];
pub(super) const LISTED: [Meaning; 7] = [Entry, Entries, Entity, Entities, Party, Listing, Listings];

/// `the [existing] entry for`, `an entry titled`.
pub(super) fn entry_for(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    cursor.one_of(&[The, A])?.maybe(&[Existing]).one_of(&[Entry, Entries])?.one_of(&[For, Titled])
}

/// A noun with its articles, its count and what it says of itself.
pub(super) fn object<'t>(cursor: Cursor<'t>) -> Reading<'t, Object> {
    if let Some(found) = thereunder(cursor) {
        return Reading::Understood(Object::Thereunder, found);
    }
    if let Some(found) = all_of(cursor).or_else(|| each_under(cursor)).or_else(|| all_entries(cursor)) {
        return Reading::Understood(found.0, found.1);
    }
    // "reserving RUSSIA", "merging HONG KONG into CHINA", "removing HONG KONG as a country heading"
    let before = |verbs: &[Verb]| {
        cursor.previous().is_some_and(|token| verbs.iter().any(|verb| token.means(Meaning::Verb(*verb))))
    };
    if before(&[Verb::Reserve, Verb::Move, Verb::Remove])
        && let Some((name, end)) = country(cursor.maybe(&[The]))
    {
        let called = end.one_of(&[As]).and_then(|at| at.any_of(&[A, The, Country]).one_of(&[Heading]));
        if let Some(end) = called.or_else(|| (!before(&[Verb::Remove])).then_some(end)) {
            return Reading::Understood(Object::Heading(vec![name]), end);
        }
    }
    // "all aliases", "all of its aliases"
    let every = cursor.maybe(&[The]).one_of(&[All]).map(|next| next.any_of(&[Of, The, Own, Existing]));
    if let Some(end) = every.and_then(|next| next.one_of(&[Aliases])).filter(|end| end.quoted().is_none()) {
        return Reading::Understood(Object::Placed { aliases: true, places: vec![0] }, end);
    }
    if let Some((object, end)) = placed(cursor.any_of(&DETERMINERS)) {
        return Reading::Understood(object, end);
    }
    // "this Hong Kong entity"
    let cursor = cursor.one_of(&[Pronoun]).filter(|next| is_noun(*next)).unwrap_or(cursor);
    let (ordinal, next) = cursor.any_of(&DETERMINERS).ordinal();
    let (number, next) = count(next);
    // "four under CHINA, two under IRAN", "one each under"
    if let Some(end) = number
        .map(|_| next.maybe(&[Each]))
        .filter(|end| end.one_of(&[Under, Meaning::In]).is_some_and(|at| countries(at, true).is_some()))
    {
        return Reading::Understood(Object::Entries { count: number, ordinal: None }, end);
    }
    // "one of its two addresses"
    let of_all = next.one_of(&[Of]).filter(|_| number.is_some()).map(|next| count(next.any_of(&DETERMINERS)).1);
    // "both entries for “X”"
    let both = (cursor.at..next.at).any(|at| Cursor { at, ..cursor }.is(&[Both]));
    let behind = next.quoted().map_or(next, |(_, end)| end);
    let number = number.or_else(|| (both && behind.is(&[Entries, Entities, Listings, Party])).then_some(2));
    let (count, next) = (number, of_all.unwrap_or(next).any_of(&DETERMINERS));
    // "the first “X” entry", "both “X” entries"
    if (ordinal.is_some() || both) && next.quoted().is_some() && behind.is(&[Entry, Listing, Entries, Listings]) {
        return Reading::Understood(Object::Entries { count, ordinal }, next);
    }
    if let Some((object, end)) = plain(next) {
        let aliases = object == Object::Aliases;
        return match count.filter(|_| aliases || object == Object::Addresses) {
            Some(count) => Reading::Understood(Object::Some { aliases, count }, end),
            None => Reading::Understood(object, end),
        };
    }
    let marked = next.all_of(&[Reference, To]).or_else(|| next.all_of(&[Designation, Of])).unwrap_or(next);
    if let Some(next) = marked.one_of(&[Footnote]) {
        return footnotes(next);
    }
    // "the RUSSIA heading", "the entry “CANADA”"
    if let Some((name, end)) = country(next)
        && let Some(end) = end.one_of(&[Heading])
    {
        return Reading::Understood(Object::Heading(vec![name]), end);
    }
    if let Some((name, end)) = next.one_of(&[Entry]).map(|at| at.maybe(&[For])).and_then(Cursor::quoted)
        && country::is_known(name)
        && !name.contains(char::is_lowercase)
    {
        return Reading::Understood(Object::Heading(vec![name.to_owned()]), end);
    }
    // "the China, People's Republic of, entries for"
    let inverted = || country(next).and_then(|(_, end)| end.mark(',')).filter(|end| end.is(&LISTED));
    let next = inverted().unwrap_or(next);
    if let Some(next) = heading(next) {
        let at = next.any_of(&[For, Of, Titled, The, Country, And]).mark(',').unwrap_or(next);
        let listed = countries(at.any_of(&[For, Of, Titled, The, Country]), false);
        let (names, end) = listed.unwrap_or((Vec::new(), next));
        return Reading::Understood(Object::Heading(names), end);
    }
    // "two Afghan entities", "one Hong Kong entity": the adjective may be several words.
    let noun = |at: Cursor<'t>| at.maybe(&[Existing, Other, Listed, Participle(Verb::Revise)]).one_of(&LISTED);
    let capitalised = |at: &Cursor<'t>| at.peek().is_some_and(Token::is_capitalised).then(|| at.next());
    let mut adjectives = std::iter::successors(Some(next), capitalised).take(4);
    match adjectives.find_map(noun) {
        Some(noun) if let Some(end) = for_each_of(noun).filter(|_| count.is_none_or(|count| count == 1)) => {
            Reading::Understood(Object::Entries { count: None, ordinal }, end)
        }
        Some(noun) if let Some(end) = one_each(noun).filter(|_| count == Some(1)) => {
            Reading::Understood(Object::Entries { count: None, ordinal }, end)
        }
        Some(noun) => {
            let end = noun.any_of(&[For, Titled, Of, The, New, Party, Entity, Entities, Listed, As, Identified]);
            // "the entity listed under it, “X”"
            let below =
                noun.one_of(&[Thereunder, UnderIt]).map(|end| end.mark(',').or_else(|| end.mark(':')).unwrap_or(end));
            let end = below.filter(|end| end.quoted().is_some()).unwrap_or(end);
            let end = if end.quoted().is_some() { end } else { noun_end(noun, end) };
            Reading::Understood(Object::Entries { count, ordinal }, end)
        }
        None if count.is_some() || ordinal.is_some() => Reading::Malformed("a number of something unknown", next),
        None => Reading::NotMine,
    }
}

/// `one entry for each of the following`, `an entry for each of “A” and “B”`: as many as are named.
fn for_each_of(noun: Cursor<'_>) -> Option<Cursor<'_>> {
    let next = noun.all_of(&[For, Each]).map(|next| next.maybe(&[Of]))?;
    let end = next.any_of(&[The, New, Existing, Entities, Entry, Party]);
    let below = end.maybe(&[Meaning::Below]);
    (end.quoted().is_some() || below.mark(':').is_some() || below.mark('—').is_some() || below.peek().is_none())
        .then_some(below)
}

/// `one entity each from under ARMENIA (“X”) and OMAN (“Y”)`: as many as are named, one in each bracket.
fn one_each(noun: Cursor<'_>) -> Option<Cursor<'_>> {
    let end = noun.one_of(&[Each]).filter(|end| end.is(&[From, Under, Meaning::In]))?;
    let here = |at: usize| Cursor { at, ..end };
    let mut brackets = (end.at..end.tokens.len()).filter_map(|at| here(at).mark('(')?.quoted()).peekable();
    brackets.peek()?;
    brackets.all(|(_, end)| end.mark(')').is_some()).then_some(end)
}

/// `Hong Kong entity`: whether a noun of the list stands behind at most three capitalised words.
fn is_noun<'t>(cursor: Cursor<'t>) -> bool {
    let capitalised = |at: &Cursor<'t>| at.peek().is_some_and(Token::is_capitalised).then(|| at.next());
    std::iter::successors(Some(cursor), capitalised).take(4).any(|at| at.is(&LISTED))
}

/// `first alias`, `last two aliases`, `second and third addresses`.
fn placed(cursor: Cursor<'_>) -> Option<(Object, Cursor<'_>)> {
    let (mut places, mut at) = (Vec::new(), cursor);
    if let Some(next) = cursor.one_of(&[Last]) {
        let (number, next) = count(next);
        let number = i8::try_from(number.unwrap_or(1)).ok()?;
        places.extend((1..=number).rev().map(|place| -place));
        at = next;
    }
    while let (Some(place), next) = at.ordinal() {
        places.push(i8::try_from(place).ok()?);
        at = next.mark(',').unwrap_or(next).maybe(&[And]);
    }
    // "the first two aliases"
    if let ([1], (Some(number), next)) = (places.as_slice(), count(at)) {
        places = (1..=i8::try_from(number).ok()?).collect();
        at = next;
    }
    // "the second of the two addresses"
    if let (false, Some(next)) = (places.is_empty(), at.one_of(&[Of])) {
        at = count(next.any_of(&[The])).1;
    }
    let noun = |meaning| match meaning {
        Alias | Aliases => Some(true),
        Address | Addresses => Some(false),
        _ => None,
    };
    let (aliases, end) = at.maybe(&[Listed]).find(noun).filter(|_| !places.is_empty())?;
    Some((Object::Placed { aliases, places }, end))
}

/// `as an alias`, `from the list of aliases`: what the names before it are.
pub(super) fn as_feature(cursor: Cursor<'_>) -> Option<(Object, Cursor<'_>)> {
    let next = cursor.one_of(&[As, From, To])?;
    let one_of = || count(next).1.one_of(&[Of]).filter(|_| count(next).0 == Some(1));
    let next = one_of().unwrap_or(next).any_of(&[The, A, New, Existing]);
    let next = next.one_of(&[ListNoun]).map_or(next, |next| next.any_of(&[Of, The]));
    let plural = !cursor.is(&[As]);
    let (object, end) = next.find(|meaning| match meaning {
        Subordinate if !plural => Some(Object::Subordinates),
        Alias if !plural => Some(Object::Aliases),
        Address if !plural => Some(Object::Addresses),
        Aliases => Some(Object::Aliases),
        Addresses => Some(Object::Addresses),
        _ => None,
    })?;
    end.quoted().is_none().then_some((object, end))
}

/// Gives back what was taken in the hope of a name: "entries of" something else.
fn noun_end<'t>(noun: Cursor<'t>, end: Cursor<'t>) -> Cursor<'t> {
    let listed = |at: &Cursor<'_>| at.previous().is_some_and(|token| LISTED.iter().any(|noun| token.means(*noun)));
    (noun.at..=end.at).rev().map(|at| Cursor { at, ..end }).find(listed).unwrap_or(noun)
}

/// `15`, `two`, `two (2)`, `one hundred and five`, if it stands here.
pub(super) fn count(cursor: Cursor<'_>) -> (Option<u32>, Cursor<'_>) {
    let words =
        cursor.tokens.iter().skip(cursor.at).map_while(|token| (token.kind == Kind::Word).then_some(token.text));
    let Some((value, words)) = number::leading(words) else {
        return (None, cursor);
    };
    let next = cursor.skip(words);
    // "two (2)": the figure says the same, or nobody knows which of the two is meant.
    let repeated = next.mark('(').and_then(|at| {
        let (again, words) = number::leading([at.peek()?.text])?;
        Some((again, at.skip(words).mark(')')?))
    });
    match repeated {
        Some((again, _)) if again != value => (None, cursor),
        Some((_, end)) => (Some(value), end),
        None => (Some(value), next),
    }
}

/// `[country] heading`, or `country` and the like where its name follows.
fn heading(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    let named = |at: &Cursor<'_>| {
        let known = |at: Cursor<'_>| countries(at, true).is_some();
        at.quoted().is_some() || at.is(&[Of]) || known(*at) || at.mark(',').is_some_and(known)
    };
    let bare = || cursor.one_of(&[Country, Countries, Destination]).filter(named);
    cursor.one_of(&[Heading]).or_else(|| cursor.one_of(&[Country, Destination])?.one_of(&[Heading])).or_else(bare)
}

fn plain(cursor: Cursor<'_>) -> Option<(Object, Cursor<'_>)> {
    let whole = cursor.find(|meaning| match meaning {
        Introduction => Some(Object::Intro),
        Stay => Some(Object::TheStay),
        Alias | Aliases => Some(Object::Aliases),
        Address | Addresses => Some(Object::Addresses),
        Name => (!cursor.is(&[Heading])).then_some(Object::Name),
        Detail => Some(Object::Detail),
        Subordinate => Some(Object::Subordinates),
        Reserved => Some(Object::Reserved),
        _ => None,
    });
    match whole {
        Some((Object::TheStay, next)) => Some((Object::TheStay, next.maybe(&[Of, On]))),
        // "the cross-reference to the entry under Turkey"
        Some((Object::Detail, next)) => {
            let of_feature = next.one_of(&[Meaning::In]).map(|at| at.any_of(&[The, Own, A]));
            let noun = [Address, Addresses, Alias, Aliases, Name, Entry, Entries];
            if let Some(end) = of_feature.and_then(|at| at.one_of(&noun)).filter(|end| end.quoted().is_none()) {
                return Some((Object::Detail, end));
            }
            let entry = next.one_of(&[To]).map(|at| at.any_of(&[The, Entry, Entries, Address, Addresses]));
            let at = entry.unwrap_or(next).any_of(&[To, Under, Of, Meaning::In, The]);
            let end = countries(at, true).map_or(next, |(_, end)| end);
            // "the postal code “101000”"
            if next.quoted().is_some() {
                return Some((Object::Wording, next));
            }
            (!next.is(&[To]) || end != next).then_some((Object::Detail, end))
        }
        Some(found) => Some(found),
        None => {
            let noun = |meaning| match meaning {
                Meaning::Column(column) => (column != Column::Entity).then_some(()),
                _ => matches!(meaning, Phrase | Wording | Number).then_some(()),
            };
            let reference = cursor.one_of(&[Reference]).map(|next| next.maybe(&[To]));
            let next = reference.or_else(|| Some(cursor.maybe(&[Last]).find(noun)?.1))?;
            // "the last sentence, “…”"
            let next = next.mark(',').filter(|next| next.quoted().is_some()).unwrap_or(next);
            // "reference" without a quotation is no wording that could be edited.
            next.quoted().map(|_| (Object::Wording, next))
        }
    }
}

pub(super) fn footnotes(cursor: Cursor<'_>) -> Reading<'_, Object> {
    let mut numbers = Vec::new();
    let mut at = cursor;
    loop {
        let next = if numbers.is_empty() { at } else { at.maybe_mark(',').maybe(&[And]) };
        // "a superscript “4”"
        let quoted = || next.quoted().and_then(|(number, end)| Some((number.parse().ok()?, end)));
        let Some((value, next)) = next.number().or_else(quoted) else {
            break;
        };
        let Ok(value) = u8::try_from(value) else {
            return Reading::Malformed("a footnote number out of range", next);
        };
        numbers.push(value);
        at = next;
    }
    if numbers.is_empty() {
        return Reading::Malformed("a footnote without a number", at);
    }
    Reading::Understood(Object::Footnotes(numbers), at.any_of(&[Designation, Reference]))
}
