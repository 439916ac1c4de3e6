//! One address, written in other ways; and other addresses that look like it. It knows nothing of how addresses are read.

#![allow(clippy::string_slice, reason = "cut at ASCII that it has found")]

/// Numbers that look as if by chance, and are the same each time.
struct Random(u64);

impl Random {
    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

const STREETS: [&str; 15] = [
    "street", "st", "st.", "str", "str.", "road", "rd", "rd.", "avenue", "ave", "ave.", "boulevard", "lane", "highway",
    "prospekt",
];
const UNITS: [&str; 12] =
    ["room", "rm", "rm.", "suite", "unit", "flat", "office", "apt", "apt.", "apartment", "shop", "premises"];
const BUILDINGS: [&str; 11] =
    ["building", "bldg", "bldg.", "tower", "block", "plaza", "centre", "center", "mansion", "house", "hotel"];

fn parts(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn has(part: &str, words: &[&str]) -> bool {
    part.split_whitespace().any(|word| words.contains(&word.to_lowercase().as_str()))
}

fn has_digit(part: &str) -> bool {
    part.bytes().any(|byte| byte.is_ascii_digit())
}

fn is_unit(part: &str) -> bool {
    let words: Vec<_> = part.split_whitespace().map(str::to_lowercase).collect();
    let is_room = words.len() <= 3 && UNITS.contains(&words[0].as_str()) && has_digit(part);
    is_room || is_floor(part)
}

fn is_floor(part: &str) -> bool {
    let words: Vec<_> = part.split_whitespace().map(str::to_lowercase).collect();
    let is_short = words.len() == 1 && words[0].ends_with("/f") && has_digit(part);
    is_short || words.len() == 2 && words.iter().any(|word| word == "floor" || word == "level")
}

fn is_post(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    matches!(digits, 5 | 6) && digits == word.len()
}

/// Whether an address names a building: a number beside a street, or a building by its name.
pub(crate) fn names_a_building(text: &str) -> bool {
    let parts = parts(text);
    house(text).is_some()
        || parts.iter().any(|part| {
            has(part, &BUILDINGS)
                && part.split_whitespace().count() > 1
                && !part.to_lowercase().starts_with("building")
                && !part.to_lowercase().starts_with("block")
                && !part.to_lowercase().starts_with("tower")
        })
}

/// Where the house number stands: in the part that names the street, before its name or behind `No.`
fn house(text: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    for part in text.split(',') {
        if has(part, &STREETS) && !has(part, &UNITS) {
            let mut offset = 0;
            let trimmed = part.trim_start();
            offset += part.len() - trimmed.len();
            let rest = trimmed
                .strip_prefix("No. ")
                .or_else(|| trimmed.strip_prefix("No."))
                .or_else(|| trimmed.strip_prefix("No "))
                .unwrap_or(trimmed);
            offset += trimmed.len() - rest.len();
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let then = rest[digits..].chars().next();
            let words = rest[digits..].split_whitespace().count();
            if (1..=4).contains(&digits) && then.is_none_or(|c| c == ' ') && words > 1 {
                return Some((at + offset, at + offset + digits));
            }
        }
        at += part.len() + 1;
    }
    None
}

fn replace_words(text: &str, pairs: &[(&str, &str)]) -> String {
    let mut out = Vec::new();
    for word in text.split(' ') {
        let (core, comma) = word.strip_suffix(',').map_or((word, ""), |core| (core, ","));
        let found = pairs.iter().find(|(from, _)| *from == core);
        out.push(found.map_or_else(|| word.to_owned(), |(_, to)| format!("{to}{comma}")));
    }
    out.join(" ")
}

fn slip(word: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = 1 + random.below(letters.len() - 2);
    match random.below(4) {
        0 => letters.swap(at, at + 1),
        1 => drop(letters.remove(at)),
        2 => letters.insert(at, letters[at]),
        _ => letters[at] = if letters[at] == 'o' { 'a' } else { 'o' },
    }
    letters.into_iter().collect()
}

/// A slip in a name of five letters or more that the test chooses.
fn with_slip(text: &str, random: &mut Random) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let is_name = |word: &&str| {
        word.chars().filter(|c| c.is_alphabetic()).count() >= 5
            && word.chars().all(|c| c.is_ascii_alphabetic() || c == ',')
    };
    let names: Vec<usize> = (0..words.len()).filter(|at| is_name(&words[*at])).collect();
    if names.is_empty() {
        return text.to_owned();
    }
    let chosen = names[random.below(names.len())];
    let word = words[chosen];
    let (core, comma) = word.strip_suffix(',').map_or((word, ""), |core| (core, ","));
    let slipped = format!("{}{comma}", slip(core, random));
    let mut words: Vec<String> = words.into_iter().map(str::to_owned).collect();
    words[chosen] = slipped;
    words.join(" ")
}

#[expect(clippy::too_many_lines, reason = "a list of ways to write an address")]
/// The address in other words: the class, and the text.
pub(crate) fn same(text: &str, seed: u64) -> Vec<(&'static str, String)> {
    let mut random = Random(seed);
    let parts = parts(text);
    let mut all: Vec<(&'static str, String)> = Vec::new();
    let mut say = |class, written: String| {
        if written != text && !written.is_empty() {
            all.push((class, written));
        }
    };
    let without =
        |is: &dyn Fn(&str) -> bool| parts.iter().filter(|part| !is(part)).cloned().collect::<Vec<_>>().join(", ");
    say("unit and floor left out", without(&is_unit));
    if !parts.iter().any(|part| is_unit(part)) {
        say("unit and floor added", format!("Room 1207, 12/F, {text}"));
        say("suite behind", format!("{text}, Suite 44"));
    }
    let other_unit =
        |part: &String| if is_unit(part) && !is_floor(part) { "Unit 9031".to_owned() } else { part.clone() };
    say("other unit", parts.iter().map(other_unit).collect::<Vec<_>>().join(", "));
    say("reversed", parts.iter().rev().cloned().collect::<Vec<_>>().join(", "));
    if parts.len() > 2 {
        let mut turned = parts.clone();
        turned.rotate_right(1);
        say("country first", turned.join(", "));
        say("country missing", parts[..parts.len() - 1].join(", "));
    }
    say(
        "post code missing",
        text.split(' ').filter(|word| !is_post(word.trim_end_matches(','))).collect::<Vec<_>>().join(" "),
    );
    say("no commas", text.replace(',', ""));
    say("no spaces", text.replace(", ", ","));
    say("capitals", text.to_uppercase());
    let short = [
        ("Street", "St."),
        ("Road", "Rd."),
        ("Avenue", "Ave."),
        ("Building", "Bldg"),
        ("Room", "Rm"),
        ("District", "Dist."),
        ("Boulevard", "Blvd."),
        ("Highway", "Hwy"),
        ("Lane", "Ln"),
        ("No.", "#"),
        ("Industrial", "Ind."),
        ("Province", "Prov."),
        ("Floor", "Fl."),
        ("Centre", "Ctr."),
        ("Center", "Ctr"),
        ("Apartment", "Apt"),
        ("North", "N."),
        ("Square", "Sq."),
    ];
    say("abbreviated", replace_words(text, &short));
    let long = [
        ("St.", "Street"),
        ("St", "Street"),
        ("Str.", "Street"),
        ("Rd.", "Road"),
        ("Rd", "Road"),
        ("Ave.", "Avenue"),
        ("Bldg.", "Building"),
        ("Bldg", "Building"),
        ("Rm.", "Room"),
        ("Blvd.", "Boulevard"),
        ("Ulitsa", "Street"),
        ("ul.", "Street"),
        ("Prospekt", "Avenue"),
        ("Pereulok", "Lane"),
        ("Shosse", "Highway"),
        ("No.", "Number"),
        ("Centre", "Center"),
        ("U.A.E.", "UAE"),
    ];
    if !text.contains("St. ") {
        say("written out", replace_words(text, &long));
    }
    let translated = [
        ("Oblast", "Region"),
        ("Region", "Oblast"),
        ("Krai", "Territory"),
        ("Avenue", "Prospekt"),
        ("Highway", "Shosse"),
        ("Boulevard", "Bulvar"),
        ("Embankment", "Naberezhnaya"),
        ("Moscow", "Moskva"),
    ];
    if text.contains("Russia") || text.contains("Belarus") {
        say("translated", replace_words(text, &translated));
        let romanised = text.replace("iy ", "y ").replace("ya ", "ia ").replace("kh", "h").replace("sky", "skii");
        say("romanised", romanised);
    }
    if text.contains("China") {
        let pinyin = [
            ("Road", "Lu"),
            ("Street", "Jie"),
            ("Avenue", "Dadao"),
            ("North", "Bei"),
            ("South", "Nan"),
            ("East", "Dong"),
            ("West", "Xi"),
        ];
        let streets = |part: &String| if has(part, &STREETS) { replace_words(part, &pinyin) } else { part.clone() };
        say("pinyin", parts.iter().map(streets).collect::<Vec<_>>().join(", "));
    }
    if let Some((start, end)) = house(text) {
        let number = &text[start..end];
        let (before, after) = (&text[..start], &text[end..]);
        let before = before
            .strip_suffix("No. ")
            .or_else(|| before.strip_suffix("No."))
            .or_else(|| before.strip_suffix("No "))
            .unwrap_or(before);
        let (street, rest) = after.find(',').map_or((after, ""), |at| after.split_at(at));
        let street = street.trim();
        say("number behind", format!("{before}{street} {number}{rest}"));
        say("number behind a comma", format!("{before}{street}, {number}{rest}"));
        say("No. behind", format!("{before}{street} No. {number}{rest}"));
        say("number before", format!("{before}{number}, {street}{rest}"));
        say("No. before", format!("{before}No. {number} {street}{rest}"));
        say("house before", format!("{before}House {number}, {street}{rest}"));
    }
    say("slip", with_slip(text, &mut random));
    say("slip", with_slip(text, &mut random));
    let two: Vec<String> = all.iter().map(|(_, text)| text.clone()).collect();
    if !two.is_empty() {
        let chosen = two[random.below(two.len())].clone();
        all.push(("slip and another", with_slip(&chosen, &mut random)));
        let chosen = two[random.below(two.len())].clone();
        all.push(("capitals and another", chosen.to_uppercase()));
        let chosen = two[random.below(two.len())].clone();
        all.push(("abbreviated and another", replace_words(&chosen, &short)));
    }
    all
}

/// Another building near by: the class, and the text. `neighbour` is a street of the same city.
pub(crate) fn other(text: &str, street: Option<&str>) -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    if let Some((start, end)) = house(text) {
        let number: u32 = text[start..end].parse().unwrap();
        let (before, after) = (&text[..start], &text[end..]);
        all.push(("other house number", format!("{before}{}{after}", number + 2)));
        all.push(("other house number", format!("{before}{}{after}", number * 10 + 1)));
        all.push(("other house number, room", format!("Room {number}, {before}{}{after}", number + 4)));
        all.push(("letter", format!("{before}{number}A{after}")));
        all.push(("part of it", format!("{before}{number}/2{after}")));
        all.push(("other letter", format!("{before}{number}B{after}")));
        if let Some(street) = street {
            let (_, rest) = after.find(',').map_or((after, ""), |at| after.split_at(at));
            all.push(("other street", format!("{before}{number} {street}{rest}")));
        }
    }
    let words: Vec<&str> = text.split(' ').collect();
    for (at, pair) in words.windows(2).enumerate() {
        let is_block = matches!(pair[0], "Building" | "Bldg." | "Tower" | "Block");
        let (core, comma) = pair[1].strip_suffix(',').map_or((pair[1], ""), |core| (core, ","));
        let next = match (core.parse::<u32>(), core.as_bytes()) {
            (Ok(number), _) => format!("{}", number + 1),
            (_, [letter @ b'A'..=b'Y']) => char::from(letter + 1).to_string(),
            _ => continue,
        };
        if is_block && !comma.is_empty() {
            let mut words = words.clone();
            let changed = format!("{next}{comma}");
            words[at + 1] = &changed;
            all.push(("neighbouring tower", words.join(" ")));
            break;
        }
    }
    all
}

/// The name of the street that the house number is followed by.
pub(crate) fn street(text: &str) -> Option<String> {
    let (_, end) = house(text)?;
    text[end..].split(',').next().map(|street| street.trim().to_owned())
}
