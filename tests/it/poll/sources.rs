//! The sources against servers and directories made for each test.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use earwatch::source::archive::Archive;
use earwatch::source::federal_register::FederalRegister;
use earwatch::source::http::{Http, Settings};
use earwatch::source::{Expected, FullText, Held, Listed, PublicationId, Source, SourceError, Window};
use earwatch_law::digest::sha256_hex;
use earwatch_law::finding::Code;
use earwatch_law::law::citation::DocumentNumber;
use serde_json::{Value, json};
use tempfile::TempDir;
use url::Url;
use wiremock::matchers::{header, method, path, query_param, query_param_is_missing};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

const SEARCH: &str = "/api/v1/documents.json";
const XML: &str = "<?xml version=\"1.0\"?>\n<RULE><AMDPAR>1. Remove.</AMDPAR></RULE>";
const WALL: &str = "<!DOCTYPE html><html><head><title>Register :: Request Access</title></head></html>";
/// 64 KiB of white space in a JSON string, compressed to 124 bytes.
const BOMB: [u8; 124] = [
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 237, 198, 161, 17, 128, 48, 20, 5, 176, 85, 254, 61, 141, 193, 118, 27, 14, 52,
    84, 128, 234, 117, 119, 58, 72, 162, 50, 114, 62, 223, 253, 166, 213, 190, 85, 250, 113, 173, 165, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 96, 201, 252, 1, 8, 175, 203, 130, 23, 0, 1, 0,
];

fn settings() -> Settings {
    Settings {
        contact: "mailto:compliance@example.org".to_owned(),
        timeout: Duration::from_secs(5),
        min_interval: Duration::ZERO,
        max_attempts: 3,
        backoff: Duration::from_millis(1),
        max_wait: Duration::from_millis(3),
        max_bytes: 16 * 1024,
    }
}

fn http() -> Http {
    Http::new(settings()).unwrap()
}

fn register(server: &MockServer) -> FederalRegister {
    FederalRegister::new(&format!("{}/api/v1", server.uri()), http()).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn may() -> Window {
    Window { from: day("2031-05-01"), to: day("2031-05-31") }
}

fn number(text: &str) -> PublicationId {
    PublicationId::Document(DocumentNumber::new(text))
}

fn listed(text: &str) -> Listed {
    Listed { kind: number(text), published: None, record: None, metadata: None, is_whole: false, cites: false }
}

fn numbers(listed: &[Listed]) -> Vec<String> {
    listed.iter().map(|listed| listed.kind.to_string()).collect()
}

fn record(number: &str, date: &str) -> Value {
    json!({
        "document_number": number,
        "type": "Rule",
        "title": "Changes to the Entity List",
        "publication_date": date,
        "full_text_xml_url": null,
    })
}

fn page(count: u64, numbers: &[&str], next: Option<String>) -> ResponseTemplate {
    let results: Vec<_> = numbers.iter().map(|number| record(number, "2031-05-06")).collect();
    let mut body = json!({"count": count, "description": "Documents", "results": results});
    if let Some(next) = next {
        body["next_page_url"] = Value::String(next);
    }
    ResponseTemplate::new(200).set_body_json(body)
}

async fn serve(server: &MockServer, at: &str, response: ResponseTemplate) {
    Mock::given(method("GET")).and(path(at)).respond_with(response).mount(server).await;
}

async fn serve_page(server: &MockServer, number: u32, response: ResponseTemplate) {
    let first = Mock::given(method("GET")).and(path(SEARCH));
    let mock = if number == 1 {
        first.and(query_param_is_missing("page"))
    } else {
        first.and(query_param("page", number.to_string()))
    };
    mock.respond_with(response).mount(server).await;
}

async fn get(server: &MockServer, expected: Expected) -> Result<Vec<u8>, SourceError> {
    let url = Url::parse(&format!("{}/data", server.uri())).unwrap();
    http().get(&url, expected).await.map(|capture| capture.bytes)
}

async fn asked(server: &MockServer) -> Vec<Request> {
    server.received_requests().await.unwrap()
}

/// A server that answers every connection with the same bytes, also with broken ones.
fn raw_server(answer: &'static [u8]) -> Url {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = Url::parse(&format!("http://{}/data", listener.local_addr().unwrap())).unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4096]).unwrap();
            stream.write_all(answer).unwrap();
        }
    });
    url
}

