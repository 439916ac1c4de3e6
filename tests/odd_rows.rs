//! A row with nothing but an entity cell belongs to the row above it, unless it has a name of its own.

#[path = "support/amending.rs"]
mod amending;

use amending::{amended, row};
use earwatch::list::ecfr;

const OWN: &str = "Fir Co., 6 Road, Tehran";

fn bare(entity: &str) -> String {
    format!("<ROW><ENT> </ENT><ENT>{entity}</ENT></ROW>")
}

#[test]
fn a_row_with_a_name_of_its_own_does_not_join_the_entry_above_it_in_a_rule() {
    let order = "a. Under IRAN, by adding an entry for “Elm Co.”;";
    for (below, joined, told) in [
        (
            "7 Street, Tehran, Iran.",
            "Elm Co., 5 Road, Tehran, Iran.\n7 Street, Tehran, Iran.",
            vec![],
        ),
        (
            OWN,
            "Elm Co., 5 Road, Tehran, Iran.",
            vec!["row-without-instruction"],
        ),
    ] {
        let rows = row("IRAN", "Elm Co., 5 Road, Tehran, Iran.") + &bare(below);
        let became = amended(
            &[("IRAN", "Ash Co., 1 Road, Tehran, Iran.")],
            &[order],
            &rows,
        );
        assert_eq!(became.cells(), ["Ash Co., 1 Road, Tehran, Iran.", joined]);
        assert_eq!(became.codes(), told);
    }
}

#[test]
fn a_row_with_a_name_of_its_own_is_told_in_a_list() {
    for (below, told) in [("7 Street, Tehran, Iran.", 0), (OWN, 1)] {
        let list = format!(
            "<DIV9 N=\"Supplement No. 4 to Part 744\"><TABLE><TR><TH>Country</TH><TH>Entity</TH>\
             <TH>License requirement</TH><TH>License review policy</TH><TH>Federal Register citation</TH></TR>\
             <TR><TD>IRAN</TD><TD>Elm Co., 5 Road, Tehran, Iran.</TD><TD>For all items (See § 744.11 of the EAR)</TD>\
             <TD>Policy of denial</TD><TD>88 FR 1, 1/2/23.</TD></TR>\
             <TR><TD/><TD>{below}</TD><TD/><TD/><TD/></TR></TABLE></DIV9>"
        );
        let (lists, findings) = ecfr::read(&list).unwrap();
        let codes: Vec<_> = findings.iter().map(|finding| finding.code.name()).collect();
        assert_eq!(codes, vec!["column-suspect"; told], "{below}");
        assert!(lists[0].entries[0].cells.entity.ends_with(below));
        assert_eq!(lists[0].entries.len(), 1);
    }
}
