//! Any text as the cell of an entry: the letters of the name stand in it in their order.
#![no_main]

use earwatch_law::law::canonical::canonical;
use earwatch_law::entry::cell;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    // A mark that stood behind a bracket combines with another letter where the bracket is no part of the name.
    let text = &text.replace(|c| ('\u{300}'..='\u{36f}').contains(&c), "");
    let parsed = cell::parse(text);
    let (all, name) = (canonical(text), canonical(&parsed.name));
    let mut letters = all.chars();
    assert!(name.chars().all(|c| letters.any(|other| other == c)), "{parsed:?}");
    let _ = cell::starts_with_name(text, &parsed.name);
});
