//! Aliases and addresses struck from an Entity cell, or entered into it, verbatim.
//!
//! In: `Dux, a.k.a., the following three aliases:\n—A;\n—Brom; and\n—Cobalt.\nOmsk, Russia.` without `C`. Out: `…\n—A; and\n—B.\nOmsk,
//! Russia.` Only separators that the edit breaks are mended, with those that stand there; a stated number of aliases
//! stays. What the cell says afterwards must be what was ordered and nothing else, or the edit is refused.

mod enumeration;

use std::ops::Range;

use enumeration::{Enumeration, separates, span, without_and};

use super::text::{occurrences, replace};
use crate::amendment::Feature;
use crate::entry::cell::{self, EntityView};
use crate::finding::Code;
use crate::law::canonical::same;
use crate::law::text::number;

type Refused = (Code, String);

/// The words that announce aliases, beside their number.
const LEAD_IN: [&str; 8] = ["a", "k", "the", "following", "alias", "aliases", "and", "aka"];

/// What goes and what comes: in its place where both are equally many, else behind `after`, or at the end.
pub(super) struct Change<'a> {
    pub(super) remove: &'a [String],
    pub(super) add: &'a [String],
    pub(super) after: Option<&'a str>,
}

/// The cell without the values at `places`, or with `to` at the one place. Places count from 1, from the end from -1; no
/// place means the only value, 0 each of them.
pub(super) fn revise_at(cell: &str, feature: Feature, places: &[i8], to: Option<&str>) -> Result<String, Refused> {
    let listed = values(&cell::parse(cell), feature);
    let missing = || (Code::TextNotFound, format!("the entry has {} {feature}", listed.len()));
    let at = |place: &i8| {
        let place = isize::from(*place);
        let at = if place < 0 { isize::try_from(listed.len()).ok()? + place } else { place - 1 };
        listed.get(usize::try_from(at).ok()?).cloned()
    };
    let only = || listed.first().filter(|_| listed.len() == 1).cloned();
    let each = places == [0] && !listed.is_empty();
    let remove: Option<Vec<_>> = if each {
        Some(listed.clone())
    } else if places.is_empty() {
        only().map(|only| vec![only])
    } else {
        places.iter().map(at).collect()
    };
    let remove = remove.ok_or_else(missing)?;
    let add: Vec<_> = to.map(str::to_owned).into_iter().collect();
    revise(cell, feature, &Change { remove: &remove, add: &add, after: None })
}

/// The cell with what goes struck and what comes entered.
pub(super) fn revise(cell: &str, feature: Feature, change: &Change<'_>) -> Result<String, Refused> {
    let Change { remove, add, after } = change;
    let mut text = cell.to_owned();
    let mut expected = values(&cell::parse(cell), feature);
    if remove.len() == add.len() {
        for (old, new) in remove.iter().zip(add.iter()) {
            let listed = FeatureValues::read(&text, feature);
            let (at, new) = match listed.position(old) {
                Ok(at) => (at, new.clone()),
                Err(refused) => listed.partly(old, new).ok_or(refused)?,
            };
            text = listed.with(at, &new)?;
            if let Some(value) = expected.get_mut(at) {
                *value = new;
            }
        }
    } else {
        // Behind one of them, the last that comes is put there first.
        let order: Vec<_> = if after.is_some() { add.iter().rev().collect() } else { add.iter().collect() };
        for new in order {
            let listed = FeatureValues::read(&text, feature);
            match listed.values.iter().find(|value| same(value, new)) {
                Some(value) if value == new.trim() => {}
                Some(value) => {
                    let message = format!("“{new}” is there already as “{value}”");
                    return Err((Code::TextAmbiguous, message));
                }
                None => {
                    let at = after.map_or(Ok(listed.values.len().saturating_sub(1)), |after| listed.position(after))?;
                    text = listed.behind(at, new)?;
                    expected.insert((at + 1).min(expected.len()), new.clone());
                }
            }
        }
        for old in *remove {
            let listed = FeatureValues::read(&text, feature);
            let at = listed.position(old)?;
            text = listed.without(at)?;
            expected.remove(at);
        }
    }
    let (before, after) = (cell::parse(cell), cell::parse(&text));
    if says(&before, &after, feature, &expected) {
        Ok(text)
    } else {
        let message = format!("the cell would not read right afterwards: “{text}”");
        Err((Code::TextAmbiguous, message))
    }
}

fn values(view: &EntityView, feature: Feature) -> Vec<String> {
    match feature {
        Feature::Aliases => view.aliases.iter().map(|alias| alias.name.clone()).collect(),
        Feature::Addresses => view.addresses.clone(),
    }
}

