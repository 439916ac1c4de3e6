//! For assistants, by the Model Context Protocol: over standard input and output, or over HTTP.
//!
//! ```text
//! stdio, http ► assistant ► parameter ► tool ► answer
//!  messages      protocol    what it     what   what every
//!                            is asked    is     answer bears
//!                            with        found
//! ```
//!
//! It reads the database and writes nothing, and what it is asked with is never logged.

mod answer;
mod assistant;
mod http;
mod parameter;
mod resource;
mod stdio;
mod tool;

pub(super) use self::http::router;
pub use self::stdio::{StdioError, serve};
use super::desk::Desk;
use super::problem::Problem;
use super::ready::Ready;
use crate::run::Occasion;
use crate::store::Store;
use parameter::Given;

/// A question to a tool, and where it is answered.
struct Question<'a> {
    store: &'a Store,
    /// The state of the lists that is asked about.
    ready: &'a Ready,
    given: &'a Given,
    occasion: &'a Occasion,
}
