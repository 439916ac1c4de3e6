//! A TOML text → its keys with values and lines, held against the keys that exist.

use std::collections::BTreeMap;
use std::path::Path;

use toml::de::{DeTable, DeValue};
use toml::{Spanned, Table, Value};

use super::origin::{Mistake, Origin, but_found, inline};

/// Tables whose keys are free, each one a table of its own.
pub(super) const FREE: [&str; 1] = ["delivery"];

/// What a text says.
#[derive(Debug, Default)]
pub(super) struct ConfigText {
    /// Every key that is no table, in the order of the text, with its line.
    pub(super) values: Vec<(String, Value, usize)>,
    /// The tables below the free ones, by their names.
    pub(super) tables: BTreeMap<&'static str, BTreeMap<String, Table>>,
    /// The line of each key and table.
    pub(super) lines: Lines,
}

/// The line of each key and table.
pub(super) type Lines = BTreeMap<String, usize>;

/// Reads a text without looking at which keys exist; else the lines of what is no TOML, and why.
pub(super) fn read(text: &str) -> Result<(Table, Lines), Vec<(usize, String)>> {
    let (parsed, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        let errors = errors.iter().map(|error| {
            let start = error.span().map_or(0, |span| span.start);
            // Without the line itself, in which a password may stand.
            (line(text, start), error.message().replace('\n', ", "))
        });
        return Err(errors.collect());
    }
    let mut lines = Lines::new();
    let table = plain(text, parsed.into_inner(), "", &mut lines);
    Ok((table, lines))
}

fn plain(text: &str, table: DeTable<'_>, prefix: &str, lines: &mut Lines) -> Table {
    let pairs = table.into_iter().map(|(name, value)| {
        let key = join(prefix, name.get_ref());
        lines.insert(key.clone(), line(text, name.span().start));
        let value = value_of(text, value.into_inner(), &key, lines);
        (name.into_inner().into_owned(), value)
    });
    pairs.collect()
}

fn value_of(text: &str, value: DeValue<'_>, key: &str, lines: &mut Lines) -> Value {
    match value {
        DeValue::String(text) => Value::String(text.into_owned()),
        DeValue::Integer(digits) => match i64::from_str_radix(digits.as_str(), digits.radix()) {
            Ok(number) => Value::Integer(number),
            // No key takes as much; as text it is refused where it stands.
            Err(_) => Value::String(digits.to_string()),
        },
        DeValue::Float(digits) => {
            let number = digits.as_str().parse();
            number.map_or_else(|_| Value::String(digits.to_string()), Value::Float)
        }
        DeValue::Boolean(it) => Value::Boolean(it),
        DeValue::Datetime(it) => Value::Datetime(it),
        DeValue::Array(items) => {
            let items = items.into_iter().map(Spanned::into_inner);
            Value::Array(items.map(|item| value_of(text, item, key, lines)).collect())
        }
        DeValue::Table(table) => Value::Table(plain(text, table, key, lines)),
    }
}

fn line(text: &str, at: usize) -> usize {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    memchr::memchr_iter(b'\n', before).count() + 1
}

/// A key below a table, quoted where it has to be.
pub(super) fn join(prefix: &str, name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let name = if !name.is_empty() && name.chars().all(bare) { name.to_owned() } else { inline(&Value::from(name)) };
    if prefix.is_empty() { name } else { format!("{prefix}.{name}") }
}

/// Holds a text against the keys that exist.
pub(super) fn compare(path: &Path, text: &str, shipped: &Table, mistakes: &mut Vec<Mistake>) -> ConfigText {
    let file = |line| Origin::File { path: path.to_owned(), line };
    match read(text) {
        Ok((table, lines)) => {
            let mut comparison = Comparison {
                origin: &|key| file(lines.get(key).copied().unwrap_or(1)),
                written: ConfigText::default(),
                mistakes,
            };
            comparison.table(shipped, &table, "");
            let mut written = comparison.written;
            for (key, _, line) in &mut written.values {
                *line = lines.get(key.as_str()).copied().unwrap_or(1);
            }
            written.values.sort_by_key(|(_, _, line)| *line);
            written.lines = lines;
            written
        }
        Err(errors) => {
            mistakes.extend(errors.into_iter().map(|(line, message)| Mistake {
                key: String::new(),
                problem: format!("this is no TOML: {message}"),
                origin: file(line),
            }));
            ConfigText::default()
        }
    }
}

struct Comparison<'a> {
    origin: &'a dyn Fn(&str) -> Origin,
    written: ConfigText,
    mistakes: &'a mut Vec<Mistake>,
}

impl Comparison<'_> {
    fn table(&mut self, shipped: &Table, written: &Table, prefix: &str) {
        for (name, value) in written {
            let key = join(prefix, name);
            match (shipped.get(name), value) {
                (None, _) => {
                    let known: Vec<_> = shipped.keys().map(String::as_str).collect();
                    self.mistakes.push(Mistake {
                        problem: but_found(
                            &format!("one of {}", known.join(", ")),
                            &format!("{}, which does not exist", join("", name)),
                        ),
                        origin: (self.origin)(&key),
                        key,
                    });
                }
                (Some(Value::Table(shipped)), Value::Table(written)) => {
                    match FREE.into_iter().find(|free| *free == key) {
                        Some(free) => self.free(free, written),
                        None => self.table(shipped, written, &key),
                    }
                }
                (Some(Value::Table(_)), other) => self.no_table(&key, other),
                (Some(_), value) => self.written.values.push((key, value.clone(), 0)),
            }
        }
    }

    fn free(&mut self, free: &'static str, tables: &Table) {
        for (name, value) in tables {
            let key = join(free, name);
            if let Value::Table(table) = value {
                self.leaves(&key, table);
                let tables = self.written.tables.entry(free).or_default();
                tables.insert(name.clone(), table.clone());
            } else {
                self.no_table(&key, value);
            }
        }
    }

    fn leaves(&mut self, prefix: &str, table: &Table) {
        for (name, value) in table {
            let key = join(prefix, name);
            if let Value::Table(table) = value {
                self.leaves(&key, table);
            } else {
                self.written.values.push((key, value.clone(), 0));
            }
        }
    }

    fn no_table(&mut self, key: &str, found: &Value) {
        let origin = (self.origin)(key);
        let expected = format!("a table [{key}]");
        self.mistakes.push(Mistake::of_value(key, &expected, found, &origin));
    }
}
