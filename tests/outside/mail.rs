//! Digests by mail, to a real server process (aiosmtpd); read by Python's own parser.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::Test;
use crate::needs;
use crate::support::{self, Desk, Ended, text_of};
use serde_json::Value;

const FIRST: &str = "2024-06-01";
const SECOND: &str = "2025-10-15";

/// A mail server and the folder in which it lays down what it takes.
struct Server {
    process: Child,
    port: u16,
    dir: PathBuf,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    fn start(python: &Path, desk: &Desk, args: &[&str]) -> Self {
        let dir = desk.path("mails");
        std::fs::create_dir_all(&dir).unwrap();
        let script = format!("{}/tests/outside/smtp_server.py", env!("CARGO_MANIFEST_DIR"));
        let mut process = Command::new(python)
            .arg(script)
            .arg(&dir)
            .args(args)
            .current_dir(desk.path(""))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut out = BufReader::new(process.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        let port = line.trim().parse().unwrap();
        Self { process, port, dir }
    }

    fn mails(&self) -> Vec<Value> {
        (1..)
            .map(|n| self.dir.join(format!("{n}.json")))
            .map_while(|path| std::fs::read_to_string(path).ok())
            .map(|text| serde_json::from_str(&text).unwrap())
            .collect()
    }

    fn raw(&self, n: usize) -> String {
        std::fs::read_to_string(self.dir.join(format!("{n}.eml"))).unwrap()
    }
}

fn header<'a>(mail: &'a Value, name: &str) -> &'a str {
    let mut found = mail["headers"].as_array().unwrap().iter().filter(|header| header[0] == name);
    let value = found.next().map_or("", |header| header[1].as_str().unwrap());
    assert!(found.next().is_none(), "{name} stands twice");
    value
}

fn part<'a>(mail: &'a Value, name: &str) -> &'a Value {
    let parts = mail["parts"].as_array().unwrap();
    let is = |part: &&Value| text_of(part, "name") == name || text_of(part, "type") == name;
    parts.iter().find(is).unwrap_or_else(|| panic!("no {name} in {parts:?}"))
}

fn configure(desk: &Desk, port: u16, more: &str) {
    desk.file(
        "config.toml",
        format!(
            "[delivery.team]\nkind = \"mail\"\nhost = \"localhost\"\nport = {port}\n\
             from = \"Exportkontrolle Köln <earwatch@example.com>\"\n\
             to = [\"Jörg Weiß <jw@example.com>\", \"trade@example.com\"]\n\
             timeout_seconds = 5\n{more}\n"
        ),
    );
}

fn poll(desk: &Desk, until: &str) -> Ended {
    let archive = format!("{}/snapshots/sample", env!("CARGO_MANIFEST_DIR"));
    let mut program = desk.program();
    program.env("MAIL_PASSWORD", "pa ss\u{fc}").args(["poll", "--archive", &archive, "--until", until]);
    support::ended(&program.output().unwrap())
}

/// What a team finds in its mail box.
fn a_mail_has_text_html_attachments_and_a_subject_that_says_what_matters() {
    let python = needs::python("aiosmtpd");
    let desk = Desk::new();
    let server = Server::start(&python, &desk, &[]);
    configure(&desk, server.port, "tls = \"none\"\nattach = [\"json\", \"md\"]");
    let ended = poll(&desk, FIRST);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let mails = server.mails();
    let [mail] = mails.as_slice() else { panic!("{} mails", mails.len()) };
    assert_eq!(mail["from"], "earwatch@example.com");
    assert_eq!(mail["to"], serde_json::json!(["jw@example.com", "trade@example.com"]));
    assert_eq!(mail["defects"], serde_json::json!([]));
    assert!(mail["longest"].as_u64().unwrap() <= 998, "{}", mail["longest"]);
    for (name, value) in [
        (
            "Subject",
            "[earwatch] URGENT: Entity List: 9 added (China 3, Russia 2, Turkey 1, United Arab Emirates 1, Uzbekistan 2), \
             1 removed (United Arab Emirates), 1 renamed, 1 changed, 7 with footnote 3, in force since 2023-04-12 and \
             2024-02-27; baseline as of 2023-03-31 · 1 finding",
        ),
        ("From", "Exportkontrolle Köln <earwatch@example.com>"),
        ("To", "Jörg Weiß <jw@example.com>, trade@example.com"),
        ("Auto-Submitted", "auto-generated"),
        ("Precedence", "bulk"),
        ("Importance", "high"),
        ("MIME-Version", "1.0"),
    ] {
        assert_eq!(header(mail, name), value);
    }
    let id = header(mail, "Message-ID");
    assert!(id.starts_with("<earwatch.") && id.ends_with("@example.com>"), "{id}");
    assert_eq!(id, format!("<earwatch.{}@example.com>", header(mail, "X-Earwatch-Delivery")));
    let text = text_of(part(mail, "text/plain"), "text");
    // On a terminal a first poll goes no further than the first screen, and says where the rest is.
    let first = |text: &str| text.lines().take(12).collect::<Vec<_>>().join("\n");
    assert_eq!(first(text), first(&ended.out).replace("in “earwatch report”", "below"));
    assert!(text.lines().count() > 100, "{text}");
    let html = text_of(part(mail, "text/html"), "text");
    assert!(html.contains("Allparts Trading Co., Ltd.") && !html.contains("<script"), "{html}");
    assert_eq!(part(mail, "multipart/alternative")["type"], "multipart/alternative");
    let attached = part(mail, "earwatch-2024-06-01.json");
    assert_eq!(text_of(attached, "disposition"), "attachment");
    let report: Value = serde_json::from_str(text_of(attached, "text")).unwrap();
    assert_eq!(report["counts"]["added"], 9);
    part(mail, "earwatch-2024-06-01.md");
    poll(&desk, FIRST);
    assert_eq!(server.mails().len(), 1, "nothing new, no mail");
}

