//! Word-level edits inside cells: the phrase must stand there, once, unless it goes wherever it appears.

use std::ops::Range;

use crate::finding::Code;
use crate::instruction::{Occurrence, TextEdit};
use crate::law::Cells;
use crate::law::Column;

/// The cells after an edit, or why it cannot be made.
pub(super) fn edit(cells: &Cells, column: Option<Column>, edit: &TextEdit) -> Result<Cells, (Code, String)> {
    // A column set "to read" something holds nothing else.
    if let (None, None, Some(text), Some(column)) = (&edit.remove, &edit.after, &edit.add, column) {
        let mut edited = cells.clone();
        *edited.get_mut(column) = match edit.occurrence {
            None => text.clone(),
            Some(at) => beside(cells.get(column), text, at)?,
        };
        return Ok(edited);
    }
    let phrase = edit.remove.as_deref().or(edit.after.as_deref()).unwrap_or_default();
    let columns: Vec<_> = Column::ALL.into_iter().filter(|at| column.is_none_or(|column| column == *at)).collect();
    let places: usize = columns.iter().map(|at| occurrences(cells.get(*at), phrase)).sum();
    let replacement = match (&edit.remove, &edit.add) {
        (Some(_), add) => add.clone().unwrap_or_default(),
        // “; and 5 Road” brings its own separator.
        (None, Some(add)) if add.starts_with([',', ';', '.', ':', ')']) => format!("{phrase}{add}"),
        (None, Some(add)) => format!("{phrase} {add}"),
        (None, None) => {
            return Err((Code::TextNotFound, "nothing is removed and nothing added".to_owned()));
        }
    };
    let only = match (places, edit.occurrence) {
        (0, _) => return Err((Code::TextNotFound, format!("“{phrase}” does not occur there"))),
        (_, Some(which)) => {
            // What is counted in another case, or inside other words, makes another number.
            let said: usize = columns.iter().map(|at| mentions(cells.get(*at), phrase)).sum();
            chosen(which, places).filter(|_| said == places).ok_or_else(|| {
                (Code::TextAmbiguous, format!("“{phrase}” occurs there {places} times, and the order says otherwise"))
            })?
        }
        (2.., None) if !edit.everywhere => {
            return Err((Code::TextAmbiguous, format!("“{phrase}” occurs there {places} times")));
        }
        _ => 0..places,
    };
    let mut edited = cells.clone();
    let mut passed = 0;
    for at in columns {
        let cell = edited.get_mut(at);
        let edited = replace_at(cell, phrase, &replacement, |at| only.contains(&(at + passed)));
        passed += occurrences(cell, phrase);
        *cell = if edit.add.is_none() { mended(cell, edited) } else { edited };
    }
    Ok(edited)
}

/// Which of several places are meant, from 0.
fn chosen(which: Occurrence, places: usize) -> Option<Range<usize>> {
    let one = |at: usize| (at < places && places > 1).then_some(at..at + 1);
    match which {
        Occurrence::All(number) => (number as usize == places).then_some(0..places),
        Occurrence::Nth(number) => one((number as usize).checked_sub(1)?),
        Occurrence::Last => one(places.checked_sub(1)?),
        Occurrence::Beginning | Occurrence::End => None,
    }
}

/// How often a phrase stands in a text in any case, also inside words.
fn mentions(text: &str, phrase: &str) -> usize {
    let plain = |text: &str| text.chars().map(shape).flat_map(char::to_lowercase).collect::<String>();
    plain(text).matches(&plain(phrase)).count()
}

/// A text with more behind or in front of it.
fn beside(cell: &str, text: &str, at: Occurrence) -> Result<String, (Code, String)> {
    let joins = text.starts_with([',', ';', ':', '.', ')', '^']);
    let clash = joins && cell.ends_with(['.', ',', ';', ':']);
    match at {
        Occurrence::End if !clash && !cell.is_empty() => {
            Ok(if joins { format!("{cell}{text}") } else { format!("{cell} {text}") })
        }
        Occurrence::Beginning if !cell.is_empty() => Ok(format!("{text} {cell}")),
        _ => Err((Code::TextAmbiguous, format!("how “{text}” is to be joined with what stands there is not said"))),
    }
}

/// What words that went leave between them, and what is meant.
const LEFT: [(&str, &str); 9] = [
    ("  ", " "),
    (" ,", ","),
    (" ;", ";"),
    (",,", ","),
    (";;", ";"),
    (",;", ";"),
    (",.", "."),
    (";.", "."),
    (". .", "."),
];

/// Without the marks and blanks that stood around words that went: `Lahore. (See …).` is `Lahore.`
fn mended(before: &str, mut after: String) -> String {
    for (left, mended) in LEFT {
        if !before.contains(left) {
            after = after.replace(left, mended);
        }
    }
    after.truncate(after.trim_end().len());
    after
}

