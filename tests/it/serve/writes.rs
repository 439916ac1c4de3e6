//! What people record in the pages and through the API: only where it is wanted, and only by themselves.

use serde_json::{Value, json};

use crate::support::Desk;
use crate::support::served::{Answer, Served};

const TOKEN: &str = "d3b07384d113edec49eaa6238ad5ff00";
const FORM: &str = "Content-Type: application/x-www-form-urlencoded";
const JSON: &str = "Content-Type: application/json";
const PAGE: &str = "Accept: text/html,application/xhtml+xml";

/// A desk with findings that nobody has answered.
fn desk() -> Desk {
    let desk = Desk::with_list();
    desk.import(3, "rules/2023-90202.xml");
    assert!(open(&desk).len() >= 2);
    desk
}

fn open(desk: &Desk) -> Vec<Value> {
    let all = desk.json(&["findings"]);
    all.as_array().unwrap().iter().filter(|it| it["severity"] != "info" && it["answer"].is_null()).cloned().collect()
}

fn text(answer: &Answer) -> String {
    String::from_utf8(answer.body.clone()).unwrap()
}

fn form(fields: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// A browser: the cookies that it was given, and what the fields of a page's first form hold.
struct Browser<'a> {
    served: &'a Served,
    cookies: Vec<String>,
}

impl<'a> Browser<'a> {
    fn of(served: &'a Served) -> Self {
        Self { served, cookies: Vec::new() }
    }

    fn asks(&mut self, method: &str, path: &str, headers: &[&str], body: &str) -> Answer {
        let cookie = format!("Cookie: {}", self.cookies.join("; "));
        let headers: Vec<&str> = [PAGE, cookie.as_str()].into_iter().chain(headers.iter().copied()).collect();
        let answer = self.served.asks(method, path, &headers, body);
        for line in answer.headers("set-cookie") {
            let pair = line.split(';').next().unwrap();
            let name = pair.split('=').next().unwrap();
            self.cookies.retain(|known| !known.starts_with(&format!("{name}=")));
            if !line.contains("Max-Age=0") {
                self.cookies.push(pair.to_owned());
            }
        }
        answer
    }

    fn page(&mut self, path: &str) -> String {
        let answer = self.asks("GET", path, &[], "");
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        text(&answer)
    }
}

/// The value of the first field of a name in a page.
fn field(page: &str, name: &str) -> String {
    let (_, field) = page.split_once(&format!("name=\"{name}\"")).unwrap_or_else(|| panic!("{name}: {page}"));
    field.split_once("value=\"").and_then(|(_, value)| value.split('"').next()).unwrap().to_owned()
}

/// A form of the page of findings, filled in.
fn filled(page: &str, by: &str, reason: &str) -> (String, String) {
    let (number, seen, form_token) = (field(page, "number"), field(page, "seen"), field(page, "form_token"));
    let fields = [("number", &*number), ("seen", &seen), ("form_token", &form_token), ("by", by), ("reason", reason)];
    (number.clone(), form(&fields))
}

