//! Which printed row belongs to which instructed name.

use std::collections::BTreeSet;

use super::by_citation;
use super::by_row;
use super::edit::Edit;
use super::reprinted::uninstructed;
use super::rows::PrintedRow;
use crate::entry::cell;
use crate::finding::{Code, Finding};
use crate::instruction::{Entries, Instruction, Order, is_connecting};
use crate::law::canonical::{self, canonical, same_marks_and_numbers};
use crate::law::country::key as country_key;
use crate::law::likeness::is_like;
use crate::law::quantity::quantity;
use crate::law::text::quoted::quotes;

/// A name that an instruction wants a row for.
struct Wanted<'a> {
    instruction: usize,
    revises: bool,
    country: Option<&'a str>,
    name: &'a str,
    ordinal: Option<u32>,
    row: Option<usize>,
}

/// What pairing gave.
#[derive(Default)]
pub(super) struct Paired {
    /// Edits, each with the index of its instruction.
    pub(super) edits: Vec<(Edit, usize)>,
    /// Names without a row that could be entered, each with the index of its instruction.
    pub(super) without_row: Vec<(usize, String)>,
    /// Indices of rows that no instruction names or counts.
    pub(super) without_instruction: Vec<usize>,
    /// Those of them that nothing else tells.
    pub(super) unordered: Vec<usize>,
    /// Indices of instructions that a row carries out.
    pub(super) by_row: BTreeSet<usize>,
}

/// Pairs names and rows: by name first; counted orders take the rows that are left; then a single left-over name
/// takes the left-over row that resembles it. What stays single is a finding.
pub(super) fn pair(instructions: &[Instruction], rows: &[PrintedRow], findings: &mut Vec<Finding>) -> Paired {
    let mut wanted = wanted(instructions);
    let mut taken = vec![false; rows.len()];
    let row_keys: Vec<_> =
        rows.iter().map(|row| (row.country.as_deref().map(country_key), canonical(&row.name))).collect();
    let fits = |want: &Wanted<'_>, at: usize, row: &PrintedRow| {
        let list = instructions.get(want.instruction).and_then(|instruction| instruction.target.as_ref());
        list.is_some_and(|target| target.list == row.list)
            && match (want.country, row_keys.get(at).and_then(|(country, _)| country.as_ref())) {
                (Some(want), Some(row)) => country_key(want) == *row,
                (None, _) | (Some(_), None) => true,
            }
    };
    // An order without a country may leave it to the row, where one row alone has the name.
    let nameless: Vec<_> =
        wanted.iter().filter(|want| want.country.is_none()).map(|want| canonical(want.name)).collect();
    let alone = |want: &Wanted<'_>, at: usize| {
        let key = canonical(want.name);
        let of_list = rows.get(at).map(|row| row.list);
        let named = row_keys.iter().zip(rows).filter(|((_, name), row)| *name == key && Some(row.list) == of_list);
        let countries: BTreeSet<_> = named.map(|((country, _), _)| country).collect();
        countries.len() <= nameless.iter().filter(|name| **name == key).count().max(1)
    };
    for exact in [true, false] {
        for want in wanted.iter_mut().filter(|want| want.row.is_none()) {
            let key = canonical(want.name);
            let fitting = |(at, row): &(usize, &PrintedRow)| {
                let at = *at;
                !taken.get(at).copied().unwrap_or(true)
                    && if exact {
                        row_keys.get(at).is_some_and(|(_, name)| *name == key)
                            && same_marks_and_numbers(&row.name, want.name)
                            && fits(want, at, row)
                    } else {
                        fits(want, at, row)
                            && (cell::starts_with_name(&row.cells.entity, want.name)
                                || canonical(&row.cells.entity) == key
                                || names_more(want, row))
                    }
            };
            let fitting = rows.iter().enumerate().filter(fitting);
            let found = fitting.min_by_key(|(_, row)| row.defect.is_some()).map(|(at, _)| at);
            let found = found.filter(|at| want.country.is_some() || alone(want, *at));
            take(want, found, &mut taken);
        }
    }
    single_left(&mut wanted, rows, &mut taken, &fits);
    let mut paired = Paired::default();
    counted(instructions, rows, &row_keys, &mut taken, &mut paired, findings);
    let mut aliased = BTreeSet::new();
    let shared = shared(instructions, &wanted);
    for want in &wanted {
        let instruction = instructions.get(want.instruction);
        match (want.row.and_then(|at| rows.get(at)), instruction) {
            (Some(row), Some(_)) if row.defect_as(want.revises).is_some() => {
                findings.extend(defective(row, want.name, want.revises));
                paired.without_row.push((want.instruction, want.name.to_owned()));
            }
            (Some(row), Some(instruction)) => {
                if aliased.insert(want.instruction) {
                    findings.extend(called_otherwise(want, row, instruction));
                }
                findings.extend(spelt_otherwise(want, row, instruction));
                let country = row.country.as_deref().or(want.country).unwrap_or_default();
                paired.edits.push((edit(want, country, row), want.instruction));
            }
            (None, Some(_)) if shared.contains(&(want.instruction, canonical(want.name))) => {}
            (None, Some(instruction)) => {
                let what = if want.revises { "revised" } else { "added" };
                let message = format!("“{}” is to be {what}, but no row is printed for it", want.name);
                let mut finding = Finding::new(Code::InstructionWithoutRow, message)
                    .with_entry(want.country.unwrap_or_default(), want.name)
                    .with_quote(instruction.quote.clone(), &instruction.place);
                finding.list = instruction.target.as_ref().map(|target| target.list);
                findings.push(finding);
                paired.without_row.push((want.instruction, want.name.to_owned()));
            }
            (_, None) => {}
        }
    }
    let by_row = by_row::read(instructions, rows, &mut taken, &paired.edits, findings);
    paired.edits.extend(by_row.edits);
    paired.by_row = by_row.instructions;
    paired.without_instruction = (0..rows.len()).filter(|at| taken.get(*at) == Some(&false)).collect();
    let replaced = |row: &PrintedRow| {
        let mut entered = rows.iter().zip(&taken).filter(|(_, taken)| **taken);
        entered.any(|(other, _)| other.replaces(row))
    };
    paired.without_instruction.retain(|at| !rows.get(*at).is_some_and(replaced));
    paired.unordered = left_over(&paired.without_instruction, rows, &taken, findings);
    paired
}

