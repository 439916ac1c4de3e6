"""Screens a Parquet of parties with Spark: spark-submit spark_screen.py DATABASE PARTIES HITS [DATE].

The lists go to each executor once, as one broadcast of less than a megabyte. Nothing is shuffled: each partition is screened
where it is, batch by batch, and its hits are written from there.
"""

import functools
import sys
from collections.abc import Iterator
from datetime import date

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

import earwatch


@functools.lru_cache(maxsize=1)
def screener_of(packed: bytes) -> earwatch.Screener:
    """Made once in each Python process of an executor."""
    return earwatch.Screener.from_bytes(packed)


def screen(parties: DataFrame, screener: earwatch.Screener) -> DataFrame:
    """The potential matches of a table of parties, and the rows of it that cannot be screened."""
    lists = parties.sparkSession.sparkContext.broadcast(screener.to_bytes())

    def of_partition(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        screener = screener_of(lists.value)
        for batch in batches:
            # Spark has a process for each core already.
            yield from pa.RecordBatchReader.from_stream(screener.screen(batch, threads=1))

    # Columns are read before anything runs: what cannot be told is an error here, not on an executor.
    empty = pa.Table.from_batches([], schema=parties.limit(0).toArrow().schema)
    schema = pa.schema(screener.screen(empty))
    return parties.mapInArrow(of_partition, from_arrow_schema(schema))


def main(database: str, parties: str, hits: str, as_of: str | None = None) -> None:
    """Reads, screens, writes."""
    day = date.fromisoformat(as_of) if as_of else None
    spark = SparkSession.builder.appName("earwatch").getOrCreate()
    screener = earwatch.Screener(database, as_of=day)
    screen(spark.read.parquet(parties), screener).write.mode("overwrite").parquet(hits)
    spark.stop()


if __name__ == "__main__":
    # Functions of this file go to the executors by value.
    main(*sys.argv[1:])
