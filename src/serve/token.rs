//! The token that a request bears.

use std::fmt;
use std::path::{Path, PathBuf};

use axum::http::{HeaderMap, header};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// A secret that clients show. It is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

/// Why a file holds no token.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// It cannot be read.
    #[error("cannot read the token {path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// It is none.
    #[error(
        "expected a token of at least {MIN} letters, digits and signs on one line in {path}, but found {found}; make one \
         with `openssl rand -hex 32`"
    )]
    Weak {
        /// The file.
        path: PathBuf,
        /// What it holds, without saying it.
        found: String,
    },
}

/// Characters of a token, so that nobody guesses it.
const MIN: usize = 20;

impl Token {
    /// Reads the token of a file: its one line.
    ///
    /// # Errors
    /// Where it cannot be read, or is short or not a token.
    pub fn read(path: &Path) -> Result<Self, TokenError> {
        let text =
            std::fs::read_to_string(path).map_err(|source| TokenError::Read { path: path.to_owned(), source })?;
        let weak = |found: String| TokenError::Weak { path: path.to_owned(), found };
        let token = text.trim();
        if token.chars().any(|c| !c.is_ascii_graphic()) {
            return Err(weak("several words or lines".to_owned()));
        }
        if token.len() < MIN {
            return Err(weak(format!("{} characters", token.len())));
        }
        Ok(Self(token.to_owned()))
    }

    /// Whether a request bears it in its head.
    pub(super) fn is_borne(&self, headers: &HeaderMap) -> bool {
        borne(headers).is_some_and(|shown| self.is(shown))
    }

    /// Whether it is what is shown. How long that takes does not depend on where the two differ: what is compared are
    /// digests under a key that only this program knows.
    pub(super) fn is(&self, shown: &str) -> bool {
        let digest = |text: &str| {
            let mac = Hmac::<Sha256>::new_from_slice(self.0.as_bytes()).ok()?;
            Some(mac.chain_update(text.as_bytes()))
        };
        let (Some(own), Some(of_request)) = (digest(&self.0), digest(shown)) else {
            return false;
        };
        own.verify(&of_request.finalize().into_bytes()).is_ok()
    }
}

/// What the head of a request shows as a token.
pub(super) fn borne(headers: &HeaderMap) -> Option<&str> {
    let mut shown = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(shown), None) = (shown.next().and_then(|shown| shown.to_str().ok()), shown.next()) else {
        return None;
    };
    let bearer = shown.split_once(' ').filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    bearer.map(|(_, shown)| shown.trim())
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_itself_and_nothing_else() {
        let token = Token("0123456789abcdef0123".to_owned());
        assert!(token.is("0123456789abcdef0123"));
        for other in ["", "0123456789abcdef012", "0123456789abcdef01234", "0123456789ABCDEF0123"] {
            assert!(!token.is(other), "{other}");
        }
        assert_eq!(format!("{token:?}"), "Token(…)");
    }
}
