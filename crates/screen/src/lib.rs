//! Whom a list touches: names, however they are written, compared with the names of a list.
//!
//! A name becomes plain letters ([`letters`]), its words get the weight that they have in names of this kind
//! ([`words`]), two names get a score with reasons ([`score`]), and an index finds the names of a list that score at all
//! ([`index`]). Nothing but the two names and the tables of this crate decides a score; [`VERSION`] names the tables.
//!
//! How well all that works is measured on labelled pairs ([`calibrate`]).
//!
//! Where a party sits is read to the building ([`address`]): who shares one is found under whatever name.
//!
//! Who owns whom is read from files, and which parties listed ones reach by ownership is a fixpoint over them
//! ([`ownership`]).

pub mod address;
pub mod calibrate;
pub mod index;
pub mod letters;
pub mod name;
pub mod ownership;
pub mod portable;
pub mod score;
pub mod spelling;
pub mod words;

pub use words::frequency::VERSION;
