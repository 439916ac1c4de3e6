//! Days of an act on a document: until when, from when, and instead of which.

use std::sync::LazyLock;

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::super::dates::Dates;
use super::quoted::{unquoted, without_past};
use crate::law::text::{date, number};

/// Words behind which a new effective date stands.
pub(super) static NEW_DATE: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    const SAID: [&str; 5] = [
        "new effective date is", "is now effective", "effective date is now", "effective date will be",
        "now takes effect",
    ];
    const THEN: [&str; 6] = ["", "now ", "instead ", "therefore ", "accordingly ", "only "];
    const BECOME: [&str; 5] = ["become effective", "take effect", "be effective", "go into effect", "enter into force"];
    let of = |will: &str, then: &str, becomes: &str| &*format!("{will} {then}{becomes}").leak();
    let will = ["will", "shall"].into_iter();
    let coming = will.flat_map(|will| THEN.iter().flat_map(move |then| BECOME.map(|becomes| of(will, then, becomes))));
    SAID.into_iter().chain(coming).collect()
});

/// Words that make a date said to be that of effect a new one.
pub(super) const INSTEAD: [&str; 3] = ["new effective date", "instead of", "rather than"];

/// Words behind which a document's day of effect stands as it is said to be.
pub(super) const STATES: [&str; 18] = [
    "is effective",
    "are effective",
    "takes effect",
    "take effect",
    "remains effective",
    "becomes effective",
    "goes into effect",
    "go into effect",
    "effective date remains",
    "effective date is",
    "bears an effective date of",
    "bore an effective date of",
    "carried an effective date of",
    "carries an effective date of",
    "had an effective date of",
    "new effective date,",
    "scheduled to become effective",
    "scheduled to take effect",
];

/// The day of effect that a sentence says a document to have: `The rule is effective June 2, 2031`.
pub(super) fn stated(text: &str, lower: &str) -> Option<NaiveDate> {
    let behind = |lead: &&str| {
        let mut places = lower.match_indices(*lead);
        places.find_map(|(at, _)| dated(text.get(at + lead.len()..)?))
    };
    STATES.iter().find_map(behind).or_else(|| {
        lower
            .contains("effective date")
            .then(|| [" is now", " is", " will be", " shall be", " remains"].iter().find_map(behind))?
    })
}

/// Whether a sentence says, as of now, the day of effect of a document: "That rule takes effect on June 2, 2031, as published". One
/// that tells in passing when it was to do so does not.
pub(super) fn insists(text: &str) -> bool {
    const NOW: [&str; 10] = [
        "is effective", "are effective", "takes effect", "take effect", "remains effective", "becomes effective",
        "goes into effect", "effective date remains", "effective date is", "new effective date,",
    ];
    const IN_PASSING: [&str; 17] = [
        "before ", "current", "had ", "if ", "original", "prior", "provides that", "said", "scheduled", "states",
        "that becomes", "that is", "that takes", "was to", "were to", "which ", "would",
    ];
    let lower = unquoted(text).to_lowercase();
    NOW.iter().any(|words| lower.contains(words))
        && !lower.starts_with("as published")
        && !IN_PASSING.iter().any(|words| lower.contains(words))
}

/// The day that a sentence calls that of effect of the document at a place: "June 2, 2031, the effective date of the rule at".
pub(super) fn day_named_by(text: &str, at: usize) -> Option<NaiveDate> {
    let before = text.get(..at)?;
    let (day, _) = before.rsplit_once(", the effective date of ")?;
    let begins = day.char_indices().rev().take(20).map(|(at, _)| at);
    let mut days = begins.filter_map(|at| date::in_full(day.get(at..)?)).filter(|(_, rest)| rest.is_empty());
    days.next().map(|(day, _)| day)
}

/// The day on which a sentence lets a document take effect that was held back: "The stay is lifted, and the rule becomes
/// effective on June 2, 2031".
pub(super) fn resumed(text: &str) -> Option<NaiveDate> {
    let lower = text.to_lowercase();
    // "is lifted as of June 2, 2031, and the rule is effective on that date"
    let that = ["on that date", "on that day", "as of that date"].iter().find_map(|words| lower.find(words));
    let before = || date::find(text.get(..that?)?.rsplit_once(" as of ").or(text.rsplit_once(" on "))?.1);
    let that = before().map(|(_, day, _)| day);
    that.or_else(|| of_effect(text)).filter(|_| !speaks_of_itself(&lower))
}

