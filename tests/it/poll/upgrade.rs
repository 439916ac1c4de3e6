//! A database that an earlier version of the program made opens unchanged. What the new one reads otherwise in the same
//! text is told as that, and never as a change of the law.

use crate::support::{Desk, text, text_of};

/// Made by version 0.1.0: some rows of the real list, of which it read two names with the address behind them, and two
/// rules. `ARCHIVE` stands for the folder of the rules.
const DATABASE: &str = "database_0.1.0.sql";
const RULES: [&str; 2] = ["2023-07840", "2024-03674"];

fn desk() -> (Desk, String) {
    let desk = Desk::new();
    for rule in RULES {
        for format in ["json", "xml"] {
            let file = format!("{rule}.{format}");
            let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/sample");
            desk.file(&format!("archive/{file}"), std::fs::read(format!("{sample}/{file}")).unwrap());
        }
    }
    let archive = desk.path("archive").canonicalize().unwrap().to_str().unwrap().to_owned();
    let database = rusqlite::Connection::open(desk.path("earwatch.db")).unwrap();
    database.execute_batch(&text(DATABASE).replace("ARCHIVE", &archive)).unwrap();
    (desk, archive)
}

/// Name and verbatim cell of each entry.
fn entries(desk: &Desk) -> Vec<(String, String)> {
    let entries = desk.ndjson(&["list"]);
    entries.iter().map(|one| (text_of(one, "name").to_owned(), text_of(one, "entity_text").to_owned())).collect()
}

#[test]
fn another_reading_of_cells_is_no_change_of_the_law() {
    let (desk, archive) = desk();
    let opened = entries(&desk);
    assert_eq!(opened.len(), 90);
    for name in ["IKCO Finance", "Valery Kosmachov"] {
        assert!(opened.iter().any(|(read, cell)| read == name && cell.starts_with(&format!("{name} "))), "{name}");
    }
    let versions = || desk.ndjson(&["versions"]);
    let (before, hashes) = (versions(), desk.hashes());

    let poll = || desk.done(&["poll", "--archive", &archive, "--until", "2024-06-02", "--format", "md"]);
    let report = poll();
    assert!(report.contains("with the same result"), "{report}");
    for word in ["Cause: legal", "Cause: source-correction", "document-changed", "renamed", "IKCO"] {
        assert!(!report.contains(word), "{word}: {report}");
    }
    assert_eq!((entries(&desk), versions().len()), (opened, before.len()));
    assert_eq!(desk.hashes(), hashes);
    let database = rusqlite::Connection::open(desk.path("earwatch.db")).unwrap();
    let stale = "SELECT count(*) FROM entry_versions WHERE name LIKE '%Lothbury%' OR name LIKE '%Tee 21E%'";
    assert_eq!(database.query_row(stale, [], |row| row.get::<_, u32>(0)).unwrap(), 0, "names are read anew");
    drop(database);
    assert_eq!(poll(), "", "and only once");
}
