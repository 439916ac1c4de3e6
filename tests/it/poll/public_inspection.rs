//! `earwatch poll` and the desk of public inspection: announced, changed, moved, withdrawn, published.

use crate::support::{self, Desk, Ended, redacted, text};
use serde_json::{Value, json};
use wiremock::matchers::{method, path, query_param};
use wiremock::{Mock, MockServer, ResponseTemplate};

const SEARCH: &str = "/api/v1/documents.json";
const FACETS: &str = "/api/v1/documents/facets/daily";
const CURRENT: &str = "/api/v1/public-inspection-documents/current.json";

/// A server of both kinds of documents, and a desk with the list of the fixtures.
struct Stage {
    server: MockServer,
    desk: Desk,
}

impl Stage {
    async fn new() -> Self {
        let stage = Self { server: MockServer::start().await, desk: Desk::with_list() };
        stage.publishes(&[]).await;
        stage
    }

    /// A desk that showed a rule of the fixtures on 2023-07-07, filed for a later day, and was polled.
    async fn announcing(scheduled: &str) -> Self {
        let stage = Self::new().await;
        stage.shows(&[(filed("2023-90101", scheduled), &announcement())]).await;
        stage.tells("2023-07-07", 0, &["on public inspection, on 2023-07", "Maple Relay"]).await;
        stage
    }

    async fn serves(&self, at: &str, answer: ResponseTemplate) {
        let get = Mock::given(method("GET")).and(path(at));
        get.respond_with(answer).mount(&self.server).await;
    }

    /// From now on these rules of the fixtures are published, and nothing is on inspection but what is said later.
    async fn publishes(&self, rules: &[(&str, String)]) {
        self.server.reset().await;
        let mut records = Vec::new();
        for (number, xml) in rules {
            let mut record: Value = serde_json::from_str(&text(&format!("rules/{number}.json"))).unwrap();
            let at = format!("/xml/{number}.xml");
            record["full_text_xml_url"] = json!(format!("{}{at}", self.server.uri()));
            let answer = ResponseTemplate::new(200).set_body_json(&record);
            self.serves(&format!("/api/v1/documents/{number}.json"), answer).await;
            let answer = ResponseTemplate::new(200).set_body_raw(xml.clone(), "text/xml");
            self.serves(&at, answer).await;
            records.push(record);
        }
        let body =
            if records.is_empty() { json!({"count": 0}) } else { json!({"count": records.len(), "results": records}) };
        self.serves(SEARCH, ResponseTemplate::new(200).set_body_json(body)).await;
    }

    /// From now on nothing is published, and these documents, with their texts, are on inspection.
    async fn shows(&self, documents: &[(Value, &str)]) {
        self.publishes(&[]).await;
        self.desk_shows(documents).await;
    }

    async fn desk_shows(&self, documents: &[(Value, &str)]) {
        let mut results = vec![json!({
            "document_number": "2023-80001", "title": "Additions to the Standards of Cheeses",
            "agencies": [{"slug": "food-and-drug-administration"}], "raw_text_url": "http://127.0.0.1:9/never",
        })];
        for (record, body) in documents {
            let mut record = record.clone();
            let at = format!("/text/{}.txt", record["document_number"].as_str().unwrap());
            record["raw_text_url"] = json!(format!("{}{at}", self.server.uri()));
            results.push(record);
            let answer = ResponseTemplate::new(200).set_body_raw(*body, "text/plain");
            self.serves(&at, answer).await;
        }
        let body = json!({
            "count": results.len(), "results": results,
            "special_filings_updated_at": null, "regular_filings_updated_at": "2023-07-07T08:45:00.000-04:00",
        });
        self.serves(CURRENT, ResponseTemplate::new(200).set_body_json(body)).await;
    }

    async fn poll(&self, until: &str) -> Ended {
        self.poll_as(until, "md").await
    }

    async fn poll_as(&self, until: &str, format: &str) -> Ended {
        let mut program = self.desk.program();
        program
            .env("EARWATCH_CONTACT", "compliance@example.org")
            .env("EARWATCH_FEDERAL_REGISTER_URL", format!("{}/api/v1", self.server.uri()))
            .env("EARWATCH_MIN_INTERVAL_MS", "0")
            .args(["poll", "--until", until, "--format", format])
            .arg("--config")
            .arg(self.desk.file("config.toml", "[sources]\nmax_attempts = 1\n"));
        let output = tokio::task::spawn_blocking(move || program.output().unwrap());
        support::ended(&output.await.unwrap())
    }

