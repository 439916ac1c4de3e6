//! Rows of a list without a name, a country or columns of their own: none is lost, and none is joined without a word.

use crate::support::amending::{amended, row};
use earwatch_law::list::ecfr;

const OWN: &str = "Fir Co., 6 Road, Tehran";

fn bare(entity: &str) -> String {
    format!("<ROW><ENT> </ENT><ENT>{entity}</ENT></ROW>")
}

#[test]
fn a_row_with_a_name_of_its_own_does_not_join_the_entry_above_it_in_a_rule() {
    let order = "a. Under IRAN, by adding an entry for “Elm Co.”;";
    for (below, joined, told) in [
        ("7 Street, Tehran, Iran.", "Elm Co., 5 Road, Tehran, Iran.\n7 Street, Tehran, Iran.", vec![]),
        (OWN, "Elm Co., 5 Road, Tehran, Iran.", vec!["row-without-instruction"]),
    ] {
        let rows = row("IRAN", "Elm Co., 5 Road, Tehran, Iran.") + &bare(below);
        let became = amended(&[("IRAN", "Ash Co., 1 Road, Tehran, Iran.")], &[order], &rows);
        assert_eq!(became.cells(), ["Ash Co., 1 Road, Tehran, Iran.", joined]);
        assert_eq!(became.codes(), told);
    }
}

#[test]
fn a_row_with_a_name_of_its_own_is_told_in_a_list() {
    for (below, told) in [("7 Street, Tehran, Iran.", 0), (OWN, 1)] {
        let bare = format!("<TR><TD/><TD>{below}</TD><TD/><TD/><TD/></TR>");
        let (entries, messages) = listed(&(tr("IRAN", "Elm Co., 5 Road, Tehran, Iran.") + &bare));
        assert_eq!(messages.len(), told, "{messages:?}");
        assert_eq!(entries.len(), 1);
        assert!(entries[0].1.ends_with(below));
    }
}

/// Country and entity cell of each entry of a list of these rows, and what is told of it.
fn listed(rows: &str) -> (Vec<(String, String)>, Vec<String>) {
    let list = format!(
        "<DIV9 N=\"Supplement No. 4 to Part 744\"><TABLE><TR><TH>Country</TH><TH>Entity</TH>\
         <TH>License requirement</TH><TH>License review policy</TH><TH>Federal Register citation</TH></TR>\
         {rows}</TABLE></DIV9>"
    );
    let (lists, findings) = ecfr::read(&list).unwrap();
    let entries = lists[0].entries.iter();
    (
        entries.map(|entry| (entry.country.clone(), entry.cells.entity.clone())).collect(),
        findings.into_iter().map(|finding| finding.message).collect(),
    )
}

fn tr(country: &str, entity: &str) -> String {
    format!(
        "<TR><TD>{country}</TD><TD>{entity}</TD><TD>For all items (See § 744.11 of the EAR)</TD>\
         <TD>Policy of denial</TD><TD>88 FR 1, 1/2/23.</TD></TR>"
    )
}

#[test]
fn a_country_that_is_continued_is_no_country_of_its_own() {
    let of = |country: &str, entity: &str| (country.to_owned(), entity.to_owned());
    for heading in ["IRAN—Continued", "IRAN (continued)"] {
        let rows = tr("IRAN", "Elm Co., Tehran.") + &tr(heading, "Fir Co., Tehran.");
        let expected = vec![of("IRAN", "Elm Co., Tehran."), of("IRAN", "Fir Co., Tehran.")];
        assert_eq!(listed(&rows), (expected.clone(), vec![]));
        let alone = format!("<TR><TD>{heading}</TD><TD/><TD/><TD/><TD/></TR>");
        let rows = tr("IRAN", "Elm Co., Tehran.") + &alone + &tr("", "Fir Co., Tehran.");
        assert_eq!(listed(&rows), (expected, vec![]));
    }
    let rows = tr("IRAN", "Elm Co., Tehran.") + &tr("FRANCE—Continued", "Gamma SA, Lyon.");
    let (entries, told) = listed(&rows);
    assert_eq!(entries.len(), 2);
    assert_eq!(told, ["the heading continues a country that is not above it"]);
}

