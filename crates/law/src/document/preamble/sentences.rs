//! A summary → its sentences, cut into words and marks.

use super::words::{MARKS, Words};

const ABBREVIATIONS: [&str; 11] = ["Co", "Corp", "Dr", "Inc", "Jr", "Ltd", "Mr", "No", "Nos", "St", "vs"];

/// The sentences of a summary. A period within a name (`U.S.`, `Ltd.`) ends none, unless the next word begins one.
pub(super) fn sentences(text: &str) -> Vec<Words<'_>> {
    let mut sentences = Vec::new();
    let mut words: Vec<(usize, &str)> = Vec::new();
    for (at, word) in cut(text) {
        let ends = words.last().is_some_and(|(_, last)| *last == ".") && word.starts_with(|c: char| !c.is_lowercase());
        if ends {
            sentences.push(std::mem::take(&mut words));
        }
        words.push((at, word));
    }
    sentences.push(words);
    sentences.into_iter().map(|words| Words { text, words }).collect()
}

fn cut(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut rest = text;
    let at = |rest: &str| text.len() - rest.len();
    loop {
        rest = rest.trim_start();
        let Some(first) = rest.chars().next() else {
            return words;
        };
        if MARKS.contains(&first) && !letter_in_brackets(rest) {
            let (mark, tail) = rest.split_at(first.len_utf8());
            words.push((at(rest), mark));
            rest = tail;
            continue;
        }
        let mut end = rest.find(|c: char| c.is_whitespace() || c == '—').unwrap_or(rest.len());
        // A mark at the end of a word stands for itself; one within it is part of it: `1,050`, `U.S.`, `reexport(s)`.
        loop {
            let word = rest.get(..end).unwrap_or_default();
            let Some(mark) = word.chars().next_back().filter(|c| MARKS.contains(c)) else {
                break;
            };
            if mark == '.' && is_abbreviation(word, rest.get(end..).unwrap_or_default())
                || mark == ')' && word.contains('(')
                || mark == ']' && word.contains('[')
            {
                break;
            }
            end -= mark.len_utf8();
        }
        let (word, tail) = rest.split_at(end);
        words.push((at(rest), word));
        rest = tail;
    }
}

/// `[uuml]`: how the API's abstracts write letters that they cannot.
fn letter_in_brackets(rest: &str) -> bool {
    rest.strip_prefix('[').and_then(|rest| rest.split_once(']')).is_some_and(|(name, _)| {
        ["uml", "acute", "grave", "circ", "cedil", "tilde"].iter().any(|end| name.ends_with(end))
    })
}

/// Whether the period behind a word belongs to it.
fn is_abbreviation(word: &str, rest: &str) -> bool {
    const BEGINS: [&str; 16] = [
        "This", "These", "The", "In", "It", "BIS", "Lastly", "Finally", "All", "Of", "Additionally", "A", "They", "An",
        "Some", "Two",
    ];
    let stem = word.trim_end_matches('.');
    let next = rest.split_whitespace().next().unwrap_or_default();
    let dotted = stem.rsplit_once('.').is_some_and(|(_, last)| last.chars().count() == 1);
    let single = stem.chars().count() == 1 && stem.chars().all(char::is_uppercase);
    (dotted || single || ABBREVIATIONS.contains(&stem)) && !next.is_empty() && !BEGINS.contains(&next)
}
