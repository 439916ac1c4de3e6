//! The web page of a document says what its XML says, or that it does not.

use crate::support::body_html::{ICONS, Layout, Orders, TODAY, page};
use crate::support::web_page::{Rule, differences, files, said};
use earwatch_law::amendment::{self, Edit};
use earwatch_law::document::AmendatoryParagraph;
use earwatch_law::document::page;
use earwatch_law::document::xml::FileContents;
use earwatch_law::finding::{Code, Severity};
use proptest::prelude::*;

fn all_agree(folders: &[&str], layout: Layout) -> (usize, Vec<String>) {
    let mut agree = 0;
    let mut others = Vec::new();
    for path in folders.iter().flat_map(|folder| files(folder)) {
        let differences = Rule::at(&path).differences(layout);
        if differences.is_empty() {
            agree += 1;
        } else {
            others.push(format!("{}\n{differences}", path.display()));
        }
    }
    (agree, others)
}

const OWN: [&str; 2] = ["tests/fixtures/rules", "snapshots/sample"];
const ADDITIONS: &str = "tests/fixtures/rules/2023-90101.xml";

/// Amendments of a reading, by kind and name.
fn edits(reading: &FileContents) -> Vec<String> {
    let orders = reading.documents.iter().map(amendment::read);
    let amendments = orders.flat_map(|orders| orders.amendments);
    // A row that no order names orders nothing.
    amendments
        .filter(|amendment| !matches!(amendment.edit, Edit::ReprintRow { .. }))
        .map(|amendment| {
            let edit = serde_json::to_value(&amendment.edit).unwrap();
            format!("{} {} {}", amendment.edit.kind(), edit["country"], edit["name"])
        })
        .collect()
}

/// Codes and quotes of what a person has to look at.
fn to_review(reading: &FileContents) -> Vec<(Code, String)> {
    let orders = reading.documents.iter().map(amendment::read);
    let findings = orders.flat_map(|orders| orders.findings).chain(reading.findings.clone());
    findings
        .filter(|finding| finding.severity() == Severity::Review)
        .map(|finding| (finding.code, finding.quote.unwrap_or_default()))
        .collect()
}

#[test]
fn what_is_ordered_is_the_same_in_the_page_and_in_the_xml() {
    for layout in [TODAY, ICONS] {
        let (agree, others) = all_agree(&OWN, layout);
        assert_eq!(others, Vec::<String>::new());
        assert_eq!(agree, 11);
    }
}

#[test]
fn a_document_read_from_its_page_says_so() {
    let rule = Rule::own(ADDITIONS);
    let reading = rule.of_html(&page(&rule.xml, TODAY)).unwrap();
    let document = &reading.documents[0];
    let told: Vec<_> = document.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(told, [Code::TextFromHtml]);
    assert_eq!(document.findings[0].document.as_ref(), Some(&document.number));
    assert_eq!(document.title, "Additions of Entities to the Entity List");
    assert_eq!(document.action, "Final rule.");
    assert_eq!(edits(&reading).len(), 7);
}

#[test]
fn places_name_the_element_the_printed_page_and_a_line_of_the_translation() {
    for path in OWN.iter().flat_map(|folder| files(folder)) {
        let rule = Rule::at(&path);
        let html = page(&rule.xml, TODAY);
        let translated = page::to_xml(&html, Some(&rule.record)).unwrap();
        let lines: Vec<_> = translated.xml.lines().collect();
        let (of_xml, of_html) = (rule.of_xml().unwrap(), rule.of_html(&html).unwrap());
        let paragraphs = of_xml.documents.iter().zip(&of_html.documents);
        for (xml, html) in paragraphs.flat_map(|(xml, html)| xml.paragraphs().zip(html.paragraphs())) {
            let where_and_of =
                |one: &AmendatoryParagraph| (one.place.element.clone(), one.place.page, one.title, one.part);
            assert_eq!(where_and_of(html), where_and_of(xml), "{}: {}", path.display(), xml.text);
            let line = lines[html.place.line as usize - 1];
            assert!(line.starts_with("<AMDPAR>"), "{line}");
        }
    }
}

/// An older generation of the stylesheets shows no line breaks in cells.
#[test]
fn cells_without_line_breaks_are_told() {
    let rule = Rule::own(ADDITIONS);
    let layout = Layout { lines: false, ..TODAY };
    let reading = rule.of_html(&page(&rule.xml, layout)).unwrap();
    let suspects = reading.documents[0].findings.iter();
    let suspects: Vec<_> = suspects.filter(|finding| finding.code == Code::ColumnSuspect).collect();
    assert_eq!(suspects.len(), 1);
    assert!(suspects[0].message.contains("line breaks"), "{}", suspects[0].message);
    assert!(suspects[0].quote.as_ref().unwrap().starts_with("Maple Relay Inc."));
    assert_eq!(edits(&reading), edits(&rule.of_xml().unwrap()));
}

