//! Which addresses may be asked: the configured base and what lies on its host.

use url::Url;

use super::error::SourceError;

const API_PATH: &str = "/api/v1";
/// Hosts that the API's answers name; a mirror passes them on unchanged.
const PUBLIC_HOSTS: [&str; 2] = ["www.federalregister.gov", "federalregister.gov"];

/// A configured base URL, without a slash at its end.
#[derive(Debug)]
pub(super) struct Base(Url);

impl Base {
    pub(super) fn parse(base_url: &str) -> Result<Self, SourceError> {
        let mut base = Url::parse(base_url).map_err(|error| bad_address(base_url, error))?;
        if !matches!(base.scheme(), "http" | "https") {
            let problem = format!("found {}:", base.scheme());
            return Err(SourceError::Address { text: base_url.to_owned(), problem });
        }
        // They would stand in every report that names a source.
        if !base.username().is_empty() || base.password().is_some() {
            return Err(SourceError::Address {
                text: format!("{}://…@{}", base.scheme(), base.host_str().unwrap_or_default()),
                problem: "found a user name or a password in it".to_owned(),
            });
        }
        let path = base.path().trim_end_matches('/').to_owned();
        base.set_path(&path);
        base.set_query(None);
        base.set_fragment(None);
        Ok(Self(base))
    }

    /// The address of a file below the base.
    pub(super) fn file(&self, file: &[&str]) -> Url {
        let mut url = self.0.clone();
        // Only an address without host has no segments, and `parse` takes none.
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(file);
        }
        url
    }

    /// The address to ask for what an answer points to: as it is on the configured origin, moved
    /// there from the public hosts, refused elsewhere.
    pub(super) fn resolve(&self, text: &str) -> Result<Url, SourceError> {
        let url = self.0.join(text).map_err(|error| bad_address(text, error))?;
        if url.origin() == self.0.origin() {
            return Ok(url);
        }
        if !url.host_str().is_some_and(|host| PUBLIC_HOSTS.contains(&host)) {
            return Err(SourceError::ForeignHost { url: self.0.to_string(), target: url.into() });
        }
        let base = self.0.path().trim_end_matches('/');
        let path = match url.path().strip_prefix(API_PATH) {
            Some(rest) => format!("{base}{rest}"),
            None => format!("{}{}", base.strip_suffix(API_PATH).unwrap_or_default(), url.path()),
        };
        let mut moved = self.0.clone();
        moved.set_path(&path);
        moved.set_query(url.query());
        Ok(moved)
    }
}

/// Whether a redirect stays where it was sent: same port and host (`www.` aside), never from https
/// to http; a plain http address may be lifted to https.
pub(super) fn same_host(from: &Url, to: &Url) -> bool {
    let host = |url: &Url| url.host_str().map(|host| host.trim_start_matches("www.").to_owned());
    let lifted = from.scheme() == "http" && to.scheme() == "https" && from.port().is_none() && to.port().is_none();
    let same_port = from.port_or_known_default() == to.port_or_known_default() && from.scheme() == to.scheme();
    host(from).is_some() && host(from) == host(to) && (same_port || lifted)
}

fn bad_address(text: &str, error: url::ParseError) -> SourceError {
    SourceError::Address { text: text.to_owned(), problem: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::federal_register::BASE_URL;

    #[test]
    fn redirects_stay_on_their_host() {
        let table = [
            ("https://www.fr.example/a", "https://www.fr.example/b", true),
            ("https://fr.example/a", "https://www.fr.example/a", true),
            ("http://fr.example/a", "https://fr.example/a", true),
            ("https://fr.example/a", "http://fr.example/a", false),
            ("https://fr.example/a", "https://unblock.fr.example/", false),
            ("https://fr.example/a", "https://fr.example:8443/a", false),
            ("http://127.0.0.1:80/a", "http://127.0.0.1:81/a", false),
            ("https://fr.example/a", "file:///etc/hosts", false),
        ];
        for (from, to, expected) in table {
            let (from, to) = (Url::parse(from).unwrap(), Url::parse(to).unwrap());
            assert_eq!(same_host(&from, &to), expected, "{from} to {to}");
        }
    }

    #[test]
    fn addresses_of_the_public_site_are_moved_to_the_configured_one() {
        let xml = "https://www.federalregister.gov/documents/full_text/xml/2031/05/06/2031-00001.xml";
        let next = "https://www.federalregister.gov/api/v1/documents.json?page=2";
        let table = [
            (BASE_URL, xml, xml),
            (BASE_URL, next, next),
            ("http://127.0.0.1:9/api/v1/", xml, "http://127.0.0.1:9/documents/full_text/xml/2031/05/06/2031-00001.xml"),
            ("http://127.0.0.1:9/api/v1", next, "http://127.0.0.1:9/api/v1/documents.json?page=2"),
            ("http://127.0.0.1:9", next, "http://127.0.0.1:9/documents.json?page=2"),
            ("http://m.example/fr/api/v1", next, "http://m.example/fr/api/v1/documents.json?page=2"),
            (
                "http://m.example/fr/api/v1",
                "http://federalregister.gov/documents/a.xml",
                "http://m.example/fr/documents/a.xml",
            ),
            ("http://m.example/api/v1", "http://m.example/x/a.xml?b", "http://m.example/x/a.xml?b"),
            ("http://m.example/api/v1", "/x/a.xml", "http://m.example/x/a.xml"),
        ];
        for (base, url, expected) in table {
            assert_eq!(Base::parse(base).unwrap().resolve(url).unwrap().as_str(), expected, "{url} at {base}");
        }
    }

    #[test]
    fn addresses_of_other_hosts_are_refused() {
        for url in ["http://other.example/a.xml", "http://127.0.0.1:8/a.xml", "file:///a.xml"] {
            let error = Base::parse("http://127.0.0.1:9/api/v1").unwrap().resolve(url).unwrap_err();
            assert!(matches!(error, SourceError::ForeignHost { .. }), "{url}: {error}");
        }
    }

    #[test]
    fn a_base_that_is_no_web_address_is_refused() {
        for base in ["federalregister.gov", "ftp://federalregister.gov/", ""] {
            let error = Base::parse(base).unwrap_err();
            assert!(matches!(error, SourceError::Address { .. }), "{base}: {error}");
        }
    }
}
