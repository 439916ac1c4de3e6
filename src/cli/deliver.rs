//! `earwatch deliver`.

use clap::Args;
use earwatch::deliver::{outbox, watch};

use super::clock::occasion;
use super::exit::{Done, Usage};
use super::news;
use super::session::Session;

/// Send what is waiting to the configured channels, or a test message to one of them
#[derive(Debug, Args)]
pub(super) struct Deliver {
    /// Send a clearly marked test message through this channel, and record nothing
    #[arg(long, value_name = "CHANNEL")]
    test: Option<String>,
}

impl Deliver {
    pub(super) fn run(self, session: &Session) -> anyhow::Result<Done> {
        if let Some(channel) = self.test {
            return test(session, &channel);
        }
        session.global.format.plain()?;
        let occasion = occasion("deliver", None);
        let channels = session.channels();
        if channels.by_name.is_empty() {
            return Err(Usage("no channel is configured; see [delivery.<name>]".to_owned()).into());
        }
        let _lock = session.lock(&occasion)?;
        let outcomes = outbox::deliver_pending(&mut session.open_to_write()?, &channels, &occasion);
        session.rows(&outcomes, |outcomes| {
            let arrived = outcomes.iter().filter(|outcome| outcome.failure().is_none());
            let lines: String = arrived.map(|outcome| outcome.message() + "\n").collect();
            if outcomes.is_empty() { "nothing is waiting\n".to_owned() } else { lines }
        })?;
        Ok(news::warn_of(&outcomes))
    }
}

/// A test message through one channel.
fn test(session: &Session, name: &str) -> anyhow::Result<Done> {
    let channels = session.channels();
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
    if let Some(path) = channels.watch.get(name) {
        watch::read(path).map_err(|mistakes| Usage(mistakes.join("; ")))?;
    }
    outbox::send_test(name, channel, &occasion("deliver", None))?;
    session.print(&format!("a test message was delivered to {name}\n"))
}
