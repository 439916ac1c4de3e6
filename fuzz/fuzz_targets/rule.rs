//! Any text as a rule: every amendatory paragraph ends in an instruction or a finding, and what it orders can be
//! applied to a list.
#![no_main]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use earwatch_law::amendment;
use earwatch_law::document::{Given, xml};
use earwatch_law::list::ecfr;
use earwatch_law::list::state::{Release, State};
use libfuzzer_sys::fuzz_target;

const LIST: &str = include_str!("../../tests/fixtures/lists/part-744_2026-markup.xml");

static STATE: LazyLock<State> =
    LazyLock::new(|| State::of_published(ecfr::read(LIST).expect("the fixture is a list").0));

fuzz_target!(|text: &str| {
    let given = Given {
        published: "2023-05-03".parse().ok(),
        volume: Some(88),
        ..Given::default()
    };
    let Ok(reading) = xml::read(text, &|_| given.clone()) else {
        return;
    };
    for document in &reading.documents {
        let orders = amendment::read(document);
        for paragraph in document.paragraphs() {
            let ordered = orders.instructions.iter().any(|one| one.place == paragraph.place);
            let told = orders.findings.iter().any(|one| one.place.as_ref() == Some(&paragraph.place));
            assert!(ordered || told, "{}", paragraph.text);
        }
        let release = Release {
            document: document.number.clone(),
            effective: document.published,
            published: document.published,
            position: (document.volume, 1),
            amendments: orders.amendments,
            identities: BTreeMap::new(),
        };
        let applied = STATE.apply(&release);
        assert_eq!(applied.outcomes.len(), release.amendments.len());
    }
});