#[test]
fn a_blank_entity_is_told() {
    for row in [tr("", ""), "<TR><TD/><TD/><TD>For all items (See § 744.11 of the EAR)</TD><TD/><TD/></TR>".to_owned()]
    {
        let (entries, told) = listed(&(tr("IRAN", "Elm Co., Tehran.") + &row));
        assert_eq!(entries.len(), 2);
        assert!(told.contains(&"the entity is blank".to_owned()), "{told:?}");
    }
}

#[test]
fn cells_in_small_letters_are_not_passed_over() {
    let good = tr("IRAN", "Elm Co., Tehran.");
    let small = tr("", "Fir Co., Tehran.").replace("TD>", "td>");
    for row in [small.clone(), small.replace("TR>", "tr>"), "<TR><td/><td/></TR>".to_owned()] {
        let list = format!(
            "<DIV9 N=\"Supplement No. 4 to Part 744\"><TABLE><TR><TH>Country</TH><TH>Entity</TH>\
             <TH>License requirement</TH><TH>License review policy</TH><TH>Federal Register citation</TH></TR>\
             {good}{row}</TABLE></DIV9>"
        );
        assert!(ecfr::read(&list).is_err(), "{row}");
    }
}

/// Text that is no text is told with its place; what was escaped twice is read as it was meant.
#[test]
fn text_of_a_list_that_is_no_text_is_told() {
    let told = |entity: &str| {
        let list = format!(
            "<DIV9 N=\"Supplement No. 4 to Part 744\"><TABLE><TR><TH>Country</TH><TH>Entity</TH>\
             <TH>License requirement</TH><TH>License review policy</TH><TH>Federal Register citation</TH></TR>\
             {}</TABLE></DIV9>",
            tr("IRAN", entity)
        );
        let (lists, findings) = ecfr::read(&list).unwrap();
        let codes: Vec<_> = findings.iter().map(|finding| finding.code.name()).collect();
        (lists[0].entries[0].cells.entity.clone(), codes)
    };
    for (printed, entity, codes) in [
        (
            "Elm <img src=\"/graphics/er03my23.001.gif\"/> Co., Tehran.",
            "Elm \u{fffc} Co., Tehran.",
            vec!["row-defective"],
        ),
        ("Elm <MATH><MID>ER03MY23.001</MID></MATH> Co., Tehran.", "Elm \u{fffc} Co., Tehran.", vec!["row-defective"]),
        ("Elm <table><tr><td>x</td></tr></table>, Tehran.", "Elm \u{fffc}, Tehran.", vec!["row-defective"]),
        ("E\u{fffd}m Co., Tehran.", "E\u{fffd}m Co., Tehran.", vec!["row-defective"]),
        ("Elm &amp;amp; Co., Tehran.", "Elm & Co., Tehran.", vec!["escaped-twice"]),
        ("Elm &amp;#8211; Co.,&amp;nbsp;Tehran.", "Elm – Co., Tehran.", vec!["escaped-twice"]),
        ("Elm<E T=\"03\"> and</E> Co., Tehran.", "Elm and Co., Tehran.", vec![]),
        ("Elm Co., Te\u{ad}hran.", "Elm Co., Tehran.", vec![]),
        ("Elm &amp; Co., Tehran.", "Elm & Co., Tehran.", vec![]),
    ] {
        assert_eq!(told(printed), (entity.to_owned(), codes), "{printed}");
    }
}

#[test]
fn a_heading_like_no_other_is_told_in_a_list() {
    for (heading, told) in
        [("FRANCE", 0), ("CHINA, PEOPLE’S REPUBLIC OF", 0), ("France", 1), ("FRNACE", 1), ("FR<GPH/>ANCE", 1)]
    {
        let (entries, messages) = listed(&(tr("IRAN", "Elm Co., Tehran.") + &tr(heading, "Gamma SA, Lyon.")));
        assert_eq!((entries.len(), messages.len()), (2, told), "{heading}: {messages:?}");
    }
}

