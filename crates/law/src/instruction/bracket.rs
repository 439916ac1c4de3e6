//! Brackets: around words that may stand without them, and behind a name, where they say what the row says as well.

use super::lexer::{Cursor, Kind, Reading, Token};
use super::lexicon::{Meaning, Verb};
use super::object::{self, Object};
use super::place::{Way, Where};
use super::spoken::{Phrase, What};
use crate::law::country;
use crate::law::text::number;
use Meaning::{
    A, Address, Alias, And, As, Designation, Each, Entities, Entity, Entries, Entry, Except, Footnote, Including,
    KnownAs, Limiting, New, Participle, Party, The, Under, With,
};

/// `(in alphabetical order)`, `(under IRAN)`: brackets around words that may stand without them.
pub(super) fn bracketed<'t>(
    at: Cursor<'t>,
    read: impl Fn(Cursor<'t>) -> Reading<'t, Option<Phrase>>,
) -> Option<Reading<'t, Option<Phrase>>> {
    let inside = at.mark('(').filter(|inside| inside.mark('(').is_none())?;
    let Reading::Understood(phrase, end) = read(inside) else {
        return None;
    };
    // "the second alias (“A”)"; behind a name, a bracket says what else it is called.
    let bare = !at.previous().is_some_and(|token| matches!(token.kind, Kind::Quoted(_)));
    let country = |phrase: &Phrase| {
        matches!(phrase, Phrase::Where(Where::Country(_, Way::Under)))
            || bare && matches!(phrase, Phrase::What(What::Names(_)))
    };
    let quiet = phrase.as_ref().is_none_or(|phrase| country(phrase) || *phrase == Phrase::What(What::Everywhere));
    let end = end.mark(')').filter(|_| quiet)?;
    Some(Reading::Understood(phrase, end))
}

/// `“X” (formerly listed as “Y”)`, `“X” (one address)`: what a bracket says of the name before it.
pub(super) fn extra(at: Cursor<'_>) -> Option<Reading<'_, Option<Phrase>>> {
    let named = at.previous().is_some_and(|token| matches!(token.kind, Kind::Quoted(_)) || token.is_mark(')'));
    // "one Chinese entity (two addresses)"
    let counted = at.previous().is_some_and(|token| token.means(Entity) || token.means(Entities) || token.means(Party));
    let inside = at.mark('(').or_else(|| at.mark('[')).filter(|_| named || counted)?;
    let mut depth = 1_u32;
    let inner = inside.tokens.iter().skip(inside.at).take_while(|token| {
        depth = match token.kind {
            Kind::Mark('(' | '[') => depth + 1,
            Kind::Mark(')' | ']') => depth.saturating_sub(1),
            _ => depth,
        };
        depth > 0
    });
    let close = inside.skip(inner.count());
    close.peek()?;
    let end = close.next();
    let limits = (inside.at..close.at).any(|at| Cursor { at, ..inside }.is(&[Limiting, Except]))
        || (inside.at..close.at).any(|at| speaks_of_orders(Cursor { at, ..inside }));
    if named && as_revised(inside).is_some_and(|end| end == close) {
        return Some(Reading::Understood(None, end));
    }
    if let Some(times) = one_under_each(inside, close).filter(|_| named) {
        return Some(Reading::Understood(Some(What::Spread(times).into()), end));
    }
    if !limits && (named && inside.is(&[KnownAs]) || (named || features(inside, close)) && says_little(inside, close)) {
        return Some(Reading::Understood(None, end));
    }
    if !named {
        return None;
    }
    let read = match object::object(inside.any_of(&[With, Including])) {
        Reading::Understood(object, next) if next == close && !limits => match object {
            Object::Entries { count: Some(times), ordinal: None } if times > 1 => Some(Some(What::Times(times).into())),
            Object::Entries { count: Some(1), ordinal: None }
            | Object::Aliases
            | Object::Addresses
            | Object::Some { .. } => Some(None),
            _ => None,
        },
        _ => None,
    };
    Some(read.map_or(Reading::Malformed("a bracket behind a name", end), |phrase| Reading::Understood(phrase, end)))
}

/// `as so revised`, `as renamed above`: an entry of the name that an order before it gave.
fn as_revised(inside: Cursor<'_>) -> Option<Cursor<'_>> {
    let word = |at: Cursor<'_>, words: &[&str]| {
        at.peek().is_some_and(|token| words.iter().any(|word| token.text.eq_ignore_ascii_case(word)))
    };
    let at = inside.one_of(&[As])?.maybe(&[New]);
    let at = if word(at, &["so", "thus", "just"]) { at.next() } else { at };
    let done = |meaning| matches!(meaning, Participle(_)).then_some(());
    let ((), end) = at.find(done)?;
    Some(if word(end, &["above", "herein"]) { end.next() } else { end })
}

/// `two entries, one under each destination`: so many, one in each of the countries that are named.
fn one_under_each<'t>(inside: Cursor<'t>, close: Cursor<'t>) -> Option<u32> {
    let (total, noun) = object::count(inside);
    let next = noun.any_of(&[Entries, Entities, Meaning::Listings]).maybe_mark(',').maybe_mark(':');
    let (one, next) = object::count(next);
    let next = next.any_of(&[Entry, Entity]);
    let each = || next.one_of(&[Under, Meaning::For, Meaning::In])?.all_of(&[Each]);
    let end = next.one_of(&[Meaning::UnderEach]).or_else(each)?;
    let end = end.any_of(&[Meaning::Country, Meaning::Destination, Meaning::Heading]);
    total.filter(|_| one == Some(1) && end == close)
}

