//! The Reconciliation Service API 0.2, call by call.

use serde_json::{Value, json};

use crate::support::Desk;
use crate::support::served::Served;

/// `application/x-www-form-urlencoded` of a value.
fn form(key: &str, value: &Value) -> String {
    url::form_urlencoded::Serializer::new(String::new()).append_pair(key, &value.to_string()).finish()
}

fn posted(served: &Served, key: &str, value: &Value) -> Value {
    let kind = "Content-Type: application/x-www-form-urlencoded";
    let answer = served.asks("POST", "/reconcile", &[kind], &form(key, value));
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()
}

#[test]
fn each_query_has_its_candidates() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &[]);
    let queries = json!({
        "q0": {"query": "Coldridge Lithography Co., Ltd."},
        "q1": {"query": "Coldridge Litography", "limit": 1, "type": "entity-list", "type_strict": "should"},
        "q2": {"query": "Coldridge Lithography", "type": ["unverified-list"]},
        "q3": {"query": "Nobody At All"},
        "q4": {"query": "Quite Another Ltd.", "properties": [
            {"pid": "addresses", "v": "Harbour Gate, 41-47 Marble Rd, Wan Chai, Hong Kong"},
            {"pid": "country", "v": {"id": "HK", "name": "Hong Kong"}},
            {"pid": "colour", "v": ["blue", 7, true]},
        ]},
        "q5": {"properties": [{"pid": "name", "v": "Coldridge Lithography"}]},
        "q6": {"query": "Coldridge Lithography", "limit": 0},
    });
    let answer = posted(&served, "queries", &queries);
    let keys: Vec<&String> = answer.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["q0", "q1", "q2", "q3", "q4", "q5", "q6"]);
    let of = |key: &str| answer[key]["result"].as_array().unwrap();
    let id = desk.json(&["show", "Coldridge Lithography Co., Ltd.", "--as-of", "2023-06-30"])[0]["public_id"].clone();
    let first = &of("q0")[0];
    assert_eq!((&first["id"], &first["score"], &first["match"]), (&id, &json!(100.0), &json!(true)));
    assert_eq!(first["type"][0]["id"], "entity-list");
    assert!(first["description"].as_str().unwrap().ends_with("potential match, review"), "{first}");
    let spelled = &of("q1")[0];
    assert_eq!((&spelled["id"], &spelled["match"]), (&id, &json!(false)));
    assert_eq!((of("q2").len(), of("q3").len(), of("q6").len()), (0, 0, 0));
    assert_eq!(of("q4")[0]["name"], "Address 01");
    assert_eq!(of("q5")[0]["id"], id);
    // The same as a GET.
    let got = served.json(&format!("/reconcile?{}", form("queries", &queries)));
    assert_eq!(got, answer);
}

#[test]
fn it_says_what_it_can_and_where() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &[]);
    let manifest = served.json("/reconcile");
    assert_eq!(manifest["versions"], json!(["0.2"]));
    let suggest = |what: &str, prefix: &str| -> Vec<Value> {
        let service = &manifest["suggest"][what];
        let path = service["service_path"].as_str().unwrap();
        assert_eq!(service["service_url"], "http://localhost");
        served.json(&format!("{path}?prefix={prefix}"))["result"].as_array().unwrap().clone()
    };
    let entry = &suggest("entity", "coldri")[0];
    assert_eq!(entry["name"], "Coldridge Lithography Co., Ltd.");
    assert_eq!(suggest("entity", "").len(), 0);
    assert_eq!(suggest("property", "cou")[0]["id"], "country");
    assert_eq!(suggest("type", "Entity")[0]["id"], "entity-list");
    let id = entry["id"].as_str().unwrap();
    let preview = manifest["preview"]["url"].as_str().unwrap().replace("http://localhost", "").replace("{{id}}", id);
    let preview = served.get(&preview);
    let page = String::from_utf8(preview.body.clone()).unwrap();
    assert!(page.contains("<h1>Coldridge Lithography Co., Ltd.</h1>"), "{page}");
    assert_eq!(served.get("/reconcile/preview?id=nobody").status, 404);
    let view = manifest["view"]["url"].as_str().unwrap().replace("http://localhost", "").replace("{{id}}", id);
    assert_eq!(served.json(&view)["public_id"], id);
    let propose = &manifest["extend"]["propose_properties"];
    let proposed = served.json(&format!("{}?type=entity-list&limit=3", propose["service_path"].as_str().unwrap()));
    assert_eq!(proposed["properties"].as_array().unwrap().len(), 3);
    let extended = posted(
        &served,
        "extend",
        &json!({"ids": [id, "nobody"], "properties": [{"id": "country"}, {"id": "effective_from", "settings": {}}]}),
    );
    assert_eq!(extended["meta"][0], json!({"id": "country", "name": "Country"}));
    assert_eq!(extended["rows"][id]["country"], json!([{"str": "CHINA, PEOPLE'S REPUBLIC OF"}]));
    assert_eq!(extended["rows"]["nobody"]["country"], json!([]));
}

#[test]
fn what_is_no_query_is_refused() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &[]);
    let kind = "Content-Type: application/x-www-form-urlencoded";
    for body in [
        "queries=%7B",
        "queries=[]",
        "queries=%7B%22q0%22%3A7%7D",
        "queries={}&extend={}",
        "extend={}",
        &form("extend", &json!({"ids": [], "properties": [{"id": "colour"}]})),
    ] {
        let answer = served.asks("POST", "/reconcile", &[kind], body);
        assert_eq!(answer.status, 400, "{body}: {answer:?}");
        assert_eq!(answer.header("content-type"), "application/problem+json", "{body}");
    }
}
