//! Words beside the names of an order that say nothing more than the names, the verb and the rows.

use super::lexer::{Cursor, Kind, Token};
use super::lexicon::{Meaning, Role, Verb};
use super::object::{self, entry_for};
use Meaning::{
    A, Address, Addresses, Alias, Aliases, All, And, Appears, As, Below, Between, Both, By, ColumnNoun, Each, Entities,
    Entity, Entries, Entry, Existing, For, In, Including, It, Last, Listed, Listing, Listings, New, Of, On, Own, Page,
    Participle, Pronoun, Silent, The, Them, Unchanged, Under, With,
};

/// Such words, where they begin here.
pub(super) fn read(at: Cursor<'_>) -> Option<Cursor<'_>> {
    with_all_its_parts(at)
        .or_else(|| neighbour(at))
        .or_else(|| one_for(at))
        .or_else(|| with_its_row(at))
        .or_else(|| all_named(at))
        .or_else(|| place_of_row(at))
        .or_else(|| under_each_named(at))
        .or_else(|| printed_page(at))
        .or_else(|| says_nothing_new(at))
        .or_else(|| where_it_appears(at))
        .or_else(|| line_of_print(at))
        .or_else(|| moved_without_change(at))
        .or_else(|| stays_unchanged(at))
        .or_else(|| combines(at))
}

fn says(at: Cursor<'_>, words: &[&str]) -> bool {
    at.peek().is_some_and(|token| words.iter().any(|word| token.text.eq_ignore_ascii_case(word)))
}

/// Whether a clause or the paragraph ends here.
fn closes(at: Cursor<'_>) -> bool {
    at.peek().is_none_or(|token| matches!(token.kind, Kind::Mark('.' | ';' | ',')) || token.means(And))
}

/// `in the second line`, `on line 3`: where words were printed that must stand in one place anyway.
fn line_of_print(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let noun = at.one_of(&[In, On])?.any_of(&[The]);
    let lines = ["line", "lines"];
    let ordinal = || if let (Some(_), next) = noun.ordinal() { Some(next) } else { noun.one_of(&[Last]) };
    let before = ordinal().filter(|next| says(*next, &lines)).map(Cursor::next);
    let behind = || says(noun, &lines).then(|| noun.next().number()).flatten().map(|(_, next)| next);
    before.or_else(behind).filter(|end| closes(*end))
}

/// `transferring the two entries, without change, to`: a move changes nothing else. Of `republishing, without change`
/// the row must say so.
fn moved_without_change(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let moves = matches!(last_verb(at), Some(Verb::Move | Verb::Redesignate));
    let again = || at.tokens.iter().take(at.at).any(|token| token.text.to_ascii_lowercase().starts_with("republish"));
    at.one_of(&[Unchanged]).filter(|_| moves || again())
}

/// `; the footnote 1 designation is unchanged`: what the order does not name anyway.
fn stays_unchanged(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let parted =
        at.previous().is_some_and(|token| matches!(token.kind, Kind::Mark(';' | '.' | ',')) || token.means(And));
    at.one_of(&[The]).filter(|_| parted)?;
    let plain = |at: Cursor<'_>| {
        let before = at.tokens.get(..at.at).unwrap_or(&[]);
        let figure = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        at.peek().is_some_and(|token| {
            let named = figure(token.text) && before.iter().any(|before| before.text == token.text);
            token.kind == Kind::Word && !named && !at.is(&[Unchanged])
        })
    };
    let mut subject = at;
    while plain(subject) {
        subject = subject.next();
    }
    // "the other columns are unchanged", "all other text remains unchanged"
    let stays = subject
        .previous()
        .is_some_and(|token| ["is", "are", "remains", "remain", "stays", "stay"].contains(&token.text));
    subject.one_of(&[Unchanged]).filter(|end| stays && closes(*end))
}

