//! Notes below a list: what the eCFR says of its own text.
//!
//! `At 90 FR 50857, Nov. 12, 2025, in supplement no. 4 to part 744, the introductory text was stayed, effective until
//! Nov. 9, 2026.` → the introductory text is stored, and not in force until then.

use chrono::NaiveDate;

use crate::document::AmendatoryParagraph;
use crate::finding::Place;
use crate::instruction::{self, Order, Stayed};

/// What a note says to be held back, and the last day of that; empty for a note about something else.
pub(crate) fn stays(note: &str) -> Vec<(Stayed, Option<NaiveDate>)> {
    let Some((_, order)) = note.split_once(", in supplement no.") else {
        return Vec::new();
    };
    let paragraph = AmendatoryParagraph {
        title: Some(15),
        part: Some(744),
        text: format!("In supplement no.{order}"),
        place: Place::default(),
    };
    let (instructions, findings) = instruction::read(&[paragraph]);
    if !findings.is_empty() {
        return Vec::new();
    }
    let orders = instructions.into_iter().map(|instruction| instruction.order);
    orders
        .filter_map(|order| if let Order::Stay { what, until } = order { Some((what, until)) } else { None })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stay_is_read_from_an_effective_date_note() {
        let note = "Effective Date Note: At 90 FR 50857, Nov. 12, 2025, in supplement no. 4 to part 744, the \
                    introductory text was stayed, effective until Nov. 9, 2026.";
        let end = NaiveDate::from_ymd_opt(2026, 11, 9);
        assert_eq!(stays(note), [(Stayed::Intro, end)]);
        let other = "Editorial Note: At 89 FR 96836, Dec. 5, 2024, supplement no. 4 to part 744 was amended; however, \
                     these amendments could not be incorporated because no text was supplied for these entries.";
        assert_eq!(stays(other), []);
    }
}
