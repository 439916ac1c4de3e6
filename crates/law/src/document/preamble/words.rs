//! The words of a sentence that say which list, how many of what, and where.

use std::borrow::Cow;

use super::claim::{Destination, Section, Unit};
use crate::law::ListId;
use crate::law::country::is_known;
use crate::law::text::number;

/// A sentence, cut into words and marks.
pub(super) struct Words<'s> {
    pub(super) text: &'s str,
    pub(super) words: Vec<(usize, &'s str)>,
}

/// What "List" a sentence speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listing {
    Ours(ListId),
    /// The Commerce Control List, the Cuba Restricted List, validated end users.
    Other,
}

/// A number with its noun: `forty-two (42) existing entities`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quantity {
    /// `None` is some: `several entities`.
    pub(super) number: Option<u32>,
    pub(super) of: Noun,
    /// `the two entities`, `these entities`: of which something was said before.
    pub(super) definite: bool,
    /// `an entity`.
    pub(super) article: bool,
    /// `an additional three entities`, `another entity`.
    pub(super) additional: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Noun {
    Unit(Unit),
    /// `two removals`.
    Change(Section),
}

pub(super) const MARKS: &[char] = &['(', ')', ',', ';', ':', '“', '”', '"', '[', ']', '.', '—'];
impl<'s> Words<'s> {
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// A word as written; empty beyond the ends.
    pub(super) fn get(&self, at: usize) -> &'s str {
        self.words.get(at).map_or("", |(_, word)| *word)
    }

    /// The word so many places before.
    pub(super) fn before(&self, at: usize, back: usize) -> String {
        at.checked_sub(back).map(|at| self.lower(at)).unwrap_or_default()
    }

    pub(super) fn lower(&self, at: usize) -> String {
        self.get(at).to_lowercase()
    }

    pub(super) fn is(&self, at: usize, any: &[&str]) -> bool {
        let word = self.get(at);
        if word.is_ascii() {
            return any.iter().any(|one| word.eq_ignore_ascii_case(one));
        }
        any.contains(&self.lower(at).as_str())
    }

    fn slice(&self, from: usize, to: usize) -> &'s str {
        let (Some((start, _)), Some((last, word))) = (self.words.get(from), self.words.get(to.saturating_sub(1)))
        else {
            return "";
        };
        self.text.get(*start..last + word.len()).unwrap_or_default()
    }

    /// The bracket that begins here, closed: the number of words.
    pub(super) fn bracket(&self, at: usize) -> Option<usize> {
        if self.get(at) != "(" {
            return None;
        }
        let mut depth = 0_usize;
        for to in at..self.len() {
            match self.get(to) {
                "(" => depth += 1,
                ")" => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Some(to + 1 - at);
            }
        }
        None
    }

    /// A list, and how many words name it.
    pub(super) fn listing(&self, at: usize) -> Option<(Listing, usize)> {
        let ours = |list, length| Some((Listing::Ours(list), length));
        let word = self.lower(at);
        match word.as_str() {
            "entity" if self.is(at + 1, &["list", "list's"]) => {
                if self.before(at, 1).contains("uflpa") {
                    return Some((Listing::Other, 2));
                }
                ours(ListId::EntityList, 2)
            }
            "unverified" if self.is(at + 1, &["list"]) => ours(ListId::UnverifiedList, 2),
            "uvl" => ours(ListId::UnverifiedList, 1),
            "meu" | "(meu)" if self.is(at + 1, &["list"]) => ours(ListId::MeuList, 2),
            "supplement" => self.supplement(at),
            "veu" => Some((Listing::Other, 1)),
            "list" | "lists" if self.before(at, 1).starts_with(|c: char| c.is_alphabetic()) => {
                let named = at.checked_sub(1).map(|at| self.get(at)).unwrap_or_default();
                named.starts_with(char::is_uppercase).then_some((Listing::Other, 1))
            }
            _ if word.starts_with("validated") => Some((Listing::Other, 1)),
            _ if word.trim_matches(['\'', '‘', '’', '`']).starts_with("military") => {
                let to = (at + 1..=at + 6).find(|to| self.is(*to, &["list"]))?;
                let between = (at + 1..to).all(|at| {
                    let word = self.lower(at).replace(['-', '\'', '‘', '’', '`'], "");
                    ["end", "user", "users", "enduser", "endusers", "(", ")", "meu"].contains(&word.as_str())
                });
                if between { ours(ListId::MeuList, to + 1 - at) } else { None }
            }
            _ => None,
        }
    }

    /// `supplement no. 4 to part 744`.
    fn supplement(&self, at: usize) -> Option<(Listing, usize)> {
        let number = (at + 1..at + 4).find(|at| self.get(*at).parse::<u8>().is_ok())?;
        let list = ListId::from_supplement(self.get(number).parse().ok()?);
        Some((list.map_or(Listing::Other, Listing::Ours), number + 1 - at))
    }

    /// A number in words or figures, with the figures behind it that repeat it; `None` for its value where the two differ.
    pub(super) fn number(&self, at: usize) -> Option<(Option<u32>, usize)> {
        const LABELS: [&str; 16] = [
            "footnote", "footnotes", "no", "nos", "part", "section", "sections", "§", "§§", "supplement", "category",
            "group", "paragraph", "note", "schedule", "tier",
        ];
        if at.checked_sub(1).is_some_and(|before| self.is(before, &LABELS)) {
            return None;
        }
        let plain = |at| {
            let word = self.get(at);
            if word.contains(',') { Cow::Owned(word.replace(',', "")) } else { Cow::Borrowed(word) }
        };
        let words: Vec<Cow<'_, str>> = (at..(at + 6).min(self.len())).map(plain).collect();
        if words.first().is_none_or(|word| word.is_empty()) {
            return None;
        }
        let (value, length) = number::leading(words.iter().map(AsRef::as_ref))?;
        let end = at + length;
        if self.get(end) != "(" || self.get(end + 2) != ")" {
            return Some((Some(value), length));
        }
        match number::leading([self.get(end + 1).to_lowercase().as_str()]) {
            Some((again, _)) => Some(((again == value).then_some(value), length + 3)),
            None => Some((Some(value), length)),
        }
    }

    /// A number with its noun, and how many words it is.
    pub(super) fn quantity(&self, at: usize) -> Option<(Quantity, usize)> {
        const DEFINITE: [&str; 7] = ["the", "these", "those", "both", "said", "such", "all"];
        const MORE: [&str; 3] = ["additional", "another", "further"];
        let word = self.lower(at);
        let (number, length, article) = match word.as_str() {
            "a" | "an" | "another" | "single" => (Some(1), 1, true),
            "several" | "multiple" | "numerous" | "various" | "certain" | "many" | "dozens" => (None, 1, false),
            // `adds (2) entities`.
            "(" if self.before(at, 1).starts_with(char::is_alphabetic)
                && self.before(at, 1) != "and"
                && self.get(at + 2) == ")"
                && self.noun(at + 3).is_some_and(|(_, end)| end <= at + 6) =>
            {
                let (number, _) = number::leading([self.lower(at + 1).as_str()])?;
                (Some(number), 3, false)
            }
            _ => {
                let (number, length) = self.number(at)?;
                (number, length, false)
            }
        };
        let vague = ["least", "than", "approximately", "about", "nearly", "over", "almost"];
        let number = number.filter(|_| !vague.contains(&self.before(at, 1).as_str()));
        // `two of its subsidiaries` are some more.
        let theirs = self.is(at + length, &["of"]) && self.is(at + length + 1, &["its", "their"]);
        let (of, end) = self.noun(at + length + if theirs { 2 } else { 0 })?;
        let lead = (at + length..end).any(|at| MORE.contains(&self.lower(at).as_str()));
        let before = |back| self.before(at, back);
        let quantity = Quantity {
            number,
            of,
            definite: DEFINITE.contains(&before(1).as_str())
                || before(1) == "existing" && DEFINITE.contains(&before(2).as_str()),
            article,
            additional: lead || word == "another" || MORE.contains(&before(1).as_str()),
        };
        Some((quantity, end - at))
    }

    /// The noun that a number counts, some adjectives away, and the place behind it. `14 Russian and two Iranian entities`
    /// counts entities twice.
    pub(super) fn noun(&self, from: usize) -> Option<(Noun, usize)> {
        const NO_ADJECTIVES: [&str; 44] = [
            "all", "regarding", "concerning", "into", "of", "under", "to", "from", "for", "in", "on", "by", "with",
            "or", "that", "which", "who", "are", "is", "be", "being", "was", "were", "the", "these", "those", "at",
            "as", "because", "percent", "through", "has", "have", "adding", "removing", "revising", "modifying",
            "correcting", "amending", "adds", "removes", "revises", "modifies", "corrects",
        ];
        const PLURAL_ADJECTIVES: [&str; 6] = ["business", "overseas", "previous", "various", "numerous", "religious"];
        let mut at = from;
        while at < self.len() && at < from + 8 {
            if let Some(noun) = self.noun_here(at) {
                // `entity entries`, `entities and individuals` are one thing.
                let mut end = at + 1;
                let mut noun = noun;
                while let Some(next) = self.noun_here(end) {
                    (noun, end) = (next, end + 1);
                }
                while self.is(end, &["and", "or"]) && self.noun_here(end + 1).is_some() {
                    end += 2;
                }
                return Some((noun, end));
            }
            if let Some((Listing::Ours(_), length)) = self.listing(at) {
                at += length;
                continue;
            }
            let joins = self.is(at, &["and", ","]);
            if joins && at > from && self.get(at - 1).starts_with(char::is_uppercase) {
                let next = if self.get(at) == "," && self.is(at + 1, &["and"]) { at + 2 } else { at + 1 };
                let (_, length) = self.number(next)?;
                return self.noun(next + length).map(|(noun, _)| (noun, at));
            }
            let word = self.lower(at);
            let is_word = word.starts_with(|c: char| c.is_alphabetic() || "'‘`“".contains(c));
            // A plural is a noun of its own: `four agencies make …`.
            let plural = word.len() > 3 && word.ends_with('s') && !PLURAL_ADJECTIVES.contains(&word.as_str());
            let plural = plural && self.get(at).starts_with(char::is_lowercase) && !word.contains("end-user");
            if !is_word
                || plural
                || NO_ADJECTIVES.contains(&word.as_str())
                || word == "and"
                || self.number(at).is_some()
            {
                return None;
            }
            at += 1;
        }
        None
    }

    fn noun_here(&self, at: usize) -> Option<Noun> {
        if self.listing(at).is_some() {
            return None;
        }
        let word = self.lower(at);
        let word = word.trim_matches(['\'', '’', '‘', '`']).trim_end_matches("'s").trim_end_matches("’s");
        Some(match word {
            "entry" | "entries" | "listing" | "listings" => Noun::Unit(Unit::Entries),
            "entity" | "entities" | "person" | "persons" | "party" | "parties" | "individual" | "individuals"
            | "company" | "companies" | "organization" | "organizations" | "institution" | "institutions" | "firm"
            | "firms" | "business" | "businesses" | "enterprise" | "enterprises" | "end-users" | "affiliate"
            | "affiliates" | "subsidiary" | "subsidiaries" => Noun::Unit(Unit::Entities),
            "users" if self.before(at, 1).ends_with("end") => Noun::Unit(Unit::Entities),
            // Not of `end-user controls`.
            "user" | "end-user" if self.is(at + 1, &["to", "from", "on", "under", ",", "."]) => {
                Noun::Unit(Unit::Entities)
            }
            "address" | "addresses" => Noun::Unit(Unit::Addresses),
            "alias" | "aliases" => Noun::Unit(Unit::Aliases),
            _ => Noun::Change(super::verbs::nominal(word)?),
        })
    }

    /// What comes before the places: `under the destinations of`, `under`, `in`; how many words.
    pub(super) fn place_lead(&self, at: usize) -> Option<usize> {
        let mut to = at;
        let under = self.is(to, &["under", "in", "from", "for", "within", "across"]);
        if under {
            to += 1;
        }
        while self.is(to, &["the", "following", "each", "of", "new", "existing", "respective"]) {
            to += 1;
        }
        let heads = self.is(to, &["destination", "destinations", "country", "countries", "heading", "headings"]);
        if heads && self.is(to + 1, &["of", ":", "for"]) {
            return Some(to + 2 - at);
        }
        if heads && self.country(to + 1).is_some() {
            return Some(to + 1 - at);
        }
        if self.is(at, &["located", "listed", "based"]) && self.is(at + 1, &["in", "under"]) {
            return self.country(at + 2).map(|_| 2);
        }
        (under && self.country(at + 1).is_some()).then_some(1)
    }

    /// A country of which the lists know, the longest name that fits.
    fn country(&self, at: usize) -> Option<usize> {
        if !self.get(at).starts_with(char::is_alphabetic) {
            return None;
        }
        (1..=10).rev().find(|length| {
            let end = at + length;
            let last = self.get(end - 1);
            let open = (at..end).filter(|at| self.get(*at) == "(").count();
            let closed = (at..end).filter(|at| self.get(*at) == ")").count();
            let ends =
                last == ")" || !last.starts_with(MARKS) && last.ends_with(|c: char| c.is_alphanumeric() || c == '.');
            end <= self.len() && ends && open == closed && is_known(&letters(self.slice(at, end)))
        })
    }

    /// Places and the numbers in brackets behind them, and how many words they are.
    pub(super) fn places(&self, from: usize) -> (Vec<Destination>, usize) {
        let mut found: Vec<Destination> = Vec::new();
        let mut at = from;
        let mut end = from;
        loop {
            let length = match self.country(at) {
                Some(length) => length,
                None => self.unknown_country(at),
            };
            if length == 0 {
                return (found, end - from);
            }
            let country = letters(self.slice(at, at + length));
            at += length;
            let mut entries = None;
            // `China, People's Republic of (China) (5)`, `India, (1)`.
            loop {
                let open = if self.get(at) == "," && self.get(at + 1) == "(" { at + 1 } else { at };
                let Some(length) = self.bracket(open) else {
                    break;
                };
                let number = self.number(open + 1).filter(|(_, length)| {
                    let end = open + 1 + length;
                    self.get(end) == ")" || self.noun_here(end).is_some()
                });
                if entries.is_some() || number.is_none() && open != at {
                    break;
                }
                entries = number.and_then(|(number, _)| number);
                at = open + length;
            }
            found.push(Destination { country, entries });
            end = at;
            // Separators, and the lead again: `and the destination of Oman`.
            while self.is(at, &[",", ";", "and", "or", "&"]) {
                at += 1;
            }
            let lead = self.is(at, &["the", "under"]).then(|| self.place_lead(at)).flatten();
            at += lead.unwrap_or_default();
        }
    }

    /// Words in capitals that stand where a country does.
    fn unknown_country(&self, at: usize) -> usize {
        let mut to = at;
        let capital = |at: usize| self.get(at).starts_with(char::is_uppercase);
        while capital(to) || to > at && self.is(to, &["of"]) && capital(to + 1) {
            to += 1;
        }
        // Only what is counted or goes on as a list does is one.
        let goes_on = [",", "(", ";", "and", "."].contains(&self.get(to));
        if goes_on && self.listing(at).is_none() { to - at } else { 0 }
    }
}

/// `T[uuml]rkiye` → `Türkiye`.
fn letters(text: &str) -> String {
    const LETTERS: [(&str, &str); 6] =
        [("[uuml]", "ü"), ("[ccedil]", "ç"), ("[ocirc]", "ô"), ("[atilde]", "ã"), ("[eacute]", "é"), ("[iacute]", "í")];
    if !text.contains('[') {
        return text.to_owned();
    }
    LETTERS.iter().fold(text.to_owned(), |text, (name, letter)| text.replace(name, letter))
}
