//! What is remembered of parties: the same hits as without memory, in a file that only its owner reads.

use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;

use chrono::DateTime;
use earwatch::screen::memory::Memory;
use earwatch::screen::telling::Telling;
use earwatch_law::entry::public_id::PublicId;
use earwatch_law::entry::{Entry, EntryId};
use earwatch_law::law::{Cells, ListId};
use earwatch_report::report::screened::{
    BandsUsed, Counts, EntryTold, HitRecord, InputUsed, Removal, ScreenResult, Screened,
};
use earwatch_screen::listed::{By, Label, Listed};
use earwatch_screen::party::Party;
use earwatch_screen::screening::hit::{Bands, Hit, Kind};
use earwatch_screen::screening::{Screening, Thresholds};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;

use crate::support::Desk;

const PARTIES: &str = "id,name\n1,Coldridge Litho\n2,Maple Relay Incorporated\n3,Nobody At All\n4,Wong Kai-Ming\n";

fn results(desk: &Desk, path: &str, flags: &[&str]) -> Value {
    desk.json(&[&["screen", path], flags].concat())["results"].clone()
}

#[test]
fn what_is_remembered_is_what_would_be_found() {
    let desk = Desk::with_list();
    let path = desk.file("parties.csv", PARTIES);
    let day = ["--as-of", "2023-06-30"];
    let same = |flags: &[&str]| {
        let anew = results(&desk, &path, &[flags, &["--no-store"]].concat());
        assert_eq!(results(&desk, &path, flags), anew, "{flags:?}");
        // And again, when all of it is known.
        assert_eq!(results(&desk, &path, flags), anew, "{flags:?}");
    };
    same(&day);
    desk.import(0, "rules/2023-90101.xml");
    same(&["--as-of", "2023-12-31"]);
    // A day that is past, and back.
    same(&day);
    same(&["--as-of", "2023-12-31"]);
    same(&["--as-of", "2023-12-31", "--threshold", "0.6"]);
    same(&["--as-of", "2023-12-31"]);
    // A party more, one less, one that reads otherwise.
    desk.file("parties.csv", PARTIES.replace("3,Nobody At All\n", "").replace("Kai-Ming", "Kei Ming") + "5,Aerolume\n");
    same(&["--as-of", "2023-12-31"]);
    desk.file("parties.csv", PARTIES);
    same(&["--as-of", "2023-12-31"]);
}

#[test]
fn since_a_day_only_what_changed_is_told_of_known_parties() {
    let desk = Desk::with_list();
    let path = desk.file("parties.csv", PARTIES);
    let named = |since: &str, flags: &[&str]| -> Vec<String> {
        let results = results(&desk, &path, &[&["--as-of", "2023-12-31", "--since", since], flags].concat());
        let results = results.as_array().unwrap().iter();
        let hits = results.flat_map(|result| result["hits"].as_array().unwrap());
        hits.map(|hit| hit["entry"]["name"].as_str().unwrap().to_owned()).collect()
    };
    desk.import(0, "rules/2023-90101.xml");
    // Nothing is remembered yet: all parties are new, and all hits are told.
    let all = named("2023-06-30", &[]);
    assert!(all.len() > 1 && all.iter().any(|name| name == "Maple Relay Inc."), "{all:?}");
    // Without memory, every party counts as known.
    assert_eq!(named("2023-06-30", &["--no-store"]), ["Maple Relay Inc."]);
    assert_eq!(named("2023-12-31", &["--no-store"]), [""; 0]);
    // In force on 7 July, published on the 10th: on the 8th nobody could know.
    assert_eq!(named("2023-07-08", &["--no-store"]), ["Maple Relay Inc."]);
    assert_eq!(named("2023-07-10", &["--no-store"]), [""; 0]);
    desk.refuses(&["screen", &path, "--as-of", "2023-06-30", "--since", "2023-07-01"], &["2023-07-01", "2023-06-30"]);
}

/// Of a party that is new to the file everything is told, whatever day is asked for.
#[test]
fn since_a_day_a_new_party_is_held_against_all() {
    let desk = Desk::with_list();
    let path = desk.file("parties.csv", PARTIES);
    desk.done(&["screen", &path]);
    desk.file("parties.csv", format!("{PARTIES}5,Huamei Drone Parts\n"));
    // Whenever this runs, all parties that are known were screened by then.
    let flags = ["--as-of", "2099-12-31", "--since", "2099-12-31"];
    let results = results(&desk, &path, &flags);
    let hits: Vec<_> = results.as_array().unwrap().iter().map(|it| it["hits"].as_array().unwrap().len()).collect();
    assert_eq!(hits, [0, 0, 0, 0, 1]);
    // From then on it is known.
    assert_eq!(self::results(&desk, &path, &flags)[4]["hits"], serde_json::json!([]));
}

#[test]
fn another_threshold_screens_anew_and_says_so() {
    let desk = Desk::with_list();
    let path = desk.file("parties.csv", PARTIES);
    let notes = |flags: &[&str]| desk.json(&[&["screen", &path], flags].concat())["notes"].clone();
    assert_eq!(notes(&[]), serde_json::json!([]));
    assert_eq!(notes(&[]), serde_json::json!([]));
    let told = notes(&["--threshold", "0.7"]);
    assert!(told[0].as_str().unwrap().starts_with("4 rows had been screened by other tables or thresholds"), "{told}");
}

