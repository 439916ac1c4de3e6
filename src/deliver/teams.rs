//! A digest as an Adaptive Card in the message that a workflow of Microsoft Teams takes.
//!
//! Texts are runs of a rich text block, which knows no Markdown: names are shown as they are, and make no links.

use serde_json::{Value, json};

use super::brief::{self, Line, LineKind};
use super::digest::Digest;
use earwatch_report::report::urgency::Urgency;

/// Bytes of a message as Teams counts them; it refuses one of more than about 28 KB.
const MOST: usize = 27_000;

pub(super) fn message(digest: &Digest<'_>) -> Value {
    let lines = brief::lines(digest);
    let mut shown = lines.len();
    loop {
        let message = envelope(digest, lines.get(..shown).unwrap_or(&lines), lines.len() - shown);
        if counted(&message.to_string()) <= MOST || shown == 0 {
            return message;
        }
        // A tenth less each time; the last lines are the least.
        shown -= shown.div_ceil(10);
    }
}

/// The bytes of a message where it is passed on as a text within another one: marks escaped, and every letter beyond ASCII
/// as `\u` and four digits.
fn counted(json: &str) -> usize {
    let count = |c: char| match c {
        '"' | '\\' => 2,
        '<' | '>' | '&' | '\'' => 6,
        c if c.is_ascii() => 1,
        c => 6 * c.len_utf16(),
    };
    json.chars().map(count).sum()
}

fn envelope(digest: &Digest<'_>, lines: &[Line], left_out: usize) -> Value {
    let color = match digest.report.urgency() {
        Urgency::Review | Urgency::Urgent if !digest.test => "attention",
        Urgency::Review | Urgency::Urgent | Urgency::Changes | Urgency::Routine => "default",
    };
    let mut body = vec![block(
        &json!({"type": "TextRun", "text": literal(&digest.subject()), "size": "large", "weight": "bolder", "color": color}),
        false,
    )];
    body.extend(lines.iter().map(paragraph));
    if left_out > 0 {
        let words = format!(
            "Shortened to what Teams takes: {left_out} more lines are in the report, by mail, in the files or by `earwatch report`."
        );
        body.push(block(&json!({"type": "TextRun", "text": words, "weight": "bolder"}), true));
    }
    json!({
        "type": "message",
        "attachments": [{
            "contentType": "application/vnd.microsoft.card.adaptive",
            "contentUrl": null,
            "content": {
                "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
                "type": "AdaptiveCard",
                "version": "1.4",
                "msteams": {"width": "Full"},
                "body": body,
            },
        }],
    })
}

fn paragraph(line: &Line) -> Value {
    let mut run = json!({"type": "TextRun", "text": literal(&line.text)});
    let mut set = |key: &str, value: Value| {
        if let Some(run) = run.as_object_mut() {
            run.insert(key.to_owned(), value);
        }
    };
    match line.kind {
        LineKind::Title => set("weight", json!("bolder")),
        LineKind::Alarm => set("color", json!("attention")),
        LineKind::Soft => set("isSubtle", json!(true)),
        LineKind::Plain => {}
    }
    if let Some(link) = &line.link {
        set("selectAction", json!({"type": "Action.OpenUrl", "url": link}));
    }
    block(&run, line.kind == LineKind::Title)
}

fn block(run: &Value, apart: bool) -> Value {
    let spacing = if apart { "medium" } else { "small" };
    json!({"type": "RichTextBlock", "spacing": spacing, "inlines": [run]})
}

/// Two braces would begin a date function.
fn literal(text: &str) -> String {
    text.replace("{{", "{ {")
}
