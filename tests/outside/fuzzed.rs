//! The server asked what nobody would ask, as its `OpenAPI` document lets it be asked: it never fails (500), and what it
//! answers keeps to its schemas. `TEST_FUZZ_EXAMPLES` says how often each operation is asked (5).

use std::process::Command;

use crate::Test;
use crate::needs;
use crate::support::Desk;
use crate::support::served::Served;

pub(crate) const TESTS: &[Test] = tests![no_question_of_schemathesis_is_too_much];

fn no_question_of_schemathesis_is_too_much() {
    let desk = Desk::new();
    desk.done(&["poll", "--archive", needs::root().join("snapshots/sample").to_str().unwrap()]);
    let served = Served::of(&desk, &[]);
    let examples = std::env::var("TEST_FUZZ_EXAMPLES").unwrap_or_else(|_| "5".to_owned());
    let mut command = Command::new(needs::checker("schemathesis"));
    command.arg("run").arg(format!("http://{}/api/v1/openapi.json", served.address)).current_dir(desk.path(""));
    command.args(["--checks", "not_a_server_error,response_schema_conformance,content_type_conformance"]);
    command.args(["--max-examples", &examples, "--seed", "1", "--no-color", "--suppress-health-check", "all"]);
    let said = needs::output(&mut command);
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stdout));
    assert_eq!(served.get("/healthz").status, 200);
}
