//! Files in every disorder at once: each row has one result that names it or says why it was not screened, and no row is
//! lost in another one.

use earwatch::screen::input::{Input, Said, read};
use proptest::collection::vec;
use proptest::prelude::*;

/// What is wrong with a row.
#[derive(Debug, Clone, Copy)]
enum Flaw {
    None,
    Quoted,
    /// A cell over two lines.
    TwoLines,
    /// A quotation mark that nothing closes.
    Open,
    /// Quotation marks within a cell.
    Within,
    MoreCells,
    FewerCells,
    Zero,
    /// A byte that is no UTF-8.
    Byte,
    NoName,
    Signs,
    /// Nothing at all: no row.
    Blank,
}

const FLAWS: [Flaw; 12] = [
    Flaw::None,
    Flaw::Quoted,
    Flaw::TwoLines,
    Flaw::Open,
    Flaw::Within,
    Flaw::MoreCells,
    Flaw::FewerCells,
    Flaw::Zero,
    Flaw::Byte,
    Flaw::NoName,
    Flaw::Signs,
    Flaw::Blank,
];

/// A row with its mark.
fn row(number: usize, flaw: Flaw, between: u8, end: &[u8]) -> Vec<u8> {
    let mark = format!("Mk{number}Mk Works");
    let end_of_line = String::from_utf8_lossy(end);
    let cells: Vec<String> = match flaw {
        Flaw::None | Flaw::Byte => vec![number.to_string(), mark, "CN".to_owned()],
        Flaw::Quoted => vec![number.to_string(), format!("\"{mark}, \"\"Best\"\" ; | \""), "CN".to_owned()],
        Flaw::TwoLines => vec![number.to_string(), format!("\"{mark}{end_of_line}Branch\""), "CN".to_owned()],
        Flaw::Open => vec![number.to_string(), format!("\"{mark}"), "CN".to_owned()],
        Flaw::Within => vec![number.to_string(), format!("{mark} \"Best\" Ltd"), "CN".to_owned()],
        Flaw::MoreCells => vec![number.to_string(), mark, "CN".to_owned(), "more".to_owned()],
        Flaw::FewerCells => vec![number.to_string(), mark],
        Flaw::Zero => vec![number.to_string(), format!("{mark}\0"), "CN".to_owned()],
        Flaw::NoName => vec![number.to_string(), String::new(), "CN".to_owned()],
        Flaw::Signs => vec![number.to_string(), "-- ?".to_owned(), "CN".to_owned()],
        Flaw::Blank => Vec::new(),
    };
    let mut bytes = cells.join(&char::from(between).to_string()).into_bytes();
    if matches!(flaw, Flaw::Byte) {
        let at = bytes.len() - 3;
        bytes.insert(at, 0xE9);
    }
    bytes.extend_from_slice(end);
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn every_row_is_told(
        flaws in vec((0..FLAWS.len(), 0..3_usize), 0..24),
        between in prop::sample::select(b",;\t|".to_vec()),
        has_mark in any::<bool>(),
    ) {
        let mut bytes = if has_mark { b"\xEF\xBB\xBF".to_vec() } else { Vec::new() };
        bytes.extend_from_slice(&[b"id".as_slice(), b"name", b"country"].join(&between));
        bytes.extend_from_slice(b"\r\n");
        let ends: [&[u8]; 3] = [b"\n", b"\r\n", b"\r"];
        let mut starts = Vec::new();
        for (number, (flaw, end)) in flaws.iter().enumerate() {
            let flaw = FLAWS[*flaw];
            let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n").replace('\r', "\n");
            if !matches!(flaw, Flaw::Blank) {
                starts.push((text.matches('\n').count() as u64 + 1, number, flaw));
            }
            bytes.extend(row(number, flaw, between, ends[*end]));
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("parties.csv");
        std::fs::write(&path, &bytes).unwrap();
        let input = match Input::open(&path, Said::default()) {
            Ok(input) => input,
            Err(error) => {
                // What is neither text nor a table is refused as a whole, with its line.
                prop_assert!(error.to_string().contains("line "), "{error}");
                return Ok(());
            }
        };
        let (rows, form, _) = input.rows().unwrap();
        let results: Vec<_> = rows.map(|row| read(&row.unwrap(), &form)).collect();
        let told: Vec<u64> = results.iter().map(|result| result.party.row).collect();
        let expected: Vec<u64> = starts.iter().map(|(line, ..)| *line).collect();
        let text = String::from_utf8_lossy(&bytes);
        prop_assert_eq!(&told, &expected, "{:?}", text);
        for (result, (line, number, flaw)) in results.iter().zip(&starts) {
            let is_named = result.party.name.contains(&format!("Mk{number}Mk"));
            let others = result.party.name.matches("Mk").count() > 2;
            match &result.skipped {
                Some(why) => prop_assert!(why.contains(&format!("line {line}: ")), "{why}"),
                None => prop_assert!(is_named && !others, "{flaw:?} {:?} {text:?}", result.party),
            }
            if matches!(flaw, Flaw::None | Flaw::Quoted | Flaw::TwoLines | Flaw::Within | Flaw::FewerCells) {
                prop_assert!(result.skipped.is_none(), "{flaw:?} {:?} {text:?}", result.skipped);
            }
        }
    }
}
