//! The screening of a table: batches in, batches out, with so much in memory as is being worked on.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::{Array as _, RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, Schema, SchemaRef};
use earwatch::cli::in_words;
use earwatch::screen::ScreenError;
use earwatch::screen::columns::{Role, Unclear};
use earwatch::screen::input::row::{Cell, LONGEST_ROW, Raw};
use earwatch::screen::input::{Form, Row};
use earwatch::screen::twice::Ids;
use earwatch_report::report::screened::{Counts, ScreenResult};
use pyo3::exceptions::PyKeyboardInterrupt;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use serde_json::{Map, Value};

use crate::capsule::{self, Reader};
use crate::failure::{failed, stopped, wrong};
use crate::ready::Ready;
use crate::table::of_json;
use crate::texts::{Cells, cells, refused};
use crate::{columns, hits};

/// How a table is screened.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Options {
    /// Whether parties without potential matches have a row.
    pub(crate) every: bool,
    /// On so many threads.
    pub(crate) threads: usize,
}

/// Rows that are worked on together, and those that one thread takes at a time.
const TOGETHER: usize = 16_384;
const ENOUGH: usize = 4_096;
const AT_A_TIME: usize = 128;

/// What becomes of the parties of a table, for whoever takes a table of Arrow: rows are read and screened as they are taken.
#[pyclass(frozen, module = "earwatch")]
pub(crate) struct Screening {
    ready: Arc<Ready>,
    table: Py<PyAny>,
    /// The batches of the table, which its columns were read from; the first who takes rows has them.
    first: Mutex<Option<Reader>>,
    /// Whether the table can be read again.
    lasts: bool,
    form: Arc<Form>,
    schema: SchemaRef,
    options: Options,
    counts: Arc<Mutex<Counts>>,
}

impl Screening {
    pub(crate) fn new(
        ready: Arc<Ready>,
        table: &Bound<'_, PyAny>,
        said: &[(Role, String)],
        options: Options,
    ) -> PyResult<Self> {
        let reader = capsule::reader(table)?;
        let form = form(&reader.schema(), said)?;
        let schema = columns::schema(hits::COLUMNS, ready.about());
        Ok(Self {
            ready,
            table: table.clone().unbind(),
            first: Mutex::new(Some(reader)),
            // A stream has no length, and is over once it has been read.
            lasts: table.hasattr("__len__")?,
            form: Arc::new(form),
            schema,
            options,
            counts: Arc::default(),
        })
    }

    fn reader(&self, py: Python<'_>) -> PyResult<Reader> {
        let first = self.first.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(reader) = first {
            return Ok(reader);
        }
        if !self.lasts {
            return Err(wrong(
                "the stream that is screened has been read, and can be read once only; screen a table, or keep the result \
                 in one: pyarrow.table(…)",
            ));
        }
        let reader = capsule::reader(self.table.bind(py))?;
        *self.counts.lock().unwrap_or_else(PoisonError::into_inner) = Counts::default();
        Ok(reader)
    }
}

#[pymethods]
impl Screening {
    /// The rows, batch by batch, by the Arrow `PyCapsule` interface.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let stream = Stream {
            input: self.reader(py)?,
            ready: Arc::clone(&self.ready),
            form: Arc::clone(&self.form),
            schema: Arc::clone(&self.schema),
            options: self.options,
            counts: Arc::clone(&self.counts),
            batch: None,
            row: 0,
            ids: Ids::new(false).map_err(failed)?,
            is_over: false,
        };
        capsule::of_stream(py, stream, requested_schema)
    }

    /// The schema, by the Arrow `PyCapsule` interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::of_schema(py, &self.schema)
    }

    /// Which column of the table is what, in words.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.form.told().0
    }

    /// Columns that nothing is read from.
    #[getter]
    fn unread(&self) -> Vec<String> {
        self.form.told().1
    }

    /// Figures of the rows that were taken so far: `rows` is `screened` and `skipped`, `screened` is `with_hits` and
    /// `without_hits`.
    #[getter]
    fn counts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let counts = *self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        of_json(py, &serde_json::to_string(&counts).map_err(failed)?)
    }

    fn __repr__(&self) -> String {
        format!("<earwatch.Screening: {}>", self.form.told().0.join("; "))
    }
}

