//! What a report changes, line by line: each change, each field of a changed entry, each text around the entries, and
//! what else is told.

use std::borrow::Cow;
use std::sync::LazyLock;

use chrono::NaiveDate;

use super::joined;
use crate::report::fields::only;
use crate::report::record::{self, EntryRecord, Stayed};
use crate::report::texts::{Became, Subject, TextRecord};
use crate::report::{ChangeRecord, DocumentFacts, EditorialRecord, OrderRecord, Report, Section};
use earwatch_law::diff::fields::{FieldChange, Values};
use earwatch_law::diff::{Changed, Class, Origin};
use earwatch_law::entry::EntryId;
use earwatch_law::law::ListId;
use earwatch_law::law::citation::DocumentNumber;

/// What a line tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Record {
    /// An added, removed or changed entry.
    Change,
    /// One field of a changed entry.
    Field,
    /// What stands around the entries.
    Text,
    /// An order or a remark that none of the above shows.
    Note,
}

impl Record {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Change => "change",
            Self::Field => "field",
            Self::Text => "text",
            Self::Note => "note",
        }
    }
}

/// What one field or text said and says.
#[derive(Debug, Clone, Default)]
pub(super) struct Sides {
    pub(super) field: String,
    pub(super) old: String,
    pub(super) new: String,
    pub(super) gained: String,
    pub(super) lost: String,
}

/// One line.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    pub(super) report: &'a Report,
    pub(super) section: &'a Section,
    pub(super) record: Record,
    pub(super) list: Option<ListId>,
    pub(super) change: &'static str,
    pub(super) classes: Vec<Class>,
    pub(super) country: &'a str,
    pub(super) name: &'a str,
    /// The entry after the change; of a removed one, before it. Of a change alone.
    pub(super) entry: Option<Cow<'a, EntryRecord>>,
    pub(super) sides: Sides,
    /// Designations gained and lost.
    pub(super) marks: (Vec<u8>, Vec<u8>),
    pub(super) note: String,
    pub(super) id: Option<EntryId>,
    pub(super) origin: Origin,
    /// The stay of the entry.
    pub(super) stay: Option<Stayed>,
}

/// Where a report has none.
static NO_SECTION: LazyLock<Section> = LazyLock::new(|| Section::new(""));

/// All lines of a report: of each section its changes in the order of the other renderings, each with its fields.
pub(super) fn lines(report: &Report) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for section in &report.sections {
        let blank = Line::blank(report, section);
        for entry in &section.added {
            let own = Origin { document: entry.document.clone(), effective: entry.effective_from, cause: None };
            lines.push(Line {
                origin: blank.origin_of(own),
                marks: (entry.designations.clone(), Vec::new()),
                ..blank.of_entry("added", Class::Added, entry)
            });
        }
        for entry in &section.removed {
            lines.push(Line {
                marks: (Vec::new(), entry.designations.clone()),
                ..blank.of_entry("removed", Class::Removed, entry)
            });
        }
        for change in &section.changed {
            blank.changed(change, &mut lines);
        }
        for record in &section.editorial {
            blank.editorial(record, &mut lines);
        }
        lines.extend(section.texts.iter().map(|text| blank.text(text)));
        lines.extend(section.other.iter().map(|note| Line {
            record: Record::Note,
            note: note.clone(),
            ..blank.clone()
        }));
    }
    lines
}

/// What a table leaves out that stands alone.
pub(super) fn remarks(report: &Report) -> Vec<Line<'_>> {
    let section = report.sections.first().unwrap_or(&NO_SECTION);
    let review = report.needing_a_person();
    let review = (review > 0).then(|| format!("findings that need a person, not in this table: {review}"));
    let watched = report.watch.iter().map(|watch| watch.words.clone());
    let line = |note| Line { record: Record::Note, note, origin: Origin::default(), ..Line::blank(report, section) };
    watched.chain(review).map(line).collect()
}

impl<'a> Line<'a> {
    /// What all lines of a section share.
    fn blank(report: &'a Report, section: &'a Section) -> Self {
        Self {
            report,
            section,
            record: Record::Change,
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
            origin: Origin {
                document: section.document.as_ref().map(|facts| facts.number.clone()),
                effective: section.effective,
                cause: section.cause,
            },
            stay: None,
        }
    }

