//! Times of Washington, which documents are published by.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone as _};
use chrono_tz::America::New_York;

/// The beginning of a day.
pub fn midnight(day: NaiveDate) -> DateTime<FixedOffset> {
    time(day.and_time(NaiveTime::MIN))
}

/// A time of the day; an hour that a change of clocks repeats is the first of the two.
pub fn time(local: NaiveDateTime) -> DateTime<FixedOffset> {
    let known = New_York.from_local_datetime(&local).earliest();
    known.map_or_else(|| local.and_utc().fixed_offset(), |time| time.fixed_offset())
}
