//! A digest by HTTP.

use std::time::Duration;

use reqwest::Method;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use url::Url;

use super::error::DeliveryError;
use super::receipt::{self, Receipt};
use super::request::{self, Failed, Request, Said, one_line};
use super::settings::{Address, Shape, Webhook, web_address};
use super::signature::signature;
use crate::source::capture::now;
use crate::source::retry;

const DELIVERY: HeaderName = HeaderName::from_static("x-earwatch-delivery");
const SIGNATURE: HeaderName = HeaderName::from_static("x-earwatch-signature");

/// Posts a digest, again where that can help, within the limits of the settings.
///
/// # Errors
/// [`DeliveryError`]; in doubt if any attempt may have arrived.
pub fn send(settings: &Webhook, id: &str, body: &[u8]) -> Result<(), DeliveryError> {
    let url = address(settings)?;
    let secret = settings.secret.as_ref().map(super::secret::Secret::read).transpose()?;
    let authorization = settings.shape.authorization().map(super::secret::Secret::read).transpose()?;
    let mut in_doubt = false;
    let mut attempt = 1;
    loop {
        let failed = match request::request(Request {
            method: Method::POST,
            url: &url,
            headers: headers(id, secret.as_deref(), authorization.as_deref(), body)?,
            body: body.to_vec(),
            timeout: settings.timeout,
        }) {
            Ok(said) => match judged(&settings.shape, &said, url.host_str().unwrap_or_default()) {
                Ok(()) => return Ok(()),
                Err(failed) => failed,
            },
            Err(failed) => failed,
        };
        in_doubt |= failed.error.is_in_doubt();
        let wait = failed.wait.unwrap_or_else(|| retry::backoff(FIRST_WAIT, settings.max_wait, attempt, 1.0));
        // A receiver that wants to be left alone for longer is served by the next run.
        if !failed.again || attempt >= settings.max_attempts || wait > settings.max_wait {
            return Err(if in_doubt && !failed.error.is_in_doubt() {
                DeliveryError::InDoubt(failed.error.to_string())
            } else {
                failed.error
            });
        }
        tracing::debug!(error = %failed.error, attempt, ?wait, "posting again");
        std::thread::sleep(wait);
        attempt += 1;
    }
}

/// A status of success is a receipt where the body says nothing else.
fn judged(shape: &Shape, said: &Said, host: &str) -> Result<(), Failed> {
    if !said.is_whole {
        // What a chat says in full decides; of any other receiver the status does.
        let words = || format!("the answer of {host} broke off");
        return match shape {
            Shape::Json | Shape::Jira(_) => Ok(()),
            Shape::Slack | Shape::Teams => {
                Err(Failed { error: DeliveryError::InDoubt(words()), again: false, wait: None })
            }
        };
    }
    let again = match receipt::read(shape, &said.body) {
        Receipt::Taken => return Ok(()),
        Receipt::Later => true,
        Receipt::Refused => false,
    };
    let words = one_line(&String::from_utf8_lossy(&said.body));
    let error = DeliveryError::Refused(format!("{host} answered with a status of success and said: {words}"));
    Err(Failed { error, again, wait: None })
}

/// Wait before the second attempt; doubled for each further one.
const FIRST_WAIT: Duration = Duration::from_secs(1);

fn address(settings: &Webhook) -> Result<Url, DeliveryError> {
    match &settings.address {
        Address::Plain(url) => Ok(url.clone()),
        Address::Kept(secret) => {
            let text = secret.read()?;
            // The address is not repeated: it is a secret.
            web_address(text.trim(), settings.allow_plain).map_err(DeliveryError::Secret)
        }
    }
}

fn headers(
    id: &str,
    secret: Option<&str>,
    authorization: Option<&str>,
    body: &[u8],
) -> Result<HeaderMap, DeliveryError> {
    let value = |text: &str| {
        HeaderValue::from_str(text).map_err(|error| DeliveryError::Refused(format!("a header cannot be sent: {error}")))
    };
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(DELIVERY, value(id)?);
    let seconds = now().timestamp();
    if let Some(signed) = secret.and_then(|key| signature(key.as_bytes(), seconds, body)) {
        headers.insert(SIGNATURE, value(&signed)?);
    }
    if let Some(words) = authorization {
        let mut value = value(words.trim())?;
        value.set_sensitive(true);
        headers.insert(AUTHORIZATION, value);
    }
    Ok(headers)
}
