//! Digests after a run: into a folder and to a webhook; at least once, recognisably the same, and one failing channel stops
//! no other.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{self, Desk, Ended};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

const FIRST: &str = "2024-06-01";
const SECOND: &str = "2025-10-15";

fn sample() -> String {
    format!("{}/snapshots/sample", env!("CARGO_MANIFEST_DIR"))
}

fn configured(config: &str) -> Desk {
    let desk = Desk::new();
    desk.file("config.toml", config);
    desk
}

fn poll(desk: &Desk, until: &str) -> Ended {
    desk.run(&["poll", "--archive", &sample(), "--until", until])
}

/// The program, off the threads that serve it.
async fn run(desk: &Desk, args: &[&str]) -> Ended {
    let mut program = desk.program();
    program.env("HOOK_SECRET", "k3y").args(args);
    let output = tokio::task::spawn_blocking(move || program.output().unwrap());
    support::ended(&output.await.unwrap())
}

async fn poll_to(desk: &Desk, until: &str) -> Ended {
    run(desk, &["poll", "--archive", &sample(), "--until", until]).await
}

fn hook(server: &MockServer, more: &str) -> String {
    format!("[delivery.hook]\nkind = \"webhook\"\nurl = \"{}/in\"\nmax_attempts = 1\n{more}\n", server.uri())
}

async fn answers(server: &MockServer, status: u16, times: Option<u64>) {
    let mock = Mock::given(method("POST")).respond_with(ResponseTemplate::new(status));
    match times {
        Some(times) => mock.up_to_n_times(times).mount(server).await,
        None => mock.mount(server).await,
    }
}

async fn received(server: &MockServer) -> Vec<Request> {
    server.received_requests().await.unwrap()
}

fn body(request: &Request) -> Value {
    serde_json::from_slice(&request.body).unwrap()
}

fn id(request: &Request) -> String {
    let id = request.headers.get("x-earwatch-delivery").unwrap();
    id.to_str().unwrap().to_owned()
}

fn runs(request: &Request) -> Vec<i64> {
    let body = body(request);
    let runs = body["runs"].as_array().unwrap();
    runs.iter().map(|run| run["run"].as_i64().unwrap()).collect()
}

const ARCHIVE: &str =
    "[delivery.archive]\nkind = \"files\"\ndir = \"reports\"\nformats = [\"html\", \"md\", \"txt\", \"json\"]\n";

/// What is in the folder is what the run printed, in each format.
#[test]
fn a_folder_has_the_report_of_the_day_and_the_latest() {
    let desk = configured(ARCHIVE);
    desk.file("reports/.latest.md.part", "half of what a run that died wrote");
    let ended = poll(&desk, FIRST);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let read = |name: &str| std::fs::read_to_string(desk.path("reports").join(name)).unwrap();
    // Of a first run standard output has the first screen only.
    let (screen, rest) = ended.out.split_once("\n\n").unwrap();
    assert!(read("2024-06-01.txt").starts_with(screen) && rest.contains("earwatch report"), "{}", ended.out);
    for extension in ["html", "md", "txt", "json"] {
        assert_eq!(read(&format!("2024-06-01.{extension}")), read(&format!("latest.{extension}")));
    }
    let report: Value = serde_json::from_str(&read("latest.json")).unwrap();
    assert_eq!(report["schema"], "earwatch/report/1");
    let left = std::fs::read_dir(desk.path("reports")).unwrap().count();
    assert_eq!(left, 8, "nothing but the reports is left behind");
}

