//! A difference in counts that another finding fully explains is linked to it, and needs nobody of its own.
//!
//! An addition that stands on the list already makes the preamble, which does not count it, differ from the
//! instructions: that is one matter, not three. Some of it is known only after application, so findings of a document are
//! linked when all of them are at hand, and anew whenever they change.

use std::collections::BTreeSet;

use super::{Code, Finding};
use crate::law::canonical::{canonical, same};
use crate::law::country;
use crate::law::likeness::is_like;

/// What a finding that explains another one is called by: `entry-already-listed “Alpha Ltd.”`.
fn label(finding: &Finding) -> String {
    match entry(finding).or(finding.country.as_deref().filter(|name| !name.is_empty())) {
        Some(name) => format!("{} “{name}”", finding.code),
        None => finding.code.to_string(),
    }
}

fn entry(finding: &Finding) -> Option<&str> {
    finding.name.as_deref().filter(|name| !name.is_empty())
}

fn country_of(finding: &Finding) -> String {
    country::key(finding.country.as_deref().unwrap_or_default())
}

impl Finding {
    /// Whether another finding explains it, not a person or an official note.
    pub fn is_linked(&self) -> bool {
        let by = self.explained_by.as_deref().unwrap_or_default();
        Code::ALL.iter().any(|code| by.starts_with(code.name()))
    }
}

/// Links findings of the same document, and puts those that are explained below what explains them.
pub fn link(findings: &mut Vec<Finding>) {
    let explained = explained(findings);
    for (finding, by) in findings.iter_mut().zip(explained) {
        finding.explained_by = by;
    }
    below(findings);
}

/// What explains each of the findings.
pub fn explained(findings: &[Finding]) -> Vec<Option<String>> {
    let labels = |finding| {
        let by = explanation(finding, findings)?;
        let labels = by.into_iter().filter_map(|at| findings.get(at)).map(label);
        Some(labels.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join("; "))
    };
    findings.iter().map(labels).collect()
}

/// Puts findings that are explained below what explains them.
fn below(findings: &mut Vec<Finding>) {
    let order = order(findings);
    let mut old: Vec<_> = std::mem::take(findings).into_iter().map(Some).collect();
    let sorted = order.into_iter().filter_map(|at| old.get_mut(at)?.take());
    findings.extend(sorted);
}

/// Indices of findings in the order in which they are shown: what is explained stands below what explains it.
pub fn order(findings: &[Finding]) -> Vec<usize> {
    order_by(findings, |_| ())
}

/// The same, the lowest rank first. What is explained goes with what explains it, whatever its own rank.
pub fn order_by<R: Ord>(findings: &[Finding], rank: impl Fn(usize) -> R) -> Vec<usize> {
    let head = |finding: &Finding| {
        let by = finding.explained_by.as_ref()?;
        findings
            .iter()
            .position(|other| other.document == finding.document && other != finding && by.starts_with(&label(other)))
    };
    let mut places: Vec<_> = (0..findings.len())
        .map(|at| {
            let next = |at: &usize| head(findings.get(*at)?);
            // What explains may itself be explained; a chain ends.
            let chain = std::iter::successors(Some(at), next).take(findings.len());
            (chain.last().unwrap_or(at), at)
        })
        .collect();
    // The head itself comes first, wherever it stood.
    places.sort_by_key(|(head, at)| (rank(*head), *head, head != at, *at));
    places.into_iter().map(|(_, at)| at).collect()
}

/// The findings that fully explain a difference in counts.
fn explanation(finding: &Finding, all: &[Finding]) -> Option<Vec<usize>> {
    if finding.code != Code::CountMismatch {
        return None;
    }
    let others =
        || all.iter().enumerate().filter(|(_, other)| other.document == finding.document && other.list == finding.list);
    match entry(finding) {
        Some(name) => by_entry(finding, name, others()),
        None => by_number(finding, || others()),
    }
    .filter(|by| !by.is_empty())
}

/// A name that the preamble and the instructions do not share: what befell the entry explains it.
fn by_entry<'a>(
    finding: &Finding,
    name: &str,
    others: impl Iterator<Item = (usize, &'a Finding)>,
) -> Option<Vec<usize>> {
    let mut others = others.filter(|(_, other)| country_of(other) == country_of(finding));
    let (at, _) = others.find(|(_, other)| {
        let Some(met) = entry(other) else {
            return false;
        };
        let befallen = matches!(
            other.code,
            Code::EntryAlreadyListed
                | Code::InstructionWithoutRow
                | Code::RowWithoutInstruction
                | Code::RowDefective
                | Code::AmbiguousEntry
        );
        // The preamble may spell right what the instruction misspells.
        let misspelt = matches!(other.code, Code::EntryNotFound | Code::NameMismatch);
        let close = || {
            let (met, name) = (canonical(met), canonical(name));
            is_like(&name, &met, 0.8)
        };
        (befallen || misspelt) && same(met, name) || misspelt && close()
    })?;
    Some(vec![at])
}

