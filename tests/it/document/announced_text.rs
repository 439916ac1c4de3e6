//! The text of a document on public inspection, read.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use earwatch_law::amendment;
use earwatch_law::announced::record::InspectionRecord;
use earwatch_law::announced::{Announcement, ProvisionalChange, changes, read};
use earwatch_law::document::{AmendatoryParagraph, Given, Status, xml};
use earwatch_law::finding::{Code, Place};
use earwatch_law::instruction::{self, Order};
use earwatch_law::law::canonical::canonical;
use earwatch_law::law::citation::DocumentNumber;
use proptest::prelude::*;
use serde_json::json;

use crate::support;

fn record(number: &str, kind: &str) -> InspectionRecord {
    InspectionRecord::read(&json!({"document_number": number, "type": kind})).unwrap()
}

fn announced(text: &str) -> Announcement {
    read(&record("2023-90909", "Rule"), text, &|_| false).unwrap()
}

/// Changes and findings, one a line.
fn shown(Announcement { document, changes }: &Announcement) -> String {
    let mut out = format!(
        "action: {}\ndates: {} {:?}\ncounts: {:?}\nbullets: {:?}\n",
        document.action,
        document.dates.printed,
        document.dates.effective,
        document.preamble.counts.iter().map(|claim| (&claim.country, claim.entries)).collect::<Vec<_>>(),
        document.preamble.bullets.iter().map(|bullet| (&bullet.country, &bullet.name)).collect::<Vec<_>>(),
    );
    for change in changes {
        let names: Vec<_> = change.names.iter().map(|named| named.name.as_str()).collect();
        let _ = write!(
            out,
            "{} {} {:?} {names:?} {:?} {:?}\n  > {}\n",
            change.list, change.verb, change.country, change.count, change.detail, change.quote
        );
    }
    for finding in &document.findings {
        let _ = write!(out, "{} {}\n  > {:?}\n", finding.code, finding.message, finding.quote);
    }
    out
}

#[test]
fn additions_are_read_out_of_pages_and_wrapped_lines() {
    let text = include_str!("../../fixtures/inspection/2023-90101.txt");
    golden!("additions", shown(&announced(text)));
}

#[test]
fn revisions_and_removals_are_read() {
    let text = include_str!("../../fixtures/inspection/2023-90202.txt");
    golden!("revisions", shown(&announced(text)));
}

#[test]
fn a_rule_of_several_parts_gives_the_changes_of_its_lists() {
    let text = include_str!("../../fixtures/inspection/several_parts.txt");
    golden!("several_parts", shown(&announced(text)));
}

#[test]
fn a_text_that_amends_a_list_and_cannot_be_read_is_told() {
    let text = include_str!("../../fixtures/inspection/unread.txt");
    golden!("unread", shown(&announced(text)));
}

#[test]
fn an_order_that_lost_its_number_is_read_all_the_same() {
    let text = include_str!("../../fixtures/inspection/2023-90202.txt");
    let numbered = announced(text).changes;
    let lost = announced(&text.replace("2. Supplement", "Supplement"));
    assert_eq!(lost.changes, numbered);
    assert!(lost.document.findings.is_empty());
}

#[test]
fn new_text_of_a_section_may_speak_of_a_list() {
    let text = "DATES: Effective on October 8, 2023.\nPART 744—CONTROL POLICY\n\
                1. Section 744.11 is amended by revising paragraph (a) to read as follows:\n\
                § 744.11 License requirements.\n(a) Whoever is on the Entity List in supplement no. 4 to part 744\n\
                needs a license.\n[FR Doc. 2023-90909 Filed: 10/6/2023 8:45 am]";
    let Announcement { document, changes } = announced(text);
    assert_eq!((changes.len(), document.findings.len()), (0, 0));
    assert_eq!(document.dates.effective.len(), 1);
}

#[test]
fn a_rule_of_another_part_is_unrelated_however_it_speaks_of_the_list() {
    let text = include_str!("../../fixtures/inspection/fees.txt");
    for text in [text, ""] {
        assert_eq!(read(&record("2023-90909", "Rule"), text, &|_| false), None);
    }
}

#[test]
fn a_notice_that_speaks_of_a_list_is_unrelated() {
    let text = "ACTION: Notice of information collection.\nSUMMARY: BIS asks for comments.\n\
                1. Title: Requests to be removed from the Entity List in supplement no. 4 to part 744.\n\
                2. Burden: two hours.\n[FR Doc. 2023-90909 Filed: 10/6/2023 8:45 am]";
    assert_eq!(read(&record("2023-90909", "Notice"), text, &|_| false), None);
}

#[test]
fn a_proposed_rule_announces_nothing_and_says_so() {
    let text = include_str!("../../fixtures/inspection/2023-90101.txt");
    let Announcement { document, changes } = read(&record("2023-90909", "PRORULE"), text, &|_| false).unwrap();
    assert!(changes.is_empty());
    assert!(document.units.is_empty());
    assert_eq!(document.findings[0].code, Code::ProposedOnly);
}

