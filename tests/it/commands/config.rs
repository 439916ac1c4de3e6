//! The configuration: layers and origins, mistakes, secrets, the shipped file; completions and the manual.

use std::collections::BTreeMap;
use std::path::Path;

use crate::support::{self, Desk, Ended};
use earwatch::config::{Config, Environment, Flags, Origin, SHIPPED};
use earwatch::deliver::settings::Channel;
use toml::Value;

/// A desk that sets no variable.
fn program(desk: &Desk) -> assert_cmd::Command {
    let mut program = desk.program();
    program.env_remove("EARWATCH_DB");
    program
}

fn call(program: &mut assert_cmd::Command) -> Ended {
    let output = program.output().unwrap();
    Ended {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Value and origin of each key, as `config --format ndjson` tells them.
fn settings(program: &mut assert_cmd::Command) -> BTreeMap<String, (serde_json::Value, String)> {
    let Ended { code, out, err } = call(program.args(["config", "--format", "ndjson"]));
    assert_eq!(code, 0, "{err}");
    out.lines()
        .map(|line| {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            let mut origin = row["origin"].as_str().unwrap().to_owned();
            if let Some(from) = row["from"].as_str() {
                origin = format!("{origin} {from}");
            }
            if let Some(line) = row["line"].as_u64() {
                origin = format!("{origin}:{line}");
            }
            let key = row["key"].as_str().unwrap().to_owned();
            (key, (row["value"].clone(), origin))
        })
        .collect()
}

fn environment(variables: &[(&str, &str)]) -> Environment {
    let pairs = variables.iter();
    pairs.map(|(name, value)| (name.into(), value.into())).collect()
}

fn read(text: &str, variables: &[(&str, &str)]) -> Config {
    let file = Some((Path::new("/etc/earwatch/config.toml"), text));
    Config::read(file, &environment(variables), &Flags::default()).unwrap()
}

/// The mistakes of a file and an environment, as they are told.
fn mistakes(text: &str, variables: &[(&str, &str)]) -> Vec<String> {
    let file = Some((Path::new("c.toml"), text));
    match Config::read(file, &environment(variables), &Flags::default()) {
        Err(earwatch::config::ConfigError::Mistakes { mistakes }) => mistakes.iter().map(ToString::to_string).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_flag_beats_the_environment_beats_the_file_beats_the_default() {
    let desk = Desk::new();
    desk.file("config.toml", "[database]\npath = \"of-file.db\"\n");
    let key = |program: &mut assert_cmd::Command| settings(program)["database.path"].clone();
    let told = |value: &str, origin: &str| (value.into(), origin.to_owned());
    assert_eq!(
        key(program(&desk).env("EARWATCH_DB", "of-env.db").args(["--db", "of-flag.db"])),
        told("of-flag.db", "flag --db")
    );
    assert_eq!(key(program(&desk).env("EARWATCH_DB", "of-env.db")), told("of-env.db", "environment EARWATCH_DB"));
    assert_eq!(key(&mut program(&desk)), told("of-file.db", "file config.toml:2"));
    std::fs::remove_file(desk.path("config.toml")).unwrap();
    assert_eq!(key(&mut program(&desk)), told("snapshots/earwatch.db", "default"));
}

#[test]
fn the_database_is_the_one_that_config_names() {
    let desk = Desk::new();
    let list = support::fixture(support::OLD_LIST);
    desk.file("config.toml", "[database]\npath = \"of-file.db\"\n");
    let init = ["init", "--list", &list, "--as-of", "2023-06-30"];
    for (variable, file) in [(None, "of-file.db"), (Some("of-env.db"), "of-env.db")] {
        let mut program = program(&desk);
        if let Some(variable) = variable {
            program.env("EARWATCH_DATABASE_PATH", variable);
        }
        assert_eq!(call(program.args(init)).code, 0);
        assert!(desk.path(file).is_file(), "{file}");
    }
}

#[test]
fn every_key_has_a_variable_and_some_a_short_one() {
    let shipped = read("", &[]).settings;
    let of = |name: &str, value: &str| {
        // What parties belong to is asked for with parties only.
        let all = "[screening]\nparties = \"a.csv\"\nownership = [\"b.csv\"]\n";
        let config = read(if name.contains("SCREENING") { all } else { "" }, &[(name, value)]);
        assert_eq!(config.warnings, Vec::<String>::new());
        let from = Origin::Environment { name: name.into() };
        let settings = config.settings.into_iter();
        let from_here: Vec<_> = settings.filter(|setting| setting.origin == from).collect();
        assert_eq!(from_here.len(), 1, "{name}");
        (from_here[0].key.clone(), from_here[0].shown.clone())
    };
    for setting in &shipped {
        let name = format!("EARWATCH_{}", setting.key.replace('.', "_").to_uppercase());
        let (text, value) = match &setting.shown {
            Value::Boolean(it) => ((!it).to_string(), Value::from(!it)),
            Value::Integer(it) => ((it + 1).to_string(), Value::from(it + 1)),
            Value::String(it) if it.starts_with("http") || setting.key.ends_with("url") => {
                ("http://localhost:1".into(), "http://localhost:1".into())
            }
            Value::String(_) if setting.key == "screening.encoding" => ("utf-8".into(), "utf-8".into()),
            Value::String(_) if setting.key == "screening.delimiter" => (";".into(), ";".into()),
            Value::Array(_) if setting.key == "screening.columns" => ("name=2".into(), "name=2".into()),
            // Every float is a score.
            Value::Float(_) => ("0.9".into(), Value::from(0.9)),
            Value::String(_) | Value::Datetime(_) | Value::Array(_) | Value::Table(_) => ("some".into(), "some".into()),
        };
        assert_eq!(of(&name, &text), (setting.key.clone(), value));
    }
    for (name, value, key) in [
        ("EARWATCH_DB", "d", "database.path"),
        ("EARWATCH_CONTACT", "c", "sources.contact"),
        ("EARWATCH_ECFR_URL", "http://a/b", "sources.ecfr.base_url"),
        ("EARWATCH_FEDERAL_REGISTER_URL", "http://a/b", "sources.federal_register.base_url"),
    ] {
        assert_eq!(of(name, value), (key.to_owned(), value.into()));
    }
    let interval = read("", &[("EARWATCH_MIN_INTERVAL_MS", "0")]).http.min_interval;
    assert_eq!(interval, std::time::Duration::ZERO);
}

/// What each poll screens lies beside the configuration; what cannot be is refused where it stands.
#[test]
fn parties_are_named_as_the_flags_of_screen_name_them() {
    let config = read(
        "[screening]\nparties = \"a.csv\"\nownership = \"b.csv\"\nsdn = [\"SDN.CSV\", \"/x/ALT.CSV\"]\n\
         columns = [\"name=Firma\", \"id=2\"]\nencoding = \"windows-1252\"\ndelimiter = \"tab\"\n\
         [delivery.mine]\nkind = \"files\"\ndir = \"d\"\nhits = true\n\
         [delivery.open]\nkind = \"files\"\ndir = \"e\"\nhits = false\n",
        &[],
    );
    let polled = config.screening.polled.unwrap();
    assert_eq!(polled.parties, Path::new("/etc/earwatch/a.csv"));
    assert_eq!(polled.owners.owners, [Path::new("/etc/earwatch/b.csv")]);
    assert_eq!(polled.owners.blocked, [Path::new("/etc/earwatch/SDN.CSV"), Path::new("/x/ALT.CSV")]);
    assert_eq!((polled.said.columns.len(), polled.said.delimiter), (2, Some(b'\t')));
    assert_eq!(Vec::from_iter(config.hits), ["mine"]);
    let beside = read("", &[("EARWATCH_SCREENING_PARTIES", "a.csv")]).screening.polled.unwrap();
    assert_eq!(beside.parties, Path::new("a.csv"), "a variable starts from where the program is run");
    assert_eq!(read("[screening]\nthreshold = 0.8\n", &[]).screening.polled, None);
    let folder = "[delivery.mine]\nkind = \"files\"\ndir = \"d\"\n";
    for (text, words) in [
        (format!("{folder}hits = true\n"), "c.toml:4: delivery.mine.hits: there are no parties to be told of"),
        (format!("[screening]\nthreshold = 0.8\n{folder}hits = true\n"), "delivery.mine.hits: there are no parties"),
        (format!("[screening]\nparties = \"a.csv\"\n{folder}hits = 1\n"), "delivery.mine.hits: expected true or false"),
        ("[screening]\nparties = [\"a\", \"b\"]\n".to_owned(), "c.toml:2: screening.parties: expected one file"),
        ("[screening]\nparties = 7\n".to_owned(), "screening.parties: expected the path of a file"),
        ("[screening]\nownership = [\"b\"]\n".to_owned(), "screening.ownership: there are no parties"),
        ("[screening]\nparties = \"a\"\nsdn = [\"b\"]\n".to_owned(), "screening.sdn: its parties count as owners only"),
        ("[screening]\ncolumns = [\"Firma\"]\n".to_owned(), "screening.columns: expected ROLE=HEADER"),
        ("[screening]\nencoding = \"klingon\"\n".to_owned(), "screening.encoding: expected the name of an encoding"),
        ("[screening]\ndelimiter = \"ab\"\n".to_owned(), "screening.delimiter: expected one character"),
        ("[screening]\npartys = \"a\"\n".to_owned(), "partys, which does not exist"),
    ] {
        let told = mistakes(&text, &[]);
        assert!(told.len() == 1 && told[0].contains(words), "{words}: {told:?}");
    }
}

#[test]
fn a_variable_set_to_nothing_is_not_set() {
    let config = read("[sources]\ncontact = \"a\"", &[("EARWATCH_CONTACT", "")]);
    assert_eq!(config.http.contact, "a");
}

#[test]
fn two_variables_of_one_key_may_not_disagree() {
    let both = |one, other| [("EARWATCH_CONTACT", one), ("EARWATCH_SOURCES_CONTACT", other)];
    assert_eq!(read("", &both("a", "a")).http.contact, "a");
    assert_eq!(
        mistakes("", &both("a", "b")),
        [
            "EARWATCH_SOURCES_CONTACT: sources.contact: expected the value that environment EARWATCH_CONTACT gives, but found \"b\""
        ]
    );
}

#[test]
fn an_unknown_variable_is_told_with_the_nearest_and_its_value_is_not() {
    let desk = Desk::new();
    let Ended { code, err, .. } = call(program(&desk).env("EARWATCH_SOURCES_CONTCT", "hunter2").arg("config"));
    assert_eq!(code, 0);
    assert!(err.contains("EARWATCH_SOURCES_CONTCT") && err.contains("EARWATCH_SOURCES_CONTACT"), "{err}");
    assert!(!err.contains("hunter2"), "{err}");
}

#[test]
fn a_variable_that_a_channel_names_is_known() {
    let text = "[delivery.hook]\nkind = \"webhook\"\nurl_env = \"EARWATCH_HOOK\"";
    let variables = [("EARWATCH_HOOK", "https://hooks.example.org/1")];
    assert_eq!(read(text, &variables).warnings, Vec::<String>::new());
    assert_eq!(read("", &variables).warnings.len(), 1);
}

#[test]
fn all_mistakes_are_told_at_once_with_key_expectation_finding_and_place() {
    let text = "\
[source]
[sources]
contct = \"me\"
contact = \"a\\u0007b\"
timeout_seconds = \"soon\"
max_attempts = 0
max_mebibytes = 1.5
[sources.federal_register]
base_url = \"ftp://example.org\"
[sources.public_inspection]
enabled = 1
[database]
path = [1]
[heartbeat]
ping_url = \"x\"
[alerts]
after_failures = -1
stale_after_days = 99999999999999999999
[delivery]
mail = \"x\"
[delivery.hook]
[delivery.fax]
kind = \"fax\"
";
    let desk = Desk::new();
    desk.file("config.toml", text);
    let Ended { code, out, err } = call(
        program(&desk).env("EARWATCH_MIN_INTERVAL_MS", "often").env("EARWATCH_ECFR_URL", "nowhere").arg("versions"),
    );
    assert_eq!((code, out.as_str()), (2, ""), "{err}");
    let expected = [
        "config.toml:1: source: expected one of alerts, database, delivery, heartbeat, overlays, screening, sources, but found source,",
        "config.toml:3: sources.contct: expected one of contact, ",
        "config.toml:4: sources.contact: expected one line of text, but found \"a\\u0007b\"",
        "config.toml:5: sources.timeout_seconds: expected a whole number from 1 to 3600, but found \"soon\"",
        "config.toml:6: sources.max_attempts: expected a whole number from 1 to 100, but found 0",
        "config.toml:7: sources.max_mebibytes: expected a whole number from 1 to 4096, but found 1.5",
        "config.toml:9: sources.federal_register.base_url: expected an http or https address, but found \"ftp://example.org\"",
        "config.toml:11: sources.public_inspection.enabled: expected true or false, but found 1",
        "config.toml:13: database.path: expected a path, but found [1]",
        "config.toml:15: heartbeat.ping_url: expected an http or https address, or nothing, but found \"x\"",
        "config.toml:17: alerts.after_failures: expected a whole number from 1 to 1000, but found -1",
        "config.toml:18: alerts.stale_after_days: expected a whole number from 1 to 3650, but found \"99999999999999999999\"",
        "config.toml:20: delivery.mail: expected a table [delivery.mail], but found \"x\"",
        "config.toml:21: delivery.hook.kind: expected “files”, “mail” or “webhook”, but there is none",
        "config.toml:23: delivery.fax.kind: expected “files”, “mail” or “webhook”, but found “fax”",
        "EARWATCH_ECFR_URL: sources.ecfr.base_url: expected an http or https address, but found \"nowhere\"",
        "EARWATCH_MIN_INTERVAL_MS: sources.min_interval_ms: expected a whole number from 0 to 3600000, but found \"often\"",
    ];
    assert_eq!(err.lines().count(), expected.len(), "{err}");
    for (line, expected) in err.lines().zip(expected) {
        assert!(line.starts_with(&format!("earwatch: {expected}")), "{line}\n{expected}");
    }
}

#[test]
fn a_value_that_is_beaten_has_to_make_sense_too() {
    let told = mistakes("[sources]\ncontact = 3", &[("EARWATCH_CONTACT", "me")]);
    assert_eq!(told, ["c.toml:2: sources.contact: expected one line of text, but found 3"]);
}

#[test]
fn what_is_no_toml_is_told_by_line_and_not_quoted() {
    let text = "[delivery.mail]\npassword = hunter2\n[sources\n";
    let told = mistakes(text, &[("EARWATCH_MIN_INTERVAL_MS", "often")]);
    assert!(told[0].starts_with("c.toml:2: this is no TOML: "), "{told:?}");
    assert!(told.iter().any(|told| told.starts_with("c.toml:3: ")), "{told:?}");
    assert!(told.iter().any(|told| told.contains("often")), "{told:?}");
    assert!(!told.concat().contains("hunter2"), "{told:?}");
}

#[test]
fn a_file_is_named_by_flag_or_variable() {
    let desk = Desk::new();
    let one = desk.file("one.toml", "[sources]\ncontact = \"one\"");
    let other = desk.file("other.toml", "[sources]\ncontact = \"other\"");
    let contact = |program: &mut assert_cmd::Command| settings(program)["sources.contact"].clone();
    assert_eq!(contact(program(&desk).env("EARWATCH_CONFIG", &one)), ("one".into(), format!("file {one}:2")));
    assert_eq!(
        contact(program(&desk).env("EARWATCH_CONFIG", &one).args(["--config", &other])),
        ("other".into(), format!("file {other}:2"))
    );
    assert_eq!(contact(program(&desk).env("EARWATCH_CONFIG", "")), ("".into(), "default".to_owned()));
}

#[test]
fn a_file_that_cannot_be_read_is_told() {
    let desk = Desk::new();
    let Ended { code, err, .. } = call(program(&desk).args(["--config", "missing.toml", "config"]));
    assert_eq!(code, 2);
    assert!(err.contains("cannot read the configuration missing.toml"), "{err}");
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_no_text_is_a_mistake() {
    use std::os::unix::ffi::OsStringExt as _;
    let value = std::ffi::OsString::from_vec(vec![b'a', 0xff]);
    let environment = [("EARWATCH_CONTACT".into(), value)].into_iter().collect();
    let error = Config::read(None, &environment, &Flags::default()).unwrap_err();
    assert!(error.to_string().contains("EARWATCH_CONTACT: sources.contact: expected text"));
}

#[test]
fn overlays_lie_beside_the_file_and_must_be_there_if_named() {
    let config = read("", &[]);
    assert_eq!(config.overlays, Path::new("/etc/earwatch/overlays"));
    assert!(!config.overlays_required);
    let config = read("[overlays]\ndir = \"overlays\"", &[]);
    assert!(!config.overlays_required);
    let config = read("[overlays]\ndir = \"readings\"", &[]);
    assert_eq!(config.overlays, Path::new("/etc/earwatch/readings"));
    assert!(config.overlays_required);
    let config = read("", &[("EARWATCH_OVERLAYS_DIR", "readings")]);
    assert_eq!(config.overlays, Path::new("readings"));
    assert!(config.overlays_required);
}

#[test]
fn the_shipped_file_states_the_defaults() {
    let from_file = read(SHIPPED, &[]);
    let without = Config::read(None, &Environment::default(), &Flags::default()).unwrap();
    let of = |config: &Config| -> Vec<_> {
        let settings = config.settings.iter();
        settings.map(|setting| (setting.key.clone(), setting.shown.clone())).collect()
    };
    assert_eq!(of(&from_file), of(&without));
    assert!(from_file.settings.len() >= 15);
    assert!(from_file.settings.iter().all(|setting| setting.origin != Origin::Default));
    assert!(without.settings.iter().all(|setting| setting.origin == Origin::Default));
}

#[test]
fn the_shipped_file_explains_every_key() {
    let mut before = "";
    for line in SHIPPED.lines() {
        let key = line.split_once(" = ").map(|(key, _)| key);
        if key.is_some_and(|key| !key.starts_with('#')) {
            assert!(before.starts_with("# "), "{line}");
        }
        before = line;
    }
}

#[test]
fn the_examples_of_the_shipped_file_can_be_used() {
    let used: String = SHIPPED
        .lines()
        .map(|line| match line.strip_prefix('#') {
            Some(example) if !example.starts_with(' ') => format!("{example}\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    let delivery = read(&used, &[]).delivery;
    let mut forms: Vec<_> = delivery.values().map(Channel::form).collect();
    forms.sort_unstable();
    assert_eq!(forms, ["files", "json", "mail"]);
}

#[test]
fn a_channel_is_shown_with_its_lines_and_without_its_secrets() {
    let desk = Desk::new();
    desk.file(
        "config.toml",
        "[delivery.mail]\nkind = \"mail\"\nto = [\"a@example.org\"]\nhost = \"localhost\"\nfrom = \"b@example.org\"\n\
         username = \"c\"\npassword_file = \"/run/p\"\n\
         [delivery.hook]\nkind = \"webhook\"\nurl = \"https://hooks.example.org/T0/hunter3\"\n",
    );
    let shown = settings(&mut program(&desk));
    let of = |key: &str| shown[key].0.clone();
    assert_eq!(of("delivery.mail.to"), serde_json::json!(["a@example.org"]));
    assert_eq!(shown["delivery.mail.to"].1, "file config.toml:3");
    assert_eq!(of("delivery.mail.password_file"), "/run/p");
    assert_eq!(of("delivery.hook.url"), "https://hooks.example.org/(hidden)");
    for format in ["text", "md", "json", "ndjson"] {
        let Ended { out, .. } = call(program(&desk).args(["config", "--format", format]));
        assert!(!out.contains("hunter"), "{out}");
    }
}

#[test]
fn config_is_a_table_of_key_value_and_origin() {
    let desk = Desk::new();
    desk.file("config.toml", "[sources]\ncontact = \"me@example.org\"\n");
    let Ended { out, .. } = call(program(&desk).arg("config"));
    let line = |key: &str| {
        let line = out.lines().find(|line| line.starts_with(key)).unwrap();
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(line("sources.contact"), "sources.contact = \"me@example.org\" file config.toml:2");
    assert_eq!(line("sources.max_attempts"), "sources.max_attempts = 5 default");
}

#[test]
fn a_setting_is_one_line_whatever_stands_in_it() {
    let desk = Desk::new();
    desk.file("config.toml", "[delivery.x]\nkind = \"files\"\ndir = \"\"\"c\nd\u{202e}\"\"\"\n");
    let Ended { out, .. } = call(program(&desk).arg("config"));
    let last = out.lines().last().unwrap();
    assert!(last.starts_with("delivery.x.dir = \"c\\nd⟨U+202E⟩\""), "{last}");
}

#[test]
fn every_shell_has_completions() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(desk.done(&["completions", shell]).contains("acknowledge"), "{shell}");
    }
    desk.ends_with(2, &["completions", "csh"]);
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let desk = Desk::new();
    let main = desk.done(&["man"]);
    let dir = desk.path("manual/man1");
    desk.done(&["man", dir.to_str().unwrap()]);
    let mut pages: Vec<_> =
        std::fs::read_dir(&dir).unwrap().map(|page| page.unwrap().file_name().into_string().unwrap()).collect();
    pages.sort();
    let help = desk.done(&["help"]);
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let (commands, _) = commands.split_once("\n\n").unwrap();
    let mut expected: Vec<_> = commands
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .map(|line| line.split_whitespace().next().unwrap())
        .filter(|command| *command != "help")
        .map(|command| format!("earwatch-{command}.1"))
        .collect();
    expected.push("earwatch.1".to_owned());
    expected.sort();
    assert_eq!(pages, expected);
    assert_eq!(std::fs::read_to_string(dir.join("earwatch.1")).unwrap(), main);
    for page in pages {
        let text = std::fs::read_to_string(dir.join(&page)).unwrap();
        assert!(text.contains(".SH NAME") && text.contains(".SH SYNOPSIS"), "{page}");
    }
    assert!(main.contains(".SH \"EXIT STATUS\""));
}

#[test]
fn a_broken_configuration_withholds_neither_manual_nor_completions() {
    let desk = Desk::new();
    desk.file("config.toml", "[source]");
    desk.ends_with(2, &["versions"]);
    desk.done(&["man"]);
    desk.done(&["completions", "fish"]);
}
