//! Findings, each with who answered it, the most urgent first.

use super::named::no_document;
use crate::run::RunError;
use crate::run::answers::{Answers, ListedFinding};
use crate::store::Store;
use crate::store::findings::Which;
use earwatch_law::finding::links;
use earwatch_report::report::attention::Attention;

/// The findings that are asked for, the most urgent first, then by document; one that another explains stays below that
/// one.
///
/// # Errors
/// [`RunError::NotOnRecord`] where the document or run that they are asked of is not: silence about it would read like "no
/// findings".
pub fn on_record(store: &Store, which: &Which) -> Result<Vec<ListedFinding>, RunError> {
    is_on_record(store, which)?;
    let answers = Answers::read(store.reader())?;
    let numbered = store.reader().numbered_findings(which)?;
    let findings: Vec<_> = numbered.iter().map(|(_, finding)| finding.clone()).collect();
    let mut listed: Vec<_> = numbered
        .into_iter()
        .map(|(id, finding)| Some(ListedFinding { id, answer: answers.of(&finding), finding }))
        .collect();
    let order = links::order_by(&findings, |at| {
        listed.get(at).and_then(Option::as_ref).map(|of| {
            let answered = of.answer.is_some() || of.finding.explained_by.is_some();
            (Attention::given(of.finding.severity(), answered), of.finding.document.clone())
        })
    });
    Ok(order.into_iter().filter_map(|at| listed.get_mut(at)?.take()).collect())
}

fn is_on_record(store: &Store, which: &Which) -> Result<(), RunError> {
    let reader = store.reader();
    match which {
        Which::OfRun(run) if !reader.runs()?.iter().any(|known| known.id == *run) => {
            Err(RunError::NotOnRecord { what: format!("run {}", run.0), next: "see `earwatch runs`".to_owned() })
        }
        Which::OfDocument(name) => {
            let known = !reader.documents_named(name)?.is_empty()
                || name.published.is_none()
                    && (!reader.findings(which)?.is_empty() || !reader.provisional_of(&name.number)?.is_empty());
            if known { Ok(()) } else { Err(no_document(store, name)?) }
        }
        _ => Ok(()),
    }
}
