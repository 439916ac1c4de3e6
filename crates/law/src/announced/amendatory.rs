//! The amendatory paragraphs of a text from a PDF: where each begins and ends, and of which part of the CFR it is.

use super::lines::{ELEMENT, Line, join};
use super::list_named;
use crate::document::AmendatoryParagraph;
use crate::document::misplaced::is_order;
use crate::document::overlooked::ORDERS;
use crate::document::table::is_stars;
use crate::finding::Place;
use crate::law::heads_a_supplement;
use crate::law::text::reference::part_of_line;

/// Lines looked at ahead to tell whether an item is an order.
const AHEAD: usize = 6;

/// What makes a numbered item an order, besides [`ORDERS`].
const DONE: [&str; 7] =
    ["continues to read", "is revised", "are revised", "is removed", "are removed", "is added", "is stayed"];

/// Where the reading of lines stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    /// Before the first order, or after an order that is complete.
    Between,
    /// Within an order.
    Order,
    /// Within new text or a table: only what reads like an order ends it.
    Text,
}

/// The paragraphs below the line `from`.
pub(super) fn paragraphs(lines: &[Line<'_>], from: usize) -> Vec<AmendatoryParagraph> {
    let lines = lines.get(from..).unwrap_or_default();
    let mut scan = Scan {
        lines,
        amends: from > 0,
        part: None,
        at: At::Between,
        open: Vec::new(),
        unclosed: 0,
        first: 0,
        paragraphs: Vec::new(),
    };
    for at in 0..lines.len() {
        scan.line(at);
        if scan.is_over(at) {
            break;
        }
    }
    scan.close(At::Text);
    scan.paragraphs
}

struct Scan<'a> {
    lines: &'a [Line<'a>],
    /// Whether the words of issuance, or the heading of a part, were met: without them, a numbered line is prose.
    amends: bool,
    part: Option<u16>,
    at: At,
    /// Lines of the order that is read.
    open: Vec<&'a str>,
    /// Quotations that they open, less those that they close.
    unclosed: i64,
    /// Number of its first line.
    first: u32,
    paragraphs: Vec<AmendatoryParagraph>,
}

impl<'a> Scan<'a> {
    fn line(&mut self, at: usize) {
        let Some(line) = self.lines.get(at) else {
            return;
        };
        let goes_on_below = line.text.starts_with("Under ") && line.text.ends_with(':');
        if let Some(part) = part_of_line(line.text) {
            self.close(At::Between);
            self.part = Some(part);
            self.amends = true;
        } else if self.begins_order(at) || self.at == At::Order && self.is_complete() && goes_on_below {
            self.begin(line);
        } else if ends_order(line.text) {
            self.close(At::Text);
        } else if self.at == At::Order {
            let is_over = self.is_complete() && self.open.last().is_some_and(|line| line.ends_with('.'));
            if !is_over || !begins_sentence(line.text) || self.goes_on(at) {
                self.take(line.text);
            } else if is_lead(line.text) {
                self.begin(line);
            } else {
                self.close(At::Text);
            }
        }
        if self.at == At::Order && self.reads_as_follows() {
            self.close(At::Text);
        }
    }

    /// The signature, or the line that the Office of the Federal Register puts below the document.
    fn is_over(&self, at: usize) -> bool {
        self.lines.get(at).is_some_and(|line| line.text.starts_with("[FR Doc") || line.text.starts_with("[F.R. Doc"))
    }

    /// Whether an order begins in this line: any item among orders, and what reads like an order in new text.
    fn begins_order(&self, at: usize) -> bool {
        let Some(line) = self.lines.get(at) else {
            return false;
        };
        let marker = marker(line.text);
        let ahead = self
            .lines
            .iter()
            .skip(at)
            .take(AHEAD)
            .enumerate()
            .take_while(|(n, line)| *n == 0 || self::marker(line.text).is_none())
            .map(|(_, line)| line.text);
        let words = join(ahead);
        let lower = words.to_lowercase();
        let numbered = || {
            ORDERS.iter().chain(&DONE).any(|order| lower.contains(order))
                // `2. Amend supplement no. 4 to part 744:`; new text of a section numbers in parentheses.
                || self.amends && list_named(&words)
        };
        let Some(marker) = marker else {
            // An order whose number the PDF lost.
            return self.at != At::Order && begins_sentence(line.text) && is_order(&words);
        };
        // `… and remove footnote` / `3.`: the wrapped end of an order.
        let alone = !line.text.contains(' ');
        if alone && self.at == At::Order && !self.item_can_begin() {
            return false;
        }
        match (marker, self.at) {
            (ItemMark::Number, At::Order) => numbered() || is_order(&words) || self.item_can_begin(),
            (ItemMark::Number, At::Between | At::Text) => numbered() || is_order(&words),
            (ItemMark::Letter, At::Order) => self.item_can_begin(),
            (ItemMark::Letter, At::Between | At::Text) => !self.paragraphs.is_empty() && is_order(&words),
        }
    }

