"""Programs that others wrote against a server at ADDRESS: clients.py ADDRESS FOLDER [SCHEMAS]."""

import importlib
import json
import subprocess
import sys
import urllib.parse
import urllib.request
from pathlib import Path

address, folder = sys.argv[1], Path(sys.argv[2])


def get(path):
    with urllib.request.urlopen(address + path) as answer:
        return json.load(answer)


def generated_client():
    """The OpenAPI document is one, and a client made from it understands what is answered."""
    from openapi_spec_validator import validate

    document = get("/api/v1/openapi.json")
    validate(document)
    (folder / "openapi.json").write_text(json.dumps(document))
    command = ["generate", "--path", folder / "openapi.json", "--output-path", folder / "client", "--meta", "none"]
    made = subprocess.run([sys.executable, "-m", "openapi_python_client", *command], capture_output=True, text=True)
    assert made.returncode == 0, made.stdout + made.stderr
    unread = [line for line in made.stdout.splitlines() if "Unable" in line or "Cannot" in line or "WARNING" in line]
    assert not unread, made.stdout
    sys.path.insert(0, str(folder))
    client = importlib.import_module("client").Client(base_url=address)

    def call(name, **arguments):
        module = importlib.import_module(f"client.api.default.{name}")
        return module.sync(client=client, **arguments)

    entries = call("entries", limit=1000)
    assert entries.total == len(entries.entries) > 0
    one = entries.entries[0]
    assert call("entry", public_id=one.public_id).name == one.name
    assert call("history", public_id=one.public_id).entries[0].name == one.name
    assert call("lists").lists[0].entries > 0
    assert len(call("versions")) == 2
    assert call("diff", from_="1", to="2").counts.added > 0
    assert call("report").sections
    assert call("findings") is not None
    assert call("acknowledgements") == []
    assert call("documents")[0].number
    assert call("texts").footnotes
    models = importlib.import_module("client.models")
    asked = models.Request(parties=[models.Asked(name=one.name), models.Asked(name="Nobody At All")])
    screened = call("screen", body=asked)
    assert [len(result.hits) > 0 for result in screened.results] == [True, False]


def reconciler():
    """A table of names gets the ids of entries."""
    import pandas
    from reconciler import reconcile

    name = get("/api/v1/entries?limit=1")["entries"][0]
    table = pandas.Series([name["name"], "Nobody At All"])
    found = reconcile(table, reconciliation_endpoint=address + "/reconcile", top_res=1)
    assert list(found["id"])[0] == name["public_id"], found
    assert pandas.isna(list(found["id"])[1]), found


def reconciliation_schemas(schemas):
    """Each answer keeps to the schemas of the specification."""
    import jsonschema
    from referencing import Registry
    from referencing.jsonschema import DRAFT7

    texts = {path.name: json.loads(path.read_text()) for path in Path(schemas).glob("*.json")}
    known = [(of["$id"], DRAFT7.create_resource(of)) for of in texts.values() if "$id" in of]
    registry = Registry().with_resources(known)

    def check(answer, schema):
        jsonschema.Draft7Validator(texts[schema], registry=registry).validate(answer)

    def asked(key, value):
        return get("/reconcile?" + urllib.parse.urlencode({key: json.dumps(value)}))

    check(get("/reconcile"), "manifest.json")
    one = get("/api/v1/entries?limit=1")["entries"][0]
    queries = {"q0": {"query": one["name"], "limit": 3}, "q1": {"query": "Nobody At All"}}
    check(queries, "reconciliation-query-batch.json")
    check(asked("queries", queries), "reconciliation-result-batch.json")
    properties = [{"id": found["id"]} for found in get("/reconcile/extend")["properties"]]
    extend = {"ids": [one["public_id"], "nobody"], "properties": properties}
    check(extend, "data-extension-query.json")
    check(asked("extend", extend), "data-extension-response.json")
    check(get("/reconcile/extend?type=entity-list&limit=2"), "data-extension-property-proposal.json")
    prefix = urllib.parse.quote(one["name"][:4])
    check(get(f"/reconcile/suggest/entity?prefix={prefix}"), "suggest-entities-response.json")
    check(get("/reconcile/suggest/property?prefix=n"), "suggest-properties-response.json")
    check(get("/reconcile/suggest/type?prefix=e"), "suggest-types-response.json")


if len(sys.argv) > 3:
    reconciliation_schemas(sys.argv[3])
else:
    generated_client()
    reconciler()
