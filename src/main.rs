//! `earwatch`: arguments → one call into the library → exit code.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
