//! The program dies, the disk is full, the power goes: at every write of a poll, and between them.
//!
//! A poll that nothing disturbs is watched first: it makes so many calls that change a file. Then it is made again from the
//! same database, once for each of them. Afterwards the database must be whole, hold the last good version or the new
//! one, and the next poll must leave, and report together with the poll that died, what the undisturbed one did. Most
//! deaths leave one of a few states, between two transactions; the next poll is made once from each of these.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::Test;
use crate::io_fault::{self, Call, Fault};
use crate::power::Disk;
use crate::support::disturbed_poll::{TODAY, Trial, news};
use crate::support::random::Random;
use crate::support::{self, Desk};
use chrono::DateTime;
use rusqlite::Connection;
use rusqlite::types::Value as Cell;
use serde_json::Value;

const DATABASE: &str = "earwatch.db";

/// The tables whose rows make up what the program knows, without what differs from run to run.
const KNOWLEDGE: [&str; 6] = [
    "SELECT number, effective, published, content_hash, cause FROM versions WHERE superseded_by IS NULL ORDER BY number",
    "SELECT number, published, orders_hash, status FROM documents WHERE superseded_by IS NULL ORDER BY number",
    "SELECT entry, country, name, entity_text, citation_text, opened_in FROM entry_versions ORDER BY entry, opened_in",
    "SELECT list, kind, country, name, quote, outcome FROM amendments ORDER BY id",
    "SELECT code, number, country, name, message FROM findings ORDER BY code, number, country, name, message",
    "SELECT number, proof FROM texts_read WHERE proof <> '' ORDER BY number, proof",
];

/// The rows of a query, each as text; which instant it is, differs from run to run.
fn rows(database: &Connection, query: &str) -> Vec<String> {
    let mut statement = database.prepare(query).unwrap();
    let columns = statement.column_count();
    let row = |row: &rusqlite::Row<'_>| {
        let cell = |at| match row.get(at)? {
            Cell::Text(text) if DateTime::parse_from_rfc3339(&text).is_ok() => Ok(Cell::Text("[instant]".to_owned())),
            cell => Ok(cell),
        };
        let cells: Result<Vec<_>, _> = (0..columns).map(cell).collect();
        cells.map(|cells| format!("{cells:?}"))
    };
    statement.query_map([], row).unwrap().map(Result::unwrap).collect()
}

fn versions(database: &Connection) -> Vec<String> {
    rows(database, "SELECT content_hash FROM versions ORDER BY number")
}

/// All that a database holds.
fn content(database: &Connection) -> Vec<String> {
    let mut tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").unwrap();
    let tables = tables.query_map([], |row| row.get::<_, String>(0)).unwrap();
    tables.flat_map(|table| rows(database, &format!("SELECT * FROM {}", table.unwrap()))).collect()
}

fn knowledge(database: &Connection) -> Vec<String> {
    KNOWLEDGE.iter().flat_map(|query| rows(database, query)).collect()
}

/// The files of a desk's database. The index in shared memory does not outlive a machine.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() && !path.to_str().unwrap().ends_with("-shm") {
            files.insert(path.clone(), fs::read(path).unwrap());
        }
    }
    files
}

/// A copy of the database, opened: looking at it must not repair what the program is to repair.
fn copy_opened(folder: &Path) -> (tempfile::TempDir, Connection) {
    let copy = tempfile::tempdir().unwrap();
    for (path, bytes) in files(folder) {
        fs::write(copy.path().join(path.file_name().unwrap()), bytes).unwrap();
    }
    let database = Connection::open(copy.path().join(DATABASE)).unwrap();
    (copy, database)
}

/// A poll of August over a database that holds July, and what an undisturbed one does.
struct Scene {
    trial: Trial,
    /// The calls of the undisturbed poll.
    calls: Vec<Call>,
    report: Value,
    knowledge: Vec<String>,
    before: Vec<String>,
    after: Vec<String>,
    /// What databases held from which a poll has recovered, and whether its report had been printed.
    recovered: Mutex<BTreeSet<(Vec<String>, bool)>>,
}

