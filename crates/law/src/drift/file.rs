//! A file as it is given: which printing it is, told by what stands in it, and the parties of a table.

mod error;
mod json;
mod row;
mod table;

use std::borrow::Cow;

pub use error::FileError;
pub use row::Table;

/// A file, recognised.
#[derive(Debug)]
pub enum Recognised<'a> {
    /// XML of the eCFR, to be read as such.
    Xml(Cow<'a, str>),
    /// A table of parties.
    Table(Table),
}

/// Recognises a file by its content.
pub fn recognise(bytes: &[u8]) -> Result<Recognised<'_>, FileError> {
    let text = decoded(bytes)?;
    let begin = text.trim_start();
    match begin.chars().next() {
        None => Err(FileError::Empty),
        Some('<') if is_page(begin) && is_of_ecfr(begin) => Err(FileError::EcfrPage { title: title(begin) }),
        Some('<') if is_page(begin) => Err(FileError::WebPage { title: title(begin) }),
        Some('<') => Ok(Recognised::Xml(text)),
        Some('{' | '[') => json::read(begin).map(Recognised::Table),
        Some(_) => table::read(&text).map(Recognised::Table),
    }
}

/// Text of UTF-8 or UTF-16, without the mark at its beginning.
fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, FileError> {
    let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = rest.chunks(2).map(|pair| match pair {
            [a, b] => unit([*a, *b]),
            _ => 0xD800,
        });
        let decoded: Result<String, _> = char::decode_utf16(units).collect();
        decoded.map(Cow::Owned).map_err(|_odd| FileError::NotText { offset: bytes.len().saturating_sub(1) })
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => {
            let text =
                std::str::from_utf8(bytes).map_err(|error| FileError::NotText { offset: error.valid_up_to() })?;
            if let Some(offset) = text.bytes().position(|byte| byte == 0) {
                return Err(FileError::NotText { offset });
            }
            Ok(Cow::Borrowed(text.trim_start_matches('\u{FEFF}')))
        }
    }
}

fn is_page(begin: &str) -> bool {
    let head: String = begin.chars().take(2000).collect::<String>().to_ascii_lowercase();
    head.starts_with("<!doctype html")
        || head.contains("<html")
        || head.starts_with("<head")
        || head.starts_with("<body")
}

/// Whether a page shows a list as the eCFR does for readers, whatever site it was saved from.
fn is_of_ecfr(page: &str) -> bool {
    let lower = page.to_ascii_lowercase();
    lower.contains("supplement no.") && lower.contains("part 744") && lower.contains("<table")
}

fn title(page: &str) -> String {
    let lower = page.to_ascii_lowercase();
    let within = || {
        let from = lower.find("<title")?;
        let from = from + lower.get(from..)?.find('>')? + 1;
        let to = from + lower.get(from..)?.find('<')?;
        page.get(from..to)
    };
    match within().map(str::trim).filter(|title| !title.is_empty()) {
        Some(title) => {
            format!("“{}”", title.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(80).collect::<String>())
        }
        None => "without a title".to_owned(),
    }
}
