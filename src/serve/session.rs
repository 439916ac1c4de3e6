//! Sessions of browsers: what a cookie says, and the token that every form of a session bears.
//!
//! A cookie is `id.expires.who.code`: a random id, the second at which it ends, whether its bearer showed the token of the
//! server, and a code (HMAC) over these under a key that is made at the start and that nobody else knows. So nothing is kept of
//! a session but that it was ended; a server that starts anew knows none of them.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::{HeaderMap, HeaderValue, header};
use hmac::{Hmac, KeyInit as _, Mac as _};
use ring::rand::{SecureRandom as _, SystemRandom};
use sha2::Sha256;

use earwatch_law::digest::hex;

/// How long a session lives.
const LIFE: Duration = Duration::from_secs(12 * 3600);

/// A session that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Session {
    id: String,
    /// Seconds from the start of the server.
    expires: u64,
    /// Whether its bearer showed the token of the server.
    pub(super) is_known: bool,
}

/// All sessions of a server.
pub(super) struct Sessions {
    key: [u8; 32],
    /// Part of the names of cookies: servers on other ports of a host are sent the same cookies.
    port: u16,
    begun: Instant,
    life: Duration,
    /// Sessions that were ended before their time, with the second at which they would have.
    ended: Mutex<BTreeMap<String, u64>>,
}

impl std::fmt::Debug for Sessions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sessions(…)")
    }
}

impl Session {
    fn said(&self) -> String {
        let Self { id, expires, is_known } = self;
        format!("{id}.{expires}.{}", if *is_known { "known" } else { "anybody" })
    }
}

impl Sessions {
    /// The sessions of a server at a port.
    ///
    /// # Errors
    /// Where the system gives no random bytes.
    pub(super) fn new(port: u16) -> std::io::Result<Self> {
        Self::of_life(port, LIFE)
    }

    fn of_life(port: u16, life: Duration) -> std::io::Result<Self> {
        Ok(Self { key: random()?, port, begun: Instant::now(), life, ended: Mutex::default() })
    }

    /// The name of a cookie of this server.
    pub(super) fn cookie_name(&self, what: &str) -> String {
        format!("earwatch-{what}-{}", self.port)
    }

    fn now(&self) -> u64 {
        self.begun.elapsed().as_secs()
    }

    /// A new session.
    ///
    /// # Errors
    /// Where the system gives no random bytes.
    pub(super) fn begin(&self, is_known: bool) -> std::io::Result<Session> {
        let id = hex(&random::<16>()?);
        Ok(Session { id, expires: self.now() + self.life.as_secs(), is_known })
    }

    /// The session of a request: of several cookies, one whose bearer is known.
    pub(super) fn of(&self, headers: &HeaderMap) -> Option<Session> {
        let name = self.cookie_name("session");
        let mut sessions: Vec<_> = cookies(headers, &name).filter_map(|value| self.read(value)).collect();
        sessions.sort_by_key(|session| !session.is_known);
        sessions.into_iter().next()
    }

    fn read(&self, value: &str) -> Option<Session> {
        let (said, code) = value.rsplit_once('.')?;
        let [id, expires, who] = said.split('.').collect::<Vec<_>>().try_into().ok()?;
        if !self.is_code("session", said, code) {
            return None;
        }
        let session = Session { id: id.to_owned(), expires: expires.parse().ok()?, is_known: who == "known" };
        let ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        (self.now() < session.expires && !ended.contains_key(&session.id)).then_some(session)
    }

    /// Ends a session before its time.
    pub(super) fn end(&self, session: &Session) {
        let now = self.now();
        let mut ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        ended.retain(|_, expires| now < *expires);
        ended.insert(session.id.clone(), session.expires);
    }

    /// What a form of the session bears: a page of somebody else cannot read it.
    pub(super) fn form_token(&self, session: &Session) -> String {
        self.code("form", &session.said()).map(|mac| hex(&mac.finalize().into_bytes())).unwrap_or_default()
    }

    /// Whether a form is one of the session.
    pub(super) fn is_form_of(&self, session: &Session, shown: &str) -> bool {
        self.is_code("form", &session.said(), shown)
    }

