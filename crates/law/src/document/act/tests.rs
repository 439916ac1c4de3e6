//! What sentences do to documents, in the words of the Register.

mod constructions;
mod refused;
mod reserved;

use super::verb::wording;
use super::*;
use crate::finding::Place;

fn passage(section: Section, text: &str) -> Passage {
    Passage { section, text: text.to_owned(), place: Place::default() }
}

/// The acts of a sentence, in short.
fn acts(section: Section, text: &str) -> Vec<String> {
    let title = passage(Section::Title, "Revisions to the Entity List");
    let read = read(&[title, passage(section, text)], About { whose: Whose::Ours, ..About::default() });
    let short = |act: Act| {
        let until = match act.until {
            Until::Day(day) => format!(" until {day}"),
            Until::After(count) => format!(" by {count} days"),
            Until::Publication => " upon publication".to_owned(),
            Until::Indefinite => " indefinitely".to_owned(),
            Until::Unsaid => String::new(),
            Until::Unclear => " until ?".to_owned(),
        };
        let manner = if act.manner == Manner::Told { "told " } else { "" };
        let scope = if act.scope == Scope::Whole { "" } else { " partly" };
        format!("{manner}{}{until}{scope} ×{}", act.verb.participle(), act.on.len())
    };
    read.acts.into_iter().map(short).collect()
}

