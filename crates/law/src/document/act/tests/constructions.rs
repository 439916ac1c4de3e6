//! Constructions in which something is done to a document, and those in which nothing is, whatever the verbs are.

use super::*;

/// Whether a person is called for a sentence of a preamble.
fn is_seen(text: &str) -> bool {
    let title = passage(Section::Title, "Export Administration");
    let read = read(&[title, passage(Section::Body, text)], About { whose: Whose::Ours, ..About::default() });
    !read.acts.is_empty() || !read.unknown.is_empty()
}

pub(super) fn each(kinds: &[(&str, &[&str])], seen: bool) {
    let mut wrong = Vec::new();
    for (kind, texts) in kinds {
        wrong.extend(texts.iter().filter(|text| is_seen(text) != seen).map(|text| format!("{kind}: {text}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_done_to_a_document_is_seen_in_any_construction() {
    each(
        &[
            (
                "an actor's verb of now, the document in a complement",
                &[
                    "BIS grants relief from the rule at 96 FR 900 to all exporters.",
                    "The Department reverses course on the rule at 96 FR 900.",
                    "BIS drops Hazel SA from the rule at 96 FR 900.",
                    "The Bureau is withholding the application of the rule published at 96 FR 900.",
                    "BIS extends by two months the lead time of the rule at 96 FR 900.",
                    "I hereby suspend, for a period of 90 days, the effectiveness of the final rule published at 96 FR 900.",
                    "Under the settlement, BIS will remove Hazel SA, added at 96 FR 900.",
                ],
            ),
            (
                "an act as a noun",
                &[
                    "A stay of the rule published at 96 FR 900 was entered on September 30, 2031.",
                    "Nullification of the rule at 96 FR 900 follows from the judgment.",
                    "BIS agrees to vacatur of the rule at 96 FR 900.",
                    "The Under Secretary signed a withdrawal of the rule at 96 FR 900.",
                    "Notice of abandonment of the rule at 96 FR 900.",
                    "The court issued a nationwide injunction against enforcement of the rule at 96 FR 900.",
                ],
            ),
            (
                "the requirement that a document imposed",
                &[
                    "The license requirement that the rule at 96 FR 900 imposed is waived until July 1, 2031.",
                    "The license requirement imposed by the rule at 96 FR 900 is eliminated.",
                    "For Hazel SA (96 FR 900), the license requirement is lifted.",
                    "This action eliminates the listings made by the rule at 96 FR 900.",
                ],
            ),
            (
                "what is printed is not so",
                &[
                    "The address printed at 96 FR 900 for Hazel SA is not the address of that company.",
                    "The country under which Hazel SA was listed at 96 FR 900 is not France but Belgium.",
                    "The address in the rule at 96 FR 900 should be 17 rue Haute.",
                    "The correct name of the entity listed at 96 FR 900 is Hazel Optics SA.",
                    "The document published at 96 FR 900 left out the entry for Iris Ltd.",
                    "The rule at 96 FR 900 transposed two addresses.",
                ],
            ),
            (
                "what was ordered did not come to pass",
                &[
                    "The removal of Dorn AG by the rule at 96 FR 900 did not occur.",
                    "Dorn AG, which the rule at 96 FR 900 would have removed, stays on the Entity List.",
                    "Dorn AG, removed at 96 FR 900, remains on the list.",
                    "BIS published a rule (96 FR 900). The addition in that rule, which has not yet taken effect, is withdrawn.",
                    "BIS restores Dorn AG, which the rule at 96 FR 900 removed, to the Entity List.",
                ],
            ),
            (
                "something else counts",
                &[
                    "This rule stands in for the rule published at 96 FR 900.",
                    "The text printed here supplants the text of the rule at 96 FR 900.",
                    "Where this notice differs from the rule at 96 FR 900, this notice controls.",
                    "BIS now treats the rule at 96 FR 900 as a proposal.",
                ],
            ),
            (
                "an order in quotation marks",
                &[
                    "The court ordered: “The final rule published at 96 FR 900 is VACATED.”",
                    "The resolution provides “That Congress disapproves the rule at 96 FR 900.”",
                ],
            ),
            (
                "a delay that is recounted, and another day of effect",
                &[
                    "The rule published at 96 FR 900, delayed indefinitely at 96 FR 950, is effective January 4, 2032.",
                    "The rule at 96 FR 900, the effective date of which was delayed to November 9, 2031, at 96 FR 950, will instead be effective on October 21, 2031.",
                    "The rule at 96 FR 900 shall apply from July 1, 2031, and not from June 2, 2031.",
                ],
            ),
        ],
        true,
    );
}

#[test]
fn what_does_nothing_to_a_document_is_nothing_in_any_construction() {
    each(
        &[
            (
                "a document does something itself",
                &[
                    "The rule at 96 FR 900 drew twelve comments.",
                    "The rule at 96 FR 900 widened the scope of the control.",
                    "The rule at 96 FR 900 spells the name as it appears in the French register.",
                    "The rule at 96 FR 900 ran to three pages.",
                    "The rule at 96 FR 900 itself corrected an address.",
                    "The rule at 96 FR 900 mentions that an earlier rule was withdrawn.",
                ],
            ),
            (
                "who has no power over it does something",
                &[
                    "Freight forwarders should check the rule at 96 FR 900 before shipping.",
                    "The advisory committee will take up the rule at 96 FR 900 in its closed session.",
                    "An exporter that relied on the savings clause at 96 FR 900 must keep records for five years.",
                ],
            ),
            (
                "who only asks, or says",
                &[
                    "The complaint asks the court to declare the rule at 96 FR 900 unlawful and to vacate it.",
                    "Two commenters called the rule at 96 FR 900 unlawful.",
                    "Hazel SA contends that its listing at 96 FR 900 was in error.",
                    "A commenter asked BIS to drop the rule at 96 FR 900.",
                ],
            ),
            (
                "it is refused, or only possible",
                &[
                    "The government opposed the motion for a stay of the rule at 96 FR 900.",
                    "A stay of the rule at 96 FR 900 would harm national security.",
                    "Had BIS delayed the rule at 96 FR 900, shipments would have continued.",
                    "BIS is not reopening the rule at 96 FR 900.",
                ],
            ),
            (
                "the document is the topic of something else",
                &[
                    "The agenda item on the rule at 96 FR 900 has been dropped.",
                    "A typographical error in the press release on the rule at 96 FR 900 has been corrected.",
                    "The court ruled for the government in a challenge to the rule at 96 FR 900.",
                    "On joint motion, the court has held the case on the rule at 96 FR 900 in abeyance.",
                    "The court remanded the rule published at 96 FR 900 to BIS without vacatur.",
                    "The reasons given in the rule at 96 FR 900 hold for this rule, too.",
                ],
            ),
            (
                "what becomes of a party, or of what it has",
                &[
                    "The joint venture of the company listed at 96 FR 900 has been dissolved.",
                    "The patent of the company named at 96 FR 900 was invalidated.",
                    "The respondent's license for exports to the company listed at 96 FR 900 is hereby revoked.",
                    "The bank that financed the company listed at 96 FR 900 has withdrawn its loan.",
                ],
            ),
            (
                "it is cited within a quotation, or by what something else cites",
                &[
                    "The item “Presentation on the final rule published at 96 FR 900” has been moved to the closed session.",
                    "The Department of State withdrew a notice that cited the rule at 96 FR 900.",
                    "Hazel SA, added at 96 FR 900, has an office in the building that Juniper SA vacated.",
                    "The report covers 96 FR 900, and rules that were withdrawn before publication.",
                    "The European Union has suspended its own measure, which resembled the rule at 96 FR 900.",
                ],
            ),
            (
                "it stays as it is",
                &[
                    "The rule at 96 FR 900 stays as it is.",
                    "This rule leaves the rule at 96 FR 900 untouched.",
                    "The rule at 96 FR 900 remains in place, and its effective date is unchanged.",
                    "No rule, including the one published at 96 FR 900, is among them.",
                ],
            ),
        ],
        false,
    );
}

/// What is said in one item of a list is said of the document that it cites.
#[test]
fn items_of_a_list_stand_each_by_itself() {
    for text in [
        "See 94 FR 968 (Dec. 5, 2029); 95 FR 462 (Jan. 16, 2030), effective date delayed at 95 FR 946; 96 FR 900 (Sept. 9, 2031).",
        "Received: Revisions to the Entity List (96 FR 900), nonmajor; Fee Schedule (96 FR 462), effective date delayed.",
    ] {
        let read = read(&[passage(Section::Body, text)], About { whose: Whose::Ours, ..About::default() });
        let pages: Vec<_> = read.acts.iter().flat_map(|act| &act.on).filter_map(|on| on.page).collect();
        assert!(pages.contains(&462) && !pages.contains(&900), "{text} {pages:?}");
    }
}

#[test]
fn what_comes_of_a_condition_or_is_granted_elsewhere_is_seen() {
    each(
        &[
            (
                "it comes of a condition",
                &[
                    "If no comment is received by October 20, 2031, the rule published at 96 FR 900 is withdrawn.",
                    "Unless BIS says otherwise, the effective date of the rule at 96 FR 900 is delayed until December 1, 2031.",
                    "The rule published at 96 FR 900 is withdrawn if BIS receives adverse comment.",
                    "The effective date of the rule at 96 FR 900 is delayed until December 1, 2031, unless the Secretary determines otherwise.",
                    "If BIS receives adverse comment by October 5, 2031, the final rule at 96 FR 900 will be withdrawn.",
                    "If you exported in reliance on it, note that BIS withdraws the rule published at 96 FR 900.",
                    "In the event that no comment is received, the rule at 96 FR 900 is withdrawn.",
                    "Provided that the committee confirms its vote, the rule at 96 FR 900 is delayed until December 1, 2031.",
                ],
            ),
            (
                "what was asked for was granted, in another sentence",
                &[
                    "A joint resolution to disapprove the rule at 96 FR 900 was introduced. The President signed the resolution.",
                    "Hazel SA moved to stay the rule at 96 FR 900. On May 5, 2031, the court granted the motion.",
                    "A petition asks BIS to withdraw the rule at 96 FR 900. BIS agrees.",
                    "It was moved that the rule at 96 FR 900 be stayed. The motion was granted in part and denied in part.",
                    "The parties stipulated that the rule at 96 FR 900 would be postponed. The court approved the stipulation.",
                    "By order of May 2, 2031, the court granted a stay. The order concerns the rule published at 96 FR 900.",
                    "BIS published a rule (96 FR 900). Two companies sued. The court vacated the rule on May 1, 2031.",
                ],
            ),
            (
                "somebody in power orders it",
                &[
                    "The court ordered that the effective date of the rule at 96 FR 900 be postponed until it has ruled.",
                    "The President has directed the Secretary to rescind the rule at 96 FR 900.",
                    "BIS has asked the Office of the Federal Register to withdraw the rule at 96 FR 900.",
                    "Congress has disapproved the rule at 96 FR 900.",
                    "The court remanded the rule at 96 FR 900 to BIS and did not say whether it stands.",
                    "The court enjoined BIS from enforcing the rule “insofar as it adds Hazel SA to the list” at 96 FR 900.",
                ],
            ),
        ],
        true,
    );
}

#[test]
fn what_is_a_condition_or_refused_elsewhere_is_nothing() {
    each(
        &[
            (
                "it is the condition, or only possible on one",
                &[
                    "If BIS withdraws the rule at 96 FR 900, exporters will be notified by e-mail.",
                    "If BIS, after review, withdraws the rule at 96 FR 900, it will say so.",
                    "If the rule published at 96 FR 900 is delayed, licenses that were issued remain valid.",
                    "An exporter may ship if the order was placed before the rule at 96 FR 900 was published.",
                    "If the parties agree, the court could vacate the rule at 96 FR 900.",
                    "If adopted, the bill would suspend the rule at 96 FR 900.",
                ],
            ),
            (
                "it was asked for, and refused or not granted",
                &[
                    "A petition asks BIS to withdraw the rule at 96 FR 900. BIS does not agree.",
                    "Hazel SA moved to stay the rule at 96 FR 900. The court granted leave to file a reply and denied the motion.",
                    "BIS declines to reopen the rule at 96 FR 900 and declines to postpone it.",
                    "BIS sees no need to postpone the rule at 96 FR 900.",
                    "S.J. Res. 88, providing that the rule at 96 FR 900 shall have no force or effect, was introduced on May 6, 2031.",
                    "The resolution of disapproval of the rule at 96 FR 900 was referred to a committee.",
                    "The plaintiff is unlikely to prevail on its claim that the rule at 96 FR 900 must be set aside.",
                ],
            ),
            (
                "it is said in the next sentence to stand",
                &[
                    "FR Docs. 2031-00077 and 2031-00078 fall within paragraph 5. Their effective dates are not postponed.",
                    "The court remanded the rule at 96 FR 900. It did so without vacatur.",
                ],
            ),
            (
                "another rule is delayed, or this one",
                &[
                    "See the rule at 96 FR 900. A separate document delays a rule of the Bureau of Economic Analysis.",
                    "See the rule at 96 FR 900. The effective date of a major rule is delayed until sixty days after Congress has it.",
                    "BIS allowed thirty days in the rule at 96 FR 900. Unlike that rule, this rule delays one of its amendments.",
                    "The September 9 rule (96 FR 900) is similar to the rule that was withdrawn in 2019.",
                    "Hazel SA, listed by the rule at 96 FR 900, postponed its initial public offering.",
                ],
            ),
        ],
        false,
    );
}
