//! Damaged spots in a list of names: what cannot be delimited is held, and the names beside it stand.
//!
//! `“A”; “B; “C”; and “D”` names A, C and D; `“B;` is held. A word before or behind all names may limit all of them, so
//! it holds the order; only a word between two names, and a bracket, belong to one.

use super::lexer::{Kind, Token};
use super::lexicon::{Role, Verb};
use super::object::Object;
use super::quotation::is_double;
use super::spoken::{Glue, Phrase, Spoken, What};

/// Words that turn what follows them into its opposite.
const NEGATORS: [&str; 12] =
    ["except", "excluding", "excepting", "not", "but", "unless", "other", "only", "save", "besides", "without", "than"];
/// Words of a bracket that speak of more than the name before it.
const PLURALS: [&str; 7] = ["all", "each", "both", "every", "these", "those", "except"];

/// Joins the names of a list that nothing but separators parts, and takes damaged spots out of it.
pub(super) fn without_spots<'t>(spoken: Vec<Spoken<'t>>, text: &'t str, tokens: &'t [Token<'t>]) -> Vec<Spoken<'t>> {
    let mut list = List { text, tokens, out: Vec::with_capacity(spoken.len()) };
    for said in spoken {
        list.take(said);
    }
    list.end();
    list.out
}

struct List<'t> {
    text: &'t str,
    tokens: &'t [Token<'t>],
    out: Vec<Spoken<'t>>,
}

fn names_of<'a>(said: &'a Spoken<'_>) -> Option<&'a Vec<String>> {
    if let Phrase::What(What::Names(names)) = &said.phrase { Some(names) } else { None }
}

fn is_unknown(said: &Spoken<'_>) -> bool {
    matches!(said.phrase, Phrase::Unknown(_))
}

fn is_held(said: &Spoken<'_>) -> bool {
    said.phrase == Phrase::What(What::Held)
}

fn separates(said: &Spoken<'_>) -> bool {
    matches!(said.phrase, Phrase::Glue(Glue::Stop(';') | Glue::Comma | Glue::And))
}

fn is_bracket(said: &Spoken<'_>) -> bool {
    is_unknown(said) && said.words.starts_with(['(', '[']) && said.words.ends_with([')', ']'])
}

/// What may stand in a list of names beside the names.
fn within_list(said: &Spoken<'_>) -> bool {
    let noun = |object: &Object| !matches!(object, Object::Heading(_) | Object::Thereunder | Object::Footnotes(_));
    match &said.phrase {
        Phrase::What(What::Role(Role::For | Role::From) | What::Held) | Phrase::Unknown(_) => true,
        Phrase::What(What::Object(object)) => noun(object),
        _ => separates(said),
    }
}

/// `“”`: where a name should stand, delimited by its own marks.
fn is_empty_quotation(words: &str) -> bool {
    let marks = words.chars().filter(|c| !c.is_whitespace());
    marks.clone().count() == 2 && marks.clone().all(is_double)
}

/// Whether words are a name that lacks one of its marks, and nothing else.
fn is_damaged_name(words: &str) -> bool {
    let words = words.trim();
    if is_empty_quotation(words) {
        return true;
    }
    let marked = words.starts_with(is_double) || words.ends_with(is_double);
    let first = words.trim_start_matches(is_double).chars().next();
    marked && !names_place(words) && first.is_some_and(|c| !c.is_lowercase())
}

/// Whether a damaged quotation may have swallowed the place of the names beside it.
fn names_place(words: &str) -> bool {
    [" under ", " from ", " in the ", " by "].iter().any(|word| words.contains(word))
}

fn ends_element(words: &str) -> bool {
    let words = words.trim_end_matches(|c: char| is_double(c) || c.is_whitespace());
    let words = words.strip_suffix(" and").unwrap_or(words);
    words.ends_with([';', ','])
}

