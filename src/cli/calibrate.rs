//! `earwatch calibrate`.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use earwatch_screen::VERSION;
use earwatch_screen::calibrate::{Figures, LabelledPair, ScoredPair, pairs, scored, threshold};
use serde::Serialize;

use super::exit::{Done, Usage};
use super::format::Format;
use super::global::Global;
use super::output;

/// Score pairs of names and say how well each threshold tells parties apart; needs no database
#[derive(Debug, Args)]
pub(super) struct Calibrate {
    /// CSV with the columns query, candidate and, for figures by threshold, label (1: one party, 0: others)
    #[arg(value_name = "PAIRS.csv")]
    file: PathBuf,
}

/// A row of the file with its score.
#[derive(Debug, Serialize)]
struct Row<'a> {
    line: u64,
    query: &'a str,
    candidate: &'a str,
    label: Option<bool>,
    #[serde(flatten)]
    scored: &'a ScoredPair,
}

/// All of it, as JSON.
#[derive(Debug, Serialize)]
struct Calibration<'a> {
    schema: &'static str,
    table_version: &'static str,
    threshold: f64,
    pairs: Vec<Row<'a>>,
    /// Figures at the default threshold; null without labels.
    at_threshold: Option<Figures>,
    by_threshold: Vec<Figures>,
}

impl Calibrate {
    pub(super) fn run(self, global: &Global) -> anyhow::Result<Done> {
        let Self { file } = self;
        let of_file = || format!("cannot calibrate with {}", file.display());
        let bytes = std::fs::read(&file).with_context(of_file)?;
        let (header, pairs) = pairs(&bytes).with_context(of_file)?;
        let scores: Vec<ScoredPair> = pairs.iter().map(scored).collect();
        let labelled = pairs.iter().zip(&scores).filter_map(|(pair, scored)| Some((scored.score, pair.label?)));
        let labelled: Vec<(f64, bool)> = labelled.collect();
        let printed = match global.format {
            Format::Text | Format::Csv => table(&header, &pairs, &scores)?,
            Format::Json => {
                let mut text = serde_json::to_vec_pretty(&calibration(&pairs, &scores, &labelled))?;
                text.push(b'\n');
                text
            }
            Format::Ndjson => {
                let mut text = Vec::new();
                for row in rows(&pairs, &scores) {
                    serde_json::to_writer(&mut text, &row)?;
                    text.push(b'\n');
                }
                text
            }
            _ => return Err(Usage("`calibrate` prints csv (the default), json and ndjson".to_owned()).into()),
        };
        let done = output::write(&printed, global.output.as_deref())?;
        if !labelled.is_empty() && !global.quiet {
            io::stderr().lock().write_all(figures(&labelled, pairs.len()).as_bytes())?;
        } else if io::stderr().is_terminal() && !global.quiet {
            writeln!(io::stderr(), "{} pairs, without labels: no figures by threshold", pairs.len())?;
        }
        Ok(done)
    }
}

fn rows<'a>(pairs: &'a [LabelledPair], scores: &'a [ScoredPair]) -> impl Iterator<Item = Row<'a>> {
    pairs.iter().zip(scores).map(|(pair, scored)| Row {
        line: pair.line,
        query: &pair.query,
        candidate: &pair.candidate,
        label: pair.label,
        scored,
    })
}

fn calibration<'a>(pairs: &'a [LabelledPair], scores: &'a [ScoredPair], labelled: &[(f64, bool)]) -> Calibration<'a> {
    let has_labels = !labelled.is_empty();
    Calibration {
        schema: "earwatch/calibration/1",
        table_version: VERSION,
        threshold: threshold(),
        pairs: rows(pairs, scores).collect(),
        at_threshold: has_labels.then(|| Figures::at(threshold(), labelled)),
        by_threshold: if has_labels { Figures::by_threshold(labelled) } else { Vec::new() },
    }
}

/// Columns that are added.
const ADDED: [&str; 3] = ["score", "match", "reason"];

/// The file's own columns, with score, match and reason.
fn table(header: &[String], pairs: &[LabelledPair], scores: &[ScoredPair]) -> anyhow::Result<Vec<u8>> {
    // A file that was calibrated before is calibrated anew.
    let kept: Vec<usize> =
        (0..header.len()).filter(|at| !header.get(*at).is_some_and(|cell| ADDED.contains(&cell.as_str()))).collect();
    let of = |row: &[String]| kept.iter().filter_map(|at| row.get(*at).cloned()).collect::<Vec<_>>();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(of(header).iter().map(String::as_str).chain(ADDED))?;
    for (pair, scored) in pairs.iter().zip(scores) {
        let cells = [format!("{:.4}", scored.score), scored.is_match.to_string(), scored.reason.clone()];
        writer.write_record(of(&pair.row).iter().chain(&cells).map(String::as_str))?;
    }
    writer.into_inner().map_err(|error| anyhow::anyhow!("cannot write the table: {error}"))
}

/// Figures by threshold, as a table for people.
fn figures(labelled: &[(f64, bool)], pairs: usize) -> String {
    let share = |figure: Option<f64>| figure.map_or_else(|| "-".to_owned(), |figure| format!("{figure:.3}"));
    let mut said = format!("{} of {pairs} pairs have labels; tables {VERSION}\n", labelled.len());
    said.push_str("threshold  precision  recall  F1     accuracy\n");
    for row in Figures::by_threshold(labelled) {
        let default = if (row.threshold - threshold()).abs() < 1e-9 { "  default" } else { "" };
        let line = format!(
            "{:<9.2}  {:<9}  {:<6}  {:<5}  {:<8}{default}",
            row.threshold,
            share(row.precision),
            share(row.recall),
            share(row.f1),
            share(row.accuracy)
        );
        said.push_str(line.trim_end());
        said.push('\n');
    }
    said
}
