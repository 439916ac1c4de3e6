//! Editorial notes of an official list that explain what a replay leaves open.

use earwatch_law::document::Document;
use earwatch_law::law::canonical::canonical;

/// A note that says which amendments could not be incorporated: `At 89 FR 96836, Dec. 5, 2024, supplement no. 4 to part
/// 744 was amended under CHINA … by adding an entry for “S2C Limited” …; however, these amendments could not be
/// incorporated because no text was supplied for these entries.`
pub(super) struct Note {
    at: Vec<(u16, u32)>,
    names: Vec<String>,
}

impl Note {
    /// Notes about amendments that could not be incorporated.
    pub(super) fn of<'a>(notes: impl Iterator<Item = &'a String>) -> Vec<Self> {
        notes
            .filter(|note| note.contains("could not be incorporated"))
            .map(|note| Self { at: pages(note), names: quoted(note) })
            .collect()
    }

    /// Whether the note is about the amendment of an entry by a document.
    pub(super) fn explains(&self, document: &Document, name: &str) -> bool {
        let first = document.start_page.unwrap_or_default();
        let last = document.end_page.unwrap_or(first);
        let there = |(volume, page): &(u16, u32)| *volume == document.volume && (first..=last).contains(page);
        self.at.iter().any(there) && self.names.contains(&canonical(name))
    }
}

/// Volumes and pages that a text cites.
fn pages(note: &str) -> Vec<(u16, u32)> {
    let words: Vec<_> = note.split_whitespace().collect();
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
