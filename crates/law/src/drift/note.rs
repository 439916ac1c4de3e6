//! Editorial notes of an official list that explain why it differs from what the rules order.

use crate::law::canonical::canonical;

/// A note that says which amendments could not be incorporated: `At 89 FR 96836, Dec. 5, 2024, supplement no. 4 to part
/// 744 was amended under CHINA … by adding an entry for “S2C Limited” …; however, these amendments could not be
/// incorporated because no text was supplied for these entries.`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The note as printed.
    pub text: String,
    at: Vec<(u16, u32)>,
    names: Vec<String>,
}

impl Note {
    /// Notes about amendments that could not be incorporated.
    pub fn of<'a>(notes: impl IntoIterator<Item = &'a String>) -> Vec<Self> {
        notes
            .into_iter()
            .filter(|note| note.contains("could not be incorporated"))
            .map(|note| Self { text: note.clone(), at: pages(note), names: quoted(note) })
            .collect()
    }

    /// Whether the note is about the amendment of an entry by a document of these pages.
    pub fn explains(&self, volume: u16, (first, last): (Option<u32>, Option<u32>), name: &str) -> bool {
        let first = first.unwrap_or_default();
        let last = last.unwrap_or(first);
        let there = |(of, page): &(u16, u32)| *of == volume && (first..=last).contains(page);
        self.at.iter().any(there) && self.names.contains(&canonical(name))
    }
}

/// Volumes and pages that a text cites.
pub(super) fn pages(text: &str) -> Vec<(u16, u32)> {
    let words: Vec<_> = text.split_whitespace().collect();
    let cited = words.windows(3).filter_map(|words| match words {
        [volume, "FR", page] => Some((volume.parse().ok()?, page.trim_end_matches([',', ';', '.']).parse().ok()?)),
        _ => None,
    });
    cited.collect()
}

/// Names between quotation marks, as they are compared.
fn quoted(note: &str) -> Vec<String> {
    let names = note.split(['“', '”', '"']).skip(1).step_by(2);
    names.map(canonical).collect()
}
