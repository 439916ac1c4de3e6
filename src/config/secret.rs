//! What of a value may be shown.

use toml::Value;
use url::Url;

/// Words in the name of a key whose value is nobody's business.
const SECRET: [&str; 3] = ["password", "secret", "token"];

/// Keys whose addresses let in whoever knows them.
const ADDRESSES: [&str; 2] = ["heartbeat.", "delivery."];

const HIDDEN: &str = "(hidden)";

/// The value of a key, without what looks like a secret.
pub(super) fn shown(key: &str, value: &Value) -> Value {
    // The name of a channel is free and says nothing about its keys.
    let telling = key
        .strip_prefix("delivery.")
        .and_then(|rest| rest.split_once('.'))
        .map_or(key, |(_, key)| key)
        .to_ascii_lowercase();
    match value {
        Value::Table(table) => Value::Table(
            table.iter().map(|(name, value)| (name.clone(), shown(&format!("{key}.{name}"), value))).collect(),
        ),
        Value::String(text) if is_secret(&telling) && !names_where(&telling, text) => hidden(),
        Value::Array(items) if !is_secret(&telling) => {
            Value::Array(items.iter().map(|item| shown(key, item)).collect())
        }
        Value::String(text) => Value::String(without_credentials(key, text)),
        _ if is_secret(&telling) => hidden(),
        _ => value.clone(),
    }
}

fn hidden() -> Value {
    Value::String(HIDDEN.to_owned())
}

fn is_secret(key: &str) -> bool {
    SECRET.iter().any(|word| key.contains(word))
}

/// Whether a value says where a secret is, and is not one itself: `password_env = "SMTP_PASSWORD"`.
fn names_where(key: &str, text: &str) -> bool {
    let named = |c: char| c == '_' || c.is_ascii_uppercase() || c.is_ascii_digit();
    (key.ends_with("_env") && text.contains('_') && text.chars().all(named))
        || (key.ends_with("_file") && text.contains(['/', '\\']))
}

/// An address without its password; of one that is a key in itself, only the host.
fn without_credentials(key: &str, text: &str) -> String {
    let Some(mut url) = Url::parse(text).ok().filter(Url::has_host) else {
        return text.to_owned();
    };
    let is_key = ADDRESSES.iter().any(|prefix| key.starts_with(prefix));
    if is_key && (url.path() != "/" || url.query().is_some() || !url.username().is_empty()) {
        let host = url.host_str().unwrap_or_default();
        let port = url.port().map(|port| format!(":{port}"));
        let port = port.unwrap_or_default();
        return format!("{}://{host}{port}/{HIDDEN}", url.scheme());
    }
    if url.password().is_some() && url.set_password(Some(HIDDEN)).is_ok() {
        return url.to_string();
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(key: &str, value: &str) -> String {
        shown(key, &Value::from(value)).as_str().unwrap().to_owned()
    }

    #[test]
    fn secrets_are_hidden_and_where_they_are_is_told() {
        for key in ["password", "Password", "api_token", "hmac_secret_file"] {
            assert_eq!(text(&format!("delivery.mail.{key}"), "hunter2"), HIDDEN);
        }
        assert_eq!(text("delivery.mail.password_env", "hunter2"), HIDDEN);
        assert_eq!(text("delivery.mail.password_env", "SMTP_PASSWORD"), "SMTP_PASSWORD");
        assert_eq!(text("delivery.mail.password_file", "/run/smtp"), "/run/smtp");
        assert_eq!(shown("delivery.mail.password", &Value::from(12)), Value::from(HIDDEN));
        let nested: Value = toml::from_str("[login]\nsecret = [\"a\"]\nuser = \"u\"").unwrap();
        let shown = shown("delivery.mail.auth", &nested).to_string();
        assert!(shown.contains(HIDDEN) && shown.contains("\"u\"") && !shown.contains("\"a\""), "{shown}");
    }

    #[test]
    fn the_name_of_a_channel_hides_nothing() {
        assert_eq!(text("delivery.token-alerts.host", "mail"), "mail");
    }

    #[test]
    fn an_address_that_is_a_key_shows_its_host() {
        assert_eq!(
            text("delivery.hook.url", "https://hooks.example.org:8443/T0/B1?x=y"),
            "https://hooks.example.org:8443/(hidden)"
        );
        assert_eq!(text("heartbeat.ping_url", "https://ping.example.org/1234"), "https://ping.example.org/(hidden)");
        let mirror = text("sources.ecfr.base_url", "https://me:pass@mirror.example.org/api");
        assert!(!mirror.contains(":pass@") && mirror.contains("mirror.example.org/api"));
        let plain = "https://www.ecfr.gov/api";
        assert_eq!(text("sources.ecfr.base_url", plain), plain);
    }
}
