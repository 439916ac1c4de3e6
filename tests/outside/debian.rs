//! The Debian package: what it holds, and its life in a Debian of its own, from installation to purge.
//!
//! It is made of the program under test, or of the one that `TEST_PROGRAM` names.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::Test;
use crate::needs;

pub(crate) const TESTS: &[Test] = tests![
    the_package_holds_what_debian_expects,
    lintian_finds_nothing,
    it_is_installed_polled_upgraded_removed_and_purged,
];

/// The package in its first and second revision.
fn packages() -> &'static [PathBuf; 2] {
    static MADE: OnceLock<[PathBuf; 2]> = OnceLock::new();
    // Without it, each test that asks is ignored.
    let tools = needs::path_with_tools();
    needs::output(Command::new("cargo-deb").env("PATH", &tools).arg("--version"));
    MADE.get_or_init(|| {
        ["1", "2"].map(|revision| {
            let script = needs::root().join("packaging/build/deb.sh");
            // In the folder of a revision, since the packages of others are removed.
            let folder = needs::root().join("target/debian").join(revision);
            std::fs::create_dir_all(&folder).unwrap();
            let mut command = Command::new(script);
            command.arg(needs::program()).args(["--fast", "--output"]).arg(format!("{}/", folder.display()));
            command.env("PATH", &tools).env("DEB_REVISION", revision);
            let made = command.output().unwrap();
            assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
            let said = String::from_utf8(made.stdout).unwrap();
            needs::root().join(said.lines().last().unwrap())
        })
    })
}

fn text(output: &Output) -> String {
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    format!("{out}{err}")
}

/// What `dpkg-deb` says of a package.
fn dpkg_deb(args: &[&str]) -> String {
    let said = needs::output(Command::new("dpkg-deb").args(args).arg(&packages()[0]));
    assert!(said.status.success(), "{}", text(&said));
    String::from_utf8(said.stdout).unwrap()
}