/// Which column is what.
fn form(schema: &Schema, said: &[(Role, String)]) -> PyResult<Form> {
    let names: Vec<String> = schema.fields().iter().map(|field| field.name().clone()).collect();
    let form = Form::of_columns(names, said).map_err(|unclear| {
        wrong(match unclear {
            Unclear::Asked { problem, headers } => format!("{problem}; the columns are {headers}"),
            Unclear::Twice { columns: (first, second), name, role } => format!(
                "columns {first} and {second} are both called “{name}”, and either may be the {}: give each a name of its own",
                role.name()
            ),
            Unclear::Nameless { headers } => format!(
                "no column is called as a name; the columns are {headers}. Say which one is, with columns={{\"name\": …}}; \
                 several are joined, such as first and last names"
            ),
        })
    })?;
    for (role, at) in form.columns() {
        let field = schema.field(at);
        if let Some(why) = refused(field.data_type(), role) {
            return Err(wrong(format!("the column “{}” cannot be read: {why}", field.name())));
        }
    }
    Ok(form)
}

/// What ends a stream, in words.
fn told(error: ScreenError) -> ArrowError {
    stopped(&in_words(&error.into()))
}

/// A table on its way.
struct Stream {
    input: Reader,
    ready: Arc<Ready>,
    form: Arc<Form>,
    schema: SchemaRef,
    options: Options,
    counts: Arc<Mutex<Counts>>,
    /// The batch whose turn it is.
    batch: Option<Batch>,
    /// Rows that were read.
    row: u64,
    /// The ids of the rows before.
    ids: Ids,
    is_over: bool,
}

/// A batch, and how far it was read.
struct Batch {
    /// The cells of the columns that are read, by their numbers.
    columns: Vec<(usize, Cells)>,
    width: usize,
    rows: usize,
    at: usize,
}

/// What came of a row, and how it is told.
type Found = (ScreenResult, Vec<Map<String, Value>>);

impl Iterator for Stream {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_over {
            let found = catch_unwind(AssertUnwindSafe(|| self.apart()));
            let mistake = || stopped("a party could not be screened, which is a mistake of ours");
            match found.unwrap_or_else(|_| Err(mistake())) {
                Ok(Some(batch)) if batch.num_rows() == 0 => {}
                Ok(Some(batch)) => return Some(Ok(batch)),
                Ok(None) => self.is_over = true,
                Err(error) => {
                    self.is_over = true;
                    return Some(Err(error));
                }
            }
        }
        None
    }
}

/// Ends the stream where the user wants an end of it. Whoever reads it has an error of its own for that.
fn interrupted(py: Python<'_>) -> Result<(), ArrowError> {
    py.check_signals().map_err(|error| {
        let is_ctrl_c = error.is_instance_of::<PyKeyboardInterrupt>(py);
        stopped(&if is_ctrl_c { "interrupted".to_owned() } else { error.to_string() })
    })
}

impl RecordBatchReader for Stream {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}

impl Stream {
    /// Works without the GIL. Whoever asks may hold it, and nothing here needs it: others have it meanwhile.
    fn apart(&mut self) -> Result<Option<RecordBatch>, ArrowError> {
        let found = Python::try_attach(|py| {
            interrupted(py)?;
            py.detach(|| self.work())
        });
        found.unwrap_or_else(|| Err(stopped("Python is about to end")))
    }

    /// What is found of the rows that come next; `None` at the end.
    fn work(&mut self) -> Result<Option<RecordBatch>, ArrowError> {
        let rows = self.rows()?;
        if rows.is_empty() {
            return Ok(None);
        }
        let mut found = self.screen(&rows)?;
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        for (result, rows) in &mut found {
            if self.ids.is_twice(result).map_err(told)? {
                counts.duplicate_ids += 1;
                *rows = hits::rows(result, &self.ready.of, self.options.every);
            }
            counts.add(result);
        }
        drop(counts);
        let rows: Vec<_> = found.into_iter().flat_map(|(_, rows)| rows).collect();
        columns::batch(&self.schema, hits::COLUMNS, &rows).map(Some)
    }

