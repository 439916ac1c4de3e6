//! `earwatch` keeps a provable, versioned copy of the restricted-party lists in 15 CFR Part 744 by
//! replaying every Federal Register rule that amends them.
//!
//! ```text
//! source ─► capture ─► document ─► instruction ─► amendment ─► list ─► diff ─► report ─► delivery
//!  fetch     bytes      what was    what each      typed edit   state    what    one value,  mail, feed,
//!            + proof    published   sentence       with its     at a     differs many formats webhook
//!                                   orders         new text     version
//!                           └── finding: whatever was not understood, not applied, or does not add up ──►
//! ```
//!
//! No arrow goes back. From document to diff everything is in [`earwatch_law`], the report and its renderings in
//! [`earwatch_report`]; both are pure. This package holds the edges: network, database, files, clock. A room stands
//! above those that it uses:
//!
//! ```text
//! lock, source ► store ► run ► ingest ► query ► screen ► deliver ► serve ► doctor, backup ► config ► bundle ► cli
//! ```

// The command line is written as a caller of the library.
extern crate self as earwatch;

pub mod backup;
pub mod bundle;
pub mod cli;
pub mod config;
pub mod deliver;
pub mod doctor;
pub mod ingest;
pub mod lock;
pub mod query;
pub mod run;
pub mod screen;
pub mod serve;
pub mod source;
pub mod store;
