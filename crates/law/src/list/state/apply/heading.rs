//! Country headings: found, entered, struck.
//!
//! A heading goes with its last entry: the official list prints none without entries. None comes without an order or a
//! word about it: “CHNIA” above a printed row is no country.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Application, Decision};
use crate::amendment::{Amendment, Edit};
use crate::finding::Code;
use crate::law::canonical::{canonical, equal};
use crate::law::country;
use crate::law::likeness::closest;
use crate::law::quantity::quantity;
use crate::list::state::Outcome;

/// Countries that were headings once and are none now, with the rule that ended them; no other name leads there.
const FORMER_HEADINGS: [(&str, &str); 1] = [("HONG KONG", "85 FR 83769")];

impl Application<'_> {
    /// The printed heading of a country as written; a country called otherwise is noted.
    pub(super) fn heading(&mut self, written: &str) -> Decision<String> {
        match self.list()?.heading(written) {
            Some(heading) => {
                if heading.by_alias {
                    let message = format!("“{written}” is taken for the heading {}", heading.printed);
                    self.notes.push(self.finding(Code::CountryAlias, message));
                }
                Ok(heading.printed)
            }
            None => Err(self.no_heading(written)),
        }
    }

    /// The heading under which an entry is put. One that is not on the list yet is entered if the document orders it;
    /// if it does not and the country is known, it is entered and told.
    pub(super) fn heading_to_enter(&mut self, written: &str) -> Decision<String> {
        if self.list()?.heading(written).is_some() {
            return self.heading(written);
        }
        let former = FORMER_HEADINGS.iter().any(|(name, _)| equal(name, written));
        if !self.is_ordered(written) {
            if former || !country::is_known(written) {
                return Err(self.no_heading(written));
            }
            let message = format!("no order adds the heading {}", country::printed(written));
            self.notes.push(self.finding(Code::HeadingUnordered, message));
        }
        self.enter_heading(written)
    }

    fn is_ordered(&self, written: &str) -> bool {
        let of_list = |amendment: &&Amendment| amendment.list == self.amendment.list;
        self.release.amendments.iter().filter(of_list).any(|amendment| {
            matches!(&amendment.edit, Edit::AddCountry { country } if country::key(country) == country::key(written))
        })
    }

    fn enter_heading(&mut self, written: &str) -> Decision<String> {
        let heading = country::printed(written).to_owned();
        let list = self.list()?;
        Arc::make_mut(&mut list.frame).headings.insert(heading.clone());
        Ok(heading)
    }

    fn no_heading(&self, written: &str) -> Outcome {
        let former = FORMER_HEADINGS.iter().find(|(name, _)| equal(name, written));
        let message = if let Some((name, rule)) = former {
            format!("{name} has not been a heading of the list since {rule}")
        } else {
            let list = self.state.lists.get(&self.amendment.list);
            let headings: BTreeMap<_, _> = list
                .iter()
                .flat_map(|list| &list.frame.headings)
                .map(|heading| (canonical(heading), heading.as_str()))
                .collect();
            let keys: Vec<_> = headings.keys().map(String::as_str).collect();
            let key = country::key(written);
            let close: Vec<_> =
                closest(&key, &keys, 3, 0.6).into_iter().filter_map(|key| headings.get(key).copied()).collect();
            match close.as_slice() {
                [] => format!("“{written}” is not a heading of the list"),
                close => format!("“{written}” is not a heading of the list; close to it: {}", close.join(", ")),
            }
        };
        self.held(Code::EntryNotFound, message)
    }

    pub(super) fn add_country(&mut self, country: &str) -> Decision<Outcome> {
        if self.list()?.heading(country).is_some() {
            return Ok(Outcome::AlreadyTrue);
        }
        self.enter_heading(country)?;
        Ok(Outcome::Applied(None))
    }

    pub(super) fn remove_country(
        &mut self,
        country: &str,
        with_entries: bool,
        number: Option<u32>,
    ) -> Decision<Outcome> {
        let heading = match self.list()?.heading(country) {
            Some(_) => self.heading(country)?,
            // The entries named in the same order went before, and took the heading along.
            None if !with_entries && country::is_known(country) => return Ok(Outcome::AlreadyTrue),
            None => return Err(self.no_heading(country)),
        };
        if with_entries {
            self.counts(&heading, number)?;
            let list = self.list()?;
            list.entries.retain(|_, entry| entry.country != heading);
        }
        // Entries named in the same order may go after the heading; it goes with the last of them.
        self.drop_if_empty(&heading)?;
        Ok(Outcome::Applied(None))
    }

    /// "All entries except “X”": those that stay are all found, or none goes.
    pub(super) fn remove_others(&mut self, country: &str, except: &[String]) -> Decision<Outcome> {
        let heading = self.heading(country)?;
        let mut kept = Vec::new();
        for name in except {
            kept.push(self.find(Some(country), name, None)?.id);
        }
        let list = self.list()?;
        let before = list.entries.len();
        list.entries.retain(|_, entry| entry.country != heading || kept.contains(&entry.id));
        if list.entries.len() == before {
            let message = format!("all entries under {heading} but those named are to go, and it has no others");
            return Err(self.held(Code::EntryNotFound, message));
        }
        Ok(Outcome::Applied(None))
    }

    /// All entries go under another heading, which may be new.
    /// Whether a country has as many entries as the order says.
    fn counts(&mut self, heading: &str, number: Option<u32>) -> Decision<()> {
        let listed = self.list()?.entries.values().filter(|entry| entry.country == heading).count();
        let Some(number) = number.filter(|number| *number as usize != listed) else {
            return Ok(());
        };
        let (number, listed) = (quantity(number, "entry"), quantity(listed, "entry"));
        let message = format!("{number} under {heading} are to go, and the list has {listed}");
        Err(self.held(Code::AmbiguousEntry, message))
    }

    pub(super) fn move_country(&mut self, country: &str, to_country: &str, number: Option<u32>) -> Decision<Outcome> {
        let from = self.heading(country)?;
        self.counts(&from, number)?;
        let to = self.heading_to_enter(to_country)?;
        if from == to {
            return Ok(Outcome::AlreadyTrue);
        }
        self.put_under(&from, &to)?;
        Ok(Outcome::Applied(None))
    }

    /// The heading gets the name as the list prints names, in capitals where the old one is.
    pub(super) fn rename_country(&mut self, country: &str, to: &str) -> Decision<Outcome> {
        let from = self.heading(country)?;
        let plain = to.trim();
        let plain = plain.strip_prefix("the ").unwrap_or(plain);
        let to = if from.contains(char::is_lowercase) { plain.to_owned() } else { plain.to_uppercase() };
        if from == to {
            return Ok(Outcome::AlreadyTrue);
        }
        Arc::make_mut(&mut self.list()?.frame).headings.insert(to.clone());
        self.put_under(&from, &to)?;
        Ok(Outcome::Applied(None))
    }

    pub(super) fn reserve_country(&mut self, country: &str) -> Decision<Outcome> {
        let heading = self.heading(country)?;
        self.list()?.entries.retain(|_, entry| entry.country != heading);
        Ok(Outcome::Applied(None))
    }

    fn put_under(&mut self, from: &str, to: &str) -> Decision<()> {
        let list = self.list()?;
        for entry in list.entries.values_mut().filter(|entry| entry.country == from) {
            to.clone_into(&mut Arc::make_mut(entry).country);
        }
        self.drop_if_empty(from)
    }

    /// Strikes a heading under which nothing stands any more.
    pub(super) fn drop_if_empty(&mut self, heading: &str) -> Decision<()> {
        let list = self.list()?;
        if !list.entries.values().any(|entry| entry.country == heading) {
            Arc::make_mut(&mut list.frame).headings.remove(heading);
        }
        Ok(())
    }
}
