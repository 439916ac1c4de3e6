//! What kind of answer came back, judged from its media type and its first bytes.
//!
//! The Federal Register and the eCFR put a web page ("Request Access") with status 200 in front of
//! visitors they do not know. Such a page must never be taken for "no documents".

use std::borrow::Cow;

use scraper::{Html, Selector};

use super::error::SourceError;

/// The kind of data an address should serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// JSON.
    Json,
    /// XML.
    Xml,
    /// A page for readers, or a part of one.
    Page,
    /// Plain text, bare or in the one `pre` of a page, as the Federal Register serves the texts of documents.
    Text,
}

impl Expected {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::Xml => "XML",
            Self::Page => "HTML",
            Self::Text => "plain text",
        }
    }

    pub(super) fn accept(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Xml => "application/xml, text/xml",
            Self::Page => "text/html",
            Self::Text => "text/plain",
        }
    }

    /// Types that say nothing of their own are left to the first bytes to decide.
    fn takes_type(self, media_type: &str) -> bool {
        let generic = ["", "application/octet-stream", "text/plain"];
        let own = match self {
            Self::Json => "json",
            Self::Xml => "xml",
            Self::Page => "html",
            Self::Text => "plain",
        };
        let subtype = media_type.split_once('/').map_or("", |(_, subtype)| subtype);
        generic.contains(&media_type)
            || subtype.rsplit('+').next().is_some_and(|suffix| suffix.eq_ignore_ascii_case(own))
    }

    fn takes_start(self, first: char) -> bool {
        match self {
            Self::Json => matches!(first, '{' | '['),
            Self::Xml | Self::Page => first == '<',
            // Neither data, markup nor a PDF.
            Self::Text => !matches!(first, '{' | '<' | '%'),
        }
    }
}

