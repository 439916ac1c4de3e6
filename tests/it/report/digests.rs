//! What is sent, byte for byte: mail, JSON, Slack, Teams and HTML of one small report, and of reports that are hostile or too
//! large.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use earwatch::deliver::digest::{Digest, identity};
use earwatch::deliver::settings::{self, Channel, Mail, Shape, Tracker};
use earwatch::deliver::{message, payload};
use earwatch::store::runs::{Run, RunId};
use earwatch_law::diff::{Cause, Counts, Origin};
use earwatch_law::entry::{Entry, EntryId};
use earwatch_law::finding::{Code, Finding, Place};
use earwatch_law::law::Cells;
use earwatch_law::law::ListId;
use earwatch_report::render::html;
use earwatch_report::render::text::{self, Color};
use earwatch_report::report::announced::{ProvisionalRecord, Stage};
use earwatch_report::report::record::EntryRecord;
use earwatch_report::report::touched::Touched;
use earwatch_report::report::{DocumentFacts, Report, Section, SourceDate, links};
use serde_json::{Value, json};

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 3, 28).unwrap()
}

fn instant() -> DateTime<Utc> {
    "2025-03-28T13:00:05Z".parse().unwrap()
}

fn entry(name: &str) -> EntryRecord {
    let cells = Cells {
        entity: format!("{name}, a.k.a., the following one alias:\n—{name} Trading.\nBonn, Germany."),
        license_requirement: "For all items subject to the EAR (See §§ 734.9(e)(2) and 744.11 of the EAR)^4^"
            .to_owned(),
        license_review_policy: "Presumption of denial".to_owned(),
        citation: "90 FR 14048, 3/28/25.".to_owned(),
    };
    let entry = Entry::new(EntryId(1), ListId::EntityList, "GERMANY", cells);
    EntryRecord::new(&Arc::new(entry), Origin::default())
}

fn report(names: &[&str]) -> Report {
    let section = Section {
        version: Some(6),
        effective: NaiveDate::from_ymd_opt(2025, 3, 30),
        cause: Some(Cause::Legal),
        counts: Counts { added: names.len(), ..Counts::default() },
        lists: vec![ListId::EntityList],
        added: names.iter().map(|name| entry(name)).collect(),
        document: Some(DocumentFacts {
            number: "2025-05427".parse().unwrap(),
            title: "Additions to the Entity List".to_owned(),
            action: "Final rule.".to_owned(),
            citation: Some("90 FR 14046".to_owned()),
            published: day(),
            dates: "This rule is effective March 30, 2025.".to_owned(),
            url: Some("https://www.federalregister.gov/d/2025-05427".to_owned()),
            pdf: None,
            pages: (None, None),
            savings: None,
        }),
        ..Section::new("Version 6: 2025-05427 Additions to the Entity List")
    };
    let finding = Finding::new(Code::EntryNotFound, "no entry of the list is called so")
        .with_entry("GERMANY", "Müller & Söhne")
        .with_quote("by removing “Müller & Söhne”", &Place::default());
    let checked = "1 document was recorded.".to_owned();
    let subject = "Run 7 of 2025-03-28: poll".to_owned();
    let mut report = Report::new(subject, day(), checked, vec![section], vec![finding]);
    report.sources.push(SourceDate {
        source: "baseline".to_owned(),
        as_of: Some(day()),
        retrieved: Some(instant()),
        url: Some(links::shown("file:///lists/part-744.xml")),
    });
    report
}

fn runs() -> [Run; 1] {
    [Run {
        id: RunId(7),
        command: "poll".to_owned(),
        as_of: day(),
        started: instant(),
        finished: Some(instant()),
        exit_code: Some(3),
        message: Some("1 documents recorded".to_owned()),
        program: None,
        checked: None,
    }]
}

