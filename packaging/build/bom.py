"""Prints the bill of materials of the program in CycloneDX 1.6: what is compiled in, from where, under which license.

bom.py [TARGET]. The same sources make the same bill; SOURCE_DATE_EPOCH is its day.
"""

import datetime
import json
import os
import pathlib
import re
import sys
import uuid

from libraries import compiled_in, host

# A package of Cargo.lock that comes from a registry; older Pythons read no TOML.
LOCKED = re.compile(r'name = "(.+)"\nversion = "(.+)"\nsource = ".+"\nchecksum = "(.+)"')


def component(package, checksums):
    """A package of cargo as a component."""
    name, version = package["name"], package["version"]
    made = {
        "type": "library",
        "bom-ref": package["id"],
        "name": name,
        "version": version,
        "purl": f"pkg:cargo/{name}@{version}",
    }
    if package["license"]:
        # An older way to write a choice.
        made["licenses"] = [{"expression": package["license"].replace("/", " OR ")}]
    if checksum := checksums.get((name, version)):
        made["hashes"] = [{"alg": "SHA-256", "content": checksum}]
    if package["repository"]:
        made["externalReferences"] = [{"type": "vcs", "url": package["repository"]}]
    return made


def sqlite(package):
    """SQLite, whose source the package brings."""
    header = pathlib.Path(package["manifest_path"]).parent / "sqlite3/sqlite3.h"
    version = re.search(r'#define SQLITE_VERSION\s+"([\d.]+)"', header.read_text(encoding="utf-8")).group(1)
    return {
        "type": "library",
        "bom-ref": f"sqlite@{version}",
        "name": "sqlite",
        "version": version,
        "purl": f"pkg:generic/sqlite@{version}",
        "licenses": [{"license": {"id": "blessing"}}],
    }


def main():
    program, packages = compiled_in(sys.argv[1] if len(sys.argv) > 1 else host())
    checksums = {(name, version): checksum for name, version, checksum in LOCKED.findall(pathlib.Path("Cargo.lock").read_text())}
    # What cargo calls a package of this workspace names a folder of this machine.
    for package in packages.values():
        if package["source"] is None:
            package["id"] = f"{package['name']}@{package['version']}"
    ids = {id: package["id"] for id, package in packages.items()}
    linked = {ids[id]: [ids[other] for other in package["linked"]] for id, package in packages.items()}

    components = {package["id"]: component(package, checksums) for package in packages.values()}
    engine = next(package for package in packages.values() if package["name"] == "libsqlite3-sys")
    bundled = sqlite(engine)
    components[bundled["bom-ref"]] = bundled
    linked[engine["id"]].append(bundled["bom-ref"])
    linked[bundled["bom-ref"]] = []
    whole = {**components.pop(ids[program]), "type": "application"}

    body = {
        "metadata": {"component": whole},
        "components": sorted(components.values(), key=lambda one: one["bom-ref"]),
        "dependencies": [{"ref": ref, "dependsOn": sorted(on)} for ref, on in sorted(linked.items())],
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(body, sort_keys=True))
    day = datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), datetime.timezone.utc)
    body["metadata"]["timestamp"] = day.strftime("%Y-%m-%dT%H:%M:%SZ")
    head = {"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": f"urn:uuid:{serial}", "version": 1}
    json.dump({**head, **body}, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
