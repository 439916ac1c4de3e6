//! References to documents of the Federal Register in prose: `FR Doc. 2031-00077`, `96 FR 900`, `the final rule published
//! on May 6, 2031`, `the final rule titled “Revisions to the Entity List”`, `Docket No. 310401-0001`.

use std::ops::Range;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::date::{self, Part};
use super::sentence::tail;
use crate::law::canonical::{canonical, is_dash};
use crate::law::citation::DocumentNumber;

/// What prose says of one document. What it does not say is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cited {
    /// Its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<DocumentNumber>,
    /// The volume of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume: Option<u16>,
    /// A page, which is its first one as a rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// The day of its publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<NaiveDate>,
    /// A part of that day, where no more is said of when it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// Its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// A docket or a regulation identifier, as [`docket`] writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub docket: Option<String>,
    /// Where both are said, the other one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_docket: Option<String>,
}

/// One thing that is said of a document.
enum Said {
    Number(DocumentNumber),
    Page(Option<u16>, u32),
    Published(NaiveDate),
    Part(Part),
    Title(String),
    Docket(String),
}

impl Cited {
    /// Whether nothing is said of it but a part of the day of its publication.
    pub fn is_vague(&self) -> bool {
        self.part.is_some() && Self { part: None, ..self.clone() } == Self::default()
    }

    /// Whether both cannot be one document: their numbers or days differ. A page may be any of the document's.
    pub fn is_another(&self, other: &Self) -> bool {
        fn differ<T: PartialEq>(one: Option<&T>, other: Option<&T>) -> bool {
            one.is_some_and(|one| other.is_some_and(|other| one != other))
        }
        differ(self.number.as_ref(), other.number.as_ref()) || differ(self.published.as_ref(), other.published.as_ref())
    }

    /// Takes what is said, unless something else of the kind is known already.
    fn take(&mut self, said: &Said) -> bool {
        fn put<T: Clone + PartialEq>(into: &mut Option<T>, value: &T) -> bool {
            let fits = into.as_ref().is_none_or(|known| known == value);
            into.get_or_insert_with(|| value.clone());
            fits
        }
        match said {
            Said::Number(number) => put(&mut self.number, number),
            Said::Page(volume, page) => {
                // A page within the document, after the citation of its first one.
                (volume.is_none() && self.page.is_some())
                    || put(&mut self.page, page) && volume.is_none_or(|volume| put(&mut self.volume, &volume))
            }
            Said::Published(day) => self.part.is_none_or(|part| part.fits(*day)) && put(&mut self.published, day),
            Said::Part(part) => put(&mut self.part, part) && self.published.is_none_or(|day| part.fits(day)),
            Said::Title(title) => put(&mut self.title, title),
            Said::Docket(docket) => {
                let known = self.docket.get_or_insert_with(|| docket.clone());
                if known != docket && is_rin(known) != is_rin(docket) {
                    return put(&mut self.other_docket, docket);
                }
                known == docket || self.title.is_none()
            }
        }
    }
}

/// A docket or regulation identifier as it is compared: `Docket No. 310401–0001` is `3104010001`.
pub fn docket(printed: &str) -> Option<String> {
    let words = printed.split([' ', '\u{a0}', '[', ']', ',', ';', '(', ')', ':']);
    let mut numbers = words.filter(|word| word.bytes().filter(u8::is_ascii_digit).count() > 3);
    let canonical = canonical(numbers.next()?).to_uppercase();
    (canonical.len() > 5).then_some(canonical)
}

/// Whether what [`docket`] wrote is a regulation identifier, `0694AK01`, which a document has beside its docket (1 CFR 18.13).
pub(crate) fn is_rin(docket: &str) -> bool {
    docket.len() == 8 && docket.contains(|c: char| c.is_ascii_alphabetic())
}

/// Whether a text can refer to a document at all: every reference has a number or a title.
pub(crate) fn may_refer(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit()) || text.contains('“')
}

/// The documents that a text refers to, each with the place where it begins to.
pub(crate) fn all(text: &str) -> Vec<(usize, Cited)> {
    spans(text).into_iter().map(|(span, cited)| (span.start, cited)).collect()
}

/// The same, each with the place where it stands, up to the last words that say something of the document.
pub(crate) fn spans(text: &str) -> Vec<(Range<usize>, Cited)> {
    if may_refer(text) { found(text, may_begin) } else { Vec::new() }
}

