//! The tests that need nothing but cargo, by topic, in one program: each further one would link all of it again.

#![allow(clippy::unwrap_used, reason = "a failing helper is a failing test")]

#[macro_use]
#[path = "../support/mod.rs"]
mod support;

/// What is read of a document: its text, its page on the web, its text on public inspection, and what it orders.
mod document {
    mod announced_text;
    mod completeness;
    mod damaged_rows;
    mod effective_dates;
    mod kind;
    mod misplaced_orders;
    mod oddities;
    mod preamble_counts;
    mod printed_rows;
    mod regressions;
    mod robustness;
    mod rule;
    mod shapes;
    mod summaries;
    mod web_page;
}

/// The lists: as published, as orders leave them, and compared.
mod list {
    mod acts;
    mod diff_command;
    mod diff_laws;
    mod ecfr;
    mod exports;
    mod irregular_rows;
    mod public_ids;
    mod replay;
    mod row_diff;
    mod second_printings;
    mod strict_orders;
    mod texts;
    mod transfers;
    mod verify;
}

/// `earwatch poll`: what it asks for, what it finds, and what goes wrong on the way.
mod poll {
    mod backfill;
    mod changed_documents;
    mod cited_rules;
    mod faults;
    mod lock;
    mod lost_changes;
    mod public_inspection;
    mod records;
    mod requests;
    mod runs;
    mod sources;
    mod stand_in;
    mod stays;
    mod upgrade;
}

/// Reports, and their way to somebody.
mod report {
    mod channels;
    mod digests;
    mod first_screen;
    mod output;
    mod pages;
    mod prose;
    mod provisions;
    mod site;
    mod templates;
    mod watch_lists;
}

/// The command line around the work.
mod commands {
    mod backups;
    mod bad_input;
    mod bundle;
    mod calibrate;
    mod cli;
    mod config;
    mod deep;
    mod finding_names;
    mod history;
    mod import;
    mod install;
    mod links;
    mod messages;
    mod overlays;
    #[cfg(unix)]
    mod reading;
    mod readme;
}

/// `earwatch screen`: files of parties against the lists.
mod screen {
    mod decisions;
    mod input;
    mod memory;
    mod nasty;
    mod ownership;
    mod polled;
    mod results;
}

/// The Model Context Protocol: the lists for assistants.
mod mcp {
    mod http;
    mod messages;
    mod tools;
}

/// `earwatch serve`: the lists over HTTP.
mod serve {
    mod api;
    mod check;
    mod guard;
    mod links;
    mod load;
    mod log;
    mod pages;
    mod reconcile;
    mod screening;
    mod writes;
    mod yente;
}
