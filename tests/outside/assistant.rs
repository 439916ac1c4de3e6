//! The official client of the Model Context Protocol.

use std::process::Command;

use crate::Test;
use crate::needs;
use crate::support::Desk;
use crate::support::served::Served;

pub(crate) const TESTS: &[Test] =
    tests![the_official_client_understands_it_over_standard_input, the_official_client_understands_it_over_http,];

/// The list and the rules of the fixtures; the last rule leaves findings.
fn desk() -> Desk {
    let desk = Desk::with_list();
    desk.import(0, "rules/2023-90101.xml");
    desk.import(0, "rules/2023-90202.xml");
    desk.import(3, "rules/2023-90303.xml");
    desk
}

fn talks(desk: &Desk, further: &[&str]) {
    let python = needs::python_of("target/venv-mcp", "mcp, jsonschema");
    let script = needs::root().join("tests/outside/assistant.py");
    let program = desk.program();
    let mut command = Command::new(python);
    let run =
        command.arg(script).arg(program.get_program()).arg(desk.path("earwatch.db")).args(further).output().unwrap();
    assert!(run.status.success(), "{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
}

fn the_official_client_understands_it_over_standard_input() {
    talks(&desk(), &[]);
}

fn the_official_client_understands_it_over_http() {
    let desk = desk();
    let served = Served::of(&desk, &[]);
    talks(&desk, &[&format!("http://{}", served.address)]);
}
