//! `earwatch diff`.

use std::path::Path;

use chrono::NaiveDate;
use clap::Args;
use earwatch::query::{compare, comparison, report};
use earwatch::store::StoreError;
use earwatch_report::report::export::DiffExport;

use super::clock::{now, occasion};
use super::exit::{Done, NEEDS_A_PERSON};
use super::format::Format;
use super::session::Session;
use super::values;
use super::watch::Watch;

/// What differs between two versions, dates, documents or eCFR XML files
#[derive(Debug, Args)]
pub(super) struct Diff {
    /// Version number, date, document number, or path of an eCFR XML file
    from: String,
    /// The same, for the later side
    to: String,
    /// Dates as known from what had been published by DATE
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    known_by: Option<NaiveDate>,
    /// Judge what is in force as of DATE [default: the day of TO, where it is a day or a version; else today]
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    as_of: Option<NaiveDate>,
    #[command(flatten)]
    watch: Watch,
}

impl Diff {
    pub(super) fn run(self, session: &Session) -> anyhow::Result<Done> {
        let Self { from, to, known_by, as_of, watch } = self;
        let watch = watch.list()?;
        let now = now();
        let are_files = Path::new(&from).is_file() && Path::new(&to).is_file();
        let store = match session.open() {
            _ if are_files => None,
            Err(error) if matches!(error.downcast_ref(), Some(StoreError::Missing { .. })) => None,
            opened => Some(opened?),
        };
        let (old, new) = if are_files {
            // Two files are read side by side; a database is read by one thread only.
            std::thread::scope(|scope| {
                let old = scope.spawn(|| compare::side(None, &from, None, now));
                let new = compare::side(None, &to, None, now);
                (old.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), new)
            })
        } else {
            let side = |named| compare::side(store.as_ref(), named, known_by, now);
            (side(&from), side(&to))
        };
        let (old, new) = (old?, new?);
        let occasion = occasion("diff", as_of.or(new.source.as_of));
        let report = watch.watched(comparison::report(store.as_ref(), &old, &new, &occasion)?);
        let review = report.needing_a_person() > 0;
        match session.global.format {
            Format::Json => session.json(&DiffExport::new(old.info(), new.info(), &report))?,
            Format::Ndjson => session.ndjson(&[DiffExport::new(old.info(), new.info(), &report)])?,
            Format::Xlsx => {
                let doubts =
                    store.as_ref().filter(|_| !new.is_file).map(report::doubts).transpose()?.unwrap_or_default();
                let mut listing = report::all_entries(&new.state, &new.origins, &new.ids, &doubts);
                listing.retain(|entry| old.state.lists.contains_key(&entry.list));
                session.render(&report.with_listing(listing))?
            }
            _ => session.render(&report)?,
        };
        Ok(Done(if review { NEEDS_A_PERSON } else { 0 }))
    }
}