/// Every sentence is read as expected.
fn all(cases: &[(Section, &str, &str)]) {
    let mut wrong = Vec::new();
    for (section, text, expected) in cases {
        let read = acts(*section, text);
        if read != [*expected] {
            wrong.push(format!("{text}\n  {read:?}, expected {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_delay_is_understood_in_every_form() {
    all(&[
        (
            Section::Dates,
            "As of May 2, 2031, the effective date of the final rule published April 9, 2031, at 96 FR 900, is delayed until July 1, 2031.",
            "delayed until 2031-07-01 ×1",
        ),
        (
            Section::Summary,
            "BIS is postponing the effective date of the rule published at 96 FR 900 from June 2, 2031, to July 1, 2031.",
            "delayed until 2031-07-01 ×1",
        ),
        (
            Section::Body,
            "This document further delays the effective date of the rule published at 96 FR 900 until July 1, 2031.",
            "delayed until 2031-07-01 ×1",
        ),
        (
            Section::Body,
            "The rule at 96 FR 900 shall instead become effective on July 1, 2031.",
            "delayed until 2031-07-01 ×1",
        ),
        (
            Section::Dates,
            "The rule at 96 FR 900, which was to become effective on June 2, 2031, is stayed until further notice.",
            "suspended indefinitely ×1",
        ),
        (
            Section::Dates,
            "The stay of the rule at 96 FR 900 is lifted as of July 1, 2031, and that rule is effective on that date.",
            "held back no longer until 2031-07-01 ×1",
        ),
        (Section::Body, "The rule at 96 FR 900 is withdrawn and will not take effect.", "withdrawn ×1"),
        // What is on a condition is held; a question is none.
        (Section::Body, "The rule at 96 FR 900 is withdrawn for Hazel SA if it signs the agreement.", "acted on ×1"),
        (
            Section::Body,
            "The rule at 96 FR 900 is delayed until July 1, 2031, to see if changes are warranted.",
            "delayed until 2031-07-01 ×1",
        ),
        (
            Section::Body,
            "The effective date of the rule published at 96 FR 900 is further delayed indefinitely.",
            "delayed indefinitely ×1",
        ),
        (
            Section::Dates,
            "The effective date of the rule published at 96 FR 900 is deferred until further notice.",
            "delayed indefinitely ×1",
        ),
        (
            Section::Body,
            "The rule published at 96 FR 900 shall not take effect until July 1, 2031.",
            "delayed until 2031-07-01 ×1",
        ),
        (
            Section::Body,
            "The final rule (FR Doc. 2031-00077) will not become effective before further notice.",
            "delayed indefinitely ×1",
        ),
        (
            Section::Dates,
            "The effective date of the rule published at 96 FR 900 is extended to July 1, 2031.",
            "delayed until 2031-07-01 ×1",
        ),
        (
            Section::Dates,
            "The rule published at 96 FR 900 will become effective on July 1, 2031.",
            "delayed until 2031-07-01 ×1",
        ),
        (
            Section::Summary,
            "BIS stays the final rule published at 96 FR 900 pending judicial review.",
            "suspended indefinitely ×1",
        ),
        (Section::Body, "FR Doc. 2031-00077 is hereby held in abeyance pending review.", "suspended indefinitely ×1"),
        (
            Section::Body,
            "The Bureau is issuing this rule to delay the effective date of 96 FR 900 to July 1, 2031.",
            "delayed until 2031-07-01 ×1",
        ),
        (
            Section::Body,
            "The effective date of amendatory instruction 3 of the rule at 96 FR 900 is delayed until July 1, 2031.",
            "delayed until 2031-07-01 partly ×1",
        ),
        (
            Section::Body,
            "The effective date of the rule at 96 FR 900 is delayed in part until July 1, 2031.",
            "delayed until 2031-07-01 partly ×1",
        ),
        (
            Section::Dates,
            "The effective date of the rule at 96 FR 900 is delayed for 60 days.",
            "delayed by 60 days ×1",
        ),
        (
            Section::Dates,
            "The effective date of the rule at 96 FR 900, which was delayed until June 1, 2031, at 96 FR 950, is further delayed until July 1, 2031.",
            "delayed until 2031-07-01 ×1",
        ),
    ]);
}

#[test]
fn what_else_a_sentence_does_to_a_document() {
    all(&[
        (
            Section::Dates,
            "The final rule published April 9, 2031, at 96 FR 900, is withdrawn as of May 2, 2031.",
            "withdrawn ×1",
        ),
        (
            Section::Summary,
            "The Bureau rescinds the final rule published on April 9, 2031 (96 FR 900).",
            "withdrawn ×1",
        ),
        (Section::Body, "Accordingly, the final rule at 96 FR 900 is set aside.", "withdrawn ×1"),
        (Section::Body, "The court vacated the final rule published at 96 FR 900.", "told withdrawn ×1"),
        (
            Section::Body,
            "Under the joint resolution, the rule at 96 FR 900 shall have no force or effect.",
            "withdrawn ×1",
        ),
        (
            Section::Body,
            "This notice announces the withdrawal of the final rule published at 96 FR 900.",
            "withdrawn ×1",
        ),
        (
            Section::Dates,
            "Withdrawal of the final rule published at 96 FR 900 is effective May 2, 2031.",
            "withdrawn ×1",
        ),
        (Section::Body, "The stay of the rule published at 96 FR 900 is lifted.", "held back no longer until ? ×1"),
        (
            Section::Summary,
            "This document withdraws the delay of the rule published at 96 FR 900.",
            "held back no longer until ? ×1",
        ),
        (
            Section::Body,
            "In FR Doc. 2031-00077 appearing on page 900 in the issue of April 9, 2031, make the following correction:",
            "corrected ×1",
        ),
        (Section::Body, "BIS republishes the final rule at 96 FR 900 in its entirety.", "republished ×1"),
    ]);
}

#[test]
fn what_acts_on_nothing() {
    for text in [
        "On March 6, 2023 (88 FR 13673), BIS added these entities.",
        "The rule at 96 FR 900 may be delayed if comments are received.",
        "BIS considered whether to withdraw the final rule at 96 FR 900.",
        "The 30-day delay in effective date under 5 U.S.C. 553(d) does not apply (see 96 FR 900).",
        "BIS proposes to delay the effective date of the rule at 96 FR 900 until July 1, 2031.",
        "The effective date of the final rule at 96 FR 900 is not delayed.",
        "The compliance date of the rule at 96 FR 900 is delayed until July 1, 2031.",
        "The comment period of the rule at 96 FR 900 is extended until July 1, 2031.",
        "Executive Order 13026 of November 15, 1996 was amended.",
    ] {
        assert_eq!(acts(Section::Body, text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn the_title_alone_declares_what_is_meant() {
    let read = read(
        &[
            passage(Section::Title, "Revisions to the Entity List; Delay of Effective Date"),
            passage(Section::Summary, "The Bureau delays the effective date of a final rule until July 1, 2031."),
        ],
        About::default(),
    );
    assert_eq!((read.declared, read.acts.len()), (Some(Verb::Delay), 1));
    assert_eq!(read.title, canonical("Revisions to the Entity List"));
    assert!(read.acts[0].on.is_empty());
}

#[test]
fn the_documents_of_a_list_are_each_acted_on() {
    let read = read(
        &[
            passage(Section::Title, "Regulatory Freeze; Delay of Effective Dates"),
            passage(Section::Body, "The effective dates of the following rules are delayed until July 1, 2031:"),
            passage(Section::Body, "1. Additions of Entities, 96 FR 900 (April 9, 2031)."),
            passage(Section::Body, "2. Revisions, 96 FR 1000 (April 10, 2031)."),
        ],
        About::default(),
    );
    let named: Vec<_> = read.acts.iter().filter_map(|act| act.on.first()?.page).collect();
    assert_eq!(named, [900, 1000]);
    assert!(read.acts.iter().all(|act| act.until == Until::Day(NaiveDate::from_ymd_opt(2031, 7, 1).unwrap())));
}

/// A text is read alike whether it is looked at first or not.
fn sifted_alike(section: Section, text: &str) {
    let title = || passage(Section::Title, "Revisions to the Entity List");
    let before = || passage(Section::Body, "The final rule published May 6, 2031, at 96 FR 900, is effective.");
    for passages in [vec![title(), passage(section, text)], vec![before(), passage(section, text)]] {
        let about = About { whose: Whose::Ours, ..About::default() };
        let whole = read_sifted(&passages, about.clone(), sift::everything);
        assert_eq!(read(&passages, about), whole, "{text}");
    }
    signs_are_missed_nowhere(section, text);
}

/// Where a sign is missing, the reader for it finds nothing.
fn signs_are_missed_nowhere(section: Section, text: &str) {
    let signs = sift::look(text);
    let read = |missing: bool| missing.then(|| verb::read(text, section)).flatten();
    assert_eq!(read(!signs.verb), None, "{text}");
    let corrects = read(!signs.correction).filter(|(verb, _)| *verb == Verb::Correct);
    assert_eq!(corrects, None, "{text}");
    assert!(signs.limit || !limit::leaves_out(text), "{text}");
}

#[test]
fn a_look_at_the_words_of_a_text_loses_no_act() {
    let words: Vec<&str> = wording::beginnings()
        .chain(wording::phrases())
        .map(|(words, _)| words)
        .chain([limit::INSTRUCTION])
        .chain([
            "ed", "s", "ing", "is", "are", "was", "has been", "hereby", "the", "The", "this", "its", "that", "rule",
            "not", "effective date", "effective on", "extended", "pushes", "until", "July 1, 2031", "96 FR 900",
            "entities", "“", "”", ".", ";", ":", ",", "-", "’", "é", "\u{212a}", "\u{130}", "removal", "apply", "BIS",
            "announces",
        ])
        .collect();
    // Knuth's multiplier; any sequence without a pattern will do.
    let mut seed = 2_u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(seed >> 33).unwrap() % below
    };
    for _ in 0..400 {
        let mut text = String::new();
        for _ in 0..=next(12) {
            let word = words[next(words.len())];
            text.push_str(&if next(4) == 0 { word.to_uppercase() } else { word.to_owned() });
            text.push_str(["", " ", " ", " "][next(4)]);
        }
        let section = [Section::Body, Section::Summary, Section::Dates][next(3)];
        sifted_alike(section, &text);
    }
}

#[test]
fn a_look_at_the_words_of_the_fixtures_loses_no_act() {
    const FIXTURES: [&str; 7] = [
        include_str!("tests.rs"),
        include_str!("../../law/text/cited.rs"),
        include_str!("../../../../../tests/it/list/acts.rs"),
        include_str!("../../../../../tests/it/document/rule.rs"),
        include_str!("../../../../../tests/it/document/effective_dates.rs"),
        include_str!("../../../../../tests/it/document/preamble_counts.rs"),
        include_str!("../../../../../snapshots/sample/2025-05427.xml"),
    ];
    let lines = FIXTURES.iter().flat_map(|fixture| fixture.split(['\n', '"', '>', '<']));
    // Prose only, and each sentence by itself: that is how they are read.
    for line in lines.filter(|line| line.split(' ').count() > 4) {
        for text in sentence::sentences(line) {
            signs_are_missed_nowhere(Section::Body, text);
        }
    }
}

/// Days that are counted, last days, and the day of publication.
#[test]
fn until_when_is_said_in_many_ways() {
    let of_rule = |words: &str| format!("The rule published at 96 FR 900 {words}.");
    for (words, expected) in [
        ("is delayed by sixty (60) calendar days", "delayed by 60 days ×1"),
        ("is delayed for a period of 30 days", "delayed by 30 days ×1"),
        ("is stayed for an additional 45 days from its effective date", "suspended by 45 days ×1"),
        ("is stayed for 14 days after the mandate issues", "suspended until ? ×1"),
        ("is delayed for 60 days from publication", "delayed until ? ×1"),
        ("is delayed for ten business days", "delayed until ? ×1"),
        (
            "is delayed sixty days, from June 2, 2031, to a new effective date of August 1, 2031",
            "delayed until 2031-08-01 ×1",
        ),
        ("is delayed pending review to a day that is not earlier than June 2, 2031", "delayed until ? ×1"),
        ("is delayed by two months", "delayed until ? ×1"),
        ("is suspended from May 2, 2031, through May 31, 2031", "suspended until 2031-06-01 ×1"),
        ("is delayed until the close of business on June 2, 2031", "delayed until 2031-06-02 ×1"),
        ("shall not take effect before June 2, 2031", "delayed until 2031-06-02 ×1"),
        ("is effective upon publication of this notice", "told effective on another day upon publication ×1"),
        ("takes effect immediately", "told effective on another day upon publication ×1"),
        ("is delayed until the later of May 2, 2031, and a further notice", "delayed until ? ×1"),
        ("ceased to have effect on May 2, 2031", "acted on ×1"),
        ("has no effect", "acted on ×1"),
        ("is frozen until June 2, 2031", "suspended until 2031-06-02 ×1"),
        ("was published prematurely", "acted on ×1"),
    ] {
        assert_eq!(acts(Section::Body, &of_rule(words)), [expected], "{words}");
    }
}

/// What is done to orders of courts and licenses, to meetings, and to references, is not done to the rule that is cited.
#[test]
fn what_is_done_to_something_else_is_no_act() {
    for text in [
        "The court vacated the denial order as to one party; it cited the rule published at 96 FR 900.",
        "This rule corrects a cross-reference to the rule published at 96 FR 900.",
        "Like the rule published at 96 FR 900, this rule is exempt from the delay in effective date.",
        "This rule has no effect on the rule published at 96 FR 900.",
        "No entity added by the rule published at 96 FR 900 is modified here.",
        "The public meeting was postponed; compare 96 FR 900.",
    ] {
        assert_eq!(acts(Section::Body, text), Vec::<String>::new(), "{text}");
    }
    for title in [
        "Advisory Committee; Postponement of Meeting",
        "Order Suspending Export Privileges",
        "Extension of Deadline",
        "Proposed Rescission",
        "Renewal of a License; Revocation of License Exceptions",
    ] {
        assert_eq!(declared(title), None, "{title}");
    }
    assert_eq!(declared("Revisions to the Entity List; Postponement of Effective Date"), Some(Verb::Delay));
}

/// A delay that goes on is a delay, and nothing that is ended.
#[test]
fn an_act_that_goes_on_is_a_delay() {
    for (text, expected) in [
        (
            "The delay of the rule published at 96 FR 900, announced at 96 FR 950, is extended by a further period, to July 1, 2031.",
            "delayed until 2031-07-01 ×2",
        ),
        (
            "BIS extends the stay of the rule published at 96 FR 900 until July 1, 2031.",
            "suspended until 2031-07-01 ×1",
        ),
        ("The suspension of the rule at 96 FR 900 is continued until further notice.", "suspended indefinitely ×1"),
        (
            "This notice prolongs the postponement of the rule published at 96 FR 900 to July 1, 2031.",
            "delayed until 2031-07-01 ×1",
        ),
        ("BIS is renewing the delay of the rule at 96 FR 900 through June 30, 2031.", "delayed until 2031-07-01 ×1"),
    ] {
        assert_eq!(acts(Section::Summary, text), [expected], "{text}");
    }
}

/// What was named before, and what delayed it, may both be "it"; and a sentence may act on several documents, each to a day
/// of its own.
#[test]
fn a_document_named_before_and_each_of_several_is_acted_on() {
    let read = |text: &str| acts(Section::Summary, text);
    assert_eq!(
        read(
            "On May 2, 2031 (96 FR 950), BIS delayed the rule published at 96 FR 900. This action extends that delay until July 1, 2031."
        ),
        ["told delayed ×2", "delayed until 2031-07-01 ×2"]
    );
    assert_eq!(
        read(
            "The rule published at 96 FR 900, deferred at 96 FR 950, will not become effective. BIS hereby withdraws it."
        ),
        ["delayed ×1", "withdrawn ×1"]
    );
    assert_eq!(
        read(
            "On May 2, 2031 (96 FR 950), the rule at 96 FR 900 was delayed. BIS has now decided to withdraw that rule."
        ),
        ["told delayed ×2", "withdrawn ×2"]
    );
    assert_eq!(read("BIS rescinds the rule published at 96 FR 900, delayed at 96 FR 950."), ["withdrawn ×2"]);
    assert_eq!(
        read("This document corrects the effective date of the rule at 96 FR 900 to July 1, 2031."),
        ["delayed until 2031-07-01 ×1"]
    );
    assert!(
        read("The effective date of May 2, 2031, of the rule at 96 FR 900, delayed at 96 FR 950, is confirmed.")
            .is_empty()
    );
    for joint in [", and the effective date of the rule", "; the effective date of the rule", "; and the rule"] {
        let text = format!(
            "The effective date of the rule published at 96 FR 900 is delayed until July 1, 2031{joint} published at 96 FR 950 is delayed until June 2, 2031."
        );
        assert_eq!(read(&text), ["delayed until 2031-07-01 ×1", "delayed until 2031-06-02 ×1"], "{text}");
    }
}

/// What a sentence says of the one before it, and what readers are told to do, is unknown and for a person.
#[test]
fn what_readers_are_told_is_no_narration() {
    for text in [
        "Alder Ltd. is delisted. See 96 FR 900.",
        "Readers are asked to strike the second row of the table at 96 FR 900.",
        "The rule at 96 FR 900 followed the rule at 96 FR 800. That rule is scrapped.",
        "BIS published a rule (96 FR 900). The rule has since been overturned.",
    ] {
        let read = read(&[passage(Section::Body, text)], About::default());
        assert_eq!(read.unknown.len(), 1, "{text}");
    }
}

/// "The amendments made by the rule" are all of it.
#[test]
fn the_amendments_of_a_rule_are_the_rule() {
    for (text, expected) in [
        ("Effective May 2, 2031, the amendments made by the rule at 96 FR 900 are stayed until July 1, 2031.", ""),
        ("All of the changes published in the rule at 96 FR 900 are stayed until July 1, 2031.", ""),
        ("Certain amendments made by the rule at 96 FR 900 are stayed until July 1, 2031.", " partly"),
        ("The additions made by the rule at 96 FR 900 are stayed until July 1, 2031.", " partly"),
        ("The amendments under France made by the rule at 96 FR 900 are stayed until July 1, 2031.", " partly"),
    ] {
        assert_eq!(acts(Section::Dates, text), [format!("suspended until 2031-07-01{expected} ×1")], "{text}");
    }
}

#[test]
fn a_length_is_told_beside_its_day() {
    let base = NaiveDate::from_ymd_opt(2031, 10, 9).unwrap();
    for (text, day, agrees) in [
        (
            "The rule at 96 FR 900 is delayed for 60 days from October 9, 2031, until December 8, 2031.",
            (12, 8),
            Some(true),
        ),
        (
            "The rule at 96 FR 900 is delayed for 60 days from October 9, 2031, until December 7, 2031.",
            (12, 7),
            Some(false),
        ),
        ("The rule at 96 FR 900 is delayed by exactly 60 days, until December 18, 2031.", (12, 18), Some(false)),
        ("The rule at 96 FR 900 is delayed by two weeks, until October 23, 2031.", (10, 23), Some(true)),
        ("BIS advances by one week the effective date of the rule at 96 FR 900.", (10, 2), Some(true)),
        ("The rule at 96 FR 900 is delayed for two months, until November 9, 2031.", (11, 9), Some(false)),
        ("The rule at 96 FR 900 is suspended for one year, until October 9, 2032.", (10, 9), Some(false)),
        ("The rule at 96 FR 900 is delayed until December 8, 2031.", (12, 8), None),
    ] {
        let day = NaiveDate::from_ymd_opt(2031, day.0, day.1).unwrap();
        assert_eq!(until::length(text).map(|length| length.lies_between(base, day)), agrees, "{text}");
    }
}
