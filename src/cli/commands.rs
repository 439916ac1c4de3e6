//! Each command: one call into the library, one output.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use chrono::NaiveDate;
use earwatch::citation::DocumentNumber;
use earwatch::list::ListId;
use earwatch::pipeline::apply::{Incoming, ingest};
use earwatch::pipeline::compare::{self, state_at, version_as_of};
use earwatch::pipeline::init::{Permissions, init, read_list};
use earwatch::pipeline::replay::replay;
use earwatch::pipeline::report::{self, Scope};
use earwatch::pipeline::{Occasion, RunResult, poll};
use earwatch::report::export::{DiffExport, ListExport};
use earwatch::report::markdown;
use earwatch::report::record::EntryRecord;
use earwatch::source::archive::Archive;
use earwatch::source::federal_register::FederalRegister;
use earwatch::source::http::Http;
use earwatch::source::{Delivery, Source as _, Window};
use earwatch::store::Store;
use earwatch::store::documents::Stated;
use earwatch::store::findings::Which;
use earwatch::store::runs::RunId;
use earwatch::store::versions::VersionNumber;

use super::configuration::configuration;
use super::session::{Session, on_record};
use super::{Cli, Command, Done, Format, occasion, tables};

/// Arguments that contradict each other or the state of things.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Usage(pub(super) String);

pub(super) fn run(cli: Cli) -> anyhow::Result<Done> {
    let Cli { global, command } = cli;
    let config = configuration(&global)?;
    let session = Session {
        db: global.db.clone().unwrap_or_else(|| config.database.clone()),
        config,
        global,
    };
    match command {
        Command::Init {
            list,
            as_of,
            replace,
            allow_shrink,
        } => session.init(
            &list,
            as_of,
            Permissions {
                replace,
                allow_shrink,
            },
        ),
        Command::Poll {
            archive,
            until,
            heartbeat,
        } => session.poll(archive, until, heartbeat),
        Command::Import {
            paths,
            publication_date,
            volume,
        } => session.import(
            &paths,
            Stated {
                published: publication_date,
                volume,
            },
        ),
        Command::Versions => {
            let versions = session.open()?.reader().chain()?;
            session.rows(&versions, tables::versions)
        }
        Command::Documents => {
            let documents = session.open()?.reader().documents()?;
            session.rows(&documents, tables::documents)
        }
        Command::Findings { document, run } => {
            let which = match (document, run) {
                (Some(number), _) => Which::OfDocument(document_number(&number)?),
                (None, Some(run)) => Which::OfRun(RunId(run)),
                (None, None) => Which::Current,
            };
            let store = session.open()?;
            on_record(&store, &which)?;
            let findings = store.reader().findings(&which)?;
            session.rows(&findings, tables::findings)
        }
        Command::Runs => {
            let runs = session.open()?.reader().runs()?;
            session.rows(&runs, tables::runs)
        }
        Command::List {
            list,
            as_of,
            version,
            known_by,
        } => session.list(list, as_of, version, known_by),
        Command::Diff { from, to } => session.diff(&from, &to),
        Command::Replay { from, rules, to } => session.replay(&from, &rules, &to),
        Command::Report {
            date,
            since,
            document,
        } => {
            let scope = match (since, document) {
                (Some(day), _) => Scope::Since(day),
                (None, Some(number)) => Scope::Document(document_number(&number)?),
                (None, None) => Scope::Run(date),
            };
            session.report(&scope)
        }
    }
}

fn document_number(text: &str) -> anyhow::Result<DocumentNumber> {
    text.parse().map_err(|error| {
        Usage(format!(
            "expected a document number such as 2025-05427, but found “{text}”: {error}"
        ))
        .into()
    })
}

impl Session {
    fn init(
        &self,
        list: &Path,
        as_of: NaiveDate,
        permissions: Permissions,
    ) -> anyhow::Result<Done> {
        let occasion = occasion("init", None);
        let file = read_list(list, occasion.now)?;
        let mut store = Store::open(&self.db)?;
        let result = init(&mut store, file, as_of, permissions, &occasion)?;
        self.finish(&store, &[result], &occasion, false)
    }

    fn replay(&self, from: &Path, rules: &Path, to: &Path) -> anyhow::Result<Done> {
        let now = occasion("replay", None).now;
        let (from, to) = (read_list(from, now)?, read_list(to, now)?);
        let replay = replay(from.lists, deliveries(rules)?, to.lists)?;
        match self.global.format {
            Format::Text | Format::Md => self.print(&tables::replay(&replay))?,
            Format::Json => self.json(&replay)?,
            Format::Ndjson => self.ndjson(std::slice::from_ref(&replay))?,
        }
        Ok(Done(replay.exit_code()))
    }

    fn import(&self, paths: &[PathBuf], stated: Stated) -> anyhow::Result<Done> {
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
        let result = ingest(&mut store, incoming, &occasion)?;
        self.finish(&store, &[result], &occasion, false)
    }