#[tokio::test]
async fn all_pages_are_collected() {
    let server = MockServer::start().await;
    // The second address names the public site, as a mirror of recorded answers does.
    let own = format!("{}{SEARCH}?page=2", server.uri());
    let public = "https://www.federalregister.gov/api/v1/documents.json?page=3".to_owned();
    serve_page(&server, 1, page(5, &["2031-00001", "2031-00002"], Some(own))).await;
    serve_page(&server, 2, page(5, &["2031-00003", "2031-00004"], Some(public))).await;
    serve_page(&server, 3, page(5, &["2031-00005"], None)).await;
    let documents = register(&server).documents(may()).await.unwrap();
    let expected = ["2031-00001", "2031-00002", "2031-00003", "2031-00004", "2031-00005"];
    assert_eq!(numbers(&documents), expected);
    assert_eq!(documents[0].published, Some(day("2031-05-06")));
    let record = documents[0].record.as_ref().unwrap();
    assert_eq!(record.title.as_deref(), Some("Changes to the Entity List"));
}

#[tokio::test]
async fn all_types_are_asked_for_by_agency_and_by_part_in_pieces_of_a_month() {
    let server = MockServer::start().await;
    for (from, to, date) in [("2031-04-20", "2031-05-20", "2031-04-21"), ("2031-05-21", "2031-05-27", "2031-05-23")] {
        let body = json!({"count": 1, "results": [record(&format!("{date}-1"), date)]});
        let other =
            json!({"count": 2, "results": [record(&format!("{date}-2"), date), record(&format!("{date}-1"), date)]});
        Mock::given(path(SEARCH))
            .and(query_param("conditions[cfr][title]", "15"))
            .and(query_param("conditions[cfr][part]", "744"))
            .and(query_param("conditions[publication_date][gte]", from))
            .and(query_param_is_missing("conditions[agencies][]"))
            .respond_with(ResponseTemplate::new(200).set_body_json(other))
            .expect(1)
            .mount(&server)
            .await;
        Mock::given(path(SEARCH))
            .and(query_param("conditions[agencies][]", "industry-and-security-bureau"))
            .and(query_param_is_missing("conditions[cfr][part]"))
            .and(query_param("conditions[publication_date][gte]", from))
            .and(query_param("conditions[publication_date][lte]", to))
            .and(query_param("order", "oldest"))
            .and(query_param("per_page", "100"))
            .and(query_param_is_missing("conditions[type][]"))
            .and(query_param_is_missing("conditions[term]"))
            .respond_with(ResponseTemplate::new(200).set_body_json(body))
            .expect(1)
            .mount(&server)
            .await;
    }
    let window = Window { from: day("2031-04-20"), to: day("2031-05-27") };
    let documents = register(&server).documents(window).await.unwrap();
    assert_eq!(numbers(&documents), ["2031-04-21-1", "2031-04-21-2", "2031-05-23-1", "2031-05-23-2"]);
}

/// A condition that is ignored, or an old answer out of a cache.
#[tokio::test]
async fn a_list_with_documents_of_other_days_is_an_error() {
    let server = MockServer::start().await;
    let results = [record("2031-00002", "2031-05-06"), record("2031-00001", "2031-04-30")];
    let body = json!({"count": 2, "results": results});
    serve(&server, SEARCH, ResponseTemplate::new(200).set_body_json(body)).await;
    let error = register(&server).documents(may()).await.unwrap_err();
    assert!(matches!(&error, SourceError::OtherDays { what, .. } if what == "2031-00001"), "{error}");
}

#[tokio::test]
async fn no_hits_come_without_results() {
    for status in [200, 404] {
        let server = MockServer::start().await;
        let body = json!({"count": 0, "description": "Documents"});
        serve(&server, SEARCH, ResponseTemplate::new(status).set_body_json(body)).await;
        assert_eq!(register(&server).documents(may()).await.unwrap(), [], "{status}");
    }
}

#[tokio::test]
async fn a_count_without_results_is_an_error() {
    let server = MockServer::start().await;
    serve(&server, SEARCH, ResponseTemplate::new(200).set_body_json(json!({"count": 3}))).await;
    let error = register(&server).documents(may()).await.unwrap_err();
    assert!(matches!(error, SourceError::Shape { .. }), "{error}");
}

