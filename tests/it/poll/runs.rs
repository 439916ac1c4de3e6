//! `earwatch poll`, the cron command: over the sample archive, and over a server with the API's recorded shapes.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::support::{self, Desk, Ended, redacted, text};
use serde_json::{Value, json};
use wiremock::matchers::{method, path, query_param, query_param_is_missing};
use wiremock::{Mock, MockServer, ResponseTemplate};

const SEARCH: &str = "/api/v1/documents.json";
const UNTIL: [&str; 2] = ["--until", "2025-10-15"];

fn sample() -> String {
    format!("{}/snapshots/sample", env!("CARGO_MANIFEST_DIR"))
}

fn poll_sample(desk: &Desk, more: &[&str]) -> Ended {
    let archive = sample();
    desk.run(&[&["poll", "--archive", &archive], &UNTIL[..], more].concat())
}

/// The main job: baseline, six rules, seven versions, and the report that a team reads.
#[test]
fn the_sample_gives_versions_and_a_report() {
    let desk = Desk::new();
    let ended = poll_sample(&desk, &["--format", "md"]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    golden!("report_of_the_sample", redacted(&ended.out));
    golden!("versions_of_the_sample", desk.done(&["versions"]));
}

/// The report of the same run, asked for later, is the same.
#[test]
fn the_report_of_the_last_run_is_printed_again() {
    let desk = Desk::new();
    let first = poll_sample(&desk, &["--format", "json"]).out;
    let again = desk.done(&["report", "--format", "json"]);
    let sections = |report: &str| {
        let report: Value = serde_json::from_str(report).unwrap();
        report["sections"].clone()
    };
    assert_eq!(sections(&first), sections(&again));
}

/// A poll that finds nothing new is silent, unless it is asked for a sign of life.
#[test]
fn a_second_poll_says_nothing() {
    let desk = Desk::new();
    poll_sample(&desk, &[]);
    let versions = desk.done(&["versions"]);
    let second = poll_sample(&desk, &[]);
    assert_eq!((second.code, second.out.as_str(), second.err.as_str()), (0, "", ""));
    let third = poll_sample(&desk, &["--heartbeat"]);
    assert_eq!((third.code, third.out.lines().count()), (0, 1), "{}", third.out);
    assert!(third.out.contains("nothing new as of 2025-10-15"), "{}", third.out);
    assert_eq!(desk.done(&["versions"]), versions);
}

/// What is published later than the day of the poll is not there yet; the next poll brings it.
#[test]
fn a_poll_until_a_day_takes_what_was_published_by_then() {
    let desk = Desk::new();
    let archive = sample();
    for (day, versions) in [("2023-03-31", 1), ("2024-06-01", 3), ("2025-03-28", 6), ("2025-10-15", 7)] {
        desk.done(&["poll", "--archive", &archive, "--until", day]);
        assert_eq!(desk.hashes().len(), versions, "{day}");
    }
    let at_once = Desk::new();
    poll_sample(&at_once, &[]);
    assert_eq!(desk.hashes(), at_once.hashes());
}

/// Without a baseline there is nothing to poll for.
#[test]
fn a_poll_needs_a_baseline() {
    let desk = Desk::new();
    let rules = support::fixture("rules");
    let ended = desk.run(&["poll", "--archive", &rules]);
    assert_eq!((ended.code, ended.out.as_str()), (2, ""));
    assert!(ended.err.contains("baseline") && ended.err.lines().count() == 1, "{}", ended.err);
}

/// The API's record of a fixture, its text served by the test's own server.
fn record(server: &MockServer, number: &str) -> Value {
    let mut record: Value = serde_json::from_str(&text(&format!("rules/{number}.json"))).unwrap();
    record["full_text_xml_url"] = json!(format!("{}/xml/{number}.xml", server.uri()));
    record
}

/// A rule of the bureau that concerns no list.
fn unrelated(server: &MockServer) -> Value {
    let mut record = record(server, "2023-90101");
    record["document_number"] = json!("2023-90707");
    record["title"] = json!("Fees of This Fixture");
    record["full_text_xml_url"] = json!(format!("{}/xml/2023-90707.xml", server.uri()));
    record
}

async fn serve_xml(server: &MockServer, number: &str, xml: String, times: u64) {
    let answer = ResponseTemplate::new(200).set_body_raw(xml, "text/xml");
    let get = Mock::given(method("GET")).and(path(format!("/xml/{number}.xml")));
    get.respond_with(answer).expect(times).mount(server).await;
}

/// Two pages of results, as the API gives them: `next_page_url` on the first, none on the last.
async fn serve_pages(server: &MockServer) {
    let search = || {
        Mock::given(method("GET"))
            .and(path(SEARCH))
            .and(query_param("conditions[publication_date][gte]", "2023-07-01"))
            .and(query_param("conditions[agencies][]", "industry-and-security-bureau"))
    };
    let next = format!(
        "{}{SEARCH}?conditions[agencies][]=industry-and-security-bureau&conditions[publication_date][gte]=2023-07-01&page=2",
        server.uri()
    );
    let first = json!({
        "count": 2, "description": "Documents", "total_pages": 2, "next_page_url": next,
        "results": [record(server, "2023-90101")],
    });
    let second = json!({
        "count": 2, "description": "Documents", "total_pages": 2,
        "results": [unrelated(server)],
    });
    for (mock, body) in
        [(search().and(query_param_is_missing("page")), first), (search().and(query_param("page", "2")), second)]
    {
        mock.respond_with(ResponseTemplate::new(200).set_body_json(body)).mount(server).await;
    }
    // August, in which the revision came out; every other month has nothing, and then no `results`.
    let august = json!({"count": 1, "description": "Documents", "results": [record(server, "2023-90202")]});
    Mock::given(method("GET"))
        .and(path(SEARCH))
        .and(query_param("conditions[publication_date][lte]", "2023-08-31"))
        .respond_with(ResponseTemplate::new(200).set_body_json(august))
        .mount(server)
        .await;
    Mock::given(method("GET"))
        .and(path(SEARCH))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({"count": 0, "description": "Documents"})))
        .with_priority(200)
        .mount(server)
        .await;
    // The record of a single document.
    for number in ["2023-90101", "2023-90202", "2023-90707"] {
        let body = if number == "2023-90707" { unrelated(server) } else { record(server, number) };
        Mock::given(method("GET"))
            .and(path(format!("/api/v1/documents/{number}.json")))
            .respond_with(ResponseTemplate::new(200).set_body_json(body))
            .mount(server)
            .await;
    }
}

