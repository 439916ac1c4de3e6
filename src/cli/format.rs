//! Output formats, and which commands can print which.

use std::io::{self, IsTerminal as _};

use clap::ValueEnum;
use earwatch_report::render::Rendering;

use super::exit::Usage;

/// What `--format` names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Plain text, for a terminal
    Text,
    /// Markdown, for tickets and chats
    Md,
    /// JSON, for programs: see `earwatch schema`
    Json,
    /// JSON, one object on each line
    Ndjson,
    /// One page for browsers, phones and paper, with nothing to load (report, diff, poll, verify)
    Html,
    /// The same for mail programs (report, diff, poll)
    Mail,
    /// A table for spreadsheets (report, diff, poll, list, verify)
    Csv,
    /// A workbook for spreadsheets; needs `-o FILE` on a terminal (report, diff, poll, list)
    Xlsx,
    /// An Atom feed, with one entry for each document (report, diff, poll)
    Atom,
    /// The same as a JSON Feed (report, diff, poll)
    Jsonfeed,
}

/// A format that every reading command prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Plain {
    Text,
    Md,
    Json,
    Ndjson,
}

impl Format {
    /// The format of a command that prints rows.
    pub(super) fn plain(self) -> Result<Plain, Usage> {
        Ok(match self {
            Self::Text => Plain::Text,
            Self::Md => Plain::Md,
            Self::Json => Plain::Json,
            Self::Ndjson => Plain::Ndjson,
            Self::Csv | Self::Xlsx => return Err(self.is_for("`report`, `diff`, `poll` and `list`")),
            _ => return Err(self.is_for("`report`, `diff` and `poll`")),
        })
    }

    pub(super) fn is_for(self, commands: &str) -> Usage {
        Usage(format!("--format {} is for {commands}; every command prints text, md, json and ndjson", self.name()))
    }

    /// The rendering of a report; `None` where the command line has its own.
    pub(super) fn rendering(self) -> Option<Rendering> {
        match self {
            Self::Text | Self::Ndjson => None,
            Self::Md => Some(Rendering::Md),
            Self::Json => Some(Rendering::Json),
            Self::Html => Some(Rendering::Html),
            Self::Mail => Some(Rendering::Mail),
            Self::Csv => Some(Rendering::Csv),
            Self::Xlsx => Some(Rendering::Xlsx),
            Self::Atom => Some(Rendering::Atom),
            Self::Jsonfeed => Some(Rendering::JsonFeed),
        }
    }

    /// What is no text has to go into a file.
    pub(super) fn fits(self, is_for_file: bool) -> Result<(), Usage> {
        if self == Self::Xlsx && !is_for_file && io::stdout().is_terminal() {
            return Err(Usage("--format xlsx cannot be shown on a terminal; name a file with -o FILE".to_owned()));
        }
        Ok(())
    }

    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}
