//! The frame of a run: all that it writes is written at once or not at all, and at its end everything that stands is
//! looked at once more.

use std::collections::BTreeMap;

use super::section_rules;
use crate::run::answers::Answers;
use crate::run::overlays::Overlays;
use crate::run::{Occasion, RunError, RunResult};
use crate::store::documents::DocumentId;
use crate::store::findings::Which;
use crate::store::runs::RunId;
use crate::store::{Store, Writer};
use earwatch_law::finding::{Code, Finding, links};
use earwatch_law::law::citation::DocumentNumber;

/// The bookkeeping of one run.
pub(super) struct Ingest {
    pub(super) run: RunId,
    pub(super) result: RunResult,
    /// Whether another version of the program made the run before: all is derived anew, since it may apply otherwise too.
    pub(super) upgraded: bool,
    /// Why documents are applied anew, where it is not that the law came in another order.
    pub(super) causes: BTreeMap<DocumentId, &'static str>,
    /// The overlays at hand.
    pub(super) overlays: Overlays,
}

impl Ingest {
    pub(super) fn tell(
        &mut self,
        writer: &Writer<'_>,
        document: Option<DocumentId>,
        findings: Vec<Finding>,
    ) -> Result<(), RunError> {
        writer.put_findings(self.run, document, None, &findings)?;
        self.result.findings.extend(findings);
        Ok(())
    }

    /// A finding about a document or a source that is told once, however often it is met while it stands.
    pub(super) fn tell_once(&mut self, writer: &Writer<'_>, finding: Finding) -> Result<(), RunError> {
        let standing = match &finding.document {
            Some(number) => writer.reader().findings(&Which::OfDocument(number.clone().into()))?,
            None => writer.reader().findings(&Which::Beside)?,
        };
        let same = |told: &&Finding| {
            let what = |finding: &Finding| (finding.code, finding.document.clone(), finding.name.clone());
            what(told) == what(&finding)
        };
        match standing.iter().find(same) {
            Some(told) => self.result.standing.push(told.clone()),
            None => self.tell(writer, None, vec![finding])?,
        }
        Ok(())
    }

    /// A finding about a document, beside what stands in its text.
    pub(super) fn tell_of(
        &mut self,
        writer: &Writer<'_>,
        code: Code,
        number: &DocumentNumber,
        message: impl Into<String>,
    ) -> Result<(), RunError> {
        let mut finding = Finding::new(code, message);
        finding.document = Some(number.clone());
        self.tell(writer, None, vec![finding])
    }
}

/// Does the work of a run in one transaction.
pub(super) fn in_run(
    store: &mut Store,
    occasion: &Occasion,
    overlays: &Overlays,
    work: impl FnOnce(&Writer<'_>, &mut Ingest) -> Result<(), RunError>,
) -> Result<RunResult, RunError> {
    store.write(|writer| {
        let last = writer.reader().last_program()?;
        let upgraded = last.is_some_and(|last| last.as_deref() != Some(env!("CARGO_PKG_VERSION")));
        let run = writer.start_run(&occasion.command, occasion.as_of, occasion.now)?;
        if upgraded {
            writer.read_names_anew()?;
            writer.read_ids_anew(Some(run))?;
        }
        let mut ingest =
            Ingest { run, result: RunResult::new(run), upgraded, causes: BTreeMap::new(), overlays: overlays.clone() };
        work(writer, &mut ingest)?;
        ingest.result.in_force = writer.put_came_into_force(run, occasion.as_of)?;
        section_rules::tell(writer, run, occasion.as_of)?;
        let answers = Answers::read(writer.reader())?;
        tell_idle(writer, &mut ingest, &answers, overlays)?;
        links::link(&mut ingest.result.findings);
        let open = |finding: &&Finding| finding.needs_review() && answers.of(finding).is_none();
        let met = ingest.result.findings.iter().chain(&ingest.result.standing);
        ingest.result.open = met.filter(open).count();
        writer.finish_run(run, occasion.now, ingest.result.exit_code(), &ingest.result.message())?;
        if let Some(checked) = &ingest.result.checked {
            writer.put_run_checked(run, checked)?;
        }
        writer.put_link(run, None)?;
        Ok(ingest.result)
    })
}

/// Records a run that failed before it could write anything else.
pub(super) fn failed_run(
    writer: &Writer<'_>,
    occasion: &Occasion,
    message: &str,
    findings: &[Finding],
) -> Result<(), RunError> {
    let run = writer.start_run(&occasion.command, occasion.as_of, occasion.now)?;
    writer.put_findings(run, None, None, findings)?;
    writer.finish_run(run, occasion.now, FAILED, message)?;
    Ok(writer.put_link(run, None)?)
}

/// Exit code of a run that failed.
const FAILED: u8 = 1;

/// Overlays and acknowledgements that fit nothing: told once, and withdrawn when they fit again.
fn tell_idle(writer: &Writer<'_>, ingest: &mut Ingest, answers: &Answers, overlays: &Overlays) -> Result<(), RunError> {
    let reader = writer.reader();
    let current = reader.findings(&Which::Current)?;
    let mut idle = answers.unused(&current);
    for overlay in overlays.all() {
        // Before the first document came, every overlay waits for its own.
        if reader.document(&overlay.number)?.is_none() && !reader.documents()?.is_empty() {
            let message = "no document of this number is on record for the overlay to be read with";
            let mut finding = Finding::new(Code::OverlayUnused, message);
            finding.document = Some(overlay.number.clone());
            idle.push(finding);
        }
    }
    for (id, told) in reader.numbered_findings(&Which::Idle)? {
        match idle.iter().position(|finding| finding.says_the_same(&told)) {
            Some(at) => drop(idle.remove(at)),
            None => writer.supersede_finding(id, ingest.run)?,
        }
    }
    ingest.tell(writer, None, idle)
}
