//! How likely two addresses are of one building: a score with reasons.

mod words;

use serde::Serialize;

use self::words::{Cover, cover};
pub(super) use self::words::{
    ENDINGS, MOST_SLIPS, SLIPPED_ENDINGS, alike, joins, keeps_first, parts_of as parts, slips_allowed, weight,
};
use super::parts::{Address, Number, Part, Precision};

/// From this score on, two addresses are of one building.
pub const SAME_BUILDING: f32 = 0.8;

/// From this score on, they may be: what one of them says more, such as `12A` for `12`, the other does not deny.
pub const POSSIBLE: f32 = 0.6;

/// What two addresses have in common.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Found {
    /// How likely they are of one building, from 0 to 1; for [`Kind::SameBox`], of one box.
    pub score: f32,
    /// What they share.
    pub kind: Kind,
    /// What agrees, differs, or is missing.
    pub reasons: Vec<Reason>,
}

/// What two addresses share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Nothing that matters.
    Other,
    /// The city.
    SameCity,
    /// The street, but not the building.
    SameStreet,
    /// The same post office box of one city.
    SameBox,
    /// Nothing denies that it is one building, and something is left open.
    PossiblySameBuilding,
    /// The same words, of which none is a house number or the name of a building.
    SamePlace,
    /// The building.
    SameBuilding,
}

/// A part of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// The street.
    Street,
    /// The house number.
    House,
    /// The name of the building.
    Building,
    /// Which of several buildings.
    Block,
    /// District, city, province.
    Place,
    /// The post code.
    PostCode,
    /// The country.
    Country,
    /// Room, flat, office.
    Unit,
    /// The floor.
    Floor,
    /// The post office box.
    Box,
    /// All that is said.
    Words,
}

/// How parts of two addresses compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// They are the same.
    Same,
    /// They are spelled differently.
    Spelling,
    /// One says more than the other.
    Partly,
    /// One of them does not have it.
    Missing,
    /// They are others.
    Differs,
}

/// Why a score is what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// Which part.
    pub field: Field,
    /// How it compares.
    pub how: How,
    /// The part in the first address.
    pub one: String,
    /// The part in the second one.
    pub other: String,
}

/// Compares two addresses.
pub fn same_building(one: &Address, other: &Address) -> Found {
    let mut found = measure(one, other);
    if found.score > 0.0 {
        found.reasons = reasons(one, other);
    }
    found
}

/// The score alone.
pub(super) fn measure(one: &Address, other: &Address) -> Found {
    let nothing = |kind, score| Found { score, kind, reasons: Vec::new() };
    if country(one, other) == Some(How::Differs) {
        return nothing(Kind::Other, 0.0);
    }
    // Most pairs end here.
    let numbers = houses(one, other);
    let same_box = one.boxes.iter().any(|number| other.boxes.contains(number));
    if numbers == Some(How::Differs) && !same_box && one.buildings.is_empty() && other.buildings.is_empty() {
        return nothing(Kind::Other, 0.1);
    }
    let building = building(one, other, numbers);
    if same_box {
        let score = match place(one, other) {
            Some(How::Differs) => 0.3,
            Some(How::Same | How::Spelling) => 0.95,
            Some(How::Partly | How::Missing) | None => POSSIBLE,
        };
        if score >= building.score {
            return nothing(if score >= POSSIBLE { Kind::SameBox } else { Kind::Other }, score);
        }
    }
    building
}

