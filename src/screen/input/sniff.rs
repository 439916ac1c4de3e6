//! What a file is, by its bytes: its hash, its encoding, how many lines it has.

use std::io::{self, Read};

use earwatch_law::digest::hex;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use sha2::{Digest, Sha256};

/// What a file is.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    /// Text.
    Text {
        encoding: &'static Encoding,
        /// An object on each line; else a table.
        is_json: bool,
    },
    /// A workbook.
    Workbook,
}

const PACKED: &str = "the file is compressed; unpack it first, or pipe it: `gzip -dc FILE | earwatch screen -` (`xz -dc`, `zstd -dc`, \
                      `bzip2 -dc`)";

/// What other files begin with, and what to do with them.
const OTHERS: [(&[u8], &str); 14] = [
    (
        b"PAR1",
        "Parquet is not read; write it as NDJSON, as `duckdb -c \"COPY (FROM 'FILE') TO 'parties.ndjson' (FORMAT json)\"` does",
    ),
    (b"\x1F\x8B", PACKED),
    (b"BZh", PACKED),
    (b"\xFD7zXZ\0", PACKED),
    (b"\x28\xB5\x2F\xFD", PACKED),
    (b"7z\xBC\xAF\x27\x1C", PACKED),
    (b"%PDF", "this is a PDF; write the parties as CSV, NDJSON or a workbook"),
    (b"<", "this looks like a page of the web or XML; write the parties as CSV, NDJSON or a workbook"),
    (b"{\\rtf", "this is a text document; write the parties as CSV, NDJSON or a workbook"),
    (b"SQLite format 3\0", "this is a database; write the parties as CSV or NDJSON"),
    (b"ARROW1\0\0", "this is an Arrow file; write the parties as CSV or NDJSON"),
    (b"ORC\x0A", "this is an ORC file; write the parties as CSV or NDJSON"),
    (b"Obj\x01", "this is an Avro file; write the parties as CSV or NDJSON"),
    (b"ORC\0", "this is an ORC file; write the parties as CSV or NDJSON"),
];

/// What was seen of a file.
#[derive(Debug, Clone)]
pub(super) struct Sniffed {
    pub(super) kind: Kind,
    /// SHA-256 of its bytes.
    pub(super) sha256: String,
    pub(super) lines: u64,
    /// What was assumed of its encoding.
    pub(super) note: Option<String>,
}

impl Default for Sniffed {
    fn default() -> Self {
        let kind = Kind::Text { encoding: UTF_8, is_json: false };
        Self { kind, sha256: String::new(), lines: 0, note: None }
    }
}

/// What bytes tell of their encoding.
#[derive(Debug, Default)]
struct Seen {
    bytes: u64,
    /// The first bytes.
    first: Vec<u8>,
    line_feeds: u64,
    returns: u64,
    /// Line feeds as bytes, whatever the encoding.
    feeds: u64,
    /// Bytes of zero at even and at odd places, and the line of the first.
    zeros: [u64; 2],
    first_zero: Option<u64>,
    /// Other bytes that no text has.
    controls: u64,
    /// Ends of lines as UTF-16 writes them, in one order of bytes and in the other.
    ends: [u64; 2],
    last: u8,
    /// Characters of UTF-8 beyond ASCII,
    valid: u64,
    /// and bytes that are none, with the line of the first.
    invalid: u64,
    first_invalid: Option<u64>,
    /// Bytes beyond ASCII, and those of them that follow another one.
    high: u64,
    adjacent: u64,
    /// Bytes that Windows-1252 does not have.
    undefined: u64,
    was_high: bool,
}

const FIRST: usize = 4096;

/// Looks at a file. The inner error says what is wrong with it and what to do.
pub(super) fn sniff(file: &mut impl Read, said: Option<&'static Encoding>) -> io::Result<Result<Sniffed, String>> {
    let (mut digest, mut seen) = (Sha256::new(), Seen::default());
    let mut buffer = vec![0; 1 << 16];
    let mut left: Vec<u8> = Vec::new();
    loop {
        let read = match file.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let piece = buffer.get(..read).unwrap_or_default();
        digest.update(piece);
        seen.see(piece);
        left.extend_from_slice(piece);
        let rest = seen.decode(&left, false);
        left.drain(..rest);
    }
    seen.decode(&left, true);
    let sha256 = hex(&digest.finalize());
    Ok(seen.kind(said).map(|kind| {
        let is_assumed = |encoding| said.is_none() && encoding == WINDOWS_1252;
        let note = match kind {
            Kind::Text { encoding, .. } if is_assumed(encoding) => Some(seen.assumed()),
            Kind::Text { .. } | Kind::Workbook => None,
        };
        Sniffed { kind, sha256, lines: seen.line_feeds.max(seen.returns), note }
    }))
}

/// The encoding of bytes that are there as a whole.
pub(super) fn encoding(bytes: &[u8]) -> Result<&'static Encoding, String> {
    let mut seen = Seen::default();
    seen.see(bytes);
    seen.decode(bytes, true);
    let encoding = seen.encoding()?;
    // Rows of parties tell their own.
    if encoding == UTF_8 && seen.first_zero.is_some() { Err(seen.zero()) } else { Ok(encoding) }
}

