//! A digest as a mail: text and HTML beside each other, the report attached, headers that machines understand.

use lettre::Message;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, MultiPart, SinglePart};

use super::DeliveryError;
use super::digest::Digest;
use super::settings::Mail;
use crate::report::rendering::Rendering;
use crate::report::urgency::Urgency;
use crate::report::visible::visible;

/// The mail. The same digest gives the same mail, to the byte.
///
/// # Errors
/// Where the report cannot be rendered.
pub fn message(settings: &Mail, digest: &Digest<'_>) -> Result<Message, DeliveryError> {
    let report = digest.report;
    let urgency = if digest.test {
        Urgency::Routine
    } else {
        report.urgency()
    };
    let domain = settings.from.email.domain();
    let mut builder = Message::builder()
        .date(digest.prepared.into())
        .from(settings.from.clone())
        .message_id(Some(format!("<earwatch.{}@{domain}>", digest.id)))
        .subject(visible(
            format!("{} {}", settings.subject_prefix, digest.subject()).trim_start(),
        ));
    for to in &settings.to {
        builder = builder.to(to.clone());
    }
    for (name, value) in headers(digest, urgency) {
        builder = builder.raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str(name),
            value.to_owned(),
        ));
    }
    let body = MultiPart::alternative()
        .boundary(boundary(digest, "body"))
        .singlepart(SinglePart::plain(Rendering::Txt.render(report)?))
        .singlepart(SinglePart::html(Rendering::Html.render(report)?));
    let mut parts = MultiPart::mixed()
        .boundary(boundary(digest, "parts"))
        .multipart(body);
    for format in &settings.attach {
        let name = format!("earwatch-{}.{}", report.as_of, format.extension());
        let content = ContentType::parse(format.media_type())
            .map_err(|error| DeliveryError::Refused(error.to_string()))?;
        parts = parts.singlepart(Attachment::new(name).body(format.render(report)?, content));
    }
    builder.multipart(parts).map_err(|error| {
        DeliveryError::Refused(format!("the mail cannot be put together: {error}"))
    })
}

fn headers<'a>(digest: &'a Digest<'_>, urgency: Urgency) -> [(&'static str, &'a str); 6] {
    let (priority, importance) = match urgency {
        Urgency::Review => ("1 (Highest)", "high"),
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