impl<'t> List<'t> {
    fn take(&mut self, said: Spoken<'t>) {
        // Of several entries of a name it is not said which go; those that come are printed.
        let times = matches!(said.phrase, Phrase::What(What::Times(_))) && self.verb() != Some(Verb::Add);
        if (is_bracket(&said) || times) && self.hold_last(&said) {
            return;
        }
        let Some(names) = names_of(&said).cloned() else {
            self.out.push(said);
            return;
        };
        let lists = |before: &Spoken<'_>| names_of(before).is_some();
        let other = |before: &Spoken<'_>| !lists(before) && !within_list(before);
        let from = self.out.iter().rposition(other).map_or(0, |at| at + 1);
        match self.out.iter().rposition(lists).filter(|at| *at >= from) {
            Some(at) => self.join(at, said, names),
            None => self.begin(said, names),
        }
    }

    /// The first names of a list, behind what may be a damaged name.
    fn begin(&mut self, said: Spoken<'t>, mut names: Vec<String>) {
        let separators = self.out.iter().rev().take_while(|before| separates(before)).count();
        let at = self.out.len().checked_sub(separators + 1);
        let damaged = at.and_then(|at| self.out.get(at)).filter(|before| is_unknown(before));
        let Some((at, damaged)) = at.zip(damaged) else {
            self.out.push(said);
            return;
        };
        let whole = is_damaged_name(damaged.words) && (separators > 0 || ends_element(damaged.words));
        let negates = damaged.words.split_whitespace().any(|word| NEGATORS.contains(&word));
        if whole {
            let held = Spoken { phrase: What::Held.into(), ..damaged.clone() };
            self.out.truncate(at);
            self.out.extend([held, said]);
        } else if separators == 0 && names.len() > 1 && !negates && self.prints_rows() {
            // What is added or revised has a row to show for it.
            let start = damaged.start;
            let end = self.quoted_in(said.start, said.end).first().map_or(said.end, |token| token.end);
            names.remove(0);
            self.out.truncate(at);
            let held = self.held(start, end);
            self.out.extend([held, Spoken { phrase: What::Names(names).into(), ..said }]);
        } else {
            self.out.push(said);
        }
    }

