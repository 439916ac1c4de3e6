//! The protocol over standard input and output: a message a line. What is no message is answered as well, and at the end
//! of the input all that was asked is answered first.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use rmcp::model::{
    ClientJsonRpcMessage, ClientNotification, ErrorData, JsonRpcMessage, RequestId, ServerJsonRpcMessage,
};
use rmcp::service::{RoleServer, ServerInitializeError, ServiceExt as _};
use rmcp::transport::Transport;
use serde_json::Value;
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::sync::Notify;
use tokio::task::JoinSet;

use super::assistant::Assistant;
use crate::serve::desk::Desk;
use crate::serve::session::Sessions;
use crate::serve::settings::Settings;

/// Why assistants are not answered.
#[derive(Debug, thiserror::Error)]
pub enum StdioError {
    /// The system refuses.
    #[error("cannot start: {0}")]
    Start(io::Error),
    /// The program's own description of itself cannot be made.
    #[error("cannot describe the tools: {0}")]
    Schema(serde_json::Error),
    /// The client does not begin as the protocol has it.
    #[error("the client did not begin as the Model Context Protocol has it: expected the request “initialize”")]
    Beginning,
    /// It ended before its input did.
    #[error("the exchange of messages ended early: {0}")]
    Ended(String),
}

/// Answers on standard output what is asked on standard input, up to its end.
///
/// # Errors
/// Where the client does not begin as the protocol has it.
pub fn serve(settings: Settings) -> Result<(), StdioError> {
    let limit = settings.limits.body;
    // Nobody logs in here.
    let sessions = Arc::new(Sessions::new(0).map_err(StdioError::Start)?);
    let assistant = Assistant::new(Arc::new(Desk::new(settings, sessions))).map_err(StdioError::Schema)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(StdioError::Start)?;
    let served = runtime.block_on(async {
        let lines = Lines::new(tokio::io::stdin(), tokio::io::stdout(), limit);
        match assistant.serve(lines).await {
            Ok(running) => running.waiting().await.map(drop).map_err(|error| StdioError::Ended(error.to_string())),
            // The client went away before it asked anything.
            Err(ServerInitializeError::ConnectionClosed(_) | ServerInitializeError::TransportError { .. }) => Ok(()),
            // What else is said quotes what was asked.
            Err(_) => Err(StdioError::Beginning),
        }
    });
    runtime.shutdown_background();
    served
}

/// Messages, a line each.
struct Lines<R, W> {
    read: BufReader<R>,
    line: Vec<u8>,
    /// Bytes of a line.
    limit: usize,
    /// Whether the rest of a line that is too long is still to come.
    is_skipping: bool,
    /// Whether anything was asked.
    has_begun: bool,
    is_at_end: bool,
    write: Arc<tokio::sync::Mutex<W>>,
    refusals: JoinSet<io::Result<()>>,
    open: Arc<Open>,
}

/// Requests that have no answer yet.
#[derive(Debug, Default)]
struct Open {
    requests: Mutex<Vec<RequestId>>,
    changed: Notify,
}

impl Open {
    fn add(&self, id: RequestId) {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).push(id);
    }

    fn end(&self, id: &RequestId) {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).retain(|open| open != id);
        self.changed.notify_one();
    }

    fn is_empty(&self) -> bool {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }
}

async fn put<W: AsyncWrite + Unpin>(to: &tokio::sync::Mutex<W>, message: &ServerJsonRpcMessage) -> io::Result<()> {
    let mut line = serde_json::to_vec(message)?;
    line.push(b'\n');
    let mut to = to.lock().await;
    to.write_all(&line).await?;
    to.flush().await
}