/// However many receive it and however long their names and the subject are, no line is longer than servers take.
fn no_line_of_a_mail_is_too_long() {
    let python = needs::python("aiosmtpd");
    for (name, prefix) in [
        ("", "[earwatch]"),
        ("Trade Compliance Office ", "[listes de contrôle, à l'attention de tous] "),
        ("Exportkontrolle Köln ", "北京"),
    ] {
        let desk = Desk::new();
        let server = Server::start(&python, &desk, &[]);
        configure(&desk, server.port, "tls = \"none\"");
        let to: Vec<_> = (0..70)
            .map(|n| match name {
                "" => format!("\"export.control.{n}@example.com\""),
                name => format!("\"{}{n} <export.control.{n}@example.com>\"", name.repeat(4)),
            })
            .collect();
        let config = std::fs::read_to_string(desk.path("config.toml")).unwrap();
        let lines = config.lines().map(|line| {
            if line.starts_with("to =") {
                format!("to = [{}]\nsubject_prefix = \"{}\"", to.join(", "), prefix.repeat(40))
            } else {
                line.to_owned()
            }
        });
        desk.file("config.toml", lines.collect::<Vec<_>>().join("\n"));
        let ended = poll(&desk, FIRST);
        assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{name}");
        let mail = &server.mails()[0];
        assert!(mail["longest"].as_u64().unwrap() <= 998, "{name}: {}", mail["longest"]);
        assert_eq!(mail["defects"], serde_json::json!([]), "{name}");
        let receivers = header(mail, "To");
        for n in 0..70 {
            assert!(receivers.contains(&format!("export.control.{n}@example.com")), "{name}: {receivers}");
        }
        assert!(header(mail, "Subject").starts_with(prefix.trim_end()), "{}", header(mail, "Subject"));
    }
}

/// A refusal by the server is told in its words; the next run sends all of it in one mail.
fn a_refused_mail_comes_with_the_next_run_in_one() {
    let python = needs::python("aiosmtpd");
    let desk = Desk::new();
    let server = Server::start(&python, &desk, &["--refuse", "1"]);
    configure(&desk, server.port, "tls = \"none\"");
    let ended = poll(&desk, FIRST);
    assert_eq!(ended.code, 3);
    assert_eq!(ended.err.lines().count(), 1, "{}", ended.err);
    assert!(ended.err.contains("451") || ended.err.contains("closed"), "{}", ended.err);
    assert_eq!(poll(&desk, SECOND).code, 0);
    let mails = server.mails();
    assert_eq!(mails.len(), 2);
    let html = text_of(part(&mails[1], "text/html"), "text");
    assert!(html.contains("2023-07840") && html.contains("2025-05427"));
    assert_ne!(header(&mails[0], "Message-ID"), header(&mails[1], "Message-ID"));
}

/// A server that took the mail and died before it said so gets the same mail again, to the byte: its second copy has the same
/// Message-ID.
fn a_mail_in_doubt_is_repeated_as_it_was() {
    let python = needs::python("aiosmtpd");
    let desk = Desk::new();
    let server = Server::start(&python, &desk, &["--hang", "1"]);
    configure(&desk, server.port, "tls = \"none\"");
    let ended = poll(&desk, FIRST);
    assert_eq!(ended.code, 3);
    assert!(ended.err.contains("whether it arrived is not known"), "{}", ended.err);
    assert_eq!(poll(&desk, SECOND).code, 0);
    assert_eq!(server.mails().len(), 3);
    assert_eq!(server.raw(1), server.raw(2));
    assert!(!server.raw(3).contains("2023-07840"));
}

