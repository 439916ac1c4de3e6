//! A party of a user: whom a business deals with, as its own systems write it.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A party to be screened.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Party {
    /// The user's own id; where the file has none, the number of the row.
    pub id: String,
    /// The line of the file, or the row of the sheet, counted from 1.
    pub row: u64,
    /// Its name.
    pub name: String,
    /// Other names.
    pub other_names: Vec<String>,
    /// Addresses, each whole.
    pub addresses: Vec<String>,
    /// Its country, as the file writes it.
    pub country: Option<String>,
}

/// A name of a party, by the field that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Its name.
    Name,
    /// Another name.
    OtherName,
}

impl Party {
    /// Its names, each with the field that it stands in.
    pub fn names(&self) -> impl Iterator<Item = (Field, &str)> {
        let others = self.other_names.iter().map(|name| (Field::OtherName, name.as_str()));
        std::iter::once((Field::Name, self.name.as_str())).chain(others)
    }

    /// What its potential matches depend on: names, addresses and country, and neither id nor row.
    pub fn hash(&self) -> Hash {
        let country = self.country.as_slice();
        Hash::of([std::slice::from_ref(&self.name), &self.other_names, &self.addresses, country])
    }
}

/// A SHA-256 over fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// The hash of groups of texts; where one ends, the next cannot begin.
    pub fn of<'a, T: AsRef<str> + 'a>(groups: impl IntoIterator<Item = &'a [T]>) -> Self {
        let mut digest = Sha256::new();
        for group in groups {
            digest.update((group.len() as u64).to_le_bytes());
            for text in group {
                digest.update((text.as_ref().len() as u64).to_le_bytes());
                digest.update(text.as_ref());
            }
        }
        Self(digest.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_matches_depend_on_changes_the_hash_and_nothing_else_does() {
        let party = Party {
            id: "7".to_owned(),
            row: 2,
            name: "Aster GmbH".to_owned(),
            other_names: vec!["Aster".to_owned()],
            addresses: vec!["1 Dock Road".to_owned()],
            country: Some("DE".to_owned()),
        };
        assert_eq!(Party { id: "8".to_owned(), row: 9, ..party.clone() }.hash(), party.hash());
        for other in [
            Party { name: "Aster AG".to_owned(), ..party.clone() },
            Party { other_names: Vec::new(), ..party.clone() },
            Party { other_names: vec!["As".to_owned(), "ter".to_owned()], ..party.clone() },
            Party { addresses: vec!["Aster".to_owned()], other_names: vec!["1 Dock Road".to_owned()], ..party.clone() },
            Party { country: None, ..party.clone() },
        ] {
            assert_ne!(other.hash(), party.hash(), "{other:?}");
        }
    }
}
