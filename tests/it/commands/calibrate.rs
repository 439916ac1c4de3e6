//! `earwatch calibrate`: pairs of names with their scores, and figures where somebody has labelled them.

use serde_json::Value;

use crate::support::Desk;

const PAIRS: &str = "id,query,candidate,label\n\
                     1,\"Alpha Optics Co., Ltd.\",ALPHA OPTICS LIMITED,1\n\
                     2,Alhpa Optic,Alpha Optics Ltd,1\n\
                     3,ООО Альфа Оптика,Alfa Optika LLC,1\n\
                     4,Beta Shipping,Alpha Optics Ltd,0\n\
                     5,…,Alpha Optics Ltd,\n";

#[test]
fn pairs_get_their_scores_without_a_database() {
    let desk = Desk::new();
    let ran = desk.run(&["calibrate", &desk.file("pairs.csv", PAIRS)]);
    let mut rows = csv::Reader::from_reader(ran.out.as_bytes());
    let header: Vec<_> = rows.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(header, ["id", "query", "candidate", "label", "score", "match", "reason"]);
    let rows: Vec<_> = rows.records().map(Result::unwrap).collect();
    let matches: Vec<_> = rows.iter().map(|row| row[5].to_owned()).collect();
    assert_eq!(matches, ["true", "true", "true", "false", "false"]);
    assert_eq!(&rows[4][6], "the query has no letter or digit");
    assert!(ran.err.contains("4 of 5 pairs have labels"), "{}", ran.err);
    assert!(ran.err.lines().any(|line| line.starts_with("0.76") && line.ends_with("default")), "{}", ran.err);
}

#[test]
fn the_figures_of_a_file_are_in_its_json() {
    let desk = Desk::new();
    let out = desk.done(&["calibrate", &desk.file("pairs.csv", PAIRS), "--format", "json"]);
    let said: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(said["schema"], "earwatch/calibration/1");
    assert_eq!(said["at_threshold"]["f1"], 1.0);
    assert_eq!(said["pairs"][4]["label"], Value::Null);
    assert_eq!(said["pairs"][3]["match"], false);
}

/// A file that was calibrated is calibrated anew, and gives the same.
#[test]
fn what_was_scored_can_be_scored_again() {
    let desk = Desk::new();
    let first = desk.done(&["calibrate", &desk.file("pairs.csv", PAIRS)]);
    assert_eq!(desk.done(&["calibrate", &desk.file("scored.csv", &first)]), first);
}

#[test]
fn a_file_that_cannot_be_read_is_refused_with_its_line() {
    let desk = Desk::new();
    for (text, said) in [
        ("", "the file is empty"),
        ("name,candidate\na,b\n", "there is no column “query”"),
        ("query,candidate\na,b\nc\n", "line 3: 1 cells where the header has 2"),
        ("query,candidate,label\na,b,perhaps\n", "line 2: the label is “perhaps”"),
    ] {
        desk.refuses(&["calibrate", &desk.file("pairs.csv", text)], &["cannot calibrate with", said]);
    }
    desk.refuses(&["calibrate", "nowhere.csv"], &["cannot calibrate with nowhere.csv"]);
}
