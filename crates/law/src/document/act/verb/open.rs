//! What is only possible, asked for or denied.

use super::wording::words;

/// Words by which what follows is only proposed, asked for, or on a condition.
const CONDITIONS: [&str; 6] = ["propos", "whether", "considering", "comment on", "comments on", "petition"];

/// Words by which all that follows in a sentence is on a condition.
const IFS: [&str; 2] = ["if ", "unless "];

/// Words by which somebody else wants what follows of the bureau.
const ASKED: [&str; 15] = [
    "asked bis", "asked the bureau", "asked that", "urged bis", "urged the bureau", "urged that", "requested that",
    "asks bis", "asks that", "recommended that", "suggested that", "argued that", "encouraged bis", "called on bis",
    "petitioned bis",
];

/// Words with which a sentence goes on to say something of its own.
const CLAUSES: [&str; 16] = [
    ", and bis ", ", and the bureau ", ", and the department ", ", and the effective ", ", and the rule ", ", bis ",
    ", but bis ", ", the bureau ", ", the department ", ", the effective ", ", the final rule ",
    ", the interim final rule ", ", the rule ", ", this ", ", we ", "; ",
];

/// Words shortly before a verb by which it is only possible, intended or denied.
const OPEN: [&str; 18] = [
    "may", "might", "could", "would", "can", "should", "not", "never", "neither", "nor", "nothing", "intends",
    "requested", "requests", "considered", "authority", "asked", "without",
];

/// How many words before a verb can take its force.
const NEAR: usize = 6;

/// The words of a sentence that belong to what stands behind them.
pub(super) fn clause(before: &str) -> &str {
    let begins = CLAUSES.iter().filter_map(|words| before.rfind(words)).max();
    begins.and_then(|at| before.get(at..)).unwrap_or(before)
}

/// "The addition, which has not yet taken effect, is withdrawn": what stands between commas says nothing of the verb.
fn without_relatives(before: &str) -> String {
    let mut out = String::new();
    let mut rest = before;
    while let Some(from) = [", which ", ", who "].iter().filter_map(|words| rest.find(words)).min() {
        let (lead, inner) = rest.split_at(from);
        out.push_str(lead);
        let Some(len) = inner.get(2..).and_then(|inner| inner.find(", ")) else {
            rest = inner;
            break;
        };
        rest = inner.get(len + 3..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// Whether the words before a verb take its force.
pub(super) fn is_open(before: &str) -> bool {
    let condition = |within: &str, word: &str| {
        within.match_indices(word).any(|(at, _)| {
            let begins = !within.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric));
            begins && !within.get(at..).is_some_and(|rest| rest.starts_with("unless otherwise"))
        })
    };
    let near = clause(&without_relatives(before)).replace("having considered", "having");
    let near = near.as_str();
    let words = words(near);
    // `May 2, 2031` is a day.
    let mut following: Option<&str> = None;
    let open = words.iter().rev().take(NEAR).any(|(_, word)| {
        let is_day = *word == "may" && following.is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
        let until_then = following.replace(word);
        // "remains in effect until modified, superseded or revoked".
        let is_end = *word == "until" && until_then.is_some_and(|next| next.ends_with("ed") || next.ends_with("wn"));
        OPEN.contains(word) && !is_day || is_end
    });
    // "No entity added by the rule at 96 FR 900 is modified".
    let begin = before.trim_start();
    let denied =
        begin.starts_with("no ") && !["no later", "no earlier", "no sooner"].iter().any(|it| begin.starts_with(it));
    // "One commenter asked BIS to withdraw the rule or to delay it."
    let own = [", and bis ", " and bis ", ", and accordingly", ", and therefore"]
        .iter()
        .filter_map(|it| before.rfind(it))
        .max();
    let asked = ASKED.iter().filter_map(|words| before.rfind(words)).max();
    let asked = asked.is_some_and(|asked| own.is_none_or(|own| own < asked));
    // "Had BIS delayed the rule"
    open || denied
        || begin.starts_with("had ")
        || asked
        || CONDITIONS.iter().any(|word| condition(near, word))
        || IFS.iter().any(|word| condition(before, word))
}
