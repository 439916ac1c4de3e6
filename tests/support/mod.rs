//! What the black-box tests share: a desk with a database of its own, the program, and the fixtures.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::{Arc, Mutex, OnceLock};

use chrono::NaiveDate;
use earwatch::cli::clock::occasion;
use earwatch::ingest::apply::{Incoming, ingest};
use earwatch::run::overlays::Overlays;
use earwatch::source::archive::Archive;
use earwatch::source::{Held, Source as _, Window};
use earwatch::store::Store;
use earwatch::store::documents::Stated;
use serde_json::Value;
use tempfile::TempDir;

pub(crate) mod amending;
pub(crate) mod body_html;
pub(crate) mod conversation;
pub(crate) mod disturbed_poll;
pub(crate) mod facts;
pub(crate) mod load;
pub(crate) mod oddity;
pub(crate) mod random;
pub(crate) mod served;
pub(crate) mod small_world;
pub(crate) mod standin;
pub(crate) mod web_page;
pub(crate) mod written;
pub(crate) mod zipped;

/// Compares a text with the golden file `tests/snapshots/MODULE__NAME.snap`.
macro_rules! golden {
    ($name:expr, $text:expr) => {{
        let module = module_path!().rsplit("::").next().unwrap();
        insta::with_settings!({
            snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots"),
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, { insta::assert_snapshot!(format!("{module}__{}", $name), $text) });
    }};
}

/// The list of the fixtures in the markup of 2023, Supplement No. 4 alone.
pub(crate) const OLD_LIST: &str = "lists/supplement-4_2023-markup.xml";
/// The same list in the markup of 2026, within Part 744, beside Supplements 6 and 7.
pub(crate) const NEW_LIST: &str = "lists/part-744_2026-markup.xml";

/// The path of a fixture.
pub(crate) fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    path.join(name).to_str().unwrap().to_owned()
}

/// The text of a fixture.
pub(crate) fn text(name: &str) -> String {
    std::fs::read_to_string(fixture(name)).unwrap()
}

/// A text without what stands from `from` up to the next `to`.
pub(crate) fn without(text: &str, from: &str, to: &str) -> String {
    let (before, rest) = text.split_once(from).unwrap();
    let (_, after) = rest.split_once(to).unwrap();
    format!("{before}{to}{after}")
}

/// The first half of a text.
pub(crate) fn half(text: &str) -> String {
    text.chars().take(text.chars().count() / 2).collect()
}

/// A folder with a database in it, away from the project's own configuration.
pub(crate) struct Desk {
    dir: TempDir,
}

