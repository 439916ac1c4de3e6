//! Noise of the sources: between two captures with no rule between them, bytes differ and nothing has changed. And its
//! opposite: the smallest change of substance is never taken for noise. On the fixtures, and on the
//! real lists.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::Test;
use crate::needs::corpus;
use crate::support::{NEW_LIST, OLD_LIST, text};
use earwatch_law::diff::frame::{self, Change};
use earwatch_law::diff::{self, Class, ListDiff};
use earwatch_law::list::ecfr;
use earwatch_law::list::state::{ListState, State};

fn fixtures() -> [String; 2] {
    [OLD_LIST, NEW_LIST].map(text)
}

fn real() -> [String; 2] {
    ["ecfr/supplement-4_2023-12-06.xml", "ecfr/part-744_2026-07-23.xml"]
        .map(|name| std::fs::read_to_string(corpus(name)).unwrap())
}

/// A sequence of numbers without a pattern, the same for the same seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }

    fn one_of<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

/// A piece of XML: a tag, a reference, or a character of text.
fn pieces(xml: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = xml;
    while let Some(first) = rest.chars().next() {
        let end = match first {
            '<' => rest.find('>').map_or(rest.len(), |at| at + 1),
            '&' => rest.find(';').map_or(rest.len(), |at| at + 1),
            c => c.len_utf8(),
        };
        let (piece, after) = rest.split_at(end);
        pieces.push(piece);
        rest = after;
    }
    pieces
}

fn is_digit(piece: Option<&&str>) -> bool {
    piece.is_some_and(|piece| piece.chars().all(|c| c.is_ascii_digit()))
}

/// Which pieces stand in cells and paragraphs.
fn in_text(pieces: &[&str]) -> Vec<bool> {
    let mut inside = false;
    let mut all = Vec::new();
    for piece in pieces {
        let opens = piece.starts_with("<TD") || piece.starts_with("<P>") || piece.starts_with("<P ");
        inside = opens || inside && *piece != "</TD>" && *piece != "</P>";
        all.push(inside && !opens);
    }
    all
}

#[derive(Debug, Clone, Copy)]
enum Noise {
    Blank,
    LineBreak,
    Dash,
    Quote,
    And,
    Stop,
    Comma,
}

const NOISE: [Noise; 7] =
    [Noise::Blank, Noise::LineBreak, Noise::Dash, Noise::Quote, Noise::And, Noise::Stop, Noise::Comma];

/// Another layout of the tables, footnotes and introductory text, one site in `every`; and at how many sites.
fn noisy(xml: &str, kinds: &[Noise], every: usize, chance: &mut Chance) -> (String, usize) {
    let pieces = pieces(xml);
    let inside = in_text(&pieces);
    let mut out = String::with_capacity(xml.len());
    let mut sites = 0;
    let mut at = 0;
    while at < pieces.len() {
        let piece = pieces[at];
        let (before, after) = (at.checked_sub(1).map(|at| &pieces[at]), pieces.get(at + 1));
        let between_digits = is_digit(before) && is_digit(after);
        let word: String = pieces.iter().skip(at).take(3).copied().collect();
        let noise = kinds[chance.below(kinds.len())];
        let other = match (noise, piece) {
            _ if !inside[at] => None,
            (Noise::Blank, " ") => Some(chance.one_of(&["\u{a0}", "\u{2009}", "\u{2003}", "  ", "\n", "\t"])),
            (Noise::LineBreak, "<br/>" | "<br></br>") => Some(chance.one_of(&[" ", "<br/> <br/>", "<br/>\n", "\n"])),
            (Noise::LineBreak, " ") => Some("<br/>"),
            (Noise::Dash, "-" | "–" | "—" | "&#x2014;" | "&#x2013;") => {
                Some(chance.one_of(&["-", "–", "—", "\u{2010}", "\u{2011}", "\u{2212}", "\u{2015}"]))
            }
            (
                Noise::Quote,
                "'" | "’" | "‘" | "`" | "“" | "”" | "\"" | "&#x2019;" | "&#x2018;" | "&#x201C;" | "&#x201D;",
            ) => Some(chance.one_of(&["'", "’", "‘", "“", "”", "\""])),
            (Noise::And, "a" | "A") if matches!(word.as_str(), "and" | "And") => {
                Some(if piece == "a" { "A" } else { "a" })
            }
            (Noise::Stop, "." | ";") if !between_digits => Some(chance.one_of(&["", ".", ";", ".;"])),
            (Noise::Stop, ")") => Some(chance.one_of(&[".)", ")."])),
            (Noise::Comma, ",") if !between_digits => Some(chance.one_of(&["", ",,", " ,", ";"])),
            (Noise::Comma, " ") if before.is_some_and(|piece| piece.chars().all(char::is_alphabetic)) => Some(", "),
            _ => None,
        };
        match other {
            Some(other) if other != piece && chance.below(every) == 0 => {
                out.push_str(other);
                sites += 1;
            }
            _ => out.push_str(piece),
        }
        at += 1;
    }
    (out, sites)
}

