"""Matchers side by side on the same labelled pairs, as a Markdown table.

usage: matchers.py EARWATCH PAIRS.csv [PYTHON]

EARWATCH is the program, PAIRS.csv has the columns query, candidate, label and schema, and PYTHON is an interpreter that has
nomenklatura (PyPI), which needs an environment of its own. rapidfuzz has to be installed here. Each scorer has the threshold
that is best for its F1 on these pairs; the program has the one it comes with.
"""

import csv
import io
import json
import subprocess
import sys


def logic_v2(rows):
    """Scores of OpenSanctions' matcher."""
    from followthemoney import model
    from nomenklatura.matching.logic_v2.model import LogicV2
    from nomenklatura.matching.types import ScoringConfig

    config = LogicV2.default_config() if hasattr(LogicV2, "default_config") else ScoringConfig.defaults()

    def entity(name, schema, number):
        return model.get_proxy({"id": number, "schema": schema, "properties": {"name": [name]}})

    scores = []
    for at, row in enumerate(rows):
        one = entity(row["query"], row["schema"], f"q{at}")
        other = entity(row["candidate"], row["schema"], f"c{at}")
        scores.append(LogicV2.compare(one, other, config).score)
    return scores


def figures(scores, labels, threshold):
    found = [score >= threshold for score in scores]
    right = sum(f == y for f, y in zip(found, labels))
    hits = sum(f and y for f, y in zip(found, labels))
    wrong = len(labels) - right
    return 2 * hits / max(1, 2 * hits + wrong), right / len(labels)


def best(scores, labels):
    return max((figures(scores, labels, threshold), threshold) for threshold in sorted(set(scores)))


def main():
    program, path = sys.argv[1:3]
    rows = list(csv.DictReader(open(path, encoding="utf-8")))
    if len(sys.argv) == 3 or sys.argv[3] != "--logic-v2":
        return table(program, path, rows, sys.argv[3] if len(sys.argv) > 3 else None)
    json.dump(logic_v2(rows), sys.stdout)


def table(program, path, rows, python):
    from rapidfuzz import fuzz
    from rapidfuzz.distance import JaroWinkler

    scored = subprocess.run([program, "calibrate", path, "-q"], capture_output=True, text=True, check=True).stdout
    ours = list(csv.DictReader(io.StringIO(scored)))
    fixed = [row["match"] == "true" for row in ours]
    scorers = {
        "rapidfuzz ratio": lambda a, b: fuzz.ratio(a, b) / 100,
        "rapidfuzz WRatio": lambda a, b: fuzz.WRatio(a, b) / 100,
        "rapidfuzz token_sort_ratio": lambda a, b: fuzz.token_sort_ratio(a, b) / 100,
        "rapidfuzz token_set_ratio": lambda a, b: fuzz.token_set_ratio(a, b) / 100,
        "rapidfuzz JaroWinkler": JaroWinkler.similarity,
    }
    scores = {
        name: [scorer(row["query"].lower(), row["candidate"].lower()) for row in rows] for name, scorer in scorers.items()
    }
    if python:
        call = [python, __file__, program, path, "--logic-v2"]
        said = subprocess.run(call, capture_output=True, text=True, check=True).stdout
        scores["nomenklatura logic-v2"] = json.loads(said)
    persons = [row["schema"] == "Person" for row in rows]
    labels = [row["label"] == "1" for row in rows]
    print("| matcher | organisations: threshold | F1 | accuracy | persons: threshold | F1 | accuracy |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name, all_scores in scores.items():
        cells = []
        for is_person in (False, True):
            of = [at for at, person in enumerate(persons) if person == is_person]
            (f1, accuracy), threshold = best([all_scores[at] for at in of], [labels[at] for at in of])
            cells += [f"{threshold:.2f}", f"{f1:.3f}", f"{accuracy:.3f}"]
        print(f"| {name} | {' | '.join(cells)} |")
    cells = []
    for is_person in (False, True):
        of = [at for at, person in enumerate(persons) if person == is_person]
        f1, accuracy = figures([float(fixed[at]) for at in of], [labels[at] for at in of], 0.5)
        cells += ["fixed", f"{f1:.3f}", f"{accuracy:.3f}"]
    print(f"| earwatch | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