/// How a poll ended that was disturbed.
struct Struck {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Scene {
    fn new() -> Self {
        let trial = Trial::new();
        let desk = Self::desk_of(&trial);
        let folder = fs::canonicalize(desk.path("")).unwrap();
        let trace = tempfile::NamedTempFile::new().unwrap();
        let before = versions(&copy_opened(&folder).1);
        let mut program = trial.command_at(&desk, TODAY);
        io_fault::watch(&mut program, &folder, trace.path());
        let output = program.args(["--format", "json"]).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        // What a second poll changes belongs to the state that is compared.
        let (_copy, database) = copy_opened(&folder);
        Self {
            calls: io_fault::calls(trace.path()),
            report: news(std::str::from_utf8(&output.stdout).unwrap()),
            knowledge: knowledge(&database),
            before,
            after: versions(&database),
            trial,
            recovered: Mutex::default(),
        }
    }

    /// A desk with the database as it is before the poll.
    fn desk_of(trial: &Trial) -> Desk {
        let desk = Desk::new();
        for name in [DATABASE, "config.toml"] {
            fs::copy(trial.desk.path(name), desk.path(name)).unwrap();
        }
        desk
    }

    fn struck(&self, desk: &Desk, fault: Fault) -> Struck {
        let folder = fs::canonicalize(desk.path("")).unwrap();
        let mut program = self.trial.command_at(desk, TODAY);
        io_fault::strike(&mut program, &folder, fault);
        let output = program.args(["--format", "json"]).output().unwrap();
        Struck {
            code: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// The database is whole and holds the last good version, or the new ones as well. All that it holds.
    fn whole(&self, folder: &Path) -> Vec<String> {
        let (_copy, database) = copy_opened(folder);
        assert_eq!(rows(&database, "PRAGMA integrity_check"), ["[Text(\"ok\")]"]);
        assert!(rows(&database, "PRAGMA foreign_key_check").is_empty());
        let found = versions(&database);
        assert!(found == self.before || found == self.after, "{found:?}");
        content(&database)
    }

    /// The next poll completes: it leaves what the undisturbed poll did, and what was to be reported was reported now, or
    /// by the poll that died, as a whole.
    fn recovers(&self, desk: &Desk, reported: &str) {
        let printed = reported.ends_with("}\n");
        if printed {
            assert_eq!(news(reported), self.report);
        }
        if !self.recovered.lock().unwrap().insert((self.whole(&desk.path("")), printed)) {
            return;
        }
        let poll = || support::ended(&self.trial.command_at(desk, TODAY).args(["--format", "json"]).output().unwrap());
        let next = poll();
        assert_eq!((next.code, next.err.as_str()), (0, ""), "{}", next.out);
        if next.out.is_empty() {
            assert!(printed, "lost: {reported}");
        } else {
            assert_eq!(news(&next.out), self.report);
        }
        let (_copy, database) = copy_opened(&desk.path(""));
        assert_eq!(knowledge(&database), self.knowledge);
        let again = poll();
        assert_eq!((again.code, again.out.as_str(), again.err.as_str()), (0, "", ""));
    }
}

/// Does something for each number up to `last`, on as many threads as there are cores.
fn each(last: usize, work: impl Fn(usize) + Sync) {
    let next = AtomicUsize::new(1);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::SeqCst);
                    if at > last {
                        break;
                    }
                    work(at);
                }
            });
        }
    });
}

/// The kills at a call: before it, and in the middle of it if it writes.
fn kills_at(at: usize, calls: &[Call]) -> impl Iterator<Item = Fault> {
    let half = calls[at - 1].is_write().then_some(Fault::Half(at));
    [Some(Fault::Kill(at)), half].into_iter().flatten()
}

/// SIGKILL before every call that changes a file, and in the middle of every write.
fn a_poll_that_is_killed_loses_nothing() {
    let scene = Scene::new();
    let last = scene.calls.len();
    each(last, |at| {
        for fault in kills_at(at, &scene.calls) {
            let desk = Scene::desk_of(&scene.trial);
            let struck = scene.struck(&desk, fault);
            assert_eq!(struck.code, None, "{fault:?} of {last}: {}", struck.err);
            scene.recovers(&desk, &struck.out);
        }
    });
}

