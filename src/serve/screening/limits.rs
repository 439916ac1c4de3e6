//! What a browser may have screened, and for how long its results are kept.

use std::time::Duration;

use crate::screen::input::Most;
use crate::screen::input::most::MostOfWorkbook;

/// The limits of screenings in the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Limits {
    /// Bytes of a file.
    pub(super) bytes: usize,
    /// What is read of it.
    pub(super) most: Most,
    /// Bytes of the results of one screening, about.
    pub(super) results: usize,
    /// Screenings at a time; others wait.
    pub(super) running: usize,
    /// Screenings that have not ended, with those whose files are still coming.
    pub(super) unfinished: usize,
    /// Screenings whose results are kept,
    pub(super) kept: usize,
    /// and how much they may take, in bytes, about.
    pub(super) kept_bytes: usize,
    /// For how long.
    pub(super) lifetime: Duration,
    /// How long one may run.
    pub(super) longest: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        let workbook = MostOfWorkbook { unpacked: 256 << 20, area: 8 << 20, text: 64 << 20, is_strict: true };
        Self {
            bytes: 16 << 20,
            most: Most { rows: 100_000, columns: 200, workbook },
            results: 96 << 20,
            running: 2,
            unfinished: 8,
            kept: 200,
            kept_bytes: 256 << 20,
            lifetime: Duration::from_secs(30 * 60),
            longest: Duration::from_secs(10 * 60),
        }
    }
}

impl Limits {
    /// `Up to 16 MiB, 100,000 rows and 200 columns; a workbook may unpack to 256 MiB.`
    pub(super) fn in_words(&self) -> String {
        format!(
            "Up to {} MiB, {} rows and {} columns; a workbook may unpack to {} MiB. For more: earwatch screen FILE.",
            self.bytes >> 20,
            self.most.rows,
            self.most.columns,
            self.most.workbook.unpacked >> 20
        )
    }

    /// `30 minutes`.
    pub(super) fn lifetime_in_words(&self) -> String {
        format!("{} minutes", self.lifetime.as_secs() / 60)
    }
}