/// `that combines the two addresses` behind a name whose row is printed: the row tells.
fn combines(at: Cursor<'_>) -> Option<Cursor<'_>> {
    const VERBS: [&str; 10] = [
        "combines", "combining", "consolidates", "consolidating", "merges", "merging", "lists", "listing", "unites",
        "uniting",
    ];
    let verb = at.maybe(&[Pronoun]);
    let named =
        at.maybe_mark(',').previous().is_some_and(|token| matches!(token.kind, Kind::Quoted(_)) || token.is_mark(','));
    let comes = matches!(last_verb(at), Some(Verb::Add | Verb::Revise));
    let start = Some(verb.next()).filter(|_| named && comes && says(verb, &VERBS))?;
    let (_, noun) = object::count(start.any_of(&[All, Of, The, Both, Own]));
    let mut end = noun.any_of(&[Existing, Own, The]).one_of(&PARTS_OF_ENTRY)?;
    while let Some(more) = end.maybe_mark(',').one_of(&[And]).and_then(part_of_entry) {
        end = more;
    }
    closes(end).then_some(end)
}

/// `where it appears` behind words: what stands in several places is not told apart by it.
fn where_it_appears(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let quoted = at.previous().is_some_and(|token| matches!(token.kind, Kind::Quoted(_)));
    let end = at.one_of(&[Pronoun]).filter(|_| quoted)?.one_of(&[It, Them])?.one_of(&[Appears])?;
    let closes = end.peek().is_none_or(|token| matches!(token.kind, Kind::Mark('.' | ';' | ',')) || token.means(And));
    closes.then_some(end)
}

/// `on page 71869, in the third column, in the table,` behind the list: where the entry that is named was printed.
fn printed_page(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let (_, mut end) = at.all_of(&[On, Page])?.number()?;
    let column = || {
        let next = end.maybe_mark(',').any_of(&[In, The]);
        if let (Some(_), noun) = next.ordinal() { noun.one_of(&[ColumnNoun]) } else { None }
    };
    end = column().unwrap_or(end);
    Some(end)
}

/// `, where it is placed in alphabetical order`, `, under which no entry remains`: a clause of its own that has no word
/// which could limit the order or add to it.
fn says_nothing_new(at: Cursor<'_>) -> Option<Cursor<'_>> {
    const WORDS: [&str; 43] = [
        "where", "which", "that", "it", "they", "these", "is", "are", "was", "were", "be", "has", "have", "will",
        "shall", "to", "now", "then", "no", "not", "longer", "any", "other", "further", "more", "entry", "entries",
        "entity", "entities", "remain", "remains", "remaining", "left", "placed", "inserted", "listed", "appear",
        "appears", "under", "thereunder", "there", "heading", "country",
    ];
    let parted = at.previous().is_some_and(|token| token.is_mark(','));
    let word =
        |at: Cursor<'_>| at.peek().is_some_and(|token| WORDS.iter().any(|word| token.text.eq_ignore_ascii_case(word)));
    let begins = at.is(&[Pronoun]) || at.one_of(&[Under]).is_some_and(|next| next.is(&[Pronoun]));
    let leaves = at.peek().filter(|token| token.text.eq_ignore_ascii_case("leaving")).map(|_| at.next());
    let mut end = leaves.or_else(|| begins.then_some(at)).filter(|_| parted)?;
    let begun = end;
    loop {
        end = match end.one_of(&[Silent]) {
            Some(next) => next,
            None if word(end) => end.next(),
            None => break,
        };
    }
    let order = || end.maybe(&[And]).one_of(&[By]).is_some();
    let closes = end.peek().is_none_or(|token| matches!(token.kind, Kind::Mark('.' | ';' | ','))) || order();
    // "which heading remains" is an order to keep it.
    let words = begun.words_to(end).to_ascii_lowercase();
    let says = |wanted: &str| words.split_whitespace().any(|word| word.starts_with(wanted));
    let keeps = says("remain") && !words.split_whitespace().any(|word| word == "no");
    (closes && end != begun && !keeps).then_some(end)
}

/// `under CHINA, IRAN, and OMAN, adding an entry for “X” under each`: each of the countries that are named anyway.
fn under_each_named(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let named = at.previous().is_some_and(|token| matches!(token.kind, Kind::Quoted(_)));
    let end = at.one_of(&[Meaning::UnderEach]).filter(|_| named && last_verb(at) == Some(Verb::Add))?;
    closes(end).then_some(end)
}

/// `adding, as the last entry, “X”`: where rows stand is no part of the list's meaning.
fn place_of_row(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let next = at.one_of(&[As])?.any_of(&[The, New]);
    let ordinal = || if let (Some(_), next) = next.ordinal() { Some(next) } else { None };
    let end = next.one_of(&[Last]).or_else(ordinal)?.any_of(&[New, Listed]).one_of(&[Entry, Listing])?;
    (last_verb(at) == Some(Verb::Add)).then_some(end)
}

/// `removing both “A” and “B”`, `removing each of “A” and “B”`: as many as are named.
fn all_named(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let both = || at.one_of(&[Both]).map(|next| (next, 2..=2));
    let (next, number) = at.all_of(&[Each, Of]).map(|next| (next, 2..=usize::MAX)).or_else(both)?;
    let (_, mut end) = next.quoted()?;
    let mut named = 1;
    while let Some((_, more)) = end.maybe_mark(',').maybe_mark(';').maybe(&[And]).quoted() {
        (named, end) = (named + 1, more);
    }
    // "both “A” entries" are entries of one name.
    let noun = end.is(&[Entry, Entries, Entity, Entities, Listing, Listings]);
    (number.contains(&named) && !noun).then_some(next)
}

/// `replacing the entry for “X” with the entry set forth below`
fn with_its_row(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let noun = at.one_of(&[With, By])?.any_of(&[The, A, New, Participle(Verb::Revise)]).one_of(&[Entry, Entries])?;
    noun.one_of(&[Below]).filter(|_| last_verb(at) == Some(Verb::Replace))
}

/// The order that the words before belong to.
pub(super) fn last_verb(at: Cursor<'_>) -> Option<Verb> {
    let verb = |token: &Token<'_>| {
        token.meanings().find_map(|meaning| if let Meaning::Verb(verb) = meaning { Some(verb) } else { None })
    };
    at.tokens.iter().take(at.at).rev().find_map(verb)
}

/// `two entries, one for “A” and one for “B”`: the number of each name is said by the name.
fn one_for(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let (number, next) = object::count(at);
    let noun = at.at.checked_sub(2).and_then(|noun| at.tokens.get(noun));
    let listed = noun.is_some_and(|noun| noun.means(Entries) || noun.means(Entities));
    let parted = at.previous().is_some_and(|token| token.is_mark(',') || token.is_mark(':'));
    let named = next.one_of(&[For])?.maybe(&[The]).quoted().is_some();
    (number == Some(1) && listed && parted && named).then_some(next)
}

/// `all of its aliases`, `associated addresses`.
fn part_of_entry(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let noun = at.any_of(&[All, Of, Own, The, Existing, Listed]);
    let adjective = noun.peek().is_some_and(|token| ["associated", "related", "corresponding"].contains(&token.text));
    if adjective { noun.next() } else { noun }.one_of(&PARTS_OF_ENTRY)
}

const PARTS_OF_ENTRY: [Meaning; 4] = [Alias, Aliases, Address, Addresses];

/// `, including all aliases and addresses` behind an entry that goes: its parts go with it.
fn with_all_its_parts(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let begins = at.one_of(&[Including, With, And]).filter(|next| next.is(&[All, Own]))?;
    let mut end = part_of_entry(begins)?;
    loop {
        let next = end.maybe_mark(',').maybe(&[And]);
        let Some(more) = part_of_entry(next).filter(|_| next != end) else {
            break;
        };
        end = more;
    }
    let before = at.tokens.get(..at.at)?;
    let order = before.iter().rposition(|token| token.meanings().any(|meaning| matches!(meaning, Meaning::Verb(_))))?;
    let removes = last_verb(at) == Some(Verb::Remove);
    let own = before.get(order + 1..)?;
    let entries = own.iter().any(|token| [Entry, Entries, Entity, Entities].iter().any(|noun| token.means(*noun)));
    let parts = own.iter().any(|token| PARTS_OF_ENTRY.iter().any(|noun| token.means(*noun)));
    let ends = end.peek().is_none_or(|token| matches!(token.kind, Kind::Mark('.' | ';' | ',')) || token.means(And));
    (removes && entries && !parts && ends).then_some(end)
}

/// `after the entry for “X”`: where rows stand is no part of the list's meaning.
fn neighbour(at: Cursor<'_>) -> Option<Cursor<'_>> {
    if let Some(next) = at.one_of(&[Between]) {
        let (_, next) = entry_for(next)?.quoted()?;
        let next = next.one_of(&[And])?;
        return entry_for(next).unwrap_or(next).quoted().map(|(_, next)| next);
    }
    let next = at.one_of(&[Meaning::Role(Role::After), Meaning::Role(Role::Before), New])?;
    entry_for(next)?.quoted().map(|(_, next)| next)
}
