//! eCFR XML → the lists that it holds.
//!
//! In: Supplement No. 4, 6 or 7 to Part 744, stand-alone (`DIV9`) or inside the whole part, in the markup of
//! 2023 (`gpotbl_*`, all rows bare) or of 2026 (`THEAD`/`TBODY`/`TFOOT`). Out: a [`PublishedList`] for each
//! supplement, with every row of the table in an entry, and findings for what looks wrong in it.

mod error;
mod frame;
pub(crate) mod note;
mod parallel;
mod pieces;
mod row;

use std::collections::BTreeMap;

use memchr::memmem;
use roxmltree::{Document, Node};

use crate::document::asides;
use crate::document::table::columns::Columns;
use crate::entry::repeated::Repeated;
use crate::entry::{Entry, EntryId};
use crate::entry::{cell, check};
use crate::finding::{Code, Finding};
use crate::law::Cells;
use crate::law::ListId;
use crate::markup::{self, LineIndex};

pub use error::EcfrError;
use parallel::in_parallel;
use pieces::Frame;
use row::{EcfrRow, Joined, place};

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

/// The lists of a file, and what looks wrong in them.
type Read = (Vec<PublishedList>, Vec<Finding>);

/// Reads every party list of an eCFR file.
pub fn read(xml: &str) -> Result<Read, EcfrError> {
    in_pieces(xml).unwrap_or_else(|| whole(xml))
}

/// Reads a file whose rows are parsed apart from the rest; `None` where that cannot be.
fn in_pieces(xml: &str) -> Option<Result<Read, EcfrError>> {
    let file = File::new(xml);
    // What accents are in is told in the order of the whole.
    let mut frame = Frame::of(xml, &file.escaped).filter(|_| !file.has_accents)?;
    let left = std::mem::take(&mut frame.xml);
    let document = markup::parse(&left).ok()?;
    Some(File { frame, ..file }.lists(&document))
}

fn whole(xml: &str) -> Result<Read, EcfrError> {
    File::new(xml).lists(&markup::parse(xml)?)
}

/// A file that is being read.
struct File {
    lines: LineIndex,
    /// The rows that are not in the document.
    frame: Frame,
    /// Places at which text may have been escaped twice.
    escaped: Vec<usize>,
    has_accents: bool,
}

impl File {
    fn new(xml: &str) -> Self {
        Self {
            lines: LineIndex::new(xml),
            frame: Frame::default(),
            escaped: markup::places_escaped_twice(xml),
            has_accents: memmem::find(xml.as_bytes(), b"<AC").is_some(),
        }
    }

    fn lists(mut self, document: &Document<'_>) -> Result<Read, EcfrError> {
        let mut findings = Vec::new();
        let mut lists = Vec::new();
        let nodes = frame::nodes(document.root());
        for (at, &node) in nodes.iter().enumerate() {
            if !node.has_tag_name("DIV9") {
                continue;
            }
            let Some(list) = node.attribute("N").and_then(ListId::of_heading) else {
                continue;
            };
            if lists.iter().any(|read: &PublishedList| read.list == list) {
                return Err(EcfrError::Twice { supplement: list.supplement(), line: self.line_of(node) });
            }
            // What is below an element stands behind it and ends with it.
            let end = node.range().end;
            let nodes = nodes.get(at..).unwrap_or_default();
            let nodes = nodes.get(..nodes.partition_point(|node| node.range().start < end)).unwrap_or_default();
            let mut reader = SupplementReader { list, file: &mut self, findings: &mut findings };
            if reader.file.has_accents {
                reader.accents(node);
            }
            if !reader.file.escaped.is_empty() {
                let file = &*reader.file;
                let texts = frame::texts(nodes, &file.escaped, |at| file.frame.place(at));
                let told = asides::escaped_twice(texts, |node| place(file.line_of(node)));
                reader.findings.extend(told);
            }
            lists.push(reader.supplement(node, nodes)?);
        }
        if lists.is_empty() {
            return Err(EcfrError::NoSupplement { root: document.root_element().tag_name().name().to_owned() });
        }
        Ok((lists, findings))
    }

    /// The line on which an element of the document starts.
    fn line_of(&self, node: Node<'_, '_>) -> u32 {
        self.lines.line(self.frame.place(node.range().start))
    }
}

struct SupplementReader<'a> {
    list: ListId,
    file: &'a mut File,
    findings: &'a mut Vec<Finding>,
}

