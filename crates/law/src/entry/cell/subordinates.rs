//! Bodies that an entry covers besides the entity itself.
//!
//! In: `…\n—NRIET.\nSubordinate institution\nNanjing Institute of Radio Technology.` Out: the text of the entity alone
//! and one text for each subordinate. Such a text has the form of a cell again (name, aliases, addresses).

use std::borrow::Cow;

use super::aliases::bullets;
use super::lead_ins;
use super::punctuation::{is_bullet, is_wording, trim};
use super::words::{number, opens_address};
use crate::law::canonical::{canonical, is_dash};

/// A cell, taken apart.
#[derive(Debug, Default)]
pub(super) struct Parts<'a> {
    /// The text of the entity itself.
    pub(super) own: Cow<'a, str>,
    /// The text of each subordinate, line breaks kept.
    pub(super) items: Vec<String>,
    /// Addresses that stand after the subordinates and apply to all.
    pub(super) addresses: String,
}

const SUBORDINATE: &str = "Subordinate ";
const SHARED_ADDRESSES: &str = "The following addresses apply to ";

/// Separates the subordinates of an entry from the entity.
pub(super) fn split(cell: &str) -> Parts<'_> {
    if !is_announced(cell) {
        return Parts { own: Cow::Borrowed(cell), ..Parts::default() };
    }
    let parts = Parts { own: Cow::Borrowed(cell), ..Parts::default() };
    if let Some((own, described)) = cell.split_once(". This includes ") {
        return description(own, described);
    }
    if let Some((own, others)) = cell.split_once("; and any ") {
        return Parts { own: Cow::Borrowed(own), items: vec![format!("any {}", trim(others))], ..parts };
    }
    if let Some(first) = institution(cell) {
        return institutions(cell, first);
    }
    if cell.contains("ntities:") { entities(cell) } else { parts }
}

/// Whether any of the wordings stands in a cell; nearly all cells are done with here.
fn is_announced(cell: &str) -> bool {
    [SUBORDINATE, ". This includes ", "; and any ", "ntities:"].iter().any(|wording| cell.contains(wording))
}

/// "Ministry …, including the Armed Forces …. This includes the national guard …. All addresses located in Belarus."
fn description<'a>(own: &'a str, described: &str) -> Parts<'a> {
    let (item, addresses) = match described.find("All address") {
        Some(at) => (described.get(..at).unwrap_or(described), described.get(at..).unwrap_or_default()),
        None => (described, ""),
    };
    Parts {
        own: Cow::Borrowed(own),
        items: vec![format!("This includes {}", trim(item))],
        addresses: addresses.to_owned(),
    }
}

/// Where "Subordinate institution", in any of its spellings, first heads a subordinate: the byte positions of the
/// heading and of what follows it.
fn institution(text: &str) -> Option<(usize, usize)> {
    text.match_indices(SUBORDINATE).find_map(|(at, _)| {
        let after = text.get(at + SUBORDINATE.len()..)?;
        let word = after.split([' ', '\n', ':']).next()?;
        let heading = word.strip_prefix("inst").or_else(|| word.strip_prefix("Inst"));
        heading.is_some_and(is_wording).then_some((at, at + SUBORDINATE.len() + word.len()))
    })
}

/// "The following eight subordinate institutions of Aero-Engine Company of China:" below an entry of another body.
pub(super) fn head_another(part: &str, above: &str) -> bool {
    let bare = |word| str::trim_matches(word, |c: char| !c.is_alphanumeric());
    let words: Vec<_> = part.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect();
    let end = part.trim_end_matches(|c: char| !c.is_alphanumeric());
    let announces = part.strip_prefix(end).is_some_and(|end| end.contains(':'));
    let of = words.iter().position(|word| *word == "of");
    let (Some(["The", "following", .., what]), Some(["of", body @ ..]), true) =
        (of.and_then(|of| words.get(..of)), of.and_then(|of| words.get(of..)), announces)
    else {
        return false;
    };
    is_wording(what) && what.starts_with("inst") && !canonical(above).starts_with(&canonical(&body.concat()))
}

