//! Digests to the configured channels.

use earwatch::deliver::outbox::{self, Channels};
use earwatch::deliver::ping;
use earwatch::lock::LockError;
use earwatch::run::Occasion;
use earwatch::store::Store;

use super::commands::Usage;
use super::session::Session;
use super::{Done, NEEDS_A_PERSON, occasion, output};

impl Session {
    pub(super) fn channels(&self) -> Channels {
        Channels { by_name: self.config.delivery.clone(), offline: self.global.offline }
    }

    /// A test message through one channel.
    fn test_channel(&self, name: &str) -> anyhow::Result<Done> {
        let channels = self.channels();
        let Some(channel) = channels.by_name.get(name) else {
            let known: Vec<_> = channels.by_name.keys().map(String::as_str).collect();
            let known = if known.is_empty() {
                "none is configured; see [delivery.<name>]".to_owned()
            } else {
                format!("configured are: {}", known.join(", "))
            };
            return Err(Usage(format!("no channel is called “{name}”; {known}")).into());
        };
        if channels.offline && !channel.is_local() {
            return Err(Usage(format!("--offline allows no network, and {name} needs it")).into());
        }
        outbox::send_test(name, channel, &occasion("deliver", None))?;
        self.print(&format!("a test message was delivered to {name}\n"))?;
        Ok(Done(0))
    }

    /// What is waiting, to all channels; or a test message to one.
    pub(super) fn deliver(&self, test: Option<&str>) -> anyhow::Result<Done> {
        if let Some(channel) = test {
            return self.test_channel(channel);
        }
        self.global.format.plain()?;
        let occasion = occasion("deliver", None);
        let channels = self.channels();
        if channels.by_name.is_empty() {
            return Err(Usage("no channel is configured; see [delivery.<name>]".to_owned()).into());
        }
        let _lock = self.lock(&occasion)?;
        let mut store = self.open()?;
        let outcomes = outbox::deliver_pending(&mut store, &channels, &occasion);
        self.rows(&outcomes, |outcomes| {
            let arrived = outcomes.iter().filter(|outcome| outcome.failure().is_none());
            let lines: String = arrived.map(|outcome| outcome.message() + "\n").collect();
            if outcomes.is_empty() { "nothing is waiting\n".to_owned() } else { lines }
        })?;
        Ok(warn_of(&outcomes))
    }

    /// What is waiting, to all channels, after a run. A failure ends with 3: it must not pass unseen.
    pub(super) fn deliver_all(&self, store: &mut Store, occasion: &Occasion) -> Done {
        let outcomes = outbox::deliver_pending(store, &self.channels(), occasion);
        for outcome in outcomes.iter().filter(|outcome| outcome.failure().is_none()) {
            tracing::info!("{}", outcome.message());
        }
        warn_of(&outcomes)
    }

    /// A sign of life, as a run ended; one that found another at work leaves it to that. That none could be given is a
    /// warning.
    pub(super) fn ping(&self, ended: &anyhow::Result<Done>) {
        let good = match ended {
            Ok(_) => true,
            Err(error) => match error.downcast_ref::<LockError>() {
                Some(LockError::Held { .. }) => return,
                Some(LockError::File { .. }) | None => false,
            },
        };
        let Some(url) = self.config.ping_url.as_ref().filter(|_| !self.global.offline) else {
            return;
        };
        if let Err(error) = ping::ping(url, good) {
            output::warn(&format!("no sign of life was given: {error}"));
        }
    }
}

fn warn_of(outcomes: &[outbox::Outcome]) -> Done {
    let failed: Vec<_> = outcomes.iter().filter(|outcome| outcome.failure().is_some()).collect();
    for outcome in &failed {
        output::warn(&outcome.message());
    }
    Done(if failed.is_empty() { 0 } else { NEEDS_A_PERSON })
}
