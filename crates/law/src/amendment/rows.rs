//! Rows printed in a document, each with its list, country and resolved citation.

use std::fmt::Write as _;

use crate::document::table::{PrintedEntry, PrintedTable};
use crate::document::{AmendatoryParagraph, Block, Document, Text};
use crate::entry::cell::EntityView;
use crate::entry::{cell, check, damage};
use crate::finding::{Code, Finding, Place};
use crate::instruction::{Instruction, NoListEffect, Order};
use crate::law::Cells;
use crate::law::Column;
use crate::law::canonical::same;
use crate::law::citation::{self, Citations, Placeholder};
use crate::law::country;
use crate::law::designation;
use crate::law::text::reference::{Reference, names_supplement};
use crate::law::{ListId, heads_a_supplement};

/// A printed row.
pub(super) struct PrintedRow {
    pub(super) list: ListId,
    pub(super) country: Option<String>,
    pub(super) cells: Cells,
    pub(super) name: String,
    pub(super) place: Place,
    /// Why nothing is entered from it.
    pub(super) defect: Option<String>,
    /// Whether its citations are all those of other documents, which no new entry has, and other rows cite this one.
    pub(super) cited_elsewhere: bool,
    /// Whether a person supplied it.
    pub(super) reviewed: bool,
}

impl PrintedRow {
    /// Why nothing is entered from it as a new entry, or as one that is revised. Corrections revise entries under the
    /// citations that they had.
    pub(super) fn defect_as(&self, revises: bool) -> Option<String> {
        let foreign = || {
            let cell = &self.cells.citation;
            format!("the entry is new, and the citation is that of another document: “{cell}”")
        };
        self.defect.clone().or_else(|| (self.cited_elsewhere && !revises).then(foreign))
    }

    /// Whether a person supplied this row for another, of which nothing is entered.
    pub(super) fn replaces(&self, other: &Self) -> bool {
        let country = |row: &Self| row.country.as_deref().map(country::key);
        let same_entry = self.list == other.list && country(self) == country(other) && same(&self.name, &other.name);
        self.reviewed && other.defect.is_some() && same_entry
    }

    /// Whether another row says the same of the same party.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        let country = |row: &Self| row.country.as_deref().map(country::key);
        country(self) == country(other)
            && Column::ALL.iter().all(|column| same(self.cells.get(*column), other.cells.get(*column)))
    }
}

/// All rows in printed order. A table belongs to the list that the heading above it names, else to the list of
/// the last instruction before it.
pub(super) fn gather(
    document: &Document,
    instructions: &[Instruction],
    findings: &mut Vec<Finding>,
) -> Vec<PrintedRow> {
    let mut rows: Vec<PrintedRow> = Vec::new();
    let mut resolver = Resolver { document, resolved: 0, undated: 0, findings };
    let ordered = |instruction: &Instruction| match &instruction.order {
        Order::ReviseDesignation { number, mark, .. } if mark.comes() => Some(*number),
        _ => None,
    };
    let ordered: Vec<_> = instructions.iter().filter_map(ordered).collect();
    let units = units_of(document, instructions);
    for (of_unit, unit) in document.units.iter().enumerate() {
        let so_far = units.iter().take_while(|unit| **unit <= of_unit).count();
        let instructions_so_far = instructions.get(..so_far).unwrap_or(instructions);
        let mut headed = None;
        for block in &unit.blocks {
            match block {
                Block::Heading(text) if heads_a_supplement(&text.text) => {
                    headed = Some(ListId::of_heading(&text.text));
                }
                Block::Heading(_) | Block::Paragraph(_) => {}
                Block::Table(table) => {
                    let at = table.entries.first().map(|entry| entry.place.line);
                    let list = headed.unwrap_or_else(|| list_before(instructions_so_far, at));
                    if list.is_some() || table.is_list {
                        resolver.unplaced(table, list);
                        resolver.headings(table, list, instructions);
                    }
                    let Some(list) = list.filter(|list| table.columns.fit(*list)) else {
                        continue;
                    };
                    for entry in &table.entries {
                        let view = cell::parse(&entry.cells.entity);
                        let cited = citation::citations(&entry.cells.citation);
                        let defect = entry.defect.clone().or_else(|| defect(list, entry, &view, &ordered));
                        let later = || resolver.later(&cited);
                        let defect = defect.or_else(later).filter(|_| !entry.reviewed);
                        let of_list = list == ListId::EntityList && !entry.reviewed;
                        let cited_elsewhere = of_list && resolver.cites_others(&cited);
                        let mut cells = entry.cells.clone();
                        let name = view.name;
                        if defect.is_none() {
                            let of = (list, entry.country.as_deref(), name.as_str());
                            resolver.citation(of, &mut cells.citation, cited.placeholders, &entry.place);
                        }
                        let (country, place, reviewed) = (entry.country.clone(), entry.place.clone(), entry.reviewed);
                        rows.push(PrintedRow { list, country, cells, name, place, defect, cited_elsewhere, reviewed });
                    }
                }
            }
        }
    }
    resolver.sum_up();
    if rows.iter().all(|row| row.cited_elsewhere || row.defect.is_some()) {
        for row in &mut rows {
            row.cited_elsewhere = false;
        }
    }
    rows
}