/// A run without news leaves the folder alone; a second run with news on one day keeps the first one's news.
#[test]
fn the_file_of_a_day_covers_all_its_runs() {
    let desk = configured(ARCHIVE);
    desk.done(&["init", "--list", &format!("{}/baseline.xml", sample()), "--as-of", "2023-03-31"]);
    let rules = |number: &str| format!("{}/{number}.xml", sample());
    desk.run(&["import", &rules("2023-07840")]);
    let day = || {
        let mut names: Vec<_> = std::fs::read_dir(desk.path("reports"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.starts_with("20") && name.contains(".txt"))
            .collect();
        assert_eq!(names.len(), 1, "{names:?}");
        std::fs::read_to_string(desk.path("reports").join(names.remove(0))).unwrap()
    };
    assert!(day().contains("2023-07840"), "{}", day());
    desk.run(&["import", &rules("2025-05427")]);
    for number in ["2023-07840", "2025-05427"] {
        assert!(day().contains(number), "{number}: {}", day());
    }
    let before = day();
    desk.run(&["import", &rules("2025-05427")]);
    assert_eq!(before, day());
}

/// A folder that cannot be written fails alone, with one line, and gets all of it in one digest when it can.
#[test]
fn a_failing_channel_stops_no_other_and_gets_everything_later() {
    let desk = configured(&format!(
        "{ARCHIVE}[delivery.blocked]\nkind = \"files\"\ndir = \"in-the-way\"\nformats = [\"json\"]\n"
    ));
    let in_the_way = desk.file("in-the-way", "a file where the folder should be");
    for until in [FIRST, SECOND] {
        let ended = poll(&desk, until);
        assert_eq!(ended.code, 3, "{}", ended.err);
        assert_eq!(ended.err.lines().count(), 1, "{}", ended.err);
        assert!(ended.err.contains("warning: not delivered to blocked"), "{}", ended.err);
        assert!(desk.path("reports").join(format!("{until}.md")).is_file());
    }
    let doctor = desk.run(&["doctor"]).out;
    assert!(doctor.contains("3 runs waiting for blocked since"), "{doctor}");
    std::fs::remove_file(in_the_way).unwrap();
    let said = desk.done(&["deliver"]);
    assert_eq!(said, "delivered to blocked (runs 1, 2, 3)\n");
    for name in ["2024-06-01.json", "2025-10-15.json", "latest.json"] {
        assert!(desk.path("in-the-way").join(name).is_file(), "{name}");
    }
    assert_eq!(desk.done(&["deliver"]), "nothing is waiting\n");
    let doctor = desk.run(&["doctor"]).out;
    assert!(doctor.contains("archive, blocked have everything"), "{doctor}");
}

/// A report that cannot be printed is delivered all the same, and once.
#[test]
fn what_cannot_be_printed_is_delivered() {
    let desk = configured(ARCHIVE);
    let args = ["poll", "--archive", &sample(), "--until", FIRST, "-o", "no/such/folder"];
    let ended = desk.run(&args);
    assert!(ended.code == 1 && ended.err.contains("no/such/folder"), "{}", ended.err);
    assert!(desk.path("reports/latest.md").is_file());
    assert_eq!(desk.done(&["deliver"]), "nothing is waiting\n");
}

/// A channel that is new is told of the run at hand and not of all that came before.
#[test]
fn a_new_channel_is_not_told_of_old_runs() {
    let desk = Desk::new();
    poll(&desk, FIRST);
    desk.file("config.toml", ARCHIVE);
    assert_eq!(desk.done(&["deliver"]), "nothing is waiting\n");
    poll(&desk, SECOND);
    assert!(!desk.path("reports/2024-06-01.md").exists());
    assert!(desk.path("reports/2025-10-15.md").is_file());
}

/// The header's code is HMAC-SHA256 over time and body, computed here from SHA-256 alone.
fn hmac(key: &[u8], message: &[u8]) -> String {
    let mut block = [0_u8; 64];
    block[..key.len()].copy_from_slice(key);
    let inner = Sha256::new().chain_update(block.map(|byte| byte ^ 0x36)).chain_update(message).finalize();
    let outer = Sha256::new().chain_update(block.map(|byte| byte ^ 0x5c)).chain_update(inner).finalize();
    earwatch_law::digest::hex(&outer)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_webhook_gets_a_signed_digest() {
    let server = MockServer::start().await;
    answers(&server, 204, None).await;
    let desk = configured(&hook(&server, "secret_env = \"HOOK_SECRET\""));
    let ended = poll_to(&desk, FIRST).await;
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let requests = received(&server).await;
    let [request] = requests.as_slice() else { panic!("{} requests", requests.len()) };
    let signature = request.headers.get("x-earwatch-signature").unwrap();
    let (time, code) = signature.to_str().unwrap().split_once(",v1=").unwrap();
    let time = time.strip_prefix("t=").unwrap();
    let signed = [time.as_bytes(), b".", &request.body].concat();
    assert_eq!(code, hmac(b"k3y", &signed));
    let body = body(request);
    assert_eq!(body["schema"], "earwatch/delivery/1");
    assert_eq!(body["id"], id(request));
    assert_eq!(body["urgency"], "urgent");
    assert_eq!(body["report"]["schema"], "earwatch/report/1");
    assert_eq!(runs(request), [1, 2]);
    // Nothing new, nothing sent.
    poll_to(&desk, FIRST).await;
    assert_eq!(received(&server).await.len(), 1);
}

/// A receiver that refused has not got it: the next run sends all of it in one, and nothing twice.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_refused_comes_with_the_next_run_in_one() {
    let server = MockServer::start().await;
    answers(&server, 500, Some(1)).await;
    answers(&server, 200, None).await;
    let desk = configured(&hook(&server, ""));
    let first = poll_to(&desk, FIRST).await;
    assert_eq!(first.code, 3);
    assert!(first.err.contains("500"), "{}", first.err);
    let second = poll_to(&desk, SECOND).await;
    assert_eq!((second.code, second.err.as_str()), (0, ""));
    poll_to(&desk, SECOND).await;
    let requests = received(&server).await;
    let sent: Vec<_> = requests.iter().map(runs).collect();
    assert_eq!(sent, [vec![1, 2], vec![1, 2, 3]]);
    assert_ne!(id(&requests[0]), id(&requests[1]));
}

/// Within one run too a receiver is asked again, when it says.
#[tokio::test(flavor = "multi_thread")]
async fn a_busy_receiver_is_asked_again_as_it_says() {
    let server = MockServer::start().await;
    let busy = ResponseTemplate::new(429).insert_header("retry-after", "0");
    let busy = Mock::given(method("POST")).respond_with(busy);
    busy.up_to_n_times(1).mount(&server).await;
    answers(&server, 200, None).await;
    let desk = configured(&hook(&server, "").replace("max_attempts = 1", "max_attempts = 2"));
    let ended = poll_to(&desk, FIRST).await;
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let requests = received(&server).await;
    assert_eq!(requests.len(), 2);
    assert_eq!(id(&requests[0]), id(&requests[1]));
    assert_eq!(requests[0].body, requests[1].body);
}

/// One that wants to be left alone for long is left to the next run.
#[tokio::test(flavor = "multi_thread")]
async fn a_run_does_not_wait_for_hours() {
    let server = MockServer::start().await;
    let busy = ResponseTemplate::new(503).insert_header("retry-after", "7200");
    Mock::given(method("POST")).respond_with(busy).mount(&server).await;
    let desk = configured(&hook(&server, "").replace("max_attempts = 1", "max_attempts = 5"));
    let begun = Instant::now();
    assert_eq!(poll_to(&desk, FIRST).await.code, 3);
    assert!(begun.elapsed() < Duration::from_secs(20));
    assert_eq!(received(&server).await.len(), 1);
}

/// Killed after the receiver has it and before that is on record: the very same digest comes once more, by the same name,
/// and what came since comes apart from it.
#[tokio::test(flavor = "multi_thread")]
async fn a_digest_in_doubt_is_repeated_as_it_was() {
    let server = MockServer::start().await;
    let slow = ResponseTemplate::new(200).set_delay(Duration::from_secs(60));
    let slow = Mock::given(method("POST")).respond_with(slow);
    slow.up_to_n_times(1).mount(&server).await;
    answers(&server, 200, None).await;
    let desk = configured(&hook(&server, ""));
    let mut program = Command::new(assert_cmd::cargo::cargo_bin!("earwatch"))
        .current_dir(desk.path(""))
        .env("EARWATCH_DB", desk.path("earwatch.db"))
        .args(["poll", "--archive", &sample(), "--until", FIRST])
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while received(&server).await.is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(30), "nothing came");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    program.kill().unwrap();
    program.wait().unwrap();
    let ended = poll_to(&desk, SECOND).await;
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    poll_to(&desk, SECOND).await;
    let requests = received(&server).await;
    let sent: Vec<_> = requests.iter().map(runs).collect();
    assert_eq!(sent, [vec![1, 2], vec![1, 2], vec![3]]);
    assert_eq!(id(&requests[0]), id(&requests[1]));
    assert!(requests[0].body == requests[1].body, "the same to the byte");
    assert_ne!(id(&requests[1]), id(&requests[2]));
}

