//! The command line.

mod changing;
mod color;
mod commands;
mod configuration;
mod delivering;
mod examining;
mod finishing;
mod format;
mod manual;
mod output;
mod polling;
mod reading;
mod session;
mod sources;
mod tables;
mod templates;
mod values;
mod watching;

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::{DateTime, NaiveDate, Utc};
use clap::{Args, Parser, Subcommand};
use color::When;
use earwatch::config::ConfigError;
use earwatch::lock::LockError;
use earwatch::query::site::SiteError;
use earwatch::run::{Occasion, RunError};
use earwatch_law::law::ListId;
use earwatch_report::render::text::Color;
use format::Format;

/// Tracks the BIS Entity List by replaying the Federal Register rules that amend it.
#[derive(Debug, Parser)]
#[command(name = "earwatch", version, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Invocation,
}

#[derive(Debug, Args)]
struct Global {
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        help = "Configuration file [default: config.toml, if there is one] [env: EARWATCH_CONFIG]"
    )]
    config: Option<PathBuf>,
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        help = "Database file [default: as configured, else snapshots/earwatch.db] [env: EARWATCH_DB]"
    )]
    db: Option<PathBuf>,
    /// Output format
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Colour of a report in text
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = When::Auto)]
    color: When,
    /// Write to a file, all of it or nothing, instead of to standard output
    #[arg(short, long, global = true, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Print nothing but errors on standard error
    #[arg(short, long, global = true)]
    quiet: bool,
    /// Print more on standard error; twice for everything
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    verbose: u8,
    /// Make no network requests
    #[arg(long, global = true)]
    offline: bool,
}

#[derive(Debug, Subcommand)]
enum Invocation {
    #[command(flatten)]
    Configured(Command),
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the JSON Schema of what is printed as JSON; without a name, the names of all
    Schema {
        /// Name of the schema
        #[arg(value_name = "NAME")]
        name: Option<String>,
    },
    /// Write the manual, a page for each command, into DIR; without it, print the main page
    Man {
        /// Created if missing
        #[arg(value_name = "DIR")]
        dir: Option<PathBuf>,
    },
}

