//! Days of holdings, of which a part may be missing: `2020`, `2020-05`.

use chrono::{Datelike as _, Months, NaiveDate};

use crate::ownership::holding::Owners;

/// The first and the last day of a date of which the day or the month may be missing.
pub(super) fn days(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let text = text.trim();
    let text = text.split_once(['T', ' ']).map_or(text, |(date, _)| date);
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return Some((day, day));
    }
    let mut parts = text.split('-').map(|part| part.parse::<u32>().ok());
    let year = i32::try_from(parts.next()??).ok().filter(|year| (1800..=2200).contains(year))?;
    let (first, months) = match (parts.next(), parts.next()) {
        (None, None) => (NaiveDate::from_ymd_opt(year, 1, 1)?, 12),
        (Some(month), None) => (NaiveDate::from_ymd_opt(year, month?, 1)?, 1),
        _ => return None,
    };
    Some((first, first.checked_add_months(Months::new(months))?.pred_opt()?)).filter(|(first, _)| first.year() == year)
}

/// The first and the last day of a holding, from the words of a file; those that are no dates bound nothing, and are noted.
pub(super) fn held(
    owners: &mut Owners,
    place: &str,
    since: &str,
    until: &str,
) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let mut read = |text: &str, what: &str| {
        let days = days(text);
        if days.is_none() && !text.trim().is_empty() {
            owners.note(
                place,
                format!(
                    "expected a date (YYYY-MM-DD) {what}, but found “{}”; the holding counts as if none were given",
                    text.trim()
                ),
            );
        }
        days
    };
    let (since, until) = (read(since, "since"), read(until, "until"));
    let (first, last) = (since.map(|(first, _)| first), until.map(|(_, last)| last));
    if let (Some(first), Some(last)) = (first, last)
        && last < first
    {
        owners.note(place, format!("the holding ends on {last}, before it begins on {first}; it counts on no day"));
    }
    (first, last)
}
