//! Addresses at which the official sources can be read.

use crate::citation::FrCitation;
use crate::list::ListId;

/// The supplement that prints a list, in the eCFR as it reads now.
#[must_use]
pub fn ecfr(list: ListId) -> String {
    format!(
        "https://www.ecfr.gov/current/title-15/part-744/appendix-Supplement%20No.%20{}%20to%20Part%20744",
        list.supplement()
    )
}

/// A section of the EAR in the eCFR as it reads now: `734.9(e)(2)` leads to § 734.9.
#[must_use]
pub fn section(section: &str) -> String {
    let number = section.split('(').next().unwrap_or(section);
    format!("https://www.ecfr.gov/current/title-15/section-{number}")
}

/// The document that begins on or holds a cited page.
#[must_use]
pub fn citation(citation: &FrCitation) -> String {
    format!(
        "https://www.federalregister.gov/citation/{}-FR-{}",
        citation.volume, citation.page
    )
}

/// A page of the PDF of a document, of which `first` is the first printed page.
#[must_use]
pub fn pdf_page(pdf: &str, first: Option<u32>, page: Option<u32>) -> String {
    match (first, page) {
        (Some(first), Some(page)) if page >= first => format!("{pdf}#page={}", page - first + 1),
        (Some(_) | None, _) => pdf.to_owned(),
    }
}

/// Whether it is an address on the web and nothing else, so that it can become a link.
#[must_use]
pub fn is_web(url: &str) -> bool {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    is_web && url.chars().all(|c| c.is_ascii_graphic())
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
        assert_eq!(
            section("734.9(e)(2)"),
            "https://www.ecfr.gov/current/title-15/section-734.9"
        );
        let cited = "90 FR 14048, 3/28/25".parse().unwrap();
        assert_eq!(
            citation(&cited),
            "https://www.federalregister.gov/citation/90-FR-14048"
        );
        assert_eq!(
            pdf_page("https://a.b/c.pdf", Some(14046), Some(14050)),
            "https://a.b/c.pdf#page=5"
        );
        assert_eq!(
            pdf_page("https://a.b/c.pdf", Some(14046), Some(3)),
            "https://a.b/c.pdf"
        );
    }
}