/// `see instruction 3 for its re-addition`: another order, which may undo this one.
fn speaks_of_orders(at: Cursor<'_>) -> bool {
    const WORDS: [&str; 6] =
        ["instruction", "instructions", "re-addition", "readdition", "reinstated", "reinstatement"];
    at.peek().is_some_and(|token| WORDS.iter().any(|word| token.text.eq_ignore_ascii_case(word)))
}

/// Whether aliases or addresses are spoken of.
fn features(inside: Cursor<'_>, close: Cursor<'_>) -> bool {
    let noun = [Alias, Meaning::Aliases, Address, Meaning::Addresses, Meaning::Subordinate];
    (inside.at..close.at).any(|at| Cursor { at, ..inside }.is(&noun))
}

/// Whether a bracket behind a name says what the row says as well: an acronym, how many aliases and addresses, a footnote,
/// where the party is; or why it is ordered. Of what goes only an acronym says as little: the others may tell which.
fn says_little(inside: Cursor<'_>, close: Cursor<'_>) -> bool {
    let here = |at: usize| Cursor { at, ..inside };
    let each = |test: &dyn Fn(Cursor<'_>) -> bool| (inside.at..close.at).all(|at| test(here(at)));
    let any = |meanings: &[Meaning]| (inside.at..close.at).any(|at| here(at).is(meanings));
    let plain = each(&|at| at.peek().is_some_and(|token| matches!(token.kind, Kind::Word | Kind::Mark(','))));
    let word = |at: Cursor<'_>, words: &[&str]| {
        at.peek().is_some_and(|token| words.iter().any(|word| token.text.eq_ignore_ascii_case(word)))
    };
    let letters = |text: &str| text.chars().all(|c| c.is_alphanumeric() && !c.is_lowercase());
    let acronym = close.at == inside.at + 1
        && inside.peek().is_some_and(|token| token.is_upper() && letters(token.text) && !country::is_known(token.text));
    if acronym {
        return true;
    }
    if any(&[Meaning::Reason]) || inside.is(&[Meaning::Reasoned]) && any(&[Meaning::Quiet]) {
        return plain && each(&|at| number::leading(at.peek().map(|token| token.text)).is_none());
    }
    let verbs = inside.tokens.iter().take(inside.at).flat_map(Token::meanings);
    let mut verbs = verbs.filter_map(|meaning| if let Meaning::Verb(verb) = meaning { Some(verb) } else { None });
    if !verbs.all(|verb| verb == Verb::Add) {
        return false;
    }
    let counts = [Alias, Meaning::Aliases, Address, Meaning::Addresses, Meaning::Subordinate, And, A, Including];
    let counted = each(&|at| {
        let is_number = number::leading(at.peek().map(|token| token.text)).is_some();
        let inner = at.previous().is_some_and(|before| before.text.eq_ignore_ascii_case("subordinate"));
        at.is(&counts) || is_number || inner || word(at, &[",", "location", "locations", "with"])
    });
    let without = if word(inside, &["without"]) { inside.next() } else { inside.maybe(&[With]) };
    let footnote = || {
        let noun = without.any_of(&[A, The]).one_of(&[Footnote])?;
        let (number, end) = noun.number().map_or((None, noun), |(number, end)| (Some(number), end));
        (number.is_some() || without != inside).then(|| end.maybe(&[Designation]))
    };
    let place = plain && each(&|at| at.mark(',').is_some() || at.peek().is_some_and(Token::is_capitalised));
    counted || footnote().is_some_and(|end| end == close) || place
}
