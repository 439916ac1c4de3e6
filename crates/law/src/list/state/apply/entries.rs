//! Entries: added, revised, removed, renamed, moved; their aliases and addresses.

use std::sync::Arc;

use super::{Application, Decision};
use crate::amendment::{Amendment, Edit};
use crate::document::table::is_stars;
use crate::entry::cell;
use crate::entry::{Entry, EntryId};
use crate::finding::Code;
use crate::instruction::Mark;
use crate::law::Cells;
use crate::law::Column;
use crate::law::ListId;
use crate::law::canonical::{self, canonical};
use crate::law::citation::{self, FrCitation};
use crate::law::country;
use crate::law::designation;
use crate::law::quantity::quantity;
use crate::law::text::quoted::quotes;
use crate::list::state::Outcome;
use crate::list::state::text::{occurrences, replace};

impl Application<'_> {
    /// A row without license requirement or review policy would leave a listed party without either.
    fn complete(&self, row: &Cells) -> Decision<()> {
        let lacks = |text: &str| text.is_empty() || is_stars(text);
        let blank = lacks(&row.license_requirement) || lacks(&row.license_review_policy);
        if let Some(mark) = self.unexplained(row) {
            let message = format!("the row bears footnote {mark}, which neither the list nor the document prints");
            return Err(self.held(Code::RowDefective, message));
        }
        if let Some(column) = Column::ALL.iter().find(|at| holds_stars(row.get(**at))) {
            let message = format!("stars replace a part of the {column:?} column, and nothing says which part");
            return Err(self.held(Code::InstructionWithoutRow, message));
        }
        if self.amendment.list == ListId::EntityList && blank {
            let message = "the row is printed without a license requirement or review policy".to_owned();
            return Err(self.held(Code::InstructionWithoutRow, message));
        }
        Ok(())
    }

    /// A mark without a footnote: none of the list, none that the same rule adds.
    fn unexplained(&self, row: &Cells) -> Option<u8> {
        let frame = self.state.lists.get(&self.amendment.list).map(|list| &list.frame);
        let printed = |mark: &u8| frame.is_some_and(|frame| frame.footnotes.contains_key(mark));
        let added = |mark: &u8| {
            let edits = self.release.amendments.iter().map(|amendment| &amendment.edit);
            edits.into_iter().any(|edit| matches!(edit, Edit::ReviseFootnote { number, .. } if number == mark))
        };
        let marks = designation::marks(&row.license_requirement).into_iter();
        marks.into_iter().find(|mark| designation::designation(*mark).is_none() && !printed(mark) && !added(mark))
    }

    pub(super) fn add(&mut self, country: &str, name: &str, row: &Cells) -> Decision<Outcome> {
        let heading = self.heading_to_enter(country)?;
        let entry = Entry::new(EntryId::default(), self.amendment.list, heading, row.clone());
        let mut listed = self.of_key(&entry.key)?;
        listed.retain(|other| other.country == entry.country);
        if listed.iter().any(|entry| same_but_citation(&entry.cells, row)) {
            return Err(self.held(Code::EntryAlreadyListed, format!("“{name}” is on the list already, unchanged")));
        }
        self.complete(row)?;
        let id = self.identity.unwrap_or_else(|| self.state.fresh_id());
        // "“X” (two entries)" orders as many of one name.
        let of_name = |other: &&Amendment| {
            let again = matches!(&other.edit, Edit::Add { name: again, .. } if again == name);
            again && other.instruction == self.amendment.instruction
        };
        let ordered = self.release.amendments.iter().filter(of_name).count();
        let certain = addressed(&self.amendment.quote, &entry) || self.returns(&entry);
        if let Some(listed) = listed.first().filter(|_| listed.len() >= ordered && !certain) {
            let message = format!(
                "“{}” is on the list already, with other text, marks or numbers; both entries are kept",
                listed.name()
            );
            self.notes.push(self.finding(Code::EntryAlreadyListed, message));
        }
        self.put(Entry { id, ..entry })?;
        Ok(Outcome::Applied(Some(id)))
    }

    /// Whether an entry comes that left another heading before it.
    fn returns(&self, entry: &Entry) -> bool {
        let now = |id: &EntryId| self.state.lists.get(&entry.list).is_some_and(|list| list.entries.contains_key(id));
        let mut before = self.before.lists.get(&entry.list).into_iter().flat_map(|list| &list.entries);
        before.any(|(id, other)| {
            other.key == entry.key
                && other.country != entry.country
                && other.view.addresses == entry.view.addresses
                && !now(id)
        })
    }

    /// The row decides: one that bears another name corrects a misspelt instruction if an entry bears the row's
    /// name, and renames the instructed entry if none does.
    pub(super) fn revise(&mut self, country: &str, name: &str, ordinal: Option<u32>, row: &Cells) -> Decision<Outcome> {
        let heading = self.heading(country)?;
        let printed = cell::parse(&row.entity).name;
        let named_so = self.entries_named(Some(&heading), &printed)?;
        // “X, 5 Road”, of several of that name, or of one that had another address.
        let mut told = || self.entries_named(Some(&heading), name).is_ok_and(|told| told.len() == 1);
        let more = name.strip_prefix(printed.as_str()).is_some_and(|rest| rest.starts_with([',', ';', ' ']));
        let name = if more && !named_so.is_empty() && !told() { printed.as_str() } else { name };
        let same_name = more || canonical::same(&printed, name) || cell::can_be_named(&row.entity, &printed, name);
        let entry = match (same_name, named_so.as_slice()) {
            (false, [entry]) => {
                let message = format!("the instruction names “{name}”, the row prints “{printed}”; the row was used");
                if !self.entries_named(Some(&heading), name)?.is_empty() {
                    let message =
                        format!("the instruction names “{name}”, the row prints “{printed}”, and both are listed");
                    return Err(self.held(Code::AmbiguousEntry, message));
                }
                self.notes.push(self.finding(Code::NameMismatch, message));
                Arc::clone(entry)
            }
            (false, [_, _, ..]) => {
                let message = format!("{} entries have the name “{printed}” of the row", named_so.len());
                return Err(self.held(Code::AmbiguousEntry, message));
            }
            (true, _) => self.find(Some(country), name, ordinal)?,
            (false, []) => {
                let entry = self.find(Some(country), name, ordinal)?;
                let cell = canonical(&row.entity);
                let behind_name = cell.strip_prefix(&canonical(&printed)).unwrap_or(&cell);
                let mentions = behind_name.contains(&canonical(name));
                let order = self.amendment.quote.to_lowercase();
                let ordered = ["correct", "spell", "renam", "name of"].iter().any(|word| order.contains(word));
                let ordered = ordered || quotes(&self.amendment.quote, &printed);
                if !mentions && !ordered && !cell::differ_in_form_only(&printed, name) {
                    let message = format!(
                        "the instruction names “{name}”, the row prints “{printed}” and does not mention the other \
                         name; the entry was renamed"
                    );
                    self.notes.push(self.finding(Code::NameMismatch, message));
                }
                entry
            }
        };
        let row = unstarred(row, &entry.cells);
        if republishes(&self.amendment.quote) && !same_but_citation(&row, &entry.cells) {
            let message = "the order prints the entry again without change, and the row differs".to_owned();
            return Err(self.held(Code::RowDefective, message));
        }
        self.complete(&row)?;
        self.cited(&row, &entry)?;
        self.replace(&entry, row)
    }

    /// A revision adds its own citation to those of the entry, or leaves them as they are: a row with neither has the
    /// citation of another one.
    fn cited(&self, row: &Cells, entry: &Entry) -> Decision<()> {
        let cited = citation::citations(&row.citation);
        let known = |cited: &FrCitation| {
            let of_entry = entry.citations.iter().any(|of| (of.volume, of.page) == (cited.volume, cited.page));
            of_entry || cited.date == Some(self.release.published)
        };
        let foreign = !cited.found.is_empty() && cited.placeholders.is_empty() && !cited.found.iter().any(known);
        if foreign && !entry.citations.is_empty() {
            let message = format!(
                "the citation of the row, “{}”, is neither that of “{}” nor that of this document",
                row.citation,
                entry.name()
            );
            return Err(self.held(Code::RowDefective, message));
        }
        Ok(())
    }

    pub(super) fn remove(&mut self, country: Option<&str>, name: &str, ordinal: Option<u32>) -> Decision<Outcome> {
        let entry = self.find(country, name, ordinal)?;
        if entry.name() != name.trim() && canonical::same(entry.name(), name) {
            let message = format!("the instruction names “{name}”, the list prints “{}”", entry.name());
            self.notes.push(self.finding(Code::NameVariant, message));
        }
        self.list()?.entries.remove(&entry.id);
        self.drop_if_empty(&entry.country)?;
        Ok(Outcome::Applied(Some(entry.id)))
    }

    /// "Both entries for “X”": as many as are said, and no fewer are listed.
    pub(super) fn remove_all(&mut self, country: Option<&str>, name: &str, number: u32) -> Decision<Outcome> {
        let heading = country.map(|country| self.heading(country)).transpose()?;
        let found = self.entries_named(heading.as_deref(), name)?;
        if found.len() != number as usize {
            let (number, listed) = (quantity(number, "entry"), quantity(found.len(), "entry"));
            let message = format!("{number} of the name “{name}” are to go, and the list has {listed}");
            return Err(self.held(Code::AmbiguousEntry, message));
        }
        for entry in found {
            self.list()?.entries.remove(&entry.id);
            self.drop_if_empty(&entry.country)?;
        }
        Ok(Outcome::Applied(None))
    }

    pub(super) fn rename(&mut self, country: Option<&str>, from: &str, to: &str) -> Decision<Outcome> {
        let entry = self.find(country, from, None)?;
        // “Alder, 5 Road” is more of the entry than its name, “Alder” may be less.
        let begin = if canonical::same(from, entry.name()) { entry.name() } else { from };
        let Some(rest) = entry.cells.entity.strip_prefix(begin) else {
            return Err(self.held(Code::TextNotFound, format!("the entry does not begin with “{begin}”")));
        };
        let tail = entry.name().strip_prefix(begin).filter(|tail| !tail.is_empty() && to.ends_with(tail));
        let rest = tail.and_then(|tail| rest.strip_prefix(tail)).unwrap_or(rest);
        let rest = if to.ends_with('.') { rest.strip_prefix('.').unwrap_or(rest) } else { rest };
        let cells = Cells { entity: format!("{to}{rest}"), ..entry.cells.clone() };
        // “Alder, 6 Road, Tehran” for “Alder” would leave the old address behind the new one.
        let is_address = |text: &String| {
            let last = text.rsplit(',').next().unwrap_or("").trim().trim_end_matches('.');
            text.contains(|c: char| c.is_ascii_digit()) || country::is_known(last)
        };
        let addressed = cell::parse(to).addresses.iter().any(is_address);
        if canonical::same(from, entry.name()) && addressed && !entry.view.addresses.is_empty() {
            let message = format!("“{to}” reads like more than a name, and what stood behind the name would stay");
            return Err(self.held(Code::TextAmbiguous, message));
        }
        self.replace(&entry, cells)
    }

    pub(super) fn revise_features(
        &mut self,
        country: Option<&str>,
        name: &str,
        revise: impl Fn(&str) -> Result<String, (Code, String)>,
    ) -> Decision<Outcome> {
        let entry = self.find(country, name, None)?;
        let entity = revise(&entry.cells.entity).map_err(|(code, message)| self.held(code, message))?;
        let cells = Cells { entity, ..entry.cells.clone() };
        self.replace(&entry, cells)
    }

    /// The mark of a footnote stands behind the license requirement, unless it is ordered where else in it.
    pub(super) fn revise_designation(
        &mut self,
        country: Option<&str>,
        name: &str,
        number: u8,
        mark: &Mark,
    ) -> Decision<Outcome> {
        let entry = self.find(country, name, None)?;
        if mark.comes() && designation::marks(&entry.cells.license_requirement).contains(&number) {
            return self.unchanged(&entry);
        }
        let cells = self.remarked(&entry, number, mark)?;
        self.replace(&entry, cells)
    }

    /// The cells of an entry with a mark more, or less.
    pub(super) fn remarked(&self, entry: &Entry, number: u8, mark: &Mark) -> Decision<Cells> {
        let requirement = &entry.cells.license_requirement;
        let marks = designation::marks(requirement);
        let lacks = |number: u8| format!("“{}” bears no mark of footnote {number}", entry.name());
        let print = |number: u8| format!("^{number}^");
        let (all, before) = (print(number), |old: u8| marks.contains(&old));
        if mark.comes() && before(number) {
            return Ok(entry.cells.clone());
        }
        let license_requirement = match mark {
            Mark::Put => format!("{}{all}", requirement.trim_end()),
            Mark::PutAfter(words) if occurrences(requirement, words) == 1 => {
                replace(requirement, words, &format!("{words}{all}"))
            }
            Mark::PutAfter(words) => {
                let message = format!("“{words}” does not stand once in the license requirement of “{}”", entry.name());
                return Err(self.held(Code::TextNotFound, message));
            }
            Mark::PutInsteadOf(old) if before(*old) => requirement.replace(&print(*old), &all),
            Mark::Off if before(number) => requirement.replace(&format!(" {all}"), "").replace(&all, ""),
            Mark::PutInsteadOf(old) => return Err(self.held(Code::TextNotFound, lacks(*old))),
            Mark::Off => return Err(self.held(Code::TextNotFound, lacks(number))),
        };
        let cells = Cells { license_requirement, ..entry.cells.clone() };
        if mark.comes() && self.unexplained(&cells) == Some(number) {
            let message = format!("footnote {number} is to be marked, which neither the list nor the document prints");
            return Err(self.held(Code::TextNotFound, message));
        }
        Ok(cells)
    }

    pub(super) fn relocate(&mut self, country: Option<&str>, name: &str, to_country: &str) -> Decision<Outcome> {
        let entry = self.find(country, name, None)?;
        let to = self.heading_to_enter(to_country)?;
        if entry.country == to {
            return Ok(Outcome::AlreadyTrue);
        }
        self.put(Entry { country: to, ..Entry::clone(&entry) })?;
        self.drop_if_empty(&entry.country)?;
        Ok(Outcome::Applied(Some(entry.id)))
    }
}