/// What needs a configuration.
#[derive(Debug, Subcommand)]
enum Command {
    /// Take a list from the eCFR, or from an eCFR XML file, as the baseline
    Init {
        /// eCFR XML of Supplement No. 4 to Part 744, or of the whole part [default: fetched from the eCFR]
        #[arg(long, value_name = "FILE")]
        list: Option<PathBuf>,
        /// Publication date up to which the file contains every document; without a file, the day whose list is
        /// fetched [default: the last to which the eCFR is up to date]
        #[arg(long, value_name = "DATE")]
        as_of: Option<NaiveDate>,
        /// Start over on an existing database; documents on record are applied again
        #[arg(long)]
        replace: bool,
        /// Accept a list that lost more than 5 % of its entries
        #[arg(long)]
        allow_shrink: bool,
    },
    /// Ask the Federal Register, or an archive, for new documents and apply them (the cron command)
    Poll {
        /// Read documents from a directory instead of the network; it may hold baseline.xml for a first run
        #[arg(long, value_name = "DIR")]
        archive: Option<PathBuf>,
        /// As if today were DATE
        #[arg(long, value_name = "DATE")]
        until: Option<NaiveDate>,
        /// Report what the poll would find, but store and deliver nothing
        #[arg(long)]
        dry_run: bool,
        /// Print a line even if nothing is new
        #[arg(long)]
        heartbeat: bool,
    },
    /// Read the documents published since a day, month by month; continues where it was interrupted
    Backfill {
        /// First day of publication
        #[arg(long, value_name = "DATE")]
        since: NaiveDate,
    },
    /// Apply documents from disk: XML files (with .json beside them), whole-day issues, directories
    Import {
        /// Files and directories
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Publication date of a single document without a .json
        #[arg(long, value_name = "DATE")]
        publication_date: Option<NaiveDate>,
        /// Federal Register volume of a single document without a .json
        #[arg(long, value_name = "N")]
        volume: Option<u16>,
    },
    /// The versions of the lists, and the document that made each
    Versions {
        /// Only what had been published by DATE
        #[arg(long, value_name = "DATE")]
        known_by: Option<NaiveDate>,
    },
    /// The documents on record
    Documents {
        /// Only what had been published by DATE
        #[arg(long, value_name = "DATE")]
        known_by: Option<NaiveDate>,
        /// Those on public inspection instead: announced, and not law yet
        #[arg(long, conflicts_with = "known_by")]
        provisional: bool,
    },
    /// The open findings
    Findings {
        /// Only those of one document
        #[arg(long, value_name = "NUMBER", conflicts_with = "run")]
        document: Option<String>,
        /// Only those of one run
        #[arg(long, value_name = "N")]
        run: Option<i64>,
    },
    /// All runs, and how they ended
    Runs,
    /// Check the installation: database, sources, what is pending, lock, disk, clock
    Doctor,
    /// Record that a person has looked at findings, and why nothing more needs to be done
    Acknowledge {
        /// Numbers of findings, as `findings` prints them; none lists the acknowledgements
        #[arg(value_name = "N", requires_all = ["by", "reason"])]
        findings: Vec<i64>,
        /// Initials of the person
        #[arg(long, value_name = "INITIALS", requires = "findings")]
        by: Option<String>,
        /// Why nothing more needs to be done
        #[arg(long, value_name = "TEXT", requires = "findings")]
        reason: Option<String>,
        /// Take back an acknowledgement
        #[arg(long, value_name = "N", conflicts_with = "findings")]
        withdraw: Option<i64>,
    },
    /// The entries of a list at a version
    List {
        /// The list: entity-list, unverified-list or meu-list
        #[arg(long, value_name = "ID", default_value = "entity-list", value_parser = values::list_id)]
        list: ListId,
        #[command(flatten)]
        at: At,
    },
    /// One entry in full, by name, alias, former name or number
    Show {
        /// Its name, alias, former name or number
        name: String,
        #[command(flatten)]
        at: At,
    },
    /// The life of an entry: who set each of its values, by which rule, since when
    History {
        /// Its name, alias, former name or number, now or earlier
        name: String,
        /// As known from what had been published by DATE
        #[arg(long, value_name = "DATE")]
        known_by: Option<NaiveDate>,
    },
    /// What differs between two versions, dates, documents or eCFR XML files
    Diff(values::Comparison),
    /// The proof: apply all documents of a directory to one official list and compare with a later one
    Replay {
        /// eCFR XML of the list to begin with
        #[arg(long, value_name = "LIST")]
        from: PathBuf,
        /// Directory of documents
        #[arg(long, value_name = "DIR")]
        rules: PathBuf,
        /// eCFR XML of the list to arrive at
        #[arg(long, value_name = "LIST")]
        to: PathBuf,
    },
    /// Send what is waiting to the configured channels, or a test message to one of them
    Deliver {
        /// Send a clearly marked test message through this channel, and record nothing
        #[arg(long, value_name = "CHANNEL")]
        test: Option<String>,
    },
    /// What a run, a period or a document changed
    Report {
        /// The runs of that day that had news, judged as of that day [default: the last run that had any]
        #[arg(long, value_name = "DATE", conflicts_with_all = ["since", "document"])]
        date: Option<NaiveDate>,
        /// Everything published since DATE
        #[arg(long, value_name = "DATE", conflicts_with = "document")]
        since: Option<NaiveDate>,
        /// One document
        #[arg(long, value_name = "NUMBER")]
        document: Option<String>,
        /// Only entries that match a watch list: a name, country: …, citation: … or document: … on each line
        #[arg(long, value_name = "FILE")]
        watch: Option<PathBuf>,
        /// Judge what is in force as of DATE [default: the day of --date, else today]
        #[arg(long, value_name = "DATE")]
        as_of: Option<NaiveDate>,
        /// Your own templates in DIR, such as report.html.jinja, in place of the built-in ones
        #[arg(long, value_name = "DIR")]
        template: Option<PathBuf>,
    },
    /// Write everything on record as a website into a folder: an index, documents, countries, entries, a search
    Site {
        /// Created if missing; a site that is in it already is brought up to date
        #[arg(value_name = "DIR")]
        dir: PathBuf,
        /// As if today were DATE
        #[arg(long, value_name = "DATE")]
        as_of: Option<NaiveDate>,
        /// Where the folder is published; without it its feeds lead to the official pages alone
        #[arg(long, value_name = "URL", value_parser = values::web_address)]
        base_url: Option<String>,
    },
    /// Every key of the configuration, its value, and where the value comes from
    Config,
}

