//! What clients of `yente` ask for, and how it is answered.

use serde_json::{Value, json};

use crate::support::served::{Answer, Served};
use crate::support::{Desk, NEW_LIST, fixture};

/// Lists with an entry that was removed, one that was renamed, and bodies below an entry.
fn desk() -> Desk {
    let desk = Desk::with_list();
    desk.import(0, "rules/2023-90101.xml");
    desk.import(0, "rules/2023-90202.xml");
    desk
}

fn posted(served: &Served, path: &str, body: &Value) -> Answer {
    served.asks("POST", path, &["Content-Type: application/json"], &body.to_string())
}

/// What is found of one example.
fn matched(served: &Served, query: &str, schema: &str, properties: &Value) -> Value {
    let body = json!({"queries": {"q": {"schema": schema, "properties": properties}}});
    let answer = posted(served, &format!("/match/default?{query}"), &body);
    assert_eq!(answer.status, 200, "{properties}: {answer:?}");
    answer.json()["responses"]["q"].clone()
}

/// The captions and schemata of results.
fn captions(results: &Value) -> Vec<&str> {
    results.as_array().unwrap().iter().map(|result| result["caption"].as_str().unwrap()).collect()
}

fn captions_of(answer: &Value) -> Vec<&str> {
    captions(&answer["results"])
}

/// The request of yente's documentation, with a third party that is listed.
#[test]
fn a_batch_is_answered_by_the_names_of_its_queries() {
    let desk = desk();
    let served = Served::of(&desk, &[]);
    let body = json!({"queries": {
        "entity2": {"schema": "Company", "properties": {
            "name": ["Brilliant Amazing Limited"], "jurisdiction": ["hk"], "registrationNumber": ["84BA99810"]}},
        "entity1": {"schema": "Person", "properties": {
            "name": ["John Doe"], "birthDate": ["1975-04-21"], "nationality": ["us"]}},
        "third": {"id": "C-7", "schema": "Company", "properties": {"name": "Coldridge Lithography Co., Ltd.", "country": "cn"}},
    }});
    let answer = posted(&served, "/match/default?as_of=2023-06-30", &body);
    assert_eq!((answer.status, answer.header("x-batch-size")), (200, "3"), "{answer:?}");
    let told = answer.json();
    assert_eq!(told["limit"], 5);
    let keys: Vec<&String> = told["responses"].as_object().unwrap().keys().collect();
    assert_eq!(keys.len(), 3);
    for stranger in ["entity1", "entity2"] {
        let of = &told["responses"][stranger];
        assert_eq!((&of["status"], &of["results"], &of["total"]["value"]), (&json!(200), &json!([]), &json!(0)));
        assert_eq!(of["query"]["properties"], body["queries"][stranger]["properties"]);
    }
    let of = &told["responses"]["third"];
    assert_eq!(
        of["query"],
        json!({"id": "C-7", "schema": "Company", "properties": {
        "name": ["Coldridge Lithography Co., Ltd."], "country": ["cn"]}})
    );
    assert_eq!(of["total"], json!({"value": 1, "relation": "eq"}));
    let result = &of["results"][0];
    let shown = &desk.json(&["show", "Coldridge Lithography Co., Ltd.", "--as-of", "2023-06-30"])[0];
    assert_eq!((&result["id"], &result["caption"]), (&shown["public_id"], &shown["name"]));
    assert_eq!((&result["score"], &result["match"], &result["target"]), (&json!(1.0), &json!(true), &json!(true)));
    assert_eq!((&result["datasets"], &result["schema"]), (&json!(["entity_list"]), &json!("Company")));
    assert_eq!(result["last_seen"], "2023-06-30T00:00:00");
    let explained = &result["explanations"]["name"];
    assert_eq!((&explained["query"], &explained["candidate"]), (&shown["name"], &shown["name"]));
    assert!(explained["detail"].as_str().unwrap().ends_with("potential match, review"), "{explained}");
    // The entity is the one that is exported.
    let exported = desk.done(&["export", "--to", "ftm", "--as-of", "2023-06-30"]);
    let exported = exported.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let exported = exported.into_iter().find(|entity| entity["id"] == result["id"]).unwrap();
    assert_eq!(exported["properties"], result["properties"]);
}