/// Whether what is said of a document can begin with these bytes: a figure, a quotation mark, a soft hyphen, or the first
/// letters of `FR`, `Federal Register`, `volume`, `document`, `docket`, `RIN`, `page` and of the months.
fn may_begin(bytes: &[u8]) -> bool {
    let &[first, ref rest @ ..] = bytes else { return false };
    let second = |letters: &[u8]| rest.first().is_some_and(|second| letters.contains(&second.to_ascii_lowercase()));
    match first.to_ascii_lowercase() {
        b'0'..=b'9' | 0xc2 | 0xe2 => true,
        b'f' => second(b"re"),
        b'd' => second(b"oe"),
        b'r' => second(b"i"),
        b'p' | b'm' => second(b"a"),
        b'j' => second(b"au"),
        b'a' => second(b"pu"),
        b's' => second(b"e"),
        b'o' => second(b"c"),
        b'n' | b'v' => second(b"o"),
        _ => false,
    }
}

/// The same, with a look at what a reference can begin with.
fn found(text: &str, may_begin: fn(&[u8]) -> bool) -> Vec<(Range<usize>, Cited)> {
    let mut found: Vec<(Range<usize>, Cited)> = Vec::new();
    let mut at = 0;
    let mut seen = 0;
    let mut after_page = None;
    while let Some(rest) = text.get(at..) {
        let mut places = rest.char_indices();
        let may_begin_here = |(place, _): &(usize, char)| rest.as_bytes().get(*place..).is_some_and(may_begin);
        let Some((place, first)) = places.find(may_begin_here) else { break };
        let first = first.len_utf8();
        at += place;
        let begins =
            !text.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_alphanumeric() || is_dash(c)));
        let said = begins.then(|| said(text, at, seen, after_page)).flatten();
        let Some((said, len)) = said else {
            at += first;
            continue;
        };
        let from = at;
        at += len.max(first);
        let another = text.get(seen..from).is_some_and(names_another);
        if let Some((span, true)) = found.last_mut().filter(|_| !another).map(|(span, last)| (span, last.take(&said))) {
            span.end = at;
        } else {
            let mut cited = Cited::default();
            cited.take(&said);
            found.push((from..at, cited));
        }
        seen = at;
        after_page = matches!(said, Said::Page(..)).then_some(at);
    }
    found
}

/// Whether the words between two things that are said of documents lead to a second one: "and of the final rule".
fn names_another(between: &str) -> bool {
    let words = between.to_lowercase();
    [" and ", " or "].iter().any(|joint| {
        words.rsplit_once(joint).is_some_and(|(_, rest)| {
            let nouns = ["rule", "rules", "document", "notice", "that", "those"];
            rest.split(|c: char| !c.is_alphanumeric()).any(|word| nouns.contains(&word))
        })
    })
}

/// What is said at a place of a text, and how long it is. Words up to `seen` are used up.
fn said(text: &str, at: usize, seen: usize, after_page: Option<usize>) -> Option<(Said, usize)> {
    let rest = text.get(at..)?;
    let before = || tail(text.get(seen..at).unwrap_or_default(), 160);
    let found = numbered(rest)
        .or_else(|| page(rest))
        .or_else(|| page_of_volume(rest))
        .or_else(|| page_alone(rest))
        .or_else(|| identified(rest))
        .or_else(|| rest.starts_with('“').then(|| titled(before(), rest)).flatten());
    let (said, after) = if let Some(found) = found {
        found
    } else if let Some((day, after)) = day(rest) {
        let follows = after_page.and_then(|page| text.get(page..at));
        let follows = follows.is_some_and(|between| between.chars().all(|c| " \u{a0},;(".contains(c)));
        let of_publication = follows || is_of_publication(before()) || leads_to_publication(before(), after);
        of_publication.then_some((Said::Published(day), after))?
    } else {
        let (part, after) = date::in_part(rest)?;
        let rule = ["rule", "final rule", "interim final rule", "entity list rule"];
        let leads = rule.iter().any(|noun| strip(after.trim_start(), noun).is_some());
        (leads || part.is_dated() && is_of_publication(before())).then_some((Said::Part(part), after))?
    };
    Some((said, rest.len() - after.len()))
}

