//! Rules written for a test, and what they make of a list.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use earwatch_law::amendment;
use earwatch_law::document::{Document, Given, xml};
use earwatch_law::finding::Finding;
use earwatch_law::list::ecfr;
use earwatch_law::list::state::{Outcome, Release, State};

const ALL: &str = "For all items subject to the EAR. (See § 744.11 of the EAR)";

/// What became of a list.
pub(crate) struct Became {
    pub(crate) state: State,
    /// Country and entity cell of each entry.
    pub(crate) entries: Vec<(String, String)>,
    pub(crate) headings: Vec<String>,
    /// What is told, but for the derivation of metadata.
    pub(crate) told: Vec<Finding>,
}

impl Became {
    pub(crate) fn cells(&self) -> Vec<&str> {
        self.entries.iter().map(|(_, cell)| cell.as_str()).collect()
    }

    pub(crate) fn codes(&self) -> Vec<&str> {
        self.told.iter().map(|finding| finding.code.name()).collect()
    }

    /// The message of the only finding.
    pub(crate) fn message(&self) -> &str {
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
pub(crate) fn rule(preamble: &str, unit: &str) -> Document {
    let text = format!(
        "<RULE><PREAMB><SUBAGY>Bureau of Industry and Security</SUBAGY><SUBJECT>S</SUBJECT>\
         <EFFDATE><P>This rule is effective May 2, 2023.</P></EFFDATE></PREAMB><SUPLINF>{preamble}\
         <REGTEXT TITLE=\"15\" PART=\"744\">{unit}</REGTEXT></SUPLINF>\
         <FRDOC>[FR Doc. 2023-90001 Filed 5-1-23; 8:45 am]</FRDOC></RULE>"
    );
    let given = Given { published: "2023-05-03".parse().ok(), volume: Some(88), ..Given::default() };
    let mut reading = xml::read(&text, &|_| given.clone()).unwrap();
    reading.documents.remove(0)
}

/// What items below “Supplement No. 4 to part 744 is amended:”, and the rows printed below them, make of a list.
pub(crate) fn amended(list: &[(&str, &str)], items: &[&str], rows: &str) -> Became {
    let items = items.join("</AMDPAR><AMDPAR>");
    let unit = format!(
        "<AMDPAR>2. Supplement No. 4 to part 744 is amended:</AMDPAR><AMDPAR>{items}</AMDPAR>\
         <HD SOURCE=\"HD1\">Supplement No. 4 to Part 744—Entity List</HD>\
         <GPOTABLE COLS=\"5\">{rows}</GPOTABLE>"
    );
    applied(list, &rule("", &unit))
}

/// What a document makes of a list.
pub(crate) fn applied(list: &[(&str, &str)], document: &Document) -> Became {
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
        entries: list.in_order().iter().map(|entry| (entry.country.clone(), entry.cells.entity.clone())).collect(),
        headings: list.frame.headings.iter().cloned().collect(),
        told,
        state: applied.state.clone(),
    }
}

pub(crate) fn row(country: &str, entity: &str) -> String {
    let entity = entity.replace('\n', "<LI/>");
    format!(
        "<ROW><ENT>{country}</ENT></ROW><ROW><ENT> </ENT><ENT>{entity}</ENT><ENT>{ALL}</ENT>\
         <ENT>Policy of denial</ENT><ENT>88 FR 5, 5/3/23.</ENT></ROW>"
    )
}
