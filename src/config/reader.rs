//! The layers of the configuration, read key by key.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use toml::{Table, Value};
use url::Url;

use super::environment::Environment;
use super::origin::{Mistake, Origin, Setting, but_found};
use super::{ConfigError, Flags, SHIPPED, secret, written};

/// All layers, and the mistakes met so far.
#[derive(Debug)]
pub(super) struct ConfigReader {
    /// Keys in the order of the shipped file, free ones after them.
    keys: Vec<String>,
    /// The values of each key, weakest layer first.
    layers: BTreeMap<String, Vec<(Value, Origin)>>,
    tables: BTreeMap<&'static str, BTreeMap<String, Table>>,
    /// Where each key and table of the file stands.
    places: BTreeMap<String, Origin>,
    asked: BTreeSet<String>,
    mistakes: Vec<Mistake>,
    /// What is odd and no mistake.
    warnings: Vec<String>,
}

impl ConfigReader {
    pub(super) fn new(file: Option<(&Path, &str)>, environment: &Environment, flags: &Flags) -> Self {
        let mut mistakes = Vec::new();
        let shipped = written::read(SHIPPED).map(|(table, _)| table);
        let shipped = shipped.unwrap_or_default();
        let defaults = written::compare(Path::new(""), SHIPPED, &shipped, &mut mistakes).values;
        let mut keys: Vec<_> = defaults.iter().map(|(key, ..)| key.clone()).collect();
        let mut layers: BTreeMap<String, Vec<(Value, Origin)>> =
            defaults.into_iter().map(|(key, value, _)| (key, vec![(value, Origin::Default)])).collect();
        let mut tables = BTreeMap::new();
        let mut places = BTreeMap::new();
        let shipped_keys = keys.len();
        if let Some((path, text)) = file {
            let written = written::compare(path, text, &shipped, &mut mistakes);
            let file = |line| Origin::File { path: path.to_owned(), line };
            tables = written.tables;
            let lines = written.lines.into_iter();
            places = lines.map(|(key, line)| (key, file(line))).collect();
            for (key, value, line) in written.values {
                let origin = file(line);
                if !layers.contains_key(&key) {
                    keys.push(key.clone());
                }
                layers.entry(key).or_default().push((value, origin));
            }
        }
        // Variables and flags exist for the keys of the shipped file only.
        let own = keys.get(..shipped_keys).unwrap_or_default();
        for key in own {
            let Some(layers) = layers.get_mut(key) else {
                continue;
            };
            let default = layers.first().map(|(default, _)| default.clone());
            if let Some(found) = default.and_then(|default| environment.value(key, &default, &mut mistakes)) {
                layers.push(found);
            }
        }
        if let (Some(db), Some(layers)) = (&flags.database, layers.get_mut("database.path")) {
            let shown = Value::from(db.to_string_lossy().into_owned());
            layers.push((shown, Origin::Flag { name: "--db" }));
        }
        let warnings = environment.unknown(own.iter().map(String::as_str), &spoken_of(&layers));
        Self { keys, layers, tables, places, asked: BTreeSet::new(), mistakes, warnings }
    }

    /// The strongest value of a key; every layer has to make sense, also one that is beaten.
    fn value<T>(&mut self, key: &str, expected: &str, read: impl Fn(&Value) -> Option<T>) -> Option<T> {
        self.asked.insert(key.to_owned());
        let Some(layers) = self.layers.get(key) else {
            self.refuse(key, expected, None);
            return None;
        };
        let mut strongest = None;
        for (value, origin) in layers {
            if let Some(value) = read(value) {
                strongest = Some(value);
            } else {
                let mistake = Mistake::of_value(key, expected, value, origin);
                self.mistakes.push(mistake);
            }
        }
        strongest
    }

    /// A whole number within bounds.
    pub(super) fn number<N>(&mut self, key: &str, range: RangeInclusive<i64>) -> N
    where
        N: TryFrom<i64> + Default,
    {
        let expected = format!("a whole number from {} to {}", range.start(), range.end());
        let read = |value: &Value| {
            let number = value.as_integer().filter(|number| range.contains(number))?;
            N::try_from(number).ok()
        };
        self.value(key, &expected, read).unwrap_or_default()
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self, key: &str) -> bool {
        self.value(key, "true or false", Value::as_bool).unwrap_or_default()
    }

    /// A score.
    pub(super) fn score(&mut self, key: &str) -> f32 {
        #[expect(clippy::cast_possible_truncation, reason = "a score needs few digits")]
        let read = |value: &Value| {
            let score =
                value.as_float().or_else(|| value.as_integer().map(|whole| if whole == 1 { 1.0 } else { -1.0 }));
            score.filter(|score| (0.5..=1.0).contains(score)).map(|score| score as f32)
        };
        self.value(key, "a score from 0.5 to 1", read).unwrap_or_default()
    }