/// A certificate authority and a certificate for localhost, made for this test alone.
fn certificates(desk: &Desk) {
    desk.file(
        "leaf.ext",
        "subjectAltName=DNS:localhost,IP:127.0.0.1\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n",
    );
    let calls = [
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=earwatch-test-ca -keyout ca.key -out ca.pem",
        "req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost -keyout leaf.key -out leaf.csr",
        "x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile leaf.ext -out leaf.pem",
    ];
    for call in calls {
        let made = needs::output(Command::new("openssl").args(call.split(' ')).current_dir(desk.path("")));
        assert!(made.status.success(), "{call}: {made:?}");
    }
}

/// STARTTLS with a certificate of one's own authority, and a login: both hold, and without either nothing is sent.
fn starttls_and_login_hold() {
    let python = needs::python("aiosmtpd");
    let desk = Desk::new();
    certificates(&desk);
    let args = ["--starttls", "leaf.pem", "leaf.key", "--login", "earwatch", "pa ss\u{fc}"];
    let server = Server::start(&python, &desk, &args);
    let login = "username = \"earwatch\"\npassword_env = \"MAIL_PASSWORD\"";
    for (more, words) in [
        (login.to_owned(), "TLS"),
        ("ca_file = \"ca.pem\"".to_owned(), "530"),
        ("ca_file = \"ca.pem\"\nusername = \"earwatch\"\npassword_file = \"wrong\"".to_owned(), "535"),
        (format!("tls = \"none\"\n{login}"), "mail server"),
    ] {
        desk.file("wrong", "wrong\n");
        configure(&desk, server.port, &more);
        let ended = poll(&desk, FIRST);
        assert_eq!(ended.code, 3, "{more}");
        assert!(ended.err.contains(words), "{more}: {}", ended.err);
        assert!(!ended.err.contains("pa ss"), "{}", ended.err);
        assert!(server.mails().is_empty(), "{more}");
    }
    configure(&desk, server.port, &format!("ca_file = \"ca.pem\"\n{login}"));
    let ended = poll(&desk, SECOND);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let mails = server.mails();
    assert_eq!((&mails[0]["tls"], &mails[0]["login"]), (&Value::Bool(true), &Value::Bool(true)));
}

/// A server without STARTTLS gets nothing in the open.
fn a_server_without_starttls_gets_nothing() {
    let python = needs::python("aiosmtpd");
    let desk = Desk::new();
    let server = Server::start(&python, &desk, &[]);
    configure(&desk, server.port, "");
    let ended = poll(&desk, FIRST);
    assert!(ended.code == 3 && ended.err.contains("STARTTLS"), "{}", ended.err);
    assert!(server.mails().is_empty());
}

/// TLS from the first byte.
fn implicit_tls_holds() {
    let python = needs::python("aiosmtpd");
    let desk = Desk::new();
    certificates(&desk);
    let server = Server::start(&python, &desk, &["--tls", "leaf.pem", "leaf.key"]);
    configure(&desk, server.port, "tls = \"tls\"");
    assert!(poll(&desk, FIRST).err.contains("not delivered to team"));
    configure(&desk, server.port, "tls = \"tls\"\nca_file = \"ca.pem\"");
    let ended = poll(&desk, SECOND);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    assert_eq!(server.mails().len(), 1);
}

/// Killed while the server has the mail and has not answered: the same mail once more.
fn a_kill_between_sending_and_recording_repeats_the_mail() {
    let python = needs::python("aiosmtpd");
    let desk = Desk::new();
    let server = Server::start(&python, &desk, &["--hang", "1"]);
    configure(&desk, server.port, "tls = \"none\"");
    let archive = format!("{}/snapshots/sample", env!("CARGO_MANIFEST_DIR"));
    let mut program = Command::new(assert_cmd::cargo::cargo_bin!("earwatch"))
        .current_dir(desk.path(""))
        .env("EARWATCH_DB", desk.path("earwatch.db"))
        .args(["poll", "--archive", &archive, "--until", FIRST])
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while server.mails().is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(30), "nothing came");
        std::thread::sleep(Duration::from_millis(10));
    }
    program.kill().unwrap();
    program.wait().unwrap();
    assert_eq!(desk.done(&["deliver"]), "delivered to team (runs 1, 2)\n");
    assert_eq!(server.mails().len(), 2);
    assert_eq!(server.raw(1), server.raw(2));
}

pub(crate) const TESTS: &[Test] = tests![
    a_mail_has_text_html_attachments_and_a_subject_that_says_what_matters,
    no_line_of_a_mail_is_too_long,
    a_refused_mail_comes_with_the_next_run_in_one,
    a_mail_in_doubt_is_repeated_as_it_was,
    starttls_and_login_hold,
    a_server_without_starttls_gets_nothing,
    implicit_tls_holds,
    a_kill_between_sending_and_recording_repeats_the_mail,
];
