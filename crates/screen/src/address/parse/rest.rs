//! What no word claims: names of places, and numbers that are those of the house, or not.

use super::items::Item;
use super::{Parser, is_word, name};
use crate::address::parts::Number;

impl Parser {
    /// What is left at the end of a part.
    pub(super) fn flush(&mut self) {
        let pending = std::mem::take(&mut self.pending);
        if pending.is_empty() {
            return;
        }
        let has_words = pending.iter().any(is_word);
        let mut numbers = Vec::new();
        let mut others = Vec::new();
        for (at, item) in pending.into_iter().enumerate() {
            match item {
                // `2706 Carre Denise Pelletier, Montreal`
                Item::Number(number) if at == 0 && self.part < 2 && number.first.len() <= 4 => numbers.push(number),
                Item::Number(number) if has_words && is_post(&number) => self.out.post.push(number.to_string()),
                Item::Number(number) if number.first.len() > 3 && number.first.starts_with('0') => {
                    self.out.post.push(number.to_string());
                }
                Item::Number(number) => numbers.push(number),
                other => others.push(other),
            }
        }
        let part = name(&others);
        if self.is_near {
            self.out.near.push(part);
        } else if part.words.is_empty() && part.ordinals.is_empty() {
            let part = self.part;
            self.lone.extend(numbers.into_iter().map(|number| (part, number)));
        } else if numbers.is_empty() {
            self.out.places.push(part);
        } else {
            let first = numbers.remove(0);
            self.loose.push((part, first));
            self.out.units.extend(numbers);
        }
    }

    pub(super) fn resolve(&mut self) {
        let loose = std::mem::take(&mut self.loose);
        for (part, number) in loose {
            if self.out.streets.is_empty() && self.houses.is_empty() {
                self.out.streets.push(part);
                self.houses.push((usize::MAX, number));
            } else {
                self.out.places.push(part);
                self.out.units.push(number);
            }
        }
        let mut lone = std::mem::take(&mut self.lone);
        // Behind the street, before it, or with something between.
        let far = |part: usize| {
            let of = |street: &usize| match part.checked_sub(*street) {
                Some(1) => 0,
                Some(behind) => behind + 1,
                None => street - part,
            };
            self.street_parts.iter().map(of).min().unwrap_or(usize::MAX)
        };
        let nearest = (0..lone.len()).filter(|at| lone.get(*at).is_some_and(|(_, number)| number.first.len() <= 4));
        let nearest = nearest.min_by_key(|at| lone.get(*at).map(|(part, _)| far(*part)));
        if let Some(at) =
            nearest.filter(|at| self.houses.is_empty() && lone.get(*at).is_some_and(|(part, _)| far(*part) <= 3))
        {
            self.houses.push(lone.remove(at));
        }
        self.out.units.extend(lone.into_iter().map(|(_, number)| number));
        // The street of the house number comes first.
        let of_house = self.houses.first().map(|(part, _)| *part);
        let near = |part: usize| of_house.map_or(0, |house| part.abs_diff(house));
        let best = (0..self.street_parts.len()).min_by_key(|at| self.street_parts.get(*at).map(|part| near(*part)));
        if let Some(best) = best
            && best < self.out.streets.len()
        {
            let street = self.out.streets.remove(best);
            self.out.streets.insert(0, street);
        }
        for (_, number) in std::mem::take(&mut self.houses) {
            if !self.out.houses.contains(&number) {
                self.out.houses.push(number);
            }
        }
    }
}

/// A number in a part of names that is its post code: `SW3`, `1ES`, `9031`.
pub(super) fn is_post(number: &Number) -> bool {
    let has_letter = |text: &str| text.bytes().any(|letter| letter.is_ascii_alphabetic());
    let has_digit = |text: &str| text.bytes().any(|letter| letter.is_ascii_digit());
    let is_code = has_letter(&number.first) && has_digit(&number.first) && number.rest.len() < 4;
    let is_end = number.first.len() == 1 && matches!(number.rest.as_slice(), [one] if one.len() == 2)
        || matches!(number.rest.as_slice(), [letter, digit] if has_letter(letter) && has_digit(digit));
    is_end || is_code && number.first.len() >= 3 || number.first.len() >= 4 && number.rest.is_empty()
}
