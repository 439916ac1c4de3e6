//! Hundreds of polls with faults and kills by chance, against a world that grows by chance and whose truth is known:
//! nothing is lost, nothing is invented, nothing is told twice.
//!
//! `EARWATCH_SOAK=10000` polls that often, five hundred times in each world; `EARWATCH_SOAK_SEED=…` repeats a soak, and
//! `EARWATCH_BIN=…` names another build of the program. What the seed does not decide is when a process is killed by the clock.

#![expect(clippy::print_stderr, reason = "who runs a soak reads how it went")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use crate::Test;
use crate::growing::{Event, Growing};
use crate::io_fault;
use crate::support::random::Random;
use crate::support::standin::{Fault, StandIn, World};
use crate::support::{Desk, text_of};
use chrono::NaiveDate;
use serde_json::Value;

/// Calls of a poll that change a file, about.
const CALLS: usize = 150;
/// How a section begins that repeats changes on the day on which they come into force.
const IN_FORCE: &str = "In force since";
/// Polls from one quiet period to the next.
const STRETCH: usize = 12;

/// Faults of an answer that the soak draws from, with the addresses that they may fall on.
fn fault(random: &mut Random) -> (&'static str, Fault) {
    let address = *random.choose(&["documents.json", "documents.json", ".xml", "facets", "inspection", "/"]);
    let fault = match random.below(14) {
        0 => Fault::Status(500),
        1 => Fault::Status(404),
        2 => Fault::ComeAgain(429, "0".to_owned()),
        3 => Fault::Slow(Duration::from_millis(30)),
        4 => Fault::Close,
        5 => Fault::Truncated,
        6 => Fault::ChunksWithoutEnd,
        7 => Fault::Wall,
        8 => Fault::Empty,
        9 => Fault::Type("text/html"),
        10 => Fault::Body("{}".to_owned()),
        11 => Fault::Doubled,
        12 => Fault::Redirect("http://127.0.0.2/".to_owned()),
        _ => Fault::Count(-1),
    };
    (address, fault)
}

/// What happened, for the person who reads the end of it.
#[derive(Debug, Default)]
struct Tally {
    polls: usize,
    done: usize,
    needs_a_person: usize,
    failed: usize,
    killed: usize,
    quiet: usize,
    compared: usize,
}

struct Soak {
    desk: Desk,
    standin: StandIn,
    random: Random,
    growing: Growing,
    /// How often each event was reported, by runs that ended and by runs that were killed.
    ended: BTreeMap<Event, usize>,
    died: BTreeSet<Event>,
    /// Rules that were reported before they came into force, and when they do.
    coming: BTreeMap<String, NaiveDate>,
    /// How often it was reported that they are.
    came: BTreeMap<String, usize>,
    /// The same, by runs that did not end well after that.
    came_died: BTreeSet<String>,
    /// `document-changed`, by document, as told by runs that ended.
    told: BTreeMap<String, usize>,
    tally: Tally,
    /// What each run reported, to look into a failure.
    log: Vec<String>,
}

impl Soak {
    fn new(seed: u64) -> Self {
        let world = World { public_names: true, ..World::default() };
        let soak = Self {
            desk: Desk::with_list(),
            standin: StandIn::new(world),
            random: Random::new(seed ^ 0xdead),
            growing: Growing::new(seed),
            ended: BTreeMap::new(),
            died: BTreeSet::new(),
            coming: BTreeMap::new(),
            came: BTreeMap::new(),
            came_died: BTreeSet::new(),
            told: BTreeMap::new(),
            tally: Tally::default(),
            log: Vec::new(),
        };
        configure(&soak.desk);
        soak
    }