/// No room from any call on: the run fails with a word, or was done already; the next one, with room, completes.
fn a_poll_on_a_full_disk_loses_nothing() {
    let scene = Scene::new();
    each(scene.calls.len(), |at| {
        let desk = Scene::desk_of(&scene.trial);
        let struck = scene.struck(&desk, Fault::Full(at));
        if struck.code != Some(0) {
            assert_eq!(struck.code, Some(1), "{at}: {}", struck.err);
            assert_eq!(struck.err.lines().count(), 1, "{at}: {}", struck.err);
        }
        scene.recovers(&desk, &struck.out);
    });
}

/// The power goes after any call: what was not synchronised may be there in any part, or not at all. What was reported
/// is never lost, because it was safe before it was printed.
fn a_poll_whose_power_goes_loses_nothing() {
    let scene = Scene::new();
    let desk = Scene::desk_of(&scene.trial);
    let folder = fs::canonicalize(desk.path("")).unwrap();
    let trace = tempfile::NamedTempFile::new().unwrap();
    let mut moments = vec![Disk::new(files(&folder))];
    let mut program = scene.trial.command_at(&desk, TODAY);
    io_fault::watch(&mut program, &folder, trace.path());
    program.args(["--format", "json"]).output().unwrap();
    let calls = io_fault::calls(trace.path());
    for call in &calls {
        let mut next = moments.last().unwrap().clone();
        next.take(call);
        moments.push(next);
    }
    let printed = calls.iter().position(Call::is_stream).unwrap();
    each(moments.len(), |at| {
        for variant in 0..6 {
            let mut random = Random::new((at * 10 + variant) as u64);
            let desk = Desk::new();
            for (path, bytes) in moments[at - 1].cut((variant > 0).then_some(&mut random)) {
                fs::write(desk.path("").join(path.strip_prefix(&folder).unwrap()), bytes).unwrap();
            }
            let mut reported = String::new();
            if at - 1 > printed {
                let (_copy, database) = copy_opened(&desk.path(""));
                assert_eq!(versions(&database), scene.after, "after call {}, remains {variant}", at - 1);
                if let Call::Stream(bytes) = &calls[printed] {
                    reported = String::from_utf8(bytes.clone()).unwrap();
                }
            }
            scene.recovers(&desk, &reported);
        }
    });
}

/// The first list is taken as a whole or not at all, whenever the program dies: the database is made anew or completed.
fn a_baseline_that_is_killed_is_taken_the_next_time() {
    let list = support::fixture(support::OLD_LIST);
    let init = |desk: &Desk| {
        let mut program = desk.program();
        program.args(["init", "--list", &list, "--as-of", "2023-06-30"]);
        program
    };
    let desk = Desk::new();
    let folder = fs::canonicalize(desk.path("")).unwrap();
    let trace = tempfile::NamedTempFile::new().unwrap();
    let mut program = init(&desk);
    io_fault::watch(&mut program, &folder, trace.path());
    assert!(program.output().unwrap().status.success());
    let calls = io_fault::calls(trace.path());
    let baseline = desk.hashes();
    let recovered = Mutex::new(BTreeSet::new());
    each(calls.len(), |at| {
        for fault in kills_at(at, &calls) {
            let desk = Desk::new();
            let mut program = init(&desk);
            io_fault::strike(&mut program, &fs::canonicalize(desk.path("")).unwrap(), fault);
            assert_eq!(program.output().unwrap().status.code(), None, "{fault:?}");
            let there: Vec<_> = files(&desk.path(""))
                .into_iter()
                .map(|(path, bytes)| (path.file_name().map(OsStr::to_owned), bytes.is_empty()))
                .collect();
            let (_copy, database) = copy_opened(&desk.path(""));
            if !recovered.lock().unwrap().insert((there, content(&database))) {
                continue;
            }
            let again = support::ended(&init(&desk).output().unwrap());
            let taken = again.code == 1 && again.err.contains("has a baseline");
            assert!(again.code == 0 || taken, "{fault:?}: {}", again.err);
            assert_eq!(desk.hashes(), baseline, "{fault:?}");
        }
    });
}

pub(crate) const TESTS: &[Test] = tests![
    a_poll_that_is_killed_loses_nothing,
    a_poll_on_a_full_disk_loses_nothing,
    a_poll_whose_power_goes_loses_nothing,
    a_baseline_that_is_killed_is_taken_the_next_time,
];
