//! `earwatch report`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use earwatch::query::report::{Scope, build};

use super::clock::occasion;
use super::exit::{Done, Usage};
use super::session::Session;
use super::values::{self, document_name};
use super::watch::Watch;

/// What a run, a period or a document changed
#[derive(Debug, Args)]
pub(super) struct Report {
    /// The runs of that day that had news, judged as of that day [default: the last run that had any]
    #[arg(long, value_name = "DATE", value_parser = values::date, conflicts_with_all = ["since", "document"])]
    date: Option<NaiveDate>,
    /// Everything published since DATE
    #[arg(long, value_name = "DATE", value_parser = values::date, conflicts_with = "document")]
    since: Option<NaiveDate>,
    /// One document
    #[arg(long, value_name = "NUMBER")]
    document: Option<String>,
    #[command(flatten)]
    watch: Watch,
    /// Judge what is in force as of DATE [default: the day of --date, else today]
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    as_of: Option<NaiveDate>,
    /// Your own templates in DIR, such as report.html.jinja, in place of the built-in ones
    #[arg(long, value_name = "DIR")]
    template: Option<PathBuf>,
}

impl Report {
    pub(super) fn run(self, session: &Session) -> anyhow::Result<Done> {
        let scope = match (self.since, self.document) {
            (Some(day), _) => Scope::Since(day),
            (None, Some(number)) => Scope::Document(document_name(&number).map_err(Usage)?),
            (None, None) => Scope::Run(self.date),
        };
        let watch = self.watch.list()?;
        let store = session.open()?;
        let report = build(&store, &scope, &occasion("report", self.as_of.or(self.date)))?;
        let report = session.with_listing(&store, watch.watched(report))?;
        session.render_by(self.template.as_deref(), &report)
    }
}
