//! A report as one self-contained page, for mail clients and browsers: styles stand in the elements, nothing is
//! fetched, nothing runs.
//!
//! Names come from documents: the template escapes all of them, control and bidirectional characters are shown by
//! number, and only a web address becomes a link.

mod announcements;
mod entries;
mod findings;
mod sections;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, escape_formatter};
use serde::Serialize;

use super::Report;
use super::provisional::wording::groups;
use super::visible::visible;
use crate::list::designation;
use announcements::GroupView;
use findings::Group;
use sections::SectionView;

const NAME: &str = "report.html";
const TEMPLATE: &str = include_str!("html.jinja");

/// What the template is given.
#[derive(Debug, Serialize)]
struct Page {
    title: String,
    headline: String,
    urgency: &'static str,
    marker: Option<&'static str>,
    as_of: String,
    checked: String,
    figures: Vec<Figure>,
    designations: Vec<Gained>,
    announcements: Vec<GroupView>,
    findings_first: Vec<Group>,
    sections: Vec<SectionView>,
    notes: Vec<Group>,
    sources: Vec<SourceView>,
}

/// A figure at the top.
#[derive(Debug, Serialize)]
struct Figure {
    n: usize,
    what: &'static str,
}

/// Entries that gained a designation.
#[derive(Debug, Serialize)]
struct Gained {
    n: usize,
    words: String,
}

#[derive(Debug, Serialize)]
struct SourceView {
    name: String,
    as_of: String,
    retrieved: Option<String>,
    place: Option<Place>,
}

/// Where something can be read.
#[derive(Debug, Serialize)]
struct Place {
    words: String,
    link: Option<String>,
}

impl Place {
    fn new(url: &str) -> Self {
        let is_web = url.starts_with("https://") || url.starts_with("http://");
        let plain = url.chars().all(|c| c.is_ascii_graphic());
        Self {
            words: visible(url),
            link: (is_web && plain).then(|| url.to_owned()),
        }
    }
}

/// Renders a report.
///
/// # Errors
/// Where the template fails, which is a defect of the program.
pub fn render(report: &Report) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_formatter(|out, state, value| match value.as_str() {
        Some(text) if !value.is_safe() => Ok(out.write_str(&escape(text))?),
        Some(_) | None => escape_formatter(out, state, value),
    });
    environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    environment.set_syntax(
        SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build()?,
    );
    environment.add_template(NAME, TEMPLATE)?;
    let mut page = environment
        .get_template(NAME)?
        .render(Serde(Page::new(report)))?;
    page.push('\n');
    Ok(page)
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

impl Page {
    fn new(report: &Report) -> Self {
        let counts = report.counts;
        let figures = [
            (counts.added, "added"),
            (counts.removed, "removed"),
            (counts.renamed, "renamed"),
            (counts.moved, "moved"),
            (counts.changed, "changed"),
            (counts.editorial, "editorial only"),
        ];
        let (findings, notes) = findings::groups(report);
        Self {
            title: visible(&report.subject),
            headline: visible(&report.headline()),
            urgency: report.urgency().name(),
            marker: report.marker(),
            as_of: report.as_of.to_string(),
            checked: visible(&report.checked_in_words()),
            figures: figures
                .into_iter()
                .filter(|(n, _)| *n > 0)
                .map(|(n, what)| Figure { n, what })
                .collect(),
            designations: report
                .designations_gained
                .iter()
                .map(|(mark, n)| Gained {
                    n: *n,
                    words: designation::in_words(*mark),
                })
                .collect(),
            announcements: groups(&report.provisional)
                .iter()
                .map(GroupView::new)
                .collect(),
            findings_first: findings,
            sections: report
                .sections
                .iter()
                .map(|section| SectionView::new(section, report.as_of))
                .collect(),
            notes,
            sources: report
                .sources
                .iter()
                .map(|source| SourceView {
                    name: visible(&source.source),
                    as_of: source.as_of.map_or_else(
                        || "a day that the file does not state".to_owned(),
                        |day| day.to_string(),
                    ),
                    retrieved: source
                        .retrieved
                        .map(|instant| instant.format("%Y-%m-%d %H:%M UTC").to_string()),
                    place: source.url.as_deref().map(Place::new),
                })
                .collect(),
        }
    }
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
