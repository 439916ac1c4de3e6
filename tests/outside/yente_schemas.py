"""Writes down what `yente` answers, as JSON Schemas, and the schemata of FollowTheMoney that a client may name.

    target/venv-yente/bin/python tests/outside/yente_schemas.py

Needs the packages of tests/requirements-yente.txt, without what they depend on besides:

    python3 -m venv target/venv-yente
    target/venv-yente/bin/pip install --no-deps -r tests/requirements-yente.txt

Run it when a new version of yente is out, and read the difference.
"""

import importlib.abc
import importlib.machinery
import json
import sys
import types
from importlib.metadata import version
from pathlib import Path

ABSENT = {"icu", "sklearn", "opentelemetry"}
"""What the models do not use, and what has to be compiled or is large."""


class Nothing:
    """Anything, of which nothing is used."""

    def __init__(self, *_args, **_named):
        pass

    def __getattr__(self, _name):
        return Nothing()

    def __call__(self, *_args, **_named):
        return Nothing()

    @classmethod
    def createInstance(cls, *_args):
        return cls()


class Absent(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, _path=None, _target=None):
        if name.split(".")[0] in ABSENT:
            return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        module = types.ModuleType(spec.name)
        module.__getattr__ = lambda _name: Nothing
        return module

    def exec_module(self, module):
        pass


sys.meta_path.insert(0, Absent())

from followthemoney import model  # noqa: E402
from pydantic.json_schema import models_json_schema  # noqa: E402
from yente.data import common  # noqa: E402

ANSWERS = [
    "AdjacentResultsResponse",
    "AlgorithmResponse",
    "DataCatalogModel",
    "EntityAdjacentResponse",
    "EntityMatchResponse",
    "EntityResponse",
    "ErrorResponse",
    "SearchResponse",
    "StatusResponse",
]
OURS = ["Address", "Asset", "Company", "LegalEntity", "Organization", "Sanction", "UnknownLink"]
"""Schemata of what stands on the lists."""

root = Path(__file__).parents[2]
home = root / "src/serve/yente"


def written(path, text):
    path.write_text(text, encoding="utf-8")
    print(path.relative_to(root))


def bare(schema):
    """Without the words that describe it: what has to hold is left."""
    if isinstance(schema, dict):
        words = {"title", "description", "examples", "default", "deprecated"}
        keep = lambda key, value: key not in words or isinstance(value, dict)  # noqa: E731
        return {key: bare(value) for key, value in schema.items() if keep(key, value)}
    return [bare(one) for one in schema] if isinstance(schema, list) else schema


def main():
    models = [(getattr(common, name), "serialization") for name in ANSWERS] + [(common.EntityMatchQuery, "validation")]
    _, schemas = models_json_schema(models, ref_template="#/$defs/{model}")
    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": f"Made by tests/outside/yente_schemas.py from yente {version('yente')}",
        "$defs": bare(schemas["$defs"]),
    }
    written(home / "answers.json", json.dumps(described, indent=1, sort_keys=True) + "\n")

    lines = [
        "# The schemata of FollowTheMoney, and those of the lists that each stands for; `!` where no party can be asked for by it.",
        f"# Made by tests/outside/yente_schemas.py from followthemoney {version('followthemoney')}.",
    ]
    for schema in sorted(model.schemata.values(), key=lambda schema: schema.name):
        below = schema.matchable_schemata if schema.matchable else schema.descendants
        names = {schema.name} | {one.name for one in below}
        can_be_asked = schema.matchable or schema.name == "Thing"
        lines.append(f"{schema.name}{'' if can_be_asked else '!'}: {' '.join(name for name in OURS if name in names)}".rstrip())
    written(home / "schemata.txt", "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
