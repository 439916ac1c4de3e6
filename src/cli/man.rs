//! `earwatch man`.

use std::fs;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use clap_mangen::roff::{Inline, Roff, bold, roman};

use super::exit::{Done, Usage};
use super::global::Global;
use super::output;

/// Write the manual, a page for each command, into DIR; without it, print the main page
#[derive(Debug, Args)]
pub(super) struct Man {
    /// Created if missing
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// Exit codes, as in the README.
const EXIT_CODES: [(&str, &str); 5] = [
    ("0", "Done."),
    ("1", "Failed; the last good version is kept."),
    ("2", "Wrong usage or configuration."),
    ("3", "Done, but a person must look: see earwatch findings."),
    ("4", "Another run is using this database; nothing was done."),
];

/// For each command, calls of it and what they do. The main page has those of the first steps.
const EXAMPLES: [(&str, &[(&str, &str)]); 36] = [
    (
        "earwatch",
        &[
            ("earwatch init", "Once: takes today's list from the eCFR."),
            ("earwatch poll", "Daily: applies every rule published since, and prints what is new."),
            ("earwatch list --as-of 2025-03-24 --format csv -o list.csv", "The list in force on a day, as a table."),
            ("earwatch findings", "What needs a look."),
        ],
    ),
    (
        "init",
        &[
            ("earwatch init", "Takes today's list from the eCFR."),
            ("earwatch init --list part-744.xml --as-of 2026-07-23", "Takes a saved file of the eCFR instead."),
        ],
    ),
    (
        "poll",
        &[
            ("earwatch poll", "Prints what is new; nothing, if nothing is."),
            (
                "earwatch poll --dry-run --format html -o news.html",
                "Shows what a poll would report, and stores nothing.",
            ),
            ("earwatch poll --archive snapshots/sample", "Reads a folder instead of the network."),
        ],
    ),
    ("backfill", &[("earwatch backfill --since 2017-01-01", "Reads the rules of earlier years, month by month.")]),
    (
        "import",
        &[
            ("earwatch import 2025-05427.xml", "One document, with its record 2025-05427.json beside it."),
            ("earwatch import rules", "All documents of a folder, in the order in which they apply."),
        ],
    ),
    ("versions", &[("earwatch versions", "The versions, and the rule that made each.")]),
    (
        "documents",
        &[
            ("earwatch documents", "The documents that were read and concern a list."),
            ("earwatch documents --provisional", "Those on public inspection: announced, and not law yet."),
        ],
    ),
    (
        "findings",
        &[
            ("earwatch findings", "All open findings, most urgent first."),
            ("earwatch findings --document 2025-05427", "Those of one document."),
        ],
    ),
    ("runs", &[("earwatch runs", "All runs, failed ones included.")]),
    ("doctor", &[("earwatch doctor", "Ends with 3 if something needs a look.")]),
    (
        "acknowledge",
        &[
            ("earwatch acknowledge 12 --by KL --reason \"asked the bureau\"", "Answers finding 12."),
            ("earwatch acknowledge", "Lists the acknowledgements."),
            ("earwatch acknowledge --withdraw 3", "Takes one back; its finding is open again."),
        ],
    ),
    (
        "list",
        &[
            ("earwatch list", "The list in force today."),
            (
                "earwatch list --as-of 2025-03-26 --known-by 2025-03-27",
                "In force on a day, as published by another day.",
            ),
            ("earwatch list --format ndjson", "One JSON object for each entry."),
        ],
    ),
    (
        "text",
        &[
            ("earwatch text", "What stands around the entries today, and who set it."),
            ("earwatch text --as-of 2026-11-10", "The same on a day, for instance after the end of a stay."),
        ],
    ),
    ("show", &[("earwatch show Netrix", "Finds the entry by its alias.")]),
    (
        "screen",
        &[
            ("earwatch screen parties.csv", "Your parties against all lists in force today."),
            (
                "earwatch screen kunden.xlsx --column name=Firma --format xlsx -o matches.xlsx",
                "A workbook, with the column of names said.",
            ),
            (
                "earwatch screen parties.csv --since 2025-03-24 --fail-on hits",
                "What is new; ends with 11 if anything is.",
            ),
            ("earwatch screen parties.csv --as-of 2024-06-30 --known-by 2024-06-30", "What was known on a day."),
            (
                "earwatch screen parties.csv --ownership owners.csv --sdn SDN.CSV",
                "Also whom listed parties and blocked ones own.",
            ),
        ],
    ),
    (
        "decide",
        &[
            (
                "earwatch decide 4711 el-5f0c1d2e3a4b5c6d --dismiss --by KL --reason \"another address\"",
                "It is another party, as long as nothing that this rests on changes.",
            ),
            ("earwatch decide --format csv -o decisions.csv", "All that was decided."),
            ("earwatch decide --import decisions.csv", "Takes over what was decided elsewhere."),
        ],
    ),
    (
        "history",
        &[("earwatch history \"AOOK Technology Ltd.\"", "Finds the entry by its former name, and prints its life.")],
    ),
    (
        "links",
        &[
            ("earwatch links \"AOOK Technology\"", "Who else sits at its addresses, on all lists and of all times."),
            ("earwatch links Netrix --depth 2 --format html -o links.html", "Also who sits with those, as a page."),
        ],
    ),
    (
        "diff",
        &[
            ("earwatch diff 2025-03-24 2025-03-26", "What changed between two days."),
            ("earwatch diff 2024-28267 2025-05427", "Between the versions that two rules made."),
            ("earwatch diff old.xml new.xml --format html -o diff.html", "Between two files of the eCFR, as a page."),
        ],
    ),
    (
        "replay",
        &[(
            "earwatch replay --from 2023.xml --rules rules --to 2026.xml",
            "Applies all rules to the older list, and shows each difference from the newer one.",
        )],
    ),
    (
        "calibrate",
        &[
            ("earwatch calibrate pairs.csv", "Scores pairs of names; with labels, says how well each threshold does."),
            ("earwatch calibrate pairs.csv -o scored.csv", "Puts the scored pairs into a file."),
        ],
    ),
    (
        "verify",
        &[
            ("earwatch verify", "Compares today's list with the eCFR."),
            ("earwatch verify part-744_2026-07-23.xml", "Compares the list of that day with a saved file of the eCFR."),
            (
                "earwatch verify consolidated.csv --as-of 2026-07-31 --format csv -o differences.csv",
                "Compares with the Consolidated Screening List, and writes every difference as a table.",
            ),
        ],
    ),
    (
        "bundle",
        &[
            ("earwatch bundle -o evidence.zip", "All that was received and what was made of it, in one file."),
            ("earwatch bundle --date 2025-03-28 -o then.zip", "As it was on record on that day, and nothing later."),
        ],
    ),
    (
        "verify-bundle",
        &[("earwatch verify-bundle evidence.zip", "Is it whole, and does everything follow from what was received?")],
    ),
    (
        "export",
        &[
            ("earwatch export --to ftm -o lists.ftm.json", "All lists as FollowTheMoney entities."),
            (
                "earwatch export --to ndjson --since 2026-07-01 -o changes.ndjson",
                "What leads a system that had the lists of that day to those of today.",
            ),
            ("earwatch export --to sqlite -o lists.db", "A copy of the database for others."),
        ],
    ),
    ("backup", &[("earwatch backup /backups/earwatch.db --replace", "Takes a backup, in the place of the last one.")]),
    (
        "restore",
        &[(
            "earwatch restore /backups/earwatch.db --replace",
            "Puts it in the place of the database, which is kept beside it.",
        )],
    ),
    (
        "deliver",
        &[
            ("earwatch deliver --test mail", "Sends a test message through the channel that is called mail."),
            ("earwatch deliver", "Sends what is waiting."),
        ],
    ),
    (
        "report",
        &[
            ("earwatch report", "The last run that had news."),
            (
                "earwatch report --since 2025-01-01 --format xlsx -o report.xlsx",
                "Everything since a day, as a workbook.",
            ),
            ("earwatch report --document 2025-05427 --format html -o rule.html", "One rule, as a page."),
            ("earwatch report --since 2025-01-01 --watch parties.txt", "Only what matches a watch list."),
        ],
    ),
    (
        "site",
        &[(
            "earwatch site public --base-url https://example.org/earwatch",
            "Writes the archive, or brings it up to date.",
        )],
    ),
    (
        "serve",
        &[
            ("earwatch serve", "For this machine alone: pages at http://127.0.0.1:8744/, an API under /api/v1."),
            (
                "earwatch serve --listen 0.0.0.0 --token-file token",
                "For other machines too, which show the token of that file.",
            ),
        ],
    ),
    (
        "mcp",
        &[(
            "earwatch mcp --db /var/lib/earwatch/earwatch.db",
            "What an assistant starts: it asks on standard input, and reads only.",
        )],
    ),
    ("config", &[("earwatch config", "Every key, its value, and where the value comes from.")]),
    ("completions", &[("earwatch completions bash -o earwatch.bash", "Completions for bash.")]),
    (
        "schema",
        &[("earwatch schema", "The names of the schemas."), ("earwatch schema report", "The JSON Schema of a report.")],
    ),
    ("man", &[("earwatch man /usr/local/share/man/man1", "Installs the manual.")]),
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
        let main = page(&command)?;
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
            let file = dir.join(format!("earwatch-{}.1", command.get_name()));
            fs::write(file, page(command)?).with_context(named)?;
        }
        Ok(Done(0))
    }
}

