//! Printed rows: a cell too few, too many or blank, texts in the wrong columns, text that is no text. Nothing shifts, and
//! nothing enters from a row of which one cell is in doubt.

use crate::support::amending::{Became, amended};

const OLD: (&str, &str) = ("FRANCE", "Alder SARL, 3 rue du Lac, Lyon, France.");
const NEW: &str = "Hazel & Sons SA, 17 rue Haute, Nantes, France.";
const ALL: &str =
    "For all items subject to the EAR. (See §§ 734.9(g),<SU>3</SU> 746.8(a)(3), and 744.21(b) of the EAR)";
const DENIAL: &str = "Policy of denial";
const CITED: &str = "88 FR 5, 5/3/23.";
const ORDER: &str = "a. Under FRANCE, by adding an entry for “Hazel &amp; Sons SA”.";

/// A row of these cells.
fn row(cells: &[&str]) -> String {
    let cells = cells.join("</ENT><ENT>").replace(" & ", " &amp; ");
    format!("<ROW><ENT>{cells}</ENT></ROW>")
}

fn heading() -> String {
    row(&["FRANCE"])
}

fn came(rows: &str) -> Became {
    amended(&[OLD], &[ORDER], rows)
}

fn review(became: &Became) -> Vec<&str> {
    let called = became.told.iter().filter(|finding| finding.needs_review());
    called.map(|finding| finding.code.name()).collect()
}

/// The printed row pairs with its order, and is held with the reason.
#[test]
fn a_row_with_a_cell_in_doubt_is_held() {
    let image = NEW.replace("Nantes", "<GPH SPAN=\"3\"><GID>ER03MY23.001</GID></GPH>");
    let aliases = "Hazel & Sons SA, a.k.a., the following one alias:<LI>—Hazel Group.</LI>";
    for (cells, why) in [
        (&["", NEW, DENIAL, CITED][..], "4 cells and the table 5 columns"),
        (&["", NEW, ALL, CITED], "4 cells and the table 5 columns"),
        (&["", NEW, ALL, DENIAL], "4 cells and the table 5 columns"),
        (&["", NEW, "", DENIAL, CITED], "the cell of the license requirement is blank"),
        (&["", NEW, ALL, "", CITED], "the cell of the license review policy is blank"),
        (&["", NEW, ALL, DENIAL, ""], "the cell of the citation is blank"),
        (&["", NEW, DENIAL, ALL, CITED], "the license requirement reads like a review policy"),
        (&["", NEW, DENIAL, DENIAL, CITED], "the license requirement reads like a review policy"),
        (&["", NEW, ALL, ALL, CITED], "the review policy reads like a license requirement"),
        (&["", NEW, ALL, CITED, DENIAL], "a Federal Register citation is in another column"),
        (&["", NEW, CITED, DENIAL, ALL], "a Federal Register citation is in another column"),
        (
            &["", NEW, ALL, "88 FR [INSERT FR PAGE NUMBER AND 5/3/2023].", CITED],
            "a Federal Register citation is in another",
        ),
        (&["", NEW, ALL, DENIAL, DENIAL], "the citation column contains no citation"),
        (&["", NEW, "17 rue Haute, Nantes", DENIAL, CITED], "says of no items that they need a license"),
        (&["", NEW, ALL, "17 rue Haute, Nantes", CITED], "says of no license how it is reviewed"),
        // The mark belongs to § 734.9(g).
        (&["", NEW, "For all items (See § 734.9(g) of the EAR)", DENIAL, CITED], "but no footnote is marked"),
        (&["", NEW, &ALL.replace("<SU>3", "<SU>4"), DENIAL, CITED], "footnote 4 is marked, but § 734.9(g) is cited"),
        (&["", aliases, ALL, DENIAL, CITED], "the entity has other names and no address"),
        (&["", &image, ALL, DENIAL, CITED], "an image, a formula, a table or struck-out text stands in the text"),
        (&["", &NEW.replace("Nantes", "ER03MY23.001"), ALL, DENIAL, CITED], "the number of a graphic"),
        (&["", &NEW.replace("Haute", "H\u{fffd}ute"), ALL, DENIAL, CITED], "characters of the text were lost"),
        (&["", &NEW.replace("Haute", "HÃ©ute"), ALL, DENIAL, CITED], "characters of the text were lost"),
        (
            &["", NEW, ALL, "Policy of <MATH><MID>ER03MY23.002</MID></MATH>", CITED],
            "in the column of the license review",
        ),
    ] {
        let became = came(&(heading() + &row(cells)));
        assert_eq!((became.cells(), review(&became)), (vec![OLD.1], vec!["row-defective"]), "{cells:?}");
        assert!(became.message().contains(why), "{cells:?}: {}", became.message());
        assert_eq!(became.told[0].name.as_deref(), Some("Hazel & Sons SA"));
        assert!(became.told[0].quote.is_some());
    }
}

