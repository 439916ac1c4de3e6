//! The program as an assistant meets it: messages of the Model Context Protocol, a line each.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use serde_json::{Value, json};

use super::Desk;

/// How a client introduces itself.
pub(crate) fn introduction() -> Value {
    json!({"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}})
}

/// An exchange of messages with `earwatch mcp`.
pub(crate) struct Conversation {
    child: Child,
    to: Option<ChildStdin>,
    from: Receiver<String>,
    said: Option<JoinHandle<String>>,
    asked: i64,
}

impl Conversation {
    /// Starts it, with further arguments, and says nothing.
    pub(crate) fn silent(desk: &Desk, args: &[&str]) -> Self {
        let program = desk.program();
        let mut command = Command::new(program.get_program());
        for (name, value) in program.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command.current_dir(program.get_current_dir().unwrap()).arg("mcp").args(args);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (to, mut err) = (child.stdin.take(), child.stderr.take().unwrap());
        let out = BufReader::new(child.stdout.take().unwrap());
        let (line, from) = channel();
        std::thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|said| line.send(said)));
        let said = std::thread::spawn(move || {
            let mut said = String::new();
            let _ = err.read_to_string(&mut said);
            said
        });
        Self { child, to, from, said: Some(said), asked: 0 }
    }

    /// Starts it and introduces itself.
    pub(crate) fn of(desk: &Desk) -> Self {
        Self::with(desk, &[])
    }

    /// The same with further arguments.
    pub(crate) fn with(desk: &Desk, args: &[&str]) -> Self {
        let mut conversation = Self::silent(desk, args);
        let answer = conversation.asks("initialize", introduction());
        assert_eq!(answer["result"]["serverInfo"]["name"], "earwatch", "{answer}");
        conversation.says(br#"{"jsonrpc": "2.0", "method": "notifications/initialized"}"#);
        conversation
    }

    /// Sends bytes as a line.
    pub(crate) fn says(&mut self, line: &[u8]) {
        let to = self.to.as_mut().unwrap();
        to.write_all(line).unwrap();
        to.write_all(b"\n").unwrap();
        to.flush().unwrap();
    }

    /// The next message.
    pub(crate) fn hears(&mut self) -> Value {
        let line = self.from.recv_timeout(Duration::from_secs(120)).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"))
    }

    /// Sends a request without waiting for its answer.
    pub(crate) fn sends(&mut self, method: &str, params: Value) -> i64 {
        self.asked += 1;
        let mut message = json!({"jsonrpc": "2.0", "id": self.asked, "method": method});
        message["params"] = params;
        self.says(message.to_string().as_bytes());
        self.asked
    }

    /// A request and its answer.
    pub(crate) fn asks(&mut self, method: &str, params: Value) -> Value {
        let id = self.sends(method, params);
        let answer = self.hears();
        assert_eq!((&answer["jsonrpc"], &answer["id"]), (&json!("2.0"), &json!(id)), "{method}: {answer}");
        answer
    }

    /// What a tool answers.
    pub(crate) fn calls(&mut self, tool: &str, arguments: Value) -> Value {
        let mut params = json!({"name": tool});
        params["arguments"] = arguments;
        let answer = self.asks("tools/call", params);
        assert!(answer["result"]["content"][0]["text"].is_string(), "{tool}: {answer}");
        answer["result"].clone()
    }

    /// Text and structured content of a tool that has an answer.
    pub(crate) fn told(&mut self, tool: &str, arguments: Value) -> (String, Value) {
        let result = self.calls(tool, arguments);
        assert_eq!(result["isError"], false, "{tool}: {result}");
        (result["content"][0]["text"].as_str().unwrap().to_owned(), result["structuredContent"].clone())
    }

    /// Why a tool has none.
    pub(crate) fn refused(&mut self, tool: &str, arguments: Value) -> String {
        let result = self.calls(tool, arguments);
        assert_eq!(result["isError"], true, "{tool}: {result}");
        result["content"][0]["text"].as_str().unwrap().to_owned()
    }

    /// Ends the input; what was still said, the exit code, and what stood on standard error.
    pub(crate) fn ends(mut self) -> (Vec<Value>, i32, String) {
        drop(self.to.take());
        let code = self.child.wait().unwrap().code().unwrap();
        let rest = self.from.iter().map(|line| serde_json::from_str(&line).unwrap()).collect();
        (rest, code, self.said.take().unwrap().join().unwrap())
    }
}

impl Drop for Conversation {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
