"""Parties of any table of Arrow: the same hits as the command line finds, batch by batch, without holding others up."""

import copy
import csv
import decimal
import io
import json
import multiprocessing
import pickle
import signal
import subprocess
import sys
import threading
import time

import duckdb
import earwatch
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import DAY, program

# Listed ones, nearly so, by their address, and nobody.
PARTIES = [
    {"id": "1", "name": "Sugon", "country": "CN", "address": "", "aliases": ""},
    {"id": "2", "name": "Nobody Anywhere GmbH", "country": "DE", "address": "1 Dock Road, Bremen", "aliases": ""},
    {"id": "3", "name": "", "country": "FR", "address": "", "aliases": "Inspur"},
    {"id": "4", "name": "Inspur Grupo", "country": "CN", "address": "", "aliases": "Langchao; Something"},
    {"id": "5", "name": "???", "country": "", "address": "", "aliases": ""},
    {"id": "6", "name": "Nettrix Information Industry", "country": "", "address": "", "aliases": "x"},
]


def table():
    return pa.Table.from_pylist(PARTIES)


def hits(screening):
    return pa.table(screening).to_pylist()


def key(row):
    return row["party_id"], row["kind"], row["entry_public_id"], row["score"]


def keys(parties, screener, **more):
    return [key(row) for row in hits(screener.screen(parties, **more))]


def of_results(results, every):
    """The rows of results of the command line."""
    for result in results:
        if not result["hits"] and (every or "skipped" in result):
            yield result, None
        yield from ((result, hit) for hit in result["hits"])


@pytest.mark.parametrize("every", [False, True])
@pytest.mark.parametrize("form", ["csv", "ndjson"])
def test_hits_are_those_of_the_command_line(screener, path, tmp_path, form, every):
    file = tmp_path / f"parties.{form}"
    if form == "csv":
        table().to_pandas().to_csv(file, index=False)
    else:
        file.write_text("".join(json.dumps(party) + "\n" for party in PARTIES))
    told = json.loads(program("screen", file, "--no-store", "--as-of", DAY, "--db", path, "--format", "json"))
    screening = screener.screen(table(), every=every)
    rows = hits(screening)
    expected = list(of_results(told["results"], every))
    assert len(rows) == len(expected) > 4
    for row, (result, hit) in zip(rows, expected, strict=True):
        assert (row["party_id"], row["party_name"]) == (result["party"]["id"], result["party"]["name"])
        assert row["content_hash"] == told["lists"][0]["content_hash"] and row["as_of"] == DAY
        assert row["threshold"] == told["threshold"] and row["table_version"] == told["table_version"]
        if hit is None:
            place = "there is no name" if not row["party_name"] else "no letter or digit"
            assert row["score"] is None and (place in row["outcome"] or "no potential match found" in row["outcome"])
            continue
        assert row["outcome"] == "potential match, review"
        for name in ("kind", "score", "band", "reasons", "why_not_higher"):
            assert row[name] == hit[name]
        entry = hit["entry"]
        assert row["entry_public_id"] == entry["public_id"] and row["entry_list"] == entry["list"]
        for name in ("designations", "license_requirement", "license_review_policy", "document"):
            assert row[name] == entry[name]
        assert (row["effective_from"] and row["effective_from"].isoformat()) == entry["effective_from"]
        assert row["entry_text"] == hit["matched"]["entry_text"] and row["party_text"] == hit["matched"]["party_text"]
    counts = screening.counts
    assert {name: counts[name] for name in told["counts"]} == told["counts"]
    assert counts["rows"] == counts["screened"] + counts["skipped"] == len(PARTIES)


