//! The static program, in a root that holds nothing else, and in the root of the container, laid out as its file has it.
//!
//! No engine for containers is needed: `chroot` takes the place of one. The program is `TEST_STATIC`, or what
//! `packaging/build/static.sh` left in `target/static`.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::Test;
use crate::needs;

pub(crate) const TESTS: &[Test] = tests![
    the_program_needs_nothing_of_the_machine,
    it_works_in_an_empty_root,
    it_works_in_the_root_of_the_container_for_its_user,
    it_says_that_there_are_no_certificates,
    it_finds_names_and_trusts_the_certificates_of_the_container,
    the_container_file_has_no_fault_that_a_linter_knows,
];

fn program() -> PathBuf {
    let named = std::env::var_os("TEST_STATIC").map(PathBuf::from);
    let program = named.unwrap_or_else(|| needs::root().join("target/static/earwatch"));
    if !program.is_file() {
        needs::missing("static", "no static program; packaging/build/static.sh makes it".to_owned());
    }
    program
}

/// A root with the sample and a file of parties in `/srv`, and `/data` to write to.
struct Root(TempDir);

impl Root {
    fn new() -> Self {
        needs::superuser();
        let root = Self(tempfile::tempdir().unwrap());
        let sample = root.path("srv/sample");
        std::fs::create_dir_all(&sample).unwrap();
        std::fs::create_dir(root.path("data")).unwrap();
        for file in std::fs::read_dir(needs::root().join("snapshots/sample")).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), sample.join(file.file_name())).unwrap();
        }
        std::fs::write(root.path("srv/parties.csv"), "id,name\n1,Nettrix Information Industry\n").unwrap();
        root
    }

    /// With nothing but the program.
    fn empty() -> Self {
        let root = Self::new();
        std::fs::copy(program(), root.path("earwatch")).unwrap();
        root
    }

    /// As `packaging/Containerfile` has it.
    fn container() -> Self {
        let root = Self::new();
        let script = needs::root().join("packaging/build/container-root.sh");
        assert!(Command::new(script).arg(program()).arg(root.0.path()).status().unwrap().success());
        let state = root.path("var/lib/earwatch");
        let made = Command::new("install").args(["-d", "-o10001", "-g10001", "-m0750"]).arg(state).status();
        assert!(made.unwrap().success());
        // Whoever may enter a container's root is its user.
        assert!(Command::new("chmod").arg("755").arg(root.0.path()).status().unwrap().success());
        root
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, user: &str, program: &str, database: &str) -> Command {
        let mut command = Command::new("/usr/sbin/chroot");
        command.arg(format!("--userspec={user}")).arg(self.0.path()).arg(program).env_clear();
        command.env("EARWATCH_DB", database).stdin(Stdio::null());
        command
    }

    /// The program as the only thing in an empty root.
    fn alone(&self) -> Command {
        let mut command = self.command("0:0", "/earwatch", "/data/earwatch.db");
        // There is no /tmp.
        command.env("TMPDIR", "/data");
        command
    }

    /// The program as the container starts it.
    fn contained(&self) -> Command {
        let mut command = self.command("10001:10001", "/usr/local/bin/earwatch", "/var/lib/earwatch/earwatch.db");
        command.env("EARWATCH_CONFIG", "/etc/earwatch/config.toml");
        command
    }
}

/// What a command says, and how it ends.
fn ended(command: &mut Command) -> (i32, String) {
    let output = needs::output(command);
    let said = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap_or(-1), String::from_utf8(said).unwrap())
}

/// Polls, lists, screens and serves.
fn works(command: impl Fn() -> Command) {
    let (code, said) = ended(command().args(["poll", "--archive", "/srv/sample"]));
    assert!(code == 0 && said.contains("Entity List: 48 added"), "{code}: {said}");
    let (code, said) = ended(command().args(["list", "--as-of", "2025-03-24", "--format", "csv"]));
    assert!(code == 0 && said.lines().count() > 10, "{code}: {said}");
    let (code, said) = ended(command().args(["screen", "/srv/parties.csv", "--no-store"]));
    assert!(code == 0 && said.contains("Nettrix"), "{code}: {said}");

    let mut server = command().args(["serve", "--port", "0"]).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(server.stderr.take().unwrap()).read_line(&mut line).unwrap();
    let port = line.split_once("http://127.0.0.1:").unwrap().1.split('/').next().unwrap().to_owned();
    let (code, said) = ended(command().args(["serve", "--check", "--port", &port]));
    assert_eq!((code, said.as_str()), (0, ""));
    assert!(Command::new("kill").args(["-TERM", &server.id().to_string()]).status().unwrap().success());
    assert!(server.wait().unwrap().success());
    let (code, said) = ended(command().args(["serve", "--check", "--port", &port]));
    assert!(code == 1 && said.contains("no `earwatch serve` answers at 127.0.0.1:"), "{code}: {said}");
}

fn the_program_needs_nothing_of_the_machine() {
    let (code, said) = ended(Command::new("readelf").args(["--program-headers", "--dynamic"]).arg(program()));
    assert!(code == 0 && !said.contains("INTERP") && !said.contains("(NEEDED)"), "{said}");
}

