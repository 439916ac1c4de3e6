//! The restricted-party lists of 15 CFR Part 744 and what an entry of one is.

pub mod canonical;
pub mod cell;
pub(crate) mod check;
pub mod country;
pub mod designation;
pub mod ecfr;
pub mod entry;
pub mod lookup;
pub mod state;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::instruction::Column;

/// A list that amendments are applied to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ListId {
    /// Supplement No. 4 to Part 744.
    EntityList,
    /// Supplement No. 6 to Part 744.
    UnverifiedList,
    /// Supplement No. 7 to Part 744, the 'Military End User' List.
    MeuList,
}

impl ListId {
    /// All lists, in the order of their supplements.
    pub const ALL: [Self; 3] = [Self::EntityList, Self::UnverifiedList, Self::MeuList];

    /// The number of the supplement to Part 744.
    #[must_use]
    pub fn supplement(self) -> u8 {
        match self {
            Self::EntityList => 4,
            Self::UnverifiedList => 6,
            Self::MeuList => 7,
        }
    }

    /// The list that is published as supplement `number` to Part 744.
    #[must_use]
    pub fn from_supplement(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.supplement() == number)
    }

    /// The columns of its table besides the country, in printed order.
    #[must_use]
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::EntityList => {
                &[Column::Entity, Column::LicenseRequirement, Column::LicenseReviewPolicy, Column::Citation]
            }
            Self::UnverifiedList | Self::MeuList => &[Column::Entity, Column::Citation],
        }
    }

    /// `Supplement No. 4 to Part 744—Entity List` → the Entity List.
    #[must_use]
    pub fn of_heading(heading: &str) -> Option<Self> {
        let letters = canonical::canonical(heading);
        let rest = letters.strip_prefix(SUPPLEMENT)?;
        Self::ALL.into_iter().find(|list| rest.starts_with(&format!("{}topart744", list.supplement())))
    }

    /// The name that the regulations give it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::EntityList => "Entity List",
            Self::UnverifiedList => "Unverified List",
            Self::MeuList => "Military End-User (MEU) List",
        }
    }

    /// The stable name used on the command line and in exports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::EntityList => "entity-list",
            Self::UnverifiedList => "unverified-list",
            Self::MeuList => "meu-list",
        }
    }
}

/// How the heading of any supplement begins, in canonical form.
const SUPPLEMENT: &str = "supplementno";

/// Whether it is the heading of a supplement, of whatever part.
#[must_use]
pub fn heads_a_supplement(heading: &str) -> bool {
    canonical::canonical(heading).starts_with(SUPPLEMENT)
}

impl fmt::Display for ListId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
