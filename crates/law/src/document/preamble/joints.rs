//! How the words of a summary hang together: what joins a number to what stands before it.

use super::words::Words;

/// The word that joins a quantity to what stands before it.
pub(super) fn joint(words: &Words<'_>, at: usize) -> String {
    const FILLERS: [&str; 16] = [
        "following", "the", "an", "a", "another", "additional", "also", "existing", "new", "all", "both", "total",
        "each", "these", "those", "then",
    ];
    let mut back = 1;
    loop {
        let word = words.before(at, back);
        let counts_of = word == "of" && ["total", "each", "all", "both"].contains(&words.before(at, back + 1).as_str());
        let entries_of = ["of", "for"].contains(&word.as_str())
            && ["entries", "entry"].contains(&words.before(at, back + 1).as_str());
        if entries_of {
            // `to the entries of 12 entities`, or `the entries for the two entities`.
            let outer = joint(words, at - back - 1);
            return if ["to", "from", "in", "on"].contains(&outer.as_str()) { outer } else { word };
        }
        if !counts_of && !FILLERS.contains(&word.as_str()) {
            return word;
        }
        back += 1;
    }
}

/// Whether what was read last can be the subject of a passive verb: no other noun begins between them.
pub(super) fn is_subject(words: &Words<'_>, from: usize, verb: usize) -> bool {
    let aside = (from..verb).find(|at| [",", ";"].contains(&words.get(*at)));
    aside.is_none_or(|at| words.is(at + 1, &["is", "are", "also", "will", "to", "being"]))
}

/// `from, and`: the list follows later.
pub(super) fn is_dangling(words: &Words<'_>, at: usize) -> bool {
    words.is(at, &["to", "from", "on"]) && words.is(at + 1, &[",", "and"])
}

/// `from Country Group A`: of no list.
pub(super) fn is_of_another_list(words: &Words<'_>, at: usize) -> bool {
    let name = at + 1 + usize::from(words.is(at + 1, &["the"]));
    words.is(at, &["to", "from", "on", "in"])
        && words.get(name).starts_with(char::is_uppercase)
        && words.place_lead(at).is_none()
        && !(name..name + 6).any(|at| words.listing(at).is_some())
}

/// `the rule adding`: of another document, as opposed to `this rule, adding`.
pub(super) fn is_relative(words: &Words<'_>, at: usize) -> bool {
    let of_rule = words.is(at.wrapping_sub(1), &["rule", "rules", "document", "action"]);
    of_rule && !(2..=4).any(|back| words.before(at, back) == "this")
}