#[tokio::test]
async fn json_of_another_shape_is_an_error() {
    for body in [json!({}), json!([]), json!({"count": 1, "results": [{"title": "no number"}]})] {
        let server = MockServer::start().await;
        serve(&server, SEARCH, ResponseTemplate::new(200).set_body_json(&body)).await;
        let error = register(&server).documents(may()).await.unwrap_err();
        assert!(matches!(error, SourceError::Shape { .. }), "{body}: {error}");
    }
}

#[tokio::test]
async fn a_list_shorter_than_its_count_is_an_error() {
    let server = MockServer::start().await;
    serve(&server, SEARCH, page(3, &["2031-00001", "2031-00002"], None)).await;
    let error = register(&server).documents(may()).await.unwrap_err();
    let SourceError::Count { announced: 3, collected: 2, .. } = error else { panic!("{error}") };
    assert!(error.to_string().contains("announces 3 documents, but lists 2"), "{error}");
}

#[tokio::test]
async fn a_document_listed_twice_does_not_make_up_for_a_missing_one() {
    let server = MockServer::start().await;
    let next = format!("{}{SEARCH}?page=2", server.uri());
    serve_page(&server, 1, page(3, &["2031-00001", "2031-00002"], Some(next))).await;
    serve_page(&server, 2, page(3, &["2031-00002"], None)).await;
    let error = register(&server).documents(may()).await.unwrap_err();
    assert!(matches!(error, SourceError::Count { announced: 3, collected: 2, .. }), "{error}");
}

#[tokio::test]
async fn a_page_served_again_is_an_error() {
    let server = MockServer::start().await;
    let next = format!("{}{SEARCH}?page=2", server.uri());
    serve(&server, SEARCH, page(4, &["2031-00001", "2031-00002"], Some(next))).await;
    let error = register(&server).documents(may()).await.unwrap_err();
    assert!(matches!(error, SourceError::RepeatedPage { .. }), "{error}");
    assert!(error.to_string().contains("2031-00001"), "{error}");
    assert_eq!(asked(&server).await.len(), 2);
}

#[tokio::test]
async fn a_next_page_on_another_host_is_refused() {
    let server = MockServer::start().await;
    let next = "https://register.example/api/v1/documents.json?page=2".to_owned();
    serve(&server, SEARCH, page(2, &["2031-00001"], Some(next))).await;
    let error = register(&server).documents(may()).await.unwrap_err();
    assert!(matches!(error, SourceError::ForeignHost { .. }), "{error}");
}

#[tokio::test]
async fn a_bad_request_is_quoted_and_not_repeated() {
    let server = MockServer::start().await;
    let body = json!({"status": 400, "message": "field 'colour' not valid"});
    serve(&server, SEARCH, ResponseTemplate::new(400).set_body_json(body)).await;
    let error = register(&server).documents(may()).await.unwrap_err();
    assert!(error.to_string().contains("answered 400 after 1 attempt (field 'colour' not valid)"), "{error}");
    assert_eq!(error.code(), Code::SourceUnreachable);
    assert_eq!(asked(&server).await.len(), 1);
}

#[tokio::test]
async fn a_document_comes_with_its_record_and_its_xml() {
    let server = MockServer::start().await;
    let file = "/documents/full_text/xml/2031/05/06/2031-00001.xml";
    let mut body = record("2031-00001", "2031-05-06");
    body["full_text_xml_url"] = format!("https://www.federalregister.gov{file}").into();
    let json = ResponseTemplate::new(200).set_body_json(body).insert_header("etag", "\"abc\"");
    serve(&server, "/api/v1/documents/2031-00001.json", json).await;
    let xml = ResponseTemplate::new(200)
        .set_body_raw(XML, "text/xml; charset=utf-8")
        .insert_header("last-modified", "Tue, 06 May 2031 10:00:00 GMT");
    serve(&server, file, xml).await;

    let delivery = register(&server).fetch(&listed("2031-00001"), &Held::default()).await.unwrap();
    assert_eq!(delivery.kind, number("2031-00001"));
    assert_eq!(delivery.record.as_ref().unwrap().publication_date, Some(day("2031-05-06")));
    let metadata = delivery.metadata.as_ref().unwrap();
    assert_eq!(metadata.etag.as_deref(), Some("\"abc\""));
    assert_eq!(metadata.media_type, "application/json");
    let xml = delivery.full_text.capture().unwrap();
    assert_eq!(xml.url, format!("{}{file}", server.uri()));
    assert_eq!(xml.media_type, "text/xml");
    assert_eq!(xml.last_modified.as_deref(), Some("Tue, 06 May 2031 10:00:00 GMT"));
    assert_eq!(xml.bytes, XML.as_bytes());
    assert_eq!(xml.sha256, sha256_hex(XML.as_bytes()));
    assert_eq!(delivery.captures().count(), 2);
}

