//! Figures of a comparison.

use serde::{Deserialize, Serialize};

use super::class::Class;

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
    /// Figures of entries; of changed listings by the classes of each.
    pub fn of<'a>(added: usize, removed: usize, changed: impl Iterator<Item = &'a [Class]>, editorial: usize) -> Self {
        let mut counts = Self { added, removed, editorial, ..Self::default() };
        for classes in changed {
            *if classes.contains(&Class::Renamed) {
                &mut counts.renamed
            } else if classes.contains(&Class::Moved) {
                &mut counts.moved
            } else {
                &mut counts.changed
            } += 1;
        }
        counts
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
