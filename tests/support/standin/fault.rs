//! What can go wrong with an answer.

use std::time::Duration;

use serde_json::Value;

use super::answer::Answer;

/// One way in which an answer goes wrong.
#[derive(Debug, Clone)]
pub(crate) enum Fault {
    /// Another status, with a word of the server.
    Status(u16),
    /// Another status that says when to come again, as `Retry-After` puts it.
    ComeAgain(u16, String),
    /// The right answer, late.
    Slow(Duration),
    /// No answer, and no end of the connection.
    Hang,
    /// The end of the connection instead of an answer.
    Close,
    /// Half of the body under the length of the whole.
    Truncated,
    /// A chunked body whose last chunk does not come.
    ChunksWithoutEnd,
    /// A body that goes on for ever.
    Endless,
    /// A small body that decompresses into 16 MiB.
    Bomb,
    /// A page that asks for access, with status 200.
    Wall,
    /// Success without a body.
    Empty,
    /// The right body under another media type.
    Type(&'static str),
    /// Another body of the right type.
    Body(String),
    /// Another body, of plain text.
    Plain(String),
    /// A count that is wrong by so much.
    Count(i64),
    /// The last result is another copy of the first.
    Doubled,
    /// A list of documents of another year.
    OtherDays,
    /// A body damaged on the way: under the entity tag of the right one, and that is all that is compared later.
    Damaged(&'static str),
    /// No `next_page_url`, although there are more pages.
    LastPageLost,
    /// `next_page_url` leads to the first page again.
    PageRepeated,
    /// To another address.
    Redirect(String),
}

/// A fault, switched on for some answers.
#[derive(Debug, Clone)]
pub(crate) struct Switch {
    address: String,
    times: usize,
    fault: Fault,
}

impl Switch {
    pub(super) fn new(address: &str, times: usize, fault: Fault) -> Self {
        Self { address: address.to_owned(), times, fault }
    }

    /// The fault for the next answer of an address, if one is switched on.
    pub(super) fn take(switches: &mut [Self], target: &str) -> Option<Fault> {
        let switch = switches.iter_mut().find(|switch| switch.times > 0 && target.contains(&switch.address))?;
        switch.times -= 1;
        Some(switch.fault.clone())
    }
}

const WALL: &str = "<!DOCTYPE html>\n<html><head><title>Federal Register :: Request Access</title></head>\
    <body><h1>Request Access</h1><p>Automatic visitors are asked to prove that they are people.</p></body></html>";

impl Fault {
    /// What becomes of an answer; faults of the wire leave it as it is.
    pub(super) fn spoil(&self, answer: Answer) -> Answer {
        let says = |status: u16| {
            let body = serde_json::json!({"status": status, "message": "a fault of the test"});
            Answer::refusal(status, &body)
        };
        match self {
            Self::Status(status) => says(*status),
            Self::ComeAgain(status, when) => says(*status).with("Retry-After", when),
            Self::Wall => Answer::new(200, "text/html; charset=utf-8", WALL),
            Self::Empty => Answer::new(200, &answer.media_type, ""),
            Self::Type(media_type) => Answer::new(200, media_type, answer.body),
            Self::Body(body) => Answer::new(200, &answer.media_type, body.as_str()),
            Self::Plain(body) => Answer::new(200, "text/plain; charset=utf-8", body.as_str()),
            Self::Count(by) => list(answer, |list| {
                let count = list["count"].as_i64().unwrap_or_default();
                list["count"] = (count + by).into();
            }),
            Self::Doubled => results(answer, |results| {
                if let [first, .., last] = results.as_mut_slice() {
                    *last = first.clone();
                }
            }),
            Self::OtherDays => results(answer, |results| {
                for result in results {
                    result["publication_date"] = "2021-08-24".into();
                }
            }),
            Self::Damaged(without) => {
                let tag = answer.tag();
                let body = String::from_utf8_lossy(&answer.body).replace(without, "");
                Answer::new(200, &answer.media_type, body).with("ETag", tag)
            }
            Self::LastPageLost => list(answer, |list| {
                list.as_object_mut().unwrap().remove("next_page_url");
            }),
            Self::PageRepeated => list(answer, |list| {
                if let Some(next) = list["next_page_url"].as_str() {
                    list["next_page_url"] = next.replace("page=2", "page=51").into();
                }
            }),
            Self::Redirect(target) => Answer::new(302, "text/html", "").with("Location", target),
            Self::Bomb => bomb(&answer),
            Self::Slow(_) | Self::Hang | Self::Close | Self::Truncated | Self::ChunksWithoutEnd | Self::Endless => {
                answer
            }
        }
    }
}

fn list(mut answer: Answer, change: impl FnOnce(&mut Value)) -> Answer {
    let Ok(mut value) = serde_json::from_slice::<Value>(&answer.body) else {
        return answer;
    };
    change(&mut value);
    answer.body = value.to_string().into_bytes();
    answer
}

/// Changes the results of a list that has some; the count stays true to those that the list claims to have.
fn results(answer: Answer, change: impl FnOnce(&mut Vec<Value>)) -> Answer {
    list(answer, |list| {
        if let Some(results) = list.get_mut("results").and_then(Value::as_array_mut) {
            let before = results.len();
            change(results);
            let lost = before - results.len();
            let count = list["count"].as_u64().unwrap_or_default();
            list["count"] = (count - lost as u64).into();
        }
    })
}

/// 16 MiB of spaces before what the answer holds.
fn bomb(answer: &Answer) -> Answer {
    let mebibyte = vec![b' '; 1 << 20];
    let parts = std::iter::repeat_n(mebibyte.as_slice(), 16);
    let body = super::wire::gzip(parts.chain([answer.body.as_slice()]));
    Answer::new(200, &answer.media_type, body).with("Content-Encoding", "gzip")
}
