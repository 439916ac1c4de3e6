"""A database of the sample archive, and the command line of the wheel under test."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import earwatch
import pytest

ROOT = Path(__file__).parents[2]
# The command that the wheel installed.
PROGRAM = Path(sys.executable).parent / "earwatch"
# After the last rule of the sample.
DAY = date(2025, 6, 30)


def program(*arguments, codes=(0,), **more):
    """What the command line prints."""
    command = [PROGRAM, *map(str, arguments)]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, **more)
    assert run.returncode in codes, (run.returncode, run.stderr)
    return run.stdout


@pytest.fixture(scope="session")
def path(tmp_path_factory):
    """The file of the database."""
    path = tmp_path_factory.mktemp("lists") / "earwatch.db"
    # 3: a finding of the sample needs a person.
    program("poll", "--archive", ROOT / "snapshots/sample", "--db", path, codes=(0, 3))
    return path


@pytest.fixture(scope="session")
def db(path):
    """The database."""
    return earwatch.open(path)


@pytest.fixture(scope="session")
def screener(path):
    """One who screens by the lists of the day."""
    return earwatch.Screener(path, as_of=DAY)


@pytest.fixture(scope="session")
def asked(path):
    """The command line, asked for JSON of the database."""

    def ask(*arguments, **more):
        return json.loads(program(*arguments, "--db", path, "--format", "json", **more))

    return ask
