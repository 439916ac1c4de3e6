//! Schema 7: public inspection.

// What was on public inspection. A row stands until its document is published, withdrawn, or reads otherwise; then
// another row replaces it. Rows of documents that concern no list are kept so that their texts are fetched once.
pub(super) const SCHEMA_7: &str = "
CREATE TABLE provisional_documents (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('announces', 'unrelated', 'unread')),
    scheduled TEXT,
    record TEXT NOT NULL,
    body TEXT,
    list_capture INTEGER NOT NULL REFERENCES captures (id),
    text_capture INTEGER REFERENCES captures (id),
    program TEXT NOT NULL,
    replaces INTEGER REFERENCES provisional_documents (id),
    told TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (id),
    ended_by INTEGER REFERENCES runs (id),
    ending TEXT CHECK (ending IN ('published', 'withdrawn', 'changed', 'left')),
    ending_told TEXT,
    CHECK ((ended_by IS NULL) = (ending IS NULL))
) STRICT;
CREATE UNIQUE INDEX provisional_current ON provisional_documents (number) WHERE ended_by IS NULL;
CREATE INDEX provisional_run ON provisional_documents (run);
CREATE INDEX provisional_ended ON provisional_documents (ended_by);

-- When the desk was seen, whatever lay on it.
CREATE TABLE inspections (
    run INTEGER PRIMARY KEY REFERENCES runs (id),
    url TEXT NOT NULL,
    retrieved TEXT NOT NULL,
    documents INTEGER NOT NULL
) STRICT;

-- What is announced and not law.
CREATE VIEW provisional_changes AS
    SELECT p.number AS document, p.scheduled, json_extract(c.value, '$.list') AS list,
        json_extract(c.value, '$.country') AS country, json_extract(c.value, '$.verb') AS change,
        json_extract(n.value, '$.name') AS name, json_extract(c.value, '$.quote') AS quote
    FROM provisional_documents p, json_each(p.body, '$.changes') c LEFT JOIN json_each(c.value, '$.names') n
    WHERE p.ended_by IS NULL AND p.kind = 'announces';
";
