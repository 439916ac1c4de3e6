//! Reading needs no right to write: a database in a folder, or on a disk, that a reader may only look at.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use crate::support::{Desk, Ended, ended};

/// What an auditor asks.
const QUESTIONS: [&[&str]; 11] = [
    &["list"],
    &["list", "--as-of", "2023-08-30", "--format", "json"],
    &["show", "Maple Relay Inc."],
    &["history", "Maple Relay Inc."],
    &["diff", "1", "2"],
    &["report", "--document", "2023-90101"],
    &["report", "--since", "2023-07-01"],
    &["versions"],
    &["findings"],
    &["documents"],
    &["runs"],
];

/// Nobody: a user who may read what all may read, and write nothing. The superuser may write everywhere.
const NOBODY: &str = "65534";

struct Auditor {
    desk: Desk,
    is_root: bool,
}

impl Auditor {
    /// A folder that holds the database, closed to writers, and with it what `beside` puts there.
    fn new(prepare: impl FnOnce(&Path)) -> Option<Self> {
        let desk = Desk::with_list();
        desk.import(0, "rules/2023-90101.xml");
        let folder = desk.path("shelf");
        fs::create_dir(&folder).unwrap();
        fs::rename(desk.path("earwatch.db"), folder.join("earwatch.db")).unwrap();
        prepare(&folder.join("earwatch.db"));
        let is_root = fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
        let can_be_nobody = Command::new("setpriv").arg("--version").output().is_ok_and(|ran| ran.status.success());
        if is_root && !can_be_nobody {
            // Nothing can be closed to the superuser.
            return None;
        }
        let auditor = Self { desk, is_root };
        auditor.close(0o444, 0o555);
        Some(auditor)
    }

    fn close(&self, file: u32, folder: u32) {
        let closed = self.desk.path("shelf");
        fs::set_permissions(&closed, Permissions::from_mode(0o755)).unwrap();
        for entry in fs::read_dir(&closed).unwrap() {
            fs::set_permissions(entry.unwrap().path(), Permissions::from_mode(file)).unwrap();
        }
        fs::set_permissions(&closed, Permissions::from_mode(folder)).unwrap();
        let above = closed.parent().unwrap();
        fs::set_permissions(above, Permissions::from_mode(0o755)).unwrap();
    }

