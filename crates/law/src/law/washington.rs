//! The clock of Washington, by which documents are filed and published and rules take effect.
//!
//! In: an instant. Out: the time there, with its distance from UTC. The days on which clocks change are those of the
//! Uniform Time Act as it was amended (15 U.S.C. 260a). Before 1967 there was none, and nothing that is read here.

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc, Weekday};

const STANDARD: FixedOffset = west(5);
const DAYLIGHT: FixedOffset = west(4);

const fn west(hours: i32) -> FixedOffset {
    match FixedOffset::west_opt(hours * 3600) {
        Some(offset) => offset,
        None => panic!("a day has 24 hours"),
    }
}

/// An instant, as the clock in Washington shows it.
pub fn clock(instant: DateTime<Utc>) -> DateTime<FixedOffset> {
    let standard = instant.with_timezone(&STANDARD);
    let advanced = is_advanced(standard.naive_local(), TimeDelta::hours(2), TimeDelta::hours(1));
    if advanced { instant.with_timezone(&DAYLIGHT) } else { standard }
}

/// A time that the clock in Washington shows. An hour that a change of clocks repeats is the first of the two; one that it
/// leaves out is counted on from the hour before it.
pub fn shown(local: NaiveDateTime) -> DateTime<FixedOffset> {
    let advanced = is_advanced(local, TimeDelta::hours(3), TimeDelta::hours(2));
    let zone = if advanced { DAYLIGHT } else { STANDARD };
    local.and_local_timezone(zone).earliest().unwrap_or_else(|| local.and_utc().fixed_offset())
}

/// Whether clocks are an hour ahead at a local time, where those times of the two days are the first and the last of it.
fn is_advanced(local: NaiveDateTime, first: TimeDelta, last: TimeDelta) -> bool {
    let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN);
    advanced(local.year()).is_some_and(|(begin, end)| (midnight(begin) + first..midnight(end) + last).contains(&local))
}

/// The days of a year on which clocks go an hour ahead and back again.
fn advanced(year: i32) -> Option<(NaiveDate, NaiveDate)> {
    let sunday = |month, nth| NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Sun, nth);
    let last_sunday = |month| sunday(month, 5).or_else(|| sunday(month, 4));
    let (begin, end) = match year {
        ..=1966 => return None,
        // The Emergency Daylight Saving Time Energy Conservation Act.
        1974 => (NaiveDate::from_ymd_opt(1974, 1, 6), last_sunday(10)),
        1975 => (NaiveDate::from_ymd_opt(1975, 2, 23), last_sunday(10)),
        1967..=1986 => (last_sunday(4), last_sunday(10)),
        1987..=2006 => (sunday(4, 1), last_sunday(10)),
        2007.. => (sunday(3, 2), sunday(11, 1)),
    };
    begin.zip(end)
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
            ("2026-03-08T02:30:00", "2026-03-08T02:30:00-05:00"),
            ("2026-03-08T00:00:00", "2026-03-08T00:00:00-05:00"),
            ("2026-03-09T00:00:00", "2026-03-09T00:00:00-04:00"),
        ] {
            assert_eq!(shown(local.parse().unwrap()).to_rfc3339(), expected);
        }
    }
}
