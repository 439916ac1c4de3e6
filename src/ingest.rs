//! What is published → versions in the database: fetching, reading, applying, recording.

mod acts;
pub mod announced;
pub mod apply;
pub mod backfill;
pub(crate) mod captures;
mod citing;
mod contents;
pub mod derive;
pub(crate) mod documents;
pub mod drift;
pub mod init;
pub mod poll;
mod published;
pub mod rederive;
pub mod section_rules;
pub mod source_health;
mod transaction;
