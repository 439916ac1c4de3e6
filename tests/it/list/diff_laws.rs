//! Laws of a comparison, on lists made at random and on the fixtures, perturbed.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::support::{NEW_LIST, OLD_LIST, text};
use earwatch_law::diff::{self, ListDiff};
use earwatch_law::entry::{Entry, EntryId};
use earwatch_law::law::Cells;
use earwatch_law::law::ListId;
use earwatch_law::list::ecfr;
use proptest::prelude::*;

type Entries = Vec<Arc<Entry>>;

fn entries(rows: Vec<(String, Cells)>) -> Entries {
    let entry = |(id, (country, cells))| {
        let id = EntryId(id);
        Arc::new(Entry::new(id, ListId::EntityList, country, cells))
    };
    (1..).zip(rows).map(entry).collect()
}

fn difference(old: &Entries, new: &Entries) -> ListDiff {
    let matched = diff::pairs::by_content(old.clone(), new.clone());
    diff::compare(ListId::EntityList, matched)
}

/// How often each row stands on a list.
fn rows(entries: impl IntoIterator<Item = Arc<Entry>>) -> BTreeMap<(String, Cells), usize> {
    let mut rows = BTreeMap::new();
    for entry in entries {
        *rows.entry((entry.country.clone(), entry.cells.clone())).or_default() += 1;
    }
    rows
}

/// Takes from the old list what is gone or changed, and puts what is new or changed.
fn rebuilt(old: &Entries, diff: &ListDiff) -> BTreeMap<(String, Cells), usize> {
    let both = || diff.changed.iter().chain(&diff.editorial);
    let mut left = rows(old.iter().cloned());
    let gone = diff.removed.iter().chain(both().map(|changed| &changed.old));
    for entry in gone {
        let key = (entry.country.clone(), entry.cells.clone());
        let times = left.get_mut(&key).unwrap();
        *times -= 1;
        if *times == 0 {
            left.remove(&key);
        }
    }
    let new = diff.added.iter().chain(both().map(|changed| &changed.new));
    for (row, times) in rows(new.cloned()) {
        *left.entry(row).or_default() += times;
    }
    left
}

/// Rows from a small vocabulary, so that names, addresses and citations repeat within and across lists.
fn any_rows() -> impl Strategy<Value = Vec<(String, Cells)>> {
    let row = (
        prop::sample::select(vec!["FRANCE", "SPAIN", "CHINA, PEOPLE'S REPUBLIC OF"]),
        prop::sample::select(vec!["Acme Optics", "Acme Optic", "Zenith", "Wong Kai Ming", "Address 01"]),
        prop::sample::select(vec![
            "",
            ", a.k.a., the following one alias:\n—Acme.\n",
            ", f.k.a., Zenith, ",
            ", f.k.a., Acme Optics, ",
        ]),
        prop::sample::select(vec![
            "1 Long Road, Paris, France.",
            "Suite 1-2, Lyon, France.",
            "Suite 12, Lyon, France; and 3 Way, Nice, France.",
        ]),
        prop::sample::select(vec!["For all items subject to the EAR", "For all items subject to the EAR.^4^"]),
        prop::sample::select(vec!["88 FR 1, 1/3/23.", "88 FR 1, 1/3/23. 89 FR 2, 1/4/24.", ""]),
    );
    let row = row.prop_map(|(country, name, aliases, address, requirement, citation)| {
        let aliases = if aliases.is_empty() { ", " } else { aliases };
        let cells = Cells {
            entity: format!("{name}{aliases}{address}"),
            license_requirement: requirement.to_owned(),
            license_review_policy: "Presumption of denial".to_owned(),
            citation: citation.to_owned(),
        };
        (country.to_owned(), cells)
    });
    prop::collection::vec(row, 0..12)
}

/// The Entity List of a fixture.
fn published(list: &str) -> Entries {
    let (lists, _) = ecfr::read(&text(list)).unwrap();
    let entries = lists.into_iter().next().unwrap().entries;
    entries.into_iter().map(Arc::new).collect()
}

