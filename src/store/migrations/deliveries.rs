//! To which channels the reports of which runs went.

pub(super) const SCHEMA_6: &str = "
-- Runs up to `considered` have been looked at: those with news are due, or lie before the channel was known.
CREATE TABLE channels (
    name TEXT PRIMARY KEY,
    considered INTEGER NOT NULL,
    first_seen TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE deliveries (
    id TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL REFERENCES channels (name),
    as_of TEXT NOT NULL,
    prepared TEXT NOT NULL,
    standing TEXT NOT NULL CHECK (standing IN ('in-doubt', 'refused', 'delivered', 'merged')),
    attempts INTEGER NOT NULL,
    last_attempt TEXT NOT NULL,
    error TEXT,
    delivered TEXT,
    -- What was sent, as long as it may have to be sent again as it was.
    form TEXT,
    body BLOB
) STRICT;
CREATE INDEX deliveries_open ON deliveries (channel) WHERE standing IN ('in-doubt', 'refused');

-- Each run that is news for a channel, and the last digest that it went into.
CREATE TABLE deliveries_due (
    channel TEXT NOT NULL REFERENCES channels (name),
    run INTEGER NOT NULL REFERENCES runs (id),
    delivery TEXT REFERENCES deliveries (id),
    PRIMARY KEY (channel, run)
) STRICT, WITHOUT ROWID;
CREATE INDEX deliveries_due_delivery ON deliveries_due (delivery);
";