fn the_package_holds_what_debian_expects() {
    let listed = dpkg_deb(&["--contents"]);
    let files: Vec<(&str, &str)> = listed
        .lines()
        .filter(|line| !line.ends_with('/'))
        .map(|line| (line.split(' ').next().unwrap(), line.rsplit("./").next().unwrap()))
        .collect();
    let is_page = |path: &str| path.starts_with("usr/share/man/man1/earwatch");
    let mut others: Vec<_> = files.iter().copied().filter(|(_, path)| !is_page(path)).collect();
    others.sort_by_key(|(_, path)| *path);
    let file = |path| ("-rw-r--r--", path);
    assert_eq!(
        others,
        [
            file("etc/earwatch/config.toml"),
            ("-rwxr-xr-x", "usr/bin/earwatch"),
            file("usr/lib/systemd/system/earwatch-serve.service"),
            file("usr/lib/systemd/system/earwatch.service"),
            file("usr/lib/systemd/system/earwatch.timer"),
            file("usr/lib/sysusers.d/earwatch.conf"),
            file("usr/share/bash-completion/completions/earwatch"),
            file("usr/share/doc/earwatch/README.Debian"),
            file("usr/share/doc/earwatch/changelog.Debian.gz"),
            file("usr/share/doc/earwatch/changelog.gz"),
            file("usr/share/doc/earwatch/copyright"),
            file("usr/share/doc/earwatch/licenses.txt.gz"),
            file("usr/share/fish/vendor_completions.d/earwatch.fish"),
            file("usr/share/lintian/overrides/earwatch"),
            file("usr/share/zsh/vendor-completions/_earwatch"),
        ]
    );
    // A page for each command, as the program lists them.
    let help = Command::new(needs::program()).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let commands = help.split("\nCommands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let commands = commands.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let pages = files.iter().filter(|(_, path)| is_page(path)).count();
    // `help` has none, and the program itself one.
    assert_eq!(pages, commands.count());

    let version = env!("CARGO_PKG_VERSION");
    let about = dpkg_deb(&["--field"]);
    assert!(about.contains(&format!("Version: {version}-1\n")), "{about}");
    for needed in ["ca-certificates", "libc6 (>= ", "systemd | systemd-sysusers"] {
        assert!(about.lines().any(|line| line.starts_with("Depends: ") && line.contains(needed)), "{about}");
    }
    // One line of the description has to do.
    assert!(about.contains(&format!("\nDescription: {}\n", env!("CARGO_PKG_DESCRIPTION"))), "{about}");
}

fn lintian_finds_nothing() {
    let package = &packages()[0];
    let said = needs::output(Command::new("lintian").args(["--allow-root", "--fail-on=error,warning"]).arg(package));
    assert!(said.status.success() && said.stdout.is_empty(), "{}", text(&said));
}

/// A Debian in a folder, entered by `chroot`.
struct Debian {
    root: TempDir,
}

impl Debian {
    /// The least of this machine's release: what `packages` needs of its libraries is there. The archive of it, which
    /// takes a minute, stays in `target/roots`.
    fn new() -> Self {
        needs::superuser();
        let release = std::fs::read_to_string("/etc/os-release").unwrap();
        let suite = release.lines().find_map(|line| line.strip_prefix("VERSION_CODENAME=")).unwrap_or("stable");
        let archive = needs::root().join(format!("target/roots/{suite}.tar"));
        if !archive.exists() {
            std::fs::create_dir_all(archive.parent().unwrap()).unwrap();
            let part = archive.with_extension("part.tar");
            let mut command = Command::new("mmdebstrap");
            command.args(["--quiet", "--variant=minbase", "--include=ca-certificates,systemd", suite]).arg(&part);
            let made = needs::output(&mut command);
            assert!(made.status.success(), "{}", text(&made));
            std::fs::rename(part, &archive).unwrap();
        }
        let root = tempfile::tempdir().unwrap();
        let unpacked = Command::new("tar").arg("-xf").arg(archive).arg("-C").arg(root.path()).status().unwrap();
        assert!(unpacked.success());
        Self { root }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    /// What a command in it says, and how it ends.
    fn run(&self, script: &str) -> (i32, String) {
        let mut command = Command::new("chroot");
        command.arg(self.root.path()).args(["sh", "-c", script]).env_clear();
        command.env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").env("LC_ALL", "C.UTF-8");
        let ended = command.output().unwrap();
        (ended.status.code().unwrap(), text(&ended))
    }

    /// What a command says that ends well.
    fn done(&self, script: &str) -> String {
        let (code, said) = self.run(script);
        assert_eq!(code, 0, "{script}: {said}");
        said
    }

    fn install(&self, package: &Path) -> String {
        std::fs::copy(package, self.path("earwatch.deb")).unwrap();
        self.done("dpkg --install /earwatch.deb")
    }

    /// A command as the service's user, in a folder that this user may not read.
    fn earwatch(&self, args: &str) -> String {
        self.done(&format!("cd /root; runuser -u earwatch -- earwatch --config /etc/earwatch/config.toml {args}"))
    }
}

fn it_is_installed_polled_upgraded_removed_and_purged() {
    let [first, second] = packages();
    let debian = Debian::new();
    debian.done("mkdir /srv/sample && chmod 755 /");
    for file in std::fs::read_dir(needs::root().join("snapshots/sample")).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), debian.path("srv/sample").join(file.file_name())).unwrap();
    }
    unused(&debian, first);
    installed(&debian, first);
    let versions = debian.earwatch("versions");
    let contact = "sed -i 's/^contact = \"\"/contact = \"compliance@example.org\"/' /etc/earwatch/config.toml";
    debian.done(contact);

    // An upgrade keeps the list, the configuration as it was changed, and what somebody made of the units.
    debian.done("systemctl disable earwatch.timer; systemctl enable earwatch-serve.service");
    debian.done("chmod 0770 /var/lib/earwatch");
    debian.install(second);
    assert!(debian.done("dpkg-query --show earwatch").ends_with("-2\n"));
    assert_eq!(debian.earwatch("versions"), versions);
    debian.done("grep -q compliance@example.org /etc/earwatch/config.toml");
    assert_eq!(debian.run("systemctl is-enabled earwatch.timer").1, "disabled\n");
    assert_eq!(debian.done("systemctl is-enabled earwatch-serve.service"), "enabled\n");
    assert_eq!(debian.done("stat -c %a /var/lib/earwatch"), "770\n");

    // Removed, it leaves the configuration and the list; it finds both when it comes back.
    debian.done("dpkg --remove earwatch");
    for gone in ["usr/bin/earwatch", "usr/lib/systemd/system/earwatch.timer", "usr/share/doc/earwatch"] {
        assert!(!debian.path(gone).exists(), "{gone}");
    }
    debian.install(second);
    assert_eq!(debian.earwatch("versions"), versions);
    debian.done("grep -q compliance@example.org /etc/earwatch/config.toml");

    // Purged, it leaves the evidence, and says so.
    let said = debian.done("dpkg --purge earwatch");
    assert!(said.contains("the evidence in /var/lib/earwatch is kept"), "{said}");
    let left = debian.done(
        "find / -xdev -name '*earwatch*' -not -path '/proc/*' -not -path '/earwatch.deb' -not -path '/srv/*' | sort",
    );
    let database = ["/var/lib/earwatch", "/var/lib/earwatch/earwatch.db", "/var/lib/earwatch/earwatch.db.lock"];
    assert_eq!(left.lines().collect::<Vec<_>>(), database);
    debian.install(second);
    assert_eq!(debian.earwatch("versions"), versions);
}

/// Who installs it and thinks better of it is left with nothing but its user.
fn unused(debian: &Debian, package: &Path) {
    let said = debian.install(package);
    assert!(said.contains("there is no list yet; see /usr/share/doc/earwatch/README.Debian"), "{said}");
    assert!(debian.path("usr/share/doc/earwatch/README.Debian").exists());
    debian.done("dpkg --purge earwatch");
    for gone in ["etc/earwatch", "var/lib/earwatch", "usr/bin/earwatch"] {
        assert!(!debian.path(gone).exists(), "{gone}");
    }
    assert!(debian.done("getent passwd earwatch").contains(":/var/lib/earwatch:"));
}

/// What is there after an installation: a user, a folder, units that systemd takes, and a program that polls.
fn installed(debian: &Debian, package: &Path) {
    debian.install(package);
    assert_eq!(debian.done("stat -c '%U %G %a' /var/lib/earwatch"), "earwatch earwatch 750\n");
    assert_eq!(debian.done("systemctl is-enabled earwatch.timer"), "enabled\n");
    assert_eq!(debian.run("systemctl is-enabled earwatch-serve.service").1, "disabled\n");
    debian.done("systemd-analyze verify --man=no earwatch.timer earwatch.service earwatch-serve.service");
    let before = debian.run("runuser -u earwatch -- earwatch --config /etc/earwatch/config.toml --offline poll");
    assert!(before.0 == 1 && before.1.contains("run `earwatch init` first"), "{before:?}");

    let report = debian.earwatch("poll --archive /srv/sample");
    assert!(report.contains("Entity List: 48 added"), "{report}");
    assert_eq!(debian.done("stat -c '%U %a' /var/lib/earwatch/earwatch.db"), "earwatch 644\n");
    assert_eq!(debian.earwatch("poll --archive /srv/sample"), "");
    assert!(debian.earwatch("show Netrix").contains("Netrix"));
}