def test_columns_are_called_as_in_the_csv(screener, path, tmp_path):
    file = tmp_path / "parties.csv"
    table().to_pandas().to_csv(file, index=False)
    text = program("screen", file, "--no-store", "--as-of", DAY, "--db", path, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    told = hits(screener.screen(table(), every=True))
    own = {"table_version", "content_hash"}
    shared = [name for name in told[0] if name not in own]
    assert set(shared) <= set(rows[0])

    def written(name, value):
        if isinstance(value, list):
            return "; ".join(value)
        return f"{value:.3f}" if name == "score" and value is not None else "" if value is None else str(value)

    # The row of a file counts its header.
    for name in set(shared) - {"row", "outcome"}:
        assert [written(name, row[name]) for row in told] == [row[name].removeprefix("'") for row in rows], name


SOURCES = {
    "pyarrow": lambda: table(),
    "a batch": lambda: table().to_batches()[0],
    "many batches": lambda: pa.Table.from_batches([b for at in range(6) for b in table().slice(at, 1).to_batches()]),
    "a stream": lambda: table().to_reader(max_chunksize=2),
    "pandas": lambda: table().to_pandas(),
    "pandas without columns of objects": lambda: table().to_pandas(types_mapper=pd.ArrowDtype),
    "polars": lambda: pl.DataFrame(table()),
    "duckdb": lambda: duckdb.from_arrow(table()),
    "large_string": lambda: table().cast(pa.schema([(name, pa.large_string()) for name in table().column_names])),
    "string_view": lambda: table().cast(pa.schema([(name, pa.string_view()) for name in table().column_names])),
    "dictionaries": lambda: pa.table({name: table()[name].dictionary_encode() for name in table().column_names}),
    "a slice": lambda: pa.concat_tables([table(), table()]).slice(6),
    "whole numbers as ids": lambda: table().set_column(0, "id", table()["id"].cast(pa.int16())),
    "ids that a missing one made fractions": lambda: table().set_column(0, "id", table()["id"].cast(pa.float64())),
    "decimals as ids": lambda: table().set_column(0, "id", table()["id"].cast(pa.decimal128(20, 0))),
    "nulls for what is empty": lambda: pa.Table.from_pylist(
        [{k: v or None for k, v in row.items()} for row in PARTIES]
    ),
    "lists": lambda: pa.Table.from_pylist(
        [
            party | {"aliases": party["aliases"].split("; ") if party["aliases"] else [], "address": [party["address"]]}
            for party in PARTIES
        ]
    ),
    "columns of other names": lambda: table().rename_columns(
        ["Kundennr.", "Firma", "Land", "Anschrift", "Weitere Namen"]
    ),
    "columns that nobody reads": lambda: (
        table()
        .append_column("when", pa.array([DAY] * 6))
        .append_column("map", pa.array([[("a", b"1")]] * 6, pa.map_(pa.string(), pa.binary())))
    ),
}


class OnlyAnArray:
    """What has batches, and no stream."""

    def __init__(self):
        self.batch = table().to_batches()[0]

    def __arrow_c_array__(self, requested_schema=None):
        return self.batch.__arrow_c_array__(requested_schema)


SOURCES["an array"] = OnlyAnArray


@pytest.mark.parametrize("source", SOURCES)
def test_whoever_gives_arrow_is_screened_alike(screener, source):
    expected = keys(table(), screener)
    assert keys(SOURCES[source](), screener) == expected and len(expected) > 4


def test_whoever_takes_arrow_has_all_hits(screener):
    expected = keys(table(), screener)
    found = screener.screen(table())
    assert [key(row) for row in pl.DataFrame(found).to_dicts()] == expected
    assert [key(row) for row in duckdb.sql("SELECT * FROM found").to_arrow_table().to_pylist()] == expected
    read = pd.DataFrame.from_arrow(found)
    ids = read["entry_public_id"].astype(object).where(read["score"].notna(), None)
    assert list(zip(read["party_id"], ids, strict=True)) == [(row[0], row[2]) for row in expected]


def test_lists_and_structs_are_several_names_and_addresses(screener):
    party = {
        "name": ["Nobody Anywhere", "Sugon"],
        "aliases": ["Some Other", "Inspur; Langchao"],
        "addresses": [{"street": "1 Dock Road; Block 2", "city": "Bremen"}, {"street": None, "city": "Kiel"}, None],
        "address": {"street": "2 Quay", "city": "Emden"},
    }
    rows = hits(screener.screen(pa.Table.from_pylist([party])))
    assert {row["party_text"] for row in rows} >= {"Sugon", "Inspur"} and rows[0]["party_name"] == "Nobody Anywhere"
    assert {row["party_id"] for row in rows} == {"row 1"}


def test_an_id_that_stands_twice_is_told_as_the_command_tells_it(screener):
    rows = [("7", "Sugon"), ("8", "Nobody Anywhere"), (None, "Inspur"), ("7", "Inspur"), (None, "Inspur"), ("7", "—")]
    table = pa.table({"id": [row[0] for row in rows], "name": [row[1] for row in rows]})
    table = pa.concat_tables(table.slice(at, 1) for at in range(len(rows)))
    found = screener.screen(table, every=True)
    for _ in range(2):
        told = {row["row"]: row["notes"] for row in hits(found)}
        assert [at for at, notes in told.items() if "the id stands in row 1 too" in (notes or [])] == [4, 6]
        assert found.counts["duplicate_ids"] == 2


def wrong_text():
    """A text whose bytes are no UTF-8, as no library makes one."""
    offsets, data = pa.py_buffer((0).to_bytes(4, "little") + (2).to_bytes(4, "little")), pa.py_buffer(b"\xff\xfe")
    return pa.table({"name": pa.Array.from_buffers(pa.string(), 1, [None, offsets, data])})


@pytest.mark.parametrize(
    ("parties", "more", "error", "words"),
    [
        ([{"name": "x"}], {}, TypeError, "expected a table of Arrow"),
        ("parties.csv", {}, TypeError, "but found str"),
        (None, {}, TypeError, "but found NoneType"),
        (pa.table({"a": ["x"], "b": ["y"]}), {}, ValueError, "no column is called as a name; the columns are “a”, “b”"),
        (pa.table({}), {}, ValueError, "no column is called as a name"),
        (pa.array(["x"]), {}, ValueError, "the table cannot be read"),
        (
            pa.Table.from_arrays([pa.array(["x"])] * 2, ["name", "name"]),
            {},
            ValueError,
            "columns 1 and 2 are both called",
        ),
        (pa.table({"name": [b"x"]}), {}, ValueError, "the column “name” cannot be read: it holds Binary"),
        (pa.table({"name": [True]}), {}, ValueError, "it holds Boolean, which is not read as name; cast it to text"),
        (pa.table({"name": [{"first": "x"}]}), {}, ValueError, "which is not read as name"),
        (pa.table({"name": ["x"], "id": [["1"]]}), {}, ValueError, "which is not read as id"),
        (
            pa.table({"name": ["x"], "country": [DAY]}),
            {},
            ValueError,
            "the column “country” cannot be read: it holds Date32",
        ),
        (table(), {"columns": {"name": "Firma"}}, ValueError, "there is no column “Firma”; the columns are “id”"),
        (
            table(),
            {"columns": {"names": "name"}},
            ValueError,
            "expected one of id, name, other_names, address, country",
        ),
        (table(), {"threads": 0}, ValueError, "expected 1 thread or more"),
    ],
)
def test_what_cannot_be_read_is_refused_before_anything_is(screener, parties, more, error, words):
    with pytest.raises(error) as raised:
        screener.screen(parties, **more)
    assert words in str(raised.value)


def test_columns_can_be_named(screener):
    parties = table().rename_columns(["a", "b", "c", "d", "e"])
    said = {"id": "a", "name": "b", "country": "c", "address": ["d"], "other_names": "e"}
    screening = screener.screen(parties, columns=said)
    assert [key(row) for row in hits(screening)] == keys(table(), screener)
    assert screening.columns[1] == "name from “b”" and screening.unread == []
    told = screener.screen(table().append_column("colour", pa.array(["red"] * 6)))
    assert told.unread == ["“colour”"]


def test_no_rows_are_no_rows(screener):
    for parties in [table().slice(0, 0), pl.DataFrame(table().slice(0, 0)), table().schema.empty_table()]:
        screening = screener.screen(parties)
        assert pa.table(screening).num_rows == 0 and screening.counts["rows"] == 0
        assert pa.schema(screening) == pa.table(screening).schema


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        (None, "not screened: row 1: there is no name"),
        ("", "not screened: row 1: there is no name"),
        ("   \t\n ", "not screened: row 1: there is no name"),
        ("—", "not screened: row 1: the name “—” has no letter or digit"),
        ("x" * 1_000_000, "not screened: row 1: the name has more than 2000 characters"),
        ("x" * 2_000_000, "not screened: row 1: the row has 2000000 bytes; a row of more than 1 MiB is no party"),
        ("a\0b", None),
        ("\U0001f600 " * 300, "not screened"),
        ("Sugon\u202e\u200b", None),
    ],
)
def test_a_row_that_cannot_be_screened_says_why(screener, name, outcome):
    parties = pa.table({"name": pa.array([name], pa.string())})
    rows = hits(screener.screen(parties, every=True))
    assert rows[0]["outcome"].startswith(outcome or ("potential", "no potential")), rows[0]["outcome"][:100]


