//! The shapes of amendatory instructions, one row each; §-numbers are those of the project's grammar notes.

mod refusals;

use super::*;
use crate::finding::Place;
use crate::law::ListId;

pub(super) fn paragraph(part: Option<u16>, text: &str) -> AmendatoryParagraph {
    AmendatoryParagraph {
        title: Some(15),
        part,
        text: text.to_owned(),
        place: Place { element: "AMDPAR".to_owned(), line: 1, page: None },
    }
}

pub(super) fn document(lines: &[&str]) -> (Vec<Instruction>, Vec<Finding>) {
    let paragraphs: Vec<_> = lines.iter().map(|line| paragraph(Some(744), line)).collect();
    read(&paragraphs)
}

fn entries(entries: &Entries) -> String {
    let mut shown = entries.names.join("|");
    if let Some(count) = entries.count {
        shown = format!("{count}×{shown}");
    }
    if let Some(ordinal) = entries.ordinal {
        shown = format!("#{ordinal} {shown}");
    }
    shown
}

fn stayed(what: &Stayed) -> String {
    match what {
        Stayed::Intro => "intro".to_owned(),
        Stayed::Footnote(number) => format!("footnote {number}"),
        Stayed::Entries(which) => entries(which),
        Stayed::Supplement => "supplement".to_owned(),
    }
}

pub(super) fn ordered(order: &Order) -> String {
    match order {
        Order::NoListEffect(reason) => format!("{reason:?}"),
        Order::AddEntries(which) => format!("add {}", entries(which)),
        Order::ReviseEntries(which) => format!("revise {}", entries(which)),
        Order::RemoveEntries(which) => format!("remove {}", entries(which)),
        Order::RenameEntry { from, to } => format!("rename {from} -> {to}"),
        Order::MoveEntries { entries: which, to_country } => format!("move {} -> {to_country}", entries(which)),
        Order::MoveCountry { to_country, .. } => format!("move-country -> {to_country}"),
        Order::RenameCountry { to } => format!("rename-country -> {to}"),
        Order::ReserveCountry => "reserve-country".to_owned(),
        Order::Each { of, order } => format!("each {of:?}: {}", ordered(order)),
        Order::SetText { footnote, text } => format!("set {footnote:?}: {text}"),
        Order::WholeSupplement => "whole-supplement".to_owned(),
        Order::AddCountry => "add-country".to_owned(),
        Order::RemoveCountry { with_entries, .. } => {
            format!("remove-country{}", if *with_entries { " and entries" } else { "" })
        }
        Order::ReviseText { entry, column, edit } => {
            let column = column.map_or(String::new(), |column| format!("{column:?} "));
            let entry = entry.as_deref().unwrap_or("*");
            let change = match (&edit.remove, &edit.add, &edit.after) {
                (Some(remove), Some(add), _) => format!("{remove} => {add}"),
                (Some(remove), None, _) => format!("{remove} => "),
                (None, add, after) => {
                    format!("{} after {}", add.as_deref().unwrap_or("?"), after.as_deref().unwrap_or("?"))
                }
            };
            format!("text {column}{entry}: {change}{}", if edit.everywhere { " everywhere" } else { "" })
        }
        Order::RemoveAliases { entry, aliases } => {
            format!("remove-aliases {entry}: {}", aliases.join("|"))
        }
        Order::ReviseFeaturesAt { entry, aliases, places, to } => {
            let noun = if *aliases { "aliases" } else { "addresses" };
            format!("{noun} {places:?} {entry}: {}", to.as_deref().unwrap_or_default())
        }
        Order::ReviseDesignation { entry, number, mark } => {
            format!("{} footnote {number}: {entry}", if mark.comes() { "mark" } else { "unmark" })
        }
        Order::AddAliases { entry, aliases, .. } => {
            format!("add-aliases {entry}: {}", aliases.join("|"))
        }
        Order::RemoveAddresses { entry, addresses } => {
            format!("remove-addresses {entry}: {}", addresses.join("|"))
        }
        Order::AddAddresses { entry, addresses } => {
            format!("add-addresses {entry}: {}", addresses.join("|"))
        }
        Order::AddFootnote(number) => format!("add-footnote {number}"),
        Order::ReviseFootnote(number) => format!("revise-footnote {number}"),
        Order::RemoveFootnote(number) => format!("remove-footnote {number}"),
        Order::ReviseIntro => "revise-intro".to_owned(),
        Order::Stay { what, until } => {
            format!("stay {} until {}", stayed(what), until.map_or("ever".to_owned(), |date| date.to_string()))
        }
        Order::LiftStay { what } => format!("lift-stay {}", stayed(what)),
    }
}

