//! `earwatch acknowledge`.

use clap::Args;
use earwatch::run::answers::open_finding;
use earwatch::store::acknowledgements::{Acknowledgement, AcknowledgementId};
use earwatch_report::visible::visible;

use super::clock::now;
use super::exit::{Done, Usage};
use super::session::Session;
use super::values;

/// Record that a person has looked at findings, and why nothing more needs to be done
#[derive(Debug, Args)]
pub(super) struct Acknowledge {
    /// Numbers of findings, as `findings` prints them; none lists the acknowledgements
    #[arg(value_name = "N", value_parser = values::number, requires_all = ["by", "reason"])]
    findings: Vec<i64>,
    /// Initials of the person
    #[arg(long, value_name = "INITIALS", requires = "findings")]
    by: Option<String>,
    /// Why nothing more needs to be done
    #[arg(long, value_name = "TEXT", requires = "findings")]
    reason: Option<String>,
    /// Take back an acknowledgement
    #[arg(long, value_name = "N", value_parser = values::number, conflicts_with = "findings")]
    withdraw: Option<i64>,
}

impl Acknowledge {
    pub(super) fn run(self, session: &Session) -> anyhow::Result<Done> {
        match (self.withdraw, self.by.zip(self.reason)) {
            (Some(number), _) => withdraw(session, number),
            (None, Some((by, reason))) => acknowledge(session, &self.findings, by.trim(), reason.trim()),
            (None, None) => session.lines(&session.open()?.reader().acknowledgements()?, line),
        }
    }
}

fn acknowledge(session: &Session, numbers: &[i64], by: &str, reason: &str) -> anyhow::Result<Done> {
    if by.is_empty() || reason.is_empty() {
        let message = "expected the initials of a person and a reason, but one is blank";
        return Err(Usage(message.to_owned()).into());
    }
    let mut store = session.open_to_write()?;
    let mut chosen = Vec::new();
    for number in numbers {
        let finding = open_finding(store.reader(), *number)?
            .ok_or_else(|| Usage(format!("finding {number} is not open; `earwatch findings` lists the open ones")))?;
        chosen.push(finding);
    }
    let now = now();
    store.write(|writer| {
        for finding in chosen {
            writer.acknowledge(&finding, by, reason, now)?;
        }
        anyhow::Ok(Done(0))
    })
}

fn withdraw(session: &Session, number: i64) -> anyhow::Result<Done> {
    let mut store = session.open_to_write()?;
    if store.write(|writer| writer.withdraw_acknowledgement(AcknowledgementId(number), now()))? {
        return Ok(Done(0));
    }
    Err(Usage(format!("there is no acknowledgement {number}; `earwatch acknowledge` lists them")).into())
}

fn line(it: &Acknowledgement) -> String {
    let document = it.finding.document.as_ref().map(ToString::to_string);
    format!(
        "{:>5}  {}  {}  {}  {}\n       {}\n       {}: {}\n",
        it.id.0,
        it.recorded.format("%Y-%m-%d"),
        it.finding.code,
        document.as_deref().unwrap_or("no document"),
        visible(it.finding.name.as_deref().unwrap_or_default()),
        visible(&it.finding.message),
        visible(&it.reviewer),
        visible(&it.reason),
    )
}
