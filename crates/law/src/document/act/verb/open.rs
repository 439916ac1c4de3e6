//! What is only possible, asked for or denied.

use super::manner::ADVERBS;
use super::wording::words;

/// Words by which what follows is only proposed, asked for, or on a condition.
const CONDITIONS: [&str; 6] = ["propos", "whether", "considering", "comment on", "comments on", "petition"];

/// Words that begin a condition.
const IFS: [&str; 2] = ["if ", "unless "];

/// The same, where they begin a sentence or stand behind a comma.
const PROVISOS: [&str; 8] = [
    "as long as ", "assuming ", "in case ", "in the event ", "on condition ", "on the condition ", "provided that ",
    "so long as ",
];

/// Words by which somebody else wants what follows of the bureau.
const ASKED: [&str; 15] = [
    "asked bis", "asked the bureau", "asked that", "urged bis", "urged the bureau", "urged that", "requested that",
    "asks bis", "asks that", "recommended that", "suggested that", "argued that", "encouraged bis", "called on bis",
    "petitioned bis",
];

/// Words with which a sentence goes on to say something of its own.
const CLAUSES: [&str; 19] = [
    ", and bis ", ", and the bureau ", ", and the department ", ", and the effective ", ", and the rule ", ", bis ",
    ", but bis ", ", the bureau ", ", the department ", ", the effective ", ", the final rule ",
    ", the interim final rule ", ", the rule ", ", this ", ", we ", " as the rule ", " because the rule ",
    " since the rule ", "; ",
];

/// Words shortly before a verb by which it is only possible, intended or denied.
const OPEN: [&str; 20] = [
    "may", "might", "could", "would", "can", "should", "not", "never", "neither", "nor", "nothing", "intends",
    "requested", "requests", "considered", "authority", "asked", "asking", "seeking", "without",
];

/// How many words before a verb can take its force.
const NEAR: usize = 6;

/// The words of a sentence that belong to what stands behind them.
pub(super) fn clause(before: &str) -> &str {
    let begins = CLAUSES.iter().filter_map(|words| before.rfind(words)).max();
    begins.and_then(|at| before.get(at..)).unwrap_or(before)
}

/// What was ordered or is recorded, of the words before a verb: "The court granted the petition and ordered that the rule at
/// 96 FR 900 be", "The minutes of the hearing say that the rule is".
pub(super) fn ordered(before: &str) -> &str {
    let orders = [
        "declared that ", "directed that ", "held that ", "ordered that ", "provides that ", "recorded that ",
        "records that ", "ruled that ", "say that ", "says that ", "state that ", "states that ",
    ];
    orders.iter().filter_map(|words| before.split_once(words)).map(|(_, rest)| rest).next_back().unwrap_or(before)
}

