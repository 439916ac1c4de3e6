//! Parties of every kind against a small list of invented names.

use super::hit::{Band, Bands};
use super::*;
use crate::listed::{Label, Nature};

fn entry(key: &str, names: &[(By, &str)], addresses: &[&str]) -> Listed {
    Listed {
        key: key.to_owned(),
        list: "entity-list".to_owned(),
        country: "CHINA, PEOPLE'S REPUBLIC OF".to_owned(),
        country_code: Some("CN".to_owned()),
        names: names.iter().map(|(by, text)| Label { by: *by, text: (*text).to_owned() }).collect(),
        addresses: addresses.iter().map(|address| (*address).to_owned()).collect(),
        is_address_only: false,
        is_held: false,
        is_delisted: false,
        nature: Nature::Unknown,
    }
}

fn list() -> Vec<Listed> {
    let plant = "No. 17 Hefeng Road, Wuxi, Jiangsu";
    vec![
        entry("a", &[(By::Name, "Halvorn Optics Co., Ltd."), (By::Alias, "Halvorn Marine")], &[plant]),
        entry(
            "b",
            &[(By::Name, "Zarechny Institute"), (By::FormerName, "Krasny Priboy"), (By::Subordinate, "Tarsk Yard")],
            &["4 Lenina Street, Tarsk, Russia"],
        ),
        Listed { is_address_only: true, ..entry("c", &[(By::Name, "Address 01")], &[plant]) },
        Listed { is_held: true, addresses: Vec::new(), ..entry("finding-3", &[(By::Held, "Oloyt Dynamics")], &[]) },
    ]
}

fn party(name: &str, other: &[&str], addresses: &[&str]) -> Party {
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    Party {
        id: "1".to_owned(),
        row: 2,
        name: name.to_owned(),
        other_names: texts(other),
        addresses: texts(addresses),
        country: Some("China".to_owned()),
    }
}

#[test]
fn each_kind_of_match_is_found_once_by_its_best_label() {
    let screening = Screening::new(list(), Thresholds::default());
    let told = |party: &Party| -> Vec<(String, Kind, Option<By>)> {
        let hits = screening.hits(party);
        let key = |hit: &Hit| screening.listed()[hit.listed].key.clone();
        hits.iter().map(|hit| (key(hit), hit.kind, hit.matched.as_ref().map(|it| it.entry_field))).collect()
    };
    let hit = |key: &str, kind, by| (key.to_owned(), kind, Some(by));
    for (party, expected) in [
        (party("Halvorn Optics", &[], &[]), vec![hit("a", Kind::Name, By::Name)]),
        (party("HALVORN MARINE LIMITED", &[], &[]), vec![hit("a", Kind::Name, By::Alias)]),
        (party("Priboy Krasny", &[], &[]), vec![hit("b", Kind::Name, By::FormerName)]),
        (party("Nobody", &["Tarsk Yard"], &[]), vec![hit("b", Kind::Name, By::Subordinate)]),
        (
            party("Quite Another", &[], &["17 Hefeng Rd., Room 3, Wuxi, China"]),
            vec![hit("a", Kind::Address, By::Address), hit("c", Kind::Address, By::Address)],
        ),
        (party("Oloyt Dynamics", &[], &[]), vec![hit("finding-3", Kind::Held, By::Held)]),
        (party("Address 01", &[], &[]), vec![]),
        (party("—", &["…"], &[]), vec![]),
    ] {
        assert_eq!(told(&party), expected, "{party:?}");
    }
}

#[test]
fn a_part_of_a_name_is_compared_where_a_name_has_several() {
    let screening = Screening::new(list(), Thresholds::default());
    let told = |name: &str| {
        let hits = screening.hits(&party(name, &[], &[]));
        hits.iter().map(|hit| (screening.listed()[hit.listed].key.clone(), hit.score)).collect::<Vec<_>>()
    };
    for (name, key) in [
        ("Ministry of Oloyt: Krasny Priboy", "b"),
        ("Halvorn Optics Co., Ltd., subsidiary of Nordic Quarz Works", "a"),
        ("Nordic Quarz Works – Zarechny Institute of Tarsk, branch of Tarsk Yard", "b"),
    ] {
        let told = told(name);
        assert!(told.iter().any(|(found, score)| found == key && *score < Bands::default().likely), "{name}: {told:?}");
    }
    // A legal form behind a comma is no name, nor is a word alone.
    assert_eq!(told("Nordic Optics, Inc."), []);
    assert_eq!(told("Nordic Quarz Works, Tarsk"), []);
}

#[test]
fn a_hit_does_not_depend_on_other_entries() {
    let all = Screening::new(list(), Thresholds::default());
    let one_by_one: Vec<_> = list().into_iter().map(|it| Screening::new(vec![it], Thresholds::default())).collect();
    for party in [
        party("Halvorn Optics", &["Krasny Priboi"], &["17 Hefeng Rd., Wuxi", "Lenina st. 4, Tarsk"]),
        party("Oloyt Dynamic Ltd", &["Halvorn Marin"], &[]),
    ] {
        let mut alone: Vec<Hit> = Vec::new();
        for (at, screening) in one_by_one.iter().enumerate() {
            alone.extend(screening.hits(&party).into_iter().map(|hit| Hit { listed: at, ..hit }));
        }
        let mut together = all.hits(&party);
        together.sort_by_key(|hit| (hit.listed, hit.kind));
        alone.sort_by_key(|hit| (hit.listed, hit.kind));
        assert!(!alone.is_empty());
        assert_eq!(together, alone);
    }
}

#[test]
fn a_hit_says_why_and_why_not_more() {
    let screening = Screening::new(list(), Thresholds::default());
    let hits = screening.hits(&party("Halvorn Optics OJSC", &[], &["17 Hefeng Rd., Room 3, Wuxi"]));
    let of = |kind: Kind| hits.iter().find(|hit| hit.listed == 0 && hit.kind == kind).unwrap();
    let (name, address) = (of(Kind::Name), of(Kind::Address));
    assert!(name.reasons.iter().any(|why| why == "the same country, CN"), "{name:?}");
    assert!(name.why_not_higher.iter().any(|why| why.starts_with("legal form")), "{name:?}");
    assert!(address.reasons.iter().any(|why| why == "the same building"), "{address:?}");
    assert!(address.reasons.iter().any(|why| why.starts_with("room: ")), "{address:?}");
}

#[test]
fn countries_are_compared_by_name_and_by_code() {
    let screening = Screening::new(list(), Thresholds::default());
    for (written, told) in [
        ("CN", "the same country, CN"),
        ("China", "the same country, CN"),
        ("de", "another country: DE, on the list CN"),
        ("Ruritania", "whether “Ruritania” is the country CN is not known here"),
    ] {
        let party = Party { country: Some(written.to_owned()), ..party("Halvorn Optics", &[], &[]) };
        let hits = screening.hits(&party);
        assert!(hits.iter().any(|hit| hit.reasons.iter().any(|why| why == told)), "{written}: {hits:?}");
    }
}

#[test]
fn bands_are_those_of_their_scores() {
    let bands = Bands::default();
    for (score, band) in
        [(1.0, Band::Strong), (0.95, Band::Strong), (0.9, Band::Likely), (0.8, Band::Possible), (0.1, Band::Possible)]
    {
        assert_eq!(bands.of(score), band, "{score}");
    }
}
