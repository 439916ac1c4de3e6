//! What a report changes, row by row: each change, each field of a changed entry, each other text of the list, and what
//! else is reported.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::NaiveDate;

use super::cell::joined;
use crate::report::asks::Ask;
use crate::report::fields::{self, ENTITY_TEXT, gained_and_lost, marks, marks_of};
use crate::report::provisions::RuleChange;
use crate::report::record::{self, EntryRecord, Stayed};
use crate::report::texts::{Became, TextRecord};
use crate::report::{ChangeRecord, ChangedField, DocumentFacts, EditorialRecord, OrderRecord, Report, Section};
use crate::told::{change, text};
use earwatch_law::diff::fields::Values;
use earwatch_law::diff::{Class, Origin};
use earwatch_law::entry::EntryId;
use earwatch_law::entry::public_id::PublicId;
use earwatch_law::law::ListId;
use earwatch_law::law::citation::DocumentNumber;

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// An added, removed or changed entry.
    Change,
    /// One field of a changed entry.
    Field,
    /// Another text of the list.
    Text,
    /// A rule about all entries.
    Rule,
    /// What the law and the documents say to a reader.
    Ask,
    /// An order or a remark that none of the above shows.
    Note,
}

impl RowKind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Change => "change",
            Self::Field => "field",
            Self::Text => "text",
            Self::Rule => "rule",
            Self::Ask => "ask",
            Self::Note => "note",
        }
    }
}

/// What one field or text said and says.
#[derive(Debug, Clone, Default)]
pub struct Sides {
    pub field: String,
    pub old: String,
    pub new: String,
    pub gained: String,
    pub lost: String,
}

/// One row.
#[derive(Debug, Clone)]
pub struct ChangeRow<'a> {
    pub report: &'a Report,
    pub section: &'a Section,
    pub kind: RowKind,
    pub list: Option<ListId>,
    pub change: &'static str,
    pub classes: Vec<Class>,
    pub country: &'a str,
    pub name: &'a str,
    /// The entry after the change; of a removed one, before it. Of a change alone.
    pub entry: Option<&'a EntryRecord>,
    pub sides: Sides,
    /// Designations gained and lost.
    pub marks: (Vec<u8>, Vec<u8>),
    pub note: String,
    pub id: Option<EntryId>,
    pub public_id: Option<&'a PublicId>,
    pub origin: Origin,
    /// The stay of the entry.
    pub stay: Option<Stayed>,
}

/// Where a report has none.
static NO_SECTION: LazyLock<Section> = LazyLock::new(|| Section::new(""));

/// All rows of a report: of each section its changes in the order of the other renderings, each with its fields.
pub fn rows(report: &Report) -> Vec<ChangeRow<'_>> {
    let mut rows = Vec::new();
    for section in &report.sections {
        let blank = ChangeRow::blank(report, section);
        for entry in &section.added {
            let own = Origin { document: entry.document.clone(), effective: entry.effective_from, cause: None };
            rows.push(ChangeRow {
                origin: blank.origin_of(own),
                marks: (entry.designations.clone(), Vec::new()),
                ..blank.of_entry("added", Class::Added, entry)
            });
        }
        for entry in &section.removed {
            rows.push(ChangeRow {
                marks: (Vec::new(), entry.designations.clone()),
                ..blank.of_entry("removed", Class::Removed, entry)
            });
        }
        for change in &section.changed {
            blank.changed(change, &mut rows);
        }
        for record in &section.editorial {
            blank.editorial(record, &mut rows);
        }
        rows.extend(section.texts.iter().map(|text| blank.text(text)));
        rows.extend(section.provisions.iter().map(|rule| blank.rule(rule)));
        rows.extend(section.other.iter().map(|note| ChangeRow {
            kind: RowKind::Note,
            note: note.clone(),
            ..blank.clone()
        }));
    }
    rows
}

/// What a table leaves out that stands alone.
pub fn remarks(report: &Report) -> Vec<ChangeRow<'_>> {
    let section = report.sections.first().unwrap_or(&NO_SECTION);
    let review = report.needing_a_person();
    let review = (review > 0).then(|| format!("findings that need a person, not in this table: {review}"));
    let watched = report.watch.iter().map(|watch| watch.words.clone());
    let blank = ChangeRow { kind: RowKind::Note, origin: Origin::default(), ..ChangeRow::blank(report, section) };
    let ask = |ask: &Ask| ChangeRow {
        kind: RowKind::Ask,
        sides: Sides {
            field: ask.topic.title().to_owned(),
            new: ask.quote.clone().unwrap_or_default(),
            ..Sides::default()
        },
        note: format!("{} (source: {})", ask.words, ask.source),
        origin: Origin { document: ask.document.clone(), ..Origin::default() },
        section: of_document(report, ask.document.as_ref()).unwrap_or(&NO_SECTION),
        ..blank.clone()
    };
    let asks = report.asks.iter().map(ask);
    asks.chain(watched.chain(review).map(|note| ChangeRow { note, ..blank.clone() })).collect()
}

