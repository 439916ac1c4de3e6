//! Numbers and names that stand for more than they say: "both entries", "“X” (two entries)", “TURKEY” among names.

use super::complement::{Complement, Why, clean};
use super::lexicon::Verb;
use super::object::Object;
use super::quotation;
use crate::law::country;

/// "removing “TURKEY” and “X”": a country's name in capitals is its heading.
pub(super) fn heading_named(parts: &mut Complement, verb: Verb) {
    let is_heading = |name: &String| country::is_known(name) && !name.contains(char::is_lowercase);
    let headings: Vec<_> = clean(&parts.names).into_iter().filter(is_heading).collect();
    let plain = matches!(verb, Verb::Add | Verb::Remove) && parts.featured.is_empty() && !parts.is_wording();
    if let ([_], true) = (headings.as_slice(), plain && parts.names.len() > 1 && parts.headings().is_none()) {
        parts.names.retain(|name| !is_heading(&quotation::name(name).to_owned()));
        parts.objects.push(Object::Heading(headings));
        if !parts.listed() {
            parts.objects.push(Object::Entries { count: None, ordinal: None });
        }
    }
}

/// "both entries" that go and are not named are all of their country; of a name, all that bear it; else they are so many.
pub(super) fn all_of(parts: &mut Complement, verb: Verb) {
    let Some(at) = parts.objects.iter().position(|object| matches!(object, Object::AllOf { .. })) else {
        // "the two entries for “X”"
        let number = parts.entries().count.filter(|_| matches!(verb, Verb::Add | Verb::Remove) && parts.listed());
        if let ([name], Some(number @ 2..)) = (parts.names.clone().as_slice(), number) {
            parts.names = vec![name.clone(); number as usize];
        }
        return;
    };
    let Object::AllOf { count, thereunder } = parts.objects.remove(at) else {
        return;
    };
    let goes = verb == Verb::Remove && parts.names.is_empty();
    if goes || thereunder && verb != Verb::Add {
        parts.all = Some(count);
        parts.objects.push(if thereunder { Object::Thereunder } else { Object::AllEntries });
    } else {
        parts.objects.insert(at, Object::Entries { count: Some(count), ordinal: None });
        if let ([name], Verb::Remove) = (parts.names.clone().as_slice(), verb) {
            parts.names = vec![name.clone(); count as usize];
        }
    }
}

/// "“X” (two entries)": as many rows come, or all of so many go.
pub(super) fn repeat(parts: &mut Complement, verb: Verb, times: u32) -> Result<(), Why> {
    match parts.names.last().cloned() {
        Some(name) if matches!(verb, Verb::Add | Verb::Remove) => {
            parts.names.extend(std::iter::repeat_n(name, (times as usize).saturating_sub(1)));
            Ok(())
        }
        _ => Err("several entries of one name"),
    }
}
