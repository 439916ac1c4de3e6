"""What the module is made of; see `earwatch`."""

from collections.abc import Mapping, Sequence
from datetime import date
from os import PathLike
from typing import Any, Protocol, final

__version__: str
__all__ = ["Database", "Error", "Screener", "Screening", "Table", "__version__", "main", "open", "unpickled"]

class Error(Exception):
    """What the database cannot answer: what is wrong, where, and what to do next, in the words of the command line."""

class _ArrowStream(Protocol):
    """A table of Arrow: pyarrow, pandas, Polars, DuckDB, ADBC and others have them."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

class _ArrowArray(Protocol):
    """A batch of Arrow."""

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...

def open(path: str | PathLike[str]) -> Database:
    """Opens a database that `earwatch init` or `poll` made, to read it."""

def main(arguments: Sequence[str]) -> int:
    """The command line: the name of the program and its arguments; gives the exit code."""

def unpickled(data: bytes) -> Screener:
    """A screener of its bytes, for pickle."""

@final
class Database:
    """A database of lists, to be read. It is opened anew for each question, so any number of threads may ask."""

    @property
    def path(self) -> PathLike[str]:
        """The file."""

    def entries(
        self, as_of: date | None = None, known_by: date | None = None, *, lists: str | Sequence[str] | None = None
    ) -> Table:
        """The entries in force on a day (today in Washington), as known from what had been published by another."""

    def diff(
        self,
        from_: int | date | str | PathLike[str],
        to: int | date | str | PathLike[str],
        *,
        known_by: date | None = None,
        as_of: date | None = None,
    ) -> Table:
        """What differs between two versions (numbers), days, documents (their numbers) or files of the eCFR."""

    def lists(self, as_of: date | None = None, known_by: date | None = None) -> list[dict[str, Any]]:
        """The lists on record on a day, with the version, document and content hash of each."""

    def report(
        self,
        *,
        date: date | None = None,
        since: date | None = None,
        document: str | None = None,
        as_of: date | None = None,
    ) -> dict[str, Any]:
        """What the last run with news, the runs of a day, a period or a document changed: the JSON of `earwatch report`."""

    def screener(
        self, as_of: date | None = None, known_by: date | None = None, *, threshold: float | None = None
    ) -> Screener:
        """One who screens parties against the lists of a day."""

@final
class Table:
    """Rows for whoever takes a table of Arrow, without a copy. The same as JSON with `to_json()` and `to_python()`."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __arrow_c_schema__(self) -> object: ...
    def __len__(self) -> int: ...
    @property
    def column_names(self) -> list[str]:
        """The names of the columns."""

    def to_json(self) -> str:
        """The JSON of the command line."""

    def to_python(self) -> Any:
        """That JSON as dicts and lists."""

@final
class Screener:
    """Screens parties against all lists of a day (today in Washington), as known from what had been published by another.

    It can be pickled, and sent to other machines as to_bytes(). What it finds are potential matches for a person to review.
    """

    def __new__(
        cls,
        db: Database | str | PathLike[str],
        as_of: date | None = None,
        known_by: date | None = None,
        *,
        threshold: float | None = None,
    ) -> Screener: ...
    @staticmethod
    def from_bytes(data: bytes) -> Screener:
        """A screener of the bytes that to_bytes() gave, on this machine or another."""

    def to_bytes(self) -> bytes:
        """The lists, in a form for other processes and machines: a megabyte or less."""

    def __reduce__(self) -> tuple[Any, tuple[bytes]]: ...
    def screen(
        self,
        table: _ArrowStream | _ArrowArray,
        *,
        columns: Mapping[str, str | Sequence[str]] | None = None,
        every: bool = False,
        threads: int | None = None,
    ) -> Screening:
        """Screens the parties of a table of Arrow: rows for each potential match and each row that cannot be screened.

        With every=True, one also for each party without potential matches.
        """

    def screen_one(
        self,
        name: str,
        *,
        other_names: Sequence[str] = ...,
        addresses: Sequence[str] = ...,
        country: str | None = None,
        id: str | None = None,
    ) -> dict[str, Any]:
        """What is found of one party: the JSON of a result of `earwatch screen`, as a dict."""

    @property
    def as_of(self) -> date:
        """The day of the lists."""

    @property
    def known_by(self) -> date | None:
        """The day by which they are known; None: as known when they were read."""

    @property
    def threshold(self) -> float:
        """Names that score so much are potential matches."""

    @property
    def table_version(self) -> str:
        """The version of the tables that decide scores."""

    @property
    def lists(self) -> list[dict[str, Any]]:
        """The lists, with the version, document and content hash of each."""

@final
class Screening:
    """What becomes of the parties of a table, for whoever takes a table of Arrow.

    Rows are read and screened as they are taken.
    """

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __arrow_c_schema__(self) -> object: ...
    @property
    def columns(self) -> list[str]:
        """Which column of the table is what, in words."""

    @property
    def unread(self) -> list[str]:
        """Columns that nothing is read from."""

    @property
    def counts(self) -> dict[str, int]:
        """Figures of the rows that were taken so far.

        `rows` is `screened` and `skipped`, `screened` is `with_hits` and `without_hits`.
        """
