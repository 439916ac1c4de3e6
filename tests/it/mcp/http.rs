//! The protocol over HTTP, behind the same guard as everything else.

use serde_json::{Value, json};

use crate::support::Desk;
use crate::support::conversation::introduction;
use crate::support::served::{Answer, Served};

const BOTH: &str = "Accept: application/json, text/event-stream";
const JSON: &str = "Content-Type: application/json";

fn posts(served: &Served, message: &Value, more: &[&str]) -> Answer {
    served.asks("POST", "/mcp", &[&[BOTH, JSON], more].concat(), &message.to_string())
}

fn message(id: u32, method: &str, params: Value) -> Value {
    let mut message = json!({"jsonrpc": "2.0", "id": id, "method": method});
    message["params"] = params;
    message
}

/// Each request is answered for itself, as JSON: there is no session to keep, and no stream to hold up the end.
#[test]
fn each_request_is_answered_for_itself() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &[]);
    let begun = posts(&served, &message(1, "initialize", introduction()), &[]);
    assert_eq!((begun.status, begun.header("mcp-session-id")), (200, ""), "{begun:?}");
    assert_eq!(begun.header("content-type"), "application/json");
    assert_eq!(begun.json()["result"]["serverInfo"]["name"], "earwatch");
    let version = "MCP-Protocol-Version: 2025-11-25";
    let told = json!({"jsonrpc": "2.0", "method": "notifications/initialized"});
    assert_eq!(posts(&served, &told, &[version]).status, 202);
    let listed = posts(&served, &message(2, "tools/list", json!({})), &[version]).json();
    assert_eq!(listed["result"]["tools"].as_array().unwrap().len(), 10);
    let call =
        message(3, "tools/call", json!({"name": "search", "arguments": {"query": "Coldridge Lithography Co., Ltd."}}));
    let answer = posts(&served, &call, &[version]).json();
    assert_eq!(answer["result"]["structuredContent"]["result"][0]["name"], "Coldridge Lithography Co., Ltd.");
    assert_eq!(answer["id"], 3);
    let wrong = message(4, "tools/call", json!({"name": "search", "arguments": {"query": 7}}));
    assert_eq!(posts(&served, &wrong, &[]).json()["result"]["isError"], true);
    for method in ["GET", "DELETE", "PUT"] {
        assert_eq!(served.asks(method, "/mcp", &["Accept: text/event-stream"], "").status, 405, "{method}");
    }
    let metrics = served.get("/metrics");
    assert!(String::from_utf8_lossy(&metrics.body).contains("route=\"/mcp\""), "{metrics:?}");
    #[cfg(unix)]
    assert_eq!(served.ends(), 0);
}

#[test]
fn who_may_not_ask_is_not_answered() {
    let desk = Desk::with_list();
    let token = desk.file("token", "d3b07384d113edec49eaa6238ad5ff00\n");
    let served = Served::of(&desk, &["--token-file", &token]);
    let call = message(1, "tools/list", json!({}));
    let bearer = "Authorization: Bearer d3b07384d113edec49eaa6238ad5ff00";
    let port = served.address.port();
    let (host, own) = (format!("Host: localhost:{port}"), format!("Origin: http://localhost:{port}"));
    assert_eq!(posts(&served, &call, &[bearer]).status, 200);
    assert_eq!(posts(&served, &call, &[]).status, 401);
    assert_eq!(posts(&served, &call, &[bearer, &host, &own]).status, 200);
    assert_eq!(posts(&served, &call, &[bearer, "Host: evil.example"]).status, 421);
    for origin in [
        "https://evil.example",
        "http://localhost",
        "http://localhost:1",
        "null",
        "",
        "localhost",
        "file://localhost",
        "http://localhost.evil.example",
    ] {
        let answer = posts(&served, &call, &[bearer, &host, &format!("Origin: {origin}")]);
        assert_eq!(answer.status, 403, "{origin}: {answer:?}");
    }
    assert_eq!(posts(&served, &call, &[bearer, &host, &own, "Origin: https://evil.example"]).status, 403);
}

#[test]
fn what_is_no_message_is_refused() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &[]);
    let refused = |headers: &[&str], body: &str| served.asks("POST", "/mcp", headers, body).status;
    assert_eq!(refused(&[BOTH, JSON], &"a".repeat(9 << 20)), 413);
    assert_eq!(refused(&[JSON], "{}"), 406);
    assert_eq!(refused(&[BOTH, "Content-Type: text/plain"], "{}"), 415);
    for body in ["", "x", "[]", "{}", "[1, 2]", "\0", r#"{"jsonrpc": "2.0"}"#, &"[".repeat(200_000)] {
        let status = refused(&[BOTH, JSON], body);
        assert!((400..500).contains(&status), "{status}: {}", body.get(..20).unwrap_or(body));
    }
    let ping = message(1, "ping", json!({}));
    assert_eq!(posts(&served, &ping, &["MCP-Protocol-Version: 1999-01-01"]).status, 400);
    assert_eq!(posts(&served, &ping, &[]).status, 200);
}
