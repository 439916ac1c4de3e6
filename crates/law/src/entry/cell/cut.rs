//! Cuts a cell, once and left to right, into parts: every character of it is in exactly one.
//!
//! In: `Dux, a.k.a., the following one alias:\n—AO DUKS.\n8 Pravdy St., Russia. (See alternate address under Iran).` Out:
//! a name, a lead-in, a bullet, an alias, an address, a cross-reference. Cross-references and aliases in parentheses
//! stand in the middle of other parts: they are lifted out first, the rest is cut as if they were not there, and a
//! part that one of them interrupts goes on behind it.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use memchr::memchr;
use memchr::memmem::Finder;

use super::border::{self, Enough, border};
use super::headings::{self, Then};
use super::lead_ins::{self, LeadIn};
use super::punctuation::{Parentheses, bullets, is_bullet, marked, outside_parentheses, slice, trim};
use super::view::{AliasKind, SubordinateKind};
use super::words::{ends_with_country, is_legal_part, opens_address};
use crate::law::canonical::is_dash;

/// What a part of a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PartClass {
    /// The name of the entity or of the subordinate that was opened last.
    Name,
    /// `a.k.a., the following two aliases:`, with the number that it states.
    LeadIn { stated: Option<u32> },
    /// Another name; `listed` ones count towards the number that the lead-in states.
    Alias { kind: AliasKind, listed: bool },
    /// A bullet, a label (`Alt Address:`), a heading or a bracket: what belongs to no value.
    Mark,
    /// An address.
    Address,
    /// `(See alternate address under Iran).`
    CrossReference,
    /// The heading, bullet or line break that opens a subordinate.
    Subordinate(SubordinateKind),
    /// `The following addresses apply to the entity …:`, which closes the subordinates.
    Shared,
}

/// A piece of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part<'a> {
    pub(super) class: PartClass,
    /// The text, separators and all.
    pub(super) text: &'a str,
    /// How many parentheses it was lifted out of.
    pub(super) depth: u8,
    /// Whether it goes on with the last part of the same class that stood before something in parentheses.
    pub(super) continues: bool,
}

/// Parentheses within parentheses beyond this depth stay in the text; none that is printed nests as deep.
const DEEPEST: u8 = 8;

/// Cuts a cell into its parts.
pub(super) fn cut(cell: &str) -> Vec<Part<'_>> {
    cut_at(cell, 0)
}

/// Cuts a cell, or what stands in parentheses within it.
fn cut_at(text: &str, depth: u8) -> Vec<Part<'_>> {
    let lifted = lifted(text, depth);
    let mut bare = Cow::Borrowed(text);
    if !lifted.is_empty() {
        let mut rest = String::with_capacity(text.len());
        let mut from = 0;
        for one in &lifted {
            rest.push_str(slice(text, from..one.range.start));
            from = one.range.end;
        }
        rest.push_str(slice(text, from..text.len()));
        bare = Cow::Owned(rest);
    }
    let mut cutter = Cutter { text: &bare, at: 0, parts: Vec::with_capacity(8) };
    if depth == 0 {
        cutter.cell();
    } else {
        cutter.parenthesis();
    }
    weave(text, &cutter.parts, lifted, depth)
}

/// The parts of a text, from those of the bare text and those lifted out of it.
fn weave<'a>(text: &'a str, outline: &[(usize, PartClass)], lifted: Vec<Lifted<'a>>, depth: u8) -> Vec<Part<'a>> {
    let mut parts = Vec::with_capacity(outline.len() + 4 * lifted.len());
    let mut lifted = lifted.into_iter().peekable();
    // Where the reading stands in the text, and by how much that is further than in the bare text.
    let (mut at, mut ahead) = (0, 0);
    while let Some(one) = lifted.next_if(|one| one.range.start == at) {
        (at, ahead) = (one.range.end, one.range.end);
        parts.extend(one.parts);
    }
    for &(end, class) in outline {
        let mut continues = false;
        while let Some(one) = lifted.next_if(|one| one.range.start <= end + ahead) {
            if at < one.range.start {
                parts.push(Part { class, text: slice(text, at..one.range.start), depth, continues });
            }
            parts.extend(one.parts);
            (at, ahead, continues) = (one.range.end, ahead + one.range.len(), true);
        }
        if at < end + ahead {
            parts.push(Part { class, text: slice(text, at..end + ahead), depth, continues });
            at = end + ahead;
        }
    }
    parts
}

/// Something in parentheses, lifted out of a text.
struct Lifted<'a> {
    range: Range<usize>,
    parts: Vec<Part<'a>>,
}

