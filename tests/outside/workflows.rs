//! The workflows of GitHub: their form, and what would let others into a release.

use std::process::Command;

use crate::Test;
use crate::needs;

pub(crate) const TESTS: &[Test] = tests![they_keep_to_the_schema, nothing_in_them_is_known_to_be_dangerous,];

fn passes(program: &str, args: &[&str]) {
    let folder = needs::root().join(".github/workflows");
    let mut command = Command::new(needs::checker(program));
    command.args(args).current_dir(&folder);
    for file in std::fs::read_dir(&folder).unwrap() {
        command.arg(file.unwrap().file_name());
    }
    let said = needs::output(&mut command);
    let all = [said.stdout, said.stderr].concat();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&all));
}

fn they_keep_to_the_schema() {
    passes("check-jsonschema", &["--builtin-schema", "vendor.github-workflows"]);
}

fn nothing_in_them_is_known_to_be_dangerous() {
    passes("zizmor", &["--offline", "--no-progress"]);
}