/// `CANADA: add A|B`; lists other than the Entity List are named.
pub(super) fn shown(instruction: &Instruction) -> String {
    let order = ordered(&instruction.order);
    let Some(target) = &instruction.target else {
        return order;
    };
    let list = match target.list {
        ListId::EntityList => "",
        ListId::UnverifiedList | ListId::MeuList => target.list.name(),
    };
    format!("{list}{}: {order}", target.country.as_deref().unwrap_or("-"))
}

/// Reads `lines` below the head of the Entity List, unless they name a supplement themselves.
pub(super) fn orders(lines: &[&str]) -> (Vec<String>, Vec<Finding>) {
    let own_head = lines.first().is_some_and(|line| line.to_lowercase().contains("supplement no."));
    let head: &[&str] = if own_head { &[] } else { &["2. Supplement No. 4 to part 744 is amended:"] };
    let (instructions, findings) = document(&[head, lines].concat());
    (instructions.iter().skip(head.len()).map(shown).collect(), findings)
}

/// A row is a label and an instruction, and the orders in it stand indented below.
fn check(table: &str) {
    let mut rows: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in table.lines().filter(|line| !line.is_empty()) {
        match (line.strip_prefix("    "), rows.last_mut()) {
            (Some(order), Some((_, expected))) => expected.push(order.trim_start()),
            (Some(_) | None, _) => rows.push((line, Vec::new())),
        }
    }
    for (row, expected) in rows {
        let (_, text) = row.split_once(" | ").unwrap();
        let (found, findings) = orders(&[text]);
        assert_eq!(found, expected, "{row}");
        assert_eq!(findings, [], "{row}");
    }
}

#[test]
fn entries_are_added_removed_and_revised_by_name_and_by_count() {
    check(
        "
§1 | 2. Supplement No. 4 to part 744 is amended:
    Head
§2 | a. Under CANADA, by adding in alphabetical order, entries for “CPUNTO Inc.” and “Electronic Network Inc.”;
    CANADA: add CPUNTO Inc.|Electronic Network Inc.
§3 | b. Under CHINA, PEOPLE'S REPUBLIC OF, by adding, in alphabetical order, entries for “AOOK Technology Ltd.”; “Beijing Yunze Technology Co., Ltd.”; and “Spacety Co., Ltd.”;
    CHINA, PEOPLE'S REPUBLIC OF: add AOOK Technology Ltd.|Beijing Yunze Technology Co., Ltd.|Spacety Co., Ltd.
§4 | c. Under FRANCE, by adding in alphabetical order, an entry for “China HEAD Aerospace Technology Co.”;
    FRANCE: add China HEAD Aerospace Technology Co.
§5 | d. Under LUXEMBOURG, by adding in alphabetical order, an entry for “Spacety Co., Ltd.”;
    LUXEMBOURG: add Spacety Co., Ltd.
§6 | e. Under NETHERLANDS, by adding an entry for “A”; and
    NETHERLANDS: add A
§7 | f. Under RUSSIA, by adding, in alphabetical order, entries for “Innovation and Technologies LLC”; and “ Promtekhkomplekt JSC”.
    RUSSIA: add Innovation and Technologies LLC|Promtekhkomplekt JSC
§8 | 1. The authority citation for 15 CFR part 744 continues to read as follows:
    AuthorityCitation
§8 | 1. The authority citation for part 744 is revised to read as follows:
    AuthorityCitation
§9 | Supplement No. 4 to part 744 is amended under CHINA, PEOPLE'S REPUBLIC OF by adding an entry for “S2C Limited” and by revising the entry for “Shanghai Micro”
    CHINA, PEOPLE'S REPUBLIC OF: add S2C Limited
    CHINA, PEOPLE'S REPUBLIC OF: revise Shanghai Micro
§13 | a. Under IRAN, removing the 8 entries and adding in their place 10 new entries;
    IRAN: remove 8×
    IRAN: add 10×
§14 | a. Under IRAN, by adding a sixth entry for “A-6” before the entry for “A-7” to read as follows:
    IRAN: add #6 A-6
§19 | 2. Supplement No. 4 to Part 744 is amended: (a) By adding under Afghanistan, in alphabetical order, two Afghan entities; (b) By adding under China, in alphabetical order, eight Chinese entities; and (c) By removing under Hong Kong, one Hong Kong entity, “X”.
    Head
    Afghanistan: add 2×
    China: add 8×
    Hong Kong: remove 1×X
§20 | a. By revising under Iran, in alphabetical order, one Iranian entity, “X”.
    Iran: revise 1×X
§23 | a. Under CHINA, PEOPLE’S REPUBLIC OF: i. By adding in alphabetical order entries for “A”; “B”; and “C”; ii. By removing the entries for “D” and “E”; and iii. By revising the entries for “F” and “G”;
    Head
    CHINA, PEOPLE’S REPUBLIC OF: add A|B|C
    CHINA, PEOPLE’S REPUBLIC OF: remove D|E
    CHINA, PEOPLE’S REPUBLIC OF: revise F|G
§24 | 2. Supplement no. 4 to part 744 is amended under RUSSIA, by adding in alphabetical order entries for “A” and “B”:
    RUSSIA: add A|B
§25 | The additions and revisions read as follows:
    ReadsAsFollows
§25 | The revisions read as follows:
    ReadsAsFollows
§26 | a. Under IRAN, by removing the second entry for “X”;
    IRAN: remove #2 X
§31 | 3. Supplement No. 6 to part 744 is amended by removing under CHINA the entry for “Y” and Supplement No. 7 to part 744 is amended under RUSSIA by removing the entry for “Z”.
    unverified-listCHINA: remove Y
    meu-listRUSSIA: remove Z
§31 | 3. Supplement No. 6 to part 744 is amended by adding entries for “A” and “B”.
    unverified-list-: add A|B
§35 | a. Under RUSSIA, by correcting the entry for “X” to read as follows:
    RUSSIA: revise X
imperative | In supplement no. 4 to part 744, add an entry for “X” under IRAN in alphabetical order.
    IRAN: add X
passive | a. The entries for “X” and “Y” under IRAN are removed.
    IRAN: remove X|Y
passive | a. Under IRAN, the entry for “X” is removed and the entry for “Y” is revised to read as follows:
    IRAN: remove X
    IRAN: revise Y
titled | a. Under IRAN, by removing the entry titled “X”;
    IRAN: remove X
entity | a. Under the destination of IRAN, by adding the entity “X”, in alphabetical order;
    IRAN: add X
following | a. Under IRAN, by adding the following in alphabetical order: “X;” and “Y”;
    IRAN: add X|Y
behind | 5. Remove the entry for “X” under IRAN from supplement no. 6 to part 744.
    unverified-listIRAN: remove X
table only | a. Under IRAN, by adding the following entries in alphabetical order:
    IRAN: add 
republish | a. Revise and republish the entry for “X” under IRAN.
    IRAN: revise X
period | a. Under IRAN, by adding “A,” “B;” and “C.”
    IRAN: add A|B|C.
",
    );
}

