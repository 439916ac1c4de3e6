"""The libraries that the program is linked with, as cargo knows them."""

import json
import subprocess


def host():
    """The target of Rust that this machine compiles for."""
    lines = subprocess.check_output(["rustc", "-vV"], text=True).splitlines()
    return next(line.split()[1] for line in lines if line.startswith("host:"))


def compiled_in(target):
    """The program's package and those that it is linked with, by id, each with the ids of those that it is linked with."""
    command = ["cargo", "metadata", "--format-version=1", "--locked", "--filter-platform", target]
    metadata = json.loads(subprocess.check_output(command))
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    packages = {package["id"]: package for package in metadata["packages"]}
    program = next(id for id, package in packages.items() if package["name"] == "earwatch")
    found, waiting = {}, [program]
    while waiting:
        id = waiting.pop()
        if id in found:
            continue
        normal = [one for one in nodes[id]["deps"] if any(kind["kind"] is None for kind in one["dep_kinds"])]
        found[id] = {**packages[id], "linked": sorted(one["pkg"] for one in normal)}
        waiting.extend(found[id]["linked"])
    return program, found
