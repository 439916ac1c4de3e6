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

    #[test]
    fn one_id_of_two_parties_is_kept_apart() {
        let other = r#"{"id": "b-1", "schema": "Company", "properties": {"name": ["Alder Shipping"]}}
{"id": "o", "schema": "Ownership", "properties": {"owner": ["d-1"], "asset": ["b-1"], "percentage": ["80"]}}"#;
        let (holdings, notes) = joined(&[BIRCH, other]);
        assert_eq!(holdings, ["c-1 30 percent b-1", "d-1 80 percent b-1 (two, file 2)"]);
        assert!(notes[0].contains("kept apart"), "{notes:?}");
    }
}
