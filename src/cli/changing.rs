//! Commands that write to the database.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use earwatch::pipeline::apply::{Incoming, ingest};
use earwatch::pipeline::init::{Permissions, init, not_to_come, read_list};
use earwatch::pipeline::report::{self, Scope};
use earwatch::pipeline::{Occasion, RunResult, delivery, poll};
use earwatch::source::archive::Archive;
use earwatch::source::federal_register::FederalRegister;
use earwatch::source::http::Http;
use earwatch::store::Store;
use earwatch::store::acknowledgements::AcknowledgementId;
use earwatch::store::documents::Stated;
use earwatch::store::findings::Which;

use super::commands::Usage;
use super::session::Session;
use super::sources::{block_on, deliveries};
use super::{Done, occasion};

impl Session {
    pub(super) fn acknowledge(
        &self,
        numbers: &[i64],
        by: &str,
        reason: &str,
    ) -> anyhow::Result<Done> {
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
                Usage(format!(
                    "no finding {number} stands; `earwatch findings` prints those that do"
                ))
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
        let stood: bool = store.write(|writer| {
            anyhow::Ok(writer.withdraw_acknowledgement(AcknowledgementId(number), now)?)
        })?;
        if !stood {
            let message = format!(
                "no acknowledgement {number} stands; `earwatch acknowledge` prints those that do"
            );
            return Err(Usage(message).into());
        }
        Ok(Done(0))
    }

    pub(super) fn init(
        &self,
        list: &Path,
        as_of: NaiveDate,
        permissions: Permissions,
    ) -> anyhow::Result<Done> {
        let occasion = occasion("init", None);
        not_to_come(as_of, &occasion)?;
        let file = read_list(list, occasion.now)?;
        let mut store = Store::open(&self.db)?;
        let overlays = self.overlays()?;
        let result = init(&mut store, file, as_of, permissions, &overlays, &occasion)?;
        self.finish(&mut store, &[result], &occasion, false)
    }

    pub(super) fn import(&self, paths: &[PathBuf], stated: Stated) -> anyhow::Result<Done> {
        let occasion = occasion("import", None);
        let mut incoming = Vec::new();
        for path in paths {
            incoming.extend(
                deliveries(path)?
                    .into_iter()
                    .map(|delivery| Incoming { delivery, stated }),
            );
        }
        let single = incoming.len() == 1;
        if !single && (stated.published.is_some() || stated.volume.is_some()) {
            let message = format!(
                "--publication-date and --volume describe one document, but {} were found",
                incoming.len()
            );
            return Err(Usage(message).into());
        }
        let mut store = self.open()?;
        let result = ingest(&mut store, incoming, &self.overlays()?, &occasion)?;
        self.finish(&mut store, &[result], &occasion, false)
    }

    pub(super) fn poll(
        &self,
        archive: Option<PathBuf>,
        until: Option<NaiveDate>,
        heartbeat: bool,
    ) -> anyhow::Result<Done> {
        let occasion = occasion("poll", until);
        let overlays = self.overlays()?;
        let (mut store, results) = if let Some(dir) = archive {
            let mut archive = Archive::open(&dir)?;
            let mut store = Store::open(&self.db)?;
            let mut results = Vec::from_iter(self.baseline_of(&archive, &mut store, &occasion)?);
            let window = poll::whole_window(&store, occasion.as_of)?;
            results.push(block_on(poll::poll(
                &mut store,
                &mut archive,
                window,
                &overlays,
                &occasion,
            ))?);
            (store, results)
        } else if self.global.offline {
            return Err(Usage("--offline allows no network; give --archive DIR".to_owned()).into());
        } else {
            let mut store = self.open()?;
            let http = Http::new(self.config.http.clone())?;
            let mut source = FederalRegister::new(self.config.federal_register.as_str(), http)?;
            let window = poll::window(&store, occasion.as_of)?;
            let result = block_on(poll::poll(
                &mut store,
                &mut source,
                window,
                &overlays,
                &occasion,
            ))?;
            (store, vec![result])
        };
        self.finish(&mut store, &results, &occasion, heartbeat)
    }

    /// An archive may hold the list to begin with.
    fn baseline_of(
        &self,
        archive: &Archive,
        store: &mut Store,
        occasion: &Occasion,
    ) -> anyhow::Result<Option<RunResult>> {
        if !store.reader().chain()?.is_empty() {
            return Ok(None);
        }
        let Some((path, as_of)) = archive.baseline()? else {
            let message = format!(
                "{} has no baseline yet and the archive holds no baseline.xml; run `earwatch init --list FILE --as-of DATE` first",
                self.db.display()
            );
            return Err(Usage(message).into());
        };
        let file = read_list(&path, occasion.now)?;
        let occasion = Occasion {
            command: "init".to_owned(),
            ..occasion.clone()
        };
        Ok(Some(init(
            store,
            file,
            as_of,
            Permissions::default(),
            &self.overlays()?,
            &occasion,
        )?))
    }

    /// Prints the report of the runs that were not reported yet: these, and earlier ones whose report could not be
    /// written. Runs without news print nothing. Then every channel gets its digest, printed or not.
    fn finish(
        &self,
        store: &mut Store,
        results: &[RunResult],
        occasion: &Occasion,
        heartbeat: bool,
    ) -> anyhow::Result<Done> {
        delivery::enrol(store, &self.channels()?, occasion)?;
        let printed = self.print_report(store, results, occasion, heartbeat);
        let delivered = self.deliver_all(store, occasion);
        for result in results {
            tracing::info!("{}", result.message());
        }
        let (Done(found), Done(delivered)) = (printed?, delivered?);
        Ok(Done(found.max(delivered)))
    }

    fn print_report(
        &self,
        store: &mut Store,
        results: &[RunResult],
        occasion: &Occasion,
        heartbeat: bool,
    ) -> anyhow::Result<Done> {
        let unreported = store.reader().unreported()?;
        let mut news = Vec::new();
        for run in &unreported {
            if report::is_news(store, *run)? {
                news.push(*run);
            }
        }
        let runs = store.reader().runs()?;
        let codes = runs.iter().filter(|run| news.contains(&run.id));
        let code = codes.filter_map(|run| run.exit_code).max();
        if !news.is_empty() {
            let report = report::build(store, &Scope::OfRuns(news), occasion)?;
            self.render(&report)?;
        } else if let (true, Some(last)) = (heartbeat, results.last()) {
            self.print(&format!(
                "earwatch {}: nothing new as of {}; {}\n",
                occasion.command,
                occasion.as_of,
                last.message()
            ))?;
        }
        store.write(|writer| anyhow::Ok(writer.put_reported(&unreported, occasion.now)?))?;
        Ok(Done(code.unwrap_or_default()))
    }
}
