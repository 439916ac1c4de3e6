"""The BIS Entity List as dated versions, its changes, and the screening of parties against it, over Arrow.

>>> import earwatch
>>> db = earwatch.open("earwatch.db")
>>> table = pyarrow.table(db.entries(as_of=datetime.date(2025, 3, 28)))
>>> hits = pyarrow.table(earwatch.Screener(db).screen(parties))

What comes out has `__arrow_c_stream__`, and what is screened needs no more than that: pyarrow, pandas, Polars, DuckDB and others
take and give it without a copy. Potential matches are for a person to review; that none is found does not mean that a party
is not listed or not restricted.
"""

from ._earwatch import Database, Error, Screener, Screening, Table, __version__, open

__all__ = ["Database", "Error", "Screener", "Screening", "Table", "__version__", "open"]
