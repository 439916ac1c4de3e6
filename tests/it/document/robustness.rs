//! The readers survive anything, and lose nothing of it: short runs of what `fuzz/` looks for at length.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use earwatch_law::amendment::{self, Edit, Orders};
use earwatch_law::document::AmendatoryParagraph;
use earwatch_law::document::{Block, Document, Given, xml};
use earwatch_law::entry::cell;
use earwatch_law::finding::{Code, Place};
use earwatch_law::instruction::{self, Order};
use earwatch_law::law::canonical::canonical;
use earwatch_law::list::ecfr;
use earwatch_law::list::state::{Release, State};
use proptest::prelude::*;

const LIST: &str = include_str!("../../fixtures/lists/part-744_2026-markup.xml");
const OLD_LIST: &str = include_str!("../../fixtures/lists/supplement-4_2023-markup.xml");
const RULE: &str = include_str!("../../fixtures/rules/2023-90202.xml");
const CELL: &str = "OOO Shipyard 'Aster' (f.k.a., AO Aster; and ASTER OJSC), a.k.a., the following two aliases:\n—AS; \
                    and\n—Aster JSC.\n1 Road, Kerch, Crimea; and 2 Road, Kerch. (See also Ukraine).";

fn paragraphs(texts: &[String]) -> Vec<AmendatoryParagraph> {
    let paragraph = |(line, text): (u32, &String)| AmendatoryParagraph {
        title: Some(15),
        part: (line % 5 > 0).then_some(744),
        text: text.split_whitespace().collect::<Vec<_>>().join(" "),
        place: Place { element: "AMDPAR".to_owned(), line, page: None },
    };
    (1..).zip(texts).map(paragraph).collect()
}

/// What of a text stands in none of the quotes.
fn unquoted(text: &str, quotes: &[&str]) -> String {
    let mut left: Vec<char> = text.chars().collect();
    for quote in quotes.iter().filter(|quote| !quote.is_empty()) {
        for (at, found) in text.match_indices(quote) {
            let start = text.get(..at).map_or(0, |head| head.chars().count());
            let length = found.chars().count();
            left.iter_mut().skip(start).take(length).for_each(|c| *c = ' ');
        }
    }
    left.into_iter().filter(|c| !c.is_whitespace() && *c != '■').collect()
}

/// Names that an order is about.
fn names(order: &Order) -> Vec<&String> {
    match order {
        Order::AddEntries(entries)
        | Order::ReviseEntries(entries)
        | Order::RemoveEntries(entries)
        | Order::MoveEntries { entries, .. } => entries.names.iter().collect(),
        Order::RenameEntry { from, to } => vec![from, to],
        Order::ReviseText { entry, .. } => entry.iter().collect(),
        Order::RemoveAliases { entry, aliases } | Order::AddAliases { entry, aliases, .. } => {
            aliases.iter().chain([entry]).collect()
        }
        Order::ReviseFeaturesAt { entry, to, .. } => to.iter().chain([entry]).collect(),
        Order::ReviseDesignation { entry, .. } => vec![entry],
        Order::RemoveAddresses { entry, addresses } | Order::AddAddresses { entry, addresses } => {
            addresses.iter().chain([entry]).collect()
        }
        Order::Each { order, .. } => names(order).into_iter().filter(|name| !name.is_empty()).collect(),
        Order::NoListEffect(_)
        | Order::MoveCountry { .. }
        | Order::RenameCountry { .. }
        | Order::ReserveCountry
        | Order::WholeSupplement
        | Order::AddCountry
        | Order::RemoveCountry { .. }
        | Order::AddFootnote(_)
        | Order::ReviseFootnote(_)
        | Order::RemoveFootnote(_)
        | Order::ReviseIntro
        | Order::SetText { .. }
        | Order::Stay { .. }
        | Order::LiftStay { .. } => Vec::new(),
    }
}

/// Every word of every paragraph is quoted by an instruction or a finding, and every name stands in its words.
fn loses_nothing(paragraphs: &[AmendatoryParagraph]) {
    let (instructions, findings) = instruction::read(paragraphs);
    for AmendatoryParagraph { text, place, .. } in paragraphs {
        let own = instructions.iter().filter(|one| one.place == *place);
        let told = findings.iter().filter(|one| one.place.as_ref() == Some(place));
        let told = told.map(|one| one.quote.as_deref().unwrap_or_default());
        let quotes: Vec<_> = own.clone().map(|one| one.quote.as_str()).chain(told).collect();
        assert!(!quotes.is_empty(), "{text}");
        assert_eq!(unquoted(text, &quotes), "", "{text}");
        for instruction in own {
            for name in names(&instruction.order) {
                assert!(instruction.quote.contains(name.as_str()), "{name}: {text}");
            }
        }
    }
}