/// Rows without an instruction that nothing else tells, by index; one that is printed twice is told here.
fn left_over(
    without_instruction: &[usize],
    rows: &[PrintedRow],
    taken: &[bool],
    findings: &mut Vec<Finding>,
) -> Vec<usize> {
    // What was not understood is told once, where it names the row.
    let unread = |row: &PrintedRow| {
        let mut unread = findings.iter().filter(|finding| finding.code == Code::UnparsedInstruction);
        unread.any(|finding| finding.quote.as_deref().is_some_and(|quote| quotes(quote, &row.name)))
    };
    let left = without_instruction.iter().filter_map(|at| Some((*at, rows.get(*at)?)));
    let twice = |row: &PrintedRow| {
        (rows.iter().zip(taken)).any(|(other, taken)| *taken && other.list == row.list && other.says_the_same(row))
    };
    let (again, unordered) = left.filter(|(_, row)| !unread(row)).partition::<Vec<_>, _>(|(_, row)| twice(row));
    let unordered = unordered.into_iter().map(|(at, _)| at).collect();
    findings.extend(again.into_iter().map(|(_, row)| {
        let name = &row.name;
        let message = format!("the row for “{name}” is printed twice, and named or counted once; it enters once");
        uninstructed(row, message)
    }));
    unordered
}

