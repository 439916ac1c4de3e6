"""What a reader of spreadsheets sees of a file, as JSON: of CSV the rows by column, of a workbook its sheets with every cell's
value, type, number format and link, or only how many rows they have."""

import csv
import datetime
import json
import sys


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def shown(value):
    return value.isoformat(" ") if isinstance(value, datetime.datetime) else str(value)


def cell(of):
    link = of.hyperlink
    target = None
    if link:
        target = link.target + (f"#{link.location}" if link.location else "")
    return {
        "at": of.coordinate,
        "value": shown(of.value),
        "type": of.data_type,
        "format": of.number_format,
        "link": target,
        "quoted": bool(of.quotePrefix),
    }


def setup(sheet):
    paper = sheet.page_setup
    fit = sheet.sheet_properties.pageSetUpPr.fitToPage
    return (
        f"{sheet.dimensions}, frozen at {sheet.freeze_panes}, filter {sheet.auto_filter.ref}, repeats {sheet.print_title_rows}, "
        f"{paper.orientation}, fits {fit} {paper.fitToWidth} x {paper.fitToHeight}"
    )


def workbook(path):
    import openpyxl

    book = openpyxl.load_workbook(path)
    sheets = {
        sheet.title: {
            "setup": setup(sheet),
            "rows": [[cell(of) for of in row if of.value is not None] for row in sheet.iter_rows()],
        }
        for sheet in book
    }
    properties = book.properties
    return {
        "order": book.sheetnames,
        "title": properties.title,
        "created": shown(properties.created),
        "sheets": sheets,
    }


def sizes(path):
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True)
    return {sheet.title: sum(1 for _ in sheet.iter_rows()) for sheet in book}


kind, path = sys.argv[1:]
json.dump({"csv": rows, "xlsx": workbook, "sizes": sizes}[kind](path), sys.stdout)
