"""The official client of the Model Context Protocol against the program: assistant.py PROGRAM DATABASE [ADDRESS].

Without an address, over standard input and output; with one, over HTTP. The client validates what a tool answers
against the output schema that the tool declares, which is an outline; here each schema is checked as well, and each answer
once more against the whole of it, as the server gives it.
"""

import asyncio
import json
import sys

from jsonschema import Draft202012Validator, FormatChecker
from mcp import StdioServerParameters
from mcp.client import Client

program, database, address = sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else None
NAME = "Kestrel Logic Limited"
CALLS = [
    ("search", {"query": NAME}),
    ("search", {"query": "Kestrell Logik", "limit": 1}),
    ("search", {"query": "Nobody At All", "known_by": "2023-09-01"}),
    ("search", {"query": "Senseless Limited"}),
    ("get_entry", {"id": NAME}),
    ("get_entry", {"id": "el-0000000000000000"}),
    ("entry_history", {"name": NAME}),
    ("entry_history", {"name": "Kestrell"}),
    ("entry_history", {"name": "Nobody At All"}),
    ("changes_since", {"since": "2023-01-01", "limit": 5}),
    ("changes_since", {"since": "1"}),
    ("changes_since", {"since": "2030-01-01"}),
    ("document_changes", {"document": "2023-90303"}),
    ("screen_party", {"name": "Kestrel Logic", "addresses": ["1 Any Street, Town"], "country": "CN"}),
    ("screen_party", {"name": "Nobody At All"}),
    ("provisions", {}),
    ("provisions", {"containing": "zebra crossing"}),
    ("explain_designation", {"footnote": 3}),
    ("explain_designation", {"footnote": 77}),
    ("open_findings", {}),
    ("open_findings", {"which": "all", "limit": 200}),
    ("list_status", {}),
]


def server():
    if address:
        return f"{address}/mcp"
    return StdioServerParameters(command=program, args=["--db", database, "mcp"])


async def whole(client, tool):
    """The schema of answers, and of the result."""
    named = {
        "search": "show", "get_entry": "entry", "entry_history": "history", "changes_since": "report",
        "document_changes": "report", "screen_party": "screen", "provisions": "text",
        "explain_designation": "designation", "open_findings": "findings", "list_status": "lists",
    }
    for name in ["answer", named[tool]]:
        contents = (await client.read_resource(f"earwatch://schema/{name}")).contents[0]
        assert contents.mime_type == "application/schema+json", contents
        yield json.loads(contents.text)


async def talk(mode):
    async with Client(server(), mode=mode) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert {name for name, _ in CALLS} == set(tools), tools.keys()
        for tool in tools.values():
            Draft202012Validator.check_schema(tool.input_schema)
            Draft202012Validator.check_schema(tool.output_schema)
            assert tool.annotations.read_only_hint and tool.annotations.open_world_hint is False
        for name, arguments in CALLS:
            Draft202012Validator(tools[name].input_schema).validate(arguments)
            result = await client.call_tool(name, arguments)
            assert not result.is_error, (name, arguments, result)
            answer = result.structured_content
            schema = Draft202012Validator(tools[name].output_schema, format_checker=FormatChecker())
            for error in list(schema.iter_errors(answer))[:3]:
                raise AssertionError(f"{name} {arguments}: {error.json_path}: {error.message[:300]}")
            parts = [answer, answer["result"]]
            async for schema in whole(client, name):
                part = parts.pop(0)
                if part is not None:
                    Draft202012Validator(schema, format_checker=FormatChecker()).validate(part)
            assert answer["outcome"] in result.content[0].text
        refused = await client.call_tool("search", {"query": "x", "as_of": "3/28/2025"})
        assert refused.is_error and "did you mean 2025-03-28" in refused.content[0].text, refused
        resources = (await client.list_resources()).resources
        templates = (await client.list_resource_templates()).resource_templates
        assert resources and len(templates) == 4
        for uri in [str(resources[0].uri), "earwatch://document/2023-90101"]:
            read = await client.read_resource(uri)
            assert "2023-90" in read.contents[0].text, read
        many = await asyncio.gather(*(client.call_tool("search", {"query": NAME}) for _ in range(8)))
        assert all(one.structured_content["total"] == 1 for one in many)


for mode in ["legacy", "auto"]:
    asyncio.run(asyncio.wait_for(talk(mode), 300))