impl SupplementReader<'_> {
    /// Reads a supplement; `nodes` are all that are in it, down to the rows.
    fn supplement(mut self, node: Node<'_, '_>, nodes: &[Node<'_, '_>]) -> Result<PublishedList, EcfrError> {
        let supplement = self.list.supplement();
        let table = nodes
            .iter()
            .find(|node| node.has_tag_name("TABLE"))
            .copied()
            .ok_or(EcfrError::NoTable { supplement, line: self.file.line_of(node) })?;
        let mut rows = Vec::new();
        let mut footnotes = BTreeMap::new();
        let mut headed = false;
        for PrintedRow { at, texts, header, foot, .. } in self.rows_of(nodes)? {
            let line = self.file.lines.line(at);
            if let Some(foot) = foot.filter(|_| texts.len() < self.expected_columns().len()) {
                self.footnote(foot, line, &mut footnotes);
            } else if let Some(header) = header {
                self.header(&header, line)?;
                headed = true;
            } else {
                rows.extend(self.row(at, texts)?);
            }
        }
        if !headed {
            return Err(self.columns(self.file.line_of(table), &[]));
        }
        for note in nodes {
            if note.attribute("class") == Some("gpotbl_note") {
                self.footnote(markup::flatten_line(*note), self.file.line_of(*note), &mut footnotes);
            }
        }
        let printed = rows.len();
        let joined = Joined::of(self.list, rows, &self.file.lines);
        self.findings.extend(joined.findings);
        if joined.entries.is_empty() {
            return Err(EcfrError::Empty { supplement });
        }
        let list = self.list;
        let numbered = (1..).map(EntryId).zip(joined.entries).collect();
        let shares = in_parallel(numbered, SHARE, |share: Vec<(EntryId, (String, Cells))>| {
            let mut findings = Vec::new();
            let mut known = Repeated::default();
            let footnote = |number| footnotes.get(&number).map(String::as_str);
            let entry = |(id, (country, cells)): (EntryId, (String, Cells))| {
                let citations = known.citation(&cells.citation).found.clone();
                let entry = Entry::cited(id, list, country, cells, citations);
                findings.extend(check::entry(&entry, footnote, &mut known));
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
            headings: joined.headings,
            entries,
            rows: printed,
            footnotes,
            notes: text_of(&["EDNOTE", "EFFDNOT"]),
        })
    }

    /// The rows of a supplement, of every table and those that stand in none: a list may be printed in parts.
    fn rows_of(&mut self, nodes: &[Node<'_, '_>]) -> Result<Vec<PrintedRow>, EcfrError> {
        let mut rows = Vec::new();
        let mut trs = Vec::new();
        let mut outside = None;
        for &node in nodes {
            if node.has_tag_name("TR") {
                trs.push(node);
                continue;
            }
            if outside.is_none() {
                outside = frame::stray(node).map(|stray| Stray::of(stray, |at| self.file.frame.place(at)));
            }
            if node.has_tag_name("TBODY")
                && let Some(cut) = self.file.frame.take_rows(node.range())
            {
                rows.extend(self.printed(std::mem::take(&mut trs)));
                rows.extend(cut);
            }
        }
        rows.extend(self.printed(trs));
        let within_row = rows.iter_mut().find_map(|row| row.stray.take());
        if let Some(Stray { at, text }) = within_row.into_iter().chain(outside).min_by_key(|stray| stray.at) {
            return Err(EcfrError::Stray {
                supplement: self.list.supplement(),
                line: self.file.lines.line(at),
                text: text.chars().take(120).collect(),
            });
        }
        Ok(rows)
    }

    fn printed(&self, trs: Vec<Node<'_, '_>>) -> Vec<PrintedRow> {
        let read = |tr| PrintedRow::new(tr, |at| self.file.frame.place(at));
        let shares = in_parallel(trs, SHARE, |trs| trs.into_iter().map(read).collect::<Vec<_>>());
        shares.into_iter().flatten().collect()
    }

    fn accents(&mut self, node: Node<'_, '_>) {
        let unknown = node.descendants().filter(|node| markup::is_unknown_accent(*node));
        for text in unknown.filter_map(|node| node.parent()) {
            let message = "an accent in the text cannot be read; ◌ marks its place";
            self.findings.push(
                Finding::new(Code::ColumnSuspect, message)
                    .with_list(self.list)
                    .with_quote(markup::flatten_line(text), &place(self.file.line_of(text))),
            );
        }
    }

    /// `<sup>4</sup> For this entity, …` → 4 and its text. What stands there without a mark, or with one that was
    /// met before, is told.
    fn footnote(&mut self, text: String, line: u32, footnotes: &mut BTreeMap<u8, String>) {
        let parts = text
            .strip_prefix('^')
            .and_then(|rest| rest.split_once('^'))
            .and_then(|(number, text)| Some((number.parse().ok()?, text.trim())));
        let why = match parts {
            Some((number, text)) if !footnotes.contains_key(&number) => {
                footnotes.insert(number, text.to_owned());
                return;
            }
            Some(_) => "a footnote of this number was printed before; the first one is kept",
            None if text.is_empty() => return,
            None => "text below the table is not a footnote; it was left out",
        };
        let finding = Finding::new(Code::ColumnSuspect, why).with_list(self.list);
        self.findings.push(finding.with_quote(text, &place(line)));
    }

    fn expected_columns(&self) -> &'static [&'static str] {
        match self.list {
            ListId::EntityList => {
                &["Country", "Entity", "License requirement", "License review policy", "Federal Register citation"]
            }
            ListId::UnverifiedList => &["Country", "Listed person and address", "Federal Register citation"],
            ListId::MeuList => &["Country", "Entity", "Federal Register citation"],
        }
    }

    fn columns(&self, line: u32, found: &[String]) -> EcfrError {
        EcfrError::Columns {
            supplement: self.list.supplement(),
            line,
            expected: self.expected_columns().join(" | "),
            found: if found.is_empty() { "no header row".to_owned() } else { found.join(" | ") },
        }
    }

    fn header(&self, found: &[String], line: u32) -> Result<(), EcfrError> {
        if Columns::are_of(self.list, found) { Ok(()) } else { Err(self.columns(line, found)) }
    }

    fn row(&mut self, at: usize, mut texts: Vec<String>) -> Result<Option<EcfrRow>, EcfrError> {
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
                .with_entry(country, texts.get(1).map(|entity| cell::parse(entity).name).unwrap_or_default())
                .with_quote(texts.join(" | "), &place(self.file.lines.line(at))),
            );
        }
        let found = texts.len();
        let text = || texts.join(" | ").chars().take(120).collect();
        let line = || self.file.lines.line(at);
        let mismatch =
            || EcfrError::Row { supplement: self.list.supplement(), line: line(), expected, found, text: text() };
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
        let cells = Cells { entity, license_requirement, license_review_policy, citation: next() };
        Ok(Some(EcfrRow { country, cells, at }))
    }
}

