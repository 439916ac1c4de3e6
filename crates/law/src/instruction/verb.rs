//! What is to be done: `by adding`, `Remove`, `is further amended by`, `are stayed`.

use super::token::{Cursor, Reading};

/// The orders that verbs give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    Add,
    Remove,
    Revise,
    /// "amend": revises entries, or says that what follows does.
    Amend,
    /// "replacing “A” with “B”".
    Replace,
    /// "substituting “B” for “A”".
    Substitute,
    Rename,
    /// "redesignating": renames, or moves to another country.
    Redesignate,
    Move,
    Stay,
    /// "lifting the stay".
    Lift,
}

/// How the verb stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    /// The object follows: "adding", "Add".
    Active,
    /// The object follows, and the verb says how another is carried out: "by adding", "to add".
    Means,
    /// The object stands before: "are removed".
    Passive,
}

const ACTIVE: [(Verb, &[&str]); 11] = [
    (Verb::Add, &["adding", "add", "adds", "inserting", "insert", "inserts", "include"]),
    (
        Verb::Remove,
        &[
            "removing", "remove", "removes", "deleting", "delete", "deletes", "striking", "strike", "withdrawing",
            "withdraw", "eliminating", "eliminate",
        ],
    ),
    (
        Verb::Revise,
        &[
            "revising", "revise", "revises", "republishing", "republish", "correcting", "correct", "corrects",
            "updating", "update", "modifying", "modify",
        ],
    ),
    (Verb::Amend, &["amending", "amend", "amends"]),
    (Verb::Replace, &["replacing", "replace", "changing", "change"]),
    (Verb::Substitute, &["substituting", "substitute"]),
    (Verb::Rename, &["renaming", "rename"]),
    (Verb::Redesignate, &["redesignating", "redesignate"]),
    (Verb::Move, &["moving", "move", "transferring", "transfer", "relocating", "relocate"]),
    (Verb::Stay, &["staying", "stay", "extending", "extend", "suspending", "suspend"]),
    (Verb::Lift, &["lifting", "lift", "terminating", "terminate", "ending", "end"]),
];

const PASSIVE: [(Verb, &[&str]); 10] = [
    (Verb::Add, &["added", "inserted"]),
    (Verb::Remove, &["removed", "deleted", "stricken"]),
    (Verb::Revise, &["revised", "republished", "corrected", "updated", "modified"]),
    (Verb::Replace, &["replaced", "changed"]),
    (Verb::Substitute, &["substituted"]),
    (Verb::Rename, &["renamed"]),
    (Verb::Redesignate, &["redesignated"]),
    (Verb::Move, &["moved", "transferred", "relocated"]),
    (Verb::Stay, &["stayed", "extended", "suspended"]),
    (Verb::Lift, &["lifted", "terminated", "ended"]),
];

/// "by the removal of".
const NOUNS: [(Verb, &str); 5] = [
    (Verb::Add, "the addition of"),
    (Verb::Remove, "the removal of"),
    (Verb::Remove, "the deletion of"),
    (Verb::Revise, "the revision of"),
    (Verb::Revise, "the correction of"),
];

const ADVERBS: [&str; 7] = ["further", "hereby", "also", "each", "both", "additionally", "temporarily"];

fn find<'t>(cursor: Cursor<'t>, table: &[(Verb, &[&str])]) -> Option<(Verb, Cursor<'t>)> {
    table.iter().find_map(|(verb, forms)| Some((*verb, cursor.one_of(forms)?)))
}

/// `[by|to] adding`, `are removed`. "revising and republishing" is one verb.
pub(super) fn verb(cursor: Cursor<'_>) -> Reading<'_, (Verb, Voice)> {
    if let Some(next) = passive_auxiliary(cursor) {
        return match find(next, &PASSIVE) {
            Some((verb, next)) => {
                let next = next.phrases(&["and republished", "and reserved", "and revised"]).unwrap_or(next);
                Reading::Understood((verb, Voice::Passive), next)
            }
            None if next.phrases(&["amended to read as follows", "amended to read"]).is_some() => {
                Reading::Understood((Verb::Revise, Voice::Passive), next.next())
            }
            None => Reading::NotMine,
        };
    }
    let noun = NOUNS.into_iter().find_map(|(verb, noun)| Some((verb, cursor.one_of(&["by"])?.phrase(noun)?)));
    if let Some((verb, next)) = noun {
        return Reading::Understood((verb, Voice::Means), next);
    }
    let lead = cursor.any_of(&ADVERBS).one_of(&["by", "to"]);
    let voice = if lead.is_some() { Voice::Means } else { Voice::Active };
    let next = lead.unwrap_or(cursor).any_of(&ADVERBS);
    let Some((verb, next)) = find(next, &ACTIVE) else {
        return Reading::NotMine;
    };
    // "to end"/"to change" without an object of ours is caught where the order is put together.
    let doubled =
        next.phrases(&["and reserving", "and reserve", "and republishing", "and republish", "and correcting"]);
    Reading::Understood((verb, voice), doubled.unwrap_or(next))
}

/// `is [further] amended`; says that what follows amends.
pub(super) fn amended(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    let changes =
        ["[ amended ]", "make the following changes", "make the following revisions", "make the following amendments"];
    if let Some(next) = cursor.phrases(&changes) {
        return Some(next);
    }

    let next = passive_auxiliary(cursor).unwrap_or(cursor).one_of(&["amended"])?;
    if next.phrase("to read").is_some() {
        return None;
    }
    Some(next.phrases(&["as set forth below", "as follows"]).unwrap_or(next))
}

fn passive_auxiliary(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    let next = cursor.phrases(&[
        "shall be", "has been", "have been", "is to be", "are to be", "is being", "are being", "was", "were", "is",
        "are", "be",
    ])?;
    Some(next.any_of(&ADVERBS))
}
