//! `earwatch runs`.

use clap::Args;
use earwatch::store::runs::Run;
use earwatch_report::visible::visible;

use super::exit::Done;
use super::session::Session;

/// All runs, and how they ended
#[derive(Debug, Args)]
pub(super) struct Runs;

impl Runs {
    pub(super) fn run(session: &Session) -> anyhow::Result<Done> {
        session.lines(&session.open()?.reader().runs()?, line)
    }
}

fn line(run: &Run) -> String {
    let code = run.exit_code.map_or_else(|| "died".to_owned(), |code| format!("exit {code}"));
    format!(
        "{:>4}  of {}  started {}  {:<8}  {code:<6}  {}\n",
        run.id.0,
        run.as_of,
        run.started.format("%Y-%m-%d %H:%M:%S UTC"),
        run.command,
        visible(run.message.as_deref().unwrap_or_default())
    )
}