/// Rows that one core reads at least: below this a thread costs more than it saves.
const SHARE: usize = 200;

/// A row as it is printed.
#[derive(Debug)]
struct PrintedRow {
    /// The byte at which it begins.
    at: usize,
    /// Its cells, flattened.
    texts: Vec<String>,
    /// All cells of a row that has one of a header.
    header: Option<Vec<String>>,
    /// The text of a row at the foot of a table.
    foot: Option<String>,
    /// The first of what stands in it without belonging there.
    stray: Option<Stray>,
}

impl PrintedRow {
    /// Reads an element; `place` tells where in the file what stands at a place of its document is.
    fn new(tr: Node<'_, '_>, place: impl Fn(usize) -> usize + Copy) -> Self {
        // The widest table has five columns.
        let mut row = Self {
            at: place(tr.range().start),
            texts: Vec::with_capacity(5),
            header: None,
            foot: tr.parent().filter(|parent| parent.has_tag_name("TFOOT")).map(|_| markup::flatten_line(tr)),
            stray: None,
        };
        for node in tr.children() {
            if node.has_tag_name("TD") {
                row.texts.push(markup::flatten(node));
            } else if node.has_tag_name("TH") {
                let cells = || tr.children().filter(Node::is_element).map(markup::flatten_line).collect();
                row.header.get_or_insert_with(cells);
            } else if row.stray.is_none() && frame::is_stray_in_row(node) {
                row.stray = Some(Stray::of(node, place));
            }
        }
        row
    }
}

/// What stands outside of any cell.
#[derive(Debug)]
struct Stray {
    at: usize,
    text: String,
}

impl Stray {
    fn of(node: Node<'_, '_>, place: impl Fn(usize) -> usize) -> Self {
        let text = node.text().map_or_else(|| markup::flatten_line(node), |text| text.trim().to_owned());
        Self { at: place(node.range().start), text }
    }
}
