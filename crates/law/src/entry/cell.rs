//! What an Entity cell says: name, aliases, addresses, cross-references, subordinates.
//!
//! In: the flattened text of a cell, `Joint Stock Company Dux, a.k.a., the following two aliases:\n—AO DUKS; and\n—Dux,
//! JSC.\n8 Pravdy Street, Moscow, 125040, Russia.` Out: an [`EntityView`]. The cell stays authoritative; the view is a
//! judgement beside it, in which every letter and digit of the cell finds its place.

use std::borrow::Cow;

use memchr::memchr_iter;
use unicode_normalization::UnicodeNormalization;

use crate::law::canonical::{self, canonical, is_dash, same_marks_and_numbers};
use cut::{Part, PartClass, cut};
use punctuation::{trim, value, without_brackets};

mod border;
mod cut;
mod headings;
mod included;
mod lead_ins;
mod punctuation;
#[cfg(test)]
mod tests;
mod view;
mod vocabulary;
mod words;

pub use view::{Alias, AliasCount, AliasKind, EntityView, Subordinate, SubordinateKind};
pub use words::{Nature, nature};

/// Reads an Entity cell: line breaks as `\n`, other white space collapsed, typographic markup flattened.
pub fn parse(cell: &str) -> EntityView {
    let mut reader = Reader { cell, view: EntityView::default(), at: 0, open: None, begun: Vec::new() };
    for part in cut(cell) {
        reader.read(&part);
        reader.at += part.text.len();
    }
    reader.close();
    let mut view = reader.view;
    if let Some(own) = headings::headed(&view.name) {
        // The name stays whole: amendments quote it so, and the body above has an entry of its own.
        let (name, text) = (own.to_owned(), own.to_owned());
        view.subordinates.push(Subordinate { name, text, ..Subordinate::new(SubordinateKind::Institution) });
    }
    view
}

/// Makes the view of the parts of a cell.
struct Reader<'a> {
    cell: &'a str,
    view: EntityView,
    /// Where the next part begins.
    at: usize,
    /// The subordinate that is open, and where its text begins.
    open: Option<(Subordinate, usize)>,
    /// The values that may go on behind something in parentheses, the innermost last.
    begun: Vec<Begun<'a>>,
}

/// A value as far as it is printed.
struct Begun<'a> {
    class: PartClass,
    depth: u8,
    text: Cow<'a, str>,
    /// Its place among the aliases or addresses, once it has one.
    index: Option<usize>,
}

impl<'a> Reader<'a> {
    fn read(&mut self, part: &Part<'a>) {
        match part.class {
            PartClass::Mark => {}
            PartClass::LeadIn { stated } => {
                if let (Some(stated), None, None) = (stated, &self.open, self.view.alias_count) {
                    self.view.alias_count = Some(AliasCount { stated, found: 0 });
                }
            }
            PartClass::CrossReference => self.view.cross_references.push(value(part.text)),
            PartClass::Shared => self.close(),
            PartClass::Subordinate(kind) => {
                self.close();
                self.open = Some((Subordinate::new(kind), self.at + part.text.len()));
            }
            PartClass::Name | PartClass::Alias { .. } | PartClass::Address => self.value(part),
        }
    }

    fn value(&mut self, part: &Part<'a>) {
        let Part { class, text, depth, continues } = *part;
        let goes_on = |begun: &Begun<'_>| {
            begun.depth < depth
                || (begun.depth == depth && begun.class == class && (continues || class == PartClass::Name))
        };
        while self.begun.pop_if(|begun| !goes_on(begun)).is_some() {}
        let mut begun = match self.begun.pop_if(|begun| begun.depth == depth) {
            Some(begun) => Begun { text: begun.text + if continues { "" } else { " " } + text, ..begun },
            None => Begun { class, depth, text: Cow::Borrowed(text), index: None },
        };
        let counts = depth == 0 && self.open.is_none();
        let (name, aliases, addresses) = match &mut self.open {
            Some((open, _)) => (&mut open.name, &mut open.aliases, &mut open.addresses),
            None => (&mut self.view.name, &mut self.view.aliases, &mut self.view.addresses),
        };
        let value = value(&begun.text);
        let said = value.contains(char::is_alphanumeric);
        let index = begun.index;
        match class {
            PartClass::Name => *name = value,
            PartClass::Alias { kind, listed } if said => {
                begun.index = Some(put(aliases, index, Alias { kind, name: value }));
                if let Some(count) = self.view.alias_count.as_mut().filter(|_| listed && counts && index.is_none()) {
                    count.found += 1;
                }
            }
            PartClass::Address if said => begun.index = Some(put(addresses, index, without_brackets(value))),
            _ => {}
        }
        self.begun.push(begun);
    }

    /// Closes the subordinate that is open.
    fn close(&mut self) {
        self.begun.clear();
        if let Some((mut open, from)) = self.open.take() {
            trim(self.cell.get(from..self.at).unwrap_or_default()).clone_into(&mut open.text);
            if !open.text.is_empty() {
                self.view.subordinates.push(open);
            }
        }
    }
}

/// Puts a value in its place, or behind the others; returns its place.
fn put<T>(values: &mut Vec<T>, index: Option<usize>, value: T) -> usize {
    match index.and_then(|index| values.get_mut(index)) {
        Some(place) => *place = value,
        None => values.push(value),
    }
    index.unwrap_or(values.len() - 1)
}

/// Whether a cell without further columns heads institutions of another body than the entry above: `The following
/// eight subordinate institutions of Aero-Engine Company of China:`.
pub fn heads_institutions_of_another(part: &str, above: &str) -> bool {
    headings::head_another(part, above)
}

