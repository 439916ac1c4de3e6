//! The real rule 2023-03929 with one oddity each: of layout or of meaning, as in the small worlds.
//!
//! `EARWATCH_WORLDS=10000 cargo test --test outside -- mutants` makes that many.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use earwatch_law::list::ecfr;
use earwatch_law::list::state::State;

use crate::Test;
use crate::needs::corpus;
use crate::support::oddity::by_turns;
use crate::support::random::Random;
use crate::support::small_world::{come, complaint};

const RULE: &str = "rules/2023-03929.xml";

/// A list without the entries of the rule: one entry of each of its countries, and one of another.
fn before() -> State {
    let mut rows = String::new();
    for country in ["CANADA", "CHINA, PEOPLE'S REPUBLIC OF", "FRANCE", "IRAN", "LUXEMBOURG", "NETHERLANDS", "RUSSIA"] {
        let _ = write!(
            rows,
            "<TR><TD>{country}</TD><TD>Alder Works, 5 Harbour Road.</TD><TD>For all items subject to the EAR. (See \
             § 744.11 of the EAR)</TD><TD>Presumption of denial</TD><TD>87 FR 100, 1/3/22.</TD></TR>"
        );
    }
    let list = format!(
        "<DIV9 N=\"Supplement No. 4 to Part 744\"><TABLE><TR><TH>Country</TH><TH>Entity</TH><TH>License requirement</TH>\
         <TH>License review policy</TH><TH>Federal Register citation</TH></TR>{rows}</TABLE></DIV9>"
    );
    State::of_published(ecfr::read(&list).unwrap().0)
}

/// The rule on one line: a blank that belongs to the text stands in front of a line feed, or makes an indentation one
/// wider.
fn on_one_line(node: roxmltree::Node<'_, '_>, out: &mut String) {
    for child in node.children() {
        if child.is_element() {
            let _ = write!(out, "<{}", child.tag_name().name());
            for attribute in child.attributes() {
                let _ = write!(out, " {}=\"{}\"", attribute.name(), attribute.value());
            }
            out.push('>');
            on_one_line(child, out);
            let _ = write!(out, "</{}>", child.tag_name().name());
        }
        let text = child.text().filter(|_| child.is_text()).unwrap_or_default();
        let escaped = text.trim().replace('&', "&amp;").replace('<', "&lt;");
        if escaped.is_empty() {
            out.push_str(if text.contains('\n') || text.is_empty() { "" } else { " " });
            continue;
        }
        let indentation = |white: &str| white.rsplit_once('\n').map(|(_, blanks)| blanks.len());
        let (lead, _) = text.split_at(text.len() - text.trim_start().len());
        let (_, tail) = text.split_at(text.trim_end().len());
        let blank_before = indentation(lead).map_or(!lead.is_empty(), |width| width % 4 == 1);
        let blank_behind = !tail.is_empty() && !tail.starts_with('\n');
        out.push_str(if blank_before { " " } else { "" });
        out.push_str(&escaped);
        out.push_str(if blank_behind { " " } else { "" });
    }
}

fn no_mutant_of_the_real_rule_is_wrong_in_silence() {
    // Published on the day of the small worlds.
    let rule = std::fs::read_to_string(corpus(RULE)).unwrap().replace("2/27/2023", "5/3/2023");
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
    let (mutants, seed) = (number("EARWATCH_WORLDS").unwrap_or(200), number("EARWATCH_WORLDS_SEED").unwrap_or(1));
    let before = before();
    let truth = come(&before, &rule).rows;
    assert_eq!(truth.len(), 7 + 13);
    let printed = roxmltree::Document::parse(&rule).unwrap();
    let mut rule = String::new();
    on_one_line(printed.root(), &mut rule);
    let (mut made, mut failed) = (0, BTreeMap::<&str, Vec<String>>::new());
    for at in 0..mutants {
        let mut random = Random::new(seed.wrapping_add(at));
        let (name, kind, oddity) = by_turns(at);
        let Some(mutant) = oddity(&rule, &mut random) else {
            continue;
        };
        made += 1;
        if let Some(complaint) = complaint(kind, &before, &truth, &mutant) {
            failed.entry(name).or_default().push(format!("seed {}: {complaint}", seed.wrapping_add(at)));
        }
    }
    let summary: Vec<_> = failed.iter().map(|(name, all)| format!("{} × {name}: {}", all.len(), all[0])).collect();
    assert!(failed.is_empty(), "of {made} mutants:\n{}", summary.join("\n"));
}

pub(crate) const TESTS: &[Test] = tests![no_mutant_of_the_real_rule_is_wrong_in_silence];