    /// A poll that ends with `code` and whose report holds every one of `words`.
    async fn tells(&self, until: &str, code: i32, words: &[&str]) -> String {
        let ended = self.poll(until).await;
        assert_eq!(ended.code, code, "{}{}", ended.out, ended.err);
        for word in words {
            assert!(ended.out.contains(word), "“{word}” is not said: {}", ended.out);
        }
        ended.out
    }

    /// A poll that has nothing to say.
    async fn is_silent(&self, until: &str) {
        let ended = self.poll(until).await;
        assert_eq!((ended.code, ended.out.as_str(), ended.err.as_str()), (0, "", ""));
    }

    /// Numbers that stand announced.
    fn announced(&self) -> Vec<String> {
        let rows = self.desk.json(&["documents", "--provisional"]);
        let rows = rows.as_array().unwrap();
        rows.iter().map(|row| row["document"].as_str().unwrap().to_owned()).collect()
    }

    async fn requests(&self) -> Vec<String> {
        let requests = self.server.received_requests().await.unwrap();
        requests.iter().map(|request| request.url.path().to_owned()).collect()
    }
}

/// The record of a document on inspection, as the API gives it.
fn filed(number: &str, scheduled: &str) -> Value {
    json!({
        "agencies": [{"raw_name": "Bureau of Industry and Security", "name": "Industry and Security Bureau",
                      "id": 241, "parent_id": 54, "slug": "industry-and-security-bureau"}],
        "agency_names": ["Industry and Security Bureau"],
        "document_number": number,
        "editorial_note": null,
        "filed_at": "2023-07-07T08:45:00.000-04:00",
        "filing_type": "regular",
        "html_url": format!("https://www.federalregister.gov/public-inspection/{number}/fixture"),
        "num_pages": 3,
        "pdf_file_size": 210_343,
        "pdf_updated_at": "2023-07-06T17:02:11.000-04:00",
        "pdf_url": format!("https://public-inspection.federalregister.gov/{number}.pdf"),
        "publication_date": scheduled,
        "title": "Additions of Entities to the Entity List ",
        "type": "Rule",
    })
}

fn with(mut record: Value, key: &str, value: Value) -> Value {
    record[key] = value;
    record
}

fn announcement() -> String {
    text("inspection/2023-90101.txt")
}

/// A document is told once, in words that say what it is and is not, and changes no list.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_announced_is_told_once_and_changes_nothing() {
    let stage = Stage::new().await;
    let before = stage.desk.hashes();
    stage.shows(&[(filed("2023-90101", "2023-07-10"), &announcement())]).await;
    let first = stage.poll_as("2023-07-07", "md").await;
    assert_eq!((first.code, first.err.as_str()), (0, ""), "{}", first.out);
    let server = stage.server.uri();
    golden!(
        "announced",
        redacted(&first.out).replace(&server, "[server]").replace(&server.replace("://", "\\://"), "[server]")
    );
    stage.is_silent("2023-07-07").await;
    stage.is_silent("2023-07-08").await;
    assert_eq!(stage.announced(), ["2023-90101"]);
    assert_eq!(stage.desk.hashes(), before);
    // The list is asked for at each poll, the text once.
    let requests = stage.requests().await;
    let asked = |at: &str| requests.iter().filter(|path| *path == at).count();
    assert_eq!((asked(CURRENT), asked("/text/2023-90101.txt")), (3, 1));
    let report: Value =
        serde_json::from_str(&stage.desk.done(&["report", "--document", "2023-90101", "--format", "json"])).unwrap();
    assert_eq!(report["provisional"][0]["provisional"], json!(true));
    assert_eq!(
        report["provisional"][0]["changes"][0]["names"][0],
        json!({"name": "Maple Relay Inc.", "listed": false})
    );
}

