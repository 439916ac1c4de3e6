//! What `/api/v1` answers is what the commands print.

use serde_json::{Value, json};

use crate::support::served::Served;
use crate::support::{Desk, NEW_LIST, fixture};

#[test]
fn it_answers_what_the_commands_print() {
    let desk = Desk::with_list();
    desk.import(0, "rules/2023-90101.xml");
    let served = Served::of(&desk, &[]);
    for (path, args) in [
        ("versions", vec!["versions"]),
        ("documents", vec!["documents"]),
        ("findings", vec!["findings"]),
        ("provisions?as_of=2023-07-01", vec!["text", "--as-of", "2023-07-01"]),
        ("texts?as_of=2023-07-01", vec!["text", "--as-of", "2023-07-01"]),
        ("diff?from=1&to=2", vec!["diff", "1", "2"]),
        ("diff?from=2023-06-30&to=2024-01-01", vec!["diff", "2023-06-30", "2024-01-01"]),
        ("report?since=2023-01-01&as_of=2024-01-01", vec!["report", "--since", "2023-01-01", "--as-of", "2024-01-01"]),
    ] {
        assert_eq!(served.json(&format!("/api/v1/{path}")), desk.json(&args), "{path}");
    }
    let listed = desk.json(&["list", "--as-of", "2023-06-30"]);
    let answered = served.json("/api/v1/entries?as_of=2023-06-30&limit=1000");
    assert_eq!((&answered["entries"], &answered["version"]), (&listed["entries"], &listed["version"]));
    for entry in listed["entries"].as_array().unwrap() {
        let id = entry["public_id"].as_str().unwrap();
        assert_eq!(&served.json(&format!("/api/v1/entries/{id}?as_of=2023-06-30")), entry);
        let lives = served.json(&format!("/api/v1/entries/{id}/history"));
        assert_eq!(lives, desk.json(&["history", id]));
    }
}

#[test]
fn entries_are_chosen_and_paged() {
    let desk = Desk::with(&fixture(NEW_LIST), "2026-07-23");
    let served = Served::of(&desk, &[]);
    let all = served.json("/api/v1/entries?as_of=2026-07-23&limit=1000");
    let all = all["entries"].as_array().unwrap().clone();
    assert!(all.iter().any(|entry| entry["list"] == "unverified-list"));
    let chosen = |query: &str| -> Vec<Value> {
        let answer = served.json(&format!("/api/v1/entries?as_of=2026-07-23&limit=1000&{query}"));
        let chosen = answer["entries"].as_array().unwrap().clone();
        assert_eq!(answer["total"], json!(chosen.len()));
        chosen
    };
    let with = |fits: &dyn Fn(&Value) -> bool| all.iter().filter(|entry| fits(entry)).cloned().collect::<Vec<_>>();
    assert_eq!(chosen("list=meu-list"), with(&|entry| entry["list"] == "meu-list"));
    assert_eq!(chosen("country=hong%20kong"), with(&|entry| entry["country"] == "HONG KONG"));
    let marked = with(&|entry| entry["designations"].as_array().unwrap().contains(&json!(4)));
    assert!(!marked.is_empty());
    assert_eq!(chosen("designation=4"), marked);
    let first = &all[0];
    let part = first["name"].as_str().unwrap().split(' ').next().unwrap().to_uppercase();
    assert!(chosen(&format!("name={part}")).contains(first));
    // Pages follow on one another, and hold everything once.
    let mut paged = Vec::new();
    while paged.len() < all.len() {
        let answer = served.json(&format!("/api/v1/entries?as_of=2026-07-23&limit=3&offset={}", paged.len()));
        assert_eq!(answer["total"], json!(all.len()));
        paged.extend(answer["entries"].as_array().unwrap().iter().cloned());
    }
    assert_eq!(paged, all);
}

#[test]
fn screening_finds_what_the_command_finds_and_keeps_nothing() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &[]);
    let parties = json!([
        {"id": "A1", "name": "Coldridge Lithography", "country": "CN"},
        {"name": "Quite Another Ltd.", "addresses": ["Harbour Gate, 41-47 Marble Rd, Wan Chai, Hong Kong"]},
        {"name": "Nobody At All"},
        {"name": "?"},
    ]);
    let body = json!({"parties": parties, "as_of": "2023-06-30"}).to_string();
    let mut files = desk.files();
    let answer = served.asks("POST", "/api/v1/screen", &[], &body);
    assert_eq!(answer.status, 200, "{answer:?}");
    let answer = answer.json();
    let lines: Vec<_> = parties.as_array().unwrap().iter().map(Value::to_string).collect();
    let file = desk.file("parties.ndjson", lines.join("\n"));
    let printed = desk.json(&["screen", &file, "--as-of", "2023-06-30", "--no-store"]);
    let hits = |of: &Value| of["results"].as_array().unwrap().iter().map(|it| it["hits"].clone()).collect::<Vec<_>>();
    assert_eq!(hits(&answer), hits(&printed));
    assert_eq!(answer["counts"], printed["counts"]);
    assert_eq!(answer["counts"]["skipped"], 1);
    assert_eq!(answer["results"][3]["skipped"], "the name “?” has no letter or digit");
    files.push("parties.ndjson".to_owned());
    assert_eq!(desk.files(), files, "the file of the test, and nothing else");
}

