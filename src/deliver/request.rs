//! Requests to receivers: TLS by rustls with the system's roots, no redirects, little read of an answer.

use std::time::Duration;

use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::{Client, Method, redirect};
use url::Url;

use super::error::DeliveryError;
use crate::source::capture::now;
use crate::source::http::causes;
use crate::source::retry;
use earwatch_report::visible::{shorten, visible};

/// What is asked of a receiver.
pub(super) struct Request<'a> {
    pub(super) method: Method,
    pub(super) url: &'a Url,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
    pub(super) timeout: Duration,
}

/// Why a request did not do.
pub(super) struct Failed {
    pub(super) error: DeliveryError,
    /// Whether the same request may do a little later.
    pub(super) again: bool,
    /// What the receiver asks to wait.
    pub(super) wait: Option<Duration>,
}

/// What a receiver says behind a status of success.
pub(super) struct Said {
    /// The beginning of the body.
    pub(super) body: Vec<u8>,
    /// Whether all of it came.
    pub(super) is_whole: bool,
}

/// Makes a request, and only one; what the receiver says behind a status of success.
pub(super) fn request(asked: Request<'_>) -> Result<Said, Failed> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| Failed {
        error: DeliveryError::Refused(format!("cannot start the runtime: {error}")),
        again: false,
        wait: None,
    })?;
    runtime.block_on(once(asked))
}

async fn once(asked: Request<'_>) -> Result<Said, Failed> {
    // Another part of the process may have installed a provider already; either serves.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let host = asked.url.host_str().unwrap_or_default().to_owned();
    let client = Client::builder()
        .user_agent(concat!("earwatch/", env!("CARGO_PKG_VERSION")))
        .timeout(asked.timeout)
        .connect_timeout(asked.timeout)
        .redirect(redirect::Policy::none())
        .build()
        .map_err(|error| Failed {
            error: DeliveryError::Refused(one_line(&causes(error))),
            again: false,
            wait: None,
        })?;
    let answer = client.request(asked.method, asked.url.clone()).headers(asked.headers).body(asked.body).send().await;
    let mut answer = match answer {
        Ok(answer) => answer,
        Err(error) if error.is_connect() || error.is_builder() => {
            return Err(Failed {
                error: DeliveryError::Refused(format!("cannot reach {host}: {}", one_line(&causes(error)))),
                again: true,
                wait: None,
            });
        }
        Err(error) => {
            return Err(Failed {
                error: DeliveryError::InDoubt(format!("no answer from {host}: {}", one_line(&causes(error)))),
                again: true,
                wait: None,
            });
        }
    };
    let status = answer.status();
    let wait = answer
        .headers()
        .get(RETRY_AFTER)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| retry::retry_after(value, now()));
    let mut said = Vec::new();
    let mut is_whole = true;
    while said.len() < MOST_READ {
        match answer.chunk().await {
            Ok(Some(chunk)) => said.extend_from_slice(&chunk),
            Ok(None) => break,
            Err(_) => {
                is_whole = false;
                break;
            }
        }
    }
    is_whole &= said.len() < MOST_READ;
    said.truncate(MOST_READ);
    if status.is_success() {
        return if is_page(&said) {
            Err(Failed {
                error: DeliveryError::Refused(format!(
                    "{host} answered {status} with a web page: a login or a proxy may be in the way"
                )),
                again: false,
                wait: None,
            })
        } else {
            Ok(Said { body: said, is_whole })
        };
    }
    let said = one_line(&String::from_utf8_lossy(&said));
    let message =
        if said.is_empty() { format!("{host} answered {status}") } else { format!("{host} answered {status}: {said}") };
    Err(Failed {
        // A gateway does not know what became of a request that it had passed on.
        error: if matches!(status.as_u16(), 502 | 504) {
            DeliveryError::InDoubt(message)
        } else {
            DeliveryError::Refused(message)
        },
        again: retry::should_retry(retry::Trouble::Status(status.as_u16())),
        wait,
    })
}

/// Whether an answer is a page for people, which no receiver of messages gives.
fn is_page(said: &[u8]) -> bool {
    let begin = String::from_utf8_lossy(said).trim_start().to_lowercase();
    begin.starts_with("<!doctype html") || begin.starts_with("<html")
}

/// Bytes of an answer that are read.
const MOST_READ: usize = 64 * 1024;

/// What a stranger's server says, for a log: one line, not long.
pub(super) fn one_line(text: &str) -> String {
    shorten(visible(text.trim()).trim(), LONGEST)
}

/// Characters that are shown of it.
const LONGEST: usize = 300;
