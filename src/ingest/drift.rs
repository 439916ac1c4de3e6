//! Verifications → the drift ledger, and findings that are told once and taken back when they are mended.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::ingest::transaction::{Ingest, in_run};
use crate::run::overlays::Overlays;
use crate::run::{Occasion, RunError, RunResult};
use crate::source::Capture;
use crate::store::drifts::{DriftKey, StoredVerification};
use crate::store::findings::Which;
use crate::store::versions::VersionNumber;
use crate::store::{Store, Writer};
use earwatch_law::drift::{Class, Difference, Printing};
use earwatch_law::finding::{Code, Finding};
use earwatch_law::law::ListId;
use earwatch_report::report::verification::{VerifiedList, VerifiedSource};

/// Differences from the eCFR that are told one by one; of more, one finding tells all.
const MOST: usize = 20;

/// Records what sources were compared with, and tells what is new and what is mended. What a source had shown on a later
/// day stands. The bytes of a source that was fetched are kept.
pub fn record(
    store: &mut Store,
    sources: &[VerifiedSource],
    fetched: Option<&Capture>,
    overlays: &Overlays,
    occasion: &Occasion,
) -> Result<RunResult, RunError> {
    if let Some(capture) = fetched {
        store.write(|writer| writer.put_capture(capture))?;
    }
    in_run(store, occasion, overlays, |writer, ingest| {
        let mut lines = Vec::new();
        for source in sources {
            if fetched.is_some() && source.printing == Printing::Ecfr {
                caught_up(writer, ingest, source)?;
            }
            for list in &source.lists {
                let of = list.comparison.list;
                let last = writer.reader().last_verification(source.printing, of)?;
                if let Some(last) = last.filter(|last| last.day > source.day) {
                    lines.push(format!("not recorded, since one of {} is: {}", last.day, list.line));
                    continue;
                }
                lines.push(list.line.clone());
                put(writer, ingest, source, list)?;
            }
        }
        ingest.result.checked = Some(lines.join("; "));
        Ok(())
    })
}

fn key(of: &Difference) -> DriftKey {
    (of.country.clone(), of.name.clone(), of.field.clone())
}

fn put(writer: &Writer<'_>, ingest: &mut Ingest, source: &VerifiedSource, list: &VerifiedList) -> Result<(), RunError> {
    let (printing, day, run) = (source.printing, source.day, ingest.run);
    let comparison = &list.comparison;
    writer.put_verification(
        run,
        &StoredVerification {
            printing,
            list: comparison.list,
            day,
            version: VersionNumber(source.compared_with.version),
            sha256: source.sha256.clone(),
            equal: comparison.equal,
            total: comparison.total,
            differing: comparison.differing(),
        },
    )?;
    let mut before = writer.reader().open_drifts(printing, comparison.list)?;
    let mut met: BTreeMap<DriftKey, &Difference> = BTreeMap::new();
    for one in comparison.differences.iter().filter(|one| one.class != Class::Editorial) {
        // Of entries of one name, the first that needs somebody stands for all.
        let known = met.entry(key(one)).or_insert(one);
        if known.explained && !one.explained {
            *known = one;
        }
    }
    for (key, one) in &met {
        match before.remove(key) {
            Some(id) => writer.renew_drift(id, one)?,
            None => writer.put_drift(run, (printing, comparison.list, day), one)?,
        }
    }
    let mut open = met;
    open.retain(|_, one| !one.explained);
    for id in before.values() {
        writer.mend_drift(*id, run, day)?;
    }
    let findings = findings(source, comparison.list, &open);
    tell(writer, ingest, (printing, comparison.list, day), findings, &open)
}

/// What is to be told of the differences that need somebody: each of few from the eCFR, else all in one.
fn findings(source: &VerifiedSource, list: ListId, open: &BTreeMap<DriftKey, &Difference>) -> Vec<Finding> {
    let of = format!("the {} of {}", source.printing, source.day);
    if open.is_empty() {
        return Vec::new();
    }
    if source.printing != Printing::Ecfr || open.len() > MOST {
        let message = format!("{of} differs from the {} on record in {}", list.title(), open.len());
        let message = format!("{message}; earwatch verify lists them by cause");
        return vec![Finding::new(code(source.printing), message).with_list(list)];
    }
    let each = open.values().map(|one| {
        let message = format!("{of} differs in {}: {}", one.field.replace('_', " "), one.reason);
        let mut finding = Finding::new(Code::DriftEcfr, message).with_list(list);
        finding.country.clone_from(&one.country);
        finding.name = Some(one.name.clone());
        finding.quote.clone_from(&one.theirs);
        finding
    });
    each.collect()
}

fn code(printing: Printing) -> Code {
    match printing {
        Printing::Ecfr => Code::DriftEcfr,
        Printing::Csl | Printing::Bis => Code::DriftCsl,
    }
}

/// List, country, name and field.
type About = (ListId, Option<String>, Option<String>, String);

fn is_open((_, country, name, field): &About, open: &BTreeMap<DriftKey, &Difference>) -> bool {
    let is_it = |(of, entry, in_field): &DriftKey| {
        of == country && Some(entry) == name.as_ref() && in_field.replace('_', " ") == *field
    };
    open.keys().any(is_it)
}