/// The list does not say what a party is, and a client may know it by any of its names, or by where it sits alone.
#[test]
fn a_party_is_found_however_it_is_described() {
    let desk = Desk::with(&fixture(NEW_LIST), "2026-07-23");
    let served = Served::of(&desk, &[]);
    for (schema, properties, expected) in [
        ("Company", json!({"name": ["Coldridge Lithography"]}), "Coldridge Lithography Co., Ltd."),
        ("Person", json!({"name": ["Coldridge Lithography"]}), "Coldridge Lithography Co., Ltd."),
        ("Vessel", json!({"name": ["Coldridge Lithography"]}), "Coldridge Lithography Co., Ltd."),
        ("Thing", json!({"name": "Coldridge Lithography"}), "Coldridge Lithography Co., Ltd."),
        ("Organization", json!({"alias": ["Aerolume Inst."]}), "Aerolume Institute"),
        ("LegalEntity", json!({"name": ["?!"], "previousName": ["Baltpribor"]}), ""),
        ("Company", json!({"name": ["Quite Another"], "weakAlias": [null, " ", "AO Baltpribor"]}), "Baltpribor JSC"),
        ("Company", json!({"name": ["Quite Another"], "previousName": ["Nevatron"]}), "Nevatron LLC"),
        ("PublicBody", json!({"name": ["208th Research Institute"]}), "Aerolume Institute"),
        ("Person", json!({"firstName": ["Djalil"], "lastName": ["Nasseri"]}), "Djalil Nasseri"),
        ("Person", json!({"lastName": "Wong", "firstName": "Kai", "secondName": "Ming"}), "Wong Kai Ming"),
        (
            "Company",
            json!({"address": ["Room 1201, Harbour Gate, 41-47 Marble Rd, Wan Chai, Hong Kong"]}),
            "Address 01",
        ),
        ("Address", json!({"full": ["1201 Harbour Gate, 41-47 Marble Road, Wan Chai, Hong Kong"]}), "Address 01"),
        (
            "Address",
            json!({"street": ["2 Morskaya Street"], "city": ["Saint Petersburg"], "country": ["ru"]}),
            "Severny Radar JSC",
        ),
    ] {
        let found = matched(&served, "", schema, &properties);
        let first = captions_of(&found).first().copied().unwrap_or_default().to_owned();
        assert_eq!(first, expected, "{schema} {properties}: {found:#}");
    }
}

/// An example with nothing to compare is told, and holds no other one of its batch back.
#[test]
fn what_cannot_be_compared_is_told() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &[]);
    let many: Vec<String> = (0..101).map(|n| format!("Alias {n}")).collect();
    let body = json!({"queries": {
        "none": {"schema": "Person", "properties": {"birthDate": ["1975-04-21"]}},
        "blank": {"schema": "Person", "properties": {"name": ["", "  ", null]}},
        "signs": {"schema": "Person", "properties": {"name": ["?!"]}},
        "long": {"schema": "Person", "properties": {"name": ["a".repeat(3_000)]}},
        "many": {"schema": "Person", "properties": {"name": many}},
        "other": {"schema": "Company", "properties": {"name": ["Coldridge Lithography"], "alias": ["…"]}},
    }});
    let told = posted(&served, "/match/default?as_of=2023-06-30", &body).json();
    for (name, words) in [
        ("none", "expected a name or an address"),
        ("blank", "expected a name or an address"),
        ("signs", "no letter or digit"),
        ("long", "more than 2000 characters"),
        ("many", "up to 100 names and addresses, but found 101"),
    ] {
        let of = &told["responses"][name];
        assert_eq!((&of["status"], &of["results"]), (&json!(400), &json!([])), "{name}");
        assert!(of["detail"].as_str().unwrap().contains(words), "{name}: {of}");
    }
    let other = &told["responses"]["other"];
    assert_eq!((&other["status"], other["results"].as_array().unwrap().len()), (&json!(200), 1));
    assert!(other["notes"][0].as_str().unwrap().contains("was not screened"), "{other}");
}

