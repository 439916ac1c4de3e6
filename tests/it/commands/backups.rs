//! `earwatch backup` and `earwatch restore`: whole or not at all, and nothing is lost on the way.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Desk, fixture};
use rusqlite::Connection;

/// The files of the desk that somebody left half written.
fn parts(desk: &Desk) -> Vec<PathBuf> {
    let files = fs::read_dir(desk.path("")).unwrap().map(|file| file.unwrap().path());
    files.filter(|path| path.to_string_lossy().contains(".part")).collect()
}

fn open(path: &Path) -> Connection {
    Connection::open(path).unwrap()
}

#[test]
fn what_was_backed_up_comes_back() {
    let desk = Desk::with_list();
    desk.import(0, "rules/2023-90101.xml");
    let (hashes, list) = (desk.hashes(), desk.done(&["list", "--format", "json"]));
    let told = desk.json(&["backup", "a.db"]);
    assert_eq!((told["versions"].as_u64(), &told["screening"]), (Some(2), &serde_json::Value::Null));
    desk.refuses(&["backup", "a.db"], &["a.db is there already", "--replace"]);
    desk.done(&["backup", "a.db", "--replace"]);
    desk.run(&["import", &fixture("rules/2023-90202.xml")]);
    let later = desk.hashes();
    assert_ne!(later, hashes);
    desk.refuses(&["restore", "a.db"], &["earwatch.db is there already", "--replace"]);
    let told = desk.json(&["restore", "a.db", "--replace"]);
    assert_eq!((desk.hashes(), desk.done(&["list", "--format", "json"])), (hashes, list));
    // What was replaced is whole where it is kept.
    let kept = told["kept"][0].as_str().unwrap();
    assert_eq!(
        desk.done(&["--db", kept, "versions"]).lines().count(),
        desk.done(&["versions"]).lines().count() + later.len() - 2
    );
    // Where there is none, nothing is replaced.
    fs::remove_file(desk.path("earwatch.db")).unwrap();
    let told = desk.json(&["restore", "a.db"]);
    assert_eq!(told["kept"], serde_json::json!([]));
    assert_eq!(desk.run(&["doctor"]).err, "");
    assert_eq!(parts(&desk), Vec::<PathBuf>::new());
}

/// What waits in the `-wal` is in the backup; the copy needs nothing beside it.
#[test]
fn a_backup_is_taken_while_another_program_writes() {
    let desk = Desk::with_list();
    let writer = open(&desk.path("earwatch.db"));
    writer.execute_batch("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;").unwrap();
    writer.execute_batch("INSERT INTO ecfr_asked (day, wanted) VALUES ('2024-01-01', '2024-01-01')").unwrap();
    writer
        .execute_batch("BEGIN IMMEDIATE; INSERT INTO ecfr_asked (day, wanted) VALUES ('2024-01-02', '2024-01-02')")
        .unwrap();
    desk.done(&["backup", "a.db"]);
    writer.execute_batch("COMMIT").unwrap();
    let copy = open(&desk.path("a.db"));
    let days: i64 = copy.query_row("SELECT count(*) FROM ecfr_asked", [], |row| row.get(0)).unwrap();
    let mode: String = copy.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
    assert_eq!((days, mode.as_str()), (1, "delete"), "what was committed, and nothing else");
    assert!(!desk.path("a.db-wal").exists());
}

#[test]
fn what_does_not_verify_is_neither_taken_nor_put_back() {
    let desk = Desk::with_list();
    desk.done(&["backup", "good.db"]);
    let broken = |name: &str, sql: &str| {
        fs::copy(desk.path("good.db"), desk.path(name)).unwrap();
        open(&desk.path(name)).execute_batch(sql).unwrap();
    };
    broken("capture.db", "UPDATE captures SET bytes = x'00'");
    broken("entry.db", "UPDATE entry_versions SET citation_text = 'x' WHERE id = 1");
    broken("newer.db", "PRAGMA user_version = 999");
    broken("other.db", "PRAGMA application_id = 1");
    let mut bytes = fs::read(desk.path("good.db")).unwrap();
    let cut = bytes.len() / 2;
    desk.file("cut.db", &bytes[..cut]);
    // A page in the middle, where tables are.
    for byte in &mut bytes[cut..cut + 4096] {
        *byte = 0xA5;
    }
    desk.file("page.db", &bytes);
    desk.file("text.db", "no database at all");
    desk.file("empty.db", "");
    for (file, words) in [
        ("capture.db", "capture 1 is not what was received"),
        ("entry.db", "version 1 does not read as it was written"),
        ("newer.db", "has schema 999"),
        ("other.db", "is not a database of this program"),
        ("cut.db", "cut.db"),
        ("page.db", "page.db"),
        ("text.db", "is not a database of this program"),
        ("empty.db", "is not a database of this program"),
        ("nowhere.db", "nowhere.db"),
        ("earwatch.db", "is the database itself"),
    ] {
        desk.refuses(&["restore", file, "--replace"], &[words]);
    }
    for (file, words) in
        [("capture.db", "capture 1"), ("entry.db", "version 1"), ("page.db", "damaged"), ("text.db", "not a database")]
    {
        desk.refuses(&["--db", file, "backup", "b.db"], &[words]);
        assert!(!desk.path("b.db").exists(), "{file}");
    }
    for (to, words) in [("earwatch.db", "the database itself"), ("nowhere/b.db", "the folder nowhere"), (".", "folder")]
    {
        desk.refuses(&["backup", to, "--replace"], &[words]);
    }
    assert_eq!(parts(&desk), Vec::<PathBuf>::new());
}

