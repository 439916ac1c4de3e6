//! Whether a document orders anything: a rule does, a proposed rule or a notice does not.

use crate::finding::{Code, Finding, Place};

/// Kinds of documents, as the API's record names them, that order nothing.
const NO_RULES: [&str; 3] = ["Proposed Rule", "Notice", "Presidential Document"];

/// Why nothing of a document can be applied, if so: of the element that holds it, the kind that its record names and its
/// ACTION line. A rule remains one whatever else its ACTION line says (`Final rule; withdrawal of proposed rule.`); where
/// the two contradict, a person decides.
pub(crate) fn objection(element: &str, kind: Option<&str>, action: &str, place: &Place) -> Option<Finding> {
    let lower = action.to_lowercase();
    let no_rule = kind.filter(|kind| NO_RULES.contains(kind));
    let proposed_only = || {
        let message = "the document proposes changes of a list; nothing of it was applied";
        Finding::new(Code::ProposedOnly, message)
    };
    if ["PRORULE", "NOTICE", "PRESDOCU"].contains(&element) {
        return Some(proposed_only());
    }
    let published_as = if element == "RULE" {
        "is printed as a rule"
    } else if kind == Some("Rule") {
        "has a record of the type “Rule”"
    } else {
        let proposes = lower.contains("proposed") && !lower.contains("final rule");
        return (proposes || no_rule.is_some()).then(proposed_only);
    };
    let otherwise = if proposes(&lower) {
        format!("its ACTION line says “{action}”")
    } else {
        format!("its record says “{}”", no_rule?)
    };
    let message = format!("the document {published_as}, but {otherwise}; nothing of it was applied");
    Some(Finding::new(Code::UnparsedInstruction, message).with_quote(action, place))
}

/// Whether an ACTION line begins with a proposal.
fn proposes(action: &str) -> bool {
    let action =
        ["advance ", "supplemental ", "further "].iter().find_map(|word| action.strip_prefix(word)).unwrap_or(action);
    action.starts_with("proposed rule") || action.starts_with("notice of proposed")
}
