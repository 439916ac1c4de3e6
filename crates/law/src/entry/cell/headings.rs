//! Headings of bodies that an entry covers besides the entity itself.
//!
//! In: `…\n—NRIET.\nSubordinate institution\nNanjing Institute of Radio Technology.` Out: where each subordinate is opened,
//! of which kind it is, and what stands behind its heading. The text of a heading belongs to no name.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memchr;
use memchr::memmem::Finder;

use super::cut::PartClass;
use super::included::{self, Announced, INCLUDING};
use super::lead_ins;
use super::punctuation::{bullets, is_bullet, is_wording, slice, trim};
use super::view::SubordinateKind;
use super::words::opens_address;
use crate::law::canonical::{canonical, is_dash};
use crate::law::text::number::cardinal;

/// A heading, or the bullet or line break that opens one more item below it.
#[derive(Debug)]
pub(super) struct Heading {
    pub(super) range: Range<usize>,
    pub(super) class: PartClass,
    pub(super) then: Then,
}

/// What follows a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// A name, other names, addresses.
    Body,
    /// The words for what is meant, and nothing else.
    Name,
    /// Addresses of the body above.
    Addresses,
}

const SUBORDINATE: &str = "Subordinate ";
const DESCRIPTION: &str = ". This includes ";
const FACILITY: &str = "; and any ";
const ENTITIES: &str = "ntities:";
const INCLUDED: &str = "to include the following ";
const SHARED_ADDRESSES: &str = "The following addresses apply to ";

/// The headings of a cell, in its order.
pub(super) fn find(text: &str) -> Vec<Heading> {
    let [description, facility, subordinate, entities, included, including] = &*WORDINGS;
    let at = |wording: &Finder<'_>| wording.find(text.as_bytes());
    let announced = at(including).and_then(|_| included::find(text));
    let mut headings = if let Some(at) = at(description) {
        self::description(text, at)
    } else if let Some(at) = at(facility) {
        vec![opening(at..at + "; and ".len(), SubordinateKind::Facility)]
    } else if let Some(first) = at(subordinate).and_then(|_| institution(text, 0)) {
        institutions(text, first)
    } else if let Some(announced) = announced {
        let Announced { openings, kind, addresses } = announced;
        openings.into_iter().map(|range| opening(range, kind)).chain(addresses.map(shared)).collect()
    } else if at(entities).is_some() {
        self::entities(text)
    } else {
        Vec::new()
    };
    if at(included).is_some() {
        self::included(text, &mut headings);
    }
    headings
}