/// How often a phrase stands in a text. Dashes, quotes and blanks agree whatever their shape: the eCFR printed
/// en dashes until March 2024 that instructions print as hyphens.
pub(crate) fn occurrences(text: &str, phrase: &str) -> usize {
    places(text, phrase).len()
}

/// Character ranges of the places where a phrase stands, without overlaps.
fn places(text: &str, phrase: &str) -> Vec<(usize, usize)> {
    let (text, phrase): (Vec<_>, Vec<_>) = (text.chars().map(shape).collect(), phrase.chars().map(shape).collect());
    let mut places = Vec::new();
    let mut from = 0;
    while let Some(rest) = text.get(from..).filter(|rest| !phrase.is_empty() && rest.len() >= phrase.len()) {
        // A phrase that begins or ends with a letter or digit does not stand inside a longer word or number.
        let joins = |inner: Option<&char>, outer: Option<&char>| matches!((inner, outer), (Some(a), Some(b)) if a.is_alphanumeric() && b.is_alphanumeric());
        let before = from.checked_sub(1).and_then(|at| text.get(at));
        let inside = joins(phrase.first(), before) || joins(phrase.last(), rest.get(phrase.len()));
        if rest.starts_with(&phrase) && !inside {
            places.push((from, from + phrase.len()));
            from += phrase.len();
        } else {
            from += 1;
        }
    }
    places
}

/// Whether two texts print alike, but for the shapes of dashes and quotes, and where lines break.
pub(super) fn reads_alike(a: &str, b: &str) -> bool {
    let plain = |text: &str| text.chars().map(shape).collect::<String>();
    plain(a).split_whitespace().eq(plain(b).split_whitespace())
}

/// One shape for characters that print alike.
fn shape(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// A text with a phrase replaced wherever it stands.
pub(crate) fn replace(text: &str, phrase: &str, replacement: &str) -> String {
    replace_at(text, phrase, replacement, |_| true)
}

/// A text with a phrase replaced at some of its places, counted from 0.
fn replace_at(text: &str, phrase: &str, replacement: &str, is_meant: impl Fn(usize) -> bool) -> String {
    let mut out = String::with_capacity(text.len() + replacement.len());
    let places: Vec<_> =
        places(text, phrase).into_iter().enumerate().filter(|(at, _)| is_meant(*at)).map(|(_, place)| place).collect();
    let mut places = places.iter().peekable();
    for (at, c) in text.chars().enumerate() {
        while places.next_if(|(_, end)| *end <= at).is_some() {}
        match places.peek() {
            Some((start, _)) if *start == at => out.push_str(replacement),
            Some((start, _)) if *start < at => {}
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells() -> Cells {
        Cells {
            entity: "A Ltd.,\n5 Main Street, Novgorod, 607–220 Russia".to_owned(),
            license_requirement: "see § 746.5 and § 746.5".to_owned(),
            ..Cells::default()
        }
    }

    fn replacing(remove: &str, add: &str, everywhere: bool) -> TextEdit {
        TextEdit {
            remove: Some(remove.to_owned()),
            add: Some(add.to_owned()),
            after: None,
            everywhere,
            occurrence: None,
        }
    }

    #[test]
    fn a_phrase_is_replaced_only_where_it_is_certain_which_is_meant() {
        let column = Some(Column::Entity);
        let edited = edit(&cells(), column, &replacing("607-220 Russia", "607-220 Russia.", false)).unwrap();
        assert!(edited.entity.ends_with("Novgorod, 607-220 Russia."), "{}", edited.entity);
        assert!(edit(&cells(), column, &replacing("A Ltd., 5", "B Ltd., 5", false)).unwrap().entity.starts_with('B'));
        assert_eq!(edit(&cells(), column, &replacing("Moscow", "", false)).unwrap_err().0, Code::TextNotFound);
        let twice = edit(&cells(), None, &replacing("§ 746.5", "§ 746.8", false)).unwrap_err();
        assert_eq!(twice.0, Code::TextAmbiguous);
        let all = edit(&cells(), None, &replacing("§ 746.5", "§ 746.8", true)).unwrap();
        assert_eq!(all.license_requirement, "see § 746.8 and § 746.8");
    }

    #[test]
    fn words_that_go_leave_no_marks_between() {
        let cell = "A Ltd., P.O. Box 4, Deira, Dubai, U.A.E. (See alternate address under Oman).";
        for (gone, left) in [
            ("P.O. Box 4", "A Ltd., Deira, Dubai, U.A.E. (See alternate address under Oman)."),
            ("Deira, ", "A Ltd., P.O. Box 4, Dubai, U.A.E. (See alternate address under Oman)."),
            ("(See alternate address under Oman)", "A Ltd., P.O. Box 4, Deira, Dubai, U.A.E."),
        ] {
            let cells = Cells { entity: cell.to_owned(), ..Cells::default() };
            let order =
                TextEdit { remove: Some(gone.to_owned()), add: None, after: None, everywhere: false, occurrence: None };
            assert_eq!(edit(&cells, Some(Column::Entity), &order).unwrap().entity, left, "{gone}");
        }
    }
}
