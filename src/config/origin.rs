//! Where a value comes from, and what is wrong with one that cannot be.

use std::fmt;
use std::path::PathBuf;

use serde::Serialize;
use serde::ser::SerializeStruct as _;
use toml::Value;

use super::secret;

/// Where a value comes from; each beats the one before.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The file that the program is built with.
    Default,
    /// A configuration file.
    File {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// An environment variable.
    Environment {
        /// Its name.
        name: String,
    },
    /// A flag of the command line.
    Flag {
        /// As it is written, `--db`.
        name: &'static str,
    },
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File { path, line } => write!(f, "file {}:{line}", path.display()),
            Self::Environment { name } => write!(f, "environment {name}"),
            Self::Flag { name } => write!(f, "flag {name}"),
        }
    }
}

/// A key, the value that holds, and its origin.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// Dotted, as in `sources.contact`.
    pub key: String,
    /// The value as it may be shown: what looks like a secret is hidden.
    pub shown: Value,
    /// Where it comes from.
    pub origin: Origin,
}

/// A value as it could stand in the file, on one line.
pub(super) fn inline(value: &Value) -> String {
    match value {
        // What JSON escapes, TOML escapes alike; `toml` would begin a text with a line break on a line of its own.
        Value::String(text) => serde_json::Value::from(text.as_str()).to_string(),
        _ => value.to_string(),
    }
}

impl fmt::Display for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} = {}", self.key, inline(&self.shown))
    }
}

impl Serialize for Setting {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (origin, from, line) = match &self.origin {
            Origin::Default => ("default", None, None),
            Origin::File { path, line } => ("file", Some(path.display().to_string()), Some(line)),
            Origin::Environment { name } => ("environment", Some(name.clone()), None),
            Origin::Flag { name } => ("flag", Some((*name).to_owned()), None),
        };
        let mut out = serializer.serialize_struct("Setting", 5)?;
        out.serialize_field("key", &self.key)?;
        out.serialize_field("value", &self.shown)?;
        out.serialize_field("origin", origin)?;
        out.serialize_field("from", &from)?;
        out.serialize_field("line", &line)?;
        out.end()
    }
}

/// A key that does not exist, or a value that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Mistake {
    /// The key; empty if the place is not TOML at all.
    pub key: String,
    /// What may stand there, and what does, as it may be shown.
    pub problem: String,
    /// Where.
    pub origin: Origin,
}

impl Mistake {
    /// A value that cannot be; secrets are not quoted.
    pub fn of_value(key: &str, expected: &str, found: &Value, origin: &Origin) -> Self {
        Self {
            key: key.to_owned(),
            problem: but_found(expected, &inline(&secret::shown(key, found))),
            origin: origin.clone(),
        }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.origin {
            Origin::Default => f.write_str("the built-in configuration: ")?,
            Origin::File { path, line } => write!(f, "{}:{line}: ", path.display())?,
            Origin::Environment { name } => write!(f, "{name}: ")?,
            Origin::Flag { name } => write!(f, "{name}: ")?,
        }
        if !self.key.is_empty() {
            write!(f, "{}: ", self.key)?;
        }
        f.write_str(&self.problem)
    }
}

/// What may stand somewhere, and what does.
pub(super) fn but_found(expected: &str, found: &str) -> String {
    format!("expected {expected}, but found {found}")
}
