//! `earwatch schema`.

use clap::Args;
use earwatch_report::schemas;

use super::exit::{Done, Usage};
use super::global::Global;
use super::output;

/// Print the JSON Schema of what is printed as JSON; without a name, the names of all
#[derive(Debug, Args)]
pub(super) struct Schema {
    /// Name of the schema
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

impl Schema {
    pub(super) fn run(self, global: &Global) -> anyhow::Result<Done> {
        let names = || schemas::names().collect::<Vec<_>>();
        let printed = match self.name {
            None => names().join("\n") + "\n",
            Some(name) => schemas::schema(&name)?.ok_or_else(|| {
                let names = names().join(", ");
                Usage(format!("expected one of {names}, but found “{name}”"))
            })?,
        };
        output::write(printed.as_bytes(), global.output.as_deref())
    }
}