    fn poll(
        &self,
        archive: Option<PathBuf>,
        until: Option<NaiveDate>,
        heartbeat: bool,
    ) -> anyhow::Result<Done> {
        let occasion = occasion("poll", until);
        let (store, results) = if let Some(dir) = archive {
            let mut archive = Archive::open(&dir)?;
            let mut store = Store::open(&self.db)?;
            let mut results = Vec::from_iter(self.baseline_of(&archive, &mut store, &occasion)?);
            let window = poll::whole_window(&store, occasion.as_of)?;
            results.push(block_on(poll::poll(
                &mut store,
                &mut archive,
                window,
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
            let result = block_on(poll::poll(&mut store, &mut source, window, &occasion))?;
            (store, vec![result])
        };
        self.finish(&store, &results, &occasion, heartbeat)
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
            &occasion,
        )?))
    }

    /// Prints the report of runs that belong together; runs without news print nothing.
    fn finish(
        &self,
        store: &Store,
        results: &[RunResult],
        occasion: &Occasion,
        heartbeat: bool,
    ) -> anyhow::Result<Done> {
        if results.iter().any(RunResult::is_news) {
            let runs = results.iter().map(|result| result.run).collect();
            let report = report::build(store, &Scope::OfRuns(runs), occasion)?;
            self.render(&report)?;
        } else if let (true, Some(last)) = (heartbeat, results.last()) {
            self.print(&format!(
                "earwatch {}: nothing new as of {}; {}\n",
                occasion.command,
                occasion.as_of,
                last.message()
            ))?;
        }
        for result in results {
            tracing::info!("{}", result.message());
        }
        Ok(Done(
            results
                .iter()
                .map(RunResult::exit_code)
                .max()
                .unwrap_or_default(),
        ))
    }

    fn list(
        &self,
        list: ListId,
        as_of: Option<NaiveDate>,
        version: Option<i64>,
        known_by: Option<NaiveDate>,
    ) -> anyhow::Result<Done> {
        let store = self.open()?;
        let occasion = occasion("list", None);
        let as_of = as_of.unwrap_or(occasion.as_of);
        let (info, state, origins) = if let Some(known_by) = known_by {
            compare::known_by(&store, as_of, known_by)?
        } else {
            let (named, version) = match version {
                Some(number) => (
                    number.to_string(),
                    store.reader().version(VersionNumber(number))?,
                ),
                None => (
                    as_of.to_string(),
                    Some(version_as_of(&store.reader().chain()?, as_of)?.clone()),
                ),
            };
            let version = version.with_context(|| format!("there is no version {named}"))?;
            let (state, origins) = state_at(&store, version.number)?;
            (compare::info(&named, Some(&version), None), state, origins)
        };
        let state = state
            .lists
            .get(&list)
            .with_context(|| format!("the baseline holds no {list}"))?;
        let entries: Vec<_> = state
            .in_order()
            .into_iter()
            .map(|entry| {
                EntryRecord::new(entry, origins.get(&entry.id).cloned().unwrap_or_default())
            })
            .collect();
        match self.global.format {
            Format::Text | Format::Md => self.print(&tables::entries(&entries))?,
            Format::Json => self.json(&ListExport::new(info, list, entries))?,
            Format::Ndjson => self.ndjson(&entries)?,
        }
        Ok(Done(0))
    }

    fn diff(&self, from: &str, to: &str) -> anyhow::Result<Done> {
        let occasion = occasion("diff", None);
        let needs_store = !(Path::new(from).is_file() && Path::new(to).is_file());
        let store = if needs_store && self.db.exists() {
            Some(Store::open_existing(&self.db)?)
        } else {
            None
        };
        let (old, new) = std::thread::scope(|scope| {
            // Two files are read side by side; a database is read by one thread only.
            if Path::new(from).is_file() && Path::new(to).is_file() {
                let old = scope.spawn(|| compare::side(None, from, occasion.now));
                let new = compare::side(None, to, occasion.now);
                let old = old
                    .join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
                return (old, new);
            }
            let side = |named| compare::side(store.as_ref(), named, occasion.now);
            (side(from), side(to))
        });
        let (old, new) = (old?, new?);
        let report = compare::report(store.as_ref(), &old, &new, &occasion)?;
        match self.global.format {
            Format::Text | Format::Md => self.print(&markdown::render(&report))?,
            Format::Json => self.json(&DiffExport::new(old.info(), new.info(), &report))?,
            Format::Ndjson => self.ndjson(&[DiffExport::new(old.info(), new.info(), &report)])?,
        }
        Ok(Done(0))
    }

    fn report(&self, scope: &Scope) -> anyhow::Result<Done> {
        let store = self.open()?;
        let report = report::build(&store, scope, &occasion("report", None))?;
        self.render(&report)?;
        Ok(Done(0))
    }
}

/// Everything that a directory or file holds.
fn deliveries(path: &Path) -> anyhow::Result<Vec<Delivery>> {
    let everything = Window {
        from: NaiveDate::MIN,
        to: NaiveDate::MAX,
    };
    let mut archive = Archive::open(path)?;
    block_on(async {
        let mut deliveries = Vec::new();
        for listed in archive.documents(everything).await? {
            deliveries.push(archive.fetch(&listed).await?);
        }
        anyhow::Ok(deliveries)
    })
}

fn block_on<T, E>(work: impl Future<Output = Result<T, E>>) -> anyhow::Result<T>
where
    anyhow::Error: From<E>,
{
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("cannot start the runtime")?;
    Ok(runtime.block_on(work)?)
}
