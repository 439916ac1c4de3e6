//! The days on which an issue of the Federal Register is to be expected: weekdays that are no federal holidays
//! (5 U.S.C. 6103, with the days on which holidays on a weekend are observed).

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Whether an issue is to be expected on a day.
pub fn is_business_day(day: NaiveDate) -> bool {
    !is_weekend(day) && !is_holiday(day)
}

/// The days after `last`, up to and with `until`, on which an issue was to be expected.
pub fn business_days_after(last: NaiveDate, until: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let days = last.iter_days().skip(1).take_while(move |day| *day <= until);
    days.filter(|day| is_business_day(*day))
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

fn is_holiday(day: NaiveDate) -> bool {
    let (year, month, date) = (day.year(), day.month(), day.day());
    let nth = date.div_ceil(7);
    let is_last = date + 7 > 31;
    let by_weekday = match (month, day.weekday()) {
        // Birthday of Martin Luther King, Jr.; Washington's Birthday.
        (1 | 2, Weekday::Mon) => nth == 3,
        // Memorial Day.
        (5, Weekday::Mon) => is_last,
        // Labor Day.
        (9, Weekday::Mon) => nth == 1,
        // Columbus Day.
        (10, Weekday::Mon) => nth == 2,
        // Thanksgiving Day.
        (11, Weekday::Thu) => nth == 4,
        _ => false,
    };
    let observed = |of: Option<NaiveDate>| of.is_some_and(|of| is_fixed(of) && is_weekend(of));
    // One on a Saturday is observed on the Friday, one on a Sunday on the Monday.
    by_weekday
        || is_fixed(day)
        || day.weekday() == Weekday::Fri && observed(day.checked_add_days(Days::new(1)))
        || day.weekday() == Weekday::Mon && observed(day.checked_sub_days(Days::new(1)))
        // The offices in Washington are closed when a President is inaugurated.
        || (month, date) == (1, 20) && year % 4 == 1
        || (month, date) == (1, 21) && year % 4 == 1 && day.weekday() == Weekday::Mon
}

/// Holidays of a fixed date.
fn is_fixed(day: NaiveDate) -> bool {
    match (day.month(), day.day()) {
        (1, 1) | (7, 4) | (11, 11) | (12, 25) => true,
        (6, 19) => day.year() >= 2021,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn holidays_follow_their_rules() {
        for (text, expected) in [
            ("2026-01-01", false),
            ("2026-01-19", false),
            ("2026-02-16", false),
            ("2026-05-25", false),
            ("2026-06-19", false),
            ("2020-06-19", true),
            // A Saturday, observed on the Friday.
            ("2026-07-03", false),
            ("2026-07-06", true),
            ("2026-09-07", false),
            ("2026-10-12", false),
            ("2026-11-11", false),
            ("2026-11-26", false),
            ("2026-11-27", true),
            ("2026-12-25", false),
            // The first of January 2022 was a Saturday, that of 2023 a Sunday.
            ("2021-12-31", false),
            ("2022-12-30", true),
            ("2023-01-02", false),
            ("2021-12-24", false),
            ("2022-12-26", false),
            ("2025-01-20", false),
            ("2029-01-20", false),
            ("2013-01-21", false),
            ("2026-01-20", true),
            ("2026-05-18", true),
            ("2021-05-31", false),
            ("2026-11-19", true),
            ("2026-09-12", false),
        ] {
            assert_eq!(is_business_day(day(text)), expected, "{text}");
        }
    }

    #[test]
    fn days_are_counted_behind_the_last_issue() {
        for (last, until, expected) in [
            ("2026-09-09", "2026-09-09", 0),
            ("2026-09-09", "2026-09-12", 2),
            ("2026-09-09", "2026-09-14", 3),
            // Thanksgiving; Christmas and the New Year.
            ("2026-11-25", "2026-11-30", 2),
            ("2026-12-24", "2026-12-28", 1),
            ("2026-12-31", "2027-01-05", 2),
            ("2026-09-09", "2026-09-01", 0),
        ] {
            assert_eq!(business_days_after(day(last), day(until)).count(), expected, "{last} {until}");
        }
    }
}
