//! A database of lists, to be read.

use std::path::PathBuf;

use anyhow::Context as _;
use chrono::NaiveDate;
use earwatch::cli::clock::{now, occasion};
use earwatch::cli::values;
use earwatch::query::report::{Scope, build};
use earwatch::query::{compare, comparison, export};
use earwatch::store::Store;
use earwatch_law::law::ListId;
use earwatch_report::render::Rendering;
use earwatch_report::report::export::DiffExport;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

use crate::failure::{failed, wrong};
use crate::given::{self, Day, Texts};
use crate::table::{self, Table, of_json};
use crate::{entries, screener};

/// Opens a database that `earwatch init` or `poll` made, to read it.
///
/// An earwatch.Error says why where there is none, or where it is none of ours.
#[pyfunction]
#[pyo3(signature = (path))]
pub(crate) fn open(py: Python<'_>, path: PathBuf) -> PyResult<Database> {
    let database = Database { path };
    py.detach(|| database.store().map(drop)).map_err(failed)?;
    Ok(database)
}

/// A database of lists, to be read. It is opened anew for each question, so any number of threads may ask.
#[pyclass(frozen, module = "earwatch")]
pub(crate) struct Database {
    pub(crate) path: PathBuf,
}

impl Database {
    pub(crate) fn store(&self) -> anyhow::Result<Store> {
        Ok(Store::open_to_read(&self.path)?)
    }

    fn read_entries(&self, as_of: NaiveDate, known_by: Option<NaiveDate>, wanted: &[ListId]) -> anyhow::Result<Table> {
        self.store()?.at_one_moment(|store| {
            let lists = compare::lists(store, as_of, known_by)?;
            let info = lists.info.clone();
            let records = export::records(store, lists, wanted)?;
            let batch = entries::batch(&records, &info, as_of, known_by)?;
            Ok(Table::new(batch, serde_json::to_string(&records)?))
        })
    }

    fn compare(
        &self,
        (from, to): (&str, &str),
        known_by: Option<NaiveDate>,
        as_of: Option<NaiveDate>,
    ) -> anyhow::Result<Table> {
        self.store()?.at_one_moment(|store| {
            let side = |named| compare::side(Some(store), named, known_by, now());
            let (old, new) = (side(from)?, side(to)?);
            let report = comparison::report(Some(store), &old, &new, &occasion("diff", as_of.or(new.source.as_of)))?;
            let json = serde_json::to_string(&DiffExport::new(old.info(), new.info(), &report))?;
            Ok(Table::new(table::changed(&report)?, json))
        })
    }
}

#[pymethods]
impl Database {
    /// The file.
    #[getter]
    fn path(&self) -> PathBuf {
        self.path.clone()
    }

    fn __repr__(&self) -> String {
        format!("<earwatch.Database: {}>", self.path.display())
    }

    /// The entries in force on a day (today in Washington), as known from what had been published by another: by list,
    /// country and name; of all lists, or of those that are named.
    #[pyo3(signature = (as_of = None, known_by = None, *, lists = None))]
    fn entries(
        &self,
        py: Python<'_>,
        as_of: Option<Day>,
        known_by: Option<Day>,
        lists: Option<Texts>,
    ) -> PyResult<Table> {
        let wanted = given::lists(lists)?;
        let (as_of, known_by) = (Day::or_today(as_of), known_by.map(|day| day.0));
        py.detach(|| self.read_entries(as_of, known_by, &wanted)).map_err(failed)
    }

    /// What differs between two versions (numbers), days, documents (their numbers) or files of the eCFR.
    #[pyo3(signature = (from_, to, *, known_by = None, as_of = None))]
    fn diff(
        &self,
        py: Python<'_>,
        from_: &Bound<'_, PyAny>,
        to: &Bound<'_, PyAny>,
        known_by: Option<Day>,
        as_of: Option<Day>,
    ) -> PyResult<Table> {
        let (from, to) = (side(from_)?, side(to)?);
        let (known_by, as_of) = (known_by.map(|day| day.0), as_of.map(|day| day.0));
        py.detach(|| self.compare((&from, &to), known_by, as_of)).map_err(failed)
    }

    /// The lists on record on a day, with the version, document and content hash of each.
    #[pyo3(signature = (as_of = None, known_by = None))]
    fn lists<'py>(&self, py: Python<'py>, as_of: Option<Day>, known_by: Option<Day>) -> PyResult<Bound<'py, PyAny>> {
        let (as_of, known_by) = (Day::or_today(as_of), known_by.map(|day| day.0));
        let json = py.detach(|| -> anyhow::Result<String> {
            Ok(serde_json::to_string(&compare::lists(&self.store()?, as_of, known_by)?.used())?)
        });
        of_json(py, &json.map_err(failed)?)
    }

    /// What the last run with news, the runs of a day, a period or a document changed: the JSON of `earwatch report`.
    #[pyo3(signature = (*, date = None, since = None, document = None, as_of = None))]
    fn report<'py>(
        &self,
        py: Python<'py>,
        date: Option<Day>,
        since: Option<Day>,
        document: Option<&str>,
        as_of: Option<Day>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let scope = match (date, since, document) {
            (day, None, None) => Scope::Run(day.map(|day| day.0)),
            (None, Some(day), None) => Scope::Since(day.0),
            (None, None, Some(number)) => Scope::Document(values::document_name(number).map_err(wrong)?),
            _ => return Err(wrong("expected one of date, since and document, but found several")),
        };
        let occasion = occasion("report", as_of.or(date).map(|day| day.0));
        let json = py.detach(|| -> anyhow::Result<String> {
            let report = self.store()?.at_one_moment(|store| build(store, &scope, &occasion))?;
            String::from_utf8(Rendering::Json.render(&report)?).context("the report is no UTF-8")
        });
        of_json(py, &json.map_err(failed)?)
    }

    /// One who screens parties against the lists of a day; see Screener.
    #[pyo3(signature = (as_of = None, known_by = None, *, threshold = None))]
    fn screener(
        &self,
        py: Python<'_>,
        as_of: Option<Day>,
        known_by: Option<Day>,
        threshold: Option<f32>,
    ) -> PyResult<screener::Screener> {
        screener::of_database(py, self, as_of, known_by, threshold)
    }
}

/// A side of a comparison, as it is named.
fn side(given: &Bound<'_, PyAny>) -> PyResult<String> {
    if let Ok(text) = given.extract::<String>() {
        return Ok(text);
    }
    if let Ok(number) = given.extract::<i64>() {
        return Ok(number.to_string());
    }
    if let Ok(path) = given.extract::<PathBuf>() {
        return Ok(path.to_string_lossy().into_owned());
    }
    let day = given.extract::<Day>().map_err(|error| {
        let words = error
            .value(given.py())
            .to_string()
            .replace("a datetime.date", "a version number, a datetime.date, a document number or a file");
        PyTypeError::new_err(words)
    })?;
    Ok(day.0.to_string())
}
