//! Watch lists as people write them.

use super::*;

fn list(text: &str) -> Result<WatchList, Vec<String>> {
    WatchList::parse("w.txt", text.as_bytes())
}

fn mistakes(bytes: &[u8]) -> Vec<String> {
    WatchList::parse("w.txt", bytes).unwrap_err()
}

#[test]
fn a_list_is_read_with_its_lines() {
    let text = "\u{FEFF}# ours\r\n\r\n  Inspur \r\nNAME: AO: Kronstadt\r\ncountry: the PRC\r\ncitation: 90 FR 14048\r\n\
                document: 2025-05427";
    let list = list(text).unwrap();
    let terms: Vec<_> = list.terms.iter().map(|term| (term.line, term.sought.kind(), term.written.as_str())).collect();
    assert_eq!(
        terms,
        [
            (3, Kind::Name, "Inspur"),
            (4, Kind::Name, "AO: Kronstadt"),
            (5, Kind::Country, "the PRC"),
            (6, Kind::Citation, "90 FR 14048"),
            (7, Kind::Document, "2025-05427"),
        ]
    );
}

#[test]
fn all_mistakes_are_told_at_once_with_their_lines() {
    let told = mistakes(b"ok\ncontry: China\ncitation: 90\ndocument: x y\nname:\n...\ncountry: ,\n");
    let expected = [
        "w.txt:2: expected name, country, citation or document before the colon, but found “contry”",
        "w.txt:3: expected a citation such as 90 FR 14048, but found “90”",
        "w.txt:4: expected a document number such as 2025-05427, but found “x y”",
        "w.txt:5: expected a name with letters or digits, but found “”",
        "w.txt:6: expected a name with letters or digits, but found “...”",
        "w.txt:7: expected a country such as RUSSIA, but found “,”",
    ];
    assert_eq!(told.len(), expected.len(), "{told:?}");
    for (told, expected) in told.iter().zip(expected) {
        assert!(told.starts_with(expected), "{told}");
    }
}

#[test]
fn a_list_without_terms_or_in_another_encoding_is_refused() {
    for empty in ["", "\u{FEFF}", "\n\n# nothing\n", "\r\n"] {
        let told = mistakes(empty.as_bytes());
        assert_eq!(told, ["w.txt:1: expected at least one term, such as a name, but found none"]);
    }
    let told = mistakes(b"fine\nM\xFCller\n");
    assert_eq!(told, ["w.txt:2: expected text in UTF-8, but found other bytes; save the watch list as UTF-8"]);
    assert!(mistakes(b"\xFF\xFEA\0").concat().starts_with("w.txt:1: "));
}

#[test]
fn what_is_shown_of_a_mistake_is_short_and_visible() {
    let told = mistakes("a\u{202E}b\u{7}: c".as_bytes()).concat();
    assert!(told.contains("“a⟨U+202E⟩b⟨U+0007⟩”"), "{told}");
    let long = mistakes("x".repeat(1 << 20).as_bytes()).concat();
    assert!(long.len() < 300, "{long}");
    let many = mistakes("contry: x\n".repeat(100_000).as_bytes());
    assert_eq!(many.len(), NAMED + 1);
    assert_eq!(many.last().unwrap(), "w.txt: and 99980 more lines that cannot be read");
}
