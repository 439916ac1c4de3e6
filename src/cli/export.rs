//! `earwatch export`.

use std::io::IsTerminal as _;

use anyhow::Context as _;
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use earwatch::query::export::{Past, earlier, past, records};
use earwatch::store::Store;
use earwatch_law::law::ListId;
use earwatch_report::render::exchange::{Listing, csl, ftm};
use earwatch_report::report::delta::{End, Line, deltas, fingerprint};
use earwatch_report::report::record::EntryRecord;

use super::at::At;
use super::clock::today;
use super::exit::{Done, Usage};
use super::format::Format;
use super::session::Session;
use super::values;

/// The lists in a form that other programs take, or what has changed in them since a day
#[derive(Debug, Args)]
pub(super) struct Export {
    /// The form
    #[arg(long, value_enum, value_name = "FORM")]
    to: Form,
    /// These lists [default: all that are tracked]
    #[arg(long, value_name = "ID", value_parser = values::list_id)]
    list: Vec<ListId>,
    #[command(flatten)]
    at: At,
    /// Only what leads a system that had the lists of DATE to those asked for
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    since: Option<NaiveDate>,
}

/// What other programs take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    #[value(help = "FollowTheMoney entities, one a line")]
    Ftm,
    /// The columns of the Consolidated Screening List, as CSV
    Csl,
    /// An entry a line, as `list --format ndjson` has it
    Ndjson,
    /// A copy of the database without what is private, for its documented views
    Sqlite,
}

impl Export {
    pub(super) fn run(self, session: &Session) -> anyhow::Result<Done> {
        if session.global.format != Format::Text {
            return Err(Usage("`export` takes its form from --to; leave out --format".to_owned()).into());
        }
        let store = session.open()?;
        if self.to == Form::Sqlite {
            return self.database(session, &store);
        }
        let bytes = store.at_one_moment(|store| self.lists(store))?;
        session.write(&bytes)
    }

    fn lists(&self, store: &Store) -> anyhow::Result<Vec<u8>> {
        let lists = self.at.lists(store)?;
        let of_version = lists.info.effective.filter(|_| self.at.version.is_some());
        let day = of_version.or(self.at.as_of).unwrap_or_else(today);
        if let Some(since) = self.since.filter(|since| *since > day) {
            return Err(Usage(format!("expected a day up to {day} in --since, but found {since}")).into());
        }
        let now = records(store, lists, &self.list)?;
        let Some(since) = self.since else {
            let past = if self.to == Form::Ndjson { Past::default() } else { past(store, day, self.at.known_by)? };
            let listing = Listing { records: &now, listed: &past.listed, day };
            return Ok(match self.to {
                Form::Ftm => ftm::lines(&listing)?,
                Form::Csl => csl::table(&listing)?,
                Form::Ndjson | Form::Sqlite => lines(&now)?,
            });
        };
        let past = past(store, day, self.at.known_by)?;
        let earlier = earlier(store, since, &self.list)?;
        let listing = |records, day| Listing { records, listed: &past.listed, day };
        let states = || earlier.iter().map(|records| listing(records, since)).collect::<Vec<_>>();
        Ok(match self.to {
            Form::Ftm => ftm::delta(&states(), &listing(&now, day))?,
            Form::Csl => csl::delta(&states(), &listing(&now, day))?,
            Form::Ndjson | Form::Sqlite => {
                let end = End {
                    end: true,
                    since,
                    as_of: day,
                    known_by: self.at.known_by,
                    changes: 0,
                    entries: now.len(),
                    sha256: String::new(),
                };
                steps(earlier, now, &past, &end)?
            }
        })
    }

    /// A copy of the whole database.
    fn database(&self, session: &Session, store: &Store) -> anyhow::Result<Done> {
        let At { as_of, version, known_by } = self.at;
        if self.since.is_some() || !self.list.is_empty() || as_of.is_some() || version.is_some() || known_by.is_some() {
            let message =
                "--to sqlite holds all lists of all days; leave out --list, --as-of, --version, --known-by and --since";
            return Err(Usage(message.to_owned()).into());
        }
        if session.global.output.is_none() && std::io::stdout().is_terminal() {
            return Err(Usage("a database cannot be shown on a terminal; name a file with -o FILE".to_owned()).into());
        }
        let folder = tempfile::tempdir().context("cannot make a folder for the copy of the database")?;
        let copy = folder.path().join("export.db");
        store.public_copy(&copy)?;
        session.pour(std::fs::File::open(&copy).context("cannot read the copy of the database")?)
    }
}

fn lines(records: &[EntryRecord]) -> anyhow::Result<Vec<u8>> {
    let mut out = Vec::new();
    for record in records {
        serde_json::to_writer(&mut out, record)?;
        out.push(b'\n');
    }
    Ok(out)
}

fn steps(earlier: Vec<Vec<EntryRecord>>, now: Vec<EntryRecord>, past: &Past, end: &End) -> anyhow::Result<Vec<u8>> {
    let earlier: Vec<_> = earlier.into_iter().map(Line::all).collect::<Result<_, _>>()?;
    let now = Line::all(now)?;
    let deltas = deltas(&earlier, &now, &past.acts)?;
    let mut out = Vec::new();
    for delta in &deltas {
        serde_json::to_writer(&mut out, delta)?;
        out.push(b'\n');
    }
    serde_json::to_writer(&mut out, &End { changes: deltas.len(), sha256: fingerprint(&now), ..*end })?;
    out.push(b'\n');
    Ok(out)
}
