//! Values in a cell with nothing but separators between them: where they stand, and the cell with others in their place.

use std::ops::Range;

/// Values with nothing but separators between them: punctuation, bullets, "and".
pub(super) struct Enumeration<'a> {
    pub(super) spans: Vec<Range<usize>>,
    pub(super) separators: Vec<&'a str>,
    /// Where in it the value stands that it was looked up for.
    pub(super) index: usize,
}

impl Enumeration<'_> {
    pub(super) fn values<'c>(&self, cell: &'c str) -> Vec<&'c str> {
        let texts = self.spans.iter().cloned();
        texts.map(|span| cell.get(span).unwrap_or_default()).collect()
    }

    fn around<'c>(&self, cell: &'c str) -> (&'c str, &'c str) {
        let start = self.spans.first().map_or(0, |first| first.start);
        let end = self.spans.last().map_or(start, |last| last.end);
        (cell.get(..start).unwrap_or_default(), cell.get(end..).unwrap_or_default())
    }

    /// What joins a second value to a single one.
    pub(super) fn join(&self, cell: &str, listed: bool) -> String {
        let (head, _) = self.around(cell);
        let bare = head.trim_end_matches(|c: char| c.is_whitespace() || "—–-".contains(c));
        match head.get(bare.len()..).filter(|lead| lead.contains(['\n', '—', '–', '-'])) {
            Some(lead) => format!("; and{lead}"),
            None if listed => "; and ".to_owned(),
            None => ", ".to_owned(),
        }
    }

    /// The cell with other values in place of the enumeration. A period that ended the last value and the sentence stays.
    pub(super) fn replaced(&self, cell: &str, values: &[&str], separators: &[&str]) -> String {
        let (head, rest) = self.around(cell);
        let last = self.values(cell).last().copied().unwrap_or_default();
        let mut text = head.to_owned();
        for (at, value) in values.iter().enumerate() {
            if let Some(separator) = at.checked_sub(1).and_then(|at| separators.get(at)) {
                text.push_str(separator);
            }
            text.push_str(value);
        }
        let ended = text.ends_with('.');
        if ended && rest.starts_with('.') {
            text.pop();
        } else if !ended && last.ends_with('.') && !rest.starts_with(['.', ',', ';']) {
            text.push('.');
        }
        text + rest
    }
}

/// `; and\n—` → `;\n—`, ` and ` → `, `.
pub(super) fn without_and(separator: &str) -> String {
    match separator.split_once("and") {
        Some((before, after)) if before.trim().is_empty() => format!(",{after}"),
        Some((before, after)) => format!("{}{after}", before.trim_end()),
        None => separator.to_owned(),
    }
}

/// Whether nothing but punctuation, bullets and one "and" stands there.
pub(super) fn separates(text: &str) -> bool {
    let mut words = text.split(|c: char| c.is_whitespace() || ",;:.—–-".contains(c)).filter(|word| !word.is_empty());
    matches!((words.next(), words.next()), (None | Some("and"), None))
}

/// Where a value stands word for word, line breaks and blanks apart.
pub(super) fn span(cell: &str, from: usize, value: &str) -> Option<Range<usize>> {
    let wanted = || value.chars().filter(|c| !c.is_whitespace());
    let joins = |a: Option<char>, b: Option<char>| matches!((a, b), (Some(a), Some(b)) if a.is_alphanumeric() && b.is_alphanumeric());
    let (first, last) = (wanted().next()?, wanted().next_back());
    let starts = cell.char_indices().filter(|(at, c)| *at >= from && *c == first);
    for (start, _) in starts {
        let mut found = cell.get(start..)?.char_indices().filter(|(_, c)| !c.is_whitespace());
        let mut end = start;
        let whole = wanted().all(|wanted| {
            found.next().is_some_and(|(at, c)| {
                end = start + at + c.len_utf8();
                c == wanted
            })
        });
        let before = cell.get(..start)?.chars().next_back();
        let after = cell.get(end..)?.chars().next();
        if whole && !joins(before, Some(first)) && !joins(last, after) {
            return Some(start..end);
        }
    }
    None
}
