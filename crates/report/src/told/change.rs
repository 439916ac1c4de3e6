//! Changed entries, and what changed in each of their fields.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::anchor::Places;
use super::by_country::{ByCountry, by_country};
use super::designation::DesignationView;
use super::entry::{ListOf, TitledText, citations, lists, set_by, terms};
use super::link::Link;
use super::order::{self, OrderView};
use super::redline;
use crate::report::fields::{self, CITATION, ENTITY_TEXT, gained_and_lost};
use crate::report::{ChangeRecord, Section};
use earwatch_law::diff::fields::Values;
use earwatch_law::diff::words::{self, Run};
use earwatch_law::diff::{self, Cause, Class};

/// Changed entries of one kind.
#[derive(Debug, Serialize)]
pub struct ChangeGroup {
    pub title: &'static str,
    pub n: usize,
    pub countries: Vec<ByCountry<ChangeView>>,
}

/// A changed entry in words.
#[derive(Debug, Serialize)]
pub struct ChangeView {
    pub anchor: String,
    /// Its public id; empty where none is known.
    pub public_id: String,
    /// Its own page, if it has one.
    pub page: Option<String>,
    pub stay: Option<String>,
    pub name: String,
    pub kind: &'static str,
    pub classes: String,
    /// The document that set its text, where that is another one than the section's.
    pub set_by: Option<String>,
    /// Why it changed, where that is another cause than the section's.
    pub cause: Option<String>,
    pub gained: Vec<DesignationView>,
    pub lost: Vec<DesignationView>,
    pub fields: Vec<FieldView>,
    pub layout_only: Option<String>,
    pub citation: Vec<Run>,
    pub citations: Vec<Link>,
    pub order: Option<OrderView>,
    pub unchanged: Option<Unchanged>,
}

/// A changed field: a text as a redline, a list with what it gained and lost.
#[derive(Debug, Serialize)]
pub struct FieldView {
    pub title: String,
    /// The redline; empty of a list.
    pub text: Vec<Run>,
    pub gained: Vec<String>,
    pub lost: Vec<String>,
    pub kept: usize,
}

/// What a change leaves as it was.
#[derive(Debug, Serialize)]
pub struct Unchanged {
    pub titles: String,
    pub designations: Vec<DesignationView>,
    pub terms: Vec<TitledText>,
    pub lists: Vec<ListOf>,
}

/// The redline of a field, from its name and its texts before and after.
pub type Redline<'a> = &'a dyn Fn(&str, &str, &str) -> Option<Vec<Run>>;

impl ChangeGroup {
    /// The changed entries of a section: those with another name, country or list, and the others.
    pub fn all(section: &Section, as_of: NaiveDate, places: &mut Places<'_>) -> Vec<Self> {
        let group = |(title, changes): (&'static str, Vec<&ChangeRecord>)| {
            let n = changes.len();
            let views = changes.into_iter().map(|change| {
                let view = ChangeView::new(change, section, as_of, places);
                (change.country.as_str(), view)
            });
            Self { title, n, countries: by_country(views) }
        };
        by_kind(section).into_iter().map(group).collect()
    }
}

/// The changed entries of a section: those with another name, country or list, and the others.
pub fn by_kind(section: &Section) -> Vec<(&'static str, Vec<&ChangeRecord>)> {
    let (renamed, changed): (Vec<_>, Vec<_>) = section.changed.iter().partition(|change| change.is_renamed());
    let groups = [("Renamed or moved", renamed), ("Changed", changed)];
    groups.into_iter().filter(|(_, changes)| !changes.is_empty()).collect()
}

/// What became of an entry, in a word.
pub fn kind(classes: &[Class]) -> &'static str {
    if classes.contains(&Class::Renamed) {
        "Renamed"
    } else if classes.contains(&Class::Moved) {
        "Moved"
    } else {
        "Changed"
    }
}

/// `renamed, address`.
fn classes(change: &ChangeRecord) -> String {
    change.classes.iter().map(|class| class.title()).collect::<Vec<_>>().join(", ")
}

/// `Alpha Ltd., before: Beta Ltd.: renamed; gained footnote 4: …`.
pub fn in_a_line(change: &ChangeRecord) -> String {
    let mut words = change.name.clone();
    for (field, before) in [("name", "before: "), ("country", "before under "), ("list", "before on the ")] {
        if let Some(Values::Text(old, _)) = change.changes.get(field) {
            words = format!("{words}, {before}{old}");
        }
    }
    let rest = std::iter::once(classes(change)).chain(change.designations.iter().cloned());
    format!("{words}: {}", rest.collect::<Vec<_>>().join("; "))
}

