//! Orders against a list, strictly: what is not certain is told, and the list stays as it was there.

use crate::support::amending::{amended, applied, row, rule};

const TWELVE: (&str, &str) = ("RUSSIA", "Factory 12, 5 Main Street, Omsk, Russia.");

/// “Factory 1-2” and “Factory 12” agree in letters and digits, and are two parties.
#[test]
fn digits_that_regroup_mean_another_entry() {
    for order in [
        "a. Under RUSSIA, by removing the entry for “Factory 1-2”.",
        "a. Under RUSSIA, in the entry for “Factory 1-2”, in the Entity column, by removing “5 Main” and adding in its \
         place “6 Main”.",
    ] {
        let became = amended(&[TWELVE], &[order], "");
        assert_eq!(became.cells(), [TWELVE.1]);
        assert_eq!(became.codes(), ["entry-not-found"]);
        assert!(became.message().contains("close to it: “Factory 12”"));
    }
    let revised = row("RUSSIA", "Factory 1-2, 9 Lenin Street, Tomsk, Russia.");
    let order = "a. Under RUSSIA, by revising the entry for “Factory 1-2”.";
    let became = amended(&[TWELVE], &[order], &revised);
    assert_eq!((became.cells(), became.codes()), (vec![TWELVE.1], vec!["entry-not-found"]));
    // A row of the other name below the order: the row decides, and a person is told.
    let revised = row("RUSSIA", "Factory 12, 9 Lenin Street, Tomsk, Russia.");
    let became = amended(&[TWELVE], &[order], &revised);
    assert_eq!(became.codes(), ["name-mismatch"]);
}

/// The name of a parent, or a shorter one, is not that of its only institute or subsidiary on the list.
#[test]
fn a_longer_name_is_another_entry() {
    for (name, listed) in [
        ("Arrow Electronics", "Arrow Electronics (Hong Kong) Co., Ltd., 1 Road, Kowloon, Hong Kong."),
        ("Academy of Sciences", "Academy of Sciences, Institute of Basic Medicine, 27 Taiping Road, Beijing, China."),
        ("ACM Research", "ACM Research (Shanghai), 1 Road, Shanghai, China."),
    ] {
        let list = [("RUSSIA", listed)];
        for order in [
            format!("a. Under RUSSIA, by removing the entry for “{name}”."),
            format!("a. Under RUSSIA, by revising the name of the entry for “{name}” to read “Other”."),
            format!("a. Under RUSSIA, the entry for “{name}” is stayed until May 1, 2024."),
        ] {
            let became = amended(&list, &[&order], "");
            assert_eq!(became.cells(), [listed], "{order}");
            assert_eq!(became.codes(), ["entry-not-found"], "{order}");
            assert!(became.message().contains("close to it"), "{}", became.message());
        }
        let rows = row("RUSSIA", &format!("{name}, 9 Lenin Street, Tomsk, Russia."));
        let order = format!("a. Under RUSSIA, by revising the entry for “{name}”.");
        let became = amended(&list, &[&order], &rows);
        assert_eq!((became.cells(), became.codes()), (vec![listed], vec!["entry-not-found"]));
    }
}

#[test]
fn an_addition_beside_a_name_with_regrouped_digits_is_entered_and_told() {
    let order = "a. Under RUSSIA, by adding in alphabetical order an entry for “Factory 1-2”.";
    let added = row("RUSSIA", "Factory 1-2, 5 Main Street, Omsk, Russia.");
    let became = amended(&[TWELVE], &[order], &added);
    assert_eq!(became.entries.len(), 2);
    assert_eq!(became.codes(), ["entry-already-listed"]);
    let other = row("RUSSIA", TWELVE.1);
    let became = amended(&[("RUSSIA", "Concern, Omsk, Russia.")], &[order], &other);
    assert_eq!(became.codes(), ["name-mismatch"]);
}

const BERN: (&str, &str) = ("SWITZERLAND", "Alpen AG, 3 Ring, Bern, Switzerland.");

/// A printed country of a typing error is no country; a known one that is new to the list is entered and told.
#[test]
fn a_heading_that_no_order_adds_is_held_or_told() {
    let of = |country: &str| {
        let order = format!("a. Under {country}, by adding in alphabetical order an entry for “Neu AG”.");
        amended(&[BERN], &[&order], &row(country, "Neu AG, 4 Ring, Basel."))
    };
    let misspelt = of("SWITZRELAND");
    assert_eq!((misspelt.entries.len(), misspelt.headings.len()), (1, 1));
    assert_eq!(misspelt.codes(), ["entry-not-found"]);
    assert!(misspelt.message().contains("close to it: SWITZERLAND"));
    let new = of("BELGIUM");
    assert_eq!(new.codes(), ["heading-unordered"]);
    assert_eq!(new.headings, ["BELGIUM", "SWITZERLAND"]);
    let former = of("HONG KONG");
    assert_eq!((former.entries.len(), former.codes()), (1, vec!["entry-not-found"]));
}

#[test]
fn a_heading_that_is_ordered_is_entered_in_silence() {
    let order = "a. By adding, in alphabetical order, a heading for Belgium and an entry for “Neu AG”.";
    let became = amended(&[BERN], &[order], &row("BELGIUM", "Neu AG, 4 Ring, Liège."));
    assert_eq!(became.headings, ["BELGIUM", "SWITZERLAND"]);
    assert_eq!(became.codes(), [""; 0]);
}

