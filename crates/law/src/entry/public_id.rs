//! The id of an entry that others can rely on: a function of what the list prints on a day, and of nothing else.
//!
//! In: the entries of one list. Out: an id for each. Two databases of the same list agree on them, and anybody can compute
//! them from the eCFR: `docs/ids.md` says how. They survive a revision of everything but what goes into them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Entry, EntryId};
use crate::digest::hex;
use crate::law::ListId;
use crate::law::canonical::canonical;
use crate::law::country;

/// The public id of an entry: `el-5f0c1d2e3a4b5c6d`. Empty where the list around the entry is not known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PublicId(String);

impl PublicId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it was stored.
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    fn of(list: ListId, parts: &str) -> Self {
        let digest = Sha256::digest(parts);
        let (head, _) = digest.split_at(BYTES);
        Self(format!("{}-{}", prefix(list), hex(head)))
    }
}

/// Bytes of the SHA-256 that an id shows.
const BYTES: usize = 8;

/// How the ids of a list begin.
fn prefix(list: ListId) -> &'static str {
    match list {
        ListId::EntityList => "el",
        ListId::UnverifiedList => "uvl",
        ListId::MeuList => "meu",
    }
}

impl fmt::Display for PublicId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// That a text has not the form of a public id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it is no public id, which is the beginning of its list and 16 digits: el-5f0c1d2e3a4b5c6d")]
pub struct NoPublicId;

impl FromStr for PublicId {
    type Err = NoPublicId;

    /// Takes an id in any case, with blanks around it.
    fn from_str(written: &str) -> Result<Self, NoPublicId> {
        let id = written.trim().to_ascii_lowercase();
        let (head, digits) = id.split_once('-').ok_or(NoPublicId)?;
        let of_list = ListId::ALL.into_iter().any(|list| prefix(list) == head);
        let sound = digits.len() == 2 * BYTES && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        if of_list && sound { Ok(Self(id)) } else { Err(NoPublicId) }
    }
}

/// What goes into the id of every entry: list, code of the country, name in canonical form, and volume and page of the
/// first citation, where one is printed.
fn stem(entry: &Entry) -> String {
    let first = entry.citations.first().map(|first| format!("{}FR{}", first.volume, first.page));
    let country = country::code(&entry.country);
    format!("{}\n{country}\n{}\n{}", entry.list.name(), entry.key, first.unwrap_or_default())
}

/// The ids of all entries of one list.
///
/// Where rows share all that goes into an id, the entity cell of each joins; of rows that share this too, the second and
/// further ones, in the order of their cells as printed, get their number.
pub fn of_list<'a>(entries: impl IntoIterator<Item = &'a Arc<Entry>>) -> BTreeMap<EntryId, PublicId> {
    let mut by_stem: BTreeMap<String, Vec<&Arc<Entry>>> = BTreeMap::new();
    for entry in entries {
        by_stem.entry(stem(entry)).or_default().push(entry);
    }
    let mut ids = BTreeMap::new();
    for (stem, entries) in by_stem {
        match entries.as_slice() {
            [one] => {
                ids.insert(one.id, PublicId::of(one.list, &stem));
            }
            _ => alike(&stem, entries, &mut ids),
        }
    }
    ids
}

/// The ids of entries that share a stem.
fn alike(stem: &str, mut entries: Vec<&Arc<Entry>>, ids: &mut BTreeMap<EntryId, PublicId>) {
    entries.sort_by(|a, b| (&a.cells, a.id).cmp(&(&b.cells, b.id)));
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for entry in entries {
        let parts = format!("{stem}\n{}", canonical(&entry.cells.entity));
        let number = seen.entry(parts.clone()).or_default();
        *number += 1;
        let parts = if *number == 1 { parts } else { format!("{parts}\n{number}") };
        ids.insert(entry.id, PublicId::of(entry.list, &parts));
    }
}

/// Entries of one list by identity.
pub type Entries = BTreeMap<EntryId, Arc<Entry>>;

