"""Prints the licenses of the libraries that are compiled into the program, with their notices."""

import pathlib
import sys

from libraries import compiled_in, host

NOTICES = ("LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE")


def notices(package):
    """The texts that its authors want to be passed on."""
    folder = pathlib.Path(package["manifest_path"]).parent
    named = [path for path in sorted(folder.iterdir()) if path.is_file() and path.name.upper().startswith(NOTICES)]
    return [path.read_text(encoding="utf-8", errors="replace").strip() for path in named if path.suffix != ".rs"]


def main():
    _, packages = compiled_in(host())
    libraries = [package for package in packages.values() if package["source"] is not None]
    print("earwatch is compiled of its own code and of these libraries. SQLite, in libsqlite3-sys, is in the public domain.\n")
    bearers = {}
    for package in sorted(libraries, key=lambda package: (package["name"], package["version"])):
        named = f"{package['name']} {package['version']}"
        texts = notices(package)
        if not package["license"] and not texts:
            sys.exit(f"no license known: {named}")
        print(f"{named}: {package['license'] or 'see its text'}")
        for text in texts:
            bearers.setdefault(text, []).append(named)
    for text, names in bearers.items():
        print(f"\n{'=' * 78}\n{', '.join(names)}\n{'=' * 78}\n\n{text}")


if __name__ == "__main__":
    main()
