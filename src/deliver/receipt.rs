//! What a receiver says behind a status of success: that it took the message, or that it did not.
//!
//! Chats answer 200 and say in the body what went wrong. An empty body is a receipt; so is a short word of assent, or data
//! that names no error. Any other text is taken for the reason of a refusal: a message that is sent twice is seen, one that
//! is lost is not.

use serde_json::Value;

use super::settings::Shape;

/// What was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Receipt {
    /// It has the message.
    Taken,
    /// It has not; the same message may do a little later.
    Later,
    /// It has not.
    Refused,
}

/// Words that say nothing but yes.
const ASSENT: [&str; 12] = [
    "1", "ok", "true", "accepted", "success", "succeeded", "successful", "sent", "queued", "received", "done",
    "created",
];

/// Reads the body of an answer with a status of success.
pub(super) fn read(shape: &Shape, body: &[u8]) -> Receipt {
    let text = String::from_utf8_lossy(body);
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Receipt::Taken;
    }
    match serde_json::from_str::<Value>(text) {
        Ok(Value::String(said)) => of_text(shape, said.trim()),
        Ok(value) => of_value(&value, 0),
        Err(_) => of_text(shape, text),
    }
}

fn of_text(shape: &Shape, text: &str) -> Receipt {
    let word = text.trim_end_matches(['.', '!']).to_lowercase();
    // What a receiver of one's own says is its own affair.
    if ASSENT.contains(&word.as_str()) || word.is_empty() || !shape.is_chat() {
        return Receipt::Taken;
    }
    statuses(&word).find(|status| *status >= 400).map_or(Receipt::Refused, of_status)
}

/// Numbers of three digits, as statuses are.
fn statuses(text: &str) -> impl Iterator<Item = u64> {
    let numbers = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() == 3);
    numbers.filter_map(|word| word.parse().ok()).filter(|status| (100..600).contains(status))
}

fn of_status(status: u64) -> Receipt {
    match status {
        429 | 500..=599 => Receipt::Later,
        400..=499 => Receipt::Refused,
        _ => Receipt::Taken,
    }
}

/// How deep an answer may wrap another one.
const DEEPEST: usize = 4;

fn of_value(value: &Value, depth: usize) -> Receipt {
    match value {
        Value::Bool(false) => Receipt::Refused,
        Value::Number(number) => number.as_u64().map_or(Receipt::Taken, of_status),
        Value::Array(values) if depth < DEEPEST => worst(values.iter().map(|value| of_value(value, depth + 1))),
        Value::Object(fields) if depth < DEEPEST => {
            worst(fields.iter().map(|(key, value)| of_field(&key.to_lowercase(), value, depth)))
        }
        Value::Null | Value::Bool(true) | Value::String(_) | Value::Array(_) | Value::Object(_) => Receipt::Taken,
    }
}

fn of_field(key: &str, value: &Value, depth: usize) -> Receipt {
    let text = value.as_str().unwrap_or_default().trim().to_lowercase();
    let says_no = *value == Value::Bool(false) || text == "false";
    match key {
        "ok" | "success" | "succeeded" | "issuccess" | "issuccessstatuscode" | "accepted" | "delivered" if says_no => {
            Receipt::Refused
        }
        "statuscode" | "status" | "status_code" | "code" => {
            let failed = ["error", "fail", "failed", "failure", "rejected", "denied", "invalid"];
            let number = value.as_u64().or_else(|| text.parse().ok());
            match number {
                Some(number) => of_status(number),
                None if failed.contains(&text.as_str()) => Receipt::Refused,
                None => Receipt::Taken,
            }
        }
        "result" | "outcome" | "state"
            if ["error", "fail", "failed", "failure", "rejected"].contains(&text.as_str()) =>
        {
            Receipt::Refused
        }
        _ if key.starts_with("error") || key.starts_with("fail") => {
            let nothing = match value {
                Value::Null | Value::Bool(false) => true,
                Value::Bool(true) => false,
                Value::Number(number) => number.as_f64() == Some(0.0),
                Value::String(_) => ["", "none", "null", "0", "false"].contains(&text.as_str()),
                Value::Array(values) => values.is_empty(),
                Value::Object(fields) => fields.is_empty(),
            };
            if nothing {
                Receipt::Taken
            } else {
                statuses(&value.to_string()).find(|status| *status >= 400).map_or(Receipt::Refused, of_status)
            }
        }
        "body" | "content" | "result" | "response" | "data" if value.is_object() => of_value(value, depth + 1),
        _ => Receipt::Taken,
    }
}

