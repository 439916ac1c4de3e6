//! What a document says besides its act, by which that is not on all of a rule, not certain or not on the day that it says.

use super::{Acting, PLAIN, TARGET, all, body, delay, put_target};
use crate::support::{Desk, text_of};

const DAY: &str = "2026-06-01";

fn delayed(words: &'static str) -> Acting {
    Acting { body: words, ..delay("The effective date of the rule at 91 FR 100 is delayed until June 1, 2026.") }
}

/// Whoever reads the delay alone applies it to the whole rule.
#[test]
fn what_limits_an_act_in_a_sentence_of_its_own_is_held() {
    let held = |words| (delayed(words), "held");
    all(&[
        held("The removal goes ahead."),
        held("One of its amendments proceeds as scheduled."),
        held("This delay is provisional."),
        held("The delay reaches only the additions."),
        held("This does not reach the removal."),
        held("That rule takes effect on February 4, 2026, as published."),
        // By the day that was to be that of the rule.
        held("A license is required from February 4, 2026."),
        held("Afghanistan: February 4, 2026."),
        held("The Under Secretary restored the February 4 date."),
        // By the name of a party, without its legal form or in full.
        held("Lapis Road Traders comes off the list on February 4, as planned."),
        held("Exporters should treat Lapis Road Traders as removed from February 4, 2026."),
        held("Alder Traders is excepted."),
        (
            Acting {
                title: "Revisions to the Entity List; Delay of Effective Date of Certain Revisions",
                ..delayed("")
            },
            "held",
        ),
        (
            Acting {
                body: "BIS chose to delay the rule, chiefly in its Afghan entries.",
                ..delay("The rule at 91 FR 100 is delayed until June 1, 2026.")
            },
            "held",
        ),
    ]);
}

/// What follows from the act, explains it or recounts the rule leaves it what it is.
#[test]
fn what_explains_an_act_limits_nothing() {
    let whole = |words| (delayed(words), DAY);
    all(&[
        whole("The delay gives exporters time, and is in the public interest."),
        whole("This delay does not change the text of the amendments."),
        whole(
            "The rule added Alder Traders and removed Lapis Road Traders. It was to take effect on February 4, 2026.",
        ),
        whole("The amendments take effect on June 1, 2026."),
        whole("BIS delays the effective date from February 4, 2026, to June 1, 2026."),
        whole("Exporters told BIS that they could not update their files by February 4, 2026."),
        whole("The removal of Lapis Road Traders takes effect on June 1, 2026."),
        whole("No entry for Alder Traders is added before that day."),
        whole("Nothing in this document affects entities already on the Entity List."),
        whole("Additions to the Entity List impose license requirements."),
        whole(
            "Under the Congressional Review Act, the rule cannot take effect on February 4, 2026, as originally provided.",
        ),
        (
            delay(
                "The effective date of the rule amending 15 CFR part 744 at 91 FR 100 is delayed until June 1, 2026.",
            ),
            DAY,
        ),
        (
            delay(
                "The effective dates of the rules at 91 FR 44 and 91 FR 100 are delayed until April 1, 2026, and June 1, 2026, respectively.",
            ),
            DAY,
        ),
    ]);
}

/// Two descriptions that cannot be of one document, in a document that speaks of one.
#[test]
fn a_rule_that_is_named_in_two_ways_is_held() {
    all(&[
        (
            Acting {
                title: "Entity List; Delay",
                ..body("The rule issued under Docket No. 260105-0001, RIN 0694-AK99, is delayed until June 1, 2026.")
            },
            DAY,
        ),
        (Acting { ..delayed("BIS withdraws that rule in its entirety.") }, "held"),
        (
            Acting {
                title: "Revisions to the Entity List",
                action: "Final rule; withdrawal.",
                dates: "The effective date of the rule at 91 FR 100 is delayed until June 1, 2026.",
                ..PLAIN
            },
            "held",
        ),
        (
            delay(
                "The effective date of the rule at 91 FR 100 is postponed until the court rules, or until June 1, 2026, whichever comes first.",
            ),
            "held",
        ),
        // Sixty days lead to another day.
        (
            Acting {
                body: "BIS is delaying that date by 60 days.",
                ..delay("The effective date of the rule at 91 FR 100 is delayed until June 1, 2026.")
            },
            "held",
        ),
    ]);
}

/// A withdrawal that comes when a rule is in force acts from its own day: what the rule added goes. What it removed or revised
/// would have to be found as it was.
#[test]
fn a_withdrawal_of_a_rule_in_force_removes_what_it_added() {
    for (dates, removes, code, from) in [
        ("The rule published at 91 FR 100 is withdrawn effective June 1, 2026.", false, 0, Some(DAY)),
        ("Effective June 1, 2026, the rule published at 91 FR 100 is withdrawn.", false, 0, Some(DAY)),
        ("The rule published at 91 FR 100 is withdrawn effective June 1, 2026.", true, 3, None),
        ("The rule published at 91 FR 100 is withdrawn.", false, 3, None),
        ("The rule published at 91 FR 100 is withdrawn in part effective June 1, 2026.", false, 3, None),
    ] {
        let desk = Desk::with_list();
        put_target(&desk, "rules");
        if !removes {
            let path = desk.path("rules").join(format!("{TARGET}.xml"));
            let text = std::fs::read_to_string(&path).unwrap();
            let (before, rest) = text.split_once("<AMDPAR>b.").unwrap();
            let rest = rest.split_once("</AMDPAR>").unwrap().1;
            std::fs::write(&path, format!("{before}{rest}").replace("; and</AMDPAR>", ".</AMDPAR>")).unwrap();
        }
        let acting = Acting {
            published: "2026-05-04",
            title: "Revisions to the Entity List; Withdrawal",
            action: "Final rule; withdrawal.",
            dates,
            ..PLAIN
        };
        acting.put(&desk, "rules");
        assert_eq!(desk.run(&["import", desk.path("rules").to_str().unwrap()]).code, code, "{dates}");
        for day in ["2026-05-31", "2026-06-01"] {
            let entries = desk.ndjson(&["list", "--as-of", day]);
            let listed = entries.iter().any(|entry| text_of(entry, "name") == "Alder Traders");
            assert_eq!(listed, from.is_none_or(|from| day < from), "{dates} {day}");
        }
    }
}
