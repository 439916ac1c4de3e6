//! Streets: the name before or behind the word for it, and the house number beside it.

use super::items::Item;
use super::rest::is_post;
use super::{Parser, is_word, name};
use crate::address::lexicon::Meaning;
use crate::address::parts::{Number, Part};

/// Words of streets that stand before the name.
const BEFORE_THE_NAME: [&str; 14] = [
    "ul", "ulitsa", "ulica", "ulitza", "vul", "vulitsa", "rue", "jalan", "jln", "lorong", "calle", "rua", "via",
    "thanon",
];

/// Ends of words that are streets by themselves: `Argentinierstrasse`.
const STREETS: [&str; 9] = ["strasse", "straat", "laan", "gasse", "allee", "gatan", "katu", "gade", "veien"];

/// Kinds of streets that stand before the name behind a number: `13 Prospekt Lavrentyeva`, `5 avenue Foch`.
const BEHIND_A_NUMBER: [&str; 6] = ["avenue", "boulevard", "square", "highway", "embankment", "passage"];

/// What follows a number that is a date or an age, and no house: `1905 Goda Street`, `8 Marta`, `40 Let Pobedy`.
const OF_DATES: [&str; 14] = [
    "let", "letiya", "letiia", "goda", "yanvarya", "fevralya", "marta", "aprelya", "maya", "iyunya", "iyulya",
    "avgusta", "oktyabrya", "noyabrya",
];

/// A name, a number behind it, and the name of a street behind that.
fn with_name_before(items: &[Item]) -> Option<(&[Item], &Number, &[Item])> {
    let at = items.iter().rposition(|item| matches!(item, Item::Number(_)))?;
    let (before, rest) = items.split_at(at);
    let (Item::Number(number), others) = rest.split_first()? else {
        return None;
    };
    let is_plain = number.first.bytes().all(|digit| digit.is_ascii_digit());
    (is_plain && before.iter().any(is_word) && others.iter().any(is_word)).then_some((before, number, others))
}

impl Parser {
    pub(super) fn street(&mut self, text: &str, kind: &'static str) {
        let next_is_word =
            matches!(self.peek(), Some(Item::Word(_) | Item::Mean(Meaning::Word(_) | Meaning::Common(_), _)));
        if text == "st"
            && !self.has_words()
            && next_is_word
            && !self.pending.iter().any(|it| matches!(it, Item::Ordinal(_)))
        {
            self.pending.push(Item::Word("saint".to_owned()));
            return;
        }
        let is_after = !self.street_parts.is_empty() && !self.has_words();
        if matches!(text, "str" | "s") && is_after && self.next_is_number() {
            self.building("");
            return;
        }
        let is_behind_number = matches!(self.pending.as_slice(), [Item::Number(_)]) && BEHIND_A_NUMBER.contains(&kind);
        let next_is_small = matches!(self.peek(), Some(Item::Mean(Meaning::Small, _)));
        let comes_before =
            next_is_word && BEFORE_THE_NAME.contains(&text) || is_behind_number && (next_is_word || next_is_small);
        let has_name = self.has_words() || self.pending.iter().any(|it| !matches!(it, Item::Number(_)));
        let is_numbered = self.pending.len() > 1 || !next_is_word && !self.pending.is_empty();
        let mut part = if comes_before || !(has_name || is_numbered) {
            let leading = match self.pending.as_slice() {
                [Item::Number(number)] => Some(number.clone()),
                _ => None,
            };
            if let Some(number) = leading {
                self.pending.clear();
                self.houses.push((self.part, number));
            } else {
                self.flush();
            }
            self.after_name()
        } else {
            self.before_name()
        };
        part.kind = kind;
        if part.words.is_empty() && part.ordinals.is_empty() && part.directions.is_empty() {
            return;
        }
        if self.is_near {
            self.out.near.push(part);
            self.is_near = false;
            return;
        }
        self.out.streets.push(part);
        self.street_parts.push(self.part);
        let has_house = self.houses.iter().any(|(part, _)| *part == self.part);
        if !has_house
            && self.next_is_house()
            && let Some(value) = self.value()
        {
            self.houses.push((self.part, value));
        }
    }