    /// One line of text, which may be empty.
    pub(super) fn line(&mut self, key: &str) -> String {
        let read = |value: &Value| {
            let text = value.as_str()?;
            (!text.chars().any(char::is_control)).then(|| text.to_owned())
        };
        self.value(key, "one line of text", read).unwrap_or_default()
    }

    /// Text, which may be empty.
    pub(super) fn text(&mut self, key: &str) -> String {
        self.value(key, "a text", |value| value.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Texts, as `read` takes them from a value.
    pub(super) fn texts(
        &mut self,
        key: &str,
        expected: &str,
        read: impl Fn(&Value) -> Option<Vec<String>>,
    ) -> Vec<String> {
        self.value(key, expected, read).unwrap_or_default()
    }

    /// The path of a file or folder.
    pub(super) fn path(&mut self, key: &str) -> PathBuf {
        let read = |value: &Value| {
            let text = value.as_str()?;
            (!text.is_empty() && !text.contains('\0')).then(|| PathBuf::from(text))
        };
        self.value(key, "a path", read).unwrap_or_default()
    }

    /// An address; there is none only if there is a mistake.
    pub(super) fn address(&mut self, key: &str) -> Option<Url> {
        self.value(key, "an http or https address", |value| address(value.as_str()?))
    }

    /// An address, or none for an empty text.
    pub(super) fn optional_address(&mut self, key: &str) -> Option<Url> {
        let expected = "an http or https address, or nothing";
        self.value(key, expected, |value| match value.as_str()? {
            "" => Some(None),
            text => address(text).map(Some),
        })
        .flatten()
    }

    /// The tables below a free one, by name; what is in them is for others to judge, and to [`Self::refuse`].
    pub(super) fn tables(&mut self, free: &str) -> BTreeMap<String, Table> {
        self.tables.remove(free).unwrap_or_default()
    }

    /// Where the strongest value of a key, or a table of the file, comes from; of what is not there, the table that it is missing from.
    pub(super) fn origin(&self, key: &str) -> Origin {
        if let Some((_, origin)) = self.layers.get(key).and_then(|layers| layers.last()) {
            return origin.clone();
        }
        let table = key.rsplit_once('.').map_or(key, |(table, _)| table);
        let place = self.places.get(key).or_else(|| self.places.get(table));
        place.cloned().unwrap_or(Origin::Default)
    }

    /// Notes that a value cannot be, or is missing.
    pub(super) fn refuse(&mut self, key: &str, expected: &str, found: Option<&Value>) {
        let origin = self.origin(key);
        self.mistakes.push(match found {
            Some(found) => Mistake::of_value(key, expected, found, &origin),
            None => Mistake { key: key.to_owned(), problem: but_found(expected, "nothing"), origin },
        });
    }

    /// Notes what is wrong with a key, in words.
    pub(super) fn object(&mut self, key: &str, problem: String) {
        let origin = self.origin(key);
        let key = key.to_owned();
        self.mistakes.push(Mistake { key, problem, origin });
    }

    /// Whether the strongest value of a key is its default, wherever it comes from.
    pub(super) fn is_default(&self, key: &str) -> bool {
        let layers = self.layers.get(key).map(Vec::as_slice);
        matches!(layers, Some([(default, _), .., (strongest, _)]) if default == strongest)
            || matches!(layers, Some([_]))
    }

    /// All mistakes, in the order of the places.
    pub(super) fn mistakes(mut self) -> ConfigError {
        self.mistakes.sort_by(|a, b| a.origin.cmp(&b.origin));
        ConfigError::Mistakes { mistakes: self.mistakes }
    }

    /// Every value that holds with its origin, if there is no mistake.
    pub(super) fn finish(self) -> Result<(Vec<Setting>, Vec<String>), ConfigError> {
        if !self.mistakes.is_empty() {
            return Err(self.mistakes());
        }
        let settings = self.keys.iter().filter_map(|key| {
            let (value, origin) = self.layers.get(key)?.last()?;
            Some(Setting { key: key.clone(), shown: secret::shown(key, value), origin: origin.clone() })
        });
        Ok((settings.collect(), self.warnings))
    }

    /// Keys of the shipped file that nothing reads, and keys that it lacks.
    #[cfg(test)]
    pub(super) fn unread(&self) -> Vec<String> {
        let known: BTreeSet<_> = self.layers.keys().cloned().collect();
        known.symmetric_difference(&self.asked).cloned().collect()
    }
}

fn address(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url)
}

/// Variables that the configuration names (`password_env = "…"`), which are no business of this module.
fn spoken_of(layers: &BTreeMap<String, Vec<(Value, Origin)>>) -> Vec<String> {
    let naming = layers.iter().filter(|(key, _)| key.ends_with("_env"));
    let values = naming.flat_map(|(_, layers)| layers);
    let names = values.filter_map(|(value, _)| value.as_str());
    names.map(str::to_owned).collect()
}
