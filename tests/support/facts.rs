//! Rules that order given facts: a few words say how many entries come, go and change on which list, under which country.
//!
//! `4+ China*8 Russia:Alder Iran:Alder; 4~ France; 6- China*2; 4alias- China:Birch=6` is eight new entries under China, a
//! new entity under two countries, a revised entry, two persons fewer on the Unverified List, and six aliases fewer of an
//! entry. Blanks in countries are underscores.

use std::fmt::Write as _;

use super::amending::row;
use earwatch_law::amendment;
use earwatch_law::document::{Given, xml};

/// One entry and what becomes of it.
#[derive(Debug, Clone)]
pub(crate) struct Fact {
    list: u8,
    /// `+`, `-`, `~`, `alias+`, `address-` and the like.
    kind: String,
    country: String,
    name: String,
    /// Whether the facts name it; the same name elsewhere is the same entity.
    named: bool,
    /// Aliases or addresses.
    features: usize,
}

/// The facts that the words stand for.
pub(crate) fn facts(text: &str) -> Vec<Fact> {
    let mut facts = Vec::new();
    for group in text.split(';').map(str::trim).filter(|group| !group.is_empty()) {
        let (head, items) = group.split_once(' ').unwrap();
        let (list, kind) = head.split_at(1);
        for item in items.split_whitespace() {
            let (item, features) = item.split_once('=').unwrap_or((item, "1"));
            let (item, times) = item.split_once('*').unwrap_or((item, "1"));
            let (country, name) = item.split_once(':').unwrap_or((item, ""));
            for _ in 0..times.parse().unwrap() {
                let name = if name.is_empty() { invented(facts.len()) } else { name.to_owned() };
                facts.push(Fact {
                    list: list.parse().unwrap(),
                    kind: kind.to_owned(),
                    country: country.replace('_', " "),
                    named: item.contains(':'),
                    name,
                    features: features.parse().unwrap(),
                });
            }
        }
    }
    facts
}

/// A name unlike the others.
fn invented(at: usize) -> String {
    let mut seed = at.wrapping_mul(2_654_435_761).wrapping_add(40_503) % 1_000_003;
    let mut name = String::from("Q");
    for _ in 0..4 {
        name.push(char::from(b"bdfgklmnprstvz"[seed % 14]));
        name.push(char::from(b"aeiou"[seed / 14 % 5]));
        seed /= 17;
    }
    format!("{name} Works {at}")
}

