//! The server with clients that others wrote.

use std::process::Command;

use crate::Test;
use crate::needs;
use crate::support::Desk;
use crate::support::served::Served;

pub(crate) const TESTS: &[Test] = tests![
    a_generated_client_and_a_reconciler_understand_it,
    reconciliation_keeps_to_the_schemas_of_its_specification,
];

fn run(modules: &str, further: &[&str]) {
    let python = needs::python(modules);
    let desk = Desk::with_list();
    desk.import(0, "rules/2023-90101.xml");
    let served = Served::of(&desk, &[]);
    let script = needs::root().join("tests/outside/clients.py");
    let address = format!("http://{}", served.address);
    let mut command = Command::new(python);
    let run = command.arg(script).arg(address).arg(desk.path("")).args(further).output().unwrap();
    assert!(run.status.success(), "{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
}

fn a_generated_client_and_a_reconciler_understand_it() {
    run("openapi_python_client, openapi_spec_validator, reconciler", &[]);
}

fn reconciliation_keeps_to_the_schemas_of_its_specification() {
    run("jsonschema", &[&needs::corpus("reconciliation/0.2/schemas")]);
}