fn reads_as_list(text: &str) -> usize {
    let Ok((lists, _)) = ecfr::read(text) else {
        return 0;
    };
    let state = State::of_published(lists);
    state.lists.values().map(|list| list.entries.len()).sum()
}

/// The letters of a name stand in its cell in their order.
fn invents_nothing(text: &str) {
    let (all, name) = (canonical(text), canonical(&cell::parse(text).name));
    let mut letters = all.chars();
    assert!(name.chars().all(|c| letters.any(|other| other == c)), "{name}: {text}");
}

/// Every order that changes a list ends in an amendment or a finding, and so does every printed row.
fn conserved(document: &Document, orders: &Orders) {
    let told = |place: &Place| {
        let mut findings = orders.findings.iter();
        findings.any(|one| one.place.as_ref() == Some(place))
    };
    for instruction in &orders.instructions {
        let effect = !matches!(instruction.order, Order::NoListEffect(_));
        let mut amendments = orders.amendments.iter();
        let amends = amendments.any(|one| one.place == instruction.place);
        // A row in doubt is told with its own words, under the name that is ordered.
        let names = names(&instruction.order);
        let in_doubt = || {
            let mut rows = orders.findings.iter().filter(|one| one.code == Code::RowDefective);
            rows.any(|row| names.is_empty() || names.iter().any(|name| row.name.as_ref() == Some(*name)))
        };
        assert!(!effect || amends || told(&instruction.place) || in_doubt(), "{}", instruction.quote);
    }
    let blocks = document.units.iter().flat_map(|unit| &unit.blocks);
    let tables = blocks.filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Heading(_) | Block::Paragraph(_) => None,
    });
    for entry in tables.filter(|table| table.is_list).flat_map(|table| &table.entries) {
        let entered = orders.amendments.iter().any(|one| {
            matches!(&one.edit, Edit::Add { row, .. } | Edit::Revise { row, .. } | Edit::ReprintRow { row, .. }
                if row.entity == entry.cells.entity)
        });
        // What was not understood, and names the row, tells it as well.
        let name = cell::parse(&entry.cells.entity).name;
        let named = orders.findings.iter().any(|one| {
            one.code == Code::UnparsedInstruction && one.quote.as_deref().is_some_and(|quote| quote.contains(&name))
        });
        assert!(entered || named || told(&entry.place), "{:?}", entry.cells);
    }
}

/// A rule is refused, or each of its paragraphs and amendments comes to something.
fn reads_as_rule(text: &str, state: &State) -> usize {
    let given = Given { published: "2023-08-21".parse().ok(), volume: Some(88), ..Given::default() };
    let Ok(reading) = xml::read(text, &|_| given.clone()) else {
        return 0;
    };
    for document in &reading.documents {
        let orders = amendment::read(document);
        for paragraph in document.paragraphs() {
            let ordered = orders.instructions.iter().any(|one| one.place == paragraph.place);
            let told = orders.findings.iter().any(|one| one.place.as_ref() == Some(&paragraph.place));
            assert!(ordered || told, "{}", paragraph.text);
        }
        conserved(document, &orders);
        let release = Release {
            document: document.number.clone(),
            effective: document.published,
            published: document.published,
            position: (document.volume, 1),
            amendments: orders.amendments,
            identities: BTreeMap::new(),
        };
        assert_eq!(state.apply(&release).outcomes.len(), release.amendments.len());
    }
    reading.documents.len()
}

/// A text with a stretch cut out, doubled, or replaced; offsets are fractions of its length.
fn damaged(text: &str, (from, length, patch): (f64, usize, Option<String>)) -> String {
    let chars: Vec<char> = text.chars().collect();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "a place somewhere in the text"
    )]
    let from = ((chars.len() as f64) * from) as usize;
    let (head, rest) = chars.split_at(from.min(chars.len()));
    let (cut, tail) = rest.split_at(length.min(rest.len()));
    let patch = patch.map_or_else(|| [cut, cut].concat(), |patch| patch.chars().collect());
    head.iter().chain(&patch).chain(tail).collect()
}

fn damage() -> impl Strategy<Value = (f64, usize, Option<String>)> {
    let patch = prop::sample::select(vec![
        "", "<", ">", "</ROW>", "<ROW>", "<ENT>", "“", "”", "\"", "(", ";", ",", " and ", "\u{a0}", "𝔘", "—", "*",
        "&amp;",
    ]);
    (0.0..1.0, 0_usize..120, prop::option::weighted(0.8, patch.prop_map(str::to_owned)))
}