    /// The cookie of a session; over a connection that is encrypted, for such connections only.
    pub(super) fn cookie(&self, session: &Session, is_encrypted: bool) -> Option<HeaderValue> {
        let said = session.said();
        let code = hex(&self.code("session", &said)?.finalize().into_bytes());
        set_cookie(&self.cookie_name("session"), &format!("{said}.{code}"), self.life, is_encrypted)
    }

    /// Takes the cookie away.
    pub(super) fn no_cookie(&self) -> Option<HeaderValue> {
        set_cookie(&self.cookie_name("session"), "", Duration::ZERO, false)
    }

    fn code(&self, of: &str, said: &str) -> Option<Hmac<Sha256>> {
        let mac = Hmac::<Sha256>::new_from_slice(&self.key).ok()?;
        Some(mac.chain_update(of.as_bytes()).chain_update(b":").chain_update(said.as_bytes()))
    }

    /// Whether a code is that of what is said; how long that takes does not depend on where it differs.
    fn is_code(&self, of: &str, said: &str, code: &str) -> bool {
        let bytes: Option<Vec<u8>> = code
            .as_bytes()
            .chunks(2)
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
            .collect();
        let (Some(mac), Some(bytes)) = (self.code(of, said), bytes) else {
            return false;
        };
        mac.verify_slice(&bytes).is_ok()
    }
}

fn random<const N: usize>() -> std::io::Result<[u8; N]> {
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).map_err(|_none| std::io::Error::other("the system gives no random bytes"))?;
    Ok(bytes)
}

/// The values of the cookies of a name.
pub(super) fn cookies<'a>(headers: &'a HeaderMap, name: &'a str) -> impl Iterator<Item = &'a str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(move |(of, _)| *of == name).map(|(_, value)| value)
}

/// A cookie that no script reads and that is sent from pages of this server alone. The value has to be one that needs no
/// escape.
pub(super) fn set_cookie(name: &str, value: &str, life: Duration, is_encrypted: bool) -> Option<HeaderValue> {
    let secure = if is_encrypted { "; Secure" } else { "" };
    let seconds = life.as_secs();
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}");
    HeaderValue::from_str(&cookie).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bearing(sessions: &Sessions, session: &Session) -> HeaderMap {
        let cookie = sessions.cookie(session, false).unwrap();
        let pair = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
        HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_str(&pair).unwrap())])
    }

    #[test]
    fn a_session_is_what_this_server_said_until_it_ends() {
        let sessions = Sessions::new(1).unwrap();
        let session = sessions.begin(true).unwrap();
        let headers = bearing(&sessions, &session);
        assert_eq!(sessions.of(&headers), Some(session.clone()));
        assert_eq!(Sessions::new(1).unwrap().of(&headers), None, "another start, another key");
        assert_eq!(Sessions::new(2).unwrap().of(&headers), None, "another port");
        let short = Sessions::of_life(1, Duration::ZERO).unwrap();
        assert_eq!(short.of(&bearing(&short, &short.begin(true).unwrap())), None, "its time is over");
        sessions.end(&session);
        assert_eq!(sessions.of(&headers), None);
    }

    #[test]
    fn nothing_of_a_cookie_can_be_changed() {
        let sessions = Sessions::new(1).unwrap();
        let session = sessions.begin(false).unwrap();
        let code = hex(&sessions.code("session", &session.said()).unwrap().finalize().into_bytes());
        let form = sessions.form_token(&session);
        let said = session.said();
        assert!(sessions.read(&format!("{said}.{code}")).is_some());
        for forged in [
            format!("{}.{code}", said.replace("anybody", "known")),
            format!("{said}.{form}"),
            format!("{said}."),
            format!("{said}.{}", code.replace(['0', '1'], "f")),
            format!("{said}.{code}0"),
            format!("{said}.é{code}"),
            said.clone(),
            String::new(),
            "...".to_owned(),
        ] {
            assert!(sessions.read(&forged).is_none(), "{forged}");
        }
    }

    #[test]
    fn a_form_is_of_one_session() {
        let sessions = Sessions::new(1).unwrap();
        let (one, other) = (sessions.begin(true).unwrap(), sessions.begin(true).unwrap());
        assert!(sessions.is_form_of(&one, &sessions.form_token(&one)));
        assert!(!sessions.is_form_of(&one, &sessions.form_token(&other)));
        assert!(!sessions.is_form_of(&one, ""));
    }
}