#[test]
fn one_sentence_may_speak_of_several_countries() {
    check(
        "
list | a. By removing the entries for “X” under CANADA, CHINA, PEOPLE'S REPUBLIC OF, and UNITED ARAB EMIRATES.
    CANADA: remove X
    CHINA, PEOPLE'S REPUBLIC OF: remove X
    UNITED ARAB EMIRATES: remove X
as written | a. Under the PRC and the U.A.E., by removing “X”;
    the PRC: remove X
    the U.A.E.: remove X
with and | a. Under BOSNIA AND HERZEGOVINA, by removing “X”;
    BOSNIA AND HERZEGOVINA: remove X
unknown | a. Under CONGO, DEMOCRATIC REPUBLIC OF THE, by removing “X”;
    CONGO, DEMOCRATIC REPUBLIC OF THE: remove X
lower case | a. Under china, people's republic of, by removing “X”;
    china, people's republic of: remove X
each its own | a. By adding under RUSSIA “A” and “B”; under IRAN, “C”; and under the destination of CRIMEA REGION OF UKRAINE, “D”.
    RUSSIA: add A|B
    IRAN: add C
    CRIMEA REGION OF UKRAINE: add D
each its own | a. By removing “A” under RUSSIA and “B” under IRAN.
    RUSSIA: remove A
    IRAN: remove B
following | a. Adding an entry for “Y” under each of the following countries: FRANCE and ITALY.
    FRANCE: add Y
    ITALY: add Y
bare | a. RUSSIA: By adding an entry for “A”;
    RUSSIA: add A
",
    );
}

#[test]
fn headings_come_and_go() {
    check(
        "
§21 | a. By adding, in alphabetical order, a heading for Belgium and one Belgian entity;
    Belgium: add-country
    Belgium: add 1×
§21 | a. By adding an entry, in alphabetical order, for the country of Chad and one Chadian entity;
    Chad: add-country
    Chad: add 1×
§21 | a. Under AUSTRIA, by adding, in alphabetical order, the country heading “AUSTRIA” and an entry for “X”;
    AUSTRIA: add-country
    AUSTRIA: add X
§22 | a. By removing the entire entry for the country of Belize;
    Belize: remove-country and entries
§22 | a. By removing the heading 'HONG KONG' and all entries thereunder;
    HONG KONG: remove-country and entries
§22 | a. Under AUSTRIA, by removing the country heading \"AUSTRIA\" and the entry for \"X\";
    AUSTRIA: remove X
    AUSTRIA: remove-country
",
    );
}

