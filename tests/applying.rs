//! Orders against a list, strictly: what is not certain is told, and the list stays as it was there.

#![expect(clippy::unwrap_used, reason = "a failing helper is a failing test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use earwatch::amendment;
use earwatch::document::{Document, Given, xml};
use earwatch::finding::Finding;
use earwatch::list::state::{Outcome, Release, State};
use earwatch::list::{ListId, ecfr};

const ALL: &str = "For all items subject to the EAR. (See § 744.11 of the EAR)";

/// What became of a list.
struct Became {
    state: State,
    /// Country and entity cell of each entry.
    entries: Vec<(String, String)>,
    headings: Vec<String>,
    /// What is told, but for the derivation of metadata.
    told: Vec<Finding>,
}

impl Became {
    fn cells(&self) -> Vec<&str> {
        self.entries.iter().map(|(_, cell)| cell.as_str()).collect()
    }

    fn codes(&self) -> Vec<&str> {
        self.told
            .iter()
            .map(|finding| finding.code.name())
            .collect()
    }

    /// The message of the only finding.
    fn message(&self) -> &str {
        assert_eq!(self.told.len(), 1, "{:?}", self.told);
        &self.told[0].message
    }
}

fn baseline(list: &[(&str, &str)]) -> State {
    let mut rows = String::new();
    for (country, entity) in list {
        let entity = entity.replace('\n', "<br/>");
        let _ = write!(
            rows,
            "<TR><TD>{country}</TD><TD>{entity}</TD><TD>{ALL}</TD><TD>Presumption of denial</TD>\
             <TD>88 FR 1, 1/2/23.</TD></TR>"
        );
    }
    let list = format!(
        "<DIV9 N=\"Supplement No. 4 to Part 744\"><TABLE><TR><TH>Country</TH><TH>Entity</TH>\
         <TH>License requirement</TH><TH>License review policy</TH><TH>Federal Register citation</TH></TR>\
         {rows}</TABLE></DIV9>"
    );
    State::of_published(ecfr::read(&list).unwrap().0)
}

/// A rule of one amendatory unit.
fn rule(preamble: &str, unit: &str) -> Document {
    let text = format!(
        "<RULE><PREAMB><SUBAGY>Bureau of Industry and Security</SUBAGY><SUBJECT>S</SUBJECT>\
         <EFFDATE><P>This rule is effective May 2, 2023.</P></EFFDATE></PREAMB><SUPLINF>{preamble}\
         <REGTEXT TITLE=\"15\" PART=\"744\">{unit}</REGTEXT></SUPLINF>\
         <FRDOC>[FR Doc. 2023-90001 Filed 5-1-23; 8:45 am]</FRDOC></RULE>"
    );
    let given = Given {
        published: "2023-05-03".parse().ok(),
        volume: Some(88),
        ..Given::default()
    };
    let mut reading = xml::read(&text, &|_| given.clone()).unwrap();
    reading.documents.remove(0)
}

/// What items below “Supplement No. 4 to part 744 is amended:”, and the rows printed below them, make of a list.
fn amended(list: &[(&str, &str)], items: &[&str], rows: &str) -> Became {
    let items = items.join("</AMDPAR><AMDPAR>");
    let unit = format!(
        "<AMDPAR>2. Supplement No. 4 to part 744 is amended:</AMDPAR><AMDPAR>{items}</AMDPAR>\
         <HD SOURCE=\"HD1\">Supplement No. 4 to Part 744—Entity List</HD>\
         <GPOTABLE COLS=\"5\">{rows}</GPOTABLE>"
    );
    applied(list, &rule("", &unit))
}

/// What is told of a rule with a preamble.
fn told_of_preamble(preamble: &str, items: &[&str], rows: &str) -> Vec<String> {
    let items = items.join("</AMDPAR><AMDPAR>");
    let unit = format!(
        "<AMDPAR>2. Supplement No. 4 to part 744 is amended:</AMDPAR><AMDPAR>{items}</AMDPAR>\
         <HD SOURCE=\"HD1\">Supplement No. 4 to Part 744—Entity List</HD>\
         <GPOTABLE COLS=\"5\">{rows}</GPOTABLE>"
    );
    let orders = amendment::read(&rule(preamble, &unit));
    let told = orders.findings.into_iter();
    let told = told.filter(|finding| finding.code.name() != "metadata-derived");
    told.map(|finding| format!("{}: {}", finding.code, finding.message))
        .collect()
}

