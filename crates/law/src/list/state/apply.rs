//! Applying one amendment. Strict: a name is matched exactly after normalisation, or not at all; anything else
//! is held with candidates.

#![warn(clippy::wildcard_enum_match_arm)]

mod entries;
mod frame;
mod heading;
mod keys;
mod selected;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::text::occurrences;
use super::{Applied, ListState, Outcome, Release, State, Stay};
use super::{features, kept_heading};
use crate::amendment::{Amendment, Edit};
use crate::entry::repeated::Repeated;
use crate::entry::{Entry, EntryId};
use crate::entry::{cell, check};
use crate::finding::{Code, Finding};
use crate::law::Cells;
use crate::law::canonical::{canonical, has_form, same, same_marks_and_numbers};
use crate::law::citation::DocumentNumber;
use crate::law::country;
use crate::law::likeness::closest;
use crate::law::quantity::quantity;
use crate::law::text::number;
use keys::Keys;

impl State {
    /// Applies the amendments of a release, one after the other.
    pub fn apply(&self, release: &Release) -> Applied {
        let applied = self.apply_but(release, &BTreeSet::new());
        let halves = halves(release, &applied.outcomes);
        if halves.is_empty() { applied } else { self.apply_but(release, &halves) }
    }

    /// Applies all but some amendments, by their place in the release.
    fn apply_but(&self, release: &Release, withheld: &BTreeSet<usize>) -> Applied {
        let mut state = self.clone();
        let mut notes = Vec::new();
        let mut outcomes = Vec::with_capacity(release.amendments.len());
        let mut known = Repeated::default();
        let mut keys = Keys::default();
        for (at, amendment) in release.amendments.iter().enumerate() {
            let mut application = Application {
                state: &mut state,
                before: self,
                release,
                amendment,
                document: &release.document,
                identity: release.identities.get(&amendment.ordinal).copied(),
                notes: &mut notes,
                known: &mut known,
                keys: &mut keys,
            };
            outcomes.push(if withheld.contains(&at) {
                let name = amendment.edit.name().unwrap_or_default();
                let what = if matches!(amendment.edit, Edit::Remove { .. }) { "removal" } else { "revision" };
                let message = format!("the {what} of “{name}” belongs together with another order, which is held");
                application.held(Code::EntryNotFound, message)
            } else {
                application.outcome()
            });
        }
        for (outcome, amendment) in outcomes.iter_mut().zip(&release.amendments) {
            if let Some(finding) = kept_heading::kept(self, &state, release, amendment) {
                *outcome = Outcome::Held(Box::new(finding));
            }
            if let Outcome::Held(finding) = outcome {
                finding.document = Some(release.document.clone());
            }
        }
        for note in &mut notes {
            note.document = Some(release.document.clone());
        }
        Applied { state, outcomes, notes }
    }
}

/// Removals of entries whose return, ordered by the same release, is held.
fn halves(release: &Release, outcomes: &[Outcome]) -> BTreeSet<usize> {
    let done = || release.amendments.iter().zip(outcomes).enumerate();
    let held =
        |outcome: &Outcome| matches!(outcome, Outcome::Held(finding) if finding.code != Code::EntryAlreadyListed);
    let lost = |removal: &Amendment, name: &str| {
        done().any(|(_, (amendment, outcome))| {
            matches!(&amendment.edit, Edit::Add { name: back, .. } if same(back, name))
                && held(outcome)
                && amendment.list == removal.list
        })
    };
    let removed = done().filter(|(_, (amendment, outcome))| {
        matches!(&amendment.edit, Edit::Remove { name, .. } if lost(amendment, name)) && !held(outcome)
    });
    removed.map(|(at, _)| at).chain(unmarked(release, outcomes)).chain(contradicted(release, outcomes)).collect()
}