/// Whether an order names an entry with its address: “Alder, 5 Road, Wuhan” is another than the Alder of the list.
fn addressed(order: &str, entry: &Entry) -> bool {
    let first = entry.view.addresses.first();
    first.is_some_and(|address| canonical(order).contains(&format!("{}{}", entry.key, canonical(address))))
}

/// Whether a row of stars stands among other words of a cell.
fn holds_stars(text: &str) -> bool {
    let stars = text.split_whitespace().filter(|word| *word == "*").count();
    !is_stars(text) && (stars > 2 || text.contains("***"))
}

/// Stars in a column of a revised row mean that the column is unchanged.
fn unstarred(row: &Cells, before: &Cells) -> Cells {
    let mut cells = row.clone();
    for column in Column::ALL {
        if is_stars(cells.get(column)) {
            before.get(column).clone_into(cells.get_mut(column));
        }
    }
    cells
}

/// "by republishing, without change, the entry for “X”".
fn republishes(order: &str) -> bool {
    let order = order.to_lowercase();
    let unchanged = [
        "without change", "without any change", "without further change", "without revision", "without modification",
        "unchanged",
    ];
    order.contains("republish") && unchanged.iter().any(|words| order.contains(words))
}

/// Whether two rows say the same, apart from the citation that a new rule would add.
fn same_but_citation(a: &Cells, b: &Cells) -> bool {
    canonical::same(&a.entity, &b.entity)
        && canonical::same(&a.license_requirement, &b.license_requirement)
        && canonical::same(&a.license_review_policy, &b.license_review_policy)
}