#[test]
fn a_footnote_mark_that_stands_as_a_number_is_told() {
    let rule = Rule::own(ADDITIONS);
    let html = page(&rule.xml, TODAY).replace("<sup>3</sup>", " 3 ");
    let reading = rule.of_html(&html).unwrap();
    let mut suspects = reading.documents[0].findings.iter();
    assert!(suspects.any(|finding| finding.code == Code::ColumnSuspect && finding.message.contains("superscripts")));
}

/// A generation of the stylesheets keeps the words of an order up to the first italic run: nothing may be ordered
/// that the XML does not order, and each lost order is told.
#[test]
fn orders_that_may_have_lost_words_are_told_and_not_applied() {
    let layout = Layout { orders: Orders::FirstText, ..TODAY };
    for path in OWN.iter().flat_map(|folder| files(folder)) {
        let rule = Rule::at(&path);
        let known = edits(&rule.of_xml().unwrap());
        let orders = rule.xml.matches("<AMDPAR>").count();
        match rule.of_html(&page(&rule.xml, layout)) {
            Ok(reading) => {
                let read = edits(&reading);
                assert!(read.iter().all(|edit| known.contains(edit)), "{}: {read:?}", path.display());
                let told = to_review(&reading).len();
                assert!(read.len() == known.len() || told > 0, "{}: of {orders} orders", path.display());
            }
            Err(error) => assert!(error.to_string().contains("wait for the XML"), "{error}"),
        }
    }
}

#[test]
fn a_quotation_that_does_not_end_is_told() {
    let rule = Rule::own(ADDITIONS);
    let html = page(&rule.xml, TODAY).replace("Promtekh Komplekt JSC”.", "Promtekh Komplekt JSC");
    let told = to_review(&rule.of_html(&html).unwrap());
    assert!(told.iter().any(|(_, quote)| quote.contains("Promtekh Komplekt")), "{told:?}");
}

/// A layout that marks no amendatory paragraphs, in blocks that nobody knows. Where numbers of items say that all
/// paragraphs are orders, they are read as such.
#[test]
fn orders_that_are_not_marked_are_told_and_never_unrelated() {
    let rule = Rule::own(ADDITIONS);
    let unmarked = page(&rule.xml, TODAY).replace("class=\"amendment-part\"", "");
    let blocks = unmarked.replace("<p ", "<section ").replace("<p>", "<section>").replace("</p>", "</section>");
    let alone = "<h1 id=\"h-1\">SUMMARY:</h1><p id=\"p-2\">A rule.</p><main>Supplement No. 4 to part 744 is amended by adding an entry for “A Ltd.”</main>";
    for html in [&unmarked, &blocks, alone] {
        let reading = rule.of_html(html).unwrap();
        assert_eq!(reading.unrelated, []);
        let told = to_review(&reading);
        let whole = edits(&reading) == edits(&rule.of_xml().unwrap());
        assert!(whole || told.iter().any(|(code, _)| *code == Code::UnparsedInstruction), "{told:?}");
    }
}

#[test]
fn a_row_of_another_layout_is_left_to_a_person() {
    let rule = Rule::own(ADDITIONS);
    let html = page(&rule.xml, TODAY);
    let cell = "<td class=\"left border-right-single\"> Northern Signal Inc.";
    assert!(html.contains(cell));
    for strange in
        ["<td rowspan=\"2\">Northern Signal Inc.", "<td><table><tr><td>x</td></tr></table>Northern Signal Inc."]
    {
        let told = to_review(&rule.of_html(&html.replace(cell, strange)).unwrap());
        assert!(told.iter().any(|(_, quote)| quote.contains("another layout")), "{told:?}");
    }
}

#[test]
fn what_is_no_page_of_a_document_is_refused() {
    let rule = Rule::own(ADDITIONS);
    let wall = std::fs::read_to_string("tests/fixtures/html/wall.html").unwrap();
    for (html, words) in [
        (wall.as_str(), "“Federal Register :: Request Access"),
        ("<html><body><h1>504 Gateway Time-out</h1></body></html>", "504 Gateway Time-out"),
        ("<html><body></body></html>", "empty"),
        (" \n", "empty"),
        ("not html at all", "not html at all"),
        ("{\"errors\": 404}", "404"),
    ] {
        let error = rule.of_html(html).unwrap_err().to_string();
        assert!(error.starts_with("expected ") && error.contains(words), "{error}");
    }
}

/// Wherever a page is cut off: an error, or nothing but the end matter was lost.
#[test]
fn a_page_that_ends_in_the_middle_is_refused() {
    let rule = Rule::own(ADDITIONS);
    let html = page(&rule.xml, TODAY);
    let whole = said(&rule.of_html(&html).unwrap());
    for inner in
        [html.as_str(), html.trim_start_matches("<div id=\"fulltext_content_area\">").trim_end_matches("</div>")]
    {
        let ends: Vec<_> = inner.char_indices().map(|(at, _)| at).step_by(97).collect();
        for end in ends {
            if let Ok(reading) = rule.of_html(inner.split_at(end).0) {
                assert_eq!(differences(&whole, &said(&reading)), "", "cut at {end}");
            }
        }
    }
}

