//! Times of Washington, which documents are published by.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, SubsecRound as _, Utc};
use earwatch_law::law::washington::{clock, shown};

/// The beginning of a day.
pub fn midnight(day: NaiveDate) -> DateTime<FixedOffset> {
    shown(day.and_time(NaiveTime::MIN))
}

/// An instant, to the second.
pub fn washington(instant: DateTime<Utc>) -> DateTime<FixedOffset> {
    clock(instant).trunc_subsecs(0)
}
