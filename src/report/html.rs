//! A report as a self-contained page, for browsers, phones and paper, and as one for mail programs. Nothing is fetched,
//! nothing runs; in the one for mail programs styles stand in the elements.
//!
//! Names come from documents: the templates escape all of them, control and bidirectional characters are shown by
//! number, and only a web address becomes a link.

mod announcements;
pub(super) mod changes;
mod contents;
pub(super) mod entries;
mod findings;
pub(super) mod orders;
pub(super) mod page;
pub(super) mod pieces;
pub(super) mod sections;

use minijinja::Error;

use super::Report;
use super::template::{Engine, Templates};
use page::Page;

/// Renders a report as a page for browsers.
///
/// # Errors
/// Where the template fails, which is a defect of the program.
pub fn render(report: &Report) -> Result<String, Error> {
    Engine::new(&Templates::new())?.render("report.html.jinja", Page::new(report, &|_| None))
}

/// Renders a report as a page for mail programs.
///
/// # Errors
/// Where the template fails, which is a defect of the program.
pub fn mail(report: &Report) -> Result<String, Error> {
    Engine::new(&Templates::new())?.render("mail.html.jinja", Page::new(report, &|_| None))
}

/// Text that HTML shows as it is, between tags and in attributes. Slashes stay, for those who search the page as a file.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diff::Origin;
    use crate::document::public_inspection::ProvisionalChange;
    use crate::finding::{Code, Finding, Place as Where};
    use crate::list::ListId;
    use crate::list::entry::{Cells, Entry, EntryId};
    use crate::report::provisional::{ProvisionalRecord, Standing};
    use crate::report::record::EntryRecord;
    use crate::report::{DocumentFacts, Section, SourceDate};

    /// Every text that a document or a server can choose is hostile.
    fn hostile() -> Report {
        let bad = "<script>alert(1)</script>\" onload='x' &lt; \u{202E}evil";
        let cells = Cells {
            entity: format!("{bad}, {bad}, Germany."),
            license_requirement: format!("{bad}^4^{bad}"),
            license_review_policy: bad.to_owned(),
            citation: bad.to_owned(),
        };
        let entry = Entry::new(EntryId(1), ListId::EntityList, bad, cells);
        let record = EntryRecord::new(&Arc::new(entry), Origin::default());
        let day = chrono::NaiveDate::from_ymd_opt(2025, 3, 28).unwrap();
        let section = Section {
            added: vec![record.clone()],
            removed: vec![record],
            other: vec![bad.to_owned()],
            document: Some(DocumentFacts {
                number: "2025-05427".parse().unwrap(),
                title: bad.to_owned(),
                action: bad.to_owned(),
                citation: None,
                published: day,
                dates: bad.to_owned(),
                url: Some("javascript:alert(1)".to_owned()),
                pdf: None,
                pages: (None, None),
            }),
            ..Section::new(bad)
        };
        let finding = Finding::new(Code::EntryNotFound, bad)
            .with_entry(bad, bad)
            .with_quote(bad, &Where::default());
        let mut report = Report::new(
            bad.to_owned(),
            day,
            bad.to_owned(),
            vec![section],
            vec![finding],
        );
        report.provisional.push(announcement(bad));
        report.sources.push(SourceDate {
            source: bad.to_owned(),
            as_of: None,
            retrieved: None,
            url: Some("https://a.b/\"><img src=x>".to_owned()),
        });
        report
    }

    fn announcement(text: &str) -> ProvisionalRecord {
        ProvisionalRecord {
            provisional: true,
            status: Standing::Announced,
            document: "2025-05427".parse().unwrap(),
            title: text.to_owned(),
            kind: Some(text.to_owned()),
            action: text.to_owned(),
            filed: None,
            filing: None,
            scheduled: None,
            effective: Vec::new(),
            dates: text.to_owned(),
            url: Some("javascript:alert(1)".to_owned()),
            read: true,
            changes: vec![ProvisionalChange {
                list: ListId::EntityList,
                country: Some(text.to_owned()),
                verb: "add".to_owned(),
                names: Vec::new(),
                count: Some(7),
                detail: Some(text.to_owned()),
                quote: text.to_owned(),
            }],
            counts: Vec::new(),
            note: Some(text.to_owned()),
            doubts: vec![text.to_owned()],
            told: vec![text.to_owned()],
        }
    }

    #[test]
    fn what_is_on_public_inspection_is_told_with_its_changes() {
        let page = render(&hostile()).unwrap();
        for words in [
            "provisional, not law yet",
            "to be added",
            "7 entries that the instruction does not name",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
    }

    #[test]
    fn nothing_in_a_document_becomes_markup() {
        let page = render(&hostile()).unwrap();
        let document = scraper::Html::parse_document(&page);
        let count = |selector: &str| {
            let selector = scraper::Selector::parse(selector).unwrap();
            document.select(&selector).count()
        };
        for selector in [
            "script", "img", "[onload]", "link", "iframe", "form", "[src]",
        ] {
            assert_eq!(count(selector), 0, "{selector}");
        }
        assert!(!page.contains('\u{202E}') && page.contains("⟨U+202E⟩evil"));
        assert!(page.contains("&lt;script&gt;") && page.contains("&amp;lt;"));
    }

    #[test]
    fn only_web_addresses_are_links() {
        let page = render(&hostile()).unwrap();
        assert!(!page.contains("href=\"javascript"), "{page}");
        assert!(page.contains("javascript:alert(1)"), "{page}");
        assert!(!page.contains("\"><img"), "{page}");
    }
}