#[test]
fn a_finding_is_acknowledged_in_the_page() {
    let desk = desk();
    let served = Served::of(&desk, &["--write"]);
    let mut browser = Browser::of(&served);
    let before = open(&desk);
    let page = browser.page("/findings.html");
    for finding in &before {
        let message = finding["message"].as_str().unwrap().split(['“', '"', '\'', '&']).next().unwrap();
        assert!(page.to_lowercase().contains(&message.to_lowercase()), "{message}: {page}");
    }
    let (number, body) = filled(&page, "K & L; Max-Age=1\u{e4}", "asked <b>the bureau</b>\r\n\"twice\"");
    let own = format!("Origin: http://localhost:{}", served.address.port());
    let host = format!("Host: localhost:{}", served.address.port());
    let answer = browser.asks("POST", "/findings.html", &[FORM, &own, &host, "Sec-Fetch-Site: same-origin"], &body);
    assert_eq!((answer.status, answer.header("location")), (303, &*format!("/findings.html?done={number}")));
    assert_eq!(open(&desk).len(), before.len() - 1);
    let on_record = &desk.ndjson(&["acknowledge"])[0];
    assert_eq!(on_record["reviewer"], "K & L; Max-Age=1\u{e4}");
    assert_eq!(on_record["reason"], "asked <b>the bureau</b>\n\"twice\"");
    // It is said once, and who it was stands in the next form; nothing of it is markup.
    let after = browser.page(&format!("/findings.html?done={number}"));
    assert!(
        after.contains(&format!("Finding {number} is acknowledged (K &amp; L; Max-Age=1\u{e4}): asked &lt;b&gt;")),
        "{after}"
    );
    assert_eq!(field(&after, "by"), "K &amp; L; Max-Age=1\u{e4}");
    let all = browser.page("/findings.html?show=all");
    assert!(all.contains("Acknowledged (K &amp; L") && !all.contains("<b>the bureau"), "{all}");
    assert!(!browser.page("/findings.html?done=9999").contains("class=\"done\""));
    // Sent again, it says that it is done, and records nothing more.
    let again = browser.asks("POST", "/findings.html", &[FORM], &body);
    assert_eq!(again.status, 409);
    assert!(text(&again).contains("acknowledged already"), "{again:?}");
    assert_eq!(desk.ndjson(&["acknowledge"]).len(), 1);
}

/// As `earwatch acknowledge --withdraw` does: the finding is open again, and what was said stays on record.
#[test]
fn an_acknowledgement_is_taken_back_in_the_page() {
    let desk = desk();
    let before = open(&desk);
    let number = |at: usize| before[at]["id"].to_string();
    desk.done(&["acknowledge", &number(0), &number(1), "--by", "KL", "--reason", "asked <b>the bureau</b>"]);
    let served = Served::of(&desk, &["--write"]);
    let mut browser = Browser::of(&served);
    let taken = |page: &str| {
        let (_, rest) = page.split_once("action=\"acknowledgements.html\"").unwrap();
        let names = ["number", "seen", "show", "form_token"];
        let fields: Vec<_> = names.iter().map(|name| (*name, field(rest, name))).collect();
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        (fields[0].1.to_owned(), form(&fields))
    };
    // They are listed, the newest first, and stand with the findings that they answer.
    let listed = browser.page("/acknowledgements.html");
    assert!(listed.find("Acknowledgement 2:").unwrap() < listed.find("Acknowledgement 1:").unwrap(), "{listed}");
    assert!(listed.contains("asked &lt;b&gt;the bureau") && listed.contains("KL, 20"), "{listed}");
    assert!(browser.page("/findings.html").contains("Acknowledgements (2)"));
    let all = browser.page("/findings.html?show=all");
    assert_eq!(all.matches("Take back acknowledgement").count(), 2, "{all}");
    let (number, body) = taken(&all);
    // Nobody else's form does it, and no form of another acknowledgement.
    for (what, body, status) in [
        ("no form token", body.replace("form_token=", "x="), 403),
        ("another one by now", body.replace("seen=", "seen=0"), 409),
        ("none of that number", body.replace(&format!("number={number}"), "number=99"), 404),
    ] {
        let answer = browser.asks("POST", "/acknowledgements.html", &[FORM], &body);
        assert_eq!(answer.status, status, "{what}: {answer:?}");
    }
    let foreign = browser.asks("POST", "/acknowledgements.html", &[FORM, "Origin: https://evil.example"], &body);
    assert_eq!((foreign.status, desk.ndjson(&["acknowledge"]).len()), (403, 2));
    let answer = browser.asks("POST", "/acknowledgements.html", &[FORM], &body);
    let page = format!("/findings.html?show=all&taken_back={number}");
    assert_eq!((answer.status, answer.header("location")), (303, page.as_str()));
    assert!(browser.page(&page).contains(&format!("Acknowledgement {number} is taken back")));
    assert_eq!(open(&desk).len(), before.len() - 1);
    assert_eq!(desk.ndjson(&["acknowledge"]).len(), 1);
    let again = browser.asks("POST", "/acknowledgements.html", &[FORM], &body);
    assert!(again.status == 409 && text(&again).contains("taken back already"), "{again:?}");
    // From the list of them, back to it.
    let (other, body) = taken(&browser.page("/acknowledgements.html"));
    let answer = browser.asks("POST", "/acknowledgements.html", &[FORM], &body);
    assert_eq!(answer.header("location"), format!("/acknowledgements.html?taken_back={other}"));
    assert_eq!(open(&desk), before);
    assert!(browser.page("/acknowledgements.html").contains("No acknowledgement stands."));
    // What did not happen is not said, and the number of a new one is not that of an old one.
    assert!(!browser.page("/acknowledgements.html?taken_back=99").contains("class=\"done\""));
    desk.done(&["acknowledge", &before[0]["id"].to_string(), "--by", "KL", "--reason", "seen"]);
    assert_eq!(desk.ndjson(&["acknowledge"])[0]["id"], 3);
    // Who may not write is told how.
    let reader = Served::of(&desk, &[]);
    let page = text(&reader.asks("GET", "/acknowledgements.html", &[PAGE], ""));
    assert!(!page.contains("<form method=\"post\"") && page.contains("acknowledge --withdraw N"), "{page}");
    assert_eq!(reader.asks("POST", "/acknowledgements.html", &[FORM], "number=3").status, 403);
}