/// How a call of the program ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Desk {
    /// In memory where the system has a folder for it: a database waits for its disk at every change.
    pub(crate) fn new() -> Self {
        let dir = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir());
        Self { dir: dir.unwrap() }
    }

    /// A desk whose database holds the list of the fixtures as of 2023-06-30.
    pub(crate) fn with_list() -> Self {
        Self::with(&fixture(OLD_LIST), "2023-06-30")
    }

    /// A desk whose database holds this list.
    pub(crate) fn with(list: &str, as_of: &str) -> Self {
        Self::copied(&[list, as_of], || {
            let first = Self::new();
            first.done(&["init", "--list", list, "--as-of", as_of]);
            first
        })
    }

    /// A desk with the list of the fixtures, and these rules, each imported by a run of its own.
    pub(crate) fn after(rules: &[&str]) -> Self {
        Self::copied(rules, || {
            let first = Self::with_list();
            for rule in rules {
                first.run(&["import", &fixture(rule)]);
            }
            first
        })
    }

    /// A desk with a copy of a database. Tests begin from few states, so that each is made once.
    fn copied(of: &[&str], first: impl FnOnce() -> Self) -> Self {
        type Database = Arc<OnceLock<Vec<u8>>>;
        static MADE: Mutex<BTreeMap<Vec<String>, Database>> = Mutex::new(BTreeMap::new());
        let key = of.iter().map(ToString::to_string).collect();
        let made = MADE.lock().unwrap().entry(key).or_default().clone();
        let desk = Self::new();
        desk.file("earwatch.db", made.get_or_init(|| first().database()));
        desk
    }

    /// The bytes of the database. Opened and closed, all of it is in the one file.
    pub(crate) fn database(&self) -> Vec<u8> {
        self.run(&["versions"]);
        std::fs::read(self.path("earwatch.db")).unwrap()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// The names of what is in the folder of the desk, without what SQLite lays beside a database while one reads it.
    pub(crate) fn files(&self) -> Vec<String> {
        let names = std::fs::read_dir(self.dir.path()).unwrap().map(|file| file.unwrap().file_name());
        let mut names: Vec<_> = names.map(|name| name.into_string().unwrap()).collect();
        names.retain(|name| !name.ends_with("-shm") && !name.ends_with("-wal"));
        names.sort();
        names
    }

    /// A file of the desk; its path for the command line.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The program, told of no configuration but the desk's own.
    pub(crate) fn program(&self) -> assert_cmd::Command {
        let mut program = assert_cmd::Command::cargo_bin("earwatch").unwrap();
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("EARWATCH_")) {
            program.env_remove(name);
        }
        program.current_dir(self.dir.path()).env("EARWATCH_DB", self.path("earwatch.db")).env("NO_COLOR", "1");
        program
    }

    /// The program, asking these hosts instead of the real ones.
    pub(crate) fn asking(&self, federal_register: &str, ecfr: &str) -> assert_cmd::Command {
        let mut program = self.program();
        program
            .env("EARWATCH_CONTACT", "compliance@example.org")
            .env("EARWATCH_FEDERAL_REGISTER_URL", federal_register)
            .env("EARWATCH_ECFR_URL", ecfr)
            .env("EARWATCH_MIN_INTERVAL_MS", "0");
        program
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ended {
        ended(&self.program().args(args).output().unwrap())
    }

    /// Standard output of a call that ends with 0.
    pub(crate) fn done(&self, args: &[&str]) -> String {
        self.ends_with(0, args)
    }

    /// Standard output of a call that ends with `code`.
    pub(crate) fn ends_with(&self, code: i32, args: &[&str]) -> String {
        let ended = self.run(args);
        assert_eq!(ended.code, code, "{args:?}: {}{}", ended.err, ended.out);
        ended.out
    }

    pub(crate) fn import(&self, code: i32, rule: &str) {
        self.ends_with(code, &["import", &fixture(rule)]);
    }

    /// What `earwatch import` does with a folder of the desk, but for its report; the exit code. In this process: to begin is
    /// most of what a program does with one small document.
    pub(crate) fn take_in(&self, folder: &str) -> u8 {
        let everything = Window { from: NaiveDate::MIN, to: NaiveDate::MAX };
        let mut archive = Archive::open(self.path(folder)).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let mut incoming = Vec::new();
        for listed in runtime.block_on(archive.documents(everything)).unwrap() {
            let delivery = runtime.block_on(archive.fetch(&listed, &Held::default())).unwrap();
            incoming.push(Incoming { delivery, stated: Stated::default() });
        }
        let mut store = Store::open_existing(&self.path("earwatch.db")).unwrap();
        ingest(&mut store, incoming, &Overlays::default(), &occasion("import", None)).unwrap().exit_code()
    }

    /// The versions of the database that stand, or why it has none.
    fn standing(&self) -> String {
        match Store::open_to_read(&self.path("earwatch.db")) {
            Ok(store) => format!("{:?}", store.reader().chain()),
            Err(error) => error.to_string(),
        }
    }

    /// The call fails with one line that holds every one of `words`, prints nothing else and changes nothing.
    pub(crate) fn refuses(&self, args: &[&str], words: &[&str]) {
        let before = self.standing();
        let Ended { code, out, err } = self.run(args);
        assert!(code == 1 || code == 2, "{args:?} ended with {code}: {err}");
        assert_eq!(out, "", "{args:?}");
        assert_eq!(err.lines().count(), 1, "{args:?}: {err}");
        assert!(err.starts_with("earwatch: "), "{args:?}: {err}");
        for word in words {
            assert!(err.contains(word), "{args:?} does not say “{word}”: {err}");
        }
        assert_eq!(before, self.standing(), "{args:?}");
    }

    /// A call whose answer is one JSON value.
    pub(crate) fn json(&self, args: &[&str]) -> Value {
        let out = self.done(&[args, &["--format", "json"]].concat());
        serde_json::from_str(&out).unwrap()
    }

    /// A call whose answer is one JSON value a line.
    pub(crate) fn ndjson(&self, args: &[&str]) -> Vec<Value> {
        let out = self.done(&[args, &["--format", "ndjson"]].concat());
        out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    pub(crate) fn entries(&self, version: &str) -> Vec<Value> {
        self.ndjson(&["list", "--version", version])
    }

    /// Code, country and name of the findings, one a line; with a document, of that document.
    pub(crate) fn findings(&self, document: Option<&str>) -> String {
        let mut args = vec!["findings"];
        args.extend(document.iter().flat_map(|number| ["--document", number]));
        let mut out = String::new();
        for finding in self.ndjson(&args) {
            for key in ["severity", "code", "country", "name", "message"] {
                out.push_str(text_of(&finding, key));
                out.push_str(if key == "message" { "\n" } else { " | " });
            }
        }
        out
    }

    /// Content hashes of the versions that stand, in order.
    pub(crate) fn hashes(&self) -> Vec<String> {
        let versions = self.ndjson(&["versions"]);
        let hash = |version: &Value| text_of(version, "content_hash").to_owned();
        versions.iter().map(hash).collect()
    }
}

pub(crate) fn ended(output: &Output) -> Ended {
    Ended {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout.clone()).unwrap(),
        err: String::from_utf8(output.stderr.clone()).unwrap(),
    }
}

/// The text under a key; empty where there is none.
pub(crate) fn text_of<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The entries whose name is `name`.
pub(crate) fn named<'a>(entries: &'a [Value], name: &str) -> Vec<&'a Value> {
    entries.iter().filter(|entry| text_of(entry, "name") == name).collect()
}

/// Pretty JSON of each value, for snapshots that a person reads.
pub(crate) fn pretty(values: &[Value]) -> String {
    let pretty = |value: &Value| serde_json::to_string_pretty(value).unwrap() + "\n";
    values.iter().map(pretty).collect()
}

/// A report without what differs from run to run: instants of retrieval and places on this machine.
pub(crate) fn redacted(report: &str) -> String {
    let mut out = String::new();
    for line in report.lines() {
        let mut line = line.to_owned();
        if let Some((before, after)) = line.split_once(" UTC") {
            if let Some(at) = before.trim_start().len().checked_sub("2025-03-28 13:00".len()) {
                let indent = before.len() - before.trim_start().len();
                line = format!("{}[instant] UTC{after}", before.split_at(indent + at).0);
            } else {
                // The day stands at the end of the line above.
                out.truncate(out.len() - "2025-03-28\n".len());
                out.push_str("[day]\n");
                line = format!("  [time] UTC{after}");
            }
        }
        if let Some((before, _)) = line.split_once("file://") {
            line = format!("{before}[file]");
        }
        out.push_str(&line);
        out.push('\n');
    }
    out
}
