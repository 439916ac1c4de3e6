//! Bytes in any encoding as UTF-8.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8};

/// A file in UTF-8, without its mark. Bytes that are no UTF-8 stay in a file that is UTF-8; in others U+FFFD stands for what
/// is no character.
pub(super) struct Decoded<R> {
    inner: R,
    /// None of what is UTF-8 already.
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    /// What of `raw` is still to be read.
    rest: (usize, usize),
    is_first: bool,
    is_end: bool,
}

const PIECE: usize = 1 << 16;

impl<R: Read> Decoded<R> {
    pub(super) fn new(inner: R, encoding: &'static Encoding) -> Self {
        let decoder = (encoding != UTF_8).then(|| encoding.new_decoder_with_bom_removal());
        Self { inner, decoder, raw: vec![0; PIECE], rest: (0, 0), is_first: true, is_end: false }
    }

    fn fill(&mut self) -> io::Result<()> {
        if self.rest.0 < self.rest.1 || self.is_end {
            return Ok(());
        }
        let mut read = 0;
        // The mark is not to be divided.
        while read < 3 {
            match self.inner.read(self.raw.get_mut(read..).unwrap_or_default()) {
                Ok(0) => break,
                Ok(more) => read += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.is_end = read == 0;
        let has_mark = self.is_first && self.decoder.is_none() && self.raw.starts_with(b"\xEF\xBB\xBF") && read >= 3;
        self.rest = (if has_mark { 3 } else { 0 }, read);
        self.is_first = false;
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            self.fill()?;
            let raw = self.raw.get(self.rest.0..self.rest.1).unwrap_or_default();
            let Some(decoder) = &mut self.decoder else {
                if raw.is_empty() && !self.is_end {
                    continue;
                }
                let many = raw.len().min(out.len());
                for (to, from) in out.iter_mut().zip(raw) {
                    *to = *from;
                }
                self.rest.0 += many;
                return Ok(many);
            };
            let (result, read, written, _) = decoder.decode_to_utf8(raw, out, self.is_end);
            self.rest.0 += read;
            if written > 0 {
                return Ok(written);
            }
            if self.is_end && result == CoderResult::InputEmpty {
                // Asked again, a decoder that has ended would complain.
                self.decoder = None;
                self.rest = (0, 0);
                return Ok(0);
            }
        }
    }
}