/// Where the entity itself is in doubt, the order has no row, and the row no order.
#[test]
fn a_row_that_cannot_be_paired_is_told_with_its_order() {
    let extra = format!("{}<GPH/></ROW>", row(&["", NEW, ALL, DENIAL, CITED]).trim_end_matches("</ROW>"));
    for printed in [
        row(&["", ALL, DENIAL, CITED]),
        row(&[NEW, ALL, DENIAL, CITED]),
        row(&["", NEW, NEW, ALL, DENIAL, CITED]),
        row(&["", NEW, ALL, ALL, DENIAL, CITED]),
        row(&["", ALL, NEW, DENIAL, CITED]),
        row(&["", CITED, ALL, DENIAL, NEW]),
        row(&["", "", ALL, DENIAL, CITED]),
        extra,
        "<GPH SPAN=\"3\"><GID>ER03MY23.001</GID></GPH>".to_owned(),
        "<GPH/>".to_owned(),
    ] {
        let became = came(&(heading() + &printed));
        assert_eq!(became.cells(), [OLD.1], "{printed}");
        assert_eq!(review(&became).len(), 2, "{printed}: {:?}", became.told);
    }
}

/// What says the same in another layout is read, and nobody is called.
#[test]
fn a_row_in_another_layout_is_the_same_row() {
    let whole = row(&["", NEW, ALL, DENIAL, CITED]);
    let escaped = whole.replace("&amp;", "&amp;amp;");
    let (first, rest) = NEW.split_at(NEW.find("17").unwrap());
    let split = row(&["", first.trim_end(), ALL, DENIAL, CITED]) + &row(&["", rest]);
    for (rows, warned) in [
        (heading() + &whole, vec![]),
        (row(&["FRANCE", NEW, ALL, DENIAL, CITED]), vec![]),
        (row(&["", "FRANCE"]) + &whole, vec![]),
        (row(&["France"]) + &whole, vec!["country-alias"]),
        (heading() + &row(&["FRANCE—Continued"]) + &whole, vec![]),
        (heading() + &row(&["FRANCE (cont’d)"]) + &whole, vec![]),
        (heading() + &row(&["", NEW, ALL, DENIAL, CITED, ""]), vec![]),
        (heading() + &escaped, vec!["escaped-twice"]),
        (heading() + &whole.replace("17 rue Haute", "17<E T=\"03\"> rue</E> Haute"), vec![]),
        (heading() + &whole.replace("Nantes", "Nan\u{ad}tes"), vec![]),
        (heading() + &whole.replace("Nantes", "<!-- 5 -->Nan<?page 5?>tes<PRTPAGE P=\"5\">5</PRTPAGE>"), vec![]),
        (heading() + &whole.replace("Nantes", "<XYZ>Nantes</XYZ>"), vec!["unknown-markup"]),
        (
            heading() + &whole.replace("Nantes", "Nantes<EDNOTE><P>Editorial Note: see page 5.</P></EDNOTE>"),
            vec!["editorial-note"],
        ),
        (
            heading()
                + &whole
                + "</GPOTABLE><EDNOTE><P>Editorial Note: received on September 4.</P></EDNOTE><GPOTABLE COLS=\"5\">",
            vec!["editorial-note"],
        ),
        (heading() + &format!("<XYZ>{whole}</XYZ>"), vec![]),
        (heading() + "<ROW EXPSTB=\"04\"><ENT> </ENT></ROW>" + &whole.replace("<ROW>", "<ROW EXPSTB=\"00\">"), vec![]),
        (heading() + &whole.replacen("<ENT>", "<ENT I=\"28\">", 1), vec![]),
        (heading() + &split, vec![]),
    ] {
        let became = came(&rows);
        assert_eq!((became.entries.len(), became.codes()), (2, warned), "{rows}");
        let cell = became.cells().into_iter().find(|cell| cell.starts_with("Hazel & Sons SA")).unwrap();
        assert_eq!(cell.replace('\n', " "), NEW, "{rows}");
    }
}