/// Damage of a row of a list is told, and the list is taken as it is printed.
#[test]
fn a_row_that_lost_or_gained_words_is_told_in_a_list() {
    const ALL: &str = "For all items subject to the EAR. (See § 744.11 of the EAR)";
    const DENIAL: &str = "Presumption of denial";
    const CITED: &str = "88 FR 1, 1/2/23.";
    const ENTITY: &str = "Fir Co., 5 Road, Tehran, Iran.";
    let told = |cells: [&str; 4]| {
        let row = format!("<TR><TD/><TD>{}</TD></TR>", cells.join("</TD><TD>"));
        let (entries, told) = listed(&(tr("IRAN", "Elm Co., Tehran.") + &row));
        assert_eq!(entries.len(), 2);
        told
    };
    let announced = "Fir Co., a.k.a., the following one alias:<br/>—Abies; and<br/>5 Road, Tehran, Iran.";
    let two = "Fir Co., 5 Road, Tehran, Iran.<br/>Oak LLC, 6 Road, Tehran, Iran.";
    for (cells, expected) in [
        ([ENTITY, ALL, "Presumption of den", CITED], "says of no license how it is reviewed"),
        ([ENTITY, ALL, "Policy of denial for all items", CITED], "is only a piece of a usual wording"),
        ([ENTITY, ALL, "Policy of denial for use in the Station (IS", CITED], "breaks off"),
        ([ENTITY, ALL, "Presumption of denial Policy of denial", CITED], "seems to hold the texts of two rows"),
        ([ENTITY, "For all items subject to the EAR. All items subject to the EAR", DENIAL, CITED], "of two rows"),
        ([ENTITY, "For all items (See §§ 734.9 and 744.11 of the EAR)", DENIAL, CITED], "no footnote is marked"),
        ([ENTITY, "5 Road, Tehran", DENIAL, CITED], "says of no items that they need a license"),
        ([ENTITY, ALL, "5 Road, Tehran", CITED], "says of no license how it is reviewed"),
        ([ALL, ALL, DENIAL, CITED], "the entity reads like the text of another column"),
        ([ENTITY, ALL, DENIAL, ""], "contains no citation"),
        ([ENTITY, ALL, DENIAL, "88 FR 1O1, 1/2/23."], "is no citation"),
        ([ENTITY, ALL, DENIAL, "88 FR 101."], "has no date"),
        (["a.k.a., the following one alias:<br/>—Abies.<br/>Tehran.", ALL, DENIAL, CITED], "begins without a name"),
        (["—Abies.<br/>5 Road, Tehran, Iran.", ALL, DENIAL, CITED], "begins without a name"),
        (["5 Ring Road, Tehran, Iran.", ALL, DENIAL, CITED], "begins without a name"),
        (["Room 5, Ring Tower, Tehran, Iran.", ALL, DENIAL, CITED], "begins without a name"),
        ([two, ALL, DENIAL, CITED], "seems to hold the texts of two rows"),
        (["Fir Co., 5 Road, Building No.", ALL, DENIAL, CITED], "breaks off"),
        ([announced, ALL, DENIAL, CITED], "breaks off behind “and”"),
    ] {
        let told = told(cells);
        assert!(told.iter().any(|message| message.contains(expected)), "{cells:?}: {told:?}");
    }
    for cells in [
        [ENTITY, ALL, DENIAL, CITED],
        ["5th Shipyard, 5 Road, Tehran, Iran.", ALL, DENIAL, CITED],
        ["'Wolf' Holding, Tehran", ALL, DENIAL, CITED],
        ["Address 01, Room 5, Ring Tower, Tehran, Iran.", ALL, DENIAL, "88 FR FR 12158, 2/27/2023"],
        [ENTITY, "For all items subject to the EAR", "Case-by-case basis", "77 FR 23116<br/>4/18/12."],
    ] {
        assert_eq!(told(cells), [""; 0], "{cells:?}");
    }
}
