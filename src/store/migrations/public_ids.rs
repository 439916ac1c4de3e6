//! Schema step for public ids and for what is read from the cells of entries, as rows for other tools.

pub(super) const PUBLIC_IDS: &str = "
-- From a version on, an entry bears the id that stands last. `run` is another than the version's where a newer program
-- read the names anew.
CREATE TABLE public_ids (
    id INTEGER PRIMARY KEY,
    entry INTEGER NOT NULL,
    public_id TEXT NOT NULL,
    version INTEGER NOT NULL REFERENCES versions (number),
    run INTEGER NOT NULL REFERENCES runs (id)
) STRICT;
CREATE INDEX public_ids_entry ON public_ids (entry);
CREATE INDEX public_ids_version ON public_ids (version);
CREATE INDEX public_ids_run ON public_ids (run);

-- Aliases, addresses, subordinates and cross-references, as JSON.
ALTER TABLE entry_versions ADD COLUMN parsed TEXT;

DROP VIEW changes;
DROP VIEW current_entries;
DROP VIEW entry_history;

CREATE VIEW entry_history AS
    SELECT ev.entry, ev.list, ev.country, ev.name, ev.entity_text, ev.license_requirement,
        ev.license_review_policy, ev.citation_text, ev.designations,
        o.number AS from_version, o.document AS from_document, o.effective AS effective_from,
        c.number AS to_version, c.document AS to_document, c.effective AS effective_to,
        (SELECT p.public_id FROM public_ids p JOIN versions v ON v.number = p.version
            WHERE p.entry = ev.entry AND v.superseded_by IS NULL AND (c.number IS NULL OR p.version < c.number)
            ORDER BY p.version DESC, p.id DESC LIMIT 1) AS public_id
    FROM entry_versions ev
    JOIN current_versions o ON o.number = ev.opened_in
    LEFT JOIN (SELECT cl.entry_version, cv.number, cv.document, cv.effective
        FROM closings cl JOIN current_versions cv ON cv.number = cl.version) c ON c.entry_version = ev.id;

CREATE VIEW current_entries AS
    SELECT entry, list, country, name, entity_text, license_requirement, license_review_policy, citation_text,
        designations, from_version, from_document, effective_from, public_id
    FROM entry_history WHERE to_version IS NULL;

CREATE VIEW changes AS
    SELECT h.from_version AS version, h.from_document AS document, h.effective_from AS effective,
        CASE WHEN b.entry IS NULL THEN 'added' ELSE 'changed' END AS change, h.entry, h.list, h.country, h.name,
        b.entity_text AS old_entity_text, h.entity_text, b.license_requirement AS old_license_requirement,
        h.license_requirement, b.license_review_policy AS old_license_review_policy, h.license_review_policy,
        b.citation_text AS old_citation_text, h.citation_text, b.public_id AS old_public_id, h.public_id
    FROM entry_history h
    LEFT JOIN entry_history b ON b.entry = h.entry AND b.to_version = h.from_version
    WHERE h.from_document IS NOT NULL
    UNION ALL
    SELECT b.to_version, b.to_document, b.effective_to, 'removed', b.entry, b.list, b.country, b.name,
        b.entity_text, NULL, b.license_requirement, NULL, b.license_review_policy, NULL, b.citation_text, NULL,
        b.public_id, NULL
    FROM entry_history b
    WHERE b.to_version IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM entry_history h WHERE h.entry = b.entry AND h.from_version = b.to_version);

-- The plus keeps SQLite from looking for all texts of a version to find that of one entry.
CREATE VIEW entry_aliases AS
    SELECT e.public_id, e.entry, e.list, e.country, e.name, a.key + 1 AS position,
        json_extract(a.value, '$.kind') AS kind, json_extract(a.value, '$.name') AS alias
    FROM current_entries e
    JOIN entry_versions t ON t.entry = e.entry AND +t.opened_in = e.from_version, json_each(t.parsed, '$.aliases') a;

CREATE VIEW entry_addresses AS
    SELECT e.public_id, e.entry, e.list, e.country, e.name, a.key + 1 AS position, a.value AS address
    FROM current_entries e
    JOIN entry_versions t ON t.entry = e.entry AND +t.opened_in = e.from_version, json_each(t.parsed, '$.addresses') a;

CREATE VIEW entry_subordinates AS
    SELECT e.public_id, e.entry, e.list, e.country, e.name, s.key + 1 AS position,
        json_extract(s.value, '$.kind') AS kind, json_extract(s.value, '$.name') AS subordinate,
        (SELECT json_group_array(json_extract(a.value, '$.name')) FROM json_each(s.value, '$.aliases') a) AS aliases,
        json_extract(s.value, '$.addresses') AS addresses, json_extract(s.value, '$.text') AS text
    FROM current_entries e
    JOIN entry_versions t ON t.entry = e.entry AND +t.opened_in = e.from_version, json_each(t.parsed, '$.subordinates') s;

CREATE VIEW entry_designations AS
    SELECT e.public_id, e.entry, e.list, e.country, e.name, d.value AS footnote
    FROM current_entries e, json_each(e.designations) d;

CREATE VIEW former_public_ids AS
    SELECT DISTINCT p.public_id AS former_public_id, e.public_id, e.entry, e.list, e.country, e.name
    FROM public_ids p JOIN current_entries e ON e.entry = p.entry
    WHERE p.public_id NOT IN (SELECT public_id FROM current_entries);
";
