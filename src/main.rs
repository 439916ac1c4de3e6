//! `earwatch`: arguments → one call into the library → exit code.

use std::process::ExitCode;

/// Lists and parties are many small texts, which it hands out in a quarter less time than the system's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(earwatch::cli::run(std::env::args_os()))
}
