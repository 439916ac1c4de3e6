//! Small worlds by chance: a list, a rule that changes it, and the list that is true afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use earwatch_law::amendment;
use earwatch_law::document::xml::FileContents;
use earwatch_law::document::{Given, xml};
use earwatch_law::finding::Finding;
use earwatch_law::law::canonical::{canonical, key};
use earwatch_law::list::ecfr;
use earwatch_law::list::state::{Outcome, Release, State};

use super::oddity::Kind;
use super::random::Random;

const COUNTRIES: [(&str, &str); 6] = [
    ("CANADA", "Canada"),
    ("CHINA, PEOPLE'S REPUBLIC OF", "China"),
    ("FRANCE", "France"),
    ("RUSSIA", "Russia"),
    ("TURKEY", "Turkey"),
    ("UNITED ARAB EMIRATES", "United Arab Emirates"),
];
const FIRST: [&str; 14] = [
    "Alder", "Beryl", "Cobalt", "Dorn", "Ember", "Fjord", "Garnet", "Hazel", "Indigo", "Juniper", "Krypton", "Larch",
    "Mistral", "Nimbus",
];
const SECOND: [&str; 8] =
    ["Photonics", "Marine & Offshore", "Systems", "Trading", "Avionics", "Microchip", "Technik", "Energy"];
const FORM: [&str; 7] = ["SA", "LLC", "Co., Ltd.", "GmbH", "Inc.", "A.S.", "FZE"];
const REQUIREMENTS: [&str; 4] = [
    "For all items subject to the EAR. (See § 744.11 of the EAR)",
    "For all items subject to the EAR. (See §§ 734.9(g),<SU>3</SU> 746.8(a)(3), and 744.21(b) of the EAR)",
    "For all items subject to the EAR. (See §§ 734.9(e)(2) and 744.11 of the EAR)<SU>4</SU>",
    "All items subject to the EAR. (See § 744.11 of the EAR)",
];
const POLICIES: [&str; 4] = [
    "Presumption of denial",
    "Policy of denial",
    "Case-by-case for all items listed on the CCL. Presumption of approval for EAR99 items",
    "Policy of denial for all items subject to the EAR apart from food and medicine designated as EAR99, which will be \
     reviewed on a case-by-case basis. See §§ 746.8(b) and 744.21(e)",
];

/// An entry in the markup of the Federal Register.
#[derive(Debug, Clone)]
struct Party {
    country: usize,
    name: String,
    aliases: Vec<String>,
    addresses: Vec<String>,
    requirement: &'static str,
    policy: &'static str,
}

impl Party {
    fn any(random: &mut Random, number: usize) -> Self {
        let country = random.below(COUNTRIES.len());
        let (first, second) = (FIRST[number % FIRST.len()], *random.choose(&SECOND));
        let name = format!("{first} {second} {}", random.choose(&FORM));
        let alias = |at: usize| format!("{first} {}", ["Group", "Holding", "International"][at % 3]);
        let aliases = (0..[0, 0, 1, 2, 3][random.below(5)]).map(alias).collect();
        let mut party =
            Self { country, name, aliases, addresses: Vec::new(), requirement: REQUIREMENTS[0], policy: POLICIES[0] };
        party.moves(random);
        party
    }

    /// Other addresses, requirement and policy.
    fn moves(&mut self, random: &mut Random) {
        let country = COUNTRIES[self.country].1;
        let road = ["Harbour Road", "rue Haute", "Sadovaya St.", "Ring Street", "Liman Cad."];
        let address = |random: &mut Random| format!("{} {}, {country}", random.below(900) + 10, random.choose(&road));
        self.addresses = (0..=random.below(3)).map(|_| address(random)).collect();
        self.requirement = REQUIREMENTS[random.below(REQUIREMENTS.len())];
        self.policy = POLICIES[random.below(POLICIES.len())];
    }

    /// The entity cell with `<LI>` for lines.
    fn entity(&self) -> String {
        let escaped = |text: &String| text.replace('&', "&amp;");
        let mut out = escaped(&self.name);
        let addresses: Vec<_> = self.addresses.iter().map(escaped).collect();
        let addresses = addresses.join("; <E T=\"03\">and</E> ") + ".";
        if self.aliases.is_empty() {
            let _ = write!(out, ", {addresses}");
            return out;
        }
        let number = ["", "one alias", "two aliases", "three aliases"][self.aliases.len()];
        let _ = write!(out, ", a.k.a., the following {number}:");
        for (at, alias) in self.aliases.iter().enumerate() {
            let end = match self.aliases.len() - at {
                1 => ".",
                2 => "; <E T=\"03\">and</E>",
                _ => ";",
            };
            let _ = write!(out, "<LI>—{}{end}</LI>", escaped(alias));
        }
        let _ = write!(out, "<LI>{addresses}</LI>");
        out
    }