#[test]
fn words_change_inside_entries() {
    check(
        "
§27 | a. Under IRAN, in the entry for “X”, in the License Requirement column, removing “A” and adding in its place “B”;
    IRAN: text LicenseRequirement X: A => B
§27 | a. Under IRAN, by removing “A,” in the “Entity” column of the entry for “X” and adding in its place “B”;
    IRAN: text Entity X: A, => B
§27 | a. In the “License Review Policy” column of the entry for “X” under IRAN, remove “A” and add “B” in its place.
    IRAN: text LicenseReviewPolicy X: A => B
§27 | a. Under IRAN, in the entry for “X”, by adding “B” in place of “A”;
    IRAN: text X: A => B
§27 | a. Under IRAN, in the entry for “X”, adding “Z” after “Y”;
    IRAN: text X: Z after Y
§27 | a. The entry for “X” under IRAN is amended by removing “A” and adding “B” in its place.
    IRAN: text X: A => B
§12 | a. Under IRAN, by replacing “A” with “B” in the entry for “X”;
    IRAN: text X: A => B
§29 | a. Under RUSSIA, by removing “§ 746.5” wherever it appears and adding “§ 746.8(a)(4)”;
    RUSSIA: text *: § 746.5 => § 746.8(a)(4) everywhere
§29 | 2. Supplement No. 4 to part 744 is amended by removing “§ 746.5” each place it appears and adding “§ 746.8(a)(4)” in its place.
    -: text *: § 746.5 => § 746.8(a)(4) everywhere
§33 | In supplement no. 4 to part 744, under IRAN, remove the aliases “A” and “B” from the entry for “Z”.
    IRAN: remove-aliases Z: A|B
§33 | a. Revising the entry for “Z” under IRAN, to add the alias “A” and remove the address “B”;
    IRAN: add-aliases Z: A
    IRAN: remove-addresses Z: B
§33 | a. Under IRAN, by revising the entry for “Z” to remove two addresses;
    IRAN: revise Z
address | a. Under IRAN, by adding the address “1 Road” to the entry for “Z”;
    IRAN: add-addresses Z: 1 Road
",
    );
}

#[test]
fn entries_are_renamed_and_moved() {
    check(
        "
§30 | a. Redesignating the entry for “X” under HONG KONG as an entry under CHINA, PEOPLE'S REPUBLIC OF;
    HONG KONG: move X -> CHINA, PEOPLE'S REPUBLIC OF
§30 | a. Redesignating the entry for “X” under HONG KONG as “Y” under CHINA;
    HONG KONG: move X -> CHINA
    CHINA: rename X -> Y
§30 | a. Moving the entries for “X” and “Y” from HONG KONG to CHINA;
    HONG KONG: move X|Y -> CHINA
§30 | a. Under IRAN, by redesignating the entry for “X” as “Y”;
    IRAN: rename X -> Y
rename | a. Under IRAN, by renaming “X” as “Y”;
    IRAN: rename X -> Y
rename | a. Under IRAN, by revising the name of the entity “X” to read “Y”;
    IRAN: rename X -> Y
",
    );
}

#[test]
fn footnotes_introduction_and_stays() {
    check(
        "
§10 | a. The introductory text is stayed, effective until Nov. 9, 2026.
    -: stay intro until 2026-11-09
§28 | a. Revising footnote 1 and adding footnote 2;
    -: revise-footnote 1
    -: add-footnote 2
§28 | a. By adding footnote 4 to the table;
    -: add-footnote 4
§28 | a. By removing footnotes 1 and 2;
    -: remove-footnote 1
    -: remove-footnote 2
§32 | 2. Amend supplement no. 4 to part 744 by revising the introductory text
    -: revise-intro
§16 | a. By staying the introductory text indefinitely;
    -: stay intro until ever
stay | a. Under IRAN, the entries for “X” are stayed until December 31, 2026.
    IRAN: stay X until 2026-12-31
stay | 2. Supplement No. 4 to part 744 is stayed until November 9, 2026.
    -: stay supplement until 2026-11-09
lift | a. By lifting the stay of the introductory text;
    -: lift-stay intro
lift | a. The stay of the introductory text is lifted.
    -: lift-stay intro
",
    );
}
