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
mod described;
mod http;
mod parameter;
mod question;
mod resource;
mod stdio;
mod tool;

pub(super) use self::http::router;
pub use self::stdio::{StdioError, serve};
