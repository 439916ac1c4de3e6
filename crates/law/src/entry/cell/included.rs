//! Bodies that a name announces in a line: `…, including two municipal bureaus: A; and B. 22 Stalin Street, Yining, China.`
//!
//! They are subordinates, as those below a heading of their own are. The number that is announced is that of the items, and
//! where neither says where the list ends, nothing is announced.

use std::ops::Range;

use super::punctuation::{bullets, is_wording, outside_parentheses, slice};
use super::view::SubordinateKind;
use super::words::{ends_with_country, opens_address};
use crate::law::canonical::is_dash;
use crate::law::text::number::cardinal;

pub(super) const INCLUDING: &str = " including ";

/// Subordinates that are announced in a line.
pub(super) struct Announced {
    /// The announcement or the mark before each.
    pub(super) openings: Vec<Range<usize>>,
    pub(super) kind: SubordinateKind,
    /// What stands before the addresses of all.
    pub(super) addresses: Option<Range<usize>>,
}

/// The announcement of a cell, and the items behind it.
pub(super) fn find(text: &str) -> Option<Announced> {
    text.match_indices(INCLUDING).find_map(|(at, _)| announced(text, at))
}

fn announced(text: &str, at: usize) -> Option<Announced> {
    let behind = text.get(at + INCLUDING.len()..)?;
    let (wording, list) = behind.split_once(':').filter(|(wording, _)| is_wording(wording))?;
    let words = || wording.split([' ', ',']);
    let stated: u32 = words().filter_map(cardinal).sum();
    let other = ["alias", "address"].iter().any(|other| wording.contains(other));
    let own = slice(text, 0..at).trim_end().trim_end_matches(',');
    if other || own.is_empty() || stated == 0 && !words().any(|word| word == "following") {
        return None;
    }
    let kind = match () {
        () if wording.contains("institut") => SubordinateKind::Institution,
        () if wording.contains("affiliate") => SubordinateKind::Affiliated,
        () => SubordinateKind::Subordinate,
    };
    let from = text.len() - list.len();
    let (items, end) = items(list, usize::try_from(stated).ok().filter(|stated| *stated > 0))?;
    let mut before = own.len();
    let mut openings = Vec::new();
    for item in items {
        let name = slice(list, item.clone());
        let name = name.trim_start().trim_start_matches(|c| is_dash(c) || c == ' ');
        let name = name.strip_prefix("and ").unwrap_or(name).trim_start_matches(|c| is_dash(c) || c == ' ');
        openings.push(before..from + item.end - name.len());
        before = from + item.end - usize::from(name.ends_with(';'));
    }
    Some(Announced { openings, kind, addresses: end.map(|at| from + at..from + at + 1) })
}

/// The items of a list, and the blank before the address behind it.
fn items(list: &str, stated: Option<usize>) -> Option<(Vec<Range<usize>>, Option<usize>)> {
    let mut starts: Vec<usize> = bullets(list).collect();
    if starts.is_empty() {
        starts = std::iter::once(0).chain(outside_parentheses(list, b';').map(|at| at + 1)).collect();
    }
    let end_of = |index: usize| starts.get(index + 1).copied().unwrap_or(list.len());
    let closes = |index: usize| {
        let start = starts.get(index).copied()?;
        sentences(slice(list, start..end_of(index))).find(|(_, rest)| opens_address(rest)).map(|(at, _)| start + at)
    };
    let tail = match stated {
        Some(stated) => stated.checked_sub(1)?,
        None => (0..starts.len()).find(|index| closes(*index).is_some()).unwrap_or(starts.len() - 1),
    };
    // A town that nobody knows, before a country.
    let of_country = || {
        let start = starts.get(tail).copied()?;
        let in_country = |rest: &str| rest.contains(',') && ends_with_country(rest.trim_end_matches(['.', ' ']));
        sentences(slice(list, start..list.len())).find(|(_, rest)| in_country(rest)).map(|(at, _)| start + at)
    };
    let whole = |range: &Range<usize>| slice(list, range.clone()).contains(char::is_alphanumeric);
    let (first, end) = ((0..tail).find_map(closes), closes(tail).or_else(of_country));
    if starts.len() <= tail || first.is_some() || end.is_none() && starts.len() > tail + 1 {
        return None;
    }
    let mut items: Vec<_> = (0..tail).map(|index| starts.get(index).copied().unwrap_or(0)..end_of(index)).collect();
    items.push(starts.get(tail).copied()?..end.unwrap_or(list.len()));
    items.iter().all(whole).then_some((items, end))
}

/// What stands behind a full stop or a line break, and where they end.
fn sentences(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.char_indices().filter_map(|(at, c)| {
        let stop = c == '\n' || c == ' ' && slice(text, 0..at).ends_with('.');
        stop.then(|| (at, slice(text, at + 1..text.len())))
    })
}
