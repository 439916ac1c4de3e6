"""The command that `pip install` gives is the program: output, exit codes, signals."""

import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import earwatch
import pytest
from conftest import PROGRAM, ROOT, program

MODULE = [sys.executable, "-m", "earwatch"]


def test_both_ways_of_calling_it_are_one_program():
    for command in ([PROGRAM], MODULE):
        told = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True).stdout
        assert told == f"earwatch {earwatch.__version__}\n"
    help = program("--help")
    assert "Usage: earwatch" in help and all(f"\n  {command} " in help for command in ("poll", "screen", "serve"))


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["nonsense"], 2, "unrecognized subcommand 'nonsense'"),
        (["list", "--db", "nowhere.db"], 1, "earwatch: there is no database at nowhere.db"),
        (["list", "--as-of", "31/12/2025"], 2, "expected a day as YYYY-MM-DD"),
        ([], 2, "Usage: earwatch"),
    ],
)
def test_mistakes_end_with_the_exit_codes_of_the_program(arguments, code, words, tmp_path):
    run = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert run.returncode == code and words in run.stderr and "Traceback" not in run.stderr


def test_a_screening_with_hits_ends_as_asked_for(path, tmp_path):
    (tmp_path / "parties.csv").write_text("name\nSugon\n")
    command = [
        "screen",
        tmp_path / "parties.csv",
        "--db",
        path,
        "--no-store",
        "--as-of",
        "2025-06-30",
        "--fail-on",
        "hits",
    ]
    program(*command, codes=(11,))


def test_arguments_that_are_no_utf8_arrive_as_they_are(tmp_path):
    name = bytes(tmp_path) + b"/lists\xff.db"
    run = subprocess.run([bytes(PROGRAM), b"list", b"--db", name], capture_output=True, check=False)
    assert run.returncode == 1 and b"there is no database" in run.stderr


@pytest.mark.parametrize("command", [[str(PROGRAM)], MODULE])
def test_ctrl_c_ends_it_at_once(command, path):
    # Standard input never ends.
    process = subprocess.Popen(
        [*command, "screen", "-", "--no-store", "--db", path], stdin=subprocess.PIPE, stderr=subprocess.PIPE
    )
    time.sleep(3)
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == -signal.SIGINT
    assert b"Traceback" not in process.stderr.read()


def test_a_server_that_is_interrupted_stops_as_it_does(path):
    process = subprocess.Popen(
        [PROGRAM, "serve", "--port", "0", "--db", path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    address = re.search(r"http://[0-9.:]+/", process.stdout.readline()).group()
    with urllib.request.urlopen(f"{address}api/v1/lists") as answer:
        assert answer.status == 200
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0


def test_whoever_reads_may_stop_reading(path):
    run = subprocess.run(
        f"'{PROGRAM}' list --db '{path}' | head -1", shell=True, capture_output=True, text=True, check=True
    )
    assert run.stdout and not run.stderr


def test_only_the_time_zone_of_washington_is_built_in():
    # What `.cargo/config.toml` says reached the build.
    library = next(Path(earwatch.__file__).parent.glob("_earwatch*")).read_bytes()
    # The war time of New York, and the mean time of New Zealand.
    assert b"EWT" in library and b"NZMT" not in library


def test_the_version_is_that_of_the_workspace():
    assert f'\nversion = "{earwatch.__version__}"\n' in (ROOT / "Cargo.toml").read_text()