/// How likely it is one building, boxes apart.
fn building(one: &Address, other: &Address, numbers: Option<How>) -> Found {
    let nothing = |kind, score| Found { score, kind, reasons: Vec::new() };
    let least = one.precision().min(other.precision());
    let is_box = one.precision() == Precision::Box || other.precision() == Precision::Box;
    if matches!(least, Precision::Country | Precision::City) || is_box {
        return match place(one, other) {
            Some(How::Same | How::Spelling | How::Partly) => nothing(Kind::SameCity, 0.2),
            _ => nothing(Kind::Other, 0.0),
        };
    }
    let street = street(one, other);
    let has_names = !(one.buildings.is_empty() && other.buildings.is_empty());
    if numbers.is_some() && street == Some(How::Differs) && !has_names {
        return nothing(Kind::Other, 0.1);
    }
    let named = named_building(one, other);
    let blocks = blocks(one, other);
    let is_street = matches!(street, Some(How::Same | How::Spelling));
    let is_named = matches!(named, Some(How::Same | How::Spelling));
    let (mut score, mut kind): (f32, Kind) = (0.1, Kind::SameBuilding);
    match numbers {
        Some(How::Differs) if is_named && street != Some(How::Differs) => score = 0.65,
        Some(How::Differs) => {}
        Some(_) if is_street => score = 1.0,
        Some(_) if street == Some(How::Partly) => score = 0.78,
        Some(_) if is_named => score = if street == Some(How::Differs) { 0.7 } else { 0.95 },
        Some(_) if street == Some(How::Differs) => {}
        Some(_) if says_the_same(one, other, 0.6) => score = 0.9,
        Some(_) => score = 0.3,
        None if is_named => score = if street == Some(How::Differs) { 0.65 } else { 0.9 },
        None if one.houses.is_empty() != other.houses.is_empty() || named == Some(How::Differs) => {
            score = if is_street { 0.5 } else { 0.2 };
        }
        None if blocks == Some(How::Same) && (is_street || says_the_same(one, other, 0.6)) => score = 0.9,
        // Units of a zone may be far apart.
        None if street.is_none() && !one.units.is_empty() && !other.units.is_empty() && one.units != other.units => {
            score = 0.2;
        }
        None if street != Some(How::Differs) && says_the_same(one, other, 0.9) => {
            (score, kind) = (0.86, Kind::SamePlace);
        }
        None if is_street => score = 0.5,
        None => score = 0.2,
    }
    let mut most: f32 = 1.0;
    match numbers {
        // A number that the other one has too, but not as that of the house.
        Some(How::Spelling) => most = most.min(0.85),
        // One number of the row that a building has: `2-16`, `2`.
        Some(How::Partly) if is_named && is_street && (has_range(one) || has_range(other)) => most = most.min(0.85),
        Some(How::Partly) => most = most.min(0.75),
        _ => {}
    }
    match blocks {
        Some(How::Differs) => most = most.min(0.3),
        Some(How::Partly | How::Missing) => most = most.min(0.75),
        _ => {}
    }
    if is_street && !kinds_agree(one, other) {
        most = most.min(0.75);
    }
    match place(one, other) {
        Some(How::Differs) => most = most.min(0.4),
        Some(How::Partly) => most = most.min(0.78),
        Some(How::Spelling | How::Missing) => score -= 0.04,
        None => score -= 0.15,
        Some(How::Same) => {}
    }
    if street == Some(How::Spelling) || named == Some(How::Spelling) && !is_street {
        score -= 0.03;
    }
    if post(one, other) == Some(How::Differs) {
        score -= 0.02;
    }
    score = score.min(most);
    let kind = match score {
        score if score >= SAME_BUILDING => kind,
        score if score >= POSSIBLE => Kind::PossiblySameBuilding,
        _ if is_street && most > 0.4 => Kind::SameStreet,
        _ if most <= 0.4 && place(one, other) == Some(How::Differs) => Kind::Other,
        _ => Kind::SameCity,
    };
    nothing(kind, score)
}

fn has_range(address: &Address) -> bool {
    address.houses.iter().any(|number| number.is_range)
}

fn country(one: &Address, other: &Address) -> Option<How> {
    // What official texts count to one country or to another.
    const TOGETHER: [&[&str]; 2] = [&["cn", "hk", "mo", "tw"], &["ua", "ru", "ua_crimea"]];
    let (one, other) = (one.country?, other.country?);
    if one == other {
        return Some(How::Same);
    }
    let together = TOGETHER.iter().any(|countries| countries.contains(&one) && countries.contains(&other));
    Some(if together { How::Partly } else { How::Differs })
}

