//! The last edge: a rendered digest goes to files, by mail, or to a webhook.
//!
//! In: a [`Digest`] and a [`Channel`]. Out: that the receiver has it, or how far one can be sure that it
//! has not. What is due to whom is the pipeline's business and stands in the store.

mod brief;
pub mod digest;
mod error;
pub mod files;
mod headers;
mod jira;
pub mod mail;
pub mod message;
pub mod outbox;
pub mod payload;
pub mod ping;
mod receipt;
mod request;
mod secret;
pub mod settings;
pub mod signature;
mod slack;
mod teams;
pub mod watch;
pub mod webhook;

use digest::Digest;
pub use error::DeliveryError;
use settings::Channel;

/// A digest in the form of its channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rendered {
    /// Files by name.
    Files(Vec<(String, Vec<u8>)>),
    /// A mail, or the body of a request.
    Bytes(Vec<u8>),
}

/// Puts a digest into the form of its channel. The same digest gives the same bytes.
pub fn render(channel: &Channel, digest: &Digest<'_>) -> Result<Rendered, DeliveryError> {
    Ok(match channel {
        Channel::Files(settings) => Rendered::Files(files::render(settings, digest)?),
        Channel::Mail(settings) => Rendered::Bytes(headers::folded(&message::message(settings, digest)?.formatted())),
        Channel::Webhook(settings) => Rendered::Bytes(payload::body(&settings.shape, digest)?),
    })
}

/// Hands a rendered digest over.
pub fn send(channel: &Channel, id: &str, rendered: &Rendered) -> Result<(), DeliveryError> {
    match (channel, rendered) {
        (Channel::Files(settings), Rendered::Files(files)) => files::write(settings, files),
        (Channel::Mail(settings), Rendered::Bytes(mail)) => mail::send(settings, mail),
        (Channel::Webhook(settings), Rendered::Bytes(body)) => webhook::send(settings, id, body),
        (Channel::Files(_), Rendered::Bytes(_)) | (Channel::Mail(_) | Channel::Webhook(_), Rendered::Files(_)) => {
            Err(DeliveryError::Refused("the digest was rendered for another channel".to_owned()))
        }
    }
}