/// Whether a cell says what another one says, apart from the values that are expected.
fn says(before: &EntityView, after: &EntityView, feature: Feature, expected: &[String]) -> bool {
    let other = match feature {
        Feature::Aliases => Feature::Addresses,
        Feature::Addresses => Feature::Aliases,
    };
    let found = values(after, feature);
    before.name == after.name
        && before.cross_references == after.cross_references
        && before.subordinates == after.subordinates
        && values(before, other) == values(after, other)
        && found.len() == expected.len()
        && found.iter().zip(expected).all(|(found, expected)| same(found, expected))
}

/// The aliases or addresses of a cell and where they stand in it.
struct FeatureValues<'a> {
    cell: &'a str,
    feature: Feature,
    values: Vec<String>,
    spans: Vec<Option<Range<usize>>>,
    /// Whether a lead-in states the number of aliases.
    counted: bool,
}

impl<'a> FeatureValues<'a> {
    fn read(cell: &'a str, feature: Feature) -> Self {
        let view = cell::parse(cell);
        let mut from = span(cell, 0, &view.name).map_or(0, |name| name.end);
        let mut locate = |values: &[String]| -> Vec<_> {
            let found = values.iter().map(|value| {
                let span = span(cell, from, value)?;
                from = span.end;
                Some(span)
            });
            found.collect()
        };
        let aliases = locate(&values(&view, Feature::Aliases));
        let spans = match feature {
            Feature::Aliases => aliases,
            Feature::Addresses => locate(&view.addresses),
        };
        Self { cell, feature, values: values(&view, feature), spans, counted: view.alias_count.is_some() }
    }

    /// The only value that is the quoted one.
    fn position(&self, quoted: &str) -> Result<usize, Refused> {
        let named = |(_, value): &(usize, &String)| same(value, quoted);
        let mut found = self.values.iter().enumerate().filter(named);
        match (found.next(), found.next()) {
            (Some((at, _)), None) => Ok(at),
            (None, _) => {
                let message = format!("“{quoted}” is not among the {} of the entry", self.feature);
                Err((Code::TextNotFound, message))
            }
            (Some(_), Some(_)) => {
                let message = format!("“{quoted}” occurs more than once among the {}", self.feature);
                Err((Code::TextAmbiguous, message))
            }
        }
    }

    /// "the address from “4 Road” to “14 Road”": the address that these words are a part of, once in all, with others in
    /// their place.
    fn partly(&self, quoted: &str, new: &str) -> Option<(usize, String)> {
        if self.feature == Feature::Aliases || occurrences(self.cell, quoted) != 1 {
            return None;
        }
        let at = self.values.iter().position(|value| occurrences(value, quoted) == 1)?;
        Some((at, replace(self.values.get(at)?, quoted, new)))
    }

