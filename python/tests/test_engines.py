"""The examples: a Parquet of parties through Spark, DuckDB and Polars has the hits that the command line finds."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import DAY, ROOT, program

EXAMPLES = ROOT / "python/examples"
NAMES = ["Sugon", "Nobody Anywhere GmbH", "", "Inspur Grupo", "Nettrix Information Industry", "Harbour Tug Co."]


@pytest.fixture(scope="module")
def parties(tmp_path_factory):
    """A folder with a Parquet in several files, and the same as NDJSON."""
    folder = tmp_path_factory.mktemp("parties")
    rows = [
        {
            "id": f"{at}",
            "name": NAMES[at % len(NAMES)] or None,
            "country": None,
            "aliases": ["Langchao"] if at % 7 == 0 else [],
        }
        for at in range(300)
    ]
    table = pa.Table.from_pylist(
        rows, pa.schema([*((n, pa.string()) for n in ("id", "name", "country")), ("aliases", pa.list_(pa.string()))])
    )
    (folder / "parquet").mkdir()
    for part in range(3):
        pq.write_table(
            table.slice(part * 100, 100), folder / f"parquet/{part}.parquet", row_group_size=30, compression="gzip"
        )
    (folder / "parties.ndjson").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder


def expected(path, parties):
    file = parties / "parties.ndjson"
    told = json.loads(program("screen", file, "--no-store", "--as-of", DAY, "--db", path, "--format", "json"))
    rows = []
    for result in told["results"]:
        id = result["party"]["id"]
        rows += [(id, hit["entry"]["public_id"], hit["score"]) for hit in result["hits"]]
        rows += [(id, None, None)] if "skipped" in result else []
    assert len(rows) > 150
    return sorted(rows, key=str)


def run(example, path, given, folder):
    hits = folder / "hits.parquet"
    command = [sys.executable, EXAMPLES / example, path, given, hits, DAY.isoformat()]
    # Java has gzip of its own; Snappy brings a library that is not made for every machine.
    spark = (
        "--master local[2] --conf spark.ui.enabled=false --conf spark.sql.parquet.compression.codec=gzip pyspark-shell"
    )
    environment = {"PYSPARK_PYTHON": sys.executable, "PYSPARK_SUBMIT_ARGS": spark, "SPARK_LOCAL_IP": "127.0.0.1"}
    ran = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False, env={**os.environ, **environment}
    )
    assert ran.returncode == 0, ran.stderr[-4000:]
    rows = pq.read_table(hits).to_pylist()
    return sorted(((row["party_id"], row["entry_public_id"], row["score"]) for row in rows), key=str)


@pytest.mark.parametrize(
    ("example", "given"), [("duckdb_screen.py", "parquet/*.parquet"), ("polars_screen.py", "parquet")]
)
def test_an_engine_on_one_machine(path, parties, tmp_path, example, given):
    assert run(example, path, parties / given, tmp_path) == expected(path, parties)


needs_spark = pytest.mark.skipif(
    not importlib.util.find_spec("pyspark") or not shutil.which("java"),
    reason="no PySpark (python/requirements-spark.txt) or no Java (default-jre-headless)",
)


@needs_spark
def test_spark(path, parties, tmp_path):
    assert run("spark_screen.py", path, parties / "parquet", tmp_path) == expected(path, parties)