#[tokio::test]
async fn a_document_without_xml_is_not_there_yet() {
    let server = MockServer::start().await;
    let json = ResponseTemplate::new(200).set_body_json(record("2031-00001", "2031-05-06"));
    serve(&server, "/api/v1/documents/2031-00001.json", json).await;
    let delivery = register(&server).fetch(&listed("2031-00001"), &Held::default()).await.unwrap();
    assert_eq!(delivery.full_text, FullText::NotYet);
    assert!(delivery.metadata.is_some());
}

#[tokio::test]
async fn a_record_of_another_document_is_an_error() {
    let server = MockServer::start().await;
    let json = ResponseTemplate::new(200).set_body_json(record("2031-00002", "2031-05-06"));
    serve(&server, "/api/v1/documents/2031-00001.json", json).await;
    let error = register(&server).fetch(&listed("2031-00001"), &Held::default()).await.unwrap_err();
    let line = error.to_string();
    assert!(line.contains("2031-00001") && line.contains("2031-00002"), "{line}");
}

#[tokio::test]
async fn the_api_has_no_whole_issues() {
    let server = MockServer::start().await;
    let issue = Listed { kind: PublicationId::Issue(day("2031-05-06")), ..listed("2031-00001") };
    let error = register(&server).fetch(&issue, &Held::default()).await.unwrap_err();
    assert!(matches!(error, SourceError::IssueAsked { .. }), "{error}");
}

#[tokio::test]
async fn requests_say_who_asks_and_for_what() {
    let server = MockServer::start().await;
    let agent = format!("earwatch/{} (+mailto:compliance@example.org)", env!("CARGO_PKG_VERSION"));
    Mock::given(header("user-agent", agent.as_str()))
        .and(header("accept", "application/json"))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({})))
        .mount(&server)
        .await;
    assert_eq!(get(&server, Expected::Json).await.unwrap(), b"{}");
}

#[tokio::test]
async fn a_contact_that_cannot_stand_in_a_header_is_refused() {
    let error = Http::new(Settings { contact: "a\nb".to_owned(), ..settings() }).unwrap_err();
    assert!(matches!(error, SourceError::Client { .. }), "{error}");
}

#[tokio::test]
async fn a_busy_source_is_asked_again_after_the_wait_it_asks_for() {
    let server = MockServer::start().await;
    let busy = ResponseTemplate::new(429).insert_header("retry-after", "0");
    Mock::given(path("/data")).respond_with(busy).up_to_n_times(1).mount(&server).await;
    serve(&server, "/data", ResponseTemplate::new(200).set_body_json(json!([1]))).await;
    // With a backoff this long the test would not end if the header were ignored.
    let patient = Duration::from_secs(3600);
    let mut http = Http::new(Settings { backoff: patient, max_wait: patient, ..settings() }).unwrap();
    let url = Url::parse(&format!("{}/data", server.uri())).unwrap();
    assert_eq!(http.get(&url, Expected::Json).await.unwrap().bytes, b"[1]");
}

#[tokio::test]
async fn a_source_that_asks_for_a_longer_wait_than_a_run_is_left_alone() {
    let server = MockServer::start().await;
    let busy = ResponseTemplate::new(503).insert_header("retry-after", "86400");
    serve(&server, "/data", busy).await;
    let error = get(&server, Expected::Json).await.unwrap_err();
    assert!(matches!(error, SourceError::Busy { seconds: 86400, .. }), "{error}");
    assert_eq!(asked(&server).await.len(), 1);
}

#[tokio::test]
async fn a_source_that_keeps_failing_is_given_up() {
    let server = MockServer::start().await;
    serve(&server, "/data", ResponseTemplate::new(500).set_body_string("out of order")).await;
    let error = get(&server, Expected::Json).await.unwrap_err();
    assert!(matches!(error, SourceError::Refused { status: 500, attempts: 3, .. }), "{error}");
    assert!(error.to_string().contains("out of order"), "{error}");
    assert_eq!(error.code(), Code::SourceUnreachable);
    assert_eq!(asked(&server).await.len(), 3);
}