/// Which state of the lists.
#[derive(Debug, Clone, Copy, Args)]
struct At {
    /// In force on DATE [default: today]
    #[arg(long, value_name = "DATE", conflicts_with = "version")]
    as_of: Option<NaiveDate>,
    /// At version N
    #[arg(long, value_name = "N")]
    version: Option<i64>,
    /// As known from what had been published by DATE
    #[arg(long, value_name = "DATE", conflicts_with = "version")]
    known_by: Option<NaiveDate>,
}

/// How a command ended: 0 done, 3 done but something needs a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Done(u8);

/// Exit code of a run that failed.
const FAILED: u8 = 1;
/// Exit code of wrong usage or configuration.
const USAGE: u8 = 2;
/// Exit code of what is done, and needs a person.
const NEEDS_A_PERSON: u8 = 3;
/// Exit code of a run that found another one at work.
const LOCKED: u8 = 4;

pub(crate) fn main() -> ExitCode {
    let cli = Cli::parse();
    log(&cli.global);
    match commands::run(cli) {
        Ok(Done(code)) => ExitCode::from(code),
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            match error.downcast_ref::<ConfigError>() {
                Some(ConfigError::Mistakes { mistakes }) => {
                    for mistake in mistakes {
                        output::complain(&mistake.clone().into());
                    }
                }
                Some(ConfigError::Read { .. }) | None => output::complain(&error),
            }
            let overlay = error
                .downcast_ref::<RunError>()
                .is_some_and(|error| matches!(error, RunError::Overlay { .. } | RunError::OverlayName { .. }));
            let in_site = error.downcast_ref::<SiteError>().and_then(|error| match error {
                SiteError::Lock(error) => Some(error),
                SiteError::Pipeline(_) | SiteError::Render(_) | SiteError::Foreign { .. } | SiteError::File { .. } => {
                    None
                }
            });
            let held = error.downcast_ref::<LockError>().or(in_site);
            if held.is_some_and(|error| matches!(error, LockError::Held { .. })) {
                return ExitCode::from(LOCKED);
            }
            let usage = error.downcast_ref::<ConfigError>().is_some()
                || error.downcast_ref::<commands::Usage>().is_some()
                || overlay;
            ExitCode::from(if usage { USAGE } else { FAILED })
        }
    }
}

fn log(global: &Global) {
    use tracing_subscriber::filter::LevelFilter;
    let level = match (global.quiet, global.verbose) {
        (true, _) => LevelFilter::ERROR,
        (false, 0) => LevelFilter::WARN,
        (false, 1) => LevelFilter::INFO,
        (false, _) => LevelFilter::DEBUG,
    };
    tracing_subscriber::fmt()
        .with_max_level(level)
        .with_writer(std::io::stderr)
        .with_ansi(global.color.of(std::io::stderr().is_terminal()) == Color::With)
        .without_time()
        .with_target(false)
        .init();
}

/// The occasion of a command: now, on the legal day in Washington unless told otherwise.
fn occasion(command: &str, until: Option<NaiveDate>) -> Occasion {
    let now = now();
    let as_of = until.unwrap_or_else(|| now.with_timezone(&chrono_tz::America::New_York).date_naive());
    Occasion { command: command.to_owned(), as_of, now, is_today: until.is_none() }
}

#[expect(clippy::disallowed_methods, reason = "the command line is where the clock comes in")]
fn now() -> DateTime<Utc> {
    Utc::now()
}