fn institutions(cell: &str, first: (usize, usize)) -> Parts<'_> {
    let own = cell.get(..first.0).unwrap_or_default();
    let mut items = Vec::new();
    let mut rest = cell.get(first.1..).unwrap_or_default();
    while let Some((at, after)) = institution(rest) {
        items.push(rest.get(..at).unwrap_or_default());
        rest = rest.get(after..).unwrap_or_default();
    }
    let (mut last, mut addresses) = (rest, "");
    if let Some((before, shared)) = rest.split_once(SHARED_ADDRESSES) {
        (last, addresses) = (
            before,
            shared
                .split_once(':')
                .filter(|(wording, _)| is_wording(wording))
                .map_or(shared, |(_, addresses)| addresses),
        );
    } else if let Some(from) = after_bullets(rest)
        && after_bullets(own).is_none()
    {
        // The entity has no address before its subordinates: the addresses at the end are its own.
        (last, addresses) = (rest.get(..from).unwrap_or(rest), rest.get(from..).unwrap_or_default());
    }
    items.push(last);
    let items: Vec<_> = items.into_iter().map(item).filter(|item| !item.is_empty()).collect();
    let items = one_a_line(own, &items).unwrap_or(items);
    Parts { own: Cow::Borrowed(own), items, addresses: addresses.to_owned() }
}

/// The lines of the items, where the entity states as many institutions as there are lines and more than there are
/// items: a heading may be missing between two (Aero-Engine Company of China).
fn one_a_line(own: &str, items: &[String]) -> Option<Vec<String>> {
    let (stated, _) = own.split_once("following ")?.1.split_once(" subordinate ")?;
    let lines: Vec<_> = items.iter().flat_map(|item| item.lines()).map(item).collect();
    let stated = usize::try_from(number(stated)?).ok()?;
    let apply = items.len() < stated && lines.len() == stated;
    (apply && !lines.iter().any(|line| is_bullet(line))).then_some(lines)
}

/// Where the line after the last bulleted one begins, if there is one.
fn after_bullets(text: &str) -> Option<usize> {
    let last = text.match_indices('\n').rfind(|(at, _)| is_bullet(text.get(at + 1..).unwrap_or_default()))?.0;
    let line = text.get(last + 1..)?;
    let from = last + 2 + line.find('\n')?;
    (!text.get(from..)?.trim().is_empty()).then_some(from)
}

/// "Affiliated entities:", "…; and the following four subordinate entities:", "The following Department of Atomic
/// Energy entities:".
fn entities(cell: &str) -> Parts<'_> {
    let mut own = Cow::Borrowed(cell);
    let mut list = "";
    if let Some((before, after)) = cell.split_once("Affiliated entities:") {
        (own, list) = (Cow::Borrowed(before), after);
    } else if let Some((heading, after)) = cell.split_once("ntities:")
        && let Some((before, announced)) = heading.rsplit_once("following ")
        && (before == "The " || is_wording(announced))
    {
        let unnamed = before == "The ";
        let before = before.strip_suffix("the ").unwrap_or(before);
        own = Cow::Borrowed(if unnamed { cell.get(..heading.len() + "ntities".len()).unwrap_or(cell) } else { before });
        list = after;
    }
    if let Some((before, announced)) = own.split_once("to include the following ")
        && let Some((wording, after)) = announced.split_once(':')
        && is_wording(wording)
    {
        own = Cow::Owned(format!("{}\n{}", trim(before), after.trim_start()));
    }
    Parts { own, items: listed(list), addresses: String::new() }
}

/// The items of a list: one a bullet, or one a line where there are no bullets; the bullets of an item's own aliases
/// belong to it.
fn listed(list: &str) -> Vec<String> {
    let mut text = String::with_capacity(list.len());
    let mut from = 0;
    for at in bullets(list) {
        text.push_str(list.get(from..at).unwrap_or_default().trim_end());
        text.push('\n');
        from = at;
    }
    text.push_str(list.get(from..).unwrap_or_default());
    let bulleted = is_bullet(text.trim_start());
    let mut items: Vec<String> = Vec::new();
    let mut aliases = 0_u32;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let bullet = is_bullet(line);
        let begins = bullet == bulleted && !(bullet && aliases > 0);
        if bullet && !begins {
            aliases = aliases.saturating_sub(1);
        }
        match items.last_mut() {
            Some(previous)
                if !begins
                    || (!bulleted
                        && (previous.ends_with([',', ':', ';'])
                            || previous.ends_with(" and")
                            || opens_address(line))) =>
            {
                previous.push('\n');
                previous.push_str(line);
            }
            _ => items.push(if begins { line.trim_start_matches(|c| is_dash(c) || c == ' ') } else { line }.to_owned()),
        }
        if let Some(lead_in) = lead_ins::find(line).filter(|lead_in| lead_in.listed) {
            aliases = lead_in.stated.unwrap_or(1);
        }
    }
    items.iter().map(|text| item(text)).collect()
}

