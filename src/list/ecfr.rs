//! eCFR XML → the lists that it holds.
//!
//! In: Supplement No. 4, 6 or 7 to Part 744, stand-alone (`DIV9`) or inside the whole part, in the markup of
//! 2023 (`gpotbl_*`, all rows bare) or of 2026 (`THEAD`/`TBODY`/`TFOOT`). Out: a [`PublishedList`] for each
//! supplement, with every row of the table in an entry, and findings for what looks wrong in it.

mod error;
pub(crate) mod note;
mod row;

use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::{panic, thread};

use roxmltree::Node;

use super::canonical::canonical;
use super::entry::{Cells, Entry, EntryId};
use super::{ListId, cell, check};
use crate::finding::{Code, Finding, Place};
use crate::markup::{self, LineIndex};

pub use error::EcfrError;
use row::Row;

/// A list as the eCFR prints it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedList {
    /// Which list.
    pub list: ListId,
    /// The paragraphs before the table.
    pub intro: String,
    /// Country headings in printed order.
    pub headings: Vec<String>,
    /// The entries in printed order, numbered from 1.
    pub entries: Vec<Entry>,
    /// Rows of the table, continuation rows included.
    pub rows: usize,
    /// Footnotes of the table by number.
    pub footnotes: BTreeMap<u8, String>,
    /// Editorial notes and effective date notes: known exceptions, and stays.
    pub notes: Vec<String>,
}

/// Reads every party list of an eCFR file.
///
/// # Errors
/// [`EcfrError`] where nothing true can be said about the file: it is not XML, holds no list, or a table
/// has other columns than the list.
pub fn read(xml: &str) -> Result<(Vec<PublishedList>, Vec<Finding>), EcfrError> {
    let document = markup::parse(xml)?;
    let lines = LineIndex::new(xml);
    let mut findings = Vec::new();
    let mut lists = Vec::new();
    for node in document
        .descendants()
        .filter(|node| node.has_tag_name("DIV9"))
    {
        let Some(list) = node.attribute("N").and_then(list_of_supplement) else {
            continue;
        };
        lists.push(
            Reader {
                list,
                lines: &lines,
                findings: &mut findings,
            }
            .supplement(node)?,
        );
    }
    if lists.is_empty() {
        return Err(EcfrError::NoSupplement {
            root: document.root_element().tag_name().name().to_owned(),
        });
    }
    Ok((lists, findings))
}

/// `Supplement No. 4 to Part 744` → the Entity List.
fn list_of_supplement(heading: &str) -> Option<ListId> {
    let (number, part) = heading
        .strip_prefix("Supplement No. ")?
        .split_once(" to Part ")?;
    (part.trim() == "744")
        .then(|| number.trim().parse().ok().and_then(ListId::from_supplement))
        .flatten()
}

struct Reader<'a> {
    list: ListId,
    lines: &'a LineIndex,
    findings: &'a mut Vec<Finding>,
}

