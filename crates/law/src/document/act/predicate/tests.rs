//! Sentences by their predicates.

use super::*;
use crate::law::text::cited;

fn read(text: &str) -> Option<String> {
    let spans: Vec<_> = cited::spans(text).into_iter().map(|(span, _)| span).collect();
    unknown(text, &spans, true)
}

#[test]
fn what_is_unknown_is_seen_by_its_place() {
    let mut wrong = Vec::new();
    for (text, expected) in [
        ("The amendments made by the final rule at 91 FR 50000 expire on October 5, 2026.", "expire"),
        ("The final rule published at 91 FR 50000 is hereby rolled back.", "rolled"),
        ("BIS is unwinding the final rule published September 9, 2026, at 91 FR 50000.", "unwinding"),
        ("This rule unwinds the additions made at 91 FR 50000.", "unwinds"),
        ("The rule at 91 FR 50000 sunsets on December 1, 2026.", "sunsets"),
        ("The additions to the Entity List made by the rule at 91 FR 50000 (September 9, 2026) are undone.", "undone"),
        ("BIS will not enforce the rule published at 91 FR 50000.", "enforce"),
        ("The rule published at 91 FR 50000 is inoperative.", "inoperative"),
        ("The final rule published on September 9, 2026 (91 FR 50000) lapses on December 1, 2026.", "lapses"),
        ("The rule published at 91 FR 50000 has been overturned.", "overturned"),
        ("The rule published at 91 FR 50000 was overturned by the court.", "overturned"),
        (
            "The listing of Hazel Photonics SA by the final rule published at 91 FR 50000 has been struck down.",
            "struck",
        ),
        ("BIS hereby reverses the rule published at 91 FR 50000.", "reverses"),
        ("BIS has decided to scrap the final rule published at 91 FR 50000.", "scrap"),
        ("Effective October 2, 2026, the rule at 91 FR 50000 shall be disregarded.", "disregarded"),
        ("The rule at 91 FR 50000 ends on December 1, 2026.", "ends"),
        ("The entries added at 91 FR 50000 are dropped from the list.", "dropped"),
        ("This document shelves the rule published September 9, 2026, at 91 FR 50000.", "shelves"),
        ("The Bureau declines to implement FR Doc. 2026-20001.", "declines"),
        ("The rule published at 91 FR 50000 is moot.", "moot"),
        (
            "Notwithstanding the rule published at 91 FR 50000, no license is required for Hazel Photonics SA.",
            "notwithstanding",
        ),
        ("The final rule at 91 FR 50000 is quashed.", "quashed"),
        ("The rule at 91 FR 50000 does not apply to Hazel Photonics SA.", "apply"),
        ("Abandonment of the rule published at 91 FR 50000.", "abandonment"),
        ("FR Doc. 2026-20001 is held in suspense.", "held"),
        ("This technical amendment fixes an address in the final rule published at 91 FR 50000.", "fixes"),
        ("BIS will treat Hazel SA as if it had not been added by FR Doc. 2026-20001.", "as"),
        ("FR Doc. 2026-20001 ceases to have effect.", "ceases"),
        ("The rule published at 91 FR 50000 is retired.", "retired"),
        ("The amendments published at 91 FR 50000 shall not have effect until December 1, 2026.", "effect"),
        ("The final rule published at 91 FR 50000 is recalled.", "recalled"),
        ("BIS recalls FR Doc. 2026-20001.", "recalls"),
        ("The final rule published at 91 FR 50000 is put back to December 1, 2026.", "put"),
        ("BIS is extinguishing the listings made by FR Doc. 2026-20001.", "extinguishing"),
        ("The final rule published at 91 FR 50000 must be regarded as never issued.", "regarded"),
        ("In lieu of the rule published at 91 FR 50000, the following applies.", "of"),
        ("The rule that appeared at 91 FR 50000 is out of force.", "out"),
        ("The phase-in of the rule published at 91 FR 50000 is lengthened by 30 days.", "lengthened"),
        ("BIS overrides the final rule published at 91 FR 50000.", "overrides"),
        ("This action neutralizes the rule published at 91 FR 50000.", "neutralizes"),
        ("The final rule published September 9, 2026, at 91 FR 50000, runs only until November 1, 2026.", "runs"),
        ("The Department dissolves the amendments made by FR Doc. 2026-20001.", "dissolves"),
        ("The entries of 91 FR 50000 revert to their earlier text.", "revert"),
        ("The addition published at 91 FR 50000 may be ignored.", "ignored"),
        ("The rule at 91 FR 50000 should be shelved.", "shelved"),
        ("The entry for Hazel Photonics SA in 91 FR 50000 should name Lyon, not Nantes.", "name"),
        ("That document, 91 FR 50000, is to be treated as void.", "treated"),
        ("The rule at 91 FR 50000 may, in May 2027, lapse.", "lapse"),
    ] {
        if read(text).as_deref() != Some(expected) {
            wrong.push(format!("{text} {:?}", read(text)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_recounts_a_document_is_known() {
    let mut wrong = Vec::new();
    for text in [
        "On September 9, 2026, BIS published a final rule (91 FR 50000) that added Hazel Photonics SA to the Entity List.",
        "The rule published on September 9, 2026 (91 FR 50000) added one entity to the Entity List.",
        "As described in the final rule published at 91 FR 50000, the ERC acts on evidence.",
        "Since the publication of the rule at 91 FR 50000, BIS has received information about the company.",
        "Hazel Photonics SA was added to the Entity List on September 9, 2026 (see 91 FR 50000).",
        "This rule is consistent with the final rule published at 91 FR 50000.",
        "The License Review Policy is the one set forth in the rule at 91 FR 50000.",
        "See FR Doc. 2026-20001.",
        "BIS amended the EAR in the rule published September 9, 2026 (91 FR 50000), to expand controls.",
        "The controls in 91 FR 50000 remain in place.",
        "The September 9, 2026 rule (91 FR 50000) is available at www.federalregister.gov.",
        "The ERC reviewed the entries added by the rule published at 91 FR 50000 and determined to modify one.",
        "For background, consult the final rule at 91 FR 50000.",
        "BIS received twelve comments in response to the interim final rule published at 91 FR 50000.",
        "The interim final rule (91 FR 50000, September 9, 2026) requested comments by November 9, 2026.",
        "This final rule adopts without change the interim final rule published at 91 FR 50000.",
        "This rule revises one entry that was added by 91 FR 50000 on September 9, 2026.",
        "The savings clause of the rule at 91 FR 50000 continues to apply.",
        "In addition to the entities added by the rule published September 9, 2026 (91 FR 50000), this rule adds two.",
        "The ERC's reasons are stated in the final rule published at 91 FR 50000.",
        "The comment period for the interim final rule published at 91 FR 50000 is extended to November 30, 2026.",
        "This rule does not change the rule published at 91 FR 50000.",
        "Entities listed by the rule of September 9, 2026 (91 FR 50000), may request removal under § 744.16.",
        "The rule at 91 FR 50000 took effect on September 10, 2026.",
        "This rule follows the rule published September 9, 2026, at 91 FR 50000, which imposed a license requirement.",
        "The entity was one of three that were added in 91 FR 50000.",
        "The ERC decided to add these entities to the Entity List for the reasons described in 91 FR 50000.",
        "This rule makes the same change to Supplement No. 6 that the rule at 91 FR 50000 made to Supplement No. 4.",
        "On September 9, 2026 (91 FR 50000), BIS imposed controls on certain items.",
        "A license exception for exports en route was included in the rule published at 91 FR 50000.",
        "This rule builds on the rule published at 91 FR 50000.",
        "Questions about the rule published at 91 FR 50000 may be sent to the help desk.",
        "Callers should have the citation (91 FR 50000) at hand.",
        "This rule takes account of comments on the rule published at 91 FR 50000.",
        "Under the final rule at 91 FR 50000, a license is required for all items.",
        "The information collection in the rule at 91 FR 50000 was approved by OMB under control number 0694-0088.",
        "Additional background is provided in the preamble of the rule published at 91 FR 50000.",
        "The company, which was added at 91 FR 50000, has been renamed.",
        "BIS estimates that the rule published at 91 FR 50000 affected ten licenses.",
        "The entry, first published at 91 FR 50000 and last revised at 91 FR 52000, is revised to add an alias.",
        "The address given in the rule published at 91 FR 50000 is no longer used by the company.",
        "This rule corrects the address printed in the entry at 91 FR 50000.",
        "The Federal Register citation for the entry is 91 FR 50000, 9/9/26.",
        "The rule at 91 FR 50000 may be downloaded from the website; it was published in May.",
        "The rule published at 91 FR 50000 in May would affect ten companies.",
        "The rule at 91 FR 50000 should help exporters.",
        "The meeting announced in the preamble of 91 FR 50000 has been held.",
        "Since publication of the rule at 91 FR 50000, BIS has determined that further additions are warranted.",
        "This rule supplements the rule at 91 FR 50000.",
        "This rule does not duplicate or alter the rule published at 91 FR 50000.",
        "BIS may amend, suspend, or revoke licenses for exports to entities added at 91 FR 50000.",
        "Requests for removal of entities added at 91 FR 50000 should be sent to the chair.",
        "The ERC voted to add the company for the same reasons as in 91 FR 50000: acting contrary to policy.",
        "BIS published 14 rules, the latest at 91 FR 50000; none of them was withdrawn.",
        "SUPPLEMENTARY INFORMATION: Background The rule published September 9, 2026 (91 FR 50000), added one entity.",
    ] {
        wrong.extend(read(text).map(|word| format!("{text} {word}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
