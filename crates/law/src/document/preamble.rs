//! What a preamble claims about the lists: entries per country, and the names under its bullets.
//!
//! The regulation text wins over the preamble; the claims serve to check it.

use serde::{Deserialize, Serialize};

use crate::law::text::number::cardinal;

/// Claims of a preamble.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Preamble {
    /// The summary as printed.
    pub summary: String,
    /// Entries per destination, as the summary counts them: `Canada (2), China (5)`.
    pub counts: Vec<Claim>,
    /// Entries in all, as the summary counts them: `10 entities under 13 entries`, `modifies four existing entries`.
    pub totals: Vec<Total>,
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

/// A number of entries, whatever their destination.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    /// What is to become of them.
    pub section: Section,
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

    /// What a verb of the summary does with entries: `modifies`, `removing`.
    fn from_verb(word: &str) -> Option<Self> {
        Some(match word.to_lowercase().as_str() {
            "adds" | "adding" => Self::Additions,
            "removes" | "removing" => Self::Removals,
            "modifies" | "modifying" | "revises" | "revising" | "corrects" | "correcting" | "amends" | "amending" => {
                Self::Modifications
            }
            _ => return None,
        })
    }
}

impl Preamble {
    /// Reads the summary; bullets are added as the document is read.
    pub fn of_summary(summary: &str) -> Self {
        let adding = summary.split(". ").find(|sentence| sentence.contains("entries to the Entity List"));
        let total = adding.and_then(|sentence| {
            let mut total = None;
            for words in sentence.split(" entries").collect::<Vec<_>>().split_last()?.1 {
                let number: u32 = words.rsplit(' ').next()?.parse().ok()?;
                total = Some(total.unwrap_or(0) + number);
            }
            total
        });
        Self {
            summary: summary.to_owned(),
            counts: counts(summary),
            totals: total
                .map(|entries| Total { section: Section::Additions, entries })
                .into_iter()
                .chain(totals(summary))
                .collect(),
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
        self.bullets.push(Bullet { country: country.to_owned(), section, name: name.to_owned() });
    }
}

/// Whether a sentence speaks of another list than the Entity List.
fn is_elsewhere(sentence: &str) -> bool {
    ["Unverified List", "UVL", "Military", "MEU", "Validated"].iter().any(|other| sentence.contains(other))
}

/// `This rule modifies four existing entries … and corrects one existing entry`: removals and modifications.
fn totals(summary: &str) -> Vec<Total> {
    let mut totals = Vec::new();
    for sentence in summary.split(". ").filter(|sentence| !is_elsewhere(sentence)) {
        let words: Vec<&str> = sentence.split_whitespace().collect();
        for (at, verb) in words.iter().enumerate() {
            let section = Section::from_verb(verb).filter(|section| *section != Section::Additions);
            let number = words.get(at + 1).and_then(|word| match *word {
                "a" | "an" => Some(1),
                word => cardinal(word),
            });
            let mut nouns = words.iter().skip(at + 2).filter(|word| **word != "existing");
            let of_entries = nouns.next().is_some_and(|noun| noun.starts_with("entr") || noun.starts_with("entit"));
            if let (Some(section), Some(entries), true) = (section, number, of_entries) {
                totals.push(Total { section, entries });
            }
        }
    }
    totals
}

/// `… under the destinations of Canada (2), China, People's Republic of (China) (5), and Russia (3).` A sentence
/// without a verb goes on with what the one before it told.
fn counts(summary: &str) -> Vec<Claim> {
    let mut found = Vec::new();
    let mut section = Some(Section::Additions);
    for sentence in summary.split(". ") {
        let words: Vec<&str> = sentence.split_whitespace().collect();
        // "amends the EAR by adding" says what is done only at its end.
        let told: Vec<_> = words
            .windows(2)
            .filter(|pair| pair.get(1) != Some(&"the"))
            .filter_map(|pair| Section::from_verb(pair.first()?))
            .collect();
        section = match told.as_slice() {
            [] => section,
            _ if is_elsewhere(sentence) => None,
            told if told.contains(&Section::Additions) => Some(Section::Additions),
            [first, rest @ ..] => rest.iter().all(|other| other == first).then_some(*first),
        };
        let claims = ["destinations of ", "destination of ", "destinations: "]
            .iter()
            .find_map(|words| sentence.split_once(words));
        if let (Some((_, claims)), Some(section)) = (claims, section) {
            found.extend(per_destination(claims, section));
        }
    }
    found
}

fn per_destination(claims: &str, section: Section) -> Vec<Claim> {
    let mut counts = Vec::new();
    let mut rest = claims;
    while let Some((before, after)) = rest.split_once('(') {
        let Some((inside, tail)) = after.split_once(')') else {
            break;
        };
        let country = before.trim_start_matches([',', ';', ' ']).trim_start_matches("and ").trim();
        match inside.trim().parse() {
            Ok(entries) => {
                counts.push(Claim { section, country: country.to_owned(), entries });
                rest = tail;
            }
            // `China, People's Republic of (China) (5)`: the number follows.
            Err(_) if tail.trim_start().starts_with('(') => {
                let (number, tail) = tail.trim_start().trim_start_matches('(').split_once(')').unwrap_or_default();
                if let Ok(entries) = number.trim().parse() {
                    counts.push(Claim { section, country: country.to_owned(), entries });
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
        let counts: Vec<_> = preamble.counts.iter().map(|claim| (claim.country.as_str(), claim.entries)).collect();
        let expected = [("Canada", 2), ("China, People's Republic of", 5), ("the Netherlands", 1), ("Russia", 3)];
        assert_eq!(counts, expected);
        assert_eq!(totals_of(&preamble.summary), [(Section::Additions, 13), (Section::Modifications, 1)]);
    }

    #[test]
    fn totals_add_up_entities_and_addresses() {
        let summary = "BIS adds 26 entities under 26 entries and 3 addresses under 3 entries to the Entity List.";
        assert_eq!(totals_of(summary), [(Section::Additions, 29)]);
    }

    fn totals_of(summary: &str) -> Vec<(Section, u32)> {
        let totals = Preamble::of_summary(summary).totals;
        totals.iter().map(|total| (total.section, total.entries)).collect()
    }

    #[test]
    fn removals_and_modifications_are_counted_beside_additions() {
        let summary = "BIS adds 2 entities. This rule revises eleven existing entries and corrects one existing entry on the \
                       Entity List. It removes two entries from the Entity List under the destinations of Oman (1) and Iran \
                       (1). It also removes nine persons from the Unverified List.";
        let expected = [(Section::Modifications, 11), (Section::Modifications, 1), (Section::Removals, 2)];
        assert_eq!(totals_of(summary), expected);
        let counts = Preamble::of_summary(summary).counts;
        let removed: Vec<_> = counts.iter().map(|claim| (claim.section, claim.country.as_str())).collect();
        assert_eq!(removed, [(Section::Removals, "Oman"), (Section::Removals, "Iran")]);
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
