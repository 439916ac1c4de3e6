//! The verbs of a summary: what is done, by this rule or by an earlier one.

use super::claim::{Section, Unit};
use super::words::{Noun, Quantity, Words};

/// How a verb stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `adds`, `to add`.
    Finite,
    /// `adding`.
    Gerund,
    /// `are added`.
    Passive,
    /// `the addition of`.
    Nominal,
}

/// A verb that changes lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verb {
    pub(super) section: Section,
    pub(super) form: Form,
}

const STEMS: [(Section, &[&str]); 3] = [
    (Section::Additions, &["add", "adds", "adding", "added"]),
    (
        Section::Removals,
        &[
            "remove", "removes", "removing", "removed", "delete", "deletes", "deleting", "deleted", "delist",
            "delists", "delisting", "delisted",
        ],
    ),
    (
        Section::Modifications,
        &[
            "revise", "revises", "revising", "revised", "modify", "modifies", "modifying", "modified", "correct",
            "corrects", "correcting", "corrected", "amend", "amends", "amending", "amended", "update", "updates",
            "updating", "updated", "change", "changes", "changing", "changed", "rename", "renames", "renaming",
            "renamed", "clarify", "clarifies", "clarifying", "clarified", "edit", "edits", "editing", "edited",
        ],
    ),
];

/// `removals` → removals.
pub(super) fn nominal(word: &str) -> Option<Section> {
    Some(match word {
        "addition" | "additions" => Section::Additions,
        "removal" | "removals" | "deletion" | "deletions" => Section::Removals,
        "revision" | "revisions" | "modification" | "modifications" | "correction" | "corrections" | "amendment"
        | "amendments" | "update" | "updates" | "change" | "changes" => Section::Modifications,
        _ => return None,
    })
}

/// `added` → additions: the participle alone.
pub(super) fn participle(word: &str) -> Option<Section> {
    let stems = STEMS.iter().find(|(_, stems)| word.ends_with("ed") && stems.contains(&word));
    stems.map(|(section, _)| *section)
}

/// `two are added`, `three removals`, `adds two`: what is counted here comes or goes.
pub(super) fn counts_a_kind(words: &Words<'_>, at: usize) -> bool {
    let other = |section: Section| section != Section::Modifications;
    let of_entries = |quantity: Quantity| match quantity.of {
        Noun::Unit(of) => matches!(of, Unit::Entries | Unit::Entities),
        Noun::Change(_) => true,
    };
    if let Some(verb) = verb(words, at).filter(|verb| verb.form != Form::Passive) {
        let counted = words.quantity(at + 1).map(|(quantity, _)| quantity);
        return other(verb.section) && counted.is_some_and(|counted| !counted.article && of_entries(counted));
    }
    if words.quantity(at).is_some_and(|(quantity, _)| !of_entries(quantity)) {
        return false;
    }
    let Some((_, length)) = words.number(at) else {
        return false;
    };
    let end = at + length;
    is_new(words, end)
        || (end..end + 4)
            .find_map(|at| participle(&words.lower(at)).or_else(|| nominal(&words.lower(at))))
            .is_some_and(other)
}

/// `are new`.
pub(super) fn is_new(words: &Words<'_>, at: usize) -> bool {
    let at = at + usize::from(words.is(at, &["is", "are"]));
    words.is(at, &["new"]) && words.is(at + 1, &[",", ";", "and", "."])
}

/// Whether a verb may stand for changes of every kind: `amends`, `makes changes to`.
pub(super) fn is_of_any_kind(words: &Words<'_>, at: usize) -> bool {
    // "revises the Entity List by three entries"
    let of_list = [at + 1, at + 2].iter().any(|at| words.listing(*at).is_some());
    words.lower(at).starts_with("amend") || words.lower(at).starts_with("chang") || of_list
}

const ADVERBS: [&str; 12] =
    ["also", "hereby", "now", "then", "thereby", "both", "further", "being", "all", "each", "additionally", "likewise"];
const NEGATIONS: [&str; 9] = ["not", "without", "never", "nor", "than", "instead", "before", "proposes", "proposing"];

/// Whether a verb moves things from one list to another.
pub(super) fn moves(words: &Words<'_>, at: usize) -> bool {
    words.lower(at).starts_with("mov") || words.lower(at).starts_with("transfer")
}