    /// Whether a sentence after a complete one orders more.
    fn goes_on(&self, at: usize) -> bool {
        let words = join(self.lines.iter().skip(at).take(2).map(|line| line.text));
        is_order(&words) || ORDERS.iter().any(|order| words.to_lowercase().contains(order))
    }

    /// Whether a letter after the last line can introduce an item; else it is the wrapped rest of a name, as in `A. B. Co.`.
    fn item_can_begin(&self) -> bool {
        self.open.last().is_some_and(|line| line.ends_with([';', ':', '.', ',']) || line.ends_with("and"))
    }

    fn reads_as_follows(&self) -> bool {
        let last: Vec<_> = self.open.iter().rev().take(2).rev().copied().collect();
        let said = join(last).to_lowercase();
        said.ends_with("read as follows:") || said.ends_with("reads as follows:")
    }

    /// Whether the order can end here: with a full stop, a semicolon or a colon that is not of an abbreviation, of an
    /// item's marker or within a name.
    fn is_complete(&self) -> bool {
        let last = self.open.last().copied().unwrap_or_default();
        let word = last.rsplit(' ').next().unwrap_or_default();
        let abbreviated = ["No.", "Nos.", "Co.", "Ltd.", "Inc.", "Supp.", "U.S."].contains(&word)
            || marker(word) == Some(ItemMark::Letter);
        last.ends_with(['.', ':', ';']) && !abbreviated && self.unclosed == 0
    }

    fn take(&mut self, line: &'a str) {
        for c in line.chars() {
            self.unclosed += match c {
                '“' => 1,
                '”' => -1,
                _ => 0,
            };
        }
        self.open.push(line);
    }

    fn begin(&mut self, line: &Line<'a>) {
        self.close(At::Order);
        self.first = line.number;
        self.take(line.text);
    }

    /// Ends the order that is read, if any.
    fn close(&mut self, then: At) {
        self.at = then;
        if self.open.is_empty() {
            return;
        }
        self.unclosed = 0;
        self.paragraphs.push(AmendatoryParagraph {
            title: Some(15),
            part: self.part,
            text: join(std::mem::take(&mut self.open)),
            place: Place { element: ELEMENT.to_owned(), line: self.first, page: None },
        });
    }
}

/// `The additions and revisions read as follows:`.
fn is_lead(line: &str) -> bool {
    let lower = line.to_lowercase();
    lower.starts_with("the ")
        && ["addition", "revision", "entr", "correction"].iter().any(|word| lower.contains(word))
        && lower.contains("read")
}

/// Whether a line can begin something new after a complete order.
fn begins_sentence(line: &str) -> bool {
    line.starts_with(char::is_uppercase) || line.starts_with(['§', '*', '(', '['])
}

/// What introduces an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ItemMark {
    /// `2.`
    Number,
    /// `a.`, `iv.`, `B.`, `(1)`
    Letter,
}

fn marker(line: &str) -> Option<ItemMark> {
    let line = line.trim_start_matches(['■', '\u{25a0}', '\u{f06e}', ' ']);
    let (marker, rest) = line.split_once(['.', ')'])?;
    // `part` / `744) is amended`: the wrapped number of a part.
    if marker.len() == 3 && line.get(3..).is_some_and(|rest| rest.starts_with(')')) {
        return None;
    }
    let marker = marker.strip_prefix('(').unwrap_or(marker);
    let glued = rest.starts_with(char::is_uppercase) && !marker.starts_with(char::is_uppercase);
    if !rest.is_empty() && !rest.starts_with(' ') && !glued {
        return None;
    }
    let is = |most: usize, of: fn(&char) -> bool| {
        !marker.is_empty() && marker.len() <= most && marker.chars().all(|c| of(&c))
    };
    if is(3, char::is_ascii_digit) {
        Some(if line.starts_with('(') { ItemMark::Letter } else { ItemMark::Number })
    } else if is(1, char::is_ascii_alphabetic)
        || is(2, char::is_ascii_lowercase) && is_doubled(marker)
        || is(5, |c| "ivx".contains(*c))
    {
        Some(ItemMark::Letter)
    } else {
        None
    }
}

/// `aa`, which follows `z`; `no` is no marker.
fn is_doubled(marker: &str) -> bool {
    let mut letters = marker.chars();
    letters.next() == letters.next()
}

/// What no order contains: the authority, the heading of a supplement, stars, a section's heading, the signature.
fn ends_order(line: &str) -> bool {
    line.to_lowercase().starts_with("authority:")
        || line.starts_with("§ ")
        || line.starts_with("[FR Doc")
        || is_stars(line)
        || heads_text_of_supplement(line)
}

/// `Supplement No. 4 to Part 744 – Entity List`; a wrapped order spells the part small or goes on with a verb.
fn heads_text_of_supplement(line: &str) -> bool {
    let spelt = line.starts_with("Supplement ") && line.contains(" to Part 7")
        || line.starts_with("SUPPLEMENT ") && line.contains(" TO PART 7");
    let verb = || ORDERS.iter().any(|order| line.to_lowercase().contains(order));
    spelt && heads_a_supplement(line) && !verb()
}
