//! The zip that a bundle is: deflated members one behind the other, and nothing else.
//!
//! Libraries for zip forgive what evidence must not have: bytes before, between and behind members, two members of one
//! name, headers that contradict each other. So a bundle has one form, each header of it is computed from what it says, and
//! a file in any other form is refused. Packing and CRC are flate2's.

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};

use flate2::bufread::DeflateDecoder;
use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

use super::error::BundleError;

/// Bytes that a bundle may have, packed and unpacked.
pub const LARGEST: u64 = 512 << 20;

/// A file in a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Member {
    /// Its path within the bundle.
    pub(super) name: String,
    /// What it holds.
    pub(super) bytes: Vec<u8>,
}

/// A member as it was found: its bytes, or how it is damaged.
pub(super) type Found = (String, Result<Vec<u8>, String>);

const LOCAL: [u8; 4] = *b"PK\x03\x04";
const CENTRAL: [u8; 4] = *b"PK\x01\x02";
const END: [u8; 4] = *b"PK\x05\x06";
const END_64: [u8; 4] = *b"PK\x06\x07";
/// Bytes of the end without a comment, and of headers without a name.
const END_SIZE: usize = 22;
const LOCAL_SIZE: usize = 30;
const CENTRAL_SIZE: usize = 46;
/// What is needed to unpack: version 2.0.
const NEEDED: u16 = 20;
/// Written on Unix, by the same version.
const MADE_BY: u16 = 0x0314;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;
/// 1 January 1980, which stands for no day.
const NO_DAY: u16 = 0x21;
/// A plain file that all may read.
const PLAIN_FILE: u32 = 0o100_644 << 16;
/// What deflate can at most make of a byte.
const MOST_RATIO: u64 = 1032;

/// What the headers of a member say.
struct Header {
    name: String,
    crc: u32,
    packed: u32,
    size: u32,
    offset: u32,
}

impl Header {
    /// What both headers of a member have.
    fn shared(&self) -> Vec<u8> {
        let mut out = Vec::new();
        // No flags: names are plain ASCII.
        for half in [NEEDED, 0, DEFLATED, 0, NO_DAY] {
            out.extend(half.to_le_bytes());
        }
        for word in [self.crc, self.packed, self.size] {
            out.extend(word.to_le_bytes());
        }
        out.extend(u16::try_from(self.name.len()).unwrap_or(u16::MAX).to_le_bytes());
        out.extend(0_u16.to_le_bytes());
        out
    }

    fn local(&self) -> Vec<u8> {
        [LOCAL.as_slice(), &self.shared(), self.name.as_bytes()].concat()
    }

    fn central(&self) -> Vec<u8> {
        let mut out = [CENTRAL.as_slice(), &MADE_BY.to_le_bytes(), &self.shared()].concat();
        // No comment, the first disk, no text.
        out.extend([0; 6]);
        out.extend(PLAIN_FILE.to_le_bytes());
        out.extend(self.offset.to_le_bytes());
        out.extend(self.name.as_bytes());
        out
    }
}

fn end(members: usize, directory: usize, offset: usize) -> Option<Vec<u8>> {
    let count = u16::try_from(members).ok().filter(|count| *count < u16::MAX)?;
    let mut out = END.to_vec();
    out.extend([0; 4]);
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(u32::try_from(directory).ok()?.to_le_bytes());
    out.extend(u32::try_from(offset).ok()?.to_le_bytes());
    out.extend([0; 2]);
    Some(out)
}

/// Packs members in their order.
pub(super) fn pack(members: &[Member]) -> Result<Vec<u8>, BundleError> {
    let too_large = || BundleError::Container("what is on record is too large for a bundle".to_owned());
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for member in members {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(9));
        let packed = encoder.write_all(&member.bytes).and_then(|()| encoder.finish());
        let packed = packed.map_err(|error| BundleError::Container(format!("cannot pack {}: {error}", member.name)))?;
        let mut crc = Crc::new();
        crc.update(&member.bytes);
        let header = Header {
            name: member.name.clone(),
            crc: crc.sum(),
            packed: u32::try_from(packed.len()).ok().ok_or_else(too_large)?,
            size: u32::try_from(member.bytes.len()).ok().ok_or_else(too_large)?,
            offset: u32::try_from(out.len()).ok().ok_or_else(too_large)?,
        };
        out.extend(header.local());
        out.extend(packed);
        directory.extend(header.central());
    }
    let end = end(members.len(), directory.len(), out.len()).ok_or_else(too_large)?;
    out.extend(directory);
    out.extend(end);
    Ok(out)
}