fn wanted(instructions: &[Instruction]) -> Vec<Wanted<'_>> {
    let mut wanted = Vec::new();
    for (at, instruction) in instructions.iter().enumerate() {
        let revises = matches!(instruction.order, Order::ReviseEntries(_));
        let (Order::AddEntries(entries) | Order::ReviseEntries(entries)) = &instruction.order else {
            continue;
        };
        let country = instruction.target.as_ref().and_then(|target| target.country.as_deref());
        for name in &entries.names {
            wanted.push(Wanted { instruction: at, revises, country, name, ordinal: entries.ordinal, row: None });
        }
    }
    wanted
}

/// The orders that one sentence gives for several countries: this one, and those that share its names and number.
fn of_one_sentence(instructions: &[Instruction], at: usize) -> Vec<usize> {
    let among = |one: &Instruction| one.target.as_ref().map(|target| (target.list, target.among.clone()));
    let Some(this) = instructions.get(at).filter(|this| among(this).is_some_and(|(_, among)| !among.is_empty())) else {
        return vec![at];
    };
    let shares = among(this);
    let same = |(_, other): &(usize, &Instruction)| {
        (&this.quote, &this.place, &this.order) == (&other.quote, &other.place, &other.order) && among(other) == shares
    };
    instructions.iter().enumerate().filter(same).map(|(at, _)| at).collect()
}

/// Names that have no row under one country and one under another of the same sentence, where each name has one row and
/// each country one at least: "“A” and “B” under CANADA and RUSSIA".
fn shared(instructions: &[Instruction], wanted: &[Wanted<'_>]) -> BTreeSet<(usize, String)> {
    let paired = |at: usize| wanted.iter().any(|want| want.instruction == at && want.row.is_some());
    let elsewhere = |want: &&Wanted<'_>| {
        let others = of_one_sentence(instructions, want.instruction);
        let of_sentence = wanted.iter().filter(|other| others.contains(&other.instruction) && other.row.is_some());
        let mut with_row: Vec<_> = of_sentence.map(|other| canonical(other.name)).collect();
        with_row.sort();
        let of_order = wanted.iter().filter(|other| other.instruction == want.instruction);
        let mut named: Vec<_> = of_order.map(|other| canonical(other.name)).collect();
        named.sort();
        others.len() > 1 && with_row == named && others.into_iter().all(paired)
    };
    let missing = wanted.iter().filter(|want| want.row.is_none());
    missing.filter(elsewhere).map(|want| (want.instruction, canonical(want.name))).collect()
}

fn take(want: &mut Wanted<'_>, found: Option<usize>, taken: &mut [bool]) {
    if let Some(slot) = found.and_then(|at| taken.get_mut(at)) {
        *slot = true;
        want.row = found;
    }
}

fn edit(want: &Wanted<'_>, country: &str, row: &PrintedRow) -> Edit {
    // What a revision says of its entry besides the name may tell it from others.
    let name = if names_more(want, row) && !want.revises { &row.name } else { want.name };
    let (country, name, cells) = (country.to_owned(), name.to_owned(), row.cells.clone());
    if want.revises {
        Edit::Revise { country, name, ordinal: want.ordinal, row: cells }
    } else {
        Edit::Add { country, name, row: cells }
    }
}