#[test]
fn a_form_of_somebody_else_records_nothing() {
    let desk = desk();
    let served = Served::of(&desk, &["--write"]);
    let mut browser = Browser::of(&served);
    let page = browser.page("/findings.html");
    let (_, body) = filled(&page, "KL", "seen");
    let token = field(&page, "form_token");
    let cookie = format!("Cookie: {}", browser.cookies.join("; "));
    let other = {
        let mut other = Browser::of(&served);
        let page = other.page("/findings.html");
        format!("Cookie: {}; x={}", other.cookies.join("; "), page.len())
    };
    let without = body.replace(&format!("form_token={token}"), "x=y");
    let forged = body.replace(&token, &token.replace(['0', '1', '2'], "a"));
    let changed = cookie.replace("anybody", "known");
    for (what, headers, body) in [
        ("no cookie", vec![FORM], &body),
        ("the cookie of another session", vec![FORM, &other], &body),
        ("a cookie that was changed", vec![FORM, &changed], &body),
        ("no form token", vec![FORM, &cookie], &without),
        ("a forged form token", vec![FORM, &cookie], &forged),
        ("another site", vec![FORM, &cookie, "Origin: https://evil.example"], &body),
        ("no site that says its name", vec![FORM, &cookie, "Origin: null"], &body),
        ("another port", vec![FORM, &cookie, "Origin: http://localhost:1"], &body),
        ("a site beside it", vec![FORM, &cookie, "Sec-Fetch-Site: same-site"], &body),
        ("a site across", vec![FORM, &cookie, "Origin: http://localhost", "Sec-Fetch-Site: cross-site"], &body),
    ] {
        let answer = served.asks("POST", "/findings.html", &headers, body);
        assert_eq!((answer.status, answer.header("content-type")), (403, "application/problem+json"), "{what}");
    }
    // What is no form is not read as one.
    assert_eq!(served.asks("POST", "/findings.html", &["Content-Type: text/plain", &cookie], &body).status, 415);
    // A server that started anew knows no form of the last one.
    let anew = Served::of(&desk, &["--write"]);
    let port = |of: &Served| of.address.port().to_string();
    let cookie = cookie.replace(&port(&served), &port(&anew));
    assert_eq!(anew.asks("POST", "/findings.html", &[FORM, &cookie], &body).status, 403);
    assert!(desk.ndjson(&["acknowledge"]).is_empty());
}

