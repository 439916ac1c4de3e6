//! What tests need, and the word about it where it is missing.

use std::ffi::OsString;
use std::io::{self, ErrorKind};
use std::panic;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Why a test cannot be made here.
pub(crate) struct Missing(pub(crate) String);

/// Ends a test as ignored; where `TESTS_REQUIRE` names what is missing, the test fails.
pub(crate) fn missing(what: &str, why: String) -> ! {
    let required = std::env::var("TESTS_REQUIRE").unwrap_or_default();
    assert!(!required.split(',').any(|one| one == what), "{what} is required: {why}");
    panic::resume_unwind(Box::new(Missing(why)))
}

/// The project's folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file or folder of the corpus of real documents: `TEST_CORPUS`, else `../shared/corpus`.
pub(crate) fn corpus(name: &str) -> String {
    let named = std::env::var_os("TEST_CORPUS").map(PathBuf::from);
    let corpus = named.unwrap_or_else(|| root().join("../shared/corpus"));
    if !corpus.is_dir() {
        missing("corpus", "no corpus at ../shared/corpus".to_owned());
    }
    corpus.join(name).to_str().unwrap().to_owned()
}

/// A Python that has a module: `TEST_PYTHON`, else that of `target/venv` (`.ci/setup` makes it), else `python3`.
pub(crate) fn python(module: &str) -> PathBuf {
    python_of("target/venv", module)
}

/// The same of an environment of its own.
pub(crate) fn python_of(environment: &str, module: &str) -> PathBuf {
    let has_it = |python: &PathBuf| {
        let tried = Command::new(python).args(["-c", &format!("import {module}")]).output();
        tried.is_ok_and(|tried| tried.status.success())
    };
    let all = match std::env::var_os("TEST_PYTHON") {
        Some(named) => vec![PathBuf::from(named)],
        None => vec![root().join(environment).join("bin/python3"), PathBuf::from("python3")],
    };
    let found = all.into_iter().find(has_it);
    found.unwrap_or_else(|| missing("python", format!("no Python with {module}; see .ci/setup")))
}

/// A Chromium, `TEST_BROWSER` or one that is installed, and the Node.js modules that drive it (`.ci/setup` installs them).
pub(crate) fn browser() -> (PathBuf, PathBuf) {
    let usual = ["/usr/bin/chromium", "/usr/bin/google-chrome"].map(PathBuf::from);
    let all = std::env::var_os("TEST_BROWSER").map_or(usual.to_vec(), |named| vec![PathBuf::from(named)]);
    let modules = root().join("target/browser/node_modules");
    match all.into_iter().find(|browser| browser.is_file()) {
        Some(browser) if modules.is_dir() => (browser, modules),
        _ => missing("browser", "no Chromium, or nothing to drive it; see .ci/setup".to_owned()),
    }
}

/// The search path with the tools that `.ci/setup` puts into `target/tools`.
pub(crate) fn path_with_tools() -> OsString {
    let mut path = std::env::var_os("PATH").unwrap_or_default();
    path.push(":");
    path.push(root().join("target/tools/bin"));
    path
}

/// The program that packages are made of: `TEST_PROGRAM`, else the one under test.
pub(crate) fn program() -> PathBuf {
    std::env::var_os("TEST_PROGRAM").map_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_earwatch")), PathBuf::from)
}

/// A program of `target/venv-checks` (`.ci/setup` makes it).
pub(crate) fn checker(name: &str) -> PathBuf {
    let program = root().join("target/venv-checks/bin").join(name);
    if !program.is_file() {
        missing("checks", format!("no {name}; see .ci/setup"));
    }
    program
}

/// Ends a test as ignored unless it may make a root of its own.
pub(crate) fn superuser() {
    let user = output(Command::new("id").arg("-u"));
    if user.stdout != b"0\n" {
        missing("root", "a root of its own takes the superuser".to_owned());
    }
}

/// What a program gave that may not be installed.
pub(crate) fn installed<T>(program: &str, started: io::Result<T>) -> T {
    match started {
        Ok(started) => started,
        Err(error) if error.kind() == ErrorKind::NotFound => missing(program, format!("no {program}")),
        Err(error) => panic!("{program}: {error}"),
    }
}

/// Output of a program that may not be installed.
pub(crate) fn output(program: &mut Command) -> Output {
    let started = program.output();
    installed(&program.get_program().to_string_lossy(), started)
}
