//! What a folder of files yields: every document in it, at any depth, or a word about it.

use crate::support::{Desk, text};

const RULES: [&str; 2] = ["2023-90101", "2023-90202"];

fn rule(number: &str, extension: &str) -> String {
    text(&format!("rules/{number}.{extension}"))
}

/// Versions made by importing the folder `tree` of a desk.
fn versions(desk: &Desk) -> usize {
    let tree = desk.path("tree");
    let ended = desk.run(&["import", tree.to_str().unwrap()]);
    assert!([0, 3].contains(&ended.code), "{}", ended.err);
    desk.hashes().len()
}

#[test]
fn a_tree_of_files_yields_every_document() {
    let flat = Desk::with_list();
    let deep = Desk::with_list();
    for (number, folder) in RULES.into_iter().zip(["2023/07", "2023/08/a"]) {
        for extension in ["xml", "json"] {
            let file = rule(number, extension);
            flat.file(&format!("tree/{number}.{extension}"), &file);
            deep.file(&format!("tree/{folder}/{number}.{extension}"), &file);
        }
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(deep.path("tree"), deep.path("tree/2023/loop")).unwrap();
    assert_eq!(versions(&flat), 3);
    assert_eq!(versions(&deep), 3);
    assert_eq!(deep.hashes(), flat.hashes());
}

#[test]
fn texts_and_records_may_stand_in_folders_of_their_own() {
    let desk = Desk::with_list();
    desk.file("tree/text/2023-90101.XML", rule("2023-90101", "xml"));
    desk.file("tree/record/2023-90101.json", rule("2023-90101", "json"));
    assert_eq!(versions(&desk), 2);
    assert!(!desk.findings(None).contains("metadata-derived"));
}

#[test]
fn one_document_stands_in_a_tree_once() {
    let desk = Desk::with_list();
    let text = rule("2023-90101", "xml");
    desk.file("tree/a/2023-90101.xml", &text);
    desk.file("tree/a/2023-90101.json", rule("2023-90101", "json"));
    desk.file("tree/b/2023-90101.xml", &text);
    assert_eq!(versions(&desk), 2, "a copy is no other text");
    let other = desk.file("tree/b/2023-90101.xml", text.replace("by adding", "by adding,"));
    let tree = desk.path("tree");
    desk.refuses(&["import", tree.to_str().unwrap()], &["each document once", &other]);
}

#[test]
fn what_is_left_out_is_said() {
    let desk = Desk::with_list();
    desk.file("tree/2023-90101.xml", rule("2023-90101", "xml"));
    desk.file("tree/a/2023-90202.pdf", "%PDF");
    let tree = desk.path("tree");
    let said = desk.run(&["import", "-v", tree.to_str().unwrap()]).err;
    assert!(said.contains("2023-90202.pdf"), "{said}");
    desk.file("none/notes.txt", "none");
    let none = desk.path("none");
    desk.refuses(&["import", none.to_str().unwrap()], &["none", "contains no documents"]);
}
