//! The hash chain of runs, and what documents said before a later run wrote over it.

pub(super) const RUN_CHAIN: &str = "
-- `sha256` is that of `record`, which names the one before it and holds the digests of all that the run recorded.
CREATE TABLE run_chain (
    run INTEGER PRIMARY KEY REFERENCES runs (id),
    record TEXT NOT NULL,
    sha256 TEXT NOT NULL
) STRICT;

-- What the row of a document said until `run`, so that what was on record after any earlier run can be told.
CREATE TABLE documents_before (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (id),
    run INTEGER NOT NULL REFERENCES runs (id),
    title TEXT NOT NULL,
    action TEXT NOT NULL,
    start_page INTEGER,
    end_page INTEGER,
    url TEXT,
    record_capture INTEGER REFERENCES captures (id),
    text_capture INTEGER NOT NULL REFERENCES captures (id),
    status TEXT NOT NULL,
    acts TEXT,
    standing TEXT
) STRICT;
CREATE TRIGGER documents_written_over
BEFORE UPDATE OF title, action, start_page, end_page, url, record_capture, text_capture, status, acts, standing ON documents
WHEN old.run < (SELECT max(id) FROM runs)
    AND (old.title, old.action, old.start_page, old.end_page, old.url, old.record_capture, old.text_capture, old.status,
        old.acts, old.standing)
    IS NOT (new.title, new.action, new.start_page, new.end_page, new.url, new.record_capture, new.text_capture,
        new.status, new.acts, new.standing)
BEGIN
    INSERT INTO documents_before (document, run, title, action, start_page, end_page, url, record_capture, text_capture,
        status, acts, standing)
    SELECT old.id, max(id), old.title, old.action, old.start_page, old.end_page, old.url, old.record_capture,
        old.text_capture, old.status, old.acts, old.standing FROM runs;
END;
";