/// Orders that count entries take the rows of their country that no name took.
fn counted(
    instructions: &[Instruction],
    rows: &[PrintedRow],
    keys: &[(Option<String>, String)],
    taken: &mut [bool],
    paired: &mut Paired,
    findings: &mut Vec<Finding>,
) {
    for (at, instruction) in instructions.iter().enumerate() {
        let (Order::AddEntries(entries) | Order::ReviseEntries(entries), Some(target)) =
            (&instruction.order, &instruction.target)
        else {
            continue;
        };
        let Entries { names, count, .. } = entries;
        let mut mismatch = |found: usize| {
            let count = count.unwrap_or_default();
            let message = format!("counted: {}; named or printed: {found}", quantity(count, "entry"));
            let counted = count as usize;
            let mut finding = Finding::new(Code::CountMismatch, message)
                .with_surplus(found, counted)
                .with_list(target.list)
                .with_quote(instruction.quote.clone(), &instruction.place);
            finding.country.clone_from(&target.country);
            findings.push(finding);
        };
        // A number of entries of several countries is told once.
        let sentence = of_one_sentence(instructions, at);
        let first = sentence.first() == Some(&at);
        if !names.is_empty() {
            if first && count.is_some_and(|count| count as usize != names.len()) {
                mismatch(names.len());
            }
            continue;
        }
        let left_under = |country: Option<&str>| -> Vec<usize> {
            let country = country.map(country_key);
            (0..rows.len())
                .filter(|row| taken.get(*row) == Some(&false))
                .filter(|row| rows.get(*row).is_some_and(|row| row.list == target.list))
                .filter(|row| keys.get(*row).is_some_and(|(key, _)| country.is_none() || *key == country))
                .collect()
        };
        let country_of = |at: usize| instructions.get(at)?.target.as_ref()?.country.as_deref();
        let all: usize = sentence.iter().map(|at| left_under(country_of(*at)).len()).sum();
        let left = left_under(target.country.as_deref());
        let own = by_citation::own(at, &left, instructions, rows);
        let all = own.as_ref().map_or(all, Vec::len);
        let left = own.unwrap_or(left);
        // "The following entries are added:" behind orders that took all rows names none of its own.
        let told_again = || {
            let entered = |(row, taken): (&PrintedRow, &bool)| *taken && row.list == target.list;
            let (all, many) = (target.country.is_none(), count.is_none());
            all && many && is_connecting(&instruction.quote) && rows.iter().zip(taken.iter()).any(entered)
        };
        if left.is_empty() && told_again() {
            continue;
        }
        if left.is_empty() {
            let message = "entries are counted, and no row or name says which";
            let mut finding = Finding::new(Code::UnnamedObject, message)
                .with_list(target.list)
                .with_quote(instruction.quote.clone(), &instruction.place);
            finding.country.clone_from(&target.country);
            findings.push(finding);
            continue;
        }
        if first && count.is_some_and(|count| count as usize != all) {
            mismatch(all);
        }
        let revises = matches!(instruction.order, Order::ReviseEntries(_));
        for row_at in left {
            if let (Some(row), Some(slot)) = (rows.get(row_at), taken.get_mut(row_at)) {
                *slot = true;
                if let Some(finding) = defective(row, &row.name, revises) {
                    findings.push(finding);
                    paired.without_row.push((at, row.name.clone()));
                    continue;
                }
                let country = row.country.as_deref().or(target.country.as_deref());
                let want =
                    Wanted { instruction: at, revises, country, name: &row.name, ordinal: None, row: Some(row_at) };
                paired.edits.push((edit(&want, country.unwrap_or_default(), row), at));
            }
        }
    }
}

/// The only name of its country and verb that is left over belongs to the only left-over row that resembles it
/// and no other left-over name.
fn single_left<'a>(
    wanted: &mut [Wanted<'a>],
    rows: &[PrintedRow],
    taken: &mut [bool],
    fits: &dyn Fn(&Wanted<'a>, usize, &PrintedRow) -> bool,
) {
    let alone = |wanted: &[Wanted<'_>], want: &Wanted<'_>| {
        let same = |other: &&Wanted<'_>| {
            other.row.is_none()
                && other.revises == want.revises
                && other.country.map(country_key) == want.country.map(country_key)
        };
        wanted.iter().filter(same).count() == 1
    };
    let mut settled = Vec::new();
    for (at, want) in wanted.iter().enumerate() {
        if want.row.is_some() || !alone(wanted, want) {
            continue;
        }
        let left = |want: &Wanted<'a>| -> Vec<usize> {
            let open = rows.iter().enumerate().filter(|(row, _)| taken.get(*row) == Some(&false));
            open.filter(|(row_at, row)| fits(want, *row_at, row) && resembles(want.name, row))
                .map(|(row_at, _)| row_at)
                .collect()
        };
        if let [row] = left(want).as_slice() {
            let rivals = wanted.iter().filter(|other| other.row.is_none() && left(other).contains(row));
            if rivals.count() == 1 {
                settled.push((at, *row));
            }
        }
    }
    for (at, row) in settled {
        if let Some(want) = wanted.get_mut(at) {
            take(want, Some(row), taken);
        }
    }
}

