//! From text to the parts of an address.

mod items;

use self::items::{Item, items};
use super::lexicon::Meaning;
use super::token::tokens;
use super::{Address, Number, Part};
use crate::spelling::sound;

/// Words of streets that stand before the name.
const BEFORE_THE_NAME: [&str; 14] = [
    "ul", "ulitsa", "ulica", "ulitza", "vul", "vulitsa", "rue", "jalan", "jln", "lorong", "calle", "rua", "via",
    "thanon",
];

/// Directions in Chinese, which are parts of names too.
const PINYIN: [&str; 5] = ["bei", "nan", "dong", "xi", "zhong"];

/// Ends of words that are streets by themselves: `Argentinierstrasse`.
const STREETS: [&str; 9] = ["strasse", "straat", "laan", "gasse", "allee", "gatan", "katu", "gade", "veien"];

/// Reads an address.
pub(super) fn address(text: &str, country: Option<&'static str>) -> Address {
    let items = items(&tokens(text));
    let mut parser = Parser {
        country,
        items,
        at: 0,
        part: 0,
        pending: Vec::new(),
        loose: Vec::new(),
        lone: Vec::new(),
        houses: Vec::new(),
        street_parts: Vec::new(),
        is_near: false,
        out: Address::default(),
    };
    while parser.at < parser.items.len() {
        parser.step();
    }
    parser.flush();
    parser.resolve();
    parser.out
}

struct Parser {
    /// The country that is known from elsewhere.
    country: Option<&'static str>,
    items: Vec<(usize, Item)>,
    at: usize,
    part: usize,
    /// What no word has claimed yet.
    pending: Vec<Item>,
    /// Names with a number that nothing says the kind of.
    loose: Vec<(Part, Number)>,
    /// Numbers that make up a part by themselves, and the part.
    lone: Vec<(usize, Number)>,
    houses: Vec<(usize, Number)>,
    street_parts: Vec<usize>,
    /// Whether what comes is only near.
    is_near: bool,
    out: Address,
}

impl Parser {
    fn step(&mut self) {
        let Some((part, item)) = self.items.get(self.at).cloned() else {
            return;
        };
        if part != self.part {
            self.flush();
            self.part = part;
            self.is_near = false;
        }
        self.at += 1;
        match item {
            Item::Floor(number) => self.out.floors.push(number),
            // `10011 Shennan Road`
            Item::Post(first) if first.len() == 5 && self.is_first_of_part() && self.street_follows() => {
                self.pending.push(Item::Number(Number { first, ..Number::default() }));
            }
            Item::Post(code) => self.out.post.push(code),
            Item::Word(word) if word == "d" && self.next_is_number() => {
                if self.is_turkish() {
                    self.mean(Meaning::Unit, word);
                } else {
                    self.house(word);
                }
            }
            Item::Word(word) if word == "k" && self.next_is_number() => {
                if self.is_turkish() {
                    self.mean(Meaning::Floor, word);
                } else {
                    self.building();
                }
            }
            item @ (Item::Word(_) | Item::Number(_) | Item::Ordinal(_)) => self.pending.push(item),
            Item::Mean(meaning, text) => self.mean(meaning, text),
        }
        if self.ends_in_street() {
            self.street("", "street");
        }
    }

