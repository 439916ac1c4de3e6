//! What is said of a screening, of a party and of a potential match, and in which words.

use crate::report::screened::{Counts, EntryTold, HitRecord, ScreenResult, Screened};
use earwatch_law::law::quantity::quantity;
use earwatch_screen::screening::hit::{Kind, Step, Strictest};

/// What is said of a party with potential matches.
pub const POTENTIAL: &str = "potential match, review";

/// What is said of a match that was dismissed.
pub const DISMISSED: &str = "potential match, dismissed by a reviewer";

/// `lists in force on 2026-11-30, known by 2026-11-29, with threshold 0.76`.
pub fn against(of: &Screened) -> String {
    let known = of.known_by.map_or_else(String::new, |day| format!(", as known by {day}"));
    format!("lists as of {}{known}, with threshold {}", of.as_of, of.threshold)
}

/// `no potential match found in lists as of 2026-11-30, with threshold 0.76`.
pub fn no_match(of: &Screened) -> String {
    let since = of.since.map_or_else(String::new, |day| format!(" among what changed after {day}"));
    format!("no potential match found{since} in {}", against(of))
}

/// The lists, each with its version and the number of its entries.
pub fn lists(of: &Screened) -> Vec<String> {
    let told = of.lists.iter().map(|used| {
        let version = match (used.version, used.effective) {
            (Some(version), Some(day)) => format!("version {version}, in force from {day}"),
            _ => "as it was known".to_owned(),
        };
        let by = used.document.as_ref().map_or_else(String::new, |document| format!(", by document {document}"));
        format!("{}: {}, {version}{by}", used.list.title(), quantity(used.entries, "entry"))
    });
    told.collect()
}

/// The files of owners and the provisions that count for them.
pub fn owners(of: &Screened) -> Vec<String> {
    let Some(used) = &of.ownership else {
        return Vec::new();
    };
    let files = used.files.iter().map(|file| {
        let what = if file.kind == "sdn" { "party" } else { "holding" };
        format!("{}: {}", file.name, quantity(file.records, what))
    });
    files.chain(used.provisions.iter().map(|it| it.words.clone())).collect()
}

/// Notes on files of owners that are told; all of them are in the JSON.
pub const NOTES: usize = 20;

/// All figures in a line: `5 rows: 4 parties screened, of which 1 has potential matches (2); 1 row skipped`.
pub fn counts(counts: &Counts) -> String {
    let number = |n: u64, noun: &str| quantity(usize::try_from(n).unwrap_or(usize::MAX), noun);
    let successors = match counts.by_successor {
        0 => String::new(),
        n => format!(", successor suspicion {n}"),
    };
    let with = match counts.with_hits {
        0 => "none of them with a potential match".to_owned(),
        n => format!(
            "{n} of them with {} (by name {}, by address {}, by ownership {}, held back {}{successors})",
            if counts.hits == 1 {
                "1 potential match".to_owned()
            } else {
                format!("{} potential matches", counts.hits)
            },
            counts.by_name,
            counts.by_address,
            counts.by_ownership,
            counts.by_held
        ),
    };
    let duplicates = match counts.duplicate_ids {
        0 => String::new(),
        1 => "; 1 id stands in an earlier row too".to_owned(),
        n => format!("; {n} ids stand in earlier rows too"),
    };
    let parties = if counts.screened == 1 { "party" } else { "parties" };
    let decided = match (counts.dismissed, counts.confirmed, counts.reopened) {
        (0, 0, 0) => String::new(),
        (dismissed, confirmed, reopened) => {
            format!("; by reviewers {dismissed} dismissed and {confirmed} confirmed, {reopened} open again")
        }
    };
    format!(
        "{}: {} {parties} screened, {with}{decided}; {} skipped{duplicates}",
        number(counts.rows, "row"),
        counts.screened,
        number(counts.skipped, "row")
    )
}

/// Whom a result is about: `Aster GmbH (id 7, row 2)`.
pub fn party(result: &ScreenResult) -> String {
    let party = &result.party;
    let name = if party.name.is_empty() { "a row without name" } else { &party.name };
    let id = if result.has_own_id() { format!("id {}, ", party.id) } else { String::new() };
    format!("{name} ({id}row {})", party.row)
}

/// What came of a party.
pub fn outcome(result: &ScreenResult, of: &Screened) -> String {
    let open = result.hits.iter().filter(|hit| !hit.is_dismissed()).count();
    match (&result.skipped, result.hits.len(), open) {
        (Some(why), ..) => format!("not screened: {why}"),
        (None, 0, _) => no_match(of),
        (None, 1, 0) => DISMISSED.to_owned(),
        (None, n, 0) => format!("{n} potential matches, all dismissed by a reviewer"),
        (None, _, 1) => POTENTIAL.to_owned(),
        (None, _, n) => format!("{n} potential matches, review"),
    }
}