/// Killed at whatever moment: each run reaches the receiver, in one digest and no other, however often that one is sent.
#[tokio::test(flavor = "multi_thread")]
async fn a_kill_at_any_moment_loses_and_doubles_nothing() {
    for moment in (0..10).map(|n| Duration::from_millis(20 * n)) {
        let server = MockServer::start().await;
        let slow = ResponseTemplate::new(200).set_delay(Duration::from_millis(20));
        Mock::given(method("POST")).respond_with(slow).mount(&server).await;
        let desk = configured(&hook(&server, ""));
        let mut program = Command::new(assert_cmd::cargo::cargo_bin!("earwatch"))
            .current_dir(desk.path(""))
            .env("EARWATCH_DB", desk.path("earwatch.db"))
            .args(["poll", "--archive", &sample(), "--until", FIRST])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        tokio::time::sleep(moment).await;
        program.kill().unwrap();
        program.wait().unwrap();
        for until in [FIRST, SECOND] {
            assert_eq!(poll_to(&desk, until).await.code, 0);
        }
        let mut digests = std::collections::BTreeMap::new();
        for request in received(&server).await {
            let told = digests.entry(id(&request)).or_insert_with(|| request.body.clone());
            assert!(*told == request.body, "{moment:?}: one identity, two digests");
        }
        let told: Vec<Value> = digests.values().map(|body| serde_json::from_slice(body).unwrap()).collect();
        let sections = told.iter().flat_map(|told| told["report"]["sections"].as_array().unwrap());
        let mut versions: Vec<_> = sections.map(|section| section["version"].as_i64()).collect();
        versions.sort_unstable();
        let all: Vec<_> = (1..=7).map(Some).collect();
        assert_eq!(versions, all, "{moment:?}");
    }
}

