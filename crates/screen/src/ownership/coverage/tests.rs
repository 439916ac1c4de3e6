//! What is covered, as the law words it and by brute force.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::ownership::holding::{Holding, Owners};

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 10).unwrap()
}

/// Holdings of one source, `owner share owned`.
fn owners(lines: &[(&str, &str, &str)]) -> Owners {
    let holdings = lines.iter().map(|(owner, share, owned)| Holding {
        owner: (*owner).to_owned(),
        owned: (*owned).to_owned(),
        kind: if *share == "controls" { Kind::Controls } else { Kind::Owns },
        share: if *share == "controls" { Share::UNKNOWN } else { Share::parse(share).unwrap() },
        since: None,
        until: None,
        source: "register".to_owned(),
        place: format!("{owner} {owned}"),
    });
    Owners { holdings: holdings.collect(), ..Owners::default() }
}

/// Listed are names that begin with L, perhaps listed those that begin with M.
fn standing(graph: &Graph<'_>, node: Node) -> Standing {
    match graph.id(node).chars().next() {
        Some('L') => Standing::Listed,
        Some('M') => Standing::MayBeListed,
        _ => Standing::Unlisted,
    }
}

fn with_answer(lines: &[(&str, &str, &str)], asked: &str, check: impl FnOnce(&Answer<'_>)) {
    let owners = owners(lines);
    let graph = Graph::on(&owners, day());
    let coverage = Coverage::of(&graph, Percent::HALF, |node| standing(&graph, node));
    check(&coverage.answer(graph.node(asked).unwrap(), Seat::Foreign));
}

#[test]
fn the_provision_as_the_law_words_it() {
    for (why, lines, covered, sum) in [
        ("half is enough", &[("L", "50", "X")][..], Some(true), "50 percent"),
        ("less is not, and is told", &[("L", "49.9", "X")], Some(false), "49.9 percent"),
        ("in aggregate", &[("L1", "25", "X"), ("L2", "25", "X")], Some(true), "50 percent"),
        ("a covered owner counts whole", &[("L", "50", "A"), ("A", "50", "X")], Some(true), "50 percent"),
        (
            "an owner that is not covered counts nothing",
            &[("L", "49", "A"), ("A", "100", "X")],
            Some(false),
            "0 percent",
        ),
        (
            "covered owners and listed ones together",
            &[("L", "60", "A"), ("A", "20", "X"), ("L", "30", "X")],
            Some(true),
            "50 percent",
        ),
        (
            "through two that are covered",
            &[("L", "50", "A"), ("L", "50", "B"), ("A", "25", "X"), ("B", "25", "X")],
            Some(true),
            "50 percent",
        ),
        (
            "two that own each other are owned by nobody",
            &[("A", "100", "X"), ("X", "100", "A")],
            Some(false),
            "0 percent",
        ),
        (
            "a circle that a listed party feeds",
            &[("L", "50", "A"), ("A", "50", "B"), ("B", "50", "A"), ("B", "50", "X")],
            Some(true),
            "50 percent",
        ),
        (
            "a circle that falls short",
            &[("L", "40", "A"), ("B", "60", "A"), ("A", "100", "B"), ("B", "100", "X")],
            Some(false),
            "0 percent",
        ),
        ("a range that reaches half", &[("L", "25-50", "X")], None, "25 to 50 percent"),
        ("a range above half", &[("L", "50-75", "X")], Some(true), "50 to 75 percent"),
        ("a range below half", &[("L", "25 or less", "X")], Some(false), "0 to 25 percent"),
        ("an unknown share", &[("L", "", "X")], None, "an unknown share"),
        ("control says nothing of the share", &[("L", "controls", "X")], None, "an unknown share"),
        ("control beside a stated share", &[("L", "30", "X"), ("L", "controls", "X")], Some(false), "30 percent"),
        ("an owner that may be listed", &[("M", "60", "X")], None, "0 to 60 percent"),
        ("may be listed, and owns too little", &[("M", "49", "X")], Some(false), "0 to 49 percent"),
        ("two blocks or one twice", &[("L", "30", "X"), ("L", "20", "X")], None, "30 to 50 percent"),
        ("one line twice", &[("L", "30", "X"), ("L", "30", "X")], Some(false), "30 percent"),
        ("an owner of itself", &[("X", "60", "X"), ("L", "40", "X")], Some(false), "40 percent"),
    ] {
        with_answer(lines, "X", |answer| {
            assert_eq!((answer.covered, answer.sum.to_string().as_str()), (covered, sum), "{why}: {answer:?}");
            assert_eq!(answer.missing.is_empty(), covered.is_some(), "{why}: {:?}", answer.missing);
        });
    }
}

#[test]
fn a_party_in_the_united_states_is_never_covered_and_what_it_owns_is() {
    let owners = owners(&[("L", "100", "Holding Inc."), ("Holding Inc.", "100", "X")]);
    let graph = Graph::on(&owners, day());
    let coverage = Coverage::of(&graph, Percent::HALF, |node| standing(&graph, node));
    let answer = coverage.answer(graph.node("Holding Inc.").unwrap(), Seat::UnitedStates);
    assert_eq!((answer.covered, answer.in_united_states), (Some(false), true));
    assert_eq!(answer.sum, Share::exact(Percent::ALL));
    // Owned indirectly by the listed party all the same.
    assert_eq!(coverage.answer(graph.node("X").unwrap(), Seat::NotStated).covered, Some(true));
}

#[test]
fn the_chain_leads_from_the_party_to_the_listed_owners_and_not_in_circles() {
    let lines = [("L", "50", "A"), ("A", "60", "B"), ("B", "40", "A"), ("B", "50", "X"), ("Z", "50", "X")];
    with_answer(&lines, "X", |answer| {
        let chain = &answer.chain;
        let steps: Vec<String> =
            chain.iter().map(|link| format!("{} {} {}", link.owner, link.share, link.owned)).collect();
        assert_eq!(steps, ["B 50 percent X", "A 60 percent B", "L 50 percent A"]);
        assert_eq!(chain.iter().map(|link| link.owner_listed).collect::<Vec<_>>(), [false, false, true]);
    });
}

#[test]
fn what_is_missing_names_the_share_and_the_likeness() {
    with_answer(&[("M Corp", "60", "A"), ("A", "25-75", "X"), ("L", "10", "X")], "X", |answer| {
        assert_eq!(
            answer.missing.iter().map(ToString::to_string).collect::<Vec<_>>(),
            [
                "how much “A” owns of “X” (25 to 75 percent on record)",
                "whether “M Corp” is the listed party of a like name"
            ]
        );
    });
}

#[test]
fn a_holding_counts_on_its_days_only() {
    let mut owners = owners(&[("L", "60", "X")]);
    owners.holdings[0].since = Some(day());
    owners.holdings[0].until = day().succ_opt();
    for (day, held) in [
        (day().pred_opt(), false),
        (Some(day()), true),
        (day().succ_opt(), true),
        (NaiveDate::from_ymd_opt(2027, 1, 1), false),
    ] {
        let graph = Graph::on(&owners, day.unwrap());
        let coverage = Coverage::of(&graph, Percent::HALF, |node| standing(&graph, node));
        let answer = graph.node("X").map(|node| coverage.answer(node, Seat::Foreign).covered);
        assert_eq!(answer, held.then_some(Some(true)), "{day:?}");
    }
}

/// `(owner, owned, least, most)`.
type DrawnHolding = (usize, usize, u8, u8);

/// A graph of seven parties: what each is by the lists, and who holds what.
fn graphs() -> impl Strategy<Value = (Vec<u8>, Vec<DrawnHolding>)> {
    let edge = (0..7_usize, 0..7_usize, 0..=10_u8, 0..=10_u8).prop_map(|(owner, owned, one, two)| {
        // Most shares are exact, in steps of ten percent.
        let two = if two > 6 { one.max(two) } else { one };
        (owner, owned, one.min(two) * 10, one.max(two) * 10)
    });
    (proptest::collection::vec(0..6_u8, 7), proptest::collection::vec(edge, 0..16))
}

/// The least set that is closed under the provision, found as the intersection of all that are.
fn by_brute_force(start: u8, shares: &[(usize, usize, u8)]) -> u8 {
    let is_closed = |set: u8| {
        (0..7).filter(|node| set & (1 << node) == 0).all(|node| {
            let held = shares.iter().filter(|(owner, owned, _)| *owned == node && set & (1 << owner) != 0);
            held.map(|(.., share)| u32::from(*share)).sum::<u32>() < 50
        })
    };
    (0..=127_u8).filter(|set| set & start == start && is_closed(*set)).fold(127, |all, set| all & set)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Yes where every reading of what is not known says yes, no where every reading says no.
    #[test]
    fn as_by_brute_force((standings, edges) in graphs()) {
        let mut seen = HashSet::new();
        let edges: Vec<_> = edges.into_iter().filter(|(owner, owned, ..)| owner != owned && seen.insert((*owner, *owned))).collect();
        let name = |node: usize| match standings[node] {
            0 => format!("L{node}"),
            1 => format!("M{node}"),
            _ => format!("N{node}"),
        };
        let held = Owners {
            holdings: edges.iter().map(|(owner, owned, least, most)| Holding {
                owner: name(*owner),
                owned: name(*owned),
                kind: Kind::Owns,
                share: Share::parse(&format!("{least}-{most}")).unwrap(),
                since: None,
                until: None,
                source: String::new(),
                place: String::new(),
            }).collect(),
            ..Owners::default()
        };
        let graph = Graph::on(&held, day());
        let coverage = Coverage::of(&graph, Percent::HALF, |node| standing(&graph, node));
        let start = |most: u8| (0..7).filter(|node| standings[*node] <= most).fold(0, |set, node| set | 1 << node);
        let sure = by_brute_force(start(0), &edges.iter().map(|(owner, owned, least, _)| (*owner, *owned, *least)).collect::<Vec<_>>());
        let may = by_brute_force(start(1), &edges.iter().map(|(owner, owned, _, most)| (*owner, *owned, *most)).collect::<Vec<_>>());
        for node in (0..7).filter(|node| standings[*node] > 1) {
            let Some(at) = graph.node(&name(node)) else { continue };
            let answer = coverage.answer(at, Seat::Foreign);
            let expected = match (sure & (1 << node) != 0, may & (1 << node) != 0) {
                (true, _) => Some(true),
                (false, true) => None,
                (false, false) => Some(false),
            };
            prop_assert_eq!(answer.covered, expected, "{} in {:?}", name(node), &edges);
            prop_assert_eq!(answer.missing.is_empty(), expected.is_some());
            if answer.covered == Some(true) {
                prop_assert!(answer.chain.iter().any(|link| link.owner_listed));
                prop_assert!(!coverage.listed_owners(at).is_empty());
            }
        }
    }
}
