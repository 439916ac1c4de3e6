//! The numbers of houses and of several buildings in two addresses.

use super::How;
use crate::address::parts::{Address, Number};

/// House numbers. [`How::Spelling`]: a number of one house is a number of another kind in the other address.
pub(super) fn houses(one: &Address, other: &Address) -> Option<How> {
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
pub(super) fn blocks(one: &Address, other: &Address) -> Option<How> {
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