/// What opens a cross-reference, and what a note of where everything before it is; after their parenthesis.
const REFERENCES: [&str; 3] = ["see ", "for alternate ", "for additional "];
const LOCATIONS: [&str; 2] = ["all of ", "all located "];

/// Cross-references, notes of a location, and aliases that stand in parentheses, with the spaces before them.
fn lifted(text: &str, depth: u8) -> Vec<Lifted<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = memchr(b'(', slice(text, from..text.len()).as_bytes()).map(|at| from + at) {
        let inside = slice(text, open + 1..text.len());
        let word = inside.trim_start();
        let opens = |openings: &[&str]| openings.iter().any(|opening| begins_ignoring_case(word, opening));
        let class = match () {
            () if opens(&REFERENCES) => PartClass::CrossReference,
            () if opens(&LOCATIONS) => PartClass::Address,
            () if depth < DEEPEST && lead_ins::abbreviation(word).is_some() => PartClass::Mark,
            () => {
                from = open + 1;
                continue;
            }
        };
        let aliases = class == PartClass::Mark;
        let (length, end) = closing(if aliases { inside } else { line(inside).0 });
        let mut end = open + 1 + end;
        if !aliases && slice(text, end..text.len()).starts_with('.') {
            end += 1;
        }
        let before = slice(text, from..open);
        let spaces = if aliases { before.trim_end() } else { before.trim_end_matches(' ') };
        let glued = !aliases && slice(text, end..text.len()).starts_with(char::is_alphanumeric);
        let start = if glued { open } else { from + spaces.len() };
        let part = |class, text| Part { class, text, depth: depth + 1, continues: false };
        let inside = slice(inside, 0..length);
        let mut parts = vec![part(PartClass::Mark, slice(text, start..open + 1))];
        if aliases {
            parts.extend(cut_at(inside, depth + 1));
        } else {
            parts.push(part(class, inside));
        }
        parts.push(part(PartClass::Mark, slice(text, open + 1 + length..end)));
        parts.retain(|part| !part.text.is_empty());
        found.push(Lifted { range: start..end, parts });
        from = end;
    }
    found
}

/// Where the text inside a parenthesis ends, and where what follows it begins. Those of cross-references do not always
/// balance: one that is never closed runs to the last one that is, or to the end.
fn closing(inside: &str) -> (usize, usize) {
    let mut depth = 0_u32;
    let mut end = inside.len();
    for (at, c) in inside.bytes().enumerate() {
        match c {
            b'(' => depth += 1,
            b')' if depth == 0 => return (at, at + 1),
            b')' => (depth, end) = (depth - 1, at + 1),
            _ => {}
        }
    }
    (end, end)
}

fn begins_ignoring_case(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

/// Labels of addresses, and the words around `Address` in them.
pub(super) const LABELS: [&str; 5] = ["Alt. Address:", "Alt Address:", "Alternate Address:", "Address:", "Addresses:"];

/// Cuts a text without what was lifted out of it.
struct Cutter<'a> {
    text: &'a str,
    /// Where the next part begins.
    at: usize,
    /// Where each part ends.
    parts: Vec<(usize, PartClass)>,
}

impl<'a> Cutter<'a> {
    /// Ends a part; one without text is none.
    fn to(&mut self, end: usize, class: PartClass) {
        if end > self.at {
            self.parts.push((end, class));
            self.at = end;
        }
    }

