//! A trial: the program polls the stand-in, something goes wrong, and afterwards everything is as if nothing had.

use std::sync::{Mutex, OnceLock};

use serde_json::Value;

use super::standin::{Document, StandIn, World, day};
use super::written::{Written, notice};
use crate::support::{Desk, Ended, text_of};

/// The day of the poll that goes well before something goes wrong.
const BEFORE: &str = "2023-07-31";
/// The day of the poll under trial, and of the one after it.
pub(crate) const TODAY: &str = "2023-08-31";

/// What a poll says that went well: sections of its report, findings, and the state that it leaves.
#[derive(Debug, PartialEq)]
pub(crate) struct State {
    pub(crate) hashes: Vec<String>,
    pub(crate) entries: Vec<Value>,
}

/// A desk whose database holds July, and a stand-in that has three more documents for August.
pub(crate) struct Trial {
    pub(crate) desk: Desk,
    pub(crate) standin: StandIn,
    /// An address that is asked instead of the stand-in's.
    instead: Mutex<Option<&'static str>>,
}

impl Trial {
    /// July: a rule. August: a rule, another, and a notice about something else.
    pub(crate) fn world() -> World {
        let hafen = Written::new("2023-90250", day("2023-08-22"), day("2023-08-22"), 52_900)
            .add("GERMANY", "Hafen Optik GmbH", "Kaiweg 1, Bremen, Germany");
        let mut meeting = Document::rule("2023-90299", day("2023-08-23"), 53_000, &notice("2023-90299"));
        meeting.set("type", "Notice".into());
        let mut world = World::of([
            Document::fixture("2023-90101"),
            Document::fixture("2023-90202"),
            Document::rule("2023-90250", hafen.published, hafen.page, &hafen.xml()),
            meeting,
        ]);
        // So that no report depends on the port.
        world.public_names = true;
        world
    }

    pub(crate) fn new() -> Self {
        Self::of(Self::world())
    }

    pub(crate) fn of(world: World) -> Self {
        let trial = Self { desk: Desk::with_list(), standin: StandIn::new(world), instead: Mutex::default() };
        trial.configure("max_attempts = 1\ntimeout_seconds = 2\nmax_mebibytes = 1\n");
        let july = trial.poll_until(BEFORE, &[]);
        assert_eq!(july.code, 0, "{}{}", july.out, july.err);
        trial.standin.forget_asked();
        trial
    }

    /// Another address of the Federal Register.
    pub(crate) fn ask_instead(&self, base: &'static str) {
        *self.instead.lock().unwrap() = Some(base);
    }

    /// Everything works from now on.
    pub(crate) fn mend(&self) {
        *self.instead.lock().unwrap() = None;
        self.standin.mend();
    }

    /// Replaces the `[sources]` of the desk's configuration.
    pub(crate) fn configure(&self, sources: &str) {
        self.desk.file("config.toml", format!("[sources]\n{sources}"));
    }

    pub(crate) fn command(&self, until: &str) -> assert_cmd::Command {
        self.command_at(&self.desk, until)
    }

    /// A poll of another desk.
    pub(crate) fn command_at(&self, desk: &Desk, until: &str) -> assert_cmd::Command {
        let mut program = self.program_at(desk);
        program.args(["poll", "--until", until]);
        program
    }

    fn program_at(&self, desk: &Desk) -> assert_cmd::Command {
        let base = self.instead.lock().unwrap().map_or_else(|| self.standin.federal_register(), str::to_owned);
        let mut program = desk.asking(&base, &self.standin.ecfr());
        program.env("EARWATCH_CONTACT", "tests@localhost");
        program
    }

    pub(crate) fn poll_until(&self, until: &str, more: &[&str]) -> Ended {
        crate::support::ended(&self.command(until).args(more).output().unwrap())
    }

    /// A poll of the day that this machine's clock says.
    pub(crate) fn poll_by_the_clock(&self) -> Ended {
        let mut program = self.program_at(&self.desk);
        crate::support::ended(&program.args(["poll", "--format", "json"]).output().unwrap())
    }

    /// A poll of today, its report as JSON.
    pub(crate) fn poll(&self) -> Ended {
        self.poll_until(TODAY, &["--format", "json"])
    }

    pub(crate) fn state(&self) -> State {
        State { hashes: self.desk.hashes(), entries: self.desk.ndjson(&["list", "--as-of", TODAY]) }
    }

    /// The poll of today goes well, and says and leaves what it would have if nothing had gone wrong before.
    pub(crate) fn completes(&self) {
        let ended = self.poll();
        let (report, state) = undisturbed();
        assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{}", ended.out);
        assert_eq!(news(&ended.out), *report);
        assert_eq!(self.state(), *state);
        let again = self.poll();
        assert_eq!((again.code, again.out.as_str()), (0, ""), "{}", again.err);
    }
}

/// What the poll of today says and leaves where nothing goes wrong.
pub(crate) fn undisturbed() -> &'static (Value, State) {
    static UNDISTURBED: OnceLock<(Value, State)> = OnceLock::new();
    UNDISTURBED.get_or_init(|| {
        let trial = Trial::new();
        let ended = trial.poll();
        assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{}", ended.out);
        (news(&ended.out), trial.state())
    })
}

/// The changes and findings of a report in JSON, without what differs from run to run.
pub(crate) fn news(report: &str) -> Value {
    if report.is_empty() {
        return Value::Null;
    }
    let report: Value = serde_json::from_str(report).unwrap();
    serde_json::json!({
        "counts": report["counts"], "findings": report["findings"], "sections": report["sections"],
    })
}

/// The codes of the findings in a report that need a person.
pub(crate) fn open_codes(report: &str) -> Vec<String> {
    let report: Value = serde_json::from_str(report).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let open = findings.iter().filter(|finding| text_of(finding, "severity") == "review");
    open.map(|finding| text_of(finding, "code").to_owned()).collect()
}
