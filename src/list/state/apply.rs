//! Applying one amendment. Strict: a name is matched exactly after normalisation, or not at all; anything else
//! is held with candidates.

use std::sync::Arc;

use super::{ListState, Outcome, State, Stay, text};
use crate::amendment::{Amendment, Edit};
use crate::finding::{Code, Finding};
use crate::instruction::Stayed;
use crate::list::canonical::{canonical, equal};
use crate::list::cell;
use crate::list::entry::{Cells, Entry, EntryId};

/// Countries that were headings once and are none now, with the rule that ended them; no other name leads there.
const FORMER_HEADINGS: [(&str, &str); 1] = [("HONG KONG", "85 FR 83769")];

pub(super) struct Application<'a> {
    pub(super) state: &'a mut State,
    pub(super) amendment: &'a Amendment,
    pub(super) identity: Option<EntryId>,
    pub(super) notes: &'a mut Vec<Finding>,
}

type Decision<T> = Result<T, Outcome>;

impl Application<'_> {
    pub(super) fn outcome(&mut self) -> Outcome {
        if !self.state.lists.contains_key(&self.amendment.list) {
            return self.held(
                Code::ListNotTracked,
                format!("there is no baseline of the {}", self.amendment.list),
            );
        }
        let edit = &self.amendment.edit;
        let decided = match edit {
            Edit::Add { country, name, row } => self.add(country, name, row),
            Edit::Revise {
                country,
                name,
                ordinal,
                row,
            } => self.revise(country, name, *ordinal, row),
            Edit::Remove {
                country,
                name,
                ordinal,
            } => self.remove(country.as_deref(), name, *ordinal),
            Edit::Rename { country, from, to } => self.rename(country.as_deref(), from, to),
            Edit::Move {
                country,
                name,
                to_country,
            } => self.relocate(country.as_deref(), name, to_country),
            Edit::AddCountry { country } => self.add_country(country),
            Edit::RemoveCountry {
                country,
                with_entries,
            } => self.remove_country(country, *with_entries),
            Edit::ReviseText {
                country,
                name,
                column,
                edit,
            } => self.revise_text(country.as_deref(), name.as_deref(), *column, edit),
            Edit::ReviseFootnote { number, text } => self.revise_footnote(*number, text.as_deref()),
            Edit::ReviseIntro { text } => self.revise_intro(text),
            Edit::Stay { what, until } => self.stay(what, Some(Stay { until: *until })),
            Edit::LiftStay { what } => self.stay(what, None),
        };
        decided.unwrap_or_else(|outcome| outcome)
    }

    fn finding(&self, code: Code, message: String) -> Finding {
        let amendment = self.amendment;
        let mut finding = Finding::new(code, message)
            .with_list(amendment.list)
            .with_quote(amendment.quote.clone(), &amendment.place);
        finding.country = amendment.edit.country().map(str::to_owned);
        finding.name = amendment.edit.name().map(str::to_owned);
        finding
    }

    fn held(&self, code: Code, message: String) -> Outcome {
        Outcome::Held(Box::new(self.finding(code, message)))
    }

    fn list(&mut self) -> Decision<&mut ListState> {
        let amendment = self.amendment;
        let untracked = self.held(
            Code::ListNotTracked,
            format!("there is no baseline of the {}", amendment.list),
        );
        self.state.lists.get_mut(&amendment.list).ok_or(untracked)
    }

    /// The printed heading of a country as written; a country called otherwise is noted.
    fn heading(&mut self, written: &str) -> Decision<String> {
        match self.list()?.heading(written) {
            Some(heading) => {
                if heading.by_alias {
                    let message =
                        format!("“{written}” is taken for the heading {}", heading.printed);
                    self.notes.push(self.finding(Code::CountryAlias, message));
                }
                Ok(heading.printed)
            }
            None => Err(self.no_heading(written)),
        }
    }

    fn no_heading(&self, written: &str) -> Outcome {
        let former = FORMER_HEADINGS
            .iter()
            .find(|(name, _)| equal(name, written));
        let message = match former {
            Some((name, rule)) => format!("{name} is no heading of the list any more since {rule}"),
            None => format!("“{written}” is no heading of the list"),
        };
        self.held(Code::EntryNotFound, message)
    }

    /// The one entry of that name: equal in letters and digits, else the one whose cell begins with the name.
    fn find(
        &mut self,
        country: Option<&str>,
        name: &str,
        ordinal: Option<u32>,
    ) -> Decision<Arc<Entry>> {
        let heading = country.map(|country| self.heading(country)).transpose()?;
        let found = self.entries_named(heading.as_deref(), name)?;
        match (found.as_slice(), ordinal) {
            ([entry], None | Some(1)) => Ok(Arc::clone(entry)),
            ([], _) => {
                let candidates = self.candidates(name)?;
                Err(self.held(
                    Code::EntryNotFound,
                    not_found(name, heading.as_deref(), &candidates),
                ))
            }
            (several, Some(ordinal)) => several
                .get((ordinal as usize).saturating_sub(1))
                .map(Arc::clone)
                .ok_or_else(|| {
                    self.held(
                        Code::EntryNotFound,
                        format!("there are only {} entries of that name", several.len()),
                    )
                }),
            (several, None) => {
                let message = format!("{} entries bear the name “{name}”", several.len());
                Err(self.held(Code::AmbiguousEntry, message))
            }
        }
    }

    fn entries_named(&mut self, heading: Option<&str>, name: &str) -> Decision<Vec<Arc<Entry>>> {
        let key = canonical(name);
        let list = self.list()?;
        let here = || {
            list.entries
                .values()
                .filter(|entry| heading.is_none_or(|heading| entry.country == heading))
        };
        let exact: Vec<_> = here()
            .filter(|entry| entry.key == key)
            .map(Arc::clone)
            .collect();
        if !exact.is_empty() {
            return Ok(exact);
        }
        Ok(here()
            .filter(|entry| cell::starts_with_name(&entry.cells.entity, name))
            .map(Arc::clone)
            .collect())
    }

    fn candidates(&mut self, name: &str) -> Decision<Vec<String>> {
        let key = canonical(name);
        let list = self.list()?;
        let keys: Vec<_> = list
            .entries
            .values()
            .map(|entry| entry.key.as_str())
            .collect();
        let close = similar::get_close_matches(key.as_str(), &keys, 3, 0.8);
        let named = |key: &&str| {
            let entry = list.entries.values().find(|entry| entry.key == **key)?;
            Some(format!("“{}” ({})", entry.name(), entry.country))
        };
        Ok(close.iter().filter_map(named).collect())
    }

    fn put(&mut self, entry: Entry) -> Decision<()> {
        self.list()?.entries.insert(entry.id, Arc::new(entry));
        Ok(())
    }

    fn add(&mut self, country: &str, name: &str, row: &Cells) -> Decision<Outcome> {
        let heading = match self.list()?.heading(country) {
            Some(_) => self.heading(country)?,
            None if FORMER_HEADINGS.iter().any(|(name, _)| equal(name, country)) => {
                return Err(self.no_heading(country));
            }
            // The table prints the heading of a country that had no entry before.
            None => {
                let list = self.list()?;
                Arc::make_mut(&mut list.frame)
                    .headings
                    .insert(country.to_owned());
                country.to_owned()
            }
        };
        let key = canonical(&cell::parse(&row.entity).name);
        let list = self.list()?;
        let listed: Vec<_> = list
            .entries
            .values()
            .filter(|entry| entry.country == heading && entry.key == key)
            .map(Arc::clone)
            .collect();
        if listed
            .iter()
            .any(|entry| same_but_citation(&entry.cells, row))
        {
            return Err(self.held(
                Code::EntryAlreadyListed,
                format!("“{name}” stands on the list already, unchanged"),
            ));
        }
        let id = self.identity.unwrap_or_else(|| self.state.fresh_id());
        let entry = Entry::new(id, self.amendment.list, heading, row.clone());
        if !listed.is_empty() {
            let message = format!(
                "“{name}” stands on the list already with other text; both entries are kept"
            );
            self.notes
                .push(self.finding(Code::EntryAlreadyListed, message));
        }
        self.put(entry)?;
        Ok(Outcome::Applied(Some(id)))
    }

    /// The row decides: one that bears another name corrects a misspelt instruction if an entry bears the row's
    /// name, and renames the instructed entry if none does.
    fn revise(
        &mut self,
        country: &str,
        name: &str,
        ordinal: Option<u32>,
        row: &Cells,
    ) -> Decision<Outcome> {
        let heading = self.heading(country)?;
        let printed = cell::parse(&row.entity).name;
        let named_so = self.entries_named(Some(&heading), &printed)?;
        let same_name =
            canonical(&printed) == canonical(name) || cell::starts_with_name(&row.entity, name);
        let entry = match (same_name, named_so.as_slice()) {
            (false, [entry]) => {
                let message = format!(
                    "the instruction names “{name}”, the row prints “{printed}”; the row decided"
                );
                if !self.entries_named(Some(&heading), name)?.is_empty() {
                    let message = format!(
                        "the instruction names “{name}”, the row prints “{printed}”, and both are listed"
                    );
                    return Err(self.held(Code::AmbiguousEntry, message));
                }
                self.notes.push(self.finding(Code::NameMismatch, message));
                Arc::clone(entry)
            }
            (false, [_, _, ..]) => {
                let message = format!(
                    "{} entries bear the name “{printed}” of the row",
                    named_so.len()
                );
                return Err(self.held(Code::AmbiguousEntry, message));
            }
            (true, _) | (false, []) => self.find(Some(country), name, ordinal)?,
        };
        self.replace(&entry, row.clone())
    }

    fn replace(&mut self, entry: &Entry, cells: Cells) -> Decision<Outcome> {
        if entry.cells == cells {
            return Ok(Outcome::AlreadyTrue);
        }
        self.put(entry.revised(cells))?;
        Ok(Outcome::Applied(Some(entry.id)))
    }

    fn remove(
        &mut self,
        country: Option<&str>,
        name: &str,
        ordinal: Option<u32>,
    ) -> Decision<Outcome> {
        let entry = self.find(country, name, ordinal)?;
        if entry.name() != name.trim() && entry.key == canonical(name) {
            let message = format!(
                "the instruction names “{name}”, the list prints “{}”",
                entry.name()
            );
            self.notes.push(self.finding(Code::NameVariant, message));
        }
        let list = self.list()?;
        list.entries.remove(&entry.id);
        // A heading goes with its last entry: the official list prints none without entries.
        if !list
            .entries
            .values()
            .any(|other| other.country == entry.country)
        {
            Arc::make_mut(&mut list.frame)
                .headings
                .remove(&entry.country);
        }
        Ok(Outcome::Applied(Some(entry.id)))
    }

    fn rename(&mut self, country: Option<&str>, from: &str, to: &str) -> Decision<Outcome> {
        let entry = self.find(country, from, None)?;
        let Some(rest) = entry.cells.entity.strip_prefix(entry.name()) else {
            return Err(self.held(
                Code::TextNotFound,
                format!("the entry does not begin with “{}”", entry.name()),
            ));
        };
        let cells = Cells {
            entity: format!("{to}{rest}"),
            ..entry.cells.clone()
        };
        self.replace(&entry, cells)
    }

    fn relocate(
        &mut self,
        country: Option<&str>,
        name: &str,
        to_country: &str,
    ) -> Decision<Outcome> {
        let entry = self.find(country, name, None)?;
        let to = self.heading(to_country)?;
        if entry.country == to {
            return Ok(Outcome::AlreadyTrue);
        }
        self.put(Entry {
            country: to,
            ..Entry::clone(&entry)
        })?;
        Ok(Outcome::Applied(Some(entry.id)))
    }

    fn add_country(&mut self, country: &str) -> Decision<Outcome> {
        let list = self.list()?;
        if list.heading(country).is_some() {
            return Ok(Outcome::AlreadyTrue);
        }
        Arc::make_mut(&mut list.frame)
            .headings
            .insert(country.to_owned());
        Ok(Outcome::Applied(None))
    }

    fn remove_country(&mut self, country: &str, with_entries: bool) -> Decision<Outcome> {
        let heading = match self.list()?.heading(country) {
            Some(_) => self.heading(country)?,
            // The entries named in the same order went before, and took the heading along.
            None if !with_entries => return Ok(Outcome::AlreadyTrue),
            None => return Err(self.no_heading(country)),
        };
        let list = self.list()?;
        let left: Vec<EntryId> = list
            .entries
            .values()
            .filter(|entry| entry.country == heading)
            .map(|entry| entry.id)
            .collect();
        if !with_entries && !left.is_empty() {
            // Entries named in the same order go after the heading; the heading goes with the last of them.
            return Ok(Outcome::Applied(None));
        }
        for id in left {
            list.entries.remove(&id);
        }
        Arc::make_mut(&mut list.frame).headings.remove(&heading);
        Ok(Outcome::Applied(None))
    }

    fn revise_text(
        &mut self,
        country: Option<&str>,
        name: Option<&str>,
        column: Option<crate::instruction::Column>,
        edit: &crate::instruction::TextEdit,
    ) -> Decision<Outcome> {
        let entries = if let Some(name) = name {
            vec![self.find(country, name, None)?]
        } else {
            let heading = country.map(|country| self.heading(country)).transpose()?;
            let list = self.list()?;
            let here = |entry: &&Arc<Entry>| {
                heading
                    .as_ref()
                    .is_none_or(|heading| entry.country == *heading)
            };
            list.entries.values().filter(here).map(Arc::clone).collect()
        };
        let mut edited = Vec::new();
        for entry in &entries {
            match text::edit(&entry.cells, column, edit) {
                Ok(cells) => edited.push((Arc::clone(entry), cells)),
                Err((Code::TextNotFound, _)) if name.is_none() => {}
                Err((code, message)) => return Err(self.held(code, message)),
            }
        }
        if edited.is_empty() {
            let phrase = edit
                .remove
                .as_deref()
                .or(edit.after.as_deref())
                .unwrap_or_default();
            return Err(self.held(
                Code::TextNotFound,
                format!("“{phrase}” stands in none of the entries"),
            ));
        }
        let single = if let [(entry, _)] = edited.as_slice() {
            Some(entry.id)
        } else {
            None
        };
        for (entry, cells) in edited {
            self.replace(&entry, cells)?;
        }
        Ok(Outcome::Applied(single))
    }

    fn revise_footnote(&mut self, number: u8, text: Option<&str>) -> Decision<Outcome> {
        let frame = &mut self.list()?.frame;
        if frame
            .footnotes
            .get(&number)
            .map(|footnote| footnote.text.as_str())
            == text
        {
            return Ok(Outcome::AlreadyTrue);
        }
        let footnotes = &mut Arc::make_mut(frame).footnotes;
        match text {
            Some(text) => text.clone_into(&mut footnotes.entry(number).or_default().text),
            None => drop(footnotes.remove(&number)),
        }
        Ok(Outcome::Applied(None))
    }

    fn revise_intro(&mut self, text: &str) -> Decision<Outcome> {
        let frame = &mut self.list()?.frame;
        if frame.intro.text == text {
            return Ok(Outcome::AlreadyTrue);
        }
        text.clone_into(&mut Arc::make_mut(frame).intro.text);
        Ok(Outcome::Applied(None))
    }

    fn stay(&mut self, what: &Stayed, stay: Option<Stay>) -> Decision<Outcome> {
        if let Stayed::Entries(entries) = what {
            let country = self.amendment.edit.country().map(str::to_owned);
            let mut ids = Vec::new();
            for name in &entries.names {
                ids.push(self.find(country.as_deref(), name, entries.ordinal)?.id);
            }
            if ids.is_empty() {
                return Err(self.held(
                    Code::UnnamedObject,
                    "entries are stayed, and nothing says which".to_owned(),
                ));
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
        let number = match what {
            Stayed::Footnote(number) => Some(*number),
            Stayed::Intro | Stayed::Entries(_) => None,
            Stayed::Supplement => {
                let message =
                    "staying a whole supplement is understood, but not applied by this version"
                        .to_owned();
                return Err(self.held(Code::UnparsedInstruction, message));
            }
        };
        let missing = self.held(
            Code::TextNotFound,
            "the footnote to be stayed is not on the list".to_owned(),
        );
        let frame = Arc::make_mut(&mut self.list()?.frame);
        let provision = match number {
            Some(number) => frame.footnotes.get_mut(&number).ok_or(missing)?,
            None => &mut frame.intro,
        };
        if provision.stay == stay {
            return Ok(Outcome::AlreadyTrue);
        }
        provision.stay = stay;
        Ok(Outcome::Applied(None))
    }
}

fn not_found(name: &str, heading: Option<&str>, candidates: &[String]) -> String {
    let place = heading
        .map(|heading| format!(" under {heading}"))
        .unwrap_or_default();
    let close = match candidates {
        [] => "no name on the list is close to it".to_owned(),
        close => format!("close to it: {}", close.join(", ")),
    };
    format!("no entry{place} bears the name “{name}”; {close}")
}

/// Whether two rows say the same, apart from the citation that a new rule would add.
fn same_but_citation(a: &Cells, b: &Cells) -> bool {
    equal(&a.entity, &b.entity)
        && equal(&a.license_requirement, &b.license_requirement)
        && equal(&a.license_review_policy, &b.license_review_policy)
}