/// The ids that entries of a list bear after a change and did not bear before it.
pub fn given(old: &Entries, new: &Entries) -> BTreeMap<EntryId, PublicId> {
    fn differing<'a>(these: &'a Entries, others: &'a Entries) -> impl Iterator<Item = &'a str> {
        let stands = |id, entry| others.get(id).is_some_and(|other| Arc::ptr_eq(other, entry) || other == entry);
        these.iter().filter(move |(id, entry)| !stands(*id, *entry)).map(|(_, entry)| entry.key.as_str())
    }
    // Only an entry of the same name can make or end the need for more than the stem.
    let names: BTreeSet<&str> = differing(old, new).chain(differing(new, old)).collect();
    let ids = |entries: &Entries| of_list(entries.values().filter(|entry| names.contains(entry.key.as_str())));
    let before = ids(old);
    let mut given = ids(new);
    given.retain(|id, now| before.get(id) != Some(now));
    given
}

/// The public ids of entries at a state, and those that they bore before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ids {
    now: BTreeMap<EntryId, PublicId>,
    former: BTreeMap<EntryId, Vec<PublicId>>,
}

impl Ids {
    /// Ids at a state, and what is known of earlier ones, in whatever order it became known. An id that an entry bears now is
    /// none of another's former ones.
    pub fn new(now: BTreeMap<EntryId, PublicId>, mut former: BTreeMap<EntryId, Vec<PublicId>>) -> Self {
        let earlier: BTreeSet<_> = former.values().flatten().cloned().collect();
        let borne: BTreeSet<_> = now.values().filter(|id| earlier.contains(*id)).collect();
        for ids in former.values_mut() {
            ids.retain(|id| !borne.contains(id));
            ids.sort_unstable();
            ids.dedup();
        }
        former.retain(|_, ids| !ids.is_empty());
        Self { now, former }
    }

    /// The id of an entry, where it is known.
    pub fn get(&self, entry: EntryId) -> Option<&PublicId> {
        self.now.get(&entry)
    }

    /// The id of an entry; empty where it is not known.
    pub fn of(&self, entry: EntryId) -> PublicId {
        self.get(entry).cloned().unwrap_or_default()
    }

    /// The earlier ids of an entry, oldest first.
    pub fn former_of(&self, entry: EntryId) -> Vec<PublicId> {
        self.former.get(&entry).cloned().unwrap_or_default()
    }

