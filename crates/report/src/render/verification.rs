//! A verification for readers: one line a list first, then the differences by class with their reasons, then what could
//! not be compared. As text, Markdown, a table, a page.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use minijinja::Error;
use serde::Serialize;

use super::markdown::escape;
use super::markdown::listing::{Cell as MarkdownCell, table};
use super::table::cell::{Cell, Header, Table, header};
use super::template::{Engine, Templates};
use crate::report::verification::{Verification, VerifiedList, VerifiedSource, figure};
use crate::visible::{shorten, visible};
use earwatch_law::drift::ecfr::REGROUPED;
use earwatch_law::drift::{Class, Difference};

/// Differences of a class that text and Markdown show; JSON and CSV have all.
const MOST: usize = 60;

/// Letters of a text that are shown.
const LONGEST: usize = 300;

/// Classes of which every difference is shown: layout is told by its number.
fn shown() -> impl Iterator<Item = Class> {
    Class::ALL.into_iter().filter(|class| *class != Class::Editorial)
}

/// The answers, one line a list.
fn lines(of: &Verification) -> impl Iterator<Item = &str> {
    of.sources.iter().flat_map(|source| &source.lists).map(|list| list.line.as_str())
}

/// As plain text.
pub fn text(of: &Verification) -> String {
    let mut out = String::new();
    for line in lines(of) {
        let _ = writeln!(out, "{}", visible(line));
    }
    for source in &of.sources {
        let _ = writeln!(out, "\n{}", visible(&source.source));
        let _ = writeln!(out, "  {}", source.compared());
        for list in &source.lists {
            text_of_list(&mut out, list);
        }
        if !source.not_compared.is_empty() {
            let _ = writeln!(out, "  not compared");
            for one in &source.not_compared {
                let _ = writeln!(out, "    {:>6}  {}: {}", figure(one.count), visible(&one.what), visible(&one.why));
            }
        }
        for note in &source.notes {
            let _ = writeln!(out, "  note of the source: {}", visible(note));
        }
    }
    out
}

fn text_of_list(out: &mut String, list: &VerifiedList) {
    for class in shown() {
        let all: Vec<_> = list.of_class(class).collect();
        if all.is_empty() {
            continue;
        }
        let _ = writeln!(out, "  {}: {} ({})", list.comparison.list.title(), class.title(), figure(all.len()));
        let (lacking, mut all): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| is_lacking(one));
        if lacking.len() > MOST {
            let _ = writeln!(out, "    {}", visible(&by_country(&lacking)));
        } else {
            all.splice(0..0, lacking);
        }
        for one in all.iter().take(MOST) {
            let _ = writeln!(out, "    {}", visible(&head(one)));
            let _ = writeln!(out, "      {}", visible(&one.reason));
            for (side, value) in sides(one) {
                let _ = writeln!(out, "      {side:<6} {}", visible(&shorten(value, LONGEST)));
            }
        }
        if let Some(more) = all.len().checked_sub(MOST).filter(|more| *more > 0) {
            let _ = writeln!(out, "    and {} more; --format csv or json shows all", figure(more));
        }
    }
    let layout = list.of_class(Class::Editorial).count();
    if layout > 0 {
        let _ = writeln!(out, "  {}: {} ({})", list.comparison.list.title(), Class::Editorial.title(), figure(layout));
    }
    for one in list.of_class(Class::Editorial).filter(|one| one.reason == REGROUPED) {
        let _ = writeln!(out, "    {}\n      {}", visible(&head(one)), one.reason);
        for (side, value) in sides(one) {
            let _ = writeln!(out, "      {side:<6} {}", visible(&shorten(value, LONGEST)));
        }
    }
}

/// An entry that the source does not have.
fn is_lacking(one: &Difference) -> bool {
    one.field == "entry" && one.theirs.is_none() && one.line.is_none()
}

/// Many entries that the source does not have, by their number.
fn by_country(lacking: &[&Difference]) -> String {
    let mut countries: BTreeMap<&str, usize> = BTreeMap::new();
    for one in lacking {
        *countries.entry(one.country.as_deref().unwrap_or("–")).or_default() += 1;
    }
    let mut countries: Vec<_> = countries.into_iter().collect();
    countries.sort_by(|(a, n), (b, m)| (m, a).cmp(&(n, b)));
    let each: Vec<_> = countries.iter().map(|(country, n)| format!("{country} {}", figure(*n))).collect();
    format!(
        "{} entries that the source does not have, by country: {}; --format csv or json shows all",
        figure(lacking.len()),
        each.join("; ")
    )
}

/// What differs.
fn head(one: &Difference) -> String {
    let country = one.country.as_ref().map_or_else(String::new, |country| format!("{country}: "));
    let line = one.line.map_or_else(String::new, |line| format!(", line {line}"));
    format!("{country}{}: {}{line}", one.name, words(&one.field))
}

/// A field for readers.
fn words(field: &str) -> String {
    field.replace('_', " ")
}

/// Both texts, where the difference is within an entry.
fn sides(one: &Difference) -> Vec<(&'static str, &str)> {
    if one.field == "entry" {
        return Vec::new();
    }
    vec![("ours", one.ours.as_deref().unwrap_or("–")), ("theirs", one.theirs.as_deref().unwrap_or("–"))]
}