#[test]
fn a_correction_is_related_if_what_it_corrects_is_on_record() {
    let text = "In rule document 2023-90101 appearing on page 41170 in the issue of\n\
                July 10, 2023, make the following correction:\nOn page 41171, in the third column.";
    let read = |tracked: bool| {
        read(&record("C1-2023-90101", "Correction"), text, &|number| tracked && number.as_str() == "2023-90101")
    };
    assert_eq!(read(false), None);
    let document = read(true).unwrap().document;
    assert_eq!(document.findings[0].code, Code::CorrectionByPage);
    assert_eq!(document.corrects, Some(DocumentNumber::new("2023-90101")));
}

#[test]
fn what_a_pdf_breaks_agrees_in_letters_and_digits_with_what_is_printed() {
    let text = include_str!("../../fixtures/inspection/2023-90101.txt");
    let changes = announced(text).changes;
    let broken = changes.iter().flat_map(|change| &change.names);
    let broken = broken.map(|named| named.name.as_str()).find(|name| name.starts_with("Dexlas")).unwrap();
    assert_eq!(broken, "Dexlas Indus-trial Trade LLC");
    assert!(earwatch_law::law::canonical::equal(broken, "Dexlas Industrial Trade LLC"));
}

#[test]
fn an_order_without_effect_on_a_list_is_no_change() {
    assert!(changes(&[]).is_empty());
    let (instructions, _) = instruction::read(&[AmendatoryParagraph {
        title: Some(15),
        part: Some(744),
        text: "1. The authority citation for 15 CFR part 744 continues to read as follows:".to_owned(),
        place: Place::default(),
    }]);
    assert!(matches!(instructions[0].order, Order::NoListEffect(_)));
    assert!(changes(&instructions).is_empty());
}

/// What is announced is no law: it orders, and amends nothing.
#[test]
fn an_announced_document_amends_nothing() {
    let text = include_str!("../../fixtures/inspection/2023-90202.txt");
    let Announcement { mut document, .. } = announced(text);
    let orders = |document: &_| {
        let orders = amendment::read(document);
        (orders.instructions.len(), orders.amendments.len())
    };
    assert_eq!(document.status, Status::Announced { may_be_cut: false });
    assert_eq!(orders(&document), (6, 0));
    document.status = Status::Published;
    assert_eq!(orders(&document), (6, 1));
}

/// A text of a megabyte that opens an order and never ends it is read in time that grows with its length.
#[test]
fn an_order_without_end_is_read_all_the_same() {
    let text = format!(
        "PART 744—CONTROL POLICY\n2. Supplement No. 4 to part 744 is amended by adding “X\n{}",
        "Of the Entity List in supplement no. 4.\n".repeat(25_000)
    );
    assert!(!announced(&text).document.findings.is_empty());
}

/// Lines of rules, of pages and of nothing, in any order.
fn lines_of_rules() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        "\\PC{0,80}",
        Just("For the reasons stated in the preamble, part 744 is amended as follows:".to_owned()),
        Just("PART 744—CONTROL POLICY".to_owned()),
        Just("2. Supplement No. 4 to part 744 is amended:".to_owned()),
        Just("a. Under CHINA, by adding an entry for “Ä-".to_owned()),
        Just("ﬁ Co., Ltd.”; and".to_owned()),
        Just("•".to_owned()),
        Just("\u{c}- 12 -".to_owned()),
        Just("SUMMARY:".to_owned()),
        Just("This document is scheduled to be published".to_owned()),
        Just("[FR Doc. 2023-90101 corrects 2023-90202".to_owned()),
    ];
    prop::collection::vec(line, 0..40).prop_map(|lines| lines.join("\n"))
}