/// Little-endian numbers of a file.
#[derive(Clone, Copy)]
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn part(self, at: usize, length: usize) -> Option<&'a [u8]> {
        self.0.get(at..at.checked_add(length)?)
    }

    fn half(self, at: usize) -> Option<u16> {
        self.part(at, 2)?.try_into().ok().map(u16::from_le_bytes)
    }

    fn word(self, at: usize) -> Option<u32> {
        self.part(at, 4)?.try_into().ok().map(u32::from_le_bytes)
    }
}

/// What was unpacked.
#[derive(Debug)]
pub(super) struct Unpacked {
    /// The members.
    pub(super) members: Vec<Found>,
    /// In what it is packed otherwise than a bundle is, if it is.
    pub(super) form: Option<String>,
}

/// Unpacks a bundle. What cannot be unpacked at all, and what no bundle may hold, is an error; members whose bytes are
/// damaged are told apart, and so is another form, so that what matters most can be said first.
pub(super) fn unpack(file: &[u8]) -> Result<Unpacked, BundleError> {
    let (entries, behind) = directory(file).map_err(BundleError::Container)?;
    let (mut members, mut form) = (Vec::new(), None);
    let mut at = 0;
    for entry in &entries {
        let header = &entry.header;
        let local = header.local();
        let start = header.offset as usize;
        if start != at {
            let between = start.saturating_sub(at);
            form.get_or_insert(format!("{between} bytes that belong to no member stand before {}", header.name));
        } else if Bytes(file).part(start, local.len()) != Some(&local) || entry.bytes != header.central() {
            form.get_or_insert(format!("the header of the member {} is not the one that a bundle has", header.name));
        }
        let packed = data(file, header);
        at = start.saturating_add(local.len()).saturating_add(header.packed as usize);
        if packed.as_ref().is_ok_and(|packed| ends_with_set_bits(packed, entry)) {
            form.get_or_insert(format!("unused bits behind the data of {} are set", header.name));
        }
        members.push((header.name.clone(), packed.and_then(|packed| inflate(packed, entry))));
    }
    if at != behind {
        form.get_or_insert("bytes that belong to no member stand behind the last one".to_owned());
    }
    let packed_again = |problem| format!("it was packed again or changed, though each member is whole: {problem}");
    Ok(Unpacked { members, form: form.map(packed_again) })
}

/// Whether bits of the last byte behind the end of the data are set (RFC 1951, 3.2.3: they are only filled up): without the
/// highest one that is, all can still be unpacked.
fn ends_with_set_bits(packed: &[u8], entry: &Entry<'_>) -> bool {
    let [rest @ .., last] = packed else { return false };
    let Some(highest) = last.checked_ilog2() else { return false };
    inflate(&[rest, &[last & !(1 << highest)]].concat(), entry).is_ok()
}

/// The packed bytes of a member.
fn data<'a>(file: &'a [u8], header: &Header) -> Result<&'a [u8], String> {
    let (bytes, at) = (Bytes(file), header.offset as usize);
    let read = || {
        let name = usize::from(bytes.half(at + 26)?);
        let more = usize::from(bytes.half(at + 28)?);
        let is_its_own = bytes.part(at, 4)? == LOCAL && bytes.part(at + LOCAL_SIZE, name)? == header.name.as_bytes();
        let packed = bytes.part(at + LOCAL_SIZE + name + more, header.packed as usize)?;
        is_its_own.then_some(packed)
    };
    read().ok_or_else(|| "its header is damaged".to_owned())
}

