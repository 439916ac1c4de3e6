//! The terminal that standard output may be: how wide it is, and a pager before it.

use std::io::{self, IsTerminal as _, Write as _};
use std::process::{Command, Stdio};

use anyhow::Context as _;

use super::exit::Done;
use super::output;

/// Whether standard output is a terminal.
pub(super) fn is_stdout() -> bool {
    io::stdout().is_terminal()
}

/// Columns of the terminal that standard output is; `None` where it is none, or does not say.
pub(super) fn columns() -> Option<usize> {
    #[cfg(unix)]
    let columns = is_stdout().then(|| rustix::termios::tcgetwinsize(io::stdout()).ok()).flatten();
    #[cfg(unix)]
    let columns = columns.map(|size| usize::from(size.ws_col)).filter(|columns| *columns > 0);
    #[cfg(not(unix))]
    let columns = None;
    columns
}

/// Shows text through `$PAGER`, or `less`; where neither can be started it is printed.
pub(super) fn page(bytes: &[u8]) -> anyhow::Result<Done> {
    through(&std::env::var("PAGER").unwrap_or_else(|_| "less".to_owned()), bytes)
}

fn through(pager: &str, bytes: &[u8]) -> anyhow::Result<Done> {
    if pager.trim().is_empty() {
        return output::write(bytes, None);
    }
    let mut command = Command::new("sh");
    command.args(["-c", pager]).stdin(Stdio::piped());
    // What fits on a screen is left there, and colours stay.
    if std::env::var_os("LESS").is_none() {
        command.env("LESS", "FRX");
    }
    let Ok(mut child) = command.spawn() else {
        output::warn(&format!("the pager “{pager}” cannot be started"));
        return output::write(bytes, None);
    };
    // Who has read enough ends the pager.
    let written = child.stdin.take().map_or(Ok(()), |mut to| to.write_all(bytes));
    let ended = child.wait().context("cannot wait for the pager")?;
    // 127: the shell found no such program.
    if ended.code() == Some(127) {
        return output::write(bytes, None);
    }
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error).context("cannot write to the pager"),
        _ => Ok(Done(0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pager_gets_all_and_may_end_before_it_has_read_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("paged");
        // More than a pipe holds, so that a pager that ends leaves a pipe that nobody reads.
        let text = "a line\n".repeat(100_000);
        for (pager, paged) in [
            (format!("cat > '{}'", path.display()), text.as_str()),
            (format!("head -n 1 > '{}'", path.display()), "a line\n"),
            (format!(": > '{}'", path.display()), ""),
            (format!(": > '{}'; exit 3", path.display()), ""),
        ] {
            assert!(matches!(through(&pager, text.as_bytes()), Ok(Done(0))), "{pager}");
            assert_eq!(std::fs::read_to_string(&path).unwrap(), paged, "{pager}");
        }
    }
}
