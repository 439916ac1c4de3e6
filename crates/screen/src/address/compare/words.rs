//! Whether the words of one address are in another one.

use std::ops::RangeInclusive;

use super::How;
use crate::address::lexicon::is_common;
use crate::address::parts::{Address, Part};
use crate::spelling::slips;

/// So much of a name has to be found, in letters.
const FOUND: f32 = 0.8;

/// How much of a name is found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cover {
    /// From 0 to 1, in letters.
    pub share: f32,
    /// Whether a word is spelled differently.
    pub is_spelled: bool,
}

impl Cover {
    pub(super) fn is_found(self) -> bool {
        self.share >= FOUND
    }
}

/// The parts of an address that name something.
pub(in crate::address) fn parts_of(address: &Address) -> impl Iterator<Item = &Part> {
    let all = [
        &address.streets, &address.buildings, &address.sites, &address.districts, &address.places, &address.regions,
        &address.near,
    ];
    all.into_iter().flatten()
}

/// How much of a name stands anywhere in an address.
pub(super) fn cover(part: &Part, address: &Address) -> Cover {
    cover_by(part, || parts_of(address))
}

fn cover_by<'a, I: Iterator<Item = &'a Part>>(part: &Part, parts: impl Fn() -> I) -> Cover {
    // `Huaqiang North Road`, which signs write as one name.
    if let Some(direction) = part.directions.first().filter(|_| !part.words.is_empty()) {
        let joined = part.words.concat() + pinyin(direction);
        if parts().any(|other| other.words.contains(&joined)) {
            return Cover { share: 1.0, is_spelled: false };
        }
    }
    let (mut found, mut all, mut is_spelled) = (0, 0, false);
    let mut until = 0;
    for (at, word) in part.words.iter().enumerate() {
        let weight = weight(word, part);
        all += weight;
        if at < until {
            found += weight;
            continue;
        }
        let rest = part.words.get(at..).unwrap_or_default();
        if let Some((taken, slips)) =
            parts().filter_map(|other| find(rest, other)).max_by_key(|(taken, slips)| (*taken, usize::MAX - slips))
        {
            found += weight;
            is_spelled |= slips > 0;
            until = at + taken;
        }
    }
    if all == 0 {
        // Only numbers or a direction: the other has to have them.
        let is_found = parts().any(|other| {
            part.ordinals.iter().all(|number| other.ordinals.contains(number))
                && part.directions.iter().all(|it| other.directions.contains(it))
        });
        return Cover { share: if is_found { 1.0 } else { 0.0 }, is_spelled };
    }
    #[expect(clippy::cast_precision_loss, reason = "letters of a name are few")]
    let share = found as f32 / all as f32;
    Cover { share, is_spelled }
}

/// What a word counts in a name: its letters; little where many names have it, and nothing where it is an initial.
pub(in crate::address) fn weight(word: &str, part: &Part) -> usize {
    const COMMON: usize = 2;
    match word.len() {
        _ if part.words.len() == 1 => word.len(),
        1 => 0,
        _ if is_common(word) => COMMON,
        letters => letters,
    }
}

/// How many of the first words stand in a part, and how many slips apart.
fn find(words: &[String], part: &Part) -> Option<(usize, usize)> {
    let first = words.first()?;
    for word in &part.words {
        if let Some(slips) = alike(first, word) {
            return Some((1, slips));
        }
    }
    if part.directions.iter().any(|direction| pinyin(direction) == first) {
        return Some((1, 0));
    }
    // One writes as one word what the other writes as several.
    for taken in 2..=words.len().min(MOST_JOINED) {
        let window = words.get(..taken)?;
        let near = |word: &&String| is_near(window, word);
        if let Some(slips) = part.words.iter().filter(near).find_map(|word| alike(&window.concat(), word)) {
            return Some((taken, slips));
        }
    }
    if first.len() > 3 {
        for taken in 2..=part.words.len().min(MOST_JOINED) {
            let mut windows = part.words.windows(taken).filter(|window| is_near(window, first));
            if let Some(slips) = windows.find_map(|window| alike(first, &window.concat())) {
                return Some((1, slips));
            }
        }
    }
    let direction = words.len() == 1 && !part.directions.is_empty();
    if direction {
        let joined = part.words.concat() + pinyin(part.directions.first()?);
        if joined == *first {
            return Some((1, 0));
        }
    }
    None
}

const MOST_JOINED: usize = 3;

/// Whether words together are about as long as another one.
fn is_near(words: &[String], other: &str) -> bool {
    words.iter().map(String::len).sum::<usize>().abs_diff(other.len()) <= 3
}

