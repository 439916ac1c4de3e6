//! One thing that was looked at by those who look after the installation, and how it is.

use serde::Serialize;

/// How something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// As it should be.
    Ok,
    /// A person should look.
    Attention,
    /// What the program says cannot be relied on.
    Broken,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What.
    pub check: &'static str,
    /// How it is.
    pub state: State,
    /// In words.
    pub detail: String,
    /// What to do about it.
    pub next_step: Option<String>,
}

impl Check {
    /// Something that is as it should be.
    pub fn ok(check: &'static str, detail: impl Into<String>) -> Self {
        Self { check, state: State::Ok, detail: detail.into(), next_step: None }
    }

    /// Something that a person should look at.
    pub fn attention(check: &'static str, detail: impl Into<String>, next: &str) -> Self {
        Self { state: State::Attention, next_step: Some(next.to_owned()), ..Self::ok(check, detail) }
    }

    /// Something that makes what the program says unreliable.
    pub fn broken(check: &'static str, detail: impl Into<String>, next: &str) -> Self {
        Self { state: State::Broken, ..Self::attention(check, detail, next) }
    }
}
