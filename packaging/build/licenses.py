"""Prints the licenses of the libraries that are compiled into the program, with their notices."""

import json
import pathlib
import subprocess
import sys

NOTICES = ("LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE")


def compiled_in(metadata):
    """The packages that the program is linked with, those of this workspace left out."""
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    packages = {package["id"]: package for package in metadata["packages"]}
    program = next(id for id, package in packages.items() if package["name"] == "earwatch")
    found, open_ = set(), [program]
    while open_:
        id = open_.pop()
        if id in found:
            continue
        found.add(id)
        for dependency in nodes[id]["deps"]:
            if any(kind["kind"] is None for kind in dependency["dep_kinds"]):
                open_.append(dependency["pkg"])
    libraries = [packages[id] for id in found if packages[id]["source"] is not None]
    return sorted(libraries, key=lambda package: (package["name"], package["version"]))


def notices(package):
    """The texts that its authors want to be passed on."""
    folder = pathlib.Path(package["manifest_path"]).parent
    named = [path for path in sorted(folder.iterdir()) if path.is_file() and path.name.upper().startswith(NOTICES)]
    return [path.read_text(encoding="utf-8", errors="replace").strip() for path in named if path.suffix != ".rs"]


def main():
    host = next(line.split()[1] for line in subprocess.check_output(["rustc", "-vV"], text=True).splitlines() if "host:" in line)
    command = ["cargo", "metadata", "--format-version=1", "--locked", "--filter-platform", host]
    libraries = compiled_in(json.loads(subprocess.check_output(command)))
    print("earwatch is compiled of its own code and of these libraries. SQLite, in libsqlite3-sys, is in the public domain.\n")
    bearers = {}
    for package in libraries:
        print(f"{package['name']} {package['version']}: {package['license'] or 'see its text'}")
        for text in notices(package):
            bearers.setdefault(text, []).append(f"{package['name']} {package['version']}")
    for text, names in bearers.items():
        print(f"\n{'=' * 78}\n{', '.join(names)}\n{'=' * 78}\n\n{text}")
    without = [package["name"] for package in libraries if not package["license"] and not notices(package)]
    if without:
        sys.exit(f"no license known: {', '.join(without)}")


if __name__ == "__main__":
    main()