    fn run(&self, args: &[&str]) -> Ended {
        // The program must be reachable for that user, wherever it was built.
        let program = self.desk.path("earwatch-program");
        if !program.exists() {
            // Copied by another process: a program that this one has open to write may be so in the children of other tests, too,
            // and cannot be run then.
            let copied = Command::new("cp").arg(assert_cmd::cargo::cargo_bin("earwatch")).arg(&program).status();
            assert!(copied.unwrap().success());
            fs::set_permissions(&program, Permissions::from_mode(0o755)).unwrap();
        }
        let mut command = if self.is_root {
            let mut command = Command::new("setpriv");
            command.args(["--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"]).arg(&program);
            command
        } else {
            Command::new(&program)
        };
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("EARWATCH_")) {
            command.env_remove(name);
        }
        let output = command
            .args(args)
            .env("EARWATCH_DB", self.desk.path("shelf/earwatch.db"))
            .current_dir(self.desk.path("shelf").parent().unwrap())
            .output()
            .unwrap();
        ended(&output)
    }

    fn files(&self) -> Vec<String> {
        let names = fs::read_dir(self.desk.path("shelf")).unwrap();
        let mut names: Vec<_> = names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Drop for Auditor {
    fn drop(&mut self) {
        // Else the folder could not be cleared away.
        self.close(0o644, 0o755);
    }
}

#[test]
fn every_question_is_answered_from_a_read_only_folder() {
    let Some(auditor) = Auditor::new(|_| ()) else { return };
    let before = auditor.files();
    for question in QUESTIONS {
        let Ended { code, out, err } = auditor.run(question);
        assert_eq!((code, err.as_str()), (0, ""), "{question:?}: {out}");
        assert!(!out.is_empty() || question == ["findings"], "{question:?}");
    }
    let listed = auditor.run(&["list", "--as-of", "2023-08-30", "--format", "ndjson"]);
    assert!(listed.out.contains("Maple Relay"), "{}", listed.out);
    let doctor = auditor.run(&["doctor"]);
    assert!(doctor.out.contains("integrity") || doctor.out.contains("database"), "{}{}", doctor.out, doctor.err);
    assert!([0, 3].contains(&doctor.code), "{}", doctor.err);
    let written = auditor.run(&["acknowledge", "1", "--by", "RM", "--reason", "seen"]);
    assert!(written.code != 0 && written.err.contains("read-only for this user"), "{}", written.err);
    assert_eq!(auditor.files(), before);
}

/// The same where the file alone, or the folder alone, is closed.
#[test]
fn one_closed_of_the_two_is_enough() {
    let Some(auditor) = Auditor::new(|_| ()) else { return };
    for (file, folder) in [(0o444, 0o777), (0o666, 0o555)] {
        auditor.close(file, folder);
        for question in [&["versions"][..], &["list"]] {
            let Ended { code, out, err } = auditor.run(question);
            assert_eq!((code, err.as_str()), (0, ""), "{question:?}: {out}");
        }
    }
}

/// A run that died left its last transactions beside the file: they are read, never left out.
#[test]
fn what_waits_beside_the_file_is_read_with_it() {
    for with_index in [true, false] {
        let prepared = Auditor::new(|path| {
            let live = rusqlite::Connection::open(path).unwrap();
            live.execute_batch("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;").unwrap();
            live.execute("UPDATE documents SET title = 'Told in the journal'", []).unwrap();
            // As it lies there when the machine dies: nobody works the journal into the file any more.
            for end in ["", "-wal", "-shm"] {
                let from = format!("{}{end}", path.display());
                fs::copy(&from, format!("{from}.kept")).unwrap();
            }
            drop(live);
            for end in ["", "-wal", "-shm"] {
                let to = format!("{}{end}", path.display());
                let _ = fs::remove_file(&to);
                fs::rename(format!("{to}.kept"), &to).unwrap();
            }
            if !with_index {
                fs::remove_file(format!("{}-shm", path.display())).unwrap();
            }
        });
        let Some(auditor) = prepared else { return };
        let Ended { code, out, err } = auditor.run(&["documents"]);
        assert_eq!((code, err.as_str()), (0, ""), "{with_index}: {out}");
        assert!(out.contains("Told in the journal"), "{with_index}: {out}");
        // Where the journal cannot be read, nothing is said.
        let wal = auditor.desk.path("shelf/earwatch.db-wal");
        fs::set_permissions(&wal, Permissions::from_mode(0o000)).unwrap();
        let Ended { code, out, err } = auditor.run(&["documents"]);
        assert_eq!((code, out.as_str(), err.lines().count()), (1, "", 1), "{with_index}: {err}");
        assert!(err.contains("is not whole without"), "{with_index}: {err}");
    }
}

#[test]
fn an_older_schema_and_a_closed_file_are_said_in_words() {
    let prepared = Auditor::new(|path| {
        let live = rusqlite::Connection::open(path).unwrap();
        live.execute_batch("PRAGMA user_version = 3; PRAGMA journal_mode = DELETE;").unwrap();
    });
    let Some(auditor) = prepared else { return };
    let refused = |args: &[&str], words: &[&str]| {
        let Ended { code, out, err } = auditor.run(args);
        assert_eq!((code, out.as_str(), err.lines().count()), (1, "", 1), "{args:?}: {err}");
        for word in words {
            assert!(err.contains(word), "{args:?} does not say “{word}”: {err}");
        }
        assert!(!err.contains("Error code") && !err.contains("rusqlite"), "{err}");
    };
    refused(&["list"], &["made by an earlier version", "copy it where you may write", "earwatch doctor --db"]);
    refused(&["import", "/nowhere"], &["cannot use the lock"]);
    auditor.close(0o000, 0o555);
    refused(&["list"], &["permission denied"]);
    auditor.close(0o444, 0o000);
    refused(&["list"], &["permission denied"]);
}

/// What goes into a pipe or a file goes there as it is, whatever pager is set.
#[test]
fn a_pager_is_for_terminals() {
    let desk = Desk::with_list();
    for format in ["text", "md", "json"] {
        let args = ["list", "--pager", "--format", format];
        let output = desk.program().env("PAGER", "touch paged").args(args).output().unwrap();
        assert!(output.status.success());
        assert_eq!(String::from_utf8(output.stdout).unwrap(), desk.done(&["list", "--format", format]));
    }
    let to = desk.path("list.txt");
    let args = ["list", "--pager", "-o", to.to_str().unwrap()];
    assert!(desk.program().env("PAGER", "touch paged").args(args).output().unwrap().status.success());
    assert!(to.exists() && !desk.path("paged").exists());
}