/// The entries of the directory at the end of a file, and where it begins.
fn directory(file: &[u8]) -> Result<(Vec<Entry<'_>>, usize), String> {
    let bytes = Bytes(file);
    let last = file.len().checked_sub(END_SIZE).filter(|last| bytes.part(*last, 4) == Some(&END));
    let Some(last) = last else {
        return Err(no_end(file));
    };
    let broken = || "the directory at the end of the file is damaged".to_owned();
    let count = usize::from(bytes.half(last + 10).ok_or_else(broken)?);
    let size = bytes.word(last + 12).ok_or_else(broken)?;
    let offset = bytes.word(last + 16).ok_or_else(broken)?;
    let is_64 = last.checked_sub(20).is_some_and(|before| bytes.part(before, 4) == Some(&END_64));
    if is_64 || count == usize::from(u16::MAX) || size == u32::MAX || offset == u32::MAX {
        return Err("it is a zip64 file, which a bundle never is".to_owned());
    }
    let (size, offset) = (size as usize, offset as usize);
    let ends = offset.checked_add(size).ok_or_else(broken)?;
    if ends < last {
        return Err(format!("{} bytes stand before the archive or within it that belong to no member", last - ends));
    }
    if ends != last || bytes.part(last, END_SIZE) != end(count, size, offset).as_deref() {
        return Err(broken());
    }
    let mut entries: Vec<Entry<'_>> = Vec::new();
    let mut names = BTreeSet::new();
    let (mut at, mut unpacked) = (offset, 0_u64);
    while at < last {
        let entry = entry(bytes, at).ok_or_else(broken)??;
        let Header { name, size, packed, .. } = &entry.header;
        if !names.insert(name.to_ascii_lowercase()) {
            return Err(format!("there are two members named {name}"));
        }
        unpacked += u64::from(*size);
        if unpacked > LARGEST || u64::from(*size) > (u64::from(*packed) + 1) * MOST_RATIO {
            return Err(format!("the member {name} says that it unpacks to {size} bytes, more than a bundle may hold"));
        }
        at += entry.bytes.len();
        entries.push(entry);
    }
    if entries.len() != count || at != last {
        return Err(format!("the directory says that there are {count} members, and lists {}", entries.len()));
    }
    Ok((entries, offset))
}

/// Why a file has no end of an archive where it must be.
fn no_end(file: &[u8]) -> String {
    let found = file.windows(4).rposition(|window| window == END);
    match found.map(|at| (file.len() - at).saturating_sub(END_SIZE)) {
        Some(behind) if behind > 0 => format!("{behind} bytes stand behind the end of the archive"),
        _ if file.starts_with(b"PK") => "it breaks off: the directory at its end is missing".to_owned(),
        _ => "expected a bundle, but this is no zip file".to_owned(),
    }
}

/// What the directory says of a member.
struct Entry<'a> {
    header: Header,
    is_stored: bool,
    bytes: &'a [u8],
}

