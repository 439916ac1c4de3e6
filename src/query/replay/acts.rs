//! Documents that act on documents, among those that are replayed.

use std::collections::BTreeSet;

use crate::ingest::documents::Read;
use crate::run::RunError;
use earwatch_law::amendment::acted::{self, Party, Standing, Target, Verdict};
use earwatch_law::finding::Finding;
use earwatch_law::law::ListId;

/// What the acts of documents come to.
pub(super) struct Settled {
    /// The documents in the order of publication, with those of `acting` that act on one of them.
    pub(super) reads: Vec<Read>,
    /// What becomes of the orders of each.
    pub(super) standing: Vec<Standing>,
    /// What each act comes to.
    pub(super) findings: Vec<Finding>,
    /// How many of `acting` act on none.
    pub(super) unrelated: usize,
}

/// Works out what documents do to each other; `acting` are those that order nothing themselves.
pub(super) fn settle(reads: Vec<Read>, acting: Vec<Read>, tracked: &BTreeSet<ListId>) -> Result<Settled, RunError> {
    let mut all: Vec<_> = reads.into_iter().map(|read| (read, true)).collect();
    all.extend(acting.into_iter().map(|read| (read, false)));
    all.sort_by(|(a, _), (b, _)| order(a).cmp(&order(b)));
    let mut on_record: BTreeSet<usize> =
        all.iter().enumerate().filter(|(_, (_, related))| *related).map(|(at, _)| at).collect();
    let parties: Vec<_> = all.iter().map(|(read, _)| party(read, tracked)).collect();
    let pairs = acted::pairs(&parties);
    while let Some((acting, _)) =
        pairs.iter().find(|(acting, target)| !on_record.contains(acting) && on_record.contains(target))
    {
        on_record.insert(*acting);
    }
    let unrelated = all.len() - on_record.len();
    let reads: Vec<_> =
        all.into_iter().enumerate().filter(|(at, _)| on_record.contains(at)).map(|(_, (read, _))| read).collect();
    let parties: Vec<_> = reads.iter().map(|read| party(read, tracked)).collect();
    let settled = acted::settle(&parties, None, &mut |at| {
        let read: Option<&Read> = reads.get(at);
        let mut orders = read.map_or_else(Vec::new, |read| read.orders.ordered());
        orders.retain(|order| tracked.contains(&order.list));
        let findings = read.map_or(&[][..], |read| &read.orders.findings);
        Ok::<_, RunError>(Target::new(orders, findings))
    })?;
    let repeats = |verdict: &&Verdict| {
        let told = reads.get(verdict.acting).map_or(&[][..], |read| &read.orders.findings);
        told.iter().any(|told| verdict.repeats(told))
    };
    let new = settled.verdicts.iter().filter(|verdict| !repeats(verdict));
    let findings = new.map(|verdict| verdict.finding(&parties)).collect();
    let standing = (0..reads.len()).map(|at| settled.standing.get(&at).cloned().unwrap_or_default()).collect();
    Ok(Settled { reads, standing, findings, unrelated })
}

fn order(read: &Read) -> impl Ord + '_ {
    let document = &read.document;
    (document.published, document.volume, document.start_page, &document.number)
}

fn party<'a>(read: &'a Read, tracked: &BTreeSet<ListId>) -> Party<'a> {
    let document = &read.document;
    let orders = read.orders.amendments.iter().any(|amendment| tracked.contains(&amendment.list));
    let name = (&document.number, document.published);
    let pages = (document.start_page, document.end_page);
    Party::new(name, document.volume, pages, &document.title, &document.acts, orders)
}
