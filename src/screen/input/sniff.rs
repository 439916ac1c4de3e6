//! What a file is, by its bytes: its hash, its encoding, how its lines end.

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

/// What was seen of a file.
#[derive(Debug, Clone)]
pub(super) struct Sniffed {
    pub(super) kind: Kind,
    /// SHA-256 of its bytes.
    pub(super) sha256: String,
    pub(super) lines: u64,
    /// The byte that ends a line.
    pub(super) eol: u8,
}

impl Default for Sniffed {
    fn default() -> Self {
        let kind = Kind::Text { encoding: UTF_8, is_json: false };
        Self { kind, sha256: String::new(), lines: 0, eol: b'\n' }
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
    /// Bytes of zero at even and at odd places.
    zeros: [u64; 2],
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
        let eol = if seen.line_feeds == 0 && seen.returns > 0 { b'\r' } else { b'\n' };
        Sniffed { kind, sha256, lines: seen.line_feeds.max(seen.returns), eol }
    }))
}

/// The encoding of bytes that are there as a whole.
pub(super) fn encoding(bytes: &[u8]) -> Result<&'static Encoding, String> {
    let mut seen = Seen::default();
    seen.see(bytes);
    seen.decode(bytes, true);
    seen.encoding()
}

impl Seen {
    fn see(&mut self, piece: &[u8]) {
        if self.first.len() < FIRST {
            self.first.extend(piece.iter().take(FIRST - self.first.len()));
        }
        let is_ascii = piece.is_ascii();
        if memchr::memchr(0, piece).is_some() {
            for (at, _) in piece.iter().enumerate().filter(|(_, byte)| **byte == 0) {
                let parity = usize::try_from((self.bytes + at as u64) % 2).unwrap_or_default();
                self.zeros.get_mut(parity).into_iter().for_each(|zeros| *zeros += 1);
            }
        }
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
        for (with, what) in [
            (b"PAR1".as_slice(), "Parquet is not read; write the parties as CSV or NDJSON"),
            (b"\x1F\x8B", "the file is compressed with gzip; unpack it first"),
            (b"%PDF", "this is a PDF; write the parties as CSV, NDJSON or a workbook"),
            (b"<", "this looks like a page of the web or XML; write the parties as CSV, NDJSON or a workbook"),
        ] {
            if begins(with) {
                return Err(what.to_owned());
            }
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
            // Of text in UTF-16, many characters are ASCII: delimiters, ends of lines, digits.
            let is_many = |zeros: u64| self.bytes.is_multiple_of(2) && zeros * 8 >= self.bytes;
            return match (even, odd) {
                (0, odd) if is_many(odd) => Ok(UTF_16LE),
                (even, 0) if is_many(even) => Ok(UTF_16BE),
                _ => {
                    Err("the file holds bytes of zero, which no table of text has; write it as CSV in UTF-8, or say its --encoding".to_owned())
                }
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