fn it_works_in_an_empty_root() {
    let root = Root::empty();
    works(|| root.alone());
}

fn it_works_in_the_root_of_the_container_for_its_user() {
    let root = Root::container();
    works(|| root.contained());
    // Nothing was written where the user has nothing to write.
    let (code, written) = ended(Command::new("find").arg(root.0.path()).args(["-user", "10001", "-type", "f"]));
    assert_eq!(code, 0);
    let state = root.path("var/lib/earwatch");
    assert!(written.lines().all(|file| Path::new(file).starts_with(&state)), "{written}");
}

/// A certificate for `federalregister.test`, signed by nobody else; the paths of it and of its key.
fn certificate(root: &Root) -> [PathBuf; 2] {
    let [certificate, key] = ["certificate.pem", "key.pem"].map(|name| root.path("data").join(name));
    let mut command = Command::new("openssl");
    command.args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]);
    command.args(["-subj", "/CN=federalregister.test", "-addext", "subjectAltName=DNS:federalregister.test"]);
    command.args(["-addext", "basicConstraints=critical,CA:FALSE"]);
    let (code, said) = ended(command.arg("-out").arg(&certificate).arg("-keyout").arg(&key));
    assert_eq!(code, 0, "{said}");
    [certificate, key]
}

/// A library that glibc would load for the service `trap`, and that ends the program which loads it.
fn set_trap(root: &Root) {
    let source = root.path("data/trap.c");
    std::fs::write(&source, "__attribute__((constructor)) static void trap(void) { __builtin_trap(); }\n").unwrap();
    let lib = root.path("lib/x86_64-linux-gnu");
    std::fs::create_dir_all(&lib).unwrap();
    let mut command = Command::new("cc");
    let library = lib.join("libnss_trap.so.2");
    let (code, said) = ended(command.args(["-shared", "-fPIC", "-nostdlib", "-o"]).arg(library).arg(source));
    assert_eq!(code, 0, "{said}");
    std::fs::write(root.path("etc/nsswitch.conf"), "hosts: trap files dns\npasswd: trap files\n").unwrap();
}

/// Without certificates, it says so; a poll of a folder needs none.
fn it_says_that_there_are_no_certificates() {
    let root = Root::empty();
    let (code, said) = ended(root.alone().args(["poll", "--archive", "/srv/sample"]));
    assert_eq!(code, 0, "{said}");
    let (code, said) = ended(root.alone().args(["poll"]).env("EARWATCH_CONTACT", "compliance@example.org"));
    assert!(code == 1 && said.contains("check the certificates of the system"), "{code}: {said}");
}

/// In a network where each name leads to a server with a certificate of its own: it is asked by name if the certificates
/// of the container have it, and only then; and no service for names that the machine has is loaded.
fn it_finds_names_and_trusts_the_certificates_of_the_container() {
    let python = needs::python("ssl");
    let root = Root::container();
    let (code, said) = ended(root.contained().args(["poll", "--archive", "/srv/sample"]));
    assert_eq!(code, 0, "{said}");
    let [certificate, key] = certificate(&root);
    let asked = || {
        let poll = root.contained();
        let mut command = Command::new(&python);
        command.arg(needs::root().join("tests/outside/by_name.py")).arg(&certificate).arg(&key);
        command.arg(poll.get_program()).args(poll.get_args()).args(["poll"]);
        command.envs(poll.get_envs().filter_map(|(name, value)| Some((name, value?))));
        command.env("EARWATCH_FEDERAL_REGISTER_URL", "https://federalregister.test/api/v1");
        command.env("EARWATCH_ECFR_URL", "https://ecfr.federalregister.test/api");
        command.env("EARWATCH_SOURCES_MAX_ATTEMPTS", "1").env("EARWATCH_CONTACT", "compliance@example.org");
        ended(&mut command)
    };
    // The engine for containers brings it.
    std::fs::write(root.path("etc/resolv.conf"), "nameserver 127.0.0.1\n").unwrap();
    let (code, said) = asked();
    assert!(code == 1 && said.contains("UnknownIssuer"), "{code}: {said}");

    let trusted = root.path("etc/ssl/certs/ca-certificates.crt");
    let all = [std::fs::read(&trusted).unwrap(), std::fs::read(&certificate).unwrap()].concat();
    std::fs::write(trusted, all).unwrap();
    let (code, said) = asked();
    assert!(code == 1 && said.contains("federalregister.test /api/v1/documents"), "{code}: {said}");

    set_trap(&root);
    let (code, said) = asked();
    assert!(code == 1 && said.contains("federalregister.test /api/v1/documents"), "{code}: {said}");
}

fn the_container_file_has_no_fault_that_a_linter_knows() {
    let linter = needs::checker("hadolint");
    let (code, said) = ended(Command::new(linter).arg(needs::root().join("packaging/Containerfile")));
    assert_eq!((code, said.as_str()), (0, ""));
}
