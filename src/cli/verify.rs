//! `earwatch verify`.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use chrono::NaiveDate;
use clap::Args;
use earwatch::ingest::drift;
use earwatch::ingest::init::fetch_list;
use earwatch::query::verify::{Given, fidelity, verify};
use earwatch::run::Occasion;
use earwatch::source::Capture;
use earwatch::source::ecfr::Ecfr;
use earwatch::source::http::Http;
use earwatch_law::drift::Printing;
use earwatch_law::law::ListId;
use earwatch_report::render::verification;
use earwatch_report::report::verification::{Fidelity, Verification};

use super::clock::occasion;
use super::disk::block_on;
use super::exit::{Done, Usage};
use super::format::Format;
use super::output;
use super::session::Session;
use super::values;

/// Compare the list of a day with what others print of it: the eCFR, the Consolidated Screening List, BIS's CSV
#[derive(Debug, Args)]
pub(super) struct Verify {
    /// eCFR XML, CSV or JSON of the Consolidated Screening List, BIS's CSV [default: the eCFR, fetched]
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The day that the source shows [default: that in the name of the file, else today]
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    as_of: Option<NaiveDate>,
    /// Write how faithful the list is, in a line and in figures, to FILE as JSON
    #[arg(long, value_name = "FILE")]
    fidelity: Option<PathBuf>,
    /// Write nothing into the drift ledger, and raise no findings
    #[arg(long)]
    dry_run: bool,
}

impl Verify {
    pub(super) fn run(self, session: &Session) -> anyhow::Result<Done> {
        let Self { files, as_of, fidelity: to, dry_run } = self;
        let occasion = occasion("verify", None);
        let store = session.open()?;
        let (given, capture) = if files.is_empty() {
            let (given, capture) = fetched(session, as_of)?;
            (vec![given], Some(capture))
        } else {
            (files.iter().map(|file| Given::read(file, as_of, &occasion)).collect::<Result<_, _>>()?, None)
        };
        let sources = given.iter().map(|given| verify(&store, given)).collect::<Result<_, _>>()?;
        let verification = Verification::new(occasion.as_of, sources);
        if let Some(to) = to {
            let official = verification.sources.iter().filter(|source| source.printing == Printing::Ecfr);
            let mut official =
                official.flat_map(|source| source.lists.iter().map(|list| (source.day, &list.comparison)));
            let last = official.rfind(|(_, of)| of.list == ListId::EntityList);
            let official = last.map(|(day, of)| (Some(day), of.equal, of.total));
            write_fidelity(&fidelity(&store, official)?, &to)?;
        }
        if !dry_run && let Err(error) = record(session, &verification, capture.as_ref(), &occasion) {
            output::warn(&format!("nothing was written into the drift ledger: {error:#}"));
        }
        print(session, &verification)?;
        Ok(Done(verification.exit_code))
    }
}

/// Writes how faithful a list is.
pub(super) fn write_fidelity(fidelity: &Fidelity, to: &Path) -> anyhow::Result<()> {
    let text = format!("{}\n", serde_json::to_string_pretty(fidelity)?);
    output::write(text.as_bytes(), Some(to)).map(drop)
}

/// Writes the drift ledger.
fn record(session: &Session, of: &Verification, fetched: Option<&Capture>, occasion: &Occasion) -> anyhow::Result<()> {
    let _lock = session.lock(occasion)?;
    let mut store = session.open_to_write()?;
    drift::record(&mut store, &of.sources, fetched, &session.overlays()?, occasion)?;
    Ok(())
}

/// The eCFR's printing of a day, or of the last one to which it is up to date.
fn fetched(session: &Session, day: Option<NaiveDate>) -> anyhow::Result<(Given, Capture)> {
    if session.global.offline {
        return Err(Usage("--offline allows no network; name a FILE".to_owned()).into());
    }
    let http = Http::new(session.config.http.clone())?;
    let mut ecfr = Ecfr::new(session.config.ecfr.as_str(), http)?;
    let (file, day) = block_on(fetch_list(&mut ecfr, day))?;
    Ok((Given::fetched(&file.capture, day), file.capture))
}

fn print(session: &Session, of: &Verification) -> anyhow::Result<Done> {
    match session.global.format {
        Format::Text => session.print(&verification::text(of)),
        Format::Md => session.print(&verification::markdown(of)),
        Format::Json => session.json(of),
        Format::Ndjson => session.ndjson(std::slice::from_ref(of)),
        Format::Csv => session.write(&verification::csv(of)?),
        Format::Html => session.print(&verification::html(of).context("the page cannot be made")?),
        other => Err(other
            .is_for("`report`, `diff` and `poll`; `verify` prints text, md, json, ndjson, csv and html")
            .into()),
    }
}