/// The day of effect that a sentence says a document to have, in whatever words.
pub(super) fn of_effect(text: &str) -> Option<NaiveDate> {
    let text = &*without_past(text);
    let lower = text.to_lowercase();
    stated(text, &lower).or_else(|| new_date(text, &lower))
}

/// Whether a sentence says a day of effect of the document that speaks.
pub(super) fn speaks_of_itself(lower: &str) -> bool {
    const OWN: [&str; 7] = [
        "this action", "this correction", "this document", "this final rule", "this interim final rule", "this notice",
        "this rule",
    ];
    let says = |rest: &str| STATES.iter().any(|words| rest.trim_start().starts_with(words));
    OWN.iter().flat_map(|own| lower.match_indices(*own)).any(|(at, own)| lower.get(at + own.len()..).is_some_and(says))
}

/// Until when something is delayed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Until {
    /// Not before this day.
    Day(NaiveDate),
    /// So many days after the effective date that stands.
    After(u32),
    /// The day on which the document that acts is published or filed.
    Publication,
    /// No day is set.
    Indefinite,
    /// It is not said.
    Unsaid,
    /// It is said in words that were not understood.
    Unclear,
}

impl Until {
    /// The day, where one is set.
    pub fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(*day),
            Self::After(_) | Self::Publication | Self::Indefinite | Self::Unsaid | Self::Unclear => None,
        }
    }

    /// Whether a day or none is set.
    pub(super) fn is_said(&self) -> bool {
        matches!(self, Self::Day(_) | Self::Indefinite)
    }
}

/// Words that set no day.
const INDEFINITELY: [&str; 9] = [
    "indefinite", "further notice", "further action", "pending", "sine die", "further order", "until such time",
    "until the bureau", "until bis",
];

/// Whether a sentence puts off without a day: "pending further review", but not "in light of pending litigation".
fn sets_no_day(lower: &str) -> bool {
    let lower = lower.replace("without further action", "");
    let adjective = |at: usize| {
        let before = lower.get(..at).unwrap_or_default().trim_end();
        before
            .rsplit(' ')
            .next()
            .is_some_and(|word| ["any", "no", "of", "other", "some", "such", "the"].contains(&word))
    };
    INDEFINITELY.iter().any(|words| lower.match_indices(words).any(|(at, found)| found != "pending" || !adjective(at)))
}

/// Words between "until" and the day that change nothing.
const BEFORE_A_DAY: [&str; 44] = [
    "12 noon", "12:00 noon", "12 midnight", "12:00 midnight", "the close of business", "close of business",
    "12:01 a.m.", "12:00 a.m.", "11:59 p.m.", "12 a.m.", "midnight", "noon", "eastern standard time",
    "eastern daylight time", "eastern time", "(est)", "(edt)", "(et)", "est", "edt", "et", "local time", "read", "be",
    "the new date of", "on", "of", "at", "in", "the date of", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday", "a new date of", "as late as", "a date of", "a new effective date of",
    "the new effective date of", "a revised effective date of", "an effective date of",
];

