//! Values that clap does not know.

use chrono::NaiveDate;
use earwatch::query::day::day;
use earwatch_law::law::ListId;
use earwatch_law::law::citation::DocumentName;
use earwatch_report::report::links;

pub(super) fn web_address(address: &str) -> Result<String, String> {
    let is_web = links::is_web(address) && !address.contains(['?', '#']);
    let expected = || format!("expected an address such as https://example.org/earwatch, but found “{address}”");
    is_web.then(|| address.to_owned()).ok_or_else(expected)
}

/// A list by its name.
pub fn list_id(name: &str) -> Result<ListId, String> {
    ListId::ALL
        .into_iter()
        .find(|list| list.name() == name)
        .ok_or_else(|| format!("expected one of {}, but found “{name}”", ListId::ALL.map(ListId::name).join(", ")))
}

/// A number, or `NUMBER@DATE` where a number was given twice.
pub fn document_name(text: &str) -> Result<DocumentName, String> {
    text.parse().ok().ok_or_else(|| {
        format!(
            "expected a document number such as 2025-05427, or E8-23178@2008-10-03 where two have the number, but found \
             “{text}”"
        )
    })
}

/// A day, `2025-03-24`.
pub(super) fn date(text: &str) -> Result<NaiveDate, String> {
    day(text)
}

/// A number that the program gave: of a version, a run, a finding.
pub(super) fn number(text: &str) -> Result<i64, String> {
    let expected = || format!("expected a number such as 3, but found “{text}”");
    text.trim().parse().ok().filter(|number| *number > 0).ok_or_else(expected)
}

/// The volume of a year of the Federal Register.
pub(super) fn volume(text: &str) -> Result<u16, String> {
    let expected = || format!("expected a volume of the Federal Register such as 90, but found “{text}”");
    text.trim().parse().ok().filter(|number| *number > 0).ok_or_else(expected)
}

/// What somebody calls an entry.
pub(super) fn entry_name(text: &str) -> Result<String, String> {
    let is_something = text.chars().any(char::is_alphanumeric);
    is_something.then(|| text.to_owned()).ok_or_else(|| {
        format!("expected a name, an alias or the number of an entry, but found “{text}”, which has no letter or digit")
    })
}

/// Words of an address.
pub(super) fn address(text: &str) -> Result<String, String> {
    let is_something = text.chars().any(char::is_alphanumeric);
    let expected = || format!("expected words of an address, but found “{text}”, which has no letter or digit");
    is_something.then(|| text.to_owned()).ok_or_else(expected)
}