impl<R: AsyncRead + Send + Unpin, W: AsyncWrite + Send + Unpin + 'static> Lines<R, W> {
    fn new(read: R, write: W, limit: usize) -> Self {
        Self {
            read: BufReader::new(read),
            line: Vec::new(),
            limit,
            is_skipping: false,
            has_begun: false,
            is_at_end: false,
            write: Arc::new(tokio::sync::Mutex::new(write)),
            refusals: JoinSet::new(),
            open: Arc::default(),
        }
    }

    /// Says what is wrong with a line.
    fn refuse(&mut self, error: ErrorData, id: Option<RequestId>) {
        tracing::warn!("a message of the client is refused: {}", error.message);
        let write = Arc::clone(&self.write);
        let message = ServerJsonRpcMessage::error(error, id);
        self.refusals.spawn(async move { put(&write, &message).await });
    }

    /// Reads on; whether a line is whole. What was read is kept where this is given up.
    async fn read_on(&mut self) -> io::Result<bool> {
        let available = self.read.fill_buf().await?;
        if available.is_empty() {
            self.is_at_end = true;
            return Ok(!self.line.is_empty());
        }
        let end = available.iter().position(|byte| *byte == b'\n');
        let taken = end.unwrap_or(available.len());
        let is_too_long = self.line.len() + taken > self.limit;
        if !self.is_skipping && !is_too_long {
            self.line.extend(available.iter().take(taken));
        }
        self.read.consume(end.map_or(taken, |end| end + 1));
        if is_too_long && !self.is_skipping {
            self.is_skipping = true;
            self.line.clear();
            let said = format!("expected messages of up to {} bytes, but found a longer one", self.limit);
            self.refuse(ErrorData::invalid_request(said, None), None);
        }
        if end.is_some() && self.is_skipping {
            self.is_skipping = false;
            return Ok(false);
        }
        Ok(end.is_some())
    }

    /// The message of a line, where it is one.
    fn message(&mut self) -> Option<ClientJsonRpcMessage> {
        let line = std::mem::take(&mut self.line);
        let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line);
        if line.iter().all(u8::is_ascii_whitespace) {
            return None;
        }
        let Ok(message) = serde_json::from_slice::<ClientJsonRpcMessage>(line) else {
            match serde_json::from_slice::<Value>(line) {
                Err(_) => self.refuse(ErrorData::parse_error("expected a message as JSON in each line", None), None),
                Ok(Value::Array(_)) => {
                    let said = "expected one message in each line, but found several in an array";
                    self.refuse(ErrorData::invalid_request(said, None), None);
                }
                Ok(value) => {
                    let id = value.get("id").and_then(|id| serde_json::from_value(id.clone()).ok());
                    let said = "expected a request, a notification or an answer of JSON-RPC 2.0";
                    self.refuse(ErrorData::invalid_request(said, None), id);
                }
            }
            return None;
        };
        if let JsonRpcMessage::Notification(_) = &message
            && serde_json::from_slice::<Value>(line).is_ok_and(|value| value.get("id").is_some())
        {
            self.refuse(ErrorData::invalid_request("expected an id that is a string or a whole number", None), None);
            return None;
        }
        match &message {
            JsonRpcMessage::Request(request) => {
                self.has_begun = true;
                self.open.add(request.id.clone());
            }
            JsonRpcMessage::Notification(notification) => {
                if let ClientNotification::CancelledNotification(cancelled) = &notification.notification
                    && let Some(id) = &cancelled.params.request_id
                {
                    self.open.end(id);
                }
            }
            JsonRpcMessage::Response(_) | JsonRpcMessage::Error(_) => {}
        }
        // Before anything was asked, there is nothing to be told.
        self.has_begun.then_some(message)
    }
}

impl<R: AsyncRead + Send + Unpin, W: AsyncWrite + Send + Unpin + 'static> Transport<RoleServer> for Lines<R, W> {
    type Error = io::Error;

    fn send(&mut self, item: ServerJsonRpcMessage) -> impl Future<Output = io::Result<()>> + Send + 'static {
        let (write, open) = (Arc::clone(&self.write), Arc::clone(&self.open));
        async move {
            let sent = put(&write, &item).await;
            match &item {
                JsonRpcMessage::Response(response) => open.end(&response.id),
                JsonRpcMessage::Error(error) => error.id.iter().for_each(|id| open.end(id)),
                JsonRpcMessage::Request(_) | JsonRpcMessage::Notification(_) => {}
            }
            sent
        }
    }

    async fn receive(&mut self) -> Option<ClientJsonRpcMessage> {
        while !self.is_at_end {
            match self.read_on().await {
                Ok(false) => {}
                Ok(true) => {
                    if let Some(message) = self.message() {
                        return Some(message);
                    }
                }
                Err(error) => {
                    tracing::error!("the input cannot be read: {error}");
                    self.is_at_end = true;
                }
            }
        }
        while self.refusals.join_next().await.is_some() {}
        while !self.open.is_empty() {
            self.open.changed.notified().await;
        }
        None
    }

    async fn close(&mut self) -> io::Result<()> {
        self.write.lock().await.flush().await
    }
}
