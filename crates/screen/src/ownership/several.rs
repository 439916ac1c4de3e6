//! Several files of owners as one.
//!
//! Files that know parties by their names and files that give them ids of their own meet where a name is that of one party
//! alone; where it is not, that is said, and nothing is put together.

use std::collections::{BTreeSet, HashMap};

use super::graph::key;
use super::holding::{Note, Owners, Party};

/// Files as one, each with its name for the places of what is told. A name that is used as an id is the party of that name,
/// where the other files describe one such party.
pub fn together(files: Vec<(String, Owners)>) -> Owners {
    let mut all = Owners::default();
    let is_one = files.len() == 1;
    let mut described: HashMap<String, String> = HashMap::new();
    let mut by_name: HashMap<String, Option<String>> = HashMap::new();
    let mut named = Vec::new();
    let mut twins = Twins::default();
    for (at, (file, mut owners)) in files.into_iter().enumerate() {
        if !is_one {
            owners.notes.iter_mut().for_each(|note| note.place = format!("{file}, {}", note.place));
            owners.holdings.iter_mut().for_each(|holding| holding.place = format!("{file}, {}", holding.place));
        }
        if owners.by_name {
            named.push(owners);
            continue;
        }
        keep_apart(&mut owners, &mut described, at, &file);
        twins.look(&mut owners, &file);
        for party in &owners.parties {
            for name in &party.names {
                by_name
                    .entry(key(name))
                    .and_modify(|known| {
                        if known.as_deref() != Some(&party.id) {
                            *known = None;
                        }
                    })
                    .or_insert_with(|| Some(party.id.clone()));
            }
        }
        add(&mut all, owners);
    }
    all.notes.extend(twins.left());
    let mut ambiguous = BTreeSet::new();
    for mut owners in named {
        let refers = owners.holdings.iter_mut().flat_map(|holding| {
            let place = holding.place.clone();
            [(&mut holding.owner, place.clone()), (&mut holding.owned, place)]
        });
        let described = owners.parties.iter_mut().map(|party| (&mut party.id, String::new()));
        for (id, place) in refers.chain(described) {
            match by_name.get(&key(id)) {
                Some(Some(known)) => known.clone_into(id),
                Some(None) if ambiguous.insert(key(id)) => {
                    let message = format!(
                        "several parties of the other files are called “{id}”; none of them was taken for this one"
                    );
                    all.notes.push(Note { place, message });
                }
                Some(None) | None => {}
            }
        }
        add(&mut all, owners);
    }
    all
}

/// Parties of one name that two files give different ids to: nobody knows whether they are one.
#[derive(Default)]
struct Twins {
    /// By name: the id, and the file.
    first: HashMap<String, (String, String)>,
    told: usize,
}

/// Twins that are told one by one.
const TWINS: usize = 50;

impl Twins {
    fn look(&mut self, owners: &mut Owners, file: &str) {
        let held: BTreeSet<&str> =
            owners.holdings.iter().flat_map(|holding| [holding.owner.as_str(), holding.owned.as_str()]).collect();
        let mut new = Vec::new();
        for party in owners.parties.iter().filter(|party| held.contains(party.id.as_str())) {
            for name in &party.names {
                match self.first.get(&key(name)) {
                    Some((id, of)) if *id != party.id && of != file => {
                        self.told += 1;
                        if self.told <= TWINS {
                            let message = format!(
                                "“{name}” has the id {} here and {id} in {of}; they were taken for two parties, and \
                                 shares in the one do not count for the other",
                                party.id
                            );
                            owners.notes.push(Note { place: file.to_owned(), message });
                        }
                        break;
                    }
                    Some(_) => {}
                    None => new.push((key(name), (party.id.clone(), file.to_owned()))),
                }
            }
        }
        self.first.extend(new);
    }

    fn left(&self) -> Option<Note> {
        let left = self.told.checked_sub(TWINS).filter(|left| *left > 0)?;
        let message = format!("{left} more parties have one name and different ids in two files");
        Some(Note { place: "several files".to_owned(), message })
    }
}

fn add(all: &mut Owners, owners: Owners) {
    all.holdings.extend(owners.holdings);
    all.parties.extend(owners.parties);
    all.notes.extend(owners.notes);
}

