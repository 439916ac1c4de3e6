//! A request for a time stamp (RFC 3161) of a manifest, for any authority.

use sha2::{Digest as _, Sha256};

/// `TimeStampReq` with version 1 and a message imprint by SHA-256, up to the imprint.
const BEFORE: [u8; 24] = [
    0x30, 0x39, // TimeStampReq, 57 bytes
    0x02, 0x01, 0x01, // version 1
    0x30, 0x31, // messageImprint, 49 bytes
    0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, // id-sha256
    0x04, 0x20, // 32 bytes
];

/// `certReq TRUE`: the answer is to hold the certificate, so that it can be checked without the authority.
const BEHIND: [u8; 3] = [0x01, 0x01, 0xff];

/// The request, in DER.
pub fn request(manifest: &[u8]) -> Vec<u8> {
    [BEFORE.as_slice(), &Sha256::digest(manifest), &BEHIND].concat()
}