/// No answer in time is no refusal: the receiver may have it.
#[tokio::test(flavor = "multi_thread")]
async fn no_answer_in_time_leaves_a_digest_in_doubt() {
    let server = MockServer::start().await;
    let slow = ResponseTemplate::new(200).set_delay(Duration::from_secs(5));
    let slow = Mock::given(method("POST")).respond_with(slow);
    slow.up_to_n_times(1).mount(&server).await;
    answers(&server, 200, None).await;
    let desk = configured(&hook(&server, "timeout_seconds = 1"));
    let ended = poll_to(&desk, FIRST).await;
    assert_eq!(ended.code, 3);
    assert!(ended.err.contains("whether it arrived is not known"), "{}", ended.err);
    poll_to(&desk, SECOND).await;
    let requests = received(&server).await;
    let sent: Vec<_> = requests.iter().map(runs).collect();
    assert_eq!(sent, [vec![1, 2], vec![1, 2], vec![3]]);
    assert_eq!(id(&requests[0]), id(&requests[1]));
}

/// A receiver is asked where the configuration says, and nowhere else.
#[tokio::test(flavor = "multi_thread")]
async fn a_redirect_is_a_refusal() {
    let elsewhere = MockServer::start().await;
    let server = MockServer::start().await;
    let moved = ResponseTemplate::new(307).insert_header("location", elsewhere.uri().as_str());
    Mock::given(method("POST")).respond_with(moved).mount(&server).await;
    let desk = configured(&hook(&server, ""));
    let ended = poll_to(&desk, FIRST).await;
    assert!(ended.code == 3 && ended.err.contains("307"), "{}", ended.err);
    assert!(received(&elsewhere).await.is_empty());
}

/// A login page with status 200 is no receipt.
#[tokio::test(flavor = "multi_thread")]
async fn a_web_page_is_no_receipt() {
    let server = MockServer::start().await;
    let page = ResponseTemplate::new(200).set_body_raw("\n<!DOCTYPE html><title>Login</title>", "text/html");
    let page = Mock::given(method("POST")).respond_with(page);
    page.up_to_n_times(1).mount(&server).await;
    // A receiver may call a word a page.
    let word = ResponseTemplate::new(200).set_body_raw("ok", "text/html");
    Mock::given(method("POST")).respond_with(word).mount(&server).await;
    let desk = configured(&hook(&server, ""));
    let ended = poll_to(&desk, FIRST).await;
    assert!(ended.code == 3 && ended.err.contains("web page"), "{}", ended.err);
    let said = run(&desk, &["deliver"]).await;
    assert_eq!(said.out, "delivered to hook (runs 1, 2)\n");
}

