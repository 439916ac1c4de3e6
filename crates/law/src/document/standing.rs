//! Whether a document orders anything: a rule does, a proposed rule or a notice does not.

use crate::finding::{Code, Finding, Place};

/// Kinds of documents, as the API's record names them, that order nothing.
const NO_RULES: [&str; 3] = ["Proposed Rule", "Notice", "Presidential Document"];

/// What says of which kind a document is.
pub(crate) struct Standing<'a> {
    /// The element that holds it.
    pub(crate) element: &'a str,
    /// The kind that the record names.
    pub(crate) kind: Option<&'a str>,
    /// The ACTION line.
    pub(crate) action: &'a str,
}

impl Standing<'_> {
    /// Why nothing of the document can be applied, if so. A rule remains one whatever else its ACTION line says
    /// (`Final rule; withdrawal of proposed rule.`); where the two contradict, a person decides.
    pub(crate) fn objection(&self, place: &Place) -> Option<Finding> {
        let action = self.action.to_lowercase();
        let no_rule = self.kind.filter(|kind| NO_RULES.contains(kind));
        let proposed_only = || {
            let message = "the document proposes changes of a list; nothing of it was applied";
            Finding::new(Code::ProposedOnly, message)
        };
        if ["PRORULE", "NOTICE", "PRESDOCU"].contains(&self.element) {
            return Some(proposed_only());
        }
        let published_as = if self.element == "RULE" {
            "is printed as a rule"
        } else if self.kind == Some("Rule") {
            "has a record of the type “Rule”"
        } else {
            let proposes = action.contains("proposed") && !action.contains("final rule");
            return (proposes || no_rule.is_some()).then(proposed_only);
        };
        let otherwise = if proposes(&action) {
            format!("its ACTION line says “{}”", self.action)
        } else {
            format!("its record says “{}”", no_rule?)
        };
        let message = format!("the document {published_as}, but {otherwise}; nothing of it was applied");
        let finding = Finding::new(Code::UnparsedInstruction, message);
        Some(finding.with_quote(self.action, place))
    }
}

/// Whether an ACTION line begins with a proposal.
fn proposes(action: &str) -> bool {
    let action =
        ["advance ", "supplemental ", "further "].iter().find_map(|word| action.strip_prefix(word)).unwrap_or(action);
    action.starts_with("proposed rule") || action.starts_with("notice of proposed")
}
