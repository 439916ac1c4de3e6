//! Any lines as amendatory paragraphs: each ends in an instruction or a finding whose quote stands in it.
#![no_main]

use earwatch_law::finding::Place;
use earwatch_law::document::AmendatoryParagraph;
use earwatch_law::instruction;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let paragraphs: Vec<_> = (1..)
        .zip(text.lines())
        .map(|(line, text)| AmendatoryParagraph {
            title: Some(15),
            part: (line % 5 > 0).then_some(744),
            text: text.split_whitespace().collect::<Vec<_>>().join(" "),
            place: Place { element: "AMDPAR".to_owned(), line, page: None },
        })
        .collect();
    let (instructions, findings) = instruction::read(&paragraphs);
    for paragraph in &paragraphs {
        let ordered = instructions.iter().filter(|one| one.place == paragraph.place);
        let told = findings.iter().filter(|one| one.place.as_ref() == Some(&paragraph.place));
        let mut quotes: Vec<_> = ordered.map(|one| one.quote.as_str()).collect();
        quotes.extend(told.map(|one| one.quote.as_deref().unwrap_or_default()));
        assert!(!quotes.is_empty(), "{}", paragraph.text);
        assert!(quotes.iter().all(|quote| paragraph.text.contains(quote)), "{}", paragraph.text);
    }
});