#[test]
fn what_is_typed_has_to_be_a_name_and_a_reason() {
    let desk = desk();
    let served = Served::of(&desk, &["--write"]);
    let mut browser = Browser::of(&served);
    let page = browser.page("/findings.html");
    for (by, reason, says) in [
        ("", "seen", "expected the initials"),
        (" \t", "seen", "expected the initials"),
        ("KL", "\r\n", "expected a reason"),
        ("K\r\nSet-Cookie: a=b", "seen", "characters"),
        ("K\0", "seen", "control characters"),
        ("KL", "a\u{1b}[2J", "control characters"),
        (&"K".repeat(101), "seen", "up to 100"),
        ("KL", &"s".repeat(2001), "up to 2000"),
    ] {
        let (_, body) = filled(&page, by, reason);
        let answer = browser.asks("POST", "/findings.html", &[FORM], &body);
        // A line end within a name is a part of the name, and no line of the head.
        if says != "characters" {
            assert_eq!(answer.status, 400, "{by:?}");
            assert!(text(&answer).to_lowercase().contains(says), "{by:?}: {answer:?}");
        }
        assert!(answer.headers("set-cookie").iter().all(|line| !line.starts_with("a=")), "{answer:?}");
    }
    let changed = filled(&page, "KL", "seen").1.replace(&field(&page, "seen"), "0");
    let answer = browser.asks("POST", "/findings.html", &[FORM], &changed);
    assert!(answer.status == 409, "{answer:?}");
}

#[test]
fn nothing_is_recorded_unless_that_is_wanted() {
    let desk = desk();
    let served = Served::of(&desk, &[]);
    let page = text(&served.asks("GET", "/findings.html", &[PAGE], ""));
    assert!(!page.contains("<form method=\"post\"") && page.contains("--write"), "{page}");
    let number = open(&desk)[0]["id"].to_string();
    let body = json!({"by": "KL", "reason": "seen"}).to_string();
    let path = format!("/api/v1/findings/{number}/acknowledge");
    let refused = served.asks("POST", &path, &[JSON], &body);
    assert_eq!((refused.status, refused.header("content-type")), (403, "application/problem+json"));
    assert!(refused.json()["detail"].as_str().unwrap().contains("--write"));
    let refused = served.asks("POST", "/findings.html", &[FORM, PAGE], "number=1");
    assert_eq!((refused.status, refused.header("content-type")), (403, "text/html; charset=utf-8"));
    assert!(text(&refused).contains("--write"));
    assert!(desk.ndjson(&["acknowledge"]).is_empty());
}

