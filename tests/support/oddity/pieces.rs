//! Pieces of a rule: its rows, cells, orders, words, and one of them changed.

use crate::support::random::Random;

pub(super) const STARS: &str = "<ROW RUL=\"s\"><ENT I=\"28\">*         *         *         *         *</ENT></ROW>";

pub(super) fn changed(before: &str, after: &str) -> Option<String> {
    (before != after).then(|| after.to_owned())
}

pub(super) fn any_element(mut random: Random) -> &'static str {
    ["ENT", "AMDPAR"][random.below(2)]
}

/// A text in pieces: those between `from` and `to`, both included, and what is around them.
pub(super) fn split(text: &str, from: &str, to: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(from) {
        let Some(end) = rest[start..].find(to).map(|end| start + end + to.len()) else {
            break;
        };
        pieces.push(rest[..start].to_owned());
        pieces.push(rest[start..end].to_owned());
        rest = &rest[end..];
    }
    pieces.push(rest.to_owned());
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

pub(super) fn cut(text: &str, from: &str, to: &str) -> Option<String> {
    let (before, rest) = text.split_once(from)?;
    let (_, after) = rest.split_once(to)?;
    Some(format!("{before}{after}"))
}

/// What stands before the first row, the rows, and what stands behind them.
pub(super) fn table(rule: &str) -> Option<(&str, &str, &str)> {
    let start = rule.find("<ROW")?;
    let end = rule.rfind("</GPOTABLE>")?;
    Some((&rule[..start], &rule[start..end], &rule[end..]))
}

/// Changes one of the places where `what` stands.
pub(super) fn at(
    rule: &str,
    random: &mut Random,
    what: &str,
    change: impl Fn(&str, &mut Random) -> String,
) -> Option<String> {
    let places: Vec<_> = rule.match_indices(what).map(|(at, _)| at).collect();
    let place = *places.get(random.below(places.len()))?;
    let new = change(what, random);
    Some(format!("{}{new}{}", &rule[..place], &rule[place + what.len()..]))
}

pub(super) fn at_row(rule: &str, random: &mut Random, begin: &str, change: impl Fn(&str) -> String) -> Option<String> {
    let mut pieces = split(rule, "<ROW", "</ROW>");
    let places: Vec<_> = (0..pieces.len()).filter(|at| pieces[*at].starts_with(begin)).collect();
    let at = *places.get(random.below(places.len()))?;
    pieces[at] = change(&pieces[at]);
    Some(pieces.concat())
}

pub(super) fn at_element(rule: &str, random: &mut Random, from: &str, to: &str, with: &str) -> Option<String> {
    let mut pieces = split(rule, from, to);
    let places: Vec<_> =
        (0..pieces.len()).filter(|at| pieces[*at].starts_with(from) && pieces[*at].contains(with)).collect();
    pieces.remove(*places.get(random.below(places.len()))?);
    Some(pieces.concat())
}

/// A row of an entry: five cells, none of which is a head.
pub(super) fn is_entry(piece: &str) -> bool {
    piece.starts_with("<ROW")
        && piece.matches("<ENT").count() == 5
        && !piece.contains(">Country</ENT>")
        && piece.contains(" FR ")
}

pub(super) fn is_continuation(piece: &str) -> bool {
    piece.starts_with("<ROW") && piece.matches("<ENT").count() == 2 && !piece.contains('*')
}

pub(super) fn on_entry(
    rule: &str,
    random: &mut Random,
    change: impl Fn(&str, &mut Random) -> Option<String>,
) -> Option<String> {
    let mut pieces = split(rule, "<ROW", "</ROW>");
    let places: Vec<_> = (0..pieces.len()).filter(|at| is_entry(&pieces[*at])).collect();
    let at = *places.get(random.below(places.len()))?;
    pieces[at] = change(&pieces[at], random).filter(|new| *new != pieces[at])?;
    Some(pieces.concat())
}

/// Each row of an entry with the country above it.
pub(super) fn each_entry(rule: &str, mut change: impl FnMut(&str, &str) -> Option<String>) -> Option<String> {
    let mut country = String::new();
    let mut out = String::new();
    for piece in split(rule, "<ROW", "</ROW>") {
        if let Some((_, rest)) = piece.split_once("<ENT I=\"01\">").filter(|_| piece.starts_with("<ROW")) {
            rest.split("</ENT>").next()?.trim().clone_into(&mut country);
        }
        out.push_str(&if is_entry(&piece) { change(&piece, &country)? } else { piece });
    }
    Some(out)
}

/// Changes the entity cell of an entry, and puts rows behind the entry.
pub(super) fn in_entity(
    rule: &str,
    random: &mut Random,
    change: impl Fn(&str, &mut Random) -> Option<(String, String)>,
) -> Option<String> {
    on_entry(rule, random, |row, random| {
        let mut pieces = split(row, "<ENT", "</ENT>");
        let at = (0..pieces.len()).filter(|at| pieces[*at].starts_with("<ENT")).nth(1)?;
        let (cell, below) = change(&pieces[at], random)?;
        pieces[at] = cell;
        Some(format!("{}{below}", pieces.concat()))
    })
}

/// Changes a cell of a row that is no stub.
pub(super) fn in_cell(
    row: &str,
    random: &mut Random,
    change: impl Fn(&str, &mut Random) -> Option<String>,
) -> Option<String> {
    let mut pieces = split(row, "<ENT", "</ENT>");
    let cells: Vec<_> = (0..pieces.len()).filter(|at| pieces[*at].starts_with("<ENT>")).collect();
    let at = *random.choose_any(&cells)?;
    pieces[at] = change(&pieces[at], random)?;
    Some(pieces.concat())
}

/// The texts of the cells of a row that are no stub.
pub(super) fn cells(row: &str) -> Vec<String> {
    let pieces = split(row, "<ENT>", "</ENT>").into_iter();
    let texts = pieces.filter_map(|piece| Some(piece.strip_prefix("<ENT>")?.strip_suffix("</ENT>")?.to_owned()));
    texts.collect()
}

/// Changes the requirement or the policy of an entry.
pub(super) fn on_column(
    rule: &str,
    random: &mut Random,
    change: impl Fn(&str, &mut Random) -> Option<String>,
) -> Option<String> {
    on_entry(rule, random, |row, random| {
        let mut pieces = split(row, "<ENT>", "</ENT>");
        let columns: Vec<_> = (0..pieces.len()).filter(|at| pieces[*at].starts_with("<ENT>")).collect();
        let at = *columns.get(1 + random.below(2))?;
        let text = pieces[at].strip_prefix("<ENT>")?.strip_suffix("</ENT>")?.to_owned();
        pieces[at] = format!("<ENT>{}</ENT>", change(&text, random)?);
        Some(pieces.concat())
    })
}

/// Places between two letters of a word, outside of markup.
pub(super) fn within_words(text: &str) -> Vec<usize> {
    let places = plain(text);
    let letter = |at: usize| text[at..].starts_with(|c: char| c.is_ascii_alphabetic());
    let pairs = places.windows(2).filter(|pair| pair[1] == pair[0] + 1 && letter(pair[0]) && letter(pair[1]));
    pairs.map(|pair| pair[1]).collect()
}

/// Changes a name between quotation marks.
pub(super) fn in_quotation(rule: &str, random: &mut Random, change: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut pieces = split(rule, "“", "”");
    let places: Vec<_> = (0..pieces.len()).filter(|at| pieces[*at].starts_with('“')).collect();
    let at = *places.get(random.below(places.len()))?;
    let name = pieces[at].trim_start_matches('“').trim_end_matches('”');
    let new = change(name).filter(|new| new != name)?;
    pieces[at] = format!("“{new}”");
    Some(pieces.concat())
}

/// Changes the text of one element: a cell of an entry, or an order.
pub(super) fn inside(
    rule: &str,
    random: &mut Random,
    element: &str,
    change: impl Fn(&str, &mut Random) -> Option<String>,
) -> Option<String> {
    let (open, close) = (format!("<{element}>"), format!("</{element}>"));
    let mut pieces = split(rule, &open, &close);
    let cell =
        |piece: &String| piece.starts_with(&open) && (element != "ENT" || piece.len() > 30) && !piece.contains("<AUTH");
    let places: Vec<_> = (0..pieces.len()).filter(|at| cell(&pieces[*at])).collect();
    let at = *places.get(random.below(places.len()))?;
    let text = pieces[at].strip_prefix(&open)?.strip_suffix(&close)?.to_owned();
    let new = change(&text, random).filter(|new| *new != text)?;
    pieces[at] = format!("{open}{new}{close}");
    Some(pieces.concat())
}

/// Bytes of a text that are outside of its markup and entities.
pub(super) fn plain(text: &str) -> Vec<usize> {
    let mut depth = 0;
    let mut out = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '<' | '&' => depth += 1,
            '>' | ';' if depth > 0 => depth -= 1,
            _ if depth == 0 => out.push(at),
            _ => {}
        }
    }
    out
}