/// The unit in which each instruction stands; they come in the order of their paragraphs.
fn units_of(document: &Document, instructions: &[Instruction]) -> Vec<usize> {
    let units = document.units.iter().enumerate();
    let paragraphs: Vec<_> =
        units.flat_map(|(at, unit)| unit.paragraphs.iter().map(move |paragraph| (at, paragraph))).collect();
    let (mut from, mut unit) = (0, 0);
    let mut units = Vec::with_capacity(instructions.len());
    for instruction in instructions {
        let bears = |(_, paragraph): &(usize, &AmendatoryParagraph)| {
            paragraph.place == instruction.place && paragraph.text.contains(&instruction.quote)
        };
        let rest = paragraphs.get(from..).unwrap_or(&[]);
        if let Some(at) = rest.iter().position(bears) {
            from += at;
            unit = rest.get(at).map_or(unit, |(unit, _)| *unit);
        }
        units.push(unit);
    }
    units
}

/// Why the cells of a row are not what a row of the list holds. A mark that an order puts on needs no section.
fn defect(
    list: ListId,
    PrintedEntry { country, cells, .. }: &PrintedEntry,
    view: &EntityView,
    ordered: &[u8],
) -> Option<String> {
    if let Some((column, why)) = check::unreadable(cells) {
        return Some(format!("{why}, in the column of the {}", column.words()));
    }
    if list != ListId::EntityList {
        return None;
    }
    // Addresses may be printed in a row of their own; where other names are listed, they were expected below them.
    let lacks_address = || {
        let lists_names = view.alias_count.is_some() || !view.aliases.is_empty();
        let alone = view.addresses.is_empty() && view.subordinates.is_empty() && view.cross_references.is_empty();
        (lists_names && alone && cells.entity.contains('\n'))
            .then(|| "the entity has other names and no address".to_owned())
    };
    let damaged = || damage::damage(cells, view, country.as_deref());
    let contradicts = || {
        let marks = designation::marks(&cells.license_requirement);
        designation::contradiction(&cells.license_requirement)
            .filter(|_| !marks.iter().any(|mark| ordered.contains(mark)))
    };
    check::printed_columns(cells).or_else(contradicts).or_else(damaged).or_else(lacks_address)
}

/// The list of the last order printed before a line; an order about something else leads to none.
pub(super) fn list_before(instructions: &[Instruction], line: Option<u32>) -> Option<ListId> {
    let announces =
        |order: &Order| matches!(order, Order::NoListEffect(NoListEffect::ReadsAsFollows | NoListEffect::Head));
    let named = |instruction: &Instruction| match (&instruction.target, &instruction.order) {
        (Some(target), _) => Some(target.list),
        (None, Order::NoListEffect(NoListEffect::Head)) => {
            Reference::all(&instruction.quote).into_iter().find_map(Reference::list)
        }
        (None, _) => None,
    };
    instructions
        .iter()
        .filter(|instruction| line.is_none_or(|line| instruction.place.line <= line))
        .rfind(|instruction| named(instruction).is_some() || !announces(&instruction.order))
        .and_then(named)
}

/// Fills in citation placeholders and reports what cannot be placed.
struct Resolver<'a> {
    document: &'a Document,
    resolved: usize,
    /// Of these, those that print no date.
    undated: usize,
    findings: &'a mut Vec<Finding>,
}

