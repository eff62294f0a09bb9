"""Write the JSON Schemas of flow and case files, which editors use: `python tools/schemas.py`."""

import json
from pathlib import Path

from bot.authoring.schema.cases import case_schema
from bot.authoring.schema.flows import flow_schema

FOLDER = Path(__file__).resolve().parent.parent / "flows" / "schema"


def schemas() -> dict[str, str]:
    """Every schema by its file's name, as it is written."""
    made = {"flow.json": flow_schema(), "cases.json": case_schema()}
    return {name: json.dumps(schema, indent=1) + "\n" for name, schema in made.items()}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, words in schemas().items():
        (FOLDER / name).write_text(words, encoding="utf-8")