/// A special filing is told with the hour at which it was filed.
#[tokio::test(flavor = "multi_thread")]
async fn a_special_filing_is_told_as_such() {
    let stage = Stage::new().await;
    let record = with(
        with(filed("2023-90101", "2023-07-12"), "filing_type", json!("special")),
        "filed_at",
        json!("2023-07-07T15:15:00Z"),
    );
    stage.shows(&[(record, &announcement())]).await;
    let words = ["filed 2023-07-07 11:15 Eastern time (special)", "published on 2023-07-12"];
    stage.tells("2023-07-07", 0, &words).await;
}

/// Published as announced: the list changes, the announcement is over, and the report says that the two agree.
#[tokio::test(flavor = "multi_thread")]
async fn a_rule_that_is_published_as_announced_replaces_the_announcement() {
    let stage = Stage::announcing("2023-07-10").await;
    stage.publishes(&[("2023-90101", text("rules/2023-90101.xml"))]).await;
    // The desk is cleared some hours after the issue is out.
    stage.desk_shows(&[(filed("2023-90101", "2023-07-10"), &announcement())]).await;
    let words = ["on public inspection since 2023-07-07 and orders what it announced there", "Kestrel Logic"];
    let report = stage.tells("2023-07-10", 0, &words).await;
    assert!(!report.contains("not law yet"), "{report}");
    assert!(stage.announced().is_empty());
    stage.is_silent("2023-07-10").await;
    stage.publishes(&[("2023-90101", text("rules/2023-90101.xml"))]).await;
    stage.desk_shows(&[]).await;
    stage.is_silent("2023-07-11").await;
    assert_eq!(stage.desk.hashes().len(), 2);
}

/// The number on inspection may be padded otherwise; the report says what was announced and is not ordered, and the reverse.
#[tokio::test(flavor = "multi_thread")]
async fn a_rule_that_differs_from_its_announcement_says_so() {
    let stage = Stage::new().await;
    let announced = announcement().replace("Northern Signal Inc.", "Southern Signal Inc.");
    stage.shows(&[(filed("2023-090101", "2023-07-10"), &announced)]).await;
    stage.tells("2023-07-07", 0, &["Southern Signal"]).await;
    stage.publishes(&[("2023-90101", text("rules/2023-90101.xml"))]).await;
    stage.desk_shows(&[]).await;
    let words = [
        "differs from what it announced",
        "1 announced and not ordered: add “Southern Signal Inc.” (entity-list, CANADA)",
        "1 ordered and not announced: add “Northern Signal Inc.” (entity-list, CANADA)",
    ];
    stage.tells("2023-07-10", 0, &words).await;
    assert!(stage.announced().is_empty());
}

/// A document that was announced and orders nothing as published is told with a finding.
#[tokio::test(flavor = "multi_thread")]
async fn a_document_that_orders_nothing_as_published_is_told() {
    let stage = Stage::announcing("2023-07-10").await;
    let of_another_part = text("rules/2023-90101.xml")
        .replace("PART=\"744\"", "PART=\"748\"")
        .replace("part 744", "part 748")
        .replace("Part 744", "Part 748")
        .replace("to the Entity List", "to the report");
    stage.publishes(&[("2023-90101", of_another_part)]).await;
    stage.desk_shows(&[]).await;
    let words = ["document-changed", "as published it orders none"];
    stage.tells("2023-07-10", 3, &words).await;
    stage.is_silent("2023-07-10").await;
}

/// A document that leaves the desk before its day was withdrawn.
#[tokio::test(flavor = "multi_thread")]
async fn a_document_that_leaves_before_its_day_is_withdrawn() {
    let stage = Stage::announcing("2023-07-12").await;
    stage.shows(&[]).await;
    let words =
        ["1 document withdrawn from public inspection", "document-withdrawn", "before 2023-07-12", "was to be added"];
    stage.tells("2023-07-10", 3, &words).await;
    assert!(stage.announced().is_empty());
    stage.is_silent("2023-07-10").await;
    stage.is_silent("2023-07-13").await;
}

