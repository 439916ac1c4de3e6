//! Orders inside a `REGTEXT` of Part 744 that stand in another element than an amendatory paragraph.
//!
//! New text of a section is no order, however it speaks of the list; what is told here begins as orders do.

use roxmltree::Node;

use super::element::{has_own_text, within, within_part_744};
use super::overlooked::{ORDERS, without_marker};
use super::pages::Pages;
use super::texts::Texts;
use crate::finding::{Code, Finding};
use crate::law::text::reference::{PART, Reference};

/// Verbs of an order, as they begin it or follow its place: "Under FRANCE, remove …".
const VERBS: [&str; 5] = ["add ", "amend ", "correct ", "remove ", "revise "];

/// What is done to an entry that an order begins with.
const DONE: [&str; 4] = ["added", "corrected", "removed", "revised"];

/// Elements whose paragraphs are no amendatory matter.
const ASIDE: [&str; 3] = ["SECTION", "AUTH", "SIG"];

/// Findings about orders in elements that hold none.
pub(crate) fn read(document: Node<'_, '_>, pages: &Pages<'_>, texts: &Texts) -> Vec<Finding> {
    document
        .descendants()
        .filter(|node| node.has_tag_name("REGTEXT") && within_part_744(*node) == Some(true))
        .flat_map(|regtext| bearers(regtext, texts))
        .filter_map(|(node, text)| {
            let message = format!(
                "the text reads like an order, but is in an element {} and is not marked as one",
                node.tag_name().name()
            );
            is_order(text)
                .then(|| Finding::new(Code::UnparsedInstruction, message).with_quote(text, &pages.place(node)))
        })
        .collect()
}

/// The outermost elements that bear text, but for orders, tables and plain paragraphs.
fn bearers<'a, 'input>(
    regtext: Node<'a, 'input>,
    texts: &'a Texts,
) -> impl Iterator<Item = (Node<'a, 'input>, &'a str)> {
    let own = regtext.children().filter(Node::is_text);
    let own = own.filter_map(move |text| Some((regtext, text.text()?.trim())));
    let inside = regtext.descendants().skip(1).filter(move |node| {
        let is = |tags: &[&str]| tags.contains(&node.tag_name().name()) || within(*node, tags);
        let inner = || node.ancestors().skip(1).take_while(|above| *above != regtext).any(has_own_text);
        has_own_text(*node) && !is(&["AMDPAR", "GPOTABLE"]) && (within(*node, &ASIDE) || !is(&["P", "FP"])) && !inner()
    });
    own.chain(inside.map(|node| (node, texts.line(node))))
}

/// Whether a text begins as an order about entries or one of our supplements does.
pub(crate) fn is_order(text: &str) -> bool {
    let begin = without_marker(text);
    let lower = begin.to_lowercase();
    let contains = |words: &[&str]| words.iter().any(|words| lower.contains(words));
    let starts = |words: &[&str]| words.iter().any(|words| lower.starts_with(words));
    let orders = contains(&ORDERS) || starts(&VERBS) || VERBS.iter().any(|verb| lower.contains(&format!(", {verb}")));
    let entry = ["entry for", "entries for", "entry “", "entries “"];
    let begins = starts(&VERBS) || starts(&["by ", "in the entr", "in an entr"]);
    let done = || {
        let begins = starts(&["entry ", "entries ", "the entry ", "the entries ", "an entry "]);
        begins
            && lower.contains('“')
            && DONE.iter().any(|done| contains(&[&format!("is {done}"), &format!("are {done}")]))
    };
    // "The Entity List is amended" is prose as well, unless names or items follow.
    let list = || orders && begins_with_list(&lower) && (lower.contains('“') || lower.ends_with(':'));
    let ours = || orders && begins_with_supplement(&lower);
    let under = || orders && names_country(begin);
    ours() || list() || under() || contains(&entry) && (begins && orders || done())
}

/// `The Entity List …`: as orders call a list that do not number the supplement.
fn begins_with_list(words: &str) -> bool {
    let named = words.strip_prefix("the ").and_then(Reference::leading);
    matches!(named, Some((Reference::List(_), _)))
}

/// `In Supplement No. 4, …`: inside a `REGTEXT` of Part 744 the part need not be said.
fn begins_with_supplement(words: &str) -> bool {
    let verb = VERBS.iter().find_map(|verb| words.strip_prefix(verb));
    let named = Reference::leading(verb.or_else(|| words.strip_prefix("in ")).unwrap_or(words));
    let Some((Reference::Supplement(number, part), _)) = named else {
        return false;
    };
    // The other parts of the EAR have supplements of the same numbers; any other part is a misprint.
    let other = part.is_some_and(|part| part != PART && (700..800).contains(&part));
    !other && Reference::Supplement(number, None).list().is_some()
}

/// `Under FRANCE, …`.
fn names_country(text: &str) -> bool {
    let country = text.strip_prefix("Under ").or_else(|| text.strip_prefix("under "));
    let country = country.map(|rest| rest.strip_prefix("the ").unwrap_or(rest));
    let first = country.and_then(|rest| rest.split(|c: char| !c.is_alphabetic()).next());
    first.is_some_and(|word| word.chars().count() > 1 && word.chars().all(char::is_uppercase))
}
