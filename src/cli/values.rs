//! Arguments of a comparison, and values that clap does not know.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use earwatch_law::law::ListId;
use earwatch_report::report::links;

pub(super) fn web_address(address: &str) -> Result<String, String> {
    let is_web = links::is_web(address) && !address.contains(['?', '#']);
    let expected = || "expected an address such as https://example.org/earwatch".to_owned();
    is_web.then(|| address.to_owned()).ok_or_else(expected)
}

pub(super) fn list_id(name: &str) -> Result<ListId, String> {
    ListId::ALL
        .into_iter()
        .find(|list| list.name() == name)
        .ok_or_else(|| format!("expected one of {}", ListId::ALL.map(ListId::name).join(", ")))
}

/// What is compared, and how it is judged.
#[derive(Debug, Args)]
pub(super) struct Comparison {
    /// Version number, date, document number, or path of an eCFR XML file
    pub(super) from: String,
    /// The same, for the later side
    pub(super) to: String,
    /// Dates as known from what had been published by DATE
    #[arg(long, value_name = "DATE")]
    pub(super) known_by: Option<NaiveDate>,
    /// Judge what is in force as of DATE [default: the day of TO, where it is a day or a version; else today]
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<NaiveDate>,
    /// Only entries that match a watch list: a name, country: …, citation: … or document: … on each line
    #[arg(long, value_name = "FILE")]
    pub(super) watch: Option<PathBuf>,
}