/// The entry at a place of the directory; `None` where there is none.
fn entry(bytes: Bytes<'_>, at: usize) -> Option<Result<Entry<'_>, String>> {
    if bytes.part(at, 4)? != CENTRAL {
        return None;
    }
    let [named, more, comment] = [28, 30, 32].map(|place| bytes.half(at + place).map(usize::from));
    let name = bytes.part(at + CENTRAL_SIZE, named?)?;
    let name = String::from_utf8_lossy(name).into_owned();
    let attributes = bytes.word(at + 38)?;
    let header = Header {
        crc: bytes.word(at + 16)?,
        packed: bytes.word(at + 20)?,
        size: bytes.word(at + 24)?,
        offset: bytes.word(at + 42)?,
        name: name.clone(),
    };
    let refused = |problem: &str| Some(Err(format!("the member “{name}” {problem}")));
    if bytes.half(at + 8)? & 1 != 0 {
        return refused("is encrypted");
    }
    if attributes >> 16 & 0o170_000 == 0o120_000 {
        return refused("is a link");
    }
    if name.starts_with('/') || name.contains(':') || name.contains('\\') {
        return refused("has an absolute path, or that of another system");
    }
    if name.split('/').any(|part| part == "..") {
        return refused("has a path that leads out of the bundle");
    }
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._-/".contains(c);
    if name.is_empty() || !name.chars().all(is_plain) || name.split('/').any(|part| part.is_empty() || part == ".") {
        return refused("has a name that no member of a bundle has");
    }
    if [header.packed, header.size, header.offset].contains(&u32::MAX) {
        return refused("is of zip64, which a bundle never is");
    }
    let method = bytes.half(at + 10)?;
    if ![STORED, DEFLATED].contains(&method) {
        return refused("is packed otherwise than the members of a bundle");
    }
    let bytes = bytes.part(at, CENTRAL_SIZE + named? + more? + comment?)?;
    Some(Ok(Entry { header, is_stored: method == STORED, bytes }))
}

fn inflate(packed: &[u8], entry: &Entry<'_>) -> Result<Vec<u8>, String> {
    let header = &entry.header;
    let unpacked = if entry.is_stored { packed.to_vec() } else { inflated(packed, header.size)? };
    if unpacked.len() != header.size as usize {
        return Err(format!("it unpacks to another size than the {} bytes that it says", header.size));
    }
    let mut crc = Crc::new();
    crc.update(&unpacked);
    if crc.sum() != header.crc {
        return Err("its CRC differs".to_owned());
    }
    Ok(unpacked)
}

/// What deflate makes of bytes, and one byte more than it says at most.
fn inflated(packed: &[u8], size: u32) -> Result<Vec<u8>, String> {
    let mut decoder = DeflateDecoder::new(packed);
    let mut bytes = Vec::new();
    let read = (&mut decoder).take(u64::from(size) + 1).read_to_end(&mut bytes);
    read.map_err(|error| format!("it cannot be unpacked ({error})"))?;
    if bytes.len() <= size as usize && decoder.total_in() != packed.len() as u64 {
        return Err("bytes stand behind its end".to_owned());
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed() -> Vec<u8> {
        let member = |name: &str, bytes: &[u8]| Member { name: name.to_owned(), bytes: bytes.to_vec() };
        pack(&[member("a.txt", &[b'a'; 999]), member("b/c.json", b"{}"), member("empty", b"")]).unwrap()
    }

    /// Also those that only fill up the last byte of a member's data.
    #[test]
    fn each_changed_bit_is_seen() {
        // Of bytes that repeat, several streams may unpack to the same.
        let member = |name: &str, bytes: &[u8]| Member { name: name.to_owned(), bytes: bytes.to_vec() };
        let good = pack(&[member("c.json", b"{\"a\":1}"), member("empty", b"")]).unwrap();
        let whole = unpack(&good).unwrap().members;
        for (at, bit) in (0..good.len()).flat_map(|at| (0..8).map(move |bit| (at, bit))) {
            let mut bad = good.clone();
            bad[at] ^= 1 << bit;
            let sound = unpack(&bad).is_ok_and(|found| found.form.is_none() && found.members == whole);
            assert!(!sound, "bit {bit} of byte {at}");
        }
    }

    #[test]
    fn what_was_packed_is_unpacked() {
        let found = unpack(&packed()).unwrap();
        assert_eq!(found.form, None);
        let names: Vec<_> =
            found.members.iter().map(|(name, bytes)| (name.as_str(), bytes.as_ref().unwrap().len())).collect();
        assert_eq!(names, [("a.txt", 999), ("b/c.json", 2), ("empty", 0)]);
    }

    /// But for bits of packed contents that say nothing, or the same in another way: those that fill up the last byte, and
    /// the two codes of one length.
    #[test]
    fn every_changed_bit_is_found() {
        let good = packed();
        let members = unpack(&good).unwrap().members;
        let packed = packed_contents(&good);
        for at in 0..good.len() {
            for bit in 0..8 {
                let mut bad = good.clone();
                bad[at] ^= 1 << bit;
                if let Ok(found) = unpack(&bad)
                    && found.form.is_none()
                    && found.members.iter().all(|(_, bytes)| bytes.is_ok())
                {
                    assert_eq!(found.members, members, "byte {at}, bit {bit}");
                    assert!(packed.iter().any(|range| range.contains(&at)), "byte {at}, bit {bit}");
                }
            }
        }
    }

    /// Where the packed contents stand, by the heads before them.
    fn packed_contents(bytes: &[u8]) -> Vec<std::ops::Range<usize>> {
        let number =
            |at: usize, n: usize| bytes[at..at + n].iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
        let mut ranges = Vec::new();
        let mut at = 0;
        while bytes[at..].starts_with(b"PK\x03\x04") {
            let begin = at + 30 + number(at + 26, 2) + number(at + 28, 2);
            at = begin + number(at + 18, 4);
            ranges.push(begin..at);
        }
        ranges
    }

    #[test]
    fn what_is_cut_off_or_stands_around_it_is_refused() {
        let good = packed();
        for length in 0..good.len() {
            assert!(unpack(&good[..length]).is_err(), "{length}");
        }
        for bad in [[b"x".as_slice(), &good].concat(), [good.as_slice(), b"x"].concat()] {
            assert!(unpack(&bad).is_err());
        }
    }
}
