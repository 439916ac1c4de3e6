//! What a document says of lists of which there is no baseline.
//!
//! Such a document is no concern of the reader as far as its words name the other list; that is summed up in one
//! `list-not-tracked` finding. A finding whose list was carried over from elsewhere may be about a tracked list after
//! all, and stays.

use std::collections::{BTreeMap, BTreeSet};

use super::Orders;
use crate::document::preamble::Change;
use crate::document::{Block, Document};
use crate::finding::{Code, Finding, Place};
use crate::instruction::Certainty;
use crate::law::ListId;
use crate::law::text::reference::names_supplement;

impl Orders {
    /// The findings for readers of the tracked lists; what concerns other lists is summed up by list.
    pub fn findings_for(&self, document: &Document, tracked: &BTreeSet<ListId>) -> Vec<Finding> {
        let mut summed: BTreeMap<ListId, BTreeMap<Code, usize>> = self
            .instructions
            .iter()
            .filter_map(|instruction| Some((instruction.target.as_ref()?.list, BTreeMap::new())))
            .filter(|(list, _)| !tracked.contains(list))
            .collect();
        let mut told = Vec::new();
        for finding in &self.findings {
            match finding.list.filter(|list| !tracked.contains(list)) {
                Some(list) if self.names(document, finding, list) => {
                    let codes = summed.entry(list).or_default();
                    *codes.entry(finding.code).or_default() += 1;
                }
                Some(_) | None => told.push(finding.clone()),
            }
        }
        let sums = summed.iter().map(|(list, codes)| {
            let amendments = self.amendments.iter();
            let orders = amendments.filter(|amendment| amendment.list == *list).count();
            let mut message = format!(
                "the document amends the {list}, of which there is no baseline; amendments not applied: {orders}"
            );
            if !codes.is_empty() {
                let codes: Vec<_> = codes.iter().map(|(code, times)| format!("{times} {code}")).collect();
                message.push_str("; findings about it: ");
                message.push_str(&codes.join(", "));
            }
            let mut finding = Finding::new(Code::ListNotTracked, message).with_list(*list);
            finding.document = Some(document.number.clone());
            finding
        });
        told.extend(sums);
        told
    }

    /// Whether the words themselves name the list: the sentence, or the heading above the printed row.
    fn names(&self, document: &Document, finding: &Finding, list: ListId) -> bool {
        let quoted = finding.quote.as_deref();
        let ordered = || {
            self.instructions.iter().any(|instruction| {
                let target = instruction.target.as_ref();
                Some(&instruction.place) == finding.place.as_ref()
                    && Some(instruction.quote.as_str()) == quoted
                    && target.is_some_and(|target| target.list == list && target.certainty == Certainty::Stated)
            })
        };
        let summed = finding.code == Code::CountMismatch && quoted == Some(document.preamble.summary.as_str());
        let counted = |change: &Change| change.list == list && change.named;
        summed && document.preamble.changes.iter().any(counted)
            || quoted.is_some_and(|quote| names_supplement(quote, list))
            || ordered()
            || finding.place.as_ref().is_some_and(|place| heading_above(document, place) == Some(list))
    }
}

/// The list that the heading above a row of a table names.
fn heading_above(document: &Document, row: &Place) -> Option<ListId> {
    for unit in &document.units {
        let mut headed = None;
        for block in &unit.blocks {
            match block {
                Block::Heading(text) => headed = ListId::of_heading(&text.text).or(headed),
                Block::Paragraph(_) => {}
                Block::Table(table) => {
                    let mut entries = table.entries.iter().map(|entry| &entry.place);
                    let mut others = table.unclassified.iter().map(|text| &text.place);
                    if entries.any(|place| place == row) || others.any(|place| place == row) {
                        return headed;
                    }
                }
            }
        }
    }
    None
}
