//! How much of one written name another one shares, so that a misspelt name is told with what it is close to.

use similar::{TextDiff, get_close_matches};

/// The share of letters that two names have in common, in their order: 0 to 1.
pub fn likeness(a: &str, b: &str) -> f32 {
    TextDiff::from_chars(a, b).ratio()
}

/// Whether two names share at least so much.
pub fn is_like(a: &str, b: &str, least: f32) -> bool {
    !closest(a, &[b], 1, least).is_empty()
}

/// Up to `most` of the names that share at least so much with one, the closest first.
pub fn closest<'a>(name: &str, names: &[&'a str], most: usize, least: f32) -> Vec<&'a str> {
    get_close_matches(name, names, most, least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_alike_as_far_as_they_share_letters_in_order() {
        for (a, b, share) in [("", "", 1.0), ("abcd", "abcd", 1.0), ("abcd", "abxd", 0.75), ("ab", "cd", 0.0)] {
            assert!((likeness(a, b) - share).abs() < f32::EPSILON, "{a} {b}");
            assert!(is_like(a, b, share), "{a} {b}");
            assert!(share >= 1.0 || !is_like(a, b, share + 0.01), "{a} {b}");
        }
        assert_eq!(closest("nettrix", &["inspur", "netrix", "nettrics"], 2, 0.6), ["netrix", "nettrics"]);
    }
}
