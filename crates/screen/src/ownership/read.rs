//! Files of owners: our own CSV, Beneficial Ownership Data Standard 0.4, `FollowTheMoney`, GLEIF levels 1 and 2.

mod bods;
mod days;
mod error;
mod ftm;
mod gleif;
mod json;
mod raw;
mod table;
mod value;

use super::holding::Owners;
pub use error::OwnersError;

/// Reads a file of owners, whatever its format. `name` is the source of lines that name none.
pub fn owners(text: &str, name: &str) -> Result<Owners, OwnersError> {
    let text = text.trim_start_matches('\u{feff}');
    match text.trim_start().chars().next() {
        None => Err(OwnersError::Format("an empty file".to_owned())),
        Some('[' | '{') => json::owners(text, name),
        Some(_) => table::owners(text, name),
    }
}

#[cfg(test)]
mod tests;