    /// More names of the list that begins at `at`.
    fn join(&mut self, at: usize, said: Spoken<'t>, mut names: Vec<String>) {
        let (Some(first), Some(between)) = (self.out.get(at), self.out.get(at + 1..)) else {
            return;
        };
        let mut before = names_of(first).cloned().unwrap_or_default();
        let start = first.start;
        let mut held = None;
        let negates = |words: &str| words.split_whitespace().any(|word| NEGATORS.contains(&word));
        let limits = |near: &Spoken<'_>| names_place(near.words) || negates(near.words);
        if between.iter().any(|near| is_unknown(near) && !is_bracket(near) && limits(near)) {
            self.out.push(said);
            return;
        }
        if between.iter().any(is_unknown) {
            let parts = |near: &Spoken<'_>| match near.phrase {
                Phrase::Glue(Glue::Stop(';')) => true,
                Phrase::Glue(Glue::Comma | Glue::And) => !self.has_semicolons(start, said.end),
                _ => is_unknown(near) && is_damaged_name(near.words) && ends_element(near.words),
            };
            let own: Vec<_> = between.iter().filter(|near| !separates(near) && !is_held(near)).collect();
            let (Some(one), Some(last)) = (own.first(), own.last()) else {
                self.out.push(said);
                return;
            };
            let swallowed = |token: &&Token<'_>| token.text.trim_end_matches(is_double).ends_with([';', ',']);
            let behind = between.iter().take_while(|near| separates(near)).any(parts)
                || self.quoted_in(start, one.start).last().is_some_and(swallowed);
            let ahead = between.iter().rev().take_while(|near| separates(near)).any(parts)
                || between.last().is_some_and(|last| is_unknown(last) && parts(last));
            let alone = own.len() == 1 && (is_damaged_name(one.words) || one.words.starts_with(char::is_uppercase));
            let stray = own.len() == 1 && one.words.chars().all(is_double) && !is_empty_quotation(one.words);
            let (with_last, with_first) = match (behind, ahead) {
                _ if stray => (true, false),
                (true, true) => (!alone, !alone),
                (true, false) => (false, true),
                (false, true) => (true, false),
                (false, false) => (true, true),
            };
            let mut span = (one.start, last.end);
            if with_last {
                before.pop();
                span.0 = self.quoted_in(start, one.start).last().map_or(span.0, |token| token.start);
            }
            if with_first {
                names.remove(0);
                span.1 = self.quoted_in(said.start, said.end).first().map_or(span.1, |token| token.end);
            }
            held = Some(self.held(span.0, span.1));
        } else if !between.iter().all(|near| separates(near) || is_held(near)) {
            self.out.push(said);
            return;
        }
        before.extend(names);
        if before.is_empty() {
            self.out.push(said);
            return;
        }
        let earlier: Vec<_> = between.iter().filter(|near| is_held(near)).cloned().collect();
        let words = self.text.get(start..said.end).unwrap_or("");
        self.out.truncate(at);
        self.out.extend(earlier);
        self.out.extend(held);
        self.out.push(Spoken { phrase: What::Names(before).into(), words, start, end: said.end });
    }

    /// A bracket that is not understood holds the name before it.
    fn hold_last(&mut self, bracket: &Spoken<'t>) -> bool {
        let of_all = |word: &str| PLURALS.contains(&word.trim_matches(|c: char| !c.is_alphanumeric()));
        let Some(last) = self.out.last().filter(|_| !bracket.words.split_whitespace().any(of_all)) else {
            return false;
        };
        let (Some(names), start, end) = (names_of(last).cloned().filter(|names| names.len() > 1), last.start, last.end)
        else {
            return false;
        };
        let (_, names) = names.split_last().map_or((None, Vec::new()), |(last, rest)| (Some(last), rest.to_vec()));
        let from = self.quoted_in(start, end).last().map_or(start, |token| token.start);
        let held = self.held(from, bracket.end);
        let listed = self.out.pop();
        self.out.push(held);
        let kept = listed.map(|said| Spoken { phrase: What::Names(names).into(), end: bracket.end, ..said });
        self.out.extend(kept);
        true
    }

    /// A damaged name at the end of the list.
    fn end(&mut self) {
        let stops = self.out.iter().rev().take_while(|said| matches!(said.phrase, Phrase::Glue(Glue::Stop(_)))).count();
        let Some(at) = self.out.len().checked_sub(stops + 1) else {
            return;
        };
        let (head, tail) = self.out.split_at_mut(at);
        let listed = head.iter().rev().find(|said| !separates(said) && !is_held(said));
        let parted = head.last().is_some_and(separates);
        if let [last, ..] = tail
            && parted
            && listed.is_some_and(|said| names_of(said).is_some())
            && is_unknown(last)
            && is_damaged_name(last.words)
        {
            last.phrase = What::Held.into();
        }
    }

    fn held(&self, start: usize, end: usize) -> Spoken<'t> {
        let words = self.text.get(start..end).unwrap_or("").trim_end();
        Spoken { phrase: What::Held.into(), words, start, end }
    }

    /// Whether the verb before is one of entries that are printed.
    fn prints_rows(&self) -> bool {
        matches!(self.verb(), Some(Verb::Add | Verb::Revise))
    }

    fn verb(&self) -> Option<Verb> {
        self.out.iter().rev().find_map(|said| if let Phrase::Verb(verb, _) = said.phrase { Some(verb) } else { None })
    }

    fn quoted_in(&self, start: usize, end: usize) -> Vec<&'t Token<'t>> {
        let within = |token: &&Token<'_>| token.start >= start && token.end <= end;
        self.tokens.iter().filter(within).filter(|token| matches!(token.kind, Kind::Quoted(_))).collect()
    }

    fn has_semicolons(&self, start: usize, end: usize) -> bool {
        let within = |token: &&Token<'_>| token.start >= start && token.end <= end;
        let swallowed = |token: &Token<'_>| {
            matches!(token.kind, Kind::Quoted(_)) && token.text.trim_end_matches(is_double).ends_with(';')
        };
        self.tokens.iter().filter(within).any(|token| token.is_mark(';') || swallowed(token))
    }
}