    fn row(&self) -> String {
        format!(
            "<ROW><ENT I=\"22\"> </ENT><ENT>{}</ENT><ENT>{}</ENT><ENT>{}</ENT><ENT>88 FR [INSERT FR PAGE NUMBER AND \
             5/3/2023].</ENT></ROW>",
            self.entity(),
            self.requirement,
            self.policy
        )
    }

    fn tr(&self, country: &str, citation: &str) -> String {
        let entity = self.entity().replace("<LI>", "<br/>").replace("</LI>", "");
        let requirement = self.requirement.replace("SU>", "sup>");
        format!(
            "<TR><TD>{country}</TD><TD>{entity}</TD><TD>{requirement}</TD><TD>{}</TD><TD>{citation}</TD></TR>",
            self.policy
        )
    }
}

/// What a list holds, in the form in which texts are compared.
pub(crate) type Rows = BTreeSet<(String, Vec<(String, Vec<(bool, String)>)>)>;

/// A list, a rule, and what is true afterwards.
pub(crate) struct SmallWorld {
    pub(crate) baseline: State,
    pub(crate) rule: String,
    pub(crate) truth: Rows,
}

/// What a text made of a list.
pub(crate) struct Came {
    pub(crate) rows: Rows,
    pub(crate) findings: Vec<Finding>,
    /// Whether the text was refused.
    pub(crate) refused: bool,
}

impl SmallWorld {
    pub(crate) fn any(random: &mut Random) -> Self {
        let start = random.below(FIRST.len());
        let number = random.below(5) + 8;
        let mut parties: Vec<_> = (0..number).map(|at| Party::any(random, start + at)).collect();
        let mut fates: Vec<usize> = (0..number).map(|at| at % 5).collect();
        let shift = random.below(5);
        for fate in &mut fates {
            *fate = (*fate + shift) % 5;
        }
        let before: Vec<_> = parties.iter().zip(&fates).filter(|(_, fate)| **fate != 0).collect();
        let baseline = state(before.iter().map(|(party, _)| (*party, "87 FR 100, 1/3/22.")));
        let mut orders: BTreeMap<usize, [Vec<Party>; 3]> = BTreeMap::new();
        for (party, fate) in parties.iter_mut().zip(&fates) {
            if *fate == 1 {
                party.moves(random);
            }
            if *fate < 3 {
                orders.entry(party.country).or_default()[*fate].push(party.clone());
            }
        }
        let cited = |fate: usize| if fate < 2 { "88 FR 27001, 5/3/23." } else { "87 FR 100, 1/3/22." };
        let after = parties.iter().zip(&fates).filter(|(_, fate)| **fate != 2);
        let truth = rows(&state(after.map(|(party, fate)| (party, cited(*fate)))));
        Self { baseline, rule: rule(&orders, random), truth }
    }
}

fn state<'a>(parties: impl Iterator<Item = (&'a Party, &'a str)>) -> State {
    let mut rows: BTreeMap<&str, String> = BTreeMap::new();
    for (party, citation) in parties {
        let country = COUNTRIES[party.country].0;
        let head = if rows.contains_key(country) { "" } else { country };
        rows.entry(country).or_default().push_str(&party.tr(head, citation));
    }
    let rows: String = rows.into_values().collect();
    let list = format!(
        "<DIV9 N=\"Supplement No. 4 to Part 744\"><TABLE><TR><TH>Country</TH><TH>Entity</TH>\
         <TH>License requirement</TH><TH>License review policy</TH><TH>Federal Register citation</TH></TR>\
         {rows}</TABLE></DIV9>"
    );
    State::of_published(ecfr::read(&list).unwrap().0)
}

/// `A, B, and C` with marks around each.
fn quoted(parties: &[Party]) -> String {
    let names: Vec<_> = parties.iter().map(|party| format!("“{}”", party.name.replace('&', "&amp;"))).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, [one])) => format!("{one} and {last}"),
        Some((last, several)) => format!("{}; and {last}", several.join("; ")),
        None => String::new(),
    }
}