impl Resolver<'_> {
    /// Tells the rows that cannot be placed: all of them where no order says which list it is, or where the table
    /// has other columns than the list.
    fn unplaced(&mut self, table: &PrintedTable, list: Option<ListId>) {
        let why = match list {
            None => Some("no order says to which list the row belongs"),
            Some(list) => {
                (!table.columns.fit(list)).then_some("the row is in a table that has other columns than the list")
            }
        };
        let entries = why.into_iter().flat_map(|why| {
            let entries = table.entries.iter();
            entries.map(move |entry| (entry.cells.quote(), &entry.place, why))
        });
        let odd = table.unclassified.iter().map(|text| {
            let why = "a row of the table could not be placed under a country and an entry";
            (text.text.clone(), &text.place, why)
        });
        for (text, place, why) in entries.chain(odd) {
            let mut finding = Finding::new(Code::RowWithoutInstruction, why).with_quote(text, place);
            finding.list = list;
            self.findings.push(finding);
        }
    }

    /// Whether a cell cites documents, and not this one.
    fn cites_others(&self, read: &Citations) -> bool {
        let Document { published, volume, start_page, end_page, .. } = self.document;
        let pages = start_page.map(|first| first..=end_page.unwrap_or(first));
        let own = |cited: &citation::FrCitation| {
            let on_page = || pages.as_ref().is_some_and(|pages| pages.contains(&cited.page));
            cited.date == Some(*published) || cited.volume == *volume && on_page()
        };
        read.placeholders.is_empty() && !read.found.is_empty() && !read.found.iter().any(own)
    }

    /// A citation of a document that was published after this one.
    fn later(&self, read: &Citations) -> Option<String> {
        let later = read.found.iter().find(|cited| cited.date > Some(self.document.published))?;
        Some(format!("the citation {later} is later than the document itself, {}", self.document.published))
    }

    /// Tells headings that are like no heading of a list: in small letters, or of no country that is known.
    fn headings(&mut self, table: &PrintedTable, list: Option<ListId>, instructions: &[Instruction]) {
        for Text { text, place } in &table.headings {
            let is_ordered = || {
                let mut targets = instructions.iter().filter_map(|instruction| instruction.target.as_ref());
                targets.any(|target| target.country.as_deref().map(country::key) == Some(country::key(text)))
            };
            let (code, message) = if !country::is_known(text) {
                if is_ordered() {
                    continue;
                }
                (Code::RowWithoutInstruction, "the heading names no country that is known, and no order names it")
            } else if text.contains(char::is_lowercase) {
                (
                    Code::CountryAlias,
                    "the heading is printed in small letters; the headings of the list are in capitals",
                )
            } else {
                continue;
            };
            let mut finding = Finding::new(code, message).with_quote(text.clone(), place);
            finding.list = list;
            finding.country = Some(text.clone());
            self.findings.push(finding);
        }
    }

    /// `88 FR [INSERT FR PAGE NUMBER AND 2/27/2023].` → `88 FR 12171, 2/27/23.`: the editors fill in the page of
    /// the first amendatory paragraph for the supplement, not the document's first page (88 FR 12170).
    fn citation(
        &mut self,
        (list, country, name): (ListId, Option<&str>, &str),
        cell: &mut String,
        placeholders: Vec<Placeholder>,
        place: &Place,
    ) {
        for placeholder in placeholders {
            let Some(page) = placeholder.page.or_else(|| first_page(self.document, list)) else {
                let message = "the page of the first amendatory paragraph is not known; the placeholder stays";
                self.findings.push(
                    Finding::new(Code::PlaceholderUnresolved, message)
                        .with_list(list)
                        .with_entry(country.unwrap_or_default(), name)
                        .with_quote(placeholder.text.clone(), place),
                );
                continue;
            };
            let (volume, date) = (self.document.volume, self.document.published);
            let other_date = placeholder.date.is_some_and(|printed| printed != date);
            if other_date || placeholder.volume.is_some_and(|of| of != volume) {
                let message =
                    format!("the placeholder's volume or date differs from the document's ({volume} FR, {date})");
                self.findings.push(
                    Finding::new(Code::DateAmbiguous, message)
                        .with_list(list)
                        .with_entry(country.unwrap_or_default(), name)
                        .with_quote(placeholder.text.clone(), place),
                );
            }
            let resolved = placeholder.filled(list, citation::FrCitation { volume, page, date: Some(date) });
            *cell = cell.replacen(&placeholder.text, &resolved, 1);
            self.resolved += 1;
            self.undated += usize::from(placeholder.date.is_none());
        }
    }

    fn sum_up(&mut self) {
        if self.resolved > 0 {
            let mut message =
                format!("citation placeholders filled in from the document's page map: {}", self.resolved);
            if self.undated > 0 {
                let _ = write!(message, "; the date of publication was taken where none is printed: {}", self.undated);
            }
            self.findings.push(Finding::new(Code::PlaceholderResolved, message));
        }
    }
}

/// The page of the first amendatory paragraph that names the supplement of a list.
fn first_page(document: &Document, list: ListId) -> Option<u32> {
    document
        .paragraphs()
        .find(|paragraph| names_supplement(&paragraph.text, list))
        .and_then(|paragraph| paragraph.place.page)
        .or(document.start_page)
}