/// The list of published documents, whatever window is asked for.
async fn serve_list(server: &MockServer, records: Vec<Value>) {
    let list = Mock::given(method("GET")).and(path(SEARCH));
    list.respond_with(move |request: &wiremock::Request| {
        let day = |key: &str| {
            let mut pairs = request.url.query_pairs();
            let found = pairs.find(|(name, _)| *name == format!("conditions[publication_date][{key}]"));
            found.unwrap().1.into_owned()
        };
        let window = day("gte")..=day("lte");
        let mut results = records.clone();
        results.retain(|record| window.contains(&record["publication_date"].as_str().unwrap().to_owned()));
        let mut list = json!({"count": results.len(), "description": "Documents"});
        if !results.is_empty() {
            list["results"] = Value::Array(results);
        }
        ResponseTemplate::new(200).set_body_json(list)
    })
    .mount(server)
    .await;
}

/// `earwatch poll` against a server with nothing on public inspection, off the threads that serve it.
async fn poll(desk: &Desk, server: &MockServer, until: &str) -> Ended {
    Mock::given(path("/api/v1/public-inspection-documents/current.json"))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({"count": 0, "results": []})))
        .mount(server)
        .await;
    let mut program = desk.program();
    program
        .env("EARWATCH_CONTACT", "compliance@example.org")
        .env("EARWATCH_FEDERAL_REGISTER_URL", format!("{}/api/v1", server.uri()))
        .env("EARWATCH_MIN_INTERVAL_MS", "0")
        .args(["poll", "--until", until]);
    let output = tokio::task::spawn_blocking(move || program.output().unwrap());
    support::ended(&output.await.unwrap())
}

