//! All entries of a country or below a heading, and so many under each of several.

use super::country_list::{countries, nation};
use super::lexer::{Cursor, Kind};
use super::lexicon::{Meaning, Verb};
use super::object::{Object, count};
use crate::law::country;
use Meaning::{
    A, All, Auxiliary, Both, ColumnNoun, Destination, Each, Entities, Entity, Entries, Entry, Existing, For, Heading,
    Identified, In, Including, Listed, Listing, Listings, New, Of, Own, Participle, Party, Silent, The, Thereunder,
    Titled, Under, UnderEach, UnderIt, With,
};

/// `and all entries thereunder`, `with all of its entries`.
pub(super) fn thereunder(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    let start = cursor.maybe(&[Including, With]);
    let possessive = start.all_of(&[All, Of, Own]).is_some();
    let all = start.one_of(&[All]).map(|next| next.any_of(&[Of, The, Own]));
    // "Armenia and all Armenian entries"
    if let Some(end) = all.and_then(of_nation) {
        return Some(end.maybe(&[Thereunder, UnderIt]));
    }
    // "the entries under that heading" are all of them.
    let plural = || {
        start
            .one_of(&[The])
            .filter(|next| next.one_of(&[Entries, Entities]).is_some_and(|end| end.is(&[Thereunder, UnderIt])))
    };
    let noun = all.or_else(plural)?.one_of(&[Entries, Entry, Entities])?;
    // "all entries under the heading RUSSIA" says itself which.
    let names = |end: &Cursor<'_>| end.is(&[For, Of]) || end.quoted().is_some() || countries(*end, true).is_some();
    let under = noun.one_of(&[Thereunder, UnderIt]);
    under.filter(|end| !names(end)).or((possessive && under.is_none()).then_some(noun))
}

/// `Armenian entries` behind the name of the country.
fn of_nation(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    let adjective = cursor.peek().filter(|token| token.is_capitalised() && !country::is_known(token.text))?;
    let stem = |word: &str| word.chars().flat_map(char::to_lowercase).take(4).collect::<String>();
    let end = cursor.next().one_of(&[Entries, Entities, Listings])?;
    let heading = country::of_adjective(adjective.text).map(country::key);
    let named = cursor.tokens.iter().take(cursor.at).any(|token| {
        let quoted = match &token.kind {
            Kind::Quoted(name) => Some(country::key(name)),
            Kind::Word | Kind::Mark(_) | Kind::Broken => None,
        };
        heading.is_some() && quoted == heading
            || token.kind == Kind::Word && stem(token.text) == stem(adjective.text) && country::is_known(token.text)
    });
    (named && end.maybe(&[For]).quoted().is_none() && end.mark(':').is_none()).then_some(end)
}

/// `both entries`, `all three entities listed thereunder`, `the two entries listed under it`.
pub(super) fn all_of(cursor: Cursor<'_>) -> Option<(Object, Cursor<'_>)> {
    let start = cursor.maybe(&[Including, With]).maybe(&[The]);
    // "and the entry thereunder"
    let one = start.one_of(&[Entry, Entity]).and_then(|end| end.one_of(&[Thereunder, UnderIt]));
    let one = one.filter(|end| cursor.is(&[The]) && end.maybe(&[For]).maybe_mark(',').quoted().is_none());
    if let Some(end) = one {
        return Some((Object::AllOf { count: 1, thereunder: true }, end));
    }
    let all = start.one_of(&[All]).map(|next| next.any_of(&[Of, The, Own]));
    let (count, noun) = if let Some(next) = start.one_of(&[Both]) {
        (2, next.any_of(&[Of, The]))
    } else {
        let (number, next) = count(all.unwrap_or(start));
        (number?, next)
    };
    let end = noun.any_of(&[Existing, Own]).one_of(&[Entries, Entities, Listings, Party, Entry, Entity])?;
    let below = end.one_of(&[Thereunder, UnderIt]).filter(|end| end.maybe(&[For]).maybe_mark(',').quoted().is_none());
    let object = Object::AllOf { count, thereunder: below.is_some() };
    // A number alone is no word of all.
    // … but "the two entries under PAKISTAN" are all that there are.
    let placed = || {
        let (_, at) = countries(end.maybe(&[Listed]).one_of(&[Under])?.any_of(&[The, Heading, For]), true)?;
        let more = at.maybe_mark(',');
        (cursor.is(&[The]) && !more.is(&[For]) && more.quoted().is_none() && at.mark(':').is_none()).then_some(())
    };
    let whole = all.is_some()
        || start.is(&[Both])
        || below.is_some() && cursor.is(&[The, Including, With])
        || placed().is_some();
    // "the two entities listed"
    let listed =
        || end.one_of(&[Listed]).filter(|end| end.peek().is_none_or(|token| token.is_mark('.') || token.is_mark(';')));
    let listed = listed().filter(|_| whole || cursor.is(&[The]));
    let whole = whole || listed.is_some();
    let end = below.or(listed).unwrap_or(end);
    let named = end.any_of(&[For, Titled, Identified, Of, The]);
    (whole && named.quoted().is_none() && !end.is(&[For, Titled])).then_some((object, end))
}