/// Another layout of the same text: other dashes, blanks, final stops and, where asked for, line breaks.
fn perturbed(text: &str, choices: &[u8], line_breaks: bool) -> String {
    let mut out = String::new();
    let mut choices = choices.iter().cycle();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let choice = choices.next().copied().unwrap_or_default();
        match (c, choice % 8) {
            ('-' | '–' | '—', 0) => out.push('-'),
            ('-' | '–' | '—', 1) => out.push('–'),
            (' ', 0) if line_breaks => out.push('\n'),
            (' ', 1) => out.push('\u{a0}'),
            (' ', 2) => out.push_str("  "),
            ('\n', 0) if line_breaks => out.push(' '),
            ('\n', 1) if line_breaks => out.push_str("\n \n"),
            ('.', 0) if chars.peek().is_none() => {}
            _ => out.push(c),
        }
    }
    out
}

/// The same cells in another layout.
fn laid_out(entries: &Entries, choices: &[u8], line_breaks: bool) -> Entries {
    let other = |entry: &Arc<Entry>| {
        let cells = Cells {
            entity: perturbed(&entry.cells.entity, choices, line_breaks),
            license_requirement: perturbed(&entry.cells.license_requirement, choices, line_breaks),
            license_review_policy: perturbed(&entry.cells.license_review_policy, choices, line_breaks),
            citation: perturbed(&entry.cells.citation, choices, line_breaks),
        };
        Arc::new(entry.revised(cells))
    };
    entries.iter().map(other).collect()
}

fn only_editorial(choices: &[u8], line_breaks: bool) -> Result<(), TestCaseError> {
    for list in [OLD_LIST, NEW_LIST] {
        let old = published(list);
        let diff = difference(&old, &laid_out(&old, choices, line_breaks));
        prop_assert!(diff.added.is_empty() && diff.removed.is_empty(), "{:?} {:?}", diff.added, diff.removed);
        prop_assert!(diff.changed.is_empty(), "{:?}", diff.changed);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// What a comparison says is enough to make the new list of the old one.
    #[test]
    fn a_diff_rebuilds_the_new_list(old in any_rows(), new in any_rows()) {
        let (old, new) = (entries(old), entries(new));
        let diff = difference(&old, &new);
        prop_assert_eq!(rebuilt(&old, &diff), rows(new));
    }

    /// A list does not differ from itself, in whatever order its rows stand.
    #[test]
    fn a_list_does_not_differ_from_itself(rows in any_rows()) {
        let list = entries(rows);
        let turned = list.iter().rev().cloned().collect();
        prop_assert!(difference(&list, &list).is_empty());
        prop_assert!(difference(&list, &turned).is_empty());
    }

    /// Every published row with other dashes and blanks is the same row.
    #[test]
    fn other_dashes_and_blanks_are_editorial(choices in prop::collection::vec(any::<u8>(), 1..400)) {
        only_editorial(&choices, false)?;
    }

    /// Every published row with other line breaks is the same row: between captures of 2026, 334 cells differ so.
    #[test]
    fn other_line_breaks_are_editorial(choices in prop::collection::vec(any::<u8>(), 1..400)) {
        only_editorial(&choices, true)?;
    }

    /// Only citations and layout: no count but `editorial` ever shows them.
    #[test]
    fn only_listed_changes_are_counted(old in any_rows(), new in any_rows()) {
        let (old, new) = (entries(old), entries(new));
        let diff = difference(&old, &new);
        let counts = diff.counts();
        prop_assert_eq!(counts.renamed + counts.moved + counts.changed, diff.changed.len());
        prop_assert!(diff.editorial.iter().all(|entry| entry.classes.iter().all(|class| !class.changes_listing())));
        prop_assert!(diff.changed.iter().all(|entry| entry.classes.iter().any(|class| class.changes_listing())));
    }
}
