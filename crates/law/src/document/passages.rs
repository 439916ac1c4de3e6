//! The words of a document in which it may act on others: title, ACTION, SUMMARY, DATES, and the text of its preamble.

use roxmltree::Node;

use super::act::{About, Passage, Power, Prose, Section, Whose, docket};
use super::element::within;
use super::overlooked::speaks_of_a_list;
use super::pages::Pages;
use super::record::DocumentRecord;
use super::texts::Texts;
use crate::law::citation::DocumentNumber;
use crate::law::text::cited;
use crate::markup;

/// Elements whose text is no prose of the document.
const ASIDE: [&str; 6] = ["REGTEXT", "SIG", "AUTH", "SECTION", "AGY", "ADD"];

/// Words of an order that holds text back, or ends that.
const STAYS: [&str; 4] = [" stay", "suspend", "suspension", " lift"];

/// The words of a document by which it may act on others.
pub(super) fn prose(
    document: Node<'_, '_>,
    (pages, texts): (&Pages<'_>, &Texts),
    record: Option<&DocumentRecord>,
    corrects: Option<&DocumentNumber>,
) -> Prose {
    let mut passages = Vec::new();
    for node in document.descendants() {
        let Some(section) = section(node) else {
            continue;
        };
        let text = if node.has_tag_name("ROW") {
            let cells = node.children().filter(Node::is_element);
            cells.map(markup::flatten_line).collect::<Vec<_>>().join(" | ")
        } else {
            texts.line(node).to_owned()
        };
        let refers = section != Section::Heading || !cited::all(&text).is_empty();
        if !text.is_empty() && refers {
            passages.push(Passage { section, text, place: pages.place(node) });
        }
    }
    let beside = |section, text: Option<&String>| {
        let text = text.filter(|_| !passages.iter().any(|passage: &Passage| passage.section == section))?;
        Some(Passage { section, text: text.clone(), place: pages.place(document) })
    };
    let of_record = record.map(|record| {
        [
            beside(Section::Title, record.title.as_ref()),
            beside(Section::Action, record.action.as_ref()),
            beside(Section::Summary, record.summary.as_ref()),
            beside(Section::Dates, record.dates.as_ref()),
        ]
    });
    passages.extend(of_record.into_iter().flatten().flatten());
    let about = About { corrects: corrects.cloned(), ..about(document, texts, record, &passages) };
    Prose { passages, about }
}

/// The section that an element bears the words of.
fn section(node: Node<'_, '_>) -> Option<Section> {
    let within = |tags: &[&str]| within(node, tags);
    match node.tag_name().name() {
        "SUBJECT" => Some(Section::Title),
        "P" | "FP" if within(&["ACT"]) => Some(Section::Action),
        "P" | "FP" if within(&["SUM"]) => Some(Section::Summary),
        "P" | "FP" if within(&["EFFDATE", "DATES"]) => Some(Section::Dates),
        "P" | "FP" | "NOTE" | "ROW" if !within(&ASIDE) && !within(&["P", "FP"]) => Some(Section::Body),
        "AMDPAR" => Some(Section::Body),
        "HD" if !within(&ASIDE) => Some(Section::Heading),
        _ => None,
    }
}

fn about(document: Node<'_, '_>, texts: &Texts, record: Option<&DocumentRecord>, passages: &[Passage]) -> About {
    let printed = document.descendants().filter(|node| ["DEPDOC", "RIN"].contains(&node.tag_name().name()));
    let printed = printed.map(markup::flatten_line);
    let recorded = record.into_iter().flat_map(|record| record.docket_ids.iter().chain(&record.regulation_id_numbers));
    let mut dockets: Vec<_> = printed.chain(recorded.cloned()).filter_map(|printed| docket(&printed)).collect();
    dockets.sort();
    dockets.dedup();
    let action = passages.iter().find(|passage| passage.section == Section::Action);
    let action = action.map(|passage| passage.text.to_lowercase()).unwrap_or_default();
    let kind = record.and_then(|record| record.document_type.as_deref());
    let of_proposal = document.has_tag_name("PRORULE") || kind == Some("Proposed Rule");
    let named =
        |tag: &str| document.descendants().filter(|node| node.has_tag_name(tag)).map(markup::flatten_line).collect();
    let (agencies, bureaus): (Vec<String>, Vec<String>) = (named("AGENCY"), named("SUBAGY"));
    let ours =
        bureaus.iter().any(|bureau| bureau.contains("Industry and Security")) || speaks_of_a_list(document, texts);
    let power = power(&agencies, &bureaus);
    let whose = match power {
        _ if ours => Whose::Ours,
        Power::None => Whose::Foreign,
        Power::Own | Power::Print => Whose::Unsaid,
    };
    let orders = || document.descendants().filter(|node| node.has_tag_name("AMDPAR")).map(|node| texts.line(node));
    About {
        corrects: None,
        stays: orders().map(str::to_lowercase).any(|order| STAYS.iter().any(|word| order.contains(word))),
        amends: orders().next().is_some(),
        dockets,
        proposes: of_proposal || action.starts_with("proposed rule"),
        whose,
        power,
    }
}

/// What the agencies and bureaus that a document prints may do to rules of the bureau.
fn power(agencies: &[String], bureaus: &[String]) -> Power {
    let any = |names: &[String], words: &str| names.iter().any(|name| name.to_uppercase().contains(words));
    let both = || [agencies, bureaus].into_iter();
    // An office of the secretary, and no other bureau of the department.
    let of_department = || any(agencies, "COMMERCE") && (bureaus.is_empty() || any(bureaus, "SECRETARY"));
    if agencies.is_empty() && bureaus.is_empty()
        || both().any(|names| any(names, "INDUSTRY AND SECURITY"))
        || of_department()
    {
        Power::Own
    } else if both().any(|names| any(names, "FEDERAL REGISTER")) {
        Power::Print
    } else {
        Power::None
    }
}