    /// The rows that come next, of one batch or several.
    fn rows(&mut self) -> Result<Vec<Row>, ArrowError> {
        let mut rows = Vec::new();
        while rows.len() < ENOUGH {
            let Some(batch) = &mut self.batch else {
                let Some(batch) = self.input.next().transpose()? else {
                    break;
                };
                self.batch = Some(Batch::new(&batch, &self.form)?);
                continue;
            };
            while batch.at < batch.rows && rows.len() < TOGETHER {
                self.row += 1;
                rows.push(Row { at: self.row, raw: batch.row(batch.at) });
                batch.at += 1;
            }
            if batch.at >= batch.rows {
                self.batch = None;
            }
        }
        Ok(rows)
    }

    /// What is found of rows, in their order.
    fn screen(&self, rows: &[Row]) -> Result<Vec<Found>, ArrowError> {
        let parts: Vec<&[Row]> = rows.chunks(AT_A_TIME).collect();
        let (next, every) = (AtomicUsize::new(0), self.options.every);
        let (ready, form) = (self.ready.as_ref(), self.form.as_ref());
        let screen = || -> Result<Vec<(usize, Vec<Found>)>, ScreenError> {
            let mut screener = ready.screening.screener();
            let mut found = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(rows) = parts.get(at) else {
                    return Ok(found);
                };
                let one = |row: &Row| {
                    let result = ready.row(&mut screener, row, form)?;
                    let rows = hits::rows(&result, &ready.of, every);
                    Ok((result, rows))
                };
                found.push((at, rows.iter().map(one).collect::<Result<Vec<Found>, ScreenError>>()?));
            }
        };
        let mut found = std::thread::scope(|scope| -> Result<_, ScreenError> {
            let others: Vec<_> = (1..self.options.threads.min(parts.len())).map(|_| scope.spawn(screen)).collect();
            let mut found = screen()?;
            for other in others {
                found.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
            }
            Ok(found)
        })
        .map_err(told)?;
        found.sort_by_key(|(at, _)| *at);
        Ok(found.into_iter().flat_map(|(_, found)| found).collect())
    }
}

impl Batch {
    fn new(batch: &RecordBatch, form: &Form) -> Result<Self, ArrowError> {
        let mut columns = Vec::new();
        for (_, at) in form.columns() {
            let column = batch.columns().get(at).ok_or_else(|| stopped("a batch of the table lacks a column"))?;
            // Who made it may have been wrong, and what is read is trusted.
            column.to_data().validate_full().map_err(|error| {
                let name = batch.schema().fields().get(at).map(|field| field.name().clone()).unwrap_or_default();
                stopped(&format!("the column “{name}” cannot be read: {}", in_words(&error.into())))
            })?;
            columns.push((at, cells(column)));
        }
        Ok(Self { columns, width: batch.num_columns(), rows: batch.num_rows(), at: 0 })
    }

    fn row(&self, at: usize) -> Raw {
        let mut row = vec![Cell::Text(String::new()); self.width];
        for (column, cells) in &self.columns {
            if let Some(cell) = row.get_mut(*column) {
                *cell = cells(at);
            }
        }
        let length = |cell: &Cell| match cell {
            Cell::Text(text) | Cell::Unreadable(text) => text.len(),
            Cell::Texts(texts) => texts.iter().map(String::len).sum(),
        };
        let length: usize = row.iter().map(length).sum();
        if length > LONGEST_ROW {
            let mebibytes = LONGEST_ROW >> 20;
            return Raw::Bad(format!("the row has {length} bytes; a row of more than {mebibytes} MiB is no party"));
        }
        Raw::Cells(row)
    }
}
