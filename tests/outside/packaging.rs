//! What is installed beside the program: units that systemd takes, times in Washington, variables that exist.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Test;
use crate::needs;
use crate::support::Desk;

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(name: &str) -> String {
    std::fs::read_to_string(path(name)).unwrap()
}

/// What a unit sets a key to, each time.
fn values<'a>(unit: &'a str, key: &str) -> Vec<&'a str> {
    unit.lines()
        .filter_map(|line| line.split_once('='))
        .filter(|(name, _)| *name == key)
        .map(|(_, value)| value)
        .collect()
}

/// Whether `systemd-analyze` found no fault, and what it said, with times in UTC.
fn analyze(args: &[&str]) -> (bool, String) {
    let output = needs::output(Command::new("systemd-analyze").env("TZ", "UTC").args(args));
    let out = String::from_utf8(output.stdout).unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    (output.status.success(), out + &err)
}

const SERVICES: [&str; 2] = ["packaging/earwatch.service", "packaging/earwatch-serve.service"];

fn systemd_verifies_the_units() {
    let units = [SERVICES[0], SERVICES[1], "packaging/earwatch.timer"];
    let units = units.map(|unit| path(unit).to_str().unwrap().to_owned());
    let (verified, said) = analyze(&["verify", &units[0], &units[1], &units[2]]);
    assert!(verified, "{said}");
    assert!(!said.contains("earwatch"), "{said}");
}

fn the_services_are_exposed_to_little() {
    for (service, threshold) in SERVICES.iter().zip(["15", "11"]) {
        let service = path(service);
        // The threshold is in tenths; an unhardened service has 9.6.
        let threshold = format!("--threshold={threshold}");
        let args = ["security", "--offline=true", &threshold, service.to_str().unwrap()];
        let (low, said) = analyze(&args);
        assert!(low, "{}", said.lines().last().unwrap());
    }
}

/// What hardens the one hardens the other: they differ in what they are for.
fn the_server_is_hardened_as_the_poll_is() {
    let [poll, serve] = SERVICES.map(read);
    let hardening = |unit: &str| -> Vec<String> {
        let (_, rest) = unit.split_once("\nNoNewPrivileges=").unwrap();
        let lines = rest.lines().take_while(|line| !line.starts_with('['));
        let kept = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        kept.filter(|line| !line.starts_with("RestrictAddressFamilies=")).map(str::to_owned).collect()
    };
    assert_eq!(hardening(&poll), hardening(&serve));
    for (key, value) in [("IPAddressDeny", "any"), ("IPAddressAllow", "localhost"), ("User", "earwatch")] {
        assert_eq!(values(&serve, key), [value], "{key}");
    }
    assert_eq!(values(&serve, "RestrictAddressFamilies"), ["AF_INET AF_INET6"]);
}

fn the_timer_keeps_the_time_of_washington_in_summer_and_winter() {
    let unit = read("packaging/earwatch.timer");
    let times = values(&unit, "OnCalendar");
    assert_eq!(times, ["Mon..Fri 08:50 America/New_York", "Mon..Fri 16:20 America/New_York"]);
    // A Friday after both polls, so that the next is on Monday.
    for (base, expected) in [
        ("2026-07-03 23:00 UTC", ["2026-07-06 12:50:00", "2026-07-06 20:20:00"]),
        ("2026-01-09 23:00 UTC", ["2026-01-12 13:50:00", "2026-01-12 21:20:00"]),
    ] {
        for (time, expected) in times.iter().zip(expected) {
            let base = format!("--base-time={base}");
            let args = ["calendar", &base, time];
            let (understood, said) = analyze(&args);
            assert!(understood && said.contains(expected), "{said}");
        }
    }
}

fn the_crontab_polls_when_the_timer_does() {
    let crontab = read("packaging/crontab");
    let lines: Vec<_> =
        crontab.lines().filter(|line| line.contains("earwatch poll") && !line.starts_with('#')).collect();
    let timer = read("packaging/earwatch.timer");
    for (line, time) in lines.iter().zip(values(&timer, "OnCalendar")) {
        let fields: Vec<_> = line.split_whitespace().collect();
        let [minute, hour, "*", "*", "1-5", "earwatch", ..] = fields.as_slice() else {
            panic!("{line}");
        };
        assert_eq!(time, format!("Mon..Fri {hour:0>2}:{minute} America/New_York"));
    }
    assert_eq!(lines.len(), 2);
    assert!(crontab.lines().any(|line| line == "CRON_TZ=America/New_York"));
}

