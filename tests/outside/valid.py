"""Validates instances against their schemas, then breaks them in every place and expects each to be refused.

Given a file of [[name of the schema, what it is of, instance], …] and a folder of schemas; says nothing if all is well.
"""

import copy
import json
import pathlib
import sys

from jsonschema import Draft202012Validator, FormatChecker

instances = json.load(open(sys.argv[1]))
schemas = {path.stem: json.load(open(path)) for path in pathlib.Path(sys.argv[2]).iterdir()}
validators = {}
for name, schema in schemas.items():
    Draft202012Validator.check_schema(schema)
    validators[name] = Draft202012Validator(schema, format_checker=FormatChecker())

for name, label, instance in instances:
    for error in list(validators[name].iter_errors(instance))[:3]:
        print(f"{name}: {label}: {error.json_path}: {error.message[:400]}")


def shortened(value):
    """The same with short arrays; to break a long one in every place takes long and tells no more."""
    if isinstance(value, dict):
        return {key: shortened(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [shortened(inner) for inner in value[:2]]
    return value


def places(value, path=()):
    yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, path + (key,))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from places(inner, path + (at,))


def put(instance, path, value):
    if not path:
        return value
    changed = copy.deepcopy(instance)
    at = changed
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return changed


SURPRISE = "Sur prise!"
tried = set()
instances = [(name, label, shortened(instance)) for name, label, instance in instances]
for name, label, instance in sorted(instances, key=lambda of: len(json.dumps(of[2]))):
    for path, value in places(instance):
        what = (name, tuple("*" if isinstance(key, int) else key for key in path), type(value))
        if what in tried:
            continue
        tried.add(what)
        # A key more, or another type.
        change = {**value, SURPRISE: 1} if isinstance(value, dict) else {SURPRISE: 1}
        if validators[name].is_valid(put(instance, path, change)):
            print(f"{name}: {label}: {path} may become {json.dumps(change)[:200]}")
print(f"{len(instances)} instances, {len(tried)} places", file=sys.stderr)