/// A withdrawn document stays on the desk for a day, with a note; it is told once, and again where it comes back.
#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawal_is_read_from_the_note() {
    let stage = Stage::new().await;
    let record = filed("2023-90101", "2023-07-12");
    stage.shows(&[(record.clone(), &announcement())]).await;
    stage.tells("2023-07-07", 0, &[]).await;
    let note = json!(
        "The agency asked that this document be withdrawn from publication. It stays on file until the end of the day."
    );
    let noted = with(record.clone(), "editorial_note", note);
    stage.shows(&[(noted, &announcement())]).await;
    let words = ["document-withdrawn", "asked that this document be withdrawn"];
    stage.tells("2023-07-07", 3, &words).await;
    stage.is_silent("2023-07-07").await;
    stage.shows(&[]).await;
    stage.is_silent("2023-07-10").await;
    stage.shows(&[(record, &announcement())]).await;
    assert!(stage.desk.findings(None).contains("document-withdrawn"));
    let words = ["on public inspection again", "Maple Relay"];
    stage.tells("2023-07-11", 0, &words).await;
    assert!(!stage.desk.findings(None).contains("document-withdrawn"));
    assert_eq!(stage.announced(), ["2023-90101"]);
}

/// On its day a document may leave the desk before the issue is out; a day later its absence is told, once.
#[tokio::test(flavor = "multi_thread")]
async fn a_document_that_its_day_does_not_bring_is_told_once() {
    let stage = Stage::announcing("2023-07-10").await;
    stage.shows(&[]).await;
    stage.is_silent("2023-07-10").await;
    assert_eq!(stage.announced(), ["2023-90101"]);
    let words = ["document-withdrawn", "no document of that number was published up to 2023-07-11"];
    stage.tells("2023-07-11", 3, &words).await;
    stage.is_silent("2023-07-12").await;
    assert!(stage.announced().is_empty());
}

/// A rule that is published before its text is there is not withdrawn; its announcement stands until it can be read.
#[tokio::test(flavor = "multi_thread")]
async fn an_announcement_stands_until_the_published_text_can_be_read() {
    let stage = Stage::announcing("2023-07-10").await;
    let mut record: Value = serde_json::from_str(&text("rules/2023-90101.json")).unwrap();
    record["full_text_xml_url"] = Value::Null;
    stage.server.reset().await;
    let body = json!({"count": 1, "results": [record]});
    stage.serves(SEARCH, ResponseTemplate::new(200).set_body_json(body)).await;
    let single = "/api/v1/documents/2023-90101.json";
    stage.serves(single, ResponseTemplate::new(200).set_body_json(record)).await;
    stage.desk_shows(&[]).await;
    let report = stage.tells("2023-07-10", 3, &["text-not-yet"]).await;
    assert!(!report.contains("withdrawn"), "{report}");
    assert_eq!(stage.announced(), ["2023-90101"]);
    let again = stage.poll("2023-07-11").await;
    assert_eq!((again.code, again.out.as_str()), (3, ""));
    assert!(again.err.contains("still text-not-yet"), "{}", again.err);
    assert_eq!(stage.announced(), ["2023-90101"]);
    stage.publishes(&[("2023-90101", text("rules/2023-90101.xml"))]).await;
    stage.desk_shows(&[]).await;
    let words = ["orders what it announced there"];
    stage.tells("2023-07-11", 0, &words).await;
    assert!(stage.announced().is_empty());
}

/// A document that is moved to another day stands, and the report names both days.
#[tokio::test(flavor = "multi_thread")]
async fn a_document_that_is_moved_is_told() {
    let stage = Stage::announcing("2023-07-10").await;
    stage.shows(&[(filed("2023-90101", "2023-07-13"), &announcement())]).await;
    let words = ["Moved: scheduled for 2023-07-13, no longer for 2023-07-10", "on public inspection, on 2023-07-13"];
    stage.tells("2023-07-10", 0, &words).await;
    stage.is_silent("2023-07-11").await;
    assert_eq!(stage.announced(), ["2023-90101"]);
}

