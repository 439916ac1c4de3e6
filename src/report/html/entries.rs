//! Entries and their changes, as the template prints them.

use serde::Serialize;

use crate::diff;
use crate::diff::fields::Values;
use crate::diff::words::{Mark, Run};
use crate::list::designation;
use crate::report::fields::{self, CITATION, only};
use crate::report::record::EntryRecord;
use crate::report::visible::{shorten_middle, visible};
use crate::report::{ChangeRecord, Section};

/// A piece of a text: as it stands, gone or new, and whether it is raised.
#[derive(Debug, Serialize)]
pub(super) struct Piece {
    mark: &'static str,
    raised: bool,
    text: String,
}

impl Piece {
    /// A text as it stands.
    pub(super) fn plain(text: &str) -> Vec<Self> {
        Self::marked("keep", text)
    }

    /// A text with this mark; footnote marks (`^4^`) are raised.
    fn marked(mark: &'static str, text: &str) -> Vec<Self> {
        let parts: Vec<_> = text.split('^').collect();
        let mut pieces = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            let closed = at + 1 < parts.len();
            let is_mark = at % 2 == 1 && closed && part.bytes().all(|b| b.is_ascii_digit());
            if !part.is_empty() {
                pieces.push(Self {
                    mark,
                    raised: is_mark,
                    text: visible(part),
                });
            }
        }
        pieces
    }
}

/// A redline, long unchanged runs shortened.
pub(super) fn redline(runs: &[Run]) -> Vec<Piece> {
    let pieces = runs.iter().flat_map(|run| match run.mark {
        Mark::Keep => Piece::plain(&shortened(&run.text)),
        Mark::Delete => Piece::marked("delete", &run.text),
        Mark::Insert => Piece::marked("insert", &run.text),
    });
    pieces.collect()
}

/// Characters of an unchanged run that are shown.
const KEPT: usize = 120;

/// The blanks around a run separate it from its neighbours.
fn shortened(text: &str) -> String {
    let core = text.trim();
    let (before, after) = text.split_once(core).unwrap_or_default();
    format!("{before}{}{after}", shorten_middle(core, KEPT))
}

/// New or former entries. What all of them have in common is said once.
#[derive(Debug, Serialize)]
pub(super) struct EntryGroup {
    title: &'static str,
    n: usize,
    common: Vec<Term>,
    countries: Vec<CountryView>,
}

#[derive(Debug, Serialize)]
struct CountryView {
    country: String,
    entries: Vec<EntryView>,
}

#[derive(Debug, Serialize)]
struct EntryView {
    name: String,
    stay: Option<String>,
    set_by: Option<String>,
    designations: Vec<String>,
    lists: Vec<ListOf>,
    terms: Vec<Term>,
}

/// A titled text.
#[derive(Debug, Serialize)]
struct Term {
    title: &'static str,
    pieces: Vec<Piece>,
}

/// A titled list.
#[derive(Debug, Serialize)]
struct ListOf {
    title: &'static str,
    items: Vec<String>,
}

impl EntryGroup {
    pub(super) fn new(
        title: &'static str,
        entries: &[EntryRecord],
        section: &Section,
    ) -> Option<Self> {
        let first = entries.first()?;
        let detailed = title == "Added";
        let shared = |term: &(&str, &str)| {
            entries.len() > 1
                && entries
                    .iter()
                    .all(|entry| terms(entry, detailed).contains(term))
        };
        let mut common = terms(first, detailed);
        common.retain(shared);
        let mut countries: Vec<CountryView> = Vec::new();
        for entry in entries {
            let country = visible(&entry.country);
            if countries.last().is_none_or(|last| last.country != country) {
                countries.push(CountryView {
                    country,
                    entries: Vec::new(),
                });
            }
            if let Some(last) = countries.last_mut() {
                let mut own = terms(entry, detailed);
                own.retain(|term| !common.contains(term));
                last.entries.push(EntryView::new(entry, own, section));
            }
        }
        Some(Self {
            title,
            n: entries.len(),
            common: views(common),
            countries,
        })
    }
}

