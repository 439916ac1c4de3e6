//! Names against labelled pairs, and the list's names against another publisher's spelling of them.

use crate::Test;
use crate::needs::corpus;
use earwatch_law::entry::{Entry, lookup};
use earwatch_law::law::canonical::canonical;
use earwatch_law::list::ecfr;
use earwatch_law::list::state::State;
use earwatch_screen::index::{Index, Wanted};
use earwatch_screen::name::Name;
use earwatch_screen::score::{THRESHOLD, score};
use std::sync::Arc;

/// F1 and accuracy at the threshold of the program.
fn figures(pairs: &[csv::StringRecord], is_person: bool) -> (f64, f64) {
    let (mut hits, mut wrong, mut missed, mut of) = (0, 0, 0, 0);
    for pair in pairs.iter().filter(|pair| (&pair[3] == "Person") == is_person) {
        let is_match = score(&Name::new(&pair[0]), &Name::new(&pair[1])).value >= THRESHOLD;
        of += 1;
        match (is_match, &pair[2] == "1") {
            (true, true) => hits += 1,
            (true, false) => wrong += 1,
            (false, true) => missed += 1,
            (false, false) => {}
        }
    }
    let errors = f64::from(wrong + missed);
    (f64::from(2 * hits) / (f64::from(2 * hits) + errors), 1.0 - errors / f64::from(of))
}

/// The best open matcher has F1 0.873 and accuracy 0.838 on organisations; Jaro-Winkler at its best threshold has F1 0.629 on
/// persons.
fn labelled_pairs_are_told_apart() {
    let mut reader = csv::Reader::from_path(corpus("names/pairs.csv")).unwrap();
    let pairs: Vec<_> = reader.records().map(Result::unwrap).collect();
    let (f1, accuracy) = figures(&pairs, false);
    assert!(f1 >= 0.90 && accuracy >= 0.87, "organisations: F1 {f1:.3}, accuracy {accuracy:.3}");
    let (f1, accuracy) = figures(&pairs, true);
    assert!(f1 >= 0.70 && accuracy >= 0.74, "persons: F1 {f1:.3}, accuracy {accuracy:.3}");
}

/// The Consolidated Screening List spells parties of the list: the party that is meant is found first. It is the one of the
/// same name, or the one that was listed on the same day.
fn parties_as_another_publisher_spells_them_are_found_first() {
    let list = std::fs::read_to_string(corpus("ecfr/supplement-4_2023-12-06.xml")).unwrap();
    let state = State::of_published(ecfr::read(&list).unwrap().0);
    let entries: Vec<&Arc<Entry>> = state.lists.values().flat_map(|list| list.in_order()).collect();
    let of: Vec<_> =
        entries.iter().flat_map(|entry| lookup::names(entry).map(move |(_, name)| (entry, name))).collect();
    let index = Index::new(of.iter().map(|(_, name)| Name::new(name)));
    let text = std::fs::read_to_string(corpus("csl/consolidated_2023-11-30_sample.csv")).unwrap();
    // Its first line is there twice.
    let (_, text) = text.split_once('\n').unwrap();
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|column| column == name).unwrap();
    let (source, called, start) = (column("source"), column("name"), column("start_date"));
    let (mut all, mut wrong) = (0, Vec::new());
    for row in reader.records().map(Result::unwrap).filter(|row| row[source].contains("Entity List")) {
        let mut day = row[start].split('-').map(|part| part.trim_start_matches('0'));
        let (Some(year), Some(month), Some(day)) = (day.next(), day.next(), day.next()) else {
            continue;
        };
        let day = format!("{month}/{day}/{}", year.get(2..).unwrap_or_default());
        all += 1;
        // That publisher puts the body before its part: the name of the list is all in it.
        let wanted = Wanted { score: 0.6, covered: f32::INFINITY, covers: 0.9 };
        let hits = index.search(&Name::new(&row[called]), wanted);
        let best = hits.first().map_or(0.0, |(_, score)| score.value);
        let mut first = hits.iter().take_while(|(_, score)| score.value > best - 0.005).map(|(number, _)| of[*number]);
        if !first.any(|(entry, name)| canonical(name) == canonical(&row[called]) || entry.cells.citation.contains(&day))
        {
            wrong.push(format!("{}: {:?}", &row[called], hits.first().map(|(number, _)| of[*number].1)));
        }
    }
    assert!(all > 700, "{all}");
    assert!(wrong.len() * 100 <= all, "{} of {all}:\n{}", wrong.len(), wrong.join("\n"));
}

pub(crate) const TESTS: &[Test] =
    tests![labelled_pairs_are_told_apart, parties_as_another_publisher_spells_them_are_found_first];
