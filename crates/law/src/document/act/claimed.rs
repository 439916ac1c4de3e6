//! What others want of a document, or say of it, does nothing to it: "The complaint asks the court to vacate the rule at 96
//! FR 900", "Hazel SA contends that its listing at 96 FR 900 was in error".

use super::answers::is_granted;
use super::predicate::words::FUNCTION;
use super::verb::wording::words;

/// Beginnings of verbs by which somebody asks, or only says.
const CLAIMS: [&str; 37] = [
    "alleg", "argu", "ask", "assert", "attack", "believ", "call", "challeng", "claim", "complain", "contend",
    "contest", "criticiz", "demand", "dispute", "express", "insist", "maintain", "object", "observ", "petition",
    "plead", "pray", "question", "remark", "report", "request", "said", "seek", "sought", "stat", "suggest", "suppos",
    "think", "thought", "urg", "wrote",
];

/// Of these, those of the past.
const IRREGULAR: [&str; 4] = ["said", "sought", "thought", "wrote"];

/// Words before a noun or a participle: "the United States", "the Court of Federal Claims".
const NOMINAL: [&str; 17] = [
    "are", "be", "been", "being", "federal", "for", "is", "its", "new", "of", "such", "the", "their", "these",
    "united", "was", "were",
];

/// Whose words count.
const OFFICIAL: [&str; 17] = [
    "agency", "bis", "bureau", "commerce", "committee", "congress", "department", "erc", "i", "it", "judge", "order",
    "president", "readers", "secretary", "this", "we",
];

/// Words by which a claim belongs to a clause beside what the sentence says: "As the petitioner asked, the rule at 96 FR 900 is
/// withdrawn", "The rule that industry contested is vacated".
const BESIDE: [&str; 14] = [
    "after", "although", "as", "because", "if", "once", "since", "that", "though", "upon", "what", "when", "which",
    "while",
];

/// Words by which what is asked for is done.
const GRANTED: [&str; 14] = [
    ", and bis ", ", and the ", ", but bis ", "; ", "accordingly", "agree", "as requested", "conced", "grant",
    "hereby", "therefore", "is so ordered", "so ordered", "therefor",
];

/// Whether a sentence belongs to an example: it supposes something, or stands behind one that does (`already`) and says what
/// would come of that. "Assume that the rule at 96 FR 900 were delayed. An exporter could then ship."
pub(super) fn is_of_example(text: &str, already: bool) -> bool {
    const SUPPOSES: [&str; 3] = ["assume ", "imagine ", "suppose "];
    let lower = text.to_lowercase();
    let found = words(&lower);
    let label = |word: &str| word == "example" || word == "for" || word.chars().all(|c| c.is_ascii_digit());
    let first = found.iter().find(|(_, word)| !label(word)).map(|(at, _)| *at);
    let supposes =
        first.and_then(|at| lower.get(at..)).is_some_and(|rest| SUPPOSES.iter().any(|words| rest.starts_with(words)));
    let real = ["actually", "however", "in fact", "in reality", "but "].iter().any(|words| lower.starts_with(words));
    let would = found.iter().any(|(_, word)| ["could", "might", "would"].contains(word));
    supposes || already && !real && would
}

/// Whether a sentence says of what is reported that it is not so: "Reports that the rule was withdrawn are not correct".
fn is_rumor(lower: &str) -> bool {
    const FALSE: [&str; 10] = [
        "are erroneous", "are false", "are inaccurate", "are incorrect", "are mistaken", "are not accurate",
        "are not correct", "are not true", "are unfounded", "are wrong",
    ];
    let subject = ["articles", "claims", "press reports", "reports", "rumors", "statements"];
    subject.iter().any(|words| lower.starts_with(words))
        && FALSE.iter().any(|words| lower.trim_end_matches('.').ends_with(words))
}