/// The orders of all shapes, each as its paragraphs.
fn shapes() -> Vec<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/shapes");
    let mut found = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let shape: toml::Table = std::fs::read_to_string(file.unwrap().path()).unwrap().parse().unwrap();
        let orders = ["orders", "refused"].into_iter().filter_map(|key| shape.get(key));
        for order in orders.flat_map(|orders| orders.as_array().unwrap()) {
            let lines = order.as_array().unwrap().iter().map(|line| line.as_str().unwrap());
            found.push(lines.filter(|line| !line.starts_with('<')).map(str::to_owned).collect());
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        let state = State::default();
        reads_as_list(&text);
        reads_as_rule(&text, &state);
        reads_as_list(&format!("<DIV9 N=\"Supplement No. 4 to Part 744\">{text}</DIV9>"));
        invents_nothing(&text);
        loses_nothing(&paragraphs(&[text]));
    }

    #[test]
    fn damaged_lists_are_read_or_refused(blow in damage(), old in any::<bool>()) {
        reads_as_list(&damaged(if old { OLD_LIST } else { LIST }, blow));
    }

    #[test]
    fn damaged_rules_lose_no_paragraph(blow in damage()) {
        let state = State::of_published(ecfr::read(OLD_LIST).unwrap().0);
        reads_as_rule(&damaged(RULE, blow), &state);
    }

    #[test]
    fn a_damaged_cell_keeps_its_name(blow in damage()) {
        invents_nothing(&damaged(CELL, blow));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn damaged_orders_lose_no_word(order in prop::sample::select(shapes()), blow in damage()) {
        let texts: Vec<_> = damaged(&order.join("\n"), blow).lines().map(str::to_owned).collect();
        loses_nothing(&paragraphs(&texts));
    }
}

/// Whole and unharmed, the fixtures are read: the properties above test something.
#[test]
fn unharmed_fixtures_are_read() {
    let state = State::of_published(ecfr::read(OLD_LIST).unwrap().0);
    assert!(reads_as_list(LIST) > 20);
    assert_eq!(reads_as_rule(RULE, &state), 1);
    for order in shapes() {
        loses_nothing(&paragraphs(&order));
    }
}

/// No text takes longer than its length calls for.
#[test]
fn long_texts_are_read_in_time() {
    let words = [
        "“",
        "”A ",
        "\"",
        "'A ",
        "(",
        "( under ",
        "under IRAN ",
        "and ",
        "“A” ",
        "“A”; ",
        "a. ",
        "(1) ",
        "A.",
        "1 ",
        "CHINA, ",
        "a.k.a., ",
        "; and ",
        "; B",
        "(f.k.a. ",
        ") ",
        "—",
        "-",
        "\n—",
        ". ",
        "Address: ",
        "(Address 1) ",
        "(See alternate address under ",
        "the following two aliases:\n—",
        "Subordinate institution: ",
        "entities:",
        "Ltd. ",
        "No. 1 Road, ",
        ", and ",
    ];
    let mut slow = Vec::new();
    for word in words {
        let text = word.repeat(20_000 / word.len());
        let head = text.chars().take(6_000).collect::<String>();
        let order = format!("2. Supplement No. 4 to part 744 is amended under IRAN by removing {head}");
        let start = Instant::now();
        let read = instruction::read(&paragraphs(&[order]));
        let order = start.elapsed();
        assert!(!read.0.is_empty() || !read.1.is_empty());
        let view = cell::parse(&format!("A, {text}"));
        let cell = start.elapsed().saturating_sub(order);
        assert!(view.name.starts_with('A'), "{word}");
        if order.max(cell) > Duration::from_secs(5) {
            slow.push((word, order, cell));
        }
    }
    assert!(slow.is_empty(), "{slow:#?}");
}

/// Elements nested deeper than any that are printed.
#[test]
fn deep_documents_are_read_or_refused() {
    let deep = |inner: &str| format!("{}{inner}{}", "<E>".repeat(20_000), "</E>".repeat(20_000));
    let order = "2. Supplement No. 4 to part 744 is amended under IRAN by removing “A”.";
    reads_as_list(&format!(
        "<DIV9 N=\"Supplement No. 4 to Part 744\"><TABLE><TR><TD>{}</TD></TR></TABLE></DIV9>",
        deep("A")
    ));
    reads_as_rule(
        &format!(
            "<RULE><SUBAGY>Bureau of Industry and Security</SUBAGY><REGTEXT TITLE=\"15\" PART=\"744\"><AMDPAR>{}</AMDPAR></REGTEXT>\
             <FRDOC>[FR Doc. 2023-90001 Filed 5-1-23]</FRDOC></RULE>",
            deep(order)
        ),
        &State::default(),
    );
}