fn state(xml: &str) -> State {
    State::of_published(ecfr::read(xml).unwrap_or_else(|error| panic!("{error}")).0)
}

fn difference(old: &State, new: &State) -> Vec<ListDiff> {
    let entries = |list: &ListState| list.entries.values().map(Arc::clone).collect();
    let compare = |(list, old)| {
        let new = &new.lists[list];
        let matched = diff::pairs::by_content(entries(old), entries(new));
        ListDiff { texts: frame::compare(*list, (old, new), &matched, false), ..diff::compare(*list, matched) }
    };
    old.lists.iter().map(compare).collect()
}

fn noise_is_editorial() {
    is_editorial(&fixtures(), &NOISE.chunks(1).collect::<Vec<_>>());
}

/// All kinds together: real lists take long.
fn noise_is_editorial_in_real_lists() {
    is_editorial(&real(), &[&NOISE]);
}

fn is_editorial(lists: &[String], kinds: &[&[Noise]]) {
    let mut total = 0;
    for (which, xml) in lists.iter().enumerate() {
        let old = state(xml);
        for (kinds, every) in kinds.iter().flat_map(|kinds| [2, 40].map(|every| (kinds, every))) {
            let (changed, sites) = noisy(xml, kinds, every, &mut Chance(7 + every as u64));
            total += sites;
            for diff in difference(&old, &state(&changed)) {
                let told: Vec<_> = diff
                    .added
                    .iter()
                    .map(|entry| format!("added {} | {}", entry.country, entry.cells.entity))
                    .chain(
                        diff.removed.iter().map(|entry| format!("removed {} | {}", entry.country, entry.cells.entity)),
                    )
                    .chain(diff.changed.iter().map(|changed| {
                        let fields = changed.fields.iter().map(|field| format!("{field:?}"));
                        format!("changed {}: {}", changed.new.name(), fields.collect::<Vec<_>>().join("; "))
                    }))
                    .chain(
                        diff.editorial
                            .iter()
                            .filter(|changed| changed.classes != [Class::Editorial])
                            .map(|changed| format!("{}: {:?}", changed.new.name(), changed.fields)),
                    )
                    .chain(
                        diff.texts
                            .iter()
                            .filter(|text| !matches!(text.change, Change::Editorial { .. }))
                            .map(|text| format!("{text:?}")),
                    )
                    .collect();
                assert!(
                    told.is_empty(),
                    "list {which}, {kinds:?} at one site in {every}: {} told\n{}",
                    told.len(),
                    told.iter().take(6).cloned().collect::<Vec<_>>().join("\n")
                );
            }
        }
    }
    assert!(total > 1_000, "{total} sites");
}

#[derive(Debug, Clone, Copy)]
enum Substance {
    Letter,
    Digit,
    Regrouped,
    Mark,
    Word,
}

