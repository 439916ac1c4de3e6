//! What is on record → answers: comparisons, histories, reports, the proof, the archive site. Nothing is written but files
//! that were asked for.

pub mod affiliates;
pub mod compare;
pub mod comparison;
pub mod day;
pub mod export;
pub mod find;
pub mod findings;
pub mod held;
pub mod history;
pub mod ids;
pub mod links;
pub mod named;
mod nearest;
pub mod provisions;
pub mod replay;
pub mod report;
pub mod site;
pub mod verify;