/// A replaced PDF is read anew, and what it announces otherwise is told.
#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_is_replaced_is_read_anew() {
    let stage = Stage::new().await;
    let record = filed("2023-90101", "2023-07-12");
    stage.shows(&[(record.clone(), &announcement())]).await;
    stage.tells("2023-07-07", 0, &[]).await;
    let replaced = with(record.clone(), "pdf_updated_at", json!("2023-07-07T15:00:00.000-04:00"));
    let text = announcement().replace("“Maple Relay Inc.” and", "“Birch Relay Inc.” and");
    stage.shows(&[(replaced.clone(), &text)]).await;
    let words = [
        "The document was replaced on public inspection.",
        "1 announced no longer: add “Maple Relay Inc.”",
        "1 announced now: add “Birch Relay Inc.”",
    ];
    stage.tells("2023-07-10", 0, &words).await;
    stage.is_silent("2023-07-10").await;
    // The same bytes under a new instant are no news.
    let touched = with(record, "pdf_updated_at", json!("2023-07-08T15:00:00.000-04:00"));
    stage.shows(&[(touched, &text)]).await;
    stage.is_silent("2023-07-11").await;
    let fees = support::text("inspection/fees.txt");
    stage.shows(&[(replaced, &fees)]).await;
    let words = ["document-withdrawn", "no longer amends a list or Part 744"];
    stage.tells("2023-07-11", 3, &words).await;
    assert!(stage.announced().is_empty());
}

/// A desk that fails, or whose list does not add up, ends nothing and does not stop what was published.
#[tokio::test(flavor = "multi_thread")]
async fn a_desk_that_fails_ends_nothing_and_stops_nothing() {
    let short = json!({"count": 2, "results": [{"document_number": "2023-80001", "agencies": [{"slug": "x"}]}]});
    for (answer, code) in [
        (ResponseTemplate::new(404), "source-unreachable"),
        (ResponseTemplate::new(500), "source-unreachable"),
        (ResponseTemplate::new(200).set_body_raw("<html>Request Access</html>", "text/html"), "source-blocked"),
        (ResponseTemplate::new(200).set_body_json(json!({"count": 4})), "source-blocked"),
        (ResponseTemplate::new(200).set_body_json(json!({"documents": []})), "source-blocked"),
        (ResponseTemplate::new(200).set_body_json(short), "source-blocked"),
        (ResponseTemplate::new(200).set_body_raw("{\"count\": 1, \"res", "application/json"), "source-blocked"),
    ] {
        let stage = Stage::new().await;
        stage.shows(&[(filed("2023-90202", "2023-08-21"), &text("inspection/2023-90202.txt"))]).await;
        stage.tells("2023-07-07", 0, &["Marmara"]).await;
        stage.publishes(&[("2023-90101", text("rules/2023-90101.xml"))]).await;
        stage.serves(CURRENT, answer).await;
        let words = [code, "public inspection could not be read", "Maple Relay"];
        stage.tells("2023-07-10", 3, &words).await;
        assert_eq!(stage.desk.hashes().len(), 2);
        assert_eq!(stage.announced(), ["2023-90202"]);
        // A second failure is told on the side; one finding stands.
        let told = stage.poll("2023-07-10").await;
        assert_eq!((told.code, told.out.as_str()), (3, ""));
        assert!(told.err.contains(code), "{}", told.err);
        let findings = stage.desk.findings(None);
        assert_eq!(findings.matches("could not be read").count(), 1, "{findings}");
        stage.publishes(&[("2023-90101", text("rules/2023-90101.xml"))]).await;
        stage.desk_shows(&[(filed("2023-90202", "2023-08-21"), &text("inspection/2023-90202.txt"))]).await;
        stage.is_silent("2023-07-11").await;
        assert!(!stage.desk.findings(None).contains("could not be seen"));
    }
}

/// An empty list that says so itself is believed.
#[tokio::test(flavor = "multi_thread")]
async fn an_empty_list_that_adds_up_is_believed() {
    for empty in [json!({"count": 0}), json!({"count": 0, "results": []})] {
        let stage = Stage::announcing("2023-07-12").await;
        stage.publishes(&[]).await;
        stage.serves(CURRENT, ResponseTemplate::new(200).set_body_json(empty)).await;
        stage.tells("2023-07-07", 3, &["document-withdrawn"]).await;
    }
}

