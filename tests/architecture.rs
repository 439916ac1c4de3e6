//! The core is pure: no network, no database, no files, no environment, no clock; async stays at the edges.

#![expect(clippy::unwrap_used, reason = "a failing helper is a failing test")]

use std::fs;
use std::path::{Path, PathBuf};

/// Files and folders of the core, from document to report.
const CORE: [&str; 12] = [
    "amendment", "citation", "diff", "digest", "document", "finding", "instruction", "list", "markup", "overlay",
    "report", "lib",
];

/// What the core does not use, and why.
const FORBIDDEN: [(&str, &str); 12] = [
    ("reqwest", "the network belongs to source"),
    ("tokio", "async stops at the source"),
    ("rusqlite", "the database belongs to store"),
    ("std::fs", "files belong to source and the command line"),
    ("std::env", "the environment belongs to the command line"),
    ("Utc::now", "dates come in as arguments"),
    ("SystemTime", "dates come in as arguments"),
    ("crate::store", "no arrow goes back"),
    ("crate::source", "no arrow goes back"),
    ("crate::deliver", "no arrow goes back"),
    ("lettre", "mail belongs to deliver"),
    ("crate::pipeline::", "no arrow goes back"),
];

/// The longest file; one that grows beyond it is split by noun.
const LONGEST: usize = 400;

fn source_files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn room(path: &Path) -> String {
    let inside = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    let first = inside.components().next().unwrap();
    Path::new(&first).file_stem().unwrap().to_string_lossy().into_owned()
}

#[test]
fn the_core_uses_no_edge() {
    let mut found = Vec::new();
    for path in source_files().iter().filter(|path| CORE.contains(&room(path).as_str())) {
        for (at, line) in fs::read_to_string(path).unwrap().lines().enumerate() {
            let code = line.split("//").next().unwrap();
            for (word, why) in FORBIDDEN {
                if code.contains(word) {
                    found.push(format!("{}:{}: {word}: {why}", path.display(), at + 1));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn only_the_network_and_its_callers_are_async() {
    // A webhook is asked by the same client as a source; its caller does not see that.
    let allowed = ["source", "pipeline", "cli", "deliver"];
    for path in source_files().iter().filter(|path| !allowed.contains(&room(path).as_str())) {
        let text = fs::read_to_string(path).unwrap();
        assert!(!text.contains("async fn"), "{}", path.display());
    }
}

#[test]
fn every_file_says_what_lives_in_it_and_stays_short() {
    for path in source_files() {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//! "), "{} does not say what lives in it", path.display());
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        let lines = code.lines().count();
        assert!(lines <= LONGEST, "{} has {lines} lines", path.display());
    }
}

#[test]
fn no_room_is_called_by_what_it_is_not() {
    for path in source_files() {
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(!["utils", "util", "common", "helpers", "manager", "misc", "mod"].contains(&stem.as_str()), "{stem}");
    }
}
