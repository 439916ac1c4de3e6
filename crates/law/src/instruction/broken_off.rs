//! An order that breaks off in the middle of its words and goes on in the next paragraph: `… entries for “A” and` `“B”; and`.

use super::lexer::{self, Kind, Token};
use super::lexicon::Meaning;
use crate::document::AmendatoryParagraph;
use crate::law::text::marker;

/// The paragraphs, each with those that it goes on in.
pub(super) fn joined(paragraphs: &[AmendatoryParagraph]) -> Vec<AmendatoryParagraph> {
    let mut out: Vec<AmendatoryParagraph> = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs {
        let first = out.last_mut().filter(|last| {
            (last.title, last.part) == (paragraph.title, paragraph.part)
                && goes_on(&paragraph.text)
                && breaks_off(&last.text, &paragraph.text)
        });
        match first {
            Some(first) => first.text = format!("{} {}", first.text.trim_end(), paragraph.text.trim_start()),
            None => out.push(paragraph.clone()),
        }
    }
    out
}

/// Whether a text has no marker, and begins with a name or in the middle of a sentence.
fn goes_on(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '■');
    let begins = text.starts_with(|c: char| c.is_lowercase() || matches!(c, '“' | '"'));
    begins && marker::leading(text).is_none()
}

/// Whether a text ends with a comma, an "and" that ends no item, a verb, or a noun that a name must follow.
fn breaks_off(text: &str, next: &str) -> bool {
    let tokens = lexer::split(text);
    let joined = next.trim_start().starts_with("and ");
    let ends_item = |token: &Token<'_>| {
        let swallowed = token.text.trim_end_matches(['”', '"', '’', '\'']).ends_with([';', '.']);
        matches!(token.kind, Kind::Mark(';' | '.' | ':' | '—')) || matches!(token.kind, Kind::Quoted(_)) && swallowed
    };
    match tokens.as_slice() {
        [.., before, and] if and.means(Meaning::And) => !ends_item(before),
        [.., noun, of] if of.means(Meaning::For) => {
            [Meaning::Entry, Meaning::Entries].iter().any(|meaning| noun.means(*meaning))
        }
        [.., last] if joined && matches!(last.kind, Kind::Quoted(_)) => true,
        [.., last] => last.is_mark(',') || last.meanings().any(|meaning| matches!(meaning, Meaning::Verb(_))),
        [] => false,
    }
}
