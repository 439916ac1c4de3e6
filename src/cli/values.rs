//! Values of arguments that clap does not know.

use earwatch::list::ListId;
use earwatch::report::links;

pub(super) fn web_address(address: &str) -> Result<String, String> {
    let is_web = links::is_web(address) && !address.contains(['?', '#']);
    let expected = || "expected an address such as https://example.org/earwatch".to_owned();
    is_web.then(|| address.to_owned()).ok_or_else(expected)
}

pub(super) fn list_id(name: &str) -> Result<ListId, String> {
    ListId::ALL
        .into_iter()
        .find(|list| list.name() == name)
        .ok_or_else(|| {
            format!(
                "expected one of {}",
                ListId::ALL.map(ListId::name).join(", ")
            )
        })
}