#[test]
#[cfg(unix)]
fn a_run_that_is_killed_leaves_what_was_before() {
    let desk = Desk::with_list();
    let names = ["Coldridge Litho", "Maple Relay Incorporated", "Nobody At All", "Wong Kai-Ming"];
    let parties = |count: usize| -> String {
        let more = |at: usize| if at < names.len() { String::new() } else { format!(" Works {at}") };
        let row = |at: usize| format!("{at},{}{}\n", names[at % names.len()], more(at));
        format!("id,name\n{}", (0..count).map(row).collect::<String>())
    };
    let path = desk.file("parties.csv", parties(200));
    desk.done(&["screen", &path, "--as-of", "2023-06-30"]);
    desk.import(0, "rules/2023-90101.xml");
    desk.file("parties.csv", parties(2_000));
    let args = ["screen", path.as_str(), "--as-of", "2023-12-31", "--format", "ndjson"];
    let mut killed = 0;
    for wait in [10, 60, 120, 200, 300, 450, 700] {
        let output = desk.program().args(args).timeout(std::time::Duration::from_millis(wait)).output().unwrap();
        killed += usize::from(output.status.code().is_none());
    }
    assert!(killed > 0);
    let anew = desk.done(&[&args[..], &["--no-store"]].concat());
    assert_eq!(desk.done(&args), anew);
    assert_eq!(desk.done(&args), anew);
}

#[test]
fn the_store_is_its_owners_alone_and_apart_from_the_lists() {
    let desk = Desk::with_list();
    let path = desk.file("parties.csv", PARTIES);
    desk.done(&["screen", &path, "--as-of", "2023-06-30"]);
    let store = desk.path("parties.db");
    assert_eq!(std::fs::metadata(&store).unwrap().permissions().mode() & 0o777, 0o600);
    let lists = std::fs::read(desk.path("earwatch.db")).unwrap();
    let holds = |bytes: &[u8], word: &str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
    assert!(!holds(&lists, "Nobody At All"));
    // Of parties without hits, not even the name is kept.
    assert!(!holds(&std::fs::read(&store).unwrap(), "Nobody At All"));
    let runs: i64 = rusqlite::Connection::open(&store)
        .unwrap()
        .query_row("SELECT count(*) FROM runs WHERE input_hash <> '' AND counts <> ''", [], |row| row.get(0))
        .unwrap();
    assert_eq!(runs, 1);
    let database = desk.path("earwatch.db");
    desk.refuses(&["screen", &path, "--store", database.to_str().unwrap()], &["is the database of the lists"]);
    let foreign = desk.file("foreign.db", "no database at all, but some text");
    desk.refuses(&["screen", &path, "--store", &foreign], &["it is no store of parties"]);
    desk.refuses(&["screen", &path, "-o", store.to_str().unwrap()], &["cannot write to"]);
}

/// An entry of a small world; `version` changes what can match of it.
fn entry(number: usize, version: usize) -> Listed {
    let heads = ["Halvorn", "Zarechny", "Tarsk", "Oloyt", "Brindle", "Quorra"];
    let tails = ["Optics Co., Ltd.", "Institute", "Marine Works"];
    let name = format!("{} {}", heads[number % heads.len()], tails[(number + version) % tails.len()]);
    Listed {
        key: format!("el-{number}"),
        names: vec![Label { by: By::Name, text: name }],
        addresses: vec![format!("{} Dock Road, Tarsk, Russia", 1 + number % 3)],
        ..Listed::default()
    }
}

fn party(number: usize, version: usize) -> Party {
    let names = ["Halvorn Optic", "Zarechnyi Inst.", "Tarsk Marine", "Quora Marine Works", "Nobody", "Oloit Institute"];
    Party {
        id: number.to_string(),
        row: 1,
        name: names[(number + version) % names.len()].to_owned(),
        addresses: vec![format!("Dock Rd. {}, Tarsk", 1 + (number + version) % 4)],
        ..Party::default()
    }
}

fn run_of(thresholds: Thresholds) -> Screened {
    Screened {
        schema: "earwatch/screen/1",
        as_of: chrono::NaiveDate::default(),
        known_by: None,
        since: None,
        lists: Vec::new(),
        threshold: f64::from(thresholds.name),
        address_threshold: f64::from(thresholds.address),
        bands: BandsUsed::from(Bands::default()),
        table_version: String::new(),
        program: String::new(),
        ownership: None,
        input: InputUsed::default(),
        counts: Counts::default(),
        notes: Vec::new(),
    }
}

/// A day: which entries are listed and how they read, which parties are in the file and how they read, which threshold.
type Day = (Vec<(usize, usize)>, Vec<(usize, usize)>, bool);

fn day() -> impl Strategy<Value = Day> {
    (vec((0..12_usize, 0..3_usize), 0..10), vec((0..8_usize, 0..2_usize), 0..8), proptest::bool::weighted(0.2))
}

