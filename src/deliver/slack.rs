//! A digest as a message of Slack: a fallback text and blocks, within Slack's limits.
//!
//! `&`, `<` and `>` are escaped, so no name can address a channel (`<!channel>`) or pose as a link, and the texts are
//! `verbatim`, so Slack makes no links or mentions of its own.

use serde_json::{Value, json};

use super::brief::{self, Line, LineKind};
use super::digest::Digest;

/// Characters of a header block.
const HEADER: usize = 150;
/// Characters of the text of a section block.
const SECTION: usize = 3000;
/// Blocks of a message.
const BLOCKS: usize = 50;

/// What is said where the limits cut off the rest.
const CUT: &str = "_… shortened to what Slack takes; all of it is in the report_";

pub(super) fn message(digest: &Digest<'_>) -> Value {
    let subject = digest.subject();
    let mut blocks = vec![json!({
        "type": "header",
        "text": {"type": "plain_text", "text": cut(&subject, HEADER), "emoji": false},
    })];
    let lines: Vec<_> = brief::lines(digest).iter().map(mrkdwn).collect();
    let mut texts = sections(&lines);
    // One block is the header's; where the rest is too much, one says so.
    if texts.len() > BLOCKS - 1 {
        texts.truncate(BLOCKS - 2);
        texts.push(CUT.to_owned());
    }
    blocks.extend(
        texts
            .into_iter()
            .map(|text| json!({"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": true}})),
    );
    json!({"text": escape(&subject), "blocks": blocks, "unfurl_links": false, "unfurl_media": false})
}

/// Lines put together to texts that a section can hold; each title begins one.
fn sections(lines: &[(LineKind, String)]) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for (kind, line) in lines {
        match texts.last_mut() {
            Some(text)
                if !matches!(kind, LineKind::Title | LineKind::Soft)
                    && text.chars().count() + 1 + line.chars().count() <= SECTION =>
            {
                text.push('\n');
                text.push_str(line);
            }
            Some(_) | None => texts.push(line.clone()),
        }
    }
    texts
}

fn mrkdwn(line: &Line) -> (LineKind, String) {
    let text = fitted(&line.text);
    let text = match (&line.link, line.kind) {
        // An address with what a link cannot hold is none, see `brief`.
        (Some(url), _) => format!("*<{}|{text}>*", escape(url)),
        (None, LineKind::Title) => format!("*{text}*"),
        (None, LineKind::Alarm) => format!(":warning: {text}"),
        (None, LineKind::Plain | LineKind::Soft) => text,
    };
    (line.kind, text)
}

/// Room that is left for the address and the marks of a line.
const BESIDE: usize = 1100;

/// A line escaped, and short enough for a section of its own.
fn fitted(text: &str) -> String {
    let mut out = String::new();
    let mut length = 0;
    for c in text.chars() {
        let escaped = escape(&c.to_string());
        length += escaped.chars().count();
        if length > SECTION - BESIDE {
            out.push('…');
            break;
        }
        out.push_str(&escaped);
    }
    out
}

fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let head: String = text.chars().take(most - 1).collect();
    format!("{head}…")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