    fn mean(&mut self, meaning: Meaning, text: String) {
        match meaning {
            Meaning::Building | Meaning::Site | Meaning::Area | Meaning::City | Meaning::House
                if self.belongs_to_street(meaning) =>
            {
                self.pending.push(Item::Word(text));
            }
            Meaning::Unit if text == "kom" && !self.next_is_number() => self.pending.push(Item::Word(text)),
            Meaning::Unit => {
                let values = self.values();
                self.out.units.extend(values);
            }
            Meaning::Box => {
                let values = self.values();
                self.out.boxes.extend(values);
            }
            Meaning::Floor => self.floor(),
            Meaning::House => self.house(text),
            Meaning::Building => self.building(),
            Meaning::Site | Meaning::Area | Meaning::Region => self.area(meaning, text),
            Meaning::City if self.has_words() => {
                let mut part = self.named();
                part.kind = "city";
                self.out.places.push(part);
            }
            Meaning::Street(kind) => self.street(&text, kind),
            Meaning::Landmark => {
                self.flush();
                self.is_near = true;
            }
            Meaning::Country(code) => self.country(code, &text),
            Meaning::Word("hongkong") if self.is_last_of_part() => {
                self.out.country.get_or_insert("hk");
                self.flush();
                self.pending.push(Item::Word("hongkong".to_owned()));
                self.flush();
            }
            Meaning::Word(word) | Meaning::Common(word) => self.pending.push(Item::Word(word.to_owned())),
            Meaning::Small if text == "of" && self.next_is_number() => {
                let values = self.values();
                self.out.units.extend(values);
            }
            Meaning::City | Meaning::Small => {}
            // `Dong Feng Zhong Road`: the last is a direction.
            Meaning::Direction(_) if PINYIN.contains(&text.as_str()) && !self.is_before_street() => {
                self.pending.push(Item::Word(text));
            }
            Meaning::Direction(_) | Meaning::Number(_) => self.pending.push(Item::Mean(meaning, text)),
        }
    }