/// Until when a sentence delays. Of several days the last is meant: "from May 2, 2031, to June 2, 2031"; unless it speaks of
/// `several` documents and does not recount what was before.
pub(super) fn read(text: &str, several: bool) -> Until {
    let text = &*without_past(text);
    let lower = text.to_lowercase();
    // “Regulatory Freeze Pending Review” sets no day.
    let unquoted = unquoted(text).to_lowercase();
    if contradicts_the_week(text) {
        return Until::Unclear;
    }
    let days = |word: &str| -> Vec<(usize, NaiveDate)> {
        let found = lower.match_indices(word).filter(|(at, _)| begins_word(&lower, *at));
        found.filter_map(|(at, _)| Some((at, dated(text.get(at + word.len()..)?)?))).collect()
    };
    let mut until: Vec<_> = ["until", "to", "till"].iter().flat_map(|word| days(word)).collect();
    if ["not take effect", "not become effective", "not be effective", "not go into effect", "not come into force"]
        .iter()
        .any(|words| lower.contains(words))
    {
        until.extend(["before", "prior to", "earlier than"].iter().flat_map(|word| days(word)));
    }
    until.sort_by_key(|(at, _)| *at);
    let unclear = [
        "no later than", "not later than", "until after", "respectively", "the later of", "the earlier of", "whichever",
    ];
    if unclear.iter().any(|words| lower.contains(words)) {
        return Until::Unclear;
    }
    let differ = until.iter().any(|(_, day)| Some(day) != until.first().map(|(_, first)| first));
    let recounts =
        ["was ", "were ", "had been", "previously", "which has been", "and delayed", "and postponed", "and deferred"]
            .iter()
            .any(|words| lower.contains(words));
    // "which was delayed until November 9, 2031, is delayed indefinitely"
    let open = ["indefinitely", "until further notice", "sine die"].iter().filter_map(|words| lower.rfind(words)).max();
    let last = until.last().map(|(at, _)| *at);
    match until.last() {
        Some(_) if recounts && open > last => Until::Indefinite,
        // "the effective date of which was delayed to November 9, 2031, will instead be effective on October 21, 2031"
        Some((_, day)) if new_date(text, &lower).is_some_and(|new| new != *day) => {
            if recounts {
                new_date(text, &lower).map_or(Until::Unclear, Until::Day)
            } else {
                Until::Unclear
            }
        }
        Some(_) if several && differ && !recounts => Until::Unclear,
        Some((_, day)) => Until::Day(*day),
        None if sets_no_day(&unquoted) => {
            if says_a_day(text, &lower) {
                Until::Unclear
            } else {
                Until::Indefinite
            }
        }
        None => match new_date(text, &lower) {
            Some(day) => Until::Day(day),
            None if lower.contains("until") => Until::Unclear,
            None if through(text, &lower).is_some() => through(text, &lower).map_or(Until::Unclear, Until::Day),
            None if days_more(&lower).is_some() => days_more(&lower).map_or(Until::Unclear, Until::After),
            None if lower.contains("until") || lower.contains(" through ") || period(&lower) => Until::Unclear,
            None => Until::Unsaid,
        },
    }
}

/// Whether words for a new day stand before one, though they were not understood: "to a day not before June 2, 2031".
fn says_a_day(text: &str, lower: &str) -> bool {
    // "which was to become effective on June 2, 2031"
    let recounted = |at: usize| {
        let before = lower.get(..at).unwrap_or_default();
        ["was", "were", "due", "scheduled", "set"].iter().any(|word| before.ends_with(word))
    };
    let places = [" until ", " to "].iter().flat_map(|word| lower.match_indices(*word));
    places.filter(|(at, _)| !recounted(*at)).any(|(at, word)| {
        let rest = text.get(at + word.len()..).unwrap_or_default();
        let clause = rest.split([',', ';', '(']).next().unwrap_or_default();
        let places = clause.char_indices().take(50).filter(|(_, c)| c.is_uppercase());
        let published = ["publish", "appear", "issue", "rule"].iter().any(|word| clause.contains(word));
        !published && places.into_iter().any(|(at, _)| rest.get(at..).is_some_and(|rest| date::in_full(rest).is_some()))
    })
}

/// `from June 5, 2031, through June 30, 2031`: the day after the last.
fn through(text: &str, lower: &str) -> Option<NaiveDate> {
    let mut days = lower.match_indices("through ").filter(|(at, _)| begins_word(lower, *at));
    let (at, lead) = days.next().filter(|_| days.next().is_none() && !lower.contains("comment"))?;
    dated(text.get(at + lead.len()..)?)?.succ_opt()
}

/// For how long something is put off, beside the day that may be said, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Length {
    /// So many days.
    Days(u32),
    /// So many months.
    Months(u32),
}

impl Length {
    /// Whether it lies between two days, whichever is the later one.
    pub fn lies_between(self, one: NaiveDate, other: NaiveDate) -> bool {
        let (from, to) = (one.min(other), one.max(other));
        Some(to)
            == match self {
                Self::Days(count) => from.checked_add_days(Days::new(u64::from(count))),
                Self::Months(count) => from.checked_add_months(Months::new(count)),
            }
    }
}

