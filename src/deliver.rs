//! The last edge: a rendered digest goes to files, by mail, or to a webhook.
//!
//! In: a [`Digest`](digest::Digest) and a [`Channel`]. Out: that the receiver has it, or how far one can be sure that it
//! has not. What is due to whom is the pipeline's business and stands in the store.

mod brief;
pub mod digest;
pub mod files;
pub mod mail;
mod message;
mod payload;
pub mod ping;
mod request;
mod secret;
pub mod settings;
mod signature;
mod slack;
mod teams;
pub mod webhook;

use std::path::PathBuf;

use crate::report::rendering::RenderError;
use digest::Digest;
use settings::Channel;

/// Why a digest did not arrive.
#[derive(Debug, thiserror::Error)]
pub enum DeliveryError {
    /// The receiver has not got it: it said so, or was never given it.
    #[error("{0}")]
    Refused(String),
    /// It was handed over and no answer came: the receiver may have it or not.
    #[error("{0}; whether it arrived is not known")]
    InDoubt(String),
    /// A secret that cannot be had.
    #[error("{0}")]
    Secret(String),
    /// A file that cannot be written or read.
    #[error("cannot {what} {path}: {source}", path = path.display())]
    File {
        /// What was to be done.
        what: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The report cannot be rendered.
    #[error(transparent)]
    Render(#[from] RenderError),
}

impl DeliveryError {
    /// Whether the receiver may have it all the same.
    #[must_use]
    pub fn is_in_doubt(&self) -> bool {
        match self {
            Self::InDoubt(_) => true,
            Self::Refused(_) | Self::Secret(_) | Self::File { .. } | Self::Render(_) => false,
        }
    }
}

/// Hands a digest over.
///
/// # Errors
/// [`DeliveryError`], which says whether the receiver may have it all the same.
pub fn send(channel: &Channel, digest: &Digest<'_>) -> Result<(), DeliveryError> {
    match channel {
        Channel::Files(settings) => files::write(settings, digest),
        Channel::Mail(settings) => mail::send(settings, digest),
        Channel::Webhook(settings) => webhook::send(settings, digest),
    }
}
