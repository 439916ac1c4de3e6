//! Days on which rules in sections of Part 744 change without a version, each told once; former ids without a trap of NULL.

pub(super) const SECTION_DAYS: &str = "
-- A day and the document behind it; the stays that a baseline notes have none.
CREATE TABLE section_days (
    run INTEGER NOT NULL REFERENCES runs (id),
    day TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (day, document)
) STRICT, WITHOUT ROWID;

CREATE INDEX public_ids_public_id ON public_ids (public_id);
DROP VIEW former_public_ids;
CREATE VIEW former_public_ids AS
    SELECT DISTINCT p.public_id AS former_public_id, e.public_id, e.entry, e.list, e.country, e.name
    FROM public_ids p JOIN current_entries e ON e.entry = p.entry
    WHERE NOT EXISTS (SELECT 1 FROM public_ids o JOIN current_entries c ON c.entry = o.entry
        WHERE o.public_id = p.public_id AND c.public_id = p.public_id);
";
