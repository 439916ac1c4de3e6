"""The program against `sanctions-screening-benchmark` (PyPI), fed with the names of a list.

usage: benchmark.py EARWATCH LIST.ndjson [ENTRIES]

EARWATCH is the program, LIST.ndjson what `earwatch list --format ndjson` prints, ENTRIES how many entries are asked for (250:
the default of the benchmark; they are the first by its order). Seed 0, two variants of each class. Entries of one name are one.
Every case is compared with every name by `earwatch calibrate`; a case counts as found where the entry that is meant scores
highest, and as false where anything matches that is not listed.
"""

import csv
import json
import subprocess
import sys
import tempfile
from collections import defaultdict

from ssb import benchmark
from ssb.sources import Entity, ListSnapshot

AT_ONCE = 400


def snapshot(path):
    entities = {}
    for line in open(path, encoding="utf-8"):
        entry = json.loads(line)
        if entry["list"] == "entity-list":
            known = entities.setdefault(
                entry["name"].casefold(), Entity(str(entry["id"]), entry["name"], "entity", [], [])
            )
            known.aliases += [alias for alias in entry["aliases"] if alias not in known.aliases]
    return ListSnapshot("entity-list", "", list(entities.values()), "")


def best(program, queries, names):
    """The number of the name that scores highest for each query, if any matches."""
    with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="", encoding="utf-8") as pairs:
        writer = csv.writer(pairs)
        writer.writerow(["query", "candidate"])
        writer.writerows((query, name) for query in queries for name in names)
        pairs.flush()
        call = [program, "calibrate", pairs.name, "-q"]
        with subprocess.Popen(call, stdout=subprocess.PIPE, text=True, encoding="utf-8") as scored:
            rows = csv.DictReader(scored.stdout)
            for _ in queries:
                ranked = [(float(row["score"]), -at, row["match"]) for at, row in zip(range(len(names)), rows)]
                score, at, is_match = max(ranked)
                yield -at if is_match == "true" else None


def main():
    program, path = sys.argv[1:3]
    limit = int(sys.argv[3]) if len(sys.argv) > 3 else 250
    bench = benchmark.build(snapshot(path), limit=limit, seed=0, max_per_class=2, individuals_only=False)
    owners = [(entity, name.replace("\n", " ")) for entity, names in bench.candidates.items() for name in names]
    names = [name for _, name in owners]
    counts = defaultdict(lambda: [0, 0])
    for start in range(0, len(bench.cases), AT_ONCE):
        cases = bench.cases[start : start + AT_ONCE]
        for case, found in zip(cases, best(program, [case.query for case in cases], names)):
            is_negative = case.expected_entity_id is None
            is_hit = found is not None and (is_negative or owners[found][0] == case.expected_entity_id)
            count = counts[is_negative, case.perturbation]
            count[0] += 1
            count[1] += is_hit
    for is_negative, what in ((False, "recall"), (True, "false positives")):
        of = [count for (negative, _), count in counts.items() if negative == is_negative]
        all_cases, hits = (sum(column) for column in zip(*of))
        print(f"{what} {hits / all_cases:.1%} of {all_cases} cases")
        for (negative, kind), (cases, hits) in sorted(counts.items(), key=lambda item: item[1][1] / item[1][0]):
            if negative == is_negative:
                print(f"  {kind} {hits / cases:.1%} of {cases}")


if __name__ == "__main__":
    main()
