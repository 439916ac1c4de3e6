//! What an order acts on: `entries for “A”; “B”; and “C”`, `two Afghan entities`, `footnotes 1 and 2`,
//! `the country heading “AUSTRIA”`, `the aliases “D”`.

use super::numeral::{count, ordinal};
use super::place;
use super::quotes;
use super::scope::number;
use super::token::{Cursor, Reading};

/// A noun that orders act on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Object {
    /// "entries", "two Afghan entities", "the second entry".
    Entries { count: Option<u32>, ordinal: Option<u32> },
    /// "the country heading “AUSTRIA”"; the country may be told elsewhere.
    Heading(Vec<String>),
    /// "and all entries thereunder".
    Thereunder,
    /// "footnotes 1 and 2".
    Footnotes(Vec<u8>),
    /// "the introductory text".
    Intro,
    /// "six aliases".
    Aliases,
    /// "two addresses".
    Addresses,
    /// "the name".
    Name,
    /// "the phrase", "the words": quoted text follows, not an entry.
    Wording,
    /// "the stay of".
    TheStay,
}

const DETERMINERS: [&str; 15] = [
    "the", "a", "an", "new", "all", "existing", "following", "both", "each", "of", "its", "their", "these", "certain",
    "additional",
];
const LISTED: [&str; 12] = [
    "entry", "entries", "entity", "entities", "person", "persons", "party", "parties", "listing", "listings",
    "company", "companies",
];

/// `“A”; “B”; and “C”`.
pub(super) fn names(cursor: Cursor<'_>) -> Option<(Vec<String>, Cursor<'_>)> {
    let (first, mut at) = cursor.quoted()?;
    let mut names = vec![first.to_owned()];
    loop {
        let next = at.mark(';').or_else(|| at.mark(',')).unwrap_or(at);
        let next = next.phrases(&["and", "as well as"]).unwrap_or(next);
        let next = next.phrases(&["the entry for", "an entry for"]).unwrap_or(next);
        let Some((name, end)) = next.quoted() else {
            return Some((names, at));
        };
        // “A”, “Entity” column: the last quotation names a column.
        if end.one_of(&["column", "columns"]).is_some() {
            return Some((names, at));
        }
        names.push(name.to_owned());
        at = end;
    }
}

/// A noun with its articles, its count and what it says of itself.
pub(super) fn object<'t>(cursor: Cursor<'t>, text: &'t str) -> Reading<'t, Object> {
    if let Some(found) = thereunder(cursor) {
        return Reading::Understood(Object::Thereunder, found);
    }
    let start = cursor.any_of(&DETERMINERS);
    let (ordinal, next) = ordinal(start).map_or((None, start), |(value, next)| (Some(value), next));
    let (count, next) = count(next).map_or((None, next), |(count, next)| (Some(count), next));
    let next = next.any_of(&DETERMINERS);
    if let Some(found) = plain(next) {
        return Reading::Understood(found.0, found.1);
    }
    let marked = next.phrases(&["reference to", "references to", "designation of"]).unwrap_or(next);
    if let Some(next) = marked.one_of(&["footnote", "footnotes"]) {
        return footnotes(next);
    }
    let heading = next.one_of(&["country"]).unwrap_or(next).one_of(&["heading", "headings"]);
    let bare = || {
        let named = |at: Cursor<'t>| {
            let after = at.mark(',').and_then(|at| place::countries(at, text, true));
            at.quoted().is_some() || at.one_of(&["of"]).is_some() || after.is_some()
        };
        next.one_of(&["country", "countries", "destination", "destinations"]).filter(|next| named(*next))
    };
    if let Some(next) = heading.or_else(bare) {
        let at = next.any_of(&["for", "of", "titled", "entitled", "the", "country", "and"]).mark(',').unwrap_or(next);
        let at = at.any_of(&["for", "of", "titled", "entitled", "the", "country"]);
        let named = place::countries(at, text, false);
        return Reading::Understood(
            named.as_ref().map_or(Object::Heading(Vec::new()), |(names, _)| Object::Heading(names.clone())),
            named.map_or(next, |(_, end)| end),
        );
    }
    // "two Afghan entities", "one Hong Kong entity": the adjective may be several words.
    let noun = |at: Cursor<'t>| {
        at.one_of(&["additional", "other", "entire", "listed", "revised", "corrected", "updated"])
            .unwrap_or(at)
            .one_of(&LISTED)
    };
    let mut adjectives = (0..4).scan(next, |at, _| {
        let here = *at;
        *at = here.peek().filter(|token| token.is_capitalised()).map_or(here, |_| here.next());
        Some(here)
    });
    let found = adjectives.find_map(noun);
    match found {
        Some(end) => {
            let end = end.any_of(&[
                "for", "titled", "entitled", "named", "of", "the", "entity", "entities", "listed", "as", "identified",
            ]);
            let end = if end.quoted().is_some() { end } else { noun_end(end) };
            Reading::Understood(Object::Entries { count, ordinal }, end)
        }
        None if count.is_some() || ordinal.is_some() => Reading::Malformed("a number of something unknown", next),
        None => Reading::NotMine,
    }
}