    /// The name that stands before the word for the street; a number before it is the house's.
    pub(super) fn before_name(&mut self) -> Part {
        let pending = std::mem::take(&mut self.pending);
        let mut rest = pending.as_slice();
        if let [Item::Number(number), others @ ..] = rest
            && !others.is_empty()
            && !matches!(others.first(), Some(Item::Word(word)) if OF_DATES.contains(&word.as_str()))
        {
            self.houses.push((self.part, number.clone()));
            rest = others;
        } else if let Some((before, number, others)) = with_name_before(rest) {
            // Without a comma: `Global Gateway 168 Yeung Road`.
            self.out.places.push(name(before));
            self.houses.push((self.part, number.clone()));
            rest = others;
        }
        name(rest)
    }

    /// The name that stands behind the word for the street.
    pub(super) fn after_name(&mut self) -> Part {
        let mut taken = Vec::new();
        while let Some(item) = self.peek() {
            let is_first = taken.is_empty();
            let is_taken = match item {
                Item::Word(_)
                | Item::Ordinal(_)
                | Item::Mean(Meaning::Word(_) | Meaning::Common(_) | Meaning::Small | Meaning::Direction(_), _) => true,
                Item::Mean(Meaning::House, _) => is_first && self.follows_value(0),
                Item::Number(_) => is_first,
                _ => false,
            };
            if !is_taken {
                break;
            }
            taken.push(item.clone());
            self.at += 1;
        }
        name(&taken)
    }

    /// `Ice House Street`, `Container Port Road`, `2608 Glittery City Shennan Road`.
    pub(super) fn belongs_to_street(&self, meaning: Meaning) -> bool {
        if !self.has_words() {
            return false;
        }
        let is_numbered = matches!(self.pending.first(), Some(Item::Number(_)));
        matches!(self.peek(), Some(Item::Mean(Meaning::Street(_), _)))
            || is_numbered
                && matches!(meaning, Meaning::City | Meaning::Site)
                && matches!(self.peek(), Some(Item::Word(_)))
                && self.street_follows()
    }

    pub(super) fn is_before_street(&self) -> bool {
        matches!(
            self.peek(),
            Some(Item::Number(_) | Item::Ordinal(_) | Item::Mean(Meaning::Street(_) | Meaning::Number(_), _))
        )
    }

    pub(super) fn ends_in_street(&self) -> bool {
        let is_street = |word: &str| STREETS.iter().any(|end| word.len() > end.len() && word.ends_with(end));
        matches!(self.pending.last(), Some(Item::Word(word)) if is_street(word))
    }

    /// Whether a house number follows a street: a number that is no floor and begins no other street.
    pub(super) fn next_is_house(&self) -> bool {
        let Some(Item::Number(number)) = self.peek() else {
            return false;
        };
        let then = self.items.get(self.at + 1).filter(|(part, _)| *part == self.part);
        let is_floor = matches!(then, Some((_, Item::Mean(Meaning::Floor | Meaning::Street(_), _))));
        !is_floor && !is_post(number)
    }

    /// Whether a street is named later in the part, behind a number: `Solo Building 131 Connaught Road`.
    pub(super) fn street_follows(&self) -> bool {
        let rest = self.items.get(self.at..).unwrap_or_default();
        let rest = rest.iter().take_while(|(part, _)| *part == self.part).map(|(_, item)| item);
        let rest = rest.skip_while(|item| matches!(item, Item::Number(_) | Item::Mean(Meaning::House, _)));
        let until = |item: &&Item| {
            matches!(
                item,
                Item::Word(_)
                    | Item::Ordinal(_)
                    | Item::Mean(
                        Meaning::Word(_)
                            | Meaning::Common(_)
                            | Meaning::Small
                            | Meaning::Direction(_)
                            | Meaning::Street(_)
                            | Meaning::Number(_),
                        _
                    )
            )
        };
        rest.take_while(until).any(|item| matches!(item, Item::Mean(Meaning::Street(_), _)))
    }
}