/// The words of a name, and what neighbours make together: whatever [`cover`] can find.
pub(in crate::address) fn joins(part: &Part) -> Vec<String> {
    let mut all = part.words.clone();
    for taken in 2..=MOST_JOINED {
        all.extend(part.words.windows(taken).map(<[String]>::concat));
    }
    if let Some(direction) = part.directions.first()
        && !part.words.is_empty()
    {
        all.push(part.words.concat() + pinyin(direction));
    }
    all
}

/// Directions as Chinese names of streets have them: `Taibaibei`.
fn pinyin(direction: &str) -> &'static str {
    match direction {
        "north" => "bei",
        "south" => "nan",
        "east" => "dong",
        "west" => "xi",
        _ => "zhong",
    }
}

/// Endings that a name is read with or without: `Khabarovskiy`, which is read without its own, and `Khabarov`.
pub(in crate::address) const ENDINGS: [&str; 5] = ["sk", "a", "s", "ov", "shi"];

/// Slips between words that are one, at most.
pub(in crate::address) const MOST_SLIPS: usize = 3;

/// Slips between words that are one, by the letters of the shorter one.
pub(in crate::address) const fn slips_allowed(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=8 => 1,
        9..=12 => 2,
        _ => MOST_SLIPS,
    }
}

/// Whether words of so many letters have the first one in common. Names of streets and cities differ in it: `Beiya`, `Deya`;
/// slips are seldom there.
pub(in crate::address) const fn keeps_first(letters: usize) -> bool {
    letters <= 8
}

/// How many slips are between words that are one.
pub(in crate::address) fn alike(one: &str, other: &str) -> Option<usize> {
    if one == other {
        return Some(0);
    }
    if one.len().abs_diff(other.len()) > MOST_SLIPS {
        return None;
    }
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short.len() > 3 && long.strip_prefix(short).is_some_and(|end| ENDINGS.contains(&end)) {
        return Some(1);
    }
    if has_slip_in_ending(short, long) {
        return Some(1);
    }
    if keeps_first(short.len()) && one.as_bytes().first() != other.as_bytes().first() {
        return None;
    }
    match slips_allowed(short.len()) {
        0 => None,
        most => slips(one, other, most),
    }
}

/// Letters of endings in which a slip is looked for.
pub(in crate::address) const SLIPPED_ENDINGS: RangeInclusive<usize> = 2..=4;

/// Whether an ending that is left out of the one has a slip in the other: `Zavodskaay`.
fn has_slip_in_ending(short: &str, long: &str) -> bool {
    const LEAST: usize = 5;
    let stem = short.strip_suffix('k').filter(|stem| stem.len() >= LEAST && stem.ends_with('s'));
    let ending = stem.and_then(|stem| long.strip_prefix(stem));
    ending.is_some_and(|ending| {
        SLIPPED_ENDINGS.contains(&ending.len()) && ending.bytes().all(|it| b"aeiouk".contains(&it))
    })
}

/// Two parts by themselves.
pub(super) fn compared(one: &Part, other: &Part) -> How {
    let here = cover_by(one, || std::iter::once(other));
    let there = cover_by(other, || std::iter::once(one));
    if !(here.is_found() && there.is_found()) {
        return How::Differs;
    }
    let how = if here.is_spelled || there.is_spelled { How::Spelling } else { How::Same };
    how.max(numbers(one, other))
}

/// The directions of a part in pinyin, and what stands in its name as if it were one: `Dong Zhongshan Road`.
fn directions(part: &Part) -> Vec<&str> {
    let words =
        part.words.iter().map(String::as_str).filter(|word| matches!(*word, "bei" | "nan" | "dong" | "xi" | "zhong"));
    let mut all: Vec<_> = part.directions.iter().map(|it| pinyin(it)).chain(words).collect();
    all.sort_unstable();
    all
}

/// Numbers and directions in names: `4th Street`, `North Road`.
pub(super) fn numbers(one: &Part, other: &Part) -> How {
    let ordinals = match (one.ordinals.is_empty(), other.ordinals.is_empty()) {
        (true, true) => How::Same,
        (false, false) if one.ordinals.iter().all(|it| other.ordinals.contains(it)) => How::Same,
        (false, false) if other.ordinals.iter().all(|it| one.ordinals.contains(it)) => How::Same,
        (false, false) => How::Differs,
        _ => How::Partly,
    };
    let (first, second) = (directions(one), directions(other));
    let directions = if first == second {
        How::Same
    } else {
        let whole =
            |part: &Part| part.words.concat() + &part.directions.iter().map(|it| pinyin(it)).collect::<String>();
        match (first.is_empty(), second.is_empty()) {
            _ if whole(one) == whole(other) => How::Same,
            (false, false) => How::Differs,
            _ => How::Partly,
        }
    };
    ordinals.max(directions)
}