/// House numbers. [`How::Spelling`]: a number of one house is a number of another kind in the other address.
fn houses(one: &Address, other: &Address) -> Option<How> {
    match (one.houses.as_slice(), other.houses.as_slice()) {
        ([], []) => None,
        (houses, []) => elsewhere(houses, other),
        ([], houses) => elsewhere(houses, one),
        (ones, others) => {
            let (less, more) = if ones.len() <= others.len() { (ones, others) } else { (others, ones) };
            let best = |number: &Number| more.iter().map(|it| same_number(number, it)).min().unwrap_or(How::Differs);
            let worst = less.iter().map(best).max().unwrap_or(How::Differs);
            let back = |number: &Number| less.iter().map(|it| same_number(number, it)).min().unwrap_or(How::Differs);
            // A number that the other address has too, but not as that of a house.
            let within = if ones.len() <= others.len() { one } else { other };
            let is_elsewhere = |number: &Number| is_within(number, within);
            Some(if less.len() == more.len() {
                let all = more.iter().map(back).max().unwrap_or(worst).max(worst);
                let is_swapped = || {
                    all == How::Differs
                        && ones.iter().all(|number| is_within(number, other))
                        && others.iter().all(|number| is_within(number, one))
                };
                if is_swapped() { How::Spelling } else { all }
            } else if more.iter().all(|number| back(number) == How::Same || is_elsewhere(number)) {
                worst.max(How::Spelling)
            } else {
                worst.max(How::Partly)
            })
        }
    }
}

/// Whether a number is that of a room, a floor or one of several buildings.
fn is_within(number: &Number, address: &Address) -> bool {
    [&address.units, &address.floors, &address.blocks].iter().any(|numbers| numbers.contains(number))
}

fn elsewhere(houses: &[Number], other: &Address) -> Option<How> {
    let is_block = |number: &Number| other.blocks.iter().any(|it| same_number(number, it) != How::Differs);
    let is_unit = |number: &Number| other.units.contains(number);
    if houses.iter().any(is_block) {
        // `Bright Tower, 33 Orchard Road` without its comma.
        Some(if other.buildings.is_empty() { How::Partly } else { How::Spelling })
    } else if houses.iter().any(is_unit) {
        Some(How::Spelling)
    } else {
        None
    }
}

fn same_number(one: &Number, other: &Number) -> How {
    if one == other {
        return How::Same;
    }
    let range = |number: &Number| {
        let first = number.first.parse::<u32>().ok()?;
        let last = number.rest.first().filter(|_| number.is_range).map_or(Some(first), |last| last.parse().ok())?;
        Some((first, last))
    };
    if one.is_range || other.is_range {
        return match (range(one), range(other)) {
            (Some(one), Some(other)) if one.0 <= other.1 && other.0 <= one.1 => How::Partly,
            _ => How::Differs,
        };
    }
    // Other figures that follow the number are compared with the buildings: `17/2`, `17 korpus 2`.
    let letters = |number: &'_ Number| number.rest.iter().filter(|it| is_letters(it)).count();
    let same = || {
        let of = |number: &'_ Number| number.rest.iter().filter(|it| is_letters(it)).cloned().collect::<Vec<_>>();
        of(one) == of(other)
    };
    match (letters(one), letters(other)) {
        _ if one.first != other.first => How::Differs,
        (0, 0) => How::Same,
        (0, _) | (_, 0) => How::Partly,
        _ if same() => How::Same,
        _ => How::Differs,
    }
}

