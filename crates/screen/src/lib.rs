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
//! A party ([`party`]) is held against what can be matched of the entries of the lists ([`listed`]): [`screening`] gives the
//! potential matches, each with its reasons ([`reasons`]).
//!
//! Who owns whom is read from files, and which parties listed ones reach by ownership is a fixpoint over them
//! ([`ownership`]).

pub mod address;
pub mod affiliates;
pub mod calibrate;
pub mod index;
pub mod letters;
pub mod listed;
pub mod name;
pub mod ownership;
pub mod party;
pub mod portable;
pub mod reasons;
pub mod score;
pub mod screening;
pub mod spelling;
pub mod words;

pub use words::frequency::VERSION;
