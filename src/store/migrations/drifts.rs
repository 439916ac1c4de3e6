//! What the lists were compared with, and since when they differ.

pub(super) const DRIFTS: &str = "
CREATE TABLE verifications (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs (id),
    printing TEXT NOT NULL,
    list TEXT NOT NULL,
    day TEXT NOT NULL,
    version INTEGER NOT NULL REFERENCES versions (number),
    sha256 TEXT NOT NULL,
    equal INTEGER NOT NULL,
    total INTEGER NOT NULL,
    differing INTEGER NOT NULL
) STRICT;

-- `since` and `mended` are days of the printing: the first one that showed the difference, and the first without it.
CREATE TABLE drifts (
    id INTEGER PRIMARY KEY,
    printing TEXT NOT NULL,
    list TEXT NOT NULL,
    country TEXT,
    name TEXT NOT NULL,
    field TEXT NOT NULL,
    class TEXT NOT NULL,
    ours TEXT,
    theirs TEXT,
    reason TEXT NOT NULL,
    explained INTEGER NOT NULL,
    since TEXT NOT NULL,
    seen_by INTEGER NOT NULL REFERENCES runs (id),
    mended TEXT,
    mended_by INTEGER REFERENCES runs (id)
) STRICT;
CREATE INDEX drifts_open ON drifts (printing, list) WHERE mended IS NULL;

CREATE VIEW drift AS
    SELECT printing, list, country, name, field, class, explained, ours, theirs, reason, since, mended FROM drifts;

-- Days on which a poll asked the eCFR whether it has caught up.
CREATE TABLE ecfr_asked (
    day TEXT PRIMARY KEY,
    wanted TEXT NOT NULL
) STRICT, WITHOUT ROWID;
";