/// Gives another id to each party whose id another file has given to a party without a name in common.
fn keep_apart(owners: &mut Owners, described: &mut HashMap<String, String>, at: usize, file: &str) {
    let mut renamed: HashMap<String, String> = HashMap::new();
    let names = |party: &Party| party.names.iter().map(|name| key(name)).collect::<Vec<_>>();
    for party in &owners.parties {
        let names = names(party);
        match described.get(&party.id) {
            Some(known) if !names.is_empty() && !names.iter().any(|name| known.contains(&format!("\n{name}\n"))) => {
                renamed.insert(party.id.clone(), format!("{} ({file}, file {})", party.id, at + 1));
            }
            Some(_) => {}
            None => {
                described.insert(party.id.clone(), format!("\n{}\n", names.join("\n\n")));
            }
        }
    }
    let rename = |id: &mut String| {
        if let Some(new) = renamed.get(id) {
            new.clone_into(id);
        }
    };
    owners.parties.iter_mut().for_each(|party| rename(&mut party.id));
    for holding in &mut owners.holdings {
        rename(&mut holding.owner);
        rename(&mut holding.owned);
    }
    let mut ids: Vec<_> = renamed.into_iter().collect();
    ids.sort();
    owners.notes.extend(ids.into_iter().map(|(id, _)| Note {
        place: file.to_owned(),
        message: format!("the id {id} is of a party of another name in another file; the two were kept apart"),
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ownership::read::owners;

    fn joined(files: &[&str]) -> (Vec<String>, Vec<String>) {
        let read = files
            .iter()
            .zip(["one", "two", "three"])
            .map(|(text, name)| (name.to_owned(), owners(text, name).unwrap()));
        let all = together(read.collect());
        let holdings = all.holdings.iter().map(|it| format!("{} {} {}", it.owner, it.share, it.owned)).collect();
        (holdings, all.notes.iter().map(|note| format!("{}: {}", note.place, note.message)).collect())
    }

    const BIRCH: &str = r#"{"id": "b-1", "schema": "Company", "properties": {"name": ["Birch Works Ltd."]}}
{"id": "o", "schema": "Ownership", "properties": {"owner": ["c-1"], "asset": ["b-1"], "percentage": ["30"]}}"#;

    #[test]
    fn a_name_is_the_party_of_that_name_where_there_is_one() {
        let csv = "owner,owned,percent\nCedar,\"BIRCH WORKS, LTD\",30\n";
        let (holdings, notes) = joined(&[csv, BIRCH]);
        assert_eq!(holdings, ["c-1 30 percent b-1", "Cedar 30 percent b-1"]);
        assert!(notes.is_empty(), "{notes:?}");
    }

    #[test]
    fn two_of_one_name_are_told_and_not_put_together() {
        let twin = r#"{"id": "b-2", "schema": "Company", "properties": {"name": ["Birch Works Ltd"]}}"#;
        let (holdings, notes) = joined(&["owner,owned,percent\nCedar,Birch Works Ltd,30\n", BIRCH, twin]);
        assert_eq!(holdings, ["c-1 30 percent b-1", "Cedar 30 percent Birch Works Ltd"]);
        assert!(notes[0].starts_with("one, line 2: several parties"), "{notes:?}");
    }

    /// Whether they are one is not to be known, so nothing is added up; and that is said.
    #[test]
    fn two_ids_of_one_name_are_told() {
        let other = r#"{"id": "x-9", "schema": "Company", "properties": {"name": ["BIRCH WORKS LTD"]}}
{"id": "o", "schema": "Ownership", "properties": {"owner": ["d-1"], "asset": ["x-9"], "percentage": ["30"]}}"#;
        let (holdings, notes) = joined(&[BIRCH, other]);
        assert_eq!(holdings, ["c-1 30 percent b-1", "d-1 30 percent x-9"]);
        assert!(notes[0].starts_with("two: “BIRCH WORKS LTD” has the id x-9 here and b-1 in one"), "{notes:?}");
    }

    #[test]
    fn one_id_of_two_parties_is_kept_apart() {
        let other = r#"{"id": "b-1", "schema": "Company", "properties": {"name": ["Alder Shipping"]}}
{"id": "o", "schema": "Ownership", "properties": {"owner": ["d-1"], "asset": ["b-1"], "percentage": ["80"]}}"#;
        let (holdings, notes) = joined(&[BIRCH, other]);
        assert_eq!(holdings, ["c-1 30 percent b-1", "d-1 80 percent b-1 (two, file 2)"]);
        assert!(notes[0].contains("kept apart"), "{notes:?}");
    }
}
