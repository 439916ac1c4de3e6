//! A file that is read as a whole, as text, whatever its encoding.

use encoding_rs::{Encoding, UTF_8};

use super::sniff;

/// A text, and what is to be said of it.
#[derive(Debug)]
pub struct Text {
    /// The text.
    pub text: String,
    /// What was assumed of its encoding, and where letters are lost.
    pub note: Option<String>,
}

/// Bytes as text.
///
/// # Errors
/// Where they are no text, or of which encoding cannot be told.
pub fn text(bytes: &[u8]) -> Result<Text, String> {
    let encoding = sniff::encoding(bytes)?;
    let (text, _, is_damaged) = encoding.decode(bytes);
    let lost = is_damaged.then(|| text.lines().position(|line| line.contains('\u{FFFD}'))).flatten();
    let has_mark = Encoding::for_bom(bytes).is_some();
    let note = match lost {
        Some(line) => {
            Some(format!("line {}: bytes that are no {}; names there may have lost letters", line + 1, encoding.name()))
        }
        None if encoding != UTF_8 && !has_mark => Some(format!(
            "read as {}, which nothing in the file says; look whether names with accents are right",
            encoding.name()
        )),
        None => None,
    };
    Ok(Text { text: text.into_owned(), note })
}
