"""Leads the full export of a version to that of a later one by its steps: steps.py PROGRAM DATABASE."""

import json
import subprocess
import sys

program, database = sys.argv[1:]


def run(*args):
    return subprocess.run([program, "--db", database, *args], check=True, capture_output=True, text=True).stdout


every = sorted({json.loads(line)["effective"] for line in run("versions", "--format", "ndjson").splitlines()})
# Every pair would take an hour: of every third version, that to the next and that to the last.
days = sorted({*every[::3], every[-1]})
full = {}
for day in days:
    full[day] = {json.loads(line)["public_id"]: line for line in run("export", "--to", "ndjson", "--as-of", day).splitlines()}
for since, following in zip(days, days[1:]):
    for day in sorted({following, days[-1]}):
        kept = dict(full[since])
        for line in run("export", "--to", "ndjson", "--since", since, "--as-of", day).splitlines():
            step = json.loads(line)
            if step.get("end"):
                assert step["entries"] == len(full[day])
            elif step["record"] is None:
                kept.pop(step["public_id"], None)
            else:
                kept[step["public_id"]] = json.dumps(step["record"], ensure_ascii=False, separators=(",", ":"))
        assert kept == full[day], f"{since} to {day}: {set(kept) ^ set(full[day])}"