impl ChangeView {
    fn new(change: &ChangeRecord, section: &Section, as_of: NaiveDate, places: &mut Places<'_>) -> Self {
        let redline_of = |field: &str| change.redlines.get(field).map(|runs| redline::shown(runs));
        let (mut fields, layout_only) = FieldView::all(&change.changes, &|field, _, _| redline_of(field));
        if !change.changes.contains_key(ENTITY_TEXT)
            && let Some(runs) = redline_of(ENTITY_TEXT)
        {
            fields.push(FieldView::text(ENTITY_TEXT, runs));
        }
        let (gained, lost) = fields::marks(&change.changes);
        let cause = change.cause.filter(|cause| section.cause != Some(*cause) && *cause != Cause::Legal);
        Self {
            anchor: places.take_entry(change.list, &change.country, &change.name),
            public_id: change.public_id.to_string(),
            page: places.page_of(change.id),
            stay: change.after.qualified(as_of),
            name: change.name.clone(),
            kind: kind(&change.classes),
            classes: classes(change),
            set_by: set_by(change.document.as_ref(), change.effective, section),
            cause: cause.map(cause_in_words),
            gained: DesignationView::all(&gained, &change.after.meanings),
            lost: DesignationView::all(&lost, &change.after.meanings),
            fields,
            layout_only,
            citation: redline_of(CITATION).unwrap_or_default(),
            citations: citations(&change.after.citation_text, &change.citations),
            order: order::around(change.id, &change.name, section),
            unchanged: Unchanged::new(change),
        }
    }
}

/// `legal (a published document amends the list)`.
pub fn cause_in_words(cause: Cause) -> String {
    format!("{} ({})", cause.name(), cause.in_words())
}

impl FieldView {
    /// Changed fields but designations and citation, most serious first; and those that differ in layout only.
    pub fn all(changes: &BTreeMap<&'static str, Values>, redline: Redline<'_>) -> (Vec<Self>, Option<String>) {
        let (mut views, mut layout_only) = (Vec::new(), Vec::new());
        for (field, values) in fields::in_order(changes) {
            match values {
                Values::Marks(..) => {}
                Values::Set(old, new) => {
                    let (gained, lost) = gained_and_lost(old, new);
                    if !gained.is_empty() || !lost.is_empty() {
                        let kept = new.len() - gained.len();
                        let own = |texts: Vec<&str>| texts.into_iter().map(str::to_owned).collect();
                        let (gained, lost) = (own(gained), own(lost));
                        views.push(Self { title: fields::title(field), text: Vec::new(), gained, lost, kept });
                    }
                }
                Values::Text(old, new) if field == "list" => {
                    let words = format!("from the {old} to the {new}");
                    views.push(Self::text(field, redline::unchanged(&words)));
                }
                Values::Text(old, new) if diff::same(old, new) => {
                    layout_only.push(fields::title(field));
                }
                Values::Text(old, new) => {
                    // A change that the record has no redline of is shown all the same.
                    let runs = redline(field, old, new).unwrap_or_else(|| redline::shown(&words::redline(old, new)));
                    views.push(Self::text(field, runs));
                }
            }
        }
        (views, (!layout_only.is_empty()).then(|| layout_only.join(", ")))
    }

    fn text(field: &str, text: Vec<Run>) -> Self {
        Self { title: fields::title(field), text, gained: Vec::new(), lost: Vec::new(), kept: 0 }
    }
}

impl Unchanged {
    fn new(change: &ChangeRecord) -> Option<Self> {
        let changed = |field: &str| change.changes.contains_key(field);
        let mut terms = terms(&change.after);
        terms.retain(|term| !changed(term.field));
        let mut lists = lists(&change.after);
        lists.retain(|list| !changed(list.field));
        let marks: &[u8] = if changed("designations") { &[] } else { &change.after.designations };
        let titles: Vec<_> = (!marks.is_empty())
            .then(|| "designation".to_owned())
            .into_iter()
            .chain(terms.iter().map(|term| term.title.to_lowercase()))
            .chain(lists.iter().map(|list| format!("{} ({})", list.title.to_lowercase(), list.items.len())))
            .collect();
        (!titles.is_empty()).then(|| Self {
            titles: titles.join(", "),
            designations: DesignationView::all(marks, &change.after.meanings),
            terms,
            lists,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_text_without_a_redline_on_record_is_shown_before_and_after() {
        let values = Values::Text("Presumption of denial".to_owned(), "Case-by-case basis".to_owned());
        let changes = BTreeMap::from([("license_review_policy", values)]);
        let (views, layout_only) = FieldView::all(&changes, &|_, _, _| None);
        let shown: String = views.iter().flat_map(|view| &view.text).map(|run| run.text.as_str()).collect();
        assert!(shown.contains("Presumption") && shown.contains("Case-by-case"), "{shown}");
        assert_eq!(layout_only, None);
    }
}
