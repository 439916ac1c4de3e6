//! Where a party is: the provision covers foreign entities only.

use crate::address::country;
use crate::ownership::coverage::Seat;

/// What belongs to the United States besides the states (15 CFR 772.1), by code and name.
const TERRITORIES: [&str; 12] = [
    "pr",
    "gu",
    "vi",
    "as",
    "mp",
    "um",
    "puerto rico",
    "guam",
    "us virgin islands",
    "american samoa",
    "northern mariana islands",
    "united states minor outlying islands",
];

/// Where a party is by the countries that are on record of it, and what is to be said of that.
pub(super) fn seat(countries: &[&str]) -> (Seat, Option<String>) {
    let is_american = |text: &&str| {
        let words = text.to_lowercase().replace('.', "");
        let words = words.trim();
        // `us_de`, `US-DE`: a state of it.
        let code = words.split(['-', '_']).next().unwrap_or_default();
        let is_state = words.len() > 3 && code == "us" && words.len() <= 6;
        is_state || TERRITORIES.contains(&words) || country(text) == Some("us")
    };
    let countries: Vec<&str> = countries.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
    let american = countries.iter().filter(|text| is_american(text)).count();
    match (american, countries.len()) {
        (_, 0) => (Seat::NotStated, Some("no country is on record; it counts as foreign".to_owned())),
        (0, _) => (Seat::Foreign, None),
        (all, count) if all == count => (
            Seat::UnitedStates,
            Some("it is in the United States; the provision covers foreign entities only".to_owned()),
        ),
        _ => {
            let all = countries.join(", ");
            (Seat::Foreign, Some(format!("several countries are on record ({all}); it counts as foreign")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_as_files_write_them() {
        for (countries, expected, is_said) in [
            (&["us"][..], Seat::UnitedStates, true),
            (&["United States of America"], Seat::UnitedStates, true),
            (&["U.S.A."], Seat::UnitedStates, true),
            (&["us_de"], Seat::UnitedStates, true),
            (&["US-NY", "US"], Seat::UnitedStates, true),
            (&["Puerto Rico"], Seat::UnitedStates, true),
            (&["GU"], Seat::UnitedStates, true),
            (&["us", "cy"], Seat::Foreign, true),
            (&["de"], Seat::Foreign, false),
            (&["Ruritania"], Seat::Foreign, false),
            (&["AU"], Seat::Foreign, false),
            (&["Russia"], Seat::Foreign, false),
            (&[" ", ""], Seat::NotStated, true),
            (&[], Seat::NotStated, true),
        ] {
            let (found, said) = seat(countries);
            assert_eq!((found, said.is_some()), (expected, is_said), "{countries:?}");
        }
    }
}