/// The length that a sentence says: `for 60 days, until June 2, 2031`, `by two months`.
pub(super) fn length(text: &str) -> Option<Length> {
    let lower = text.to_lowercase();
    let of = |unit, days| Some(Length::Days(counted(&lower, unit)?.checked_mul(days)?));
    let months = |unit, months| Some(Length::Months(counted(&lower, unit)?.checked_mul(months)?));
    // "will become effective 45 days later than was announced"
    let words: Vec<_> = lower.split(' ').collect();
    let apart = words.windows(3).find_map(|three| match three {
        [count, "days", "later" | "earlier"] => number::leading([*count]).map(|(count, _)| Length::Days(count)),
        _ => None,
    });
    apart
        .or_else(|| of("days", 1))
        .or_else(|| of("weeks", 7))
        .or_else(|| months("months", 1))
        .or_else(|| months("years", 12))
}

/// By how many days something is put off, counted from the effective date that stands: `for 60 days`, `by sixty (60)
/// calendar days`, `a 60-day delay`. `None` where they are counted from another day, or it is not certain.
fn days_more(lower: &str) -> Option<u32> {
    counted(lower, "days")
}

/// The same, by the plural of a unit.
fn counted(lower: &str, unit: &str) -> Option<u32> {
    let one = unit.trim_end_matches('s');
    let words: Vec<&str> = lower.split([' ', '\u{a0}', '(', ')', ',']).filter(|word| !word.is_empty()).collect();
    let ends = |at: usize| words.get(at).map(|word| word.trim_end_matches(['.', ';', ':']));
    let mut found = Vec::new();
    for at in 0..words.len() {
        if let Some((count, of)) = ends(at).and_then(|word| word.split_once('-'))
            && of == one
            && ends(at + 1)
                .is_some_and(|next| ["delay", "postponement", "stay", "extension", "deferral"].contains(&next))
        {
            found.extend(count.parse::<u32>().ok());
        }
        let single = ends(at) == Some(one) && at.checked_sub(1).and_then(ends) == Some("one");
        if ends(at) != Some(unit) && !single {
            continue;
        }
        let mut from = at;
        while from > 0 && from + 8 > at && !["for", "by"].contains(words.get(from)?) {
            from -= 1;
        }
        let between: Vec<_> = words.get(from + 1..at)?.iter().copied().filter(|word| !FILLERS.contains(word)).collect();
        let (count, length) = number::leading(between.iter().copied())?;
        let repeated = between.get(length..).unwrap_or_default();
        let again = number::leading(repeated.iter().copied());
        if !["for", "by"].contains(words.get(from)?) || !repeated.is_empty() && again != Some((count, repeated.len())) {
            return None;
        }
        found.push(count);
        let next: Vec<_> = (at + 1..at + 6).filter_map(ends).collect();
        let counted = next.first().is_some_and(|word| ["from", "after", "following", "beginning", "of"].contains(word));
        let from_day = ["", ","].iter().any(|comma| dated_in(lower, &format!("{unit}{comma} from ")).is_some());
        let of_effect = next.contains(&"effective") || from_day;
        if words.get(at).is_some_and(|word| word.ends_with([';', ':'])) || counted && !of_effect {
            return None;
        }
    }
    match found.as_slice() {
        [count] => Some(*count),
        _ => None,
    }
}

/// The day behind words.
fn dated_in(lower: &str, lead: &str) -> Option<NaiveDate> {
    let at = lower.find(lead)? + lead.len();
    let rest = lower.get(at..)?;
    let capital = rest.chars().next()?.to_uppercase().chain(rest.chars().skip(1)).collect::<String>();
    dated(&capital)
}

/// Words between "for" and a number of days that change nothing.
const FILLERS: [&str; 11] =
    ["a", "an", "exactly", "period", "of", "additional", "another", "further", "calendar", "the", "more"];

/// The days that a sentence says, behind a place, to be those of its documents one by one.
pub(super) fn respectively(text: &str, from: usize) -> Vec<NaiveDate> {
    let Some(rest) = text.get(from..).filter(|rest| rest.contains("respectively")) else { return Vec::new() };
    let Some((_, rest)) = rest.split_once(" until ").or_else(|| rest.split_once(" to ")) else { return Vec::new() };
    all_days(rest)
}

/// The days that a text says.
pub(super) fn all_days(mut text: &str) -> Vec<NaiveDate> {
    let mut days = Vec::new();
    while let Some((_, day, after)) = date::find(text) {
        days.push(day);
        text = after;
    }
    days
}

