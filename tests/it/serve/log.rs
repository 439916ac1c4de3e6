//! The access log: a line for each request, and nothing of what was asked for.

use serde_json::Value;

use crate::support::Desk;
use crate::support::served::Served;

#[test]
fn each_request_is_a_line_without_what_was_asked_for() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &[]);
    let page = served.get("/find.html?q=Secret+Party");
    served.asks("POST", "/api/v1/screen", &[], r#"{"parties": [{"name": "Secret Party"}]}"#);
    served.get("/entries/secret-party.html");
    served.asks("GET", "/nothing/secret/party", &["User-Agent: Secret/1", "Cookie: secret=1"], "");
    served.asks("SECRET", "/api/v1/lists", &[], "");
    let log = served.log(5);
    assert!(!log.to_lowercase().contains("secret"), "{log}");
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let said: Vec<_> =
        lines.iter().map(|line| (line["method"].as_str().unwrap(), line["route"].as_str().unwrap())).collect();
    assert_eq!(
        said,
        [
            ("GET", "/find.html"),
            ("POST", "/api/v1/screen"),
            ("GET", "/entries/{name}"),
            ("GET", "other"),
            ("other", "/api/v1/lists"),
        ]
    );
    let status: Vec<_> = lines.iter().map(|line| line["status"].as_u64().unwrap()).collect();
    assert_eq!(status, [200, 200, 404, 404, 405]);
    let first = &lines[0];
    assert_eq!(first["bytes"], page.body.len());
    assert_eq!(first["from"], "loopback");
    assert!(first["ms"].as_f64().unwrap() > 0.0);
    assert!(first["time"].as_str().unwrap().ends_with('Z'));
    assert_eq!(first.as_object().unwrap().len(), 7, "{first}");
}

#[test]
fn it_can_be_silent() {
    let desk = Desk::with_list();
    let mut served = None;
    // The line with its address is no line of the log.
    for args in [&["--quiet"][..], &[]] {
        served = Some(Served::of(&desk, args));
        served.as_ref().unwrap().get("/api/v1/lists");
        let lines = served.as_ref().unwrap().log(usize::from(args.is_empty())).lines().count();
        assert_eq!(lines, usize::from(args.is_empty()), "{args:?}");
    }
    drop(served);
}
