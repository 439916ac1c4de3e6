//! Lists of a day as bytes, for other processes and machines.
//!
//! ```text
//! earwatch screener 1 <version of the program> <version of the tables> LF  zlib(JSON)
//! ```

use std::io::{Read as _, Write as _};

use anyhow::{Context as _, bail};
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use crate::ready::Ready;

/// What the bytes begin with: whoever reads them has to score as whoever wrote them.
fn head() -> String {
    format!("earwatch screener 1 {} {}\n", env!("CARGO_PKG_VERSION"), earwatch_screen::VERSION)
}

/// Bytes that a screener unpacks to at most; all lists are a hundredth of it.
const MOST: u64 = 1 << 30;

/// The bytes.
pub(crate) fn pack(ready: &Ready) -> anyhow::Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(head().into_bytes(), Compression::default());
    serde_json::to_writer(&mut encoder, &ready.parts())?;
    encoder.flush()?;
    Ok(encoder.finish()?)
}

/// The lists of bytes.
pub(crate) fn unpack(bytes: &[u8]) -> anyhow::Result<Ready> {
    let head = head();
    let Some(packed) = bytes.strip_prefix(head.as_bytes()) else {
        let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let first = String::from_utf8_lossy(first.get(..first.len().min(80)).unwrap_or_default()).into_owned();
        if first.starts_with("earwatch screener ") {
            bail!(
                "these bytes are of “{first}”, and this is “{}”: install the same version of earwatch on all machines",
                head.trim_end()
            );
        }
        bail!("these are no bytes of Screener.to_bytes()");
    };
    let damaged = "these bytes of Screener.to_bytes() are damaged; make them anew";
    let mut json = Vec::new();
    ZlibDecoder::new(packed).take(MOST).read_to_end(&mut json).context(damaged)?;
    Ready::of_parts(serde_json::from_slice(&json).context(damaged)?)
}
