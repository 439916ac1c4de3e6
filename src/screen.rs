//! Parties of a file, held against the lists.
//!
//! ```text
//! file ─► rows ─► parties ─► hits ─► results, in the order of the rows
//! ```
//!
//! A file is read twice: once for its hash, encoding and number of lines, once row by row. What is held of it in memory does
//! not grow with it; a workbook, which is compressed as a whole, is the exception.

pub mod against;
pub mod columns;
pub mod error;
pub mod input;
pub mod memory;
pub mod ownership;
pub mod pipeline;
pub mod polled;
pub mod screening;
pub mod telling;
pub mod twice;

pub use against::Against;
pub use error::ScreenError;
pub use ownership::Ownership;
pub use polled::{Polled, screen_polled};
pub use screening::{Request, Settings, heading, screen};
