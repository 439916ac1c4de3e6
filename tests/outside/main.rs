//! Tests that need something that cargo does not bring: Python, a browser, a C compiler, systemd, real documents.
//!
//! Where it is missing, a test is reported as ignored, with the reason; it fails where `TESTS_REQUIRE` names what is missing
//! (`TESTS_REQUIRE=python,browser cargo test`). Each module lists its tests; the compiler sees one that is forgotten.

#![allow(clippy::unwrap_used, reason = "a failing helper is a failing test")]

use std::panic;
use std::process::ExitCode;

use libtest_mimic::{Arguments, Completion, Trial};

/// A test and its name.
type Test = (&'static str, fn());

macro_rules! tests {
    ($($test:ident),* $(,)?) => { &[$((concat!(module_path!(), "::", stringify!($test)), $test)),*] };
}

#[macro_use]
#[path = "../support/mod.rs"]
#[allow(dead_code, reason = "the tests of `it` need the rest")]
mod support;

mod growing;
mod io_fault;
mod needs;
mod power;

mod addresses;
mod assistant;
mod bom;
mod browser;
mod bundle;
mod container;
mod corpus;
mod crash;
mod debian;
mod exports;
mod feeds;
mod fuzzed;
mod mail;
mod mutants;
mod names;
mod noise;
mod officer;
mod ownership;
mod packaging;
mod parquet;
mod public_ids;
mod schemas;
mod serve;
mod shells;
mod soak;
mod summaries;
mod tables;
mod verify;
mod views;
mod web_page;
mod workflows;
mod yente;

fn trial(&(name, test): &Test) -> Trial {
    Trial::ignorable_test(name.trim_start_matches("outside::"), move || match panic::catch_unwind(test) {
        Ok(()) => Ok(Completion::Completed),
        Err(thrown) => match thrown.downcast::<needs::Missing>() {
            Ok(missing) => Ok(Completion::ignored_with(missing.0)),
            Err(thrown) => panic::resume_unwind(thrown),
        },
    })
}

fn main() -> ExitCode {
    let modules = [
        addresses::TESTS,
        bom::TESTS,
        assistant::TESTS,
        browser::TESTS,
        bundle::TESTS,
        container::TESTS,
        corpus::TESTS,
        crash::TESTS,
        debian::TESTS,
        exports::TESTS,
        feeds::TESTS,
        fuzzed::TESTS,
        mail::TESTS,
        mutants::TESTS,
        names::TESTS,
        noise::TESTS,
        officer::TESTS,
        ownership::TESTS,
        packaging::TESTS,
        parquet::TESTS,
        public_ids::TESTS,
        schemas::TESTS,
        serve::TESTS,
        shells::TESTS,
        soak::TESTS,
        summaries::TESTS,
        tables::TESTS,
        verify::TESTS,
        views::TESTS,
        web_page::TESTS,
        workflows::TESTS,
        yente::TESTS,
    ];
    libtest_mimic::run(&Arguments::from_args(), modules.concat().iter().map(trial).collect()).exit_code()
}
