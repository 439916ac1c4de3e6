"""Leads the full export of every version to that of every later one by its steps: steps.py PROGRAM DATABASE."""

import json
import subprocess
import sys

program, database = sys.argv[1:]


def run(*args):
    return subprocess.run([program, "--db", database, *args], check=True, capture_output=True, text=True).stdout


days = sorted({json.loads(line)["effective"] for line in run("versions", "--format", "ndjson").splitlines()})
full = {}
for day in days:
    full[day] = {json.loads(line)["public_id"]: line for line in run("export", "--to", "ndjson", "--as-of", day).splitlines()}
tried = 0
# Every pair would take an hour; each day is a beginning and an end several times.
for at, since in enumerate(days):
    later = days[at:]
    for day in sorted({later[0], later[min(1, len(later) - 1)], later[len(later) // 2], later[-1]}):
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
        tried += 1
assert tried > len(days)
