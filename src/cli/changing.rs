//! What a person hands over: documents from disk, and answers to findings.

use std::path::PathBuf;

use earwatch::ingest::apply::{Incoming, ingest};
use earwatch::store::acknowledgements::AcknowledgementId;
use earwatch::store::documents::Stated;
use earwatch::store::findings::Which;

use super::commands::Usage;
use super::session::Session;
use super::sources::deliveries;
use super::{Done, occasion};

impl Session {
    pub(super) fn acknowledge(&self, numbers: &[i64], by: &str, reason: &str) -> anyhow::Result<Done> {
        if by.trim().is_empty() || reason.trim().is_empty() {
            let message = "expected the initials of a person and a reason, but one is blank";
            return Err(Usage(message.to_owned()).into());
        }
        let now = occasion("acknowledge", None).now;
        let mut store = self.open()?;
        let current = store.reader().numbered_findings(&Which::Current)?;
        let mut chosen = Vec::new();
        for number in numbers {
            let found = current.iter().find(|(id, _)| id.0 == *number);
            let (_, finding) = found.ok_or_else(|| {
                Usage(format!("finding {number} is not open; `earwatch findings` lists the open ones"))
            })?;
            chosen.push(finding);
        }
        store.write(|writer| {
            for finding in chosen {
                writer.acknowledge(finding, by.trim(), reason.trim(), now)?;
            }
            anyhow::Ok(())
        })?;
        Ok(Done(0))
    }

    pub(super) fn withdraw(&self, number: i64) -> anyhow::Result<Done> {
        let now = occasion("acknowledge", None).now;
        let mut store = self.open()?;
        let stood: bool =
            store.write(|writer| anyhow::Ok(writer.withdraw_acknowledgement(AcknowledgementId(number), now)?))?;
        if !stood {
            let message = format!("there is no acknowledgement {number}; `earwatch acknowledge` lists them");
            return Err(Usage(message).into());
        }
        Ok(Done(0))
    }

    pub(super) fn import(&self, paths: &[PathBuf], stated: Stated) -> anyhow::Result<Done> {
        let occasion = occasion("import", None);
        let _lock = self.lock(&occasion)?;
        let mut incoming = Vec::new();
        for path in paths {
            incoming.extend(deliveries(path)?.into_iter().map(|delivery| Incoming { delivery, stated }));
        }
        let single = incoming.len() == 1;
        if !single && (stated.published.is_some() || stated.volume.is_some()) {
            let message =
                format!("--publication-date and --volume describe one document, but {} were found", incoming.len());
            return Err(Usage(message).into());
        }
        let mut store = self.open()?;
        let result = ingest(&mut store, incoming, &self.overlays()?, &occasion)?;
        self.finish(&mut store, &[result], &occasion, false)
    }
}
