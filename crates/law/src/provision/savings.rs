//! The savings clause of a rule: what may go on under the rules before it.
//!
//! `Shipments of items … that were en route aboard a carrier to a port of export on May 5, 2031, pursuant to actual orders
//! …, may proceed to that destination … before June 4, 2031.` It stands in the preamble, and orders nothing of a list.

use chrono::{Datelike as _, NaiveDate};
use roxmltree::Node;
use serde::Serialize;

use super::kind::{plain, says};
use crate::document::element::within;
use crate::law::text::date;
use crate::markup;

/// A savings clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Savings {
    /// The day on which shipments must have been under way, where the clause is understood.
    pub under_way: Option<NaiveDate>,
    /// The day before which they must have arrived or left, where the clause states one and is understood.
    pub before: Option<NaiveDate>,
    /// The last day for that, where the clause states a last day instead.
    pub until: Option<NaiveDate>,
    /// The clause as printed.
    pub text: String,
}

/// The savings clause of a document in Federal Register XML; `None` without one. `published` supplies the year of a date
/// that has none.
pub fn of_document(document: Node<'_, '_>, published: NaiveDate) -> Option<Savings> {
    let mut headed = false;
    let (mut under_heading, mut by_words) = (Vec::new(), Vec::new());
    for node in document.descendants().filter(|node| !within(*node, &["REGTEXT", "GPOTABLE", "AMDPAR"])) {
        match node.tag_name().name() {
            "HD" => {
                headed = says(
                    &plain(&markup::flatten_line(node)),
                    &[" savings clause ", " saving clause ", " savings provision "],
                );
            }
            "P" | "FP" if !within(node, &["P", "FP"]) => {
                let text = markup::flatten_line(node);
                if text.is_empty() {
                    continue;
                }
                if headed {
                    under_heading.push(text);
                } else if is_clause(&text) {
                    by_words.push(text);
                }
            }
            _ => {}
        }
    }
    let paragraphs = if under_heading.is_empty() { by_words } else { under_heading };
    (!paragraphs.is_empty()).then(|| read(&paragraphs.join("\n"), published))
}

/// The same of the text of a document as it was received; nothing of one that cannot be read.
pub fn of_text(xml: &str, published: NaiveDate) -> Option<Savings> {
    // Most of the time of a large document goes into taking it apart.
    let has = |word: &str| memchr::memmem::find(xml.as_bytes(), word.as_bytes()).is_some();
    if !["aving", "AVING", "en route", "aboard"].iter().any(|word| has(word)) {
        return None;
    }
    let parsed = markup::parse(xml).ok()?;
    of_document(parsed.root_element(), published)
}

fn is_clause(text: &str) -> bool {
    let words = plain(text);
    says(&words, &[" en route ", " aboard a carrier ", " aboard an exporting carrier ", " laden aboard "])
        && says(&words, &[" may proceed ", " may continue ", " may go on ", " may be exported ", " may be shipped "])
}

/// Reads a clause. Of two days for one thing neither is taken.
pub fn read(text: &str, published: NaiveDate) -> Savings {
    const UNDER_WAY: [&str; 10] = [
        "en route", "aboard", "on dock", "carrier", "in transit", "loaded", "on its way", "on their way", "under way",
        "underway",
    ];
    let mut odd = false;
    let (mut under_way, mut before, mut until) = (Vec::new(), Vec::new(), Vec::new());
    let mut rest = text;
    let mut seen = String::new();
    while let Some((words, day, after)) = next_date(rest, published) {
        seen.push_str(words);
        let lower = seen.to_lowercase();
        let near = lower.trim_end_matches([' ', ',']);
        let near = near.strip_suffix(" on").map_or(near, |near| near.trim_end_matches([' ', ',']));
        let near = near.strip_suffix("midnight").map_or(near, |near| near.trim_end_matches([' ', ',']));
        let ends = |words: &[&str]| words.iter().any(|word| near.ends_with(word));
        let opens = UNDER_WAY.iter().filter_map(|word| lower.rfind(word)).max();
        let proceeds = ["may proceed", "may continue", "may go on", "may be exported", "may be shipped"]
            .iter()
            .filter_map(|word| lower.rfind(word))
            .max();
        if ends(&[" before", " prior to"]) {
            before.push(day);
        } else if ends(&[" by", " no later than", " not later than", " until", " through", " on or before"]) {
            until.push(day);
        } else if opens.is_some() && proceeds.is_none_or(|at| opens > Some(at)) {
            under_way.push(day);
        } else if !lower.contains("rules in force before") {
            // A day of which it is not understood what it is for: the clause may mean the others otherwise, too.
            odd = true;
        }
        seen.push_str(rest.strip_suffix(after).and_then(|taken| taken.strip_prefix(words)).unwrap_or_default());
        rest = after;
    }
    let one = |mut days: Vec<NaiveDate>| {
        days.dedup();
        match days.as_slice() {
            [day] if !odd => Some(*day),
            _ => None,
        }
    };
    let (until, before) = (one(until), one(before));
    // A clause that states both says something else than is understood here.
    let (until, before) = if until.is_some() && before.is_some() { (None, None) } else { (until, before) };
    Savings { under_way: one(under_way), before, until, text: text.to_owned() }
}

