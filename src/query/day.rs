//! Days as people write them.

use chrono::NaiveDate;

/// A day, `2025-03-24`.
///
/// # Errors
/// In words: what was expected, and which day may be meant.
pub fn day(text: &str) -> Result<NaiveDate, String> {
    let written = text.trim();
    let is_iso = written.len() == 10 && written.chars().nth(4) == Some('-');
    if let Some(day) = written.parse().ok().filter(|_| is_iso) {
        return Ok(day);
    }
    let meant = ["%m/%d/%Y", "%Y/%m/%d", "%B %d, %Y", "%b %d, %Y", "%Y%m%d", "%Y-%m-%d"]
        .into_iter()
        .find_map(|form| NaiveDate::parse_from_str(written, form).ok());
    let did_you_mean = meant.map_or_else(String::new, |day| format!("; did you mean {day}?"));
    let is_no_day = meant.is_none() && is_iso && written.chars().all(|c| c.is_ascii_digit() || c == '-');
    let why = if is_no_day { ", which is no day of the calendar" } else { "" };
    Err(format!("expected a day as YYYY-MM-DD, such as 2025-03-24, but found “{written}”{why}{did_you_mean}"))
}