impl Reader<'_> {
    fn supplement(mut self, node: Node<'_, '_>) -> Result<PublishedList, EcfrError> {
        let supplement = self.list.supplement();
        let table = node
            .descendants()
            .find(|node| node.has_tag_name("TABLE"))
            .ok_or(EcfrError::NoTable {
                supplement,
                line: self.lines.line_of(node),
            })?;
        let mut rows = Vec::new();
        let mut footnotes = BTreeMap::new();
        let mut headed = false;
        let trs: Vec<_> = table
            .descendants()
            .filter(|node| node.has_tag_name("TR"))
            .collect();
        let texts = in_parallel(trs.clone(), |trs| {
            trs.into_iter().map(texts).collect::<Vec<_>>()
        });
        for (tr, texts) in trs.into_iter().zip(texts.into_iter().flatten()) {
            if tr
                .parent()
                .is_some_and(|parent| parent.has_tag_name("TFOOT"))
            {
                footnotes.extend(footnote(tr));
            } else if tr.children().any(|cell| cell.has_tag_name("TH")) {
                self.header(tr)?;
                headed = true;
            } else {
                rows.extend(self.row(tr, texts)?);
            }
        }
        if !headed {
            return Err(self.columns(table, &[]));
        }
        let notes_of_table = node
            .descendants()
            .filter(|node| node.attribute("class") == Some("gpotbl_note"));
        footnotes.extend(notes_of_table.filter_map(footnote));
        let printed = rows.len();
        let (headings, joined) = self.joined(rows);
        if joined.is_empty() {
            return Err(EcfrError::Empty { supplement });
        }
        let list = self.list;
        let numbered = (1..).map(EntryId).zip(joined).collect();
        let shares = in_parallel(numbered, |share: Vec<(EntryId, (String, Cells))>| {
            let mut findings = Vec::new();
            let entry = |(id, (country, cells))| {
                let entry = Entry::new(id, list, country, cells);
                findings.extend(check::entry(&entry, &footnotes));
                entry
            };
            let entries: Vec<_> = share.into_iter().map(entry).collect();
            (entries, findings)
        });
        let mut entries = Vec::new();
        for (share, findings) in shares {
            entries.extend(share);
            self.findings.extend(findings);
        }
        let text_of = |tags: &[&str]| {
            node.children()
                .filter(|child| tags.contains(&child.tag_name().name()))
                .map(markup::flatten_line)
                .collect::<Vec<_>>()
        };
        Ok(PublishedList {
            list: self.list,
            intro: text_of(&["P"]).join("\n"),
            headings,
            entries,
            rows: printed,
            footnotes,
            notes: text_of(&["EDNOTE", "EFFDNOT"]),
        })
    }

    fn expected_columns(&self) -> &'static [&'static str] {
        match self.list {
            ListId::EntityList => &[
                "Country",
                "Entity",
                "License requirement",
                "License review policy",
                "Federal Register citation",
            ],
            ListId::UnverifiedList => &[
                "Country",
                "Listed person and address",
                "Federal Register citation",
            ],
            ListId::MeuList => &["Country", "Entity", "Federal Register citation"],
        }
    }

    fn columns(&self, node: Node<'_, '_>, found: &[String]) -> EcfrError {
        EcfrError::Columns {
            supplement: self.list.supplement(),
            line: self.lines.line_of(node),
            expected: self.expected_columns().join(" | "),
            found: if found.is_empty() {
                "no header row".to_owned()
            } else {
                found.join(" | ")
            },
        }
    }

    fn header(&self, tr: Node<'_, '_>) -> Result<(), EcfrError> {
        let found: Vec<_> = tr
            .children()
            .filter(Node::is_element)
            .map(markup::flatten_line)
            .collect();
        let expected = self.expected_columns().iter().map(|name| canonical(name));
        if found.iter().map(|name| canonical(name)).eq(expected) {
            Ok(())
        } else {
            Err(self.columns(tr, &found))
        }
    }

    fn row(&mut self, tr: Node<'_, '_>, mut texts: Vec<String>) -> Result<Option<Row>, EcfrError> {
        let line = self.lines.line_of(tr);
        let expected = self.expected_columns().len();
        if texts.iter().all(String::is_empty) {
            return Ok(None);
        }
        // A blank cell printed between country and entity shifts the row by one and hides nothing.
        if texts.len() == expected + 1 && texts.get(1).is_some_and(String::is_empty) {
            texts.remove(1);
            let country = texts.first().cloned().unwrap_or_default();
            self.findings.push(
                Finding::new(
                    Code::ColumnSuspect,
                    "the row has a blank cell more than the table has columns; it was left out",
                )
                .with_list(self.list)
                .with_entry(
                    country,
                    texts
                        .get(1)
                        .map(|entity| cell::parse(entity).name)
                        .unwrap_or_default(),
                )
                .with_quote(texts.join(" | "), &place(line)),
            );
        }
        let found = texts.len();
        let text = || texts.join(" | ").chars().take(120).collect();
        let mismatch = || EcfrError::Row {
            supplement: self.list.supplement(),
            line,
            expected,
            found,
            text: text(),
        };
        if found != expected {
            return Err(mismatch());
        }
        let mut texts = texts.into_iter();
        let mut next = || texts.next().unwrap_or_default();
        let (country, entity) = (next(), next());
        let (license_requirement, license_review_policy) = match self.list {
            ListId::EntityList => (next(), next()),
            ListId::UnverifiedList | ListId::MeuList => Default::default(),
        };
        let cells = Cells {
            entity,
            license_requirement,
            license_review_policy,
            citation: next(),
        };
        Ok(Some(Row {
            country,
            cells,
            line,
        }))
    }

    /// Carries the country down and joins rows that are parts of a neighbour: a row with nothing but an entity
    /// cell continues the row above, unless the row below begins with a bullet and so continues this one.
    fn joined(&mut self, rows: Vec<Row>) -> (Vec<String>, Vec<(String, Cells)>) {
        let mut headings: Vec<String> = Vec::new();
        let mut joined: Vec<(String, Cells)> = Vec::new();
        let mut pending: Option<Row> = None;
        let mut rows = rows.into_iter().peekable();
        while let Some(mut row) = rows.next() {
            if !row.country.is_empty() {
                headings.push(row.country.clone());
            }
            if let Some(first) = pending.take() {
                row.cells.entity = format!("{}\n{}", first.cells.entity, row.cells.entity);
                row.line = first.line;
            }
            if row.is_part() {
                let below_continues = rows.peek().is_some_and(|next| {
                    !next.is_part() && next.cells.entity.starts_with(['—', '-', '–'])
                });
                match joined.last_mut() {
                    _ if below_continues => pending = Some(row),
                    Some((_, cells)) => {
                        cells.entity.push('\n');
                        cells.entity.push_str(&row.cells.entity);
                    }
                    None => self.orphan(&row),
                }
            } else if let Some(heading) = headings.last() {
                let bare = row.cells.entity.is_empty() && row.cells.citation.is_empty();
                if !bare && !is_reserved(&row.cells.entity) {
                    joined.push((heading.clone(), row.cells));
                }
            } else {
                self.orphan(&row);
            }
        }
        (headings, joined)
    }

    fn orphan(&mut self, row: &Row) {
        self.findings.push(
            Finding::new(
                Code::ColumnSuspect,
                "the row belongs to no country and no entry",
            )
            .with_list(self.list)
            .with_quote(row.cells.entity.clone(), &place(row.line)),
        );
    }
}

