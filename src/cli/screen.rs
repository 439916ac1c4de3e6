//! `earwatch screen`.

use std::io::{self, BufWriter, Read as _, Seek as _, Write};
use std::path::PathBuf;
use std::time::Duration;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use earwatch::screen::columns::Role;
use earwatch::screen::input::{Input, Said, said};
use earwatch::screen::memory::decisions::Decisions;
use earwatch::screen::ownership::Files;
use earwatch::screen::{Against, Ownership, Request, ScreenError, screen};
use earwatch_report::render::screened::Dress;
use earwatch_report::render::table::csv;
use earwatch_report::render::table::xlsx::ScreenedBook;
use earwatch_report::report::screened::{ScreenResult, Screened};
use earwatch_report::told::screened as told;
use encoding_rs::Encoding;
use indicatif::{ProgressBar, ProgressStyle};

use super::clock::{occasion, today};
use super::exit::{Done, HITS, Usage};
use super::format::Format;
use super::output;
use super::session::Session;
use super::values;

/// Hold the parties of a file against the lists: potential matches by name and address, to be reviewed
#[derive(Debug, Args)]
pub(super) struct Screen {
    /// CSV, NDJSON or a workbook (XLSX, XLS, ODS) with a column of names; `-` for standard input
    #[arg(value_name = "PARTIES")]
    parties: PathBuf,
    /// Against the lists in force on DATE [default: today]
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    as_of: Option<NaiveDate>,
    /// As known from what had been published by DATE
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    known_by: Option<NaiveDate>,
    /// Whom parties belong to: CSV (owner, owned, percent), Beneficial Ownership Data Standard, `FollowTheMoney`, GLEIF
    #[arg(long, value_name = "FILE", num_args = 1..)]
    ownership: Vec<PathBuf>,
    /// OFAC's SDN.CSV (and ALT.CSV), or a CSV with name and program: its parties count as owners
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "ownership")]
    sdn: Vec<PathBuf>,
    /// Of parties that were screened by DATE, only what changed on the lists after it; of others, everything
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    since: Option<NaiveDate>,
    /// Where hits are remembered, for you alone to read [default: of the configuration]
    #[arg(long, value_name = "FILE", conflicts_with = "no_store")]
    store: Option<PathBuf>,
    /// Remember nothing
    #[arg(long)]
    no_store: bool,
    /// Names with this score or more are potential matches [default: of the configuration]
    #[arg(long, value_name = "SCORE", value_parser = threshold)]
    threshold: Option<f32>,
    /// Which column is what: id, name, other-names, address or country, by its header or number
    #[arg(long = "column", value_name = "ROLE=HEADER", value_parser = said::column)]
    columns: Vec<(Role, String)>,
    /// The encoding of the file, such as utf-8, windows-1252, gbk [default: by its bytes]
    #[arg(long, value_name = "NAME", value_parser = said::encoding)]
    encoding: Option<&'static Encoding>,
    /// What stands between cells: a character, or `tab` [default: by the header]
    #[arg(long, value_name = "CHARACTER", value_parser = said::delimiter)]
    delimiter: Option<u8>,
    /// The sheet of a workbook [default: the first that has rows]
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// End with 11 where there are potential matches
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    fail_on: Vec<FailOn>,
}

/// What a command can be made to fail on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Potential matches
    Hits,
}

fn threshold(text: &str) -> Result<f32, String> {
    let expected = || format!("expected a score from 0.5 to 1, such as 0.8, but found “{text}”");
    text.trim().parse().ok().filter(|score| (0.5..=1.0).contains(score)).ok_or_else(expected)
}

impl Screen {
    pub(super) fn run(self, session: &Session) -> anyhow::Result<Done> {
        let Self { parties, as_of, known_by, since, store, no_store, threshold, columns, encoding, delimiter, .. } =
            self;
        let form = Output::of(session)?;
        let said = Said { columns, encoding, delimiter, sheet: self.sheet };
        let as_of = as_of.unwrap_or_else(today);
        if let Some(since) = since.filter(|since| *since > as_of) {
            return Err(Usage(format!("--since {since} is after the day of the lists, {as_of}")).into());
        }
        let lists = session.open()?;
        let against = Against::read(&lists, as_of, known_by)?;
        let files = Files { owners: self.ownership, blocked: self.sdn };
        let ownership = (!files.owners.is_empty()).then(|| Ownership::read(&lists, &files, &against)).transpose()?;
        let since = since.map(|since| Against::had_on(&lists, since, known_by)).transpose()?;
        drop(lists);
        let store = store.or_else(|| (!no_store).then(|| session.config.screening.store.clone()));
        if let Some(store) = &store {
            output::apart(&session.db, store)?;
            output::spare(store, session.global.output.as_deref())?;
        }
        let mut settings = session.config.screening.settings;
        settings.thresholds.name = threshold.unwrap_or(settings.thresholds.name);
        let input = Input::open(&parties, said)?;
        let bar = progress_bar(input.lines(), session.global.quiet);
        let mut spool = Spool::new(form)?;
        let decided = Decisions::default();
        let request = Request { input: &input, against, ownership, since, settings, store: store.as_deref(), decided };
        let screened = screen(request, &occasion("screen", None), |result, of| {
            bar.inc(1);
            spool.add(result, of).map_err(ScreenError::Spool)
        });
        bar.finish_and_clear();
        let screened = screened?;
        spool.write(&screened, session)?;
        if !session.global.quiet {
            output::tell(&format!("{} ({})", told::counts(&screened.counts), told::against(&screened)));
        }
        let fails = self.fail_on.contains(&FailOn::Hits) && screened.counts.hits > screened.counts.dismissed;
        Ok(Done(if fails { HITS } else { 0 }))
    }
}

