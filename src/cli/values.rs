//! Values that clap does not know.

use earwatch_law::law::ListId;
use earwatch_law::law::citation::DocumentNumber;
use earwatch_report::report::links;

use super::exit::Usage;

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

pub(super) fn document_number(text: &str) -> Result<DocumentNumber, Usage> {
    text.parse()
        .map_err(|error| Usage(format!("expected a document number such as 2025-05427, but found “{text}”: {error}")))
}
