"""The public ids of an eCFR file, computed as docs/ids.md says, from the file itself. Of the program's list, which is the second
argument, only the name is taken: it says where the name ends within the entity cell. Prints what differs as JSON."""

import collections
import hashlib
import json
import re
import sys
import unicodedata
from xml.etree import ElementTree

LISTS = {"4": ("entity-list", "el"), "6": ("unverified-list", "uvl"), "7": ("meu-list", "meu")}
CODES = {
    "AFGHANISTAN": "AF", "ARGENTINA": "AR", "ARMENIA": "AM", "AUSTRALIA": "AU", "AUSTRIA": "AT", "AZERBAIJAN": "AZ",
    "BAHRAIN": "BH", "BELARUS": "BY", "BELGIUM": "BE", "BELIZE": "BZ", "BOLIVIA": "BO", "BRAZIL": "BR", "BULGARIA": "BG",
    "BURMA": "MM", "CANADA": "CA", "CHILE": "CL", "CHINAPEOPLESREPUBLICOF": "CN", "COSTARICA": "CR",
    "CRIMEAREGIONOFUKRAINE": "UA-43", "CUBA": "CU", "CYPRUS": "CY", "CZECHREPUBLIC": "CZ", "DENMARK": "DK", "ECUADOR": "EC",
    "EGYPT": "EG", "ESTONIA": "EE", "FINLAND": "FI", "FRANCE": "FR", "GEORGIA": "GE", "GERMANY": "DE", "GREECE": "GR",
    "HUNGARY": "HU", "INDIA": "IN", "INDONESIA": "ID", "IRAN": "IR", "IRAQ": "IQ", "IRELAND": "IE", "ISRAEL": "IL",
    "ITALY": "IT", "JAMAICA": "JM", "JAPAN": "JP", "JORDAN": "JO", "KAZAKHSTAN": "KZ", "KENYA": "KE", "KYRGYZSTAN": "KG",
    "LAOS": "LA", "LATVIA": "LV", "LEBANON": "LB", "LITHUANIA": "LT", "LUXEMBOURG": "LU", "MADAGASCAR": "MG",
    "MALAYSIA": "MY", "MALTA": "MT", "MEXICO": "MX", "MOROCCO": "MA", "NETHERLANDS": "NL", "NEWZEALAND": "NZ",
    "NICARAGUA": "NI", "NORTHMACEDONIA": "MK", "NORWAY": "NO", "OMAN": "OM", "PAKISTAN": "PK", "PANAMA": "PA",
    "PARAGUAY": "PY", "PERU": "PE", "PHILIPPINES": "PH", "POLAND": "PL", "PORTUGAL": "PT", "QATAR": "QA", "ROMANIA": "RO",
    "RUSSIA": "RU", "SAUDIARABIA": "SA", "SENEGAL": "SN", "SINGAPORE": "SG", "SLOVAKIA": "SK", "SOUTHAFRICA": "ZA",
    "SOUTHKOREA": "KR", "SOUTHSUDAN": "SS", "SPAIN": "ES", "SRILANKA": "LK", "SWEDEN": "SE", "SWITZERLAND": "CH",
    "SYRIA": "SY", "TAIWAN": "TW", "THAILAND": "TH", "TURKEY": "TR", "TÜRKIYE": "TR", "UGANDA": "UG", "UKRAINE": "UA",
    "UNITEDARABEMIRATES": "AE", "UNITEDKINGDOM": "GB", "UZBEKISTAN": "UZ", "VENEZUELA": "VE", "VIETNAM": "VN",
}
DASHES = tuple("-‐‑‒–—―−")


def canonical(text):
    letters = (c.upper().lower() for c in unicodedata.normalize("NFKC", text) if c.isalnum())
    return "".join(c for c in "".join(letters) if c.isalnum())


def rows(div):
    """Country, entity cell and citation cell of each row; one without columns of its own belongs to a neighbour."""
    country, found, begun = None, [], None
    table = [
        [" ".join("".join(cell.itertext()).split()) for cell in row if cell.tag == "TD"]
        for row in div.find(".//TABLE").iter("TR")
    ]
    for at, cells in enumerate(table):
        if len(cells) < 3:
            continue
        country = cells[0] or country
        entity, others = (cells[2], cells[3:]) if len(cells) == 6 else (cells[1], cells[2:])
        if canonical(entity) == "reserved":
            continue
        if not any(others):
            below = table[at + 1] if at + 1 < len(table) else []
            body = re.match("The following .* subordinate institutions of ([^:]*):", entity)
            if body and not canonical(found[-1][1]).startswith(canonical(body[1])):
                # Institutions of another body than the entry above are an entry (85 FR 83799).
                found.append([country, entity, ""])
            elif any(below[2:]) and (below[2] if len(below) == 6 else below[1]).startswith(DASHES):
                begun = entity
            elif found and entity:
                found[-1][1] += " " + entity
            continue
        if begun:
            entity, begun = f"{begun} {entity}", None
        found.append([country, entity, others[-1]])
    return found


def ids(number, div, names):
    name_of_list, prefix = LISTS[number]
    stems = []
    for country, entity, citation in rows(div):
        key = canonical(entity)
        name = names[name_of_list, key]
        if not key.startswith(canonical(name)):
            raise ValueError(f"{name} is not what {entity} begins with")
        # "88 FR 121582/27/23": the page ends where the date begins.
        first = re.search(r"(\d+) *FR(?: FR)? *(\d+?)(?=[01]?\d/\d{1,2}/\d\d|\D|$)", citation, re.IGNORECASE)
        cited = f"{first[1]}FR{first[2]}" if first else ""
        code = CODES["".join(c for c in country.upper() if c.isalnum())]
        stems.append(("\n".join([name_of_list, code, canonical(name), cited]), key))
    shared = collections.Counter(stem for stem, _ in stems)
    for stem, key in stems:
        text = stem if shared[stem] == 1 else f"{stem}\n{key}"
        yield f"{prefix}-{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def main(file, listed):
    with open(listed, encoding="utf-8") as lines:
        entries = [json.loads(line) for line in lines]
    names = {(entry["list"], canonical(entry["entity_text"])): entry["name"] for entry in entries}
    root = ElementTree.parse(file).getroot()
    divs = [root] if root.get("TYPE") == "APPENDIX" else root.iter("DIV9")
    numbers = ((re.match(r"Supplement No\. (\d) ", div.get("N") or ""), div) for div in divs)
    found = [id for number, div in numbers if number and number[1] in LISTS for id in ids(number[1], div, names)]
    told = {entry["public_id"]: entry["name"] for entry in entries}
    return {
        "rows": len(found),
        "distinct": len(set(found)),
        "entries": len(entries),
        "not_told": [id for id in found if id not in told],
        "not_found": [name for id, name in told.items() if id not in set(found)],
    }


print(json.dumps(main(*sys.argv[1:])))