/// What cells are searched for, made ready once: that takes longer than to search a cell.
static WORDINGS: LazyLock<[Finder<'_>; 6]> =
    LazyLock::new(|| [DESCRIPTION, FACILITY, SUBORDINATE, ENTITIES, INCLUDED, INCLUDING].map(Finder::new));

fn opening(range: Range<usize>, kind: SubordinateKind) -> Heading {
    let then = if kind == SubordinateKind::Facility { Then::Name } else { Then::Body };
    Heading { range, class: PartClass::Subordinate(kind), then }
}

/// "Ministry …, including the Armed Forces …. This includes the national guard …. All addresses located in Belarus."
fn description(text: &str, at: usize) -> Vec<Heading> {
    let range = at..at + DESCRIPTION.len();
    let mut headings = vec![Heading { then: Then::Name, ..opening(range.clone(), SubordinateKind::Subordinate) }];
    if let Some(all) = slice(text, range.end..text.len()).find("All address") {
        let all = range.end + all;
        headings.push(shared(slice(text, 0..all).trim_end().len()..all));
    }
    headings
}

fn shared(range: Range<usize>) -> Heading {
    Heading { range, class: PartClass::Shared, then: Then::Addresses }
}

/// Where the next "Subordinate institution", in any of its spellings, heads a subordinate.
fn institution(text: &str, from: usize) -> Option<Range<usize>> {
    slice(text, from..text.len()).match_indices(SUBORDINATE).find_map(|(at, _)| {
        let start = from + at;
        let after = text.get(start + SUBORDINATE.len()..)?;
        let word = after.split([' ', '\n', ':']).next()?;
        let heading = word.strip_prefix("inst").or_else(|| word.strip_prefix("Inst"));
        let behind = after.get(word.len()..)?.trim_start_matches([' ', '\n', ':']);
        heading.is_some_and(is_wording).then_some(start..text.len() - behind.len())
    })
}

fn institutions(text: &str, first: Range<usize>) -> Vec<Heading> {
    let own = slice(text, 0..first.start);
    let mut headings = vec![opening(first, SubordinateKind::Institution)];
    let mut from = headings.last().map_or(0, |heading| heading.range.end);
    while let Some(next) = institution(text, from) {
        from = next.end;
        headings.push(opening(next, SubordinateKind::Institution));
    }
    let last = slice(text, from..text.len());
    let mut end = text.len();
    if let Some((before, apply)) = last.split_once(SHARED_ADDRESSES) {
        end = from + before.len();
        let wording = apply.split_once(':').filter(|(wording, _)| is_wording(wording));
        let addresses = wording.map_or(apply, |(_, addresses)| addresses);
        headings.push(shared(end..text.len() - addresses.len()));
    } else if let Some(at) = after_bullets(last)
        && after_bullets(own).is_none()
    {
        // The entity has no address before its subordinates: the addresses at the end are its own.
        end = from + at - 1;
        headings.push(shared(end..end + 1));
    }
    one_a_line(text, own, end, &mut headings);
    headings
}

/// Opens an institution at each line where the entity states as many institutions as there are lines and more than
/// there are headings: a heading may be missing between two (Aero-Engine Company of China).
fn one_a_line(text: &str, own: &str, end: usize, headings: &mut Vec<Heading>) {
    let stated = own.split_once("following ").and_then(|(_, rest)| rest.split_once(" subordinate "));
    let Some(stated) = stated.and_then(|(stated, _)| cardinal(stated)).and_then(|stated| usize::try_from(stated).ok())
    else {
        return;
    };
    let mut openings = Vec::new();
    let opened = headings.iter().filter(|heading| heading.class != PartClass::Shared);
    for (index, heading) in opened.enumerate() {
        let from = heading.range.end;
        let to = headings.get(index + 1).map_or(end, |next| next.range.start);
        let lines: Vec<_> = lines(text, from, to).collect();
        if lines.iter().any(|(start, line)| is_bullet(slice(text, *start..text.len())) || trim(line).is_empty()) {
            return;
        }
        openings.extend(lines.iter().skip(1).map(|(start, _)| *start));
    }
    let headed = headings.iter().filter(|heading| heading.class != PartClass::Shared).count();
    if headed < stated && headed + openings.len() == stated {
        headings.extend(openings.into_iter().map(|start| opening(start - 1..start, SubordinateKind::Institution)));
        headings.sort_by_key(|heading| heading.range.start);
    }
}

/// The lines of a range that are not blank, and where each begins.
fn lines(text: &str, from: usize, to: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut start = from;
    let lines = slice(text, from..to).split_inclusive('\n').map(move |line| {
        start += line.len();
        (start - line.len(), line)
    });
    lines.filter(|(_, line)| !line.trim().is_empty())
}

/// Where the line after the last bulleted one begins, if there is one.
fn after_bullets(text: &str) -> Option<usize> {
    let last = text.match_indices('\n').rfind(|(at, _)| is_bullet(text.get(at + 1..).unwrap_or_default()))?.0;
    let line = text.get(last + 1..)?;
    let from = last + 2 + line.find('\n')?;
    (!text.get(from..)?.trim().is_empty()).then_some(from)
}

/// "Affiliated entities:", "…; and the following four subordinate entities:", "The following Department of Atomic
/// Energy entities:".
fn entities(text: &str) -> Vec<Heading> {
    const AFFILIATED: &str = "Affiliated entities:";
    let (kind, heading) = if let Some(at) = text.find(AFFILIATED) {
        (SubordinateKind::Affiliated, at..at + AFFILIATED.len())
    } else if let Some((heading, _)) = text.split_once("ntities:")
        && let Some((before, announced)) = heading.rsplit_once("following ")
        && (before == "The " || is_wording(announced))
    {
        // Without a body above, the heading names the entry.
        let named = before == "The ";
        let start =
            if named { heading.len() + "ntities".len() } else { before.strip_suffix("the ").unwrap_or(before).len() };
        (SubordinateKind::Subordinate, start..heading.len() + "ntities:".len())
    } else {
        return Vec::new();
    };
    listed(text, heading, kind)
}

/// The items of a list: one a bullet, or one a line where there are no bullets; the bullets of an item's own aliases
/// belong to it.
fn listed(text: &str, heading: Range<usize>, kind: SubordinateKind) -> Vec<Heading> {
    let list = slice(text, heading.end..text.len());
    let mut starts: Vec<usize> = bullets(list).map(|at| heading.end + at).collect();
    let broken = list.match_indices('\n').map(|(at, _)| heading.end + at + 1);
    starts.extend(std::iter::once(heading.end).chain(broken).filter(|at| !is_bullet(slice(text, *at..text.len()))));
    starts.sort_unstable();
    starts.retain({
        let mut next = starts.clone().into_iter().skip(1).chain([text.len()]);
        move |start| next.next().is_some_and(|next| !slice(text, *start..next).trim().is_empty())
    });
    let bulleted = starts.first().is_some_and(|start| is_bullet(slice(text, *start..text.len())));
    let mut headings: Vec<Heading> = Vec::new();
    let mut aliases = 0_u32;
    for (index, &start) in starts.iter().enumerate() {
        let line = slice(text, start..starts.get(index + 1).copied().unwrap_or(text.len()));
        let bullet = is_bullet(line);
        let mut begins = bullet == bulleted && !(bullet && aliases > 0);
        if bullet && !begins {
            aliases = aliases.saturating_sub(1);
        }
        let before = slice(text, heading.end..start).trim_end();
        if index > 0
            && !bulleted
            && (before.ends_with([',', ':', ';']) || before.ends_with(" and") || opens_address(line))
        {
            begins = false;
        }
        if begins || index == 0 {
            let from = if index == 0 { heading.start } else { heading.end + before.len() };
            let name = if begins { line.trim_start_matches(|c: char| is_dash(c) || c == ' ') } else { line };
            let facility = ["reactors", "facilities"].iter().any(|word| name.contains(word));
            let kind = if facility { SubordinateKind::Facility } else { kind };
            headings.push(opening(from..start + line.len() - name.len(), kind));
        }
        if let Some(lead_in) = lead_ins::find(line).filter(|lead_in| lead_in.listed) {
            aliases = lead_in.stated.unwrap_or(1);
        }
    }
    headings
}

/// "…, and to include the following addresses and the following 22 affiliated entities:", "…, to include the following
/// subordinate." What follows are addresses.
fn included(text: &str, headings: &mut Vec<Heading>) {
    for (at, wording) in text.match_indices(INCLUDED) {
        let announced = slice(text, at + wording.len()..text.len());
        let end = announced.find([':', '.']).filter(|end| is_wording(slice(announced, 0..*end)));
        if let Some(end) = end {
            let range = at..at + wording.len() + end + 1;
            if headings.iter().all(|other| other.range.end <= range.start || range.end <= other.range.start) {
                headings.push(Heading { range, class: PartClass::Mark, then: Then::Addresses });
            }
        }
    }
    headings.sort_by_key(|heading| heading.range.start);
}

/// The institution that a name heads with the body above it: "13th Institute (CETC 13) subordinate institution: Envoltek".
pub(super) fn headed(name: &str) -> Option<&str> {
    // Hardly any name has a colon, and a search for one letter is done at once.
    memchr(b':', name.as_bytes())?;
    name.split_once(" subordinate institution: ").map(|(_, own)| own)
}

/// "The following eight subordinate institutions of Aero-Engine Company of China:" below an entry of another body.
pub(super) fn head_another(part: &str, above: &str) -> bool {
    let bare = |word| str::trim_matches(word, |c: char| !c.is_alphanumeric());
    let words: Vec<_> = part.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect();
    let end = part.trim_end_matches(|c: char| !c.is_alphanumeric());
    let announces = part.strip_prefix(end).is_some_and(|end| end.contains(':'));
    let of = words.iter().position(|word| *word == "of");
    let (Some(["The", "following", .., what]), Some(["of", body @ ..]), true) =
        (of.and_then(|of| words.get(..of)), of.and_then(|of| words.get(of..)), announces)
    else {
        return false;
    };
    is_wording(what) && what.starts_with("inst") && !canonical(above).starts_with(&canonical(&body.concat()))
}