/// "The addition, which has not yet taken effect, is withdrawn": what stands between commas says nothing of the verb.
fn without_relatives(before: &str) -> String {
    let mut out = String::new();
    let mut rest = before;
    while let Some(from) = [", having ", ", which ", ", who ", ", all of which ", ", each of which "]
        .iter()
        .filter_map(|words| rest.find(words))
        .min()
    {
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

/// Beginnings of words behind which "if" asks: "is delayed to determine if changes are warranted".
const INQUIRES: [&str; 14] = [
    "ascertain", "ask", "assess", "check", "consider", "decid", "determin", "evaluat", "examin", "know", "learn",
    "review", "see", "tell",
];

/// How a verb is bound to a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Condition {
    /// There is none.
    None,
    /// The verb is the condition: "If BIS withdraws the rule, exporters will".
    Is,
    /// The verb is what comes of it: "If no comment is received, the rule is withdrawn".
    Follows,
}

/// How a verb between two parts of a sentence is bound to a condition.
pub(super) fn condition(before: &str, after: &str) -> Condition {
    let all = || IFS.iter().chain(&PROVISOS);
    let began = all().filter_map(|word| places(before, word).last()).max();
    if let Some(clause) = began.and_then(|at| before.get(at..)) {
        // "If BIS, after review, withdraws the rule"
        let closed = clause.rfind(", ").and_then(|at| clause.get(at + 2..)).is_some_and(|main| {
            words(main).iter().any(|(_, word)| !ADVERBS.contains(word) && !["or", "and"].contains(word))
        });
        let relative = [", which ", ", who "].iter().filter_map(|words| clause.rfind(words)).max();
        let in_relative = relative.is_some_and(|at| clause.rfind(", ") == Some(at));
        return if closed && !in_relative { Condition::Follows } else { Condition::Is };
    }
    let rest = after.split("; ").next().unwrap_or_default();
    let follows = all().flat_map(|word| places(rest, word)).any(|at| {
        let (lead, condition) = rest.split_at(at);
        let before = words(lead).last().map_or("", |(_, word)| *word);
        let asks = before == "even" || INQUIRES.iter().any(|stem| before.starts_with(stem));
        !asks && !["if any", "if applicable", "if necessary", "if so"].iter().any(|words| condition.starts_with(words))
    });
    if follows { Condition::Follows } else { Condition::None }
}

/// Whether what comes of a condition is only supposed: "if it were enacted, the rule would be".
pub(super) fn is_supposed(before: &str) -> bool {
    let main = before.rsplit(", ").next().unwrap_or_default();
    words(main).iter().any(|(_, word)| ["could", "might", "would"].contains(word))
}

/// Where a word that begins a condition stands.
fn places<'t>(within: &'t str, word: &'t str) -> impl Iterator<Item = usize> + 't {
    within.match_indices(word).map(|(at, _)| at).filter(move |at| {
        let before = within.get(..*at).unwrap_or_default().trim_end();
        let set_off = before.is_empty() || before.ends_with([',', ';', ':', '.']);
        let begins = !within.get(..*at).is_some_and(|before| before.ends_with(char::is_alphanumeric))
            && (set_off || !PROVISOS.contains(&word));
        begins && !within.get(*at..).is_some_and(|rest| rest.starts_with("unless otherwise"))
    })
}

/// Whether the words before a verb take its force.
pub(super) fn is_open(before: &str) -> bool {
    let near = clause(&without_relatives(before)).replace("having considered", "having");
    // "The court granted the petition and vacated the rule."
    let near = ["granted the petition", "granted a petition", "granted the petitions", "granting the petition"]
        .iter()
        .fold(near, |near, words| near.replace(words, "granted it"));
    let near = near.as_str();
    let words = words(near);
    // "Nor should this document be read as withdrawing or staying the rule"
    let reads = [
        "construed as ", "construed to ", "interpreted to ", "read to ", "interpreted as ", "read as ", "taken as ",
        "understood as ",
    ];
    let reads = reads.iter().any(|reads| near.contains(reads));
    let negations = ["cannot", "never", "no", "nor", "not", "nothing"];
    let not_so = reads && words.iter().any(|(_, word)| negations.contains(word));
    // `May 2, 2031` is a day.
    let mut following: Option<&str> = None;
    let open = words.iter().rev().take(NEAR).any(|(_, word)| {
        let is_day = *word == "may" && following.is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
        let until_then = following.replace(word);
        // "remains in effect until modified, superseded or revoked".
        let is_end = *word == "until" && until_then.is_some_and(|next| next.ends_with("ed") || next.ends_with("wn"));
        OPEN.contains(word) && !is_day && !(reads && *word == "should") || is_end
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
    let no_view = ["no position", "no view", "no opinion"].iter().any(|words| before.contains(words));
    // "Had BIS delayed the rule"
    open || denied
        || not_so
        || no_view
        || begin.starts_with("had ")
        || asked
        || CONDITIONS.iter().any(|word| places(near, word).next().is_some())
}

/// Whether the words before a verb tell that somebody in power asked for what it says: "The President directed the Secretary
/// to".
pub(super) fn has_ordered(before: &str) -> bool {
    const ORDERS: [&str; 4] = ["directed ", "directs ", "instructed ", "instructs "];
    const OFFICIAL: [&str; 5] = ["bis ", "bureau ", "commerce ", "president ", "secretary "];
    let clause = before.rsplit([',', ';']).next().unwrap_or_default();
    let asked = ["asked ", "asking ", "requested "].iter().filter_map(|words| clause.find(words)).min();
    let by_official = asked.is_some_and(|at| {
        let subject = clause.get(..at).unwrap_or_default();
        OFFICIAL.iter().any(|who| subject.contains(who)) && !subject.contains(" not ")
    });
    let orders = ORDERS.iter().any(|words| clause.contains(words)) && !clause.contains("not ");
    clause.trim_end().ends_with(" to") && (orders || by_official)
}