const SOURCE: &str = concat!("earwatch ", env!("CARGO_PKG_VERSION"));

fn page(command: &clap::Command) -> anyhow::Result<Vec<u8>> {
    let mut page = Vec::new();
    let man = clap_mangen::Man::new(command.clone()).source(SOURCE);
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    man.render_options_section(&mut page)?;
    let mut roff = Roff::new();
    let examples = EXAMPLES.iter().find(|(name, _)| *name == command.get_name());
    for (heading, items) in [
        ("EXAMPLES", examples.map_or(&[][..], |(_, examples)| examples)),
        ("EXIT STATUS", &EXIT_CODES),
        ("ENVIRONMENT", &ENVIRONMENT),
        ("FILES", &FILES),
    ] {
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

#[cfg(test)]
mod tests {
    use clap::{CommandFactory as _, Parser as _};

    use super::*;
    use crate::cli::Cli;

    /// Words of a command line with quotation marks.
    fn words(line: &str) -> Vec<&str> {
        let parts = line.split('"').enumerate();
        parts.flat_map(|(at, part)| if at % 2 == 0 { part.split_whitespace().collect() } else { vec![part] }).collect()
    }

    #[test]
    fn every_command_has_examples_that_it_takes() {
        let command = Cli::command();
        let mut commands: Vec<_> = command.get_subcommands().map(clap::Command::get_name).collect();
        commands.insert(0, "earwatch");
        assert_eq!(EXAMPLES.map(|(name, _)| name).to_vec(), commands);
        for (name, examples) in EXAMPLES {
            for (line, _) in examples {
                let words = words(line);
                assert!(name == "earwatch" || words.get(1) == Some(&name), "{line}");
                Cli::try_parse_from(words).unwrap();
            }
        }
    }
}
