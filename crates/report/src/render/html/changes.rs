//! Changed entries, as the templates print them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::contents::Item;
use super::entries::{ListOf, Term, citations, lists, set_by, terms, views};
use super::orders::{OrderView, order};
use super::page::{DesignationView, Place};
use super::pieces::{Piece, redline};
use super::sections::{Context, place};
use crate::render::anchor;
use crate::report::fields::{self, CITATION, only};
use crate::report::record::{EntryRecord, stayed};
use crate::report::{ChangeRecord, Section};
use crate::visible::visible;
use earwatch_law::diff::fields::Values;
use earwatch_law::diff::{self, Cause, Class, Origin};

/// A changed entry.
#[derive(Debug, Serialize)]
pub(super) struct ChangeView {
    anchor: String,
    page: Option<String>,
    stay: Option<String>,
    name: String,
    country: String,
    kind: &'static str,
    classes: String,
    set_by: Option<String>,
    cause: Option<String>,
    gained: Vec<DesignationView>,
    lost: Vec<DesignationView>,
    fields: Vec<FieldView>,
    layout_only: Option<String>,
    citation: Vec<Piece>,
    citations: Vec<Place>,
    order: Option<OrderView>,
    unchanged: Option<Unchanged>,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct FieldView {
    title: String,
    pieces: Vec<Piece>,
    gained: Vec<String>,
    lost: Vec<String>,
    kept: usize,
}

/// What a change leaves as it was.
#[derive(Debug, Serialize)]
struct Unchanged {
    titles: String,
    designations: Vec<DesignationView>,
    terms: Vec<Term>,
    lists: Vec<ListOf>,
}

impl ChangeView {
    pub(super) fn item(&self) -> (String, Item) {
        let item = Item { name: self.name.clone(), what: self.kind, anchor: self.anchor.clone() };
        (self.country.clone(), item)
    }

    pub(super) fn new(change: &ChangeRecord, section: &Section, context: &mut Context<'_>) -> Self {
        let classes: Vec<_> = change.classes.iter().map(|class| class.title()).collect();
        let (mut fields, layout_only) =
            FieldView::all(&change.changes, &|field, _, _| change.redlines.get(field).map(|runs| redline(runs)));
        if change.redlines.contains_key(ENTITY) && !change.changes.contains_key(ENTITY) {
            let runs = change.redlines.get(ENTITY).map(|runs| redline(runs));
            fields.push(FieldView::text("entity text".to_owned(), runs));
        }
        let (before, after) = change.marks().unwrap_or_default();
        let of = |here: &[u8], there: &[u8]| -> Vec<_> {
            let marks = here.iter().filter(|mark| !there.contains(mark));
            marks.map(|mark| DesignationView::new(*mark)).collect()
        };
        let cause = change.cause.filter(|cause| section.cause != Some(*cause) && *cause != Cause::Legal);
        Self {
            anchor: place(anchor::entry(change.list, &change.country, &change.name), &mut context.taken),
            page: (context.pages)(change.id),
            stay: stayed(change.stayed_until, context.as_of).map(|stay| stay.capitalized()),
            name: visible(&change.name),
            country: visible(&change.country),
            kind: kind(change),
            classes: classes.join(", "),
            set_by: set_by(change.document.as_ref(), change.effective, section),
            cause: cause.map(|cause| format!("{} ({})", cause.name(), cause.in_words())),
            gained: of(after, before),
            lost: of(before, after),
            fields,
            layout_only: (!layout_only.is_empty()).then(|| layout_only.join(", ")),
            citation: change.redlines.get(CITATION).map(|runs| redline(runs)).unwrap_or_default(),
            citations: citations(&change.compared.new.cells.citation, &change.citations),
            order: order(change.id, &change.name, section),
            unchanged: Unchanged::new(change),
        }
    }
}

/// What became of an entry, in a word.
fn kind(change: &ChangeRecord) -> &'static str {
    if change.classes.contains(&Class::Renamed) {
        "Renamed"
    } else if change.classes.contains(&Class::Moved) {
        "Moved"
    } else {
        "Changed"
    }
}

/// The verbatim cell, which has a redline without being a field.
const ENTITY: &str = "entity_text";

/// The redline of a field, from its texts before and after.
pub(in crate::render) type Redline<'a> = &'a dyn Fn(&str, &str, &str) -> Option<Vec<Piece>>;

impl FieldView {
    /// Changed fields but designations and citation, most serious first; and those that differ in layout only.
    pub(in crate::render) fn all(
        changes: &BTreeMap<&'static str, Values>,
        redline: Redline<'_>,
    ) -> (Vec<Self>, Vec<String>) {
        let (mut fields, mut layout_only) = (Vec::new(), Vec::new());
        for (field, values) in fields::in_order(changes) {
            let title = field.replace('_', " ");
            match values {
                Values::Marks(..) => {}
                Values::Set(old, new) => {
                    let sides = |here, there| -> Vec<_> { only(here, there).into_iter().map(visible).collect() };
                    let (gained, lost) = (sides(new, old), sides(old, new));
                    if !gained.is_empty() || !lost.is_empty() {
                        fields.push(Self { title, pieces: Vec::new(), kept: new.len() - gained.len(), gained, lost });
                    }
                }
                Values::Text(old, new) if field != "list" && diff::same(old, new) => {
                    layout_only.push(title);
                }
                Values::Text(old, new) => fields.push(Self::text(title, redline(field, old, new))),
            }
        }
        (fields, layout_only)
    }

    fn text(title: String, redline: Option<Vec<Piece>>) -> Self {
        Self { title, pieces: redline.unwrap_or_default(), gained: Vec::new(), lost: Vec::new(), kept: 0 }
    }
}

impl Unchanged {
    fn new(change: &ChangeRecord) -> Option<Self> {
        let after = &EntryRecord::new(&change.compared.new, Origin::default());
        let changed = |field: &str| change.changes.contains_key(field);
        let mut terms = terms(after);
        terms.retain(|(title, _)| !changed(&title.to_lowercase().replace(' ', "_")));
        let mut lists = lists(after);
        lists.retain(|list| !changed(list.field));
        let designations = if change.marks().is_some() { Vec::new() } else { after.designations.as_slice().to_vec() };
        let count = |list: &ListOf| format!("{} ({})", list.title.to_lowercase(), list.items.len());
        let titles: Vec<_> = (!designations.is_empty())
            .then(|| "designation".to_owned())
            .into_iter()
            .chain(terms.iter().map(|(title, _)| title.to_lowercase()))
            .chain(lists.iter().map(count))
            .collect();
        (!titles.is_empty()).then(|| Self {
            titles: titles.join(", "),
            designations: designations.into_iter().map(DesignationView::new).collect(),
            terms: views(terms),
            lists,
        })
    }
}
