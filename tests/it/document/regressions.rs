//! One test for each defect that could have changed the list without a word.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use earwatch_law::amendment;
use earwatch_law::document::{Given, xml};
use earwatch_law::entry::Entry;
use earwatch_law::list::ecfr;
use earwatch_law::list::state::{Outcome, Release, State};

const ALL: &str = "For all items subject to the EAR. (See § 744.11 of the EAR)";

fn baseline(names: &[&str]) -> State {
    let mut rows = String::new();
    for (at, name) in names.iter().enumerate() {
        let country = if at == 0 { "FRANCE" } else { " " };
        let _ = write!(
            rows,
            "<TR><TD>{country}</TD><TD>{name}, 1 Rue A, Lyon, France.</TD><TD>{ALL}</TD>\
             <TD>Presumption of denial</TD><TD>88 FR 1, 1/2/23.</TD></TR>"
        );
    }
    let list = format!(
        "<DIV9 N=\"Supplement No. 4 to Part 744\"><TABLE><TR><TH>Country</TH><TH>Entity</TH>\
         <TH>License requirement</TH><TH>License review policy</TH><TH>Federal Register citation</TH></TR>\
         {rows}</TABLE></DIV9>"
    );
    State::of_published(ecfr::read(&list).unwrap().0)
}

/// What an order, with the rows printed below it, makes of a list: the entries and the codes of what is told.
fn amended(names: &[&str], element: &str, order: &str, rows: &str) -> (Vec<Entry>, Vec<String>) {
    let text = format!(
        "<{element}><PREAMB><SUBAGY>Bureau of Industry and Security</SUBAGY><SUBJECT>S</SUBJECT>\
         <EFFDATE><P>This rule is effective May 2, 2023.</P></EFFDATE></PREAMB><SUPLINF>\
         <REGTEXT TITLE=\"15\" PART=\"744\"><AMDPAR>2. Supplement No. 4 to part 744 is amended:</AMDPAR>\
         <AMDPAR>a. Under FRANCE, {order}</AMDPAR><HD SOURCE=\"HD1\">Supplement No. 4 to Part 744—Entity List</HD>\
         <GPOTABLE COLS=\"5\"><ROW><ENT>FRANCE</ENT></ROW>{rows}</GPOTABLE></REGTEXT></SUPLINF>\
         <FRDOC>[FR Doc. 2023-90001 Filed 5-1-23; 8:45 am]</FRDOC></{element}>"
    );
    let given = Given { published: "2023-05-03".parse().ok(), volume: Some(88), ..Given::default() };
    let reading = xml::read(&text, &|_| given.clone()).unwrap();
    let document = reading.documents.first().unwrap();
    let orders = amendment::read(document);
    let release = Release {
        document: document.number.clone(),
        effective: "2023-05-02".parse().unwrap(),
        published: document.published,
        position: (88, 1),
        amendments: orders.amendments,
        identities: BTreeMap::new(),
    };
    let applied = baseline(names).apply(&release);
    let held = applied.outcomes.iter().filter_map(|outcome| match outcome {
        Outcome::Held(finding) => Some(finding.code.name().to_owned()),
        Outcome::Applied(_) | Outcome::AlreadyTrue | Outcome::NotYetEffective => None,
    });
    let told = orders.findings.iter().chain(&applied.notes).map(|finding| finding.code.name().to_owned());
    let told = told.chain(held).filter(|code| code != "metadata-derived").collect();
    let list = applied.state.lists.values().next().unwrap();
    (list.in_order().into_iter().map(|entry| Entry::clone(entry)).collect(), told)
}

fn row(entity: &str, requirement: &str) -> String {
    format!(
        "<ROW><ENT> </ENT><ENT>{entity}</ENT><ENT>{requirement}</ENT><ENT>Policy of denial</ENT>\
         <ENT>88 FR 5, 5/3/23.</ENT></ROW>"
    )
}

fn names(entries: &[Entry]) -> Vec<&str> {
    entries.iter().map(Entry::name).collect()
}

