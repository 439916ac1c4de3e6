"""Screens a Parquet of parties with Polars: polars_screen.py DATABASE PARTIES HITS [DATE].

A frame is given and a frame is taken; both are in memory as a whole.
"""

import sys
from datetime import date

import earwatch
import polars as pl


def main(database: str, parties: str, hits: str, as_of: str | None = None) -> None:
    """Reads, screens, writes."""
    screener = earwatch.Screener(database, as_of=date.fromisoformat(as_of) if as_of else None)
    found = screener.screen(pl.read_parquet(parties))
    pl.DataFrame(found).write_parquet(hits)
    print(found.counts)


if __name__ == "__main__":
    main(*sys.argv[1:])
