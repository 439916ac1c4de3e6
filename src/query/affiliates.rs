//! Whether the provision for affiliates of each list is in force on a day, by the texts on record.
//!
//! Each list has a section of Part 744 that says what binds its parties, and an introductory text that may say it again.
//! Where neither is on record, or the two do not agree, it is not to be told.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::provisions::all_known;
use crate::ingest::section_rules::SectionRules;
use crate::run::RunError;
use crate::store::Store;
use earwatch_law::law::ListId;
use earwatch_law::provision::Kind;
use earwatch_law::provision::ownership::{Owners, Share};
use earwatch_law::provision::section::{Act, Printed};
use earwatch_law::provision::sections::Ordered;
use earwatch_report::report::provisions::{ProvisionRecord, Standing};
use earwatch_screen::affiliates::provision::{Force, Provision};
use earwatch_screen::affiliates::restricted::SDN;
use earwatch_screen::ownership::share::Percent;

/// What the texts on record say of affiliates on a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OnRecord {
    /// The provision of each list, by its name; that of OFAC's list among them.
    pub provisions: BTreeMap<String, Provision>,
    /// The programs of OFAC's list whose parties count as owners (§ 744.8(a)(1)); `None` where that is not on record.
    pub programs: Option<BTreeSet<String>>,
}

/// The section that says what binds the parties of a list.
fn section_of(list: ListId) -> &'static str {
    match list {
        ListId::EntityList => "§ 744.11",
        ListId::UnverifiedList => "§ 744.15",
        ListId::MeuList => "§ 744.21",
    }
}

/// The section on parties of OFAC's list.
const BLOCKED: &str = "§ 744.8";

/// What the texts on record say of affiliates on a day; as known from what had been published by `known_by`, where that is
/// given.
pub fn on_record(store: &Store, as_of: NaiveDate, known_by: Option<NaiveDate>) -> Result<OnRecord, RunError> {
    let records = all_known(store, as_of, known_by)?;
    let rules = SectionRules::read(store.reader())?;
    let is_printed = |section: &str| rules.printed().iter().any(|one| one.section == section);
    let mut provisions = BTreeMap::new();
    for list in ListId::ALL {
        let section = section_of(list);
        let of_list = |one: &&ProvisionRecord| one.list == Some(list) && !one.is_of_section();
        let intro: Vec<_> = about_affiliates(&records, Owners::Listed).filter(of_list).collect();
        let of_section: Vec<_> = of_section(&records, Owners::Listed, section).collect();
        provisions
            .insert(list.name().to_owned(), provision(&records, section, is_printed(section), &of_section, &intro));
    }
    let of_blocked: Vec<_> = of_section(&records, Owners::Blocked, BLOCKED).collect();
    let blocked = provision(&records, BLOCKED, is_printed(BLOCKED), &of_blocked, &[]);
    provisions.insert(SDN.to_owned(), blocked);
    Ok(OnRecord { provisions, programs: programs(rules.printed(), &rules.ordered(known_by), as_of) })
}

fn about_affiliates(records: &[ProvisionRecord], owners: Owners) -> impl Iterator<Item = &ProvisionRecord> {
    records.iter().filter(move |one| {
        one.kind == Kind::Affiliates
            && one.standing != Standing::Ended
            && one.ownership.as_ref().is_some_and(|ownership| ownership.owners == owners)
    })
}

fn of_section<'r>(
    records: &'r [ProvisionRecord],
    owners: Owners,
    section: &'r str,
) -> impl Iterator<Item = &'r ProvisionRecord> {
    about_affiliates(records, owners).filter(move |one| is_within(one, section))
}

