//! A fixture file → the list that it starts from, and a rule in the Federal Register's layout.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use earwatch_law::list::ecfr;
use earwatch_law::list::state::State;
use serde::Deserialize;

/// What a row has where a fixture does not say otherwise.
const CELLS: [&str; 3] =
    ["For all items subject to the EAR. (See § 744.11 of the EAR)", "Presumption of denial", "88 FR 1, 1/2/23."];
const COLUMNS: [(u8, &[&str]); 3] = [
    (4, &["Country", "Entity", "License requirement", "License review policy", "Federal Register citation"]),
    (6, &["Country", "Listed person and address", "Federal Register citation"]),
    (7, &["Country", "Entity", "Federal Register citation"]),
];

/// A row is `COUNTRY | entity | requirement | policy | citation`, `[6] …` and `[7] …` for the other supplements;
/// cells that are left out at the end are those of [`CELLS`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Shape {
    /// The shape in words.
    pub(crate) about: String,
    /// Numbers of the reference's shapes.
    #[serde(default)]
    pub(crate) covers: Vec<u8>,
    #[serde(default = "rule")]
    root: String,
    #[serde(default)]
    action: String,
    #[serde(default = "dates")]
    dates: String,
    list: Vec<String>,
    /// `intro | text`, `footnote 4 | text`.
    #[serde(default)]
    pub(crate) frame: Vec<String>,
    /// Wordings of the same orders, each as its amendatory paragraphs; `<…` is markup between them.
    pub(crate) orders: Vec<Vec<String>>,
    /// Wordings of which nobody can be sure: each is quoted in a finding, and changes nothing.
    #[serde(default)]
    pub(crate) refused: Vec<Vec<String>>,
    /// Markup between orders and table.
    #[serde(default)]
    matter: String,
    /// Rows printed in the rule: `COUNTRY`, `COUNTRY | *`, `*`, and ` | entity …` under a country; those of another
    /// supplement begin with its number.
    #[serde(default)]
    rows: Vec<String>,
    /// `kind | country | name | outcome`; left out where wordings call a country otherwise, and the list decides.
    pub(crate) operations: Option<Vec<String>>,
    /// `code | words | …`: the words stand in the quote, the message or the name.
    #[serde(default)]
    pub(crate) findings: Vec<String>,
    /// Codes of findings that some of the wordings bring along.
    #[serde(default)]
    pub(crate) besides: Vec<String>,
    /// The list afterwards, in any order.
    pub(crate) after: Vec<String>,
    pub(crate) frame_after: Option<Vec<String>>,
    /// Why the fixture does not hold yet.
    pub(crate) expect_failing: Option<String>,
}

fn rule() -> String {
    "RULE".to_owned()
}

fn dates() -> String {
    "This rule is effective May 2, 2023.".to_owned()
}

/// Supplement and cells of a row.
pub(crate) fn row(line: &str) -> (u8, Vec<String>) {
    let marked = line.strip_prefix('[').and_then(|rest| rest.split_once("] "));
    let (supplement, line) = marked.map_or((4, line), |(number, line)| (number.parse().unwrap(), line));
    let mut cells: Vec<_> = line.split('|').map(|cell| cell.trim().to_owned()).collect();
    let defaults = if supplement == 4 { &CELLS[..] } else { &CELLS[2..] };
    let given = cells.len().saturating_sub(2);
    if cells.len() > 1 {
        cells.extend(defaults.iter().skip(given).map(|cell| (*cell).to_owned()));
    }
    (supplement, cells)
}

fn elements(tag: &str, texts: impl Iterator<Item = impl std::fmt::Display>) -> String {
    texts.fold(String::new(), |mut out, text| {
        let _ = write!(out, "<{tag}>{text}</{tag}>");
        out
    })
}

impl Shape {
    /// A shape of one wording, without expectations.
    pub(crate) fn of_wording(list: &[String], frame: &[String], orders: &[String], rows: &[String]) -> Self {
        Self {
            about: String::new(),
            covers: Vec::new(),
            root: rule(),
            action: String::new(),
            dates: dates(),
            list: list.to_vec(),
            frame: frame.to_vec(),
            orders: vec![orders.to_vec()],
            refused: Vec::new(),
            matter: String::new(),
            rows: rows.to_vec(),
            operations: None,
            findings: Vec::new(),
            besides: Vec::new(),
            after: Vec::new(),
            frame_after: None,
            expect_failing: None,
        }
    }

