"""Entries, differences, lists and reports: whoever takes Arrow opens them, and they say what the command line says."""

import csv
import io
import json
from datetime import date, datetime
from pathlib import Path

import duckdb
import earwatch
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import DAY, program

LISTS = ["entity-list", "unverified-list", "meu-list"]


def test_entries_are_those_of_the_command_line(db, asked, path):
    table = db.entries(DAY)
    lines = program("export", "--to", "ndjson", "--as-of", DAY, "--db", path).splitlines()
    records = [json.loads(line) for line in lines]
    assert records and table.to_python() == records and len(table) == len(records)
    state = asked("list", "--as-of", DAY)["version"]
    for row, record in zip(pa.table(table).to_pylist(), records, strict=True):
        told = {key: value for key, value in row.items() if key in record or value not in (None, [])}
        assert told.pop("as_of") == DAY and told.pop("version") == state["version"]
        assert told.pop("content_hash") == state["content_hash"]
        assert told.pop("is_stayed") == ("stayed_until" in record)
        told = {key: value.isoformat() if isinstance(value, date) else value for key, value in told.items()}
        assert told == record


def test_every_key_of_json_has_a_column_of_its_type(db):
    schema = pa.schema(db.entries(DAY))
    assert {key for record in db.entries(DAY).to_python() for key in record} <= set(schema.names)
    types = {"id": pa.int64(), "name": pa.string(), "aliases": pa.list_(pa.string()), "effective_from": pa.date32()}
    types |= {"designations": pa.list_(pa.int64()), "is_stayed": pa.bool_(), "as_of": pa.date32()}
    assert {name: schema.field(name).type for name in types} == types
    assert schema.names == db.entries(DAY).column_names


CONSUMERS = {
    "pyarrow": lambda table: pa.table(table).to_pydict(),
    "pyarrow, batch by batch": lambda table: pa.Table.from_batches(pa.RecordBatchReader.from_stream(table)).to_pydict(),
    "pandas": lambda table: pd.DataFrame.from_arrow(table).to_dict("list"),
    "polars": lambda table: pl.DataFrame(table).to_dict(as_series=False),
    "duckdb": lambda entries: duckdb.sql("SELECT * FROM entries").to_arrow_table().to_pydict(),
}


@pytest.mark.parametrize("consumer", CONSUMERS)
@pytest.mark.parametrize("what", ["entries", "diff"])
def test_whoever_takes_arrow_has_all_rows(db, consumer, what):
    table = db.entries(DAY) if what == "entries" else db.diff(1, DAY)
    told = CONSUMERS[consumer](table)
    expected = pa.table(table).to_pydict()
    assert list(told) == list(expected) and len(table) > 10
    for name in ("name", "country", "list"):
        # pandas has no None among texts.
        assert [None if value != value else value for value in told[name]] == expected[name]
    # It is there for the next one, too.
    assert pa.table(table).num_rows == len(table)


def test_a_difference_is_that_of_the_command_line(db, path, asked):
    for sides in [(1, 3), (date(2024, 1, 1), DAY), ("1", "2025-05427"), ("2025-05427", 1), (2, 2)]:
        table = db.diff(*sides)
        known = asked("diff", *sides, codes=(0, 3))
        assert table.to_python() == known, sides
        text = program("diff", *sides, "--db", path, "--format", "csv", codes=(0, 3))
        rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
        told = pa.table(table).to_pylist()
        written = [{key: "" if value is None else str(value) for key, value in row.items()} for row in told]
        # CSV keeps a spreadsheet from calculating.
        assert written == [{key: value.removeprefix("'") for key, value in row.items()} for row in rows], sides


def test_lists_and_reports_are_those_of_the_command_line(db, asked):
    lists = db.lists(DAY)
    assert [one["list"] for one in lists] == [name for name in LISTS if name in {one["list"] for one in lists}]
    for one in lists:
        entries = asked("list", "--list", one["list"], "--as-of", DAY)
        assert one["entries"] == len(entries["entries"]) and one["content_hash"] == entries["version"]["content_hash"]
        assert len(db.entries(DAY, lists=one["list"])) == one["entries"]
    for given, said in [
        ({"as_of": DAY}, ["--as-of", DAY]),
        ({"document": "2025-05427", "as_of": DAY}, ["--document", "2025-05427", "--as-of", DAY]),
        ({"since": date(2025, 1, 1), "as_of": DAY}, ["--since", "2025-01-01", "--as-of", DAY]),
    ]:
        assert db.report(**given) == asked("report", *said)


def test_what_was_known_by_a_day_is_told_apart(db, asked):
    known_by = date(2024, 12, 31)
    table = pa.table(db.entries(DAY, known_by))
    assert set(table["known_by"].to_pylist()) == {known_by}
    assert table.num_rows == len(asked("list", "--as-of", DAY, "--known-by", known_by)["entries"])
    assert table.num_rows < len(db.entries(DAY))


@pytest.mark.parametrize(
    ("ask", "error", "words"),
    [
        (lambda _: earwatch.open("nowhere.db"), earwatch.Error, "there is no database at nowhere.db"),
        (lambda _: earwatch.open(Path(__file__)), earwatch.Error, ""),
        (lambda _: earwatch.open(7), TypeError, ""),
        (lambda db: db.entries("2025-03-28"), TypeError, "expected a datetime.date, but found str '2025-03-28'"),
        (lambda db: db.entries(datetime(2025, 3, 28, 23)), TypeError, ".date() gives the day"),
        (lambda db: db.entries(pd.Timestamp("2025-03-28")), TypeError, "expected a datetime.date"),
        (lambda db: db.entries(date(1999, 1, 1)), earwatch.Error, "1999-01-01"),
        (
            lambda db: db.entries(lists="Entity List"),
            ValueError,
            "expected one of entity-list, unverified-list, meu-list",
        ),
        (lambda db: db.diff(1, 99), earwatch.Error, "there is no version of that number"),
        (lambda db: db.diff(1, None), TypeError, "expected a version number, a datetime.date"),
        (lambda db: db.diff("", 2), earwatch.Error, "nothing is named"),
        (lambda db: db.report(document="x y"), ValueError, "expected a document number"),
        (lambda db: db.report(date=DAY, since=DAY), ValueError, "found several"),
        (lambda db: db.report(document="2020-00001"), earwatch.Error, "2020-00001"),
        (lambda db: earwatch.Screener(db, threshold=0.2), ValueError, "expected a threshold from 0.5 to 1"),
        (lambda db: earwatch.Screener("nowhere.db"), earwatch.Error, "there is no database at nowhere.db"),
        (lambda db: earwatch.Screener(db, date(1999, 1, 1)), earwatch.Error, "1999-01-01"),
    ],
)
def test_mistakes_are_exceptions_with_the_words_of_the_program(db, ask, error, words):
    with pytest.raises(error) as raised:
        ask(db)
    assert words in str(raised.value)


def test_today_is_the_day_of_washington(db):
    # Whatever the clock here says: no more than a day away.
    assert abs((pa.table(db.entries())["as_of"][0].as_py() - date.today()).days) <= 1