    /// Who set a change: what it tells itself, else what its section tells.
    fn origin_of(&self, own: Origin) -> Origin {
        let of_section = self.origin.clone();
        // The day of one document is not to be told of another.
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
            entry: Some(Cow::Borrowed(entry)),
            id: Some(entry.id),
            stay: record::stayed(entry.stayed_until, self.report.as_of),
            ..self.clone()
        }
    }

    /// A changed entry and its fields.
    fn changed(&self, change: &'a ChangeRecord, lines: &mut Vec<Self>) {
        let kind = if change.classes.contains(&Class::Renamed) {
            "renamed"
        } else if change.classes.contains(&Class::Moved) {
            "moved"
        } else {
            "changed"
        };
        let origin = Origin { document: change.document.clone(), effective: change.effective, cause: change.cause };
        let line = Self {
            list: Some(change.list),
            change: kind,
            country: &change.country,
            name: &change.name,
            id: Some(change.id),
            stay: record::stayed(change.stayed_until, self.report.as_of),
            origin: self.origin_of(origin),
            ..self.clone()
        };
        line.both_sides(&change.compared, lines);
    }

    /// An entry with a new layout or citation, and its fields.
    fn editorial(&self, record: &'a EditorialRecord, lines: &mut Vec<Self>) {
        let line = Self {
            list: Some(record.list),
            change: "editorial",
            country: &record.country,
            name: &record.name,
            id: Some(record.id),
            origin: self.origin_of(record.origin.clone()),
            ..self.clone()
        };
        line.both_sides(&record.compared, lines);
    }

    fn both_sides(self, compared: &Changed, lines: &mut Vec<Self>) {
        let (old, new) = (&compared.old, &compared.new);
        let only = |here: &[u8], there: &[u8]| -> Vec<u8> {
            let mut marks = here.to_vec();
            marks.retain(|mark| !there.contains(mark));
            marks
        };
        // Who looks for the entry by what it was called finds it.
        let before = compared.fields.iter().filter_map(|change| match &change.values {
            Values::Text(old, _) if matches!(change.field, "list" | "country" | "name") => {
                Some(format!("{} before: {old}", change.field))
            }
            Values::Text(..) | Values::Set(..) | Values::Marks(..) => None,
        });
        lines.push(Self {
            note: joined(before),
            classes: compared.classes.clone(),
            entry: Some(Cow::Owned(EntryRecord::new(new, self.origin.clone()))),
            marks: (only(&new.designations, &old.designations), only(&old.designations, &new.designations)),
            ..self.clone()
        });
        let field = |classes: Vec<Class>, sides: Sides, note: &str| Self {
            record: Record::Field,
            classes,
            sides,
            note: note.to_owned(),
            ..self.clone()
        };
        let is_told = |name: &str| compared.fields.iter().any(|change| change.field == name);
        for change in &compared.fields {
            lines.push(field(vec![change.class], Sides::new(change), ""));
        }
        if old.cells.entity != new.cells.entity && !is_told(ENTITY) {
            let sides = Sides {
                field: in_words(ENTITY),
                old: old.cells.entity.clone(),
                new: new.cells.entity.clone(),
                ..Sides::default()
            };
            let note = "as printed; what changed in it has a row of its own";
            lines.push(field(Vec::new(), sides, note));
        }
    }

    fn text(&self, text: &'a TextRecord) -> Self {
        let as_of = self.report.as_of;
        let to_come = self.section.effective.filter(|day| *day > as_of);
        let field = match (text.subject, text.footnote) {
            (Subject::List, _) => "the whole list".to_owned(),
            (Subject::IntroductoryText, _) => "introductory text".to_owned(),
            (Subject::Heading, _) => "heading".to_owned(),
            (Subject::Footnote, number) => format!("footnote {}", number.unwrap_or_default()),
            (Subject::Entry, _) => "stay of the entry".to_owned(),
        };
        Self {
            record: Record::Text,
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
                field,
                old: text.old.clone().unwrap_or_default(),
                new: text.new.clone().unwrap_or_default(),
                ..Sides::default()
            },
            stay: record::stayed((text.change == Became::Stayed).then_some(text.until), as_of),
            note: text.became(as_of, to_come) + &text.concerned(),
            ..self.clone()
        }
    }

    /// The document that made the change, where the report tells more than its number.
    pub(super) fn document(&self) -> Option<&'a DocumentFacts> {
        let facts = self.section.document.as_ref();
        facts.filter(|facts| Some(&facts.number) == self.origin.document.as_ref())
    }

    pub(super) fn number(&self) -> Option<&DocumentNumber> {
        self.origin.document.as_ref()
    }

    /// The words that order the change.
    pub(super) fn order(&self) -> Option<&'a OrderRecord> {
        self.section.orders.get(&self.id?)
    }

    /// Whether the change is in force on the day of the report.
    pub(super) fn in_force(&self) -> Option<String> {
        let effective = self.origin.effective.filter(|_| self.record != Record::Note)?;
        Some(match &self.stay {
            Some(stay) if stay.holds => format!("no: stayed {}", stay.until),
            Some(_) | None if effective > self.report.as_of => format!("from {effective}"),
            Some(_) | None => "yes".to_owned(),
        })
    }
}

/// That a stay holds an entry back on a day.
pub(super) fn stayed(entry: &EntryRecord, as_of: NaiveDate) -> Option<String> {
    let stay = record::stayed(entry.stayed_until, as_of)?;
    stay.holds.then(|| format!("no: stayed {}", stay.until))
}

/// The verbatim cell, of which name, aliases and addresses are read.
const ENTITY: &str = "entity_text";

fn in_words(field: &str) -> String {
    field.replace('_', " ")
}

impl Sides {
    fn new(FieldChange { field, values, .. }: &FieldChange) -> Self {
        let field = in_words(field);
        match values {
            Values::Text(old, new) => Self { field, old: old.clone(), new: new.clone(), ..Self::default() },
            Values::Set(old, new) => Self {
                field,
                old: joined(old),
                new: joined(new),
                gained: joined(only(new, old)),
                lost: joined(only(old, new)),
            },
            Values::Marks(old, new) => {
                let marks = |here: &[u8], there: &[u8]| {
                    let only = here.iter().filter(|mark| !there.contains(mark));
                    joined(only.map(u8::to_string))
                };
                Self {
                    field,
                    old: marks(old, &[]),
                    new: marks(new, &[]),
                    gained: marks(new, old),
                    lost: marks(old, new),
                }
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
            let told = lines(&report)[0].in_force();
            assert_eq!(told.unwrap_or_default(), words);
        }
    }
}
