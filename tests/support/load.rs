//! Many clients that ask for matches at the same time, over connections that they keep, and how the server did.

use std::cell::RefCell;
use std::io;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{Duration, Instant};

use serde_json::json;
use tokio::net::TcpStream;
use tokio::task::LocalSet;

use super::random::Random;
use super::served::Served;

/// A question, and what has to stand in its answer.
pub(crate) struct Question {
    bytes: Vec<u8>,
    expected: Option<String>,
}

/// How it went.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    /// Of each answer, from the first byte that was sent to the last one that came.
    pub(crate) took: Vec<Duration>,
    pub(crate) errors: Vec<String>,
    pub(crate) lasted: Duration,
    /// Bytes of the answers.
    pub(crate) bytes: usize,
}

impl Figures {
    #[expect(clippy::cast_precision_loss, reason = "a count")]
    pub(crate) fn per_second(&self) -> f64 {
        self.took.len() as f64 / self.lasted.as_secs_f64()
    }

    /// The duration that so many of a thousand answers did not exceed.
    pub(crate) fn within(&self, of_thousand: usize) -> Duration {
        let mut took = self.took.clone();
        took.sort_unstable();
        took.get((took.len() * of_thousand / 1000).min(took.len().saturating_sub(1))).copied().unwrap_or_default()
    }
}

impl Question {
    fn new(party: &serde_json::Value, expected: Option<&str>) -> Self {
        let body = json!({"queries": {"q": {"schema": "Company", "properties": party}}}).to_string();
        let head = format!(
            "POST /match/default HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        Self {
            bytes: (head + &body).into_bytes(),
            expected: expected.map(|name| format!("\"caption\":{}", json!(name))),
        }
    }
}

/// Parties as a business asks for them: of ten, four are called as the list has it, two nearly so, and four are strangers;
/// a third has an address.
pub(crate) fn questions(served: &Served, n: usize) -> Vec<Question> {
    const HEADS: [&str; 12] = [
        "Alder", "Bravel", "Corvin", "Dunmore", "Estrel", "Fenwick", "Halden", "Jurin", "Kestrel", "Lorne", "Morava",
        "Tovar",
    ];
    const MIDDLES: [&str; 10] = [
        "Trading", "Electronics", "Aviation Parts", "Logistics", "Optical Instruments", "Foods", "Semiconductor",
        "Shipping", "Precision Machinery", "Textiles",
    ];
    const FORMS: [&str; 8] = ["Co., Ltd.", "LLC", "GmbH", "Pte. Ltd.", "S.A.", "Inc.", "JSC", ""];
    let mut listed = Vec::new();
    loop {
        let page = served.json(&format!("/api/v1/entries?limit=1000&offset={}", listed.len()));
        let entries = page["entries"].as_array().unwrap();
        listed.extend(entries.iter().cloned());
        if entries.is_empty() {
            break;
        }
    }
    let mut random = Random::new(17);
    let mut question = || {
        let entry = random.choose(&listed);
        let name = entry["name"].as_str().unwrap();
        let (name, expected) = match random.below(10) {
            // An entry that is an address names nobody. Of more entries with one name than are answered, any will do.
            0..4 if !name.starts_with("Address") => (name.to_owned(), Some(name)),
            4..6 => (slipped(name, &mut random), None),
            _ => {
                let one =
                    |random: &mut Random| format!("{}{}", random.choose(&HEADS), random.choose(&HEADS).to_lowercase());
                let head = one(&mut random);
                (format!("{head} {} {}", random.choose(&MIDDLES), random.choose(&FORMS)), None)
            }
        };
        let mut party = json!({"name": [name.trim()]});
        let address = entry["addresses"].as_array().and_then(|all| all.first());
        if let Some(address) = address.filter(|_| random.one_in(3)) {
            party["address"] = json!([address]);
        }
        Question::new(&party, expected)
    };
    std::iter::repeat_with(&mut question).take(n).collect()
}

/// Two letters beside one another, the other way round.
fn slipped(name: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let at = random.below(letters.len().saturating_sub(1));
    if letters.len() > 1 {
        letters.swap(at, at + 1);
    }
    letters.into_iter().collect()
}

/// So many clients, each of which asks, reads the answer and asks again, for a while.
pub(crate) fn load(address: SocketAddr, questions: &[Question], clients: usize, lasting: Duration) -> Figures {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let figures = Rc::new(RefCell::new(Figures::default()));
    let questions: Rc<[(Vec<u8>, Option<String>)]> =
        questions.iter().map(|question| (question.bytes.clone(), question.expected.clone())).collect();
    let begun = Instant::now();
    let all = LocalSet::new();
    for first in 0..clients {
        let (questions, figures) = (Rc::clone(&questions), Rc::clone(&figures));
        all.spawn_local(async move {
            if let Err(error) = client(address, &questions, (first, clients), begun + lasting, &figures).await {
                figures.borrow_mut().errors.push(format!("client {first}: {error}"));
            }
        });
    }
    runtime.block_on(all);
    let lasted = begun.elapsed();
    Figures { lasted, ..figures.take() }
}

async fn client(
    address: SocketAddr,
    questions: &[(Vec<u8>, Option<String>)],
    (first, step): (usize, usize),
    until: Instant,
    figures: &RefCell<Figures>,
) -> io::Result<()> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let mut answer = Vec::with_capacity(64 << 10);
    let mut at = first;
    while Instant::now() < until {
        let (bytes, expected) = &questions[at % questions.len()];
        at += step;
        let begun = Instant::now();
        send(&stream, bytes).await?;
        let body = receive(&stream, &mut answer).await?;
        let took = begun.elapsed();
        let mut figures = figures.borrow_mut();
        figures.took.push(took);
        figures.bytes += answer.len();
        let (head, body) = answer.split_at(body);
        let has = |expected: &str| body.windows(expected.len()).any(|part| part == expected.as_bytes());
        if !head.starts_with(b"HTTP/1.1 200") || expected.as_deref().is_some_and(|expected| !has(expected)) {
            figures.errors.push(format!(
                "{} → {}",
                String::from_utf8_lossy(bytes),
                String::from_utf8_lossy(&answer[..answer.len().min(400)])
            ));
        }
    }
    Ok(())
}

async fn send(stream: &TcpStream, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        stream.writable().await?;
        match stream.try_write(bytes) {
            Ok(sent) => bytes = &bytes[sent..],
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Reads an answer; where its body begins.
async fn receive(stream: &TcpStream, answer: &mut Vec<u8>) -> io::Result<usize> {
    answer.clear();
    let mut whole = None;
    loop {
        stream.readable().await?;
        match stream.try_read_buf(answer) {
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => continue,
            Err(error) => return Err(error),
        }
        if whole.is_none() {
            whole = answer.windows(4).position(|four| four == b"\r\n\r\n").map(|end| {
                let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
                let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
                (end + 4, length.and_then(|length| length.parse::<usize>().ok()).unwrap_or_default())
            });
        }
        if let Some((body, length)) = whole
            && answer.len() >= body + length
        {
            return Ok(body);
        }
    }
}
