//! What is refused, proposed, corrected or delayed beside a document, and what looks alike and acts.

use super::constructions::each;

#[test]
fn what_is_refused_is_nothing() {
    each(
        &[
            (
                "a petition, a request or a motion is denied",
                &[
                    "Hazel SA petitioned BIS to stay the rule published at 96 FR 900. The petition is denied.",
                    "The district court declined to stay the rule at 96 FR 900. The plaintiffs have appealed.",
                    "BIS denies the request that the rule at 96 FR 900 be stayed pending judicial review.",
                    "The court of appeals denied an emergency motion for a stay pending appeal of the rule at 96 FR 900.",
                    "The plaintiff asked the court to vacate the rule at 96 FR 900. The court dismissed the complaint.",
                    "Hazel SA filed a complaint against the rule at 96 FR 900, asking the court to stay the rule. The court denied the motion.",
                    "Hazel SA moved to enjoin the rule at 96 FR 900. An appeal is pending, and no stay pending appeal has been granted.",
                ],
            ),
            (
                "it is only proposed or intended",
                &[
                    "BIS proposes to delay, until January 8, 2032, the effective date of the rule published at 96 FR 900.",
                    "BIS intends to delay the rule published at 96 FR 900 until January 8, 2032.",
                ],
            ),
            (
                "it is not to be read so",
                &[
                    "Nor should this document be read as withdrawing or staying the rule published at 96 FR 900.",
                    "Nothing here is to be construed as a delay or as withdrawing the rule published at 96 FR 900.",
                ],
            ),
            (
                "another document is acted on in the last clause",
                &["The rules at 96 FR 900 and 96 FR 950 were published in May; another was withdrawn."],
            ),
            (
                "the close of a comment period is asked for",
                &[
                    "An association asked BIS to postpone the close of the comment period in view of the rule at 96 FR 900. BIS agrees.",
                ],
            ),
            (
                "what the document itself does, and what is not gone on with",
                &[
                    "Dorn AG is removed from the Entity List by the rule published at 96 FR 900.",
                    "In deciding not to proceed, BIS has considered the rule published at 96 FR 900. Such rulemaking may be resumed.",
                ],
            ),
        ],
        false,
    );
}

#[test]
fn what_looks_like_a_refusal_and_acts_is_seen() {
    each(
        &[
            (
                "one is denied, another is granted",
                &[
                    "The plaintiffs asked for a stay of the rule at 96 FR 900. The district court denied the motion, but the court of appeals granted a stay.",
                    "The court denied the motion for an order against the rule at 96 FR 900 and granted the motion for an injunction.",
                    "Hazel SA petitioned BIS to stay the rule published at 96 FR 900. The petition is granted.",
                    "BIS denies the request to withdraw the rule at 96 FR 900, but delays its effective date until December 1, 2031.",
                    "BIS, having denied the petition for a hearing, stays the rule at 96 FR 900 until further notice.",
                    "The petition to stay the rule at 96 FR 900 is denied as moot, since the rule was vacated on May 2, 2031.",
                ],
            ),
            (
                "until a further order",
                &[
                    "The rule published at 96 FR 900 is stayed pending further order of the court.",
                    "The rule at 96 FR 900 is at issue. A minute order provides that “the rule is stayed until further order.”",
                ],
            ),
            (
                "what is recorded of a hearing",
                &[
                    "The rule at 96 FR 900 was argued. A minute entry records that “the rule is stayed.”",
                    "The rule at 96 FR 900 was argued. The minutes of the hearing say that the rule is stayed.",
                    "The rule at 96 FR 900 was argued. The judge said from the bench that “the rule is vacated.”",
                ],
            ),
            (
                "it is proposed, and more is done",
                &[
                    "BIS proposes to withdraw the rule at 96 FR 900, and delays its effective date until January 8, 2032.",
                    "BIS stays the rule at 96 FR 900 and proposes to withdraw it.",
                    "BIS is asking the Office of the Federal Register to withdraw the rule published at 96 FR 900.",
                ],
            ),
            ("it is to be read so", &["This document should be read as withdrawing the rule published at 96 FR 900."]),
            (
                "one of those that were named",
                &["Two rules (96 FR 900 and 96 FR 950) bear later dates; and one of them was withdrawn."],
            ),
            (
                "a party leaves the list, whose entry the document made",
                &[
                    "Hazel SA, added at 96 FR 900, is removed from the Entity List by a rule published today.",
                    "Hazel SA is removed from the Entity List; see the rule at 96 FR 900, which added it.",
                    "In deciding not to proceed with the rule published at 96 FR 900, BIS has considered the comments.",
                ],
            ),
        ],
        true,
    );
}