    /// `Ice House Street`, `Container Port Road`, `2608 Glittery City Shennan Road`.
    fn belongs_to_street(&self, meaning: Meaning) -> bool {
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

    fn is_before_street(&self) -> bool {
        matches!(
            self.peek(),
            Some(Item::Number(_) | Item::Ordinal(_) | Item::Mean(Meaning::Street(_) | Meaning::Number(_), _))
        )
    }

    fn is_turkish(&self) -> bool {
        self.country == Some("tr")
            || self.items.iter().any(|(_, item)| matches!(item, Item::Mean(Meaning::Country("tr"), _)))
    }

    fn is_first_of_part(&self) -> bool {
        self.at < 2 || self.items.get(self.at - 2).is_none_or(|(part, _)| *part != self.part)
    }

    fn floor(&mut self) {
        let is_value =
            |item: &Item| matches!(item, Item::Number(_) | Item::Ordinal(_) | Item::Mean(Meaning::Number(_), _));
        if self.pending.last().is_some_and(is_value) {
            match self.pending.pop() {
                Some(Item::Number(number)) => self.out.floors.push(number),
                Some(Item::Ordinal(first)) => self.out.floors.push(Number { first, ..Number::default() }),
                Some(Item::Mean(Meaning::Number(first), _)) => {
                    self.out.floors.push(Number { first: first.to_owned(), ..Number::default() });
                }
                _ => {}
            }
        } else {
            let values = self.values();
            self.out.floors.extend(values);
        }
    }

    fn house(&mut self, text: String) {
        if text == "house" && self.has_words() {
            self.pending.push(Item::Word(text));
            let part = self.named();
            self.out.buildings.push(part);
            return;
        }
        if let Some(value) = self.value() {
            // `No. 3 Building`
            if let Some((part, Item::Mean(Meaning::Building, _))) = self.items.get(self.at)
                && *part == self.part
                && !self.follows_value(1)
            {
                self.at += 1;
                self.out.blocks.push(value);
            } else {
                self.houses.push((self.part, value));
            }
        } else if let Some(Item::Number(number)) = self.pending.last().cloned() {
            self.pending.pop();
            self.houses.push((self.part, number));
        }
    }

    fn building(&mut self) {
        if self.has_words() {
            let part = self.named();
            self.out.buildings.push(part);
            if !self.street_follows()
                && let Some(value) = self.value()
            {
                self.out.blocks.push(value);
            }
        } else if let Some(value) = self.value() {
            self.out.blocks.push(value);
            self.flush();
        } else if let Some(last) = self.pending.pop() {
            match last {
                Item::Number(number) => self.out.blocks.push(number),
                Item::Ordinal(first) | Item::Word(first) => self.out.blocks.push(Number { first, ..Number::default() }),
                other => self.pending.push(other),
            }
        }
    }

    fn area(&mut self, meaning: Meaning, text: String) {
        let mut part =
            if self.has_words() || self.pending.iter().any(|it| matches!(it, Item::Mean(Meaning::Direction(_), _))) {
                self.named()
            } else if !matches!(meaning, Meaning::Region) && self.next_is_number() {
                let value = self.value().map(|number| number.to_string());
                Part { ordinals: value.into_iter().collect(), ..Part::default() }
            } else if let Some(Item::Ordinal(number)) = self.pending.last().cloned() {
                self.pending.pop();
                Part { ordinals: vec![number], ..Part::default() }
            } else {
                self.pending.push(Item::Word(text));
                return;
            };
        match meaning {
            Meaning::Site => self.out.sites.push(part),
            Meaning::Region => self.out.regions.push(part),
            _ => {
                part.kind = "";
                self.out.districts.push(part);
            }
        }
    }

    fn street(&mut self, text: &str, kind: &'static str) {
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
            self.building();
            return;
        }
        let comes_before = next_is_word && BEFORE_THE_NAME.contains(&text);
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
    fn before_name(&mut self) -> Part {
        let pending = std::mem::take(&mut self.pending);
        let mut rest = pending.as_slice();
        if let [Item::Number(number), others @ ..] = rest
            && !others.is_empty()
        {
            self.houses.push((self.part, number.clone()));
            rest = others;
        }
        name(rest)
    }

    /// The name that stands behind the word for the street.
    fn after_name(&mut self) -> Part {
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

    /// A name of what is pending; its numbers at the beginning stand by themselves.
    fn named(&mut self) -> Part {
        let pending = std::mem::take(&mut self.pending);
        let numbers = pending.iter().take_while(|item| matches!(item, Item::Number(_))).count();
        for item in pending.iter().take(numbers) {
            if let Item::Number(number) = item {
                self.out.units.push(number.clone());
            }
        }
        name(pending.get(numbers..).unwrap_or_default())
    }

    fn country(&mut self, code: &'static str, text: &str) {
        if self.is_last_of_part() {
            self.flush();
            self.out.country = Some(code);
            if matches!(code, "sg" | "mo") {
                self.out.places.push(Part { words: vec![key(text)], ..Part::default() });
            }
        } else {
            self.pending.extend(text.split(' ').map(|word| Item::Word(word.to_owned())));
        }
    }

    /// What is left at the end of a part.
    fn flush(&mut self) {
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

    fn resolve(&mut self) {
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

    fn has_words(&self) -> bool {
        self.pending.iter().any(is_word)
    }

    fn ends_in_street(&self) -> bool {
        let is_street = |word: &str| STREETS.iter().any(|end| word.len() > end.len() && word.ends_with(end));
        matches!(self.pending.last(), Some(Item::Word(word)) if is_street(word))
    }

    fn peek(&self) -> Option<&Item> {
        self.items.get(self.at).filter(|(part, _)| *part == self.part).map(|(_, item)| item)
    }

    fn is_last_of_part(&self) -> bool {
        let rest = self.items.get(self.at..).unwrap_or_default();
        let mut rest = rest.iter().take_while(|(part, _)| *part == self.part);
        rest.all(|(_, item)| {
            matches!(
                item,
                Item::Number(_) | Item::Post(_) | Item::Mean(Meaning::Country(_) | Meaning::Box | Meaning::House, _)
            )
        })
    }

    fn next_is_number(&self) -> bool {
        self.follows_value(0) || matches!(self.peek(), Some(Item::Mean(Meaning::House, _))) && self.follows_value(1)
    }

    fn follows_value(&self, after: usize) -> bool {
        let item = self.items.get(self.at + after).filter(|(part, _)| *part == self.part);
        matches!(item, Some((_, Item::Number(_) | Item::Post(_))))
    }

    /// Whether a house number follows a street: a number that is no floor and begins no other street.
    fn next_is_house(&self) -> bool {
        let Some(Item::Number(number)) = self.peek() else {
            return false;
        };
        let then = self.items.get(self.at + 1).filter(|(part, _)| *part == self.part);
        let is_floor = matches!(then, Some((_, Item::Mean(Meaning::Floor | Meaning::Street(_), _))));
        !is_floor && !is_post(number)
    }

    /// Whether a street is named later in the part, behind a number: `Solo Building 131 Connaught Road`.
    fn street_follows(&self) -> bool {
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

    /// The number, code or single letter that follows; `No.` before it is left out.
    fn value(&mut self) -> Option<Number> {
        let before = self.at;
        if matches!(self.peek(), Some(Item::Mean(Meaning::House, _))) {
            self.at += 1;
        }
        let value = match self.peek() {
            Some(Item::Number(number)) => Some(number.clone()),
            Some(Item::Post(first)) => Some(Number { first: first.clone(), ..Number::default() }),
            Some(Item::Word(word) | Item::Mean(_, word)) if word.len() == 1 => {
                Some(Number { first: word.clone(), ..Number::default() })
            }
            Some(Item::Mean(Meaning::Number(number), _)) => {
                Some(Number { first: (*number).to_owned(), ..Number::default() })
            }
            _ => None,
        };
        self.at = if value.is_some() { self.at + 1 } else { before };
        value
    }

    /// All numbers that follow: `3 & 4`, `1 to 4`.
    fn values(&mut self) -> Vec<Number> {
        let mut values: Vec<_> = self.value().into_iter().collect();
        while !values.is_empty()
            && matches!(self.peek(), Some(Item::Mean(Meaning::Small, word)) if word == "and" || word == "to")
            && self.follows_value(1)
        {
            self.at += 1;
            values.extend(self.value());
        }
        values
    }
}

/// A word of more than one letter.
fn is_word(item: &Item) -> bool {
    matches!(item, Item::Word(word) if word.len() > 1)
}

/// A number in a part of names that is its post code: `SW3`, `1ES`, `9031`.
fn is_post(number: &Number) -> bool {
    let has_letter = |text: &str| text.bytes().any(|letter| letter.is_ascii_alphabetic());
    let has_digit = |text: &str| text.bytes().any(|letter| letter.is_ascii_digit());
    let is_code = has_letter(&number.first) && has_digit(&number.first) && number.rest.len() < 4;
    let is_end = number.first.len() == 1 && matches!(number.rest.as_slice(), [one] if one.len() == 2)
        || matches!(number.rest.as_slice(), [letter, digit] if has_letter(letter) && has_digit(digit));
    is_end || is_code && number.first.len() >= 3 || number.first.len() >= 4 && number.rest.is_empty()
}

/// A part named by words.
fn name(items: &[Item]) -> Part {
    let mut part = Part::default();
    for item in items {
        match item {
            Item::Word(word) => part.words.push(key(word)),
            Item::Mean(Meaning::Word(word) | Meaning::Common(word), _) => part.words.push(key(word)),
            Item::Mean(Meaning::Direction(direction), _) => part.directions.push(direction),
            Item::Mean(Meaning::Number(number), _) => part.ordinals.push((*number).to_owned()),
            Item::Ordinal(number) => part.ordinals.push(number.clone()),
            Item::Number(number) => part.ordinals.push(number.to_string()),
            Item::Mean(..) | Item::Floor(_) | Item::Post(_) => {}
        }
    }
    part
}

/// A word as it sounds, without the endings of Slavic adjectives: `Khabarovskiy`, `Khabarovskaya`.
pub(super) fn key(word: &str) -> String {
    const ENDS: [&str; 9] = ["skogo", "skaia", "skaja", "skoie", "skoe", "skoi", "skom", "skij", "ski"];
    let mut sound = sound(word);
    for end in ENDS {
        if sound.len() > end.len() + 2 && sound.ends_with(end) {
            sound.truncate(sound.len() - end.len() + 2);
            break;
        }
    }
    sound
}
