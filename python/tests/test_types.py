"""What the stubs say is so, and a caller that keeps to it passes a type checker."""

import subprocess
import sys

import earwatch

CALLER = """
import datetime
import earwatch
import pyarrow as pa

db: earwatch.Database = earwatch.open("x.db")
day = datetime.date(2025, 3, 28)
table: earwatch.Table = db.entries(day, known_by=day, lists=["entity-list"])
json: str = db.diff(1, day).to_json()
screener = earwatch.Screener(db, as_of=day)
screening: earwatch.Screening = screener.screen(table, columns={"name": "Firma", "address": ["Street", "City"]})
rows: int = screening.counts["rows"]
again = earwatch.Screener.from_bytes(screener.to_bytes())
"""


def run(*arguments, cwd):
    ran = subprocess.run([sys.executable, "-m", *arguments], capture_output=True, text=True, check=False, cwd=cwd)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_a_caller_passes_the_type_checker(tmp_path):
    (tmp_path / "caller.py").write_text(CALLER.replace("import pyarrow as pa\n", ""))
    run("mypy", "--strict", "caller.py", cwd=tmp_path)


def test_stubs_are_of_what_is_there(tmp_path):
    run("mypy.stubtest", "earwatch", "--ignore-disjoint-bases", cwd=tmp_path)


def test_everything_says_what_it_is():
    for name in earwatch.__all__:
        one = getattr(earwatch, name)
        assert name == "__version__" or one.__doc__, name
        for member, value in vars(one).items() if isinstance(one, type) else ():
            assert member.startswith("_") or value.__doc__, f"{name}.{member}"
