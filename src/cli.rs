//! The command line: each command is a file of its own, with its arguments and what it does.

mod acknowledge;
mod at;
mod backfill;
mod backup;
mod bundle;
mod calibrate;
pub mod clock;
mod color;
mod completions;
mod config;
mod decide;
mod deliver;
mod diff;
mod disk;
mod doctor;
mod documents;
mod exit;
mod export;
mod findings;
mod format;
mod global;
mod history;
mod import;
mod init;
mod links;
mod list;
mod man;
mod mcp;
mod news;
mod output;
mod parties;
mod poll;
mod replay;
mod report;
mod restore;
mod runs;
mod schema;
mod screen;
mod serve;
mod session;
mod show;
mod site;
mod templates;
mod terminal;
mod text;
pub mod values;
mod verify;
mod verify_bundle;
mod versions;
mod watch;

use std::ffi::OsString;

use clap::{CommandFactory as _, Parser, Subcommand};

use self::exit::{Done, FAILED};
use self::global::Global;
pub use self::output::in_words;
use self::session::Session;

/// Tracks the BIS Entity List by replaying the Federal Register rules that amend it.
#[derive(Debug, Parser)]
#[command(name = "earwatch", version, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Init),
    Poll(poll::Poll),
    Backfill(backfill::Backfill),
    Import(import::Import),
    Versions(versions::Versions),
    Documents(documents::Documents),
    Findings(findings::Findings),
    Runs(runs::Runs),
    Doctor(doctor::Doctor),
    Acknowledge(acknowledge::Acknowledge),
    List(list::List),
    Text(text::Text),
    Show(show::Show),
    Screen(screen::Screen),
    Decide(decide::Decide),
    History(history::History),
    Links(links::Links),
    Diff(diff::Diff),
    Replay(replay::Replay),
    Calibrate(calibrate::Calibrate),
    Verify(verify::Verify),
    Bundle(bundle::Bundle),
    VerifyBundle(verify_bundle::VerifyBundle),
    Export(export::Export),
    Backup(backup::Backup),
    Restore(restore::Restore),
    Deliver(deliver::Deliver),
    Report(report::Report),
    Site(site::Site),
    Serve(serve::Serve),
    Mcp(mcp::Mcp),
    Config(config::ShowConfig),
    Completions(completions::Completions),
    Schema(schema::Schema),
    Man(man::Man),
}

/// Does what the arguments say, the name of the program before them, and gives the exit code. Once in a process: from here
/// on diagnostics go to standard error.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let Cli { global, command } = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        // Help and the version are told in the same way.
        Err(told) => return told.print().ok().and_then(|()| told.exit_code().try_into().ok()).unwrap_or(FAILED),
    };
    global.log();
    match obey(&global, command) {
        Ok(Done(code)) => code,
        Err(error) if output::reader_left(&error) => 0,
        Err(error) => {
            output::complain(&error);
            exit::code(&error)
        }
    }
}

fn obey(global: &Global, command: Command) -> anyhow::Result<Done> {
    let session = || Session::new(global);
    match command {
        Command::Init(init) => init.run(&session()?),
        Command::Poll(poll) => poll.run(&session()?),
        Command::Backfill(backfill) => backfill.run(&session()?),
        Command::Import(import) => import.run(&session()?),
        Command::Versions(versions) => versions.run(&session()?),
        Command::Documents(documents) => documents.run(&session()?),
        Command::Findings(findings) => findings.run(&session()?),
        Command::Runs(_) => runs::Runs::run(&session()?),
        Command::Doctor(doctor) => doctor.run(&session()?),
        Command::Acknowledge(acknowledge) => acknowledge.run(&session()?),
        Command::List(list) => list.run(&session()?),
        Command::Text(text) => text.run(&session()?),
        Command::Show(show) => show.run(&session()?),
        Command::Screen(screen) => screen.run(&session()?),
        Command::Decide(decide) => decide.run(&session()?),
        Command::History(history) => history.run(&session()?),
        Command::Links(links) => links.run(&session()?),
        Command::Diff(diff) => diff.run(&session()?),
        Command::Replay(replay) => replay.run(&session()?),
        Command::Calibrate(calibrate) => calibrate.run(global),
        Command::Verify(verify) => verify.run(&session()?),
        Command::Bundle(bundle) => bundle.run(&session()?),
        Command::VerifyBundle(verify) => verify.run(&session()?),
        Command::Export(export) => export.run(&session()?),
        Command::Backup(backup) => backup.run(&session()?),
        Command::Restore(restore) => restore.run(&session()?),
        Command::Deliver(deliver) => deliver.run(&session()?),
        Command::Report(report) => report.run(&session()?),
        Command::Site(site) => site.run(&session()?),
        Command::Serve(serve) => serve.run(&session()?),
        Command::Mcp(_) => mcp::Mcp::run(&session()?),
        Command::Config(_) => config::ShowConfig::run(&session()?),
        Command::Completions(completions) => completions.run(Cli::command(), global),
        Command::Schema(schema) => schema.run(global),
        Command::Man(man) => man.run(Cli::command(), global),
    }
}
