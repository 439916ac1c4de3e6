//! One polite HTTP client for all sources: `GET` an address, get a [`Capture`] or an error.
//!
//! It waits between requests, asks again where that can help, follows redirects on the same host
//! only, stops reading at a limit, and never takes a web page for data.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use reqwest::header::{
    ACCEPT, CONTENT_TYPE, ETAG, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, LOCATION, RETRY_AFTER,
};
use reqwest::{Client, Response, StatusCode, redirect};
use url::Url;

use super::address::same_host;
use super::answer::{self, Expected};
use super::capture::{Capture, Validators, now};
use super::error::SourceError;
use super::retry::{self, Trouble};
use earwatch_law::digest::sha256_hex;

mod headers;

use headers::{header, skew, user_agent};

const MAX_REDIRECTS: usize = 5;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// How the client behaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Mail or web address that the operators of a source can write to; part of the User-Agent,
    /// unless it is empty.
    pub contact: String,
    /// Limit for one request, body included.
    pub timeout: Duration,
    /// Least time from one request to the next.
    pub min_interval: Duration,
    /// How often a request is made before it counts as failed; at least once.
    pub max_attempts: u32,
    /// Wait before the second attempt; doubled for each further one.
    pub backoff: Duration,
    /// Longest wait between attempts, also where `Retry-After` asks for more.
    pub max_wait: Duration,
    /// Largest body taken, counted after decompression.
    pub max_bytes: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            contact: String::new(),
            timeout: Duration::from_secs(60),
            min_interval: Duration::from_secs(1),
            max_attempts: 5,
            backoff: Duration::from_secs(2),
            max_wait: Duration::from_secs(120),
            max_bytes: 64 * 1024 * 1024,
        }
    }
}

/// The client; keeps the time of its last request.
#[derive(Debug)]
pub struct Http {
    client: Client,
    settings: Settings,
    last_request: Option<Instant>,
    clock_skew: Option<TimeDelta>,
}

/// An answer to a conditional request.
enum Answer {
    Data(Capture),
    Unchanged,
}

struct FailedGet {
    trouble: Trouble,
    retry_after: Option<Duration>,
    error: SourceError,
}

impl From<SourceError> for FailedGet {
    fn from(error: SourceError) -> Self {
        Self { trouble: Trouble::Content, retry_after: None, error }
    }
}

impl Http {
    /// Builds the client: rustls with the system's root certificates.
    ///
    /// # Errors
    ///
    /// If the contact cannot stand in a header, or the system offers no certificates.
    pub fn new(settings: Settings) -> Result<Self, SourceError> {
        // Another part of the process may have installed a provider already; either serves.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .user_agent(user_agent(&settings.contact))
            .connect_timeout(CONNECT_TIMEOUT.min(settings.timeout))
            .timeout(settings.timeout)
            // Followed here, one by one, so that a refused target can be named.
            .redirect(redirect::Policy::none())
            .build()
            .map_err(|error| SourceError::Client { problem: causes(error) })?;
        Ok(Self { client, settings, last_request: None, clock_skew: None })
    }

    /// By how much this machine's clock differs from the `Date` of the last answer; positive: ahead.
    pub fn clock_skew(&self) -> Option<TimeDelta> {
        self.clock_skew
    }

    /// Gets the data at an address, asking again where that can help.
    pub async fn get(&mut self, url: &Url, expected: Expected) -> Result<Capture, SourceError> {
        match self.ask(url, expected, &Validators::default()).await? {
            Answer::Data(capture) => Ok(capture),
            // An answer to a question that was not asked.
            Answer::Unchanged => Err(SourceError::Refused {
                url: url.to_string(),
                status: StatusCode::NOT_MODIFIED.as_u16(),
                attempts: 1,
                message: "not modified, but nothing was held".to_owned(),
                body: Vec::new(),
            }),
        }
    }

    /// As [`Http::get`]; `None` if the server says that what `held` describes is what it would serve.
    pub async fn get_changed(
        &mut self,
        url: &Url,
        expected: Expected,
        held: &Validators,
    ) -> Result<Option<Capture>, SourceError> {
        if *held == Validators::default() {
            return self.get(url, expected).await.map(Some);
        }
        Ok(match self.ask(url, expected, held).await? {
            Answer::Data(capture) => Some(capture),
            Answer::Unchanged => None,
        })
    }

    async fn ask(&mut self, url: &Url, expected: Expected, held: &Validators) -> Result<Answer, SourceError> {
        let mut attempt = 1;
        loop {
            let failed = match self.once(url, expected, held, attempt).await {
                Ok(answer) => return Ok(answer),
                Err(failed) => failed,
            };
            let Settings { backoff, max_wait, .. } = self.settings;
            if let (Some(asked), SourceError::Refused { url, status, .. }) = (failed.retry_after, &failed.error)
                && asked > max_wait
                && retry::should_retry(failed.trouble)
            {
                return Err(SourceError::Busy {
                    url: url.clone(),
                    status: *status,
                    seconds: asked.as_secs(),
                    limit: max_wait.as_secs(),
                });
            }
            if attempt >= self.settings.max_attempts || !retry::should_retry(failed.trouble) {
                return Err(failed.error);
            }
            let wait = match failed.retry_after {
                Some(asked) => asked,
                None => retry::backoff(backoff, max_wait, attempt, jitter()),
            };
            tracing::debug!(error = %failed.error, attempt, ?wait, "asking again");
            tokio::time::sleep(wait).await;
            attempt += 1;
        }
    }

