//! What is said behind an act, or in another sentence, and whether the act stays one on the whole document.

use super::super::*;
use super::{Section, passage};

/// Whether the delay in DATES is of the whole rule, beside what another sentence says.
fn is_whole(dates: &str, body: &str) -> bool {
    let title = passage(Section::Title, "Revisions to the Entity List; Delay of Effective Date");
    let passages = [title, passage(Section::Dates, dates), passage(Section::Body, body)];
    let acts = read(&passages, About { whose: Whose::Ours, ..About::default() }).acts;
    let delays = |act: &&Act| act.verb == Verb::Delay && !act.on.is_empty() && act.manner == Manner::Done;
    let delay = acts.iter().find(delays).unwrap_or_else(|| panic!("no delay: {dates}"));
    delay.scope == Scope::Whole && delay.until.day().is_some()
}

const DELAY: &str = "The effective date of the rule published at 96 FR 900 is delayed until July 1, 2031";

#[test]
fn words_behind_the_day_that_are_not_known_name_a_part() {
    let narrows = [
        ", save for Hazel SA",
        " as it pertains to Hazel SA",
        ", the removal excluded",
        ", leaving the removal in place",
        ", with the removal to take effect as planned",
        " in its French entries",
        ", in relevant part",
        " or earlier",
        ", tentatively",
        ", subject to confirmation",
        ", with one reservation",
        " in favor of Hazel SA",
        ", on behalf of Hazel SA",
        " at ports of the west coast",
        " for its first amendment",
        ", while the removal stands",
        ", bar the removal",
        ", while Hazel SA is removed on June 2, 2031",
        ", under the destinations of France and Belgium",
        " where the destination is Lyon",
        ", or such earlier day as BIS announces",
    ];
    let whole = [
        "",
        ", in order to review questions of fact, law, and policy",
        ", pending completion of that review",
        ", in accordance with the memorandum of June 2, 2031",
        ", to give exporters time",
        ", and will take effect on that day",
        ", by order of the United States District Court for the District of Columbia",
        ", 60 days beyond its original date",
        ", because the Committee considers a request for removal",
    ];
    for tail in narrows {
        assert!(!is_whole(&format!("{DELAY}{tail}."), "BIS published the rule."), "{tail}");
    }
    for tail in whole {
        assert!(is_whole(&format!("{DELAY}{tail}."), "BIS published the rule."), "{tail}");
    }
}

#[test]
fn what_is_said_of_an_act_or_of_parts_that_is_not_known_leaves_it_open() {
    let reserves = [
        "The removal goes ahead.",
        "The rest stands.",
        "The one exception is Hazel SA.",
        "This delay is provisional.",
        "The delay takes effect only if the court so orders.",
        "The delay was later abandoned.",
        "Two of its three amendments are unaffected.",
        "The deferral leaves the removal untouched.",
        "This relief is limited to Hazel SA.",
        "The other two amendments keep their date.",
        "Not all of that rule is delayed.",
        "Nothing in this document postpones the removal.",
        "The delay stands or falls with the consent of the Committee.",
        "Removal of Hazel SA will occur on the original date.",
        "The postponement covers French additions.",
        "This delay requires the concurrence of the Department of State.",
        "The new date is the present estimate of BIS.",
        "As used in this document, “the rule” means those of its changes that concern France.",
        "The rule made three changes, two of which are covered by this stay.",
        "Exports by air do not benefit from the later date.",
        "If an adverse comment is received, this delay will not take effect.",
        "The order extends to exporters resident in Texas.",
        "This delay does not affect Hazel SA.",
        "For Hazel SA, the delay does not apply.",
        "Exporters should note that this delay is limited to France.",
        "This delay, which was requested by the Department, does not apply to Hazel SA.",
        "Until July 1, 2031, this delay does not apply to Hazel SA.",
        "This delay is subject to ratification.",
        "The entities removed by that rule are not affected by this delay.",
        "This delay is being reconsidered.",
        "License requirements for the listed entities remain in effect.",
        "The removals that were published in that rule remain effective.",
        "Editorial note: the document was submitted inadvertently.",
        "However, no delay results.",
    ];
    let harmless = [
        "The delay is necessary and gives the Committee time to act.",
        "The delay covers all of the amendments.",
        "The postponement concerns the effective date only.",
        "This delay was requested by two associations.",
        "The amendments made by the rule are described in its preamble.",
        "Additions to the list impose license requirements.",
        "The delay ends on July 1, 2031.",
        "All provisions of the rule take effect on that day.",
        "The rule added one entry and removed another.",
        "Comments on the delay are invited only from exporters.",
        "The text of the amendments is not affected.",
        "This postponement is not a rule.",
        "The order is available in the docket.",
        "Nothing in this document reflects a view on the merits.",
    ];
    for sentence in reserves {
        assert!(!is_whole(&format!("{DELAY}."), sentence), "{sentence}");
        assert!(!is_whole(&format!("{DELAY}. {sentence}"), "BIS published the rule."), "in DATES: {sentence}");
    }
    for sentence in harmless {
        assert!(is_whole(&format!("{DELAY}."), sentence), "{sentence}");
    }
}

#[test]
fn a_day_of_another_day_of_the_week_is_no_day() {
    assert!(is_whole("The rule at 96 FR 900 is delayed until Tuesday, July 1, 2031.", "BIS published the rule."));
    assert!(!is_whole("The rule at 96 FR 900 is delayed until Thursday, July 1, 2031.", "BIS published the rule."));
}
