//! A digest as a mail: text and HTML beside each other, the report attached, headers that machines understand.

use std::fmt::Write as _;

use lettre::Message;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, MultiPart, SinglePart};

use super::brief;
use super::digest::Digest;
use super::error::DeliveryError;
use super::settings::Mail;
use earwatch_report::render::RenderError;
use earwatch_report::render::html;
use earwatch_report::render::text::{self, Color};
use earwatch_report::report::urgency::Urgency;
use earwatch_report::visible::{shorten, visible};

/// The mail. The same digest gives the same mail, to the byte.
pub fn message(settings: &Mail, digest: &Digest<'_>) -> Result<Message, DeliveryError> {
    let report = digest.report;
    let urgency = if digest.test { Urgency::Routine } else { report.urgency() };
    let domain = settings.from.email.domain();
    let mut builder = Message::builder()
        .date(digest.prepared.into())
        .from(settings.from.clone())
        .message_id(Some(format!("<earwatch.{}@{domain}>", digest.id)))
        .subject(shorten(
            &visible(format!("{} {}", settings.subject_prefix, digest.subject()).trim_start()),
            LONGEST_SUBJECT,
        ));
    for to in &settings.to {
        builder = builder.to(to.clone());
    }
    for (name, value) in headers(digest, urgency) {
        builder = builder.raw_header(HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned()));
    }
    let (attached, left_out) = attachments(settings, digest)?;
    let (text, html) = bodies(digest, &left_out)?;
    let body = MultiPart::alternative()
        .boundary(boundary(digest, "body"))
        .singlepart(SinglePart::plain(text))
        .singlepart(SinglePart::html(html));
    let mut parts = MultiPart::mixed().boundary(boundary(digest, "parts")).multipart(body);
    for part in attached {
        parts = parts.singlepart(part);
    }
    builder
        .multipart(parts)
        .map_err(|error| DeliveryError::Refused(format!("the mail cannot be put together: {error}")))
}

/// The attached reports, and the names of those that are too large.
fn attachments(settings: &Mail, digest: &Digest<'_>) -> Result<(Vec<SinglePart>, Vec<String>), DeliveryError> {
    let (mut attached, mut left_out, mut total) = (Vec::new(), Vec::new(), 0);
    for format in &settings.attach {
        let name = format!("earwatch-{}.{}", digest.report.as_of, format.extension());
        let bytes = format.render(digest.report)?;
        if total + bytes.len() > MOST_ATTACHED {
            left_out.push(name);
            continue;
        }
        total += bytes.len();
        let content =
            ContentType::parse(format.media_type()).map_err(|error| DeliveryError::Refused(error.to_string()))?;
        attached.push(Attachment::new(name).body(bytes, content));
    }
    Ok((attached, left_out))
}

/// Text and HTML. A mail that a server refuses for its size would never arrive: of a report as large as a first backfill
/// the mail tells the beginning, and says so.
fn bodies(digest: &Digest<'_>, left_out: &[String]) -> Result<(String, String), DeliveryError> {
    let (text, html) =
        (text::render(digest.report, Color::Without), html::mail(digest.report).map_err(RenderError::from)?);
    if text.len().max(html.len()) <= MOST_BODY && left_out.is_empty() {
        return Ok((text, html));
    }
    let mut short = format!("{}\n\n", digest.subject());
    // Writing into a String cannot fail.
    let _ = writeln!(
        short,
        "The report is too large for a mail; this is the beginning of it. All of it is printed by `earwatch report`.\n"
    );
    if !left_out.is_empty() {
        let _ = writeln!(short, "Not attached: {}.\n", left_out.join(", "));
    }
    for line in brief::lines(digest).iter().take(MOST_LINES) {
        short.push_str(&line.text);
        short.push('\n');
    }
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"></head><body><pre style=\"white-space:pre-wrap;font:15px/1.5 sans-serif\">{}</pre></body></html>\n",
        html::escape(&short)
    );
    Ok((short, page))
}

/// Characters of a subject: a word that cannot be folded must fit into a line of 998 octets, too.
const LONGEST_SUBJECT: usize = 600;
/// Bytes of a body, beyond which mail programs give up.
const MOST_BODY: usize = 1024 * 1024;
/// Bytes of all attachments together; servers refuse more than about 25 MB after encoding.
const MOST_ATTACHED: usize = 12 * 1024 * 1024;
/// Lines of a report that is too large.
const MOST_LINES: usize = 500;

fn headers<'a>(digest: &'a Digest<'_>, urgency: Urgency) -> [(&'static str, &'a str); 6] {
    let (priority, importance) = match urgency {
        Urgency::Review | Urgency::Urgent => ("1 (Highest)", "high"),
        Urgency::Changes => ("3 (Normal)", "normal"),
        Urgency::Routine => ("5 (Lowest)", "low"),
    };
    [
        // No out-of-office notes, and no answers of other robots.
        ("Auto-Submitted", "auto-generated"),
        ("Precedence", "bulk"),
        ("X-Auto-Response-Suppress", "All"),
        ("X-Priority", priority),
        ("Importance", importance),
        ("X-Earwatch-Delivery", digest.id),
    ]
}

/// A line that cannot stand in a body: it is encoded as quoted-printable or base64, which never print “=_”.
fn boundary(digest: &Digest<'_>, part: &str) -> String {
    format!("=_{}_{part}", digest.id)
}