/// The kind of a match and how strong it is: `strong match by name, score 0.97`.
pub fn strength(hit: &HitRecord) -> String {
    let by = match hit.kind {
        Kind::Name => "by name",
        Kind::Address => "by address",
        Kind::Ownership => "by ownership",
        Kind::Held => "with a party that a finding holds back",
        Kind::Successor => "with an entry that was removed (successor suspicion)",
    };
    format!("{} match {by}, score {:.2}", hit.band.name(), hit.score)
}

/// Who is matched: `Aster Co. · CHINA (entity-list, el-…)`.
pub fn entry(entry: &EntryTold) -> String {
    let country = entry.country.as_ref().map_or_else(String::new, |country| format!(" · {country}"));
    let list = entry.list.map(|list| list.to_string());
    let id = match (&entry.public_id, &entry.finding) {
        (Some(id), _) => Some(id.to_string()),
        (None, Some(finding)) => Some(format!("held back by finding {}", finding.number)),
        (None, None) => Some("SDN List".to_owned()),
    };
    let about: Vec<_> = list.into_iter().chain(id).collect();
    format!("{}{country} ({})", entry.name, about.join(", "))
}

/// What a reviewer decided, and whether it holds: `dismissed by KL on 2026-11-29: other address`.
pub fn decision(hit: &HitRecord) -> Option<String> {
    let it = hit.decision.as_ref()?;
    let by = if it.by.is_empty() { String::new() } else { format!(" by {}", it.by) };
    let decided = format!("{}{by} on {}: {}", it.verdict.name(), it.on, it.reason);
    Some(if it.holds {
        decided
    } else {
        format!("open again, because {}; it was {decided}", it.reopened.join(" and "))
    })
}

/// From the party up to the listed owners, a step each.
pub fn chain(hit: &HitRecord) -> Vec<String> {
    let step = |step: &Step| {
        let entry = step.entry.as_ref().map_or_else(String::new, |id| format!(" ({id})"));
        let how = step.kind.replace('_', " ");
        format!("{}{entry} {how} {} of {} ({}, {})", step.owner, step.percent, step.owned, step.source, step.place)
    };
    hit.chain.iter().flatten().map(step).collect()
}

/// What a hit says, each part with its title.
pub fn described(hit: &HitRecord) -> Vec<(&'static str, Vec<String>)> {
    let entry = &hit.entry;
    let matched = hit.matched.iter().map(|matched| {
        let (party, list) = (matched.party_field.in_words(), matched.entry_field.in_words());
        format!("{party} “{}” and {list} “{}”", matched.party_text, matched.entry_text)
    });
    let covered = hit.covered.map(|covered| match covered {
        Some(true) => "covered by its owners".to_owned(),
        Some(false) => "not covered by its owners".to_owned(),
        None => "whether its owners make it covered cannot be determined, which is a red flag of its own".to_owned(),
    });
    let set_by = match (&entry.document, entry.effective_from) {
        _ if entry.removed.is_some() => None,
        (Some(document), Some(day)) => Some(format!("document {document}, in force from {day}")),
        (Some(document), None) => Some(format!("document {document}")),
        (None, _) => Some("the baseline".to_owned()),
    };
    let finding = entry.finding.iter().flat_map(|finding| {
        let quote = finding.quote.as_ref().map(|quote| format!("“{quote}”"));
        let answered = finding.answered.then(|| "answered".to_owned());
        [Some(finding.message.clone()), quote, Some(finding.next_step.clone()), answered].into_iter().flatten()
    });
    let text = |text: &Option<String>| text.iter().cloned().collect::<Vec<_>>();
    let strictest = |of: fn(&Strictest) -> &Vec<String>| hit.strictest.as_ref().map(of).cloned().unwrap_or_default();
    let parts = vec![
        ("decision", decision(hit).into_iter().collect()),
        ("matched", matched.collect()),
        ("why", hit.reasons.clone()),
        ("why not higher", hit.why_not_higher.clone()),
        ("ownership", covered.into_iter().collect()),
        ("owners", chain(hit)),
        ("missing", hit.missing.clone().unwrap_or_default()),
        ("strictest requirement", strictest(|it| &it.requirements)),
        ("strictest review policy", strictest(|it| &it.policies)),
        ("designations of owners", strictest(|it| &it.designations)),
        ("listing", text(&entry.qualified)),
        ("designation", entry.designations.clone()),
        ("requirement", text(&entry.license_requirement)),
        ("review policy", text(&entry.license_review_policy)),
        ("set by", set_by.into_iter().collect()),
        ("finding", finding.collect()),
    ];
    let is_said = |(_, values): &(_, Vec<String>)| values.iter().any(|value| !value.is_empty());
    parts.into_iter().filter(is_said).collect()
}
