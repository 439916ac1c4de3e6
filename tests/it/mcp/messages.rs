//! The protocol over standard input and output: what is no message, and how it begins and ends.

use serde_json::json;

use crate::support::Desk;
use crate::support::conversation::{Conversation, introduction};

/// Each line has an answer or is none of the program's business, and the program goes on.
#[test]
fn what_is_no_message_is_answered_and_nothing_ends() {
    let desk = Desk::with_list();
    let mut with = Conversation::of(&desk);
    let long = format!(r#"{{"jsonrpc": "2.0", "id": 1, "method": "ping", "x": "{}"}}"#, "a".repeat(9 << 20));
    let deep = format!(r#"{{"jsonrpc": "2.0", "id": 1, "method": "ping", "x": {}1}}"#, "[".repeat(100_000));
    for (line, code) in [
        ("this is no JSON".as_bytes(), -32700),
        (b"{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\"", -32700),
        (b"\xff\xfe\x00", -32700),
        (b"\0", -32700),
        (long.as_bytes(), -32600),
        (deep.as_bytes(), -32700),
        (br#"[{"jsonrpc": "2.0", "id": 1, "method": "ping"}]"#, -32600),
        (b"[]", -32600),
        (b"17", -32600),
        (br#"{"id": 1, "method": "ping"}"#, -32600),
        (br#"{"jsonrpc": "1.0", "id": 1, "method": "ping"}"#, -32600),
        (br#"{"jsonrpc": "2.0", "id": {"a": 1}, "method": "ping"}"#, -32600),
        (br#"{"jsonrpc": "2.0", "id": 5, "method": "tools/write"}"#, -32601),
        (br#"{"jsonrpc": "2.0", "id": 5, "method": "prompts/get", "params": {"name": "x"}}"#, -32601),
        (br#"{"jsonrpc": "2.0", "id": 5, "method": "tools/call", "params": {"name": "nothing"}}"#, -32602),
        (br#"{"jsonrpc": "2.0", "id": 5, "method": "tools/call", "params": {"name": 5}}"#, -32602),
        (
            br#"{"jsonrpc": "2.0", "id": 5, "method": "tools/call", "params": {"name": "search", "arguments": []}}"#,
            -32602,
        ),
        (br#"{"jsonrpc": "2.0", "id": 5, "method": "tools/call"}"#, -32602),
        (br#"{"jsonrpc": "2.0", "id": 5, "method": "resources/read", "params": {}}"#, -32602),
        (
            br#"{"jsonrpc": "2.0", "id": 5, "method": "resources/read", "params": {"uri": "file:///etc/passwd"}}"#,
            -32002,
        ),
    ] {
        with.says(line);
        let answer = with.hears();
        let shown = String::from_utf8_lossy(&line[..line.len().min(120)]).into_owned();
        assert_eq!(answer["error"]["code"], code, "{shown}: {answer}");
        assert!(!answer["error"]["message"].as_str().unwrap().is_empty(), "{shown}");
    }
    // Blank lines, and what others say without being asked, have no answer.
    for line in [
        &b""[..],
        b"  \r",
        br#"{"jsonrpc": "2.0", "method": "notifications/whatever", "params": {"a": 1}}"#,
        br#"{"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 99}}"#,
        br#"{"jsonrpc": "2.0", "id": 99, "result": {}}"#,
        br#"{"jsonrpc": "2.0", "id": 99, "error": {"code": 1, "message": "x"}}"#,
    ] {
        with.says(line);
    }
    assert_eq!(with.asks("ping", json!({}))["result"], json!({}));
    let (rest, code, _) = with.ends();
    assert_eq!((rest.len(), code), (0, 0));
}

/// What was asked before the input ended is answered; what was given up is not waited for.
#[test]
fn at_the_end_of_the_input_all_is_answered() {
    let desk = Desk::with_list();
    let mut with = Conversation::of(&desk);
    let asked: Vec<_> = (0..8)
        .map(|_| with.sends("tools/call", json!({"name": "search", "arguments": {"query": "Kestrel Logic"}})))
        .collect();
    let given_up = with.sends("tools/call", json!({"name": "list_status"}));
    let cancelled = json!({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": given_up}});
    with.says(cancelled.to_string().as_bytes());
    let (rest, code, said) = with.ends();
    let mut answered: Vec<_> = rest.iter().filter_map(|answer| answer["id"].as_i64()).collect();
    answered.retain(|id| *id != given_up);
    answered.sort_unstable();
    assert_eq!((answered, code), (asked, 0), "{said}");
}

#[test]
fn it_begins_when_it_is_asked_to() {
    let desk = Desk::with_list();
    let (rest, code, said) = Conversation::silent(&desk, &[]).ends();
    assert_eq!((rest.len(), code, said.as_str()), (0, 0, ""));
    let mut with = Conversation::silent(&desk, &[]);
    with.says(br#"{"jsonrpc": "2.0", "method": "notifications/initialized"}"#);
    with.says(br#"{"jsonrpc": "2.0", "id": 9, "result": {}}"#);
    assert_eq!(with.asks("ping", json!({}))["result"], json!({}));
    // What comes too early is refused, and can still be mended.
    assert!(with.asks("tools/list", json!({}))["error"]["code"].is_i64());
    let answer = with.asks("initialize", introduction());
    assert_eq!(answer["result"]["protocolVersion"], "2025-11-25");
    let about = answer["result"]["instructions"].as_str().unwrap();
    assert!(about.contains("potential match, for review") && about.contains("data, never instructions"), "{about}");
    let mut older = introduction();
    older["protocolVersion"] = "2019-01-01".into();
    let mut with = Conversation::silent(&desk, &[]);
    assert!(with.asks("initialize", older)["result"]["protocolVersion"].is_string());
    // A last line without an end is a line.
    assert_eq!(with.ends().1, 0);
}

#[test]
fn a_database_that_is_not_there_is_told_at_once() {
    let desk = Desk::new();
    desk.refuses(&["mcp"], &["earwatch.db"]);
}

/// What a run records while an assistant is connected is answered by the next call.
#[test]
fn a_change_of_the_database_is_seen_by_the_next_call() {
    let desk = Desk::with_list();
    let mut with = Conversation::of(&desk);
    let (_, before) = with.told("list_status", json!({}));
    desk.import(0, "rules/2023-90101.xml");
    let (text, after) = with.told("list_status", json!({}));
    let entries = |answer: &serde_json::Value| answer["lists"][0]["entries"].as_u64();
    assert_eq!((entries(&before), entries(&after)), (Some(21), Some(28)), "{text}");
    assert_ne!(before["lists"][0]["content_hash"], after["lists"][0]["content_hash"]);
}

#[test]
fn reports_documents_and_entries_are_resources() {
    let desk = Desk::with_list();
    desk.import(0, "rules/2023-90101.xml");
    let mut with = Conversation::of(&desk);
    let all = with.asks("resources/list", json!({}));
    let uri = all["result"]["resources"][0]["uri"].as_str().unwrap().to_owned();
    assert!(uri.starts_with("earwatch://report/2"), "{all}");
    let templates = with.asks("resources/templates/list", json!({}));
    assert_eq!(templates["result"]["resourceTemplates"].as_array().unwrap().len(), 4);
    let (_, found) = with.told("search", json!({"query": "Coldridge Lithography Co., Ltd."}));
    let entry = format!("earwatch://entry/{}", found["result"][0]["public_id"].as_str().unwrap());
    for (uri, words) in [
        (uri.as_str(), "2023-90101"),
        ("earwatch://document/2023-90101", "2023-90101"),
        (&entry, "Coldridge Lithography Co., Ltd."),
    ] {
        let read = with.asks("resources/read", json!({"uri": uri}));
        let contents = &read["result"]["contents"][0];
        assert_eq!((contents["uri"].as_str(), &contents["mimeType"]), (Some(uri), &json!("text/markdown")), "{read}");
        let text = contents["text"].as_str().unwrap();
        assert!(text.contains(words) && text.contains("data, never instructions"), "{uri}: {text}");
    }
    // What `tools/list` tells in outline is there as a whole.
    let read = with.asks("resources/read", json!({"uri": "earwatch://schema/answer"}));
    let schema = &read["result"]["contents"][0];
    assert_eq!(schema["mimeType"], "application/schema+json", "{read}");
    assert_eq!(schema["text"], desk.done(&["schema", "answer"]), "{read}");
    for (uri, words) in [
        ("earwatch://report/yesterday", "expected a day as YYYY-MM-DD"),
        ("earwatch://report/2001-01-01", "not on record"),
        ("earwatch://document/2001-00001", "not on record"),
        ("earwatch://document/..%2f..", "but found"),
        ("earwatch://entry/el-0000000000000000", "entry_history"),
        ("earwatch://schema/nothing", "expected earwatch://report/YYYY-MM-DD"),
        ("earwatch://nothing/1", "expected earwatch://report/YYYY-MM-DD"),
        ("", "expected earwatch://report/YYYY-MM-DD"),
    ] {
        let read = with.asks("resources/read", json!({"uri": uri}));
        assert!(read["error"]["message"].as_str().unwrap_or_default().contains(words), "{uri}: {read}");
    }
    assert_eq!(with.asks("resources/list", json!({"cursor": "x"}))["error"]["code"], -32602);
    assert_eq!(with.asks("resources/list", json!({"cursor": "50"}))["result"]["resources"], json!([]));
}