/// Paragraphs as a PDF shows them: wrapped, with a page number after every few lines and a table below that is none any more.
fn as_pdf(paragraphs: &[String], width: usize, double_spaced: bool) -> String {
    let mut lines = vec![
        "DATES: This rule is effective May 2, 2023.".to_owned(),
        "List of Subjects in 15 CFR Part 744".to_owned(),
        "Exports.".to_owned(),
        "For the reasons stated in the preamble, part 744 is amended as follows:".to_owned(),
        "PART 744—CONTROL POLICY: END-USER AND END-USE BASED".to_owned(),
        "1. The authority citation for 15 CFR part 744 continues to read as follows:".to_owned(),
        "Authority: 50 U.S.C. 4801-4852; E.O. 12058, 43 FR 20947,".to_owned(),
        "3 CFR, 1978 Comp., p. 179.".to_owned(),
    ];
    for paragraph in paragraphs {
        let mut line = "    ".to_owned();
        for word in paragraph.split(' ') {
            if line.chars().count() + word.chars().count() > width && !line.trim().is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() && !line.ends_with(' ') {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines.push("Supplement No. 4 to Part 744 – Entity List".to_owned());
    lines.push("* * * * *".to_owned());
    lines.push("Country Entity License requirement".to_owned());
    lines.push("RUSSIA     Aster JSC, 1 Lesnaya,   For all items subject to the EAR".to_owned());
    lines.push("           Moscow, Russia.         (See § 744.11 of the EAR)".to_owned());
    lines.push("[FR Doc. 2023-90909 Filed: 5/1/2023 8:45 am; Publication Date: 5/2/2023]".to_owned());
    let mut out = String::new();
    for (at, line) in lines.iter().enumerate() {
        let _ = write!(out, "{line}\n{}", if double_spaced { "\n" } else { "" });
        if at % 7 == 6 {
            let _ = write!(out, "\n                 {}\n\u{c}", at / 7 + 1);
        }
    }
    out
}

/// What makes changes the same, with the country and what else is said.
fn keys(changes: &[ProvisionalChange]) -> BTreeSet<String> {
    let shown = |change: &ProvisionalChange| {
        let country = change.country.as_deref().map(canonical);
        let detail = change.detail.as_deref().map(canonical);
        let shown = change.named().into_iter().map(move |(key, _)| format!("{key:?} {country:?} {detail:?}"));
        shown.collect::<Vec<_>>()
    };
    changes.iter().flat_map(shown).collect()
}

/// The paragraphs read from a PDF give the changes that the marked paragraphs give, and what these leave open is told.
fn reads_alike(paragraphs: &[AmendatoryParagraph], understood: bool, what: &str) {
    let (instructions, findings) = instruction::read(paragraphs);
    let expected = keys(&changes(&instructions));
    let texts: Vec<_> = paragraphs.iter().map(|paragraph| paragraph.text.clone()).collect();
    for (width, double_spaced) in [(48, true), (80, false)] {
        let text = as_pdf(&texts, width, double_spaced);
        let Announcement { document, changes } = announced(&text);
        if understood {
            assert_eq!(keys(&changes), expected, "{what}, {width} wide:\n{text}");
        }
        if changes.is_empty() && !findings.is_empty() {
            assert!(!document.findings.is_empty(), "{what}, {width} wide, is silent:\n{text}");
        }
    }
}

#[test]
fn every_shape_of_order_reads_from_a_pdf_as_from_the_published_text() {
    let mut wordings = 0;
    for file in std::fs::read_dir(support::fixture("shapes")).unwrap() {
        let path = file.unwrap().path();
        let shape: toml::Value = toml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let of = |key: &str| shape.get(key).and_then(toml::Value::as_array).cloned().unwrap_or_default();
        let understood = of("orders").into_iter().map(|wording| (wording, true));
        // What the published text leaves open, for instance a torn paragraph, a PDF may show whole; it is never silent.
        let refused = of("refused").into_iter().map(|wording| (wording, false));
        for (wording, understood) in understood.chain(refused) {
            let lines: Vec<_> =
                wording.as_array().unwrap().iter().map(|line| line.as_str().unwrap().to_owned()).collect();
            // Markup of tables and other parts has no like in a PDF.
            if lines.iter().any(|line| line.contains('<')) {
                continue;
            }
            let paragraphs: Vec<_> =
                lines.iter().zip(1..).map(|(line, at)| paragraph(&line.replace("&amp;", "&"), at)).collect();
            reads_alike(&paragraphs, understood, &format!("{}: {lines:?}", path.display()));
            wordings += 1;
        }
    }
    assert!(wordings > 400, "{wordings}");
}

#[test]
fn published_rules_read_from_a_pdf_as_published() {
    for folder in [support::fixture("rules"), format!("{}/snapshots/sample", env!("CARGO_MANIFEST_DIR"))] {
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_none_or(|end| end != "xml") || path.ends_with("baseline.xml") {
                continue;
            }
            let given = |_: Option<&DocumentNumber>| Given {
                published: chrono::NaiveDate::from_ymd_opt(2023, 5, 2),
                ..Given::default()
            };
            let reading = xml::read(&std::fs::read_to_string(&path).unwrap(), &given).unwrap();
            for document in reading.documents {
                let paragraphs: Vec<_> = document
                    .paragraphs()
                    .filter(|paragraph| !paragraph.text.contains("authority citation"))
                    .cloned()
                    .collect();
                reads_alike(&paragraphs, true, &path.display().to_string());
            }
        }
    }
}

fn paragraph(text: &str, line: u32) -> AmendatoryParagraph {
    AmendatoryParagraph {
        title: Some(15),
        part: Some(744),
        text: text.to_owned(),
        place: Place { element: "AMDPAR".to_owned(), line, page: None },
    }
}

proptest! {
    #[test]
    fn no_text_panics(text in "(?s).{0,400}", tracked in any::<bool>()) {
        let _ = read(&record("2023-90909", "Rule"), &text, &|_| tracked);
    }

    #[test]
    fn no_order_of_lines_panics(text in lines_of_rules()) {
        let _ = read(&record("2023-90909", "Rule"), &text, &|_| true);
    }

    /// What amends a list in words that the grammar does not know is never read as nothing.
    #[test]
    fn orders_about_a_list_end_in_a_change_or_a_finding(words in "[a-z ]{5,60}") {
        let text = format!("PART 744—CONTROL POLICY\n2. Supplement No. 4 to part 744 is amended by {words} “X Y”.");
        let Announcement { document, changes } = announced(&text);
        prop_assert!(!changes.is_empty() || !document.findings.is_empty());
    }
}
