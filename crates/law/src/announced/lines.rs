//! Lines of a text from a PDF: what the pages add is taken off, and the parts of a preamble are found by their headings.

use crate::document::preamble::{Preamble, Section};

/// The element of which a quote says that it stands in it.
pub(super) const ELEMENT: &str = "text from the PDF";

/// A line of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// What stands in it, white space at its ends taken off.
    pub(super) text: &'a str,
    /// Its number in the text, counted from 1.
    pub(super) number: u32,
}

/// The lines without page numbers, stamps and codes that stand on every page or around the document.
pub(super) fn clean(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    // The stamp on the first page is broken over up to four lines.
    let mut stamp = 0;
    for (line, number) in text.split(['\n', '\u{c}']).zip(1..) {
        let line = Line { text: line.trim(), number };
        if line.text.is_empty() {
            continue;
        }
        let lower = line.text.to_lowercase();
        if lower.starts_with("this document is scheduled to be published") {
            stamp = 4;
        }
        if stamp > 0 {
            stamp = if ends_stamp(&lower) { 0 } else { stamp - 1 };
            if of_stamp(&lower) {
                continue;
            }
            stamp = 0;
        }
        if !is_page_number(line.text) && !lower.starts_with("billing code") {
            lines.push(line);
        }
    }
    lines
}

fn of_stamp(lower: &str) -> bool {
    ["scheduled to be published", "federal register on", "available online at", "federalregister.gov/d/", "govinfo.gov"]
        .iter()
        .any(|words| lower.contains(words))
}

fn ends_stamp(lower: &str) -> bool {
    lower.contains("govinfo.gov")
}

/// `12`, `- 12 -`, `Page 12 of 40`.
fn is_page_number(line: &str) -> bool {
    let lower = line.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let number = |word: &&str| word.len() <= 4 && word.chars().all(|c| c.is_ascii_digit());
    let only = |line: &str| line.chars().all(|c| c.is_ascii_digit() || " -–—[]".contains(c));
    match words.as_slice() {
        [one] => number(one) && only(line),
        ["page", one] => number(one),
        ["page", one, "of", all] => number(one) && number(all),
        _ => false,
    }
}

/// Lines as one text. A line that ends with a hyphen is joined without a space, and keeps it: whether the hyphen
/// belongs to the word, nothing says.
pub(super) fn join<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for line in lines {
        let hyphenated = out.ends_with(['-', '\u{ad}']) && out.chars().rev().nth(1).is_some_and(char::is_alphabetic);
        if !out.is_empty() && !hyphenated {
            out.push(' ');
        }
        line.split_whitespace().enumerate().for_each(|(at, word)| {
            if at > 0 {
                out.push(' ');
            }
            unligated(word, &mut out);
        });
    }
    out
}

/// What a font draws as one glyph and the text of a PDF keeps so: `ﬁ` is `fi`.
fn unligated(word: &str, out: &mut String) {
    for c in word.chars() {
        match c {
            '\u{fb00}' => out.push_str("ff"),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{fb03}' => out.push_str("ffi"),
            '\u{fb04}' => out.push_str("ffl"),
            c => out.push(c),
        }
    }
}

/// Parts of a preamble, as their headings name them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Preface {
    pub(super) action: String,
    pub(super) summary: String,
    pub(super) dates: String,
    /// The line at which amendatory text can begin, as an index.
    pub(super) end: usize,
}

/// Headings of a preamble (1 CFR 18.12 and the Document Drafting Handbook).
const HEADINGS: [&str; 10] = [
    "AGENCY:",
    "ACTION:",
    "SUMMARY:",
    "DATES:",
    "DATE:",
    "EFFECTIVE DATE:",
    "EFFECTIVE DATES:",
    "ADDRESSES:",
    "FOR FURTHER INFORMATION CONTACT:",
    "SUPPLEMENTARY INFORMATION:",
];

impl Preface {
    pub(super) fn read(lines: &[Line<'_>]) -> Self {
        let end = preamble_ends(lines);
        // Without a known end, the headings end their parts.
        let lines_of = if end == 0 { lines } else { lines.get(..end).unwrap_or_default() };
        let part = |headings: &[&str]| {
            let lines = lines_of;
            let begins = |line: &Line<'_>| headings.iter().any(|heading| heads(line.text, heading));
            let at = lines.iter().position(begins)?;
            let own = headings.iter().find_map(|heading| after(lines.get(at)?.text, heading))?;
            let rest = lines.iter().skip(at + 1).map(|line| line.text);
            let rest = rest.take_while(|line| !HEADINGS.iter().any(|heading| heads(line, heading))).take(80);
            Some(join(std::iter::once(own).chain(rest)).trim().to_owned())
        };
        Self {
            action: part(&["ACTION:"]).unwrap_or_default(),
            summary: part(&["SUMMARY:"]).unwrap_or_default(),
            dates: part(&["DATES:", "DATE:", "EFFECTIVE DATE:", "EFFECTIVE DATES:"]).unwrap_or_default(),
            end,
        }
    }
}

fn heads(line: &str, heading: &str) -> bool {
    after(line, heading).is_some()
}

/// What follows a heading in its line; headings are in capitals, as printed.
fn after<'a>(line: &'a str, heading: &str) -> Option<&'a str> {
    let (start, rest) = line.split_at_checked(heading.len())?;
    (start == heading).then_some(rest)
}

/// The list of subjects, else the words of issuance, else the heading of a part: what follows amends.
fn preamble_ends(lines: &[Line<'_>]) -> usize {
    let last = |is: &dyn Fn(&str) -> bool| lines.iter().rposition(|line| is(&line.text.to_lowercase()));
    last(&|line| line.starts_with("list of subjects"))
        .or_else(|| last(&|line| line.starts_with("for the reasons")))
        .or_else(|| lines.iter().position(|line| line.text.starts_with("PART ")))
        .unwrap_or_default()
}

/// Names under bullets, below headings of sections and of countries.
pub(super) fn bullets(lines: &[Line<'_>], end: usize, preamble: &mut Preamble) {
    let lines = lines.get(..end).unwrap_or_default();
    let mut section = Section::Additions;
    let mut country = String::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        if let Some(first) = line.text.strip_prefix(['•', '\u{f0b7}', '●', '▪']) {
            let mut words = vec![first];
            // A bullet goes on until it ends as items of a list do.
            while !ends_item(words.last().copied().unwrap_or_default()) && words.len() < 8 {
                let Some(next) = lines.get(at).filter(|next| !begins_block(next.text)) else {
                    break;
                };
                words.push(next.text);
                at += 1;
            }
            preamble.bullet(&country, section, &format!("•{}", join(words)));
        } else if line.text.len() < 60 && !line.text.ends_with(['.', ',', ';', ':']) {
            match Section::from_heading(line.text) {
                Some(found) => {
                    section = found;
                    country.clear();
                }
                None => line.text.clone_into(&mut country),
            }
        }
    }
}

fn ends_item(line: &str) -> bool {
    line.ends_with([';', '.']) && !line.ends_with("Co.") && !line.ends_with("Ltd.,")
        || line.ends_with("; and")
        || line.ends_with(", and")
}

fn begins_block(line: &str) -> bool {
    line.starts_with(['•', '\u{f0b7}', '●', '▪'])
}
