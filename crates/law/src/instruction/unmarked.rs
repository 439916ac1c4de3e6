//! Names in a list of quoted ones that lack one or both of their marks: `“A”; Birch JSC; “C”` and `“A”; Birch JSC”; “C”`.
//!
//! Each becomes one token, or its words would be read as grammar. A name between the marks of its neighbours counts as
//! one; one with half of its own marks is broken.

use super::lexer::{Kind, Token};
use super::lexicon::Meaning;
use super::quotation::is_double;
use crate::law::country;

/// Tokens that the longest name has, and the separators around it.
const LONGEST: usize = 48;

/// Joins the tokens of such names.
pub(super) fn join<'t>(text: &'t str, tokens: Vec<Token<'t>>) -> Vec<Token<'t>> {
    let mut out: Vec<Token<'t>> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let closes = token.kind == Kind::Broken && token.text.chars().all(is_double);
        let opens = matches!(token.kind, Kind::Quoted(_)) || token.kind == Kind::Broken && !closes;
        if closes && let Some(from) = name_before(&out, Lacks::Opening) {
            let start = out.get(from).map_or(token.start, |first| first.start);
            out.truncate(from);
            out.push(whole(text, Kind::Broken, start, token.end));
            continue;
        }
        if opens
            && let Some(from) = name_before(&out, Lacks::Both)
            && let Some(name) = unmarked(text, &out, from)
        {
            let tail: Vec<_> = out.iter().rev().take_while(|token| separates(token)).cloned().collect();
            out.truncate(from);
            out.push(name);
            out.extend(tail.into_iter().rev());
        }
        out.push(token);
    }
    last(text, out)
}

/// The last name of a list, which lacks its marks.
fn last<'t>(text: &'t str, mut tokens: Vec<Token<'t>>) -> Vec<Token<'t>> {
    let stops = tokens.iter().rev().take_while(|token| token.is_mark('.') || token.is_mark(';')).count();
    let tail = tokens.split_off(tokens.len() - stops);
    if let Some(last) = tokens.last()
        && !is_quotation(last)
        && let Some(from) = name_before(&tokens, Lacks::BothAtTheEnd)
    {
        let (start, end) = (tokens.get(from).map_or(last.start, |first| first.start), last.end);
        let words = text.get(start..end).unwrap_or("");
        if !country::is_known(words) && !words.contains(is_double) {
            tokens.truncate(from);
            tokens.push(whole(text, Kind::Quoted(words.to_owned()), start, end));
        }
    }
    tokens.extend(tail);
    tokens
}

/// Which marks a name lacks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lacks {
    Opening,
    Both,
    BothAtTheEnd,
}

fn whole(text: &str, kind: Kind, start: usize, end: usize) -> Token<'_> {
    Token { kind, text: text.get(start..end).unwrap_or(""), start, end, meanings: Vec::new() }
}

fn separates(token: &Token<'_>) -> bool {
    token.is_mark(';') || token.is_mark(',') || token.means(Meaning::And)
}

fn is_quotation(token: &Token<'_>) -> bool {
    matches!(token.kind, Kind::Quoted(_) | Kind::Broken)
}

/// The token at which a name begins that ends here: behind a quotation and its separator, or, where the name has a mark
/// of its own, behind "entries for".
fn name_before(out: &[Token<'_>], lacks: Lacks) -> Option<usize> {
    let marked = lacks == Lacks::Opening;
    let reach = out.len().saturating_sub(LONGEST);
    // A quotation that no separator follows is a part of the name: `Birch “Star” JSC”`.
    let parts = |at: &usize| {
        let swallowed = |token: &Token<'_>| token.text.trim_end_matches(is_double).ends_with([';', ',']);
        out.get(at + 1).is_some_and(separates) || out.get(*at).is_some_and(swallowed)
    };
    let quotations = (reach..out.len()).rev().filter(|at| out.get(*at).is_some_and(is_quotation));
    let behind = quotations.take_while(|at| marked || *at + 1 < out.len()).find(parts);
    let listed = || {
        let begins = |at: &usize| {
            let noun = at.checked_sub(1).and_then(|at| out.get(at));
            let entries = |token: &Token<'_>| token.means(Meaning::Entries) || token.means(Meaning::Entry);
            out.get(*at).is_some_and(|token| token.means(Meaning::For)) && noun.is_some_and(entries)
        };
        (reach..out.len()).rev().find(begins).filter(|_| lacks != Lacks::BothAtTheEnd)
    };
    let last = behind.or_else(listed)?;
    let separators = out.get(last + 1..)?.iter().take_while(|token| separates(token)).count();
    let swallowed = out.get(last)?.text.trim_end_matches(is_double).ends_with([';', ',']);
    let parted = separators > 0 || swallowed || behind.is_none();
    let from = last + 1 + separators;
    let own = out.get(from..)?;
    let ends = own.iter().rev().take_while(|token| separates(token)).count();
    let own = own.get(..own.len() - ends)?;
    let first = own.first()?;
    let plain = |token: &Token<'_>| !token.is_mark(';') && !token.is_mark(':') && !token.meanings().any(is_grammar);
    let named =
        (first.is_capitalised() || first.text.starts_with(|c: char| c.is_ascii_digit())) && own.iter().all(plain);
    let bare = !own.iter().any(is_quotation);
    let whole = match lacks {
        Lacks::Opening => true,
        Lacks::Both => ends > 0 && bare,
        Lacks::BothAtTheEnd => ends == 0 && bare,
    };
    (parted && named && whole).then_some(from)
}

/// Words that an order may be made of; a name that holds one is left to the grammar.
fn is_grammar(meaning: Meaning) -> bool {
    use Meaning::{
        Auxiliary, By, ColumnNoun, Effective, Entities, Entity, Entries, Entry, Except, Footnote, For, Heading,
        Limiting, Means, Section, Supplement, ToRead, Under, Until,
    };
    matches!(
        meaning,
        Meaning::Verb(_)
            | Meaning::Participle(_)
            | Means(_)
            | Auxiliary
            | By
            | ColumnNoun
            | Effective
            | Entities
            | Entity
            | Entries
            | Entry
            | Except
            | Footnote
            | For
            | Heading
            | Limiting
            | Section
            | Supplement
            | ToRead
            | Under
            | Until
    )
}

/// The name without marks that begins at `from` and ends before the separators.
fn unmarked<'t>(text: &'t str, out: &[Token<'t>], from: usize) -> Option<Token<'t>> {
    let own = out.get(from..)?;
    let ends = own.iter().rev().take_while(|token| separates(token)).count();
    let (start, end) = (own.first()?.start, own.get(..own.len() - ends)?.last()?.end);
    let words = text.get(start..end)?;
    (!country::is_known(words)).then(|| whole(text, Kind::Quoted(words.to_owned()), start, end))
}
