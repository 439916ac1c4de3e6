//! `earwatch decide`.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use earwatch::screen::Against;
use earwatch::screen::memory::Memory;
use earwatch::screen::memory::decisions::{COLUMNS, Logged, Wanted};
use earwatch::screen::memory::forget::Forgotten;
use earwatch_law::law::quantity::quantity;
use earwatch_report::report::screened::Verdict;
use earwatch_report::visible::visible;

use super::clock::{now, today};
use super::exit::{Done, Usage};
use super::format::Format;
use super::output;
use super::session::Session;

/// Record what a reviewer decides of a potential match, and why; without arguments, list what was decided
#[derive(Debug, Args)]
pub(super) struct Decide {
    /// The id of the party, as `screen` prints it
    #[arg(value_name = "PARTY", requires_all = ["entry", "verdict", "reason"])]
    party: Option<String>,
    /// The public id of the entry, or finding-N of a party held back
    #[arg(value_name = "ENTRY")]
    entry: Option<String>,
    #[command(flatten)]
    verdict: Chosen,
    /// Why
    #[arg(long, value_name = "TEXT", requires = "party")]
    reason: Option<String>,
    /// Initials of the reviewer
    #[arg(long, value_name = "INITIALS", requires = "party", default_value = "")]
    by: String,
    /// Record all decisions of a CSV with the columns party, entry, verdict (dismissed or confirmed), reason and by
    #[arg(long, value_name = "FILE", conflicts_with = "party")]
    import: Option<PathBuf>,
    /// Remove all that is remembered of a party, its decisions too
    #[arg(long, value_name = "PARTY", conflicts_with_all = ["party", "import"])]
    forget: Option<String>,
    /// Where hits are remembered [default: of the configuration]
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[group(id = "verdict", multiple = false)]
struct Chosen {
    /// It is another party
    #[arg(long, requires = "party")]
    dismiss: bool,
    /// It is this party
    #[arg(long, requires = "party")]
    confirm: bool,
}

impl Decide {
    pub(super) fn run(self, session: &Session) -> anyhow::Result<Done> {
        let store = self.store.as_ref().unwrap_or(&session.config.screening.store);
        output::apart(&session.db, store)?;
        anyhow::ensure!(
            store.exists(),
            "there is no store of parties {}; run `earwatch screen` first",
            store.display()
        );
        let mut memory = Memory::open(store)?;
        if let Some(party) = &self.forget {
            return forget(session, &mut memory, party);
        }
        let wanted = match (&self.import, self.party, self.entry, self.reason) {
            (Some(file), ..) => read(file)?,
            (None, Some(party), Some(entry), Some(reason)) => {
                let verdict = if self.verdict.confirm { Verdict::Confirmed } else { Verdict::Dismissed };
                vec![Wanted { party, entry, verdict, reason, by: self.by, ..Wanted::default() }]
            }
            (None, ..) => return list(session, &memory.decisions()?),
        };
        let against = Against::read(&session.open()?, today(), None)?;
        memory.decide(&wanted, &against, now())?;
        Ok(Done(0))
    }
}

/// Removes a party, and says what is left.
fn forget(session: &Session, memory: &mut Memory, party: &str) -> anyhow::Result<Done> {
    let Forgotten { states, hits, news, decisions, runs } = memory.forget(party)?;
    session.print(&format!(
        "forgotten: party {}, with {}, {}, {} and {}\nwhat stays: the figures of {}, with name and hash of each file of \
         parties; reports that were delivered; the party itself, where the file still has it, which the next screening reads\n",
        visible(party),
        if states == 1 { "1 state of its fields".to_owned() } else { format!("{states} states of its fields") },
        potential(hits),
        quantity(news, "message"),
        quantity(decisions, "decision"),
        quantity(usize::try_from(runs).unwrap_or_default(), "run"),
    ))
}

fn potential(hits: usize) -> String {
    if hits == 1 { "1 potential match".to_owned() } else { format!("{hits} potential matches") }
}

fn read(file: &PathBuf) -> anyhow::Result<Vec<Wanted>> {
    let mut reader = csv::Reader::from_path(file).with_context(|| format!("cannot read {}", file.display()))?;
    let mut wanted = Vec::new();
    for row in reader.deserialize() {
        wanted.push(row.map_err(|error| Usage(format!("{}: {error}", file.display())))?);
    }
    Ok(wanted)
}

fn list(session: &Session, decisions: &[Logged]) -> anyhow::Result<Done> {
    if session.global.format != Format::Csv {
        return session.lines(decisions, line);
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for one in decisions {
        writer.write_record(one.cells())?;
    }
    session.write(&writer.into_inner().map_err(|error| anyhow::anyhow!("{error}"))?)
}

fn line(Logged { decision: it, .. }: &Logged) -> String {
    let by = if it.by.is_empty() { String::new() } else { format!(" by {}", visible(&it.by)) };
    format!(
        "{:>5}  {}  {}{by}: party {}, {}\n       {}\n",
        it.number,
        it.at.format("%Y-%m-%d"),
        it.verdict.name(),
        visible(&it.party),
        visible(&it.entry),
        visible(&it.reason),
    )
}
