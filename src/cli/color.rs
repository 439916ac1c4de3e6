//! Whether what is printed is coloured.

use std::env;
use std::io::{self, IsTerminal as _};
use std::path::Path;

use clap::ValueEnum;
use earwatch_report::render::text::Color;

/// What `--color` names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    #[value(help = "On a terminal, unless NO_COLOR is set; everywhere if CLICOLOR_FORCE is set")]
    Auto,
    /// Into files and pipes too
    Always,
    /// Nowhere
    Never,
}

impl When {
    /// The colour of a report that goes to standard output, or to a file.
    pub(super) fn of_report(self, output: Option<&Path>) -> Color {
        match (self, output) {
            (Self::Auto, Some(_)) => Color::Without,
            (Self::Auto | Self::Always | Self::Never, _) => self.of(io::stdout().is_terminal()),
        }
    }

    /// Colour for a place that is a terminal or not.
    pub(super) fn of(self, is_terminal: bool) -> Color {
        let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
        let forced = || set("CLICOLOR_FORCE") && env::var_os("CLICOLOR_FORCE") != Some("0".into());
        let colored = match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => !set("NO_COLOR") && (forced() || is_terminal),
        };
        if colored { Color::With } else { Color::Without }
    }
}