def test_bytes_that_are_no_text_end_the_stream(screener):
    with pytest.raises(Exception, match="the column “name” cannot be read"):
        pa.table(screener.screen(wrong_text()))


def test_an_error_of_the_source_is_told_and_nothing_is_taken_for_complete(screener):
    def batches():
        yield from table().to_batches()
        raise RuntimeError("the disk is gone")

    reader = pa.RecordBatchReader.from_batches(table().schema, batches())
    with pytest.raises(Exception, match="the disk is gone"):
        pa.table(screener.screen(reader))


def test_a_stream_can_be_taken_once_and_says_so(screener):
    screening = screener.screen(table().to_reader())
    assert len(hits(screening)) > 4
    with pytest.raises(ValueError, match="can be read once only"):
        pa.table(screening)
    again = screener.screen(table())
    assert hits(again) == hits(again) and again.counts["rows"] == len(PARTIES)


def test_a_source_that_is_used_up_is_no_empty_table(screener):
    reader = table().to_reader()
    capsule = reader.__arrow_c_stream__()

    class Used:
        def __arrow_c_stream__(self, requested_schema=None):
            return capsule

    assert len(hits(screener.screen(Used()))) > 4
    with pytest.raises(ValueError, match="the table cannot be read"):
        screener.screen(Used())


