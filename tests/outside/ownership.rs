//! Owners in the files of others: the examples of the Beneficial Ownership Data Standard are read whole.

use std::fs;

use crate::Test;
use crate::needs::corpus;
use earwatch_screen::ownership::read;

pub(crate) const TESTS: &[Test] = tests![the_examples_of_the_standard_are_read];

/// Each example gives holdings, or says in a note why one of its owners cannot be told of.
fn the_examples_of_the_standard_are_read() {
    let folder = corpus("ownership/bods/examples");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 10, "{files:?}");
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let owners = read::owners(&text, "example").unwrap();
        let relationships = text.matches("\"relationship\"").count();
        assert!(owners.holdings.len() + owners.notes.len() >= relationships.min(1), "{}: {owners:?}", file.display());
        for note in &owners.notes {
            assert!(note.message.contains("not disclosed"), "{}: {note:?}", file.display());
        }
    }
}