impl Seen {
    fn see(&mut self, piece: &[u8]) {
        if self.first.len() < FIRST {
            self.first.extend(piece.iter().take(FIRST - self.first.len()));
        }
        let is_ascii = piece.is_ascii();
        if let Some(first) = memchr::memchr(0, piece) {
            let before = memchr::memchr_iter(b'\n', piece.get(..first).unwrap_or_default()).count() as u64;
            self.first_zero.get_or_insert(self.feeds + before + 1);
            self.see_zeros(piece);
        }
        self.last = piece.last().copied().unwrap_or(self.last);
        self.feeds += memchr::memchr_iter(b'\n', piece).count() as u64;
        self.controls += piece.iter().filter(|byte| matches!(byte, 1..=8 | 14..=25 | 28..=31)).count() as u64;
        if !is_ascii {
            for byte in piece {
                let is_high = *byte >= 0x80;
                self.high += u64::from(is_high);
                self.adjacent += u64::from(is_high && self.was_high);
                self.undefined += u64::from(matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D));
                self.was_high = is_high;
            }
        }
        self.returns += memchr::memchr_iter(b'\r', piece).count() as u64;
        self.bytes += piece.len() as u64;
    }

    fn see_zeros(&mut self, piece: &[u8]) {
        let mut last = self.last;
        for (at, byte) in (self.bytes..).zip(piece) {
            let is_odd = at % 2 == 1;
            if *byte == 0 {
                let [even, odd] = &mut self.zeros;
                *(if is_odd { odd } else { even }) += 1;
            }
            if is_odd {
                let [little, big] = &mut self.ends;
                *little += u64::from((last, *byte) == (b'\n', 0));
                *big += u64::from((last, *byte) == (0, b'\n'));
            }
            last = *byte;
        }
    }

    /// That there are bytes of zero, and where.
    fn zero(&self) -> String {
        format!(
            "line {} holds bytes of zero, which no table of text has; write it as CSV in UTF-8, or say its --encoding",
            self.first_zero.unwrap_or(1)
        )
    }

    /// What is assumed where bytes are no UTF-8 and nothing says what they are.
    fn assumed(&self) -> String {
        let besides = if self.valid > 0 { "; some of its letters are UTF-8 and read wrongly" } else { "" };
        format!(
            "read as Windows-1252, which nothing in the file says{besides}: look whether names with accents are right, and say \
             its --encoding where they are not"
        )
    }

    /// Reads UTF-8; how many bytes are done with.
    fn decode(&mut self, bytes: &[u8], is_end: bool) -> usize {
        let mut at = 0;
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            match std::str::from_utf8(rest) {
                Ok(text) => {
                    self.take(text);
                    return bytes.len();
                }
                Err(error) => {
                    let (valid, _) = rest.split_at(error.valid_up_to());
                    self.take(std::str::from_utf8(valid).unwrap_or_default());
                    let Some(length) = error.error_len().or(is_end.then_some(rest.len() - error.valid_up_to())) else {
                        return at + error.valid_up_to();
                    };
                    self.invalid += 1;
                    self.first_invalid.get_or_insert(self.line_feeds + 1);
                    at += error.valid_up_to() + length;
                }
            }
        }
    }

    fn take(&mut self, text: &str) {
        self.line_feeds += memchr::memchr_iter(b'\n', text.as_bytes()).count() as u64;
        if !text.is_ascii() {
            self.valid += text.chars().filter(|c| !c.is_ascii()).count() as u64;
        }
    }

    fn kind(&self, said: Option<&'static Encoding>) -> Result<Kind, String> {
        let begins = |with: &[u8]| self.first.starts_with(with);
        if self.bytes == 0 {
            return Err(
                "the file is empty: expected a header with a column of names, and a row for each party".to_owned()
            );
        }
        if begins(b"PK\x03\x04") || begins(b"\xD0\xCF\x11\xE0") {
            return Ok(Kind::Workbook);
        }
        if let Some((_, what)) = OTHERS.iter().find(|(with, _)| begins(with)) {
            return Err((*what).to_owned());
        }
        if begins(b"\xFF\xFE\0\0") || begins(b"\0\0\xFE\xFF") {
            return Err("the file is UTF-32, which is not read; save it as UTF-8".to_owned());
        }
        let encoding = match said {
            Some(encoding) => encoding,
            None => self.encoding()?,
        };
        let (text, _) = encoding.decode_without_bom_handling(&self.first);
        let text = text.trim_start_matches(['\u{FEFF}', ' ', '\t', '\r', '\n']);
        if text.starts_with('[') {
            return Err("this is one JSON array; write one object a line (NDJSON), as `jq -c '.[]'` does".to_owned());
        }
        Ok(Kind::Text { encoding, is_json: text.starts_with('{') })
    }

    fn encoding(&self) -> Result<&'static Encoding, String> {
        if let Some((encoding, _)) = Encoding::for_bom(&self.first) {
            return Ok(encoding);
        }
        let [even, odd] = self.zeros;
        if even + odd > 0 {
            // Of text in UTF-16, many characters are ASCII, or at least the ends of lines; what is no UTF-8 besides may be.
            let [little, big] = self.ends;
            let is_utf_16 = |zeros: u64, ends: u64| {
                self.bytes.is_multiple_of(2) && (zeros * 8 >= self.bytes || ends > 0 && self.invalid > 0)
            };
            return match (even, odd) {
                (0, odd) if is_utf_16(odd, little) => Ok(UTF_16LE),
                (even, 0) if is_utf_16(even, big) => Ok(UTF_16BE),
                // Rows that hold some say so.
                _ if self.valid >= self.invalid && self.controls == 0 => Ok(UTF_8),
                _ => Err(self.zero()),
            };
        }
        if self.invalid == 0 || self.valid >= self.invalid {
            return Ok(UTF_8);
        }
        // Letters of Western Europe stand one by one among others; those of other scripts in rows.
        if self.undefined == 0 && self.adjacent * 4 <= self.high {
            return Ok(WINDOWS_1252);
        }
        let line = self.first_invalid.unwrap_or(1);
        Err(format!(
            "line {line} has bytes that are no UTF-8, and the file does not look like Windows-1252; say what it is with \
             --encoding, such as gbk, windows-1251 or shift_jis, or save it as UTF-8"
        ))
    }
}