/// A rule with a summary that orders the facts.
pub(crate) fn rule_text(summary: &str, facts: &[Fact]) -> String {
    let mut unit = String::from(
        "<AMDPAR>1. The authority citation for part 744 continues to read as follows:</AMDPAR>\
         <AUTH><HD SOURCE=\"HED\">Authority:</HD><P>50 U.S.C. 4801-4852.</P></AUTH>",
    );
    for (list, title) in [(4, "Entity List"), (6, "Unverified List"), (7, "‘Military End-User’ (MEU) List")] {
        let facts: Vec<_> = facts.iter().filter(|fact| fact.list == list).collect();
        if facts.is_empty() {
            continue;
        }
        let _ = write!(unit, "<AMDPAR>{list}. Supplement No. {list} to part 744 is amended:</AMDPAR>");
        let mut rows = String::new();
        for fact in facts {
            let Fact { kind, name, features, .. } = fact;
            let country = heading(&fact.country);
            let quoted = |what: &str| {
                let all: Vec<_> = (0..*features).map(|at| format!("“{what} {at} of {name}”")).collect();
                all.join(" and ")
            };
            let order = match kind.as_str() {
                "+" => format!("by adding in alphabetical order an entry for “{name}”"),
                "-" => format!("by removing the entry for “{name}”"),
                "~" => format!("by revising the entry for “{name}”"),
                _ => {
                    let (what, sign) = kind.split_at(kind.len() - 1);
                    let what = match (what, *features) {
                        ("alias", 1) => "alias",
                        ("alias", _) => "aliases",
                        ("address", 1) => "address",
                        _ => "addresses",
                    };
                    let (verb, to) = if sign == "+" { ("adding", "to") } else { ("removing", "from") };
                    format!("by {verb} the {what} {} {to} the entry for “{name}”", quoted(what))
                }
            };
            let _ = write!(unit, "<AMDPAR>a. Under {country}, {order}.</AMDPAR>");
            if kind == "+" || kind == "~" {
                let cell = format!("{name}, 1 Road, Town.");
                if list == 4 {
                    rows.push_str(&row(&country, &cell));
                } else {
                    let _ = write!(
                        rows,
                        "<ROW><ENT>{country}</ENT></ROW><ROW><ENT> </ENT><ENT>{cell}</ENT><ENT>88 FR 5, May 3, 2023.</ENT></ROW>"
                    );
                }
            }
        }
        if !rows.is_empty() {
            let columns = if list == 4 { 5 } else { 3 };
            let _ = write!(
                unit,
                "<HD SOURCE=\"HD1\">Supplement No. {list} to Part 744—{title}</HD><GPOTABLE COLS=\"{columns}\">{rows}</GPOTABLE>"
            );
        }
    }
    let summary = summary.replace('&', "&amp;");
    format!(
        "<RULE><PREAMB><SUBAGY>Bureau of Industry and Security</SUBAGY><CFR>15 CFR Part 744</CFR><SUBJECT>S</SUBJECT>\
         <SUM><HD SOURCE=\"HED\">SUMMARY:</HD><P>{summary}</P></SUM>\
         <EFFDATE><P>This rule is effective May 2, 2023.</P></EFFDATE></PREAMB><SUPLINF>\
         <REGTEXT TITLE=\"15\" PART=\"744\">{unit}</REGTEXT></SUPLINF>\
         <FRDOC>[FR Doc. 2023-90001 Filed 5-1-23; 8:45 am]</FRDOC></RULE>"
    )
}

fn heading(country: &str) -> String {
    match country {
        "China" => "CHINA, PEOPLE'S REPUBLIC OF".to_owned(),
        other => other.to_uppercase(),
    }
}

/// What is told of a rule with a summary that orders the facts.
pub(crate) fn told(summary: &str, facts: &[Fact]) -> Vec<String> {
    let given = Given { published: "2023-05-03".parse().ok(), volume: Some(88), ..Given::default() };
    let reading = xml::read(&rule_text(summary, facts), &|_| given.clone()).unwrap();
    let findings = reading.documents.iter().flat_map(|document| amendment::read(document).findings);
    let told = findings.filter(|finding| finding.code.name() != "metadata-derived");
    told.map(|finding| format!("{}: {}", finding.code, finding.message)).collect()
}

/// What is wrong with what is told of a summary: something, though the orders bear it out; or nothing, where one entry is
/// left out or, with `more`, where one more is ordered. One entry of each kind and country is tried, the entities under
/// several countries left alone, and nothing is left.
pub(crate) fn judge(summary: &str, all: &[Fact], more: bool) -> Vec<String> {
    let mut wrong = Vec::new();
    let quiet = told(summary, all);
    if !quiet.is_empty() {
        wrong.push(format!("false alarm: {quiet:?}"));
    }
    let counted = |told: &[String]| told.iter().any(|line| line.starts_with("count-mismatch"));
    let mut tried = Vec::new();
    for (at, fact) in all.iter().enumerate().filter(|(_, fact)| !fact.named || fact.kind.len() > 1) {
        let kind = (fact.list, fact.kind.as_str(), fact.country.as_str());
        if tried.contains(&kind) {
            continue;
        }
        tried.push(kind);
        let mut fewer = all.to_vec();
        fewer.remove(at);
        if !counted(&told(summary, &fewer)) {
            wrong.push(format!("silent without one of {kind:?}"));
        }
        if more && fact.kind.len() == 1 {
            let mut one_more = all.to_vec();
            one_more.push(Fact { name: "Quixotic Umbrella Holding".to_owned(), ..fact.clone() });
            if !counted(&told(summary, &one_more)) {
                wrong.push(format!("silent with one more of {kind:?}"));
            }
        }
    }
    if !all.is_empty() && !counted(&told(summary, &[])) {
        wrong.push("silent without any".to_owned());
    }
    wrong
}
