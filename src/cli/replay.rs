//! `earwatch replay`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use earwatch::ingest::init::read_list;
use earwatch::query::replay::{self, replay};
use earwatch::query::verify::day_in;
use earwatch_law::finding::Severity;
use earwatch_report::visible::visible;

use super::clock::now;
use super::disk::deliveries;
use super::exit::Done;
use super::session::Session;
use super::verify::write_fidelity;

/// The proof: apply all documents of a directory to one official list and compare with a later one
#[derive(Debug, Args)]
pub(super) struct Replay {
    /// eCFR XML of the list to begin with
    #[arg(long, value_name = "LIST")]
    from: PathBuf,
    /// Directory of documents
    #[arg(long, value_name = "DIR")]
    rules: PathBuf,
    /// eCFR XML of the list to arrive at
    #[arg(long, value_name = "LIST")]
    to: PathBuf,
    /// Write how faithful the replay is, in a line and in figures, to FILE as JSON
    #[arg(long, value_name = "FILE")]
    fidelity: Option<PathBuf>,
}

impl Replay {
    pub(super) fn run(self, session: &Session) -> anyhow::Result<Done> {
        let now = now();
        let (from, to) = (read_list(&self.from, now)?, read_list(&self.to, now)?);
        let replay = replay(from.lists, deliveries(&self.rules)?, to.lists, &session.overlays()?)?;
        if let Some(fidelity) = &self.fidelity {
            let day = self.to.file_name().and_then(|name| day_in(&name.to_string_lossy()));
            write_fidelity(&replay.fidelity(day), fidelity)?;
        }
        session.value(&replay, text)?;
        Ok(Done(replay.exit_code()))
    }
}

fn text(replay: &replay::Proof) -> String {
    let counted = |counts: &BTreeMap<&str, usize>| {
        let counts: Vec<_> = counts.iter().map(|(what, n)| format!("{n} {what}")).collect();
        if counts.is_empty() { "none".to_owned() } else { counts.join(", ") }
    };
    let mut out = String::new();
    let _ = writeln!(out, "documents     {} ({} without a list)", replay.documents.len(), replay.unrelated);
    let _ = writeln!(out, "instructions  {}", replay.instructions);
    let _ = writeln!(out, "amendments    {}", counted(&replay.amendments));
    let _ = writeln!(out, "findings      {}", counted(&replay.findings));
    let _ = writeln!(out, "entries       {} equal / {}", replay.entries.equal, replay.entries.total);
    let _ = writeln!(out, "residual      {}", replay.residual.len());
    for residual in &replay.residual {
        let by = residual.document.as_ref().map_or_else(|| "no document".to_owned(), ToString::to_string);
        let _ = writeln!(
            out,
            "  {}: {}: {} (set by {by})",
            visible(&residual.country),
            visible(&residual.name),
            residual.field
        );
        for (side, text) in [("ours", &residual.ours), ("theirs", &residual.theirs)] {
            let _ = writeln!(out, "    {side:<6} {}", text.as_deref().map_or_else(|| "–".to_owned(), visible));
        }
    }
    let _ = writeln!(out, "regrouped     {}", replay.regrouped.len());
    let _ = writeln!(out, "unexplained   {}", replay.unexplained);
    let in_documents = replay
        .documents
        .iter()
        .flat_map(|document| document.findings.iter().map(|found| (Some(&document.number), found)));
    let unread = replay.unread.iter().map(|found| (found.document.as_ref(), found));
    for (number, found) in unread.chain(in_documents) {
        if found.severity() == Severity::Review {
            let by = found.explained_by.as_deref().unwrap_or("not explained");
            let finding = found;
            let _ = writeln!(
                out,
                "  {}  {}  {}  {} ({by})",
                number.map_or_else(|| "–".to_owned(), ToString::to_string),
                finding.code,
                visible(finding.name.as_deref().unwrap_or_default()),
                visible(&finding.message)
            );
        }
    }
    out
}
