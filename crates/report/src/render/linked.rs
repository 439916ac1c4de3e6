//! Who sits with an entry, as text, Markdown and page.

use super::markdown::Markdown;
use super::prose::line::{Line, Tone};
use super::prose::style::{Level, Style};
use super::screened::html::{self, Html};
use super::text::{Color, Text};
use crate::report::linked::{Edge, Linked};
use crate::told::linked as told;
use crate::visible::capitalized;

/// As text, in lines of so many columns.
pub fn text(linked: &Linked, color: Color, columns: usize) -> String {
    let mut text = Text::new(color, columns);
    written(linked, &mut text);
    text.out
}

/// As Markdown.
pub fn markdown(linked: &Linked) -> String {
    let mut markdown = Markdown::default();
    written(linked, &mut markdown);
    markdown.out
}

/// As one page, with nothing to load.
pub fn page(linked: &Linked) -> String {
    let mut page = Html::default();
    written(linked, &mut page);
    html::begin(&told::title(linked)) + &page.finished() + html::END
}

/// What every answer ends with.
const DISCLAIMER: &str = "Who sits in the same building need not belong together; read both addresses. That nobody is found \
                          does not mean that nobody is there. This is not legal advice.";

fn written(linked: &Linked, out: &mut dyn Style) {
    out.heading(Level::Title, &told::title(linked));
    if !linked.candidates.is_empty() {
        let asked = &linked.asked;
        out.paragraph(&Line::plain(format!(
            "No entry is called exactly “{asked}”; ask for one of these, the likeliest first:"
        )));
        for one in &linked.candidates {
            let state = if one.listed { "" } else { ", no longer listed" };
            let about =
                format!(" · {} ({}, entry {}{state}), by “{}”", one.country, one.list, one.id, one.matched.name);
            out.item(0, &Line::toned(Tone::Strong, &one.name).then(about));
        }
        return;
    }
    if let Some(nearest) = &linked.nearest {
        out.paragraph(&Line::toned(Tone::Alarm, told::nearest(&linked.asked, nearest)));
    }
    for asked in linked.parties.iter().filter(|party| party.steps == 0) {
        out.item(0, &Line::toned(Tone::Strong, told::party(asked)));
    }
    out.apart();
    out.paragraph(&Line::plain(told::summary(linked)));
    for party in linked.parties.iter().filter(|party| linked.edges_to(party.id).next().is_some()) {
        out.heading(Level::Name, &told::party(party));
        for edge in linked.edges_to(party.id) {
            self::edge(linked, edge, out);
        }
    }
    out.paragraph(&Line::soft(DISCLAIMER));
}

fn edge(linked: &Linked, edge: &Edge, out: &mut dyn Style) {
    let with = format!(" with {}", linked.name(edge.one));
    out.item(0, &Line::toned(Tone::Strong, capitalized(&told::bond(edge))).then(with));
    if let Some(address) = &edge.other_address {
        out.term(1, "its address", &Line::plain(told::address(address)));
    }
    if let Some(address) = &edge.one_address {
        out.term(1, "the other address", &Line::plain(told::address(address)));
    }
    let agreement = told::agreement(edge);
    if !agreement.is_empty() {
        out.term(1, "evidence", &Line::plain(agreement));
    }
    if let Some(suspicion) = &edge.suspicion {
        out.term(1, "successor", &Line::toned(Tone::Alarm, suspicion));
    }
}
