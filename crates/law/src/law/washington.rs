//! The clock of Washington, by which documents are filed and published and rules take effect.
//!
//! In: an instant. Out: the time there, with its distance from UTC, by the IANA time zone database.

use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeDelta, TimeZone as _, Utc};
use chrono_tz::America::New_York;

/// An instant, as the clock in Washington shows it.
pub fn clock(instant: DateTime<Utc>) -> DateTime<FixedOffset> {
    instant.with_timezone(&New_York).fixed_offset()
}

/// A time that the clock in Washington shows. An hour that a change of clocks repeats is the first of the two; one that it
/// leaves out is counted on from the hour before it.
pub fn shown(local: NaiveDateTime) -> DateTime<FixedOffset> {
    let hour = TimeDelta::hours(1);
    let known = New_York.from_local_datetime(&local).earliest();
    // Of the hour that is left out, the hour before has a distance from UTC.
    let before = || Some((New_York.from_local_datetime(&(local - hour)).earliest()? + hour).fixed_offset());
    let known = known.map(|time| time.fixed_offset()).or_else(before);
    known.unwrap_or_else(|| local.and_utc().fixed_offset())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The change of clocks in both directions, to the second.
    #[test]
    fn the_clock_in_washington_is_that_of_the_day() {
        for (instant, expected) in [
            ("2031-01-08T13:45:00Z", "2031-01-08T08:45:00-05:00"),
            ("2031-07-08T13:45:00Z", "2031-07-08T09:45:00-04:00"),
            ("2026-03-08T06:59:59Z", "2026-03-08T01:59:59-05:00"),
            ("2026-03-08T07:00:00Z", "2026-03-08T03:00:00-04:00"),
            ("2026-11-01T05:59:59Z", "2026-11-01T01:59:59-04:00"),
            ("2026-11-01T06:00:00Z", "2026-11-01T01:00:00-05:00"),
            // The first Sunday of November is its first day, or its seventh.
            ("2027-11-07T05:59:59Z", "2027-11-07T01:59:59-04:00"),
            ("2027-11-07T06:00:00Z", "2027-11-07T01:00:00-05:00"),
            ("2007-03-11T07:00:00Z", "2007-03-11T03:00:00-04:00"),
            // Before 2007, from the first Sunday of April to the last of October, which is the fourth or the fifth.
            ("2006-04-02T06:59:59Z", "2006-04-02T01:59:59-05:00"),
            ("2006-04-02T07:00:00Z", "2006-04-02T03:00:00-04:00"),
            ("2006-10-29T05:59:59Z", "2006-10-29T01:59:59-04:00"),
            ("2006-10-29T06:00:00Z", "2006-10-29T01:00:00-05:00"),
            ("2003-10-26T06:00:00Z", "2003-10-26T01:00:00-05:00"),
            ("1986-04-27T07:00:00Z", "1986-04-27T03:00:00-04:00"),
            ("1974-01-06T07:00:00Z", "1974-01-06T03:00:00-04:00"),
            ("1975-02-23T06:59:59Z", "1975-02-23T01:59:59-05:00"),
            // A new year begins later in Washington.
            ("2027-01-01T04:59:59Z", "2026-12-31T23:59:59-05:00"),
        ] {
            let found = clock(instant.parse().unwrap());
            assert_eq!(found.to_rfc3339(), expected, "{instant}");
            // Where an hour comes twice, the first of the two is meant.
            let again = found.naive_local()
                < clock(instant.parse::<DateTime<Utc>>().unwrap() - TimeDelta::seconds(1)).naive_local();
            assert_eq!(shown(found.naive_local()) == found, !again, "{instant}");
        }
    }

    #[test]
    fn an_hour_that_is_shown_twice_or_never_is_one_instant() {
        for (local, expected) in [
            ("2026-11-01T01:30:00", "2026-11-01T01:30:00-04:00"),
            ("2026-11-01T02:00:00", "2026-11-01T02:00:00-05:00"),
            ("2026-03-08T02:30:00", "2026-03-08T03:30:00-04:00"),
            ("2026-03-08T00:00:00", "2026-03-08T00:00:00-05:00"),
            ("2026-03-09T00:00:00", "2026-03-09T00:00:00-04:00"),
        ] {
            assert_eq!(shown(local.parse().unwrap()).to_rfc3339(), expected);
        }
    }
}
