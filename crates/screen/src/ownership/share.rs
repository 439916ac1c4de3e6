//! A share: the range of percent in which it lies.

use std::fmt;

use serde::{Serialize, Serializer};
use unicode_normalization::UnicodeNormalization as _;

/// Percent, exact to nine decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Percent(u64);

/// The smallest difference of two percentages.
const STEP: u64 = 1;
const ONE: u64 = 1_000_000_000;

impl Percent {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// All.
    pub const ALL: Self = Self(100 * ONE);
    /// One percent.
    pub const ONE: Self = Self(ONE);
    /// From here on an owner's share, or the sum of several, covers (15 CFR 744.11(a)(1)).
    pub const HALF: Self = Self(50 * ONE);

    /// A decimal number, with a point or a comma; more than nine decimals are rounded.
    fn parse(text: &str) -> Option<Self> {
        let text = text.strip_suffix('%').map_or(text, str::trim_end).replace(',', ".");
        let number: f64 = text.parse().ok().filter(|number: &f64| (0.0..=100.0).contains(number))?;
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        let is_plain = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
        if is_plain(whole) && is_plain(decimals) && decimals.len() <= 9 {
            let whole: u64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
            let decimals: u64 = format!("{decimals:0<9}").parse().ok()?;
            return Some(Self(whole * ONE + decimals));
        }
        Self::of(number)
    }

    /// A number from 0 to 100, rounded to nine decimals.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100 thousand million")]
    pub fn of(number: f64) -> Option<Self> {
        (0.0..=100.0).contains(&number).then(|| Self((number * 1e9).round() as u64))
    }

    /// A decimal number from 0 to 100, as a text states it, or the next larger share.
    pub fn stated(text: &str, is_exceeded: bool) -> Option<Self> {
        Self::parse(text.trim()).map(|percent| Self(percent.0 + if is_exceeded { STEP } else { 0 }))
    }

    /// As a number.
    #[expect(clippy::cast_precision_loss, reason = "nine decimals of a number up to some hundred are exact enough")]
    pub fn number(self) -> f64 {
        self.0 as f64 / 1e9
    }

    /// The sum, which may exceed all: reports contradict each other.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = format!("{:09}", self.0 % ONE);
        match decimals.trim_end_matches('0') {
            "" => write!(f, "{}", self.0 / ONE),
            decimals => write!(f, "{}.{decimals}", self.0 / ONE),
        }
    }
}

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.number())
    }
}

/// A share of an owner, or a sum of shares: at least so much, at most so much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Share {
    /// At least.
    pub least: Percent,
    /// At most.
    pub most: Percent,
}

/// Words that stand where no share is known.
const UNKNOWN: [&str; 9] = ["", "?", "-", "–", "unknown", "n/a", "na", "null", "none"];

/// Words before the lower bound of a share, and whether the bound itself belongs to it.
const FROM: [(&str, bool); 10] = [
    (">=", true),
    ("≥", true),
    ("at least", true),
    ("from", true),
    ("minimum", true),
    (">", false),
    ("more than", false),
    ("greater than", false),
    ("over", false),
    ("above", false),
];

/// Words before the upper bound of a share, and whether the bound itself belongs to it.
const UP_TO: [(&str, bool); 9] = [
    ("<=", true),
    ("≤", true),
    ("at most", true),
    ("up to", true),
    ("maximum", true),
    ("<", false),
    ("less than", false),
    ("below", false),
    ("under", false),
];

impl Share {
    /// Nobody says how much.
    pub const UNKNOWN: Self = Self { least: Percent::ZERO, most: Percent::ALL };
    /// Nothing.
    pub const NONE: Self = Self { least: Percent::ZERO, most: Percent::ZERO };

    /// So much, exactly.
    pub fn exact(percent: Percent) -> Self {
        Self { least: percent, most: percent }
    }

    /// Whether nobody says how much.
    pub fn is_unknown(self) -> bool {
        self == Self::UNKNOWN
    }

