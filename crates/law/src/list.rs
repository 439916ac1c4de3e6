//! The lists: their state at a version, what applying an amendment does to it, and how the eCFR prints them.

pub mod ecfr;
pub mod state;
