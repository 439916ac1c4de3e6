//! Schema steps. Steps are only ever added; a database newer than the program is refused.

mod acts;
mod contents;
mod deliveries;
mod drifts;
mod provisional;
mod public_ids;
mod run_chain;
mod section_days;

use rusqlite::TransactionBehavior;

use super::{APPLICATION_ID, Store, StoreError, StoreResult, Writer};
use acts::SCHEMA_10;
use contents::SCHEMA_9;
use deliveries::SCHEMA_6;
use drifts::DRIFTS;
use provisional::SCHEMA_7;
use public_ids::PUBLIC_IDS;
use run_chain::RUN_CHAIN;
use section_days::SECTION_DAYS;

/// Step n brings schema n to n + 1.
const STEPS: [&str; 14] = [
    SCHEMA_1, SCHEMA_2, SCHEMA_3, SCHEMA_4, SCHEMA_5, SCHEMA_6, SCHEMA_7, SCHEMA_8, SCHEMA_9, SCHEMA_10, PUBLIC_IDS,
    SECTION_DAYS, DRIFTS, RUN_CHAIN,
];

const SCHEMA_1: &str = "
CREATE TABLE captures (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL,
    retrieved TEXT NOT NULL,
    media_type TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    sha256 TEXT NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (url, sha256)
) STRICT;

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    command TEXT NOT NULL,
    as_of TEXT NOT NULL,
    started TEXT NOT NULL,
    finished TEXT,
    exit_code INTEGER,
    message TEXT
) STRICT;

CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL,
    published TEXT NOT NULL,
    title TEXT NOT NULL,
    action TEXT NOT NULL,
    volume INTEGER NOT NULL,
    start_page INTEGER,
    end_page INTEGER,
    url TEXT,
    dates TEXT NOT NULL,
    record_capture INTEGER REFERENCES captures (id),
    text_capture INTEGER NOT NULL REFERENCES captures (id),
    stated TEXT NOT NULL,
    orders_hash TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('applied', 'no-list-effect', 'in-baseline')),
    run INTEGER NOT NULL REFERENCES runs (id),
    superseded_by INTEGER REFERENCES runs (id)
) STRICT;
CREATE UNIQUE INDEX documents_current ON documents (number, published) WHERE superseded_by IS NULL;

-- Every text that was read, related to a list or not; `proof` is the SHA-256 over the text, its record and what was
-- stated about it.
CREATE TABLE texts_read (
    number TEXT NOT NULL,
    published TEXT,
    proof TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (id),
    PRIMARY KEY (number, proof)
) STRICT, WITHOUT ROWID;

CREATE TABLE instructions (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (id),
    ordinal INTEGER NOT NULL,
    list TEXT,
    country TEXT,
    certainty TEXT,
    effective TEXT,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    quote TEXT NOT NULL,
    place TEXT NOT NULL
) STRICT;

CREATE TABLE versions (
    number INTEGER PRIMARY KEY,
    parent INTEGER REFERENCES versions (number),
    document INTEGER REFERENCES documents (id),
    cause TEXT NOT NULL CHECK (cause IN ('baseline', 'legal', 'source-correction', 'parser-upgrade')),
    effective TEXT NOT NULL,
    published TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    baseline_capture INTEGER REFERENCES captures (id),
    run INTEGER NOT NULL REFERENCES runs (id),
    superseded_by INTEGER REFERENCES runs (id)
) STRICT;

-- All amendments of a document that take effect on one day, and the version that they made, if any.
CREATE TABLE applications (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (id),
    effective TEXT NOT NULL,
    published TEXT NOT NULL,
    volume INTEGER NOT NULL,
    page INTEGER NOT NULL,
    number TEXT NOT NULL,
    version INTEGER REFERENCES versions (number),
    run INTEGER NOT NULL REFERENCES runs (id),
    superseded_by INTEGER REFERENCES runs (id)
) STRICT;

CREATE TABLE amendments (
    id INTEGER PRIMARY KEY,
    application INTEGER NOT NULL REFERENCES applications (id),
    ordinal INTEGER NOT NULL,
    instruction INTEGER NOT NULL,
    list TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT,
    name TEXT,
    body TEXT NOT NULL,
    quote TEXT NOT NULL,
    place TEXT NOT NULL,
    entry INTEGER,
    outcome TEXT NOT NULL CHECK (outcome IN ('applied', 'already-true', 'held'))
) STRICT;

CREATE TABLE entry_versions (
    id INTEGER PRIMARY KEY,
    entry INTEGER NOT NULL,
    list TEXT NOT NULL,
    country TEXT NOT NULL,
    name TEXT NOT NULL,
    entity_text TEXT NOT NULL,
    license_requirement TEXT NOT NULL,
    license_review_policy TEXT NOT NULL,
    citation_text TEXT NOT NULL,
    designations TEXT NOT NULL,
    opened_in INTEGER NOT NULL REFERENCES versions (number)
) STRICT;
CREATE INDEX entry_versions_entry ON entry_versions (entry);
CREATE INDEX entry_versions_opened ON entry_versions (opened_in);

