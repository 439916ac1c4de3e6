//! Files of owners: our own CSV, Beneficial Ownership Data Standard 0.4, `FollowTheMoney`, GLEIF level 2.

mod bods;
mod ftm;
mod json;
mod table;

use chrono::{Datelike as _, Months, NaiveDate};

use super::holding::Owners;

/// Why a file of owners cannot be read at all.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum OwnersError {
    /// It is none of the formats.
    #[error(
        "expected a CSV with the columns owner, owned and percent, statements of the Beneficial Ownership Data Standard, \
         FollowTheMoney entities, or GLEIF relationships, but found {0}"
    )]
    Format(String),
    /// A column is missing.
    #[error("expected a column “{column}”, but found {found}; name it so in the first line")]
    Column {
        /// The column.
        column: &'static str,
        /// The first line.
        found: String,
    },
    /// Fractions instead of percent.
    #[error(
        "expected percent in the column “{column}” (50 for a half), but no share in it is above 1; \
         multiply them by 100"
    )]
    Fractions {
        /// The column.
        column: String,
    },
}

/// Reads a file of owners, whatever its format. `name` is the source of lines that name none.
pub fn owners(text: &str, name: &str) -> Result<Owners, OwnersError> {
    let text = text.trim_start_matches('\u{feff}');
    match text.trim_start().chars().next() {
        None => Err(OwnersError::Format("an empty file".to_owned())),
        Some('[' | '{') => json::owners(text, name),
        Some(_) => table::owners(text, name),
    }
}

/// The first and the last day of a date of which the day or the month may be missing.
fn days(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let text = text.trim();
    let text = text.split_once(['T', ' ']).map_or(text, |(date, _)| date);
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return Some((day, day));
    }
    let mut parts = text.split('-').map(|part| part.parse::<u32>().ok());
    let year = i32::try_from(parts.next()??).ok().filter(|year| (1800..=2200).contains(year))?;
    let (first, months) = match (parts.next(), parts.next()) {
        (None, None) => (NaiveDate::from_ymd_opt(year, 1, 1)?, 12),
        (Some(month), None) => (NaiveDate::from_ymd_opt(year, month?, 1)?, 1),
        _ => return None,
    };
    Some((first, first.checked_add_months(Months::new(months))?.pred_opt()?)).filter(|(first, _)| first.year() == year)
}

/// The first and the last day of a holding, from the words of a file; those that are no dates bound nothing, and are noted.
fn held(owners: &mut Owners, place: &str, since: &str, until: &str) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let mut read = |text: &str, what: &str| {
        let days = days(text);
        if days.is_none() && !text.trim().is_empty() {
            owners.note(
                place,
                format!(
                    "expected a date (YYYY-MM-DD) {what}, but found “{}”; the holding counts as if none were given",
                    text.trim()
                ),
            );
        }
        days
    };
    let (since, until) = (read(since, "since"), read(until, "until"));
    (since.map(|(first, _)| first), until.map(|(_, last)| last))
}

#[cfg(test)]
mod tests;
