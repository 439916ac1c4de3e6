//! What a preamble claims about the lists: what its summary counts, and the names under its bullets.
//!
//! The regulation text wins over the preamble; the claims serve to check it.

mod changes;
mod claim;
mod clause;
mod joints;
mod quantity;
mod sentences;
mod step;
mod verbs;
mod words;

use serde::{Deserialize, Serialize};

use crate::law::ListId;
pub use claim::{Change, Destination, Feature, Item, Section, Unit};

/// Claims of a preamble.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Preamble {
    /// The summary as printed.
    pub summary: String,
    /// Entries per destination, as the summary counts them: `Canada (2), China (5)`.
    pub counts: Vec<Claim>,
    /// Changes of lists, as the summary counts them: `10 entities under 13 entries`, `modifies four existing entries`.
    #[serde(default)]
    pub changes: Vec<Change>,
    /// Names under bullets.
    pub bullets: Vec<Bullet>,
}

/// A destination and the number of entries claimed for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// What is to become of them.
    pub section: Section,
    /// The destination as written.
    pub country: String,
    /// Entries.
    pub entries: u32,
}

/// A name under a bullet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bullet {
    /// The heading above it, a destination as written.
    pub country: String,
    /// What the section's heading says the bullets are: additions, removals, modifications.
    pub section: Section,
    /// The name as printed, separators taken off.
    pub name: String,
}

impl Preamble {
    /// Reads the summary; bullets are added as the document is read.
    pub fn of_summary(summary: &str) -> Self {
        let changes = read(summary);
        let of_list = changes.iter().filter(|change| change.list == ListId::EntityList);
        let counts = of_list.flat_map(|change| {
            change.destinations.iter().filter_map(|Destination { country, entries }| {
                Some(Claim { section: change.section, country: country.clone(), entries: (*entries)? })
            })
        });
        Self { summary: summary.to_owned(), counts: counts.collect(), changes, bullets: Vec::new() }
    }

    /// Takes a paragraph that begins with a bullet.
    pub fn bullet(&mut self, country: &str, section: Section, text: &str) {
        let Some(name) = text.trim_start().strip_prefix('•') else {
            return;
        };
        let name = name.trim();
        let name = name.strip_suffix(" and").unwrap_or(name).trim_end();
        let name = name.strip_suffix([',', ';']).unwrap_or(name);
        self.bullets.push(Bullet { country: country.to_owned(), section, name: name.to_owned() });
    }
}

/// The changes that a summary counts, in its order; what it says twice is one.
fn read(summary: &str) -> Vec<Change> {
    let mut reader = changes::Reader::default();
    for sentence in sentences::sentences(summary) {
        reader.sentence(&sentence);
    }
    reader.whole_and_parts();
    reader.changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_per_destination_are_read() {
        let preamble = Preamble::of_summary(
            "BIS is amending the EAR by adding 10 entities under 13 entries to the Entity List. They are listed under \
             the destinations of Canada (2), China, People's Republic of (China) (5), the Netherlands (1), and Russia \
             (3). It also revises an entry (see below).",
        );
        let counts: Vec<_> = preamble.counts.iter().map(|claim| (claim.country.as_str(), claim.entries)).collect();
        let expected = [("Canada", 2), ("China, People's Republic of", 5), ("the Netherlands", 1), ("Russia", 3)];
        assert_eq!(counts, expected);
    }

    #[test]
    fn separators_are_taken_off_bullets() {
        let mut preamble = Preamble::default();
        for text in ["• CPUNTO Inc., and", "• Spacety Co., Ltd.", "• A;", "no bullet"] {
            preamble.bullet("Canada", Section::Additions, text);
        }
        let names: Vec<_> = preamble.bullets.iter().map(|bullet| bullet.name.as_str()).collect();
        assert_eq!(names, ["CPUNTO Inc.", "Spacety Co., Ltd.", "A"]);
    }
}
