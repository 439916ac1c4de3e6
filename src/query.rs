//! What is on record → answers: comparisons, histories, reports, the proof, the archive site. Nothing is written but files
//! that were asked for.

pub mod compare;
pub mod comparison;
pub mod history;
pub mod ids;
pub mod named;
pub mod provisions;
pub mod replay;
pub mod report;
pub mod site;
