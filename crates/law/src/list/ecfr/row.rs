//! The rows of the table, and how neighbours are joined into entries.

use crate::document::table::is_reserved;
use crate::entry::cell;
use crate::finding::{Code, Finding, Place};
use crate::law::Cells;
use crate::law::Column;
use crate::law::ListId;
use crate::law::canonical::{equal, is_dash};
use crate::law::country;
use crate::markup::{self, LineIndex};

/// A row of the table before neighbours are joined.
pub(super) struct EcfrRow {
    pub(super) country: String,
    pub(super) cells: Cells,
    /// The byte at which it begins.
    pub(super) at: usize,
}

impl EcfrRow {
    /// Nothing but an entity cell: a part of a neighbour.
    pub(super) fn is_part(&self) -> bool {
        let Cells { entity: _, license_requirement, license_review_policy, citation } = &self.cells;
        self.country.is_empty()
            && license_requirement.is_empty()
            && license_review_policy.is_empty()
            && citation.is_empty()
    }
}

/// Country headings in printed order, entries with their country, and findings about rows that belong to none.
pub(super) struct Joined<'a> {
    lines: &'a LineIndex,
    pub(super) headings: Vec<String>,
    pub(super) entries: Vec<(String, Cells)>,
    pub(super) findings: Vec<Finding>,
}

impl<'a> Joined<'a> {
    /// Carries the country down and joins rows that are parts of a neighbour: a row with nothing but an entity
    /// cell continues the row above, unless the row below begins with a bullet and so continues this one.
    pub(super) fn of(list: ListId, rows: Vec<EcfrRow>, lines: &'a LineIndex) -> Self {
        let mut joined = Self { lines, headings: Vec::new(), entries: Vec::new(), findings: Vec::new() };
        let mut pending: Option<EcfrRow> = None;
        let mut rows = rows.into_iter().peekable();
        while let Some(mut row) = rows.next() {
            joined.heading(list, &mut row);
            if let Some(first) = pending.take() {
                row.cells.entity = format!("{}\n{}", first.cells.entity, row.cells.entity);
                row.at = first.at;
            }
            if row.is_part() && !row.cells.entity.is_empty() {
                let below_continues =
                    rows.peek().is_some_and(|next| !next.is_part() && next.cells.entity.starts_with(is_dash));
                match joined.entries.last_mut() {
                    _ if below_continues => pending = Some(row),
                    Some((country, cells)) if !begins_block(list, &row.cells, cells) => {
                        let told = own_name(list, country, &row, cells, lines);
                        cells.entity.push('\n');
                        cells.entity.push_str(&row.cells.entity);
                        // That the entry holds two is told with the entry.
                        joined.findings.extend(told.filter(|_| !cell::holds_two(&cells.entity)));
                    }
                    Some(_) | None => joined.entry(list, row),
                }
            } else if row.cells != Cells::default() && !is_reserved(&row.cells.entity) {
                joined.entry(list, row);
            }
        }
        joined
    }

    /// `IRAN—Continued` goes on with the country above; below another one it is told.
    fn heading(&mut self, list: ListId, row: &mut EcfrRow) {
        if row.country.is_empty() {
            return;
        }
        if let Some(country) = country::continued(&row.country) {
            if self.headings.last().is_some_and(|above| equal(above, country)) {
                row.country.clear();
                return;
            }
            let message = "the heading continues a country that is not above it";
            self.findings.push(
                Finding::new(Code::ColumnSuspect, message)
                    .with_list(list)
                    .with_quote(row.country.clone(), &self.place(row)),
            );
        }
        let named = country::continued(&row.country).unwrap_or(&row.country);
        let unlike = if markup::unreadable(named).is_some() {
            Some("the heading cannot be read as it stands")
        } else if !country::is_known(named) {
            Some("the heading names no country that is known")
        } else if named.contains(char::is_lowercase) {
            Some("the heading is printed in small letters; the others are in capitals")
        } else {
            None
        };
        self.findings.extend(unlike.map(|message| {
            let finding = Finding::new(Code::CountryAlias, message).with_list(list);
            finding.with_quote(row.country.clone(), &self.place(row))
        }));
        self.headings.push(row.country.clone());
    }

    fn place(&self, row: &EcfrRow) -> Place {
        place(self.lines.line(row.at))
    }

    fn entry(&mut self, list: ListId, row: EcfrRow) {
        if let Some(heading) = self.headings.last() {
            self.entries.push((heading.clone(), row.cells));
        } else {
            let message = "the row belongs to no country and no entry";
            self.findings.push(
                Finding::new(Code::ColumnSuspect, message)
                    .with_list(list)
                    .with_quote(row.cells.quote(), &self.place(&row)),
            );
        }
    }
}

pub(super) fn place(line: u32) -> Place {
    Place { element: "TR".to_owned(), line, page: None }
}

/// Whether a row without a citation of its own heads a block of institutions of another body than the entry above:
/// the Military End User List counts such a block as one entry (85 FR 83799). On the Entity List a part without a
/// license requirement is none.
fn begins_block(list: ListId, part: &Cells, above: &Cells) -> bool {
    !list.columns().contains(&Column::LicenseRequirement)
        && cell::heads_institutions_of_another(&part.entity, &above.entity)
}

/// A part that begins with a name of its own, which may be an entry whose columns were lost. The Military End User List
/// prints institutions of a body in rows of their own.
fn own_name(list: ListId, country: &str, part: &EcfrRow, above: &Cells, lines: &LineIndex) -> Option<Finding> {
    let suspect = list != ListId::MeuList && cell::begins_with_name(&part.cells.entity, &above.entity);
    suspect.then(|| {
        let message = "a row without further columns has a name of its own; it was joined to the row above";
        Finding::new(Code::ColumnSuspect, message)
            .with_list(list)
            .with_entry(country, cell::parse(&above.entity).name)
            .with_quote(part.cells.quote(), &place(lines.line(part.at)))
    })
}