/// `for FRANCE (2) and RUSSIA (1)`.
fn counted(orders: &BTreeMap<usize, [Vec<Party>; 3]>, fate: usize) -> (usize, String) {
    let counts: Vec<_> = orders
        .iter()
        .filter(|(_, orders)| !orders[fate].is_empty())
        .map(|(country, orders)| format!("{} ({})", COUNTRIES[*country].1, orders[fate].len()))
        .collect();
    (orders.values().map(|orders| orders[fate].len()).sum(), counts.join(", "))
}

fn rule(orders: &BTreeMap<usize, [Vec<Party>; 3]>, random: &mut Random) -> String {
    let stars = "<ENT I=\"28\">*         *         *         *         *         *         *</ENT>";
    let inline = "<ENT A=\"03\">  *         *         *         *         *         *</ENT>";
    let mut items = Vec::new();
    let mut rows = format!("<ROW RUL=\"s\">{stars}</ROW>");
    for (country, [added, revised, removed]) in orders {
        let (heading, _) = COUNTRIES[*country];
        for (parties, what) in [(added, "adding, in alphabetical order,"), (revised, "revising"), (removed, "removing")]
        {
            let article = if what.starts_with('a') { "an entry" } else { "the entry" };
            let noun = match parties.len() {
                0 => continue,
                1 => article,
                _ => article.trim_start_matches("an ").trim_start_matches("the "),
            };
            let noun = match (parties.len(), what.starts_with('a')) {
                (1, _) => noun.to_owned(),
                (_, true) => "entries".to_owned(),
                (_, false) => "the entries".to_owned(),
            };
            items.push(format!("Under {heading}, by {what} {noun} for {}", quoted(parties)));
        }
        if added.is_empty() && revised.is_empty() {
            continue;
        }
        let _ = write!(rows, "<ROW><ENT I=\"01\">{heading}</ENT>{inline}</ROW>");
        for party in added.iter().chain(revised) {
            rows.push_str(&party.row());
            if random.one_in(2) {
                let _ = write!(rows, "<ROW><ENT I=\"22\"> </ENT>{inline}</ROW>");
            }
        }
        let _ = write!(rows, "<ROW RUL=\"s\">{stars}</ROW>");
    }
    let last = items.len().saturating_sub(1);
    let end = |at: usize| {
        if at == last {
            "."
        } else if at + 1 == last {
            "; and"
        } else {
            ";"
        }
    };
    let letters = "abcdefghijklmnopqrstuvwxyz".as_bytes();
    let mut paragraphs = "<AMDPAR>2. Supplement No. 4 to part 744 is amended:</AMDPAR>".to_owned();
    for (at, item) in items.iter().enumerate() {
        let _ = write!(paragraphs, "<AMDPAR>{}. {item}{}</AMDPAR>", char::from(letters[at]), end(at));
    }
    let (added, per_country) = counted(orders, 0);
    let (revised, _) = counted(orders, 1);
    let (removed, _) = counted(orders, 2);
    let count = |number: usize| if number == 1 { "1 entry".to_owned() } else { format!("{number} entries") };
    let mut summary = "In this rule, the Bureau of Industry and Security amends the Export Administration Regulations \
                       (EAR)."
        .to_owned();
    if added > 0 {
        let _ = write!(
            summary,
            " This rule is adding {} to the Entity List. These entities are listed on the Entity List under the \
             destinations of {per_country}.",
            count(added)
        );
    }
    if revised > 0 {
        let _ = write!(summary, " This rule modifies {} on the Entity List.", count(revised));
    }
    if removed > 0 {
        let _ = write!(summary, " This rule removes {} from the Entity List.", count(removed));
    }
    let header = "<ROW RUL=\"s\"><ENT I=\"25\">Country</ENT><ENT>Entity</ENT><ENT>License<LI>requirement</LI></ENT>\
                  <ENT>License<LI>review policy</LI></ENT><ENT>Federal Register citation</ENT></ROW>";
    format!(
        "<RULE><PREAMB><PRTPAGE P=\"27000\"/><AGENCY TYPE=\"S\">DEPARTMENT OF COMMERCE</AGENCY><SUBAGY>Bureau of \
         Industry and Security</SUBAGY><CFR>15 CFR Part 744</CFR><SUBJECT>Revisions to the Entity List</SUBJECT>\
         <ACT><HD SOURCE=\"HED\">ACTION:</HD><P>Final rule.</P></ACT><SUM><HD SOURCE=\"HED\">SUMMARY:</HD>\
         <P>{summary}</P></SUM><EFFDATE><HD SOURCE=\"HED\">DATES:</HD><P>This rule is effective May 2, 2023.</P>\
         </EFFDATE></PREAMB><SUPLINF><HD SOURCE=\"HED\">SUPPLEMENTARY INFORMATION:</HD><P>Prose of the preamble.</P>\
         <P>Accordingly, part 744 of the Export Administration Regulations (15 CFR parts 730-774) is amended as \
         follows:</P><PRTPAGE P=\"27001\"/><PART><HD SOURCE=\"HED\">PART 744—CONTROL POLICY: END-USER AND END-USE BASED\
         </HD></PART><REGTEXT TITLE=\"15\" PART=\"744\"><AMDPAR>1. The authority citation for 15 CFR part 744 continues \
         to read as follows:</AMDPAR><AUTH><HD SOURCE=\"HED\">Authority:</HD><P>50 U.S.C. 4801-4852.</P></AUTH></REGTEXT>\
         <REGTEXT TITLE=\"15\" PART=\"744\">{paragraphs}<HD SOURCE=\"HD1\">Supplement No. 4 to Part 744—Entity List</HD>\
         <STARS/><GPOTABLE COLS=\"5\" OPTS=\"L1\" CDEF=\"xs60,xl75,r50,r50,r50\"><BOXHD><CHED H=\"1\"> </CHED>\
         <CHED H=\"1\"> </CHED><CHED H=\"1\"> </CHED><CHED H=\"1\"> </CHED><CHED H=\"1\"> </CHED></BOXHD>{header}{rows}\
         </GPOTABLE><STARS/></REGTEXT></SUPLINF><FRDOC>[FR Doc. 2023-90001 Filed 5-1-23; 8:45 am]</FRDOC></RULE>"
    )
}

