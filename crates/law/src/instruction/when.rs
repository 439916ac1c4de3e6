//! Dates inside instructions: `Effective December 2, 2024,` and `until Nov. 9, 2026`.

use chrono::NaiveDate;

use super::scope::number;
use super::token::{Cursor, Kind, Reading};
use crate::law::citation::MONTHS;

/// `Effective [on] December 2, 2024`.
pub(super) fn effective(cursor: Cursor<'_>) -> Reading<'_, NaiveDate> {
    let Some(next) = cursor.one_of(&["effective", "beginning", "starting"]) else {
        return Reading::NotMine;
    };
    let next = time(next.any_of(&["on", "as", "of"]));
    match date(next) {
        Some((date, next)) => Reading::Understood(date, next),
        None if next.one_of(&["until", "through"]).is_some() => Reading::NotMine,
        None => Reading::Malformed("an effective date that cannot be read", next),
    }
}

/// `at 4:15 p.m. [eastern time] on`: the hour is no part of the date.
fn time(cursor: Cursor<'_>) -> Cursor<'_> {
    let read = || {
        let (_, next) = number(cursor.one_of(&["at"]).unwrap_or(cursor))?;
        let (_, next) = number(next.mark(':')?)?;
        let next = next.one_of(&["a.m", "p.m", "am", "pm"])?;
        let next = next.mark('.').unwrap_or(next);
        let next =
            next.phrases(&["eastern standard time", "eastern daylight time", "eastern time", "ET"]).unwrap_or(next);
        Some(next.mark(',').unwrap_or(next).any_of(&["on"]))
    };
    read().unwrap_or(cursor)
}

/// When a stay ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// "indefinitely".
    Never,
    /// The last day.
    On(NaiveDate),
}

impl End {
    pub(super) fn date(self) -> Option<NaiveDate> {
        match self {
            Self::Never => None,
            Self::On(date) => Some(date),
        }
    }
}

/// `until November 9, 2026`, `indefinitely`.
pub(super) fn until(cursor: Cursor<'_>) -> Reading<'_, End> {
    if let Some(next) = cursor.phrases(&["indefinitely", "until further notice"]) {
        return Reading::Understood(End::Never, next);
    }
    let start = cursor.one_of(&["effective"]).unwrap_or(cursor);
    let Some(next) = start.one_of(&["until", "through"]) else {
        return Reading::NotMine;
    };
    match date(next) {
        Some((date, next)) => Reading::Understood(End::On(date), next),
        None => Reading::Malformed("an end date that cannot be read", next),
    }
}

/// `November 9, 2026`, `Nov. 9, 2026`, `9 November 2026`.
fn date(cursor: Cursor<'_>) -> Option<(NaiveDate, Cursor<'_>)> {
    let (day_first, next) = number(cursor).map_or((None, cursor), |(day, next)| (Some(day), next));
    let month = next.peek().filter(|token| token.kind == Kind::Word)?.text.to_lowercase();
    let index = MONTHS.iter().position(|name| *name == month || month.len() >= 3 && name.starts_with(&month))?;
    let next = next.next();
    let next = next.mark('.').unwrap_or(next);
    let (day, next) = match day_first {
        Some(day) => (day, next),
        None => number(next)?,
    };
    let next = next.mark(',').unwrap_or(next);
    let (year, next) = number(next)?;
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, u32::try_from(index).ok()? + 1, day)?;
    Some((date, next))
}