/// Whether a cell without further columns begins with a name of its own, `Fir Co., 6 Road, Tehran`, and so may be an
/// entry that lost them rather than a part of the entry above.
pub fn begins_with_name(part: &str, above: &str) -> bool {
    let name = cut::name(part);
    let continues = part.starts_with(|c: char| is_dash(c) || c.is_lowercase()) || above.trim_end().ends_with(':');
    !continues && !words::opens_address(name) && name.split_whitespace().any(words::is_legal_form)
}

/// Whether a cell begins with a quoted name, letters and digits compared, up to punctuation that can end a name: for
/// matching an instruction's name where the border between name and address is uncertain. `Gamma` does not begin
/// `Gamma Ltd., Beijing`.
pub fn starts_with_name(cell: &str, name: &str) -> bool {
    let Some(rest) = after_words(cell, name) else {
        return false;
    };
    let (gap, next) = rest.split_at(rest.find(char::is_alphanumeric).unwrap_or(rest.len()));
    let lead_in = ["a.k.a", "f.k.a", "d.b.a", "n.k.a"].iter().any(|lead_in| next.starts_with(lead_in));
    next.is_empty() || lead_in || gap.contains([',', ';', ':', '\n', '(', '—'])
}

/// Whether a cell begins with other names, an address or a rest of something, and so lost the name that it is of.
pub(crate) fn lacks_name(cell: &str) -> bool {
    let rest = cell.starts_with(|c: char| is_dash(c) || matches!(c, ',' | ';' | ':' | ')' | '.'));
    let Some(line) = cell.lines().next().filter(|_| !rest) else {
        return true;
    };
    let has_number = line.split(' ').take(2).any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    lead_ins::begins(line) || has_number && line.contains(',') && words::is_numbered_address(cut::name(line))
}

/// Whether a line begins with a house in a street, or a numbered room.
pub(crate) fn begins_with_address(line: &str) -> bool {
    let part = line.split(',').next().unwrap_or_default();
    line.contains(',') && words::is_numbered_address(part)
}

/// Whether a cell without subordinates goes on with another entity behind a sentence that ends an address: `Lyon,
/// France.Birch SA, Brest`.
pub(crate) fn holds_two(cell: &str) -> bool {
    let behind_country = |at: usize| {
        // Most stops have a blank or the end behind them.
        cell.as_bytes().get(at + 1).is_some_and(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()) && {
            let (before, after) = (cell.get(..at).unwrap_or_default(), cell.get(at + 1..).unwrap_or_default());
            after.starts_with(char::is_uppercase) && before.contains(',') && words::ends_with_country(before)
        }
    };
    if memchr_iter(b'.', cell.as_bytes()).any(behind_country) {
        return true;
    }
    let mut lines = cell.lines();
    let mut above = lines.next().unwrap_or_default();
    lines.any(|line| {
        let ended = above.ends_with('.') && line.contains(',') && words::ends_with_country(above);
        above = line;
        ended && begins_with_name(line, "")
    })
}

/// Whether an instruction's name can be that of a cell whose parsed name is another: the cell begins with it, and the
/// border between name and address was found within it. `Gamma` is not `Gamma (Hong Kong) Ltd.`.
pub fn can_be_named(cell: &str, parsed: &str, name: &str) -> bool {
    starts_with_name(cell, name) && canonical(name).starts_with(&canonical(parsed))
}

/// Whether two names are the same but for the words of their legal form: `Aster Ltd.` and `Aster Limited`.
pub fn differ_in_form_only(a: &str, b: &str) -> bool {
    let (a, b) = (without_form(a), without_form(b));
    !a.is_empty() && a == b
}

/// A name without the words of its legal form, by letters and digits.
pub fn without_form(name: &str) -> String {
    name.split_whitespace().filter(|word| !words::is_legal_form(word)).map(canonical).collect()
}

/// Whether a cell begins with a quoted name up to the end of a word. `Gamma` begins `Gamma Ltd., Beijing` so; that is
/// enough only together with other evidence.
pub fn starts_with_words(cell: &str, name: &str) -> bool {
    after_words(cell, name).is_some()
}

/// The characters after a name that begins a cell and ends with a word.
fn after_words(cell: &str, name: &str) -> Option<String> {
    let name: String = folded(name).collect();
    let mut cell = folded(cell);
    let mut begin = String::new();
    for expected in name.chars().filter(|c| c.is_alphanumeric()) {
        let mut passed = cell.by_ref().inspect(|c| begin.push(*c));
        if passed.find(|c| c.is_alphanumeric()) != Some(expected) {
            return None;
        }
    }
    let rest: String = cell.take(12).collect();
    let whole = !begin.is_empty() && !rest.starts_with(char::is_alphanumeric);
    (whole && same_marks_and_numbers(&begin, name.trim_end_matches('^'))).then_some(rest)
}

fn folded(text: &str) -> impl Iterator<Item = char> + '_ {
    text.nfkc().flat_map(char::to_lowercase)
}

/// Whether an address is written in an entry's cell so, in full or from one of its commas to another.
pub fn has_address(addresses: &[String], written: &str) -> bool {
    let part = |part: &str| canonical::key(part.trim());
    let parts = |text: &str| text.trim_end_matches('.').split(',').map(part).collect::<Vec<_>>();
    let written = parts(written);
    let within = |address: &String| parts(address).windows(written.len()).any(|run| run == written);
    addresses.iter().any(within)
}
