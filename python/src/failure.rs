//! Errors as Python has them, in the words of the command line.

use arrow_schema::ArrowError;
use earwatch::cli::in_words;
use pyo3::PyErr;
use pyo3::exceptions::{PyException, PyValueError};

pyo3::create_exception!(
    earwatch,
    Error,
    PyException,
    "What the database cannot answer: what is wrong, where, and what to do next, in the words of the command line."
);

/// What could not be done.
pub(crate) fn failed(error: impl Into<anyhow::Error>) -> PyErr {
    Error::new_err(in_words(&error.into()))
}

/// What was asked for and cannot be.
pub(crate) fn wrong(words: impl Into<String>) -> PyErr {
    PyValueError::new_err(words.into())
}

/// What stops a stream. A message ends at the first zero byte for whoever reads it, so there is none.
pub(crate) fn stopped(words: &str) -> ArrowError {
    ArrowError::ExternalError(words.replace('\0', "\u{FFFD}").into())
}
