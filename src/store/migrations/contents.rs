//! Schema 9: tables of contents.

// What the table of contents of a day's issue names that is or may be of the bureau, as a JSON list; null where no table
// was offered. `asked` is the day for which the run asked.
pub(super) const SCHEMA_9: &str = "
CREATE TABLE contents (
    day TEXT PRIMARY KEY,
    asked TEXT NOT NULL,
    numbers TEXT
) STRICT, WITHOUT ROWID;
";
