//! `earwatch man`.

use std::fs;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use clap_mangen::roff::{Inline, Roff, bold, roman};

use super::exit::{Done, Usage};
use super::global::Global;
use super::output;

/// The manual: one page for each command into DIR; without it, the main page on standard output
#[derive(Debug, Args)]
pub(super) struct Man {
    /// Made if it is not there
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// Exit codes, as in the README.
const EXIT_CODES: [(&str, &str); 5] = [
    ("0", "Done."),
    ("1", "Failed; the last good version stands."),
    ("2", "Wrong usage or configuration."),
    ("3", "Done, but a person has to look: see earwatch findings."),
    ("4", "Another run is at work on the same database."),
];

const FILES: [(&str, &str); 3] = [
    (
        "config.toml",
        "The configuration, read where the program is run, unless --config or EARWATCH_CONFIG names another. earwatch \
         config prints every key with its value and origin.",
    ),
    ("snapshots/earwatch.db", "The database, unless configured otherwise."),
    ("overlays/<document-number>.toml", "Reviewed readings of defective documents, beside the configuration."),
];

const ENVIRONMENT: [(&str, &str); 3] = [
    ("EARWATCH_CONFIG", "The configuration file, as --config."),
    ("EARWATCH_DB", "The database file, as --db."),
    ("EARWATCH_…", "Any key with a single value: EARWATCH_SOURCES_CONTACT for sources.contact."),
];

impl Man {
    pub(super) fn run(self, command: clap::Command, global: &Global) -> anyhow::Result<Done> {
        let mut command = command.disable_help_subcommand(true);
        command.build();
        let main = main_page(&command)?;
        let Some(dir) = self.dir else {
            return output::write(&main, global.output.as_deref());
        };
        if global.output.is_some() {
            return Err(Usage("the pages go into DIR; --output is for the main page alone".to_owned()).into());
        }
        let named = || format!("cannot write the manual into {}", dir.display());
        fs::create_dir_all(&dir).with_context(named)?;
        fs::write(dir.join("earwatch.1"), main).with_context(named)?;
        for command in command.get_subcommands() {
            clap_mangen::Man::new(command.clone()).source(SOURCE).generate_to(&dir).with_context(named)?;
        }
        Ok(Done(0))
    }
}

const SOURCE: &str = concat!("earwatch ", env!("CARGO_PKG_VERSION"));

fn main_page(command: &clap::Command) -> anyhow::Result<Vec<u8>> {
    let mut page = Vec::new();
    let man = clap_mangen::Man::new(command.clone()).source(SOURCE);
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_subcommands_section(&mut page)?;
    man.render_options_section(&mut page)?;
    let mut roff = Roff::new();
    for (heading, items) in
        [("EXIT STATUS", EXIT_CODES.as_slice()), ("ENVIRONMENT", ENVIRONMENT.as_slice()), ("FILES", FILES.as_slice())]
    {
        section(&mut roff, heading, items);
    }
    page.extend_from_slice(roff.render().as_bytes());
    Ok(page)
}

fn section(roff: &mut Roff, heading: &str, items: &[(&str, &str)]) {
    roff.control("SH", [heading]);
    for (term, text) in items {
        let (term, text): (Inline, Inline) = (bold(*term), roman(*text));
        roff.control("TP", []);
        roff.text([term]);
        roff.text([text]);
    }
}