    fn command(&self, desk: &Desk) -> Command {
        let program = std::env::var("EARWATCH_BIN").unwrap_or_else(|_| env!("CARGO_BIN_EXE_earwatch").to_owned());
        let mut command = Command::new(program);
        command
            .current_dir(desk.path(""))
            .env("EARWATCH_DB", desk.path("earwatch.db"))
            .env("EARWATCH_CONTACT", "compliance@example.org")
            .env("EARWATCH_FEDERAL_REGISTER_URL", self.standin.federal_register())
            .env("EARWATCH_ECFR_URL", self.standin.ecfr())
            .env("EARWATCH_MIN_INTERVAL_MS", "0")
            .env("EARWATCH_CONTACT", "tests@localhost")
            .args(["poll", "--format", "json", "--until", &self.growing.today.to_string()])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// One poll, perhaps with faults, perhaps killed.
    fn poll(&mut self) {
        self.standin.world(|world| self.growing.grow(world));
        for _ in 0..self.random.below(3) {
            let (address, fault) = fault(&mut self.random);
            self.standin.fault(address, 1 + self.random.below(3), fault);
        }
        let mut command = self.command(&self.desk);
        let output = match self.random.below(8) {
            0 | 1 => {
                let mut child = command.spawn().unwrap();
                thread::sleep(Duration::from_micros(self.random.below(60_000) as u64));
                child.kill().unwrap();
                child.wait_with_output().unwrap()
            }
            // A death or a full disk at a certain call.
            n @ 2..=4 => {
                let mode = ["kill", "half", "full"][n - 2];
                command
                    .env("LD_PRELOAD", io_fault::shim())
                    .env("IO_FAULT_DIR", fs::canonicalize(self.desk.path("")).unwrap())
                    .env("IO_FAULT_MODE", mode)
                    .env("IO_FAULT_AT", (1 + self.random.below(CALLS)).to_string());
                command.output().unwrap()
            }
            _ => command.output().unwrap(),
        };
        self.take(&output);
        self.standin.mend();
    }

    /// Enters what a run reported.
    fn take(&mut self, output: &Output) {
        self.tally.polls += 1;
        let err = String::from_utf8_lossy(&output.stderr);
        match output.status.code() {
            Some(0) => self.tally.done += 1,
            Some(3) => self.tally.needs_a_person += 1,
            Some(1) => self.tally.failed += 1,
            None => self.tally.killed += 1,
            Some(other) => panic!("exit code {other}: {err}"),
        }
        assert!(!err.contains("panicked"), "{err}");
        // A run that died may have printed half of a report.
        let Ok(report) = serde_json::from_slice::<Value>(&output.stdout) else {
            assert!(output.stdout.is_empty() || output.status.code().is_none());
            return;
        };
        let whole = matches!(output.status.code(), Some(0 | 3));
        for section in report["sections"].as_array().unwrap() {
            let [title, cause] = ["title", "cause"].map(|key| text_of(section, key));
            let subject = text_of(&report, "subject");
            self.log.push(format!("{} | {subject} | {title} | {cause}", output.status));
            let number = text_of(&section["document"], "number").to_owned();
            let [effective, as_of] =
                [text_of(section, "effective"), text_of(&report, "as_of")].map(str::parse::<NaiveDate>);
            if title.starts_with(IN_FORCE) {
                if whole {
                    *self.came.entry(number).or_default() += 1;
                } else {
                    self.came_died.insert(number);
                }
            } else if let (Ok(effective), Ok(as_of)) = (effective, as_of)
                && effective > as_of
                // A document that nothing could be applied of yet has made no version.
                && !cause.is_empty()
            {
                self.coming.insert(number, effective);
            }
        }
        for event in events(&report) {
            if whole {
                *self.ended.entry(event).or_default() += 1;
            } else {
                self.died.insert(event);
            }
        }
        for finding in report["findings"].as_array().unwrap() {
            if whole && text_of(finding, "code") == "document-changed" {
                *self.told.entry(text_of(finding, "document").to_owned()).or_default() += 1;
            }
        }
    }

    /// Nothing goes wrong any more, and everything arrives: now all must be as it should. The text of a document may
    /// change afterwards.
    fn rest(&mut self, compare: bool) {
        self.tally.quiet += 1;
        self.standin.world(|world| self.growing.arrive(world));
        let mut silent = false;
        for _ in 0..4 {
            let output = self.command(&self.desk).output().unwrap();
            let err = String::from_utf8_lossy(&output.stderr);
            assert!(matches!(output.status.code(), Some(0 | 3)), "{}: {err}", output.status);
            silent = output.stdout.is_empty();
            self.take(&output);
            if silent {
                break;
            }
        }
        assert!(silent, "a poll without faults still has news");
        self.holds();
        if compare {
            self.tally.compared += 1;
            let fresh = Desk::with_list();
            configure(&fresh);
            let output = self.command(&fresh).output().unwrap();
            assert!(output.status.success(), "{output:?}");
            assert_eq!(self.standing(&self.desk), self.standing(&fresh));
            let check = rusqlite::Connection::open(self.desk.path("earwatch.db")).unwrap();
            let check: String = check.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
            assert_eq!(check, "ok");
        }
        if self.random.one_in(2) {
            self.standin.world(|world| self.growing.change(world));
            let output = self.command(&self.desk).output().unwrap();
            self.take(&output);
        }
    }

    /// The union of what was reported is the truth, and nothing was told twice by runs that could say so.
    fn holds(&self) {
        let reported: BTreeSet<_> = self.ended.keys().chain(&self.died).cloned().collect();
        let lost: Vec<_> = self.growing.truth.difference(&reported).collect();
        let invented: Vec<_> = reported.difference(&self.growing.truth).collect();
        let doubled: Vec<_> = self.ended.iter().filter(|(_, times)| **times > 1).collect();
        assert!(lost.is_empty(), "lost: {lost:?}");
        assert!(invented.is_empty(), "invented: {invented:?}");
        assert!(doubled.is_empty(), "doubled: {doubled:?}\n{}", self.log.join("\n"));
        let due = self.coming.iter().filter(|(_, day)| **day <= self.growing.today);
        let due: BTreeSet<_> = due.map(|(number, _)| number).collect();
        let came: BTreeSet<_> = self.came.keys().chain(&self.came_died).collect();
        assert_eq!(came, due, "{}", self.log.join("\n"));
        assert!(self.came.values().all(|times| *times == 1), "{:?}\n{}", self.came, self.log.join("\n"));
        assert_eq!(self.told, self.growing.changed, "documents that changed\n{}", self.log.join("\n"));
    }

    /// What stands: the versions, and the entries of today without the numbers that only this database has.
    fn standing(&self, desk: &Desk) -> (Vec<String>, Vec<Value>) {
        let mut entries = desk.ndjson(&["list", "--as-of", &self.growing.today.to_string()]);
        for entry in &mut entries {
            entry.as_object_mut().unwrap().remove("id");
        }
        (desk.hashes(), entries)
    }
}

fn configure(desk: &Desk) {
    desk.file("config.toml", "[sources]\nmax_attempts = 1\ntimeout_seconds = 5\n");
}

/// The changes that a report tells of for the first time; what is derived anew from a text that changed has another cause.
fn events(report: &Value) -> Vec<Event> {
    let mut events = Vec::new();
    for section in report["sections"].as_array().unwrap() {
        if text_of(section, "cause") != "legal" || text_of(section, "title").starts_with(IN_FORCE) {
            continue;
        }
        let document = text_of(&section["document"], "number");
        for what in ["added", "removed", "changed"] {
            for entry in section[what].as_array().into_iter().flatten() {
                let [country, name] = ["country", "name"].map(|key| text_of(entry, key).to_owned());
                events.push((document.to_owned(), what, country, name));
            }
        }
    }
    events
}

fn nothing_is_lost_nothing_invented_nothing_doubled() {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse().unwrap());
    let polls = number("EARWATCH_SOAK").unwrap_or(150);
    let seed = number("EARWATCH_SOAK_SEED").unwrap_or(20_261_124);
    let mut left = usize::try_from(polls).unwrap();
    for seed in seed.. {
        if left == 0 {
            break;
        }
        soak(seed, left.min(WORLD));
        left = left.saturating_sub(WORLD);
    }
}

/// Polls of one world; it costs more the longer its history is, so that a long soak has many.
const WORLD: usize = 500;

fn soak(seed: u64, polls: usize) {
    eprintln!("seed {seed}, {polls} polls");
    let mut soak = Soak::new(seed);
    // A comparison reads all rules anew; a soak makes no more than some dozens of them.
    let every = (polls / STRETCH / 10).max(1);
    while soak.tally.polls < polls {
        for _ in 0..STRETCH {
            soak.poll();
        }
        soak.rest(soak.tally.quiet.is_multiple_of(every));
    }
    soak.rest(true);
    let (events, changed) = (soak.growing.truth.len(), soak.growing.changed.len());
    eprintln!("{events} events, {changed} documents that changed; 0 lost, 0 invented, 0 doubled; {:?}", soak.tally);
}

pub(crate) const TESTS: &[Test] = tests![nothing_is_lost_nothing_invented_nothing_doubled,];
