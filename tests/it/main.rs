//! Every test but those of the architecture, by topic, in one program: a second one would link all of it again.

#![allow(clippy::unwrap_used, reason = "a failing helper is a failing test")]

#[macro_use]
mod support;

/// What is read of a document: its text, its page on the web, its text on public inspection, and what it orders.
mod document {
    mod announced_text;
    mod completeness;
    mod effective_dates;
    mod kind;
    mod misplaced_orders;
    mod preamble_counts;
    mod regressions;
    mod robustness;
    mod rule;
    mod shapes;
    mod web_page;
}

/// The lists: as published, as orders leave them, and compared.
mod list {
    mod corpus;
    mod diff_command;
    mod diff_laws;
    mod ecfr;
    mod irregular_rows;
    mod noise;
    mod replay;
    mod row_diff;
    mod strict_orders;
    mod texts;
    mod transfers;
}

/// `earwatch poll`: what it asks for, what it finds, and what goes wrong on the way.
mod poll {
    mod backfill;
    mod changed_documents;
    mod crash;
    mod faults;
    mod lock;
    mod lost_changes;
    mod public_inspection;
    mod requests;
    mod runs;
    mod soak;
    mod sources;
    mod stand_in;
    mod stays;
}

/// Reports in every format.
mod report {
    mod browser;
    mod digests;
    mod feeds;
    mod output;
    mod pages;
    mod prose;
    mod schemas;
    mod site;
    mod tables;
    mod templates;
    mod watch_lists;
}

/// Reports on their way to somebody.
mod deliver {
    mod channels;
    mod mail;
}

/// The command line around the work, and what is installed with the program.
mod commands {
    mod bad_input;
    mod cli;
    mod config;
    mod history;
    mod import;
    mod overlays;
    mod packaging;
    mod readme;
}
