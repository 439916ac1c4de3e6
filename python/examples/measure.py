"""What screening made-up parties takes here: measure.py DATABASE PARTIES [THREADS].

Parties are made first, as a Parquet that is thrown away: invented brands, words and forms of listed names, one in a hundred a
listed name with a slip; half of them have an address. They are read and screened batch by batch, as `duckdb_screen.py`
does. Seconds are of the clock, with the load of the machine beside them, and of the processors.
"""

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import earwatch
import pyarrow as pa

SYLLABLES = "ka lo mi ne ru ta vo shi xin hua wei lan der mar ton gra bel sto ver pol kin zor fa qu li an el or san tek"
FORMS = ["Co., Ltd.", "LLC", "GmbH", "Inc.", "Ltd", "S.A.", "JSC", "Corp.", ""]
CITIES = ["Bremen", "Shenzhen", "Dubai", "Istanbul", "Lyon", "Osaka", "Austin", "Singapore", "Lahore", "Moscow"]
STREETS = ["Dock Road", "Harbour Street", "Keyuan Road", "Lenin Street", "Airport Road", "Mill Lane", "Canal Street"]


def pick(values: str) -> str:
    """SQL for one of a list."""
    return f"list_extract({values}, 1 + (random() * (len({values}) - 1))::INT)"


def make(entries: earwatch.Table, parties: int, file: Path) -> None:
    """Writes a Parquet of parties."""
    made = duckdb.connect()
    table = pa.table(entries)
    names = [*table["name"].to_pylist(), *(alias for aliases in table["aliases"].to_pylist() for alias in aliases)]
    for name, values in {
        "names": names,
        "words": [word for name in names for word in name.split()],
        "syllables": SYLLABLES.split(),
        "forms": FORMS,
        "cities": CITIES,
        "streets": STREETS,
    }.items():
        made.execute(f"SET VARIABLE {name} = ?", [values])
    one = {
        name: pick(f"getvariable('{name}')") for name in ("names", "words", "syllables", "forms", "cities", "streets")
    }
    brand = " || ".join([one["syllables"]] * 3)
    made.execute("SELECT setseed(0.7)")
    made.execute(f"""
        COPY (
            SELECT number AS id,
                CASE WHEN random() < 0.01 THEN regexp_replace({one["names"]}, '[aeiou]', 'x')
                ELSE {brand} || ' ' || CASE WHEN random() < 0.6 THEN {one["words"]} || ' ' ELSE '' END
                    || CASE WHEN random() < 0.3 THEN {one["words"]} || ' ' ELSE '' END || {one["forms"]} END AS name,
                CASE WHEN random() < 0.5 THEN (1 + (random() * 200)::INT) || ' ' || {one["streets"]} || ', ' || {one["cities"]} END
                    AS address,
                {pick("['CN', 'DE', 'US', 'RU', 'AE', 'TR', 'FR', 'JP']")} AS country
            FROM range({parties}) AS parties(number)
        ) TO '{file}' (FORMAT parquet)
    """)


def resident() -> float:
    """Megabytes in memory now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6


def main(database: str, parties: str, threads: str | None = None) -> None:
    """Makes, screens, tells."""
    begun = time.monotonic()
    screener = earwatch.Screener(database)
    print(f"lists ready in {time.monotonic() - begun:.2f} s; {len(screener.to_bytes()):,} bytes for an executor")
    begun = time.monotonic()
    earwatch.Screener.from_bytes(screener.to_bytes())
    print(f"packed and ready again in {time.monotonic() - begun:.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "parties.parquet"
        make(earwatch.open(database).entries(), int(parties), file)
        print(
            f"{int(parties):,} parties, {file.stat().st_size / 1e6:,.0f} MB of Parquet; {resident():,.0f} MB in memory"
        )
        reads = duckdb.connect(config={"threads": 1, "memory_limit": "1GB"})
        reader = reads.read_parquet(str(file)).to_arrow_reader(16_384)
        screening = screener.screen(reader, threads=int(threads) if threads else None)
        begun, spent, most, rows = time.monotonic(), time.process_time(), 0.0, 0
        for at, batch in enumerate(pa.RecordBatchReader.from_stream(screening)):
            rows += batch.num_rows
            most = max(most, resident())
            if at % 100 == 99:
                done, clock = screening.counts["rows"], time.monotonic() - begun
                print(f"  {done:,} in {clock:,.0f} s, {done / clock:,.0f} a second, {resident():,.0f} MB", flush=True)
        clock, spent = time.monotonic() - begun, time.process_time() - spent
    done = screening.counts["rows"]
    print(
        f"{done:,} parties in {clock:,.1f} s: {done / clock:,.0f} a second; {rows:,} rows; at most {most:,.0f} MB in memory"
    )
    print(
        f"{spent:,.1f} s of processors: {spent / done * 1e6:,.0f} s for a million, {done / spent:,.0f} a second on each core"
    )
    print(f"load of the machine: {', '.join(f'{load:.1f}' for load in os.getloadavg())} on {os.cpu_count()} cores")
    print(screening.counts)


if __name__ == "__main__":
    main(*sys.argv[1:])
