//! The server with clients of `yente`.

use std::process::Command;

use crate::Test;
use crate::needs;
use crate::support::Desk;
use crate::support::served::Served;

pub(crate) const TESTS: &[Test] = tests![the_requests_of_its_documentation_are_answered_as_its_models_have_it];

fn the_requests_of_its_documentation_are_answered_as_its_models_have_it() {
    let python = needs::python("httpx, jsonschema");
    let desk = Desk::with_list();
    desk.import(0, "rules/2023-90101.xml");
    desk.import(0, "rules/2023-90202.xml");
    let served = Served::of(&desk, &[]);
    let of_it = |name: &str| needs::root().join(name);
    let schemas = of_it("src/serve/yente/answers.json");
    let mut command = Command::new(python);
    command.arg(of_it("tests/outside/yente_requests.py")).arg(format!("http://{}", served.address)).arg(schemas);
    let run = command.output().unwrap();
    assert!(run.status.success(), "{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
}
