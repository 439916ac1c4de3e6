//! `earwatch bundle`.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;
use earwatch::bundle::signature::SecretKey;
use earwatch::bundle::{Extras, Made, Wanted, ends, make, timestamp};
use earwatch::run::Occasion;
use earwatch::screen::memory::written::written;
use earwatch::store::{Store, StoreError};
use earwatch_report::visible::visible;
use serde_json::json;

use super::clock::occasion;
use super::exit::{Done, Usage};
use super::format::Plain;
use super::output;
use super::session::Session;
use super::values;

/// Write everything on record, with the bytes that were received, into one file that others can verify
#[derive(Debug, Args)]
pub(super) struct Bundle {
    /// What was on record after run N
    #[arg(long, value_name = "N", value_parser = values::number, conflicts_with_all = ["version", "date"])]
    run: Option<i64>,
    /// What led to version N, and nothing later
    #[arg(long, value_name = "N", value_parser = values::number, conflicts_with = "date")]
    version: Option<i64>,
    /// What was on record at the end of DATE
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    date: Option<NaiveDate>,
    /// With the screenings on record and what reviewers decided; these name your parties
    #[arg(long)]
    with_screening: bool,
    /// Sign the manifest with a secret key of minisign that has no password
    #[arg(long, value_name = "KEYFILE")]
    sign: Option<PathBuf>,
    /// Write a request for a time stamp (RFC 3161) of the manifest to FILE, for any authority
    #[arg(long, value_name = "FILE")]
    timestamp_request: Option<PathBuf>,
}

impl Bundle {
    pub(super) fn run(self, session: &Session) -> anyhow::Result<Done> {
        let plain = session.global.format.plain()?;
        let to = session.global.output.as_deref();
        let to = to.ok_or_else(|| Usage("a bundle is a file: name it with -o FILE".to_owned()))?;
        let request = self.timestamp_request.as_deref();
        let parties = &session.config.screening.store;
        for (database, file) in [(&session.db, request), (parties, request), (parties, Some(to))] {
            output::spare(database, file)?;
        }
        let wanted = match (self.run, self.version, self.date) {
            (Some(run), ..) => Wanted::Run(run),
            (_, Some(version), _) => Wanted::Version(version),
            (.., Some(day)) => Wanted::Date(day),
            (None, None, None) => Wanted::Everything,
        };
        let key = self.sign.as_deref().map(SecretKey::read).transpose()?;
        let occasion = occasion("bundle", None);
        let mut store = match session.open_to_write() {
            Err(error) if matches!(error.downcast_ref(), Some(StoreError::NotWritable { .. })) => None,
            opened => Some(opened?),
        };
        let _lock = store.as_ref().map(|_| session.lock(&occasion)).transpose()?;
        let readable = if store.is_none() { Some(session.open()?) } else { None };
        let Some(source) = store.as_ref().or(readable.as_ref()) else { return Ok(Done(0)) };
        let screening =
            if self.with_screening { written(parties, ends(source, wanted)?.as_deref())? } else { Vec::new() };
        let extras = Extras { settings: &session.config.settings, screening, key: key.as_ref() };
        let made = make(source, wanted, extras)?;
        if let Some(store) = &mut store {
            record(store, &made, (to, request), &occasion)?;
        } else {
            write(&made, (to, request))?;
            output::warn("the database may not be written to, so that the chain of runs does not hold this bundle");
        }
        output::write(told(&made, to, plain).as_bytes(), None)
    }
}

/// Writes the files and puts the bundle under the chain of runs: both, or neither.
fn record(
    store: &mut Store,
    made: &Made,
    (to, request): (&Path, Option<&Path>),
    occasion: &Occasion,
) -> anyhow::Result<()> {
    let last = store.reader().last_link()?;
    // The same bundle once more is no news.
    if last.is_some_and(|(link, _)| link.manifest.as_ref() == Some(&made.sha256)) {
        return write(made, (to, request));
    }
    store.write(|writer| {
        let message = format!("{}: manifest {}", made.of, made.sha256);
        writer.put_bundle(occasion.as_of, occasion.now, &made.sha256, &message)?;
        write(made, (to, request))
    })
}

fn write(made: &Made, (to, request): (&Path, Option<&Path>)) -> anyhow::Result<()> {
    output::write(&made.bytes, Some(to))?;
    if let Some(request) = request {
        output::write(&timestamp::request(&made.manifest), Some(request))?;
    }
    Ok(())
}

fn told(made: &Made, to: &Path, plain: Plain) -> String {
    let (version, hash) = &made.version;
    if matches!(plain, Plain::Json | Plain::Ndjson) {
        let told = json!({
            "file": to.display().to_string(), "of": made.of, "through_run": made.through_run, "version": version,
            "content_hash": hash, "members": made.members, "bytes": made.bytes.len(), "manifest_sha256": made.sha256,
        });
        return format!("{told}\n");
    }
    format!(
        "{}: {}; {} members, {} bytes\nversion {version}, content hash {hash}\nmanifest SHA-256 {}\n",
        visible(&to.display().to_string()),
        made.of,
        made.members,
        made.bytes.len(),
        made.sha256
    )
}