/// The section of a report that is about a document.
fn of_document<'a>(report: &'a Report, document: Option<&DocumentNumber>) -> Option<&'a Section> {
    report.sections.iter().find(|section| section.is_about(document))
}

impl<'a> ChangeRow<'a> {
    /// A rule about all entries: where it stands, of which kind it is, what it said and says.
    fn rule(&self, rule: &'a RuleChange) -> Self {
        Self {
            kind: RowKind::Rule,
            list: rule.list,
            change: rule.change.name(),
            name: &rule.section,
            sides: Sides {
                field: rule.kind.title().to_owned(),
                old: rule.old.clone().unwrap_or_default(),
                new: rule.text.clone().unwrap_or_default(),
                ..Sides::default()
            },
            note: rule.words.clone(),
            origin: Origin { effective: rule.from.or(self.origin.effective), ..self.origin.clone() },
            ..self.clone()
        }
    }

    /// What all rows of a section share.
    fn blank(report: &'a Report, section: &'a Section) -> Self {
        Self {
            report,
            section,
            kind: RowKind::Change,
            list: None,
            change: "",
            classes: Vec::new(),
            country: "",
            name: "",
            entry: None,
            sides: Sides::default(),
            marks: (Vec::new(), Vec::new()),
            note: String::new(),
            id: None,
            public_id: None,
            origin: Origin {
                document: section.document.as_ref().map(|facts| facts.number.clone()),
                effective: section.effective,
                cause: section.cause,
            },
            stay: None,
        }
    }

    /// Who set a change: what it says itself, else what its section says.
    fn origin_of(&self, own: Origin) -> Origin {
        let of_section = self.origin.clone();
        // The day of one document is not that of another.
        if own.document.is_some() && own.document != of_section.document {
            return own;
        }
        Origin {
            document: own.document.or(of_section.document),
            effective: own.effective.or(of_section.effective),
            cause: own.cause.or(of_section.cause),
        }
    }

    fn of_entry(&self, change: &'static str, class: Class, entry: &'a EntryRecord) -> Self {
        Self {
            list: Some(entry.list),
            change,
            classes: vec![class],
            country: &entry.country,
            name: &entry.name,
            entry: Some(entry),
            id: Some(entry.id),
            public_id: Some(&entry.public_id),
            stay: record::stayed(entry.stayed_until, self.report.as_of),
            ..self.clone()
        }
    }

    /// A changed entry and its fields.
    fn changed(&self, of: &'a ChangeRecord, rows: &mut Vec<Self>) {
        let origin = Origin { document: of.document.clone(), effective: of.effective, cause: of.cause };
        let row = Self {
            change: match change::kind(&of.classes) {
                "Renamed" => "renamed",
                "Moved" => "moved",
                _ => "changed",
            },
            stay: record::stayed(of.stayed_until, self.report.as_of),
            ..self.both_sides(&of.after, &of.changes, &of.classes, origin)
        };
        let with_fields = of.fields.iter().filter_map(|ChangedField { field, class }| {
            let sides = Sides::new(field, of.changes.get(field)?);
            Some(row.field(vec![*class], sides, ""))
        });
        let with_fields: Vec<_> = with_fields.collect();
        let entity = of.entity_text_before().map(|old| {
            let new = of.after.entity_text.clone();
            let sides = Sides { field: fields::title(ENTITY_TEXT), old, new, ..Sides::default() };
            row.field(Vec::new(), sides, "as printed; each changed field has a row of its own")
        });
        rows.push(row);
        rows.extend(with_fields);
        rows.extend(entity);
    }

    /// An entry with a new layout or citation, and its fields.
    fn editorial(&self, of: &'a EditorialRecord, rows: &mut Vec<Self>) {
        let origin = Origin { document: of.document.clone(), effective: of.effective, cause: of.cause };
        let row = Self { change: "editorial", ..self.both_sides(&of.after, &of.changes, &of.classes, origin) };
        let with_fields = of.fields.iter().filter_map(|field| {
            let class = if *field == fields::CITATION { Class::Citation } else { Class::Editorial };
            let values = of.changes.get(field)?;
            Some(row.field(vec![class], Sides::new(field, values), ""))
        });
        let with_fields: Vec<_> = with_fields.collect();
        rows.push(row);
        rows.extend(with_fields);
    }