/// Removals of entries that the same release revises as well, and these revisions: one of the two is not meant.
fn contradicted(release: &Release, outcomes: &[Outcome]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let not_found =
        |outcome: &Outcome| matches!(outcome, Outcome::Held(finding) if finding.code == Code::EntryNotFound);
    let done = || release.amendments.iter().zip(outcomes).enumerate();
    for (at, (removal, _)) in done().filter(|(_, (_, outcome))| !matches!(outcome, Outcome::Held(_))) {
        let Edit::Remove { country, name, .. } = &removal.edit else {
            continue;
        };
        let of_it = |edit: &Edit| {
            matches!(edit, Edit::Revise { country: of, name: again, .. }
                if same(again, name) && country.as_ref().is_none_or(|country| country::key(country) == country::key(of)))
        };
        let revised = done()
            .skip(at + 1)
            .filter(|(_, (other, outcome))| other.list == removal.list && not_found(outcome) && of_it(&other.edit));
        let revised: Vec<_> = revised.map(|(at, _)| at).collect();
        found.extend(revised.first().map(|_| at));
        found.extend(revised);
    }
    found
}

/// Removals of names without quotation marks, one of which is on no list: where one name ends is not certain.
fn unmarked<'a>(release: &'a Release, outcomes: &'a [Outcome]) -> impl Iterator<Item = usize> + 'a {
    let bare = |amendment: &Amendment| {
        let name = matches!(&amendment.edit, Edit::Remove { .. }).then(|| amendment.edit.name()).flatten();
        name.is_some_and(|name| {
            let before = amendment.quote.split_once(name).and_then(|(before, _)| before.chars().next_back());
            before.is_some_and(char::is_whitespace)
        })
    };
    let done = move || release.amendments.iter().zip(outcomes).enumerate().filter(move |(_, (one, _))| bare(one));
    let lost = move |one: &Amendment| {
        done().any(|(_, (other, outcome))| {
            matches!(outcome, Outcome::Held(_)) && (&other.quote, &other.place) == (&one.quote, &one.place)
        })
    };
    done().filter(move |(_, (one, outcome))| !matches!(outcome, Outcome::Held(_)) && lost(one)).map(|(at, _)| at)
}

pub(super) struct Application<'a> {
    pub(super) state: &'a mut State,
    pub(super) release: &'a Release,
    /// The lists as they were before it.
    pub(super) before: &'a State,
    pub(super) amendment: &'a Amendment,
    pub(super) document: &'a DocumentNumber,
    pub(super) identity: Option<EntryId>,
    pub(super) notes: &'a mut Vec<Finding>,
    pub(super) known: &'a mut Repeated,
    keys: &'a mut Keys,
}

type Decision<T> = Result<T, Outcome>;