    /// The entry that bears an id, else those that bore it.
    pub fn bearers(&self, id: &PublicId) -> Vec<EntryId> {
        let now: Vec<_> = self.now.iter().filter(|(_, now)| *now == id).map(|(entry, _)| *entry).collect();
        if now.is_empty() {
            return self.former.iter().filter(|(_, ids)| ids.contains(id)).map(|(entry, _)| *entry).collect();
        }
        now
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::Cells;

    fn entry(id: u32, country: &str, entity: &str, citation: &str) -> Arc<Entry> {
        let cells = Cells { entity: entity.to_owned(), citation: citation.to_owned(), ..Cells::default() };
        Arc::new(Entry::new(EntryId(id), ListId::EntityList, country, cells))
    }

    /// The id of the first of these rows.
    fn first(rows: &[(&str, &str, &str)]) -> PublicId {
        let rows = rows.iter().zip(1..).map(|((country, entity, citation), id)| entry(id, country, entity, citation));
        let rows: Vec<_> = rows.collect();
        of_list(&rows).remove(&EntryId(1)).unwrap()
    }

    const ACME: (&str, &str, &str) = ("TURKEY", "Acme Ltd., 1 Road, Ankara, Turkey.", "88 FR 12171, 2/27/23.");

    #[test]
    fn an_id_is_what_docs_say() {
        // printf 'entity-list\nTR\nacmeltd\n88FR12171' | sha256sum
        assert_eq!(first(&[ACME]).as_str(), "el-319e7a7d4c3dc95c");
    }

    #[test]
    fn an_id_survives_all_but_what_goes_into_it() {
        let id = first(&[ACME]);
        let (country, entity, citation) = ACME;
        for (row, same, why) in [
            (("TÜRKIYE", entity, citation), true, "a heading of the same country"),
            (("IRAN", entity, citation), false, "another country"),
            ((country, "ACME, LTD, 9 Street, Izmir, Turkey.", citation), true, "another address, case and comma"),
            ((country, "Acme Ltd., a.k.a., Asme; 1 Road, Ankara, Turkey.", citation), true, "an alias"),
            ((country, "Acne Ltd., 1 Road, Ankara, Turkey.", citation), false, "another name"),
            ((country, entity, "88 FR 12171, 2/27/23. 90 FR 14048, 3/28/25."), true, "a further citation"),
            ((country, entity, "88 FR 12171 (February 27, 2023)"), true, "the same citation in other words"),
            ((country, entity, "88 FR 12172, 2/27/23."), false, "another page"),
            ((country, entity, ""), false, "no citation"),
        ] {
            assert_eq!(first(&[row]) == id, same, "{why}");
        }
        let other = ("TURKEY", "Other Ltd., 1 Road, Ankara, Turkey.", "88 FR 12171, 2/27/23.");
        assert_eq!(first(&[ACME, other]), id, "a neighbour of another name");
    }

    #[test]
    fn rows_that_share_all_have_ids_of_their_own() {
        let (country, _, citation) = ACME;
        let twin = (country, "Acme Ltd., 2 Street, Izmir, Turkey.", citation);
        let ids = |rows: &[(&str, &str, &str)]| {
            let rows: Vec<_> = rows.iter().zip(1..).map(|((a, b, c), id)| entry(id, a, b, c)).collect();
            of_list(&rows).into_values().collect::<BTreeSet<_>>()
        };
        let both = ids(&[ACME, twin]);
        assert!(both.len() == 2 && !both.contains(&first(&[ACME])));
        assert_eq!(both, ids(&[twin, ACME]), "whatever their order");
        assert_eq!(ids(&[ACME, ACME, twin]).len(), 3, "a row that is printed twice");
    }

    #[test]
    fn what_a_change_does_to_ids_is_what_differs_between_the_lists() {
        let (country, name, citation) = ACME;
        let list = |rows: &[(u32, &str, &str)]| -> Entries {
            rows.iter().map(|(id, entity, citation)| (EntryId(*id), entry(*id, country, entity, citation))).collect()
        };
        let twin = "Acme Ltd., 2 Street, Izmir, Turkey.";
        let alone = list(&[(1, name, citation), (3, "Beta", citation)]);
        let both = list(&[(1, name, citation), (2, twin, citation), (3, "Beta", citation)]);
        let moved = list(&[(1, name, "89 FR 1, 1/2/24."), (3, "Gamma", citation)]);
        for (old, new) in [(&alone, &both), (&both, &alone), (&alone, &moved), (&both, &moved), (&alone, &alone)] {
            let before = of_list(old.values());
            let mut differing = of_list(new.values());
            differing.retain(|id, now| before.get(id) != Some(now));
            assert_eq!(given(old, new), differing);
        }
        assert_eq!(given(&alone, &both).keys().map(|id| id.0).collect::<Vec<_>>(), [1, 2], "the twin's too");
    }

    #[test]
    fn an_id_is_known_by_its_form() {
        for (written, is_one) in [
            ("el-5f0c1d2e3a4b5c6d", true),
            (" EL-5F0C1D2E3A4B5C6D ", true),
            ("meu-5f0c1d2e3a4b5c6d", true),
            ("el-5f0c1d2e3a4b5c6", false),
            ("xl-5f0c1d2e3a4b5c6d", false),
            ("el-5f0c1d2e3a4b5c6g", false),
            ("El-Khayyat Trading", false),
        ] {
            assert_eq!(written.parse::<PublicId>().is_ok(), is_one, "{written}");
        }
    }

    #[test]
    fn a_former_id_leads_to_its_entry_unless_another_bears_it_now() {
        let id = |text: &str| PublicId::stored(text.to_owned());
        let now = BTreeMap::from([(EntryId(1), id("a")), (EntryId(2), id("b"))]);
        let former = BTreeMap::from([(EntryId(1), vec![id("b"), id("c"), id("c")]), (EntryId(3), vec![id("c")])]);
        let ids = Ids::new(now, former);
        assert_eq!(ids.former_of(EntryId(1)), [id("c")]);
        assert_eq!(ids.bearers(&id("b")), [EntryId(2)]);
        assert_eq!(ids.bearers(&id("c")), [EntryId(1), EntryId(3)]);
        assert!(ids.bearers(&id("d")).is_empty());
    }
}
