"""Takes an export as FollowTheMoney does, and holds it against the entries: entities.py ENTITIES ENTRIES."""

import collections
import json
import sys

from followthemoney import model
from followthemoney.types import registry

entities, entries = sys.argv[1:]
read = {}
for line in open(entities, encoding="utf-8"):
    data = json.loads(line)
    proxy = model.get_proxy(data)
    assert data["id"] not in read, f"twice: {data['id']}"
    read[data["id"]] = proxy
    missing = [name for name in proxy.schema.required if not proxy.get(name)]
    assert not missing, f"{data['id']} lacks {missing}"
    for name, values in data["properties"].items():
        prop = proxy.schema.get(name)
        assert prop is not None, f"{proxy.schema.name} has no {name}"
        for value in values:
            if prop.type is registry.entity:
                continue
            clean = prop.type.clean(value, proxy=proxy)
            if prop.type is registry.address:
                # Doubled commas of the list are read as one.
                assert list(filter(str.isalnum, clean)) == list(filter(str.isalnum, value)), (clean, value)
            elif prop.type is registry.text:
                assert clean is not None, f"{data['id']} {name}: {value!r}"
            else:
                assert clean == value, f"{data['id']} {name}: {value!r} is read as {clean!r}"
    if "caption" in data:
        assert proxy.caption, data["id"]
for proxy in read.values():
    for prop, value in proxy.itervalues():
        if prop.type is registry.entity:
            other = read[value]
            assert other.schema.is_a(prop.range), f"{proxy.id} {prop.name}: {other.schema.name}"

links = collections.defaultdict(list)
for proxy in read.values():
    if proxy.schema.name == "UnknownLink":
        links[proxy.first("object")].append(proxy.first("subject"))
sanctions = {value: p for p in read.values() if p.schema.name == "Sanction" for value in p.get("entity")}
for line in open(entries, encoding="utf-8"):
    entry = json.loads(line)
    proxy = read[entry["public_id"]]
    sanction = sanctions[entry["public_id"]]
    names = set(proxy.get("name") + proxy.get("alias") + proxy.get("previousName"))
    wanted = {" ".join(name.split()) for name in [entry["name"], *entry["aliases"]]}
    assert names == wanted, (names, wanted)
    places = proxy.get("address", quiet=True) or proxy.get("full", quiet=True)
    assert set(places) == {" ".join(place.split()) for place in entry["addresses"]}, entry["public_id"]
    assert len(links[entry["public_id"]]) == len({body["text"] for body in entry["subordinates"]}), entry["public_id"]
    assert len(sanction.get("entity")) == 1 + len(links[entry["public_id"]])
    assert sanction.get("program") and sanction.get("authority"), entry["public_id"]
    assert bool(sanction.get("provisions")) == bool(entry["license_requirement"] or entry["license_review_policy"])
    assert (sanction.get("listingDate") or [None]) == [entry["first_cited"]], entry["public_id"]
    assert bool(sanction.get("reason")) == bool(entry["designations"]), entry["public_id"]
print(len(read))
