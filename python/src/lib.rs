//! The Python module `earwatch._earwatch`: the command line, and the lists and their screening over Arrow.
//!
//! ```text
//! database ─► table                     entries and differences as record batches
//! ready ─► screener ─► stream ─► hits   parties of any table of Arrow against the lists, batch by batch
//! ```

mod capsule;
mod columns;
mod database;
mod entries;
mod failure;
mod given;
mod hits;
mod packed;
mod ready;
mod screener;
mod stream;
mod table;
mod texts;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What `earwatch/__init__.py` gives out, and the command line.
#[pyo3::pymodule]
mod _earwatch {
    use std::ffi::OsString;

    use pyo3::prelude::*;

    #[pymodule_export]
    use crate::database::{Database, open};
    #[pymodule_export]
    use crate::failure::Error;
    #[pymodule_export]
    use crate::screener::{Screener, unpickled};
    #[pymodule_export]
    use crate::stream::Screening;
    #[pymodule_export]
    use crate::table::Table;

    /// The command line: the name of the program and its arguments; gives the exit code.
    #[pyfunction]
    fn main(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
        py.detach(|| earwatch::cli::run(arguments))
    }

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
