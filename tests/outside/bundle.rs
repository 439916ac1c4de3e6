//! Bundles as others open them: Python, `unzip`, `sha256sum`, `openssl`, `minisign`, and the script of the docs.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output};
use std::time::Instant;

use crate::Test;
use crate::needs::{self, corpus, root};
use crate::support::Desk;

/// A desk with the sample, and a bundle of it.
fn with_bundle(args: &[&str]) -> Desk {
    let desk = Desk::new();
    let sample = root().join("snapshots/sample");
    desk.run(&["poll", "--archive", sample.to_str().unwrap()]);
    desk.done(&[&["bundle", "-o", "evidence.zip"], args].concat());
    desk
}

fn run_in(desk: &Desk, program: impl AsRef<std::ffi::OsStr>, args: &[&str]) -> Output {
    needs::output(Command::new(program).args(args).current_dir(desk.path("")))
}

fn good(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout) + &text(&output.stderr)
}

fn ordinary_tools_open_it() {
    let desk = with_bundle(&[]);
    good(&run_in(&desk, "unzip", &["-t", "evidence.zip"]));
    good(&run_in(&desk, "unzip", &["-q", "evidence.zip", "-d", "evidence"]));
    let sums =
        Command::new("sha256sum").args(["--strict", "-c", "SHA256SUMS"]).current_dir(desk.path("evidence")).output();
    let told = good(&needs::installed("sha256sum", sums));
    assert!(told.lines().all(|line| line.ends_with(": OK")), "{told}");
    let python = needs::python("zipfile");
    let code = "import sys, zipfile; assert zipfile.ZipFile(sys.argv[1]).testzip() is None";
    good(&run_in(&desk, python, &["-c", code, "evidence.zip"]));
}

/// The script of `docs/evidence.md` comes to the hashes that the program says, and finds what was changed.
fn the_script_of_the_docs_recomputes_hash_and_chain() {
    let page = std::fs::read_to_string(root().join("docs/evidence.md")).unwrap();
    let script = page.split_once("```python\n").unwrap().1.split_once("```").unwrap().0;
    let lines = script.lines().count();
    assert!(lines <= 60, "{lines} lines");
    let python = needs::python("zipfile");
    for args in [vec![], vec!["--version", "1"], vec!["--version", "3"]] {
        let desk = with_bundle(&args);
        desk.file("check.py", script);
        let about: serde_json::Value = serde_json::from_slice(&member(&desk, "bundle.json")).unwrap();
        let told = good(&run_in(&desk, &python, &["check.py", "evidence.zip"]));
        assert!(told.contains(about["version"]["content_hash"].as_str().unwrap()), "{told}");
    }
    let desk = with_bundle(&[]);
    desk.file("check.py", script);
    let change = "import sys, zipfile
old = zipfile.ZipFile('evidence.zip'); new = zipfile.ZipFile('changed.zip', 'w')
for name in old.namelist():
    data = old.read(name)
    new.writestr(name, data.replace(b'Asia', b'Azia') if name == 'records/entry_versions.ndjson' else data)
new.close()";
    good(&run_in(&desk, &python, &["-c", change]));
    let refused = run_in(&desk, &python, &["check.py", "changed.zip"]);
    assert!(!refused.status.success());
    assert!(String::from_utf8_lossy(&refused.stderr).contains("records/entry_versions.ndjson was changed"));
}

fn member(desk: &Desk, name: &str) -> Vec<u8> {
    run_in(desk, "unzip", &["-p", "evidence.zip", name]).stdout
}

/// `minisign` itself verifies what was signed here, and what it signs is verified here.
fn minisign_verifies_the_signature() {
    let desk = Desk::new();
    good(&run_in(&desk, "minisign", &["-G", "-W", "-f", "-p", "key.pub", "-s", "key.sec"]));
    let signed = with_bundle(&["--sign", desk.path("key.sec").to_str().unwrap()]);
    signed.file("SHA256SUMS", member(&signed, "SHA256SUMS"));
    signed.file("SHA256SUMS.minisig", member(&signed, "SHA256SUMS.minisig"));
    let key = desk.path("key.pub");
    good(&run_in(&signed, "minisign", &["-V", "-H", "-m", "SHA256SUMS", "-p", key.to_str().unwrap()]));
    let told = signed.done(&["verify-bundle", "evidence.zip", "--key", key.to_str().unwrap()]);
    assert!(told.contains("signed the manifest"), "{told}");
    good(&run_in(&desk, "minisign", &["-G", "-W", "-f", "-p", "other.pub", "-s", "other.sec"]));
    let other = desk.path("other.pub");
    let told = signed.ends_with(1, &["verify-bundle", "evidence.zip", "--key", other.to_str().unwrap()]);
    assert!(told.contains("it was signed by key"), "{told}");
}