/// A number: additions that stand on the list already, names that are told one by one, or, for a total, the numbers per
/// destination. Only what adds up exactly explains it.
fn by_number<'a, I: Iterator<Item = (usize, &'a Finding)>>(
    finding: &Finding,
    others: impl Fn() -> I,
) -> Option<Vec<usize>> {
    let surplus = finding.surplus.filter(|surplus| *surplus != 0)?;
    let is_total = finding.country.as_deref().unwrap_or_default().is_empty();
    let here = |other: &Finding| is_total || country_of(other) == country_of(finding);
    let mut entries = BTreeSet::new();
    let listed: Vec<_> = others()
        .filter(|(_, other)| other.code == Code::EntryAlreadyListed && here(other))
        .filter(|(_, other)| entries.insert((country_of(other), entry(other).map(canonical))))
        .map(|(at, _)| at)
        .collect();
    if i64::try_from(listed.len()) == Ok(surplus) {
        return Some(listed);
    }
    let counted = |of_entries: bool| -> Vec<(usize, i64)> {
        others()
            .filter(|(_, other)| other.code == Code::CountMismatch && here(other))
            .filter(|(_, other)| entry(other).is_some() == of_entries)
            .filter(|(_, other)| of_entries || other.country.as_deref().is_some_and(|name| !name.is_empty()))
            .filter_map(|(at, other)| Some((at, other.surplus?)))
            .collect()
    };
    [counted(true), if is_total { counted(false) } else { Vec::new() }]
        .into_iter()
        .find(|found| found.iter().map(|(_, surplus)| surplus).sum::<i64>() == surplus)
        .map(|found| found.into_iter().map(|(at, _)| at).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(code: Code, country: &str, name: &str, surplus: Option<i64>) -> Finding {
        let mut finding = Finding::new(code, "").with_entry(country, name);
        finding.surplus = surplus;
        finding
    }

    /// Codes, each with what explains it, in the order in which they are shown.
    fn linked(mut findings: Vec<Finding>) -> Vec<String> {
        link(&mut findings);
        let shown = findings.iter().map(|finding| {
            let by = finding.explained_by.as_deref().unwrap_or("-");
            format!("{} < {by}", label(finding))
        });
        shown.collect()
    }

    #[test]
    fn an_entry_listed_already_explains_name_country_and_total() {
        let shown = linked(vec![
            found(Code::CountMismatch, "China", "", Some(1)),
            found(Code::CountMismatch, "", "", Some(1)),
            found(Code::CountMismatch, "the PRC", "Alpha", Some(1)),
            found(Code::CountMismatch, "Russia", "", Some(2)),
            found(Code::EntryAlreadyListed, "CHINA, PEOPLE'S REPUBLIC OF", "ALPHA", None),
        ]);
        let by = "entry-already-listed “ALPHA”";
        assert_eq!(
            shown,
            [
                "count-mismatch “Russia” < -".to_owned(),
                format!("{by} < -"),
                format!("count-mismatch “China” < {by}"),
                format!("count-mismatch < {by}"),
                format!("count-mismatch “Alpha” < {by}"),
            ]
        );
    }

    #[test]
    fn what_does_not_add_up_stays_open() {
        let shown = linked(vec![
            found(Code::CountMismatch, "China", "", Some(2)),
            found(Code::EntryAlreadyListed, "China", "Alpha", None),
            found(Code::CountMismatch, "China", "Beta", Some(1)),
            found(Code::CountMismatch, "Iran", "", Some(-1)),
        ]);
        assert!(shown.iter().all(|line| line.ends_with("< -")), "{shown:?}");
    }

    #[test]
    fn a_total_is_explained_by_its_parts_and_a_part_by_its_names() {
        let shown = linked(vec![
            found(Code::CountMismatch, "", "", Some(-2)),
            found(Code::CountMismatch, "Iran", "", Some(-2)),
        ]);
        assert_eq!(shown, ["count-mismatch “Iran” < -", "count-mismatch < count-mismatch “Iran”"]);
        let shown = linked(vec![
            found(Code::CountMismatch, "Iran", "", Some(-1)),
            found(Code::CountMismatch, "Iran", "Alpha", Some(-1)),
        ]);
        assert!(shown[1].starts_with("count-mismatch “Iran” < count-mismatch “Alpha”"));
    }

    #[test]
    fn findings_of_another_document_explain_nothing() {
        let mut other = found(Code::EntryAlreadyListed, "China", "Alpha", None);
        other.document = Some(crate::law::citation::DocumentNumber::new("2023-1"));
        let shown = linked(vec![found(Code::CountMismatch, "China", "", Some(1)), other]);
        assert!(shown.iter().all(|line| line.ends_with("< -")), "{shown:?}");
    }
}