impl EntryView {
    fn new(entry: &EntryRecord, terms: Vec<(&'static str, &str)>, section: &Section) -> Self {
        let stay = entry.stayed_until.map(|until| {
            let until =
                until.map_or_else(|| "indefinitely".to_owned(), |day| format!("until {day}"));
            format!("Stayed {until}: not in force")
        });
        let lists = [
            ("Also known as", &entry.aliases),
            ("Addresses", &entry.addresses),
            ("Subordinate entities", &entry.subordinates),
            ("Cross-references", &entry.cross_references),
        ];
        Self {
            name: visible(&entry.name),
            stay,
            set_by: set_by(entry.document.as_ref(), entry.effective_from, section),
            designations: entry
                .designations
                .iter()
                .map(|mark| designation::in_words(*mark))
                .collect(),
            lists: lists
                .into_iter()
                .filter(|(_, items)| !items.is_empty())
                .map(|(title, items)| ListOf {
                    title,
                    items: items.iter().map(|item| visible(item)).collect(),
                })
                .collect(),
            terms: views(terms),
        }
    }
}

/// On what terms an entry stands on the list, and what it cites.
fn terms(entry: &EntryRecord, detailed: bool) -> Vec<(&'static str, &str)> {
    let mut terms = vec![
        ("License requirement", entry.license_requirement.as_str()),
        ("License review policy", &entry.license_review_policy),
        ("Federal Register", &entry.citation_text),
    ];
    terms.retain(|(title, text)| !text.is_empty() && (detailed || *title == "Federal Register"));
    terms
}

fn views(terms: Vec<(&'static str, &str)>) -> Vec<Term> {
    let view = |(title, text)| Term {
        title,
        pieces: Piece::plain(text),
    };
    terms.into_iter().map(view).collect()
}

/// The document that set a text, where the section is not about this document.
fn set_by(
    document: Option<&crate::citation::DocumentNumber>,
    effective: Option<chrono::NaiveDate>,
    section: &Section,
) -> Option<String> {
    let of_section = section.document.as_ref().map(|document| &document.number);
    let document = document.filter(|document| Some(*document) != of_section)?;
    let since = effective.map_or_else(String::new, |day| format!(", effective {day}"));
    Some(format!("Set by document {document}{since}"))
}

/// A changed entry.
#[derive(Debug, Serialize)]
pub(super) struct ChangeView {
    name: String,
    country: String,
    classes: String,
    set_by: Option<String>,
    designations: Vec<String>,
    fields: Vec<FieldView>,
    layout_only: Option<String>,
    citation: Vec<Piece>,
}

#[derive(Debug, Serialize)]
struct FieldView {
    title: String,
    pieces: Vec<Piece>,
    gained: Vec<String>,
    lost: Vec<String>,
}

impl ChangeView {
    pub(super) fn new(change: &ChangeRecord, section: &Section) -> Self {
        let classes: Vec<_> = change.classes.iter().map(|class| class.title()).collect();
        let mut fields = Vec::new();
        let mut layout_only = Vec::new();
        for (field, values) in fields::in_order(change) {
            let title = field.replace('_', " ");
            match values {
                Values::Marks(..) => {}
                Values::Set(old, new) => {
                    let sides = |here, there| -> Vec<_> {
                        only(here, there).into_iter().map(visible).collect()
                    };
                    let (gained, lost) = (sides(new, old), sides(old, new));
                    if !gained.is_empty() || !lost.is_empty() {
                        fields.push(FieldView {
                            title,
                            pieces: Vec::new(),
                            gained,
                            lost,
                        });
                    }
                }
                Values::Text(old, new) if field != "list" && diff::same(old, new) => {
                    layout_only.push(title);
                }
                Values::Text(..) => fields.push(FieldView::redline(title, change, field)),
            }
        }
        if change.redlines.contains_key(ENTITY) && !change.changes.contains_key(ENTITY) {
            fields.push(FieldView::redline("entity text".to_owned(), change, ENTITY));
        }
        Self {
            name: visible(&change.name),
            country: visible(&change.country),
            classes: classes.join(", "),
            set_by: set_by(change.document.as_ref(), change.effective, section),
            designations: change.designations.clone(),
            fields,
            layout_only: (!layout_only.is_empty()).then(|| layout_only.join(", ")),
            citation: match (change.redlines.get(CITATION), change.citations.last()) {
                (Some(runs), _) => redline(runs),
                (None, Some(citation)) => Piece::plain(citation),
                (None, None) => Vec::new(),
            },
        }
    }
}

/// The verbatim cell, which has a redline without being a field.
const ENTITY: &str = "entity_text";

impl FieldView {
    fn redline(title: String, change: &ChangeRecord, field: &str) -> Self {
        Self {
            title,
            pieces: change
                .redlines
                .get(field)
                .map(|runs| redline(runs))
                .unwrap_or_default(),
            gained: Vec::new(),
            lost: Vec::new(),
        }
    }
}