#[test]
fn parameters_choose_among_the_matches() {
    let desk = desk();
    let served = Served::of(&desk, &[]);
    let near = json!({"name": ["Coldridge Lithographie"]});
    let found = |query: &str| matched(&served, &format!("as_of=2023-06-30&{query}"), "Company", &near);
    let usual = found("");
    let score = usual["results"][0]["score"].as_f64().unwrap();
    let id = usual["results"][0]["id"].as_str().unwrap();
    assert!((0.76..1.0).contains(&score) && usual["total"]["value"] == 1, "{usual:#}");
    // Above the threshold it is a match; below, and above the cutoff, a result that is none.
    for (query, results, matches) in [
        ("threshold=0.76".to_owned(), 1, 1),
        (format!("threshold={score}"), 1, 1),
        ("threshold=0.999".to_owned(), 0, 0),
        ("threshold=0.999&cutoff=0.5".to_owned(), 1, 0),
        ("threshold=0.5&cutoff=0.999".to_owned(), 1, 1),
        ("threshold=-3".to_owned(), 1, 1),
        ("limit=0".to_owned(), 0, 1),
        ("limit=-1".to_owned(), 0, 1),
        ("algorithm=best".to_owned(), 1, 1),
        ("algorithm=Earwatch".to_owned(), 1, 1),
        ("include_dataset=entity_list".to_owned(), 1, 1),
        ("include_dataset=meu_list&include_dataset=unverified_list".to_owned(), 0, 0),
        ("exclude_dataset=entity-list".to_owned(), 0, 0),
        ("exclude_schema=Company".to_owned(), 0, 0),
        ("exclude_schema=Person&exclude_schema=Vessel".to_owned(), 1, 1),
        ("topics=sanction&topics=export.control".to_owned(), 1, 1),
        ("topics=sanction".to_owned(), 0, 0),
        ("changed_since=2000-01-01".to_owned(), 1, 1),
        ("changed_since=2024-12-04T23:59:59".to_owned(), 1, 1),
        ("changed_since=2024-12-05".to_owned(), 0, 0),
        (format!("exclude_entity_ids={id}"), 0, 0),
        ("exclude_entity_ids=NK-7".to_owned(), 1, 1),
        ("unheard_of=1".to_owned(), 1, 1),
    ] {
        let found = found(&query);
        let counted = (found["results"].as_array().unwrap().len(), found["total"]["value"].as_u64().unwrap());
        assert_eq!(counted, (results, matches), "{query}: {found:#}");
        let all = found["results"].as_array().unwrap();
        assert_eq!(
            all.iter().filter(|result| result["match"] == true).count() as u64,
            matches.min(results as u64),
            "{query}"
        );
    }
}

/// Who is on no list any more is told, and is no match.
#[test]
fn removed_and_renamed_entries_are_found() {
    let desk = desk();
    let served = Served::of(&desk, &[]);
    let found = matched(&served, "as_of=2023-09-01", "Company", &json!({"name": ["Gulf Meridian FZE"]}));
    let result = &found["results"][0];
    assert_eq!(
        (&result["match"], &result["target"], &found["total"]["value"]),
        (&json!(false), &json!(false), &json!(0))
    );
    assert!(
        result["properties"]["notes"][0].as_str().unwrap().starts_with("Removed from the Entity List on 2023-08-18 by")
    );
    assert!(
        result["explanations"]["successor"]["detail"].as_str().unwrap().contains("removed from its list"),
        "{result}"
    );
    let before = matched(&served, "as_of=2023-08-17", "Company", &json!({"name": ["Gulf Meridian FZE"]}));
    assert_eq!(before["results"][0]["match"], true);
    // Its id leads to it on both days.
    let id = result["id"].as_str().unwrap();
    for (day, is_target) in [("2023-08-17", true), ("2023-09-01", false)] {
        assert_eq!(served.json(&format!("/entities/{id}?as_of={day}"))["target"], is_target);
    }
    // A former id leads to the one that an entry bears now.
    let entries = served.json("/api/v1/entries?as_of=2023-09-01&limit=1000");
    let renamed =
        entries["entries"].as_array().unwrap().iter().find(|it| it["name"] == "Kestrel Logic Limited").unwrap();
    let former = renamed["former_public_ids"][0].as_str().unwrap();
    let moved = served.get(&format!("/entities/{former}?as_of=2023-09-01"));
    let now = format!("/entities/{}", renamed["public_id"].as_str().unwrap());
    assert_eq!((moved.status, moved.header("Location")), (308, now.as_str()));
    let excluded = format!("as_of=2023-09-01&exclude_entity_ids={former}");
    assert_eq!(captions_of(&matched(&served, &excluded, "Company", &json!({"name": ["Kestrel Logic"]}))), [""; 0]);
}

