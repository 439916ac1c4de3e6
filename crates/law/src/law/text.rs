//! The field's language that more than one reader needs: dates, numbers in words, markers of items, references to law.
//!
//! Every reader here takes text and answers what stands at its beginning and the rest, or what it names anywhere.

pub(crate) mod cited;
pub(crate) mod date;
pub(crate) mod marker;
pub(crate) mod number;
pub(crate) mod quoted;
pub(crate) mod reference;
pub(crate) mod sentence;
