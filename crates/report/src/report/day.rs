//! Days as a sentence says them, seen from another day.

use chrono::NaiveDate;

/// `yesterday`, `today`, `tomorrow`; a day further off has no such word.
pub fn relative(day: NaiveDate, as_of: NaiveDate) -> Option<&'static str> {
    match (day - as_of).num_days() {
        -1 => Some("yesterday"),
        0 => Some("today"),
        1 => Some("tomorrow"),
        _ => None,
    }
}

/// Whether a day has come: `in force`, `in 1 day`, `in 12 days`.
pub fn force(day: NaiveDate, as_of: NaiveDate) -> String {
    match (day - as_of).num_days() {
        ..=0 => "in force".to_owned(),
        1 => "in 1 day".to_owned(),
        days => format!("in {days} days"),
    }
}