/// A change of the database is answered from by the next request.
#[test]
fn what_a_run_records_is_answered_at_once() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &[]);
    let first = served.get("/api/v1/lists?as_of=2024-01-01");
    desk.import(0, "rules/2023-90101.xml");
    let second = served.get("/api/v1/lists?as_of=2024-01-01");
    assert_ne!(first.header("etag"), second.header("etag"));
    assert_eq!(second.json()["lists"][0]["version"], 2);
    // Who has it already is told so, and is sent nothing.
    for (known, status) in
        [(second.header("etag").to_owned(), 304), ("W/\"other\", *".to_owned(), 304), ("\"x\"".to_owned(), 200)]
    {
        let again = served.asks("GET", "/api/v1/lists?as_of=2024-01-01", &[&format!("If-None-Match: {known}")], "");
        assert_eq!(again.status, status, "{known}");
        assert_eq!(again.body.is_empty(), status == 304, "{known}");
    }
}

#[test]
fn what_is_not_there_is_a_problem_in_words() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &[]);
    for (path, status, says) in [
        ("/nothing/at/all", 404, "there is nothing at this address"),
        ("/nothing.html", 404, "there is no such page"),
        ("/api/v1/entries?list=sdn", 400, "expected one of entity-list"),
        ("/api/v1/entries?limit=0", 400, "expected a limit from 1 to 1000"),
        ("/api/v1/entries?as_of=yesterday", 400, "as_of"),
        ("/api/v1/entries?as_of=1999-01-01", 404, "nothing is known about 1999-01-01"),
        ("/api/v1/entries/nobody", 404, "“nobody”"),
        ("/api/v1/entries/%00%ff/history", 400, ""),
        ("/api/v1/diff?from=1", 400, "to"),
        ("/api/v1/diff?from=1&to=77", 400, "there is no version of that number"),
        ("/api/v1/diff?from=1&to=/etc/passwd", 400, "expected a version number, a day or a document number"),
        ("/api/v1/diff?from=1&to=earwatch.db", 400, "expected a version number, a day or a document number"),
        ("/api/v1/report?document=2023-00000", 404, "not on record"),
        ("/api/v1/report?date=2023-06-30&since=2023-06-30", 400, "expected one of date, since and document"),
        ("/api/v1/findings?run=99", 404, "run 99 is not on record"),
    ] {
        let answer = served.get(path);
        assert_eq!(answer.status, status, "{path}: {answer:?}");
        assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
        let problem = answer.json();
        assert_eq!(problem["status"], status, "{path}");
        assert!(problem["detail"].as_str().unwrap().contains(says), "{path}: {problem}");
    }
    let wrong = [r#"{"parties": [{"nme": "A"}]}"#, "{", "[]", r#"{"parties": [{"name": 7}]}"#];
    for body in wrong {
        assert_eq!(served.asks("POST", "/api/v1/screen", &[], body).status, 400, "{body}");
    }
    assert_eq!(served.asks("DELETE", "/api/v1/lists", &[], "").status, 405);
}

/// Every route is described, every schema is there, and nothing in the document leads nowhere.
#[test]
fn the_document_describes_what_is_answered() {
    let desk = Desk::with_list();
    let document = Served::of(&desk, &[]).json("/api/v1/openapi.json");
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1."));
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let mut references = Vec::new();
    referred(&document, &mut references);
    for reference in references {
        let name = reference.strip_prefix("#/components/schemas/").unwrap_or_else(|| panic!("{reference}"));
        assert!(schemas.contains_key(name), "{reference}");
    }
    let described: Vec<&str> = document["paths"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        described,
        [
            "/algorithms",
            "/api/v1/acknowledgements",
            "/api/v1/acknowledgements/{number}/take-back",
            "/api/v1/diff",
            "/api/v1/documents",
            "/api/v1/entries",
            "/api/v1/entries/{public_id}",
            "/api/v1/entries/{public_id}/history",
            "/api/v1/findings",
            "/api/v1/findings/{number}/acknowledge",
            "/api/v1/lists",
            "/api/v1/provisions",
            "/api/v1/report",
            "/api/v1/screen",
            "/api/v1/texts",
            "/api/v1/versions",
            "/catalog",
            "/entities/{entity_id}",
            "/entities/{entity_id}/adjacent",
            "/entities/{entity_id}/adjacent/{property_name}",
            "/match/{dataset}",
            "/search/{dataset}",
        ]
    );
}

fn referred(value: &Value, references: &mut Vec<String>) {
    match value {
        Value::Object(keys) => {
            for (key, value) in keys {
                match value {
                    Value::String(to) if key == "$ref" => references.push(to.clone()),
                    other => referred(other, references),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| referred(value, references)),
        _ => {}
    }
}
