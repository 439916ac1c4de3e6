//! `earwatch completions`.

use clap::Args;
use clap_complete::{Shell, generate};

use super::exit::Done;
use super::global::Global;
use super::output;

/// Print completions for a shell
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self, mut command: clap::Command, global: &Global) -> anyhow::Result<Done> {
        let mut script = Vec::new();
        generate(self.shell, &mut command, "earwatch", &mut script);
        output::write(&script, global.output.as_deref())
    }
}
