//! What commands list, as Markdown: tables and lists, which GitHub and chats lay out.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::inline::{escape, guarded, link, verbatim};
use crate::report::found::{Found, described, named};
use crate::report::history::{self, EntryHistory, FieldValue, History};
use crate::report::record::EntryRecord;
use crate::told::link::Link;
use crate::visible::visible;

/// A cell of a table.
#[derive(Debug, Clone)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A name of the program's own, such as an id.
    Code(String),
    /// Words that lead to a page.
    Link(Link),
}

impl Cell {
    /// Words.
    pub fn text(words: &(impl ToString + ?Sized)) -> Self {
        Self::Text(words.to_string())
    }

    /// Words that lead to a page; what is no address of one leads nowhere.
    pub fn link(words: &str, url: &str) -> Self {
        Self::Link(Link::new(words, url))
    }

    fn shown(&self) -> String {
        match self {
            Self::Text(words) => escape(words),
            Self::Code(code) => self::code(code),
            Self::Link(to) => link(to),
        }
    }
}

/// A name of the program's own; what could end it is text.
fn code(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    match name {
        "" => String::new(),
        name if name.chars().all(plain) => format!("`{name}`"),
        name => escape(name),
    }
}

/// Rows below their heads; nothing without rows.
pub fn table(heads: &[&str], rows: &[Vec<Cell>]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut out = format!("| {} |\n|{}\n", heads.join(" | "), "---|".repeat(heads.len()));
    for row in rows {
        let cells: Vec<_> = row.iter().map(Cell::shown).collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    out
}

/// A list: its title, what it is, and a table for each country.
pub fn list(title: &str, lines: &[String], entries: &[EntryRecord], day: NaiveDate) -> String {
    let mut out = format!("# {}\n", guarded(&escape(title)));
    for line in lines {
        let _ = writeln!(out, "\n{}", guarded(&escape(line)));
    }
    for of_country in entries.chunk_by(|a, b| a.country == b.country) {
        let Some(first) = of_country.first() else {
            continue;
        };
        let _ = writeln!(out, "\n## {}\n", guarded(&escape(&first.country)));
        let rows: Vec<_> = of_country.iter().map(|entry| row(entry, day)).collect();
        out.push_str(&table(&["Name", "Designations", "Last citation", "Standing", "Public id"], &rows));
    }
    out
}

fn row(entry: &EntryRecord, day: NaiveDate) -> Vec<Cell> {
    let marks: Vec<_> = entry.designations.iter().map(|mark| format!("footnote {mark}")).collect();
    vec![
        Cell::text(&entry.name),
        Cell::Text(marks.join(", ")),
        Cell::text(entry.citations.last().map_or("", String::as_str)),
        Cell::Text(entry.qualified(day).unwrap_or_default()),
        Cell::Code(entry.public_id.to_string()),
    ]
}

/// Entries in full: a heading for each, and a list of what it says. Whether a stay is over is judged as of a day.
pub fn entries(found: &[Found], as_of: NaiveDate) -> String {
    let entry = |found: &Found| {
        let mut out = format!("## {}\n\n", guarded(&escape(&named(found))));
        for (title, values) in described(found, as_of) {
            match values.as_slice() {
                [] => {}
                [one] => {
                    // Writing into a String cannot fail.
                    let _ = writeln!(out, "- **{title}:** {}", value(title, one));
                }
                more => {
                    let _ = writeln!(out, "- **{title}:**");
                    for one in more {
                        let _ = writeln!(out, "  - {}", guarded(&value(title, one)));
                    }
                }
            }
        }
        out
    };
    found.iter().map(entry).collect::<Vec<_>>().join("\n")
}

/// The lives of entries: what happened as a list, values as a table. What takes effect after `as_of` is said to be to come.
pub fn history(of: &History, as_of: NaiveDate) -> String {
    let plain = |text: String| if text.is_empty() { text } else { verbatim(&text) };
    if of.entries.is_empty() {
        return plain(of.without_entries());
    }
    let mut lives: Vec<_> = of.entries.iter().map(|entry| life(entry, as_of)).collect();
    lives.push(plain(of.held_beside()));
    lives.retain(|life| !life.is_empty());
    lives.join("\n")
}

fn life(of: &EntryHistory, as_of: NaiveDate) -> String {
    let state = if of.listed { "" } else { ", no longer listed" };
    let heading = history::heading(&of.name, &of.country, of.list, of.id, &[history::found(of.found_by), state]);
    let mut out = format!("## {}\n", guarded(&escape(&heading)));
    // Writing into a String cannot fail.
    if let Some(ids) = history::ids(&of.public_id, &of.former_public_ids) {
        let _ = writeln!(out, "\nPublic id {}", escape(&ids));
    }
    out.push_str("\n### What happened\n\n");
    for event in &of.events {
        let day = event.by.effective;
        let to_come = if day > as_of { "to come: " } else { "" };
        let _ = writeln!(out, "- **{day}** {to_come}{}", escape(&history::told(event)));
        for change in event.changes_in_words() {
            let _ = writeln!(out, "  - {}", guarded(&escape(&change)));
        }
        if let Some(quote) = &event.by.quote {
            let place = event.by.place.as_ref().map_or_else(String::new, |place| format!(" ({place})"));
            let _ = writeln!(out, "  - {}", escape(&format!("“{quote}”{place}")));
        }
    }
    out.push_str("\n### Values\n\n");
    let row = |value: &FieldValue| {
        vec![
            Cell::Text(value.field.replace('_', " ")),
            Cell::Text(history::shown(&value.value)),
            Cell::Text(history::by(&value.set_by)),
            Cell::Text(value.until.map(|until| until.to_string()).unwrap_or_default()),
        ]
    };
    out + &table(&["Field", "Value", "Set by", "Until"], &of.values_set().map(row).collect::<Vec<_>>())
}

fn value(title: &str, text: &str) -> String {
    if title == "public id" { visible(text) } else { escape(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_ends_where_the_table_says() {
        let row = |cells: Vec<Cell>| table(&["A"], &[cells]).lines().last().unwrap().to_owned();
        for (cell, shown) in [
            (Cell::text("a|b *c* `d` <e>\nf"), "| a\\|b \\*c\\* \\`d\\` \\<e\\> f |"),
            (Cell::Code("el-5f0c1d2e3a4b5c6d".to_owned()), "| `el-5f0c1d2e3a4b5c6d` |"),
            (Cell::Code("a`|b".to_owned()), "| a\\`\\|b |"),
            (Cell::Link(Link::new("x|y", "https://a.b/c?d=1")), "| [x\\|y](https://a.b/c?d=1) |"),
            // No address has a bar: it is shown, and leads nowhere.
            (Cell::Link(Link::new("x", "https://a.b/c|d")), "| x: https\\://a.b/c\\|d |"),
            (Cell::text(""), "|  |"),
        ] {
            assert_eq!(row(vec![cell.clone()]), shown, "{cell:?}");
        }
        assert_eq!(table(&["A"], &[]), "");
    }
}