    /// The text from where the next part begins.
    fn rest(&self, end: usize) -> &'a str {
        slice(self.text, self.at..end)
    }

    /// A whole cell: the entity, its subordinates, addresses of all.
    fn cell(&mut self) {
        let mut then = Then::Body;
        for heading in headings::find(self.text) {
            self.section(then, heading.range.start);
            self.to(heading.range.end, heading.class);
            then = heading.then;
        }
        self.section(then, self.text.len());
    }

    fn section(&mut self, then: Then, end: usize) {
        match then {
            Then::Body => self.body(end),
            Then::Name => self.to(end, PartClass::Name),
            Then::Addresses => self.addresses(end),
        }
    }

    /// An entity or a subordinate: name, other names, addresses.
    fn body(&mut self, end: usize) {
        let text = self.rest(end);
        if let Some(lead_in) = lead_ins::find(text) {
            self.aliases(lead_in, PartClass::Name, end);
        } else {
            self.name(text);
        }
        self.addresses(end);
    }

    /// The name that a text without lead-in begins with.
    fn name(&mut self, text: &str) {
        let trimmed = text.trim_start();
        let begin = self.at + text.len() - trimmed.len();
        let (line, more) = line(trimmed);
        if line.ends_with(':') && is_bullet(more) {
            // "… subordinate institution:" and its name on a bulleted line of its own.
            let name = more.trim_start_matches(|c| is_dash(c) || c == ' ');
            self.to(begin + line.len(), PartClass::Name);
            self.to(begin + trimmed.len() - name.len(), PartClass::Mark);
            self.to(self.at + name.find('\n').unwrap_or(name.len()), PartClass::Name);
            return;
        }
        self.to(begin + name(trimmed).len(), PartClass::Name);
    }

    /// Other names: what stands before the lead-in, the lead-in, and what follows it up to the addresses.
    fn aliases(&mut self, lead_in: LeadIn, before: PartClass, end: usize) {
        let start = self.at;
        self.to(start + lead_in.start, before);
        self.to(start + lead_in.end, PartClass::LeadIn { stated: lead_in.stated });
        let kind = lead_in.kind;
        if !lead_in.listed {
            // "f.k.a. A, a.k.a., the following two aliases:"
            match lead_ins::find(self.rest(end)).filter(|next| next.listed) {
                Some(next) => self.aliases(next, PartClass::Alias { kind, listed: false }, end),
                None => self.enumerated(kind, end, true),
            }
        } else if bullets(self.rest(end)).next().is_some() {
            self.bulleted(lead_in, end);
        } else {
            self.counted(lead_in, end);
        }
    }

    fn bulleted(&mut self, lead_in: LeadIn, end: usize) {
        let start = self.at;
        let mut bullets = bullets_as_stated(self.rest(end), lead_in.stated).into_iter().map(|at| start + at).peekable();
        let first = bullets.peek().copied().unwrap_or(end);
        let mut found = 0;
        // A first alias that lost its bullet.
        while let Some(line) = self.rest(first).split_inclusive('\n').next() {
            found += u32::from(!trim(line).is_empty());
            self.alias(self.at + line.len(), lead_in.kind, true);
        }
        while let Some(bullet) = bullets.next() {
            let next = bullets.peek().copied();
            let name = slice(self.text, bullet..next.unwrap_or(end)).trim_start_matches(is_dash);
            self.to(next.unwrap_or(end) - name.len(), PartClass::Mark);
            found += 1;
            // A dash in an address behind the last alias is no bullet.
            let ended = name.split_once('\n').is_some_and(|(line, more)| {
                line.trim_end().ends_with('.') && !more.trim().is_empty() && opens_address(more)
            });
            match next {
                Some(next) if !ended => self.alias(next, lead_in.kind, true),
                _ => return self.last_alias(lead_in, found, end),
            }
        }
    }

    /// The last alias of a list: its line may go on into the address, or the list in a line without bullet.
    fn last_alias(&mut self, lead_in: LeadIn, mut found: u32, end: usize) {
        let (line, more) = line(self.rest(end));
        let alone = more.trim().is_empty();
        let runs_on = line.contains("; ") || line.trim_end().ends_with(';');
        let enough = if alone { Enough::Sentence } else { Enough::Nothing };
        // A comma says that what the line ends with goes on in the next.
        let whole = !alone && !runs_on && !line.trim_end().ends_with(',');
        let border = if whole { None } else { border(line, enough) };
        self.alias(self.at + border.unwrap_or(line.len()), lead_in.kind, true);
        let mut goes_on = runs_on && border.is_none();
        // `—Alder; Aster.` is two.
        let beside = line.trim_end().trim_end_matches("and").trim_end().matches("; ").count();
        found += u32::try_from(beside).unwrap_or_default();
        while goes_on && let Some(rest) = self.rest(end).strip_prefix('\n') {
            let (next, more) = self::line(rest);
            let mut ends = outside_parentheses(next, b',').map(|at| slice(next, at + 1..next.len()));
            let lacking = lead_in.stated.is_some_and(|stated| stated > found);
            let named = lacking || (!more.trim().is_empty() && !ends.any(opens_address));
            if next.trim().is_empty() || opens_address(next) || !named {
                return;
            }
            goes_on = next.trim_end().ends_with(';') || next.trim_end().ends_with("; and");
            self.to(self.at + 1, PartClass::Mark);
            self.alias(self.at + next.len(), lead_in.kind, true);
            found += 1;
        }
    }

    /// A list without bullets: the number it states, or one.
    fn counted(&mut self, lead_in: LeadIn, end: usize) {
        let mut found = 1;
        while let Some(at) = self.rest(end).trim_start().find([';', '\n']).filter(|_| Some(found) < lead_in.stated) {
            let text = self.rest(end);
            self.alias(self.at + text.len() - text.trim_start().len() + at + 1, lead_in.kind, true);
            found += 1;
        }
        let text = self.rest(end);
        self.to(self.at + text.len() - text.trim_start().len(), PartClass::Mark);
        self.last_alias(LeadIn { stated: None, ..lead_in }, found, end);
    }

    /// "a.k.a., UM Airlines, UM Air, 29 Ayar Str., Damascus": comma parts up to the first that opens an address.
    fn enumerated(&mut self, kind: AliasKind, end: usize, before_address: bool) {
        let start = self.at;
        let text = self.rest(end);
        let line = slice(text, 0..text.find(['\n', ';']).filter(|_| before_address).unwrap_or(text.len()));
        let mut names = 0;
        let (mut from, mut ends) = (0, outside_parentheses(line, b','));
        loop {
            let comma = ends.next();
            let part = slice(line, from..comma.unwrap_or(line.len()));
            if from > 0 && !is_legal_part(part) {
                if before_address && opens_address(part) {
                    break;
                }
                self.alias(start + from, kind, false);
                names += 1;
            }
            let next = comma.map_or("", |comma| slice(line, comma + 1..line.len()));
            let next = slice(next, 0..next.find(',').unwrap_or(next.len()));
            let border = border::within(part, slice(line, from..line.len()), false, next, Enough::Sentence);
            if let Some(at) = border.filter(|_| before_address) {
                from += at;
                break;
            }
            from += part.len();
            match comma {
                Some(comma) => from = comma + 1,
                None => break,
            }
        }
        self.pair(kind, start + from, names > 0 && !before_address);
    }

    /// "Mark Ong and Matti Chong": two names of equally many words are taken for two, and so are the last ones of an
    /// enumeration; anything else is one.
    fn pair(&mut self, kind: AliasKind, end: usize, enumerated: bool) {
        if let Some((first, second)) = self.rest(end).split_once(" and ") {
            let words = first.split_whitespace().count();
            if enumerated || (words > 1 && words == second.split_whitespace().count()) {
                self.alias(self.at + first.len(), kind, false);
            }
        }
        self.alias(end, kind, false);
    }

    /// "(a.k.a., A; f.k.a., B)", without the parentheses.
    fn parenthesis(&mut self) {
        let mut kind = AliasKind::AlsoKnownAs;
        let semicolons: Vec<_> = outside_parentheses(self.text, b';').collect();
        for end in semicolons.iter().map(|at| at + 1).chain([self.text.len()]) {
            // A quote that swallowed the separator closes the name before it.
            let quote = slice(self.text, end..self.text.len()).chars().next().filter(|c| matches!(c, '\'' | '’' | '”'));
            let end = end + quote.map_or(0, char::len_utf8);
            while let Some(lead_in) = lead_ins::find(self.rest(end)) {
                let start = self.at;
                self.enumerated(kind, start + lead_in.start, false);
                self.to(start + lead_in.end, PartClass::LeadIn { stated: lead_in.stated });
                kind = lead_in.kind;
            }
            if semicolons.is_empty() { self.enumerated(kind, end, false) } else { self.alias(end, kind, false) }
        }
    }

    /// One alias, and those that stand behind it ("X; Y", "X, a.k.a., Y").
    fn alias(&mut self, end: usize, kind: AliasKind, listed: bool) {
        let (mut kind, mut listed) = (kind, listed);
        loop {
            let text = self.rest(end);
            let next = lead_ins::find(text).filter(|next| !next.listed);
            let behind = self.at + next.map_or(text.len(), |next| next.start);
            loop {
                // A second name after a bare semicolon; "; and" within one bullet is part of a name.
                let own = self.rest(behind);
                let semicolon = memchr(b';', own.as_bytes());
                let second = semicolon.and_then(|_| own.split_once("; ")).filter(|(_, more)| {
                    !more.starts_with("and ") && !more.starts_with('(') && more.contains(char::is_alphanumeric)
                });
                let name = own.trim_start();
                let mut class = PartClass::Alias { kind, listed };
                if name.starts_with("DBA ") {
                    self.to(behind - name.len() + "DBA ".len(), PartClass::LeadIn { stated: None });
                    class = PartClass::Alias { kind: AliasKind::DoingBusinessAs, listed };
                }
                let value = second.map_or(own, |(first, _)| first);
                let ends = behind - own.len() + second.map_or(own.len(), |(first, _)| first.len() + 1);
                self.to(ends, if value.contains(char::is_alphanumeric) { class } else { PartClass::Mark });
                listed = false;
                if second.is_none() {
                    break;
                }
            }
            let Some(next) = next else {
                return;
            };
            self.to(self.at + next.end - next.start, PartClass::LeadIn { stated: None });
            kind = next.kind;
        }
    }

    /// Addresses, joined by `; and`, by a bare `;`, by a line break, by `and` after the name of a country, and
    /// sometimes labelled.
    fn addresses(&mut self, end: usize) {
        let text = self.rest(end);
        let start = self.at;
        let mut parentheses = Parentheses::new(text);
        let mut label = label(text);
        for (at, byte) in text.bytes().enumerate() {
            let counts = match byte {
                b';' | b'\n' | b'(' | b')' => true,
                b' ' => text.as_bytes().get(at + 1) == Some(&b'a'),
                _ => false,
            };
            if !counts {
                continue;
            }
            while let Some((from, to)) = label.filter(|(from, _)| *from <= at) {
                self.to(start + from, PartClass::Address);
                self.to(start + to, PartClass::Mark);
                label = self::label(slice(text, to..text.len())).map(|(from, end)| (to + from, to + end));
            }
            let inside = parentheses.enter(at, byte);
            let so_far = || self.rest(start + at).trim_end();
            let ends = match byte {
                b';' => !inside,
                b'\n' => ends_address(so_far()),
                b' ' => {
                    !inside
                        && text.get(at..).is_some_and(|rest| rest.starts_with(" and ") || rest.starts_with(" and,"))
                        && ends_with_country(so_far())
                }
                _ => false,
            };
            if ends {
                self.to(start + at + 1, PartClass::Address);
            }
        }
        while let Some((from, to)) = label {
            self.to(start + from, PartClass::Address);
            self.to(start + to, PartClass::Mark);
            label = self::label(slice(text, to..text.len())).map(|(from, end)| (to + from, to + end));
        }
        self.to(end, PartClass::Address);
    }
}

