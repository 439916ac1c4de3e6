//! The Python that opens exports and takes mail: `TEST_PYTHON`, else `target/venv/bin/python3` with what
//! `tests/requirements.txt` names (`.ci/run` makes it), else `python3`.

#![expect(clippy::print_stderr, reason = "a test that is skipped says so")]

use std::path::{Path, PathBuf};
use std::process::Command;

/// An interpreter that has this module; none, said on standard error, where the test has to be skipped.
///
/// # Panics
///
/// If `TEST_PYTHON` names one that lacks it.
pub(crate) fn with(module: &str) -> Option<PathBuf> {
    let has_it = |python: &PathBuf| {
        let tried = Command::new(python).args(["-c", &format!("import {module}")]).output();
        tried.is_ok_and(|tried| tried.status.success())
    };
    if let Some(named) = std::env::var_os("TEST_PYTHON").map(PathBuf::from) {
        assert!(has_it(&named), "{} has no {module}", named.display());
        return Some(named);
    }
    let of_target = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/venv/bin/python3");
    let found = [of_target, PathBuf::from("python3")].into_iter().find(has_it);
    if found.is_none() {
        eprintln!("skipped: no python3 with {module}; see tests/it/support/python.rs");
    }
    found
}
