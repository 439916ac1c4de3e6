//! The flags of every command.

use std::io::IsTerminal as _;
use std::path::PathBuf;

use clap::Args;
use earwatch_report::render::text::Color;

use super::color::When;
use super::format::Format;

#[derive(Debug, Clone, Args)]
pub(super) struct Global {
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        help = "Configuration file [default: config.toml, if there is one] [env: EARWATCH_CONFIG]"
    )]
    pub(super) config: Option<PathBuf>,
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        help = "Database file [default: as configured, else snapshots/earwatch.db] [env: EARWATCH_DB]"
    )]
    pub(super) db: Option<PathBuf>,
    /// Output format
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
    /// Colour of a report in text
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = When::Auto)]
    pub(super) color: When,
    /// Write to a file, all of it or nothing, instead of to standard output
    #[arg(short, long, global = true, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Show text and Markdown on a terminal through $PAGER, or less
    #[arg(long, global = true)]
    pub(super) pager: bool,
    /// Print nothing but errors on standard error
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// Print more on standard error; twice for everything
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    verbose: u8,
    /// Make no network requests
    #[arg(long, global = true)]
    pub(super) offline: bool,
}

impl Global {
    /// From here on what is worth a line goes to standard error.
    pub(super) fn log(&self) {
        use tracing_subscriber::Layer as _;
        use tracing_subscriber::filter::{LevelFilter, Targets};
        use tracing_subscriber::layer::SubscriberExt as _;
        use tracing_subscriber::util::SubscriberInitExt as _;
        let level = match (self.quiet, self.verbose) {
            (true, _) => LevelFilter::ERROR,
            (false, 0) => LevelFilter::WARN,
            (false, 1) => LevelFilter::INFO,
            (false, _) => LevelFilter::DEBUG,
        };
        // The library of the Model Context Protocol says what it was asked: names of parties, which are never logged.
        let shown = Targets::new().with_default(level).with_target("rmcp", LevelFilter::OFF);
        let lines = tracing_subscriber::fmt::layer()
            .with_writer(std::io::stderr)
            .with_ansi(self.color.of(std::io::stderr().is_terminal()) == Color::With)
            .without_time()
            .with_target(false)
            .with_filter(shown);
        tracing_subscriber::registry().with(lines).init();
    }
}
