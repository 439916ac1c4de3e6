//! What a document says, elsewhere than in the sentence that names a rule, of what is asked for or told of that rule: "The court
//! granted the motion", "It remanded without vacating".

use super::verb::wording::words;

/// What is asked for, and how it was answered.
pub(super) struct Answers<T> {
    /// What somebody asks for.
    pub(super) asked: Vec<T>,
    /// Whether a sentence says that it was granted.
    pub(super) granted: bool,
    /// Sentences that remand a document.
    pub(super) remanded: Vec<T>,
    /// Whether one says that it is not vacated with that.
    not_vacated: bool,
    /// Whether the sentence before asks for something.
    asking: bool,
}

impl<T> Default for Answers<T> {
    fn default() -> Self {
        Self { asked: Vec::new(), granted: false, remanded: Vec::new(), not_vacated: false, asking: false }
    }
}

impl<T> Answers<T> {
    /// Looks at a sentence; whether it asks for what it says, where that is `open`.
    pub(super) fn look(&mut self, lower: &str, open: bool) -> bool {
        self.not_vacated |= lower.contains("without vacat");
        let done = open && is_done(lower);
        self.granted |= done || self.asking && is_agreed(lower);
        self.asking = open && (done || asks(lower));
        self.asking
    }

    /// What was asked for, where it was granted.
    pub(super) fn granted(&mut self) -> Vec<T> {
        if self.granted { std::mem::take(&mut self.asked) } else { Vec::new() }
    }

    /// What was remanded and may have been vacated: a remand alone leaves a rule in force.
    pub(super) fn remanded(&mut self) -> Vec<T> {
        if self.not_vacated { Vec::new() } else { std::mem::take(&mut self.remanded) }
    }
}

/// Whether a sentence tells that what was asked for elsewhere was granted, or that a resolution became law: "The court granted
/// the motion on May 5", "The President signed it". What was only asked for is then done.
pub(super) fn is_granted(lower: &str) -> bool {
    clauses(lower).lines().any(|clause| is_granted_in(clause, lower))
}

/// The clauses of a sentence as lines: "denied the motion for a stay, but the court of appeals granted an injunction".
fn clauses(lower: &str) -> String {
    let marked = lower.replace(" and granted", "; granted");
    [", and ", ", but ", ", although ", "; "].iter().fold(marked, |all, mark| all.replace(mark, "\n"))
}

/// Whether a clause tells that a document is held back: "and granted the motion for an injunction".
pub(super) fn grants_relief(lower: &str) -> bool {
    const RELIEF: [&str; 4] = ["injunction", "restraining", "stay", "vacatur"];
    let relieves = |clause: &str| words(clause).iter().any(|(_, word)| RELIEF.contains(word));
    clauses(lower).lines().any(|clause| is_granted_in(clause, lower) && relieves(clause))
}

/// The same of a clause.
fn is_granted_in(clause: &str, sentence: &str) -> bool {
    const ASKED: [&str; 14] = [
        "application", "both", "injunction", "it", "motion", "motions", "petition", "petitions", "relief", "request",
        "requests", "stay", "them", "vacatur",
    ];
    const LAW: [&str; 9] = [
        "became law", "becomes law", "is now law", "overrode", "overridden", "president signed the",
        "signed by the president", "signed it", "signed that",
    ];
    const NOT: [&str; 24] = [
        "been no ", "could ", "deni", "deny", "declin", "extension of time", "if ", "leave to", "licen", "may be",
        "may grant", "neither ", "no injunction", "no relief", "no stay", "no such", "not been grant", "not grant",
        "to dismiss", "to expedite", "to intervene", "to transfer", "unless ", "would ",
    ];
    let found = words(clause);
    let has = |any: &[&str]| any.iter().any(|words| clause.contains(words));
    let any = |words: &[&str]| found.iter().any(|(_, word)| words.contains(word));
    let agreed = any(&["approved", "entered", "signed"]) && any(&["agreement", "stipulation"]);
    let grants = any(&["granted", "granting", "grants", "allowed"]) && any(&ASKED) || agreed;
    let not = has(&NOT) || sentence.contains("without vacat");
    has(&LAW) || grants && (!not || clause.contains("in part"))
}

/// Whether a sentence that asks for something is answered by the one behind it: "BIS agrees."
fn is_agreed(lower: &str) -> bool {
    let agrees =
        ["agree", "did so", "does so", "has done so", "so ordered", "concur"].iter().any(|words| lower.contains(words));
    agrees && !["disagree", "not agree", "agreement", "agree in principle"].iter().any(|words| lower.contains(words))
}

