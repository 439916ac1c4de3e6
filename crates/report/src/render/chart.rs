//! Charts of a report as geometry: what a template draws as SVG, and the same figures as a table for those who do not
//! see it.
//!
//! A drawing is 360 units wide, so that text of 12 units is readable on a phone of that many points; each label has
//! a line of its own above its bar, so that no two can overlap.

mod bars;
mod drawing;
mod growth;
mod links;

use serde::Serialize;

use crate::report::Report;
use crate::report::figures::Release;
pub use bars::{Bars, Series};
use earwatch_law::law::ListId;
pub use growth::Growth;
pub use links::{Graph, links, nearest_first, surest_first};

/// The charts of a report; one that would show a single bar or point is left out.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Charts {
    /// Bar charts: by country, by designation, by rule.
    pub bars: Vec<Bars>,
    /// How each list grew.
    pub growth: Vec<Growth>,
}

impl Charts {
    /// The charts of a report; how the lists grew is no news of it.
    pub fn new(report: &Report) -> Self {
        let bars = [by_country(report), by_designation(report)];
        Self { bars: bars.into_iter().flatten().collect(), growth: Vec::new() }
    }

    /// How the lists grew, those of them that did.
    pub fn growth(releases: &[Release], as_of: chrono::NaiveDate) -> Vec<Growth> {
        ListId::ALL.into_iter().filter_map(|list| Growth::new(list, releases, as_of)).collect()
    }
}

fn by_country(report: &Report) -> Option<Bars> {
    let rows = report.countries.iter().map(|of| {
        let figures = vec![of.added, of.removed, of.changed];
        (of.country.clone(), figures)
    });
    Bars::new(
        "by-country",
        "Changes by country",
        "Country",
        &[Series::Added, Series::Removed, Series::Changed],
        &rows.collect::<Vec<_>>(),
    )
}

fn by_designation(report: &Report) -> Option<Bars> {
    let meanings = report.meanings();
    let rows = report.designations.iter().map(|(mark, of)| {
        let figures = vec![of.added_with, of.gained, of.lost + of.removed_with];
        let section =
            meanings.get(*mark).filter(|known| !known.section.is_empty()).map(|known| format!(", § {}", known.section));
        let label = format!("footnote {mark}{}", section.unwrap_or_default());
        (label, figures)
    });
    Bars::new(
        "by-designation",
        "Entries by designation",
        "Designation",
        &[Series::AddedWith, Series::Gained, Series::LostIt],
        &rows.collect::<Vec<_>>(),
    )
}

/// Additions and removals of each rule, newest first. A rule with two effective dates is one row.
pub fn by_rule(releases: &[Release]) -> Option<Bars> {
    let mut rows: Vec<(String, Vec<usize>)> = Vec::new();
    for release in releases.iter().rev() {
        let Some(document) = &release.document else {
            continue;
        };
        let label = format!("{document}, published {}", release.published);
        match rows.iter_mut().find(|(name, _)| *name == label) {
            Some((_, figures)) => {
                for (sum, more) in figures.iter_mut().zip([release.added, release.removed]) {
                    *sum += more;
                }
            }
            None => rows.push((label, vec![release.added, release.removed])),
        }
    }
    rows.retain(|(_, figures)| figures.iter().sum::<usize>() > 0);
    Bars::new(
        "by-rule",
        "Additions and removals by rule, all on record",
        "Rule",
        &[Series::Added, Series::Removed],
        &rows,
    )
}