-- A re-derived chain may close an entry version elsewhere than the chain that it replaces.
CREATE TABLE closings (
    entry_version INTEGER NOT NULL REFERENCES entry_versions (id),
    version INTEGER NOT NULL REFERENCES versions (number),
    PRIMARY KEY (entry_version, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX closings_version ON closings (version);

CREATE TABLE frames (
    id INTEGER PRIMARY KEY,
    body TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE version_lists (
    version INTEGER NOT NULL REFERENCES versions (number),
    list TEXT NOT NULL,
    entries INTEGER NOT NULL,
    frame INTEGER NOT NULL REFERENCES frames (id),
    PRIMARY KEY (version, list)
) STRICT, WITHOUT ROWID;

CREATE TABLE findings (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs (id),
    document INTEGER REFERENCES documents (id),
    application INTEGER REFERENCES applications (id),
    number TEXT,
    code TEXT NOT NULL,
    severity TEXT NOT NULL,
    list TEXT,
    country TEXT,
    name TEXT,
    quote TEXT,
    place TEXT,
    message TEXT NOT NULL,
    superseded_by INTEGER REFERENCES runs (id)
) STRICT;
CREATE INDEX findings_run ON findings (run);

CREATE VIEW current_versions AS
    SELECT v.number, v.parent, d.number AS document, v.cause, v.effective, v.published, v.content_hash
    FROM versions v LEFT JOIN documents d ON d.id = v.document
    WHERE v.superseded_by IS NULL;

CREATE VIEW entry_history AS
    SELECT ev.entry, ev.list, ev.country, ev.name, ev.entity_text, ev.license_requirement,
        ev.license_review_policy, ev.citation_text, ev.designations,
        o.number AS from_version, o.document AS from_document, o.effective AS effective_from,
        c.number AS to_version, c.document AS to_document, c.effective AS effective_to
    FROM entry_versions ev
    JOIN current_versions o ON o.number = ev.opened_in
    LEFT JOIN (SELECT cl.entry_version, cv.number, cv.document, cv.effective
        FROM closings cl JOIN current_versions cv ON cv.number = cl.version) c ON c.entry_version = ev.id;

CREATE VIEW current_entries AS
    SELECT entry, list, country, name, entity_text, license_requirement, license_review_policy, citation_text,
        designations, from_version, from_document, effective_from
    FROM entry_history WHERE to_version IS NULL;

CREATE VIEW changes AS
    SELECT h.from_version AS version, h.from_document AS document, h.effective_from AS effective,
        CASE WHEN b.entry IS NULL THEN 'added' ELSE 'changed' END AS change, h.entry, h.list, h.country, h.name,
        b.entity_text AS old_entity_text, h.entity_text, b.license_requirement AS old_license_requirement,
        h.license_requirement, b.license_review_policy AS old_license_review_policy, h.license_review_policy,
        b.citation_text AS old_citation_text, h.citation_text
    FROM entry_history h
    LEFT JOIN entry_history b ON b.entry = h.entry AND b.to_version = h.from_version
    WHERE h.from_document IS NOT NULL
    UNION ALL
    SELECT b.to_version, b.to_document, b.effective_to, 'removed', b.entry, b.list, b.country, b.name,
        b.entity_text, NULL, b.license_requirement, NULL, b.license_review_policy, NULL, b.citation_text, NULL
    FROM entry_history b
    WHERE b.to_version IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM entry_history h WHERE h.entry = b.entry AND h.from_version = b.to_version);
";

// What was read is known by the address that it came from: a text that changes there and changes back is read each
// time. Databases of schema 1 do not say the address, so their texts are read once more.
const SCHEMA_2: &str = "
DROP TABLE texts_read;
CREATE TABLE texts_read (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL,
    number TEXT NOT NULL,
    proof TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (id),
    superseded_by INTEGER REFERENCES runs (id)
) STRICT;
CREATE INDEX texts_read_current ON texts_read (url) WHERE superseded_by IS NULL;

-- Documents that are published and whose full text could not be had yet.
CREATE TABLE texts_awaited (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL,
    published TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (id),
    superseded_by INTEGER REFERENCES runs (id)
) STRICT;
";

// Readings that a person supplied for defective documents, who looked at which finding, and on which run a version
// that had been recorded before came into force.
const SCHEMA_3: &str = "
CREATE TABLE overlays (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (number, sha256)
) STRICT;
ALTER TABLE documents ADD COLUMN overlay INTEGER REFERENCES overlays (id);

CREATE TABLE acknowledgements (
    id INTEGER PRIMARY KEY,
    number TEXT,
    code TEXT NOT NULL,
    list TEXT,
    country TEXT,
    name TEXT,
    quote TEXT,
    message TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    reason TEXT NOT NULL,
    recorded TEXT NOT NULL,
    withdrawn TEXT
) STRICT;

CREATE TABLE came_into_force (
    run INTEGER NOT NULL REFERENCES runs (id),
    version INTEGER NOT NULL REFERENCES versions (number),
    PRIMARY KEY (run, version)
) STRICT, WITHOUT ROWID;

ALTER TABLE runs ADD COLUMN program TEXT;
";

const SCHEMA_4: &str = "
-- What explains a finding in full, and by how many entries the instructions exceed a count.
ALTER TABLE findings ADD COLUMN explained_by TEXT;
ALTER TABLE findings ADD COLUMN surplus INTEGER;

-- A run is reported when its report has been written; runs of earlier schemas count as reported.
ALTER TABLE runs ADD COLUMN reported TEXT;
UPDATE runs SET reported = finished;

-- A rule costs the same in a chain of any length.
CREATE INDEX findings_document ON findings (document) WHERE superseded_by IS NULL;
CREATE INDEX findings_number ON findings (number) WHERE superseded_by IS NULL;
CREATE INDEX findings_application ON findings (application);
CREATE INDEX amendments_application ON amendments (application);
CREATE INDEX applications_number ON applications (number);
CREATE INDEX applications_version ON applications (version);
CREATE INDEX applications_document ON applications (document);
";

const SCHEMA_5: &str = "
-- What each address served last: asked again, a server may say that nothing changed.
CREATE TABLE fetches (
    url TEXT PRIMARY KEY,
    capture INTEGER NOT NULL REFERENCES captures (id),
    checked TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What the list of published documents said last of each of them: the SHA-256 of its record.
CREATE TABLE listings (
    number TEXT NOT NULL,
    published TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (number, published)
) STRICT, WITHOUT ROWID;

CREATE TABLE sources (
    name TEXT PRIMARY KEY,
    answered TEXT,
    failures INTEGER NOT NULL,
    failing_since TEXT,
    error TEXT,
    alerted INTEGER NOT NULL,
    not_before TEXT,
    newest TEXT,
    stale INTEGER NOT NULL,
    clock_skew INTEGER
) STRICT, WITHOUT ROWID;

-- Windows of history that were walked from end to end, and by which version of the program.
CREATE TABLE windows_walked (
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    program TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (id),
    PRIMARY KEY (first, last, program)
) STRICT, WITHOUT ROWID;

-- A baseline that shows what was in force on its day, and the day up to which documents had been worked into it.
ALTER TABLE versions ADD COLUMN complete_through TEXT;

-- What a run looked at, in words.
ALTER TABLE runs ADD COLUMN checked TEXT;
";

const SCHEMA_8: &str = "ALTER TABLE sources ADD COLUMN issue TEXT;";

/// The schema of a file against that of this program.
pub(super) enum Schema {
    Current,
    Older { found: u32, known: u32 },
}

/// Looks whose file it is, and which schema it has.
///
/// # Errors
/// [`StoreError::Foreign`] or [`StoreError::Newer`].
pub(super) fn schema(store: &Store) -> StoreResult<Schema> {
    let path = store.path.clone();
    let open = |error| StoreError::open(&path, &error);
    let known = u32::try_from(STEPS.len()).unwrap_or(u32::MAX);
    let pragma = |name: &str| -> rusqlite::Result<i64> {
        store.connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0))
    };
    let found = u32::try_from(pragma("user_version").map_err(open)?).unwrap_or(u32::MAX);
    let application = pragma("application_id").map_err(open)?;
    let tables: i64 =
        store.connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(open)?;
    if application != i64::from(APPLICATION_ID) && tables > 0 {
        return Err(StoreError::Foreign { path });
    }
    if found > known {
        return Err(StoreError::Newer { path, found, known });
    }
    Ok(if found == known { Schema::Current } else { Schema::Older { found, known } })
}

/// Brings the schema up to date in one transaction.
pub(super) fn migrate(store: &mut Store) -> StoreResult<()> {
    let Schema::Older { known, .. } = schema(store)? else {
        return Ok(());
    };
    let path = store.path.clone();
    let open = |error| StoreError::open(&path, &error);
    let transaction = store.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(open)?;
    // Another program may have brought it up to date since.
    let found: u32 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(open)?;
    let writer = Writer { transaction };
    for step in STEPS.iter().skip(found as usize) {
        writer.transaction.execute_batch(step).map_err(open)?;
    }
    // What SQL cannot compute is derived from the cells on record.
    if STEPS.iter().skip(found as usize).any(|step| *step == PUBLIC_IDS) {
        writer.read_names_anew()?;
        writer.read_ids_anew(None)?;
    }
    writer
        .transaction
        .execute_batch(&format!("PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {known};"))
        .map_err(open)?;
    writer.transaction.commit().map_err(open)
}