/// All pages are read; a second poll fetches the texts of the last 14 days again, and says nothing.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_is_read_page_by_page() {
    let server = MockServer::start().await;
    let desk = Desk::with_list();
    serve_pages(&server).await;
    serve_xml(&server, "2023-90101", text("rules/2023-90101.xml"), 1).await;
    serve_xml(&server, "2023-90202", text("rules/2023-90202.xml"), 2).await;
    let fees = text("rules/2023-90101.xml")
        .replace("PART=\"744\"", "PART=\"748\"")
        .replace("part 744", "part 748")
        .replace("Part 744", "Part 748")
        .replace("to the Entity List", "to the table of fees");
    serve_xml(&server, "2023-90707", fees.replace("2023-90101", "2023-90707"), 1).await;
    let first = poll(&desk, &server, "2023-08-31").await;
    assert_eq!((first.code, first.err.as_str()), (0, ""), "{}", first.out);
    assert!(first.out.contains("Kestrel Logic Limited"), "{}", first.out);
    let from_disk = Desk::with_list();
    from_disk.import(0, "rules/2023-90101.xml");
    from_disk.import(0, "rules/2023-90202.xml");
    assert_eq!(desk.hashes(), from_disk.hashes());
    let second = poll(&desk, &server, "2023-08-31").await;
    assert_eq!((second.code, second.out.as_str(), second.err.as_str()), (0, "", ""));
    server.verify().await;
}

/// A server that fails leaves the last good version, in one line that names the address.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_fails_changes_nothing() {
    for (answer, word) in [
        (ResponseTemplate::new(404), "404"),
        (ResponseTemplate::new(200).set_body_raw("<html>Request Access</html>", "text/html"), "documents.json"),
        (ResponseTemplate::new(200).set_body_json(json!({"count": 3})), "documents.json"),
    ] {
        let server = MockServer::start().await;
        let desk = Desk::with_list();
        Mock::given(path(SEARCH)).respond_with(answer).mount(&server).await;
        let ended = poll(&desk, &server, "2023-07-31").await;
        assert_eq!((ended.code, ended.out.as_str()), (1, ""), "{word}");
        assert!(ended.err.contains(word) && ended.err.lines().count() == 1, "{word}: {}", ended.err);
        assert_eq!(desk.hashes().len(), 1);
    }
}

/// A text that cannot be had is told and asked for again; the others are applied meanwhile.
#[tokio::test(flavor = "multi_thread")]
async fn a_missing_text_is_told_and_the_others_are_applied() {
    let server = MockServer::start().await;
    let desk = Desk::with_list();
    let records = ["2023-90101", "2023-90202"].map(|number| record(&server, number));
    serve_list(&server, records.into()).await;
    serve_xml(&server, "2023-90101", text("rules/2023-90101.xml"), 1).await;
    let first = poll(&desk, &server, "2023-08-31").await;
    assert_eq!(first.code, 3, "{}{}", first.out, first.err);
    assert!(first.out.contains("Maple Relay"), "{}", first.out);
    assert!(desk.findings(Some("2023-90202")).contains("text-not-yet"));
    let second = poll(&desk, &server, "2023-08-31").await;
    assert_eq!((second.code, second.out.as_str()), (3, ""), "{}", second.err);
    serve_xml(&server, "2023-90202", text("rules/2023-90202.xml"), 1).await;
    let third = poll(&desk, &server, "2023-08-31").await;
    assert!(third.out.contains("Kestrel Logic"), "{}{}", third.out, third.err);
    let from_disk = Desk::with_list();
    from_disk.import(0, "rules/2023-90101.xml");
    from_disk.import(0, "rules/2023-90202.xml");
    assert_eq!(desk.hashes(), from_disk.hashes());
    assert!(!desk.findings(None).contains("text-not-yet"));
}

/// The first day that the polls of a server asked for, in order.
async fn days_asked_for(server: &MockServer) -> Vec<String> {
    let requests = server.received_requests().await.unwrap();
    let first_day = |request: &wiremock::Request| {
        let by_words = request.url.query_pairs().any(|(key, _)| key == "conditions[term]");
        (request.url.path() == SEARCH && !by_words).then_some(())?;
        let mut pairs = request.url.query_pairs();
        let day = pairs.find(|(key, _)| key == "conditions[publication_date][gte]")?;
        Some(day.1.into_owned())
    };
    requests.iter().filter_map(first_day).collect()
}

