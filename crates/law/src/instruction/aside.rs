//! Text in an amendatory paragraph that no grammar of entries reads: editor's notes, corrections by page.

use super::phrase::{Phrase, Spoken};
use super::token::Cursor;

/// Editor's notes that were left in: sentences at an end of the item that are all capitals or brackets.
pub(super) fn without_debris<'t>(spoken: &[Spoken<'t>], text: &'t str) -> (Vec<Spoken<'t>>, Option<&'t str>) {
    let loud = |sentence: &[Spoken<'_>]| {
        let unknown = sentence.iter().filter(|said| matches!(said.phrase, Phrase::Unknown(_)));
        let words: usize = unknown.map(|said| said.words.split(' ').count()).sum();
        let quiet = |said: &Spoken<'_>| said.words.chars().any(char::is_lowercase);
        let bracketed = sentence.first().is_some_and(|said| said.words.starts_with('['));
        let all =
            sentence.iter().all(|said| matches!(said.phrase, Phrase::Unknown(_) | Phrase::Stop(_) | Phrase::Comma));
        all && words > 1 && (bracketed || !sentence.iter().any(quiet))
    };
    let sentences: Vec<&[Spoken<'t>]> = spoken.split_inclusive(|said| matches!(said.phrase, Phrase::Stop(_))).collect();
    let from = sentences.iter().rposition(|sentence| !loud(sentence)).map_or(0, |at| at + 1);
    let (kept, debris) = sentences.split_at_checked(from).unwrap_or((&sentences, &[]));
    let start = debris.first().and_then(|sentence| sentence.first()).map(|said| said.start);
    let end = debris.last().and_then(|sentence| sentence.last()).map(|said| said.end);
    (kept.concat(), start.zip(end).and_then(|(start, end)| text.get(start..end)))
}

/// "On page 51654, in the third column".
fn is_page(after_on: Cursor<'_>) -> bool {
    after_on.one_of(&["page", "pages"]).is_some()
}

/// "In FR Rule Doc. 2024-13148 appearing on page 51644".
fn appears_on_page(body: Cursor<'_>) -> bool {
    body.phrases(&["in FR", "in rule document", "in federal register document"]).is_some()
        || (body.at..body.tokens.len()).any(|at| {
            Cursor { at, ..body }
                .phrases(&["make the following correction", "appearing on page", "beginning on page"])
                .is_some()
        })
}

/// Whether a correction names printed pages instead of entries.
pub(super) fn is_by_page(body: Cursor<'_>) -> bool {
    body.one_of(&["on"]).is_some_and(is_page) || appears_on_page(body)
}