/// Gives back what was taken in the hope of a name: "entries of" something else.
fn noun_end(end: Cursor<'_>) -> Cursor<'_> {
    let mut at = end;
    while let Some(token) = at.at.checked_sub(1).and_then(|last| at.tokens.get(last)) {
        if LISTED.iter().any(|noun| token.is_word(noun)) {
            break;
        }
        at.at -= 1;
    }
    at
}

fn plain(cursor: Cursor<'_>) -> Option<(Object, Cursor<'_>)> {
    let kinds: [(&[&str], Object); 6] = [
        (&["introductory text", "introductory paragraph", "introduction"], Object::Intro),
        (&["stay of", "stay on", "stay"], Object::TheStay),
        (&["aliases", "alias"], Object::Aliases),
        (&["addresses", "address"], Object::Addresses),
        (&["names of", "name of", "name"], Object::Name),
        (
            &[
                "phrases", "phrase", "words", "word", "text", "terms", "term", "references to", "reference to",
                "references", "reference", "citations", "citation", "number", "date", "abbreviation",
                "license requirement", "license review policy", "footnote designation",
            ],
            Object::Wording,
        ),
    ];
    kinds.into_iter().find_map(|(phrases, object)| {
        let next = cursor.phrases(phrases)?;
        // "reference" without a quotation is no wording that could be edited.
        (object != Object::Wording || next.quoted().is_some()).then_some((object, next))
    })
}

fn thereunder(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    let start = cursor.phrases(&["along with", "together with", "with", "including"]).unwrap_or(cursor);
    let next = start.one_of(&["all"])?.any_of(&["of", "the", "its"]);
    let noun = next.one_of(&["entries", "entry", "entities"])?;
    let possessive = start != noun && start.phrase("all of its").is_some();
    let tails = [
        "listed thereunder", "thereunder", "under it", "listed under it", "under that heading", "under this heading",
        "under the heading", "listed under that heading", "under that country", "listed under that country",
        "for that country", "under that country heading",
    ];
    noun.phrases(&tails).or(possessive.then_some(noun))
}

fn footnotes(cursor: Cursor<'_>) -> Reading<'_, Object> {
    let mut numbers = Vec::new();
    let mut at = cursor;
    while let Some((value, next)) = number(at) {
        let Ok(value) = u8::try_from(value) else {
            return Reading::Malformed("a footnote number out of range", next);
        };
        numbers.push(value);
        at = next;
        let comma = at.mark(',').unwrap_or(at);
        let next = comma.one_of(&["and"]).unwrap_or(comma);
        if number(next).is_some() {
            at = next;
        }
    }
    if numbers.is_empty() {
        return Reading::Malformed("a footnote without a number", at);
    }
    let end = at.any_of(&["designation", "designations", "reference", "references"]);
    Reading::Understood(Object::Footnotes(numbers), end)
}

/// `in [the second] entry for “X”`: an order inside an entry, or several.
pub(super) fn inside(cursor: Cursor<'_>) -> Option<(Vec<String>, Option<u32>, Cursor<'_>)> {
    let next = cursor.one_of(&["in", "of", "from", "to", "within", "under", "for", "at"])?;
    let next = next.any_of(&["the", "an", "existing", "listed", "both", "each"]);
    let (ordinal, next) = ordinal(next).map_or((None, next), |(value, next)| (Some(value), next));
    let alone = next.one_of(&["entry", "entity", "listing"]).is_some();
    let next = next.one_of(&["entry", "entries", "entity", "entities", "listing", "listings"])?;
    let next = next.any_of(&["for", "titled", "entitled", "named", "of", "the", "entity", "entities"]);
    let next = next.mark(',').filter(|at| at.quoted().is_some()).unwrap_or(next);
    // "in the entry for “X”, “A” is removed": A is no entry.
    let first = next.quoted().filter(|(_, end)| alone && end.mark(',').is_some());
    let (quoted, end) = match first {
        Some((name, end)) => (vec![name.to_owned()], end),
        None => names(next)?,
    };
    let names = quoted.iter().map(|text| quotes::name(text).to_owned()).collect();
    Some((names, ordinal, end))
}
