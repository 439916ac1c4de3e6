//! What the law says: the restricted-party lists in 15 CFR Part 744, and what the Federal Register orders of them.
//!
//! Pure: no I/O, no clock, no environment; dates come in as arguments. A room stands above those that it uses:
//!
//! ```text
//! markup ► law ► finding ► entry ► document ► instruction ► amendment ► list ► diff, overlay, announced, provision ► drift
//! ```

pub mod amendment;
pub mod announced;
pub mod diff;
pub mod digest;
pub mod document;
pub mod drift;
pub mod entry;
pub mod finding;
pub mod instruction;
pub mod law;
pub mod list;
pub mod markup;
pub mod overlay;
pub mod provision;
