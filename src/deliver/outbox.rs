//! After a run: one digest to every channel, over the runs that the channel has not been told of.
//!
//! At least once, and recognisably the same: a digest is on record with its runs before it is sent. If the program dies, or no
//! answer comes, the next run sends the same digest with the same identity; what was certainly refused goes into one digest
//! with the runs that came since. A channel that fails stops no other.

mod channel;
mod parties;
mod waiting;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::deliver::digest::{DayReport, Digest};
use crate::deliver::outbox::channel::Turn;
use crate::deliver::outbox::parties::Parties;
use crate::deliver::settings::Channel;
use crate::deliver::{self, DeliveryError};
use crate::run::{Occasion, RunError};
use crate::screen::telling::Telling;
use crate::store::Store;
use crate::store::runs::RunId;
use earwatch_report::report::effect;
use earwatch_report::report::{Report, Section};
pub use waiting::examine;

/// The channels of a configuration.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Channels {
    /// By name.
    pub by_name: BTreeMap<String, Channel>,
    /// The watch lists of those that have one, by name.
    pub watch: BTreeMap<String, PathBuf>,
    /// The names of those that are told of the user's parties.
    pub hits: BTreeSet<String>,
    /// The store of parties, where parties are screened.
    pub parties: Option<PathBuf>,
    /// Why that store cannot be used, where that is known.
    pub lost: Option<String>,
    /// Whether channels that need a network have to wait.
    pub offline: bool,
}

/// What became of a digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// The channel.
    pub channel: String,
    /// The identity of the digest; none where it did not come to one.
    pub id: Option<String>,
    /// Its runs.
    pub runs: Vec<RunId>,
    /// What became of it.
    #[serde(flatten)]
    pub ended: Ended,
}

/// What became of a digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "ended", content = "error")]
pub enum Ended {
    /// The receiver has it.
    Delivered,
    /// It waits for a run with a network.
    Held,
    /// It did not arrive, or may not have; the next run tries again.
    Failed(String),
}

impl Outcome {
    /// What was wrong, where something was.
    pub fn failure(&self) -> Option<&str> {
        match &self.ended {
            Ended::Failed(why) => Some(why),
            Ended::Delivered | Ended::Held => None,
        }
    }

    /// The outcome in a line.
    pub fn message(&self) -> String {
        let runs: Vec<_> = self.runs.iter().map(|run| run.0.to_string()).collect();
        let runs = match runs.as_slice() {
            [] => String::new(),
            [run] => format!(" (run {run})"),
            runs => format!(" (runs {})", runs.join(", ")),
        };
        let channel = &self.channel;
        match &self.ended {
            Ended::Delivered => format!("delivered to {channel}{runs}"),
            Ended::Held => format!("held back for {channel}{runs}: offline"),
            Ended::Failed(why) => {
                format!("not delivered to {channel}{runs}: {why}; the next run tries again")
            }
        }
    }
}

/// Makes the channels known. Runs whose report has not been written yet, and all that follow, are for them; so this comes
/// before the reports of a run are marked as written.
pub fn enrol(store: &mut Store, channels: &Channels, occasion: &Occasion) -> Result<(), RunError> {
    let mut new = Vec::new();
    for name in channels.by_name.keys() {
        if !store.reader().knows_channel(name)? {
            new.push(name);
        }
    }
    if new.is_empty() {
        return Ok(());
    }
    store.write(|writer| {
        for name in new {
            writer.put_channel(name, occasion.now)?;
        }
        Ok(())
    })
}

/// Sends to every channel what it has not been told of yet. What fails is recorded and tried again by the next call.
pub fn deliver_pending(store: &mut Store, channels: &Channels, occasion: &Occasion) -> Vec<Outcome> {
    let failed = |channel: &str, error: &RunError| Outcome {
        channel: channel.to_owned(),
        id: None,
        runs: Vec::new(),
        ended: Ended::Failed(error.to_string()),
    };
    if let Err(error) = enrol(store, channels, occasion) {
        return channels.by_name.keys().map(|name| failed(name, &error)).collect();
    }
    let mut outcomes = Vec::new();
    let telling =
        channels.parties.as_ref().filter(|_| !channels.hits.is_empty()).map(|path| telling(path, channels, occasion));
    for (name, channel) in &channels.by_name {
        let held = channels.offline && !channel.is_local();
        let watch = channels.watch.get(name).map(PathBuf::as_path);
        let parties = match telling.as_ref().filter(|_| channels.hits.contains(name)) {
            None => Parties::Unmeant,
            Some(Ok(telling)) => Parties::Known(telling),
            Some(Err(why)) => Parties::Lost(why),
        };
        let mut line = Turn { store, name, channel, watch, parties, occasion, outcomes: &mut outcomes };
        let done = if held { line.hold() } else { line.serve() };
        if let Err(error) = done {
            outcomes.push(failed(name, &error));
        }
    }
    outcomes
}

/// The store of parties, with the channels that are told of them; why it cannot be used, where it cannot.
fn telling(path: &Path, channels: &Channels, occasion: &Occasion) -> Result<Telling, String> {
    if let Some(why) = &channels.lost {
        return Err(why.clone());
    }
    let opened = Telling::open(path).and_then(|telling| {
        telling.enrol(channels.hits.iter().map(String::as_str), occasion.now)?;
        Ok(telling)
    });
    opened.map_err(|error| error.to_string())
}

/// Sends a clearly marked test message through one channel and records nothing.
pub fn send_test(name: &str, channel: &Channel, occasion: &Occasion) -> Result<(), DeliveryError> {
    let checked = format!(
        "This is a test of the channel {name}, sent by hand with `earwatch deliver --test {name}`. Nothing was \
         checked, and nothing of it is on record."
    );
    let report = |checked: String| {
        let mut section = Section::new(format!("TEST: channel {name} works"));
        section.occasion = Some(effect::Occasion::Test);
        section.other = vec!["No document is behind this.".to_owned()];
        let subject = format!("TEST of the channel {name}, {}", occasion.as_of);
        Report::new(subject, occasion.as_of, checked, vec![section], Vec::new())
    };
    let id = format!("test-{}", occasion.now.timestamp_millis());
    let test = report(checked.clone());
    let digest = Digest {
        id: &id,
        channel: name,
        runs: &[],
        report: &test,
        days: vec![DayReport { day: None, report: report(checked) }],
        prepared: occasion.now,
        test: true,
    };
    deliver::send(channel, &id, &deliver::render(channel, &digest)?)
}