/// A text that does not come for weeks is asked for again, however long ago its document was published.
#[tokio::test(flavor = "multi_thread")]
async fn a_text_is_awaited_longer_than_the_overlap() {
    let server = MockServer::start().await;
    let desk = Desk::with_list();
    let late = record(&server, "2023-90101");
    let polls = AtomicUsize::new(0);
    Mock::given(path(SEARCH))
        .respond_with(move |request: &wiremock::Request| {
            let asked = |key: &str| {
                let mut pairs = request.url.query_pairs();
                let found = pairs.find(|(name, _)| name == &format!("conditions[publication_date][{key}]"));
                found.unwrap().1.into_owned()
            };
            let (from, to) = (asked("gte"), asked("lte"));
            let mut found = json!({"count": 0, "description": "Documents"});
            let by_words = request.url.query_pairs().any(|(key, _)| key == "conditions[term]");
            if from.as_str() <= "2023-07-10" && to.as_str() >= "2023-07-10" && !by_words {
                let mut late = late.clone();
                if polls.fetch_add(1, Ordering::Relaxed) < 4 {
                    late["full_text_xml_url"] = Value::Null;
                }
                found = json!({"count": 1, "description": "Documents", "results": [late]});
            }
            ResponseTemplate::new(200).set_body_json(found)
        })
        .mount(&server)
        .await;
    serve_xml(&server, "2023-90101", text("rules/2023-90101.xml"), 1).await;
    for day in ["2023-07-31", "2023-09-30"] {
        let waiting = poll(&desk, &server, day).await;
        assert_eq!(waiting.code, 3, "{day}: {}{}", waiting.out, waiting.err);
    }
    let arrived = poll(&desk, &server, "2023-10-02").await;
    assert_eq!(arrived.code, 0, "{}{}", arrived.out, arrived.err);
    assert!(arrived.out.contains("Maple Relay"), "{}", arrived.out);
    let asked = days_asked_for(&server).await;
    assert_eq!(asked.iter().filter(|day| *day == "2023-07-10").count(), 4);
    poll(&desk, &server, "2023-10-03").await;
    assert_eq!(days_asked_for(&server).await.last().unwrap(), "2023-09-18");
}

/// A poll until a day to come, or under a clock that is wrong, does not hide the days before it from the next one.
#[tokio::test(flavor = "multi_thread")]
async fn a_poll_until_a_day_to_come_hides_nothing() {
    let server = MockServer::start().await;
    let desk = Desk::with_list();
    Mock::given(path(SEARCH))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({"count": 0, "description": "Documents"})))
        .mount(&server)
        .await;
    poll(&desk, &server, "2023-07-31").await;
    poll(&desk, &server, "2031-01-01").await;
    poll(&desk, &server, "2023-08-31").await;
    let asked = days_asked_for(&server).await;
    assert!(asked.iter().filter(|day| *day == "2023-07-17").count() >= 2, "{asked:?}");
}

/// A report that could not be written is written by the next run; until then the news would be lost.
#[test]
fn a_report_that_could_not_be_written_comes_with_the_next_run() {
    let desk = Desk::new();
    let archive = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/sample");
    let nowhere = desk.path("no/such/folder/report.md");
    let output = nowhere.to_str().unwrap();
    let poll = ["poll", "--archive", archive, "--until", "2025-12-31"];
    let ended = desk.run(&[&poll[..], &["-o", output]].concat());
    assert_eq!(ended.code, 1, "{}", ended.err);
    let report = desk.done(&poll);
    assert!(report.contains("AOOK Technology Limited"), "{report}");
    assert_eq!(desk.done(&poll), "");
}

/// Who stops reading in the middle has not read the report.
#[test]
fn a_report_whose_reader_went_away_comes_with_the_next_run() {
    let desk = Desk::new();
    let archive = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/sample");
    let poll = ["poll", "--archive", archive, "--until", "2025-12-31"];
    let program = desk.program();
    let mut command = std::process::Command::new(program.get_program());
    command
        .args(poll)
        .current_dir(desk.path(""))
        .env("EARWATCH_DB", desk.path("earwatch.db"))
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    let err = String::from_utf8_lossy(&ended.stderr);
    assert_eq!(ended.status.code(), Some(1), "{err}");
    assert!(err.contains("comes with the next run"), "{err}");
    assert!(desk.done(&poll).contains("AOOK Technology Limited"));
}