/// What a document makes of a list.
fn applied(list: &[(&str, &str)], document: &Document) -> Became {
    let orders = amendment::read(document);
    let release = Release {
        document: document.number.clone(),
        effective: "2023-05-02".parse().unwrap(),
        published: document.published,
        position: (88, 1),
        amendments: orders.amendments,
        identities: BTreeMap::new(),
    };
    let applied = baseline(list).apply(&release);
    let mut told = orders.findings;
    told.extend(applied.notes);
    for outcome in applied.outcomes {
        match outcome {
            Outcome::Held(finding) => told.push(*finding),
            Outcome::Applied(_) | Outcome::AlreadyTrue | Outcome::NotYetEffective => {}
        }
    }
    told.retain(|finding| finding.code.name() != "metadata-derived");
    let list = applied.state.lists.values().next().unwrap();
    Became {
        entries: list
            .in_order()
            .iter()
            .map(|entry| (entry.country.clone(), entry.cells.entity.clone()))
            .collect(),
        headings: list.frame.headings.iter().cloned().collect(),
        told,
        state: applied.state.clone(),
    }
}

fn row(country: &str, entity: &str) -> String {
    let entity = entity.replace('\n', "<LI/>");
    format!(
        "<ROW><ENT>{country}</ENT></ROW><ROW><ENT> </ENT><ENT>{entity}</ENT><ENT>{ALL}</ENT>\
         <ENT>Policy of denial</ENT><ENT>88 FR 5, 5/3/23.</ENT></ROW>"
    )
}

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
    assert_eq!(
        (became.cells(), became.codes()),
        (vec![TWELVE.1], vec!["entry-not-found"])
    );
    // A row of the other name below the order: the row decides, and a person is told.
    let revised = row("RUSSIA", "Factory 12, 9 Lenin Street, Tomsk, Russia.");
    let became = amended(&[TWELVE], &[order], &revised);
    assert_eq!(became.codes(), ["name-mismatch"]);
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
        let order =
            format!("a. Under {country}, by adding in alphabetical order an entry for “Neu AG”.");
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
    assert_eq!(
        (former.entries.len(), former.codes()),
        (1, vec!["entry-not-found"])
    );
}

#[test]
fn a_heading_that_is_ordered_is_entered_in_silence() {
    let order =
        "a. By adding, in alphabetical order, a heading for Belgium and an entry for “Neu AG”.";
    let became = amended(&[BERN], &[order], &row("BELGIUM", "Neu AG, 4 Ring, Liège."));
    assert_eq!(became.headings, ["BELGIUM", "SWITZERLAND"]);
    assert_eq!(became.codes(), [""; 0]);
}

/// Judged at the end of the release: the entries may go after the heading, or not at all.
#[test]
fn a_heading_stays_with_the_entries_that_remain() {
    let list = [
        BERN,
        ("SWITZERLAND", "Berg AG, 9 Ring, Bern, Switzerland."),
        TWELVE,
    ];
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
    assert_eq!(
        (gone.headings, gone.entries.len()),
        (vec!["RUSSIA".to_owned()], 2),
        "{:?}",
        gone.told
    );
}

#[test]
fn a_heading_to_be_removed_that_is_no_country_is_told() {
    let became = amended(&[BERN], &["a. By removing the heading “SWITZRELAND”."], "");
    assert_eq!(became.codes(), ["entry-not-found"]);
}

/// What is told to a reader who tracks the Entity List only.
fn told_without_other_lists(unit: &str) -> Vec<Finding> {
    let document = rule("", unit);
    let tracked = BTreeSet::from([ListId::EntityList]);
    let mut told = amendment::read(&document).findings_for(&document, &tracked);
    told.retain(|finding| finding.code.name() != "metadata-derived");
    told
}

#[test]
fn findings_of_an_untracked_list_are_summed_up_by_code() {
    let told = told_without_other_lists(
        "<AMDPAR>3. Supplement No. 6 to part 744 is amended under CHINA, by adding entries for “Alpha” and “Beta”.\
         </AMDPAR><AMDPAR>4. Supplement No. 6 to part 744 is amended under RUSSIA, by removing the entry for “Gamma”.\
         </AMDPAR>",
    );
    let [sum] = told.as_slice() else {
        panic!("{told:?}")
    };
    assert_eq!(sum.code.name(), "list-not-tracked");
    for words in [
        "unverified-list",
        "amendments not applied: 1",
        "2 instruction-without-row",
    ] {
        assert!(sum.message.contains(words), "{}", sum.message);
    }
}

