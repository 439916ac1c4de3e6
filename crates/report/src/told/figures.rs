//! Figures of a report with what they count, and the days on which changes take effect.

use serde::Serialize;

use super::cutoff::COUNTRIES;
use super::section::SectionView;
use crate::report::Report;
use crate::report::effect::{TakesEffect, Tally};
use crate::report::figures::CountryFigures;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_law::law::quantity::quantity;

/// A figure and what it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Figure {
    pub n: usize,
    pub what: &'static str,
    /// Which colour it has, where there is colour.
    pub tone: &'static str,
}

/// Changes that take effect on one day.
#[derive(Debug, Serialize)]
pub struct EffectView {
    /// `In force since 2025-03-25`.
    pub when: String,
    pub to_come: bool,
    /// `12 added`.
    pub what: String,
    pub documents: Vec<Jump>,
}

/// Words that lead to another place of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Jump {
    pub words: String,
    /// The place, with `#`.
    pub link: String,
}

/// What changed, most serious first.
pub fn changes(report: &Report) -> [Figure; 7] {
    let counts = report.counts;
    let figure = |n, what, tone| Figure { n, what, tone };
    [
        figure(counts.added, "added", "added"),
        figure(counts.removed, "removed", "removed"),
        figure(counts.renamed, "renamed", "changed"),
        figure(counts.moved, "moved", "changed"),
        figure(counts.changed, "changed in other ways", "changed"),
        figure(counts.editorial, "citation or layout only", "soft"),
        figure(Tally::of(&report.sections).texts, "other texts of the list", "changed"),
    ]
}

/// What of the changed listings changed.
pub fn classes(report: &Report) -> Vec<Figure> {
    report.changed_in().map(|(class, n)| Figure { n, what: class.title(), tone: "changed" }).collect()
}

/// `12 license requirement, 3 address`.
pub fn in_a_line(figures: &[Figure]) -> String {
    let parts: Vec<_> = figures.iter().filter(|of| of.n > 0).map(|of| format!("{} {}", of.n, of.what)).collect();
    parts.join(", ")
}

/// `1 finding needs a person`; `None` where no finding does.
pub fn review(findings: usize) -> Option<String> {
    let need = if findings == 1 { "needs" } else { "need" };
    (findings > 0).then(|| format!("{} {need} a person", quantity(findings, "finding")))
}

/// `CHINA 11 · TAIWAN 1`; what comes after the first ones is counted.
pub fn by_country(countries: &[CountryFigures]) -> Option<String> {
    let (named, more) = countries.split_at(countries.len().min(COUNTRIES));
    let mut parts: Vec<_> = named.iter().map(|of| format!("{} {}", of.country, of.all())).collect();
    if !more.is_empty() {
        parts.push(format!("and {} more", more.len()));
    }
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// The days on which changes take effect, in order.
pub fn effects(report: &Report, views: &[SectionView]) -> Vec<EffectView> {
    let place = |number: &DocumentNumber| {
        let mut shown = report.sections.iter().zip(views);
        let (_, view) = shown.find(|(section, _)| section.is_about(Some(number)))?;
        Some(Jump { words: number.to_string(), link: format!("#{}", view.anchor) })
    };
    let effect = |effect: TakesEffect| EffectView {
        when: effect.when(report.as_of),
        to_come: effect.day > report.as_of,
        what: effect.what(report.as_of),
        documents: effect.documents.iter().filter_map(place).collect(),
    };
    report.takes_effect().into_iter().map(effect).collect()
}
