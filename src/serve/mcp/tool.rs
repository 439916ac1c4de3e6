//! The tools.

mod changes;
mod designation;
mod entry;
mod finding;
mod history;
mod party;
mod provision;
mod search;
mod status;

use super::described::Tool;

/// All tools.
pub(super) static ALL: [Tool; 10] = [
    search::TOOL,
    entry::TOOL,
    history::TOOL,
    changes::SINCE,
    changes::OF_DOCUMENT,
    party::TOOL,
    provision::TOOL,
    designation::TOOL,
    finding::TOOL,
    status::TOOL,
];

/// A tool by its name.
pub(super) fn named(name: &str) -> Option<&'static Tool> {
    ALL.iter().find(|tool| tool.name == name)
}
