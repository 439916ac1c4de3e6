//! Findings that a person has answered: by an acknowledgement on record, or in the overlay of the document.

use serde::Serialize;

use crate::store::acknowledgements::Acknowledgement;
use crate::store::findings::{FindingId, Which};
use crate::store::{Reader, StoreResult};
use earwatch_law::finding::{Answer, Code, Finding, Through};
use earwatch_law::overlay::Overlay;

/// A finding with its number and who answered it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListedFinding {
    /// Number.
    pub id: FindingId,
    /// The finding.
    #[serde(flatten)]
    pub finding: Finding,
    /// Who answered it.
    pub answer: Option<Answer>,
}

/// The finding of a number, if it stands.
pub fn open_finding(reader: Reader<'_>, number: i64) -> StoreResult<Option<Finding>> {
    let current = reader.numbered_findings(&Which::Current)?;
    Ok(current.into_iter().find(|(id, _)| id.0 == number).map(|(_, finding)| finding))
}

/// All answers that stand.
#[derive(Debug, Default)]
pub struct Answers {
    acknowledgements: Vec<Acknowledgement>,
    overlays: Vec<Overlay>,
}

impl Answers {
    /// Reads acknowledgements, and overlays as they were read with the documents on record.
    pub fn read(reader: Reader<'_>) -> StoreResult<Self> {
        Ok(Self { acknowledgements: reader.acknowledgements()?, overlays: reader.overlays()?.into_values().collect() })
    }

    /// Who answered a finding, and why.
    pub fn of(&self, finding: &Finding) -> Option<Answer> {
        let by_overlay = self.overlays.iter().find_map(|overlay| overlay.answer(finding));
        by_overlay.or_else(|| {
            let mut on_record = self.acknowledgements.iter();
            let found = on_record.find(|it| it.finding.says_the_same(finding))?;
            Some(Answer {
                through: Through::Acknowledgement,
                reviewer: found.reviewer.clone(),
                reason: found.reason.clone(),
            })
        })
    }

    /// Findings about answers that fit none of the findings that stand.
    pub fn unused(&self, current: &[Finding]) -> Vec<Finding> {
        let fits = |acknowledgement: &Acknowledgement| {
            current.iter().any(|finding| acknowledgement.finding.says_the_same(finding))
        };
        let acknowledged = self.acknowledgements.iter().filter(|it| !fits(it));
        let acknowledged = acknowledged.map(|it| Finding {
            code: Code::AcknowledgementUnused,
            message: format!(
                "acknowledgement {} by {} matches no finding any more: {}: {}",
                it.id.0, it.reviewer, it.finding.code, it.finding.message
            ),
            ..it.finding.clone()
        });
        let accepted = self.overlays.iter().flat_map(|it| it.unused(current));
        acknowledged.chain(accepted).collect()
    }
}
