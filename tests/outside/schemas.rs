//! What is printed as JSON keeps to its schema, and nothing else does.

use std::process::Command;

use crate::Test;
use crate::needs;
use crate::support::{self, Desk, fixture, text};
use earwatch::deliver::digest::Digest;
use earwatch::deliver::payload;
use earwatch::deliver::settings::Shape;
use earwatch::query::report::{Scope, build};
use earwatch::run::Occasion;
use earwatch::store::Store;
use earwatch_report::schemas;
use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/sample");

/// What was printed, and by which schema.
#[derive(Default)]
struct Printed(Vec<(&'static str, String, Value)>);

impl Printed {
    /// What a command prints as JSON, and as one line of JSON after the other.
    fn by(&mut self, desk: &Desk, schema: &'static str, args: &[&str]) {
        let ended = desk.run(&[args, &["--format", "json"]].concat());
        let label = args.join(" ");
        let value: Value =
            serde_json::from_str(&ended.out).unwrap_or_else(|error| panic!("{label}: {error}: {}", ended.err));
        let lines = desk.run(&[args, &["--format", "ndjson"]].concat()).out;
        let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        match schema {
            "list" => {
                let lines = lines.into_iter();
                self.0.extend(lines.map(|line| ("entry", label.clone(), line)));
            }
            "history" => assert_eq!(value["entries"], Value::Array(lines)),
            "text" => assert_eq!(value["provisions"], Value::Array(lines)),
            "screen" => assert_eq!(value["results"], Value::Array(lines)),
            "calibration" => assert_eq!(value["pairs"], Value::Array(lines)),
            _ if value.is_array() => self.0.push((schema, label.clone(), Value::Array(lines))),
            _ => assert_eq!(vec![value.clone()], lines),
        }
        self.0.push((schema, label, value));
    }

    /// What all commands print of a database.
    fn by_all(&mut self, desk: &Desk, name: &str, versions: (&str, &str)) {
        let pairs = desk.file("pairs.csv", "query,candidate,label\nAlpha,Alpha Ltd,1\nAlpha,Beta,0\n");
        for (schema, args) in [
            ("report", vec!["report", "--since", "2023-01-01"]),
            ("report", vec!["report"]),
            ("diff", vec!["diff", versions.0, versions.1]),
            ("list", vec!["list", "--version", versions.1]),
            ("text", vec!["text", "--version", versions.1]),
            ("history", vec!["history", name]),
            ("links", vec!["links", name, "--depth", "2", "--possible"]),
            ("show", vec!["show", name]),
            ("versions", vec!["versions"]),
            ("documents", vec!["documents"]),
            ("announcements", vec!["documents", "--provisional"]),
            ("findings", vec!["findings"]),
            ("acknowledgements", vec!["acknowledge"]),
            ("runs", vec!["runs"]),
            ("doctor", vec!["doctor"]),
            ("config", vec!["config"]),
            ("calibration", vec!["calibrate", &pairs]),
        ] {
            self.by(desk, schema, &args);
        }
    }

    /// All of it is valid, and broken anywhere it is not.
    fn is_valid(&self) {
        let python = needs::python("jsonschema");
        let desk = Desk::new();
        for name in schemas::names() {
            let schema = desk.done(&["schema", name]);
            desk.file(&format!("schemas/{name}.json"), schema);
        }
        let instances = desk.file("instances.json", serde_json::to_vec(&self.0).unwrap());
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/outside/valid.py");
        let output = Command::new(python).args([script, &instances]).arg(desk.path("schemas")).output().unwrap();
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success() && out.is_empty(), "{out}{err}");
    }
}

fn all_that_is_printed_of_the_sample() {
    let desk = Desk::new();
    // A channel that cannot be served leaves something to tell.
    desk.file("occupied", "");
    let config = "[delivery.folder]\nkind = \"files\"\ndir = \"occupied\"\n";
    desk.file("config.toml", config);
    desk.ends_with(3, &["poll", "--archive", SAMPLE, "--until", "2025-10-10"]);
    let mut printed = Printed::default();
    printed.by_all(&desk, "AOOK Technology Limited", ("1", "7"));
    printed.by(&desk, "deliveries", &["deliver"]);
    let watch = desk.file("acme.watch", "Inspur\ncountry: Ghana\ncitation: 90 FR 1\n");
    printed.by(&desk, "report", &["report", "--since", "2025-01-01", "--watch", &watch]);
    printed.by(&desk, "diff", &["diff", "1", "7", "--watch", &watch]);
    let parties = "name,address\nAOOK Technology,\n—,\nQuite Another,\n";
    let parties = desk.file("parties.csv", parties);
    printed.by(&desk, "screen", &["screen", &parties, "--as-of", "2025-10-10", "--no-store"]);
    let owners = desk.file("owners.csv", "owner,owned,percent\nAOOK Technology Limited,Quite Another,60\nB,B,1\n");
    let args = ["screen", &parties, "--as-of", "2025-10-10", "--no-store", "--ownership", &owners];
    printed.by(&desk, "screen", &args);
    printed.0.push(("delivery", "payload".to_owned(), delivery(&desk)));
    printed.by(&desk, "backup", &["backup", "a.db", "--replace"]);
    let steps = desk.done(&["export", "--to", "ndjson", "--since", "2023-04-01"]);
    printed
        .0
        .extend(steps.lines().map(|step| ("delta", "export --since".to_owned(), serde_json::from_str(step).unwrap())));
    printed.is_valid();
}

/// What a webhook is sent of all runs.
fn delivery(desk: &Desk) -> Value {
    let store = Store::open_existing(&desk.path("earwatch.db")).unwrap();
    let now = "2025-10-10T12:00:00Z".parse().unwrap();
    let occasion = Occasion { command: "report".to_owned(), as_of: "2025-10-10".parse().unwrap(), now, is_today: true };
    let report = build(&store, &Scope::Run(None), &occasion).unwrap();
    let runs = store.reader().runs().unwrap();
    let digest = Digest {
        id: &earwatch::deliver::digest::identity("team", &runs, &[]),
        channel: "team",
        runs: &runs,
        report: &report,
        days: Vec::new(),
        prepared: now,
        test: false,
    };
    serde_json::from_slice(&payload::body(&Shape::Json, &digest).unwrap()).unwrap()
}

/// What is told of parties, by the runs and to the channels that it is meant for, and what is decided of it.
fn potential_matches_of_polls() {
    let desk = Desk::new();
    desk.file(
        "config.toml",
        "[screening]\nparties = \"parties.csv\"\n[delivery.mine]\nkind = \"files\"\ndir = \"mine\"\nformats = [\"json\"]\n\
         hits = true\n",
    );
    let mut printed = Printed::default();
    let mut poll = |day: &str, parties: &str| {
        desk.file("parties.csv", format!("id,name,country\n{parties}"));
        desk.ends_with(3, &["poll", "--archive", SAMPLE, "--until", day]);
        let report = std::fs::read(desk.path("mine/latest.json")).unwrap();
        let report: Value = serde_json::from_slice(&report).unwrap();
        printed.0.push(("report", format!("{day} {parties}"), report));
    };
    poll("2023-04-01", "");
    poll("2023-04-02", "1,AOOK Technology Ltd,CN\n2,Jazirah Aviation Club,\n3,?,\n");
    let id = desk.json(&["show", "AOOK Technology Ltd."])[0]["public_id"].as_str().unwrap().to_owned();
    desk.done(&["decide", "1", &id, "--dismiss", "--by", "KL", "--reason", "another town"]);
    poll("2024-06-01", "1,AOOK Technology Ltd,CN\n2,Jazirah Aviation Club,\n");
    let told = printed.0.last().unwrap().2["screening"]["hits"].to_string();
    assert!(told.contains("open-again") && told.contains("successor"), "{told}");
    printed.by(&desk, "decisions", &["decide"]);
    printed.is_valid();
}

fn lists_of_files_and_what_is_replayed_onto_them() {
    let desk = Desk::new();
    let (old, new) = (fixture(support::OLD_LIST), fixture(support::NEW_LIST));
    let mut printed = Printed::default();
    printed.by(&desk, "diff", &["diff", &old, &new]);
    let replay = ["replay", "--from", &old, "--rules", &fixture("rules"), "--to", &new];
    printed.by(&desk, "replay", &replay);
    let desk = Desk::with_list();
    let fidelity = desk.path("fidelity.json");
    let to = fidelity.to_str().unwrap();
    let bis = "Source List,Name,Country,Federal Register Notice\nEL,Somebody,Brazil,70 FR 1\nEL,,,\n";
    let table = desk.file("bis.csv", bis);
    printed.by(&desk, "verify", &["verify", &new, &table, "--as-of", "2023-06-30", "--dry-run", "--fidelity", to]);
    let fidelity = serde_json::from_slice(&std::fs::read(fidelity).unwrap()).unwrap();
    printed.0.push(("fidelity", "fidelity".to_owned(), fidelity));
    printed.is_valid();
}

fn findings_and_those_that_are_acknowledged() {
    let desk = Desk::with_list();
    desk.import(3, "rules/2023-90303.xml");
    let number = desk.ndjson(&["findings"])[0]["id"].to_string();
    desk.done(&["acknowledge", &number, "--by", "MB", "--reason", "asked"]);
    let mut printed = Printed::default();
    printed.by_all(&desk, "1", ("1", "2"));
    printed.is_valid();
}

/// A rule of one order about the Entity List.
fn put(desk: &Desk, number: &str, published: &str, effective: &str, order: &str) {
    let xml = format!(
        "<RULE><PREAMB><CFR>15 CFR Part 744</CFR><SUBJECT>Dates</SUBJECT><ACT><HD>ACTION:</HD><P>Final rule.</P></ACT>\
         <EFFDATE><HD>DATES:</HD><P>This rule is effective {effective}.</P></EFFDATE></PREAMB>\
         <SUPLINF><REGTEXT TITLE=\"15\" PART=\"744\"><AMDPAR>2. Supplement No. 4 to part 744 is amended:</AMDPAR>\
         <AMDPAR>a. {order}</AMDPAR></REGTEXT></SUPLINF>\
         <FRDOC>[FR Doc. {number} Filed 7-6-23; 8:45 am]</FRDOC></RULE>"
    );
    let record = json!({"document_number": number, "title": "Dates", "type": "Rule", "volume": 91,
        "start_page": 100, "publication_date": published});
    desk.file(&format!("archive/{number}.xml"), xml);
    desk.file(&format!("archive/{number}.json"), record.to_string());
}

fn poll(desk: &Desk, day: &str) {
    let archive = desk.path("archive").to_str().unwrap().to_owned();
    desk.run(&["poll", "--archive", &archive, "--until", day]);
}

fn stays_that_begin_are_extended_and_end() {
    let desk = Desk::with_list();
    let name = "Dexlas Sanayi Ticaret Limited Şirketi";
    let mut printed = Printed::default();
    for (number, published, effective, until, day) in [
        ("2026-00001", "2026-01-05", "January 5, 2026", "December 31, 2026", "2026-01-05"),
        ("2026-00002", "2026-02-05", "February 5, 2026", "June 30, 2027", "2026-02-05"),
    ] {
        let order = format!("Under TURKEY, the entry for “{name}” is stayed until {until}.");
        put(&desk, number, published, effective, &order);
        poll(&desk, day);
        printed.by(&desk, "report", &["report"]);
    }
    printed.by(&desk, "list", &["list", "--as-of", "2026-03-01"]);
    poll(&desk, "2027-07-01");
    let versions = desk.ndjson(&["versions"]);
    let last = versions.last().unwrap()["number"].to_string();
    printed.by_all(&desk, name, ("1", &last));
    printed.is_valid();
}

fn a_document_that_is_corrected() {
    let desk = Desk::with_list();
    let rule = text("rules/2023-90101.xml");
    let without = rule.lines().filter(|line| !line.contains("a. Under CANADA"));
    let without: Vec<_> = without.collect();
    let record = text("rules/2023-90101.json");
    desk.file("archive/2023-90101.json", record);
    let mut printed = Printed::default();
    for (text, day) in [(rule.clone(), "2023-07-30"), (without.join("\n"), "2023-07-31")] {
        desk.file("archive/2023-90101.xml", text);
        poll(&desk, day);
        printed.by(&desk, "report", &["report"]);
    }
    printed.by_all(&desk, "1", ("1", "2"));
    printed.is_valid();
}

#[tokio::main]
async fn documents_on_public_inspection() {
    let server = MockServer::start().await;
    let answers = |at: &'static str, answer| {
        let get = Mock::given(method("GET")).and(path(at));
        get.respond_with(answer).mount(&server)
    };
    let none = ResponseTemplate::new(200).set_body_json(json!({"count": 0}));
    answers("/api/v1/documents.json", none).await;
    let body = text("inspection/2023-90101.txt");
    answers("/text", ResponseTemplate::new(200).set_body_raw(body, "text/plain")).await;
    let filed = json!({
        "agencies": [{"slug": "industry-and-security-bureau"}], "document_number": "2023-90101",
        "editorial_note": null, "filed_at": "2023-07-07T08:45:00.000-04:00", "filing_type": "regular",
        "pdf_url": "https://public-inspection.federalregister.gov/2023-90101.pdf",
        "publication_date": "2023-07-10", "title": "Additions of Entities to the Entity List", "type": "Rule",
        "raw_text_url": format!("{}/text", server.uri()),
    });
    let current = json!({"count": 1, "results": [filed], "special_filings_updated_at": null,
        "regular_filings_updated_at": "2023-07-07T08:45:00.000-04:00"});
    let current = ResponseTemplate::new(200).set_body_json(current);
    answers("/api/v1/public-inspection-documents/current.json", current).await;
    let uri = server.uri();
    let checked = tokio::task::spawn_blocking(move || {
        let desk = Desk::with_list();
        let mut program = desk.asking(&format!("{uri}/api/v1"), &uri);
        let polled = program.args(["poll", "--until", "2023-07-07"]).output();
        assert_eq!(support::ended(&polled.unwrap()).code, 0);
        let mut printed = Printed::default();
        printed.by_all(&desk, "1", ("1", "1"));
        assert!(desk.json(&["documents", "--provisional"])[0]["changes"][0].is_object());
        printed.is_valid();
    });
    checked.await.unwrap();
}

fn schemas_are_listed_and_one_that_is_not_there_is_refused() {
    let desk = Desk::new();
    let names: Vec<_> = schemas::names().collect();
    assert_eq!(desk.done(&["schema"]).lines().collect::<Vec<_>>(), names);
    desk.refuses(&["schema", "reports"], &["expected one of report,", "“reports”"]);
    let file = desk.path("schema.json");
    desk.done(&["schema", "report", "--output", file.to_str().unwrap()]);
    let schema: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    assert_eq!(schema["$id"], "urn:earwatch:report:1");
}

pub(crate) const TESTS: &[Test] = tests![
    documents_on_public_inspection,
    all_that_is_printed_of_the_sample,
    potential_matches_of_polls,
    lists_of_files_and_what_is_replayed_onto_them,
    findings_and_those_that_are_acknowledged,
    stays_that_begin_are_extended_and_end,
    a_document_that_is_corrected,
    schemas_are_listed_and_one_that_is_not_there_is_refused,
];