pub(super) fn between_words(text: &str, random: &mut Random, what: &str) -> Option<String> {
    let blanks: Vec<_> = plain(text).into_iter().filter(|at| text[*at..].starts_with(' ')).collect();
    let at = *blanks.get(random.below(blanks.len()))?;
    Some(format!("{}{what}{}", &text[..at], &text[at + 1..]))
}

pub(super) fn in_word(text: &str, random: &mut Random, what: &str) -> Option<String> {
    let places: Vec<_> = plain(text)
        .windows(2)
        .filter(|pair| {
            let letter = |at: usize| text[at..].starts_with(char::is_alphabetic);
            pair[1] == pair[0] + 1 && letter(pair[0]) && letter(pair[1])
        })
        .map(|pair| pair[1])
        .collect();
    let at = *places.get(random.below(places.len()))?;
    Some(format!("{}{what}{}", &text[..at], &text[at..]))
}

/// A word between two blanks gets an element around it, which takes the blanks in.
pub(super) fn dressed(text: &str, random: &mut Random, [open, close, after]: [&str; 3]) -> Option<String> {
    let blanks: Vec<_> = plain(text).into_iter().filter(|at| text[*at..].starts_with(' ')).collect();
    let pairs: Vec<_> = blanks.windows(2).filter(|pair| !text[pair[0]..pair[1]].contains('<')).collect();
    let pair = *pairs.get(random.below(pairs.len()))?;
    let word = &text[pair[0] + 1..pair[1]];
    Some(format!("{}{open}{word}{close}{after}{}", &text[..pair[0]], &text[pair[1] + 1..]))
}

/// Without the stars beside a country.
pub(super) fn drop_inline_stars(rule: &str) -> String {
    let pieces = split(rule, "<ENT A=\"03\">", "</ENT>");
    pieces.into_iter().filter(|piece| !piece.starts_with("<ENT A=\"03\">")).collect()
}
