//! One who screens parties against the lists of a day.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use earwatch_screen::party::Party;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::database::Database;
use crate::failure::{failed, wrong};
use crate::given::{self, Day, Texts};
use crate::packed;
use crate::ready::Ready;
use crate::stream::{Options, Screening};
use crate::table::of_json;

/// Screens parties against all lists of a day (today in Washington), as known from what had been published by another.
///
/// The database is a path or an earwatch.Database, and is read once. Any number of threads may use one screener. It can be
/// pickled, and sent to other machines as `to_bytes()`. What it finds are potential matches for a person to review.
#[pyclass(frozen, module = "earwatch")]
pub(crate) struct Screener {
    ready: Arc<Ready>,
}

/// A database, or where it is.
#[derive(FromPyObject)]
pub(crate) enum Source<'py> {
    /// One that is open.
    #[pyo3(transparent)]
    Open(PyRef<'py, Database>),
    /// Its file.
    #[pyo3(transparent)]
    File(PathBuf),
}

/// A screener of the lists of a database.
pub(crate) fn of_database(
    py: Python<'_>,
    database: &Database,
    as_of: Option<Day>,
    known_by: Option<Day>,
    threshold: Option<f32>,
) -> PyResult<Screener> {
    if let Some(threshold) = threshold.filter(|score| !(0.5..=1.0).contains(score)) {
        return Err(wrong(format!("expected a threshold from 0.5 to 1, such as 0.8, but found {threshold}")));
    }
    let (as_of, known_by) = (Day::or_today(as_of), known_by.map(|day| day.0));
    let read = || Ready::read(&database.store()?, as_of, known_by, threshold);
    Ok(Screener { ready: Arc::new(py.detach(read).map_err(failed)?) })
}

#[pymethods]
impl Screener {
    #[new]
    #[pyo3(signature = (db, as_of = None, known_by = None, *, threshold = None))]
    fn new(
        py: Python<'_>,
        db: Source<'_>,
        as_of: Option<Day>,
        known_by: Option<Day>,
        threshold: Option<f32>,
    ) -> PyResult<Self> {
        match db {
            Source::Open(database) => of_database(py, &database, as_of, known_by, threshold),
            Source::File(path) => of_database(py, &Database { path }, as_of, known_by, threshold),
        }
    }

    /// A screener of the bytes that `to_bytes()` gave, on this machine or another.
    #[staticmethod]
    fn from_bytes(py: Python<'_>, data: &[u8]) -> PyResult<Self> {
        unpickled(py, data)
    }

    /// The lists, in a form for other processes and machines: a megabyte or less.
    fn to_bytes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let bytes = py.detach(|| packed::pack(&self.ready)).map_err(failed)?;
        Ok(PyBytes::new(py, &bytes))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        let unpickled = py.import("earwatch._earwatch")?.getattr("unpickled")?;
        Ok((unpickled, (self.to_bytes(py)?,)))
    }

    /// Screens the parties of a table of Arrow: rows for each potential match and each row that cannot be screened; with
    /// `every=True`, one also for each party without potential matches.
    ///
    /// Nothing is read before somebody takes rows, and then batch by batch. Columns are known by their names, in several
    /// languages; `columns={"name": "Firma"}` says which is `id`, `name`, `other_names`, `address`, `country`. It works on so many
    /// threads, all processors if none are given, and leaves the GIL to others.
    #[pyo3(signature = (table, *, columns = None, every = false, threads = None))]
    fn screen(
        &self,
        table: &Bound<'_, PyAny>,
        columns: Option<BTreeMap<String, Texts>>,
        every: bool,
        threads: Option<usize>,
    ) -> PyResult<Screening> {
        let columns = given::columns(columns)?;
        let threads = match threads {
            Some(0) => return Err(wrong("expected 1 thread or more, but found 0")),
            Some(threads) => threads,
            None => std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
        };
        Screening::new(Arc::clone(&self.ready), table, &columns, Options { every, threads })
    }

    /// What is found of one party: the JSON of a result of `earwatch screen`, as a dict.
    #[pyo3(signature = (name, *, other_names = Vec::new(), addresses = Vec::new(), country = None, id = None))]
    fn screen_one<'py>(
        &self,
        py: Python<'py>,
        name: String,
        other_names: Vec<String>,
        addresses: Vec<String>,
        country: Option<String>,
        id: Option<String>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let id = id.unwrap_or_else(|| "row 1".to_owned());
        let party = Party { id, row: 1, name, other_names, addresses, country };
        let json = py.detach(|| anyhow::Ok(serde_json::to_string(&self.ready.party(party)?)?)).map_err(failed)?;
        of_json(py, &json)
    }

    /// The day of the lists.
    #[getter]
    fn as_of(&self) -> chrono::NaiveDate {
        self.ready.of.as_of
    }

    /// The day by which they are known; None: as known when they were read.
    #[getter]
    fn known_by(&self) -> Option<chrono::NaiveDate> {
        self.ready.of.known_by
    }

    /// Names that score so much are potential matches.
    #[getter]
    fn threshold(&self) -> f64 {
        self.ready.of.threshold
    }

    /// The version of the tables that decide scores.
    #[getter]
    fn table_version(&self) -> &str {
        &self.ready.of.table_version
    }

    /// The lists, with the version, document and content hash of each.
    #[getter]
    fn lists<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        of_json(py, &serde_json::to_string(&self.ready.of.lists).map_err(failed)?)
    }

    fn __repr__(&self) -> String {
        let entries = self.ready.screening.listed().len();
        format!("<earwatch.Screener: {entries} entries, lists as of {}>", self.ready.of.as_of)
    }
}

/// A screener of its bytes, for pickle.
#[pyfunction]
pub(crate) fn unpickled(py: Python<'_>, data: &[u8]) -> PyResult<Screener> {
    let ready = py.detach(|| packed::unpack(data));
    Ok(Screener { ready: Arc::new(ready.map_err(|error| wrong(earwatch::cli::in_words(&error)))?) })
}
