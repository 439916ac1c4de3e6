//! What instructions inherit, what other law is left alone, and what is refused instead of guessed.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::finding::Code;

#[test]
fn other_law_has_no_effect_on_a_list() {
    for (part, text, expected) in [
        (Some(734), "1. In § 734.9, revise paragraph (a) to read as follows:", "OtherPart"),
        (Some(734), "b. By removing the entry for “X”.", "OtherPart"),
        (Some(744), "2. Section 744.11 is amended by revising paragraph (a) to read as follows:", "OtherText"),
        (Some(744), "3. Supplement No. 5 to part 744 is revised to read as follows:", "OtherText"),
        (Some(744), "3. Add supplement no. 8 to part 744 to read as follows:", "OtherText"),
        (
            Some(744),
            "4. Supplement No. 7 to part 748 is amended by removing the entry for “X” under INDIA.",
            "OtherPart",
        ),
        (Some(746), "5. Supplement No. 4 to part 746 is amended by removing “8471”.", "OtherPart"),
        (None, "5. In Supplement I to Part 1026, under Section 1026.43, paragraph 2 is revised.", "OtherPart"),
        (Some(746), "1. The authority citation for part 746 continues to read as follows:", "OtherPart"),
        // The words decide where REGTEXT and words disagree, §11 of the printed law included.
        (Some(734), "4. Supplement No. 4 to part 744 is amended under IRAN by removing “X”.", "IRAN: remove X"),
        (None, "4. Supplement No. 4 to part 744 is amended under IRAN by removing “X”.", "IRAN: remove X"),
    ] {
        let (instructions, findings) = read(&[paragraph(part, text)]);
        assert_eq!(instructions.iter().map(shown).collect::<Vec<_>>(), [expected], "{text}");
        assert_eq!(findings, [], "{text}");
    }
}

#[test]
fn lists_of_another_title_are_not_ours() {
    let mut foreign = paragraph(None, "2. Supplement No. 4 to part 744 is amended under IRAN by removing “X”.");
    foreign.title = Some(12);
    assert_eq!(read(&[foreign]).0.iter().map(shown).collect::<Vec<_>>(), ["OtherPart"]);
}

#[test]
fn items_inherit_list_country_verb_and_date() {
    let (instructions, findings) = document(&[
        "2. Effective December 2, 2024, supplement no. 4 to part 744 is amended:",
        "a. Under CHINA:",
        "i. By adding entries for “A”; and",
        "ii. Effective December 31, 2024, by removing “B” under IRAN;",
        "b. By adding in alphabetical order:",
        "i. Under FRANCE, entries for “C” and “D”; and",
        "ii. Under ITALY, two entries.",
        "3. Section 744.21 is amended by:",
        "a. Revising paragraph (b).",
    ]);
    let date = |month, day| NaiveDate::from_ymd_opt(2024, month, day);
    let found: Vec<_> = instructions.iter().map(|one| (shown(one), one.effective)).collect();
    assert_eq!(
        found,
        [
            ("Head".to_owned(), date(12, 2)),
            ("Head".to_owned(), date(12, 2)),
            ("CHINA: add A".to_owned(), date(12, 2)),
            ("IRAN: remove B".to_owned(), date(12, 31)),
            ("Head".to_owned(), date(12, 2)),
            ("FRANCE: add C|D".to_owned(), date(12, 2)),
            ("ITALY: add 2×".to_owned(), date(12, 2)),
            ("OtherText".to_owned(), None),
            ("OtherText".to_owned(), None),
        ]
    );
    assert_eq!(findings, []);
}

#[test]
fn a_target_is_stated_only_where_list_and_country_stand_in_the_sentence() {
    let (instructions, _) = document(&[
        "2. Supplement no. 4 to part 744 is amended under IRAN by removing “A”.",
        "3. Supplement no. 4 to part 744 is amended:",
        "a. Under IRAN, by removing “B”.",
    ]);
    let certainty: Vec<_> = instructions.iter().filter_map(|one| Some(one.target.as_ref()?.certainty)).collect();
    assert_eq!(certainty, [Certainty::Stated, Certainty::Inherited]);
}