/// Chats answer 200 and say in the body that they have not taken the message.
#[tokio::test(flavor = "multi_thread")]
async fn a_failure_in_the_body_is_no_receipt() {
    for (shape, body, words) in [
        (
            "teams",
            "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 413 with \
                   ContextId tcid=0,server=X,cv=Y..",
            "HTTP error 413",
        ),
        ("teams", "{\"isSuccessStatusCode\":false,\"statusCode\":400}", "statusCode"),
        ("slack", "invalid_blocks", "invalid_blocks"),
        ("slack", "{\"ok\":false,\"error\":\"channel_not_found\"}", "channel_not_found"),
        ("json", "{\"success\":false}", "success"),
    ] {
        let server = MockServer::start().await;
        let says = |status: u16, body: &str| {
            Mock::given(method("POST")).respond_with(ResponseTemplate::new(status).set_body_string(body))
        };
        says(200, body).up_to_n_times(1).mount(&server).await;
        says(202, "").mount(&server).await;
        let hook = match shape {
            "json" => hook(&server, ""),
            _ => format!(
                "[delivery.hook]\nkind = \"webhook\"\nurl_env = \"CHAT\"\nshape = \"{shape}\"\nmax_attempts = 1\n"
            ),
        };
        let desk = configured(&hook);
        let run = |args: Vec<String>| {
            let mut program = desk.program();
            program.env("CHAT", format!("{}/in", server.uri())).args(args);
            tokio::task::spawn_blocking(move || support::ended(&program.output().unwrap()))
        };
        let poll = ["poll", "--archive", &sample(), "--until", FIRST].map(str::to_owned).to_vec();
        let ended = run(poll).await.unwrap();
        assert_eq!((ended.code, ended.err.lines().count()), (3, 1), "{shape}: {}", ended.err);
        assert!(ended.err.contains("not delivered to hook") && ended.err.contains(words), "{shape}: {}", ended.err);
        // An empty answer is a receipt.
        let said = run(vec!["deliver".to_owned()]).await.unwrap();
        assert_eq!(said.out, "delivered to hook (runs 1, 2)\n", "{shape}: {}", said.err);
        assert_eq!(received(&server).await.len(), 2);
    }
}

/// A connector that passes on that it was asked too often is asked again in the same run.
#[tokio::test(flavor = "multi_thread")]
async fn a_busy_chat_that_says_so_in_the_body_is_asked_again() {
    let server = MockServer::start().await;
    let busy = "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429.";
    let says = |body: &str| Mock::given(method("POST")).respond_with(ResponseTemplate::new(200).set_body_string(body));
    says(busy).up_to_n_times(1).mount(&server).await;
    says("1").mount(&server).await;
    let desk =
        configured("[delivery.hook]\nkind = \"webhook\"\nurl_env = \"CHAT\"\nshape = \"teams\"\nmax_attempts = 2\n");
    let mut program = desk.program();
    program.env("CHAT", server.uri()).args(["poll", "--archive", &sample(), "--until", FIRST]);
    let ended = tokio::task::spawn_blocking(move || support::ended(&program.output().unwrap())).await.unwrap();
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    assert_eq!(received(&server).await.len(), 2);
}

/// What a stranger's server says reaches the terminal as one line without control characters.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_receiver_says_is_told_in_one_line() {
    let server = MockServer::start().await;
    let page = format!("no\n\u{1b}[31mway\n{}", "x".repeat(1_000_000));
    let refusal = ResponseTemplate::new(400).set_body_string(page);
    Mock::given(method("POST")).respond_with(refusal).mount(&server).await;
    let desk = configured(&hook(&server, ""));
    let ended = poll_to(&desk, FIRST).await;
    assert_eq!(ended.err.lines().count(), 1);
    assert!(ended.err.len() < 1000 && !ended.err.contains('\u{1b}'), "{}", ended.err);
    assert!(ended.err.contains("no ⟨U+001B⟩[31mway"), "{}", ended.err);
}

/// Without a network a folder is served, and a webhook waits.
#[tokio::test(flavor = "multi_thread")]
async fn offline_only_folders_are_served() {
    let server = MockServer::start().await;
    answers(&server, 200, None).await;
    let desk = configured(&format!("{ARCHIVE}{}", hook(&server, "")));
    let offline = ["--offline", "poll", "--archive", &sample(), "--until", FIRST];
    assert_eq!(run(&desk, &offline).await.code, 0);
    assert!(desk.path("reports/latest.md").is_file() && received(&server).await.is_empty());
    let said = run(&desk, &["deliver"]).await;
    assert_eq!(said.out, "delivered to hook (runs 1, 2)\n");
}

