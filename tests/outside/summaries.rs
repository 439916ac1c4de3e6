//! The real summaries of 2020 to 2026 against rules that order what they say, and against rules that order less.

use crate::Test;
use crate::needs::corpus;
use crate::support::facts::{facts, judge, told};

const SUMMARIES: &str = "fr-api/bis-rules_2020-2026.tsv";

/// What the summaries say of the lists, as a person reads them. `!` is a summary without a number.
const FACTS: &[(&str, &str)] = &[
    (
        "2020-03157",
        "4+ China*4 Iran*5 Pakistan*5 Russia*5 United_Arab_Emirates*5; 4~ France Iran Lebanon Singapore United_Kingdom",
    ),
    ("2020-27931", "6- China*3"),
    ("2021-00995", "4+ China; 7+ China; 7- Russia*2"),
    ("2021-04794", "4+ Burma*4"),
    ("2021-07400", "4+ China*7"),
    ("2022-02536", "6+ China*33"),
    ("2022-07643", "4~ Brazil China"),
    (
        "2022-14069",
        "4+ China*22 Lithuania Pakistan*2 Russia*2 Singapore United_Arab_Emirates United_Kingdom Uzbekistan Vietnam \
      China:A China:B China:C China:D Russia:A Lithuania:B Vietnam:C Singapore:D Pakistan:A; \
      4~ Belarus*3 China*3 Russia*4 Slovakia Pakistan; 4- China*2 Pakistan",
    ),
    ("2022-21714", "6+ China*31; 6- China*9"),
    ("2022-27149", "6- Russia*9 Pakistan China*26; 4+ Russia*9"),
    ("2022-28033", "4~ Russia"),
    ("2023-02130", "4+ Iran*7"),
    ("2023-03193", "4+ China*6"),
    ("2023-04558", "4+ Belarus Burma*3 China*27 Pakistan*4 Russia China:A Taiwan:A; 4~ China*10"),
    (
        "2023-06171",
        "6+ Bulgaria Canada Indonesia Israel Malaysia Saudi_Arabia Singapore China*14 Germany*2 Turkey*4 United_Arab_Emirates*5",
    ),
    ("2023-06663", "4+ Burma*5 China*4 Nicaragua Russia"),
    (
        "2023-07840",
        "4+ Armenia China*10 Russia*9 Singapore Spain Turkey United_Arab_Emirates*2 China:A Malta:A China:B Russia:B Syria:B Uzbekistan:B Uzbekistan:C; 4~ China Russia",
    ),
    ("2023-15343", "4+ Greece Hungary Ireland North_Macedonia"),
    ("2023-18125", "6- China*27 Indonesia Pakistan*2 Singapore Turkey United_Arab_Emirates Russia*2"),
    (
        "2023-21080",
        "4+ China*12 Finland*2 Germany*2 Oman Pakistan*4 Russia*2 United_Arab_Emirates*5; 4~ China Pakistan; 7- China",
    ),
    (
        "2023-22536",
        "4+ China*40 Estonia Finland Germany India*2 Turkey United_Arab_Emirates China:A China:B Turkey:A India:B United_Kingdom:A",
    ),
    ("2023-23048", "4+ China*13"),
    ("2023-24508", "4+ Russia*12 Uzbekistan"),
    ("2023-25557", "4- China"),
    ("2023-25684", "4+ Costa_Rica:A Ecuador:A India:B Panama:A Panama:C Spain:C Russia Venezuela:B Venezuela:C"),
    (
        "2023-26935",
        "4+ Armenia*3 Belarus Belgium*2 China Cyprus*3 Germany Kazakhstan Netherlands Russia*27 Russia:A Cyprus:A Belgium:B United_Arab_Emirates:B",
    ),
    ("2023-27932", "6- China*4"),
    ("2023-27928", "6+ China*13"),
    ("2024-01253", "6- Canada China United_Arab_Emirates"),
    (
        "2024-03674",
        "4+ Canada:A China:A India:A Japan:A Malaysia:B Sweden:A United_Arab_Emirates:A; 4~ China*2; 4- United_Arab_Emirates",
    ),
    (
        "2024-03969",
        "4+ China*6 India Kyrgyzstan*2 Russia*61 South_Korea Turkey*16 United_Arab_Emirates*4 China:A Russia:A China:B Russia:B",
    ),
    ("2024-07760", "4+ China*6 Russia*3 United_Arab_Emirates*2; 4~ China"),
    ("2024-10485", "4+ China*37"),
    ("2024-31468", "4+ Burma China*11 Pakistan"),
    ("2025-00480", "4+ China*14 Singapore*2"),
    ("2025-00704", "4+ China*11; 4~ India"),
    (
        "2025-05426",
        "4+ China*42 Iran*2 Pakistan*19 South_Africa*3 United_Arab_Emirates*4; 4~ France Iran Senegal United_Kingdom",
    ),
    ("2025-05427", "4+ China*11 Taiwan"),
    (
        "2025-07185",
        "6+ China*5 Finland*6 Turkey*3 Kazakhstan*2 Italy United_Kingdom; 6- China*3 United_Arab_Emirates*2",
    ),
    (
        "2025-17893",
        "4+ China*23 India Iran Singapore Taiwan Turkey*3 United_Arab_Emirates*2; 4address- Russia:Alder=2; \
      4~ Belarus*3 China*11 Iran Pakistan Russia*9 Turkey*2",
    ),
    ("2025-19508", "4+ China*19 Turkey*9 United_Arab_Emirates"),
    ("2025-19858", "4- China; 4alias- China:Alder=6"),
];

fn summaries() -> Vec<(String, String)> {
    let text = std::fs::read_to_string(corpus(SUMMARIES)).unwrap();
    let rows = text.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    rows.map(|row| (row[1].to_owned(), row[3].to_owned())).collect()
}

/// With the orders nothing is told; without one of them, or with one more, the difference is.
fn every_number_of_the_real_summaries_is_checked() {
    let mut wrong = Vec::new();
    for (number, summary) in summaries() {
        if let Some((_, said)) = FACTS.iter().find(|(known, _)| *known == number) {
            wrong.extend(judge(&summary, &facts(said), true).into_iter().map(|what| format!("{number}: {what}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Summaries that count nothing of a list call nobody, though nothing is ordered.
fn other_real_summaries_claim_nothing() {
    let mut wrong = Vec::new();
    for (number, summary) in summaries() {
        if FACTS.iter().all(|(known, _)| *known != number) {
            wrong.extend(told(&summary, &[]).into_iter().map(|what| format!("{number}: {what}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

pub(super) const TESTS: &[Test] =
    tests![every_number_of_the_real_summaries_is_checked, other_real_summaries_claim_nothing];
