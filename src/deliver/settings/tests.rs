//! What is taken for a channel, and what is told of the rest.

use std::collections::BTreeMap;

use super::*;

/// All channels, or all mistakes, each with the key that it is about.
fn read(tables: &BTreeMap<String, toml::Table>) -> Result<BTreeMap<String, Channel>, Vec<String>> {
    let (mut channels, mut mistakes) = (BTreeMap::new(), Vec::new());
    for (name, table) in tables {
        match channel(name, table) {
            Ok(channel) => drop(channels.insert(name.clone(), channel)),
            Err(found) => mistakes.extend(found.into_iter().map(|mistake| format!("delivery.{name}: {mistake}"))),
        }
    }
    if mistakes.is_empty() { Ok(channels) } else { Err(mistakes) }
}

fn tables(text: &str) -> BTreeMap<String, toml::Table> {
    #[derive(Deserialize)]
    struct File {
        delivery: BTreeMap<String, toml::Table>,
    }
    toml::from_str::<File>(text).unwrap().delivery
}

fn mistakes(text: &str) -> Vec<String> {
    read(&tables(text)).unwrap_err()
}

#[test]
fn each_kind_is_read_with_its_defaults() {
    let channels = read(&tables(
        r#"
        [delivery.archive]
        kind = "files"
        dir = "reports"
        [delivery.team]
        kind = "mail"
        host = "smtp.example.com"
        from = "Earwatch <earwatch@example.com>"
        to = ["Jörg Weiß <jw@example.com>", "trade@example.com"]
        [delivery.chat]
        kind = "webhook"
        shape = "slack"
        url_env = "SLACK_URL"
        "#,
    ))
    .unwrap();
    let Some(Channel::Files(files)) = channels.get("archive") else { panic!("{channels:?}") };
    assert_eq!(files.formats, [Rendering::Md, Rendering::Json, Rendering::Html]);
    let Some(Channel::Mail(mail)) = channels.get("team") else { panic!("{channels:?}") };
    assert_eq!((mail.port, mail.tls, mail.to.len()), (587, Tls::Starttls, 2));
    assert_eq!(mail.subject_prefix, "[earwatch]");
    let Some(Channel::Webhook(hook)) = channels.get("chat") else { panic!("{channels:?}") };
    assert_eq!(hook.address, Address::Kept(Secret::Env("SLACK_URL".to_owned())));
}

#[test]
fn an_issue_needs_a_project_and_nothing_else_does() {
    let channels = read(&tables(
        r#"
        [delivery.tickets]
        kind = "webhook"
        shape = "jira"
        url = "https://example.atlassian.net/rest/api/2/issue"
        project = "TRADE"
        authorization_env = "EARWATCH_JIRA"
        "#,
    ))
    .unwrap();
    let Some(Channel::Webhook(hook)) = channels.get("tickets") else { panic!("{channels:?}") };
    let authorization = Some(Secret::Env("EARWATCH_JIRA".to_owned()));
    let tracker = Tracker { project: "TRADE".to_owned(), issue_type: "Task".to_owned(), authorization };
    assert_eq!(hook.shape, Shape::Jira(tracker));
    for (rest, words) in [
        ("shape = \"jira\"", "the key of a Jira project"),
        ("shape = \"jira\"\nproject = \"trade team\"", "the key of a Jira project"),
        ("shape = \"json\"\nproject = \"TRADE\"", "only for shape"),
        ("shape = \"jira\"\nproject = \"TRADE\"\nissue_type = \" \"", "issue_type"),
    ] {
        let found = mistakes(&format!(
            "[delivery.a]\nkind = \"webhook\"\nurl = \"https://jira.example.com/rest/api/2/issue\"\n{rest}"
        ));
        assert!(found.concat().contains(words), "{found:?}");
    }
}

#[test]
fn a_secret_in_the_configuration_is_refused() {
    let found = mistakes(
        r#"
        [delivery.a]
        kind = "mail"
        host = "localhost"
        from = "a@example.com"
        to = ["b@example.com"]
        password = "hunter2"
        [delivery.b]
        kind = "webhook"
        url = "https://example.com/"
        secret = "hunter2"
        [delivery.c]
        kind = "webhook"
        shape = "teams"
        url = "https://hunter2.example.com/"
        [delivery.d]
        kind = "webhook"
        url = "https://user:hunter2@example.com/"
        "#,
    );
    assert_eq!(found.len(), 4, "{found:?}");
    for (at, words) in ["password_file", "secret_env", "url_env", "url_file"].iter().enumerate() {
        assert!(found[at].contains(words), "{found:?}");
    }
    assert!(!found.concat().contains("hunter2"), "{found:?}");
}

#[test]
fn all_mistakes_are_told_at_once_with_their_keys() {
    let found = mistakes(
        r#"
        [delivery.a]
        kind = "mail"
        host = "smtp.example.com"
        tls = "none"
        from = "nobody"
        to = ["x@example.com\r\nBcc: y@example.com"]
        timeout_seconds = 0
        [delivery."b c"]
        kind = "files"
        dir = "x"
        [delivery.d]
        kind = "pigeon"
        [delivery.e]
        kind = "files"
        dir = "x"
        format = ["md"]
        [delivery.f]
        kind = "webhook"
        url = "http://example.com/"
        "#,
    )
    .join("\n");
    for words in [
        "delivery.a: tls: without TLS",
        "delivery.a: from: expected an address",
        "delivery.a: to: expected an address",
        "delivery.a: timeout_seconds",
        "delivery.b c: expected a name",
        "delivery.d: kind: expected",
        "delivery.e: unknown field `format`",
        "delivery.f: url: without TLS",
    ] {
        assert!(found.contains(words), "{words}:\n{found}");
    }
}

#[test]
fn without_tls_only_this_machine_is_reached_unless_it_is_allowed() {
    let mail = |host: &str, more: &str| {
        read(&tables(&format!(
            "[delivery.a]\nkind = \"mail\"\nhost = \"{host}\"\ntls = \"none\"\nfrom = \"a@b.example\"\nto = [\"c@d.example\"]\n{more}"
        )))
        .is_ok()
    };
    assert!(mail("localhost", "") && mail("127.0.0.1", "") && mail("::1", ""));
    assert!(!mail("localhost.example.com", "") && !mail("10.0.0.1", ""));
    assert!(mail("10.0.0.1", "allow_plain = true"));
    assert!(web_address("http://[::1]:1/", false).is_ok());
    assert!(web_address("http://127.0.0.1.example.com/", false).is_err());
    assert!(web_address("file:///etc/passwd", true).is_err());
}