fn day(text: &str) -> Option<(NaiveDate, &str)> {
    if text.starts_with(|c: char| c.is_ascii_digit()) { date::leading(text) } else { date::in_full(text) }
}

/// Whether the words before a date make it a day of publication: the nearest of the words that say what it is for.
fn is_of_publication(before: &str) -> bool {
    let words = before.to_lowercase();
    let last = |needles: &[&str]| needles.iter().filter_map(|needle| words.rfind(needle)).max();
    let other =
        last(&["until", "effective", "through", "as of", "from", "comment", "complian", "delay", "postpon", "filed"]);
    let ours = last(&[
        "publish", "appear", "issue of", "federal register of", "issued", "dated", "final rule of", "the rule of",
    ]);
    ours.is_some_and(|ours| other.is_none_or(|other| ours > other)) && !words.trim_end().ends_with(" to")
}

/// `On May 6, 2031, the Bureau published a final rule`: whether a day is said to be that of publication behind it.
fn leads_to_publication(before: &str, after: &str) -> bool {
    let published = ["a rule", "a final rule", "an interim final rule"];
    let clause = after.strip_prefix(',').and_then(|after| after.split([',', ';', '.']).next()).unwrap_or_default();
    let at = clause.find(" published ").map(|at| clause.split_at(at));
    before.trim_end().to_lowercase().ends_with("on")
        && at.is_some_and(|(subject, rest)| {
            let rest = rest.trim_start_matches(" published ");
            subject.split_whitespace().count() <= 8 && published.iter().any(|words| rest.starts_with(words))
        })
}

/// `FR Doc. No. 2031-00077`, `Document Number 2031–00077`, `2031-00077`.
fn numbered(text: &str) -> Option<(Said, &str)> {
    let bare = || {
        let (number, rest) = token(text)?;
        let (year, serial) = number.as_str().split_once('-')?;
        let digits = |text: &str, len: std::ops::RangeInclusive<usize>| {
            len.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
        };
        (digits(year, 4..=4) && digits(serial, 5..=5)).then_some((number, rest))
    };
    let named = || {
        let lead = ["fr document", "fr doc", "federal register document", "federal register doc", "document no", "doc"];
        let rest = lead.iter().find_map(|lead| strip(text, lead))?;
        let rest = skip(rest);
        let rest = ["numbers", "number", "nos", "no"].iter().find_map(|word| strip(rest, word)).unwrap_or(rest);
        token(skip(rest)).filter(|(number, _)| number.as_str().contains('-'))
    };
    let (number, rest) = named().or_else(bare)?;
    Some((Said::Number(number), rest))
}

/// A word of letters, digits and dashes, of which it has both, that ends with a digit.
fn token(text: &str) -> Option<(DocumentNumber, &str)> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || is_dash(c) || c == '\u{ad}');
    let word = text.strip_suffix(rest).filter(|word| word.contains(is_dash))?;
    let folded: String = word.chars().map(|c| if is_dash(c) { '-' } else { c }).collect();
    Some((folded.replace('\u{ad}', "").trim_end_matches('-').parse().ok()?, rest))
}

/// `96 FR 900`, `96 Fed. Reg. 900`, `96 F.R. at 900`.
fn page(text: &str) -> Option<(Said, &str)> {
    let (volume, rest) = date::number(text)?;
    let volume = u16::try_from(volume).ok().filter(|volume| (1..300).contains(volume))?;
    let rest = skip(rest);
    let register = ["federal register", "fed. reg.", "fed. reg", "fed reg", "f.r.", "f. r.", "fr"];
    let rest = skip(register.iter().find_map(|name| strip(rest, name))?);
    let rest = ["at page", "at", "page", "p."].iter().find_map(|word| strip(rest, word)).map_or(rest, skip);
    let (page, rest) = figure(rest)?;
    Some((Said::Page(Some(volume), page), rest))
}

/// `volume 96 of the Federal Register at page 900`, `Vol. 96, Federal Register, page 900`.
fn page_of_volume(text: &str) -> Option<(Said, &str)> {
    let rest = ["volume", "vol"].iter().find_map(|word| strip(text, word))?;
    let (volume, rest) = date::number(skip(rest))?;
    let volume = u16::try_from(volume).ok().filter(|volume| (1..300).contains(volume))?;
    let (between, rest) = rest.split_once("page")?;
    let words = between.to_lowercase();
    let joins = |word: &str| {
        ["of", "the", "federal", "register", "at", "on", "beginning", "starting", "fr", "", "no"].contains(&word)
    };
    let named = words.contains("register") && words.split(|c: char| !c.is_alphanumeric()).all(joins);
    let (page, rest) = figure(skip(rest.strip_prefix('s').unwrap_or(rest)))?;
    named.then_some((Said::Page(Some(volume), page), rest))
}

