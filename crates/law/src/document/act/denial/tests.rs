//! Sentences that deny, and those that deny something else.

use super::*;
use crate::law::text::cited;

fn of(text: &str) -> Option<Denial> {
    let spans: Vec<_> = cited::spans(text).into_iter().map(|(span, _)| span).collect();
    read(text, &spans)
}

#[test]
fn what_may_end_a_document_is_seen_wherever_it_stands() {
    for text in [
        "The final rule published at 91 FR 50000 is made inoperative.",
        "The rule at 91 FR 50000 becomes unenforceable on publication.",
        "The amendments at 91 FR 50000 remain dormant.",
        "The rule at 91 FR 50000 is declared moot.",
        "The rule published at 91 FR 50000 is no longer to be given effect.",
        "The rule published at 91 FR 50000 must not be relied upon.",
        "The entity added by the rule of September 9, 2026 (91 FR 50000) is listed no longer.",
        "The entity named in the final rule at 91 FR 50000 need not be treated as listed.",
        "Compliance with the rule published at 91 FR 50000 is not required.",
        "Effective immediately, no person need comply with the rule of September 9, 2026, 91 FR 50000.",
        "No license requirement applies under 91 FR 50000 to Hazel Photonics SA.",
        "Exporters are not bound by the rule at 91 FR 50000.",
        "The words “Hazel Photonics SA” in the rule published at 91 FR 50000 were a mistake.",
        "The listing at 91 FR 50000 of Hazel Photonics SA resulted from an oversight.",
        "With respect to the rule at 91 FR 50000, “October” should have been “December”.",
        "For “Hazel Photonics SA” in 91 FR 50000, read “Hazel Photonique SA”.",
        "In the rule published at 91 FR 50000, instruction 2.b is removed.",
        "In FR Doc. 2026-20001, the second row of the table is deleted.",
        "Hazel Photonics SA, added at 91 FR 50000, comes off the Entity List.",
        "Hazel Photonics SA leaves the list to which 91 FR 50000 added it.",
        "Hazel Photonics SA (see 91 FR 50000) is hereby delisted.",
        "BIS hereby takes Hazel Photonics SA, added at 91 FR 50000, off the Entity List.",
        "BIS grants Hazel Photonics SA an exemption from the listing made at 91 FR 50000.",
        "The addition of Hazel Photonics SA at 91 FR 50000 is a nullity.",
        "The rule at 91 FR 50000 was issued ultra vires.",
        "The removal of Dorn Technik AG at 91 FR 50000 does not stand.",
        "The rule at 91 FR 50000 is subject to an automatic stay.",
        "The rule at 91 FR 50000 is taken out of force.",
        "BIS has agreed to hold off on the rule at 91 FR 50000.",
        "The rule at 91 FR 50000 is to be read without its instruction 2.b.",
        "A new date for the rule published at 91 FR 50000 will be announced.",
        "Please substitute “17 rue Haute” for “7 rue Haute” in 91 FR 50000.",
        "The Under Secretary has directed that the listing published at 91 FR 50000 not go forward.",
    ] {
        assert_eq!(of(text), Some(Denial::Said), "{text}");
    }
    for text in [
        "The public should consider December 1, 2026, the effective date of the rule published at 91 FR 50000.",
        "For the rule published at 91 FR 50000, time runs until December 1, 2026.",
        "Hazel Photonics SA joins the list by 91 FR 50000 starting December 1, 2026.",
        "The rule at 91 FR 50000 begins to apply on December 1, 2026.",
        "The rule at 91 FR 50000 is moved to December 1, 2026.",
        "The rule at 91 FR 50000 will be given effect only from December 1, 2026.",
        "Revisions to the Entity List | 91 FR 50000 | December 1, 2026",
    ] {
        assert_eq!(of(text), Some(Denial::Days(vec![(0, NaiveDate::from_ymd_opt(2026, 12, 1).unwrap())])), "{text}");
    }
}

/// What every preamble says in the same words.
#[test]
fn what_denies_something_else_is_no_denial() {
    for text in [
        "This rule does not change the rule published at 91 FR 50000.",
        "The address given in the rule published at 91 FR 50000 is no longer used by the company.",
        "No license exceptions are available for exports to the entities added at 91 FR 50000.",
        "Like the rule at 91 FR 50000, this rule is not subject to notice and comment.",
        "The ERC did not rely on the evidence described at 91 FR 50000.",
        "The rule at 91 FR 50000 was not required to be published as a proposal.",
        "The rule at 91 FR 50000 was made public on September 8, 2026.",
        "The rule at 91 FR 50000 becomes effective on October 9, 2026, and remains unchanged.",
        "The general license expires on June 1, 2026; see 91 FR 50000.",
        "The rule at 91 FR 50000 delays the effect of the requirement for shipments until June 1, 2026.",
        "Comments on the rule at 91 FR 50000 were due before November 9, 2026.",
        "In the rule published at 91 FR 50000, BIS is described as the licensing agency.",
        "Hazel Photonics SA, added at 91 FR 50000, asked to be delisted.",
        "Under the rule at 91 FR 50000, affiliates are subject to the same license requirements.",
        "No entity added by the rule at 91 FR 50000 is modified here.",
        "This rule has the savings clause of the rule at 91 FR 50000, with a later date.",
        "This rule does not affect shipments under the savings clause of the rule at 91 FR 50000 until November 9, 2026.",
    ] {
        let stands = |days: &[(usize, NaiveDate)]| days.iter().all(|(_, day)| day.to_string() == "2026-10-09");
        let read = of(text).filter(|read| !matches!(read, Denial::Days(days) if stands(days)));
        assert_eq!(read, None, "{text}");
    }
}
