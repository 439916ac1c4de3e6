//! What can be matched of the entry of a list, or of a party that a finding holds back.

use serde::{Deserialize, Serialize};

use crate::party::Hash;

/// An entry of a list, as far as a party can be like it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Listed {
    /// The public id of the entry; of a party held back, `finding-` and the number of the finding.
    pub key: String,
    /// The list, by its name: `entity-list`.
    pub list: String,
    /// The country heading as printed; empty where none is known.
    pub country: String,
    /// Its code (ISO 3166-1 alpha-2), where it is known.
    pub country_code: Option<String>,
    /// What it is called.
    pub names: Vec<Label>,
    /// Where it sits, and where bodies that it covers sit.
    pub addresses: Vec<String>,
    /// Whether the entry is an address, and reaches whoever operates there: `Address 01`. Its name names nobody.
    pub is_address_only: bool,
    /// Whether it is held back by a finding, and no entry of a list.
    pub is_held: bool,
    /// Whether it was removed from its list: a party that is like it may be its successor.
    pub is_delisted: bool,
    /// What it is.
    pub nature: Nature,
}

/// What a party is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nature {
    /// A person.
    Person,
    /// A company, an institute, a ship.
    Organisation,
    /// Nobody says.
    #[default]
    Unknown,
}

/// A name, and what kind it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Whose.
    pub by: By,
    /// The name.
    pub text: String,
}

/// What kind of name of an entry it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// Its name.
    Name,
    /// An alias.
    Alias,
    /// A former name.
    FormerName,
    /// The name of a body that it covers besides the entity itself.
    Subordinate,
    /// An alias of such a body.
    SubordinateAlias,
    /// A name that a document orders, and that a finding holds back.
    Held,
    /// An address.
    Address,
}

impl By {
    /// `alias`, `former name`.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Alias => "alias",
            Self::FormerName => "former name",
            Self::Subordinate => "subordinate entity",
            Self::SubordinateAlias => "alias of a subordinate entity",
            Self::Held => "name held back by a finding",
            Self::Address => "address",
        }
    }
}

impl Listed {
    /// Its name: the first one.
    pub fn name(&self) -> &str {
        self.names.first().map(|label| label.text.as_str()).unwrap_or_default()
    }

    /// What matches with it depend on: all of it.
    pub fn hash(&self) -> Hash {
        let delisted = if self.is_delisted { " delisted" } else { "" };
        let flags = format!("{} {} {:?}{delisted}", self.is_address_only, self.is_held, self.nature);
        let code = self.country_code.clone().unwrap_or_default();
        let entry = [self.key.as_str(), &self.list, &self.country, &code, &flags];
        let kinds: Vec<&str> = self.names.iter().map(|label| label.by.in_words()).collect();
        let names: Vec<&str> = self.names.iter().map(|label| label.text.as_str()).collect();
        let addresses: Vec<&str> = self.addresses.iter().map(String::as_str).collect();
        Hash::of([entry.as_slice(), &kinds, &names, &addresses])
    }
}
