//! Signatures of a manifest in the format of minisign: Ed25519 over `BLAKE2b`.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use blake2::{Blake2b512, Digest as _};
use ring::signature::{ED25519, Ed25519KeyPair, UnparsedPublicKey};

use super::error::BundleError;

/// Signs what was hashed first; "Ed" signs the message itself.
const HASHED: &[u8; 2] = b"ED";
const PLAIN: &[u8; 2] = b"Ed";
const TRUSTED: &str = "trusted comment: ";
const UNTRUSTED: &str = "untrusted comment: ";
/// Signed together with the signature.
const COMMENT: &str = "manifest of an earwatch bundle";
/// A key and a signature are a line each.
const LARGEST: u64 = 64 * 1024;

/// A key to sign with.
pub struct SecretKey {
    id: [u8; 8],
    pair: Ed25519KeyPair,
}

/// A key to verify with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
    id: [u8; 8],
    key: [u8; 32],
}

fn wrong(place: &str, problem: impl Into<String>) -> BundleError {
    BundleError::Key { place: place.to_owned(), problem: problem.into() }
}

fn text(path: &Path) -> Result<String, BundleError> {
    let place = path.display().to_string();
    let about = std::fs::metadata(path).map_err(|error| wrong(&place, error.to_string()))?;
    if !about.is_file() || about.len() > LARGEST {
        return Err(wrong(&place, "expected a key as minisign writes it"));
    }
    std::fs::read_to_string(path).map_err(|error| wrong(&place, error.to_string()))
}

/// The bytes of the line below the comment.
fn decoded(text: &str) -> Option<Vec<u8>> {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with(UNTRUSTED.trim_end()))?;
    STANDARD.decode(line).ok()
}

fn part<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}

fn name(id: [u8; 8]) -> String {
    format!("{:016X}", u64::from_le_bytes(id))
}

impl SecretKey {
    /// Reads a key as `minisign -G -W` writes it.
    pub fn read(path: &Path) -> Result<Self, BundleError> {
        let place = path.display().to_string();
        let bytes = decoded(&text(path)?).filter(|bytes| bytes.len() == 158 && bytes.starts_with(PLAIN));
        let bytes = bytes.ok_or_else(|| wrong(&place, "expected a secret key as `minisign -G -W` writes it"))?;
        if part(&bytes, 2) != Some([0, 0]) {
            let problem = "the key is protected by a password; make one without for this purpose (`minisign -G -W`), or sign \
                           SHA256SUMS of the bundle with minisign itself";
            return Err(wrong(&place, problem));
        }
        let read = || {
            let (seed, public) = (part::<32>(&bytes, 62)?, part::<32>(&bytes, 94)?);
            let pair = Ed25519KeyPair::from_seed_and_public_key(&seed, &public).ok()?;
            Some(Self { id: part(&bytes, 54)?, pair })
        };
        read().ok_or_else(|| wrong(&place, "the two halves of the key do not belong together"))
    }

    /// The signature of a message, as a file.
    pub fn sign(&self, message: &[u8]) -> String {
        let signature = self.pair.sign(&Blake2b512::digest(message));
        let line = [HASHED.as_slice(), &self.id, signature.as_ref()].concat();
        let whole = self.pair.sign(&[signature.as_ref(), COMMENT.as_bytes()].concat());
        let (line, whole) = (STANDARD.encode(line), STANDARD.encode(whole));
        format!("{UNTRUSTED}signed by key {}\n{line}\n{TRUSTED}{COMMENT}\n{whole}\n", name(self.id))
    }
}

impl PublicKey {
    /// Reads a key from a file of minisign, or from its one line of letters.
    pub fn read(given: &str) -> Result<Self, BundleError> {
        let is_line = given.len() == 56 && !Path::new(given).exists();
        let text = if is_line { given.to_owned() } else { text(Path::new(given))? };
        let bytes = decoded(&text).filter(|bytes| bytes.len() == 42 && bytes.starts_with(PLAIN));
        let read = bytes.and_then(|bytes| Some(Self { id: part(&bytes, 2)?, key: part(&bytes, 10)? }));
        read.ok_or_else(|| wrong(given, "expected a public key of minisign: its file, or its line that begins with RW"))
    }

    /// Why a signature is not this key's of a message, if it is not.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), String> {
        let malformed = || "it is no signature in the format of minisign".to_owned();
        let text = std::str::from_utf8(signature).ok().ok_or_else(malformed)?;
        let lines: Vec<_> = text.lines().collect();
        let [untrusted, line, trusted, whole] = lines.as_slice() else {
            return Err(malformed());
        };
        let trusted =
            trusted.strip_prefix(TRUSTED).filter(|_| untrusted.starts_with(UNTRUSTED)).ok_or_else(malformed)?;
        let line = STANDARD.decode(line).ok().filter(|line| line.len() == 74).ok_or_else(malformed)?;
        let whole = STANDARD.decode(whole).ok().ok_or_else(malformed)?;
        let (kind, rest) = line.split_at(2);
        let (id, signed) = rest.split_at(8);
        if id != self.id {
            let other = part(id, 0).map(name).unwrap_or_default();
            return Err(format!("it was signed by key {other}, and not by {}", name(self.id)));
        }
        let key = UnparsedPublicKey::new(&ED25519, self.key);
        let verified = match kind {
            kind if kind == HASHED => key.verify(&Blake2b512::digest(message), signed),
            kind if kind == PLAIN => key.verify(message, signed),
            _ => return Err(malformed()),
        };
        let comment = key.verify(&[signed, trusted.as_bytes()].concat(), &whole);
        verified.and(comment).ok().ok_or_else(|| format!("key {} did not sign this", name(self.id)))
    }

    /// The number by which minisign names the key.
    pub fn name(&self) -> String {
        name(self.id)
    }
}
