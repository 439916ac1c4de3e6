//! The web pages of real documents say what their XML says.

use crate::Test;
use crate::needs::corpus;
use crate::support::body_html::{ICONS, TODAY, page};
use crate::support::web_page::{Rule, differences, files, said};

/// The real rule, the rebuilt chain in three ways of writing, and documents of other agencies. What may differ is a blank
/// at the border of an element: the page shows one wherever the XML breaks a line there.
fn real_documents_agree_but_for_blanks() {
    let folders = [
        "rules", "reconstructed/plain/rules", "reconstructed/nested/rules", "reconstructed/defects/rules",
        "rules-other-agencies",
    ];
    let paths: Vec<_> = folders.iter().flat_map(|folder| files(&corpus(folder))).collect();
    assert!(!paths.is_empty());
    for (name, layout) in [("today", TODAY), ("icons", ICONS)] {
        for path in &paths {
            let rule = Rule::at(path);
            let from_xml = rule.of_xml().map(|reading| said(&reading));
            let from_html = rule.of_html(&page(&rule.xml, layout)).map(|reading| said(&reading));
            let (Ok(from_xml), Ok(from_html)) = (from_xml, from_html) else {
                panic!("{}: one of the two is not read", path.display());
            };
            let [from_xml, from_html] =
                [from_xml, from_html].map(|lines| lines.iter().map(|line| line.replace(' ', "")).collect::<Vec<_>>());
            assert_eq!(differences(&from_xml, &from_html), "", "{} ({name})", path.display());
        }
    }
}

pub(crate) const TESTS: &[Test] = tests![real_documents_agree_but_for_blanks];