/// As Markdown.
pub fn markdown(of: &Verification) -> String {
    let mut out = String::from("# Verification\n\n");
    for line in lines(of) {
        let _ = writeln!(out, "- {}", escape(line));
    }
    for source in &of.sources {
        let _ = writeln!(out, "\n## {}\n\n{}\n", escape(&source.source), escape(&source.compared()));
        for list in &source.lists {
            for class in shown() {
                let all: Vec<_> = list.of_class(class).collect();
                if all.is_empty() {
                    continue;
                }
                let title = format!("{}: {} ({})", list.comparison.list.title(), class.title(), figure(all.len()));
                let rows: Vec<_> = all.iter().take(MOST).map(|one| markdown_row(one)).collect();
                let heads = ["Country", "Entry", "Field", "Ours", "Theirs", "Why"];
                let _ = writeln!(out, "### {}\n\n{}", escape(&title), table(&heads, &rows));
                if let Some(more) = all.len().checked_sub(MOST).filter(|more| *more > 0) {
                    let _ = writeln!(out, "and {} more: `--format csv` or `json` shows all\n", figure(more));
                }
            }
        }
        let rows: Vec<_> = source
            .not_compared
            .iter()
            .map(|one| [figure(one.count), one.what.clone(), one.why.clone()].map(MarkdownCell::Text).to_vec())
            .collect();
        if !rows.is_empty() {
            let _ = writeln!(out, "### Not compared\n\n{}", table(&["Number", "What", "Why"], &rows));
        }
        for note in &source.notes {
            let _ = writeln!(out, "Note of the source: {}\n", escape(note));
        }
    }
    out
}

fn markdown_row(one: &Difference) -> Vec<MarkdownCell> {
    let side = |text: &Option<String>| text.as_deref().map(|text| shorten(text, LONGEST)).unwrap_or_default();
    let country = one.country.clone().unwrap_or_default();
    let cells = [country, one.name.clone(), words(&one.field), side(&one.ours), side(&one.theirs), one.reason.clone()];
    cells.map(MarkdownCell::Text).to_vec()
}

const HEADERS: [Header; 16] = [
    header("printing", "Printing", 8),
    header("source", "Source", 40),
    header("day", "Day", 10),
    header("list", "List", 14),
    header("record", "Record", 12),
    header("class", "Class", 12),
    header("explained", "Explained", 9),
    header("country", "Country", 18),
    header("name", "Name", 36),
    header("field", "Field", 18),
    header("ours", "Ours", 60),
    header("theirs", "Theirs", 60),
    header("reason", "Reason", 60),
    header("document", "Document", 13),
    header("days", "Days", 6),
    header("line", "Line", 8),
];

/// As a table: a row for each list, each difference, and what could not be compared; `record` tells them apart.
pub fn csv(of: &Verification) -> Result<Vec<u8>, csv::Error> {
    let mut rows = Vec::new();
    for source in &of.sources {
        for list in &source.lists {
            let of_list = Cell::text(list.comparison.list.name());
            rows.push(row(source, of_list.clone(), "list", [(12, Cell::text(&list.line))]));
            for one in &list.comparison.differences {
                rows.push(row(source, of_list.clone(), "difference", cells(one)));
            }
        }
        for one in &source.not_compared {
            let words = format!("{}: {}", one.what, one.why);
            rows.push(row(
                source,
                Cell::Empty,
                "not-compared",
                [(12, Cell::text(words)), (14, Cell::number(one.count))],
            ));
        }
    }
    super::table::csv::write(&Table { headers: HEADERS.to_vec(), rows })
}

fn cells(one: &Difference) -> [(usize, Cell); 11] {
    let text = |text: &Option<String>| text.as_ref().map_or(Cell::Empty, Cell::text);
    [
        (5, Cell::text(one.class.name())),
        (6, Cell::text(if one.explained { "yes" } else { "no" })),
        (7, text(&one.country)),
        (8, Cell::text(&one.name)),
        (9, Cell::text(&one.field)),
        (10, text(&one.ours)),
        (11, text(&one.theirs)),
        (12, Cell::text(&one.reason)),
        (13, text(&one.document.as_ref().map(ToString::to_string))),
        (14, text(&one.days.map(|days| days.to_string()))),
        (15, one.line.map_or(Cell::Empty, Cell::Number)),
    ]
}

fn row<const N: usize>(source: &VerifiedSource, list: Cell, record: &str, cells: [(usize, Cell); N]) -> Vec<Cell> {
    let mut row = vec![Cell::Empty; HEADERS.len()];
    let own = [
        (0, Cell::text(source.printing.name())),
        (1, Cell::text(&source.source)),
        (2, Cell::Day(source.day)),
        (3, list),
        (4, Cell::text(record)),
    ];
    for (at, cell) in own.into_iter().chain(cells) {
        if let Some(place) = row.get_mut(at) {
            *place = cell;
        }
    }
    row
}

#[derive(Serialize)]
struct Page<'a> {
    lines: Vec<&'a str>,
    sources: Vec<PageOfSource<'a>>,
}

#[derive(Serialize)]
struct PageOfSource<'a> {
    compared: String,
    groups: Vec<Group<'a>>,
    #[serde(flatten)]
    source: &'a VerifiedSource,
}

#[derive(Serialize)]
struct Group<'a> {
    title: String,
    differences: Vec<&'a Difference>,
}

/// As a page that loads nothing.
pub fn html(of: &Verification) -> Result<String, Error> {
    let of_source =
        |source| PageOfSource { compared: VerifiedSource::compared(source), groups: groups_of(source), source };
    let page = Page { lines: lines(of).collect(), sources: of.sources.iter().map(of_source).collect() };
    Engine::new(&Templates::new(), PAGE)?.render(PAGE, page)
}

const PAGE: &str = "verification.html.jinja";

fn groups_of(source: &VerifiedSource) -> Vec<Group<'_>> {
    let mut groups = Vec::new();
    for list in &source.lists {
        for class in shown() {
            let differences: Vec<_> = list.of_class(class).collect();
            if !differences.is_empty() {
                let title =
                    format!("{}: {} ({})", list.comparison.list.title(), class.title(), figure(differences.len()));
                groups.push(Group { title, differences });
            }
        }
    }
    groups
}