/// Judged at the end of the release: the entries may go after the heading, or not at all.
#[test]
fn a_heading_stays_with_the_entries_that_remain() {
    let list = [BERN, ("SWITZERLAND", "Berg AG, 9 Ring, Bern, Switzerland."), TWELVE];
    let heading = "a. Under SWITZERLAND, by removing the heading.";
    let first = "b. Under SWITZERLAND, by removing the entry for “Alpen AG”.";
    let second = "c. Under SWITZERLAND, by removing the entry for “Berg AG”.";
    let left = amended(&list, &[heading, first], "");
    assert_eq!(left.headings, ["RUSSIA", "SWITZERLAND"]);
    assert_eq!(left.codes(), ["heading-not-empty"]);
    assert!(left.message().contains("“Berg AG”") && !left.message().contains("“Alpen AG”"));
    for orders in [[heading, first, second], [first, second, heading]] {
        let gone = amended(&list, &orders, "");
        assert_eq!((gone.headings.len(), gone.codes()), (1, vec![]));
    }
    let moved = "b. Under SWITZERLAND, by moving the entry for “Alpen AG” to RUSSIA.";
    let gone = amended(&[BERN, TWELVE], &[heading, moved], "");
    assert_eq!((gone.headings, gone.entries.len()), (vec!["RUSSIA".to_owned()], 2), "{:?}", gone.told);
}

#[test]
fn a_heading_to_be_removed_that_is_no_country_is_told() {
    let became = amended(&[BERN], &["a. By removing the heading “SWITZRELAND”."], "");
    assert_eq!(became.codes(), ["entry-not-found"]);
}

const DUX: (&str, &str) = (
    "RUSSIA",
    "Dux, a.k.a., the following three aliases:\n—AO DUKS;\n—Dux Two; and\n—Dux, JSC.\n8 Pravdy St., Omsk, Russia; and\n9 \
     Lenin St., Tomsk, Russia.",
);

/// Aliases and addresses go by their quoted words; the number in the lead-in is not ordered to change, and told.
#[test]
fn aliases_and_addresses_are_removed_by_name() {
    let order = "a. Under RUSSIA, in the entry for “Dux”, by removing the alias “Dux, JSC”.";
    let became = amended(&[DUX], &[order], "");
    assert!(became.cells()[0].contains("three aliases:\n—AO DUKS; and\n—Dux Two.\n8 Pravdy"));
    assert_eq!(became.codes(), ["alias-count"]);
    let order = "a. Under RUSSIA, by removing the address “9 Lenin St., Tomsk, Russia” from the entry for “Dux”.";
    let became = amended(&[DUX], &[order], "");
    assert!(became.cells()[0].ends_with("—Dux, JSC.\n8 Pravdy St., Omsk, Russia."));
    assert_eq!(became.codes(), [""; 0]);
}

#[test]
fn an_alias_in_place_of_another_is_one_edit() {
    let one = ("RUSSIA", "Dux, a.k.a., the following one alias:\n—AO DUKS.\n8 Pravdy St., Omsk, Russia.");
    let order =
        "a. Under RUSSIA, in the entry for “Dux”, by removing the alias “AO DUKS” and adding in its place “AO DUX”.";
    let became = amended(&[one], &[order], "");
    assert!(became.cells()[0].contains("—AO DUX.\n8 Pravdy"), "{:?}", became.told);
    assert_eq!(became.codes(), [""; 0]);
}

#[test]
fn an_alias_that_does_not_stand_there_is_held_with_all_others_of_its_order() {
    let order = "a. Under RUSSIA, by removing the aliases “Dux Two” and “Dux 3” from the entry for “Dux”.";
    let became = amended(&[DUX], &[order], "");
    assert_eq!((became.cells(), became.codes()), (vec![DUX.1], vec!["text-not-found"]));
    assert!(became.message().contains("“Dux 3”"));
}

#[test]
fn a_stayed_supplement_is_flagged_and_keeps_its_entries() {
    let unit = "<AMDPAR>2. Supplement No. 4 to part 744 is stayed until November 9, 2026.</AMDPAR>";
    let became = applied(&[DUX], &rule("", unit));
    let list = became.state.lists.values().next().unwrap();
    assert!(list.frame.stay.is_some(), "{:?}", became.told);
    assert_eq!((became.entries.len(), became.codes()), (1, vec![]));
}

#[test]
fn what_would_leave_an_entry_unreadable_is_held() {
    let list = [("RUSSIA", "Cedar JSC, 3 Lesnaya, Moscow, Russia.")];
    for (order, code) in [
        ("a. Under RUSSIA, the entry for “Cedar JSC” is stayed until April 15, 2023.", "date-ambiguous"),
        (
            "a. Under RUSSIA, in the entry for “Cedar JSC”, in the Entity column, by removing “Cedar JSC, 3 Lesnaya, Moscow, \
             Russia.”.",
            "text-not-found",
        ),
    ] {
        let became = amended(&list, &[order], "");
        assert_eq!(became.codes(), [code], "{order}: {:?}", became.told);
        assert_eq!(became.cells(), [list[0].1]);
    }
    let starred = row("RUSSIA", "Cedar JSC, * * * Moscow, Russia.");
    let order = "a. Under RUSSIA, by revising the entry for “Cedar JSC”.";
    let became = amended(&list, &[order], &starred);
    assert_eq!((became.cells(), became.codes()), (vec![list[0].1], vec!["instruction-without-row"]));
}