/// Which of several buildings; what follows the house number counts as one.
fn blocks(one: &Address, other: &Address) -> Option<How> {
    let of_houses = |address: &Address| -> Vec<String> {
        let houses = address.houses.iter().filter(|number| !number.is_range);
        houses.flat_map(|number| number.rest.iter().filter(|it| !is_letters(it)).cloned()).collect()
    };
    let rest = |address: &Address, within: &Address| -> Vec<String> {
        // The number of the building stands as that of the house.
        let has_blocks = !within.blocks.is_empty() || !of_houses(within).is_empty();
        let is_house = |block: &Number| {
            let mut houses = within.houses.iter().filter(|number| !address.houses.contains(number));
            !has_blocks && houses.any(|number| same_number(number, block) != How::Differs)
        };
        let blocks = address.blocks.iter().filter(|block| !is_house(block)).map(ToString::to_string);
        let mut all: Vec<_> = of_houses(address).into_iter().chain(blocks).collect();
        all.sort_unstable();
        all
    };
    let (mut ones, mut others) = (rest(one, other), rest(other, one));
    // `Phase I` and `Phase 1`.
    for (of, with) in [(&mut ones, others.clone()), (&mut others, rest(one, other))] {
        let is_roman = |block: &String| block == "i" && !with.contains(block) && with.iter().any(|it| it == "1");
        of.iter_mut().filter(|block| is_roman(block)).for_each(|block| "1".clone_into(block));
        of.sort_unstable();
    }
    match (ones.is_empty(), others.is_empty()) {
        (true, true) => None,
        (true, false) | (false, true) => Some(How::Missing),
        _ if ones == others => Some(How::Same),
        _ if ones.iter().all(|it| others.contains(it)) || others.iter().all(|it| ones.contains(it)) => {
            Some(How::Partly)
        }
        _ => Some(How::Differs),
    }
}

fn is_letters(text: &str) -> bool {
    text.bytes().all(|letter| letter.is_ascii_alphabetic())
}

fn street(one: &Address, other: &Address) -> Option<How> {
    let (first, second) = match (one.streets.first(), other.streets.first()) {
        (None, None) => return None,
        (Some(street), None) => return Some(there(cover(street, other))),
        (None, Some(street)) => return Some(there(cover(street, one))),
        (Some(first), Some(second)) => (first, second),
    };
    let main = streets(first, second, one, other);
    if main != How::Differs {
        return Some(main);
    }
    let pairs = one.streets.iter().flat_map(|a| other.streets.iter().map(move |b| (a, b)));
    let any = pairs.map(|(a, b)| words::compared(a, b)).min().unwrap_or(How::Differs);
    Some(if matches!(any, How::Same | How::Spelling) { How::Partly } else { How::Differs })
}

/// Two streets; words of one may stand elsewhere in the address of the other.
fn streets(first: &Part, second: &Part, one: &Address, other: &Address) -> How {
    let (here, there) = (cover(first, other), cover(second, one));
    let numbers = words::numbers(first, second);
    if numbers == How::Differs {
        return How::Differs;
    }
    let how = match (here.is_found(), there.is_found()) {
        (true, true) if here.is_spelled || there.is_spelled => How::Spelling,
        (true, true) => How::Same,
        (true, false) if there.share > 0.3 => How::Partly,
        (false, true) if here.share > 0.3 => How::Partly,
        _ => How::Differs,
    };
    how.max(numbers)
}

fn there(cover: Cover) -> How {
    match (cover.is_found(), cover.is_spelled) {
        (true, false) => How::Same,
        (true, true) => How::Spelling,
        (false, _) => How::Missing,
    }
}

/// Whether the streets may be of one kind. Languages have no one word for another's lane or avenue, but the same list of
/// both in one city has two streets.
fn kinds_agree(one: &Address, other: &Address) -> bool {
    let kinds = |address: &Address| -> Vec<&'static str> {
        address.streets.iter().map(|street| street.kind).filter(|kind| !kind.is_empty()).collect()
    };
    let (ones, others) = (kinds(one), kinds(other));
    ones.is_empty() || others.is_empty() || ones.iter().any(|kind| others.contains(kind))
}

