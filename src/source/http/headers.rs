//! Headers: who asks, and what the answer says of itself.

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::header::{AGE, DATE, HeaderMap, HeaderName};

pub(super) fn user_agent(contact: &str) -> String {
    let program = concat!("earwatch/", env!("CARGO_PKG_VERSION"));
    if contact.is_empty() { program.to_owned() } else { format!("{program} (+{contact})") }
}

pub(super) fn header(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(ToOwned::to_owned)
}

/// The clock of the server, as `Date` and `Age` tell it (RFC 9110, RFC 9111), against ours.
pub(super) fn skew(headers: &HeaderMap, now: DateTime<Utc>) -> Option<TimeDelta> {
    let date = DateTime::parse_from_rfc2822(&header(headers, &DATE)?).ok()?;
    let age = header(headers, &AGE).and_then(|age| age.trim().parse().ok());
    let age = age.and_then(TimeDelta::try_seconds).unwrap_or_default();
    Some(now - date.to_utc().checked_add_signed(age)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_of_the_server_is_its_date_and_the_age_of_the_answer() {
        let now = DateTime::parse_from_rfc3339("2031-05-07T08:00:00Z").unwrap().to_utc();
        let table = [
            (Some("Wed, 07 May 2031 08:00:00 GMT"), None, Some(0)),
            (Some("Wed, 07 May 2031 07:00:00 GMT"), None, Some(3600)),
            (Some("Wed, 07 May 2031 07:00:00 GMT"), Some("3600"), Some(0)),
            (Some("Wed, 07 May 2031 09:00:00 GMT"), Some("soon"), Some(-3600)),
            (Some("yesterday"), None, None),
            (None, None, None),
        ];
        for (date, age, expected) in table {
            let mut headers = HeaderMap::new();
            for (name, value) in [(DATE, date), (AGE, age)] {
                if let Some(value) = value {
                    headers.insert(name, value.parse().unwrap());
                }
            }
            let skew = skew(&headers, now).map(|skew| skew.num_seconds());
            assert_eq!(skew, expected, "{date:?} {age:?}");
        }
    }
}
