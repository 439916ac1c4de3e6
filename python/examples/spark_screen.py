"""Screens a Parquet of parties with Spark: spark-submit spark_screen.py DATABASE PARTIES HITS [DATE].

The lists go to each executor once, as one broadcast of less than a megabyte. Nothing is shuffled: each partition is screened
where it is, batch by batch, and its hits are written from there.
"""

import sys
from collections.abc import Iterator
from datetime import date

import earwatch
import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema


def screen(parties: DataFrame, screener: earwatch.Screener) -> DataFrame:
    """The potential matches of a table of parties, and the rows of it that cannot be screened."""
    # A process of an executor makes it ready once, whatever the number of partitions.
    lists = parties.sparkSession.sparkContext.broadcast(screener)

    def of_partition(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            # Spark has a process for each core already.
            yield from pa.RecordBatchReader.from_stream(lists.value.screen(batch, threads=1))

    # Columns are read before anything runs: what cannot be told is an error here, not on an executor.
    schema = pa.schema(screener.screen(to_arrow_schema(parties.schema).empty_table()))
    return parties.mapInArrow(of_partition, from_arrow_schema(schema))


def main(database: str, parties: str, hits: str, as_of: str | None = None) -> None:
    """Reads, screens, writes."""
    day = date.fromisoformat(as_of) if as_of else None
    spark = SparkSession.builder.appName("earwatch").getOrCreate()
    screener = earwatch.Screener(database, as_of=day)
    screen(spark.read.parquet(parties), screener).write.mode("overwrite").parquet(hits)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