const AUTHORITY: &str = "
[tsa]
default_tsa = own
[own]
serial = serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
[authority]
extendedKeyUsage = critical,timeStamping
[req]
distinguished_name = name
[name]
";

/// An authority made with OpenSSL answers the request, and OpenSSL verifies the answer.
fn openssl_reads_the_request_and_verifies_the_answer() {
    let desk = with_bundle(&["--timestamp-request", "evidence.tsq"]);
    let manifest = member(&desk, "SHA256SUMS");
    desk.file("SHA256SUMS", &manifest);
    let told = good(&run_in(&desk, "openssl", &["ts", "-query", "-in", "evidence.tsq", "-text"]));
    for expected in ["Version: 1", "Hash Algorithm: sha256", "Certificate required: yes"] {
        assert!(told.contains(expected), "{told}");
    }
    desk.file("tsa.cnf", AUTHORITY);
    desk.file("serial", "01\n");
    let openssl = |args: &str| good(&run_in(&desk, "openssl", &args.split(' ').collect::<Vec<_>>()));
    openssl(
        "req -x509 -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.pem -days 2 -subj /CN=Test -config tsa.cnf -extensions authority",
    );
    openssl(
        "ts -reply -config tsa.cnf -section own -queryfile evidence.tsq -inkey tsa.key -signer tsa.pem -out evidence.tsr",
    );
    openssl("ts -verify -data SHA256SUMS -in evidence.tsr -CAfile tsa.pem");
    desk.file("SHA256SUMS", [manifest.as_slice(), b"x"].concat());
    let changed = run_in(
        &desk,
        "openssl",
        &"ts -verify -data SHA256SUMS -in evidence.tsr -CAfile tsa.pem".split(' ').collect::<Vec<_>>(),
    );
    assert!(!changed.status.success());
}

/// Every thousandth byte of a bundle, changed: each change is found.
fn every_changed_byte_is_found() {
    let desk = with_bundle(&[]);
    let good = std::fs::read(desk.path("evidence.zip")).unwrap();
    let mut at = 0;
    while at < good.len() {
        let mut bad = good.clone();
        bad[at] ^= 0x10;
        desk.file("bad.zip", &bad);
        let ended = desk.run(&["verify-bundle", "bad.zip"]);
        assert_eq!((ended.code, ended.out.as_str(), ended.err.lines().count()), (1, "", 1), "byte {at}: {}", ended.err);
        at += (good.len() / 300).max(1);
    }
}

/// The whole chain of real rules: small, fast, and verified.
fn the_whole_chain_is_bundled_and_verified() {
    let (list, rules) = (corpus("ecfr/supplement-4_2023-12-06.xml"), corpus("reconstructed/plain"));
    let desk = Desk::with(&list, "2023-12-06");
    desk.run(&["import", &rules]);
    desk.done(&["bundle", "-o", "chain.zip"]);
    let size = std::fs::metadata(desk.path("chain.zip")).unwrap().len();
    assert!(size < 10 << 20, "{size} bytes");
    let begun = Instant::now();
    desk.done(&["verify-bundle", "chain.zip"]);
    let mut told = std::io::stderr().lock();
    let _ = writeln!(told, "chain: bundle of {size} bytes, verified in {:?}", begun.elapsed());
    let deep = desk.run(&["doctor", "--deep"]).out;
    assert!(deep.contains("all as recorded"), "{deep}");
    for version in ["1", "12", "20"] {
        desk.done(&["bundle", "--version", version, "-o", "one.zip"]);
        desk.done(&["verify-bundle", "one.zip"]);
        let one = std::fs::metadata(Path::new(&desk.path("one.zip"))).unwrap().len();
        assert!(one < size, "version {version}: {one}");
    }
}

pub(super) const TESTS: &[Test] = tests![
    every_changed_byte_is_found,
    minisign_verifies_the_signature,
    openssl_reads_the_request_and_verifies_the_answer,
    ordinary_tools_open_it,
    the_script_of_the_docs_recomputes_hash_and_chain,
    the_whole_chain_is_bundled_and_verified,
];
