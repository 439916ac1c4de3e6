#!/usr/bin/env python3
"""Seeds for the fuzz targets, cut from real documents: fuzz/seeds.py FOLDER [FOLDER …]

Takes every XML file below the folders: rules and lists of up to 64 kB whole, the first rows of longer lists, every
amendatory paragraph, and every 20th cell of a table. Nothing of it is kept in the repository."""
import hashlib
import pathlib
import re
import sys
import tomllib

CORPUS = pathlib.Path(__file__).parent / "corpus"


def plain(markup):
    """The text of an element, without its tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", markup).split())


def keep(target, text):
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha1(text.encode()).hexdigest()
    (folder / name).write_text(text, encoding="utf-8")


def main():
    for path in (path for folder in sys.argv[1:] for path in sorted(pathlib.Path(folder).rglob("*.xml"))):
        text = path.read_text(encoding="utf-8", errors="replace")
        if "<DIV9" in text:
            start, rows = text.index("<DIV9"), [m.end() for m in re.finditer("</TR>", text)]
            keep("ecfr", text if len(text) < 65536 else text[start : rows[40]] + "</TBODY></TABLE></DIV></DIV></DIV9>")
            cells = re.findall(r"<TD[^>]*>(.*?)</TD>", text, re.S)
            for cell in cells[1::100]:
                keep("cell", re.sub(r"<[^>]*>", "", cell.replace("<br/>", "\n")))
        elif len(text) < 65536:
            keep("rule", text)
        paragraphs = [plain(one) for one in re.findall(r"<AMDPAR>(.*?)</AMDPAR>", text, re.S)]
        for at in range(0, len(paragraphs), 8):
            keep("instruction", "\n".join(paragraphs[at : at + 8]))
    for path in (path for folder in sys.argv[1:] for path in sorted(pathlib.Path(folder).rglob("shapes/*.toml"))):
        shape = tomllib.loads(path.read_text(encoding="utf-8"))
        for orders in shape["orders"] + shape.get("refused", []):
            keep("instruction", "\n".join(orders))


if __name__ == "__main__":
    main()