/// A text that is not there yet is told, asked for again, and read when it comes.
#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_is_not_there_yet_is_awaited() {
    let stage = Stage::new().await;
    let record = filed("2023-90101", "2023-07-12");
    for answer in [
        ResponseTemplate::new(404),
        ResponseTemplate::new(200).set_body_raw("<html>Request Access</html>", "text/html"),
    ] {
        stage.publishes(&[]).await;
        stage.serves("/text/2023-90101.txt", answer).await;
        stage.desk_shows(&[(record.clone(), &announcement())]).await;
        let ended = stage.poll("2023-07-07").await;
        // Told once, however often it is asked for.
        if ended.out.is_empty() {
            assert_eq!(ended.code, 0);
        } else {
            assert_eq!(ended.code, 3, "{}{}", ended.out, ended.err);
            assert!(ended.out.contains("text-not-yet"), "{}", ended.out);
            assert!(ended.out.contains("is not available yet"), "{}", ended.out);
        }
        assert_eq!(stage.announced(), ["2023-90101"]);
    }
    stage.shows(&[(record, &announcement())]).await;
    stage.tells("2023-07-07", 0, &["Maple Relay"]).await;
    assert!(!stage.desk.findings(None).contains("text-not-yet"));
    stage.is_silent("2023-07-07").await;
}

/// A replaced text that cannot be had is asked for until it comes; until then what was read before stands, and that is said.
#[tokio::test(flavor = "multi_thread")]
async fn a_replaced_text_that_cannot_be_had_is_not_forgotten() {
    let stage = Stage::new().await;
    let record = filed("2023-90101", "2023-07-12");
    stage.shows(&[(record.clone(), &announcement())]).await;
    stage.tells("2023-07-07", 0, &[]).await;
    let replaced = with(record, "pdf_updated_at", json!("2023-07-07T15:00:00.000-04:00"));
    stage.publishes(&[]).await;
    stage.serves("/text/2023-90101.txt", ResponseTemplate::new(404)).await;
    let text = announcement().replace("“Maple Relay Inc.” and", "“Birch Relay Inc.” and");
    stage.desk_shows(&[(replaced.clone(), &text)]).await;
    for _ in 0..2 {
        let words = ["text-not-yet", "what is reported of it is what was read before"];
        stage.tells("2023-07-07", 3, &words).await;
    }
    stage.shows(&[(replaced, &text)]).await;
    stage.tells("2023-07-10", 0, &["announced now: add “Birch Relay Inc.”"]).await;
    assert!(!stage.desk.findings(None).contains("text-not-yet"));
}

/// A summary that counts otherwise than the instructions is told beside what was read.
#[tokio::test(flavor = "multi_thread")]
async fn a_summary_that_counts_otherwise_is_told() {
    let stage = Stage::new().await;
    let text = announcement().replace("Russia (2)", "Russia (3)").replace("Russia\n(2)", "Russia\n(3)");
    stage.shows(&[(filed("2023-90101", "2023-07-10"), &text)]).await;
    let words = ["Its summary counts 8 entries to be added, its instructions were read to add 7"];
    stage.tells("2023-07-07", 0, &words).await;
}

/// Reports of a period and of the document tell what was announced, and what became of it.
#[tokio::test(flavor = "multi_thread")]
async fn reports_of_a_period_tell_what_became_of_it() {
    let stage = Stage::announcing("2023-07-12").await;
    for report in [["--since", "2023-07-01"], ["--document", "2023-90101"], ["--date", "2023-07-07"]] {
        let report = stage.desk.done(&["report", report[0], report[1]]);
        assert!(report.contains("provisional, not law yet"), "{report}");
    }
    stage.shows(&[]).await;
    stage.tells("2023-07-10", 3, &[]).await;
    for report in [["--since", "2023-07-01"], ["--document", "2023-90101"], ["--date", "2023-07-10"]] {
        let report = stage.desk.done(&["report", report[0], report[1]]);
        assert!(report.contains("Withdrawn from public inspection"), "{report}");
    }
    let text = stage.desk.done(&["runs"]);
    assert!(text.contains("1 on public inspection, 1 reported"), "{text}");
}