/// The name that a text without lead-in and heading begins with.
pub(super) fn name(text: &str) -> &str {
    let (line, more) = line(text);
    let sentence = slice(line, 0..outside_parentheses(line, b';').next().unwrap_or(line.len()));
    let labels = LABELS.iter().filter(|_| sentence.contains(':')).filter_map(|label| sentence.find(label));
    let sentence = slice(sentence, 0..labels.min().unwrap_or(sentence.len()));
    let alone = more.is_empty() || !line.ends_with([',', '.', ':']);
    let enough = if alone { Enough::Comma } else { Enough::Nothing };
    slice(sentence, 0..border(sentence, enough).unwrap_or(sentence.len()))
}

/// The first line of a text, and what follows it.
fn line(text: &str) -> (&str, &str) {
    let found = memchr(b'\n', text.as_bytes());
    found.map_or((text, ""), |at| (slice(text, 0..at), slice(text, at + 1..text.len())))
}

/// The bullets of a list of so many aliases as are stated. Where the lines are as many, a dash within one of them is part of
/// the name: `—OOO Neft —Aktiv`.
fn bullets_as_stated(text: &str, stated: Option<u32>) -> Vec<usize> {
    let all: Vec<_> = marked(text).collect();
    let lines = || all.iter().filter(|(_, within)| !within).count();
    let all_open_names = stated.and_then(|stated| usize::try_from(stated).ok()).is_none_or(|stated| stated != lines());
    all.iter().filter(|(_, within)| all_open_names || !within).map(|(at, _)| *at).collect()
}

/// Whether a line ends an address: a line that ends within one (after a comma) goes on in the next.
fn ends_address(line: &str) -> bool {
    line.ends_with(['.', ';', ':']) || line.ends_with("and") || (!line.ends_with(',') && ends_with_country(line))
}

/// Where the next label begins and ends: "Alt Address:", "Addresses for Huawei Technologies Co., Ltd.:", "(Address 2)".
fn label(text: &str) -> Option<(usize, usize)> {
    static ADDRESS: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("Address"));
    let address = ADDRESS.find(text.as_bytes())?;
    if let Some(named) = text.get(address..)?.strip_prefix("Addresses for ") {
        return Some((address, text.len() - named.len() + named.find(": ")? + 1));
    }
    if let Some((before, numbered)) = text.split_once("(Address ")
        && let Some((number, rest)) = numbered.split_once(')')
        && number.chars().all(|c| c.is_ascii_digit())
    {
        return Some((before.len(), text.len() - rest.len()));
    }
    text.match_indices("Address").find_map(|(address, _)| {
        let ends = LABELS.iter().filter_map(|label| {
            let at = address.checked_sub(label.find("Address")?)?;
            text.get(at..)?.starts_with(label).then_some((at, at + label.len()))
        });
        ends.min()
    })
}
