//! `<table>` → `GPOTABLE`.
//!
//! Seen in the compiler of tables: header cells are `th` in `thead`; a cell that spans columns has a `colspan`, which
//! is 1 + `A`, or all columns for a centred row of stars; missing cells at the end are put in; notes below the table
//! are rows of `tfoot`; a row border or an indentation is a class and says nothing of the text. A row of the body is
//! never taller than one line of cells, so a `rowspan` there is of another layout and the row is left to a person.

use std::fmt::Write as _;

use scraper::ElementRef;

use super::inline::Inline;

/// More columns than any printed table has; wider spans are of no meaning.
const WIDEST: usize = 100;

/// A table in the Federal Register layout.
pub(super) struct TranslatedTable {
    pub(super) xml: String,
    /// Cells that list aliases or addresses, where the table shows no line break at all.
    pub(super) lineless: Vec<String>,
    /// Cells in which a footnote mark seems to stand as a plain number.
    pub(super) markless: Vec<String>,
}

struct Cell {
    xml: String,
    span: usize,
    /// Whether it reaches into the next row or holds another table.
    strange: bool,
    breaks: usize,
    text: String,
}

impl Cell {
    fn lists(&self) -> bool {
        self.text.contains(" —") || self.text.contains("alias") && self.text.contains("following")
    }

    /// `734.9(g), 3 746.8(a)(3)`: a number behind the section that a footnote is about, and no superscript.
    fn lost_mark(&self) -> bool {
        let words: Vec<_> = self.text.split(' ').collect();
        let number = |word: &str| {
            let digits = word.trim_end_matches([',', '.', ';']);
            digits.len() == 1 && digits.chars().all(|c| c.is_ascii_digit())
        };
        !self.xml.contains("<SU>")
            && words.windows(2).any(|pair| match pair {
                [before, word] => {
                    number(word) && (before.starts_with("734.9(") || before.trim_end_matches([')', '.']) == "EAR")
                }
                _ => false,
            })
    }
}

/// Translates a table.
pub(super) fn read(table: ElementRef<'_>) -> TranslatedTable {
    let mut sections = Sections::default();
    sections.gather(table, TablePart::Body);
    let rows: Vec<Vec<Cell>> = sections.body.into_iter().map(cells).collect();
    let header: Vec<Vec<Cell>> = sections.head.into_iter().map(cells).collect();
    let widest = |rows: &[Vec<Cell>]| {
        let width = |row: &Vec<Cell>| row.iter().map(|cell| cell.span).sum::<usize>();
        rows.iter().map(width).max().unwrap_or(0)
    };
    let columns = widest(&rows).max(widest(&header)).clamp(1, WIDEST);
    let breaks: usize = rows.iter().flatten().map(|cell| cell.breaks).sum();
    let mut lineless = Vec::new();
    let mut markless = Vec::new();
    let mut xml = format!("<GPOTABLE COLS=\"{columns}\">");
    for caption in sections.captions {
        let _ = write!(xml, "<TTITLE>{}</TTITLE>", Inline::of(caption).finish().0);
    }
    if !header.is_empty() {
        xml.push_str("<BOXHD>");
        for cell in header.iter().flatten() {
            let _ = write!(xml, "<CHED H=\"1\">{}</CHED>", cell.xml);
        }
        xml.push_str("</BOXHD>");
    }
    for row in rows {
        xml.push_str("\n<ROW>");
        for cell in row {
            if cell.lost_mark() {
                markless.push(cell.text.clone());
            }
            let text = if breaks == 0 && cell.lists() {
                lineless.push(cell.text.clone());
                lines_before_dashes(&cell.xml)
            } else {
                cell.xml
            };
            let span = match cell.span {
                1 => String::new(),
                span if span >= columns => " I=\"28\"".to_owned(),
                span => format!(" A=\"{:02}\"", span - 1),
            };
            let _ = write!(xml, "<ENT{span}>{text}</ENT>");
            if cell.strange {
                // Text outside of cells makes the row one that nobody can classify.
                xml.push_str("[cell of another layout]");
            }
        }
        xml.push_str("</ROW>");
    }
    for note in sections.foot.into_iter().flat_map(cells) {
        let _ = write!(xml, "\n<TNOTE>{}</TNOTE>", note.xml);
    }
    xml.push_str("</GPOTABLE>");
    TranslatedTable { xml, lineless, markless }
}

#[derive(Clone, Copy)]
enum TablePart {
    Head,
    Body,
    Foot,
}

#[derive(Default)]
struct Sections<'a> {
    captions: Vec<ElementRef<'a>>,
    head: Vec<ElementRef<'a>>,
    body: Vec<ElementRef<'a>>,
    foot: Vec<ElementRef<'a>>,
}

impl<'a> Sections<'a> {
    fn gather(&mut self, element: ElementRef<'a>, part: TablePart) {
        for child in element.children().filter_map(ElementRef::wrap) {
            match child.value().name() {
                "caption" => self.captions.push(child),
                "thead" => self.gather(child, TablePart::Head),
                "tbody" => self.gather(child, TablePart::Body),
                "tfoot" => self.gather(child, TablePart::Foot),
                "tr" => match part {
                    TablePart::Head => self.head.push(child),
                    TablePart::Body => self.body.push(child),
                    TablePart::Foot => self.foot.push(child),
                },
                _ => {}
            }
        }
    }
}

fn cells(row: ElementRef<'_>) -> Vec<Cell> {
    let cells = row.children().filter_map(ElementRef::wrap);
    let cells = cells.filter(|cell| ["td", "th"].contains(&cell.value().name()));
    cells.map(cell).collect()
}

fn cell(cell: ElementRef<'_>) -> Cell {
    let number = |name| {
        let stated = cell.attr(name).and_then(|number| number.trim().parse().ok());
        stated.unwrap_or(1_usize).clamp(1, WIDEST)
    };
    let inside = cell.descendants().skip(1).filter_map(ElementRef::wrap);
    let holds_table = inside.into_iter().any(|inside| inside.value().name() == "table");
    let inline = Inline::of(cell);
    let breaks = inline.breaks;
    let (xml, text) = inline.finish();
    Cell {
        span: number("colspan"),
        strange: cell.value().name() == "td" && (number("rowspan") > 1 || holds_table),
        breaks,
        text,
        xml,
    }
}

/// Where the page shows no line breaks, a dash after a colon, a semicolon or "and" still begins a line.
fn lines_before_dashes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split(" —").peekable();
    while let Some(part) = parts.next() {
        out.push_str(part);
        if parts.peek().is_some() {
            let begins = part.ends_with([':', ';', ',', '.']) || part.ends_with(" and") || part.ends_with(" or");
            out.push_str(if begins { "<br/>—" } else { " —" });
        }
    }
    out
}