/// Whether a provision stands in a section: `§ 744.8(a)(2)` in `§ 744.8`, `§ 744.81` not.
fn is_within(one: &ProvisionRecord, section: &str) -> bool {
    one.section.strip_prefix(section).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// The provision of a list, by its section and its introductory text.
fn provision(
    records: &[ProvisionRecord],
    section: &str,
    is_printed: bool,
    of_section: &[&ProvisionRecord],
    intro: &[&ProvisionRecord],
) -> Provision {
    let unknown = |why: String| Force::Unknown { why };
    let force = match (force(of_section), force(intro)) {
        (Some(of_section), Some(intro)) if of_section == intro => of_section,
        (Some(_), Some(_)) => unknown(format!(
            "which of two texts counts: {} and the introductory text of the list do not agree whether the provision for \
             affiliates is in force; see `earwatch text`",
            of_section[0].section
        )),
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => {
            match records.iter().find(|one| is_within(one, section) && one.standing == Standing::NotOnRecord) {
                Some(open) => unknown(format!(
                    "whether a provision for affiliates is in force: {} is ordered otherwise, and its text is not on record",
                    open.section
                )),
                None if is_printed => Force::NotProvided,
                None => unknown(format!(
                    "whether a provision for affiliates is in force: {section} is not on record; a baseline of all of Part 744 \
                 has it"
                )),
            }
        }
    };
    let all = || of_section.iter().chain(intro);
    let section = all().next().map_or(section, |one| one.section.as_str()).to_owned();
    let shares: BTreeSet<Option<Percent>> =
        all().flat_map(|one| one.ownership.iter().flat_map(|it| &it.shares)).map(from).collect();
    let from = if let [one] = shares.iter().collect::<Vec<_>>().as_slice() { **one } else { None };
    Provision { force, section, from }
}

/// Whether provisions of one place are in force; one that is makes up for others that are not.
fn force(all: &[&ProvisionRecord]) -> Option<Force> {
    let mut forces: Vec<(u8, Force)> = all
        .iter()
        .map(|one| match one.standing {
            Standing::InForce => (0, Force::InForce),
            Standing::AsPrinted | Standing::NotOnRecord => {
                let why = format!("how {} reads after the orders on record: {}", one.section, one.standing.in_words());
                (1, Force::Unknown { why })
            }
            Standing::Stayed => (2, Force::Stayed { until: one.stayed_until }),
            Standing::Ended => (3, Force::NotProvided),
        })
        .collect();
    forces.sort_by_key(|(rank, _)| *rank);
    forces.into_iter().next().map(|(_, force)| force)
}

/// The share from which on owners cover.
fn from(share: &Share) -> Option<Percent> {
    match share {
        Share::AtLeast(percent) | Share::Stated(percent) => Percent::stated(percent, false),
        Share::MoreThan(percent) => Percent::stated(percent, true),
        Share::Majority => Percent::stated("50", true),
        Share::Whole => Some(Percent::ALL),
    }
}

/// The tags in brackets of the section on OFAC's list, up to a day.
fn programs(printed: &[Printed], documents: &[Ordered], as_of: NaiveDate) -> Option<BTreeSet<String>> {
    let of_baseline = printed.iter().filter(|one| one.section == BLOCKED).flat_map(|one| &one.paragraphs);
    let orders = documents.iter().filter(|one| one.effective <= as_of).flat_map(|one| &one.orders);
    let set = orders.filter(|order| order.target.section == BLOCKED).flat_map(|order| match &order.act {
        Act::Set(paragraphs) => paragraphs.as_slice(),
        Act::Remove | Act::Stay(_) | Act::Lift | Act::Other => &[],
    });
    let named = of_baseline.chain(set).filter(|one| one.path.starts_with(&["a".to_owned(), "1".to_owned()]));
    let tags: BTreeSet<String> = named.flat_map(|one| tags(&one.text)).collect();
    (!tags.is_empty()).then_some(tags)
}

/// `[SDGT]; or` has SDGT; `[Reserved]` is none.
fn tags(text: &str) -> impl Iterator<Item = String> {
    let inner = text.split('[').skip(1).filter_map(|rest| rest.split(']').next());
    let is_tag = |tag: &&str| tag.chars().any(char::is_alphabetic) && !tag.chars().any(char::is_lowercase);
    inner.filter(is_tag).map(ToOwned::to_owned)
}