#[test]
fn a_quote_is_the_words_of_its_item() {
    let text = "2. Supplement No. 4 to part 744 is amended: a. Under FRANCE, by removing “A”; and b. Under ITALY, by removing “B”.";
    let (instructions, _) = document(&[text]);
    let quotes: Vec<_> = instructions.iter().map(|one| one.quote.as_str()).collect();
    assert_eq!(
        quotes,
        [
            "2. Supplement No. 4 to part 744 is amended:",
            "a. Under FRANCE, by removing “A”; and",
            "b. Under ITALY, by removing “B”."
        ]
    );
}

#[test]
fn what_is_not_understood_is_quoted_and_nothing_is_made_of_it() {
    for (text, expected) in [
        ("a. Under IRAN, by adding;", "a verb without an object"),
        ("a. Under IRAN, “A” and “B”;", "objects without a verb"),
        ("a. By removing the second entry for “A”;", "an order without a country"),
        ("a. Under IRAN, by moving “A” and “B; to CUBA;", "a name that cannot be delimited at ‘“B; to CUBA;’"),
        ("a. Under IRAN, by adding an entry for “A” except as noted;", "words that no rule reads at ‘except as noted’"),
        ("a. Under IRAN, by frobnicating the entry for “A”;", "words that no rule reads at ‘frobnicating’"),
        ("a. Under IRAN, by removing entries;", "a removal that does not say of what"),
        ("a. By removing all entries;", "all entries of a country that is not named"),
        ("a. Under IRAN and CUBA, by removing two entries;", "a number of entries of several countries"),
        (
            "a. Under IRAN, by removing “A” and “B” and adding in their place “C”;",
            "removed and added words that do not pair",
        ),
        ("a. Under IRAN, in the entry for “X”, adding “Z”;", "added text without a place"),
        ("a. Under IRAN, by adding footnote 4;", "a footnote of an entry, not of the table"),
        ("a. Under IRAN; under CUBA, by removing “A”;", "objects without a verb"),
        (
            "a. Under IRAN, by removing “A” in the “Entity” column of the entry for “X” of the entry for “Y”;",
            "said twice",
        ),
        ("a. Under IRAN, moving the entry for “X”;", "a move that does not say whereto"),
        ("a. Under IRAN, in the third column, removing “A”;", "at ‘in the third column’"),
        ("5. Supplements No. 4 and 6 to part 744 are amended by removing “A”.", "several supplements at once"),
        (
            "Effective November 10, 2025, the amendments to supplement no. 4 to part 744 are stayed until November 9, 2026.",
            "words that no rule reads at ‘amendments’",
        ),
    ] {
        let (found, findings) = orders(&[text]);
        assert_eq!(found, [""; 0], "{text}");
        let [finding] = findings.as_slice() else { panic!("{text}: {findings:?}") };
        assert_eq!(finding.code, Code::UnparsedInstruction);
        assert_eq!(finding.quote.as_deref(), Some(text));
        assert!(finding.message.contains(expected), "{text}: {}", finding.message);
    }
}

#[test]
fn a_damaged_spot_in_a_list_is_quoted_and_the_names_beside_it_stand() {
    for (text, expected, spot) in [
        ("a. Under IRAN, by adding entries for “A” and “B;", "IRAN: add A", "“B;"),
        ("a. Under IRAN, by adding entries for “A; “B”; and “C”;", "IRAN: add B|C", "“A;"),
        ("a. Under IRAN, by adding entries for “A”; B”; and “C”;", "IRAN: add A|C", "B”"),
        ("a. Under IRAN, by adding entries for “A”, frob “B”, and “C”;", "IRAN: add A|C", "frob “B”"),
        ("a. Under IRAN, by removing “A”; “B” frob; and “C”;", "IRAN: remove A|C", "“B” frob"),
        ("a. Under IRAN, by removing “A”; frob, “B”; and “C”;", "IRAN: remove A|C", "frob, “B”"),
        ("a. Under IRAN, by removing “A” (but not B); “B”; and “C”;", "IRAN: remove B|C", "“A” (but not B)"),
    ] {
        let (found, findings) = orders(&[text]);
        assert_eq!(found, [expected], "{text}");
        let quotes: Vec<_> = findings.iter().map(|finding| finding.quote.as_deref()).collect();
        assert_eq!(quotes, [Some(spot)], "{text}");
    }
}