/// What a finding of drift is about, whatever words it has: its message names the day.
fn about(finding: &Finding, printing: Printing) -> Option<About> {
    let own = finding.message.starts_with(&format!("the {printing} of "));
    let field = finding.message.split_once(" differs in ").and_then(|(_, rest)| rest.split_once(':'));
    let field = field.map(|(field, _)| field.to_owned()).unwrap_or_default();
    let list = finding.list.filter(|_| own && finding.code == code(printing))?;
    Some((list, finding.country.clone(), finding.name.clone(), field))
}

/// Tells what is new, leaves what stands, and takes back what is mended, with a word about it.
fn tell(
    writer: &Writer<'_>,
    ingest: &mut Ingest,
    (printing, list, day): (Printing, ListId, NaiveDate),
    mut findings: Vec<Finding>,
    open: &BTreeMap<DriftKey, &Difference>,
) -> Result<(), RunError> {
    let mut mended = Vec::new();
    for (id, told) in writer.reader().numbered_findings(&Which::Beside)? {
        let Some(what) = about(&told, printing).filter(|what| what.0 == list) else { continue };
        match findings.iter().position(|finding| about(finding, printing).as_ref() == Some(&what)) {
            Some(at) => {
                findings.remove(at);
                ingest.result.standing.push(told);
            }
            // One of many that are told in one now.
            None if is_open(&what, open) => ingest.result.standing.push(told),
            // Told in one, and one by one now.
            None if what.2.is_none() && what.3.is_empty() && !open.is_empty() => {
                writer.supersede_finding(id, ingest.run)?;
            }
            None => {
                writer.supersede_finding(id, ingest.run)?;
                let message = format!("the {printing} of {day} agrees again: {}", told.message);
                mended.push(Finding { code: Code::DriftMended, message, quote: None, ..told });
            }
        }
    }
    findings.extend(mended);
    ingest.tell(writer, None, findings)
}

/// The day whose text of the eCFR a poll asks for, if any: that of the last rule, until it was compared; while anything
/// differs, a later one. It is asked once a day at most.
pub fn due(store: &Store, occasion: &Occasion) -> Result<Option<NaiveDate>, RunError> {
    /// Business days that the eCFR is behind, and a weekend.
    const BEHIND: Days = Days::new(4);
    let reader = store.reader();
    let chain = reader.chain()?;
    let Some(newest) = chain.iter().rev().find(|version| version.document.is_some()) else {
        return Ok(None);
    };
    let day = newest.effective.max(newest.published);
    let list = ListId::EntityList;
    let compared = reader.last_verification(Printing::Ecfr, list)?.filter(|compared| compared.day >= day);
    let wanted = match compared {
        None => day,
        Some(compared) if reader.open_drifts(Printing::Ecfr, list)?.is_empty() || compared.day >= occasion.as_of => {
            return Ok(None);
        }
        Some(compared) => occasion.as_of.checked_sub_days(BEHIND).unwrap_or(day).max(compared.day),
    };
    let is_due = wanted < occasion.as_of && !reader.ecfr_was_asked(occasion.as_of)?;
    Ok(is_due.then_some(wanted))
}

/// Days for which the eCFR is asked in vain before somebody is told. It is two business days behind as a rule.
const PATIENCE: i64 = 7;

/// Days on which it must have been asked: one failure is none.
const LEAST_ASKED: usize = 3;

/// What a poll has to say of a day of the eCFR that it asked for in vain: nothing for a week, and then once.
pub fn missed(
    store: &mut Store,
    (wanted, why): (NaiveDate, &str),
    overlays: &Overlays,
    occasion: &Occasion,
) -> Result<Option<RunResult>, RunError> {
    let asked = store.reader().days_asked_for(wanted)?;
    let Some(first) = asked.first().filter(|first| (occasion.as_of - **first).num_days() >= PATIENCE) else {
        return Ok(None);
    };
    let is_told = |finding: &Finding| finding.code == Code::EcfrBehind;
    if asked.len() < LEAST_ASKED || store.reader().findings(&Which::Beside)?.iter().any(is_told) {
        return Ok(None);
    }
    let message = format!(
        "the eCFR was asked on {} days since {first} for its text of {wanted}, the day of the last rule, and in vain: {why}; \
         the list has not been compared with it since",
        asked.len()
    );
    let told = in_run(store, occasion, overlays, |writer, ingest| {
        ingest.tell(writer, None, vec![Finding::new(Code::EcfrBehind, message)])
    })?;
    Ok(Some(told))
}

/// Takes back that the eCFR could not be had.
fn caught_up(writer: &Writer<'_>, ingest: &mut Ingest, source: &VerifiedSource) -> Result<(), RunError> {
    for (id, told) in writer.reader().numbered_findings(&Which::Beside)? {
        if told.code == Code::EcfrBehind {
            writer.supersede_finding(id, ingest.run)?;
            let message = format!("the {} of {} was compared: {}", source.printing, source.day, told.message);
            ingest.tell(writer, None, vec![Finding { code: Code::DriftMended, message, ..told }])?;
        }
    }
    Ok(())
}

/// Records that the eCFR was asked.
pub fn asked(store: &mut Store, wanted: NaiveDate, occasion: &Occasion) -> Result<(), RunError> {
    Ok(store.write(|writer| writer.put_ecfr_asked(occasion.as_of, wanted))?)
}