fn with_digest<T>(report: &Report, look: impl FnOnce(&Digest<'_>) -> T) -> T {
    let runs = runs();
    look(&Digest {
        id: &identity("team", &runs, &[]),
        channel: "team",
        runs: &runs,
        report,
        days: Vec::new(),
        prepared: instant(),
        test: false,
    })
}

fn posted(shape: &Shape, report: &Report) -> (Value, usize) {
    let body = with_digest(report, |digest| payload::body(shape, digest)).unwrap();
    (serde_json::from_slice(&body).unwrap(), body.len())
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap()
}

fn mail_settings() -> Mail {
    let table = r#"
        kind = "mail"
        host = "smtp.example.com"
        from = "Exportkontrolle Köln <earwatch@example.com>"
        to = ["trade@example.com"]
    "#;
    let tables = BTreeMap::from([("team".to_owned(), toml::from_str(table).unwrap())]);
    match settings::channel("team", &tables["team"]).ok() {
        Some(Channel::Mail(mail)) => *mail,
        other => panic!("{other:?}"),
    }
}

fn mail(report: &Report) -> String {
    let mail = with_digest(report, |digest| message::message(&mail_settings(), digest));
    String::from_utf8(mail.unwrap().formatted()).unwrap()
}

const NAMES: [&str; 2] = ["Zenith & <Partner> GmbH", "Acme *Optik* GmbH"];

#[test]
fn the_mail() {
    let mail = mail(&report(&NAMES));
    // The bodies are the text and the page below, encoded.
    let (head, _) = mail.split_once("quoted-printable\r\n").unwrap();
    golden!("mail", head.replace('\r', ""));
}

#[test]
fn the_page() {
    golden!("page", html::mail(&report(&NAMES)).unwrap());
}

/// Keys and their order are a contract; the report itself is the one that `earwatch report --format json` prints.
#[test]
fn the_generic_webhook() {
    let report = report(&NAMES);
    let body = with_digest(&report, |digest| payload::body(&Shape::Json, digest)).unwrap();
    let body = String::from_utf8(body).unwrap();
    let (head, rest) = body.split_once("\"report\":").unwrap();
    assert_eq!(rest, serde_json::to_string(&report).unwrap() + "}");
    golden!("webhook", head);
}

#[test]
fn the_message_of_slack() {
    golden!("slack", pretty(&posted(&Shape::Slack, &report(&NAMES)).0));
}

#[test]
fn the_card_of_teams() {
    golden!("teams", pretty(&posted(&Shape::Teams, &report(&NAMES)).0));
}

#[test]
fn the_issue_of_jira() {
    let tracker = Tracker { project: "TRADE".to_owned(), issue_type: "Task".to_owned(), authorization: None };
    golden!("jira", pretty(&posted(&Shape::Jira(tracker.clone()), &report(&NAMES)).0));
    let mut large = report(&NAMES);
    large.findings = vec![large.findings[0].clone(); 500];
    large.findings.iter_mut().for_each(|finding| finding.message = "[".repeat(900));
    let (issue, _) = posted(&Shape::Jira(tracker), &large);
    let field = |name: &str| issue["fields"][name].as_str().unwrap();
    assert!(field("summary").chars().count() <= 255 && !field("summary").contains('\n'), "{}", field("summary"));
    assert!(field("description").chars().count() <= 32_767);
    assert!(field("description").contains("shortened to what Jira takes"));
}

/// A party of the user, called so, that matches an entry.
fn touched(name: &str) -> Touched {
    let entry = json!({"id": 1, "public_id": "el-0000000000000001", "list": "entity-list", "country": "GERMANY",
        "name": "Acme *Optik* GmbH", "designations": [], "license_requirement": "For all items", "license_review_policy": "x",
        "effective_from": null, "document": null, "citations": []});
    let hit = json!({"news": "new", "changed": [],
        "party": {"id": "7", "row": 2, "name": name, "other_names": [], "addresses": [], "country": null},
        "hit": {"kind": "name", "entry": entry, "score": 0.97, "band": "strong", "matched": null, "reasons": ["the same words"],
            "why_not_higher": []}});
    Touched { hits: vec![serde_json::from_value(hit).unwrap()], ..Touched::default() }
}

/// Matches come before everything that changed, in every shape, and make it a matter of review.
#[test]
fn potential_matches_head_every_shape() {
    let plain = report(&NAMES);
    let with = plain.clone().with_screening(Some(touched("Alpha Handels GmbH")));
    let tracker = Tracker { project: "TRADE".to_owned(), issue_type: "Task".to_owned(), authorization: None };
    for shape in [Shape::Slack, Shape::Teams, Shape::Jira(tracker), Shape::Json] {
        let message = pretty(&posted(&shape, &with).0);
        assert!(!pretty(&posted(&shape, &plain).0).contains("Alpha Handels"));
        let place = |words: &str| message.find(words).unwrap_or_else(|| panic!("{words}: {message}"));
        assert!(place("1 potential match with your parties") < place("2 added"), "{message}");
        assert!(place("Alpha Handels GmbH") < place("Zenith"), "{message}");
    }
    let mail = mail(&with);
    assert!(mail.contains("X-Priority: 1 (Highest)"), "{mail}");
    for (text, after) in [(html::mail(&with).unwrap(), "Zenith"), (text::render(&with, Color::Without), "ADDED")] {
        let (matched, rest) = (text.find("Alpha Handels GmbH (id 7)"), text.find(after));
        assert!(matched.is_some() && matched < rest, "{text}");
    }
    let hostile = plain.with_screening(Some(touched(HOSTILE)));
    let mut slack = posted(&Shape::Slack, &hostile).0;
    // A header is plain text, in which nothing means anything.
    slack["blocks"].as_array_mut().unwrap().remove(0);
    let slack = pretty(&slack);
    assert!(!slack.contains("<!") && !slack.contains("<https://evil"), "{slack}");
}

/// What is on public inspection, under a title and in a note.
fn announced(text: &str) -> ProvisionalRecord {
    ProvisionalRecord {
        provisional: true,
        status: Stage::Announced,
        document: "2025-05500".parse().unwrap(),
        title: text.to_owned(),
        kind: Some("Rule".to_owned()),
        action: "Final rule.".to_owned(),
        filed: None,
        filing: Some("special".to_owned()),
        scheduled: Some(day()),
        effective: Vec::new(),
        dates: String::new(),
        url: Some("https://a.example/|x><!channel>".to_owned()),
        read: true,
        changes: Vec::new(),
        counts: Vec::new(),
        note: Some(text.to_owned()),
        doubts: Vec::new(),
        told: Vec::new(),
    }
}

/// A message that only counts announcements would hide what they announce.
#[test]
fn chats_are_told_what_is_announced() {
    let mut report = report(&NAMES);
    report.provisional.push(announced("Additions of Morgen AG"));
    for shape in [Shape::Slack, Shape::Teams] {
        let message = pretty(&posted(&shape, &report).0);
        for words in ["2025-05500 Additions of Morgen AG", "not law yet", "2025-03-28"] {
            assert!(message.contains(words), "{words}: {message}");
        }
    }
}

const HOSTILE: &str = "<!channel> <https://evil.example|Acme> @here {{DATE(2017-02-14T06:08:39Z,SHORT)}} [x](https://evil.example) \u{202E}evil\r\nBcc: x@example.com";

#[test]
fn no_name_addresses_a_channel_or_poses_as_a_link() {
    let mut report = report(&[HOSTILE]);
    report.sections[0].title = HOSTILE.to_owned();
    report.sections[0].document.as_mut().unwrap().url = Some("https://a.example/|x><!channel>".to_owned());
    report.findings[0].message = HOSTILE.to_owned();
    report.provisional.push(announced(HOSTILE));
    let slack = pretty(&posted(&Shape::Slack, &report).0);
    for forged in ["<!", "<http", "\u{202E}"] {
        assert!(!slack.contains(forged), "{forged}: {slack}");
    }
    assert!(slack.contains("&lt;!channel&gt;"), "{slack}");
    let teams = pretty(&posted(&Shape::Teams, &report).0);
    for forged in ["{{", "\"TextBlock\"", "Action.OpenUrl", "\u{202E}"] {
        assert!(!teams.contains(forged), "{forged}: {teams}");
    }
}

#[test]
fn no_text_becomes_a_header() {
    let mut report = report(&[HOSTILE]);
    report.subject = HOSTILE.to_owned();
    let mut settings = mail_settings();
    settings.subject_prefix = "a\r\nBcc: x@example.com\r\n\r\nbody".to_owned();
    let mail = with_digest(&report, |digest| message::message(&settings, digest)).unwrap();
    let mail = String::from_utf8(mail.formatted()).unwrap();
    let (head, _) = mail.split_once("\r\n\r\n").unwrap();
    assert!(!head.lines().any(|line| line.starts_with("Bcc")), "{head}");
    assert!(head.contains("Content-Type: multipart/mixed"), "{head}");
}

/// A server would refuse it for its size, each time.
#[test]
fn a_report_too_large_for_a_mail_is_told_in_short() {
    let names: Vec<_> = (0..4000).map(|n| format!("Werk Nr. {n}")).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let large = report(&names);
    let mail = mail(&large);
    assert!(mail.len() < 200_000, "{} bytes", mail.len());
    for words in ["too large for a mail", "Werk Nr. 39 ", "3960 more"] {
        assert!(mail.contains(words), "{words}: {mail}");
    }
}

#[test]
fn the_same_digest_is_the_same_mail() {
    let report = report(&NAMES);
    assert_eq!(mail(&report), mail(&report));
}

#[test]
fn the_limits_of_slack_are_kept_and_what_is_cut_is_said() {
    let names: Vec<_> = (0..300).map(|n| format!("{} Nr. {n}", "&".repeat(200))).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let mut large = report(&names);
    large.findings = vec![large.findings[0].clone(); 500];
    large.findings.iter_mut().for_each(|finding| finding.message = "<".repeat(5000));
    large.sections = vec![large.sections[0].clone(); 60];
    let (message, _) = posted(&Shape::Slack, &large);
    let blocks = message["blocks"].as_array().unwrap();
    assert!(blocks.len() <= 50, "{} blocks", blocks.len());
    for (at, block) in blocks.iter().enumerate() {
        let text = block["text"]["text"].as_str().unwrap();
        let most = if at == 0 { 150 } else { 3000 };
        assert!(text.chars().count() <= most && !text.is_empty(), "{at}: {}", text.len());
    }
    assert!(pretty(&message).contains("shortened to what Slack takes"));
    large.findings.clear();
    let (message, _) = posted(&Shape::Slack, &large);
    assert!(pretty(&message).contains("and 17960 more, all in the report"));
}

#[test]
fn the_limit_of_teams_is_kept_and_what_is_cut_is_said() {
    let names: Vec<_> = (0..300).map(|n| format!("北京 Nr. {n}")).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let mut large = report(&names);
    large.sections = vec![large.sections[0].clone(); 20];
    large.findings = vec![large.findings[0].clone(); 500];
    let (card, bytes) = posted(&Shape::Teams, &large);
    assert!(bytes <= 28_000, "{bytes} bytes");
    // As Teams counts: the message is passed on as a text, in which letters beyond ASCII and marks are escaped.
    let escaped: usize = card.to_string().chars().map(|c| if c.is_ascii() { 1 } else { 6 * c.len_utf16() }).sum();
    let quotes = card.to_string().matches(['"', '\\']).count();
    assert!(escaped + quotes <= 28 * 1024, "{escaped} bytes and {quotes} marks");
    let card = pretty(&card);
    assert!(
        card.contains("Shortened to what Teams takes") && card.contains("REVIEW: Entity List: 6000 added"),
        "{card}"
    );
}
