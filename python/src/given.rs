//! What Python gives: days, lists, what columns hold.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use earwatch::cli::clock::today;
use earwatch::cli::values;
use earwatch::screen::columns::Role;
use earwatch_law::law::ListId;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyDate;

use crate::failure::wrong;

/// A `datetime.date`. One with a time of day is refused: which day it is depends on where.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Day(pub(crate) NaiveDate);

impl<'a, 'py> FromPyObject<'a, 'py> for Day {
    type Error = PyErr;

    fn extract(given: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        let has_time = given.hasattr("hour")?;
        if given.is_instance_of::<PyDate>() && !has_time {
            return given.extract().map(Self);
        }
        let hint = if has_time { "; .date() gives the day of it" } else { "" };
        let kind = given.get_type().qualname()?;
        Err(PyTypeError::new_err(format!("expected a datetime.date, but found {kind} {}{hint}", given.repr()?)))
    }
}

impl Day {
    /// The day, or today in Washington.
    pub(crate) fn or_today(day: Option<Self>) -> NaiveDate {
        day.map_or_else(today, |day| day.0)
    }
}

/// One text, or several.
#[derive(FromPyObject)]
pub(crate) enum Texts {
    /// One.
    #[pyo3(transparent)]
    One(String),
    /// Several.
    #[pyo3(transparent)]
    Several(Vec<String>),
}

impl From<Texts> for Vec<String> {
    fn from(texts: Texts) -> Self {
        match texts {
            Texts::One(text) => vec![text],
            Texts::Several(texts) => texts,
        }
    }
}

/// Lists by their names.
pub(crate) fn lists(names: Option<Texts>) -> PyResult<Vec<ListId>> {
    let names: Vec<String> = names.map(Vec::from).unwrap_or_default();
    names.iter().map(|name| values::list_id(name).map_err(wrong)).collect()
}

/// Which column is what, as it is said: `{"name": "Firma", "address": ["Street", "City"]}`.
pub(crate) fn columns(said: Option<BTreeMap<String, Texts>>) -> PyResult<Vec<(Role, String)>> {
    let mut columns = Vec::new();
    for (role, names) in said.into_iter().flatten() {
        let wanted = role.replace('_', "-");
        let known = Role::ALL.into_iter().find(|(name, _)| *name == wanted).map(|(_, role)| role);
        let role = known.ok_or_else(|| {
            let roles = Role::ALL.map(|(name, _)| name.replace('-', "_")).join(", ");
            wrong(format!("expected one of {roles} as a key of columns, but found “{role}”"))
        })?;
        columns.extend(Vec::from(names).into_iter().map(|name| (role, name)));
    }
    Ok(columns)
}