/// Whether a sentence tells of nothing but what others want or say.
pub(super) fn is_claimed(lower: &str) -> bool {
    if is_rumor(lower) {
        return true;
    }
    let found = words(lower);
    let claims = |word: &str| {
        let form = word.ends_with('s') || word.ends_with("ed") || IRREGULAR.contains(&word);
        form && CLAIMS.iter().any(|stem| word.starts_with(stem))
    };
    let verb = found.iter().position(|(_, word)| claims(word)).filter(|at| *at > 0);
    let Some(at) = verb else { return false };
    // "The complaint names the Secretary and attacks the rule."
    let subject = found.iter().take(at).take_while(|(_, word)| *word != "names");
    let own = subject.into_iter().any(|(_, word)| OFFICIAL.contains(word));
    let beside = found.iter().take(at).any(|(_, word)| BESIDE.contains(word));
    let passive = found.get(at - 1).is_some_and(|(_, word)| {
        NOMINAL.contains(word) || FUNCTION.contains(word) && !["and", "which", "who"].contains(word)
    });
    // "Since the withdrawal of the rule at 96 FR 900, exporters have asked for advice": that it is withdrawn is no claim.
    let lead = found.get(at).and_then(|(from, _)| lower.get(..*from)).unwrap_or_default();
    if [" fr ", "fr doc"].iter().any(|words| lead.contains(words)) {
        return false;
    }
    let behind = found.get(at).and_then(|(from, _)| lower.get(*from..)).unwrap_or_default();
    // "The petitioner asked, and the rule at 96 FR 900 is withdrawn."
    let ends = found
        .get(at)
        .and_then(|(_, word)| behind.strip_prefix(*word))
        .is_some_and(|rest| rest.starts_with([',', ';', ':']));
    // A court is asked; what it has done stands before that, or behind.
    let court = found.iter().take(at).any(|(_, word)| ["court", "courts"].contains(word));
    !own && !passive && !court && !beside && !ends && !GRANTED.iter().any(|words| behind.contains(words))
}

/// Whether a sentence tells of a bill, which does nothing before it is law: "S.J. Res. 88, providing for disapproval of the
/// rule at 96 FR 900, was introduced" (5 U.S.C. 802).
pub(super) fn is_bill(lower: &str) -> bool {
    const STAGES: [&str; 11] = [
        "calendar", "defeated", "discharge", "failed", "introduced", "not agreed", "pending", "referred", "rejected",
        "reported", "vetoed",
    ];
    of_bill(lower) == Some(false) && STAGES.iter().any(|words| lower.contains(words))
}

/// Whether a bill of which a sentence tells is law; `None` where it tells of none.
pub(super) fn of_bill(lower: &str) -> Option<bool> {
    const BILLS: [&str; 5] = ["j. res", "j.res", "joint resolution", "resolution of disapproval", "the bill "];
    let has = |any: &[&str]| any.iter().any(|words| lower.contains(words));
    let by = ["as a result of ", "by ", "in accordance with ", "pursuant to ", "under "];
    let is_law = by.iter().any(|words| lower.starts_with(words))
        || has(&["approved by the president", "enacted", " law", "president has signed"])
        || is_granted(lower);
    has(&BILLS).then_some(is_law)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_want_or_say_is_no_act() {
        for (text, claimed) in [
            ("the complaint asks the court to declare the rule at 96 fr 900 unlawful and to vacate it.", true),
            ("two commenters called the rule at 96 fr 900 unlawful.", true),
            ("hazel sa contends that its listing at 96 fr 900 was in error.", true),
            ("the complaint names the secretary and attacks the rule at 96 fr 900.", true),
            ("a commenter asked bis to drop the rule at 96 fr 900, and bis does so.", false),
            ("the petitioner asked for a stay of the rule at 96 fr 900; it is granted.", false),
            ("bis requests that exporters disregard the rule at 96 fr 900.", false),
            ("since the withdrawal of the rule at 96 fr 900, exporters have asked for advice.", false),
            ("as the petitioner asked, the rule at 96 fr 900 is withdrawn.", false),
            ("as commenters requested, bis withdraws the rule at 96 fr 900.", false),
            ("the rule that industry contested, 96 fr 900, is vacated.", false),
            ("what exporters sought is done: the rule at 96 fr 900 is withdrawn.", false),
            ("several exporters objected, and the rule at 96 fr 900 is withdrawn.", false),
            ("because exporters complained that it is burdensome, the rule at 96 fr 900 is suspended.", false),
            ("readers are asked to strike the second row of the table at 96 fr 900.", false),
            ("the court, before which the rule at 96 fr 900 was challenged, has vacated it.", false),
        ] {
            assert_eq!(is_claimed(text), claimed, "{text}");
        }
    }
}