#[test]
fn what_makes_no_sense_is_refused_in_words() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &[]);
    let of = |schema: &str, properties: Value| {
        json!({"queries": {"q": {"schema": schema, "properties": properties}}}).to_string()
    };
    let good = of("Company", json!({"name": ["Alder"]}));
    let many: serde_json::Map<_, _> =
        (0..101).map(|n| (n.to_string(), json!({"schema": "Company", "properties": {"name": ["Alder"]}}))).collect();
    let many = json!({"queries": many}).to_string();
    let deep = format!(
        r#"{{"queries": {{"q": {{"schema": "Company", "properties": {{"name": {}1{}}}}}}}}}"#,
        "[".repeat(1_000_000),
        "]".repeat(1_000_000)
    );
    let ids = "exclude_entity_ids=a&".repeat(51);
    for (path, body, status, words) in [
        ("/match/default", of("Firm", json!({"name": ["Alder"]})), 400, "Cannot parse example entity: Unknown schema: 'Firm'"),
        ("/match/default", of("Sanction", json!({})), 400, "Non-matchable schema for query: Sanction"),
        ("/match/default", of("Company", json!({"name": [{"a": 1}]})), 400, "expected texts in “name”, but found an object"),
        ("/match/default", of("Company", json!({"address": [[]]})), 400, "but found a list in a list"),
        ("/match/default", json!({"queries": {}}).to_string(), 400, "No queries provided."),
        ("/match/default", many, 400, "Too many queries in one batch (limit: 100)"),
        ("/match/default", r#"{"queries": {"q": {"schema": "Company", "properties": {}}, "q": {"schema": "Company", "properties": {}}}}"#.to_owned(), 422, "two queries are called “q”"),
        ("/match/default", r#"{"queries": {"q": {"schema": "Company"}}}"#.to_owned(), 422, "missing field `properties`"),
        ("/match/default", r#"{"queries": {"q": null}}"#.to_owned(), 422, "null"),
        ("/match/default", r#"{"queries": ["q"]}"#.to_owned(), 422, "queries by their names"),
        ("/match/default", String::new(), 422, "EOF"),
        ("/match/default", "7".to_owned(), 422, "an object with queries"),
        ("/match/default", of("Company", json!({"name": null})), 422, "a text or a list of texts"),
        ("/match/default", deep, 422, "recursion limit exceeded"),
        ("/match/default", json!({"queries": {}, "weights": {"name": 1}}).to_string(), 400, "Invalid weight: name"),
        ("/match/default", json!({"queries": {}, "config": {"nm": 1}}).to_string(), 400, "Invalid configuration parameter: nm"),
        ("/match/sanctions", good.clone(), 404, "No such dataset."),
        ("/match/default?algorithm=logic-v1", good.clone(), 400, "Invalid algorithm: logic-v1"),
        ("/match/default?include_dataset=eu_fsf", good.clone(), 404, "No such dataset."),
        ("/match/default?limit=501", good.clone(), 422, "up to 500"),
        ("/match/default?limit=ten", good.clone(), 422, "a whole number"),
        ("/match/default?threshold=NaN", good.clone(), 422, "a score"),
        ("/match/default?changed_since=yesterday", good.clone(), 422, "2025-03-24T06:30:00"),
        (&format!("/match/default?{ids}"), good.clone(), 422, "up to 50 ids, but found 51"),
        ("/match/default?as_of=2023-02-30", good.clone(), 422, "as_of"),
        ("/match/default?as_of=1999-01-01", good.clone(), 404, "1999-01-01"),
    ] {
        let answer = served.asks("POST", path, &["Content-Type: application/json"], &body);
        let told = answer.json();
        assert_eq!(answer.status, status, "{path} {told}");
        let detail = &told["detail"];
        assert!(if status == 422 { detail[0]["msg"].is_string() } else { detail.is_string() }, "{path} {told}");
        assert!(detail.to_string().replace("\\\"", "\"").contains(words), "{path}: {told}");
    }
    for (path, status, words) in [
        ("/search/default?schema=Firm", 400, "Invalid schema"),
        ("/search/default?filter=colour", 400, "Invalid filter"),
        ("/search/default?filter=colour:red", 400, "Invalid filter"),
        ("/search/default?sort=colour", 400, "Invalid order"),
        ("/search/default?facets=colours", 422, "facets"),
        ("/search/default?filter_op=XOR", 422, "filter_op"),
        ("/search/default?offset=9500", 422, "up to 9499"),
        ("/search/default?fuzzy=perhaps", 422, "true or false"),
        ("/search/nothing", 404, "No such dataset."),
        ("/entities/NK-7", 404, "No such entity!"),
        ("/entities/NK-7/adjacent", 404, "No such entity!"),
        ("/entities/%00%FF", 400, "UTF-8"),
        ("/catalog?as_of=x", 422, "as_of"),
    ] {
        let answer = served.get(path);
        assert_eq!(answer.status, status, "{path}: {answer:?}");
        assert!(answer.json()["detail"].to_string().contains(words), "{path}: {answer:?}");
    }
    assert_eq!(served.get("/match/default").status, 405);
}

#[test]
fn entities_are_searched_chosen_and_counted() {
    let desk = Desk::with(&fixture(NEW_LIST), "2026-07-23");
    let served = Served::of(&desk, &[]);
    let found = |query: &str| served.json(&format!("/search/default?{query}"));
    for (query, expected) in [
        ("q=vuelo+norte&schema=LegalEntity", vec!["Vuelo Norte DMCC", "Vuelo Norte DMCC"]),
        // The one whose name it is comes first.
        (
            "q=Brightwave+Research&schema=Organization",
            vec!["Brightwave Research", "Brightwave Communications Co., Ltd."],
        ),
        ("q=HALCON", vec!["Aviones Halcón S.L."]),
        ("q=K.M.+Wong", vec!["Wong Kai Ming"]),
        ("q=wong&schema=Person", vec!["Wong Kai Ming", "Wong Kai Ming"]),
        // What has a slip is found where nothing else is, or where it is asked for.
        ("q=Coldrigde+Lithography", vec!["Coldridge Lithography Co., Ltd."]),
        ("q=%3F%3F", vec![]),
        ("q=Zzyzx+Qwertz", vec![]),
        ("q=lapis&sort=id:desc&countries=pk", vec!["Lapis Road Traders"]),
        (
            "q=parts&sort=caption:desc&exclude_schema=LegalEntity&schema=Company",
            vec!["Icarus Online Parts Co. Ltd.", "Huamei Drone Parts Company"],
        ),
        ("q=parts&schema=Company&limit=1&offset=1&sort=caption", vec!["Icarus Online Parts Co. Ltd."]),
        (
            "filter=schema:Address&filter=properties.full:Room+1201,+Harbour+Gate,+41-47+Marble+Road,+Wan+Chai,+Hong+Kong",
            vec!["Address 01"],
        ),
        ("q=lapis&countries=pk&countries=af&filter_op=AND&schema=LegalEntity", vec![]),
    ] {
        assert_eq!(captions_of(&found(query)), expected, "{query}");
    }
    let slipped = |more: &str| found(&format!("q=Icarus+Shenzen&limit=500{more}"))["total"]["value"].as_u64().unwrap();
    assert!(slipped("&fuzzy=true") >= slipped(""));
    // All entities of the lists, with their counts.
    let all = found("limit=500&schema=LegalEntity&facets=countries&facets=datasets&facets=schema&facets=genders");
    let total = all["total"]["value"].as_u64().unwrap();
    assert_eq!(all["results"].as_array().unwrap().len() as u64, total);
    let facet = |name: &str| all["facets"][name]["values"].as_array().unwrap().clone();
    let sum = |name: &str| facet(name).iter().map(|value| value["count"].as_u64().unwrap()).sum::<u64>();
    assert_eq!((sum("datasets"), sum("schema"), sum("genders")), (total, total, 0));
    assert!(facet("countries").contains(&json!({"name": "tr", "label": "Turkey", "count": 1})), "{:#}", all["facets"]);
    let by_list = found("datasets=entity-list&schema=LegalEntity")["total"]["value"].as_u64();
    assert_eq!(
        by_list,
        facet("datasets").iter().find(|it| it["name"] == "entity_list").and_then(|it| it["count"].as_u64())
    );
}

#[test]
fn an_entity_is_told_with_what_is_beside_it() {
    let desk = Desk::with(&fixture(NEW_LIST), "2026-07-23");
    let served = Served::of(&desk, &[]);
    let found = served.json("/search/entity_list?q=Brightwave+Communications&schema=Company");
    let id = found["results"][0]["id"].as_str().unwrap();
    let nested = served.json(&format!("/entities/{id}"));
    let of = |property: &str| nested["properties"][property].as_array().unwrap();
    assert_eq!(
        (&of("addressEntity")[0]["schema"], &of("sanctions")[0]["schema"]),
        (&json!("Address"), &json!("Sanction"))
    );
    let link = &of("unknownLinkFrom")[0];
    assert_eq!(link["schema"], "UnknownLink");
    let body = &link["properties"]["subject"][0];
    assert_eq!(body["caption"], "Brightwave Research");
    let plain = served.json(&format!("/entities/{id}?nested=false"));
    assert!(plain["properties"]["addressEntity"][0].is_string() && plain["properties"].get("sanctions").is_none());
    assert_eq!(plain["properties"]["name"], nested["properties"]["name"]);
    // Each of them has an address of its own, and leads back.
    for other in [&of("addressEntity")[0], &of("sanctions")[0], link, body] {
        let other = other["id"].as_str().unwrap();
        assert_eq!(served.json(&format!("/entities/{other}"))["id"], other);
    }
    let adjacent = served.json(&format!("/entities/{id}/adjacent?limit=1"));
    assert_eq!(adjacent["entity"]["id"], id);
    for property in ["addressEntity", "sanctions", "unknownLinkFrom"] {
        let of = &adjacent["adjacent"][property];
        assert_eq!(of["results"].as_array().unwrap().len(), 1, "{property}");
        assert_eq!(&served.json(&format!("/entities/{id}/adjacent/{property}?limit=1")), of);
    }
    assert_eq!(served.json(&format!("/entities/{id}/adjacent/things"))["total"]["value"], 0);
    assert_eq!(served.get(&format!("/entities/{id}/adjacent/name")).status, 404);
}

#[test]
fn the_lists_are_a_catalog() {
    let desk = Desk::with(&fixture(NEW_LIST), "2026-07-23");
    let served = Served::of(&desk, &[]);
    let answer = served.get("/catalog?as_of=2026-07-24");
    let catalog = answer.json();
    assert_eq!(catalog["current"], json!(["entity_list", "unverified_list", "meu_list", "default"]));
    assert_eq!((&catalog["outdated"], &catalog["index_stale"]), (&json!([]), &json!(false)));
    let datasets = catalog["datasets"].as_array().unwrap();
    let counted: u64 = datasets[..3].iter().map(|dataset| dataset["entity_count"].as_u64().unwrap()).sum();
    assert_eq!(datasets[3]["entity_count"], counted);
    assert_eq!(datasets[3]["children"], json!(["entity_list", "unverified_list", "meu_list"]));
    for dataset in datasets {
        assert!(dataset["summary"].as_str().unwrap().contains("2026-07-24"), "{dataset}");
        assert_eq!(dataset["last_export"], "2026-07-24T00:00:00");
        assert_eq!(dataset["version"], dataset["index_version"]);
        let name = dataset["name"].as_str().unwrap();
        assert_eq!(served.get(&format!("/search/{name}")).status, 200);
    }
    let tag = format!("If-None-Match: {}", answer.header("ETag"));
    assert_eq!(served.asks("GET", "/catalog?as_of=2026-07-24", &[&tag], "").status, 304);
    assert_eq!(served.json("/manifest?as_of=2026-07-24"), catalog);
    let algorithms = served.json("/algorithms");
    assert_eq!((&algorithms["best"], &algorithms["default"]), (&json!("earwatch"), &json!("earwatch")));
    assert_eq!(algorithms["algorithms"][0]["features"], algorithms["algorithms"][0]["docs"]["features"]);
}
