//! Schema step for documents that act on documents.

pub(super) const SCHEMA_10: &str = "
-- What a document does to others and by what they refer to it, and what acts make of its own orders.
ALTER TABLE documents ADD COLUMN acts TEXT;
ALTER TABLE documents ADD COLUMN standing TEXT;

-- Documents that concern no list themselves and act on documents that are not on record; one of these may come later.
CREATE TABLE acting_texts (
    number TEXT NOT NULL,
    published TEXT NOT NULL,
    volume INTEGER NOT NULL,
    start_page INTEGER,
    title TEXT NOT NULL,
    acts TEXT NOT NULL,
    text_capture INTEGER NOT NULL REFERENCES captures (id),
    record_capture INTEGER REFERENCES captures (id),
    stated TEXT NOT NULL,
    url TEXT NOT NULL,
    PRIMARY KEY (number, published)
) STRICT, WITHOUT ROWID;

-- Findings that leave it open what a document does to another one: the entries that this touches are in doubt.
CREATE TABLE doubts (
    finding INTEGER NOT NULL REFERENCES findings (id),
    document INTEGER NOT NULL REFERENCES documents (id),
    PRIMARY KEY (finding, document)
) STRICT, WITHOUT ROWID;
";