    /// The enumeration around a value.
    fn enumeration(&self, at: usize) -> Result<Enumeration<'a>, Refused> {
        let own = self.spans.get(at).cloned().flatten();
        let own = own.ok_or_else(|| self.refuses(at, "does not occur there word for word"))?;
        let mut enumeration = Enumeration { spans: vec![own], separators: Vec::new(), index: 0 };
        let between = |first: &Range<usize>, next: &Range<usize>| {
            let text = self.cell.get(first.end..next.start)?;
            separates(text).then_some(text)
        };
        for next in self.spans.iter().skip(at + 1) {
            let (Some(next), Some(last)) = (next, enumeration.spans.last()) else {
                break;
            };
            let Some(separator) = between(last, next) else {
                break;
            };
            enumeration.separators.push(separator);
            enumeration.spans.push(next.clone());
        }
        for before in self.spans.iter().take(at).rev() {
            let (Some(before), Some(first)) = (before, enumeration.spans.first()) else {
                break;
            };
            let Some(separator) = between(before, first) else {
                break;
            };
            enumeration.separators.insert(0, separator);
            enumeration.spans.insert(0, before.clone());
            enumeration.index += 1;
        }
        Ok(enumeration)
    }

    fn refuses(&self, at: usize, why: &str) -> Refused {
        let value = self.values.get(at).map_or("", String::as_str);
        (Code::TextAmbiguous, format!("“{value}” {why}"))
    }

    /// Without a value: the last separator, which may say "and", stays the last.
    fn without(&self, at: usize) -> Result<String, Refused> {
        let enumeration = self.enumeration(at)?;
        let mut separators = enumeration.separators.clone();
        let Some(last) = separators.len().checked_sub(1) else {
            let alone = "is the only one, and the rest would not read right";
            return self.without_lead_in(&enumeration).ok_or_else(|| self.refuses(at, alone));
        };
        separators.remove(enumeration.index.min(last.saturating_sub(1)));
        let mut values = enumeration.values(self.cell);
        values.remove(enumeration.index);
        Ok(enumeration.replaced(self.cell, &values, &separators))
    }

    /// Without the only alias and the words that announce it: the name goes on with what stood behind.
    fn without_lead_in(&self, only: &Enumeration<'_>) -> Option<String> {
        let name = span(self.cell, 0, &cell::parse(self.cell).name)?;
        let alias = only.spans.first().filter(|_| self.feature == Feature::Aliases && self.values.len() == 1)?;
        let lead_in = self.cell.get(name.end..alias.start)?;
        let rest = self.cell.get(alias.end..)?;
        let mut words = lead_in.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let announces = words.all(|word| LEAD_IN.contains(&word) || number::leading([word]).is_some());
        let behind = rest.trim_start_matches(|c: char| c.is_whitespace() || ".;,".contains(c));
        let name = self.cell.get(..name.end)?;
        (announces && !behind.is_empty()).then(|| format!("{name}, {behind}"))
    }

    /// With another text in place of a value.
    fn with(&self, at: usize, new: &str) -> Result<String, Refused> {
        let enumeration = self.enumeration(at)?;
        let mut values = enumeration.values(self.cell);
        if let Some(value) = values.get_mut(enumeration.index) {
            *value = new.trim();
        }
        Ok(enumeration.replaced(self.cell, &values, &enumeration.separators))
    }

    /// With another value behind one of them, joined as its neighbours are.
    fn behind(&self, at: usize, new: &str) -> Result<String, Refused> {
        let last = self.values.len().checked_sub(1).ok_or_else(|| {
            let message = format!("the entry has no {} that others could follow", self.feature);
            (Code::TextNotFound, message)
        })?;
        if at == last { self.and(last, new) } else { self.between(at, new) }
    }

    /// With another value between two of them.
    fn between(&self, at: usize, new: &str) -> Result<String, Refused> {
        let enumeration = self.enumeration(at)?;
        let index = enumeration.index;
        let next = enumeration.separators.get(index).copied();
        let next = next.ok_or_else(|| self.refuses(at, "is not followed by another one"))?;
        let plain = without_and(next);
        let mut values = enumeration.values(self.cell);
        let mut separators = enumeration.separators.clone();
        values.insert(index + 1, new.trim());
        separators.insert(index, &plain);
        Ok(enumeration.replaced(self.cell, &values, &separators))
    }

    /// With another value behind the last one.
    fn and(&self, last: usize, new: &str) -> Result<String, Refused> {
        let enumeration = self.enumeration(last)?;
        let mut values = enumeration.values(self.cell);
        values.push(new.trim());
        let mut separators = enumeration.separators.clone();
        let first = enumeration.join(self.cell, self.feature == Feature::Addresses || self.counted);
        let join = separators.pop();
        let plain = join.map(|join| match separators.last() {
            Some(plain) => (*plain).to_owned(),
            None => without_and(join),
        });
        separators.extend(plain.as_deref());
        separators.push(join.unwrap_or(&first));
        Ok(enumeration.replaced(self.cell, &values, &separators))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn revised(cell: &str, feature: Feature, remove: &[&str], add: &[&str]) -> String {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        revise(cell, feature, &Change { remove: &owned(remove), add: &owned(add), after: None })
            .unwrap_or_else(|(code, message)| format!("{code}: {message}"))
    }

    const THREE: &str =
        "Dux, a.k.a., the following three aliases:\n—A Ltd.;\n—Brom; and\n—Cobalt.\n8 Pravdy St., Omsk, Russia.";
    const LEAD: &str = "Dux, a.k.a., the following three aliases:\n";
    const OMSK: &str = "\n8 Pravdy St., Omsk, Russia.";

    #[test]
    fn a_bulleted_alias_goes_and_the_last_separator_stays_the_last() {
        for (remove, left) in [
            (&["A Ltd."][..], "—Brom; and\n—Cobalt."),
            (&["Brom"], "—A Ltd.; and\n—Cobalt."),
            (&["Cobalt"], "—A Ltd.; and\n—Brom."),
            (&["Brom", "Cobalt"], "—A Ltd."),
        ] {
            let text = revised(THREE, Feature::Aliases, remove, &[]);
            assert_eq!(text, format!("{LEAD}{left}{OMSK}"), "{remove:?}");
        }
    }

    /// The period of "Ltd." ends the sentence too.
    #[test]
    fn a_period_that_ends_value_and_sentence_stays() {
        let cell = "Dux, a.k.a., the following two aliases:\n—Aero; and\n—Brom Co., Ltd.\n8 Pravdy St., Omsk, Russia.";
        let text = revised(cell, Feature::Aliases, &["Brom Co., Ltd."], &[]);
        assert!(text.contains("—Aero.\n8 Pravdy"), "{text}");
        let text = revised(cell, Feature::Aliases, &["Aero"], &[]);
        assert!(text.contains(":\n—Brom Co., Ltd.\n8 Pravdy"), "{text}");
        let text = revised(cell, Feature::Aliases, &[], &["Cobalt"]);
        assert!(text.contains("—Aero;\n—Brom Co., Ltd.; and\n—Cobalt.\n8 Pravdy"), "{text}");
    }

    #[test]
    fn an_alias_comes_last_with_the_separators_of_its_neighbours() {
        let text = revised(THREE, Feature::Aliases, &[], &["D Co., Ltd."]);
        assert_eq!(text, format!("{LEAD}—A Ltd.;\n—Brom;\n—Cobalt; and\n—D Co., Ltd.{OMSK}"));
        let one = "Dux, a.k.a., the following one alias:\n—Aero.\n8 Pravdy St., Omsk, Russia.";
        let text = revised(one, Feature::Aliases, &[], &["Brom", "Cobalt"]);
        let lead = "Dux, a.k.a., the following one alias:\n";
        assert_eq!(text, format!("{lead}—Aero;\n—Brom; and\n—Cobalt.{OMSK}"));
        let inline = "UMA, a.k.a., UM Airlines, 29 Ayar Str., Damascus, Syria.";
        let text = revised(inline, Feature::Aliases, &[], &["UM Air"]);
        assert_eq!(text, "UMA, a.k.a., UM Airlines, UM Air, 29 Ayar Str., Damascus, Syria.");
        let text = revised(&text, Feature::Aliases, &["UM Airlines"], &[]);
        assert_eq!(text, "UMA, a.k.a., UM Air, 29 Ayar Str., Damascus, Syria.");
    }

    #[test]
    fn one_of_several_addresses_goes_or_comes() {
        let two = "Dux, 1 A St., Omsk, Russia; and\n2 B St., Kazan, Russia. (See alternate address under Iran).";
        let omsk = "Dux, 1 A St., Omsk, Russia. (See alternate address under Iran).";
        let kazan = "2 B St., Kazan, Russia";
        assert_eq!(revised(two, Feature::Addresses, &[kazan], &[]), omsk);
        let text = revised(omsk, Feature::Addresses, &[], &["2 B St., Kazan, Russia."]);
        assert_eq!(text, "Dux, 1 A St., Omsk, Russia; and 2 B St., Kazan, Russia. (See alternate address under Iran).");
        let three = revised(two, Feature::Addresses, &[], &["3 C St., Perm, Russia"]);
        assert!(
            three.starts_with("Dux, 1 A St., Omsk, Russia;\n2 B St., Kazan, Russia; and\n3 C St., Perm, Russia. (See")
        );
        let exchanged = revised(omsk, Feature::Addresses, &["1 A St., Omsk, Russia"], &[kazan]);
        assert_eq!(exchanged, "Dux, 2 B St., Kazan, Russia. (See alternate address under Iran).");
    }

    #[test]
    fn what_is_not_certain_or_would_not_read_right_is_refused() {
        let one = "Dux, a.k.a., the following one alias:\n—Aero.\n8 Pravdy St., Omsk, Russia.";
        let twice = "Dux, a.k.a., the following two aliases:\n—Aero; and\n—Aero.\n8 Pravdy St., Omsk, Russia.";
        let numbered = "Dux, a.k.a., the following two aliases:\n—Plant 12; and\n—Aero.\n8 Pravdy St., Omsk, Russia.";
        let labelled = "Dux, Address: 1 A St., Omsk, Russia; Alt Address: 2 B St., Kazan, Russia.";
        for (cell, feature, remove, code) in [
            (one, Feature::Aliases, "Brom", "text-not-found"),
            (one, Feature::Addresses, "8 Pravdy St., Omsk, Russia", "text-ambiguous"),
            (twice, Feature::Aliases, "Aero", "text-ambiguous"),
            (numbered, Feature::Aliases, "Plant 1-2", "text-not-found"),
            (labelled, Feature::Addresses, "2 B St., Kazan, Russia", "text-ambiguous"),
        ] {
            let text = revised(cell, feature, &[remove], &[]);
            assert!(text.starts_with(code), "{remove} of {cell}: {text}");
        }
        assert_eq!(revised(one, Feature::Aliases, &[], &["Aero"]), one);
        // The words that announce aliases go with the only one; words that say more do not.
        assert_eq!(revised(one, Feature::Aliases, &["Aero"], &[]), "Dux, 8 Pravdy St., Omsk, Russia.");
        let also = "Dux, a state plant, a.k.a., the following one alias:\n—Aero.\n8 Pravdy St., Omsk, Russia.";
        assert!(revised(also, Feature::Aliases, &["Aero"], &[]).starts_with("text-ambiguous"));
        let bare = "Dux, 8 Pravdy St., Omsk, Russia.";
        assert!(revised(bare, Feature::Aliases, &[], &["Aero"]).starts_with("text-not-found"));
    }
}
