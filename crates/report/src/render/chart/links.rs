//! Who sits with an entry, as a drawing: parties below one another on an axis, an arc for each pair that is linked.
//!
//! Each party has lines of its own for its name and the reason of its link, so that no label touches another, however many
//! there are; arcs are on the other side of the axis. The same links always give the same drawing.

use std::collections::BTreeMap;

use serde::Serialize;
use unicode_width::UnicodeWidthChar as _;

use super::drawing::WIDTH;
use crate::report::linked::{Bond, Edge, Linked, LinkedParty};
use earwatch_law::entry::EntryId;

/// A drawing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Graph {
    title: &'static str,
    /// What it shows, in a sentence.
    summary: String,
    height: f64,
    /// Where the axis is, and where labels begin.
    axis: f64,
    left: f64,
    nodes: Vec<Node>,
    arcs: Vec<Arc>,
    legend: Vec<Key>,
    has_gone: bool,
    /// What is left out.
    rest: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Node {
    y: f64,
    radius: f64,
    listed: bool,
    lines: Vec<Label>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Label {
    y: f64,
    text: String,
    mute: bool,
    strong: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Arc {
    path: String,
    tone: Tone,
}

/// What an arc looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Tone {
    Successor,
    Name,
    Address,
    Possible,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Key {
    tone: Tone,
    words: &'static str,
}

/// Parties that are drawn at most.
const MOST: usize = 20;
/// Lines of a name.
const NAME_LINES: usize = 2;
const AXIS: f64 = 84.0;
const LEFT: f64 = 98.0;
/// From the base of a line to that of the next one.
const LINE: f64 = 17.0;
/// Between two parties.
const GAP: f64 = 9.0;

impl Tone {
    fn of(edge: &Edge) -> Self {
        match edge.bond {
            _ if edge.suspicion.is_some() => Self::Successor,
            Bond::FormerName | Bond::SameName => Self::Name,
            Bond::SameBuilding | Bond::SameBox | Bond::SamePlace => Self::Address,
            Bond::PossiblySameBuilding => Self::Possible,
        }
    }

    fn in_words(self) -> &'static str {
        match self {
            Self::Successor => "may be the successor",
            Self::Name => "bears the same name",
            Self::Address => "sits at the same address",
            Self::Possible => "may sit in the same building",
        }
    }
}

/// The parties that are linked: the nearest first; of those as near, successors, then those of a name, then those of the
/// surest addresses.
pub fn nearest_first(linked: &Linked) -> Vec<&LinkedParty> {
    let mut strongest: BTreeMap<EntryId, (Tone, f64)> = BTreeMap::new();
    for edge in &linked.edges {
        for id in [edge.one, edge.other] {
            let (tone, score) = strongest.entry(id).or_insert((Tone::of(edge), edge.score));
            *tone = Tone::of(edge).min(*tone);
            *score = score.max(edge.score);
        }
    }
    let mut parties: Vec<&LinkedParty> =
        linked.parties.iter().filter(|party| strongest.contains_key(&party.id)).collect();
    let rank = |party: &LinkedParty| strongest.get(&party.id).copied().unwrap_or((Tone::Possible, 0.0));
    parties.sort_by(|a, b| {
        let ((tone_a, score_a), (tone_b, score_b)) = (rank(a), rank(b));
        (a.steps, tone_a).cmp(&(b.steps, tone_b)).then(score_b.total_cmp(&score_a)).then(a.id.cmp(&b.id))
    });
    parties
}

/// The links of a party with those that are nearer, the surest first.
pub fn surest_first(linked: &Linked, party: EntryId) -> Vec<&Edge> {
    let mut edges: Vec<&Edge> = linked.edges_to(party).collect();
    edges.sort_by(|a, b| Tone::of(a).cmp(&Tone::of(b)).then(b.score.total_cmp(&a.score)));
    edges
}

/// The drawing of links; none where there are none.
pub fn links(linked: &Linked) -> Option<Graph> {
    let mut parties = nearest_first(linked);
    if parties.is_empty() {
        return None;
    }
    let all = parties.len();
    parties.truncate(MOST);
    let mut bottom = 6.0;
    let mut heights: BTreeMap<EntryId, f64> = BTreeMap::new();
    let nodes: Vec<Node> = parties.iter().map(|party| Node::new(linked, party, &mut bottom)).collect();
    for (party, node) in parties.iter().zip(&nodes) {
        heights.insert(party.id, node.y);
    }
    let mut drawn: BTreeMap<(EntryId, EntryId), Tone> = BTreeMap::new();
    for edge in &linked.edges {
        let pair = (edge.one.min(edge.other), edge.one.max(edge.other));
        let tone = drawn.entry(pair).or_insert(Tone::of(edge));
        *tone = Tone::of(edge).min(*tone);
    }
    let arc = |(pair, tone): (&(EntryId, EntryId), &Tone)| {
        Some(Arc::new((*heights.get(&pair.0)?, *heights.get(&pair.1)?), *tone))
    };
    let arcs: Vec<Arc> = drawn.iter().filter_map(arc).collect();
    let mut tones: Vec<Tone> = arcs.iter().map(|arc| arc.tone).collect();
    tones.sort_unstable();
    tones.dedup();
    Some(Graph {
        title: "Who is linked with whom",
        summary: format!("{} parties and {} links; the table below says the same", nodes.len(), arcs.len()),
        height: bottom,
        axis: AXIS,
        left: LEFT,
        has_gone: nodes.iter().any(|node| !node.listed),
        nodes,
        legend: tones.into_iter().map(|tone| Key { tone, words: tone.in_words() }).collect(),
        arcs,
        rest: (all > MOST).then(|| {
            format!(
                "Drawn are the {MOST} nearest of {all} parties; {} more are left out here, and stand in the table.",
                all - MOST
            )
        }),
    })
}

impl Node {
    /// A party below what was drawn before, down to `bottom`.
    fn new(linked: &Linked, party: &LinkedParty, bottom: &mut f64) -> Self {
        let is_asked = party.steps == 0;
        let mut lines = Vec::new();
        let mut y = *bottom + 13.0;
        let first = y;
        for text in broken(&party.name, NAME_LINES) {
            lines.push(Label { y, text, mute: false, strong: is_asked });
            y += LINE;
        }
        let mut reasons: Vec<&str> = Vec::new();
        for edge in surest_first(linked, party.id).into_iter().filter(|_| !is_asked) {
            let words = edge.bond.in_words().split(';').next().unwrap_or_default();
            for reason in [Some(words), edge.suspicion.as_ref().map(|_| "successor?")].into_iter().flatten() {
                if !reasons.contains(&reason) {
                    reasons.push(reason);
                }
            }
        }
        let mut about = if is_asked { vec!["asked for"] } else { reasons };
        if !party.listed {
            about.push("not listed any more");
        }
        for text in broken(&about.join(", "), NAME_LINES) {
            lines.push(Label { y, text, mute: true, strong: false });
            y += LINE;
        }
        *bottom = y - LINE + 5.0 + GAP;
        Self { y: first - 4.0, radius: if is_asked { 6.0 } else { 4.5 }, listed: party.listed, lines }
    }
}

impl Arc {
    fn new((one, other): (f64, f64), tone: Tone) -> Self {
        // A curve reaches three quarters of the way to where its handles are.
        let handle = AXIS - (16.0 + (one - other).abs() * 0.3).min(106.0);
        Self { path: format!("M{AXIS} {one}C{handle:.1} {one} {handle:.1} {other} {AXIS} {other}"), tone }
    }
}

/// About how wide a letter is drawn, in a font without serifs of 12 units.
fn width(letter: char) -> f64 {
    match letter {
        ' ' | '.' | ',' | '\'' | 'i' | 'j' | 'l' | 'I' | '(' | ')' | '’' | '/' | '-' => 4.4,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 11.5,
        _ if letter.width() == Some(2) => 12.5,
        _ if letter.is_uppercase() || letter.is_ascii_digit() => 8.6,
        _ => 7.2,
    }
}

/// A text in lines that fit beside the axis; where there would be more lines, the last one ends with `…`.
fn broken(text: &str, most: usize) -> Vec<String> {
    let room = WIDTH - LEFT - 2.0;
    let text = crate::visible::visible(text);
    let mut lines = vec![String::new()];
    let mut used = 0.0;
    let of = |word: &str| word.chars().map(width).sum::<f64>();
    for word in text.split_whitespace() {
        // A word that is longer than a line goes on in the next.
        let mut pieces = vec![String::new()];
        for letter in word.chars() {
            let is_full = pieces.last().is_some_and(|piece| of(piece) + width(letter) > room);
            if is_full {
                pieces.push(String::new());
            }
            if let Some(last) = pieces.last_mut() {
                last.push(letter);
            }
        }
        for piece in pieces {
            let wide = of(&piece);
            let begins = lines.last().is_none_or(String::is_empty);
            if !begins && used + 4.4 + wide > room {
                lines.push(String::new());
                used = 0.0;
            }
            if let Some(line) = lines.last_mut() {
                if !line.is_empty() {
                    line.push(' ');
                    used += 4.4;
                }
                line.push_str(&piece);
                used += wide;
            }
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while of(last) + 12.0 > room && last.pop().is_some() {}
            last.push('…');
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_broken_into_lines_that_fit() {
        for name in [
            "Aster",
            "Harbour Gate Precision Instruments and Optical Electronics Research Institute Company, Limited",
            "HARBOUR GATE PRECISION INSTRUMENTS AND OPTICAL ELECTRONICS",
            "北京市海淀区精密仪器光学电子研究所有限责任公司北京市海淀区精密仪器光学电子研究所有限责任公司",
            "Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww",
        ] {
            let lines = broken(name, 2);
            assert!((1..=2).contains(&lines.len()), "{name}: {lines:?}");
            for line in &lines {
                let wide: f64 = line.chars().map(width).sum();
                assert!(wide <= WIDTH - LEFT, "{name}: {line} takes {wide}");
            }
        }
        assert_eq!(broken("", 2), Vec::<String>::new());
        assert!(broken(&"Aster ".repeat(40), 2).last().unwrap().ends_with('…'));
    }
}
