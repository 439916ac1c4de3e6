//! Evidence in one file: what was received, what was made of it, and a check of both that needs nothing else.
//!
//! A bundle is a zip that any tool opens. Its manifest is a list for `sha256sum -c`; everything in it is a function of
//! what is on record, so that the same database and options give the same bytes.

mod check;
mod container;
mod contents;
mod error;
mod make;
mod manifest;
mod names;
mod selection;
pub mod signature;
pub mod timestamp;

pub use self::check::{Verified, verify};
pub use self::container::LARGEST;
pub use self::error::BundleError;
pub use self::make::{Extras, Made, make};
pub use self::selection::{Wanted, ends};