/// Where the configuration says so, the desk is not asked.
#[test]
fn a_source_can_be_told_not_to_look() {
    use earwatch::source::Source as _;
    use earwatch::source::federal_register::{BASE_URL, FederalRegister};
    use earwatch::source::http::{Http, Settings};
    let source = || FederalRegister::new(BASE_URL, Http::new(Settings::default()).unwrap()).unwrap();
    assert!(source().inspection().is_some());
    assert!(source().inspecting(false).inspection().is_none());
}

/// A record that lacks whatever it can lack is a document all the same; its text says what it is.
#[tokio::test(flavor = "multi_thread")]
async fn a_record_without_fields_loses_no_document() {
    let stage = Stage::new().await;
    let bare = json!({"document_number": "2023-90101"});
    stage.shows(&[(bare, &announcement())]).await;
    let words = ["Maple Relay", "a day that its record does not state"];
    stage.tells("2023-07-07", 0, &words).await;
    stage.is_silent("2023-07-07").await;
}

/// Documents of the bureau that concern no list are read once and never told.
#[tokio::test(flavor = "multi_thread")]
async fn a_document_of_other_law_is_read_once_and_not_told() {
    let stage = Stage::new().await;
    let fees = text("inspection/fees.txt");
    stage.shows(&[(filed("2023-90505", "2023-07-10"), &fees)]).await;
    stage.is_silent("2023-07-07").await;
    stage.is_silent("2023-07-07").await;
    let requests = stage.requests().await;
    assert_eq!(requests.iter().filter(|path| path.starts_with("/text/")).count(), 1);
    stage.shows(&[]).await;
    stage.is_silent("2023-07-08").await;
}

/// What amends a list and could not be read is a finding with the words; it goes when the document is published.
#[tokio::test(flavor = "multi_thread")]
async fn what_could_not_be_read_is_told_with_its_words() {
    let stage = Stage::new().await;
    let unread = text("inspection/unread.txt");
    stage.shows(&[(filed("2023-90101", "2023-07-10"), &unread)]).await;
    let words = ["unparsed-instruction", "the parties of the schedule attached hereto"];
    stage.tells("2023-07-07", 3, &words).await;
    stage.publishes(&[("2023-90101", text("rules/2023-90101.xml"))]).await;
    stage.desk_shows(&[]).await;
    let words = ["no change of a list had been read out of its text there"];
    stage.tells("2023-07-10", 0, &words).await;
    assert!(!stage.desk.findings(None).contains("unparsed-instruction"));
}

/// A published rule that is imported from disk ends its announcement as a polled one does.
#[tokio::test(flavor = "multi_thread")]
async fn an_imported_rule_ends_its_announcement() {
    let stage = Stage::announcing("2023-07-10").await;
    stage.desk.import(0, "rules/2023-90101.xml");
    assert!(stage.announced().is_empty());
}

/// The list is asked for with the bureau and the fields, after what was published.
#[tokio::test(flavor = "multi_thread")]
async fn the_desk_is_asked_once_after_the_published_documents() {
    let stage = Stage::new().await;
    let body = json!({"count": 0, "results": []});
    Mock::given(path(CURRENT))
        .and(query_param("conditions[agencies][]", "industry-and-security-bureau"))
        .and(query_param("fields[]", "raw_text_url"))
        .respond_with(ResponseTemplate::new(200).set_body_json(body))
        .mount(&stage.server)
        .await;
    stage.is_silent("2023-07-07").await;
    let mut requests = stage.requests().await;
    requests.retain(|at| !at.contains("/issues/"));
    assert_eq!(requests, [SEARCH, SEARCH, FACETS, CURRENT]);
}

/// A day that is past cannot be looked at any more: the desk shows what lies there now.
#[tokio::test(flavor = "multi_thread")]
async fn a_poll_of_a_past_day_withdraws_nothing() {
    let stage = Stage::announcing("2023-07-12").await;
    stage.is_silent("2023-07-10").await;
    stage.shows(&[]).await;
    stage.is_silent("2023-07-08").await;
    assert_eq!(stage.announced(), ["2023-90101"]);
}

