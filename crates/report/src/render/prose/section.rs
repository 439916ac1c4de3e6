//! What one document did, or what differs between two versions.

use super::entries;
use super::line::{Line, Tone};
use super::style::{Level, Style};
use crate::report::figures::CountryFigures;
use crate::told::label::LABELS;
use crate::told::section::{EditorialView, SectionView};

/// A section; `several` says whether others change something too.
pub fn section(of: &SectionView, several: bool, out: &mut impl Style) {
    out.heading(Level::Part, &of.title);
    if let Some(line) = &of.line {
        out.paragraph(&Line::plain(line));
    }
    if let Some(facts) = of.facts.as_ref().filter(|facts| !facts.dates.is_empty()) {
        out.paragraph(&Line::plain(format!("{}: {}", LABELS.dates, facts.dates)));
    }
    if let Some(savings) = of.facts.as_ref().and_then(|facts| facts.savings.as_ref()) {
        out.paragraph(&Line::plain(format!("{}: {savings}", LABELS.savings)));
    }
    let places = [of.places.as_slice(), &of.lists].concat();
    if !places.is_empty() {
        out.links(&places);
    }
    if let Some(occasion) = of.occasion {
        out.paragraph(&Line::plain(occasion));
    }
    if let Some(cause) = &of.cause {
        out.paragraph(&Line::plain(format!("{}: {cause}.", LABELS.cause)));
    }
    if several && !of.figures.is_empty() {
        figures(&of.figures, out);
    }
    if !of.rules.is_empty() {
        out.heading(Level::Kind, LABELS.rules);
    }
    for rule in &of.rules {
        out.item(0, &Line::toned(Tone::Strong, format!("{}.", rule.words)));
        out.item(1, &Line::plain(format!("{}: ", rule.about)).followed_by(&Line::redline(&rule.text)));
    }
    if !of.texts.is_empty() {
        out.heading(Level::Kind, LABELS.texts);
    }
    for text in &of.texts {
        let line = Line::toned(Tone::Strong, &text.subject);
        out.item(0, &line.then(format!(" · {} · {}", text.list, text.became)));
        if !text.text.is_empty() {
            out.item(1, &Line::redline(&text.text));
        }
    }
    for note in &of.other {
        out.item(0, &Line::plain(note));
    }
    for group in &of.groups {
        entries::group(group, out);
    }
    for group in &of.changes {
        out.heading(Level::Kind, &format!("{} ({})", group.title, group.n));
        for country in &group.countries {
            for change in &country.entries {
                entries::change(change, &country.country, out);
            }
        }
    }
    entries::instructions(&of.orders, out);
    if let Some(editorial) = &of.editorial {
        self::editorial(editorial, &of.in_full, out);
    }
    if !of.ids.is_empty() {
        out.heading(Level::Kind, &format!("{} ({})", LABELS.public_ids, of.ids.len()));
    }
    for line in &of.ids {
        out.item(0, &Line::plain(line));
    }
}

/// Figures by country.
pub fn figures(countries: &[CountryFigures], out: &mut impl Style) {
    let rows: Vec<_> = countries.iter().map(|of| (of.country.clone(), of.columns().to_vec())).collect();
    out.table(&LABELS.countries, &rows);
}

fn editorial(of: &EditorialView, in_full: &str, out: &mut impl Style) {
    out.heading(Level::Kind, &format!("{} ({})", LABELS.editorial, of.n));
    for words in &of.shown {
        out.item(0, &Line::plain(words));
    }
    if of.more > 0 {
        out.item(0, &Line::plain(format!("… and {} more, named by ", of.more)).and(Tone::Code, in_full));
    }
}
