//! The environment's part of the configuration.

use std::collections::BTreeMap;
use std::ffi::OsString;

use earwatch_law::law::likeness::closest;
use toml::Value;

use super::origin::{Mistake, Origin, but_found};

/// What all our variables begin with.
const PREFIX: &str = "EARWATCH_";

/// Names that came before the systematic ones, or are shorter, and their keys.
const SHORT: [(&str, &str); 5] = [
    ("EARWATCH_DB", "database.path"),
    ("EARWATCH_CONTACT", "sources.contact"),
    ("EARWATCH_MIN_INTERVAL_MS", "sources.min_interval_ms"),
    ("EARWATCH_FEDERAL_REGISTER_URL", "sources.federal_register.base_url"),
    ("EARWATCH_ECFR_URL", "sources.ecfr.base_url"),
];

/// The variable that the command line reads, because it says where the file is.
const CONFIG: &str = "EARWATCH_CONFIG";

/// The environment variables that begin with `EARWATCH_`; one that is set to nothing counts as not set.
#[derive(Clone, Default)]
pub struct Environment(BTreeMap<String, OsString>);

impl FromIterator<(OsString, OsString)> for Environment {
    fn from_iter<I: IntoIterator<Item = (OsString, OsString)>>(variables: I) -> Self {
        let ours = variables.into_iter().filter_map(|(name, value)| {
            let name = name.into_string().ok()?;
            (name.starts_with(PREFIX) && !value.is_empty()).then_some((name, value))
        });
        Self(ours.collect())
    }
}

/// `EARWATCH_SOURCES_CONTACT` of `sources.contact`.
fn systematic(key: &str) -> String {
    let capitals = key.replace('.', "_").to_ascii_uppercase();
    format!("{PREFIX}{capitals}")
}

/// The names of a key's variables, the one that is looked at first in front.
pub(super) fn names(key: &str) -> Vec<String> {
    let short = SHORT.iter().filter(|(_, of)| *of == key);
    let mut names: Vec<_> = short.map(|(name, _)| (*name).to_owned()).collect();
    names.push(systematic(key));
    names
}

impl Environment {
    /// The value of a key, of the kind that its default has, and the variable it is from.
    pub(super) fn value(&self, key: &str, default: &Value, mistakes: &mut Vec<Mistake>) -> Option<(Value, Origin)> {
        let mut first: Option<(Value, Origin)> = None;
        for name in names(key) {
            let Some(value) = self.0.get(&name) else {
                continue;
            };
            let origin = Origin::Environment { name };
            let Some(text) = value.to_str() else {
                mistakes.push(Mistake {
                    key: key.to_owned(),
                    problem: but_found("text in UTF-8", "other bytes"),
                    origin,
                });
                continue;
            };
            let value = typed(text, default);
            match &first {
                Some((known, other)) if *known != value => {
                    let expected = format!("the value that {other} gives");
                    mistakes.push(Mistake::of_value(key, &expected, &value, &origin));
                }
                Some(_) => {}
                None => first = Some((value, origin)),
            }
        }
        first
    }

    /// Variables that nothing looks at; `also` are names that the configuration itself speaks of.
    pub(super) fn unknown<'a>(&self, keys: impl Iterator<Item = &'a str>, also: &[String]) -> Vec<String> {
        let mut known: Vec<_> = keys.flat_map(names).collect();
        known.push(CONFIG.to_owned());
        let known: Vec<_> = known.iter().chain(also).map(String::as_str).collect();
        let unknown = self.0.keys().filter(|name| !known.contains(&name.as_str()));
        unknown
            .map(|name| {
                let near = closest(name, &known, 1, 0.0);
                let near = near.first().copied().unwrap_or(CONFIG);
                format!("{name} is set, and there is no such variable; the nearest is {near}")
            })
            .collect()
    }
}

/// A text as the kind of value that the default is; as a text where it is none.
fn typed(text: &str, default: &Value) -> Value {
    let value = match default {
        Value::Integer(_) => text.trim().parse().ok().map(Value::Integer),
        Value::Float(_) => text.trim().parse().ok().map(Value::Float),
        Value::Boolean(_) => text.trim().parse().ok().map(Value::Boolean),
        _ => None,
    };
    value.unwrap_or_else(|| Value::from(text))
}