#[tokio::test]
async fn a_source_that_does_not_answer_is_unreachable() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = Url::parse(&format!("http://{closed}/data")).unwrap();
    let error = http().get(&url, Expected::Json).await.unwrap_err();
    assert!(matches!(error, SourceError::Unreachable { attempts: 3, .. }), "{error}");
    assert_eq!(error.code(), Code::SourceUnreachable);
}

#[tokio::test]
async fn a_source_that_takes_too_long_is_unreachable() {
    let server = MockServer::start().await;
    let late = ResponseTemplate::new(200).set_delay(Duration::from_secs(60));
    serve(&server, "/data", late).await;
    let timeout = Duration::from_millis(20);
    let mut http = Http::new(Settings { timeout, max_attempts: 2, ..settings() }).unwrap();
    let url = Url::parse(&format!("{}/data", server.uri())).unwrap();
    let error = http.get(&url, Expected::Json).await.unwrap_err();
    assert!(matches!(error, SourceError::Unreachable { attempts: 2, .. }), "{error}");
}

#[tokio::test]
async fn requests_keep_their_distance() {
    let server = MockServer::start().await;
    serve(&server, "/data", ResponseTemplate::new(200).set_body_json(json!({}))).await;
    let min_interval = Duration::from_millis(20);
    let mut http = Http::new(Settings { min_interval, ..settings() }).unwrap();
    let url = Url::parse(&format!("{}/data", server.uri())).unwrap();
    let start = Instant::now();
    for _ in 0..3 {
        http.get(&url, Expected::Json).await.unwrap();
    }
    assert!(start.elapsed() >= min_interval * 2);
}

#[tokio::test]
async fn a_wall_is_blocked_and_named_by_its_title() {
    for status in [200, 403] {
        let server = MockServer::start().await;
        let wall = ResponseTemplate::new(status).set_body_raw(WALL, "text/html; charset=utf-8");
        serve(&server, SEARCH, wall).await;
        let error = register(&server).documents(may()).await.unwrap_err();
        assert!(matches!(error, SourceError::Blocked { .. }), "{status}: {error}");
        assert!(error.to_string().contains("\"Register :: Request Access\""), "{error}");
        assert_eq!(error.code(), Code::SourceBlocked);
        assert_eq!(asked(&server).await.len(), 1, "{status}");
    }
}

#[tokio::test]
async fn a_wall_in_the_place_of_an_xml_is_blocked() {
    let server = MockServer::start().await;
    serve(&server, "/data", ResponseTemplate::new(200).set_body_raw(WALL, "application/xml")).await;
    let error = get(&server, Expected::Xml).await.unwrap_err();
    assert!(matches!(error, SourceError::Blocked { expected: "XML", .. }), "{error}");
}

#[tokio::test]
async fn data_of_another_type_is_refused() {
    let server = MockServer::start().await;
    serve(&server, "/data", ResponseTemplate::new(200).set_body_raw("%PDF-1.7", "application/pdf")).await;
    let error = get(&server, Expected::Xml).await.unwrap_err();
    assert!(matches!(error, SourceError::WrongType { .. }), "{error}");
    assert!(error.to_string().contains("application/pdf"), "{error}");
}

#[tokio::test]
async fn an_empty_answer_is_an_error() {
    let server = MockServer::start().await;
    serve(&server, "/data", ResponseTemplate::new(200).set_body_raw("", "application/json")).await;
    let error = get(&server, Expected::Json).await.unwrap_err();
    assert!(matches!(error, SourceError::Empty { .. }), "{error}");
}

