//! What stands around the entries, or inside them: words in cells, footnotes, introductory text, stays.

use std::sync::Arc;

use super::{Application, Decision};
use crate::amendment::{Amendment, Edit, UNSET, unordered};
use crate::entry::Entry;
use crate::entry::{cell, check};
use crate::finding::Code;
use crate::instruction::{Occurrence, Stayed, TextEdit};
use crate::law::ListId;
use crate::law::canonical::same;
use crate::law::{Cells, Column};
use crate::list::state::{Outcome, Stay, text};

impl Application<'_> {
    pub(super) fn revise_text(
        &mut self,
        country: Option<&str>,
        name: Option<&str>,
        column: Option<Column>,
        edit: &TextEdit,
    ) -> Decision<Outcome> {
        let heading = country.map(|country| self.heading(country)).transpose()?;
        let entries = if let Some(name) = name {
            self.entries_named(heading.as_deref(), name)?
        } else {
            let list = self.list()?;
            let here = |entry: &&Arc<Entry>| heading.as_ref().is_none_or(|heading| entry.country == *heading);
            list.entries.values().filter(here).map(Arc::clone).collect()
        };
        if self.counts_again(name, edit) {
            let message = "places of the same words are counted in another order of this rule as well".to_owned();
            return Err(self.held(Code::TextAmbiguous, message));
        }
        // Where the name runs into the address, the phrase has to prove which entry is meant.
        let entries = match name {
            Some(name) if entries.is_empty() && (edit.remove.is_some() || edit.after.is_some()) => {
                let begins = |entry: &&Arc<Entry>| {
                    heading.as_ref().is_none_or(|heading| entry.country == *heading)
                        && cell::starts_with_words(&entry.cells.entity, name)
                        && text::edit(&entry.cells, column, edit).is_ok()
                };
                self.list()?.entries.values().filter(begins).map(Arc::clone).collect()
            }
            Some(_) | None => entries,
        };
        if let (Some(name), []) = (name, entries.as_slice()) {
            return Err(self.find(country, name, None).err().unwrap_or(Outcome::AlreadyTrue));
        }
        // Of several entries of one name under one heading, the one that the phrase stands in is meant.
        if let (Some(name), None, [first, others @ ..]) = (name, country, entries.as_slice())
            && others.iter().any(|other| other.country != first.country)
        {
            let message = format!("{} entries have the name “{name}”", entries.len());
            return Err(self.held(Code::AmbiguousEntry, message));
        }
        let mut edited = Vec::new();
        for entry in &entries {
            match text::edit(&entry.cells, column, edit) {
                Ok(cells) => edited.push((Arc::clone(entry), cells)),
                Err((Code::TextNotFound, _)) if entries.len() > 1 => {}
                Err((code, message)) => return Err(self.held(code, message)),
            }
        }
        let phrase = edit.remove.as_deref().or(edit.after.as_deref()).unwrap_or_default();
        let single = match edited.as_slice() {
            [] => {
                let message = format!("“{phrase}” occurs in none of the entries");
                return Err(self.held(Code::TextNotFound, message));
            }
            [(entry, _)] => Some(entry.id),
            several if name.is_some() => {
                let message = format!("{} entries of that name contain “{phrase}”", several.len());
                return Err(self.held(Code::AmbiguousEntry, message));
            }
            several if !edit.everywhere => {
                let message = format!("“{phrase}” occurs in {} entries", several.len());
                return Err(self.held(Code::TextAmbiguous, message));
            }
            _ => None,
        };
        let faulty = edited.iter().find_map(|(entry, cells)| {
            let of_list = self.amendment.list == ListId::EntityList && check::terms(&entry.cells).is_none();
            check::terms(cells).filter(|_| of_list).map(|why| format!("“{}” would not read right: {why}", entry.name()))
        });
        if let Some(message) = faulty {
            return Err(self.held(Code::RowDefective, message));
        }
        for (entry, cells) in edited {
            self.replace(&entry, cells)?;
        }
        Ok(Outcome::Applied(single))
    }

    /// Whether another order counts places of the same words of the entry: by the one, those of the other have moved.
    fn counts_again(&self, name: Option<&str>, edit: &TextEdit) -> bool {
        let words = |edit: &TextEdit| edit.remove.clone().or_else(|| edit.after.clone());
        let counts = |edit: &TextEdit| matches!(edit.occurrence, Some(Occurrence::Nth(_) | Occurrence::Last));
        let again = |other: &&Amendment| {
            matches!(&other.edit, Edit::ReviseText { name: of, edit: other, .. }
                if of.as_deref() == name && words(other) == words(edit))
        };
        counts(edit) && self.release.amendments.iter().filter(again).count() > 1
    }

    pub(super) fn revise_footnote(&mut self, number: u8, text: Option<&str>) -> Decision<Outcome> {
        let frame = &mut self.list()?.frame;
        if frame.footnotes.get(&number).map(|footnote| footnote.text.as_str()) == text {
            return Ok(Outcome::AlreadyTrue);
        }
        let footnotes = &mut Arc::make_mut(frame).footnotes;
        match text {
            Some(text) => text.clone_into(&mut footnotes.entry(number).or_default().text),
            None => drop(footnotes.remove(&number)),
        }
        Ok(Outcome::Applied(None))
    }

    pub(super) fn revise_intro(&mut self, text: &str) -> Decision<Outcome> {
        let frame = &mut self.list()?.frame;
        if frame.intro.text == text {
            return Ok(Outcome::AlreadyTrue);
        }
        text.clone_into(&mut Arc::make_mut(frame).intro.text);
        Ok(Outcome::Applied(None))
    }

    /// Text that no order sets: the list says so already, or a person decides.
    pub(super) fn reprint(&mut self, footnote: Option<u8>, text: &str) -> Decision<Outcome> {
        let frame = &self.list()?.frame;
        let says_so = match footnote {
            Some(number) => frame.footnotes.get(&number).is_some_and(|own| same(&own.text, text)),
            None => same(&frame.intro.text, text) || frame.intro.text.lines().any(|line| same(line, text)),
        };
        if !says_so {
            return Err(self.held(Code::RowWithoutInstruction, UNSET.to_owned()));
        }
        let what = footnote.map_or("introductory text".to_owned(), |number| format!("footnote {number}"));
        let message = format!("{what} is printed again, and is what the list says");
        self.notes.push(self.finding(Code::TextReprinted, message));
        Ok(Outcome::AlreadyTrue)
    }

    /// A row that no order names: the list has it so already, word for word, or a person decides.
    pub(super) fn reprint_row(&mut self, country: &str, name: &str, row: &Cells) -> Decision<Outcome> {
        let heading = self.heading(country).ok();
        let listed = heading.map(|heading| self.entries_named(Some(&heading), name)).transpose()?.unwrap_or_default();
        let alike = |entry: &Arc<Entry>| {
            Column::ALL.iter().all(|column| text::reads_alike(entry.cells.get(*column), row.get(*column)))
        };
        if !listed.iter().any(alike) {
            return Err(self.held(Code::RowWithoutInstruction, unordered(name)));
        }
        let message = format!("the row of “{name}” is printed again, and is what the list says");
        self.notes.push(self.finding(Code::TextReprinted, message));
        Ok(Outcome::AlreadyTrue)
    }

    pub(super) fn stay(&mut self, what: &Stayed, stay: Option<Stay>) -> Decision<Outcome> {
        if let Some(until) = stay.as_ref().and_then(|stay| stay.until)
            && until < self.amendment.effective
        {
            let message =
                format!("the stay takes effect on {} and ends on {until}, before it begins", self.amendment.effective);
            return Err(self.held(Code::DateAmbiguous, message));
        }
        if let Stayed::Entries(entries) = what {
            let country = self.amendment.edit.country().map(str::to_owned);
            let mut ids = Vec::new();
            for name in &entries.names {
                ids.push(self.find(country.as_deref(), name, entries.ordinal)?.id);
            }
            if ids.is_empty() {
                return Err(self.held(Code::UnnamedObject, "entries are stayed, and nothing says which".to_owned()));
            }
            let frame = Arc::make_mut(&mut self.list()?.frame);
            for id in ids {
                match &stay {
                    Some(stay) => drop(frame.stayed.insert(id, stay.clone())),
                    None => drop(frame.stayed.remove(&id)),
                }
            }
            return Ok(Outcome::Applied(None));
        }
        let missing = self.held(Code::TextNotFound, "the footnote to be stayed is not on the list".to_owned());
        let frame = Arc::make_mut(&mut self.list()?.frame);
        let flag = match what {
            Stayed::Footnote(number) => &mut frame.footnotes.get_mut(number).ok_or(missing)?.stay,
            Stayed::Intro | Stayed::Entries(_) => &mut frame.intro.stay,
            Stayed::Supplement => &mut frame.stay,
        };
        let until = |stay: &Option<Stay>| stay.as_ref().map(|stay| stay.until);
        if until(flag) == until(&stay) {
            return Ok(Outcome::AlreadyTrue);
        }
        *flag = stay;
        Ok(Outcome::Applied(None))
    }
}