/// The store of parties goes along only where that is asked, and for its owner alone.
#[test]
fn the_store_of_parties_goes_along_where_that_is_asked() {
    let desk = Desk::with_list();
    desk.refuses(&["backup", "a.db", "--with-screening"], &["no store of parties"]);
    let parties = desk.file("parties.csv", "name\nLapis Road Traders\n");
    desk.run(&["screen", &parties, "--as-of", "2023-06-30"]);
    let ended = desk.run(&["backup", "a.db"]);
    assert!(ended.err.contains("--with-screening") && !desk.path("a.db.screening").exists(), "{}", ended.err);
    let told = desk.json(&["backup", "b.db", "--with-screening"]);
    let beside = desk.path(told["screening"].as_str().unwrap());
    assert!(beside.ends_with("b.db.screening"));
    let count =
        |path: &Path| open(path).query_row("SELECT count(*) FROM runs", [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(count(&beside), 1);
    desk.run(&["screen", &parties, "--as-of", "2023-06-30"]);
    let told = desk.json(&["restore", "b.db", "--replace", "--with-screening"]);
    let store = PathBuf::from(told["screening"].as_str().unwrap());
    assert_eq!((count(&store), told["kept"].as_array().unwrap().len()), (1, 2));
    #[cfg(unix)]
    for path in [&beside, &store] {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600, "{}", path.display());
    }
    // One store does not stand for the other.
    desk.refuses(&["restore", beside.to_str().unwrap(), "--replace"], &["not a database of this program"]);
}

#[cfg(unix)]
#[test]
fn a_copy_has_the_rights_of_the_original_and_reading_is_enough() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::with_list();
    let mode = |name: &str| fs::metadata(desk.path(name)).unwrap().permissions().mode() & 0o777;
    let set = |name: &str, mode| fs::set_permissions(desk.path(name), fs::Permissions::from_mode(mode)).unwrap();
    set("earwatch.db", 0o640);
    desk.done(&["backup", "a.db"]);
    assert_eq!(mode("a.db"), 0o640);
    fs::create_dir(desk.path("shelf")).unwrap();
    fs::rename(desk.path("a.db"), desk.path("shelf/a.db")).unwrap();
    set("shelf/a.db", 0o440);
    set("shelf", 0o550);
    desk.done(&["--db", "shelf/a.db", "backup", "again.db"]);
    assert_eq!(mode("again.db"), 0o440);
    fs::remove_file(desk.path("earwatch.db")).unwrap();
    desk.done(&["restore", "shelf/a.db"]);
    assert_eq!(mode("earwatch.db"), 0o640, "its owner may write to it");
    set("shelf", 0o750);
}

/// A database of the first version is copied as it is, and brought up to date where it is used.
#[test]
fn an_older_database_is_copied_as_it_is() {
    let desk = Desk::new();
    open(&desk.path("earwatch.db")).execute_batch(&crate::support::text("database_0.1.0.sql")).unwrap();
    let schema =
        |name: &str| open(&desk.path(name)).query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0)).unwrap();
    let old = schema("earwatch.db");
    desk.done(&["backup", "old.db"]);
    assert_eq!((schema("earwatch.db"), schema("old.db")), (old, old));
    let versions = desk.done(&["versions"]);
    assert!(schema("earwatch.db") > old);
    desk.done(&["restore", "old.db", "--replace"]);
    assert_eq!(desk.done(&["versions"]), versions);
}

/// A poll at work is never met.
#[test]
fn a_restore_takes_the_lock() {
    let desk = Desk::with_list();
    desk.done(&["backup", "a.db"]);
    let now = "2026-01-02T03:04:05Z".parse().unwrap();
    let _lock = earwatch::lock::Lock::take(&desk.path("earwatch.db"), "poll", now).unwrap();
    desk.ends_with(4, &["restore", "a.db", "--replace"]);
    desk.done(&["backup", "b.db"]);
}

/// What a writer that died has left is removed by the next.
#[test]
fn what_was_left_half_written_is_removed() {
    let desk = Desk::with_list();
    desk.file(".a.db.1.part", "half");
    desk.file(".a.db.1.part-journal", "half");
    desk.done(&["backup", "a.db"]);
    assert_eq!(parts(&desk), Vec::<PathBuf>::new());
}