/// `NAME=value` of our variables in a text.
fn variables(text: &str) -> Vec<(String, String)> {
    text.lines()
        .filter(|line| !line.trim_start().starts_with('#'))
        .flat_map(str::split_whitespace)
        .map(|word| word.trim_start_matches("Environment="))
        .filter(|word| word.starts_with("EARWATCH_"))
        .filter_map(|word| word.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

fn service_crontab_and_container_set_variables_that_exist_to_the_same_files() {
    for file in ["earwatch.service", "earwatch-serve.service", "crontab", "Containerfile"] {
        let set = variables(&read(&format!("packaging/{file}")));
        let expected =
            [("EARWATCH_CONFIG", "/etc/earwatch/config.toml"), ("EARWATCH_DB", "/var/lib/earwatch/earwatch.db")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(set, expected, "{file}");
    }
    let desk = Desk::new();
    let config = desk.file("etc/config.toml", read("config.toml"));
    let output = desk
        .program()
        .env("EARWATCH_CONFIG", &config)
        .env("EARWATCH_DB", "/var/lib/earwatch/earwatch.db")
        .args(["config"])
        .output()
        .unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert!(out.contains(&format!("file {config}:")), "{out}");
    assert!(
        out.lines().any(|line| {
            line.starts_with("database.path = \"/var/lib/earwatch/earwatch.db\"")
                && line.ends_with("environment EARWATCH_DB")
        }),
        "{out}"
    );
}

fn the_service_may_write_its_state_and_takes_exit_3_for_success() {
    let service = read("packaging/earwatch.service");
    for (key, value) in [
        ("Type", "oneshot"),
        ("StateDirectory", "earwatch"),
        ("WorkingDirectory", "/var/lib/earwatch"),
        ("SuccessExitStatus", "3"),
        ("RestartPreventExitStatus", "2"),
        ("ProtectSystem", "strict"),
    ] {
        assert_eq!(values(&service, key), [value], "{key}");
    }
}

fn the_example_of_a_secret_is_where_the_service_puts_it() {
    let service = read("packaging/earwatch.service");
    let credential = values(&service, "#LoadCredential")[0];
    let (name, _) = credential.split_once(':').unwrap();
    let file = format!("/run/credentials/earwatch.service/{name}");
    assert!(read("config.toml").contains(&format!("password_file = \"{file}\"")));
    assert!(service.contains(&format!("password_file = \"{file}\"")));
}

fn the_container_is_built_from_what_is_here_and_does_not_run_as_root() {
    let text = read("packaging/Containerfile");
    let arguments = |instruction: &str| -> Vec<Vec<&str>> {
        text.lines()
            .filter_map(|line| line.strip_prefix(instruction)?.strip_prefix(' '))
            .map(|rest| rest.split_whitespace().collect())
            .collect()
    };
    let mut copied = Vec::new();
    for copy in arguments("COPY") {
        let (_, sources) = copy.split_last().unwrap();
        if !sources[0].starts_with("--from=") {
            copied.extend(sources.iter().copied());
        }
    }
    for source in &copied {
        assert!(path(source).exists(), "{source}");
    }
    // What the manifest names, what is compiled in, and what builds it, must be among them.
    for needed in ["Cargo.toml", "Cargo.lock", ".cargo", "config.toml", "src", "crates", "benches", "tests/outside"] {
        assert!(copied.contains(&needed), "{needed}");
    }
    assert!(copied.contains(&"packaging/build"));
    let manifest: toml::Table = toml::from_str(&read("Cargo.toml")).unwrap();
    for member in manifest["workspace"]["members"].as_array().unwrap() {
        let folder = member.as_str().unwrap().split('/').next().unwrap();
        assert!(copied.contains(&folder), "cargo reads the manifest of {folder}");
    }
    let user = arguments("USER").concat();
    assert_eq!(user, ["10001:10001"]);
    assert_eq!(arguments("VOLUME").concat(), ["/var/lib/earwatch"]);
    assert_eq!(arguments("FROM").len(), 2);
}

fn the_container_is_built_by_a_compiler_that_is_new_enough() {
    let text = read("packaging/Containerfile");
    let (_, tag) = text.split_once("/library/rust:1.").unwrap();
    let built_by: u32 = tag.split_once('-').unwrap().0.parse().unwrap();
    let manifest: toml::Table = toml::from_str(&read("Cargo.toml")).unwrap();
    let least = manifest["workspace"]["package"]["rust-version"].as_str().unwrap();
    let least: u32 = least.strip_prefix("1.").unwrap().parse().unwrap();
    assert!(built_by >= least, "1.{built_by}, and 1.{least} is needed");
}

pub(crate) const TESTS: &[Test] = tests![
    systemd_verifies_the_units,
    the_services_are_exposed_to_little,
    the_server_is_hardened_as_the_poll_is,
    the_timer_keeps_the_time_of_washington_in_summer_and_winter,
    the_crontab_polls_when_the_timer_does,
    service_crontab_and_container_set_variables_that_exist_to_the_same_files,
    the_service_may_write_its_state_and_takes_exit_3_for_success,
    the_example_of_a_secret_is_where_the_service_puts_it,
    the_container_is_built_from_what_is_here_and_does_not_run_as_root,
    the_container_is_built_by_a_compiler_that_is_new_enough,
];