/// One poll of a small world: what it screens is compared with what stood before.
fn poll(path: &Path, (entries, parties, is_low): &Day) {
    let thresholds = Thresholds { name: if *is_low { 0.6 } else { 0.76 }, ..Thresholds::default() };
    let mut entries = entries.clone();
    entries.sort_unstable();
    entries.dedup_by_key(|(number, _)| *number);
    let listed: Vec<_> = entries.iter().map(|(number, version)| entry(*number, *version)).collect();
    let told = |listed: &Listed| {
        let entry = Entry::new(EntryId(1), ListId::EntityList, "RUSSIA", Cells::default());
        let removal = Removal { on: chrono::NaiveDate::default(), by: None };
        let told = EntryTold::of_delisted(&entry, PublicId::stored(listed.key.clone()), removal);
        Arc::new(EntryTold { name: listed.name().to_owned(), ..told })
    };
    let telling = Telling::open(path).unwrap();
    telling.enrol(["mail"], DateTime::UNIX_EPOCH).unwrap();
    let mut comparison = telling.compare().unwrap();
    let screening = Screening::new(listed.clone(), thresholds);
    let mut memory = Memory::open(path).unwrap();
    let known = memory.begin(&listed, thresholds).unwrap();
    let mut recall = known.recall(&screening).unwrap();
    let mut parties = parties.clone();
    parties.sort_unstable();
    parties.dedup_by_key(|(number, _)| *number);
    for (number, version) in parties {
        let party = party(number, version);
        let (hits, seen) = recall.hits(&party).unwrap();
        memory.learn(&known, (&party, &seen), &hits, DateTime::UNIX_EPOCH).unwrap();
        let record = |hit: Hit| HitRecord::new(hit.clone(), told(&listed[hit.listed]), Bands::default());
        let hits = hits.into_iter().map(record).collect();
        let result = ScreenResult { party, hits, skipped: None, notes: Vec::new() };
        comparison.add(&result, |_| Vec::new()).unwrap();
    }
    let run = run_of(thresholds);
    memory.end(&known, &run, DateTime::UNIX_EPOCH).unwrap();
    comparison.settle(&run, chrono::NaiveDate::default(), DateTime::UNIX_EPOCH).unwrap();
}

/// What a channel is due: party, entry and kind of each match.
fn due(path: &Path, channel: &str) -> BTreeSet<(String, String, Kind)> {
    let telling = Telling::open(path).unwrap();
    telling.enrol([channel], DateTime::UNIX_EPOCH).unwrap();
    let due: Vec<_> = telling.due(channel).unwrap().into_iter().map(|(news, _)| news).collect();
    let hits = telling.touched(&due).unwrap().hits.into_iter();
    hits.map(|it| (it.party.id, it.hit.entry.public_id.clone().unwrap().to_string(), it.hit.kind)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever changes from poll to poll, and whatever poll fails: what stands after the last is what one poll of that day
    /// finds, and all of it has been told.
    #[test]
    fn polls_end_with_what_one_poll_finds(days in vec((day(), proptest::bool::weighted(0.8)), 1..6)) {
        let folder = tempfile::tempdir().unwrap();
        let (path, fresh) = (folder.path().join("parties.db"), folder.path().join("fresh.db"));
        for (day, _) in days.iter().filter(|(_, succeeds)| *succeeds) {
            poll(&path, day);
        }
        let (last, _) = &days[days.len() - 1];
        poll(&path, last);
        poll(&fresh, last);
        let (stands, found) = (due(&path, "late"), due(&fresh, "late"));
        prop_assert_eq!(&stands, &found);
        prop_assert!(due(&path, "mail").is_superset(&stands));
        // And once more, nothing is news.
        let before = due(&path, "mail").len();
        poll(&path, last);
        prop_assert_eq!(due(&path, "mail").len(), before);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever changes from run to run on either side, each ends with what a full run finds.
    #[test]
    fn a_run_that_remembers_is_equal_to_a_full_one(days in vec(day(), 1..8)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("parties.db");
        let now = DateTime::UNIX_EPOCH;
        for (entries, parties, is_low) in days {
            let thresholds = Thresholds { name: if is_low { 0.6 } else { 0.76 }, ..Thresholds::default() };
            let mut entries = entries;
            entries.sort_unstable();
            entries.dedup_by_key(|(number, _)| *number);
            let listed: Vec<_> = entries.iter().map(|(number, version)| entry(*number, *version)).collect();
            let screening = Screening::new(listed.clone(), thresholds);
            let mut memory = Memory::open(&path).unwrap();
            let known = memory.begin(&listed, thresholds).unwrap();
            let mut recall = known.recall(&screening).unwrap();
            for (number, version) in parties {
                let party = party(number, version);
                let (hits, seen) = recall.hits(&party).unwrap();
                prop_assert_eq!(&hits, &screening.hits(&party));
                memory.learn(&known, (&party, &seen), &hits, now).unwrap();
            }
            memory.end(&known, &run_of(thresholds), now).unwrap();
        }
    }
}