/// A text without its closing stamp may have been cut off: it is said, and asked for again.
#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_may_be_cut_is_said_to_be_and_asked_for_again() {
    let stage = Stage::new().await;
    let whole = announcement();
    let (cut, _) = whole.split_once("[FR Doc. 2023-90101").unwrap();
    stage.shows(&[(filed("2023-90101", "2023-07-12"), cut)]).await;
    stage.tells("2023-07-07", 0, &["may be cut off"]).await;
    stage.is_silent("2023-07-07").await;
    let requests = stage.requests().await;
    let asked = requests.iter().filter(|path| *path == "/text/2023-90101.txt");
    assert_eq!(asked.count(), 2);
}

/// What a version of the program recorded that kept the record beside what it read is read as it was, also where its text
/// is read anew, and is compared with what is published.
#[tokio::test(flavor = "multi_thread")]
async fn what_an_earlier_version_recorded_is_read() {
    let stage = Stage::new().await;
    stage.shows(&[(filed("2023-90101", "2023-07-10"), &announcement())]).await;
    stage.tells("2023-07-07", 0, &["Maple Relay"]).await;
    let announced = stage.desk.json(&["documents", "--provisional"]);
    let database = rusqlite::Connection::open(stage.desk.path("earwatch.db")).unwrap();
    let recorded = text("inspection/recorded.json");
    for program in [env!("CARGO_PKG_VERSION"), "0.0.1"] {
        let changed =
            database.execute("UPDATE provisional_documents SET body = ?1, program = ?2", [&recorded, program]);
        assert_eq!(changed.unwrap(), 1);
        assert_eq!(stage.desk.json(&["documents", "--provisional"]), announced);
        stage.is_silent("2023-07-08").await;
    }
    drop(database);
    stage.publishes(&[("2023-90101", text("rules/2023-90101.xml"))]).await;
    stage.desk_shows(&[]).await;
    let report = stage.poll("2023-07-10").await;
    let words = "on public inspection since 2023-07-07 and orders what it announced there";
    assert!(report.out.contains(words), "{} {}{}", report.code, report.out, report.err);
}

/// A withdrawal or a delay that lies on the desk is told, and does nothing before it is published.
#[tokio::test(flavor = "multi_thread")]
async fn an_announced_withdrawal_of_a_rule_to_come_is_told_and_does_nothing_yet() {
    use crate::support::standin::day;
    use crate::support::written::Written;
    for (words, expected) in [
        ("The rule published July 3, 2023, at 88 FR 42000, is withdrawn.", 3),
        ("The effective date of FR Doc. 2023-90260 is delayed until December 1, 2023.", 3),
        ("BIS published a rule on July 3, 2023, at 88 FR 42000.", 0),
    ] {
        let stage = Stage::new().await;
        let rule = Written::new("2023-90260", day("2023-10-09"), day("2023-07-03"), 42_000)
            .add("GERMANY", "Zukunft AG", "Morgenweg 1, Bonn, Germany");
        let record = json!({"document_number": "2023-90260", "title": "Changes of the Entity List", "type": "Rule",
            "volume": 88, "start_page": 42_000, "end_page": 42_003, "publication_date": "2023-07-03"});
        stage.desk.file("rules/2023-90260.json", record.to_string());
        stage.desk.done(&["import", &stage.desk.file("rules/2023-90260.xml", rule.xml())]);
        let before = stage.desk.hashes();
        let filed = with(filed("2023-90290", "2023-07-10"), "title", json!("Review of a Rule"));
        let body = format!(
            "DEPARTMENT OF COMMERCE\n\nBureau of Industry and Security\n\nReview of a Rule\n\nACTION: Notice.\n\n\
             SUMMARY: A rule is reviewed.\n\nSUPPLEMENTARY INFORMATION:\n\n{words}\n\n\
             [FR Doc. 2023-90290 Filed: 7/7/2023 8:45 am; Publication Date: 7/10/2023]\n"
        );
        stage.shows(&[(filed, &body)]).await;
        let told = stage.poll("2023-07-07").await;
        assert_eq!(told.code, expected, "{words}: {}{}", told.out, told.err);
        assert_eq!(told.out.contains("2023-90260"), expected == 3, "{words}: {}", told.out);
        assert_eq!(stage.desk.hashes(), before, "nothing of it is law yet");
        let entries = stage.desk.ndjson(&["list", "--as-of", "2023-10-10"]);
        assert!(entries.iter().any(|entry| entry["name"] == "Zukunft AG"));
    }
}