#[tokio::test]
async fn a_truncated_body_is_an_error() {
    let url = raw_server(
        b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 90\r\nconnection: close\r\n\r\n{\"count\":",
    );
    let error = http().get(&url, Expected::Json).await.unwrap_err();
    assert!(matches!(error, SourceError::Incomplete { .. }), "{error}");
    assert_eq!(error.code(), Code::SourceUnreachable);
}

#[tokio::test]
async fn a_chunked_body_without_its_end_is_an_error() {
    let url = raw_server(
        b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n2\r\n{}\r\n",
    );
    let error = http().get(&url, Expected::Json).await.unwrap_err();
    assert!(matches!(error, SourceError::Incomplete { received: 2, .. }), "{error}");
}

#[tokio::test]
async fn a_body_over_the_limit_is_an_error() {
    let server = MockServer::start().await;
    let body = format!("[{}]", " ".repeat(16 * 1024));
    serve(&server, "/data", ResponseTemplate::new(200).set_body_raw(body, "application/json")).await;
    let error = get(&server, Expected::Json).await.unwrap_err();
    assert!(matches!(error, SourceError::TooLarge { limit: 16384, .. }), "{error}");
    assert_eq!(asked(&server).await.len(), 1);
}

#[tokio::test]
async fn a_body_is_counted_after_decompression() {
    let server = MockServer::start().await;
    let bomb =
        ResponseTemplate::new(200).set_body_raw(BOMB, "application/json").insert_header("content-encoding", "gzip");
    serve(&server, "/data", bomb).await;
    let error = get(&server, Expected::Json).await.unwrap_err();
    assert!(matches!(error, SourceError::TooLarge { .. }), "{error}");
    let url = Url::parse(&format!("{}/data", server.uri())).unwrap();
    let mut roomy = Http::new(Settings { max_bytes: 1024 * 1024, ..settings() }).unwrap();
    assert_eq!(roomy.get(&url, Expected::Json).await.unwrap().bytes.len(), 65_559);
}

#[tokio::test]
async fn a_redirect_on_the_same_host_is_followed() {
    let server = MockServer::start().await;
    let moved = ResponseTemplate::new(301).insert_header("location", "/elsewhere");
    serve(&server, "/data", moved).await;
    serve(&server, "/elsewhere", ResponseTemplate::new(200).set_body_json(json!([2]))).await;
    let url = Url::parse(&format!("{}/data", server.uri())).unwrap();
    let capture = http().get(&url, Expected::Json).await.unwrap();
    assert_eq!(capture.url, format!("{}/elsewhere", server.uri()));
    assert_eq!(capture.bytes, b"[2]");
}

#[tokio::test]
async fn a_redirect_to_another_host_is_refused() {
    let (server, other) = (MockServer::start().await, MockServer::start().await);
    let target = format!("{}/data", other.uri());
    serve(&server, "/data", ResponseTemplate::new(302).insert_header("location", target.as_str())).await;
    let error = get(&server, Expected::Json).await.unwrap_err();
    assert!(matches!(error, SourceError::ForeignHost { .. }), "{error}");
    assert!(error.to_string().contains(&target), "{error}");
    assert_eq!(error.code(), Code::SourceBlocked);
    assert!(asked(&other).await.is_empty());
}

#[tokio::test]
async fn redirects_without_end_are_refused() {
    let server = MockServer::start().await;
    serve(&server, "/data", ResponseTemplate::new(302).insert_header("location", "/data")).await;
    let error = get(&server, Expected::Json).await.unwrap_err();
    assert!(matches!(error, SourceError::Redirects { limit: 5, .. }), "{error}");
    assert_eq!(asked(&server).await.len(), 6);
}

fn archive(files: &[(&str, &[u8])]) -> (TempDir, Archive) {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(dir.path().join(name), bytes).unwrap();
    }
    let archive = Archive::open(dir.path()).unwrap();
    (dir, archive)
}

fn json_file(number: &str, date: &str) -> Vec<u8> {
    record(number, date).to_string().into_bytes()
}