/// The list of an item is carried over from the paragraph above; if that was misread, the item may be ours.
#[test]
fn a_finding_whose_list_is_not_named_in_its_words_stays() {
    let told = told_without_other_lists(
        "<AMDPAR>3. Supplement No. 6 to part 744 is amended:</AMDPAR>\
         <AMDPAR>a. Under CHINA, by adding entries for “Alpha” and “Beta”.</AMDPAR>",
    );
    let codes: Vec<_> = told.iter().map(|finding| finding.code.name()).collect();
    assert_eq!(
        codes,
        [
            "instruction-without-row",
            "instruction-without-row",
            "list-not-tracked"
        ]
    );
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
    let one = (
        "RUSSIA",
        "Dux, a.k.a., the following one alias:\n—AO DUKS.\n8 Pravdy St., Omsk, Russia.",
    );
    let order = "a. Under RUSSIA, in the entry for “Dux”, by removing the alias “AO DUKS” and adding in its place “AO DUX”.";
    let became = amended(&[one], &[order], "");
    assert!(
        became.cells()[0].contains("—AO DUX.\n8 Pravdy"),
        "{:?}",
        became.told
    );
    assert_eq!(became.codes(), [""; 0]);
}

#[test]
fn an_alias_that_does_not_stand_there_is_held_with_all_others_of_its_order() {
    let order =
        "a. Under RUSSIA, by removing the aliases “Dux Two” and “Dux 3” from the entry for “Dux”.";
    let became = amended(&[DUX], &[order], "");
    assert_eq!(
        (became.cells(), became.codes()),
        (vec![DUX.1], vec!["text-not-found"])
    );
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

const REMOVALS: &str = "<HD SOURCE=\"HD2\">Removals From the Entity List</HD><HD SOURCE=\"HD3\">Russia</HD><P>• Alpha JSC</P>";

#[test]
fn removals_and_modifications_are_held_against_the_preamble() {
    let alpha = "a. Under RUSSIA, by removing the entry for “Alpha JSC”.";
    let beta = "b. Under RUSSIA, by removing the entry for “Beta JSC”.";
    assert_eq!(told_of_preamble(REMOVALS, &[alpha], ""), [""; 0]);
    let told = told_of_preamble(REMOVALS, &[alpha, beta], "");
    assert_eq!(
        told,
        ["count-mismatch: “Beta JSC” is removed, but the preamble does not list it"]
    );
    let told = told_of_preamble(REMOVALS, &[beta], "");
    assert!(
        told[0].contains("the preamble lists “Alpha JSC” under Russia as removed"),
        "{told:?}"
    );
    let modified = "<HD SOURCE=\"HD2\">Modifications on the Entity List</HD><HD SOURCE=\"HD3\">Russia</HD><P>• Alpha JSC</P>";
    let words = "a. Under RUSSIA, in the entry for “Beta JSC”, in the Entity column, by removing “X” and adding in its place “Y”.";
    let told = told_of_preamble(modified, &[words], "");
    assert_eq!(told.len(), 2, "{told:?}");
}

#[test]
fn totals_of_removals_and_modifications_are_held_against_the_orders() {
    let summary = |text| format!("<SUM><P>{text}</P></SUM>");
    let alpha = "a. Under RUSSIA, by removing the entry for “Alpha JSC”.";
    let two = summary("This rule removes two entries from the Entity List, under Russia.");
    let told = told_of_preamble(&two, &[alpha], "");
    assert_eq!(
        told,
        ["count-mismatch: the summary counts 2 entries removed, the instructions name 1"]
    );
    let one = summary("This rule removes one entry under the destination of Russia (1).");
    assert_eq!(told_of_preamble(&one, &[alpha], ""), [""; 0]);
}

/// The names of a counted order stand in the table; it opens no other country either.
#[test]
fn a_counted_order_switches_no_check_off() {
    let preamble = "<HD SOURCE=\"HD2\">Additions to the Entity List</HD><HD SOURCE=\"HD3\">Russia</HD><P>• Alpha JSC</P>\
                    <HD SOURCE=\"HD3\">France</HD><P>• Gamma SA</P>";
    let counted = "a. Under RUSSIA, by adding in alphabetical order one Russian entity.";
    let named = "b. Under FRANCE, by adding an entry for “Delta SA”.";
    let rows =
        row("FRANCE", "Delta SA, Lyon, France.") + &row("RUSSIA", "Omega JSC, Omsk, Russia.");
    let told = told_of_preamble(preamble, &[counted, named], &rows);
    for name in ["Alpha JSC", "Gamma SA", "Delta SA", "Omega JSC"] {
        assert!(
            told.iter().any(|line| line.contains(name)),
            "{name}: {told:?}"
        );
    }
}
