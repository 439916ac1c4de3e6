//! Addresses at which the official sources can be read.

use std::path::Path;

use url::Url;

use earwatch_law::law::ListId;
use earwatch_law::law::citation::{DocumentNumber, FrCitation};

/// The supplement that prints a list, in the eCFR as it reads now.
pub fn ecfr(list: ListId) -> String {
    format!(
        "https://www.ecfr.gov/current/title-15/part-744/appendix-Supplement%20No.%20{}%20to%20Part%20744",
        list.supplement()
    )
}

/// A section of the EAR in the eCFR as it reads now: `734.9(e)(2)` leads to § 734.9.
pub fn section(section: &str) -> String {
    let number = section.split('(').next().unwrap_or(section);
    format!("https://www.ecfr.gov/current/title-15/section-{number}")
}

/// The document that begins on or holds a cited page.
pub fn citation(citation: &FrCitation) -> String {
    format!("https://www.federalregister.gov/citation/{}-FR-{}", citation.volume, citation.page)
}

/// A document by its number.
pub fn document(number: &DocumentNumber) -> String {
    format!("https://www.federalregister.gov/d/{number}")
}

/// Whether an address is one of the publishers of the official edition.
pub fn is_official(address: &str) -> bool {
    let host = Url::parse(address).ok().and_then(|url| url.host_str().map(str::to_owned));
    let of = |domain: &str| {
        let host = host.as_deref().unwrap_or_default();
        host.strip_suffix(domain).is_some_and(|before| before.is_empty() || before.ends_with('.'))
    };
    is_web(address) && (of("govinfo.gov") || of("federalregister.gov"))
}

/// Whether an address can stand in a link as it is.
pub fn is_web(address: &str) -> bool {
    let Some(after) = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")) else {
        return false;
    };
    let plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>' | b'|' | b'"' | b'\\' | b'`');
    // What stands before an "@" looks like a host and is none.
    let leads_to_a_host = || {
        let url = Url::parse(address).ok()?;
        let named = url.username().is_empty() && url.password().is_none();
        (named && url.has_host() && !after.starts_with('/')).then_some(())
    };
    after.bytes().all(plain) && (begins_with_domain(after) || leads_to_a_host().is_some())
}

/// Whether an address without its scheme begins with a domain as nearly all have it, `www.ecfr.gov`; no more is asked of
/// these, since reports have thousands of them.
fn begins_with_domain(address: &str) -> bool {
    let domain = address.split_once('/').map_or(address, |(domain, _)| domain);
    let is_label = |label: &str| {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        !label.is_empty() && label.bytes().all(plain)
    };
    domain.split('.').all(is_label) && domain.ends_with(|c: char| c.is_ascii_lowercase())
}

/// A page of the PDF of a document, of which `first` is the first printed page.
pub fn pdf_page(pdf: &str, first: Option<u32>, page: Option<u32>) -> String {
    match (first, page) {
        (Some(first), Some(page)) if page >= first => format!("{pdf}#page={}", page - first + 1),
        (Some(_) | None, _) => pdf.to_owned(),
    }
}

/// An address as others may read it: of a file on this machine, its name alone. Only the database keeps the path.
pub fn shown(address: &str) -> String {
    let name = |path: &str| {
        let mut parts = path.split(['/', '\\']);
        parts.rfind(|part| !part.is_empty()).map(str::to_owned)
    };
    let Ok(url) = Url::parse(address) else {
        return name(address).unwrap_or_default();
    };
    if url.scheme() != "file" {
        return address.to_owned();
    }
    let path = url.to_file_path().ok();
    let file = path.as_deref().and_then(Path::file_name);
    file.and_then(|file| file.to_str()).map(str::to_owned).or_else(|| name(address)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn official_sources_are_addressed() {
        assert_eq!(
            ecfr(ListId::EntityList),
            "https://www.ecfr.gov/current/title-15/part-744/appendix-Supplement%20No.%204%20to%20Part%20744"
        );
        assert_eq!(section("734.9(e)(2)"), "https://www.ecfr.gov/current/title-15/section-734.9");
        let cited = "90 FR 14048, 3/28/25".parse().unwrap();
        assert_eq!(citation(&cited), "https://www.federalregister.gov/citation/90-FR-14048");
        assert_eq!(document(&"2025-05427".parse().unwrap()), "https://www.federalregister.gov/d/2025-05427");
        assert_eq!(pdf_page("https://a.b/c.pdf", Some(14046), Some(14050)), "https://a.b/c.pdf#page=5");
        assert_eq!(pdf_page("https://a.b/c.pdf", Some(14046), Some(3)), "https://a.b/c.pdf");
    }

    #[test]
    fn a_file_of_this_machine_is_shown_by_its_name() {
        for (address, shown_as) in [
            ("file:///home/a%20b/lists/part%20744.xml", "part 744.xml"),
            ("/home/ab/part-744.xml", "part-744.xml"),
            ("lists\\part-744.xml", "part-744.xml"),
            ("https://a.b/c/d.xml?e", "https://a.b/c/d.xml?e"),
        ] {
            assert_eq!(shown(address), shown_as);
        }
        assert!(is_web("https://a.b/c(d)_e") && !is_web("https://a.b/ c") && !is_web("javascript:x"));
        for false_one in ["https://www.govinfo.gov@a.b/", "https:///a", "https://u:p@a.b/c"] {
            assert!(!is_web(false_one), "{false_one}");
        }
        assert!(
            is_official("https://www.govinfo.gov/a.pdf")
                && !is_official("https://govinfo.gov.a.b/")
                && !is_official("https://nogovinfo.gov/")
        );
    }
}