#[test]
fn a_removal_takes_no_entry_that_merely_begins_with_the_name() {
    let (entries, told) = amended(&["Gamma Ltd."], "RULE", "by removing the entry for “Gamma”.", "");
    assert_eq!((names(&entries), told), (vec!["Gamma Ltd."], vec!["entry-not-found".to_owned()]));
}

#[test]
fn a_revision_takes_no_other_listed_entry_for_its_row() {
    let rows = row("Alpha Trading FZE, 99 New Road, Lyon, France.", ALL);
    let order = "by revising the entry for “Alpha”.";
    let (entries, told) = amended(&["Alpha", "Alpha Trading FZE"], "RULE", order, &rows);
    assert_eq!(names(&entries), ["Alpha", "Alpha Trading FZE"]);
    assert!(entries.iter().all(|entry| !entry.cells.entity.contains("99 New Road")), "{told:?}");
    assert!(!told.is_empty());
}

#[test]
fn a_proposed_rule_is_not_applied() {
    let order = "by removing the entry for “Gamma Ltd.”.";
    let (entries, told) = amended(&["Gamma Ltd.", "Delta SA"], "PRORULE", order, "");
    assert_eq!((entries.len(), told), (2, vec!["proposed-only".to_owned()]));
}

#[test]
fn a_section_cited_in_an_order_is_no_other_law() {
    let order = "by removing the entry for “Delta SA” (see § 744.11 of the EAR).";
    let (entries, told) = amended(&["Gamma Ltd.", "Delta SA"], "RULE", order, "");
    assert!(entries.len() == 1 || !told.is_empty(), "the order vanished: {told:?}");
}

#[test]
fn stars_in_a_revised_row_are_the_old_text() {
    let rows = row("Gamma Ltd., 2 Rue B, Lyon, France.", "*    *    *");
    let (entries, _) = amended(&["Gamma Ltd."], "RULE", "by revising the entry for “Gamma Ltd.”.", &rows);
    assert_eq!(entries[0].cells.license_requirement, ALL);
    assert!(entries[0].cells.entity.contains("2 Rue B"));
}

#[test]
fn a_row_without_a_requirement_is_held() {
    let rows = row("New SA, 2 Rue B, Lyon, France.", "");
    let (entries, told) = amended(&["Gamma Ltd."], "RULE", "by adding an entry for “New SA”.", &rows);
    assert_eq!((names(&entries), told), (vec!["Gamma Ltd."], vec!["row-defective".to_owned()]));
}

#[test]
fn a_word_edit_does_not_match_inside_a_number() {
    let order = "in the entry for “Gamma Ltd.”, in the License Requirement column, by removing “§ 744.1” and \
                 adding in its place “§ 744.2”.";
    let (entries, told) = amended(&["Gamma Ltd."], "RULE", order, "");
    assert_eq!((entries[0].cells.license_requirement.as_str(), told), (ALL, vec!["text-not-found".to_owned()]));
}

#[test]
fn a_part_does_not_join_an_entry_of_another_country() {
    let rows = row("New SA, 2 Rue B, Lyon, France.", ALL)
        + "<ROW><ENT>RUSSIA</ENT></ROW><ROW><ENT> </ENT></ROW>\
           <ROW><ENT> </ENT><ENT>Stray JSC, Moscow, Russia.</ENT></ROW>";
    let (entries, told) = amended(&["Gamma Ltd."], "RULE", "by adding an entry for “New SA”.", &rows);
    assert!(entries.iter().all(|entry| !entry.cells.entity.contains("Stray")));
    assert!(told.contains(&"row-without-instruction".to_owned()), "{told:?}");
}

/// Codes told of a document, and whether it counts as related to the lists.
fn told_of(document: &str) -> Vec<String> {
    let given = Given { published: "2023-05-03".parse().ok(), volume: Some(88), ..Given::default() };
    let reading = xml::read(document, &|_| given.clone()).unwrap();
    reading
        .documents
        .iter()
        .flat_map(|document| amendment::read(document).findings)
        .map(|finding| finding.code.name().to_owned())
        .collect()
}

