//! The field's vocabulary: the lists, their columns, the cells of a row, and, below, citations, countries, designations,
//! the canonical form that names are compared in, and the language of dates, numbers and references.

pub mod business_day;
pub mod canonical;
pub mod citation;
pub mod country;
pub mod designation;
pub mod likeness;
pub mod quantity;
pub(crate) mod text;
pub mod washington;

use std::fmt;

use serde::{Deserialize, Serialize};

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
    pub fn supplement(self) -> u8 {
        match self {
            Self::EntityList => 4,
            Self::UnverifiedList => 6,
            Self::MeuList => 7,
        }
    }

    /// The list that is published as supplement `number` to Part 744.
    pub fn from_supplement(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.supplement() == number)
    }

    /// The columns of its table besides the country, in printed order.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::EntityList => {
                &[Column::Entity, Column::LicenseRequirement, Column::LicenseReviewPolicy, Column::Citation]
            }
            Self::UnverifiedList | Self::MeuList => &[Column::Entity, Column::Citation],
        }
    }

    /// `Supplement No. 4 to Part 744—Entity List` → the Entity List.
    pub fn of_heading(heading: &str) -> Option<Self> {
        let letters = canonical::canonical(heading);
        let rest = letters.strip_prefix(SUPPLEMENT)?;
        Self::ALL.into_iter().find(|list| rest.starts_with(&format!("{}topart744", list.supplement())))
    }

    /// The name that the regulations give it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::EntityList => "Entity List",
            Self::UnverifiedList => "Unverified List",
            Self::MeuList => "Military End-User (MEU) List",
        }
    }

    /// The stable name used on the command line and in exports.
    pub const fn name(self) -> &'static str {
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
pub fn heads_a_supplement(heading: &str) -> bool {
    canonical::canonical(heading).starts_with(SUPPLEMENT)
}

impl fmt::Display for ListId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A column of a list's table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Column {
    /// Name, aliases and addresses.
    Entity,
    /// License requirement.
    LicenseRequirement,
    /// License review policy.
    LicenseReviewPolicy,
    /// Federal Register citation.
    Citation,
}

impl Column {
    /// The column as a reader calls it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Entity => "entity",
            Self::LicenseRequirement => "license requirement",
            Self::LicenseReviewPolicy => "license review policy",
            Self::Citation => "citation",
        }
    }

    /// All columns in printed order.
    pub const ALL: [Self; 4] = [Self::Entity, Self::LicenseRequirement, Self::LicenseReviewPolicy, Self::Citation];
}

/// The published text of a row, column by column; a column that the list does not have is empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Cells {
    /// Name, aliases and addresses.
    pub entity: String,
    /// License requirement, with footnote marks as `^4^`.
    pub license_requirement: String,
    /// License review policy.
    pub license_review_policy: String,
    /// Federal Register citation.
    pub citation: String,
}

impl Cells {
    /// The text of one column.
    pub fn get(&self, column: Column) -> &str {
        match column {
            Column::Entity => &self.entity,
            Column::LicenseRequirement => &self.license_requirement,
            Column::LicenseReviewPolicy => &self.license_review_policy,
            Column::Citation => &self.citation,
        }
    }

    /// What is printed, for a reader who looks it up.
    pub fn quote(&self) -> String {
        let Self { entity, license_requirement, license_review_policy, citation } = self;
        [entity, license_requirement, license_review_policy, citation]
            .into_iter()
            .filter(|text| !text.is_empty())
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" | ")
    }

    /// The text of one column, to edit.
    pub fn get_mut(&mut self, column: Column) -> &mut String {
        match column {
            Column::Entity => &mut self.entity,
            Column::LicenseRequirement => &mut self.license_requirement,
            Column::LicenseReviewPolicy => &mut self.license_review_policy,
            Column::Citation => &mut self.citation,
        }
    }
}