/// `page 900`, `pages 900-905`, `pages 900–905 of volume 96`.
fn page_alone(text: &str) -> Option<(Said, &str)> {
    let rest = ["pages", "page"].iter().find_map(|word| strip(text, word))?;
    let (page, rest) = figure(skip(rest))?;
    let (volume, rest) = volume_behind(rest).map_or((None, rest), |(volume, rest)| (Some(volume), rest));
    (page > 99).then_some((Said::Page(volume, page), rest))
}

/// `–905 of volume 96 of the Federal Register` behind a page.
fn volume_behind(text: &str) -> Option<(u16, &str)> {
    let range = text.trim_start_matches([' ', '\u{a0}']).strip_prefix(is_dash).and_then(|rest| figure(skip(rest)));
    let rest = skip(range.map_or(text, |(_, rest)| rest));
    let rest = skip(["of", "in"].iter().find_map(|word| strip(rest, word)).unwrap_or(rest));
    let rest = ["volume", "vol"].iter().find_map(|word| strip(rest, word))?;
    let (volume, rest) = date::number(skip(rest))?;
    Some((u16::try_from(volume).ok().filter(|volume| (1..300).contains(volume))?, rest))
}

/// A number whose thousands may be set off.
fn figure(text: &str) -> Option<(u32, &str)> {
    let (number, rest) = date::number(text)?;
    let thousands = rest.strip_prefix(',').and_then(date::number);
    let (number, rest) = match thousands {
        Some((more, after)) if rest.len() - after.len() == 4 => (number.checked_mul(1000)?.checked_add(more)?, after),
        Some(_) | None => (number, rest),
    };
    Some((number, rest))
}

/// `Docket No. 310401-0001`, `RIN 0694-ZZ01`.
fn identified(text: &str) -> Option<(Said, &str)> {
    let rest = ["docket", "rin"].iter().find_map(|word| strip(text, word))?;
    let rest = skip(rest);
    let rest = ["numbers", "number", "nos", "no", "id"].iter().find_map(|word| strip(rest, word)).map_or(rest, skip);
    let after = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || is_dash(c));
    let docket = docket(rest.strip_suffix(after)?)?;
    Some((Said::Docket(docket), after))
}

/// `titled “Revisions to the Entity List”`, `the final rule, “Revisions to the Entity List,”`.
fn titled<'t>(before: &str, text: &'t str) -> Option<(Said, &'t str)> {
    let (title, rest) = text.strip_prefix('“')?.split_once('”')?;
    let words = before.to_lowercase();
    let words = words.trim_end_matches([' ', ',', ':', '(']);
    let leads = ["titled", "entitled", "rule", "title", "document", "under the name"];
    // `the rule “insofar as it adds Hazel SA”` quotes what is said of it.
    let begins = title.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let is_title = begins && leads.iter().any(|lead| words.ends_with(lead)) && title.split_whitespace().count() > 2;
    if !is_title {
        return None;
    }
    // `the memorandum of May 2, 2031, entitled “Regulatory Freeze”` is no document of the Register.
    let last = |nouns: &[&str]| nouns.iter().filter_map(|noun| words.rfind(noun)).max();
    let of_order = last(&["memorandum", "executive order", "directive", "proclamation", " act ", "from the president"]);
    let of_document = last(&["rule", "document", "notice", "regulation"]);
    (of_order <= of_document).then(|| (Said::Title(title.trim_end_matches([',', '.']).to_owned()), rest))
}

/// The rest of a text behind words, in any case, where a word ends there.
fn strip<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let begin = text.get(..words.len()).filter(|begin| begin.eq_ignore_ascii_case(words))?;
    let rest = text.get(begin.len()..)?;
    (!rest.starts_with(char::is_alphabetic)).then_some(rest)
}