impl Application<'_> {
    pub(super) fn outcome(&mut self) -> Outcome {
        if !self.state.lists.contains_key(&self.amendment.list) {
            return self.held(Code::ListNotTracked, format!("there is no baseline of the {}", self.amendment.list));
        }
        let edit = &self.amendment.edit;
        let decided = match edit {
            Edit::Add { country, name, row } => self.add(country, name, row),
            Edit::Revise { country, name, ordinal, row } => self.revise(country, name, *ordinal, row),
            Edit::Remove { country, name, ordinal, number: None } => self.remove(country.as_deref(), name, *ordinal),
            Edit::Remove { country, name, number: Some(number), .. } => {
                self.remove_all(country.as_deref(), name, *number)
            }
            Edit::Rename { country, from, to } => self.rename(country.as_deref(), from, to),
            Edit::Move { country, name, to_country } => self.relocate(country.as_deref(), name, to_country),
            Edit::MoveCountry { country, to_country, number } => self.move_country(country, to_country, *number),
            Edit::RenameCountry { country, to } => self.rename_country(country, to),
            Edit::ReserveCountry { country } => self.reserve_country(country),
            Edit::AddCountry { country } => self.add_country(country),
            Edit::RemoveCountry { country, except, .. } if !except.is_empty() => self.remove_others(country, except),
            Edit::RemoveCountry { country, with_entries, number, .. } => {
                self.remove_country(country, *with_entries, *number)
            }
            Edit::ReviseText { country, name, column, edit } => {
                self.revise_text(country.as_deref(), name.as_deref(), *column, edit)
            }
            Edit::ReviseFeatures { country, name, of, remove, add, after } => {
                let change = features::Change { remove, add, after: after.as_deref() };
                self.revise_features(country.as_deref(), name, |cell| features::revise(cell, *of, &change))
            }
            Edit::ReviseFeaturesAt { country, name, of, places, to } => {
                let revise = |cell: &str| features::revise_at(cell, *of, places, to.as_deref());
                self.revise_features(country.as_deref(), name, revise)
            }
            Edit::ReviseDesignation { country, name, number, mark } => {
                self.revise_designation(country.as_deref(), name, *number, mark)
            }
            Edit::Each { country, of, edit } => self.each(country.as_deref(), of, edit),
            Edit::ReviseFootnote { number, text } => self.revise_footnote(*number, text.as_deref()),
            Edit::ReviseIntro { text } => self.revise_intro(text),
            Edit::Reprint { footnote, text } => self.reprint(*footnote, text),
            Edit::ReprintRow { country, name, row } => self.reprint_row(country, name, row),
            Edit::Stay { what, until, .. } => {
                let stay = Stay { until: *until, document: Some(self.document.clone()) };
                self.stay(what, Some(stay))
            }
            Edit::LiftStay { what, .. } => self.stay(what, None),
        };
        decided.unwrap_or_else(|outcome| outcome)
    }

    fn finding(&self, code: Code, message: String) -> Finding {
        let amendment = self.amendment;
        let mut finding =
            Finding::new(code, message).with_list(amendment.list).with_quote(amendment.quote.clone(), &amendment.place);
        finding.country = amendment.edit.country().map(str::to_owned);
        finding.name = amendment.edit.name().map(str::to_owned);
        finding
    }

    fn held(&self, code: Code, message: String) -> Outcome {
        Outcome::Held(Box::new(self.finding(code, message)))
    }

    fn list(&mut self) -> Decision<&mut ListState> {
        let amendment = self.amendment;
        let untracked = self.held(Code::ListNotTracked, format!("there is no baseline of the {}", amendment.list));
        self.state.lists.get_mut(&amendment.list).ok_or(untracked)
    }

    /// The one entry of that name: equal in letters, digits and their grouping, else the one whose cell begins with
    /// the name.
    fn find(&mut self, country: Option<&str>, name: &str, ordinal: Option<u32>) -> Decision<Arc<Entry>> {
        let heading = country.map(|country| self.heading(country)).transpose()?;
        let found = self.entries_named(heading.as_deref(), name)?;
        match (found.as_slice(), ordinal) {
            ([entry], None) => Ok(Arc::clone(entry)),
            // Another order of the rule may have taken the others of that name.
            ([entry], Some(1)) if self.is_named_again(name) => Ok(Arc::clone(entry)),
            ([], _) => {
                let candidates = self.candidates(heading.as_deref(), name)?;
                Err(self.held(Code::EntryNotFound, not_found(name, heading.as_deref(), &candidates)))
            }
            (several, Some(ordinal)) => {
                let at = (ordinal as usize).checked_sub(1).filter(|_| several.len() > 1);
                at.and_then(|at| several.get(at)).map(Arc::clone).ok_or_else(|| {
                    self.held(
                        Code::EntryNotFound,
                        format!(
                            "the order is about number {ordinal} of several entries of that name; the list has {}",
                            quantity(several.len(), "entry")
                        ),
                    )
                })
            }
            (several, None) => {
                let message = format!("{} entries have the name “{name}”", several.len());
                Err(self.held(Code::AmbiguousEntry, message))
            }
        }
    }

    fn is_named_again(&self, name: &str) -> bool {
        self.release.amendments.iter().filter(|other| other.edit.name() == Some(name)).count() > 1
    }

    fn entries_named(&mut self, heading: Option<&str>, name: &str) -> Decision<Vec<Arc<Entry>>> {
        let key = canonical(name);
        let of_key = self.of_key(&key)?;
        let list = self.list()?;
        let is_here = |entry: &&Arc<Entry>| heading.is_none_or(|heading| entry.country == heading);
        let here = || list.entries.values().filter(is_here);
        let is_exact = |entry: &Arc<Entry>| same_marks_and_numbers(entry.name(), name) && is_here(&entry);
        let mut exact = of_key;
        exact.retain(is_exact);
        if !exact.is_empty() {
            return Ok(exact);
        }
        let begins = |entry: &&Arc<Entry>| cell::can_be_named(&entry.cells.entity, entry.name(), name);
        let named: Vec<_> = here().filter(begins).map(Arc::clone).collect();
        if !named.is_empty() {
            return Ok(named);
        }
        // "this Hong Kong entity: “…”" writes the whole entry out.
        let whole = |entry: &&Arc<Entry>| {
            has_form(&entry.cells.entity, &key) && same_marks_and_numbers(&entry.cells.entity, name)
                || key.starts_with(&entry.key)
                    && (is_name_and_addresses(entry, name)
                        || is_name_and_aliases(entry, name)
                        || is_name_and_town(entry, name)
                        || is_name_and_address(entry, name))
        };
        Ok(here().filter(whole).map(Arc::clone).collect())
    }

    /// Names that are close to one or go on after it, those of its own country first.
    fn candidates(&mut self, heading: Option<&str>, name: &str) -> Decision<Vec<String>> {
        let key = canonical(name);
        let list = self.list()?;
        let keys: BTreeSet<_> = list.entries.values().map(|entry| entry.key.as_str()).collect();
        let keys: Vec<_> = keys.into_iter().collect();
        let close = closest(&key, &keys, 3, 0.8);
        let mut found: Vec<_> = list
            .entries
            .values()
            .filter(|entry| entry.key.starts_with(&key) || close.contains(&entry.key.as_str()))
            .collect();
        found.sort_by_key(|entry| heading.is_some_and(|heading| entry.country != heading));
        Ok(found.iter().take(5).map(|entry| format!("“{}” ({})", entry.name(), entry.country)).collect())
    }

    fn put(&mut self, entry: Entry) -> Decision<()> {
        let frame = Arc::clone(&self.list()?.frame);
        let footnote = |number| frame.footnotes.get(&number).map(|note| note.text.as_str());
        self.notes.extend(check::entry(&entry, footnote, self.known));
        self.keys.add(self.amendment.list, &entry);
        self.list()?.entries.insert(entry.id, Arc::new(entry));
        Ok(())
    }

    /// An order inside an entry that changes nothing of it, unless a row of the same rule does what is ordered.
    pub(super) fn unchanged(&self, entry: &Entry) -> Decision<Outcome> {
        let prints = |edit: &Edit| matches!(edit, Edit::Revise { .. } | Edit::Add { .. });
        let of_it = |edit: &Edit| edit.name().is_some_and(|name| same(name, entry.name()));
        let mut edits = self.release.amendments.iter().map(|amendment| &amendment.edit);
        if prints(&self.amendment.edit) || edits.any(|edit| prints(edit) && of_it(edit)) {
            return Ok(Outcome::AlreadyTrue);
        }
        let message = format!("the entry of “{}” reads so already; the order changes nothing", entry.name());
        Err(self.held(Code::TextNotFound, message))
    }

    /// The entries of the list that have this key, in the order of their identities.
    fn of_key(&mut self, key: &str) -> Decision<Vec<Arc<Entry>>> {
        self.list()?;
        let list = self.amendment.list;
        Ok(self.state.lists.get(&list).map(|state| self.keys.find(list, state, key)).unwrap_or_default())
    }

    fn replace(&mut self, entry: &Entry, cells: Cells) -> Decision<Outcome> {
        if entry.cells == cells {
            return self.unchanged(entry);
        }
        let revised = entry.revised(cells);
        if revised.name().is_empty() {
            let message = format!("“{}” would be left without a name", entry.name());
            return Err(self.held(Code::TextNotFound, message));
        }
        self.put(revised)?;
        Ok(Outcome::Applied(Some(entry.id)))
    }
}

