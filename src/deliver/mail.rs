//! A digest by SMTP.

use std::{fs, io};

use lettre::address::Envelope;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{Certificate, SmtpConnection, TlsParameters};
use lettre::transport::smtp::extension::ClientId;

use super::error::DeliveryError;
use super::settings::{Mail, Tls};

/// Sends a mail to all recipients, or to none.
///
/// # Errors
/// [`DeliveryError`]; in doubt where the server took the mail and its answer is not known.
pub fn send(settings: &Mail, mail: &[u8]) -> Result<(), DeliveryError> {
    let from = Some(settings.from.email.clone());
    let to = settings.to.iter().map(|to| to.email.clone()).collect();
    let envelope = Envelope::new(from, to)
        .map_err(|error| DeliveryError::Refused(format!("nobody to send the mail to: {error}")))?;
    let credentials = settings
        .account
        .as_ref()
        .map(|(user, password)| Ok::<_, DeliveryError>((user.clone(), password.read()?)))
        .transpose()?
        .map(Credentials::from);
    let tls = tls(settings)?;
    let hello = settings.hello.clone().map_or_else(ClientId::default, ClientId::Domain);
    let refused = |doing: &'static str| {
        let place = format!("{}:{}", settings.host, settings.port);
        move |error: Error| DeliveryError::Refused(format!("{doing} {place}: {}", causes(&error)))
    };
    let at_once = tls.as_ref().filter(|_| settings.tls == Tls::Tls);
    let mut connection =
        SmtpConnection::connect((settings.host.as_str(), settings.port), Some(settings.timeout), &hello, at_once, None)
            .map_err(refused("cannot connect to the mail server"))?;
    if let Some(tls) = tls.as_ref().filter(|_| settings.tls == Tls::Starttls) {
        connection.starttls(tls, &hello).map_err(refused("no TLS with the mail server"))?;
    }
    if let Some(credentials) = &credentials {
        connection.auth(DEFAULT_MECHANISMS, credentials).map_err(refused("no login at the mail server"))?;
    }
    let sent = connection.send(&envelope, mail);
    // The mail is handed over, or refused; how the connection ends changes neither.
    let _ = connection.quit();
    match sent {
        Ok(_) => Ok(()),
        // The server's own word, or ours before it was asked.
        Err(error) if error.is_permanent() || error.is_transient() || error.is_client() => {
            Err(refused("refused by the mail server")(error))
        }
        Err(error) => Err(DeliveryError::InDoubt(format!(
            "no answer from the mail server {}:{}: {}",
            settings.host,
            settings.port,
            causes(&error)
        ))),
    }
}

fn tls(settings: &Mail) -> Result<Option<TlsParameters>, DeliveryError> {
    match settings.tls {
        Tls::None => return Ok(None),
        Tls::Starttls | Tls::Tls => {}
    }
    let unusable = |error: Error| DeliveryError::Refused(format!("TLS: {}", causes(&error)));
    let mut builder = TlsParameters::builder(settings.host.clone());
    if let Some(path) = &settings.ca_file {
        let pem = fs::read(path).map_err(|source| DeliveryError::File {
            what: "read the certificates in",
            path: path.clone(),
            source,
        })?;
        let certificate = Certificate::from_pem(&pem).map_err(|error| {
            DeliveryError::Refused(format!("expected certificates (PEM) in {}: {}", path.display(), causes(&error)))
        })?;
        builder = builder.add_root_certificate(certificate);
    }
    builder.build_rustls().map(Some).map_err(unusable)
}

/// An error and its causes on one line, each said once.
fn causes(error: &Error) -> String {
    let mut line = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        let late = cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut));
        if late {
            return "no answer in time".to_owned();
        }
        let said = cause.to_string();
        if !line.contains(&said) {
            line = format!("{line}: {said}");
        }
        source = cause.source();
    }
    super::request::one_line(&line)
}