/// The next date of a text, `February 24th` among them: the words before it, the date, the rest.
fn next_date(text: &str, published: NaiveDate) -> Option<(&str, NaiveDate, &str)> {
    let full = date::find(text);
    let bare = without_year(text, published);
    match (full, bare) {
        (Some(full), Some(bare)) if bare.0.len() < full.0.len() => Some(bare),
        (Some(full), _) => Some(full),
        (None, bare) => bare,
    }
}

/// `February 24th`, in the year that puts it nearest to the publication.
fn without_year(text: &str, published: NaiveDate) -> Option<(&str, NaiveDate, &str)> {
    let starts = text.char_indices().filter(|(at, c)| {
        c.is_ascii_uppercase() && text.get(..*at).is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric()))
    });
    for (at, _) in starts {
        let (before, rest) = text.split_at(at);
        let days = [published.year() - 1, published.year(), published.year() + 1].into_iter().filter_map(|year| {
            let word = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic());
            let (day, after) = date::number(date::skip(word))?;
            let month = rest.strip_suffix(word)?;
            let (date, _) = date::in_full(&format!("{month} {day}, {year}"))?;
            Some((date, after.trim_start_matches(|c: char| c.is_ascii_lowercase())))
        });
        // A date in full is read as that.
        if date::in_full(rest).is_some() {
            continue;
        }
        if let Some((day, after)) = days.min_by_key(|(day, _)| (*day - published).num_days().abs()) {
            return Some((before, day, after));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_days_of_a_savings_clause_are_read_or_none() {
        let table = [
            (
                "Shipments of items removed from eligibility for a License Exception or export without a license (NLR) as a result of this regulatory action that were en route aboard a carrier to a port of export, reexport, or transfer (in-country), on February 24th, pursuant to actual orders, may proceed to that destination under the previous eligibility.",
                [Some("2023-02-24"), None, None],
            ),
            (
                "Shipments that were en route aboard a carrier to a port of export, on March 28, 2031, pursuant to actual orders for export to a foreign destination, may proceed to that destination without a license (NLR) before April 28, 2031.",
                [Some("2031-03-28"), Some("2031-04-28"), None],
            ),
            (
                "Items en route aboard a carrier on June 5, 2031 may proceed. Any such items not actually exported before midnight, on July 7, 2031, require a license in accordance with this rule.",
                [Some("2031-06-05"), Some("2031-07-07"), None],
            ),
            (
                "Shipments on dock for loading, or en route aboard an exporting carrier, on Jan. 16, 2031 may proceed to their destination no later than February 15, 2031.",
                [Some("2031-01-16"), None, Some("2031-02-15")],
            ),
            (
                "Items loaded on May 1, 2031 may be exported by May 31, 2031.",
                [Some("2031-05-01"), None, Some("2031-05-31")],
            ),
            ("What was on its way on February 27, 2031 may arrive.", [Some("2031-02-27"), None, None]),
            ("The rule of May 3, 2031 does not bind what was sent.", [None; 3]),
            ("Shipments under actual orders may proceed under the rules before.", [None; 3]),
            ("Shipments en route aboard a carrier on May 1, 2031, or, to Iran, on May 4, 2031, may go on.", [None; 3]),
            (
                "Shipments en route aboard a carrier on May 1, 2031 may proceed before June 1, 2031 and, by sea, before July 1, 2031.",
                [Some("2031-05-01"), None, None],
            ),
            (
                "Shipments that this rule newly subjects to a license requirement and that were en route aboard a carrier on October 8, 2025 may go on to their destination under the rules in force before that date.",
                [Some("2025-10-08"), None, None],
            ),
        ];
        for (text, days) in table {
            let published = if text.contains("24th") { "2023-02-27" } else { "2031-05-01" };
            let read = read(text, published.parse().unwrap());
            let read = [read.under_way, read.before, read.until].map(|day| day.map(|day| day.to_string()));
            assert_eq!(read, days.map(|day| day.map(str::to_owned)), "{text}");
        }
    }

    #[test]
    fn a_clause_is_found_by_its_heading_or_its_words() {
        let day = "2031-05-01".parse().unwrap();
        let clause = "<P>Shipments en route aboard a carrier on May 1, 2031 may proceed.</P>";
        let under = |heading: &str, body: &str| {
            format!("<RULE><SUPLINF><HD>{heading}</HD>{body}<HD>Other</HD><P>x</P></SUPLINF></RULE>")
        };
        for (xml, found) in [
            (under("Savings Clause", clause), true),
            (under("SAVINGS CLAUSE", "<P>It is as it was.</P>"), true),
            (under("Background", clause), true),
            (under("Background", "<P>The carrier is en route.</P>"), false),
            (under("Background", "<P>No word of it.</P>"), false),
        ] {
            assert_eq!(of_text(&xml, day).is_some(), found, "{xml}");
        }
        assert!(!of_text(&under("Savings Clause", clause), day).unwrap().text.contains('x'));
    }
}