    /// A changed entry, without what became of it.
    fn both_sides(
        &self,
        after: &'a EntryRecord,
        changes: &BTreeMap<&'static str, Values>,
        classes: &[Class],
        origin: Origin,
    ) -> Self {
        // Who looks for the entry by what it was called finds it.
        let before = ["list", "country", "name"].into_iter().filter_map(|field| match changes.get(field)? {
            Values::Text(old, _) => Some(format!("{field} before: {old}")),
            Values::Set(..) | Values::Marks(..) => None,
        });
        Self {
            list: Some(after.list),
            country: &after.country,
            name: &after.name,
            id: Some(after.id),
            public_id: Some(&after.public_id),
            note: joined(before),
            classes: classes.to_vec(),
            entry: Some(after),
            marks: marks(changes),
            origin: self.origin_of(origin),
            ..self.clone()
        }
    }

    /// A field of a changed entry.
    fn field(&self, classes: Vec<Class>, sides: Sides, note: &str) -> Self {
        Self { kind: RowKind::Field, classes, sides, note: note.to_owned(), entry: None, ..self.clone() }
    }

    fn text(&self, text: &'a TextRecord) -> Self {
        let as_of = self.report.as_of;
        Self {
            kind: RowKind::Text,
            list: Some(text.list),
            change: match text.change {
                Became::Added => "added",
                Became::Removed => "removed",
                Became::Revised => "revised",
                Became::Editorial => "editorial",
                Became::Stayed => "stayed",
                Became::Lifted => "stay lifted",
            },
            country: text.country.as_deref().unwrap_or_default(),
            name: text.name.as_deref().unwrap_or_default(),
            sides: Sides {
                field: text.part(),
                old: text.old.clone().unwrap_or_default(),
                new: text.new.clone().unwrap_or_default(),
                ..Sides::default()
            },
            stay: record::stayed((text.change == Became::Stayed).then_some(text.until), as_of),
            note: text::became(text, self.section, as_of),
            ..self.clone()
        }
    }

    /// The document that made the change, where the report tells more than its number.
    pub fn document(&self) -> Option<&'a DocumentFacts> {
        let facts = self.section.document.as_ref();
        facts.filter(|facts| Some(&facts.number) == self.origin.document.as_ref())
    }

    pub fn number(&self) -> Option<&DocumentNumber> {
        self.origin.document.as_ref()
    }

    /// The words that order the change.
    pub fn order(&self) -> Option<&'a OrderRecord> {
        self.section.orders.get(&self.id?)
    }

    /// Whether the change is in force on the day of the report.
    pub fn in_force(&self) -> Option<String> {
        let effective = self.origin.effective.filter(|_| self.kind != RowKind::Note)?;
        Some(match &self.stay {
            Some(stay) if stay.holds => format!("no: stayed {}", stay.until),
            Some(_) | None if effective > self.report.as_of => format!("from {effective}"),
            Some(_) | None => "yes".to_owned(),
        })
    }
}

/// That a stay holds an entry back on a day.
pub fn stayed(entry: &EntryRecord, as_of: NaiveDate) -> Option<String> {
    let stay = record::stayed(entry.stayed_until, as_of)?;
    stay.holds.then(|| format!("no: stayed {}", stay.until))
}

impl Sides {
    fn new(field: &str, values: &Values) -> Self {
        let field = fields::title(field);
        match values {
            Values::Text(old, new) => Self { field, old: old.clone(), new: new.clone(), ..Self::default() },
            Values::Set(old, new) => {
                let (gained, lost) = gained_and_lost(old, new);
                Self { field, old: joined(old), new: joined(new), gained: joined(gained), lost: joined(lost) }
            }
            Values::Marks(old, new) => {
                let (gained, lost) = marks_of(old, new);
                let marks = |marks: &[u8]| joined(marks.iter().map(u8::to_string));
                Self { field, old: marks(old), new: marks(new), gained: marks(&gained), lost: marks(&lost) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use earwatch_law::entry::Entry;
    use earwatch_law::law::Cells;

    #[test]
    fn what_is_stayed_or_to_come_is_not_in_force() {
        let day = |day| NaiveDate::from_ymd_opt(2025, 3, day);
        let entry = Entry::new(EntryId(1), ListId::EntityList, "GERMANY", Cells::default());
        for (effective, stay, words) in [
            (day(28), None, "yes"),
            (day(29), None, "from 2025-03-29"),
            (day(1), Some(None), "no: stayed indefinitely"),
            (day(1), Some(day(28)), "no: stayed until 2025-03-28"),
            (day(1), Some(day(27)), "yes"),
            (None, None, ""),
        ] {
            let record = EntryRecord::new(&entry, Origin::default());
            let section = Section {
                effective,
                added: vec![EntryRecord { stayed_until: stay, ..record }],
                ..Section::new("a rule")
            };
            let day = day(28).unwrap();
            let report = Report::new(String::new(), day, String::new(), vec![section], Vec::new());
            let in_force = rows(&report)[0].in_force();
            assert_eq!(in_force.unwrap_or_default(), words);
        }
    }
}
