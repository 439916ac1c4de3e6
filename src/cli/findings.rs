//! `earwatch findings`.

use std::fmt::Write as _;

use clap::Args;
use earwatch::query::findings;
use earwatch::run::RunError;
use earwatch::run::answers::ListedFinding;
use earwatch::store::findings::Which;
use earwatch::store::runs::RunId;
use earwatch_law::finding::{Answer, Through};
use earwatch_report::visible::visible;

use super::exit::{Done, Usage};
use super::session::Session;
use super::values::{self, document_name};

/// The open findings
#[derive(Debug, Args)]
pub(super) struct Findings {
    /// Only those of one document
    #[arg(long, value_name = "NUMBER", conflicts_with = "run")]
    document: Option<String>,
    /// Only those of one run
    #[arg(long, value_name = "N", value_parser = values::number)]
    run: Option<i64>,
}

impl Findings {
    pub(super) fn run(self, session: &Session) -> anyhow::Result<Done> {
        let which = match (self.document, self.run) {
            (Some(number), _) => Which::OfDocument(document_name(&number).map_err(Usage)?),
            (None, Some(run)) => Which::OfRun(RunId(run)),
            (None, None) => Which::Current,
        };
        let store = session.open()?;
        let listed = findings::on_record(&store, &which).map_err(|error| match error {
            RunError::NotOnRecord { .. } => anyhow::Error::from(Usage(error.to_string())),
            other => other.into(),
        })?;
        session.lines(&listed, line)
    }
}

fn line(ListedFinding { id, finding, answer }: &ListedFinding) -> String {
    let mut out = format!("{:>5}  {:<6}  {}", id.0, finding.severity(), finding.code);
    let document = finding.document.as_ref().map(ToString::to_string);
    let place = finding.place.as_ref().map(ToString::to_string);
    let parts = [document, finding.country.clone(), finding.name.clone(), place].into_iter().flatten();
    for part in parts.filter(|part| !part.is_empty()) {
        let _ = write!(out, "  {}", visible(&part));
    }
    let quote = finding.quote.as_deref().filter(|quote| !quote.is_empty());
    let what_next = answer.as_ref().map_or_else(|| format!("next: {}", visible(&finding.next_step())), answered);
    let below = [Some(visible(&finding.message)), quote.map(|quote| format!("“{}”", visible(quote))), Some(what_next)];
    for line in below.into_iter().flatten() {
        let _ = write!(out, "\n               {line}");
    }
    out + "\n"
}

/// `acknowledged (KL): no text was supplied`.
fn answered(answer: &Answer) -> String {
    let how = match answer.through {
        Through::Acknowledgement => "acknowledged",
        Through::Overlay => "answered by the overlay",
    };
    format!("{how} ({}): {}", visible(&answer.reviewer), visible(&answer.reason))
}