#[test]
fn a_page_of_another_document_is_refused() {
    let rule = Rule::own(ADDITIONS);
    let other = Rule::own("tests/fixtures/rules/2023-90202.xml");
    let error = rule.of_html(&page(&other.xml, TODAY)).unwrap_err();
    assert!(error.to_string().contains("the record given is that of 2023-90101"), "{error}");
}

/// Pages written by hand after the stylesheets, with all that the site puts around a document.
#[test]
fn pages_as_the_site_serves_them_are_read() {
    for (name, rule) in [("today", ADDITIONS), ("icons", "tests/fixtures/rules/2023-90202.xml")] {
        let rule = Rule::own(rule);
        let html = std::fs::read_to_string(format!("tests/fixtures/html/{name}.html")).unwrap();
        let from_html = rule.of_html(&html).unwrap();
        assert_eq!(differences(&said(&rule.of_xml().unwrap()), &said(&from_html)), "", "{name}");
    }
}

#[test]
fn hostile_pages_end_in_an_error_or_a_finding() {
    let rule = Rule::own(ADDITIONS);
    let html = page(&rule.xml, TODAY);
    let many = 100_000;
    for hostile in [
        "<div>".repeat(many),
        format!("{}{}", "<div>".repeat(many), "</div>".repeat(many)),
        format!("<p id=\"p-1\">{}", "<b>".repeat(many)),
        format!("<p id=\"p-1\">x</p>{}", "<table><tr><td>".repeat(many)),
        format!("<p id=\"p-1\">x</p>{}", "<p>".repeat(many)),
        format!("<p id=\"p-1\">x</p><table>{}", "<td colspan=\"999999999\">".repeat(many)),
        format!("<p id=\"p-1\" class=\"{}\">x</p>", "a ".repeat(many)),
        format!("<script>{}</script><p id=\"p-1\">x</p>", "<div>".repeat(many)),
        format!("<p id=\"p-1\">{}</p>", "&lt;AMDPAR&gt;&amp;&#0;&#x1F;".repeat(1000)),
        "<p id=\"p-1\">x</p><!--".repeat(many),
        html.replace("<tbody>", &"<tbody><td><table>".repeat(300)),
        html.replace("“", "\u{0}\u{b}<![CDATA["),
    ] {
        match rule.of_html(&hostile) {
            Ok(reading) => assert!(reading.documents.is_empty() || !to_review(&reading).is_empty()),
            Err(error) => assert!(error.to_string().starts_with("expected "), "{error}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    /// Any bytes end in a reading or an error, in a page or by themselves.
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), at in 0.0_f64..1.0) {
        let rule = Rule::own(ADDITIONS);
        let noise = String::from_utf8_lossy(&bytes);
        let _ = rule.of_html(&noise);
        let mut html = page(&rule.xml, TODAY).into_bytes();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a position within")]
        let at = (html.len() as f64 * at) as usize;
        html.splice(at..at, bytes.iter().copied());
        let _ = rule.of_html(&String::from_utf8_lossy(&html));
    }

    /// Markup in any order does not panic either, and the translation is well-formed.
    #[test]
    fn no_markup_panics(parts in proptest::collection::vec(0_usize..PARTS.len(), 0..60)) {
        let html: String = parts.iter().map(|part| PARTS[*part]).collect();
        if let Ok(translated) = page::to_xml(&html, None) {
            prop_assert!(roxmltree::Document::parse(&translated.xml).is_ok(), "{}", translated.xml);
        }
        let rule = Rule::own(ADDITIONS);
        if let Ok(reading) = rule.of_html(&html) {
            for document in &reading.documents {
                let _ = amendment::read(document);
            }
        }
    }
}

const PARTS: [&str; 35] = [
    "<h1 id=\"h-2\">SUMMARY:</h1>",
    "<h1 id=\"h-3\">SUPPLEMENTARY INFORMATION:</h1>",
    "<p class=\"authority\">Authority",
    "<p class=\"frdoc\">[FR Doc. 2023-90101 Filed]</p>",
    "<h1 id=\"h-4\">DATES:</h1>",
    "<p id=\"p-1\">",
    "</p>",
    "<p class=\"amendment-part\" id=\"p-amd-1\">",
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "<td colspan=\"4\">",
    "</td>",
    "<thead>",
    "<th>",
    "Country",
    "Entity",
    "CHINA",
    "<br>",
    "—Alias;",
    "<sup>3</sup>",
    "<h1 id=\"h-1\">PART 744—CONTROL</h1>",
    "<h2>Supplement No. 4 to Part 744—Entity List</h2>",
    "2. Supplement No. 4 to part 744 is amended by adding an entry for “A Ltd.”.",
    "* * *",
    "<div class=\"section\">",
    "</div>",
    "<div class=\"signature\">",
    "<span class=\"unprinted-element-wrapper\" data-text=\"Start Amendment Part\"></span>",
    "<span class=\"unprinted-element-wrapper\" data-text=\"End Amendment Part\"></span>",
    "<span class=\"printed-page\" data-page=\"12\"></span>",
    "<div class=\"footnote\">",
    "<ul class=\"bullets\"><li>",
];