    async fn once(
        &mut self,
        url: &Url,
        expected: Expected,
        held: &Validators,
        attempt: u32,
    ) -> Result<Answer, FailedGet> {
        let mut at = url.clone();
        for _ in 0..=MAX_REDIRECTS {
            self.pace().await;
            tracing::debug!(url = %at, attempt, "GET");
            let mut request = self.client.get(at.clone()).header(ACCEPT, expected.accept());
            for (name, value) in [(IF_NONE_MATCH, &held.etag), (IF_MODIFIED_SINCE, &held.last_modified)] {
                if let Some(value) = value {
                    request = request.header(name, value);
                }
            }
            let response = request.send().await.map_err(|error| no_answer(&at, attempt, error))?;
            self.clock_skew = skew(response.headers(), now()).or(self.clock_skew);
            let conditional = *held != Validators::default();
            if conditional && response.status() == StatusCode::NOT_MODIFIED {
                return Ok(Answer::Unchanged);
            }
            let target = response
                .status()
                .is_redirection()
                .then(|| header(response.headers(), &LOCATION))
                .flatten()
                .and_then(|location| at.join(&location).ok());
            let Some(target) = target else {
                return self.receive(&at, expected, attempt, response).await.map(Answer::Data);
            };
            if !same_host(url, &target) {
                return Err(SourceError::ForeignHost { url: at.into(), target: target.into() }.into());
            }
            at = target;
        }
        Err(SourceError::Redirects { url: url.to_string(), limit: MAX_REDIRECTS }.into())
    }

    async fn receive(
        &self,
        url: &Url,
        expected: Expected,
        attempt: u32,
        mut response: Response,
    ) -> Result<Capture, FailedGet> {
        let status = response.status();
        let headers = response.headers().clone();
        let bytes = self.read(url, attempt, &mut response).await?;
        // A wall may also say 403; then the page tells more than the status.
        let wall = status.as_u16() == 403 && answer::is_page(&bytes);
        if !status.is_success() && !wall {
            let asked = header(&headers, &RETRY_AFTER);
            return Err(FailedGet {
                trouble: Trouble::Status(status.as_u16()),
                retry_after: asked.and_then(|asked| retry::retry_after(&asked, now())),
                error: SourceError::Refused {
                    url: url.to_string(),
                    status: status.as_u16(),
                    attempts: attempt,
                    message: answer::message(&bytes),
                    body: bytes,
                },
            });
        }
        let media_type = answer::media_type(header(&headers, &CONTENT_TYPE).as_deref());
        answer::check(url.as_str(), expected, &media_type, &bytes)?;
        Ok(Capture {
            url: url.to_string(),
            retrieved: now(),
            media_type,
            etag: header(&headers, &ETAG),
            last_modified: header(&headers, &LAST_MODIFIED),
            sha256: sha256_hex(&bytes),
            bytes,
        })
    }

    /// Reads chunk by chunk, so that neither an endless body nor a small one that decompresses into
    /// a large one fills the memory.
    async fn read(&self, url: &Url, attempt: u32, response: &mut Response) -> Result<Vec<u8>, FailedGet> {
        let limit = self.settings.max_bytes;
        let too_large = || SourceError::TooLarge { url: url.to_string(), limit };
        let announced = response.content_length().unwrap_or(0);
        if usize::try_from(announced).map_or(true, |length| length > limit) {
            return Err(too_large().into());
        }
        let mut bytes = Vec::new();
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) if bytes.len().saturating_add(chunk.len()) > limit => {
                    return Err(too_large().into());
                }
                Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
                Ok(None) => return Ok(bytes),
                Err(error) if error.is_timeout() => return Err(no_answer(url, attempt, error)),
                Err(error) => {
                    let cause = answer::one_line(&causes(error), 300);
                    let error = SourceError::Incomplete { url: url.to_string(), received: bytes.len(), cause };
                    return Err(FailedGet { trouble: Trouble::BrokenOff, retry_after: None, error });
                }
            }
        }
    }

    async fn pace(&mut self) {
        let since = self.last_request.map(|last| last.elapsed());
        if let Some(rest) = since.and_then(|since| self.settings.min_interval.checked_sub(since)) {
            tokio::time::sleep(rest).await;
        }
        self.last_request = Some(Instant::now());
    }
}

fn no_answer(url: &Url, attempt: u32, error: reqwest::Error) -> FailedGet {
    let trouble = if error.is_timeout() { Trouble::Timeout } else { Trouble::Connection };
    let error = SourceError::Unreachable {
        url: url.to_string(),
        attempts: attempt,
        cause: answer::one_line(&causes(error), 300),
    };
    FailedGet { trouble, retry_after: None, error }
}

/// The whole chain of an error, without the address: the message names it anyway, or it is a secret.
pub(crate) fn causes(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut line = error.to_string();
    let mut source = std::error::Error::source(&error);
    while let Some(cause) = source {
        line = format!("{line}: {cause}");
        source = cause.source();
    }
    line
}

/// A number from 0 to 1, different for each client that a source turned away at the same moment.
fn jitter() -> f64 {
    let random = RandomState::new().hash_one(());
    let high = u32::try_from(random >> 32).unwrap_or(u32::MAX);
    f64::from(high) / f64::from(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jitter_lies_between_nothing_and_all() {
        assert!((0..100).map(|_| jitter()).all(|part| (0.0..=1.0).contains(&part)));
    }
}