/// In what form results go out.
#[derive(Debug, Clone, Copy)]
enum Output {
    Prose(Dress),
    Json,
    Ndjson,
    Csv,
    Xlsx,
}

impl Output {
    fn of(session: &Session) -> Result<Self, Usage> {
        Ok(match session.global.format {
            Format::Text => {
                let (color, columns) = session.layout();
                Self::Prose(Dress::Text(color, columns))
            }
            Format::Md => Self::Prose(Dress::Markdown),
            Format::Html => Self::Prose(Dress::Html),
            Format::Json => Self::Json,
            Format::Ndjson => Self::Ndjson,
            Format::Csv => Self::Csv,
            Format::Xlsx => Self::Xlsx,
            Format::Mail | Format::Atom | Format::Jsonfeed => {
                return Err(Usage("`screen` prints text, md, html, json, ndjson, csv and xlsx".to_owned()));
            }
        })
    }
}

/// Results on their way: what heads them has the figures, and these are known at the end.
struct Spool {
    form: Output,
    /// The results in their form, in a file that has no name.
    body: BufWriter<std::fs::File>,
    /// A workbook, which is no text.
    book: Option<ScreenedBook>,
    is_first: bool,
}

impl Spool {
    fn new(form: Output) -> Result<Self, ScreenError> {
        let file = tempfile::tempfile().map_err(ScreenError::Spool)?;
        let is_book = matches!(form, Output::Xlsx);
        let book =
            is_book.then(ScreenedBook::new).transpose().map_err(|error| ScreenError::Spool(io::Error::other(error)))?;
        Ok(Self { form, body: BufWriter::with_capacity(1 << 16, file), book, is_first: true })
    }

    fn add(&mut self, result: &ScreenResult, of: &Screened) -> io::Result<()> {
        let is_first = std::mem::take(&mut self.is_first);
        match self.form {
            Output::Prose(dress) => self.body.write_all(dress.result(result, of).as_bytes()),
            Output::Json => {
                self.body.write_all(if is_first { b"\n" } else { b",\n" })?;
                Ok(serde_json::to_writer(&mut self.body, result)?)
            }
            Output::Ndjson => {
                serde_json::to_writer(&mut self.body, result)?;
                self.body.write_all(b"\n")
            }
            Output::Csv => self.body.write_all(&csv::screened(result, of).map_err(io::Error::other)?),
            Output::Xlsx => self.book.as_mut().map_or(Ok(()), |book| book.add(result, of)).map_err(io::Error::other),
        }
    }

    fn write(self, of: &Screened, session: &Session) -> anyhow::Result<Done> {
        if let Some(book) = self.book {
            return session.write(&book.bytes(of)?);
        }
        let (head, end) = match self.form {
            Output::Prose(dress) => (dress.head(of).into_bytes(), dress.end().into_bytes()),
            Output::Json => {
                let mut head = serde_json::to_vec(of)?;
                head.pop();
                head.extend_from_slice(b",\"results\":[");
                (head, b"\n]}\n".to_vec())
            }
            Output::Ndjson | Output::Xlsx => (Vec::new(), Vec::new()),
            Output::Csv => (csv::screened_head()?, Vec::new()),
        };
        let mut body = self.body.into_inner().map_err(io::IntoInnerError::into_error)?;
        body.rewind()?;
        session.pour(head.chain(&mut body).chain(end.as_slice()))
    }
}

/// Drawn on standard error, and only where that is a terminal.
fn progress_bar(lines: u64, quiet: bool) -> ProgressBar {
    if quiet {
        return ProgressBar::hidden();
    }
    let (bar, template) = match lines {
        0 => (ProgressBar::no_length(), "{spinner} {human_pos} parties, {per_sec}, {elapsed}"),
        lines => (ProgressBar::new(lines), "{bar:30} {human_pos}/{human_len} parties, {per_sec}, {eta} left"),
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