    /// The list before the rule, read as the eCFR prints it.
    pub(crate) fn state(&self) -> State {
        let mut tables: BTreeMap<u8, String> = BTreeMap::new();
        let mut above = (0, String::new());
        for (supplement, mut cells) in self.list.iter().map(|line| row(line)) {
            let here = (supplement, cells[0].clone());
            if here == above {
                cells[0].clear();
            }
            above = here;
            let table = tables.entry(supplement).or_default();
            let _ = write!(table, "<TR>{}</TR>", elements("TD", cells.iter()));
        }
        let mut out = String::new();
        for (supplement, rows) in tables {
            let (intro, notes) = if supplement == 4 { self.framed() } else { Default::default() };
            let header = elements("TH", columns(supplement).iter());
            let _ = write!(
                out,
                "<DIV9 N=\"Supplement No. {supplement} to Part 744\">{intro}<TABLE><TR>{header}</TR>{rows}\
                 <TFOOT>{notes}</TFOOT></TABLE></DIV9>"
            );
        }
        let lists = ecfr::read(&format!("<DIV5>{out}</DIV5>")).unwrap().0;
        State::of_published(lists)
    }

    fn framed(&self) -> (String, String) {
        let (mut intro, mut notes) = (String::new(), String::new());
        for line in &self.frame {
            let (key, text) = line.split_once(" | ").unwrap();
            match key.strip_prefix("footnote ") {
                Some(number) => {
                    let _ = write!(notes, "<TR><TD><sup>{number}</sup> {text}</TD></TR>");
                }
                None => {
                    let _ = write!(intro, "<P>{text}</P>");
                }
            }
        }
        (intro, notes)
    }

    /// The rows below the headings of their supplements.
    fn tables(&self) -> String {
        let mut out = String::new();
        for rows in self.rows.chunk_by(|a, b| row(a).0 == row(b).0) {
            let supplement = rows.first().map_or(4, |line| row(line).0);
            let header = elements("ENT", columns(supplement).iter());
            let _ = write!(
                out,
                "<HD SOURCE=\"HD1\">Supplement No. {supplement} to Part 744—{}</HD>\
                 <GPOTABLE COLS=\"{}\"><ROW>{header}</ROW>",
                title(supplement),
                columns(supplement).len()
            );
            out.extend(rows.iter().map(|line| printed(line)));
            out.push_str("</GPOTABLE>");
        }
        out
    }

    /// The rule as the Federal Register prints it.
    pub(crate) fn document(&self, orders: &[String]) -> String {
        let orders: String = orders.iter().map(|order| paragraph(order)).collect();
        let table = self.tables();
        let Self { root, action, dates, matter, .. } = self;
        format!(
            "<{root}><PREAMB><SUBAGY>Bureau of Industry and Security</SUBAGY><SUBJECT>Fixture</SUBJECT>\
             <ACT><P>{action}</P></ACT><EFFDATE><P>{dates}</P></EFFDATE></PREAMB><SUPLINF>\
             <REGTEXT TITLE=\"15\" PART=\"744\">{orders}{matter}{table}</REGTEXT></SUPLINF>\
             <FRDOC>[FR Doc. 2023-90001 Filed 5-1-23; 8:45 am]</FRDOC></{root}>"
        )
    }
}

/// Supplements by what their headings call them.
fn title(supplement: u8) -> &'static str {
    match supplement {
        6 => "Unverified List",
        7 => "‘Military End-User’ (MEU) List",
        _ => "Entity List",
    }
}

fn columns(supplement: u8) -> &'static [&'static str] {
    COLUMNS.iter().find(|(number, _)| *number == supplement).unwrap().1
}

fn paragraph(order: &str) -> String {
    let markup = order.starts_with('<') && !order.starts_with("<E ");
    if markup { order.to_owned() } else { elements("AMDPAR", [order].iter()) }
}

fn printed(line: &str) -> String {
    let (supplement, cells) = row(line);
    match cells.as_slice() {
        [stars] if stars == "*" => "<ROW><ENT I=\"28\">*    *    *    *    *    *    *</ENT></ROW>".to_owned(),
        [country] => format!("<ROW><ENT I=\"01\">{country}</ENT></ROW>"),
        [country, stars, ..] if stars == "*" => {
            format!(
                "<ROW><ENT I=\"01\">{country}</ENT><ENT A=\"{:02}\">  *     *     *</ENT></ROW>",
                columns(supplement).len() - 2
            )
        }
        cells => format!("<ROW>{}</ROW>", elements("ENT", cells.iter())),
    }
}
