//! What a DATES section says of each instruction.

use super::*;

/// Days of the rule, then of instructions 2, 3, 4.a, 4.b and 5: `-` where nothing is said, `?` where no day is.
fn read(text: &str) -> String {
    let schedule = Schedule::read(text);
    let short = |day: NaiveDate| day.format("%-m/%-d").to_string();
    let general: Vec<_> = schedule.general.iter().map(|day| short(*day)).collect();
    let of = |number: &[&str]| {
        let path: Path = number.iter().map(|label| (*label).to_owned()).collect();
        match schedule.of(&path) {
            None => "-".to_owned(),
            Some(Said::On(day)) => short(day),
            Some(Said::Excepted) => "?".to_owned(),
            Some(Said::PutOff) => "never".to_owned(),
            Some(Said::Several) => "!".to_owned(),
        }
    };
    let each = [&["2"][..], &["3", "a"], &["4", "a"], &["4", "b", "i"], &["5"]].map(of);
    format!("{} | {}", general.join(" "), each.join(" "))
}

#[test]
fn each_instruction_takes_the_day_that_is_said_of_it() {
    for (text, expected) in [
        ("This rule is effective June 5, 2023.", "6/5 | - - - - -"),
        (
            "This rule is effective June 5, 2023, except for amendatory instruction 3, which is effective September 16, 2023.",
            "6/5 | - 9/16 - - -",
        ),
        (
            "Effective June 5, 2023, except that instructions 2 and 4.b are effective September 16, 2023.",
            "6/5 | 9/16 - - 9/16 -",
        ),
        (
            "This rule is effective June 5, 2023, except for amendatory instructions 3 through 5, which are effective September 16, 2023.",
            "6/5 | - 9/16 9/16 9/16 9/16",
        ),
        (
            "The following amendatory instructions are effective: Instruction 2, on June 5, 2023; Instruction 3, on September 16, 2023; and Instructions 4 and 5, on October 1, 2023.",
            " | 6/5 9/16 10/1 10/1 10/1",
        ),
        (
            "Effective on June 5, 2023: instructions 2, 3, and 5. Effective on October 1, 2023: instruction 4.",
            " | 6/5 6/5 10/1 10/1 6/5",
        ),
        (
            "This rule is effective in phases: instructions 2 and 3 are effective June 5, 2023; instruction 4 is effective September 16, 2023; all other instructions are effective October 1, 2023.",
            "10/1 | 6/5 6/5 9/16 9/16 -",
        ),
        (
            "This rule is effective June 5, 2023. Amendatory instruction 4.a is effective September 16, 2023.",
            "6/5 | - - 9/16 - -",
        ),
        (
            "Except for amendatory instruction 3, which is effective September 16, 2023, this rule is effective June 5, 2023.",
            "6/5 | - 9/16 - - -",
        ),
        (
            "With the exception of instruction 3, this rule is effective June 5, 2023. Instruction 3 is effective September 16, 2023.",
            "6/5 | - 9/16 - - -",
        ),
        ("This rule, except for instruction 3, is effective June 5, 2023.", "6/5 | - never - - -"),
        (
            "This rule is effective June 5, 2023, with amendatory instruction 3 effective October 1, 2023.",
            "6/5 | - 10/1 - - -",
        ),
        (
            "This rule is effective June 5, 2023, amendatory instruction 3 effective October 1, 2023.",
            "6/5 | - 10/1 - - -",
        ),
        (
            "This rule is effective June 5, 2023, with respect to instructions 2 and 4, and October 1, 2023, with respect to instruction 3.",
            " | 6/5 10/1 6/5 6/5 -",
        ),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn instructions_in_stages_excepted_and_put_off() {
    for (text, expected) in [
        (
            "Except as otherwise noted, this rule is effective June 5, 2023. Instruction 3 is effective October 1, 2023.",
            "6/5 | - 10/1 - - -",
        ),
        (
            "This rule is effective in stages: on June 5, 2023, instruction 2; on October 1, 2023, instruction 3.",
            " | 6/5 10/1 - - -",
        ),
        ("This rule is effective June 5, 2023 (instruction 3: October 1, 2023).", "6/5 10/1 | - ! - - -"),
        (
            "This rule is effective June 5, 2023. The removal in instruction 3 is delayed until October 1, 2023.",
            "6/5 | - 10/1 - - -",
        ),
        (
            "This rule is effective June 5, 2023, except that instruction 3 shall not become effective until October 1, 2023.",
            "6/5 | - 10/1 - - -",
        ),
        (
            "This rule is effective June 5, 2023, except for amendatory instruction 3, which is delayed indefinitely.",
            "6/5 | - never - - -",
        ),
        (
            "Effective dates: June 5, 2023, for instructions 2 and 3, and October 1, 2023, for instruction 4(b).",
            " | 6/5 6/5 - 10/1 -",
        ),
        (
            "The amendments in amendatory instructions 2, 4.a, and b are effective June 5, 2023, and instruction 5 takes effect October 1, 2023.",
            " | 6/5 - 6/5 6/5 10/1",
        ),
        (
            "Amendatory instruction 3 (supplement no. 4 to part 744) is effective June 5, 2023. The rest of this rule is effective October 1, 2023.",
            "10/1 | - 6/5 - - -",
        ),
        (
            "This rule is effective June 5, 2023, other than amendatory instruction No. 3, effective September 16, 2023. Comments must be received by August 4, 2023.",
            "6/5 | - 9/16 - - -",
        ),
        (
            "Effective June 5, 2023, except for instruction 3 which is effective September 16, 2023, and instruction 4 which is effective October 1, 2023.",
            "6/5 | - 9/16 10/1 10/1 -",
        ),
        ("Instruction 3 is effective June 5, 2023. Instruction 3 is effective October 1, 2023.", " | - ! - - -"),
        (
            "• Effective date: This rule is effective June 5, 2023. • Temporary General License (TGL) validity date: The TGL is effective June 6, 2023 through October 1, 2023.",
            "6/5 | - - - - -",
        ),
        (
            "Instruction 3 of this rule is effective October 1, 2023. This rule is otherwise effective June 5, 2023.",
            "6/5 | - 10/1 - - -",
        ),
        (
            "The effective dates are as follows: (1) Amendatory instruction 2: June 5, 2023. (2) Amendatory instruction 3: October 1, 2023.",
            " | 6/5 10/1 - - -",
        ),
        (
            "This rule is effective June 5, 2023, and applies to instruction 3 from October 1, 2023.",
            "6/5 | - 10/1 - - -",
        ),
        (
            "Effective June 5, 2023, for instruction 2, and instruction 3 is effective October 1, 2023.",
            " | 6/5 10/1 - - -",
        ),
        (
            "This rule is effective on June 5, 2023, for instructions 2 and 3, and on October 1, 2023, for instruction 5.",
            " | 6/5 6/5 - - 10/1",
        ),
        ("Amendatory instructions 2–4 are effective June 5, 2023.", " | 6/5 6/5 6/5 6/5 -"),
        (
            "This rule is effective June 5, 2023, except: • Instruction 3 is effective October 1, 2023.",
            "6/5 | - 10/1 - - -",
        ),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn bullets_go_on_with_their_sentence_and_days_of_compliance_are_none_of_effect() {
    for (text, expected) in [
        (
            "This rule is effective: • June 5, 2023, for instructions 2 and 3; and • October 1, 2023, for instruction 4.",
            " | 6/5 6/5 10/1 10/1 -",
        ),
        (
            "This rule is effective: • June 5, 2023, for instruction 2. • Exports by October 1, 2023, may proceed.",
            " | 6/5 - - - -",
        ),
        (
            "This rule is effective June 5, 2023. Instruction 3 comes into force October 1, 2023; comment by May 1, 2023.",
            "6/5 | - 10/1 - - -",
        ),
        (
            "The amendments are effective: • Instruction 2: June 5, 2023. • Instructions 3 and 5: October 1, 2023.",
            " | 6/5 10/1 - - 10/1",
        ),
        (
            "This rule is effective June 5, 2023. Compliance with instruction 3 is not required until October 1, 2023.",
            "6/5 | - - - - -",
        ),
        (
            "This rule is effective June 5, 2023. The compliance date for instruction 3 is October 1, 2023.",
            "6/5 | - - - - -",
        ),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}
