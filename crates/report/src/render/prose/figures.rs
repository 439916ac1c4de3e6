//! Figures by country.

use super::Style;
use crate::report::figures::CountryFigures;

/// Country × what happened.
pub(super) fn countries(countries: &[CountryFigures], out: &mut impl Style) {
    let rows: Vec<_> = countries
        .iter()
        .map(|of| {
            let figures = vec![of.added, of.removed, of.changed, of.designation_changed];
            (of.country.clone(), figures)
        })
        .collect();
    let head = ["Country", "Added", "Removed", "Changed", "Designation changed"];
    out.table(&head, &rows);
}