#[test]
fn programs_acknowledge_with_json_and_their_token() {
    let desk = desk();
    let token = desk.file("token", TOKEN);
    let served = Served::of(&desk, &["--write", "--token-file", &token]);
    let bearer = format!("Authorization: Bearer {TOKEN}");
    let finding = &open(&desk)[0];
    let path = format!("/api/v1/findings/{}/acknowledge", finding["id"]);
    let body = json!({"by": "KL", "reason": "seen", "message": finding["message"]}).to_string();
    let other = json!({"by": "KL", "reason": "seen", "message": "something else"}).to_string();
    // A cookie alone is for pages: a page of somebody else could send it.
    let mut browser = Browser::of(&served);
    log_in(&mut browser);
    assert_eq!(browser.asks("POST", &path, &[JSON], &body).status, 401);
    for (what, headers, body, status) in [
        ("no token", vec![JSON], &body, 401),
        ("another site", vec![JSON, &bearer, "Origin: https://evil.example"], &body, 403),
        ("another site", vec![JSON, &bearer, "Sec-Fetch-Site: cross-site"], &body, 403),
        ("what a form can send", vec!["Content-Type: text/plain", &bearer], &body, 415),
        ("no kind", vec![&bearer], &body, 415),
        ("no JSON", vec![JSON, &bearer], &"{".to_owned(), 400),
        ("no reason", vec![JSON, &bearer], &json!({"by": "KL"}).to_string(), 400),
        ("another finding", vec![JSON, &bearer], &other, 409),
        ("itself", vec![JSON, &bearer], &body, 201),
        ("again", vec![JSON, &bearer], &body, 409),
    ] {
        let answer = served.asks("POST", &path, &headers, body);
        assert_eq!(answer.status, status, "{what}: {answer:?}");
        if status == 201 {
            let done = answer.json();
            assert_eq!((&done["finding"], &done["by"]), (&finding["id"], &json!("KL")));
        }
    }
    assert_eq!(desk.ndjson(&["acknowledge"]).len(), 1);
    let nobody = served.asks("POST", "/api/v1/findings/9999/acknowledge", &[JSON, &bearer], &other);
    assert_eq!(nobody.status, 404);
    assert_eq!(served.asks("POST", "/api/v1/findings/x/acknowledge", &[JSON, &bearer], &other).status, 400);
    // They list what stands, and take it back.
    let listed = served.asks("GET", "/api/v1/acknowledgements", &[&bearer], "").json();
    assert_eq!((listed[0]["id"].as_i64(), &listed[0]["reviewer"]), (Some(1), &json!("KL")));
    let same = json!({"message": listed[0]["message"]}).to_string();
    let takes_back = |number: &str, headers: &[&str], body: &str| {
        served.asks("POST", &format!("/api/v1/acknowledgements/{number}/take-back"), headers, body).status
    };
    for (what, number, headers, body, status) in [
        ("no token", "1", vec![JSON], same.as_str(), 401),
        ("another site", "1", vec![JSON, &bearer, "Origin: https://evil.example"], &same, 403),
        ("no JSON", "1", vec![JSON, &bearer], "", 400),
        ("another finding", "1", vec![JSON, &bearer], r#"{"message": "something else"}"#, 409),
        ("none of that number", "9", vec![JSON, &bearer], "{}", 404),
        ("itself", "1", vec![JSON, &bearer], &same, 204),
        ("again", "1", vec![JSON, &bearer], "{}", 409),
    ] {
        assert_eq!(takes_back(number, &headers, body), status, "{what}");
    }
    assert_eq!(served.asks("GET", "/api/v1/acknowledgements", &[&bearer], "").json(), json!([]));
    assert_eq!(open(&desk)[0], *finding);
}

fn log_in(browser: &mut Browser<'_>) -> Answer {
    let page = browser.page("/login.html?next=/findings.html%3Fshow%3Dall");
    let (next, form_token) = (field(&page, "next"), field(&page, "form_token"));
    let body = form(&[("token", TOKEN), ("next", &next), ("form_token", &form_token)]);
    browser.asks("POST", "/login.html", &[FORM], &body)
}

#[test]
fn a_browser_shows_the_token_once() {
    let desk = desk();
    let token = desk.file("token", TOKEN);
    let served = Served::of(&desk, &["--token-file", &token]);
    let mut browser = Browser::of(&served);
    let first = browser.asks("GET", "/find.html?q=a%20b&as_of=2023-06-30", &[], "");
    assert_eq!(first.status, 303);
    assert_eq!(first.header("location"), "/login.html?next=%2Ffind.html%3Fq%3Da%2520b%26as_of%3D2023-06-30");
    let page = browser.page("/login.html?next=%2Ffind.html%3Fq%3Da%2520b%26as_of%3D2023-06-30");
    assert_eq!(field(&page, "next"), "/find.html?q=a%20b&amp;as_of=2023-06-30");
    for style in ["/style.css", "/served.css", "/favicon.ico"] {
        assert_eq!(served.get(style).status, 200, "the page that asks has its looks");
    }
    let answer = log_in(&mut browser);
    assert_eq!((answer.status, answer.header("location")), (303, "/findings.html?show=all"));
    let cookie = answer.header("set-cookie").to_owned();
    for part in ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains(TOKEN) && !cookie.contains("Secure"), "{cookie}");
    assert!(browser.page("/findings.html?show=all").contains("Log out"));
    assert_eq!(browser.asks("GET", "/api/v1/lists", &[], "").status, 200);
    assert_eq!(browser.asks("GET", "/login.html?next=/news.html", &[], "").header("location"), "/news.html");
    // The session from before the login is worth nothing, and that of after it ends with it.
    let known = browser.cookies.clone();
    let page = browser.page("/logout.html");
    let body = form(&[("form_token", &field(&page, "form_token"))]);
    assert_eq!(browser.asks("POST", "/logout.html", &[FORM], "").status, 403);
    assert_eq!(browser.asks("POST", "/logout.html", &[FORM], &body).header("location"), "/login.html");
    browser.cookies = known;
    let late = browser.asks("POST", "/findings.html", &[FORM], "number=1");
    assert_eq!(late.status, 401);
    assert!(text(&late).contains("href=\"/login.html\""), "{late:?}");
    assert_eq!(browser.asks("GET", "/findings.html", &[], "").status, 303);
    // Behind a server that encrypts, the cookie is for encrypted connections.
    let mut browser = Browser::of(&served);
    let page = browser.page("/login.html");
    let body = form(&[("token", TOKEN), ("form_token", &field(&page, "form_token"))]);
    let answer = browser.asks("POST", "/login.html", &[FORM, "Origin: https://localhost"], &body);
    assert!(answer.header("set-cookie").ends_with("; Secure"), "{answer:?}");
}