/// Whether a row can be the one that a name means: the names are much alike, or the row mentions the name.
fn resembles(name: &str, row: &PrintedRow) -> bool {
    let (name, printed) = (canonical(name), canonical(&row.name));
    canonical(&row.cells.entity).contains(&name) || is_like(&name, &printed, 0.7)
}

/// Whether an order quotes more of an entry than its name: aliases that the row prints as well, or the entry as it was
/// before its revision.
fn names_more(want: &Wanted<'_>, row: &PrintedRow) -> bool {
    let Some(rest) = want.name.trim().strip_prefix(row.name.as_str()).filter(|_| !row.name.is_empty()) else {
        return false;
    };
    // “Alder, Inc., 5 Road” is no more of “Alder”.
    if !rest.starts_with([',', ';', ' ']) {
        return false;
    }
    let rest = rest.trim_start_matches([',', ';', ' ', '(']);
    let aliases = rest.strip_prefix("a.k.a").or_else(|| rest.strip_prefix("f.k.a"));
    let told = |aliases: &str| {
        let printed = canonical(&row.cells.entity);
        let mut each = aliases.split([';', ',', ')']).map(|alias| canonical(alias.trim().trim_start_matches("and ")));
        each.all(|alias| printed.contains(&alias))
    };
    let entry = || canonical(&cell::parse(want.name).name) == canonical(&row.name);
    // "an entry for “Alder, Inc.” located at 5 Road"
    let located = || cell::has_address(&cell::parse(&row.cells.entity).addresses, rest);
    aliases.is_some_and(told) || !want.revises && located() || want.revises && rest.contains(',') && entry()
}

/// A row that is ordered, and from which nothing is entered.
pub(super) fn defective(row: &PrintedRow, name: &str, revises: bool) -> Option<Finding> {
    let message = format!("the row for “{name}” was not entered: {}", row.defect_as(revises)?);
    Some(
        Finding::new(Code::RowDefective, message)
            .with_list(row.list)
            .with_entry(row.country.clone().unwrap_or_default(), name)
            .with_quote(row.cells.quote(), &row.place),
    )
}

/// A country that the instruction calls otherwise than the table's heading.
fn called_otherwise(want: &Wanted<'_>, row: &PrintedRow, instruction: &Instruction) -> Option<Finding> {
    let (written, printed) = (want.country?, row.country.as_deref()?);
    let plain = written.strip_prefix("the ").unwrap_or(written);
    (canonical(plain) != canonical(printed)).then(|| {
        let message = format!("“{written}” is taken for the heading {printed}");
        Finding::new(Code::CountryAlias, message)
            .with_list(row.list)
            .with_entry(printed, want.name)
            .with_quote(instruction.quote.clone(), &instruction.place)
    })
}

/// A name that instruction and row spell differently. A revision whose row bears another name renames the entry, or
/// was misspelt; which of the two is decided against the list.
fn spelt_otherwise(want: &Wanted<'_>, row: &PrintedRow, instruction: &Instruction) -> Option<Finding> {
    if want.name.trim() == row.name {
        return None;
    }
    let begins = cell::starts_with_name(&row.cells.entity, want.name);
    if begins && row.cells.entity.starts_with(want.name.trim()) || names_more(want, row) {
        return None;
    }
    let code = match (begins || canonical::same(want.name, &row.name), want.revises) {
        (true, _) => Code::NameVariant,
        (false, false) => Code::NameMismatch,
        (false, true) => return None,
    };
    let message = format!("the instruction names “{}”, the row prints “{}”", want.name, row.name);
    Some(
        Finding::new(code, message)
            .with_list(row.list)
            .with_entry(row.country.clone().unwrap_or_default(), &row.name)
            .with_quote(instruction.quote.clone(), &instruction.place),
    )
}
