//! Any text as the cell of an entry: what is read of it stands in it.
#![no_main]

use earwatch::list::canonical::canonical;
use earwatch::list::cell;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let parsed = cell::parse(text);
    assert!(canonical(text).contains(&canonical(&parsed.name)), "{parsed:?}");
    let _ = cell::starts_with_name(text, &parsed.name);
});
