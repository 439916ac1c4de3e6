//! Any text as the web page of a rule: an error, or a document that says where it is from and can be read on.
#![no_main]

use earwatch_law::amendment;
use earwatch_law::document::{Given, page};
use earwatch_law::finding::Code;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let given = Given {
        published: "2023-05-03".parse().ok(),
        volume: Some(88),
        ..Given::default()
    };
    let Ok(reading) = page::read(text, &|_| given.clone()) else {
        return;
    };
    for document in &reading.documents {
        let orders = amendment::read(document);
        assert!(orders.findings.iter().any(|one| one.code == Code::TextFromHtml));
    }
});
