//! The phrases of one clause, sorted by what they are to its verb.

use super::Entries;
use super::object::Object;
use super::phrase::{Phrase, Role};
use super::place::Way;
use super::quotes;
use super::verb::Verb;
use super::when::End;
use super::whereabouts::Context;
use crate::law::Column;

/// Why a clause is not an order.
pub(super) type Why = &'static str;

/// What the phrases of a clause are to its verb.
#[derive(Debug, Clone)]
pub(super) struct Parts {
    pub(super) context: Context,
    pub(super) objects: Vec<Object>,
    /// Quoted objects, verbatim.
    pub(super) names: Vec<String>,

    /// Quoted aliases and addresses, each under its noun.
    pub(super) featured: Vec<(Object, Vec<String>)>,
    pub(super) after: Vec<String>,
    pub(super) instead: Vec<String>,
    pub(super) to: Vec<String>,
    pub(super) of: Vec<String>,
    pub(super) countries: Vec<String>,
    pub(super) country_stated: bool,

    pub(super) from_country: Option<String>,
    pub(super) to_country: Option<String>,
    pub(super) inside: Option<(Vec<String>, Option<u32>)>,
    pub(super) column: Option<Column>,
    pub(super) until: Option<End>,
    pub(super) remarks: Vec<Remark>,
}

/// What a clause says beside its objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Remark {
    /// "in its place".
    InPlace,
    /// "wherever it appears".
    Everywhere,
    /// "respectively".
    Respectively,
    /// The list is named again behind the verb.
    ScopeNamed,
    /// "for the country of Chad".
    ForCountry,
    /// A country behind the verb.
    Placed,
}

impl Parts {
    fn new(context: &Context) -> Self {
        Self {
            context: context.clone(),
            objects: Vec::new(),
            names: Vec::new(),
            featured: Vec::new(),
            after: Vec::new(),
            instead: Vec::new(),
            to: Vec::new(),
            of: Vec::new(),
            countries: context.countries.clone(),
            country_stated: context.country_stated,
            from_country: None,
            to_country: None,
            inside: context.inside.clone(),
            column: context.column,
            until: None,
            remarks: Vec::new(),
        }
    }

    pub(super) fn says(&self, remark: Remark) -> bool {
        self.remarks.contains(&remark)
    }

    pub(super) fn has(&self, wanted: &Object) -> bool {
        self.objects.contains(wanted)
    }

    pub(super) fn headings(&self) -> Option<Vec<String>> {
        self.objects.iter().find_map(|object| match object {
            Object::Heading(names) => Some(names.clone()),
            Object::Entries { .. }
            | Object::Thereunder
            | Object::Footnotes(_)
            | Object::Intro
            | Object::Aliases
            | Object::Addresses
            | Object::Name
            | Object::Wording
            | Object::TheStay => None,
        })
    }

    pub(super) fn footnotes(&self) -> Vec<u8> {
        let numbers = self.objects.iter().filter_map(|object| match object {
            Object::Footnotes(numbers) => Some(numbers.clone()),
            Object::Entries { .. }
            | Object::Heading(_)
            | Object::Thereunder
            | Object::Intro
            | Object::Aliases
            | Object::Addresses
            | Object::Name
            | Object::Wording
            | Object::TheStay => None,
        });
        numbers.flatten().collect()
    }

    /// Whether a noun says that the quotations name entries.
    pub(super) fn listed(&self) -> bool {
        self.objects.iter().any(|object| matches!(object, Object::Entries { .. }))
    }

    /// The entries meant, by name and by count.
    pub(super) fn entries(&self) -> Entries {
        let (mut count, mut ordinal) = (None, None);
        for object in &self.objects {
            if let Object::Entries { count: n, ordinal: o } = object {
                count = count.or(*n);
                ordinal = ordinal.or(*o);
            }
        }
        Entries { names: clean(&self.names), count, ordinal }
    }

    /// Whether the quotations are wording inside cells, not names of entries.
    pub(super) fn is_wording(&self) -> bool {
        !self.listed()
            && (self.inside.is_some()
                || self.column.is_some()
                || self.says(Remark::Everywhere)
                || self.has(&Object::Wording))
    }
}

/// Names without the separators that their quotations swallowed.
pub(super) fn clean(quoted: &[String]) -> Vec<String> {
    quoted.iter().map(|text| quotes::name(text).to_owned()).collect()
}