/// Whether a sentence says of what it tells of that it was done: "said that it would vacate the rule, and it has done so".
fn is_done(lower: &str) -> bool {
    ["did so", "does so", "done so"].iter().any(|words| lower.contains(words)) && !lower.contains("not ")
}

/// Whether a sentence says that a rule is a major one, which takes effect sixty days after its publication at the earliest (5
/// U.S.C. 801(a)(3)). Each rule says of itself whether it is one.
pub(super) fn is_major(lower: &str) -> bool {
    let own = ["this rule", "this final rule", "this interim", "this action", "neither", "if ", "whether ", "would "];
    let says = ["is a “major rule", "is a major rule", "is “major", "is major", "are major rules"];
    says.iter().any(|words| lower.contains(words)) && !own.iter().any(|words| lower.contains(words))
}

/// Whether a court granted what holds a document back.
pub(super) fn holds_back(lower: &str) -> bool {
    const HELD: [&str; 6] = ["injunction", "motion", "restraining", "stay", "vacatur", "writ"];
    enjoins(lower) || is_granted(lower) && words(lower).iter().any(|(_, word)| HELD.contains(word))
}

/// Whether a sentence tells of an injunction that was entered: "preliminarily enjoined the Department from implementing the rule".
pub(super) fn enjoins(lower: &str) -> bool {
    const NOT: [&str; 16] = [
        "ask", "could", "declin", "deni", "deny", "dissol", "lift", "motion", "mov", "refus", "request", "revers",
        "seek", "sought", "whether", "would",
    ];
    const NEVER: [&str; 5] = ["if", "may", "no", "not", "should"];
    let clause_enjoins = |clause: &str| {
        let found: Vec<_> = words(clause).into_iter().map(|(_, word)| word).collect();
        let stems =
            |words: &[&str], any: &[&str]| words.iter().any(|word| any.iter().any(|stem| word.starts_with(stem)));
        let denied = |words: &[&str]| stems(words, &NOT) || words.iter().any(|word| NEVER.contains(word));
        // What stands behind the verb is said of what is enjoined: "enjoined the rule, which may not be applied".
        let verb = found.iter().position(|word| word.starts_with("enjoin")).and_then(|at| found.get(..at));
        let entered = || stems(&found, &["injunction"]) && stems(&found, &["enter", "issu", "impos"]);
        verb.is_some_and(|before| !denied(before)) || verb.is_none() && entered() && !denied(&found)
    };
    clauses(lower).lines().any(clause_enjoins)
}

/// Whether a sentence tells of somebody who asks.
fn asks(lower: &str) -> bool {
    const REQUESTS: [&str; 16] = [
        "appli", "ask", "bill", "complain", "demand", "motion", "moved", "petition", "request", "resolution", "seek",
        "sought", "stipulat", "suggest", "agreed", "urge",
    ];
    words(lower).iter().any(|(_, word)| REQUESTS.iter().any(|stem| word.starts_with(stem)))
}

/// "The court has stayed its order for fourteen days", but not "the rule is stayed pending further order".
pub(super) fn withholds(lower: &str) -> bool {
    const ORDERS: [&str; 6] = ["decision", "judgment", "mandate", "order", "ruling", "vacatur"];
    const STAYS: [&str; 6] = ["stay", "stayed", "stays", "withheld", "withholds", "abeyance"];
    let lower = ["further order of the court", "further order", "until the court orders"]
        .iter()
        .fold(lower.to_owned(), |lower, words| lower.replace(words, ""));
    let lower = lower.as_str();
    let found: Vec<_> = words(lower).into_iter().map(|(_, word)| word).collect();
    // "The Government did not seek a stay of the judgment", but not "did not rule on the rest and stayed its order".
    let stays = |at: usize| {
        let near = if ["stay", "abeyance"].iter().any(|noun| found.get(at) == Some(noun)) { 7 } else { 2 };
        let before = found.get(at.saturating_sub(near)..at).unwrap_or_default();
        !before.iter().any(|word| ["declined", "denied", "neither", "no", "not"].contains(word))
    };
    // "stayed its order", "the mandate is stayed", but not "in compliance with the order, …, while the stay is in force"
    let of_order = |at: usize| {
        let object = found.get(at + 1..).unwrap_or_default().iter().take(6);
        let object = object.take_while(|word| !["by", "rule", "while"].contains(word));
        let subject = found.get(at.saturating_sub(5)..at).unwrap_or_default();
        object.into_iter().any(|word| ORDERS.contains(word)) || subject.iter().any(|word| ORDERS.contains(word))
    };
    found.iter().enumerate().any(|(at, word)| STAYS.contains(word) && stays(at) && of_order(at))
}