const FRDOC: &str = "<FRDOC>[FR Doc. 2023-90002 Filed 5-1-23; 8:45 am]</FRDOC>";

#[test]
fn an_order_in_a_plain_paragraph_is_told() {
    let of_part = |part| {
        format!(
            "<RULE><SUPLINF><REGTEXT TITLE=\"15\" PART=\"{part}\"><AMDPAR>1. Part {part} is amended:</AMDPAR>\
             <P>a. Under FRANCE, by removing the entry for “Gamma Ltd.”.</P></REGTEXT></SUPLINF>{FRDOC}</RULE>"
        )
    };
    assert_eq!(told_of(&of_part("744")), ["unparsed-instruction"]);
    assert!(told_of(&of_part("746")).is_empty());
}

#[test]
fn a_rule_without_any_amendatory_paragraph_is_told() {
    let rule = format!(
        "<RULE><SUPLINF><P>2. Supplement No. 4 to part 744 is amended by removing “Gamma Ltd.” under FRANCE.</P>\
         </SUPLINF>{FRDOC}</RULE>"
    );
    assert_eq!(told_of(&rule), ["unparsed-instruction"]);
}

#[test]
fn a_rule_that_only_delays_is_told() {
    let rule = format!(
        "<RULE><PREAMB><DATES><P>The amendments to supplement no. 4 to part 744 are delayed until May 9, 2023.</P>\
         </DATES></PREAMB><SUPLINF><P>Prose.</P></SUPLINF>{FRDOC}</RULE>"
    );
    assert_eq!(told_of(&rule), ["unparsed-instruction"]);
}

#[test]
fn a_correction_without_bureau_and_column_is_told() {
    let correction = format!(
        "<CORRECT><SUBJECT>Additions to the Entity List; Correction</SUBJECT>\
         <P>On page 123, “Gamma” should read “Gama”.</P>{FRDOC}</CORRECT>"
    );
    assert_eq!(told_of(&correction), ["correction-by-page"]);
}

#[test]
fn an_authority_citation_joined_to_an_order_hides_nothing() {
    let rule = format!(
        "<RULE><SUPLINF><REGTEXT TITLE=\"15\" PART=\"744\"><AMDPAR>1. The authority citation for part 744 continues to \
         read as follows, and Supplement No. 4 to part 744 is amended by removing “Gamma Ltd.”.</AMDPAR></REGTEXT>\
         </SUPLINF>{FRDOC}</RULE>"
    );
    assert_eq!(told_of(&rule), ["unparsed-instruction"]);
}

#[test]
fn text_of_a_list_that_an_order_sets_is_no_order() {
    let rule = |order: &str| {
        format!(
            "<RULE><SUPLINF><REGTEXT TITLE=\"15\" PART=\"744\"><AMDPAR>2. Supplement No. 4 to part 744 is amended by \
             {order}</AMDPAR><HD SOURCE=\"HD1\">Supplement No. 4 to Part 744—Entity List</HD>\
             <P>This supplement lists entities. It is amended by adding entities.</P></REGTEXT></SUPLINF>{FRDOC}</RULE>"
        )
    };
    let set = told_of(&rule("revising the introductory text to read as follows:"));
    assert_eq!(set, ["date-ambiguous"]);
    let other = told_of(&rule("removing “Gamma Ltd.” under FRANCE."));
    // Whether the list says so already is seen where the order is applied.
    assert_eq!(other, ["date-ambiguous"]);
}

#[test]
fn a_paragraph_of_nothing_but_a_bullet_is_told() {
    let rule = format!(
        "<RULE><SUPLINF><REGTEXT TITLE=\"15\" PART=\"744\"><AMDPAR>■</AMDPAR></REGTEXT></SUPLINF>{FRDOC}</RULE>"
    );
    assert_eq!(told_of(&rule), ["unparsed-instruction"]);
}