    /// The sum of two shares.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { least: self.least.plus(other.least), most: self.most.plus(other.most) }
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self { least: self.least.min(other.least), most: self.most.max(other.most) }
    }

    /// A range from bounds that may be missing or not belong to it; `None` where they contradict each other.
    pub fn between(least: Option<(Percent, bool)>, most: Option<(Percent, bool)>) -> Option<Self> {
        let bound = |given: Option<(Percent, bool)>, open: Percent, inward: fn(u64) -> u64| match given {
            None => open,
            Some((percent, true)) => percent,
            Some((percent, false)) => Percent(inward(percent.0)),
        };
        let least = bound(least, Percent::ZERO, |percent| percent + STEP);
        let most = bound(most, Percent::ALL, |percent| percent.saturating_sub(STEP));
        (least <= most).then_some(Self { least, most })
    }

    /// A share as people write it: `50`, `33,3 %`, `25-50`, `more than 25 up to 50`, `>25`, `75+`, `unknown`.
    /// `None` where it is none of them, such as `1/2`, which may be a half and may be one of two shares.
    pub fn parse(text: &str) -> Option<Self> {
        let text = if text.is_ascii() { text.to_owned() } else { text.nfkc().collect() };
        let mut text = text.trim().to_lowercase();
        for word in ["percent", "per cent", "pct"] {
            text = text.replace(word, "%");
        }
        let text = text.as_str();
        if UNKNOWN.contains(&text) {
            return Some(Self::UNKNOWN);
        }
        if let Some(percent) = Percent::parse(text) {
            return Some(Self::exact(percent));
        }
        if let Some(least) = text.strip_suffix('+').or_else(|| text.strip_suffix("or more")) {
            return Self::between(Some((Percent::parse(least.trim())?, true)), None);
        }
        if let Some(most) = text.strip_suffix("or less") {
            return Self::between(None, Some((Percent::parse(most.trim())?, true)));
        }
        let (least, is_in, rest) = match behind(text, &FROM) {
            None => return most_of(text).or_else(|| range(text)),
            Some((rest, is_in)) => {
                let (least, rest) = number(rest)?;
                (least, is_in, rest)
            }
        };
        match rest.trim_start_matches([',', ' ']).trim_start_matches("and ").trim_start_matches("but ") {
            "" => Self::between(Some((least, is_in)), None),
            rest => {
                let most = behind(rest, &UP_TO).or_else(|| rest.strip_prefix("to ").map(|most| (most, true)));
                let (most, most_is_in) = most?;
                Self::between(Some((least, is_in)), Some((Percent::parse(most.trim())?, most_is_in)))
            }
        }
    }
}

/// What stands behind one of the words.
fn behind<'a>(text: &'a str, words: &[(&str, bool)]) -> Option<(&'a str, bool)> {
    words.iter().find_map(|(word, is_in)| text.strip_prefix(word).map(|rest| (rest.trim_start(), *is_in)))
}

/// The number at the start, and the rest.
fn number(text: &str) -> Option<(Percent, &str)> {
    let end = text.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    Some((Percent::parse(digits)?, rest.trim_start().trim_start_matches('%').trim_start()))
}

/// `less than 25`.
fn most_of(text: &str) -> Option<Share> {
    let (rest, is_in) = behind(text, &UP_TO)?;
    Share::between(None, Some((Percent::parse(rest)?, is_in)))
}

/// `25-50`, `25 % to 50 %`, `between 25 and 50`.
fn range(text: &str) -> Option<Share> {
    let between = text.strip_prefix("between ").and_then(|rest| rest.split_once(" and "));
    let (least, most) = between
        .or_else(|| text.split_once(" to "))
        .or_else(|| text.split_once(".."))
        .or_else(|| text.split_once(['-', '–', '—', '‑', '‐', '−']))?;
    Share::between(Some((Percent::parse(least.trim())?, true)), Some((Percent::parse(most.trim())?, true)))
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.least == self.most {
            write!(f, "{} percent", self.least)
        } else if self.is_unknown() {
            f.write_str("an unknown share")
        } else {
            write!(f, "{} to {} percent", self.least, self.most)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_as_people_write_them() {
        for (text, least, most) in [
            ("50", "50", "50"),
            ("50 %", "50", "50"),
            ("33,3%", "33.3", "33.3"),
            ("33.333333333333336", "33.333333333", "33.333333333"),
            (".5", "0.5", "0.5"),
            ("5e1", "50", "50"),
            ("25-50", "25", "50"),
            ("25–50 %", "25", "50"),
            ("25% to 50%", "25", "50"),
            ("between 25 and 50 %", "25", "50"),
            ("25..50", "25", "50"),
            ("５０％", "50", "50"),
            ("50 pct", "50", "50"),
            ("from 25 to 50 percent", "25", "50"),
            ("more than 25% but less than 50%", "25.000000001", "49.999999999"),
            ("More than 25, up to 50", "25.000000001", "50"),
            (">25", "25.000000001", "100"),
            (">= 25", "25", "100"),
            ("75+", "75", "100"),
            ("75 or more", "75", "100"),
            ("10% or less", "0", "10"),
            ("< 50", "0", "49.999999999"),
            ("unknown", "0", "100"),
            ("", "0", "100"),
        ] {
            let share = Share::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((share.least.to_string().as_str(), share.most.to_string().as_str()), (least, most), "{text}");
        }
    }

    #[test]
    fn what_is_no_share_is_not_guessed() {
        for text in
            ["101", "-5", "50-25", "half", "majority", "25/50", "1/2", "~50", "NaN", "inf", "25-50-75", "> x", "5 0"]
        {
            assert_eq!(Share::parse(text), None, "{text}");
        }
    }
}