#[test]
fn a_wrong_token_opens_nothing_and_is_slowed_down() {
    let desk = desk();
    let token = desk.file("token", TOKEN);
    let served = Served::of(&desk, &["--token-file", &token]);
    let mut browser = Browser::of(&served);
    let page = browser.page("/login.html");
    let with = |token: &str, next: &str| {
        form(&[("token", token), ("next", next), ("form_token", &field(&page, "form_token"))])
    };
    for wrong in [
        "",
        "x",
        TOKEN.trim_start_matches('d'),
        &TOKEN.to_uppercase(),
        "<script>alert(1)</script>",
        "a\r\nSet-Cookie: x=y",
    ] {
        let answer = browser.asks("POST", "/login.html", &[FORM], &with(wrong, "/news.html\"><script>"));
        assert_eq!(answer.status, 403, "{wrong}");
        assert!(answer.headers("set-cookie").is_empty() && !text(&answer).contains("<script>"), "{answer:?}");
    }
    // From now on whoever guesses waits; who has the token does not, though it comes from the same address, as all do behind
    // another server.
    let begun = std::time::Instant::now();
    assert_eq!(browser.asks("POST", "/login.html", &[FORM], &with("x", "/")).status, 403);
    assert_eq!(served.asks("GET", "/api/v1/lists", &["Authorization: Bearer x"], "").status, 401);
    assert!(begun.elapsed().as_millis() >= 1_900);
    assert_eq!(served.asks("GET", "/api/v1/lists", &[&format!("Authorization: Bearer {TOKEN}")], "").status, 200);
    let answer = browser.asks("POST", "/login.html", &[FORM], &with(TOKEN, "/news.html"));
    assert_eq!((answer.status, answer.header("location")), (303, "/news.html"));
    // A login that another site sends is none.
    let foreign = browser.asks("POST", "/login.html", &[FORM, "Origin: https://evil.example"], &with(TOKEN, "/"));
    assert_eq!(foreign.status, 403);
}

#[test]
fn a_login_leads_nowhere_else() {
    let desk = desk();
    let token = desk.file("token", TOKEN);
    let served = Served::of(&desk, &["--token-file", &token]);
    for next in [
        "https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\r\nSet-Cookie: x=y",
        "",
    ] {
        let mut browser = Browser::of(&served);
        let page = browser.page("/login.html");
        let body = form(&[("token", TOKEN), ("next", next), ("form_token", &field(&page, "form_token"))]);
        let answer = browser.asks("POST", "/login.html", &[FORM], &body);
        assert_eq!((answer.status, answer.header("location")), (303, "/"), "{next}");
        assert_eq!(answer.headers("set-cookie").len(), 1, "{answer:?}");
    }
}
