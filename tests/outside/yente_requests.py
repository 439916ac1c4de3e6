"""The requests of yente's documentation to the server at ADDRESS, sent as they stand there: yente_requests.py ADDRESS SCHEMAS [models].

Each answer keeps to the schemas that were made of yente's models. With `models`, run by a Python that has them
(tests/outside/yente_schemas.py), answers are read by the models themselves.
"""

import json
import sys

import httpx

address, schemas, *more = sys.argv[1:]
client = httpx.Client(base_url=address)

if more:
    import yente_schemas  # noqa: F401
    from yente.data import common

    def check(name, answer):
        getattr(common, name).model_validate(answer)

else:
    import jsonschema

    described = json.load(open(schemas, encoding="utf-8"))

    def check(name, answer):
        schema = {"$ref": f"#/$defs/{name}", "$defs": described["$defs"]}
        jsonschema.Draft202012Validator(schema).validate(answer)


def answered(name, answer, status=200):
    assert answer.status_code == status, (answer.url, answer.status_code, answer.text)
    check(name, answer.json())
    return answer.json()


def get(name, path, **params):
    return answered(name, client.get(path, params=params))


# https://www.opensanctions.org/docs/api/matching/
EXAMPLE_1 = {
    "schema": "Person",
    "properties": {"name": ["John Doe"], "birthDate": ["1975-04-21"], "nationality": ["us"]},
}
EXAMPLE_2 = {
    "schema": "Company",
    "properties": {
        "name": ["Brilliant Amazing Limited"],
        "jurisdiction": ["hk"],
        "registrationNumber": ["84BA99810"],
    },
}
batch = {"queries": {"entity1": EXAMPLE_1, "entity2": EXAMPLE_2}}
response = client.post("/match/default", json=batch, params={"algorithm": "best", "fuzzy": "false"})
found = answered("EntityMatchResponse", response)["responses"]
assert set(found) == {"entity1", "entity2"}
for name, query in batch["queries"].items():
    assert found[name]["query"]["properties"] == query["properties"]

catalog = get("DataCatalogModel", "/catalog")
datasets = [dataset["name"] for dataset in catalog["datasets"]]
assert "default" in datasets
get("AlgorithmResponse", "/algorithms")
for path in ["/healthz", "/readyz"]:
    get("StatusResponse", path)

# Each entry is found by its name, and is what /entities tells of it.
listed = get("SearchResponse", "/search/default", schema="LegalEntity", limit=500, facets=["schema", "countries"])
assert listed["total"]["value"] == len(listed["results"]) > 0
for dataset in datasets:
    get("SearchResponse", f"/search/{dataset}", q="company", fuzzy=True)
for number, entity in enumerate(listed["results"]):
    query = {"schema": entity["schema"], "properties": entity["properties"]}
    response = client.post("/match/default", json={"queries": {"q": query}}, params={"limit": 20})
    results = answered("EntityMatchResponse", response)["responses"]["q"]["results"]
    entry = next((one for one in results if entity["id"].startswith(one["id"])), None)
    # Who was removed is found, and is no match.
    assert entry and entry["match"] == entity["target"] and entry["score"] > 0.9, (entity, results)
    nested = get("EntityResponse", f"/entities/{entity['id']}")
    assert nested["properties"]["name"] == entity["properties"]["name"]
    if number < 20:
        adjacent = get("EntityAdjacentResponse", f"/entities/{entity['id']}/adjacent")
        for name, beside in adjacent["adjacent"].items():
            one = get("AdjacentResultsResponse", f"/entities/{entity['id']}/adjacent/{name}")
            assert one == beside

# What is wrong is told in `detail`.
answered("ErrorResponse", client.get("/entities/NK-nobody"), 404)
answered("ErrorResponse", client.post("/match/nothing", json=batch), 404)
firm = {"queries": {"q": {"schema": "Firm", "properties": {"name": ["Alder"]}}}}
wrong = answered("ErrorResponse", client.post("/match/default", json=firm), 400)
assert wrong["detail"] == "Cannot parse example entity: Unknown schema: 'Firm'", wrong
many = {"queries": {str(number): EXAMPLE_1 for number in range(101)}}
wrong = answered("ErrorResponse", client.post("/match/default", json=many), 400)
assert wrong["detail"] == "Too many queries in one batch (limit: 100)", wrong
