//! Orders about what stands above the rows: the title of the supplement, and the headings of its columns. No entry changes.

use super::lexer::{Cursor, Kind};
use super::lexicon::{Meaning, Verb};
use crate::law::country;
use Meaning::{
    Address, Addresses, Alias, Aliases, And, AsFollows, ColumnNoun, Countries, Country, Entities, Entries, Entry,
    Footnote, For, Heading, Introduction, Listing, Listings, Of, Party, Supplement, Table, The, Thereunder, Titled, To,
    ToRead, Under,
};

/// `revising the heading of the supplement to read as follows`, `in the heading of the fourth column, removing “A” and
/// adding in its place “B”`; `false` where anything else is spoken of.
pub(super) fn is_of_a_title(body: Cursor<'_>) -> bool {
    let places = || (body.at..body.tokens.len()).map(|at| Cursor { at, ..body });
    let other = |at: Cursor<'_>| {
        let noun = [
            Entry, Entries, Entities, Listing, Listings, Party, Alias, Aliases, Address, Addresses, Footnote,
            Introduction, Under, Country, Countries, Thereunder,
        ];
        at.is(&noun) || at.quoted().is_some_and(|(text, _)| country::is_known(text))
    };
    let verbs: Vec<Verb> = places().filter_map(|at| at.find(super::verb::active)).map(|(verb, _)| verb).collect();
    let verbs: Vec<Verb> = verbs.into_iter().filter(|verb| *verb != Verb::Amend).collect();
    let exchange = verbs == [Verb::Remove, Verb::Add];
    let alone = matches!(verbs.as_slice(), [Verb::Revise | Verb::Replace]) && !places().any(|at| at.is(&[And]));
    let quoted = places().filter(|at| at.peek().is_some_and(|token| matches!(token.kind, Kind::Quoted(_)))).count();
    (exchange || alone) && quoted < 4 && places().any(is_title) && !places().any(other)
}

/// `heading of the supplement`, `title of the table`, `heading of the fourth column`, `column heading`.
fn is_title(at: Cursor<'_>) -> bool {
    let title = || at.peek().filter(|token| token.text.eq_ignore_ascii_case("title")).map(|_| at.next());
    let Some(noun) = at.one_of(&[Heading]).or_else(title) else {
        return false;
    };
    let of_column = at.previous().is_some_and(|token| token.means(ColumnNoun));
    let next = noun.any_of(&[Of, For, To, The, Titled]);
    let column = || {
        let (_, named) = next.ordinal();
        let column = |meaning| matches!(meaning, Meaning::Column(_)).then_some(());
        let named = named.quoted().map(|(_, next)| next).or_else(|| named.find(column).map(|((), next)| next));
        named.or(Some(next.ordinal().1)).is_some_and(|next| next.is(&[ColumnNoun]))
    };
    let said = next.at > noun.at;
    // "revise the heading to read “Supplement No. 4 to Part 744—…”"
    let itself = || {
        let reads = noun.one_of(&[To, ToRead, AsFollows])?.maybe_mark(':').quoted()?.0;
        Some(reads.trim_start().to_ascii_lowercase().starts_with("supplement"))
    };
    of_column || said && (next.is(&[Supplement, Table]) || column()) || itself().unwrap_or(false)
}