/// Whether a text says a day, with or without its year, and not as one by which something is to be done.
pub(super) fn says_day(text: &str, day: NaiveDate) -> bool {
    let begins = |at: usize| {
        let before = text.get(..at).unwrap_or_default().trim_end();
        let last = before.rsplit(' ').next().unwrap_or_default();
        !before.ends_with(char::is_alphabetic)
            || !["by", "before", "until", "through"].iter().any(|word| last.eq_ignore_ascii_case(word))
    };
    let is_day = |rest: &str| match date::in_full(rest) {
        Some((said, _)) => said == day,
        None => date::in_part(rest).is_some_and(|(part, _)| !part.is_dated() && part.fits(day)),
    };
    let capitals = text.char_indices().filter(|(at, c)| c.is_uppercase() && begins_word(text, *at));
    capitals.map(|(at, _)| at).any(|at| begins(at) && text.get(at..).is_some_and(is_day))
}

/// Whether a text says a day of the week that a day is not: "Thursday, June 2, 2031".
fn contradicts_the_week(mut text: &str) -> bool {
    while let Some((before, day, after)) = date::find(text) {
        let word = before.trim_end_matches([',', ' ']).rsplit(' ').next().unwrap_or_default();
        if word.parse::<chrono::Weekday>().is_ok_and(|said| word.len() > 3 && said != chrono::Datelike::weekday(&day)) {
            return true;
        }
        text = after;
    }
    false
}

/// Words for the day on which a document is published or filed.
pub(super) const ON_PUBLICATION: [&str; 20] = [
    "upon publication",
    "on publication",
    "upon its publication",
    "at publication",
    "on the date of publication",
    "on the day of publication",
    "as of publication",
    "as of the date of publication",
    "on the date this",
    "on the day this",
    "immediately",
    "upon filing",
    "on filing",
    "on the date of filing",
    "upon its filing",
    "at once",
    "[insert date of publication",
    "on [insert date of publication",
    "upon public inspection",
    "upon display",
];

/// The same behind "effective the date".
pub(super) const THE_DATE: [&str; 3] = ["the date of publication", "the date this", "the date of filing"];

/// Whether a sentence says a document to be in force with the publication of its own: `The rule is effective upon
/// publication of this notice`. What a document says of itself is not meant.
pub(super) fn on_publication(lower: &str) -> bool {
    let makes = ["making", "makes", "make", "made"].iter().any(|verb| lower.contains(verb));
    let made: &[&str] = if makes { &[" effective"] } else { &["is made effective", "effective date becomes"] };
    let leads = STATES.iter().chain(NEW_DATE.iter()).chain(made);
    leads.flat_map(|lead| lower.match_indices(*lead)).any(|(at, lead)| {
        let rest = lower.get(at + lead.len()..).unwrap_or_default().trim_start_matches([' ', ',', '\u{a0}']);
        let rest = rest.strip_prefix("the date").map_or(rest.to_owned(), |rest| format!("on the date{rest}"));
        let before = lower.get(..at).unwrap_or_default().trim_end();
        let itself = ["rule", "action", "notice", "document", "correction", "delay", "withdrawal", "stay"];
        let itself = itself.iter().any(|noun| {
            ["this", "this final", "this interim final", "this correcting"]
                .iter()
                .any(|article| before.ends_with(&format!("{article} {noun}")))
        });
        !itself && ON_PUBLICATION.iter().any(|words| rest.starts_with(words))
    })
}

/// `for 60 days`, `by sixty days`.
fn period(lower: &str) -> bool {
    let ends = |word: &str| lower.contains(&format!("{word} "));
    (ends(" for") || ends(" by")) && ["days", "months", "year"].iter().any(|unit| lower.contains(unit))
}

/// `The new effective date is June 2, 2031`, `will become effective on June 2, 2031`.
pub(super) fn new_date(text: &str, lower: &str) -> Option<NaiveDate> {
    // "none of the amendments will take effect, on June 2, 2031, or later"
    let none = |at: usize| {
        let clause = lower.get(..at).and_then(|before| before.rsplit([',', ';']).next());
        clause.is_some_and(|clause| clause.contains("none of the "))
    };
    let found = NEW_DATE.iter().find_map(|lead| {
        let at = lower.find(lead).filter(|at| !none(*at))? + lead.len();
        dated(text.get(at..)?)
    });
    let found = found.or_else(|| day_instead(text, lower));
    let is_new = INSTEAD.iter().any(|words| lower.contains(words));
    found.or_else(|| is_new.then(|| stated(text, lower))?)
}