/// How many places of one address are found in another.
pub(super) struct Places {
    /// All of them.
    pub is_all: bool,
    /// One that is not a province.
    pub is_any: bool,
    pub is_spelled: bool,
}

/// The places of an address that are in another one; `None` where it has none. A province, which many leave out, counts
/// only where nothing else is said.
pub(super) fn places(of: &Address, within: &Address) -> Option<Places> {
    counted(of, within, |word| !PROVINCES.contains(&word)).or_else(|| counted(of, within, |_| true))
}

/// Provinces, and what is as large, as they are keyed.
const PROVINCES: [&str; 33] = [
    "anhui", "fujian", "gansu", "guangdong", "guangxi", "guizhou", "hainan", "hebei", "heilongjiang", "henan", "hubei",
    "hunan", "jiangsu", "jiangxi", "jilin", "liaoning", "ningxia", "qinghai", "shaanxi", "shanxi", "shandong",
    "sichuan", "xinjiang", "yunnan", "yunan", "iunnan", "iunan", "zhejiang", "tibet", "hongkong", "kovlon",
    "nevteritories", "selangor",
];

/// Whether a place that is called a city is in both, and no district of one stands against one of the other.
pub(super) fn is_same_city(one: &Address, other: &Address) -> bool {
    let is_city = |of: &Address, within: &Address| {
        of.places.iter().any(|place| place.kind == "city" && cover(place, within).is_found())
    };
    let is_against = !one.districts.is_empty()
        && !other.districts.is_empty()
        && !one.districts.iter().any(|district| cover(district, other).is_found());
    !is_against && (is_city(one, other) || is_city(other, one))
}

fn counted(of: &Address, within: &Address, is_counted: impl Fn(&str) -> bool) -> Option<Places> {
    let (mut count, mut found, mut is_spelled) = (0, 0, false);
    for part in of.places.iter().chain(&of.districts) {
        for word in part.words.iter().filter(|word| word.len() > 1 && is_counted(word)) {
            count += 1;
            let alone = Part { words: vec![word.clone()], ..Part::default() };
            let cover =
                cover_by(&alone, || parts_of(within).filter(|other| other.words.iter().any(|it| same_start(it, word))));
            let cover = if cover.is_found() { cover } else { cover_by(part, || parts_of(within)) };
            if cover.is_found() {
                found += 1;
                is_spelled |= cover.is_spelled;
            } else if is_nearly_common(word, within) {
                count -= 1;
                is_spelled = true;
            }
        }
    }
    (count > 0).then_some(Places { is_all: found == count, is_any: found > 0, is_spelled })
}

/// Whether a word is one of many names with slips, or such a one that the other address has with slips: that tells no place
/// from another.
fn is_nearly_common(word: &str, within: &Address) -> bool {
    const MOST: usize = 2;
    const LEAST: usize = 6;
    let is_near = |common: &str, other: &str| {
        common.len().min(other.len()) >= LEAST && common != other && slips(common, other, MOST).is_some()
    };
    let words = || within.places.iter().chain(&within.districts).flat_map(|part| &part.words);
    if is_common(word) {
        words().any(|other| is_near(word, other))
    } else {
        words().any(|other| is_common(other) && is_near(other, word))
    }
}

/// Slips are seldom in the first letter, and cities differ by it: `Suzhou`, `Fuzhou`.
fn same_start(one: &str, other: &str) -> bool {
    one.as_bytes().first() == other.as_bytes().first()
}

/// How much of all that an address says is found in another one.
pub(super) fn all(of: &Address, within: &Address) -> f32 {
    let (mut found, mut count) = (0.0, 0.0);
    let ordinals: Vec<_> = parts_of(within).flat_map(|part| &part.ordinals).collect();
    for part in parts_of(of) {
        #[expect(clippy::cast_precision_loss, reason = "letters of a name are few")]
        let letters = part.words.iter().map(|word| weight(word, part)).sum::<usize>() as f32;
        count += letters;
        found += letters * cover(part, within).share;
        if !ordinals.is_empty() && part.ordinals.iter().any(|number| !ordinals.contains(&number)) {
            return 0.0;
        }
    }
    if count == 0.0 { 0.0 } else { found / count }
}
