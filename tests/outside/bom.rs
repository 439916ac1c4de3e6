//! The bill of materials: by the schema of `CycloneDX`, whole, and the same on any machine.

use std::process::Command;

use serde_json::Value;

use crate::Test;
use crate::needs;

pub(crate) const TESTS: &[Test] = tests![it_keeps_to_the_schema_and_names_what_is_compiled_in];

const VALID: &str = "\
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(open(sys.argv[1], encoding='utf-8').read())
sys.exit(str(fault) if fault else 0)
";

fn it_keeps_to_the_schema_and_names_what_is_compiled_in() {
    let python = needs::checker("python3");
    let script = needs::root().join("packaging/build/bom.py");
    let made = Command::new(&python).arg(script).current_dir(needs::root()).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let text = String::from_utf8(made.stdout).unwrap();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), &text).unwrap();
    let valid = Command::new(&python).args(["-c", VALID]).arg(file.path()).output().unwrap();
    assert!(valid.status.success(), "{}", String::from_utf8_lossy(&valid.stderr));

    let bill: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(bill["metadata"]["component"]["version"], env!("CARGO_PKG_VERSION"));
    let names: Vec<_> =
        bill["components"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    // Of this workspace, directly, through others, in C; and nothing that only tests need.
    for name in ["earwatch-law", "roxmltree", "rustls-webpki", "sqlite"] {
        assert!(names.contains(&name), "{name}");
    }
    for name in ["insta", "wiremock", "proptest"] {
        assert!(!names.contains(&name), "{name}");
    }
    assert!(!text.contains("file://") && !text.contains(needs::root().to_str().unwrap()), "a folder of this machine");
}
