//! What became of a rule about all entries, in a sentence.

use super::{RuleBecame, RuleChange, Step, is_of_section};
use crate::report::record::until;
use earwatch_law::provision::{Kind, Ownership, Rule};

/// By what it is said.
pub(super) const PREAMBLE: &str = "By the texts on record, ";

impl RuleChange {
    /// `By the texts on record, the license requirements apply again from 2026-11-10 to foreign entities owned 50 percent or
    /// more by one or more listed entities, in aggregate`.
    pub(super) fn in_words(&self, step: &Step<'_>) -> String {
        let owned = |rule: Option<&Rule>| rule.and_then(|rule| rule.ownership.as_ref()).map(Ownership::in_words);
        let from = self.from.map_or_else(String::new, |day| format!(" from {day}"));
        let (now, before) = (owned(step.new), owned(step.old));
        let is_denial = self.kind == Kind::AffiliatesExcepted;
        let (what, apply) = self.what_applies();
        let who = now.clone().or_else(|| before.clone());
        let apply = if is_denial { if apply == "apply" { "do not apply" } else { "does not apply" } } else { apply };
        let (Some(who), Kind::Affiliates | Kind::AffiliatesExcepted) = (who, self.kind) else {
            return self.of_other_kind(&from);
        };
        let said = match self.change {
            RuleBecame::Set => format!("{what} {apply}{from} to {who}"),
            RuleBecame::Revised => match before.filter(|before| *before != who) {
                Some(before) => format!("{what} {apply}{from} to {who} (before: to {before})"),
                None => format!("{what} {apply} to {who}; the rule is worded differently{from}"),
            },
            RuleBecame::InForceAgain if is_denial => {
                format!("it is in force again{from} that {what} {apply} to {who}")
            }
            RuleBecame::InForceAgain => format!("{what} {apply} again{from} to {who}"),
            RuleBecame::Stayed => {
                format!("the rule by which {what} {apply} to {who} is stayed{from} {}", until(self.until))
            }
            RuleBecame::Ended => format!("the rule by which {what} {apply} to {who} is no longer in the text{from}"),
        };
        format!("{PREAMBLE}{said}")
    }

    /// `license requirements apply again from 2026-11-10 to foreign entities owned 50 percent or more by one or more listed
    /// entities`; `None` of a rule that is about other things than owners. What became of it comes first.
    pub fn in_short(&self) -> Option<String> {
        let who = self
            .ownership
            .as_ref()
            .filter(|_| matches!(self.kind, Kind::Affiliates | Kind::AffiliatesExcepted))?
            .in_words();
        let (what, apply) = self.what_applies();
        let what = what.strip_prefix("the ").unwrap_or("a rule");
        let from = self.from.map_or_else(String::new, |day| format!(" from {day}"));
        let to = if self.kind == Kind::AffiliatesExcepted { "exemption from" } else { "rule on" };
        let of = format!("{to} {what} for {who}");
        Some(match self.change {
            RuleBecame::Set if self.kind == Kind::Affiliates => format!("{what} {apply}{from} to {who}"),
            RuleBecame::InForceAgain if self.kind == Kind::Affiliates => format!("{what} {apply} again{from} to {who}"),
            RuleBecame::Set => format!("new{from}: {of}"),
            RuleBecame::InForceAgain => format!("in force again{from}: {of}"),
            RuleBecame::Revised => format!("worded differently{from}: {of}"),
            RuleBecame::Stayed => format!("stayed{from} {}: {of}", until(self.until)),
            RuleBecame::Ended => format!("no longer in the text{from}: {of}"),
        })
    }

    fn of_other_kind(&self, from: &str) -> String {
        let place = if is_of_section(&self.section) { format!(" in {}", self.section) } else { String::new() };
        let rule = format!("{}{place}", noun(self.kind));
        let said = match self.change {
            RuleBecame::Set => format!("a new {rule} applies{from}"),
            RuleBecame::Revised => format!("the {rule} is worded differently{from}"),
            RuleBecame::Stayed => format!("the {rule} is stayed{from} {}", until(self.until)),
            RuleBecame::InForceAgain => format!("the {rule} applies again{from}"),
            RuleBecame::Ended => format!("the {rule} is no longer in the text{from}"),
        };
        format!("{PREAMBLE}{said}")
    }

    /// Whether it stands in a section, not around the entries of a list.
    pub fn is_of_section(&self) -> bool {
        is_of_section(&self.section)
    }

    /// What became of it, without the words that say by what: `the license requirements apply from 2025-09-29 to …`.
    pub fn without_preamble(&self) -> &str {
        self.words.strip_prefix(PREAMBLE).unwrap_or(&self.words)
    }

    /// What a rule extends, by its own words, and its verb.
    fn what_applies(&self) -> (&'static str, &'static str) {
        let text = self.text.as_deref().or(self.old.as_deref()).unwrap_or_default().to_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
        if says(&[
            "license requirement", "licensing requirement", "license is required", "without a license",
            "requires a license",
        ]) {
            ("the license requirements", "apply")
        } else if says(&["restriction"]) {
            ("the restrictions", "apply")
        } else if says(&["controls"]) {
            ("the controls", "apply")
        } else {
            ("what is quoted here", "applies")
        }
    }
}

/// What a rule of a kind is called, after `the` or `a new`.
fn noun(kind: Kind) -> &'static str {
    match kind {
        Kind::Affiliates => "rule on entities owned by listed parties",
        Kind::AffiliatesExcepted => "exemption of entities owned by listed parties",
        Kind::SeveralOwners => "rule on entities with several listed owners",
        Kind::UnknownOwners => "rule on entities whose owners are not known",
        Kind::LicenseRequirement => "general statement of the license requirements",
        Kind::Addresses => "rule on listed addresses",
        Kind::Designation => "rule on foreign-made products",
        Kind::Exclusion => "exclusion",
        Kind::LicenseExceptions => "rule on license exceptions",
        Kind::ReviewPolicy => "statement of the license review policy",
        Kind::Savings => "savings clause",
        Kind::Other => "rule",
    }
}