/// What is known of a rule besides its text.
pub(crate) fn given() -> Given {
    Given { published: "2023-05-03".parse().ok(), volume: Some(88), ..Given::default() }
}

/// What a rule makes of a list.
pub(crate) fn come(baseline: &State, rule: &str) -> Came {
    come_of(baseline, xml::read(rule, &|_| given()).ok().as_ref())
}

/// What a reading of a rule makes of a list.
pub(crate) fn come_of(baseline: &State, reading: Option<&FileContents>) -> Came {
    let mut state = baseline.clone();
    let mut findings = Vec::new();
    for document in reading.into_iter().flat_map(|reading| &reading.documents) {
        let orders = amendment::read(document);
        findings.extend(orders.findings);
        let release = Release {
            document: document.number.clone(),
            effective: "2023-05-02".parse().unwrap(),
            published: document.published,
            position: (88, 27000),
            amendments: orders.amendments,
            identities: BTreeMap::new(),
        };
        let applied = state.apply(&release);
        findings.extend(applied.notes);
        for outcome in applied.outcomes {
            if let Outcome::Held(finding) = outcome {
                findings.push(*finding);
            }
        }
        state = applied.state;
    }
    Came { rows: rows(&state), findings, refused: reading.is_none() }
}

/// The rows of a list, each with the canonical forms of its cells.
pub(crate) fn rows(state: &State) -> Rows {
    let entries = state.lists.values().flat_map(|list| list.entries.values());
    entries
        .map(|entry| {
            let cells = &entry.cells;
            let texts = [&cells.entity, &cells.license_requirement, &cells.license_review_policy, &cells.citation];
            (canonical(&entry.country), texts.map(|text| key(text)).to_vec())
        })
        .collect()
}

/// What does not hold of a rule.
pub(crate) fn complaint(kind: Kind, baseline: &State, truth: &Rows, rule: &str) -> Option<String> {
    let came = come(baseline, rule);
    let true_list = came.rows == *truth;
    let called: Vec<_> = came.findings.iter().filter(|finding| finding.needs_review()).collect();
    let of_rule = came.refused || called.iter().any(|finding| finding.document.is_some());
    let wrong = match kind {
        Kind::Layout if !true_list => "the list is not the true one",
        Kind::Layout if !called.is_empty() => "a person is called",
        Kind::Meaning if !true_list && !of_rule => "WRONG IN SILENCE",
        Kind::Layout | Kind::Meaning => return None,
    };
    let told: Vec<_> = called
        .iter()
        .map(|finding| {
            format!("{}: {} | {}", finding.code, finding.message, finding.quote.as_deref().unwrap_or_default())
        })
        .collect();
    let lacks: Vec<_> = truth.difference(&came.rows).collect();
    let more: Vec<_> = came.rows.difference(truth).collect();
    Some(format!("{wrong}; told {told:?}; lacks {lacks:.300?}; has {more:?}"))
}
