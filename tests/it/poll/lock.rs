//! Two runs at once, and what `doctor` sees.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::standin::{Document, Fault, StandIn, World};
use crate::support::{Desk, text_of};

const UNTIL: [&str; 3] = ["poll", "--until", "2023-07-15"];

fn poll(desk: &Desk, hosts: &StandIn) -> Command {
    let mut program = Command::new(assert_cmd::cargo::cargo_bin("earwatch"));
    program
        .current_dir(desk.path(""))
        .env("EARWATCH_DB", desk.path("earwatch.db"))
        .env("EARWATCH_CONTACT", "compliance@example.org")
        .env("EARWATCH_FEDERAL_REGISTER_URL", hosts.federal_register())
        .env("EARWATCH_MIN_INTERVAL_MS", "0")
        .args(UNTIL)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    program
}

/// A poll that hangs in its first request.
fn hanging(desk: &Desk, hosts: &StandIn) -> Child {
    hosts.fault("documents.json", 1, Fault::Hang);
    let child = poll(desk, hosts).spawn().unwrap();
    let since = Instant::now();
    while hosts.asked().is_empty() {
        assert!(since.elapsed() < Duration::from_secs(20), "nothing was asked");
        std::thread::sleep(Duration::from_millis(5));
    }
    child
}

#[test]
fn the_second_of_two_polls_leaves_with_a_clear_word() {
    let desk = Desk::with_list();
    let hosts = StandIn::new(World::of([Document::fixture("2023-90101")]));
    let mut first = hanging(&desk, &hosts);
    for args in [&["poll"][..], &["import", "nothing.xml"], &["backfill", "--since", "2023-01-01"]] {
        let second = desk.run(args);
        assert_eq!((second.code, second.out.as_str()), (4, ""), "{args:?}");
        let process = format!("poll, process {}", first.id());
        assert!(second.err.contains(&process), "{}", second.err);
        assert_eq!(second.err.lines().count(), 1, "{}", second.err);
    }
    // Reading goes on.
    assert!(desk.done(&["list"]).contains("Gulf Meridian"));
    assert!(desk.run(&["doctor"]).out.contains("held: poll"));
    first.kill().unwrap();
    first.wait().unwrap();
    let third = poll(&desk, &hosts).output().unwrap();
    assert_eq!(third.status.code(), Some(0));
    assert!(String::from_utf8(third.stdout).unwrap().contains("Maple Relay"));
}

#[test]
fn a_doctor_tells_what_is_well_and_what_needs_a_look() {
    let desk = Desk::with_list();
    let hosts = StandIn::new(World::of([Document::fixture("2023-90101")]));
    let state = |code: i32| {
        let ended = desk.run(&["doctor", "--format", "json"]);
        assert_eq!(ended.code, code, "{}", ended.out);
        let checks: Vec<serde_json::Value> = serde_json::from_str(&ended.out).unwrap();
        let state = |check: &serde_json::Value| format!("{} {}", text_of(check, "check"), text_of(check, "state"));
        checks.iter().map(state).collect::<Vec<_>>()
    };
    let fresh = state(3);
    assert!(fresh.contains(&"polls attention".to_owned()), "{fresh:?}");
    poll(&desk, &hosts).output().unwrap();
    let well = state(0);
    for check in ["database", "versions", "polls", "source", "texts", "findings", "lock", "clock"] {
        assert!(well.contains(&format!("{check} ok")), "{check}: {well:?}");
    }
    hosts.world(|world| world.document("2023-90101").listed = false);
    poll(&desk, &hosts).output().unwrap();
    hosts.fault("documents.json", 1, Fault::Status(404));
    poll(&desk, &hosts).output().unwrap();
    let ill = state(3);
    for check in ["polls", "source", "findings"] {
        assert!(ill.contains(&format!("{check} attention")), "{check}: {ill:?}");
    }
}

#[test]
fn a_doctor_finds_damage() {
    let desk = Desk::with_list();
    let path = desk.path("earwatch.db");
    let connection = rusqlite::Connection::open(&path).unwrap();
    let changed = "UPDATE entry_versions SET entity_text = 'Another' WHERE id = 1";
    connection.execute(changed, []).unwrap();
    drop(connection);
    let ended = desk.run(&["doctor"]);
    assert_eq!(ended.code, 1, "{}", ended.out);
    assert!(ended.out.contains("differs from what was written"), "{}", ended.out);
}
