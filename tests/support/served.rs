//! The server as a client meets it: bytes over a connection.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;

use super::Desk;

/// A server of a desk's database, ended when it is dropped.
pub(crate) struct Served {
    child: Child,
    pub(crate) address: SocketAddr,
    log: Arc<Mutex<String>>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The value of a header; empty where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        let of = |line: &'_ str| line.split_once(": ").is_some_and(|(of, _)| of.eq_ignore_ascii_case(name));
        let line = self.head.lines().find(|line| of(line));
        line.and_then(|line| line.split_once(": ")).map(|(_, value)| value).unwrap_or_default()
    }

    /// The values of a header, in order.
    pub(crate) fn headers(&self, name: &str) -> Vec<&str> {
        let pairs = self.head.lines().filter_map(|line| line.split_once(": "));
        pairs.filter(|(of, _)| of.eq_ignore_ascii_case(name)).map(|(_, value)| value).collect()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

impl Served {
    /// Starts it, with further arguments.
    pub(crate) fn of(desk: &Desk, args: &[&str]) -> Self {
        Self::with(desk, args, &[])
    }

    /// Starts it, with further arguments, in an environment of its own.
    pub(crate) fn with(desk: &Desk, args: &[&str], environment: &[(&str, &str)]) -> Self {
        let program = desk.program();
        let mut command = Command::new(program.get_program());
        for (name, value) in program.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command.envs(environment.iter().copied());
        command.current_dir(program.get_current_dir().unwrap()).args(["serve", "--port", "0"]).args(args);
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        said.read_line(&mut line).unwrap();
        let (_, rest) = line.split_once("http://").unwrap_or_else(|| panic!("it says where it answers: {line}"));
        let address = rest.split('/').next().unwrap().parse().unwrap();
        let log = Arc::<Mutex<String>>::default();
        let written = Arc::clone(&log);
        std::thread::spawn(move || {
            for line in said.lines().map_while(Result::ok) {
                written.lock().unwrap().extend([line.as_str(), "\n"]);
            }
        });
        Self { child, address, log }
    }

    /// What it said since it answers, once that has `lines` lines.
    pub(crate) fn log(&self, lines: usize) -> String {
        for _ in 0..200 {
            let log = self.log.lock().unwrap().clone();
            if log.lines().count() >= lines {
                return log;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        self.log.lock().unwrap().clone()
    }

    /// Sends bytes as they are, and reads to the end of what comes.
    pub(crate) fn sends(&self, bytes: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        // Who does not like what it is sent may end the connection while it is still coming.
        let _ = stream.write_all(bytes);
        let mut all = Vec::new();
        let _ = stream.read_to_end(&mut all);
        let end = all.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(all.len());
        let head = String::from_utf8(all[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
        Answer { status, head, body: all.get(end + 4..).unwrap_or_default().to_vec() }
    }

    /// A request with a body and further lines of its head.
    pub(crate) fn asks(&self, method: &str, path: &str, headers: &[&str], body: &str) -> Answer {
        let host = if headers.iter().any(|line| line.starts_with("Host:")) { None } else { Some("Host: localhost") };
        let length = format!("Content-Length: {}", body.len());
        let lines = host.into_iter().chain(headers.iter().copied()).chain([length.as_str(), "Connection: close"]);
        let head = lines.collect::<Vec<_>>().join("\r\n");
        self.sends(format!("{method} {path} HTTP/1.1\r\n{head}\r\n\r\n{body}").as_bytes())
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.asks("GET", path, &[], "")
    }

    /// The JSON of an address that answers.
    pub(crate) fn json(&self, path: &str) -> Value {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        answer.json()
    }

    /// The memory that it holds, in MB; 0 where the system does not say.
    pub(crate) fn memory(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let held = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kb = held.and_then(|held| held.split_whitespace().next()?.parse::<f64>().ok());
        kb.map(|kb| (kb / 102.4).round() / 10.0).unwrap_or_default()
    }

    /// The time of processors that it took so far; nothing where the system does not say.
    #[allow(dead_code, reason = "the benchmark alone measures it")]
    pub(crate) fn processors(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap_or_default();
        let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
        let ticks = |at: usize| fields.get(at).and_then(|ticks| ticks.parse::<u64>().ok()).unwrap_or_default();
        // Of user and system, in hundredths of a second on Linux.
        Duration::from_millis(10 * (ticks(11) + ticks(12)))
    }

    /// Tells it to end, and waits for its end.
    #[cfg(unix)]
    pub(crate) fn ends(mut self) -> i32 {
        let told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(told.success());
        self.child.wait().unwrap().code().unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