fn named_building(one: &Address, other: &Address) -> Option<How> {
    if one.buildings.is_empty() && other.buildings.is_empty() {
        return None;
    }
    let pairs = one.buildings.iter().flat_map(|a| other.buildings.iter().map(move |b| (a, b)));
    let best = pairs.map(|(a, b)| words::compared(a, b)).min();
    if let Some(how @ (How::Same | How::Spelling)) = best {
        return Some(how);
    }
    let ones = one.buildings.iter().map(|it| there(cover(it, other)));
    let others = other.buildings.iter().map(|it| there(cover(it, one)));
    let all = ones.chain(others).min().unwrap_or(How::Missing);
    Some(if all == How::Missing && best.is_some() { How::Differs } else { all })
}

/// District, city, province.
fn place(one: &Address, other: &Address) -> Option<How> {
    let ones = words::places(one, other);
    let others = words::places(other, one);
    let same_post = post(one, other) == Some(How::Same);
    match (ones, others) {
        (None, None) => same_post.then_some(How::Same),
        (None, _) | (_, None) => Some(if same_post { How::Same } else { How::Missing }),
        (Some(ones), Some(others)) => Some(match (ones.is_all || others.is_all, ones.is_any || others.is_any) {
            (true, _) if ones.is_spelled || others.is_spelled => How::Spelling,
            (true, _) => How::Same,
            (false, true) if words::is_same_city(one, other) => How::Missing,
            (false, true) => How::Partly,
            (false, false) if same_post => How::Partly,
            (false, false) => How::Differs,
        }),
    }
}

fn post(one: &Address, other: &Address) -> Option<How> {
    if one.post.is_empty() || other.post.is_empty() {
        return None;
    }
    Some(if one.post.iter().any(|code| other.post.contains(code)) { How::Same } else { How::Differs })
}

/// Whether all words of one address are in the other, and most words of the other in it.
fn says_the_same(one: &Address, other: &Address, most: f32) -> bool {
    let (ones, others) = (words::all(one, other), words::all(other, one));
    ones.min(others) >= most && ones.max(others) >= 0.9
}

fn reasons(one: &Address, other: &Address) -> Vec<Reason> {
    let numbers = |numbers: &[Number]| numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let parts = |parts: &[Part]| parts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let places = |address: &Address| {
        let all = [&address.districts, &address.places, &address.regions];
        all.into_iter().filter(|parts| !parts.is_empty()).map(|it| parts(it)).collect::<Vec<_>>().join(", ")
    };
    let units = |one: &[Number], other: &[Number]| match (one.is_empty(), other.is_empty()) {
        (true, true) => None,
        (false, false) if one.iter().any(|number| other.contains(number)) => Some(How::Same),
        (false, false) => Some(How::Differs),
        _ => Some(How::Missing),
    };
    let mut reasons = Vec::new();
    let mut say = |field, how: Option<How>, one: String, other: String| {
        reasons.extend(how.map(|how| Reason { field, how, one, other }));
    };
    let house =
        houses(one, other).or_else(|| (one.houses.is_empty() != other.houses.is_empty()).then_some(How::Missing));
    say(Field::Street, street(one, other), parts(&one.streets), parts(&other.streets));
    say(Field::House, house, numbers(&one.houses), numbers(&other.houses));
    say(Field::Building, named_building(one, other), parts(&one.buildings), parts(&other.buildings));
    say(Field::Block, blocks(one, other), numbers(&one.blocks), numbers(&other.blocks));
    say(Field::Place, place(one, other), places(one), places(other));
    say(Field::PostCode, post(one, other), one.post.join(", "), other.post.join(", "));
    let code = |address: &Address| address.country.unwrap_or_default().to_uppercase();
    say(Field::Country, country(one, other), code(one), code(other));
    say(Field::Unit, units(&one.units, &other.units), numbers(&one.units), numbers(&other.units));
    say(Field::Floor, units(&one.floors, &other.floors), numbers(&one.floors), numbers(&other.floors));
    say(Field::Box, units(&one.boxes, &other.boxes), numbers(&one.boxes), numbers(&other.boxes));
    reasons
}
