//! Any text as an eCFR file: read or refused; what was read can be a baseline.
#![no_main]

use earwatch_law::list::ecfr;
use earwatch_law::list::state::State;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok((lists, _)) = ecfr::read(text) {
        let rows: usize = lists.iter().map(|list| list.entries.len()).sum();
        let state = State::of_published(lists);
        let kept: usize = state.lists.values().map(|list| list.entries.len()).sum();
        // A file may print one supplement twice; then the later one stands.
        assert!(kept <= rows);
        let _ = state.content_hash();
    }
});