/// “X, 1 Road, Tehran, Iran.” of an entry that has aliases in between.
fn is_name_and_addresses(entry: &Entry, written: &str) -> bool {
    let addresses = entry.view.addresses.iter();
    let all: Vec<_> = std::iter::once(entry.name()).chain(addresses.map(String::as_str)).collect();
    all.len() > 1
        && [", ", "; and ", " and "].iter().any(|joint| {
            let (first, rest) = all.split_at(1);
            let whole = format!("{}, {}", first.concat(), rest.join(joint));
            same(&whole, written) && same_marks_and_numbers(&whole, written)
        })
}

/// “X, 5 Road, Tehran” of an entry with an address that goes on so or ends there.
fn is_name_and_address(entry: &Entry, written: &str) -> bool {
    let Some(place) = written.strip_prefix(entry.name()).and_then(|rest| rest.strip_prefix(", ")) else {
        return false;
    };
    place.contains(|c: char| c.is_ascii_digit() || c == ',') && cell::has_address(&entry.view.addresses, place)
}

/// “X, Izmir” of an entry with an address there.
fn is_name_and_town(entry: &Entry, written: &str) -> bool {
    let Some((name, town)) = written.rsplit_once(", ") else {
        return false;
    };
    let there = |address: &String| address.split(',').any(|part| occurrences(part, town) == 1);
    same(name, entry.name()) && entry.view.addresses.iter().any(there)
}

