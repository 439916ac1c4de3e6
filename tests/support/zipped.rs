//! Zip files byte by byte: a bundle taken apart, and put together as nobody should.

use std::fmt::Write as _;
use std::io::{Read as _, Write as _};

use earwatch_law::digest::sha256_hex;
use flate2::bufread::DeflateDecoder;
use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

/// A member, and what its headers say of it.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) flags: u16,
    pub(crate) attributes: u32,
    /// The size that the headers say, where it is not the real one.
    pub(crate) said: Option<u32>,
}

impl Member {
    pub(crate) fn new(name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let bytes = bytes.as_ref().to_vec();
        Self { name: name.to_owned(), bytes, flags: 0, attributes: 0o100_644 << 16, said: None }
    }
}

fn word(bytes: &[u8], at: usize) -> usize {
    u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize
}

/// The members of a zip whose members stand one behind the other.
pub(crate) fn members(file: &[u8]) -> Vec<Member> {
    let (mut members, mut at) = (Vec::new(), 0);
    while file[at..].starts_with(b"PK\x03\x04") {
        let (packed, name) = (word(file, at + 18), usize::from(file[at + 26]) + usize::from(file[at + 27]) * 256);
        let data = at + 30 + name;
        let mut bytes = Vec::new();
        DeflateDecoder::new(&file[data..data + packed]).read_to_end(&mut bytes).unwrap();
        members.push(Member::new(std::str::from_utf8(&file[at + 30..data]).unwrap(), bytes));
        at = data + packed;
    }
    members
}

/// A zip of members.
pub(crate) fn zip(members: &[Member]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for member in members {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(9));
        encoder.write_all(&member.bytes).unwrap();
        let packed = encoder.finish().unwrap();
        let mut crc = Crc::new();
        crc.update(&member.bytes);
        let size = member.said.unwrap_or(u32::try_from(member.bytes.len()).unwrap());
        let mut shared = Vec::new();
        for half in [20, member.flags, 8, 0, 0x21] {
            shared.extend(u16::to_le_bytes(half));
        }
        for word in [crc.sum(), u32::try_from(packed.len()).unwrap(), size] {
            shared.extend(word.to_le_bytes());
        }
        shared.extend(u16::try_from(member.name.len()).unwrap().to_le_bytes());
        shared.extend([0; 2]);
        let offset = u32::try_from(out.len()).unwrap();
        directory.extend([b"PK\x01\x02\x14\x03".as_slice(), &shared, &[0; 6]].concat());
        directory.extend(member.attributes.to_le_bytes());
        directory.extend(offset.to_le_bytes());
        directory.extend(member.name.as_bytes());
        out.extend([b"PK\x03\x04".as_slice(), &shared, member.name.as_bytes(), &packed].concat());
    }
    let (count, size, offset) = (members.len(), directory.len(), out.len());
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([u16::try_from(count).unwrap().to_le_bytes(); 2].concat());
    out.extend(u32::try_from(size).unwrap().to_le_bytes());
    out.extend(u32::try_from(offset).unwrap().to_le_bytes());
    out.extend([0; 2]);
    out
}

/// The members with a manifest that fits them.
pub(crate) fn listed_anew(members: &mut [Member]) {
    let mut manifest = String::new();
    let mut others: Vec<_> = members.iter().filter(|member| !member.name.starts_with("SHA256SUMS")).collect();
    others.sort_by(|one, other| one.name.cmp(&other.name));
    for member in others {
        let _ = writeln!(manifest, "{}  {}", sha256_hex(&member.bytes), member.name);
    }
    members.iter_mut().find(|member| member.name == "SHA256SUMS").unwrap().bytes = manifest.into_bytes();
}
