//! Whether to ask again, and when: pure questions. The waiting is in [`super::http`].

use std::time::Duration;

use chrono::{DateTime, Utc};

/// What went wrong with one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// No connection, or one that was lost before an answer came.
    Connection,
    /// No answer in time.
    Timeout,
    /// An answer that broke off.
    BrokenOff,
    /// A status that is no success.
    Status(u16),
    /// A whole answer that is not what was asked for; it would be the same again.
    Content,
}

/// Whether the same request may well succeed later.
pub(crate) fn should_retry(trouble: Trouble) -> bool {
    match trouble {
        Trouble::Connection | Trouble::Timeout | Trouble::BrokenOff => true,
        Trouble::Status(status) => matches!(status, 408 | 429 | 500 | 502 | 503 | 504),
        Trouble::Content => false,
    }
}

/// The wait before attempt `failed + 1`: doubled each time, between half and all of it by `jitter`
/// (0 to 1), never more than `cap`.
pub(crate) fn backoff(first: Duration, cap: Duration, failed: u32, jitter: f64) -> Duration {
    let doubled = first.saturating_mul(2_u32.saturating_pow(failed.saturating_sub(1)));
    doubled.min(cap).mul_f64(0.5 + jitter.clamp(0.0, 1.0) / 2.0)
}

/// What a `Retry-After` header asks for, in either of its forms: `120`, `Wed, 07 May 2031 08:00:00 GMT`.
pub(crate) fn retry_after(header: &str, now: DateTime<Utc>) -> Option<Duration> {
    let header = header.trim();
    if let Ok(seconds) = header.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = DateTime::parse_from_rfc2822(header).ok()?;
    Some((until.to_utc() - now).to_std().unwrap_or(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asks_again_only_where_the_answer_can_change() {
        let table = [
            (Trouble::Connection, true),
            (Trouble::Timeout, true),
            (Trouble::BrokenOff, true),
            (Trouble::Status(408), true),
            (Trouble::Status(429), true),
            (Trouble::Status(500), true),
            (Trouble::Status(502), true),
            (Trouble::Status(503), true),
            (Trouble::Status(504), true),
            (Trouble::Status(301), false),
            (Trouble::Status(400), false),
            (Trouble::Status(403), false),
            (Trouble::Status(404), false),
            (Trouble::Status(501), false),
            (Trouble::Content, false),
        ];
        for (trouble, expected) in table {
            assert_eq!(should_retry(trouble), expected, "{trouble:?}");
        }
    }

    #[test]
    fn waits_double_up_to_the_cap() {
        let wait = |failed| backoff(Duration::from_secs(1), Duration::from_secs(10), failed, 1.0);
        let seconds: Vec<_> = (1..=6).map(|failed| wait(failed).as_secs()).collect();
        assert_eq!(seconds, [1, 2, 4, 8, 10, 10]);
        assert_eq!(wait(u32::MAX).as_secs(), 10);
    }

    #[test]
    fn jitter_takes_off_at_most_half() {
        let wait = |jitter| backoff(Duration::from_secs(4), Duration::from_secs(60), 1, jitter);
        assert_eq!(wait(0.0).as_secs(), 2);
        assert_eq!(wait(0.5).as_secs(), 3);
        assert_eq!(wait(7.0).as_secs(), 4);
    }

    #[test]
    fn retry_after_is_read_in_both_forms() {
        let now = DateTime::parse_from_rfc3339("2031-05-07T07:59:00Z").unwrap().to_utc();
        let table = [
            ("120", Some(120)),
            (" 0 ", Some(0)),
            ("Wed, 07 May 2031 08:00:00 GMT", Some(60)),
            ("Wed, 07 May 2031 07:00:00 GMT", Some(0)),
            ("soon", None),
            ("-1", None),
            ("", None),
        ];
        for (header, expected) in table {
            assert_eq!(retry_after(header, now), expected.map(Duration::from_secs), "{header:?}");
        }
    }
}