fn skip(text: &str) -> &str {
    text.trim_start_matches([' ', '\u{a0}', '.', ':', ',', '#'])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of each document, in short.
    fn read(text: &str) -> Vec<String> {
        let one = |cited: Cited| {
            let page = cited.page.map(|page| match cited.volume {
                Some(volume) => format!("{volume} FR {page}"),
                None => format!("page {page}"),
            });
            let parts = [
                cited.number.map(|number| number.to_string()),
                page,
                cited.published.map(|day| day.to_string()),
                cited.title,
                cited.docket,
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" | ")
        };
        all(text).into_iter().map(|(_, cited)| one(cited)).collect()
    }

    #[test]
    fn a_document_is_referred_to_in_many_ways() {
        for (text, expected) in [
            (
                "the final rule published May 6, 2031, at 96 FR 900, is delayed until July 1, 2031",
                vec!["96 FR 900 | 2031-05-06"],
            ),
            (
                "In FR Doc. 2031–00077 appearing on page 900 in the issue of May 6, 2031, make",
                vec!["2031-00077 | page 900 | 2031-05-06"],
            ),
            (
                "the rule on pages 900–905 of volume 96 of the Federal Register and the rule “Revisions to the List” (Docket No. \
                 310401-0001)",
                vec!["96 FR 900", "Revisions to the List | 3104010001"],
            ),
            (
                "(96 Fed. Reg. 50,900; May 6, 2031) and 96 FR 1000, 5/9/2031",
                vec!["96 FR 50900 | 2031-05-06", "96 FR 1000 | 2031-05-09"],
            ),
            (
                "the memorandum of May 2, 2031, entitled “Regulatory Freeze Pending Review,” the rule entitled “Revisions to \
                 the List” published on May 6, 2031",
                vec!["2031-05-06 | Revisions to the List"],
            ),
            ("in volume 96 of the Federal Register at page 900", vec!["96 FR 900"]),
            ("document number 2031-00077 (Docket No. 310401-0001; RIN 0694-ZZ01)", vec!["2031-00077 | 3104010001"]),
            (
                "the final rule titled “Revisions to the Entity List,” Docket No. 310401-0001",
                vec!["Revisions to the Entity List | 3104010001"],
            ),
            ("which appeared in the Federal Register on May 6, 2031, effective June 5, 2031", vec!["2031-05-06"]),
            ("FR Doc. E8-23178 and FR Doc. No. 2031-00078", vec!["E8-23178", "2031-00078"]),
            ("BIS-2031-0012, Public Law 115-232, 50 U.S.C. 4801, Executive Order 13026, 61 cases", vec![]),
            ("effective June 5, 2031, from May 6, 2031, to July 1, 2031", vec![]),
            ("on page 902, in the second column, “7 rue Haute” should read “17 rue Haute”", vec!["page 902"]),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn a_look_at_how_a_reference_begins_loses_none() {
        let pieces = [
            "FR",
            "F.R.",
            "f. r.",
            "Fed. Reg.",
            "Federal Register",
            "volume 96",
            "Vol.",
            "of the",
            "Doc.",
            "Document No.",
            "FR Doc",
            "Docket No.",
            "RIN",
            "page",
            "Pages",
            "at",
            "96",
            "900",
            "2031-00077",
            "20\u{ad}31–00077",
            "\u{ad}2031-00077",
            "E8-23178",
            "310401-0001",
            "0694-ZZ01",
            "May 6, 2031",
            "9 November 2031",
            "5/9/2031",
            "Sept. 1, 2031",
            "published",
            "appeared",
            "issued",
            "dated",
            "titled",
            "the rule",
            "“Revisions to the Entity List”",
            "“",
            "”",
            "until",
            "to",
            "effective",
            "§",
            "—",
            "-",
            ".",
            ",",
            ";",
            "(",
            "é",
            "x",
            "",
        ];
        // Knuth's multiplier; any sequence without a pattern will do.
        let mut seed = 1_u64;
        let mut next = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            usize::try_from(seed >> 33).unwrap() % below
        };
        for _ in 0..2_000 {
            let mut text = String::new();
            for _ in 0..=next(8) {
                text.push_str(pieces[next(pieces.len())]);
                text.push_str(["", " ", " ", "\u{a0}"][next(4)]);
            }
            let (sifted, whole) = (spans(&text), found(&text, |_| true));
            assert_eq!(sifted, whole, "{text}");
        }
    }
}
