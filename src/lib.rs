//! `earwatch` keeps a provable, versioned copy of the restricted-party lists in 15 CFR Part 744 by
//! replaying every Federal Register rule that amends them.
//!
//! ```text
//! source ─► capture ─► document ─► instruction ─► amendment ─► list ─► diff ─► report
//!  fetch     bytes      what was    what each      typed edit   state    what    one value,
//!            + proof    published   sentence       with its     at a     differs many formats
//!                                   orders         new text     version
//!                           └── finding: whatever was not understood, not applied, or does not add up ──►
//! ```
//!
//! No arrow goes back. Everything from [`document`] to [`report`] is pure: no I/O, no clock, no
//! environment; dates come in as arguments. [`pipeline`] is the one place where edge and core meet.

pub mod amendment;
pub mod citation;
pub mod config;
pub mod deliver;
pub mod diff;
pub mod digest;
pub mod document;
pub mod finding;
pub mod instruction;
pub mod list;
pub mod lock;
pub mod markup;
pub mod overlay;
pub mod pipeline;
pub mod report;
pub mod source;
pub mod store;
mod text;
