//! What a reader gets: one serialisable value, and the renderings that dress it.
//!
//! Pure: no I/O, no clock, no environment. A room stands above those that it uses:
//!
//! ```text
//! visible ► report ► told ► render; schemas
//! ```

#![allow(unreachable_pub, reason = "a private module says already who sees what it has")]

pub mod render;
pub mod report;
pub mod schemas;
pub mod told;
pub mod visible;