/// Sorts the phrases of one verb and one place.
pub(super) fn one(verb: Verb, context: &Context, phrases: &[Phrase]) -> Result<Parts, Why> {
    let mut parts = Parts::new(context);
    let mut role = None;
    let mut aimed = false;
    let mut stopped = false;
    let mut unquoted = false;
    // Each of these can be said once; a second one would overwrite the first.
    let twice = |test: &dyn Fn(&Phrase) -> bool| phrases.iter().filter(|phrase| test(phrase)).count() > 1;
    if twice(&|phrase| matches!(phrase, Phrase::Inside(..)))
        || twice(&|phrase| matches!(phrase, Phrase::Column(_)))
        || twice(&|phrase| matches!(phrase, Phrase::Until(_) | Phrase::Effective(_)))
    {
        return Err("a place or a date said twice");
    }
    for phrase in phrases {
        match phrase {
            Phrase::Names(_) if unquoted => return Err("a name that is no alias or address"),
            Phrase::Names(names) => {
                name(&mut parts, verb, role.take(), names)?;
            }
            // "add entries, in alphabetical order, for “A”"
            Phrase::Role(Role::For)
                if parts.names.is_empty() && matches!(parts.objects.as_slice(), [Object::Entries { .. }]) => {}
            Phrase::Role(next) => {
                if *next == Role::Before {
                    return Err("text to be put before other text");
                }
                aimed |= *next == Role::To;
                role = Some(*next);
            }
            // After a stop, another noun begins what no verb orders.
            Phrase::Object(Object::Entries { .. } | Object::Footnotes(_))
                if stopped && !parts.names.is_empty() && parts.countries.len() < 2 && !country_follows(phrases) =>
            {
                return Err("an object after the end of the order");
            }

            Phrase::Object(object) => {
                unquoted = false;
                if matches!(object, Object::Aliases | Object::Addresses) {
                    parts.featured.push((object.clone(), Vec::new()));
                }
                parts.objects.push(object.clone());
            }
            Phrase::Country(names, way) => {
                // "removing “X” from under IRAN", "adding “X” to IRAN"
                let way = match (verb, way) {
                    (Verb::Remove, Way::From) | (Verb::Add, Way::To) => Way::Under,
                    (_, way) => *way,
                };
                country(&mut parts, names, way, aimed)?;
            }
            Phrase::Inside(names, ordinal) => parts.inside = Some((names.clone(), *ordinal)),
            Phrase::Column(column) => parts.column = Some(*column),
            Phrase::Effective(date) => parts.context.effective = Some(*date),
            Phrase::Until(until) => parts.until = Some(*until),
            Phrase::InPlace => parts.remarks.push(Remark::InPlace),
            Phrase::Everywhere => parts.remarks.push(Remark::Everywhere),
            Phrase::Respectively => parts.remarks.push(Remark::Respectively),
            Phrase::Scope(scope) => {
                if parts.context.scope_stated && parts.context.scope != *scope {
                    return Err("two lists in one order");
                }
                parts.context.scope = *scope;
                parts.context.scope_stated = true;
                parts.remarks.push(Remark::ScopeNamed);
            }
            Phrase::Stop(_) => stopped = true,
            // "to add an alias, and “X”, to revise its address": X is no alias.
            Phrase::And => {
                unquoted = parts.featured.last().is_some_and(|(_, quoted)| quoted.is_empty());
            }
            Phrase::Amended | Phrase::Comma | Phrase::AsFollows => {}
            Phrase::Verb(..) => return Err("a verb inside another order"),
            Phrase::Unknown(why) => return Err(why),
        }
    }
    if role.is_some() && parts.to_country.is_none() {
        return Err("a preposition without its name");
    }
    // "the License Requirement column for “X”"
    if parts.column.is_some() && parts.inside.is_none() && !parts.of.is_empty() && verb != Verb::Substitute {
        parts.inside = Some((clean(&parts.of), None));
        parts.of.clear();
    }
    Ok(parts)
}

fn country_follows(phrases: &[Phrase]) -> bool {
    phrases.iter().any(|phrase| matches!(phrase, Phrase::Country(..)))
}

fn name(parts: &mut Parts, verb: Verb, role: Option<Role>, names: &[String]) -> Result<(), Why> {
    // "revising the policy from “A” to “B”"
    let revised = matches!(verb, Verb::Revise | Verb::Amend | Verb::Replace);
    let role = role.filter(|role| !(revised && *role == Role::From));
    let side = match role {
        None => {
            parts.names.extend_from_slice(names);
            if let Some((_, featured)) = parts.featured.last_mut() {
                featured.extend(clean(names));
            }
            return Ok(());
        }
        Some(Role::After) => &mut parts.after,
        Some(Role::Instead) => &mut parts.instead,
        Some(Role::To) => &mut parts.to,
        Some(Role::For | Role::From) => &mut parts.of,
        Some(Role::Before) => return Err("text to be put before other text"),
    };
    // "adding, after “Y”, “Z”": the first belongs to the preposition, the second to the verb.
    let one = matches!(role, Some(Role::After | Role::Instead)) && parts.names.is_empty();
    let (own, rest) = names.split_at_checked(if one { 1 } else { names.len() }).unwrap_or((names, &[]));
    side.extend_from_slice(own);
    parts.names.extend_from_slice(rest);
    Ok(())
}

fn country(parts: &mut Parts, names: &[String], way: Way, aimed: bool) -> Result<(), Why> {
    let single = || match names {
        [name] => Ok(Some(name.clone())),
        _ => Err("several countries where one is meant"),
    };
    match way {
        Way::From => parts.from_country = single()?,
        Way::To => parts.to_country = single()?,
        Way::Under | Way::For if aimed => parts.to_country = single()?,
        Way::Under | Way::For if parts.says(Remark::Placed) => {
            return Err("two countries in one order");
        }
        Way::Under | Way::For => {
            if parts.country_stated && parts.countries != names {
                return Err("two countries in one order");
            }
            parts.remarks.push(Remark::Placed);
            parts.countries = names.to_vec();
            parts.country_stated = true;
            if way == Way::For {
                parts.remarks.push(Remark::ForCountry);
            }
        }
    }
    Ok(())
}
