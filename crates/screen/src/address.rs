//! Addresses, however they are written: where a party sits, to the building.
//!
//! An address becomes its street, house number, named building, district, city, post code and country
//! ([`Address::new`]); room and floor are kept beside, since they do not decide. Two addresses get a score for "same
//! building" with reasons ([`compare`]), an index finds the addresses of a list in the building of another one
//! ([`candidates`]), and entries that share a building make a graph ([`links`]).

pub mod candidates;
pub mod compare;
mod lexicon;
pub mod links;
mod parse;
mod parts;
#[cfg(test)]
mod tests;
mod token;

pub use candidates::Addresses;
pub use compare::{POSSIBLE, SAME_BUILDING, same_building};
pub use parts::{Address, Number, Part, Precision};

impl Address {
    /// Reads an address. `country` is the one that is known from elsewhere, such as a column or the heading of a list; the
    /// one that the address names comes before it.
    pub fn new(text: &str, country: Option<&str>) -> Self {
        let mut address = parse::address(text, country.and_then(lexicon::country));
        if address.country.is_none() {
            address.country = country.and_then(lexicon::country);
        }
        address
    }
}

/// The code of a country that is named or written as its code, where it is known.
pub fn country(text: &str) -> Option<&'static str> {
    lexicon::country(text)
}