def test_batches_are_read_as_they_are_wanted(screener):
    batch = pa.concat_tables([table()] * 1_000).combine_chunks().to_batches()[0]
    read = 0

    def batches():
        nonlocal read
        for _ in range(50):
            read += 1
            yield batch

    stream = pa.RecordBatchReader.from_stream(
        screener.screen(pa.RecordBatchReader.from_batches(batch.schema, batches()))
    )
    assert read == 0
    assert stream.read_next_batch().num_rows > 0 and read == 1
    stream.read_next_batch()
    assert read == 2


def many(n):
    return pa.table({"name": [f"Company Number {at} of the Harbour Ltd" for at in range(n)]})


def test_others_run_while_parties_are_screened(screener):
    parties = many(20_000)
    for take in (pa.table, pl.DataFrame):
        screening = threading.Thread(target=lambda take=take: take(screener.screen(parties, threads=1)))
        begun = time.monotonic()
        screening.start()
        turns = 0
        while screening.is_alive():
            turns += 1
            time.sleep(0.002)
        # One that held the GIL would leave a turn at its beginning and one at its end.
        assert turns > 10, (take, turns, time.monotonic() - begun)


ENDLESS = """
import sys
import earwatch, pyarrow as pa
batch = pa.record_batch({"name": [f"Company Number {at} of the Harbour" for at in range(2_000)]})
def batches():
    while True:
        yield batch
reader = pa.RecordBatchReader.from_batches(batch.schema, batches())
screening = earwatch.Screener(sys.argv[1]).screen(reader)
print("begun", flush=True)
pa.table(screening)
"""


def test_ctrl_c_ends_a_screening_between_batches(path):
    process = subprocess.Popen(
        [sys.executable, "-c", ENDLESS, path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "begun\n"
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=60)[1].endswith("interrupted\n") and process.returncode == 1


def test_threads_share_a_screener(screener):
    parties, expected, found = table(), keys(table(), screener), []
    threads = [threading.Thread(target=lambda: found.append(keys(parties, screener))) for _ in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert found == [expected] * 8


def test_however_many_threads_work_the_order_is_that_of_the_rows(screener):
    parties = pa.concat_tables([table()] * 500)
    one = hits(screener.screen(parties, threads=1))
    assert hits(screener.screen(parties, threads=7)) == one
    assert [row["row"] for row in one] == sorted(row["row"] for row in one)


def in_another_process(packed):
    screener = pickle.loads(packed)
    return keys(table(), screener)


def test_a_screener_goes_to_other_processes(screener, db):
    expected = keys(table(), screener)
    packed = pickle.dumps(screener)
    assert keys(table(), pickle.loads(packed)) == expected == keys(table(), copy.copy(screener))
    assert keys(table(), earwatch.Screener.from_bytes(screener.to_bytes())) == expected
    assert keys(table(), db.screener(DAY)) == expected
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(in_another_process, [packed]) == expected


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda data: b"", "no bytes of Screener.to_bytes()"),
        (lambda data: data[:-20], "damaged"),
        (lambda data: data[:200] + bytes([data[200] ^ 1]) + data[201:], "damaged"),
        (
            lambda data: data.replace(earwatch.__version__.encode(), b"9.9.9", 1),
            "the same version of earwatch on all machines",
        ),
        (lambda data: b"SQLite format 3\0" + bytes(100), "no bytes of Screener.to_bytes()"),
    ],
)
def test_other_bytes_are_refused(screener, change, words):
    with pytest.raises(ValueError, match=words.replace("(", r"\(").replace(")", r"\)")):
        earwatch.Screener.from_bytes(change(screener.to_bytes()))


def test_one_party(screener, asked, tmp_path):
    told = screener.screen_one("Sugon", country="CN", addresses=["1 Dock Road"], other_names=["x y"], id="7")
    (tmp_path / "party.ndjson").write_text(json.dumps(told["party"]) + "\n")
    known = asked("screen", tmp_path / "party.ndjson", "--no-store", "--as-of", DAY)["results"][0]
    assert told == known and told["hits"]
    assert "there is no name" in screener.screen_one("")["skipped"]


def test_the_threshold_counts(path):
    few = earwatch.Screener(path, DAY, threshold=1.0)
    assert few.threshold == 1.0 and len(keys(table(), few)) < len(keys(table(), earwatch.Screener(path, DAY)))


def test_decimals_and_fractions_are_ids_as_they_read(screener):
    for ids, read in [([1.5, 2.0], ["1.5", "2"]), ([decimal.Decimal("10.50"), None], ["10.50", "row 2"])]:
        rows = hits(screener.screen(pa.table({"id": ids, "name": ["Sugon", "Sugon"]})))
        assert sorted({row["party_id"] for row in rows}) == sorted(read)
