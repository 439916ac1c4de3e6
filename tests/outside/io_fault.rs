//! The program under `io_fault.c`: killed at a chosen call, with a full disk from there on, or watched.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::needs::{self, missing};

/// The shim, compiled once.
pub(crate) fn shim() -> &'static Path {
    static SHIM: OnceLock<PathBuf> = OnceLock::new();
    if !cfg!(all(target_os = "linux", target_env = "gnu", target_pointer_width = "64")) {
        missing("cc", "watching the calls of a program needs Linux with glibc".to_owned());
    }
    SHIM.get_or_init(|| {
        let name = format!("io_fault-{}.so", std::process::id());
        let shim = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let compiled = needs::output(
            Command::new("cc")
                .args(["-Wall", "-Wextra", "-Werror", "-O1", "-shared", "-fPIC", "-o"])
                .arg(&shim)
                .arg(needs::root().join("tests/outside/io_fault.c")),
        );
        assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
        shim
    })
}

/// What is to happen at a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// SIGKILL before the call.
    Kill(usize),
    /// SIGKILL after half of the bytes that the call writes.
    Half(usize),
    /// No room on the disk from the call on.
    Full(usize),
}

/// Has a program meet a fault when it writes below `folder`.
pub(crate) fn strike(program: &mut assert_cmd::Command, folder: &Path, fault: Fault) {
    let (mode, at) = match fault {
        Fault::Kill(at) => ("kill", at),
        Fault::Half(at) => ("half", at),
        Fault::Full(at) => ("full", at),
    };
    load(program, folder, mode);
    program.env("IO_FAULT_AT", at.to_string());
}

/// Has every call of a program written to a file.
pub(crate) fn watch(program: &mut assert_cmd::Command, folder: &Path, trace: &Path) {
    load(program, folder, "trace");
    program.env("IO_FAULT_TRACE", trace);
}

fn load(program: &mut assert_cmd::Command, folder: &Path, mode: &str) {
    program.env("LD_PRELOAD", shim()).env("IO_FAULT_DIR", folder).env("IO_FAULT_MODE", mode);
}

/// One call that a program made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Call {
    Write {
        path: PathBuf,
        at: usize,
        bytes: Vec<u8>,
    },
    Sync(PathBuf),
    Truncate {
        path: PathBuf,
        length: usize,
    },
    Unlink(PathBuf),
    Rename {
        from: PathBuf,
        to: PathBuf,
    },
    Create(PathBuf),
    /// Bytes to standard output or standard error.
    Stream(Vec<u8>),
}

impl Call {
    pub(crate) fn is_stream(&self) -> bool {
        matches!(self, Self::Stream(_))
    }

    pub(crate) fn is_write(&self) -> bool {
        matches!(self, Self::Write { .. } | Self::Stream(_))
    }
}

/// The calls in a trace, in order.
pub(crate) fn calls(trace: &Path) -> Vec<Call> {
    let trace = std::fs::read(trace).unwrap();
    let mut rest = trace.as_slice();
    let mut calls = Vec::new();
    while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
        let line = std::str::from_utf8(&rest[..end]).unwrap();
        rest = &rest[end + 1..];
        let mut parts = line.splitn(4, ' ');
        let mut next = || parts.next().unwrap();
        let kind = next();
        let (at, length): (usize, usize) = (next().parse().unwrap(), next().parse().unwrap());
        let path = next();
        let mut bytes = |length| {
            let (bytes, after) = rest.split_at(length);
            rest = after;
            bytes.to_vec()
        };
        let here = PathBuf::from(path);
        calls.push(match kind {
            "W" => Call::Write { path: here, at, bytes: bytes(length) },
            "S" => Call::Stream(bytes(length)),
            "F" => Call::Sync(here),
            "T" => Call::Truncate { path: here, length: at },
            "U" => Call::Unlink(here),
            "C" => Call::Create(here),
            "R" => {
                let (from, to) = path.split_once('\t').unwrap();
                Call::Rename { from: from.into(), to: to.into() }
            }
            other => panic!("a call of kind {other}"),
        });
    }
    calls
}
