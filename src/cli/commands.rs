//! Each command: one call into the library, one output.

use chrono::NaiveDate;
use earwatch::ingest::init::Permissions;
use earwatch::query::report::Scope;
use earwatch::store::documents::Stated;
use earwatch::store::findings::Which;
use earwatch::store::runs::RunId;
use earwatch_law::law::citation::DocumentNumber;

use super::configuration::configuration;
use super::polling::Poll;
use super::session::Session;
use super::{Cli, Command, Done, Global, Invocation, manual, output, tables};

/// Arguments that contradict each other or the state of things.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Usage(pub(super) String);

pub(super) fn run(cli: Cli) -> anyhow::Result<Done> {
    let Cli { global, command } = cli;
    match command {
        Invocation::Configured(command) => configured(global, command),
        Invocation::Completions { shell } => manual::completions(shell, &global),
        Invocation::Schema { name } => manual::schema(name.as_deref(), &global),
        Invocation::Man { dir } => manual::pages(dir.as_deref(), &global),
    }
}

/// A session whose output can be written.
fn session(global: Global) -> anyhow::Result<Session> {
    let config = configuration(&global)?;
    output::spare(&config.database, global.output.as_deref())?;
    global.format.fits(&global)?;
    Ok(Session { db: config.database.clone(), config, global })
}

fn configured(global: Global, command: Command) -> anyhow::Result<Done> {
    let session = session(global)?;
    match command {
        Command::Init { list, as_of, replace, allow_shrink } => {
            session.init(list, as_of, Permissions { replace, allow_shrink })
        }
        Command::Poll { archive, until, dry_run, heartbeat } => {
            session.poll(&Poll { archive, until, dry_run, heartbeat })
        }
        Command::Backfill { since } => session.backfill(since),
        Command::Doctor => session.doctor(),
        Command::Import { paths, publication_date, volume } => {
            session.import(&paths, Stated { published: publication_date, volume })
        }
        Command::Versions { known_by } => {
            let mut versions = session.open()?.reader().chain()?;
            versions.retain(|version| known_by.is_none_or(|day| version.published <= day));
            session.rows(&versions, tables::versions)
        }
        Command::Documents { known_by, provisional } => session.documents(known_by, provisional),
        Command::Findings { document, run } => {
            let which = match (document, run) {
                (Some(number), _) => Which::OfDocument(document_number(&number)?),
                (None, Some(run)) => Which::OfRun(RunId(run)),
                (None, None) => Which::Current,
            };
            session.findings(&which)
        }
        Command::Runs => {
            let runs = session.open()?.reader().runs()?;
            session.rows(&runs, tables::runs)
        }
        Command::Acknowledge { findings, by, reason, withdraw } => match (withdraw, by.zip(reason)) {
            (Some(number), _) => session.withdraw(number),
            (None, Some((by, reason))) => session.acknowledge(&findings, &by, &reason),
            (None, None) => session.acknowledgements(),
        },
        Command::List { list, at } => session.list(list, at),
        Command::Show { name, at } => session.show(&name, at),
        Command::History { name, known_by } => session.history(&name, known_by),
        Command::Diff(comparison) => session.diff(&comparison),
        Command::Replay { from, rules, to } => session.replay(&from, &rules, &to),
        Command::Deliver { test } => session.deliver(test.as_deref()),
        Command::Report { date, since, document, as_of, template, watch } => {
            let scope = scope(date, since, document)?;
            session.report(&scope, as_of.or(date), watch.as_deref(), template.as_deref())
        }
        Command::Site { dir, as_of, base_url } => session.site(&dir, base_url.as_deref(), as_of),
        Command::Config => session.configuration(),
    }
}

fn scope(date: Option<NaiveDate>, since: Option<NaiveDate>, document: Option<String>) -> anyhow::Result<Scope> {
    Ok(match (since, document) {
        (Some(day), _) => Scope::Since(day),
        (None, Some(number)) => Scope::Document(document_number(&number)?),
        (None, None) => Scope::Run(date),
    })
}

fn document_number(text: &str) -> anyhow::Result<DocumentNumber> {
    text.parse().map_err(|error| {
        Usage(format!("expected a document number such as 2025-05427, but found “{text}”: {error}")).into()
    })
}
