//! Times of Washington, which documents are published by.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, SubsecRound as _, TimeZone as _, Utc};
use chrono_tz::America::New_York;

/// The beginning of a day.
pub fn midnight(day: NaiveDate) -> DateTime<FixedOffset> {
    time(day.and_time(NaiveTime::MIN))
}

/// An instant, to the second.
pub fn washington(instant: DateTime<Utc>) -> DateTime<FixedOffset> {
    instant.with_timezone(&New_York).trunc_subsecs(0).fixed_offset()
}

/// A time of the day; an hour that a change of clocks repeats is the first of the two.
pub fn time(local: NaiveDateTime) -> DateTime<FixedOffset> {
    let known = New_York.from_local_datetime(&local).earliest();
    known.map_or_else(|| local.and_utc().fixed_offset(), |time| time.fixed_offset())
}
