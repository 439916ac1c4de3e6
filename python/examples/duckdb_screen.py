"""Screens a Parquet of parties with DuckDB: duckdb_screen.py DATABASE PARTIES HITS [DATE].

Parties are read, screened and written batch by batch; what is in memory does not grow with them.
"""

import sys
from datetime import date

import duckdb
import earwatch


def main(database: str, parties: str, hits: str, as_of: str | None = None) -> None:
    """Reads, screens, writes."""
    screener = earwatch.Screener(database, as_of=date.fromisoformat(as_of) if as_of else None)
    # One connection reads while the other writes.
    reads, writes = duckdb.connect(), duckdb.connect()
    found = screener.screen(reads.read_parquet(parties).to_arrow_reader(16_384))
    writes.register("found", found)
    writes.execute(f"COPY (FROM found) TO '{hits}' (FORMAT parquet)")
    print(found.counts)


if __name__ == "__main__":
    main(*sys.argv[1:])