/// One subordinate, without the separators around it.
fn item(text: &str) -> String {
    trim(text.trim_start_matches([' ', '\n', ':'])).to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    #[test]
    fn subordinate_institutions_are_told_from_the_entity() {
        let view = parse(
            "14th Institute (CETC 14), a.k.a., the following one alias, and two subordinate institutions:\n—NRIET.\n\
             Subordinate institution\nNanjing SunSea.\nSubordinate instituion NEDITEK, a.k.a, the following one alias:\n\
             —NTESY.\nThe following addresses apply to the entity and the two subordinate institutions:\n\
             No 1 Dinghuaimen, Nanjing, China; and 52 Huju Road, Nanjing, China.",
        );
        assert_eq!(view.name, "14th Institute (CETC 14)");
        assert_eq!(view.aliases.len(), 1);
        assert_eq!(view.subordinates, ["Nanjing SunSea", "NEDITEK, a.k.a, the following one alias:\n—NTESY"]);
        assert_eq!(view.addresses, ["No 1 Dinghuaimen, Nanjing, China", "52 Huju Road, Nanjing, China"]);
        assert_eq!(parse(&view.subordinates[1]).aliases[0].name, "NTESY");
    }

    #[test]
    fn affiliated_entities_stand_one_a_line() {
        let view = parse(
            "Huawei Technologies Co., Ltd., a.k.a., the following one alias:\n—Huawei Technology, and to include the \
             following addresses and the following 3 affiliated entities:\nAddresses for Huawei Technologies Co., Ltd.: \
             Bantian Base, Shenzhen, China.\nAffiliated entities:\nHuawei Marine Co., Ltd., a.k.a., the following one \
             alias:\n—Huawei Marine;\nHMN Tech.\nBuilding R4, Dongguan, China.\nHangzhou Enterprises, No. 410 \
             Jianghong Road, China.\nShanghai Co., Ltd., No. 6 Road, China.",
        );
        assert_eq!((view.aliases.len(), view.addresses.len(), view.subordinates.len()), (1, 1, 3));
        assert_eq!(view.addresses, ["Bantian Base, Shenzhen, China"]);
        assert_eq!(view.subordinates[2], "Shanghai Co., Ltd., No. 6 Road, China");
    }

    #[test]
    fn bulleted_entities_keep_the_bullets_of_their_own_aliases() {
        let view = parse(
            "PAEC, a.k.a., the following one alias:\n—Power Plant Workshops, P.O. Box 1114, Islamabad; and the following \
             two subordinate entities:\n—NDC, a.k.a., the following two aliases:\n—Centre; and\n—Complex.\nFateh Jang, \
             Pakistan;\n—PINSTECH, Nilore, Islamabad.",
        );
        assert_eq!((view.aliases[0].name.as_str(), view.addresses.len()), ("Power Plant Workshops", 1));
        assert_eq!(view.subordinates.len(), 2);
        let energy = parse("The following Department of Atomic Energy entities:\n—Nuclear reactors; and\n—Facilities.");
        assert_eq!(energy.name, "The following Department of Atomic Energy entities");
        assert_eq!(energy.subordinates, ["Nuclear reactors", "Facilities"]);
    }

    #[test]
    fn a_description_of_what_the_entry_covers_is_a_subordinate() {
        let view = parse(
            "Ministry of Defence, including the Armed Forces wherever located. This includes the national guard and \
             police.\nAll address located in Russia.",
        );
        assert_eq!(view.name, "Ministry of Defence, including the Armed Forces wherever located");
        assert_eq!(view.subordinates, ["This includes the national guard and police"]);
        assert_eq!(view.addresses, ["All address located in Russia"]);
        let sarov = parse(
            "VNIIEF, a.k.a., the following one alias:\n—Arzamas-16, (Address: 37 Mira Ave., Russia); and any centers in Sarov.",
        );
        assert_eq!(
            (sarov.subordinates, sarov.addresses),
            (vec!["any centers in Sarov".into()], vec!["37 Mira Ave., Russia".into()])
        );
    }
}
