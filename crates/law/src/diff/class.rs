//! Classes of change.

use serde::{Deserialize, Serialize};

/// Classes of change, most serious first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// A new entry.
    Added,
    /// An entry that is gone.
    Removed,
    /// Another name for the same entry.
    Renamed,
    /// Another country heading, or another list.
    Moved,
    /// Footnote marks gained or lost.
    Designation,
    /// License requirement.
    LicenseRequirement,
    /// License review policy.
    ReviewPolicy,
    /// Aliases.
    Alias,
    /// Addresses.
    Address,
    /// Subordinate and affiliated entities.
    Subordinate,
    /// "(See alternate address under …)".
    CrossReference,
    /// Federal Register citations.
    Citation,
    /// Punctuation, case, layout.
    Editorial,
}

impl Class {
    /// All classes, most serious first.
    pub const ALL: [Self; 13] = [
        Self::Added,
        Self::Removed,
        Self::Renamed,
        Self::Moved,
        Self::Designation,
        Self::LicenseRequirement,
        Self::ReviewPolicy,
        Self::Alias,
        Self::Address,
        Self::Subordinate,
        Self::CrossReference,
        Self::Citation,
        Self::Editorial,
    ];

    /// The class for readers.
    pub fn title(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Renamed => "renamed",
            Self::Moved => "moved",
            Self::Designation => "designation",
            Self::LicenseRequirement => "license requirement",
            Self::ReviewPolicy => "review policy",
            Self::Alias => "alias",
            Self::Address => "address",
            Self::Subordinate => "subordinate entity",
            Self::CrossReference => "cross-reference",
            Self::Citation => "citation",
            Self::Editorial => "editorial",
        }
    }

    /// Whether a change of this class alone is a changed listing; a new citation or comma alone is none.
    pub fn changes_listing(self) -> bool {
        match self {
            Self::Added
            | Self::Removed
            | Self::Renamed
            | Self::Moved
            | Self::Designation
            | Self::LicenseRequirement
            | Self::ReviewPolicy
            | Self::Alias
            | Self::Address
            | Self::Subordinate
            | Self::CrossReference => true,
            Self::Citation | Self::Editorial => false,
        }
    }
}
