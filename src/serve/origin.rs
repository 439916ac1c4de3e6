//! From which page a request comes, as browsers say it.

use axum::http::uri::Authority;
use axum::http::{HeaderMap, header};

/// Whether no browser says that the request comes from a page of somebody else. What is no browser says nothing.
///
/// `named` are the names under which the server is asked besides its address: a server before this one may ask it under
/// another name than the one that the browser knows.
pub(super) fn is_own(headers: &HeaderMap, named: &[String]) -> bool {
    let mut sites = headers.get_all("sec-fetch-site").iter();
    if sites.any(|site| !matches!(site.as_bytes(), b"same-origin" | b"none")) {
        return false;
    }
    let mut origins = headers.get_all(header::ORIGIN).iter();
    let (first, further) = (origins.next(), origins.next());
    let Some(origin) = first else {
        return true;
    };
    further.is_none() && origin.to_str().is_ok_and(|origin| is_ours(origin, headers, named))
}

fn is_ours(origin: &str, headers: &HeaderMap, named: &[String]) -> bool {
    let authority = |text: &str| {
        text.parse::<Authority>().ok().filter(|authority| !text.contains('@') && !authority.host().is_empty())
    };
    let Some((scheme, Some(from))) = origin.split_once("://").map(|(scheme, host)| (scheme, authority(host))) else {
        return false;
    };
    if !matches!(scheme, "http" | "https") {
        return false;
    }
    let asked = headers.get(header::HOST).and_then(|host| authority(host.to_str().ok()?));
    let is_asked = asked.is_some_and(|asked| asked.as_str().eq_ignore_ascii_case(from.as_str()));
    is_asked || from.port().is_none() && named.iter().any(|name| name.eq_ignore_ascii_case(from.host()))
}

/// Whether the browser says that it speaks to this server over a connection that is encrypted.
pub(super) fn is_encrypted(headers: &HeaderMap) -> bool {
    headers.get(header::ORIGIN).is_some_and(|origin| origin.as_bytes().starts_with(b"https://"))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn a_page_of_somebody_else_is_known_by_its_origin() {
        let named = ["lists.example".to_owned()];
        for (lines, own) in [
            (vec![], true),
            (vec![("origin", "http://localhost:8744")], true),
            (vec![("origin", "https://LOCALHOST:8744")], true),
            (vec![("origin", "https://lists.example")], true),
            (vec![("sec-fetch-site", "same-origin")], true),
            (vec![("sec-fetch-site", "none")], true),
            (vec![("origin", "http://localhost:8744"), ("sec-fetch-site", "cross-site")], false),
            (vec![("origin", "http://localhost:8744"), ("sec-fetch-site", "same-site")], false),
            (vec![("origin", "http://localhost:8745")], false),
            (vec![("origin", "http://localhost")], false),
            (vec![("origin", "http://lists.example:8080")], false),
            (vec![("origin", "http://localhost:8744.evil.example")], false),
            (vec![("origin", "http://evil.example@localhost:8744")], false),
            (vec![("origin", "http://localhost:8744/")], false),
            (vec![("origin", "null")], false),
            (vec![("origin", "")], false),
            (vec![("origin", "file://localhost:8744")], false),
            (vec![("origin", "http://localhost:8744"), ("origin", "http://evil.example")], false),
        ] {
            let mut headers = HeaderMap::from_iter([(header::HOST, HeaderValue::from_static("localhost:8744"))]);
            for (name, value) in &lines {
                headers.append(*name, HeaderValue::from_static(value));
            }
            assert_eq!(is_own(&headers, &named), own, "{lines:?}");
        }
    }
}