/// “X, a.k.a., A, B, and C” of an entry with these aliases, with or without its addresses.
fn is_name_and_aliases(entry: &Entry, written: &str) -> bool {
    const LEADS: [&str; 4] = ["a.k.a., ", "a.k.a. ", "also known as ", "aka "];
    let plain = |text: &str| text.split_whitespace().filter(|word| *word != "and").collect::<Vec<_>>().join(" ");
    let behind = written.strip_prefix(entry.name()).map(|rest| rest.trim_start_matches([',', ' ']));
    let Some(rest) = behind.and_then(|rest| LEADS.iter().find_map(|lead| rest.strip_prefix(lead))) else {
        return false;
    };
    // "the following two aliases: A; and B" against lines with dashes
    let rest = match rest.strip_prefix("the following ") {
        Some(lead) => {
            let Some((_, listed)) = lead.split_once(':').filter(|(said, _)| counts(said, entry.view.aliases.len()))
            else {
                return false;
            };
            listed
        }
        None => rest,
    };
    let aliases = entry.view.aliases.iter().map(|alias| plain(&alias.name));
    let addresses = entry.view.addresses.iter().map(|address| plain(address));
    let (short, long) = (aliases.clone().collect::<String>(), aliases.chain(addresses).collect::<String>());
    !entry.view.aliases.is_empty() && [short, long].iter().any(|whole| same(whole, &plain(rest)))
}

/// Whether “two aliases”, “alias” are words of so many.
fn counts(said: &str, aliases: usize) -> bool {
    let words: Vec<_> = said.split_whitespace().collect();
    match number::leading(words.iter().copied()) {
        Some((number, used)) => number as usize == aliases && words.len() == used + 1,
        None => matches!(words.as_slice(), ["alias" | "aliases"]),
    }
}

fn not_found(name: &str, heading: Option<&str>, candidates: &[String]) -> String {
    let place = heading.map(|heading| format!(" under {heading}")).unwrap_or_default();
    let close = match candidates {
        [] => "no name on the list is close to it".to_owned(),
        close => format!("close to it: {}", close.join(", ")),
    };
    format!("no entry{place} has the name “{name}”; {close}")
}