/// A test message is marked as one and leaves nothing on record.
#[tokio::test(flavor = "multi_thread")]
async fn a_test_message_is_marked_and_not_recorded() {
    let server = MockServer::start().await;
    answers(&server, 200, None).await;
    let desk = configured(&format!("{ARCHIVE}{}", hook(&server, "")));
    let said = run(&desk, &["deliver", "--test", "hook"]).await;
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let requests = received(&server).await;
    let told = body(&requests[0]);
    assert_eq!((&told["test"], &told["headline"]), (&Value::Bool(true), &"TEST: channel hook works".into()));
    assert!(!desk.path("earwatch.db").exists());
    run(&desk, &["deliver", "--test", "archive"]).await;
    assert!(!desk.path("reports/latest.md").exists());
    for form in ["md", "txt", "html", "json"] {
        let test = desk.path(&format!("reports/test.{form}"));
        let test = std::fs::read_to_string(test).unwrap();
        assert!(test.contains("TEST: channel archive works"), "{test}");
        assert!(!test.contains("no change"), "{test}");
    }
    let unknown = run(&desk, &["deliver", "--test", "pigeon"]).await;
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("configured are: archive, hook"), "{}", unknown.err);
}

/// A secret that is not there is named; nothing is sent without it.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_sent_without_its_secret() {
    let server = MockServer::start().await;
    answers(&server, 200, None).await;
    let desk = configured(&hook(&server, "secret_env = \"NO_SUCH_SECRET\""));
    let ended = poll_to(&desk, FIRST).await;
    assert!(ended.code == 3 && ended.err.contains("NO_SUCH_SECRET"), "{}", ended.err);
    assert!(received(&server).await.is_empty());
    let refused = configured("[delivery.a]\nkind = \"webhook\"\nurl = \"https://h.example/\"\nsecret = \"k3y\"\n");
    let ended = poll(&refused, FIRST);
    assert!(ended.code == 2 && ended.err.contains("secret_env or secret_file"), "{}", ended.err);
    assert!(!ended.err.contains("k3y"), "{}", ended.err);
}

/// After a good run the address is asked for, after a failed one `/fail`; no answer is a warning.
#[tokio::test(flavor = "multi_thread")]
async fn a_sign_of_life_is_given() {
    let server = MockServer::start().await;
    let ok = Mock::given(method("GET")).respond_with(ResponseTemplate::new(200));
    ok.up_to_n_times(2).mount(&server).await;
    let desk = configured(&format!("[heartbeat]\nping_url = \"{}/ping/1\"\n", server.uri()));
    assert_eq!(poll_to(&desk, FIRST).await.code, 0);
    let nothing = desk.path("nothing");
    let failed = run(&desk, &["poll", "--archive", nothing.to_str().unwrap()]).await;
    assert_eq!(failed.code, 1);
    let requests = received(&server).await;
    let paths: Vec<_> = requests.iter().map(|request| request.url.path()).collect();
    assert_eq!(paths, ["/ping/1", "/ping/1/fail"]);
    let unheard = poll_to(&desk, FIRST).await;
    assert_eq!(unheard.code, 0);
    assert!(unheard.err.contains("warning: no sign of life"), "{}", unheard.err);
}

#[tokio::test]
async fn a_channel_with_a_watch_list_gets_its_own_news_first() {
    let server = MockServer::start().await;
    answers(&server, 200, None).await;
    let desk = configured(&hook(&server, "watch = \"ours.watch\""));
    desk.file("ours.watch", "Inspur Beijing Electronics Information Industry\n");
    poll_to(&desk, FIRST).await;
    poll_to(&desk, SECOND).await;
    let requests = received(&server).await;
    let last = body(requests.last().unwrap());
    assert!(last["headline"].as_str().unwrap().contains("on the watch list “ours.watch”"), "{}", last["headline"]);
    let watch = &last["report"]["watch"];
    assert_eq!(watch["changes"]["matching"], 2, "{watch}");
    // A list that cannot be read holds the digest back, and says so.
    desk.file("ours.watch", "contry: x\n");
    let ended = run(&desk, &["deliver", "--test", "hook"]).await;
    assert_eq!(ended.code, 2, "{}", ended.err);
    assert!(ended.err.contains("ours.watch:1: expected name, country"), "{}", ended.err);
}