/// Whether a verb of going stands before, as in "by removing the entries under RUSSIA", or behind: "are moved to".
fn goes(cursor: Cursor<'_>, end: Cursor<'_>) -> bool {
    let going = |meaning: Meaning| {
        let (Meaning::Verb(verb) | Participle(verb)) = meaning else {
            return None;
        };
        matches!(verb, Verb::Remove | Verb::Move | Verb::Redesignate).then_some(())
    };
    let before = cursor.previous().is_some_and(|token| token.meanings().any(|meaning| going(meaning).is_some()));
    before || end.one_of(&[Auxiliary]).is_some_and(|end| end.find(going).is_some())
}

/// `the entries under RUSSIA`, `the entries in their entirety`: all of them, where they go and none is named.
fn whole_country(cursor: Cursor<'_>) -> Option<(Object, Cursor<'_>)> {
    let noun = cursor.maybe(&[The]).any_of(&[Existing]).one_of(&[Entries, Entities, Listings])?;
    let whole = noun.peek().is_some_and(|token| token.text.eq_ignore_ascii_case("in")) && noun.is(&[Silent]);
    let entire = || {
        let end = noun.maybe(&[Silent]);
        let said = noun.words_to(end).to_ascii_lowercase();
        said == "in their entirety" && end.peek().is_none_or(|token| token.is_mark('.') || token.is_mark(';'))
    };
    let under = || {
        let at = noun.any_of(&[Listed, Existing]).one_of(&[Under, For])?.any_of(&[The, Heading, For, Destination, Of]);
        let (names, end) = countries(at, true)?;
        let more = end.maybe_mark(',').is(&[For]) || end.maybe_mark(',').quoted().is_some();
        let more = more || end.mark(':').or_else(|| end.mark('—')).is_some();
        (names.len() == 1 && !more && goes(cursor, end)).then_some(())
    };
    (under().is_some() || whole && entire() && goes(cursor, noun)).then_some((Object::AllEntries, noun))
}

/// `all entries`, `all of the entities listed`, where no name follows.
pub(super) fn all_entries(cursor: Cursor<'_>) -> Option<(Object, Cursor<'_>)> {
    if let Some(found) = whole_country(cursor) {
        return Some(found);
    }
    // "the License review policy column of each entry"
    let of_column = cursor.previous().is_some_and(|token| token.means(ColumnNoun));
    let cursor = cursor.one_of(&[Of, In, For]).filter(|_| of_column).unwrap_or(cursor);
    // "the entire entry for HONG KONG"
    let start = cursor.maybe(&[The]);
    let entire = start.peek().filter(|token| token.text.eq_ignore_ascii_case("entire")).map(|_| start.next());
    let all = start.one_of(&[All]).map(|at| at.any_of(&[Of, The, Existing]));
    let end = match all {
        None if entire.is_some() => entire?.one_of(&[Entry, Entries, Listing, Listings])?,
        // "all Israeli entities"
        Some(noun) => nation(noun)
            .map_or(noun, |(_, end)| end)
            .any_of(&[Listed, Existing])
            .one_of(&[Entries, Entities, Listings, Party])?,
        None => {
            let each = cursor.one_of(&[Each])?;
            let of = each.one_of(&[Of]).map(|next| next.any_of(&[The, Existing]));
            of.and_then(|next| next.one_of(&[Entries, Entities, Listings]))
                .or_else(|| each.maybe(&[Existing]).one_of(&[Entry, Entity, Listing]))?
        }
    };
    let named = end.any_of(&[For, Titled, Identified, Of, The]).quoted().is_some() || end.mark(':').is_some();
    (!named).then_some((Object::AllEntries, end))
}

/// `[with] an entry under each heading`.
pub(super) fn each_under(cursor: Cursor<'_>) -> Option<(Object, Cursor<'_>)> {
    // "each with one entry"
    if let Some(next) = cursor.one_of(&[Each]).and_then(|next| next.one_of(&[With, Including])) {
        let (number, next) = count(next.maybe(&[A]));
        let end = next.any_of(&[New]).one_of(&[Entry, Entity, Entries, Entities])?;
        return end.quoted().is_none().then_some((Object::EachUnder(number.unwrap_or(1)), end));
    }
    // "under each, one entity"
    if let Some(next) = cursor.one_of(&[UnderEach]).filter(|end| !end.is(&[Of])) {
        let (number, next) = count(next.maybe(&[Heading]).maybe_mark(',').maybe(&[A]));
        let end = next.any_of(&[New]).one_of(&[Entry, Entity, Entries, Entities])?;
        return end.quoted().is_none().then_some((Object::EachUnder(number.unwrap_or(1)), end));
    }
    let start = cursor.any_of(&[With, Including]).maybe(&[A, New]);
    let (number, next) = count(start);
    // "two entries, one under each heading"
    if let Some(end) = next.one_of(&[UnderEach]).filter(|end| number.is_some() && !end.is(&[Of])) {
        return Some((Object::EachUnder(number.unwrap_or(1)), end.maybe(&[Heading])));
    }
    let noun = next.any_of(&[New, Existing]).one_of(&[Entry, Entity, Entries, Entities])?;
    let end = noun.any_of(&[Listed]).one_of(&[UnderEach])?;
    let end = end.maybe(&[Heading]);
    if end.is(&[Of]) {
        return None;
    }
    (number.is_some() || start.at > cursor.at).then_some((Object::EachUnder(number.unwrap_or(1)), end))
}
