//! What a bracket behind a name says of the footnote of its row: `“X” (with a footnote 4 designation)`.

use super::edit::Edit;
use crate::finding::{Code, Finding};
use crate::instruction::Instruction;
use crate::law::designation;

/// Tells rows that do not bear the mark that the instruction speaks of, or bear one where it says that they have none.
pub(super) fn tell(edits: &[(Edit, usize)], instructions: &[Instruction], findings: &mut Vec<Finding>) {
    for (edit, at) in edits {
        let (Edit::Add { country, name, row } | Edit::Revise { country, name, row, .. }) = edit else {
            continue;
        };
        let Some(instruction) = instructions.get(*at) else {
            continue;
        };
        let marks = designation::marks(&row.license_requirement);
        let bears = |number: &u32| marks.iter().any(|mark| u32::from(*mark) == *number);
        let contradicts = |said: &Vec<u32>| if said.is_empty() { !marks.is_empty() } else { !said.iter().all(bears) };
        if said(&instruction.quote, name).as_ref().is_some_and(contradicts) {
            let message = format!(
                "the row printed for “{name}” does not say of its footnote what is ordered; it was entered as it is printed"
            );
            let finding = Finding::new(Code::TextAmbiguous, message).with_entry(country.clone(), name);
            findings.push(finding.with_quote(instruction.quote.clone(), &instruction.place));
        }
    }
}

/// The footnotes that the bracket behind a name gives it; none where it says that it has none.
fn said(quote: &str, name: &str) -> Option<Vec<u32>> {
    let behind = |(at, found): (usize, &str)| {
        let rest = quote.get(at + found.len()..)?;
        let rest = rest.trim_start_matches(['.', ',', ';', '”', '"', '’', '\'']).trim_start();
        Some(rest.strip_prefix('(')?.split_once(')')?.0.to_lowercase())
    };
    let inside = quote.match_indices(name).find_map(behind).filter(|inside| inside.contains("footnote"))?;
    let (_, behind) = inside.split_once("footnote")?;
    let words = behind.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let joint = |word: &&str| ["s", "and", "footnote", "footnotes"].contains(word);
    // "(footnote 4, see § 744.11)": what follows is no footnote.
    let numbers: Vec<u32> = words.filter(|word| !joint(word)).map_while(|word| word.parse().ok()).collect();
    let denied = inside.starts_with("without") || inside.starts_with("no ");
    match (denied, numbers.is_empty()) {
        (true, _) => Some(Vec::new()),
        (false, false) => Some(numbers),
        (false, true) => None,
    }
}