#[tokio::test]
async fn an_archive_lists_documents_and_issues_by_name() {
    let (_dir, mut archive) = archive(&[
        ("C1-2031-00003.xml", XML.as_bytes()),
        ("2031-00002.xml", XML.as_bytes()),
        ("2031-00001.xml", XML.as_bytes()),
        ("2031-00001.json", &json_file("2031-00001", "2031-05-06")),
        ("FR-2031-05-07.xml", b"<FEDREG/>"),
        ("baseline.xml", b"<ECFR/>"),
        ("baseline.json", br#"{"as_of": "2031-01-02"}"#),
        ("README.md", b"notes"),
        ("manifest.json", b"{\"files\": 5}"),
    ]);
    let documents = archive.documents(may()).await.unwrap();
    let expected = ["2031-00001", "2031-00002", "C1-2031-00003", "issue of 2031-05-07"];
    assert_eq!(numbers(&documents), expected);
    assert_eq!(documents[0].published, Some(day("2031-05-06")));
    assert_eq!(documents[1].published, None);
    assert_eq!(documents[3].kind, PublicationId::Issue(day("2031-05-07")));
    let (list, as_of) = archive.baseline().unwrap().unwrap();
    assert!(list.ends_with("baseline.xml"));
    assert_eq!(as_of.to_string(), "2031-01-02");
}

#[tokio::test]
async fn an_archive_leaves_out_what_is_known_to_lie_outside_the_window() {
    let (_dir, mut archive) = archive(&[
        ("2031-00001.xml", XML.as_bytes()),
        ("2031-00001.json", &json_file("2031-00001", "2031-04-30")),
        ("2031-00002.xml", XML.as_bytes()),
        ("2031-00003.xml", XML.as_bytes()),
        ("2031-00003.json", &json_file("2031-00003", "2031-05-31")),
        ("FR-2031-06-01.xml", b"<FEDREG/>"),
    ]);
    let documents = archive.documents(may()).await.unwrap();
    assert_eq!(numbers(&documents), ["2031-00002", "2031-00003"]);
    assert_eq!(archive.baseline().unwrap(), None);
}

#[tokio::test]
async fn an_archive_delivers_xml_and_record_as_captures() {
    let json = json_file("2031-00001", "2031-05-06");
    let (dir, mut archive) = archive(&[
        ("2031-00001.xml", XML.as_bytes()),
        ("2031-00001.json", &json),
        ("2031-00002.xml", XML.as_bytes()),
        ("2031-00003.json", &json_file("2031-00003", "2031-05-06")),
        ("FR-2031-05-07.xml", b"<FEDREG/>"),
    ]);
    let listed = archive.documents(may()).await.unwrap();
    let mut deliveries = Vec::new();
    for listed in &listed {
        deliveries.push(archive.fetch(listed, &Held::default()).await.unwrap());
    }
    let [both, bare, waiting, issue] = deliveries.as_slice() else { panic!("{deliveries:?}") };
    let xml = both.full_text.capture().unwrap();
    let path = Url::parse(&xml.url).unwrap().to_file_path().unwrap();
    assert_eq!(path, dir.path().join("2031-00001.xml"));
    assert_eq!(xml.sha256, sha256_hex(XML.as_bytes()));
    assert_eq!(both.metadata.as_ref().unwrap().bytes, json);
    assert!(both.record.is_some());
    assert!(bare.record.is_none() && bare.metadata.is_none() && bare.full_text.capture().is_some());
    assert_eq!(waiting.full_text, FullText::NotYet);
    assert_eq!(issue.full_text.capture().unwrap().bytes, b"<FEDREG/>");
}

#[tokio::test]
async fn a_record_must_belong_to_the_file_it_is_named_after() {
    let (_dir, mut archive) =
        archive(&[("2031-00001.xml", XML.as_bytes()), ("2031-00001.json", &json_file("2031-00009", "2031-05-06"))]);
    let error = archive.documents(may()).await.unwrap_err();
    let line = error.to_string();
    assert!(line.contains("2031-00001.json") && line.contains("found 2031-00009"), "{line}");
}

#[tokio::test]
async fn a_broken_record_beside_a_document_is_an_error() {
    for broken in [&b"{\"document_number\": \"2031"[..], b"{}", b"[]"] {
        let (_dir, mut archive) = archive(&[("2031-00001.xml", XML.as_bytes()), ("2031-00001.json", broken)]);
        let error = archive.documents(may()).await.unwrap_err();
        assert!(error.to_string().contains("2031-00001.json"), "{error}");
    }
}

#[tokio::test]
async fn a_file_that_is_not_text_is_named() {
    let (_dir, mut archive) = archive(&[("2031-00001.xml", b"<RULE>\xff</RULE>")]);
    let error = archive.fetch(&listed("2031-00001"), &Held::default()).await.unwrap_err();
    assert!(matches!(error, SourceError::NotText { valid: 6, .. }), "{error}");
    assert!(error.to_string().contains("2031-00001.xml"), "{error}");
}

#[tokio::test]
async fn a_file_that_is_gone_is_named() {
    let (dir, mut archive) = archive(&[("2031-00001.xml", XML.as_bytes())]);
    let documents = archive.documents(may()).await.unwrap();
    fs::remove_file(dir.path().join("2031-00001.xml")).unwrap();
    let error = archive.fetch(&documents[0], &Held::default()).await.unwrap_err();
    assert!(error.to_string().contains("2031-00001.xml"), "{error}");
    assert_eq!(error.code(), Code::SourceUnreachable);
}

#[test]
fn an_archive_that_is_not_there_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let error = Archive::open(dir.path().join("missing")).unwrap_err();
    assert!(error.to_string().contains("missing"), "{error}");
}
