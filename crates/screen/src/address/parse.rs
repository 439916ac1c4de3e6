//! From text to the parts of an address.

mod items;
mod rest;
mod street;

use self::items::{Item, items};
use super::lexicon::{Meaning, PINYIN};
use super::parts::{Address, Number, Part};
use super::token::tokens;
use crate::spelling::sound;

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
                    self.building("");
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
            Meaning::Building => self.building(&text),
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

    fn is_turkish(&self) -> bool {
        const TURKISH: [&str; 8] = ["sokak", "sokagi", "sok", "sk", "caddesi", "cad", "mahallesi", "mah"];
        let is_turkish = |item: &Item| match item {
            Item::Mean(Meaning::Country(code), _) => *code == "tr",
            Item::Mean(Meaning::Street(_) | Meaning::Area, word) => TURKISH.contains(&word.as_str()),
            _ => false,
        };
        self.country == Some("tr") || self.items.iter().any(|(_, item)| is_turkish(item))
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
        // A sign stands behind its number.
        let value = if text.is_ascii() { self.value() } else { None };
        if let Some(value) = value {
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
            // `25号楼`
            if !text.is_ascii() && matches!(self.peek(), Some(Item::Mean(Meaning::Building, _))) {
                self.at += 1;
                self.out.blocks.push(number);
            } else {
                self.houses.push((self.part, number));
            }
        }
    }

    /// `mark` is the word for it; a sign stands behind its number or letter: `A座`.
    fn building(&mut self, mark: &str) {
        let is_value =
            |item: &Item| matches!(item, Item::Number(_)) || matches!(item, Item::Word(word) if word.len() == 1);
        let is_behind = !mark.is_ascii() && self.pending.last().is_some_and(is_value);
        let before = if is_behind { self.pending.pop() } else { None };
        if let Some(Item::Number(number)) = before {
            self.out.blocks.push(number);
        } else if let Some(Item::Word(first)) = before {
            self.out.blocks.push(Number { first, ..Number::default() });
        } else if self.has_words() {
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
                self.out.places.push(Part { words: vec![key(text)], written: text.to_owned(), ..Part::default() });
            }
        } else {
            self.pending.extend(text.split(' ').map(|word| Item::Word(word.to_owned())));
        }
    }

    fn has_words(&self) -> bool {
        self.pending.iter().any(is_word)
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

/// A part named by words.
fn name(items: &[Item]) -> Part {
    let mut part = Part::default();
    for item in items {
        let mut say = |text: &str| {
            if !part.written.is_empty() {
                part.written.push(' ');
            }
            part.written.push_str(text);
        };
        match item {
            Item::Word(word) | Item::Mean(Meaning::Word(_) | Meaning::Common(_), word) => say(word),
            Item::Mean(Meaning::Direction(_) | Meaning::Number(_), text) | Item::Ordinal(text) => say(text),
            Item::Number(number) => say(&number.to_string()),
            Item::Mean(..) | Item::Floor(_) | Item::Post(_) => {}
        }
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
    // What is no sound of its own by chance: `Zhong-hang`; and `x` is one letter, wherever it stands.
    let mut sound = sound(&word.replace("ngh", "ng'h")).replace('\'', "").replace("ks", "x");
    for end in ENDS {
        if sound.len() > end.len() + 2 && sound.ends_with(end) {
            sound.truncate(sound.len() - end.len() + 2);
            break;
        }
    }
    sound
}
