//! A report as a self-contained page, for browsers, phones and paper, and as one for mail programs. Nothing is fetched,
//! nothing runs; in the one for mail programs styles stand in the elements.
//!
//! Names come from documents: the templates escape all of them, control and bidirectional characters are shown by
//! number, and only a web address becomes a link.

use minijinja::Error;

pub use super::escape::escape;
use super::page::Page;
use super::template::{Engine, MAIL, Templates};
use crate::report::Report;

/// Renders a report as a page for browsers.
pub fn render(report: &Report) -> Result<String, Error> {
    by("report.html.jinja", report)
}

/// Renders a report as a page for mail programs.
pub fn mail(report: &Report) -> Result<String, Error> {
    by(MAIL, report)
}

fn by(name: &str, report: &Report) -> Result<String, Error> {
    Engine::new(&Templates::new(), name)?.render(name, Page::new(report, &|_| None))
}

#[cfg(test)]
mod tests {
    use scraper::{Html, Node};

    use super::*;
    use crate::render::hostile;

    /// Elements and attributes of a page, in order; of addresses within it only that they are.
    fn structure(page: &str) -> Vec<String> {
        let nodes = Html::parse_document(page);
        let elements = nodes.tree.nodes().filter_map(|node| match node.value() {
            Node::Element(element) => Some(element.clone()),
            Node::Comment(comment) => panic!("a comment: {comment:?}"),
            _ => None,
        });
        let shape = |element: scraper::node::Element| {
            let mut attributes: Vec<_> = element
                .attrs()
                .map(|(name, value)| match (name, value) {
                    ("id" | "aria-label" | "aria-labelledby", _) => name.to_owned(),
                    ("href", to) if to.starts_with('#') => "href=#".to_owned(),
                    (name, value) => format!("{name}={value}"),
                })
                .collect();
            attributes.sort_unstable();
            format!("{} {}", element.name(), attributes.join(" "))
        };
        elements.map(shape).collect()
    }

    #[test]
    fn nothing_in_a_document_becomes_markup() {
        for render in [render, mail] {
            let harmless = structure(&render(&hostile::report("Acme")).unwrap());
            for text in hostile::TEXTS {
                let page = render(&hostile::report(text)).unwrap();
                assert_eq!(structure(&page), harmless, "{text}");
                let hidden = |c: char| c != '\n' && crate::visible::is_hidden(c);
                assert!(!page.contains(hidden), "{text:?}");
            }
        }
    }

    #[test]
    fn only_web_addresses_are_links() {
        let page = render(&hostile::report("Acme")).unwrap();
        assert!(!page.contains("href=\"javascript"), "{page}");
        assert!(page.contains("javascript:alert(1)"), "{page}");
        assert!(!page.contains("\"><img"), "{page}");
        assert!(page.contains("href=\"https://a.b/c_(d)_*e*\""), "{page}");
    }

    #[test]
    fn a_page_asks_for_nothing_and_runs_nothing() {
        for render in [render, mail] {
            let page = render(&hostile::report("Acme")).unwrap();
            let policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
            assert!(page.contains(policy), "{page}");
            let nodes = Html::parse_document(&page);
            for selector in ["script", "link", "img", "iframe", "form", "[src]", "[onload]"] {
                let selector = scraper::Selector::parse(selector).unwrap();
                assert_eq!(nodes.select(&selector).count(), 0, "{selector:?}");
            }
        }
    }

    #[test]
    fn what_is_on_public_inspection_is_told_with_its_changes() {
        let page = render(&hostile::report("Acme")).unwrap();
        for words in ["provisional, not law yet", "to be added", "7 entries that the instruction does not name"] {
            assert!(page.contains(words), "{words}: {page}");
        }
    }
}