/// An address belongs to the entry above it, wherever its row stands; one that lost its place is told.
#[test]
fn an_address_in_a_row_of_its_own_is_not_lost() {
    let whole = heading() + &row(&["", NEW, ALL, DENIAL, CITED]);
    let more = "9 quai Nord, Brest, France.";
    let joined = format!("{NEW}\n{more}");
    let stars = "<ROW><ENT I=\"28\">*     *     *     *     *</ENT></ROW>";
    let head = row(&["Country", "Entity", "License requirement", "License review policy", "Federal Register citation"]);
    for (rows, told) in [
        (row(&["", more]), vec![]),
        ("<ROW><ENT/></ROW>".to_owned() + &row(&["", more]), vec![]),
        (head + &row(&["", more]), vec![]),
        ("</GPOTABLE><PRTPAGE P=\"9\"/><GPOTABLE COLS=\"5\">".to_owned() + &row(&["", more]), vec![]),
        (row(&[more]), vec!["row-without-instruction"]),
        (stars.to_owned() + &row(&["", more]), vec!["row-without-instruction"]),
        (row(&["", "For all items subject to the EAR."]), vec!["row-without-instruction"]),
        (more.to_owned(), vec!["row-without-instruction"]),
    ] {
        let became = came(&(whole.clone() + &rows));
        let cell = became.cells().into_iter().find(|cell| cell.starts_with("Hazel")).unwrap().to_owned();
        assert_eq!(cell == joined, told.is_empty(), "{rows}: {cell}");
        assert_eq!(became.codes(), told, "{rows}");
    }
}

/// A heading that is none is told, and the rows below it are held.
#[test]
fn a_heading_of_no_country_is_told() {
    for heading in ["FRNACE", "Hazel Photonics", "<GPH/>FRANCE", "17 rue Haute"] {
        let became = came(&(row(&[heading]) + &row(&["", NEW, ALL, DENIAL, CITED])));
        assert!(review(&became).contains(&"row-without-instruction"), "{heading}: {:?}", became.told);
        let other = became.cells().into_iter().filter(|cell| *cell != OLD.1);
        assert_eq!(other.count(), usize::from(!heading.starts_with(char::is_alphabetic)), "{heading}");
    }
}

/// An image in an order holds that order, and nothing else.
#[test]
fn an_image_in_an_order_holds_it() {
    let image = "a. Under FRANCE, by adding an entry for “Hazel <GPH/> &amp; Sons SA”;";
    let removal = "b. Under FRANCE, by removing the entry for “Alder SARL”.";
    let became = amended(&[OLD], &[image, removal], &(heading() + &row(&["", NEW, ALL, DENIAL, CITED])));
    assert_eq!((became.cells(), review(&became)), (vec![], vec!["unparsed-instruction", "row-without-instruction"]));
}

/// A row that a revision prints under another name renames the entry; unless it mentions the name that the order says,
/// or only the legal form is another, a person compares.
#[test]
fn a_revision_under_another_name_is_told() {
    let renamed =
        "a. Under FRANCE, by revising the entry for “Alder SARL” to change the name to “Nova” and the address.";
    let became = amended(
        &[OLD],
        &[renamed],
        &(heading() + &row(&["", "Nova, 9 quai Nord, Brest, France.", ALL, DENIAL, CITED])),
    );
    assert_eq!(became.codes(), vec![""; 0], "the order says the other name");
    for (name, told) in [
        ("Alder SARL, 9 quai Nord, Brest, France.", vec![]),
        ("Alder SA, 9 quai Nord, Brest, France.", vec![]),
        ("Aldebaran, f.k.a., Alder SARL, 9 quai Nord, Brest, France.", vec![]),
        ("Aldor SARL, 9 quai Nord, Brest, France.", vec!["name-mismatch"]),
        ("New Alder SARL, 9 quai Nord, Brest, France.", vec!["name-mismatch"]),
    ] {
        let order = "a. Under FRANCE, by revising the entry for “Alder SARL”.";
        let became = amended(&[OLD], &[order], &(heading() + &row(&["", name, ALL, DENIAL, CITED])));
        assert_eq!((became.cells(), became.codes()), (vec![name], told), "{name}");
    }
}

