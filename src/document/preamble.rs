//! What a preamble claims about the lists: entries per country, and the names under its bullets.
//!
//! The regulation text wins over the preamble; the claims serve to check it.

use serde::{Deserialize, Serialize};

/// Claims of a preamble.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Preamble {
    /// The summary as printed.
    pub summary: String,
    /// Additions per destination, as the summary counts them: `Canada (2), China (5)`.
    pub counts: Vec<Claim>,
    /// The total of entries added, as the summary counts them: `10 entities under 13 entries`.
    pub total: Option<u32>,
    /// Names under bullets.
    pub bullets: Vec<Bullet>,
}

/// A destination and the number of entries claimed for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
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

/// The section of a preamble that a bullet stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Section {
    /// Additions.
    Additions,
    /// Removals.
    Removals,
    /// Modifications and corrections.
    Modifications,
}

impl Section {
    /// `Additions to the Entity List` → additions; `None` for any other heading.
    #[must_use]
    pub fn from_heading(heading: &str) -> Option<Self> {
        let heading = heading.to_lowercase();
        let about = |word: &str| heading.contains(word);
        if about("addition") || about("adding") {
            Some(Self::Additions)
        } else if about("removal") || about("removing") {
            Some(Self::Removals)
        } else if about("modification") || about("revision") || about("correction") {
            Some(Self::Modifications)
        } else {
            None
        }
    }
}

impl Preamble {
    /// Reads the summary; bullets are added as the document is read.
    #[must_use]
    pub fn of_summary(summary: &str) -> Self {
        let adding = summary
            .split(". ")
            .find(|sentence| sentence.contains("entries to the Entity List"));
        let total = adding.and_then(|sentence| {
            let mut total = None;
            for words in sentence
                .split(" entries")
                .collect::<Vec<_>>()
                .split_last()?
                .1
            {
                let number: u32 = words.rsplit(' ').next()?.parse().ok()?;
                total = Some(total.unwrap_or(0) + number);
            }
            total
        });
        Self {
            summary: summary.to_owned(),
            counts: counts(summary),
            total,
            bullets: Vec::new(),
        }
    }

    /// Takes a paragraph that begins with a bullet.
    pub fn bullet(&mut self, country: &str, section: Section, text: &str) {
        let Some(name) = text.trim_start().strip_prefix('•') else {
            return;
        };
        let name = name.trim();
        let name = name.strip_suffix(" and").unwrap_or(name).trim_end();
        let name = name.strip_suffix([',', ';']).unwrap_or(name);
        self.bullets.push(Bullet {
            country: country.to_owned(),
            section,
            name: name.to_owned(),
        });
    }
}

/// `… under the destinations of Canada (2), China, People's Republic of (China) (5), and Russia (3).`
fn counts(summary: &str) -> Vec<Claim> {
    let Some((_, claims)) = summary
        .split_once("destinations of ")
        .or_else(|| summary.split_once("destination of "))
    else {
        return Vec::new();
    };
    let mut counts = Vec::new();
    let mut rest = claims;
    while let Some((before, after)) = rest.split_once('(') {
        let Some((inside, tail)) = after.split_once(')') else {
            break;
        };
        let country = before
            .trim_start_matches([',', ';', ' '])
            .trim_start_matches("and ")
            .trim();
        match inside.trim().parse() {
            Ok(entries) if !country.contains(". ") => {
                counts.push(Claim {
                    country: country.to_owned(),
                    entries,
                });
                rest = tail;
            }
            Ok(_) => break,
            // `China, People's Republic of (China) (5)`: the number follows.
            Err(_) if tail.trim_start().starts_with('(') => {
                let (number, tail) = tail
                    .trim_start()
                    .trim_start_matches('(')
                    .split_once(')')
                    .unwrap_or_default();
                if let Ok(entries) = number.trim().parse() {
                    counts.push(Claim {
                        country: country.to_owned(),
                        entries,
                    });
                }
                rest = tail;
            }
            Err(_) => rest = tail,
        }
    }
    counts
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
        let counts: Vec<_> = preamble
            .counts
            .iter()
            .map(|claim| (claim.country.as_str(), claim.entries))
            .collect();
        let expected = [
            ("Canada", 2),
            ("China, People's Republic of", 5),
            ("the Netherlands", 1),
            ("Russia", 3),
        ];
        assert_eq!(counts, expected);
        assert_eq!(preamble.total, Some(13));
    }

    #[test]
    fn totals_add_up_entities_and_addresses() {
        let summary = "BIS adds 26 entities under 26 entries and 3 addresses under 3 entries to the Entity List.";
        assert_eq!(Preamble::of_summary(summary).total, Some(29));
    }

    #[test]
    fn separators_are_taken_off_bullets() {
        let mut preamble = Preamble::default();
        for text in [
            "• CPUNTO Inc., and",
            "• Spacety Co., Ltd.",
            "• A;",
            "no bullet",
        ] {
            preamble.bullet("Canada", Section::Additions, text);
        }
        let names: Vec<_> = preamble
            .bullets
            .iter()
            .map(|bullet| bullet.name.as_str())
            .collect();
        assert_eq!(names, ["CPUNTO Inc.", "Spacety Co., Ltd.", "A"]);
    }
}
