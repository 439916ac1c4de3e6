//! The signature by which a receiver knows that a delivery is ours, and how old it is.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use earwatch_law::digest::hex;

/// `t=<unix seconds>,v1=<HMAC-SHA256 over "t.body", hexadecimal>`.
pub fn signature(secret: &[u8], seconds: i64, body: &[u8]) -> Option<String> {
    // HMAC takes keys of any length.
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).ok()?;
    mac.update(format!("{seconds}.").as_bytes());
    mac.update(body);
    let code = hex(&mac.finalize().into_bytes());
    Some(format!("t={seconds},v1={code}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed with `printf '1.{}' | openssl dgst -sha256 -hmac key`.
    #[test]
    fn a_signature_is_what_openssl_computes() {
        assert_eq!(
            signature(b"key", 1, b"{}").unwrap(),
            "t=1,v1=1ba6b8171186efc613e8bcc0cbdab2748f24984d7c5a84faa2637afa0e40d224"
        );
    }
}
