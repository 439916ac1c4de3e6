//! Orders that stand where no order is looked for: told, never applied.
//!
//! Corrections by page and column, orders that were typeset as plain paragraphs, and rules that only move the dates
//! of earlier amendments.

use std::cell::LazyCell;

use roxmltree::Node;

use super::act::{Matters, is_elsewhere, is_of_preamble, leaves, moves_another};
use super::element::{is_item, within, within_part_744};
use super::misplaced;
use super::pages::Pages;
use super::texts::Texts;
use crate::finding::{Code, Finding};
use crate::law::ListId;
use crate::law::text::marker;
use crate::law::text::reference::{PART, Reference, may_concern_a_list};
use crate::law::text::sentence;
use crate::markup;

/// Words that make a sentence an order (Document Drafting Handbook, amendatory language).
pub(crate) const ORDERS: [&str; 6] =
    ["is amended", "are amended", "by adding", "by removing", "by revising", "by correcting"];

/// Words that begin an order; in a preamble they are prose.
const IMPERATIVES: [&str; 8] =
    ["add ", "amend ", "correct ", "in supplement no", "in the entry for", "remove ", "revise ", "under "];

/// Findings about orders outside of `AMDPAR`s; `dates` is the text of the DATES section, `elsewhere` whether the
/// document it corrects is known and nothing but its own words can tell that it concerns a list.
pub(crate) fn read(
    document: Node<'_, '_>,
    (pages, texts): (&Pages<'_>, &Texts),
    dates: &str,
    elsewhere: bool,
) -> Vec<Finding> {
    let mut findings = corrections_by_page(document, (pages, texts), elsewhere);
    if !["RULE", "CORRECT", "UNKNOWN"].contains(&document.tag_name().name()) {
        return findings;
    }
    findings.extend(misplaced::read(document, pages, texts));
    let first_order = document.descendants().find(|node| node.has_tag_name("AMDPAR"));
    let has_orders = first_order.is_some();
    let preamble_ends = document
        .descendants()
        .find(|node| node.has_tag_name("P") && is_issuance(texts.line(*node)))
        .into_iter()
        .chain(first_order)
        .map(|node| node.range().start)
        .min();
    let about_a_list = LazyCell::new(|| speaks_of_a_list(document, texts));
    findings.extend(paragraphs(document).filter_map(|node| {
        let text = texts.line(node);
        let lower = text.to_lowercase();
        let words = without_marker(&lower);
        let orders = ORDERS.iter().any(|order| lower.contains(order));
        let ours = match within_part_744(node) {
            // Text of a list is told by itself where no order sets it.
            Some(true) if is_item(node) => false,
            Some(true) => {
                let marked = words.len() < lower.len();
                orders && (marked || !is_text_of_a_list(node, texts)) || marked && misplaced::is_order(text)
            }
            Some(false) => orders && begins_with_ours(words),
            None if is_issuance(text) => false,
            None if preamble_ends.is_some_and(|end| node.range().start > end) => {
                let begins = IMPERATIVES.iter().any(|verb| words.starts_with(verb));
                (orders || begins) && *about_a_list
            }
            None => {
                let item = !has_orders && words.len() < lower.len();
                orders && (begins_with_ours(words) || (item && *about_a_list))
            }
        };
        ours.then(|| {
            let message = "the paragraph reads like an order, but is not marked as one";
            Finding::new(Code::UnparsedInstruction, message).with_quote(text, &pages.place(node))
        })
    }));
    let own = |sentence: &&str| {
        let orders = ORDERS.iter().any(|order| sentence.contains(order));
        may_concern_a_list(sentence) && (orders || !moves_another(sentence))
    };
    if !has_orders && findings.is_empty() && sentence::sentences(dates).iter().any(own) {
        let message = "the DATES section speaks of a list of Part 744, but the document has no orders";
        findings.push(
            Finding::new(Code::UnparsedInstruction, message).with_quote(dates.to_owned(), &pages.place(document)),
        );
    }
    findings
}

/// Words by which a rule says in its title, ACTION or SUMMARY that it amends something.
const AMENDS: [&str; 29] = [
    "amend", "adds ", "adding", "addition", "remov", "revis", "modif", "correct", "implements", "imposes", "expands",
    "establishes", "updates", "creates", "restricts", "controls ", "delay", "withdraw", "stay", "suspen", "rescind",
    "clarifies", "changes", "this rule", "this final rule", "this interim final rule", "postpon", "defer",
    "effective date",
];

/// Matters of a document beside the rule that its title names first: `Revisions to the Entity List; Extension of Comment
/// Period`.
const BESIDE: [&str; 5] = ["comment period", "confirmation", "meeting", "hearing", "guidance"];

/// What leaves an effective date as it is.
const CONFIRMS: [&str; 6] = [
    "confirmation of effective date",
    "confirmation of the effective date",
    "confirmation of effective dates",
    "confirming the effective date",
    "confirms the effective date",
    "confirm the effective date",
];

/// Verbs by which a rule makes an earlier one final.
const ADOPTS: [&str; 5] = ["adopt", "affirm", "confirm", "finaliz", "making final"];

/// Words by which it does so as that stands: "adopts as final, without change, the interim final rule".
const UNCHANGED: [&str; 6] =
    ["without change", "without any change", "without modification", "without revision", "no change", "unchanged"];

/// Whether a text is whole, since the number that closes a document stands in it, and says of nothing that it amends it.
pub(super) fn orders_nothing(document: Node<'_, '_>, texts: &Texts, title: &str) -> bool {
    let any = |tag: &str| document.descendants().any(|node| node.has_tag_name(tag));
    let of_head = |node: &Node<'_, '_>| ["ACT", "SUM"].contains(&node.tag_name().name());
    let head = document.descendants().filter(of_head).map(|node| texts.line(node));
    let last = title.rsplit_once(';').map(|(_, last)| last);
    let last = last.filter(|last| BESIDE.iter().any(|matter| last.to_lowercase().contains(matter)));
    let head = std::iter::once(last.unwrap_or(title)).chain(head).collect::<Vec<_>>().join(" ").to_lowercase();
    let head = CONFIRMS.iter().fold(head, |head, words| head.replace(words, ""));
    let issues = paragraphs(document).any(|node| is_issuance(texts.line(node)));
    let has = |text: &str, any: &[&str]| any.iter().any(|words| text.contains(words));
    let leaves = |text: &str| has(text, &ADOPTS) && has(text, &UNCHANGED);
    // What its ACTION line calls an adoption may be said to change nothing below only.
    let below = || has(&head, &ADOPTS) && paragraphs(document).any(|node| leaves(&texts.line(node).to_lowercase()));
    let amends = AMENDS.iter().any(|word| head.contains(word)) && !leaves(&head) && !below();
    any("FRDOC") && (any("SUM") || any("ACT") && any("SUPLINF")) && !any("REGTEXT") && !issues && !amends
}

/// Accents in amendatory matter of which it is not known what they look like.
pub(crate) fn accents(document: Node<'_, '_>, pages: &Pages<'_>) -> Vec<Finding> {
    document
        .descendants()
        .filter(|node| markup::is_unknown_accent(*node))
        .filter(|node| within(*node, &["REGTEXT", "AMDPAR", "GPOTABLE"]))
        .filter_map(|node| node.parent())
        .map(|text| {
            let message = "an accent in the text cannot be read; ◌ marks its place";
            Finding::new(Code::UnparsedInstruction, message).with_quote(markup::flatten_line(text), &pages.place(text))
        })
        .collect()
}

fn paragraphs<'a, 'input>(document: Node<'a, 'input>) -> impl Iterator<Item = Node<'a, 'input>> {
    let elsewhere = ["AMDPAR", "SECTION", "GPOTABLE", "AUTH", "SIG", "PREAMB"];
    document
        .descendants()
        .filter(move |node| ["P", "FP"].contains(&node.tag_name().name()) && !within(*node, &elsewhere))
}

/// Whether a paragraph stands below the heading of a list, in the same `REGTEXT`.
fn is_text_of_a_list(node: Node<'_, '_>, texts: &Texts) -> bool {
    let regtext = node.ancestors().find(|above| above.has_tag_name("REGTEXT"));
    regtext
        .into_iter()
        .flat_map(|regtext| regtext.descendants())
        .take_while(|before| before.range().start < node.range().start)
        .filter(|before| before.has_tag_name("HD"))
        .last()
        .is_some_and(|heading| ListId::of_heading(texts.line(heading)).is_some())
}

/// `Accordingly, part 744 of the Export Administration Regulations … is amended as follows:` ends the preamble.
fn is_issuance(text: &str) -> bool {
    text.ends_with("amended as follows:")
}

/// `Supplement No. 4 to part 744 is …`: the subject of an order, where prose has the bureau or the rule.
pub(crate) fn begins_with_ours(words: &str) -> bool {
    let named = Reference::leading(words.strip_prefix("in ").unwrap_or(words));
    named.is_some_and(|(named, _)| named.list().is_some() && named.part() == Some(PART))
}

/// The words after `2.`, `a.` or `(1)`; all of them where there is no such marker. A number that no item bears (`1001.`,
/// `viiii.`) marks one all the same: what is overlooked here is told nowhere.
pub(crate) fn without_marker(text: &str) -> &str {
    let odd = || {
        let (marker, words) = text.split_once(char::is_whitespace)?;
        let inner = marker.trim_start_matches('(').strip_suffix(['.', ')'])?.trim_end_matches(['.', ')']);
        let all = |of: fn(char) -> bool| !inner.is_empty() && inner.chars().all(of);
        (all(|c| c.is_ascii_digit()) || all(|c| "ivx".contains(c))).then(|| words.trim_start())
    };
    marker::leading(text).map(|(_, words)| words).or_else(odd).unwrap_or(text)
}

pub(crate) fn speaks_of_a_list(document: Node<'_, '_>, texts: &Texts) -> bool {
    document
        .descendants()
        .filter(|node| ["P", "FP", "HD", "CFR", "SUBJECT"].contains(&node.tag_name().name()))
        .any(|node| may_concern_a_list(texts.line(node)))
}

/// Corrections that address page and column ("On page 51680, in the second column, …"), quoted. The bureau may be
/// missing from a correction, and the column from its words.
fn corrections_by_page(document: Node<'_, '_>, (pages, texts): (&Pages<'_>, &Texts), elsewhere: bool) -> Vec<Finding> {
    let bureau = document.descendants().find(|node| node.has_tag_name("SUBAGY")).map(markup::flatten_line);
    let is_correction = document.has_tag_name("CORRECT");
    let of_bureau = match bureau {
        Some(bureau) => bureau.contains("Industry and Security"),
        None => is_correction && speaks_of_a_list(document, texts),
    };
    if !of_bureau {
        return Vec::new();
    }
    let addressed = |text: &str| {
        let page = text.split_once("n page ").filter(|(_, rest)| rest.starts_with(|c: char| c.is_ascii_digit()));
        // "The rule ends on page 902."
        let place = |(lead, _): (&str, &str)| !["ends o", "begins o"].iter().any(|words| lead.ends_with(words));
        page.is_some_and(place) && (is_correction || text.contains(" column"))
    };
    // What is corrected below a sentence that introduces it need not name the page again.
    let corrects = |text: &str| {
        text.contains('“') && ["correct", "should read"].iter().any(|it| text.contains(it)) && !leaves(text)
    };
    let nodes = document.descendants().filter(|node| ["P", "FP"].contains(&node.tag_name().name()));
    let nodes: Vec<_> = nodes.filter(|node| !within(*node, &["REGTEXT"])).collect();
    let mut matters = Matters::default();
    let mut items = Vec::new();
    for node in &nodes {
        let of_preamble = |text: &str| {
            let lower = text.to_lowercase();
            within(*node, &["SUM"]) && (lower.contains("correct") || is_of_preamble(&lower))
        };
        for sentence in sentence::sentences(texts.line(*node)) {
            if addressed(sentence) || corrects(sentence) {
                items.push(sentence);
            }
            if of_preamble(sentence) || addressed(sentence) || corrects(sentence) {
                matters.look(sentence);
            }
        }
    }
    if matters.order_nothing() {
        return Vec::new();
    }
    let head = ["SUBJECT", "SUM"];
    let head =
        document.descendants().filter(|node| head.contains(&node.tag_name().name())).map(|node| texts.line(node));
    let of_another = || is_elsewhere(&head.collect::<Vec<_>>().join(" "), &items);
    let code = if elsewhere && !speaks_of_a_list(document, texts) || of_another() {
        Code::CorrectionElsewhere
    } else {
        Code::CorrectionByPage
    };
    // "In rule document 2031-00077, beginning on page 900, make the following correction:"
    let finding = |node: Node<'_, '_>| {
        Finding::new(code, "a correction addresses the printed page instead of an entry")
            .with_quote(texts.line(node), &pages.place(node))
    };
    nodes.into_iter().filter(|node| addressed(texts.line(*node))).map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What moves no date orders nothing; a delay orders something that is written elsewhere.
    #[test]
    fn a_confirmation_orders_nothing() {
        for (title, action, summary, expected) in [
            ("Revisions; Confirmation of Effective Date", "Final rule; confirmation of effective date.", "", true),
            (
                "Export Administration",
                "Confirmation of the effective date.",
                "BIS is confirming the effective date of a rule.",
                true,
            ),
            ("Revisions", "Final rule.", "BIS adopts the interim final rule, with no changes, as final.", true),
            ("Revisions", "Final rule.", "BIS adopts the interim final rule, with changes, as final.", false),
            ("Revisions; Delay of Effective Date", "Final rule; delay of effective date.", "", false),
            ("Revisions", "Final rule; change of effective date.", "BIS confirms the need for it.", false),
        ] {
            let xml = format!(
                "<RULE><PREAMB><ACT><P>{action}</P></ACT><SUM><P>{summary}</P></SUM></PREAMB>\
                 <FRDOC>[FR Doc. 2031-00001 Filed 1-2-31]</FRDOC></RULE>"
            );
            let parsed = markup::parse(&xml).unwrap();
            assert_eq!(
                orders_nothing(parsed.root_element(), &Texts::new(&parsed), title),
                expected,
                "{title} {action}"
            );
        }
    }

    #[test]
    fn an_adoption_may_say_below_that_it_changes_nothing() {
        for (action, expected) in [("Final rule; adoption of interim rule.", true), ("Final rule.", false)] {
            let xml = format!(
                "<RULE><PREAMB><ACT><P>{action}</P></ACT></PREAMB><SUPLINF><P>BIS adopts, without change, the rule at 96 FR 900.\
                 </P></SUPLINF><FRDOC>[FR Doc. 2031-00001 Filed 1-2-31]</FRDOC></RULE>"
            );
            let parsed = markup::parse(&xml).unwrap();
            assert_eq!(
                orders_nothing(parsed.root_element(), &Texts::new(&parsed), "Revisions to a List"),
                expected,
                "{action}"
            );
        }
    }

    #[test]
    fn what_looks_like_a_marker_hides_no_order() {
        for (text, words) in [
            ("2. supplement no. 4", "supplement no. 4"),
            ("(1) under iran", "under iran"),
            ("1001. supplement no. 4", "supplement no. 4"),
            ("(viiii) under iran", "under iran"),
            ("u.s. law", "u.s. law"),
            ("under iran", "under iran"),
        ] {
            assert_eq!(without_marker(text), words, "{text}");
        }
    }
}
