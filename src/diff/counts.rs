//! Figures of a comparison.

use serde::{Deserialize, Serialize};

/// Figures of a comparison. A renamed or moved entry is not counted as changed again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// New entries.
    pub added: usize,
    /// Entries that are gone.
    pub removed: usize,
    /// Entries with another name.
    pub renamed: usize,
    /// Entries under another country, with the same name.
    pub moved: usize,
    /// Other changed listings.
    pub changed: usize,
    /// Citation-only and editorial changes.
    pub editorial: usize,
}

impl Counts {
    /// `12 added, 1 removed`; empty where nothing differs.
    #[must_use]
    pub fn in_words(&self) -> String {
        let parts = [
            (self.added, "added"),
            (self.removed, "removed"),
            (self.renamed, "renamed"),
            (self.moved, "moved"),
            (self.changed, "changed"),
            (self.editorial, "editorial"),
        ];
        let parts = parts.into_iter().filter(|(n, _)| *n > 0);
        parts
            .map(|(n, what)| format!("{n} {what}"))
            .collect::<Vec<_>>()
            .join(", ")
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.added += other.added;
        self.removed += other.removed;
        self.renamed += other.renamed;
        self.moved += other.moved;
        self.changed += other.changed;
        self.editorial += other.editorial;
    }
}