fn worst(receipts: impl Iterator<Item = Receipt>) -> Receipt {
    let rank = |receipt: &Receipt| match receipt {
        Receipt::Taken => 0,
        Receipt::Later => 1,
        Receipt::Refused => 2,
    };
    receipts.max_by_key(rank).unwrap_or(Receipt::Taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_says_whether_the_message_was_taken() {
        let connector = "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error";
        let workflow = r#"{"version":"1.1","content":{"headers":[]},"statusCode":200,"reasonPhrase":"OK","isSuccessStatusCode":true}"#;
        let table = [
            // Connectors of Teams.
            (Shape::Teams, "1".to_owned(), Receipt::Taken),
            (Shape::Teams, format!("{connector} 413 with ContextId tcid=0,server=X,cv=Y.."), Receipt::Refused),
            (Shape::Teams, format!("{connector} 429 with ContextId tcid=7,server=X,cv=Y.."), Receipt::Later),
            (Shape::Teams, format!("{connector} 503 with ContextId tcid=7,server=X,cv=Y.."), Receipt::Later),
            (Shape::Teams, "Summary or Text is required.".to_owned(), Receipt::Refused),
            (Shape::Teams, r#"{"result":"failed"}"#.to_owned(), Receipt::Refused),
            (Shape::Slack, r#"{"failed":1,"failures":["no such channel"]}"#.to_owned(), Receipt::Refused),
            (Shape::Slack, r#"{"failed":0,"result":"sent"}"#.to_owned(), Receipt::Taken),
            (Shape::Teams, "Bad payload received by generic incoming webhook.".to_owned(), Receipt::Refused),
            (Shape::Teams, "Invalid webhook URL".to_owned(), Receipt::Refused),
            // Workflows.
            (Shape::Teams, String::new(), Receipt::Taken),
            (Shape::Teams, " \r\n".to_owned(), Receipt::Taken),
            (Shape::Teams, "\u{feff}".to_owned(), Receipt::Taken),
            (Shape::Teams, workflow.to_owned(), Receipt::Taken),
            (Shape::Teams, workflow.replace("200", "400").replace("true", "false"), Receipt::Refused),
            (Shape::Teams, workflow.replace("200", "429"), Receipt::Later),
            (
                Shape::Teams,
                r#"{"error":{"code":"TriggerInputSchemaMismatch","message":"x"}}"#.to_owned(),
                Receipt::Refused,
            ),
            (
                Shape::Teams,
                r#"{"statusCode":200,"body":{"error":"RequestEntityTooLarge"}}"#.to_owned(),
                Receipt::Refused,
            ),
            (Shape::Teams, "\"1\"".to_owned(), Receipt::Taken),
            // Slack, and what speaks as it does.
            (Shape::Slack, "ok".to_owned(), Receipt::Taken),
            (Shape::Slack, "OK\n".to_owned(), Receipt::Taken),
            (Shape::Slack, "no_text".to_owned(), Receipt::Refused),
            (Shape::Slack, "invalid_payload".to_owned(), Receipt::Refused),
            (Shape::Slack, "channel_is_archived".to_owned(), Receipt::Refused),
            (Shape::Slack, r#"{"ok":true}"#.to_owned(), Receipt::Taken),
            (Shape::Slack, r#"{"ok":false,"error":"invalid_blocks"}"#.to_owned(), Receipt::Refused),
            (Shape::Slack, r#"{"ok":true,"error":null,"errors":[]}"#.to_owned(), Receipt::Taken),
            (Shape::Slack, r#"{"success":true}"#.to_owned(), Receipt::Taken),
            (Shape::Slack, r#"{"success":"false"}"#.to_owned(), Receipt::Refused),
            (Shape::Slack, String::new(), Receipt::Taken),
            // A receiver of one's own.
            (Shape::Json, "thank you".to_owned(), Receipt::Taken),
            (Shape::Json, r#"{"id":404404,"received":7}"#.to_owned(), Receipt::Taken),
            (Shape::Json, r#"{"status":"error","message":"queue full"}"#.to_owned(), Receipt::Refused),
            (Shape::Json, r#"{"status":"accepted"}"#.to_owned(), Receipt::Taken),
            (Shape::Json, r#"{"success":false}"#.to_owned(), Receipt::Refused),
            (Shape::Json, "{}".to_owned(), Receipt::Taken),
            (Shape::Json, "<ok/>".to_owned(), Receipt::Taken),
        ];
        for (shape, body, expected) in table {
            assert_eq!(read(&shape, body.as_bytes()), expected, "{shape:?} {body}");
        }
    }
}