/// The verb at a place.
pub(super) fn verb(words: &Words<'_>, at: usize) -> Option<Verb> {
    let word = words.lower(at);
    let before = words.before(at, 1);
    let lists = match word.as_str() {
        "lists" | "places" => true,
        "listing" | "placing" => ["by", "is", "are", "and", ","].contains(&before.as_str()),
        _ => false,
    };
    if lists && words.quantity(at + 1).is_some() {
        let form = if word.ends_with('s') { Form::Finite } else { Form::Gerund };
        return Some(Verb { section: Section::Additions, form });
    }
    // What moves between lists is removed from one and added to the other.
    if ["moves", "moving", "transfers", "transferring"].contains(&word.as_str()) && words.quantity(at + 1).is_some() {
        let form = if word.ends_with('s') { Form::Finite } else { Form::Gerund };
        return Some(Verb { section: Section::Removals, form });
    }
    let section = STEMS.iter().find(|(_, stems)| stems.contains(&word.as_str())).map(|(section, _)| *section);
    let Some(section) = section.filter(|_| !is_noun(words, at)) else {
        let section = nominal(&word)?;
        let leads = words.is(at + 1, &["of", "to", "from", "in"]) && counts(words, at + 2);
        return leads.then_some(Verb { section, form: Form::Nominal });
    };
    let form = if word.ends_with("ing") {
        Form::Gerund
    } else if word.ends_with("ed") {
        return passive(words, at).then_some(Verb { section, form: Form::Passive });
    } else if word.ends_with('s') || ["to", "and", ",", "also", "or", "will"].contains(&before.as_str()) {
        Form::Finite
    } else {
        return None;
    };
    Some(Verb { section, form })
}

/// `updates to the list`, `technical corrections`: a noun that is written as a verb is.
fn is_noun(words: &Words<'_>, at: usize) -> bool {
    if !words.is(at, &["update", "updates", "change", "changes", "edits", "correct"]) {
        return false;
    }
    let before = words.before(at, 1);
    !["rule", "bis", "also", "and", "to", ",", "(bis)", ")", "finally", "lastly"].contains(&before.as_str())
        || words.is(at + 1, &["to", "in", "of", "and", ",", "."])
}

fn counts(words: &Words<'_>, at: usize) -> bool {
    let at = if words.is(at, &["the", "an", "a"]) { at + 1 } else { at };
    words.quantity(at).is_some_and(|(quantity, _)| !quantity.article)
}

/// Whether a participle is one of the present: `are hereby added`, `being removed`, not `were added`.
fn passive(words: &Words<'_>, at: usize) -> bool {
    for back in 1..=4 {
        let before = words.before(at, back);
        match before.as_str() {
            "is" | "are" | "be" | "being" => {
                let earlier = words.before(at, back + 1);
                return !["not", "never", "been", "was", "were"].contains(&earlier.as_str());
            }
            _ if ADVERBS.contains(&before.as_str()) => {}
            _ => return false,
        }
    }
    false
}

/// Whether a verb is denied or only thought of: `does not add`, `rather than removing`.
pub(super) fn is_denied(words: &Words<'_>, at: usize) -> bool {
    (1..=3).any(|back| {
        let before = words.before(at, back);
        NEGATIONS.contains(&before.as_str()) || (before == "may" || before == "could" || before == "might")
    })
}

/// Whether what follows a word tells of an earlier document: `published a rule adding`, `amended the EAR by`, `delays the
/// effective date of the rule adding`.
pub(super) fn tells_of_the_past(words: &Words<'_>, at: usize) -> bool {
    let word = words.lower(at);
    let later = |any: &[&str]| (at + 1..(at + 14).min(words.len())).any(|at| words.is(at, any));
    match word.as_str() {
        "published" | "appeared" | "previously" | "erroneously" | "inadvertently" => true,
        "issued" | "announced" => !["is", "are", "be", "being"].contains(&words.before(at, 1).as_str()),
        "amended" | "added" | "removed" | "revised" | "modified" | "corrected" => {
            let subject = words.before(at, 1);
            ["rule", "bis", "that", "which", "it", "department", "action", "had", "has"].contains(&subject.as_str())
                || subject == ")" && words.before(at, 2) == "bis"
        }
        _ => {
            let acts = ["delay", "postpon", "withdraw", "rescind", "vacat", "suspend", "stay"];
            acts.iter().any(|act| word.starts_with(act))
                && later(&["rule", "rules", "date", "amendments", "additions", "action"])
        }
    }
}