/// Texts that may be less than was written, or have a letter that looks like another: entered, and told without a person.
#[test]
fn a_text_that_may_be_cut_or_has_odd_letters_is_told() {
    let other = "Rowan SA, 2 rue Basse, Lille, France.";
    let requirement = "For all items subject to the EAR. (See § 744.11 of the EAR)";
    let policy = "Presumption of denial for all items subject to the EAR";
    for (entity, required, reviewed, told) in [
        (NEW, requirement, policy, None),
        (NEW, requirement, "Case-by-case basis", None),
        // Where the one ends, the other goes on.
        (NEW, requirement, "Presumption of denial", Some("ends where that of “Rowan SA” goes on")),
        (NEW, "For all items subject to the EAR", policy, Some("ends where that of “Rowan SA” goes on")),
        (NEW, "All items subject to the EAR", policy, Some("cites no section")),
        (
            "Hazel & Sons SA, 17 rue Haute, Нант, France.",
            requirement,
            policy,
            Some("letters of another script, “Нант”"),
        ),
        (NEW, "For all items subject to the EAR. (See §§ 744.2l(b) and 744.11 of the EAR)", policy, Some("“744.2l”")),
    ] {
        let orders = ["a. Under FRANCE, by adding entries for “Hazel &amp; Sons SA” and “Rowan SA”."];
        let printed = [[entity, required, reviewed], [other, requirement, policy]];
        let rows: String = printed.iter().map(|cells| row(&["", cells[0], cells[1], cells[2], CITED])).collect();
        let became = amended(&[OLD], &orders, &(heading() + &rows));
        let told_of: Vec<_> = became.told.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!((became.entries.len(), review(&became)), (3, vec![]), "{entity} {told_of:?}");
        assert!(told_of.len() == usize::from(told.is_some()), "{required} | {reviewed}: {told_of:?}");
        assert!(told.is_none_or(|words| told_of[0].contains(words)), "{told_of:?}");
    }
}

/// Two aliases may share a line above a town alone.
#[test]
fn a_town_below_two_aliases_in_one_line_is_an_address() {
    for aliases in ["two aliases:<LI>—HS; Hazel.</LI>", "three aliases:<LI>—HS; and</LI><LI>—Hazel; HSA.</LI>"] {
        let entity = format!("Hazel &amp; Sons SA, a.k.a., the following {aliases}<LI>Nantes, France.</LI>");
        let cells = ["", &entity, "For all items subject to the EAR. (See § 744.11 of the EAR)", DENIAL, CITED];
        let rows = format!("<ROW><ENT>{}</ENT></ROW>", cells.join("</ENT><ENT>"));
        let became = came(&(heading() + &rows));
        assert_eq!((became.entries.len(), review(&became)), (2, vec![]), "{:?}", became.told);
    }
}

/// A mark needs a footnote: one of the list, or one that the same rule adds.
#[test]
fn a_mark_without_a_footnote_is_held() {
    let marked = "For all items subject to the EAR. (See § 744.11 of the EAR)<SU>6</SU>";
    let rows = heading() + &row(&["", NEW, marked, DENIAL, CITED]);
    let became = came(&rows);
    assert_eq!((became.cells(), became.codes()), (vec![OLD.1], vec!["row-defective"]));
    let rows = format!("{rows}<TNOTE><SU>6</SU> For this entity, all.</TNOTE>");
    let became = amended(&[OLD], &[ORDER, "b. By adding footnote 6."], &rows);
    assert_eq!((became.entries.len(), review(&became)), (2, vec![]), "{:?}", became.told);
}
