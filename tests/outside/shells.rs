//! Completions and the manual, as the programs take them that they are made for.

use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::Test;
use crate::needs;
use crate::support::Desk;

/// What a program says of a text; it must not complain.
fn said(program: &str, args: &[&str], input: &str) -> String {
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = needs::installed(program, command.spawn());
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && err.is_empty(), "{program}: {err}");
    String::from_utf8(output.stdout).unwrap()
}

fn bash_loads_the_completions() {
    let script = Desk::new().done(&["completions", "bash"]);
    said("bash", &["-n"], &script);
    let ask = "\nCOMP_WORDS=(earwatch con); COMP_CWORD=1; _earwatch earwatch con earwatch; echo \"${COMPREPLY[@]}\"\n";
    assert_eq!(said("bash", &["--norc"], &format!("{script}{ask}")).trim(), "config");
}

fn zsh_loads_the_completions() {
    let script = Desk::new().done(&["completions", "zsh"]);
    let begin = "autoload -U compinit && compinit -D -u\n";
    assert_eq!(said("zsh", &["-f"], &format!("{begin}{script}\nprint -r -- $_comps[earwatch]\n")).trim(), "_earwatch");
}

fn fish_loads_the_completions() {
    let script = Desk::new().done(&["completions", "fish"]);
    let completed = said("fish", &["--no-config"], &format!("{script}\ncomplete -C 'earwatch con'\n"));
    assert!(completed.starts_with("config\t"), "{completed}");
}

fn every_page_of_the_manual_renders() {
    let desk = Desk::new();
    let dir = desk.path("man1");
    desk.done(&["man", dir.to_str().unwrap()]);
    for page in std::fs::read_dir(dir).unwrap() {
        let text = std::fs::read_to_string(page.unwrap().path()).unwrap();
        said("groff", &["-man", "-Tutf8", "-Kutf8", "-ww", "-z"], &text);
    }
}

pub(crate) const TESTS: &[Test] = tests![
    bash_loads_the_completions,
    zsh_loads_the_completions,
    fish_loads_the_completions,
    every_page_of_the_manual_renders,
];
