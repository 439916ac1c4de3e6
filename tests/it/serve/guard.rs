//! Who may ask, and what nobody may.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use crate::support::Desk;
use crate::support::served::Served;

const TOKEN: &str = "d3b07384d113edec49eaa6238ad5ff00";

/// A page of somebody else whose name was made to lead here names its own host.
#[test]
fn another_host_is_not_answered() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &["--host", "lists.example"]);
    let port = served.address.port();
    let own =
        [format!("127.0.0.1:{port}"), format!("LOCALHOST:{port}"), "localhost".to_owned(), "lists.example".to_owned()];
    for host in own {
        assert_eq!(served.asks("GET", "/api/v1/lists", &[&format!("Host: {host}")], "").status, 200, "{host}");
    }
    for host in
        ["evil.example", "localhost.evil.example", "user@localhost", "127.0.0.2", "", "a b", "[::ffff:127.0.0.1]"]
    {
        let answer = served.asks("GET", "/api/v1/lists", &[&format!("Host: {host}")], "");
        assert!([400, 421].contains(&answer.status), "{host}: {answer:?}");
        assert!(!String::from_utf8_lossy(&answer.body).contains("content_hash"), "{host}");
    }
    let twice = served.asks("GET", "/api/v1/lists", &["Host: localhost", "Host: evil.example"], "");
    assert!([400, 421].contains(&twice.status), "{twice:?}");
    assert!([400, 421].contains(&served.sends(b"GET /api/v1/lists HTTP/1.0\r\n\r\n").status));
}

#[test]
fn who_does_not_bear_the_token_is_told_nothing() {
    let desk = Desk::with_list();
    let file = desk.file("token", format!("{TOKEN}\n"));
    let served = Served::of(&desk, &["--token-file", &file]);
    let with = |line: &str| served.asks("GET", "/api/v1/lists", &[line], "").status;
    assert_eq!(with(&format!("Authorization: Bearer {TOKEN}")), 200);
    assert_eq!(with(&format!("authorization: bearer {TOKEN}")), 200);
    for line in ["Authorization: Bearer", "Authorization: Bearer x", "Authorization: Basic eDp5", "X-Token: y"] {
        assert_eq!(with(line), 401, "{line}");
    }
    assert_eq!(with(&format!("Authorization: {TOKEN}")), 401);
    let both = [format!("Authorization: Bearer {TOKEN}"), "Authorization: Bearer x".to_owned()];
    assert_eq!(served.asks("GET", "/api/v1/lists", &[&both[0], &both[1]], "").status, 401);
    for path in ["/metrics", "/readyz", "/api/v1/openapi.json", "/nothing"] {
        let answer = served.get(path);
        assert_eq!((answer.status, answer.header("www-authenticate")), (401, "Bearer"), "{path}");
    }
    assert_eq!(served.get("/healthz").status, 200);
}

#[test]
fn it_is_not_open_to_other_machines_without_a_token_that_nobody_guesses() {
    let desk = Desk::with_list();
    desk.refuses(&["serve", "--listen", "0.0.0.0", "--port", "0"], &["--token-file", "127.0.0.1"]);
    let short = desk.file("short", "secret");
    desk.refuses(&["serve", "--token-file", &short, "--port", "0"], &["at least 20", "6 characters"]);
    let lines = desk.file("lines", format!("{TOKEN}\n{TOKEN}\n"));
    desk.refuses(&["serve", "--token-file", &lines, "--port", "0"], &["several words or lines"]);
    desk.refuses(&["serve", "--token-file", "nowhere", "--port", "0"], &["nowhere"]);
    let taken = Served::of(&desk, &[]);
    let port = taken.address.port().to_string();
    desk.refuses(&["serve", "--port", &port], &["cannot listen", &port]);
    Desk::new().refuses(&["serve", "--port", "0"], &["earwatch.db"]);
}

#[test]
fn every_answer_says_what_a_browser_may_do_with_it() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &[]);
    for path in ["/api/v1/lists", "/nothing", "/healthz"] {
        let answer = served.get(path);
        assert!(answer.header("content-security-policy").contains("default-src 'none'"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
    }
    let asked = served.asks("GET", "/api/v1/lists", &["Origin: https://evil.example"], "");
    assert_eq!(asked.header("access-control-allow-origin"), "");
}

#[test]
fn what_is_too_much_is_refused_and_others_are_answered() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &[]);
    let large = format!(r#"{{"parties": [{{"name": "{}"}}]}}"#, "a".repeat(9 << 20));
    assert_eq!(served.asks("POST", "/api/v1/screen", &[], &large).status, 413);
    let many = format!(r#"{{"parties": [{}]}}"#, vec![r#"{"name": "A"}"#; 10_001].join(","));
    assert_eq!(served.asks("POST", "/api/v1/screen", &[], &many).status, 400);
    let long = format!("/api/v1/entries?name={}", "a".repeat(70_000));
    assert!((400..500).contains(&served.get(&long).status));
    // Chunks that never end are as long as they are.
    let mut endless = b"POST /api/v1/screen HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    for _ in 0..160 {
        endless.extend(b"10000\r\n");
        endless.extend(vec![b' '; 0x10000]);
        endless.extend(b"\r\n");
    }
    assert!([0, 413].contains(&served.sends(&endless).status));
    for odd in
        [&b"\x16\x03\x01\x00"[..], b"GET / HTTP/9.9\r\n\r\n", b"GET /\r\nHost: localhost\r\n\r\n", b"\r\n\r\n\r\n\x16"]
    {
        assert!(served.sends(odd).status < 500 || served.sends(odd).status == 505);
    }
    assert_eq!(served.get("/api/v1/lists").status, 200);
}

/// A client that is slow holds up nobody else, and requests that have begun are answered at the end.
#[cfg(unix)]
#[test]
fn it_ends_in_order() {
    let desk = Desk::with_list();
    let served = Served::of(&desk, &[]);
    let mut slow: Vec<_> = (0..64).map(|_| TcpStream::connect(served.address).unwrap()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET /api/v1/lists HTTP/1.1\r\nHost: loc").unwrap();
    }
    assert_eq!(served.get("/api/v1/lists").status, 200);
    for stream in &mut slow {
        stream.write_all(b"alhost\r\nConnection: close\r\n\r\n").unwrap();
    }
    for mut stream in slow {
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    }
    assert_eq!(served.ends(), 0);
}