/// `[Reserved]` holds the place of a country without entries (Supplement No. 7).
fn is_reserved(entity: &str) -> bool {
    const WORD: &str = "reserved";
    let longer = entity
        .bytes()
        .filter(u8::is_ascii_alphanumeric)
        .nth(WORD.len())
        .is_some();
    !longer && canonical(entity) == WORD
}

/// Does the work on a share of the items for each core; the results are in the order of the items.
fn in_parallel<T: Send, R: Send>(mut items: Vec<T>, work: impl Fn(Vec<T>) -> R + Sync) -> Vec<R> {
    // Below this a thread costs more than it saves.
    const SHARE: usize = 200;
    // Asking the system takes as long as reading a hundred rows.
    static CORES: LazyLock<usize> =
        LazyLock::new(|| thread::available_parallelism().map_or(1, usize::from));
    let share = items.len().div_ceil(*CORES).max(SHARE);
    let work = &work;
    thread::scope(|scope| {
        let mut others = Vec::new();
        while items.len() > share {
            let last = items.split_off(items.len() - share);
            others.push(scope.spawn(move || work(last)));
        }
        let mut done = vec![work(items)];
        for other in others.into_iter().rev() {
            done.push(other.join().unwrap_or_else(|e| panic::resume_unwind(e)));
        }
        done
    })
}

/// The cells of a row, flattened.
fn texts(tr: Node<'_, '_>) -> Vec<String> {
    tr.children()
        .filter(|cell| cell.has_tag_name("TD"))
        .map(markup::flatten)
        .collect()
}

fn place(line: u32) -> Place {
    Place {
        element: "TR".to_owned(),
        line,
        page: None,
    }
}

/// `<sup>4</sup> For this entity, …` → 4 and its text.
fn footnote(node: Node<'_, '_>) -> Option<(u8, String)> {
    let text = markup::flatten_line(node);
    let (number, text) = text.strip_prefix('^')?.split_once('^')?;
    Some((number.parse().ok()?, text.trim().to_owned()))
}
