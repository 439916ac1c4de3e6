//! The clock, read here and by nobody below.

use chrono::{DateTime, NaiveDate, Utc};
use earwatch::run::Occasion;
use earwatch_law::law::washington;

/// The instant.
#[expect(clippy::disallowed_methods, reason = "the command line is where the clock comes in")]
pub fn now() -> DateTime<Utc> {
    Utc::now()
}

/// The legal day in Washington.
pub fn today() -> NaiveDate {
    day_of(now())
}

/// The occasion of a command: now, today unless another day is given.
pub fn occasion(command: &str, until: Option<NaiveDate>) -> Occasion {
    let now = now();
    Occasion { command: command.to_owned(), as_of: until.unwrap_or(day_of(now)), now, is_today: until.is_none() }
}

fn day_of(now: DateTime<Utc>) -> NaiveDate {
    washington::clock(now).date_naive()
}