/// The media type without its parameters, in lower case.
pub(super) fn media_type(header: Option<&str>) -> String {
    let essence = header.unwrap_or_default().split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// Checks that a successful answer is what was asked for.
pub(super) fn check(url: &str, expected: Expected, media_type: &str, body: &[u8]) -> Result<(), SourceError> {
    let start = start(body);
    let Some(first) = start.trim_start().chars().next() else {
        return Err(SourceError::Empty { url: url.to_owned(), expected: expected.name() });
    };
    // What a page for readers holds is for its reader to judge.
    if is_page(body) && expected != Expected::Page {
        if expected == Expected::Text && wraps_text(body) {
            return Ok(());
        }
        return Err(SourceError::Blocked { url: url.to_owned(), expected: expected.name(), title: title(body) });
    }
    if expected.takes_type(media_type) && expected.takes_start(first) {
        return Ok(());
    }
    let kind = if media_type.is_empty() { "an unnamed type" } else { media_type };
    let found = format!("{kind} that begins {:?}", one_line(&start, 40));
    Err(SourceError::WrongType { url: url.to_owned(), expected: expected.name(), found })
}

/// Whether the bytes are a web page, whatever their media type says.
pub(super) fn is_page(body: &[u8]) -> bool {
    let start = start(body).to_ascii_lowercase();
    let mut rest = start.trim_start();
    // A page may open with an XML declaration or with comments.
    loop {
        let end = if rest.starts_with("<?") {
            "?>"
        } else if rest.starts_with("<!--") {
            "-->"
        } else {
            break;
        };
        let Some((_, after)) = rest.split_once(end) else {
            return false;
        };
        rest = after.trim_start();
    }
    ["<!doctype html", "<html", "<head", "<title", "<body"].iter().any(|tag| rest.starts_with(tag))
}

/// Whether a page is nothing but the wrapper of a plain text: its body is one `pre` that ends, without markup but links.
fn wraps_text(page: &[u8]) -> bool {
    let page = String::from_utf8_lossy(page);
    let lower = page.to_ascii_lowercase();
    let Some((_, body)) = lower.split_once("<body") else {
        return false;
    };
    let inside = body
        .split_once('>')
        .and_then(|(_, body)| body.trim_start().strip_prefix("<pre>"))
        .and_then(|body| body.split_once("</pre>"));
    inside.is_some_and(|(text, after)| {
        let after: String = after.split_whitespace().collect();
        let is_text = |after: &str| {
            let begins_tag = |c: char| c.is_ascii_alphabetic() || c == '/' || c == '!';
            !after.starts_with(begins_tag) || after.starts_with("a ") || after.starts_with("/a>")
        };
        !text.trim().is_empty() && text.split('<').skip(1).all(is_text) && after == "</body></html>"
    })
}

/// The title of a web page, on one line.
pub(super) fn title(page: &[u8]) -> String {
    const ENOUGH: usize = 64 * 1024;
    let page = String::from_utf8_lossy(page.get(..ENOUGH).unwrap_or(page));
    let html = Html::parse_document(&page);
    let text = Selector::parse("title, h1")
        .ok()
        .and_then(|selector| html.select(&selector).next())
        .map(|element| element.text().collect::<String>());
    text.map(|text| one_line(&text, 120)).filter(|text| !text.is_empty()).unwrap_or_else(|| "no title".to_owned())
}

/// What a server says about its refusal: the API's `message` or `errors`, a page's title, or the text.
pub(super) fn message(body: &[u8]) -> String {
    if is_page(body) {
        return format!("a web page titled {:?}", title(body));
    }
    let stated = serde_json::from_slice::<serde_json::Value>(body).ok().and_then(|json| {
        let said = json.get("message").or_else(|| json.get("errors")).or_else(|| json.get("error"))?;
        Some(said.as_str().map_or_else(|| said.to_string(), ToOwned::to_owned))
    });
    let text = one_line(&stated.unwrap_or_else(|| start(body).into_owned()), 200);
    if text.is_empty() { "no message".to_owned() } else { text }
}

/// Text of a stranger, made fit for one line of output: white space and control characters become
/// single spaces, and at most `limit` characters stay.
pub(super) fn one_line(text: &str, limit: usize) -> String {
    let plain = text.replace(char::is_control, " ");
    let line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(limit) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}

fn start(body: &[u8]) -> Cow<'_, str> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    String::from_utf8_lossy(body.get(..1024).unwrap_or(body))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(expected: Expected, media_type: &str, body: &str) -> &'static str {
        match check("http://s/", expected, media_type, body.as_bytes()) {
            Ok(()) => "data",
            Err(SourceError::Blocked { .. }) => "page",
            Err(SourceError::WrongType { .. }) => "other",
            Err(SourceError::Empty { .. }) => "empty",
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn type_and_first_bytes_decide_together() {
        let (json, xml) = (Expected::Json, Expected::Xml);
        let (page, text) = (Expected::Page, Expected::Text);
        let table = [
            (json, "application/json", "{}", "data"),
            (json, "application/vnd.api+json", " [1]", "data"),
            (json, "", "{}", "data"),
            (json, "text/plain", "{}", "data"),
            (json, "text/html", "{}", "other"),
            (json, "application/json", "oops", "other"),
            (json, "application/json", "<RULE/>", "other"),
            (json, "application/json", "<!DOCTYPE HTML><p>", "page"),
            (json, "text/html", "\n<html>", "page"),
            (json, "application/json", " \n", "empty"),
            (xml, "text/xml", "\u{feff}<?xml version=\"1.0\"?><RULE/>", "data"),
            (xml, "application/xml", "<RULE/>", "data"),
            (xml, "application/octet-stream", "<!-- a --><RULE/>", "data"),
            (xml, "application/json", "<RULE/>", "other"),
            (xml, "text/xml", "{}", "other"),
            (xml, "text/xml", "<?xml version=\"1.0\"?>\n<!-- w -->\n<html xmlns=\"x\">", "page"),
            (xml, "application/xhtml+xml", "<html/>", "page"),
            (xml, "text/xml", "", "empty"),
            (page, "text/html", "<div>", "data"),
            (page, "text/html", "<!doctype html><p>", "data"),
            (page, "application/json", "{}", "other"),
            (page, "text/html", " ", "empty"),
            (text, "text/plain", "[Billing Code]", "data"),
            (text, "", "BILLING CODE", "data"),
            (text, "text/plain", "{}", "other"),
            (text, "application/pdf", "%PDF-1.7", "other"),
            (text, "text/plain", "%PDF-1.7", "other"),
            (text, "text/plain", "<RULE/>", "other"),
            (text, "text/html", "Additions", "other"),
            (text, "text/plain", " ", "empty"),
            (text, "text/html", "<html><title>Request Access</title>", "page"),
            (text, "text/html", "<html><body><pre>blocked</pre><form></form></body></html>", "page"),
            (text, "text/html", "<html><body><pre>cut off", "page"),
            (
                text,
                "text/html",
                "<html>\n<head><title>x</title></head>\n<body><pre>\nAdditions\n</pre>\n</body></html>\n",
                "data",
            ),
        ];
        for (expected, media_type, body, outcome) in table {
            assert_eq!(verdict(expected, media_type, body), outcome, "{expected:?} {media_type} {body}");
        }
    }

    #[test]
    fn the_title_of_a_page_is_one_short_line() {
        assert_eq!(title(b"<html><title>Register ::\n Request\tAccess</title>"), "Register :: Request Access");
        assert_eq!(title(b"<html><body><h1>Stop</h1>"), "Stop");
        assert_eq!(title(b"<html></html>"), "no title");
        assert_eq!(title(format!("<title>{}</title>", "ä".repeat(500)).as_bytes()).chars().count(), 121);
    }

    #[test]
    fn a_refusal_is_quoted_in_the_servers_words() {
        let table = [
            (r#"{"status":400,"message":"field 'x' not valid"}"#, "field 'x' not valid"),
            (r#"{"errors":{"part":"is not a valid field"}}"#, r#"{"part":"is not a valid field"}"#),
            ("<html><title>Gone</title>", "a web page titled \"Gone\""),
            ("try\u{1b}[2J later", "try [2J later"),
            ("", "no message"),
        ];
        for (body, expected) in table {
            assert_eq!(message(body.as_bytes()), expected);
        }
    }
}