/// "45 days later than was announced, on June 2, 2031, instead of on May 2, 2031".
fn day_instead(text: &str, lower: &str) -> Option<NaiveDate> {
    let at = [" instead of", " rather than"].iter().find_map(|words| lower.find(words))?;
    let before = text.get(..at)?.trim_end_matches([',', ' ']);
    let (day, rest) = before.rsplit_once(" on ").and_then(|(_, day)| date::in_full(day))?;
    rest.is_empty().then_some(day)
}

/// The day that words begin with.
fn dated(text: &str) -> Option<NaiveDate> {
    let mut rest = text.trim_start_matches([' ', '\u{a0}', ',', '“', ':']);
    while let Some(word) = BEFORE_A_DAY.iter().find(|word| {
        rest.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word))
            && rest.get(word.len()..).is_some_and(|after| after.starts_with([' ', ',', '\u{a0}']))
    }) {
        rest = rest.get(word.len()..)?.trim_start_matches([' ', '\u{a0}', ',', '“']);
    }
    date::in_full(rest).map(|(day, _)| day)
}

/// The day that words begin with, its year in full or behind the next one: `May 2 and June 2, 2031`.
pub(super) fn in_list(text: &str) -> Option<NaiveDate> {
    let in_full = |text: &str| date::in_full(text).map(|(day, _)| day);
    in_full(text).or_else(|| {
        let (_, rest) = date::in_part(text)?;
        let day = text.strip_suffix(rest)?;
        let next = [" and ", ", and ", ", "].iter().find_map(|joint| in_list(rest.strip_prefix(joint)?))?;
        in_full(&format!("{day}, {}", chrono::Datelike::year(&next)))
    })
}

/// `As of May 2, 2031, …`, `Effective May 2, 2031, the …`, `is withdrawn effective May 2, 2031`.
pub(super) fn from(text: &str) -> Option<NaiveDate> {
    let lower = text.to_lowercase();
    let lead = |word: &&str| lower.starts_with(*word).then(|| dated(text.get(word.len()..)?)).flatten();
    let behind = |verb: &&str| {
        let at = lower.rfind(*verb)? + verb.len();
        let rest = text.get(at..)?.trim_start_matches([' ', ',']);
        ["effective", "as of", "on"].iter().find_map(|word| dated(rest.strip_prefix(word)?))
    };
    // "The withdrawal of the rule is effective May 2, 2031."
    let of_act = |act: &&str| {
        let named = ["the", "this"].iter().any(|article| lower.starts_with(&format!("{article} {act}")));
        let at = lower.rfind(" is effective ").filter(|_| named)?;
        dated(text.get(at + " is effective ".len()..)?)
    };
    if let Some(day) = ["withdrawal", "delay", "stay", "postponement", "suspension"].iter().find_map(of_act) {
        return Some(day);
    }
    let leads = ["as of", "effective date:", "effective on", "effective", "beginning"];
    let verbs = ["withdrawn", "delayed", "stayed", "rescinded", "vacated", "suspended", "postponed", "revoked"];
    leads.iter().find_map(lead).or_else(|| verbs.iter().find_map(behind))
}

/// The effective date that a sentence says to be replaced: `the effective date of June 5, 2031`, `from June 5, 2031, to`.
pub(super) fn was(text: &str) -> Option<NaiveDate> {
    let lower = text.to_lowercase();
    let leads = [
        "effective date of", "effective date from", " from", "to take effect on", "original effective date",
        "instead of", "rather than",
    ];
    // "the vacatur to take effect on June 2, 2031"
    let of_act = |at: usize| {
        let before = lower.get(..at).unwrap_or_default().trim_end();
        ["delay", "stay", "vacatur", "withdrawal"].iter().any(|act| before.ends_with(act))
    };
    leads.iter().find_map(|lead| {
        let at = lower.find(lead).filter(|at| !of_act(*at))?;
        dated(text.get(at + lead.len()..)?)
    })
}

/// The effective date that a DATES section prints for its own document, apart from the days of an act.
pub(super) fn own_effective(printed: &str) -> Option<NaiveDate> {
    let dates = Dates::read(printed).effective;
    let until = read(printed, false);
    dates.into_iter().find(|day| until != Until::Day(*day))
}

fn begins_word(text: &str, at: usize) -> bool {
    !text.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric))
}
