//! Owners of invented companies against small lists, with every standing of the provision.

use chrono::NaiveDate;

use proptest::collection::vec;
use proptest::prelude::*;

use super::strictest::Terms;
use super::*;
use crate::listed::{By, Label, Listed};
use crate::ownership::holding::Owners;
use crate::ownership::read::owners;

const ALL: &str = "For all items subject to the EAR. (See § 744.11 of the EAR)";
const SOME: &str = "For items on the CCL and EAR99 items listed in supplement no. 7 to part 746 of the EAR";

fn restricted(key: &str, list: &str, names: &[&str], requirement: &str) -> Restricted {
    let label = |text: &&str| Label { by: By::Name, text: (*text).to_owned() };
    Restricted {
        listed: Listed {
            key: key.to_owned(),
            list: list.to_owned(),
            country: "CHINA, PEOPLE'S REPUBLIC OF".to_owned(),
            names: names.iter().map(label).collect(),
            is_address_only: names[0].starts_with("Address "),
            is_held: key.starts_with("finding-"),
            ..Listed::default()
        },
        terms: Terms {
            requirement: requirement.to_owned(),
            policy: "Presumption of denial".to_owned(),
            designations: vec!["footnote 4".to_owned()],
        },
    }
}

fn lists() -> Vec<Restricted> {
    vec![
        restricted("e-halvorn", "entity-list", &["Halvorn Optics Co., Ltd.", "Halvorn Marine"], ALL),
        restricted("e-tarsk", "entity-list", &["Tarsk Yard"], SOME),
        restricted("m-krasny", "meu-list", &["Krasny Priboy Works"], ""),
        restricted("sdn-7", "sdn", &["Oaken Shipping"], "Any item subject to the EAR"),
        restricted("u-vela", "unverified-list", &["Vela Trading House"], ""),
        restricted("e-address", "entity-list", &["Address 01"], SOME),
        restricted("finding-3", "entity-list", &["Oloyt Dynamics"], ALL),
    ]
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// All provisions in force, but for some lists.
fn provisions(but: &[(&str, Force)]) -> BTreeMap<String, Provision> {
    let mut all = BTreeMap::new();
    let force = |list: &str| match list {
        "unverified-list" => Force::NotProvided,
        _ => Force::InForce,
    };
    for (list, section) in [
        ("entity-list", "§ 744.11(a)(1)"),
        ("meu-list", "§ 744.21(a)(3)"),
        ("sdn", "§ 744.8(a)(2)"),
        ("unverified-list", ""),
    ] {
        let force = but.iter().find(|(of, _)| *of == list).map_or_else(|| force(list), |(_, force)| force.clone());
        all.insert(list.to_owned(), Provision { force, section: section.to_owned(), from: None });
    }
    all
}

fn read(csv: &str) -> Owners {
    owners(&format!("owner,owned,percent,owned country\n{csv}"), "register").unwrap()
}

fn with(csv: &str, but: &[(&str, Force)], asked: &str, check: impl FnOnce(&Answer)) {
    let owners = read(csv);
    let graph = Graph::on(&owners, day("2026-12-01"));
    let affiliates = Affiliates::new(&graph, lists(), provisions(but), 0.76);
    let node = graph.node(asked).unwrap_or_else(|| panic!("{asked}"));
    check(&affiliates.answer(node, None));
}

#[test]
fn who_counts_as_an_owner() {
    for (why, csv, covered, words) in [
        ("by name", "\"HALVORN OPTICS CO LTD\",50,X,DE", Some(true), "own 50 percent"),
        ("by alias", "Halvorn Marine,60,X,DE", Some(true), "own 60 percent"),
        ("by public id", "E-HALVORN,60,X,DE", Some(true), "own 60 percent"),
        (
            "the lists combine",
            "Halvorn Marine,20,X,DE\nKrasny Priboy Works,20,X,DE\nOaken Shipping,10,X,DE",
            Some(true),
            "own 50 percent",
        ),
        (
            "below half is told",
            "Halvorn Marine,20,X,DE\nOaken Shipping,10,X,DE",
            Some(false),
            "own 30 percent of it, less than 50 percent",
        ),
        ("through one that is covered", "Halvorn Marine,50,A,DE\nA,50,X,DE", Some(true), "own 50 percent"),
        ("a like name is no name", "Halvorn Optic,60,X,DE", None, "cannot be determined"),
        ("held back by a finding", "Oloyt Dynamics,60,X,DE", None, "cannot be determined"),
        ("an address", "Address 01,100,X,DE", Some(false), "an address only"),
        ("a list that extends to nobody", "Vela Trading House,100,X,DE", Some(false), "no text on record extends"),
        ("an unknown share", "Halvorn Marine,unknown,X,DE", None, "cannot be determined"),
        ("a range that falls short", "Halvorn Marine,10-49,X,DE", Some(false), "own 10 to 49 percent"),
        ("in the United States", "Halvorn Marine,100,X,US", Some(false), "in the United States"),
        ("in a territory of it", "Halvorn Marine,100,X,Puerto Rico", Some(false), "in the United States"),
        ("without a country", "Halvorn Marine,100,X,", Some(true), "counts as foreign"),
        ("a stranger", "Somebody,100,X,DE", Some(false), ""),
        ("further up", "Halvorn Marine,30,A,DE\nA,100,X,DE", Some(false), "further up"),
    ] {
        // The share comes second above, since names may have commas.
        let lines: Vec<String> = csv
            .lines()
            .map(|line| {
                let mut cells = line.rsplitn(4, ',').collect::<Vec<_>>();
                cells.reverse();
                format!("{},{},{},{}", cells[0], cells[2], cells[1], cells[3])
            })
            .collect();
        with(&lines.join("\n"), &[], "X", |answer| {
            assert_eq!(answer.covered, covered, "{why}: {answer:#?}");
            assert!(answer.reasons.join("; ").contains(words), "{why}: {answer:#?}");
            assert_eq!(answer.missing.is_empty(), covered.is_some(), "{why}: {answer:#?}");
        });
    }
}

#[test]
fn a_stay_holds_back_what_it_says_and_its_end_is_told() {
    let stayed = |day: &str| Force::Stayed { until: day.parse().ok() };
    let half = "Halvorn Marine,X,50,DE";
    with(half, &[("entity-list", stayed("2026-12-31"))], "X", |answer| {
        assert_eq!((answer.covered, answer.covered_from), (Some(false), day("2027-01-01").into()));
        let said = answer.reasons.join("; ");
        assert!(said.contains("(§ 744.11(a)(1)) is stayed until 2026-12-31"), "{said}");
        assert!(said.contains("from 2027-01-01 on it is covered"), "{said}");
        assert_eq!(answer.chain[0].entry.as_deref(), Some("e-halvorn"));
        assert_eq!(answer.terms.requirements, [ALL]);
    });
    // One list is stayed, and the other one suffices or does not.
    let both = "Halvorn Marine,X,30,DE\nKrasny Priboy Works,X,50,DE";
    with(both, &[("entity-list", stayed("2026-12-31"))], "X", |answer| assert_eq!(answer.covered, Some(true)));
    with(both, &[("meu-list", stayed("2026-12-31"))], "X", |answer| {
        assert_eq!((answer.covered, answer.covered_from), (Some(false), day("2027-01-01").into()));
    });
    with(half, &[("entity-list", Force::Stayed { until: None })], "X", |answer| {
        assert_eq!((answer.covered, answer.covered_from), (Some(false), None));
        assert!(
            answer.reasons.join("; ").contains("is stayed indefinitely; without the stay it is covered"),
            "{answer:?}"
        );
    });
}

#[test]
fn what_is_not_on_record_leaves_the_answer_open() {
    let why = "§ 744.11 is not on record";
    let unknown = [("entity-list", Force::Unknown { why: why.to_owned() })];
    with("Halvorn Marine,X,50,DE", &unknown, "X", |answer| {
        assert_eq!((answer.covered, answer.missing.as_slice()), (None, &[why.to_owned()][..]));
    });
    with("Oaken Shipping,X,50,DE", &unknown, "X", |answer| assert_eq!(answer.covered, Some(true)));
    with("Somebody,X,50,DE", &unknown, "X", |answer| assert_eq!(answer.covered, Some(false)));
    let owners = read("Halvorn Marine,X,50,DE");
    let graph = Graph::on(&owners, day("2026-12-01"));
    let affiliates = Affiliates::new(&graph, lists(), BTreeMap::new(), 0.76);
    assert_eq!(affiliates.answer(graph.node("X").unwrap(), None).covered, None);
}

#[test]
fn the_most_restrictive_of_the_owners_binds() {
    with("Tarsk Yard,X,30,DE\nHalvorn Marine,X,30,DE", &[], "X", |answer| {
        assert_eq!(
            (answer.terms.requirements.as_slice(), answer.owners.as_slice()),
            (&[ALL.to_owned()][..], &[0, 1][..])
        );
        assert_eq!(answer.terms.designations, ["footnote 4"]);
    });
    with("Tarsk Yard,X,60,DE", &[], "X", |answer| assert_eq!(answer.terms.requirements, [SOME]));
}

#[test]
fn another_share_in_the_text_is_another_threshold() {
    let owners = read("Halvorn Marine,X,25,DE\nTarsk Yard,Y,24.9,DE");
    let graph = Graph::on(&owners, day("2026-12-01"));
    let quarter = |mut all: BTreeMap<String, Provision>| {
        for it in all.values_mut() {
            it.from = Percent::stated("25", false);
        }
        all
    };
    let affiliates = Affiliates::new(&graph, lists(), quarter(provisions(&[])), 0.76);
    let covered = |name: &str| affiliates.answer(graph.node(name).unwrap(), None).covered;
    assert_eq!((covered("X"), covered("Y")), (Some(true), Some(false)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Who is called nearly as a listed party is looked for only above those that are asked for: the answers are the same.
    #[test]
    fn owners_that_nobody_asks_for_change_no_answer(edges in vec((0..12_usize, 0..12_usize, 0..4_usize), 1..30), asked in vec(0..12_usize, 1..4)) {
        let names = [
            "Halvorn Marine", "Halvorn Optic", "Tarsk Yards", "Krasny Priboy Work", "Address 01", "Oloyt Dynamic", "Aster",
            "Birch", "Cedar", "Elm", "Oak", "Ash",
        ];
        let line = |&(owner, owned, share): &(usize, usize, usize)| {
            format!("{},{},{},", names[owner], names[owned], ["60", "30", "25-50", "unknown"][share])
        };
        let owners = read(&edges.iter().map(line).collect::<Vec<_>>().join("\n"));
        let graph = Graph::on(&owners, day("2026-12-01"));
        let all = Affiliates::new(&graph, lists(), provisions(&[]), 0.76);
        let called = Called::of(&graph);
        let asked: Vec<_> = asked.iter().flat_map(|at| called.nodes(names[*at])).collect();
        let of_lists = Lists::new(lists());
        let mut matches = Matches::exact(&graph, &called, &of_lists);
        let like = of_lists.nearly(&graph, &matches.open(&graph, asked.iter().copied()), 0.76);
        matches.add(like);
        let some = Affiliates::of(&graph, of_lists, provisions(&[]), matches);
        for node in asked {
            prop_assert_eq!(some.answer(node, None), all.answer(node, None));
            prop_assert_eq!(some.is_reached(node), all.is_reached(node));
        }
    }
}