/// The row with one change of substance at a site by chance; `None` where it has no such site.
fn altered(row: &str, what: Substance, chance: &mut Chance) -> Option<String> {
    let pieces = pieces(row);
    let inside = in_text(&pieces);
    let cell_of: Vec<usize> = pieces
        .iter()
        .scan(0, |cells, piece| {
            *cells += usize::from(piece.starts_with("<TD"));
            Some(*cells)
        })
        .collect();
    let letters = |at: usize| pieces.get(at).is_some_and(|piece| piece.chars().all(char::is_alphabetic));
    let site = |at: &usize| {
        let (piece, before, after) = (pieces[*at], pieces.get(at.wrapping_sub(1)), pieces.get(at + 1));
        inside[*at]
            && cell_of[*at] > 1
            && match what {
                Substance::Letter => letters(*at),
                Substance::Digit => is_digit(Some(&piece)),
                Substance::Regrouped => {
                    is_digit(Some(&piece)) && is_digit(after) || piece == "-" && is_digit(before) && is_digit(after)
                }
                Substance::Mark => piece == "<sup>" && is_digit(after),
                Substance::Word => {
                    piece == " " && letters(at + 1) && letters(at + 2) && letters(at + 3) && letters(at + 4)
                }
            }
    };
    let sites: Vec<usize> = (0..pieces.len()).filter(site).collect();
    if sites.is_empty() {
        return None;
    }
    let at = sites[chance.below(sites.len())];
    let mut new: Vec<&str> = pieces.clone();
    match what {
        Substance::Letter => new[at] = if "xX".contains(pieces[at]) { "y" } else { "x" },
        Substance::Digit => new[at] = if pieces[at] == "7" { "8" } else { "7" },
        Substance::Regrouped if pieces[at] == "-" => new[at] = "",
        Substance::Regrouped => new.insert(at + 1, " "),
        Substance::Mark => new[at + 1] = if pieces[at + 1] == "4" { "3" } else { "4" },
        Substance::Word => {
            let end = (at + 1..=pieces.len()).find(|at| !letters(*at)).unwrap();
            new[at + 1..end].fill("");
        }
    }
    Some(new.concat())
}

fn the_smallest_change_of_substance_is_no_noise() {
    is_substance(&fixtures(), 3);
}

fn the_smallest_change_of_substance_is_no_noise_in_real_lists() {
    is_substance(&real(), 9);
}

/// One row in `every`.
fn is_substance(lists: &[String], every: usize) {
    let mut total = 0;
    for (which, xml) in lists.iter().enumerate() {
        let old = state(xml);
        let kinds = [Substance::Letter, Substance::Digit, Substance::Regrouped, Substance::Mark, Substance::Word];
        for (kind, seed) in kinds.into_iter().flat_map(|kind| [1, 2, 3].map(|seed| (kind, seed))) {
            let mut chance = Chance(seed);
            let mut sites = 0;
            let mut changed = String::new();
            for row in xml.split_inclusive("</TR>") {
                // A row without citation is a part of its neighbour.
                let cited = row.rsplit_once("<TD").is_some_and(|(_, cell)| cell.contains(" FR "));
                let other = (cited && chance.below(every) == 0).then(|| altered(row, kind, &mut chance)).flatten();
                sites += usize::from(other.is_some());
                changed.push_str(other.as_deref().unwrap_or(row));
            }
            total += sites;
            let diffs = difference(&old, &state(&changed));
            let mut seen = BTreeSet::new();
            for diff in &diffs {
                for changed in &diff.editorial {
                    assert!(changed.classes.contains(&Class::Citation), "list {which}, {kind:?}: {:?}", changed.fields);
                }
                let both = diff.changed.iter().chain(&diff.editorial).map(|changed| changed.new.id);
                seen.extend(both.chain(diff.added.iter().map(|entry| entry.id)).map(|id| (diff.list, id)));
            }
            assert_eq!(seen.len(), sites, "list {which}, {kind:?}");
        }
    }
    assert!(total > 100, "{total} sites");
}

pub(crate) const TESTS: &[Test] = tests![
    noise_is_editorial,
    noise_is_editorial_in_real_lists,
    the_smallest_change_of_substance_is_no_noise,
    the_smallest_change_of_substance_is_no_noise_in_real_lists,
];