#[test]
fn below_an_item_that_was_not_understood_nothing_is_inherited() {
    let (found, findings) =
        orders(&["a. Unless noted, under IRAN:", "i. By removing “A”;", "ii. Under CUBA, by removing “B”;"]);
    assert_eq!(found, ["CUBA: remove B"]);
    assert_eq!(findings.len(), 2);
}

#[test]
fn entries_below_the_text_of_a_section_are_suspect() {
    let (found, findings) =
        document(&["2. Section 744.11 is amended:", "a. Under IRAN, by removing the entry for “A”."]);
    assert_eq!((found.len(), findings.len()), (1, 1));
}

#[test]
fn editors_notes_are_reported_and_the_order_before_them_stands() {
    let (found, findings) = orders(&["a. Under IRAN, by removing the entry for “A”. ' TAG FOUND; PLEASE REVIEW ALL"]);
    assert_eq!(found, ["IRAN: remove A"]);
    assert_eq!(findings[0].quote.as_deref(), Some("' TAG FOUND; PLEASE REVIEW ALL"));
}

#[test]
fn corrections_by_page_are_left_to_a_person() {
    for (label, text) in [
        ("§34", "On page 51654, in the third column, in line 5, “X” should read “Y”."),
        (
            "§34",
            "In FR Rule Doc. 2024-13148 appearing on page 51644 in the issue of June 18, 2024, make the following correction:",
        ),
    ] {
        let (found, findings) = document(&[text]);
        assert_eq!((found.len(), findings.len()), (0, 1), "{label}");
        assert_eq!(findings[0].code, Code::CorrectionByPage);
        assert_eq!(findings[0].quote.as_deref(), Some(text));
    }
}

/// Words of instructions in any order: nearer to the grammar than any Unicode string.
fn jumble() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "2.", "a.", "i.", "(1)", "Supplement No. 4 to part 744", "is amended", "by", "adding", "removing", "revising",
        "moving", "staying", "renaming", "and", ",", ";", ":", ".", "Under", "under RUSSIA",
        "CHINA, PEOPLE'S REPUBLIC OF", "entries for", "the entry for", "“A”", "“B;”", "“", "”", "\"C\"",
        "in its place", "footnote 4", "the introductory text", "to", "from", "as", "two", "in the “Entity” column",
        "wherever it appears", "until November 9, 2026", "Effective", "the heading", "the aliases", "are removed",
        "§ 744.11", "respectively", "after", "the country of", "thereunder", "—", "(", "é𝔘",
    ]);
    prop::collection::vec(words, 0..24).prop_map(|words| words.join(" "))
}

/// Every paragraph is accounted for by its place.
fn conserves(texts: &[String]) -> bool {
    let paragraphs: Vec<_> = (1..)
        .zip(texts)
        .map(|(line, text)| {
            let mut one = paragraph((line % 3 > 0).then_some(744), text);
            one.place.line = line;
            one
        })
        .collect();
    let (instructions, findings) = read(&paragraphs);
    paragraphs.iter().all(|one| {
        instructions.iter().any(|found| found.place == one.place)
            || findings.iter().any(|found| found.place.as_ref() == Some(&one.place))
    })
}

proptest! {
    #[test]
    fn any_text_yields_an_instruction_or_a_finding(texts in prop::collection::vec(prop_oneof![any::<String>(), jumble()], 0..6)) {
        prop_assert!(conserves(&texts));
    }

    #[test]
    fn every_quoted_name_is_ordered_or_in_a_finding(text in jumble()) {
        let text = format!("2. Supplement No. 4 to part 744 is amended under IRAN by removing the entry for “ZZ” {text}");
        let (instructions, findings) = read(&[paragraph(Some(744), &text)]);
        let said = instructions.iter().any(|one| ordered(&one.order).contains("ZZ") || one.order == Order::NoListEffect(NoListEffect::OtherText));
        let quoted = findings.iter().any(|one| one.quote.as_deref().is_some_and(|quote| quote.contains("ZZ")));
        prop_assert!(said || quoted, "{text}");
    }
}
