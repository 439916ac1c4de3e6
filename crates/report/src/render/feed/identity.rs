//! Identities that outlive a rendering: UUIDs of version 8, made from a SHA-256.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use earwatch_law::digest::sha256_hex;
use earwatch_law::law::citation::DocumentNumber;

/// The identity of a feed at an address; of feeds without one, the same for all.
pub(super) fn feed(address: Option<&str>) -> String {
    urn(&["feed", address.unwrap_or_default()])
}

/// The identity of what a watch list leaves of a feed or an entry: who reads both is to have both.
pub(super) fn watched(id: &str, list: &str) -> String {
    urn(&["watched", list, id])
}

/// The identity of what a document did from a day on.
pub(super) fn document(number: &DocumentNumber, effective: Option<NaiveDate>) -> String {
    urn(&["document", number.as_str(), &day(effective)])
}

/// The identity of what is told otherwise of a document than before, told on a day.
pub(super) fn correction(number: &DocumentNumber, version: Option<i64>, told: NaiveDate) -> String {
    let version = version.map(|version| version.to_string());
    urn(&["correction", number.as_str(), &version.unwrap_or_default(), &day(Some(told))])
}

/// The identity of what no document did, by what it is called.
pub(super) fn other(title: &str, effective: Option<NaiveDate>) -> String {
    urn(&["other", title, &day(effective)])
}

/// The identity of an announcement on public inspection.
pub(super) fn announcement(number: &DocumentNumber) -> String {
    urn(&["public-inspection", number.as_str()])
}

/// The identity of findings, by what they say.
pub(super) fn findings(words: &[String]) -> String {
    let mut parts = vec!["findings"];
    parts.extend(words.iter().map(String::as_str));
    urn(&parts)
}

/// Makes an identity that was given before another one, by how often that was.
pub(super) fn once(id: &str, given: &mut BTreeSet<String>) -> String {
    let mut unique = id.to_owned();
    let mut times = 1;
    while !given.insert(unique.clone()) {
        times += 1;
        unique = urn(&["again", id, &times.to_string()]);
    }
    unique
}

fn day(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// `urn:uuid:…` of the parts, each on a line.
fn urn(parts: &[&str]) -> String {
    let digest = sha256_hex(format!("earwatch\n{}", parts.join("\n")).as_bytes());
    let mut uuid = String::with_capacity(UUID);
    for (at, digit) in digest.chars().take(DIGITS).enumerate() {
        if matches!(at, 8 | 12 | 16 | 20) {
            uuid.push('-');
        }
        uuid.push(match at {
            // The version, for which 8 says “made in a way of one's own”.
            12 => '8',
            // The variant: the two highest bits are 10.
            16 => variant(digit),
            _ => digit,
        });
    }
    format!("urn:uuid:{uuid}")
}

/// Hexadecimal digits of a UUID.
const DIGITS: usize = 32;
/// Letters of a UUID.
const UUID: usize = 36;

fn variant(digit: char) -> char {
    let bits = digit.to_digit(16).unwrap_or_default() & 0b0011 | 0b1000;
    char::from_digit(bits, 16).unwrap_or('8')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_is_a_uuid_that_never_changes() {
        let number = DocumentNumber::new("2025-05427");
        let day = NaiveDate::from_ymd_opt(2025, 3, 25);
        let id = document(&number, day);
        assert_eq!(id, "urn:uuid:01d81148-4221-8fb6-9bbe-5ae82e3f8e31");
        assert_ne!(id, document(&number, None));
        assert_ne!(id, announcement(&number));
        for number in 0..64 {
            let id = urn(&[&number.to_string()]);
            assert_eq!(id.len(), "urn:uuid:".len() + UUID);
            assert_eq!(id.chars().nth(23), Some('8'), "{id}");
            assert!(id.chars().nth(28).is_some_and(|c| "89ab".contains(c)), "{id}");
        }
    }

    #[test]
    fn no_two_entries_share_an_identity() {
        let mut given = BTreeSet::new();
        let ids: BTreeSet<_> = (0..3).map(|_| once("a", &mut given)).collect();
        assert_eq!(ids.len(), 3);
        assert!(ids.contains("a"));
    }
}
